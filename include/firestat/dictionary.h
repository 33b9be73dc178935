/* dictionary.h - texts and the small numbers that stand for them.
 *
 * A dictionary only grows: a code once given keeps its text. Two texts with the same key
 * share a code, and the first label that came keeps standing for it.
 *
 *     struct fire_dictionary *causes = fire_dictionary_create();
 *     fire_dictionary_add(causes, key, label, &code);
 *     fire_dictionary_free(causes);
 *
 * Thread use: one writer, or any number of readers. */
#ifndef FIRESTAT_DICTIONARY_H
#define FIRESTAT_DICTIONARY_H
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_dictionary;

struct fire_dictionary *fire_dictionary_create(void); /* NULL: no memory */
void fire_dictionary_free(struct fire_dictionary *dictionary);

uint32_t fire_dictionary_n(const struct fire_dictionary *dictionary); /* codes are 0..n-1 */

/* The code of a key, added with the label when it is new. Both are copied.
 *   returns  false: no memory (or 2^32 - 1 codes are taken); out untouched */
bool fire_dictionary_add(struct fire_dictionary *dictionary, struct fire_text_view key,
                         struct fire_text_view label, uint32_t *out_code);

/* The code of a key, or false where it is not known. */
bool fire_dictionary_find(const struct fire_dictionary *dictionary, struct fire_text_view key,
                          uint32_t *out_code);

/* NUL-ended, valid until the dictionary is freed. code < n. */
struct fire_text_view fire_dictionary_label(const struct fire_dictionary *dictionary,
                                            uint32_t code);
struct fire_text_view fire_dictionary_key(const struct fire_dictionary *dictionary,
                                          uint32_t code);

#ifdef __cplusplus
}
#endif
#endif
