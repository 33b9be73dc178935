/* compare_table.c - a comparison for people: for each group its measures one under the other, now,
 * before, the change, and what may be said of it. */
#include "compare.h"

#include "grid.h"
#include "summary_columns.h"

static const char *percent_text(struct compare_writer *compare,
                                const struct fire_compare_row *row)
{
    char text[FIRE_NUMBER_BYTES];
    if (!row->has_percent) return "–";
    fire_percent_text(compare->writer.options->language, row->percent,
                      compare->comparison->options->percent_decimals, text);
    return label_format(&compare->writer, "%s", text);
}

/* A number of a measure at the places that people read, with a plus where it is asked. */
static const char *figure(struct compare_writer *compare, int32_t measure, bool has_sign,
                          struct fire_value value, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    const int32_t most = summary_decimals_most(compare->comparison->about, measure);
    if (value.is_null) return "–";
    fire_number_text(compare->writer.options->language, value.number, scale,
                     most < scale ? most : -1, text);
    return label_format(&compare->writer, "%s%s", has_sign && value.number > 0 ? "+" : "",
                        text);
}

static void put_measure(struct compare_writer *compare, const struct fire_comparison *of,
                        int64_t group, int32_t against, int32_t measure, const char *cell[])
{
    const struct fire_compare_row *row = fire_comparison_row(of, group, against, measure);
    const int32_t scale = of->about->measure[measure].scale + row->extra_scale;
    cell[0] = label_measure_unit(&compare->writer, measure);
    const struct fire_value delta = { .is_null = !row->has_delta, .number = row->delta };
    cell[1] = figure(compare, measure, false, row->current, scale);
    cell[2] = figure(compare, measure, false, row->base, scale);
    cell[3] = figure(compare, measure, true, delta, scale);
    cell[4] = percent_text(compare, row);
    cell[5] = compare_finding(compare, row, measure);
}

static void put_verdict(struct compare_writer *compare, const struct fire_comparison *of,
                        int64_t group, int32_t against, const char *cell[])
{
    const fire_language language = compare->writer.options->language;
    char n[FIRE_NUMBER_BYTES];
    fire_number_text(language, of->options->n_criteria, 0, 0, n);
    cell[0] = label_format(&compare->writer,
                           fire_word_text(language, FIRE_WORD_COMPARE_CRITERIA), n);
    for (int32_t i = 1; i < COMPARE_N_FIGURES - 1; i++)
        cell[i] = "";
    cell[COMPARE_N_FIGURES - 1] = compare_verdict(compare,
                                                  &of->verdict[group * of->plan->n + against]);
}

int32_t compare_n_lines(const struct compare_writer *compare)
{
    const struct fire_compare_options *options = compare->comparison->options;
    return options->n_asked + (options->n_criteria > 0);
}

void compare_put_line(struct compare_writer *compare, const struct fire_comparison *of,
                      int64_t group, int32_t against, int32_t line, bool has_keys,
                      const char *cell[])
{
    const struct fire_compare_options *options = compare->comparison->options;
    const int32_t n_dims = options->n_dims;
    const bool is_total = of->options->n_dims == 0;
    for (int32_t d = 0; d < n_dims; d++) {
        cell[d] = "";
        if (has_keys && is_total && d == 0)
            cell[d] = fire_word_text(compare->writer.options->language, FIRE_WORD_TOTAL);
        if (has_keys && !is_total)
            cell[d] = label_key(&compare->writer, &of->key[group * n_dims + d]);
    }
    if (line < options->n_asked)
        put_measure(compare, of, group, against, line, cell + n_dims);
    else
        put_verdict(compare, of, group, against, cell + n_dims);
}

/* All lines of one group; the first has its keys. */
static const char **put_group(struct compare_writer *compare, const struct fire_comparison *of,
                              int64_t group, int32_t against, const char **cell)
{
    const int32_t n_columns = compare->comparison->options->n_dims + COMPARE_N_FIGURES;
    for (int32_t line = 0; line < compare_n_lines(compare); line++) {
        compare_put_line(compare, of, group, against, line, line == 0, cell);
        cell = grid_break(&compare->writer, n_columns, cell);
    }
    return cell;
}

const char *compare_header(struct compare_writer *compare, int32_t column)
{
    static const fire_word words[COMPARE_N_FIGURES] = {
        FIRE_WORD_COMPARE_MEASURE, FIRE_WORD_COMPARE_CURRENT, FIRE_WORD_COMPARE_BASE,
        FIRE_WORD_COMPARE_CHANGE,  FIRE_WORD_COMPARE_PERCENT, FIRE_WORD_COMPARE_FINDING
    };
    const int32_t n_dims = compare->comparison->options->n_dims;
    if (column < n_dims) return label_dim(&compare->writer, column);
    return fire_word_text(compare->writer.options->language, words[column - n_dims]);
}

bool compare_has_total(const struct compare_writer *compare)
{
    return compare->total != NULL && compare->total->n_groups == 1;
}

static void write_grid(struct compare_writer *compare, int32_t against)
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_compare_options *options = comparison->options;
    const int32_t n_columns = options->n_dims + COMPARE_N_FIGURES;
    const bool has_total = compare_has_total(compare);
    const int64_t most_rows = (comparison->n_groups + has_total) * compare_n_lines(compare) *
                                  GRID_LINES_MOST +
                              1;
    struct fire_arena *arena = compare->writer.arena;
    const char **header = FIRE_TAKE(arena, n_columns, const char *);
    bool *is_number = FIRE_TAKE(arena, n_columns, bool);
    const char **cell = FIRE_TAKE(arena, most_rows * n_columns, const char *);
    if (header == NULL || is_number == NULL || cell == NULL) {
        compare->writer.failed = true;
        return;
    }
    for (int32_t i = 0; i < n_columns; i++) {
        header[i] = compare_header(compare, i);
        is_number[i] = i > options->n_dims && i < n_columns - 1;
    }
    const char **at = cell;
    for (int64_t g = 0; g < comparison->n_groups; g++)
        at = put_group(compare, comparison, g, against, at);
    if (has_total) at = put_group(compare, compare->total, 0, against, at + n_columns);
    const struct grid grid = { .n_columns = n_columns,
                               .is_number = is_number,
                               .header = header,
                               .n_rows = (at - cell) / n_columns,
                               .cell = cell };
    grid_write(&compare->writer, &grid);
}

static void write_line(struct compare_writer *compare, const char *text)
{
    fire_report_terminal_text(compare->writer.out, fire_text_of(text), 0);
    fire_buffer_add_text(compare->writer.out, "\n");
}

void compare_write_table(struct compare_writer *compare)
{
    const struct fire_comparison *comparison = compare->comparison;
    for (int32_t a = 0; a < comparison->plan->n; a++) {
        if (a > 0) fire_buffer_add_text(compare->writer.out, "\n");
        write_line(compare, compare_caption(compare, a));
        fire_buffer_add_text(compare->writer.out, "\n");
        if (comparison->n_groups == 0)
            write_line(compare,
                       fire_word_text(compare->writer.options->language, FIRE_WORD_NO_DATA));
        else
            write_grid(compare, a);
        if (compare->writer.options->contribution) compare_write_parts_table(compare, a);
        const char *const *note = compare_notes(compare, a);
        if (note[0] != NULL) fire_buffer_add_text(compare->writer.out, "\n");
        for (; *note != NULL; note++)
            write_line(compare, *note);
    }
}
