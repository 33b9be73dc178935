/* charts_batch.h - the charts of a table, drawn into a folder.
 *
 * So many at a time are asked in one pass over the source, become models one after the other, for they
 * share the answers' memory, and are drawn side by side, which is the work. Then all that was made for
 * them is let go: memory does not grow with the number of charts, but for the names that are
 * taken. What comes of a chart does not depend on those beside it, nor on the number of threads. */
#ifndef FIRESTAT_ENGINE_CLI_CHARTS_BATCH_H
#define FIRESTAT_ENGINE_CLI_CHARTS_BATCH_H
#include "charts_spec.h"

/* Draw them into the folder that the options name, with their figures and a manifest; what is wrong
 * with one is told, and the others go on.
 *   asked    true when options are to blame
 *   errors   FIRE_ENODATA: none is drawn, or with --strict not all are, and no folder is made;
 *            FIRE_EINTERRUPTED; those of standing_answer, of folders and of inks */
fire_status charts_batch_draw(const struct charts_spec *spec, struct session *session,
                              struct standing *standing, bool *asked);

#endif
