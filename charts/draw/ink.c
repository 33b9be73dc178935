/* ink.c - see ink.h and firestat/chart_draw.h. */
#include "ink.h"

#include "check.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define UNKNOWN_GLYPH 0x25A1 /* WHITE SQUARE */

fire_status ink_create(const char *const folder[], int n_folders, struct fire_ink **out,
                       struct fire_error *err)
{
    struct fire_ink *ink = calloc(1, sizeof *ink);
    if (ink != NULL) ink->width = calloc(INK_WIDTHS, sizeof *ink->width);
    if (ink == NULL || ink->width == NULL) {
        free(ink);
        return fire_fail_memory(err);
    }
    const char *found = NULL;
    const fire_status status = family_load(&ink->sans, &fonts_sans, folder, n_folders, &found,
                                           err);
    if (status != FIRE_OK) {
        free(ink->width);
        free(ink);
        return status;
    }
    snprintf(ink->folder, sizeof ink->folder, "%s", found);
    ink->glyphs = hb_buffer_create(); /* never NULL */
    ink->number_features = pango_attr_list_new();
    pango_attr_list_insert(ink->number_features, pango_attr_font_features_new("kern=0,tnum=1"));
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

fire_status fire_ink_load_serif(struct fire_ink *ink, struct fire_error *err)
{
    if (ink->serif.fonts != NULL) return FIRE_OK;
    const char *const folders[] = { ink->folder };
    const char *found = NULL;
    return family_load(&ink->serif, &fonts_serif, folders, 1, &found, err);
}

void fire_ink_free(struct fire_ink *ink)
{
    if (ink == NULL) return;
    family_finish(&ink->sans);
    family_finish(&ink->serif);
    pango_attr_list_unref(ink->number_features);
    hb_buffer_destroy(ink->glyphs);
    fire_buffer_finish(&ink->text);
    free(ink->width);
    free(ink);
}

void fire_unknown_add(struct fire_unknown_letters *letters, uint32_t letter)
{
    int32_t at = letters->n; /* where it belongs */
    while (at > 0 && letters->letter[at - 1] >= letter)
        at--;
    if (at < letters->n && letters->letter[at] == letter) return;
    if (at == FIRE_UNKNOWN_MOST) return;
    if (letters->n < FIRE_UNKNOWN_MOST) letters->n++;
    memmove(&letters->letter[at + 1], &letters->letter[at],
            (size_t)(letters->n - 1 - at) * sizeof letters->letter[0]);
    letters->letter[at] = letter;
}

void fire_unknown_add_all(struct fire_unknown_letters *letters,
                          const struct fire_unknown_letters *others)
{
    for (int32_t i = 0; i < others->n; i++)
        fire_unknown_add(letters, others->letter[i]);
}

void fire_unknown_text(const struct fire_unknown_letters *letters, char out[FIRE_UNKNOWN_BYTES])
{
    size_t at = 0;
    for (int32_t i = 0; i < letters->n; i++) {
        if (i > 0) out[at++] = ' ';
        at += (size_t)g_unichar_to_utf8(letters->letter[i], out + at); /* 4 bytes at most */
    }
    out[at] = '\0';
}

const struct fire_unknown_letters *fire_ink_unknown(const struct fire_ink *ink)
{
    return &ink->unknown;
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
static bool prepare(struct fire_ink *ink, struct ink_text text, struct family *family,
                    bool in_others)
{
    const bool italic = text.face == FIRE_FACE_SERIF_ITALIC;
    ink->text.size_bytes = 0;
    fire_buffer_add(&ink->text, "", 0);
    for (const char *at = text.text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        const size_t n_bytes = (size_t)(g_utf8_next_char(at) - at);
        if (is_invisible(character)) continue;
        if (family_has_letter(family, italic, text.bold, character, in_others)) {
            fire_buffer_add(&ink->text, at, n_bytes);
            continue;
        }
        if (fire_text_columns((struct fire_text_view){ at, n_bytes }) == 0)
            continue; /* a mark */
        fire_unknown_add(&ink->unknown, character);
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

/* Loaded where it is not yet. */
static fire_status family_of(struct fire_ink *ink, fire_face face, struct family **out,
                             struct fire_error *err)
{
    if (face != FIRE_FACE_SANS) FIRE_TRY(fire_ink_load_serif(ink, err));
    *out = face == FIRE_FACE_SANS ? &ink->sans : &ink->serif;
    return FIRE_OK;
}

fire_status ink_glyphs(struct fire_ink *ink, struct ink_text text, struct ink_glyphs *out,
                       bool *is_plain, struct fire_error *err)
{
    struct family *family;
    FIRE_TRY(family_of(ink, text.face, &family, err));
    out->font = pango_font_get_hb_font(
        family->font[text.face == FIRE_FACE_SERIF_ITALIC][text.bold]);
    if (!text_is_right(text.text) ||
        !glyphs_shape(ink->glyphs, out->font, text.text, is_number(text.text)))
        *is_plain = false;
    out->glyph = hb_buffer_get_glyph_infos(ink->glyphs, &out->n);
    out->place = hb_buffer_get_glyph_positions(ink->glyphs, NULL);
    return FIRE_OK;
}

fire_status ink_shape(struct fire_ink *ink, family_use use, struct ink_text text,
                      PangoLayout **out, struct fire_error *err)
{
    const struct fire_text_view view = fire_text_of(text.text);
    if (fire_text_valid_bytes(view) != view.size_bytes)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the chart is not UTF-8");
    struct family *family;
    FIRE_TRY(family_of(ink, text.face, &family, err));
    const bool italic = text.face == FIRE_FACE_SERIF_ITALIC;
    PangoLayout *layout = family->layout[use];
    pango_layout_set_font_description(layout, family->face[italic][text.bold]);
    pango_layout_set_attributes(layout, is_number(text.text) ? ink->number_features : NULL);
    *out = layout;
    /* some fonts say that they have a character of private use, and pango does not take it from them */
    for (int in_others = 1; in_others >= 0; in_others--) {
        if (!prepare(ink, text, family, in_others == 1)) return fire_fail_memory(err);
        const char *drawn = ink->text.bytes == NULL ? "" : ink->text.bytes;
        pango_layout_set_text(layout, drawn, (int)ink->text.size_bytes);
        if (pango_layout_get_unknown_glyphs_count(layout) == 0) return FIRE_OK;
    }
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                     "the font has no letters for the text '%s'", text.text);
}

/* Where the width of a text is kept, if it is short enough; NULL: nowhere. */
static struct ink_width *place_of(const struct fire_ink *ink, const char *text, uint8_t look)
{
    uint32_t hash = look;
    size_t n = 0;
    for (; text[n] != '\0'; n++) {
        if (n + 1 == INK_WIDTH_BYTES) return NULL;
        hash = (hash ^ (unsigned char)text[n]) * 16777619U; /* FNV-1a */
    }
    return &ink->width[(hash ^ hash >> 16) % INK_WIDTHS];
}

/* The width of a text at FAMILY_SIZE_PX, in units of pango; false: it has none. */
static bool width_of(struct fire_ink *ink, struct ink_text text, int *out)
{
    struct ink_glyphs line;
    bool is_plain = true;
    if (ink_glyphs(ink, text, &line, &is_plain, NULL) != FIRE_OK) return false;
    if (is_plain) {
        *out = 0;
        for (unsigned i = 0; i < line.n; i++)
            *out += line.place[i].x_advance;
        return true;
    }
    PangoLayout *layout = NULL;
    if (ink_shape(ink, FAMILY_MEASURED, text, &layout, NULL) != FIRE_OK) return false;
    pango_layout_get_size(layout, out, NULL);
    return true;
}

static double measure(void *self, const char *text, double size_px, bool bold, fire_face face)
{
    struct fire_ink *ink = self;
    const uint8_t look = (uint8_t)(1 + 2 * (int)face + bold);
    struct ink_width *kept = place_of(ink, text, look);
    int width = 0;
    if (kept != NULL && kept->look == look && strcmp(kept->text, text) == 0) {
        width = kept->width;
    } else {
        if (!width_of(ink, (struct ink_text){ text, bold, face }, &width)) return NAN;
        if (kept != NULL) {
            kept->look = look;
            kept->width = width;
            memcpy(kept->text, text, strlen(text) + 1);
        }
    }
    return (double)width / PANGO_SCALE * (size_px / FAMILY_SIZE_PX);
}

struct fire_text_meter fire_ink_meter(struct fire_ink *ink)
{
    return (struct fire_text_meter){ ink, measure };
}
