/* overlap.h - telling where rows of several sources are added up that stand for the same. */
#ifndef FIRESTAT_ENGINE_CLI_OVERLAP_H
#define FIRESTAT_ENGINE_CLI_OVERLAP_H
#include "source.h"

/* Of what was read into a table: a line for each two sources. */
fire_status overlap_tell_source(struct session *session, const struct source *source);

/* Of a store, as far as imports behind `last_id` have a part in it. */
fire_status overlap_tell_store(struct session *session, const char *path, int64_t last_id);

#endif
