/* merges.h - merged ranges: every cell of one repeats the first.
 *
 *     merges_create(arena, &merges)
 *     merges_add(...)                  while the sheet is read for the first time
 *     merges_seal(...)                 all are known
 *     merges_rewind(merges);           before each further reading
 *     merges_apply(merges, &row, err)  to each row of it, in order */
#ifndef FIRE_READ_MERGES_H
#define FIRE_READ_MERGES_H
#include "row.h"

#include "firestat/arena.h"
#include "firestat/error.h"

struct merges;

/* Rows and columns from 1 and 0, both ends inside. */
struct merge_range {
    int32_t top;
    int32_t bottom;
    int32_t left;
    int32_t right;
};

struct merges *merges_create(struct fire_arena *arena); /* NULL: no memory; to be freed */
void merges_free(struct merges *merges);                /* NULL is fine                 */

/* Forget all ranges: another sheet is looked at. */
void merges_reset(struct merges *merges);

/* Note a range; after merges_seal() it is known already and passed over.
 *   errors   FIRE_ERANGE: FIRE_LIMIT_MERGES; FIRE_ENOMEM */
fire_status merges_add(struct merges *merges, struct merge_range range,
                       struct fire_location where, struct fire_error *err) FIRE_MUST_CHECK;

/* Put them in order; what lies outside of the used cells is left out.
 *   errors   FIRE_ESYNTAX: two of them overlap; FIRE_ERANGE: they cover more than
 *            FIRE_LIMIT_SHEET_CELLS; FIRE_ENOMEM */
fire_status merges_seal(struct merges *merges, int32_t width, int64_t last_row,
                        struct fire_location where, struct fire_error *err) FIRE_MUST_CHECK;

void merges_rewind(struct merges *merges);

/* Fill the cells of the row that lie in merged ranges, the first cell of each range excepted.
 * Rows come in order; one that was passed over is as good as empty.
 *   errors   FIRE_ERANGE: FIRE_LIMIT_MERGED_BYTES; FIRE_ENOMEM */
fire_status merges_apply(struct merges *merges, struct row *row, struct fire_location where,
                         struct fire_error *err) FIRE_MUST_CHECK;

#endif
