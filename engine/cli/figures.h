/* figures.h - a table of published figures, row by row: what its columns are, and its cells as
 * figures. */
#ifndef FIRESTAT_ENGINE_CLI_FIGURES_H
#define FIRESTAT_ENGINE_CLI_FIGURES_H
#include "source.h"

#include "firestat/figure.h"

struct figure_column {
    struct fire_figure_header is;
    const char *header;
    struct fire_figure_marks marks;
    fire_number_style style;
    bool has_figures; /* a level without a measure: some cell is a figure,  */
    bool has_periods; /* or names a period                                  */
};

struct figure_table {
    struct fire_arena *arena;
    struct fire_schema *schema; /* names of measures */
    const struct fire_profile *profile;
    struct fire_reader *reader;
    int64_t header_line;
    struct figure_column *column;
    int32_t n_columns;
    int64_t n_unreadable; /* cells with something that is no figure, and rows that are none */
    struct fire_text_view *cell; /* [n_columns] of a row that was cut here */
    bool has_shares; /* rows are parts and their shares, not changes; where there is no column of the
                        total, a row may have it                                              */
};

/* Open the file, find its header and the number style of each column, and stand before the first
 * row. Closed in any case.
 *   errors   FIRE_ESCHEMA: no header with figures that can be checked; those of the reader */
fire_status figures_open(struct session *session, const struct fire_profile *profile,
                         const char *path, struct figure_table *table);
void figures_close(struct figure_table *table);

/* The next row. A quote inside a cell, which is a fault in a file of commas, is a letter where tabs
 * part the cells. */
fire_status figures_next(struct session *session, struct figure_table *table,
                         struct fire_record *record, bool *more);

/* Tell of a row with a fault, which is passed over (--strict: refused). */
fire_status figures_fault(struct session *session, struct figure_table *table,
                          const struct fire_record *record);

/* A row's figure of a column; unknown where nothing stands there, or nothing that can be read,
 * which is told with its place (--strict: refused).
 *   power   out: of the unit it was printed in */
fire_status figures_cell(struct session *session, struct figure_table *table,
                         const struct fire_record *record, int32_t column,
                         struct fire_printed *out, int32_t *power);

/* A row's day of a column of the role. *out_has: false where nothing stands there, or nothing that is
 * a day, which is told with its place (--strict: refused). */
fire_status figures_day(struct session *session, struct figure_table *table,
                        const struct fire_record *record, fire_figure_role role,
                        int32_t *out_day, bool *out_has);

/* The texts of all columns of a role, parted by ", "; "" where there are none. In the table's
 * arena; NULL: no memory. */
const char *figures_text(const struct figure_table *table, const struct fire_record *record,
                         fire_figure_role role);

/* The first column of a role and measure from `from` on; -1: none. */
int32_t figures_column(const struct figure_table *table, fire_figure_role role, int32_t field,
                       int32_t from);

#endif
