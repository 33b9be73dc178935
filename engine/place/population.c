/* population.c - see firestat/population.h.
 *
 * A table has some hundred rows and a question asks for some hundred figures, so rows are gone
 * through one by one.
 *
 * A figure is of a unit: that of its name in its own days, at the end of its year where it says no
 * days. The same name later is perhaps another unit, and then the figure is not of that. */
#include "firestat/population.h"

#include "area_map.h"
#include "population_shipped.h"

#include "firestat/columns.h"
#include "firestat/date.h"
#include "firestat/text.h"

#include <string.h>

/* A name of the table. */
struct said {
    struct fire_text_view text;  /* as it is there: perhaps a code */
    struct fire_text_view key;   /* fire_area_key                  */
    struct fire_text_view plain; /* the key without the type       */
};

struct figure {
    struct said area;
    struct said parent; /* no text: not said */
    fire_area_level level;
    int32_t from_day;
    int32_t to_day;
    int32_t year; /* 0: all */
    int64_t n;
    fire_population_definition definition;
    bool is_break;
    bool is_usable;
    int32_t number;
    struct figure *next;
};

struct fire_population {
    struct fire_arena *arena;
    const struct fire_area_units *units; /* NULL: names are all that is known           */
    struct fire_area_map *map;           /* NULL: areas are not asked of any map's tree */
    struct figure *first;
    struct figure **end;
    int32_t n;
};

fire_status fire_population_create(struct fire_arena *arena, struct fire_population **out,
                                   struct fire_error *err)
{
    struct fire_population *population = FIRE_TAKE(arena, 1, struct fire_population);
    if (population == NULL) return fire_fail_memory(err);
    population->arena = arena;
    population->end = &population->first;
    *out = population;
    return FIRE_OK;
}

void fire_population_know(struct fire_population *population,
                          const struct fire_area_units *units, struct fire_area_map *map)
{
    population->units = units;
    population->map = map;
}

/* ---- names ------------------------------------------------------------------------------- */

/* A key without the type of area, unless a number is left. */
static struct fire_text_view plain_of(struct fire_text_view key)
{
    static const char *const types[] = { "tỉnh ",   "thành phố ", "huyện ",
                                         "quận ",   "thị xã ",    "xã ",
                                         "phường ", "thị trấn ",  "đặc khu " };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const size_t size = strlen(types[i]);
        if (key.size_bytes <= size || memcmp(key.bytes, types[i], size) != 0) continue;
        if (key.bytes[size] >= '0' && key.bytes[size] <= '9') return key;
        return (struct fire_text_view){ key.bytes + size, key.size_bytes - size };
    }
    return key;
}

/* All in the arena. false: no memory */
static bool say(struct fire_text_view cell, struct fire_arena *arena, struct said *out)
{
    const char *text = fire_arena_copy(arena, cell.bytes, cell.size_bytes);
    if (text == NULL || !fire_text_clean(fire_text_of(text), arena, &out->text) ||
        !fire_area_key(out->text, arena, &out->key))
        return false;
    out->plain = plain_of(out->key);
    return true;
}

/* ---- a row ------------------------------------------------------------------------------- */

enum {
    AREA,
    LEVEL,
    YEAR,
    PEOPLE,
    DEFINITION,
    N_NEEDED,
    PARENT = N_NEEDED,
    FROM,
    TO,
    FLAG,
    N_COLUMNS
};
static const char *const column_name[N_COLUMNS] = {
    [AREA] = "area",         [LEVEL] = "level",           [YEAR] = "year",
    [PEOPLE] = "population", [DEFINITION] = "definition", [PARENT] = "parent",
    [FROM] = "valid_from",   [TO] = "valid_to",           [FLAG] = "flag",
};

static bool parse_count(struct fire_text_view text, int64_t *out)
{
    if (text.size_bytes == 0 || text.size_bytes > 12) return false;
    *out = 0;
    for (size_t i = 0; i < text.size_bytes; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        *out = *out * 10 + (text.bytes[i] - '0');
    }
    return true;
}

/* Place of a word in a list that ends with NULL; -1: it is not there. */
static int word_of(struct fire_text_view text, const char *const words[])
{
    for (int i = 0; words[i] != NULL; i++)
        if (fire_text_equal(text, fire_text_of(words[i]))) return i;
    return -1;
}

static fire_status parse_day(struct fire_text_view cell, struct fire_location where,
                             int32_t open, int32_t *out, struct fire_error *err)
{
    *out = open;
    if (cell.size_bytes == 0 || fire_day_from_iso(cell.bytes, (int64_t)cell.size_bytes, out))
        return FIRE_OK;
    return fire_columns_refuse(cell, where, "2025-07-01", err);
}

static fire_status parse_words(const struct fire_text_view cell[],
                               const struct fire_location where[], struct figure *out,
                               struct fire_error *err)
{
    static const char *const levels[] = { "province", "district", "commune", NULL };
    static const char *const definitions[] = { "resident", "registered", NULL };
    static const char *const flags[] = { "", "break", "missing", "suspicious", NULL };
    const int level = word_of(cell[LEVEL], levels);
    const int definition = word_of(cell[DEFINITION], definitions);
    const int flag = word_of(cell[FLAG], flags);
    if (level < 0)
        return fire_columns_refuse(cell[LEVEL], where[LEVEL], "province, district, commune",
                                   err);
    if (definition < 0)
        return fire_columns_refuse(cell[DEFINITION], where[DEFINITION], "resident, registered",
                                   err);
    if (flag < 0)
        return fire_columns_refuse(cell[FLAG], where[FLAG], "break, missing, suspicious", err);
    out->level = (fire_area_level)(FIRE_LEVEL_PROVINCE + level);
    out->definition = definition == 0 ? FIRE_RESIDENT : FIRE_REGISTERED;
    out->is_break = flag == 1;
    out->is_usable = flag < 2;
    return FIRE_OK;
}

static fire_status parse_numbers(const struct fire_text_view cell[],
                                 const struct fire_location where[], struct figure *out,
                                 struct fire_error *err)
{
    int64_t year = 0;
    if (cell[YEAR].size_bytes > 0 &&
        (cell[YEAR].size_bytes != 4 || !parse_count(cell[YEAR], &year)))
        return fire_columns_refuse(cell[YEAR], where[YEAR], "2024", err);
    if (cell[PEOPLE].size_bytes == 0)
        out->is_usable = false;
    else if (!parse_count(cell[PEOPLE], &out->n))
        return fire_columns_refuse(cell[PEOPLE], where[PEOPLE], "1361129", err);
    out->year = (int32_t)year;
    FIRE_TRY(parse_day(cell[FROM], where[FROM], FIRE_DAY_FIRST, &out->from_day, err));
    return parse_day(cell[TO], where[TO], FIRE_DAY_LAST, &out->to_day, err);
}

static fire_status add_row(struct fire_population *population,
                           const struct fire_text_view cell[],
                           const struct fire_location where[], struct fire_error *err)
{
    struct fire_arena *arena = population->arena;
    struct figure *figure = FIRE_TAKE(arena, 1, struct figure);
    if (figure == NULL) return fire_fail_memory(err);
    if (cell[AREA].size_bytes == 0)
        return fire_fail(err, FIRE_EVALUE, where[AREA], "the cell must not be empty");
    FIRE_TRY(parse_words(cell, where, figure, err));
    FIRE_TRY(parse_numbers(cell, where, figure, err));
    if (!say(cell[AREA], arena, &figure->area) || !say(cell[PARENT], arena, &figure->parent))
        return fire_fail_memory(err);
    figure->number = population->n++;
    *population->end = figure;
    population->end = &figure->next;
    return FIRE_OK;
}

/* ---- tables ------------------------------------------------------------------------------ */

fire_status fire_population_ship(struct fire_population *population, struct fire_error *err)
{
    static const struct fire_location nowhere[N_COLUMNS] = { { 0 } };
    for (int32_t i = 0; i < n_shipped_people; i++) {
        struct fire_text_view cell[N_COLUMNS];
        for (int c = 0; c < N_COLUMNS; c++)
            cell[c] = fire_text_of(shipped_people[i].cell[c]);
        FIRE_TRY(add_row(population, cell, nowhere, err));
    }
    return FIRE_OK;
}

fire_status fire_population_load(struct fire_population *population, const char *path,
                                 struct fire_error *err)
{
    struct fire_columns *columns;
    bool more = true;
    FIRE_TRY(fire_columns_open(path, column_name, N_COLUMNS, N_NEEDED, &columns, err));
    fire_status status = FIRE_OK;
    while (status == FIRE_OK) {
        struct fire_text_view cell[N_COLUMNS];
        struct fire_location where[N_COLUMNS];
        status = fire_columns_next(columns, &more, err);
        if (status != FIRE_OK || !more) break;
        for (int c = 0; c < N_COLUMNS; c++) {
            cell[c] = fire_columns_cell(columns, c);
            where[c] = fire_columns_place(columns, c);
        }
        status = add_row(population, cell, where, err);
    }
    fire_columns_close(columns);
    return status;
}

/* ---- which figure it is ------------------------------------------------------------------ */

/* In the place of a unit. */
enum {
    NO_UNIT = -1, /* no table of units knows it: it goes by its name */
    SEVERAL = -2, /* called by the name, or joined to the area       */
};

/* The keys of an area and of those above it, from itself up to its province. */
struct line {
    struct fire_text_view key[FIRE_N_LEVELS];
    int n;
};

static bool line_of(const struct fire_areas *areas, int32_t area, struct fire_arena *arena,
                    struct line *out)
{
    out->n = 0;
    for (; area != FIRE_AREA_COUNTRY; area = fire_area_parent(areas, area)) {
        struct fire_text_view key;
        if (!fire_area_key(fire_area_name(areas, area), arena, &key)) return false;
        out->key[out->n++] = plain_of(key);
    }
    return out->n > 0 && out->key[0].size_bytes > 0;
}

static bool is_named(const struct figure *figure, const struct line *line)
{
    const struct fire_text_view parent = figure->parent.plain;
    if ((int)figure->level != line->n || !fire_text_equal(figure->area.plain, line->key[0]))
        return false;
    for (int i = 1; i < line->n; i++)
        if (fire_text_equal(line->key[i], parent)) return true;
    return parent.size_bytes == 0;
}

static int32_t last_day_of(int32_t year)
{
    int32_t day = FIRE_DAY_LAST; /* of years beyond all days */
    (void)fire_day_from_civil((struct fire_civil){ year, 12, 31 }, &day);
    return day;
}

static bool lies_in(const struct fire_area_units *units, int32_t unit, int32_t day,
                    const struct said *parent)
{
    if (parent->key.size_bytes == 0) return true;
    const int32_t first = units_first_name(units, parent->key);
    for (int32_t above = fire_area_unit_parent(units, unit, day); above >= 0;
         above = fire_area_unit_parent(units, above, day)) {
        if (fire_text_equal(parent->text, fire_text_of(units->unit[above].shown.code)))
            return true;
        for (int32_t i = first; i >= 0; i = units->name[i].next)
            if (units->name[i].unit == above) return true;
    }
    return false;
}

/* The unit that a figure is of: that of its name in the days of the figure, at the end of its
 * year, or where it is of all years on the day asked. */
static int32_t unit_of(const struct fire_area_units *units, const struct figure *figure,
                       int32_t day)
{
    int32_t best = NO_UNIT;
    fire_area_match_how how = FIRE_MATCH_NOTHING;
    if (figure->year != 0) day = last_day_of(figure->year);
    if (day < figure->from_day) day = figure->from_day;
    if (day > figure->to_day) day = figure->to_day;
    const int32_t coded = fire_area_units_by_code(units, figure->area.text, figure->level, day);
    if (coded >= 0 && lies_in(units, coded, day, &figure->parent)) return coded;
    for (int32_t i = units_first_name(units, figure->area.key); i >= 0;
         i = units->name[i].next) {
        const struct unit_name *name = &units->name[i];
        if (units->unit[name->unit].shown.level != figure->level ||
            !unit_is_on(units, name->unit, day) || name->how > how ||
            !lies_in(units, name->unit, day, &figure->parent))
            continue;
        best = name->how < how ? name->unit : SEVERAL;
        how = name->how;
    }
    return best;
}

static bool are_same(const struct fire_area_units *units, int32_t a, int32_t b)
{
    const bool is_ordered = units->unit[a].shown.from_day <= units->unit[b].shown.from_day;
    return is_ordered ? units_are_one(units, a, b) : units_are_one(units, b, a);
}

/* Whose people are asked for. */
struct asked {
    const struct line *line; /* NULL: not by name  */
    int32_t unit;            /* NO_UNIT, SEVERAL   */
    int32_t year;
    int32_t first_day;
    int32_t last_day;
    fire_population_definition definition;
};

static bool is_of(const struct fire_population *population, const struct figure *figure,
                  const struct asked *asked)
{
    if (figure->definition != asked->definition ||
        (figure->year != 0 && figure->year != asked->year) ||
        asked->first_day < figure->from_day || asked->last_day > figure->to_day)
        return false;
    const int32_t unit = population->units == NULL
                             ? NO_UNIT
                             : unit_of(population->units, figure, asked->first_day);
    if (unit == NO_UNIT || asked->unit == NO_UNIT)
        return asked->line != NULL && is_named(figure, asked->line);
    return unit >= 0 && asked->unit >= 0 && are_same(population->units, unit, asked->unit);
}

/* The first figure counts, usable or not. */
static bool find(const struct fire_population *population, const struct asked *asked,
                 struct fire_people *out)
{
    const struct figure *figure = population->first;
    while (figure != NULL && !is_of(population, figure, asked))
        figure = figure->next;
    if (figure == NULL || !figure->is_usable) return false;
    *out = (struct fire_people){ .n = figure->n,
                                 .figure = figure->number,
                                 .is_break = figure->is_break };
    return true;
}

/* ---- areas of a map ------------------------------------------------------------------------ */

static void add(struct fire_people *sum, const struct fire_people *part)
{
    sum->n += part->n;
    sum->is_break = sum->is_break || part->is_break;
}

/* The people of a unit by the tables, or else of all that it was made of, where that went whole
 * into it: changes lead back in time, and what goes whole goes into one unit, so this ends. */
static bool people_of_unit(const struct fire_population *population, const struct asked *asked,
                           struct fire_people *out)
{
    const struct fire_area_units *units = population->units;
    const int32_t unit = asked->unit;
    struct fire_people sum = { .is_sum = true };
    int32_t n = 0;
    if (find(population, asked, out)) return true;
    for (int32_t i = units->first_into[unit]; i < units->first_into[unit + 1]; i++) {
        const struct unit_change *change = &units->change[units->change_into[i]];
        const int32_t old = change->old_unit;
        struct asked part = { .unit = old,
                              .year = asked->year,
                              .first_day = change->day - 1,
                              .last_day = change->day - 1,
                              .definition = asked->definition };
        struct fire_people people;
        if (change->day != units->unit[unit].shown.from_day) continue;
        if (units->first_change[old + 1] - units->first_change[old] > 1 ||
            !people_of_unit(population, &part, &people))
            return false;
        add(&sum, &people);
        n++;
    }
    if (n > 0) *out = sum;
    return n > 0;
}

/* The people of all units that make up an area of the map on a day. */
static bool people_of_members(const struct fire_population *population, int32_t area,
                              struct asked *asked, int32_t day, bool with_parts,
                              struct fire_people *out)
{
    struct fire_people sum = { 0 };
    int32_t n = 0;
    asked->first_day = asked->last_day = day;
    for (int32_t unit = 0; unit < population->units->n_units; unit++) {
        struct fire_people people;
        if (!area_map_has_member(population->map, area, unit, day)) continue;
        asked->unit = unit;
        if (!(with_parts ? people_of_unit(population, asked, &people)
                         : find(population, asked, &people)))
            return false;
        if (n++ == 0) {
            sum = people;
        } else {
            add(&sum, &people);
            sum.is_sum = true;
        }
    }
    if (n > 0) *out = sum;
    return n > 0;
}

/* A day of an era, near to the others. */
static int32_t day_of_era(const struct fire_area_units *units, int32_t era)
{
    return era > 0 || units->n_eras == 1 ? units->era_first[era] : units->era_first[1] - 1;
}

/* An area of several units, which are the same land in all eras: those of the year's era, or else
 * of the one nearest before it, or behind it, of which all people are known. */
static bool people_joined(const struct fire_population *population, int32_t area,
                          struct asked *asked, struct fire_people *out)
{
    const struct fire_area_units *units = population->units;
    const int32_t own = fire_area_units_era(units, last_day_of(asked->year));
    asked->unit = SEVERAL;
    asked->first_day = FIRE_DAY_FIRST;
    asked->last_day = FIRE_DAY_LAST;
    if (find(population, asked, out)) return true; /* a table names the area itself */
    asked->line = NULL;
    for (int32_t i = 0; i < units->n_eras; i++) {
        const int32_t era = i <= own ? own - i : i;
        if (people_of_members(population, area, asked, day_of_era(units, era), false, out))
            return true;
    }
    return false;
}

/* ---- asked ------------------------------------------------------------------------------- */

/* The unit that an area is on all days from first to last; NO_UNIT: no table knows it.
 *   returns  false: it is another one on the last day; or no memory */
static bool unit_of_area(const struct fire_area_units *units, const struct fire_areas *areas,
                         int32_t area, const struct asked *asked, struct fire_arena *arena,
                         int32_t *out)
{
    struct fire_text_view name[N_NAMES];
    struct fire_area_match first;
    struct fire_area_match last;
    *out = NO_UNIT;
    if (units == NULL) return true;
    units_names_of(areas, area, name);
    if (!units_resolve(units, name, asked->first_day, arena, &first) ||
        !units_resolve(units, name, asked->last_day, arena, &last))
        return false;
    if (!fire_area_match_is_whole(&first) || !fire_area_match_is_whole(&last)) return true;
    *out = first.unit;
    return are_same(units, first.unit, last.unit);
}

bool fire_population_of(const struct fire_population *population,
                        const struct fire_areas *areas, int32_t area, int32_t year,
                        int32_t first_day, int32_t last_day,
                        fire_population_definition definition, struct fire_people *out)
{
    struct fire_area_map *map = population->map;
    struct line line;
    struct asked asked = { .line = &line,
                           .unit = NO_UNIT,
                           .year = year,
                           .first_day = first_day,
                           .last_day = last_day,
                           .definition = definition };
    struct fire_people people;
    int32_t day;
    struct fire_arena *arena = fire_arena_create();
    bool is_known = arena != NULL && line_of(areas, area, arena, &line);
    if (is_known && map != NULL && areas == fire_area_map_areas(map)) {
        is_known = area_map_is_of_day(map, &day)
                       ? people_of_members(population, area, &asked, day, true, &people)
                       : people_joined(population, area, &asked, &people);
        if (is_known && people.is_sum) people.figure = population->n + area;
    } else if (is_known) {
        is_known = unit_of_area(population->units, areas, area, &asked, arena, &asked.unit) &&
                   find(population, &asked, &people);
    }
    fire_arena_free(arena);
    if (is_known) *out = people;
    return is_known;
}
