/* phrase.h - sentences put together from the words of words.def, in an arena.
 *
 * A phrase remembers the first failure, so a model says everything it has to say and looks
 * once, at the end. What could not be said is "".
 *
 * Thread use: one thread per phrase. */
#ifndef FIRESTAT_PHRASE_H
#define FIRESTAT_PHRASE_H
#include "firestat/arena.h"
#include "firestat/words.h"

#include <stdarg.h>

#ifdef __cplusplus
extern "C" {
#endif

struct fire_phrase {
    struct fire_arena *arena;
    fire_language language;
    bool failed; /* no memory at some point */
};

/* printf into the arena. In a format of words.def "%s {vehicle|vehicles}" takes the first word
 * behind "1" and the second behind all else; every conversion of such a format is a %s.
 *   returns   NULL: no memory */
char *fire_phrase_vprintf(struct fire_arena *arena, const char *format, va_list arguments);

const char *fire_phrase_format(struct fire_phrase *phrase, const char *format, ...)
    FIRE_PRINTF(2, 3);

/* The word with its %s filled in: one `const char *` for each. */
const char *fire_phrase_word(struct fire_phrase *phrase, fire_word word, ...);

/* "a", "a và b", "a, b và c". */
const char *fire_phrase_list(struct fire_phrase *phrase, const char *const item[],
                             int32_t n_items);

/* "Số vụ" -> "số vụ", as inside a sentence; "GDP" stays as it is. */
const char *fire_phrase_inside(struct fire_phrase *phrase, const char *label);

/* "12", "1.204" */
const char *fire_phrase_count(struct fire_phrase *phrase, int64_t number);

/* "31/07/2024" */
const char *fire_phrase_day(struct fire_phrase *phrase, int32_t day);

#ifdef __cplusplus
}
#endif
#endif
