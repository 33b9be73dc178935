/* standing.c - see standing.h. */
#include "standing.h"

#include "restating.h"

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

bool standing_keeps(const struct standing *standing, const struct session *session)
{
    return standing->kept.arena != NULL || source_is_small(session);
}

fire_status standing_answer(struct standing *standing, struct session *session,
                            struct question_maker maker, struct source *source,
                            struct questions *out, bool *asked)
{
    const bool is_quiet = session->options.quiet;
    const bool is_kept = standing_keeps(standing, session);
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
