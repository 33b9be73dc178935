/* sieve.c - see firestat/sieve.h.
 *
 * Conditions are tables over the codes, areas and days that can come. Days are known beforehand,
 * all that can be kept; for codes and areas there is room for as many again as there are, and when
 * that is taken the tables are made anew. */
#include "firestat/sieve.h"

#include "made.h"
#include "select.h"

#include "firestat/arena.h"

#include <stdlib.h>

static const struct fire_window all_days = { FIRE_DAY_FIRST, FIRE_DAY_LAST };

struct fire_sieve {
    const struct fire_query *query;
    struct fire_sink next;
    struct fire_arena *arena;  /* as long as the sieve              */
    struct fire_arena *tables; /* of the filter; NULL: none is made */
    struct made_rows made;
    struct filter filter;
    struct selection *selection;
};

static void drop_filter(struct fire_sieve *sieve)
{
    filter_finish(&sieve->filter);
    fire_arena_free(sieve->tables);
    sieve->tables = NULL;
}

static fire_status make_filter(struct fire_sieve *sieve, struct fire_error *err)
{
    const struct room room = { .days = &all_days, .grows = true };
    drop_filter(sieve);
    sieve->tables = fire_arena_create();
    if (sieve->tables == NULL) return fire_fail_memory(err);
    return filter_prepare(sieve->query, room, sieve->tables, &sieve->filter, err);
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_sieve *sieve = self;
    const struct fire_batch *seen = batch;
    int32_t n_fields = fire_schema_n_fields(batch->schema);
    bool fits = sieve->tables != NULL;
    if (fits) FIRE_TRY(filter_extend(&sieve->filter, &fits, err));
    if (!fits) FIRE_TRY(make_filter(sieve, err));
    FIRE_TRY(made_batch(&sieve->made, &seen, &n_fields, err));
    FIRE_TRY(filter_select(&sieve->filter, seen, n_fields, NULL, sieve->selection, err));

    const struct rows rows = sieve->selection->rows;
    struct fire_batch kept = *batch;
    kept.alive = rows.is_one; /* NULL: all of them */
    return rows.n == 0 ? FIRE_OK : sieve->next.push(sieve->next.self, &kept, err);
}

fire_status fire_sieve_create(const struct fire_query *query, struct fire_sink next,
                              struct fire_sieve **out, struct fire_error *err)
{
    struct fire_sieve *sieve = calloc(1, sizeof *sieve);
    if (sieve == NULL) return fire_fail_memory(err);
    sieve->query = query;
    sieve->next = next;
    sieve->arena = fire_arena_create();
    if (sieve->arena != NULL) sieve->selection = FIRE_TAKE(sieve->arena, 1, struct selection);
    const fire_status status = sieve->selection == NULL
                                   ? fire_fail_memory(err)
                                   : made_init(&sieve->made, query, sieve->arena, err);
    if (status != FIRE_OK) {
        fire_sieve_free(sieve);
        return status;
    }
    *out = sieve;
    return FIRE_OK;
}

void fire_sieve_free(struct fire_sieve *sieve)
{
    if (sieve == NULL) return;
    drop_filter(sieve);
    fire_arena_free(sieve->arena);
    free(sieve);
}

struct fire_sink fire_sieve_sink(struct fire_sieve *sieve)
{
    return (struct fire_sink){ .self = sieve, .push = push };
}

int64_t fire_sieve_n_straddling(const struct fire_sieve *sieve)
{
    return sieve->selection->n_straddling;
}
