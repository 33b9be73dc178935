/* standing.c - see standing.h. */
#include "standing.h"

#include "restating.h"

#include <sys/stat.h>

/* Files that are kept have so many bytes together; in memory their rows take about as many. */
#define KEPT_BYTES_MOST (INT64_C(64) << 20)

static bool is_small(const struct session *session)
{
    int64_t n_bytes = 0;
    for (int i = 0; i < session->n_arguments; i++) {
        struct stat about;
        if (stat(session->argument[i], &about) != 0 || !S_ISREG(about.st_mode)) continue;
        n_bytes += about.st_size;
    }
    return n_bytes <= KEPT_BYTES_MOST;
}

/* The kept rows, with what is made of them in memory of its own. */
static fire_status ask_kept(struct standing *standing, struct session *session,
                            struct question_maker maker, struct source *source,
                            struct questions *out, bool *asked)
{
    if (standing->kept.arena == NULL) FIRE_TRY(source_load(session, &standing->kept, asked));
    *source = standing->kept;
    source->arena = fire_arena_create();
    if (source->arena == NULL) return fire_fail_memory(&session->err);
    const fire_status status = questions_answer_kept(session, source, maker, out, asked);
    standing->kept.n_ordered = source->n_ordered;
    standing->kept.ordered = source->ordered;
    return status;
}

fire_status standing_answer(struct standing *standing, struct session *session,
                            struct question_maker maker, struct source *source,
                            struct questions *out, bool *asked)
{
    const bool is_quiet = session->options.quiet;
    const bool is_kept = standing->kept.arena != NULL ||
                         (standing->n_answered == 0 && is_small(session));
    *source = (struct source){ 0 };
    if (standing->n_answered++ > 0) session->options.quiet = true;
    const fire_status status = is_kept ? ask_kept(standing, session, maker, source, out, asked)
                                       : questions_answer(session, source, maker, out, asked);
    session->options.quiet = is_quiet;
    if (!is_kept && status == FIRE_OK && fire_table_n_batches(source->table) > 0) {
        standing->kept = *source; /* they had to be kept: once is enough */
        standing->kept.restating = (struct restating){ 0 };
    }
    return status;
}

void standing_release(struct standing *standing, struct source *source)
{
    if (standing->kept.arena == NULL) {
        source_unload(source);
        return;
    }
    restating_end(&source->restating);
    if (source->arena != standing->kept.arena) fire_arena_free(source->arena);
    *source = (struct source){ 0 };
}

void standing_end(struct standing *standing)
{
    source_unload(&standing->kept);
    *standing = (struct standing){ 0 };
}
