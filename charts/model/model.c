/* model.c - the kinds of charts there are, and what all of them do before their own work:
 * clean the texts they were given. See firestat/chart_model.h. */
#include "firestat/chart_model.h"

#include "choropleth.h"
#include "funnel.h"
#include "heatmap.h"
#include "over_time.h"
#include "row_kinds.h"
#include "severity.h"
#include "trend.h"

#include <math.h>
#include <string.h>

static const struct {
    const char *name;
    fire_status (*make)(const struct fire_chart_given *given,
                        const struct fire_chart_options *options, struct fire_phrase *phrase,
                        struct fire_chart *out, struct fire_error *err);
} kinds[FIRE_N_CHART_KINDS] = {
    [FIRE_CHART_TREND] = { "trend", trend_make },
    [FIRE_CHART_HEATMAP] = { "heatmap", heatmap_make },
    [FIRE_CHART_FUNNEL] = { "funnel", funnel_make },
    [FIRE_CHART_SEVERITY] = { "severity", severity_make },
    [FIRE_CHART_AREA_BAR] = { "area-bar", area_bar_make },
    [FIRE_CHART_DUMBBELL] = { "dumbbell", dumbbell_make },
    [FIRE_CHART_PARETO] = { "pareto", pareto_make },
    [FIRE_CHART_SLOPE] = { "slope", slope_make },
    [FIRE_CHART_SCOREBOARD] = { "scoreboard", scoreboard_make },
    [FIRE_CHART_YOY] = { "yoy", yoy_make },
    [FIRE_CHART_CUMULATIVE] = { "cumulative", cumulative_make },
    [FIRE_CHART_MULTIPLES] = { "multiples", multiples_make },
    [FIRE_CHART_SHARE] = { "share", share_make },
    [FIRE_CHART_CONTROL] = { "control", control_make },
    [FIRE_CHART_CHOROPLETH] = { "choropleth", choropleth_make },
};

bool fire_chart_kind_of(const char *name, fire_chart_kind *out)
{
    for (int i = 0; i < FIRE_N_CHART_KINDS; i++) {
        if (strcmp(kinds[i].name, name) != 0) continue;
        *out = (fire_chart_kind)i;
        return true;
    }
    return false;
}

const char *fire_chart_kind_name(fire_chart_kind kind)
{
    return kinds[kind].name;
}

/* NULL becomes "", everything else clean NFC text in the arena. */
static fire_status clean_option(const char **text, struct fire_arena *arena,
                                struct fire_error *err)
{
    const struct fire_text_view given = fire_text_of(*text == NULL ? "" : *text);
    if (fire_text_valid_bytes(given) != given.size_bytes)
        return fire_fail(err, FIRE_ESYNTAX, FIRE_NOWHERE, "a text for the chart is not UTF-8");

    struct fire_text_view clean;
    if (!fire_text_clean(given, arena, &clean)) return fire_fail_memory(err);
    *text = fire_arena_copy(arena, clean.bytes, clean.size_bytes);
    return *text == NULL ? fire_fail_memory(err) : FIRE_OK;
}

static bool has_figure(const struct fire_chart_panel *panel, int32_t n_slots)
{
    for (int32_t s = 0; s < panel->n_series; s++)
        for (int32_t i = 0; i < n_slots; i++)
            if (panel->series[s].point[i].is_known) return true;
    return false;
}

/* A measure of which nothing is known is said, not drawn as an empty panel. Where nothing at all is
 * known the layout refuses the chart. */
static fire_status drop_empty_panels(struct fire_phrase *phrase, struct fire_chart *chart,
                                     struct fire_error *err)
{
    struct fire_chart_panels *panels = &chart->panels;
    struct fire_chart_panel *kept = FIRE_TAKE(phrase->arena, panels->n_panels,
                                              struct fire_chart_panel);
    const char *dropped = "";
    int32_t n = 0;
    if (kept == NULL) return fire_fail_memory(err);
    for (int32_t p = 0; p < panels->n_panels; p++) {
        const char *title = panels->panel[p].title;
        const char *unit = strrchr(title, '(');
        if (has_figure(&panels->panel[p], panels->n_slots)) {
            kept[n++] = panels->panel[p];
            continue;
        }
        const size_t size = unit == NULL || unit == title ? strlen(title)
                                                          : (size_t)(unit - title - 1);
        const char *name = fire_phrase_inside(
            phrase, fire_phrase_format(phrase, "%.*s", (int)size, title));
        dropped = fire_phrase_format(phrase, "%s%s%s", dropped, dropped[0] == '\0' ? "" : ", ",
                                     name);
    }
    if (n == 0 || n == panels->n_panels) return FIRE_OK;
    panels->panel = kept;
    panels->n_panels = n;
    chart->footer = fire_phrase_format(
        phrase, "%s %s", fire_phrase_word(phrase, FIRE_WORD_CHART_NO_PANEL, dropped),
        chart->footer);
    return FIRE_OK;
}

fire_status fire_chart_make(fire_chart_kind kind, const struct fire_chart_given *given,
                            const struct fire_chart_options *options, struct fire_arena *arena,
                            struct fire_chart *out, struct fire_error *err)
{
    struct fire_chart_options clean = *options;
    FIRE_TRY(clean_option(&clean.title, arena, err));
    FIRE_TRY(clean_option(&clean.place, arena, err));
    FIRE_TRY(clean_option(&clean.source, arena, err));
    FIRE_TRY(clean_option(&clean.version, arena, err));

    struct fire_phrase phrase = { .arena = arena, .language = options->language };
    struct fire_chart chart;
    FIRE_TRY(kinds[kind].make(given, &clean, &phrase, &chart, err));
    if (chart.form == FIRE_FORM_PANELS) FIRE_TRY(drop_empty_panels(&phrase, &chart, err));
    chart.subtitle = slots_begin(&phrase, chart.subtitle);
    if (phrase.failed) return fire_fail_memory(err);
    *out = chart;
    return FIRE_OK;
}

bool fire_chart_tick_text(fire_language language, double value, int32_t decimals,
                          char out[FIRE_NUMBER_BYTES])
{
    const double scaled = round(value * pow(10.0, decimals));
    if (!(fabs(scaled) < 9.2e18)) return false; /* NaN too */
    fire_number_text(language, (int64_t)scaled, decimals, decimals, out);
    return true;
}
