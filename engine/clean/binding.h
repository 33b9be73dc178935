/* binding.h - what each column of a source is and how its cells become values. */
#ifndef FIRESTAT_ENGINE_CLEAN_BINDING_H
#define FIRESTAT_ENGINE_CLEAN_BINDING_H
#include "moment.h"
#include "number.h"

#include "firestat/clean.h"

/* How the cells of one column are read. A constant is a column that is in no record. */
struct cell_form {
    int32_t field; /* -1: passed over */
    fire_column_part part;
    struct number_form number;
    struct date_form date;
    struct fire_text_view *null_word; /* match keys, beside the usual ones */
    int32_t n_null_words;
    bool is_constant;
    struct fire_text_view constant;
};

struct fire_binding {
    int32_t n_columns;                /* of the header row                         */
    struct fire_bound_column *column; /* [n_columns] what people are told          */
    int32_t n_forms;                  /* columns and constants                     */
    struct cell_form *form;           /* [n_forms]                                 */
    const struct fire_profile *profile;
    const struct fire_calendar *calendar;
    int64_t header_line;
    bool has_moment; /* a column or constant for occurred_at */
    bool has_period;
};

/* What a cell with no value looks like: nothing, a dash, "chưa ước tính" for numbers, or one of
 * the column's own null words. The cell is clean text. */
bool cell_is_null(struct fire_text_view cell, const struct cell_form *form, fire_type type,
                  struct fire_arena *scratch);

/* Read the whole file once to decide the number style of every column that has none, then
 * rewind behind the header row. */
fire_status survey_numbers(struct fire_reader *reader, struct fire_binding *binding,
                           const struct fire_schema *schema, struct fire_issues *issues,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
