/* measure_row.c - records that are the measures of one row (measures.c).
 *
 * The row ends where a measure comes a second time, or where a cell that says what the row is
 * about (an area, a cause) says something else. An empty such cell agrees with any: the name of a
 * district stands beside the first of its measures only. */
#include "record.h"

#include <string.h>

struct measure_row {
    struct fire_arena *arena;   /* of the records */
    struct fire_record *record; /* [n_measures]   */
    int32_t *order;             /* [n_measures] measures as they came */
    int32_t n;
};

struct measure_row *measure_row_create(const struct run *run)
{
    const int32_t n = run->binding->n_measures;
    struct measure_row *row = FIRE_TAKE(run->arena, 1, struct measure_row);
    if (row == NULL) return NULL;
    row->record = FIRE_TAKE(run->arena, n, struct fire_record);
    row->order = FIRE_TAKE(run->arena, n, int32_t);
    if (row->record == NULL || row->order == NULL) return NULL;
    row->arena = fire_arena_create();
    return row->arena == NULL ? NULL : row;
}

void measure_row_finish(struct measure_row *row)
{
    if (row != NULL) fire_arena_free(row->arena);
}

const struct fire_record *measure_row_record(const struct measure_row *row, int32_t measure)
{
    const struct fire_record *record = &row->record[measure - 1];
    return record->n_cells > 0 ? record : NULL;
}

/* Does the record belong to another row than the records gathered so far? */
static bool is_other_row(const struct run *run, int32_t measure)
{
    const struct measure_row *row = run->measure_row;
    if (row->n == 0) return false;
    if (measure_row_record(row, measure) != NULL) return true;
    const struct fire_record *first = measure_row_record(row, row->order[0]);
    for (int32_t i = 0; i < run->binding->n_columns; i++) {
        if (run->binding->form[i].field < 0) continue;
        const struct fire_text_view own = run->record->cell[i];
        if (own.size_bytes > 0 && !fire_text_equal(own, first->cell[i])) return true;
    }
    return false;
}

static bool keep_record(struct measure_row *row, const struct fire_record *record,
                        int32_t measure)
{
    const size_t n = (size_t)record->n_cells;
    struct fire_text_view *cell = FIRE_TAKE(row->arena, n, struct fire_text_view);
    uint8_t *kind = FIRE_TAKE(row->arena, n, uint8_t);
    const char *raw = fire_arena_copy(row->arena, record->raw.bytes, record->raw.size_bytes);
    if (cell == NULL || kind == NULL || raw == NULL) return false;
    for (size_t i = 0; i < n; i++) {
        const struct fire_text_view from = record->cell[i];
        cell[i] = (struct fire_text_view){
            fire_arena_copy(row->arena, from.bytes, from.size_bytes), from.size_bytes
        };
        if (cell[i].bytes == NULL) return false;
    }
    if (record->kind != NULL) memcpy(kind, record->kind, n);
    struct fire_record *kept = &row->record[measure - 1];
    *kept = *record;
    kept->cell = cell;
    kept->kind = record->kind == NULL ? NULL : kind;
    kept->raw.bytes = raw;
    row->order[row->n++] = measure;
    return true;
}

fire_status measure_row_flush(struct run *run)
{
    struct measure_row *row = run->measure_row;
    const struct fire_record *current = run->record;
    bool kept;
    if (row->n == 0) return FIRE_OK;
    run->record = measure_row_record(row, row->order[0]);
    FIRE_TRY(record_read_rows(run, &kept));
    for (int32_t i = 0; i < row->n && !kept; i++) {
        run->record = measure_row_record(row, row->order[i]);
        run->reject.where.line = run->record->line;
        FIRE_TRY(record_reject(run));
    }
    if (kept) run->counts->n_kept += row->n;
    memset(row->record, 0, (size_t)run->binding->n_measures * sizeof *row->record);
    fire_arena_reset(row->arena);
    row->n = 0;
    run->record = current;
    return FIRE_OK;
}

fire_status measure_row_add(struct run *run)
{
    const int32_t measure = binding_measure_of(run->binding, run->record, run->scratch);
    const int32_t column = run->binding->measure_column;
    if (measure == 0) {
        run->counts->n_excluded++;
        return run_issue_at(run, FIRE_ISSUE_UNKNOWN_MEASURE, FIRE_EFFECT_EXCLUDED, column,
                            run->record->cell[column])
                   ? FIRE_OK
                   : run_why(run);
    }
    if (is_other_row(run, measure)) FIRE_TRY(measure_row_flush(run));
    return keep_record(run->measure_row, run->record, measure) ? FIRE_OK
                                                               : fire_fail_memory(run->err);
}
