/* areas.c - levels of areas that no header names: told by the cells, or by titles of sections. */
#include "binder.h"
#include "labels.h"

#include <string.h>

/* How many cells below the header name an area of each level. */
static bool count_levels(const struct binder *binder, int32_t column, int32_t n_of[3],
                         int32_t *n_cells)
{
    const struct head *head = binder->binding->head;
    memset(n_of, 0, 3 * sizeof n_of[0]);
    *n_cells = 0;
    for (int32_t r = head->n_head; r < head->n_rows; r++) {
        const struct fire_text_view cell = head_cell(&head->row[r], column);
        struct fire_text_view name;
        int32_t field;
        char mark;
        if (!label_area(heading_skip_mark(cell, &mark), binder->arena, &field, &name))
            return false;
        *n_cells += cell.size_bytes > 0;
        if (field >= 0) n_of[field - FIRE_FIELD_PROVINCE]++;
    }
    return true;
}

/* Districts above their communes in the only column of areas: it is the communes', and what the
 * districts are for them the rows above say. */
static bool bind_mixed(struct binder *binder, int32_t column, const int32_t n_of[3])
{
    struct fire_binding *binding = binder->binding;
    const int32_t own = binding->form[column].field;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        const int32_t field = binding->form[i].field;
        if (i != column && field >= FIRE_FIELD_PROVINCE && field <= FIRE_FIELD_COMMUNE)
            return false;
    }
    if (n_of[1] == 0 || n_of[2] == 0 || (own >= 0 && own < FIRE_FIELD_DISTRICT)) return false;
    binder_fill(binder, FIRE_FIELD_COMMUNE, FIRE_COLUMN_WHOLE, 1, NULL, &binding->form[column]);
    binding->mixed_column = column;
    return true;
}

/* "Địa bàn", "Đơn vị": which level of areas stands in the column, its first cells tell. */
bool areas_bind(struct binder *binder)
{
    static const char *const names[] = { "dia ban",    "dia phuong",        "don vi",
                                         "ten don vi", "don vi hanh chinh", "dia danh",
                                         "area",       "locality" };
    struct fire_binding *binding = binder->binding;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        struct fire_text_view key;
        int32_t n_cells = 0;
        int32_t n_of[3];
        const int32_t own = binding->form[i].field;
        bool is_named = own == FIRE_FIELD_DISTRICT || own == FIRE_FIELD_COMMUNE;
        int32_t by;
        if ((own >= 0 && !is_named) || binding->column[i].by_profile) continue;
        if (!fire_text_plain_key(binder->heading[i].name, binder->arena, &key)) return false;
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            is_named = is_named || fire_text_equal(key, fire_text_of(names[k]));
        if (!is_named) continue;
        if (!count_levels(binder, i, n_of, &n_cells)) return false;
        if ((own >= 0 || (n_of[1] + n_of[2]) * 2 >= n_cells) && bind_mixed(binder, i, n_of))
            continue;
        for (int32_t level = 0; level < 3 && own < 0; level++) {
            const int32_t field = FIRE_FIELD_PROVINCE + level;
            if (n_of[level] == 0 || n_of[level] * 2 < n_cells ||
                binder_is_taken(binding, field, FIRE_COLUMN_WHOLE, 0, i, &by))
                continue;
            binder_fill(binder, field, FIRE_COLUMN_WHOLE, 1, NULL, &binding->form[i]);
            break;
        }
    }
    return true;
}

/* For each level of areas that no column has, a place for what titles of sections say. Below a
 * level that a column has there is nothing to say. */
fire_status areas_bind_sections(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    const int32_t n = binding->n_forms;
    for (int32_t field = FIRE_FIELD_PROVINCE; field <= FIRE_FIELD_COMMUNE; field++) {
        bool is_bound = false;
        for (int32_t i = 0; i < n; i++)
            is_bound = is_bound || binding->form[i].field == field;
        if (is_bound) continue;
        struct cell_form *form = binder_add_form(binder, FORM_SECTION);
        binder_fill(binder, field, FIRE_COLUMN_WHOLE, 1, NULL, form);
        FIRE_TRY(binder_null_words(binder, binder->profile->null_words, form, err));
    }
    return FIRE_OK;
}
