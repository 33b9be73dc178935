/* units.h - official units while they are linked: what area_units.h hides. */
#ifndef FIRESTAT_ENGINE_PLACE_UNITS_H
#define FIRESTAT_ENGINE_PLACE_UNITS_H
#include "firestat/area_map.h"
#include "firestat/area_units.h"
#include "firestat/dictionary.h"

#define N_NAMES (FIRE_N_LEVELS - 1) /* province, district, commune */

/* A line of a table as it was added. */
struct unit_line {
    struct fire_text_view cell[FIRE_N_AREA_COLUMNS];
    struct fire_location where; /* its file's name is the table's */
};

struct unit_table {
    struct fire_dictionary *keys; /* what makes two lines one -> line */
    struct unit_line *line;
    size_t capacity;
};

struct unit {
    struct fire_area_unit shown;
    struct fire_text_view parent; /* its code; no text: none  */
    int32_t next_of_code;         /* -1: the last             */
    int32_t line;                 /* of its table             */
};

/* One of the names of a unit: how it is met by that key. */
struct unit_name {
    int32_t unit;
    fire_area_match_how how; /* FIRE_MATCH_NAME, _ALIAS or _BARE */
    int32_t next;            /* of the same key; -1: the last    */
};

/* What of old_unit went into new_unit on a day. */
struct unit_change {
    int32_t day;
    int32_t old_unit;
    int32_t new_unit;
    int64_t weight; /* -1: not known */
    const char *basis;
};

/* An alias: what a place as it is written means. */
struct unit_decision {
    struct fire_text_view code;
    bool has_day;
    int32_t day;
};

struct fire_area_units {
    struct fire_arena *arena; /* lines */
    struct unit_table table[FIRE_N_AREA_TABLES];

    struct fire_arena *settled; /* all below but the dictionaries */
    struct unit *unit;          /* in official order */
    int32_t n_units;
    struct fire_dictionary *codes; /* code -> place in first_of_code */
    int32_t *first_of_code;
    struct fire_dictionary *names; /* area key -> place in first_of_name */
    int32_t *first_of_name;
    struct unit_name *name;
    struct unit_change *change; /* by old unit, then new one */
    int32_t n_changes;
    int32_t *first_change;          /* [n_units + 1] the changes of an old unit        */
    int32_t *change_into;           /* [n_changes] changes by new unit, then old one   */
    int32_t *first_into;            /* [n_units + 1]                                   */
    struct fire_dictionary *places; /* joined keys of three names -> place in decision */
    struct unit_decision *decision;
    int32_t *era_first;
    int32_t n_eras;
};

/* The area keys of three names as one text. false: no memory */
bool units_join_keys(const struct fire_text_view key[N_NAMES], struct fire_arena *arena,
                     struct fire_text_view *out);

/* A day of a table; empty gives `open`. false: it is none */
bool units_day(struct fire_text_view cell, int32_t open, int32_t *out);

bool units_level(struct fire_text_view cell, fire_area_level *out);

/* A whole number from 0 to 8,000,000,000; empty is -1. false: it is none. That many people or
 * square metres can be multiplied by FIRE_AREA_WHOLE. */
bool units_weight(struct fire_text_view cell, int64_t *out);

static inline bool unit_is_on(const struct fire_area_units *units, int32_t unit, int32_t day)
{
    const struct fire_area_unit *shown = &units->unit[unit].shown;
    return shown->from_day <= day && day <= shown->to_day;
}

/* The unit at a level that holds another, or is it, on a day of its; -1: none. */
int32_t unit_at_level(const struct fire_area_units *units, int32_t unit, fire_area_level level,
                      int32_t day);

/* The unit of a code on a day, or else on the day nearest to it; -1: the code is unknown. */
int32_t units_nearest(const struct fire_area_units *units, struct fire_text_view code,
                      int32_t day);

/* The first of the names of units with an area key, in units->name; -1: none. */
int32_t units_first_name(const struct fire_area_units *units, struct fire_text_view key);

/* Do a unit and what became of it, or it came from, lie in one of the units? True where a change
 * has one end in `unit` and the other in `around`. */
bool units_share_land(const struct fire_area_units *units, int32_t unit, int32_t around);

/* Are two units the same land, the later one being what the whole of the earlier one became, and
 * nothing else, by one change or several? Also true of a unit and itself. */
bool units_are_one(const struct fire_area_units *units, int32_t earlier, int32_t later);

/* fire_area_units_resolve with the memory it needs. false: there is none */
bool units_resolve(const struct fire_area_units *units,
                   const struct fire_text_view name[N_NAMES], int32_t day,
                   struct fire_arena *scratch, struct fire_area_match *out);

/* The three names by which a node of a tree is known. */
void units_names_of(const struct fire_areas *areas, int32_t node,
                    struct fire_text_view name[N_NAMES]);

/* ---- what became of a unit (unit_flow.c) --------------------------------------------------- */

struct unit_part {
    int32_t unit;
    int64_t weight; /* of FIRE_AREA_WHOLE */
};

struct unit_flow {
    struct unit_part *part; /* units of the day; none: what became of it is not in the tables */
    int32_t n;
    bool has_weights;  /* they sum to FIRE_AREA_WHOLE; else nobody knows them            */
    const char *basis; /* of the coarsest estimate among them; NULL: there is none       */
};

/* The units of a day in which a unit lies, forwards or backwards in time. A unit of which no
 * change says anything is where the units in it are, without weights.
 *   returns  false: no memory */
bool unit_flow_to(const struct fire_area_units *units, int32_t unit, int32_t day,
                  struct fire_arena *arena, struct unit_flow *out);

#endif
