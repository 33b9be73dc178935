/* number.c - see number.h. */
#include "number.h"

#include <math.h>

void number_add(struct fire_buffer *out, double number)
{
    char text[32];
    size_t at = sizeof text; /* filled from its end */
    const long long hundredths = llround(number * 100.0);
    unsigned long long rest = (unsigned long long)(hundredths < 0 ? -hundredths : hundredths);
    int n_places = 2;
    for (; n_places > 0 && rest % 10 == 0; n_places--)
        rest /= 10;
    for (int i = 0; i < n_places; i++, rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (n_places > 0) text[--at] = '.';
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (hundredths < 0) text[--at] = '-';
    fire_buffer_add(out, text + at, sizeof text - at);
}
