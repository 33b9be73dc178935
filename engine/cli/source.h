/* source.h - the SOURCE of a command: a store, or incident files read directly. */
#ifndef FIRESTAT_ENGINE_CLI_SOURCE_H
#define FIRESTAT_ENGINE_CLI_SOURCE_H
#include "cubes.h"

#include "firestat/clean.h"
#include "firestat/restate.h"
#include "firestat/store.h"
#include "firestat/table.h"

/* Starts as {0}, which is --areas recorded: nothing is restated. */
struct restating {
    struct fire_area_units *units;
    struct fire_area_map *map;
    struct fire_restate *restate;
};

struct territory; /* what is known of its land (territory.h) */

/* Everything a question needs; filled once, then only read. */
struct source {
    struct fire_arena *arena;
    struct fire_schema *schema;
    struct fire_areas *areas;
    int32_t n_ordered; /* areas that there were when they were put in order (official.h) */
    fire_area_level ordered; /* down to this level                                            */
    struct fire_table *table;
    const char **names;                 /* of the files the rows came from, [n_names] */
    struct fire_import_counts *counts;  /* [n_names] what was read of them      */
    const struct fire_import **imports; /* [n_names] of a store; NULL: of a file */
    int64_t n_names;
    const struct fire_declared *declared; /* [n_declared] of these sources */
    int32_t n_declared;
    int32_t *key; /* [n_keys] fields that name records of any of these sources */
    int32_t n_keys;
    const char *calendar;       /* that the profile or the store names, else "calendar" */
    struct restating restating; /* answers point into its map */
    struct territory *territory;
};

/* Read the source into memory, with what was not right told on stderr.
 *   returns   FIRE_OK or the status of session->err; *asked true when an option is to blame */
fire_status source_load(struct session *session, struct source *source, bool *asked);

/* Who takes a source's rows without keeping them. begin comes when schema and areas are known and
 * before the first row; it may come again for a new source, when the first attempt is given up. */
struct source_taker {
    void *self;
    fire_status (*begin)(void *self, struct source *source, struct fire_sink *out_sink,
                         bool *asked);
    bool (*needs)(void *self, int32_t field); /* after begin; NULL: all fields */
    /* after begin, of a store: up to n sinks to push to side by side, the first one that of begin;
     * *n becomes how many there are. NULL: there is but the one */
    fire_status (*split)(void *self, struct fire_sink sink[], int *n);
    struct cube_asker cubes; /* after begin, of a store: an answer out of a cube needs no rows;
                                ask NULL: only rows will do                                    */
};

/* Whether its rows may as well be kept: many questions are then answered faster, each scan several of
 * them (fire_queries_run). */
bool source_is_small(const struct session *session);

/* Let the rows pass by, where no row has to be held against another: those of a store, or of one
 * file whose every row has an id of its own. source->table stays empty.
 *   returns   FIRE_EAGAIN: the rows must be kept; the source is to be unloaded and loaded */
fire_status source_pass(struct session *session, struct source *source,
                        struct source_taker taker, bool *asked);
/* Let the rows that source_load kept pass by. A batch that was kept before the schema grew has no
 * values in the fields that came since. */
fire_status source_push_kept(struct session *session, struct source *source,
                             struct fire_sink sink);
void source_unload(struct source *source);

/* The profile that the options say; its calendar, which --calendar says where no profile does, is
 * there. Ended by fire_profile_finish. */
fire_status source_profile(struct session *session, struct fire_arena *arena,
                           struct fire_profile **out);

/* The last day that a row can have. */
int32_t source_latest_day(void);

/* Whether --rejects and --save-profile, which are about one file, were given with one; tells when
 * they were not. */
bool source_is_one_where_needed(const struct session *session, int n_files);

/* One file on its way through the cleaning room, and what came of it. */
struct file_run {
    struct fire_reader *reader;
    struct fire_issues *issues;
    struct fire_import_counts counts;
    const bool *wants;          /* [n_fields] texts that are looked at; NULL: all */
    struct fire_buffer rejects; /* what --rejects gets, in the making (rejects.h) */
    int64_t n_rejects;          /* rows in it                                     */
};

/* Open it and find out what its columns are; then read its rows into a sink. Close in any case. */
fire_status file_open(struct session *session, const struct fire_profile *profile,
                      const char *path, struct fire_schema *schema, struct fire_arena *arena,
                      struct file_run *run, struct fire_binding **out_binding);
fire_status file_read(struct session *session, struct file_run *run,
                      const struct fire_binding *binding, struct fire_schema *schema,
                      struct fire_areas *areas, int32_t number, struct fire_sink sink);

/* The same in haste (reader.h), when nothing is told of it yet. FIRE_EAGAIN, also of file_read
 * then: the file is not what it seemed to be. */
fire_status file_open_hasty(struct session *session, const struct fire_profile *profile,
                            const char *path, struct fire_schema *schema,
                            struct fire_arena *arena, struct file_run *run,
                            struct fire_binding **out_binding);

/* A file of which no row can be used is refused: FIRE_ENODATA. */
fire_status file_check_usable(struct session *session, const struct file_run *run);
void file_close(struct file_run *run);

/* Tell what each column was taken for, and what was not right in the file. */
void tell_binding(const struct session *session, const struct file_run *run,
                  const struct fire_binding *binding, const struct fire_schema *schema);
void tell_issues(const struct session *session, const struct file_run *run);

#endif
