/* question.h - the query and the summary that the options ask for. */
#ifndef FIRESTAT_ENGINE_CLI_QUESTION_H
#define FIRESTAT_ENGINE_CLI_QUESTION_H
#include "source.h"

#include "firestat/query.h"

#define DEFAULT_BY       "year"
#define DEFAULT_MEASURES "incidents,deaths,damage"

/* Ask the source; the summary lives as long as the source.
 *   by, measures   used where the options name none
 *   asked          true when an option is to blame */
fire_status question_answer(struct session *session, struct source *source, const char *by,
                            const char *measures, bool complete,
                            const struct fire_summary **out, bool *asked);

#endif
