/* units.c - see units.h.
 *
 * The table of matches begins with the columns of aliases.csv: an analyst fills in a code where
 * it is empty and imports the same file. */
#include "units.h"

#include "firestat/date.h"
#include "firestat/store.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define N_NAMES (FIRE_N_LEVELS - 1)

static bool has_tables(const char *folder)
{
    char path[4096];
    bool is_any = false;
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++) {
        const int size = snprintf(path, sizeof path, "%s/%s.csv", folder,
                                  fire_area_table_name((fire_area_table)table));
        is_any = is_any || (size < (int)sizeof path && access(path, F_OK) == 0);
    }
    return is_any;
}

static fire_status add_of_store(struct session *session, const char *path,
                                struct fire_area_units *units)
{
    struct fire_store *store = NULL;
    if (!fire_store_is(path)) return FIRE_OK;
    fire_status status = fire_store_open(path, FIRE_STORE_READ, &store, &session->err);
    if (status == FIRE_OK) status = fire_store_add_areas(store, units, &session->err);
    fire_store_close(store);
    return status;
}

static fire_status settle(struct session *session, fire_status status,
                          struct fire_area_units *units, struct fire_area_units **out)
{
    if (status == FIRE_OK) status = fire_area_units_settle(units, &session->err);
    if (status != FIRE_OK) {
        fire_area_units_free(units);
        return status;
    }
    *out = units;
    return FIRE_OK;
}

fire_status units_of_source(struct session *session, const char *path,
                            struct fire_area_units **out)
{
    const char *profile = session->options.profile;
    struct fire_error *err = &session->err;
    struct fire_area_units *units = NULL;
    FIRE_TRY(fire_area_units_create(&units, err));
    fire_status status = fire_area_units_ship(units, err);
    if (status == FIRE_OK) status = add_of_store(session, path, units);
    if (status == FIRE_OK && profile != NULL && has_tables(profile))
        status = fire_area_units_load(units, profile, err);
    return settle(session, status, units, out);
}

static int32_t count_lines(const struct fire_area_units *units)
{
    int32_t n = 0;
    for (int table = 0; table < FIRE_N_AREA_TABLES; table++)
        n += fire_area_units_n_lines(units, (fire_area_table)table);
    return n;
}

fire_status units_for_order(struct session *session, const char *path, fire_area_level level,
                            struct fire_area_units **out)
{
    const char *profile = session->options.profile;
    struct fire_area_units *units = NULL;
    if (level > FIRE_LEVEL_PROVINCE || (profile != NULL && has_tables(profile)))
        return units_of_source(session, path, out);
    FIRE_TRY(fire_area_units_create(&units, &session->err));
    fire_status status = fire_area_units_ship_provinces(units, &session->err);
    const int32_t n_shipped = count_lines(units);
    if (status == FIRE_OK) status = add_of_store(session, path, units);
    if (status != FIRE_OK || count_lines(units) == n_shipped)
        return settle(session, status, units, out);
    fire_area_units_free(units); /* the store has tables of its own: they may need all others */
    return units_of_source(session, path, out);
}

/* ---- cells --------------------------------------------------------------------------------- */

/* A row as CSV, or as columns with two spaces between them. */
static void add_row(struct fire_buffer *out, bool as_csv, const struct fire_text_view cell[],
                    const int width[], int n)
{
    for (int i = 0; i < n; i++) {
        const char end = i + 1 < n ? ',' : '\n';
        if (as_csv) {
            fire_buffer_add_csv_cell(out, cell[i], end);
            continue;
        }
        fire_buffer_add_view(out, cell[i]);
        if (i + 1 < n)
            fire_buffer_repeat(out, ' ',
                               width[i] - fire_text_columns(cell[i]) > 0
                                   ? width[i] - fire_text_columns(cell[i]) + 2
                                   : 2);
        else
            fire_buffer_add_text(out, "\n");
    }
}

static struct fire_text_view day_text(int32_t day, char out[11])
{
    if (day <= FIRE_DAY_FIRST || day >= FIRE_DAY_LAST) return fire_text_of("");
    fire_day_to_iso(day, out);
    return fire_text_of(out);
}

/* A word of the tables that programs read, and the same for people. */
struct heading {
    const char *word;
    const char *said; /* English, to be said in the user's language */
};

static struct fire_text_view heading_text(const struct session *session, bool as_csv,
                                          struct heading heading)
{
    return fire_text_of(as_csv ? heading.word : session->say(heading.said));
}

void units_list(const struct session *session, const struct fire_area_units *units, bool as_csv,
                struct fire_buffer *out)
{
    static const int width[FIRE_N_AREA_COLUMNS] = { 5, 10, 10, 8, 8, 32, 0 };
    static const char *const heads[FIRE_N_AREA_COLUMNS] = {
        "Code", "First day", "Last day", "Level", "Lies in", "Name", "Other names"
    };
    static const struct heading levels[] = { [FIRE_LEVEL_PROVINCE] = { "province", "province" },
                                             [FIRE_LEVEL_DISTRICT] = { "district", "district" },
                                             [FIRE_LEVEL_COMMUNE] = { "commune", "commune" } };
    struct fire_text_view cell[FIRE_N_AREA_COLUMNS];
    int32_t n_columns = 0;
    const char *const *column = fire_area_table_columns(FIRE_AREA_TABLE_UNITS, &n_columns);
    for (int32_t i = 0; i < n_columns; i++)
        cell[i] = heading_text(session, as_csv, (struct heading){ column[i], heads[i] });
    add_row(out, as_csv, cell, width, n_columns);
    for (int32_t u = 0; u < fire_area_units_n(units); u++) {
        const struct fire_area_unit *unit = fire_area_unit_at(units, u);
        const int32_t parent = fire_area_unit_parent(units, u, unit->to_day);
        char from[11];
        char to[11];
        cell[0] = fire_text_of(unit->code);
        cell[1] = day_text(unit->from_day, from);
        cell[2] = day_text(unit->to_day, to);
        cell[3] = heading_text(session, as_csv, levels[unit->level]);
        cell[4] = fire_text_of(parent < 0 ? "" : fire_area_unit_at(units, parent)->code);
        cell[5] = fire_text_of(unit->name);
        cell[6] = fire_text_of(unit->aliases);
        add_row(out, as_csv, cell, width, n_columns);
    }
}

/* ---- what is written --------------------------------------------------------------------------- */

/* Rows of one area in one era. */
struct written {
    int64_t n_rows;
    int32_t first_day;
    int32_t last_day;
};

static struct written *count_rows(const struct fire_area_units *units,
                                  const struct source *source)
{
    const int32_t n_eras = fire_area_units_n_eras(units);
    const size_t n = (size_t)fire_areas_n(source->areas) * (size_t)n_eras;
    struct written *written = FIRE_TAKE(source->arena, n, struct written);
    for (int64_t i = 0; written != NULL && i < fire_table_n_batches(source->table); i++) {
        int32_t n_fields;
        const struct fire_batch *batch = fire_table_batch(source->table, i, &n_fields);
        const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
        for (int64_t row = 0; row < batch->n_rows; row++) {
            if (batch->alive != NULL && (batch->alive[row >> 6] >> (row & 63) & 1u) == 0)
                continue;
            struct written *at = &written[(size_t)batch->area[row] * (size_t)n_eras +
                                          (size_t)fire_area_units_era(units, day[row])];
            if (at->n_rows == 0 || day[row] < at->first_day) at->first_day = day[row];
            if (at->n_rows == 0 || day[row] > at->last_day) at->last_day = day[row];
            at->n_rows++;
        }
    }
    return written;
}

static struct heading how_text(const struct fire_area_match *match)
{
    static const struct heading hows[] = {
        [FIRE_MATCH_UNKNOWN] = { "unknown", "not known" },
        [FIRE_MATCH_AMBIGUOUS] = { "ambiguous", "may be several" },
        [FIRE_MATCH_DECIDED] = { "decided", "as decided" },
        [FIRE_MATCH_CODE] = { "code", "by code" },
        [FIRE_MATCH_NAME] = { "name", "by name" },
        [FIRE_MATCH_ALIAS] = { "alias", "by another name" },
        [FIRE_MATCH_BARE] = { "bare", "by name without type" },
        [FIRE_MATCH_NOTHING] = { "nothing", "not said" },
    };
    return hows[match->how];
}

/* "24802 Phường 3; 24829 Phường B'Lao" */
static fire_status add_suggestions(struct session *session, const struct fire_area_units *units,
                                   const struct fire_text_view name[N_NAMES], int32_t day,
                                   const struct fire_area_match *match, struct fire_buffer *out)
{
    int32_t unit[FIRE_N_SUGGESTIONS];
    const int32_t n = fire_area_units_suggest(units, name, day, match, unit);
    if (n < 0) return fire_fail_memory(&session->err);
    for (int32_t i = 0; i < n; i++)
        fire_buffer_printf(out, "%s%s %s", i == 0 ? "" : "; ",
                           fire_area_unit_at(units, unit[i])->code,
                           fire_area_unit_at(units, unit[i])->name);
    return FIRE_OK;
}

enum {
    PROVINCE,
    DISTRICT,
    COMMUNE,
    CODE,
    ON,
    ROWS,
    FROM,
    TO,
    NAME,
    HOW,
    SUGGESTION,
    N_COLUMNS
};
static const int widths[N_COLUMNS] = { 16, 20, 26, 5, 10, 7, 10, 10, 26, 22, 0 };

static fire_status add_match(struct session *session, const struct fire_area_units *units,
                             const struct fire_text_view name[N_NAMES],
                             const struct fire_area_match *match, const struct written *written,
                             bool as_csv, struct fire_buffer *out)
{
    struct fire_text_view cell[N_COLUMNS];
    struct fire_buffer suggestions = { 0 };
    char day[3][11];
    char n_rows[24];
    FIRE_TRY(add_suggestions(session, units, name, written->first_day, match, &suggestions));
    const bool is_whole = fire_area_match_is_whole(match);
    const struct fire_area_unit *unit = is_whole ? fire_area_unit_at(units, match->unit) : NULL;
    for (int i = 0; i < N_NAMES; i++)
        cell[i] = name[i];
    snprintf(n_rows, sizeof n_rows, "%lld", (long long)written->n_rows);
    cell[CODE] = fire_text_of(is_whole ? unit->code : "");
    cell[ON] = day_text(is_whole && match->is_other_day ? match->unit_day : FIRE_DAY_FIRST,
                        day[0]);
    cell[ROWS] = fire_text_of(n_rows);
    cell[FROM] = day_text(written->first_day, day[1]);
    cell[TO] = day_text(written->last_day, day[2]);
    cell[NAME] = fire_text_of(is_whole ? unit->name : "");
    cell[HOW] = heading_text(session, as_csv, how_text(match));
    cell[SUGGESTION] = (struct fire_text_view){ suggestions.bytes, suggestions.size_bytes };
    add_row(out, as_csv, cell, widths, N_COLUMNS);
    out->failed = out->failed || suggestions.failed;
    fire_buffer_finish(&suggestions);
    return FIRE_OK;
}

/* Do two eras of one place mean units of one code in the same way? */
static bool is_alike(const struct fire_area_units *units, const struct fire_area_match *a,
                     const struct fire_area_match *b)
{
    if (a->how != b->how || a->is_other_day != b->is_other_day ||
        (a->is_other_day && a->unit_day != b->unit_day) || (a->unit < 0) != (b->unit < 0))
        return false;
    return a->unit < 0 || strcmp(fire_area_unit_at(units, a->unit)->code,
                                 fire_area_unit_at(units, b->unit)->code) == 0;
}

/* One place in all eras; those that mean the same are one row.
 *   written   [n_eras] of the place */
static fire_status add_area(struct session *session, const struct fire_area_units *units,
                            const struct fire_text_view name[N_NAMES],
                            const struct written written[], bool as_csv,
                            struct fire_buffer *out)
{
    struct fire_area_match match = { 0 };
    struct written sum = { 0 };
    for (int32_t era = 0; era < fire_area_units_n_eras(units); era++) {
        struct fire_area_match next;
        if (written[era].n_rows == 0) continue;
        FIRE_TRY(
            fire_area_units_resolve(units, name, written[era].first_day, &next, &session->err));
        if (sum.n_rows > 0 && is_alike(units, &match, &next)) {
            sum.n_rows += written[era].n_rows;
            sum.last_day = written[era].last_day;
            continue;
        }
        if (sum.n_rows > 0)
            FIRE_TRY(add_match(session, units, name, &match, &sum, as_csv, out));
        match = next;
        sum = written[era];
    }
    return sum.n_rows == 0 ? FIRE_OK
                           : add_match(session, units, name, &match, &sum, as_csv, out);
}

fire_status units_match(struct session *session, const struct fire_area_units *units,
                        const struct source *source, bool as_csv, struct fire_buffer *out)
{
    static const struct heading heads[N_COLUMNS] = { [PROVINCE] = { "province", "Province" },
                                                     [DISTRICT] = { "district", "District" },
                                                     [COMMUNE] = { "commune", "Commune" },
                                                     [CODE] = { "code", "Code" },
                                                     [ON] = { "on", "As on" },
                                                     [ROWS] = { "rows", "Rows" },
                                                     [FROM] = { "from", "First day" },
                                                     [TO] = { "to", "Last day" },
                                                     [NAME] = { "name", "Official name" },
                                                     [HOW] = { "how", "Found" },
                                                     [SUGGESTION] = { "suggestion",
                                                                      "May be" } };
    const int32_t n_eras = fire_area_units_n_eras(units);
    const struct written *written = count_rows(units, source);
    struct fire_text_view cell[N_COLUMNS];
    if (written == NULL) return fire_fail_memory(&session->err);
    for (int i = 0; i < N_COLUMNS; i++)
        cell[i] = heading_text(session, as_csv, heads[i]);
    add_row(out, as_csv, cell, widths, N_COLUMNS);
    for (int32_t node = 0; node < fire_areas_n(source->areas); node++) {
        struct fire_text_view name[N_NAMES];
        for (int i = 0; i < N_NAMES; i++) {
            const fire_area_level level = (fire_area_level)(i + 1);
            const int32_t at = fire_areas_at_level(source->areas, level)[node];
            name[i] = level <= fire_area_level_of(source->areas, node)
                          ? fire_area_name(source->areas, at)
                          : fire_text_of("");
        }
        FIRE_TRY(add_area(session, units, name, &written[(size_t)node * (size_t)n_eras], as_csv,
                          out));
    }
    return FIRE_OK;
}
