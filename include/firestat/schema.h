/* schema.h - the record: its fields, its code lists, and the batch in which rows travel.
 *
 * Rows go one way, in batches of column vectors, into a sink:
 *
 *     struct fire_schema *schema = fire_schema_create();      the built-in fields
 *     ... a profile or a store may add fields ...
 *     sink.push(sink.self, &batch, err);                       from clean, store or column
 *     fire_schema_free(schema);
 *
 * The built-in fields have fixed numbers (FIRE_FIELD_...), further ones follow. A schema only
 * grows, so a sink that has seen n fields finds them unchanged in the next batch.
 *
 * Thread use: one writer, or any number of readers. */
#ifndef FIRESTAT_SCHEMA_H
#define FIRESTAT_SCHEMA_H
#include "firestat/bits.h"
#include "firestat/dictionary.h"
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_TYPE_CATEGORY, /* few different texts: a dictionary code                         */
    FIRE_TYPE_TEXT,     /* kept, never grouped: id, address, note                         */
    FIRE_TYPE_INTEGER,  /* a count                                                        */
    FIRE_TYPE_DECIMAL,  /* fixed point, FIRE_DECIMAL_SCALE places                         */
    FIRE_TYPE_MONEY,    /* fixed point, FIRE_MONEY_SCALE places of the currency           */
    FIRE_TYPE_DATETIME, /* a day, and a minute where it is known                          */
    FIRE_TYPE_AREA,     /* province, district, commune: together one area, batch->area    */
    FIRE_TYPE_PERIOD,   /* period: a row that stands for a stretch of days, see batch     */
} fire_type;

/* Decimals keep nine places and amounts of money two; further ones are rounded half away
 * from zero. */
#define FIRE_DECIMAL_SCALE 9
#define FIRE_MONEY_SCALE   2

enum fire_builtin_field {
    FIRE_FIELD_ID = 0,
    FIRE_FIELD_OCCURRED_AT,
    FIRE_FIELD_REPORTED_AT,
    FIRE_FIELD_ARRIVED_AT,
    FIRE_FIELD_CONTROLLED_AT,
    FIRE_FIELD_EXTINGUISHED_AT,
    FIRE_FIELD_PERIOD,
    FIRE_FIELD_REPORTED_ON,
    FIRE_FIELD_PROVINCE,
    FIRE_FIELD_DISTRICT,
    FIRE_FIELD_COMMUNE,
    FIRE_FIELD_ADDRESS,
    FIRE_FIELD_SETTING,
    FIRE_FIELD_KIND,
    FIRE_FIELD_SCOPE,
    FIRE_FIELD_FACILITY,
    FIRE_FIELD_OWNERSHIP,
    FIRE_FIELD_CAUSE,
    FIRE_FIELD_SEVERITY,
    FIRE_FIELD_INCIDENTS,
    FIRE_FIELD_DEATHS,
    FIRE_FIELD_INJURIES,
    FIRE_FIELD_RESCUED,
    FIRE_FIELD_DAMAGE,
    FIRE_FIELD_SAVED_VALUE,
    FIRE_FIELD_FOREST_HA,
    FIRE_FIELD_AREA_M2,
    FIRE_FIELD_VEHICLES,
    FIRE_FIELD_OFFICERS,
    FIRE_FIELD_NOTE,
    FIRE_N_BUILTIN_FIELDS,
};

/* Texts are NUL-ended and live as long as the schema. */
struct fire_field {
    const char *name; /* snake_case ASCII, unique: "damage"                           */
    fire_type type;
    int32_t scale; /* digits behind the point that a number keeps; 0 for counts    */
    const char *label_vi;
    const char *label_en;
    const char *unit_vi; /* "đồng", "người", "ha"; "" where a unit makes no sense      */
    const char *unit_en;
};

struct fire_schema;

struct fire_schema *fire_schema_create(void); /* NULL: no memory */
void fire_schema_free(struct fire_schema *schema);

int32_t fire_schema_n_fields(const struct fire_schema *schema);
const struct fire_field *fire_schema_field(const struct fire_schema *schema, int32_t field);

/* The number of the field of that name, or -1. */
int32_t fire_schema_find(const struct fire_schema *schema, struct fire_text_view name);

/* Add a field, or find the one there is when name, type and scale agree. Empty labels become
 * the name. A category, text, integer, decimal, money or datetime.
 *   errors   FIRE_ESCHEMA: the name is no identifier, or is taken by another type
 *            FIRE_ENOMEM */
fire_status fire_schema_add(struct fire_schema *schema, const struct fire_field *field,
                            int32_t *out_field, struct fire_error *err) FIRE_MUST_CHECK;

/* Say the currency of all amounts ("VND"): by every source that has amounts, before the first
 * one is read. The units of money fields follow.
 *   errors   FIRE_ESCHEMA: another currency was said before; FIRE_ENOMEM */
fire_status fire_schema_set_currency(struct fire_schema *schema, const char *code,
                                     struct fire_error *err) FIRE_MUST_CHECK;
const char *fire_schema_currency(const struct fire_schema *schema); /* "VND" where unsaid */

/* The words of a category field. Label: what CSV shows ("urban", or the source's own word). */
struct fire_dictionary *fire_schema_dictionary(struct fire_schema *schema, int32_t field);
const struct fire_dictionary *fire_schema_words(const struct fire_schema *schema,
                                                int32_t field);

/* What people are shown for a code ("Thành thị", "Urban"); the dictionary's label where
 * nobody said better. NUL-ended, borrowed. */
struct fire_text_view fire_schema_label(const struct fire_schema *schema, int32_t field,
                                        uint32_t code, bool vietnamese);

/* Say what people are shown for a code. Copies. errors: FIRE_ENOMEM */
fire_status fire_schema_set_label(struct fire_schema *schema, int32_t field, uint32_t code,
                                  struct fire_text_view label_vi,
                                  struct fire_text_view label_en,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* ---- rows on their way ------------------------------------------------------------- */

#define FIRE_BATCH_ROWS 4096 /* rows of a batch, at most */

/* One field of a batch. The array of its type is set, the others are NULL; all NULL: the
 * field has no value in this batch. Values at null rows are readable and mean nothing. */
struct fire_vector {
    const uint64_t *valid;             /* NULL: no row is null                         */
    const uint32_t *code;              /* CATEGORY: into the field's dictionary        */
    const struct fire_text_view *text; /* TEXT: clean UTF-8                            */
    const int64_t *number;             /* INTEGER, DECIMAL, MONEY: at the field's scale */
    const int32_t *day;                /* DATETIME                                     */
    const int16_t *minute;             /* DATETIME: 0..1440, where minute_valid says so */
    const uint64_t *minute_valid;      /* NULL with minute set: every row has one      */
};

struct fire_window; /* calendar.h */

/* Rows of one source. Borrowed by the sink for the time of the push.
 *
 * Every row has a day: vector[FIRE_FIELD_OCCURRED_AT].day[i] is never null. A row that stands
 * for a stretch of days (`period`) has its first day there and its last one in last_day. A row
 * of a source that does not say when stands for all time: FIRE_DAY_FIRST to FIRE_DAY_LAST. */
struct fire_batch {
    const struct fire_schema *schema;
    int64_t n_rows;                   /* 1..FIRE_BATCH_ROWS                                */
    int32_t source;                   /* 0, 1, 2 ... in the order the sources were read    */
    const struct fire_vector *vector; /* [fire_schema_n_fields(schema)]                    */
    const int32_t *last_day;          /* NULL: every row stands for its one day            */
    const struct fire_window *days;   /* the first and the last of the days on which its rows
                                         begin; NULL: nobody has looked                    */
    const int32_t *area;              /* [n_rows] node of the run's fire_areas             */
    int32_t area_column;   /* 0: as it says; else `area` is one that was recorded, and column
                            area_column - 1 of the query's restated (query.h) says where
                            it is. Only a stream gets such batches, from fire_restate_stream */
    const int64_t *line;   /* [n_rows] physical line in the source; NULL: not kept */
    const uint64_t *alive; /* rows that count; NULL: all do, as they do on their way
                                         to a sink. A table clears the bits of rows that a
                                         later one took the place of, a sieve (sieve.h) those
                                         of rows that nobody asked for                      */
};

/* How a source adds up. Every line is somewhere:
 *
 *     n_lines   = n_head_lines + n_blank_lines + n_record_lines
 *     n_records = n_kept + n_duplicates + n_rejected + n_excluded
 *
 * The cleaning room counts all but n_duplicates, n_revised and n_conflicts, which whoever
 * keeps the rows (store, columns) finds out; until then duplicates and conflicts are among
 * n_kept, and fire_identity_settle (identity.h) puts them where they belong. */
struct fire_import_counts {
    int64_t n_lines;      /* physical lines of the file                                */
    int64_t n_head_lines; /* what stands above the data: notices, titles, header rows  */
    int64_t n_blank_lines;
    int64_t n_record_lines; /* lines that the records below take                         */
    int64_t n_records;      /* records below the header                                  */
    int64_t n_kept;         /* rows that count                                           */
    int64_t n_rows;         /* rows that were pushed, where records and rows are not one to one
                               (a record with a column for each of several periods; several
                               records that are the measures of one row); else 0         */
    int64_t n_duplicates;   /* rows whose key was there already with the same values     */
    int64_t n_revised;      /* of n_kept: rows that take the place of an earlier version */
    int64_t n_rejected;     /* records with a fault, or without a day, or in conflict     */
    int64_t n_conflicts;    /* of n_rejected: same key as an earlier record of the source,
                               other values (identity.h)                                 */
    int64_t n_excluded;     /* totals, section titles, repeated headers, signatures      */
    int64_t n_set_aside;    /* cells of kept rows that became null with an issue         */
};

/* Where batches go. push must have taken what it needs when it returns.
 * A status other than FIRE_OK stops the run. */
struct fire_sink {
    void *self;
    fire_status (*push)(void *self, const struct fire_batch *batch, struct fire_error *err);
};

#ifdef __cplusplus
}
#endif
#endif
