/* drawing.h - a chart that is wanted, from its options to its model.
 *
 *     FIRE_TRY(drawing_begin(&drawing[i], session, "yoy"));      once options are set
 *     FIRE_TRY(drawings_ask(drawing, n, session, &standing, &source, &questions, &asked));
 *     FIRE_TRY(drawing_chart(&drawing[i], &source, &questions, arena, &chart));
 *
 * Any number of charts are asked in one pass over the source (two, where a chart's windows depend
 * on which days there are). Each has options of its own; those about the source and --areas are the
 * session's and the same for all. One that cannot be drawn keeps its error, and the others go on. */
#ifndef FIRESTAT_ENGINE_CLI_DRAWING_H
#define FIRESTAT_ENGINE_CLI_DRAWING_H
#include "comparing.h"
#include "standing.h"

#include "firestat/chart_layout.h"

struct drawing {
    struct session session; /* options of this chart, and its error */
    fire_chart_kind kind;
    struct fire_chart_look look;
    int32_t page;             /* 0: the first */
    fire_status status;       /* what went wrong with it; session.err says it */
    struct fire_window known; /* days of the source, of kinds that need them */
    int32_t silent_days;
    const char *by;             /* where the options say nothing */
    struct comparing comparing; /* of kinds that compare */
    int32_t first_query;        /* of its own among the questions */
    int32_t n_queries;
    int32_t
        n_shown; /* of them, the first ones: their figures are drawn, the others only asked */
    int32_t n_compared; /* of them, the last ones: of the comparison that makes the finding */
    bool by_week;       /* days are to be shown week by week */
    const struct fire_comparison *comparison; /* once it is concluded; NULL: of no such kind */
    const struct fire_comparison *total;
};

/* What a kind asks where the options say nothing. */
struct drawing_kind {
    const char *by; /* NULL: the coarsest areas of which there are several */
    const char *measures;
    const char *half_measures; /* at half size; NULL: the same */
    bool is_complete;          /* groups without incidents are asked for too */
    bool needs_days;           /* known and silent_days are set before `ask` */
    bool compares;             /* drawing.comparing is asked, and nothing else */
    bool has_base;             /* it takes --against and the like all the same */
    int32_t n_shown;           /* queries whose figures are drawn; 0: all of them */
    /* Add its queries; NULL: the one that by, measures and period say. */
    fire_status (*ask)(struct drawing *drawing, const struct source *source,
                       struct questions *out);
    /* What its model is given beside the answers; NULL: nothing. Memory of the source's arena. */
    fire_status (*give)(struct drawing *drawing, const struct source *source,
                        const struct questions *questions, struct fire_chart_given *given);
};

const struct drawing_kind *drawing_kind_of(fire_chart_kind kind);

/* Does a kind set anything against a base, and so take --against and the like? */
bool drawing_kind_has_base(fire_chart_kind kind);

/* A chart of the session's options, which are copied.
 *   errors   FIRE_EVALUE: no such kind, size or page, an option that the kind cannot do without */
fire_status drawing_begin(struct drawing *drawing, const struct session *session,
                          const char *kind);

/* The parts of drawings_ask, for who asks other things in the same passes: say which days there
 * are (as of days_take), then add the queries. What goes wrong stays in drawing->status too. */
void drawing_know_days(struct drawing *drawing, struct fire_window known, int32_t silent_days);
fire_status drawing_ask(struct drawing *drawing, const struct source *source,
                        struct questions *out);

/* The one province that all rows are in; "" when there is none. */
const char *drawing_province(const struct source *source);

/* Ask the source, which is to be released in any case, all the charts.
 *   asked    true when an option is to blame
 *   errors   of questions_answer. What goes wrong with a chart stays with it: drawing.status */
fire_status drawings_ask(struct drawing drawing[], int32_t n, struct session *session,
                         struct standing *standing, struct source *source,
                         struct questions *out, bool *asked);

/* The model out of the answers.
 *   errors   in drawing->session.err: its own status, fire_chart_make */
fire_status drawing_chart(struct drawing *drawing, const struct source *source,
                          const struct questions *questions, struct fire_arena *arena,
                          struct fire_chart *out);

#endif
