/* store.h - incidents in one SQLite file.
 *
 * Import, one transaction a file, all of it or nothing:
 *
 *     fire_store_open("lamdong.db", FIRE_STORE_WRITE, &store, err);
 *     fire_store_begin(store, schema, areas, &form, name, sha256, size, &before, NULL, err);
 *     if (!before) {
 *         fire_clean_run(..., fire_store_sink(store), ...);
 *         fire_store_commit(store, &counts, err);      or fire_store_rollback(store)
 *     }
 *     fire_store_close(store);
 *
 * A row with the key of one that is there (identity.h) is not stored again when it says the
 * same, and takes its place when it does not: the old one stays, and counts no more.
 *
 * Reading back pushes the rows that count, in the order of import:
 *
 *     fire_store_open("lamdong.db", FIRE_STORE_READ, &store, err);
 *     fire_store_as_of(store, "2024-12-31", err);             as it was then; else now
 *     fire_store_schema(store, schema, areas, err);
 *     fire_store_need(store, fields, n_fields, err);          only these; else all
 *     fire_store_push(store, schema, areas, sink, err);
 *
 * The views of the file are its public contract for other tools; see data_dictionary in it.
 *
 * Thread use: one thread per store; the store has one of its own while it writes many rows. */
#ifndef FIRESTAT_STORE_H
#define FIRESTAT_STORE_H
#include "firestat/area_units.h"
#include "firestat/identity.h"
#include "firestat/place.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_STORE_READ,  /* must be there                    */
    FIRE_STORE_WRITE, /* made when it is not there        */
} fire_store_mode;

struct fire_store;

/* True when the file starts like an SQLite database: a store, not incident rows. */
bool fire_store_is(const char *path);

/*   errors   FIRE_EIO; FIRE_ESTORE: SQLite but not a firestat store, of a newer version, or
 *            damaged; FIRE_EBUSY: another program writes */
fire_status fire_store_open(const char *path, fire_store_mode mode, struct fire_store **out,
                            struct fire_error *err) FIRE_MUST_CHECK;
void fire_store_close(
    struct fire_store *store); /* an open import is rolled back; NULL is fine */

struct fire_import {
    int64_t id;
    const char *imported_at; /* ISO text, UTC, from SOURCE_DATE_EPOCH where it is set */
    const char *file;        /* the name people know it by */
    const char *sha256;      /* hexadecimal                */
    int64_t size_bytes;
    struct fire_import_counts counts; /* as they were when it was imported */
    const char *program;       /* "firestat 0.1.0"                                        */
    const char *undone_at;     /* when it was taken back; NULL: it was not                 */
    int64_t merge_id;          /* of the merge that brought it; 0: it was imported here    */
    const char *merged_at;     /* as imported_at                                           */
    const char *merged_from;   /* name of the store it came out of                         */
    const char *origin_store;  /* and of the one its file was imported into first          */
    int64_t origin_import;     /* its id there                                             */
    const char *coverage;      /* as of fire_store_declare; NULL: nothing was declared     */
    const char *coverage_area; /* NULL: none was named                                    */
    const char *reading;       /* as of fire_store_remember_reading; NULL: nothing was said */
    const char *key_fields;    /* that name its records, "," between; "": none             */
    bool is_there;             /* its rows are pushed: not undone, not after fire_store_as_of */
};

/* Start an import. `stored_before` true: a file of this SHA-256 is there already, nothing was
 * started and *out_before (may be NULL) is its import id.
 *   sha256          NULL: not known yet, it will be said (fire_store_identify)
 *   schema, areas   those the clean run will push with; they get what the store has
 *   form            what its rows are known by; NULL: nobody asks, all are kept
 *   errors          FIRE_EBUSY, FIRE_ESTORE, FIRE_EIO, FIRE_ENOMEM; FIRE_ESCHEMA: a field of
 *                   that name has another type in the store, or another currency;
 *                   FIRE_EVALUE: SOURCE_DATE_EPOCH is no number; FIRE_EAGAIN, without a message
 *                   and nothing started: a file of that size is there, begin with its SHA-256 */
fire_status fire_store_begin(struct fire_store *store, struct fire_schema *schema,
                             struct fire_areas *areas, const struct fire_record_form *form,
                             const char *file, const char *sha256, int64_t size_bytes,
                             bool *stored_before, int64_t *out_before,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Say the SHA-256 of the file whose import is open, begun without it, before the commit. The file
 * has the size that was said, or was changed.
 *   errors   as of push, FIRE_ESTORE, FIRE_ENOMEM: then the import is rolled back */
fire_status fire_store_identify(struct fire_store *store, const char *sha256,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* push writes the rows, or has them written by a thread while the next ones come: then a failure
 * comes back from a later push or from the commit. The first one rolls the import back. */
struct fire_sink fire_store_sink(struct fire_store *store);

/* What was found in the import's rows so far; the origin of its twins is an import's id. Valid
 * until the next import begins or the store is closed. */
const struct fire_tally *fire_store_tally(const struct fire_store *store);

/* Inside an import: the calendar that the store is asked by from now on, as a text that
 * fire_calendar_open knows (calendar.h). It is gone with the last import that is taken back.
 *   errors   as of push; the import is then to be rolled back */
fire_status fire_store_remember_calendar(struct fire_store *store, const char *calendar,
                                         struct fire_error *err) FIRE_MUST_CHECK;

/* Inside an import: what its file is declared to have every incident of. It is kept with the
 * import, and goes and comes with it.
 *   coverage        days, "2023-01-01..2023-06-30|2024-01-01..2024-12-31"
 *   coverage_area   "province/district/commune" as far as it goes; NULL: not said
 *   errors          as of push; the import is then to be rolled back */
fire_status fire_store_declare(struct fire_store *store, const char *coverage,
                               const char *coverage_area,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Inside an import: how its file was read, "--profile won --dates dmy". It is kept with the import.
 *   errors   as of push; the import is then to be rolled back */
fire_status fire_store_remember_reading(struct fire_store *store, const char *reading,
                                        struct fire_error *err) FIRE_MUST_CHECK;

/*   out   in the arena; NULL: no import named one */
fire_status fire_store_calendar(struct fire_store *store, struct fire_arena *arena,
                                const char **out, struct fire_error *err) FIRE_MUST_CHECK;

/* End the import with the counts of the cleaning room, which are settled (identity.h): durable
 * when FIRE_OK comes back, gone otherwise. */
fire_status fire_store_commit(struct fire_store *store, struct fire_import_counts *counts,
                              struct fire_error *err) FIRE_MUST_CHECK;
void fire_store_rollback(struct fire_store *store); /* fine when nothing is open */

/* Take one import back, whole: its rows are gone, those it took the place of count again, and
 * what later imports said about the same records is decided anew, as if it had never been
 * there. A line in the list of imports stays.
 *   errors   FIRE_EVALUE: there is no such import, or it was taken back before; FIRE_EBUSY,
 *            FIRE_ESTORE, FIRE_EIO, FIRE_ENOMEM */
fire_status fire_store_undo(struct fire_store *store, int64_t import_id,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* ---- several stores into one ------------------------------------------------------------ */

/* An import that came out of another store. */
struct fire_merged {
    int64_t id;    /* here                               */
    int32_t other; /* place of its store among the others */
    int64_t there; /* its id in that store               */
    const char *file;
    int64_t n_rows;          /* that its store kept of it          */
    struct fire_tally tally; /* what they did to the rows that were here; of twins those of
                                another store */
};

/* An import of this store that has another number now. */
struct fire_renumbered {
    int64_t before;
    int64_t id;
};

/* An import that its store took back while it is still here. */
struct fire_left_over {
    int64_t id;
    int32_t other;
    int64_t there;
};

/* A line of another store's tables of areas that says otherwise than the one that is here. */
struct fire_area_conflict {
    int32_t other;
    fire_area_table table;
    const char *line; /* its cells with commas between */
};

struct fire_merge {
    int64_t id;             /* of the merge; 0: no import was to be taken over          */
    const int64_t *n_known; /* [n_others] imports of each whose file was here already   */
    const struct fire_merged *merged;
    int64_t n_merged;
    const struct fire_renumbered *renumbered;
    int64_t n_renumbered;
    const struct fire_left_over *left_over;
    int64_t n_left_over;
    int64_t n_area_lines; /* of tables of areas, taken over */
    const struct fire_area_conflict *area_conflict;
    int64_t n_area_conflicts;
};

/* Take the imports of other stores over into one, all of them or nothing.
 *
 * The store is then as if all files had been imported into it, each when it was imported into the
 * first store that had it: a file that is here is not taken again, a record has the version that
 * was imported last, those before it stay, and fire_store_as_of goes back to what any of the
 * stores knew. So imports stand by their time. Where some of this store are later than one that
 * comes, they are said again behind it and get numbers of their own; no number is ever given
 * twice. Counts of imports stay those of their first store, where their rejected rows are.
 *
 * Lines of the tables of areas (units, changes, aliases) that are not here come over too. Where a
 * line is here, it stays, and one of another store that says otherwise is told; of several others
 * the first has its say. Taking a merge back leaves these tables as they are.
 *
 *   other        open for reading, not used otherwise until this returns
 *   interrupted  NULL, or asked between batches whether to stop
 *   arena        owns what is told
 *   errors       FIRE_EVALUE: a store is to be merged into itself; FIRE_ESCHEMA: another
 *                currency, calendar or other setting, or a field of that name with another type
 *                or unit, or tables of areas that do not fit together;
 *                FIRE_EINTERRUPTED; those of fire_store_commit and fire_store_check,
 *                of any of the stores */
fire_status fire_store_merge(struct fire_store *store, struct fire_store *const other[],
                             int32_t n_others, bool (*interrupted)(void),
                             struct fire_arena *arena, struct fire_merge *out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Take a merge back, whole: as fire_store_undo of all its imports that are there.
 *   errors   FIRE_EVALUE: there is no such merge, or it was taken back before; others as there */
fire_status fire_store_undo_merge(struct fire_store *store, int64_t merge_id,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* From here on, read as it was at a moment: "2024-07-31" to the end of that day, or
 * "2024-07-31T08:15" or "...T08:15:00Z"; all UTC, as imports are. Imports after the first one
 * that came later are not there, and what they took the place of counts. What was taken back
 * since is not there either: it was a mistake.
 *   errors   FIRE_EVALUE: not a moment */
fire_status fire_store_as_of(struct fire_store *store, const char *moment,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Fill a fresh schema with what the store knows; the areas are filled by fire_store_push. What is
 * read stays of this moment, and other programs' commits wait, until fire_store_push or
 * fire_store_close. */
fire_status fire_store_schema(struct fire_store *store, struct fire_schema *schema,
                              struct fire_areas *areas, struct fire_error *err) FIRE_MUST_CHECK;

/* Say which fields of the schema the next push is asked for: others may come without values, and
 * lines do. So can areas: down to the lowest level that is among the fields there are nodes, an
 * area below it is the one it lies in, and without any all rows are of the country. Days are
 * always there, minutes with `occurred_at`. What is not asked for costs nothing; a text that is
 * costs the reading of all rows.
 *   field    NULL: all of them, and lines, as it is until this is called
 *   errors   FIRE_ENOMEM */
fire_status fire_store_need(struct fire_store *store, const int32_t field[], int32_t n_fields,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* Push the rows that count, by import and line; batch->source numbers the imports that are
 * there. schema and areas are those given to fire_store_schema; the areas are filled before the
 * first batch is pushed. */
fire_status fire_store_push(struct fire_store *store, const struct fire_schema *schema,
                            struct fire_areas *areas, struct fire_sink sink,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* The same with several sinks, each of which gets some of the batches, in any order, and is pushed
 * to by one thread at a time: side by side as far as the road allows, else the first one gets all.
 *   sink   [n_sinks], n_sinks >= 1 */
fire_status fire_store_push_side_by_side(struct fire_store *store,
                                         const struct fire_schema *schema,
                                         struct fire_areas *areas,
                                         const struct fire_sink sink[], int32_t n_sinks,
                                         struct fire_error *err) FIRE_MUST_CHECK;

/* How the last push came to its rows. */
typedef enum {
    FIRE_ROAD_BLOCKS,  /* out of the columns that lie beside them                            */
    FIRE_ROAD_TEXTS,   /* one by one, because texts were asked for                           */
    FIRE_ROAD_CHANGED, /* one by one, because another program wrote to the file, or an older
                          firestat made it: slow, and right where no error came back;
                          fire_store_rebuild makes it fast again                             */
} fire_store_road;
fire_store_road fire_store_road_taken(const struct fire_store *store);

/* ---- what stands beside the rows ------------------------------------------------------- */

typedef enum {
    FIRE_COLUMNS_RIGHT,  /* they say what the rows say                        */
    FIRE_COLUMNS_UNUSED, /* FIRE_ROAD_CHANGED: rows are read, until a rebuild */
    FIRE_COLUMNS_WRONG,  /* they do not say what the rows say: rebuild        */
} fire_columns_state;

struct fire_store_health {
    int64_t n_imports; /* that were not taken back                       */
    int64_t n_rows;    /* that were proved, those that count no more too */
    fire_columns_state columns;
};

/* Look at everything in the file.
 *   errors   FIRE_ESTORE: rows or what gives them a meaning are not as they were written, the
 *            message says which; FIRE_EIO, FIRE_ENOMEM */
fire_status fire_store_check(struct fire_store *store, struct fire_store_health *out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Make all that is worked out of the rows anew, after they were proved: columns and areas. Cubes
 * are taken out.
 *   errors   as fire_store_check; then nothing was changed */
fire_status fire_store_rebuild(struct fire_store *store,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Keep bytes that were worked out of the rows under a name, for as long as the rows stay as they
 * are: inside an import they stand for the rows as they will be after it, and those of before
 * are gone; else for those that were pushed last, which was everything there is now.
 *   errors   FIRE_EBUSY: somebody wrote since that push; FIRE_ERANGE: more than 16 MB; others as
 *            fire_store_commit. One of them inside an import ends the import */
fire_status fire_store_put_cube(struct fire_store *store, const char *name, const void *bytes,
                                size_t size, struct fire_error *err) FIRE_MUST_CHECK;

/*   out_bytes   aligned for any type, in the arena; NULL: there are none, or they are not of the
 *               rows as they are now, or fire_store_as_of asks for others
 *   errors      FIRE_ESTORE: damaged; FIRE_EIO, FIRE_ENOMEM */
fire_status fire_store_cube(struct fire_store *store, const char *name,
                            struct fire_arena *arena, const void **out_bytes, size_t *out_size,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* Whether any row that counts stands for a period; asks nothing of the rows' checksums. */
fire_status fire_store_has_periods(struct fire_store *store, bool *out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* The tables of areas that an office keeps with its incidents (area_units.h): all lines there are
 * become those of the units, or are added to the units, which are to be settled then.
 *   errors   FIRE_EBUSY, FIRE_ESTORE, FIRE_EIO, FIRE_ENOMEM; of add also FIRE_EVALUE: another
 *            program wrote what is not in form */
fire_status fire_store_put_areas(struct fire_store *store, const struct fire_area_units *units,
                                 struct fire_error *err) FIRE_MUST_CHECK;
fire_status fire_store_add_areas(struct fire_store *store, struct fire_area_units *units,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* All imports, oldest first, those that were taken back too; list and texts in the arena. */
fire_status fire_store_imports(struct fire_store *store, struct fire_arena *arena,
                               const struct fire_import **out, int64_t *out_n,
                               struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
