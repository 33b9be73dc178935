/* open_words.h - names of groups that say that nothing is known yet: "Đang điều tra". They are
 * datasets/open_words.csv; a profile's null words make such cells null, which says the same. */
#ifndef FIRESTAT_MODEL_OPEN_WORDS_H
#define FIRESTAT_MODEL_OPEN_WORDS_H
#include "firestat/phrase.h"
#include "firestat/summary.h"

extern const char *const shipped_open_words[];
extern const size_t n_shipped_open_words;

/* Whether a key is null or has such a name, met without case, marks and punctuation. The phrase
 * remembers a lack of memory. */
bool open_words_have(struct fire_phrase *phrase, const struct fire_key *key);

#endif
