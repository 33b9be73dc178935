/* severity_words.c - see severity_words.h. */
#include "severity_words.h"

#include <string.h>

const char *severity_label(fire_language language, const struct fire_severity_scheme *scheme)
{
    return language == FIRE_VIETNAMESE ? scheme->label_vi : scheme->label_en;
}

/* "đến ngày 14/01/2025: thang ..." */
static const char *scheme_words(struct fire_phrase *phrase,
                                const struct fire_severity_scheme *scheme)
{
    const char *label = severity_label(phrase->language, scheme);
    if (scheme->first_day == INT32_MIN && scheme->last_day == INT32_MAX) return label;
    if (scheme->first_day == INT32_MIN)
        return fire_phrase_word(phrase, FIRE_WORD_SEVERITY_UNTIL,
                                fire_phrase_day(phrase, scheme->last_day), label);
    if (scheme->last_day == INT32_MAX)
        return fire_phrase_word(phrase, FIRE_WORD_SEVERITY_SINCE,
                                fire_phrase_day(phrase, scheme->first_day), label);
    return fire_phrase_word(phrase, FIRE_WORD_SEVERITY_BETWEEN,
                            fire_phrase_day(phrase, scheme->first_day),
                            fire_phrase_day(phrase, scheme->last_day), label);
}

const char *severity_schemes_words(struct fire_phrase *phrase,
                                   const struct fire_severity *schemes,
                                   struct fire_window window)
{
    const char *list = "";
    int32_t n = 0;
    for (int32_t i = 0; i < schemes->n; i++) {
        const struct fire_severity_scheme *scheme = &schemes->scheme[i];
        if (scheme->last_day < window.first_day || scheme->first_day > window.last_day)
            continue;
        list = fire_phrase_format(phrase, "%s%s%s", list, n++ == 0 ? "" : "; ",
                                  scheme_words(phrase, scheme));
    }
    return n < 2 ? "" : fire_phrase_word(phrase, FIRE_WORD_NOTE_SEVERITY, list);
}

static bool is_by_severity(const struct fire_summary *summary)
{
    for (int32_t d = 0; d < summary->n_dims; d++)
        if (strcmp(summary->dim[d].name, "severity") == 0) return true;
    return false;
}

const char *severity_note(struct fire_arena *arena, fire_language language,
                          const struct fire_summary *summary, struct fire_window window)
{
    struct fire_phrase phrase = { .arena = arena, .language = language };
    struct fire_severity schemes;
    if (!is_by_severity(summary) ||
        fire_severity_load(NULL, arena, &schemes, NULL) != FIRE_OK ||
        !fire_severity_is_in(&schemes, summary->currency))
        return "";
    return severity_schemes_words(&phrase, &schemes, window);
}
