/* versions.c - one record, one row that counts.
 *
 * Rows are numbered in the order in which they are kept, so a version is found by a search
 * over the batches. A superseded row stays where it is and loses its bit in batch->alive,
 * which is made when the first row of a batch dies: tables without revisions have none. */
#include "column.h"

#include <assert.h>
#include <string.h>

/* The batch that holds a version. */
static struct kept *kept_of(const struct fire_table *table, int64_t version)
{
    size_t low = 0;
    size_t high = table->n_batches;
    while (high - low > 1) {
        const size_t middle = low + (high - low) / 2;
        if (table->kept[middle].first <= version)
            low = middle;
        else
            high = middle;
    }
    return &table->kept[low];
}

static fire_status find(void *self, int64_t version, const struct fire_batch **out_batch,
                        int64_t *out_row, int32_t *out_n_fields, struct fire_error *err)
{
    (void)err;
    const struct kept *kept = kept_of(self, version);
    *out_batch = kept->batch;
    *out_row = version - kept->first;
    *out_n_fields = kept->n_fields;
    return FIRE_OK;
}

static bool kill_version(struct fire_table *table, int64_t version)
{
    struct kept *kept = kept_of(table, version);
    if (kept->alive == NULL) {
        const size_t n_words = FIRE_BITS_WORDS(kept->batch->n_rows);
        kept->alive = FIRE_TAKE(table->arena, n_words, uint64_t);
        if (kept->alive == NULL) return false;
        memset(kept->alive, 0xff, n_words * sizeof(uint64_t));
        kept->batch->alive = kept->alive;
    }
    const int64_t row = version - kept->first;
    assert(fire_is_valid(kept->alive, row));
    kept->alive[row >> 6] &= ~(UINT64_C(1) << (row & 63));
    table->n_dead++;
    return true;
}

fire_status table_sift(struct fire_table *table, const struct fire_batch *batch,
                       struct fire_error *err)
{
    struct fire_sifted sifted;
    FIRE_TRY(fire_identity_sift(table->identity, batch, table->n_versions, &sifted, err));
    if (sifted.batch->n_rows > 0) FIRE_TRY(table_keep(table, sifted.batch, err));
    for (int64_t i = 0; i < sifted.n_superseded; i++)
        if (!kill_version(table, sifted.superseded[i])) return fire_fail_memory(err);
    return FIRE_OK;
}

fire_status fire_table_begin(struct fire_table *table, const struct fire_schema *schema,
                             struct fire_areas *areas, const struct fire_record_form *form,
                             int32_t source, struct fire_error *err)
{
    const struct fire_versions versions = { table, find };
    if (table->identity == NULL)
        FIRE_TRY(fire_identity_create(schema, areas, versions, &table->identity, err));
    return fire_identity_source(table->identity, form, source, err);
}

/* Days and coverage say nothing of rows that are dead. */
static bool look_again(struct fire_table *table)
{
    coverage_finish(&table->coverage);
    table->days = (struct fire_window){ FIRE_DAY_LAST, FIRE_DAY_FIRST };
    for (size_t i = 0; i < table->n_batches; i++) {
        table_widen(&table->days, table->kept[i].batch, NULL);
        if (!coverage_add(&table->coverage, table->kept[i].batch, NULL)) return false;
    }
    return true;
}

fire_status fire_table_settle(struct fire_table *table, struct fire_import_counts *counts,
                              const struct fire_tally **out, struct fire_error *err)
{
    assert(table->identity != NULL);
    const struct fire_tally *tally = fire_identity_tally(table->identity);
    if (tally->n_revised > 0 && !look_again(table)) return fire_fail_memory(err);
    fire_identity_settle(tally, counts);
    *out = tally;
    return FIRE_OK;
}
