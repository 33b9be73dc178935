/* cmd_log.c - firestat log STORE: what was imported, when, from which file. */
#include "cli.h"

#include "firestat/arena.h"
#include "firestat/store.h"

static void write_counts(const struct session *session, const struct fire_import_counts *counts,
                         const char *program, struct fire_buffer *out)
{
    fire_buffer_printf(out,
                       session->say("%lld rows read, %lld kept, %lld rejected; %lld cells set "
                                    "aside; by %s"),
                       (long long)counts->n_records, (long long)counts->n_kept,
                       (long long)counts->n_rejected, (long long)counts->n_set_aside, program);
    if (counts->n_duplicates + counts->n_revised + counts->n_conflicts + counts->n_excluded ==
        0)
        return;
    fire_buffer_add_text(out, "\n    ");
    fire_buffer_printf(
        out,
        session->say("%lld were there already, %lld of those kept revise earlier "
                     "ones, %lld of those rejected contradict others, %lld are "
                     "no incidents"),
        (long long)counts->n_duplicates, (long long)counts->n_revised,
        (long long)counts->n_conflicts, (long long)counts->n_excluded);
}

static void write_imports(const struct session *session, const struct fire_import imports[],
                          int64_t n, struct fire_buffer *out)
{
    for (int64_t i = 0; i < n; i++) {
        const struct fire_import *import = &imports[i];
        fire_buffer_printf(out, session->say("import %lld, %s: %s (%lld bytes)"),
                           (long long)import->id, import->imported_at, import->file,
                           (long long)import->size_bytes);
        fire_buffer_printf(out, "\n    sha256 %s\n    ", import->sha256);
        write_counts(session, &import->counts, import->program, out);
        if (import->reading != NULL) {
            fire_buffer_add_text(out, "\n    ");
            fire_buffer_printf(out, session->say("read with %s"), import->reading);
        }
        if (import->coverage != NULL) {
            fire_buffer_add_text(out, "\n    ");
            fire_buffer_printf(out, session->say("declared to have every incident of %s"),
                               import->coverage);
            if (import->coverage_area != NULL)
                fire_buffer_printf(out, " (%s)", import->coverage_area);
        }
        if (import->merge_id != 0) {
            fire_buffer_add_text(out, "\n    ");
            fire_buffer_printf(out,
                               session->say("import %lld of %s, taken over from %s %s by "
                                            "merge:%lld"),
                               (long long)import->origin_import, import->origin_store,
                               import->merged_from, import->merged_at,
                               (long long)import->merge_id);
        }
        if (import->undone_at != NULL) {
            fire_buffer_add_text(out, "\n    ");
            fire_buffer_printf(out, session->say("taken back %s"), import->undone_at);
        }
        fire_buffer_add_text(out, "\n");
    }
}

int cmd_log(struct session *session)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_store *store = NULL;
    const struct fire_import *imports;
    int64_t n = 0;
    struct fire_buffer text = { 0 };
    fire_status status = arena == NULL ? fire_fail_memory(&session->err) : FIRE_OK;
    if (status == FIRE_OK)
        status = fire_store_open(session->argument[0], FIRE_STORE_READ, &store, &session->err);
    if (status == FIRE_OK)
        status = fire_store_imports(store, arena, &imports, &n, &session->err);
    int code = exit_code_of(status, false);
    if (status == FIRE_OK) {
        write_imports(session, imports, n, &text);
        code = deliver(session, &text);
    } else {
        tell_error(session);
    }
    fire_buffer_finish(&text);
    fire_store_close(store);
    fire_arena_free(arena);
    return code;
}
