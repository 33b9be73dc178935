/* share.c - what each year is made of: columns of 100 %.
 *
 * Shares are whole tenths of a percent that add up to 100,0 by the largest remainder: what a reader
 * adds up must come out. Groups are ranked by all years together, so that a colour is one group from
 * the first column to the last; what is not stated is no group and stands on top of all. */
#include "names.h"
#include "open_words.h"
#include "over_time.h"

#include <string.h>

__extension__ typedef __int128 share_wide;

#define GROUPS_SHOWN 5
#define WHOLE        1000 /* tenths of a percent */
#define LEAST_SAID   20 /* a share of fewer is not worth a title, as with percents of change */

struct share {
    struct about about;
    struct fire_phrase *phrase;
    const struct fire_summary *summary;
    int32_t year_dim;
    struct measure measure;
    int32_t first_year;
    int32_t n_years;
    int32_t n_keys;
    int64_t *key_row; /* [n_keys] a row of each group; null keys too */
    int32_t *group;   /* [n_keys] where it is shown                  */
    int32_t n_groups; /* shown                                       */
    int32_t n_others; /* groups that stand together                  */
    struct fire_chart_group shown[FIRE_CHART_STACK_GROUPS_MAX];
    bool is_open[FIRE_CHART_STACK_GROUPS_MAX]; /* "Đang điều tra": the largest of nothing */
    int64_t *part;                             /* [n_years * FIRE_CHART_STACK_GROUPS_MAX]     */
    bool *is_known;                            /* [n_years] */
    int64_t *sum;                              /* [n_years] */
    bool has_gap;
};

static const struct fire_key *group_key(const struct share *s, int64_t row)
{
    return fire_summary_key(s->summary, row, 1 - s->year_dim);
}

static fire_status check(struct share *s, struct fire_error *err)
{
    const struct fire_summary *summary = s->summary;
    s->year_dim = -1;
    for (int32_t d = 0; d < summary->n_dims && summary->n_dims == 2; d++)
        if (summary->dim[d].kind == FIRE_DIM_PERIOD && summary->dim[d].unit == FIRE_UNIT_YEAR)
            s->year_dim = d;
    if (s->year_dim < 0)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the share chart needs figures by year and one thing else");
    if (summary->n_measures != 1 || summary->measure[0].agg != FIRE_AGG_SUM)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the share chart shows one sum, like incidents or damage");
    for (int64_t row = 0; row < summary->n_rows; row++)
        if (fire_summary_value(summary, row, 0).number < 0)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "a sum of '%s' is below 0, and nothing is a share of it",
                             summary->measure[0].name);
    return FIRE_OK;
}

/* ---- groups ------------------------------------------------------------------------------ */

static bool is_same(const struct fire_key *a, const struct fire_key *b)
{
    return a->is_null == b->is_null && a->number == b->number;
}

static fire_status find_keys(struct share *s, struct fire_error *err)
{
    const struct fire_summary *summary = s->summary;
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    s->key_row = FIRE_TAKE(s->phrase->arena, summary->n_rows + 1, int64_t);
    if (s->key_row == NULL) return fire_fail_memory(err);
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *year = fire_summary_key(summary, row, s->year_dim);
        int32_t at = 0;
        if (year->is_null) continue;
        if (year->number < first) first = year->number;
        if (year->number > last) last = year->number;
        while (at < s->n_keys && !is_same(group_key(s, s->key_row[at]), group_key(s, row)))
            at++;
        if (at == s->n_keys) s->key_row[s->n_keys++] = row;
    }
    bool is_stated = s->n_keys == 0;
    for (int32_t k = 0; k < s->n_keys; k++)
        is_stated = is_stated || !group_key(s, s->key_row[k])->is_null;
    if (!is_stated)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                         "no row says the '%s'; choose something else by --by",
                         summary->dim[1 - s->year_dim].name);
    if (s->n_keys == 0)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
    if (last - first >= FIRE_CHART_SLOTS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d years",
                         FIRE_CHART_SLOTS_MAX);
    s->first_year = (int32_t)first;
    s->n_years = (int32_t)(last - first + 1);
    return FIRE_OK;
}

static int32_t key_of(const struct share *s, int64_t row)
{
    int32_t at = 0;
    while (!is_same(group_key(s, s->key_row[at]), group_key(s, row)))
        at++;
    return at;
}

static void show(struct share *s, const char *name, fire_stack_kind kind)
{
    s->shown[s->n_groups++] = (struct fire_chart_group){ name, kind };
}

/* The largest first; one more group is shown in the place of "other" when it is the only other. */
static fire_status rank_groups(struct share *s, struct fire_error *err)
{
    double *size = FIRE_TAKE(s->phrase->arena, s->n_keys, double);
    int32_t *rank = FIRE_TAKE(s->phrase->arena, s->n_keys, int32_t);
    s->group = FIRE_TAKE(s->phrase->arena, s->n_keys, int32_t);
    if (size == NULL || rank == NULL || s->group == NULL) return fire_fail_memory(err);
    for (int64_t row = 0; row < s->summary->n_rows; row++)
        if (!fire_summary_key(s->summary, row, s->year_dim)->is_null)
            size[key_of(s, row)] += (double)fire_summary_value(s->summary, row, 0).number;
    int32_t n_named = 0;
    int32_t not_stated = -1;
    for (int32_t k = 0; k < s->n_keys; k++) {
        if (group_key(s, s->key_row[k])->is_null) {
            if (size[k] > 0.0) not_stated = k;
            rank[k] = INT32_MAX;
            continue;
        }
        n_named++;
        for (int32_t i = 0; i < s->n_keys; i++)
            rank[k] += !group_key(s, s->key_row[i])->is_null &&
                       (size[i] > size[k] || (size[i] == size[k] && i < k));
    }
    const int32_t n_shown = n_named < GROUPS_SHOWN ? n_named : GROUPS_SHOWN;
    for (int32_t r = 0; r < n_shown; r++)
        for (int32_t k = 0; k < s->n_keys; k++)
            if (rank[k] == r) {
                s->group[k] = s->n_groups;
                s->is_open[s->n_groups] = open_words_have(s->phrase,
                                                          group_key(s, s->key_row[k]));
                show(s, names_key(s->phrase, group_key(s, s->key_row[k])), FIRE_STACK_GROUP);
            }
    s->n_others = n_named - n_shown;
    for (int32_t k = 0; k < s->n_keys; k++) {
        if (rank[k] < n_shown || rank[k] == INT32_MAX) continue;
        s->group[k] = n_shown;
        if (s->n_groups == n_shown)
            show(s,
                 s->n_others == 1 ? names_key(s->phrase, group_key(s, s->key_row[k]))
                                  : fire_phrase_word(s->phrase, FIRE_WORD_CHART_SHARE_OTHERS,
                                                     fire_phrase_count(s->phrase, s->n_others)),
                 FIRE_STACK_OTHER);
    }
    for (int32_t k = 0; k < s->n_keys; k++)
        if (rank[k] == INT32_MAX) s->group[k] = not_stated < 0 ? 0 : s->n_groups;
    if (not_stated >= 0)
        show(s, fire_word_text(s->phrase->language, FIRE_WORD_NOT_STATED),
             FIRE_STACK_NOT_STATED);
    return FIRE_OK;
}

/* ---- shares ------------------------------------------------------------------------------ */

/* Amounts of each year and group. */
static fire_status add_up(struct share *s, struct fire_error *err)
{
    s->part = FIRE_TAKE(s->phrase->arena, (int64_t)s->n_years * FIRE_CHART_STACK_GROUPS_MAX,
                        int64_t);
    s->sum = FIRE_TAKE(s->phrase->arena, s->n_years, int64_t);
    s->is_known = FIRE_TAKE(s->phrase->arena, s->n_years, bool);
    if (s->part == NULL || s->sum == NULL || s->is_known == NULL) return fire_fail_memory(err);
    for (int64_t row = 0; row < s->summary->n_rows; row++) {
        const struct fire_key *year = fire_summary_key(s->summary, row, s->year_dim);
        const struct fire_value value = fire_summary_value(s->summary, row, 0);
        if (year->is_null || value.is_null) continue;
        const int64_t at = year->number - s->first_year;
        if (s->sum[at] > INT64_MAX - value.number)
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a sum of '%s' is too large",
                             s->summary->measure[0].name);
        s->part[at * FIRE_CHART_STACK_GROUPS_MAX + s->group[key_of(s, row)]] += value.number;
        s->sum[at] += value.number;
        s->is_known[at] = true;
    }
    return FIRE_OK;
}

/* Tenths of a percent that add up to all of them: each cut off, then one more to those who were cut by
 * most, of equals the first. Nothing where the sum is 0. */
static void share_out(const int64_t part[], int32_t n, int64_t sum, int32_t out[])
{
    int64_t rest[FIRE_CHART_STACK_GROUPS_MAX] = { 0 };
    int32_t left = WHOLE;
    for (int32_t i = 0; i < n; i++) {
        out[i] = 0;
        if (sum <= 0) continue;
        const share_wide scaled = (share_wide)part[i] * WHOLE;
        out[i] = (int32_t)(scaled / (share_wide)sum);
        rest[i] = (int64_t)(scaled % (share_wide)sum);
        left -= out[i];
    }
    for (; sum > 0 && left > 0; left--) {
        int32_t most = 0;
        for (int32_t i = 1; i < n; i++)
            if (rest[i] > rest[most]) most = i;
        out[most]++;
        rest[most] = -1;
    }
}

static const char *year_name(const struct share *s, int32_t year)
{
    return fire_sentence_label(s->phrase, s->summary->calendar, FIRE_UNIT_YEAR,
                               s->first_year + year);
}

static const char *years_text(const struct share *s)
{
    return slots_years(s->phrase, s->summary->calendar, s->first_year,
                       s->first_year + s->n_years - 1);
}

static bool is_part(const struct share *s, int32_t year)
{
    return slots_year_of(s->summary, s->first_year + year).is_part;
}

static const char *tenths_text(const struct share *s, int32_t tenths)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(s->phrase->language, tenths, 1, 1, text);
    return fire_phrase_format(s->phrase, "%s", text);
}

static void fill_year(const struct share *s, int32_t year, struct fire_chart_share out[])
{
    int32_t tenths[FIRE_CHART_STACK_GROUPS_MAX];
    const int64_t *part = &s->part[(int64_t)year * FIRE_CHART_STACK_GROUPS_MAX];
    share_out(part, s->n_groups, s->sum[year], tenths);
    for (int32_t g = 0; g < s->n_groups; g++) {
        out[g] = (struct fire_chart_share){ tenths[g], tenths_text(s, tenths[g]), "" };
        out[g].tip = fire_phrase_format(
            s->phrase, "%s, %s: %s (%s%%)", year_name(s, year), s->shown[g].name,
            measure_amount(s->phrase, &s->measure, part[g]), out[g].text);
    }
}

/* ---- texts ------------------------------------------------------------------------------- */

/* A group's name inside a sentence; those of areas are names everywhere. */
static const char *inside(const struct share *s, int32_t group)
{
    const bool is_area = s->summary->dim[1 - s->year_dim].kind == FIRE_DIM_AREA;
    const char *name = s->shown[group].name;
    return is_area && s->shown[group].kind == FIRE_STACK_GROUP
               ? name
               : fire_phrase_inside(s->phrase, name);
}

/* The group with the largest share of a year; not what is not stated, is still open or stands
 * together. */
static int32_t largest_group(const struct share *s, int32_t year)
{
    const int64_t *part = &s->part[(int64_t)year * FIRE_CHART_STACK_GROUPS_MAX];
    int32_t most = -1;
    for (int32_t g = 0; g < s->n_groups; g++)
        if (s->shown[g].kind == FIRE_STACK_GROUP && (most < 0 || part[g] > part[most]))
            most = g;
    return most;
}

static const char *title_of(const struct share *s, const struct fire_chart_share share[])
{
    struct fire_phrase *phrase = s->phrase;
    const struct fire_summary_dim *dim = &s->summary->dim[1 - s->year_dim];
    const int32_t last = s->n_years - 1;
    if (s->about.options->title[0] != '\0') return s->about.options->title;
    const int32_t most = s->is_known[last] ? largest_group(s, last) : -1;
    const bool is_large = !s->measure.is_count || s->sum[last] >= LEAST_SAID;
    if (most >= 0 && is_large && s->sum[last] > 0 && !is_part(s, last))
        return fire_phrase_word(phrase, FIRE_WORD_CHART_SHARE_FINDING, year_name(s, last),
                                inside(s, most), share[(int64_t)last * s->n_groups + most].text,
                                s->measure.name);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_SHARE_NEUTRAL, s->measure.name,
                            names_dim(phrase, dim), years_text(s));
}

static const char *subtitle_of(const struct share *s)
{
    struct fire_phrase *phrase = s->phrase;
    const struct fire_summary_dim *dim = &s->summary->dim[1 - s->year_dim];
    const char *what = fire_phrase_word(phrase, FIRE_WORD_CHART_SHARE_NEUTRAL, s->measure.name,
                                        names_dim(phrase, dim), years_text(s));
    const char *text = slots_begin(phrase,
                                   about_place(&s->about, fire_phrase_inside(phrase, what)));
    const int32_t last = s->n_years - 1;
    if (is_part(s, last))
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(phrase, FIRE_WORD_CHART_PART_COLUMN, year_name(s, last)));
    return fire_phrase_format(phrase, "%s; %s", text,
                              about_days(&s->about, s->summary->window));
}

static const char *footer_of(const struct share *s)
{
    const fire_language language = s->phrase->language;
    const struct about *about = &s->about;
    const char *text = about_begin(about);
    about_add(about, &text,
              about_unknown(about, s->summary->total_unknown[0], s->measure.name,
                            s->measure.is_damage));
    about_add(about, &text, fire_phrase_word(s->phrase, FIRE_WORD_CHART_SHARE_HOW));
    if (s->has_gap)
        about_add(about, &text, fire_word_text(language, FIRE_WORD_CHART_GAPS_YEARS));
    return about_end(about, text, "");
}

static const char *description_of(const struct share *s, const struct fire_chart_share share[])
{
    struct fire_phrase *phrase = s->phrase;
    int32_t year = s->n_years - 1;
    while (year > 0 && s->sum[year] == 0)
        year--;
    const char *shares = "";
    for (int32_t g = 0; g < s->n_groups; g++)
        shares = fire_phrase_format(phrase, "%s%s%s %s%%", shares, g == 0 ? "" : "; ",
                                    inside(s, g), share[(int64_t)year * s->n_groups + g].text);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_SHARE_ALT,
                            about_place(&s->about, years_text(s)), year_name(s, year), shares);
}

/* ---- the chart --------------------------------------------------------------------------- */

static fire_status fill_stacks(struct share *s, struct fire_chart_stacks *out,
                               struct fire_error *err)
{
    struct fire_arena *arena = s->phrase->arena;
    const char **label = FIRE_TAKE(arena, s->n_years, const char *);
    const char **sum = FIRE_TAKE(arena, s->n_years, const char *);
    bool *part = FIRE_TAKE(arena, s->n_years, bool);
    struct fire_chart_group *group = FIRE_TAKE(arena, s->n_groups, struct fire_chart_group);
    struct fire_chart_share *share = FIRE_TAKE(arena, (int64_t)s->n_years * s->n_groups,
                                               struct fire_chart_share);
    if (label == NULL || sum == NULL || part == NULL || group == NULL || share == NULL)
        return fire_fail_memory(err);
    memcpy(group, s->shown, (size_t)s->n_groups * sizeof *group);
    for (int32_t year = 0; year < s->n_years; year++) {
        label[year] = year_name(s, year);
        part[year] = is_part(s, year);
        sum[year] = s->is_known[year] ? measure_number(s->phrase, &s->measure, s->sum[year])
                                      : "";
        s->has_gap = s->has_gap || !s->is_known[year];
        fill_year(s, year, &share[(int64_t)year * s->n_groups]);
    }
    *out = (struct fire_chart_stacks){
        .title = fire_phrase_word(s->phrase, FIRE_WORD_CHART_SHARE_TITLE, s->measure.name),
        .n_columns = s->n_years,
        .n_groups = s->n_groups,
        .column_label = label,
        .column_sum = sum,
        .sum_name = s->measure.unit[0] == '\0'
                        ? fire_word_text(s->phrase->language, FIRE_WORD_CHART_SHARE_SUM)
                        : fire_phrase_format(
                              s->phrase, "%s (%s)",
                              fire_word_text(s->phrase->language, FIRE_WORD_CHART_SHARE_SUM),
                              s->measure.unit),
        .is_part = part,
        .group = group,
        .share = share,
    };
    return FIRE_OK;
}

fire_status share_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct share s = { .about = { summary, options, phrase },
                       .phrase = phrase,
                       .summary = summary };
    struct fire_chart_stacks stacks;
    FIRE_TRY(check(&s, err));
    FIRE_TRY(find_keys(&s, err));
    FIRE_TRY(rank_groups(&s, err));
    FIRE_TRY(add_up(&s, err));
    int64_t most = 0;
    for (int32_t year = 0; year < s.n_years; year++)
        if (s.sum[year] > most) most = s.sum[year];
    if (most == 0)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
    s.measure = measure_of(phrase, summary, 0, most);
    FIRE_TRY(fill_stacks(&s, &stacks, err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_SHARE,
        .form = FIRE_FORM_STACKS,
        .language = phrase->language,
        .title = title_of(&s, stacks.share),
        .subtitle = subtitle_of(&s),
        .footer = footer_of(&s),
        .description = description_of(&s, stacks.share),
        .stacks = stacks,
    };
    return FIRE_OK;
}
