/* store.h - what the files of this room share: the open store, its statements, its fields.
 *
 * Three kinds of small numbers meet here, and each keeps its name:
 *
 *     field, code, node   of a run: the schema's, a dictionary's, the areas'
 *     at                  place in store->field, the fields the file knows; field.id - 1
 *     id                  of a row of word or area in the file; from 1, 0 is "not asked yet" */
#ifndef FIRESTAT_ENGINE_STORE_STORE_H
#define FIRESTAT_ENGINE_STORE_STORE_H
#include "firestat/store.h"

#include "firestat/arena.h"
#include "firestat/identity.h"

#include <sqlite3.h>

#define STORE_APPLICATION_ID 0x46495245 /* "FIRE" */
#define STORE_VERSION        7          /* user_version: number of the last migration step */
#define STORE_PROGRAM        "firestat " FIRESTAT_VERSION

/* A field as the file knows it. Texts live in store->field_arena. */
struct store_field {
    struct fire_field is;
    bool builtin; /* its column bears its name; further ones are x_<name> */
    bool used;    /* a row of the open import has a value                */
    bool said;    /* its source has a column for it, be it empty         */
};

/* What a field keeps in a row of `incident`, a column each. */
enum store_cell { STORE_CODE, STORE_TEXT, STORE_NUMBER, STORE_DAY, STORE_MINUTE };

struct store_column {
    int32_t field; /* of the run's schema */
    int32_t at;
    enum store_cell cell;
};

/* Small number of the run -> id in the file. */
struct store_ids {
    int32_t *id; /* [capacity]; 0: not asked yet */
    size_t capacity;
};

/* A word of the file -> where the run has it. */
struct store_word {
    int32_t field;
    uint32_t code;
};

/* A line of import_batch, as far as rows are concerned. */
struct store_batch {
    int64_t id;
    int64_t first;            /* incident_id from which the places of its rows are counted */
    int64_t n_rows;           /* that it has now                                            */
    uint64_t checksum;        /* of them                                                    */
    uint64_t repeat_checksum; /* of its rows that another one says already                  */
    const char *key_fields;   /* names, "," between; "": its rows have no key               */
    bool is_undone;
    bool is_changed;   /* to be written at the commit        */
    int32_t source;    /* number among those that are read   */
    int64_t n_seen;    /* while they are read: rows so far   */
    uint64_t sum_seen; /* and their checksum                 */
};

/* The rows of statements on their way to batches: store_take.c. */
struct store_take;

struct store_import {
    bool open;          /* between begin and commit or rollback */
    fire_status failed; /* the first failure; nothing but ROLLBACK may follow it */
    int64_t id;
    int64_t next_incident; /* id of the next row               */
    bool threads;          /* a writer may be had */
    bool appends;          /* which is the one behind the last */
    int64_t n_pushed;      /* rows that came                   */
    const struct fire_schema *schema;
    const struct fire_areas *areas;
    struct fire_identity *identity; /* NULL: every row is kept; lives until the next begin */
    struct store_take *found;       /* a version that was asked for                        */
    sqlite3_stmt *find;
    bool fields_changed;
    struct store_column *column;
    size_t column_capacity;
    char *wide_sql;     /* not NULL: the table is a narrow one, and to become this (narrow.c) */
    bool has_last_days; /* `insert` gives them; where no row has one the column is null */
    int32_t n_columns;
    sqlite3_stmt *insert;
    const struct fire_batch *writing; /* the batch that the insert reads     */
    int64_t writing_first;            /* of its first row                    */
    sqlite3_stmt *add_word;
    sqlite3_stmt *add_area;
    sqlite3_stmt *supersede;
    sqlite3_stmt *add_repeat;
    struct store_blocks *blocks; /* rows on their way into blocks (blocks.h)      */
    bool is_marked;              /* nobody else wrote before: the mark held        */
    uint32_t n_changes;          /* the file's count of them before this one       */
    bool supersedes;             /* which rows count no more is another now        */
    bool cubes_dropped;          /* those of before                                */
    bool holes;                  /* rows went out of the middle of other imports   */
    struct fire_arena *scratch;
    struct fire_arena *wanted;   /* columns of a batch */
    struct store_writer *writer; /* NULL: rows are written by who pushes them (writer.h) */
};

struct fire_store {
    sqlite3 *db;
    const char *path;
    fire_store_mode mode;
    struct fire_arena *arena;

    struct fire_arena *field_arena;
    struct store_field *field;
    size_t field_capacity;
    int32_t n_fields;

    /* What the run's numbers are in the file; at and words by field of the schema. */
    int32_t *at;
    size_t at_capacity;
    int32_t n_matched; /* fields of the schema that have their `at` */
    struct store_ids *words;
    size_t words_capacity;
    struct store_ids areas;

    /* And back, for reading; by id. */
    struct store_word *word;
    size_t word_capacity;
    int32_t n_words;
    int32_t *node;
    size_t node_capacity;
    int32_t n_nodes;
    const struct fire_schema *loaded_schema;
    const struct fire_areas *loaded_areas;
    bool snapshot; /* a read transaction holds words and rows together */
    fire_store_road road;
    uint32_t seen_changes; /* the file's count of them at the last push of what is there now */
    bool *need;            /* [n_matched] fields that are asked for; NULL: all */

    struct fire_arena *batch_arena;
    struct store_batch *batch; /* [n_batches] by id */
    size_t batch_capacity;
    int64_t n_batches;
    const char *as_of; /* imports after this moment are not there; NULL: now */
    int64_t last_id;   /* of the imports that are there                      */

    struct store_import import;
};

/* ---- writer.c: who writes the rows of an import ---------------------------------------- */

/* Before a statement is bound or run in an import, and before what rows are written by changes:
 * wait until nothing is being written. Fine outside of imports. */
fire_status store_settle(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store.c: statements and what can go wrong with them ------------------------------- */

struct fire_location store_place(const struct fire_store *store);

/* Turn SQLite's last error into ours. An open import is marked as failed by it. */
fire_status store_fail(struct fire_store *store, struct fire_error *err);

/* The file says what cannot be: damaged, or changed by another program. */
fire_status store_damaged(struct fire_store *store, const char *what, struct fire_error *err);

fire_status store_memory(struct fire_store *store, struct fire_error *err);

/* The only ways a statement is run. Inside an import they refuse to do anything once one of
 * them failed: SQLite may have rolled back by itself, and what followed would be stored row
 * by row, outside of any transaction. */
fire_status store_exec(struct fire_store *store, const char *sql,
                       struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_prepare(struct fire_store *store, const char *sql, sqlite3_stmt **out,
                          struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_step(struct fire_store *store, sqlite3_stmt *statement, bool *has_row,
                       struct fire_error *err) FIRE_MUST_CHECK;

/* Run a statement built with sqlite3_str, or prepare it; frees the text. */
fire_status store_exec_built(struct fire_store *store, sqlite3_str *sql,
                             struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_prepare_built(struct fire_store *store, sqlite3_str *sql, sqlite3_stmt **out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* The one whole number a query gives. errors: FIRE_ESTORE when it gives none */
fire_status store_number(struct fire_store *store, const char *sql, int64_t *out,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* Move to the bytes of a piece of `block_column`, opening *blob where it is NULL; to be closed with
 * sqlite3_blob_close, in any case. */
fire_status store_blob_at(struct fire_store *store, sqlite3_blob **blob, int64_t id,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* A text cell of the current row as it is; {NULL, 0} when it is no text. */
struct fire_text_view store_text(sqlite3_stmt *statement, int column);

/* ---- store_tables.c: the file's tables and its versions -------------------------------- */

/* Refuse what is not ours; make the tables in an empty file; bring an older one up to date. */
fire_status store_identify(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_fields.c: fields and their columns ------------------------------------------ */

fire_status store_fields_load(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* Find the fields of a schema in the file from store->n_matched on, add those it has not.
 *   errors   FIRE_ESCHEMA: another type there */
fire_status store_fields_match(struct fire_store *store, const struct fire_schema *schema,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Put the store's fields into a schema; fields of it that the store has not get no `at`: -1. */
fire_status store_fields_give(struct fire_store *store, struct fire_schema *schema,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Tell the schema the store's currency, where it has one: another one is refused from then on.
 *   errors   FIRE_ESCHEMA: the schema has another one already */
fire_status store_currency_say(struct fire_store *store, struct fire_schema *schema,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* The cells a field keeps, in the order of its columns; 0 for areas and periods. */
int store_cells(fire_type type, enum store_cell out[2]);

/* The quoted name of a column of `incident`. */
void store_add_column_name(sqlite3_str *sql, const struct store_field *field,
                           enum store_cell cell);

/* Its name, type and check, as in CREATE TABLE. */
void store_add_column(sqlite3_str *sql, const struct store_field *field, enum store_cell cell);

const char *store_type_name(fire_type type);

/* ---- store_views.c: what other programs read ------------------------------------------- */

/* Make the views and the data dictionary anew after fields or currency changed. */
fire_status store_views_make(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_batches.c: what rows each import has ---------------------------------------- */

/* Read import_batch; writes that follow keep it up to date. */
fire_status store_batches_load(struct fire_store *store,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Write those that are changed. */
fire_status store_batches_write(struct fire_store *store,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* NULL: there is none. Valid until the next one is added or they are read again. */
struct store_batch *store_batch_of(const struct fire_store *store, int64_t id);

/* Add one; its key_fields are borrowed from the store's arenas. false: no memory */
bool store_batch_add(struct fire_store *store, const struct store_batch *batch);

/* Whether its rows are there at the moment that is asked about. */
bool store_batch_is_there(const struct fire_store *store, const struct store_batch *batch);

/* The moment of now as it is written down, from SOURCE_DATE_EPOCH where that is set. */
#define STORE_TIME_BYTES sizeof "2024-07-31T08:15:00Z"
fire_status store_now(char out[STORE_TIME_BYTES], struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_checksum.c: would we notice a changed byte? --------------------------------- */

/* What rows have in the file beside their fields. */
struct store_rows {
    const int64_t *place;         /* [n_rows] incident_id less the import's first       */
    const int32_t *area_id;       /* [n_rows]                                            */
    const int64_t *superseded_by; /* [n_rows] id of an import, 0: none; NULL: no row is */
};

/* Sum over all cells of the rows, whatever batches they come in. */
uint64_t store_checksum_rows(const struct fire_store *store, const struct fire_batch *batch,
                             const struct store_rows *rows);

/* What a row adds that is superseded, and one that only repeats another. */
uint64_t store_checksum_superseded(int64_t place, int64_t superseded_by);
uint64_t store_checksum_repeat(int64_t incident_id, int64_t line);

/* Write the checksums of all that is not incidents. */
fire_status store_catalogue_seal(struct fire_store *store,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Compare them: those of fields, words and imports; of areas; and what versions 1 and 2 had, one
 * for all. */
fire_status store_catalogue_check(struct fire_store *store,
                                  struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_areas_check(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_old_catalogue_check(struct fire_store *store,
                                      struct fire_error *err) FIRE_MUST_CHECK;

/* Write the sum of the list of rows that count no more, which is the index on them; or go through
 * it, the rows by who superseded them, and compare. visit may be NULL. */
fire_status store_superseded_seal(struct fire_store *store,
                                  struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_superseded_check(struct fire_store *store,
                                   fire_status (*visit)(void *self, int64_t incident_id,
                                                        int64_t by, struct fire_error *err),
                                   void *self, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_ids.c: codes and areas of a run, ids of the file ---------------------------- */

void store_ids_forget(struct fire_store *store);

/* Give the areas of the file the best of the spellings that the run has met. */
fire_status store_areas_rename(struct fire_store *store,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Ask again for the ids of words, so that labels that a run has come into the file. What was
 * loaded stays known. */
void store_ids_ask_again(struct fire_store *store);

/* Give every code and node that the batch's rows use its id, adding rows to word and area. */
fire_status store_ids_add(struct fire_store *store, const struct fire_batch *batch,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Put all words and areas of the file into a schema and areas, and remember who is who. */
fire_status store_words_load(struct fire_store *store, struct fire_schema *schema,
                             struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_areas_load(struct fire_store *store, struct fire_areas *areas,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Make room for the ids of 0..wanted-1, new ones 0. false: no memory */
bool store_ids_reserve(struct store_ids *ids, size_t wanted);

/* ---- narrow.c: the first rows of a table have no cells for columns without a value ------- */

/* The columns of the fields that have a value in this batch.
 *   out       [2 * n_matched]
 *   returns   how many */
int32_t store_columns_of(const struct fire_store *store, const struct fire_batch *batch,
                         struct store_column out[]);

/* Before the first row is written: `incident` has only the columns that this batch has values for.
 * Nothing happens where it has rows already. */
fire_status store_narrow(struct fire_store *store, const struct fire_batch *batch,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* It has all of them again; fine where it had. Before anything else than an insert of these very
 * columns; by who has the connection. */
fire_status store_widen(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_insert.c -------------------------------------------------------------------- */

/* Write the rows of a batch whose fields, words and areas have their ids.
 *   first   id of its first row */
fire_status store_insert(struct fire_store *store, const struct fire_batch *batch,
                         int64_t import_id, int64_t first,
                         struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_import.c: the rows of an import, and of one that is written anew ------------- */

/* Start a transaction for rows of these. Everything is to be ended by store_import_end. */
fire_status store_import_start(struct fire_store *store, const struct fire_schema *schema,
                               const struct fire_areas *areas,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Sift the batch and write what is kept as rows of import->id. */
fire_status store_import_rows(struct fire_store *store, const struct fire_batch *batch,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Note which fields the source of the open import has a column for; form NULL: all of them. */
void store_fields_said(struct fire_store *store, const struct fire_record_form *form);

/* Say which fields the rows of the import have, and which its source has. */
fire_status store_import_fields(struct fire_store *store,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* The views where they are no longer right, the sums, the seal, the mark, COMMIT. */
fire_status store_import_commit(struct fire_store *store,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_versions.c: rows that are there and rows that come --------------------------- */

/* The names of the key's fields as import_batch has them. NULL: no memory */
const char *store_key_fields(struct fire_arena *arena, const struct fire_schema *schema,
                             const struct fire_record_form *form);

/* Make import->identity for a source of this form, knowing the rows that count.
 *   schema, areas   get what the file has */
fire_status store_versions_begin(struct fire_store *store, struct fire_schema *schema,
                                 struct fire_areas *areas, const struct fire_record_form *form,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* Tell an identity of all rows that count, by import and key. */
fire_status store_versions_know(struct fire_store *store, const struct fire_schema *schema,
                                struct fire_identity *identity, const char *key_fields,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* The versions of a store, for an identity. */
struct fire_versions store_versions(struct fire_store *store);

/* Write down which rows count no more, and which came once more. */
fire_status store_supersede(struct fire_store *store, const struct fire_sifted *sifted,
                            struct fire_error *err) FIRE_MUST_CHECK;
fire_status store_add_repeats(struct fire_store *store, const struct fire_sifted *sifted,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Before it becomes another one which rows count. */
fire_status store_superseded_change(struct fire_store *store,
                                    struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_take.c: rows of `incident` become a batch ------------------------------------ */

/* Rows that were read and not yet used. */
struct store_taken {
    const struct fire_batch *batch;
    const int64_t *incident_id; /* [batch->n_rows] */
    const int64_t *import_id;
    const int32_t *area_id;
    const int64_t *superseded_by; /* 0: none */
    int64_t n_superseded;
};

/*   capacity   rows it can hold, at most FIRE_BATCH_ROWS
 *   returns    NULL: no memory */
struct store_take *store_take_create(struct fire_store *store, const struct fire_schema *schema,
                                     int64_t capacity);
void store_take_free(struct store_take *take); /* NULL is fine */

/* Take the cells of this field too. */
fire_status store_take_field(struct store_take *take, int32_t field,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Take those of the fields that any import has, in the order of the schema. */
fire_status store_take_fields(struct fire_store *store, struct store_take *take,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* "SELECT" and the columns, of `incident AS i`, with the import and line of `owner`. */
void store_take_select(const struct store_take *take, char owner, sqlite3_str *sql);

/* Step; a row is added to what was taken, for which there must be room.
 *   errors   FIRE_ESTORE: it is not as it was written */
fire_status store_take_step(struct store_take *take, sqlite3_stmt *query, bool *has_row,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* What was taken, valid until store_take_empty. */
struct store_taken store_take_look(struct store_take *take);
void store_take_empty(struct store_take *take);

/* Step through a query and give on what was taken: full batches, each of one import. */
struct store_taker {
    void *self;
    fire_status (*give)(void *self, const struct store_taken *taken, struct fire_error *err);
};
fire_status store_take_all(struct store_take *take, sqlite3_str *sql, struct store_taker taker,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_undo.c ---------------------------------------------------------------------- */

/* Compare the checksums of rows that say what others said. The batches are loaded. */
fire_status store_repeats_check(struct fire_store *store,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* ---- cube.c ---------------------------------------------------------------------------- */

/* Take out the cubes of before this transaction, once. */
fire_status store_cubes_drop(struct fire_store *store, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_load.c --------------------------------------------------------------------- */

/* Whether a field is asked for, and down to which level areas are. */
bool store_needs(const struct fire_store *store, int32_t field);
fire_area_level store_needed_level(const struct fire_store *store);

/* Read all rows as they stand in `incident`, those that count no more too, and compare their
 * checksums; with as many batches as there are. Words and areas are loaded.
 *   taker   gets full batches, each of one import, in the order of their ids */
fire_status store_rows_read(struct fire_store *store, const struct fire_schema *schema,
                            struct store_taker taker, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- area_tables.c ---------------------------------------------------------------------- */

/* Put these tables of areas in the place of those that are there. Inside a transaction that
 * writes. */
fire_status store_area_tables_write(struct fire_store *store,
                                    const struct fire_area_units *units,
                                    struct fire_error *err) FIRE_MUST_CHECK;

/* ---- store_catalogue.c ----------------------------------------------------------------- */

/* A read transaction from fire_store_schema to the end of fire_store_push. */
fire_status store_snapshot_begin(struct fire_store *store,
                                 struct fire_error *err) FIRE_MUST_CHECK;
void store_snapshot_end(struct fire_store *store); /* fine when there is none */

#endif
