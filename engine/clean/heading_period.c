/* heading_period.c - the period that a heading's words are as a whole. */
#include "heading.h"

#include "moment.h"
#include "unit.h"

#include <string.h>

enum {
    LONGEST_PERIOD_BYTES = 200,
    SHORTEST_PERIOD_DAYS = 28, /* a single day in a header is a date, not a period */
    FEWEST_DIGITS_OF_DAYS = 8, /* "15/12/2022": brackets with a date                */
};

static bool is_plausible(struct fire_window window)
{
    int32_t first = 0;
    int32_t last = 0;
    return fire_day_from_civil((struct fire_civil){ 1900, 1, 1 }, &first) &&
           fire_day_from_civil((struct fire_civil){ 2101, 1, 1 }, &last) &&
           window.first_day >= first - 31 && window.last_day < last &&
           window.last_day - window.first_day + 1 >= SHORTEST_PERIOD_DAYS;
}

/* Brackets behind a period that leave it what it is: its days ("15/12/2022 - 14/12/2023"), or
 * words that do no harm. "Năm 2024 (kế hoạch)" is no year of figures. */
static bool says_same_period(const struct heading_context *context, struct fire_text_view text,
                             bool *out)
{
    struct said said;
    size_t n_digits = 0;
    for (size_t i = 0; i < text.size_bytes; i++)
        n_digits += text.bytes[i] >= '0' && text.bytes[i] <= '9';
    *out = n_digits >= FEWEST_DIGITS_OF_DAYS;
    if (*out) return true;
    if (!unit_read(text, context->profile->currency, context->arena, &said)) return false;
    *out = said.kind < SAID_STRANGE;
    return true;
}

bool heading_period_read(const struct heading_context *context, struct fire_text_view text,
                         struct heading_period *out)
{
    struct fire_window window;
    char part[PERIOD_PART_BYTES];
    size_t open;
    *out = (struct heading_period){ NULL, false };
    if (text.size_bytes == 0 || text.size_bytes > LONGEST_PERIOD_BYTES) return true;
    const struct fire_text_view inside = unit_brackets(text, &open);
    if (inside.size_bytes > 0 && open > 0) {
        bool is_same;
        if (!says_same_period(context, inside, &is_same)) return false;
        if (!is_same) return true;
        text.size_bytes = open;
    }
    while (text.size_bytes > 0 && text.bytes[text.size_bytes - 1] == ' ')
        text.size_bytes--;
    if (period_parse(text, context->calendar, context->arena, &window) &&
        is_plausible(window)) {
        *out = (struct heading_period){
            fire_arena_copy(context->arena, text.bytes, text.size_bytes), true
        };
        return out->text != NULL;
    }
    if (!period_part_parse(text, context->arena, part)) return true;
    out->text = fire_arena_copy(context->arena, part, strlen(part));
    return out->text != NULL;
}
