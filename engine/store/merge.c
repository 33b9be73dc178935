/* merge.c - provincial stores into one: see fire_store_merge.
 *
 * What a row does to another is decided by the way of every import, so a merge says the imports of
 * the other stores once more, each as its source said it (said.h), in the order of the plan
 * (merge.h). Imports of the store itself that come behind a new one are set aside in temporary
 * tables, taken out as if they had been undone, and said again in their turn.
 *
 * Not by SQL from one file into the other: codes, areas and ids are each file's own, and a
 * revision takes over from the version before it, which may be another one now. */
#include "merge.h"

#include "blocks.h"
#include "said.h"
#include "undo.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* ---- the stores ------------------------------------------------------------------------------ */

static const char *name_of(const struct fire_store *store)
{
    const char *slash = strrchr(store->path, '/');
    return slash == NULL ? store->path : slash + 1;
}

static fire_status refuse_itself(const struct fire_store *store, const struct fire_store *other,
                                 struct fire_error *err)
{
    struct stat here;
    struct stat there;
    if (stat(store->path, &here) != 0 || stat(other->path, &there) != 0 ||
        here.st_dev != there.st_dev || here.st_ino != there.st_ino)
        return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, store_place(other),
                     "a store cannot be merged into itself");
}

/* What a store knows without its rows. */
static fire_status open_catalogue(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_areas_check(store, err));
    FIRE_TRY(store_batches_load(store, err));
    return store_fields_load(store, err);
}

static fire_status open_others(struct merge *merge, struct fire_error *err)
{
    for (int32_t i = 1; i < merge->n_sources; i++) {
        struct fire_store *other = merge->source[i].store;
        store_snapshot_end(other);
        store_ids_forget(other);
        free(other->need);
        other->need = NULL;
        FIRE_TRY(store_snapshot_begin(other, err));
        FIRE_TRY(open_catalogue(other, err));
    }
    return FIRE_OK;
}

/* All fields, words and areas of all stores in one schema. */
static fire_status open_words(struct merge *merge, struct fire_error *err)
{
    struct fire_store *store = merge->store;
    for (int32_t i = 0; i < merge->n_sources; i++)
        FIRE_TRY(store_fields_give(merge->source[i].store, merge->schema, err));
    for (int32_t i = 0; i < merge->n_sources; i++) {
        struct fire_store *source = merge->source[i].store;
        FIRE_TRY(store_currency_say(source, merge->schema, err));
        FIRE_TRY(store_fields_give(source, merge->schema, err)); /* those of the others too */
        FIRE_TRY(store_words_load(source, merge->schema, err));
        FIRE_TRY(store_areas_load(source, merge->areas, err));
    }
    store->n_matched = 0; /* the store gets the fields that it has not */
    return store_fields_match(store, merge->schema, err);
}

/* ---- proof ----------------------------------------------------------------------------------- */

/* Note where the rows of each import lie. */
static fire_status note_range(void *self, const struct store_taken *taken,
                              struct fire_error *err)
{
    struct merge_source *source = self;
    const struct store_batch *batch = store_batch_of(source->store, taken->import_id[0]);
    (void)err;
    const int64_t at = batch - source->store->batch;
    if (source->first_id[at] == 0) source->first_id[at] = taken->incident_id[0];
    source->last_id[at] = taken->incident_id[taken->batch->n_rows - 1];
    return FIRE_OK;
}

static fire_status prove(struct merge *merge, struct merge_source *source,
                         struct fire_error *err)
{
    struct fire_store *store = source->store;
    source->first_id = FIRE_TAKE(merge->arena, store->n_batches + 1, int64_t);
    source->last_id = FIRE_TAKE(merge->arena, store->n_batches + 1, int64_t);
    source->take = store_take_create(store, merge->schema, FIRE_BATCH_ROWS);
    if (source->first_id == NULL || source->last_id == NULL || source->take == NULL)
        return store_memory(store, err);
    FIRE_TRY(store_take_fields(store, source->take, err));
    FIRE_TRY(store_repeats_check(store, err));
    FIRE_TRY(store_superseded_check(store, NULL, NULL, err));
    return store_rows_read(store, merge->schema, (struct store_taker){ source, note_range },
                           err);
}

/* ---- imports of the store that come behind a new one ------------------------------------------ */

static fire_status read_forms(struct merge *merge, struct fire_error *err)
{
    for (int64_t i = merge->n_staying; i < merge->n_planned; i++) {
        struct merge_import *import = merge->plan[i];
        struct fire_store *store = merge->source[import->source].store;
        FIRE_TRY(said_form(store, merge->schema, store_batch_of(store, import->there),
                           merge->arena, &import->form, err));
    }
    return FIRE_OK;
}

/* Later imports of the store have later ids, so those behind are the ones from this id on, but for
 * some that were taken back and stay as they are. */
static int64_t first_behind(const struct merge *merge)
{
    for (int64_t i = 0; i < merge->n_imports && merge->import[i].source == 0; i++)
        if (i >= merge->n_staying) return merge->import[i].there;
    return 0;
}

static fire_status exec_from(struct fire_store *store, const char *format, int64_t first,
                             struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, format, (long long)first);
    return store_exec_built(store, sql, err);
}

static const char *const set_aside[] = {
    "CREATE TEMP TABLE said_batch AS SELECT * FROM import_batch"
    " WHERE id >= %lld AND undone_at IS NULL",
    "CREATE TEMP TABLE said_repeat AS SELECT * FROM repeat WHERE import_id >= %lld",
    "CREATE TEMP TABLE said_incident AS SELECT * FROM incident WHERE import_id >= %lld",
    "INSERT INTO said_incident SELECT * FROM incident WHERE import_id < %lld"
    " AND incident_id IN (SELECT incident_id FROM said_repeat)",
    "CREATE INDEX temp.said_repeat_import ON said_repeat (import_id)",
    "CREATE INDEX temp.said_incident_import ON said_incident (import_id, incident_id)",
    "CREATE INDEX temp.said_incident_id ON said_incident (incident_id)",
};

static const char *const take_out[] = {
    "DELETE FROM incident WHERE import_id >= %lld",
    "DELETE FROM repeat WHERE import_id >= %lld",
    "DELETE FROM import_field WHERE import_id >= %lld",
    "DELETE FROM import_batch WHERE id >= %lld AND undone_at IS NULL",
};

static const char drop_aside[] = "DROP TABLE temp.said_incident; DROP TABLE temp.said_repeat;"
                                 "DROP TABLE temp.said_batch";

static fire_status exec_all(struct fire_store *store, const char *const format[], size_t n,
                            int64_t first, struct fire_error *err)
{
    for (size_t i = 0; i < n; i++)
        FIRE_TRY(exec_from(store, format[i], first, err));
    return FIRE_OK;
}

static fire_status set_behind_aside(struct merge *merge, int64_t first, struct fire_error *err)
{
    struct fire_store *store = merge->store;
    struct merge_source *own = &merge->source[0];
    FIRE_TRY(prove(merge, own, err));
    own->first_id = own->last_id = NULL;
    FIRE_TRY(exec_all(store, set_aside, sizeof set_aside / sizeof set_aside[0], first, err));
    for (int64_t i = 0; i < merge->n_imports && merge->import[i].source == 0; i++) {
        if (merge->import[i].there < first) continue;
        FIRE_TRY(undo_revive(store, merge->import[i].there, err));
        FIRE_TRY(store_blocks_remove(store, merge->import[i].there, err));
    }
    FIRE_TRY(store_batches_write(store, err));
    FIRE_TRY(exec_all(store, take_out, sizeof take_out / sizeof take_out[0], first, err));
    return store_batches_load(store, err);
}

/* ---- the line of an import -------------------------------------------------------------------- */

#define COPIED                                                                                 \
    "file, sha256, size_bytes, n_lines, n_head_lines, n_blank_lines, n_record_lines,"          \
    " n_records, n_kept, n_duplicates, n_revised, n_rejected, n_conflicts, n_excluded,"        \
    " n_set_aside, program, key_fields, coverage, coverage_area, reading"

static fire_status copy_line(struct merge *merge, const struct merge_import *import,
                             sqlite3_stmt *from, struct fire_error *err)
{
    struct fire_store *store = merge->store;
    sqlite3_stmt *insert = NULL;
    bool has_row = false;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "INSERT INTO import_batch (id, first_incident, imported_at, merge_id,"
                        " merged_at, merged_from, origin_store, origin_import, " COPIED
                        ") VALUES (%lld, %lld, %Q, nullif(%lld, 0), %Q, %Q, %Q,"
                        " nullif(%lld, 0)",
                        (long long)import->id, (long long)store->import.next_incident,
                        import->imported_at, (long long)import->merge_id, import->merged_at,
                        import->merged_from, import->origin_store,
                        (long long)import->origin_import);
    const int n = sqlite3_column_count(from);
    for (int i = 0; i < n; i++)
        sqlite3_str_appendf(sql, ", ?");
    sqlite3_str_appendf(sql, ")");
    fire_status status = store_prepare_built(store, sql, &insert, err);
    for (int i = 0; status == FIRE_OK && i < n; i++)
        if (sqlite3_bind_value(insert, i + 1, sqlite3_column_value(from, i)) != SQLITE_OK)
            status = store_fail(store, err);
    if (status == FIRE_OK) status = store_step(store, insert, &has_row, err);
    sqlite3_finalize(insert);
    return status;
}

static fire_status add_line(struct merge *merge, const struct merge_import *import,
                            struct fire_error *err)
{
    const struct merge_source *source = &merge->source[import->source];
    sqlite3_stmt *from = NULL;
    bool has_row = false;
    sqlite3_str *sql = sqlite3_str_new(source->store->db);
    sqlite3_str_appendf(sql, "SELECT " COPIED " FROM %s WHERE id = %lld", source->batch,
                        (long long)import->there);
    fire_status status = store_prepare_built(source->store, sql, &from, err);
    if (status == FIRE_OK) status = store_step(source->store, from, &has_row, err);
    if (status == FIRE_OK && !has_row)
        status = store_damaged(source->store, "an import is missing", err);
    if (status == FIRE_OK) status = copy_line(merge, import, from, err);
    sqlite3_finalize(from);
    if (status != FIRE_OK) return status;
    const struct store_batch batch = { .id = import->id,
                                       .first = merge->store->import.next_incident,
                                       .key_fields = import->key_fields,
                                       .is_changed = true };
    return store_batch_add(merge->store, &batch) ? FIRE_OK : store_memory(merge->store, err);
}

/* ---- its rows --------------------------------------------------------------------------------- */

struct saying {
    struct merge *merge;
    const struct merge_import *import;
};

/* The rows as their source said them, in arrays of our own. */
static fire_status say(void *self, const struct store_taken *taken, struct fire_error *err)
{
    const struct saying *saying = self;
    struct merge *merge = saying->merge;
    const int32_t n_fields = fire_schema_n_fields(merge->schema);
    if (merge->interrupted != NULL && merge->interrupted())
        return fire_fail(err, FIRE_EINTERRUPTED, store_place(merge->store), "interrupted");
    fire_arena_reset(merge->rows);
    struct fire_batch rows = *taken->batch;
    struct fire_vector *vector = FIRE_TAKE(merge->rows, n_fields, struct fire_vector);
    int32_t *area = FIRE_TAKE(merge->rows, rows.n_rows, int32_t);
    if (vector == NULL || area == NULL) return store_memory(merge->store, err);
    memcpy(vector, rows.vector, (size_t)n_fields * sizeof *vector);
    memcpy(area, rows.area, (size_t)rows.n_rows * sizeof *area);
    rows.vector = vector;
    rows.area = area;
    FIRE_TRY(
        said_mask(merge->schema, merge->areas, merge->rows, &saying->import->form, &rows, err));
    return store_import_rows(merge->store, &rows, err);
}

/*   owner   whose import and line are meant: 'i' of the row, 'r' of the repeat */
static fire_status say_from(struct saying *saying, char owner, struct fire_error *err)
{
    const struct merge_import *import = saying->import;
    const struct merge_source *source = &saying->merge->source[import->source];
    sqlite3_str *sql = sqlite3_str_new(source->store->db);
    store_take_select(source->take, owner, sql);
    if (owner == 'r') {
        sqlite3_str_appendf(sql,
                            " FROM %s AS r JOIN %s AS i ON i.incident_id = r.incident_id"
                            " WHERE r.import_id = %lld ORDER BY r.incident_id, r.line",
                            source->repeat, source->incident, (long long)import->there);
    } else {
        sqlite3_str_appendf(sql, " FROM %s AS i WHERE i.import_id = %lld", source->incident,
                            (long long)import->there);
        if (source->first_id != NULL) {
            const int64_t at = store_batch_of(source->store, import->there) -
                               source->store->batch;
            sqlite3_str_appendf(sql, " AND i.incident_id BETWEEN %lld AND %lld",
                                (long long)source->first_id[at],
                                (long long)source->last_id[at]);
        }
        sqlite3_str_appendf(sql, " ORDER BY i.incident_id");
    }
    return store_take_all(source->take, sql, (struct store_taker){ saying, say }, err);
}

/* The rows that are here by this import's key. Those without a key are known by any. */
static fire_status know_rows(struct merge *merge, const struct merge_import *import,
                             struct fire_error *err)
{
    struct fire_store *store = merge->store;
    const int32_t origin = (int32_t)import->id;
    const char *key = import->key_fields;
    struct fire_identity **identity = &store->import.identity;
    if (*identity != NULL && (key[0] == '\0' || strcmp(key, merge->say_key) == 0))
        return fire_identity_source(*identity, &import->form, origin, err);
    fire_identity_free(*identity);
    *identity = NULL;
    merge->say_key = key;
    FIRE_TRY(fire_identity_create(merge->schema, merge->areas, store_versions(store), identity,
                                  err));
    FIRE_TRY(fire_identity_source(*identity, &import->form, origin, err));
    return store_versions_know(store, merge->schema, *identity, key, err);
}

/* ---- what is told of it ------------------------------------------------------------------------ */

/* The store that an import of the plan came out of. */
static int32_t source_of(const struct merge *merge, int32_t import_id)
{
    for (int64_t i = merge->n_staying; i < merge->n_planned; i++)
        if (merge->plan[i]->id == import_id) return merge->plan[i]->source;
    return 0;
}

/* Twins inside a store were told when it was made. */
static fire_status keep_twins(struct merge *merge, const struct merge_import *import,
                              struct fire_tally *tally, struct fire_error *err)
{
    struct fire_twin *twin = FIRE_TAKE(merge->arena, tally->n_twins_listed + 1,
                                       struct fire_twin);
    if (twin == NULL) return store_memory(merge->store, err);
    int64_t n = 0;
    for (int64_t i = 0; i < tally->n_twins_listed; i++)
        if (source_of(merge, tally->twin[i].first_origin) != import->source)
            twin[n++] = tally->twin[i];
    tally->twin = twin;
    tally->n_twins = tally->n_twins_listed = n;
    return FIRE_OK;
}

static fire_status tell_import(struct merge *merge, const struct merge_import *import,
                               struct fire_error *err)
{
    struct fire_merge *out = merge->out;
    if (import->source == 0) {
        merge->renumbered[out->n_renumbered++] = (struct fire_renumbered){ import->there,
                                                                           import->id };
        return FIRE_OK;
    }
    struct fire_merged *merged = &merge->merged[out->n_merged++];
    *merged = (struct fire_merged){ .id = import->id,
                                    .other = import->source - 1,
                                    .there = import->there,
                                    .file = import->file,
                                    .n_rows = import->n_rows };
    merged->tally = *fire_identity_tally(merge->store->import.identity);
    merged->tally.n_conflicts = merged->tally.n_conflicts_listed = 0; /* not taken anywhere */
    return keep_twins(merge, import, &merged->tally, err);
}

/* ---- all of it --------------------------------------------------------------------------------- */

static fire_status say_import(struct merge *merge, const struct merge_import *import,
                              struct fire_error *err)
{
    struct fire_store *store = merge->store;
    struct saying saying = { merge, import };
    store->import.id = import->id;
    for (int32_t at = 0; at < store->n_fields; at++)
        store->field[at].used = store->field[at].said = false;
    FIRE_TRY(know_rows(merge, import, err));
    FIRE_TRY(add_line(merge, import, err));
    store_fields_said(store, &import->form);
    FIRE_TRY(say_from(&saying, 'i', err));
    FIRE_TRY(say_from(&saying, 'r', err));
    FIRE_TRY(store_import_fields(store, err));
    return tell_import(merge, import, err);
}

/* Numbers behind all that ever were, and where what comes in comes from. */
static fire_status number_imports(struct merge *merge, struct fire_error *err)
{
    struct fire_store *store = merge->store;
    struct fire_merge *out = merge->out;
    int64_t next = 0;
    char *now = FIRE_TAKE(merge->arena, STORE_TIME_BYTES, char);
    if (now == NULL) return store_memory(store, err);
    FIRE_TRY(store_now(now, err));
    FIRE_TRY(
        store_number(store, "SELECT coalesce(max(id), 0) + 1 FROM import_batch", &next, err));
    FIRE_TRY(store_number(store, "SELECT coalesce(max(merge_id), 0) + 1 FROM import_batch",
                          &out->id, err));
    for (int64_t i = merge->n_staying; i < merge->n_planned; i++) {
        struct merge_import *import = merge->plan[i];
        import->id = next++;
        if (import->source == 0) continue;
        import->merge_id = out->id;
        import->merged_at = now;
        import->merged_from = merge->source[import->source].name;
        if (import->origin_store != NULL) continue;
        import->origin_store = import->merged_from;
        import->origin_import = import->there;
    }
    merge->merged = FIRE_TAKE(merge->arena, merge->n_planned + 1, struct fire_merged);
    merge->renumbered = FIRE_TAKE(merge->arena, merge->n_planned + 1, struct fire_renumbered);
    if (merge->merged == NULL || merge->renumbered == NULL) return store_memory(store, err);
    out->merged = merge->merged;
    out->renumbered = merge->renumbered;
    if (next > INT32_MAX)
        return fire_fail(err, FIRE_ERANGE, store_place(store), "too many imports");
    return FIRE_OK;
}

static fire_status say_plan(struct merge *merge, struct fire_error *err)
{
    struct fire_store *store = merge->store;
    const int64_t behind = first_behind(merge);
    FIRE_TRY(open_words(merge, err));
    for (int32_t i = 1; i < merge->n_sources; i++)
        FIRE_TRY(prove(merge, &merge->source[i], err));
    FIRE_TRY(number_imports(merge, err));
    FIRE_TRY(read_forms(merge, err));
    /* Places are counted from the first row of an import, so no row may lie before one. */
    FIRE_TRY(store_number(store,
                          "SELECT max((SELECT coalesce(max(incident_id), 0) + 1 FROM incident),"
                          " (SELECT coalesce(max(first_incident), 1) FROM import_batch))",
                          &store->import.next_incident, err));
    FIRE_TRY(store_superseded_change(store, err));
    if (behind != 0) FIRE_TRY(set_behind_aside(merge, behind, err));
    store_ids_ask_again(store); /* from here on nothing is proved by ids */
    for (int64_t i = merge->n_staying; i < merge->n_planned; i++)
        FIRE_TRY(say_import(merge, merge->plan[i], err));
    FIRE_TRY(store_settle(store, err));
    FIRE_TRY(merge_settings(merge, err));
    FIRE_TRY(store_areas_rename(store, err));
    if (behind != 0) FIRE_TRY(store_exec(store, drop_aside, err));
    return store_import_commit(store, err);
}

static fire_status run(struct merge *merge, struct fire_error *err)
{
    for (int32_t i = 1; i < merge->n_sources; i++)
        FIRE_TRY(refuse_itself(merge->store, merge->source[i].store, err));
    FIRE_TRY(store_import_start(merge->store, merge->schema, merge->areas, err));
    FIRE_TRY(open_catalogue(merge->store, err));
    FIRE_TRY(open_others(merge, err));
    FIRE_TRY(merge_check_alike(merge, err));
    FIRE_TRY(merge_plan(merge, err));
    FIRE_TRY(merge_area_tables(merge, err));
    if (merge->n_staying < merge->n_planned) return say_plan(merge, err);
    return merge->out->n_area_lines > 0 ? store_import_commit(merge->store, err) : FIRE_OK;
}

static bool prepare(struct merge *merge, struct fire_store *const other[], int32_t n_others)
{
    merge->rows = fire_arena_create();
    merge->schema = fire_schema_create();
    merge->areas = fire_areas_create();
    merge->n_sources = n_others + 1;
    merge->source = FIRE_TAKE(merge->arena, merge->n_sources, struct merge_source);
    if (merge->rows == NULL || merge->schema == NULL || merge->areas == NULL ||
        merge->source == NULL)
        return false;
    for (int32_t i = 1; i < merge->n_sources; i++)
        merge->source[i] = (struct merge_source){ .store = other[i - 1],
                                                  .name = name_of(other[i - 1]),
                                                  .batch = "import_batch",
                                                  .incident = "incident",
                                                  .repeat = "repeat" };
    merge->source[0] = (struct merge_source){ .store = merge->store,
                                              .name = name_of(merge->store),
                                              .batch = "temp.said_batch",
                                              .incident = "temp.said_incident",
                                              .repeat = "temp.said_repeat" };
    return true;
}

static void finish(struct merge *merge)
{
    struct fire_store *store = merge->store;
    for (int32_t i = 0; merge->source != NULL && i < merge->n_sources; i++) {
        store_take_free(merge->source[i].take);
        if (i == 0) continue;
        store_snapshot_end(merge->source[i].store);
        store_ids_forget(merge->source[i].store);
    }
    fire_store_rollback(store);
    store_ids_forget(store);
    fire_identity_free(store->import.identity);
    store->import.identity = NULL;
    fire_areas_free(merge->areas);
    fire_schema_free(merge->schema);
    fire_arena_free(merge->rows);
}

fire_status fire_store_merge(struct fire_store *store, struct fire_store *const other[],
                             int32_t n_others, bool (*interrupted)(void),
                             struct fire_arena *arena, struct fire_merge *out,
                             struct fire_error *err)
{
    assert(store->mode == FIRE_STORE_WRITE && !store->import.open);
    struct fire_merge told = { 0 };
    struct merge merge = {
        .store = store, .arena = arena, .interrupted = interrupted, .out = &told
    };
    const fire_status status = prepare(&merge, other, n_others) ? run(&merge, err)
                                                                : fire_fail_memory(err);
    finish(&merge);
    if (status == FIRE_OK) *out = told;
    return status;
}
