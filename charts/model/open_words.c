/* open_words.c - see open_words.h. */
#include "open_words.h"

bool open_words_have(struct fire_phrase *phrase, const struct fire_key *key)
{
    struct fire_text_view name;
    if (key->is_null) return true;
    if (!fire_text_plain_key(key->label_vi, phrase->arena, &name)) phrase->failed = true;
    for (size_t i = 0; !phrase->failed && i < n_shipped_open_words; i++) {
        struct fire_text_view word;
        if (!fire_text_plain_key(fire_text_of(shipped_open_words[i]), phrase->arena, &word))
            phrase->failed = true;
        else if (fire_text_equal(name, word))
            return true;
    }
    return false;
}
