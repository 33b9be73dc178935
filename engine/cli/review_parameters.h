/* review_parameters.h - everything that a review was asked with, for its annex. */
#ifndef FIRESTAT_ENGINE_CLI_REVIEW_PARAMETERS_H
#define FIRESTAT_ENGINE_CLI_REVIEW_PARAMETERS_H
#include "review_parts.h"

#include "firestat/phrase.h"

/* What the figures rest on, asked for or not (days, calendar, areas), then every other option that was
 * given and can change a figure or a word; memory of the phrase's arena.
 *   review   its window, calendar and known days are there; its parameters are set
 *   errors   FIRE_ENOMEM */
fire_status review_parameters_list(struct session *session, const struct review_parts *parts,
                                   struct fire_phrase *phrase, struct fire_review *review);

#endif
