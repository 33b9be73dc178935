/* damage.c - lost and doubled letters, told from what else looks like them.
 *
 * A question mark between letters is also an address with a query or a slip of the finger, so
 * only a word counts that would be a syllable with a vowel there, and only several of them, in
 * a text that does not have many times as many letters that came through. */
#include "damage.h"

#include "syllable.h"

#include <string.h>

enum {
    LOST_WORDS = 5, /* that many are no accident                              */
    LOST_SHARE = 4, /* letters that came through, at most, for each lost word */
    DOUBLED_LETTERS = 3,
};

/* Part of a word: letters of any kind, and what stands for lost ones. */
static bool is_word_byte(unsigned char byte)
{
    return byte >= 0x80 || (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           byte == '?';
}

static bool is_lost(struct fire_text_view word)
{
    if (word.size_bytes == 0 || (memchr(word.bytes, '?', word.size_bytes) == NULL &&
                                 memchr(word.bytes, 0xEF, word.size_bytes) == NULL))
        return false; /* 0xEF begins U+FFFD */
    while (word.size_bytes > 0 && word.bytes[word.size_bytes - 1] == '?')
        word.size_bytes--; /* the end of a question */
    if (fire_text_valid_bytes(word) != word.size_bytes) return false;
    return syllable_has_holes(word);
}

bool damage_is_lost(struct fire_text_view text, struct fire_text_view *example)
{
    int64_t n_lost = 0;
    int64_t n_kept = 0; /* words with letters beyond ASCII */
    size_t from = 0;
    bool beyond_ascii = false;
    for (size_t i = 0; i <= text.size_bytes; i++) {
        const unsigned char byte = i == text.size_bytes ? 0 : (unsigned char)text.bytes[i];
        if (is_word_byte(byte)) {
            beyond_ascii = beyond_ascii || byte >= 0x80;
            continue;
        }
        const struct fire_text_view word = { text.bytes + from, i - from };
        if (is_lost(word)) {
            if (n_lost++ == 0) *example = word;
        } else {
            n_kept += beyond_ascii;
        }
        from = i + 1;
        beyond_ascii = false;
    }
    return n_lost >= LOST_WORDS && n_kept <= n_lost * LOST_SHARE;
}

/* The byte that windows-1252 (or 1258, which has one lead byte of its own) shows as a code
 * point; -1: none. */
static int byte_of(uint32_t point)
{
    static const uint16_t beyond_latin1[32] = {
        0x20AC, 0,      0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021, 0x2C6,  0x2030, 0x160,
        0x2039, 0x152,  0,      0x17D,  0,      0,      0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
        0x2013, 0x2014, 0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0,      0x17E,  0x178,
    };
    if (point >= 0x80 && point < 0x100) return (int)point;
    if (point == 0x102) return 0xC3;
    for (int i = 0; i < 32; i++) {
        if (point == beyond_latin1[i]) return 0x80 + i;
    }
    return -1;
}

static bool is_vietnamese_letter(uint32_t point)
{
    return (point >= 0xC0 && point <= 0xFF) || (point >= 0x1EA0 && point <= 0x1EF9) ||
           point == 0x102 || point == 0x103 || point == 0x110 || point == 0x111 ||
           point == 0x128 || point == 0x129 || point == 0x168 || point == 0x169 ||
           point == 0x1A0 || point == 0x1A1 || point == 0x1AF || point == 0x1B0;
}

/* Where the letter ends whose bytes the code points from `at` on show; `at`: it is none. */
static size_t doubled_end(struct fire_text_view text, size_t at)
{
    const size_t start = at;
    const int lead = byte_of(syllable_next_point(text, &at));
    if (lead < 0xC3 || lead > 0xE1 || (lead > 0xC6 && lead < 0xE1)) return start;
    const int n_more = lead < 0xE0 ? 1 : 2;
    uint32_t point = (uint32_t)lead & (0x3Fu >> n_more);
    for (int i = 0; i < n_more; i++) {
        if (at >= text.size_bytes) return start;
        const int byte = byte_of(syllable_next_point(text, &at));
        if (byte < 0x80 || byte > 0xBF) return start;
        point = point << 6 | ((uint32_t)byte & 0x3F);
    }
    return is_vietnamese_letter(point) ? at : start;
}

bool damage_is_doubled(struct fire_text_view text)
{
    text.size_bytes = fire_text_valid_bytes(text);
    int64_t n_doubled = 0;
    int64_t n_others = 0;
    size_t at = 0;
    while (at < text.size_bytes) {
        const size_t end = doubled_end(text, at);
        if (end > at) {
            n_doubled++;
            at = end;
        } else {
            n_others += syllable_next_point(text, &at) >= 0x80;
        }
    }
    return n_doubled >= DOUBLED_LETTERS && n_doubled > n_others;
}
