/* comparing.h - a comparison, from the options that ask for it to what comes of it.
 *
 *     FIRE_TRY(comparing_check(session, &c));          without a source
 *     FIRE_TRY(days_find(...)), into c.known and c.silent_days
 *     FIRE_TRY(comparing_ask(&c, session, source, questions));        its queries among others
 *     ... questions_answer ...
 *     FIRE_TRY(comparing_conclude(&c, session, source, questions, &comparison, &total));
 */
#ifndef FIRESTAT_ENGINE_CLI_COMPARING_H
#define FIRESTAT_ENGINE_CLI_COMPARING_H
#include "question.h"

#include "firestat/compare.h"

#define DEFAULT_AGAINST "previous"

/* What is asked, and what came of it. Texts and arrays are the source's arena's. */
struct comparing {
    struct fire_window known; /* as of days_find */
    int32_t silent_days;
    const char *default_by;       /* where --by says nothing; NULL: no dimension      */
    const char *default_measures; /* where --measure says nothing; NULL: the usual three. With
                                     it the criteria are the measures, where --criteria says
                                     nothing, and the measures the criteria, where only it
                                     speaks; and the period is the last year of the data where
                                     --period says nothing                             */
    struct fire_compare_plan plan;
    struct fire_compare_options options;
    fire_rounding rounding;
    int64_t unknown_most;
    int32_t n_dims;
    struct fire_text_view *dim; /* [n_dims] */
    bool *is_period;            /* [n_dims] */
    int32_t n_asked;
    struct fire_text_view *measure; /* [n_asked]  */
    fire_judge *judge;              /* [n_asked]; of a sum, else OTHER */
    const char *by;                 /* dimensions; "": none        */
    const char *figures;            /* all measures of the figures */
    int32_t first_query;            /* of those it asks          */
};

/* Take --period, --against, --criteria and the like from the session's options.
 *   errors   FIRE_EVALUE */
fire_status comparing_check(struct session *session, struct comparing *c);

/* Add the queries of all windows.
 *   errors   of the options */
fire_status comparing_ask(struct comparing *c, struct session *session,
                          const struct source *source, struct questions *out);

/* Put the answers side by side; memory of the source's arena.
 *   out_total   the same of all groups together; NULL without dimensions */
fire_status comparing_conclude(struct comparing *c, struct session *session,
                               const struct source *source, const struct questions *questions,
                               const struct fire_comparison **out,
                               const struct fire_comparison **out_total);

#endif
