/* family.h - the letters of one font family, ready to be measured and drawn. */
#ifndef FIRESTAT_DRAW_FAMILY_H
#define FIRESTAT_DRAW_FAMILY_H
#include "fonts.h"

#include <pango/pangocairo.h>

/* All text is shaped at one size and scaled to the one that is wanted: outlines without hints
 * scale exactly, and pango then knows a font a face and not one for every size (each of which
 * it would look up in a thread of its own). */
#define FAMILY_SIZE_PX 64.0

/* What a family's text is shaped for. Text is measured with one context, which never sees a
 * surface, and drawn with another: the widths that the layout was told do not depend on what
 * was drawn before. */
typedef enum {
    FAMILY_MEASURED,
    FAMILY_DRAWN,
    FAMILY_N_USES,
} family_use;

/* All NULL: not loaded. */
struct family {
    PangoFontMap *fonts;
    PangoContext *context[FAMILY_N_USES];
    PangoLayout *layout[FAMILY_N_USES];
    PangoFontDescription *face[2][2]; /* [italic][bold] NULL: the family has no such face */
    PangoFont *font[2][2];            /* to ask for glyphs                                */
    const struct fonts_family *names;
    bool has_others; /* other fonts were added for letters that the family lacks */
};

/*   found    the folder its files came from, of those given
 *   errors   FIRE_EIO: the files are not there, or hold another font; FIRE_ENOMEM */
fire_status family_load(struct family *family, const struct fonts_family *names,
                        const char *const folder[], int n_folders, const char **found,
                        struct fire_error *err) FIRE_MUST_CHECK;

/* Can the letter be drawn in this face?
 *   in_others   a font of this machine will do, if not the family's own */
bool family_has_letter(struct family *family, bool italic, bool bold, uint32_t character,
                       bool in_others);

void family_finish(struct family *family);

#endif
