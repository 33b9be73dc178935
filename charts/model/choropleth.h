/* choropleth.h - areas on a map: rates as colours, amounts as circles. */
#ifndef FIRESTAT_MODEL_CHOROPLETH_H
#define FIRESTAT_MODEL_CHOROPLETH_H
#include "firestat/chart_model.h"
#include "firestat/phrase.h"

/* The maker of this kind (model.c has the table of them). */
fire_status choropleth_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err);

#endif
