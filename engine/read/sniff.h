/* sniff.h - what the first bytes of a file tell: UTF-16 and delimiter. Pure functions. */
#ifndef FIRE_READ_SNIFF_H
#define FIRE_READ_SNIFF_H
#include "encoding.h"

#include "firestat/text.h"

enum { SNIFF_BYTES = 64 * 1024 }; /* how much of a file is looked at */

/* Whether bytes without a mark are UTF-16, and in which order.
 *   head   the first SNIFF_BYTES of the file, or all of it
 *   out    set where they are */
bool sniff_utf16(struct fire_text_view head, enum encoding *out);

/* Whether the first line is Excel's "sep=;", and what it says. */
bool sniff_sep_line(struct fire_text_view head, char *delimiter);

/* Whether one byte can stand between cells. */
bool sniff_is_delimiter(char delimiter);

/* The most likely of , ; tab | in text that begins with the header row; a comma when none
 * occurs. */
char sniff_delimiter(struct fire_text_view head);

#endif
