/* rows.h - rows on their way out, one by one, to files that other programs read.
 *
 * The cells of a row are the schema's fields in their order. Numbers stay numbers: who writes
 * them knows the scale of their field. Days, periods, words and areas are texts already.
 *
 * Thread use: plain data. */
#ifndef FIRESTAT_ROWS_H
#define FIRESTAT_ROWS_H
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_ROW_NULL = 0,
    FIRE_ROW_NUMBER,
    FIRE_ROW_TEXT,
} fire_row_kind;

struct fire_row_cell {
    fire_row_kind kind;
    int64_t number;             /* FIRE_ROW_NUMBER: at the field's scale */
    struct fire_text_view text; /* FIRE_ROW_TEXT: clean UTF-8            */
};

/* Borrowed for the time of the push. */
struct fire_row {
    int32_t first_day; /* FIRE_DAY_FIRST to FIRE_DAY_LAST: the source does not say when */
    int32_t last_day;
    const struct fire_row_cell *cell; /* [n_fields] as many as there were at the beginning */
};

/* A status other than FIRE_OK stops the run. */
struct fire_row_sink {
    void *self;
    fire_status (*push)(void *self, const struct fire_row *row, struct fire_error *err);
};

#ifdef __cplusplus
}
#endif
#endif
