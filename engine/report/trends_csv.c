/* trends_csv.c - trends for programs: a row a group and measure, codes and plain numbers, the same
 * in every language. */
#include "trends.h"

#include <math.h>

const char *trends_model_code(const struct fire_trend_row *row)
{
    static const char *const codes[] = { [FIRE_TREND_POISSON] = "poisson",
                                         [FIRE_TREND_QUASI] = "quasi-poisson",
                                         [FIRE_TREND_NEGBIN] = "negative binomial" };
    return row->has_model ? codes[row->model] : "";
}

const char *trends_finding_code(fire_finding finding)
{
    static const char *const codes[] = { [FIRE_FINDING_NOT_TESTED] = "not tested",
                                         [FIRE_FINDING_UNCLEAR] = "no clear trend",
                                         [FIRE_FINDING_HIGHER] = "rising",
                                         [FIRE_FINDING_LOWER] = "falling" };
    return codes[finding];
}

static void part(struct fire_buffer *out, size_t start)
{
    if (out->size_bytes > start) fire_buffer_add_text(out, "; ");
}

void trends_add_note_codes(struct fire_buffer *out, const struct fire_trends *trends,
                           const struct fire_trend_row *row)
{
    static const struct {
        uint32_t note;
        const char *code;
    } codes[] = {
        { FIRE_TREND_NOTE_FEW, "under five years" },
        { FIRE_TREND_NOTE_ZERO, "all zero" },
        { FIRE_TREND_NOTE_ONE_END, "all at one end" },
        { FIRE_TREND_NOTE_BAD, "no trend fits" },
        { FIRE_TREND_NOTE_ESTIMATED, "estimated" },
        { FIRE_TREND_NOTE_SCOPES, "scopes differ" },
    };
    const size_t start = out->size_bytes;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++) {
        if ((row->notes & codes[i].note) == 0) continue;
        part(out, start);
        fire_buffer_add_text(out, codes[i].code);
    }
    if ((row->notes & FIRE_TREND_NOTE_GAPS) != 0) {
        part(out, start);
        fire_buffer_add_text(out, "no data");
        for (int32_t y = 0; row->n_years > 0 && y < trends->plan->n_years; y++)
            if (row->value[y].is_null)
                fire_buffer_printf(out, " %d", trends->plan->first_year + y);
    }
    if ((row->notes & FIRE_TREND_NOTE_UNKNOWN) != 0) {
        part(out, start);
        fire_buffer_printf(out, "unknown %lld", (long long)row->unknown);
    }
    if (!trends->has_new_areas) return;
    part(out, start);
    fire_buffer_add_text(out, "boundaries changed");
}

double trends_in_units(double slope, int32_t scale)
{
    return slope / pow(10.0, scale);
}

static struct fire_window year_window(const struct fire_trends *trends, int32_t year)
{
    return fire_calendar_window(trends->plan->calendar, FIRE_UNIT_YEAR, year);
}

static void add_span(const struct fire_trends *trends, const struct fire_trend_row *row,
                     char separator, struct fire_buffer *out)
{
    if (row->n_years == 0) {
        fire_buffer_repeat(out, separator, 2);
    } else {
        csv_day(out, year_window(trends, row->first_year).first_day, separator);
        csv_day(out, year_window(trends, row->last_year).last_day, separator);
    }
    csv_number(out, true, row->n_years, 0, separator);
}

static void add_row(const struct trends_writer *writer, int64_t group, int32_t measure,
                    char separator)
{
    const struct fire_trends *trends = writer->trends;
    const struct fire_trend_row *row = fire_trends_row(trends, group, measure);
    const struct fire_summary_measure *about = &trends->about->measure[measure];
    const struct fire_mann_kendall *kendall = &row->kendall;
    struct fire_buffer *out = writer->writer.out;
    struct fire_buffer note = { 0 };
    for (int32_t d = 0; d < trends->n_dims; d++)
        csv_text(out, trends->key[group][d].text, separator);
    fire_buffer_add_csv_cell(out, fire_text_of(about->name), separator);
    add_span(trends, row, separator, out);
    fire_buffer_printf(out, "%s%c", trends_model_code(row), separator);
    csv_double(out, row->has_model, row->slope.ratio, separator);
    csv_double(out, row->has_model, row->slope.low, separator);
    csv_double(out, row->has_model, row->slope.high, separator);
    csv_double(out, row->has_model, row->slope.p_value, separator);
    csv_double(out, !kendall->is_null, fire_mann_kendall_p(kendall), separator);
    csv_double(out, !kendall->is_null, trends_in_units(kendall->slope, about->scale),
               separator);
    csv_number(out, row->has_shift, row->shift_year, 0, separator);
    csv_double(out, row->has_shift, row->shift_p, separator);
    csv_number(out, !row->forecast.is_null, row->forecast.low, about->scale, separator);
    csv_number(out, !row->forecast.is_null, row->forecast.high, about->scale, separator);
    fire_buffer_printf(out, "%s%c", trends_finding_code(row->finding), separator);
    trends_add_note_codes(&note, trends, row);
    fire_buffer_add_csv_cell(out, (struct fire_text_view){ note.bytes, note.size_bytes }, '\n');
    if (note.failed) out->failed = true;
    fire_buffer_finish(&note);
}

static void write_rows(struct trends_writer *writer, char separator)
{
    static const char *const names[] = { "measure",  "from",         "to",
                                         "n_years",  "model",        "rate_ratio",
                                         "low",      "high",         "p_value",
                                         "mk_p",     "sen_slope",    "change_year",
                                         "change_p", "forecast_low", "forecast_high",
                                         "verdict",  "note" };
    const size_t n_names = sizeof names / sizeof names[0];
    const struct fire_trends *trends = writer->trends;
    struct fire_buffer *out = writer->writer.out;
    for (int32_t d = 0; d < trends->n_dims; d++)
        fire_buffer_add_csv_cell(out, fire_text_of(trends->about->dim[d].name), separator);
    for (size_t i = 0; i < n_names; i++)
        fire_buffer_printf(out, "%s%c", names[i], i + 1 < n_names ? separator : '\n');
    for (int64_t g = 0; g < trends->n_groups; g++) {
        for (int32_t m = 0; m < trends->about->n_measures; m++)
            add_row(writer, g, m, separator);
    }
}

void trends_write_csv(struct trends_writer *trends)
{
    write_rows(trends, ',');
}

void trends_write_tsv(struct trends_writer *trends)
{
    write_rows(trends, '\t');
}

void trends_write_excel(struct trends_writer *trends)
{
    fire_buffer_add_text(trends->writer.out, FIRE_BYTE_ORDER_MARK);
    write_rows(trends, CSV_EXCEL_SEPARATOR);
}
