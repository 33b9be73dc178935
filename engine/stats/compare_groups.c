/* compare_groups.c - see compare_groups.h.
 *
 * A group is known by a number a dimension: the code of a category, the node of an area, a weekday,
 * an hour; of a period its place in the window, so that January meets January. Names do not tell
 * areas apart (two windows need not have the same namesakes), so they come last, from the summary
 * of all rows. */
#include "compare_groups.h"

#include "firestat/dictionary.h"

#include <stdlib.h>
#include <string.h>

#define MOST_DIMS 32
#define NO_VALUE  INT64_MAX /* null, which comes last */

struct ids {
    int64_t of[MOST_DIMS];
};

static bool ids_of(const struct fire_compare_plan *plan, const struct fire_summary *summary,
                   struct fire_window window, int64_t row, struct ids *out)
{
    if (summary->n_dims > MOST_DIMS) return false;
    for (int32_t d = 0; d < summary->n_dims; d++) {
        const struct fire_key *key = fire_summary_key(summary, row, d);
        out->of[d] = key->is_null ? NO_VALUE : key->number;
        if (!key->is_null && summary->dim[d].kind == FIRE_DIM_PERIOD)
            out->of[d] -= fire_calendar_period(plan->calendar, summary->dim[d].unit,
                                               window.first_day);
    }
    return true;
}

static struct fire_text_view bytes_of(const struct ids *ids, int32_t n_dims)
{
    return (struct fire_text_view){ (const char *)ids->of, (size_t)n_dims * sizeof ids->of[0] };
}

/* ---- order --------------------------------------------------------------------------- */

struct ranked {
    const int64_t *rank; /* [n_dims] */
    int32_t n_dims;
    int64_t number;
};

static int compare_ranked(const void *a, const void *b)
{
    const struct ranked *left = a;
    const struct ranked *right = b;
    for (int32_t d = 0; d < left->n_dims; d++) {
        if (left->rank[d] != right->rank[d]) return left->rank[d] < right->rank[d] ? -1 : 1;
    }
    return left->number < right->number ? -1 : left->number > right->number;
}

/* Where the keys of a dimension stand in the order of all rows. */
struct order {
    struct fire_dictionary *codes; /* number -> row of the order */
    const struct fire_summary *summary;
};

static bool order_init(struct order *order, const struct fire_summary *summary)
{
    uint32_t code;
    *order = (struct order){ .codes = fire_dictionary_create(), .summary = summary };
    bool ok = order->codes != NULL;
    for (int64_t row = 0; ok && row < summary->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(summary, row, 0);
        const int64_t number = key->is_null ? NO_VALUE : key->number;
        const struct fire_text_view bytes = { (const char *)&number, sizeof number };
        ok = fire_dictionary_add(order->codes, bytes, fire_text_of(""), &code);
    }
    return ok;
}

/* The key of a number; NULL where all rows do not have it (null may be missing). */
static const struct fire_key *order_find(const struct order *order, int64_t number,
                                         int64_t *out_rank)
{
    uint32_t code;
    const struct fire_text_view bytes = { (const char *)&number, sizeof number };
    *out_rank = number;
    if (order->codes == NULL || !fire_dictionary_find(order->codes, bytes, &code)) return NULL;
    *out_rank = number == NO_VALUE ? NO_VALUE : (int64_t)code;
    return fire_summary_key(order->summary, code, 0);
}

/* ---- keys ---------------------------------------------------------------------------- */

static bool period_key(const struct fire_compare_plan *plan, fire_period_unit unit,
                       int64_t place, struct fire_arena *arena, struct fire_key *out)
{
    char text[FIRE_PERIOD_LABEL_BYTES];
    const struct fire_window current = plan->window[plan->current[0]];
    const int64_t period = place +
                           fire_calendar_period(plan->calendar, unit, current.first_day);
    fire_calendar_label(plan->calendar, unit, (int32_t)period, text);
    const char *copy = fire_arena_copy(arena, text, strlen(text));
    if (copy == NULL) return false;
    *out = (struct fire_key){ .number = period, .text = fire_text_of(copy) };
    out->label_vi = out->label_en = out->text;
    return true;
}

/* Sort the groups that are in the dictionary, and give them their keys. */
static fire_status order_groups(const struct fire_compare_plan *plan,
                                const struct fire_summary *about, struct order order[],
                                struct fire_arena *scratch, struct fire_arena *arena,
                                struct compare_groups *groups, struct fire_error *err)
{
    const size_t n_dims = (size_t)about->n_dims;
    const size_t n = fire_dictionary_n(groups->places);
    struct ranked *ranked = FIRE_TAKE(scratch, n, struct ranked);
    int64_t *rank = FIRE_TAKE(scratch, n * n_dims, int64_t);
    int64_t *place = FIRE_TAKE(scratch, n, int64_t);
    struct fire_key *key = FIRE_TAKE(arena, n * n_dims, struct fire_key);
    const struct fire_key **known = FIRE_TAKE(scratch, n * n_dims, const struct fire_key *);
    struct ids ids;
    if (ranked == NULL || rank == NULL || place == NULL || key == NULL || known == NULL)
        return fire_fail_memory(err);
    for (size_t i = 0; i < n; i++) {
        const struct fire_text_view bytes = fire_dictionary_key(groups->places, (uint32_t)i);
        memcpy(ids.of, bytes.bytes, bytes.size_bytes);
        for (size_t d = 0; d < n_dims; d++)
            known[i * n_dims + d] = order_find(&order[d], ids.of[d], &rank[i * n_dims + d]);
        ranked[i] = (struct ranked){ rank + i * n_dims, (int32_t)n_dims, (int64_t)i };
    }
    qsort(ranked, n, sizeof ranked[0], compare_ranked);
    for (size_t at = 0; at < n; at++) {
        const size_t i = (size_t)ranked[at].number;
        place[i] = (int64_t)at;
        for (size_t d = 0; d < n_dims; d++) {
            struct fire_key *to = &key[at * n_dims + d];
            const int64_t number = rank[i * n_dims + d];
            *to = (struct fire_key){ .is_null = true };
            if (known[i * n_dims + d] != NULL)
                *to = *known[i * n_dims + d];
            else if (number != NO_VALUE && about->dim[d].kind == FIRE_DIM_PERIOD &&
                     !period_key(plan, about->dim[d].unit, number, arena, to))
                return fire_fail_memory(err);
        }
    }
    groups->n = (int64_t)n;
    groups->key = key;
    groups->place = place;
    return FIRE_OK;
}

static fire_status gather(const struct fire_compare_plan *plan,
                          const struct fire_compare_answer answer[],
                          struct fire_dictionary *places, struct fire_error *err)
{
    uint32_t code;
    struct ids ids;
    for (int32_t w = 0; w < plan->n_windows; w++) {
        const struct fire_summary *figures = answer[w].figures;
        for (int64_t row = 0; row < figures->n_rows; row++) {
            if (!ids_of(plan, figures, plan->window[w], row, &ids) ||
                !fire_dictionary_add(places, bytes_of(&ids, figures->n_dims), fire_text_of(""),
                                     &code))
                return fire_fail_memory(err);
        }
    }
    return FIRE_OK;
}

fire_status compare_groups_make(const struct fire_compare_plan *plan,
                                const struct fire_compare_answer answer[],
                                const struct fire_compare_options *options,
                                struct fire_arena *scratch, struct fire_arena *arena,
                                struct compare_groups *out, struct fire_error *err)
{
    const struct fire_summary *about = answer[0].figures;
    const int32_t n_dims = about->n_dims;
    *out = (struct compare_groups){ .places = fire_dictionary_create() };
    struct order *order = FIRE_TAKE(scratch, n_dims + 1, struct order);
    if (out->places == NULL || order == NULL) return fire_fail_memory(err);
    fire_status status = gather(plan, answer, out->places, err);
    for (int32_t d = 0; status == FIRE_OK && d < n_dims; d++) {
        if (options->order[d] != NULL && !order_init(&order[d], options->order[d]))
            status = fire_fail_memory(err);
    }
    if (status == FIRE_OK) status = order_groups(plan, about, order, scratch, arena, out, err);
    for (int32_t d = 0; d < n_dims; d++)
        fire_dictionary_free(order[d].codes);
    return status;
}

void compare_groups_finish(struct compare_groups *groups)
{
    fire_dictionary_free(groups->places);
    *groups = (struct compare_groups){ 0 };
}

fire_status compare_groups_rows(const struct compare_groups *groups,
                                const struct fire_compare_plan *plan,
                                const struct fire_summary *summary, struct fire_window window,
                                int64_t row[], struct fire_error *err)
{
    uint32_t code;
    struct ids ids;
    for (int64_t g = 0; g < groups->n; g++)
        row[g] = -1;
    for (int64_t r = 0; r < summary->n_rows; r++) {
        if (!ids_of(plan, summary, window, r, &ids)) return fire_fail_memory(err);
        if (fire_dictionary_find(groups->places, bytes_of(&ids, summary->n_dims), &code))
            row[groups->place[code]] = r;
    }
    return FIRE_OK;
}
