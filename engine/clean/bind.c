/* bind.c - the header against the record: by the profile first, else by the shipped table.
 *
 * Where the header is, header.c has found out, and what its words may mean, heading.c. Here each
 * field gets its one column, or one for each period; the unit in the header becomes the column's
 * factor. What neither profile nor table knows is passed over, and the caller can say so. */
#include "binder.h"

#include "issue.h"
#include "survey.h"

#include <string.h>

struct fire_location binder_place(const struct binder *binder, int32_t column)
{
    struct fire_location place = { .file = fire_reader_path(binder->reader),
                                   .sheet = fire_reader_sheet(binder->reader),
                                   .line = binder->binding->header_line };
    if (column < 0) return place;
    place.field = column + 1;
    place.column = binder->binding->column[column].header;
    return place;
}

void binder_notice(const struct binder *binder, fire_issue_kind kind, struct title_source from)
{
    const struct fire_location place = { .file = fire_reader_path(binder->reader),
                                         .sheet = fire_reader_sheet(binder->reader),
                                         .line = from.row->line,
                                         .field = from.column + 1 };
    issues_add(binder->issues, kind, FIRE_EFFECT_NOTICE, place,
               head_cell(from.row, from.column));
}

fire_type binder_type(const struct binder *binder, const struct cell_form *form)
{
    return fire_schema_field(binder->schema, form->field)->type;
}

fire_status binder_null_words(const struct binder *binder, const char *words,
                              struct cell_form *form, struct fire_error *err)
{
    if (words[0] == '\0') return FIRE_OK;
    int32_t n = 1;
    for (const char *at = words; *at != '\0'; at++)
        n += *at == '|';
    struct fire_text_view *list = FIRE_TAKE(binder->arena, form->n_null_words + n,
                                            struct fire_text_view);
    if (list == NULL) return fire_fail_memory(err);
    if (form->n_null_words > 0)
        memcpy(list, form->null_word, (size_t)form->n_null_words * sizeof *list);
    for (const char *at = words; n > 0; n--) {
        const size_t size = strcspn(at, "|");
        const struct fire_text_view word = { at, size };
        if (!fire_text_match_key(word, binder->arena, &list[form->n_null_words++]))
            return fire_fail_memory(err);
        at += size + 1;
    }
    form->null_word = list;
    return FIRE_OK;
}

/* The number of the field, added to the schema when a profile made it up. */
static fire_status field_of(struct binder *binder, const char *name, bool has_type,
                            fire_type type, int32_t *out, struct fire_error *err)
{
    *out = fire_schema_find(binder->schema, fire_text_of(name));
    if (*out >= 0) return FIRE_OK;
    const struct fire_field field = {
        .name = name,
        .type = has_type ? type : FIRE_TYPE_CATEGORY,
        .scale = has_type && type == FIRE_TYPE_DECIMAL ? FIRE_DECIMAL_SCALE
                 : has_type && type == FIRE_TYPE_MONEY ? FIRE_MONEY_SCALE
                                                       : 0,
    };
    return fire_schema_add(binder->schema, &field, out, err);
}

/* Square metres in one unit of the field; 0: not a field of land. */
static int64_t own_land_unit(const struct fire_field *field)
{
    const struct fire_text_view key = fire_text_of(field->unit_en); /* "ha", "m²" */
    fire_unit_kind kind;
    int64_t factor;
    return fire_unit_find(key, &kind, &factor) && kind == FIRE_UNIT_OF_LAND ? factor : 0;
}

void binder_fill(const struct binder *binder, int32_t field, fire_column_part part,
                 int64_t factor, const struct heading *unit, struct cell_form *form)
{
    const struct fire_field *about = fire_schema_field(binder->schema, field);
    const int64_t land = own_land_unit(about);
    form->field = field;
    form->part = part;
    form->number = (struct number_form){ .style = binder->profile->numbers,
                                         .factor = factor,
                                         .divisor = 1,
                                         .scale = about->scale,
                                         .whole = about->type == FIRE_TYPE_INTEGER };
    if (about->type == FIRE_TYPE_MONEY) form->number.unit = FIRE_UNIT_OF_MONEY;
    if (land > 0) {
        form->number.unit = FIRE_UNIT_OF_LAND;
        form->number.divisor = land;
        form->number.factor = factor * land; /* the column is in the field's own unit */
    }
    if (unit != NULL && unit->has_unit && unit->unit == form->number.unit)
        form->number.factor = unit->factor;
    else if (unit != NULL && about->type == FIRE_TYPE_MONEY)
        form->number.factor = binder->title.money_factor;
    form->date = (struct date_form){ binder->profile->dates,
                                     binder->profile->first_two_digit_year,
                                     binder->profile->is_order_said };
    if (field == FIRE_FIELD_OCCURRED_AT && part_has_day(part))
        binder->binding->has_moment = true;
    if (field == FIRE_FIELD_PERIOD) binder->binding->has_period = true;
}

bool binder_is_bare(const struct binder *binder, int32_t column)
{
    return binder->slot_of[column] > 0 && binder->heading[column].is_bare &&
           !binder->binding->column[column].by_profile;
}

struct cell_form *binder_add_form(struct binder *binder, form_source source)
{
    struct fire_binding *binding = binder->binding;
    struct cell_form *form = &binding->form[binding->n_forms++];
    *form = (struct cell_form){ .field = -1, .source = source };
    return form;
}

/* The profile's row for a column: by position before by name; of equal ones the last counts. */
static const struct fire_profile_column *row_of(const struct binder *binder, int32_t column)
{
    for (size_t i = binder->profile->n_columns; i-- > 0;)
        if (binder->profile->column[i].position == column + 1)
            return &binder->profile->column[i];
    return binder->heading[column].row;
}

static fire_status bind_by_profile(struct binder *binder, int32_t column,
                                   const struct fire_profile_column *row,
                                   struct fire_error *err)
{
    const struct heading *heading = &binder->heading[column];
    struct cell_form *form = &binder->binding->form[column];
    int32_t field;
    if (row->field[0] == '\0') return FIRE_OK; /* to be ignored */
    FIRE_TRY(field_of(binder, row->field, row->has_type, row->type, &field, err));
    const struct fire_field *about = fire_schema_field(binder->schema, field);
    if (row->has_type && about->type != row->type && about->type != FIRE_TYPE_AREA &&
        !(about->type == FIRE_TYPE_TEXT && row->type == FIRE_TYPE_CATEGORY))
        return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, column),
                         "the profile gives the field '%s' another type than it has",
                         row->field);
    binder_fill(binder, field, row->part, row->factor, row->has_unit ? NULL : heading, form);
    form->is_key = row->is_key;
    form->slot = type_is_number(about->type) ? binder->slot_of[column] : 0;
    if (row->has_dates) form->date.order = row->dates;
    form->date.is_order_said = form->date.is_order_said || row->has_dates;
    if (row->numbers != FIRE_NUMBERS_UNSAID) form->number.style = row->numbers;
    return binder_null_words(binder, row->null_words, form, err);
}

bool binder_is_taken(const struct fire_binding *binding, int32_t field, fire_column_part part,
                     int32_t slot, int32_t but, int32_t *out_by)
{
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (i == but || form->field != field || form->part != part || form->slot != slot)
            continue;
        *out_by = i;
        return true;
    }
    return false;
}

static bool same_plain_key(struct fire_text_view a, struct fire_text_view b,
                           struct fire_arena *arena)
{
    struct fire_text_view key_a;
    struct fire_text_view key_b;
    return fire_text_plain_key(a, arena, &key_a) && fire_text_plain_key(b, arena, &key_b) &&
           fire_text_equal(key_a, key_b);
}

/* A column the profile is silent about. A field that it has bound already stays bound. */
static void bind_by_header(struct binder *binder, int32_t column)
{
    const struct heading *heading = &binder->heading[column];
    struct cell_form *form = &binder->binding->form[column];
    const int32_t field = heading->field;
    int32_t by;
    if (!heading->is_known) return;
    if (field == FIRE_N_BUILTIN_FIELDS) {
        binder->binding->ordinal_column = column;
        return;
    }
    const bool is_number = heading_is_measure(&binder->context, heading);
    const int32_t slot = is_number ? binder->slot_of[column] : 0;
    if (!binder_is_taken(binder->binding, field, heading->part, slot, column, &by)) {
        binder_fill(binder, field, heading->part, 1, heading, form);
        form->slot = slot;
        form->part_of_year = heading->part_of_year;
        return;
    }
    /* of two different words for one field the first counts, and the binding tells */
    const struct fire_text_view first = fire_text_of(binder->binding->column[by].header);
    const struct fire_text_view second = fire_text_of(heading->text);
    if (binder->binding->column[by].by_profile || !same_plain_key(first, second, binder->arena))
        return;
    if (binder->doubles.size_bytes > 0) fire_buffer_add_text(&binder->doubles, ", ");
    fire_buffer_printf(&binder->doubles, "'%s' (%d, %d)", heading->text, (int)by + 1,
                       (int)column + 1);
}

static void bind_by_headers(struct binder *binder)
{
    for (int32_t i = 0; i < binder->binding->n_columns; i++)
        if (row_of(binder, i) == NULL) bind_by_header(binder, i);
}

/* Columns whose words are the same: all are told at once, so that one look into the file is
 * enough. */
static fire_status check_doubles(struct binder *binder, struct fire_error *err)
{
    fire_status status = FIRE_OK;
    if (binder->doubles.failed)
        status = fire_fail_memory(err);
    else if (binder->doubles.size_bytes > 0)
        status = fire_fail(err, FIRE_ESCHEMA, binder_place(binder, -1),
                           "columns that say the same: %s; name one of each in a profile",
                           binder->doubles.bytes);
    fire_buffer_finish(&binder->doubles);
    return status;
}

static fire_status bind_by_rows(struct binder *binder, struct fire_error *err)
{
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        const struct fire_profile_column *row = row_of(binder, i);
        int32_t by;
        if (row == NULL) continue;
        binder->binding->column[i].by_profile = true;
        FIRE_TRY(bind_by_profile(binder, i, row, err));
        const struct cell_form *form = &binder->binding->form[i];
        if (form->field >= 0 &&
            binder_is_taken(binder->binding, form->field, form->part, form->slot, i, &by))
            return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, i),
                             "the profile gives columns %d and %d to '%s'", (int)by + 1,
                             (int)i + 1, row->field);
    }
    return FIRE_OK;
}

/* Every row of the profile must have met its column. */
static fire_status check_profile_met(const struct binder *binder, struct fire_error *err)
{
    for (size_t r = 0; r < binder->profile->n_columns; r++) {
        const struct fire_profile_column *row = &binder->profile->column[r];
        bool met = row->position > 0 && row->position <= binder->binding->n_columns;
        for (int32_t i = 0; !met && i < binder->binding->n_columns; i++)
            met = binder->heading[i].row != NULL && row->position == 0 &&
                  (binder->heading[i].row == row ||
                   fire_text_equal(binder->context.row_key[r],
                                   binder->context.row_key[binder->heading[i].row -
                                                           binder->profile->column]));
        if (met) continue;
        const struct fire_location place = binder_place(binder, -1);
        if (row->position > 0)
            return fire_fail(err, FIRE_ESCHEMA, place, "there is no column %d",
                             (int)row->position);
        return fire_fail(err, FIRE_ESCHEMA, place, "there is no column '%s'", row->header);
    }
    return FIRE_OK;
}

/* The column of a field that a constant takes the place of. "period=2024" beside a column of
 * months takes none: it is the months' year. */
static void make_way(struct binder *binder, int32_t field)
{
    struct fire_binding *binding = binder->binding;
    for (int32_t i = 0; i < binding->n_columns; i++)
        if (binding->form[i].field == field && binding->form[i].part == FIRE_COLUMN_WHOLE)
            binding->form[i].field = -1;
}

static fire_status bind_constants(struct binder *binder, struct fire_error *err)
{
    for (size_t i = 0; i < binder->profile->n_constants; i++) {
        const struct fire_profile_constant *constant = &binder->profile->constant[i];
        int32_t field;
        FIRE_TRY(field_of(binder, constant->field, false, FIRE_TYPE_CATEGORY, &field, err));
        make_way(binder, field);
        struct cell_form *form = binder_add_form(binder, FORM_CONSTANT);
        binder_fill(binder, field, FIRE_COLUMN_WHOLE, 1, NULL, form);
        if (!fire_text_clean(fire_text_of(constant->value), binder->arena, &form->constant))
            return fire_fail_memory(err);
    }
    return FIRE_OK;
}

/* A book that says only when the call came: its day is taken for the incident's. */
static void fall_back_on_report(struct fire_binding *binding)
{
    if (binding->has_moment || binding->has_period) return;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        if (binding->form[i].field != FIRE_FIELD_REPORTED_AT) continue;
        binding->form[i].field = FIRE_FIELD_OCCURRED_AT;
        binding->has_moment = binding->has_moment || part_has_day(binding->form[i].part);
    }
}

/* Of the forms that belong to no column: the three levels of sections, and the period. */
enum { FORMS_OF_THE_TABLE = 4 };

/* A column and a form for each heading. */
static fire_status make_columns(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    const int32_t n_columns = binding->head->n_columns;
    const size_t n_forms = (size_t)n_columns + binder->profile->n_constants +
                           FORMS_OF_THE_TABLE;
    binding->n_columns = binding->n_forms = n_columns;
    binding->header_line = binding->head->row[binding->head->first].line;
    binding->column = FIRE_TAKE(binder->arena, n_columns, struct fire_bound_column);
    binding->form = FIRE_TAKE(binder->arena, n_forms, struct cell_form);
    binder->heading = FIRE_TAKE(binder->arena, n_columns, struct heading);
    binder->slot_of = FIRE_TAKE(binder->arena, n_columns, int32_t);
    if (binding->column == NULL || binding->form == NULL || binder->heading == NULL ||
        binder->slot_of == NULL ||
        !head_headings(&binder->context, binding->head, binder->heading))
        return fire_fail_memory(err);
    for (int32_t i = 0; i < n_columns; i++) {
        binding->column[i] = (struct fire_bound_column){ .header = binder->heading[i].text,
                                                         .field = -1 };
        binding->form[i].field = -1;
        binding->form[i].column = i;
        FIRE_TRY(
            binder_null_words(binder, binder->profile->null_words, &binding->form[i], err));
    }
    return FIRE_OK;
}

/* A row that numbers the columns belongs to the header, where no column could hold it. */
static void pass_numbering(struct binder *binder)
{
    struct head *head = binder->binding->head;
    const struct head_row *row = &head->row[head->n_head];
    const struct head_row *next = head->n_head + 1 < head->n_rows ? row + 1 : NULL;
    if (head->n_head >= head->n_rows || head->n_head == head->first ||
        row->fault != FIRE_FAULT_NONE || !row_is_numbering(row, next))
        return;
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        const struct cell_form *form = &binder->binding->form[i];
        const struct fire_text_view cell = head_cell(row, i);
        const bool is_bound = form->field >= 0;
        /* a number is no area, no word, no day; it could be an amount or an id */
        if (cell.size_bytes == 0 || (is_bound && (type_is_number(binder_type(binder, form)) ||
                                                  form->field == FIRE_FIELD_ID)))
            continue;
        if (!is_bound && binder->heading[i].text[0] == '\0') continue;
        if (!is_bound && cell.bytes[0] == '1' && cell.size_bytes == 1) continue; /* "STT" */
        head->n_head++;
        return;
    }
}

/* Stand the reader behind the head. */
static fire_status pass_head(struct binder *binder, struct fire_error *err)
{
    FIRE_TRY(fire_reader_rewind(binder->reader, err));
    for (int32_t i = 0; i < binder->binding->head->n_head; i++) {
        struct fire_record record;
        bool more;
        FIRE_TRY(fire_reader_next(binder->reader, &record, &more, err));
    }
    binder->binding->n_head_lines = fire_reader_n_lines(binder->reader) -
                                    fire_reader_n_blank_lines(binder->reader);
    return FIRE_OK;
}

/* What brackets in the header did to columns that the profile does not name. */
static void say_brackets(const struct binder *binder)
{
    static const fire_issue_kind kinds[] = {
        [HEADING_NOT_UNDERSTOOD] = FIRE_ISSUE_BRACKETS_NOT_UNDERSTOOD,
        [HEADING_CLIPPED] = FIRE_ISSUE_BRACKETS_PASSED_OVER,
    };
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        const struct heading *heading = &binder->heading[i];
        if (heading->doubt == HEADING_CLEAR || binder->binding->column[i].by_profile) continue;
        issues_add(binder->issues, kinds[heading->doubt], FIRE_EFFECT_NOTICE,
                   binder_place(binder, i), fire_text_of(heading->text));
    }
}

/* Tell people what was decided, and that something was. */
static fire_status finish_binding(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    int32_t n_bound = binding->n_measures;
    bool has_money = false;
    if (binding->year_form >= 0) {
        binding->column[binding->year_form].field = FIRE_FIELD_PERIOD;
        binding->column[binding->year_form].part = FIRE_COLUMN_YEAR;
    }
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field < 0) continue;
        has_money = has_money || binder_type(binder, form) == FIRE_TYPE_MONEY;
        if (i >= binding->n_columns) continue;
        n_bound++;
        binding->column[i].field = form->field;
        binding->column[i].part = form->part;
        binding->column[i].factor = form->number.factor;
        binding->column[i].numbers = form->number.style;
        if (form->slot > 0) binding->column[i].period = binder->heading[i].period.text;
    }
    say_brackets(binder);
    if (n_bound == 0)
        return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, -1),
                         "no column of the header row is known; give a profile or --map");
    const bool is_told = binder->title.is_measure_used &&
                         binder->title.unit.row == binder->title.measure.row &&
                         binder->title.unit.column == binder->title.measure.column;
    if (has_money && binder->title.unit.row != NULL && !is_told)
        binder_notice(binder, FIRE_ISSUE_UNIT_OF_TABLE, binder->title.unit);
    else if (has_money && binder->title.strange_unit.row != NULL)
        binder_notice(binder, FIRE_ISSUE_UNIT_NOT_UNDERSTOOD, binder->title.strange_unit);
    if (has_money)
        FIRE_TRY(fire_schema_set_currency(binder->schema, binder->profile->currency, err));
    return FIRE_OK;
}

static fire_status bind_all(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    FIRE_TRY(make_columns(binder, err));
    if (!title_read(&binder->context, binding->head, &binder->title) ||
        !periods_prepare(binder))
        return fire_fail_memory(err);
    FIRE_TRY(bind_by_rows(binder, err));
    bind_by_headers(binder);
    FIRE_TRY(check_doubles(binder, err));
    FIRE_TRY(check_profile_met(binder, err));
    if (!areas_bind(binder)) return fire_fail_memory(err);
    FIRE_TRY(bind_constants(binder, err));
    fall_back_on_report(binding);
    FIRE_TRY(periods_settle(binder, err));
    FIRE_TRY(areas_bind_sections(binder, err));
    pass_numbering(binder);
    FIRE_TRY(pass_head(binder, err));
    if (binding->measure_column >= 0) {
        FIRE_TRY(measures_bind(binder, err));
        FIRE_TRY(pass_head(binder, err));
    }
    FIRE_TRY(figures_settle(binder, err));
    FIRE_TRY(survey_numbers(binder->reader, binding, binder->schema, binder->arena, err));
    FIRE_TRY(pass_head(binder, err));
    return finish_binding(binder, err);
}

fire_status fire_bind(struct fire_reader *reader, const struct fire_profile *profile,
                      struct fire_schema *schema, struct fire_arena *arena,
                      struct fire_issues *issues, struct fire_binding **out,
                      struct fire_error *err)
{
    struct fire_binding *binding = FIRE_TAKE(arena, 1, struct fire_binding);
    struct head *head = FIRE_TAKE(arena, 1, struct head);
    if (binding == NULL || head == NULL) return fire_fail_memory(err);
    struct binder binder = { .reader = reader,
                             .profile = profile,
                             .schema = schema,
                             .arena = arena,
                             .issues = issues,
                             .binding = binding };
    *binding = (struct fire_binding){ .profile = profile,
                                      .head = head,
                                      .ordinal_column = -1,
                                      .year_form = -1,
                                      .measure_column = -1,
                                      .mixed_column = -1,
                                      .unit_column = -1 };
    FIRE_TRY(
        fire_calendar_open(fire_profile_calendar(profile), arena, &binding->calendar, err));
    FIRE_TRY(head_read(reader, arena, head, err));
    const struct fire_location place = binder_place(&binder, -1);
    if (head->n_rows == 0) return fire_fail(err, FIRE_ENODATA, place, "there is no header row");
    if (!heading_context_init(&binder.context, profile, schema, binding->calendar, arena) ||
        !head_choose(&binder.context, head))
        return fire_fail_memory(err);
    if (head->row[head->first].fault != FIRE_FAULT_NONE)
        return fire_fail(err, FIRE_ESYNTAX, place, "the header row is not CSV");
    FIRE_TRY(bind_all(&binder, err));
    *out = binding;
    return FIRE_OK;
}
