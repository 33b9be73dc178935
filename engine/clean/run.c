/* run.c - the pass over a source: records in, batches out.
 *
 * A batch is filled column by column in arrays that are made once; at its end the arrays are
 * lent to the sink and the scratch arena, which holds the batch's texts, starts anew. */
#include "run.h"

#include "heading.h"
#include "issue.h"
#include "labels.h"
#include "outline.h"
#include "record.h"
#include "shape.h"
#include "survey.h"
#include "totals.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The record that a form's cell is in; NULL: a measure that the row does not have. */
static const struct fire_record *record_of(const struct run *run, const struct cell_form *form)
{
    return form->measure > 0 ? measure_row_record(run->measure_row, form->measure)
                             : run->record;
}

/* A period out of two cells, or of one and what the table says: the year and a part of it.
 *   part   "7", "Tháng 7", "Quý I", or a whole period, which stays as it is */
static struct fire_text_view put_year_before(const struct run *run, struct fire_text_view part,
                                             const char *part_of_year)
{
    const struct fire_binding *binding = run->binding;
    char year[5] = "";
    char label[PERIOD_PART_BYTES];
    char whole[32];
    if (binding->year_form < 0)
        memcpy(year, binding->year, sizeof year);
    else if (binding->year_form < run->record->n_cells)
        (void)text_years(run->record->cell[binding->year_form], year);
    if (year[0] == '\0' || part.size_bytes == 0 || part.size_bytes > 24) return part;
    snprintf(whole, sizeof whole, "%s %.*s", part_of_year == NULL ? "" : part_of_year,
             (int)part.size_bytes, part.bytes);
    const bool is_roman = part.bytes[0] == 'I' && part.size_bytes <= 3;
    const bool is_number = is_roman || (part.bytes[0] >= '0' && part.bytes[0] <= '9' &&
                                        part.size_bytes <= 2);
    const struct fire_text_view said = is_number ? fire_text_of(whole) : part;
    if (!period_part_parse(said, run->scratch, label)) return part;
    const int size = snprintf(whole, sizeof whole, "%s-%s", year, label);
    const char *copy = fire_arena_copy(run->scratch, whole, (size_t)size);
    return copy == NULL ? part : (struct fire_text_view){ copy, (size_t)size };
}

/* The period of the row's slot. */
static struct fire_text_view slot_period(const struct run *run)
{
    const struct binding_slot *slot = &run->binding->slot[run->slot - 1];
    const struct fire_text_view text = fire_text_of(slot->text);
    char year[5] = "";
    char whole[32];
    if (slot->has_year) return text;
    if (run->binding->year_form < 0)
        memcpy(year, run->binding->year, sizeof year);
    else if (run->binding->year_form < run->record->n_cells)
        (void)text_years(run->record->cell[run->binding->year_form], year);
    const int size = snprintf(whole, sizeof whole, "%s-%s", year, slot->text);
    const char *copy = fire_arena_copy(run->scratch, whole, (size_t)size);
    return copy == NULL ? text : (struct fire_text_view){ copy, (size_t)size };
}

/* The level of the area in a column that holds districts and communes; -1: there is none. */
static int32_t mixed_level(const struct run *run, struct fire_text_view *out_cell)
{
    const int32_t column = run->binding->mixed_column;
    struct fire_text_view name;
    int32_t field;
    if (column < 0 || run->record == NULL || column >= run->record->n_cells) return -1;
    *out_cell = run->record->cell[column];
    return label_area(*out_cell, run->look, &field, &name) ? field : -1;
}

struct fire_text_view run_cell(const struct run *run, int32_t form)
{
    static const struct fire_text_view nothing = { "", 0 };
    const struct cell_form *about = &run->binding->form[form];
    struct fire_text_view mixed;
    switch (about->source) {
    case FORM_COLUMN:
        break;
    case FORM_CONSTANT:
        return about->constant;
    case FORM_PERIOD:
        return slot_period(run);
    case FORM_SECTION:
        if (mixed_level(run, &mixed) == about->field) return mixed;
        return run->section[about->field - FIRE_FIELD_PROVINCE];
    }
    const struct fire_record *record = record_of(run, about);
    if (record == NULL || about->column >= record->n_cells) return nothing;
    if (record->kind != NULL && (record->kind[about->column] & FIRE_CELL_MERGED) != 0 &&
        run->is_number[form])
        return nothing;
    struct fire_text_view cell = record->cell[about->column];
    const bool is_area = about->field >= FIRE_FIELD_PROVINCE &&
                         about->field <= FIRE_FIELD_COMMUNE;
    if (is_area && about->column == run->binding->mixed_column) {
        const int32_t level = mixed_level(run, &mixed);
        if (level >= 0 && level != about->field) return nothing;
    }
    if (is_area && cell.size_bytes == 0 && !run->binding->has_moment)
        cell = run->section[about->field - FIRE_FIELD_PROVINCE];
    return about->field == FIRE_FIELD_PERIOD ? put_year_before(run, cell, about->part_of_year)
                                             : cell;
}

fire_cell_kind run_kind(const struct run *run, int32_t form)
{
    const struct cell_form *about = &run->binding->form[form];
    const struct fire_record *record = record_of(run, about);
    if (!form_has_column(about) || record == NULL || record->kind == NULL ||
        about->column >= record->n_cells)
        return FIRE_CELL_TEXT;
    return (fire_cell_kind)(record->kind[about->column] & FIRE_CELL_KIND);
}

static struct fire_location place_at(const struct run *run, const struct fire_record *record,
                                     int32_t column)
{
    struct fire_location place = { .file = fire_reader_path(run->reader),
                                   .sheet = fire_reader_sheet(run->reader),
                                   .line = record->line };
    if (column < 0) return place;
    place.field = column + 1;
    if (column < run->binding->n_columns && run->binding->column[column].header[0] != '\0')
        place.column = run->binding->column[column].header;
    return place;
}

struct fire_location run_place(const struct run *run, int32_t form)
{
    if (form < 0 || !form_has_column(&run->binding->form[form]))
        return place_at(run, run->record, -1);
    const struct cell_form *about = &run->binding->form[form];
    const struct fire_record *record = record_of(run, about);
    return place_at(run, record == NULL ? run->record : record, about->column);
}

/* Keep what cost a record, for whoever is handed it. */
static void keep_reject(struct run *run, const struct fire_issue *issue,
                        struct fire_text_view value)
{
    const size_t size = fire_text_cut(value, 80);
    memcpy(run->reject_value, value.bytes, size);
    run->reject_value[size] = '\0';
    run->reject = *issue;
    run->reject.value = run->reject_value;
}

static bool add_issue(struct run *run, const struct fire_issue *issue,
                      struct fire_text_view value)
{
    issues_add(run->issues, issue->kind, issue->effect, issue->where, value);
    if (issue->effect == FIRE_EFFECT_CELL) run->counts->n_set_aside++;
    if (issue->effect == FIRE_EFFECT_REJECTED) keep_reject(run, issue, value);
    if (!run->options->strict || issue->effect == FIRE_EFFECT_NOTICE ||
        issue->effect == FIRE_EFFECT_EXCLUDED)
        return true;
    char shown[96];
    const size_t size = fire_text_cut(value, 80);
    memcpy(shown, value.bytes, size);
    shown[size] = '\0';
    struct fire_issue told = *issue;
    told.value = shown;
    const char *(*say)(const char *) = run->err == NULL ? NULL : run->err->say;
    char reason[256];
    fire_issue_text(&told, say, reason, sizeof reason);
    (void)fire_fail(run->err, FIRE_EVALUE, told.where, "%s", reason);
    return false;
}

bool run_issue(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t form)
{
    const struct fire_issue issue = { .kind = kind,
                                      .effect = effect,
                                      .where = run_place(run, form) };
    return add_issue(run, &issue,
                     form < 0 ? (struct fire_text_view){ "", 0 } : run_cell(run, form));
}

bool run_issue_at(struct run *run, fire_issue_kind kind, fire_effect effect, int32_t column,
                  struct fire_text_view value)
{
    const struct fire_issue issue = { .kind = kind,
                                      .effect = effect,
                                      .where = place_at(run, run->record, column) };
    return add_issue(run, &issue, value);
}

bool run_read_values(struct run *run)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++) {
        const struct cell_form *form = &run->binding->form[i];
        const int32_t field = form->field;
        if (field < 0 || (form->slot > 0 && form->slot != run->slot)) continue;
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
void run_clear_row(struct run *run)
{
    const uint64_t keep = ~(UINT64_C(1) << (run->n & 63));
    for (int32_t i = 0; i < run->n_fields; i++) {
        struct column_build *build = &run->build[i];
        if (build->valid == NULL) continue;
        build->valid[run->n >> 6] &= keep;
        if (build->minute_valid != NULL) build->minute_valid[run->n >> 6] &= keep;
    }
}

fire_status run_push_batch(struct run *run)
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
fire_status run_why(struct run *run)
{
    return run->err != NULL && run->err->status != FIRE_OK ? run->err->status
                                                           : fire_fail_memory(run->err);
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
    run->writes_ones = fire_binding_writes_ones(binding);
    if (run->writes_ones && !make_build(run, FIRE_FIELD_INCIDENTS)) return false;
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

/* What records are looked at with before they are rows. */
static bool plan_shapes(struct run *run)
{
    const struct fire_binding *binding = run->binding;
    run->look = fire_arena_create();
    run->is_number = FIRE_TAKE(run->arena, binding->n_forms, bool);
    run->nameless = FIRE_TAKE(run->arena, binding->n_columns, int32_t);
    if (run->look == NULL || run->is_number == NULL || run->nameless == NULL) return false;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        run->is_number[i] = form->field >= 0 && form_has_column(form) &&
                            run->build[form->field].number != NULL;
    }
    for (int32_t i = 0; i < binding->n_columns; i++)
        if (binding->column[i].header[0] == '\0' && binding->form[i].field < 0)
            run->nameless[run->n_nameless++] = i;
    run->shapes = shapes_create(run);
    run->totals = totals_create(run);
    if (binding->n_measures > 0) run->measure_row = measure_row_create(run);
    return run->shapes != NULL && run->totals != NULL &&
           (run->measure_row != NULL || binding->n_measures == 0);
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
    run->said = FIRE_TAKE(run->arena, run->binding->n_forms, uint8_t);
    run->n_area_levels = 3;
    run->first_day = FIRE_DAY_FIRST;
    (void)fire_day_from_civil((struct fire_civil){ run->binding->profile->first_year, 1, 1 },
                              &run->first_day);
    for (int i = 0; i < 3; i++)
        run->area_form[i] = -1;
    return run->cache != NULL && run->build != NULL && run->moment != NULL &&
           run->last_day != NULL && run->area != NULL && run->line != NULL &&
           run->said != NULL && plan_forms(run) && plan_shapes(run) && plan_numbers(run) &&
           plan_rules(run) == FIRE_OK;
}

static void run_finish(struct run *run)
{
    for (int32_t i = 0; run->cache != NULL && i < run->binding->n_forms; i++) {
        fire_dictionary_free(run->cache[i].raw);
        free(run->cache[i].entry);
    }
    measure_row_finish(run->measure_row);
    free(run->area_of);
    fire_dictionary_free(run->area_key);
    fire_arena_free(run->look);
    fire_arena_free(run->scratch);
    fire_arena_free(run->arena);
}

/* What waited for the end of the file. */
static fire_status finish_reading(struct run *run)
{
    if (run->measure_row != NULL) FIRE_TRY(measure_row_flush(run));
    FIRE_TRY(run_push_batch(run));
    if (survey_is_open(run->binding) && !survey_close(run->binding, run->schema))
        return FIRE_EAGAIN;
    if (!totals_finish(run)) return run_why(run);
    survey_tell(run->binding, run->schema, run->reader, run->issues);
    say_date_order(run);
    return say_codes(run);
}

/* Every line is somewhere, and every record. */
static void check_counts(const struct fire_import_counts *counts)
{
    assert(counts->n_lines ==
           counts->n_head_lines + counts->n_blank_lines + counts->n_record_lines);
    assert(counts->n_records == counts->n_kept + counts->n_rejected + counts->n_excluded);
    (void)counts; /* only asserted on */
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
    *counts = (struct fire_import_counts){ .n_head_lines = binding->n_head_lines };
    fire_status status = run_init(&run) ? record_push_head(&run) : run_why(&run);
    struct fire_record record = { 0 }; /* the last one is asked for its line at the end */
    if (status == FIRE_OK) say_zones(&run);
    if (status == FIRE_OK) status = outline_read(&run);
    if (status == FIRE_OK) status = road_run(&run);
    run.record = &record;
    while (status == FIRE_OK) {
        bool more = false;
        status = fire_reader_next(reader, &record, &more, run.err);
        if (status != FIRE_OK || !more) break;
        status = record_read(&run);
        fire_arena_reset(run.look);
    }
    if (status == FIRE_OK) status = finish_reading(&run);
    counts->n_lines = fire_reader_n_lines(reader);
    counts->n_blank_lines += fire_reader_n_blank_lines(reader);
    if (status == FIRE_OK) check_counts(counts);
    run_finish(&run);
    return status;
}
