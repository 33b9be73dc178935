/* test_document_text.c - documents as text, Markdown and CSV: what stands there is what was said,
 * whatever was said. */
#include "check.h"
#include "document_sample.h"
#include "report/document_parts.h"
#include "report/wrap.h"

#include <stdlib.h>
#include <string.h>

typedef fire_status (*document_writer)(const struct fire_document *, struct fire_buffer *,
                                       struct fire_error *);

/* ---- CSV ------------------------------------------------------------------------------- */

static const struct fire_column csv_columns[] = {
    { "area", "Địa bàn", "", FIRE_GRID_TEXT, 1 },
    { "incidents", "Số vụ", "", FIRE_GRID_NUMBER, 1 },
    { "damage", "Thiệt hại", "2024", FIRE_GRID_NUMBER, 1 },
    { "share", "%", "2024", FIRE_GRID_PERCENT, 1 },
    { "last", "Ngày", "", FIRE_GRID_DATE, 1 },
};

#define CSV_HEADER "area,incidents,damage,share,last\n"

static void test_grid_csv(void)
{
    static const struct {
        fire_row_kind kind;
        struct fire_cell cell[5];
        const char *line;
    } cases[] = {
        { FIRE_ROW_BODY,
          { { "Đà Lạt", false, 0, 0, 1 },
            { "1.234", true, 1234, 0, 0 },
            { "−0,05", true, -5, 2, 2 },
            { "12,5%", true, 125, 1, 0 },
            { "31/12/2024", true, 20088, 0, 0 } },
          "Đà Lạt,1234,-0.05,12.5,2024-12-31\n" },
        { FIRE_ROW_BODY,
          { { "\"A\", B", false, 0, 0, 0 },
            { "–", false, 7, 0, 0 },
            { "0", true, 0, 0, 0 },
            { "chưa có", false, 0, 0, 0 },
            { "–", false, 0, 0, 0 } },
          "\"\"\"A\"\", B\",,0,,\n" },
        { FIRE_ROW_BODY,
          { { "2024", true, 2023, 0, 0 },
            { "x", true, INT64_MAX, 0, 0 },
            { "x", true, INT64_MIN, 18, 0 },
            { "", true, 1000, 1, 0 },
            { "", true, -25567, 0, 0 } },
          "2024,9223372036854775807,-9.223372036854775808,100,1900-01-01\n" },
        { FIRE_ROW_SECTION,
          { { "I. Huyện", false, 0, 0, 0 }, { "" }, { "" }, { "" }, { "" } },
          "" },
        { FIRE_ROW_TOTAL,
          { { "Tổng", true, 3, 0, 0 },
            { "5", true, 5, 0, 0 },
            { "", false, 0, 0, 0 },
            { "", false, 0, 0, 0 },
            { "", false, 0, 0, 0 } },
          "Tổng,5,,,\n" },
    };
    struct fire_cell cell[CHECK_N(cases)][5];
    fire_row_kind kind[CHECK_N(cases)];
    struct fire_buffer expected = { 0 };
    fire_buffer_add_text(&expected, CSV_HEADER);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        kind[i] = cases[i].kind;
        memcpy(cell[i], cases[i].cell, sizeof cell[i]);
        fire_buffer_add_text(&expected, cases[i].line);
    }
    const struct fire_grid grid = { .n_columns = 5,
                                    .n_rows = CHECK_N(cases),
                                    .column = csv_columns,
                                    .row = kind,
                                    .cell = cell[0] };
    struct fire_buffer csv = { 0 };
    CHECK(fire_grid_csv(&grid, &csv, NULL) == FIRE_OK, "status");
    CHECK(strcmp(csv.bytes, expected.bytes) == 0, "it came:\n%s", csv.bytes);
    fire_buffer_finish(&csv);
    fire_buffer_finish(&expected);
}

/* A total in a table whose first column is a number; a row of one empty cell. */
static void test_grid_csv_of_one_column(void)
{
    static const struct fire_cell cell[] = { { "1", true, 1, 0, 0 },
                                             { "–", false, 0, 0, 0 },
                                             { "Tổng", true, 1, 0, 0 } };
    static const fire_row_kind kind[] = { FIRE_ROW_BODY, FIRE_ROW_BODY, FIRE_ROW_TOTAL };
    const struct fire_grid grid = {
        .n_columns = 1, .n_rows = 3, .column = &csv_columns[1], .row = kind, .cell = cell
    };
    struct fire_buffer csv = { 0 };
    CHECK(fire_grid_csv(&grid, &csv, NULL) == FIRE_OK, "status");
    CHECK(strcmp(csv.bytes, "incidents\n1\n\"\"\nTổng\n") == 0, "it came:\n%s", csv.bytes);
    fire_buffer_finish(&csv);
}

/* Records that all have as many cells as there are columns. */
static int64_t count_records(struct fire_text_view csv, int32_t n_columns)
{
    int64_t n_records = 0;
    int32_t n_cells = 1;
    bool quoted = false;
    for (size_t i = 0; i < csv.size_bytes; i++) {
        const char byte = csv.bytes[i];
        if (byte == '"') quoted = !quoted;
        if (quoted) continue;
        n_cells += byte == ',';
        if (byte != '\n') continue;
        if (n_cells != n_columns) return -1;
        n_cells = 1;
        n_records++;
    }
    return n_records;
}

static void test_grid_csv_of_anything(void)
{
    struct fire_arena *arena = fire_arena_create();
    unsigned long long seed = 11;
    const int n_rounds = check_rounds(300);
    for (int i = 0; i < n_rounds; i++) {
        const struct fire_document *document = document_random(arena, &seed);
        CHECK_OR_RETURN(document != NULL, "no document");
        for (int64_t k = 0; k < document->n_blocks; k++) {
            const struct fire_grid *grid = &document->block[k].grid;
            if (document->block[k].kind != FIRE_BLOCK_GRID || grid->n_columns == 0) continue;
            int64_t n_rows = 1;
            for (int64_t row = 0; row < grid->n_rows; row++)
                n_rows += grid->row[row] != FIRE_ROW_SECTION;
            struct fire_buffer csv = { 0 };
            CHECK(fire_grid_csv(grid, &csv, NULL) == FIRE_OK, "document %d", i);
            const struct fire_text_view view = { csv.bytes, csv.size_bytes };
            const int64_t n_records = count_records(view, grid->n_columns);
            CHECK(n_records == n_rows, "document %d, block %d: %d", i, (int)k, (int)n_records);
            fire_buffer_finish(&csv);
        }
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

/* ---- lines and marks ------------------------------------------------------------------- */

static void test_wrap(void)
{
    static const struct {
        const char *text;
        int64_t columns;
        bool cuts;
        const char *lines; /* with '/' between them */
    } cases[] = {
        { "", 10, true, "" },
        { "một hai", 7, true, "một hai" },
        { "một hai", 6, true, "một/hai" },
        { "một hai ba bốn", 8, true, "một hai/ba bốn" },
        { "một  hai", 3, false, "một/ hai" },
        { "một ", 3, true, "một" },
        { "abcdefgh i", 3, true, "abc/def/gh/i" },
        { "abcdefgh i", 3, false, "abcdefgh/i" },
        { "a bcdefgh i", 3, false, "a/bcdefgh/i" },
        { "ếếếếế", 2, true, "ếế/ếế/ế" },
        { "e\u0301e\u0301e\u0301", 2, true, "e\u0301e\u0301/e\u0301" },
        { "漢字漢", 3, true, "漢/字/漢" },
        { "漢字", 1, true, "漢/字" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_text_view rest = fire_text_of(cases[i].text);
        const int32_t n_lines = wrap_count(rest, cases[i].columns, cases[i].cuts);
        struct fire_buffer lines = { 0 };
        int32_t n_got = 0;
        fire_buffer_add_text(&lines, "");
        for (; rest.size_bytes > 0; n_got++) {
            if (n_got > 0) fire_buffer_add_text(&lines, "/");
            fire_buffer_add_view(&lines, wrap_next(&rest, cases[i].columns, cases[i].cuts));
        }
        CHECK(strcmp(lines.bytes, cases[i].lines) == 0, "row %zu: '%s'", i, lines.bytes);
        CHECK(n_got == n_lines, "row %zu: %d lines, counted %d", i, (int)n_got, (int)n_lines);
        fire_buffer_finish(&lines);
    }
}

static void test_note_marks(void)
{
    static const struct {
        int32_t note;
        const char *mark;
    } cases[] = { { 0, "" },     { 1, "a" },     { 26, "z" },
                  { 27, "aa" },  { 52, "az" },   { 53, "ba" },
                  { 702, "zz" }, { 703, "aaa" }, { INT32_MAX, "fxshrxw" } };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(cases[i].note, mark);
        CHECK(strcmp(mark, cases[i].mark) == 0, "%d: '%s'", (int)cases[i].note, mark);
    }
}

/* ---- Markdown -------------------------------------------------------------------------- */

#define BOLD   true, false, NULL
#define PLAIN  false, false, NULL
#define ITALIC false, true, NULL

static void test_markdown_of_paragraphs(void)
{
    static const struct {
        fire_paragraph_style style;
        struct fire_run run[3];
        const char *written;
    } cases[] = {
        { FIRE_PARAGRAPH_BODY, { { "Cháy", PLAIN } }, "Cháy\n" },
        { FIRE_PARAGRAPH_BODY,
          { { "Có ", PLAIN }, { "31 vụ ", BOLD }, { "cháy", ITALIC } },
          "Có **31 vụ** *cháy*\n" },
        { FIRE_PARAGRAPH_BODY,
          { { "xem", PLAIN }, { " Bảng 1", true, true, "#b-1" }, { " ", BOLD } },
          "xem [***Bảng 1***](#b-1)\n" },
        { FIRE_PARAGRAPH_ITEM, { { "1. một", PLAIN } }, "- 1\\. một\n" },
        { FIRE_PARAGRAPH_BODY, { { "  - một", PLAIN } }, "\\- một\n" },
        { FIRE_PARAGRAPH_BODY, { { "12) a", PLAIN } }, "12\\) a\n" },
        { FIRE_PARAGRAPH_BODY, { { "12 a", PLAIN } }, "12 a\n" },
        { FIRE_PARAGRAPH_BODY, { { "2024", PLAIN } }, "2024\n" },
        { FIRE_PARAGRAPH_BODY, { { "# a #", PLAIN } }, "\\# a #\n" },
        { FIRE_PARAGRAPH_BODY, { { "=== +1 -1", PLAIN } }, "\\=== +1 -1\n" },
        { FIRE_PARAGRAPH_BODY,
          { { "a|b <c> *d* _e_ `f` ~g~ \\h &amp; $i$ [j](k)", PLAIN } },
          "a\\|b \\<c\\> \\*d\\* \\_e\\_ \\`f\\` \\~g\\~ \\\\h \\&amp; \\$i\\$ \\[j\\](k)\n" },
        { FIRE_PARAGRAPH_BODY, { { "a\nb\tc\x1B[1m", PLAIN } }, "a b c\uFFFD\\[1m\n" },
        { FIRE_PARAGRAPH_NOTE, { { " ", PLAIN } }, "\n" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        int32_t n_runs = 0;
        while (n_runs < 3 && cases[i].run[n_runs].text != NULL)
            n_runs++;
        const struct fire_block block = {
            .kind = FIRE_BLOCK_PARAGRAPH, .paragraph = { cases[i].style, n_runs, cases[i].run }
        };
        const struct fire_document document = { .title = "",
                                                .subject = "",
                                                .author = "",
                                                .program = "",
                                                .n_blocks = 1,
                                                .block = &block };
        struct fire_buffer got = { 0 };
        CHECK(fire_document_markdown(&document, &got, NULL) == FIRE_OK, "row %zu", i);
        CHECK(strcmp(got.bytes, cases[i].written) == 0, "row %zu: '%s'", i, got.bytes);
        fire_buffer_finish(&got);
    }
}

/* Signs of `line` that part cells. */
static int count_pipes(const char *line, size_t size)
{
    int n_pipes = 0;
    for (size_t i = 0; i < size; i++) {
        if (line[i] == '\\')
            i++;
        else
            n_pipes += line[i] == '|';
    }
    return n_pipes;
}

/* Is every '<' that is not escaped one of ours? */
static bool has_own_tags_only(const char *text)
{
    static const char *const tags[] = { "<a id=\"", "</a>", "<sup>", "</sup>", "<br>" };
    for (const char *at = text; *at != '\0'; at++) {
        if (*at == '\\' && at[1] != '\0') {
            at++;
            continue;
        }
        if (*at != '<') continue;
        bool is_own = false;
        for (size_t i = 0; i < CHECK_N(tags); i++)
            is_own = is_own || strncmp(at, tags[i], strlen(tags[i])) == 0;
        if (!is_own) return false;
    }
    return true;
}

/* Lines of a table that stand together have the cells of its first. */
static bool has_whole_tables(const char *text)
{
    int n_cells = 0;
    for (const char *line = text; *line != '\0';) {
        const size_t size = strcspn(line, "\n");
        const int n_pipes = count_pipes(line, size);
        const bool is_row = line[0] == '|';
        if (!is_row && n_pipes > 0) return false;
        if (is_row && n_cells > 0 && n_pipes != n_cells) return false;
        n_cells = is_row ? n_pipes : 0;
        line += size + (line[size] == '\n');
    }
    return true;
}

static bool is_clean(const struct fire_buffer *got)
{
    const struct fire_text_view view = { got->bytes, got->size_bytes };
    if (fire_text_valid_bytes(view) != view.size_bytes) return false;
    for (size_t i = 0; i < view.size_bytes; i++) {
        const unsigned char byte = (unsigned char)view.bytes[i];
        if ((byte < 0x20 && byte != '\n') || byte == 0x7F) return false;
    }
    return strstr(got->bytes, "\u202E") == NULL && strstr(got->bytes, "\u2066") == NULL;
}

static void check_markdown(const struct fire_document *document, int round)
{
    struct fire_buffer got = { 0 };
    fire_buffer_add_text(&got, ""); /* a document without blocks writes nothing */
    CHECK_OR_RETURN(fire_document_markdown(document, &got, NULL) == FIRE_OK, "round %d", round);
    CHECK(is_clean(&got), "round %d: steering signs\n%s", round, got.bytes);
    CHECK(has_own_tags_only(got.bytes), "round %d: a tag\n%s", round, got.bytes);
    CHECK(has_whole_tables(got.bytes), "round %d: a table\n%s", round, got.bytes);
    fire_buffer_finish(&got);
}

/* ---- text ------------------------------------------------------------------------------ */

/* The same without tables, which are as wide as they are. */
static struct fire_document without_tables(const struct fire_document *document,
                                           struct fire_arena *arena)
{
    struct fire_document shorter = *document;
    struct fire_block *block = FIRE_TAKE(arena, document->n_blocks, struct fire_block);
    CHECK(block != NULL, "no memory");
    shorter.block = block;
    shorter.n_blocks = 0;
    for (int64_t i = 0; i < document->n_blocks && block != NULL; i++)
        if (document->block[i].kind != FIRE_BLOCK_GRID)
            block[shorter.n_blocks++] = document->block[i];
    return shorter;
}

static void check_text(const struct fire_document *document, struct fire_arena *arena,
                       int round)
{
    struct fire_buffer got = { 0 };
    fire_buffer_add_text(&got, "");
    CHECK_OR_RETURN(fire_document_text(document, &got, NULL) == FIRE_OK, "round %d", round);
    CHECK(is_clean(&got), "round %d: steering signs\n%s", round, got.bytes);
    const struct fire_document shorter = without_tables(document, arena);
    got.size_bytes = 0;
    fire_buffer_add_text(&got, "");
    CHECK_OR_RETURN(fire_document_text(&shorter, &got, NULL) == FIRE_OK, "round %d", round);
    for (const char *line = got.bytes; *line != '\0';) {
        const size_t size = strcspn(line, "\n");
        const int64_t n_columns = fire_text_columns((struct fire_text_view){ line, size });
        CHECK(n_columns <= 100, "round %d: %d columns: '%.*s'", round, (int)n_columns,
              (int)size, line);
        CHECK(size == 0 || line[size - 1] != ' ', "round %d: a blank at an end", round);
        line += size + 1;
    }
    fire_buffer_finish(&got);
}

static void test_anything(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *hostile = document_hostile(arena);
    CHECK_OR_RETURN(hostile != NULL, "no document");
    check_markdown(hostile, -1);
    check_text(hostile, arena, -1);
    unsigned long long seed = 5;
    const int n_rounds = check_rounds(300);
    for (int i = 0; i < n_rounds; i++) {
        fire_arena_reset(arena);
        const struct fire_document *document = document_random(arena, &seed);
        CHECK_OR_RETURN(document != NULL, "no document");
        check_markdown(document, i);
        check_text(document, arena, i);
    }
    fire_arena_free(arena);
}

/* ---- the whole ------------------------------------------------------------------------- */

static void test_goldens(void)
{
    static const struct {
        document_writer write;
        const char *golden;
    } cases[] = { { fire_document_text, "document-text" },
                  { fire_document_markdown, "document-markdown" } };
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer got = { 0 };
        CHECK_OR_RETURN(cases[i].write(document, &got, NULL) == FIRE_OK, "%s", cases[i].golden);
        check_golden(cases[i].golden, got.bytes, got.size_bytes);
        fire_buffer_finish(&got);
    }
    fire_arena_free(arena);
}

/* The rule below a line goes with its text: an office that is not named has none. */
static void test_rules_of_the_head(void)
{
    static const struct fire_paragraph_line named = { "Sở", false, false, true };
    static const struct fire_paragraph_line unnamed = { "", true, false, true };
    static const struct {
        document_writer write;
        const struct fire_paragraph_line *line;
        int n_rules;
    } cases[] = { { fire_document_text, &named, 12 },
                  { fire_document_text, &unnamed, 0 },
                  { fire_document_markdown, &named, 5 },
                  { fire_document_markdown, &unnamed, 0 } };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_block block = { .kind = FIRE_BLOCK_TWO_COLUMNS,
                                          .two_columns = { 1, 0, cases[i].line, NULL } };
        const struct fire_document document = { "", "", "", "", FIRE_VIETNAMESE, 1, &block };
        struct fire_buffer got = { 0 };
        CHECK(cases[i].write(&document, &got, NULL) == FIRE_OK, "row %zu", i);
        int n_rules = 0;
        for (size_t at = 0; at + 3 <= got.size_bytes; at++)
            n_rules += memcmp(got.bytes + at, "─", 3) == 0 ||
                       memcmp(got.bytes + at, "―", 3) == 0;
        CHECK(n_rules == cases[i].n_rules, "row %zu: '%s'", i, got.bytes);
        fire_buffer_finish(&got);
    }
}

static void test_refused(void)
{
    static const struct fire_run bad_run = { "ch\xE1y", PLAIN };
    static const struct fire_paragraph_line bad_line = { "\xC3", false, false, false };
    static const char *const bad_note = "\xED\xA0\x80";
    static const struct fire_column bad_column = { "a", "b\xFF", "", FIRE_GRID_TEXT, 1 };
    static const struct fire_cell bad_cell = { "\xC0\x80", false, 0, 0, 0 };
    static const struct fire_column column = { "a", "b", "", FIRE_GRID_TEXT, 1 };
    static const fire_row_kind body = FIRE_ROW_BODY;
    static const struct fire_picture bad_picture = { .title = "", .description = "\x80" };
#define TABLE .anchor = "a", .caption = "", .unit = "", .chart = {.title = "" }
    const struct fire_block cases[] = {
        { .kind = FIRE_BLOCK_PARAGRAPH, .paragraph = { FIRE_PARAGRAPH_BODY, 1, &bad_run } },
        { .kind = FIRE_BLOCK_TWO_COLUMNS, .two_columns = { 1, 0, &bad_line, NULL } },
        { .kind = FIRE_BLOCK_TWO_COLUMNS, .two_columns = { 0, 1, NULL, &bad_line } },
        { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "\xE1\xBA", "a" } },
        { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "a", "a b" } },
        { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "a", "" } },
        { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "a", "../a" } },
        { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "a", "bảng" } },
        { .kind = FIRE_BLOCK_GRID, .grid = { TABLE, .n_notes = 1, .note = &bad_note } },
        { .kind = FIRE_BLOCK_GRID, .grid = { TABLE, .n_remarks = 1, .remark = &bad_note } },
        { .kind = FIRE_BLOCK_GRID, .grid = { TABLE, .n_columns = 1, .column = &bad_column } },
        { .kind = FIRE_BLOCK_GRID,
          .grid = { TABLE, .n_columns = 1, .column = &column, .n_rows = 1, .row = &body,
                    .cell = &bad_cell } },
        { .kind = FIRE_BLOCK_FIGURE, .figure = { "a", "", &bad_picture, { NULL, 0 } } },
    };
#undef TABLE
    static const document_writer writers[] = { fire_document_text, fire_document_markdown };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_document document = { .title = "",
                                                .subject = "",
                                                .author = "",
                                                .program = "",
                                                .n_blocks = 1,
                                                .block = &cases[i] };
        for (size_t w = 0; w < CHECK_N(writers); w++) {
            struct fire_buffer got = { 0 };
            struct fire_error err = { 0 };
            CHECK(writers[w](&document, &got, &err) == FIRE_EVALUE, "row %zu", i);
            CHECK(err.message[0] != '\0' && got.size_bytes == 0, "row %zu: '%s'", i,
                  err.message);
            fire_buffer_finish(&got);
        }
    }
    const struct fire_document untitled = {
        .title = "\xFF", .subject = "", .author = "", .program = ""
    };
    struct fire_buffer got = { 0 };
    CHECK(fire_document_text(&untitled, &got, NULL) == FIRE_EVALUE, "title");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_grid_csv),
        CHECK_TEST(test_grid_csv_of_one_column),
        CHECK_TEST(test_grid_csv_of_anything),
        CHECK_TEST(test_wrap),
        CHECK_TEST(test_note_marks),
        CHECK_TEST(test_markdown_of_paragraphs),
        CHECK_TEST(test_anything),
        CHECK_TEST(test_rules_of_the_head),
        CHECK_TEST(test_goldens),
        CHECK_TEST(test_refused),
    };
    return CHECK_MAIN(tests);
}
