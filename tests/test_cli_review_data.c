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

static const char *in_folder(const char *name)
{
    static char path[4][600];
    static int at;
    at = (at + 1) % 4;
    snprintf(path[at], sizeof path[at], "%s/%s", check_directory(), name);
    return path[at];
}

static bool is_there(const char *name)
{
    return access(in_folder(name), F_OK) == 0;
}

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
    zip_t *archive = zip_open(in_folder(name), ZIP_RDONLY, &error);
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
    CLI(&got, "review", file, "--period", "2024", "-o", in_folder(folder), "-q", "--place",
        place, "--issuer", place, "--against", "previous");
    CHECK(got.code == 0, "%s: %d %s", folder, got.code, got.err);
    cli_result_finish(&got);
}

static char *text_of(const char *name)
{
    char *text = check_read(in_folder(name), NULL);
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
                  "-o", in_folder("stopped"), "-q", "--force", (char *)NULL);
            _exit(1);
        }
        usleep((useconds_t)(i * 40000));
        kill(child, SIGKILL);
        waitpid(child, NULL, 0);
        CHECK(is_there("stopped/manifest.csv") && is_there("stopped/review.docx"),
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
    if (file == NULL || check_rounds(2) < 2) return; /* 37,614 rows say nothing new to a sanitizer */
    char folder[600];
    snprintf(folder, sizeof folder, "%s/korea", check_directory());
    mkdir(folder, 0700);
    cli_file("korea/schema.csv", "column,field,type,unit\n#1,occurred_at,datetime,\n"
                                 "시도,province,,\n시군구,district,,\n사망,deaths,,\n"
                                 "부상,injuries,,\n재산피해소계,damage,,1000\n"
                                 "발화요인대분류,cause,,\n장소대분류,facility,,\n");
    cli_file("korea/source.csv", "setting,value\ncurrency,KRW\n");
    struct cli_result got;
    CLI(&got, "import", in_folder("korea.db"), file, "--profile", folder, "-q");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "review", in_folder("korea.db"), "--period", "2024", "-o",
        in_folder("korea-2024"), "-q", "--lang", "en", "--place", "the Republic of Korea");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *text = text_of("korea-2024/review.txt");
    for (char *at = text; *at != '\0'; at++)
        if (*at == '\n') *at = ' ';
    static const char *const said[] = { "37,614 fires occurred, 308 killed, 2,094 injured",
                                        "million KRW", "경기도 7,931",
                                        "There is data of one year only" };
    for (size_t i = 0; i < CHECK_N(said); i++)
        CHECK(strstr(text, said[i]) != NULL, "'%s' not in %.800s", said[i], text);
    CHECK(!has_vietnamese(text), "Vietnamese in an English review");
    free(text);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_hostile_names),
        CHECK_TEST(test_interrupted),
        CHECK_TEST(test_korea),
    };
    return CHECK_MAIN(tests);
}
