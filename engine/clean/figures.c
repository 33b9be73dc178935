/* figures.c - whether the rows of a table are incidents, or figures of something else.
 *
 * A row of a register is an incident: it has a date, a number of its own, a cause, an address. A
 * row of a table is a district or a month, and its cells count what happened there. Deaths alone do
 * not say in how many incidents, so such a row is not taken for one. And a table in which no
 * figure is understood ("Kỳ này", "Cùng kỳ") says nothing at all: it is refused. */
#include "binder.h"

#include "issue.h"

/* What is bound, by what it says of a row. */
struct bound {
    int32_t n_numbers;
    int32_t n_details;    /* id, address, other moments: those of one incident */
    int32_t n_categories; /* cause, kind                                       */
    int32_t n_areas;
    bool has_incidents;
};

static void add_form(const struct binder *binder, const struct cell_form *form,
                     struct bound *bound)
{
    if (form->field < 0 || form->source == FORM_CONSTANT) return;
    switch (binder_type(binder, form)) {
    case FIRE_TYPE_INTEGER:
    case FIRE_TYPE_DECIMAL:
    case FIRE_TYPE_MONEY:
        bound->n_numbers++;
        bound->has_incidents = bound->has_incidents || form->field == FIRE_FIELD_INCIDENTS;
        break;
    case FIRE_TYPE_CATEGORY:
        bound->n_categories++;
        break;
    case FIRE_TYPE_AREA:
        bound->n_areas += form_has_column(form);
        break;
    case FIRE_TYPE_TEXT:
        bound->n_details += form->field != FIRE_FIELD_NOTE;
        break;
    case FIRE_TYPE_DATETIME:
        bound->n_details += form->field != FIRE_FIELD_OCCURRED_AT &&
                            form->field != FIRE_FIELD_REPORTED_ON;
        break;
    case FIRE_TYPE_PERIOD:
        break;
    }
}

/* Columns that nobody reads and that hold numbers below the header. */
static int32_t count_unread(const struct binder *binder)
{
    const struct fire_binding *binding = binder->binding;
    const struct head *head = binding->head;
    int32_t n = 0;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        bool is_number = false;
        if (binding->form[i].field >= 0 || i == binding->ordinal_column ||
            i == binding->year_form || binding->column[i].header[0] == '\0' ||
            binding->column[i].by_profile)
            continue;
        for (int32_t r = head->n_head; r < head->n_rows; r++) {
            const struct fire_text_view cell = head_cell(&head->row[r], i);
            if (cell.size_bytes == 0) continue;
            is_number = text_is_value(cell);
            if (!is_number) break;
        }
        n += is_number;
    }
    return n;
}

fire_status figures_settle(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    struct bound bound = { 0 };
    for (int32_t i = 0; i < binding->n_forms; i++)
        add_form(binder, &binding->form[i], &bound);
    const int32_t n_unread = count_unread(binder);
    const int32_t n_keys = bound.n_categories + (bound.n_areas > 0);
    if (bound.has_incidents) {
        binding->rows_count = ROWS_SAY_INCIDENTS;
        return FIRE_OK;
    }
    if (bound.n_details > 0 || n_keys > 1) return FIRE_OK;
    if (bound.n_numbers + n_keys == 0 && !binding->has_moment && !binding->has_period)
        return FIRE_OK; /* nothing is known at all, which is told elsewhere */
    const bool is_figure = bound.n_numbers > 0 && !binding->has_moment;
    if (bound.n_numbers == 0 && n_unread > (binding->has_moment ? 1 : 0) &&
        (n_keys == 0 || !binding->has_moment))
        return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, -1),
                         "the table has figures and nothing says what they count; say --map "
                         "incidents=COLUMN");
    if (!is_figure) return FIRE_OK;
    binding->rows_count = ROWS_ARE_FIGURES;
    const struct fire_text_view nothing = { "", 0 };
    issues_add(binder->issues, FIRE_ISSUE_NO_INCIDENTS, FIRE_EFFECT_NOTICE,
               binder_place(binder, -1), nothing);
    return FIRE_OK;
}
