/* csv.c - a summary for programs: names as asked, plain numbers, nothing around them.
 *
 * RFC 4180 with LF: quotes only where a reader would otherwise see another text. Nothing is
 * changed for the sake of a spreadsheet but in the CSV that is made for one (--excel). */
#include "writer.h"

#include <math.h>
#include <string.h>

void csv_text(struct fire_buffer *out, struct fire_text_view text, char separator)
{
    if (separator == CSV_EXCEL_SEPARATOR)
        fire_buffer_add_safe_cell(out, text, separator);
    else
        fire_buffer_add_csv_cell(out, text, separator);
}

void csv_number(struct fire_buffer *out, bool is_there, int64_t number, int32_t scale,
                char separator)
{
    char text[FIRE_NUMBER_BYTES] = "";
    if (is_there) fire_number_plain(number, scale, text);
    char *dot = separator == CSV_EXCEL_SEPARATOR ? strchr(text, '.') : NULL;
    if (dot != NULL) *dot = ',';
    fire_buffer_printf(out, "%s%c", text, separator);
}

void csv_day(struct fire_buffer *out, int32_t day, char separator)
{
    char text[11];
    fire_day_to_iso(day, text);
    fire_buffer_printf(out, "%s%c", text, separator);
}

#define COMPUTED_DECIMALS 6

void csv_double(struct fire_buffer *out, bool is_there, double value, char separator)
{
    const double most = 9e18;
    const bool is_large = fabs(value) * 1e6 > most;
    const bool fits = is_there && fabs(value) < most;
    const double number = is_large ? value : value * 1e6;
    csv_number(out, fits, fits ? llround(number) : 0, is_large ? 0 : COMPUTED_DECIMALS,
               separator);
}

void csv_end_row(struct fire_buffer *out, size_t start)
{
    if (out->failed) return;
    if (out->size_bytes == start + 1) {
        out->size_bytes = start;
        fire_buffer_add_text(out, "\"\"\n");
    }
    if (out->size_bytes > start) out->bytes[out->size_bytes - 1] = '\n';
}

static void add_header(const struct writer *writer, char separator)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < summary->n_dims; i++)
        fire_buffer_add_csv_cell(out, fire_text_of(summary->dim[i].name), separator);
    for (int32_t i = 0; i < summary->n_measures; i++) {
        fire_buffer_add_csv_cell(out, fire_text_of(summary->measure[i].name), separator);
        if (writer->options->unknown)
            fire_buffer_printf(out, "%s_unknown%c", summary->measure[i].name, separator);
    }
    csv_end_row(out, start);
}

static void add_row(const struct writer *writer, int64_t row, char separator)
{
    const struct fire_summary *summary = writer->summary;
    struct fire_buffer *out = writer->out;
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < summary->n_dims; i++)
        csv_text(out, fire_summary_key(summary, row, i)->text, separator);
    for (int32_t i = 0; i < summary->n_measures; i++) {
        const struct fire_value value = fire_summary_value(summary, row, i);
        csv_number(out, !value.is_null, value.number, summary->measure[i].scale, separator);
        if (!writer->options->unknown) continue;
        csv_number(out, true, fire_summary_unknown(summary, row, i), 0, separator);
    }
    csv_end_row(out, start);
}

static void write_rows(struct writer *writer, char separator)
{
    add_header(writer, separator);
    for (int64_t row = 0; row < writer->summary->n_rows; row++)
        add_row(writer, row, separator);
}

void write_csv(struct writer *writer)
{
    write_rows(writer, ',');
}

void write_tsv(struct writer *writer)
{
    write_rows(writer, '\t');
}

void write_excel(struct writer *writer)
{
    fire_buffer_add_text(writer->out, FIRE_BYTE_ORDER_MARK);
    write_rows(writer, CSV_EXCEL_SEPARATOR);
}
