/* text.h - UTF-8 as people in Viet Nam write it.
 *
 * Inside the program text is valid UTF-8 in NFC. What differs only in how it was typed
 * (decomposed letters, no-break spaces, capitals, the Icelandic letter in place of the
 * Vietnamese one) meets in the match key. Text carries its length: a NUL is a byte like
 * any other and is refused where a cell is read.
 *
 * Thread use: all functions are pure but for the arena they write to. */
#ifndef FIRESTAT_TEXT_H
#define FIRESTAT_TEXT_H
#include "firestat/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* Borrowed bytes; owns nothing. {NULL, 0} is "no text". */
struct fire_text_view {
    const char *bytes;
    size_t size_bytes;
};

struct fire_text_view fire_text_of(const char *nul_ended); /* NULL gives no text */

bool fire_text_equal(struct fire_text_view a, struct fire_text_view b); /* byte by byte */

/* Order by bytes, which for UTF-8 is the order by code points. <0, 0, >0. */
int fire_text_compare(struct fire_text_view a, struct fire_text_view b);

/* Are all bytes below 0x80? Of no text they are. */
bool fire_text_is_ascii(struct fire_text_view text);

/* Number of leading bytes that are valid UTF-8 (no surrogates, no overlong forms, at most
 * U+10FFFF); equal to size_bytes when all of it is. */
size_t fire_text_valid_bytes(struct fire_text_view text);

/* A cell as it is kept: NFC, U+00D0 and U+00F0 as the Vietnamese Đ and đ, zero-width and
 * soft-hyphen characters gone, every run of white space (no-break space too) one space,
 * ends trimmed. Only ASCII without double spaces comes back as it is, without a copy.
 *   text     valid UTF-8
 *   arena    owns a changed text
 *   returns  false: no memory; out untouched */
bool fire_text_clean(struct fire_text_view text, struct fire_arena *arena,
                     struct fire_text_view *out);

/* The key under which two spellings of one name are equal: fire_text_clean, then the full
 * case fold. Marks are kept: Hoà and Hoa are two names. Idempotent. */
bool fire_text_match_key(struct fire_text_view text, struct fire_arena *arena,
                         struct fire_text_view *out);

/* The looser key for words of a language and not for names (headers, null words): match key
 * with every mark stripped, đ as d, and everything but letters and digits as one space:
 * "Ngày_xảy ra " -> "ngay xay ra". Idempotent. */
bool fire_text_plain_key(struct fire_text_view text, struct fire_arena *arena,
                         struct fire_text_view *out);

/* Columns the text takes in a terminal: combining marks 0, wide letters 2. */
int64_t fire_text_columns(struct fire_text_view text);

/* The first bytes of text that fit into max_bytes without cutting a code point. */
size_t fire_text_cut(struct fire_text_view text, size_t max_bytes);

#ifdef __cplusplus
}
#endif
#endif
