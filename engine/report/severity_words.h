/* severity_words.h - what is said of the schemes that incidents are grave by. Room-private. */
#ifndef FIRESTAT_REPORT_SEVERITY_WORDS_H
#define FIRESTAT_REPORT_SEVERITY_WORDS_H
#include "firestat/phrase.h"
#include "firestat/severity.h"
#include "firestat/summary.h"

/* "Thông tư số 88/2024/TT-BCA" */
const char *severity_label(fire_language language, const struct fire_severity_scheme *scheme);

/* "Mức độ phân theo các cách khác nhau (đến ngày 14/01/2025: ...; từ ngày 15/01/2025: ...); không so
 * sánh ...": of the schemes in force in a window; "" where there is one or none. */
const char *severity_schemes_words(struct fire_phrase *phrase,
                                   const struct fire_severity *schemes,
                                   struct fire_window window);

/* The same of the schemes that come with the program, below figures by severity of money in their
 * currency; "" elsewhere. */
const char *severity_note(struct fire_arena *arena, fire_language language,
                          const struct fire_summary *summary, struct fire_window window);

#endif
