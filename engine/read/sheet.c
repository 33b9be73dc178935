/* sheet.c - a worksheet part as rows of cells.
 *
 * Where a cell stands says its reference ("C7"), and where there is none its place in line:
 * both are optional in the format and programs use either. What a sheet says about itself
 * beforehand (<dimension>, spans=) is not read, because it is often wrong. References that
 * go backwards or stand in another row would make two truths of one sheet and are refused.
 *
 * Formulas are not evaluated. Their value of the last calculation is stored beside them; where
 * it is not (some programs write only the formula), the cell is an error that shows the
 * formula, not an empty cell. */
#include "sheet.h"

#include "cell_text.h"
#include "cell_value.h"
#include "xml.h"

#include <string.h>

enum element {
    WORKSHEET = 1,
    DATA,
    ROW,
    CELL,
    FORMULA,
    VALUE,
    INLINE,
    RUN,
    RUN_PROPERTIES,
    RUN_FONT,
    TEXT,
    MERGES,
    MERGE
};

static const struct xml_step steps[] = {
    { XML_DOCUMENT, XML_NS_SHEET, "worksheet", WORKSHEET },
    { WORKSHEET, XML_NS_SHEET, "sheetData", DATA },
    { DATA, XML_NS_SHEET, "row", ROW },
    { ROW, XML_NS_SHEET, "c", CELL },
    { CELL, XML_NS_SHEET, "v", VALUE },
    { CELL, XML_NS_SHEET, "f", FORMULA },
    { CELL, XML_NS_SHEET, "is", INLINE },
    { INLINE, XML_NS_SHEET, "t", TEXT },
    { INLINE, XML_NS_SHEET, "r", RUN },
    { RUN, XML_NS_SHEET, "t", TEXT },
    { RUN, XML_NS_SHEET, "rPr", RUN_PROPERTIES },
    { RUN_PROPERTIES, XML_NS_SHEET, "rFont", RUN_FONT },
    { WORKSHEET, XML_NS_SHEET, "mergeCells", MERGES },
    { MERGES, XML_NS_SHEET, "mergeCell", MERGE },
    { 0 },
};

/* The t= of a cell. */
enum cell_type {
    TYPE_NUMBER,
    TYPE_SHARED,
    TYPE_FORMULA_TEXT,
    TYPE_INLINE,
    TYPE_BOOLEAN,
    TYPE_ERROR,
    TYPE_ISO_DATE,
    N_TYPES
};

static const char *const type_names[N_TYPES] = {
    [TYPE_NUMBER] = "n",         [TYPE_SHARED] = "s",  [TYPE_FORMULA_TEXT] = "str",
    [TYPE_INLINE] = "inlineStr", [TYPE_BOOLEAN] = "b", [TYPE_ERROR] = "e",
    [TYPE_ISO_DATE] = "d",
};

struct sheet {
    struct sheet_about about;
    struct merges *merges;
    struct xml *xml; /* NULL: no sheet is being read */
    struct fire_location where;
    struct row *row; /* being filled */
    int64_t last_row;
    int64_t n_cells;

    /* The cell being read. */
    int32_t column; /* from 0; -1 before the first of its row */
    enum cell_type type;
    struct cell_style style;
    enum cell_font run_font;
    bool has_formula;
    bool has_value;        /* an element for it           */
    bool has_text;         /* and something in it: `text` */
    struct cell_text text; /* until then the formula */
};

struct sheet *sheet_create(const struct sheet_about *about, struct fire_arena *arena)
{
    struct sheet *sheet = FIRE_TAKE(arena, 1, struct sheet);
    if (sheet == NULL || !cell_text_init(&sheet->text, arena)) return NULL;
    sheet->about = *about;
    sheet->where.file = zip_parts_path(about->parts);
    return sheet;
}

/* "C7" into column 2 and row 7, or "C" and "7" alone; false: it is no reference. Numbers
 * beyond any sheet stay beyond any sheet. */
static bool read_reference(const char **at, int64_t *out_column, int64_t *out_row)
{
    const char *from = *at;
    int64_t column = 0;
    for (; **at >= 'A' && **at <= 'Z'; (*at)++)
        if (column <= FIRE_LIMIT_SHEET_COLUMNS) column = column * 26 + (**at - 'A' + 1);
    int64_t row = 0;
    const char *digits = *at;
    for (; **at >= '0' && **at <= '9'; (*at)++)
        if (row <= FIRE_LIMIT_SHEET_ROWS) row = row * 10 + (**at - '0');
    *out_column = column - 1;
    *out_row = row;
    return digits > from && *at > digits;
}

static bool read_whole_number(const char *text, size_t size, int64_t *out)
{
    int64_t number = 0;
    if (size == 0) return false;
    for (size_t i = 0; i < size; i++) {
        if (text[i] < '0' || text[i] > '9' || number > INT64_MAX / 100) return false;
        number = number * 10 + (text[i] - '0');
    }
    *out = number;
    return true;
}

static fire_status begin_row(struct sheet *sheet, struct xml_attributes attributes,
                             struct fire_error *err)
{
    const char *said = xml_attribute(attributes, XML_NS_NONE, "r");
    int64_t number = sheet->last_row + 1;
    if (said != NULL && !read_whole_number(said, strlen(said), &number))
        return fire_fail(err, FIRE_ESYNTAX, sheet->where, "'%s' is no number of a row", said);
    if (number < 1 || number > FIRE_LIMIT_SHEET_ROWS)
        return fire_fail(err, FIRE_ERANGE, sheet->where, "row %lld: a sheet has rows 1 to %d",
                         (long long)number, FIRE_LIMIT_SHEET_ROWS);
    if (number <= sheet->last_row)
        return fire_fail(err, FIRE_ESYNTAX, sheet->where, "row %lld stands behind row %lld",
                         (long long)number, (long long)sheet->last_row);
    sheet->last_row = number;
    sheet->where.line = number;
    sheet->column = -1;
    row_begin(sheet->row, number);
    return FIRE_OK;
}

static fire_status place_cell(struct sheet *sheet, const char *reference,
                              struct fire_error *err)
{
    int64_t column = sheet->column + 1;
    int64_t row = sheet->last_row;
    if (reference != NULL) {
        const char *at = reference;
        if (!read_reference(&at, &column, &row) || *at != '\0')
            return fire_fail(err, FIRE_ESYNTAX, sheet->where, "'%s' is no reference to a cell",
                             reference);
    }
    if (column >= FIRE_LIMIT_SHEET_COLUMNS || row > FIRE_LIMIT_SHEET_ROWS)
        return fire_fail(err, FIRE_ERANGE, sheet->where,
                         "a cell lies outside of the %d columns and %d rows of a sheet",
                         FIRE_LIMIT_SHEET_COLUMNS, FIRE_LIMIT_SHEET_ROWS);
    if (row != sheet->last_row || column <= sheet->column)
        return fire_fail(err, FIRE_ESYNTAX, sheet->where, "cell %s is out of order", reference);
    sheet->column = (int32_t)column;
    return FIRE_OK;
}

static fire_status begin_cell(struct sheet *sheet, struct xml_attributes attributes,
                              struct fire_error *err)
{
    if (++sheet->n_cells > FIRE_LIMIT_SHEET_CELLS)
        return fire_fail(err, FIRE_ERANGE, sheet->where, "more than %d cells in a sheet",
                         FIRE_LIMIT_SHEET_CELLS);
    FIRE_TRY(place_cell(sheet, xml_attribute(attributes, XML_NS_NONE, "r"), err));

    const char *type = xml_attribute(attributes, XML_NS_NONE, "t");
    sheet->type = TYPE_NUMBER;
    if (type != NULL) {
        int t = 0;
        while (t < N_TYPES && strcmp(type_names[t], type) != 0)
            t++;
        if (t == N_TYPES)
            return fire_fail(err, FIRE_ESYNTAX, sheet->where, "'%s' is no type of a cell",
                             type);
        sheet->type = (enum cell_type)t;
    }
    const char *said = xml_attribute(attributes, XML_NS_NONE, "s");
    int64_t style = 0;
    if (said != NULL && !read_whole_number(said, strlen(said), &style)) style = -1;
    sheet->style = styles_get(sheet->about.styles, style);
    sheet->run_font = FONT_UNSAID;
    sheet->has_formula = false;
    sheet->has_value = false;
    sheet->has_text = false;
    sheet->text.size_bytes = 0;
    return FIRE_OK;
}

static fire_status add_merge(struct sheet *sheet, struct xml_attributes attributes,
                             struct fire_error *err)
{
    const char *said = xml_attribute(attributes, XML_NS_NONE, "ref");
    const char *at = said == NULL ? "" : said;
    int64_t left = 0;
    int64_t top = 0;
    bool ok = read_reference(&at, &left, &top);
    int64_t right = left;
    int64_t bottom = top;
    if (ok && *at == ':') {
        at++;
        ok = read_reference(&at, &right, &bottom);
    }
    if (!ok || *at != '\0' || left > right || top > bottom || top < 1 ||
        right >= FIRE_LIMIT_SHEET_COLUMNS || bottom > FIRE_LIMIT_SHEET_ROWS)
        return fire_fail(err, FIRE_ESYNTAX, sheet->where, "'%s' is no range to merge",
                         said == NULL ? "" : said);
    const struct merge_range range = { (int32_t)top, (int32_t)bottom, (int32_t)left,
                                       (int32_t)right };
    return merges_add(sheet->merges, range, sheet->where, err);
}

static fire_status on_begin(void *data, int element, struct xml_attributes attributes,
                            struct fire_error *err)
{
    struct sheet *sheet = data;
    switch ((enum element)element) {
    case ROW:
        return begin_row(sheet, attributes, err);
    case CELL:
        return begin_cell(sheet, attributes, err);
    case FORMULA:
        sheet->has_formula = true;
        return sheet->has_text ? FIRE_OK
                               : cell_text_add(&sheet->text, "=", 1, sheet->where, err);
    case VALUE:
    case INLINE:
        sheet->has_value = true;
        break;
    case RUN_FONT: {
        const char *name = xml_attribute(attributes, XML_NS_NONE, "val");
        if (name != NULL && sheet->run_font == FONT_UNSAID)
            sheet->run_font = font_of_name(name);
        break;
    }
    case MERGE:
        return add_merge(sheet, attributes, err);
    case WORKSHEET:
    case DATA:
    case RUN:
    case RUN_PROPERTIES:
    case TEXT:
    case MERGES:
        break;
    }
    return FIRE_OK;
}

static fire_status on_text(void *data, int element, const char *bytes, size_t size,
                           struct fire_error *err)
{
    struct sheet *sheet = data;
    if (element != VALUE && element != TEXT && element != FORMULA) return FIRE_OK;
    if (element == FORMULA && sheet->has_text) return FIRE_OK;
    if (element != FORMULA && !sheet->has_text) {
        sheet->has_text = true;
        sheet->text.size_bytes = 0;
    }
    return cell_text_add(&sheet->text, bytes, size, sheet->where, err);
}

static fire_status put(struct sheet *sheet, struct fire_text_view text, uint8_t kind,
                       struct fire_error *err)
{
    if (text.size_bytes == 0) return FIRE_OK;
    if (sheet->column >= FIRE_LIMIT_COLUMNS) {
        struct fire_location where = sheet->where;
        where.field = sheet->column + 1;
        return fire_fail(err, FIRE_ERANGE, where, "only the first %d columns can be read",
                         FIRE_LIMIT_COLUMNS);
    }
    row_put(sheet->row, sheet->column, text, kind);
    return FIRE_OK;
}

/* Text, and the font that says which letters it was typed in. */
static fire_status put_text(struct sheet *sheet, struct fire_text_view text,
                            enum cell_font own_font, bool stays, struct fire_error *err)
{
    const int font = own_font != FONT_UNSAID ? (int)own_font : (int)sheet->style.font;
    if (!stays) text = row_keep(sheet->row, text);
    return put(sheet, text, (uint8_t)(FIRE_CELL_TEXT | font << ROW_FONT_SHIFT), err);
}

static fire_status put_shared(struct sheet *sheet, struct fire_text_view text,
                              struct fire_error *err)
{
    int64_t number = -1;
    struct shared_string shared;
    if (!read_whole_number(text.bytes, text.size_bytes, &number) ||
        !shared_strings_get(sheet->about.strings, number, &shared)) {
        struct fire_location where = sheet->where;
        where.field = sheet->column + 1;
        return fire_fail(err, FIRE_ESYNTAX, where,
                         "refers to a shared text that the workbook does not have");
    }
    return put_text(sheet, shared.text, shared.font, true, err);
}

static fire_status put_value(struct sheet *sheet, struct cell_value value,
                             struct fire_text_view text, struct fire_error *err)
{
    if (value.size_bytes == 0)
        return put(sheet, row_keep(sheet->row, text), FIRE_CELL_TEXT, err);
    const struct fire_text_view shown = { value.bytes, value.size_bytes };
    return put(sheet, row_keep(sheet->row, shown), value.kind, err);
}

static fire_status end_cell(struct sheet *sheet, struct fire_error *err)
{
    struct cell_text *text = &sheet->text;
    struct fire_text_view view;
    if (!sheet->has_text) {
        const bool empty_text = sheet->type == TYPE_FORMULA_TEXT && sheet->has_value;
        if (!sheet->has_formula || empty_text) return FIRE_OK;
        FIRE_TRY(cell_text_view(text, &view, sheet->where, err));
        return put(sheet, row_keep(sheet->row, view), FIRE_CELL_ERROR, err);
    }
    if (sheet->type == TYPE_FORMULA_TEXT || sheet->type == TYPE_INLINE)
        cell_text_unescape(text);
    FIRE_TRY(cell_text_view(text, &view, sheet->where, err));
    switch (sheet->type) {
    case TYPE_SHARED:
        return put_shared(sheet, view, err);
    case TYPE_FORMULA_TEXT:
    case TYPE_INLINE:
        return put_text(sheet, view, sheet->run_font, false, err);
    case TYPE_ERROR:
        return put(sheet, row_keep(sheet->row, view), FIRE_CELL_ERROR, err);
    case TYPE_BOOLEAN:
        return put_value(sheet, cell_value_of_boolean(view), view, err);
    case TYPE_ISO_DATE:
        return put_value(sheet, cell_value_of_iso_date(view), view, err);
    case TYPE_NUMBER:
    case N_TYPES:
        break;
    }
    return put_value(sheet,
                     cell_value_of_number(view, sheet->style.shown, sheet->about.from_1904),
                     view, err);
}

static fire_status on_end(void *data, int element, struct fire_error *err)
{
    struct sheet *sheet = data;
    if (element == CELL) return end_cell(sheet, err);
    if (element == ROW && sheet->row->n_used > 0) xml_pause(sheet->xml);
    return FIRE_OK;
}

fire_status sheet_begin(struct sheet *sheet, const char *name, int64_t part,
                        struct merges *merges, struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { steps, on_begin, on_text, on_end };

    sheet_end(sheet);
    sheet->where.sheet = name;
    sheet->where.line = 0;
    sheet->merges = merges;
    sheet->last_row = 0;
    sheet->n_cells = 0;
    return xml_open(&sheet->xml, &vocabulary, sheet, sheet->about.parts, part, &sheet->where,
                    err);
}

fire_status sheet_next(struct sheet *sheet, struct row *row, bool *more, struct fire_error *err)
{
    sheet->row = row;
    return xml_run(sheet->xml, more, err);
}

void sheet_end(struct sheet *sheet)
{
    if (sheet == NULL) return;
    xml_close(sheet->xml);
    sheet->xml = NULL;
}
