/* blocks_rows.c - see blocks_rows.h.
 *
 * A piece is unpacked 4096 rows at a time into vectors that stay in the near cache, where whoever
 * takes the batch finds them. */
#include "blocks_rows.h"

#include "blocks.h"

#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

/* ---- ready, and done ---------------------------------------------------------------------- */

/* Room for the values of a vector. */
static bool take_vector(struct block_rows *rows, const struct reading *reading,
                        struct fire_arena *arena)
{
    struct fire_vector *vector = &rows->vector[reading->field];
    const void *taken = NULL;
    switch (reading->cell) {
    case STORE_CODE:
        taken = vector->code = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint32_t);
        break;
    case STORE_NUMBER:
        taken = vector->number = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int64_t);
        break;
    case STORE_DAY:
        taken = vector->day = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int32_t);
        break;
    case STORE_MINUTE:
        taken = vector->minute = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int16_t);
        break;
    case STORE_TEXT:
        break;
    }
    return taken != NULL;
}

bool block_rows_init(struct block_rows *rows, const struct reading reading[], int n_readings,
                     const struct fire_schema *schema, struct fire_arena *arena)
{
    rows->n_fields = fire_schema_n_fields(schema);
    rows->batch = (struct fire_batch){ .schema = schema, .area = rows->area };
    rows->vector = FIRE_TAKE(arena, rows->n_fields, struct fire_vector);
    rows->shown = FIRE_TAKE(arena, rows->n_fields, struct fire_vector);
    rows->reading = FIRE_TAKE(arena, n_readings, struct reading);
    if (rows->vector == NULL || rows->shown == NULL || rows->reading == NULL) return false;
    memcpy(rows->reading, reading, (size_t)n_readings * sizeof *reading);
    rows->n_readings = n_readings;
    rows->batch.vector = rows->shown;
    for (int i = 0; i < n_readings; i++) {
        if (reading[i].slot == SLOT_AREA) rows->needs_area = true;
        if (reading[i].field >= 0 && !take_vector(rows, &reading[i], arena)) return false;
    }
    return true;
}

void block_rows_finish(struct block_rows *rows)
{
    for (int i = 0; i < rows->n_readings; i++)
        free(rows->reading[i].bytes);
    rows->n_readings = 0;
}

/* ---- columns ------------------------------------------------------------------------------ */

/* Rows [first, first + n) of the block. */
struct slice {
    struct block_rows *rows;
    int64_t first;
    int64_t n;
};

static const uint64_t *valid_of(const struct pack *pack, int64_t first)
{
    return pack->valid == NULL ? NULL : pack->valid + first / 64;
}

/* The readers of columns: false: it cannot have been written by us. */
static bool read_looked_up(const struct slice *slice, const struct reading *reading,
                           uint32_t out[])
{
    /* null rows hold the smallest number that there is, which is one of the column */
    return pack_look_up(&reading->pack, slice->first, slice->n, reading->look, reading->n_look,
                        out);
}

static bool is_day(int32_t number)
{
    return FIRE_DAY_FIRST <= number && number <= FIRE_DAY_LAST;
}

static bool is_minute(int32_t number)
{
    return 0 <= number && number <= FIRE_MINUTES_A_DAY;
}

/* Numbers as they are; whether they are days or minutes is said by the head of the piece, nearly
 * always, and else looked at row by row. */
static bool read_within(const struct slice *slice, const struct reading *reading, int64_t low,
                        int64_t high, bool (*is_one)(int32_t number), int32_t out[])
{
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    pack_read_i32(&reading->pack, slice->first, slice->n, out);
    if (pack_lies_within(&reading->pack, low, high)) return true;
    for (int64_t i = 0; i < slice->n; i++)
        if (fire_is_valid(valid, i) && !is_one(out[i])) return false;
    return true;
}

static bool read_days(const struct slice *slice, const struct reading *reading, int32_t out[])
{
    return read_within(slice, reading, FIRE_DAY_FIRST, FIRE_DAY_LAST, is_day, out);
}

static bool read_minutes(const struct slice *slice, const struct reading *reading,
                         int16_t out[])
{
    int32_t *minute = slice->rows->number32;
    if (!read_within(slice, reading, 0, FIRE_MINUTES_A_DAY, is_minute, minute)) return false;
    for (int64_t i = 0; i < slice->n; i++)
        out[i] = (int16_t)minute[i];
    return true;
}

static bool read_areas(const struct slice *slice, const struct reading *reading)
{
    return reading->pack.valid == NULL &&
           read_looked_up(slice, reading, (uint32_t *)slice->rows->area);
}

/* After the days: a period does not end before it begins. */
static bool read_last_days(const struct slice *slice, const struct reading *reading)
{
    struct block_rows *rows = slice->rows;
    const int32_t *day = rows->vector[FIRE_FIELD_OCCURRED_AT].day;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    int64_t n_known = 0;
    if (!read_days(slice, reading, rows->last_day)) return false;
    for (int64_t i = 0; i < slice->n; i++) {
        if (fire_is_valid(valid, i))
            n_known++;
        else
            rows->last_day[i] = day[i];
        if (rows->last_day[i] < day[i]) return false;
    }
    if (n_known > 0) rows->batch.last_day = rows->last_day;
    return true;
}

static bool read_lines(const struct slice *slice, const struct reading *reading)
{
    struct block_rows *rows = slice->rows;
    const uint64_t *valid = valid_of(&reading->pack, slice->first);
    pack_read_i64(&reading->pack, slice->first, slice->n, rows->line);
    for (int64_t i = 0; i < slice->n; i++)
        if (!fire_is_valid(valid, i)) rows->line[i] = 0;
    rows->batch.line = rows->line;
    return true;
}

static bool read_vector(const struct slice *slice, const struct reading *reading,
                        struct fire_vector *vector)
{
    const struct pack *pack = &reading->pack;
    const uint64_t *valid = valid_of(pack, slice->first);
    switch (reading->cell) {
    case STORE_CODE:
        vector->valid = valid;
        return read_looked_up(slice, reading, (uint32_t *)vector->code);
    case STORE_NUMBER:
        vector->valid = valid;
        pack_read_i64(pack, slice->first, slice->n, (int64_t *)vector->number);
        return true;
    case STORE_DAY:
        vector->valid = valid;
        return read_days(slice, reading, (int32_t *)vector->day);
    case STORE_MINUTE:
        vector->minute_valid = valid;
        return read_minutes(slice, reading, (int16_t *)vector->minute);
    case STORE_TEXT:
        break;
    }
    return false;
}

/* The vectors as they are without a value: those of pieces that are not there. */
static void hide_missing(struct block_rows *rows)
{
    memcpy(rows->shown, rows->vector, (size_t)rows->n_fields * sizeof *rows->shown);
    for (int i = 0; i < rows->n_readings; i++) {
        const struct reading *reading = &rows->reading[i];
        if (reading->field < 0 || reading->is_there) continue;
        struct fire_vector *shown = &rows->shown[reading->field];
        if (reading->cell != STORE_MINUTE) *shown = (struct fire_vector){ 0 };
        shown->minute = NULL;
        shown->minute_valid = NULL;
    }
}

static const struct reading *reading_of(const struct block_rows *rows, int slot)
{
    for (int i = 0; i < rows->n_readings; i++)
        if (rows->reading[i].slot == slot && rows->reading[i].is_there)
            return &rows->reading[i];
    return NULL;
}

bool block_rows_read(struct block_rows *rows, int64_t first, int64_t n)
{
    const struct slice slice = { rows, first, n };
    const struct reading *areas = reading_of(rows, SLOT_AREA);
    const struct reading *last_days = reading_of(rows, SLOT_LAST_DAY);
    const struct reading *lines = reading_of(rows, SLOT_LINE);
    bool has_day = false;
    for (int i = 0; i < rows->n_readings; i++) {
        const struct reading *reading = &rows->reading[i];
        if (!reading->is_there || reading->field < 0) continue;
        if (!read_vector(&slice, reading, &rows->vector[reading->field])) return false;
        if (reading->field == FIRE_FIELD_OCCURRED_AT && reading->cell == STORE_DAY)
            has_day = reading->pack.valid == NULL;
    }
    rows->batch.n_rows = n;
    rows->batch.last_day = NULL;
    rows->batch.line = NULL;
    if (!has_day || (last_days != NULL && !read_last_days(&slice, last_days))) return false;
    if (lines != NULL && !read_lines(&slice, lines)) return false;
    if (areas == NULL ? rows->needs_area : !read_areas(&slice, areas)) return false;
    hide_missing(rows);
    return true;
}
