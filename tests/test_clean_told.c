/* test_clean_told.c - see test_clean_told.h. */
#include "test_clean_told.h"

#include "check.h"

#include <string.h>

struct dump {
    struct fire_buffer *out;
    const struct fire_areas *areas;
    const char *fields; /* "deaths,damage": values shown behind day and area */
};

static void dump_value(struct dump *dump, const struct fire_batch *batch, int32_t field,
                       int64_t row)
{
    const struct fire_vector *vector = &batch->vector[field];
    char text[32];
    if ((vector->code == NULL && vector->text == NULL && vector->number == NULL &&
         vector->day == NULL) ||
        !fire_is_valid(vector->valid, row)) {
        fire_buffer_add_text(dump->out, " -");
        return;
    }
    fire_buffer_add_text(dump->out, " ");
    if (vector->code != NULL)
        fire_buffer_add_view(
            dump->out,
            fire_dictionary_label(fire_schema_words(batch->schema, field), vector->code[row]));
    else if (vector->text != NULL)
        fire_buffer_add_view(dump->out, vector->text[row]);
    else if (vector->number != NULL)
        fire_buffer_printf(dump->out, "%lld", (long long)vector->number[row]);
    else {
        fire_day_to_iso(vector->day[row], text);
        fire_buffer_add_text(dump->out, text);
        if (vector->minute != NULL && fire_is_valid(vector->minute_valid, row))
            fire_buffer_printf(dump->out, "+%d", vector->minute[row]);
    }
}

static fire_status dump_batch(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    struct dump *dump = self;
    (void)err;
    for (int64_t row = 0; row < batch->n_rows; row++) {
        fire_buffer_printf(dump->out, "%lld:", (long long)batch->line[row]);
        dump_value(dump, batch, FIRE_FIELD_OCCURRED_AT, row);
        if (batch->last_day != NULL &&
            batch->last_day[row] != batch->vector[FIRE_FIELD_OCCURRED_AT].day[row]) {
            char last[11];
            fire_day_to_iso(batch->last_day[row], last);
            fire_buffer_printf(dump->out, "..%s", last);
        }
        fire_buffer_add_text(dump->out, " [");
        for (int32_t area = batch->area[row]; area != 0;
             area = fire_area_parent(dump->areas, area)) {
            fire_buffer_add_view(dump->out, fire_area_name(dump->areas, area));
            if (fire_area_parent(dump->areas, area) != 0) fire_buffer_add_text(dump->out, "<");
        }
        fire_buffer_add_text(dump->out, "]");
        for (const char *at = dump->fields; *at != '\0';) {
            const struct fire_text_view name = { at, strcspn(at, ",") };
            const int32_t field = fire_schema_find(batch->schema, name);
            CHECK(field >= 0, "no field %s", at);
            if (field >= 0) dump_value(dump, batch, field, row);
            at += name.size_bytes;
            at += *at == ',';
        }
        fire_buffer_add_text(dump->out, "\n");
    }
    return FIRE_OK;
}

static void dump_issues(const struct fire_issues *issues, struct fire_buffer *out)
{
    for (int64_t i = 0; i < fire_issues_n_kept(issues); i++) {
        const struct fire_issue *issue = fire_issues_at(issues, i);
        char text[512];
        fire_issue_text(issue, NULL, text, sizeof text);
        fire_buffer_printf(out, "%lld:%d%s %s\n", (long long)issue->where.line,
                           issue->where.field,
                           issue->effect == FIRE_EFFECT_REJECTED   ? " rejected"
                           : issue->effect == FIRE_EFFECT_CELL     ? " cell"
                           : issue->effect == FIRE_EFFECT_EXCLUDED ? " excluded"
                                                                   : " notice",
                           text);
    }
}

static void dump_column(const struct fire_bound_column *column,
                        const struct fire_schema *schema, struct fire_buffer *out)
{
    fire_buffer_printf(out, "%s = %s", column->header,
                       column->field < 0 ? "-"
                                         : fire_schema_field(schema, column->field)->name);
    if (column->factor > 1) fire_buffer_printf(out, " *%lld", (long long)column->factor);
    if (column->period != NULL) fire_buffer_printf(out, " @%s", column->period);
    fire_buffer_add_text(out, "\n");
}

static void dump_binding(const struct fire_binding *binding, const struct fire_schema *schema,
                         struct fire_buffer *out)
{
    for (int32_t i = 0; i < fire_binding_n_columns(binding); i++)
        dump_column(fire_binding_column(binding, i), schema, out);
    for (int32_t i = 0; i < fire_binding_n_measures(binding); i++)
        dump_column(fire_binding_measure(binding, i), schema, out);
}

/* Every line and every record is somewhere, and every row came from a record that was kept. */
static void check_counts(const struct fire_import_counts *counts)
{
    CHECK(counts->n_lines ==
              counts->n_head_lines + counts->n_blank_lines + counts->n_record_lines,
          "%lld lines: %lld head, %lld blank, %lld of records", (long long)counts->n_lines,
          (long long)counts->n_head_lines, (long long)counts->n_blank_lines,
          (long long)counts->n_record_lines);
    CHECK(counts->n_records == counts->n_kept + counts->n_rejected + counts->n_excluded,
          "%lld records: %lld kept, %lld rejected, %lld excluded", (long long)counts->n_records,
          (long long)counts->n_kept, (long long)counts->n_rejected,
          (long long)counts->n_excluded);
    CHECK(counts->n_rows == 0 || counts->n_kept > 0, "%lld rows of no record",
          (long long)counts->n_rows);
}

static fire_status apply(struct fire_profile *profile, const char *lines,
                         struct fire_error *err)
{
    char line[256];
    while (*lines != '\0') {
        const size_t size = strcspn(lines, "\n");
        snprintf(line, sizeof line, "%.*s", (int)size, lines);
        lines += size + (lines[size] == '\n');
        if (strncmp(line, "map ", 4) == 0) {
            FIRE_TRY(fire_profile_map(profile, line + 4, err));
        } else if (strncmp(line, "set ", 4) == 0) {
            FIRE_TRY(fire_profile_set(profile, line + 4, err));
        } else if (strncmp(line, "load ", 5) == 0) {
            FIRE_TRY(fire_profile_load(profile, line + 5, err));
        } else {
            char *equals = strchr(line, '=');
            *equals = '\0';
            FIRE_TRY(fire_profile_setting(profile, line, equals + 1, err));
        }
    }
    return FIRE_OK;
}

static int n_jobs;

void run_files_with(int jobs)
{
    n_jobs = jobs;
}

void run_file(const char *path, const char *profile_lines, const char *fields, bool strict,
              struct outcome *out)
{
    struct fire_error err = { 0 };
    struct fire_arena *arena = fire_arena_create();
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct fire_issues *issues = fire_issues_create();
    struct fire_reader *reader = NULL;
    struct fire_profile *profile = NULL;
    struct fire_binding *binding = NULL;
    *out = (struct outcome){ 0 };
    struct dump dump = { &out->rows, areas, fields };
    const struct fire_sink sink = { &dump, dump_batch };
    const struct fire_clean_options options = { .last_day = 20100,
                                                .strict = strict,
                                                .jobs = n_jobs };
    out->status = fire_profile_create(arena, &profile, &err);
    if (out->status == FIRE_OK) out->status = apply(profile, profile_lines, &err);
    if (out->status == FIRE_OK)
        out->status = fire_reader_open(path, &profile->reader, &reader, &err);
    if (out->status == FIRE_OK)
        out->status = fire_bind(reader, profile, schema, arena, issues, &binding, &err);
    if (out->status == FIRE_OK)
        out->status = fire_clean_run(reader, binding, schema, areas, &options, sink, issues,
                                     &out->counts, &err);
    if (binding != NULL) dump_binding(binding, schema, &out->columns);
    if (out->status == FIRE_OK) check_counts(&out->counts);
    dump_issues(issues, &out->issues);
    snprintf(out->message, sizeof out->message, "%s", err.message);
    fire_reader_close(reader);
    fire_profile_finish(profile);
    fire_issues_free(issues);
    fire_areas_free(areas);
    fire_schema_free(schema);
    fire_arena_free(arena);
}

void outcome_finish(struct outcome *out)
{
    fire_buffer_finish(&out->rows);
    fire_buffer_finish(&out->issues);
    fire_buffer_finish(&out->columns);
}

const char *text_of(const struct fire_buffer *buffer)
{
    return buffer->bytes == NULL ? "" : buffer->bytes;
}
