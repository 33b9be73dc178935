/* steps.c - see steps.h. */
#include "steps.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Where more of the values than this would share the first of even steps, the steps grow. */
#define FIRST_MOST 0.6

static int64_t whole(double value)
{
    return value >= 9.2e18 ? INT64_MAX : (int64_t)llround(value);
}

/* The bounds 1, 2, 5, 10, 20 ...: number i of them, i >= 0. */
static double nice(int32_t i)
{
    static const double part[] = { 1.0, 2.0, 5.0 };
    return part[i % 3] * pow(10.0, i / 3);
}

#define N_NICE 57 /* up to 5e18 and beyond */

/* Steps that people count in: 1, 2, 3, 4, 5, 6, 8, 10, 20 ... */
static double step_of(int32_t i)
{
    static const double part[] = { 1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0 };
    return part[i % 7] * pow(10.0, i / 7);
}

static void note(struct steps *steps, const int64_t value[], int64_t n, int64_t *out_high)
{
    *steps = (struct steps){ 0 };
    *out_high = 0;
    for (int64_t i = 0; i < n; i++) {
        steps->has_zero = steps->has_zero || value[i] <= 0;
        steps->has_negative = steps->has_negative || value[i] < 0;
        if (value[i] > *out_high) *out_high = value[i];
    }
}

static void add_bound(struct steps *steps, double bound)
{
    steps->upper[steps->n++] = whole(bound);
}

/* Bounds 1, 2, 5 ... of which the last reaches `high`. */
static void grow(struct steps *steps, int64_t high, int32_t most)
{
    int32_t last = 0;
    while (last < N_NICE && nice(last) < (double)high)
        last++;
    for (int32_t i = last - most + 1 > 0 ? last - most + 1 : 0; i <= last; i++)
        add_bound(steps, nice(i));
}

static double share_in_first(const struct steps *steps, const int64_t value[], int64_t n)
{
    int64_t n_first = 0;
    int64_t n_all = 0;
    for (int64_t i = 0; i < n; i++) {
        n_all += value[i] > 0;
        n_first += value[i] > 0 && value[i] <= steps->upper[0];
    }
    return n_all == 0 ? 0.0 : (double)n_first / (double)n_all;
}

struct steps steps_even(const int64_t value[], int64_t n, int32_t most)
{
    struct steps steps;
    int64_t high;
    note(&steps, value, n, &high);
    if (high == 0) return steps;

    int32_t i = 0;
    while (step_of(i) * most < (double)high)
        i++;
    for (double bound = step_of(i); steps.n < most; bound += step_of(i)) {
        add_bound(&steps, bound);
        if (bound >= (double)high) break;
    }
    if (share_in_first(&steps, value, n) <= FIRST_MOST) return steps;
    steps.n = 0;
    grow(&steps, high, most);
    return steps;
}

static int compare(const void *left, const void *right)
{
    const int64_t a = *(const int64_t *)left;
    const int64_t b = *(const int64_t *)right;
    return (a > b) - (a < b);
}

/* To two digits, to the nearest or (the last bound) upwards. */
static int64_t rounded(int64_t value, double (*round_off)(double))
{
    const double size = pow(10.0, fmax(0.0, floor(log10((double)value)) - 1.0));
    return whole(round_off((double)value / size) * size);
}

bool steps_quantile(const int64_t value[], int64_t n, int32_t most, struct fire_arena *scratch,
                    struct steps *out)
{
    int64_t high;
    int64_t n_above = 0;
    int64_t *above = FIRE_TAKE(scratch, n, int64_t);
    if (above == NULL) return false;
    note(out, value, n, &high);
    for (int64_t i = 0; i < n; i++)
        if (value[i] > 0) above[n_above++] = value[i];
    if (n_above == 0) return true;
    qsort(above, (size_t)n_above, sizeof above[0], compare);
    int64_t at = 0; /* values up to the last bound */
    for (int32_t k = 1; k < most; k++) {
        const int64_t bound = rounded(above[(n_above - 1) * k / most], round);
        int64_t next = at;
        while (next < n_above && above[next] <= bound)
            next++;
        if (next == at || bound >= high) continue;
        out->upper[out->n++] = bound;
        at = next;
    }
    out->upper[out->n++] = rounded(high, ceil);
    return true;
}

/* Classes are spread over the colours, the last one has the darkest. */
static int32_t colour_of(const struct steps *steps, int32_t class)
{
    if (steps->n == 1) return FIRE_CHART_COLOURS / 2;
    return 1 + class * (FIRE_CHART_COLOURS - 2) / (steps->n - 1);
}

int32_t steps_colour(const struct steps *steps, int64_t value)
{
    if (value <= 0) return 0;
    int32_t class = 0;
    while (class < steps->n - 1 && value > steps->upper[class])
        class ++;
    return colour_of(steps, class);
}

static const char *bound_text(const struct measure *measure, struct fire_phrase *phrase,
                              int64_t bound)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(phrase->language, bound, measure->places, -1, text);
    return fire_phrase_format(phrase, "%s", text);
}

/* "1–5", "3": what is whole has no gaps between classes; else "đến 5", "5–10". */
static const char *label_of(const struct steps *steps, int32_t class,
                            const struct measure *measure, struct fire_phrase *phrase)
{
    const char *upper = bound_text(measure, phrase, steps->upper[class]);
    const int64_t below = class == 0 ? 0 : steps->upper[class - 1];
    if (measure->is_count && measure->places == 0) {
        if (below + 1 == steps->upper[class]) return upper;
        return fire_phrase_format(phrase, "%s–%s", bound_text(measure, phrase, below + 1),
                                  upper);
    }
    if (class == 0) return fire_phrase_word(phrase, FIRE_WORD_CHART_UP_TO, upper);
    return fire_phrase_format(phrase, "%s–%s", bound_text(measure, phrase, below), upper);
}

fire_status steps_legend(const struct steps *steps, const struct measure *measure,
                         struct fire_phrase *phrase, struct fire_chart_legend *out,
                         struct fire_error *err)
{
    struct fire_chart_step *step = FIRE_TAKE(phrase->arena, steps->n + 1,
                                             struct fire_chart_step);
    if (step == NULL) return fire_fail_memory(err);
    int32_t n = 0;
    if (steps->has_zero)
        step[n++] = (struct fire_chart_step){ 0, steps->has_negative ? "≤ 0" : "0" };
    for (int32_t i = 0; i < steps->n; i++)
        step[n++] = (struct fire_chart_step){ colour_of(steps, i),
                                              label_of(steps, i, measure, phrase) };
    *out = (struct fire_chart_legend){
        .title = measure_title(phrase, measure), .n_steps = n, .step = step, .gap = ""
    };
    return FIRE_OK;
}
