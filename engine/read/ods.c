/* ods.c - OpenDocument spreadsheets: all sheets in one part, much of it by repetition.
 *
 * An ODS has no references; place is counted, and runs of equal cells and rows are written
 * once with a number. A sheet ordinarily ends in an empty row repeated a million times, of an
 * empty cell repeated some thousand times; counting them costs nothing. Filled cells that are
 * repeated become cells, so how often is limited.
 *
 * Values stand in attributes, whatever the cell shows; text is in paragraphs, where spaces in
 * a row count as one unless they are elements. Paragraphs of a note or a drawing that hangs on
 * the cell are not the cell's, and have no step from it. */
#include "firestat/reader.h"

#include "cell_text.h"
#include "cell_value.h"
#include "grid.h"
#include "xml.h"

#include <string.h>

/* A filled row comes more often than this only where a column was filled down to the end of
 * the sheet. */
enum { FILLED_ROW_REPEATS_MAX = 16384 };

enum element {
    CONTENT = 1,
    STYLES,
    STYLE,
    TABLE_PROPERTIES,
    BODY,
    BOOK,
    TABLE,
    ROWS,
    ROW,
    CELL,
    COVERED,
    PARAGRAPH,
    SPAN,
    SPACES,
    TAB,
    LINE_BREAK
};

/* For the list of sheets: nothing in a table is looked at. */
static const struct xml_step list_steps[] = {
    { XML_DOCUMENT, XML_NS_OFFICE, "document-content", CONTENT },
    { CONTENT, XML_NS_OFFICE, "automatic-styles", STYLES },
    { STYLES, XML_NS_STYLE, "style", STYLE },
    { STYLE, XML_NS_STYLE, "table-properties", TABLE_PROPERTIES },
    { CONTENT, XML_NS_OFFICE, "body", BODY },
    { BODY, XML_NS_OFFICE, "spreadsheet", BOOK },
    { BOOK, XML_NS_TABLE, "table", TABLE },
    { 0 },
};

static const struct xml_step row_steps[] = {
    { XML_DOCUMENT, XML_NS_OFFICE, "document-content", CONTENT },
    { CONTENT, XML_NS_OFFICE, "body", BODY },
    { BODY, XML_NS_OFFICE, "spreadsheet", BOOK },
    { BOOK, XML_NS_TABLE, "table", TABLE },
    { TABLE, XML_NS_TABLE, "table-row", ROW },
    { TABLE, XML_NS_TABLE, "table-rows", ROWS },
    { TABLE, XML_NS_TABLE, "table-header-rows", ROWS },
    { TABLE, XML_NS_TABLE, "table-row-group", ROWS },
    { ROWS, XML_NS_TABLE, "table-row", ROW },
    { ROWS, XML_NS_TABLE, "table-rows", ROWS },
    { ROWS, XML_NS_TABLE, "table-header-rows", ROWS },
    { ROWS, XML_NS_TABLE, "table-row-group", ROWS },
    { ROW, XML_NS_TABLE, "table-cell", CELL },
    { ROW, XML_NS_TABLE, "covered-table-cell", COVERED },
    { CELL, XML_NS_TEXT, "p", PARAGRAPH },
    { PARAGRAPH, XML_NS_TEXT, "span", SPAN },
    { PARAGRAPH, XML_NS_TEXT, "a", SPAN },
    { PARAGRAPH, XML_NS_TEXT, "s", SPACES },
    { PARAGRAPH, XML_NS_TEXT, "tab", TAB },
    { PARAGRAPH, XML_NS_TEXT, "line-break", LINE_BREAK },
    { SPAN, XML_NS_TEXT, "span", SPAN },
    { SPAN, XML_NS_TEXT, "a", SPAN },
    { SPAN, XML_NS_TEXT, "s", SPACES },
    { SPAN, XML_NS_TEXT, "tab", TAB },
    { SPAN, XML_NS_TEXT, "line-break", LINE_BREAK },
    { 0 },
};

struct ods {
    struct grid grid; /* first */
    int64_t content;  /* the part */
    const char **hidden_style;
    int32_t n_hidden_styles;
    const char *style; /* being listed */

    struct xml *xml;
    struct fire_location where;
    struct merges *merges;
    struct row row; /* as it is written; given once or several times */
    int32_t wanted; /* sheet */
    int32_t sheet;  /* being passed; -1 before the first */
    int64_t last_row;
    int64_t n_cells;
    int64_t row_repeats;  /* of the row being read           */
    int64_t repeats_left; /* times `row` is still to be given */

    /* The cell being read. */
    int64_t column; /* from 0 */
    int64_t column_repeats;
    struct cell_value value; /* without bytes: the text is the value */
    uint8_t text_kind;
    bool text_is_said; /* by an attribute; paragraphs are only its looks */
    bool only_formula; /* `text` is one; a paragraph replaces it         */
    int32_t n_paragraphs;
    bool space_waits; /* seen, and written when a letter follows */
    bool at_start;    /* of a paragraph */
    struct cell_text text;
};

/* An attribute that counts from 1; absent: 1. */
static fire_status read_count(const struct ods *ods, struct xml_attributes attributes,
                              enum xml_ns ns, const char *name, int64_t *out,
                              struct fire_error *err)
{
    const char *said = xml_attribute(attributes, ns, name);
    int64_t count = said == NULL ? 1 : 0;
    for (const char *at = said; at != NULL && *at != '\0'; at++) {
        if (*at < '0' || *at > '9' || count > INT32_MAX) {
            count = 0;
            break;
        }
        count = count * 10 + (*at - '0');
    }
    if (count < 1)
        return fire_fail(err, FIRE_ESYNTAX, ods->where, "%s='%s' is no number", name, said);
    *out = count;
    return FIRE_OK;
}

static fire_status begin_row(struct ods *ods, struct xml_attributes attributes,
                             struct fire_error *err)
{
    ods->where.line = ods->last_row + 1;
    ods->column = 0;
    row_begin(&ods->row, ods->last_row + 1);
    return read_count(ods, attributes, XML_NS_TABLE, "number-rows-repeated", &ods->row_repeats,
                      err);
}

/* What the attributes say the cell is. */
static fire_status read_value(struct ods *ods, struct xml_attributes attributes,
                              struct fire_error *err)
{
    const char *type = xml_attribute(attributes, XML_NS_OFFICE, "value-type");
    const char *calc_type = xml_attribute(attributes, XML_NS_CALC, "value-type");
    const char *formula = xml_attribute(attributes, XML_NS_TABLE, "formula");
    if (calc_type != NULL && strcmp(calc_type, "error") == 0) {
        ods->text_kind = FIRE_CELL_ERROR;
        return FIRE_OK;
    }
    if (type == NULL) {
        ods->only_formula = formula != NULL;
        if (formula == NULL) return FIRE_OK;
        return cell_text_add(&ods->text, formula, strlen(formula), ods->where, err);
    }
    if (strcmp(type, "string") == 0) {
        const char *said = xml_attribute(attributes, XML_NS_OFFICE, "string-value");
        ods->text_is_said = said != NULL;
        if (said == NULL) return FIRE_OK;
        return cell_text_add(&ods->text, said, strlen(said), ods->where, err);
    }
    const bool date = strcmp(type, "date") == 0;
    const bool time = strcmp(type, "time") == 0;
    const bool boolean = strcmp(type, "boolean") == 0;
    const char *name = date      ? "date-value"
                       : time    ? "time-value"
                       : boolean ? "boolean-value"
                                 : "value";
    const char *said = xml_attribute(attributes, XML_NS_OFFICE, name);
    if (said == NULL) return FIRE_OK;
    const struct fire_text_view text = fire_text_of(said);
    ods->value = date      ? cell_value_of_iso_date(text)
                 : time    ? cell_value_of_duration(text)
                 : boolean ? cell_value_of_boolean(text)
                           : cell_value_of_number(text, 0, false);
    return FIRE_OK;
}

static fire_status read_span(struct ods *ods, struct xml_attributes attributes,
                             struct fire_error *err)
{
    int64_t n_columns = 1;
    int64_t n_rows = 1;
    FIRE_TRY(
        read_count(ods, attributes, XML_NS_TABLE, "number-columns-spanned", &n_columns, err));
    FIRE_TRY(read_count(ods, attributes, XML_NS_TABLE, "number-rows-spanned", &n_rows, err));
    if (n_columns == 1 && n_rows == 1) return FIRE_OK;
    const int64_t right = ods->column + n_columns - 1;
    const int64_t bottom = ods->last_row + n_rows;
    if (right >= FIRE_LIMIT_SHEET_COLUMNS || bottom > FIRE_LIMIT_SHEET_ROWS)
        return fire_fail(err, FIRE_ERANGE, ods->where,
                         "a cell lies outside of the %d columns and %d rows of a sheet",
                         FIRE_LIMIT_SHEET_COLUMNS, FIRE_LIMIT_SHEET_ROWS);
    const struct merge_range range = { (int32_t)ods->last_row + 1, (int32_t)bottom,
                                       (int32_t)ods->column, (int32_t)right };
    return merges_add(ods->merges, range, ods->where, err);
}

static fire_status begin_cell(struct ods *ods, bool covered, struct xml_attributes attributes,
                              struct fire_error *err)
{
    ods->text.size_bytes = 0;
    ods->value.size_bytes = 0;
    ods->text_kind = FIRE_CELL_TEXT;
    ods->text_is_said = false;
    ods->only_formula = false;
    ods->n_paragraphs = 0;
    FIRE_TRY(read_count(ods, attributes, XML_NS_TABLE, "number-columns-repeated",
                        &ods->column_repeats, err));
    if (covered) return FIRE_OK;
    FIRE_TRY(read_span(ods, attributes, err));
    return read_value(ods, attributes, err);
}

static fire_status begin_paragraph(struct ods *ods, struct fire_error *err)
{
    if (ods->text_is_said) return FIRE_OK;
    if (ods->only_formula) ods->text.size_bytes = 0;
    ods->only_formula = false;
    ods->at_start = true;
    ods->space_waits = false;
    if (ods->n_paragraphs++ == 0) return FIRE_OK;
    return cell_text_add(&ods->text, "\n", 1, ods->where, err);
}

/* Text of a paragraph, in which a run of white space is one space and none at its start. */
static fire_status add_text(struct ods *ods, const char *bytes, size_t size,
                            struct fire_error *err)
{
    size_t from = 0;
    for (size_t i = 0; i <= size; i++) {
        const bool space = i < size && (bytes[i] == ' ' || bytes[i] == '\t' ||
                                        bytes[i] == '\n' || bytes[i] == '\r');
        if (i < size && !space) continue;
        if (i > from) {
            if (ods->space_waits) FIRE_TRY(cell_text_add(&ods->text, " ", 1, ods->where, err));
            FIRE_TRY(cell_text_add(&ods->text, bytes + from, i - from, ods->where, err));
            ods->space_waits = false;
            ods->at_start = false;
        }
        ods->space_waits = ods->space_waits || (space && !ods->at_start);
        from = i + 1;
    }
    return FIRE_OK;
}

/* A character that stands as an element, `n` times. */
static fire_status add_character(struct ods *ods, const char *character, int64_t n,
                                 struct fire_error *err)
{
    if (ods->text_is_said) return FIRE_OK;
    if (ods->space_waits) FIRE_TRY(cell_text_add(&ods->text, " ", 1, ods->where, err));
    ods->space_waits = false;
    ods->at_start = false;
    for (; n > 0; n--)
        FIRE_TRY(cell_text_add(&ods->text, character, 1, ods->where, err));
    return FIRE_OK;
}

static fire_status on_begin(void *data, int element, struct xml_attributes attributes,
                            struct fire_error *err)
{
    struct ods *ods = data;
    if (element == TABLE) {
        ods->sheet++;
        ods->last_row = 0;
        return FIRE_OK;
    }
    if (ods->sheet != ods->wanted) return FIRE_OK;
    int64_t n_spaces = 1;
    switch ((enum element)element) {
    case ROW:
        return begin_row(ods, attributes, err);
    case CELL:
    case COVERED:
        return begin_cell(ods, element == COVERED, attributes, err);
    case PARAGRAPH:
        return begin_paragraph(ods, err);
    case SPACES:
        FIRE_TRY(read_count(ods, attributes, XML_NS_TEXT, "c", &n_spaces, err));
        return add_character(ods, " ", n_spaces, err);
    case TAB:
        return add_character(ods, "\t", 1, err);
    case LINE_BREAK:
        return add_character(ods, "\n", 1, err);
    default:
        return FIRE_OK;
    }
}

static fire_status on_text(void *data, int element, const char *bytes, size_t size,
                           struct fire_error *err)
{
    struct ods *ods = data;
    if (ods->sheet != ods->wanted || (element != PARAGRAPH && element != SPAN)) return FIRE_OK;
    return ods->text_is_said ? FIRE_OK : add_text(ods, bytes, size, err);
}

static fire_status put(struct ods *ods, struct fire_text_view text, uint8_t kind,
                       struct fire_error *err)
{
    if (ods->column + ods->column_repeats > FIRE_LIMIT_COLUMNS) {
        struct fire_location where = ods->where;
        where.field = ods->column < INT32_MAX ? (int32_t)ods->column + 1 : INT32_MAX;
        return fire_fail(err, FIRE_ERANGE, where, "only the first %d columns can be read",
                         FIRE_LIMIT_COLUMNS);
    }
    const struct fire_text_view kept = row_keep(&ods->row, text);
    for (int64_t i = 0; i < ods->column_repeats; i++)
        row_put(&ods->row, (int32_t)(ods->column + i), kept, kind);
    return FIRE_OK;
}

static fire_status end_cell(struct ods *ods, struct fire_error *err)
{
    struct fire_text_view view = { ods->value.bytes, ods->value.size_bytes };
    uint8_t kind = ods->value.kind;
    if (view.size_bytes == 0) {
        FIRE_TRY(cell_text_view(&ods->text, &view, ods->where, err));
        kind = ods->only_formula ? FIRE_CELL_ERROR : ods->text_kind;
    }
    if (view.size_bytes > 0) FIRE_TRY(put(ods, view, kind, err));
    ods->column += ods->column_repeats;
    if (ods->column > FIRE_LIMIT_SHEET_COLUMNS) ods->column = FIRE_LIMIT_SHEET_COLUMNS;
    return FIRE_OK;
}

static fire_status end_row(struct ods *ods, struct fire_error *err)
{
    const struct row *row = &ods->row;
    const int64_t last_row = ods->last_row + ods->row_repeats;
    if (row->n_used > 0) {
        if (ods->row_repeats > FILLED_ROW_REPEATS_MAX || last_row > FIRE_LIMIT_SHEET_ROWS)
            return fire_fail(err, FIRE_ERANGE, ods->where,
                             "the row is repeated %lld times; at most %d are read",
                             (long long)ods->row_repeats, FILLED_ROW_REPEATS_MAX);
        ods->n_cells += row->n_filled * ods->row_repeats;
        if (ods->n_cells > FIRE_LIMIT_SHEET_CELLS)
            return fire_fail(err, FIRE_ERANGE, ods->where, "more than %d cells in a sheet",
                             FIRE_LIMIT_SHEET_CELLS);
        ods->repeats_left = ods->row_repeats;
        xml_pause(ods->xml);
    }
    ods->last_row = last_row < FIRE_LIMIT_SHEET_ROWS ? last_row : FIRE_LIMIT_SHEET_ROWS;
    return FIRE_OK;
}

static fire_status on_end(void *data, int element, struct fire_error *err)
{
    struct ods *ods = data;
    if (ods->sheet != ods->wanted) return FIRE_OK;
    if (element == CELL || element == COVERED) return end_cell(ods, err);
    if (element == ROW) return end_row(ods, err);
    return FIRE_OK;
}

static fire_status note_style(struct ods *ods, struct xml_attributes attributes,
                              struct fire_error *err)
{
    const char *display = xml_attribute(attributes, XML_NS_TABLE, "display");
    if (display == NULL || strcmp(display, "false") != 0 || ods->style == NULL) return FIRE_OK;
    if (ods->n_hidden_styles == FIRE_LIMIT_PARTS)
        return fire_fail(err, FIRE_ERANGE, ods->where, "more than %d sheets", FIRE_LIMIT_PARTS);
    ods->hidden_style[ods->n_hidden_styles++] = ods->style;
    ods->style = NULL;
    return FIRE_OK;
}

static fire_status list_begin(void *data, int element, struct xml_attributes attributes,
                              struct fire_error *err)
{
    struct ods *ods = data;
    if (element == STYLE) {
        const char *family = xml_attribute(attributes, XML_NS_STYLE, "family");
        const char *name = xml_attribute(attributes, XML_NS_STYLE, "name");
        ods->style = NULL;
        if (family == NULL || name == NULL || strcmp(family, "table") != 0) return FIRE_OK;
        ods->style = fire_arena_copy(ods->grid.arena, name, strlen(name));
        return ods->style != NULL ? FIRE_OK : fire_fail_memory(err);
    }
    if (element == TABLE_PROPERTIES) return note_style(ods, attributes, err);
    if (element != TABLE) return FIRE_OK;

    const char *name = xml_attribute(attributes, XML_NS_TABLE, "name");
    const char *style = xml_attribute(attributes, XML_NS_TABLE, "style-name");
    bool visible = true;
    for (int32_t i = 0; i < ods->n_hidden_styles && style != NULL; i++)
        visible = visible && strcmp(ods->hidden_style[i], style) != 0;
    const struct grid_sheet sheet = { name == NULL ? "" : name, visible, true, ods->content };
    return grid_add_sheet(&ods->grid, sheet, err);
}

/* A password leaves the names of the parts and a manifest that speaks of encryption. */
static fire_status check_encryption(const struct ods *ods, struct fire_error *err)
{
    static const char word[] = "encryption-data";

    char head[16 * 1024];
    size_t size = 0;
    size_t came = 1;
    struct zip_part *part = NULL;
    const int64_t index = zip_parts_find(ods->grid.parts, "META-INF/manifest.xml");
    if (index < 0) return FIRE_OK;
    FIRE_TRY(zip_part_open(ods->grid.parts, index, &part, err));
    fire_status status = FIRE_OK;
    while (status == FIRE_OK && came > 0 && size < sizeof head) {
        status = zip_part_read(part, head + size, sizeof head - size, &came, err);
        size += came;
    }
    zip_part_close(part);
    FIRE_TRY(status);
    for (size_t i = 0; i + sizeof word - 1 <= size; i++) {
        if (memcmp(head + i, word, sizeof word - 1) == 0)
            return fire_fail(
                err, FIRE_ESYNTAX, ods->where,
                "is a workbook with a password; remove it and save the file again");
    }
    return FIRE_OK;
}

static fire_status list_sheets(struct ods *ods, struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { .steps = list_steps,
                                                      .begin = list_begin };
    struct zip_parts *parts = ods->grid.parts;
    FIRE_TRY(check_encryption(ods, err));
    ods->content = zip_parts_find(parts, "content.xml");
    if (ods->content < 0)
        return fire_fail(err, FIRE_ESYNTAX, ods->where,
                         "is an OpenDocument file without content");
    ods->hidden_style = FIRE_TAKE(ods->grid.arena, FIRE_LIMIT_PARTS, const char *);
    if (ods->hidden_style == NULL || !cell_text_init(&ods->text, ods->grid.arena) ||
        !row_init(&ods->row, ods->grid.arena))
        return fire_fail_memory(err);
    return xml_read_part(&vocabulary, ods, parts, ods->content, &ods->where, err);
}

static fire_status ods_begin(struct grid *grid, int32_t sheet, struct merges *merges,
                             struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { row_steps, on_begin, on_text, on_end };

    struct ods *ods = (struct ods *)grid;
    xml_close(ods->xml);
    ods->xml = NULL;
    ods->where.sheet = grid->sheet[sheet].name;
    ods->where.line = 0;
    ods->merges = merges;
    ods->wanted = sheet;
    ods->sheet = -1;
    ods->last_row = 0;
    ods->n_cells = 0;
    ods->repeats_left = 0;
    return xml_open(&ods->xml, &vocabulary, ods, grid->parts, ods->content, &ods->where, err);
}

static fire_status ods_next(struct grid *grid, struct row *row, bool *more,
                            struct fire_error *err)
{
    struct ods *ods = (struct ods *)grid;
    bool has_row = true;
    if (ods->repeats_left == 0) FIRE_TRY(xml_run(ods->xml, &has_row, err));
    if (has_row) {
        ods->repeats_left--;
        row_copy(row, &ods->row, ods->last_row - ods->repeats_left);
    }
    *more = has_row;
    return FIRE_OK;
}

static void ods_close(struct grid *grid)
{
    struct ods *ods = (struct ods *)grid;
    xml_close(ods->xml);
    ods->xml = NULL;
}

fire_status ods_open(struct zip_parts *parts, struct fire_arena *arena, struct grid **out,
                     struct fire_error *err)
{
    static const struct grid_kind kind = { "ODS", ods_begin, ods_next, ods_close };

    struct ods *ods = FIRE_TAKE(arena, 1, struct ods);
    if (ods == NULL) return fire_fail_memory(err);
    ods->grid = (struct grid){ .kind = &kind, .parts = parts, .arena = arena };
    ods->where.file = zip_parts_path(parts);
    FIRE_TRY(list_sheets(ods, err));
    *out = &ods->grid;
    return FIRE_OK;
}
