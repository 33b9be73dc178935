/* cmd_check.c - firestat check FILE...: what would be read, and what is not right. Nothing is
 * stored. */
#include "check_page.h"
#include "records.h"
#include "rejects.h"

#include <string.h>

/* One file into a table of its own, so that duplicates inside it are found. */
static fire_status read_file(struct session *session, const struct fire_profile *profile,
                             struct file_run *run, const struct fire_binding *binding,
                             struct source *source, const struct fire_tally **out_tally)
{
    struct fire_record_form form;
    FIRE_TRY(record_form(session, profile, binding, source->schema, source->arena, &form));
    FIRE_TRY(fire_table_begin(source->table, source->schema, source->areas, &form, 0,
                              &session->err));
    FIRE_TRY(file_read(session, run, binding, source->schema, source->areas, 0,
                       fire_table_sink(source->table)));
    FIRE_TRY(fire_table_settle(source->table, &run->counts, out_tally, &session->err));
    return rejects_write(session, run, binding, source->schema, *out_tally);
}

static fire_status save_profile(struct session *session, const struct fire_binding *binding,
                                const struct file_run *run, const struct fire_schema *schema)
{
    const struct fire_save_options options = { .folder = session->options.save_profile,
                                               .delimiter = fire_reader_delimiter(run->reader),
                                               .overwrite = session->options.force };
    if (options.folder == NULL) return FIRE_OK;
    return fire_binding_save(binding, schema, &options, &session->err);
}

static fire_status check_file(struct session *session, const struct fire_profile *profile,
                              const char *path, bool as_csv, bool first,
                              struct fire_buffer *out)
{
    struct file_run run = { 0 };
    struct fire_binding *binding;
    struct samples samples = { 0 };
    const struct fire_tally *tally = NULL;
    struct source source = { .arena = fire_arena_create(),
                             .schema = fire_schema_create(),
                             .areas = fire_areas_create(),
                             .table = fire_table_create() };
    fire_status status = FIRE_OK;
    if (source.arena == NULL || source.schema == NULL || source.areas == NULL ||
        source.table == NULL)
        status = fire_fail_memory(&session->err);
    if (status == FIRE_OK)
        status = file_open(session, profile, path, source.schema, source.arena, &run, &binding);
    if (status == FIRE_OK)
        status = samples_take(session, profile, path, binding, source.arena, &samples);
    if (status == FIRE_OK) status = save_profile(session, binding, &run, source.schema);
    if (status == FIRE_OK) status = read_file(session, profile, &run, binding, &source, &tally);
    if (status == FIRE_OK && as_csv)
        check_csv(session, &run, tally, first, out);
    else if (status == FIRE_OK)
        check_page(session, &run, tally, binding, source.schema, &samples, out);
    file_close(&run);
    source_unload(&source);
    return status;
}

int cmd_check(struct session *session)
{
    const char *format = session->options.format;
    const bool as_csv = format != NULL && strcmp(format, "csv") == 0;
    if (format != NULL && !as_csv && strcmp(format, "table") != 0) {
        tell(session, "there is no format '%s': table or csv", format);
        return EXIT_USAGE;
    }
    if (!source_is_one_where_needed(session, session->n_arguments)) return EXIT_USAGE;
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile = NULL;
    struct fire_buffer out = { 0 };
    bool asked = true;
    fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                       : source_profile(session, arena, &profile);
    for (int i = 0; status == FIRE_OK && i < session->n_arguments; i++) {
        asked = false;
        status = check_file(session, profile, session->argument[i], as_csv, i == 0, &out);
    }
    int code = exit_code_of(status, asked);
    if (status == FIRE_OK)
        code = deliver(session, &out);
    else
        tell_error(session);
    fire_buffer_finish(&out);
    fire_profile_finish(profile);
    fire_arena_free(arena);
    return code;
}
