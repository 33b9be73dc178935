/* ink.c - see ink.h and firestat/chart_draw.h.
 *
 * The settings below are what makes widths the same on a screen, in a PNG and in a PDF: pango
 * would by default round every glyph to whole pixels, which widens text by some percent and
 * differs between the backends, and hinting would do the same to the shapes. */
#include "ink.h"

#include "fonts.h"

#include <math.h>
#include <pango/pangofc-fontmap.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN_GLYPH 0x25A1 /* WHITE SQUARE */

static PangoLanguage *language(void)
{
    return pango_language_from_string("vi"); /* not the locale's */
}

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
    pango_context_set_language(context, language());
    return context;
}

static PangoLayout *create_layout(PangoContext *context)
{
    PangoLayout *layout = pango_layout_new(context);
    pango_layout_set_single_paragraph_mode(layout, TRUE);
    pango_layout_set_auto_dir(layout, FALSE);
    return layout;
}

static bool load_faces(struct fire_ink *ink)
{
    for (int bold = 0; bold < 2; bold++) {
        ink->face[bold] = pango_font_description_new();
        pango_font_description_set_family_static(ink->face[bold], FONTS_FAMILY);
        pango_font_description_set_weight(ink->face[bold],
                                          bold ? PANGO_WEIGHT_BOLD : PANGO_WEIGHT_NORMAL);
        pango_font_description_set_absolute_size(ink->face[bold], INK_SIZE_PX * PANGO_SCALE);
        ink->font[bold] = pango_font_map_load_font(ink->fonts, ink->measure_context,
                                                   ink->face[bold]);
        if (ink->font[bold] == NULL) return false;

        /* An unknown family silently becomes any font that is there. */
        PangoFontDescription *loaded = pango_font_describe(ink->font[bold]);
        const bool right = strcmp(pango_font_description_get_family(loaded), FONTS_FAMILY) ==
                               0 &&
                           pango_font_description_get_weight(loaded) ==
                               pango_font_description_get_weight(ink->face[bold]);
        pango_font_description_free(loaded);
        if (!right) return false;
    }
    return true;
}

fire_status ink_create(const char *const folder[], int n_folders, struct fire_ink **out,
                       struct fire_error *err)
{
    struct fire_ink *ink = calloc(1, sizeof *ink);
    if (ink == NULL) return fire_fail_memory(err);
    FcConfig *config = NULL;
    const fire_status status = fonts_load(folder, n_folders, &config, err);
    if (status != FIRE_OK) {
        free(ink);
        return status;
    }

    ink->fonts = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_cairo_font_map_set_resolution(PANGO_CAIRO_FONT_MAP(ink->fonts),
                                        72.0); /* 1 pt = 1 px */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(ink->fonts), config);
    FcConfigDestroy(config); /* the font map holds it now */

    ink->measure_context = create_context(ink->fonts);
    ink->draw_context = create_context(ink->fonts);
    ink->measure_layout = create_layout(ink->measure_context);
    ink->draw_layout = create_layout(ink->draw_context);
    ink->number_features = pango_attr_list_new();
    pango_attr_list_insert(ink->number_features, pango_attr_font_features_new("kern=0,tnum=1"));
    if (!load_faces(ink)) {
        fire_ink_free(ink);
        return fire_fail(err, FIRE_EIO, FIRE_NOWHERE,
                         "the files of Liberation Sans hold another font");
    }
    *out = ink;
    return FIRE_OK;
}

fire_status fire_ink_create(struct fire_ink **out, struct fire_error *err)
{
    const char *const folders[] = {
        getenv("FIRESTAT_FONT_DIR"),
        "/usr/share/fonts/truetype/liberation2",
        "/usr/share/fonts/truetype/liberation",
    };
    return ink_create(folders, sizeof folders / sizeof folders[0], out, err);
}

void fire_ink_free(struct fire_ink *ink)
{
    if (ink == NULL) return;
    for (int bold = 0; bold < 2; bold++) {
        g_clear_object(&ink->font[bold]);
        pango_font_description_free(ink->face[bold]);
    }
    pango_attr_list_unref(ink->number_features);
    g_clear_object(&ink->measure_layout);
    g_clear_object(&ink->draw_layout);
    g_clear_object(&ink->measure_context);
    g_clear_object(&ink->draw_context);
    /* pango 1.50 keeps its reference to the configuration when a font map is freed. */
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(ink->fonts), NULL);
    g_clear_object(&ink->fonts);
    fire_buffer_finish(&ink->text);
    free(ink);
}

/* Characters that steer others and have no form of their own: joiners, directions, variants. */
static bool is_invisible(gunichar character)
{
    return (character >= 0x200B && character <= 0x200F) ||
           (character >= 0x2028 && character <= 0x202E) ||
           (character >= 0x2060 && character <= 0x206F) ||
           (character >= 0xFE00 && character <= 0xFE0F) || character == 0xFEFF ||
           (character >= 0xE0000 && character <= 0xE0FFF);
}

/* The text as it can be drawn, in ink->text: no character without a glyph. */
static bool prepare(struct fire_ink *ink, const char *text, bool bold)
{
    ink->text.size_bytes = 0;
    fire_buffer_add(&ink->text, "", 0);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        const size_t n_bytes = (size_t)(g_utf8_next_char(at) - at);
        if (is_invisible(character)) continue;
        if (pango_font_has_char(ink->font[bold], character)) {
            fire_buffer_add(&ink->text, at, n_bytes);
            continue;
        }
        if (fire_text_columns((struct fire_text_view){ at, n_bytes }) == 0)
            continue; /* a mark */
        char glyph[8];
        fire_buffer_add(&ink->text, glyph, (size_t)g_unichar_to_utf8(UNKNOWN_GLYPH, glyph));
    }
    return !ink->text.failed;
}

/* Digits and signs only: "−10,5%", "2024", "(+3)". */
static bool is_number(const char *text)
{
    bool has_digit = false;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (g_unichar_isalpha(character)) return false;
        has_digit = has_digit || g_unichar_isdigit(character);
    }
    return has_digit;
}

fire_status ink_shape(struct fire_ink *ink, PangoLayout *layout, const char *text, bool bold,
                      struct fire_error *err)
{
    const struct fire_text_view view = fire_text_of(text);
    if (fire_text_valid_bytes(view) != view.size_bytes)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the chart is not UTF-8");
    if (!prepare(ink, text, bold)) return fire_fail_memory(err);

    pango_layout_set_font_description(layout, ink->face[bold]);
    pango_layout_set_attributes(layout, is_number(text) ? ink->number_features : NULL);
    const char *drawn = ink->text.bytes == NULL ? "" : ink->text.bytes;
    pango_layout_set_text(layout, drawn, (int)ink->text.size_bytes);
    if (pango_layout_get_unknown_glyphs_count(layout) == 0) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                     "the font has no letters for the text '%s'", text);
}

static double measure(void *self, const char *text, double size_px, bool bold)
{
    struct fire_ink *ink = self;
    if (ink_shape(ink, ink->measure_layout, text, bold, NULL) != FIRE_OK) return NAN;
    int width = 0;
    pango_layout_get_size(ink->measure_layout, &width, NULL);
    return (double)width / PANGO_SCALE * (size_px / INK_SIZE_PX);
}

struct fire_text_meter fire_ink_meter(struct fire_ink *ink)
{
    return (struct fire_text_meter){ ink, measure };
}
