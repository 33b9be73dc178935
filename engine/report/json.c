/* json.c - a summary with everything it knows, for programs: "firestat.table/1".
 *
 * Numbers keep every digit they were counted with (a reader that makes doubles of them rounds
 * them itself); keys are texts, also years, because "2024" and "2024-H1" stand in one place;
 * weekday and hour are numbers. One row a line, so that two results can be compared line by
 * line. */
#include "json_text.h"
#include "writer.h"

static void add_window(const struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    if (!summary->has_window && !summary->has_data) {
        fire_buffer_add_text(writer->out, "\"window\":null,\n");
        return;
    }
    char from[11];
    char to[11];
    fire_day_to_iso(summary->window.first_day, from);
    fire_day_to_iso(summary->window.last_day, to);
    fire_buffer_printf(
        writer->out, "\"window\":{\"from\":\"%s\",\"to\":\"%s\",\"days\":%lld,\"asked\":%s},\n",
        from, to, (long long)summary->window.last_day - summary->window.first_day + 1,
        summary->has_window ? "true" : "false");
}

static void add_columns(struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    fire_buffer_add_text(out, "\"dimensions\":[");
    for (int32_t i = 0; i < summary->n_dims; i++) {
        fire_buffer_add_text(out, i == 0 ? "{" : ",{");
        json_member(out, true, "name", summary->dim[i].name);
        json_member(out, false, "label", label_dim(writer, i));
        fire_buffer_add_text(out, "}");
    }
    fire_buffer_add_text(out, "],\n\"measures\":[");
    for (int32_t i = 0; i < summary->n_measures; i++) {
        fire_buffer_add_text(out, i == 0 ? "{" : ",{");
        json_member(out, true, "name", summary->measure[i].name);
        json_member(out, false, "label", label_measure(writer, i));
        json_member(out, false, "unit", label_unit(writer, i));
        fire_buffer_add_text(out, "}");
    }
    fire_buffer_add_text(out, "],\n");
}

static void add_key(const struct writer *writer, int64_t row, int32_t dim)
{
    const struct fire_summary_dim *about = &writer->summary->dim[dim];
    const struct fire_key *key = fire_summary_key(writer->summary, row, dim);
    if (dim > 0) fire_buffer_add_text(writer->out, ",");
    json_string(writer->out, fire_text_of(about->name));
    fire_buffer_add_text(writer->out, ":");
    if (key->is_null) {
        fire_buffer_add_text(writer->out, "null");
    } else if (about->kind == FIRE_DIM_WEEKDAY || about->kind == FIRE_DIM_HOUR) {
        fire_buffer_printf(writer->out, "%lld", (long long)key->number);
    } else {
        json_string(writer->out, key->text);
    }
}

/* The measures of a row, or of the totals. */
static void add_values(const struct writer *writer, bool is_first,
                       const struct fire_value value[], const int64_t unknown[])
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    for (int32_t i = 0; i < summary->n_measures; i++) {
        char number[FIRE_NUMBER_BYTES] = "null";
        if (!value[i].is_null)
            fire_number_plain(value[i].number, summary->measure[i].scale, number);
        if (!is_first || i > 0) fire_buffer_add_text(out, ",");
        json_string(out, fire_text_of(summary->measure[i].name));
        fire_buffer_printf(out, ":%s", number);
        if (!writer->options->unknown) continue;
        fire_buffer_add_text(out, ",\"");
        json_escaped(out, fire_text_of(summary->measure[i].name));
        fire_buffer_printf(out, "_unknown\":%lld", (long long)unknown[i]);
    }
}

/* Which of a row's figures are estimates, and whether its nulls are a report that did not come. */
static void add_marks(const struct writer *writer, int64_t row)
{
    const struct fire_summary *summary = writer->summary;
    bool has_any = false;
    bool has_report = true;
    for (int32_t i = 0; i < summary->n_measures; i++) {
        const uint8_t mark = fire_summary_mark(summary, row, i);
        has_report = has_report && (mark & FIRE_MARK_NO_REPORT) == 0;
        if ((mark & FIRE_MARK_ESTIMATED) == 0) continue;
        fire_buffer_add_text(writer->out, has_any ? "," : ",\"estimated\":[");
        json_string(writer->out, fire_text_of(summary->measure[i].name));
        has_any = true;
    }
    if (has_any) fire_buffer_add_text(writer->out, "]");
    if (!has_report) fire_buffer_add_text(writer->out, ",\"no_report\":true");
}

static void add_rows(const struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    fire_buffer_add_text(out, "\"rows\":[");
    for (int64_t row = 0; row < summary->n_rows; row++) {
        fire_buffer_add_text(out, row == 0 ? "\n{" : ",\n{");
        for (int32_t dim = 0; dim < summary->n_dims; dim++)
            add_key(writer, row, dim);
        add_values(writer, summary->n_dims == 0, &summary->value[row * summary->n_measures],
                   &summary->unknown[row * summary->n_measures]);
        add_marks(writer, row);
        fire_buffer_add_text(out, "}");
    }
    fire_buffer_add_text(out, "\n],\n\"totals\":{");
    add_values(writer, true, summary->total, summary->total_unknown);
    fire_buffer_add_text(out, "},\n");
}

static void add_notes(struct writer *writer)
{
    int32_t n = 0;
    const char *const *note = note_list(writer, &n);
    fire_buffer_add_text(writer->out, "\"notes\":[");
    for (int32_t i = 0; i < n; i++) {
        if (i > 0) fire_buffer_add_text(writer->out, ",");
        json_string(writer->out, fire_text_of(note[i]));
    }
    fire_buffer_add_text(writer->out, "]\n");
}

void write_json(struct writer *writer)
{
    struct fire_buffer *out = writer->out;
    fire_buffer_add_text(out, "{\n\"schema\":\"firestat.table/1\",\n");
    json_member(out, true, "calendar", fire_calendar_name(writer->summary->calendar));
    fire_buffer_add_text(out, ",\n");
    json_member(out, true, "currency", writer->summary->currency);
    fire_buffer_add_text(out, ",\n");
    if (writer->summary->areas.name != NULL) {
        json_member(out, true, "areas", writer->summary->areas.name);
        fire_buffer_add_text(out, ",\n");
    }
    add_window(writer);
    add_columns(writer);
    add_rows(writer);
    add_notes(writer);
    fire_buffer_add_text(out, "}\n");
}
