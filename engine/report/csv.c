/* csv.c - a summary for programs: names as asked, plain numbers, nothing around them.
 *
 * RFC 4180 with LF: quotes only where a reader would otherwise see another text. Nothing is
 * changed for the sake of a spreadsheet; what a formula looks like is Excel's trouble and is
 * dealt with where files are made for Excel. */
#include "writer.h"

#include <string.h>

static bool needs_quotes(struct fire_text_view text)
{
    if (text.size_bytes == 0) return false;
    if (text.bytes[0] == ' ' || text.bytes[text.size_bytes - 1] == ' ') return true;
    for (size_t i = 0; i < text.size_bytes; i++)
        if (memchr(",\"\r\n", text.bytes[i], 4) != NULL) return true;
    return false;
}

static void add_text(struct fire_buffer *out, struct fire_text_view text)
{
    if (!needs_quotes(text)) {
        fire_buffer_add_view(out, text);
        return;
    }
    fire_buffer_add_text(out, "\"");
    for (size_t i = 0; i < text.size_bytes; i++) {
        if (text.bytes[i] == '"') fire_buffer_add_text(out, "\"");
        fire_buffer_add(out, &text.bytes[i], 1);
    }
    fire_buffer_add_text(out, "\"");
}

static void add_comma(struct fire_buffer *out, bool *is_first)
{
    if (!*is_first) fire_buffer_add_text(out, ",");
    *is_first = false;
}

static void add_number(struct fire_buffer *out, int64_t number, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_plain(number, scale, text);
    fire_buffer_add_text(out, text);
}

static void add_header(const struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    bool is_first = true;
    for (int32_t i = 0; i < summary->n_dims; i++) {
        add_comma(out, &is_first);
        add_text(out, fire_text_of(summary->dim[i].name));
    }
    for (int32_t i = 0; i < summary->n_measures; i++) {
        add_comma(out, &is_first);
        add_text(out, fire_text_of(summary->measure[i].name));
        if (!writer->options->unknown) continue;
        add_comma(out, &is_first);
        add_text(out, fire_text_of(summary->measure[i].name));
        fire_buffer_add_text(out, "_unknown");
    }
    fire_buffer_add_text(out, "\n");
}

static void add_row(const struct writer *writer, int64_t row)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    const size_t start = out->size_bytes;
    bool is_first = true;
    for (int32_t i = 0; i < summary->n_dims; i++) {
        add_comma(out, &is_first);
        add_text(out, fire_summary_key(summary, row, i)->text);
    }
    for (int32_t i = 0; i < summary->n_measures; i++) {
        const struct fire_value value = fire_summary_value(summary, row, i);
        add_comma(out, &is_first);
        if (!value.is_null) add_number(out, value.number, summary->measure[i].scale);
        if (!writer->options->unknown) continue;
        add_comma(out, &is_first);
        add_number(out, fire_summary_unknown(summary, row, i), 0);
    }
    if (out->size_bytes == start) fire_buffer_add_text(out, "\"\""); /* else a blank line */
    fire_buffer_add_text(out, "\n");
}

void write_csv(struct writer *writer)
{
    add_header(writer);
    for (int64_t row = 0; row < writer->summary->n_rows; row++)
        add_row(writer, row);
}
