/* phrase.h - sentences put together from the words of words.def, in the chart's arena.
 *
 * A phrase remembers the first failure, so a model says everything it has to say and looks
 * once, at the end. What could not be said is "". */
#ifndef FIRESTAT_MODEL_PHRASE_H
#define FIRESTAT_MODEL_PHRASE_H
#include "firestat/arena.h"
#include "firestat/words.h"

struct phrase {
    struct fire_arena *arena;
    fire_language language;
    bool failed; /* no memory at some point */
};

const char *phrase_format(struct phrase *phrase, const char *format, ...) FIRE_PRINTF(2, 3);

/* The word with its %s filled in: one `const char *` for each. */
const char *phrase_word(struct phrase *phrase, fire_word word, ...);

/* "a", "a và b", "a, b và c". */
const char *phrase_list(struct phrase *phrase, const char *const item[], int32_t n_items);

/* "Số vụ" -> "số vụ", as inside a sentence; "GDP" stays as it is. */
const char *phrase_inside(struct phrase *phrase, const char *label);

/* "12", "1.204" */
const char *phrase_count(struct phrase *phrase, int64_t number);

#endif
