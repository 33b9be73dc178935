/* ink.h - the inside of an ink: what measures and draws text. */
#ifndef FIRESTAT_DRAW_INK_H
#define FIRESTAT_DRAW_INK_H
#include "firestat/chart_draw.h"

#include <pango/pangocairo.h>

/* All text is shaped at one size and scaled to the one that is wanted: outlines without hints
 * scale exactly, and pango then knows two fonts and not two for every size (each of which it
 * would look up in a thread of its own).
 *
 * Text is measured with one context, which never sees a surface, and drawn with another: the
 * widths that the layout was told do not depend on what was drawn before. */
#define INK_SIZE_PX 64.0

struct fire_ink {
    PangoFontMap *fonts;
    PangoContext *measure_context;
    PangoContext *draw_context;
    PangoLayout *measure_layout;
    PangoLayout *draw_layout;
    PangoFontDescription *face[2];  /* [bold] */
    PangoFont *font[2];             /* [bold] to ask for glyphs                            */
    PangoAttrList *number_features; /* digits of one width, not kerned                     */
    struct fire_buffer text;        /* what is shaped: characters without a glyph replaced */
};

/* An ink with the fonts of the first folder that has them; fire_ink_create knows which. */
fire_status ink_create(const char *const folder[], int n_folders, struct fire_ink **out,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Shape a text at INK_SIZE_PX: `layout` then holds its one line.
 *   errors   FIRE_EVALUE: not UTF-8, or a glyph is missing all the same; FIRE_ENOMEM */
fire_status ink_shape(struct fire_ink *ink, PangoLayout *layout, const char *text, bool bold,
                      struct fire_error *err) FIRE_MUST_CHECK;

/* Draw all shapes, in px of the picture. cairo keeps the first error of its own and it comes
 * back here, as do those of ink_shape. */
fire_status ink_paint(struct fire_ink *ink, const struct fire_picture *picture, cairo_t *cairo,
                      struct fire_error *err) FIRE_MUST_CHECK;

fire_status ink_cairo_failed(cairo_status_t status, struct fire_error *err);

#endif
