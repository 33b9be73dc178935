/* layer_rate.c - sums for each 100,000 inhabitants and year: see fire_query_population. */
#include "layered.h"

#include "wide.h"

#include <stdio.h>

#include "firestat/arena.h"
#include "firestat/date.h"

#include <string.h>

#define PLACES 2
#define UNITS  1000000 /* parts of a person-year that are told apart */

struct rate {
    struct making *making;
    const struct fire_query *query;
    fire_population_definition definition;
    struct fire_window days; /* that are counted at all */
    int32_t dim;             /* the finest one of areas; -1: none */
    struct fire_summary_rate *told;
    int64_t n_known;
    int32_t *area; /* [n_areas] those of the row at hand, each once */
    int32_t n_areas;
    double *person_years; /* [rows] */
    int32_t *figure;      /* [n_areas] and where their people stand in the tables */
};

/* ---- time --------------------------------------------------------------------------------- */

static struct fire_window period_of(const struct fire_query *query, fire_period_unit unit,
                                    int32_t day)
{
    return fire_calendar_window(query->calendar, unit,
                                fire_calendar_period(query->calendar, unit, day));
}

static void cut(struct fire_window *window, struct fire_window by)
{
    if (by.first_day > window->first_day) window->first_day = by.first_day;
    if (by.last_day < window->last_day) window->last_day = by.last_day;
}

/* From the year of the first row to the month of the last one, and inside what was asked. */
static struct fire_window counted_days(const struct rate *rate)
{
    const struct fire_summary *sums = rate->making->sums;
    if (!sums->has_data) return (struct fire_window){ 0, -1 };
    struct fire_window days = {
        period_of(rate->query, FIRE_UNIT_YEAR, sums->data.first_day).first_day,
        period_of(rate->query, FIRE_UNIT_MONTH, sums->data.last_day).last_day
    };
    if (sums->has_window) cut(&days, sums->window);
    return days;
}

/* The days of a row's periods; false: it is in none. */
static bool days_of(const struct rate *rate, int64_t row, struct fire_window *out)
{
    const struct fire_summary *sums = rate->making->sums;
    *out = rate->days;
    for (int32_t d = 0; row >= 0 && d < sums->n_dims; d++) {
        const struct fire_key *key = fire_summary_key(sums, row, d);
        if (sums->dim[d].kind != FIRE_DIM_PERIOD) continue;
        if (key->is_null) return false;
        cut(out, fire_calendar_window(rate->query->calendar, sums->dim[d].unit,
                                      (int32_t)key->number));
    }
    return out->first_day <= out->last_day;
}

/* ---- people ------------------------------------------------------------------------------- */

static void note_people(struct fire_summary_rate *told, int32_t year,
                        const struct fire_people *people)
{
    if (told->first_year == 0 || year < told->first_year) told->first_year = year;
    if (year > told->last_year) told->last_year = year;
    if (people->is_break) told->break_year = year;
    if (people->is_sum) told->is_sum = true;
}

/* The areas under one that there are rows of. */
static void list_areas(struct rate *rate, int32_t under)
{
    const struct fire_summary *areas = rate->making->areas;
    const int32_t *at = fire_areas_at_level(rate->query->areas,
                                            fire_area_level_of(rate->query->areas, under));
    rate->n_areas = 0;
    for (int64_t i = 0; i < areas->n_rows; i++) {
        const struct fire_key *key = fire_summary_key(areas, i, 0);
        if (!key->is_null && at[key->number] == under)
            rate->area[rate->n_areas++] = (int32_t)key->number;
    }
}

/* The days on which an area must have had the boundary that it is asked in: those that are counted,
 * but for restated areas, whose boundary is that of their day, whatever days the rows are of. Areas
 * that compare are the same on all days. */
static struct fire_window boundary_of(const struct rate *rate, struct fire_window days)
{
    const struct fire_restated *restated = rate->query->restated;
    int32_t day;
    if (restated == NULL) return days;
    if (fire_day_from_iso(restated->name, (int64_t)strlen(restated->name), &day))
        return (struct fire_window){ day, day };
    return (struct fire_window){ FIRE_DAY_FIRST, FIRE_DAY_LAST };
}

/* The people of all listed areas in a year. An area that is written in two ways ("A", "Tỉnh A") is
 * two nodes and one figure, which counts once. false: one of them has none */
static bool people_in(const struct rate *rate, int32_t year, struct fire_window days, wide *out)
{
    const struct fire_window boundary = boundary_of(rate, days);
    int32_t n_figures = 0;
    *out = 0;
    for (int32_t i = 0; i < rate->n_areas; i++) {
        struct fire_people people;
        int32_t f = 0;
        if (rate->query->population == NULL ||
            !fire_population_of(rate->query->population, rate->query->areas, rate->area[i],
                                year, boundary.first_day, boundary.last_day, rate->definition,
                                &people))
            return false;
        while (f < n_figures && rate->figure[f] != people.figure)
            f++;
        if (f < n_figures) continue;
        rate->figure[n_figures++] = people.figure;
        *out += people.n;
        note_people(rate->told, year, &people);
    }
    return true;
}

/* Person-years of the listed areas in some days, in UNITS. false: a year has no figure */
static bool add_years(const struct rate *rate, struct fire_window days, wide *sum)
{
    for (int32_t day = days.first_day; day <= days.last_day;) {
        const struct fire_window year = period_of(rate->query, FIRE_UNIT_YEAR, day);
        struct fire_window part = days;
        char label[FIRE_PERIOD_LABEL_BYTES];
        wide people = 0;
        cut(&part, year);
        fire_calendar_label(rate->query->calendar, FIRE_UNIT_YEAR,
                            fire_calendar_period(rate->query->calendar, FIRE_UNIT_YEAR, day),
                            label);
        if (!people_in(rate, layers_year(fire_text_of(label)), part, &people)) return false;
        const int32_t n_days = part.last_day - part.first_day + 1;
        const int32_t n_all = year.last_day - year.first_day + 1;
        *sum += wide_divide(people * n_days * UNITS, n_all);
        if (n_days < n_all) rate->told->is_part = true;
        day = part.last_day + 1;
    }
    return true;
}

/* Person-years of a row, -1 of all rows, in UNITS; 0: not known. */
static wide people_of(struct rate *rate, int64_t row)
{
    struct fire_window days;
    wide sum = 0;
    int32_t area = FIRE_AREA_COUNTRY;
    if (!days_of(rate, row, &days)) return 0;
    if (row >= 0 && rate->dim >= 0) {
        const struct fire_key *key = fire_summary_key(rate->making->sums, row, rate->dim);
        if (key->is_null) return 0;
        area = (int32_t)key->number;
    }
    list_areas(rate, area);
    if (rate->n_areas == 0 && area != FIRE_AREA_COUNTRY) /* one that only has reports */
        rate->area[rate->n_areas++] = area;
    return rate->n_areas > 0 && add_years(rate, days, &sum) ? sum : 0;
}

/* ---- rates -------------------------------------------------------------------------------- */

/* value / people * 100,000; false: it does not fit. people > 0 */
static bool rate_of(struct fire_value value, int32_t scale, wide people, int64_t *out)
{
    for (int32_t i = 0; i < scale; i++)
        people *= 10;
    const wide number = wide_divide((wide)value.number * 100000 * 100 * UNITS, people);
    if (number < INT64_MIN || number > INT64_MAX) return false;
    *out = (int64_t)number;
    return true;
}

/*   row   -1: of all rows */
static fire_status make_value(struct rate *rate, int32_t measure, int64_t row, wide people,
                              struct fire_error *err)
{
    const struct making *making = rate->making;
    const struct fire_summary *sums = making->sums;
    const struct fire_value sum = row < 0 ? sums->total[measure]
                                          : fire_summary_value(sums, row, measure);
    struct fire_value *out = row < 0 ? &making->total[measure]
                                     : &making->value[row * sums->n_measures + measure];
    *out = (struct fire_value){ .is_null = true };
    if (sum.is_null || people == 0) return FIRE_OK;
    int64_t number = 0;
    if (!rate_of(sum, sums->measure[measure].scale, people, &number))
        return layers_too_large(
            making, measure,
            row < 0 || sums->n_dims == 0 ? NULL : fire_summary_key(sums, row, 0), err);
    *out = (struct fire_value){ .number = number };
    rate->n_known++;
    return FIRE_OK;
}

/* Whole years of the calendar count 1, whatever their days. */
static double years_of(const struct rate *rate)
{
    double years = 0.0;
    for (int32_t day = rate->days.first_day; day <= rate->days.last_day;) {
        const struct fire_window year = period_of(rate->query, FIRE_UNIT_YEAR, day);
        struct fire_window part = rate->days;
        cut(&part, year);
        years += (double)(part.last_day - part.first_day + 1) /
                 (double)(year.last_day - year.first_day + 1);
        day = part.last_day + 1;
    }
    return years;
}

/* All rates by one definition. */
static fire_status make_rates(struct rate *rate, fire_population_definition definition,
                              struct fire_error *err)
{
    const struct fire_query *query = rate->query;
    rate->definition = definition;
    *rate->told = (struct fire_summary_rate){ .is_registered = definition == FIRE_REGISTERED,
                                              .last_day = rate->days.last_day };
    rate->told->years = years_of(rate);
    rate->told->person_years = rate->person_years;
    for (int64_t row = -1; row < rate->making->sums->n_rows; row++) {
        const wide people = people_of(rate, row);
        if (row >= 0) rate->told->n_missing += people == 0;
        if (row >= 0) rate->person_years[row] = (double)people / UNITS;
        for (int32_t m = 0; m < query->n_measures; m++)
            if (query->measure[m].agg == FIRE_AGG_RATE)
                FIRE_TRY(make_value(rate, m, row, people, err));
    }
    if (rate->told->break_year <= rate->told->first_year) rate->told->break_year = 0;
    return FIRE_OK;
}

static bool write_label(const struct rate *rate, int32_t measure)
{
    struct making *making = rate->making;
    struct fire_arena *arena = making->arena;
    struct fire_summary_measure *words = &making->measure[measure];
    const struct fire_summary_rate *told = rate->told;
    const char *vi = words->field_label_vi;
    const char *en = words->field_label_en;
    char years[32];
    words->scale = PLACES;
    words->always_known = false;
    if (words->type != FIRE_TYPE_MONEY) words->unit_vi = words->unit_en = "";
    if (told->first_year == 0)
        return layers_label(
            making, measure,
            fire_arena_printf(arena, "%s trên 100.000 dân mỗi năm (không có dân số)", vi),
            fire_arena_printf(arena, "%s per 100,000 inhabitants a year (no population)", en));
    snprintf(years, sizeof years, told->first_year == told->last_year ? "%d" : "%d–%d",
             (int)told->first_year, (int)told->last_year);
    return layers_label(
        making, measure,
        fire_arena_printf(arena, "%s trên 100.000 dân mỗi năm (dân số %s %s)", vi,
                          told->is_registered ? "đăng ký" : "thường trú", years),
        fire_arena_printf(arena, "%s per 100,000 inhabitants a year (%s population %s)", en,
                          told->is_registered ? "registered" : "resident", years));
}

/* The finest dimension of areas; -1: none. */
static int32_t area_dim(const struct fire_query *query)
{
    int32_t finest = -1;
    for (int32_t d = 0; d < query->n_dims; d++)
        if (query->dim[d].kind == FIRE_DIM_AREA &&
            (finest < 0 || query->dim[d].level > query->dim[finest].level))
            finest = d;
    return finest;
}

fire_status layers_make_rate(struct making *making, struct fire_error *err)
{
    const struct fire_query *query = making->of->asked;
    struct fire_summary_rate *told = FIRE_TAKE(making->arena, 1, struct fire_summary_rate);
    if (told == NULL) return fire_fail_memory(err);
    struct rate rate = {
        .making = making, .query = query, .dim = area_dim(query), .told = told
    };
    rate.days = counted_days(&rate);
    rate.area = FIRE_TAKE(making->arena, making->areas->n_rows + 1, int32_t);
    rate.figure = FIRE_TAKE(making->arena, making->areas->n_rows + 1, int32_t);
    rate.person_years = FIRE_TAKE(making->arena, making->sums->n_rows, double);
    if (rate.area == NULL || rate.figure == NULL || rate.person_years == NULL)
        return fire_fail_memory(err);
    FIRE_TRY(make_rates(&rate, FIRE_RESIDENT, err));
    if (rate.n_known == 0) FIRE_TRY(make_rates(&rate, FIRE_REGISTERED, err));
    for (int32_t m = 0; m < query->n_measures; m++)
        if (query->measure[m].agg == FIRE_AGG_RATE && !write_label(&rate, m))
            return fire_fail_memory(err);
    making->summary->rate = told;
    return FIRE_OK;
}
