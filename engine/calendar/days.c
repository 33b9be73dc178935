/* days.c - the days of several periods together: what a declaration of coverage says. */
#include "firestat/period.h"

#include <stdlib.h>
#include <string.h>

static int compare_windows(const void *left, const void *right)
{
    const struct fire_window *a = left;
    const struct fire_window *b = right;
    return (a->first_day > b->first_day) - (a->first_day < b->first_day);
}

int32_t fire_windows_join(struct fire_window window[], int32_t n)
{
    int32_t n_joined = 0;
    if (n > 0) qsort(window, (size_t)n, sizeof window[0], compare_windows);
    for (int32_t i = 0; i < n; i++) {
        struct fire_window *last = n_joined == 0 ? NULL : &window[n_joined - 1];
        if (last == NULL || window[i].first_day > last->last_day + 1)
            window[n_joined++] = window[i];
        else if (window[i].last_day > last->last_day)
            last->last_day = window[i].last_day;
    }
    return n_joined;
}

fire_status fire_periods_days(const struct fire_calendar *calendar, struct fire_text_view texts,
                              struct fire_arena *arena, struct fire_window **out,
                              int32_t *out_n, struct fire_error *err)
{
    int32_t n = 0;
    size_t start = 0;
    struct fire_window *window = FIRE_TAKE(arena, texts.size_bytes + 1, struct fire_window);
    if (window == NULL) return fire_fail_memory(err);
    for (size_t at = 0; at <= texts.size_bytes; at++) {
        if (at < texts.size_bytes && texts.bytes[at] != '|') continue;
        struct fire_text_view text = { texts.bytes + start, at - start };
        while (text.size_bytes > 0 && text.bytes[0] == ' ')
            text = (struct fire_text_view){ text.bytes + 1, text.size_bytes - 1 };
        while (text.size_bytes > 0 && text.bytes[text.size_bytes - 1] == ' ')
            text.size_bytes--;
        FIRE_TRY(fire_calendar_parse(calendar, text, &window[n++], err));
        start = at + 1;
    }
    *out = window;
    *out_n = fire_windows_join(window, n);
    return FIRE_OK;
}
