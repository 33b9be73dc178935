/* save.c - what was found out about a source, as the tables of a profile.
 *
 * Read back, the profile must bind the source in the same way: so every column is named, also
 * those that are passed over, and the number style and date order that were found out are said.
 *
 * The tables are for Excel: with a byte order mark, without which it takes UTF-8 for its own code
 * page, and parted by what the source is parted by, which is what the office's Excel writes. */
#include "binding.h"

#include "firestat/output.h"

#include <errno.h>
#include <stdio.h>
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

/* A table in the making. */
struct table {
    const struct fire_binding *binding;
    const struct fire_schema *schema;
    const struct fire_save_options *options;
    char delimiter;
    struct fire_buffer text;
};

static void add_cell(struct table *table, const char *text)
{
    fire_buffer_add_csv_cell(&table->text, fire_text_of(text), table->delimiter);
}

static void end_row(struct table *table, const char *text)
{
    fire_buffer_add_csv_cell(&table->text, fire_text_of(text), '\n');
}

/* The column's own name; by its position where the name would not find it. */
static void add_column_name(struct table *table, int32_t column)
{
    const struct fire_binding *binding = table->binding;
    const char *header = binding->column[column].header;
    bool is_name = header[0] != '\0' && header[0] != '#';
    for (int32_t i = 0; is_name && i < binding->n_columns; i++)
        is_name = i == column || strcmp(binding->column[i].header, header) != 0;
    char position[16];
    snprintf(position, sizeof position, "#%d", (int)column + 1);
    add_cell(table, is_name ? header : position);
}

static void add_null_words(struct table *table, const struct cell_form *form)
{
    struct fire_buffer words = { 0 };
    for (int32_t i = 0; i < form->n_null_words; i++) {
        if (i > 0) fire_buffer_add_text(&words, "|");
        fire_buffer_add_view(&words, form->null_word[i]);
    }
    table->text.failed = table->text.failed || words.failed;
    add_cell(table, words.bytes == NULL ? "" : words.bytes);
    fire_buffer_finish(&words);
}

static void add_schema_row(struct table *table, int32_t column)
{
    const struct cell_form *form = &table->binding->form[column];
    add_column_name(table, column);
    if (form->field < 0) {
        for (int i = 0; i < 5; i++)
            add_cell(table, i == 0 ? "ignore" : "");
        end_row(table, "");
        return;
    }
    const struct fire_field *field = fire_schema_field(table->schema, form->field);
    const bool is_number = field->type == FIRE_TYPE_INTEGER ||
                           field->type == FIRE_TYPE_DECIMAL || field->type == FIRE_TYPE_MONEY;
    char unit[24] = "";
    /* the factor of land is told in the field's own unit, as a reader of the profile takes it */
    if (is_number)
        snprintf(unit, sizeof unit, "%lld",
                 (long long)(form->number.factor / form->number.divisor));
    add_cell(table, field->name);
    add_cell(table, type_word(field, form->part));
    add_cell(table, unit);
    add_null_words(table, form);
    add_cell(table, format_word(form, field->type));
    end_row(table, form->is_key ? "1" : "");
}

static void add_setting(struct table *table, const char *name, const char *value)
{
    add_cell(table, name);
    end_row(table, value);
}

static void add_number(struct table *table, const char *name, int32_t value)
{
    char text[16];
    snprintf(text, sizeof text, "%d", (int)value);
    if (value > 0) add_setting(table, name, text);
}

/* How the file is opened. A file of rejected rows is UTF-8 and begins with its header where one was
 * pointed at. */
static void add_reader_settings(struct table *table)
{
    const struct fire_reader_options *reader = &table->binding->profile->reader;
    const char delimiter[2] = { reader->delimiter, '\0' };
    const bool is_found_out = strchr(",;\t|", reader->delimiter) != NULL; /* or not said */
    if (table->options->for_rejects) {
        if (!is_found_out) add_setting(table, "delimiter", delimiter);
        add_number(table, "header_row", reader->header_row > 0 ? 1 : 0);
        return;
    }
    if (reader->encoding != NULL) add_setting(table, "encoding", reader->encoding);
    if (reader->sheet != NULL) add_setting(table, "sheet", reader->sheet);
    if (delimiter[0] != '\0')
        add_setting(table, "delimiter", delimiter[0] == '\t' ? "tab" : delimiter);
    add_number(table, "header_row", reader->header_row);
    add_number(table, "skip_lines", reader->skip_lines);
}

/* The style of measures that stand in the rows, which have no column to say it of. */
static const char *measure_style(const struct fire_binding *binding)
{
    fire_number_style style = FIRE_NUMBERS_UNSAID;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->measure == 0 || form->number.style == FIRE_NUMBERS_UNSAID) continue;
        if (style != FIRE_NUMBERS_UNSAID && style != form->number.style) return NULL;
        style = form->number.style;
    }
    return style == FIRE_NUMBERS_UNSAID ? NULL : style == FIRE_NUMBERS_VI ? "vi" : "en";
}

static void add_source(struct table *table)
{
    const struct fire_binding *binding = table->binding;
    const struct fire_profile *profile = binding->profile;
    const char *numbers = measure_style(binding);
    add_setting(table, "setting", "value");
    add_reader_settings(table);
    add_number(table, "two_digit_years", profile->first_two_digit_year);
    if (numbers != NULL) add_setting(table, "numbers", numbers);
    add_setting(table, "currency", profile->currency);
    add_setting(table, "calendar", fire_profile_calendar(profile));
    if (!table->options->for_rejects && profile->coverage != NULL) {
        add_setting(table, "coverage", profile->coverage);
        if (profile->coverage_area != NULL)
            add_setting(table, "coverage_area", profile->coverage_area);
    }
    for (int32_t i = binding->n_columns; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        char name[80];
        if (form->source != FORM_CONSTANT || form->field < 0) continue;
        snprintf(name, sizeof name, "set:%s",
                 fire_schema_field(table->schema, form->field)->name);
        add_cell(table, name);
        fire_buffer_add_csv_cell(&table->text, form->constant, '\n');
    }
}

static fire_status write_table(const struct table *table, const char *name,
                               struct fire_error *err)
{
    const struct fire_save_options *options = table->options;
    struct fire_buffer path = { 0 };
    fire_buffer_printf(&path, "%s/%s", options->folder, name);
    const fire_status status = path.failed || table->text.failed
                                   ? fire_fail_memory(err)
                                   : fire_output_write(path.bytes, table->text.bytes,
                                                       table->text.size_bytes,
                                                       options->overwrite, err);
    fire_buffer_finish(&path);
    return status;
}

fire_status fire_binding_save(const struct fire_binding *binding,
                              const struct fire_schema *schema,
                              const struct fire_save_options *options, struct fire_error *err)
{
    static const char *const names[] = { "column", "field",      "type",
                                         "unit",   "null_words", "format" };
    const char delimiter = options->delimiter == ';' ? ';' : ',';
    struct table columns = { binding, schema, options, delimiter, { 0 } };
    struct table source = columns;
    if (mkdir(options->folder, 0777) != 0 && errno != EEXIST)
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = options->folder },
                         "cannot be written: %s",
                         fire_system_text(err == NULL ? NULL : err->say, errno));
    fire_buffer_add_text(&columns.text, FIRE_BYTE_ORDER_MARK);
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        add_cell(&columns, names[i]);
    end_row(&columns, "key");
    for (int32_t i = 0; i < binding->n_columns; i++)
        add_schema_row(&columns, i);
    fire_buffer_add_text(&source.text, FIRE_BYTE_ORDER_MARK);
    add_source(&source);
    fire_status status = write_table(&source, "source.csv", err);
    if (status == FIRE_OK) status = write_table(&columns, "schema.csv", err);
    fire_buffer_finish(&source.text);
    fire_buffer_finish(&columns.text);
    return status;
}
