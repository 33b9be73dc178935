/* periods.c - when the rows of a table were, where the header, a title or two columns say it.
 *
 * A period above columns is a slot: the numbers below it are rows of their own. A table may have
 * columns for a whole and for its parts beside each other (months, quarters, the year); the whole
 * would count everything twice. So of nested periods the wider one is passed over where the
 * narrower ones cover all of its days, and otherwise the narrower ones are.
 *
 * Months and quarters may leave the year to a column ("Năm"), to a constant or to the title. */
#include "binder.h"

#include "issue.h"
#include "spans.h"

#include <stdio.h>
#include <string.h>

enum { MOST_SLOTS = 400 }; /* the months of a third of a century; others are passed over */

/* ---- before binding -------------------------------------------------------------------- */

static bool is_field_named(const char *name, int32_t field, const struct binder *binder)
{
    return strcmp(name, fire_schema_field(binder->schema, field)->name) == 0;
}

/* Will the rows have dates of their own? */
static bool has_dates(const struct binder *binder)
{
    const struct fire_profile *profile = binder->profile;
    for (size_t i = 0; i < profile->n_columns; i++)
        if (is_field_named(profile->column[i].field, FIRE_FIELD_OCCURRED_AT, binder))
            return true;
    for (size_t i = 0; i < profile->n_constants; i++)
        if (is_field_named(profile->constant[i].field, FIRE_FIELD_OCCURRED_AT, binder))
            return true;
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        const struct heading *heading = &binder->heading[i];
        if (heading->row == NULL && heading->is_known &&
            heading->field == FIRE_FIELD_OCCURRED_AT && part_has_day(heading->part))
            return true;
    }
    return false;
}

static struct heading *heading_called(const struct binder *binder, const char *plain_key)
{
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        struct heading *heading = &binder->heading[i];
        struct fire_text_view key;
        if (heading->row == NULL && heading->is_known &&
            fire_text_plain_key(heading->name, binder->arena, &key) &&
            fire_text_equal(key, fire_text_of(plain_key)))
            return heading;
    }
    return NULL;
}

/* "Ngày", "Tháng", "Năm" in columns beside one another are one date. */
static void join_date(const struct binder *binder)
{
    struct heading *day = heading_called(binder, "ngay");
    struct heading *month = heading_called(binder, "thang");
    struct heading *year = heading_called(binder, "nam");
    if (day == NULL || month == NULL || year == NULL) return;
    day->part = FIRE_COLUMN_DAY;
    month->part = FIRE_COLUMN_MONTH;
    year->part = FIRE_COLUMN_YEAR;
    day->field = month->field = year->field = FIRE_FIELD_OCCURRED_AT;
    month->part_of_year = NULL;
}

/* The days of a period; one that has no year is put into one, to be compared. */
static bool window_of(const struct binder *binder, struct heading_period period,
                      struct fire_window *out)
{
    char text[FIRE_PERIOD_LABEL_BYTES];
    const struct fire_calendar *calendar = binder->binding->calendar;
    const char *year = binder->binding->year;
    if (period.has_year)
        return period_parse(fire_text_of(period.text), calendar, binder->arena, out);
    snprintf(text, sizeof text, "%s-%s", year[0] == '\0' ? "2023" : year, period.text);
    return fire_calendar_parse(calendar, fire_text_of(text), out, NULL) == FIRE_OK;
}

/* The slot of a period, from 1; 0: there are too many. */
static int32_t slot_for(struct binder *binder, struct heading_period period)
{
    struct fire_binding *binding = binder->binding;
    struct fire_window window;
    int32_t s = 0;
    if (!window_of(binder, period, &window)) return 0;
    for (; s < binding->n_slots; s++) {
        const struct binding_slot *slot = &binding->slot[s];
        if (slot->has_year == period.has_year && slot->window.first_day == window.first_day &&
            slot->window.last_day == window.last_day)
            return s + 1;
    }
    if (s == MOST_SLOTS) return 0;
    binding->slot[binding->n_slots++] = (struct binding_slot){ period.text, period.has_year,
                                                               window };
    return s + 1;
}

/* The year of periods that do not say it: the profile's constant, else the title's, else the
 * only one in the header. */
static void find_year_text(struct binder *binder)
{
    const struct fire_profile *profile = binder->profile;
    char year[5] = "";
    int n_years = 0;
    for (size_t i = profile->n_constants; i-- > 0;)
        if (is_field_named(profile->constant[i].field, FIRE_FIELD_PERIOD, binder) &&
            text_years(fire_text_of(profile->constant[i].value), binder->binding->year) == 1)
            return;
    memcpy(binder->binding->year, binder->title.year, sizeof year);
    for (int32_t i = 0; i < binder->binding->n_columns; i++) {
        const struct heading_period *period = &binder->heading[i].period;
        char own[5];
        if (period->text == NULL || !period->has_year) continue;
        const int n_own = text_years(fire_text_of(period->text), own);
        n_years += n_years == 0 || strcmp(year, own) != 0 ? n_own : n_own - 1;
        if (n_own > 0) memcpy(year, own, sizeof year);
    }
    if (binder->binding->year[0] == '\0' && n_years == 1)
        memcpy(binder->binding->year, year, sizeof year);
}

bool periods_prepare(struct binder *binder)
{
    struct fire_binding *binding = binder->binding;
    join_date(binder);
    find_year_text(binder);
    const bool dated = has_dates(binder);
    binding->slot = FIRE_TAKE(binder->arena, MOST_SLOTS, struct binding_slot);
    if (binding->slot == NULL) return false;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        struct heading *heading = &binder->heading[i];
        const bool is_number = !heading->is_known || heading->row != NULL ||
                               heading_is_measure(&binder->context, heading);
        if (dated && heading->part_of_year != NULL) heading->is_known = false;
        if (dated) heading->period.text = NULL;
        if (heading->period.text == NULL || !is_number) continue;
        binder->slot_of[i] = slot_for(binder, heading->period);
    }
    return true;
}

/* ---- what the slots hold --------------------------------------------------------------- */

static bool is_number_form(const struct binder *binder, const struct cell_form *form)
{
    return form->field >= 0 && type_is_number(binder_type(binder, form));
}

/* Columns that are a period and nothing else hold what the title speaks of. */
static void bind_bare(struct binder *binder)
{
    struct fire_binding *binding = binder->binding;
    const struct heading *measure = &binder->title.measure_is;
    bool is_used = false;
    if (binder->title.measure.row == NULL) return;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        if (!binder_is_bare(binder, i)) continue;
        binder_fill(binder, measure->field, measure->part, 1, measure, &binding->form[i]);
        binding->form[i].slot = binder->slot_of[i];
        is_used = true;
    }
    binder->title.is_measure_used = is_used;
    if (is_used) binder_notice(binder, FIRE_ISSUE_MEASURE_OF_TABLE, binder->title.measure);
}

/* Slots that some column is bound for, and no others. */
static void drop_unused(struct binder *binder, const bool is_used[])
{
    struct fire_binding *binding = binder->binding;
    int32_t n = 0;
    for (int32_t s = 0; s < binding->n_slots; s++) {
        if (!is_used[s]) continue;
        binding->slot[n++] = binding->slot[s];
        for (int32_t i = 0; i < binding->n_columns; i++) {
            if (binding->form[i].slot == s + 1) binding->form[i].slot = n;
            if (binder->slot_of[i] == s + 1) binder->slot_of[i] = n;
        }
    }
    binding->n_slots = n;
}

/* Where the columns are for several periods, one that says no period belongs to none of them. */
static void drop_without_period(struct binder *binder)
{
    struct fire_binding *binding = binder->binding;
    if (binding->n_slots < 2) return;
    for (int32_t i = 0; i < binding->n_columns; i++)
        if (is_number_form(binder, &binding->form[i]) && binding->form[i].slot == 0)
            binding->form[i].field = -1;
}

/* ---- periods within periods ------------------------------------------------------------ */

static fire_status drop_nested(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    const int32_t n = binding->n_slots;
    struct span *spans = FIRE_TAKE(binder->arena, n, struct span);
    bool *is_used = FIRE_TAKE(binder->arena, n, bool);
    if (spans == NULL || is_used == NULL) return fire_fail_memory(err);
    for (int32_t s = 0; s < n; s++)
        spans[s] = (struct span){ .window = binding->slot[s].window,
                                  .slot = s,
                                  .has_year = binding->slot[s].has_year ||
                                              binding->year_form < 0 };
    spans_settle(spans, n);
    for (int32_t k = 0; k < n; k++) {
        is_used[spans[k].slot] = !spans[k].is_out;
        if (!spans[k].is_out) continue;
        for (int32_t i = 0; i < binding->n_columns; i++) {
            if (binding->form[i].slot != spans[k].slot + 1) continue;
            binding->form[i].field = -1;
            issues_add(binder->issues, FIRE_ISSUE_PERIOD_OF_OTHERS, FIRE_EFFECT_NOTICE,
                       binder_place(binder, i), fire_text_of(binder->heading[i].text));
        }
    }
    drop_unused(binder, is_used);
    return FIRE_OK;
}

/* ---- the year -------------------------------------------------------------------------- */

/* The column "Năm" beside months or quarters, be they columns or cells. */
static void find_year_column(struct binder *binder, bool is_wanted)
{
    struct fire_binding *binding = binder->binding;
    for (int32_t i = 0; i < binding->n_columns && is_wanted; i++) {
        struct cell_form *form = &binding->form[i];
        if (form->field != FIRE_FIELD_PERIOD || form->part_of_year != NULL) continue;
        binding->year_form = i;
        form->field = -1; /* read together with the part of the year */
        return;
    }
}

/* A column whose period does not say its year; -1: none. */
static int32_t column_without_year(const struct binder *binder)
{
    const struct fire_binding *binding = binder->binding;
    for (int32_t i = 0; i < binding->n_columns; i++)
        if (binder->slot_of[i] > 0 && !binding->slot[binder->slot_of[i] - 1].has_year) return i;
    return -1;
}

static fire_status settle_slots(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    const int32_t column = column_without_year(binder);
    if (column >= 0 && binding->year_form < 0 && binding->year[0] == '\0')
        return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, column),
                         "'%s': nothing says of which year; say --set period=2024",
                         binder->heading[column].text);
    for (int32_t i = 0; i < binding->n_forms; i++)
        if (binding->form[i].field == FIRE_FIELD_PERIOD) binding->form[i].field = -1;
    struct cell_form *form = binder_add_form(binder, FORM_PERIOD);
    binder_fill(binder, FIRE_FIELD_PERIOD, FIRE_COLUMN_WHOLE, 1, NULL, form);
    return FIRE_OK;
}

/* Without slots: a column of months beside one of years, or a title that says when. */
static fire_status settle_rows(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    bool has_parts = false;
    for (int32_t i = 0; i < binding->n_columns; i++)
        has_parts = has_parts || (binding->form[i].field == FIRE_FIELD_PERIOD &&
                                  binding->form[i].part_of_year != NULL);
    find_year_column(binder, has_parts);
    if (has_parts) { /* a constant was only their year */
        for (int32_t i = binding->n_columns; i < binding->n_forms; i++)
            if (binding->form[i].field == FIRE_FIELD_PERIOD) binding->form[i].field = -1;
    }
    if (binding->has_moment || binding->has_period || binder->title.period.row == NULL)
        return FIRE_OK;
    struct cell_form *form = binder_add_form(binder, FORM_CONSTANT);
    binder_fill(binder, FIRE_FIELD_PERIOD, FIRE_COLUMN_WHOLE, 1, NULL, form);
    if (!fire_text_clean(fire_text_of(binder->title.period_text), binder->arena,
                         &form->constant))
        return fire_fail_memory(err);
    binder_notice(binder, FIRE_ISSUE_PERIOD_OF_TABLE, binder->title.period);
    return FIRE_OK;
}

fire_status periods_settle(struct binder *binder, struct fire_error *err)
{
    struct fire_binding *binding = binder->binding;
    bool has_bare = false;
    bool in_rows = false;
    bool *is_used = FIRE_TAKE(binder->arena, binding->n_slots, bool);
    if (is_used == NULL) return fire_fail_memory(err);
    if (!measures_look(binder, &in_rows)) return fire_fail_memory(err);
    if (!in_rows) bind_bare(binder);
    for (int32_t i = 0; i < binding->n_columns; i++) {
        const bool is_bound = is_number_form(binder, &binding->form[i]);
        const bool is_bare = binder_is_bare(binder, i);
        has_bare = has_bare || (is_bare && !is_bound);
        if (binder->slot_of[i] > 0 && (is_bound || (in_rows && is_bare)))
            is_used[binder->slot_of[i] - 1] = true;
    }
    drop_unused(binder, is_used);
    if (binding->n_slots == 0 && has_bare && !binding->has_moment)
        return fire_fail(err, FIRE_ESCHEMA, binder_place(binder, -1),
                         "the columns are periods and nothing says what they count; say "
                         "--map incidents=COLUMN for each");
    if (binding->n_slots == 0) return settle_rows(binder, err);
    find_year_column(binder, column_without_year(binder) >= 0);
    if (!in_rows) {
        drop_without_period(binder);
        FIRE_TRY(drop_nested(binder, err));
    }
    return settle_slots(binder, err);
}
