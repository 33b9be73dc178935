/* html_table.c - a table of a document in a page.
 *
 * Cells carry the exact number beside the one that is read, for whoever takes the table out of the
 * page and for the script that sorts it. */
#include "html.h"

#define UPRIGHT_COLUMNS 9 /* a table of more is printed on a page that lies */

static void add(struct html *html, const char *markup)
{
    fire_buffer_add_text(html->out, markup);
}

/* ---- header ---------------------------------------------------------------------------- */

static void add_header_cell(struct html *html, const struct fire_grid *grid, int32_t column,
                            bool is_tall)
{
    fire_buffer_printf(html->out, "<th scope=\"col\" data-column=\"%d\" data-kind=\"%s\"%s>",
                       (int)column,
                       grid->column[column].kind == FIRE_GRID_TEXT ? "text" : "number",
                       is_tall ? " rowspan=\"2\"" : "");
    html_text(html, grid->column[column].label);
    add(html, "</th>");
}

static void add_group_row(struct html *html, const struct fire_grid *grid)
{
    add(html, "<tr>");
    for (int32_t i = 0, n = 1; i < grid->n_columns; i += n) {
        n = grid_group_columns(grid, i);
        if (grid->column[i].group[0] == '\0') {
            n = 1;
            add_header_cell(html, grid, i, true);
            continue;
        }
        fire_buffer_printf(html->out, "<th scope=\"colgroup\" colspan=\"%d\">", (int)n);
        html_text(html, grid->column[i].group);
        add(html, "</th>");
    }
    add(html, "</tr>\n");
}

static void add_header(struct html *html, const struct fire_grid *grid)
{
    const bool has_groups = grid_has_groups(grid);
    add(html, "<thead>\n");
    if (has_groups) add_group_row(html, grid);
    add(html, "<tr>");
    for (int32_t i = 0; i < grid->n_columns; i++)
        if (!has_groups || grid->column[i].group[0] != '\0')
            add_header_cell(html, grid, i, false);
    add(html, "</tr>\n</thead>\n");
}

/* ---- cells ----------------------------------------------------------------------------- */

/* A mark leads to its note, and the note back to the first cell that has it. */
static void add_mark(struct html *html, const struct fire_grid *grid,
                     const struct fire_cell *cell, bool is_first)
{
    char mark[NOTE_MARK_BYTES];
    note_mark(cell->note, mark);
    fire_buffer_printf(html->out, "<sup><a href=\"#%s_note_%d\"", grid->anchor,
                       (int)cell->note);
    if (is_first)
        fire_buffer_printf(html->out, " id=\"%s_mark_%d\"", grid->anchor, (int)cell->note);
    fire_buffer_printf(html->out, ">%s</a></sup>", mark);
}

static void add_attributes(struct html *html, fire_column_kind kind,
                           const struct fire_cell *cell)
{
    char number[FIRE_NUMBER_BYTES];
    if (kind == FIRE_GRID_TEXT) return;
    if (!cell->has_number) {
        add(html, " class=\"w\"");
        return;
    }
    fire_number_plain(cell->number, cell->scale, number);
    fire_buffer_printf(html->out, " class=\"%s\" data-value=\"%s\"",
                       kind == FIRE_GRID_DATE ? "d" : "n", number);
}

static void add_cell(struct html *html, const struct fire_grid *grid, int64_t row,
                     int32_t column, bool seen[])
{
    const struct fire_cell *cell = &grid->cell[row * grid->n_columns + column];
    const fire_column_kind kind = grid->column[column].kind;
    const char *element = column == 0 && kind == FIRE_GRID_TEXT ? "th" : "td";
    fire_buffer_printf(html->out, "<%s%s", element, element[1] == 'h' ? " scope=\"row\"" : "");
    add_attributes(html, kind, cell);
    add(html, ">");
    html_text(html, cell->text);
    if (cell->note >= 1 && cell->note <= grid->n_notes) {
        add_mark(html, grid, cell, !seen[cell->note - 1]);
        seen[cell->note - 1] = true;
    }
    fire_buffer_printf(html->out, "</%s>", element);
}

static void add_section(struct html *html, const struct fire_grid *grid, int64_t row)
{
    fire_buffer_printf(html->out,
                       "<tr class=\"section\"><th colspan=\"%d\" scope=\"rowgroup\">",
                       (int)grid->n_columns);
    html_text(html, grid->cell[row * grid->n_columns].text);
    add(html, "</th></tr>\n");
}

static void add_row(struct html *html, const struct fire_grid *grid, int64_t row, bool seen[])
{
    add(html, grid->row[row] == FIRE_ROW_TOTAL ? "<tr class=\"total\">" : "<tr>");
    for (int32_t i = 0; i < grid->n_columns; i++)
        add_cell(html, grid, row, i, seen);
    add(html, "</tr>\n");
}

/* A section begins a body of its own; totals behind the last other row are the foot. */
static void add_rows(struct html *html, const struct fire_grid *grid, bool seen[])
{
    int64_t n_body = grid->n_rows;
    while (n_body > 0 && grid->row[n_body - 1] == FIRE_ROW_TOTAL)
        n_body--;
    add(html, "<tbody>\n");
    for (int64_t row = 0; row < n_body; row++) {
        if (grid->row[row] != FIRE_ROW_SECTION) {
            add_row(html, grid, row, seen);
            continue;
        }
        if (row > 0) add(html, "</tbody>\n<tbody>\n");
        add_section(html, grid, row);
    }
    add(html, "</tbody>\n");
    if (n_body == grid->n_rows) return;
    add(html, "<tfoot>\n");
    for (int64_t row = n_body; row < grid->n_rows; row++)
        add_row(html, grid, row, seen);
    add(html, "</tfoot>\n");
}

/* ---- around it ------------------------------------------------------------------------- */

static void add_caption(struct html *html, const struct fire_grid *grid, const char *element)
{
    fire_buffer_printf(html->out, "<%s id=\"%s_caption\"><span>", element, grid->anchor);
    html_text(html, grid->caption);
    add(html, "</span>");
    if (grid->unit[0] != '\0') {
        add(html, "<span class=\"unit\">");
        html_text(html, grid->unit);
        add(html, "</span>");
    }
    fire_buffer_printf(html->out, "</%s>\n", element);
}

static void add_table(struct html *html, const struct fire_grid *grid, bool seen[])
{
    fire_buffer_printf(html->out,
                       "<div class=\"scroll\" role=\"region\" tabindex=\"0\" "
                       "aria-labelledby=\"%s_caption\">\n<table",
                       grid->anchor);
    if (grid_is_list(grid)) add(html, " class=\"sortable\"");
    if (grid->filter_column >= 0 && grid->filter_column < grid->n_columns)
        fire_buffer_printf(html->out, " data-filter=\"%d\"", (int)grid->filter_column);
    add(html, ">\n");
    add_caption(html, grid, "caption");
    add_header(html, grid);
    add_rows(html, grid, seen);
    add(html, "</table>\n</div>\n");
}

static void add_notes(struct html *html, const struct fire_grid *grid, const bool seen[])
{
    if (grid->n_notes > 0) add(html, "<ul class=\"notes\">\n");
    for (int32_t i = 0; i < grid->n_notes; i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(i + 1, mark);
        fire_buffer_printf(html->out, "<li id=\"%s_note_%d\">", grid->anchor, (int)i + 1);
        if (seen[i])
            fire_buffer_printf(html->out, "<a class=\"mark\" href=\"#%s_mark_%d\">%s</a>",
                               grid->anchor, (int)i + 1, mark);
        else
            fire_buffer_printf(html->out, "<span class=\"mark\">%s</span>", mark);
        html_text(html, grid->note[i]);
        add(html, "</li>\n");
    }
    if (grid->n_notes > 0) add(html, "</ul>\n");
    for (int32_t i = 0; i < grid->n_remarks; i++) {
        add(html, "<p class=\"remark\">");
        html_text(html, grid->remark[i]);
        add(html, "</p>\n");
    }
}

void html_grid(struct html *html, const struct fire_grid *grid)
{
    bool *seen = FIRE_TAKE(html->arena, grid->n_notes, bool); /* notes that a cell has */
    if (seen == NULL) {
        html->failed = true;
        return;
    }
    fire_buffer_printf(html->out, "<div class=\"table%s\" id=\"%s\">\n",
                       grid->n_columns > UPRIGHT_COLUMNS ? " wide" : "", grid->anchor);
    if (grid->n_columns > 0)
        add_table(html, grid, seen);
    else
        add_caption(html, grid, "p");
    add_notes(html, grid, seen);
    add(html, "</div>\n");
}
