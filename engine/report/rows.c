/* rows.c - see rows.h. */
#include "rows.h"

#include <math.h>

double row_height_px(const struct row *row)
{
    double height_px = 0;
    for (int32_t i = 0; i < row->n_cells; i++)
        if (row->cell[i].height_px == 0)
            height_px = fmax(height_px,
                             lines_height_px(row->cell[i].lines, 0, row->cell[i].lines.n));
    return height_px + 2 * row->padding_px;
}

static void put_border(struct sheets *sheets, double line_px, double x_px, double y_px,
                       double width_px, double height_px)
{
    const struct fire_position corner[] = { { x_px, y_px },
                                            { x_px + width_px, y_px },
                                            { x_px + width_px, y_px + height_px },
                                            { x_px, y_px + height_px },
                                            { x_px, y_px } };
    sheets_stroke(sheets, line_px, corner, 5);
}

/* Lines first..end-1 of a cell in a row whose part on this page is so high. */
static void put_cell(struct sheets *sheets, const struct row *row, const struct row_cell *cell,
                     int32_t first, int32_t end, double row_height_px)
{
    const double height_px = cell->height_px > 0 ? cell->height_px : row_height_px - cell->y_px;
    const double top_px = sheets->cursor_px + cell->y_px;
    sheets_open(sheets,
                !row->is_tagged  ? FIRE_TAG_P
                : row->is_header ? FIRE_TAG_HEADER_CELL
                                 : FIRE_TAG_CELL,
                NULL);
    if (row->line_px > 0)
        put_border(sheets, row->line_px, cell->x_px, top_px, cell->width_px, height_px);
    double y_px = top_px + row->padding_px;
    const double slack_px = height_px - 2 * row->padding_px -
                            lines_height_px(cell->lines, first, end);
    if (row->is_middle) y_px += slack_px / 2;
    for (int32_t i = first; i < end; i++) {
        sheets_line(sheets, &cell->lines.line[i], cell->setting, cell->x_px + row->padding_px,
                    y_px, cell->width_px - 2 * row->padding_px);
        y_px += cell->lines.line[i].leading_px;
    }
    sheets_close(sheets);
}

static void put_rule(struct sheets *sheets, const struct row *row)
{
    if (row->rule_px <= 0 || row->n_cells == 0) return;
    const struct row_cell *last = &row->cell[row->n_cells - 1];
    const struct fire_position rule[] = { { row->cell[0].x_px, sheets->cursor_px },
                                          { last->x_px + last->width_px, sheets->cursor_px } };
    sheets_stroke(sheets, row->rule_px, rule, 2);
}

static void put_row(struct sheets *sheets, const struct row *row)
{
    if (row->is_tagged) sheets_open(sheets, FIRE_TAG_ROW, NULL);
    for (int32_t i = 0; i < row->n_cells; i++)
        put_cell(sheets, row, &row->cell[i], 0, row->cell[i].lines.n, row->height_px);
    put_rule(sheets, row);
    if (row->is_tagged) sheets_close(sheets);
    sheets->cursor_px += row->height_px;
}

static void turn(struct sheets *sheets, const struct row *header)
{
    sheets_turn(sheets);
    if (header != NULL) put_row(sheets, header);
}

/* Lines of a cell from `first` that have room below the cursor. */
static int32_t part_end(const struct sheets *sheets, const struct row *row,
                        const struct row_cell *cell, int32_t first)
{
    double height_px = 2 * row->padding_px;
    int32_t end = first;
    while (end < cell->lines.n) {
        height_px += cell->lines.line[end].leading_px;
        if (height_px > sheets_room_px(sheets)) break;
        end++;
    }
    return end;
}

/* What of each cell has room on this page; true when there is more. */
static bool put_part(struct sheets *sheets, const struct row *row, int32_t first[])
{
    bool has_more = false;
    double height_px = 0;
    for (int32_t i = 0; i < row->n_cells; i++) {
        const int32_t end = part_end(sheets, row, &row->cell[i], first[i]);
        height_px = fmax(height_px, lines_height_px(row->cell[i].lines, first[i], end));
    }
    if (row->is_tagged) sheets_open(sheets, FIRE_TAG_ROW, NULL);
    for (int32_t i = 0; i < row->n_cells; i++) {
        const int32_t end = part_end(sheets, row, &row->cell[i], first[i]);
        put_cell(sheets, row, &row->cell[i], first[i], end, height_px + 2 * row->padding_px);
        first[i] = end;
        has_more = has_more || end < row->cell[i].lines.n;
    }
    if (row->is_tagged) sheets_close(sheets);
    sheets->cursor_px += height_px + 2 * row->padding_px;
    return has_more;
}

static void split_row(struct sheets *sheets, const struct row *header, const struct row *row)
{
    int32_t *first = SETTER_TAKE(sheets->setter, row->n_cells, int32_t);
    if (first == NULL) return;
    const double least_px = 2 * row->padding_px + row->cell[0].lines.line[0].leading_px * 3;
    if (sheets_room_px(sheets) < least_px) turn(sheets, header);
    put_rule(sheets, row);
    while (sheets->status == FIRE_OK && put_part(sheets, row, first))
        turn(sheets, header);
}

void row_place(struct sheets *sheets, const struct row *header, const struct row *row,
               double next_px)
{
    if (row->n_cells == 0 || setter_status(sheets->setter) != FIRE_OK) return;
    const double page_px = SHEET_BODY_PX - (header == NULL ? 0 : header->height_px);
    if (row->height_px > page_px) {
        split_row(sheets, header, row);
        return;
    }
    const double wanted_px = row->height_px + next_px > page_px ? row->height_px
                                                                : row->height_px + next_px;
    if (wanted_px > sheets_room_px(sheets)) turn(sheets, header);
    put_row(sheets, row);
}
