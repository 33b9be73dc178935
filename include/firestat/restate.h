/* restate.h - rows of areas as they were recorded become rows of other areas.
 *
 * A row keeps its place as it was recorded. Asked by the boundaries of another day, or by areas
 * that are the same before and after a change, its place is another one: which one says a map
 * (area_map.h). A row of a question costs the same whatever the map: what the question looks up of
 * an area is looked up by the recorded one.
 *
 *     fire_restate_create(recorded, units, map, "2025-07-01", &restate, err);
 *     fire_query_create(schema, fire_area_map_areas(map), calendar, arena, &query, err);
 *     fire_query_restated(query, fire_restate_found(restate));
 *     fire_query_stream(&query, 1, arena, &stream, err);
 *     status = fire_clean_run(..., fire_restate_stream(restate, stream), ...);
 *     fire_restate_finish(restate, err);
 *     fire_stream_finish(stream, &summary, err);
 *     fire_stream_free(stream);
 *     fire_restate_free(restate);
 *
 * An area that went whole is exact. Rows of one that was split go to an area that stands for its
 * parts, and are shared out after they were added up.
 *
 * Thread use: one thread. */
#ifndef FIRESTAT_RESTATE_H
#define FIRESTAT_RESTATE_H
#include "firestat/area_map.h"
#include "firestat/query.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_restate;

/* Everything borrowed must outlive it.
 *   recorded   the areas of the rows that will come
 *   map        of these units; rows make it grow
 *   name       of the map's areas, as people asked for them: "comparable", or their day in ISO
 *              form
 *   errors     FIRE_ENOMEM */
fire_status fire_restate_create(const struct fire_areas *recorded,
                                const struct fire_area_units *units, struct fire_area_map *map,
                                const char *name, struct fire_restate **out,
                                struct fire_error *err) FIRE_MUST_CHECK;
void fire_restate_free(struct fire_restate *restate); /* NULL is fine */

/* What was found out; it changes as rows come, and a query reads it when it is answered. */
const struct fire_restated *fire_restate_found(const struct fire_restate *restate);

/* Count only rows that begin on these days among those that are told of. */
void fire_restate_count_in(struct fire_restate *restate, struct fire_window days);

/* Find out who reported of what, for fire_query_complete; otherwise nobody asks.
 *   declared   [n_declared] what sources said of themselves (query.h); borrowed */
void fire_restate_want_reports(struct fire_restate *restate,
                               const struct fire_declared declared[], int32_t n_declared);

/* push gives the batch to `next` with its areas restated. errors of push: FIRE_ENOMEM,
 * FIRE_ERANGE: too many areas, and those of next */
struct fire_sink fire_restate_sink(struct fire_restate *restate, struct fire_sink next);

/* The same into the first lane of a stream of queries that were told fire_restate_found of it: its
 * rows keep their recorded areas, wherever every query can look up by them. */
struct fire_sink fire_restate_stream(struct fire_restate *restate, struct fire_stream *stream);

/* No more rows: before the query is answered. errors: FIRE_ENOMEM */
fire_status fire_restate_finish(struct fire_restate *restate,
                                struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
