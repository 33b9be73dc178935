/* sniff.h - what the first bytes of a file tell: encoding and delimiter. Pure functions. */
#ifndef FIRE_READ_SNIFF_H
#define FIRE_READ_SNIFF_H
#include "firestat/error.h"
#include "firestat/text.h"

enum { SNIFF_BYTES = 64 * 1024 }; /* how much of a file is looked at */

/* The number of bytes of the UTF-8 byte order mark, 3 or 0.
 *   head     the first SNIFF_BYTES of the file, or all of it
 *   path     for the message
 *   errors   FIRE_ESYNTAX: the file is UTF-16 */
fire_status sniff_encoding(struct fire_text_view head, const char *path, size_t *bom_bytes,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Whether the first line is Excel's "sep=;", and what it says. */
bool sniff_sep_line(struct fire_text_view head, char *delimiter);

/* Whether one byte can stand between cells. */
bool sniff_is_delimiter(char delimiter);

/* The most likely of , ; tab | in text that begins with the header row; a comma when none
 * occurs. */
char sniff_delimiter(struct fire_text_view head);

#endif
