/* fonts.h - the fonts of the charts, and no others. */
#ifndef FIRESTAT_DRAW_FONTS_H
#define FIRESTAT_DRAW_FONTS_H
#include "firestat/error.h"

#include <fontconfig/fontconfig.h>

#define FONTS_FAMILY "Liberation Sans"

/* A font configuration with the regular and the bold face from the first of the folders that
 * has both. NULL folders are passed over.
 *   out      to be given back with FcConfigDestroy
 *   errors   FIRE_EIO: in none of the folders, or not readable as a font; FIRE_ENOMEM */
fire_status fonts_load(const char *const folder[], int n_folders, FcConfig **out,
                       struct fire_error *err) FIRE_MUST_CHECK;

#endif
