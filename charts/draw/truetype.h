/* truetype.h - the glyphs of a TrueType font that a file shows, as a font of their own. */
#ifndef FIRESTAT_DRAW_TRUETYPE_H
#define FIRESTAT_DRAW_TRUETYPE_H
#include "firestat/output.h"

#include <hb.h>

/* A look at the tables of a font; not all of one is ever trusted. */
struct truetype_table {
    hb_blob_t *blob;
    const uint8_t *bytes;
    size_t size;
};

struct truetype {
    struct truetype_table head, hhea, maxp, hmtx, loca, glyf;
    int32_t n_glyphs;
    int32_t n_widths; /* glyphs from there on have the last one's */
    double units;     /* per em */
};

/*   returns   false: it is no TrueType font, or broken; nothing is held then */
bool truetype_open(struct truetype *font, hb_face_t *face);
void truetype_close(struct truetype *font);

double truetype_width(const struct truetype *font, uint16_t glyph); /* in parts of an em */

/* The numbers of `head` and `hhea`, in thousandths of an em. */
struct truetype_box {
    int left, bottom, right, top;
    int ascent, descent;
};
struct truetype_box truetype_box(const struct truetype *font);

/* Put a font into `out`, which is empty, whose glyph i is glyph[i], with those behind them that these are put together of.
 * Instructions for grids of pixels are left out: no reader of vector graphics follows them, and they
 * are half of the font.
 *   returns   false: the font is broken, or memory is lacking; out->failed says which */
bool truetype_subset(const struct truetype *font, const uint16_t glyph[], int32_t n,
                     struct fire_buffer *out);

#endif
