/* totals.c - what the rows of a table add up to, and whether its totals say the same.
 *
 * Sums run on from the first row to the last. At each place where a part of the table may begin
 * (its start, behind a total, at a section's title) they are written down, so that the sum of
 * every part that ends here is a difference. A total is right when it is one of these; a total of
 * districts over communes fits the same way as one of communes. Where the first total of a
 * table stands above its rows, all totals wait for the rows below them.
 *
 * Only numbers that are rows of the result are added: a total that counts a rejected row differs
 * from its parts, and that is worth knowing. */
#include "totals.h"

#include "issue.h"

#include <stdio.h>
#include <string.h>

__extension__ typedef __int128 int128;

enum {
    MOST_STARTS = 64,    /* the first and the latest are kept                    */
    MOST_PENDING = 64,   /* totals above their parts                             */
    LARGE_NUMBER = 1000, /* so large a number is no sum of others by accident */
    DECIMALS_SHOWN = 6,
};

/* Sums up to a place in the table. */
struct mark {
    int64_t *sum; /* [n] */
    int64_t n_rows;
    int64_t n_named;
    int64_t n_areas;
};

/* A total that waits for the rows below it. */
struct pending {
    struct mark start;
    struct mark end; /* at the next start; n_rows 0: not yet there */
    int64_t *value;  /* [n] */
    bool *has;
    int64_t line;
    bool is_settled;
};

struct totals {
    int32_t n;     /* forms of numbers */
    int32_t *form; /* [n]              */
    struct mark now;
    struct mark start[MOST_STARTS];
    int32_t n_starts;
    int64_t *value; /* [n] read last */
    bool *has;
    int64_t *zero;           /* [n] */
    struct pending *pending; /* [MOST_PENDING] */
    int32_t n_pending;
    bool stand_above; /* totals are above their parts                     */
    bool had_total;
    bool is_lost; /* a sum did not fit: nothing can be said any more */
};

static bool mark_init(struct mark *mark, int32_t n, struct fire_arena *arena)
{
    *mark = (struct mark){ .sum = FIRE_TAKE(arena, n, int64_t) };
    return mark->sum != NULL;
}

static void mark_copy(struct mark *to, const struct mark *from, int32_t n)
{
    memcpy(to->sum, from->sum, (size_t)n * sizeof *to->sum);
    to->n_rows = from->n_rows;
    to->n_named = from->n_named;
    to->n_areas = from->n_areas;
}

static bool is_number(const struct run *run, const struct cell_form *form)
{
    return form->field >= 0 && form_has_column(form) && form->measure == 0 &&
           run->build[form->field].number != NULL;
}

struct totals *totals_create(const struct run *run)
{
    const struct fire_binding *binding = run->binding;
    struct fire_arena *arena = run->arena;
    struct totals *totals = FIRE_TAKE(arena, 1, struct totals);
    if (totals == NULL) return NULL;
    totals->form = FIRE_TAKE(arena, binding->n_forms, int32_t);
    if (totals->form == NULL) return NULL;
    for (int32_t i = 0; i < binding->n_forms; i++)
        if (is_number(run, &binding->form[i])) totals->form[totals->n++] = i;
    const int32_t n = totals->n;
    totals->value = FIRE_TAKE(arena, n, int64_t);
    totals->has = FIRE_TAKE(arena, n, bool);
    totals->zero = FIRE_TAKE(arena, n, int64_t);
    totals->pending = FIRE_TAKE(arena, MOST_PENDING, struct pending);
    bool ok = mark_init(&totals->now, n, arena) && totals->value != NULL &&
              totals->has != NULL && totals->zero != NULL && totals->pending != NULL;
    for (int i = 0; i < MOST_STARTS && ok; i++)
        ok = mark_init(&totals->start[i], n, arena);
    totals->n_starts = 1; /* the table's own */
    return ok ? totals : NULL;
}

void totals_add(struct run *run)
{
    struct totals *totals = run->totals;
    for (int32_t i = 0; i < totals->n; i++) {
        const struct cell_form *form = &run->binding->form[totals->form[i]];
        const struct column_build *build = &run->build[form->field];
        if ((form->slot > 0 && form->slot != run->slot) || !fire_is_valid(build->valid, run->n))
            continue;
        if (__builtin_add_overflow(totals->now.sum[i], build->number[run->n],
                                   &totals->now.sum[i]))
            totals->is_lost = true;
    }
}

void totals_end_record(struct run *run, name_kind name)
{
    run->totals->now.n_rows++;
    run->totals->now.n_named += name != NAME_NONE;
    run->totals->now.n_areas += name == NAME_AREA;
}

void totals_add_sum(struct run *run, int32_t form, totals_sum sum)
{
    struct totals *totals = run->totals;
    for (int32_t i = 0; i < totals->n; i++) {
        if (totals->form[i] != form) continue;
        sum += totals->now.sum[i];
        if (sum > INT64_MAX || sum < INT64_MIN) totals->is_lost = true;
        totals->now.sum[i] = (int64_t)sum;
    }
}

void totals_end_records(struct run *run, int64_t n_records, int64_t n_named)
{
    run->totals->now.n_rows += n_records;
    run->totals->now.n_named += n_named;
}

/* ---- a part's sums --------------------------------------------------------------------- */

static int64_t sum_since(const struct totals *totals, const struct mark *start, int32_t i)
{
    int64_t sum;
    return __builtin_sub_overflow(totals->now.sum[i], start->sum[i], &sum) ? INT64_MAX : sum;
}

/* Are the numbers the sum of the rows from start to end? What a total leaves empty it need not
 * say. */
static bool agrees(const struct totals *totals, const struct mark *start,
                   const struct mark *end, const int64_t value[], const bool has[])
{
    for (int32_t i = 0; i < totals->n; i++) {
        int64_t sum;
        if (__builtin_sub_overflow(end->sum[i], start->sum[i], &sum)) return false;
        if (has[i] && sum != value[i]) return false;
    }
    return true;
}

static void settle_pending(struct totals *totals, bool is_part_end)
{
    for (int32_t p = totals->n_pending; p-- > 0;) {
        struct pending *pending = &totals->pending[p];
        if (pending->is_settled || totals->now.n_rows == pending->start.n_rows) continue;
        pending->is_settled = agrees(totals, &pending->start, &totals->now, pending->value,
                                     pending->has);
        if (is_part_end && pending->end.n_rows == 0)
            mark_copy(&pending->end, &totals->now, totals->n);
    }
}

void totals_begin_part(struct run *run)
{
    struct totals *totals = run->totals;
    settle_pending(totals, true);
    if (totals->start[totals->n_starts - 1].n_rows == totals->now.n_rows) return;
    if (totals->n_starts == MOST_STARTS) { /* forget the second oldest */
        const struct mark oldest = totals->start[1];
        memmove(&totals->start[1], &totals->start[2], (MOST_STARTS - 2) * sizeof oldest);
        totals->start[MOST_STARTS - 1] = oldest;
        totals->n_starts--;
    }
    mark_copy(&totals->start[totals->n_starts++], &totals->now, totals->n);
}

/* ---- the numbers of a record ----------------------------------------------------------- */

/* Ten to the power of a form's places, times its unit: one of the column in the field's. */
static int128 one_of(const struct cell_form *form)
{
    int128 one = form->number.factor;
    for (int32_t k = 0; k < form->number.scale; k++)
        one *= 10;
    return one;
}

/* Digits only, and few of them: read without further looks. */
static bool read_digits(struct fire_text_view cell, const struct cell_form *form, int64_t *out)
{
    int64_t digits = 0;
    if (cell.size_bytes > 9 || form->number.divisor != 1) return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9') return false;
        digits = digits * 10 + (cell.bytes[i] - '0');
    }
    const int128 value = digits * one_of(form);
    *out = (int64_t)value;
    return value <= INT64_MAX;
}

/* A number without an issue: what cannot be read is not there. */
static bool read_number(struct run *run, int32_t form_index, int64_t *out, bool *out_has)
{
    const struct cell_form *form = &run->binding->form[form_index];
    const fire_type type = fire_schema_field(run->schema, form->field)->type;
    struct fire_text_view cell = run_cell(run, form_index);
    struct number_form number = form->number;
    *out_has = cell.size_bytes > 0 && read_digits(cell, form, out);
    if (*out_has || cell.size_bytes == 0) return true;
    if (!fire_text_clean(cell, run->look, &cell)) return false;
    if (cell_is_null(cell, form, type, run->look)) return true;
    if (run_kind(run, form_index) == FIRE_CELL_NUMBER) number.style = FIRE_NUMBERS_EN;
    *out_has = number_parse(cell, &number, run->look, out) == NUMBER_OK;
    return true;
}

/* Is a number the sum since a place? One that is not there says nothing, where there is
 * something to say. */
static bool is_sum_since(const struct totals *totals, const struct mark *start, int32_t i)
{
    const int64_t sum = sum_since(totals, start, i);
    return totals->has[i] ? sum == totals->value[i] : sum == 0;
}

bool totals_match(struct run *run, struct totals_match *out)
{
    struct totals *totals = run->totals;
    const struct mark *part = &totals->start[totals->n_starts - 1];
    const struct mark *all = &totals->start[0];
    bool is_part = totals->now.n_rows - part->n_rows >= 2; /* the latest part's sum, ... */
    bool is_all = totals->now.n_rows - all->n_rows >= 2;   /* ... or that of all rows   */
    int n_telling = 0;
    bool is_large = false;
    *out = (struct totals_match){ 0 };
    for (int32_t i = 0; i < totals->n; i++) {
        if (totals->is_lost || (!is_part && !is_all)) return true; /* for most rows at once */
        if (!read_number(run, totals->form[i], &totals->value[i], &totals->has[i]))
            return false;
        is_part = is_part && is_sum_since(totals, part, i);
        is_all = is_all && is_sum_since(totals, all, i);
        if (!totals->has[i] || totals->value[i] == 0) continue;
        const struct cell_form *form = &run->binding->form[totals->form[i]];
        const int128 shown = (int128)totals->value[i] * form->number.divisor / one_of(form);
        is_large = is_large || shown >= LARGE_NUMBER || shown <= -LARGE_NUMBER;
        n_telling++;
    }
    if (n_telling == 0 || (!is_part && !is_all)) return true;
    const struct mark *start = is_part ? part : all;
    out->is_sum = true;
    out->is_telling = n_telling > 1 || is_large;
    out->are_named = totals->now.n_named - start->n_named >= 2;
    out->are_areas = totals->now.n_areas - start->n_areas >= 2;
    return true;
}

/* ---- checking -------------------------------------------------------------------------- */

/* A sum in the unit of its column, as the column shows it. */
static int show(const struct cell_form *form, int64_t value, char out[], size_t out_size)
{
    const int128 one = one_of(form);
    int128 whole = (int128)value * form->number.divisor;
    const bool is_negative = whole < 0;
    if (is_negative) whole = -whole;
    int size = snprintf(out, out_size, "%s%lld", is_negative ? "-" : "",
                        (long long)(whole / one));
    int128 rest = whole % one;
    if (rest != 0) out[size++] = '.';
    for (int d = 0; d < DECIMALS_SHOWN && rest != 0; d++) {
        rest *= 10;
        out[size++] = (char)('0' + (int)(rest / one));
        rest %= one;
    }
    out[size] = '\0';
    return size;
}

/* An issue for every number that is not its rows' sum.
 *   line   of the total */
static void tell_differences(struct run *run, const struct mark *start, const struct mark *end,
                             const int64_t value[], const bool has[], int64_t line)
{
    const struct totals *totals = run->totals;
    for (int32_t i = 0; i < totals->n; i++) {
        const struct cell_form *form = &run->binding->form[totals->form[i]];
        char said[64];
        char sum_text[64];
        char both[160];
        int64_t sum;
        if (!has[i] || __builtin_sub_overflow(end->sum[i], start->sum[i], &sum) ||
            sum == value[i])
            continue;
        show(form, value[i], said, sizeof said);
        show(form, sum, sum_text, sizeof sum_text);
        snprintf(both, sizeof both, "%s ≠ %s", said, sum_text);
        struct fire_location place = run_place(run, totals->form[i]);
        place.line = line;
        issues_add(run->issues, FIRE_ISSUE_TOTAL_DIFFERS, FIRE_EFFECT_NOTICE, place,
                   fire_text_of(both));
    }
}

int32_t totals_n(const struct run *run)
{
    return run->totals->n;
}

bool totals_read(struct run *run, int32_t i, int64_t *out, bool *out_has)
{
    return read_number(run, run->totals->form[i], out, out_has);
}

void totals_tell(struct run *run, int64_t sum[], const int64_t value[], const bool has[])
{
    struct mark nothing = { .sum = run->totals->zero };
    const struct mark end = { .sum = sum };
    tell_differences(run, &nothing, &end, value, has, run->record->line);
}

static bool wait_for_rows(struct run *run)
{
    struct totals *totals = run->totals;
    if (totals->n_pending == MOST_PENDING) return true; /* so many are not held against rows */
    struct pending *pending = &totals->pending[totals->n_pending];
    *pending = (struct pending){ .value = FIRE_TAKE(run->arena, totals->n, int64_t),
                                 .has = FIRE_TAKE(run->arena, totals->n, bool),
                                 .line = run->record->line };
    if (pending->value == NULL || pending->has == NULL ||
        !mark_init(&pending->start, totals->n, run->arena) ||
        !mark_init(&pending->end, totals->n, run->arena))
        return false;
    memcpy(pending->value, totals->value, (size_t)totals->n * sizeof *pending->value);
    memcpy(pending->has, totals->has, (size_t)totals->n * sizeof *pending->has);
    mark_copy(&pending->start, &totals->now, totals->n);
    totals->n_pending++;
    return true;
}

/* Every number is at least that of the rows: what a running total cannot fall below. */
static bool is_at_least(const struct totals *totals)
{
    for (int32_t i = 0; i < totals->n; i++)
        if (totals->has[i] && totals->value[i] < sum_since(totals, &totals->start[0], i))
            return false;
    return true;
}

bool totals_check(struct run *run, bool is_of_all, bool is_rising)
{
    struct totals *totals = run->totals;
    const bool is_first = !totals->had_total;
    totals->had_total = true;
    if (totals->is_lost) return true;
    for (int32_t i = 0; i < totals->n; i++)
        if (!read_number(run, totals->form[i], &totals->value[i], &totals->has[i]))
            return false;
    if (is_first && totals->now.n_rows == 0) totals->stand_above = true;
    for (int32_t s = totals->n_starts; s-- > 0;) {
        const struct mark *start = &totals->start[s];
        const bool is_empty = start->n_rows == totals->now.n_rows;
        if (!is_empty && agrees(totals, start, &totals->now, totals->value, totals->has))
            return true;
    }
    if (totals->stand_above) return wait_for_rows(run);
    if (is_rising && is_at_least(totals)) return true;
    const struct mark *latest = &totals->start[totals->n_starts - 1];
    if (is_of_all || latest->n_rows == totals->now.n_rows) latest = &totals->start[0];
    tell_differences(run, latest, &totals->now, totals->value, totals->has, run->record->line);
    return true;
}

bool totals_finish(struct run *run)
{
    struct totals *totals = run->totals;
    if (totals->is_lost) return true;
    settle_pending(totals, true);
    for (int32_t p = 0; p < totals->n_pending; p++) {
        const struct pending *pending = &totals->pending[p];
        if (pending->is_settled) continue;
        /* the first speaks of the whole table, others of the part below them */
        tell_differences(run, &pending->start, p == 0 ? &totals->now : &pending->end,
                         pending->value, pending->has, pending->line);
    }
    return true;
}
