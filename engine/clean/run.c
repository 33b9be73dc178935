/* run.c - the pass over a source: records in, batches out.
 *
 * A batch is filled column by column in arrays that are made once; at its end the arrays are
 * lent to the sink and the scratch arena, which holds the batch's texts, starts anew. */
#include "run.h"

#include "issue.h"

#include <stdlib.h>
#include <string.h>

struct fire_text_view run_cell(const struct run *run, int32_t form)
{
    const struct cell_form *about = &run->binding->form[form];
    return about->is_constant ? about->constant : run->record->cell[form];
}

/* Where a record, or a form's cell in it, stands. form -1: the whole record. */
static struct fire_location place_of(const struct run *run, int32_t form)
{
    struct fire_location place = { .file = fire_reader_path(run->reader),
                                   .line = run->record->line };
    if (form < 0 || run->binding->form[form].is_constant) return place;
    place.field = form + 1;
    place.column = run->binding->column[form].header;
    return place;
}

bool run_issue(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t form)
{
    const struct fire_location place = place_of(run, form);
    const struct fire_text_view value = form < 0 ? (struct fire_text_view){ "", 0 }
                                                 : run_cell(run, form);
    issues_add(run->issues, kind, effect, place, value);
    if (effect == FIRE_EFFECT_CELL) run->counts->n_set_aside++;
    if (!run->options->strict || effect == FIRE_EFFECT_NOTICE) return true;
    char shown[96];
    const size_t size = fire_text_cut(value, 80);
    memcpy(shown, value.bytes, size);
    shown[size] = '\0';
    const struct fire_issue issue = { kind, effect, place, shown };
    const char *(*say)(const char *) = run->err == NULL ? NULL : run->err->say;
    char reason[256];
    fire_issue_text(&issue, say, reason, sizeof reason);
    (void)fire_fail(run->err, FIRE_EVALUE, place, "%s", reason);
    return false;
}

static fire_issue_kind kind_of_fault(fire_fault fault)
{
    static const fire_issue_kind kinds[] = {
        [FIRE_FAULT_STRAY_QUOTE] = FIRE_ISSUE_STRAY_QUOTE,
        [FIRE_FAULT_UNCLOSED_QUOTE] = FIRE_ISSUE_UNCLOSED_QUOTE,
        [FIRE_FAULT_CELL_TOO_LONG] = FIRE_ISSUE_CELL_TOO_LONG,
        [FIRE_FAULT_RECORD_TOO_LONG] = FIRE_ISSUE_RECORD_TOO_LONG,
        [FIRE_FAULT_NUL] = FIRE_ISSUE_NUL_BYTE,
    };
    return kinds[fault];
}

/* A record that is no CSV, or has not the header's number of cells. */
static bool check_shape(struct run *run, bool *kept)
{
    const struct fire_record *record = run->record;
    *kept = false;
    if (record->fault != FIRE_FAULT_NONE)
        return run_issue(run, kind_of_fault(record->fault), FIRE_EFFECT_REJECTED, -1);
    if (record->n_cells < run->binding->n_columns)
        return run_issue(run, FIRE_ISSUE_TOO_FEW_CELLS, FIRE_EFFECT_REJECTED, -1);
    for (int32_t i = run->binding->n_columns; i < record->n_cells; i++)
        if (record->cell[i].size_bytes > 0)
            return run_issue(run, FIRE_ISSUE_TOO_MANY_CELLS, FIRE_EFFECT_REJECTED, -1);
    *kept = true;
    return record->n_cells == run->binding->n_columns ||
           run_issue(run, FIRE_ISSUE_EMPTY_CELLS_BEYOND, FIRE_EFFECT_NOTICE, -1);
}

static bool read_values(struct run *run)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++) {
        const int32_t field = run->binding->form[i].field;
        if (field < 0) continue;
        bool ok = true;
        switch (fire_schema_field(run->schema, field)->type) {
        case FIRE_TYPE_CATEGORY:
            ok = read_word_cell(run, i);
            break;
        case FIRE_TYPE_TEXT:
            ok = read_text_cell(run, i);
            break;
        case FIRE_TYPE_INTEGER:
        case FIRE_TYPE_DECIMAL:
        case FIRE_TYPE_MONEY:
            ok = read_number_cell(run, i);
            break;
        case FIRE_TYPE_DATETIME: /* by read_when and read_moment */
        case FIRE_TYPE_PERIOD:
        case FIRE_TYPE_AREA: /* by read_area */
            break;
        }
        if (!ok) return false;
    }
    for (int32_t i = 0; i < run->n_moments; i++)
        if (run->moment[i].field != FIRE_FIELD_OCCURRED_AT &&
            !read_moment(run, &run->moment[i]))
            return false;
    return true;
}

/* A row that is given up half way must not leave bits behind. */
static void clear_row(struct run *run)
{
    const uint64_t keep = ~(UINT64_C(1) << (run->n & 63));
    for (int32_t i = 0; i < run->n_fields; i++) {
        struct column_build *build = &run->build[i];
        if (build->valid == NULL) continue;
        build->valid[run->n >> 6] &= keep;
        if (build->minute_valid != NULL) build->minute_valid[run->n >> 6] &= keep;
    }
}

static fire_status push_batch(struct run *run)
{
    if (run->n == 0) return FIRE_OK;
    struct fire_vector *vector = FIRE_TAKE(run->scratch, run->n_fields, struct fire_vector);
    if (vector == NULL) return fire_fail_memory(run->err);
    for (int32_t i = 0; i < run->n_fields; i++) {
        const struct column_build *build = &run->build[i];
        if (build->valid == NULL || fire_count_valid(build->valid, run->n) == 0) continue;
        vector[i] = (struct fire_vector){ .valid = build->valid,
                                          .code = build->code,
                                          .text = build->text,
                                          .number = build->number,
                                          .day = build->day,
                                          .minute = build->minute,
                                          .minute_valid = build->minute_valid };
    }
    const struct fire_batch batch = { .schema = run->schema,
                                      .n_rows = run->n,
                                      .source = run->options->source,
                                      .vector = vector,
                                      .last_day = run->has_spans ? run->last_day : NULL,
                                      .area = run->area,
                                      .line = run->line };
    FIRE_TRY(run->sink.push(run->sink.self, &batch, run->err));
    for (int32_t i = 0; i < run->n_fields; i++) {
        struct column_build *build = &run->build[i];
        const size_t size = FIRE_BITS_WORDS(FIRE_BATCH_ROWS) * sizeof(uint64_t);
        if (build->valid != NULL) memset(build->valid, 0, size);
        if (build->minute_valid != NULL) memset(build->minute_valid, 0, size);
    }
    fire_arena_reset(run->scratch);
    run->has_spans = false;
    run->n = 0;
    if (run->options->interrupted != NULL && run->options->interrupted())
        return fire_fail(run->err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "stopped");
    return FIRE_OK;
}

/* When a step says false without an error of its own, memory was at its end. */
static fire_status why(struct run *run)
{
    return run->err != NULL && run->err->status != FIRE_OK ? run->err->status
                                                           : fire_fail_memory(run->err);
}

static fire_status read_record(struct run *run)
{
    bool kept;
    run->counts->n_records++;
    if (!check_shape(run, &kept)) return why(run);
    if (kept && !read_when(run, &kept)) return why(run);
    if (!kept) {
        run->counts->n_rejected++;
        clear_row(run);
        return FIRE_OK;
    }
    if (!read_area(run) || !read_values(run)) return why(run);
    run->line[run->n] = run->record->line;
    run->counts->n_kept++;
    run->n++;
    return run->n == FIRE_BATCH_ROWS ? push_batch(run) : FIRE_OK;
}

/* Arrays for a field that some form fills; false: no memory. */
static bool make_build(struct run *run, int32_t field)
{
    struct column_build *build = &run->build[field];
    struct fire_arena *arena = run->arena;
    if (build->valid != NULL) return true;
    build->valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(FIRE_BATCH_ROWS), uint64_t);
    switch (fire_schema_field(run->schema, field)->type) {
    case FIRE_TYPE_CATEGORY:
        build->code = FIRE_TAKE(arena, FIRE_BATCH_ROWS, uint32_t);
        return build->valid != NULL && build->code != NULL;
    case FIRE_TYPE_TEXT:
        build->text = FIRE_TAKE(arena, FIRE_BATCH_ROWS, struct fire_text_view);
        return build->valid != NULL && build->text != NULL;
    case FIRE_TYPE_DATETIME:
        build->day = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int32_t);
        build->minute = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int16_t);
        build->minute_valid = FIRE_TAKE(arena, FIRE_BITS_WORDS(FIRE_BATCH_ROWS), uint64_t);
        return build->valid != NULL && build->day != NULL && build->minute != NULL &&
               build->minute_valid != NULL;
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        build->number = FIRE_TAKE(arena, FIRE_BATCH_ROWS, int64_t);
        return build->valid != NULL && build->number != NULL;
    case FIRE_TYPE_AREA:
    case FIRE_TYPE_PERIOD:
        build->valid = NULL; /* these lie in the batch itself */
        return true;
    }
    return true;
}

static struct moment_parts *parts_of(struct run *run, int32_t field)
{
    for (int32_t i = 0; i < run->n_moments; i++)
        if (run->moment[i].field == field) return &run->moment[i];
    struct moment_parts *parts = &run->moment[run->n_moments++];
    parts->field = field;
    for (int i = 0; i < FIRE_N_COLUMN_PARTS; i++)
        parts->form[i] = -1;
    return parts;
}

static bool plan_forms(struct run *run)
{
    const struct fire_binding *binding = run->binding;
    if (!make_build(run, FIRE_FIELD_OCCURRED_AT)) return false;
    if (binding->has_moment) (void)parts_of(run, FIRE_FIELD_OCCURRED_AT);
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field < 0) continue;
        if (!make_build(run, form->field)) return false;
        if (form->field >= FIRE_FIELD_PROVINCE && form->field <= FIRE_FIELD_COMMUNE)
            run->area_form[form->field - FIRE_FIELD_PROVINCE] = i;
        if (fire_schema_field(run->schema, form->field)->type == FIRE_TYPE_DATETIME)
            parts_of(run, form->field)->form[form->part] = i;
    }
    return true;
}

static bool run_init(struct run *run)
{
    run->n_fields = fire_schema_n_fields(run->schema);
    run->arena = fire_arena_create();
    run->scratch = fire_arena_create();
    run->area_key = fire_dictionary_create();
    if (run->arena == NULL || run->scratch == NULL || run->area_key == NULL) return false;
    run->cache = FIRE_TAKE(run->arena, run->binding->n_forms, struct word_cache);
    run->build = FIRE_TAKE(run->arena, run->n_fields, struct column_build);
    run->moment = FIRE_TAKE(run->arena, run->n_fields, struct moment_parts);
    run->last_day = FIRE_TAKE(run->arena, FIRE_BATCH_ROWS, int32_t);
    run->area = FIRE_TAKE(run->arena, FIRE_BATCH_ROWS, int32_t);
    run->line = FIRE_TAKE(run->arena, FIRE_BATCH_ROWS, int64_t);
    for (int i = 0; i < 3; i++)
        run->area_form[i] = -1;
    return run->cache != NULL && run->build != NULL && run->moment != NULL &&
           run->last_day != NULL && run->area != NULL && run->line != NULL && plan_forms(run);
}

static void run_finish(struct run *run)
{
    for (int32_t i = 0; run->cache != NULL && i < run->binding->n_forms; i++) {
        fire_dictionary_free(run->cache[i].raw);
        free(run->cache[i].entry);
    }
    free(run->area_of);
    fire_dictionary_free(run->area_key);
    fire_arena_free(run->scratch);
    fire_arena_free(run->arena);
}

fire_status fire_clean_run(struct fire_reader *reader, const struct fire_binding *binding,
                           struct fire_schema *schema, struct fire_areas *areas,
                           const struct fire_clean_options *options, struct fire_sink sink,
                           struct fire_issues *issues, struct fire_import_counts *counts,
                           struct fire_error *err)
{
    struct run run = { .reader = reader,
                       .binding = binding,
                       .schema = schema,
                       .areas = areas,
                       .options = options,
                       .sink = sink,
                       .issues = issues,
                       .counts = counts,
                       .err = err };
    struct fire_error own = { 0 }; /* steps find out from it whether something was said */
    if (err == NULL) run.err = &own;
    *counts = (struct fire_import_counts){ 0 };
    fire_status status = run_init(&run) ? FIRE_OK : fire_fail_memory(run.err);
    while (status == FIRE_OK) {
        struct fire_record record;
        bool more = false;
        status = fire_reader_next(reader, &record, &more, run.err);
        if (status != FIRE_OK || !more) break;
        run.record = &record;
        status = read_record(&run);
    }
    if (status == FIRE_OK) status = push_batch(&run);
    counts->n_lines = fire_reader_n_lines(reader);
    run_finish(&run);
    return status;
}
