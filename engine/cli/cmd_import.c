/* cmd_import.c - firestat import STORE FILE...: one transaction a file. */
#include "cubes.h"
#include "declared.h"
#include "how_read.h"
#include "overlap.h"
#include "reading.h"
#include "records.h"
#include "rejects.h"

#include "firestat/store.h"

#include <string.h>
#include <unistd.h>

static fire_status drop_batch(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    (void)self;
    (void)batch;
    (void)err;
    return FIRE_OK;
}

/* The store is asked by another calendar from now on: told, for labels then mean other days. */
static fire_status tell_calendar(struct session *session, struct fire_store *store,
                                 const char *now, struct fire_arena *arena)
{
    const char *before;
    FIRE_TRY(fire_store_calendar(store, arena, &before, &session->err));
    if (before != NULL && strcmp(before, now) != 0 && !session->options.quiet)
        tell(session, "the store's calendar was %s and is %s from now on", before, now);
    return FIRE_OK;
}

/* What the profile or --calendar says of the files, the store is asked by; the rules of a table go
 * with it, so that it needs no other file. */
static fire_status remember(struct session *session, struct fire_store *store, const char *text,
                            struct fire_arena *arena)
{
    const struct fire_calendar *calendar;
    struct fire_buffer rules = { 0 };
    FIRE_TRY(fire_calendar_open(text, arena, &calendar, &session->err));
    if (strcmp(text, fire_calendar_name(calendar)) != 0) {
        fire_calendar_rules(calendar, &rules);
        text = rules.bytes;
    }
    fire_status status = rules.failed ? fire_fail_memory(&session->err)
                                      : tell_calendar(session, store, text, arena);
    if (status == FIRE_OK) status = fire_store_remember_calendar(store, text, &session->err);
    fire_buffer_finish(&rules);
    return status;
}

static fire_status declare(struct session *session, struct fire_store *store,
                           const struct fire_profile *profile, const char *path)
{
    struct declaration declaration;
    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(&session->err);
    fire_status status = declaration_read(session, profile, path, arena, &declaration);
    if (status == FIRE_OK && declaration.coverage != NULL)
        status = fire_store_declare(store, declaration.coverage, declaration.area,
                                    &session->err);
    fire_arena_free(arena);
    return status;
}

static fire_status remember_reading(struct session *session, struct fire_store *store)
{
    struct fire_arena *arena = fire_arena_create();
    const char *words = arena == NULL ? NULL : reading_words(session, arena);
    fire_status status = words == NULL ? fire_fail_memory(&session->err) : FIRE_OK;
    if (status == FIRE_OK && words[0] != '\0')
        status = fire_store_remember_reading(store, words, &session->err);
    fire_arena_free(arena);
    return status;
}

static fire_status remember_calendar(struct session *session, struct fire_store *store,
                                     const struct fire_profile *profile)
{
    if (profile->calendar == NULL) return FIRE_OK;
    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(&session->err);
    const fire_status status = remember(session, store, profile->calendar, arena);
    fire_arena_free(arena);
    return status;
}

/* Begin while the file's SHA-256 is on its way, where nothing depends on it yet.
 *   size_bytes   it was begun with; -1: the SHA-256 is said already */
static fire_status begin(struct session *session, struct fire_store *store,
                         struct file_run *run, const struct fire_record_form *form,
                         struct fire_schema *schema, struct fire_areas *areas, bool *before,
                         int64_t *out_import, int64_t *size_bytes)
{
    struct fire_file_identity file;
    if (fire_reader_identity_ahead(run->reader, &file)) {
        *size_bytes = file.size_bytes;
        const fire_status status = fire_store_begin(store, schema, areas, form, file.name, NULL,
                                                    file.size_bytes, before, out_import,
                                                    &session->err);
        if (status != FIRE_EAGAIN) return status;
    }
    *size_bytes = -1;
    FIRE_TRY(fire_reader_identity(run->reader, &file, &session->err));
    return fire_store_begin(store, schema, areas, form, file.name, file.sha256, file.size_bytes,
                            before, out_import, &session->err);
}

static fire_status identify(struct session *session, struct fire_store *store,
                            struct file_run *run, int64_t size_bytes)
{
    struct fire_file_identity file;
    FIRE_TRY(fire_reader_identity(run->reader, &file, &session->err));
    const struct fire_location place = { .file = fire_reader_path(run->reader) };
    if (file.size_bytes != size_bytes)
        return fire_fail(&session->err, FIRE_EIO, place, "changed while it was read");
    return fire_store_identify(store, file.sha256, &session->err);
}

/* Rows of one file: into the store, or nowhere for a dry run.
 *   before   set when the store has the very same file already */
static fire_status store_rows(struct session *session, struct fire_store *store,
                              const struct fire_profile *profile, struct file_run *run,
                              const struct fire_binding *binding,
                              const struct fire_record_form *form, struct fire_schema *schema,
                              struct fire_areas *areas, bool *before)
{
    int64_t import_id = 0;
    *before = false;
    if (store == NULL) {
        const struct fire_sink nowhere = { NULL, drop_batch };
        FIRE_TRY(file_read(session, run, binding, schema, areas, 0, nowhere));
        FIRE_TRY(rejects_write(session, run, binding, schema, NULL));
        return file_check_usable(session, run);
    }
    int64_t size_bytes;
    FIRE_TRY(begin(session, store, run, form, schema, areas, before, &import_id, &size_bytes));
    if (*before) {
        tell(session, "%s: stored before, as import %lld; nothing changed",
             fire_reader_path(run->reader), (long long)import_id);
        return FIRE_OK;
    }
    fire_status status = file_read(session, run, binding, schema, areas, 0,
                                   fire_store_sink(store));
    if (status == FIRE_OK)
        status = rejects_write(session, run, binding, schema, fire_store_tally(store));
    if (status == FIRE_OK) status = file_check_usable(session, run);
    if (status == FIRE_OK)
        status = refuse_conflicts(session, fire_reader_path(run->reader),
                                  fire_store_tally(store));
    if (status == FIRE_OK) status = remember_calendar(session, store, profile);
    if (status == FIRE_OK) status = remember_reading(session, store);
    if (status == FIRE_OK)
        status = declare(session, store, profile, fire_reader_path(run->reader));
    if (status == FIRE_OK && size_bytes >= 0)
        status = identify(session, store, run, size_bytes);
    if (status == FIRE_OK) status = fire_store_commit(store, &run->counts, &session->err);
    if (status != FIRE_OK) fire_store_rollback(store);
    return status;
}

/* What the rows did to those of other imports. */
static fire_status tell_records(struct session *session, struct fire_store *store,
                                const char *path, struct fire_arena *arena)
{
    struct origins origins;
    FIRE_TRY(origins_of_store(session, store, arena, &origins));
    tell_tally(session, path, fire_store_tally(store), origins);
    return FIRE_OK;
}

static fire_status import_once(struct session *session, struct fire_store *store,
                               const struct fire_profile *profile, const char *path,
                               bool is_hasty)
{
    struct file_run run = { 0 };
    struct fire_binding *binding;
    struct fire_record_form form;
    struct fire_arena *arena = fire_arena_create();
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    bool before = false;
    fire_status status = FIRE_OK;
    if (arena == NULL || schema == NULL || areas == NULL)
        status = fire_fail_memory(&session->err);
    if (status == FIRE_OK)
        status = (is_hasty ? file_open_hasty : file_open)(session, profile, path, schema, arena,
                                                          &run, &binding);
    if (status == FIRE_OK)
        status = record_form(session, profile, binding, schema, arena, &form);
    if (status == FIRE_OK)
        status = store_rows(session, store, profile, &run, binding, &form, schema, areas,
                            &before);
    if (status == FIRE_OK && is_hasty) tell_how_read(session, profile, run.reader);
    if (status == FIRE_OK && !before) {
        tell_binding(session, &run, binding, schema);
        tell_issues(session, &run);
        if (store != NULL) status = tell_records(session, store, path, arena);
        if (!session->options.quiet)
            tell(session,
                 store == NULL ? "%s: %lld rows would be stored" : "%s: %lld rows stored", path,
                 (long long)run.counts.n_kept);
    }
    file_close(&run);
    fire_areas_free(areas);
    fire_schema_free(schema);
    fire_arena_free(arena);
    return status;
}

/* In haste first; a file that is not what it seemed to be is read again from its beginning, when
 * nothing of it is stored. */
static fire_status import_file(struct session *session, struct fire_store *store,
                               const struct fire_profile *profile, const char *path)
{
    const fire_status status = import_once(session, store, profile, path, true);
    if (status != FIRE_EAGAIN) return status;
    session->err = (struct fire_error){ .say = session->say };
    return import_once(session, store, profile, path, false);
}

/* The last import there is; 0: none. */
static fire_status last_import(struct session *session, struct fire_store *store,
                               struct fire_arena *arena, int64_t *out)
{
    const struct fire_import *imports;
    int64_t n = 0;
    FIRE_TRY(fire_store_imports(store, arena, &imports, &n, &session->err));
    *out = n == 0 ? 0 : imports[n - 1].id;
    return FIRE_OK;
}

/* A store that this run made and nothing went into is no store. */
static bool is_left_empty(struct session *session, struct fire_store *store,
                          struct fire_arena *arena, bool was_there)
{
    struct session asking = *session;
    int64_t last_id = 0;
    asking.err = (struct fire_error){ 0 };
    return store != NULL && !was_there &&
           last_import(&asking, store, arena, &last_id) == FIRE_OK && last_id == 0;
}

/* Where anything was imported. */
static fire_status renew_cubes(struct session *session, struct fire_store *store,
                               struct fire_arena *arena, int64_t last_id)
{
    int64_t id = 0;
    FIRE_TRY(last_import(session, store, arena, &id));
    return id == last_id ? FIRE_OK : cubes_make(session, store);
}

int cmd_import(struct session *session)
{
    if (!source_is_one_where_needed(session, session->n_arguments - 1)) return EXIT_USAGE;
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile = NULL;
    struct fire_store *store = NULL;
    const bool was_there = access(session->argument[0], F_OK) == 0;
    int64_t last_id = 0;
    bool asked = true;
    fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                       : source_profile(session, arena, &profile);
    if (status == FIRE_OK) {
        asked = false;
        if (!session->options.dry_run)
            status = fire_store_open(session->argument[0], FIRE_STORE_WRITE, &store,
                                     &session->err);
    }
    if (status == FIRE_OK && store != NULL)
        status = last_import(session, store, arena, &last_id);
    for (int i = 1; status == FIRE_OK && i < session->n_arguments; i++)
        status = import_file(session, store, profile, session->argument[i]);
    if (status == FIRE_OK && store != NULL)
        status = renew_cubes(session, store, arena, last_id);
    const bool is_open = store != NULL;
    const bool is_empty = is_left_empty(session, store, arena, was_there);
    fire_store_close(store);
    if (is_empty) (void)unlink(session->argument[0]);
    if (status != FIRE_OK) tell_error(session);
    if (is_open && !is_empty && status != FIRE_EINTERRUPTED) {
        /* also where a later file failed: the earlier ones are stored */
        struct session after = *session;
        after.err = (struct fire_error){ .say = session->say };
        const fire_status told = overlap_tell_store(&after, session->argument[0], last_id);
        if (told != FIRE_OK) tell_error(&after);
        if (status == FIRE_OK) status = told;
    }
    fire_profile_finish(profile);
    fire_arena_free(arena);
    return exit_code_of(status, asked);
}
