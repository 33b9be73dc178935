/* check.h - what every backend asks of a picture before it writes a byte. */
#ifndef FIRESTAT_DRAW_CHECK_H
#define FIRESTAT_DRAW_CHECK_H
#include "firestat/chart_book.h"

#define PT_A_PX 0.75

/* cairo draws a NaN without a word and after a bad text draws nothing more, while writing the
 * file still succeeds; so neither may reach it.
 *   errors   FIRE_EVALUE: a coordinate is not finite or far outside any page, a page without
 *            a size, a text that is not UTF-8 */
fire_status picture_check(const struct fire_picture *picture,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* The same of a book: its pages, parts, destinations and texts; and no page larger than a PDF
 * takes (FIRE_ERANGE). */
fire_status book_check(const struct fire_book *book, struct fire_error *err) FIRE_MUST_CHECK;

bool place_is_right(double px);       /* finite and not far outside */
bool text_is_right(const char *text); /* UTF-8; NULL too            */

#endif
