/* letters.h - text cut into what may be shown: clean labels, lines that fit.
 *
 * A letter here is a base character with the combining marks behind it; nothing is ever cut
 * inside of one. */
#ifndef FIRESTAT_LAYOUT_LETTERS_H
#define FIRESTAT_LAYOUT_LETTERS_H
#include "page.h"

#define LETTERS_ELLIPSIS "\xE2\x80\xA6"

/* A label: at most FIRE_LABEL_LETTERS letters and an ellipsis, FIRE_LABEL_MARKS marks a
 * letter, control characters as spaces. "" when something went wrong. */
const char *letters_label(struct page *page, const char *text);

/* The same, and no wider than max_px; "" when not even one letter fits. */
const char *letters_fit(struct page *page, const char *text, struct look look, double max_px);

/* A label and a mark behind it that no line break parts from its last word. */
const char *letters_pair(struct page *page, const char *label, const char *mark);

struct lines {
    const char **line; /* [n] */
    int32_t n;
};

/* Text broken at its spaces into lines of at most max_px, a word too wide at its letters.
 * What does not fit into max_lines is cut, with an ellipsis. */
struct lines letters_wrap(struct page *page, const char *text, struct look look, double max_px,
                          int32_t max_lines);

/* Of the widest line. */
double letters_widest_px(struct page *page, const struct lines *lines, struct look look);

/* Put lines about a middle. */
void letters_put(struct page *page, fire_shape_part part, const struct lines *lines,
                 struct look look, struct fire_position middle, fire_anchor anchored);

#endif
