/* when.c - the day of a row, and its other datetimes, from one column or from several.
 *
 * The day of the incident is what a row cannot do without: without one it belongs to no period
 * and is rejected, to be corrected and read again. A bad datetime of another kind is only a null
 * cell. A time that runs past midnight makes the day itself doubtful. */
#include "run.h"

#include "day_number.h"
#include "header.h"
#include "issue.h"

#include <string.h>

struct reading {
    bool has_day;
    bool has_minute;
    struct moment moment;
};

/* One cell on its way: what it holds, and of which kind. */
struct when_cell {
    int32_t form_index;
    const struct cell_form *form;
    fire_cell_kind kind;
    struct fire_text_view text; /* clean */
    bool is_null;
};

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

/* Read a cell as far as it is the same for all columns. A cell with an error of Excel's is
 * reported and then null; in a column of times it costs no row.
 *   returns   false: the run ends */
static bool open_cell(struct run *run, int32_t form_index, fire_type type,
                      struct when_cell *out, bool *kept)
{
    const struct cell_form *form = &run->binding->form[form_index];
    *out = (struct when_cell){ .form_index = form_index,
                               .form = form,
                               .kind = run_kind(run, form_index) };
    if (!fire_text_clean(run_cell(run, form_index), run->scratch, &out->text)) return false;
    /* a date that Excel cannot show is told as what it is meant to be */
    if (out->text.size_bytes > 0 && out->text.bytes[0] == '#' &&
        cell_is_error(out->text, out->kind, form, run->scratch)) {
        out->is_null = true;
        if (part_has_day(form->part))
            return report(run, FIRE_ISSUE_CELL_ERROR, form_index, kept);
        return run_issue(run, FIRE_ISSUE_CELL_ERROR, FIRE_EFFECT_CELL, form_index);
    }
    out->is_null = cell_is_null(out->text, form, type, run->scratch);
    return true;
}

/* ---- what is said of good cells -------------------------------------------------------- */

/* A notice that is enough once a column. */
static bool notice_once(struct run *run, fire_issue_kind kind, unsigned bit, int32_t form_index)
{
    if ((run->said[form_index] & bit) != 0) return true;
    run->said[form_index] |= (uint8_t)bit;
    return run_issue(run, kind, FIRE_EFFECT_NOTICE, form_index);
}

enum { SAID_DAY_NUMBER = 1, SAID_MIDNIGHT = 2, SAID_ZONE = 4 };

/* 24:00 stays on the day that was written. For the incident itself that can decide the year it
 * counts in, so every one is told. */
static bool notice_midnight(struct run *run, const struct when_cell *cell, int16_t minute)
{
    if (minute != FIRE_MINUTES_A_DAY) return true;
    if (cell->form->field == FIRE_FIELD_OCCURRED_AT)
        return run_issue(run, FIRE_ISSUE_MIDNIGHT, FIRE_EFFECT_NOTICE, cell->form_index);
    return notice_once(run, FIRE_ISSUE_MIDNIGHT, SAID_MIDNIGHT, cell->form_index);
}

/* The main road knows only clocks without more; what stands behind them in the first records is
 * told before it starts. */
void say_zones(struct run *run)
{
    const struct head *head = run->binding->head;
    for (int32_t i = 0; i < run->binding->n_columns; i++) {
        const struct cell_form *form = &run->binding->form[i];
        if (form->field < 0 || (run->said[i] & SAID_ZONE) != 0 ||
            fire_schema_field(run->schema, form->field)->type != FIRE_TYPE_DATETIME)
            continue;
        for (int32_t r = head->n_head; r < head->n_rows; r++) {
            const struct fire_text_view cell = head_cell(&head->row[r], i);
            struct moment moment;
            if (moment_parse(cell, &form->date, &moment) != MOMENT_OK || !moment.has_zone)
                continue;
            const struct fire_location place = { .file = fire_reader_path(run->reader),
                                                 .sheet = fire_reader_sheet(run->reader),
                                                 .line = head->row[r].line,
                                                 .field = i + 1,
                                                 .column = run->binding->column[i].header };
            issues_add(run->issues, FIRE_ISSUE_ZONE, FIRE_EFFECT_NOTICE, place, cell);
            run->said[i] |= SAID_ZONE;
            break;
        }
    }
}

/* What a date tells of the order of day and month, where nobody said it. */
static void note_order(struct run *run, const struct when_cell *cell,
                       const struct moment *moment)
{
    struct order_evidence *order = &run->order;
    if (!moment->by_order || cell->form->date.is_order_said || !form_has_column(cell->form))
        return;
    const struct fire_civil civil = fire_civil_from_day(moment->day);
    order->is_proven = order->is_proven || civil.day > 12;
    if (civil.day == civil.month || order->where.line != 0) return;
    order->where = run_place(run, cell->form_index);
    const size_t size = fire_text_cut(cell->text, sizeof order->value - 1);
    memcpy(order->value, cell->text.bytes, size);
    order->value[size] = '\0';
}

/* A cell that is no date by the order and would be one by the other: 02/13/2024. */
static void note_contradiction(struct run *run, const struct when_cell *cell)
{
    struct order_evidence *order = &run->order;
    struct date_form form = cell->form->date;
    struct moment moment;
    if (form.order != FIRE_DATES_DMY || form.is_order_said || order->is_contradicted) return;
    form.order = FIRE_DATES_MDY;
    if (moment_parse(cell->text, &form, &moment) != MOMENT_OK) return;
    order->is_contradicted = true;
    order->contradicting = run_place(run, cell->form_index);
    const size_t size = fire_text_cut(cell->text, sizeof order->other_value - 1);
    memcpy(order->other_value, cell->text.bytes, size);
    order->other_value[size] = '\0';
}

void say_date_order(const struct run *run)
{
    const struct order_evidence *order = &run->order;
    if (order->is_contradicted && !order->is_proven) {
        issues_add(run->issues, FIRE_ISSUE_DATE_ORDER_OTHER, FIRE_EFFECT_NOTICE,
                   order->contradicting, fire_text_of(order->other_value));
        return;
    }
    if (order->is_proven || order->where.line == 0) return;
    issues_add(run->issues, FIRE_ISSUE_DATE_ORDER_UNPROVEN, FIRE_EFFECT_NOTICE, order->where,
               fire_text_of(order->value));
}

/* ---- days ------------------------------------------------------------------------------ */

/* Earlier than the source can have, later than today; FIRE_N_ISSUES: neither. */
static fire_issue_kind judge_day(const struct run *run, int32_t day)
{
    if (day > run->options->last_day) return FIRE_ISSUE_DATE_OUT_OF_RANGE;
    return day < run->first_day ? FIRE_ISSUE_DATE_TOO_EARLY : FIRE_N_ISSUES;
}

/* The moment of a cell that is not null; a day number is told. */
static moment_result moment_of(struct run *run, const struct when_cell *cell,
                               struct moment *out, bool *goes_on)
{
    *goes_on = true;
    if (cell->kind != FIRE_CELL_NUMBER && !cell->form->is_day_number)
        return moment_parse(cell->text, &cell->form->date, out);
    if (day_number_parse(cell->text, out)) {
        *goes_on = notice_once(run, FIRE_ISSUE_DAY_NUMBER, SAID_DAY_NUMBER, cell->form_index);
        return MOMENT_OK;
    }
    return cell->kind == FIRE_CELL_NUMBER ? MOMENT_NOT_A_DATE
                                          : moment_parse(cell->text, &cell->form->date, out);
}

/* A column that holds the whole moment, or its day. */
static bool read_whole(struct run *run, int32_t form_index, struct reading *reading, bool *kept)
{
    struct when_cell cell;
    if (!open_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, kept)) return false;
    if (cell.is_null) return true;
    struct moment moment;
    bool goes_on;
    const moment_result result = moment_of(run, &cell, &moment, &goes_on);
    if (!goes_on) return false;
    if (result != MOMENT_OK) {
        note_contradiction(run, &cell);
        if (!report(run, kind_of(result), form_index, kept)) return false;
        /* an unreadable time beside a good day: the day alone */
        int32_t day;
        if (result != MOMENT_NOT_A_TIME ||
            date_at_start(cell.text, &cell.form->date, &day) != MOMENT_OK)
            return true;
        moment = (struct moment){ .day = day };
    }
    const fire_issue_kind wrong = judge_day(run, moment.day);
    if (wrong != FIRE_N_ISSUES) return report(run, wrong, form_index, kept);
    note_order(run, &cell, &moment);
    if (moment.has_zone && !notice_once(run, FIRE_ISSUE_ZONE, SAID_ZONE, form_index))
        return false;
    reading->has_day = true;
    reading->has_minute = moment.has_minute;
    reading->moment = moment;
    return !moment.has_minute || notice_midnight(run, &cell, moment.minute);
}

/* Year, month or day in a cell of its own. */
static bool parse_part(const struct when_cell *cell, fire_column_part part, int32_t *out)
{
    if (part == FIRE_COLUMN_MONTH) return month_parse(cell->text, out);
    if (part == FIRE_COLUMN_YEAR) return year_parse(cell->text, &cell->form->date, out);
    struct scan scan = { cell->text.bytes, cell->text.bytes + cell->text.size_bytes };
    return scan_take_digits(&scan, 2, out) > 0 && scan_at_end(&scan);
}

/* Day, month and year in columns of their own. */
static bool read_split_day(struct run *run, const struct moment_parts *parts,
                           struct reading *reading, bool *kept)
{
    static const fire_column_part part[3] = { FIRE_COLUMN_YEAR, FIRE_COLUMN_MONTH,
                                              FIRE_COLUMN_DAY };
    int32_t number[3];
    int32_t bad = -1;
    for (int i = 0; i < 3; i++) {
        const int32_t form_index = parts->form[part[i]];
        struct when_cell cell;
        if (form_index < 0) return true;
        if (!open_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, kept)) return false;
        if (cell.is_null || !*kept) return true;
        if (!parse_part(&cell, part[i], &number[i])) bad = form_index;
    }
    if (bad >= 0) return report(run, FIRE_ISSUE_NOT_A_DATE, bad, kept);
    const struct fire_civil civil = { number[0], number[1], number[2] };
    int32_t day;
    if (!fire_day_from_civil(civil, &day))
        return report(run, FIRE_ISSUE_NOT_A_DATE, parts->form[FIRE_COLUMN_DAY], kept);
    const fire_issue_kind wrong = judge_day(run, day);
    if (wrong != FIRE_N_ISSUES) return report(run, wrong, parts->form[FIRE_COLUMN_YEAR], kept);
    reading->has_day = true;
    reading->moment.day = day;
    return true;
}

/* ---- times ----------------------------------------------------------------------------- */

/* A moment whose day is the row's: some books write the day again in the column of times.
 *   is_number   told by Excel's number of the day */
static bool minute_of_day(const struct when_cell *cell, int32_t day, int16_t *out,
                          bool *is_number)
{
    struct moment moment;
    *is_number = day_number_parse(cell->text, &moment);
    if (!*is_number && (moment_parse(cell->text, &cell->form->date, &moment) != MOMENT_OK ||
                        !moment.has_minute))
        return false;
    *out = moment.has_minute ? moment.minute : 0;
    return moment.day == day;
}

static moment_result minute_of(const struct when_cell *cell, const struct reading *reading,
                               int16_t *out, bool *is_number)
{
    if (reading->has_day && minute_of_day(cell, reading->moment.day, out, is_number))
        return MOMENT_OK;
    *is_number = (cell->kind == FIRE_CELL_NUMBER || cell->form->is_day_number) &&
                 day_fraction_parse(cell->text, out);
    if (*is_number) return MOMENT_OK;
    return cell->kind == FIRE_CELL_NUMBER ? MOMENT_NOT_A_TIME : time_parse(cell->text, out);
}

static bool read_time(struct run *run, int32_t form_index, struct reading *reading, bool *kept)
{
    struct when_cell cell;
    if (!open_cell(run, form_index, FIRE_TYPE_DATETIME, &cell, kept)) return false;
    if (cell.is_null) return true;
    bool is_number;
    const moment_result result = minute_of(&cell, reading, &reading->moment.minute, &is_number);
    if (result != MOMENT_OK) return report(run, kind_of(result), form_index, kept);
    reading->has_minute = true;
    if (is_number && !notice_once(run, FIRE_ISSUE_DAY_NUMBER, SAID_DAY_NUMBER, form_index))
        return false;
    return notice_midnight(run, &cell, reading->moment.minute);
}

/* Hour and minute in columns of their own; an hour alone is the full hour. */
static bool read_split_time(struct run *run, const struct moment_parts *parts,
                            struct reading *reading, bool *kept)
{
    static const fire_column_part part[2] = { FIRE_COLUMN_HOUR, FIRE_COLUMN_MINUTE };
    int32_t number[2] = { 0, 0 };
    struct when_cell cell[2];
    for (int i = 0; i < 2; i++) {
        const int32_t form_index = parts->form[part[i]];
        if (form_index < 0 && i == 0) return true;
        if (form_index < 0) continue;
        if (!open_cell(run, form_index, FIRE_TYPE_DATETIME, &cell[i], kept)) return false;
        if (cell[i].is_null && i == 0) return true;
        if (cell[i].is_null) continue;
        if (!parse_part(&cell[i], part[i], &number[i]) || number[i] > 59)
            return report(run, FIRE_ISSUE_NOT_A_TIME, form_index, kept);
    }
    const int32_t minute = number[0] * 60 + number[1];
    if (minute > FIRE_MINUTES_A_DAY)
        return report(run, FIRE_ISSUE_PAST_MIDNIGHT, parts->form[FIRE_COLUMN_HOUR], kept);
    reading->has_minute = true;
    reading->moment.minute = (int16_t)minute;
    return notice_midnight(run, &cell[0], reading->moment.minute);
}

/* ---- the row --------------------------------------------------------------------------- */

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
    if (!*kept) return true;
    const bool has_time = parts->form[FIRE_COLUMN_TIME] >= 0;
    if ((has_time || parts->form[FIRE_COLUMN_HOUR] >= 0) && reading->moment.minute == 0)
        reading->has_minute = false; /* the 00:00 that a database puts behind a bare day */
    if (has_time) return read_time(run, parts->form[FIRE_COLUMN_TIME], reading, kept);
    return read_split_time(run, parts, reading, kept);
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
    struct when_cell cell;
    if (!open_cell(run, form_index, FIRE_TYPE_PERIOD, &cell, kept)) return false;
    if (cell.is_null) return true;
    struct fire_window window;
    if (!period_parse(cell.text, binding->calendar, run->scratch, &window))
        return report(run, FIRE_ISSUE_NOT_A_PERIOD, form_index, kept);
    if (window.first_day > run->options->last_day)
        return report(run, FIRE_ISSUE_DATE_OUT_OF_RANGE, form_index, kept);
    if (window.last_day < run->first_day)
        return report(run, FIRE_ISSUE_DATE_TOO_EARLY, form_index, kept);
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
