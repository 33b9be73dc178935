/* totals.h - sums of the rows so far, and rows that say such a sum. */
#ifndef FIRESTAT_ENGINE_CLEAN_TOTALS_H
#define FIRESTAT_ENGINE_CLEAN_TOTALS_H
#include "run.h"

struct totals;

/* In the run's arena; NULL: no memory. */
struct totals *totals_create(const struct run *run);

/* Add row run->n, just read, to the sums. */
void totals_add(struct run *run);

/* What a record says it is about. */
typedef enum {
    NAME_NONE = 0,
    NAME_PLAIN, /* "Di Linh", "Chập điện"             */
    NAME_AREA,  /* "Huyện Di Linh": the way areas are called */
} name_kind;

/* The record that these rows came from has been read. */
void totals_end_record(struct run *run, name_kind name);

/* The same of many records of one row each: what the numbers of one form add up to, and then how
 * many records there were. */
__extension__ typedef __int128 totals_sum;
void totals_add_sum(struct run *run, int32_t form, totals_sum sum);
void totals_end_records(struct run *run, int64_t n_records, int64_t n_named);

/* Here a section begins or a total stood: sums of parts begin anew. */
void totals_begin_part(struct run *run);

/* What the numbers of the current record are of the rows above. */
struct totals_match {
    bool is_sum;     /* of two rows or more, not all of them zero            */
    bool are_named;  /* two of those rows or more say what they are about    */
    bool are_areas;  /* and do so the way areas are called                   */
    bool is_telling; /* no coincidence: two numbers that agree, or a large one */
};
bool totals_match(struct run *run, struct totals_match *out); /* false: no memory */

/* The numbers of a row by their place, 0..n-1. A cell that cannot be read is not there.
 *   returns   false: no memory */
int32_t totals_n(const struct run *run);
bool totals_read(struct run *run, int32_t i, int64_t *out, bool *out_has);

/* An issue about the current record for every number that is not the sum of its parts. */
void totals_tell(struct run *run, int64_t sum[], const int64_t value[], const bool has[]);

/* Hold the numbers of the current record, a total by its label, against the rows: now, or when
 * totals stand above their parts, later. A number that differs becomes an issue.
 *   label      of the total, for a part of the table or for all of it
 *   is_rising  a running total: it may be more than the rows
 *   returns    false: the run ends */
bool totals_check(struct run *run, bool is_of_all, bool is_rising);

/* At the end: totals that stood above their parts. False: the run ends. */
bool totals_finish(struct run *run);

#endif
