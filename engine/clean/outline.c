/* outline.c - the rows of a table of figures before they are read: which hold others.
 *
 * A district stands above its communes with their sum beside its name, and a year below its months.
 * Whether a row holds others can only be seen with those others at hand, so a table of figures is
 * read once beforehand; it is short. Rows hold those below them by their level: the finest area
 * that they name, else the mark in front ("I" over "1"). Periods hold one another by their days,
 * among rows that are about the same. What is counted is never both.
 *
 * Where a row that stands above others is not their sum, they count and it does not, as with a
 * total that has a label; both numbers are told. */
#include "outline.h"

#include "issue.h"
#include "labels.h"
#include "outline_rows.h"
#include "shape.h"
#include "spans.h"

#include <string.h>

struct outline {
    struct outline_rows rows;
    struct outline_row *at; /* of the current record or behind it */
    bool is_of_whole;
};

/* ---- rows above others ----------------------------------------------------------------- */

static bool is_same_period(const struct outline_row *a, const struct outline_row *b)
{
    return !a->has_window || !b->has_window ||
           (a->window.first_day == b->window.first_day &&
            a->window.last_day == b->window.last_day);
}

/* Can the row lie in the one above? What it says of the same levels must not differ. */
static bool may_hold(const struct outline_row *above, const struct outline_row *row)
{
    for (int level = 0; level < 3; level++)
        if (above->area[level].size_bytes > 0 && row->area[level].size_bytes > 0 &&
            !fire_text_equal(above->area[level], row->area[level]) && row->has_own_columns)
            return false;
    return is_same_period(above, row);
}

/* The rest of a district whose other rows say their commune: they repeat its name and are more
 * than it is. */
static bool is_remainder(const struct outline_rows *rows, const struct outline_row *row,
                         const struct outline_row *child, const int64_t sum[])
{
    bool repeats = false;
    bool is_less = false;
    for (int level = 0; level < 3; level++)
        repeats = repeats || (row->area[level].size_bytes > 0 && row->has_own_columns &&
                              fire_text_equal(row->area[level], child->area[level]));
    for (int32_t f = 0; f < rows->n_forms; f++)
        is_less = is_less || (row->has[f] && row->value[f] < sum[f]);
    return repeats && is_less;
}

/* Make a row the head of those below it, if it is. */
static bool settle_group(struct outline_rows *rows, int64_t at, struct fire_arena *arena)
{
    struct outline_row *row = &rows->row[at];
    const int level = row->level;
    if (level == 0 || row->is_break || at + 1 == rows->n) return true;
    const int child_level = rows->row[at + 1].level;
    int64_t *sum = FIRE_TAKE(arena, rows->n_forms, int64_t);
    if (sum == NULL) return false;
    int64_t end = at + 1;
    for (; end < rows->n; end++) {
        const struct outline_row *child = &rows->row[end];
        if (child->is_break || child->level <= level || !may_hold(row, child)) break;
        for (int32_t f = 0; f < rows->n_forms && child->level <= child_level; f++)
            if (child->has[f] && __builtin_add_overflow(sum[f], child->value[f], &sum[f]))
                return true; /* nothing can be said */
    }
    for (int32_t f = 0; f < rows->n_forms && row->by_sum; f++)
        if (row->has[f] ? sum[f] != row->value[f] : sum[f] != 0) return true;
    if (row->by_sum && end < at + 3) return true;
    if (end == at + 1 || is_remainder(rows, row, &rows->row[at + 1], sum)) return true;
    row->kind = OUTLINE_GROUP;
    row->sum = sum;
    for (int64_t i = at + 1; i < end; i++)
        rows->row[i].above = (int32_t)at;
    return true;
}

/* ---- periods among rows ---------------------------------------------------------------- */

/* So far, and with a period of its own. */
static bool is_counted(const struct outline_row *row)
{
    return row->kind == OUTLINE_ROW && !row->is_break && row->has_window;
}

/* The different periods of rows with one key. */
static int32_t collect_spans(const struct outline_rows *rows, uint32_t key, struct span spans[])
{
    int32_t n = 0;
    for (int64_t i = 0; i < rows->n; i++) {
        const struct outline_row *row = &rows->row[i];
        if (!is_counted(row) || row->key != key) continue;
        int32_t k = 0;
        while (k < n && (spans[k].window.first_day != row->window.first_day ||
                         spans[k].window.last_day != row->window.last_day))
            k++;
        if (k == n) spans[n++] = (struct span){ .window = row->window, .has_year = true };
    }
    return n;
}

/* What the rows that count add up to within a span. */
static bool sum_within(const struct outline_rows *rows, uint32_t key, const struct span spans[],
                       int32_t n, struct fire_window window, int64_t sum[])
{
    for (int64_t i = 0; i < rows->n; i++) {
        const struct outline_row *row = &rows->row[i];
        if (!is_counted(row) || row->key != key) continue;
        if (row->window.first_day < window.first_day || row->window.last_day > window.last_day)
            continue;
        int32_t k = 0;
        while (k < n && (spans[k].window.first_day != row->window.first_day ||
                         spans[k].window.last_day != row->window.last_day))
            k++;
        if (k == n || spans[k].is_out) continue;
        for (int32_t f = 0; f < rows->n_forms; f++)
            if (row->has[f] && __builtin_add_overflow(sum[f], row->value[f], &sum[f]))
                return false;
    }
    return true;
}

static bool settle_key(struct outline_rows *rows, uint32_t key, struct span spans[],
                       struct fire_arena *arena)
{
    const int32_t n = collect_spans(rows, key, spans);
    if (n < 2) return true;
    spans_settle(spans, n);
    for (int32_t k = 0; k < n; k++) {
        if (!spans[k].is_out) continue;
        int64_t *sum = NULL;
        if (spans_cover(spans, n, &spans[k])) {
            sum = FIRE_TAKE(arena, rows->n_forms, int64_t);
            if (sum == NULL) return false;
            if (!sum_within(rows, key, spans, n, spans[k].window, sum)) sum = NULL;
        }
        for (int64_t i = 0; i < rows->n; i++) {
            struct outline_row *row = &rows->row[i];
            if (!is_counted(row) || row->key != key ||
                row->window.first_day != spans[k].window.first_day ||
                row->window.last_day != spans[k].window.last_day)
                continue;
            row->kind = OUTLINE_PERIOD;
            row->sum = sum;
        }
    }
    return true;
}

static bool settle_periods(struct outline_rows *rows, struct fire_arena *arena)
{
    struct span *spans = FIRE_TAKE(arena, rows->n, struct span);
    if (spans == NULL) return false;
    for (uint32_t key = 0; key < rows->n_keys; key++)
        if (!settle_key(rows, key, spans, arena)) return false;
    return true;
}

/* ---- all of it ------------------------------------------------------------------------- */

fire_status outline_read(struct run *run)
{
    const struct fire_binding *binding = run->binding;
    if (binding->has_moment || binding->n_measures > 0 ||
        binding->rows_count == ROWS_ARE_INCIDENTS)
        return FIRE_OK;
    struct outline *outline = FIRE_TAKE(run->arena, 1, struct outline);
    if (outline == NULL) return fire_fail_memory(run->err);
    bool is_whole;
    FIRE_TRY(outline_rows_read(run, &outline->rows, &is_whole));
    if (!is_whole) return FIRE_OK;
    for (int64_t i = 0; i < outline->rows.n; i++)
        if (!settle_group(&outline->rows, i, run->arena)) return fire_fail_memory(run->err);
    if (outline->rows.n_keys * (uint64_t)outline->rows.n <= OUTLINE_MOST_WORK &&
        !settle_periods(&outline->rows, run->arena))
        return fire_fail_memory(run->err);
    outline->is_of_whole = outline->rows.is_of_whole;
    outline->at = outline->rows.row;
    run->outline = outline;
    return FIRE_OK;
}

bool outline_is_of_whole(const struct run *run)
{
    return run->outline != NULL && run->outline->is_of_whole;
}

/* The areas that rows above say hold for the rows below them. */
static void take_areas(struct run *run, const struct outline_row *row)
{
    const struct outline_row *rows = run->outline->rows.row;
    bool is_below = false;
    for (int32_t i = row->above; i >= 0; i = rows[i].above) {
        for (int level = 0; level < 3; level++) {
            if (rows[i].area[level].size_bytes == 0) continue;
            if (!is_below) memset(run->section, 0, sizeof run->section);
            is_below = true;
            if (run->section[level].size_bytes == 0) run->section[level] = rows[i].area[level];
        }
    }
    if (!is_below && run->has_outline_areas) memset(run->section, 0, sizeof run->section);
    run->has_outline_areas = is_below;
}

bool outline_look(struct run *run, bool *is_row)
{
    struct outline *outline = run->outline;
    if (outline == NULL) return true;
    const struct outline_row *end = outline->rows.row + outline->rows.n;
    while (outline->at < end && outline->at->line < run->record->line)
        outline->at++;
    const struct outline_row *row = outline->at;
    if (row == end || row->line != run->record->line || row->is_break) return true;
    take_areas(run, row);
    if (row->kind == OUTLINE_ROW) return true;
    int32_t column;
    int32_t commune;
    int32_t id;
    shape_columns(run, &column, &commune, &id);
    if (row->kind == OUTLINE_PERIOD) column = outline->rows.period_column;
    for (int32_t i = 0; i < run->record->n_cells && row->kind == OUTLINE_GROUP; i++)
        if (run->record->cell[i].size_bytes > 0 && i != run->binding->ordinal_column) {
            column = i;
            break;
        }
    *is_row = false;
    if (row->kind == OUTLINE_GROUP) totals_begin_part(run);
    if (!run_issue_at(run,
                      row->kind == OUTLINE_GROUP ? FIRE_ISSUE_GROUP_TOTAL
                                                 : FIRE_ISSUE_PERIOD_OF_ROWS,
                      FIRE_EFFECT_EXCLUDED, column, run->record->cell[column]))
        return false;
    if (row->sum != NULL) totals_tell(run, row->sum, row->value, row->has);
    return true;
}
