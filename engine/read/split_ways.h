/* split_ways.h - the cutter by what a processor has, for tests of every way. */
#ifndef FIRE_READ_SPLIT_WAYS_H
#define FIRE_READ_SPLIT_WAYS_H
#include "firestat/split.h"

enum split_way {
    SPLIT_PLAIN,  /* everywhere */
    SPLIT_WIDER,  /* AVX2       */
    SPLIT_WIDEST, /* AVX-512    */
    SPLIT_N_WAYS
};

/* Whether this processor has it. */
bool split_way_works(enum split_way way);

/* fire_split_rows by a way that works. */
struct fire_split split_rows_by(enum split_way way, struct fire_text_view text, char delimiter,
                                int32_t n_columns, int32_t max_rows, uint32_t end[],
                                uint32_t start[], uint32_t line[]);

#endif
