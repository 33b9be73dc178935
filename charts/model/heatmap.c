/* heatmap.c - see heatmap.h, and fire_chart_make.
 *
 * What is hard is what stands in a cell without a row. Rows are there for groups with incidents, and
 * in days from which reports came for those without; a Tuesday at 4 without a fire has none and
 * is 0, a September from which no report came has none either and is nothing at all. */
#include "heatmap.h"

#include "about.h"
#include "measure.h"
#include "side.h"
#include "steps.h"

#include <math.h>
#include <string.h>

#define NAMES_SHOWN 30
#define STEPS       6

struct cell {
    bool has_row;
    bool is_known;
    int64_t number;
};

struct heatmap {
    const struct fire_summary *summary;
    struct fire_phrase *phrase;
    struct about about;
    bool adds; /* figures of several rows can be added up */
    struct side row;
    struct side column;
    struct cell *cell; /* [row.n * column.n] */
    struct measure measure;
    struct steps steps;
    int32_t n_shown_of[2]; /* names there were, of rows and columns, where not all are shown */
    int32_t peak;          /* number of the cell; -1: none alone */
};

static fire_status check_summary(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 2 || summary->n_measures < 1)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "a heat map needs one measure by two dimensions, as in weekday,hour");
    return FIRE_OK;
}

/* ---- cells ------------------------------------------------------------------------------- */

static fire_status add_number(const struct heatmap *map, struct cell *cell, int64_t number,
                              struct fire_error *err)
{
    if (cell->is_known && !map->adds)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "'%s' cannot be added up over several years; ask one of them",
                         map->summary->measure[0].name);
    if (__builtin_add_overflow(cell->number, number, &cell->number))
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "%s of a cell is too large for a 64-bit number",
                         map->summary->measure[0].name);
    cell->is_known = true;
    return FIRE_OK;
}

static fire_status fill_cells(struct heatmap *map, struct fire_error *err)
{
    const struct fire_summary *summary = map->summary;
    map->cell = FIRE_TAKE(map->phrase->arena, (int64_t)map->row.n * map->column.n, struct cell);
    if (map->cell == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < summary->n_rows; i++) {
        const int32_t row = side_place(&map->row, summary, i);
        const int32_t column = side_place(&map->column, summary, i);
        if (row < 0 || column < 0) continue;
        struct cell *cell = &map->cell[(int64_t)row * map->column.n + column];
        const struct fire_value value = fire_summary_value(summary, i, 0);
        cell->has_row = true;
        if (!value.is_null) FIRE_TRY(add_number(map, cell, value.number, err));
    }
    return FIRE_OK;
}

static struct cell *cell_at(const struct heatmap *map, bool by_rows, int32_t side,
                            int32_t other)
{
    return by_rows ? &map->cell[(int64_t)side * map->column.n + other]
                   : &map->cell[(int64_t)other * map->column.n + side];
}

/* Sum of a row or column; saturated, for ordering and showing only. */
static struct fire_value sum_of(const struct heatmap *map, bool by_rows, int32_t at)
{
    const int32_t n_other = by_rows ? map->column.n : map->row.n;
    struct fire_value sum = { .is_null = true };
    for (int32_t i = 0; i < n_other; i++) {
        const struct cell *cell = cell_at(map, by_rows, at, i);
        if (!cell->is_known) continue;
        sum.is_null = false;
        if (__builtin_add_overflow(sum.number, cell->number, &sum.number))
            sum.number = cell->number < 0 ? INT64_MIN : INT64_MAX;
    }
    return sum;
}

/* Whether a place has any row. */
static bool occurs(const struct heatmap *map, bool by_rows, int32_t at)
{
    const int32_t n_other = by_rows ? map->column.n : map->row.n;
    for (int32_t i = 0; i < n_other; i++)
        if (cell_at(map, by_rows, at, i)->has_row) return true;
    return false;
}

/* What has no row is 0 among weekdays, hours and names. In a period of which there are rows it is 0
 * where its name or hour has no row in any of them, for then there are none of zeros either; else
 * nothing was reported of it. */
static fire_status settle_cells(struct heatmap *map, struct fire_error *err)
{
    const struct side *row = &map->row;
    const struct side *column = &map->column;
    bool *has_row = FIRE_TAKE(map->phrase->arena, row->n, bool);
    bool *has_column = FIRE_TAKE(map->phrase->arena, column->n, bool);
    if (has_row == NULL || has_column == NULL) return fire_fail_memory(err);
    for (int32_t r = 0; r < row->n; r++)
        has_row[r] = occurs(map, true, r);
    for (int32_t c = 0; c < column->n; c++)
        has_column[c] = occurs(map, false, c);
    for (int32_t r = 0; map->adds && r < row->n; r++)
        for (int32_t c = 0; c < column->n; c++) {
            struct cell *cell = cell_at(map, true, r, c);
            const bool is_zero = !row->has_gaps && !column->has_gaps ? true
                                 : !row->has_gaps    ? has_column[c] && !has_row[r]
                                 : !column->has_gaps ? has_row[r] && !has_column[c]
                                                     : false;
            if (!cell->has_row && is_zero) cell->is_known = true;
        }
    return FIRE_OK;
}

/* The names with the most, and the others together. */
static fire_status reduce(struct heatmap *map, bool by_rows, struct fire_error *err)
{
    struct side *side = by_rows ? &map->row : &map->column;
    const int32_t n_all = side->n;
    if (!side->is_named || n_all <= NAMES_SHOWN) return FIRE_OK;
    int64_t *sum = FIRE_TAKE(map->phrase->arena, n_all, int64_t);
    int32_t *place = FIRE_TAKE(map->phrase->arena, n_all, int32_t);
    if (sum == NULL || place == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n_all; i++)
        sum[i] = sum_of(map, by_rows, i).number;
    FIRE_TRY(side_reduce(side, sum, NAMES_SHOWN, map->phrase, place, err));

    const struct heatmap before = *map;
    struct heatmap old = before;
    (by_rows ? &old.row : &old.column)->n = n_all;
    const int32_t n_other = by_rows ? map->column.n : map->row.n;
    map->cell = FIRE_TAKE(map->phrase->arena, (int64_t)map->row.n * map->column.n, struct cell);
    if (map->cell == NULL) return fire_fail_memory(err);
    for (int32_t s = 0; s < n_all; s++)
        for (int32_t i = 0; i < n_other; i++) {
            const struct cell *from = cell_at(&old, by_rows, s, i);
            struct cell *to = cell_at(map, by_rows, place[s], i);
            to->has_row = to->has_row || from->has_row;
            if (from->is_known && (map->adds || place[s] < side->n - 1))
                FIRE_TRY(add_number(map, to, from->number, err));
        }
    if (!map->adds) { /* what is no sum has no others */
        map->n_shown_of[by_rows ? 0 : 1] = n_all;
        side->n--;
        if (!by_rows) {
            for (int32_t r = 0; r < map->row.n; r++)
                memmove(&map->cell[(int64_t)r * side->n],
                        &map->cell[(int64_t)r * (side->n + 1)],
                        (size_t)side->n * sizeof map->cell[0]);
        }
    }
    return FIRE_OK;
}

static fire_status find_steps(struct heatmap *map, struct fire_error *err)
{
    const int64_t n = (int64_t)map->row.n * map->column.n;
    int64_t *value = FIRE_TAKE(map->phrase->arena, n, int64_t);
    if (value == NULL) return fire_fail_memory(err);
    int64_t n_known = 0;
    int64_t max_abs = 0;
    int64_t n_peaks = 0;
    int64_t high = 0;
    map->peak = -1;
    for (int64_t i = 0; i < n; i++) {
        if (!map->cell[i].is_known) continue;
        const int64_t number = map->cell[i].number;
        const int64_t size = number == INT64_MIN ? INT64_MAX : number < 0 ? -number : number;
        value[n_known++] = number;
        if (size > max_abs) max_abs = size;
        n_peaks += number == high;
        if (number <= high) continue;
        high = number;
        n_peaks = 1;
        map->peak = (int32_t)i;
    }
    if (n_known == 0)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no pair of the two has a figure");
    if (n_peaks > 1) map->peak = -1;
    map->measure = measure_of(map->phrase, map->summary, 0, max_abs);
    map->steps = steps_even(value, n_known, STEPS);
    return FIRE_OK;
}

/* ---- texts ------------------------------------------------------------------------------- */

/* "Thứ Sáu, 18–19 giờ" */
static const char *place_of(const struct heatmap *map, int64_t cell)
{
    const bool is_date = map->row.has_gaps && map->column.has_gaps &&
                         map->phrase->language == FIRE_VIETNAMESE; /* "tháng 8 năm 2018" */
    const bool are_names = map->row.is_named && map->column.is_named;
    const char *between = is_date ? " " : are_names ? " – " : ", ";
    return fire_phrase_format(map->phrase, "%s%s%s", map->row.phrase[cell / map->column.n],
                              between, map->column.phrase[cell % map->column.n]);
}

/* "Số vụ theo thứ và giờ" */
static const char *what_is_shown(const struct heatmap *map, const char *measure)
{
    return fire_phrase_word(map->phrase, FIRE_WORD_CHART_BY_TWO, measure,
                            fire_phrase_inside(map->phrase, map->row.title),
                            fire_phrase_inside(map->phrase, map->column.title));
}

static const char *title_of(const struct heatmap *map)
{
    if (map->about.options->title[0] != '\0') return map->about.options->title;
    if (map->peak < 0) return what_is_shown(map, map->measure.label);
    return fire_phrase_word(
        map->phrase, FIRE_WORD_CHART_PEAK, map->measure.label, place_of(map, map->peak),
        measure_amount(map->phrase, &map->measure, map->cell[map->peak].number));
}

static const char *subject(const struct heatmap *map)
{
    return about_subject(&map->about, map->measure.label, map->measure.name);
}

static const char *subtitle_of(const struct heatmap *map)
{
    return fire_phrase_format(map->phrase, "%s; %s",
                              about_place(&map->about, what_is_shown(map, subject(map))),
                              about_days(&map->about, map->summary->window));
}

/* The incidents that have no place on a side. */
static const char *placeless(const struct heatmap *map, const struct side *side)
{
    const int64_t n = about_placeless(&map->about, side->dim);
    if (n <= 0) return "";
    return fire_phrase_word(map->phrase, FIRE_WORD_CHART_NOTE_NO_PLACE,
                            fire_phrase_count(map->phrase, n),
                            fire_phrase_inside(map->phrase, side->title));
}

static const char *footer_of(const struct heatmap *map)
{
    const struct fire_summary *summary = map->summary;
    const char *text = about_begin(&map->about);
    about_add(&map->about, &text,
              about_unknown(&map->about,
                            summary->total_unknown == NULL ? 0 : summary->total_unknown[0],
                            map->measure.name, map->measure.is_damage));
    about_add(&map->about, &text, placeless(map, &map->row));
    about_add(&map->about, &text, placeless(map, &map->column));
    for (int32_t i = 0; i < 2; i++) {
        const struct side *side = i == 0 ? &map->row : &map->column;
        if (map->n_shown_of[i] == 0) continue;
        about_add(
            &map->about, &text,
            fire_phrase_word(map->phrase, FIRE_WORD_CHART_NOTE_LEFT,
                             fire_phrase_count(map->phrase, map->n_shown_of[i] - side->n)));
    }
    return about_end(&map->about, text, "");
}

/* ---- the form ---------------------------------------------------------------------------- */

/* As many decimals in all cells: what is not zero and would read so is "<0,1". */
static const char *cell_text(const struct heatmap *map, int64_t number)
{
    const struct measure *measure = &map->measure;
    char text[FIRE_NUMBER_BYTES];
    if (number == 0) return "0";
    const double least = pow(10.0, -measure->decimals);
    if (fabs(measure_in_unit(measure, number)) >= least / 2)
        return measure_fixed(map->phrase, measure, number);
    fire_number_text(map->phrase->language, 1, measure->decimals, measure->decimals, text);
    return fire_phrase_format(map->phrase, number < 0 ? ">−%s" : "<%s", text);
}

static fire_status fill_grid_cells(const struct heatmap *map, struct fire_chart_grid *grid,
                                   struct fire_error *err)
{
    const int64_t n = (int64_t)map->row.n * map->column.n;
    struct fire_phrase *phrase = map->phrase;
    struct fire_chart_cell *cell = FIRE_TAKE(phrase->arena, n, struct fire_chart_cell);
    if (cell == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < n; i++) {
        const struct cell *from = &map->cell[i];
        const char *unknown = fire_word_text(phrase->language, FIRE_WORD_CHART_NO_FIGURE);
        if (!from->is_known) grid->legend.gap = unknown;
        cell[i] = (struct fire_chart_cell){
            .is_known = from->is_known,
            .is_marked = i == map->peak,
            .colour = from->is_known ? steps_colour(&map->steps, from->number) : 0,
            .text = from->is_known ? cell_text(map, from->number) : "",
            .tip = fire_phrase_format(
                phrase, "%s: %s", place_of(map, i),
                from->is_known ? measure_amount(phrase, &map->measure, from->number) : unknown),
        };
    }
    grid->cell = cell;
    return FIRE_OK;
}

static const char **sums_of(const struct heatmap *map, bool by_rows)
{
    const int32_t n = by_rows ? map->row.n : map->column.n;
    const char **text = FIRE_TAKE(map->phrase->arena, n, const char *);
    for (int32_t i = 0; text != NULL && i < n; i++) {
        const struct fire_value sum = sum_of(map, by_rows, i);
        text[i] = sum.is_null ? "" : measure_number(map->phrase, &map->measure, sum.number);
    }
    return text;
}

static fire_status fill_grid(const struct heatmap *map, struct fire_chart_grid *grid,
                             struct fire_error *err)
{
    *grid = (struct fire_chart_grid){
        .n_rows = map->row.n,
        .n_columns = map->column.n,
        .row_title = map->row.title,
        .column_title = map->column.title,
        .row_label = map->row.label,
        .column_label = map->column.label,
        .sum_title = "",
    };
    FIRE_TRY(steps_legend(&map->steps, &map->measure, map->phrase, &grid->legend, err));
    FIRE_TRY(fill_grid_cells(map, grid, err));
    if (!map->adds) return FIRE_OK;
    grid->sum_title = fire_word_text(map->phrase->language, FIRE_WORD_TOTAL);
    grid->row_sum = sums_of(map, true);
    grid->column_sum = sums_of(map, false);
    return grid->row_sum == NULL || grid->column_sum == NULL ? fire_fail_memory(err) : FIRE_OK;
}

static fire_status find_sides(struct heatmap *map, struct fire_error *err)
{
    FIRE_TRY(side_of(map->summary, 0, map->phrase, &map->row, err));
    FIRE_TRY(side_of(map->summary, 1, map->phrase, &map->column, err));
    if (!map->column.is_named || map->row.is_named) return FIRE_OK;
    const struct side row = map->row; /* names need the room that is beside rows */
    map->row = map->column;
    map->column = row;
    return FIRE_OK;
}

fire_status heatmap_make(const struct fire_chart_given *given,
                         const struct fire_chart_options *options, struct fire_phrase *phrase,
                         struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct heatmap map = { .summary = summary,
                           .phrase = phrase,
                           .about = { summary, options, phrase } };
    FIRE_TRY(check_summary(summary, err));
    if (!summary->has_data)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no pair of the two has a figure");
    map.adds = summary->measure[0].agg == FIRE_AGG_SUM ||
               summary->measure[0].agg == FIRE_AGG_REAL;
    FIRE_TRY(find_sides(&map, err));
    FIRE_TRY(fill_cells(&map, err));
    FIRE_TRY(reduce(&map, true, err));
    FIRE_TRY(reduce(&map, false, err));
    FIRE_TRY(settle_cells(&map, err));
    FIRE_TRY(find_steps(&map, err));

    *out = (struct fire_chart){
        .kind = FIRE_CHART_HEATMAP,
        .form = FIRE_FORM_GRID,
        .language = phrase->language,
        .title = title_of(&map),
        .subtitle = subtitle_of(&map),
        .footer = footer_of(&map),
    };
    out->description = fire_phrase_word(
        phrase, FIRE_WORD_CHART_HEATMAP_ALT,
        about_place(&map.about, what_is_shown(&map, subject(&map))), out->title);
    return fill_grid(&map, &out->grid, err);
}
