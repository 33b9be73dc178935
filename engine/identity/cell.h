/* cell.h - one field of one row, whatever its column looks like.
 *
 * Two fields are not as they stand: when a row was is one thing, be it a moment or a stretch
 * of days, and it is read at FIRE_FIELD_OCCURRED_AT; a level of the area is its name there. */
#ifndef FIRESTAT_ENGINE_IDENTITY_CELL_H
#define FIRESTAT_ENGINE_IDENTITY_CELL_H
#include "firestat/output.h"
#include "firestat/place.h"
#include "firestat/schema.h"

/* A row where it stands. */
struct spot {
    const struct fire_batch *batch;
    int32_t n_fields; /* length of its vectors */
    int64_t row;
};

struct cell {
    bool is_known;
    fire_type type;
    struct fire_text_view text; /* TEXT, AREA */
    uint32_t code;              /* CATEGORY   */
    int64_t number;             /* INTEGER, DECIMAL, MONEY */
    int32_t day;                /* DATETIME */
    int32_t last_day;           /* of a row that stands for a stretch; else day */
    bool has_minute;
    int16_t minute;
};

/* The field at which a field's cell is read: the period's is that of the moment. */
static inline int32_t cell_field(int32_t field)
{
    return field == FIRE_FIELD_PERIOD ? FIRE_FIELD_OCCURRED_AT : field;
}

/* The name of an area at the level of a field, empty where it has none. */
struct fire_text_view cell_area_name(const struct fire_areas *areas, int32_t area,
                                     int32_t field);

/*   field   not FIRE_FIELD_PERIOD */
struct cell cell_read(const struct spot *spot, const struct fire_areas *areas, int32_t field);

/* Whether two cells of a field say the same. Texts byte by byte, or by match key where
 * `folded`; names of areas always by their area key.
 *   scratch   for keys
 *   returns   false: no memory */
bool cell_compare(const struct cell *a, const struct cell *b, bool folded,
                  struct fire_arena *scratch, bool *out_same);

/* As people read it; nothing where it is not known. */
void cell_print(const struct cell *cell, const struct fire_schema *schema, int32_t field,
                struct fire_buffer *out);

#endif
