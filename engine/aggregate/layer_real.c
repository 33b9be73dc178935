/* layer_real.c - amounts in the prices of one year: each year's sum by its own index.
 *
 * The rows by year come in the order of the rows they belong to, for the year stands behind all
 * other dimensions or is one of them, so both lists are gone through once. */
#include "layered.h"

#include "firestat/arena.h"

struct real {
    struct making *making;
    const struct fire_prices *prices;
    struct fire_summary_real *told;
};

static bool same_keys(const struct making *making, int64_t row, int64_t fine_row)
{
    for (int32_t d = 0; d < making->sums->n_dims; d++) {
        const struct fire_key *a = fire_summary_key(making->sums, row, d);
        const struct fire_key *b = fire_summary_key(making->fine, fine_row, d);
        if (a->is_null != b->is_null || a->number != b->number) return false;
    }
    return true;
}

static int32_t year_of(const struct making *making, int64_t fine_row)
{
    const struct fire_key *key = fire_summary_key(making->fine, fine_row, making->of->year);
    return key->is_null ? 0 : layers_year(key->text);
}

/* The last year with an amount that has an index. */
static int32_t last_year(const struct real *real)
{
    int32_t last = 0;
    for (int64_t row = 0; real->prices != NULL && row < real->making->fine->n_rows; row++) {
        const int32_t year = year_of(real->making, row);
        if (year > last && fire_prices_has(real->prices, year)) last = year;
    }
    return last;
}

/* A sum on its way. */
struct adding {
    bool is_known; /* some year has an amount        */
    bool misses;   /* and one of them has no index    */
    struct fire_value value;
};

static void note_missing(struct fire_summary_real *told, int32_t year)
{
    if (year == 0) return;
    if (told->first_missing == 0 || year < told->first_missing) told->first_missing = year;
    if (year > told->last_missing) told->last_missing = year;
}

/* Add the amount of one year. false: it does not fit */
static bool add_amount(const struct real *real, int32_t year, struct fire_value value,
                       struct adding *adding)
{
    int64_t amount = 0;
    if (value.is_null) return true;
    adding->is_known = true;
    if (real->told->base_year == 0 || !fire_prices_has(real->prices, year)) {
        adding->misses = true;
        note_missing(real->told, year);
        return true;
    }
    return fire_prices_deflate(real->prices, value.number, year, real->told->base_year,
                               &amount) &&
           !__builtin_add_overflow(adding->value.number, amount, &adding->value.number);
}

/* Without any known year it is what the sum is: null, or the zero of an area that reported. */
static struct fire_value made_of(const struct adding *adding, struct fire_value sum)
{
    if (!adding->is_known) return sum;
    return adding->misses ? (struct fire_value){ .is_null = true } : adding->value;
}

/* The total is that of the years, so that it is the same however rows are grouped. */
struct year_sums {
    int32_t *year; /* [n] */
    struct fire_value *sum;
    int32_t n;
};

/* false: a sum does not fit */
static bool sum_years(const struct real *real, int32_t measure, struct year_sums *out)
{
    out->n = 0;
    for (int64_t row = 0; row < real->making->fine->n_rows; row++) {
        const struct fire_value value = fire_summary_value(real->making->fine, row, measure);
        const int32_t year = year_of(real->making, row);
        int32_t i = 0;
        if (value.is_null) continue;
        while (i < out->n && out->year[i] != year)
            i++;
        if (i == out->n) {
            out->year[out->n] = year;
            out->sum[out->n++] = (struct fire_value){ 0 };
        }
        if (__builtin_add_overflow(out->sum[i].number, value.number, &out->sum[i].number))
            return false;
    }
    return true;
}

static fire_status make_total(const struct real *real, int32_t measure, struct fire_error *err)
{
    struct making *making = real->making;
    struct adding all = { 0 };
    struct year_sums years = {
        .year = FIRE_TAKE(making->arena, making->fine->n_rows, int32_t),
        .sum = FIRE_TAKE(making->arena, making->fine->n_rows, struct fire_value),
    };
    if (years.year == NULL || years.sum == NULL) return fire_fail_memory(err);
    bool fits = sum_years(real, measure, &years);
    for (int32_t i = 0; fits && i < years.n; i++)
        fits = add_amount(real, years.year[i], years.sum[i], &all);
    if (!fits) return layers_too_large(making, measure, NULL, err);
    making->total[measure] = made_of(&all, making->total[measure]);
    return FIRE_OK;
}

static fire_status make_measure(const struct real *real, int32_t measure,
                                struct fire_error *err)
{
    struct making *making = real->making;
    const struct fire_summary *sums = making->sums;
    int64_t fine_row = 0;
    for (int64_t row = 0; row < sums->n_rows; row++) {
        struct fire_value *value = &making->value[row * sums->n_measures + measure];
        const struct fire_key *key = sums->n_dims == 0 ? NULL : fire_summary_key(sums, row, 0);
        struct adding adding = { 0 };
        for (; fine_row < making->fine->n_rows && same_keys(making, row, fine_row); fine_row++)
            if (!add_amount(real, year_of(making, fine_row),
                            fire_summary_value(making->fine, fine_row, measure), &adding))
                return layers_too_large(making, measure, key, err);
        *value = made_of(&adding, *value);
        real->told->n_missing += adding.is_known && adding.misses;
    }
    return make_total(real, measure, err);
}

static bool write_label(const struct real *real, int32_t measure)
{
    struct making *making = real->making;
    const struct fire_summary_measure *words = &making->measure[measure];
    const int year = (int)real->told->base_year;
    if (year == 0)
        return layers_label(
            making, measure,
            fire_arena_printf(making->arena, "%s (không có chỉ số giá)", words->field_label_vi),
            fire_arena_printf(making->arena, "%s (no price index)", words->field_label_en));
    return layers_label(
        making, measure,
        fire_arena_printf(making->arena, "%s theo giá năm %d", words->field_label_vi, year),
        fire_arena_printf(making->arena, "%s at %d prices", words->field_label_en, year));
}

fire_status layers_make_real(struct making *making, struct fire_error *err)
{
    const struct fire_query *query = making->of->asked;
    struct fire_summary_real *told = FIRE_TAKE(making->arena, 1, struct fire_summary_real);
    if (told == NULL) return fire_fail_memory(err);
    const struct real real = { making, query->prices, told };
    told->base_year = query->base_year != 0 ? query->base_year : last_year(&real);
    told->source = query->prices == NULL ? "" : fire_prices_source(query->prices);
    if (query->base_year != 0 && query->prices != NULL &&
        !fire_prices_has(query->prices, query->base_year))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "there is no price index of %d (%s)",
                         (int)query->base_year, told->source);
    for (int32_t m = 0; m < query->n_measures; m++) {
        if (query->measure[m].agg != FIRE_AGG_REAL) continue;
        told->n_missing = 0; /* the same rows for every measure, or fewer */
        FIRE_TRY(make_measure(&real, m, err));
        if (!write_label(&real, m)) return fire_fail_memory(err);
    }
    making->summary->real = told;
    return FIRE_OK;
}
