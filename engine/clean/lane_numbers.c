/* lane_numbers.c - the usual case of numbers: digits, with a decimal mark where the column has one. */
#include "strip.h"

#include <string.h>

/* Digits only, at most 18 of them. */
static inline bool read_each_digit(struct fire_text_view cell, int64_t *out)
{
    int64_t value = 0;
    if (cell.size_bytes > 18) return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (!is_digit(cell.bytes[i])) return false;
        value = value * 10 + (cell.bytes[i] - '0');
    }
    *out = value;
    return true;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

/* The number that eight digits say, the first in the lowest byte: neighbours become pairs, pairs
 * fours, fours the eight. */
static inline bool read_eight(uint64_t digits, int64_t *out)
{
    const uint64_t high = UINT64_C(0xf0f0f0f0f0f0f0f0);
    const uint64_t over_nine = digits + UINT64_C(0x0606060606060606);
    if (((digits & high) | (over_nine & high) >> 4) != UINT64_C(0x3333333333333333))
        return false;
    digits = (digits & UINT64_C(0x0f0f0f0f0f0f0f0f)) * 2561 >> 8;
    digits = (digits & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
    *out = (int64_t)((digits & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32);
    return true;
}

/* Up to eight digits, zeros put before them. What lies behind them may be read. */
static inline bool read_few(const char *bytes, size_t size, int64_t *out)
{
    uint64_t digits;
    memcpy(&digits, bytes, sizeof digits);
    if (size < 8)
        digits = digits << (8 * (8 - size)) | UINT64_C(0x3030303030303030) >> (8 * size);
    return read_eight(digits, out);
}

/* The same of a cell in the piece's text, without a loop. */
static inline bool read_digits(struct fire_text_view cell, int64_t *out)
{
    int64_t first = 0;
    int64_t rest = 0;
    const size_t size = cell.size_bytes;
    if (size == 0 || size > 16) return read_each_digit(cell, out);
    if (size <= 8) return read_few(cell.bytes, size, out);
    if (!read_few(cell.bytes, size - 8, &first) || !read_few(cell.bytes + size - 8, 8, &rest))
        return false;
    *out = first * 100000000 + rest;
    return true;
}

#else

static inline bool read_digits(struct fire_text_view cell, int64_t *out)
{
    return read_each_digit(cell, out);
}

#endif

void lane_counts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int64_t *number = build->number + strip->first;
    totals_sum sum = 0;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int64_t value = 0;
            number[r] = 0;
            if (cell.size_bytes == 1 && is_digit(cell.bytes[0])) {
                value = cell.bytes[0] - '0'; /* nearly always */
            } else {
                if (cell.size_bytes == 0) continue;
                if (!inside_of(strip, &cell, room) || !read_each_digit(cell, &value)) {
                    odd |= bit_of(r);
                    continue;
                }
                if (cell.size_bytes == 0) continue;
            }
            if (value > lane->largest_digits) {
                odd |= bit_of(r);
                continue;
            }
            number[r] = value * lane->multiplier;
            sum += number[r];
            valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        add_odd(strip, g, odd);
    }
    strip->piece->sum[lane - strip->plan->lane] += sum;
}

/* Digits with a decimal mark. Three digits behind it could be thousands, and places that would
 * have to be rounded are left to number.c. */
static inline bool read_decimal(const struct lane *lane, struct fire_text_view cell,
                                int64_t *out)
{
    int64_t digits = 0;
    int64_t one = 0; /* ten to the power of the places; 0: no mark yet */
    int n_places = 0;
    if (cell.size_bytes > 18 || lane->decimal_mark == '\0' ||
        cell.bytes[0] == lane->decimal_mark)
        return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] == lane->decimal_mark && one == 0) {
            one = 1;
            continue;
        }
        if (!is_digit(cell.bytes[i])) return false;
        digits = digits * 10 + (cell.bytes[i] - '0');
        if (one == 0) continue;
        one *= 10;
        n_places++;
    }
    if (n_places == 0 || n_places == 3 || lane->multiplier % one != 0) return false;
    const int64_t multiplier = lane->multiplier / one;
    if (digits > lane->largest / multiplier) return false;
    *out = digits * multiplier;
    return true;
}

void lane_amounts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int64_t *number = build->number + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    totals_sum sum = 0;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        uint64_t decimals = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int64_t value = 0;
            number[r] = 0;
            if (cell.size_bytes == 0) continue;
            const bool plain = is_plain(cell);
            if (!plain && !inside_of(strip, &cell, room)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if ((plain ? read_digits(cell, &value) : read_each_digit(cell, &value)) &&
                value <= lane->largest_digits) {
                number[r] = value * lane->multiplier;
            } else if (read_decimal(lane, cell, &value)) {
                number[r] = value;
                decimals |= bit_of(r);
            } else {
                odd |= bit_of(r);
                continue;
            }
            sum += number[r];
            valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        put(strip, shown, g, decimals);
        add_odd(strip, g, odd);
    }
    strip->piece->sum[lane - strip->plan->lane] += sum;
}
