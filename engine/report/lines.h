/* lines.h - words set into lines. Room-private.
 *
 * Text comes as stretches of one face each and leaves as lines of pieces: what of one stretch
 * stands on one line. Lines are broken at spaces, words that are wider than a line at letters;
 * control characters are spaces, marks above and below a letter are bounded. */
#ifndef FIRESTAT_REPORT_LINES_H
#define FIRESTAT_REPORT_LINES_H
#include "firestat/document.h"

struct stretch {
    const char *text;
    bool is_bold;
    bool is_italic;
    bool is_mark;     /* small and raised: the mark of a note                             */
    const char *link; /* "#anchor" of a part that the document has; NULL: leads nowhere   */
};

struct piece {
    const char *text;
    const struct stretch *stretch;
    double width_px;
    int32_t n_spaces;
};

struct line {
    const struct piece *piece;
    int32_t n_pieces;
    int32_t n_spaces;
    double width_px;
    double indent_px;
    double leading_px; /* what it takes of the height                        */
    double size_px;
    double rule_share; /* of its width: a rule below it; 0: none           */
    bool is_last;      /* of its paragraph: not spread out                 */
};

struct lines {
    struct line *line;
    int32_t n; /* at least 1; text of nothing is an empty line */
};

#define LINES_MARK_SIZE 0.65 /* of a mark, in parts of the text's size  */
#define LINES_LEADING   1.2  /* the least, so that boxes never overlap   */

struct line_style {
    double size_px;
    double leading_px;
    double width_px;
    double indent_px; /* of the first line */
};

struct setter;

/* What measures and sets; keeps widths of words.
 *   meter    widths grow with the size in proportion
 *   returns  NULL: no memory */
struct setter *setter_create(struct fire_text_meter meter, struct fire_arena *arena);

/* FIRE_OK, or what went wrong first: FIRE_ENOMEM, FIRE_EVALUE (no width). From then on lines
 * are empty. */
fire_status setter_status(const struct setter *setter);

/* Memory for a layout's own arrays; NULL is remembered as no memory. */
void *setter_take(struct setter *setter, size_t count, size_t item_bytes);
#define SETTER_TAKE(setter, count, type)                                                       \
    ((type *)setter_take((setter), (size_t)(count), sizeof(type)))

/* Set stretches, which must live as long as the lines, below each other. */
struct lines lines_set(struct setter *setter, const struct stretch *stretch,
                       int32_t n_stretches, struct line_style style);

/* How wide a text is at size 1: on one line, and its widest word. */
struct line_extent {
    double whole;
    double word;
};
struct line_extent lines_extent(struct setter *setter, const struct stretch *stretch,
                                int32_t n_stretches);

double lines_height_px(struct lines lines, int32_t first, int32_t end);

#endif
