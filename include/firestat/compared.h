/* compared.h - what is said of a comparison, the same under a table and under a chart: against what,
 * why there is no verdict, what must be known of the windows.
 *
 * Texts live in the phrase's arena and are "" without memory (phrase.h).
 * Thread use: one thread per phrase. */
#ifndef FIRESTAT_COMPARED_H
#define FIRESTAT_COMPARED_H
#include "firestat/compare.h"
#include "firestat/phrase.h"

#ifdef __cplusplus
extern "C" {
#endif

/* "cùng kỳ năm trước", "kỳ 2023-H1" */
const char *fire_compared_against(struct fire_phrase *phrase,
                                  const struct fire_against *against);

/* From the first day of the farthest base to the last of the nearest. */
struct fire_window fire_compared_base(const struct fire_compare_plan *plan, int32_t against);

/* Why there is no verdict: "hai kỳ không cùng số ngày ...; thiếu số liệu của một kỳ"; "" for none.
 *   unlike            FIRE_UNLIKE_
 *   says_cure         which options help, for who types the command and not for who sees its pictures
 *   unknown_percent   as in fire_compare_options */
const char *fire_compared_unlike(struct fire_phrase *phrase, uint32_t unlike,
                                 int64_t unknown_percent, bool says_cure);

#define FIRE_COMPARED_WINDOWS_MOST 8

/* Sentences about the windows: stopped at the end of the data, a leap day on one side ...
 *   returns   how many there are */
int32_t fire_compared_windows(struct fire_phrase *phrase, const struct fire_compare_plan *plan,
                              int32_t against, const char *note[FIRE_COMPARED_WINDOWS_MOST]);

#ifdef __cplusplus
}
#endif
#endif
