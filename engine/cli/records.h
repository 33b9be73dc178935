/* records.h - what the rows of a file are known by, and what became of those known already. */
#ifndef FIRESTAT_ENGINE_CLI_RECORDS_H
#define FIRESTAT_ENGINE_CLI_RECORDS_H
#include "source.h"

#include "firestat/identity.h"
#include "firestat/store.h"

/* The key of a file's rows, and the fields it says anything about.
 *   arena    owns the lists
 *   errors   FIRE_ENOMEM */
fire_status record_form(struct session *session, const struct fire_profile *profile,
                        const struct fire_binding *binding, const struct fire_schema *schema,
                        struct fire_arena *arena, struct fire_record_form *out);

/* What is wrong with a row that contradicts an earlier one, without its place. */
void conflict_text(const struct session *session, const struct fire_conflict *conflict,
                   char out[], size_t size);

/* With --strict a conflict ends the run.
 *   errors   FIRE_EVALUE: its place and what contradicts what */
fire_status refuse_conflicts(struct session *session, const char *path,
                             const struct fire_tally *tally);

/* Names of sources by the numbers that twins call them. */
struct origins {
    const char *const *name; /* [n]; NULL: there is none of that number */
    int64_t n;
};

/* The files of a store's imports by their ids, which may have gaps; in the arena.
 *   errors   those of fire_store_imports */
fire_status origins_of_store(struct session *session, struct fire_store *store,
                             struct fire_arena *arena, struct origins *out);

/* What a row looks like, without its place. */
void twin_text(const struct session *session, const char *path, const struct fire_twin *twin,
               struct origins origins, char out[], size_t size);

/* Tell conflicts and twins one by one, a few or all, and then how many of each there are. */
void tell_tally(const struct session *session, const char *path, const struct fire_tally *tally,
                struct origins origins);

#endif
