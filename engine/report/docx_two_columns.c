/* docx_two_columns.c - what stands beside each other above and below a report.
 *
 * Above, as the decree draws it: both sides centred, the rule under the national motto as long as
 * the motto, that under the issuing body two fifths of its name. Below, where the left side lists
 * those it goes to, that side stands to the left in small letters. */
#include "document_parts.h"
#include "docx.h"

#include <stdio.h>

#define TWIPS_A_HALF_POINT 10
/* The names of offices are long: the head reaches into the margins, as is the custom. */
#define HEAD_OUT_LEFT_TWIPS  567
#define HEAD_OUT_RIGHT_TWIPS 284
#define SHARE_LEAST          35 /* percent of the width for one side */

struct side {
    const struct fire_paragraph_line *line;
    int32_t n_lines;
    bool is_left;
    bool is_foot;
    int64_t width_twips;
};

static const char *style_of(const struct side *side, int32_t line, int32_t *half_points)
{
    *half_points = side->is_foot                ? (side->is_left ? 22 : 28)
                   : side->is_left || line == 0 ? 24
                                                : 26;
    if (side->is_foot) return side->is_left ? "Recipients" : "Signer";
    return *half_points == 24 ? "HeadSmall" : "Head";
}

static int64_t line_twips(const struct side *side, int32_t line)
{
    int32_t half_points;
    style_of(side, line, &half_points);
    const int64_t width = docx_width(fire_text_of(side->line[line].text));
    return width * half_points * TWIPS_A_HALF_POINT / 1000 *
           (side->line[line].is_bold ? 11 : 10) / 10;
}

static int64_t widest_twips(const struct side *side)
{
    int64_t widest = 1;
    for (int32_t i = 0; i < side->n_lines; i++)
        if (line_twips(side, i) > widest) widest = line_twips(side, i);
    return widest;
}

/* Each side what its text takes, and half of what is left over. */
static void share_width(struct side *left, struct side *right, int64_t all_twips)
{
    const int64_t left_twips = widest_twips(left);
    const int64_t right_twips = widest_twips(right);
    const int64_t over = all_twips - left_twips - right_twips;
    const int64_t least = all_twips * SHARE_LEAST / 100;
    int64_t width = over >= 0 ? left_twips + over / 2
                              : all_twips * left_twips / (left_twips + right_twips);
    if (width < least) width = least;
    if (width > all_twips - least) width = all_twips - least;
    left->width_twips = width;
    right->width_twips = all_twips - width;
}

static void write_rule(struct docx *docx, const struct side *side, int32_t line)
{
    int64_t rule_twips = line_twips(side, line);
    if (rule_twips > side->width_twips) rule_twips = side->width_twips;
    if (side->is_left) rule_twips = rule_twips * 2 / 5;
    const int64_t indent_twips = (side->width_twips - rule_twips) / 2;
    char more[256];
    snprintf(more, sizeof more,
             "<w:pBdr><w:top w:val=\"single\" w:sz=\"6\" w:space=\"1\" w:color=\"000000\"/>"
             "</w:pBdr><w:ind w:left=\"%lld\" w:right=\"%lld\"/>",
             (long long)indent_twips, (long long)indent_twips);
    docx_open_paragraph(docx, "HeadRule", false, more);
    docx_close_paragraph(docx);
}

static void write_side(struct docx *docx, const struct side *side)
{
    fire_buffer_printf(docx->out, "<w:tc><w:tcPr><w:tcW w:w=\"%lld\" w:type=\"dxa\"/></w:tcPr>",
                       (long long)side->width_twips);
    for (int32_t i = 0; i < side->n_lines; i++) {
        const struct fire_paragraph_line *line = &side->line[i];
        int32_t half_points;
        docx_open_paragraph(docx, style_of(side, i, &half_points), false, "");
        docx_add_run(docx, docx_face(line->is_bold, line->is_italic), line->text);
        docx_close_paragraph(docx);
        if (line->is_underlined && line->text[0] != '\0') write_rule(docx, side, i);
    }
    if (side->n_lines == 0) docx_add_line(docx, "TableEnd", false, "");
    fire_buffer_add_text(docx->out, "</w:tc>\n");
}

void docx_write_two_columns(struct docx *docx, const struct fire_two_columns *two)
{
    const bool is_foot = document_is_foot(two);
    struct side left = { two->left, two->n_left, true, is_foot, 0 };
    struct side right = { two->right, two->n_right, false, is_foot, 0 };
    const int64_t out_twips = is_foot ? 0 : HEAD_OUT_LEFT_TWIPS;
    const int64_t all_twips = TEXT_WIDTH_TWIPS +
                              (is_foot ? 0 : HEAD_OUT_LEFT_TWIPS + HEAD_OUT_RIGHT_TWIPS);
    share_width(&left, &right, all_twips);
    if (docx->breaks_page) docx_add_line(docx, "TableEnd", false, "");
    fire_buffer_printf(docx->out,
                       "<w:tbl><w:tblPr><w:tblStyle w:val=\"TwoColumns\"/>"
                       "<w:tblW w:w=\"%lld\" w:type=\"dxa\"/>"
                       "<w:tblInd w:w=\"%lld\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/>"
                       "</w:tblPr><w:tblGrid><w:gridCol w:w=\"%lld\"/><w:gridCol w:w=\"%lld\"/>"
                       "</w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>\n",
                       (long long)all_twips, -(long long)out_twips, (long long)left.width_twips,
                       (long long)right.width_twips);
    write_side(docx, &left);
    write_side(docx, &right);
    fire_buffer_add_text(docx->out, "</w:tr></w:tbl>\n");
    docx_add_line(docx, "TableEnd", false, "");
}
