/* unit_tables.c - the three tables of areas: a line of each, a file, a folder, those shipped. */
#include "units.h"

#include "shipped_areas.h"

#include "firestat/date.h"
#include "firestat/reader.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { CODE, FROM, TO, LEVEL, PARENT, NAME, ALIASES };  /* of units   */
enum { DATE, OLD_CODE, NEW_CODE, WEIGHT, BASIS };       /* of changes */
enum { PROVINCE, DISTRICT, COMMUNE, DECIDED_CODE, ON }; /* of aliases */

static const struct {
    const char *name;
    const char *column[FIRE_N_AREA_COLUMNS];
    int32_t n_columns;
    uint32_t needed;   /* columns that a file must have, as bits */
    const char *marks; /* the column by which the table is known */
} kinds[FIRE_N_AREA_TABLES] = {
    [FIRE_AREA_TABLE_UNITS] = { "units",
                                { "code", "valid_from", "valid_to", "level", "parent", "name",
                                  "aliases" },
                                7,
                                1u << CODE | 1u << LEVEL | 1u << NAME,
                                "level" },
    [FIRE_AREA_TABLE_CHANGES] = { "changes",
                                  { "date", "old_code", "new_code", "weight", "basis" },
                                  5,
                                  1u << DATE | 1u << OLD_CODE | 1u << NEW_CODE,
                                  "old_code" },
    [FIRE_AREA_TABLE_ALIASES] = { "aliases",
                                  { "province", "district", "commune", "code", "on" },
                                  5,
                                  1u << DECIDED_CODE,
                                  "commune" },
};

const char *const *fire_area_table_columns(fire_area_table table, int32_t *out_n)
{
    *out_n = kinds[table].n_columns;
    return kinds[table].column;
}

const char *fire_area_table_name(fire_area_table table)
{
    return kinds[table].name;
}

/* ---- cells ------------------------------------------------------------------------------ */

bool units_day(struct fire_text_view cell, int32_t open, int32_t *out)
{
    if (cell.size_bytes == 0) {
        *out = open;
        return true;
    }
    return fire_day_from_iso(cell.bytes, (int64_t)cell.size_bytes, out);
}

bool units_level(struct fire_text_view cell, fire_area_level *out)
{
    static const char *const names[] = { "province", "district", "commune" };
    for (int i = 0; i < N_NAMES; i++) {
        if (!fire_text_equal(cell, fire_text_of(names[i]))) continue;
        *out = (fire_area_level)(FIRE_LEVEL_PROVINCE + i);
        return true;
    }
    return false;
}

bool units_weight(struct fire_text_view cell, int64_t *out)
{
    int64_t weight = 0;
    if (cell.size_bytes > 10) return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9') return false;
        weight = weight * 10 + (cell.bytes[i] - '0');
    }
    if (weight > INT64_C(8000000000)) return false;
    *out = cell.size_bytes == 0 ? -1 : weight;
    return true;
}

static fire_status not_in_form(struct fire_location where, const char *column,
                               struct fire_text_view value, const char *wanted,
                               struct fire_error *err)
{
    where.column = column;
    return fire_fail(err, FIRE_EVALUE, where, "'%.*s' is not in form; it can be: %s",
                     (int)fire_text_cut(value, 80), value.bytes, wanted);
}

static fire_status need(struct fire_location where, const char *column,
                        struct fire_text_view value, struct fire_error *err)
{
    where.column = column;
    if (value.size_bytes > 0) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, where, "the cell must not be empty");
}

static fire_status check_unit(const struct fire_text_view cell[], struct fire_location where,
                              struct fire_error *err)
{
    int32_t from;
    int32_t to;
    fire_area_level level;
    FIRE_TRY(need(where, "code", cell[CODE], err));
    FIRE_TRY(need(where, "name", cell[NAME], err));
    if (!units_day(cell[FROM], FIRE_DAY_FIRST, &from))
        return not_in_form(where, "valid_from", cell[FROM], "2025-07-01", err);
    if (!units_day(cell[TO], FIRE_DAY_LAST, &to))
        return not_in_form(where, "valid_to", cell[TO], "2025-06-30", err);
    if (!units_level(cell[LEVEL], &level))
        return not_in_form(where, "level", cell[LEVEL], "province, district, commune", err);
    where.column = "valid_to";
    if (to < from)
        return fire_fail(err, FIRE_EVALUE, where, "the last day lies before the first");
    return FIRE_OK;
}

static fire_status check_change(const struct fire_text_view cell[], struct fire_location where,
                                struct fire_error *err)
{
    static const char *const bases[] = { "whole", "population", "area", "equal", "" };
    int32_t day;
    int64_t weight;
    FIRE_TRY(need(where, "date", cell[DATE], err));
    FIRE_TRY(need(where, "old_code", cell[OLD_CODE], err));
    FIRE_TRY(need(where, "new_code", cell[NEW_CODE], err));
    if (!units_day(cell[DATE], 0, &day))
        return not_in_form(where, "date", cell[DATE], "2025-07-01", err);
    if (!units_weight(cell[WEIGHT], &weight))
        return not_in_form(where, "weight", cell[WEIGHT], "0..8000000000", err);
    for (size_t i = 0; i < sizeof bases / sizeof bases[0]; i++)
        if (fire_text_equal(cell[BASIS], fire_text_of(bases[i]))) return FIRE_OK;
    return not_in_form(where, "basis", cell[BASIS], "whole, population, area, equal", err);
}

static fire_status check_alias(const struct fire_text_view cell[], struct fire_location where,
                               struct fire_error *err)
{
    int32_t day;
    if (!units_day(cell[ON], 0, &day))
        return not_in_form(where, "on", cell[ON], "2025-07-01", err);
    where.column = "commune";
    if (cell[PROVINCE].size_bytes + cell[DISTRICT].size_bytes + cell[COMMUNE].size_bytes == 0)
        return fire_fail(err, FIRE_EVALUE, where, "the cell must not be empty");
    return FIRE_OK;
}

/* ---- a line ------------------------------------------------------------------------------ */

static bool join(const struct fire_text_view part[], int32_t n, struct fire_arena *arena,
                 struct fire_text_view *out)
{
    size_t size = 0;
    for (int32_t i = 0; i < n; i++)
        size += part[i].size_bytes + 1;
    char *text = FIRE_TAKE(arena, size, char);
    if (text == NULL) return false;
    char *at = text;
    for (int32_t i = 0; i < n; i++) {
        if (part[i].size_bytes > 0) memcpy(at, part[i].bytes, part[i].size_bytes);
        at += part[i].size_bytes;
        *at++ = '\n'; /* no clean text holds one */
    }
    *out = (struct fire_text_view){ text, size };
    return true;
}

bool units_join_keys(const struct fire_text_view key[N_NAMES], struct fire_arena *arena,
                     struct fire_text_view *out)
{
    return join(key, N_NAMES, arena, out);
}

/* What makes two lines of a table one. */
static bool line_key(fire_area_table table, const struct fire_text_view cell[],
                     struct fire_arena *arena, struct fire_text_view *out)
{
    struct fire_text_view part[N_NAMES];
    if (table == FIRE_AREA_TABLE_UNITS) return join(cell, 2, arena, out);
    if (table == FIRE_AREA_TABLE_CHANGES) return join(cell, 3, arena, out);
    for (int i = 0; i < N_NAMES; i++)
        if (!fire_area_key(cell[i], arena, &part[i])) return false;
    return join(part, N_NAMES, arena, out);
}

static bool keep_line(struct fire_area_units *units, fire_area_table table,
                      const struct fire_text_view cell[], struct fire_location where)
{
    struct unit_table *into = &units->table[table];
    const uint32_t n = fire_dictionary_n(into->keys);
    struct fire_text_view key;
    uint32_t at = 0;
    if (n + (size_t)1 > into->capacity) {
        void *grown = fire_array_grow(into->line, &into->capacity, (size_t)n + 1,
                                      sizeof *into->line);
        if (grown == NULL) return false;
        into->line = grown;
    }
    if (!line_key(table, cell, units->arena, &key) ||
        !fire_dictionary_add(into->keys, key, fire_text_of(""), &at))
        return false;
    struct unit_line line = { .where = where };
    line.where.column = NULL;
    for (int32_t i = 0; i < FIRE_N_AREA_COLUMNS; i++) {
        const size_t size = i < kinds[table].n_columns ? cell[i].size_bytes : 0;
        line.cell[i].bytes = fire_arena_copy(units->arena, size > 0 ? cell[i].bytes : "", size);
        line.cell[i].size_bytes = size;
        if (line.cell[i].bytes == NULL) return false;
    }
    into->line[at] = line;
    return true;
}

fire_status fire_area_units_add(struct fire_area_units *units, fire_area_table table,
                                const struct fire_text_view cell[], struct fire_location where,
                                struct fire_error *err)
{
    struct fire_text_view clean[FIRE_N_AREA_COLUMNS];
    for (int32_t i = 0; i < kinds[table].n_columns; i++)
        if (!fire_text_clean(cell[i], units->arena, &clean[i])) return fire_fail_memory(err);
    if (table == FIRE_AREA_TABLE_ALIASES && clean[DECIDED_CODE].size_bytes == 0) return FIRE_OK;
    if (table == FIRE_AREA_TABLE_UNITS)
        FIRE_TRY(check_unit(clean, where, err));
    else if (table == FIRE_AREA_TABLE_CHANGES)
        FIRE_TRY(check_change(clean, where, err));
    else
        FIRE_TRY(check_alias(clean, where, err));
    return keep_line(units, table, clean, where) ? FIRE_OK : fire_fail_memory(err);
}

fire_status fire_area_units_find_line(struct fire_area_units *units, fire_area_table table,
                                      const struct fire_text_view cell[], int32_t *out,
                                      struct fire_error *err)
{
    struct fire_text_view key;
    uint32_t at = 0;
    if (!line_key(table, cell, units->arena, &key)) return fire_fail_memory(err);
    *out = fire_dictionary_find(units->table[table].keys, key, &at) ? (int32_t)at : -1;
    return FIRE_OK;
}

int32_t fire_area_units_n_lines(const struct fire_area_units *units, fire_area_table table)
{
    return (int32_t)fire_dictionary_n(units->table[table].keys);
}

const struct fire_text_view *fire_area_units_line(const struct fire_area_units *units,
                                                  fire_area_table table, int32_t line)
{
    return units->table[table].line[line].cell;
}

static fire_status ship_unit(struct fire_area_units *units, const struct shipped_area_unit *row,
                             struct fire_error *err)
{
    const struct fire_text_view cell[] = {
        fire_text_of(row->code),   fire_text_of(row->valid_from), fire_text_of(row->valid_to),
        fire_text_of(row->level),  fire_text_of(row->parent),     fire_text_of(row->name),
        fire_text_of(row->aliases)
    };
    return fire_area_units_add(units, FIRE_AREA_TABLE_UNITS, cell, FIRE_NOWHERE, err);
}

fire_status fire_area_units_ship(struct fire_area_units *units, struct fire_error *err)
{
    for (size_t i = 0; i < n_shipped_area_units; i++)
        FIRE_TRY(ship_unit(units, &shipped_area_units[i], err));
    for (size_t i = 0; i < n_shipped_area_changes; i++) {
        const struct shipped_area_change *row = &shipped_area_changes[i];
        const struct fire_text_view cell[] = {
            fire_text_of(row->date), fire_text_of(row->old_code), fire_text_of(row->new_code),
            fire_text_of(row->weight), fire_text_of(row->basis)
        };
        FIRE_TRY(fire_area_units_add(units, FIRE_AREA_TABLE_CHANGES, cell, FIRE_NOWHERE, err));
    }
    return FIRE_OK;
}

fire_status fire_area_units_ship_provinces(struct fire_area_units *units,
                                           struct fire_error *err)
{
    for (size_t i = 0; i < n_shipped_area_units; i++)
        if (strcmp(shipped_area_units[i].level, "province") == 0)
            FIRE_TRY(ship_unit(units, &shipped_area_units[i], err));
    return FIRE_OK;
}

/* ---- files ------------------------------------------------------------------------------- */

struct listing {
    struct fire_reader *reader;
    struct fire_record record;
    fire_area_table table;
    int32_t at[FIRE_N_AREA_COLUMNS]; /* position of each column; -1: not there */
};

static int32_t position(const struct fire_record *head, const char *column)
{
    for (int32_t i = 0; i < head->n_cells; i++)
        if (fire_text_equal(head->cell[i], fire_text_of(column))) return i;
    return -1;
}

/* Which table it is, and where its columns are. */
static fire_status read_head(struct listing *listing, const char *path, struct fire_error *err)
{
    const struct fire_location where = { .file = path, .line = listing->record.line };
    int table = 0;
    while (table < FIRE_N_AREA_TABLES && position(&listing->record, kinds[table].marks) < 0)
        table++;
    if (table == FIRE_N_AREA_TABLES)
        return fire_fail(err, FIRE_ESCHEMA, where,
                         "this is no table of areas: it has none of the columns 'level', "
                         "'old_code', 'commune'");
    listing->table = (fire_area_table)table;
    for (int32_t c = 0; c < kinds[table].n_columns; c++) {
        listing->at[c] = position(&listing->record, kinds[table].column[c]);
        if (listing->at[c] < 0 && (kinds[table].needed >> c & 1u) != 0)
            return fire_fail(err, FIRE_ESCHEMA, where, "the table needs a column '%s'",
                             kinds[table].column[c]);
    }
    return FIRE_OK;
}

static fire_status read_lines(struct fire_area_units *units, struct listing *listing,
                              const char *path, struct fire_error *err)
{
    bool more = false;
    FIRE_TRY(fire_reader_next(listing->reader, &listing->record, &more, err));
    FIRE_TRY(read_head(listing, path, err));
    for (;;) {
        struct fire_text_view cell[FIRE_N_AREA_COLUMNS];
        FIRE_TRY(fire_reader_next(listing->reader, &listing->record, &more, err));
        if (!more) return FIRE_OK;
        const struct fire_location where = { .file = path, .line = listing->record.line };
        if (listing->record.fault != FIRE_FAULT_NONE)
            return fire_fail(err, FIRE_ESYNTAX, where, "this line is not CSV");
        for (int32_t c = 0; c < FIRE_N_AREA_COLUMNS; c++) {
            const int32_t at = c < kinds[listing->table].n_columns ? listing->at[c] : -1;
            const bool is_there = at >= 0 && at < listing->record.n_cells;
            cell[c] = is_there ? listing->record.cell[at] : fire_text_of("");
        }
        FIRE_TRY(fire_area_units_add(units, listing->table, cell, where, err));
    }
}

static fire_status load_file(struct fire_area_units *units, const char *path,
                             struct fire_error *err)
{
    const struct fire_reader_options options = { 0 };
    struct listing listing = { 0 };
    const char *kept = fire_arena_copy(units->arena, path, strlen(path)); /* lines name it */
    if (kept == NULL) return fire_fail_memory(err);
    fire_status status = fire_reader_open(kept, &options, &listing.reader, err);
    if (status == FIRE_OK) status = read_lines(units, &listing, kept, err);
    fire_reader_close(listing.reader);
    return status;
}

fire_status fire_area_units_load(struct fire_area_units *units, const char *path,
                                 struct fire_error *err)
{
    struct stat found;
    bool is_any = false;
    if (stat(path, &found) != 0 || !S_ISDIR(found.st_mode)) return load_file(units, path, err);
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++) {
        const size_t size = strlen(path) + strlen(kinds[table].name) + sizeof "/.csv";
        char *name = FIRE_TAKE(units->arena, size, char);
        if (name == NULL) return fire_fail_memory(err);
        snprintf(name, size, "%s/%s.csv", path, kinds[table].name);
        if (access(name, F_OK) != 0) continue;
        is_any = true;
        FIRE_TRY(load_file(units, name, err));
    }
    if (is_any) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, (struct fire_location){ .file = path },
                     "the folder has no units.csv, changes.csv or aliases.csv");
}
