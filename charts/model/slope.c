/* slope.c - two columns of points, a line a group: who went past whom. */
#include "ranks.h"
#include "row_kinds.h"

static const char *tip_of(const struct versus *versus, int64_t group)
{
    return versus_tip(versus, versus_key(versus, group), 0, versus_row(versus, group, 0));
}

/* Groups with both sides known, as many as there is room for. */
static fire_status put_slopes(const struct versus *versus, const struct ranks *ranks,
                              struct fire_chart_slopes *out, bool *has_negative,
                              struct fire_error *err)
{
    const struct measure *measure = &versus->measure[0];
    struct fire_chart_slope *slope = FIRE_TAKE(versus->phrase->arena, FIRE_CHART_SLOPES_MAX,
                                               struct fire_chart_slope);
    if (slope == NULL) return fire_fail_memory(err);
    int32_t n = 0;
    for (int64_t i = 0; i < ranks->n && n < FIRE_CHART_SLOPES_MAX; i++) {
        const int64_t group = ranks->group[i];
        const struct fire_compare_row *row = versus_row(versus, group, 0);
        if (row->current.is_null || row->base.is_null) continue;
        *has_negative = *has_negative || row->current.number < 0 || row->base.number < 0;
        slope[n++] = (struct fire_chart_slope){
            .name = versus_key(versus, group),
            .base = measure_in_unit(measure, row->base.number),
            .value = measure_in_unit(measure, row->current.number),
            .base_text = versus_base(versus, 0, row),
            .value_text = versus_current(versus, 0, row),
            .tip = tip_of(versus, group),
        };
    }
    *out = (struct fire_chart_slopes){ .title = measure_title(versus->phrase, measure),
                                       .is_whole = measure->places == 0,
                                       .base_label = versus->base_name,
                                       .value_label = versus->current_name,
                                       .n_slopes = n,
                                       .slope = slope };
    if (n > 0) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                     "no group has a figure on both sides of the comparison");
}

/* The first lines drawn, from side to side, for who cannot see them. */
static const char *description_of(const struct versus *versus,
                                  const struct fire_chart_slopes *slopes)
{
    struct fire_phrase *phrase = versus->phrase;
    const char *list = "";
    for (int32_t i = 0; i < slopes->n_slopes && i < VERSUS_DESCRIBED; i++)
        list = fire_phrase_format(phrase, "%s%s%s %s → %s", list, i == 0 ? "" : "; ",
                                  slopes->slope[i].name, slopes->slope[i].base_text,
                                  slopes->slope[i].value_text);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_SLOPE_ALT,
                            about_place(&versus->about, versus_neutral_title(versus)), list);
}

fire_status slope_make(const struct fire_chart_given *given,
                       const struct fire_chart_options *options, struct fire_phrase *phrase,
                       struct fire_chart *out, struct fire_error *err)
{
    struct versus versus;
    struct ranks ranks;
    struct fire_chart_slopes slopes;
    bool has_negative = false;
    FIRE_TRY(versus_of(given, options, phrase, 1, &versus, err));
    FIRE_TRY(ranks_of(&versus, 0, RANK_BY_LARGER, RANK_BY_LARGER, FIRE_CHART_SLOPES_MAX, &ranks,
                      err));
    FIRE_TRY(put_slopes(&versus, &ranks, &slopes, &has_negative, err));

    const char *footer = versus_footer(&versus);
    versus_add_refusal(&versus, &footer);
    ranks.n_shown = slopes.n_slopes;
    about_add(&versus.about, &footer, ranks_not_drawn(&ranks, &versus, false));
    if (ranks.unsaid >= 0)
        about_add(
            &versus.about, &footer,
            fire_phrase_word(phrase, FIRE_WORD_CHART_UNSAID, tip_of(&versus, ranks.unsaid)));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_SLOPE,
        .form = FIRE_FORM_SLOPES,
        .language = phrase->language,
        .title = versus_title(&versus),
        .subtitle = versus_subtitle(&versus, ""),
        .footer = about_end(&versus.about, footer, versus_axis(&versus, has_negative)),
        .description = description_of(&versus, &slopes),
        .slopes = slopes,
    };
    return FIRE_OK;
}
