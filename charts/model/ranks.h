/* ranks.h - which groups of a comparison have a place of their own, and in which order. */
#ifndef FIRESTAT_MODEL_RANKS_H
#define FIRESTAT_MODEL_RANKS_H
#include "versus.h"

typedef enum {
    RANK_BY_CURRENT,
    RANK_BY_LARGER, /* of the two sides              */
    RANK_BY_CHANGE, /* the largest rise first        */
    RANK_BY_SIZE_OF_CHANGE,
    RANK_BY_PLACE, /* as the comparison has them    */
} rank_by;

/* Groups that have a name; the one that has none is apart. */
struct ranks {
    int64_t *group; /* [n] those shown first, then the rest */
    int64_t n;
    int64_t n_shown;
    int64_t unsaid; /* the group without a name; -1: there is none */
};

/* Show the first n_most by `chosen`, in the order of `shown`. A rest of a single group is shown too.
 * Groups without a figure come last, equal ones in the order of the comparison.
 *   errors   FIRE_ENOMEM */
fire_status ranks_of(const struct versus *versus, int32_t measure, rank_by chosen,
                     rank_by shown, int64_t n_most, struct ranks *out, struct fire_error *err);

/* Does a row stand for the groups that have none of their own? Only where they add up. */
bool ranks_have_rest(const struct ranks *ranks, const struct versus *versus, int32_t measure);

/* "Không vẽ 8 huyện khác."; "" where there are none, or a row stands for them. */
const char *ranks_not_drawn(const struct ranks *ranks, const struct versus *versus,
                            bool has_rest);

/* ---- rows --------------------------------------------------------------------------------- */

/* Who makes a row of the figures of a group, or of several together. */
struct row_maker {
    void *self;
    void (*put)(void *self, const char *label, fire_chart_row_kind kind,
                const struct fire_compare_row *of);
};

/* A row for each group shown, one for the rest where it adds up, one for the group without a name.
 *   errors   FIRE_ERANGE: the rest does not fit */
fire_status ranks_put(const struct ranks *ranks, const struct versus *versus, int32_t measure,
                      struct row_maker maker, struct fire_error *err);

/* ---- marks -------------------------------------------------------------------------------- */

/* Marks of rows that stand for many groups, or for none, and are larger than all the others would
 * leave those no scale: they become words ("15.698 (ngoài thang)"). */
void marks_keep_scale(struct fire_phrase *phrase, const struct fire_chart_row row[],
                      struct fire_chart_row_mark mark[], int32_t n_rows);

/* ---- sorting ------------------------------------------------------------------------------ */

struct rank {
    int64_t at; /* the caller's, rising */
    bool is_last;
    int64_t number;
};

/* The largest number first, then the last ones; equal ones by `at`. */
void rank_sort(struct rank rank[], int64_t n);

#endif
