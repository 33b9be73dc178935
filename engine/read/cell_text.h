/* cell_text.h - the text of one cell, while it comes in pieces. */
#ifndef FIRE_READ_CELL_TEXT_H
#define FIRE_READ_CELL_TEXT_H
#include "firestat/error.h"
#include "firestat/reader.h"

/* Every letter of the longest text, written as _xHHHH_. */
enum { CELL_TEXT_BYTES = 7 * FIRE_LIMIT_CELL_LETTERS };

struct cell_text {
    char *bytes; /* [CELL_TEXT_BYTES] */
    size_t size_bytes;
};

/* False: no memory. */
bool cell_text_init(struct cell_text *text, struct fire_arena *arena);

/*   errors   FIRE_ERANGE: longer than any cell */
fire_status cell_text_add(struct cell_text *text, const char *bytes, size_t size,
                          struct fire_location where, struct fire_error *err) FIRE_MUST_CHECK;

/* Office writes characters that XML cannot hold as _xHHHH_, and "_x0041_" itself as
 * _x005F_x0041_. Put back what was meant; NUL and half letters, which are no text, stay as
 * they are written. */
void cell_text_unescape(struct cell_text *text);

/* The text without spaces around it.
 *   errors   FIRE_ERANGE: over FIRE_LIMIT_CELL_LETTERS; out untouched */
fire_status cell_text_view(const struct cell_text *text, struct fire_text_view *out,
                           struct fire_location where, struct fire_error *err) FIRE_MUST_CHECK;

#endif
