/* area_bar.c - who has most: a bar a group, the longest on top, with a tick where the base is. */
#include "ranks.h"
#include "row_kinds.h"

#define BARS_MOST 15
#define TOPS_MOST 3 /* groups that share the first place and are all named */

struct bars {
    struct versus versus;
    struct ranks ranks;
    int32_t n_rows;
    struct fire_chart_row *row;
    struct fire_chart_row_mark *mark;
    bool has_negative;
};

static void put_row(void *self, const char *label, fire_chart_row_kind kind,
                    const struct fire_compare_row *of)
{
    struct bars *bars = self;
    const struct versus *versus = &bars->versus;
    const struct measure *measure = &versus->measure[0];
    const fire_language language = versus->phrase->language;
    bars->row[bars->n_rows] = (struct fire_chart_row){ label, kind };
    bars->mark[bars->n_rows++] = (struct fire_chart_row_mark){
        .is_known = !of->current.is_null,
        .has_base = !of->base.is_null,
        .value = measure_in_unit(measure, of->current.number),
        .base = measure_in_unit(measure, of->base.number),
        .label = of->current.is_null ? fire_word_text(language, FIRE_WORD_CHART_UNKNOWN)
                                     : versus_current(versus, 0, of),
        .tip = versus_tip(versus, label, 0, of),
    };
    bars->has_negative = bars->has_negative || of->current.number < 0 || of->base.number < 0;
}

static fire_status put_rows(struct bars *bars, struct fire_error *err)
{
    const struct versus *versus = &bars->versus;
    const struct ranks *ranks = &bars->ranks;
    struct fire_arena *arena = versus->phrase->arena;
    bars->row = FIRE_TAKE(arena, ranks->n_shown + 2, struct fire_chart_row);
    bars->mark = FIRE_TAKE(arena, ranks->n_shown + 2, struct fire_chart_row_mark);
    if (bars->row == NULL || bars->mark == NULL) return fire_fail_memory(err);
    FIRE_TRY(ranks_put(ranks, versus, 0, (struct row_maker){ bars, put_row }, err));
    marks_keep_scale(versus->phrase, bars->row, bars->mark, bars->n_rows);
    return FIRE_OK;
}

/* ---- the finding -------------------------------------------------------------------------- */

/* Groups in the first place; 0 where it is not known which they are. */
static int32_t count_tops(const struct bars *bars)
{
    const struct versus *versus = &bars->versus;
    const struct fire_comparison *total = versus->total;
    const bool is_unknown = total->options->n_criteria > 0 &&
                            (total->verdict[0].unlike & FIRE_UNLIKE_UNKNOWN) != 0;
    const struct fire_value top = versus_row(versus, bars->ranks.group[0], 0)->current;
    if (is_unknown || top.is_null || top.number <= 0) return 0;
    int32_t n = 1;
    while (n < bars->ranks.n_shown &&
           versus_row(versus, bars->ranks.group[n], 0)->current.number == top.number)
        n++;
    return n;
}

/* "38/171 vụ (22,2%)"; without the share where groups do not add up. */
static const char *part_of_all(const struct versus *versus, struct fire_value part)
{
    struct fire_phrase *phrase = versus->phrase;
    const struct measure *measure = &versus->measure[0];
    const struct fire_value whole = versus_total(versus, 0)->current;
    int64_t tenths;
    if (!versus_adds_up(versus, 0) || whole.is_null ||
        !fire_percent_of(part.number, whole.number, 1, FIRE_ROUND_HALF_AWAY, &tenths))
        return measure_amount(phrase, measure, part.number);
    char percent[FIRE_NUMBER_BYTES];
    fire_number_text(phrase->language, tenths, 1, 1, percent);
    return fire_phrase_format(phrase, "%s/%s (%s%%)",
                              measure_number(phrase, measure, part.number),
                              measure_amount(phrase, measure, whole.number), percent);
}

static const char *title_of(const struct bars *bars)
{
    const struct versus *versus = &bars->versus;
    struct fire_phrase *phrase = versus->phrase;
    if (versus->about.options->title[0] != '\0') return versus->about.options->title;
    const int32_t n_tops = bars->ranks.n == 0 ? 0 : count_tops(bars);
    if (n_tops == 0 || n_tops > TOPS_MOST || bars->ranks.n == 1)
        return versus_neutral_title(versus);

    const char *name[TOPS_MOST];
    for (int32_t i = 0; i < n_tops; i++)
        name[i] = versus_key(versus, bars->ranks.group[i]);
    const struct fire_value top = versus_row(versus, bars->ranks.group[0], 0)->current;
    const char *amount = n_tops == 1
                             ? part_of_all(versus, top)
                             : fire_phrase_word(
                                   phrase, FIRE_WORD_CHART_EACH,
                                   measure_amount(phrase, &versus->measure[0], top.number));
    const bool is_area = versus->about.summary->dim[0].kind == FIRE_DIM_AREA;
    return fire_phrase_word(phrase, is_area ? FIRE_WORD_CHART_MOST_AREA : FIRE_WORD_CHART_MOST,
                            versus->measure[0].label, versus_period(versus),
                            fire_phrase_list(phrase, name, n_tops), amount);
}

fire_status area_bar_make(const struct fire_chart_given *given,
                          const struct fire_chart_options *options, struct fire_phrase *phrase,
                          struct fire_chart *out, struct fire_error *err)
{
    struct bars bars = { 0 };
    struct versus *versus = &bars.versus;
    FIRE_TRY(versus_of(given, options, phrase, 1, versus, err));
    FIRE_TRY(
        ranks_of(versus, 0, RANK_BY_CURRENT, RANK_BY_CURRENT, BARS_MOST, &bars.ranks, err));
    FIRE_TRY(put_rows(&bars, err));
    struct fire_chart_rows_panel *panel = FIRE_TAKE(phrase->arena, 1,
                                                    struct fire_chart_rows_panel);
    if (panel == NULL) return fire_fail_memory(err);
    *panel = (struct fire_chart_rows_panel){
        .title = measure_title(phrase, &versus->measure[0]),
        .drawn = FIRE_ROWS_BARS,
        .is_whole = versus->measure[0].places == 0,
        .mark = bars.mark,
    };
    const char *marks = versus->has_base ? fire_phrase_word(phrase, FIRE_WORD_CHART_TICK_IS,
                                                            versus->base_name)
                                         : "";
    const char *footer = versus_footer(versus);
    versus_add_refusal(versus, &footer);
    about_add(&versus->about, &footer,
              ranks_not_drawn(&bars.ranks, versus, ranks_have_rest(&bars.ranks, versus, 0)));
    const char *title = title_of(&bars);
    *out = (struct fire_chart){
        .kind = FIRE_CHART_AREA_BAR,
        .form = FIRE_FORM_ROWS,
        .language = phrase->language,
        .title = title,
        .subtitle = versus_subtitle(versus, marks),
        .footer = about_end(&versus->about, footer, versus_axis(versus, bars.has_negative)),
        .description = versus_description(versus, FIRE_WORD_CHART_BARS_ALT, bars.row, bars.mark,
                                          bars.n_rows),
        .rows = { .n_rows = bars.n_rows, .n_panels = 1, .row = bars.row, .panel = panel },
    };
    return FIRE_OK;
}
