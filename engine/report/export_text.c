/* export_text.c - rows as lines of CSV and of NDJSON; see firestat/export.h. */
#include "firestat/export.h"

#include "json_text.h"

#include "firestat/words.h"

#include <string.h>

/* Three decimals could be thousands to whoever reads them, firestat too: then four. */
static size_t write_number(int64_t number, int32_t scale, char out[FIRE_NUMBER_BYTES])
{
    fire_number_plain(number, scale, out);
    const char *dot = scale == 0 ? NULL : strchr(out, '.');
    size_t size = strlen(out);
    if (dot != NULL && out + size - dot == 4) {
        out[size++] = '0';
        out[size] = '\0';
    }
    return size;
}

void fire_export_head(fire_export_format format, const struct fire_schema *schema,
                      int32_t n_columns, struct fire_buffer *out)
{
    if (format != FIRE_EXPORT_CSV) return;
    for (int32_t i = 0; i < n_columns; i++) {
        if (i > 0) fire_buffer_add_text(out, ",");
        fire_buffer_add_text(out, fire_schema_field(schema, i)->name);
    }
    fire_buffer_add_text(out, "\n");
}

static void add_csv_cell(const struct fire_row_cell *cell, const struct fire_field *field,
                         char end, struct fire_buffer *out)
{
    if (cell->kind == FIRE_ROW_TEXT) {
        fire_buffer_add_csv_cell(out, cell->text, end);
        return;
    }
    char text[FIRE_NUMBER_BYTES + 1];
    size_t size = cell->kind == FIRE_ROW_NULL ? 0
                                              : write_number(cell->number, field->scale, text);
    text[size++] = end;
    fire_buffer_add(out, text, size);
}

static void add_json_cell(const struct fire_row_cell *cell, const struct fire_field *field,
                          struct fire_buffer *out)
{
    char text[FIRE_NUMBER_BYTES];
    fire_buffer_add_text(out, "\"");
    fire_buffer_add_text(out, field->name); /* ASCII letters, digits, '_' */
    fire_buffer_add_text(out, "\":");
    if (cell->kind == FIRE_ROW_TEXT)
        json_string(out, cell->text);
    else if (cell->kind == FIRE_ROW_NUMBER)
        fire_buffer_add(out, text, write_number(cell->number, field->scale, text));
    else
        fire_buffer_add_text(out, "null");
}

void fire_export_line(fire_export_format format, const struct fire_schema *schema,
                      int32_t n_columns, const struct fire_row *row, struct fire_buffer *out)
{
    if (format == FIRE_EXPORT_CSV) {
        for (int32_t i = 0; i < n_columns; i++)
            add_csv_cell(&row->cell[i], fire_schema_field(schema, i),
                         i + 1 < n_columns ? ',' : '\n', out);
        return;
    }
    for (int32_t i = 0; i < n_columns; i++) {
        fire_buffer_add(out, i == 0 ? "{" : ",", 1);
        add_json_cell(&row->cell[i], fire_schema_field(schema, i), out);
    }
    fire_buffer_add_text(out, "}\n");
}
