/* period.c - the stretch of days of an aggregate row, as clerks write it.
 *
 * The plain key of the text is matched against a few shapes and rewritten as a period's label,
 * whose days the calendar then tells: the shapes know nothing of days, the calendar nothing of
 * words. */
#include "moment.h"

#include <stdio.h>
#include <string.h>

/* Shapes of plain keys: # is a number, @ a Roman one from i to iv. The label takes the numbers in
 * the order told: y the year, n the other one. */
static const struct {
    const char *shape;
    const char *label;
} shapes[] = {
    { "nam #y", "y" },
    { "nam bao cao #y", "y" },
    { "thang #n #y", "y-n" },
    { "thang #n nam #y", "y-n" },
    { "#n #y", "y-n" },
    { "quy #n #y", "y-Qn" },
    { "quy #n nam #y", "y-Qn" },
    { "quy @n #y", "y-Qn" },
    { "quy @n nam #y", "y-Qn" },
    { "q#n #y", "y-Qn" },
    { "#n thang dau nam #y", "y-nM" },
    { "#n thang nam #y", "y-nM" },
    { "#n thang #y", "y-nM" },
};

static const char *take_number(const char *at, int max_digits, int32_t *out)
{
    const char *first = at;
    *out = 0;
    while (at - first < max_digits && *at >= '0' && *at <= '9')
        *out = *out * 10 + (*at++ - '0');
    return at == first || (*at >= '0' && *at <= '9') ? NULL : at;
}

static const char *take_roman(const char *at, int32_t *out)
{
    static const char *const numerals[] = { "iii", "ii", "iv", "i" };
    static const int32_t values[] = { 3, 2, 4, 1 };
    for (int i = 0; i < 4; i++) {
        const size_t size = strlen(numerals[i]);
        if (strncmp(at, numerals[i], size) != 0) continue;
        *out = values[i];
        return at + size;
    }
    return NULL;
}

static bool match(const char *shape, const char *key, int32_t *year, int32_t *number)
{
    while (*shape != '\0') {
        if (*shape != '#' && *shape != '@') {
            if (*shape++ != *key++) return false;
            continue;
        }
        int32_t *to = shape[1] == 'y' ? year : number;
        key = *shape == '@' ? take_roman(key, to) : take_number(key, to == year ? 4 : 2, to);
        if (key == NULL) return false;
        shape += 2;
    }
    return *key == '\0';
}

static void write_label(const char *pattern, int32_t year, int32_t number, char out[],
                        size_t out_size)
{
    size_t size = 0;
    for (; *pattern != '\0' && size + 12 < out_size; pattern++) {
        if (*pattern == 'y')
            size += (size_t)snprintf(out + size, out_size - size, "%04d", (int)year);
        else if (*pattern == 'n' && pattern[1] == '\0' && pattern[-1] == '-')
            size += (size_t)snprintf(out + size, out_size - size, "%02d", (int)number);
        else if (*pattern == 'n')
            size += (size_t)snprintf(out + size, out_size - size, "%d", (int)number);
        else
            out[size++] = *pattern;
    }
    out[size] = '\0';
}

bool period_parse(struct fire_text_view text, const struct fire_calendar *calendar,
                  struct fire_arena *scratch, struct fire_window *out)
{
    if (fire_calendar_parse(calendar, text, out, NULL) == FIRE_OK) return true;
    struct fire_text_view key;
    if (!fire_text_plain_key(text, scratch, &key)) return false;
    const char *ended = fire_arena_copy(scratch, key.bytes, key.size_bytes);
    if (ended == NULL) return false;
    for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
        int32_t year = 0;
        int32_t number = 0;
        char label[FIRE_PERIOD_LABEL_BYTES];
        if (!match(shapes[i].shape, ended, &year, &number)) continue;
        write_label(shapes[i].label, year, number, label, sizeof label);
        return fire_calendar_parse(calendar, fire_text_of(label), out, NULL) == FIRE_OK;
    }
    return false;
}
