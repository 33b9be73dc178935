/* crew.h - the threads that fill pieces ahead of the one that takes them. */
#ifndef FIRESTAT_ENGINE_CLEAN_CREW_H
#define FIRESTAT_ENGINE_CLEAN_CREW_H
#include "lane.h"

struct crew;

/* Pieces of piece_bytes from an offset on, where a row begins.
 *   jobs      threads in all, the caller's too; at least 1
 *   returns   NULL: no memory */
struct crew *crew_create(const struct plan *plan, int64_t begin, int jobs);

/* Stops the threads and waits for them. NULL is fine. */
void crew_free(struct crew *crew);

/* How many hands there are; hand 0 is the caller's own. */
int32_t crew_n_hands(const struct crew *crew);
struct hand *crew_hand(struct crew *crew, int32_t i);

/* The next piece in the order of the file, filled from where a row seems to begin in it: that it
 * does is seen by the caller, who knows where the rows before it end. NULL behind the last one.
 *   out_end   offset behind the piece */
struct piece *crew_next(struct crew *crew, int64_t *out_end);

/* The piece of crew_next is done with. */
void crew_done(struct crew *crew);

/* Fill a piece of the caller's own from a row that begins at `at`, up to `end`; valid until the
 * next call. */
struct piece *crew_fill(struct crew *crew, int64_t at, int64_t end);

#endif
