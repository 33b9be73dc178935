/* survey.c - which mark parts thousands, decided from the whole column.
 *
 * "1.234" is twelve hundred to one clerk and one point two to another; "1.234,5", "0,5" and
 * "1.234.567" are clear. So all cells of the column are asked, and the clear ones decide for the
 * unclear ones. Where none is clear the Vietnamese style is taken and said, with two exceptions
 * that cannot be otherwise: counts have no decimals, so any mark in them parts thousands; and an
 * amount in đồng ("1,234", no triệu or tỷ in cell or header) has none either, since nobody counts
 * damage in thousandths of a đồng.
 *
 * In haste the first records decide, the run asks all others as it reads them, and at its end
 * the whole column must say the same; where it does not, the file is read anew without haste. */
#include "survey.h"

#include "issue.h"

static bool wants_style(const struct cell_form *form, const struct fire_schema *schema)
{
    if (form->field < 0 || !form_has_column(form) || form->number.style != FIRE_NUMBERS_UNSAID)
        return false;
    const fire_type type = fire_schema_field(schema, form->field)->type;
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* A column of dates in which Excel's day numbers may stand. */
static bool wants_days(const struct cell_form *form, const struct fire_schema *schema)
{
    return form->field >= 0 && form_has_column(form) &&
           form->part <= FIRE_COLUMN_TIME && /* the whole, the date, the time */
           fire_schema_field(schema, form->field)->type == FIRE_TYPE_DATETIME;
}

static bool gather(struct evidence *evidence, struct fire_text_view cell, int64_t line,
                   int32_t form, struct fire_arena *scratch, struct fire_arena *arena)
{
    switch (number_evidence_of(cell, scratch)) {
    case NUMBER_TELLS_NOTHING:
        return true;
    case NUMBER_TELLS_VI:
        evidence->n_vi++;
        return true;
    case NUMBER_TELLS_EN:
        evidence->n_en++;
        return true;
    case NUMBER_DOT_UNCLEAR:
        evidence->n_dot++;
        break;
    case NUMBER_COMMA_UNCLEAR:
        evidence->n_comma++;
        break;
    case NUMBER_COMMA_UNIT:
        evidence->n_comma_unit++;
        break;
    }
    if (evidence->example == NULL) {
        evidence->line = line;
        evidence->form = form;
        evidence->example = fire_arena_copy(arena, cell.bytes, cell.size_bytes);
    }
    return evidence->example != NULL;
}

/* The style, and whether it is only supposed. Clear cells that contradict each other are
 * settled by number; the smaller side comes out as cells that are not in form. */
static fire_number_style decide(const struct evidence *evidence, fire_type type, int64_t factor,
                                bool *supposed)
{
    *supposed = false;
    if (evidence->n_vi != evidence->n_en)
        return evidence->n_vi > evidence->n_en ? FIRE_NUMBERS_VI : FIRE_NUMBERS_EN;
    const bool commas_only = evidence->n_comma > 0 && evidence->n_dot == 0 &&
                             evidence->n_comma_unit == 0;
    if (type == FIRE_TYPE_INTEGER) return commas_only ? FIRE_NUMBERS_EN : FIRE_NUMBERS_VI;
    *supposed = evidence->n_vi > 0 || evidence->n_dot > 0 || evidence->n_comma > 0 ||
                evidence->n_comma_unit > 0;
    return type == FIRE_TYPE_MONEY && factor == 1 && commas_only ? FIRE_NUMBERS_EN
                                                                 : FIRE_NUMBERS_VI;
}

/* Whose evidence counts: a measure has one style in all its periods. */
static void find_leaders(struct survey *survey, const struct fire_binding *binding)
{
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        survey->leader[i] = i;
        for (int32_t k = 0; k < i && form->slot > 0; k++) {
            const struct cell_form *other = &binding->form[k];
            if (other->slot == 0 || other->field != form->field ||
                other->measure != form->measure ||
                other->number.factor != form->number.factor ||
                other->number.style != form->number.style)
                continue;
            survey->leader[i] = k;
            break;
        }
    }
}

bool survey_see(const struct fire_binding *binding, const struct fire_record *record,
                struct fire_arena *scratch)
{
    struct survey *survey = binding->survey;
    const int32_t measure = binding->n_measures == 0
                                ? 0
                                : binding_measure_of(binding, record, scratch);
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (!form_has_column(form) || form->column >= record->n_cells ||
            (form->measure > 0 && form->measure != measure))
            continue;
        struct fire_text_view cell = record->cell[form->column];
        if (survey->wants_days[i])
            day_number_gather(&survey->evidence[i].days, cell, form->part == FIRE_COLUMN_TIME);
        const bool is_number = record->kind != NULL && /* has its style from the workbook */
                               (record->kind[form->column] & FIRE_CELL_KIND) ==
                                   FIRE_CELL_NUMBER;
        if (is_number || !survey->wants_style[i]) continue;
        if (!fire_text_clean(cell, scratch, &cell) ||
            !gather(&survey->evidence[survey->leader[i]], cell, record->line, i, scratch,
                    survey->arena))
            return false;
    }
    return true;
}

void survey_add_decimals(const struct fire_binding *binding, int32_t form, int64_t n)
{
    struct survey *survey = binding->survey;
    if (!survey->wants_style[form]) return;
    if (binding->form[form].number.style == FIRE_NUMBERS_VI)
        survey->evidence[survey->leader[form]].n_vi += n;
    else
        survey->evidence[survey->leader[form]].n_en += n;
}

void survey_add_dates(const struct fire_binding *binding, int32_t form, int64_t n)
{
    if (binding->survey->wants_days[form]) binding->survey->evidence[form].days.n_others += n;
}

/* In haste so many records stand for all, until all were read. */
enum { HASTY_RECORDS = 2000 };

static fire_status see_records(struct fire_reader *reader, const struct fire_binding *binding,
                               struct fire_error *err)
{
    const bool is_hasty = fire_reader_is_hasty(reader);
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    fire_status status = FIRE_OK;
    bool more = true;
    for (int64_t n = 0; status == FIRE_OK && (!is_hasty || n < HASTY_RECORDS); n++) {
        struct fire_record record;
        status = fire_reader_next(reader, &record, &more, err);
        if (status != FIRE_OK || !more) break;
        if (!survey_see(binding, &record, scratch)) status = fire_fail_memory(err);
        fire_arena_reset(scratch);
    }
    binding->survey->is_open = is_hasty && more;
    fire_arena_free(scratch);
    return status;
}

/* What the evidence says of a form. */
struct decision {
    fire_number_style style;
    bool is_supposed;
    bool is_day_number;
};

static struct decision decide_form(const struct fire_binding *binding,
                                   const struct fire_schema *schema, int32_t i)
{
    const struct survey *survey = binding->survey;
    const struct cell_form *form = &binding->form[i];
    struct decision decision = { .style = form->number.style };
    decision.is_day_number = day_numbers_decide(&survey->evidence[i].days,
                                                form->part == FIRE_COLUMN_TIME);
    if (survey->wants_style[i])
        decision.style = decide(&survey->evidence[survey->leader[i]],
                                fire_schema_field(schema, form->field)->type,
                                form->number.factor, &decision.is_supposed);
    return decision;
}

bool survey_close(const struct fire_binding *binding, const struct fire_schema *schema)
{
    for (int32_t i = 0; binding->survey->is_open && i < binding->n_forms; i++) {
        const struct decision decision = decide_form(binding, schema, i);
        if (decision.style != binding->form[i].number.style ||
            decision.is_day_number != binding->form[i].is_day_number)
            return false;
    }
    binding->survey->is_open = false;
    return true;
}

void survey_tell(const struct fire_binding *binding, const struct fire_schema *schema,
                 const struct fire_reader *reader, struct fire_issues *issues)
{
    const struct survey *survey = binding->survey;
    for (int32_t i = 0; survey != NULL && i < binding->n_forms; i++) {
        const struct evidence *evidence = &survey->evidence[survey->leader[i]];
        if (!survey->wants_style[i] || survey->leader[i] != i || evidence->example == NULL ||
            !decide_form(binding, schema, i).is_supposed)
            continue;
        const int32_t column = binding->form[evidence->form].column;
        const struct fire_location place = { .file = fire_reader_path(reader),
                                             .sheet = fire_reader_sheet(reader),
                                             .line = evidence->line,
                                             .field = column + 1,
                                             .column = binding->column[column].header };
        issues_add(issues, FIRE_ISSUE_NUMBERS_ASSUMED, FIRE_EFFECT_NOTICE, place,
                   fire_text_of(evidence->example));
    }
}

static void decide_all(struct fire_binding *binding, const struct fire_schema *schema)
{
    struct survey *survey = binding->survey;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct decision decision = decide_form(binding, schema, i);
        binding->form[i].number.style = decision.style;
        binding->form[i].is_day_number = decision.is_day_number;
    }
    if (!survey->is_open) return;
    for (int32_t i = 0; i < binding->n_forms; i++)
        survey->evidence[i] = (struct evidence){ 0 }; /* to be seen anew, with all others */
}

fire_status survey_numbers(struct fire_reader *reader, struct fire_binding *binding,
                           const struct fire_schema *schema, struct fire_arena *arena,
                           struct fire_error *err)
{
    const int32_t n = binding->n_forms;
    struct survey *survey = FIRE_TAKE(arena, 1, struct survey);
    bool wanted = false;
    if (survey == NULL) return fire_fail_memory(err);
    *survey = (struct survey){ .arena = arena,
                               .evidence = FIRE_TAKE(arena, n, struct evidence),
                               .leader = FIRE_TAKE(arena, n, int32_t),
                               .wants_style = FIRE_TAKE(arena, n, bool),
                               .wants_days = FIRE_TAKE(arena, n, bool) };
    if (survey->evidence == NULL || survey->leader == NULL || survey->wants_style == NULL ||
        survey->wants_days == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++) {
        survey->wants_style[i] = wants_style(&binding->form[i], schema);
        survey->wants_days[i] = wants_days(&binding->form[i], schema);
        wanted = wanted || survey->wants_style[i] || survey->wants_days[i];
    }
    if (!wanted) return FIRE_OK;
    binding->survey = survey;
    find_leaders(survey, binding);
    FIRE_TRY(see_records(reader, binding, err));
    decide_all(binding, schema);
    return FIRE_OK;
}
