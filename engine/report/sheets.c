/* sheets.c - see sheets.h. */
#include "sheets.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define NUMBER_SIZE_PX     (14 * PX_A_PT)
#define NUMBER_BASELINE_PX (13 * PX_A_MM)
#define MARK_RAISE         0.33 /* in parts of the text's size            */
#define SPREAD_MOST        1.0  /* the same: wider gaps look like holes   */
#define RULE_PX            0.9

static void go_wrong(struct sheets *sheets, fire_status status)
{
    if (sheets->status == FIRE_OK) sheets->status = status;
}

/* Room for one more in an array; false: no memory. */
static bool grow(struct sheets *sheets, void **items, size_t n, size_t *capacity,
                 size_t item_bytes)
{
    void *grown = fire_array_grow(*items, capacity, n + 1, item_bytes);
    if (grown == NULL) go_wrong(sheets, FIRE_ENOMEM);
    if (grown != NULL) *items = grown;
    return grown != NULL;
}

static void put(struct sheets *sheets, struct fire_shape shape)
{
    void *shapes = sheets->shape;
    const bool has = grow(sheets, &shapes, sheets->n_shapes, &sheets->shape_capacity,
                          sizeof shape);
    sheets->shape = shapes;
    if (has) sheets->shape[sheets->n_shapes++] = shape;
}

static void *keep(struct sheets *sheets, const void *items, size_t n, size_t item_bytes)
{
    void *copy = fire_arena_take(sheets->arena, n, item_bytes);
    if (copy == NULL) go_wrong(sheets, FIRE_ENOMEM);
    if (copy != NULL && n > 0) memcpy(copy, items, n * item_bytes);
    return copy;
}

/* ---- parts ----------------------------------------------------------------------------- */

static void begin_part(struct sheets *sheets, struct open_part *open)
{
    void *parts = sheets->part;
    const bool has = grow(sheets, &parts, sheets->n_parts, &sheets->part_capacity,
                          sizeof sheets->part[0]);
    sheets->part = parts;
    open->index = (int32_t)sheets->n_parts;
    if (!has) return;
    sheets->part[sheets->n_parts++] = (struct fire_page_part){
        .tag = open->tag, .first = (int32_t)sheets->n_shapes, .destination = open->destination
    };
}

/* A part that nothing was put into is none. */
static void end_part(struct sheets *sheets, const struct open_part *open)
{
    if ((size_t)open->index >= sheets->n_parts) return; /* no memory for it */
    struct fire_page_part *part = &sheets->part[open->index];
    part->end = (int32_t)sheets->n_shapes;
    if (part->first == part->end && part->figure == NULL &&
        (size_t)open->index + 1 == sheets->n_parts)
        sheets->n_parts--;
}

void sheets_open(struct sheets *sheets, fire_page_tag tag, const char *destination)
{
    assert(sheets->n_open < SHEETS_DEPTH);
    struct open_part *open = &sheets->open[sheets->n_open++];
    *open = (struct open_part){ .tag = tag, .destination = destination };
    begin_part(sheets, open);
}

void sheets_close(struct sheets *sheets)
{
    end_part(sheets, &sheets->open[--sheets->n_open]);
}

void sheets_destination(struct sheets *sheets, const char *name)
{
    void *destinations = sheets->destination;
    const bool has = grow(sheets, &destinations, sheets->n_destinations,
                          &sheets->destination_capacity, sizeof sheets->destination[0]);
    sheets->destination = destinations;
    if (has)
        sheets->destination[sheets->n_destinations++] = (struct fire_destination){
            name, sheets->cursor_px
        };
}

/* ---- pages ----------------------------------------------------------------------------- */

/* Arabic figures in the middle of the upper margin, but for the first page. */
static const char *put_number(struct sheets *sheets)
{
    const size_t number = sheets->n_pages + 1;
    char *text = fire_arena_printf(sheets->arena, "%zu", number);
    if (text == NULL) go_wrong(sheets, FIRE_ENOMEM);
    if (text == NULL || number == 1) return text;
    const struct stretch stretch = { .text = text };
    const double width_px = lines_extent(sheets->setter, &stretch, 1).whole * NUMBER_SIZE_PX;
    put(sheets,
        (struct fire_shape){ FIRE_SHAPE_TEXT,
                             FIRE_PART_FOOTER,
                             FIRE_COLOUR_BLACK,
                             -1,
                             { .label = { .text = text,
                                          .anchor = { SHEET_WIDTH_PX / 2, NUMBER_BASELINE_PX },
                                          .anchored = FIRE_ANCHOR_MIDDLE,
                                          .size_px = NUMBER_SIZE_PX,
                                          .width_px = width_px,
                                          .face = FIRE_FACE_SERIF } } });
    return text;
}

static void begin_page(struct sheets *sheets)
{
    sheets->n_shapes = 0;
    sheets->n_parts = 0;
    sheets->n_destinations = 0;
    sheets->cursor_px = SHEET_TOP_PX;
    void *pages = sheets->page;
    const bool has = grow(sheets, &pages, sheets->n_pages, &sheets->page_capacity,
                          sizeof sheets->page[0]);
    sheets->page = pages;
    const char *label = put_number(sheets);
    if (has) sheets->page[sheets->n_pages] = (struct fire_page){ .label = label };
    for (int32_t i = 0; i < sheets->n_open; i++)
        begin_part(sheets, &sheets->open[i]);
}

static void end_page(struct sheets *sheets)
{
    for (int32_t i = sheets->n_open; i > 0; i--)
        end_part(sheets, &sheets->open[i - 1]);
    if (sheets->status != FIRE_OK) return;
    struct fire_page *page = &sheets->page[sheets->n_pages++];
    page->picture = (struct fire_picture){
        .width_px = SHEET_WIDTH_PX,
        .height_px = SHEET_HEIGHT_PX,
        .title = "",
        .description = "",
        .language = "",
        .palette = FIRE_PALETTE_HOUSE,
        .n_shapes = (int32_t)sheets->n_shapes,
        .shape = keep(sheets, sheets->shape, sheets->n_shapes, sizeof sheets->shape[0]),
    };
    page->n_parts = (int32_t)sheets->n_parts;
    page->part = keep(sheets, sheets->part, sheets->n_parts, sizeof sheets->part[0]);
    page->n_destinations = (int32_t)sheets->n_destinations;
    page->destination = keep(sheets, sheets->destination, sheets->n_destinations,
                             sizeof sheets->destination[0]);
}

void sheets_begin(struct sheets *sheets, struct setter *setter, struct fire_arena *arena)
{
    *sheets = (struct sheets){ .setter = setter, .arena = arena };
    begin_page(sheets);
}

fire_status sheets_finish(struct sheets *sheets, const struct fire_page **page,
                          int32_t *n_pages, struct fire_error *err)
{
    end_page(sheets);
    const struct fire_page *kept = keep(sheets, sheets->page, sheets->n_pages,
                                        sizeof sheets->page[0]);
    free(sheets->page);
    free(sheets->shape);
    free(sheets->part);
    free(sheets->destination);
    const fire_status set = setter_status(sheets->setter);
    const fire_status status = set != FIRE_OK ? set : sheets->status;
    if (status == FIRE_ENOMEM) return fire_fail_memory(err);
    if (status != FIRE_OK)
        return fire_fail(err, status, FIRE_NOWHERE, "a text of the document has no width");
    *page = kept;
    *n_pages = (int32_t)sheets->n_pages;
    return FIRE_OK;
}

void sheets_turn(struct sheets *sheets)
{
    end_page(sheets);
    begin_page(sheets);
}

bool sheets_is_blank(const struct sheets *sheets)
{
    return sheets->cursor_px == SHEET_TOP_PX;
}

double sheets_room_px(const struct sheets *sheets)
{
    return SHEET_BOTTOM_PX - sheets->cursor_px;
}

void sheets_need(struct sheets *sheets, double height_px)
{
    if (height_px > sheets_room_px(sheets) && !sheets_is_blank(sheets)) sheets_turn(sheets);
}

void sheets_skip(struct sheets *sheets, double height_px)
{
    if (!sheets_is_blank(sheets)) sheets->cursor_px += height_px;
}

/* ---- what is put ----------------------------------------------------------------------- */

void sheets_stroke(struct sheets *sheets, double line_px, const struct fire_position position[],
                   int32_t n_positions)
{
    const struct fire_position *kept = keep(sheets, position, (size_t)n_positions,
                                            sizeof position[0]);
    if (kept == NULL) return;
    put(sheets, (struct fire_shape){ FIRE_SHAPE_POLYLINE,
                                     FIRE_PART_GRID,
                                     FIRE_COLOUR_BLACK,
                                     -1,
                                     { .polyline = { kept, n_positions, line_px, 0, 0 } } });
}

/* What every space of a line gets more, so that the line ends where the column does. */
static double spread_px(const struct line *line, line_setting setting, double room_px)
{
    if (line->n_spaces == 0) return 0.0;
    const double gap_px = (room_px - line->width_px) / line->n_spaces;
    if (gap_px < 0.0) return gap_px; /* kerning across words: hardly ever, and hardly any */
    const bool is_spread = setting == SETTING_JUSTIFIED && !line->is_last &&
                           gap_px <= SPREAD_MOST * line->size_px;
    return is_spread ? gap_px : 0.0;
}

static void put_piece(struct sheets *sheets, const struct piece *piece,
                      struct fire_position anchor, double size_px, double space_px)
{
    const struct stretch *stretch = piece->stretch;
    const struct fire_label label = {
        .text = piece->text,
        .anchor = { anchor.x_px,
                    anchor.y_px - (stretch->is_mark ? MARK_RAISE * size_px : 0.0) },
        .anchored = FIRE_ANCHOR_START,
        .size_px = size_px * (stretch->is_mark ? LINES_MARK_SIZE : 1.0),
        .width_px = piece->width_px + space_px * piece->n_spaces,
        .bold = stretch->is_bold,
        .face = stretch->is_italic ? FIRE_FACE_SERIF_ITALIC : FIRE_FACE_SERIF,
        .space_px = space_px,
    };
    const bool is_link = stretch->link != NULL;
    if (is_link) sheets_open(sheets, FIRE_TAG_LINK, stretch->link + 1);
    put(sheets,
        (struct fire_shape){
            FIRE_SHAPE_TEXT, FIRE_PART_LABEL, FIRE_COLOUR_BLACK, -1, { .label = label } });
    if (is_link) sheets_close(sheets);
}

void sheets_line(struct sheets *sheets, const struct line *line, line_setting setting,
                 double x_px, double y_px, double width_px)
{
    const double room_px = width_px - line->indent_px;
    const double space_px = spread_px(line, setting, room_px);
    const double set_px = line->width_px + space_px * line->n_spaces;
    const double slack_px = room_px - set_px;
    double at_px = x_px + line->indent_px;
    if (setting == SETTING_CENTRE) at_px += slack_px / 2;
    if (setting == SETTING_RIGHT) at_px += slack_px;
    const double box_px = line->size_px * (FIRE_TEXT_ASCENT + FIRE_TEXT_DESCENT);
    const double leading_px = line->rule_share > 0 ? line->size_px * LINES_LEADING
                                                   : line->leading_px;
    const double baseline_px = y_px + (leading_px - box_px) / 2 +
                               line->size_px * FIRE_TEXT_ASCENT;
    if (line->rule_share > 0 && line->width_px > 0) {
        const double middle_px = at_px + set_px / 2;
        const double half_px = set_px * line->rule_share / 2;
        const double rule_y_px = y_px + leading_px + 2;
        const struct fire_position rule[] = { { middle_px - half_px, rule_y_px },
                                              { middle_px + half_px, rule_y_px } };
        sheets_stroke(sheets, RULE_PX, rule, 2);
    }
    for (int32_t i = 0; i < line->n_pieces; i++) {
        const struct piece *piece = &line->piece[i];
        put_piece(sheets, piece, (struct fire_position){ at_px, baseline_px }, line->size_px,
                  space_px);
        at_px += piece->width_px + space_px * piece->n_spaces;
    }
}

/* How many of the lines from `first` stand on this page; 0: turn it first. */
static int32_t fitting_lines(const struct sheets *sheets, struct lines lines, int32_t first)
{
    int32_t end = first;
    double height_px = 0;
    while (end < lines.n) {
        height_px += lines.line[end].leading_px;
        if (height_px > sheets_room_px(sheets)) break;
        end++;
    }
    int32_t n = end - first;
    if (end == lines.n) return n;
    if (end == lines.n - 1 && n > 2) n--; /* the last line is not alone */
    if (sheets_is_blank(sheets)) return n > 0 ? n : 1;
    return first == 0 && n < 2 ? 0 : n; /* nor is the first */
}

void sheets_lines(struct sheets *sheets, struct lines lines, line_setting setting, double x_px,
                  double width_px)
{
    for (int32_t first = 0; first < lines.n && sheets->status == FIRE_OK;) {
        const int32_t n = fitting_lines(sheets, lines, first);
        for (int32_t i = first; i < first + n; i++) {
            sheets_line(sheets, &lines.line[i], setting, x_px, sheets->cursor_px, width_px);
            sheets->cursor_px += lines.line[i].leading_px;
        }
        first += n;
        if (first < lines.n) sheets_turn(sheets);
    }
}

void sheets_figure(struct sheets *sheets, const struct fire_picture *figure, double x_px,
                   double scale)
{
    const struct open_part *open = &sheets->open[sheets->n_open - 1];
    if ((size_t)open->index >= sheets->n_parts) return;
    struct fire_page_part *part = &sheets->part[open->index];
    part->figure = figure;
    part->corner = (struct fire_position){ x_px, sheets->cursor_px };
    part->scale = scale;
}
