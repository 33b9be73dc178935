/* days.h - the days that a source has.
 *
 * They are asked before windows are made of them; the source is then read once more for the
 * figures. Where all its files have declared their days it is these (fire_declared_known). */
#ifndef FIRESTAT_ENGINE_CLI_DAYS_H
#define FIRESTAT_ENGINE_CLI_DAYS_H
#include "question.h"

/* Add the query, and take its answer.
 *   silent_days   as of fire_silent_days
 *   errors        of the options; FIRE_ENODATA: no incident has a day */
fire_status days_ask(struct session *session, const struct source *source,
                     struct questions *out);
fire_status days_take(struct session *session, const struct source *source,
                      const struct fire_summary *summary, struct fire_window *known,
                      int32_t *silent_days);

/* Both at once, of the source of the command line.
 *   errors   those, and of questions_answer */
fire_status days_find(struct session *session, struct fire_window *known, int32_t *silent_days,
                      bool *asked);

/* "2024": the year of a calendar that has the last day; in the arena, NULL: no memory. */
const char *days_last_year(const struct fire_calendar *calendar, struct fire_window known,
                           struct fire_arena *arena);

#endif
