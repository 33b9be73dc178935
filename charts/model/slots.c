/* slots.c - see slots.h. */
#include "slots.h"

#include "firestat/sentence.h"

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
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, FIRE_UNIT_MONTH, month, label);
    return fire_phrase_format(phrase, "%d/%.*s",
                              (int)slots_number(calendar, FIRE_UNIT_MONTH, month),
                              (int)strcspn(label, "-"), label);
}

/* The period that has exactly these days: years, months of one year, else the days. */
static struct fire_period period_of(const struct fire_calendar *calendar,
                                    struct fire_window window)
{
    static const fire_period_unit units[] = { FIRE_UNIT_YEAR, FIRE_UNIT_HALF, FIRE_UNIT_QUARTER,
                                              FIRE_UNIT_MONTH };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        const int32_t first = fire_calendar_period(calendar, units[i], window.first_day);
        const int32_t last = fire_calendar_period(calendar, units[i], window.last_day);
        if (fire_calendar_window(calendar, units[i], first).first_day == window.first_day &&
            fire_calendar_window(calendar, units[i], last).last_day == window.last_day &&
            (units[i] == FIRE_UNIT_YEAR || units[i] == FIRE_UNIT_MONTH || first == last))
            return (struct fire_period){ .kind = FIRE_PERIOD_UNITS,
                                         .unit = units[i],
                                         .first = first,
                                         .last = last,
                                         .window = window };
    }
    return (struct fire_period){ .kind = FIRE_PERIOD_DAYS, .window = window };
}

const char *slots_window(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                         struct fire_window window)
{
    const struct fire_period period = period_of(calendar, window);
    return fire_sentence_period(phrase, calendar, &period);
}

const char *slots_year(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                       struct fire_window window)
{
    const int32_t year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.first_day);
    if (year != fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.last_day)) return "";
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, FIRE_UNIT_YEAR, year, label);
    return fire_phrase_format(phrase, "%s", label);
}

const char *slots_begin(struct fire_phrase *phrase, const char *text)
{
    if (text[0] < 'a' || text[0] > 'z') return text; /* others begin no period's name */
    return fire_phrase_format(phrase, "%c%s", text[0] - 'a' + 'A', text + 1);
}
