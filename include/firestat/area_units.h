/* area_units.h - areas as the law has them: units with codes, names, days from which to which.
 *
 * The tree of place.h holds areas as clerks wrote them. Beside it stand tables of official units
 * (datasets/areas-vn ships some, an office adds its own), of what became of them on which day,
 * and of what an analyst decided a way of writing means:
 *
 *     fire_area_units_create(&units, err);
 *     fire_area_units_ship(units, err);                      those of the program
 *     fire_area_units_load(units, "our-areas", err);         units.csv, changes.csv, aliases.csv
 *     fire_area_units_settle(units, err);                    checked and linked; now ask
 *     fire_area_units_resolve(units, names, day, &match, err);
 *     fire_area_map_at(units, day, &map, err);               area_map.h: restated to a day
 *     fire_area_units_free(units);
 *
 * A unit is known by its code and the days it stands for: codes are used again (682 was Đạ Tẻh,
 * then Đạ Huoai), names too. Codes are text, zeros in front are part of them.
 *
 * Thread use: one thread per units; settled, the functions that take them const may be called
 * by any number of readers. */
#ifndef FIRESTAT_AREA_UNITS_H
#define FIRESTAT_AREA_UNITS_H
#include "firestat/error.h"
#include "firestat/place.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_area_units;

fire_status fire_area_units_create(struct fire_area_units **out,
                                   struct fire_error *err) FIRE_MUST_CHECK;
void fire_area_units_free(struct fire_area_units *units); /* NULL is fine */

/* ---- filling --------------------------------------------------------------------------- */

/* Add the tables that are part of the program.
 *   errors   FIRE_ENOMEM */
fire_status fire_area_units_ship(struct fire_area_units *units,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Only the provinces among them, which nothing else is known of then: enough for their order, at
 * a tenth of the cost. */
fire_status fire_area_units_ship_provinces(struct fire_area_units *units,
                                           struct fire_error *err) FIRE_MUST_CHECK;

/* Add the tables of a folder (units.csv, changes.csv, aliases.csv, those that are there), or one
 * file, which its columns tell apart:
 *
 *   units     code,valid_from,valid_to,level,parent,name,aliases
 *   changes   date,old_code,new_code,weight,basis
 *   aliases   province,district,commune,code,on
 *
 * Days are ISO, both ends inside; empty: open. `level` is province, district or commune, `parent`
 * the code of the unit above, `aliases` other names with "|" between. A change says what of the
 * unit old_code of the day before went into new_code; the only one of its unit means all of it;
 * `weight` is a whole number in the measure `basis` (population, area, whole; empty weight: not
 * known). An alias says that the three cells (empty: not said) mean the unit of a code as it was
 * `on` a day (empty: on the day of the row); lines without a code are passed over. A later line
 * of the same unit (code and valid_from), change or alias takes the place of an earlier one.
 *   errors   FIRE_EIO; FIRE_ESCHEMA: a column is missing, or the columns are of no such table;
 *            FIRE_EVALUE: a cell is not in its form; FIRE_ENODATA: no table in the folder;
 *            FIRE_ENOMEM; as of a reader */
fire_status fire_area_units_load(struct fire_area_units *units, const char *path,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* The same, a line at a time, for whoever keeps the tables elsewhere (the store). Texts are
 * copied and in the form of the tables; cells in their order.
 *   where    names the line in messages */
typedef enum {
    FIRE_AREA_TABLE_UNITS = 0,
    FIRE_AREA_TABLE_CHANGES,
    FIRE_AREA_TABLE_ALIASES,
} fire_area_table;

#define FIRE_N_AREA_TABLES  3
#define FIRE_N_AREA_COLUMNS 7 /* of the widest */

fire_status fire_area_units_add(struct fire_area_units *units, fire_area_table table,
                                const struct fire_text_view cell[], struct fire_location where,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* The columns of a table, their number, and the name of its file without ".csv". */
const char *const *fire_area_table_columns(fire_area_table table, int32_t *out_n);
const char *fire_area_table_name(fire_area_table table);

/* Lines as they were added, later ones of the same key in the place of earlier ones. Borrowed. */
int32_t fire_area_units_n_lines(const struct fire_area_units *units, fire_area_table table);
const struct fire_text_view *fire_area_units_line(const struct fire_area_units *units,
                                                  fire_area_table table, int32_t line);

/* The line that one with these cells would take the place of; *out -1: none.
 *   errors   FIRE_ENOMEM */
fire_status fire_area_units_find_line(struct fire_area_units *units, fire_area_table table,
                                      const struct fire_text_view cell[], int32_t *out,
                                      struct fire_error *err) FIRE_MUST_CHECK;

/* End of filling: find parents and both ends of changes, order the units, find the eras.
 *   errors   FIRE_EVALUE: two units of one code on one day; a parent, or an end of a change, that
 *            no unit is on that day; FIRE_ENOMEM */
fire_status fire_area_units_settle(struct fire_area_units *units,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* ---- units ------------------------------------------------------------------------------ */

/* Texts NUL-ended, borrowed from the units. */
struct fire_area_unit {
    const char *code;
    const char *name; /* with its type: "Huyện Đạ Huoai" */
    const char *aliases;
    int32_t from_day; /* first and last day; FIRE_DAY_FIRST, FIRE_DAY_LAST: open */
    int32_t to_day;
    fire_area_level level;
};

/* Units are 0..n-1 in official order: by level, then code (by bytes), then first day. */
int32_t fire_area_units_n(const struct fire_area_units *units);
const struct fire_area_unit *fire_area_unit_at(const struct fire_area_units *units,
                                               int32_t unit);

/* The unit above on a day of the unit's own; -1: none. */
int32_t fire_area_unit_parent(const struct fire_area_units *units, int32_t unit, int32_t day);

/* The unit of a code on a day, of any level where level is FIRE_LEVEL_COUNTRY; -1: none. */
int32_t fire_area_units_by_code(const struct fire_area_units *units, struct fire_text_view code,
                                fire_area_level level, int32_t day);

/* Eras: stretches of days in which no unit begins or ends, 0..n-1 in time. */
int32_t fire_area_units_n_eras(const struct fire_area_units *units);
int32_t fire_area_units_era(const struct fire_area_units *units, int32_t day);
int32_t fire_area_units_era_first_day(const struct fire_area_units *units, int32_t era);

/* ---- names ------------------------------------------------------------------------------ */

typedef enum {
    FIRE_MATCH_UNKNOWN = 0, /* not at its own level; unit may be the one above that is known */
    FIRE_MATCH_AMBIGUOUS,   /* several units are called so; unit as above                    */
    FIRE_MATCH_DECIDED,     /* a line of aliases says so                                     */
    FIRE_MATCH_CODE,        /* by code                                                       */
    FIRE_MATCH_NAME,        /* by its name, the same area key (fire_area_key)                */
    FIRE_MATCH_ALIAS,       /* by another name in the table of units                         */
    FIRE_MATCH_BARE,        /* by its name without the type, which nothing else is called    */
    FIRE_MATCH_NOTHING,     /* no area was said                                              */
} fire_area_match_how;

struct fire_area_match {
    fire_area_match_how how;
    int32_t unit;     /* -1: not even a province is known                               */
    int32_t unit_day; /* day on which the unit was looked up: that of the question, or the
                         nearest on which the place is known (is_other_day)             */
    bool is_other_day;
};

/* True where match->unit is the place that was said, and not one above it. */
static inline bool fire_area_match_is_whole(const struct fire_area_match *match)
{
    return match->how >= FIRE_MATCH_DECIDED && match->how != FIRE_MATCH_NOTHING;
}

/* What a place as it was written means on a day. All levels that are said must agree in one
 * unit; first on the day, then in the eras before it, nearest first (clerks go on writing old
 * names), then in those after it (lists written anew under new names). A name without its type is
 * not looked for in later eras; the levels above it may be without theirs. Where names leave two
 * units, nothing is chosen, and no other era decides what is ambiguous on the day: where the level
 * above is not said, a later unit is not taken if one of the day bears the name too and shares
 * land with the area that was said.
 * A commune by its name alone is ambiguous, even where one unit bears it, unless the tables have
 * communes of all provinces of the day: those of one province know nothing of the others.
 *   name     province, district, commune; empty: not said
 *   errors   FIRE_ENOMEM */
fire_status fire_area_units_resolve(const struct fire_area_units *units,
                                    const struct fire_text_view name[FIRE_N_LEVELS - 1],
                                    int32_t day, struct fire_area_match *out,
                                    struct fire_error *err) FIRE_MUST_CHECK;

/* Units that a place which is unknown may mean, or those that an ambiguous one is called like, the
 * likeliest first: for a person to decide, never used by the program.
 *   match    what resolve said of the place on that day
 *   returns  their number, at most FIRE_N_SUGGESTIONS; -1: no memory */
#define FIRE_N_SUGGESTIONS 3
int32_t fire_area_units_suggest(const struct fire_area_units *units,
                                const struct fire_text_view name[FIRE_N_LEVELS - 1],
                                int32_t day, const struct fire_area_match *match,
                                int32_t out[FIRE_N_SUGGESTIONS]);

/* All units of a level as areas: those that nodes mean, and below provinces that nodes mean those
 * that none does, whose nodes are added; but not where a node of an unknown or ambiguous name is
 * called like one. A node that means different units in time, or the same one twice, stands there
 * more than once.
 *   arena    owns the list
 *   errors   FIRE_ENOMEM */
fire_status fire_area_units_list(const struct fire_area_units *units, struct fire_areas *areas,
                                 fire_area_level level, struct fire_arena *arena,
                                 const struct fire_listed_area **out, int32_t *out_n,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Give the nodes of a tree down to a level their official order (fire_area_order): each by the
 * unit it is on a day, or the nearest to it.
 *   errors   FIRE_ENOMEM */
fire_status fire_area_units_order(const struct fire_area_units *units, struct fire_areas *areas,
                                  fire_area_level level, int32_t day,
                                  struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
