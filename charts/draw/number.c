/* number.c - see number.h. */
#include "number.h"

#include <math.h>

void number_add(struct fire_buffer *out, double number)
{
    number_add_places(out, number, 2);
}

void number_add_places(struct fire_buffer *out, double number, int n_places)
{
    static const double power[] = { 1.0, 10.0, 100.0, 1000.0, 10000.0 };
    char text[32];
    size_t at = sizeof text; /* filled from its end */
    const long long parts = llround(number * power[n_places]);
    unsigned long long rest = (unsigned long long)(parts < 0 ? -parts : parts);
    for (; n_places > 0 && rest % 10 == 0; n_places--)
        rest /= 10;
    for (int i = 0; i < n_places; i++, rest /= 10)
        text[--at] = (char)('0' + rest % 10);
    if (n_places > 0) text[--at] = '.';
    do {
        text[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest > 0);
    if (parts < 0) text[--at] = '-';
    fire_buffer_add(out, text + at, sizeof text - at);
}
