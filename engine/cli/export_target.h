/* export_target.h - where exported rows go: one file, a file a year in a folder, an SQLite file, or
 * standard output. All but the last appear whole or not at all. */
#ifndef FIRESTAT_ENGINE_CLI_EXPORT_TARGET_H
#define FIRESTAT_ENGINE_CLI_EXPORT_TARGET_H
#include "cli.h"

#include "firestat/calendar.h"
#include "firestat/export.h"
#include "firestat/folder.h"
#include "firestat/plain_table.h"

/* A file of one year, on its way. */
#define EXPORT_UNDATED INT32_MAX /* behind all years */

struct export_part {
    int32_t year; /* of the calendar; behind all: it says no days */
    int64_t n_rows;
    int64_t size_bytes;
    int32_t first_day;
    int32_t last_day;
    char name[32 + FIRE_PERIOD_LABEL_BYTES];
    struct fire_buffer text; /* not written yet */
};

/* Starts as {0} with what is said of it. */
struct export_target {
    struct session *session;
    fire_export_format format;
    bool is_sqlite;
    bool by_year;
    bool may_restart; /* the rows may come once more from the first one */

    const struct fire_schema *schema;
    int32_t n_columns;
    const struct fire_calendar *calendar;
    struct fire_output *output; /* NULL: standard output, or a folder           */
    bool reader_is_gone;        /* of standard output, with FIRE_EINTERRUPTED   */
    FILE *spool;                /* until it is known that no restart comes      */
    struct fire_folder *folder;
    struct fire_plain_table *table;
    struct fire_buffer text; /* not written yet */
    struct export_part *part;
    size_t n_parts;
    size_t parts_capacity;
    size_t last_part; /* that a row went to */
};

/* What the options say: --format, --partition, -o. False, and told: they do not fit together. */
bool export_target_choose(struct session *session, struct export_target *out);

/* Begin; what was begun before is given up.
 *   out_sink   gets the rows */
fire_status export_target_open(struct export_target *target, const struct fire_schema *schema,
                               const struct fire_calendar *calendar,
                               struct fire_row_sink *out_sink);

/* No more rows. Afterwards it is to be abandoned in any case. */
fire_status export_target_commit(struct export_target *target);
void export_target_abandon(struct export_target *target);

#endif
