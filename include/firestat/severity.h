/* severity.h - the schemes by which incidents are grave or not, each with the days it is in force.
 *
 *     struct fire_severity schemes;
 *     fire_severity_load(NULL, arena, &schemes, err);
 *     ... schemes.scheme[fire_severity_at(&schemes, day)].label_vi ...
 *
 * A level is the highest of which any bound is reached: criteria are alternatives. A scheme whose
 * bounds are not known has none: then only the source can say how grave an incident was. Levels of
 * different schemes do not compare.
 *
 * Thread use: read only once loaded. */
#ifndef FIRESTAT_SEVERITY_H
#define FIRESTAT_SEVERITY_H
#include "firestat/arena.h"
#include "firestat/error.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_SEVERITY_BOUNDS_MOST   64 /* of a scheme */
#define FIRE_SEVERITY_CRITERIA_MOST 5  /* different fields with bounds in one scheme */

/* From `at_least` of a field on, an incident is of the level or a higher one. */
struct fire_severity_bound {
    int32_t level;         /* of the scheme's, from 0 */
    const char *criterion; /* a field: "deaths"       */
    const char *condition; /* "deaths>=3", as --where takes it */
    const char *unit;      /* "người"; of money the currency, "VND" */
    const char *text_vi;   /* "chết từ 03 người" */
    const char *text_en;
};

struct fire_severity_scheme {
    const char *name; /* "tt88-2024" */
    const char *label_vi;
    const char *label_en;
    const char *note_vi; /* what else a reader must know of its levels; "" */
    const char *note_en;
    int32_t first_day; /* in force, both inside; INT32_MIN, INT32_MAX: as far back, or ahead, as
                          days go */
    int32_t last_day;
    int32_t n_levels;         /* the lightest first; 0: no bounds are known */
    const char *const *level; /* [n_levels] "mức I"                         */
    const char *lightest_vi;  /* what no bound is reached means; ""         */
    const char *lightest_en;
    int32_t n_bounds; /* by level, and of a criterion ascending */
    const struct fire_severity_bound *bound;
};

struct fire_severity {
    int32_t n;
    const struct fire_severity_scheme
        *scheme; /* in the order of their days, which do not overlap */
};

/*   path     NULL: the schemes that come with the program (datasets/severity.csv)
 *   arena    owns all
 *   errors   FIRE_ESCHEMA: a column is missing; FIRE_EVALUE: a cell is not in form, schemes
 *            overlap or have too many bounds; those of fire_columns_next; FIRE_ENOMEM */
fire_status fire_severity_load(const char *path, struct fire_arena *arena,
                               struct fire_severity *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Are they of a country whose money is that? false: some bound is of another one. */
bool fire_severity_is_in(const struct fire_severity *schemes, const char *currency);

/* The scheme in force on a day; -1: none. */
int32_t fire_severity_at(const struct fire_severity *schemes, int32_t day);

#ifdef __cplusplus
}
#endif
#endif
