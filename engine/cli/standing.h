/* standing.h - a source that is asked again and again.
 *
 *     struct standing standing = { 0 };
 *     FIRE_TRY(standing_answer(&standing, session, maker, &source, &questions, &asked));
 *     ... what comes of the answers ...
 *     standing_release(&standing, &source);       and again from standing_answer on
 *     standing_end(&standing);
 *
 * Small sources are read once and their rows are kept; the rows of others pass by each time, so that
 * memory does not grow with them. What an answer needs lives until it is released, so that it does
 * not grow with the answers either. What is wrong with the rows is told once. */
#ifndef FIRESTAT_ENGINE_CLI_STANDING_H
#define FIRESTAT_ENGINE_CLI_STANDING_H
#include "question.h"

/* Starts as {0}. */
struct standing {
    struct source kept; /* with an arena where its rows are kept */
    int64_t n_answered;
};

/* Whether the rows are there for the next question, or will be: else each pass over them counts, and what
 * is asked in one takes memory beside them. */
bool standing_keeps(const struct standing *standing, const struct session *session);

/* Ask the source of the command line; as of questions_answer.
 *   source   to be released in any case */
fire_status standing_answer(struct standing *standing, struct session *session,
                            struct question_maker maker, struct source *source,
                            struct questions *out, bool *asked);
void standing_release(struct standing *standing, struct source *source);
void standing_end(struct standing *standing);

#endif
