/* document_xlsx.c - a document's tables as a workbook: a sheet each, and one in front that lists
 * them.
 *
 * The library writes to a path only, so the path is that of a file without a name, which is gone
 * when it is closed, whatever happens. It also writes numbers as the locale of the process has
 * them, so this thread has the locale "C" meanwhile. */
#include "xlsx.h"

#include <errno.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_ROWS    LXW_ROW_MAX
#define MOST_COLUMNS LXW_COL_MAX
#define MOST_LETTERS 32767
#define MARK_LETTERS (NOTE_MARK_BYTES + 3) /* " (aa)" behind a text */
#define FRAME_ROWS   8                     /* caption, unit, header, the way back */

/* ---- limits ---------------------------------------------------------------------------- */

static fire_status check_letters(const struct fire_grid *grid, const char *text, int64_t row,
                                 struct fire_error *err)
{
    /* "_x0041_" grows by six: nobody writes it, but it has to fit */
    int64_t n_letters = xlsx_letters(text) + MARK_LETTERS;
    for (const char *at = strstr(text, "_x"); at != NULL; at = strstr(at + 1, "_x"))
        n_letters += 6;
    if (n_letters <= MOST_LETTERS) return FIRE_OK;
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "table '%.80s', row %lld: a text of %lld letters does not fit into a cell "
                     "of Excel (at most %d)",
                     grid->caption, (long long)row, (long long)xlsx_letters(text),
                     MOST_LETTERS);
}

static fire_status check_size(const struct fire_grid *grid, struct fire_error *err)
{
    if (grid->n_columns > MOST_COLUMNS)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "table '%.80s': %d columns do not fit into a sheet of Excel (at most "
                         "%d)",
                         grid->caption, (int)grid->n_columns, MOST_COLUMNS);
    const int64_t most = MOST_ROWS - FRAME_ROWS - grid->n_notes - grid->n_remarks;
    if (grid->n_rows > most)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "table '%.80s': %lld rows do not fit into a sheet of Excel (at most "
                         "%lld)",
                         grid->caption, (long long)grid->n_rows, (long long)most);
    return FIRE_OK;
}

static fire_status check_texts(const struct fire_grid *grid, struct fire_error *err)
{
    FIRE_TRY(check_letters(grid, grid->caption, 0, err));
    FIRE_TRY(check_letters(grid, grid->unit, 0, err));
    FIRE_TRY(check_letters(grid, grid->chart.title, 0, err));
    for (int32_t i = 0; i < grid->n_columns; i++) {
        FIRE_TRY(check_letters(grid, grid->column[i].label, 0, err));
        FIRE_TRY(check_letters(grid, grid->column[i].group, 0, err));
    }
    for (int32_t i = 0; i < grid->n_notes; i++)
        FIRE_TRY(check_letters(grid, grid->note[i], 0, err));
    for (int32_t i = 0; i < grid->n_remarks; i++)
        FIRE_TRY(check_letters(grid, grid->remark[i], 0, err));
    for (int64_t row = 0; row < grid->n_rows; row++)
        for (int32_t i = 0; i < grid->n_columns; i++)
            FIRE_TRY(
                check_letters(grid, grid->cell[row * grid->n_columns + i].text, row + 1, err));
    return FIRE_OK;
}

/* ---- the sheet in front ---------------------------------------------------------------- */

static const char *word(const struct xlsx *xlsx, fire_word which)
{
    return fire_word_text(xlsx->document->language, which);
}

static void put_heading(struct xlsx *xlsx, lxw_worksheet *sheet)
{
    const char *const line[] = { xlsx->document->title, xlsx->document->subject,
                                 xlsx->document->author };
    for (lxw_row_t i = 0; i < 3; i++)
        xlsx_put_text(xlsx, sheet, i, 0, line[i],
                      (struct xlsx_look){ .face = i == 0 ? XLSX_TITLE : XLSX_SUBTITLE });
}

static void put_front(struct xlsx *xlsx, lxw_worksheet *sheet)
{
    static const fire_word labels[] = { FIRE_WORD_SHEET_NUMBER, FIRE_WORD_SHEET_TABLE,
                                        FIRE_WORD_SHEET_ROWS };
    static const double widths[] = { 6, 80, 10 };
    put_heading(xlsx, sheet);
    for (lxw_col_t i = 0; i < 3; i++) {
        xlsx_try(xlsx, worksheet_set_column(sheet, i, i, widths[i], NULL));
        xlsx_put_text(xlsx, sheet, 4, i, word(xlsx, labels[i]),
                      (struct xlsx_look){ .face = XLSX_HEADER });
    }
    const struct xlsx_look number = { .face = XLSX_NUMBER };
    for (int64_t i = 0; i < xlsx->n_sheets; i++) {
        const lxw_row_t row = 5 + (lxw_row_t)i;
        const struct fire_grid *grid = xlsx->sheet[i].grid;
        int64_t n_rows = 0;
        for (int64_t k = 0; k < grid->n_rows; k++)
            n_rows += grid->row[k] == FIRE_ROW_BODY;
        xlsx_try(xlsx, worksheet_write_number(sheet, row, 0, (double)(i + 1),
                                              xlsx_format(xlsx, number)));
        xlsx_put_link(xlsx, sheet, row, 1, xlsx->sheet[i].name,
                      grid->caption[0] == '\0' ? xlsx->sheet[i].name : grid->caption);
        xlsx_try(xlsx, worksheet_write_number(sheet, row, 2, (double)n_rows,
                                              xlsx_format(xlsx, number)));
    }
    xlsx_set_paper(sheet, false);
}

/* ---- the workbook ---------------------------------------------------------------------- */

/* Names first: sheets are made in their order. */
static bool name_sheets(struct xlsx *xlsx)
{
    const struct fire_document *document = xlsx->document;
    const char **taken = FIRE_TAKE(xlsx->arena, document->n_blocks + 1, const char *);
    xlsx->sheet = FIRE_TAKE(xlsx->arena, document->n_blocks, struct xlsx_sheet);
    if (taken == NULL || xlsx->sheet == NULL) return false;
    xlsx->front_name = word(xlsx, FIRE_WORD_CONTENTS);
    taken[0] = xlsx->front_name;
    for (int64_t i = 0; i < document->n_blocks; i++) {
        if (document->block[i].kind != FIRE_BLOCK_GRID) continue;
        struct xlsx_sheet *sheet = &xlsx->sheet[xlsx->n_sheets++];
        sheet->grid = &document->block[i].grid;
        sheet->name = xlsx_sheet_name(sheet->grid, taken, xlsx->n_sheets, xlsx->arena);
        if (sheet->name == NULL) return false;
        taken[xlsx->n_sheets] = sheet->name;
    }
    return true;
}

static int two_digits(const char *at)
{
    return (at[0] - '0') * 10 + at[1] - '0';
}

static time_t created_at(void)
{
    char moment[FIRE_MOMENT_BYTES];
    int32_t day = 0;
    fire_output_moment(moment); /* "2024-12-31T01:02:03Z" */
    fire_day_from_iso(moment, 10, &day);
    const time_t seconds = (time_t)day * 86400 + two_digits(moment + 11) * 3600 +
                           two_digits(moment + 14) * 60 + two_digits(moment + 17);
    return seconds == 0 ? 1 : seconds; /* the library takes 0 for "now" */
}

static char *kept_text(struct xlsx *xlsx, const char *text)
{
    const char *fit = xlsx_text(xlsx, text);
    char *kept = fire_arena_copy(xlsx->arena, fit, strlen(fit));
    xlsx->is_out_of_memory = xlsx->is_out_of_memory || kept == NULL;
    return kept;
}

static void fill_workbook(struct xlsx *xlsx)
{
    lxw_doc_properties properties = { .title = kept_text(xlsx, xlsx->document->title),
                                      .subject = kept_text(xlsx, xlsx->document->subject),
                                      .author = kept_text(xlsx, xlsx->document->author),
                                      .comments = kept_text(xlsx, xlsx->document->program),
                                      .created = created_at() };
    xlsx_try(xlsx, workbook_set_properties(xlsx->workbook, &properties));
    lxw_worksheet *front = workbook_add_worksheet(xlsx->workbook, xlsx->front_name);
    bool are_there = front != NULL;
    for (int64_t i = 0; i < xlsx->n_sheets && are_there; i++) {
        xlsx->sheet[i].sheet = workbook_add_worksheet(xlsx->workbook, xlsx->sheet[i].name);
        are_there = xlsx->sheet[i].sheet != NULL;
    }
    if (!are_there) {
        xlsx->is_out_of_memory = true;
        return;
    }
    put_front(xlsx, front);
    for (int64_t i = 0; i < xlsx->n_sheets && xlsx->failed == LXW_NO_ERROR; i++) {
        xlsx_table(xlsx, &xlsx->sheet[i]);
    }
}

static fire_status failure(const struct xlsx *xlsx, struct fire_error *err)
{
    if (xlsx->is_out_of_memory || xlsx->failed == LXW_ERROR_MEMORY_MALLOC_FAILED)
        return fire_fail_memory(err);
    if (xlsx->failed == LXW_NO_ERROR) return FIRE_OK;
    return fire_fail(err, FIRE_EIO, FIRE_NOWHERE, "the workbook cannot be written: %s",
                     lxw_strerror(xlsx->failed));
}

/* Closing writes the file and frees the workbook, failed or not. */
static fire_status write_workbook(struct xlsx *xlsx, const char *path, const char *folder,
                                  struct fire_error *err)
{
    char *tmpdir = fire_arena_copy(xlsx->arena, folder, strlen(folder));
    if (tmpdir == NULL || !name_sheets(xlsx)) return fire_fail_memory(err);
    lxw_workbook_options options = { .tmpdir = tmpdir, .use_zip64 = LXW_FALSE };
    xlsx->workbook = workbook_new_opt(path, &options);
    if (xlsx->workbook == NULL) return fire_fail_memory(err);
    fill_workbook(xlsx);
    if (failure(xlsx, NULL) == FIRE_OK)
        xlsx_try(xlsx, workbook_close(xlsx->workbook));
    else
        lxw_workbook_free(xlsx->workbook);
    return failure(xlsx, err);
}

static fire_status write_in_c_locale(struct xlsx *xlsx, const char *path, const char *folder,
                                     struct fire_error *err)
{
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (plain == (locale_t)0) return fire_fail_memory(err);
    const locale_t before = uselocale(plain);
    const fire_status status = write_workbook(xlsx, path, folder, err);
    uselocale(before);
    freelocale(plain);
    return status;
}

/* ---- the file without a name ------------------------------------------------------------- */

static fire_status file_failed(const char *folder, struct fire_error *err)
{
    return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder },
                     "cannot be written: %s",
                     fire_system_text(err == NULL ? NULL : err->say, errno));
}

static fire_status read_back(int file, const char *folder, struct fire_buffer *out,
                             struct fire_error *err)
{
    char bytes[65536];
    if (lseek(file, 0, SEEK_SET) != 0) return file_failed(folder, err);
    for (;;) {
        const ssize_t n = read(file, bytes, sizeof bytes);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return file_failed(folder, err);
        if (n == 0) break;
        fire_buffer_add(out, bytes, (size_t)n);
    }
    return out->failed ? fire_fail_memory(err) : FIRE_OK;
}

static fire_status write_file(struct xlsx *xlsx, struct fire_buffer *out,
                              struct fire_error *err)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0') folder = "/tmp";
    char *path = fire_arena_printf(xlsx->arena, "%s/firestat-XXXXXX", folder);
    if (path == NULL) return fire_fail_memory(err);
    const int file = mkstemp(path);
    if (file < 0) return file_failed(folder, err);
    unlink(path);
    const char *nameless = fire_arena_printf(xlsx->arena, "/proc/self/fd/%d", file);
    fire_status status = nameless == NULL ? fire_fail_memory(err)
                                          : write_in_c_locale(xlsx, nameless, folder, err);
    const size_t start = out->size_bytes;
    if (status == FIRE_OK) status = read_back(file, folder, out, err);
    if (status == FIRE_OK &&
        !xlsx_is_whole((struct fire_text_view){ out->bytes + start, out->size_bytes - start }))
        status = fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder },
                           "the workbook could not be written to its end; is the disk full?");
    close(file);
    return status;
}

fire_status fire_document_xlsx(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    for (int64_t i = 0; i < document->n_blocks; i++) {
        if (document->block[i].kind != FIRE_BLOCK_GRID) continue;
        FIRE_TRY(check_size(&document->block[i].grid, err));
        FIRE_TRY(check_texts(&document->block[i].grid, err));
    }
    const size_t size_before = out->size_bytes;
    struct xlsx xlsx = { .document = document, .arena = fire_arena_create() };
    const fire_status status = xlsx.arena == NULL ? fire_fail_memory(err)
                                                  : write_file(&xlsx, out, err);
    if (status != FIRE_OK) out->size_bytes = size_before;
    fire_buffer_finish(&xlsx.text);
    free(xlsx.format);
    fire_arena_free(xlsx.arena);
    return status;
}
