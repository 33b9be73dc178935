/* layered.h - one question with rates or real amounts on its way. Between layers.c and its kin. */
#ifndef FIRESTAT_AGGREGATE_LAYERED_H
#define FIRESTAT_AGGREGATE_LAYERED_H
#include "layers.h"

/* Places of its plain questions among all; -1: there is none. */
struct layered {
    const struct fire_query *asked;
    int32_t sums;          /* the same with sums             */
    int32_t fine;          /* by year too, for real amounts  */
    int32_t areas;         /* all areas, for rates           */
    int32_t year;          /* place of the year in fine      */
    fire_area_level level; /* of the areas           */
};

/* What is made of the sums of one question: columns are those of the summary. */
struct making {
    const struct layered *of;
    const struct fire_summary *sums;
    const struct fire_summary *fine;
    const struct fire_summary *areas;
    struct fire_arena *arena; /* of the summary   */
    struct fire_summary *summary;
    struct fire_summary_measure *measure; /* [n_measures] */
    struct fire_value *value;             /* [n_rows * n_measures] */
    struct fire_value *total;             /* [n_measures] */
};

fire_status layers_make_real(struct making *making, struct fire_error *err) FIRE_MUST_CHECK;
fire_status layers_make_rate(struct making *making, struct fire_error *err) FIRE_MUST_CHECK;

/* The year that a key of a year names; 0: it is null. */
int32_t layers_year(struct fire_text_view text);

/* Label of a measure in the arena: "%s" of the format is its field's. false: no memory */
bool layers_label(struct making *making, int32_t measure, const char *vi, const char *en);

/*   key   [n_dims] of the row; NULL: of all of them
 *   returns   FIRE_ERANGE */
fire_status layers_too_large(const struct making *making, int32_t measure,
                             const struct fire_key key[], struct fire_error *err);

#endif
