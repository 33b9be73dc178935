/* question.h - the query and the summary that the options ask for. */
#ifndef FIRESTAT_ENGINE_CLI_QUESTION_H
#define FIRESTAT_ENGINE_CLI_QUESTION_H
#include "source.h"

#include "firestat/query.h"

#define DEFAULT_BY       "year"
#define DEFAULT_MEASURES "incidents,deaths,damage"

/* What is asked where the options say nothing. */
struct question {
    const char *by;
    const char *measures;
    bool complete; /* rows for groups without incidents too */
};

/* Read the source of the command line and ask it; the summary lives as long as the source, which is
 * to be unloaded in any case. Rows are kept only where they must be.
 *   asked   true when an option is to blame */
fire_status question_answer(struct session *session, struct source *source,
                            const struct question *question, const struct fire_summary **out,
                            bool *asked);

#endif
