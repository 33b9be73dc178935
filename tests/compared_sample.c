/* compared_sample.c - see compared_sample.h. */
#include "compared_sample.h"

#include "calendar/shipped.h"
#include "check.h"

#include <string.h>

static const struct fire_summary_measure measures[SAMPLE_MEASURES] = {
    { "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", "" },
    { "deaths", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số người chết", "Deaths", "người", "" },
    { "damage", FIRE_AGG_SUM, FIRE_TYPE_MONEY, 0, "Thiệt hại tài sản", "Property damage",
      "đồng", "VND" },
};

static const struct fire_summary_dim by_district = {
    .name = "district", .kind = FIRE_DIM_AREA, .label_vi = "Huyện", .label_en = "District"
};

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

void sample_begin(struct compared_sample *sample, int32_t n_measures)
{
    memset(sample, 0, sizeof *sample);
    const struct fire_window current = { day_of("2024-01-01"), day_of("2024-12-31") };
    const struct fire_window base = { day_of("2023-01-01"), day_of("2023-12-31") };
    sample->about = (struct fire_summary){ .n_dims = 1,
                                           .n_measures = n_measures,
                                           .dim = &by_district,
                                           .measure = measures,
                                           .calendar = &shipped_calendars[0],
                                           .currency = "VND",
                                           .has_data = true,
                                           .has_window = true,
                                           .window = current,
                                           .data = { base.first_day, current.last_day },
                                           .n_scopes = 1 };
    sample->plan = (struct fire_compare_plan){ .calendar = &shipped_calendars[0],
                                               .n = 1,
                                               .against = { { .kind = FIRE_AGAINST_PREVIOUS } },
                                               .base = { { 1 } },
                                               .known = sample->about.data,
                                               .n_windows = 2,
                                               .window = { current, base } };
    sample->plan.same[0] = (struct fire_same_period){
        .asked = current, .current = current, .n_bases = 1, .base = { base }
    };
    for (int32_t m = 0; m < n_measures; m++)
        sample->criterion[m] = m;
    sample->options = (struct fire_compare_options){ .n_dims = 1,
                                                     .n_asked = n_measures,
                                                     .criterion = sample->criterion,
                                                     .n_criteria = n_measures,
                                                     .percent_decimals = 1,
                                                     .unknown_percent = 20 };
}

static struct fire_value value_of(int64_t number)
{
    return (struct fire_value){ number == SAMPLE_GAP, number == SAMPLE_GAP ? 0 : number };
}

static void fill_row(struct fire_compare_row *row, struct fire_value current,
                     struct fire_value base, bool is_count)
{
    const struct fire_change change = fire_change_of(current, base, is_count, 1,
                                                     FIRE_ROUND_HALF_AWAY);
    row->current = current;
    row->base = base;
    row->has_delta = change.kind != FIRE_PERCENT_NO_DATA;
    row->delta = change.delta;
    row->has_percent = change.kind == FIRE_PERCENT_SHOWN;
    row->percent = row->has_percent ? change.percent : 0;
}

void sample_add(struct compared_sample *sample, const char *name, const int64_t current[],
                const int64_t base[])
{
    const int64_t g = sample->comparison.n_groups++;
    struct fire_key *key = &sample->key[g];
    if (name == NULL) {
        *key = (struct fire_key){ .is_null = true };
    } else {
        const size_t size = fire_text_cut(fire_text_of(name), sizeof sample->name[g] - 1);
        snprintf(sample->name[g], sizeof sample->name[g], "%.*s", (int)size, name);
        key->text = key->label_vi = key->label_en = fire_text_of(sample->name[g]);
    }
    for (int32_t m = 0; m < sample->options.n_asked; m++)
        fill_row(&sample->row[g * sample->options.n_asked + m], value_of(current[m]),
                 value_of(base[m]), measures[m].type == FIRE_TYPE_INTEGER);
}

static void add_value(struct fire_value *sum, struct fire_value value)
{
    if (value.is_null) return;
    sum->is_null = false;
    if (__builtin_add_overflow(sum->number, value.number, &sum->number)) sum->is_null = true;
}

static struct fire_compare_verdict verdict_of(const struct fire_compare_row row[],
                                              int32_t n_measures, uint32_t unlike)
{
    struct fire_value current[SAMPLE_MEASURES];
    struct fire_value base[SAMPLE_MEASURES];
    for (int32_t m = 0; m < n_measures; m++) {
        current[m] = row[m].current;
        base[m] = row[m].base;
    }
    struct fire_compare_verdict out = { unlike, fire_verdict_of(current, base, n_measures) };
    if (out.verdict.kind == FIRE_VERDICT_UNDECIDED) out.unlike |= FIRE_UNLIKE_NO_DATA;
    return out;
}

void sample_end(struct compared_sample *sample, uint32_t unlike)
{
    const int32_t n_measures = sample->options.n_asked;
    const int64_t n_groups = sample->comparison.n_groups;
    for (int32_t m = 0; m < n_measures; m++) {
        struct fire_value current = { .is_null = true };
        struct fire_value base = { .is_null = true };
        for (int64_t g = 0; g < n_groups; g++) {
            add_value(&current, sample->row[g * n_measures + m].current);
            add_value(&base, sample->row[g * n_measures + m].base);
        }
        fill_row(&sample->total_row[m], current, base, measures[m].type == FIRE_TYPE_INTEGER);
    }
    for (int64_t g = 0; g < n_groups; g++)
        sample->verdict[g] = verdict_of(&sample->row[g * n_measures], n_measures, unlike);
    sample->total_verdict = verdict_of(sample->total_row, n_measures, unlike);
    sample->comparison = (struct fire_comparison){ .plan = &sample->plan,
                                                   .options = &sample->options,
                                                   .about = &sample->about,
                                                   .n_groups = n_groups,
                                                   .key = sample->key,
                                                   .row = sample->row,
                                                   .verdict = sample->verdict };
    sample->total_options = sample->options;
    sample->total_options.n_dims = 0;
    sample->total = sample->comparison;
    sample->total.options = &sample->total_options;
    sample->total.n_groups = 1;
    sample->total.row = sample->total_row;
    sample->total.verdict = &sample->total_verdict;
    sample->given = (struct fire_chart_given){ .comparison = &sample->comparison,
                                               .total = &sample->total };
}
