/* choropleth.c - see choropleth.h, and fire_chart_make.
 *
 * A map lies with amounts: where most live most burns, and a large district looks worse than a small
 * one. So colours are for rates, means and shares alone, and what is a sum becomes circles. And a
 * map hides what does not match: an area whose name the boundaries write otherwise would only be
 * white. So both sides of what did not match are said. */
#include "choropleth.h"

#include "about.h"
#include "measure.h"
#include "steps.h"

#include <math.h>
#include <string.h>

#define CLASSES    5
#define NAMES_SAID 5

struct choropleth {
    const struct fire_chart_given *given;
    const struct fire_boundaries *boundaries;
    const struct fire_summary *summary;
    struct fire_phrase *phrase;
    struct about about;
    int32_t *row;    /* [boundaries] of the summary; -1: none */
    int32_t n_bound; /* boundaries with a row                 */
    bool has_circles;
    struct measure measure;
    struct steps steps;
    int64_t high;
    int64_t peak; /* the row with the most; -1: none alone */
};

/* ---- which areas ------------------------------------------------------------------------- */

static struct fire_text_view label_of(const struct choropleth *map, const struct fire_key *key)
{
    return map->phrase->language == FIRE_VIETNAMESE ? key->label_vi : key->label_en;
}

static const char *name_of(const struct choropleth *map, int64_t row)
{
    const struct fire_text_view label = label_of(map, fire_summary_key(map->summary, row, 0));
    return fire_phrase_format(map->phrase, "%.*s", (int)label.size_bytes, label.bytes);
}

/* Which row of a summary each boundary is. */
static fire_status match(const struct choropleth *map, const struct fire_summary *summary,
                         int32_t out[], int32_t *out_n, struct fire_error *err)
{
    struct fire_arena *arena = map->phrase->arena;
    struct fire_bounded *area = FIRE_TAKE(arena, summary->n_rows, struct fire_bounded);
    if (area == NULL) return fire_fail_memory(err);
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *key = fire_summary_key(summary, row, 0);
        if (key->is_null) continue;
        area[row].name = key->text;
        if (map->given->area_code != NULL) area[row].code = map->given->area_code[key->number];
    }
    FIRE_TRY(fire_boundaries_match(map->boundaries, area, (int32_t)summary->n_rows, out, err));
    *out_n = 0;
    for (int32_t i = 0; i < map->boundaries->n; i++)
        *out_n += out[i] >= 0;
    return FIRE_OK;
}

static fire_status check_given(const struct fire_chart_given *given, struct fire_error *err)
{
    if (given->boundaries == NULL)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "a map needs boundaries: --boundaries FILE.geojson");
    for (int32_t i = 0; i < given->n_summaries; i++) {
        const struct fire_summary *summary = given->summary[i];
        if (summary->n_dims != 1 || summary->dim[0].kind != FIRE_DIM_AREA ||
            summary->n_measures < 1)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "a map needs one measure by province, district or commune");
    }
    return FIRE_OK;
}

/* The level that most boundaries are of. */
static fire_status choose_level(struct choropleth *map, struct fire_error *err)
{
    const int32_t n = map->boundaries->n;
    int32_t *row = FIRE_TAKE(map->phrase->arena, n, int32_t);
    map->row = FIRE_TAKE(map->phrase->arena, n, int32_t);
    map->n_bound = -1;
    if (row == NULL || map->row == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < map->given->n_summaries; i++) {
        int32_t n_bound = 0;
        FIRE_TRY(match(map, map->given->summary[i], row, &n_bound, err));
        if (n_bound <= map->n_bound) continue;
        map->n_bound = n_bound;
        map->summary = map->given->summary[i];
        memcpy(map->row, row, (size_t)n * sizeof row[0]);
    }
    if (map->n_bound > 0) return FIRE_OK;
    return fire_fail(
        err, FIRE_ENODATA, FIRE_NOWHERE,
        "no boundary of '%s' is an area with figures: the first is called '%s', an "
        "area '%s'; choose the property by --boundary-key",
        map->boundaries->file, map->boundaries->boundary[0].key,
        map->summary->n_rows > 0 ? name_of(map, 0) : "");
}

/* ---- figures ----------------------------------------------------------------------------- */

static struct fire_value value_of(const struct choropleth *map, int32_t boundary)
{
    if (map->row[boundary] < 0) return (struct fire_value){ .is_null = true };
    return fire_summary_value(map->summary, map->row[boundary], 0);
}

/* "Số vụ trên 100.000 dân mỗi năm (dân số thường trú 2019)": whose people it was made with is said
 * in the legend. */
static const char *short_label(const struct choropleth *map, const char *label)
{
    const char *open = strstr(label, " (");
    if (map->summary->measure[0].agg != FIRE_AGG_RATE || open == NULL) return label;
    return fire_phrase_format(map->phrase, "%.*s", (int)(open - label), label);
}

static fire_status find_figures(struct choropleth *map, struct fire_error *err)
{
    const struct fire_summary *summary = map->summary;
    const fire_agg agg = summary->measure[0].agg;
    int64_t *value = FIRE_TAKE(map->phrase->arena, summary->n_rows, int64_t);
    bool *is_bound = FIRE_TAKE(map->phrase->arena, summary->n_rows, bool);
    int64_t n = 0;
    int64_t n_peaks = 0;
    if (value == NULL || is_bound == NULL) return fire_fail_memory(err);
    for (int32_t b = 0; b < map->boundaries->n; b++)
        if (map->row[b] >= 0) is_bound[map->row[b]] = true;
    map->peak = -1;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_value at = fire_summary_value(summary, row, 0);
        if (!is_bound[row] || at.is_null) continue;
        value[n++] = at.number;
        n_peaks += at.number == map->high;
        if (at.number <= map->high) continue;
        map->high = at.number;
        map->peak = row;
        n_peaks = 1;
    }
    if (n == 0)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                         "no area with a boundary has a figure");
    if (n_peaks > 1) map->peak = -1;
    map->has_circles = agg == FIRE_AGG_SUM || agg == FIRE_AGG_REAL || agg == FIRE_AGG_DISTINCT;
    map->measure = measure_of(map->phrase, summary, 0, map->high);
    return steps_quantile(value, n, CLASSES, map->phrase->arena, &map->steps)
               ? FIRE_OK
               : fire_fail_memory(err);
}

/* ---- the form ---------------------------------------------------------------------------- */

static struct fire_chart_outline outline_of(const struct choropleth *map, int32_t boundary)
{
    struct fire_phrase *phrase = map->phrase;
    const struct fire_boundary *of = &map->boundaries->boundary[boundary];
    const struct fire_value value = value_of(map, boundary);
    const char *name = map->row[boundary] >= 0 ? name_of(map, map->row[boundary]) : of->key;
    struct fire_chart_outline outline = {
        .boundary = of, .colour = -1, .label = name, .value = "", .area = map->row[boundary]
    };
    if (value.is_null) {
        outline.tip = fire_phrase_format(
            phrase, "%s: %s", name,
            fire_word_text(phrase->language, FIRE_WORD_CHART_NO_FIGURE));
        return outline;
    }
    outline.value = measure_number(phrase, &map->measure, value.number);
    outline.tip = fire_phrase_format(phrase, "%s: %s", name,
                                     measure_amount(phrase, &map->measure, value.number));
    outline.colour = map->has_circles ? 0 : steps_colour(&map->steps, value.number);
    if (map->has_circles && value.number > 0 && map->high > 0)
        outline.circle = (double)value.number / (double)map->high;
    return outline;
}

/* The largest of 1, 2, 5, 10, 20 ... that is no more; 0: below 1. */
static int64_t round_below(int64_t amount)
{
    int64_t power = 1;
    if (amount < 1) return 0;
    while (amount / power >= 10)
        power *= 10;
    return amount / power >= 5 ? 5 * power : amount / power >= 2 ? 2 * power : power;
}

/* What the circles mean: one nearly as large as the largest, and one of half its width or less. */
static struct fire_chart_legend circles_legend(const struct choropleth *map)
{
    struct fire_chart_legend legend = { .title = measure_title(map->phrase, &map->measure),
                                        .gap = "" };
    for (int64_t amount = round_below(map->high);
         amount > 0 && legend.n_sized < FIRE_CHART_SIZED_MOST; amount = round_below(amount / 4))
        legend.sized[legend.n_sized++] = (struct fire_chart_sized){
            .part = (double)amount / (double)map->high,
            .label = measure_number(map->phrase, &map->measure, amount),
        };
    return legend;
}

static fire_status fill_map(const struct choropleth *map, struct fire_chart_map *out,
                            struct fire_error *err)
{
    const struct fire_boundaries *boundaries = map->boundaries;
    struct fire_chart_outline *outline = FIRE_TAKE(map->phrase->arena, boundaries->n,
                                                   struct fire_chart_outline);
    if (outline == NULL) return fire_fail_memory(err);
    *out = (struct fire_chart_map){
        .n = boundaries->n,
        .outline = outline,
        .west = boundaries->west,
        .east = boundaries->east,
        .south = boundaries->south,
        .north = boundaries->north,
    };
    if (map->has_circles)
        out->legend = circles_legend(map);
    else
        FIRE_TRY(steps_legend(&map->steps, &map->measure, map->phrase, &out->legend, err));
    for (int32_t i = 0; i < boundaries->n; i++) {
        outline[i] = outline_of(map, i);
        if (outline[i].colour < 0)
            out->legend.gap = fire_word_text(map->phrase->language, FIRE_WORD_CHART_NO_FIGURE);
    }
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

/* A note with a number and some names. */
static void add_names(const struct choropleth *map, const char **text, fire_word word,
                      const char *const name[], int32_t n_names, int64_t n)
{
    const char *names = "";
    if (n == 0) return;
    for (int32_t i = 0; i < n_names; i++)
        names = fire_phrase_format(map->phrase, "%s%s%s", names, i == 0 ? "" : ", ", name[i]);
    if (n > n_names)
        names = fire_phrase_format(map->phrase, "%s …", names); /* or without one */
    about_add(&map->about, text,
              fire_phrase_word(map->phrase, word, fire_phrase_count(map->phrase, n), names));
}

static void add_unbounded(const struct choropleth *map, const char **text)
{
    const struct fire_summary *summary = map->summary;
    const char *name[NAMES_SAID];
    int32_t n_names = 0;
    int64_t n = 0;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        bool is_bound = fire_summary_key(summary, row, 0)->is_null;
        for (int32_t b = 0; !is_bound && b < map->boundaries->n; b++)
            is_bound = map->row[b] == row;
        if (is_bound) continue;
        n++;
        if (n_names < NAMES_SAID) name[n_names++] = name_of(map, row);
    }
    add_names(map, text, FIRE_WORD_CHART_NOTE_UNBOUNDED, name, n_names, n);
}

static void add_unmatched(const struct choropleth *map, const char **text)
{
    const char *name[NAMES_SAID];
    int32_t n_names = 0;
    int64_t n = 0;
    for (int32_t b = 0; b < map->boundaries->n; b++) {
        if (map->row[b] >= 0) continue;
        n++;
        const char *key = map->boundaries->boundary[b].key;
        if (n_names < NAMES_SAID && key[0] != '\0') name[n_names++] = key;
    }
    add_names(map, text, FIRE_WORD_CHART_NOTE_UNMATCHED, name, n_names, n);
}

static void add_placeless(const struct choropleth *map, const char **text)
{
    const int64_t n = about_placeless(&map->about, 0);
    if (n > 0)
        about_add(&map->about, text,
                  fire_phrase_word(map->phrase, FIRE_WORD_CHART_NOTE_NO_AREA,
                                   fire_phrase_count(map->phrase, n)));
}

static const char *footer_of(const struct choropleth *map)
{
    const struct about *about = &map->about;
    const fire_language language = map->phrase->language;
    const char *text = about_begin(about);
    about_add(
        about, &text,
        fire_phrase_word(map->phrase, FIRE_WORD_CHART_NOTE_BOUNDARIES, map->boundaries->file));
    about_add(about, &text,
              fire_word_text(language, map->has_circles ? FIRE_WORD_CHART_NOTE_CIRCLES
                                                        : FIRE_WORD_CHART_NOTE_CLASSES));
    add_unbounded(map, &text);
    add_unmatched(map, &text);
    add_placeless(map, &text);
    about_add(
        about, &text,
        about_unknown(about,
                      map->summary->total_unknown == NULL ? 0 : map->summary->total_unknown[0],
                      map->measure.name, map->measure.is_damage));
    if (fire_boundaries_lack_islands(map->boundaries))
        about_add(about, &text, fire_word_text(language, FIRE_WORD_CHART_NOTE_ISLANDS));
    return about_end(about, text, "");
}

static const char *title_of(const struct choropleth *map)
{
    struct fire_phrase *phrase = map->phrase;
    if (map->about.options->title[0] != '\0') return map->about.options->title;
    if (map->peak < 0)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_BY_AREA,
                                short_label(map, map->measure.label));
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_PEAK, short_label(map, map->measure.label),
        name_of(map, map->peak),
        measure_amount(phrase, &map->measure,
                       fire_summary_value(map->summary, map->peak, 0).number));
}

fire_status choropleth_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err)
{
    struct choropleth map = { .given = given,
                              .boundaries = given->boundaries,
                              .phrase = phrase };
    FIRE_TRY(check_given(given, err));
    FIRE_TRY(choose_level(&map, err));
    map.about = (struct about){ map.summary, options, phrase };
    FIRE_TRY(find_figures(&map, err));
    const char *shown = about_place(
        &map.about,
        fire_phrase_word(
            phrase, FIRE_WORD_CHART_BY_AREA,
            short_label(&map, about_subject(&map.about, map.measure.label, map.measure.name))));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_CHOROPLETH,
        .form = FIRE_FORM_MAP,
        .language = phrase->language,
        .title = title_of(&map),
        .subtitle = fire_phrase_format(phrase, "%s; %s", shown,
                                       about_days(&map.about, map.summary->window)),
        .footer = footer_of(&map),
    };
    out->description = fire_phrase_word(phrase, FIRE_WORD_CHART_CHOROPLETH_ALT, shown,
                                        out->title);
    return fill_map(&map, &out->map, err);
}
