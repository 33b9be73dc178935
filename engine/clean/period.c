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

/* The same without the year, which stands elsewhere: in a title or in another column. */
static const struct {
    const char *shape;
    const char *label;
} part_shapes[] = {
    { "thang #n", "n" },    { "t#n", "n" },
    { "month #n", "n" },    { "quy #n", "Qn" },
    { "quy @n", "Qn" },     { "q#n", "Qn" },
    { "quarter #n", "Qn" }, { "#n thang dau nam", "nM" },
    { "#n thang", "nM" },   { "6 thang cuoi nam", "H2" },
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
    const bool is_month = strcmp(pattern, "n") == 0 || strcmp(pattern, "y-n") == 0;
    size_t size = 0;
    for (; *pattern != '\0' && size + 12 < out_size; pattern++) {
        if (*pattern == 'y')
            size += (size_t)snprintf(out + size, out_size - size, "%04d", (int)year);
        else if (*pattern == 'n' && pattern[1] == '\0' && is_month)
            size += (size_t)snprintf(out + size, out_size - size, "%02d", (int)number);
        else if (*pattern == 'n')
            size += (size_t)snprintf(out + size, out_size - size, "%d", (int)number);
        else
            out[size++] = *pattern;
    }
    out[size] = '\0';
}

/* Behind "tu", "ngay", "den", "het" and their kind. */
static const char *skip_words(const char *at)
{
    static const char *const words[] = { "tu ", "ngay ", "den ", "het ", "from ", "to " };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t size = strlen(words[i]);
        if (strncmp(at, words[i], size) != 0) continue;
        at += size;
        i = (size_t)-1; /* from the first again */
    }
    return at;
}

static const char *take_day(const char *at, int32_t *out)
{
    struct fire_civil civil = { 0, 0, 0 };
    at = take_number(skip_words(at), 2, &civil.day);
    if (at == NULL || *at++ != ' ' || (at = take_number(at, 2, &civil.month)) == NULL ||
        *at++ != ' ' || (at = take_number(at, 4, &civil.year)) == NULL || civil.year < 1000 ||
        !fire_day_from_civil(civil, out))
        return NULL;
    return *at == ' ' ? at + 1 : at;
}

/* "15/12/2023 - 14/01/2024", "từ ngày 15/12/2023 đến ngày 14/01/2024": a key of two days. */
static bool match_days(const char *key, struct fire_window *out)
{
    struct fire_window window;
    const char *at = take_day(key, &window.first_day);
    if (at == NULL || (at = take_day(at, &window.last_day)) == NULL || *at != '\0' ||
        window.last_day < window.first_day)
        return false;
    *out = window;
    return true;
}

bool period_parse(struct fire_text_view text, const struct fire_calendar *calendar,
                  struct fire_arena *scratch, struct fire_window *out)
{
    if (fire_calendar_parse(calendar, text, out, NULL) == FIRE_OK) return true;
    struct fire_text_view key;
    if (!fire_text_plain_key(text, scratch, &key)) return false;
    const char *ended = fire_arena_copy(scratch, key.bytes, key.size_bytes);
    if (ended == NULL) return false;
    if (match_days(ended, out)) return true;
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

/* "Jul", "July" -> 7; 0: no month. */
static int32_t month_of(const char *key)
{
    static const char *const names[] = { "january",   "february", "march",    "april",
                                         "may",       "june",     "july",     "august",
                                         "september", "october",  "november", "december" };
    for (int32_t i = 0; i < 12; i++)
        if (strcmp(key, names[i]) == 0 || (strlen(key) == 3 && strncmp(key, names[i], 3) == 0))
            return i + 1;
    return 0;
}

bool period_part_parse(struct fire_text_view text, struct fire_arena *scratch,
                       char out[PERIOD_PART_BYTES])
{
    struct fire_text_view key;
    if (text.size_bytes > 64 || !fire_text_plain_key(text, scratch, &key)) return false;
    const char *ended = fire_arena_copy(scratch, key.bytes, key.size_bytes);
    if (ended == NULL) return false;
    int32_t year = 0;
    int32_t number = month_of(ended);
    if (number > 0) {
        snprintf(out, PERIOD_PART_BYTES, "%02d", (int)number);
        return true;
    }
    for (size_t i = 0; i < sizeof part_shapes / sizeof part_shapes[0]; i++) {
        char label[FIRE_PERIOD_LABEL_BYTES];
        number = 0;
        if (!match(part_shapes[i].shape, ended, &year, &number)) continue;
        const bool is_quarter = part_shapes[i].label[0] == 'Q';
        if (number < 1 && strchr(part_shapes[i].label, 'n') != NULL) return false;
        if (number > (is_quarter ? 4 : 12)) return false;
        write_label(part_shapes[i].label, year, number, label, sizeof label);
        snprintf(out, PERIOD_PART_BYTES, "%s", label);
        return true;
    }
    return false;
}
