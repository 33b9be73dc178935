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

/* What the dates of a file tell of the order of day and month where nobody said it. */
struct order_evidence {
    bool is_proven;             /* a day beyond the twelfth                        */
    struct fire_location where; /* the first one where it matters; line 0: none    */
    char value[48];
    bool is_contradicted; /* a cell is a date only where the month comes first */
    struct fire_location contradicting;
    char other_value[48];
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
    int n_area_levels;                /* of them that are read                     */
    struct fire_dictionary *area_key; /* three raw codes -> its number        */
    int32_t *area_of;                 /* [capacity] node by that number             */
    size_t area_capacity;

    int32_t first_day; /* earlier ones are out of range                     */
    struct order_evidence order;
    uint8_t *said;                    /* [n_forms] notices that are given once a column    */
    struct fire_text_view *zero_word; /* match keys                                   */
    int32_t n_zero_words;
    int32_t kind_form;       /* -1: none                                          */
    int32_t correction_form; /* marks rows that correct others; -1: none          */
    struct row_rule *rule;   /* (rules.c) those whose columns are all there       */
    int32_t n_rules;

    struct fire_arena *look;         /* for looking at one record                          */
    struct shapes *shapes;           /* (shape.h)                                          */
    struct totals *totals;           /* (totals.h)                                         */
    struct outline *outline;         /* (outline.h) NULL: no table of figures              */
    bool has_outline_areas;          /* section[] is what rows above say                   */
    struct measure_row *measure_row; /* (record.h) NULL: no table of measures              */
    bool writes_ones;  /* rows are incidents, though some stand for a stretch of days        */
    bool *is_number;   /* [n_forms] in a column of numbers                   */
    int32_t *nameless; /* columns without a name in which no value was seen  */
    int32_t n_nameless;
    int32_t slot;                     /* the one being read, from 1                         */
    struct fire_text_view section[3]; /* areas that titles gave to the rows below them */
    struct fire_issue reject;         /* the last that cost a record                        */
    char reject_value[96];

    int32_t *last_day; /* [FIRE_BATCH_ROWS] */
    int32_t *area;
    int64_t *line;
    bool has_spans;                   /* some row of the batch stands for more than a day */
    int64_t n;                        /* rows in the batch so far                         */
    const struct fire_record *record; /* the one being read                */
};

/* The text of a form in the current record, as the source has it. */
struct fire_text_view run_cell(const struct run *run, int32_t form);

/* What the cell is by itself: text, where the file knows nothing else. */
fire_cell_kind run_kind(const struct run *run, int32_t form);

/* Where a record, or a form's cell in it, stands. form -1: the whole record. */
struct fire_location run_place(const struct run *run, int32_t form);

/* Add an issue about a form's cell in the current record; true when the run may go on. */
bool run_issue(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t form);

/* The same about a column of the record, be it bound or not. */
bool run_issue_at(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t column,
                  struct fire_text_view value);

/* Steps of reading a row, for record.c. run_why: a step said false without an error of its own
 * when memory was at its end. */
bool run_read_values(struct run *run);
void run_clear_row(struct run *run);
fire_status run_push_batch(struct run *run) FIRE_MUST_CHECK;
fire_status run_why(struct run *run);

/* What is known of a form's cell before the first row. False: no memory. */
bool plan_numbers(struct run *run);

/* The entry of a raw cell of a category, learnt when it is new. False: no memory. */
bool word_entry_of(struct run *run, int32_t form, struct fire_text_view raw,
                   const struct word_entry **out);

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

/* Before the main road: a column whose first cells have a time zone is told once. */
void say_zones(struct run *run);

/* At the end: the warning that no date showed which number is the month. */
void say_date_order(const struct run *run);

/* Tell codes of one column that differ only by zeros in front.   errors: FIRE_ENOMEM */
fire_status say_codes(struct run *run) FIRE_MUST_CHECK;

/* The profile's rules whose fields are all bound, made ready for rows.
 *   errors   FIRE_EVALUE: a rule of the profile's own names a field that there is not, or of
 *            a type that it cannot compare; FIRE_ENOMEM */
fire_status plan_rules(struct run *run) FIRE_MUST_CHECK;

/* Hold row run->n against the rules; it is kept whatever they say. False: no memory. */
bool check_rules(struct run *run);

/* Does rule i look into cells of the record? And the rows, as bits, that it can say something of. */
bool rule_needs_cells(const struct run *run, int32_t i);
bool rule_looks_at(const struct run *run, int32_t field); /* any of them */
const uint64_t *rule_rows(const struct run *run, int32_t i);

/* The largest value of a field that is believed, at the field's scale. */
int64_t number_largest(const struct run *run, int32_t field, fire_type type);

/* ---- road.c ---- */

/* Read the records from here on as far as they can go on the main road (lane.h); what is left is
 * for record_read. */
fire_status road_run(struct run *run) FIRE_MUST_CHECK;

#endif
