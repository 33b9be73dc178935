/* charts_spec.h - the charts of a batch: a table with one chart a row.
 *
 *     output,kind,by,period,where,foreach
 *     trend.png,trend,,,,
 *     areas/{area}-{year}.svg,yoy,,,kind=fire,"district,year"
 *
 * `output` and `kind` are needed; every other column has the name of an option of `chart` without
 * its dashes and stands for it; conditions of `where` have ';' or a new line between. A row with
 * dimensions in `foreach` is drawn once for each of their groups that has incidents: the group
 * becomes conditions (of a period, --period), and its names take the place of {area} (the first that
 * is no period), {year} (the period) and {DIMENSION} in `output` and `title`. In paths they are
 * small ASCII letters: whatever an area is called, it is one safe part of a name. */
#ifndef FIRESTAT_ENGINE_CLI_CHARTS_SPEC_H
#define FIRESTAT_ENGINE_CLI_CHARTS_SPEC_H
#include "drawing.h"

#define SPEC_CHARTS_MOST 20000

/* One chart to be drawn. */
struct spec_chart {
    int64_t line;       /* of the table */
    const char *output; /* path in the folder, with its ending */
};

/* A row of the table, before its groups are known. */
struct spec_row {
    int64_t line;
    const char *output;
    const char *kind;
    const char *foreach; /* "": drawn once */
    struct session session;
    int32_t query; /* of its groups */
    fire_status status;
};

struct charts_spec {
    const char *path;
    int32_t n_rows;
    struct spec_row *row;
    int32_t n_charts;
    struct spec_chart *chart;
    struct drawing *drawing; /* [n_charts] */
};

/* Read the table; memory of the arena.
 *   errors   FIRE_ESCHEMA: a column that is no option of `chart`; FIRE_EVALUE: a row without output
 *            or kind, another word than 1 or 0 for a flag; FIRE_ENODATA: no row; those of reading */
fire_status charts_spec_read(const struct session *session, const char *path,
                             struct fire_arena *arena, struct charts_spec *out,
                             struct fire_error *err);

/* Make the charts of all rows, asking the source for the groups where some row has any. What is wrong
 * with one row or chart stays with it (row.status, drawing.status).
 *   errors   those of questions_answer; FIRE_ERANGE: more than SPEC_CHARTS_MOST */
fire_status charts_spec_expand(struct charts_spec *spec, struct session *session,
                               struct fire_arena *arena, bool *asked);

#endif
