/* row_kinds.h - the makers of the kinds that compare groups or rank them (model.c has the table of
 * all kinds). */
#ifndef FIRESTAT_MODEL_ROW_KINDS_H
#define FIRESTAT_MODEL_ROW_KINDS_H
#include "firestat/chart_model.h"
#include "firestat/phrase.h"

fire_status area_bar_make(const struct fire_chart_given *given,
                          const struct fire_chart_options *options, struct fire_phrase *phrase,
                          struct fire_chart *out, struct fire_error *err);
fire_status dumbbell_make(const struct fire_chart_given *given,
                          const struct fire_chart_options *options, struct fire_phrase *phrase,
                          struct fire_chart *out, struct fire_error *err);
fire_status pareto_make(const struct fire_chart_given *given,
                        const struct fire_chart_options *options, struct fire_phrase *phrase,
                        struct fire_chart *out, struct fire_error *err);
fire_status slope_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err);
fire_status scoreboard_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err);

#endif
