/* bind.c - the header row against the record: by the profile first, else by the shipped table.
 *
 * A header is compared by its match key with what the profile names and by its plain key with
 * the shipped headers; a unit in brackets or as the last word is cut off before and becomes the
 * column's factor. What neither knows is passed over, and the caller can say so. */
#include "binding.h"

#include <string.h>

struct binder {
    const struct fire_profile *profile;
    struct fire_schema *schema;
    struct fire_arena *arena;
    struct fire_binding *binding;
    const char *path;
};

static struct fire_location header_place(const struct binder *binder, int32_t column)
{
    return (struct fire_location){ .file = binder->path,
                                   .line = binder->binding->header_line,
                                   .field = column + 1,
                                   .column = binder->binding->column[column].header };
}

/* A header without its unit. */
struct heading {
    struct fire_text_view name; /* clean text */
    bool has_unit;
    fire_unit_kind unit;
    int64_t factor;
};

/* "Thiệt hại (triệu đồng)" -> "Thiệt hại", 1000000. */
static bool split_heading(struct fire_text_view text, struct fire_arena *arena,
                          struct heading *out)
{
    *out = (struct heading){ .factor = 1 };
    if (!fire_text_clean(text, arena, &out->name)) return false;
    const char *bytes = out->name.bytes;
    const size_t size = out->name.size_bytes;
    if (size < 3 || bytes[size - 1] != ')') return true;
    size_t open = size - 1;
    while (open > 0 && bytes[open] != '(')
        open--;
    struct fire_text_view key;
    const struct fire_text_view inside = { bytes + open + 1, size - open - 2 };
    if (open == 0 || !fire_text_plain_key(inside, arena, &key)) return open == 0;
    out->has_unit = fire_unit_find(key, &out->unit, &out->factor);
    out->name.size_bytes = open;
    while (out->name.size_bytes > 0 && bytes[out->name.size_bytes - 1] == ' ')
        out->name.size_bytes--;
    return true;
}

/* The shipped table, with the last words tried as a unit: "thiet hai trieu". */
static bool find_header(const struct fire_profile *profile, struct heading *heading,
                        struct fire_arena *arena, int32_t *field, fire_column_part *part)
{
    struct fire_text_view key;
    if (!fire_text_plain_key(heading->name, arena, &key) || key.size_bytes == 0) return false;
    if (fire_header_find(profile, key, field, part)) return true;
    for (size_t cut = 1; cut + 1 < key.size_bytes; cut++) { /* the longest unit first */
        if (key.bytes[cut] != ' ') continue;
        const struct fire_text_view name = { key.bytes, cut };
        const struct fire_text_view unit = { key.bytes + cut + 1, key.size_bytes - cut - 1 };
        heading->has_unit = fire_unit_find(unit, &heading->unit, &heading->factor) &&
                            fire_header_find(profile, name, field, part);
        if (heading->has_unit) return true;
    }
    return false;
}

static fire_status read_null_words(struct binder *binder, const char *words,
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

/*   unit   of the header; NULL: says nothing, or the profile says the factor itself */
static void fill_form(const struct binder *binder, int32_t field, fire_column_part part,
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
    form->date = (struct date_form){ binder->profile->dates,
                                     binder->profile->first_two_digit_year };
    if (field == FIRE_FIELD_OCCURRED_AT && part != FIRE_COLUMN_TIME)
        binder->binding->has_moment = true;
    if (field == FIRE_FIELD_PERIOD) binder->binding->has_period = true;
}

/* Does a profile's row speak of this column? */
static bool names_column(const struct fire_profile_column *row, int32_t column,
                         struct fire_text_view whole_key, struct fire_text_view name_key,
                         struct fire_arena *arena)
{
    if (row->position > 0) return row->position == column + 1;
    struct fire_text_view key;
    return fire_text_match_key(fire_text_of(row->header), arena, &key) &&
           (fire_text_equal(key, whole_key) || fire_text_equal(key, name_key));
}

static const struct fire_profile_column *row_of(const struct binder *binder, int32_t column,
                                                const struct heading *heading)
{
    struct fire_text_view whole_key;
    struct fire_text_view name_key;
    const char *header = binder->binding->column[column].header;
    if (!fire_text_match_key(fire_text_of(header), binder->arena, &whole_key) ||
        !fire_text_match_key(heading->name, binder->arena, &name_key))
        return NULL;
    for (size_t i = binder->profile->n_columns; i-- > 0;) /* the last word counts */
        if (names_column(&binder->profile->column[i], column, whole_key, name_key,
                         binder->arena))
            return &binder->profile->column[i];
    return NULL;
}

static fire_status bind_by_profile(struct binder *binder, int32_t column,
                                   const struct heading *heading,
                                   const struct fire_profile_column *row,
                                   struct fire_error *err)
{
    struct cell_form *form = &binder->binding->form[column];
    int32_t field;
    if (row->field[0] == '\0') return FIRE_OK; /* to be ignored */
    FIRE_TRY(field_of(binder, row->field, row->has_type, row->type, &field, err));
    const struct fire_field *about = fire_schema_field(binder->schema, field);
    if (row->has_type && about->type != row->type && about->type != FIRE_TYPE_AREA &&
        !(about->type == FIRE_TYPE_TEXT && row->type == FIRE_TYPE_CATEGORY))
        return fire_fail(err, FIRE_ESCHEMA, header_place(binder, column),
                         "the profile gives the field '%s' another type than it has",
                         row->field);
    fill_form(binder, field, row->part, row->factor, row->has_unit ? NULL : heading, form);
    if (row->has_dates) form->date.order = row->dates;
    if (row->numbers != FIRE_NUMBERS_UNSAID) form->number.style = row->numbers;
    return read_null_words(binder, row->null_words, form, err);
}

static bool is_taken(const struct fire_binding *binding, int32_t field, fire_column_part part,
                     int32_t but, int32_t *out_by)
{
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (i == but || form->field != field || form->part != part) continue;
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

/* Columns the profile is silent about. A field that it has bound already stays bound. */
static fire_status bind_by_header(struct binder *binder, int32_t column,
                                  struct heading *heading, struct fire_error *err)
{
    int32_t field;
    fire_column_part part;
    int32_t by;
    if (!find_header(binder->profile, heading, binder->arena, &field, &part) ||
        field == FIRE_N_BUILTIN_FIELDS)
        return FIRE_OK;
    if (is_taken(binder->binding, field, part, column, &by)) {
        /* two different words for one field: the first counts, and the binding tells */
        const struct fire_text_view first = fire_text_of(binder->binding->column[by].header);
        const struct fire_text_view second = fire_text_of(
            binder->binding->column[column].header);
        if (binder->binding->column[by].by_profile ||
            !same_plain_key(first, second, binder->arena))
            return FIRE_OK;
        return fire_fail(err, FIRE_ESCHEMA, header_place(binder, column),
                         "columns %d and %d both say '%s'; name one of them in a profile",
                         (int)by + 1, (int)column + 1,
                         fire_schema_field(binder->schema, field)->name);
    }
    fill_form(binder, field, part, 1, heading, &binder->binding->form[column]);
    return FIRE_OK;
}

static fire_status bind_columns(struct binder *binder, const struct heading headings[],
                                bool by_profile, struct fire_error *err)
{
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        struct fire_bound_column *column = &binder->binding->column[i];
        struct heading heading = headings[i];
        const struct fire_profile_column *row = row_of(binder, i, &heading);
        if (by_profile != (row != NULL)) continue;
        int32_t by;
        if (row == NULL) {
            FIRE_TRY(bind_by_header(binder, i, &heading, err));
            continue;
        }
        column->by_profile = true;
        FIRE_TRY(bind_by_profile(binder, i, &heading, row, err));
        const struct cell_form *form = &binder->binding->form[i];
        if (form->field >= 0 && is_taken(binder->binding, form->field, form->part, i, &by))
            return fire_fail(err, FIRE_ESCHEMA, header_place(binder, i),
                             "the profile gives columns %d and %d to '%s'", (int)by + 1,
                             (int)i + 1, row->field);
    }
    return FIRE_OK;
}

/* Every row of the profile must have met its column. */
static fire_status check_profile_met(const struct binder *binder,
                                     const struct heading headings[], struct fire_error *err)
{
    for (size_t r = 0; r < binder->profile->n_columns; r++) {
        const struct fire_profile_column *row = &binder->profile->column[r];
        bool met = false;
        for (int32_t i = 0; !met && i < binder->binding->n_columns; i++) {
            struct fire_text_view whole_key;
            struct fire_text_view name_key;
            const char *header = binder->binding->column[i].header;
            if (!fire_text_match_key(fire_text_of(header), binder->arena, &whole_key) ||
                !fire_text_match_key(headings[i].name, binder->arena, &name_key))
                return fire_fail_memory(err);
            met = names_column(row, i, whole_key, name_key, binder->arena);
        }
        if (met) continue;
        const struct fire_location place = { .file = binder->path,
                                             .line = binder->binding->header_line };
        if (row->position > 0)
            return fire_fail(err, FIRE_ESCHEMA, place, "there is no column %d",
                             (int)row->position);
        return fire_fail(err, FIRE_ESCHEMA, place, "there is no column '%s'", row->header);
    }
    return FIRE_OK;
}

static fire_status bind_constants(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    for (size_t i = 0; i < binder->profile->n_constants; i++) {
        const struct fire_profile_constant *constant = &binder->profile->constant[i];
        struct cell_form form = { .field = -1 };
        int32_t field;
        int32_t by;
        FIRE_TRY(field_of(binder, constant->field, false, FIRE_TYPE_CATEGORY, &field, err));
        if (is_taken(binding, field, FIRE_COLUMN_WHOLE, -1, &by)) binding->form[by].field = -1;
        fill_form(binder, field, FIRE_COLUMN_WHOLE, 1, NULL, &form);
        form.is_constant = true;
        if (!fire_text_clean(fire_text_of(constant->value), binder->arena, &form.constant))
            return fire_fail_memory(err);
        binding->form[binding->n_forms++] = form;
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
        binding->has_moment = binding->has_moment || binding->form[i].part != FIRE_COLUMN_TIME;
    }
}

/* Copy the header row, which the reader keeps only until its next record. */
static fire_status take_header(struct binder *binder, const struct fire_record *record,
                               struct heading **out_headings, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    const size_t n = (size_t)record->n_cells;
    struct heading *headings = FIRE_TAKE(binder->arena, n, struct heading);
    binding->n_columns = binding->n_forms = record->n_cells;
    binding->header_line = record->line;
    binding->column = FIRE_TAKE(binder->arena, n, struct fire_bound_column);
    binding->form = FIRE_TAKE(binder->arena, n + binder->profile->n_constants,
                              struct cell_form);
    if (headings == NULL || binding->column == NULL || binding->form == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i < record->n_cells; i++) {
        const struct fire_text_view cell = record->cell[i];
        const char *copy = fire_arena_copy(binder->arena, cell.bytes, cell.size_bytes);
        if (copy == NULL || !split_heading(fire_text_of(copy), binder->arena, &headings[i]))
            return fire_fail_memory(err);
        binding->column[i] = (struct fire_bound_column){ .header = copy, .field = -1 };
        binding->form[i].field = -1;
        FIRE_TRY(read_null_words(binder, binder->profile->null_words, &binding->form[i], err));
    }
    *out_headings = headings;
    return FIRE_OK;
}

/* Tell people what was decided, and that something was. */
static fire_status finish_binding(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    int32_t n_bound = 0;
    bool has_money = false;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field < 0) continue;
        has_money = has_money ||
                    fire_schema_field(binder->schema, form->field)->type == FIRE_TYPE_MONEY;
        if (i >= binding->n_columns) continue;
        n_bound++;
        binding->column[i].field = form->field;
        binding->column[i].part = form->part;
        binding->column[i].factor = form->number.factor;
        binding->column[i].numbers = form->number.style;
    }
    const struct fire_location place = { .file = binder->path, .line = binding->header_line };
    if (n_bound == 0)
        return fire_fail(err, FIRE_ESCHEMA, place,
                         "no column of the header row is known; give a profile or --map");
    if (has_money)
        FIRE_TRY(fire_schema_set_currency(binder->schema, binder->profile->currency, err));
    return FIRE_OK;
}

fire_status fire_bind(struct fire_reader *reader, const struct fire_profile *profile,
                      struct fire_schema *schema, struct fire_arena *arena,
                      struct fire_issues *issues, struct fire_binding **out,
                      struct fire_error *err)
{
    struct fire_record record;
    bool more;
    FIRE_TRY(fire_reader_next(reader, &record, &more, err));
    const char *path = fire_reader_path(reader);
    const struct fire_location place = { .file = path };
    if (!more) return fire_fail(err, FIRE_ENODATA, place, "there is no header row");
    if (record.fault != FIRE_FAULT_NONE)
        return fire_fail(err, FIRE_ESYNTAX, place, "the header row is not CSV");

    struct fire_binding *binding = FIRE_TAKE(arena, 1, struct fire_binding);
    if (binding == NULL) return fire_fail_memory(err);
    struct binder binder = { profile, schema, arena, binding, path };
    struct heading *headings = NULL;
    binding->profile = profile;
    FIRE_TRY(fire_calendar_find(profile->calendar, &binding->calendar, err));
    FIRE_TRY(take_header(&binder, &record, &headings, err));
    FIRE_TRY(bind_columns(&binder, headings, true, err));
    FIRE_TRY(bind_columns(&binder, headings, false, err));
    FIRE_TRY(check_profile_met(&binder, headings, err));
    FIRE_TRY(bind_constants(&binder, err));
    fall_back_on_report(binding);
    FIRE_TRY(survey_numbers(reader, binding, schema, issues, err));
    FIRE_TRY(finish_binding(&binder, err));
    *out = binding;
    return FIRE_OK;
}

int32_t fire_binding_n_columns(const struct fire_binding *binding)
{
    return binding->n_columns;
}

const struct fire_bound_column *fire_binding_column(const struct fire_binding *binding,
                                                    int32_t i)
{
    return &binding->column[i];
}

bool fire_binding_is_timeless(const struct fire_binding *binding)
{
    return !binding->has_moment && !binding->has_period;
}
