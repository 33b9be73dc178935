/* split_plain.h - the cutter without what newer processors have, for tests of both. */
#ifndef FIRE_READ_SPLIT_PLAIN_H
#define FIRE_READ_SPLIT_PLAIN_H
#include "firestat/split.h"

struct fire_split split_rows_plain(struct fire_text_view text, char delimiter, int32_t n_columns,
                                   int32_t max_rows, uint32_t end[], uint32_t start[],
                                   uint32_t line[]);

#endif
