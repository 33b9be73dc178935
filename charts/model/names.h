/* names.h - names of groups and dimensions in the language of a chart. */
#ifndef FIRESTAT_MODEL_NAMES_H
#define FIRESTAT_MODEL_NAMES_H
#include "firestat/phrase.h"
#include "firestat/summary.h"

/* "Huyện Đức Trọng"; "Không rõ" of the key null. */
const char *names_key(struct fire_phrase *phrase, const struct fire_key *key);

/* "huyện": inside a sentence. */
const char *names_dim(struct fire_phrase *phrase, const struct fire_summary_dim *dim);

#endif
