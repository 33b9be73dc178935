/* export_rows.c - batches become rows of cells; see firestat/export.h. */
#include "firestat/export.h"

#include "firestat/arena.h"
#include "firestat/date.h"

#include <stdlib.h>
#include <string.h>

/* "2024-07-31..2024-12-31" */
#define MOMENT_BYTES 24

struct fire_export {
    const struct fire_schema *schema;
    const struct fire_areas *areas;
    const struct fire_area_map *map;
    struct fire_row_sink next;
    struct fire_arena *arena;
    int32_t n_columns;
    struct fire_row_cell *cell;   /* [n_columns] of the row at hand            */
    char (*moment)[MOMENT_BYTES]; /* [n_columns] its days and periods as texts */
    int64_t n_rows;
    int64_t n_split;
};

fire_status fire_export_create(const struct fire_schema *schema, const struct fire_areas *areas,
                               const struct fire_area_map *map, struct fire_row_sink next,
                               struct fire_export **out, struct fire_error *err)
{
    struct fire_export *made = calloc(1, sizeof *made);
    if (made == NULL) return fire_fail_memory(err);
    *made = (struct fire_export){ .schema = schema,
                                  .areas = areas,
                                  .map = map,
                                  .next = next,
                                  .arena = fire_arena_create(),
                                  .n_columns = fire_schema_n_fields(schema) };
    if (made->arena != NULL) {
        made->cell = FIRE_TAKE(made->arena, made->n_columns, struct fire_row_cell);
        made->moment = fire_arena_take(made->arena, (size_t)made->n_columns, MOMENT_BYTES);
    }
    if (made->arena == NULL || made->cell == NULL || made->moment == NULL) {
        fire_export_free(made);
        return fire_fail_memory(err);
    }
    *out = made;
    return FIRE_OK;
}

void fire_export_free(struct fire_export *exporting)
{
    if (exporting == NULL) return;
    fire_arena_free(exporting->arena);
    free(exporting);
}

int64_t fire_export_n_rows(const struct fire_export *exporting)
{
    return exporting->n_rows;
}

int64_t fire_export_n_split(const struct fire_export *exporting)
{
    return exporting->n_split;
}

/* ---- cells ----------------------------------------------------------------------------- */

static struct fire_row_cell text_cell(struct fire_text_view text)
{
    if (text.size_bytes == 0) return (struct fire_row_cell){ FIRE_ROW_NULL, 0, { 0 } };
    return (struct fire_row_cell){ FIRE_ROW_TEXT, 0, text };
}

/* "2024-07-31 08:15" */
static struct fire_row_cell moment_cell(const struct fire_vector *vector, int64_t row,
                                        char out[MOMENT_BYTES])
{
    fire_day_to_iso(vector->day[row], out);
    size_t size = 10;
    if (vector->minute != NULL && fire_is_valid(vector->minute_valid, row)) {
        const int hour = vector->minute[row] / 60;
        const int minute = vector->minute[row] % 60;
        const char clock[6] = { ' ', (char)('0' + hour / 10),   (char)('0' + hour % 10),
                                ':', (char)('0' + minute / 10), (char)('0' + minute % 10) };
        memcpy(out + size, clock, sizeof clock);
        size += sizeof clock;
    }
    return text_cell((struct fire_text_view){ out, size });
}

static struct fire_row_cell period_cell(const struct fire_row *row, char out[MOMENT_BYTES])
{
    if (row->first_day == row->last_day) return text_cell((struct fire_text_view){ 0 });
    fire_day_to_iso(row->first_day, out);
    out[10] = out[11] = '.';
    fire_day_to_iso(row->last_day, out + 12);
    return text_cell((struct fire_text_view){ out, 22 });
}

/*   is_split   set to true where the area stands for the parts of one */
static struct fire_row_cell area_cell(const struct fire_export *exporting, int32_t area,
                                      int32_t field, bool *is_split)
{
    const fire_area_level level = (fire_area_level)(FIRE_LEVEL_PROVINCE +
                                                    (field - FIRE_FIELD_PROVINCE));
    int32_t n;
    const int32_t node = fire_areas_at_level(exporting->areas, level)[area];
    if (fire_area_level_of(exporting->areas, node) != level)
        return text_cell((struct fire_text_view){ 0 });
    if (exporting->map != NULL && fire_area_map_shares(exporting->map, node, &n, NULL) != NULL)
        *is_split = true;
    return text_cell(*is_split ? (struct fire_text_view){ 0 }
                               : fire_area_name(exporting->areas, node));
}

static struct fire_row_cell value_cell(const struct fire_export *exporting,
                                       const struct fire_batch *batch, int64_t at,
                                       int32_t field)
{
    const struct fire_vector *vector = &batch->vector[field];
    if (!fire_is_valid(vector->valid, at)) return text_cell((struct fire_text_view){ 0 });
    if (vector->number != NULL)
        return (struct fire_row_cell){ FIRE_ROW_NUMBER, vector->number[at], { 0 } };
    if (vector->code != NULL)
        return text_cell(fire_dictionary_label(fire_schema_words(exporting->schema, field),
                                               vector->code[at]));
    if (vector->text != NULL) return text_cell(vector->text[at]);
    if (vector->day != NULL) return moment_cell(vector, at, exporting->moment[field]);
    return text_cell((struct fire_text_view){ 0 });
}

static void fill_cells(struct fire_export *exporting, const struct fire_batch *batch,
                       int64_t at, const struct fire_row *row)
{
    struct fire_row_cell *cell = exporting->cell;
    const bool is_stretch = row->first_day != row->last_day;
    bool is_split = false;
    for (int32_t field = 0; field < exporting->n_columns; field++) {
        if (field == FIRE_FIELD_PERIOD)
            cell[field] = period_cell(row, exporting->moment[field]);
        else if (field == FIRE_FIELD_OCCURRED_AT && is_stretch)
            cell[field] = text_cell((struct fire_text_view){ 0 });
        else if (FIRE_FIELD_PROVINCE <= field && field <= FIRE_FIELD_COMMUNE)
            cell[field] = area_cell(exporting, batch->area[at], field, &is_split);
        else
            cell[field] = value_cell(exporting, batch, at, field);
    }
    if (cell[FIRE_FIELD_INCIDENTS].kind == FIRE_ROW_NULL && !is_stretch)
        cell[FIRE_FIELD_INCIDENTS] = (struct fire_row_cell){ FIRE_ROW_NUMBER, 1, { 0 } };
    exporting->n_split += is_split;
}

static fire_status push(void *self, const struct fire_batch *batch, struct fire_error *err)
{
    struct fire_export *exporting = self;
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        if (!fire_is_valid(batch->alive, i)) continue;
        const struct fire_row row = {
            .first_day = day[i],
            .last_day = batch->last_day == NULL ? day[i] : batch->last_day[i],
            .cell = exporting->cell,
        };
        fill_cells(exporting, batch, i, &row);
        FIRE_TRY(exporting->next.push(exporting->next.self, &row, err));
        exporting->n_rows++;
    }
    return FIRE_OK;
}

struct fire_sink fire_export_sink(struct fire_export *exporting)
{
    return (struct fire_sink){ .self = exporting, .push = push };
}
