/* identity.h - which rows are about the same record, and what a later one does to an earlier.
 *
 * Whoever keeps rows (store, table) sends every batch through here first:
 *
 *     fire_identity_create(schema, areas, versions, &identity, err);
 *     fire_identity_source(identity, &form, origin, err);            a source begins
 *     fire_identity_sift(identity, batch, first, &sifted, err);      what of the batch is kept
 *     fire_identity_settle(fire_identity_tally(identity), &counts);  the source is read
 *     fire_identity_free(identity);
 *
 * A source says which of its fields name a record: its key. A row with the key of an earlier
 * one is, field by field of those the source has,
 *
 *     the same   a duplicate: not kept, counted;
 *     another    a revision, when the earlier row came from an earlier source: the new row
 *                counts, with what the source has no column for taken from the earlier one;
 *                a conflict inside one source: the first row counts, the later one is listed.
 *
 * A row without a key is always kept. One that looks like another without a key (twin) is
 * listed: two fires in one commune on one day are real.
 *
 * Thread use: one thread per identity. */
#ifndef FIRESTAT_IDENTITY_H
#define FIRESTAT_IDENTITY_H
#include "firestat/place.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What a source says of its records. Numbers of fields, in any order. */
struct fire_record_form {
    const int32_t *key;   /* fields whose values together name a record     */
    int32_t n_keys;       /* 0: its rows have no key                        */
    const int32_t *field; /* fields it has a column or a constant for; NULL: all of them */
    int32_t n_fields;
};

/* A version is a row that was kept: whoever keeps it gives it a number. */
struct fire_versions {
    void *self;
    /* Where version `version` stands: row *out_row of *out_batch, valid until the next call.
     * *out_n_fields is the length of its vectors. */
    fire_status (*find)(void *self, int64_t version, const struct fire_batch **out_batch,
                        int64_t *out_row, int32_t *out_n_fields, struct fire_error *err);
};

/* A row that contradicts an earlier one of its source. */
struct fire_conflict {
    int64_t line;       /* of the row that does not count           */
    int64_t first_line; /* of the one that does                     */
    const char *key;    /* its values as text, ", " between them    */
    const char *fields; /* names of those that differ, ", " between */
};

/* A row without a key that looks like an earlier one: same day or period, area, facility,
 * deaths, injuries and damage; where it stands for a period, same in every field. */
struct fire_twin {
    int64_t line;
    int64_t first_line;
    int32_t first_origin; /* as given to fire_identity_source or _know */
};

/* What was found in one source. All are counted, the first FIRE_LIMIT_LISTED of a kind listed.
 * Records are counted: rows with one line are one, and kept when any of them is. */
#define FIRE_LIMIT_LISTED 10000
struct fire_tally {
    int64_t n_duplicates;
    int64_t n_revised; /* of those that are kept */
    int64_t n_conflicts;
    int64_t n_twins;                      /* rows */
    const struct fire_conflict *conflict; /* [n_conflicts_listed] */
    int64_t n_conflicts_listed;
    const struct fire_twin *twin; /* [n_twins_listed] */
    int64_t n_twins_listed;
};

/* Put it into the counts of the cleaning room, which took every row as kept. Once a source. */
void fire_identity_settle(const struct fire_tally *tally, struct fire_import_counts *counts);

/* A row that is not kept because version `version` says the same. */
struct fire_repeat {
    int64_t version;
    int64_t line; /* 0: not known */
};

/* What becomes of a batch. Valid until the next call on the identity. */
struct fire_sifted {
    const struct fire_batch *batch; /* to be kept, as versions first, first + 1 ...; the very
                                       batch where all rows are; n_rows 0: none             */
    const int64_t *superseded;      /* [n_superseded] versions that count no more           */
    int64_t n_superseded;
    const struct fire_repeat *repeat; /* [n_repeats] */
    int64_t n_repeats;
};

struct fire_identity;

/*   schema, areas   of the batches that will come; areas get the places that a revision has
 *                   from two sources
 *   errors          FIRE_ENOMEM */
fire_status fire_identity_create(const struct fire_schema *schema, struct fire_areas *areas,
                                 struct fire_versions versions, struct fire_identity **out,
                                 struct fire_error *err) FIRE_MUST_CHECK;
void fire_identity_free(struct fire_identity *identity); /* NULL is fine */

/* A source begins; the tally starts anew. Copies.
 *   origin   whatever the caller knows the source by, for twins; another one every time
 *   errors   FIRE_ENOMEM */
fire_status fire_identity_source(struct fire_identity *identity,
                                 const struct fire_record_form *form, int32_t origin,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Rows that are kept already and count: of sources before. The fields of the current key, of
 * twins (fire_identity_needs) and the lines must be there, the others need not.
 *   version   [n_rows]
 *   is_keyed  false: rows of a source that had no key, for twins; true: of one with the
 *             current key
 *   errors    FIRE_ENOMEM */
fire_status fire_identity_know(struct fire_identity *identity, const struct fire_batch *batch,
                               const int64_t version[], int32_t origin, bool is_keyed,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Whether rows given to fire_identity_know must have that field. */
bool fire_identity_needs(const struct fire_identity *identity, int32_t field);

/* has[i] becomes true where a kept version has the key of row i, false otherwise. */
fire_status fire_identity_has(struct fire_identity *identity, const struct fire_batch *batch,
                              bool has[], struct fire_error *err) FIRE_MUST_CHECK;

/* Decide on the rows of a batch of the current source.
 *   first    number of the next row that is kept
 *   errors   FIRE_ENOMEM; those of versions.find */
fire_status fire_identity_sift(struct fire_identity *identity, const struct fire_batch *batch,
                               int64_t first, struct fire_sifted *out,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Of the current source so far; valid until the next one begins. */
const struct fire_tally *fire_identity_tally(struct fire_identity *identity);

/* ---- for whoever keeps rows ------------------------------------------------------------- */

/* Some rows of a batch as a batch of their own.
 *   at       [n_rows] ascending
 *   arena    owns all of it but the bytes of texts
 *   returns  NULL: no memory */
struct fire_batch *fire_batch_pick(const struct fire_batch *batch, int32_t n_fields,
                                   const int64_t at[], int64_t n_rows,
                                   struct fire_arena *arena);

/* ---- for whoever keeps none ------------------------------------------------------------- */

/* Lets the rows of one source pass as long as each is a record of its own: has a key, and one that
 * no row before it has. Then they need not be kept to be counted once.
 *
 * Ids that end in a number (2024-0017, 17) take a bit each, others sixteen bytes. */
struct fire_watch;

/*   form, schema, areas   as for fire_identity_source; borrowed
 *   next                  where rows go on to
 *   errors                FIRE_ENOMEM */
fire_status fire_watch_create(const struct fire_record_form *form,
                              const struct fire_schema *schema, const struct fire_areas *areas,
                              struct fire_sink next, struct fire_watch **out,
                              struct fire_error *err) FIRE_MUST_CHECK;
void fire_watch_free(struct fire_watch *watch); /* NULL is fine */

/* Whether a row had to be held against others: then no other way of reading makes it go. */
bool fire_watch_saw_repeat(const struct fire_watch *watch);

/* errors of push: FIRE_EAGAIN: a row must be held against others; nothing of its batch went on.
 * FIRE_ENOMEM; those of next */
struct fire_sink fire_watch_sink(struct fire_watch *watch);

#ifdef __cplusplus
}
#endif
#endif
