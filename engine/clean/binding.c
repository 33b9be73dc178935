/* binding.c - what a binding tells of itself. */
#include "binding.h"

#include "header.h"

int32_t fire_binding_n_columns(const struct fire_binding *binding)
{
    return binding->n_columns;
}

const struct fire_bound_column *fire_binding_column(const struct fire_binding *binding,
                                                    int32_t i)
{
    return &binding->column[i];
}

int32_t fire_binding_n_measures(const struct fire_binding *binding)
{
    return binding->n_measures;
}

const struct fire_bound_column *fire_binding_measure(const struct fire_binding *binding,
                                                     int32_t i)
{
    return &binding->measure[i].told;
}

int32_t fire_binding_keys(const struct fire_binding *binding, int32_t fields[], int32_t max)
{
    int32_t n = 0;
    int32_t id = -1;
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field == FIRE_FIELD_ID) id = i;
        if (form->field < 0 || !form->is_key) continue;
        bool is_listed = false; /* day and time are two columns of one field */
        for (int32_t k = 0; k < n && k < max; k++)
            is_listed = is_listed || fields[k] == form->field;
        if (is_listed) continue;
        if (n < max) fields[n] = form->field;
        n++;
    }
    if (n > 0 || id < 0) return n;
    if (max > 0) fields[0] = FIRE_FIELD_ID;
    return 1;
}

bool fire_binding_header_lines(const struct fire_binding *binding, int64_t *out_first,
                               int64_t *out_last)
{
    const struct head *head = binding->head;
    if (head->n_head == head->first) return false;
    const struct head_row *last =
        &head->row[head->first + (head->n_header > 0 ? head->n_header : 1) - 1];
    *out_first = head->row[head->first].line;
    *out_last = last->line + last->n_lines - 1;
    return true;
}

bool fire_binding_is_timeless(const struct fire_binding *binding)
{
    return !binding->has_moment && !binding->has_period;
}

bool fire_binding_writes_ones(const struct fire_binding *binding)
{
    return binding->rows_count == ROWS_ARE_INCIDENTS &&
           (binding->has_period || fire_binding_is_timeless(binding));
}
