/* layers.h - the tables that rates and real amounts are made with. */
#ifndef FIRESTAT_ENGINE_CLI_LAYERS_H
#define FIRESTAT_ENGINE_CLI_LAYERS_H
#include "source.h"

#include "firestat/query.h"

/* Give a query with all its measures the inhabitants and the prices that these need: those of the
 * options, then the shipped ones.
 *   source   owns the tables; where its areas are restated, their map is made already
 *   errors   FIRE_EVALUE: --price-year is no year; those of the tables */
fire_status layers_give(struct session *session, const struct source *source,
                        struct fire_query *query);

#endif
