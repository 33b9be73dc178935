/* ink.h - the inside of an ink: what measures and draws text. */
#ifndef FIRESTAT_DRAW_INK_H
#define FIRESTAT_DRAW_INK_H
#include "family.h"
#include "firestat/chart_draw.h"
#include "glyphs.h"

struct fire_ink {
    struct family sans;
    struct family serif;            /* loaded when first asked for: charts need none of it */
    char folder[FONTS_PATH_BYTES];  /* where Sans was found, and Serif is looked for       */
    PangoAttrList *number_features; /* digits of one width, not kerned                     */
    hb_buffer_t *glyphs;            /* of a plain text                                     */
    struct fire_buffer text;        /* what is shaped: characters without a glyph replaced */
    struct ink_width *width;        /* [INK_WIDTHS] of texts that were measured            */
    struct fire_unknown_letters unknown;
};

/* A width at FAMILY_SIZE_PX. Charts of a batch, and the lines that are tried for one text, say the
 * same things again and again; a text takes the place of another with the same last bits. */
#define INK_WIDTHS      4096
#define INK_WIDTH_BYTES 240
struct ink_width {
    char text[INK_WIDTH_BYTES]; /* ended by a 0 */
    uint8_t look;               /* face and weight, from 1 on; 0: empty */
    int width;                  /* in units of pango */
};

/* An ink with the fonts of the first folder that has them; fire_ink_create knows which. */
fire_status ink_create(const char *const folder[], int n_folders, struct fire_ink **out,
                       struct fire_error *err) FIRE_MUST_CHECK;

struct ink_text {
    const char *text;
    bool bold;
    fire_face face;
};

/* Shape a text at FAMILY_SIZE_PX.
 *   out      the layout that holds its one line until the next text is shaped for that use
 *   errors   FIRE_EVALUE: not UTF-8, or a glyph is missing all the same; FIRE_EIO: the font
 *            is not there; FIRE_ENOMEM */
fire_status ink_shape(struct fire_ink *ink, family_use use, struct ink_text text,
                      PangoLayout **out, struct fire_error *err) FIRE_MUST_CHECK;

/* A plain text (glyphs_shape), shaped at FAMILY_SIZE_PX. */
struct ink_glyphs {
    hb_font_t *font;
    const hb_glyph_info_t *glyph; /* [n] cluster: where its letters begin in the text */
    const hb_glyph_position_t *place;
    unsigned n;
};

/*   out       borrowed until the next text is shaped
 *   is_plain  set to false where the text is not plain, else left alone; out is then of no use
 *   errors    FIRE_EIO: the font is not there; FIRE_ENOMEM */
fire_status ink_glyphs(struct fire_ink *ink, struct ink_text text, struct ink_glyphs *out,
                       bool *is_plain, struct fire_error *err) FIRE_MUST_CHECK;

/* Before the first shape on a surface, and after another scale was set. */
void ink_begin(struct fire_ink *ink, cairo_t *cairo);

/* Draw shapes first..end-1, in px of the picture. */
fire_status ink_paint_shapes(struct fire_ink *ink, const struct fire_picture *picture,
                             int32_t first, int32_t end, cairo_t *cairo,
                             struct fire_error *err) FIRE_MUST_CHECK;

bool ink_has_serif(const struct fire_picture *picture);

/* Draw all shapes. cairo keeps the first error of its own and it comes back here, as do those
 * of ink_shape. */
fire_status ink_paint(struct fire_ink *ink, const struct fire_picture *picture, cairo_t *cairo,
                      struct fire_error *err) FIRE_MUST_CHECK;

fire_status ink_cairo_failed(cairo_status_t status, struct fire_error *err);

#endif
