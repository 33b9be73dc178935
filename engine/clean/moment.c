/* moment.c - days and times of day as clerks write them.
 *
 * Day before month, month before day: nothing in one cell tells, so the order is the column's
 * and a cell that cannot be read in it is refused, never turned round. A year has four digits
 * unless the profile says which century two digits mean. The clock is taken as it stands: no
 * zone is ever applied, and 24:00 stays on the day that the clerk wrote. A day of the lunar
 * calendar is no day of ours.
 *
 * All of it works on folded text (scan.h): the words below are in small letters. */
#include "moment.h"

#include <string.h>

/* ---- the day --------------------------------------------------------------------------- */

static const char *const weekdays[] = {
    "thứ hai", "thứ ba",    "thứ tư",   "thứ năm", "thứ sáu",  "thứ bảy",  "thứ 2",
    "thứ 3",   "thứ 4",     "thứ 5",    "thứ 6",   "thứ 7",    "chủ nhật", "cn",
    "t2",      "t3",        "t4",       "t5",      "t6",       "t7",       "monday",
    "tuesday", "wednesday", "thursday", "friday",  "saturday", "sunday",   "mon",
    "tue",     "wed",       "thu",      "fri",     "sat",      "sun",      NULL
};

/* Words before a day that say nothing more about it. */
static void skip_leads(struct scan *scan)
{
    static const char *const leads[] = { "ngày", "ngay", "vào", "hồi", "on", NULL };
    scan_skip(scan, " ");
    while (scan_take_word(scan, leads, NULL) || scan_take_word(scan, weekdays, NULL))
        scan_skip(scan, " ,.:");
}

/* The year of two or four digits that were read. */
static bool full_year(int n_digits, const struct date_form *form, int32_t *year)
{
    const int32_t first = form->first_two_digit_year;
    if (n_digits == 4) return true;
    if (n_digits != 2 || first <= 0) return false;
    *year += first - first % 100;
    if (*year < first) *year += 100;
    return true;
}

static const char *const year_leads[] = { "năm", "nam", NULL };

/* A year that ends there, "năm" before it or not. */
static bool take_year(struct scan *scan, const struct date_form *form, int32_t *out)
{
    scan_skip(scan, " ,.-/");
    if (scan_take(scan, year_leads, NULL)) scan_skip(scan, " ");
    const int n_digits = scan_take_digits(scan, 4, out);
    return full_year(n_digits, form, out) && (scan_at_end(scan) || !scan_is_digit(*scan->at));
}

/* Three numbers with the same mark between them; "năm" may stand before the last. */
static bool take_triple(struct scan *scan, int32_t number[3], int n_digits[3])
{
    char mark = '\0';
    for (int i = 0; i < 3; i++) {
        const char *before = scan->at;
        scan_skip(scan, " ");
        if (i == 2 && before < scan->at && scan_take_word(scan, year_leads, NULL)) {
            scan_skip(scan, " ");
        } else if (i > 0) {
            if (scan_at_end(scan) || strchr("/-.", *scan->at) == NULL) return false;
            if (mark == '\0') mark = *scan->at;
            if (*scan->at++ != mark) return false;
            scan_skip(scan, " ");
        }
        n_digits[i] = scan_take_digits(scan, 4, &number[i]);
        if (n_digits[i] == 0) return false;
    }
    return scan_at_end(scan) || !scan_is_digit(*scan->at);
}

/* 31/07/2024, 2024-07-31. */
static bool take_numbers(struct scan *scan, const struct date_form *form,
                         struct fire_civil *out, bool *by_order)
{
    /* where year, month and day stand in a triple of each order */
    static const int place[3][3] = { [FIRE_DATES_DMY] = { 2, 1, 0 },
                                     [FIRE_DATES_MDY] = { 2, 0, 1 },
                                     [FIRE_DATES_YMD] = { 0, 1, 2 } };
    int32_t number[3];
    int n_digits[3];
    if (!take_triple(scan, number, n_digits)) return false;
    *by_order = n_digits[0] != 4;
    const int *at = place[*by_order ? form->order : FIRE_DATES_YMD];
    if (n_digits[at[1]] > 2 || n_digits[at[2]] > 2) return false;
    *out = (struct fire_civil){ number[at[0]], number[at[1]], number[at[2]] };
    return full_year(n_digits[at[0]], form, &out->year);
}

/* 1 July 2014, 1-Jul-2014, 3 tháng 2 năm 2024; July 1, 2014, tháng 2 ngày 3 năm 2024. */
static bool take_words(struct scan *scan, const struct date_form *form, struct fire_civil *out)
{
    static const char *const ordinals[] = { "st", "nd", "rd", "th", NULL };
    static const char *const day_leads[] = { "ngày", "ngay", NULL };
    const bool month_first = month_take(scan, &out->month);
    scan_skip(scan, " .");
    if (month_first && scan_take_word(scan, day_leads, NULL)) scan_skip(scan, " ");
    if (scan_take_digits(scan, 2, &out->day) == 0) return false;
    (void)scan_take_word(scan, ordinals, NULL);
    scan_skip(scan, " .-/,");
    if (!month_first && !month_take(scan, &out->month)) return false;
    return take_year(scan, form, &out->year);
}

/* A day with the words before it.
 *   by_order   as in struct moment */
static bool take_date(struct scan *scan, const struct date_form *form, int32_t *out_day,
                      bool *by_order)
{
    struct fire_civil civil = { 0, 0, 0 };
    skip_leads(scan);
    const struct scan before = *scan;
    if (take_numbers(scan, form, &civil, by_order)) return fire_day_from_civil(civil, out_day);
    *scan = before;
    *by_order = false;
    return take_words(scan, form, &civil) && fire_day_from_civil(civil, out_day);
}

bool year_parse(struct fire_text_view text, const struct date_form *form, int32_t *out_year)
{
    char folded[SCAN_FOLDED_BYTES];
    struct scan scan;
    int32_t year;
    if (!scan_fold(text, folded, &scan) || !take_year(&scan, form, &year) ||
        !scan_at_end(&scan))
        return false;
    *out_year = year;
    return true;
}

/* ---- the time -------------------------------------------------------------------------- */

/* Hours, then minutes and seconds where they are given. False: no time stands here. */
static bool take_clock(struct scan *scan, int32_t clock[3])
{
    static const char *const hour_marks[] = { ":", "h", "giờ", "gio", "g", NULL };
    static const char *const minute_signs[] = { ":", "'", "\xE2\x80\x99", NULL };
    static const char *const minute_words[] = { "phút", "phut", "p", "m", NULL };
    clock[0] = clock[1] = clock[2] = 0;
    if (scan_take_digits(scan, 2, &clock[0]) == 0) return false;
    const bool by_colon = !scan_at_end(scan) && *scan->at == ':';
    if (!by_colon) scan_skip(scan, " ");
    if (!scan_take(scan, hour_marks, NULL)) return false;
    if (!by_colon) scan_skip(scan, " ");
    if (scan_take_digits(scan, 2, &clock[1]) == 0) return !by_colon; /* "7h", not "7:" */
    const char *behind_minutes = scan->at;
    int sign = 0;
    if (!scan_take(scan, minute_signs, &sign)) {
        scan_skip(scan, " ");
        if (!scan_take_word(scan, minute_words, NULL)) scan->at = behind_minutes;
        return true;
    }
    if (sign != 0) return true;
    if (scan_take_digits(scan, 2, &clock[2]) == 0) {
        scan->at = behind_minutes;
        return true;
    }
    if (!scan_at_end(scan) && *scan->at == '.') { /* fractions of a second */
        int32_t fraction;
        scan->at++;
        while (scan_take_digits(scan, 9, &fraction) == 9) {
        }
    }
    return true;
}

/* SA is before noon and CH after it; twelve SA is midnight. Beside words of the day the clock
 * may count to 24 ("15h chiều"); twelve at night could be either end of it and is refused. */
static bool apply_half_day(struct scan *scan, int32_t clock[3])
{
    static const char *const words[] = { "sa",   "am",    "a.m.", "sáng", "ch", "pm",
                                         "p.m.", "chiều", "tối",  "trưa", NULL };
    enum { MORNING_WORD = 3, FIRST_AFTERNOON = 4, AFTERNOON_WORD = 7, EVENING = 8, NOON = 9 };
    const char *before = scan->at;
    int word;
    scan_skip(scan, " ");
    if (!scan_take_word(scan, words, &word)) {
        scan->at = before;
        return true;
    }
    const int32_t hour = clock[0];
    if (word == NOON) {
        if (hour >= 1 && hour <= 2) clock[0] += 12;
        return (hour >= 10 && hour <= 14) || hour == 1 || hour == 2;
    }
    if (word >= AFTERNOON_WORD && hour >= 13 && hour <= 23) return true;
    if (word == MORNING_WORD && hour == 0) return true;
    if (hour < 1 || hour > 12 || (word == EVENING && hour == 12)) return false;
    clock[0] = hour % 12 + (word >= FIRST_AFTERNOON ? 12 : 0);
    return true;
}

static moment_result take_time(struct scan *scan, int16_t *out_minute)
{
    static const char *const leads[] = { "vào", "lúc", "hồi", "khoảng", "at", NULL };
    int32_t clock[3];
    while (scan_take_word(scan, leads, NULL))
        scan_skip(scan, " ");
    if (!take_clock(scan, clock) || !apply_half_day(scan, clock)) return MOMENT_NOT_A_TIME;
    if (clock[1] > 59 || clock[2] > 60) return MOMENT_NOT_A_TIME;
    const int32_t second = clock[0] * 3600 + clock[1] * 60 + clock[2];
    const int32_t midnight = FIRE_MINUTES_A_DAY * 60;
    if (second > midnight || (second == midnight && clock[0] != 24))
        return MOMENT_PAST_MIDNIGHT;
    *out_minute = (int16_t)(second / 60);
    return MOMENT_OK;
}

moment_result time_parse(struct fire_text_view text, int16_t *out_minute)
{
    char folded[SCAN_FOLDED_BYTES];
    struct scan scan;
    int16_t minute;
    if (!scan_fold(text, folded, &scan)) return MOMENT_NOT_A_TIME;
    if (scan.end - scan.at > 1 && scan.at[0] == 't' && scan_is_digit(scan.at[1])) scan.at++;
    const moment_result result = take_time(&scan, &minute);
    if (result != MOMENT_OK) return result;
    scan_skip(&scan, " ");
    if (!scan_at_end(&scan)) return MOMENT_NOT_A_TIME;
    *out_minute = minute;
    return MOMENT_OK;
}

/* ---- both ------------------------------------------------------------------------------ */

moment_result date_at_start(struct fire_text_view text, const struct date_form *form,
                            int32_t *out_day)
{
    char folded[SCAN_FOLDED_BYTES];
    struct scan scan;
    bool by_order;
    return scan_fold(text, folded, &scan) && take_date(&scan, form, out_day, &by_order)
               ? MOMENT_OK
               : MOMENT_NOT_A_DATE;
}

/* "Z", "+07:00", "-0500" close behind a clock. A dash behind a clock without T is that of two
 * clocks ("08:15-09:00"). */
static void take_zone(struct scan *scan, bool has_t, struct moment *moment)
{
    enum { HOURS_OF_VIETNAM = 7 };
    struct scan at = *scan;
    int32_t hours;
    int32_t minutes = 0;
    if (scan_at_end(&at)) return;
    const char sign = *at.at++;
    if (sign == 'z') {
        moment->has_zone = true;
        *scan = at;
        return;
    }
    if ((sign != '+' && (sign != '-' || !has_t)) || scan_take_digits(&at, 2, &hours) != 2)
        return;
    if (!scan_at_end(&at) && *at.at == ':') at.at++;
    if (!scan_at_end(&at) && scan_take_digits(&at, 2, &minutes) != 2) return;
    moment->has_zone = sign != '+' || hours != HOURS_OF_VIETNAM || minutes != 0;
    *scan = at;
}

/* "T08:15:00Z", " 08:15", ", 8h15", " (thứ Hai)" or nothing. */
static moment_result take_time_behind(struct scan *scan, struct moment *moment)
{
    static const char *const lunar[] = { "âm lịch", "âl", "al", "am lich", NULL };
    const bool has_t = !scan_at_end(scan) && *scan->at == 't';
    if (has_t) {
        scan->at++;
    } else {
        scan_skip(scan, " ,.;(");
        if (scan_take_word(scan, lunar, NULL)) return MOMENT_NOT_A_DATE;
        if (scan_take_word(scan, weekdays, NULL)) scan_skip(scan, " ,)");
    }
    if (scan_at_end(scan)) return MOMENT_OK;
    const moment_result result = take_time(scan, &moment->minute);
    if (result != MOMENT_OK) return result;
    moment->has_minute = true;
    take_zone(scan, has_t, moment);
    scan_skip(scan, " ");
    return scan_at_end(scan) ? MOMENT_OK : MOMENT_NOT_A_TIME;
}

moment_result moment_parse(struct fire_text_view text, const struct date_form *form,
                           struct moment *out)
{
    char folded[SCAN_FOLDED_BYTES];
    struct scan scan;
    struct moment moment = { 0 };
    if (!scan_fold(text, folded, &scan)) return MOMENT_NOT_A_DATE;
    const struct scan start = scan;
    if (take_date(&scan, form, &moment.day, &moment.by_order)) {
        const moment_result result = take_time_behind(&scan, &moment);
        if (result == MOMENT_OK) *out = moment;
        return result;
    }
    scan = start;
    const moment_result result = take_time(&scan, &moment.minute);
    if (result == MOMENT_NOT_A_TIME) return MOMENT_NOT_A_DATE;
    scan_skip(&scan, " ,");
    if (!take_date(&scan, form, &moment.day, &moment.by_order)) return MOMENT_NOT_A_DATE;
    scan_skip(&scan, " .");
    if (!scan_at_end(&scan)) return MOMENT_NOT_A_DATE;
    if (result != MOMENT_OK) return result;
    moment.has_minute = true;
    *out = moment;
    return MOMENT_OK;
}
