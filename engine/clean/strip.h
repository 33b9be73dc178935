/* strip.h - some rows of a piece whose cells are found. */
#ifndef FIRESTAT_ENGINE_CLEAN_STRIP_H
#define FIRESTAT_ENGINE_CLEAN_STRIP_H
#include "lane.h"

struct strip {
    const struct plan *plan;
    struct piece *piece;
    const char *text;
    const uint32_t *end;   /* [n_rows * n_columns] offsets in the text          */
    const uint32_t *start; /* [n_rows]                                          */
    int32_t first;         /* row of the piece, a multiple of STRIP_ROWS        */
    int32_t n_rows;
};

/* Fill the piece's columns for the rows of a strip. False: no memory. */
bool lanes_take(const struct strip *strip);

#endif
