/* export_profile.c - see export_profile.h. Units are 1 and numbers have dots, because that is how
 * exports are written (firestat/export.h). */
#include "export_profile.h"

#include "firestat/date.h"

#include <errno.h>
#include <stdio.h>
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

/* ---- what is shown for codes --------------------------------------------------------------- */

/* Whether anybody said how a word of the field is shown. */
static bool has_labels(const struct fire_schema *schema, int32_t field, uint32_t n_words)
{
    const struct fire_dictionary *words = fire_schema_words(schema, field);
    for (uint32_t code = 0; code < n_words; code++)
        for (int vietnamese = 0; vietnamese < 2; vietnamese++)
            if (!fire_text_equal(fire_schema_label(schema, field, code, vietnamese != 0),
                                 fire_dictionary_label(words, code)))
                return true;
    return false;
}

/* source,code,label_vi,label_en: all words, so that none is unknown to the list. */
static fire_status write_codes(struct session *session, const struct fire_schema *schema,
                               int32_t field)
{
    const struct fire_dictionary *words = fire_schema_words(schema, field);
    const uint32_t n = words == NULL ? 0 : fire_dictionary_n(words);
    struct fire_buffer text = { 0 };
    char name[100];
    if (!has_labels(schema, field, n)) return FIRE_OK;
    snprintf(name, sizeof name, "codes_%s.csv", fire_schema_field(schema, field)->name);
    fire_buffer_add_text(&text, "source,code,label_vi,label_en\n");
    for (uint32_t code = 0; code < n; code++) {
        const struct fire_text_view word = fire_dictionary_label(words, code);
        if (word.size_bytes == 0) continue;
        fire_buffer_add_csv_cell(&text, word, ',');
        fire_buffer_add_csv_cell(&text, word, ',');
        fire_buffer_add_csv_cell(&text, fire_schema_label(schema, field, code, true), ',');
        fire_buffer_add_csv_cell(&text, fire_schema_label(schema, field, code, false), '\n');
    }
    const fire_status status = write_table(session, name, &text);
    fire_buffer_finish(&text);
    return status;
}

/* ---- what is declared ---------------------------------------------------------------------- */

/* Whether what the sources declared can be said of one file with these rows: all of them did, of one
 * area that is named, or there is but one of them. */
static bool is_of_one_file(const struct session *session, const struct source *source)
{
    const struct fire_declared *declared = source->declared;
    if (session->options.where.n > 0 || source->restating.map != NULL) return false;
    for (int64_t number = 0; number < source->n_names; number++) {
        int32_t i = 0;
        while (i < source->n_declared && declared[i].source != number)
            i++;
        if (i == source->n_declared) return false;
    }
    for (int32_t i = 0; source->n_names > 1 && i < source->n_declared; i++) {
        if (declared[i].area[0].size_bytes == 0) return false;
        for (int level = 0; level < 3; level++)
            if (!fire_text_equal(declared[i].area[level], declared[0].area[level]))
                return false;
    }
    return true;
}

/* "2023-01-01..2023-12-31|...", as far as rows of these days went out. */
static void add_days(const struct source *source, const struct fire_query *query,
                     struct fire_buffer *out)
{
    struct fire_window asked = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    (void)fire_query_window(query, &asked);
    for (int32_t i = 0; i < source->n_declared; i++) {
        struct fire_window days = source->declared[i].days;
        char first[11];
        char last[11];
        if (days.first_day < asked.first_day) days.first_day = asked.first_day;
        if (days.last_day > asked.last_day) days.last_day = asked.last_day;
        if (days.first_day > days.last_day) continue;
        fire_day_to_iso(days.first_day, first);
        fire_day_to_iso(days.last_day, last);
        fire_buffer_printf(out, "%s%s..%s", out->size_bytes == 0 ? "" : "|", first, last);
    }
}

static void add_coverage(const struct session *session, const struct source *source,
                         const struct fire_query *query, struct fire_buffer *out)
{
    struct fire_buffer days = { 0 };
    struct fire_buffer area = { 0 };
    if (source->n_declared == 0) return;
    if (!is_of_one_file(session, source)) {
        if (!session->options.quiet)
            tell(session,
                 "what the sources are declared to have every incident of is not in the "
                 "profile: it does not hold for all rows that were written");
        return;
    }
    add_days(source, query, &days);
    for (int level = 0; level < 3 && source->declared[0].area[level].size_bytes > 0; level++) {
        if (level > 0) fire_buffer_add_text(&area, "/");
        fire_buffer_add_view(&area, source->declared[0].area[level]);
    }
    if (days.size_bytes > 0) add_setting("coverage", days.bytes, out);
    if (days.size_bytes > 0 && area.size_bytes > 0)
        add_setting("coverage_area", area.bytes, out);
    out->failed = out->failed || days.failed || area.failed;
    fire_buffer_finish(&days);
    fire_buffer_finish(&area);
}

/* ---- all of it ----------------------------------------------------------------------------- */

fire_status export_profile_save(struct session *session, const struct source *source,
                                const struct fire_query *query)
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
    add_coverage(session, source, query, &settings);
    fire_status status = write_table(session, "source.csv", &settings);
    if (status == FIRE_OK) status = write_table(session, "schema.csv", &fields);
    for (int32_t i = 0; status == FIRE_OK && i < fire_schema_n_fields(source->schema); i++)
        if (fire_schema_field(source->schema, i)->type == FIRE_TYPE_CATEGORY)
            status = write_codes(session, source->schema, i);
    fire_buffer_finish(&fields);
    fire_buffer_finish(&settings);
    return status;
}
