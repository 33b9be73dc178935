/* trends_table.c - trends for people: first the figures of the years, then what they say. */
#include "trends.h"

#include "grid.h"

/* Cells of one grid as they are filled, row by row. */
struct cells {
    int32_t n_columns;
    const char **header;
    bool *is_number;
    const char **cell;
    const char **at;
};

static bool cells_init(struct trends_writer *writer, int32_t n_columns, int64_t most_rows,
                       struct cells *cells)
{
    struct fire_arena *arena = writer->writer.arena;
    const int32_t n_dims = writer->trends->n_dims;
    cells->n_columns = n_columns;
    cells->header = FIRE_TAKE(arena, n_columns, const char *);
    cells->is_number = FIRE_TAKE(arena, n_columns, bool);
    cells->cell = cells->at = FIRE_TAKE(arena, (most_rows + 1) * n_columns, const char *);
    if (cells->header == NULL || cells->is_number == NULL || cells->cell == NULL) {
        writer->writer.failed = true;
        return false;
    }
    for (int32_t d = 0; d < n_dims; d++)
        cells->header[d] = label_dim(&writer->writer, d);
    cells->header[n_dims] = fire_word_text(writer->writer.options->language,
                                           FIRE_WORD_COMPARE_MEASURE);
    return true;
}

static void cells_write(struct trends_writer *writer, const struct cells *cells)
{
    const struct grid grid = { .n_columns = cells->n_columns,
                               .is_number = cells->is_number,
                               .header = cells->header,
                               .n_rows = (cells->at - cells->cell) / cells->n_columns,
                               .cell = cells->cell };
    grid_write(&writer->writer, &grid);
}

void trends_put_keys(struct trends_writer *writer, const struct fire_trends *of, int64_t group,
                     const char *cell[])
{
    const int32_t n_dims = writer->trends->n_dims;
    for (int32_t d = 0; d < n_dims; d++) {
        cell[d] = "";
        if (of->n_dims > 0)
            cell[d] = label_key(&writer->writer, &of->key[group][d]);
        else if (d == 0)
            cell[d] = fire_word_text(writer->writer.options->language, FIRE_WORD_TOTAL);
    }
}

static int64_t lines_of(const struct trends_writer *writer)
{
    const int64_t n_total = writer->total == NULL ? 0 : writer->total->n_groups;
    return (writer->trends->n_groups + n_total) * writer->trends->about->n_measures;
}

/* `put` for every group and measure, then for the total below a rule. */
static void put_all(struct trends_writer *writer, struct cells *cells,
                    void (*put)(struct trends_writer *writer, struct cells *cells,
                                const struct fire_trend_row *row, int32_t measure))
{
    const struct fire_trends *parts[] = { writer->trends, writer->total };
    for (int32_t part = 0; part < 2 && parts[part] != NULL; part++) {
        if (part == 1 && parts[part]->n_groups > 0) cells->at += cells->n_columns;
        for (int64_t g = 0; g < parts[part]->n_groups; g++) {
            for (int32_t m = 0; m < parts[part]->about->n_measures; m++) {
                for (int32_t d = 0; m > 0 && d < writer->trends->n_dims; d++)
                    cells->at[d] = "";
                if (m == 0) trends_put_keys(writer, parts[part], g, cells->at);
                put(writer, cells, fire_trends_row(parts[part], g, m), m);
            }
        }
    }
}

/* ---- the figures ----------------------------------------------------------------------------- */

struct fire_money_unit trends_unit_of(const struct trends_writer *writer,
                                      const struct fire_trend_row *row, int32_t measure)
{
    const struct fire_summary_measure *about = &writer->writer.summary->measure[measure];
    int64_t most = 0;
    for (int32_t y = 0; y < writer->trends->plan->n_years; y++)
        if (!row->value[y].is_null && row->value[y].number > most) most = row->value[y].number;
    return fire_money_unit_of(writer->writer.options->language,
                              writer->writer.summary->currency, most, about->scale);
}

void trends_put_values(struct trends_writer *writer, const struct fire_trend_row *row,
                       int32_t measure, const char *cell[])
{
    struct writer *words = &writer->writer;
    const struct fire_summary_measure *about = &words->summary->measure[measure];
    const bool is_money = about->type == FIRE_TYPE_MONEY;
    const struct fire_money_unit unit = trends_unit_of(writer, row, measure);
    cell[0] = is_money
                  ? label_format(words, "%s (%s)", label_measure(words, measure), unit.name)
                  : label_measure_unit(words, measure);
    for (int32_t y = 0; y < writer->trends->plan->n_years; y++) {
        char text[FIRE_NUMBER_BYTES] = "–";
        if (!row->value[y].is_null && is_money)
            fire_number_text(words->options->language, row->value[y].number,
                             about->scale + unit.power, unit.power == 0 ? 0 : 1, text);
        else if (!row->value[y].is_null)
            fire_number_text(words->options->language, row->value[y].number, about->scale, -1,
                             text);
        cell[1 + y] = label_format(words, "%s", text);
    }
}

static void put_values(struct trends_writer *writer, struct cells *cells,
                       const struct fire_trend_row *row, int32_t measure)
{
    trends_put_values(writer, row, measure, cells->at + writer->trends->n_dims);
    cells->at += cells->n_columns;
}

static void write_values(struct trends_writer *writer)
{
    const struct fire_trends_plan *plan = writer->trends->plan;
    const int32_t n_dims = writer->trends->n_dims;
    struct cells cells;
    if (!cells_init(writer, n_dims + 1 + plan->n_years, lines_of(writer) + 1, &cells)) return;
    for (int32_t y = 0; y < plan->n_years; y++) {
        cells.header[n_dims + 1 + y] = trends_year(writer, plan->first_year + y);
        cells.is_number[n_dims + 1 + y] = true;
    }
    put_all(writer, &cells, put_values);
    cells_write(writer, &cells);
}

/* ---- what they say --------------------------------------------------------------------------- */

void trends_put_finding(struct trends_writer *writer, const struct fire_trend_row *row,
                        int32_t measure, const char *cell[])
{
    const struct fire_value n_years = { .number = row->n_years };
    cell[0] = label_measure(&writer->writer, measure);
    cell[1] = label_value(&writer->writer, n_years, 0);
    cell[2] = trends_finding(writer, row, measure);
}

static void put_finding(struct trends_writer *writer, struct cells *cells,
                        const struct fire_trend_row *row, int32_t measure)
{
    trends_put_finding(writer, row, measure, cells->at + writer->trends->n_dims);
    cells->at = grid_break(&writer->writer, cells->n_columns, cells->at);
}

static void write_findings(struct trends_writer *writer)
{
    const int32_t n_dims = writer->trends->n_dims;
    const fire_language language = writer->writer.options->language;
    struct cells cells;
    if (!cells_init(writer, n_dims + 3, lines_of(writer) * GRID_LINES_MOST + 1, &cells)) return;
    cells.header[n_dims + 1] = fire_word_text(language, FIRE_WORD_TREND_YEARS);
    cells.is_number[n_dims + 1] = true;
    cells.header[n_dims + 2] = fire_word_text(language, FIRE_WORD_COMPARE_FINDING);
    put_all(writer, &cells, put_finding);
    cells_write(writer, &cells);
}

static void write_line(struct trends_writer *writer, const char *text)
{
    fire_report_terminal_text(writer->writer.out, fire_text_of(text), 0);
    fire_buffer_add_text(writer->writer.out, "\n");
}

void trends_write_table(struct trends_writer *writer)
{
    write_line(writer, trends_caption(writer));
    fire_buffer_add_text(writer->writer.out, "\n");
    if (writer->trends->n_groups == 0) {
        write_line(writer, fire_word_text(writer->writer.options->language, FIRE_WORD_NO_DATA));
    } else {
        write_values(writer);
        fire_buffer_add_text(writer->writer.out, "\n");
        write_findings(writer);
    }
    const char *const *note = trends_notes(writer);
    if (note[0] != NULL) fire_buffer_add_text(writer->writer.out, "\n");
    for (; *note != NULL; note++)
        write_line(writer, *note);
}
