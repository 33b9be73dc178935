/* compare_plan.c - see firestat/compare.h: which windows are set against which. */
#include "firestat/compare.h"

#include <math.h>

#define GAPS_OF_SILENCE  2.9957 /* -ln 0.05 */
#define MOST_SILENT_DAYS 31

/* The number of a window, added when it is new. */
static int32_t window_number(struct fire_compare_plan *plan, struct fire_window window)
{
    for (int32_t i = 0; i < plan->n_windows; i++) {
        if (plan->window[i].first_day == window.first_day &&
            plan->window[i].last_day == window.last_day)
            return i;
    }
    plan->window[plan->n_windows] = window;
    return plan->n_windows++;
}

fire_status fire_compare_plan_make(const struct fire_calendar *calendar, const char *period,
                                   const char *against, struct fire_window known,
                                   int32_t silent_days, struct fire_compare_plan *out,
                                   struct fire_error *err)
{
    struct fire_period asked;
    *out = (struct fire_compare_plan){ .calendar = calendar, .known = known };
    FIRE_TRY(fire_period_parse(calendar, fire_text_of(period), &asked, err));
    FIRE_TRY(fire_against_list(calendar, fire_text_of(against), out->against, &out->n, err));
    for (int32_t i = 0; i < out->n; i++) {
        FIRE_TRY(fire_same_period(calendar, &asked, &out->against[i], known, silent_days,
                                  &out->same[i], err));
        out->current[i] = window_number(out, out->same[i].current);
        for (int32_t b = 0; b < out->same[i].n_bases; b++)
            out->base[i][b] = window_number(out, out->same[i].base[b]);
    }
    return FIRE_OK;
}

int32_t fire_silent_days(struct fire_window data, int64_t n_incidents)
{
    if (n_incidents <= 0) return 0;
    const double n_days = (double)data.last_day - data.first_day + 1;
    const double silence = ceil(GAPS_OF_SILENCE * n_days / (double)n_incidents);
    return silence < MOST_SILENT_DAYS ? (int32_t)silence : MOST_SILENT_DAYS;
}
