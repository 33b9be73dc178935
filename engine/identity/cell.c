/* cell.c - see cell.h. */
#include "cell.h"

#include "firestat/date.h"

static fire_area_level level_of(int32_t field)
{
    return (fire_area_level)(FIRE_LEVEL_PROVINCE + (field - FIRE_FIELD_PROVINCE));
}

struct fire_text_view cell_area_name(const struct fire_areas *areas, int32_t area,
                                     int32_t field)
{
    const fire_area_level level = level_of(field);
    const int32_t node = fire_areas_at_level(areas, level)[area];
    if (fire_area_level_of(areas, node) != level) return (struct fire_text_view){ "", 0 };
    return fire_area_name(areas, node);
}

/* A row whose source does not say when stands for all time: that is not known. */
static struct cell read_when(const struct spot *spot)
{
    const struct fire_vector *vector = &spot->batch->vector[FIRE_FIELD_OCCURRED_AT];
    const int64_t row = spot->row;
    struct cell cell = { .type = FIRE_TYPE_DATETIME, .day = vector->day[row] };
    cell.last_day = spot->batch->last_day != NULL ? spot->batch->last_day[row] : cell.day;
    cell.is_known = cell.day != FIRE_DAY_FIRST || cell.last_day != FIRE_DAY_LAST;
    cell.has_minute = vector->minute != NULL && fire_is_valid(vector->minute_valid, row);
    if (cell.has_minute) cell.minute = vector->minute[row];
    return cell;
}

struct cell cell_read(const struct spot *spot, const struct fire_areas *areas, int32_t field)
{
    const int64_t row = spot->row;
    if (field == FIRE_FIELD_OCCURRED_AT) return read_when(spot);
    struct cell cell = { .type = fire_schema_field(spot->batch->schema, field)->type };
    if (cell.type == FIRE_TYPE_AREA) {
        cell.text = cell_area_name(areas, spot->batch->area[row], field);
        cell.is_known = cell.text.size_bytes > 0;
        return cell;
    }
    if (field >= spot->n_fields) return cell;
    const struct fire_vector *vector = &spot->batch->vector[field];
    const bool has_value = vector->code != NULL || vector->text != NULL ||
                           vector->number != NULL || vector->day != NULL;
    if (!has_value || !fire_is_valid(vector->valid, row)) return cell;
    cell.is_known = true;
    if (vector->code != NULL) cell.code = vector->code[row];
    if (vector->text != NULL) cell.text = vector->text[row];
    if (vector->number != NULL) cell.number = vector->number[row];
    if (vector->day != NULL) {
        cell.day = cell.last_day = vector->day[row];
        cell.has_minute = vector->minute != NULL && fire_is_valid(vector->minute_valid, row);
        if (cell.has_minute) cell.minute = vector->minute[row];
    }
    return cell;
}

static bool same_key(struct fire_text_view a, struct fire_text_view b,
                     bool (*key)(struct fire_text_view, struct fire_arena *,
                                 struct fire_text_view *),
                     struct fire_arena *scratch, bool *out_same)
{
    *out_same = fire_text_equal(a, b);
    if (*out_same) return true;
    if (!key(a, scratch, &a) || !key(b, scratch, &b)) return false;
    *out_same = fire_text_equal(a, b);
    return true;
}

bool cell_compare(const struct cell *a, const struct cell *b, bool folded,
                  struct fire_arena *scratch, bool *out_same)
{
    *out_same = a->is_known == b->is_known;
    if (!a->is_known || !b->is_known) return true;
    switch (a->type) {
    case FIRE_TYPE_CATEGORY:
        *out_same = a->code == b->code;
        break;
    case FIRE_TYPE_TEXT:
        if (folded)
            return same_key(a->text, b->text, fire_text_match_key, scratch, out_same);
        *out_same = fire_text_equal(a->text, b->text);
        break;
    case FIRE_TYPE_AREA:
        return same_key(a->text, b->text, fire_area_key, scratch, out_same);
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        *out_same = a->number == b->number;
        break;
    case FIRE_TYPE_DATETIME:
    case FIRE_TYPE_PERIOD:
        *out_same = a->day == b->day && a->last_day == b->last_day &&
                    a->has_minute == b->has_minute && a->minute == b->minute;
        break;
    }
    return true;
}

/* ---- as text --------------------------------------------------------------------------- */

static void print_number(int64_t number, int32_t scale, struct fire_buffer *out)
{
    const uint64_t size = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    uint64_t one = 1;
    for (int32_t i = 0; i < scale; i++)
        one *= 10;
    uint64_t rest = size % one;
    fire_buffer_printf(out, "%s%llu", number < 0 ? "-" : "", (unsigned long long)(size / one));
    if (rest == 0) return;
    for (; rest % 10 == 0; rest /= 10)
        scale--;
    fire_buffer_printf(out, ".%0*llu", (int)scale, (unsigned long long)rest);
}

static void print_day(int32_t day, struct fire_buffer *out)
{
    char iso[11];
    fire_day_to_iso(day, iso);
    fire_buffer_add_text(out, iso);
}

static void print_moment(const struct cell *cell, struct fire_buffer *out)
{
    print_day(cell->day, out);
    if (cell->last_day != cell->day) {
        fire_buffer_add_text(out, "..");
        print_day(cell->last_day, out);
    }
    if (cell->has_minute)
        fire_buffer_printf(out, " %02d:%02d", cell->minute / 60, cell->minute % 60);
}

void cell_print(const struct cell *cell, const struct fire_schema *schema, int32_t field,
                struct fire_buffer *out)
{
    if (!cell->is_known) return;
    switch (cell->type) {
    case FIRE_TYPE_CATEGORY:
        fire_buffer_add_view(out, fire_dictionary_label(fire_schema_words(schema, field),
                                                        cell->code));
        break;
    case FIRE_TYPE_TEXT:
    case FIRE_TYPE_AREA:
        fire_buffer_add_view(out, cell->text);
        break;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        print_number(cell->number, fire_schema_field(schema, field)->scale, out);
        break;
    case FIRE_TYPE_DATETIME:
    case FIRE_TYPE_PERIOD:
        print_moment(cell, out);
        break;
    }
}
