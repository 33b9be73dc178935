/* loess_season.c - season and trend of months, one smoothed while the other is taken away.
 *
 * Twice in turn: what the trend leaves is smoothed calendar month by calendar month, through the
 * years and one beyond each end; the slow part of that goes back to the trend; what the season
 * leaves is smoothed for the trend. At last each calendar month gets the mean of its years. A
 * smooth line is fitted at every few points only and drawn straight between them, which is part
 * of the published figures, so it is done here as well. */
#include "months.h"

#include <math.h>
#include <stdlib.h>

#define YEAR   12
#define ROUNDS 2
/* With one year more at either end. */
#define LONG_MAX (FIRE_MONTHS_MAX + 2 * YEAR)

/* A local fit: tricube weights over the nearest `span` points, a level (degree 0) or a line (1),
 * at every `step`-th point. */
struct loess {
    int span; /* odd */
    int degree;
    int step;
};

/* The span of a season that is the same in every year is ten times the n points there are; the
 * trend's follows from it (R's stl, which makes both odd). */
static void choose_loess(int n, struct loess *of_season, struct loess *of_trend,
                         struct loess *of_slow)
{
    const int span = 10 * n + 1;
    const int trend = (int)ceil(1.5 * YEAR / (1.0 - 1.5 / span));
    *of_season = (struct loess){ span, 0, (span + 9) / 10 };
    *of_trend = (struct loess){ trend | 1, 1, ((trend | 1) + 9) / 10 };
    *of_slow = (struct loess){ YEAR | 1, 1, ((YEAR | 1) + 9) / 10 };
}

/* The fit at x, -1..n, of points at 0..n-1. */
static double loess_at(const double y[], int n, const struct loess *loess, int x)
{
    double weight[LONG_MAX];
    const int near = loess->span < n ? loess->span : n;
    int left = x - loess->span / 2;
    if (left > n - near) left = n - near;
    if (left < 0) left = 0;
    const int right = left + near - 1;
    double reach = x - left > right - x ? x - left : right - x;
    if (loess->span > n) reach += (loess->span - n) / 2; /* whole steps, as published */

    double sum = 0.0;
    for (int i = left; i <= right; i++) {
        const double apart = abs(i - x) / reach;
        const double root = 1.0 - apart * apart * apart;
        weight[i] = apart > 0.999 ? 0.0 : apart <= 0.001 ? 1.0 : root * root * root;
        sum += weight[i];
    }
    double centre = 0.0;
    double spread = 0.0;
    double level = 0.0;
    double slope = 0.0;
    for (int i = left; i <= right; i++)
        centre += weight[i] / sum * i;
    for (int i = left; i <= right; i++) {
        const double share = weight[i] / sum;
        spread += share * (i - centre) * (i - centre);
        level += share * y[i];
        slope += share * (i - centre) * y[i];
    }
    if (loess->degree == 0 || !(sqrt(spread) > 0.001 * (n - 1))) return level;
    return level + slope / spread * (x - centre);
}

static void draw_between(double fit[], int from, int to)
{
    for (int i = from + 1; i < to; i++)
        fit[i] = fit[from] + (fit[to] - fit[from]) / (to - from) * (i - from);
}

static void smooth(const double y[], int n, const struct loess *loess, double fit[])
{
    const int step = loess->step < n - 1 ? loess->step : n - 1;
    int last = 0;
    fit[0] = loess_at(y, n, loess, 0);
    while (last < n - 1) {
        const int next = last + step < n - 1 ? last + step : n - 1;
        fit[next] = loess_at(y, n, loess, next);
        draw_between(fit, last, next);
        last = next;
    }
}

/* Each calendar month through the years: wide[n + 24] begins a year before y does. */
static void smooth_months(const double y[], int n, const struct loess *loess, double wide[])
{
    double own[FIRE_MONTHS_MAX / YEAR + 1];
    double fit[FIRE_MONTHS_MAX / YEAR + 1];
    for (int month = 0; month < YEAR; month++) {
        int n_years = 0;
        for (int i = month; i < n; i += YEAR)
            own[n_years++] = y[i];
        smooth(own, n_years, loess, fit);
        wide[month] = loess_at(own, n_years, loess, -1);
        for (int k = 0; k < n_years; k++)
            wide[month + (k + 1) * YEAR] = fit[k];
        wide[month + (n_years + 1) * YEAR] = loess_at(own, n_years, loess, n_years);
    }
}

/* Means of `width` neighbours, in place; how many there are. */
static int average(double y[], int n, int width)
{
    double sum = 0.0;
    for (int i = 0; i < width; i++)
        sum += y[i];
    for (int i = 0; i + width <= n; i++) {
        const double first = y[i];
        y[i] = sum / width;
        if (i + width < n) sum += y[i + width] - first;
    }
    return n - width + 1;
}

/* The season of each month, and the trend beside it. */
static void decompose(const double y[], int n, double season[], double trend[])
{
    struct loess of_season;
    struct loess of_trend;
    struct loess of_slow;
    double rest[FIRE_MONTHS_MAX];
    double wide[LONG_MAX];
    double slow[LONG_MAX];
    choose_loess(n, &of_season, &of_trend, &of_slow);
    for (int i = 0; i < n; i++)
        trend[i] = 0.0;
    for (int round = 0; round < ROUNDS; round++) {
        for (int i = 0; i < n; i++)
            rest[i] = y[i] - trend[i];
        smooth_months(rest, n, &of_season, wide);
        for (int i = 0; i < n + 2 * YEAR; i++)
            slow[i] = wide[i];
        int n_slow = average(slow, n + 2 * YEAR, YEAR);
        n_slow = average(slow, n_slow, YEAR);
        (void)average(slow, n_slow, 3);
        smooth(slow, n, &of_slow, rest);
        for (int i = 0; i < n; i++) {
            season[i] = wide[i + YEAR] - rest[i];
            rest[i] = y[i] - season[i];
        }
        smooth(rest, n, &of_trend, trend);
    }
}

struct fire_loess_season fire_loess_season_of(const struct fire_months *months)
{
    const struct fire_loess_season none = { .is_null = true };
    struct fire_loess_season result = { 0 };
    double rate[FIRE_MONTHS_MAX];
    double season[FIRE_MONTHS_MAX];
    int64_t total;
    if (!months_are_sound(months, &total) || months->n < FIRE_MONTHS_MIN ||
        total < (int64_t)FIRE_LOESS_EVENTS_MIN * months->n)
        return none;
    for (int32_t i = 0; i < months->n; i++) {
        if (months->count[i] == 0) return none;
        rate[i] = log((double)months->count[i] / months->days[i]);
    }
    decompose(rate, months->n, season, result.trend);
    for (int first = 0; first < YEAR; first++) {
        double sum = 0.0;
        int n_years = 0;
        for (int i = first; i < months->n; i += YEAR, n_years++)
            sum += season[i];
        result.season[(months->first_month - 1 + first) % YEAR] = sum / n_years;
    }
    return result;
}
