/* select.c - see select.h.
 *
 * Every condition gives a byte a row, the bytes are joined by AND, and at the end the rows
 * that are left are listed without a branch. A branch a row would cost three times as much
 * as the whole sum (PERFORMANCE.md 5). */
#include "select.h"

#include <assert.h>
#include <string.h>

/* ---- getting ready ------------------------------------------------------------------- */

static bool in_ranges(const struct condition *condition, int64_t value)
{
    for (int32_t i = 0; i < condition->n_ranges; i++) {
        if (condition->range[i].low <= value && value <= condition->range[i].high) return true;
    }
    return false;
}

static bool in_words(const struct condition *condition, struct fire_text_view key)
{
    for (int32_t i = 0; i < condition->n_words; i++) {
        if (fire_text_equal(condition->word[i], key)) return true;
    }
    return false;
}

/* Whether a name is one of the asked ones, whatever its spelling; false: no memory. */
static bool name_in_words(const struct condition *condition, struct fire_text_view name,
                          struct fire_arena *words, bool *out)
{
    struct fire_text_view key;
    if (!fire_text_match_key(name, words, &key)) return false;
    *out = in_words(condition, key);
    return true;
}

/* A category is named by its key, by its word in CSV and by what people are shown. */
static bool code_in_words(const struct fire_schema *schema, const struct condition *condition,
                          uint32_t code, struct fire_arena *words, bool *out)
{
    const int32_t field = condition->dim.field;
    const struct fire_dictionary *dictionary = fire_schema_words(schema, field);
    const struct fire_text_view name[] = {
        fire_dictionary_label(dictionary, code),
        fire_schema_label(schema, field, code, true),
        fire_schema_label(schema, field, code, false),
    };
    *out = in_words(condition, fire_dictionary_key(dictionary, code));
    for (size_t i = 0; !*out && i < sizeof name / sizeof name[0]; i++) {
        if (i > 0 && fire_text_equal(name[i], name[0])) continue;
        if (!name_in_words(condition, name[i], words, out)) return false;
    }
    return true;
}

/* An area without a name is null. */
static bool area_in_words(const struct fire_query *query, const struct condition *condition,
                          int32_t node)
{
    if (fire_area_name(query->areas, node).size_bytes == 0) return condition->has_null;
    return in_words(condition, fire_area_name_key(query->areas, node));
}

/* Whether the rows of a slot meet the condition; false: no memory. */
static bool slot_in_set(const struct fire_query *query, const struct test *test, uint32_t slot,
                        struct fire_arena *words, bool *out)
{
    const struct condition *condition = test->condition;
    const struct dim *dim = test->axes.dim;
    switch (dim->ask.kind) {
    case FIRE_DIM_FIELD:
        return code_in_words(query->schema, condition, slot, words, out);
    case FIRE_DIM_AREA:
        *out = area_in_words(query, condition, dim->node[slot]);
        return true;
    case FIRE_DIM_PERIOD:
        *out = in_ranges(condition, dim->first_period + (int64_t)slot);
        return true;
    case FIRE_DIM_WEEKDAY:
        *out = in_ranges(condition, (int64_t)slot + 1);
        return true;
    case FIRE_DIM_HOUR:
        *out = in_ranges(condition, slot);
        return true;
    }
    return true;
}

/* How many slots have a meaning by now. */
static uint32_t n_slots_now(const struct fire_query *query, const struct dim *dim)
{
    if (dim->ask.kind == FIRE_DIM_AREA) return dim->n_used;
    if (dim->ask.kind != FIRE_DIM_FIELD) return dim->n_slots;
    return fire_dictionary_n(fire_schema_words(query->schema, dim->ask.field));
}

/* The bytes of the slots that have none yet. */
static fire_status extend_test(const struct filter *filter, struct test *test,
                               struct fire_error *err)
{
    const uint32_t n_slots = n_slots_now(filter->query, test->axes.dim);
    for (; test->n_known < n_slots; test->n_known++) {
        bool is_in = false;
        fire_arena_reset(filter->words);
        if (!slot_in_set(filter->query, test, test->n_known, filter->words, &is_in))
            return fire_fail_memory(err);
        const bool passes = is_in != test->condition->negate;
        test->pass[test->n_known] = passes;
        if (passes && test->n_pass < SELECT_FEW) test->few[test->n_pass] = test->n_known;
        test->n_pass += passes;
    }
    return FIRE_OK;
}

static fire_status prepare_test(const struct filter *filter, struct room room,
                                struct fire_arena *arena, struct test *test,
                                struct fire_error *err)
{
    const struct condition *condition = test->condition;
    FIRE_TRY(axes_prepare(filter->query, &condition->dim, 1, room, arena, &test->axes, err));
    const uint32_t n_slots = test->axes.dim->n_slots;
    test->pass = FIRE_TAKE(arena, (size_t)n_slots + 1, uint8_t);
    if (test->pass == NULL) return fire_fail_memory(err);
    test->pass[n_slots] = condition->has_null != condition->negate;
    return extend_test(filter, test, err);
}

static struct byte_ones *make_byte_ones(struct fire_arena *arena)
{
    struct byte_ones *ones = FIRE_TAKE(arena, 1, struct byte_ones);
    for (unsigned byte = 0; ones != NULL && byte < 256; byte++) {
        for (unsigned bit = 0; bit < 8; bit++)
            if ((byte >> bit & 1) != 0) ones->at[byte][ones->n[byte]++] = (uint16_t)bit;
    }
    return ones;
}

fire_status filter_prepare(const struct fire_query *query, struct room room,
                           struct fire_arena *arena, struct filter *out, struct fire_error *err)
{
    *out = (struct filter){ .query = query, .words = fire_arena_create() };
    out->test = FIRE_TAKE(arena, query->n_conditions, struct test);
    out->ones = make_byte_ones(arena);
    if (out->words == NULL || out->test == NULL || out->ones == NULL)
        return fire_fail_memory(err);

    for (int32_t i = 0; i < query->n_conditions; i++) {
        out->test[i].condition = &query->condition[i];
        if (query->condition[i].subject == SUBJECT_DIM)
            FIRE_TRY(prepare_test(out, room, arena, &out->test[i], err));
    }
    return FIRE_OK;
}

fire_status filter_extend(struct filter *filter, bool *fits, struct fire_error *err)
{
    for (int32_t i = 0; i < filter->query->n_conditions; i++) {
        struct test *test = &filter->test[i];
        if (test->condition->subject != SUBJECT_DIM) continue;
        if (!axes_extend(&test->axes))
            *fits = false;
        else
            FIRE_TRY(extend_test(filter, test, err));
    }
    return FIRE_OK;
}

void filter_finish(struct filter *filter)
{
    fire_arena_free(filter->words);
    filter->words = NULL;
}

/* ---- one condition, a batch ---------------------------------------------------------- */

/* in_set[i] where a row's code is one of a few; those it has fewer of repeat. Comparisons of 16
 * bytes; with the list of what is left (list_kept) a filter by one category takes 4.7 instructions
 * a row, where a look-up and a step a row took 18 (callgrind, gcc 12 -O3). */
static void find_few(const uint32_t code[], int64_t n_rows, const uint32_t few[SELECT_FEW],
                     uint8_t in_set[])
{
    const uint32_t a = few[0];
    const uint32_t b = few[1];
    const uint32_t c = few[2];
    if (a == b && b == c) {
        for (int64_t i = 0; i < n_rows; i++)
            in_set[i] = code[i] == a;
        return;
    }
    for (int64_t i = 0; i < n_rows; i++)
        in_set[i] = (code[i] == a) | (code[i] == b) | (code[i] == c);
}

/* Null rows, whose codes may be anything. */
static void set_nulls(const uint64_t valid[], int64_t n_rows, uint8_t value, uint8_t in_set[])
{
    for (int64_t base = 0; base < n_rows; base += 64) {
        uint64_t nulls = ~valid[base >> 6];
        if (n_rows - base < 64) nulls &= (UINT64_C(1) << (n_rows - base)) - 1;
        for (; nulls != 0; nulls &= nulls - 1)
            in_set[base + __builtin_ctzll(nulls)] = value;
    }
}

/* The same with codes in a byte each, which reads a quarter: with the list 3.0 instructions a row.
 * The codes of `few` may be larger. */
static void find_few_bytes(const uint8_t code[], int64_t n_rows, const uint32_t few[SELECT_FEW],
                           uint8_t in_set[])
{
    uint8_t is_any = 0; /* all ones where a code is a byte: else no row has it */
    uint8_t byte[SELECT_FEW];
    uint8_t can_be[SELECT_FEW];
    for (uint32_t i = 0; i < SELECT_FEW; i++) {
        byte[i] = (uint8_t)few[i];
        can_be[i] = few[i] <= UINT8_MAX;
        is_any |= can_be[i];
    }
    if (!is_any) {
        memset(in_set, 0, (size_t)n_rows);
        return;
    }
    if (few[0] == few[1] && few[1] == few[2]) {
        for (int64_t i = 0; i < n_rows; i++)
            in_set[i] = code[i] == byte[0];
        return;
    }
    for (int64_t i = 0; i < n_rows; i++)
        in_set[i] = ((code[i] == byte[0]) & can_be[0]) | ((code[i] == byte[1]) & can_be[1]) |
                    ((code[i] == byte[2]) & can_be[2]);
}

/* byte: the codes again; NULL: there are no such. */
static void keep_few(const struct test *test, const struct fire_vector *vector,
                     const uint8_t byte[], int64_t n_rows, struct selection *selection)
{
    uint32_t few[SELECT_FEW];
    for (uint32_t i = 0; i < SELECT_FEW; i++)
        few[i] = test->few[i < test->n_pass ? i : 0];
    if (byte != NULL)
        find_few_bytes(byte, n_rows, few, selection->in_set);
    else
        find_few(vector->code, n_rows, few, selection->in_set);
    if (vector->valid != NULL)
        set_nulls(vector->valid, n_rows, test->pass[test->axes.dim->n_slots],
                  selection->in_set);
    for (int64_t i = 0; i < n_rows; i++)
        selection->keep[i] &= selection->in_set[i];
}

static void keep_codes(const struct test *test, const struct fire_vector *vector,
                       const uint8_t byte[], int64_t n_rows, struct selection *selection)
{
    const uint8_t *pass = test->pass;
    const uint8_t null_pass = pass[test->axes.dim->n_slots];
    uint8_t *keep = selection->keep;
    if (vector->code == NULL) {
        if (!null_pass) memset(keep, 0, (size_t)n_rows);
    } else if (test->n_pass >= 1 && test->n_pass <= SELECT_FEW) {
        keep_few(test, vector, byte, n_rows, selection);
    } else {
        for (int64_t i = 0; vector->valid == NULL && i < n_rows; i++)
            keep[i] &= pass[vector->code[i]];
        for (int64_t i = 0; vector->valid != NULL && i < n_rows; i++)
            keep[i] &= fire_is_valid(vector->valid, i) ? pass[vector->code[i]] : null_pass;
    }
}

static void keep_slots(const struct test *test, const struct fire_batch *batch,
                       int32_t n_fields, struct selection *selection)
{
    const struct rows all = { batch->n_rows, NULL };
    memset(selection->slot, 0, (size_t)all.n * sizeof selection->slot[0]);
    axis_add(test->axes.axis, batch, n_fields, all, selection->slot, NULL);
    for (int64_t i = 0; i < all.n; i++)
        selection->keep[i] &= test->pass[selection->slot[i]];
}

/* keep[i] &= in_set[i] for rows with a value, has_null for the others, turned by negate. */
static void keep_in_set(const struct condition *condition, const uint64_t valid[],
                        int64_t n_rows, struct selection *selection)
{
    const uint8_t negate = condition->negate;
    if (valid == NULL) {
        for (int64_t i = 0; i < n_rows; i++)
            selection->keep[i] &= selection->in_set[i] ^ negate;
        return;
    }
    const uint8_t null_in_set = condition->has_null;
    for (int64_t i = 0; i < n_rows; i++) {
        const uint8_t is_in = fire_is_valid(valid, i) ? selection->in_set[i] : null_in_set;
        selection->keep[i] &= is_in ^ negate;
    }
}

/* No row has a value. */
static void keep_null(const struct condition *condition, int64_t n_rows,
                      struct selection *selection)
{
    if (condition->has_null == condition->negate) memset(selection->keep, 0, (size_t)n_rows);
}

static void keep_numbers(const struct condition *condition, const struct fire_vector *vector,
                         int64_t n_rows, struct selection *selection)
{
    memset(selection->in_set, 0, (size_t)n_rows);
    for (int32_t r = 0; r < condition->n_ranges; r++) {
        const struct range range = condition->range[r];
        for (int64_t i = 0; i < n_rows; i++)
            selection->in_set[i] |= (range.low <= vector->number[i]) &
                                    (vector->number[i] <= range.high);
    }
    keep_in_set(condition, vector->valid, n_rows, selection);
}

/* A row whose source does not say how many incidents it stands for stands for one. */
static void keep_incidents(const struct condition *condition, const struct fire_batch *batch,
                           int32_t n_fields, struct selection *selection)
{
    const struct fire_vector *vector = batch_vector(batch, n_fields, FIRE_FIELD_INCIDENTS);
    const int32_t *first_day = batch_vector(batch, n_fields, FIRE_FIELD_OCCURRED_AT)->day;
    const bool one_is_in = in_ranges(condition, 1);
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const bool is_said = vector->number != NULL && fire_is_valid(vector->valid, i);
        const bool is_stretch = batch->last_day != NULL && first_day != NULL &&
                                batch->last_day[i] != first_day[i];
        selection->in_set[i] = is_said      ? in_ranges(condition, vector->number[i])
                               : is_stretch ? condition->has_null
                                            : one_is_in;
    }
    keep_in_set(condition, NULL, batch->n_rows, selection);
}

/* A row that stands for a stretch of days has no moment at which it occurred. */
static void keep_days(const struct condition *condition, const struct fire_batch *batch,
                      const struct fire_vector *vector, struct selection *selection)
{
    const bool is_stretch_null = condition->field == FIRE_FIELD_OCCURRED_AT &&
                                 batch->last_day != NULL;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const bool is_null = is_stretch_null && batch->last_day[i] != vector->day[i];
        selection->in_set[i] = is_null ? condition->has_null
                                       : in_ranges(condition, vector->day[i]);
    }
    keep_in_set(condition, vector->valid, batch->n_rows, selection);
}

static void keep_stretches(const struct condition *condition, const struct fire_batch *batch,
                           struct selection *selection)
{
    if (batch->last_day == NULL) {
        keep_null(condition, batch->n_rows, selection);
        return;
    }
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        bool is_in = batch->last_day[i] == day[i] && condition->has_null;
        for (int32_t r = 0; r < condition->n_ranges; r++)
            is_in = is_in ||
                    (batch->last_day[i] != day[i] && condition->range[r].low == day[i] &&
                     condition->range[r].high == batch->last_day[i]);
        selection->in_set[i] = is_in;
    }
    keep_in_set(condition, NULL, batch->n_rows, selection);
}

/* Texts have no dictionary: each row's own is keyed. Slow, and asked seldom. */
static fire_status keep_texts(const struct filter *filter, const struct condition *condition,
                              const struct fire_vector *vector, int64_t n_rows,
                              struct selection *selection, struct fire_error *err)
{
    for (int64_t i = 0; i < n_rows; i++) {
        bool is_in = false;
        fire_arena_reset(filter->words);
        if (selection->keep[i] && fire_is_valid(vector->valid, i) &&
            !name_in_words(condition, vector->text[i], filter->words, &is_in))
            return fire_fail_memory(err);
        selection->in_set[i] = is_in;
    }
    keep_in_set(condition, vector->valid, n_rows, selection);
    return FIRE_OK;
}

/* ---- all of them --------------------------------------------------------------------- */

/* What a later row took the place of does not count. */
static void keep_alive(const struct fire_batch *batch, uint8_t keep[])
{
    memset(keep, 1, (size_t)batch->n_rows);
    if (batch->alive == NULL) return;
    for (int64_t i = 0; i < batch->n_rows; i++)
        keep[i] = fire_is_valid(batch->alive, i);
}

static void keep_inside(struct fire_window window, const struct fire_batch *batch,
                        struct selection *selection)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int32_t *last_day = batch->last_day != NULL ? batch->last_day : day;
    int64_t n_overlapping = 0;
    int64_t n_inside = 0;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const uint8_t overlaps = selection->keep[i] & (day[i] <= window.last_day) &
                                 (last_day[i] >= window.first_day);
        selection->keep[i] = overlaps & (day[i] >= window.first_day) &
                             (last_day[i] <= window.last_day);
        n_overlapping += overlaps;
        n_inside += selection->keep[i];
    }
    selection->n_straddling += n_overlapping - n_inside;
}

static fire_status keep(const struct filter *filter, const struct test *test,
                        const struct fire_batch *batch, int32_t n_fields,
                        const struct fire_facts *facts, struct selection *selection,
                        struct fire_error *err)
{
    const struct condition *condition = test->condition;
    if (condition->subject == SUBJECT_DIM) {
        const int32_t field = test->axes.axis->field;
        if (test->axes.axis->kind == FIRE_DIM_FIELD)
            keep_codes(test, batch_vector(batch, n_fields, field),
                       facts == NULL || field >= n_fields ? NULL : facts->byte[field],
                       batch->n_rows, selection);
        else
            keep_slots(test, batch, n_fields, selection);
        return FIRE_OK;
    }
    if (condition->subject == SUBJECT_STRETCH) {
        keep_stretches(condition, batch, selection);
        return FIRE_OK;
    }
    const struct fire_vector *vector = batch_vector(batch, n_fields, condition->field);
    if (condition->field == FIRE_FIELD_INCIDENTS)
        keep_incidents(condition, batch, n_fields, selection);
    else if (vector->number != NULL)
        keep_numbers(condition, vector, batch->n_rows, selection);
    else if (vector->day != NULL)
        keep_days(condition, batch, vector, selection);
    else if (vector->text != NULL)
        return keep_texts(filter, condition, vector, batch->n_rows, selection, err);
    else
        keep_null(condition, batch->n_rows, selection);
    return FIRE_OK;
}

typedef uint16_t eight __attribute__((vector_size(16)));

/* Eight bytes that are 0 or 1 as a byte of bits, the first one lowest. */
static unsigned bits_of(const uint8_t keep[8])
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__
    uint64_t all; /* bit 8i comes to 56 + i, and what else comes up stays below */
    memcpy(&all, keep, sizeof all);
    return (unsigned)(all * UINT64_C(0x0102040810204080) >> 56);
#else
    unsigned bits = 0;
    for (unsigned i = 0; i < 8; i++)
        bits |= (unsigned)keep[i] << i;
    return bits;
#endif
}

/* The rows that are left, eight at a time: their numbers come out of a table by the bits that say
 * which, and what is written too much is written over by the next ones. The bits are of use too
 * (kernels.c).
 *   keep   [n_rows], and to the next multiple of 64 rows: those are cleared here */
static int64_t list_kept(const struct byte_ones *ones, uint8_t keep[], int64_t n_rows,
                         uint16_t at[], uint64_t is_one[])
{
    int64_t n = 0;
    for (int64_t i = n_rows; i % 64 != 0; i++)
        keep[i] = 0;
    for (int64_t base = 0; base < n_rows; base += 64) {
        uint64_t word = 0;
        for (int64_t i = 0; i < 64; i += 8) {
            const unsigned bits = bits_of(keep + base + i);
            eight row;
            memcpy(&row, ones->at[bits], sizeof row);
            row += (uint16_t)(base + i);
            memcpy(at + n, &row, sizeof row);
            n += ones->n[bits];
            word |= (uint64_t)bits << i;
        }
        is_one[base >> 6] = word;
    }
    return n;
}

fire_status filter_select(const struct filter *filter, const struct fire_batch *batch,
                          int32_t n_fields, const struct fire_facts *facts,
                          struct selection *selection, struct fire_error *err)
{
    const struct fire_query *query = filter->query;
    selection->rows = (struct rows){ batch->n_rows, NULL };
    if (query->n_conditions == 0 && !query->has_window && batch->alive == NULL) return FIRE_OK;

    assert(batch->n_rows <= FIRE_BATCH_ROWS);
    keep_alive(batch, selection->keep);
    for (int32_t i = 0; i < query->n_conditions; i++)
        FIRE_TRY(keep(filter, &filter->test[i], batch, n_fields, facts, selection, err));
    if (query->has_window) keep_inside(query->window, batch, selection);

    const int64_t n = list_kept(filter->ones, selection->keep, batch->n_rows, selection->at,
                                selection->is_one);
    selection->rows = n == batch->n_rows ? (struct rows){ n, NULL, NULL }
                                         : (struct rows){ n, selection->at, selection->is_one };
    return FIRE_OK;
}
