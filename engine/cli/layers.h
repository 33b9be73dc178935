/* layers.h - the tables that rates and real amounts are made with. */
#ifndef FIRESTAT_ENGINE_CLI_LAYERS_H
#define FIRESTAT_ENGINE_CLI_LAYERS_H
#include "cli.h"

#include "firestat/query.h"

/* Give a query with all its measures the inhabitants and the prices that these need: those of the
 * options, then the shipped ones.
 *   arena    owns the tables
 *   errors   FIRE_EVALUE: --price-year is no year; those of the tables */
fire_status layers_give(struct session *session, struct fire_query *query,
                        struct fire_arena *arena);

#endif
