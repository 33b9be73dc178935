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
    FIRE_ISSUE_NOT_A_COUNT, /* with decimals, or below zero                     */
    FIRE_ISSUE_NEGATIVE_AMOUNT,
    FIRE_ISSUE_TOO_LARGE, /* does not fit, or is beyond belief                */
    FIRE_ISSUE_NOT_A_DATE,
    FIRE_ISSUE_DATE_OUT_OF_RANGE, /* in the future                                    */
    FIRE_ISSUE_NOT_A_TIME,
    FIRE_ISSUE_PAST_MIDNIGHT, /* 24:01: the day is doubtful                       */
    FIRE_ISSUE_NOT_A_PERIOD,
    FIRE_ISSUE_NO_DATE, /* nothing in the row says when                     */
    FIRE_ISSUE_TOO_FEW_CELLS,
    FIRE_ISSUE_TOO_MANY_CELLS,
    FIRE_ISSUE_EMPTY_CELLS_BEYOND, /* what stands beyond the header is empty          */
    FIRE_ISSUE_STRAY_QUOTE,
    FIRE_ISSUE_UNCLOSED_QUOTE,
    FIRE_ISSUE_CELL_TOO_LONG,
    FIRE_ISSUE_RECORD_TOO_LONG,
    FIRE_ISSUE_NUL_BYTE,
    FIRE_ISSUE_NUMBERS_ASSUMED,     /* no cell shows which mark parts thousands         */
    FIRE_ISSUE_CELL_ERROR,          /* #N/A and its kind: a formula came to nothing     */
    FIRE_ISSUE_DATE_TOO_EARLY,      /* before the source's first year                   */
    FIRE_ISSUE_DATE_ORDER_UNPROVEN, /* no date of the file has a day beyond the twelfth */
    FIRE_ISSUE_DAY_NUMBER,          /* Excel's number of a day, not shown as a date     */
    FIRE_ISSUE_MIDNIGHT,            /* 24:00 stays on its day                           */
    FIRE_ISSUE_BROKEN_RULE,         /* two fields contradict each other                 */
    FIRE_ISSUE_HEADER_AGAIN,        /* the header row once more                         */
    FIRE_ISSUE_TOTAL_ROW,           /* by its label                                     */
    FIRE_ISSUE_TOTAL_BY_SUM,        /* by arithmetic: it is the sum of the rows above   */
    FIRE_ISSUE_TOTAL_PERHAPS,       /* it is their sum too, but has a name of its own   */
    FIRE_ISSUE_TOTAL_DIFFERS,       /* a total that is not the sum of its parts         */
    FIRE_ISSUE_SECTION_TITLE,       /* one cell of words, nothing else                  */
    FIRE_ISSUE_SECTION_AREA,        /* the same, and an area: that of the rows below    */
    FIRE_ISSUE_FOOTER,              /* signatures and the date at the foot              */
    FIRE_ISSUE_NO_FIGURES,          /* a row of an unpivoted table with empty cells only */
    FIRE_ISSUE_UNKNOWN_MEASURE,     /* a row of measures that is none we know           */
    FIRE_ISSUE_MERGED_NUMBER,       /* one number over several rows is not one for each */
    FIRE_ISSUE_NO_HEADER,           /* values in a column that has no name              */
    FIRE_ISSUE_UNIT_OF_TABLE,    /* "Đơn vị: triệu đồng" holds for all amounts       */
    FIRE_ISSUE_PERIOD_OF_TABLE,  /* the title says when                              */
    FIRE_ISSUE_MEASURE_OF_TABLE, /* the title says what is counted                   */
    FIRE_ISSUE_NO_INCIDENTS,     /* a table of figures, and none is their number    */
    FIRE_ISSUE_INCIDENTS_UNSAID, /* a day's row in a table of counts, without one   */
    FIRE_ISSUE_ZONE,             /* Z behind a clock, which is taken as written     */
    FIRE_ISSUE_DATE_ORDER_OTHER, /* 02/13/2024: the month seems to come first       */
    FIRE_ISSUE_GROUP_TOTAL,      /* a district's row above those of its communes    */
    FIRE_ISSUE_PERIOD_OF_ROWS,   /* a year's row beside those of its months         */
    FIRE_ISSUE_COMPARISON,       /* "Cùng kỳ", "Tăng, giảm" at the foot             */
    FIRE_ISSUE_UNIT_NOT_UNDERSTOOD, /* "ĐVT: ..." above the table, and no unit we know */
    FIRE_ISSUE_BRACKETS_NOT_UNDERSTOOD, /* "Số người chết (nữ)" is not taken for deaths    */
    FIRE_ISSUE_BRACKETS_PASSED_OVER, /* "Ghi chú (nếu cần)" is taken for a note         */
    FIRE_ISSUE_PERIOD_OF_OTHERS,     /* a column for a year beside those of its months   */
    FIRE_ISSUE_CODE_TWICE,           /* 00501 and 501 in one column                      */
    FIRE_N_ISSUES,
} fire_issue_kind;

typedef enum {
    FIRE_EFFECT_NOTICE,   /* nothing was lost       */
    FIRE_EFFECT_CELL,     /* the cell became null   */
    FIRE_EFFECT_REJECTED, /* the row is not counted */
    FIRE_EFFECT_EXCLUDED, /* the row is no incident and never was: a total, a title */
} fire_effect;

/* A rule of the profile that a row breaks: what it compared. */
struct fire_rule_breach {
    const char *rule; /* its name                             */
    fire_rule_op op;
    const char *field;
    const char *value;
    const char *other;       /* for a sum "deaths + injuries"  */
    const char *other_value; /* "2 + 1"                        */
    const char *message;     /* of whoever wrote the rule; ""  */
};

struct fire_issue {
    fire_issue_kind kind;
    fire_effect effect;
    struct fire_location where;            /* texts in the list's arena                    */
    const char *value;                     /* the cell as it stood, cut at 80 bytes; "" none */
    const struct fire_rule_breach *breach; /* of BROKEN_RULE, else NULL         */
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
    bool by_profile;           /* the profile names it, be it to ignore it         */
    bool is_beside;            /* no field, but read: of a table with its measures in rows */
    const char *period;        /* that its header names: "Năm 2023", or what follows a
                           year that stands elsewhere: "07", "Q1"; NULL     */
};

struct fire_binding;

/* Find the header and decide what each column is: by the profile, else by the table of headers.
 *
 * The header stands among the first 40 records, below notices and titles, in one row or up to
 * three; header_row and skip_lines of the profile say where to begin. The words of several rows
 * are shown with " / " between. A line with a unit above it ("Đơn vị: triệu đồng") holds for
 * all amounts that state none.
 *
 * Where periods stand above the columns ("Năm 2023 / Số vụ"), each record becomes a row for each
 * period; where measures stand in the rows besides ("Số vụ", "Số người chết"), their records
 * together do.
 *
 * New fields are added to the schema. Then the whole file is read once when a column of numbers
 * has no declared style, to decide it from all of its cells, and rewound.
 *   arena    owns the binding
 *   errors   FIRE_ESCHEMA: two columns for one field, a profile's column that is not there, no
 *            column with a date, a period, a number of incidents or any other field; periods
 *            above columns and nothing that says their year, or what the columns count;
 *            those of the reader */
fire_status fire_bind(struct fire_reader *reader, const struct fire_profile *profile,
                      struct fire_schema *schema, struct fire_arena *arena,
                      struct fire_issues *issues, struct fire_binding **out,
                      struct fire_error *err) FIRE_MUST_CHECK;

int32_t fire_binding_n_columns(const struct fire_binding *binding);
const struct fire_bound_column *fire_binding_column(const struct fire_binding *binding,
                                                    int32_t i);

/* The rows of a table that has its measures there, in place of columns: header is the label,
 * as it stands in the first record that has it. 0 for other tables. */
int32_t fire_binding_n_measures(const struct fire_binding *binding);
const struct fire_bound_column *fire_binding_measure(const struct fire_binding *binding,
                                                     int32_t i);

/* The fields that together are the record's key: the profile's, else `id` where a column is
 * bound to it, else none. At most `max` are written; returns how many there are. */
int32_t fire_binding_keys(const struct fire_binding *binding, int32_t fields[], int32_t max);

struct fire_save_options {
    const char *folder;
    char delimiter; /* of the source; the tables are parted by ';' where it is that, else ',' */
    bool overwrite; /* false: FIRE_EEXISTS when one of the tables is there                    */
    bool for_rejects; /* for a file of rejected rows: what tells how the source was opened
                         (encoding, sheet, lines above the header) does not hold for it         */
};

/* Write what was found out as a profile: schema.csv and source.csv in the folder, which is made
 * when it is not there. Read back, it binds the same source in the same way.
 *   errors      FIRE_EIO, FIRE_EEXISTS, FIRE_ENOMEM */
fire_status fire_binding_save(const struct fire_binding *binding,
                              const struct fire_schema *schema,
                              const struct fire_save_options *options,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* The physical lines of the header, both inside; false: the source has none. */
bool fire_binding_header_lines(const struct fire_binding *binding, int64_t *out_first,
                               int64_t *out_last);

/* True when no column and no constant says when: rows then belong to no period. */
bool fire_binding_is_timeless(const struct fire_binding *binding);

/* True when every row is one incident though it may stand for a stretch of days, and no column
 * says so: `incidents` is then 1 in every row. Rows of a table that counts incidents may leave
 * it open, and those of one that counts only other things do. */
bool fire_binding_writes_ones(const struct fire_binding *binding);

/* ---- the run ------------------------------------------------------------------------- */

/* Where records go that are not counted, each as it stands in the file, so that it can be
 * corrected and read again. First come those above the data, which a second reading needs:
 *
 *   record   raw, line, n_lines, n_cells, cell, fault; borrowed for the time of the push
 *   part     what it is
 *   why      of FIRE_REJECTS_RECORD: its place and what is wrong; else NULL
 *
 * A status other than FIRE_OK stops the run. */
typedef enum {
    FIRE_REJECTS_TITLE = 0, /* a line above the header              */
    FIRE_REJECTS_HEADER,    /* a row of the header, the highest first */
    FIRE_REJECTS_NUMBERS,   /* the columns' numbers below the header */
    FIRE_REJECTS_RECORD,
} fire_rejects_part;

struct fire_rejects {
    void *self;
    fire_status (*push)(void *self, const struct fire_record *record, fire_rejects_part part,
                        const struct fire_issue *why, struct fire_error *err);
};

struct fire_clean_options {
    int32_t source;   /* number of the source, for fire_batch.source                     */
    int32_t last_day; /* later days are out of range: today and one day                   */
    bool strict;      /* the first issue that costs a cell or a row ends the run          */
    bool (*interrupted)(void); /* asked once a batch; NULL: never                         */
    const struct fire_rejects *rejects; /* NULL: nobody wants them                        */
    int jobs; /* threads, the caller's too; what comes out does not depend on it. 0: one  */
    const bool *wants; /* [n_fields] words, texts and areas that the sink looks at; others may
                          be missing in its batches. NULL: all                            */
};

/* Read all records and push them. `counts` holds what was read, also after an error. A record of
 * an unpivoted table is one record, kept when any of its rows was pushed.
 *
 * Excluded are, each with an issue and its label: the header once more; totals, by a label that
 * fills its cell (Tổng cộng, Cộng, Toàn tỉnh, Total ...) or because they are the sum of the rows
 * above; titles of sections; what is signed at the foot. Totals are checked against their parts.
 * A title that names an area of a level no column has gives it to the rows below.
 *
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
