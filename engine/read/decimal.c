/* decimal.c - decimal text in, decimal text out, exact between them.
 *
 * A workbook stores doubles with 17 digits, enough to get the same double back, and shows 15
 * at most. The two digits more are noise of the binary fraction: 1234.56 is stored as
 * 1234.5599999999999, and 0.1+0.2 as 0.30000000000000004. An analyst compares with what Excel
 * shows, so every number is rounded to 15 significant digits here, once, before anything sums
 * it. Integers are exact up to 10^15 đồng that way, far above any damage that is believed.
 *
 * The way not taken: strtod and printf. They follow the process's locale ("1.5" is 1 where a
 * comma stands before the decimals), and they are not needed: rounding decimal text to fewer
 * digits is a matter of its digits. */
#include "decimal.h"

#include <string.h>

/* Longer digits are no number that a program wrote; and counts of them fit in 32 bits. */
enum { SOURCE_BYTES_MAX = 1024 };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

static struct fire_text_view trimmed(struct fire_text_view text)
{
    while (text.size_bytes > 0 && is_space(text.bytes[0])) {
        text.bytes++;
        text.size_bytes--;
    }
    while (text.size_bytes > 0 && is_space(text.bytes[text.size_bytes - 1]))
        text.size_bytes--;
    return text;
}

/* "E-3" from `at` on to the end; false: not an exponent, or too large for a double. */
static bool read_exponent(struct fire_text_view text, size_t at, int32_t *out)
{
    if (at == text.size_bytes) return true;
    if (text.bytes[at] != 'E' && text.bytes[at] != 'e') return false;
    at++;
    const bool negative = at < text.size_bytes && text.bytes[at] == '-';
    if (at < text.size_bytes && (text.bytes[at] == '-' || text.bytes[at] == '+')) at++;
    if (at == text.size_bytes) return false;
    int32_t exponent = 0;
    for (; at < text.size_bytes; at++) {
        if (!is_digit(text.bytes[at])) return false;
        if (exponent <= DECIMAL_EXPONENT_MAX) exponent = exponent * 10 + (text.bytes[at] - '0');
    }
    *out = negative ? -exponent : exponent;
    return true;
}

/* The significant digits of the part before the exponent, and where the point stands. */
struct mantissa {
    int64_t digits;
    int32_t n_kept;     /* of DECIMAL_DIGITS                                     */
    int32_t n_dropped;  /* before the point, behind the digits that are kept     */
    int32_t n_decimals; /* kept ones behind the point, leading zeros included   */
    bool any;           /* a digit at all                                       */
    bool rounds_up;     /* the first digit that was dropped is 5 or more        */
};

static size_t read_mantissa(struct fire_text_view text, size_t at, struct mantissa *out)
{
    struct mantissa m = { 0 };
    bool dropping = false;
    bool behind_point = false;
    for (; at < text.size_bytes; at++) {
        const char byte = text.bytes[at];
        if (byte == '.' && !behind_point) {
            behind_point = true;
            continue;
        }
        if (!is_digit(byte)) break;
        m.any = true;
        if (m.n_kept == DECIMAL_DIGITS) {
            if (!dropping) m.rounds_up = byte >= '5';
            dropping = true;
            if (!behind_point) m.n_dropped++;
            continue;
        }
        m.digits = m.digits * 10 + (byte - '0');
        if (m.digits > 0) m.n_kept++;
        if (behind_point) m.n_decimals++;
    }
    *out = m;
    return at;
}

bool decimal_read(struct fire_text_view text, struct decimal *out)
{
    text = trimmed(text);
    if (text.size_bytes > SOURCE_BYTES_MAX) return false;
    size_t at = 0;
    const bool negative = text.size_bytes > 0 && text.bytes[0] == '-';
    if (text.size_bytes > 0 && (text.bytes[0] == '-' || text.bytes[0] == '+')) at++;

    struct mantissa m;
    at = read_mantissa(text, at, &m);
    int32_t exponent = 0;
    if (!m.any || !read_exponent(text, at, &exponent)) return false;

    int64_t digits = m.digits + (m.rounds_up ? 1 : 0); /* 10^15 loses its zeros below */
    exponent += m.n_dropped - m.n_decimals;
    int32_t n_digits = m.n_kept;
    while (digits != 0 && digits % 10 == 0) {
        digits /= 10;
        exponent++;
        n_digits--;
    }
    if (digits == 0) {
        *out = (struct decimal){ 0 };
        return true;
    }
    const int32_t magnitude = exponent + n_digits - 1;
    if (magnitude > DECIMAL_EXPONENT_MAX || magnitude < -DECIMAL_EXPONENT_MAX) return false;
    *out = (struct decimal){ digits, exponent, negative };
    return true;
}

size_t decimal_write(struct decimal decimal, char out[DECIMAL_TEXT_BYTES])
{
    char digits[DECIMAL_DIGITS + 1];
    int32_t n_digits = 0;
    for (int64_t rest = decimal.digits; rest > 0 || n_digits == 0; rest /= 10)
        digits[n_digits++] = (char)('0' + rest % 10); /* from the last on */

    size_t size = 0;
    if (decimal.negative) out[size++] = '-';
    const int32_t n_before = n_digits + decimal.exponent; /* digits before the point */
    if (n_before <= 0) {
        out[size++] = '0';
        out[size++] = '.';
        memset(out + size, '0', (size_t)-n_before);
        size += (size_t)-n_before;
    }
    for (int32_t i = 0; i < n_digits; i++) {
        if (i > 0 && i == n_before) out[size++] = '.';
        out[size++] = digits[n_digits - 1 - i];
    }
    if (decimal.exponent > 0) {
        memset(out + size, '0', (size_t)decimal.exponent);
        size += (size_t)decimal.exponent;
    }
    return size;
}
