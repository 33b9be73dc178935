/* days_name.c - see days_name.h. */
#include "days_name.h"

#include "firestat/sentence.h"

/* The period that a window is: years, one half, quarter or month, the first months of a year; else
 * days. */
static struct fire_period period_of(const struct fire_calendar *calendar,
                                    struct fire_window window)
{
    static const fire_period_unit units[] = { FIRE_UNIT_YEAR, FIRE_UNIT_HALF, FIRE_UNIT_QUARTER,
                                              FIRE_UNIT_MONTH };
    const int32_t year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.first_day);
    const struct fire_window year_days = fire_calendar_window(calendar, FIRE_UNIT_YEAR, year);
    struct fire_period period = { .kind = FIRE_PERIOD_UNITS, .window = window };
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        period.unit = units[i];
        period.first = fire_calendar_period(calendar, period.unit, window.first_day);
        period.last = fire_calendar_period(calendar, period.unit, window.last_day);
        const bool is_one = period.first == period.last;
        const bool is_begun =
            fire_calendar_window(calendar, period.unit, period.first).first_day ==
            window.first_day;
        const bool is_ended =
            fire_calendar_window(calendar, period.unit, period.last).last_day ==
            window.last_day;
        const bool may_be_several = period.unit == FIRE_UNIT_YEAR ||
                                    (period.unit == FIRE_UNIT_MONTH &&
                                     window.first_day == year_days.first_day &&
                                     window.last_day <= year_days.last_day);
        if (is_begun && is_ended && (is_one || may_be_several)) return period;
    }
    period.kind = FIRE_PERIOD_DAYS;
    return period;
}

static const char *label_of(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                            fire_period_unit unit, int32_t period)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, unit, period, label);
    return fire_phrase_format(phrase, "%s", label);
}

const char *days_label(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                       struct fire_window window)
{
    const struct fire_period period = period_of(calendar, window);
    const bool is_one = period.first == period.last;
    if (period.kind == FIRE_PERIOD_DAYS || (!is_one && period.unit != FIRE_UNIT_YEAR))
        return "";
    const char *text = label_of(phrase, calendar, period.unit, period.first);
    if (is_one) return text;
    return fire_phrase_format(phrase, "%s–%s", text,
                              label_of(phrase, calendar, period.unit, period.last));
}

/* The year that holds all of a window; false: none does. */
static bool year_of(const struct fire_calendar *calendar, struct fire_window window,
                    int32_t *out)
{
    *out = fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.first_day);
    return fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.last_day) == *out;
}

bool days_labels(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                 struct fire_window current, struct fire_window base, const char **out_current,
                 const char **out_base)
{
    int32_t year;
    int32_t base_year;
    if (year_of(calendar, current, &year) && year_of(calendar, base, &base_year) &&
        year != base_year) {
        *out_current = label_of(phrase, calendar, FIRE_UNIT_YEAR, year);
        *out_base = label_of(phrase, calendar, FIRE_UNIT_YEAR, base_year);
        return true;
    }
    *out_current = days_label(phrase, calendar, current);
    *out_base = days_label(phrase, calendar, base);
    return (*out_current)[0] != '\0' && (*out_base)[0] != '\0';
}

const char *days_exact(struct fire_phrase *phrase, struct fire_window window)
{
    char from[FIRE_NUMBER_BYTES];
    char to[FIRE_NUMBER_BYTES];
    fire_day_text(window.first_day, from);
    fire_day_text(window.last_day, to);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_FROM_TO, from, to);
}

const char *days_inside(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                        struct fire_window window)
{
    const struct fire_period period = period_of(calendar, window);
    return fire_sentence_period(phrase, calendar, &period);
}

const char *days_start(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                       struct fire_window window)
{
    const struct fire_period period = period_of(calendar, window);
    if (period.kind == FIRE_PERIOD_DAYS) {
        char from[FIRE_NUMBER_BYTES];
        char to[FIRE_NUMBER_BYTES];
        fire_day_text(window.first_day, from);
        fire_day_text(window.last_day, to);
        return fire_phrase_word(phrase, FIRE_WORD_CHART_START_DAYS, from, to);
    }
    if (period.unit == FIRE_UNIT_YEAR && period.first == period.last)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_START_YEAR,
                                days_label(phrase, calendar, window));
    return fire_phrase_word(phrase, FIRE_WORD_CHART_START_PERIOD,
                            fire_sentence_period(phrase, calendar, &period));
}
