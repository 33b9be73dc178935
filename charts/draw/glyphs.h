/* glyphs.h - texts that need no pango: letters that stand side by side. */
#ifndef FIRESTAT_DRAW_GLYPHS_H
#define FIRESTAT_DRAW_GLYPHS_H
#include <hb.h>
#include <stdbool.h>

/* Shape a line of Latin letters, digits and the signs that go with them, as pango would: the same
 * glyphs at the same places, at a fifth of its cost, most of which are breaks of lines and runs of
 * scripts.
 *   is_number   digits of one width, not kerned
 *   returns     false: there is another letter in it, or one without a glyph in this font; the
 *               buffer then holds nothing of use */
bool glyphs_shape(hb_buffer_t *buffer, hb_font_t *font, const char *text, bool is_number);

#endif
