/* slots.c - see slots.h. */
#include "slots.h"

#include <stdlib.h>
#include <string.h>

fire_status slots_of(struct fire_phrase *phrase, const struct fire_summary *summary,
                     struct fire_window window, struct slots *out, struct fire_error *err)
{
    const fire_period_unit unit = summary->dim[0].unit;
    const int32_t first = fire_calendar_period(summary->calendar, unit, window.first_day);
    const int32_t last = fire_calendar_period(summary->calendar, unit, window.last_day);
    if (last < first || last - first >= FIRE_CHART_SLOTS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d periods",
                         FIRE_CHART_SLOTS_MAX);
    int64_t *row = FIRE_TAKE(phrase->arena, last - first + 1, int64_t);
    if (row == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i <= last - first; i++)
        row[i] = -1;
    for (int64_t r = 0; r < summary->n_rows; r++) {
        const struct fire_key *key = fire_summary_key(summary, r, 0);
        if (!key->is_null && key->number >= first && key->number <= last)
            row[key->number - first] = r;
    }
    *out = (struct slots){ summary, unit, window, first, last - first + 1, row };
    return FIRE_OK;
}

struct fire_value slots_value(const struct slots *slots, int32_t measure, int32_t slot)
{
    if (slots->row[slot] < 0) return (struct fire_value){ .is_null = true };
    return fire_summary_value(slots->summary, slots->row[slot], measure);
}

bool slots_is_silent(const struct slots *slots, int32_t measure, int32_t slot)
{
    const int64_t row = slots->row[slot];
    return row < 0 || (fire_summary_mark(slots->summary, row, measure) & FIRE_MARKS_NULL) != 0;
}

struct fire_window slots_days(const struct slots *slots, int32_t slot)
{
    struct fire_window days = fire_calendar_window(slots->summary->calendar, slots->unit,
                                                   slots->first + slot);
    if (days.first_day < slots->window.first_day) days.first_day = slots->window.first_day;
    if (days.last_day > slots->window.last_day) days.last_day = slots->window.last_day;
    return days;
}

bool slots_is_part(const struct slots *slots, int32_t slot)
{
    const struct fire_window whole = fire_calendar_window(slots->summary->calendar, slots->unit,
                                                          slots->first + slot);
    return whole.first_day < slots->window.first_day || whole.last_day > slots->window.last_day;
}

int64_t slots_max_abs(const struct slots *slots, int32_t measure, int64_t least)
{
    int64_t max_abs = least;
    for (int32_t i = 0; i < slots->n; i++) {
        const int64_t number = slots_value(slots, measure, i).number;
        const int64_t size = number == INT64_MIN ? INT64_MAX : number < 0 ? -number : number;
        if (size > max_abs) max_abs = size;
    }
    return max_abs;
}

int64_t slots_unknown(const struct slots *slots, int32_t measure)
{
    int64_t n_unknown = 0;
    for (int32_t i = 0; i < slots->n; i++) {
        if (slots->row[i] < 0) continue;
        const int64_t n = fire_summary_unknown(slots->summary, slots->row[i], measure);
        n_unknown = n > INT64_MAX - n_unknown ? INT64_MAX : n_unknown + n;
    }
    return n_unknown;
}

int32_t slots_number(const struct fire_calendar *calendar, fire_period_unit unit,
                     int32_t period)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, unit, period, label);
    const char *dash = strrchr(label, '-');
    if (dash == NULL) return 0;
    return (int32_t)strtol(dash + 1 + strcspn(dash + 1, "0123456789"), NULL, 10);
}

struct slots_year slots_year_of(const struct fire_summary *summary, int32_t year)
{
    const struct fire_calendar *calendar = summary->calendar;
    const struct fire_window days = fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
    const int32_t last_month = fire_calendar_period(calendar, FIRE_UNIT_MONTH, days.last_day);
    struct slots_year found = {
        .days = days,
        .begins_late = summary->has_window && summary->window.first_day > days.first_day,
        .is_cut = summary->has_window && summary->window.last_day < days.last_day,
        .is_late = summary->data.last_day <
                   fire_calendar_window(calendar, FIRE_UNIT_MONTH, last_month).first_day,
    };
    found.is_part = found.begins_late || found.is_cut || found.is_late;
    return found;
}

const char *slots_years(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                        int32_t first, int32_t last)
{
    const char *text = fire_sentence_label(phrase, calendar, FIRE_UNIT_YEAR, first);
    if (first == last) return fire_phrase_word(phrase, FIRE_WORD_CHART_ONE_YEAR, text);
    return fire_phrase_format(phrase, "%s–%s", text,
                              fire_sentence_label(phrase, calendar, FIRE_UNIT_YEAR, last));
}

const char *slots_month(struct fire_phrase *phrase, int32_t number)
{
    return fire_phrase_word(phrase, FIRE_WORD_CHART_SLOT_MONTH,
                            fire_phrase_count(phrase, number));
}

const char *slots_quarter(struct fire_phrase *phrase, int32_t number)
{
    static const char *const roman[] = { "", "I", "II", "III", "IV" };
    const bool is_roman = phrase->language == FIRE_VIETNAMESE && number >= 1 && number <= 4;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_SLOT_QUARTER,
                            is_roman ? roman[number] : fire_phrase_count(phrase, number));
}

const char *slots_month_of_year(struct fire_phrase *phrase,
                                const struct fire_calendar *calendar, int32_t month)
{
    const char *label = fire_sentence_label(phrase, calendar, FIRE_UNIT_MONTH, month);
    return fire_phrase_format(phrase, "%d/%.*s",
                              (int)slots_number(calendar, FIRE_UNIT_MONTH, month),
                              (int)strcspn(label, "-"), label);
}

const char *slots_begin(struct fire_phrase *phrase, const char *text)
{
    if (text[0] < 'a' || text[0] > 'z') return text; /* others begin no period's name */
    return fire_phrase_format(phrase, "%c%s", text[0] - 'a' + 'A', text + 1);
}
