/* compared.c - see compared.h. */
#include "firestat/compared.h"

const char *fire_compared_against(struct fire_phrase *phrase,
                                  const struct fire_against *against)
{
    static const fire_word words[] = { [FIRE_AGAINST_PREVIOUS] = FIRE_WORD_AGAINST_PREVIOUS,
                                       [FIRE_AGAINST_BEFORE] = FIRE_WORD_AGAINST_BEFORE,
                                       [FIRE_AGAINST_ADJACENT] = FIRE_WORD_AGAINST_ADJACENT,
                                       [FIRE_AGAINST_MEAN5] = FIRE_WORD_AGAINST_MEAN5,
                                       [FIRE_AGAINST_PERIOD] = FIRE_WORD_AGAINST_PERIOD };
    if (against->kind != FIRE_AGAINST_PERIOD)
        return fire_word_text(phrase->language, words[against->kind]);
    return fire_phrase_word(
        phrase, words[against->kind],
        fire_phrase_format(phrase, "%.*s", (int)against->text.size_bytes, against->text.bytes));
}

struct fire_window fire_compared_base(const struct fire_compare_plan *plan, int32_t against)
{
    const struct fire_same_period *same = &plan->same[against];
    return (struct fire_window){ same->base[same->n_bases - 1].first_day,
                                 same->base[0].last_day };
}

const char *fire_compared_unlike(struct fire_phrase *phrase, uint32_t unlike,
                                 int64_t unknown_percent, bool says_cure)
{
    static const struct {
        fire_word why;
        fire_word cure; /* the same: there is none */
    } words[] = { { FIRE_WORD_UNLIKE_SCOPE, FIRE_WORD_CURE_SCOPE },
                  { FIRE_WORD_UNLIKE_DAYS, FIRE_WORD_UNLIKE_DAYS },
                  { FIRE_WORD_UNLIKE_TERRITORY, FIRE_WORD_CURE_TERRITORY },
                  { FIRE_WORD_UNLIKE_UNKNOWN, FIRE_WORD_UNLIKE_UNKNOWN },
                  { FIRE_WORD_UNLIKE_NO_DATA, FIRE_WORD_UNLIKE_NO_DATA } };
    const char *list = "";
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if ((unlike >> i & 1) == 0) continue;
        const char *text = words[i].why == FIRE_WORD_UNLIKE_UNKNOWN
                               ? fire_phrase_word(phrase, words[i].why,
                                                  fire_phrase_count(phrase, unknown_percent))
                               : fire_word_text(phrase->language, words[i].why);
        if (says_cure && words[i].cure != words[i].why)
            text = fire_phrase_format(phrase, "%s%s", text,
                                      fire_word_text(phrase->language, words[i].cure));
        list = list[0] == '\0' ? text : fire_phrase_format(phrase, "%s; %s", list, text);
    }
    return list;
}

int32_t fire_compared_windows(struct fire_phrase *phrase, const struct fire_compare_plan *plan,
                              int32_t against, const char *note[FIRE_COMPARED_WINDOWS_MOST])
{
    static const struct {
        uint32_t flag;
        fire_word word;
    } flags[FIRE_COMPARED_WINDOWS_MOST] = {
        { FIRE_SAME_CUT, FIRE_WORD_SAME_CUT },
        { FIRE_SAME_EARLIER, FIRE_WORD_SAME_EARLIER },
        { FIRE_SAME_LENGTHS, FIRE_WORD_SAME_LENGTHS },
        { FIRE_SAME_LEAP_DAY, FIRE_WORD_SAME_LEAP_DAY },
        { FIRE_SAME_LEAP_END, FIRE_WORD_SAME_LEAP_END },
        { FIRE_SAME_RULE, FIRE_WORD_SAME_RULE },
        { FIRE_SAME_NO_WEEK, FIRE_WORD_SAME_NO_WEEK },
        { FIRE_SAME_OVERLAP, FIRE_WORD_SAME_OVERLAP },
    };
    int32_t n = 0;
    for (size_t i = 0; i < sizeof flags / sizeof flags[0]; i++) {
        if ((plan->same[against].flags & flags[i].flag) == 0) continue;
        if (flags[i].flag == FIRE_SAME_CUT)
            note[n++] = fire_phrase_word(phrase, flags[i].word,
                                         fire_phrase_day(phrase, plan->known.last_day));
        else if (flags[i].flag == FIRE_SAME_EARLIER)
            note[n++] = fire_phrase_word(phrase, flags[i].word,
                                         fire_phrase_day(phrase, plan->known.first_day));
        else
            note[n++] = fire_word_text(phrase->language, flags[i].word);
    }
    return n;
}
