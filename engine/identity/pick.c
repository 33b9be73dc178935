/* pick.c - see pick.h.
 *
 * Columns are gathered one by one into arrays of the arena. A column that no picked row has,
 * and into which a patch goes, is made with every row null. */
#include "pick.h"

#include "firestat/identity.h"

#include <string.h>

/* What a fire_vector points to while it may still be written. */
struct column {
    uint64_t *valid;
    uint32_t *code;
    struct fire_text_view *text;
    int64_t *number;
    int32_t *day;
    int16_t *minute;
    uint64_t *minute_valid;
};

struct pick {
    const struct fire_batch *from;
    const int64_t *at; /* [n_rows] */
    int64_t n_rows;
    struct fire_arena *arena;
    struct column *column; /* [n_fields] */
    int32_t *last_day;
    int32_t *area;
    int64_t *line;
};

static uint64_t *pick_bits(const struct pick *pick, const uint64_t bits[])
{
    uint64_t *to = FIRE_TAKE(pick->arena, FIRE_BITS_WORDS(pick->n_rows), uint64_t);
    for (int64_t i = 0; to != NULL && i < pick->n_rows; i++)
        if (fire_is_valid(bits, pick->at[i])) fire_set_valid(to, i);
    return to;
}

#define PICK(pick, from, to, type)                                                             \
    do {                                                                                       \
        (to) = FIRE_TAKE((pick)->arena, (pick)->n_rows, type);                                 \
        for (int64_t i_ = 0; (to) != NULL && i_ < (pick)->n_rows; i_++)                        \
            (to)[i_] = (from)[(pick)->at[i_]];                                                 \
    } while (0)

/* Every array that the vector has; false: no memory. */
static bool pick_column(const struct pick *pick, const struct fire_vector *from,
                        struct column *to)
{
    bool ok = true;
    if (from->code != NULL) PICK(pick, from->code, to->code, uint32_t);
    if (from->text != NULL) PICK(pick, from->text, to->text, struct fire_text_view);
    if (from->number != NULL) PICK(pick, from->number, to->number, int64_t);
    if (from->day != NULL) PICK(pick, from->day, to->day, int32_t);
    if (from->minute != NULL) PICK(pick, from->minute, to->minute, int16_t);
    if (from->valid != NULL) ok = (to->valid = pick_bits(pick, from->valid)) != NULL;
    if (from->minute != NULL)
        ok = ok && (to->minute_valid = pick_bits(pick, from->minute_valid)) != NULL;
    return ok && (from->code == NULL) == (to->code == NULL) &&
           (from->text == NULL) == (to->text == NULL) &&
           (from->number == NULL) == (to->number == NULL) &&
           (from->day == NULL) == (to->day == NULL) &&
           (from->minute == NULL) == (to->minute == NULL);
}

static bool pick_columns(struct pick *pick, int32_t n_fields)
{
    const struct fire_batch *from = pick->from;
    pick->column = FIRE_TAKE(pick->arena, n_fields, struct column);
    if (pick->column == NULL) return false;
    for (int32_t field = 0; field < n_fields; field++)
        if (!pick_column(pick, &from->vector[field], &pick->column[field])) return false;
    PICK(pick, from->area, pick->area, int32_t);
    if (from->last_day != NULL) PICK(pick, from->last_day, pick->last_day, int32_t);
    if (from->line != NULL) PICK(pick, from->line, pick->line, int64_t);
    return pick->area != NULL && (from->last_day == NULL) == (pick->last_day == NULL) &&
           (from->line == NULL) == (pick->line == NULL);
}

/* ---- patches --------------------------------------------------------------------------- */

/* The array for a type, and a bitmap beside it: all null where there was none. */
static bool make_column(const struct pick *pick, struct column *column, fire_type type)
{
    const int64_t n = pick->n_rows;
    const bool is_new = column->code == NULL && column->text == NULL &&
                        column->number == NULL && column->day == NULL;
    if (!is_new) return true;
    column->valid = FIRE_TAKE(pick->arena, FIRE_BITS_WORDS(n), uint64_t);
    switch (type) {
    case FIRE_TYPE_CATEGORY:
        column->code = FIRE_TAKE(pick->arena, n, uint32_t);
        return column->valid != NULL && column->code != NULL;
    case FIRE_TYPE_TEXT:
        column->text = FIRE_TAKE(pick->arena, n, struct fire_text_view);
        return column->valid != NULL && column->text != NULL;
    case FIRE_TYPE_DATETIME:
        column->day = FIRE_TAKE(pick->arena, n, int32_t);
        return column->valid != NULL && column->day != NULL;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        column->number = FIRE_TAKE(pick->arena, n, int64_t);
        return column->valid != NULL && column->number != NULL;
    case FIRE_TYPE_AREA:
    case FIRE_TYPE_PERIOD:
        break;
    }
    return false;
}

static bool patch_minute(const struct pick *pick, struct column *column,
                         const struct patch *patch)
{
    if (column->minute == NULL) {
        column->minute = FIRE_TAKE(pick->arena, pick->n_rows, int16_t);
        column->minute_valid = FIRE_TAKE(pick->arena, FIRE_BITS_WORDS(pick->n_rows), uint64_t);
    }
    if (column->minute == NULL || column->minute_valid == NULL) return false;
    column->minute[patch->row] = patch->cell.minute;
    fire_set_valid(column->minute_valid, patch->row);
    return true;
}

/* The days of a stretch: every row gets its last day. */
static bool patch_last_day(struct pick *pick, const struct patch *patch)
{
    if (pick->last_day == NULL) {
        const int32_t *day = pick->column[FIRE_FIELD_OCCURRED_AT].day;
        pick->last_day = FIRE_TAKE(pick->arena, pick->n_rows, int32_t);
        if (pick->last_day == NULL) return false;
        memcpy(pick->last_day, day, (size_t)pick->n_rows * sizeof *day);
    }
    pick->last_day[patch->row] = patch->cell.last_day;
    return true;
}

static bool put_in(struct pick *pick, const struct patch *patch)
{
    const struct cell *cell = &patch->cell;
    if (patch->field == FIRE_FIELD_COMMUNE) {
        pick->area[patch->row] = (int32_t)cell->code;
        return true;
    }
    struct column *column = &pick->column[patch->field];
    if (!make_column(pick, column, cell->type)) return false;
    if (column->code != NULL) column->code[patch->row] = cell->code;
    if (column->text != NULL) column->text[patch->row] = cell->text;
    if (column->number != NULL) column->number[patch->row] = cell->number;
    if (column->day != NULL) column->day[patch->row] = cell->day;
    if (column->valid != NULL) fire_set_valid(column->valid, patch->row);
    if (cell->has_minute && !patch_minute(pick, column, patch)) return false;
    return patch->field != FIRE_FIELD_OCCURRED_AT || patch_last_day(pick, patch);
}

/* ---- the new batch --------------------------------------------------------------------- */

static struct fire_batch *finish(const struct pick *pick, int32_t n_fields)
{
    struct fire_batch *batch = FIRE_TAKE(pick->arena, 1, struct fire_batch);
    struct fire_vector *vector = FIRE_TAKE(pick->arena, n_fields, struct fire_vector);
    if (batch == NULL || vector == NULL) return NULL;
    for (int32_t field = 0; field < n_fields; field++) {
        const struct column *column = &pick->column[field];
        vector[field] = (struct fire_vector){ column->valid,  column->code,
                                              column->text,   column->number,
                                              column->day,    column->minute,
                                              column->minute_valid };
    }
    *batch = (struct fire_batch){ .schema = pick->from->schema,
                                  .n_rows = pick->n_rows,
                                  .source = pick->from->source,
                                  .vector = vector,
                                  .last_day = pick->last_day,
                                  .area = pick->area,
                                  .line = pick->line };
    return batch;
}

struct fire_batch *pick_rows(const struct fire_batch *batch, int32_t n_fields,
                             const int64_t at[], int64_t n_rows, const struct patch patch[],
                             size_t n_patches, struct fire_arena *arena)
{
    struct pick pick = { .from = batch, .at = at, .n_rows = n_rows, .arena = arena };
    if (!pick_columns(&pick, n_fields)) return NULL;
    for (size_t i = 0; i < n_patches; i++)
        if (!put_in(&pick, &patch[i])) return NULL;
    return finish(&pick, n_fields);
}

struct fire_batch *fire_batch_pick(const struct fire_batch *batch, int32_t n_fields,
                                   const int64_t at[], int64_t n_rows, struct fire_arena *arena)
{
    return pick_rows(batch, n_fields, at, n_rows, NULL, 0, arena);
}
