/* fonts.c - see fonts.h.
 *
 * The system's font configuration has no say: two machines with different fonts, or with other
 * substitution rules, must draw the same picture. fontconfig cannot take a font from memory, so
 * the files have to be somewhere.
 *
 * Letters that Liberation lacks (Hangul, Han) are the exception: a name in an unnamed machine's font
 * is better than a row of boxes. Those fonts stand behind the family's own, so that no text that it
 * has the letters for changes. */
#include "fonts.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

const struct fonts_family fonts_sans = {
    "Liberation Sans",
    "Liberation Sans,NanumGothic,Noto Sans CJK KR,WenQuanYi Micro Hei,DejaVu Sans",
    2,
    { "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf" },
};

const struct fonts_family fonts_serif = {
    "Liberation Serif",
    "Liberation Serif,NanumMyeongjo,Noto Serif CJK KR,NanumGothic,Noto Sans CJK KR,"
    "WenQuanYi Micro Hei,DejaVu Serif",
    4,
    { "LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf", "LiberationSerif-Italic.ttf",
      "LiberationSerif-BoldItalic.ttf" },
};

static bool file_path(const char *folder, const char *file, char path[FONTS_PATH_BYTES])
{
    const int n_bytes = snprintf(path, FONTS_PATH_BYTES, "%s/%s", folder, file);
    return n_bytes > 0 && n_bytes < FONTS_PATH_BYTES;
}

static bool has_files(const struct fonts_family *family, const char *folder)
{
    for (int i = 0; i < family->n_files; i++) {
        char path[FONTS_PATH_BYTES];
        if (!file_path(folder, family->file[i], path) || access(path, R_OK) != 0) return false;
    }
    return true;
}

fire_status fonts_load(const struct fonts_family *family, const char *const folder[],
                       int n_folders, const char **found, FcConfig **out,
                       struct fire_error *err)
{
    const char *in = NULL;
    for (int i = 0; i < n_folders && in == NULL; i++)
        if (folder[i] != NULL && has_files(family, folder[i])) in = folder[i];
    if (in == NULL)
        return fire_fail(err, FIRE_EIO, FIRE_NOWHERE,
                         "the font %s is not there: install the package fonts-liberation2, or "
                         "name its folder in FIRESTAT_FONT_DIR",
                         family->name);

    FcConfig *config = FcConfigCreate();
    if (config == NULL) return fire_fail_memory(err);
    for (int i = 0; i < family->n_files; i++) {
        char path[FONTS_PATH_BYTES];
        if (file_path(in, family->file[i], path) &&
            FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            continue;
        FcConfigDestroy(config);
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = path },
                         "this is no font that can be read");
    }
    *found = in;
    *out = config;
    return FIRE_OK;
}

/* ---- other fonts --------------------------------------------------------------------------- */

static bool is_set(const FcPattern *font, const char *property)
{
    FcBool value = FcFalse;
    return FcPatternGetBool(font, property, 0, &value) == FcResultMatch && value == FcTrue;
}

static bool is_for_words(const FcPattern *font, const char *family)
{
    FcChar8 *name = NULL;
    return FcPatternGetString(font, FC_FAMILY, 0, &name) == FcResultMatch &&
           strcmp((const char *)name, family) != 0 && is_set(font, FC_SCALABLE) &&
           !is_set(font, FC_COLOR) && !is_set(font, FC_SYMBOL);
}

/* The fonts that are installed, best first, each with letters that none before it has; NULL: none. */
static FcFontSet *sort_installed(FcConfig *installed, const char *names, bool bold)
{
    FcResult result;
    FcPattern *wanted = FcPatternCreate();
    if (wanted == NULL) return NULL;
    for (const char *at = names; *at != '\0'; at += *at == ',') {
        char name[64];
        const size_t n = strcspn(at, ",");
        if (n < sizeof name) {
            memcpy(name, at, n);
            name[n] = '\0';
            FcPatternAddString(wanted, FC_FAMILY, (const FcChar8 *)name);
        }
        at += n;
    }
    FcPatternAddInteger(wanted, FC_WEIGHT, bold ? FC_WEIGHT_BOLD : FC_WEIGHT_REGULAR);
    FcPatternAddInteger(wanted, FC_SLANT, FC_SLANT_ROMAN);
    FcFontSet *sorted = FcFontSort(installed, wanted, FcTrue, NULL, &result);
    FcPatternDestroy(wanted);
    return sorted;
}

/* A font that comes in one weight only is made bold by widening its outlines. */
static void add_font(FcFontSet *set, const FcPattern *font, bool bold)
{
    int weight = FC_WEIGHT_REGULAR;
    FcPattern *added = FcPatternDuplicate(font);
    if (added == NULL) return;
    if (bold && (FcPatternGetInteger(font, FC_WEIGHT, 0, &weight) != FcResultMatch ||
                 weight < FC_WEIGHT_DEMIBOLD)) {
        FcPatternDel(added, FC_WEIGHT);
        FcPatternAddInteger(added, FC_WEIGHT, FC_WEIGHT_BOLD);
        FcPatternAddBool(added, FC_EMBOLDEN, FcTrue);
    }
    if (!FcFontSetAdd(set, added)) FcPatternDestroy(added);
}

void fonts_add_others(const struct fonts_family *family, FcConfig *config)
{
    FcFontSet *own = FcConfigGetFonts(config, FcSetApplication);
    FcConfig *installed = own == NULL ? NULL : FcInitLoadConfigAndFonts();
    if (installed == NULL) return;
    for (int bold = 0; bold <= 1; bold++) {
        FcFontSet *sorted = sort_installed(installed, family->names, bold == 1);
        for (int i = 0; sorted != NULL && i < sorted->nfont; i++)
            if (is_for_words(sorted->fonts[i], family->name))
                add_font(own, sorted->fonts[i], bold == 1);
        if (sorted != NULL) FcFontSetDestroy(sorted);
    }
    FcConfigDestroy(installed);
}

bool fonts_have(FcConfig *config, uint32_t character)
{
    const FcFontSet *set = FcConfigGetFonts(config, FcSetApplication);
    for (int i = 0; set != NULL && i < set->nfont; i++) {
        FcCharSet *letters = NULL;
        if (FcPatternGetCharSet(set->fonts[i], FC_CHARSET, 0, &letters) == FcResultMatch &&
            FcCharSetHasChar(letters, character))
            return true;
    }
    return false;
}
