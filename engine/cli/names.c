/* names.c - see names.h. */
#include "names.h"

#include <string.h>

struct fire_text_view *names_split(const char *text, struct fire_arena *arena, int32_t *out_n)
{
    struct fire_text_view *item = FIRE_TAKE(arena, strlen(text) + 1, struct fire_text_view);
    int32_t n = 0;
    if (item == NULL) return NULL;
    for (const char *at = text; text[0] != '\0';) {
        const size_t size = strcspn(at, ",");
        const char *from = at;
        const char *to = at + size;
        while (from < to && *from == ' ')
            from++;
        while (to > from && to[-1] == ' ')
            to--;
        item[n++] = (struct fire_text_view){ from, (size_t)(to - from) };
        if (at[size] == '\0') break;
        at += size + 1;
    }
    *out_n = n;
    return item;
}
