/* summary_columns.h - a summary as columns for people: the same at a terminal, in a page and in a
 * workbook. Room-private. */
#ifndef FIRESTAT_REPORT_SUMMARY_COLUMNS_H
#define FIRESTAT_REPORT_SUMMARY_COLUMNS_H
#include "writer.h"

#define SUMMARY_TOTAL (-1) /* in place of a row: all of them together */

typedef enum {
    SUMMARY_KEY,     /* of a dimension                                      */
    SUMMARY_VALUE,   /* of a measure                                        */
    SUMMARY_UNKNOWN, /* how many incidents have no value of this measure    */
} summary_column_kind;

struct summary_column {
    summary_column_kind kind;
    int32_t index;    /* of the dimension or of the measure */
    int32_t decimals; /* shown, the same in every row       */
};

/* Places of a number at `scale`, without the zeros at the end. */
int32_t summary_places(struct fire_value value, int32_t scale);

/* Is a row of totals worth having? */
bool summary_has_total(const struct fire_summary *summary);

/* The places that people are shown of a measure, at most: means, medians and shares come with more
 * than anyone reads, and amounts that were worked out end in parts of a đồng that nobody pays. */
int32_t summary_decimals_most(const struct fire_summary *summary, int32_t measure);

/* The columns in the order asked.
 *   out      [n_dims + 2 * n_measures]
 *   returns  how many there are */
int32_t summary_columns(const struct writer *writer, struct summary_column out[]);

const char *summary_header(struct writer *writer, const struct summary_column *column);

/* What stands in a cell. A value that is not known is a dash: it is not a zero. */
struct summary_cell {
    struct fire_text_view text; /* borrowed from summary, arena or `number` */
    struct fire_value value;    /* null also where no report came           */
    int32_t scale;
    char number[FIRE_NUMBER_BYTES];
};

/*   row   0 .. n_rows - 1, or SUMMARY_TOTAL */
void summary_cell(struct writer *writer, int64_t row, const struct summary_column *column,
                  struct summary_cell *out);

#endif
