/* workbook.c - a sheet of a workbook as records.
 *
 * What a record needs to know stands at the end of a sheet: merged ranges are listed behind
 * the rows they cover, and how wide the table is shows only when the last row was seen. So a
 * sheet is read twice: once when it is opened, which finds the merged ranges, the last column
 * and row that hold text, and every reason to refuse the file; and again to give records.
 * Memory is one row, the shared texts and the merged ranges, however long the sheet is.
 *
 * All records have the cells of the whole used width, so that empty cells at the end of a row
 * are not missing ones. Rows without text of their own are blank, also below a merged cell. */
#include "grid.h"
#include "letters.h"
#include "reader_kind.h"

#include <string.h>

struct workbook {
    struct zip_parts *parts;
    const char *how_known; /* that it is of this kind */
    struct grid *grid;
    struct merges *merges;
    struct letters *letters;
    struct row row;
    char *line; /* FIRE_LIMIT_RECORD_BYTES */
    struct fire_location where;

    int32_t sheet;
    int64_t n_before; /* rows passed over in front of the header */
    int32_t width;
    int64_t header_row;
    int64_t last_row;

    struct fire_sheet *other; /* [n_other] with cells, not read */
    int32_t n_other;

    int64_t n_lines; /* up to the record given last */
    int64_t n_blank;
};

/* How a ZIP archive shows that it is an OpenDocument file: its first part says so. */
static fire_status read_mimetype(struct zip_parts *parts, char out[], size_t size,
                                 struct fire_error *err)
{
    struct zip_part *part = NULL;
    size_t n_bytes = 0;
    out[0] = '\0';
    const int64_t index = zip_parts_find(parts, "mimetype");
    if (index < 0) return FIRE_OK;
    FIRE_TRY(zip_part_open(parts, index, &part, err));
    const fire_status status = zip_part_read(part, out, size - 1, &n_bytes, err);
    zip_part_close(part);
    if (status == FIRE_OK) out[n_bytes] = '\0';
    return status;
}

static fire_status open_grid(struct workbook *workbook, struct fire_arena *arena,
                             struct fire_error *err)
{
    static const char spreadsheet[] = "application/vnd.oasis.opendocument.spreadsheet";
    static const char document[] = "application/vnd.oasis.opendocument.";

    struct zip_parts *parts = workbook->parts;
    char mimetype[64];
    workbook->how_known = fire_say(err, "the parts in the archive");
    FIRE_TRY(read_mimetype(parts, mimetype, sizeof mimetype, err));
    if (strncmp(mimetype, spreadsheet, sizeof spreadsheet - 1) == 0)
        return ods_open(parts, arena, &workbook->grid, err);
    if (strncmp(mimetype, document, sizeof document - 1) == 0)
        return fire_fail(err, FIRE_ESYNTAX, workbook->where,
                         "is an OpenDocument file but no workbook; put the table into a sheet");
    if (zip_parts_find(parts, "[Content_Types].xml") >= 0 ||
        zip_parts_find(parts, "_rels/.rels") >= 0)
        return xlsx_open(parts, arena, &workbook->grid, err);
    return fire_fail(err, FIRE_ESYNTAX, workbook->where,
                     "is a ZIP archive without a workbook; unpack it and give the files in it");
}

/* The texts of a row as evidence of the letters they are in. */
static fire_status note_letters(struct workbook *workbook, struct fire_error *err)
{
    const struct row *row = &workbook->row;
    for (int32_t i = row_next_filled(row, 0); i < row->n_used;
         i = row_next_filled(row, i + 1)) {
        if ((row->kind[i] & FIRE_CELL_KIND) != FIRE_CELL_TEXT) continue;
        const int font = (row->kind[i] & ROW_FONT_MASK) >> ROW_FONT_SHIFT;
        FIRE_TRY(letters_note(workbook->letters, (enum cell_font)font, row->cell[i], err));
    }
    return FIRE_OK;
}

/* The texts of a row in the letters that people see. */
static fire_status read_letters(struct workbook *workbook, struct fire_error *err)
{
    struct row *row = &workbook->row;
    for (int32_t i = row_next_filled(row, 0); i < row->n_used;
         i = row_next_filled(row, i + 1)) {
        const int font = (row->kind[i] & ROW_FONT_MASK) >> ROW_FONT_SHIFT;
        struct fire_text_view shown;
        if ((row->kind[i] & FIRE_CELL_KIND) != FIRE_CELL_TEXT) continue;
        row->kind[i] = FIRE_CELL_TEXT;
        FIRE_TRY(
            letters_read(workbook->letters, (enum cell_font)font, row->cell[i], &shown, err));
        if (shown.bytes != row->cell[i].bytes)
            row_put(row, i, row_keep(row, shown), FIRE_CELL_TEXT);
    }
    return FIRE_OK;
}

/* The first pass over a sheet: its merged ranges and its size.
 *   out_header   row of the header, 0: none */
static fire_status survey(struct workbook *workbook, int32_t sheet, struct fire_error *err)
{
    const struct grid_kind *kind = workbook->grid->kind;
    struct row *row = &workbook->row;
    merges_reset(workbook->merges);
    workbook->sheet = sheet;
    workbook->where.sheet = workbook->grid->sheet[sheet].name;
    workbook->width = 0;
    workbook->header_row = 0;
    workbook->last_row = 0;
    FIRE_TRY(letters_reset(workbook->letters, err));
    FIRE_TRY(kind->begin(workbook->grid, sheet, workbook->merges, err));
    for (;;) {
        bool more = false;
        FIRE_TRY(kind->next(workbook->grid, row, &more, err));
        if (!more) break;
        workbook->last_row = row->number;
        FIRE_TRY(note_letters(workbook, err));
        if (row->number <= workbook->n_before) continue;
        if (workbook->header_row == 0) workbook->header_row = row->number;
        if (row->n_used > workbook->width) workbook->width = row->n_used;
    }
    FIRE_TRY(letters_decide(workbook->letters, err));
    return merges_seal(workbook->merges, workbook->width, workbook->last_row, workbook->where,
                       err);
}

static bool names_equal(const char *name, const char *asked, struct fire_arena *arena)
{
    struct fire_text_view a;
    struct fire_text_view b;
    return fire_text_match_key(fire_text_of(name), arena, &a) &&
           fire_text_match_key(fire_text_of(asked), arena, &b) && fire_text_equal(a, b);
}

/* A number from 1, or 0: it is none. */
static int32_t sheet_number(const char *asked)
{
    int32_t number = 0;
    for (; *asked != '\0'; asked++) {
        if (*asked < '0' || *asked > '9' || number > FIRE_LIMIT_PARTS) return 0;
        number = number * 10 + (*asked - '0');
    }
    return number;
}

/* The sheet that was asked for: by its exact name, by a name that looks the same, then by the
 * place of its tab, which hidden sheets do not have; -1: there is none. */
static int32_t find_sheet(const struct grid *grid, const char *asked, struct fire_arena *arena)
{
    for (int32_t i = 0; i < grid->n_sheets; i++)
        if (strcmp(grid->sheet[i].name, asked) == 0) return i;
    for (int32_t i = 0; i < grid->n_sheets; i++)
        if (names_equal(grid->sheet[i].name, asked, arena)) return i;
    int32_t n_left = sheet_number(asked);
    for (int32_t i = 0; i < grid->n_sheets && n_left > 0; i++)
        if (grid->sheet[i].visible && --n_left == 0) return i;
    return -1;
}

/* "'Thang 1', 'Thang 2', ..." as far as it fits. */
static void list_names(const struct grid *grid, char out[], size_t size)
{
    size_t used = 0;
    out[0] = '\0';
    for (int32_t i = 0; i < grid->n_sheets; i++) {
        const char *name = grid->sheet[i].name;
        const size_t wanted = strlen(name) + sizeof ", ''" - 1;
        if (used + wanted + sizeof ", ..." > size) {
            memcpy(out + used, used == 0 ? "..." : ", ...", used == 0 ? 4 : 6);
            return;
        }
        if (used > 0) {
            memcpy(out + used, ", ", 2);
            used += 2;
        }
        out[used++] = '\'';
        memcpy(out + used, name, strlen(name));
        used += strlen(name);
        memcpy(out + used, "'", 2);
        used++;
    }
}

static fire_status no_header(struct workbook *workbook, struct fire_error *err)
{
    if (workbook->last_row == 0)
        return fire_fail(err, FIRE_ENODATA, workbook->where, "the sheet has no cells");
    return fire_fail(err, FIRE_ENODATA, workbook->where,
                     "no header row: the sheet ends after %lld lines",
                     (long long)workbook->last_row);
}

static fire_status choose_asked(struct workbook *workbook, const char *asked,
                                struct fire_arena *arena, struct fire_error *err)
{
    const struct grid *grid = workbook->grid;
    const int32_t sheet = find_sheet(grid, asked, arena);
    if (sheet < 0) {
        char names[256];
        list_names(grid, names, sizeof names);
        return fire_fail(err, FIRE_EVALUE, workbook->where,
                         "has no sheet '%s'; its sheets are %s", asked, names);
    }
    if (!grid->sheet[sheet].has_rows)
        return fire_fail(err, FIRE_EVALUE, workbook->where, "sheet '%s' is a chart",
                         grid->sheet[sheet].name);
    FIRE_TRY(survey(workbook, sheet, err));
    return workbook->header_row != 0 ? FIRE_OK : no_header(workbook, err);
}

/* The first sheet that people see and that has cells. */
static fire_status choose_first(struct workbook *workbook, struct fire_error *err)
{
    const struct grid *grid = workbook->grid;
    for (int32_t i = 0; i < grid->n_sheets; i++) {
        if (!grid->sheet[i].visible || !grid->sheet[i].has_rows) continue;
        FIRE_TRY(survey(workbook, i, err));
        if (workbook->header_row != 0) return FIRE_OK;
        if (workbook->last_row != 0) return no_header(workbook, err);
        if (zip_parts_n_read(workbook->parts) > FIRE_LIMIT_UNPACKED_BYTES)
            return fire_fail(err, FIRE_ERANGE, workbook->where,
                             "%d MiB of empty sheets; name the sheet to be read",
                             FIRE_LIMIT_UNPACKED_BYTES / (1 << 20));
    }
    workbook->where.sheet = NULL;
    return fire_fail(err, FIRE_ENODATA, workbook->where,
                     "no visible sheet has any cells; name a hidden one to read it");
}

/* Has a sheet any text? One that cannot be read to its first cell is not taken for empty. */
static bool has_cells(struct workbook *workbook, int32_t sheet, struct merges *merges)
{
    const struct grid_kind *kind = workbook->grid->kind;
    bool more = true;
    merges_reset(merges);
    if (kind->begin(workbook->grid, sheet, merges, NULL) != FIRE_OK) return true;
    return kind->next(workbook->grid, &workbook->row, &more, NULL) != FIRE_OK || more;
}

/* Which tabs are left out, so that it can be said. Read to their first cell only. */
static fire_status list_others(struct workbook *workbook, struct fire_arena *arena,
                               struct fire_error *err)
{
    const struct grid *grid = workbook->grid;
    struct merges *merges = merges_create(arena); /* those of the sheet must stay */
    workbook->other = FIRE_TAKE(arena, grid->n_sheets, struct fire_sheet);
    if (merges == NULL || workbook->other == NULL) {
        merges_free(merges);
        return fire_fail_memory(err);
    }
    for (int32_t i = 0; i < grid->n_sheets; i++) {
        if (i == workbook->sheet || !grid->sheet[i].has_rows) continue;
        if (!has_cells(workbook, i, merges)) continue;
        workbook->other[workbook->n_other++] = (struct fire_sheet){ grid->sheet[i].name,
                                                                    !grid->sheet[i].visible };
    }
    merges_free(merges);
    return FIRE_OK;
}

static fire_status workbook_rewind(void *self, struct fire_error *err)
{
    struct workbook *workbook = self;
    workbook->n_lines = workbook->n_before;
    workbook->n_blank = 0;
    merges_rewind(workbook->merges);
    return workbook->grid->kind->begin(workbook->grid, workbook->sheet, workbook->merges, err);
}

static void workbook_close(void *self)
{
    struct workbook *workbook = self;
    if (workbook->grid != NULL) workbook->grid->kind->close(workbook->grid);
    merges_free(workbook->merges);
    letters_free(workbook->letters);
    zip_parts_close(workbook->parts);
}

static fire_status fill_workbook(struct workbook *workbook, struct fire_arena *arena,
                                 struct source *source,
                                 const struct fire_reader_options *options,
                                 struct fire_error *err)
{
    workbook->where.file = source->path;
    workbook->merges = merges_create(arena);
    workbook->line = FIRE_TAKE(arena, FIRE_LIMIT_RECORD_BYTES, char);
    if (workbook->merges == NULL || workbook->line == NULL || !row_init(&workbook->row, arena))
        return fire_fail_memory(err);
    FIRE_TRY(
        letters_create(arena, letters_wish_of(options->encoding), &workbook->letters, err));
    workbook->n_before = options->skip_lines;
    if (workbook->n_before < options->header_row - 1)
        workbook->n_before = options->header_row - 1;

    FIRE_TRY(zip_parts_open(source, arena, &workbook->parts, err));
    FIRE_TRY(open_grid(workbook, arena, err));
    FIRE_TRY(options->sheet != NULL ? choose_asked(workbook, options->sheet, arena, err)
                                    : choose_first(workbook, err));
    FIRE_TRY(list_others(workbook, arena, err));
    return workbook_rewind(workbook, err);
}

static fire_status workbook_open(struct fire_arena *arena, struct source *source,
                                 const struct fire_reader_options *options, void **out_self,
                                 struct fire_error *err)
{
    struct workbook *workbook = FIRE_TAKE(arena, 1, struct workbook);
    if (workbook == NULL) return fire_fail_memory(err);
    const fire_status status = fill_workbook(workbook, arena, source, options, err);
    if (status == FIRE_OK)
        *out_self = workbook;
    else
        workbook_close(workbook);
    return status;
}

/* The next row behind those in front of the header, with its merged cells. The first pass saw
 * that there is one. */
static fire_status next_row(struct workbook *workbook, struct fire_error *err)
{
    struct row *row = &workbook->row;
    do {
        bool more = false;
        FIRE_TRY(workbook->grid->kind->next(workbook->grid, row, &more, err));
        const bool grew = row->n_used > workbook->width && row->number > workbook->n_before;
        if (!more || grew)
            return fire_fail(err, FIRE_EIO, workbook->where, "changed while it was read");
        workbook->where.line = row->number;
        FIRE_TRY(read_letters(workbook, err));
        FIRE_TRY(merges_apply(workbook->merges, row, workbook->where, err));
    } while (row->number <= workbook->n_before);
    return FIRE_OK;
}

static fire_status workbook_next(void *self, struct fire_record *record, bool *more,
                                 struct fire_error *err)
{
    struct workbook *workbook = self;
    struct row *row = &workbook->row;
    if (workbook->n_lines >= workbook->last_row) {
        *more = false;
        return FIRE_OK;
    }
    FIRE_TRY(next_row(workbook, err));
    if (row->fault == FIRE_FAULT_RECORD_TOO_LONG && row->number == workbook->header_row)
        return fire_fail(err, FIRE_ERANGE, workbook->where,
                         "the header row is longer than %d bytes", FIRE_LIMIT_RECORD_BYTES);
    const bool fault = row->fault != FIRE_FAULT_NONE;
    int32_t fault_byte = 0;
    workbook->n_blank += row->number - workbook->n_lines - 1;
    workbook->n_lines = row->number;
    *record = (struct fire_record){ .line = row->number,
                                    .n_lines = 1,
                                    .n_cells = fault ? 0 : workbook->width,
                                    .cell = row->cell,
                                    .kind = row->kind,
                                    .raw = row_line(row, workbook->width, workbook->line,
                                                    &fault_byte),
                                    .fault = row->fault };
    if (fault) {
        record->fault_line = row->number;
        record->fault_byte = fault_byte;
    }
    *more = true;
    return FIRE_OK;
}

static void workbook_about(const void *self, struct reader_about *out)
{
    const struct workbook *workbook = self;
    int32_t n_old_letters;
    const struct fire_old_letters *old_letters = letters_found(workbook->letters,
                                                               &n_old_letters);
    *out = (struct reader_about){ .sheet = workbook->where.sheet,
                                  .delimiter = ',',
                                  .encoding = workbook->grid->kind->name,
                                  .encoding_reason = workbook->how_known,
                                  .other_sheet = workbook->other,
                                  .n_other_sheets = workbook->n_other,
                                  .old_letters = old_letters,
                                  .n_old_letters = n_old_letters,
                                  .n_blank_lines = workbook->n_blank,
                                  .n_lines = workbook->n_lines };
}

const struct reader_kind workbook_reader_kind = { workbook_open, workbook_next, workbook_rewind,
                                                  workbook_about, workbook_close };
