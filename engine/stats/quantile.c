/* quantile.c - where a monotone curve crosses a level.
 *
 * From a guess the bracket is doubled or halved until the level lies inside [x, 2x]; halving
 * that takes 53 steps to two neighbouring doubles, so there is no tolerance to choose and no
 * case that does not converge. Newton's method would need a sixth of the steps and a safeguard
 * for each of the shapes where it runs away. */
#include "quantile.h"

#include "beta.h"
#include "gamma.h"

#include <assert.h>
#include <math.h>
#include <stdbool.h>

/* A tail of a distribution on the positive numbers, with its parameters, two at most. */
struct curve {
    double (*tail)(double x, double a, double b);
    double a;
    double b;
    bool rises; /* with x: a lower tail; else an upper one */
};

/* Is the wanted x below this one? */
static bool is_beyond(const struct curve *curve, double x, double level)
{
    const double here = curve->tail(x, curve->a, curve->b);
    return curve->rises ? here >= level : here <= level;
}

static double solve(const struct curve *curve, double level, double guess)
{
    assert(level > 0.0 && level < 1.0 && guess > 0.0);
    double low = guess;
    double high = guess;
    while (is_beyond(curve, low, level)) {
        high = low;
        low /= 2.0;
    }
    while (!is_beyond(curve, high, level)) {
        low = high;
        high *= 2.0;
    }
    for (;;) {
        const double middle = low + (high - low) / 2.0;
        if (middle <= low || middle >= high) return high;
        if (is_beyond(curve, middle, level)) {
            high = middle;
        } else {
            low = middle;
        }
    }
}

/* As a curve has it. */
static double gamma_of_shape_below(double x, double shape, double unused)
{
    (void)unused;
    return gamma_below(x, shape);
}

static double gamma_of_shape_above(double x, double shape, double unused)
{
    (void)unused;
    return gamma_above(x, shape);
}

double quantile_gamma_cube_root(double z, double shape)
{
    const double root = 1.0 - 1.0 / (9.0 * shape) + z / (3.0 * sqrt(shape));
    return shape * root * root * root;
}

/* Every quantile of such a shape is the shape, to the last digit. */
static bool is_all_alike(double shape)
{
    return !(shape < 1e40);
}

double quantile_gamma_below(double tail, double shape)
{
    if (is_all_alike(shape)) return shape;
    return solve(&(struct curve){ gamma_of_shape_below, shape, 0.0, true }, tail, shape);
}

double quantile_gamma_above(double tail, double shape)
{
    if (is_all_alike(shape)) return shape;
    return solve(&(struct curve){ gamma_of_shape_above, shape, 0.0, false }, tail, shape);
}

double quantile_odds_below(double tail, double a, double b)
{
    return solve(&(struct curve){ beta_odds_below, a, b, true }, tail, a / b);
}

double quantile_odds_above(double tail, double a, double b)
{
    return solve(&(struct curve){ beta_odds_above, a, b, false }, tail, a / b);
}

double quantile_odds_midp_more(double tail, double x, double y)
{
    return solve(&(struct curve){ beta_midp_more, x, y, true }, tail, (x + 0.5) / (y + 0.5));
}

double quantile_odds_midp_fewer(double tail, double x, double y)
{
    return solve(&(struct curve){ beta_midp_fewer, x, y, false }, tail, (x + 0.5) / (y + 0.5));
}
