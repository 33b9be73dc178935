/* tally.h - what was found in a source, counted and listed. */
#ifndef FIRESTAT_ENGINE_IDENTITY_TALLY_H
#define FIRESTAT_ENGINE_IDENTITY_TALLY_H
#include "form.h"

/* Starts as {0} but for the arena. */
struct tally {
    struct fire_tally told;         /* what others see                     */
    struct fire_arena *arena;       /* of the texts                        */
    struct fire_conflict *conflict; /* told.conflict, to be written        */
    size_t conflict_capacity;
    struct fire_twin *twin;
    size_t twin_capacity;
};

/* Begin anew. */
void tally_reset(struct tally *tally);

/* List a row that contradicts the one on first_line in `differing` fields.
 *   returns   false: no memory */
bool tally_list_conflict(struct tally *tally, const struct form *form, const struct spot *spot,
                         const struct fire_areas *areas, int64_t first_line,
                         const int32_t differing[], int32_t n_differing);

/* Count and list. */
bool tally_add_twin(struct tally *tally, struct fire_twin twin);

void tally_finish(struct tally *tally);

#endif
