/* copy.c - a batch copied into the table's arena.
 *
 * What the copy learns it uses: a null bitmap without a null is dropped, a column without a
 * value too, and so are last days that all equal the first ones, so that kernels meet their
 * cheap case as often as the data allows. */
#include "column.h"

#include <string.h>

/* A copy of `count` items, or NULL where there are none. No memory: *ok becomes false. */
static void *copy_items(struct fire_arena *arena, const void *items, int64_t count,
                        size_t item_bytes, bool *ok)
{
    if (items == NULL) return NULL;
    void *copy = fire_arena_take(arena, (size_t)count, item_bytes);
    if (copy == NULL)
        *ok = false;
    else
        memcpy(copy, items, (size_t)count * item_bytes);
    return copy;
}

#define COPY(arena, items, count, ok)                                                          \
    copy_items((arena), (items), (count), sizeof *(items), (ok))

/* A copy of a bitmap, or NULL where no row is null. */
static uint64_t *copy_valid(struct fire_arena *arena, const uint64_t *valid, int64_t n_rows,
                            bool *ok)
{
    if (valid == NULL || fire_count_valid(valid, n_rows) == n_rows) return NULL;
    return COPY(arena, valid, (int64_t)FIRE_BITS_WORDS(n_rows), ok);
}

/* Texts and their bytes, those of null rows as no text. */
static struct fire_text_view *
copy_texts(struct fire_arena *arena, const struct fire_vector *from, int64_t n_rows, bool *ok)
{
    if (from->text == NULL) return NULL;
    struct fire_text_view *text = FIRE_TAKE(arena, n_rows, struct fire_text_view);
    size_t size_bytes = 0;
    for (int64_t i = 0; text != NULL && i < n_rows; i++) {
        if (!fire_is_valid(from->valid, i)) continue;
        text[i] = from->text[i];
        size_bytes += text[i].size_bytes;
    }
    char *bytes = FIRE_TAKE(arena, size_bytes, char);
    if (text == NULL || bytes == NULL) {
        *ok = false;
        return NULL;
    }
    for (int64_t i = 0; i < n_rows; i++) {
        if (text[i].size_bytes == 0) continue;
        memcpy(bytes, text[i].bytes, text[i].size_bytes);
        text[i].bytes = bytes;
        bytes += text[i].size_bytes;
    }
    return text;
}

/* Numbers, 0 where null: junk there would look like a large value to those who add. */
static int64_t *copy_numbers(struct fire_arena *arena, const struct fire_vector *from,
                             int64_t n_rows, bool *ok)
{
    int64_t *number = COPY(arena, from->number, n_rows, ok);
    for (int64_t i = 0; number != NULL && from->valid != NULL && i < n_rows; i++)
        number[i] = fire_is_valid(from->valid, i) ? number[i] : 0;
    return number;
}

static bool copy_vector(struct fire_arena *arena, const struct fire_vector *from,
                        int64_t n_rows, struct fire_vector *to)
{
    *to = (struct fire_vector){ 0 };
    if (from->valid != NULL && fire_count_valid(from->valid, n_rows) == 0) return true;

    bool ok = true;
    to->code = COPY(arena, from->code, n_rows, &ok);
    to->text = copy_texts(arena, from, n_rows, &ok);
    to->number = copy_numbers(arena, from, n_rows, &ok);
    to->day = COPY(arena, from->day, n_rows, &ok);
    if (to->code == NULL && to->text == NULL && to->number == NULL && to->day == NULL)
        return ok;

    to->valid = copy_valid(arena, from->valid, n_rows, &ok);
    if (from->minute_valid == NULL || fire_count_valid(from->minute_valid, n_rows) > 0) {
        to->minute = COPY(arena, from->minute, n_rows, &ok);
        to->minute_valid = copy_valid(arena, from->minute_valid, n_rows, &ok);
    }
    return ok;
}

/* Whether some row stands for more than its one day. */
static bool has_stretch(const struct fire_batch *batch)
{
    if (batch->last_day == NULL) return false;
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    return memcmp(day, batch->last_day, (size_t)batch->n_rows * sizeof *day) != 0;
}

/* Numbers that all have no sign and few bits, which is nearly all there are, need only one look
 * and an add each. */
uint64_t fire_bound(const int64_t number[], int64_t n)
{
    uint64_t bits = 0;
    uint64_t sum = 0;
    for (int64_t i = 0; i < n; i++) {
        bits |= (uint64_t)number[i];
        sum += (uint64_t)number[i];
    }
    if (bits <= (uint64_t)INT64_MAX / FIRE_BATCH_ROWS) return sum;
    sum = 0;
    for (int64_t i = 0; i < n; i++) {
        const uint64_t size = number[i] < 0 ? 0 - (uint64_t)number[i] : (uint64_t)number[i];
        if (sum > UINT64_MAX - size) return UINT64_MAX;
        sum += size;
    }
    return sum;
}

/* Numbers or codes as bytes, 0 where null. NULL: they do not fit, or no memory. */
static const uint8_t *copy_bytes(struct fire_arena *arena, const struct fire_vector *vector,
                                 int64_t n_rows, bool *ok)
{
    uint64_t all = 0;
    for (int64_t i = 0; vector->number != NULL && i < n_rows; i++)
        all |= (uint64_t)vector->number[i];
    for (int64_t i = 0; vector->code != NULL && i < n_rows; i++)
        all |= fire_is_valid(vector->valid, i) ? vector->code[i] : 0;
    if (all > UINT8_MAX || (vector->number == NULL && vector->code == NULL)) return NULL;
    uint8_t *byte = FIRE_TAKE(arena, n_rows, uint8_t);
    *ok = *ok && byte != NULL;
    for (int64_t i = 0; byte != NULL && i < n_rows; i++) {
        if (vector->number != NULL)
            byte[i] = (uint8_t)vector->number[i];
        else
            byte[i] = fire_is_valid(vector->valid, i) ? (uint8_t)vector->code[i] : 0;
    }
    return byte;
}

/* NULL: they do not fit, or no memory. */
static const uint16_t *copy_areas(struct fire_arena *arena, const int32_t area[],
                                  int64_t n_rows, bool *ok)
{
    uint32_t all = 0;
    for (int64_t i = 0; area != NULL && i < n_rows; i++)
        all |= (uint32_t)area[i];
    if (all > UINT16_MAX || area == NULL) return NULL;
    uint16_t *narrow = FIRE_TAKE(arena, n_rows, uint16_t);
    *ok = *ok && narrow != NULL;
    for (int64_t i = 0; narrow != NULL && i < n_rows; i++)
        narrow[i] = (uint16_t)area[i];
    return narrow;
}

static bool find_facts(struct fire_arena *arena, const struct fire_batch *batch,
                       int32_t n_fields, struct fire_facts *out)
{
    uint64_t *bound = FIRE_TAKE(arena, n_fields, uint64_t);
    const uint8_t **byte = FIRE_TAKE(arena, n_fields, const uint8_t *);
    if (bound == NULL || byte == NULL) return false;
    bool ok = true;
    for (int32_t field = 0; field < n_fields; field++) {
        const int64_t *number = batch->vector[field].number;
        if (number != NULL) bound[field] = fire_bound(number, batch->n_rows);
        byte[field] = copy_bytes(arena, &batch->vector[field], batch->n_rows, &ok);
    }
    *out = (struct fire_facts){
        .days = fire_day_range(batch->vector[FIRE_FIELD_OCCURRED_AT].day, batch->n_rows),
        .bound = bound,
        .byte = byte,
        .area = copy_areas(arena, batch->area, batch->n_rows, &ok),
    };
    return ok;
}

struct fire_batch *column_copy(struct fire_arena *arena, const struct fire_batch *from,
                               int32_t n_fields, struct fire_facts *out_facts)
{
    struct fire_batch *to = FIRE_TAKE(arena, 1, struct fire_batch);
    struct fire_vector *vector = FIRE_TAKE(arena, n_fields, struct fire_vector);
    if (to == NULL || vector == NULL) return NULL;

    bool ok = true;
    for (int32_t field = 0; ok && field < n_fields; field++)
        ok = copy_vector(arena, &from->vector[field], from->n_rows, &vector[field]);
    *to = (struct fire_batch){
        .schema = from->schema,
        .n_rows = from->n_rows,
        .source = from->source,
        .vector = vector,
        .area = COPY(arena, from->area, from->n_rows, &ok),
        .line = COPY(arena, from->line, from->n_rows, &ok),
    };
    if (has_stretch(from)) to->last_day = COPY(arena, from->last_day, from->n_rows, &ok);
    return ok && find_facts(arena, to, n_fields, out_facts) ? to : NULL;
}
