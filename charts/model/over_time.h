/* over_time.h - the makers of kinds whose figures stand in periods (model.c has the table of all
 * kinds). */
#ifndef FIRESTAT_MODEL_OVER_TIME_H
#define FIRESTAT_MODEL_OVER_TIME_H
#include "days_name.h"
#include "slots.h"

fire_status yoy_make(const struct fire_chart_given *given,
                     const struct fire_chart_options *options, struct fire_phrase *phrase,
                     struct fire_chart *out, struct fire_error *err);
fire_status cumulative_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err);
fire_status multiples_make(const struct fire_chart_given *given,
                           const struct fire_chart_options *options, struct fire_phrase *phrase,
                           struct fire_chart *out, struct fire_error *err);
fire_status share_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err);
fire_status control_make(const struct fire_chart_given *given,
                         const struct fire_chart_options *options, struct fire_phrase *phrase,
                         struct fire_chart *out, struct fire_error *err);

/* The finding of a comparison of all groups together: "Năm 2024 giảm cả 3 tiêu chí so với năm 2023";
 * "" where it gives no verdict.
 *   name   [n_criteria of the comparison] as inside a sentence */
const char *over_time_finding(struct fire_phrase *phrase,
                              const struct fire_comparison *comparison,
                              const char *const name[]);

/* The sentence about chance, where the change of the incidents could be that; "" elsewhere. */
const char *over_time_chance(struct fire_phrase *phrase,
                             const struct fire_comparison *comparison);

#endif
