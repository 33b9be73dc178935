/* compare.c - see firestat/compare.h: groups by comparisons by measures. */
#include "firestat/compare.h"

#include "compare_groups.h"
#include "compare_judge.h"
#include "families.h"

#include <string.h>

fire_judge fire_judge_of(const struct fire_summary_measure *measure)
{
    if (measure->agg != FIRE_AGG_SUM) return FIRE_JUDGE_OTHER;
    if (measure->type == FIRE_TYPE_MONEY) return FIRE_JUDGE_MONEY;
    if (measure->type != FIRE_TYPE_INTEGER) return FIRE_JUDGE_OTHER;
    const bool is_incidents = strcmp(measure->name, "incidents") == 0;
    return is_incidents ? FIRE_JUDGE_COUNT : FIRE_JUDGE_EVENTS;
}

struct comparing {
    const struct fire_compare_plan *plan;
    const struct fire_compare_answer *answer;
    const struct fire_compare_options *options;
    const struct fire_summary *about;
    struct compare_groups groups;
    int32_t scope_dim;    /* -1: groups are not of one scope each */
    int64_t *figures_row; /* [window * n_groups + group]; -1: no row */
    int32_t n_families;
    int32_t *family;          /* [n_groups] (families.h)                             */
    bool *has_family;         /* [window * n_families + family] a row of it is there */
    int64_t *events_row;      /* [(window * n_asked + measure) * n_groups + group] */
    struct fire_arena *round; /* memory of one row */
    struct fire_compare_row *row;
    struct fire_compare_verdict *verdict;
    int64_t *n_tested;
};

/* ---- what stands in a window ------------------------------------------------------------ */

/* Whether there is data of a window's days, or of some of them. */
static bool is_known(const struct comparing *c, int32_t window)
{
    return fire_windows_meet(c->plan->window[window], c->plan->known);
}

/* Whether a group without a row in a window had nothing there; else nothing is known of it. */
static bool is_none(const struct comparing *c, int64_t group, int32_t window)
{
    const int32_t n_dims = c->about->n_dims;
    if (c->has_family[window * c->n_families + c->family[group]]) return true;
    return fire_summary_has_report(c->answer[window].figures, &c->groups.key[group * n_dims],
                                   n_dims, c->plan->window[window]);
}

/* Were there no incidents at all in a row? Then nothing came of them: no deaths, no damage. */
static bool is_uneventful(const struct comparing *c, const struct fire_summary *figures,
                          int64_t row)
{
    const int32_t incidents = c->options->n_asked;
    const struct fire_value n = fire_summary_value(figures, row, incidents);
    return !n.is_null && n.number == 0 && fire_summary_unknown(figures, row, incidents) == 0;
}

/* Whether rows stand for some of a window's days and nothing for others, as far as there is data at
 * all. Groups of one period each are of no other days. */
static bool has_gap(const struct comparing *c, int64_t group, int32_t window)
{
    const int32_t n_dims = c->about->n_dims;
    struct fire_window days = c->plan->window[window];
    for (int32_t d = 0; d < n_dims; d++)
        if (c->about->dim[d].kind == FIRE_DIM_PERIOD) return false;
    if (days.first_day < c->plan->known.first_day) days.first_day = c->plan->known.first_day;
    if (days.last_day > c->plan->known.last_day) days.last_day = c->plan->known.last_day;
    return fire_summary_has_gap(c->answer[window].figures, &c->groups.key[group * n_dims],
                                n_dims, days);
}

/* The measure of `figures` that has the samples of a sum of money: medians stand behind all that
 * were asked and the incidents. */
static int32_t sample_measure(const struct comparing *c, int32_t measure)
{
    int32_t at = c->options->n_asked + 1;
    for (int32_t m = 0; m < measure; m++)
        at += fire_judge_of(&c->about->measure[m]) == FIRE_JUDGE_MONEY;
    return at;
}

static struct compare_cell cell_of(const struct comparing *c, int64_t group, int32_t window,
                                   int32_t measure)
{
    const struct fire_window days = c->plan->window[window];
    const struct fire_compare_answer *answer = &c->answer[window];
    const struct fire_summary *figures = answer->figures;
    const int64_t row = c->figures_row[window * c->groups.n + group];
    struct compare_cell cell = {
        .n_days = (double)days.last_day - days.first_day + 1,
        .n_months = fire_window_months(c->plan->calendar, days),
        .value = { .is_null = !is_known(c, window) || !is_none(c, group, window) ||
                              c->about->measure[measure].agg != FIRE_AGG_SUM },
    };
    const fire_judge judge = fire_judge_of(&c->about->measure[measure]);
    cell.has_gap = has_gap(c, group, window);
    if (cell.has_gap) cell.value = (struct fire_value){ .is_null = true };
    if (row >= 0 && is_known(c, window) && !cell.has_gap) {
        cell.value = fire_summary_value(figures, row, measure);
        cell.unknown = fire_summary_unknown(figures, row, measure);
        cell.is_estimated = (fire_summary_mark(figures, row, measure) & FIRE_MARK_ESTIMATED) !=
                            0;
        if (cell.value.is_null && c->about->measure[measure].agg == FIRE_AGG_SUM &&
            is_uneventful(c, figures, row))
            cell.value = (struct fire_value){ 0 };
    }
    if (judge == FIRE_JUDGE_MONEY) {
        cell.has_sample = true;
        if (row >= 0)
            cell.sample =
                figures->sample[row * figures->n_measures + sample_measure(c, measure)];
    } else if (judge == FIRE_JUDGE_EVENTS) {
        const int32_t n_asked = c->options->n_asked;
        const int64_t at =
            c->events_row[((int64_t)window * n_asked + measure) * c->groups.n + group];
        cell.has_sample = true;
        if (at >= 0) cell.sample = answer->events[measure]->sample[at];
    }
    return cell;
}

/* Incidents of a group in a window, known or not. */
static int64_t n_incidents(const struct comparing *c, int64_t group, int32_t window)
{
    const int64_t row = c->figures_row[window * c->groups.n + group];
    return row < 0
               ? 0
               : fire_summary_value(c->answer[window].figures, row, c->options->n_asked).number;
}

/* ---- verdicts ---------------------------------------------------------------------------- */

static struct fire_side side_of(const struct comparing *c, int32_t window)
{
    struct fire_side side = { .n_months = fire_window_months(c->plan->calendar,
                                                             c->plan->window[window]) };
    fire_side_scopes(&side, c->answer[window].scopes, NULL);
    return side;
}

static uint32_t unlike_windows(const struct comparing *c, int32_t against)
{
    const struct fire_compare_plan *plan = c->plan;
    const struct fire_same_period *same = &plan->same[against];
    const struct fire_side current = side_of(c, plan->current[against]);
    uint32_t unlike = 0;
    if (!c->options->is_restated && c->options->has_new_areas) unlike |= FIRE_UNLIKE_TERRITORY;
    for (int32_t b = 0; b < same->n_bases; b++) {
        const struct fire_side base = side_of(c, plan->base[against][b]);
        unlike |= fire_unlike_of(&current, &base, same->base_flags[b]);
        if (c->scope_dim >= 0)
            unlike &= ~(uint32_t)FIRE_UNLIKE_SCOPE; /* each group is of one */
    }
    return unlike;
}

/* Are too many incidents of a window without a value of a measure? */
static bool is_too_unknown(const struct comparing *c, int64_t group, int32_t window,
                           int32_t measure)
{
    const int64_t row = c->figures_row[window * c->groups.n + group];
    if (row < 0) return false;
    const int64_t unknown = fire_summary_unknown(c->answer[window].figures, row, measure);
    return fire_is_too_unknown(unknown, n_incidents(c, group, window),
                               c->options->unknown_percent);
}

static void judge_criteria(struct comparing *c, int64_t group, int32_t against)
{
    const struct fire_compare_options *options = c->options;
    const int64_t at = group * c->plan->n + against;
    struct fire_compare_verdict *out = &c->verdict[at];
    struct fire_value current[FIRE_CRITERIA_MOST];
    struct fire_value base[FIRE_CRITERIA_MOST];
    const int32_t n = options->n_criteria;
    out->unlike = unlike_windows(c, against);
    for (int32_t i = 0; i < n; i++) {
        const struct fire_compare_row *row =
            &c->row[at * options->n_asked + options->criterion[i]];
        current[i] = row->current;
        base[i] = row->base;
        bool is_unknown = is_too_unknown(c, group, c->plan->current[against],
                                         options->criterion[i]);
        for (int32_t b = 0; b < c->plan->same[against].n_bases; b++)
            is_unknown = is_unknown || is_too_unknown(c, group, c->plan->base[against][b],
                                                      options->criterion[i]);
        if (is_unknown) out->unlike |= FIRE_UNLIKE_UNKNOWN;
    }
    out->verdict = fire_verdict_of(current, base, n);
    if (out->verdict.kind == FIRE_VERDICT_UNDECIDED) out->unlike |= FIRE_UNLIKE_NO_DATA;
}

/* ---- rows -------------------------------------------------------------------------------- */

static fire_status judge_row(struct comparing *c, int64_t group, int32_t against,
                             int32_t measure, int *out_direction, struct fire_error *err)
{
    const struct fire_compare_plan *plan = c->plan;
    struct compare_cell base[FIRE_BASES_MOST];
    bool has_other_scopes = false;
    const struct compare_cell current = cell_of(c, group, plan->current[against], measure);
    const int32_t n_bases = plan->same[against].n_bases;
    for (int32_t b = 0; b < n_bases; b++) {
        base[b] = cell_of(c, group, plan->base[against][b], measure);
        has_other_scopes = has_other_scopes ||
                           (c->scope_dim < 0 &&
                            fire_scopes_changed(c->answer[plan->current[against]].scopes, NULL,
                                                c->answer[plan->base[against][b]].scopes,
                                                NULL));
    }
    const struct compare_case asked = {
        .judge = fire_judge_of(&c->about->measure[measure]),
        .is_share = c->about->measure[measure].agg == FIRE_AGG_SHARE,
        .current = &current,
        .base = base,
        .n_bases = n_bases,
        .has_other_scopes = has_other_scopes,
    };
    const int64_t at = (group * plan->n + against) * c->options->n_asked + measure;
    fire_arena_reset(c->round);
    *out_direction = compare_direction(&asked);
    return compare_judge(&asked, c->options, c->round, &c->row[at], err);
}

/* Chance told from change over all groups together: among many areas some differ by chance. */
static fire_status find(struct comparing *c, int32_t against, int32_t measure,
                        const int direction[], struct fire_arena *scratch,
                        struct fire_error *err)
{
    const int64_t n = c->groups.n;
    const int64_t stride = (int64_t)c->plan->n * c->options->n_asked;
    struct fire_compare_row *row = c->row + (int64_t)against * c->options->n_asked + measure;
    double *q = FIRE_TAKE(scratch, n + 1, double);
    if (q == NULL) return fire_fail_memory(err);
    for (int64_t g = 0; g < n; g++)
        q[g] = row[g * stride].is_tested ? row[g * stride].p_value : -1.0; /* not a test */
    FIRE_TRY(fire_adjust_p(q, n, FIRE_ADJUST_BH, scratch, q,
                           &c->n_tested[against * c->options->n_asked + measure], err));
    for (int64_t g = 0; g < n; g++) {
        struct fire_compare_row *of = &row[g * stride];
        of->q_value = of->is_tested ? q[g] : 0.0;
        of->finding = fire_finding_of(of->is_tested, of->p_value, q[g], direction[g]);
    }
    return FIRE_OK;
}

static fire_status judge_all(struct comparing *c, struct fire_arena *scratch,
                             struct fire_error *err)
{
    int *direction = FIRE_TAKE(scratch, c->groups.n + 1, int);
    if (direction == NULL) return fire_fail_memory(err);
    for (int32_t a = 0; a < c->plan->n; a++) {
        for (int32_t m = 0; m < c->options->n_asked; m++) {
            for (int64_t g = 0; g < c->groups.n; g++)
                FIRE_TRY(judge_row(c, g, a, m, &direction[g], err));
            FIRE_TRY(find(c, a, m, direction, scratch, err));
        }
        for (int64_t g = 0; g < c->groups.n; g++)
            judge_criteria(c, g, a);
    }
    return FIRE_OK;
}

/* ---- all of it ---------------------------------------------------------------------------- */

static fire_status match_rows(struct comparing *c, struct fire_arena *scratch,
                              struct fire_error *err)
{
    const struct fire_compare_plan *plan = c->plan;
    const int64_t n = c->groups.n;
    const int32_t n_asked = c->options->n_asked;
    c->figures_row = FIRE_TAKE(scratch, plan->n_windows * n + 1, int64_t);
    c->events_row = FIRE_TAKE(scratch, (int64_t)plan->n_windows * n_asked * n + 1, int64_t);
    if (c->figures_row == NULL || c->events_row == NULL) return fire_fail_memory(err);
    for (int32_t w = 0; w < plan->n_windows; w++) {
        const struct fire_compare_answer *answer = &c->answer[w];
        FIRE_TRY(compare_groups_rows(&c->groups, plan, answer->figures, plan->window[w],
                                     c->figures_row + w * n, err));
        for (int32_t m = 0; m < n_asked; m++) {
            if (fire_judge_of(&c->about->measure[m]) != FIRE_JUDGE_EVENTS) continue;
            FIRE_TRY(compare_groups_rows(&c->groups, plan, answer->events[m], plan->window[w],
                                         c->events_row + ((int64_t)w * n_asked + m) * n, err));
        }
    }
    return FIRE_OK;
}

/* Which groups are reported together, and of which of these a window has rows. */
static fire_status find_families(struct comparing *c, struct fire_arena *scratch,
                                 struct fire_error *err)
{
    const int64_t n = c->groups.n;
    const int32_t n_dims = c->about->n_dims;
    const struct fire_key **key = FIRE_TAKE(scratch, n, const struct fire_key *);
    c->family = FIRE_TAKE(scratch, n, int32_t);
    if (key == NULL || c->family == NULL) return fire_fail_memory(err);
    for (int64_t group = 0; group < n; group++)
        key[group] = &c->groups.key[group * n_dims];
    FIRE_TRY(families_find(c->about, key, n, n_dims, c->family, &c->n_families, err));
    c->has_family = FIRE_TAKE(scratch, (int64_t)c->plan->n_windows * c->n_families, bool);
    if (c->has_family == NULL) return fire_fail_memory(err);
    for (int32_t w = 0; w < c->plan->n_windows; w++)
        for (int64_t group = 0; group < n; group++)
            if (c->figures_row[w * n + group] >= 0)
                c->has_family[w * c->n_families + c->family[group]] = true;
    return FIRE_OK;
}

static fire_status compare_with(struct comparing *c, struct fire_arena *scratch,
                                struct fire_arena *arena, struct fire_error *err)
{
    const int64_t n_against = c->plan->n;
    const int64_t n_asked = c->options->n_asked;
    FIRE_TRY(
        compare_groups_make(c->plan, c->answer, c->options, scratch, arena, &c->groups, err));
    FIRE_TRY(match_rows(c, scratch, err));
    FIRE_TRY(find_families(c, scratch, err));
    c->row = FIRE_TAKE(arena, c->groups.n * n_against * n_asked, struct fire_compare_row);
    c->verdict = FIRE_TAKE(arena, c->groups.n * n_against, struct fire_compare_verdict);
    c->n_tested = FIRE_TAKE(arena, n_against * n_asked, int64_t);
    if (c->row == NULL || c->verdict == NULL || c->n_tested == NULL)
        return fire_fail_memory(err);
    return judge_all(c, scratch, err);
}

fire_status fire_compare(const struct fire_compare_plan *plan,
                         const struct fire_compare_answer answer[],
                         const struct fire_compare_options *options, struct fire_arena *arena,
                         const struct fire_comparison **out, struct fire_error *err)
{
    struct comparing c = { .plan = plan,
                           .answer = answer,
                           .options = options,
                           .about = answer[0].figures,
                           .scope_dim = fire_summary_scope_dim(answer[0].figures),
                           .round = fire_arena_create() };
    struct fire_arena *scratch = fire_arena_create();
    struct fire_comparison *comparison = FIRE_TAKE(arena, 1, struct fire_comparison);
    fire_status status = FIRE_OK;
    if (c.round == NULL || scratch == NULL || comparison == NULL)
        status = fire_fail_memory(err);
    else
        status = compare_with(&c, scratch, arena, err);
    if (status == FIRE_OK) {
        *comparison = (struct fire_comparison){ .plan = plan,
                                                .options = options,
                                                .about = c.about,
                                                .n_groups = c.groups.n,
                                                .key = c.groups.key,
                                                .row = c.row,
                                                .verdict = c.verdict,
                                                .n_tested = c.n_tested };
        *out = comparison;
    }
    compare_groups_finish(&c.groups);
    fire_arena_free(c.round);
    fire_arena_free(scratch);
    return status;
}
