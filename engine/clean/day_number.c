/* day_number.c - Excel's numbers for days and times, where they stand as plain numbers.
 *
 * Excel counts 1900-01-01 as day 1 and, after Lotus 1-2-3, believes in 1900-02-29: day 60 is no
 * day, and the days before it are one off. A time is the fraction of a day; it is rounded to the
 * second before the minute is cut off, so that .99998842592 is 23:59 and not midnight. A whole
 * number that reads as a year is more likely one, and is not taken: 2024 would be a day of 1905. */
#include "day_number.h"

#include "scan.h"

enum {
    DAY_SECONDS = 86400,
    DAY_1970 = 25569,     /* Excel's number of 1970-01-01 */
    PHANTOM_DAY = 60,     /* 1900-02-29                   */
    FRACTION_DIGITS = 12, /* further ones are below a microsecond */
    MANY_DECIMALS = 5,    /* more than the hours and minutes of "0.30" or "8.15" */
};

struct number {
    int32_t whole;
    int n_whole_digits;
    int n_decimals;
    int32_t second; /* of the fraction, rounded: 0..86400 */
    bool has_fraction;
};

static bool read_number(struct fire_text_view text, struct number *out)
{
    struct scan scan = { text.bytes, text.bytes + text.size_bytes };
    *out = (struct number){ 0 };
    out->n_whole_digits = scan_take_digits(&scan, 7, &out->whole);
    if (out->n_whole_digits == 0) return false;
    if (scan_at_end(&scan)) return true;
    if (*scan.at != '.' && *scan.at != ',') return false;
    scan.at++;
    int64_t fraction = 0;
    int64_t one = 1;
    const char *first = scan.at;
    for (; !scan_at_end(&scan) && scan_is_digit(*scan.at); scan.at++) {
        out->has_fraction = out->has_fraction || *scan.at != '0';
        if (scan.at - first >= FRACTION_DIGITS) continue;
        fraction = fraction * 10 + (*scan.at - '0');
        one *= 10;
    }
    out->n_decimals = (int)(scan.at - first);
    out->second = (int32_t)((fraction * DAY_SECONDS + one / 2) / one);
    return scan.at > first && scan_at_end(&scan);
}

static bool reads_as_year(const struct number *number)
{
    return !number->has_fraction && number->whole >= 1900 && number->whole <= 2100;
}

bool day_number_parse(struct fire_text_view text, struct moment *out)
{
    struct number number;
    if (!read_number(text, &number) || reads_as_year(&number)) return false;
    const int32_t whole = number.whole + number.second / DAY_SECONDS;
    if (whole < 1 || whole == PHANTOM_DAY || number.whole == PHANTOM_DAY) return false;
    const int32_t day = whole - DAY_1970 + (whole < PHANTOM_DAY);
    if (day > FIRE_DAY_LAST) return false;
    *out = (struct moment){ .day = day,
                            .has_minute = number.has_fraction,
                            .minute = (int16_t)(number.second % DAY_SECONDS / 60) };
    return true;
}

bool day_fraction_parse(struct fire_text_view text, int16_t *out_minute)
{
    struct number number;
    if (!read_number(text, &number)) return false;
    const int64_t second = (int64_t)number.whole * DAY_SECONDS + number.second;
    if (second > DAY_SECONDS) return false;
    *out_minute = (int16_t)(second / 60);
    return true;
}

void day_number_gather(struct day_numbers *seen, struct fire_text_view cell, bool is_time)
{
    struct number number;
    bool has_digit = false;
    for (size_t i = 0; i < cell.size_bytes; i++)
        has_digit = has_digit || scan_is_digit(cell.bytes[i]);
    if (!has_digit) return; /* a word or nothing: no evidence */
    if (!read_number(cell, &number) ||
        !(number.n_whole_digits == 5 || (is_time && number.whole == 0))) {
        seen->n_others++;
        return;
    }
    seen->n_numbers++;
    seen->n_fractions += number.n_decimals >= MANY_DECIMALS;
}

bool day_numbers_decide(const struct day_numbers *seen, bool is_time)
{
    return (is_time ? seen->n_fractions : seen->n_numbers) > 0 &&
           seen->n_others * 10 <= seen->n_numbers;
}
