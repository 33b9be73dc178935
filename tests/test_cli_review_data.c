/* test_cli_review_data.c - the folder of a review, whole or not there, and reviews of other data than the
 * shipped register: another country's file, periods of all kinds. */
#define _GNU_SOURCE /* usleep */
#include "check.h"
#include "cli.h"
#include "firestat/reader.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static char *text_of(const char *name)
{
    char *text = check_read(cli_path(name), NULL);
    CHECK(text != NULL, "%s is not there", name);
    return text == NULL ? calloc(1, 1) : text;
}

/* ---- the folder ---------------------------------------------------------------------------------- */

/* Tables and a chart: what is written in all formats, and soon done. */
static const char *short_template(void)
{
    return cli_file("soon.csv", "section,name,level,title_vi,by,measure,noun_vi,charts\n"
                                "totals,totals,1,Chung,,\"incidents,deaths\",vụ,\n"
                                "breakdown,area,1,Địa bàn,district,incidents,vụ,dumbbell\n"
                                "parameters,parameters,1,Tham số,,,,\n");
}

/* A review that is stopped by a signal some time after its start; its status. */
static int stopped_review(const char *template_of, const char *folder, int wait_us, int by)
{
    int status = 0;
    const pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stderr) == NULL) _exit(1);
        execl(FIRESTAT_PROGRAM, "firestat", "review", CLI_REGISTER, "--period", "2023",
              "--template", template_of, "-o", folder, "-q", "--force", (char *)NULL);
        _exit(1);
    }
    usleep((useconds_t)wait_us);
    kill(child, by);
    waitpid(child, &status, 0);
    return status;
}

/* How long one takes that is let go, in rounds of which the moments are spread over it. */
enum { ROUNDS = 8 };

static int duration_us(const char *template_of, const char *folder)
{
    struct timespec start;
    struct timespec end;
    struct cli_result got;
    clock_gettime(CLOCK_MONOTONIC, &start);
    CLI(&got, "review", CLI_REGISTER, "--period", "2023", "--template", template_of, "-o",
        folder, "-q", "--force");
    clock_gettime(CLOCK_MONOTONIC, &end);
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    return (int)((end.tv_sec - start.tv_sec) * 1000000 + (end.tv_nsec - start.tv_nsec) / 1000);
}

/* Stopped at any moment: the old folder or the new one, and nothing half. */
static void test_interrupted(void)
{
    const char *soon = short_template();
    char folder[300];
    snprintf(folder, sizeof folder, "%s", cli_path("stopped"));
    const int whole_us = duration_us(soon, folder);
    for (int i = 0; i < ROUNDS; i++) {
        stopped_review(soon, folder, i * whole_us / ROUNDS, SIGKILL);
        CHECK(cli_is_there("stopped/manifest.csv") && cli_is_there("stopped/review.docx"),
              "round %d: the folder is not whole", i);
    }
}

/* ---- another country ------------------------------------------------------------------------------ */

static bool has_vietnamese(const char *text)
{
    static const char *const letters[] = { "ế", "ộ", "ạ", "ậ", "ư", "đ", "ă", "ơ", "ọ", "ị" };
    for (size_t i = 0; i < CHECK_N(letters); i++)
        if (strstr(text, letters[i]) != NULL) return true;
    return false;
}

/* The annex names the file, its SHA-256 and how it was read. */
static void check_files(const char *folder, const char *path, const char *reading)
{
    char name[300];
    struct fire_file_identity identity;
    struct fire_error err = { .status = FIRE_OK };
    CHECK_OR_RETURN(fire_file_identity_of(path, &identity, &err) == FIRE_OK, "%s", err.message);
    snprintf(name, sizeof name, "%s/tables/files-origin.csv", folder);
    char *origins = text_of(name);
    CHECK(strstr(origins, identity.sha256) != NULL && strstr(origins, reading) != NULL,
          "not '%s' in %s", reading, origins);
    free(origins);
}

static void test_korea(void)
{
    const char *file = check_shared("data/korea-2024/2024_fire.xlsx");
    if (file == NULL || check_rounds(2) < 2)
        return; /* 37,614 rows say nothing new to a sanitizer */
    const char *folder = cli_korea_profile();
    struct cli_result got;
    CLI(&got, "import", cli_path("korea.db"), file, "--profile", folder, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "review", cli_path("korea.db"), "--period", "2024", "-o", cli_path("korea-2024"),
        "-q", "--lang", "en", "--place", "the Republic of Korea");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *text = text_of("korea-2024/review.txt");
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n') *at = ' ';
    static const char *const said[] = {
        "37,614 fires occurred, killing 308 people, injuring 2,094 people",
        "causing property damage estimated at 783.947 billion KRW", "billion KRW",
        "경기도 7,931", "There is data of one year only"
    };
    for (size_t i = 0; i < CHECK_N(said); i++)
        CHECK(strstr(text, said[i]) != NULL, "'%s' not in %.800s", said[i], text);
    CHECK(!has_vietnamese(text), "Vietnamese in an English review");
    free(text);
    check_files("korea-2024", file, "'--profile korea");
    char *rows = text_of("korea-2024/tables/files.csv");
    CHECK(strstr(rows, "\n2024_fire.xlsx,37614,37614,0,0,0,0,0\n") != NULL, "%s", rows);
    free(rows);
}

/* ---- periods --------------------------------------------------------------------------------------- */

/* An incident a day for three years: every period has as many as it has days. */
static const char *daily_register(void)
{
    static char text[80000] = "id,date,kind,deaths,damage\n";
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    size_t n = strlen(text);
    for (int year = 2022; year <= 2024; year++)
        for (int month = 0; month < 12; month++)
            for (int day = 1; day <= days[month] + (month == 1 && year == 2024); day++)
                n += (size_t)snprintf(text + n, sizeof text - n,
                                      "%d-%d-%d,%d-%02d-%02d,fire,0,9\n", year, month, day,
                                      year, month + 1, day);
    return cli_file("daily.csv", text);
}

static const struct {
    const char *period;
    const char *calendar;
    const char *said[3]; /* the title, the days and the figure, the bases */
    const char *not_said;
} periods[] = {
    { "2024",
      "calendar",
      { "năm 2024", "Từ ngày 01/01/2024 đến ngày 31/12/2024, xảy ra 366 vụ cháy",
        "So với cùng kỳ năm trước: số vụ cháy tăng 01 vụ (+0,3%, 366/365)" },
      "So với kỳ liền trước" },
    { "2024-07",
      "calendar",
      { "tháng 07 năm 2024", "Từ ngày 01/07/2024 đến ngày 31/07/2024, xảy ra 31 vụ cháy",
        "So với kỳ liền trước: số vụ cháy tăng 01 vụ (+3,3%, 31/30)" },
      NULL },
    { "2024-Q3",
      "calendar",
      { "quý III năm 2024", "Từ ngày 01/07/2024 đến ngày 30/09/2024, xảy ra 92 vụ cháy",
        "So với kỳ liền trước: số vụ cháy tăng 01 vụ (+1,1%, 92/91)" },
      NULL },
    { "2024-H1",
      "vn-report",
      { "6 tháng đầu năm 2024", "Từ ngày 15/12/2023 đến ngày 14/06/2024, xảy ra 183 vụ cháy",
        "So với cùng kỳ năm trước: số vụ cháy tăng 01 vụ (+0,5%, 183/182)" },
      "So với kỳ liền trước" },
    { "2024-9M",
      "vn-report",
      { "9 tháng năm 2024", "Từ ngày 15/12/2023 đến ngày 14/09/2024, xảy ra 275 vụ cháy",
        "So với cùng kỳ năm trước: số vụ cháy tăng 01 vụ (+0,4%, 275/274)" },
      "So với kỳ liền trước" },
    { "tet:2024",
      "calendar",
      { "Báo cáo dịp Tết Nguyên đán năm 2024 (từ ngày 08/02/2024",
        "Từ ngày 08/02/2024 đến ngày 14/02/2024, xảy ra 07 vụ cháy",
        "So với cùng kỳ năm trước: số vụ cháy không tăng, không giảm (7/7)" },
      "So với kỳ liền trước" },
};

static void test_periods(void)
{
    const char *file = daily_register();
    const char *own = cli_file(
        "short.csv",
        "section,name,level,title_vi,measure,against,noun_vi\n"
        "title,title,,Báo cáo {period},,,\n"
        "totals,all,1,Chung,\"incidents,deaths,damage\",\"previous,before\",vụ cháy\n");
    for (size_t i = 0; i < CHECK_N(periods); i++) {
        struct cli_result got;
        CLI(&got, "review", file, "--period", periods[i].period, "--calendar",
            periods[i].calendar, "--template", own, "-o", cli_path("period"), "--force", "-q");
        CHECK(got.code == 0, "%s: %d %s", periods[i].period, got.code, got.err);
        cli_result_finish(&got);
        char *text = text_of("period/review.md");
        for (size_t s = 0; s < 3; s++)
            CHECK(strstr(text, periods[i].said[s]) != NULL, "%s: '%s' not in %.700s",
                  periods[i].period, periods[i].said[s], text);
        CHECK(periods[i].not_said == NULL || strstr(text, periods[i].not_said) == NULL,
              "%s: '%s' in it", periods[i].period, periods[i].not_said);
        free(text);
    }
}

/* ---- the files ------------------------------------------------------------------------------------- */

/* The file's name and SHA-256 in a line of the manifest. */
static void check_entry(const char *folder, const char *line)
{
    char name[300];
    char path[400];
    struct fire_file_identity identity;
    struct fire_error err = { .status = FIRE_OK };
    const char *end = line + strcspn(line, "\n");
    snprintf(name, sizeof name, "%.*s", (int)strcspn(line, ","), line);
    snprintf(path, sizeof path, "%s/%s", folder, name);
    CHECK_OR_RETURN(fire_file_identity_of(cli_path(path), &identity, &err) == FIRE_OK, "%s: %s",
                    path, err.message);
    const char *sha256 = strstr(line, identity.sha256);
    CHECK(sha256 != NULL && sha256 < end, "%s has another SHA-256", name);
}

/* Every file that a text refers to behind `mark` is there. */
static int check_links(const char *folder, const char *text, const char *mark, const char *ends)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, mark)) != NULL; n++) {
        char path[400];
        at += strlen(mark);
        if (*at == '#' || strncmp(at, "data:", 5) == 0) continue;
        snprintf(path, sizeof path, "%s/%.*s", folder, (int)strcspn(at, ends), at);
        CHECK(cli_is_there(path), "%s is not there", path);
    }
    return n;
}

static void test_manifest(void)
{
    struct cli_result got;
    CLI(&got, "review", CLI_REGISTER, "--period", "2024", "-o", cli_path("whole"), "-q",
        "--place", "tỉnh Lâm Đồng", "--against", "previous");
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    char *parameters = text_of("whole/tables/parameters.csv");
    CHECK(strstr(parameters, "\n'--period,2024\n") != NULL &&
              strstr(parameters, "\n'--place,tỉnh Lâm Đồng\n") != NULL &&
              strstr(parameters, "\n'--against,previous\n") != NULL,
          "%s", parameters);
    free(parameters);
    check_files("whole", CLI_REGISTER, "tự nhận tên cột");
    char *manifest = text_of("whole/manifest.csv");
    int n = 0;
    for (const char *line = strchr(manifest, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        check_entry("whole", line + 1);
        n++;
    }
    CHECK(n > 40, "only %d files", n);
    free(manifest);
    char *markdown = text_of("whole/review.md");
    CHECK(check_links("whole", markdown, "](", ")") >= 10, "few pictures");
    free(markdown);
    char *html = text_of("whole/review.html");
    check_links("whole", html, "href=\"", "\"#");
    check_links("whole", html, "src=\"", "\"");
    CHECK(strstr(html, "http://") == NULL || strstr(html, "http://www.w3.org") != NULL,
          "a foreign address");
    free(html);
}

/* ---- every kind of section --------------------------------------------------------------------------- */

static void test_every_kind(void)
{
    static const char *const kinds[] = {
        "letterhead",   "title",      "heading",   "text",       "totals",
        "years",        "stages",     "breakdown", "levels",     "kinds",
        "contribution", "notable",    "forces",    "assessment", "methods",
        "files",        "parameters", "signature", "page-break",
    };
    static const char *const anchors[] = {
        "totals", "years",      "stages",  "breakdown", "kinds",      "contribution", "notable",
        "forces", "assessment", "methods", "files",     "parameters", "text"
    };
    char own[6000] = "section,name,level,title_vi,text_vi,by,measure,noun_vi\n";
    for (size_t i = 0; i < CHECK_N(kinds); i++) {
        const char *kind = kinds[i];
        const bool is_grouped = strcmp(kind, "breakdown") == 0 || strcmp(kind, "kinds") == 0 ||
                                strcmp(kind, "contribution") == 0;
        snprintf(own + strlen(own), sizeof own - strlen(own), "%s,%s,1,Mục %s,Chữ,%s,%s,vụ\n",
                 kind, kind, kind, is_grouped ? "district" : "",
                 strcmp(kind, "forces") == 0 ? "\"vehicles,officers,rescued,saved_value\""
                                             : "");
    }
    struct cli_result got;
    CLI(&got, "review", CLI_REGISTER, "--period", "2024", "--template",
        cli_file("kinds.csv", own), "-o", cli_path("kinds"), "-q");
    CHECK_OR_RETURN(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *markdown = text_of("kinds/review.md");
    for (size_t i = 0; i < CHECK_N(anchors); i++) {
        char anchor[80];
        snprintf(anchor, sizeof anchor, "<a id=\"section-%s\">", anchors[i]);
        CHECK(strstr(markdown, anchor) != NULL, "no section %s", anchors[i]);
    }
    free(markdown);
}

/* By Ctrl-C at any moment: it ends with 130 and leaves nothing, or it was done. */
static void test_ctrl_c(void)
{
    const char *soon = short_template();
    char other[300];
    char folder[300];
    snprintf(other, sizeof other, "%s", cli_path("let-go"));
    snprintf(folder, sizeof folder, "%s", cli_path("ctrl-c"));
    const int whole_us = duration_us(soon, other);
    int n_stopped = 0;
    for (int i = 1; i < ROUNDS; i++) {
        const int status = stopped_review(soon, folder, i * whole_us / ROUNDS, SIGINT);
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        const bool was_early = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
        CHECK(code == 0 || code == 130 || was_early, "round %d: ended with %d", i, status);
        CHECK((code == 0) == cli_is_there("ctrl-c/manifest.csv"), "round %d", i);
        if (code == 0) break;
        CHECK(!cli_is_there("ctrl-c"), "round %d: a folder is left", i);
        n_stopped++;
    }
    CHECK(n_stopped > 0, "it was always done before");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_interrupted), CHECK_TEST(test_korea),      CHECK_TEST(test_periods),
        CHECK_TEST(test_manifest),    CHECK_TEST(test_every_kind), CHECK_TEST(test_ctrl_c),
    };
    return CHECK_MAIN(tests);
}
