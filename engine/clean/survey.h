/* survey.h - how the numbers of each column are written, from all of its cells. */
#ifndef FIRESTAT_ENGINE_CLEAN_SURVEY_H
#define FIRESTAT_ENGINE_CLEAN_SURVEY_H
#include "binding.h"
#include "day_number.h"

/* What the cells of a column tell. */
struct evidence {
    int64_t n_vi;
    int64_t n_en;
    int64_t n_dot;        /* unclear with a dot         */
    int64_t n_comma;      /* unclear with a comma       */
    int64_t n_comma_unit; /* unclear, an amount in tỷ   */
    int64_t line;         /* of the first unclear cell  */
    const char *example;
    int32_t form;            /* where that cell stands      */
    struct day_numbers days; /* in a column of dates    */
};

struct survey {
    struct evidence *evidence; /* [n_forms]                                              */
    int32_t *leader;           /* [n_forms] whose evidence counts for a form             */
    bool *wants_style;         /* [n_forms] nobody said it                               */
    bool *wants_days;          /* [n_forms] dates in which Excel's day numbers may stand */
    bool is_open;              /* only the first records were seen: the run sees all     */
    struct fire_arena *arena;
};

/* Read on to the end of the file, or in haste a little, and decide the number style of every column
 * that has none. The reader stands behind the head before, and anywhere after. binding->survey
 * becomes what was seen; NULL: nothing had to be decided. */
fire_status survey_numbers(struct fire_reader *reader, struct fire_binding *binding,
                           const struct fire_schema *schema, struct fire_arena *arena,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Does the run have to show it all records? */
static inline bool survey_is_open(const struct fire_binding *binding)
{
    return binding->survey != NULL && binding->survey->is_open;
}

/* See one record. False: no memory. */
bool survey_see(const struct fire_binding *binding, const struct fire_record *record,
                struct fire_arena *scratch);

/* See n numbers of a form that keep to its style and show it, or n dates that are no day numbers. */
void survey_add_decimals(const struct fire_binding *binding, int32_t form, int64_t n);
void survey_add_dates(const struct fire_binding *binding, int32_t form, int64_t n);

/* All records were seen: do they say what the first ones said? */
bool survey_close(const struct fire_binding *binding, const struct fire_schema *schema);

/* Say which styles are only supposed. */
void survey_tell(const struct fire_binding *binding, const struct fire_schema *schema,
                 const struct fire_reader *reader, struct fire_issues *issues);

#endif
