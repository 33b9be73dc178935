/* test_cli_review_data.c - reviews of data that nobody would choose: names that are markup, formulas
 * and paths in every format, and another country's file. */
#define _GNU_SOURCE /* usleep */
#include "check.h"
#include "cli.h"
#include "firestat/reader.h"

#include <expat.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

static int count_of(const char *text, const char *word)
{
    int n = 0;
    for (; (text = strstr(text, word)) != NULL; text += strlen(word))
        n++;
    return n;
}

/* Is it there without a backslash before it, which makes letters of Markdown's signs? */
static bool is_bare(const char *text, const char *word)
{
    for (const char *at = text; (at = strstr(at, word)) != NULL; at++)
        if (at == text || at[-1] != '\\') return true;
    return false;
}

/* ---- hostile names ------------------------------------------------------------------------------- */

static const char *const hostile[] = {
    "<script>alert(1)</script>", "=cmd|' /C calc'!A0",   "]]>&amp;<b>",
    "../../etc/passwd",          "a|b](http://x.y) `c`", "\xE2\x80\xAEtxet\xE2\x80\xAC",
    "<img src=x onerror=y>",     "@SUM(1+1)*2",          "+84 123",
};

/* A register whose areas, causes and premises are those; a long one too. */
static const char *hostile_register(void)
{
    static char text[80000] = "id,date,province,district,kind,cause,facility,deaths,damage\n";
    char longest[10001];
    memset(longest, 'x', sizeof longest - 1);
    longest[sizeof longest - 1] = '\0';
    for (int year = 2023; year <= 2024; year++)
        for (size_t i = 0; i <= CHECK_N(hostile); i++) {
            const char *name = i < CHECK_N(hostile) ? hostile[i] : longest;
            snprintf(text + strlen(text), sizeof text - strlen(text),
                     "%d-%zu,%d-%02zu-11,P,\"%s\",fire,\"%s\",\"%s\",%zu,1000000\n", year, i,
                     year, 1 + i, name, name, name, i % 2);
        }
    return cli_file("hostile.csv", text);
}

static void check_xml(const char *what, const char *bytes, size_t size)
{
    XML_Parser parser = XML_ParserCreate(NULL);
    CHECK_OR_RETURN(parser != NULL, "no memory");
    const bool is_right = XML_Parse(parser, bytes, (int)size, 1) == XML_STATUS_OK;
    CHECK(is_right, "%s:%lu: %s", what, (unsigned long)XML_GetCurrentLineNumber(parser),
          XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
}

/* Every part is well-formed; none of a workbook has a formula but in its charts. */
static void check_package(const char *name)
{
    int error;
    int n_parts = 0;
    zip_t *archive = zip_open(cli_path(name), ZIP_RDONLY, &error);
    CHECK_OR_RETURN(archive != NULL, "%s cannot be opened", name);
    for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); i++) {
        zip_stat_t about;
        zip_file_t *file = zip_fopen_index(archive, (zip_uint64_t)i, 0);
        CHECK_OR_RETURN(file != NULL &&
                            zip_stat_index(archive, (zip_uint64_t)i, 0, &about) == 0,
                        "%s", name);
        char *bytes = calloc(about.size + 1, 1);
        CHECK_OR_RETURN(bytes != NULL, "no memory");
        CHECK(zip_fread(file, bytes, about.size) == (zip_int64_t)about.size, "%s", about.name);
        const size_t n = strlen(about.name);
        if (n > 4 && (strcmp(about.name + n - 4, ".xml") == 0 ||
                      strcmp(about.name + n - 5, ".rels") == 0)) {
            check_xml(about.name, bytes, about.size);
            n_parts++;
        }
        if (strstr(about.name, "worksheets/") != NULL)
            CHECK(strstr(bytes, "<f>") == NULL, "%s has a formula", about.name);
        free(bytes);
        zip_fclose(file);
    }
    CHECK(n_parts > 5, "%s: only %d parts", name, n_parts);
    zip_discard(archive);
}

static void make(const char *folder, const char *file, const char *place)
{
    struct cli_result got;
    CLI(&got, "review", file, "--period", "2024", "-o", cli_path(folder), "-q", "--place",
        place, "--issuer", place, "--against", "previous");
    CHECK(got.code == 0, "%s: %d %s", folder, got.code, got.err);
    cli_result_finish(&got);
}

static char *text_of(const char *name)
{
    char *text = check_read(cli_path(name), NULL);
    CHECK(text != NULL, "%s is not there", name);
    return text == NULL ? calloc(1, 1) : text;
}

static void test_hostile_names(void)
{
    static const char *const packages[] = { "hostile/review.docx", "hostile/review.xlsx" };
    make("hostile", hostile_register(), "<script>alert(2)</script>\"'&]]>");
    make("tame", CLI_REGISTER, "P");
    for (size_t i = 0; i < CHECK_N(packages); i++)
        check_package(packages[i]);

    char *html = text_of("hostile/review.html");
    char *tame = text_of("tame/review.html");
    check_xml("review.html", html, strlen(html));
    CHECK(count_of(html, "<script") == count_of(tame, "<script"), "another script");
    CHECK(strstr(html, "<img src=x") == NULL && strstr(html, "<b>") == NULL,
          "markup from data");
    free(html);
    free(tame);

    char *markdown = text_of("hostile/review.md");
    CHECK(!is_bare(markdown, "<script") && !is_bare(markdown, "<img src=x"),
          "markup from data");
    CHECK(!is_bare(markdown, "](http://x.y)"), "a link from data");
    free(markdown);

    char *text = text_of("hostile/review.txt");
    CHECK(strchr(text, '\x1B') == NULL && strstr(text, "\xE2\x80\xAE") == NULL,
          "text that steers a terminal");
    free(text);

    char *manifest = text_of("hostile/manifest.csv");
    for (const char *line = strchr(manifest, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        const size_t n = strcspn(line + 1, ",");
        CHECK(strspn(line + 1, "abcdefghijklmnopqrstuvwxyz0123456789-./") == n &&
                  strncmp(line + 1, "..", 2) != 0,
              "a path from data: %.60s", line + 1);
    }
    free(manifest);
}

/* ---- the folder ---------------------------------------------------------------------------------- */

/* Stopped at any moment: the old folder or the new one, and nothing half. */
static void test_interrupted(void)
{
    make("stopped", CLI_REGISTER, "P");
    for (int i = 0; i < 8; i++) {
        const pid_t child = fork();
        if (child == 0) {
            execl(FIRESTAT_PROGRAM, "firestat", "review", CLI_REGISTER, "--period", "2023",
                  "-o", cli_path("stopped"), "-q", "--force", (char *)NULL);
            _exit(1);
        }
        usleep((useconds_t)(i * 40000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
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
    make("whole", CLI_REGISTER, "tỉnh Lâm Đồng");
    char *parameters = text_of("whole/tables/parameters.csv");
    CHECK(strstr(parameters, "\n--period,2024\n") != NULL &&
              strstr(parameters, "\n--place,tỉnh Lâm Đồng\n") != NULL &&
              strstr(parameters, "\n--against,previous\n") != NULL,
          "%s", parameters);
    free(parameters);
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
        "letterhead", "title",     "heading", "text",         "totals",    "years",
        "stages",     "breakdown", "levels", "kinds",   "contribution", "notable",   "forces",
        "assessment", "methods",   "files",   "parameters",   "signature", "page-break",
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
    for (int i = 0; i < 6; i++) {
        int status = 0;
        const pid_t child = fork();
        if (child == 0) {
            if (freopen("/dev/null", "w", stderr) == NULL) _exit(1);
            execl(FIRESTAT_PROGRAM, "firestat", "review", CLI_REGISTER, "--period", "2023",
                  "-o", cli_path("ctrl-c"), "-q", "--force", (char *)NULL);
            _exit(1);
        }
        usleep((useconds_t)(30000 + i * 30000));
        kill(child, SIGINT);
        waitpid(child, &status, 0);
        const int code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
        const bool was_early = WIFSIGNALED(status) && WTERMSIG(status) == SIGINT;
        CHECK(code == 0 || code == 130 || was_early, "round %d: ended with %d", i, status);
        CHECK((code == 0) == cli_is_there("ctrl-c/manifest.csv") || i > 0, "round %d", i);
        if (code == 0) return;
        CHECK(!cli_is_there("ctrl-c"), "round %d: a folder is left", i);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_hostile_names), CHECK_TEST(test_interrupted),
        CHECK_TEST(test_korea),         CHECK_TEST(test_periods),
        CHECK_TEST(test_manifest),      CHECK_TEST(test_every_kind),
        CHECK_TEST(test_ctrl_c),
    };
    return CHECK_MAIN(tests);
}
