/* cmd_merge.c - firestat merge STORE OTHER...: provincial stores into one. */
#include "cubes.h"
#include "overlap.h"
#include "records.h"

#include "firestat/store.h"

#include <unistd.h>

struct others {
    struct fire_store **store; /* [n] */
    char **path;
    int32_t n;
};

static fire_status open_others(struct session *session, struct others *others)
{
    for (int32_t i = 0; i < others->n; i++)
        FIRE_TRY(fire_store_open(others->path[i], FIRE_STORE_READ, &others->store[i],
                                 &session->err));
    return FIRE_OK;
}

static int64_t n_merged_of(const struct fire_merge *merge, int32_t other)
{
    int64_t n = 0;
    for (int64_t i = 0; i < merge->n_merged; i++)
        n += merge->merged[i].other == other;
    return n;
}

static void tell_left_over(const struct session *session, const struct others *others,
                           const struct fire_merge *merge)
{
    const char *path = session->argument[0];
    for (int64_t i = 0; i < merge->n_left_over; i++)
        tell(
            session,
            "%s took its import %lld back, which is still here: firestat undo %s %lld takes it "
            "out",
            others->path[merge->left_over[i].other], (long long)merge->left_over[i].there, path,
            (long long)merge->left_over[i].id);
}

/* Decisions about areas that another store has and this one has not, or otherwise. */
static void tell_areas(const struct session *session, const struct others *others,
                       const struct fire_merge *merge)
{
    for (int64_t i = 0; i < merge->n_area_conflicts; i++) {
        const struct fire_area_conflict *conflict = &merge->area_conflict[i];
        tell(session,
             "%s: the line '%s' of its table %s is another one here; the one here stays",
             others->path[conflict->other], conflict->line,
             fire_area_table_name(conflict->table));
    }
    if (merge->n_area_lines > 0 && !session->options.quiet)
        tell(session, "%s: %lld lines of tables of areas taken over", session->argument[0],
             (long long)merge->n_area_lines);
}

/* What came, what it did to the rows that were here, and what is called otherwise now. */
static fire_status tell_merge(struct session *session, struct fire_store *store,
                              const struct others *others, const struct fire_merge *merge,
                              struct fire_arena *arena)
{
    const char *path = session->argument[0];
    struct origins origins;
    FIRE_TRY(origins_of_store(session, store, arena, &origins));
    for (int64_t i = 0; i < merge->n_merged; i++)
        tell_tally(session, merge->merged[i].file, &merge->merged[i].tally, origins);
    tell_left_over(session, others, merge);
    tell_areas(session, others, merge);
    if (session->options.quiet) return FIRE_OK;
    for (int32_t i = 0; i < others->n; i++)
        tell(session, "%s: %lld imports taken over, %lld were here already", others->path[i],
             (long long)n_merged_of(merge, i), (long long)merge->n_known[i]);
    for (int64_t i = 0; i < merge->n_renumbered; i++)
        tell(session, "import %lld is import %lld now: imports stand by their time",
             (long long)merge->renumbered[i].before, (long long)merge->renumbered[i].id);
    if (merge->id == 0 && merge->n_area_lines > 0) return FIRE_OK;
    if (merge->id == 0)
        tell(session, "%s: everything was here already; nothing changed", path);
    else
        tell(session, "%s: merge %lld is done; firestat undo %s merge:%lld takes it back whole",
             path, (long long)merge->id, path, (long long)merge->id);
    return FIRE_OK;
}

/* Rows of different kinds that count the same, where new ones have a part in it. */
static fire_status tell_overlaps(struct session *session, const struct fire_merge *merge)
{
    if (merge->n_merged == 0) return FIRE_OK;
    return overlap_tell_store(session, session->argument[0], merge->merged[0].id - 1);
}

static fire_status run(struct session *session, struct fire_store *store, struct others *others,
                       struct fire_arena *arena, struct fire_merge *merge)
{
    others->store = FIRE_TAKE(arena, others->n, struct fire_store *);
    if (others->store == NULL) return fire_fail_memory(&session->err);
    FIRE_TRY(open_others(session, others));
    FIRE_TRY(fire_store_merge(store, others->store, others->n, is_interrupted, arena, merge,
                              &session->err));
    if (merge->id != 0) FIRE_TRY(cubes_make(session, store));
    return tell_merge(session, store, others, merge, arena);
}

int cmd_merge(struct session *session)
{
    const char *path = session->argument[0];
    const bool was_there = access(path, F_OK) == 0;
    struct others others = { .path = session->argument + 1,
                             .n = (int32_t)session->n_arguments - 1 };
    struct fire_merge merge = { 0 };
    struct fire_store *store = NULL;
    struct fire_arena *arena = fire_arena_create();
    fire_status status = arena == NULL
                             ? fire_fail_memory(&session->err)
                             : fire_store_open(path, FIRE_STORE_WRITE, &store, &session->err);
    const bool is_open = status == FIRE_OK;
    if (is_open) status = run(session, store, &others, arena, &merge);
    for (int32_t i = 0; others.store != NULL && i < others.n; i++)
        fire_store_close(others.store[i]);
    fire_store_close(store);
    /* A store that this run made and nothing went into is no store. */
    if (is_open && !was_there && merge.id == 0 && merge.n_area_lines == 0) (void)unlink(path);
    if (status == FIRE_OK) status = tell_overlaps(session, &merge);
    if (status != FIRE_OK) tell_error(session);
    fire_arena_free(arena);
    return exit_code_of(status, status == FIRE_EVALUE);
}
