/* calendar_change.c - what a change of a calendar's rule does to the days about it, as a sentence. */
#include "firestat/words.h"

#include <stdio.h>

bool fire_calendar_change_text(fire_language language, const struct fire_calendar *calendar,
                               int32_t change, struct fire_window window,
                               char out[FIRE_CHANGE_BYTES])
{
    const struct fire_calendar_change about = fire_calendar_change_at(calendar, change);
    if (about.is_clean || about.days.last_day < window.first_day - 1 ||
        about.days.first_day > window.last_day + 1)
        return false;

    char from[FIRE_NUMBER_BYTES];
    char to[FIRE_NUMBER_BYTES];
    char before[FIRE_PERIOD_LABEL_BYTES];
    char after[FIRE_PERIOD_LABEL_BYTES];
    fire_day_text(about.days.first_day, from);
    fire_day_text(about.days.last_day, to);
    fire_calendar_label(calendar, FIRE_UNIT_MONTH, about.old_month, before);
    fire_calendar_label(calendar, FIRE_UNIT_MONTH, about.new_month, after);
    const char *counted = about.is_gap ? before : after;
    if (about.days.first_day == about.days.last_day) {
        const fire_word word = about.is_gap ? FIRE_WORD_NOTE_CALENDAR_GAP_DAY
                                            : FIRE_WORD_NOTE_CALENDAR_OVERLAP_DAY;
        snprintf(out, FIRE_CHANGE_BYTES, fire_word_text(language, word), from, before, after,
                 counted);
        return true;
    }
    const fire_word word = about.is_gap ? FIRE_WORD_NOTE_CALENDAR_GAP
                                        : FIRE_WORD_NOTE_CALENDAR_OVERLAP;
    snprintf(out, FIRE_CHANGE_BYTES, fire_word_text(language, word), from, to, before, after,
             counted);
    return true;
}
