/* compare_json.c - a comparison with everything it knows, for programs: "firestat.compare/1". Codes
 * are those of the CSV; a row a line. */
#include "compare.h"
#include "json_text.h"

#include "firestat/compared.h"

#include <math.h>

static void add_window(struct fire_buffer *out, const char *name, struct fire_window window)
{
    char from[11];
    char to[11];
    fire_day_to_iso(window.first_day, from);
    fire_day_to_iso(window.last_day, to);
    fire_buffer_printf(out, ",\"%s\":{\"from\":\"%s\",\"to\":\"%s\"}", name, from, to);
}

static void add_money(struct fire_buffer *out, const char *name,
                      const struct fire_compare_money *money, int32_t scale)
{
    if (money->is_null) return;
    fire_buffer_printf(out, ",\"%s\":{\"of\":\"incidents with a known value\"", name);
    json_number(out, "total", true, money->total, scale);
    json_number(out, "top1", true, money->top1, scale);
    json_number(out, "top3", true, money->top3, scale);
    json_number(out, "without_top1", true, money->total - money->top1, scale);
    json_number(out, "median", true, money->median, scale);
    fire_buffer_add_text(out, "}");
}

static void add_row(struct compare_writer *compare, const struct fire_comparison *of,
                    int64_t group, int32_t against, int32_t measure)
{
    struct fire_buffer *out = compare->writer.out;
    struct fire_buffer codes = { 0 };
    const struct fire_summary_measure *about = &of->about->measure[measure];
    const struct fire_compare_row *row = fire_comparison_row(of, group, against, measure);
    const int32_t scale = about->scale + row->extra_scale;
    const bool is_count = fire_judge_of(about) == FIRE_JUDGE_COUNT;
    json_member(out, true, "measure", about->name);
    json_number(out, "against", true, against, 0);
    json_number(out, "current", !row->current.is_null, row->current.number, scale);
    json_number(out, "base", !row->base.is_null, row->base.number, scale);
    json_number(out, "delta", row->has_delta, row->delta, scale);
    json_number(out, "percent", row->has_percent, row->percent, of->options->percent_decimals);
    const double unit = is_count ? 1.0 : pow(10.0, about->scale);
    json_double(out, is_count ? "percent_low" : "current_low", row->has_interval,
                row->low / unit);
    json_double(out, is_count ? "percent_high" : "current_high",
                row->has_interval && row->has_high, row->high / unit);
    json_double(out, "p_value", row->is_tested, row->p_value);
    json_double(out, "q_value", row->is_tested, row->q_value);
    fire_buffer_printf(out, ",\"verdict\":\"%s\"", compare_finding_code(row->finding));
    json_number(out, "current_unknown", true, row->current_unknown, 0);
    json_number(out, "base_unknown", true, row->base_unknown, 0);
    add_money(out, "current_money", &row->current_money, about->scale);
    add_money(out, "base_money", &row->base_money, about->scale);
    compare_add_note_codes(&codes, row);
    json_codes(out, "note", &codes);
    fire_buffer_add_text(out, ",\"text\":");
    json_string(out, fire_text_of(compare_finding(compare, row, measure)));
    fire_buffer_add_text(out, "}");
}

static void add_verdict(struct compare_writer *compare, const struct fire_comparison *of,
                        int64_t group, int32_t against)
{
    struct fire_buffer *out = compare->writer.out;
    struct fire_buffer codes = { 0 };
    const struct fire_compare_verdict *verdict = &of->verdict[group * of->plan->n + against];
    json_member(out, true, "measure", "criteria");
    json_number(out, "against", true, against, 0);
    fire_buffer_printf(out, ",\"verdict\":\"%s\"", compare_verdict_code(verdict));
    compare_add_verdict_codes(of, verdict, &codes);
    json_codes(out, "note", &codes);
    fire_buffer_add_text(out, ",\"text\":");
    json_string(out, fire_text_of(compare_verdict(compare, verdict)));
    fire_buffer_add_text(out, "}");
}

static void add_rows(struct compare_writer *compare, const struct fire_comparison *of,
                     const char *name)
{
    struct fire_buffer *out = compare->writer.out;
    const struct fire_compare_options *options = of->options;
    bool is_first = true;
    fire_buffer_printf(out, ",\n\"%s\":[", name);
    for (int64_t g = 0; g < of->n_groups; g++) {
        for (int32_t a = 0; a < of->plan->n; a++) {
            for (int32_t m = 0; m < options->n_asked + (options->n_criteria > 0); m++) {
                fire_buffer_add_text(out, is_first ? "\n{" : ",\n{");
                is_first = false;
                json_keys(out, of->about, options->n_dims, &of->key[g * options->n_dims]);
                if (m < options->n_asked)
                    add_row(compare, of, g, a, m);
                else
                    add_verdict(compare, of, g, a);
            }
        }
    }
    fire_buffer_add_text(out, "\n]");
}

static void add_against(struct compare_writer *compare)
{
    struct fire_buffer *out = compare->writer.out;
    const struct fire_compare_plan *plan = compare->comparison->plan;
    fire_buffer_add_text(out, ",\n\"against\":[");
    for (int32_t a = 0; a < plan->n; a++) {
        fire_buffer_add_text(out, a == 0 ? "\n{\"asked\":" : ",\n{\"asked\":");
        json_string(out, plan->against[a].text);
        add_window(out, "current", plan->same[a].current);
        add_window(out, "base", fire_compared_base(plan, a));
        json_number(out, "base_windows", true, plan->same[a].n_bases, 0);
        fire_buffer_add_text(out, ",\"label\":");
        json_string(out, fire_text_of(compare_against(compare, a)));
        fire_buffer_add_text(out, ",\"notes\":[");
        const char *const *note = compare_notes(compare, a);
        for (int32_t i = 0; note[i] != NULL; i++) {
            if (i > 0) fire_buffer_add_text(out, ",");
            json_string(out, fire_text_of(note[i]));
        }
        fire_buffer_add_text(out, "]}");
    }
    fire_buffer_add_text(out, "\n]");
}

void compare_write_json(struct compare_writer *compare)
{
    struct fire_buffer *out = compare->writer.out;
    const struct fire_summary *about = compare->comparison->about;
    fire_buffer_add_text(out, "{\n\"schema\":\"firestat.compare/1\",\n");
    json_member(out, true, "calendar", fire_calendar_name(about->calendar));
    json_member(out, false, "currency", about->currency);
    add_against(compare);
    add_rows(compare, compare->comparison, "rows");
    if (compare->total != NULL) add_rows(compare, compare->total, "totals");
    if (compare->writer.options->contribution) compare_write_parts_json(compare);
    fire_buffer_add_text(out, "\n}\n");
}
