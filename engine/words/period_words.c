/* period_words.c - a period as sentences name it. The year and the number come out of the labels
 * of the calendar ("2024-Q3"), so that both are right for every calendar. */
#include "firestat/sentence.h"

#include <string.h>

const char *fire_sentence_label(struct fire_phrase *phrase,
                                const struct fire_calendar *calendar, fire_period_unit unit,
                                int32_t period)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    fire_calendar_label(calendar, unit, period, label);
    return fire_phrase_format(phrase, "%s", label);
}

/* "2024" of "2024-Q3" */
static const char *year_of(struct fire_phrase *phrase, const char *label)
{
    return fire_phrase_format(phrase, "%.*s", (int)strcspn(label, "-"), label);
}

/* "3" of "2024-Q3", "07" of "2024-07" */
static const char *number_of(const char *label)
{
    const char *dash = strchr(label, '-');
    if (dash == NULL) return "";
    return dash + 1 + strspn(dash + 1, "HQ");
}

/* 7 of "07" */
static int value_of(const char *number)
{
    int value = 0;
    for (; *number >= '0' && *number <= '9'; number++)
        value = 10 * value + (*number - '0');
    return value;
}

static const char *days_words(struct fire_phrase *phrase, struct fire_window window)
{
    return fire_phrase_word(phrase, FIRE_WORD_PERIOD_DAYS,
                            fire_phrase_day(phrase, window.first_day),
                            fire_phrase_day(phrase, window.last_day));
}

static const char *tet_words(struct fire_phrase *phrase, const struct fire_period *period)
{
    const char *year = fire_phrase_format(phrase, "%d", (int)period->first);
    return fire_phrase_word(phrase, FIRE_WORD_PERIOD_TET, year,
                            fire_phrase_day(phrase, period->window.first_day),
                            fire_phrase_day(phrase, period->window.last_day));
}

static const char *const english_months[] = { "January",   "February", "March",    "April",
                                              "May",       "June",     "July",     "August",
                                              "September", "October",  "November", "December" };

/* One half, quarter or month. */
static const char *part_words(struct fire_phrase *phrase, fire_period_unit unit,
                              const char *label)
{
    static const char *const roman[] = { "I", "II", "III", "IV" };
    const char *number = number_of(label);
    const char *year = year_of(phrase, label);
    const int n = value_of(number);
    if (unit == FIRE_UNIT_HALF)
        return fire_phrase_word(
            phrase, n == 1 ? FIRE_WORD_PERIOD_FIRST_HALF : FIRE_WORD_PERIOD_SECOND_HALF, year);
    if (unit == FIRE_UNIT_QUARTER && n >= 1 && n <= 4)
        return fire_phrase_word(phrase, FIRE_WORD_PERIOD_QUARTER,
                                phrase->language == FIRE_VIETNAMESE ? roman[n - 1] : number,
                                year);
    if (phrase->language == FIRE_ENGLISH && n >= 1 && n <= 12) number = english_months[n - 1];
    return fire_phrase_word(phrase, FIRE_WORD_PERIOD_MONTH, number, year);
}

/* The first months of a year. */
static bool are_first_months(const char *first, const char *last)
{
    return strcmp(number_of(first), "01") == 0 &&
           strncmp(first, last, strcspn(first, "-") + 1) == 0;
}

const char *fire_sentence_period(struct fire_phrase *phrase,
                                 const struct fire_calendar *calendar,
                                 const struct fire_period *period)
{
    if (period->kind == FIRE_PERIOD_TET && period->first == period->last)
        return tet_words(phrase, period);
    if (period->kind != FIRE_PERIOD_UNITS || period->unit > FIRE_UNIT_MONTH)
        return days_words(phrase, period->window);
    const char *first = fire_sentence_label(phrase, calendar, period->unit, period->first);
    const char *last = fire_sentence_label(phrase, calendar, period->unit, period->last);
    const bool is_one = period->first == period->last;
    if (period->unit == FIRE_UNIT_YEAR)
        return is_one ? fire_phrase_word(phrase, FIRE_WORD_PERIOD_YEAR, first)
                      : fire_phrase_word(phrase, FIRE_WORD_PERIOD_YEARS, first, last);
    if (is_one) return part_words(phrase, period->unit, first);
    if (period->unit == FIRE_UNIT_MONTH && are_first_months(first, last))
        return fire_phrase_word(phrase, FIRE_WORD_PERIOD_MONTHS,
                                fire_phrase_count(phrase, value_of(number_of(last))),
                                year_of(phrase, first));
    return days_words(phrase, period->window);
}
