/* cells.c - a picture for a terminal: see fire_draw_cells.
 *
 * The page is a grid of cells, each of 2 x 4 dots, as braille letters have them. What is drawn sets
 * dots; a cell whose dots are all set by areas is a block. Texts are put over the dots last. */
#include "check.h"

#include "firestat/chart_draw.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define CELL_RATIO  1.9 /* height of a cell to its width */
#define DOTS_ACROSS 2
#define DOTS_DOWN   4
#define ROWS_MOST   400
#define PAGE_PX     820.0 /* the width that layouts for a terminal have (FIRE_SIZE_FULL) */

static double cell_px(int32_t columns)
{
    return PAGE_PX / columns;
}

static double meter_width_px(void *self, const char *text, double size_px, bool bold,
                             fire_face face)
{
    const int32_t *columns = self;
    (void)size_px;
    (void)bold;
    (void)face;
    return (double)fire_text_columns(fire_text_of(text)) * cell_px(*columns);
}

struct fire_text_meter fire_cells_meter(int32_t *columns)
{
    return (struct fire_text_meter){ .self = columns, .width_px = meter_width_px };
}

/* ---- the grid --------------------------------------------------------------------------------- */

struct cell {
    uint8_t dots;  /* of lines and points */
    uint8_t area;  /* of bars and areas   */
    bool is_taken; /* by a letter, or by the second half of a wide one */
    char letter[24];
};

struct cells {
    int32_t n_columns;
    int32_t n_rows;
    double dot_px; /* width of a dot; it is as high as CELL_RATIO says */
    double dot_height_px;
    struct cell *cell; /* [n_rows * n_columns] */
};

/* Bits of a braille letter, by column and row of the dot. */
static const uint8_t braille[DOTS_ACROSS][DOTS_DOWN] = { { 0x01, 0x02, 0x04, 0x40 },
                                                         { 0x08, 0x10, 0x20, 0x80 } };

static struct cell *cell_at(struct cells *cells, int32_t column, int32_t row)
{
    if (column < 0 || column >= cells->n_columns || row < 0 || row >= cells->n_rows)
        return NULL;
    return &cells->cell[row * cells->n_columns + column];
}

static void set_dot(struct cells *cells, int32_t x, int32_t y, bool is_area)
{
    if (x < 0 || y < 0) return;
    struct cell *cell = cell_at(cells, x / DOTS_ACROSS, y / DOTS_DOWN);
    if (cell == NULL) return;
    const uint8_t bit = braille[x % DOTS_ACROSS][y % DOTS_DOWN];
    if (is_area)
        cell->area |= bit;
    else
        cell->dots |= bit;
}

static int32_t dot_x(const struct cells *cells, double x_px)
{
    return (int32_t)floor(x_px / cells->dot_px);
}

static int32_t dot_y(const struct cells *cells, double y_px)
{
    return (int32_t)floor(y_px / cells->dot_height_px);
}

/* ---- shapes ------------------------------------------------------------------------------------- */

static void put_segment(struct cells *cells, struct fire_position from, struct fire_position to,
                        int32_t every)
{
    const int32_t x0 = dot_x(cells, from.x_px);
    const int32_t y0 = dot_y(cells, from.y_px);
    const int32_t dx = dot_x(cells, to.x_px) - x0;
    const int32_t dy = dot_y(cells, to.y_px) - y0;
    const int32_t n = abs(dx) > abs(dy) ? abs(dx) : abs(dy);
    for (int32_t i = 0; i <= n; i++)
        if (i % every == 0)
            set_dot(cells, x0 + (n == 0 ? 0 : (int32_t)lround((double)dx * i / n)),
                    y0 + (n == 0 ? 0 : (int32_t)lround((double)dy * i / n)), false);
}

/* Grid lines would be as strong as all else: they are left out, as is the paper. */
static void put_polyline(struct cells *cells, const struct fire_shape *shape)
{
    const struct fire_polyline *line = &shape->polyline;
    const int32_t every = line->dash_px > 0.0 || shape->part == FIRE_PART_ZERO ? 3 : 1;
    if (shape->part == FIRE_PART_GRID || shape->part == FIRE_PART_LEADER) return;
    for (int32_t i = 1; i < line->n_positions; i++)
        put_segment(cells, line->position[i - 1], line->position[i], every);
}

static void put_area(struct cells *cells, const struct fire_rect *rect, bool is_sparse)
{
    const int32_t left = dot_x(cells, rect->x_px);
    const int32_t right = dot_x(cells, rect->x_px + rect->width_px - 0.5 * cells->dot_px);
    const int32_t top = dot_y(cells, rect->y_px);
    const int32_t bottom = dot_y(cells,
                                 rect->y_px + rect->height_px - 0.5 * cells->dot_height_px);
    for (int32_t y = top; y <= bottom; y++)
        for (int32_t x = left; x <= right; x++)
            if (!is_sparse || (x + y) % 2 == 0) set_dot(cells, x, y, true);
}

/* Steps of an amount by how many dots they have; the lightest has none. */
static bool is_light(fire_colour colour)
{
    return colour == FIRE_COLOUR_PAPER || colour == FIRE_COLOUR_STEP_0 ||
           colour == FIRE_COLOUR_GRID;
}

static bool is_faint(fire_colour colour)
{
    return colour == FIRE_COLOUR_BAND || colour == FIRE_COLOUR_OTHER ||
           colour == FIRE_COLOUR_PREVIOUS ||
           (FIRE_COLOUR_STEP_1 <= colour && colour <= FIRE_COLOUR_STEP_3);
}

static void put_bar(struct cells *cells, const struct fire_shape *shape)
{
    if (shape->part == FIRE_PART_PAGE || is_light(shape->colour)) return;
    put_area(cells, &shape->bar.rect, is_faint(shape->colour) || shape->bar.line_px > 0.0);
}

/* A point's own letter, so that it is seen on its line. */
static void put_point(struct cells *cells, const struct fire_circle *circle)
{
    struct cell *cell = cell_at(cells, dot_x(cells, circle->centre.x_px) / DOTS_ACROSS,
                                dot_y(cells, circle->centre.y_px) / DOTS_DOWN);
    if (cell == NULL) return;
    memcpy(cell->letter, circle->line_px > 0.0 ? "○" : "●", sizeof "●");
}

static void put_polygon(struct cells *cells, const struct fire_polygon *polygon)
{
    int32_t i = 0;
    for (int32_t ring = 0; ring < polygon->n_rings; ring++) {
        const int32_t first = i;
        for (; i + 1 < polygon->ring_end[ring]; i++)
            put_segment(cells, polygon->position[i], polygon->position[i + 1], 1);
        put_segment(cells, polygon->position[i], polygon->position[first], 1);
        i = polygon->ring_end[ring];
    }
}

/* ---- texts ---------------------------------------------------------------------------------------- */

static bool is_free(struct cells *cells, int32_t column, int32_t row, int32_t n)
{
    for (int32_t c = -1; c <= n; c++) {
        const struct cell *cell = cell_at(cells, column + c, row);
        if (cell == NULL && c >= 0 && c < n) return false;
        if (cell != NULL && cell->is_taken) return false;
    }
    return true;
}

static void write_text(struct cells *cells, int32_t column, int32_t row, const char *text)
{
    struct cell *cell = NULL;
    for (const char *at = text; *at != '\0';) {
        size_t size = 1;
        while ((at[size] & 0xC0) == 0x80)
            size++;
        const struct fire_text_view letter = { at, size };
        const int32_t width = (int32_t)fire_text_columns(letter);
        if (width == 0 && cell != NULL) { /* a mark on the letter before it */
            if (strlen(cell->letter) + size < sizeof cell->letter)
                strncat(cell->letter, at, size);
        } else if (width > 0) {
            cell = cell_at(cells, column, row);
            if (cell == NULL) return;
            memcpy(cell->letter, at, size);
            cell->letter[size] = '\0';
            cell->is_taken = true;
            for (int32_t c = 1; c < width; c++) {
                struct cell *rest = cell_at(cells, column + c, row);
                if (rest != NULL) rest->is_taken = true;
            }
            column += width;
        }
        at += size;
    }
}

/* Where the layout put it, else the nearest line that has room; a text that has none is left out. */
static void put_label(struct cells *cells, const struct fire_label *label)
{
    static const int32_t shifts[] = { 0, 1, -1, 2, -2 };
    const struct fire_rect box = fire_label_box(label);
    const int32_t n = (int32_t)fire_text_columns(fire_text_of(label->text));
    const int32_t column = (int32_t)lround(box.x_px / (DOTS_ACROSS * cells->dot_px));
    const double middle_px = label->anchor.y_px - 0.3 * label->size_px;
    const int32_t row = dot_y(cells, middle_px) / DOTS_DOWN;
    for (size_t i = 0; i < sizeof shifts / sizeof shifts[0]; i++)
        if (is_free(cells, column, row + shifts[i], n)) {
            write_text(cells, column, row + shifts[i], label->text);
            return;
        }
}

static void put_shape(struct cells *cells, const struct fire_shape *shape)
{
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        put_bar(cells, shape);
        break;
    case FIRE_SHAPE_POLYLINE:
        put_polyline(cells, shape);
        break;
    case FIRE_SHAPE_CIRCLE:
        put_point(cells, &shape->circle);
        break;
    case FIRE_SHAPE_POLYGON:
        put_polygon(cells, &shape->polygon);
        break;
    case FIRE_SHAPE_TEXT:
        break; /* over all others */
    }
}

/* ---- lines of text ---------------------------------------------------------------------------------- */

static void add_cell(struct fire_buffer *out, const struct cell *cell)
{
    const uint8_t dots = cell->dots | cell->area;
    if (cell->letter[0] != '\0') {
        fire_buffer_add_text(out, cell->letter);
    } else if (cell->area == 0xFF && cell->dots == 0) {
        fire_buffer_add_text(out, "█");
    } else if (dots == 0) {
        fire_buffer_add_text(out, " ");
    } else { /* U+2800 and the bits */
        const char letter[] = { (char)0xE2, (char)(0xA0 | dots >> 6),
                                (char)(0x80 | (dots & 0x3F)) };
        fire_buffer_add(out, letter, sizeof letter);
    }
}

static bool is_empty(const struct cell *cell)
{
    return cell->letter[0] == '\0' && !cell->is_taken && (cell->dots | cell->area) == 0;
}

static void add_row(struct fire_buffer *out, struct cells *cells, int32_t row)
{
    const struct cell *cell = &cells->cell[row * cells->n_columns];
    int32_t n = cells->n_columns;
    while (n > 0 && is_empty(&cell[n - 1]))
        n--;
    for (int32_t c = 0; c < n; c++)
        if (!cell[c].is_taken || cell[c].letter[0] != '\0') add_cell(out, &cell[c]);
    fire_buffer_add_text(out, "\n");
}

/* No more than one empty line between others, none at the ends. */
static void add_rows(struct fire_buffer *out, struct cells *cells)
{
    bool is_begun = false;
    bool is_pending = false;
    for (int32_t row = 0; row < cells->n_rows; row++) {
        bool is_blank = true;
        for (int32_t c = 0; is_blank && c < cells->n_columns; c++)
            is_blank = is_empty(&cells->cell[row * cells->n_columns + c]);
        if (is_blank) {
            is_pending = is_begun;
            continue;
        }
        if (is_pending) fire_buffer_add_text(out, "\n");
        is_pending = false;
        is_begun = true;
        add_row(out, cells, row);
    }
}

fire_status fire_draw_cells(const struct fire_picture *picture, int32_t columns,
                            struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(picture_check(picture, err));
    if (columns < FIRE_CELLS_LEAST || columns > FIRE_CELLS_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "a terminal of %d columns is not drawn for", (int)columns);
    const double width_px = cell_px(columns);
    struct cells cells = { .n_columns = columns,
                           .dot_px = width_px / DOTS_ACROSS,
                           .dot_height_px = width_px * CELL_RATIO / DOTS_DOWN };
    const double rows = ceil(picture->height_px / (width_px * CELL_RATIO)) + 1;
    cells.n_rows = rows > ROWS_MOST ? ROWS_MOST : (int32_t)rows;
    cells.cell = calloc((size_t)cells.n_rows * (size_t)columns, sizeof *cells.cell);
    if (cells.cell == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < picture->n_shapes; i++)
        put_shape(&cells, &picture->shape[i]);
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (picture->shape[i].kind == FIRE_SHAPE_TEXT)
            put_label(&cells, &picture->shape[i].label);
    add_rows(out, &cells);
    free(cells.cell);
    return out->failed ? fire_fail_memory(err) : FIRE_OK;
}
