/* trends.c - see firestat/trends.h: the years of each group, and their trend. */
#include "firestat/trends.h"

#include "families.h"

#include <string.h>

struct trending {
    const struct fire_trends_plan *plan;
    const struct fire_summary *summary;
    const struct fire_summary *scopes;
    int32_t scope_dim; /* -1: groups are not of one scope each */
    bool has_other_scopes;
    int32_t n_dims;
    bool *has_report; /* [n_years] of anything, from anywhere */
    int64_t n_groups;
    const struct fire_key **key;
    int32_t *family;            /* [n_groups] (families.h)                             */
    bool *has_family;           /* [family * n_years + year] a row of it is there      */
    struct fire_value *value;   /* [(group * n_measures + measure) * n_years + year] */
    struct fire_trend_row *row; /* [group * n_measures + measure] */
    int64_t *n_tested;
};

/* The years of one row that have a value, as the statistics take them. */
struct series {
    int32_t year[FIRE_TREND_YEARS_MAX];
    int64_t count[FIRE_TREND_YEARS_MAX];
    double value[FIRE_TREND_YEARS_MAX];
    double n_days[FIRE_TREND_YEARS_MAX];
    int32_t n;
};

/* ---- the years ------------------------------------------------------------------------------ */

/* The place of a row's year in the plan; -1: none (its period is longer than a year). */
static int32_t place_of(const struct trending *t, const struct fire_summary *summary,
                        int64_t row)
{
    const struct fire_key *key = fire_summary_key(summary, row, summary->n_dims - 1);
    const int64_t place = key->number - t->plan->first_year;
    return key->is_null || place < 0 || place >= t->plan->n_years ? -1 : (int32_t)place;
}

/* Whether a row is one of a group. */
static bool is_of_group(const struct trending *t, int64_t row, const struct fire_key group[])
{
    for (int32_t d = 0; d < t->n_dims; d++) {
        const struct fire_key *key = fire_summary_key(t->summary, row, d);
        if (key->is_null != group[d].is_null || key->number != group[d].number) return false;
    }
    return true;
}

/* Rows stand in the order of the groups, so those of one follow each other. */
static fire_status find_groups(struct trending *t, struct fire_arena *arena,
                               struct fire_error *err)
{
    for (int64_t r = 0; r < t->summary->n_rows; r++) {
        if (place_of(t, t->summary, r) < 0) continue;
        if (t->n_groups > 0 && is_of_group(t, r, t->key[t->n_groups - 1])) continue;
        struct fire_key *key = FIRE_TAKE(arena, t->n_dims, struct fire_key);
        if (key == NULL) return fire_fail_memory(err);
        for (int32_t d = 0; d < t->n_dims; d++)
            key[d] = *fire_summary_key(t->summary, r, d);
        t->key[t->n_groups++] = key;
    }
    return FIRE_OK;
}

static struct fire_window days_of(const struct trending *t, int32_t place)
{
    return fire_calendar_window(t->plan->calendar, FIRE_UNIT_YEAR, t->plan->first_year + place);
}

/* Whether there are figures of some months of a year only. */
static bool has_gap(const struct trending *t, int64_t group, int32_t place)
{
    return fire_summary_has_gap(t->summary, t->key[group], t->n_dims, days_of(t, place));
}

/* Whether a report of a group came in a year. */
static bool is_reported(const struct trending *t, int64_t group, int32_t place)
{
    const struct fire_window days = days_of(t, place);
    return t->has_family[t->family[group] * t->plan->n_years + place] ||
           (t->has_report[place] &&
            fire_summary_has_report(t->summary, t->key[group], t->n_dims, days));
}

/* What a group without a row had in a year: nothing where reports came, for sums; else it is not
 * known. */
static void fill_empty(struct trending *t)
{
    const int32_t n_measures = t->summary->n_measures;
    for (int64_t i = 0; i < t->n_groups * n_measures; i++) {
        const bool is_sum = t->summary->measure[i % n_measures].agg == FIRE_AGG_SUM;
        struct fire_value *value = t->value + i * t->plan->n_years;
        for (int32_t y = 0; y < t->plan->n_years; y++)
            value[y].is_null = !is_sum || !is_reported(t, i / n_measures, y) ||
                               has_gap(t, i / n_measures, y);
        t->row[i].value = value;
    }
}

static bool has_no_report(const struct fire_summary *summary, int64_t row)
{
    bool has_none = summary->n_measures > 0;
    for (int32_t m = 0; m < summary->n_measures; m++)
        has_none = has_none && (fire_summary_mark(summary, row, m) & FIRE_MARK_NO_REPORT) != 0;
    return has_none;
}

/* Which groups are reported together, and of which of these a year has rows. */
static fire_status find_families(struct trending *t, struct fire_arena *scratch,
                                 struct fire_error *err)
{
    int32_t n_families;
    int64_t group = -1;
    t->family = FIRE_TAKE(scratch, t->n_groups, int32_t);
    if (t->family == NULL) return fire_fail_memory(err);
    FIRE_TRY(
        families_find(t->summary, t->key, t->n_groups, t->n_dims, t->family, &n_families, err));
    t->has_family = FIRE_TAKE(scratch, (int64_t)n_families * t->plan->n_years, bool);
    if (t->has_family == NULL) return fire_fail_memory(err);
    for (int64_t r = 0; r < t->summary->n_rows; r++) {
        const int32_t year = place_of(t, t->summary, r);
        if (year < 0) continue;
        if (group < 0 || !is_of_group(t, r, t->key[group])) group++;
        if (!has_no_report(t->summary, r))
            t->has_family[t->family[group] * t->plan->n_years + year] = true;
    }
    return FIRE_OK;
}

static void fill_values(struct trending *t)
{
    const struct fire_summary *summary = t->summary;
    int64_t group = -1;
    fill_empty(t);
    for (int64_t r = 0; r < summary->n_rows; r++) {
        const int32_t year = place_of(t, summary, r);
        if (year < 0) continue;
        if (group < 0 || !is_of_group(t, r, t->key[group])) group++;
        const bool is_whole = !has_gap(t, group, year);
        for (int32_t m = 0; m < summary->n_measures; m++) {
            const int64_t at = group * summary->n_measures + m;
            if (is_whole)
                t->value[at * t->plan->n_years + year] = fire_summary_value(summary, r, m);
            t->row[at].unknown += fire_summary_unknown(summary, r, m);
            if ((fire_summary_mark(summary, r, m) & FIRE_MARK_ESTIMATED) != 0)
                t->row[at].notes |= FIRE_TREND_NOTE_ESTIMATED;
        }
    }
}

static void find_reports(struct trending *t, const struct fire_summary *years)
{
    for (int64_t r = 0; r < years->n_rows; r++) {
        const int32_t year = place_of(t, years, r);
        if (year < 0) continue;
        t->has_report[year] = !has_no_report(years, r);
    }
}

/* Do some years count otherwise than those before them? */
static void find_scopes(struct trending *t)
{
    struct fire_side side;
    int64_t before = -1;
    for (int32_t y = 0; y < t->plan->n_years && t->scope_dim < 0; y++) {
        const int64_t year = (int64_t)t->plan->first_year + y;
        fire_side_scopes(&side, t->scopes, &year);
        if (side.n_scopes == 0) continue;
        if (before >= 0 && fire_scopes_changed(t->scopes, &before, t->scopes, &year))
            t->has_other_scopes = true;
        before = year;
    }
}

/* ---- a row ------------------------------------------------------------------------------- */

static double n_days(const struct fire_trends_plan *plan, int32_t year)
{
    const struct fire_window days = fire_calendar_window(plan->calendar, FIRE_UNIT_YEAR, year);
    return (double)days.last_day - days.first_day + 1;
}

static void series_of(const struct fire_trends_plan *plan, struct fire_trend_row *row,
                      struct series *out)
{
    out->n = 0;
    for (int32_t y = 0; y < plan->n_years; y++) {
        if (row->value[y].is_null) continue;
        out->year[out->n] = plan->first_year + y;
        out->count[out->n] = row->value[y].number;
        out->value[out->n] = (double)row->value[y].number;
        out->n_days[out->n++] = n_days(plan, plan->first_year + y);
    }
    row->n_years = out->n;
    if (out->n == 0) return;
    row->first_year = out->year[0];
    row->last_year = out->year[out->n - 1];
}

static void take_kendall(struct fire_trend_row *row, int *direction)
{
    const struct fire_mann_kendall *kendall = &row->kendall;
    if (kendall->is_null) return;
    row->is_tested = true;
    row->p_value = fire_mann_kendall_p(kendall);
    *direction = (kendall->s > 0) - (kendall->s < 0);
}

static void take_slope(struct fire_trend_row *row, const struct fire_trend *trend,
                       bool is_clustered, int *direction)
{
    row->has_model = true;
    row->model = trend->model;
    row->slope = trend->said;
    row->dispersion = trend->dispersion;
    if (is_clustered && trend->model == FIRE_TREND_POISSON) {
        row->model = FIRE_TREND_QUASI;
        row->slope = trend->quasi;
    }
    row->is_tested = true;
    row->p_value = row->slope.p_value;
    *direction = (row->slope.slope > 0.0) - (row->slope.slope < 0.0);
}

static fire_status judge_counts(const struct fire_trends_plan *plan,
                                const struct series *series, bool is_clustered,
                                struct fire_trend_row *row, int *direction,
                                struct fire_error *err)
{
    static const uint32_t notes[] = { [FIRE_TREND_BAD_YEARS] = FIRE_TREND_NOTE_BAD,
                                      [FIRE_TREND_FEW_YEARS] = FIRE_TREND_NOTE_FEW,
                                      [FIRE_TREND_NO_EVENTS] = FIRE_TREND_NOTE_ZERO,
                                      [FIRE_TREND_ONE_END] = FIRE_TREND_NOTE_ONE_END };
    const struct fire_years years = { series->year, series->count, series->n_days, series->n };
    const struct fire_trend trend = fire_trend_of(&years, FIRE_TRENDS_LEVEL);
    if (trend.state != FIRE_TREND_SAID) row->notes |= notes[trend.state];
    if (trend.state != FIRE_TREND_SAID && trend.state != FIRE_TREND_ONE_END) {
        row->is_tested = false; /* equal zeros are no steady number */
        row->kendall = (struct fire_mann_kendall){ .is_null = true };
        return FIRE_OK;
    }
    if (trend.state == FIRE_TREND_SAID) take_slope(row, &trend, is_clustered, direction);
    const int32_t next = row->last_year + 1;
    if (next == plan->first_year + plan->n_years)
        row->forecast = fire_forecast_of(&years, next, n_days(plan, next), FIRE_TRENDS_LEVEL);
    if (is_clustered) return FIRE_OK;
    struct fire_level_shift shift;
    FIRE_TRY(fire_level_shift_of(&years, FIRE_TRENDS_DRAWS, FIRE_SEED, &shift, err));
    row->has_shift = shift.state == FIRE_TREND_SAID;
    for (int32_t i = 0; i + 1 < series->n; i++) /* behind a gap the first year that there is */
        if (series->year[i] <= shift.last_year_before) row->shift_year = series->year[i + 1];
    row->shift_p = shift.p_value;
    return FIRE_OK;
}

static fire_status judge_row(const struct trending *t, fire_judge judge,
                             struct fire_trend_row *row, int *direction, struct fire_error *err)
{
    const struct fire_trends_plan *plan = t->plan;
    struct series series;
    *direction = 0;
    row->kendall.is_null = true;
    row->forecast.is_null = true;
    series_of(plan, row, &series);
    if (row->n_years < plan->n_years) row->notes |= FIRE_TREND_NOTE_GAPS;
    if (row->unknown > 0) row->notes |= FIRE_TREND_NOTE_UNKNOWN;
    if (row->n_years < FIRE_TREND_YEARS_MIN) row->notes |= FIRE_TREND_NOTE_FEW;
    if (t->has_other_scopes) row->notes |= FIRE_TREND_NOTE_SCOPES;
    const uint32_t nothing = FIRE_TREND_NOTE_FEW | FIRE_TREND_NOTE_ESTIMATED |
                             FIRE_TREND_NOTE_SCOPES;
    if ((row->notes & nothing) != 0) return FIRE_OK;
    row->kendall = fire_mann_kendall_of(series.year, series.value, series.n, FIRE_TRENDS_LEVEL);
    take_kendall(row, direction);
    if (judge != FIRE_JUDGE_COUNT && judge != FIRE_JUDGE_EVENTS) return FIRE_OK;
    return judge_counts(plan, &series, judge == FIRE_JUDGE_EVENTS, row, direction, err);
}

/* ---- all of them -------------------------------------------------------------------------- */

static fire_status judge_measure(struct trending *t, int32_t measure,
                                 struct fire_arena *scratch, struct fire_error *err)
{
    const int32_t n_measures = t->summary->n_measures;
    const fire_judge judge = fire_judge_of(&t->summary->measure[measure]);
    double *q = FIRE_TAKE(scratch, t->n_groups + 1, double);
    int *direction = FIRE_TAKE(scratch, t->n_groups + 1, int);
    if (q == NULL || direction == NULL) return fire_fail_memory(err);
    for (int64_t g = 0; g < t->n_groups; g++) {
        struct fire_trend_row *row = &t->row[g * n_measures + measure];
        FIRE_TRY(judge_row(t, judge, row, &direction[g], err));
        q[g] = row->is_tested ? row->p_value : -1.0; /* not a test */
    }
    FIRE_TRY(
        fire_adjust_p(q, t->n_groups, FIRE_ADJUST_BH, scratch, q, &t->n_tested[measure], err));
    for (int64_t g = 0; g < t->n_groups; g++) {
        struct fire_trend_row *row = &t->row[g * n_measures + measure];
        row->q_value = row->is_tested ? q[g] : 0.0;
        row->finding = fire_finding_of(row->is_tested, row->p_value, q[g], direction[g]);
    }
    return FIRE_OK;
}

static fire_status trend_with(struct trending *t, const struct fire_summary *years,
                              struct fire_arena *scratch, struct fire_arena *arena,
                              struct fire_error *err)
{
    const int32_t n_measures = t->summary->n_measures;
    const int64_t n_years = t->plan->n_years;
    t->has_report = FIRE_TAKE(scratch, n_years, bool);
    t->key = FIRE_TAKE(arena, t->summary->n_rows + 1, const struct fire_key *);
    t->n_tested = FIRE_TAKE(arena, n_measures, int64_t);
    if (t->has_report == NULL || t->key == NULL || t->n_tested == NULL)
        return fire_fail_memory(err);
    find_reports(t, years);
    FIRE_TRY(find_groups(t, arena, err));
    t->scope_dim = fire_summary_scope_dim(t->summary);
    find_scopes(t);
    t->row = FIRE_TAKE(arena, t->n_groups * n_measures + 1, struct fire_trend_row);
    t->value = FIRE_TAKE(arena, t->n_groups * n_measures * n_years + 1, struct fire_value);
    if (t->row == NULL || t->value == NULL) return fire_fail_memory(err);
    FIRE_TRY(find_families(t, scratch, err));
    fill_values(t);
    for (int32_t m = 0; m < n_measures; m++)
        FIRE_TRY(judge_measure(t, m, scratch, err));
    return FIRE_OK;
}

fire_status fire_trends_of(const struct fire_trends_plan *plan,
                           const struct fire_summary *summary, const struct fire_summary *years,
                           const struct fire_summary *scopes, struct fire_arena *arena,
                           struct fire_trends *out, struct fire_error *err)
{
    struct trending t = {
        .plan = plan, .summary = summary, .scopes = scopes, .n_dims = summary->n_dims - 1
    };
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    const fire_status status = trend_with(&t, years, scratch, arena, err);
    if (status == FIRE_OK)
        *out = (struct fire_trends){ .plan = plan,
                                     .about = summary,
                                     .n_dims = t.n_dims,
                                     .n_groups = t.n_groups,
                                     .key = t.key,
                                     .row = t.row,
                                     .n_tested = t.n_tested };
    fire_arena_free(scratch);
    return status;
}
