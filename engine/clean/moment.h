/* moment.h - days and times of day as clerks write them. */
#ifndef FIRESTAT_ENGINE_CLEAN_MOMENT_H
#define FIRESTAT_ENGINE_CLEAN_MOMENT_H
#include "scan.h"

#include "firestat/calendar.h"
#include "firestat/profile.h"

typedef enum {
    MOMENT_OK,
    MOMENT_NOT_A_DATE,
    MOMENT_NOT_A_TIME,
    MOMENT_PAST_MIDNIGHT, /* 24:01, 25:10, 23:59:60: which day it was is in doubt */
} moment_result;

struct date_form {
    fire_date_order order;
    int32_t first_two_digit_year; /* 0: refused */
    bool is_order_said;           /* by a profile; else it is the usual one */
};

struct moment {
    int32_t day;
    bool has_minute;
    int16_t minute; /* 0..1440 */
    bool has_zone;  /* Z or an offset that is not Việt Nam's stands behind the clock     */
    bool by_order;  /* nothing but the form's order says which number is the month */
};

/* The day at the start of a text: 31/07/2024, 31-7-2024, 31.7.2024 in the form's order;
 * 2024-07-31 and 2024/07/31 in any; 1 July 2014, July 1, 2014, ngày 3 tháng 2 năm 2024. Words
 * that may stand before it ("ngày", "thứ Hai,") do no harm. */
moment_result date_at_start(struct fire_text_view text, const struct date_form *form,
                            int32_t *out_day);

/* A year in a cell of its own: 2014, năm 2014, 14 where the form says which century. */
bool year_parse(struct fire_text_view text, const struct date_form *form, int32_t *out_year);

/* A month in a cell of its own: 7, 07, tháng 7, T7, Tháng Bảy, July, Jul. */
bool month_parse(struct fire_text_view text, int32_t *out_month);

/* The same without a bare number, at the start of folded text. */
bool month_take(struct scan *scan, int32_t *out_month);

/* A time of day: 08:15, 8:15:30 (seconds are dropped), 8h15, 7h5, 0h46', 19 giờ 40, 7g30,
 * T08:15:00, 24:00, 12:00 SA (midnight), 12:00 CH, PM and AM, 8 giờ tối. */
moment_result time_parse(struct fire_text_view text, int16_t *out_minute);

/* A day, with a time before or behind it: 2024-07-31T08:15:00Z, 2024-07-31T08:15:00+07:00 (the clock as
 * written, never moved between zones), 31/07/2024 08:15, 8h15 ngày 31/7/2024. */
moment_result moment_parse(struct fire_text_view text, const struct date_form *form,
                           struct moment *out);

/* The stretch of days of an aggregate row, as a period's label (calendar.h) or as clerks write
 * it: năm 2023, tháng 7/2023, 7/2023, quý I/2023, 6 tháng đầu năm 2023. */
bool period_parse(struct fire_text_view text, const struct fire_calendar *calendar,
                  struct fire_arena *scratch, struct fire_window *out);

#define PERIOD_PART_BYTES 8

/* A period that does not say its year: tháng 7, t7, quý I, q1, 6 tháng đầu năm, July.
 *   out   what follows the year and its dash in a period's label: "07", "Q1", "6M" */
bool period_part_parse(struct fire_text_view text, struct fire_arena *scratch,
                       char out[PERIOD_PART_BYTES]);

#endif
