/* pages_grid.c - a table on pages: caption and unit above, a header that every page repeats,
 * notes and remarks below.
 *
 * A table of more columns than a page has room for is set in bands, one below the other, each
 * with the first column again. */
#include "document_parts.h"
#include "pages.h"

#include <math.h>
#include <string.h>

#define PADDING_PX   3.5
#define LINE_PX      0.75
#define RULE_PX      1.6
#define GAP_PX       8
#define LABEL_SHARE  0.55 /* of a label is enough for a column: two lines or so */
#define ROWS_LEAST   3    /* that stand below a caption on its page               */
#define HEADER_SHARE 0.4  /* of a page: a header that is higher stands above its table once */

/* The columns that stand beside each other. */
struct band {
    const struct fire_grid *grid;
    int32_t n;
    const int32_t *column; /* [n] of the grid    */
    double *width_px;      /* [n]                */
    double size_px;
    struct row header[2]; /* one that is repeated, or two rows that are not */
    int32_t n_headers;
    bool is_repeated;
};

/* The stretches of a cell: its text and the mark of its note. */
static int32_t cell_stretches(struct pages *pages, const struct fire_cell *cell, bool is_bold,
                              struct stretch out[2])
{
    out[0] = (struct stretch){ .text = cell->text, .is_bold = is_bold };
    if (cell->note <= 0) return 1;
    char mark[NOTE_MARK_BYTES];
    note_mark(cell->note, mark);
    const char *kept = fire_arena_copy(pages->sheets.arena, mark, strlen(mark));
    out[1] = (struct stretch){ .text = kept == NULL ? "" : kept,
                               .is_bold = is_bold,
                               .is_mark = true };
    return 2;
}

static void widen(struct line_extent *widest, struct line_extent extent)
{
    widest->whole = fmax(widest->whole, extent.whole);
    widest->word = fmax(widest->word, extent.word);
}

/* Behind the columns of a band that stand below one group with `first`. */
static int32_t group_end(const struct band *band, int32_t first)
{
    const int32_t n = grid_group_columns(band->grid, band->column[first]);
    int32_t end = first + 1;
    while (end < band->n && end < first + n && band->column[end] == band->column[end - 1] + 1)
        end++;
    return end;
}

static const struct fire_column *column_of(const struct band *band, int32_t i)
{
    return &band->grid->column[band->column[i]];
}

static void measure_columns(struct pages *pages, const struct band *band,
                            struct line_extent extent[])
{
    const struct fire_grid *grid = band->grid;
    for (int32_t i = 0; i < band->n; i++) {
        const struct stretch label = { .text = column_of(band, i)->label, .is_bold = true };
        struct line_extent widest = lines_extent(pages->setter, &label, 1);
        widest.whole = fmax(widest.word, widest.whole * LABEL_SHARE);
        for (int64_t row = 0; row < grid->n_rows; row++) {
            if (grid->row[row] == FIRE_ROW_SECTION) continue;
            struct stretch stretch[2];
            const int32_t n = cell_stretches(
                pages, &grid->cell[row * grid->n_columns + band->column[i]],
                grid->row[row] == FIRE_ROW_TOTAL, stretch);
            widen(&widest, lines_extent(pages->setter, stretch, n));
        }
        extent[i] = widest;
    }
}

static void fit_columns(struct pages *pages, struct band *band)
{
    struct line_extent *extent = SETTER_TAKE(pages->setter, band->n, struct line_extent);
    double *weight = SETTER_TAKE(pages->setter, band->n, double);
    band->width_px = SETTER_TAKE(pages->setter, band->n, double);
    if (extent == NULL || weight == NULL || band->width_px == NULL) return;
    measure_columns(pages, band, extent);
    for (int32_t i = 0; i < band->n; i++)
        weight[i] = column_of(band, i)->weight;
    band->size_px = columns_fit(extent, weight, band->n, PADDING_PX, SHEET_TEXT_PX,
                                band->width_px);
}

/* ---- rows ------------------------------------------------------------------------------ */

static struct lines set_cell(struct pages *pages, const struct band *band,
                             const struct stretch stretch[], int32_t n, double width_px)
{
    const struct line_style style = { .size_px = band->size_px,
                                      .leading_px = band->size_px * LINES_LEADING,
                                      .width_px = width_px - 2 * PADDING_PX };
    struct stretch *kept = SETTER_TAKE(pages->setter, n, struct stretch);
    if (kept == NULL) return (struct lines){ NULL, 0 };
    memcpy(kept, stretch, (size_t)n * sizeof *kept);
    return lines_set(pages->setter, kept, n, style);
}

static struct row begin_row(struct pages *pages, int32_t most_cells, bool is_header)
{
    return (struct row){ .cell = SETTER_TAKE(pages->setter, most_cells, struct row_cell),
                         .padding_px = PADDING_PX,
                         .line_px = LINE_PX,
                         .is_middle = true,
                         .is_header = is_header,
                         .is_tagged = true };
}

static line_setting setting_of(fire_column_kind kind)
{
    return kind == FIRE_GRID_TEXT   ? SETTING_LEFT
           : kind == FIRE_GRID_DATE ? SETTING_CENTRE
                                    : SETTING_RIGHT;
}

static struct row section_row(struct pages *pages, const struct band *band,
                              const struct fire_cell *cell)
{
    struct row row = begin_row(pages, 1, false);
    if (row.cell == NULL) return row;
    struct stretch stretch[2];
    const int32_t n = cell_stretches(pages, cell, true, stretch);
    row.cell[row.n_cells++] = (struct row_cell){
        .x_px = SHEET_LEFT_PX,
        .width_px = SHEET_TEXT_PX,
        .lines = set_cell(pages, band, stretch, n, SHEET_TEXT_PX),
    };
    row.height_px = row_height_px(&row);
    return row;
}

static struct row body_row(struct pages *pages, const struct band *band, int64_t which)
{
    const struct fire_grid *grid = band->grid;
    const struct fire_cell *cell = &grid->cell[which * grid->n_columns];
    if (grid->row[which] == FIRE_ROW_SECTION) return section_row(pages, band, cell);
    const bool is_total = grid->row[which] == FIRE_ROW_TOTAL;
    struct row row = begin_row(pages, band->n, false);
    row.rule_px = is_total ? RULE_PX : 0;
    double x_px = SHEET_LEFT_PX;
    for (int32_t i = 0; i < band->n && row.cell != NULL; i++) {
        struct stretch stretch[2];
        const int32_t n = cell_stretches(pages, &cell[band->column[i]], is_total, stretch);
        row.cell[row.n_cells++] = (struct row_cell){
            .x_px = x_px,
            .width_px = band->width_px[i],
            .lines = set_cell(pages, band, stretch, n, band->width_px[i]),
            .setting = setting_of(column_of(band, i)->kind),
        };
        x_px += band->width_px[i];
    }
    row.height_px = row_height_px(&row);
    return row;
}

/* ---- the header ------------------------------------------------------------------------ */

static struct row_cell header_cell(struct pages *pages, const struct band *band,
                                   const char *text, double x_px, double width_px)
{
    const struct stretch stretch = { .text = text, .is_bold = true };
    return (struct row_cell){ .x_px = x_px,
                              .width_px = width_px,
                              .lines = set_cell(pages, band, &stretch, 1, width_px),
                              .setting = SETTING_CENTRE };
}

static double cell_height_px(const struct row_cell *cell)
{
    return lines_height_px(cell->lines, 0, cell->lines.n) + 2 * PADDING_PX;
}

/* The cells of groups (is_above) or of columns. */
static struct row header_row(struct pages *pages, const struct band *band, bool is_above)
{
    struct row row = begin_row(pages, band->n, true);
    double x_px = SHEET_LEFT_PX;
    for (int32_t i = 0; i < band->n && row.cell != NULL;) {
        const int32_t end = is_above ? group_end(band, i) : i + 1;
        double width_px = 0;
        for (int32_t k = i; k < end; k++)
            width_px += band->width_px[k];
        row.cell[row.n_cells++] = header_cell(
            pages, band, is_above ? column_of(band, i)->group : column_of(band, i)->label, x_px,
            width_px);
        x_px += width_px;
        i = end;
    }
    row.height_px = row_height_px(&row);
    return row;
}

/* Groups and columns as one row: a column without a group is as high as both. */
static struct row joined_header(struct pages *pages, const struct band *band,
                                const struct row *above, const struct row *below)
{
    struct row row = begin_row(pages, 2 * band->n, true);
    if (row.cell == NULL || setter_status(pages->setter) != FIRE_OK) return row;
    double above_px = 0;
    double below_px = 0;
    double alone_px = 0;
    for (int32_t i = 0; i < above->n_cells; i++)
        if (above->cell[i].lines.line[0].n_pieces > 0)
            above_px = fmax(above_px, cell_height_px(&above->cell[i]));
    for (int32_t i = 0; i < band->n; i++) {
        const double height_px = cell_height_px(&below->cell[i]);
        if (column_of(band, i)->group[0] == '\0')
            alone_px = fmax(alone_px, height_px);
        else
            below_px = fmax(below_px, height_px);
    }
    row.height_px = fmax(above_px + below_px, alone_px);
    above_px = row.height_px - below_px;
    for (int32_t i = 0, group = 0; i < band->n; group++) {
        const int32_t end = group_end(band, i);
        const bool is_alone = column_of(band, i)->group[0] == '\0';
        if (!is_alone) {
            row.cell[row.n_cells] = above->cell[group];
            row.cell[row.n_cells++].height_px = above_px;
        }
        for (; i < end; i++) {
            row.cell[row.n_cells] = below->cell[i];
            row.cell[row.n_cells].y_px = is_alone ? 0 : above_px;
            row.cell[row.n_cells++].height_px = is_alone ? row.height_px : below_px;
        }
    }
    return row;
}

static void make_header(struct pages *pages, struct band *band)
{
    const struct row below = header_row(pages, band, false);
    struct row header = below;
    if (grid_has_groups(band->grid)) {
        const struct row above = header_row(pages, band, true);
        header = joined_header(pages, band, &above, &below);
        band->header[band->n_headers++] = above;
    }
    band->header[band->n_headers++] = below;
    band->is_repeated = header.height_px <= HEADER_SHARE * SHEET_BODY_PX;
    if (!band->is_repeated) return;
    band->header[0] = header;
    band->n_headers = 1;
}

/* ---- the whole ------------------------------------------------------------------------- */

static void put_band(struct pages *pages, struct band *band)
{
    const struct fire_grid *grid = band->grid;
    struct sheets *sheets = &pages->sheets;
    const struct row *repeated = band->is_repeated ? &band->header[0] : NULL;
    sheets_open(sheets, FIRE_TAG_TABLE, NULL);
    struct row next = grid->n_rows > 0 ? body_row(pages, band, 0) : (struct row){ 0 };
    for (int32_t i = 0; i < band->n_headers; i++)
        row_place(sheets, NULL, &band->header[i], next.height_px);
    for (int64_t i = 0; i < grid->n_rows && setter_status(pages->setter) == FIRE_OK; i++) {
        const struct row row = next;
        const bool has_next = i + 1 < grid->n_rows;
        if (has_next) next = body_row(pages, band, i + 1);
        const bool is_kept = has_next && (grid->row[i] == FIRE_ROW_SECTION ||
                                          grid->row[i + 1] == FIRE_ROW_TOTAL);
        row_place(sheets, repeated, &row, is_kept ? next.height_px : 0);
    }
    sheets_close(sheets);
}

static struct band make_band(struct pages *pages, const struct fire_grid *grid, int32_t first)
{
    const int32_t most = columns_most(PADDING_PX, SHEET_TEXT_PX);
    struct band band = { .grid = grid };
    int32_t *column = SETTER_TAKE(pages->setter, most, int32_t);
    band.column = column;
    if (column == NULL) return band;
    if (first > 0) column[band.n++] = 0;
    while (band.n < most && first < grid->n_columns)
        column[band.n++] = first++;
    fit_columns(pages, &band);
    if (setter_status(pages->setter) == FIRE_OK) make_header(pages, &band);
    return band;
}

static void put_below(struct pages *pages, const char *text, const char *mark)
{
    const struct stretch stretch[] = { { .text = mark, .is_mark = true },
                                       { .text = " " },
                                       { .text = text } };
    const struct line_style style = { .size_px = PAGES_NOTE_PX,
                                      .leading_px = PAGES_NOTE_PX * LINES_LEADING,
                                      .width_px = SHEET_TEXT_PX };
    struct stretch *kept = SETTER_TAKE(pages->setter, 3, struct stretch);
    if (kept == NULL) return;
    memcpy(kept, stretch, sizeof stretch);
    sheets_open(&pages->sheets, FIRE_TAG_NOTE, NULL);
    sheets_lines(&pages->sheets, lines_set(pages->setter, kept, 3, style), SETTING_LEFT,
                 SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(&pages->sheets);
}

static struct lines caption_lines(struct pages *pages, const struct fire_grid *grid)
{
    return pages_text(pages, (struct stretch){ .text = grid->caption, .is_bold = true },
                      PAGES_CAPTION_PX, SHEET_TEXT_PX);
}

static struct lines unit_lines(struct pages *pages, const struct fire_grid *grid)
{
    if (grid->unit[0] == '\0') return (struct lines){ NULL, 0 };
    return pages_text(pages, (struct stretch){ .text = grid->unit, .is_italic = true },
                      PAGES_NOTE_PX, SHEET_TEXT_PX);
}

static double head_px(struct lines caption, struct lines unit, struct pages *pages,
                      const struct band *band)
{
    double height_px = lines_height_px(caption, 0, caption.n) +
                       lines_height_px(unit, 0, unit.n) + GAP_PX / 2;
    for (int32_t i = 0; i < band->n_headers; i++)
        height_px += band->header[i].height_px;
    for (int64_t i = 0; i < ROWS_LEAST && i < band->grid->n_rows; i++) {
        const double row_px = body_row(pages, band, i).height_px;
        if (i > 0 && height_px + row_px > SHEET_BODY_PX) break;
        height_px += row_px;
    }
    return height_px;
}

double pages_grid_head_px(struct pages *pages, const struct fire_grid *grid)
{
    if (grid->n_columns <= 0) return 0;
    const struct band band = make_band(pages, grid, 0);
    if (setter_status(pages->setter) != FIRE_OK) return 0;
    return GAP_PX + head_px(caption_lines(pages, grid), unit_lines(pages, grid), pages, &band);
}

static void put_head(struct pages *pages, const struct fire_grid *grid, const struct band *band)
{
    struct sheets *sheets = &pages->sheets;
    const struct lines caption = caption_lines(pages, grid);
    const struct lines unit = unit_lines(pages, grid);
    sheets_skip(sheets, GAP_PX);
    const double height_px = head_px(caption, unit, pages, band);
    if (height_px <= SHEET_BODY_PX) sheets_need(sheets, height_px);
    sheets_destination(sheets, grid->anchor);
    sheets_open(sheets, FIRE_TAG_CAPTION, NULL);
    sheets_lines(sheets, caption, SETTING_CENTRE, SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(sheets);
    sheets_open(sheets, FIRE_TAG_P, NULL);
    sheets_lines(sheets, unit, SETTING_RIGHT, SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(sheets);
    sheets_skip(sheets, GAP_PX / 2);
}

void pages_grid(struct pages *pages, const struct fire_grid *grid)
{
    struct sheets *sheets = &pages->sheets;
    const int32_t most = columns_most(PADDING_PX, SHEET_TEXT_PX);
    for (int32_t first = 0; first < grid->n_columns; first += first == 0 ? most : most - 1) {
        struct band band = make_band(pages, grid, first);
        if (setter_status(pages->setter) != FIRE_OK) return;
        if (first == 0)
            put_head(pages, grid, &band);
        else
            sheets_skip(sheets, GAP_PX);
        put_band(pages, &band);
    }
    sheets_skip(sheets, GAP_PX / 2);
    for (int32_t i = 0; i < grid->n_notes; i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(i + 1, mark);
        const char *kept = fire_arena_copy(sheets->arena, mark, strlen(mark));
        put_below(pages, grid->note[i], kept == NULL ? "" : kept);
    }
    for (int32_t i = 0; i < grid->n_remarks; i++)
        put_below(pages, grid->remark[i], "");
    sheets_skip(sheets, GAP_PX);
}
