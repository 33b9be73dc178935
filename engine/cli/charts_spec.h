/* charts_spec.h - the charts of a batch: a table with one chart a row.
 *
 *     output,kind,by,period,where,foreach
 *     trend.png,trend,,,,
 *     areas/{area}-{year}.svg,yoy,,,kind=fire,"district,year"
 *
 * `output` and `kind` are needed; every other column has the name of an option of `chart` without
 * its dashes and stands for it, in place of what the command line gives to all; conditions of `where` have ';' or a new line between. A row with
 * dimensions in `foreach` is drawn once for each of their groups that has incidents: the group
 * becomes conditions (of a period, --period), and its names take the place of {area} (the first that
 * is no period), {year} (the period) and {DIMENSION} in `output` and `title`. In paths they are
 * small ASCII letters: whatever an area is called, it is one safe part of a name.
 * With {page} in `output` all pages of a chart are drawn, and not its first alone.
 *
 * Of a row only what it says is kept, and of a chart only its name and group, for there may be
 * thousands; its options are put together when it is its turn. */
#ifndef FIRESTAT_ENGINE_CLI_CHARTS_SPEC_H
#define FIRESTAT_ENGINE_CLI_CHARTS_SPEC_H
#include "drawing.h"

#define SPEC_CHARTS_MOST 20000

struct option_row;

/* What a row says of an option. */
struct spec_cell {
    const struct option_row *option;
    const char *text;
};

/* A dimension of its groups. */
struct spec_dim {
    const char *name;
    fire_dim_kind kind;
};

struct spec_row {
    int64_t line;
    const char *output;
    const char *kind;
    const char *foreach; /* "": drawn once */
    int32_t n_cells;
    const struct spec_cell *cell; /* [n_cells] */
    int32_t n_dims;               /* once its groups are known */
    const struct spec_dim *dim;   /* [n_dims] */
    int32_t query;                /* of its groups */
    fire_status status;           /* of asking for them */
    const char *why;              /* what is wrong then */
};

/* One chart to be drawn. */
struct spec_chart {
    int32_t row;
    const char *output;       /* path in the folder, with its ending */
    const char *const *value; /* [n_dims of the row] names of its group */
};

struct charts_spec {
    const char *path;
    struct fire_arena *arena;
    int32_t n_rows;
    struct spec_row *row;
    int32_t n_charts;
    struct spec_chart *chart;
};

/* Read the table; memory of the arena. Columns that are no option are told.
 *   errors   FIRE_ESCHEMA: a column of an option that no single chart has; FIRE_EVALUE: a row without output or kind, another word than 1 or 0 for a flag;
 *            FIRE_ERANGE: too many conditions; FIRE_ENODATA: no row; those of reading */
fire_status charts_spec_read(const struct session *session, const char *path,
                             struct fire_arena *arena, struct charts_spec *out,
                             struct fire_error *err);

/* Tell which options of the command line are of no use to some rows' charts.
 *   errors   FIRE_EVALUE: to none */
fire_status charts_spec_check(const struct charts_spec *spec, const struct session *session,
                              struct fire_error *err);

/* Put what a row says in place of the options of the command line.
 *   errors   as of reading, in out->err */
fire_status charts_spec_options(const struct charts_spec *spec, const struct spec_row *row,
                                const struct session *session, struct fire_arena *arena,
                                struct session *out);

/* Make the charts of all rows, asking the source for the groups where some row has any. What is wrong
 * with one row stays with it.
 *   errors   those of standing_answer; FIRE_ERANGE: more than SPEC_CHARTS_MOST */
fire_status charts_spec_expand(struct charts_spec *spec, struct session *session,
                               struct standing *standing, bool *asked);

/* Make options that were put together those of a chart of the row: what the command line gives and the
 * kind does not use is dropped.
 *   errors   FIRE_EVALUE, in own->err: the row gives an option that its kind does not use */
fire_status charts_spec_use(const struct spec_row *row, fire_chart_kind kind,
                            struct session *own);

/* The options of a chart: those of its row, with its group's conditions, period and title.
 *   errors   as of charts_spec_options */
fire_status charts_spec_session(const struct charts_spec *spec, const struct spec_chart *chart,
                                const struct session *session, struct fire_arena *arena,
                                struct session *out);

#endif
