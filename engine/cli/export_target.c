/* export_target.c - see export_target.h. */
#include "export_target.h"

#include "firestat/date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define WAITING_BYTES 65536 /* of text before it is written */

/* ---- choosing --------------------------------------------------------------------------- */

static const struct {
    const char *name;
    fire_export_format format;
    bool is_sqlite;
} formats[] = {
    { "csv", FIRE_EXPORT_CSV, false },
    { "ndjson", FIRE_EXPORT_NDJSON, false },
    { "sqlite", FIRE_EXPORT_CSV, true },
};

static bool choose_rows_format(struct session *session, const char *name,
                               struct export_target *out)
{
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        if (strcmp(name, formats[i].name) != 0) continue;
        out->format = formats[i].format;
        out->is_sqlite = formats[i].is_sqlite;
        return true;
    }
    tell(session, "rows are not written as '%s': --format csv, ndjson or sqlite", name);
    return false;
}

static bool is_standard_output(const char *path)
{
    return path == NULL || strcmp(path, "-") == 0;
}

/* --format, else the ending of -o, else CSV. */
static const char *name_of_format(const struct options *options)
{
    const char *slash = options->output == NULL ? NULL : strrchr(options->output, '/');
    const char *name = slash != NULL ? slash + 1 : options->output;
    const char *dot = name == NULL ? NULL : strrchr(name, '.');
    if (options->format != NULL) return options->format;
    return dot == NULL || options->partition != NULL ? "csv" : dot + 1;
}

bool export_target_choose(struct session *session, struct export_target *out)
{
    const struct options *options = &session->options;
    *out = (struct export_target){ .session = session };
    if (!choose_rows_format(session, name_of_format(options), out)) return false;
    if (options->partition != NULL && strcmp(options->partition, "year") != 0) {
        tell(session, "--partition %s: rows are parted by year only", options->partition);
        return false;
    }
    out->by_year = options->partition != NULL;
    if (out->by_year && out->is_sqlite) {
        tell(session, "--partition is for csv and ndjson; an SQLite file has all rows");
        return false;
    }
    if ((out->by_year || out->is_sqlite) && is_standard_output(options->output)) {
        if (out->by_year)
            tell(session, "--partition makes a folder: name it with -o");
        else
            tell(session, "an SQLite file cannot be shown here: name it with -o");
        return false;
    }
    return true;
}

/* ---- text to one file ------------------------------------------------------------------- */

static fire_status fail_memory(const struct export_target *target)
{
    return fire_fail_memory(&target->session->err);
}

static fire_status fail_spool(const struct export_target *target)
{
    struct session *session = target->session;
    return fire_fail(&session->err, FIRE_EIO, FIRE_NOWHERE,
                     "a file for what is to be written cannot be kept: %s",
                     fire_system_text(session->say, errno));
}

/* Past the spool. A reader who has seen enough of standard output ends the run; that is no error.
 * What it does not take for other reasons is told at the end. */
static fire_status write_out(struct export_target *target, const char *bytes, size_t size)
{
    if (target->output != NULL)
        return fire_output_append(target->output, bytes, size, &target->session->err);
    if (fwrite(bytes, 1, size, stdout) == size || errno != EPIPE) return FIRE_OK;
    target->reader_is_gone = true;
    return FIRE_EINTERRUPTED;
}

static fire_status write_text(struct export_target *target)
{
    struct fire_buffer *text = &target->text;
    if (text->failed) return fail_memory(target);
    const size_t size = text->size_bytes;
    text->size_bytes = 0;
    if (target->spool == NULL) return write_out(target, text->bytes, size);
    return fwrite(text->bytes, 1, size, target->spool) == size ? FIRE_OK : fail_spool(target);
}

static fire_status push_line(void *self, const struct fire_row *row, struct fire_error *err)
{
    struct export_target *target = self;
    (void)err; /* the session's */
    fire_export_line(target->format, target->schema, target->n_columns, row, &target->text);
    return target->text.failed || target->text.size_bytes >= WAITING_BYTES ? write_text(target)
                                                                           : FIRE_OK;
}

static fire_status empty_spool(struct export_target *target)
{
    char bytes[8192];
    size_t size;
    if (fflush(target->spool) != 0 || fseek(target->spool, 0, SEEK_SET) != 0)
        return fail_spool(target);
    while ((size = fread(bytes, 1, sizeof bytes, target->spool)) > 0)
        FIRE_TRY(write_out(target, bytes, size));
    return ferror(target->spool) ? fail_spool(target) : FIRE_OK;
}

static fire_status open_file(struct export_target *target)
{
    const struct options *options = &target->session->options;
    bool has_name = false; /* until which nobody sees the file */
    if (!is_standard_output(options->output)) {
        FIRE_TRY(fire_output_open(options->output, options->force, &target->output,
                                  &target->session->err));
        has_name = fire_output_temporary(target->output) != NULL;
    }
    if (!has_name && target->may_restart && (target->spool = tmpfile()) == NULL)
        return fail_spool(target);
    return FIRE_OK;
}

/* ---- text to a folder of years ---------------------------------------------------------- */

static bool is_undated(const struct fire_row *row)
{
    return row->first_day == FIRE_DAY_FIRST && row->last_day == FIRE_DAY_LAST;
}

static fire_status add_part(struct export_target *target, int32_t year)
{
    char label[FIRE_PERIOD_LABEL_BYTES] = "undated";
    if (target->n_parts == target->parts_capacity) {
        void *grown = fire_array_grow(target->part, &target->parts_capacity,
                                      target->n_parts + 1, sizeof *target->part);
        if (grown == NULL) return fail_memory(target);
        target->part = grown;
    }
    struct export_part *part = &target->part[target->n_parts];
    *part = (struct export_part){ .year = year,
                                  .first_day = FIRE_DAY_LAST,
                                  .last_day = FIRE_DAY_FIRST };
    if (year != EXPORT_UNDATED)
        fire_calendar_label(target->calendar, FIRE_UNIT_YEAR, year, label);
    snprintf(part->name, sizeof part->name, "incidents-%s.%s", label,
             target->format == FIRE_EXPORT_CSV ? "csv" : "ndjson");
    fire_export_head(target->format, target->schema, target->n_columns, &part->text);
    target->last_part = target->n_parts++;
    return FIRE_OK;
}

/* Rows of a year mostly come together. */
static fire_status find_part(struct export_target *target, int32_t year)
{
    if (target->n_parts > 0 && target->part[target->last_part].year == year) return FIRE_OK;
    for (size_t i = 0; i < target->n_parts; i++) {
        if (target->part[i].year != year) continue;
        target->last_part = i;
        return FIRE_OK;
    }
    return add_part(target, year);
}

static fire_status write_part(struct export_target *target, struct export_part *part)
{
    if (part->text.failed) return fail_memory(target);
    const size_t size = part->text.size_bytes;
    part->text.size_bytes = 0;
    part->size_bytes += (int64_t)size;
    return fire_folder_append(target->folder, part->name, part->text.bytes, size,
                              &target->session->err);
}

/* A row that stands for a stretch of days is of the year in which it begins. */
static fire_status push_to_part(void *self, const struct fire_row *row, struct fire_error *err)
{
    struct export_target *target = self;
    (void)err; /* the session's */
    FIRE_TRY(find_part(
        target, is_undated(row)
                    ? EXPORT_UNDATED
                    : fire_calendar_period(target->calendar, FIRE_UNIT_YEAR, row->first_day)));
    struct export_part *part = &target->part[target->last_part];
    part->n_rows++;
    if (row->first_day < part->first_day) part->first_day = row->first_day;
    if (row->last_day > part->last_day) part->last_day = row->last_day;
    fire_export_line(target->format, target->schema, target->n_columns, row, &part->text);
    return part->text.failed || part->text.size_bytes >= WAITING_BYTES
               ? write_part(target, part)
               : FIRE_OK;
}

static int compare_parts(const void *a, const void *b)
{
    const struct export_part *left = a;
    const struct export_part *right = b;
    return (left->year > right->year) - (left->year < right->year);
}

static fire_status commit_folder(struct export_target *target)
{
    struct fire_error *err = &target->session->err;
    struct fire_buffer text = { 0 };
    fire_status status = FIRE_OK;
    if (target->n_parts > 0)
        qsort(target->part, target->n_parts, sizeof *target->part, compare_parts);
    fire_buffer_add_text(&text, "file,rows,size_bytes,first_day,last_day\n");
    for (size_t i = 0; status == FIRE_OK && i < target->n_parts; i++) {
        struct export_part *part = &target->part[i];
        char first[11];
        char last[11];
        status = write_part(target, part);
        fire_day_to_iso(part->first_day, first);
        fire_day_to_iso(part->last_day, last);
        fire_buffer_printf(&text, "%s,%lld,%lld,%s,%s\n", part->name, (long long)part->n_rows,
                           (long long)part->size_bytes, first, last);
    }
    if (status == FIRE_OK && text.failed) status = fire_fail_memory(err);
    if (status == FIRE_OK)
        status = fire_folder_add(target->folder, FIRE_FOLDER_MANIFEST, text.bytes,
                                 text.size_bytes, err);
    fire_buffer_finish(&text);
    if (status != FIRE_OK) return status;
    struct fire_folder *folder = target->folder;
    target->folder = NULL;
    return fire_folder_commit(folder, err);
}

/* ---- all of them ------------------------------------------------------------------------ */

static fire_status open_folder(struct export_target *target, struct fire_row_sink *out_sink)
{
    const struct options *options = &target->session->options;
    *out_sink = (struct fire_row_sink){ target, push_to_part };
    return fire_folder_open(options->output, options->force, &target->folder,
                            &target->session->err);
}

static fire_status open_table(struct export_target *target, struct fire_row_sink *out_sink)
{
    struct session *session = target->session;
    const char *path = session->options.output;
    const char *temporary = fire_output_temporary(target->output);
    if (temporary == NULL)
        return fire_fail(&session->err, FIRE_EIO, (struct fire_location){ .file = path },
                         "is not a file");
    FIRE_TRY(fire_plain_table_open(temporary, path, target->schema, target->n_columns,
                                   &target->table, &session->err));
    *out_sink = fire_plain_table_sink(target->table);
    return FIRE_OK;
}

fire_status export_target_open(struct export_target *target, const struct fire_schema *schema,
                               const struct fire_calendar *calendar,
                               struct fire_row_sink *out_sink)
{
    export_target_abandon(target);
    target->schema = schema;
    target->n_columns = fire_schema_n_fields(schema);
    target->calendar = calendar;
    if (target->by_year) return open_folder(target, out_sink);
    FIRE_TRY(open_file(target));
    if (target->is_sqlite) return open_table(target, out_sink);
    fire_export_head(target->format, schema, target->n_columns, &target->text);
    *out_sink = (struct fire_row_sink){ target, push_line };
    return FIRE_OK;
}

fire_status export_target_commit(struct export_target *target)
{
    struct fire_error *err = &target->session->err;
    if (target->by_year) return commit_folder(target);
    if (target->is_sqlite) {
        struct fire_plain_table *table = target->table;
        target->table = NULL;
        FIRE_TRY(fire_plain_table_close(table, err));
    } else {
        FIRE_TRY(write_text(target));
        if (target->spool != NULL) FIRE_TRY(empty_spool(target));
    }
    struct fire_output *output = target->output;
    target->output = NULL;
    return output == NULL ? FIRE_OK : fire_output_commit(output, err);
}

void export_target_abandon(struct export_target *target)
{
    for (size_t i = 0; i < target->n_parts; i++)
        fire_buffer_finish(&target->part[i].text);
    free(target->part);
    target->part = NULL;
    target->n_parts = target->parts_capacity = 0;
    fire_buffer_finish(&target->text);
    fire_plain_table_abandon(target->table);
    target->table = NULL;
    fire_output_abandon(target->output);
    target->output = NULL;
    fire_folder_abandon(target->folder);
    target->folder = NULL;
    if (target->spool != NULL) fclose(target->spool);
    target->spool = NULL;
}
