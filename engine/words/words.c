/* words.c - the two languages side by side.
 *
 * The rows are those of words.def, so an id and its texts cannot come apart. */
#include "firestat/words.h"

#include <assert.h>
#include <string.h>

static const char *const texts[FIRE_N_WORDS][2] = {
#define FIRE_WORD(id, vietnamese, english)                                                     \
    [FIRE_WORD_##id] = { [FIRE_VIETNAMESE] = (vietnamese), [FIRE_ENGLISH] = (english) },
#include "firestat/words.def"
#undef FIRE_WORD
};

bool fire_language_of(const char *name, fire_language *out)
{
    if (name == NULL) return false;
    if (strcmp(name, "vi") == 0) {
        *out = FIRE_VIETNAMESE;
    } else if (strcmp(name, "en") == 0) {
        *out = FIRE_ENGLISH;
    } else {
        return false;
    }
    return true;
}

const char *fire_word_text(fire_language language, fire_word word)
{
    assert(word >= 0 && word < FIRE_N_WORDS);
    return texts[word][language];
}
