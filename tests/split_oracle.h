/* split_oracle.h - do the rows that are cut at once have the cells that libcsv finds in them? */
#ifndef FIRESTAT_TESTS_SPLIT_ORACLE_H
#define FIRESTAT_TESTS_SPLIT_ORACLE_H
#include "firestat/split.h"

/* Cut all of a text both ways and hold every row against libcsv; what is irregular is passed over up
 * to the next line end.
 *   text      FIRE_SPLIT_PADDING readable bytes behind it
 *   n_rows    rows that were regular; NULL: nobody asks
 *   returns   NULL, or what was wrong */
const char *split_differs(struct fire_text_view text, char delimiter, int32_t n_columns,
                          int64_t *n_rows);

#endif
