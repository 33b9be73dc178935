/* save.c - what was found out about a source, as the tables of a profile.
 *
 * Read back, the profile must bind the source in the same way: so every column is named, also
 * those that are passed over, and the number style and date order that were found out are said. */
#include "binding.h"

#include "firestat/output.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char *type_word(const struct fire_field *field, fire_column_part part)
{
    static const char *const parts[FIRE_N_COLUMN_PARTS] = {
        [FIRE_COLUMN_WHOLE] = "datetime", [FIRE_COLUMN_DATE] = "date",
        [FIRE_COLUMN_TIME] = "time",      [FIRE_COLUMN_DAY] = "day",
        [FIRE_COLUMN_MONTH] = "month",    [FIRE_COLUMN_YEAR] = "year",
        [FIRE_COLUMN_HOUR] = "hour",      [FIRE_COLUMN_MINUTE] = "minute",
    };
    static const char *const types[] = {
        [FIRE_TYPE_CATEGORY] = "category", [FIRE_TYPE_TEXT] = "text",
        [FIRE_TYPE_INTEGER] = "integer",   [FIRE_TYPE_DECIMAL] = "decimal",
        [FIRE_TYPE_MONEY] = "money",       [FIRE_TYPE_DATETIME] = "datetime",
        [FIRE_TYPE_AREA] = "area",         [FIRE_TYPE_PERIOD] = "period",
    };
    return field->type == FIRE_TYPE_DATETIME ? parts[part] : types[field->type];
}

static const char *format_word(const struct cell_form *form, fire_type type)
{
    static const char *const orders[] = {
        [FIRE_DATES_DMY] = "dmy", [FIRE_DATES_MDY] = "mdy", [FIRE_DATES_YMD] = "ymd"
    };
    if (type == FIRE_TYPE_DATETIME && form->part != FIRE_COLUMN_TIME)
        return orders[form->date.order];
    if (form->number.style == FIRE_NUMBERS_VI) return "1.234,5";
    return form->number.style == FIRE_NUMBERS_EN ? "1,234.5" : "";
}

/* The column's own name; by its position where the name would not find it. */
static void add_column_name(const struct fire_binding *binding, int32_t column,
                            struct fire_buffer *out)
{
    const char *header = binding->column[column].header;
    bool is_name = header[0] != '\0' && header[0] != '#';
    for (int32_t i = 0; is_name && i < binding->n_columns; i++)
        is_name = i == column || strcmp(binding->column[i].header, header) != 0;
    if (is_name)
        fire_buffer_add_csv_cell(out, fire_text_of(header), ',');
    else
        fire_buffer_printf(out, "#%d,", (int)column + 1);
}

static void add_schema_row(const struct fire_binding *binding, const struct fire_schema *schema,
                           int32_t column, struct fire_buffer *out)
{
    const struct cell_form *form = &binding->form[column];
    add_column_name(binding, column, out);
    if (form->field < 0) {
        fire_buffer_add_text(out, ",ignore,,,,\n");
        return;
    }
    const struct fire_field *field = fire_schema_field(schema, form->field);
    const bool is_number = field->type == FIRE_TYPE_INTEGER ||
                           field->type == FIRE_TYPE_DECIMAL || field->type == FIRE_TYPE_MONEY;
    fire_buffer_printf(out, "%s,%s,", field->name, type_word(field, form->part));
    /* the factor of land is told in the field's own unit, as a reader of the profile takes it */
    if (is_number)
        fire_buffer_printf(out, "%lld",
                           (long long)(form->number.factor / form->number.divisor));
    fire_buffer_add_text(out, ",");
    for (int32_t i = 0; i < form->n_null_words; i++) {
        if (i > 0) fire_buffer_add_text(out, "|");
        fire_buffer_add_view(out, form->null_word[i]);
    }
    fire_buffer_add_text(out, ",");
    fire_buffer_add_csv_cell(out, fire_text_of(format_word(form, field->type)), ',');
    fire_buffer_add_text(out, form->is_key ? "1\n" : "\n");
}

static void add_setting(const char *name, const char *value, struct fire_buffer *out)
{
    fire_buffer_printf(out, "%s,", name);
    fire_buffer_add_csv_cell(out, fire_text_of(value), '\n');
}

static void add_source(const struct fire_binding *binding, const struct fire_schema *schema,
                       struct fire_buffer *out)
{
    const struct fire_profile *profile = binding->profile;
    const char delimiter[2] = { profile->reader.delimiter, '\0' };
    fire_buffer_add_text(out, "setting,value\n");
    if (profile->reader.encoding != NULL)
        add_setting("encoding", profile->reader.encoding, out);
    if (profile->reader.sheet != NULL) add_setting("sheet", profile->reader.sheet, out);
    if (delimiter[0] != '\0')
        add_setting("delimiter", delimiter[0] == '\t' ? "tab" : delimiter, out);
    if (profile->reader.header_row > 0)
        fire_buffer_printf(out, "header_row,%d\n", (int)profile->reader.header_row);
    if (profile->reader.skip_lines > 0)
        fire_buffer_printf(out, "skip_lines,%d\n", (int)profile->reader.skip_lines);
    if (profile->first_two_digit_year > 0)
        fire_buffer_printf(out, "two_digit_years,%d\n", (int)profile->first_two_digit_year);
    add_setting("currency", profile->currency, out);
    add_setting("calendar", profile->calendar, out);
    for (int32_t i = binding->n_columns; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->source != FORM_CONSTANT || form->field < 0) continue;
        fire_buffer_printf(out, "set:%s,", fire_schema_field(schema, form->field)->name);
        fire_buffer_add_csv_cell(out, form->constant, '\n');
    }
}

static fire_status write_table(const char *folder, const char *name,
                               const struct fire_buffer *text, bool overwrite,
                               struct fire_error *err)
{
    struct fire_buffer path = { 0 };
    fire_buffer_printf(&path, "%s/%s", folder, name);
    const fire_status status = path.failed || text->failed
                                   ? fire_fail_memory(err)
                                   : fire_output_write(path.bytes, text->bytes,
                                                       text->size_bytes, overwrite, err);
    fire_buffer_finish(&path);
    return status;
}

fire_status fire_binding_save(const struct fire_binding *binding,
                              const struct fire_schema *schema, const char *folder,
                              bool overwrite, struct fire_error *err)
{
    struct fire_buffer table = { 0 };
    struct fire_buffer source = { 0 };
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder },
                         "cannot be written: %s", strerror(errno));
    fire_buffer_add_text(&table, "column,field,type,unit,null_words,format,key\n");
    for (int32_t i = 0; i < binding->n_columns; i++)
        add_schema_row(binding, schema, i, &table);
    add_source(binding, schema, &source);
    fire_status status = write_table(folder, "source.csv", &source, overwrite, err);
    if (status == FIRE_OK) status = write_table(folder, "schema.csv", &table, overwrite, err);
    fire_buffer_finish(&source);
    fire_buffer_finish(&table);
    return status;
}
