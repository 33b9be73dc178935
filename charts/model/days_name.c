/* days_name.c - see days_name.h. */
#include "days_name.h"

#include "firestat/sentence.h"

#include <string.h>

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

/* "2024", "2016–2020", "2024-07": whole periods by their labels; "" for other days. */
static const char *label_of(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                            struct fire_window window)
{
    const struct fire_period period = period_of(calendar, window);
    const bool is_one = period.first == period.last;
    if (period.kind == FIRE_PERIOD_DAYS || (!is_one && period.unit != FIRE_UNIT_YEAR))
        return "";
    const char *text = fire_sentence_label(phrase, calendar, period.unit, period.first);
    if (is_one) return text;
    return fire_phrase_format(phrase, "%s–%s", text,
                              fire_sentence_label(phrase, calendar, period.unit, period.last));
}

const char *days_year(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                      struct fire_window window)
{
    const int32_t year = fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.first_day);
    if (year != fire_calendar_period(calendar, FIRE_UNIT_YEAR, window.last_day)) return "";
    return fire_sentence_label(phrase, calendar, FIRE_UNIT_YEAR, year);
}

bool days_labels(struct fire_phrase *phrase, const struct fire_calendar *calendar,
                 struct fire_window current, struct fire_window base, const char **out_current,
                 const char **out_base)
{
    *out_current = days_year(phrase, calendar, current);
    *out_base = days_year(phrase, calendar, base);
    if ((*out_current)[0] != '\0' && (*out_base)[0] != '\0' &&
        strcmp(*out_current, *out_base) != 0)
        return true;
    *out_current = label_of(phrase, calendar, current);
    *out_base = label_of(phrase, calendar, base);
    return (*out_current)[0] != '\0' && (*out_base)[0] != '\0';
}

const char *days_exact(struct fire_phrase *phrase, struct fire_window window)
{
    return fire_phrase_word(phrase, FIRE_WORD_CHART_FROM_TO,
                            fire_phrase_day(phrase, window.first_day),
                            fire_phrase_day(phrase, window.last_day));
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
    if (period.kind == FIRE_PERIOD_DAYS)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_START_DAYS,
                                fire_phrase_day(phrase, window.first_day),
                                fire_phrase_day(phrase, window.last_day));
    if (period.unit == FIRE_UNIT_YEAR && period.first == period.last)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_START_YEAR,
                                label_of(phrase, calendar, window));
    return fire_phrase_word(phrase, FIRE_WORD_CHART_START_PERIOD,
                            fire_sentence_period(phrase, calendar, &period));
}
