/* binding.h - what each column of a source is and how its cells become values. */
#ifndef FIRESTAT_ENGINE_CLEAN_BINDING_H
#define FIRESTAT_ENGINE_CLEAN_BINDING_H
#include "heading.h"
#include "moment.h"
#include "number.h"

#include "firestat/clean.h"

/* Where the cells of a form come from. */
typedef enum {
    FORM_COLUMN = 0, /* form i below n_columns is column i, others say which one        */
    FORM_CONSTANT,   /* the same text in every row                                       */
    FORM_PERIOD,     /* the period of the row's slot, or of the title                    */
    FORM_SECTION,    /* an area that a section's title names                             */
} form_source;

/* How the cells of one column are read. A constant is a column that is in no record. */
struct cell_form {
    int32_t field; /* -1: passed over */
    fire_column_part part;
    form_source source;
    int32_t column;           /* of the record, where the source is one                     */
    int32_t slot;             /* 1..n_slots: only for rows of that slot; 0: for every row   */
    int32_t measure;          /* 1..n_measures: the cell of that measure's row; 0: any row's */
    const char *part_of_year; /* see heading.h; NULL                                        */
    bool is_key;
    struct number_form number;
    struct date_form date;
    bool is_day_number;               /* all the column's dates are Excel's day numbers    */
    struct fire_text_view *null_word; /* match keys, beside the usual ones */
    int32_t n_null_words;
    struct fire_text_view constant;
};

/* Does the form have cells of its own in the records? */
static inline bool form_has_column(const struct cell_form *form)
{
    return form->source == FORM_COLUMN;
}

/* A period that stands above columns. One record becomes a row for each. */
struct binding_slot {
    const char *text; /* for period_parse, or behind the year: "07" */
    bool has_year;
    struct fire_window window; /* without a year: of 2023 */
};

/* A measure that stands in the rows, where the columns are periods. */
struct binding_measure {
    struct fire_text_view label_key; /* plain key of the label's cell, with its unit's */
    struct fire_bound_column told;
};

/* Does a column of that part tell a day, or a piece of one? */
static inline bool part_has_day(fire_column_part part)
{
    return part != FIRE_COLUMN_TIME && part != FIRE_COLUMN_HOUR && part != FIRE_COLUMN_MINUTE;
}

struct head;
struct survey;

/* What a row says of the number of incidents. */
typedef enum {
    ROWS_ARE_INCIDENTS = 0, /* each is one: a register              */
    ROWS_SAY_INCIDENTS,     /* a column does, or leaves it open     */
    ROWS_ARE_FIGURES,       /* deaths of a district, and no number of incidents */
} rows_count;

struct fire_binding {
    int32_t n_columns;                /* of the header row                         */
    struct fire_bound_column *column; /* [n_columns] what people are told          */
    int32_t n_forms;                  /* columns and constants                     */
    struct cell_form *form;           /* [n_forms]                                 */
    const struct fire_profile *profile;
    const struct fire_calendar *calendar;
    int64_t header_line; /* of the highest header row */
    struct head *head;   /* (header.h) the records above the data, and a few below */
    int64_t n_head_lines;
    int32_t ordinal_column;    /* "STT"; -1 */
    int32_t n_slots;           /* 0: a record is a row                            */
    struct binding_slot *slot; /* [n_slots]                                       */
    int32_t year_form;         /* column with the year of slots that have none; -1 */
    char year[5];              /* else this one; "": none                         */
    int32_t n_measures;        /* 0: the measures stand in the header             */
    struct binding_measure *measure;
    int32_t measure_column; /* where a record says which measure it is         */
    int32_t unit_column;    /* and in which unit; -1                           */
    bool has_moment;        /* a column or constant for occurred_at */
    bool has_period;
    rows_count rows_count;
    int32_t mixed_column; /* of areas, districts above their communes; -1 */
    struct survey *survey; /* (survey.h) NULL: nothing had to be decided */
};

/* What a cell with no value looks like: nothing, a dash, "chưa ước tính" for numbers, or one of
 * the column's own null words. The cell is clean text. */
bool cell_is_null(struct fire_text_view cell, const struct cell_form *form, fire_type type,
                  struct fire_arena *scratch);

/* Which bytes a text of that column that is null can begin with, and how long it can be. */
void cell_null_starts(const struct cell_form *form, bool first[256], size_t *longest);

/* An error of Excel's, "#N/A", in a workbook or as a CSV has it; one that is among the column's
 * null words is none. The cell is clean text. */
bool cell_is_error(struct fire_text_view cell, fire_cell_kind kind,
                   const struct cell_form *form, struct fire_arena *scratch);

/* The measure that a record of a table of measures is, from 1; 0: none that is known. */
int32_t binding_measure_of(const struct fire_binding *binding, const struct fire_record *record,
                           struct fire_arena *scratch);

#endif
