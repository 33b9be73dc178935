/* made.c - see made.h. */
#include "made.h"

#include "rows.h"

#include "firestat/arena.h"
#include "firestat/bits.h"

#include <string.h>

#define PARTS_MOST  8
#define BATCH_WORDS ((FIRE_BATCH_ROWS + 63) / 64)

/* ---- words ------------------------------------------------------------------------------ */

/* Sums that have a name of their own. */
static const struct {
    int32_t part[2];
    const char *label_vi;
    const char *label_en;
} named[] = {
    { { FIRE_FIELD_DEATHS, FIRE_FIELD_INJURIES },
      "Thiệt hại về người (chết, bị thương)",
      "Casualties (deaths and injuries)" },
};

/* "Số người chết + số người được cứu": the later ones go on in the sentence, where that takes
 * no more than a small letter. */
static const char *join_label(struct fire_arena *arena, const char *before, const char *label)
{
    const bool is_large = label[0] >= 'A' && label[0] <= 'Z' &&
                          !(label[1] >= 'A' && label[1] <= 'Z');
    const char first = is_large ? (char)(label[0] - 'A' + 'a') : label[0];
    return fire_arena_printf(arena, "%s + %c%s", before, first, label + 1);
}

/* False: no memory. */
static bool add_words(struct fire_query *query, struct ask_made *made)
{
    const struct fire_field *first = fire_schema_field(query->schema, made->part[0]);
    made->is.label_vi = first->label_vi;
    made->is.label_en = first->label_en;
    for (int32_t i = 1; i < made->n_parts; i++) {
        const struct fire_field *part = fire_schema_field(query->schema, made->part[i]);
        made->is.label_vi = join_label(query->arena, made->is.label_vi, part->label_vi);
        made->is.label_en = join_label(query->arena, made->is.label_en, part->label_en);
        if (made->is.label_vi == NULL || made->is.label_en == NULL) return false;
    }
    for (size_t i = 0; i < sizeof named / sizeof named[0] && made->n_parts == 2; i++) {
        if (made->part[0] != named[i].part[0] || made->part[1] != named[i].part[1]) continue;
        made->is.label_vi = named[i].label_vi;
        made->is.label_en = named[i].label_en;
    }
    return true;
}

/* ---- asking ------------------------------------------------------------------------------ */

/* The numbers of the parts; 0: they are none, or cannot be added up. */
static int32_t find_parts(const struct fire_query *query, struct fire_text_view name,
                          int32_t part[PARTS_MOST])
{
    int32_t n = 0;
    const struct fire_field *first = NULL;
    for (const char *rest = name.bytes, *end = name.bytes + name.size_bytes; rest <= end; n++) {
        const char *plus = memchr(rest, '+', (size_t)(end - rest));
        const char *to = plus == NULL ? end : plus;
        const int32_t field = fire_schema_find(
            query->schema, (struct fire_text_view){ rest, (size_t)(to - rest) });
        if (n == PARTS_MOST || field < 0 || field == FIRE_FIELD_INCIDENTS) return 0;
        const struct fire_field *of = fire_schema_field(query->schema, field);
        if (first == NULL) first = of;
        if (!ask_is_number(of) || of->type != first->type || of->scale != first->scale ||
            strcmp(of->unit_vi, first->unit_vi) != 0)
            return 0;
        for (int32_t i = 0; i < n; i++)
            if (part[i] == field) return 0;
        part[n] = field;
        rest = to + 1;
    }
    return n;
}

static fire_status add_made(struct fire_query *query, struct fire_text_view name,
                            const int32_t part[], int32_t n_parts, int32_t *out,
                            struct fire_error *err)
{
    struct fire_arena *arena = query->arena;
    struct ask_made *grown = FIRE_TAKE(arena, query->n_made + 1, struct ask_made);
    int32_t *kept = FIRE_TAKE(arena, n_parts, int32_t);
    const char *copy = fire_arena_copy(arena, name.bytes, name.size_bytes);
    if (grown == NULL || kept == NULL || copy == NULL) return fire_fail_memory(err);
    if (query->n_made == 0) query->first_made = fire_schema_n_fields(query->schema);
    for (int32_t i = 0; i < query->n_made; i++)
        grown[i] = query->made[i];
    memcpy(kept, part, (size_t)n_parts * sizeof *kept);
    struct ask_made *made = &grown[query->n_made];
    *made = (struct ask_made){ .is = *fire_schema_field(query->schema, part[0]),
                               .n_parts = n_parts,
                               .part = kept };
    made->is.name = copy;
    if (!add_words(query, made)) return fire_fail_memory(err);
    query->made = grown;
    *out = query->first_made + query->n_made++;
    return FIRE_OK;
}

fire_status made_find(struct fire_query *query, struct fire_text_view name, int32_t *out,
                      struct fire_error *err)
{
    int32_t part[PARTS_MOST];
    *out = fire_schema_find(query->schema, name);
    /* a field that came after the query had made one: its number is taken here */
    if (*out >= 0 && query->n_made > 0 && *out >= query->first_made) *out = -1;
    if (*out >= 0 || name.size_bytes == 0) return FIRE_OK;
    for (int32_t i = 0; i < query->n_made; i++) {
        if (!fire_text_equal(name, fire_text_of(query->made[i].is.name))) continue;
        *out = query->first_made + i;
        return FIRE_OK;
    }
    const int32_t n_parts = find_parts(query, name, part);
    return n_parts < 2 ? FIRE_OK : add_made(query, name, part, n_parts, out, err);
}

/* ---- rows -------------------------------------------------------------------------------- */

fire_status made_init(struct made_rows *made, const struct fire_query *query,
                      struct fire_arena *arena, struct fire_error *err)
{
    const int32_t n = query->n_made;
    *made = (struct made_rows){ .query = query };
    if (n == 0) return FIRE_OK;
    made->vector = FIRE_TAKE(arena, query->first_made + n, struct fire_vector);
    made->number = FIRE_TAKE(arena, (size_t)n * FIRE_BATCH_ROWS, int64_t);
    made->valid = FIRE_TAKE(arena, (size_t)n * BATCH_WORDS, uint64_t);
    return made->vector == NULL || made->number == NULL || made->valid == NULL
               ? fire_fail_memory(err)
               : FIRE_OK;
}

/* Rows without a value of a part are null, whatever their numbers are. False: a sum of a row with
 * all of them does not fit. */
static bool add_part(const struct fire_vector *part, int64_t n_rows, int64_t number[],
                     uint64_t valid[])
{
    bool fits = true;
    for (int64_t w = 0; part->valid != NULL && w < (n_rows + 63) / 64; w++)
        valid[w] &= part->valid[w];
    for (int64_t i = 0; i < n_rows; i++) {
        if (!fire_is_valid(valid, i)) continue;
        fits = !__builtin_add_overflow(number[i], part->number[i], &number[i]) && fits;
    }
    return fits;
}

static fire_status make_one(struct made_rows *made, int32_t at, const struct fire_batch *batch,
                            int32_t n_fields, struct fire_error *err)
{
    const struct ask_made *asked = &made->query->made[at];
    struct fire_vector *out = &made->vector[made->query->first_made + at];
    int64_t *number = made->number + (size_t)at * FIRE_BATCH_ROWS;
    uint64_t *valid = made->valid + (size_t)at * BATCH_WORDS;
    *out = (struct fire_vector){ 0 };
    for (int32_t i = 0; i < asked->n_parts; i++)
        if (batch_vector(batch, n_fields, asked->part[i])->number == NULL) return FIRE_OK;
    memset(number, 0, (size_t)batch->n_rows * sizeof *number);
    memset(valid, 0xff, BATCH_WORDS * sizeof *valid);
    for (int32_t i = 0; i < asked->n_parts; i++)
        if (!add_part(batch_vector(batch, n_fields, asked->part[i]), batch->n_rows, number,
                      valid))
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "%s of a row is too large for a 64-bit number", asked->is.name);
    *out = (struct fire_vector){ .valid = valid, .number = number };
    return FIRE_OK;
}

fire_status made_batch(struct made_rows *made, const struct fire_batch **batch,
                       int32_t *n_fields, struct fire_error *err)
{
    if (made->vector == NULL) return FIRE_OK;
    const int32_t first = made->query->first_made;
    for (int32_t f = 0; f < first; f++)
        made->vector[f] = *batch_vector(*batch, *n_fields, f);
    for (int32_t i = 0; i < made->query->n_made; i++)
        FIRE_TRY(make_one(made, i, *batch, *n_fields, err));
    made->batch = **batch;
    made->batch.vector = made->vector;
    *batch = &made->batch;
    *n_fields = first + made->query->n_made;
    return FIRE_OK;
}
