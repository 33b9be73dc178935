/* csv_letters.h - a CSV in UTF-8 whose letters are old ones: a file in TCVN3 or VNI that some
 * program took for windows-1252 and saved again. */
#ifndef FIRE_READ_CSV_LETTERS_H
#define FIRE_READ_CSV_LETTERS_H
#include "letters.h"
#include "source.h"

struct csv_letters;

/* Look at pieces from all over the file.
 *   begin    offset of the first byte of text
 *   out      NULL: its letters are what they are
 *   errors   FIRE_EIO, FIRE_ENOMEM; FIRE_EVALUE: this system lacks a table */
fire_status csv_letters_find(struct fire_arena *arena, const struct source *source,
                             int64_t begin, enum letters_wish wish, struct csv_letters **out,
                             struct fire_error *err) FIRE_MUST_CHECK;
void csv_letters_free(struct csv_letters *letters); /* NULL is fine */

/* A record's cells and raw text as they are read; they live until the next call. */
fire_status csv_letters_read(struct csv_letters *letters, struct fire_record *record,
                             struct fire_text_view cell[],
                             struct fire_error *err) FIRE_MUST_CHECK;

const struct fire_old_letters *csv_letters_found(const struct csv_letters *letters,
                                                 int32_t *out_n); /* NULL: none found */

#endif
