/* areas.c - levels of areas that no header names: told by the cells, or by titles of sections. */
#include "binder.h"
#include "labels.h"

/* "Địa bàn", "Đơn vị": which level of areas stands in the column, its first cells tell. */
bool areas_bind(struct binder *binder)
{
    static const char *const names[] = { "dia ban",    "dia phuong",        "don vi",
                                         "ten don vi", "don vi hanh chinh", "dia danh",
                                         "area",       "locality" };
    struct fire_binding *binding = binder->binding;
    const struct head *head = binding->head;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        struct fire_text_view key;
        int32_t n_cells = 0;
        int32_t n_of[3] = { 0 };
        bool is_named = false;
        int32_t by;
        if (binding->form[i].field >= 0 || binding->column[i].by_profile) continue;
        if (!fire_text_plain_key(binder->heading[i].name, binder->arena, &key)) return false;
        for (size_t k = 0; k < sizeof names / sizeof names[0]; k++)
            is_named = is_named || fire_text_equal(key, fire_text_of(names[k]));
        for (int32_t r = head->n_head; is_named && r < head->n_rows; r++) {
            const struct fire_text_view cell = head_cell(&head->row[r], i);
            struct fire_text_view name;
            int32_t field;
            if (!label_area(cell, binder->arena, &field, &name)) return false;
            n_cells += cell.size_bytes > 0;
            if (field >= 0) n_of[field - FIRE_FIELD_PROVINCE]++;
        }
        for (int32_t level = 0; level < 3; level++) {
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
