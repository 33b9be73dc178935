/* about.c - see about.h. */
#include "about.h"

#include "firestat/compared.h"

#include <string.h>

void about_add(const struct about *about, const char **text, const char *sentence)
{
    if (sentence[0] == '\0') return;
    const char *between = (*text)[0] == '\0' ? "" : " ";
    *text = fire_phrase_format(about->phrase, "%s%s%s", *text, between, sentence);
}

const char *about_place(const struct about *about, const char *shown)
{
    const char *place = about->options->place;
    return fire_phrase_format(about->phrase, "%s%s%s", place, place[0] == '\0' ? "" : ", ",
                              shown);
}

const char *about_subject(const struct about *about, const char *label, const char *name)
{
    return about->options->place[0] == '\0' ? label : name;
}

int64_t about_placeless(const struct about *about, int32_t dim)
{
    const struct fire_summary *summary = about->summary;
    int32_t incidents = -1;
    int64_t n = 0;
    for (int32_t m = 0; m < summary->n_measures; m++)
        if (strcmp(summary->measure[m].name, "incidents") == 0) incidents = m;
    for (int64_t row = 0; incidents >= 0 && row < summary->n_rows; row++) {
        const struct fire_value value = fire_summary_value(summary, row, incidents);
        if (!fire_summary_key(summary, row, dim)->is_null || value.is_null) continue;
        if (__builtin_add_overflow(n, value.number, &n)) return INT64_MAX;
    }
    return n;
}

const char *about_days(const struct about *about, struct fire_window window)
{
    const struct fire_calendar *calendar = about->summary->calendar;
    return fire_phrase_word(
        about->phrase, FIRE_WORD_CHART_WINDOW, fire_phrase_day(about->phrase, window.first_day),
        fire_phrase_day(about->phrase, window.last_day),
        fire_phrase_count(about->phrase, (int64_t)window.last_day - window.first_day + 1),
        about->phrase->language == FIRE_VIETNAMESE ? fire_calendar_label_vi(calendar)
                                                   : fire_calendar_label_en(calendar));
}

const char *about_unknown(const struct about *about, int64_t n_unknown, const char *name,
                          bool is_damage)
{
    if (n_unknown == 0) return "";
    const char *count = fire_phrase_count(about->phrase, n_unknown);
    if (is_damage) return fire_phrase_word(about->phrase, FIRE_WORD_NOTE_UNKNOWN_DAMAGE, count);
    return fire_phrase_word(about->phrase, FIRE_WORD_NOTE_UNKNOWN, count, name);
}

void about_add_refusal(const struct about *about, const struct fire_comparison *comparison,
                       const char **text)
{
    const struct fire_compare_options *options = comparison->options;
    if (options->n_criteria == 0 || comparison->n_groups == 0) return;
    const uint32_t unlike = comparison->verdict[0].unlike;
    if (unlike == 0) return;
    about_add(about, text,
              fire_phrase_word(about->phrase, FIRE_WORD_CHART_NO_VERDICT,
                               fire_compared_unlike(about->phrase, unlike,
                                                    options->unknown_percent, false)));
}

/* The source as it is, without a full stop of its own. */
static const char *source_text(const struct about *about)
{
    const char *source = about->options->source;
    size_t n = strlen(source);
    while (n > 0 && (source[n - 1] == '.' || source[n - 1] == ' '))
        n--;
    if (n == 0) return "";
    return fire_phrase_word(about->phrase, FIRE_WORD_CHART_SOURCE,
                            fire_phrase_format(about->phrase, "%.*s", (int)n, source));
}

const char *about_begin(const struct about *about)
{
    const char *text = "";
    about_add(about, &text, source_text(about));
    about_add(about, &text,
              fire_phrase_word(about->phrase, FIRE_WORD_CHART_AS_OF,
                               fire_phrase_day(about->phrase, about->summary->data.last_day)));
    return text;
}

/* A word with the number it is about; nothing for fewer than `least`. */
static void add_count(const struct about *about, const char **text, fire_word word, int64_t n,
                      int64_t least)
{
    if (n >= least)
        about_add(about, text,
                  fire_phrase_word(about->phrase, word, fire_phrase_count(about->phrase, n)));
}

const char *about_end(const struct about *about, const char *text, const char *axis)
{
    const struct fire_summary *summary = about->summary;
    add_count(about, &text, FIRE_WORD_CHART_NOTE_COARSE, summary->n_coarse, 1);
    add_count(about, &text, FIRE_WORD_NOTE_STRADDLING, summary->n_straddling, 1);
    add_count(about, &text, FIRE_WORD_CHART_NOTE_SCOPES, summary->n_scopes, 2);
    for (int32_t i = 0; i < fire_calendar_n_changes(summary->calendar); i++) {
        char change[FIRE_CHANGE_BYTES];
        if (fire_calendar_change_text(about->phrase->language, summary->calendar, i,
                                      summary->window, change))
            about_add(about, &text, fire_phrase_format(about->phrase, "%s", change));
    }
    about_add(about, &text, axis);
    if (about->options->version[0] != '\0')
        about_add(
            about, &text,
            fire_phrase_format(about->phrase, "firestat\u00A0%s", about->options->version));
    return text;
}
