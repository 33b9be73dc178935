/* family.c - see family.h.
 *
 * The settings below are what makes widths the same on a screen, in a PNG and in a PDF: pango
 * would by default round every glyph to whole pixels, which widens text by some percent and
 * differs between the backends, and hinting would do the same to the shapes. */
#include "family.h"

#include <pango/pangofc-fontmap.h>
#include <string.h>

static PangoContext *create_context(PangoFontMap *fonts)
{
    PangoContext *context = pango_font_map_create_context(fonts);
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);

    pango_context_set_round_glyph_positions(context, FALSE);
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    pango_context_set_language(context,
                               pango_language_from_string("vi")); /* not the locale's */
    return context;
}

static PangoLayout *create_layout(PangoContext *context)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_auto_dir(layout, FALSE);
    return layout;
}

/* An unknown family silently becomes any font that is there. */
static bool is_face(PangoFont *font, const char *name, const PangoFontDescription *wanted)
{
    PangoFontDescription *loaded = pango_font_describe(font);
    const bool right = strcmp(pango_font_description_get_family(loaded), name) == 0 &&
                       pango_font_description_get_weight(loaded) ==
                           pango_font_description_get_weight(wanted) &&
                       pango_font_description_get_style(loaded) ==
                           pango_font_description_get_style(wanted);
    pango_font_description_free(loaded);
    return right;
}

static PangoFont *load_font(struct family *family, const PangoFontDescription *face)
{
    return pango_font_map_load_font(family->fonts, family->context[FAMILY_MEASURED], face);
}

static bool load_face(struct family *family, bool italic, bool bold)
{
    PangoFontDescription *face = pango_font_description_new();
    family->face[italic][bold] = face;
    pango_font_description_set_family_static(face, family->names->names);
    pango_font_description_set_weight(face, bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
    pango_font_description_set_style(face, italic ? PANGO_STYLE_ITALIC : PANGO_STYLE_NORMAL);
    pango_font_description_set_absolute_size(face, FAMILY_SIZE_PX * PANGO_SCALE);
    PangoFont *font = load_font(family, face);
    family->font[italic][bold] = font;
    return font != NULL && is_face(font, family->names->name, face);
}

fire_status family_load(struct family *family, const struct fonts_family *names,
                        const char *const folder[], int n_folders, const char **found,
                        struct fire_error *err)
{
    FcConfig *config = NULL;
    FIRE_TRY(fonts_load(names, folder, n_folders, found, &config, err));
    family->names = names;
    family->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(family->fonts),
                                        72.0); /* 1 pt = 1 px */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(family->fonts), config);
    FcConfigDestroy(config); /* the font map holds it now */

    for (int use = 0; use < FAMILY_N_USES; use++) {
        family->context[use] = create_context(family->fonts);
        family->layout[use] = create_layout(family->context[use]);
    }
    bool right = true;
    for (int i = 0; i < names->n_files && right; i++) /* regular, bold, italic, both */
        right = load_face(family, i >= 2, i % 2 == 1);
    if (right) return FIRE_OK;
    family_finish(family);
    return fire_fail(err, FIRE_EIO, FIRE_NOWHERE, "the files of %s hold another font",
                     names->name);
}

/* What pango has kept of its fonts knows nothing of the added ones. */
static void add_others(struct family *family)
{
    PangoFcFontMap *fonts = PANGO_FC_FONT_MAP(family->fonts);
    family->has_others = true;
    fonts_add_others(family->names, pango_fc_font_map_get_config(fonts));
    pango_fc_font_map_config_changed(fonts);
    for (int i = 0; i < FONTS_FILES_MOST; i++) {
        PangoFont **font = &family->font[i / 2][i % 2];
        if (*font == NULL) continue;
        g_object_unref(*font);
        *font = load_font(family, family->face[i / 2][i % 2]);
    }
}

bool family_has_letter(struct family *family, bool italic, bool bold, uint32_t character,
                       bool in_others)
{
    const bool is_ascii = character >= ' ' && character <= '~'; /* each font has those */
    if (is_ascii || pango_font_has_char(family->font[italic][bold], character)) return true;
    if (!in_others) return false;
    if (!family->has_others) add_others(family);
    return fonts_have(pango_fc_font_map_get_config(PANGO_FC_FONT_MAP(family->fonts)),
                      character);
}

void family_finish(struct family *family)
{
    for (int i = 0; i < FONTS_FILES_MOST; i++) {
        g_clear_object(&family->font[i / 2][i % 2]);
        pango_font_description_free(family->face[i / 2][i % 2]);
    }
    for (int use = 0; use < FAMILY_N_USES; use++) {
        g_clear_object(&family->layout[use]);
        g_clear_object(&family->context[use]);
    }
    /* pango 1.50 keeps its reference to the configuration when a font map is freed. */
    if (family->fonts != NULL)
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(family->fonts), NULL);
    g_clear_object(&family->fonts);
    *family = (struct family){ 0 };
}
