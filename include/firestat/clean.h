/* clean.h - cells to typed rows, and an issue for everything that is not right.
 *
 *     fire_bind(reader, profile, schema, arena, &binding, issues, err);    reads the header row
 *     fire_clean_run(reader, binding, schema, areas, &options, sink, issues, &counts, err);
 *
 * A bad cell becomes null and its row is kept; a record that is no CSV, has too few or too
 * many cells, or says no usable day is rejected. Both are issues with their place. Nothing is
 * guessed silently: what each column was taken for can be read from the binding.
 *
 * Thread use: one thread per run. */
#ifndef FIRESTAT_CLEAN_H
#define FIRESTAT_CLEAN_H
#include "firestat/calendar.h"
#include "firestat/place.h"
#include "firestat/profile.h"
#include "firestat/reader.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

/* ---- issues -------------------------------------------------------------------------- */

typedef enum {
    FIRE_ISSUE_NOT_A_NUMBER,
    FIRE_ISSUE_NOT_A_COUNT,       /* with decimals, or below zero                     */
    FIRE_ISSUE_NEGATIVE_AMOUNT,
    FIRE_ISSUE_TOO_LARGE,         /* does not fit, or is beyond belief                */
    FIRE_ISSUE_NOT_A_DATE,
    FIRE_ISSUE_DATE_OUT_OF_RANGE, /* in the future, or before the source can have begun */
    FIRE_ISSUE_NOT_A_TIME,
    FIRE_ISSUE_PAST_MIDNIGHT,     /* 24:01: the day is doubtful                       */
    FIRE_ISSUE_NOT_A_PERIOD,
    FIRE_ISSUE_NO_DATE,           /* nothing in the row says when                     */
    FIRE_ISSUE_TOO_FEW_CELLS,
    FIRE_ISSUE_TOO_MANY_CELLS,
    FIRE_ISSUE_EMPTY_CELLS_BEYOND, /* what stands beyond the header is empty          */
    FIRE_ISSUE_STRAY_QUOTE,
    FIRE_ISSUE_UNCLOSED_QUOTE,
    FIRE_ISSUE_CELL_TOO_LONG,
    FIRE_ISSUE_RECORD_TOO_LONG,
    FIRE_ISSUE_NUL_BYTE,
    FIRE_ISSUE_NUMBERS_ASSUMED,   /* no cell shows which mark parts thousands         */
    FIRE_N_ISSUES,
} fire_issue_kind;

typedef enum {
    FIRE_EFFECT_NOTICE,   /* nothing was lost       */
    FIRE_EFFECT_CELL,     /* the cell became null   */
    FIRE_EFFECT_REJECTED, /* the row is not counted */
} fire_effect;

struct fire_issue {
    fire_issue_kind kind;
    fire_effect effect;
    struct fire_location where; /* texts in the list's arena                    */
    const char *value;          /* the cell as it stood, cut at 80 bytes; "" none */
};

/* All issues are counted, the first FIRE_LIMIT_ISSUES are kept with place and value. */
#define FIRE_LIMIT_ISSUES 10000

struct fire_issues;

struct fire_issues *fire_issues_create(void); /* NULL: no memory */
void fire_issues_free(struct fire_issues *issues);
int64_t fire_issues_n(const struct fire_issues *issues);      /* all there were */
int64_t fire_issues_n_kept(const struct fire_issues *issues); /* of them kept   */
const struct fire_issue *fire_issues_at(const struct fire_issues *issues, int64_t i);
int64_t fire_issues_n_of(const struct fire_issues *issues, fire_issue_kind kind);

/* "'25:61' is not a time of day (HH:MM)": value and what was wanted, in the language of `say`
 * (as in fire_error; NULL: English), NUL-ended and cut to out_size. */
void fire_issue_text(const struct fire_issue *issue, const char *(*say)(const char *),
                     char out[], int out_size);

/* ---- binding ------------------------------------------------------------------------- */

/* What one column of the source was taken for. */
struct fire_bound_column {
    const char *header; /* as it stands in the file                         */
    int32_t field;      /* -1: ignored                                      */
    fire_column_part part;
    int64_t factor;
    fire_number_style numbers; /* decided; UNSAID where no number is read    */
    bool by_profile;    /* the profile names it, be it to ignore it         */
};

struct fire_binding;

/* Read the header row and decide what each column is: by the profile, else by the table of
 * headers. New fields are added to the schema. Then the whole file is read once when a column
 * of numbers has no declared style, to decide it from all of its cells, and rewound.
 *   arena    owns the binding
 *   errors   FIRE_ESCHEMA: two columns for one field, a profile's column that is not there, no
 *            column with a date, a period, a number of incidents or any other field;
 *            those of the reader */
fire_status fire_bind(struct fire_reader *reader, const struct fire_profile *profile,
                      struct fire_schema *schema, struct fire_arena *arena,
                      struct fire_issues *issues, struct fire_binding **out,
                      struct fire_error *err) FIRE_MUST_CHECK;

int32_t fire_binding_n_columns(const struct fire_binding *binding);
const struct fire_bound_column *fire_binding_column(const struct fire_binding *binding,
                                                    int32_t i);

/* True when no column and no constant says when: rows then belong to no period. */
bool fire_binding_is_timeless(const struct fire_binding *binding);

/* ---- the run ------------------------------------------------------------------------- */

struct fire_clean_options {
    int32_t source;   /* number of the source, for fire_batch.source                     */
    int32_t last_day; /* later days are out of range: today and one day                   */
    bool strict;      /* the first issue that costs a cell or a row ends the run          */
    bool (*interrupted)(void); /* asked once a batch; NULL: never                         */
};

/* Read all records and push them. `counts` holds what was read, also after an error.
 *   errors   FIRE_EVALUE: strict, the first issue's place and text; FIRE_EINTERRUPTED; those
 *            of the reader and of the sink; FIRE_ENOMEM */
fire_status fire_clean_run(struct fire_reader *reader, const struct fire_binding *binding,
                           struct fire_schema *schema, struct fire_areas *areas,
                           const struct fire_clean_options *options, struct fire_sink sink,
                           struct fire_issues *issues, struct fire_import_counts *counts,
                           struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
