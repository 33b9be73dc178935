/* fonts.c - see fonts.h.
 *
 * The system's font configuration has no say: two machines with different fonts, or with other
 * substitution rules, must draw the same picture. fontconfig cannot take a font from memory, so
 * the files have to be somewhere. */
#include "fonts.h"

#include <stdio.h>
#include <unistd.h>

const struct fonts_family fonts_sans = {
    "Liberation Sans",
    2,
    { "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf" },
};

const struct fonts_family fonts_serif = {
    "Liberation Serif",
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
