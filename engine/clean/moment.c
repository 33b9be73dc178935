/* moment.c - days and times of day as clerks write them.
 *
 * Day before month, month before day: nothing in one cell tells, so the order is the column's
 * and a cell that cannot be read in it is refused, never turned round. A year has four digits
 * unless the profile says which century two digits mean. The clock is taken as it stands: no
 * zone is ever applied, and 24:00 stays on the day that the clerk wrote. */
#include "moment.h"

#include <string.h>

struct scan {
    const char *at;
    const char *end;
};

static struct scan scan_of(struct fire_text_view text)
{
    return (struct scan){ text.bytes, text.bytes + text.size_bytes };
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool at_end(const struct scan *scan)
{
    return scan->at == scan->end;
}

static void skip_space(struct scan *scan)
{
    while (!at_end(scan) && *scan->at == ' ')
        scan->at++;
}

/* One of the words, or none; the longest stands first where one begins another. */
static bool take_any(struct scan *scan, const char *const words[])
{
    for (; *words != NULL; words++) {
        const size_t size = strlen(*words);
        if ((size_t)(scan->end - scan->at) < size || memcmp(scan->at, *words, size) != 0)
            continue;
        scan->at += size;
        return true;
    }
    return false;
}

/* Up to max_digits digits; returns how many, 0 none. */
static int take_digits(struct scan *scan, int max_digits, int32_t *out)
{
    int n = 0;
    int32_t value = 0;
    while (n < max_digits && !at_end(scan) && is_digit(*scan->at)) {
        value = value * 10 + (*scan->at++ - '0');
        n++;
    }
    *out = value;
    return n;
}

/* Three numbers with the same mark between them. */
static bool take_triple(struct scan *scan, int32_t number[3], int n_digits[3])
{
    char mark = '\0';
    for (int i = 0; i < 3; i++) {
        if (i > 0) {
            if (at_end(scan) || strchr("/-.", *scan->at) == NULL) return false;
            if (mark == '\0') mark = *scan->at;
            if (*scan->at++ != mark) return false;
        }
        n_digits[i] = take_digits(scan, 4, &number[i]);
        if (n_digits[i] == 0) return false;
    }
    return at_end(scan) || !is_digit(*scan->at);
}

static bool take_date(struct scan *scan, const struct date_form *form, int32_t *out_day)
{
    static const char *const lead[] = { "ngày ", "Ngày ", NULL };
    /* where year, month and day stand in a triple of each order */
    static const int place[3][3] = { [FIRE_DATES_DMY] = { 2, 1, 0 },
                                     [FIRE_DATES_MDY] = { 2, 0, 1 },
                                     [FIRE_DATES_YMD] = { 0, 1, 2 } };
    int32_t number[3];
    int n_digits[3];
    (void)take_any(scan, lead);
    skip_space(scan);
    if (!take_triple(scan, number, n_digits)) return false;
    const int *at = place[n_digits[0] == 4 ? FIRE_DATES_YMD : form->order];
    int32_t year = number[at[0]];
    if (n_digits[at[1]] > 2 || n_digits[at[2]] > 2) return false;
    if (n_digits[at[0]] == 2 && form->first_two_digit_year > 0) {
        const int32_t first = form->first_two_digit_year;
        year += first - first % 100;
        if (year < first) year += 100;
    } else if (n_digits[at[0]] != 4) {
        return false;
    }
    const struct fire_civil civil = { year, number[at[1]], number[at[2]] };
    return fire_day_from_civil(civil, out_day);
}

/* Hours, then minutes and seconds where they are given. False: no time stands here. */
static bool take_clock(struct scan *scan, int32_t clock[3])
{
    static const char *const hour_marks[] = { ":", "h", "H", "g", "G", " giờ", "giờ", NULL };
    static const char *const minute_marks[] = { ":", "'", "\xE2\x80\x99", " phút", "phút", "p",
                                                "m", NULL };
    clock[0] = clock[1] = clock[2] = 0;
    if (take_digits(scan, 2, &clock[0]) == 0) return false;
    const bool by_colon = !at_end(scan) && *scan->at == ':';
    if (!take_any(scan, hour_marks)) return false;
    if (!by_colon) skip_space(scan);
    if (take_digits(scan, 2, &clock[1]) == 0) return !by_colon; /* "7h", not "7:" */
    const char *before_mark = scan->at;
    const bool seconds_follow = !at_end(scan) && *scan->at == ':';
    if (!take_any(scan, minute_marks)) return true;
    if (!seconds_follow) return true;
    if (take_digits(scan, 2, &clock[2]) == 0) {
        scan->at = before_mark;
        return true;
    }
    if (!at_end(scan) && *scan->at == '.') { /* fractions of a second */
        int32_t fraction;
        scan->at++;
        while (take_digits(scan, 9, &fraction) == 9) {
        }
    }
    return true;
}

/* SA is before noon and CH after it; twelve SA is midnight. */
static bool apply_half_day(struct scan *scan, int32_t clock[3])
{
    static const char *const morning[] = { "SA", "sa", "AM", "am", "sáng", NULL };
    static const char *const afternoon[] = { "CH", "ch", "PM", "pm", "chiều", NULL };
    const char *before = scan->at;
    skip_space(scan);
    const bool is_afternoon = take_any(scan, afternoon);
    if (!is_afternoon && !take_any(scan, morning)) {
        scan->at = before;
        return true;
    }
    if (clock[0] < 1 || clock[0] > 12) return false;
    clock[0] = clock[0] % 12 + (is_afternoon ? 12 : 0);
    return true;
}

static moment_result take_time(struct scan *scan, int16_t *out_minute)
{
    static const char *const lead[] = { "lúc ", "Lúc ", "khoảng ", "Khoảng ", NULL };
    int32_t clock[3];
    while (take_any(scan, lead))
        skip_space(scan);
    if (!take_clock(scan, clock) || !apply_half_day(scan, clock)) return MOMENT_NOT_A_TIME;
    if (clock[1] > 59 || clock[2] > 60) return MOMENT_NOT_A_TIME;
    const int32_t second = clock[0] * 3600 + clock[1] * 60 + clock[2];
    const int32_t midnight = FIRE_MINUTES_A_DAY * 60;
    if (second > midnight || (second == midnight && clock[0] != 24))
        return MOMENT_PAST_MIDNIGHT;
    *out_minute = (int16_t)(second / 60);
    return MOMENT_OK;
}

moment_result date_at_start(struct fire_text_view text, const struct date_form *form,
                            int32_t *out_day)
{
    struct scan scan = scan_of(text);
    return take_date(&scan, form, out_day) ? MOMENT_OK : MOMENT_NOT_A_DATE;
}

moment_result time_parse(struct fire_text_view text, int16_t *out_minute)
{
    struct scan scan = scan_of(text);
    int16_t minute;
    const moment_result result = take_time(&scan, &minute);
    if (result != MOMENT_OK) return result;
    skip_space(&scan);
    if (!at_end(&scan)) return MOMENT_NOT_A_TIME;
    *out_minute = minute;
    return MOMENT_OK;
}

static void skip_between(struct scan *scan)
{
    while (!at_end(scan) && (*scan->at == ' ' || *scan->at == ','))
        scan->at++;
}

/* "T08:15:00Z", " 08:15", ", 8h15" or nothing. */
static moment_result take_time_behind(struct scan *scan, struct moment *moment)
{
    if (!at_end(scan) && *scan->at == 'T')
        scan->at++;
    else
        skip_between(scan);
    if (at_end(scan)) return MOMENT_OK;
    const moment_result result = take_time(scan, &moment->minute);
    if (result != MOMENT_OK) return result;
    moment->has_minute = true;
    if (!at_end(scan) && *scan->at == 'Z') scan->at++;
    skip_space(scan);
    return at_end(scan) ? MOMENT_OK : MOMENT_NOT_A_TIME;
}

moment_result moment_parse(struct fire_text_view text, const struct date_form *form,
                           struct moment *out)
{
    struct scan scan = scan_of(text);
    struct moment moment = { 0 };
    if (take_date(&scan, form, &moment.day)) {
        const moment_result result = take_time_behind(&scan, &moment);
        if (result == MOMENT_OK) *out = moment;
        return result;
    }
    scan = scan_of(text);
    const moment_result result = take_time(&scan, &moment.minute);
    if (result == MOMENT_NOT_A_TIME) return MOMENT_NOT_A_DATE;
    skip_between(&scan);
    if (!take_date(&scan, form, &moment.day) || !at_end(&scan)) return MOMENT_NOT_A_DATE;
    if (result != MOMENT_OK) return result;
    moment.has_minute = true;
    *out = moment;
    return MOMENT_OK;
}
