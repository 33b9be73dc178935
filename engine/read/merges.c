/* merges.c - a sweep down the sheet with the ranges that are open.
 *
 * Ranges are sorted by their first row. While rows come, a range opens at its first row, where
 * its text is, and stays open to its last. Ranges do not overlap (a program that reads them
 * must refuse that, for which text would it show?), so at most one is open in each column, and
 * the whole sweep costs as many steps as merged cells in use: bounded once, when sealed. */
#include "merges.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct open_range {
    struct merge_range range;
    struct fire_text_view text;
    uint8_t kind;
};

struct merges {
    struct merge_range *range;
    size_t n;
    size_t capacity;
    bool sealed;

    size_t next;             /* range that has not been opened yet              */
    struct open_range *open; /* [FIRE_LIMIT_COLUMNS]                            */
    int32_t n_open;
    struct fire_arena *text; /* of the open ones; reset when there are none     */
    size_t text_bytes;
};

struct merges *merges_create(struct fire_arena *arena)
{
    struct merges *merges = FIRE_TAKE(arena, 1, struct merges);
    if (merges == NULL) return NULL;
    merges->open = FIRE_TAKE(arena, FIRE_LIMIT_COLUMNS, struct open_range);
    merges->text = fire_arena_create();
    if (merges->open != NULL && merges->text != NULL) return merges;
    merges_free(merges);
    return NULL;
}

void merges_free(struct merges *merges)
{
    if (merges == NULL) return;
    free(merges->range);
    fire_arena_free(merges->text);
    merges->range = NULL;
    merges->text = NULL;
}

void merges_reset(struct merges *merges)
{
    merges->n = 0;
    merges->sealed = false;
    merges_rewind(merges);
}

void merges_rewind(struct merges *merges)
{
    merges->next = 0;
    merges->n_open = 0;
    merges->text_bytes = 0;
    fire_arena_reset(merges->text);
}

fire_status merges_add(struct merges *merges, struct merge_range range,
                       struct fire_location where, struct fire_error *err)
{
    if (merges->sealed) return FIRE_OK;
    if (merges->n == FIRE_LIMIT_MERGES)
        return fire_fail(err, FIRE_ERANGE, where, "more than %d merged ranges",
                         FIRE_LIMIT_MERGES);
    if (merges->n == merges->capacity) {
        struct merge_range *grown = fire_array_grow(merges->range, &merges->capacity,
                                                    merges->n + 1, sizeof *grown);
        if (grown == NULL) return fire_fail_memory(err);
        merges->range = grown;
    }
    merges->range[merges->n++] = range;
    return FIRE_OK;
}

static int compare_ranges(const void *a, const void *b)
{
    const struct merge_range *x = a;
    const struct merge_range *y = b;
    if (x->top != y->top) return x->top < y->top ? -1 : 1;
    return x->left < y->left ? -1 : x->left > y->left;
}

/* Cut the ranges to the cells in use; those with nothing left, or one cell, mean nothing. */
static void clip(struct merges *merges, int32_t width, int64_t last_row)
{
    size_t n_kept = 0;
    for (size_t i = 0; i < merges->n; i++) {
        struct merge_range range = merges->range[i];
        if (range.right >= width) range.right = width - 1;
        if (range.bottom > last_row) range.bottom = (int32_t)last_row;
        if (range.left > range.right || range.top > range.bottom) continue;
        if (range.left == range.right && range.top == range.bottom) continue;
        merges->range[n_kept++] = range;
    }
    merges->n = n_kept;
}

/*   taken_to   by column: the last row that a range before this one takes */
static fire_status take_columns(int32_t taken_to[], struct merge_range range,
                                struct fire_location where, struct fire_error *err)
{
    for (int32_t column = range.left; column <= range.right; column++) {
        if (taken_to[column] >= range.top) {
            where.line = range.top;
            where.field = column + 1;
            return fire_fail(err, FIRE_ESYNTAX, where, "two merged ranges overlap");
        }
        taken_to[column] = range.bottom;
    }
    return FIRE_OK;
}

fire_status merges_seal(struct merges *merges, int32_t width, int64_t last_row,
                        struct fire_location where, struct fire_error *err)
{
    clip(merges, width, last_row);
    merges->sealed = true;
    if (merges->n == 0) return FIRE_OK;
    qsort(merges->range, merges->n, sizeof *merges->range, compare_ranges);

    int32_t *taken_to = FIRE_TAKE(merges->text, width, int32_t);
    if (taken_to == NULL) return fire_fail_memory(err);
    int64_t n_cells = 0;
    for (size_t i = 0; i < merges->n; i++) {
        const struct merge_range range = merges->range[i];
        n_cells += (int64_t)(range.right - range.left + 1) * (range.bottom - range.top + 1);
        if (n_cells > FIRE_LIMIT_SHEET_CELLS)
            return fire_fail(err, FIRE_ERANGE, where, "more than %d merged cells",
                             FIRE_LIMIT_SHEET_CELLS);
        FIRE_TRY(take_columns(taken_to, range, where, err));
    }
    merges_rewind(merges);
    return FIRE_OK;
}

static void close_passed(struct merges *merges, int64_t row)
{
    int32_t n_kept = 0;
    for (int32_t i = 0; i < merges->n_open; i++) {
        if (merges->open[i].range.bottom >= row) merges->open[n_kept++] = merges->open[i];
    }
    merges->n_open = n_kept;
    if (n_kept > 0 || merges->text_bytes == 0) return;
    fire_arena_reset(merges->text);
    merges->text_bytes = 0;
}

/* The first cell of a range, as long as the range is open. */
static fire_status open_range(struct merges *merges, struct merge_range range,
                              const struct row *row, struct fire_location where,
                              struct fire_error *err)
{
    assert(merges->n_open < FIRE_LIMIT_COLUMNS);
    struct open_range open = { .range = range, .text = { "", 0 } };
    if (range.top == row->number) {
        open.text = row->cell[range.left];
        open.kind = (uint8_t)(row->kind[range.left] & FIRE_CELL_KIND);
    }
    if (range.bottom > row->number && open.text.size_bytes > 0) {
        merges->text_bytes += open.text.size_bytes;
        if (merges->text_bytes > FIRE_LIMIT_MERGED_BYTES)
            return fire_fail(err, FIRE_ERANGE, where,
                             "merged ranges hold more than %d bytes of text",
                             FIRE_LIMIT_MERGED_BYTES);
        open.text.bytes = fire_arena_copy(merges->text, open.text.bytes, open.text.size_bytes);
        if (open.text.bytes == NULL) return fire_fail_memory(err);
    }
    merges->open[merges->n_open++] = open;
    return FIRE_OK;
}

fire_status merges_apply(struct merges *merges, struct row *row, struct fire_location where,
                         struct fire_error *err)
{
    assert(merges->sealed);
    close_passed(merges, row->number);
    for (; merges->next < merges->n; merges->next++) {
        const struct merge_range range = merges->range[merges->next];
        if (range.top > row->number) break;
        if (range.bottom >= row->number) FIRE_TRY(open_range(merges, range, row, where, err));
    }
    for (int32_t i = 0; i < merges->n_open; i++) {
        const struct open_range *open = &merges->open[i];
        for (int32_t column = open->range.left; column <= open->range.right; column++) {
            if (column == open->range.left && row->number == open->range.top) continue;
            row_put(row, column, open->text, (uint8_t)(open->kind | FIRE_CELL_MERGED));
        }
    }
    return FIRE_OK;
}
