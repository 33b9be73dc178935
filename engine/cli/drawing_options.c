/* drawing_options.c - see drawing_options.h. */
#include "drawing_options.h"

#include <string.h>

static bool has_base(fire_chart_kind kind, const struct options *options)
{
    (void)options;
    return drawing_kind_has_base(kind);
}

/* Percents of groups are in the figures of these kinds, if not in the picture. */
static bool has_percents(fire_chart_kind kind, const struct options *options)
{
    (void)options;
    return drawing_kind_of(kind)->compares;
}

static bool has_tiles(fire_chart_kind kind, const struct options *options)
{
    (void)options;
    return kind == FIRE_CHART_MULTIPLES;
}

static bool has_outlines(fire_chart_kind kind, const struct options *options)
{
    (void)options;
    return kind == FIRE_CHART_CHOROPLETH;
}

/* Whether a function is among the measures; those that are not asked are the kind's. */
static bool asks(fire_chart_kind kind, const struct options *options, const char *function)
{
    const char *measures = options->measure;
    if (measures == NULL && drawing_kind_has_base(kind)) measures = options->criteria;
    return measures != NULL && strstr(measures, function) != NULL;
}

static bool has_rate(fire_chart_kind kind, const struct options *options)
{
    const bool is_usual = kind == FIRE_CHART_CHOROPLETH && options->measure == NULL;
    return kind == FIRE_CHART_FUNNEL || is_usual || asks(kind, options, "rate(");
}

static bool has_prices(fire_chart_kind kind, const struct options *options)
{
    return asks(kind, options, "real(");
}

/* Options that some kinds have no use for; all kinds use the others, or refuse them in words of their
 * own. */
static const struct {
    const char *option;
    bool (*uses)(fire_chart_kind kind, const struct options *options);
    const char *why;
} rules[] = {
    { "against", has_base, "it sets nothing against a base" },
    { "criteria", has_base, "it sets nothing against a base" },
    { "unknown-most", has_base, "it sets nothing against a base" },
    { "round", has_percents, "it has no percents of groups" },
    { "population", has_rate, "none of its measures is a rate" },
    { "prices", has_prices, "none of its measures is real(...)" },
    { "price-year", has_prices, "none of its measures is real(...)" },
    { "page", has_tiles, "only 'multiples' has several pages" },
    { "free-y", has_tiles, "only 'multiples' has a scale for each area" },
    { "boundaries", has_outlines, "only 'choropleth' is drawn on outlines of areas" },
    { "boundary-key", has_outlines, "only 'choropleth' is drawn on outlines of areas" },
};

bool drawing_uses(fire_chart_kind kind, const struct options *options,
                  const struct option_row *option, const char **out_why)
{
    for (size_t i = 0; i < sizeof rules / sizeof rules[0]; i++) {
        if (strcmp(rules[i].option, option->name) != 0) continue;
        *out_why = rules[i].why;
        return rules[i].uses(kind, options);
    }
    return true;
}

fire_status drawing_refuse(fire_chart_kind kind, const struct option_row *option,
                           const char *why, struct fire_error *err)
{
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the chart '%s' takes no --%s: %s",
                     fire_chart_kind_name(kind), option->name, err->say(why));
}

/* The next option that is set and not used, from *row on; NULL: there is none. */
static const struct option_row *next_unused(fire_chart_kind kind, const struct options *options,
                                            int *row, const char **out_why)
{
    const unsigned groups = GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_PLACE;
    for (; *row < n_option_rows; ++*row) {
        const struct option_row *option = &option_rows[*row];
        if ((option->group & groups) != 0 && option_is_set(option, options) &&
            !drawing_uses(kind, options, option, out_why))
            return option;
    }
    return NULL;
}

fire_status drawing_check_options(fire_chart_kind kind, const struct options *options,
                                  struct fire_error *err)
{
    int row = 0;
    const char *why = NULL;
    const struct option_row *unused = next_unused(kind, options, &row, &why);
    return unused == NULL ? FIRE_OK : drawing_refuse(kind, unused, why, err);
}

void drawing_drop_options(fire_chart_kind kind, struct options *options)
{
    int row = 0;
    const char *why = NULL;
    for (const struct option_row *unused;
         (unused = next_unused(kind, options, &row, &why)) != NULL;)
        option_unset(unused, options);
}
