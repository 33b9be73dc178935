/* measures.c - tables that have a measure a row and a period a column.
 *
 *     Chỉ tiêu                    Đơn vị   2022    2023
 *     Số vụ                       vụ       12      15
 *     Thiệt hại                   tỷ đồng  1,5     0,7
 *
 * Records that follow one another with different measures are together one row for each period.
 * Every pair of a measure and a period gets a form of its own, so that the cells are read by the
 * same code as those of other tables. */
#include "binder.h"

#include <string.h>

enum { COLUMNS_LOOKED_AT = 6, MOST_MEASURES = 64 };

/* ---- is it such a table? --------------------------------------------------------------- */

static bool read_label(const struct heading_context *context, struct fire_text_view text,
                       struct heading *out)
{
    static const bool is_wide[1] = { false };
    char mark;
    const struct fire_text_view label = heading_skip_mark(text, &mark);
    return heading_read(context, &label, is_wide, 1, out);
}

/* How many labels of a column below the header say measures? */
static bool count_labels(const struct binder *binder, int32_t column, int32_t *n_measures,
                         int32_t *n_others)
{
    const struct head *head = binder->binding->head;
    *n_measures = *n_others = 0;
    for (int32_t r = head->n_head; r < head->n_rows; r++) {
        const struct fire_text_view text = head_cell(&head->row[r], column);
        struct heading heading;
        if (text.size_bytes == 0) continue;
        if (!read_label(&binder->context, text, &heading)) return false;
        if (heading_is_measure(&binder->context, &heading) && heading.period.text == NULL)
            ++*n_measures;
        else
            ++*n_others;
    }
    return true;
}

bool measures_look(struct binder *binder, bool *out_found)
{
    struct fire_binding *binding = binder->binding;
    bool has_bare = false;
    *out_found = false;
    for (int32_t i = 0; i < binding->n_columns; i++)
        has_bare = has_bare || binder_is_bare(binder, i);
    for (int32_t i = 0; i < binding->n_columns && i < COLUMNS_LOOKED_AT && has_bare; i++) {
        int32_t n_measures;
        int32_t n_others;
        if (binder->slot_of[i] > 0 || binding->column[i].by_profile) continue;
        if (!count_labels(binder, i, &n_measures, &n_others)) return false;
        if (n_measures < 2 && n_measures < n_others) continue; /* one may be a coincidence */
        if (n_measures == 0) continue;
        binding->measure_column = i;
        binding->form[i].field = -1;
        *out_found = true;
        return true;
    }
    return true;
}

/* ---- its measures ---------------------------------------------------------------------- */

static int32_t find_unit_column(const struct binder *binder)
{
    static const char *const names[] = { "don vi tinh", "don vi", "dvt", "unit" };
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        struct fire_text_view key;
        if (binder->binding->form[i].field >= 0 ||
            !fire_text_plain_key(binder->heading[i].name, binder->arena, &key))
            continue;
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            if (fire_text_equal(key, fire_text_of(names[k]))) return i;
    }
    return -1;
}

static struct fire_text_view cell_at(const struct fire_record *record, int32_t column)
{
    if (column < 0 || column >= record->n_cells) return (struct fire_text_view){ "", 0 };
    return record->cell[column];
}

int32_t binding_measure_of(const struct fire_binding *binding, const struct fire_record *record,
                           struct fire_arena *scratch)
{
    struct fire_text_view key;
    if (!fire_text_plain_key(cell_at(record, binding->measure_column), scratch, &key)) return 0;
    for (int32_t m = 0; m < binding->n_measures && key.size_bytes > 0; m++)
        if (fire_text_equal(binding->measure[m].label_key, key)) return m + 1;
    return 0;
}

/* A label met for the first time. */
static bool learn_measure(struct binder *binder, const struct fire_record *record,
                          struct fire_arena *scratch, struct heading *heading)
{
    struct fire_binding *binding = binder->binding;
    const struct fire_text_view text = cell_at(record, binding->measure_column);
    const struct fire_text_view unit = cell_at(record, binding->unit_column);
    struct heading_context trial = binder->context; /* most labels may be none */
    struct fire_text_view key;
    trial.arena = scratch;
    if (!read_label(&trial, text, heading)) return false;
    if (!heading_is_measure(&trial, heading) || heading->period.text != NULL) return true;
    if (!fire_text_plain_key(unit, scratch, &key)) return false;
    if (!heading->has_unit)
        heading->has_unit = fire_unit_find(key, &heading->unit, &heading->factor);

    if (!fire_text_plain_key(text, scratch, &key)) return false;
    const char *label = fire_arena_copy(binder->arena, text.bytes, text.size_bytes);
    const char *kept = fire_arena_copy(binder->arena, key.bytes, key.size_bytes);
    if (label == NULL || kept == NULL) return false;
    binding->measure[binding->n_measures++] = (struct binding_measure){
        { kept, key.size_bytes }, { .header = label, .field = heading->field }
    };
    return true;
}

/* A form for each measure in each period's column. */
static bool make_forms(struct binder *binder, const struct heading headings[])
{
    struct fire_binding *binding = binder->binding;
    int32_t n_columns = 0;
    for (int32_t i = 0; i < binding->n_columns; i++)
        n_columns += binder_is_bare(binder, i);
    const size_t n = (size_t)binding->n_forms + (size_t)n_columns * (size_t)binding->n_measures;
    struct cell_form *forms = FIRE_TAKE(binder->arena, n, struct cell_form);
    if (forms == NULL) return false;
    memcpy(forms, binding->form, (size_t)binding->n_forms * sizeof *forms);
    binding->form = forms;
    binding->column[binding->measure_column].is_beside = true;
    if (binding->unit_column >= 0) binding->column[binding->unit_column].is_beside = true;
    for (int32_t m = 0; m < binding->n_measures; m++) {
        for (int32_t i = 0; i < binding->n_columns; i++) {
            const struct heading *heading = &headings[m];
            if (!binder_is_bare(binder, i)) continue;
            struct cell_form *form = binder_add_form(binder, FORM_COLUMN);
            binder_fill(binder, heading->field, heading->part, 1, heading, form);
            form->null_word = binding->form[i].null_word;
            form->n_null_words = binding->form[i].n_null_words;
            form->column = i;
            form->slot = binder->slot_of[i];
            form->measure = m + 1;
            binding->measure[m].told.factor = form->number.factor;
            binding->column[i].period = binder->heading[i].period.text;
            binding->column[i].is_beside = true;
        }
    }
    return true;
}

fire_status measures_bind(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    struct heading *headings = FIRE_TAKE(binder->arena, MOST_MEASURES, struct heading);
    struct fire_arena *scratch = fire_arena_create();
    binding->measure = FIRE_TAKE(binder->arena, MOST_MEASURES, struct binding_measure);
    binding->unit_column = find_unit_column(binder);
    fire_status status = FIRE_OK;
    if (headings == NULL || scratch == NULL || binding->measure == NULL)
        status = fire_fail_memory(err);
    while (status == FIRE_OK && binding->n_measures < MOST_MEASURES) {
        struct fire_record record;
        bool more = false;
        status = fire_reader_next(binder->reader, &record, &more, err);
        if (status != FIRE_OK || !more) break;
        const bool is_new = cell_at(&record, binding->measure_column).size_bytes > 0 &&
                            binding_measure_of(binding, &record, scratch) == 0;
        if (is_new && !learn_measure(binder, &record, scratch, &headings[binding->n_measures]))
            status = fire_fail_memory(err);
        fire_arena_reset(scratch);
    }
    if (status == FIRE_OK && !make_forms(binder, headings)) status = fire_fail_memory(err);
    fire_arena_free(scratch);
    return status;
}
