/* pages.c - see pages.h. The face of a document in the form of Decree 30/2020/NĐ-CP, but for
 * its tables (pages_grid.c). */
#include "pages.h"

#include "document_parts.h"

#include <math.h>
#include <string.h>

#define LEADING_PX (18 * PX_A_PT) /* of 14 pt: a little more than a single line */
#define INDENT_PX  (10 * PX_A_MM)
#define GAP_PX     (6 * PX_A_PT) /* between paragraphs */
#define HEAD_PX    (12 * PX_A_PT)
#define SENT_TO_PX (11 * PX_A_PT)
#define LEFT_LEAST (0.38 * SHEET_TEXT_PX) /* where the two columns need more than there is */
/* The names of offices are long: where it must, the head reaches into the margins, as is the
 * custom. */
#define HEAD_OUT_LEFT_PX  (10 * PX_A_MM)
#define HEAD_OUT_RIGHT_PX (5 * PX_A_MM)
#define COLUMN_GAP_PX     10
#define RULE_ROOM_PX      6   /* for the short rule below a line */
#define BODY_RULE_SHARE   0.4 /* below the issuing body; below the motto it is as long as that */
#define HEADINGS_MOST     4   /* below each other, that are kept on one page */
#define FIGURE_SCALE_MOST 1.1

/* ---- paragraphs ------------------------------------------------------------------------ */

static bool has_anchor(const struct fire_document *document, const char *anchor)
{
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const char *name = document_anchor(&document->block[i]);
        if (name != NULL && strcmp(name, anchor) == 0) return true;
    }
    return false;
}

struct lines pages_text(struct pages *pages, struct stretch stretch, double size_px,
                        double width_px)
{
    const struct line_style style = { .size_px = size_px,
                                      .leading_px = size_px * LINES_LEADING,
                                      .width_px = width_px };
    struct stretch *kept = SETTER_TAKE(pages->setter, 1, struct stretch);
    if (kept == NULL) return (struct lines){ NULL, 0 };
    *kept = stretch;
    return lines_set(pages->setter, kept, 1, style);
}

/* How paragraphs of a style look. */
struct paragraph_look {
    double size_px;
    double leading_px;
    double indent_px;
    line_setting setting;
    fire_page_tag tag;
    const char *before; /* put in front of the text */
};

static const struct paragraph_look paragraph_looks[] = {
    [FIRE_PARAGRAPH_BODY] = { PAGES_BODY_PX, LEADING_PX, INDENT_PX, SETTING_JUSTIFIED,
                              FIRE_TAG_P, "" },
    [FIRE_PARAGRAPH_ITEM] = { PAGES_BODY_PX, LEADING_PX, INDENT_PX, SETTING_JUSTIFIED,
                              FIRE_TAG_LIST_ITEM, "- " },
    [FIRE_PARAGRAPH_NOTE] = { PAGES_NOTE_PX, PAGES_NOTE_PX *LINES_LEADING, 0, SETTING_LEFT,
                              FIRE_TAG_NOTE, "" },
    [FIRE_PARAGRAPH_CENTRE] = { PAGES_BODY_PX, LEADING_PX, 0, SETTING_CENTRE, FIRE_TAG_P, "" },
};

static struct lines paragraph_lines(struct pages *pages, const struct fire_paragraph *paragraph)
{
    const struct paragraph_look *look = &paragraph_looks[paragraph->style];
    struct stretch *stretch = SETTER_TAKE(pages->setter, paragraph->n_runs + 1, struct stretch);
    if (stretch == NULL) return (struct lines){ NULL, 0 };
    stretch[0] = (struct stretch){ .text = look->before };
    for (int32_t i = 0; i < paragraph->n_runs; i++) {
        const struct fire_run *run = &paragraph->run[i];
        const bool is_link = run->link != NULL && run->link[0] == '#' &&
                             has_anchor(pages->document, run->link + 1);
        stretch[i + 1] = (struct stretch){ .text = run->text,
                                           .is_bold = run->is_bold,
                                           .is_italic = run->is_italic,
                                           .link = is_link ? run->link : NULL };
    }
    const struct line_style style = { look->size_px, look->leading_px, SHEET_TEXT_PX,
                                      look->indent_px };
    return lines_set(pages->setter, stretch, paragraph->n_runs + 1, style);
}

static void put_paragraph(struct pages *pages, const struct fire_paragraph *paragraph)
{
    const struct paragraph_look *look = &paragraph_looks[paragraph->style];
    sheets_open(&pages->sheets, look->tag, NULL);
    sheets_lines(&pages->sheets, paragraph_lines(pages, paragraph), look->setting,
                 SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(&pages->sheets);
    sheets_skip(&pages->sheets, GAP_PX);
}

/* ---- headings -------------------------------------------------------------------------- */

static struct lines heading_lines(struct pages *pages, const struct fire_heading *heading)
{
    const struct line_style style = { PAGES_BODY_PX, LEADING_PX, SHEET_TEXT_PX,
                                      heading->level > 0 ? INDENT_PX : 0 };
    struct stretch *stretch = SETTER_TAKE(pages->setter, 1, struct stretch);
    if (stretch == NULL) return (struct lines){ NULL, 0 };
    *stretch = (struct stretch){ .text = heading->text,
                                 .is_bold = true,
                                 .is_italic = heading->level >= 3 };
    return lines_set(pages->setter, stretch, 1, style);
}

static double figure_scale(const struct fire_picture *picture, double caption_px)
{
    const double across = SHEET_TEXT_PX / picture->width_px;
    const double down = fmax(SHEET_BODY_PX - caption_px, SHEET_BODY_PX / 2) /
                        picture->height_px;
    return fmin(fmin(across, down), FIGURE_SCALE_MOST);
}

static struct lines figure_caption(struct pages *pages, const struct fire_figure_block *figure)
{
    return pages_text(pages, (struct stretch){ .text = figure->caption, .is_italic = true },
                      PAGES_CAPTION_PX, SHEET_TEXT_PX);
}

static double figure_px(struct pages *pages, const struct fire_figure_block *figure)
{
    const struct lines caption = figure_caption(pages, figure);
    const double caption_px = lines_height_px(caption, 0, caption.n) + GAP_PX;
    return figure->picture->height_px * figure_scale(figure->picture, caption_px) + caption_px;
}

/* What of the blocks from `which` on, a heading and what may be below it, must stand on one
 * page. */
static double head_px(struct pages *pages, int64_t which)
{
    double height_px = 0;
    const int64_t end = which + HEADINGS_MOST;
    for (; which < end && which < pages->document->n_blocks; which++) {
        const struct fire_block *block = &pages->document->block[which];
        if (block->kind == FIRE_BLOCK_GRID)
            return height_px + pages_grid_head_px(pages, &block->grid);
        if (block->kind == FIRE_BLOCK_FIGURE)
            return height_px + figure_px(pages, &block->figure);
        if (block->kind == FIRE_BLOCK_PARAGRAPH)
            return height_px + 2 * paragraph_looks[block->paragraph.style].leading_px;
        if (block->kind != FIRE_BLOCK_HEADING) break;
        const struct lines lines = heading_lines(pages, &block->heading);
        height_px += lines_height_px(lines, 0, lines.n) + GAP_PX;
        if (height_px > SHEET_BODY_PX) break;
    }
    return height_px;
}

static void put_heading(struct pages *pages, int64_t which)
{
    static const fire_page_tag tags[] = { FIRE_TAG_H1, FIRE_TAG_H2, FIRE_TAG_H3, FIRE_TAG_H4 };
    const struct fire_heading *heading = &pages->document->block[which].heading;
    const double kept_px = head_px(pages, which);
    struct sheets *sheets = &pages->sheets;
    if (heading->level == 0) sheets_skip(sheets, 2 * GAP_PX);
    if (kept_px <= SHEET_BODY_PX) sheets_need(sheets, kept_px);
    sheets_destination(sheets, heading->anchor);
    const int32_t level = heading->level < 0 ? 0 : heading->level > 3 ? 3 : heading->level;
    sheets_open(sheets, tags[level], NULL);
    sheets_lines(sheets, heading_lines(pages, heading),
                 level == 0 ? SETTING_CENTRE : SETTING_JUSTIFIED, SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(sheets);
    sheets_skip(sheets, GAP_PX);
}

/* ---- two columns ----------------------------------------------------------------------- */

/* The lines of one column. */
static struct row_cell column_cell(struct pages *pages, const struct fire_paragraph_line line[],
                                   int32_t n_lines, double size_px, double rule_share,
                                   double x_px, double width_px)
{
    struct row_cell cell = { .x_px = x_px, .width_px = width_px, .setting = SETTING_CENTRE };
    struct lines *set = SETTER_TAKE(pages->setter, n_lines, struct lines);
    int32_t n = 0;
    for (int32_t i = 0; i < n_lines && set != NULL; i++) {
        set[i] = pages_text(pages,
                            (struct stretch){ .text = line[i].text,
                                              .is_bold = line[i].is_bold,
                                              .is_italic = line[i].is_italic },
                            size_px, width_px);
        n += set[i].n;
    }
    cell.lines.line = SETTER_TAKE(pages->setter, n, struct line);
    if (set == NULL || cell.lines.line == NULL) return cell;
    for (int32_t i = 0; i < n_lines; i++) {
        for (int32_t k = 0; k < set[i].n; k++)
            cell.lines.line[cell.lines.n++] = set[i].line[k];
        if (!line[i].is_underlined || set[i].n == 0) continue;
        struct line *last = &cell.lines.line[cell.lines.n - 1];
        last->rule_share = rule_share;
        last->leading_px += RULE_ROOM_PX;
    }
    return cell;
}

static double widest_px(struct pages *pages, const struct fire_paragraph_line line[],
                        int32_t n_lines, double size_px)
{
    double width_px = 0;
    for (int32_t i = 0; i < n_lines; i++) {
        const struct stretch stretch = { .text = line[i].text,
                                         .is_bold = line[i].is_bold,
                                         .is_italic = line[i].is_italic };
        width_px = fmax(width_px, lines_extent(pages->setter, &stretch, 1).whole * size_px);
    }
    return width_px + 1;
}

/* Above a report both columns are centred; below it those it goes to stand small at the left. */
static void put_two_columns(struct pages *pages, const struct fire_two_columns *block)
{
    const bool is_foot = document_is_foot(block);
    const double left_size_px = is_foot ? SENT_TO_PX : HEAD_PX;
    const double right_size_px = is_foot ? PAGES_BODY_PX : HEAD_PX;
    const double left_need_px = widest_px(pages, block->left, block->n_left, left_size_px);
    const double right_need_px = widest_px(pages, block->right, block->n_right, right_size_px);
    const double need_px = left_need_px + COLUMN_GAP_PX + right_need_px;
    const bool reaches_out = !is_foot && need_px > SHEET_TEXT_PX;
    const double x_px = SHEET_LEFT_PX - (reaches_out ? HEAD_OUT_LEFT_PX : 0);
    const double width_px = SHEET_TEXT_PX +
                            (reaches_out ? HEAD_OUT_LEFT_PX + HEAD_OUT_RIGHT_PX : 0);
    const double slack_px = width_px - need_px;
    const double left_px = slack_px >= 0 ? left_need_px + slack_px / 2
                                         : fmax(LEFT_LEAST, left_need_px + slack_px);
    struct row_cell cell[2] = {
        column_cell(pages, block->left, block->n_left, left_size_px, BODY_RULE_SHARE, x_px,
                    left_px),
        column_cell(pages, block->right, block->n_right, right_size_px, 1.0,
                    x_px + left_px + COLUMN_GAP_PX, width_px - left_px - COLUMN_GAP_PX),
    };
    if (is_foot) cell[0].setting = SETTING_LEFT;
    struct row row = { .cell = cell, .n_cells = 2 };
    row.height_px = row_height_px(&row);
    sheets_skip(&pages->sheets, is_foot ? GAP_PX : 0);
    row_place(&pages->sheets, NULL, &row, 0);
    sheets_skip(&pages->sheets, GAP_PX);
}

/* ---- figures --------------------------------------------------------------------------- */

static void put_figure(struct pages *pages, const struct fire_figure_block *figure)
{
    struct sheets *sheets = &pages->sheets;
    const struct lines caption = figure_caption(pages, figure);
    const double caption_px = lines_height_px(caption, 0, caption.n) + GAP_PX;
    const double scale = figure_scale(figure->picture, caption_px);
    sheets_need(sheets, fmin(figure_px(pages, figure), SHEET_BODY_PX));
    sheets_destination(sheets, figure->anchor);
    sheets_open(sheets, FIRE_TAG_FIGURE, NULL);
    sheets_figure(sheets, figure->picture,
                  SHEET_LEFT_PX + (SHEET_TEXT_PX - figure->picture->width_px * scale) / 2,
                  scale);
    sheets_close(sheets);
    sheets->cursor_px += figure->picture->height_px * scale + GAP_PX / 2;
    sheets_open(sheets, FIRE_TAG_CAPTION, NULL);
    sheets_lines(sheets, caption, SETTING_CENTRE, SHEET_LEFT_PX, SHEET_TEXT_PX);
    sheets_close(sheets);
    sheets_skip(sheets, GAP_PX * 2);
}

/* ---- the whole ------------------------------------------------------------------------- */

/* Is there anything behind a block but page breaks? */
static bool has_more(const struct fire_document *document, int64_t which)
{
    while (++which < document->n_blocks)
        if (document->block[which].kind != FIRE_BLOCK_PAGE_BREAK) return true;
    return false;
}

static void put_block(struct pages *pages, int64_t which)
{
    const struct fire_block *block = &pages->document->block[which];
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        put_heading(pages, which);
        break;
    case FIRE_BLOCK_PARAGRAPH:
        put_paragraph(pages, &block->paragraph);
        break;
    case FIRE_BLOCK_TWO_COLUMNS:
        put_two_columns(pages, &block->two_columns);
        break;
    case FIRE_BLOCK_GRID:
        pages_grid(pages, &block->grid);
        break;
    case FIRE_BLOCK_FIGURE:
        put_figure(pages, &block->figure);
        break;
    case FIRE_BLOCK_PAGE_BREAK:
        if (has_more(pages->document, which) && !sheets_is_blank(&pages->sheets))
            sheets_turn(&pages->sheets);
        break;
    }
}

static struct fire_outline_entry *outline(struct pages *pages, int32_t *n)
{
    const struct fire_document *document = pages->document;
    struct fire_outline_entry *entry = SETTER_TAKE(pages->setter, document->n_blocks,
                                                   struct fire_outline_entry);
    for (int64_t i = 0; i < document->n_blocks && entry != NULL; i++)
        if (document->block[i].kind == FIRE_BLOCK_HEADING)
            entry[(*n)++] = (struct fire_outline_entry){ document->block[i].heading.text,
                                                         document->block[i].heading.level,
                                                         document->block[i].heading.anchor };
    return entry;
}

fire_status pages_make(const struct fire_document *document, struct fire_text_meter meter,
                       struct fire_arena *arena, struct fire_book *out, struct fire_error *err)
{
    struct pages pages = { .document = document, .setter = setter_create(meter, arena) };
    if (pages.setter == NULL) return fire_fail_memory(err);
    struct fire_book book = { .title = document->title,
                              .subject = document->subject,
                              .author = document->author,
                              .creator = document->program };
    book.entry = outline(&pages, &book.n_entries);
    sheets_begin(&pages.sheets, pages.setter, arena);
    for (int64_t i = 0; i < document->n_blocks && setter_status(pages.setter) == FIRE_OK; i++)
        put_block(&pages, i);
    FIRE_TRY(sheets_finish(&pages.sheets, &book.page, &book.n_pages, err));
    *out = book;
    return FIRE_OK;
}
