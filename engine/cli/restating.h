/* restating.h - --areas: rows of recorded areas asked by the areas of a day, or by areas that
 * compare. */
#ifndef FIRESTAT_ENGINE_CLI_RESTATING_H
#define FIRESTAT_ENGINE_CLI_RESTATING_H
#include "source.h"

/* Get a source ready to be restated by what --areas says; source_unload ends it.
 *   errors   FIRE_EVALUE with *asked: no way to see areas; FIRE_ENOMEM */
fire_status restating_begin(struct session *session, struct source *source, bool *asked);
void restating_end(struct restating *restating);

#endif
