/* test_document_xlsx.c - workbooks are opened with our own reader, which was made for those of
 * others, and every number and text compared with the document; and taken apart as archives:
 * every part is XML, every relationship leads to a part, nothing is a formula. */
#include "check.h"
#include "document_sample.h"
#include "firestat/reader.h"
#include "report/xlsx.h"

#include <expat.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zip.h>

/* ---- the archive ------------------------------------------------------------------------- */

struct part {
    zip_t *archive;
    const char *name;
    int n_relationships;
    int n_charts;
};

/* "xl/worksheets/_rels/sheet2.xml.rels" + "../drawings/drawing1.xml" */
static void check_target(struct part *part, const char *target)
{
    char path[512];
    const char *folder_end = strstr(part->name, "_rels/");
    CHECK_OR_RETURN(folder_end != NULL, "%s has relationships", part->name);
    int size = (int)(folder_end - part->name);
    for (; strncmp(target, "../", 3) == 0; target += 3) {
        for (size--; size > 0 && part->name[size - 1] != '/';)
            size--;
    }
    snprintf(path, sizeof path, "%.*s%s", size, part->name, target);
    CHECK(zip_name_locate(part->archive, path, 0) >= 0, "%s: no part %s", part->name, path);
    part->n_relationships++;
}

static void XMLCALL on_element(void *self, const char *name, const char **attributes)
{
    struct part *part = self;
    const bool is_sheet = strncmp(part->name, "xl/worksheets/sheet", 19) == 0;
    CHECK(!is_sheet || strcmp(name, "f") != 0, "a formula in %s", part->name);
    CHECK(strcmp(name, "oleObject") != 0 && strcmp(name, "externalReference") != 0, "<%s>",
          name);
    if (strcmp(name, "c:chart") == 0) part->n_charts++;
    if (strcmp(name, "Relationship") != 0) return;
    for (; *attributes != NULL; attributes += 2) {
        CHECK(strcmp(attributes[0], "TargetMode") != 0, "a link to the outside");
        if (strcmp(attributes[0], "Target") == 0) check_target(part, attributes[1]);
    }
}

static int check_archive(const struct fire_buffer *workbook)
{
    zip_source_t *source = zip_source_buffer_create(workbook->bytes, workbook->size_bytes, 0,
                                                    NULL);
    struct part part = { .archive = zip_open_from_source(source, ZIP_CHECKCONS, NULL) };
    if (part.archive == NULL) {
        CHECK(false, "not an archive");
        return 0;
    }
    for (zip_int64_t i = 0; i < zip_get_num_entries(part.archive, 0); i++) {
        static char bytes[4 << 20];
        part.name = zip_get_name(part.archive, (zip_uint64_t)i, 0);
        zip_file_t *file = zip_fopen_index(part.archive, (zip_uint64_t)i, 0);
        const zip_int64_t size = zip_fread(file, bytes, sizeof bytes);
        CHECK(size > 0 && size < (zip_int64_t)sizeof bytes, "%s cannot be read", part.name);
        zip_fclose(file);
        XML_Parser parser = XML_ParserCreate(NULL);
        XML_SetUserData(parser, &part);
        XML_SetElementHandler(parser, on_element, NULL);
        CHECK(XML_Parse(parser, bytes, (int)size, 1) == XML_STATUS_OK, "%s: %s", part.name,
              XML_ErrorString(XML_GetErrorCode(parser)));
        XML_ParserFree(parser);
    }
    CHECK(part.n_relationships >= 4, "%d relationships", part.n_relationships);
    zip_discard(part.archive);
    return part.n_charts;
}

/* ---- the cells --------------------------------------------------------------------------- */

/* What the cell has to hold, as the reader gives it out. */
static struct fire_text_view wanted_of(const struct fire_grid *grid, int64_t row,
                                       int32_t column, struct fire_arena *arena,
                                       uint8_t *out_kind)
{
    const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
    const bool is_text = grid->row[row] == FIRE_ROW_SECTION ||
                         grid->column[column].kind == FIRE_GRID_TEXT || !cell->has_number;
    static char number[FIRE_NUMBER_BYTES];
    char mark[NOTE_MARK_BYTES];
    struct fire_text_view text = { NULL, 0 };
    struct fire_buffer fit = { 0 };
    *out_kind = FIRE_CELL_TEXT;
    if (!is_text && grid->column[column].kind == FIRE_GRID_DATE) {
        *out_kind = FIRE_CELL_DATE;
        fire_day_to_iso((int32_t)cell->number, number);
        return fire_text_of(number);
    }
    if (!is_text) {
        *out_kind = FIRE_CELL_NUMBER;
        fire_number_plain(cell->number, cell->scale, number);
        return fire_text_of(number);
    }
    if (xlsx_is_gap(grid, row, column)) return text;
    fire_buffer_add_fit(&fit, fire_text_of(cell->text));
    note_mark(cell->note, mark);
    if (cell->note > 0 && grid->row[row] != FIRE_ROW_SECTION)
        fire_buffer_printf(&fit, " (%s)", mark);
    CHECK(fire_text_clean((struct fire_text_view){ fit.bytes, fit.size_bytes }, arena, &text),
          "no memory");
    text.bytes = fire_arena_copy(arena, text.bytes, text.size_bytes);
    fire_buffer_finish(&fit);
    return text;
}

static void check_row(const struct fire_grid *grid, int64_t row,
                      const struct fire_record *record, struct fire_arena *arena)
{
    const int32_t n = grid->row[row] == FIRE_ROW_SECTION ? 1 : grid->n_columns;
    for (int32_t i = 0; i < n; i++) {
        uint8_t kind = 0;
        struct fire_text_view got = { "", 0 };
        const struct fire_text_view wanted = wanted_of(grid, row, i, arena, &kind);
        if (record != NULL && i < record->n_cells)
            CHECK(fire_text_clean(record->cell[i], arena, &got), "no memory");
        CHECK(fire_text_equal(got, wanted), "%s row %lld column %d: '%.*s', not '%.*s'",
              grid->anchor, (long long)row, (int)i, (int)got.size_bytes, got.bytes,
              (int)wanted.size_bytes, wanted.bytes);
        if (got.size_bytes > 0 && record->kind != NULL)
            CHECK((record->kind[i] & FIRE_CELL_KIND) == kind, "%s row %lld column %d: kind %d",
                  grid->anchor, (long long)row, (int)i, (int)record->kind[i]);
    }
}

/* Rows of the sheet that are blank do not come. */
static int64_t check_sheet(const char *path, int64_t number, const struct fire_grid *grid)
{
    char name[16];
    snprintf(name, sizeof name, "%lld", (long long)number);
    const struct fire_reader_options options = { .sheet = name };
    const int64_t first = grid_has_groups(grid) ? 5 : 4; /* line of the table's row 0 */
    struct fire_reader *reader = NULL;
    struct fire_record record;
    struct fire_error err = { 0 };
    struct fire_arena *arena = fire_arena_create();
    int64_t row = 0;
    bool more = true;
    CHECK(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s", err.message);
    while (reader != NULL && more && row < grid->n_rows && grid->n_columns > 0) {
        CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK, "%s", err.message);
        if (!more || record.line < first) continue;
        for (; row < grid->n_rows && first + row < record.line; row++)
            check_row(grid, row, NULL, arena);
        if (row < grid->n_rows) check_row(grid, row++, &record, arena);
    }
    for (; row < grid->n_rows && grid->n_columns > 0; row++)
        check_row(grid, row, NULL, arena);
    fire_reader_close(reader);
    fire_arena_free(arena);
    return row * grid->n_columns;
}

static int64_t check_workbook(const struct fire_document *document, int *out_n_charts)
{
    struct fire_buffer out = { 0 };
    struct fire_error err = { 0 };
    int64_t n_cells = 0;
    CHECK(fire_document_xlsx(document, &out, &err) == FIRE_OK, "%s", err.message);
    if (out.size_bytes > 0) {
        *out_n_charts += check_archive(&out);
        const char *path = check_file("document.xlsx", out.bytes, out.size_bytes);
        int64_t number = 1;
        for (int64_t i = 0; i < document->n_blocks; i++)
            if (document->block[i].kind == FIRE_BLOCK_GRID)
                n_cells += check_sheet(path, ++number, &document->block[i].grid);
    }
    fire_buffer_finish(&out);
    return n_cells;
}

/* ---- tests ------------------------------------------------------------------------------- */

static void test_sample(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    int n_charts = 0;
    CHECK_OR_RETURN(document != NULL, "no sample");
    const int64_t n_cells = check_workbook(document, &n_charts);
    CHECK(n_cells > 600, "%lld cells", (long long)n_cells);
    CHECK(n_charts == 4, "%d mentions of a chart", n_charts); /* two, in sheet and by itself */
    fire_arena_free(arena);
}

static void test_same_bytes(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer once = { 0 };
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    CHECK(fire_document_xlsx(document, &once, NULL) == FIRE_OK, "not written");
    static const char *const locales[] = { "C", "vi_VN.UTF-8", "de_DE.UTF-8", "fr_FR.UTF-8" };
    for (size_t i = 0; i < CHECK_N(locales); i++) {
        struct fire_buffer again = { 0 };
        setlocale(LC_ALL, locales[i]);
        setenv("TZ", i % 2 == 0 ? "Asia/Ho_Chi_Minh" : "America/New_York", 1);
        CHECK(fire_document_xlsx(document, &again, NULL) == FIRE_OK, "not written");
        CHECK(once.size_bytes == again.size_bytes &&
                  memcmp(once.bytes, again.bytes, once.size_bytes) == 0,
              "other bytes in %s", locales[i]);
        fire_buffer_finish(&again);
    }
    setlocale(LC_ALL, "C");
    unsetenv("TZ");
    fire_buffer_finish(&once);
    fire_arena_free(arena);
}

/* The library has a voice of its own: whatever it says is a call that should not have been. */
static void test_random(void)
{
    const char *path = check_file("stderr", "", 0);
    const int voice = open(path, O_WRONLY | O_APPEND);
    const int before = dup(STDERR_FILENO);
    dup2(voice, STDERR_FILENO);
    unsigned long long seed = 36;
    int64_t n_cells = 0;
    int n_charts = 0;
    for (int round = check_rounds(60); round > 0; round--) {
        struct fire_arena *arena = fire_arena_create();
        const struct fire_document *document = document_random(arena, &seed);
        CHECK(document != NULL, "no document");
        if (document != NULL) n_cells += check_workbook(document, &n_charts);
        fire_arena_free(arena);
    }
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *hostile = document_hostile(arena);
    CHECK(hostile != NULL, "no document");
    if (hostile != NULL) check_workbook(hostile, &n_charts);
    fire_arena_free(arena);
    dup2(before, STDERR_FILENO);
    close(voice);
    close(before);
    size_t size = 0;
    char *said = check_read(path, &size);
    CHECK(said != NULL && size == 0, "it said: %.200s", said);
    CHECK(n_cells > check_rounds(60), "only %lld cells", (long long)n_cells);
    free(said);
}

/* One table of one column; the cells as given. */
static fire_status write_cells(fire_column_kind kind, const struct fire_cell cell[],
                               int64_t n_rows, struct fire_buffer *out, struct fire_grid *grid,
                               struct fire_error *err)
{
    static struct fire_column column;
    static const fire_row_kind rows[16] = { FIRE_ROW_BODY };
    column = (struct fire_column){ "a", "A", "", kind, 1 };
    *grid = (struct fire_grid){ .anchor = "t",
                                .caption = "T",
                                .unit = "",
                                .n_columns = 1,
                                .n_rows = n_rows,
                                .column = &column,
                                .row = rows,
                                .cell = cell,
                                .filter_column = -1,
                                .chart = { .title = "" } };
    const struct fire_block block = { .kind = FIRE_BLOCK_GRID, .grid = *grid };
    const struct fire_document document = { "t", "", "", "", FIRE_ENGLISH, 1, &block };
    return fire_document_xlsx(&document, out, err);
}

static const struct fire_cell numbers[] = {
    { "0", true, 0, 0, 0 },
    { "−1", true, -1, 0, 0 },
    { "0,1", true, 1, 1, 0 },
    { "2,385", true, 2385, 3, 0 },
    { "≈1.234", true, 1234, 0, 1 },
    { "0,000001", true, 1, 6, 1 },
    { "999.999.999.999.999", true, INT64_C(999999999999999), 0, 0 },
    { "9.999.999.999.999,99", true, INT64_C(999999999999999), 2, 0 },
    { "−123.456.789.012,345", true, INT64_C(-123456789012345), 3, 30 },
};
static const struct fire_cell days[] = {
    { "01/03/1900", true, -25508, 0, 0 }, { "01/01/1970", true, 0, 0, 0 },
    { "29/02/2024", true, 19782, 0, 3 },  { "31/12/2299", true, 120529, 0, 0 },
    { "không rõ", false, 0, 0, 0 },
};
static const struct fire_cell texts[] = {
    { "=HYPERLINK(\"http://x.invalid\",\"xem\")" },
    { "_x0041_ và _x000D_" },
    { "_x004_ __x0041_" },
    { "0012" },
    { "1E5" },
    { "#N/A" },
    { "TRUE" },
    { "một\nhai" },
    { "http://x.invalid/" },
    { "mailto:a@x.invalid" },
};

static void test_cells(void)
{
    static const struct {
        fire_column_kind kind;
        const struct fire_cell *cell;
        int64_t n;
    } cases[] = { { FIRE_GRID_NUMBER, numbers, CHECK_N(numbers) },
                  { FIRE_GRID_PERCENT, numbers, CHECK_N(numbers) },
                  { FIRE_GRID_DATE, days, CHECK_N(days) },
                  { FIRE_GRID_TEXT, texts, CHECK_N(texts) } };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer out = { 0 };
        struct fire_error err = { 0 };
        struct fire_grid grid;
        CHECK(write_cells(cases[i].kind, cases[i].cell, cases[i].n, &out, &grid, &err) ==
                  FIRE_OK,
              "%s", err.message);
        check_archive(&out);
        check_sheet(check_file("cells.xlsx", out.bytes, out.size_bytes), 2, &grid);
        fire_buffer_finish(&out);
    }
}

/* What Excel cannot hold as a number or a day is there as it is read. */
static void test_beyond_excel(void)
{
    static const struct {
        fire_column_kind kind;
        struct fire_cell cell;
    } cases[] = {
        { FIRE_GRID_NUMBER, { "1.000.000.000.000.000", true, INT64_C(1000000000000000) } },
        { FIRE_GRID_NUMBER, { "−9.223.372.036.854.775.808", true, INT64_MIN } },
        { FIRE_GRID_DATE, { "28/02/1900", true, -25509 } },
        { FIRE_GRID_DATE, { "01/01/1800", true, FIRE_DAY_FIRST } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer out = { 0 };
        struct fire_grid grid;
        struct fire_cell as_text = { cases[i].cell.text };
        CHECK(write_cells(cases[i].kind, &cases[i].cell, 1, &out, &grid, NULL) == FIRE_OK,
              "case %zu", i);
        grid.cell = &as_text;
        check_sheet(check_file("beyond.xlsx", out.bytes, out.size_bytes), 2, &grid);
        fire_buffer_finish(&out);
    }
}

static void test_names(void)
{
    static const struct {
        const char *caption;
        const char *name;
    } cases[] = { /* in one workbook, one behind the other */
                  { "Bảng 1. Số vụ cháy theo huyện", "Bảng 1" },
                  { "Bảng 1. Lần nữa", "Bảng 1 (2)" },
                  { "BẢNG 1", "BẢNG 1 (3)" },
                  { "Quý I/2024", "Quý I-2024" },
                  { "[a]:*?/\\b", "-a------b" },
                  { "'quoted'", "-quoted-" },
                  { "", "anchor-1" },
                  { " \t\n", "anchor-1 (2)" },
                  { "History", "History (1)" },
                  { "Mục lục", "Mục lục (2)" },
                  { "Q1", "Q1 (1)" },
                  { "2024", "2024 (1)" },
                  { "2024. Năm", "2024 (2)" },
                  { "Số vụ cháy, nổ và thiệt hại theo địa bàn", "Số vụ cháy, nổ và thiệt hại" },
                  { "Số vụ cháy, nổ và thiệt hại theo năm", "Số vụ cháy, nổ và thiệt hại (2)" },
                  { "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5",
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5"
                    "\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5\xF0\x9F\x94\xA5" },
                  { "\x01\xE2\x80\xAE.x", ".x (1)" }
    };
    struct fire_arena *arena = fire_arena_create();
    const char *taken[CHECK_N(cases) + 1] = { "Mục lục" };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_grid grid = { .anchor = "anchor-1", .caption = cases[i].caption };
        const char *name = xlsx_sheet_name(&grid, taken, (int64_t)i + 1, arena);
        CHECK_OR_RETURN(name != NULL, "no memory");
        CHECK(strcmp(name, cases[i].name) == 0, "'%s' gave '%s', not '%s'", cases[i].caption,
              name, cases[i].name);
        CHECK(xlsx_letters(name) <= 31, "'%s' is too long", name);
        taken[i + 1] = name;
    }
    fire_arena_free(arena);
}

static fire_status write_grid(struct fire_grid grid, struct fire_error *err)
{
    struct fire_buffer out = { 0 };
    const struct fire_block block = { .kind = FIRE_BLOCK_GRID, .grid = grid };
    const struct fire_document document = { "t", "", "", "", FIRE_ENGLISH, 1, &block };
    const fire_status status = fire_document_xlsx(&document, &out, err);
    CHECK(status == FIRE_OK || out.size_bytes == 0, "bytes of a workbook that failed");
    fire_buffer_finish(&out);
    return status;
}

static void test_refused(void)
{
    static struct fire_column column[16385];
    static char longest[32768 * 4 + 1];
    for (size_t i = 0; i < CHECK_N(column); i++)
        column[i] = (struct fire_column){ "a", "", "", FIRE_GRID_TEXT, 1 };
    const struct fire_grid plain = { .anchor = "t",
                                     .caption = "Bảng 7. Dài",
                                     .unit = "",
                                     .column = column,
                                     .filter_column = -1,
                                     .chart = { .title = "" } };
    struct fire_grid grid = plain;
    struct fire_error err = { 0 };
    grid.n_columns = 16385;
    CHECK(write_grid(grid, &err) == FIRE_ERANGE && strstr(err.message, "16385 columns"), "%s",
          err.message);
    grid = plain;
    grid.n_rows = 1048576;
    err = (struct fire_error){ 0 };
    CHECK(write_grid(grid, &err) == FIRE_ERANGE && strstr(err.message, "'Bảng 7. Dài'"), "%s",
          err.message);
    for (size_t i = 0; i + 4 < sizeof longest; i += 4)
        memcpy(longest + i, "\xF0\x9F\x94\xA5", 4); /* two letters each */
    const struct fire_cell cell = { longest };
    const fire_row_kind row = FIRE_ROW_BODY;
    grid = plain;
    grid.n_columns = 1;
    grid.n_rows = 1;
    grid.row = &row;
    grid.cell = &cell;
    err = (struct fire_error){ 0 };
    CHECK(write_grid(grid, &err) == FIRE_ERANGE && strstr(err.message, "row 1"), "%s",
          err.message);
    longest[4 * 16300] = '\0';
    err = (struct fire_error){ 0 };
    CHECK(write_grid(grid, &err) == FIRE_OK, "%s", err.message);
    setenv("TMPDIR", "/no/such/folder", 1);
    err = (struct fire_error){ 0 };
    CHECK(write_grid(grid, &err) == FIRE_EIO && strstr(err.message, "/no/such/folder"), "%s",
          err.message);
    unsetenv("TMPDIR");
}

/* A disk that is full, wherever that is noticed: a workbook is whole or not there. */
static void test_full_disk(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer whole = { 0 };
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    CHECK(fire_document_xlsx(document, &whole, NULL) == FIRE_OK, "not written");
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        int n_wrong = 0;
        struct rlimit limit;
        getrlimit(RLIMIT_FSIZE, &limit);
        signal(SIGXFSZ, SIG_IGN);
        dup2(open("/dev/null", O_WRONLY), STDERR_FILENO); /* the library speaks here */
        for (rlim_t size = 0; size < 32768; size += 1024) {
            struct fire_buffer out = { 0 };
            limit.rlim_cur = size;
            setrlimit(RLIMIT_FSIZE, &limit);
            const fire_status status = fire_document_xlsx(document, &out, NULL);
            n_wrong += status == FIRE_OK ? out.size_bytes != whole.size_bytes
                                         : status != FIRE_EIO || out.size_bytes != 0;
            n_wrong += size < 16384 && status == FIRE_OK;
            fire_buffer_finish(&out);
        }
        _exit(n_wrong);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%d workbooks were not whole",
          WEXITSTATUS(status));
    fire_buffer_finish(&whole);
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_sample),  CHECK_TEST(test_same_bytes),   CHECK_TEST(test_random),
        CHECK_TEST(test_cells),   CHECK_TEST(test_beyond_excel), CHECK_TEST(test_names),
        CHECK_TEST(test_refused), CHECK_TEST(test_full_disk)
    };
    return CHECK_MAIN(tests);
}
