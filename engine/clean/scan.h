/* scan.h - going through a short text from left to right. Every take moves only when it succeeds. */
#ifndef FIRESTAT_ENGINE_CLEAN_SCAN_H
#define FIRESTAT_ENGINE_CLEAN_SCAN_H
#include "firestat/text.h"

struct scan {
    const char *at;
    const char *end;
};

#define SCAN_FOLDED_BYTES 128 /* no date or time is longer */

static inline bool scan_at_end(const struct scan *scan)
{
    return scan->at == scan->end;
}

static inline bool scan_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* A copy of clean text with the small letters of Latin and Vietnamese for its capitals, ready to
 * be scanned. False: it is longer than SCAN_FOLDED_BYTES. */
bool scan_fold(struct fire_text_view text, char folded[SCAN_FOLDED_BYTES], struct scan *out);

/* Pass over what is among the signs (ASCII). */
void scan_skip(struct scan *scan, const char *signs);

/* One of the texts; the longest stands first where one begins another. `out` may be NULL. */
bool scan_take(struct scan *scan, const char *const texts[], int *out_index);

/* The same, with no letter behind it. */
bool scan_take_word(struct scan *scan, const char *const words[], int *out_index);

/* Up to max_digits digits; returns how many, 0 none. */
int scan_take_digits(struct scan *scan, int max_digits, int32_t *out);

#endif
