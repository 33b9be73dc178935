/* review_parameters.c - see review_parameters.h. */
#include "review_parameters.h"

#include "option_table.h"

#include <string.h>

#define PARAMETERS_MOST 160

struct list {
    struct fire_review_parameter *parameter; /* [PARAMETERS_MOST] */
    int32_t n;
};

static void add(struct list *list, const char *name, const char *value)
{
    if (value == NULL || value[0] == '\0' || list->n == PARAMETERS_MOST) return;
    list->parameter[list->n++] = (struct fire_review_parameter){ name, value };
}

/* ---- what the figures rest on ---------------------------------------------------------------- */

static const char *calendar_words(struct fire_phrase *phrase,
                                  const struct fire_calendar *calendar)
{
    const char *label = phrase->language == FIRE_VIETNAMESE ? fire_calendar_label_vi(calendar)
                                                            : fire_calendar_label_en(calendar);
    return fire_phrase_format(phrase, "%s (%s)", label, fire_calendar_name(calendar));
}

static const char *areas_words(struct fire_phrase *phrase, const char *areas)
{
    const bool is_recorded = areas == NULL || strcmp(areas, "recorded") == 0;
    if (!is_recorded && strcmp(areas, "comparable") != 0) return areas; /* a day */
    return fire_phrase_format(
        phrase, "%s (%s)",
        fire_word_text(phrase->language,
                       is_recorded ? FIRE_WORD_AREAS_RECORDED : FIRE_WORD_AREAS_COMPARABLE),
        is_recorded ? "recorded" : areas);
}

static const char *idle_words(struct fire_phrase *phrase, const struct review_parts *parts)
{
    const char *idle = "";
    for (int32_t i = 0; i < parts->n_conditions; i++)
        if (parts->condition[i].is_idle)
            idle = fire_phrase_format(phrase, "%s%s%s", idle, idle[0] == '\0' ? "" : "; ",
                                      parts->condition[i].text);
    return idle;
}

static void add_grounds(struct list *list, const struct options *options,
                        const struct review_parts *parts, struct fire_phrase *phrase,
                        const struct fire_review *review)
{
    add(list, "--period", options->period);
    add(list, fire_word_text(phrase->language, FIRE_WORD_REVIEW_DAYS),
        fire_phrase_format(phrase, "%s–%s", fire_phrase_day(phrase, review->window.first_day),
                           fire_phrase_day(phrase, review->window.last_day)));
    add(list, "--calendar", calendar_words(phrase, review->calendar));
    add(list, "--areas", areas_words(phrase, options->areas));
    add(list, fire_word_text(phrase->language, FIRE_WORD_REVIEW_KNOWN),
        fire_phrase_day(phrase, review->known.last_day));
    add(list, fire_word_text(phrase->language, FIRE_WORD_REVIEW_IDLE),
        idle_words(phrase, parts));
    add(list, fire_word_text(phrase->language, FIRE_WORD_REVIEW_PROGRAM),
        "firestat " FIRESTAT_VERSION);
}

/* ---- the options as they were given ------------------------------------------------------------- */

/* Told above, or without a say in what the review shows. */
static bool is_left_out(const struct option_row *row)
{
    static const char *const names[] = { "period", "calendar", "areas",   "output",     "force",
                                         "jobs",   "quiet",    "verbose", "no-progress" };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcmp(row->name, names[i]) == 0) return true;
    return false;
}

static void add_option(struct list *list, const struct options *options,
                       const struct option_row *row, struct fire_phrase *phrase)
{
    const char *at = (const char *)options + row->at;
    const char *name = fire_phrase_format(phrase, "--%s", row->name);
    if (row->kind == OPTION_FLAG) {
        if (*(const bool *)at)
            add(list, name, fire_word_text(phrase->language, FIRE_WORD_REVIEW_GIVEN));
    } else if (row->kind == OPTION_TEXT) {
        add(list, name, *(const char *const *)(const void *)at);
    } else {
        const struct repeated *repeated = (const struct repeated *)(const void *)at;
        for (int i = 0; i < repeated->n; i++)
            add(list, name, repeated->value[i]);
    }
}

fire_status review_parameters_list(struct session *session, const struct review_parts *parts,
                                   struct fire_phrase *phrase, struct fire_review *review)
{
    const unsigned groups = command_named("review")->options | GROUP_COMMON;
    struct list list = { .parameter = FIRE_TAKE(phrase->arena, PARAMETERS_MOST,
                                                struct fire_review_parameter) };
    if (list.parameter == NULL) return fire_fail_memory(&session->err);
    add_grounds(&list, &session->options, parts, phrase, review);
    for (int i = 0; i < n_option_rows; i++)
        if ((option_rows[i].group & groups) != 0 && !is_left_out(&option_rows[i]))
            add_option(&list, &session->options, &option_rows[i], phrase);
    review->n_parameters = list.n;
    review->parameter = list.parameter;
    return FIRE_OK;
}
