/* run.h - one pass over a source: what its parts share. */
#ifndef FIRESTAT_ENGINE_CLEAN_RUN_H
#define FIRESTAT_ENGINE_CLEAN_RUN_H
#include "binding.h"

/* What a raw cell of a category or area column was found to be: looked up by its very bytes,
 * so that a known spelling costs one comparison and no Unicode work. */
struct word_entry {
    bool is_null;
    uint32_t code;               /* of a category */
    struct fire_text_view clean; /* of an area    */
};

struct word_cache {
    struct fire_dictionary *raw; /* NULL until the first cell      */
    struct word_entry *entry;    /* [capacity] by the raw's number */
    size_t capacity;
};

/* The columns of the batch that is being filled; arrays of FIRE_BATCH_ROWS items. */
struct column_build {
    uint64_t *valid; /* NULL: the field is bound by no column */
    uint32_t *code;
    struct fire_text_view *text;
    int64_t *number;
    int32_t *day;
    int16_t *minute;
    uint64_t *minute_valid;
};

/* The forms that together make one datetime field; -1: no such part. */
struct moment_parts {
    int32_t field;
    int32_t form[FIRE_N_COLUMN_PARTS];
};

struct run {
    struct fire_reader *reader;
    const struct fire_binding *binding;
    struct fire_schema *schema;
    struct fire_areas *areas;
    const struct fire_clean_options *options;
    struct fire_sink sink;
    struct fire_issues *issues;
    struct fire_import_counts *counts;
    struct fire_error *err;

    struct fire_arena *arena;    /* the run's        */
    struct fire_arena *scratch;  /* the batch's      */
    struct word_cache *cache;    /* [n_forms]        */
    struct column_build *build;  /* [n_fields]       */
    struct moment_parts *moment; /* [n_moments], occurred_at first when it is bound */
    int32_t n_moments;
    int32_t n_fields;
    int32_t area_form[3];             /* province, district, commune; -1: none     */
    struct fire_dictionary *area_key; /* three raw codes -> its number        */
    int32_t *area_of;                 /* [capacity] node by that number             */
    size_t area_capacity;

    int32_t *last_day; /* [FIRE_BATCH_ROWS] */
    int32_t *area;
    int64_t *line;
    bool has_spans;                   /* some row of the batch stands for more than a day */
    int64_t n;                        /* rows in the batch so far                         */
    const struct fire_record *record; /* the one being read                */
};

/* The text of a form in the current record, as the source has it. */
struct fire_text_view run_cell(const struct run *run, int32_t form);

/* Add an issue about a form's cell in the current record; true when the run may go on. */
bool run_issue(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t form);

/* Put one cell into row run->n of its column. False: no memory, or strict. */
bool read_number_cell(struct run *run, int32_t form);
bool read_word_cell(struct run *run, int32_t form);
bool read_text_cell(struct run *run, int32_t form);
bool read_area(struct run *run);

/* When the row happened: run->build[occurred_at] and last_day of row run->n.
 *   kept   false: the row is rejected, the issue is added */
bool read_when(struct run *run, bool *kept);

/* A datetime field other than occurred_at. */
bool read_moment(struct run *run, const struct moment_parts *parts);

#endif
