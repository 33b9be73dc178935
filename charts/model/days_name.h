/* days_name.h - what a window of days is called in a title and at the head of a column. */
#ifndef FIRESTAT_MODEL_DAYS_NAME_H
#define FIRESTAT_MODEL_DAYS_NAME_H
#include "firestat/calendar.h"
#include "firestat/phrase.h"

/* "2024" where it lies in one year of the calendar, else "". */
const char *days_year(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                      struct fire_window window);

/* The shortest labels that tell two windows apart: their years, where each lies in one of its own;
 * the exact days stand elsewhere. False: there are none.
 *   out_...   may be "" then */
bool days_labels(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                 struct fire_window current, struct fire_window base, const char **out_current,
                 const char **out_base);

/* "năm 2024", "9 tháng năm 2024" and whatever else sentence.h calls a period. */
const char *days_inside(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                        struct fire_window window);

/* The same before what happened then: "Năm 2024", "Trong 9 tháng năm 2024,". */
const char *days_start(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                       struct fire_window window);

/* "từ 01/01/2023 đến 31/12/2023" */
const char *days_exact(struct fire_phrase *phrase, struct fire_window window);

#endif
