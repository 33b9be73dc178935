/* area_units.c - see firestat/area_units.h: lines of tables become units that know each other.
 *
 * Settling works out everything anew from the lines, so tables can be added and settled again.
 * Units stand in official order; codes, names and changes are lists through arrays. */
#include "units.h"

#include "area_key.h"

#include "firestat/date.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { CODE, FROM, TO, LEVEL, PARENT, NAME, ALIASES }; /* of units   */
enum { DATE, OLD_CODE, NEW_CODE, WEIGHT, BASIS };      /* of changes */
enum { DECIDED_CODE = N_NAMES, ON };                   /* of aliases */

fire_status fire_area_units_create(struct fire_area_units **out, struct fire_error *err)
{
    struct fire_area_units *units = calloc(1, sizeof *units);
    if (units == NULL) return fire_fail_memory(err);
    units->arena = fire_arena_create();
    units->settled = fire_arena_create();
    bool is_made = units->arena != NULL && units->settled != NULL;
    for (int i = 0; i < FIRE_N_AREA_TABLES; i++) {
        units->table[i].keys = fire_dictionary_create();
        is_made = is_made && units->table[i].keys != NULL;
    }
    if (!is_made) {
        fire_area_units_free(units);
        return fire_fail_memory(err);
    }
    *out = units;
    return FIRE_OK;
}

static void forget(struct fire_area_units *units)
{
    fire_dictionary_free(units->codes);
    fire_dictionary_free(units->names);
    fire_dictionary_free(units->places);
    units->codes = units->names = units->places = NULL;
    units->n_units = units->n_changes = units->n_eras = 0;
}

void fire_area_units_free(struct fire_area_units *units)
{
    if (units == NULL) return;
    forget(units);
    for (int i = 0; i < FIRE_N_AREA_TABLES; i++) {
        fire_dictionary_free(units->table[i].keys);
        free(units->table[i].line);
    }
    fire_arena_free(units->settled);
    fire_arena_free(units->arena);
    free(units);
}

/* ---- units and codes --------------------------------------------------------------------- */

static int compare_units(const void *a, const void *b)
{
    const struct fire_area_unit *x = &((const struct unit *)a)->shown;
    const struct fire_area_unit *y = &((const struct unit *)b)->shown;
    if (x->level != y->level) return x->level < y->level ? -1 : 1;
    const int by_code = strcmp(x->code, y->code);
    if (by_code != 0) return by_code;
    return x->from_day < y->from_day ? -1 : x->from_day > y->from_day;
}

static bool make_units(struct fire_area_units *units)
{
    const int32_t n = fire_area_units_n_lines(units, FIRE_AREA_TABLE_UNITS);
    units->unit = FIRE_TAKE(units->settled, n, struct unit);
    if (units->unit == NULL) return false;
    for (int32_t i = 0; i < n; i++) {
        const struct fire_text_view *cell = fire_area_units_line(units, FIRE_AREA_TABLE_UNITS,
                                                                 i);
        struct unit *unit = &units->unit[i];
        *unit = (struct unit){ .shown = { .code = cell[CODE].bytes,
                                          .name = cell[NAME].bytes,
                                          .aliases = cell[ALIASES].bytes },
                               .parent = cell[PARENT],
                               .next_of_code = -1,
                               .line = i };
        const bool is_in_form = units_day(cell[FROM], FIRE_DAY_FIRST, &unit->shown.from_day) &&
                                units_day(cell[TO], FIRE_DAY_LAST, &unit->shown.to_day) &&
                                units_level(cell[LEVEL], &unit->shown.level);
        assert(is_in_form); /* it was when it was added */
        (void)is_in_form;
    }
    qsort(units->unit, (size_t)n, sizeof *units->unit, compare_units);
    units->n_units = n;
    return true;
}

/* Lists of the units of a code, in official order. */
static bool list_codes(struct fire_area_units *units)
{
    const int32_t n = units->n_units;
    units->codes = fire_dictionary_create();
    units->first_of_code = FIRE_TAKE(units->settled, n, int32_t);
    if (units->codes == NULL || units->first_of_code == NULL) return false;
    for (int32_t unit = n - 1; unit >= 0; unit--) {
        const uint32_t n_codes = fire_dictionary_n(units->codes);
        uint32_t at = 0;
        if (!fire_dictionary_add(units->codes, fire_text_of(units->unit[unit].shown.code),
                                 fire_text_of(""), &at))
            return false;
        units->unit[unit].next_of_code = at < n_codes ? units->first_of_code[at] : -1;
        units->first_of_code[at] = unit;
    }
    return true;
}

/* Where a cell of a unit stands. */
static struct fire_location place_of(const struct fire_area_units *units, int32_t unit,
                                     const char *column)
{
    struct fire_location where =
        units->table[FIRE_AREA_TABLE_UNITS].line[units->unit[unit].line].where;
    where.column = where.file == NULL ? NULL : column;
    return where;
}

static fire_status check_units(const struct fire_area_units *units, struct fire_error *err)
{
    for (int32_t i = 0; i < units->n_units; i++) {
        const struct fire_area_unit *unit = &units->unit[i].shown;
        const struct fire_area_unit *next = i + 1 < units->n_units ? &units->unit[i + 1].shown
                                                                   : NULL;
        char day[11];
        if (next != NULL && next->level == unit->level && strcmp(next->code, unit->code) == 0 &&
            next->from_day <= unit->to_day) {
            fire_day_to_iso(next->from_day, day);
            return fire_fail(err, FIRE_EVALUE, place_of(units, i + 1, "valid_from"),
                             "areas: the code %s has two units on %s, %s and %s", unit->code,
                             day, unit->name, next->name);
        }
        if (units->unit[i].parent.size_bytes == 0 ||
            fire_area_unit_parent(units, i, unit->from_day) >= 0 ||
            fire_area_unit_parent(units, i, unit->to_day) >= 0)
            continue;
        return fire_fail(err, FIRE_EVALUE, place_of(units, i, "parent"),
                         "areas: %s %s lies in %s, which is no unit above it in its days",
                         unit->code, unit->name, units->unit[i].parent.bytes);
    }
    return FIRE_OK;
}

/* ---- names ------------------------------------------------------------------------------- */

static bool add_name(struct fire_area_units *units, int32_t unit, struct fire_text_view key,
                     fire_area_match_how how, int32_t *n, size_t *capacity)
{
    const uint32_t n_keys = fire_dictionary_n(units->names);
    uint32_t at = 0;
    if (key.size_bytes == 0) return true;
    if (!fire_dictionary_add(units->names, key, fire_text_of(""), &at)) return false;
    int32_t first = at < n_keys ? units->first_of_name[at] : -1;
    for (int32_t i = first; i >= 0; i = units->name[i].next)
        if (units->name[i].unit == unit) return true; /* the better way came first */
    assert((size_t)*n < *capacity);
    units->name[*n] = (struct unit_name){ unit, how, first };
    units->first_of_name[at] = (*n)++;
    (void)capacity; /* only asserted on */
    return true;
}

static size_t count_names(const struct fire_area_units *units)
{
    size_t n = 0;
    for (int32_t unit = 0; unit < units->n_units; unit++) {
        n += 4; /* its name, the first alias, both bare */
        for (const char *at = units->unit[unit].shown.aliases; *at != '\0'; at++)
            n += 2 * (size_t)(*at == '|');
    }
    return n;
}

/* A name, and what is left of it without its type. */
static bool add_both(struct fire_area_units *units, int32_t unit, struct fire_text_view name,
                     fire_area_match_how how, int32_t *n, size_t *capacity)
{
    struct fire_text_view key;
    if (!fire_area_key(name, units->settled, &key)) return false;
    const size_t type = area_key_type_bytes(key);
    const struct fire_text_view bare = { key.bytes + type, key.size_bytes - type };
    return add_name(units, unit, key, how, n, capacity) &&
           (type == 0 || add_name(units, unit, bare, FIRE_MATCH_BARE, n, capacity));
}

static bool list_names(struct fire_area_units *units)
{
    size_t capacity = count_names(units);
    int32_t n = 0;
    units->names = fire_dictionary_create();
    units->name = FIRE_TAKE(units->settled, capacity, struct unit_name);
    units->first_of_name = FIRE_TAKE(units->settled, capacity, int32_t);
    if (units->names == NULL || units->name == NULL || units->first_of_name == NULL)
        return false;
    for (int32_t unit = units->n_units - 1; unit >= 0;
         unit--) { /* lists begin with the first */
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        if (!add_both(units, unit, fire_text_of(shown->name), FIRE_MATCH_NAME, &n, &capacity))
            return false;
        for (const char *at = shown->aliases; *at != '\0';) {
            const size_t size = strcspn(at, "|");
            if (!add_both(units, unit, (struct fire_text_view){ at, size }, FIRE_MATCH_ALIAS,
                          &n, &capacity))
                return false;
            at += size + (at[size] == '|');
        }
    }
    return true;
}

/* ---- changes ----------------------------------------------------------------------------- */

static int compare_changes(const void *a, const void *b)
{
    const struct unit_change *x = a;
    const struct unit_change *y = b;
    if (x->old_unit != y->old_unit) return x->old_unit < y->old_unit ? -1 : 1;
    return x->new_unit < y->new_unit ? -1 : x->new_unit > y->new_unit;
}

/* The end of a change: the unit of the code that ends, or begins, on the day. */
static fire_status find_end(const struct fire_area_units *units, struct fire_text_view code,
                            int32_t day, struct fire_location where, const char *column,
                            int32_t *out, struct fire_error *err)
{
    char iso[11];
    *out = fire_area_units_by_code(units, code, FIRE_LEVEL_COUNTRY, day);
    if (*out >= 0) return FIRE_OK;
    where.column = column;
    fire_day_to_iso(day, iso);
    return fire_fail(err, FIRE_EVALUE, where, "the code %.*s has no unit on %s",
                     (int)fire_text_cut(code, 80), code.bytes, iso);
}

static fire_status make_changes(struct fire_area_units *units, struct fire_error *err)
{
    const int32_t n = fire_area_units_n_lines(units, FIRE_AREA_TABLE_CHANGES);
    units->change = FIRE_TAKE(units->settled, n, struct unit_change);
    if (units->change == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++) {
        const struct unit_line *line = &units->table[FIRE_AREA_TABLE_CHANGES].line[i];
        struct unit_change *change = &units->change[i];
        bool is_in_form = units_day(line->cell[DATE], 0, &change->day) &&
                          units_weight(line->cell[WEIGHT], &change->weight);
        assert(is_in_form);
        (void)is_in_form;
        change->basis = line->cell[BASIS].bytes;
        FIRE_TRY(find_end(units, line->cell[OLD_CODE], change->day - 1, line->where, "old_code",
                          &change->old_unit, err));
        FIRE_TRY(find_end(units, line->cell[NEW_CODE], change->day, line->where, "new_code",
                          &change->new_unit, err));
        const struct fire_area_unit *old = &units->unit[change->old_unit].shown;
        if (old->to_day >= change->day)
            return fire_fail(
                err, FIRE_EVALUE, line->where,
                "areas: %s %s does not end on the day before, as what changes does", old->code,
                old->name);
    }
    if (n > 0) qsort(units->change, (size_t)n, sizeof *units->change, compare_changes);
    units->n_changes = n;
    return FIRE_OK;
}

/* Where the changes of each unit stand, as old and as new one. */
static bool list_changes(struct fire_area_units *units)
{
    const size_t n_units = (size_t)units->n_units;
    units->first_change = FIRE_TAKE(units->settled, n_units + 1, int32_t);
    units->first_into = FIRE_TAKE(units->settled, n_units + 2, int32_t);
    units->change_into = FIRE_TAKE(units->settled, units->n_changes, int32_t);
    if (units->first_change == NULL || units->first_into == NULL || units->change_into == NULL)
        return false;
    for (int32_t i = 0; i < units->n_changes; i++) {
        units->first_change[units->change[i].old_unit + 1]++;
        units->first_into[units->change[i].new_unit + 2]++;
    }
    for (size_t unit = 0; unit < n_units; unit++) {
        units->first_change[unit + 1] += units->first_change[unit];
        units->first_into[unit + 2] += units->first_into[unit + 1];
    }
    for (int32_t i = 0; i < units->n_changes; i++)
        units->change_into[units->first_into[units->change[i].new_unit + 1]++] = i;
    return true;
}

/* ---- aliases and eras ---------------------------------------------------------------------- */

static fire_status make_decisions(struct fire_area_units *units, struct fire_error *err)
{
    const int32_t n = fire_area_units_n_lines(units, FIRE_AREA_TABLE_ALIASES);
    units->places = fire_dictionary_create();
    units->decision = FIRE_TAKE(units->settled, n, struct unit_decision);
    if (units->places == NULL || units->decision == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++) {
        const struct unit_line *line = &units->table[FIRE_AREA_TABLE_ALIASES].line[i];
        struct unit_decision decision = { .code = line->cell[DECIDED_CODE],
                                          .has_day = line->cell[ON].size_bytes > 0 };
        struct fire_text_view key[N_NAMES];
        struct fire_text_view place;
        uint32_t at = 0;
        const bool is_in_form = units_day(line->cell[ON], 0, &decision.day);
        assert(is_in_form);
        (void)is_in_form;
        if (decision.has_day)
            FIRE_TRY(find_end(units, decision.code, decision.day, line->where, "code",
                              &(int32_t){ 0 }, err));
        struct fire_location where = line->where;
        where.column = "code";
        if (units_nearest(units, decision.code, 0) < 0)
            return fire_fail(err, FIRE_EVALUE, where, "no unit has the code %s",
                             decision.code.bytes);
        for (int k = 0; k < N_NAMES; k++)
            if (!fire_area_key(line->cell[k], units->settled, &key[k]))
                return fire_fail_memory(err);
        if (!units_join_keys(key, units->settled, &place) ||
            !fire_dictionary_add(units->places, place, fire_text_of(""), &at))
            return fire_fail_memory(err);
        units->decision[at] = decision;
    }
    return FIRE_OK;
}

static int compare_days(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

static bool make_eras(struct fire_area_units *units)
{
    const size_t n = 2 * (size_t)units->n_units + 1;
    int32_t *day = FIRE_TAKE(units->settled, n, int32_t);
    if (day == NULL) return false;
    size_t n_days = 0;
    day[n_days++] = FIRE_DAY_FIRST;
    for (int32_t unit = 0; unit < units->n_units; unit++) {
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        day[n_days++] = shown->from_day;
        if (shown->to_day < FIRE_DAY_LAST) day[n_days++] = shown->to_day + 1;
    }
    qsort(day, n_days, sizeof *day, compare_days);
    int32_t n_eras = 1;
    for (size_t i = 1; i < n_days; i++)
        if (day[i] != day[n_eras - 1]) day[n_eras++] = day[i];
    units->era_first = day;
    units->n_eras = n_eras;
    return true;
}

fire_status fire_area_units_settle(struct fire_area_units *units, struct fire_error *err)
{
    forget(units);
    fire_arena_reset(units->settled);
    if (!make_units(units) || !list_codes(units) || !list_names(units) || !make_eras(units))
        return fire_fail_memory(err);
    FIRE_TRY(check_units(units, err));
    FIRE_TRY(make_changes(units, err));
    if (!list_changes(units)) return fire_fail_memory(err);
    return make_decisions(units, err);
}

/* ---- asking -------------------------------------------------------------------------------- */

int32_t fire_area_units_n(const struct fire_area_units *units)
{
    return units->n_units;
}

const struct fire_area_unit *fire_area_unit_at(const struct fire_area_units *units,
                                               int32_t unit)
{
    assert(unit >= 0 && unit < units->n_units);
    return &units->unit[unit].shown;
}

static int32_t first_of_code(const struct fire_area_units *units, struct fire_text_view code)
{
    uint32_t at = 0;
    return fire_dictionary_find(units->codes, code, &at) ? units->first_of_code[at] : -1;
}

int32_t units_first_name(const struct fire_area_units *units, struct fire_text_view key)
{
    uint32_t at = 0;
    return fire_dictionary_find(units->names, key, &at) ? units->first_of_name[at] : -1;
}

int32_t fire_area_units_by_code(const struct fire_area_units *units, struct fire_text_view code,
                                fire_area_level level, int32_t day)
{
    int32_t unit = first_of_code(units, code);
    while (unit >= 0 &&
           !(unit_is_on(units, unit, day) &&
             (level == FIRE_LEVEL_COUNTRY || units->unit[unit].shown.level == level)))
        unit = units->unit[unit].next_of_code;
    return unit;
}

int32_t units_nearest(const struct fire_area_units *units, struct fire_text_view code,
                      int32_t day)
{
    int32_t nearest = -1;
    int32_t least = INT32_MAX;
    for (int32_t unit = first_of_code(units, code); unit >= 0;
         unit = units->unit[unit].next_of_code) {
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        const int32_t away = day < shown->from_day ? shown->from_day - day
                             : day > shown->to_day ? day - shown->to_day
                                                   : 0;
        if (away >= least) continue;
        least = away;
        nearest = unit;
    }
    return nearest;
}

int32_t fire_area_unit_parent(const struct fire_area_units *units, int32_t unit, int32_t day)
{
    const struct unit *child = &units->unit[unit];
    if (child->parent.size_bytes == 0) return -1;
    for (int32_t level = (int32_t)child->shown.level - 1; level > 0; level--) {
        const int32_t parent = fire_area_units_by_code(units, child->parent,
                                                       (fire_area_level)level, day);
        if (parent >= 0) return parent;
    }
    return -1;
}

int32_t unit_at_level(const struct fire_area_units *units, int32_t unit, fire_area_level level,
                      int32_t day)
{
    while (unit >= 0 && units->unit[unit].shown.level > level)
        unit = fire_area_unit_parent(units, unit, day);
    return unit >= 0 && units->unit[unit].shown.level == level ? unit : -1;
}

int32_t fire_area_units_n_eras(const struct fire_area_units *units)
{
    return units->n_eras;
}

int32_t fire_area_units_era_first_day(const struct fire_area_units *units, int32_t era)
{
    assert(era >= 0 && era < units->n_eras);
    return units->era_first[era];
}

int32_t fire_area_units_era(const struct fire_area_units *units, int32_t day)
{
    int32_t era = units->n_eras - 1;
    while (era > 0 && units->era_first[era] > day)
        era--;
    return era;
}

bool units_share_land(const struct fire_area_units *units, int32_t unit, int32_t around)
{
    const fire_area_level level = units->unit[unit].shown.level;
    const fire_area_level above = units->unit[around].shown.level;
    for (int32_t i = 0; i < units->n_changes; i++) {
        const struct unit_change *change = &units->change[i];
        const int32_t before = change->day - 1;
        if (unit_at_level(units, change->old_unit, level, before) == unit &&
            unit_at_level(units, change->new_unit, above, change->day) == around)
            return true;
        if (unit_at_level(units, change->new_unit, level, change->day) == unit &&
            unit_at_level(units, change->old_unit, above, before) == around)
            return true;
    }
    return false;
}

bool units_are_one(const struct fire_area_units *units, int32_t earlier, int32_t later)
{
    while (earlier != later) {
        const int32_t at = units->first_change[earlier];
        if (units->first_change[earlier + 1] != at + 1) return false;
        earlier = units->change[at].new_unit; /* of a later day: this ends */
        if (units->first_into[earlier + 1] != units->first_into[earlier] + 1) return false;
    }
    return true;
}
