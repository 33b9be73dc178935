/* docx_table.c - tables on paper.
 *
 * The largest letters are taken with which no number and no word has to be broken. A table that is
 * too wide even for the smallest is given out in pieces below each other, each with the first
 * column again. Rows come some at a time, so that a long table is never whole in memory. */
#include "docx.h"

#include <stdio.h>
#include <string.h>

#define ROWS_AT_A_TIME    64
#define COLUMNS_MOST      60    /* Word takes 63 */
#define NEED_MOST         12000 /* 12 letters: a longer word is broken */
#define NAME_MOST         9000  /* a longer one may be broken between words */
#define LINES_OF_LONG     3 /* that a longer one takes, beside names that stay on one line */
#define N_SIZES_FOR_NAMES 3 /* 12, 11, 10 pt */
#define MARK_NEED         400
#define PADDING_TWIPS     150 /* of a cell, both sides, and a little */
#define TWIPS_A_HALF_PT   10
#define SPLIT_TEXT_BYTES  1500 /* a row with a longer text may stand on two pages */

/* ---- how wide columns are -------------------------------------------------------------- */

/* What a column cannot do without, or, where names are `whole`, what keeps short ones on a line and
 * long ones on a few. */
static int64_t need_of(const struct fire_grid *grid, int32_t column, bool whole)
{
    /* headers are bold */
    int64_t need = docx_word_width(fire_text_of(grid->column[column].label)) * 11 / 10;
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
        const struct fire_text_view text = fire_text_of(cell->text);
        if (grid->row[row] == FIRE_ROW_SECTION) continue;
        int64_t here = docx_word_width(text);
        if (whole) {
            const int64_t all = docx_width(text);
            const int64_t part = all <= NAME_MOST ? all : all / LINES_OF_LONG;
            if (part > here) here = part;
        }
        if (cell->note > 0) here += MARK_NEED;
        if (here > need) need = here;
    }
    return need > NEED_MOST ? NEED_MOST : need;
}

static int64_t need_twips(const struct docx_table *table, int32_t column)
{
    return table->need[column] * docx_table_half_points[table->size] * TWIPS_A_HALF_PT / 1000 +
           PADDING_TWIPS;
}

static bool fits(const struct docx_table *table, int32_t n_columns)
{
    int64_t all_twips = 0;
    for (int32_t i = 0; i < n_columns; i++)
        all_twips += need_twips(table, i);
    return all_twips <= TEXT_WIDTH_TWIPS;
}

/* The largest letters with which all columns stand beside each other, else the smallest. Letters
 * are made a little smaller so that names stay on one line, a lot only so that words stay whole. */
static void choose_size(struct docx_table *table, const struct fire_grid *grid)
{
    for (int whole = 1; whole >= 0; whole--) {
        const int32_t n_sizes = whole ? N_SIZES_FOR_NAMES : DOCX_N_SIZES;
        for (int32_t i = 0; i < grid->n_columns; i++)
            table->need[i] = need_of(grid, i, whole);
        for (table->size = 0; table->size < n_sizes; table->size++)
            if (fits(table, grid->n_columns)) return;
    }
    table->size = DOCX_N_SIZES - 1;
}

/* The columns of the next piece: the first, and from `next` as many as there is room for. */
static void choose_shown(struct docx_table *table, int32_t n_columns)
{
    int64_t left_twips = TEXT_WIDTH_TWIPS - need_twips(table, 0);
    table->n_shown = 0;
    table->shown[table->n_shown++] = 0;
    if (table->next == 0) table->next = 1;
    while (table->next < n_columns && table->n_shown < COLUMNS_MOST) {
        left_twips -= need_twips(table, table->next);
        if (left_twips < 0 && table->n_shown > 1) break;
        table->shown[table->n_shown++] = table->next++;
    }
}

/* By weight, but no column gets less than it needs; twips that rounding leaves are the last's. */
static void share_width(struct docx_table *table, const struct fire_grid *grid)
{
    int64_t free_twips = TEXT_WIDTH_TWIPS;
    double weights = 0.0;
    for (int32_t i = 0; i < table->n_shown; i++) {
        table->width[i] = 0; /* not settled */
        weights += grid->column[table->shown[i]].weight;
    }
    for (bool is_settled = false; !is_settled;) {
        is_settled = true;
        for (int32_t i = 0; i < table->n_shown; i++) {
            const double weight = grid->column[table->shown[i]].weight;
            const int64_t need = need_twips(table, table->shown[i]);
            if (table->width[i] > 0 || (double)need <= (double)free_twips * weight / weights)
                continue;
            table->width[i] = need;
            free_twips -= need;
            weights -= weight;
            is_settled = false;
        }
    }
    int64_t left_twips = TEXT_WIDTH_TWIPS;
    for (int32_t i = 0; i < table->n_shown; i++) {
        if (table->width[i] == 0)
            table->width[i] = (int64_t)((double)free_twips *
                                        grid->column[table->shown[i]].weight / weights);
        left_twips -= table->width[i];
    }
    table->width[table->n_shown - 1] += left_twips;
}

/* ---- cells ----------------------------------------------------------------------------- */

static int64_t span_twips(const struct docx_table *table, int32_t first, int32_t end)
{
    int64_t twips = 0;
    for (int32_t i = first; i < end; i++)
        twips += table->width[i];
    return twips;
}

/* A cell over the columns from `first` to before `end` of those shown.
 *   more   what the schema puts behind its span; "" */
static void open_cell(struct docx *docx, int32_t first, int32_t end, const char *more)
{
    fire_buffer_printf(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"%lld\" w:type=\"dxa\"/>",
                       (long long)span_twips(&docx->table, first, end));
    if (end - first > 1)
        fire_buffer_printf(docx->out, "<w:gridSpan w:val=\"%d\"/>", (int)(end - first));
    fire_buffer_printf(docx->out, "%s<w:vAlign w:val=\"center\"/></w:tcPr>", more);
}

static void open_cell_paragraph(struct docx *docx, const char *kind, bool keeps)
{
    char style[32];
    snprintf(style, sizeof style, "Table%s%d", kind,
             (int)docx_table_half_points[docx->table.size]);
    docx_open_paragraph(docx, style, keeps, "");
}

static void close_cell(struct docx *docx)
{
    fire_buffer_add_text(docx->out, "</w:p></w:tc>");
}

static void add_mark(struct docx *docx, int32_t note)
{
    char mark[NOTE_MARK_BYTES];
    note_mark(note, mark);
    docx_add_run(docx, "<w:rStyle w:val=\"NoteMark\"/>", mark);
}

/* ---- headers --------------------------------------------------------------------------- */

static const struct fire_column *column_of(const struct docx *docx,
                                           const struct fire_grid *grid, int32_t shown)
{
    return &grid->column[docx->table.shown[shown]];
}

static bool has_groups(const struct docx *docx, const struct fire_grid *grid)
{
    for (int32_t i = 0; i < docx->table.n_shown; i++)
        if (column_of(docx, grid, i)->group[0] != '\0') return true;
    return false;
}

/* The column shown behind those that have the group of `first`: they follow each other, but for the
 * first column of a later piece. */
static int32_t group_end(const struct docx_table *table, const struct fire_grid *grid,
                         int32_t first)
{
    const bool is_alone = first == 0 && table->n_shown > 1 && table->shown[1] != 1;
    const int32_t n_columns = is_alone ? 1 : grid_group_columns(grid, table->shown[first]);
    return first + n_columns < table->n_shown ? first + n_columns : table->n_shown;
}

static void add_head_cell(struct docx *docx, int32_t first, int32_t end, const char *merge,
                          const char *text)
{
    open_cell(docx, first, end, merge);
    open_cell_paragraph(docx, "Head", true);
    docx_add_run(docx, "", text);
    close_cell(docx);
}

static void open_head_row(struct docx *docx)
{
    fire_buffer_add_text(docx->out, "<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
}

/* Groups, and labels of columns without a group, which reach down into the next row. */
static void write_groups(struct docx *docx, const struct fire_grid *grid)
{
    open_head_row(docx);
    for (int32_t first = 0, end = 0; first < docx->table.n_shown; first = end) {
        const struct fire_column *column = column_of(docx, grid, first);
        end = group_end(&docx->table, grid, first);
        if (column->group[0] == '\0')
            add_head_cell(docx, first, end, "<w:vMerge w:val=\"restart\"/>", column->label);
        else
            add_head_cell(docx, first, end, "", column->group);
    }
    fire_buffer_add_text(docx->out, "</w:tr>\n");
}

static void write_labels(struct docx *docx, const struct fire_grid *grid, bool has_groups_above)
{
    open_head_row(docx);
    for (int32_t i = 0; i < docx->table.n_shown; i++) {
        const struct fire_column *column = column_of(docx, grid, i);
        const bool is_merged = has_groups_above && column->group[0] == '\0';
        add_head_cell(docx, i, i + 1, is_merged ? "<w:vMerge/>" : "",
                      is_merged ? "" : column->label);
    }
    fire_buffer_add_text(docx->out, "</w:tr>\n");
}

/* ---- rows ------------------------------------------------------------------------------ */

static void add_cell(struct docx *docx, const struct fire_grid *grid, int64_t row,
                     int32_t shown)
{
    static const char *const kinds[] = { [FIRE_GRID_TEXT] = "Text",
                                         [FIRE_GRID_NUMBER] = "Number",
                                         [FIRE_GRID_PERCENT] = "Number",
                                         [FIRE_GRID_DATE] = "Date" };
    const int32_t column = docx->table.shown[shown];
    const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
    const bool is_section = grid->row[row] == FIRE_ROW_SECTION;
    const bool is_total = grid->row[row] == FIRE_ROW_TOTAL;
    open_cell(docx, shown, is_section ? docx->table.n_shown : shown + 1,
              is_total ? "<w:tcBorders><w:top w:val=\"single\" w:sz=\"8\" w:space=\"0\" "
                         "w:color=\"000000\"/></w:tcBorders>"
                       : "");
    const bool is_label = is_section || (is_total && column == 0);
    open_cell_paragraph(docx, is_label ? "Text" : kinds[grid->column[column].kind], is_section);
    docx_add_run(docx, is_section || is_total ? "<w:rStyle w:val=\"Strong\"/>" : "",
                 cell->text);
    if (cell->note > 0) add_mark(docx, cell->note);
    close_cell(docx);
}

/* May the row be moved whole to the next page? */
static bool is_short(const struct fire_grid *grid, int64_t row)
{
    for (int32_t i = 0; i < grid->n_columns; i++)
        if (strlen(grid->cell[row * grid->n_columns + i].text) > SPLIT_TEXT_BYTES) return false;
    return true;
}

static void write_row(struct docx *docx, const struct fire_grid *grid, int64_t row)
{
    fire_buffer_add_text(
        docx->out, is_short(grid, row) ? "<w:tr><w:trPr><w:cantSplit/></w:trPr>" : "<w:tr>");
    const int32_t n_cells = grid->row[row] == FIRE_ROW_SECTION ? 1 : docx->table.n_shown;
    for (int32_t i = 0; i < n_cells; i++)
        add_cell(docx, grid, row, i);
    fire_buffer_add_text(docx->out, "</w:tr>\n");
}

/* ---- the whole ------------------------------------------------------------------------- */

static void open_piece(struct docx *docx, const struct fire_grid *grid)
{
    struct docx_table *table = &docx->table;
    choose_shown(table, grid->n_columns);
    share_width(table, grid);
    table->row = 0;
    fire_buffer_printf(docx->out,
                       "<w:tbl><w:tblPr><w:tblStyle w:val=\"FigureTable\"/>"
                       "<w:tblW w:w=\"%d\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
                       "<w:tblLook w:firstRow=\"1\"/><w:tblCaption w:val=\"",
                       TEXT_WIDTH_TWIPS);
    fire_buffer_add_xml(docx->out, fire_text_of(grid->caption));
    fire_buffer_add_text(docx->out, "\"/></w:tblPr><w:tblGrid>");
    for (int32_t i = 0; i < table->n_shown; i++)
        fire_buffer_printf(docx->out, "<w:gridCol w:w=\"%lld\"/>", (long long)table->width[i]);
    fire_buffer_add_text(docx->out, "</w:tblGrid>\n");
    const bool is_grouped = has_groups(docx, grid);
    if (is_grouped) write_groups(docx, grid);
    write_labels(docx, grid, is_grouped);
}

static void begin(struct docx *docx, const struct fire_grid *grid)
{
    struct docx_table *table = &docx->table;
    *table = (struct docx_table){ .is_open = true };
    docx_open_paragraph(docx, "Caption", true, "");
    docx_open_mark(docx, grid->anchor);
    docx_add_run(docx, "", grid->caption);
    docx_close_mark(docx);
    docx_close_paragraph(docx);
    if (grid->unit[0] != '\0') docx_add_line(docx, "Unit", true, grid->unit);
    table->row = grid->n_rows;
    table->next = grid->n_columns;
    if (grid->n_columns == 0) return;

    table->shown = FIRE_TAKE(docx->arena, grid->n_columns, int32_t);
    table->need = FIRE_TAKE(docx->arena, grid->n_columns, int64_t);
    table->width = FIRE_TAKE(docx->arena, grid->n_columns, int64_t);
    if (table->shown == NULL || table->need == NULL || table->width == NULL) {
        docx->failed = true;
        return;
    }
    choose_size(table, grid);
    table->next = 0;
    open_piece(docx, grid);
}

static void write_notes(struct docx *docx, const struct fire_grid *grid)
{
    for (int32_t i = 0; i < grid->n_notes; i++) {
        docx_open_paragraph(docx, "TableNote", false, "");
        add_mark(docx, i + 1);
        docx_add_run(docx, "", " ");
        docx_add_run(docx, "", grid->note[i]);
        docx_close_paragraph(docx);
    }
    for (int32_t i = 0; i < grid->n_remarks; i++)
        docx_add_line(docx, "TableNote", false, grid->remark[i]);
    if (grid->n_notes + grid->n_remarks > 0) docx_add_line(docx, "TableEnd", false, "");
}

bool docx_table_next(struct docx *docx, const struct fire_grid *grid)
{
    struct docx_table *table = &docx->table;
    if (!table->is_open) {
        begin(docx, grid);
        return true;
    }
    for (int n = 0; n < ROWS_AT_A_TIME && table->row < grid->n_rows; n++)
        write_row(docx, grid, table->row++);
    if (table->row < grid->n_rows) return true;
    if (grid->n_columns > 0) {
        fire_buffer_add_text(docx->out, "</w:tbl>\n");
        docx_add_line(docx, "TableEnd", false, "");
    }
    if (table->next < grid->n_columns) {
        open_piece(docx, grid);
        return true;
    }
    write_notes(docx, grid);
    table->is_open = false;
    return false;
}
