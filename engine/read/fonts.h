/* fonts.h - Vietnamese from before Unicode, which in a workbook only its font gives away. */
#ifndef FIRE_READ_FONTS_H
#define FIRE_READ_FONTS_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/text.h"

enum cell_font {
    FONT_UNICODE = 0,
    FONT_TCVN3,          /* .VnTime, .VnArial, ...                     */
    FONT_TCVN3_CAPITALS, /* .VnTimeH: shows small letters as capitals  */
    FONT_VNI,            /* VNI-Times, VNI-Helve, ...                  */
    N_FONTS,
    FONT_UNSAID, /* of a part of a cell: what the cell's is */
};

enum cell_font font_of_name(const char *name);

struct fonts;

struct fonts *fonts_create(struct fire_arena *arena); /* NULL: no memory */

/* What the font makes people see of a text that was typed for it. Text that is not made of the
 * font's letters (it was typed in Unicode, whatever the font) stays as it is.
 *   out      text itself, or borrowed until the next call
 *   errors   FIRE_ENOMEM; FIRE_EVALUE: this system has no table of the encoding */
fire_status fonts_decode(struct fonts *fonts, enum cell_font font, struct fire_text_view text,
                         struct fire_text_view *out, struct fire_error *err) FIRE_MUST_CHECK;

#endif
