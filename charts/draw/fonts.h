/* fonts.h - the fonts of the ink: the house's own, and behind them those of this machine for letters
 * that the house's lack. */
#ifndef FIRESTAT_DRAW_FONTS_H
#define FIRESTAT_DRAW_FONTS_H
#include "firestat/error.h"

#include <fontconfig/fontconfig.h>

#define FONTS_PATH_BYTES 4096
#define FONTS_FILES_MOST 4

struct fonts_family {
    const char
        *name; /* as the files themselves tell it                                       */
    const char
        *names; /* with those that are asked first for letters that it lacks, by commas */
    int n_files;
    const char *file[FONTS_FILES_MOST];
};

extern const struct fonts_family fonts_sans;
extern const struct fonts_family fonts_serif;

/* A font configuration with the faces of a family from the first of the folders that has them
 * all. NULL folders are passed over.
 *   found    the folder they came from
 *   out      to be given back with FcConfigDestroy
 *   errors   FIRE_EIO: in none of the folders, or not readable as a font; FIRE_ENOMEM */
fire_status fonts_load(const struct fonts_family *family, const char *const folder[],
                       int n_folders, const char **found, FcConfig **out,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Add what is installed here for letters that the family lacks: of each letter the first font in
 * the order of family->names, then of fontconfig, regular and bold. Fonts of bitmaps, colours and
 * signs of their own are none for words. Takes some milliseconds. Cannot fail: without any the
 * letters stay unknown. */
void fonts_add_others(const struct fonts_family *family, FcConfig *config);

/* Whether any font of the configuration has the character. */
bool fonts_have(FcConfig *config, uint32_t character);

#endif
