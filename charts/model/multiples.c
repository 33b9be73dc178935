/* multiples.c - the shape of each area's years: a small line chart for each, all on one scale.
 *
 * A page holds 24 of them. Where there are more areas, the first page has those with the most, the next
 * one those with the next most, each in the order in which the summary has all. */
#include "names.h"
#include "over_time.h"

#include <stdlib.h>

#define NO_AREA (-1)

struct multiples {
    struct about about;
    struct fire_phrase *phrase;
    const struct fire_summary *summary;
    int32_t year_dim; /* 0 or 1; the other one is what tiles are by */
    int32_t n_areas;
    int32_t n_tiles;    /* of them, shown */
    int64_t *first_row; /* [n_areas] a row of the area */
    int32_t *area;      /* [rows] number of its area; NO_AREA */
    int32_t n_pages;
    int32_t first_place; /* of the page's areas, the largest is 0 */
    int32_t *tile;       /* [n_tiles] numbers of areas */
    int32_t first_year;
    int32_t n_years;
    int64_t *row; /* [area * n_years + year] -1: none */
    struct measure *measure;
    bool has_gap;
    bool has_negative;
};

static const struct fire_key *area_key(const struct multiples *m, int64_t row)
{
    return fire_summary_key(m->summary, row, 1 - m->year_dim);
}

static fire_status check(const struct fire_summary *summary, int32_t *out_year_dim,
                         struct fire_error *err)
{
    *out_year_dim = -1;
    for (int32_t d = 0; d < summary->n_dims && summary->n_dims == 2; d++)
        if (summary->dim[d].kind == FIRE_DIM_PERIOD && summary->dim[d].unit == FIRE_UNIT_YEAR)
            *out_year_dim = d;
    if (*out_year_dim < 0)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the multiples chart needs figures by year and one thing else");
    if (summary->n_measures < 1 || summary->n_measures > FIRE_CHART_PANELS_MAX)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the multiples chart shows 1 to %d measures, not %d",
                         FIRE_CHART_PANELS_MAX, (int)summary->n_measures);
    return FIRE_OK;
}

/* ---- areas and years --------------------------------------------------------------------- */

/* A row and the number of its area. */
struct numbered {
    int64_t number;
    int64_t row;
};

static int compare_numbers(const void *a, const void *b)
{
    const struct numbered *x = a;
    const struct numbered *y = b;
    if (x->number != y->number) return x->number < y->number ? -1 : 1;
    return x->row < y->row ? -1 : x->row > y->row;
}

/* Rows with an area and a year, by area; *n_numbered of them. NULL: no memory. */
static struct numbered *number_rows(const struct multiples *m, int64_t *n_numbered)
{
    const struct fire_summary *summary = m->summary;
    struct numbered *numbered = FIRE_TAKE(m->phrase->arena, summary->n_rows + 1,
                                          struct numbered);
    *n_numbered = 0;
    for (int64_t row = 0; numbered != NULL && row < summary->n_rows; row++)
        if (!area_key(m, row)->is_null && !fire_summary_key(summary, row, m->year_dim)->is_null)
            numbered[(*n_numbered)++] = (struct numbered){ area_key(m, row)->number, row };
    if (numbered != NULL && *n_numbered > 0)
        qsort(numbered, (size_t)*n_numbered, sizeof *numbered, compare_numbers);
    return numbered;
}

/* The areas in the summary's order, each with its first row, and the area of each row. */
static fire_status find_areas(struct multiples *m, struct fire_error *err)
{
    const int64_t n_rows = m->summary->n_rows;
    int64_t n;
    const struct numbered *numbered = number_rows(m, &n);
    m->first_row = FIRE_TAKE(m->phrase->arena, n_rows + 1, int64_t);
    m->area = FIRE_TAKE(m->phrase->arena, n_rows + 1, int32_t);
    if (numbered == NULL || m->first_row == NULL || m->area == NULL)
        return fire_fail_memory(err);
    for (int64_t row = 0; row < n_rows; row++)
        m->area[row] = NO_AREA;
    for (int64_t i = 0; i < n; i++)
        if (i == 0 || numbered[i].number != numbered[i - 1].number)
            m->area[numbered[i].row] = 0; /* begins an area */
    for (int64_t row = 0; row < n_rows; row++) {
        if (m->area[row] == NO_AREA) continue;
        m->area[row] = m->n_areas;
        m->first_row[m->n_areas++] = row;
    }
    for (int64_t i = 1; i < n; i++)
        if (numbered[i].number == numbered[i - 1].number)
            m->area[numbered[i].row] = m->area[numbered[i - 1].row];
    if (m->n_areas > 0) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no area has a figure to draw");
}

static fire_status find_years(struct multiples *m, struct fire_error *err)
{
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    for (int64_t row = 0; row < m->summary->n_rows; row++) {
        if (m->area[row] == NO_AREA) continue;
        const int64_t year = fire_summary_key(m->summary, row, m->year_dim)->number;
        if (year < first) first = year;
        if (year > last) last = year;
    }
    if (last - first >= FIRE_CHART_SLOTS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d years",
                         FIRE_CHART_SLOTS_MAX);
    m->first_year = (int32_t)first;
    m->n_years = (int32_t)(last - first + 1);
    return FIRE_OK;
}

static fire_status place_rows(struct multiples *m, struct fire_error *err)
{
    const int64_t n = (int64_t)m->n_areas * m->n_years;
    m->row = FIRE_TAKE(m->phrase->arena, n, int64_t);
    if (m->row == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < n; i++)
        m->row[i] = -1;
    for (int64_t row = 0; row < m->summary->n_rows; row++) {
        if (m->area[row] == NO_AREA) continue;
        const int64_t year = fire_summary_key(m->summary, row, m->year_dim)->number;
        m->row[(int64_t)m->area[row] * m->n_years + (year - m->first_year)] = row;
    }
    return FIRE_OK;
}

static struct fire_value value_of(const struct multiples *m, int32_t measure, int32_t area,
                                  int32_t year)
{
    const int64_t row = m->row[(int64_t)area * m->n_years + year];
    if (row < 0) return (struct fire_value){ .is_null = true };
    return fire_summary_value(m->summary, row, measure);
}

/* An area and how much of the first measure it has; for choosing only. */
struct sized {
    double size;
    int32_t area;
};

static double size_of(const struct multiples *m, int32_t area)
{
    double size = 0.0;
    for (int32_t year = 0; year < m->n_years; year++)
        size += (double)value_of(m, 0, area, year).number;
    return size;
}

static int compare_sizes(const void *a, const void *b)
{
    const struct sized *x = a;
    const struct sized *y = b;
    if (x->size != y->size) return x->size > y->size ? -1 : 1;
    return x->area < y->area ? -1 : x->area > y->area;
}

static int compare_areas(const void *a, const void *b)
{
    const int32_t x = *(const int32_t *)a;
    const int32_t y = *(const int32_t *)b;
    return x < y ? -1 : x > y;
}

static int32_t page_of(const struct multiples *m)
{
    return m->about.options->page == 0 ? 1 : m->about.options->page;
}

/* The areas of the page, in the summary's order. */
static fire_status choose_tiles(struct multiples *m, struct fire_error *err)
{
    const int32_t most = FIRE_CHART_TILES_MAX / m->summary->n_measures;
    const int32_t page = page_of(m);
    struct sized *sized = FIRE_TAKE(m->phrase->arena, m->n_areas, struct sized);
    m->tile = FIRE_TAKE(m->phrase->arena, most, int32_t);
    m->n_pages = (m->n_areas + most - 1) / most;
    if (sized == NULL || m->tile == NULL) return fire_fail_memory(err);
    if (page > m->n_pages)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "there is no page %d: all is on %d pages", (int)page, (int)m->n_pages);
    for (int32_t i = 0; i < m->n_areas; i++)
        sized[i] = (struct sized){ size_of(m, i), i };
    qsort(sized, (size_t)m->n_areas, sizeof *sized, compare_sizes);
    m->first_place = (page - 1) * most;
    for (int32_t i = m->first_place; i < m->n_areas && m->n_tiles < most; i++)
        m->tile[m->n_tiles++] = sized[i].area;
    qsort(m->tile, (size_t)m->n_tiles, sizeof *m->tile, compare_areas);
    return FIRE_OK;
}

static fire_status find_measures(struct multiples *m, struct fire_error *err)
{
    bool is_known = false;
    m->measure = FIRE_TAKE(m->phrase->arena, m->summary->n_measures, struct measure);
    if (m->measure == NULL) return fire_fail_memory(err);
    for (int32_t k = 0; k < m->summary->n_measures; k++) {
        int64_t max_abs = 0;
        for (int32_t t = 0; t < m->n_tiles; t++)
            for (int32_t year = 0; year < m->n_years; year++) {
                const struct fire_value value = value_of(m, k, m->tile[t], year);
                is_known = is_known || !value.is_null;
                m->has_gap = m->has_gap || value.is_null;
                m->has_negative = m->has_negative || value.number < 0;
                if (value.number > max_abs) max_abs = value.number;
            }
        m->measure[k] = measure_of(m->phrase, m->summary, k, max_abs);
    }
    if (is_known) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no area has a figure to draw");
}

/* ---- tiles ------------------------------------------------------------------------------- */

static const char *year_name(const struct multiples *m, int32_t year)
{
    return fire_sentence_label(m->phrase, m->summary->calendar, FIRE_UNIT_YEAR,
                               m->first_year + year);
}

static const char *years_text(const struct multiples *m)
{
    return slots_years(m->phrase, m->summary->calendar, m->first_year,
                       m->first_year + m->n_years - 1);
}

static bool is_part(const struct multiples *m, int32_t year)
{
    return slots_year_of(m->summary, m->first_year + year).is_part;
}

static const char *area_name(const struct multiples *m, int32_t area)
{
    const struct fire_key *key = area_key(m, m->first_row[area]);
    return names_key(m->phrase, key);
}

static fire_status fill_tile(const struct multiples *m, int32_t measure, int32_t area,
                             struct fire_chart_panel *out, struct fire_error *err)
{
    struct fire_phrase *phrase = m->phrase;
    struct fire_chart_point *point = FIRE_TAKE(phrase->arena, m->n_years,
                                               struct fire_chart_point);
    struct fire_chart_series *series = FIRE_TAKE(phrase->arena, 1, struct fire_chart_series);
    if (point == NULL || series == NULL) return fire_fail_memory(err);
    const char *name = area_name(m, area);
    for (int32_t year = 0; year < m->n_years; year++) {
        const struct fire_value value = value_of(m, measure, area, year);
        point[year] = (struct fire_chart_point){ .is_known = !value.is_null, .text = "" };
        if (value.is_null) continue;
        point[year].is_part = is_part(m, year);
        point[year].value = measure_in_unit(&m->measure[measure], value.number);
        point[year].text = fire_phrase_format(
            phrase, "%s, %s: %s", name, year_name(m, year),
            measure_amount(phrase, &m->measure[measure], value.number));
    }
    const struct fire_value last = value_of(m, measure, area, m->n_years - 1);
    *series = (struct fire_chart_series){
        .name = name, .role = FIRE_ROLE_CURRENT, .point = point, .end = { "", "" }
    };
    if (!last.is_null)
        series->end.value = measure_number(phrase, &m->measure[measure], last.number);
    *out = (struct fire_chart_panel){ .title = name,
                                      .is_whole = m->measure[measure].places == 0,
                                      .n_series = 1,
                                      .series = series };
    return FIRE_OK;
}

static fire_status fill_block(const struct multiples *m, int32_t measure,
                              struct fire_chart_block *out, struct fire_error *err)
{
    struct fire_chart_panel *tile = FIRE_TAKE(m->phrase->arena, m->n_tiles,
                                              struct fire_chart_panel);
    if (tile == NULL) return fire_fail_memory(err);
    for (int32_t t = 0; t < m->n_tiles; t++)
        FIRE_TRY(fill_tile(m, measure, m->tile[t], &tile[t], err));
    *out = (struct fire_chart_block){ .title = measure_title(m->phrase, &m->measure[measure]),
                                      .has_own_axes = m->about.options->free_y,
                                      .n_tiles = m->n_tiles,
                                      .tile = tile };
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

static const char *title_of(const struct multiples *m)
{
    struct fire_phrase *phrase = m->phrase;
    const struct fire_summary_dim *dim = &m->summary->dim[1 - m->year_dim];
    const char *name[FIRE_CHART_PANELS_MAX];
    if (m->about.options->title[0] != '\0') return m->about.options->title;
    for (int32_t k = 0; k < m->summary->n_measures; k++)
        name[k] = k == 0 ? m->measure[k].label : m->measure[k].name;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_MULTIPLES_TITLE,
                            fire_phrase_list(phrase, name, m->summary->n_measures),
                            names_dim(phrase, dim), years_text(m));
}

/* "trang 2/4" */
static const char *page_text(const struct multiples *m)
{
    return fire_phrase_word(m->phrase, FIRE_WORD_CHART_MULTIPLES_PAGE,
                            fire_phrase_count(m->phrase, page_of(m)),
                            fire_phrase_count(m->phrase, m->n_pages));
}

static const char *subtitle_of(const struct multiples *m)
{
    struct fire_phrase *phrase = m->phrase;
    const char *text = fire_phrase_format(
        phrase, "%s; %s", about_place(&m->about, years_text(m)),
        fire_word_text(phrase->language, m->about.options->free_y
                                             ? FIRE_WORD_CHART_MULTIPLES_FREE
                                             : FIRE_WORD_CHART_MULTIPLES_COMMON));
    const int32_t last = m->n_years - 1;
    if (is_part(m, last))
        text = fire_phrase_format(
            phrase, "%s; %s", text,
            fire_phrase_word(
                phrase, FIRE_WORD_CHART_HOLLOW,
                fire_phrase_word(phrase, FIRE_WORD_CHART_ONE_YEAR, year_name(m, last))));
    if (m->n_pages > 1) text = fire_phrase_format(phrase, "%s; %s", text, page_text(m));
    return fire_phrase_format(phrase, "%s; %s", text,
                              about_days(&m->about, m->summary->window));
}

static const char *footer_of(const struct multiples *m)
{
    struct fire_phrase *phrase = m->phrase;
    const struct about *about = &m->about;
    const char *text = about_begin(about);
    if (m->n_pages > 1)
        about_add(about, &text,
                  fire_phrase_word(phrase, FIRE_WORD_CHART_MULTIPLES_MOST,
                                   fire_phrase_count(phrase, m->n_tiles),
                                   fire_phrase_count(phrase, m->n_areas),
                                   fire_phrase_count(phrase, m->first_place + 1),
                                   fire_phrase_count(phrase, m->first_place + m->n_tiles),
                                   fire_phrase_count(phrase, m->n_areas - m->n_tiles)));
    if (m->n_pages > 1 && !about->options->free_y)
        about_add(about, &text,
                  fire_word_text(phrase->language, FIRE_WORD_CHART_MULTIPLES_PAGE_SCALE));
    for (int32_t k = 0; k < m->summary->n_measures; k++)
        about_add(about, &text,
                  about_unknown(about, m->summary->total_unknown[k], m->measure[k].name,
                                m->measure[k].is_damage));
    if (m->has_gap)
        about_add(about, &text, fire_word_text(phrase->language, FIRE_WORD_CHART_GAPS));
    return about_end(about, text,
                     fire_word_text(phrase->language, m->has_negative
                                                          ? FIRE_WORD_CHART_AXIS_WITH_ZERO
                                                          : FIRE_WORD_CHART_AXIS_FROM_ZERO));
}

static const char *description_of(const struct multiples *m, const char *title)
{
    struct fire_phrase *phrase = m->phrase;
    const char *what = about_place(&m->about, title);
    if (m->n_pages > 1) what = fire_phrase_format(phrase, "%s, %s", what, page_text(m));
    return fire_phrase_word(phrase, FIRE_WORD_CHART_MULTIPLES_ALT, what,
                            fire_phrase_count(phrase, m->n_tiles));
}

fire_status multiples_make(const struct fire_chart_given *given,
                           const struct fire_chart_options *options, struct fire_phrase *phrase,
                           struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct multiples m = { .about = { summary, options, phrase },
                           .phrase = phrase,
                           .summary = summary };
    FIRE_TRY(check(summary, &m.year_dim, err));
    FIRE_TRY(find_areas(&m, err));
    FIRE_TRY(find_years(&m, err));
    FIRE_TRY(place_rows(&m, err));
    FIRE_TRY(choose_tiles(&m, err));
    FIRE_TRY(find_measures(&m, err));

    const int32_t n_blocks = m.summary->n_measures;
    struct fire_chart_block *block = FIRE_TAKE(phrase->arena, n_blocks,
                                               struct fire_chart_block);
    const char **label = FIRE_TAKE(phrase->arena, m.n_years, const char *);
    if (block == NULL || label == NULL) return fire_fail_memory(err);
    for (int32_t year = 0; year < m.n_years; year++)
        label[year] = year_name(&m, year);
    for (int32_t k = 0; k < n_blocks; k++)
        FIRE_TRY(fill_block(&m, k, &block[k], err));
    const char *title = title_of(&m);
    *out = (struct fire_chart){
        .kind = FIRE_CHART_MULTIPLES,
        .form = FIRE_FORM_TILES,
        .language = phrase->language,
        .title = title,
        .subtitle = subtitle_of(&m),
        .footer = footer_of(&m),
        .n_pages = m.n_pages,
        .description = description_of(&m, title),
        .tiles = { .n_slots = m.n_years,
                   .n_blocks = n_blocks,
                   .slot_label = label,
                   .block = block },
    };
    return FIRE_OK;
}
