/* keys.c - see keys.h.
 *
 * Two areas of one name would be two rows that look the same. Such names get the name of
 * their parent behind them, and that of its parent where this is not enough, but never of a
 * level that stands beside them in the table anyway. */
#include "keys.h"

#include "firestat/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- words --------------------------------------------------------------------------- */

static const struct {
    const char *vi;
    const char *en;
} unit_labels[FIRE_N_UNITS] = {
    [FIRE_UNIT_YEAR] = { "Năm", "Year" },       [FIRE_UNIT_HALF] = { "Nửa năm", "Half-year" },
    [FIRE_UNIT_QUARTER] = { "Quý", "Quarter" }, [FIRE_UNIT_MONTH] = { "Tháng", "Month" },
    [FIRE_UNIT_WEEK] = { "Tuần", "Week" },      [FIRE_UNIT_DAY] = { "Ngày", "Day" },
};

static const struct {
    const char *vi;
    const char *en;
} weekday_labels[7] = {
    { "Thứ Hai", "Monday" },   { "Thứ Ba", "Tuesday" }, { "Thứ Tư", "Wednesday" },
    { "Thứ Năm", "Thursday" }, { "Thứ Sáu", "Friday" }, { "Thứ Bảy", "Saturday" },
    { "Chủ nhật", "Sunday" },
};

struct fire_summary_dim keys_dim(const struct fire_query *query, const struct ask_dim *dim)
{
    struct fire_summary_dim out = { .name = dim->name, .kind = dim->kind, .unit = dim->unit };
    switch (dim->kind) {
    case FIRE_DIM_FIELD:
    case FIRE_DIM_AREA:
        out.label_vi = fire_schema_field(query->schema, dim->field)->label_vi;
        out.label_en = fire_schema_field(query->schema, dim->field)->label_en;
        break;
    case FIRE_DIM_PERIOD:
        out.label_vi = unit_labels[dim->unit].vi;
        out.label_en = unit_labels[dim->unit].en;
        break;
    case FIRE_DIM_WEEKDAY:
        out.label_vi = "Thứ";
        out.label_en = "Weekday";
        break;
    case FIRE_DIM_HOUR:
        out.label_vi = "Giờ";
        out.label_en = "Hour";
        break;
    }
    return out;
}

/* ---- keys of one kind ---------------------------------------------------------------- */

/* One text for all readers; false: no memory. */
static bool set_copied(struct fire_key *key, int64_t number, const char *text,
                       struct fire_arena *arena)
{
    const char *copy = fire_arena_copy(arena, text, strlen(text));
    if (copy == NULL) return false;
    key->number = number;
    key->text = key->label_vi = key->label_en = fire_text_of(copy);
    return true;
}

static void set_code(const struct fire_query *query, const struct dim *dim, uint32_t code,
                     struct fire_key *key)
{
    const int32_t field = dim->ask.field;
    key->number = code;
    key->text = fire_dictionary_label(fire_schema_words(query->schema, field), code);
    key->label_vi = fire_schema_label(query->schema, field, code, true);
    key->label_en = fire_schema_label(query->schema, field, code, false);
}

/* Where months are not the civil ones a label does not say its days: "2024-03 (15/02/2024–
 * 14/03/2024)". false: no memory */
static bool add_days(const struct fire_query *query, fire_period_unit unit, int32_t period,
                     struct fire_arena *arena, struct fire_key *key)
{
    if (unit == FIRE_UNIT_WEEK || unit == FIRE_UNIT_DAY ||
        fire_calendar_is_civil(query->calendar))
        return true;
    char text[FIRE_PERIOD_LABEL_BYTES + 40];
    const struct fire_window days = fire_calendar_window(query->calendar, unit, period);
    const struct fire_civil first = fire_civil_from_day(days.first_day);
    const struct fire_civil last = fire_civil_from_day(days.last_day);
    if (days.first_day > days.last_day) return true; /* a change of rule left it out */
    snprintf(text, sizeof text, "%.*s (%02d/%02d/%d–%02d/%02d/%d)", (int)key->text.size_bytes,
             key->text.bytes, first.day, first.month, first.year, last.day, last.month,
             last.year);
    const char *copy = fire_arena_copy(arena, text, strlen(text));
    key->label_vi = key->label_en = fire_text_of(copy);
    return copy != NULL;
}

/* false: no memory */
static bool set_time(const struct fire_query *query, const struct dim *dim, uint32_t slot,
                     struct fire_arena *arena, struct fire_key *key)
{
    char text[FIRE_PERIOD_LABEL_BYTES];
    if (dim->ask.kind == FIRE_DIM_PERIOD) {
        const int32_t period = dim->first_period + (int32_t)slot;
        fire_calendar_label(query->calendar, dim->ask.unit, period, text);
        return set_copied(key, period, text, arena) &&
               add_days(query, dim->ask.unit, period, arena, key);
    }
    if (dim->ask.kind == FIRE_DIM_WEEKDAY) {
        snprintf(text, sizeof text, "%d", (int)slot + 1);
        if (!set_copied(key, (int64_t)slot + 1, text, arena)) return false;
        key->label_vi = fire_text_of(weekday_labels[slot].vi);
        key->label_en = fire_text_of(weekday_labels[slot].en);
        return true;
    }
    snprintf(text, sizeof text, "%02d", (int)slot);
    if (!set_copied(key, slot, text, arena)) return false;
    if (slot < 10) /* "07" for people, "7" for machines */
        key->text = (struct fire_text_view){ key->text.bytes + 1, key->text.size_bytes - 1 };
    return true;
}

/* ---- order --------------------------------------------------------------------------- */

struct entry {
    struct fire_text_view text;
    uint32_t slot;
    int32_t n_parents; /* named behind the area's own name */
    int32_t order;     /* of areas, where a table knows it: fire_area_order; else 0 */
};

static int compare_entries(const void *left, const void *right)
{
    const struct entry *a = left;
    const struct entry *b = right;
    if (a->order != b->order) return a->order < b->order ? -1 : 1;
    const int order = fire_text_compare(a->text, b->text);
    if (order != 0) return order;
    return a->slot < b->slot ? -1 : a->slot > b->slot;
}

static void sort_entries(struct entry entry[], size_t n)
{
    if (n > 0) qsort(entry, n, sizeof entry[0], compare_entries);
}

/* Used slots with their texts, sorted. NULL: no memory. */
static struct entry *list_entries(const struct dim *dim, const uint8_t is_used[],
                                  const struct fire_key key[], struct fire_arena *arena,
                                  size_t *out_n)
{
    size_t n = 0;
    for (uint32_t slot = 0; slot < dim->n_slots; slot++)
        n += is_used[slot];
    struct entry *entry = FIRE_TAKE(arena, n, struct entry);
    if (entry == NULL) return NULL;
    *out_n = n;
    n = 0;
    for (uint32_t slot = 0; slot < dim->n_slots; slot++) {
        if (is_used[slot]) entry[n++] = (struct entry){ .text = key[slot].text, .slot = slot };
    }
    sort_entries(entry, n);
    return entry;
}

/* ---- areas of one name --------------------------------------------------------------- */

static bool is_asked(const struct fire_query *query, int level)
{
    for (int32_t d = 0; d < query->n_dims; d++) {
        if (query->dim[d].kind == FIRE_DIM_AREA && (int)query->dim[d].level == level)
            return true;
    }
    return false;
}

/* "Xã Tân Lập (Huyện Núi Xanh, Tỉnh A)"; a parent without a name is "?". The text has room
 * for it all. */
static void write_qualified(const struct fire_query *query, int32_t node, int32_t n_parents,
                            char out[], size_t *out_size)
{
    const fire_area_level level = fire_area_level_of(query->areas, node);
    size_t size = 0;
    for (int32_t up = 0; up <= n_parents; up++) {
        const int32_t at = fire_areas_at_level(query->areas,
                                               (fire_area_level)((int)level - up))[node];
        struct fire_text_view name = fire_area_name(query->areas, at);
        if (name.size_bytes == 0) name = fire_text_of("?");
        const char *before = up == 0 ? "" : up == 1 ? " (" : ", ";
        if (out != NULL) {
            memcpy(out + size, before, strlen(before));
            memcpy(out + size + strlen(before), name.bytes, name.size_bytes);
        }
        size += strlen(before) + name.size_bytes;
    }
    if (out != NULL) memcpy(out + size, ")", 1);
    *out_size = size + 1;
}

static bool qualify(const struct fire_query *query, const struct dim *dim, struct entry *entry,
                    struct fire_arena *arena)
{
    const int32_t node = dim->node[entry->slot];
    size_t size;
    entry->n_parents++;
    write_qualified(query, node, entry->n_parents, NULL, &size);
    char *text = FIRE_TAKE(arena, size + 1, char);
    if (text == NULL) return false;
    write_qualified(query, node, entry->n_parents, text, &size);
    entry->text = (struct fire_text_view){ text, size };
    return true;
}

/* Tell equal names apart, one level of parents after the other; entries stay sorted.
 *   returns  false: no memory */
static bool tell_apart(const struct fire_query *query, const struct dim *dim,
                       struct entry entry[], size_t n, struct fire_arena *arena)
{
    for (int level = (int)dim->ask.level - 1; level > FIRE_LEVEL_COUNTRY; level--) {
        if (is_asked(query, level)) return true;
        for (size_t from = 0, to; from < n; from = to) {
            const struct fire_text_view text = entry[from].text;
            to = from + 1;
            while (to < n && fire_text_equal(entry[to].text, text))
                to++;
            for (size_t i = from; to - from > 1 && i < to; i++) {
                if (!qualify(query, dim, &entry[i], arena)) return false;
            }
        }
        sort_entries(entry, n);
    }
    return true;
}

/* ---- all of a dimension -------------------------------------------------------------- */

static bool rank_by_text(const struct fire_query *query, const struct dim *dim,
                         const uint8_t is_used[], struct fire_arena *scratch,
                         struct fire_arena *arena, struct keys *keys)
{
    size_t n = 0;
    struct entry *entry = list_entries(dim, is_used, keys->key, scratch, &n);
    if (entry == NULL) return false;
    if (dim->ask.kind == FIRE_DIM_AREA && !tell_apart(query, dim, entry, n, arena))
        return false;
    if (dim->ask.kind ==
        FIRE_DIM_AREA) { /* what is told apart by text stands in official order */
        for (size_t i = 0; i < n; i++)
            entry[i].order = fire_area_order(query->areas, dim->node[entry[i].slot]);
        sort_entries(entry, n);
    }
    uint32_t rank = 0; /* equal texts share one: the next dimension then decides */
    for (size_t i = 0; i < n; i++) {
        struct fire_key *key = &keys->key[entry[i].slot];
        rank += i > 0 && !fire_text_equal(entry[i].text, entry[i - 1].text);
        keys->rank[entry[i].slot] = rank;
        if (entry[i].n_parents > 0) key->text = key->label_vi = key->label_en = entry[i].text;
    }
    keys->rank[dim->n_slots] = rank + 1;
    keys->n_ranks = rank + 2;
    keys->has_ties = n > (size_t)rank + 1;
    return true;
}

fire_status keys_make(const struct fire_query *query, const struct dim *dim,
                      const uint8_t is_used[], struct fire_arena *scratch,
                      struct fire_arena *arena, struct keys *out, struct fire_error *err)
{
    struct keys keys = {
        .key = FIRE_TAKE(scratch, (size_t)dim->n_slots + 1, struct fire_key),
        .rank = FIRE_TAKE(scratch, (size_t)dim->n_slots + 1, uint32_t),
        .n_ranks = dim->n_slots + 1,
    };
    if (keys.key == NULL || keys.rank == NULL) return fire_fail_memory(err);

    keys.key[dim->n_slots].is_null = true;
    keys.rank[dim->n_slots] = dim->n_slots;
    for (uint32_t slot = 0; slot < dim->n_slots; slot++) {
        struct fire_key *key = &keys.key[slot];
        keys.rank[slot] = slot;
        if (!is_used[slot]) continue;
        if (dim->ask.kind == FIRE_DIM_FIELD) {
            set_code(query, dim, slot, key);
        } else if (dim->ask.kind == FIRE_DIM_AREA) {
            key->number = dim->node[slot];
            key->text = key->label_vi = key->label_en = fire_area_name(query->areas,
                                                                       dim->node[slot]);
        } else if (!set_time(query, dim, slot, arena, key)) {
            return fire_fail_memory(err);
        }
    }
    const bool by_text = dim->ask.kind == FIRE_DIM_FIELD || dim->ask.kind == FIRE_DIM_AREA;
    if (by_text && !rank_by_text(query, dim, is_used, scratch, arena, &keys))
        return fire_fail_memory(err);
    *out = keys;
    return FIRE_OK;
}
