/* review_levels.h - how many incidents are of each level of the severity schemes in force, counted
 * from the bounds by queries among all the others of a review. */
#ifndef FIRESTAT_ENGINE_CLI_REVIEW_LEVELS_H
#define FIRESTAT_ENGINE_CLI_REVIEW_LEVELS_H
#include "question.h"

#include "firestat/review.h"

/* Ask for the days of each scheme in the window; nothing where no scheme in it has bounds.
 *   session    of the section, with its conditions
 *   errors     FIRE_ENOMEM; FIRE_ESCHEMA: a criterion is no field; FIRE_EVALUE: a bound is none of
 *              its field */
fire_status review_levels_ask(struct session *session, const struct source *source,
                              const struct fire_severity *schemes, struct fire_window window,
                              struct questions *out);

/* The answers, from query `first` on, into the section; none where the money is of another country.
 *   errors   FIRE_ENOMEM */
fire_status review_levels_conclude(const struct fire_severity *schemes,
                                   struct fire_window window, const struct source *source,
                                   const struct questions *questions, int32_t first,
                                   struct fire_review_section *section, struct fire_error *err);

#endif
