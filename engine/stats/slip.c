/* slip.c - see slip.h. Seen in print: "5,2%" for 15,2 (a digit lost), "8 vụ" for 108 (two lost),
 * "48,7%" for 38,7 (a digit mistyped). What differs in more than one place is not called a slip:
 * between two and three digits almost everything is two edits away. */
#include "slip.h"

#include <string.h>

enum { DIGITS = 20, RUN_LOST = 2, FEWEST_FOR_MISTYPED = 3 };

static int digits_of(int64_t number, char out[DIGITS])
{
    uint64_t rest = number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
    int n = 0;
    do {
        out[n++] = (char)('0' + rest % 10); /* the last one first, for both alike */
        rest /= 10;
    } while (rest > 0);
    return n;
}

/* Is `part` the text with a run of n - n_part digits taken out of it? */
static bool is_with_run_lost(const char *part, int n_part, const char *text, int n)
{
    for (int before = 0; before <= n_part; before++)
        if (memcmp(part, text, (size_t)before) == 0 &&
            memcmp(part + before, text + before + (n - n_part), (size_t)(n_part - before)) == 0)
            return true;
    return false;
}

static bool is_one_edit(const char *a, const char *b, int n)
{
    int first = 0; /* from the last digit on */
    while (first < n && a[first] == b[first])
        first++;
    if (first == n) return false;
    int last = n - 1;
    while (a[last] == b[last])
        last--;
    if (last == first) return first > 0 && n >= FEWEST_FOR_MISTYPED;
    return last == first + 1 && a[first] == b[last] && a[last] == b[first];
}

bool slip_of(int64_t printed, int64_t meant)
{
    char a[DIGITS];
    char b[DIGITS];
    const int n_a = digits_of(printed, a);
    const int n_b = digits_of(meant, b);
    if (printed == 0 || meant == 0) return false; /* nothing is left to know it by */
    if (n_a == n_b) return is_one_edit(a, b, n_a);
    if (n_a < n_b) return n_b - n_a <= RUN_LOST && is_with_run_lost(a, n_a, b, n_b);
    return n_a - n_b == 1 && is_with_run_lost(b, n_b, a, n_a);
}
