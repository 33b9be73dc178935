/* trends_plan.c - see firestat/trends.h: which years are whole. */
#include "firestat/trends.h"

static struct fire_window year_window(const struct fire_calendar *calendar, int32_t year)
{
    return fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
}

/* The days asked for, as far as there is data. */
static fire_status cut(const struct fire_calendar *calendar, const char *from, const char *to,
                       struct fire_window *days, struct fire_error *err)
{
    struct fire_window asked;
    if (from != NULL) {
        FIRE_TRY(fire_calendar_parse(calendar, fire_text_of(from), &asked, err));
        if (asked.first_day > days->first_day) days->first_day = asked.first_day;
    }
    if (to != NULL) {
        FIRE_TRY(fire_calendar_parse(calendar, fire_text_of(to), &asked, err));
        if (asked.last_day < days->last_day) days->last_day = asked.last_day;
    }
    return FIRE_OK;
}

fire_status fire_trends_plan_make(const struct fire_calendar *calendar, const char *from,
                                  const char *to, struct fire_window known, int32_t silent_days,
                                  struct fire_trends_plan *out, struct fire_error *err)
{
    /* what is silent at an end of the data is still known, to the end of its year */
    const struct fire_window first = year_window(
        calendar, fire_calendar_period(calendar, FIRE_UNIT_YEAR, known.first_day));
    const struct fire_window last = year_window(
        calendar, fire_calendar_period(calendar, FIRE_UNIT_YEAR, known.last_day));
    struct fire_window days = known;
    if (known.first_day - first.first_day <= silent_days) days.first_day = first.first_day;
    if (last.last_day - known.last_day <= silent_days) days.last_day = last.last_day;
    FIRE_TRY(cut(calendar, from, to, &days, err));
    *out = (struct fire_trends_plan){ .calendar = calendar };
    if (days.first_day > days.last_day)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                         "there is no whole year of data in these days");

    int32_t from_year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, days.first_day);
    int32_t to_year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, days.last_day);
    if (year_window(calendar, from_year).first_day < days.first_day) from_year++;
    if (year_window(calendar, to_year).last_day > days.last_day) to_year--;
    if (from_year > to_year)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                         "there is no whole year of data in these days");
    if (to_year - from_year >= FIRE_TREND_YEARS_MAX)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a trend is over at most %d years; choose them by --from and --to",
                         FIRE_TREND_YEARS_MAX);
    out->first_year = from_year;
    out->n_years = to_year - from_year + 1;
    out->window.first_day = year_window(calendar, from_year).first_day;
    out->window.last_day = year_window(calendar, to_year).last_day;
    out->has_part[0] = days.first_day < out->window.first_day;
    out->part[0] = (struct fire_window){ days.first_day, out->window.first_day - 1 };
    out->has_part[1] = days.last_day > out->window.last_day;
    out->part[1] = (struct fire_window){ out->window.last_day + 1, days.last_day };
    return FIRE_OK;
}
