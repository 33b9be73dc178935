/* against.c - the words of --against. */
#include "firestat/period.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *word;
    fire_against_kind kind;
} words[] = {
    { "previous", FIRE_AGAINST_PREVIOUS },
    { "mean5", FIRE_AGAINST_MEAN5 },
    { "before", FIRE_AGAINST_BEFORE },
    { "adjacent", FIRE_AGAINST_ADJACENT },
};

fire_status fire_against_parse(const struct fire_calendar *calendar, struct fire_text_view text,
                               struct fire_against *out, struct fire_error *err)
{
    struct fire_against against = { .kind = FIRE_AGAINST_PERIOD, .text = text };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!fire_text_equal(text, fire_text_of(words[i].word))) continue;
        against.kind = words[i].kind;
        *out = against;
        return FIRE_OK;
    }
    /* what looks like no period at all is a word that there is not */
    const bool is_period = text.size_bytes > 0 &&
                           ((text.bytes[0] >= '0' && text.bytes[0] <= '9') ||
                            memchr(text.bytes, ':', text.size_bytes) != NULL);
    if (!is_period)
        return fire_fail(
            err, FIRE_EVALUE, FIRE_NOWHERE,
            "'%.*s' is nothing to compare with: previous, mean5, before, adjacent, "
            "or a period as in 2023 or 2016..2020",
            (int)fire_text_cut(text, 60), text.bytes == NULL ? "" : text.bytes);
    FIRE_TRY(fire_period_parse(calendar, text, &against.period, err));
    *out = against;
    return FIRE_OK;
}

fire_status fire_against_list(const struct fire_calendar *calendar, struct fire_text_view texts,
                              struct fire_against out[FIRE_AGAINST_MOST], int32_t *n,
                              struct fire_error *err)
{
    int32_t used = 0;
    size_t start = 0;
    for (size_t at = 0; at <= texts.size_bytes; at++) {
        if (at < texts.size_bytes && texts.bytes[at] != ',') continue;
        const struct fire_text_view text = { texts.bytes + start, at - start };
        if (used == FIRE_AGAINST_MOST)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "there can be %d things to compare with, not more",
                             FIRE_AGAINST_MOST);
        FIRE_TRY(fire_against_parse(calendar, text, &out[used++], err));
        start = at + 1;
    }
    *n = used;
    return FIRE_OK;
}
