/* claims.h - the rows of a table of published figures, checked. */
#ifndef FIRESTAT_ENGINE_CLI_CLAIMS_H
#define FIRESTAT_ENGINE_CLI_CLAIMS_H
#include "figures.h"

#include "firestat/report.h"

struct claims {
    struct fire_checked_figure
        *figure; /* [n], in the order of the rows; freed by claims_finish */
    int64_t n;
    size_t capacity;
};

/* Check all rows of the table. Texts live in the table's arena.
 *   errors   FIRE_ENOMEM, FIRE_EVALUE with --strict, those of the reader */
fire_status claims_make(struct session *session, struct figure_table *table,
                        struct claims *claims);
void claims_finish(struct claims *claims);

#endif
