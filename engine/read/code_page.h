/* code_page.h - what the bytes of an 8-bit encoding stand for, alone and in pairs. */
#ifndef FIRE_READ_CODE_PAGE_H
#define FIRE_READ_CODE_PAGE_H
#include "encoding.h"

#include "firestat/error.h"

enum { CODE_PAGE_NONE = 0xFFFF }; /* no letter: the byte cannot occur */

/* A letter of windows-1258 and of VNI can be a base byte and a mark byte behind it. Pairs go
 * before single bytes; a pair that is no letter is two bytes that stand for themselves. */
struct code_page {
    uint16_t single[256];    /* code point, or CODE_PAGE_NONE       */
    uint16_t pair[256][256]; /* by first and second byte; 0: none   */
    bool opens_pair[256];    /* whether pair[byte] has any          */
};

/* Fill a page, whatever it held.
 *   encoding   one of the 8-bit ones
 *   errors     FIRE_EVALUE: this system's iconv does not know it */
fire_status code_page_fill(struct code_page *page, enum encoding encoding,
                           struct fire_error *err) FIRE_MUST_CHECK;

static inline void code_page_set_pair(struct code_page *page, uint8_t first, uint8_t second,
                                      uint16_t point)
{
    page->pair[first][second] = point;
    page->opens_pair[first] = true;
}

#endif
