/* board.c - see board.h.
 *
 * A cell is a sign, the change, and the two figures behind it. They stand on one line where the page
 * is wide enough for all columns, else on two; a page too narrow for that gives up the verdicts,
 * which the signs say too, and at last figures that would be cut. */
#include "board.h"

#include "letters.h"

#include <math.h>

#define NAME_SHARE    0.28 /* of the page's width */
#define VERDICT_SHARE 0.21
#define TEXT_LINES    3

#define SIGN_PX       0.85 /* in parts of a label's size */
#define GAP_PX        1.5  /* between columns            */
#define INSIDE_PX     0.5  /* inside a cell              */
#define TITLE_PX      5.5  /* least width of a column that has a title */
#define ROW_PAD_PX    0.8
#define STRETCH_PX    1.6 /* most that a row is stretched */

struct column_box {
    const char **change; /* [n_rows] */
    const char **sides;
    double change_px;
    double sides_px;
    double width_px;
    double right_px;
    struct lines title;
};

struct row_box {
    struct lines name;
    struct lines verdict;
    double height_px;
};

struct board {
    struct page *page;
    const struct fire_chart_board *of;
    struct column_box column[FIRE_CHART_BOARD_COLUMNS_MAX];
    struct row_box *row;
    struct lines verdict_title;
    double names_px;
    double verdicts_px;
    bool is_split; /* cells have two lines */
};

static double label_px(const struct board *board)
{
    return board->page->style->label;
}

static struct look look_of(const struct board *board, bool is_bold)
{
    return (struct look){ label_px(board), is_bold,
                          is_bold ? FIRE_COLOUR_STRONG : FIRE_COLOUR_PLAIN };
}

static struct lines wrap(const struct board *board, const char *text, bool is_bold,
                         double most_px)
{
    return letters_wrap(board->page, letters_label(board->page, text), look_of(board, is_bold),
                        most_px, TEXT_LINES);
}

/* ---- widths ------------------------------------------------------------------------------- */

/*   is_marked   with the notes that refuse a verdict, where these have no column */
static void find_names(struct board *board, bool is_marked)
{
    const double most_px = NAME_SHARE * board->page->style->width;
    board->names_px = 0.0;
    for (int32_t r = 0; r < board->of->n_rows; r++) {
        const struct fire_chart_board_row *of = &board->of->row[r];
        struct lines *name = &board->row[r].name;
        const char *text = letters_label(board->page, of->label);
        if (is_marked && of->refusal[0] != '\0')
            text = letters_pair(board->page, text, of->refusal);
        *name = letters_wrap(board->page, text, look_of(board, of->is_total), most_px,
                             TEXT_LINES);
        board->names_px = fmax(
            board->names_px,
            letters_widest_px(board->page, name, look_of(board, of->is_total)));
    }
}

static bool find_texts(struct board *board)
{
    struct page *page = board->page;
    const struct fire_chart_board *of = board->of;
    const double width_px = page->style->width;
    board->row = PAGE_TAKE(page, of->n_rows, struct row_box);
    if (board->row == NULL) return false;
    find_names(board, false);
    for (int32_t r = 0; r < of->n_rows; r++) {
        struct row_box *row = &board->row[r];
        row->verdict = wrap(board, of->row[r].verdict, false, VERDICT_SHARE * width_px);
        board->verdicts_px = fmax(
            board->verdicts_px,
            letters_widest_px(board->page, &row->verdict, look_of(board, false)));
    }
    board->verdict_title = wrap(board, of->verdict_title, true, VERDICT_SHARE * width_px);
    if (board->verdicts_px == 0.0) board->verdict_title.n = 0; /* of nothing */
    board->verdicts_px = fmax(
        board->verdicts_px,
        letters_widest_px(board->page, &board->verdict_title, look_of(board, true)));
    return true;
}

static bool find_column(struct board *board, int32_t c)
{
    struct page *page = board->page;
    const int32_t n_rows = board->of->n_rows;
    struct column_box *column = &board->column[c];
    column->change = PAGE_TAKE(page, n_rows, const char *);
    column->sides = PAGE_TAKE(page, n_rows, const char *);
    if (column->change == NULL || column->sides == NULL) return false;
    for (int32_t r = 0; r < n_rows; r++) {
        const struct fire_chart_board_cell *cell = &board->of->row[r].cell[c];
        const bool is_bold = board->of->row[r].is_total;
        column->change[r] = letters_label(page, cell->change);
        column->sides[r] = letters_label(page, cell->sides);
        column->change_px = fmax(column->change_px,
                                 page_width_px(page, column->change[r], look_of(board, true)));
        column->sides_px = fmax(column->sides_px,
                                page_width_px(page, column->sides[r], look_of(board, is_bold)));
    }
    return true;
}

static double cell_px(const struct board *board, const struct column_box *column, bool is_split)
{
    const double inside_px = INSIDE_PX * label_px(board);
    const double signed_px = SIGN_PX * label_px(board) + inside_px + column->change_px;
    const double width_px = is_split ? fmax(signed_px, column->sides_px)
                                     : signed_px + 1.6 * inside_px + column->sides_px;
    return fmax(width_px, TITLE_PX * label_px(board));
}

static double cells_px(const struct board *board, bool is_split)
{
    double sum_px = 0.0;
    for (int32_t c = 0; c < board->of->n_columns; c++)
        sum_px += cell_px(board, &board->column[c], is_split);
    return sum_px;
}

/* What names and verdicts leave for the cells. */
static double room_px(const struct board *board)
{
    const struct style *style = board->page->style;
    const int32_t n_gaps = board->of->n_columns + (board->verdicts_px > 0.0);
    return style->width - 2 * style->margin - board->names_px - board->verdicts_px -
           n_gaps * GAP_PX * label_px(board);
}

/* A text wider than its column is left out: half a number would be another number. */
static void leave_out(const struct board *board, int32_t c)
{
    const struct column_box *column = &board->column[c];
    const double sign_px = (SIGN_PX + INSIDE_PX) * label_px(board);
    for (int32_t r = 0; r < board->of->n_rows; r++) {
        const bool is_bold = board->of->row[r].is_total;
        if (sign_px + page_width_px(board->page, column->change[r], look_of(board, true)) >
            column->width_px)
            column->change[r] = "";
        if (page_width_px(board->page, column->sides[r], look_of(board, is_bold)) >
            column->width_px)
            column->sides[r] = "";
    }
}

static void place_columns(struct board *board)
{
    const struct style *style = board->page->style;
    const int32_t n = board->of->n_columns;
    board->is_split = cells_px(board, false) > room_px(board);
    if (board->is_split && cells_px(board, true) > room_px(board)) {
        board->verdicts_px = 0.0;
        board->verdict_title.n = 0;
        for (int32_t r = 0; r < board->of->n_rows; r++)
            board->row[r].verdict.n = 0;
        find_names(board, true);
    }
    const double spare_px = room_px(board) - cells_px(board, board->is_split);
    double right_px = style->margin + board->names_px;
    for (int32_t c = 0; c < n; c++) {
        struct column_box *column = &board->column[c];
        const double more_px = fmax(0.0, spare_px / (n + (board->verdicts_px > 0.0)));
        column->width_px = spare_px >= 0.0 ? cell_px(board, column, board->is_split)
                                           : fmax(room_px(board) / n, 0.0);
        right_px += GAP_PX * label_px(board) + more_px + column->width_px;
        column->right_px = right_px;
        column->title = wrap(board, board->of->column[c], true, column->width_px + more_px);
        if (spare_px < 0.0 && board->is_split) leave_out(board, c);
    }
}

/* ---- heights ------------------------------------------------------------------------------ */

static double lines_px(const struct board *board, int32_t n)
{
    return n * label_px(board) * STYLE_LINE_HEIGHT;
}

static int32_t larger(int32_t a, int32_t b)
{
    return a > b ? a : b;
}

static double head_px(const struct board *board)
{
    int32_t n_lines = board->verdict_title.n;
    for (int32_t c = 0; c < board->of->n_columns; c++)
        n_lines = larger(n_lines, board->column[c].title.n);
    return lines_px(board, n_lines) + 0.6 * label_px(board);
}

/* Heights of the rows, stretched towards `least_px`; returns what they take together. */
static double find_heights(struct board *board, double least_px)
{
    double sum_px = 0.0;
    for (int32_t r = 0; r < board->of->n_rows; r++) {
        struct row_box *row = &board->row[r];
        const int32_t n_lines = larger(larger(row->name.n, row->verdict.n),
                                       board->is_split ? 2 : 1);
        row->height_px = lines_px(board, n_lines) + ROW_PAD_PX * label_px(board);
        sum_px += row->height_px;
    }
    const double missing_px = (least_px - sum_px) / board->of->n_rows;
    for (int32_t r = 0; missing_px > 0.0 && r < board->of->n_rows; r++) {
        const double more_px = fmin(missing_px, STRETCH_PX * label_px(board));
        board->row[r].height_px += more_px;
        sum_px += more_px;
    }
    return sum_px;
}

/* ---- ink ---------------------------------------------------------------------------------- */

static void put_lines(const struct board *board, fire_shape_part part,
                      const struct lines *lines, bool is_bold, double x_px, double middle_px,
                      fire_anchor anchored)
{
    letters_put(board->page, part, lines, look_of(board, is_bold),
                (struct fire_position){ x_px, middle_px }, anchored);
}

static void put_rule(const struct board *board, double y_px, fire_colour colour)
{
    const struct style *style = board->page->style;
    page_line(board->page, FIRE_PART_GRID, colour, style->thin_line,
              (struct fire_position){ style->margin, y_px },
              (struct fire_position){ style->width - style->margin, y_px });
}

/* A triangle that points the way, a bar where nothing changed. */
static void put_sign(const struct board *board, fire_chart_way way, double left_px,
                     double middle_px)
{
    struct page *page = board->page;
    const double size_px = SIGN_PX * label_px(board);
    if (way == FIRE_WAY_NONE) return;
    if (way == FIRE_WAY_HELD) {
        page_rect(
            page, FIRE_PART_MARKER, FIRE_COLOUR_QUIET,
            (struct fire_rect){ left_px, middle_px - 0.13 * size_px, size_px, 0.26 * size_px });
        return;
    }
    struct fire_position *position = PAGE_TAKE(page, 3, struct fire_position);
    int32_t *ring_end = PAGE_TAKE(page, 1, int32_t);
    if (position == NULL || ring_end == NULL) return;
    const double down = way == FIRE_WAY_FELL ? 1.0 : -1.0;
    position[0] = (struct fire_position){ left_px, middle_px - down * 0.42 * size_px };
    position[1] = (struct fire_position){ left_px + size_px, position[0].y_px };
    position[2] = (struct fire_position){ left_px + size_px / 2,
                                          middle_px + down * 0.42 * size_px };
    *ring_end = 3;
    page_polygon(page, FIRE_PART_MARKER,
                 way == FIRE_WAY_FELL ? FIRE_COLOUR_FELL : FIRE_COLOUR_ROSE,
                 (struct fire_polygon){
                     .position = position, .ring_end = ring_end, .n_rings = 1, .tip = "" });
}

static void put_cell(const struct board *board, int32_t r, int32_t c, double middle_px)
{
    struct page *page = board->page;
    const struct column_box *column = &board->column[c];
    const bool is_bold = board->of->row[r].is_total;
    const double left_px = column->right_px - column->width_px;
    const double half_px = board->is_split ? lines_px(board, 1) / 2 : 0.0;
    const double baseline_px = STYLE_HALF_DIGIT * label_px(board);
    const double change_right_px = board->is_split ? column->right_px
                                                   : column->right_px - column->sides_px -
                                                         1.6 * INSIDE_PX * label_px(board);
    const double sign_px = board->is_split ? column->right_px - column->change_px -
                                                 (SIGN_PX + INSIDE_PX) * label_px(board)
                                           : change_right_px - column->change_px -
                                                 (SIGN_PX + INSIDE_PX) * label_px(board);
    put_sign(board, board->of->row[r].cell[c].way, fmax(left_px, sign_px), middle_px - half_px);
    page_text(page, FIRE_PART_LABEL, column->change[r], look_of(board, true),
              (struct fire_position){ change_right_px, middle_px - half_px + baseline_px },
              FIRE_ANCHOR_END);
    page_text(page, FIRE_PART_LABEL, column->sides[r], look_of(board, is_bold),
              (struct fire_position){ column->right_px, middle_px + half_px + baseline_px },
              FIRE_ANCHOR_END);
}

static double verdict_left_px(const struct board *board)
{
    return board->page->style->width - board->page->style->margin - board->verdicts_px;
}

static void put_head(const struct board *board, double bottom_px)
{
    const double last_px = bottom_px - 0.3 * label_px(board);
    for (int32_t c = 0; c < board->of->n_columns; c++) {
        const struct lines *title = &board->column[c].title;
        put_lines(board, FIRE_PART_SLOT, title, true, board->column[c].right_px,
                  last_px - lines_px(board, title->n) / 2, FIRE_ANCHOR_END);
    }
    put_lines(board, FIRE_PART_SLOT, &board->verdict_title, true, verdict_left_px(board),
              last_px - lines_px(board, board->verdict_title.n) / 2, FIRE_ANCHOR_START);
}

fire_status board_put(struct page *page, const struct frame *frame, double *out_height_px,
                      struct fire_error *err)
{
    const struct style *style = page->style;
    struct board board = { .page = page, .of = &page->chart->board };
    bool has_memory = find_texts(&board);
    for (int32_t c = 0; has_memory && c < board.of->n_columns; c++)
        has_memory = find_column(&board, c);
    if (!has_memory) return fire_fail_memory(err);
    place_columns(&board);
    double y_px = frame->body_px + head_px(&board);
    const double around_px = y_px + style->label + frame->footer_px;
    const double rows_px = find_heights(&board, style->least_height - around_px);
    *out_height_px = ceil(fmax(around_px + rows_px, style->least_height));

    frame_put(page, frame, *out_height_px);
    put_head(&board, y_px);
    put_rule(&board, y_px, FIRE_COLOUR_QUIET);
    for (int32_t r = 0; r < board.of->n_rows; r++) {
        const struct row_box *row = &board.row[r];
        const double middle_px = y_px + row->height_px / 2;
        const bool is_total = board.of->row[r].is_total;
        put_lines(&board, FIRE_PART_SLOT, &row->name, is_total, style->margin, middle_px,
                  FIRE_ANCHOR_START);
        for (int32_t c = 0; c < board.of->n_columns; c++)
            put_cell(&board, r, c, middle_px);
        put_lines(&board, FIRE_PART_LABEL, &row->verdict, false, verdict_left_px(&board),
                  middle_px, FIRE_ANCHOR_START);
        y_px += row->height_px;
        put_rule(&board, y_px, is_total ? FIRE_COLOUR_QUIET : FIRE_COLOUR_GRID);
    }
    return FIRE_OK;
}
