/* syllable.h - whether a word can be a Vietnamese syllable. Pure functions.
 *
 * Vietnamese is written in syllables, and what may begin, carry and end one is a short list.
 * Letters decoded in a wrong way hardly ever fall into it. Capitals do not matter. Names of
 * the highlands (Krông, Đắk, Brah) are taken too. */
#ifndef FIRE_READ_SYLLABLE_H
#define FIRE_READ_SYLLABLE_H
#include "firestat/text.h"

/* Whether a word is a syllable.
 *   word   letters only, UTF-8, composed or with the tone as a mark behind its vowel */
bool syllable_is_vietnamese(struct fire_text_view word);

/* Whether a word would be a syllable but for question marks (or U+FFFD) in the place of its
 * vowels, with letters on both sides: "ph??ng", "Qu?n". */
bool syllable_has_holes(struct fire_text_view word);

/* The next code point of valid UTF-8. *at < size_bytes. */
uint32_t syllable_next_point(struct fire_text_view text, size_t *at);

#endif
