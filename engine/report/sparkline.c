/* sparkline.c - a table whose last dimension is time, with one row a group and its course in eight
 * heights of a letter. Every line begins at zero and ends at its own largest value: it shows the
 * course of one group, and the last value behind it says how large. */
#include "grid.h"
#include "writer.h"

#include <string.h>

#define SLOTS_MOST 60 /* of time; the last ones */

static const char *const heights[] = { "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█" };
enum { N_HEIGHTS = sizeof heights / sizeof heights[0] };

bool sparkline_is_possible(const struct fire_summary *summary)
{
    return summary->n_dims > 0 && summary->dim[summary->n_dims - 1].kind == FIRE_DIM_PERIOD;
}

struct course {
    struct writer *writer;
    int32_t time;  /* the dimension */
    int64_t first; /* period of slot 0 */
    int32_t n_slots;
    int64_t *row; /* [n_slots] of the summary; -1: none. Of the group at work */
};

static const struct fire_key *time_of(const struct course *course, int64_t row)
{
    return fire_summary_key(course->writer->summary, row, course->time);
}

static void find_slots(struct course *course)
{
    const struct fire_summary *summary = course->writer->summary;
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    for (int64_t r = 0; r < summary->n_rows; r++) {
        const struct fire_key *key = time_of(course, r);
        if (key->is_null) continue;
        if (key->number < first) first = key->number;
        if (key->number > last) last = key->number;
    }
    if (first > last) return;
    if (last - first >= SLOTS_MOST) first = last - SLOTS_MOST + 1;
    course->first = first;
    course->n_slots = (int32_t)(last - first + 1);
}

static bool is_same_group(const struct course *course, int64_t a, int64_t b)
{
    const struct fire_summary *summary = course->writer->summary;
    for (int32_t d = 0; d < course->time; d++) {
        const struct fire_key *one = fire_summary_key(summary, a, d);
        const struct fire_key *two = fire_summary_key(summary, b, d);
        if (one->is_null != two->is_null || !fire_text_equal(one->text, two->text))
            return false;
    }
    return true;
}

/* The rows of the group that begins at `row`, by slot. Returns the first row behind it. */
static int64_t take_group(struct course *course, int64_t row)
{
    const int64_t begin = row;
    for (int32_t i = 0; i < course->n_slots; i++)
        course->row[i] = -1;
    for (; row < course->writer->summary->n_rows && is_same_group(course, begin, row); row++) {
        const struct fire_key *key = time_of(course, row);
        if (!key->is_null && key->number >= course->first)
            course->row[key->number - course->first] = row;
    }
    return row;
}

static struct fire_value value_at(const struct course *course, int32_t slot, int32_t measure)
{
    if (course->row[slot] < 0) return (struct fire_value){ .is_null = true };
    return fire_summary_value(course->writer->summary, course->row[slot], measure);
}

/* "▅▆█▃·▂ 38": gaps stay gaps, and the last value that is known. */
static const char *course_text(struct course *course, int32_t measure)
{
    struct writer *writer = course->writer;
    int64_t most = 0;
    struct fire_value last = { .is_null = true };
    for (int32_t i = 0; i < course->n_slots; i++) {
        const struct fire_value value = value_at(course, i, measure);
        if (value.is_null) continue;
        if (value.number > most) most = value.number;
        last = value;
    }
    struct fire_buffer text = { 0 };
    for (int32_t i = 0; i < course->n_slots; i++) {
        const struct fire_value value = value_at(course, i, measure);
        const double part = value.number <= 0 ? 0.0 : (double)value.number / (double)most;
        const int height = value.number <= 0 ? 0 : 1 + (int)(part * (N_HEIGHTS - 2));
        fire_buffer_add_text(&text, value.is_null ? "·" : heights[height]);
    }
    const char *cell = label_format(
        writer, "%s %s", text.failed ? "" : text.bytes,
        label_value(writer, last, writer->summary->measure[measure].scale));
    writer->failed = writer->failed || text.failed;
    fire_buffer_finish(&text);
    return cell;
}

/* "2014 … 2024": the slots that the line has. */
static const char *slots_text(const struct course *course)
{
    const struct fire_summary *summary = course->writer->summary;
    const struct fire_summary_dim *dim = &summary->dim[course->time];
    char first[FIRE_PERIOD_LABEL_BYTES];
    char last[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(summary->calendar, dim->unit, (int32_t)course->first, first);
    fire_calendar_label(summary->calendar, dim->unit,
                        (int32_t)(course->first + course->n_slots - 1), last);
    return label_format(course->writer, "%s … %s", first, last);
}

void write_sparklines(struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    struct course course = { .writer = writer, .time = summary->n_dims - 1 };
    find_slots(&course);
    const int32_t n_columns = course.time + summary->n_measures + 1;
    course.row = FIRE_TAKE(writer->arena, course.n_slots + 1, int64_t);
    const char **header = FIRE_TAKE(writer->arena, n_columns, const char *);
    bool *is_number = FIRE_TAKE(writer->arena, n_columns, bool);
    const char **cell = FIRE_TAKE(writer->arena, summary->n_rows * n_columns, const char *);
    if (course.row == NULL || header == NULL || is_number == NULL || cell == NULL) {
        writer->failed = true;
        return;
    }
    if (course.n_slots == 0) return;
    for (int32_t d = 0; d < course.time; d++)
        header[d] = label_dim(writer, d);
    for (int32_t m = 0; m < summary->n_measures; m++)
        header[course.time + m] = label_measure_unit(writer, m);
    header[n_columns - 1] = label_dim(writer, course.time);
    int64_t n_rows = 0;
    for (int64_t row = 0; row < summary->n_rows; n_rows++) {
        const int64_t begin = row;
        const char **at = cell + n_rows * n_columns;
        row = take_group(&course, row);
        for (int32_t d = 0; d < course.time; d++)
            at[d] = label_key(writer, fire_summary_key(summary, begin, d));
        for (int32_t m = 0; m < summary->n_measures; m++)
            at[course.time + m] = course_text(&course, m);
        at[n_columns - 1] = n_rows == 0 ? slots_text(&course) : "";
    }
    const struct grid grid = { .n_columns = n_columns,
                               .is_number = is_number,
                               .header = header,
                               .n_rows = n_rows,
                               .cell = cell };
    grid_write(writer, &grid);
}
