/* when.c - the day of a row, and its other datetimes, from one column or from several.
 *
 * The day of the incident is what a row cannot do without: without one it belongs to no period
 * and is rejected, to be corrected and read again. A bad datetime of another kind is only a null
 * cell. A time that runs past midnight makes the day itself doubtful. */
#include "run.h"

/* Before this nobody kept such a register; a year like 0204 is a slip. */
static const struct fire_civil earliest = { 1900, 1, 1 };

struct reading {
    bool has_day;
    bool has_minute;
    struct moment moment;
};

static bool clean_cell(struct run *run, int32_t form_index, fire_type type,
                       struct fire_text_view *out, bool *is_null)
{
    const struct cell_form *form = &run->binding->form[form_index];
    if (!fire_text_clean(run_cell(run, form_index), run->scratch, out)) return false;
    *is_null = cell_is_null(*out, form, type, run->scratch);
    return true;
}

static fire_issue_kind kind_of(moment_result result)
{
    return result == MOMENT_NOT_A_TIME      ? FIRE_ISSUE_NOT_A_TIME
           : result == MOMENT_PAST_MIDNIGHT ? FIRE_ISSUE_PAST_MIDNIGHT
                                            : FIRE_ISSUE_NOT_A_DATE;
}

/* An issue with what it costs: of occurred_at the row, of other fields the cell. Only an
 * unreadable time costs no row: the day is known. */
static bool report(struct run *run, fire_issue_kind kind, int32_t form_index, bool *kept)
{
    const bool is_day = run->binding->form[form_index].field == FIRE_FIELD_OCCURRED_AT ||
                        run->binding->form[form_index].field == FIRE_FIELD_PERIOD;
    *kept = !is_day || kind == FIRE_ISSUE_NOT_A_TIME;
    return run_issue(run, kind, *kept ? FIRE_EFFECT_CELL : FIRE_EFFECT_REJECTED, form_index);
}

/* A column that holds the whole moment, or its day. */
static bool read_whole(struct run *run, int32_t form_index, struct reading *reading, bool *kept)
{
    const struct cell_form *form = &run->binding->form[form_index];
    struct fire_text_view cell;
    bool is_null;
    if (!clean_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, &is_null)) return false;
    if (is_null) return true;
    struct moment moment;
    const moment_result result = moment_parse(cell, &form->date, &moment);
    if (result != MOMENT_OK) {
        if (!report(run, kind_of(result), form_index, kept)) return false;
        /* an unreadable time beside a good day: the day alone */
        if (result != MOMENT_NOT_A_TIME ||
            date_at_start(cell, &form->date, &moment.day) != MOMENT_OK)
            return true;
        moment.has_minute = false;
    }
    const int32_t last_day = run->options->last_day;
    int32_t first_day = FIRE_DAY_FIRST;
    (void)fire_day_from_civil(earliest, &first_day);
    if (moment.day < first_day || moment.day > last_day)
        return report(run, FIRE_ISSUE_DATE_OUT_OF_RANGE, form_index, kept);
    reading->has_day = true;
    reading->has_minute = moment.has_minute;
    reading->moment = moment;
    return true;
}

static bool read_time(struct run *run, int32_t form_index, struct reading *reading, bool *kept)
{
    struct fire_text_view cell;
    bool is_null;
    if (!clean_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, &is_null)) return false;
    if (is_null) return true;
    const moment_result result = time_parse(cell, &reading->moment.minute);
    if (result != MOMENT_OK) return report(run, kind_of(result), form_index, kept);
    reading->has_minute = true;
    return true;
}

/* Day, month and year in columns of their own. */
static bool read_split_day(struct run *run, const struct moment_parts *parts,
                           struct reading *reading, bool *kept)
{
    static const fire_column_part part[3] = { FIRE_COLUMN_YEAR, FIRE_COLUMN_MONTH,
                                              FIRE_COLUMN_DAY };
    static const struct number_form whole = { .factor = 1, .divisor = 1, .whole = true };
    int64_t number[3];
    int32_t bad = -1;
    for (int i = 0; i < 3; i++) {
        const int32_t form_index = parts->form[part[i]];
        struct fire_text_view cell;
        bool is_null;
        if (form_index < 0) return true;
        if (!clean_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, &is_null)) return false;
        if (is_null) return true;
        if (number_parse(cell, &whole, run->scratch, &number[i]) != NUMBER_OK ||
            number[i] < 0 || number[i] > 9999)
            bad = form_index;
    }
    if (bad >= 0) return report(run, FIRE_ISSUE_NOT_A_DATE, bad, kept);
    const struct fire_civil civil = { (int32_t)number[0], (int32_t)number[1],
                                      (int32_t)number[2] };
    reading->has_day = fire_day_from_civil(civil, &reading->moment.day);
    if (!reading->has_day)
        return report(run, FIRE_ISSUE_NOT_A_DATE, parts->form[FIRE_COLUMN_DAY], kept);
    if (civil.year < earliest.year || reading->moment.day > run->options->last_day) {
        reading->has_day = false;
        return report(run, FIRE_ISSUE_DATE_OUT_OF_RANGE, parts->form[FIRE_COLUMN_YEAR], kept);
    }
    return true;
}

static bool read_parts(struct run *run, const struct moment_parts *parts,
                       struct reading *reading, bool *kept)
{
    *reading = (struct reading){ 0 };
    *kept = true;
    for (fire_column_part part = FIRE_COLUMN_WHOLE; part <= FIRE_COLUMN_DATE; part++)
        if (parts->form[part] >= 0 && !reading->has_day && *kept &&
            !read_whole(run, parts->form[part], reading, kept))
            return false;
    if (!reading->has_day && *kept && !read_split_day(run, parts, reading, kept)) return false;
    if (*kept && parts->form[FIRE_COLUMN_TIME] >= 0)
        return read_time(run, parts->form[FIRE_COLUMN_TIME], reading, kept);
    return true;
}

static void put(struct run *run, int32_t field, const struct reading *reading)
{
    struct column_build *build = &run->build[field];
    if (!reading->has_day) return; /* a time without a day says nothing */
    build->day[run->n] = reading->moment.day;
    fire_set_valid(build->valid, run->n);
    if (!reading->has_minute) return;
    build->minute[run->n] = reading->moment.minute;
    fire_set_valid(build->minute_valid, run->n);
}

bool read_moment(struct run *run, const struct moment_parts *parts)
{
    struct reading reading;
    bool kept;
    if (!read_parts(run, parts, &reading, &kept)) return false;
    put(run, parts->field, &reading);
    return true;
}

static void put_window(struct run *run, struct fire_window window)
{
    struct column_build *build = &run->build[FIRE_FIELD_OCCURRED_AT];
    build->day[run->n] = window.first_day;
    fire_set_valid(build->valid, run->n);
    run->last_day[run->n] = window.last_day;
    run->has_spans = run->has_spans || window.last_day != window.first_day;
}

/* The period of an aggregate row. */
static bool read_period(struct run *run, bool *kept, bool *found)
{
    const struct fire_binding *binding = run->binding;
    int32_t form_index = 0;
    *found = false;
    while (binding->form[form_index].field != FIRE_FIELD_PERIOD)
        form_index++;
    struct fire_text_view cell;
    bool is_null;
    if (!clean_cell(run, form_index, FIRE_TYPE_PERIOD, &cell, &is_null)) return false;
    if (is_null) return true;
    struct fire_window window;
    if (!period_parse(cell, binding->calendar, run->scratch, &window))
        return report(run, FIRE_ISSUE_NOT_A_PERIOD, form_index, kept);
    if (window.first_day > run->options->last_day)
        return report(run, FIRE_ISSUE_DATE_OUT_OF_RANGE, form_index, kept);
    *found = true;
    put_window(run, window);
    return true;
}

bool read_when(struct run *run, bool *kept)
{
    *kept = true;
    if (fire_binding_is_timeless(run->binding)) {
        put_window(run, (struct fire_window){ FIRE_DAY_FIRST, FIRE_DAY_LAST });
        return true;
    }
    if (run->binding->has_moment) {
        struct reading reading;
        if (!read_parts(run, &run->moment[0], &reading, kept)) return false;
        if (!*kept) return true;
        if (reading.has_day) {
            run->last_day[run->n] = reading.moment.day;
            put(run, FIRE_FIELD_OCCURRED_AT, &reading);
            return true;
        }
    }
    if (run->binding->has_period) {
        bool found;
        if (!read_period(run, kept, &found)) return false;
        if (found || !*kept) return true;
    }
    *kept = false;
    return run_issue(run, FIRE_ISSUE_NO_DATE, FIRE_EFFECT_REJECTED, -1);
}
