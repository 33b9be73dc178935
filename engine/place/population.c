/* population.c - see firestat/population.h.
 *
 * A table has some hundred rows and a question asks for some hundred figures, so rows are gone
 * through one by one. */
#include "firestat/population.h"

#include "population_shipped.h"

#include "firestat/columns.h"
#include "firestat/date.h"
#include "firestat/text.h"

#include <string.h>

struct figure {
    struct fire_text_view area; /* keys without the type */
    struct fire_text_view parent;
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

/* ---- names ------------------------------------------------------------------------------- */

/* The key of a name without the type of area, unless a number is left. false: no memory */
static bool plain_key(struct fire_text_view name, struct fire_arena *arena,
                      struct fire_text_view *out)
{
    static const char *const types[] = { "tỉnh ",   "thành phố ", "huyện ",
                                         "quận ",   "thị xã ",    "xã ",
                                         "phường ", "thị trấn ",  "đặc khu " };
    if (!fire_area_key(name, arena, out)) return false;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const size_t size = strlen(types[i]);
        if (out->size_bytes <= size || memcmp(out->bytes, types[i], size) != 0) continue;
        if (out->bytes[size] >= '0' && out->bytes[size] <= '9') return true;
        out->bytes += size;
        out->size_bytes -= size;
        return true;
    }
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
    if (!plain_key(cell[AREA], arena, &figure->area) ||
        !plain_key(cell[PARENT], arena, &figure->parent))
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

/* ---- asked ------------------------------------------------------------------------------- */

/* The keys of an area and of those above it, from itself up to its province. */
struct line {
    struct fire_text_view key[FIRE_N_LEVELS];
    int n;
};

static bool is_under(const struct line *line, struct fire_text_view parent)
{
    if (parent.size_bytes == 0) return true;
    for (int i = 1; i < line->n; i++)
        if (fire_text_equal(line->key[i], parent)) return true;
    return false;
}

static bool line_of(const struct fire_areas *areas, int32_t area, struct fire_arena *arena,
                    struct line *out)
{
    out->n = 0;
    for (; area != FIRE_AREA_COUNTRY; area = fire_area_parent(areas, area))
        if (!plain_key(fire_area_name(areas, area), arena, &out->key[out->n++])) return false;
    return out->n > 0 && out->key[0].size_bytes > 0;
}

bool fire_population_of(const struct fire_population *population,
                        const struct fire_areas *areas, int32_t area, int32_t year,
                        int32_t first_day, int32_t last_day,
                        fire_population_definition definition, struct fire_people *out)
{
    const fire_area_level level = fire_area_level_of(areas, area);
    const struct figure *found = NULL;
    struct line line;
    struct fire_arena *arena = fire_arena_create();
    const bool has_line = arena != NULL && line_of(areas, area, arena, &line);
    for (const struct figure *figure = population->first; has_line && figure != NULL;
         figure = figure->next) {
        if (figure->level != level || figure->definition != definition ||
            (figure->year != 0 && figure->year != year) || first_day < figure->from_day ||
            last_day > figure->to_day || !fire_text_equal(figure->area, line.key[0]) ||
            !is_under(&line, figure->parent))
            continue;
        found = figure;
        break;
    }
    fire_arena_free(arena);
    if (found == NULL || !found->is_usable) return false;
    *out = (struct fire_people){ found->n, found->number, found->is_break };
    return true;
}
