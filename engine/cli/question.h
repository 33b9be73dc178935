/* question.h - the query and the summary that the options ask for. */
#ifndef FIRESTAT_ENGINE_CLI_QUESTION_H
#define FIRESTAT_ENGINE_CLI_QUESTION_H
#include "source.h"

#include "firestat/query.h"

#define DEFAULT_BY       "year"
#define DEFAULT_MEASURES "incidents,deaths,damage"

/* What is asked where the options say nothing. */
struct question {
    const char *by;
    const char *measures;
    bool complete;      /* rows for groups without incidents too              */
    bool lists_areas;   /* then also of areas that no row names               */
    bool keeps_reports; /* to tell what is short of months (fire_summary_has_gap) */
};

/* The calendar in force. errors: as of fire_calendar_open */
fire_status question_calendar(const struct session *session, const struct source *source,
                              const struct fire_calendar **out, struct fire_error *err);

/* A query with the conditions of the options, to which what it is by, its measures and its period
 * are to be added.
 *   errors   of the options */
struct questions;
fire_status question_begin(const struct session *session, const struct source *source,
                           const struct questions *questions, struct fire_query **out,
                           struct fire_error *err);

/* Give it all its measures, with the inhabitants and prices that these need. */
fire_status question_measure(struct session *session, const struct source *source,
                             struct fire_query *query, const char *measures);

/* Queries that are asked together. Memory of the source's arena. */
struct questions {
    const struct fire_areas *areas; /* that the rows will have; set before they are made */
    struct fire_listed *listed; /* areas without rows are wanted too; filled when all rows have
                                   come. NULL: they are not                                  */
    int32_t n;
    int32_t capacity;
    struct fire_query **query;           /* [n] */
    const struct fire_summary **summary; /* [n] their answers */
    bool are_answered;                   /* by cubes, and no row is needed */
};

/* One more of them.
 *   errors   FIRE_ENOMEM */
fire_status questions_add(struct questions *questions, const struct source *source,
                          struct fire_query *query, struct fire_error *err);

/* Who makes the queries, when fields and calendar of the source are known: adds them. May
 * come again for a new source, when the first attempt is given up. Its errors are those of options. */
struct question_maker {
    void *self;
    fire_status (*make)(void *self, struct session *session, struct source *source,
                        struct questions *out);
};

/* Add the query that the options say.
 *   errors   of the options */
fire_status question_ask(struct session *session, const struct source *source,
                         const struct question *question, struct questions *out);

/* Read the source of the command line and ask it all of them in one pass; otherwise as below. */
fire_status questions_answer(struct session *session, struct source *source,
                             struct question_maker maker, struct questions *out, bool *asked);

/* Ask a source whose rows are kept (source_load) and that may have been asked before. */
fire_status questions_answer_kept(struct session *session, struct source *source,
                                  struct question_maker maker, struct questions *out,
                                  bool *asked);

/* Read the source of the command line and ask it; the summary lives as long as the source, which is
 * to be unloaded in any case. Rows are kept only where they must be.
 *   asked   true when an option is to blame */
fire_status question_answer(struct session *session, struct source *source,
                            const struct question *question, const struct fire_summary **out,
                            bool *asked);

#endif
