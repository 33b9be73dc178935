/* number_cells.c - one cell to one number: counts, amounts, land.
 *
 * A number that cannot be true is no number: too many dead, more money than there is, fewer than
 * none. Amounts below zero are corrections of an earlier one and are taken only where the source
 * says so, for all its rows or in the row itself. */
#include "run.h"

#include <string.h>

/* The plain case: digits only, few enough to need no care. */
static bool plain_digits(struct fire_text_view cell, int64_t *out)
{
    if (cell.size_bytes == 0 || cell.size_bytes > 15) return false;
    int64_t value = 0;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] < '0' || cell.bytes[i] > '9') return false;
        value = value * 10 + (cell.bytes[i] - '0');
    }
    *out = value;
    return true;
}

/* No incident had more crews or engines; beyond it a finger slipped. */
#define LARGEST_COUNT 1000000000

int64_t number_largest(const struct run *run, int32_t field, fire_type type)
{
    const struct fire_profile *profile = run->binding->profile;
    if (field == FIRE_FIELD_DEATHS) return profile->largest_deaths;
    if (type == FIRE_TYPE_INTEGER) return LARGEST_COUNT;
    int64_t largest;
    if (type != FIRE_TYPE_MONEY ||
        __builtin_mul_overflow(profile->largest_damage, 100, &largest)) /* FIRE_MONEY_SCALE */
        return INT64_MAX;
    return largest;
}

static fire_issue_kind fault_of(number_result result, bool whole)
{
    if (result == NUMBER_TOO_LARGE) return FIRE_ISSUE_TOO_LARGE;
    return whole && result == NUMBER_NOT_WHOLE ? FIRE_ISSUE_NOT_A_COUNT
                                               : FIRE_ISSUE_NOT_A_NUMBER;
}

/* ---- corrections ----------------------------------------------------------------------- */

/* The column in which a row is marked as a correction: the field `correction`, or a column that
 * is bound to nothing and whose header says it. -1: none. */
static bool find_correction_column(struct run *run)
{
    static const char *const headers[] = { "correction", "adjustment", "dieu chinh",
                                           "but toan dieu chinh" };
    const struct fire_binding *binding = run->binding;
    const int32_t field = fire_schema_find(run->schema, fire_text_of("correction"));
    run->correction_form = -1;
    for (int32_t i = 0; i < binding->n_forms; i++)
        if (field >= 0 && binding->form[i].field == field) run->correction_form = i;
    for (int32_t i = 0; run->correction_form < 0 && i < binding->n_columns; i++) {
        struct fire_text_view key;
        if (binding->form[i].field >= 0 || binding->column[i].by_profile) continue;
        if (!fire_text_plain_key(fire_text_of(binding->column[i].header), run->arena, &key))
            return false;
        for (size_t k = 0; k < sizeof headers / sizeof headers[0]; k++)
            if (fire_text_equal(key, fire_text_of(headers[k]))) run->correction_form = i;
    }
    return true;
}

/* Does the mark say yes? Anything but nothing, 0, không, no and false does. */
static bool is_marked(struct run *run, int32_t form_index)
{
    static const char *const no_words[] = { "0", "khong", "no", "false" };
    struct fire_text_view cell = run_cell(run, form_index);
    struct fire_text_view key;
    if (!fire_text_clean(cell, run->scratch, &cell) ||
        cell_is_null(cell, &run->binding->form[form_index], FIRE_TYPE_CATEGORY, run->scratch) ||
        !fire_text_plain_key(cell, run->scratch, &key))
        return false;
    for (size_t i = 0; i < sizeof no_words / sizeof no_words[0]; i++)
        if (fire_text_equal(key, fire_text_of(no_words[i]))) return false;
    return true;
}

/* Is the row's `kind` the code "correction"? */
static bool is_kind_correction(struct run *run)
{
    if (run->kind_form < 0) return false;
    const struct fire_text_view raw = run_cell(run, run->kind_form);
    const struct word_entry *entry;
    if (raw.size_bytes == 0 || !word_entry_of(run, run->kind_form, raw, &entry) ||
        entry->is_null)
        return false;
    const struct fire_dictionary *words = fire_schema_words(run->schema, FIRE_FIELD_KIND);
    return fire_text_equal(fire_dictionary_label(words, entry->code),
                           fire_text_of("correction"));
}

static bool may_be_negative(struct run *run)
{
    return run->binding->profile->corrections ||
           (run->correction_form >= 0 && is_marked(run, run->correction_form)) ||
           is_kind_correction(run);
}

/* ---- cells ----------------------------------------------------------------------------- */

bool plan_numbers(struct run *run)
{
    const struct fire_binding *binding = run->binding;
    run->kind_form = -1;
    for (int32_t i = 0; i < binding->n_forms; i++)
        if (binding->form[i].field == FIRE_FIELD_KIND) run->kind_form = i;
    const char *words = binding->profile->zero_words;
    size_t n = 1;
    for (const char *at = words; *at != '\0'; at++)
        n += *at == '|';
    run->zero_word = FIRE_TAKE(run->arena, n, struct fire_text_view);
    if (run->zero_word == NULL || !find_correction_column(run)) return false;
    for (const char *at = words; *at != '\0';) {
        const struct fire_text_view word = { at, strcspn(at, "|") };
        if (!fire_text_match_key(word, run->arena, &run->zero_word[run->n_zero_words++]))
            return false;
        at += word.size_bytes;
        at += *at == '|';
    }
    return true;
}

/* A word that stands for none at all: "không" where things are counted, and what the profile
 * says ("-"). */
static bool is_zero(const struct run *run, struct fire_text_view cell, fire_type type)
{
    struct fire_text_view key;
    if (type == FIRE_TYPE_INTEGER && fire_text_equal(cell, fire_text_of("không"))) return true;
    if (run->n_zero_words == 0 || !fire_text_match_key(cell, run->scratch, &key)) return false;
    for (int32_t i = 0; i < run->n_zero_words; i++)
        if (fire_text_equal(key, run->zero_word[i])) return true;
    return false;
}

/* What is wrong with a number that was read; FIRE_N_ISSUES: nothing. */
static fire_issue_kind judge(struct run *run, int32_t field, fire_type type, int64_t value)
{
    const int64_t size = value < 0 && value != INT64_MIN ? -value : value;
    if (size > number_largest(run, field, type)) return FIRE_ISSUE_TOO_LARGE;
    if (value >= 0) return FIRE_N_ISSUES;
    if (type == FIRE_TYPE_INTEGER) return FIRE_ISSUE_NOT_A_COUNT;
    /* a decimal that somebody added may be a coordinate or a temperature */
    const bool is_amount = type == FIRE_TYPE_MONEY || field < FIRE_N_BUILTIN_FIELDS;
    return is_amount && !may_be_negative(run) ? FIRE_ISSUE_NEGATIVE_AMOUNT : FIRE_N_ISSUES;
}

bool read_number_cell(struct run *run, int32_t form_index)
{
    const struct cell_form *form = &run->binding->form[form_index];
    const fire_type type = fire_schema_field(run->schema, form->field)->type;
    const fire_cell_kind kind = run_kind(run, form_index);
    struct column_build *build = &run->build[form->field];
    struct fire_text_view cell = run_cell(run, form_index);
    int64_t value;
    if (type == FIRE_TYPE_INTEGER && form->number.factor == 1 && plain_digits(cell, &value) &&
        value <= number_largest(run, form->field, type)) {
        build->number[run->n] = value;
        fire_set_valid(build->valid, run->n);
        return true;
    }
    if (!fire_text_clean(cell, run->scratch, &cell)) return false;
    if (cell_is_error(cell, kind, form, run->scratch))
        return run_issue(run, FIRE_ISSUE_CELL_ERROR, FIRE_EFFECT_CELL, form_index);
    if (is_zero(run, cell, type))
        cell = fire_text_of("0");
    else if (cell_is_null(cell, form, type, run->scratch))
        return true;
    struct number_form number = form->number;
    if (kind == FIRE_CELL_NUMBER) number.style = FIRE_NUMBERS_EN; /* whatever the column's */
    const number_result result = number_parse(cell, &number, run->scratch, &value);
    if (result != NUMBER_OK)
        return run_issue(run, fault_of(result, number.whole), FIRE_EFFECT_CELL, form_index);
    const fire_issue_kind wrong = judge(run, form->field, type, value);
    if (wrong != FIRE_N_ISSUES) return run_issue(run, wrong, FIRE_EFFECT_CELL, form_index);
    build->number[run->n] = value;
    fire_set_valid(build->valid, run->n);
    return true;
}
