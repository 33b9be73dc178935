/* fonts.c - see fonts.h.
 *
 * The system's font configuration has no say: two machines with different fonts, or with other
 * substitution rules, must draw the same picture. fontconfig cannot take a font from memory, so
 * the two files have to be somewhere. */
#include "fonts.h"

#include <stdio.h>
#include <unistd.h>

static const char *const files[] = { "LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf" };

#define N_FILES    ((int)(sizeof files / sizeof files[0]))
#define PATH_BYTES 4096

static bool file_path(const char *folder, int file, char path[PATH_BYTES])
{
    const int n_bytes = snprintf(path, PATH_BYTES, "%s/%s", folder, files[file]);
    return n_bytes > 0 && n_bytes < PATH_BYTES;
}

static bool has_files(const char *folder)
{
    for (int i = 0; i < N_FILES; i++) {
        char path[PATH_BYTES];
        if (!file_path(folder, i, path) || access(path, R_OK) != 0) return false;
    }
    return true;
}

fire_status fonts_load(const char *const folder[], int n_folders, FcConfig **out,
                       struct fire_error *err)
{
    const char *found = NULL;
    for (int i = 0; i < n_folders && found == NULL; i++)
        if (folder[i] != NULL && has_files(folder[i])) found = folder[i];
    if (found == NULL)
        return fire_fail(err, FIRE_EIO, FIRE_NOWHERE,
                         "the font Liberation Sans is not there: install the package "
                         "fonts-liberation2, or name its folder in FIRESTAT_FONT_DIR");

    FcConfig *config = FcConfigCreate();
    if (config == NULL) return fire_fail_memory(err);
    for (int i = 0; i < N_FILES; i++) {
        char path[PATH_BYTES];
        if (file_path(found, i, path) && FcConfigAppFontAddFile(config, (const FcChar8 *)path))
            continue;
        FcConfigDestroy(config);
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = path },
                         "this is no font that can be read");
    }
    *out = config;
    return FIRE_OK;
}
