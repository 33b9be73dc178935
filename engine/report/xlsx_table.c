/* xlsx_table.c - a table of a document as a sheet.
 *
 * Above it caption and unit, its header frozen and repeated on every page, below it notes, and
 * then its chart. A row in which a text is broken has its height said: programs that open the
 * file do not agree on when to find it out. */
#include "wrap.h"
#include "xlsx.h"

#include <string.h>

#define ROW_PT         18.0
#define LINE_PT        16.0
#define MOST_PT        409.0 /* of a row, in Excel */
#define TEXT_COLUMNS   46    /* a longer text is broken */
#define HEADER_COLUMNS 13
#define LEAST_COLUMNS  7
#define NOTE_COLUMNS   76   /* notes are as wide even where the table is not */
#define PAGE_COLUMNS   96   /* a wider table is printed on a page that lies  */
#define LETTER_WIDTH   1.12 /* of Times at 12 pt in the widths of Excel      */
#define EXTRA_WIDTH    8.43 /* of a column that nobody has set               */
#define DAYS_TO_1970   25569
#define FIRST_DAY      (-25508) /* 1900-03-01: Excel believes in a 29 February 1900 */

/* Where the parts of one table's sheet are. */
struct place {
    const struct fire_grid *grid;
    int64_t *width;    /* [n_columns] in letters */
    lxw_col_t last;    /* column that captions and notes reach to */
    int64_t all_width; /* of those columns                        */
    lxw_row_t label;   /* row of the labels                       */
    lxw_row_t first;   /* of the table's row 0                    */
};

void xlsx_try(struct xlsx *xlsx, lxw_error error)
{
    if (xlsx->failed == LXW_NO_ERROR) xlsx->failed = error;
}

void xlsx_put_text(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                   const char *text, struct xlsx_look look)
{
    xlsx_try(xlsx, worksheet_write_string(sheet, row, column, xlsx_text(xlsx, text),
                                          xlsx_format(xlsx, look)));
}

void xlsx_put_link(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                   const char *sheet_name, const char *text)
{
    const char *link = fire_arena_printf(xlsx->arena, "internal:'%s'!A1", sheet_name);
    if (link == NULL) {
        xlsx->is_out_of_memory = true;
        return;
    }
    const struct xlsx_look look = { .face = XLSX_LINK };
    xlsx_try(xlsx, worksheet_write_url_opt(sheet, row, column, link, xlsx_format(xlsx, look),
                                           xlsx_text(xlsx, text), NULL));
}

void xlsx_set_paper(lxw_worksheet *sheet, bool is_wide)
{
    worksheet_set_paper(sheet, 9); /* A4 */
    if (is_wide) worksheet_set_landscape(sheet);
    worksheet_set_margins(sheet, 0.8, 0.6, 0.8, 0.8); /* inches */
    worksheet_fit_to_pages(sheet, 1, 0);
    worksheet_set_footer(sheet, "&C&\"Times New Roman\"&11&P/&N");
    worksheet_set_default_row(sheet, ROW_PT, LXW_FALSE);
    worksheet_gridlines(sheet, LXW_HIDE_ALL_GRIDLINES);
}

/* A text over the columns from the first to the last of the place. */
static void put_over(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place,
                     lxw_row_t row, const char *text, xlsx_face face)
{
    const struct xlsx_look look = { .face = face };
    const char *fit = xlsx_text(xlsx, text);
    const int32_t n_lines = wrap_count(fire_text_of(fit), place->all_width, true);
    if (place->last > 0)
        xlsx_try(xlsx, worksheet_merge_range(sheet, row, 0, row, place->last, fit,
                                             xlsx_format(xlsx, look)));
    else
        xlsx_put_text(xlsx, sheet, row, 0, text, look);
    const double height_pt = LINE_PT * 1.1 * (n_lines < 1 ? 1 : n_lines);
    xlsx_try(xlsx,
             worksheet_set_row(sheet, row, height_pt > MOST_PT ? MOST_PT : height_pt, NULL));
}

/* ---- widths ---------------------------------------------------------------------------- */

static int64_t columns_of(const char *text)
{
    return fire_text_columns(fire_text_of(text));
}

static int64_t most_of(int64_t a, int64_t b)
{
    return a > b ? a : b;
}

static int64_t least_of(int64_t a, int64_t b)
{
    return a < b ? a : b;
}

/* The longest word of a label, which is not broken. */
static int64_t word_columns(const char *text)
{
    int64_t most = 0;
    for (const char *at = text; *at != '\0';) {
        const size_t size = strcspn(at, " ");
        most = most_of(most, fire_text_columns((struct fire_text_view){ at, size }));
        at += size + (at[size] == ' ');
    }
    return most;
}

static int64_t width_of(const struct fire_grid *grid, int32_t column)
{
    const char *label = grid->column[column].label;
    int64_t width = most_of(least_of(word_columns(label) + 1, TEXT_COLUMNS),
                            least_of(columns_of(label), HEADER_COLUMNS));
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
        if (grid->row[row] == FIRE_ROW_SECTION) continue;
        const int64_t n_mark = cell->note > 0 ? 4 : 0;
        width = most_of(width, least_of(columns_of(cell->text), TEXT_COLUMNS) + n_mark);
    }
    return most_of(width, LEAST_COLUMNS);
}

static void set_widths(struct xlsx *xlsx, lxw_worksheet *sheet, struct place *place)
{
    const struct fire_grid *grid = place->grid;
    double all_width = 0.0;
    for (int32_t i = 0; i < grid->n_columns; i++) {
        place->width[i] = width_of(grid, i);
        const double width = 1.5 + LETTER_WIDTH * (double)place->width[i];
        all_width += width;
        xlsx_try(xlsx, worksheet_set_column(sheet, (lxw_col_t)i, (lxw_col_t)i, width, NULL));
    }
    place->last = (lxw_col_t)(grid->n_columns > 0 ? grid->n_columns - 1 : 0);
    if (grid->n_columns == 0) all_width = EXTRA_WIDTH;
    for (; all_width < LETTER_WIDTH * NOTE_COLUMNS; place->last++)
        all_width += EXTRA_WIDTH;
    place->all_width = (int64_t)(all_width / LETTER_WIDTH);
    xlsx_set_paper(sheet, place->all_width > PAGE_COLUMNS);
}

/* ---- header ---------------------------------------------------------------------------- */

static int32_t lines_of(const char *text, int64_t width)
{
    return wrap_count(fire_text_of(text), width, true);
}

static void set_lines(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, int32_t n_lines)
{
    const double height_pt = 4.0 + LINE_PT * (n_lines < 1 ? 1 : n_lines);
    xlsx_try(xlsx,
             worksheet_set_row(sheet, row, height_pt > MOST_PT ? MOST_PT : height_pt, NULL));
}

static void put_groups(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place)
{
    const struct fire_grid *grid = place->grid;
    const struct xlsx_look look = { .face = XLSX_HEADER };
    lxw_format *format = xlsx_format(xlsx, look);
    const lxw_row_t row = place->label - 1;
    int32_t most_lines = 1;
    for (int32_t i = 0, n = 1; i < grid->n_columns; i += n) {
        const struct fire_column *column = &grid->column[i];
        const bool is_tall = column->group[0] == '\0';
        n = grid_group_columns(grid, i);
        int64_t width = 0;
        for (int32_t k = i; k < i + n; k++)
            width += place->width[k];
        if (!is_tall) most_lines = (int32_t)most_of(most_lines, lines_of(column->group, width));
        if (is_tall || n > 1)
            xlsx_try(xlsx,
                     worksheet_merge_range(
                         sheet, row, (lxw_col_t)i, is_tall ? place->label : row,
                         (lxw_col_t)(i + n - 1),
                         xlsx_text(xlsx, is_tall ? column->label : column->group), format));
        else
            xlsx_put_text(xlsx, sheet, row, (lxw_col_t)i, column->group, look);
    }
    set_lines(xlsx, sheet, row, most_lines);
}

static void put_header(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place)
{
    const struct fire_grid *grid = place->grid;
    const bool has_groups = grid_has_groups(grid);
    int32_t most_lines = 1;
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const struct fire_column *column = &grid->column[i];
        most_lines = (int32_t)most_of(most_lines, lines_of(column->label, place->width[i] - 1));
        if (!has_groups || column->group[0] != '\0')
            xlsx_put_text(xlsx, sheet, place->label, (lxw_col_t)i, column->label,
                          (struct xlsx_look){ .face = XLSX_HEADER });
    }
    if (has_groups) put_groups(xlsx, sheet, place);
    set_lines(xlsx, sheet, place->label, most_lines);
    const bool keeps_names = grid->n_columns > 5 && grid->column[0].kind == FIRE_GRID_TEXT;
    worksheet_freeze_panes(sheet, place->first, keeps_names ? 1 : 0);
    xlsx_try(xlsx, worksheet_repeat_rows(sheet, has_groups ? place->label - 1 : place->label,
                                         place->label));
}

/* ---- cells ----------------------------------------------------------------------------- */

bool xlsx_has_number(const struct fire_cell *cell)
{
    const int64_t most = INT64_C(1000000000000000);
    return cell->has_number && cell->number < most && cell->number > -most &&
           cell->scale >= 0 && cell->scale <= 15;
}

/* Both are exact in a double, so the quotient is the nearest there is. */
static double number_of(const struct fire_cell *cell)
{
    double unit = 1.0;
    for (int32_t i = 0; i < cell->scale; i++)
        unit *= 10.0;
    return (double)cell->number / unit;
}

static bool is_day(const struct fire_cell *cell)
{
    return cell->has_number && cell->number >= FIRST_DAY && cell->number <= FIRE_DAY_LAST;
}

static void put_marked(struct xlsx *xlsx, lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column,
                       const struct fire_cell *cell, struct xlsx_look look)
{
    char mark[NOTE_MARK_BYTES];
    if (cell->note < 1) {
        xlsx_put_text(xlsx, sheet, row, column, cell->text, look);
        return;
    }
    note_mark(cell->note, mark);
    const char *text = fire_arena_printf(xlsx->arena, "%s (%s)", cell->text, mark);
    xlsx->is_out_of_memory = xlsx->is_out_of_memory || text == NULL;
    xlsx_put_text(xlsx, sheet, row, column, text == NULL ? "" : text, look);
}

static void put_cell(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place,
                     int64_t row, int32_t column)
{
    const struct fire_grid *grid = place->grid;
    const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
    const fire_column_kind kind = grid->column[column].kind;
    const lxw_row_t at = place->first + (lxw_row_t)row;
    const bool is_total = grid->row[row] == FIRE_ROW_TOTAL;
    struct xlsx_look look = { .face = kind == FIRE_GRID_TEXT ? XLSX_TEXT : XLSX_WORDS,
                              .is_bold = is_total,
                              .has_rule = is_total };
    if (kind == FIRE_GRID_DATE ? is_day(cell)
                               : kind != FIRE_GRID_TEXT && xlsx_has_number(cell)) {
        look.face = kind == FIRE_GRID_DATE ? XLSX_DATE : XLSX_NUMBER;
        look.decimals = kind == FIRE_GRID_DATE ? 0 : cell->scale - cell->hidden;
        look.note = cell->note;
        look.is_percent = kind == FIRE_GRID_PERCENT;
        look.is_estimate = strncmp(cell->text, "≈", strlen("≈")) == 0;
        const double number = kind == FIRE_GRID_DATE ? (double)(cell->number + DAYS_TO_1970)
                                                     : number_of(cell);
        xlsx_try(xlsx, worksheet_write_number(sheet, at, (lxw_col_t)column, number,
                                              xlsx_format(xlsx, look)));
    } else if (xlsx_is_gap(grid, row, column)) {
        xlsx_put_text(xlsx, sheet, at, (lxw_col_t)column, "", look);
    } else {
        put_marked(xlsx, sheet, at, (lxw_col_t)column, cell, look);
    }
}

static void put_section(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place,
                        int64_t row)
{
    const struct fire_grid *grid = place->grid;
    const struct xlsx_look look = { .face = XLSX_TEXT, .is_bold = true };
    const char *text = grid->cell[row * grid->n_columns].text;
    const lxw_row_t at = place->first + (lxw_row_t)row;
    if (grid->n_columns > 1)
        xlsx_try(xlsx, worksheet_merge_range(sheet, at, 0, at, (lxw_col_t)(grid->n_columns - 1),
                                             xlsx_text(xlsx, text), xlsx_format(xlsx, look)));
    else
        xlsx_put_text(xlsx, sheet, at, 0, text, look);
}

static void put_rows(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place)
{
    const struct fire_grid *grid = place->grid;
    for (int64_t row = 0; row < grid->n_rows && xlsx->failed == LXW_NO_ERROR; row++) {
        int32_t most_lines = 1;
        if (grid->row[row] == FIRE_ROW_SECTION) {
            put_section(xlsx, sheet, place, row);
            continue;
        }
        for (int32_t i = 0; i < grid->n_columns; i++) {
            put_cell(xlsx, sheet, place, row, i);
            const char *text = grid->cell[row * grid->n_columns + i].text;
            most_lines = (int32_t)most_of(most_lines, lines_of(text, place->width[i]));
        }
        if (most_lines > 1) set_lines(xlsx, sheet, place->first + (lxw_row_t)row, most_lines);
    }
}

/* Arrows that sort and choose, over the rows that may stand in another order. */
static void put_filter(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place)
{
    int64_t start = 0;
    if (!grid_is_list(place->grid)) return;
    const int64_t n_rows = grid_body_run(place->grid, 0, &start);
    if (start > 0) return; /* a total above them would be sorted along */
    xlsx_try(xlsx,
             worksheet_autofilter(sheet, place->label, 0, place->label + (lxw_row_t)n_rows,
                                  (lxw_col_t)(place->grid->n_columns - 1)));
}

/* ---- below the table ------------------------------------------------------------------- */

static lxw_row_t put_notes(struct xlsx *xlsx, lxw_worksheet *sheet, const struct place *place,
                           lxw_row_t row)
{
    const struct fire_grid *grid = place->grid;
    for (int32_t i = 0; i < grid->n_notes; i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(i + 1, mark);
        const char *text = fire_arena_printf(xlsx->arena, "(%s) %s", mark, grid->note[i]);
        xlsx->is_out_of_memory = xlsx->is_out_of_memory || text == NULL;
        put_over(xlsx, sheet, place, row++, text == NULL ? "" : text, XLSX_NOTE);
    }
    for (int32_t i = 0; i < grid->n_remarks; i++)
        put_over(xlsx, sheet, place, row++, grid->remark[i], XLSX_NOTE);
    return row;
}

void xlsx_table(struct xlsx *xlsx, const struct xlsx_sheet *sheet)
{
    const struct fire_grid *grid = sheet->grid;
    struct place place = { .grid = grid,
                           .width = FIRE_TAKE(xlsx->arena, grid->n_columns, int64_t),
                           .label = grid_has_groups(grid) ? 3 : 2 };
    place.first = grid->n_columns > 0 ? place.label + 1 : 2;
    if (place.width == NULL) {
        xlsx->is_out_of_memory = true;
        return;
    }
    set_widths(xlsx, sheet->sheet, &place);
    const bool is_wide = place.last + 1 == grid->n_columns;
    put_over(xlsx, sheet->sheet, &place, 0, grid->caption,
             is_wide ? XLSX_CAPTION_WIDE : XLSX_CAPTION);
    xlsx_put_text(xlsx, sheet->sheet, 1,
                  (lxw_col_t)(grid->n_columns > 0 ? grid->n_columns - 1 : 0), grid->unit,
                  (struct xlsx_look){ .face = XLSX_UNIT });
    if (grid->n_columns > 0) {
        put_header(xlsx, sheet->sheet, &place);
        put_rows(xlsx, sheet->sheet, &place);
        put_filter(xlsx, sheet->sheet, &place);
    }
    const lxw_row_t end = place.first + (lxw_row_t)(grid->n_columns > 0 ? grid->n_rows : 0);
    const lxw_row_t back = put_notes(xlsx, sheet->sheet, &place, end + 1) + 1;
    xlsx_put_link(xlsx, sheet->sheet, back, 0, xlsx->front_name,
                  fire_word_text(xlsx->document->language, FIRE_WORD_SHEET_BACK));
    xlsx_chart(xlsx, sheet, place.first, back + 2);
}
