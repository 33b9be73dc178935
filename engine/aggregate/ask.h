/* ask.h - a question as it is understood: the words are gone, fields have their numbers.
 *
 * query.c and query_where.c write it, everything behind them only reads it. */
#ifndef FIRESTAT_AGGREGATE_ASK_H
#define FIRESTAT_AGGREGATE_ASK_H
#include "firestat/query.h"

struct ask_dim {
    const char *name; /* as asked */
    fire_dim_kind kind;
    fire_period_unit unit; /* FIRE_DIM_PERIOD                          */
    fire_area_level level; /* FIRE_DIM_AREA                            */
    int32_t field;         /* FIRE_DIM_FIELD, FIRE_DIM_AREA; else -1   */
};

struct ask_measure {
    const char *name; /* as asked */
    fire_agg agg;
    int32_t field;
    struct ask_dim dim; /* FIRE_AGG_DISTINCT: what is counted, and field is -1 */
};

/* A sum of fields, see made.h. */
struct ask_made {
    struct fire_field is; /* type, scale and unit of its parts */
    int32_t n_parts;
    const int32_t *part; /* [n_parts] fields of the schema */
};

/* What a condition looks at. */
enum subject {
    SUBJECT_DIM,     /* what rows can be grouped by: a table of slots says yes or no */
    SUBJECT_NUMBER,  /* a number at its field's scale; incidents too                 */
    SUBJECT_DAY,     /* the day of a datetime                                        */
    SUBJECT_STRETCH, /* `period`: first and last day of a row that stands for more   */
    SUBJECT_TEXT,    /* id, address, note: compared row by row                       */
};

/* Both ends inside. */
struct range {
    int64_t low;
    int64_t high;
};

/* A row meets it when it is in the set (or is null and the set has null), the other way
 * round when `negate`. */
struct condition {
    const char *text; /* as asked */
    enum subject subject;
    struct ask_dim dim; /* SUBJECT_DIM                              */
    int32_t field;      /* the others                               */
    bool negate;
    bool has_null;
    int32_t n_words;
    struct fire_text_view *word; /* match keys; of areas: area keys */
    int32_t n_ranges;
    struct range *range; /* numbers, days, period ids, weekdays, hours, stretches */
};

/* Incidents that are named, see fire_query_keep_largest. */
struct ask_largest {
    int32_t n; /* 0: none */
    int32_t by;
    int32_t n_fields;
    const int32_t *field; /* [n_fields] */
};

struct fire_query {
    const struct fire_schema *schema;
    const struct fire_areas *areas;
    const struct fire_calendar *calendar;
    struct fire_arena *arena;
    int32_t n_dims;
    struct ask_dim *dim;
    int32_t n_measures;
    struct ask_measure *measure;
    int32_t n_conditions;
    struct condition *condition;
    int32_t first_made; /* number of the first made field: those of the schema before it */
    int32_t n_made;
    struct ask_made *made;
    bool has_window;
    struct fire_window window;
    bool complete;
    bool keeps_samples;
    bool keeps_reports;
    struct ask_largest largest;
    int32_t n_jobs;
    const struct fire_population *population; /* NULL: none, and rates are null        */
    const struct fire_prices *prices;         /* NULL: none, and real amounts are null */
    int32_t base_year;                        /* 0: the last one that can be           */
    const struct fire_restated *restated;     /* NULL: areas are those of the rows      */
    const struct fire_declared *declared;     /* [n_declared]                           */
    int32_t n_declared;
    const struct fire_listed *listed; /* NULL: nobody listed areas */
    const struct fire_query *asked; /* whose answer is made of this one's; NULL: its own */
};

/* A dimension by its name (not copied into out); false: there is none of that name. */
bool ask_dim_find(const struct fire_query *query, struct fire_text_view name,
                  struct ask_dim *out);

/* Names for a message, "year, half, ...", cut where `size` ends. */
#define ASK_LIST_BYTES 360
void ask_list_dims(const struct fire_query *query, char out[ASK_LIST_BYTES]);
void ask_list_add(char out[ASK_LIST_BYTES], const char *name);

/* The text before the next comma, blanks around it gone, and *rest moved behind the comma.
 * *rest becomes NULL with the last item. */
struct fire_text_view ask_next_item(const char **rest);

/* Whether an aggregate looks at the values of single incidents and not at their sum. */
static inline bool agg_is_single(fire_agg agg)
{
    return agg == FIRE_AGG_MEDIAN || agg == FIRE_AGG_MIN || agg == FIRE_AGG_MAX;
}

/* Whether two dimensions are the same one. */
static inline bool ask_dim_is(const struct ask_dim *a, const struct ask_dim *b)
{
    return a->kind == b->kind && a->unit == b->unit && a->field == b->field;
}

/* A field by its number, made ones too. */
static inline const struct fire_field *ask_field(const struct fire_query *query, int32_t field)
{
    return query->n_made > 0 && field >= query->first_made
               ? &query->made[field - query->first_made].is
               : fire_schema_field(query->schema, field);
}

/* Whether a field has numbers to add up. */
bool ask_is_number(const struct fire_field *field);

#endif
