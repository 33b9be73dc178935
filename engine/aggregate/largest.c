/* largest.c - see largest.h, and fire_query_keep_largest.
 *
 * A sorted list of the wanted length, into which a row goes that belongs before the last one:
 * nearly every row is done with after one comparison. Rows are ordered by what is said of them and
 * by nothing else, so two that are equal look alike, and neither the order of rows nor who picked
 * them can be seen in the list. Their texts are copied; when many copies are those of rows that
 * fell out again, the ones in use are copied once more and the others are gone. */
#include "largest.h"

#include "kernels.h"

#include <string.h>

/* What a field says of an incident. */
struct cell {
    bool is_null;
    int64_t number; /* code, node of an area, day, or a number at its scale */
    struct fire_text_view text;
};

struct largest_row {
    int64_t value;
    struct fire_window days;
    int16_t minute;
    struct cell *cell; /* [n_fields] */
};

/* Texts that are not in use may be as many as so many lists. */
#define MOST_LISTS 16

/* ---- asking -------------------------------------------------------------------------- */

static int32_t count_names(const char *names)
{
    int32_t n = names[0] != '\0';
    for (; *names != '\0'; names++)
        n += *names == ',';
    return n;
}

fire_status fire_query_keep_largest(struct fire_query *query, const char *by, int32_t n,
                                    const char *fields, struct fire_error *err)
{
    const struct fire_schema *schema = query->schema;
    struct ask_largest asked = { .n = n, .by = fire_schema_find(schema, fire_text_of(by)) };
    if (n < 1 || n > FIRE_LARGEST_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "1 to %d incidents can be named, not %d", FIRE_LARGEST_MOST, (int)n);
    if (asked.by < 0 || !ask_is_number(fire_schema_field(schema, asked.by)))
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "incidents cannot be ordered by '%s', which is no number field", by);
    int32_t *field = FIRE_TAKE(query->arena, count_names(fields), int32_t);
    if (field == NULL) return fire_fail_memory(err);
    for (const char *rest = fields[0] == '\0' ? NULL : fields; rest != NULL;) {
        const struct fire_text_view name = ask_next_item(&rest);
        const int32_t found = fire_schema_find(schema, name);
        if (found < 0 || fire_schema_field(schema, found)->type == FIRE_TYPE_PERIOD)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "there is no field '%.*s' to say of an incident",
                             (int)name.size_bytes, name.bytes);
        field[asked.n_fields++] = found;
    }
    asked.field = field;
    query->largest = asked;
    return FIRE_OK;
}

/* ---- order --------------------------------------------------------------------------- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

/* By area keys: an area may get its name, or a better spelling of it, while rows pass by. */
static int compare_areas(const struct fire_areas *areas, int64_t a, int64_t b)
{
    struct fire_arena *scratch = a == b ? NULL : fire_arena_create();
    struct fire_text_view key_a;
    struct fire_text_view key_b;
    int order = 0;
    if (scratch != NULL && fire_area_key(fire_area_name(areas, (int32_t)a), scratch, &key_a) &&
        fire_area_key(fire_area_name(areas, (int32_t)b), scratch, &key_b))
        order = fire_text_compare(key_a, key_b);
    fire_arena_free(scratch);
    return order;
}

static int compare_cells(const struct fire_query *query, int32_t field, const struct cell *a,
                         const struct cell *b)
{
    if (a->is_null || b->is_null) return (int)a->is_null - (int)b->is_null;
    const struct fire_dictionary *words;
    switch (fire_schema_field(query->schema, field)->type) {
    case FIRE_TYPE_TEXT:
        return fire_text_compare(a->text, b->text);
    case FIRE_TYPE_CATEGORY:
        words = fire_schema_words(query->schema, field);
        return fire_text_compare(fire_dictionary_label(words, (uint32_t)a->number),
                                 fire_dictionary_label(words, (uint32_t)b->number));
    case FIRE_TYPE_AREA:
        return compare_areas(query->areas, a->number, b->number);
    default:
        return compare_numbers(a->number, b->number);
    }
}

/* <0: `a` comes first. */
static int compare_rows(const struct fire_query *query, const struct largest_row *a,
                        const struct largest_row *b)
{
    int order = compare_numbers(b->value, a->value);
    if (order == 0) order = compare_numbers(a->days.first_day, b->days.first_day);
    if (order == 0) order = compare_numbers(a->days.last_day, b->days.last_day);
    if (order == 0) order = compare_numbers(a->minute, b->minute);
    for (int32_t i = 0; order == 0 && i < query->largest.n_fields; i++)
        order = compare_cells(query, query->largest.field[i], &a->cell[i], &b->cell[i]);
    return order;
}

/* ---- the list ------------------------------------------------------------------------ */

fire_status largest_init(struct largest *largest, const struct fire_query *query,
                         struct fire_arena *arena, struct fire_error *err)
{
    const struct ask_largest *asked = &query->largest;
    *largest = (struct largest){ .query = query };
    if (asked->n == 0) return FIRE_OK;
    largest->row = FIRE_TAKE(arena, asked->n + 1, struct largest_row);
    largest->weight = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int64_t);
    largest->null_at = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint16_t);
    struct cell *cell = FIRE_TAKE(arena, (asked->n + 1) * (asked->n_fields + 1), struct cell);
    if (largest->row == NULL || largest->weight == NULL || largest->null_at == NULL ||
        cell == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i <= asked->n; i++)
        largest->row[i].cell = cell + i * asked->n_fields;
    return FIRE_OK;
}

void largest_finish(struct largest *largest)
{
    fire_arena_free(largest->texts);
    largest->texts = NULL;
}

/* Copy the texts of a row; false: no memory. */
static bool take_texts(const struct largest *largest, struct largest_row *row,
                       struct fire_arena *arena)
{
    const struct ask_largest *asked = &largest->query->largest;
    for (int32_t i = 0; i < asked->n_fields; i++) {
        struct fire_text_view *text = &row->cell[i].text;
        if (text->size_bytes == 0) continue;
        text->bytes = fire_arena_copy(arena, text->bytes, text->size_bytes);
        if (text->bytes == NULL) return false;
    }
    return true;
}

/* Room for the texts of one more row. */
static fire_status make_room(struct largest *largest, struct fire_error *err)
{
    if (largest->texts != NULL &&
        largest->n_taken < MOST_LISTS * (int64_t)largest->query->largest.n)
        return FIRE_OK;
    struct fire_arena *texts = fire_arena_create();
    if (texts == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < largest->n; i++) {
        if (take_texts(largest, &largest->row[i], texts)) continue;
        largest->n = i; /* the others' texts are the old ones' */
        fire_arena_free(largest->texts);
        largest->texts = texts;
        return fire_fail_memory(err);
    }
    fire_arena_free(largest->texts);
    largest->texts = texts;
    largest->n_taken = largest->n;
    return FIRE_OK;
}

/* Put the row that stands in the room where it belongs, if it belongs anywhere. */
static fire_status put(struct largest *largest, struct fire_error *err)
{
    const int32_t most = largest->query->largest.n;
    struct largest_row *row = largest->row;
    int32_t at = largest->n;
    while (at > 0 && compare_rows(largest->query, &row[most], &row[at - 1]) < 0)
        at--;
    if (at == most) return FIRE_OK;
    FIRE_TRY(make_room(largest, err));
    if (!take_texts(largest, &row[most], largest->texts)) return fire_fail_memory(err);
    largest->n_taken++;
    const struct largest_row added = row[most];
    struct cell *const free_cell = row[largest->n == most ? most - 1 : largest->n].cell;
    if (largest->n < most) largest->n++;
    memmove(&row[at + 1], &row[at], (size_t)(largest->n - 1 - at) * sizeof *row);
    row[at] = added;
    row[most].cell = free_cell;
    return FIRE_OK;
}

/* ---- rows ---------------------------------------------------------------------------- */

static struct cell area_cell(const struct fire_areas *areas, const int32_t area[], int32_t row,
                             int32_t field)
{
    const fire_area_level level = (fire_area_level)(FIRE_LEVEL_PROVINCE +
                                                    (field - FIRE_FIELD_PROVINCE));
    if (area == NULL) return (struct cell){ .is_null = true };
    const int32_t node = fire_areas_at_level(areas, level)[area[row]];
    return (struct cell){ .number = node, .is_null = fire_area_level_of(areas, node) != level };
}

static struct cell read_cell(const struct largest *largest, const struct fire_batch *batch,
                             int32_t n_fields, int32_t row, int32_t field)
{
    const struct fire_vector *vector = batch_vector(batch, n_fields, field);
    if (FIRE_FIELD_PROVINCE <= field && field <= FIRE_FIELD_COMMUNE)
        return area_cell(largest->query->areas, batch->area, row, field);
    struct cell cell = { .is_null = !fire_is_valid(vector->valid, row) };
    if (vector->text != NULL)
        cell.text = vector->text[row];
    else if (vector->code != NULL)
        cell.number = vector->code[row];
    else if (vector->number != NULL)
        cell.number = vector->number[row];
    else if (vector->day != NULL)
        cell.number = vector->day[row];
    else
        cell.is_null = true;
    return cell.is_null ? (struct cell){ .is_null = true } : cell;
}

/* Read a row into the room. */
static void read_row(struct largest *largest, const struct fire_batch *batch, int32_t n_fields,
                     int32_t row, int64_t value)
{
    const struct ask_largest *asked = &largest->query->largest;
    const struct fire_vector *when = batch_vector(batch, n_fields, FIRE_FIELD_OCCURRED_AT);
    struct largest_row *out = &largest->row[asked->n];
    const int32_t day = when->day[row];
    const bool has_minute = when->minute != NULL && fire_is_valid(when->minute_valid, row);
    out->value = value;
    out->days.first_day = day;
    out->days.last_day = batch->last_day == NULL ? day : batch->last_day[row];
    out->minute = has_minute ? when->minute[row] : -1;
    for (int32_t i = 0; i < asked->n_fields; i++)
        out->cell[i] = read_cell(largest, batch, n_fields, row, asked->field[i]);
}

fire_status largest_add(struct largest *largest, const struct fire_batch *batch,
                        int32_t n_fields, struct rows rows, struct fire_error *err)
{
    const struct ask_largest *asked = &largest->query->largest;
    if (asked->n == 0) return FIRE_OK;
    const bool is_weight = asked->by == FIRE_FIELD_INCIDENTS;
    const struct fire_vector *by = batch_vector(batch, n_fields, asked->by);
    if (by->number == NULL && !is_weight) return FIRE_OK;
    const int64_t *weight =
        pick_weights(batch, n_fields, NULL, rows, largest->weight, largest->null_at).value;
    for (int64_t i = 0; i < rows.n; i++) {
        const int64_t row = rows_at(rows, i);
        if (weight[i] != 1) continue;
        if (!is_weight && !fire_is_valid(by->valid, row)) continue;
        const int64_t value = is_weight ? 1 : by->number[row];
        if (largest->n == asked->n && value < largest->row[asked->n - 1].value) continue;
        read_row(largest, batch, n_fields, (int32_t)row, value);
        FIRE_TRY(put(largest, err));
    }
    return FIRE_OK;
}

fire_status largest_absorb(struct largest *largest, const struct largest *from,
                           struct fire_error *err)
{
    const struct ask_largest *asked = &largest->query->largest;
    for (int32_t i = 0; i < from->n; i++) {
        struct largest_row *room = &largest->row[asked->n];
        struct cell *const cell = room->cell;
        if (asked->n_fields > 0)
            memcpy(cell, from->row[i].cell, (size_t)asked->n_fields * sizeof *cell);
        *room = from->row[i];
        room->cell = cell;
        FIRE_TRY(put(largest, err));
    }
    return FIRE_OK;
}

/* ---- writing ------------------------------------------------------------------------- */

/* false: no memory */
static bool write_cell(const struct fire_query *query, int32_t field, const struct cell *cell,
                       struct fire_arena *arena, struct fire_key *out)
{
    *out = (struct fire_key){ .is_null = cell->is_null, .number = cell->number };
    if (cell->is_null) {
        out->number = 0;
        return true;
    }
    switch (fire_schema_field(query->schema, field)->type) {
    case FIRE_TYPE_TEXT:
        out->text = (struct fire_text_view){ fire_arena_copy(arena, cell->text.bytes,
                                                             cell->text.size_bytes),
                                             cell->text.size_bytes };
        out->label_vi = out->label_en = out->text;
        return out->text.bytes != NULL;
    case FIRE_TYPE_CATEGORY:
        out->text = fire_dictionary_label(fire_schema_words(query->schema, field),
                                          (uint32_t)cell->number);
        out->label_vi = fire_schema_label(query->schema, field, (uint32_t)cell->number, true);
        out->label_en = fire_schema_label(query->schema, field, (uint32_t)cell->number, false);
        return true;
    case FIRE_TYPE_AREA:
        out->text = out->label_vi = out->label_en = fire_area_name(query->areas,
                                                                   (int32_t)cell->number);
        if (out->text.size_bytes == 0) *out = (struct fire_key){ .is_null = true };
        return true;
    default:
        return true;
    }
}

static bool write_incident(const struct largest *largest, const struct largest_row *row,
                           struct fire_arena *arena, struct fire_incident *out)
{
    const struct ask_largest *asked = &largest->query->largest;
    struct fire_key *cell = FIRE_TAKE(arena, asked->n_fields, struct fire_key);
    for (int32_t i = 0; cell != NULL && i < asked->n_fields; i++) {
        if (!write_cell(largest->query, asked->field[i], &row->cell[i], arena, &cell[i]))
            return false;
    }
    *out = (struct fire_incident){ row->value, row->days, row->minute, cell };
    return cell != NULL;
}

fire_status largest_write(const struct largest *largest, struct fire_arena *arena,
                          const struct fire_largest **out, struct fire_error *err)
{
    const struct ask_largest *asked = &largest->query->largest;
    *out = NULL;
    if (asked->n == 0) return FIRE_OK;
    struct fire_largest *written = FIRE_TAKE(arena, 1, struct fire_largest);
    const struct fire_field **field = FIRE_TAKE(arena, asked->n_fields,
                                                const struct fire_field *);
    struct fire_incident *incident = FIRE_TAKE(arena, largest->n, struct fire_incident);
    if (written == NULL || field == NULL || incident == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < asked->n_fields; i++)
        field[i] = fire_schema_field(largest->query->schema, asked->field[i]);
    for (int32_t i = 0; i < largest->n; i++) {
        if (!write_incident(largest, &largest->row[i], arena, &incident[i]))
            return fire_fail_memory(err);
    }
    *written = (struct fire_largest){
        .by = fire_schema_field(largest->query->schema, asked->by),
        .n_fields = asked->n_fields,
        .field = field,
        .n = largest->n,
        .incident = incident,
    };
    *out = written;
    return FIRE_OK;
}
