/* export_profile.c - see export_profile.h. Units are 1 and numbers have dots, because that is how
 * exports are written (firestat/export.h). */
#include "export_profile.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static const char *type_word(fire_type type)
{
    static const char *const words[] = {
        [FIRE_TYPE_CATEGORY] = "category", [FIRE_TYPE_TEXT] = "text",
        [FIRE_TYPE_INTEGER] = "integer",   [FIRE_TYPE_DECIMAL] = "decimal",
        [FIRE_TYPE_MONEY] = "money",       [FIRE_TYPE_DATETIME] = "datetime",
        [FIRE_TYPE_AREA] = "area",         [FIRE_TYPE_PERIOD] = "period",
    };
    return words[type];
}

static bool is_key(const struct source *source, int32_t field)
{
    for (int32_t i = 0; i < source->n_keys; i++)
        if (source->key[i] == field) return true;
    return false;
}

/* column,field,type,unit,null_words,format,key */
static void add_field(const struct source *source, int32_t field, struct fire_buffer *out)
{
    const struct fire_field *is = fire_schema_field(source->schema, field);
    const bool is_amount = is->type == FIRE_TYPE_DECIMAL || is->type == FIRE_TYPE_MONEY;
    const bool is_number = is_amount || is->type == FIRE_TYPE_INTEGER;
    fire_buffer_printf(out, "%s,%s,%s,%s,,%s,%s\n", is->name, is->name, type_word(is->type),
                       is_amount ? "1" : "",
                       is_number                        ? "\"1,234.5\""
                       : is->type == FIRE_TYPE_DATETIME ? "ymd"
                                                        : "",
                       is_key(source, field) ? "1" : "");
}

static void add_setting(const char *name, const char *value, struct fire_buffer *out)
{
    fire_buffer_printf(out, "%s,", name);
    fire_buffer_add_csv_cell(out, fire_text_of(value), '\n');
}

static fire_status write_table(struct session *session, const char *name,
                               const struct fire_buffer *text)
{
    const char *folder = session->options.save_profile;
    struct fire_buffer path = { 0 };
    fire_buffer_printf(&path, "%s/%s", folder, name);
    const fire_status status = path.failed || text->failed
                                   ? fire_fail_memory(&session->err)
                                   : fire_output_write(path.bytes, text->bytes,
                                                       text->size_bytes, session->options.force,
                                                       &session->err);
    fire_buffer_finish(&path);
    return status;
}

fire_status export_profile_save(struct session *session, const struct source *source)
{
    const char *folder = session->options.save_profile;
    struct fire_buffer fields = { 0 };
    struct fire_buffer settings = { 0 };
    if (folder == NULL) return FIRE_OK;
    if (mkdir(folder, 0777) != 0 && errno != EEXIST)
        return fire_fail(&session->err, FIRE_EIO, (struct fire_location){ .file = folder },
                         "cannot be written: %s", fire_system_text(session->say, errno));
    fire_buffer_add_text(&fields, "column,field,type,unit,null_words,format,key\n");
    for (int32_t i = 0; i < fire_schema_n_fields(source->schema); i++)
        add_field(source, i, &fields);
    fire_buffer_add_text(&settings, "setting,value\n");
    add_setting("encoding", "utf-8", &settings);
    add_setting("delimiter", ",", &settings);
    add_setting("header_row", "1", &settings);
    add_setting("currency", fire_schema_currency(source->schema), &settings);
    add_setting("calendar", source->calendar, &settings);
    fire_status status = write_table(session, "source.csv", &settings);
    if (status == FIRE_OK) status = write_table(session, "schema.csv", &fields);
    fire_buffer_finish(&fields);
    fire_buffer_finish(&settings);
    return status;
}
