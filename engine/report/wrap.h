/* wrap.h - text in lines of a width. Room-private. */
#ifndef FIRESTAT_REPORT_WRAP_H
#define FIRESTAT_REPORT_WRAP_H
#include "firestat/text.h"

/* Takes a line of at most `max_columns` terminal columns off the front of `rest`, broken at a
 * space, which belongs to neither line; no text when `rest` is empty.
 *   rest        valid UTF-8; what is left of it afterwards
 *   cuts_words  a word that is longer than a line is cut, else it is a line of its own */
struct fire_text_view wrap_next(struct fire_text_view *rest, int64_t max_columns,
                                bool cuts_words);

/* Lines that the text takes. */
int32_t wrap_count(struct fire_text_view text, int64_t max_columns, bool cuts_words);

#endif
