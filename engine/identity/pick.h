/* pick.h - some rows of a batch as a new one, with cells from elsewhere put in. */
#ifndef FIRESTAT_ENGINE_IDENTITY_PICK_H
#define FIRESTAT_ENGINE_IDENTITY_PICK_H
#include "cell.h"

/* A cell that goes into row `row` of the new batch. */
struct patch {
    int64_t row;
    int32_t field; /* FIRE_FIELD_COMMUNE: the whole area, its node in cell.code */
    struct cell cell;
};

/* As fire_batch_pick; then the patches are put in.
 *   n_fields   of the vectors of `batch`; the new batch has as many
 *   returns    NULL: no memory */
struct fire_batch *pick_rows(const struct fire_batch *batch, int32_t n_fields,
                             const int64_t at[], int64_t n_rows, const struct patch patch[],
                             size_t n_patches, struct fire_arena *arena);

#endif
