/* shared_strings.h - the texts of an XLSX that its cells refer to by number. */
#ifndef FIRE_READ_SHARED_STRINGS_H
#define FIRE_READ_SHARED_STRINGS_H
#include "fonts.h"
#include "zip_parts.h"

struct shared_strings;

/* Read them all: each is kept once, however many cells share it.
 *   index    of the part; -1: the workbook has none
 *   out      set on FIRE_OK only; to be freed
 *   errors   those of xml_run; FIRE_ERANGE: FIRE_LIMIT_SHARED_..., FIRE_LIMIT_CELL_LETTERS */
fire_status shared_strings_read(struct zip_parts *parts, int64_t index,
                                struct fire_arena *arena, struct shared_strings **out,
                                struct fire_error *err) FIRE_MUST_CHECK;
void shared_strings_free(struct shared_strings *strings); /* NULL is fine */

struct shared_string {
    struct fire_text_view text; /* borrowed from the list                                    */
    enum cell_font font;        /* that the text itself names, else FONT_UNSAID              */
};

/* False: there is no such number. */
bool shared_strings_get(const struct shared_strings *strings, int64_t number,
                        struct shared_string *out);

#endif
