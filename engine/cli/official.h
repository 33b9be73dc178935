/* official.h - recorded areas in the order of the official lists. */
#ifndef FIRESTAT_ENGINE_CLI_OFFICIAL_H
#define FIRESTAT_ENGINE_CLI_OFFICIAL_H
#include "question.h"

/* Give the source's areas their order before the queries are answered: those of the levels that the
 * queries' rows are of. Restated areas have theirs. Asked again, only what is new costs
 * anything. */
fire_status official_order(struct session *session, struct source *source,
                           const struct questions *questions);

/* Where the questions want the official lists' areas: find them, now that all rows have come. */
fire_status official_list(struct session *session, struct source *source,
                          const struct questions *questions);

#endif
