/* names.c - see names.h. */
#include "names.h"

const char *names_key(struct fire_phrase *phrase, const struct fire_key *key)
{
    const bool is_vietnamese = phrase->language == FIRE_VIETNAMESE;
    const struct fire_text_view label = is_vietnamese ? key->label_vi : key->label_en;
    if (key->is_null) return fire_word_text(phrase->language, FIRE_WORD_NOT_STATED);
    return fire_phrase_format(phrase, "%.*s", (int)label.size_bytes, label.bytes);
}

const char *names_dim(struct fire_phrase *phrase, const struct fire_summary_dim *dim)
{
    return fire_phrase_inside(phrase, phrase->language == FIRE_VIETNAMESE ? dim->label_vi
                                                                          : dim->label_en);
}
