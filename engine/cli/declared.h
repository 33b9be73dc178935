/* declared.h - what a source is declared to have every incident of. */
#ifndef FIRESTAT_ENGINE_CLI_DECLARED_H
#define FIRESTAT_ENGINE_CLI_DECLARED_H
#include "source.h"

/* In the form in which a store keeps it (fire_store_declare). Both NULL: nothing is declared. */
struct declaration {
    const char *coverage;
    const char *area;
};

/* What the profile declares of a file, or of any one that it does not name where path is NULL, in
 * the arena. Days to come are not declared by anybody: the last one
 * is today.
 *   errors   FIRE_EVALUE: not periods, or they all begin after today; an area without coverage */
fire_status declaration_read(struct session *session, const struct fire_profile *profile,
                             const char *path, struct fire_arena *arena,
                             struct declaration *out);

/* Can all that the profile declares be read? An option is to blame where it cannot. */
fire_status declarations_check(struct session *session, const struct fire_profile *profile,
                               struct fire_arena *arena);

/* Say it of some sources of which each has its own.
 *   declaration   [n] by the batches' number */
fire_status declarations_give(struct session *session, struct source *source,
                              const struct declaration declaration[], int64_t n);

#endif
