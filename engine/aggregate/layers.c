/* layers.c - see layers.h: plain questions out of one, and one answer out of theirs. */
#include "layers.h"

#include "layered.h"

#include "firestat/arena.h"

#include <string.h>

static bool is_layered(const struct ask_measure *measure)
{
    return measure->agg == FIRE_AGG_RATE || measure->agg == FIRE_AGG_REAL;
}

bool layers_are_none(const struct fire_query *query)
{
    return !fire_query_asks_rate(query) && !fire_query_asks_real(query);
}

/* ---- plain questions --------------------------------------------------------------------- */

/* A copy with sums in the place of what is made of them. NULL: no memory */
static struct fire_query *with_sums(const struct fire_query *query, struct fire_arena *arena)
{
    struct fire_query *plain = FIRE_TAKE(arena, 1, struct fire_query);
    struct ask_measure *measure = FIRE_TAKE(arena, query->n_measures, struct ask_measure);
    if (plain == NULL || measure == NULL) return NULL;
    *plain = *query;
    for (int32_t m = 0; m < query->n_measures; m++) {
        measure[m] = query->measure[m];
        if (is_layered(&measure[m])) measure[m].agg = FIRE_AGG_SUM;
    }
    plain->measure = measure;
    return plain;
}

/* The sums by year too, without what nothing is made of. */
static struct fire_query *by_year(const struct fire_query *sums, const struct fire_query *query,
                                  struct fire_arena *arena, int32_t *out_year)
{
    struct fire_query *plain = FIRE_TAKE(arena, 1, struct fire_query);
    struct ask_dim *dim = FIRE_TAKE(arena, query->n_dims + 1, struct ask_dim);
    struct ask_dim year = { .kind = FIRE_DIM_PERIOD };
    if (plain == NULL || dim == NULL || !ask_dim_find(query, fire_text_of("year"), &year))
        return NULL;
    *plain = *sums;
    plain->complete = false;
    *out_year = query->n_dims;
    for (int32_t d = 0; d < query->n_dims; d++) {
        dim[d] = query->dim[d];
        if (ask_dim_is(&dim[d], &year)) *out_year = d;
    }
    dim[query->n_dims] = year;
    plain->dim = dim;
    plain->n_dims = query->n_dims + (*out_year == query->n_dims);
    return plain;
}

static bool is_of_area(const struct condition *condition)
{
    return condition->subject == SUBJECT_DIM && condition->dim.kind == FIRE_DIM_AREA;
}

/* Areas are those of the finest level that is asked about, else provinces. */
static fire_area_level area_level(const struct fire_query *query)
{
    fire_area_level level = FIRE_LEVEL_PROVINCE;
    for (int32_t d = 0; d < query->n_dims; d++)
        if (query->dim[d].kind == FIRE_DIM_AREA && query->dim[d].level > level)
            level = query->dim[d].level;
    for (int32_t c = 0; c < query->n_conditions; c++)
        if (is_of_area(&query->condition[c]) && query->condition[c].dim.level > level)
            level = query->condition[c].dim.level;
    return level;
}

/* All areas that there are rows of, whatever is asked about these. NULL: no memory */
static struct fire_query *of_areas(const struct fire_query *query, fire_area_level level,
                                   struct fire_arena *arena)
{
    static const char *const names[] = { [FIRE_LEVEL_PROVINCE] = "province",
                                         [FIRE_LEVEL_DISTRICT] = "district",
                                         [FIRE_LEVEL_COMMUNE] = "commune" };
    struct fire_query *plain = FIRE_TAKE(arena, 1, struct fire_query);
    struct ask_dim *dim = FIRE_TAKE(arena, 1, struct ask_dim);
    struct ask_measure *measure = FIRE_TAKE(arena, 1, struct ask_measure);
    struct condition *condition = FIRE_TAKE(arena, query->n_conditions, struct condition);
    if (plain == NULL || dim == NULL || measure == NULL || condition == NULL ||
        !ask_dim_find(query, fire_text_of(names[level]), dim))
        return NULL;
    *measure = (struct ask_measure){ "incidents", FIRE_AGG_SUM, FIRE_FIELD_INCIDENTS, { 0 } };
    *plain = (struct fire_query){ .schema = query->schema,
                                  .areas = query->areas,
                                  .calendar = query->calendar,
                                  .arena = query->arena,
                                  .n_dims = 1,
                                  .dim = dim,
                                  .n_measures = 1,
                                  .measure = measure,
                                  .condition = condition,
                                  .n_jobs = query->n_jobs,
                                  .restated = query->restated };
    for (int32_t c = 0; c < query->n_conditions; c++)
        if (is_of_area(&query->condition[c]))
            condition[plain->n_conditions++] = query->condition[c];
    return plain;
}

static fire_status add_plain(struct layers *layers, struct fire_query *plain, int32_t *out,
                             struct fire_error *err)
{
    if (plain == NULL) return fire_fail_memory(err);
    *out = layers->n_plain;
    layers->plain[layers->n_plain++] = plain;
    return FIRE_OK;
}

static fire_status make(struct layers *layers, struct fire_query *query,
                        struct fire_arena *arena, struct layered *out, struct fire_error *err)
{
    *out = (struct layered){ .asked = query, .fine = -1, .areas = -1 };
    if (layers_are_none(query)) return add_plain(layers, query, &out->sums, err);
    struct fire_query *sums = with_sums(query, arena);
    FIRE_TRY(add_plain(layers, sums, &out->sums, err));
    if (fire_query_asks_real(query))
        FIRE_TRY(add_plain(layers, by_year(sums, query, arena, &out->year), &out->fine, err));
    if (!fire_query_asks_rate(query)) return FIRE_OK;
    out->level = area_level(query);
    return add_plain(layers, of_areas(query, out->level, arena), &out->areas, err);
}

fire_status layers_make(struct fire_query *const query[], int32_t n, struct fire_arena *arena,
                        struct layers *out, struct fire_error *err)
{
    *out = (struct layers){ .n = n, .asked = query };
    out->plain = FIRE_TAKE(arena, 3 * (size_t)n, struct fire_query *);
    out->of = FIRE_TAKE(arena, n, struct layered);
    if (out->plain == NULL || out->of == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++)
        FIRE_TRY(make(out, query[i], arena, &out->of[i], err));
    return FIRE_OK;
}

/* ---- their answer ------------------------------------------------------------------------- */

int32_t layers_year(struct fire_text_view text)
{
    int32_t year = 0;
    for (size_t i = 0; i < text.size_bytes && i < 4; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return 0;
        year = year * 10 + (text.bytes[i] - '0');
    }
    return year;
}

bool layers_label(struct making *making, int32_t measure, const char *vi, const char *en)
{
    struct fire_summary_measure *words = &making->measure[measure];
    words->agg = making->of->asked->measure[measure].agg;
    words->field_label_vi = vi;
    words->field_label_en = en;
    return vi != NULL && en != NULL;
}

fire_status layers_too_large(const struct making *making, int32_t measure,
                             const struct fire_key key[], struct fire_error *err)
{
    const struct fire_text_view of = key == NULL || making->sums->n_dims == 0 ? fire_text_of("")
                                                                              : key[0].text;
    return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                     "%s of %s is too large for a 64-bit number", making->measure[measure].name,
                     of.size_bytes == 0 ? "all rows" : of.bytes);
}

static fire_status answer_one(struct making *making, const struct fire_summary **out,
                              struct fire_error *err)
{
    const struct fire_summary *sums = making->sums;
    const size_t n_values = (size_t)sums->n_rows * (size_t)sums->n_measures;
    making->summary = FIRE_TAKE(making->arena, 1, struct fire_summary);
    making->measure = FIRE_TAKE(making->arena, sums->n_measures, struct fire_summary_measure);
    making->value = FIRE_TAKE(making->arena, n_values, struct fire_value);
    making->total = FIRE_TAKE(making->arena, sums->n_measures, struct fire_value);
    if (making->summary == NULL || making->measure == NULL || making->value == NULL ||
        making->total == NULL)
        return fire_fail_memory(err);
    *making->summary = *sums;
    if (n_values > 0) memcpy(making->value, sums->value, n_values * sizeof *making->value);
    for (int32_t m = 0; m < sums->n_measures; m++) {
        making->measure[m] = sums->measure[m];
        making->total[m] = sums->total[m];
    }
    making->summary->measure = making->measure;
    making->summary->value = making->value;
    making->summary->total = making->total;
    if (making->fine != NULL) FIRE_TRY(layers_make_real(making, err));
    if (making->areas != NULL) FIRE_TRY(layers_make_rate(making, err));
    *out = making->summary;
    return FIRE_OK;
}

fire_status layers_answer(const struct layers *layers, const struct fire_summary *const plain[],
                          struct fire_arena *arena, const struct fire_summary *out[],
                          struct fire_error *err)
{
    const struct fire_summary **made = FIRE_TAKE(arena, layers->n, const struct fire_summary *);
    if (made == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < layers->n; i++) {
        const struct layered *of = &layers->of[i];
        struct making making = { .of = of, .sums = plain[of->sums], .arena = arena };
        made[i] = making.sums;
        if (layers_are_none(of->asked)) continue;
        if (of->fine >= 0) making.fine = plain[of->fine];
        if (of->areas >= 0) making.areas = plain[of->areas];
        FIRE_TRY(answer_one(&making, &made[i], err));
    }
    for (int32_t i = 0; i < layers->n; i++)
        out[i] = made[i];
    return FIRE_OK;
}
