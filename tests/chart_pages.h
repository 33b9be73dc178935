/* chart_pages.h - what every layout promises of its pages, and pages as text, for the tests.
 *
 *     chart_check_sizes(&chart, "yoy", round);        all sizes: inside the page, nothing overlaps
 *     chart_dump(&picture, &text);                    a line a shape, for tests/golden/chart-*.txt
 */
#ifndef FIRESTAT_TESTS_CHART_PAGES_H
#define FIRESTAT_TESTS_CHART_PAGES_H
#include "firestat/chart_layout.h"
#include "firestat/output.h"

/* A meter without fonts: every letter is 0.56 of its size wide, a bold one 0.61. A layout keeps its
 * promises under any meter. */
extern const struct fire_text_meter chart_simple_meter;

/* Every coordinate is finite and inside the page, every text too, no two texts overlap, none
 * lies on a circle that hides it, and no upright line goes through one. */
void chart_check_picture(const struct fire_picture *picture, const char *what, int round);

/* Every panel has a mark of a figure in it. */
void chart_check_panels(const struct fire_picture *picture, const char *what, int round);

/* Lay the chart out in every size, in colours or in greys, and check the pages. */
void chart_check_sizes(const struct fire_chart *chart, const char *what, int round);

/* Shapes of a part, and the first of them (untouched where there is none). */
int32_t chart_count_part(const struct fire_picture *picture, fire_shape_part part,
                         const struct fire_shape **first);

/* The first text that has these words in it; NULL: none. */
const struct fire_label *chart_find_text(const struct fire_picture *picture, const char *words);

#define CHART_RANDOM_SCALES 6

/* A value of one of the scales from ones to billions; one in forty is below 0. */
double chart_random_value(unsigned long long *seed, int scale);

#define CHART_RANDOM_BYTES 2000

/* Up to sixty words, some of them hard to break. */
const char *chart_random_text(unsigned long long *seed, char out[CHART_RANDOM_BYTES]);

/* A line a shape: part, panel, colour, place to a tenth of a px, text or tip. */
void chart_dump(const struct fire_picture *picture, struct fire_buffer *out);

#endif
