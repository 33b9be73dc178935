/* trends_json.c - trends with everything that is known of them, for programs: "firestat.trend/1".
 * Codes are those of the CSV; a row a line. */
#include "trends.h"

#include "json_text.h"

static void add_values(struct fire_buffer *out, const struct fire_trends *trends,
                       const struct fire_trend_row *row, int32_t scale)
{
    fire_buffer_add_text(out, ",\"values\":[");
    for (int32_t y = 0; y < trends->plan->n_years; y++) {
        fire_buffer_printf(out, "%s{\"year\":%d", y == 0 ? "" : ",",
                           trends->plan->first_year + y);
        json_number(out, "value", !row->value[y].is_null, row->value[y].number, scale);
        fire_buffer_add_text(out, "}");
    }
    fire_buffer_add_text(out, "]");
}

static void add_model(struct fire_buffer *out, const struct fire_trend_row *row)
{
    if (!row->has_model) return;
    fire_buffer_printf(out, ",\"model\":\"%s\"", trends_model_code(row));
    json_double(out, "dispersion", true, row->dispersion);
    json_double(out, "rate_ratio", true, row->slope.ratio);
    json_double(out, "low", true, row->slope.low);
    json_double(out, "high", true, row->slope.high);
}

static void add_kendall(struct fire_buffer *out, const struct fire_mann_kendall *kendall,
                        int32_t scale)
{
    if (kendall->is_null) return;
    json_number(out, "mk_s", true, kendall->s, 0);
    json_double(out, "mk_p", true, fire_mann_kendall_p(kendall));
    json_double(out, "sen_slope", true, trends_in_units(kendall->slope, scale));
    json_double(out, "sen_low", true, trends_in_units(kendall->slope_low, scale));
    json_double(out, "sen_high", true, trends_in_units(kendall->slope_high, scale));
}

static void add_row(struct trends_writer *writer, const struct fire_trends *trends,
                    int64_t group, int32_t measure)
{
    struct fire_buffer *out = writer->writer.out;
    struct fire_buffer codes = { 0 };
    const struct fire_summary_measure *about = &trends->about->measure[measure];
    const struct fire_trend_row *row = fire_trends_row(trends, group, measure);
    json_member(out, true, "measure", about->name);
    json_number(out, "n_years", true, row->n_years, 0);
    json_number(out, "first_year", row->n_years > 0, row->first_year, 0);
    json_number(out, "last_year", row->n_years > 0, row->last_year, 0);
    add_values(out, trends, row, about->scale);
    add_model(out, row);
    add_kendall(out, &row->kendall, about->scale);
    json_double(out, "p_value", row->is_tested, row->p_value);
    json_double(out, "q_value", row->is_tested, row->q_value);
    json_number(out, "change_year", row->has_shift, row->shift_year, 0);
    json_double(out, "change_p", row->has_shift, row->shift_p);
    json_number(out, "forecast_low", !row->forecast.is_null, row->forecast.low, about->scale);
    json_number(out, "forecast_high", !row->forecast.is_null, row->forecast.high, about->scale);
    fire_buffer_printf(out, ",\"verdict\":\"%s\"", trends_finding_code(row->finding));
    trends_add_note_codes(&codes, trends, row);
    json_codes(out, "note", &codes);
    fire_buffer_add_text(out, ",\"text\":");
    json_string(out, fire_text_of(trends_finding(writer, row, measure)));
    fire_buffer_add_text(out, "}");
}

static void add_rows(struct trends_writer *writer, const struct fire_trends *trends,
                     const char *name)
{
    struct fire_buffer *out = writer->writer.out;
    bool is_first = true;
    fire_buffer_printf(out, ",\n\"%s\":[", name);
    for (int64_t g = 0; g < trends->n_groups; g++) {
        for (int32_t m = 0; m < trends->about->n_measures; m++) {
            fire_buffer_add_text(out, is_first ? "\n{" : ",\n{");
            is_first = false;
            json_keys(out, trends->about, trends->n_dims, trends->key[g]);
            add_row(writer, trends, g, m);
        }
    }
    fire_buffer_add_text(out, "\n]");
}

void trends_write_json(struct trends_writer *writer)
{
    struct fire_buffer *out = writer->writer.out;
    const struct fire_trends *trends = writer->trends;
    char from[11];
    char to[11];
    fire_day_to_iso(trends->plan->window.first_day, from);
    fire_day_to_iso(trends->plan->window.last_day, to);
    fire_buffer_add_text(out, "{\n\"schema\":\"firestat.trend/1\",\n");
    json_member(out, true, "calendar", fire_calendar_name(trends->about->calendar));
    json_member(out, false, "currency", trends->about->currency);
    json_member(out, false, "from", from);
    json_member(out, false, "to", to);
    fire_buffer_add_text(out, ",\n\"notes\":[");
    const char *const *note = trends_notes(writer);
    for (int32_t i = 0; note[i] != NULL; i++) {
        if (i > 0) fire_buffer_add_text(out, ",");
        json_string(out, fire_text_of(note[i]));
    }
    fire_buffer_add_text(out, "]");
    add_rows(writer, trends, "rows");
    if (writer->total != NULL) add_rows(writer, writer->total, "totals");
    fire_buffer_add_text(out, "\n}\n");
}
