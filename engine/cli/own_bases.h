/* own_bases.h - the previous period of a row, looked up in the other rows of the same table.
 *
 * Two rows belong together when they are alike in label and measure, and in what a dash adds to
 * the period ("năm 2023 - nổ"). The period that a row compares with is found by its days in any
 * calendar ("tháng 10/2025", "cùng kỳ năm 2020"), else by its name. */
#ifndef FIRESTAT_ENGINE_CLI_OWN_BASES_H
#define FIRESTAT_ENGINE_CLI_OWN_BASES_H
#include "figures.h"

#include "firestat/dictionary.h"
#include "firestat/report.h"
#include "firestat/verify.h"

/* The calendars that a period's name is tried in. */
#define FIGURE_CALENDARS_MAX 3
struct figure_calendars {
    const struct fire_calendar *calendar[FIGURE_CALENDARS_MAX];
    int32_t n;
};

/* One measure of a row, and its figures among the checked ones. */
struct own_row {
    struct fire_checked_figure about; /* label, period, against; its texts are borrowed */
    const char *measure;
    struct fire_printed_change printed;
    int32_t power; /* of the unit of its level */
    int64_t first_figure;
    int64_t n_figures;
};

struct own_bases {
    struct kept_row *row; /* [n] */
    int64_t n;
    size_t row_capacity;
    struct kept_level *level; /* [n_levels] a row under one of the keys of its period */
    int64_t n_levels;
    size_t level_capacity;
    struct fire_dictionary *key;
    int64_t *last_level; /* of each key; -1: none */
    size_t last_capacity;
};

/* Keep a row.
 *   errors   FIRE_ENOMEM */
fire_status own_bases_add(struct session *session, const struct figure_calendars *calendars,
                          struct fire_arena *arena, const struct own_row *row,
                          struct own_bases *bases);

/* All rows are kept: look up each one's previous period, and change the checks of its figures.
 *   errors   FIRE_ENOMEM */
fire_status own_bases_judge(struct session *session, const struct figure_calendars *calendars,
                            struct fire_arena *arena, const struct own_bases *bases,
                            struct fire_checked_figure figure[]);
void own_bases_finish(struct own_bases *bases);

#endif
