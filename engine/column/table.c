/* table.c - see firestat/table.h.
 *
 * A batch is copied column by column into the arena and never touched again: a row that is
 * superseded later only loses its bit (versions.c). */
#include "column.h"

#include <assert.h>
#include <stdlib.h>

struct fire_table *fire_table_create(void)
{
    struct fire_table *table = calloc(1, sizeof *table);
    if (table == NULL) return NULL;
    table->arena = fire_arena_create();
    if (table->arena == NULL) {
        free(table);
        return NULL;
    }
    table->days = table->range = (struct fire_window){ FIRE_DAY_LAST, FIRE_DAY_FIRST };
    return table;
}

void fire_table_free(struct fire_table *table)
{
    if (table == NULL) return;
    fire_identity_free(table->identity);
    coverage_finish(&table->coverage);
    free(table->kept);
    fire_arena_free(table->arena);
    free(table);
}

/* ---- filling ------------------------------------------------------------------------- */

void table_widen(struct fire_window *days, const struct fire_batch *batch,
                 const struct fire_window *plain)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    if (plain != NULL) {
        assert(FIRE_DAY_FIRST <= plain->first_day && plain->last_day <= FIRE_DAY_LAST);
        widen(days, plain);
        return;
    }
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        assert(FIRE_DAY_FIRST <= day[i] && day[i] <= last_day[i] &&
               last_day[i] <= FIRE_DAY_LAST);
        if (is_all_time(day[i], last_day[i]) || !fire_is_valid(batch->alive, i)) continue;
        if (day[i] < days->first_day) days->first_day = day[i];
        if (last_day[i] > days->last_day) days->last_day = last_day[i];
    }
}

fire_status table_keep(struct fire_table *table, const struct fire_batch *batch,
                       struct fire_error *err)
{
    if (table->n_batches + 1 > table->capacity) {
        void *grown = fire_array_grow(table->kept, &table->capacity, table->n_batches + 1,
                                      sizeof *table->kept);
        if (grown == NULL) return fire_fail_memory(err);
        table->kept = grown;
    }
    const int32_t n_fields = fire_schema_n_fields(batch->schema);
    struct fire_facts facts;
    struct fire_batch *copy = column_copy(table->arena, batch, n_fields, &facts);
    if (copy == NULL) return fire_fail_memory(err);
    const struct fire_window *plain = copy->last_day == NULL ? &facts.days : NULL;
    if (!coverage_add(&table->coverage, batch, plain)) return fire_fail_memory(err);
    table_widen(&table->days, batch, plain);
    table_widen(&table->range, batch, plain);
    table->kept[table->n_batches++] = (struct kept){ copy, n_fields, table->n_versions, NULL,
                                                     facts };
    table->n_versions += batch->n_rows;
    return FIRE_OK;
}

static fire_status table_push(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    struct fire_table *table = self;
    assert(batch->n_rows >= 1 && batch->n_rows <= FIRE_BATCH_ROWS && batch->alive == NULL);
    assert(batch->vector[FIRE_FIELD_OCCURRED_AT].day != NULL);
    return table->identity == NULL ? table_keep(table, batch, err)
                                   : table_sift(table, batch, err);
}

struct fire_sink fire_table_sink(struct fire_table *table)
{
    return (struct fire_sink){ .self = table, .push = table_push };
}

/* ---- looking ------------------------------------------------------------------------- */

int64_t fire_table_n_rows(const struct fire_table *table)
{
    return table->n_versions - table->n_dead;
}

int64_t fire_table_n_batches(const struct fire_table *table)
{
    return (int64_t)table->n_batches;
}

const struct fire_batch *fire_table_batch(const struct fire_table *table, int64_t i,
                                          int32_t *out_n_fields)
{
    assert(i >= 0 && (size_t)i < table->n_batches);
    *out_n_fields = table->kept[i].n_fields;
    return table->kept[i].batch;
}

const struct fire_facts *fire_table_facts(const struct fire_table *table, int64_t i)
{
    assert(i >= 0 && (size_t)i < table->n_batches);
    return &table->kept[i].facts;
}

bool table_days(bool has_rows, const struct fire_window *days, struct fire_window *out)
{
    if (!has_rows) return false;
    *out = days->first_day <= days->last_day
               ? *days
               : (struct fire_window){ FIRE_DAY_FIRST, FIRE_DAY_LAST };
    return true;
}

bool fire_table_days(const struct fire_table *table, struct fire_window *out)
{
    return table_days(fire_table_n_rows(table) > 0, &table->days, out);
}

bool fire_table_range(const struct fire_table *table, struct fire_window *out)
{
    return table_days(fire_table_n_rows(table) > 0, &table->range, out);
}

const struct fire_window *fire_table_coverage(struct fire_table *table, int64_t *out_n)
{
    if (table->coverage.n_joined == 0) return NULL;
    *out_n = (int64_t)table->coverage.n_joined;
    return table->coverage.joined;
}
