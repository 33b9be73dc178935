/* outline_rows.h - the rows of a table of figures, kept to be compared. */
#ifndef FIRESTAT_ENGINE_CLEAN_OUTLINE_ROWS_H
#define FIRESTAT_ENGINE_CLEAN_OUTLINE_ROWS_H
#include "totals.h"

enum {
    OUTLINE_MOST_ROWS = 20000,     /* longer tables are no clerk's                   */
    OUTLINE_MOST_WORK = 100000000, /* keys by rows                                   */
};

typedef enum {
    OUTLINE_ROW = 0,
    OUTLINE_GROUP,  /* the rows below are its parts              */
    OUTLINE_PERIOD, /* its period holds, or is held by, others' */
} outline_kind;

struct outline_row {
    int64_t line;
    bool is_break; /* a title or a total: what stands below it is in no row above it */
    bool has_numbers;
    bool is_of_whole; /* its label is that of a whole */
    int level;        /* 1: the highest; 0: unknown                         */
    bool by_sum;      /* its level is guessed: it holds others if it is their sum */
    int area_level;
    int mark_level;
    bool has_own_columns; /* each level of areas has its column */
    struct fire_text_view area[3];
    struct fire_text_view name; /* in the only column of areas, where it names no level */
    bool has_window;
    struct fire_window window;
    uint32_t key;   /* of what the row is about, without its period */
    int64_t *value; /* [n_forms] */
    bool *has;
    outline_kind kind;
    int64_t *sum;  /* [n_forms] of its parts; NULL: not to be held against them */
    int32_t above; /* the row that holds it; -1                                 */
};

struct outline_rows {
    struct outline_row *row;
    int64_t n;
    int32_t n_forms; /* of numbers, as in totals */
    uint32_t n_keys;
    int32_t period_column; /* -1 */
    bool is_of_whole;      /* every row has the label of a whole */
};

/* Read all records and stand the reader behind the head again.
 *   is_whole   false: there are too many */
fire_status outline_rows_read(struct run *run, struct outline_rows *out,
                              bool *is_whole) FIRE_MUST_CHECK;

#endif
