/* survey.c - which mark parts thousands, decided from the whole column.
 *
 * "1.234" is twelve hundred to one clerk and one point two to another; "1.234,5", "0,5" and
 * "1.234.567" are clear. So all cells of the column are asked, and the clear ones decide for the
 * unclear ones. Where none is clear the Vietnamese style is taken and said, with two exceptions
 * that cannot be otherwise: counts have no decimals, so any mark in them parts thousands; and an
 * amount in đồng ("1,234", no triệu or tỷ in cell or header) has none either, since nobody counts
 * damage in thousandths of a đồng. */
#include "binding.h"

#include "issue.h"

struct evidence {
    int64_t n_vi;
    int64_t n_en;
    int64_t n_dot;        /* unclear with a dot         */
    int64_t n_comma;      /* unclear with a comma       */
    int64_t n_comma_unit; /* unclear, an amount in tỷ   */
    int64_t line;         /* of the first unclear cell  */
    const char *example;
};

static bool wants_style(const struct cell_form *form, const struct fire_schema *schema)
{
    if (form->field < 0 || form->is_constant || form->number.style != FIRE_NUMBERS_UNSAID)
        return false;
    const fire_type type = fire_schema_field(schema, form->field)->type;
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

static bool gather(struct evidence *evidence, struct fire_text_view cell, int64_t line,
                   struct fire_arena *scratch, struct fire_arena *arena)
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

static fire_status gather_all(struct fire_reader *reader, const struct fire_binding *binding,
                              const struct fire_schema *schema, struct evidence evidence[],
                              struct fire_arena *arena, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    fire_status status = FIRE_OK;
    bool more = true;
    while (status == FIRE_OK) {
        struct fire_record record;
        status = fire_reader_next(reader, &record, &more, err);
        if (status != FIRE_OK || !more) break;
        for (int32_t i = 0; i < record.n_cells && i < binding->n_columns; i++) {
            struct fire_text_view cell;
            if (!wants_style(&binding->form[i], schema)) continue;
            if (!fire_text_clean(record.cell[i], scratch, &cell) ||
                !gather(&evidence[i], cell, record.line, scratch, arena))
                status = fire_fail_memory(err);
        }
        fire_arena_reset(scratch);
    }
    fire_arena_free(scratch);
    return status;
}

fire_status survey_numbers(struct fire_reader *reader, struct fire_binding *binding,
                           const struct fire_schema *schema, struct fire_issues *issues,
                           struct fire_error *err)
{
    bool wanted = false;
    for (int32_t i = 0; i < binding->n_columns; i++)
        wanted = wanted || wants_style(&binding->form[i], schema);
    if (!wanted) return FIRE_OK;

    struct fire_arena *arena = fire_arena_create();
    struct evidence *evidence = arena == NULL
                                    ? NULL
                                    : FIRE_TAKE(arena, binding->n_columns, struct evidence);
    fire_status status = evidence == NULL ? fire_fail_memory(err) : FIRE_OK;
    if (status == FIRE_OK) status = gather_all(reader, binding, schema, evidence, arena, err);
    for (int32_t i = 0; status == FIRE_OK && i < binding->n_columns; i++) {
        struct cell_form *form = &binding->form[i];
        if (!wants_style(form, schema)) continue;
        bool supposed;
        const fire_type type = fire_schema_field(schema, form->field)->type;
        form->number.style = decide(&evidence[i], type, form->number.factor, &supposed);
        if (!supposed || evidence[i].example == NULL) continue;
        const struct fire_location place = { .file = fire_reader_path(reader),
                                             .line = evidence[i].line,
                                             .field = i + 1,
                                             .column = binding->column[i].header };
        issues_add(issues, FIRE_ISSUE_NUMBERS_ASSUMED, FIRE_EFFECT_NOTICE, place,
                   fire_text_of(evidence[i].example));
    }
    if (status == FIRE_OK) status = fire_reader_rewind(reader, err);
    fire_arena_free(arena);
    if (status != FIRE_OK) return status;

    struct fire_record header; /* step over the header row again */
    bool more;
    return fire_reader_next(reader, &header, &more, err);
}
