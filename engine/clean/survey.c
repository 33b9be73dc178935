/* survey.c - which mark parts thousands, decided from the whole column.
 *
 * "1.234" is twelve hundred to one clerk and one point two to another; "1.234,5", "0,5" and
 * "1.234.567" are clear. So all cells of the column are asked, and the clear ones decide for the
 * unclear ones. Where none is clear the Vietnamese style is taken and said, with two exceptions
 * that cannot be otherwise: counts have no decimals, so any mark in them parts thousands; and an
 * amount in đồng ("1,234", no triệu or tỷ in cell or header) has none either, since nobody counts
 * damage in thousandths of a đồng. */
#include "binding.h"

#include "day_number.h"
#include "issue.h"

struct evidence {
    int64_t n_vi;
    int64_t n_en;
    int64_t n_dot;        /* unclear with a dot         */
    int64_t n_comma;      /* unclear with a comma       */
    int64_t n_comma_unit; /* unclear, an amount in tỷ   */
    int64_t line;         /* of the first unclear cell  */
    const char *example;
    int32_t form;            /* where that cell stands      */
    struct day_numbers days; /* in a column of dates    */
};

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

struct survey {
    struct fire_reader *reader;
    struct fire_binding *binding;
    const struct fire_schema *schema;
    struct evidence *evidence; /* [n_forms]                                             */
    int32_t *leader;           /* [n_forms] whose evidence counts: a measure has one style
                                  in all its periods                                    */
    struct fire_arena *arena;
};

static void find_leaders(struct survey *survey)
{
    const struct fire_binding *binding = survey->binding;
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

static bool gather_record(struct survey *survey, const struct fire_record *record,
                          struct fire_arena *scratch)
{
    const struct fire_binding *binding = survey->binding;
    const int32_t measure = binding->n_measures == 0
                                ? 0
                                : binding_measure_of(binding, record, scratch);
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (!form_has_column(form) || form->column >= record->n_cells ||
            (form->measure > 0 && form->measure != measure))
            continue;
        struct fire_text_view cell = record->cell[form->column];
        if (wants_days(form, survey->schema))
            day_number_gather(&survey->evidence[i].days, cell, form->part == FIRE_COLUMN_TIME);
        const bool is_number = record->kind != NULL && /* has its style from the workbook */
                               (record->kind[form->column] & FIRE_CELL_KIND) ==
                                   FIRE_CELL_NUMBER;
        if (is_number || !wants_style(form, survey->schema)) continue;
        if (!fire_text_clean(cell, scratch, &cell) ||
            !gather(&survey->evidence[survey->leader[i]], cell, record->line, i, scratch,
                    survey->arena))
            return false;
    }
    return true;
}

static fire_status gather_all(struct survey *survey, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    fire_status status = FIRE_OK;
    bool more = true;
    while (status == FIRE_OK) {
        struct fire_record record;
        status = fire_reader_next(survey->reader, &record, &more, err);
        if (status != FIRE_OK || !more) break;
        if (!gather_record(survey, &record, scratch)) status = fire_fail_memory(err);
        fire_arena_reset(scratch);
    }
    fire_arena_free(scratch);
    return status;
}

static void decide_all(const struct survey *survey, struct fire_issues *issues)
{
    const struct fire_binding *binding = survey->binding;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        struct cell_form *form = &binding->form[i];
        const struct evidence *evidence = &survey->evidence[survey->leader[i]];
        form->is_day_number = day_numbers_decide(&survey->evidence[i].days,
                                                 form->part == FIRE_COLUMN_TIME);
        if (!wants_style(form, survey->schema)) continue;
        bool supposed;
        const fire_type type = fire_schema_field(survey->schema, form->field)->type;
        form->number.style = decide(evidence, type, form->number.factor, &supposed);
        if (!supposed || evidence->example == NULL || survey->leader[i] != i) continue;
        const int32_t column = binding->form[evidence->form].column;
        const struct fire_location place = { .file = fire_reader_path(survey->reader),
                                             .sheet = fire_reader_sheet(survey->reader),
                                             .line = evidence->line,
                                             .field = column + 1,
                                             .column = binding->column[column].header };
        issues_add(issues, FIRE_ISSUE_NUMBERS_ASSUMED, FIRE_EFFECT_NOTICE, place,
                   fire_text_of(evidence->example));
    }
}

fire_status survey_numbers(struct fire_reader *reader, struct fire_binding *binding,
                           const struct fire_schema *schema, struct fire_issues *issues,
                           struct fire_error *err)
{
    bool wanted = false;
    for (int32_t i = 0; i < binding->n_forms; i++)
        wanted = wanted || wants_style(&binding->form[i], schema) ||
                 wants_days(&binding->form[i], schema);
    if (!wanted) return FIRE_OK;

    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(err);
    struct survey survey = { reader,
                             binding,
                             schema,
                             FIRE_TAKE(arena, binding->n_forms, struct evidence),
                             FIRE_TAKE(arena, binding->n_forms, int32_t),
                             arena };
    fire_status status = FIRE_OK;
    if (survey.evidence == NULL || survey.leader == NULL) {
        status = fire_fail_memory(err);
    } else {
        find_leaders(&survey);
        status = gather_all(&survey, err);
    }
    if (status == FIRE_OK) decide_all(&survey, issues);
    fire_arena_free(arena);
    return status;
}
