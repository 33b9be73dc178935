/* decimal.h - the numbers of a workbook as decimals, never as doubles. Pure functions. */
#ifndef FIRE_READ_DECIMAL_H
#define FIRE_READ_DECIMAL_H
#include "firestat/text.h"

enum {
    DECIMAL_DIGITS = 15,       /* what Excel shows of a number                       */
    DECIMAL_TEXT_BYTES = 352,  /* "-0." and 307 zeros before 15 digits, with room    */
    DECIMAL_EXPONENT_MAX = 308 /* of the double that wrote it                        */
};

/* (negative ? -1 : 1) * digits * 10^exponent; digits < 10^15 and not a multiple of 10;
 * zero is { 0, 0, false }. */
struct decimal {
    int64_t digits;
    int32_t exponent;
    bool negative;
};

/* Read "1234.5", "-1.5E-3", " 7 ": what XML Schema calls a double, without INF and NaN, and
 * round it half up to DECIMAL_DIGITS significant digits.
 *   returns  false: it is no such number, or beyond 10^±308; out untouched */
bool decimal_read(struct fire_text_view text, struct decimal *out);

/* "1234.5", "0.0015", "-7": no exponent, no plus, no zeros that say nothing.
 *   out      not ended by NUL
 *   returns  bytes written */
size_t decimal_write(struct decimal decimal, char out[DECIMAL_TEXT_BYTES]);

#endif
