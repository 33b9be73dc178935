/* overlap.h - rows of two sources that stand for the same area and days.
 *
 * A row of a table of totals stands for a period: "Di Linh, 01/2024, 5 fires". Where another
 * source has the incidents of that month and area, or their total too, both are added up and
 * most of it is counted twice. Nobody can tell from the rows which one is right, so it is said:
 *
 *     fire_overlaps_create(areas, &overlaps, err);
 *     ... every batch into fire_overlaps_sink(overlaps), or fire_overlaps_add ...
 *     fire_overlaps_find(overlaps, &pair, &n_pairs, err);
 *     fire_overlaps_free(overlaps);
 *
 * Two rows overlap when they share a day, when nothing in their places says that they are apart
 * (the country has its provinces in it, "Di Linh" of no province may be that of Lâm Đồng), and
 * when their sources count something in common. Rows of no period, which stand for all time,
 * are in none.
 *
 * Memory: 16 bytes for each period row and for each source, area and month that has incidents.
 *
 * Thread use: one thread. */
#ifndef FIRESTAT_OVERLAP_H
#define FIRESTAT_OVERLAP_H
#include "firestat/calendar.h"
#include "firestat/place.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_OVERLAP_EXAMPLES 3

struct fire_overlap_place {
    int32_t area; /* of the row that stands for the period */
    struct fire_window days;
};

/* What two sources have in common. */
struct fire_overlap_pair {
    int32_t source[2];                                        /* the lower number first */
    int64_t n;                                                /* areas and periods      */
    struct fire_overlap_place example[FIRE_OVERLAP_EXAMPLES]; /* the first of them      */
};

struct fire_overlaps;

/*   areas    of the batches that will come; outlives it
 *   errors   FIRE_ENOMEM */
fire_status fire_overlaps_create(const struct fire_areas *areas, struct fire_overlaps **out,
                                 struct fire_error *err) FIRE_MUST_CHECK;
void fire_overlaps_free(struct fire_overlaps *overlaps); /* NULL is fine */

/* Rows that are not alive are passed over.
 *   n_fields   length of the batch's vectors
 *   errors     FIRE_ENOMEM */
fire_status fire_overlaps_add(struct fire_overlaps *overlaps, const struct fire_batch *batch,
                              int32_t n_fields, struct fire_error *err) FIRE_MUST_CHECK;

/* The same of batches with all fields of their schema. */
struct fire_sink fire_overlaps_sink(struct fire_overlaps *overlaps);

/* The pairs of sources that overlap; borrowed until the next batch.
 *   errors   FIRE_ENOMEM */
fire_status fire_overlaps_find(struct fire_overlaps *overlaps,
                               const struct fire_overlap_pair **out, int64_t *out_n,
                               struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
