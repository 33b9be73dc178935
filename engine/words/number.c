/* number.c - whole numbers with a scale, as people and as machines read them.
 *
 * Numbers never pass through a double or through printf: the locale of the process has no say,
 * and what was counted exactly is printed exactly. A number is first brought to the places that
 * are shown (rounded half away from zero, which is what a reader with a pencil does), then its
 * digits are laid out from the right. */
#include "firestat/words.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

/* Places up to which FIRE_NUMBER_BYTES holds any number with its marks. */
#define SCALE_MAX 30

struct style {
    const char *minus;
    char point;
    char group; /* thousands mark; '\0': none */
};

static const struct style people[2] = {
    [FIRE_VIETNAMESE] = { "−", ',', '.' }, /* U+2212, not the hyphen */
    [FIRE_ENGLISH] = { "−", '.', ',' },
};

static const struct style machine = { "-", '.', '\0' };

static uint64_t magnitude_of(int64_t number)
{
    return number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
}

/* value / 10^places, half away from zero. */
static uint64_t rounded(uint64_t value, int32_t places)
{
    if (places > 19) return 0; /* below 10^19 / 10^20 */
    uint64_t divisor = 1;
    for (int32_t i = 0; i < places; i++)
        divisor *= 10;
    const uint64_t rest = value % divisor;
    return value / divisor + (rest >= divisor - rest);
}

/* Lay out a magnitude at `scale` places; a zero never has a minus. */
static void lay_out(const struct style *style, bool is_negative, uint64_t value, int32_t scale,
                    char out[FIRE_NUMBER_BYTES])
{
    char reversed[FIRE_NUMBER_BYTES];
    int32_t n = 0;
    const bool is_zero = value == 0;
    for (int32_t digit = 0; value > 0 || digit <= scale; digit++) {
        const int32_t before_point = digit - scale;
        if (before_point == 0 && scale > 0) reversed[n++] = style->point;
        if (before_point > 0 && before_point % 3 == 0 && style->group != '\0')
            reversed[n++] = style->group;
        reversed[n++] = (char)('0' + value % 10);
        value /= 10;
    }
    size_t at = 0;
    if (is_negative && !is_zero) {
        at = strlen(style->minus);
        memcpy(out, style->minus, at);
    }
    assert(at + (size_t)n < FIRE_NUMBER_BYTES);
    while (n > 0)
        out[at++] = reversed[--n];
    out[at] = '\0';
}

/* Bring a magnitude to the places that are shown; -1: as many as it has. */
static void fit_places(uint64_t *value, int32_t *scale, int32_t decimals)
{
    if (decimals < 0) {
        while (*scale > 0 && *value % 10 == 0) {
            *value /= 10;
            *scale -= 1;
        }
    } else if (decimals < *scale) {
        *value = rounded(*value, *scale - decimals);
        *scale = decimals;
    }
}

void fire_number_text(fire_language language, int64_t number, int32_t scale, int32_t decimals,
                      char out[FIRE_NUMBER_BYTES])
{
    assert(scale >= 0 && scale <= SCALE_MAX && decimals <= SCALE_MAX);
    uint64_t value = magnitude_of(number);
    fit_places(&value, &scale, decimals);
    lay_out(&people[language], number < 0, value, scale, out);

    /* More places than the number has: zeros, not a multiplication that may overflow. */
    size_t size = strlen(out);
    if (decimals > scale && scale == 0) out[size++] = people[language].point;
    for (; scale < decimals; scale++)
        out[size++] = '0';
    out[size] = '\0';
}

void fire_number_plain(int64_t number, int32_t scale, char out[FIRE_NUMBER_BYTES])
{
    assert(scale >= 0 && scale <= SCALE_MAX);
    uint64_t value = magnitude_of(number);
    fit_places(&value, &scale, -1);
    lay_out(&machine, number < 0, value, scale, out);
}

static void lay_out_percent(fire_language language, const char *sign, int64_t percent,
                            int32_t decimals, char out[FIRE_NUMBER_BYTES])
{
    char number[FIRE_NUMBER_BYTES];
    fire_number_text(language, percent, decimals, decimals, number);
    snprintf(out, FIRE_NUMBER_BYTES, "%s%.*s%%", sign, FIRE_NUMBER_BYTES - 3, number);
}

void fire_share_text(fire_language language, int64_t percent, int32_t decimals,
                     char out[FIRE_NUMBER_BYTES])
{
    lay_out_percent(language, "", percent, decimals, out);
}

void fire_percent_text(fire_language language, int64_t percent, int32_t decimals,
                       char out[FIRE_NUMBER_BYTES])
{
    lay_out_percent(language, percent > 0 ? "+" : "", percent, decimals, out);
}

void fire_day_text(int32_t day, char out[FIRE_NUMBER_BYTES])
{
    const struct fire_civil civil = fire_civil_from_day(day);
    snprintf(out, FIRE_NUMBER_BYTES, "%02d/%02d/%d", civil.day, civil.month, civil.year);
}
