/* summary_columns.c - see summary_columns.h. */
#include "summary_columns.h"

#include <string.h>

/* Means, medians and shares come with more places than anyone reads. */
#define DECIMALS_MAX 2

bool summary_has_total(const struct fire_summary *summary)
{
    return summary->n_dims > 0 && summary->n_rows > 1;
}

static struct fire_value value_at(const struct fire_summary *summary, int64_t row,
                                  int32_t measure)
{
    return row == SUMMARY_TOTAL ? summary->total[measure]
                                : fire_summary_value(summary, row, measure);
}

int32_t summary_places(struct fire_value value, int32_t scale)
{
    while (scale > 0 && value.number % 10 == 0) {
        value.number /= 10;
        scale--;
    }
    return scale;
}

int32_t summary_decimals_most(const struct fire_summary *summary, int32_t measure)
{
    const fire_agg agg = summary->measure[measure].agg;
    if (agg == FIRE_AGG_REAL && strcmp(summary->currency, "VND") == 0) return 0;
    const bool is_computed = agg == FIRE_AGG_MEAN || agg == FIRE_AGG_MEDIAN ||
                             agg == FIRE_AGG_SHARE || agg == FIRE_AGG_REAL;
    return is_computed ? DECIMALS_MAX : INT32_MAX;
}

/* One number of places for a whole column, so that its points stand under each other. */
static int32_t decimals_of(const struct fire_summary *summary, int32_t measure)
{
    const struct fire_summary_measure *about = &summary->measure[measure];
    const int32_t most = summary_decimals_most(summary, measure);
    int32_t decimals = 0;
    for (int64_t row = summary_has_total(summary) ? SUMMARY_TOTAL : 0; row < summary->n_rows;
         row++) {
        const int32_t places = summary_places(value_at(summary, row, measure), about->scale);
        if (places > decimals) decimals = places;
    }
    return decimals > most ? most : decimals;
}

int32_t summary_columns(const struct writer *writer, struct summary_column out[])
{
    const struct fire_summary *summary = writer->summary;
    int32_t n = 0;
    for (int32_t i = 0; i < summary->n_dims; i++)
        out[n++] = (struct summary_column){ .kind = SUMMARY_KEY, .index = i };
    for (int32_t i = 0; i < summary->n_measures; i++) {
        out[n++] = (struct summary_column){ .kind = SUMMARY_VALUE,
                                            .index = i,
                                            .decimals = decimals_of(summary, i) };
        if (writer->options->unknown && !summary->measure[i].always_known)
            out[n++] = (struct summary_column){ .kind = SUMMARY_UNKNOWN, .index = i };
    }
    return n;
}

const char *summary_header(struct writer *writer, const struct summary_column *column)
{
    if (column->kind == SUMMARY_KEY) return label_dim(writer, column->index);
    if (column->kind == SUMMARY_UNKNOWN) /* the same of a field's sum, mean and share */
        return label_fill(writer, FIRE_WORD_UNKNOWN_OF, label_field(writer, column->index));
    return label_measure_unit(writer, column->index);
}

static struct fire_text_view key_text(const struct writer *writer, int64_t row, int32_t dim)
{
    const fire_language language = writer->options->language;
    if (row == SUMMARY_TOTAL)
        return fire_text_of(dim == 0 ? fire_word_text(language, FIRE_WORD_TOTAL) : "");
    const struct fire_key *key = fire_summary_key(writer->summary, row, dim);
    if (key->is_null) return fire_text_of(fire_word_text(language, FIRE_WORD_NOT_STATED));
    return language == FIRE_VIETNAMESE ? key->label_vi : key->label_en;
}

static uint8_t mark_at(const struct fire_summary *summary, int64_t row, int32_t measure)
{
    if (row != SUMMARY_TOTAL) return fire_summary_mark(summary, row, measure);
    return summary->total_mark == NULL ? 0 : summary->total_mark[measure];
}

/* The first measure of a row without a report says so. */
static const char *value_text(struct writer *writer, const struct summary_column *column,
                              uint8_t mark, const struct summary_cell *cell)
{
    const fire_language language = writer->options->language;
    const bool no_report = (mark & FIRE_MARK_NO_REPORT) != 0;
    if (no_report && column->index == 0 && column->kind == SUMMARY_VALUE)
        return fire_word_text(language, FIRE_WORD_NO_REPORT);
    if (cell->value.is_null || no_report) return "–";
    if ((mark & FIRE_MARK_ESTIMATED) != 0)
        return label_format(writer, fire_word_text(language, FIRE_WORD_ESTIMATED),
                            cell->number);
    return cell->number;
}

void summary_cell(struct writer *writer, int64_t row, const struct summary_column *column,
                  struct summary_cell *out)
{
    const struct fire_summary *summary = writer->summary;
    *out = (struct summary_cell){ .value = { .is_null = true } };
    if (column->kind == SUMMARY_KEY) {
        out->text = key_text(writer, row, column->index);
        return;
    }
    if (column->kind == SUMMARY_VALUE) {
        out->value = value_at(summary, row, column->index);
        out->scale = summary->measure[column->index].scale;
    } else {
        out->value = (struct fire_value){
            .number = row == SUMMARY_TOTAL ? summary->total_unknown[column->index]
                                           : fire_summary_unknown(summary, row, column->index)
        };
    }
    const uint8_t mark = mark_at(summary, row, column->index);
    fire_number_text(writer->options->language, out->value.number, out->scale, column->decimals,
                     out->number);
    out->text = fire_text_of(value_text(writer, column, mark, out));
    out->value.is_null = out->value.is_null || (mark & FIRE_MARK_NO_REPORT) != 0;
}
