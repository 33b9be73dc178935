/* letters.h - which texts are Vietnamese from before Unicode, and as what they are read.
 *
 *     letters_create(arena, asked, &letters, err);
 *     ... letters_note(letters, font, text, err) of every text, once ...
 *     letters_decide(letters, err);
 *     ... letters_read(letters, font, text, &shown, err) ...                                    */
#ifndef FIRE_READ_LETTERS_H
#define FIRE_READ_LETTERS_H
#include "encoding.h"
#include "fonts.h"

#include "firestat/reader.h"

struct letters;

/* What texts without an old font are. */
enum letters_wish { LETTERS_FIND_OUT, LETTERS_UNICODE, LETTERS_TCVN3, LETTERS_VNI };

/* The wish that the name of an encoding is; NULL and names of others: to find out. */
enum letters_wish letters_wish_of(const char *encoding);

/*   errors   FIRE_ENOMEM */
fire_status letters_create(struct fire_arena *arena, enum letters_wish wish,
                           struct letters **out, struct fire_error *err) FIRE_MUST_CHECK;
void letters_free(struct letters *letters); /* NULL is fine */

/* Forget what was noted: another sheet begins. */
fire_status letters_reset(struct letters *letters, struct fire_error *err) FIRE_MUST_CHECK;

/*   errors   FIRE_ENOMEM; FIRE_EVALUE: this system has no table of the encoding */
fire_status letters_note(struct letters *letters, enum cell_font font,
                         struct fire_text_view text, struct fire_error *err) FIRE_MUST_CHECK;
fire_status letters_decide(struct letters *letters, struct fire_error *err) FIRE_MUST_CHECK;

/*   out      text itself, or borrowed until the next call */
fire_status letters_read(struct letters *letters, enum cell_font font,
                         struct fire_text_view text, struct fire_text_view *out,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* What was found, for fire_reader_old_letters. Borrowed. */
const struct fire_old_letters *letters_found(const struct letters *letters, int32_t *out_n);

#endif
