/* merge_areas.c - see merge.h: the tables of areas of several stores in one.
 *
 * What the store says itself stays; of the others the first that has a line. A line that says
 * otherwise than the one that stays is told and left where it is: nobody's decision is overruled
 * in silence. */
#include "merge.h"

#include "firestat/text.h"

#include <string.h>

/* Tables on their way into one. */
struct joining {
    struct merge *merge;
    struct fire_area_units *own;
    int32_t other; /* whose lines are looked at */
    size_t capacity;
};

/* Columns in front by which a line is known. */
static const int32_t n_key_columns[FIRE_N_AREA_TABLES] = { 2, 3, 3 };

static bool is_said_alike(fire_area_table table, const struct fire_text_view a[],
                          const struct fire_text_view b[])
{
    int32_t n_columns = 0;
    fire_area_table_columns(table, &n_columns);
    for (int32_t i = n_key_columns[table]; i < n_columns; i++)
        if (!fire_text_equal(a[i], b[i])) return false;
    return true;
}

/* "Lâm Đồng,,Phường 1,24823,2024-01-01"; NULL: no memory */
static const char *line_text(fire_area_table table, const struct fire_text_view cell[],
                             struct fire_arena *arena)
{
    int32_t n_columns = 0;
    size_t size = 0;
    size_t used = 0;
    fire_area_table_columns(table, &n_columns);
    for (int32_t i = 0; i < n_columns; i++)
        size += cell[i].size_bytes + 1;
    char *text = FIRE_TAKE(arena, size, char);
    for (int32_t i = 0; text != NULL && i < n_columns; i++) {
        if (i > 0) text[used++] = ',';
        if (cell[i].size_bytes > 0) memcpy(text + used, cell[i].bytes, cell[i].size_bytes);
        used += cell[i].size_bytes;
    }
    return text;
}

static fire_status tell_conflict(struct joining *joining, fire_area_table table,
                                 const struct fire_text_view cell[], struct fire_error *err)
{
    struct merge *merge = joining->merge;
    struct fire_merge *out = merge->out;
    const size_t n = (size_t)out->n_area_conflicts;
    if (n == joining->capacity) {
        const size_t capacity = 2 * n + 8;
        struct fire_area_conflict *grown = FIRE_TAKE(merge->arena, capacity,
                                                     struct fire_area_conflict);
        if (grown == NULL) return store_memory(merge->store, err);
        if (n > 0) memcpy(grown, merge->area_conflict, n * sizeof *grown);
        out->area_conflict = merge->area_conflict = grown;
        joining->capacity = capacity;
    }
    const char *line = line_text(table, cell, merge->arena);
    if (line == NULL) return store_memory(merge->store, err);
    merge->area_conflict[out->n_area_conflicts++] = (struct fire_area_conflict){ joining->other,
                                                                                 table, line };
    return FIRE_OK;
}

static fire_status join_line(struct joining *joining, fire_area_table table,
                             const struct fire_text_view cell[], struct fire_error *err)
{
    int32_t line = -1;
    FIRE_TRY(fire_area_units_find_line(joining->own, table, cell, &line, err));
    if (line < 0) {
        joining->merge->out->n_area_lines++;
        return fire_area_units_add(joining->own, table, cell, FIRE_NOWHERE, err);
    }
    if (is_said_alike(table, cell, fire_area_units_line(joining->own, table, line)))
        return FIRE_OK;
    return tell_conflict(joining, table, cell, err);
}

static fire_status join_store(struct joining *joining, struct fire_store *other,
                              struct fire_error *err)
{
    struct fire_area_units *theirs = NULL;
    FIRE_TRY(fire_area_units_create(&theirs, err));
    fire_status status = fire_store_add_areas(other, theirs, err);
    for (int at = 0; at < FIRE_N_AREA_TABLES; at++) {
        const fire_area_table table = (fire_area_table)at;
        const int32_t n = fire_area_units_n_lines(theirs, table);
        for (int32_t line = 0; status == FIRE_OK && line < n; line++)
            status = join_line(joining, table, fire_area_units_line(theirs, table, line), err);
    }
    fire_area_units_free(theirs);
    return status;
}

/* Together with those of the program they must be tables that can be asked. */
static fire_status check_together(struct fire_store *store, struct fire_error *err)
{
    struct fire_area_units *all = NULL;
    FIRE_TRY(fire_area_units_create(&all, err));
    fire_status status = fire_area_units_ship(all, err);
    if (status == FIRE_OK) status = fire_store_add_areas(store, all, err);
    if (status == FIRE_OK) status = fire_area_units_settle(all, err);
    fire_area_units_free(all);
    if (status == FIRE_EVALUE)
        status = FIRE_ESCHEMA; /* the stores differ, nobody asked wrongly */
    return status;
}

fire_status merge_area_tables(struct merge *merge, struct fire_error *err)
{
    struct joining joining = { .merge = merge };
    FIRE_TRY(fire_area_units_create(&joining.own, err));
    fire_status status = fire_store_add_areas(merge->store, joining.own, err);
    for (int32_t i = 1; status == FIRE_OK && i < merge->n_sources; i++) {
        joining.other = i - 1;
        status = join_store(&joining, merge->source[i].store, err);
    }
    if (status == FIRE_OK && merge->out->n_area_lines > 0) {
        status = store_area_tables_write(merge->store, joining.own, err);
        if (status == FIRE_OK) status = check_together(merge->store, err);
    }
    fire_area_units_free(joining.own);
    return status;
}
