/* calendar.h - days to periods.
 *
 * A period is a whole number: consecutive periods of one unit have consecutive ids, so a
 * table by day turns a row's day into its period in one look-up and tables of results can
 * be dense. Which days a year has is the calendar's rule; the units below follow from it. A
 * calendar may have had other rules at other times: every day still is in one period of each
 * unit, so sums of months and quarters are the sum of the year.
 *
 * Thread use: pure, a calendar is only read. */
#ifndef FIRESTAT_CALENDAR_H
#define FIRESTAT_CALENDAR_H
#include "firestat/arena.h"
#include "firestat/date.h"
#include "firestat/error.h"
#include "firestat/output.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_UNIT_YEAR = 0,
    FIRE_UNIT_HALF,
    FIRE_UNIT_QUARTER,
    FIRE_UNIT_MONTH,
    FIRE_UNIT_WEEK, /* ISO 8601: Monday to Sunday, whatever the calendar */
    FIRE_UNIT_DAY,
} fire_period_unit;

#define FIRE_N_UNITS 6

/* Days, both ends inside. */
struct fire_window {
    int32_t first_day;
    int32_t last_day;
};

/* Whether two windows have a day in common. */
static inline bool fire_windows_meet(struct fire_window a, struct fire_window b)
{
    return a.first_day <= b.last_day && b.first_day <= a.last_day;
}

struct fire_calendar;

/* The shipped calendar of a name (datasets/calendars/calendars.csv); "calendar" is the civil
 * year. Borrowed, never freed.
 *   errors   FIRE_EVALUE: no such calendar (the message lists those there are) */
fire_status fire_calendar_find(const char *name, const struct fire_calendar **out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* The calendar that a text means: a shipped one's name; "12-15", years that begin on that day of
 * December (a year that begins in July or later bears the number of the next one; in a month too
 * short for the day periods begin on its last day); "lich.csv", a user's table with one calendar in
 * it; or a line that fire_calendar_rules made.
 *   arena    owns what is not shipped
 *   errors   FIRE_EVALUE: no such calendar, or not in form (a table's message names its line);
 *            FIRE_ESCHEMA, FIRE_ENODATA, FIRE_EIO, FIRE_ESYNTAX: of a table; FIRE_ENOMEM */
fire_status fire_calendar_open(const char *text, struct fire_arena *arena,
                               const struct fire_calendar **out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* One calendar of a table in the form of datasets/calendars/calendars.csv.
 *   name     NULL: the table has only one
 *   errors   as fire_calendar_open */
fire_status fire_calendar_load(const char *path, const char *name, struct fire_arena *arena,
                               const struct fire_calendar **out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Append all that it says but its labels, as a line: "vn-report=12-16,2019-12-15:12-15". */
void fire_calendar_rules(const struct fire_calendar *calendar, struct fire_buffer *out);

/* Of the same name and the same rules? */
bool fire_calendar_is_same(const struct fire_calendar *a, const struct fire_calendar *b);

const char *fire_calendar_name(const struct fire_calendar *calendar);

/* Are its periods those of the civil year, so that a label alone says which days it means? */
bool fire_calendar_is_civil(const struct fire_calendar *calendar);

/* As people read it: "lịch dương", "calendar year". Never empty. */
const char *fire_calendar_label_vi(const struct fire_calendar *calendar);
const char *fire_calendar_label_en(const struct fire_calendar *calendar);

/* What a change of rule does to the days about it. */
struct fire_calendar_change {
    int32_t first_day;       /* the new rule's                                        */
    struct fire_window days; /* overlap: both rules' months have them, the new rule's count
                                them; gap: neither's, the last month of the old rule counts them */
    bool is_gap;             /* false: an overlap                                     */
    bool is_clean;           /* neither: the new month begins where the old one ends; no days */
    int32_t old_month;       /* the last one that is counted by the old rule          */
    int32_t new_month;       /* the first one by the new rule                         */
};

int32_t fire_calendar_n_changes(const struct fire_calendar *calendar);
struct fire_calendar_change fire_calendar_change_at(const struct fire_calendar *calendar,
                                                    int32_t change);

/* The period of a day. FIRE_DAY_FIRST <= day <= FIRE_DAY_LAST. */
int32_t fire_calendar_period(const struct fire_calendar *calendar, fire_period_unit unit,
                             int32_t day);

/* period[i] = the period of first_day + i, for n_days days: the table kernels use. */
void fire_calendar_table(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t first_day, int32_t n_days, int32_t period[]);

/* The days of a period, cut to the days that can be kept. */
struct fire_window fire_calendar_window(const struct fire_calendar *calendar,
                                        fire_period_unit unit, int32_t period);

#define FIRE_PERIOD_LABEL_BYTES 24

/* "2024", "2024-H1", "2024-Q3", "2024-07", "2024-W05", "2024-07-31" into out, NUL-ended. */
void fire_calendar_label(const struct fire_calendar *calendar, fire_period_unit unit,
                         int32_t period, char out[FIRE_PERIOD_LABEL_BYTES]);

/* The days that a period's text means: "2024", "2024-H1", "2024-9M", "2024-Q3", "2024-07",
 * "2024-W05", "2024-07-31", "2016..2020", "2023-12-15..2024-06-14". Ends of a range may be any of
 * these others; the first end's first day to the last end's last day. And lunar days: "tet:2024",
 * "tet:2024:-2..5", "tet:2024:29/12..5/1" (struct fire_tet_days). period.h tells what was asked.
 *   errors   FIRE_EVALUE: not a period, it ends before it starts, or the day of that lunar new
 *            year is not in the shipped table */
fire_status fire_calendar_parse(const struct fire_calendar *calendar,
                                struct fire_text_view text, struct fire_window *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* ---- lunar new years ---------------------------------------------------------------------- */

typedef enum {
    FIRE_LUNAR_FIRST_MONTH, /* tháng Giêng of the lunar year: mùng 1 to 29               */
    FIRE_LUNAR_LAST_MONTH,  /* tháng Chạp of the year before, by number: 1 to 30; 30 is the
                                 last day of a month of 29 too                             */
    FIRE_LUNAR_BEFORE,      /* so many days before mùng 1: 1 is the last day of Chạp     */
} fire_lunar_part;

struct fire_lunar_day {
    fire_lunar_part part;
    int32_t day; /* 1 .. 29 or 30 */
};

/* Both ends inside. The window of a text without ends is -2..5: from two days before mùng 1 to
 * mùng 5, seven days in every year. Ends by number (29/12..5/1) give a day less after a Chạp of
 * 29 days. */
struct fire_tet_days {
    struct fire_lunar_day first;
    struct fire_lunar_day last;
};

/* Lunar years whose new year's day is in the shipped table. */
#define FIRE_TET_FIRST 1968
#define FIRE_TET_LAST  2050

/* Mùng 1 of a lunar year, FIRE_TET_FIRST..FIRE_TET_LAST. */
int32_t fire_tet_day(int32_t lunar_year);

/* The days of a window of that lunar year; last < first when the ends are out of order. */
struct fire_window fire_tet_window(int32_t lunar_year, struct fire_tet_days days);

/* "year" -> FIRE_UNIT_YEAR; false when it is no unit's name. */
bool fire_period_unit_of(struct fire_text_view name, fire_period_unit *out);

#ifdef __cplusplus
}
#endif
#endif
