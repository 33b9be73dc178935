/* days.h - the days that a source has. */
#ifndef FIRESTAT_ENGINE_CLI_DAYS_H
#define FIRESTAT_ENGINE_CLI_DAYS_H
#include "question.h"

/* Ask the source for its days, before windows are made of them; it is read once more for the
 * figures. Where all its files have declared their days it is these (fire_declared_known).
 *   silent_days   as of fire_silent_days
 *   errors        FIRE_ENODATA: no incident has a day; those of questions_answer */
fire_status days_find(struct session *session, struct fire_window *known, int32_t *silent_days,
                      bool *asked);

#endif
