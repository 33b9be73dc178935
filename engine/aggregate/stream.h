/* stream.h - what this room asks of a stream (query.h). */
#ifndef FIRESTAT_AGGREGATE_STREAM_H
#define FIRESTAT_AGGREGATE_STREAM_H
#include "firestat/query.h"

/* Whether all that the stream asks of a row's area is looked up in tables that can be made by
 * recorded areas: no incident is named, no report is noted, and every query knows `restated`. */
bool stream_looks_up_recorded(const struct fire_stream *stream,
                              const struct fire_restated *restated);

#endif
