/* test_cli_hostile.c - reviews of names that are markup, formulas, paths or letters that steer, in the
 * data, in options and as the name of the file: inert in every format. */
#include "check.h"
#include "cli.h"

#include <dirent.h>
#include <expat.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
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

static char *text_of(const char *folder, const char *name)
{
    char path[300];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    char *text = check_read(cli_path(path), NULL);
    CHECK(text != NULL, "%s is not there", path);
    return text == NULL ? calloc(1, 1) : text;
}

/* ---- what is inert in each format ---------------------------------------------------------------- */

/* A letter that steers a terminal, or turns the direction of writing. */
static bool has_steering(const char *text, const char *allowed)
{
    for (const char *at = text; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if ((byte < 0x20 && strchr(allowed, *at) == NULL) || byte == 0x7F) return true;
        const unsigned char next = (unsigned char)at[1];
        if (byte == 0xC2 && next >= 0x80 && next <= 0x9F) return true; /* C1 */
        if (byte == 0xE2 && next == 0x80 && (unsigned char)at[2] >= 0xAA &&
            (unsigned char)at[2] <= 0xAE)
            return true;
        if (byte == 0xE2 && next == 0x81 && (unsigned char)at[2] >= 0xA6 &&
            (unsigned char)at[2] <= 0xA9)
            return true;
    }
    return false;
}

/* A cell that a spreadsheet would compute: it begins as a formula does, and is no number. */
static bool is_computed(const char *cell)
{
    char *end;
    if (cell[0] == '\0' || strchr("=+-@\t\r\n|", cell[0]) == NULL) return false;
    strtod(cell, &end);
    return *end != '\0';
}

/* Every record has as many cells as the first, and none is computed. */
static void check_csv(const char *name, const char *text)
{
    static char cell[40000];
    size_t n = 0;
    int n_cells = 0;
    int n_first = 0;
    bool is_quoted = false;
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '"' && is_quoted && at[1] == '"') {
            cell[n++] = *at++;
        } else if (*at == '"') {
            is_quoted = !is_quoted;
        } else if (!is_quoted && (*at == ',' || *at == '\n')) {
            cell[n] = '\0';
            CHECK(!is_computed(cell), "%s: a formula: %.60s", name, cell);
            n = 0;
            n_cells++;
            if (*at == ',') continue;
            if (n_first == 0) n_first = n_cells;
            CHECK(n_cells == n_first, "%s: a record of %d cells, not %d", name, n_cells,
                  n_first);
            n_cells = 0;
        } else {
            CHECK_OR_RETURN(n + 1 < sizeof cell, "%s: a long cell", name);
            cell[n++] = *at;
        }
    }
    CHECK(!is_quoted && n == 0 && n_first > 0, "%s ends amid a record", name);
}

/* All tables of a folder; their number. */
static int check_tables(const char *folder)
{
    char path[300];
    int n = 0;
    snprintf(path, sizeof path, "%s/tables", folder);
    DIR *tables = opendir(cli_path(path));
    CHECK(tables != NULL, "no %s", path);
    for (struct dirent *entry = NULL; tables != NULL && (entry = readdir(tables)) != NULL;) {
        if (entry->d_name[0] == '.') continue;
        snprintf(path, sizeof path, "tables/%.200s", entry->d_name);
        char *text = text_of(folder, path);
        check_csv(path, text);
        free(text);
        n++;
    }
    if (tables != NULL) closedir(tables);
    return n;
}

/* What runs or leads away has a dictionary of its own, which is never compressed. */
static void check_pdf(const char *folder)
{
    static const char *const active[] = { "/JavaScript", "/JS",         "/Launch",      "/URI",
                                          "/OpenAction", "/SubmitForm", "/EmbeddedFile" };
    size_t size = 0;
    char path[300];
    snprintf(path, sizeof path, "%s/review.pdf", folder);
    char *bytes = check_read(cli_path(path), &size);
    CHECK_OR_RETURN(bytes != NULL && size > 1000 && memcmp(bytes, "%PDF-1.", 7) == 0, "%s",
                    path);
    for (size_t at = 0; at < size; at++)
        for (size_t i = 0; bytes[at] == '/' && i < CHECK_N(active); i++)
            CHECK(strncmp(bytes + at, active[i], strlen(active[i])) != 0, "%s in %s", active[i],
                  path);
    free(bytes);
}

/* A folder whose names are hostile.
 *   n_scripts   of a page of ours */
static void check_inert(const char *folder, int n_scripts)
{
    static const char *const packages[] = { "review.docx", "review.xlsx" };
    for (size_t i = 0; i < CHECK_N(packages); i++) {
        char path[300];
        snprintf(path, sizeof path, "%s/%s", folder, packages[i]);
        check_package(path);
    }
    check_pdf(folder);
    CHECK(check_tables(folder) >= 3, "%s: few tables", folder);

    char *html = text_of(folder, "review.html");
    check_xml("review.html", html, strlen(html));
    CHECK(count_of(html, "<script") == n_scripts, "%s: another script", folder);
    CHECK(strstr(html, "<img src=x") == NULL && strstr(html, "<b>") == NULL,
          "%s: markup from data", folder);
    CHECK(!has_steering(html, "\n\t"), "%s: a page that steers", folder);
    free(html);

    char *markdown = text_of(folder, "review.md");
    CHECK(!is_bare(markdown, "<script") && !is_bare(markdown, "<img src=x"),
          "%s: markup from data", folder);
    CHECK(!is_bare(markdown, "](http://x.y)"), "%s: a link from data", folder);
    CHECK(!has_steering(markdown, "\n"), "%s: Markdown that steers", folder);
    free(markdown);

    char *text = text_of(folder, "review.txt");
    CHECK(!has_steering(text, "\n"), "%s: text that steers a terminal", folder);
    free(text);

    char *manifest = text_of(folder, "manifest.csv");
    check_csv("manifest.csv", manifest);
    for (const char *line = manifest; (line = strstr(line, "\ncharts/")) != NULL; line++)
        CHECK(strspn(line + 1, "abcdefghijklmnopqrstuvwxyz0123456789-./") ==
                  strcspn(line + 1, ","),
              "%s: a path from data: %.60s", folder, line + 1);
    free(manifest);
}

/* Scripts of our own page, counted once on a tame one. */
static int n_own_scripts(void)
{
    struct cli_result got;
    const char *file = cli_file("tame.csv", "date,kind,cause,deaths\n2024-01-02,fire,C,1\n");
    const char *one = cli_file("one.csv",
                               "section,name,level,title_vi\ntotals,totals,1,Chung\n");
    CLI(&got, "review", file, "--period", "2024", "--template", one, "-o", cli_path("tame"),
        "-q", "--force");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    char *html = text_of("tame", "review.html");
    const int n = count_of(html, "<script");
    CHECK(n > 0, "no script of our own");
    free(html);
    return n;
}

/* ---- in the data ------------------------------------------------------------------------------------ */

static void test_names(void)
{
    static const char place[] = "<script>alert(2)</script>\"'&]]>";
    struct cli_result got;
    CLI(&got, "review", hostile_register(), "--period", "2024", "-o", cli_path("hostile"), "-q",
        "--place", place, "--issuer", place);
    CHECK(got.code == 0, "%d %s", got.code, got.err);
    cli_result_finish(&got);
    check_inert("hostile", n_own_scripts());
}

/* ---- in options, and as the name of the file --------------------------------------------------------- */

static const char *longest(void)
{
    static char text[10001];
    memset(text, 'x', sizeof text - 1);
    return text;
}

static void test_options(void)
{
    static const struct {
        const char *option; /* NULL: 10,000 letters */
        const char *file;
        const char *said; /* of the option, in the text; NULL: only that nothing steers */
    } cases[] = {
        { "A\x01\x1b[31mB\x7f\nC\tD|*E\r_F", "=HYPERLINK(\"x\").csv", "A[31mB C D/*E _F" },
        { "\xE2\x80\xAEtxet\xE2\x80\xAC \xE2\x81\xA6x\xE2\x81\xA9 \xC2\x9B"
          "31m",
          "<script>.csv", "txet x 31m" },
        { "=1+1", "+1,\"2\";\n-3\t'.csv", "=1+1" },
        { "@SUM(A1)", "\xE2\x80\xAEvsc.csv", "@SUM(A1)" },
        { "-2+3|x",
          "\xEF\xBC\x9D"
          "1+1.csv",
          "-2+3/x" },
        { "{place} {issuer} %s%n %d", "](x.y)<img src=x onerror=y>.csv",
          "{place} {issuer} %s%n %d" },
        { "<b>&amp;]]>", "\x1b[2J\x07.csv", "<b>&amp;]]>" },
        { "", "..csv", "" },
        { NULL, "|calc.csv", "xxxxxxxxxx" },
    };
    const char *own = cli_file(
        "own.csv",
        "section,name,level,title_vi,text_vi,by,noun_vi\n"
        "letterhead,letterhead,,,\"BỘ CÔNG AN|*CỘNG HÒA\n*{issuer}|~{seat}, ngày\",,\n"
        "title,title,,Báo cáo {period} {place},,,\n"
        "totals,totals,1,Chung {place},,,vụ cháy\n"
        "breakdown,cause,1,Nguyên nhân,,cause,vụ cháy\n"
        "files,files,1,Tệp,,,\n"
        "parameters,parameters,1,Tham số,,,\n");
    const int n_scripts = n_own_scripts();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *option = cases[i].option == NULL ? longest() : cases[i].option;
        struct cli_result got;
        const char *file = cli_file(cases[i].file, "date,kind,cause,deaths,damage\n"
                                                   "2024-01-02,fire,\"=1+1\",1,1000000\n"
                                                   "2023-01-02,fire,\"a\",0,1000000\n");
        CLI(&got, "review", file, "--period", "2024", "--template", own, "-o",
            cli_path("options"), "-q", "--force", "--place", option, "--issuer", option,
            "--seat", option);
        CHECK(got.code == 0, "row %zu: %d %s", i, got.code, got.err);
        cli_result_finish(&got);
        check_inert("options", n_scripts);
        char *text = text_of("options", "review.txt");
        CHECK(strstr(text, cases[i].said) != NULL, "row %zu: '%s' not in %.900s", i,
              cases[i].said, text);
        free(text);
    }
}

/* What is no UTF-8 is refused by its name, before anything is written. */
static void test_refused(void)
{
    static const char *const options[] = { "--place", "--issuer", "--seat" };
    for (size_t i = 0; i < CHECK_N(options); i++) {
        struct cli_result got;
        CLI(&got, "review", CLI_REGISTER, "--period", "2024", "-o", cli_path("refused"), "-q",
            options[i],
            "a\xff"
            "b");
        CHECK(got.code != 0 && strstr(got.err, options[i]) != NULL && !cli_is_there("refused"),
              "%s: %d %s", options[i], got.code, got.err);
        cli_result_finish(&got);
    }
}

/* The same names out of a store. */
static void test_store(void)
{
    struct cli_result got;
    const char *file = cli_file("=1+1<script>\xE2\x80\xAE.csv",
                                "date,kind,cause,deaths\n2024-01-02,fire,\"=1+1\",1\n");
    CLI(&got, "import", cli_path("hostile.db"), file, "-q", "--set", "province==1+1<script>");
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    CLI(&got, "review", cli_path("hostile.db"), "--period", "2024", "-o", cli_path("of-store"),
        "-q", "--template", cli_path("own.csv"));
    CHECK(got.code == 0, "%s", got.err);
    cli_result_finish(&got);
    check_inert("of-store", n_own_scripts());
    char *origins = text_of("of-store", "tables/files-origin.csv");
    CHECK(strstr(origins, "'=1+1<script>") != NULL &&
              strstr(origins, "'--set province==1+1") != NULL,
          "%s", origins);
    free(origins);
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_names), CHECK_TEST(test_options),
                                        CHECK_TEST(test_refused), CHECK_TEST(test_store) };
    return CHECK_MAIN(tests);
}
