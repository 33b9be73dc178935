/* dumbbell.c - from the base to now, group by group, the largest rise on top. */
#include "ranks.h"
#include "row_kinds.h"

#define ROWS_MOST 24

struct dumbbell {
    struct versus versus;
    struct ranks ranks;
    int32_t n_rows;
    struct fire_chart_row *row;
    struct fire_chart_row_mark *mark;
    const char **sides;
    const char **change;
    bool has_negative;
};

static void put_row(void *self, const char *label, fire_chart_row_kind kind,
                    const struct fire_compare_row *of)
{
    struct dumbbell *dumbbell = self;
    const struct versus *versus = &dumbbell->versus;
    const struct measure *measure = &versus->measure[0];
    const int32_t at = dumbbell->n_rows++;
    dumbbell->row[at] = (struct fire_chart_row){ label, kind };
    dumbbell->mark[at] = (struct fire_chart_row_mark){
        .is_known = kind != FIRE_CHART_ROW_TOTAL && !of->current.is_null,
        .has_base = kind != FIRE_CHART_ROW_TOTAL && !of->base.is_null,
        .value = measure_in_unit(measure, of->current.number),
        .base = measure_in_unit(measure, of->base.number),
        .label = "",
        .tip = versus_tip(versus, label, 0, of),
    };
    dumbbell->sides[at] = fire_phrase_format(
        versus->phrase, "%s → %s", versus_base(versus, 0, of), versus_current(versus, 0, of));
    dumbbell->change[at] = versus_change_percent(versus, 0, of);
    dumbbell->has_negative = dumbbell->has_negative || of->current.number < 0 ||
                             of->base.number < 0;
}

static bool take_rows(struct dumbbell *dumbbell)
{
    struct fire_arena *arena = dumbbell->versus.phrase->arena;
    const int64_t n = dumbbell->ranks.n_shown + 3;
    dumbbell->row = FIRE_TAKE(arena, n, struct fire_chart_row);
    dumbbell->mark = FIRE_TAKE(arena, n, struct fire_chart_row_mark);
    dumbbell->sides = FIRE_TAKE(arena, n, const char *);
    dumbbell->change = FIRE_TAKE(arena, n, const char *);
    return dumbbell->row != NULL && dumbbell->mark != NULL && dumbbell->sides != NULL &&
           dumbbell->change != NULL;
}

static fire_status put_rows(struct dumbbell *dumbbell, struct fire_error *err)
{
    const struct versus *versus = &dumbbell->versus;
    const struct ranks *ranks = &dumbbell->ranks;
    if (!take_rows(dumbbell)) return fire_fail_memory(err);
    put_row(dumbbell, fire_word_text(versus->phrase->language, FIRE_WORD_TOTAL),
            FIRE_CHART_ROW_TOTAL, versus_total(versus, 0));
    FIRE_TRY(ranks_put(ranks, versus, 0, (struct row_maker){ dumbbell, put_row }, err));
    marks_keep_scale(versus->phrase, dumbbell->row, dumbbell->mark, dumbbell->n_rows);
    return FIRE_OK;
}

static fire_status put_columns(const struct dumbbell *dumbbell, struct fire_chart_rows *out,
                               struct fire_error *err)
{
    const struct versus *versus = &dumbbell->versus;
    struct fire_phrase *phrase = versus->phrase;
    struct fire_chart_column *column = FIRE_TAKE(phrase->arena, 2, struct fire_chart_column);
    struct fire_chart_rows_panel *panel = FIRE_TAKE(phrase->arena, 1,
                                                    struct fire_chart_rows_panel);
    if (column == NULL || panel == NULL) return fire_fail_memory(err);
    *panel = (struct fire_chart_rows_panel){ .title = measure_title(phrase,
                                                                    &versus->measure[0]),
                                             .drawn = FIRE_ROWS_CHANGES,
                                             .is_whole = versus->measure[0].places == 0,
                                             .mark = dumbbell->mark };
    column[0] = (struct fire_chart_column){
        fire_phrase_format(phrase, "%s → %s", versus->base_name,
                           fire_phrase_inside(phrase, versus->current_name)),
        dumbbell->sides,
    };
    column[1] = (struct fire_chart_column){ versus_change_title(versus, 0), dumbbell->change };
    *out = (struct fire_chart_rows){ .n_rows = dumbbell->n_rows,
                                     .n_panels = 1,
                                     .n_columns = 2,
                                     .row = dumbbell->row,
                                     .panel = panel,
                                     .column = column };
    return FIRE_OK;
}

fire_status dumbbell_make(const struct fire_chart_given *given,
                          const struct fire_chart_options *options, struct fire_phrase *phrase,
                          struct fire_chart *out, struct fire_error *err)
{
    struct dumbbell dumbbell = { 0 };
    struct versus *versus = &dumbbell.versus;
    struct fire_chart_rows rows;
    FIRE_TRY(versus_of(given, options, phrase, 1, versus, err));
    FIRE_TRY(versus_check_sides(versus, err));
    FIRE_TRY(ranks_of(versus, 0, RANK_BY_SIZE_OF_CHANGE, RANK_BY_CHANGE, ROWS_MOST,
                      &dumbbell.ranks, err));
    FIRE_TRY(put_rows(&dumbbell, err));
    FIRE_TRY(put_columns(&dumbbell, &rows, err));

    const char *marks = fire_phrase_word(phrase, FIRE_WORD_CHART_ARROW_IS, versus->base_name,
                                         fire_phrase_inside(phrase, versus->current_name));
    const char *footer = versus_footer(versus);
    versus_add_refusal(versus, &footer);
    about_add(
        &versus->about, &footer,
        ranks_not_drawn(&dumbbell.ranks, versus, ranks_have_rest(&dumbbell.ranks, versus, 0)));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_DUMBBELL,
        .form = FIRE_FORM_ROWS,
        .language = phrase->language,
        .title = versus_title(versus),
        .subtitle = versus_subtitle(versus, marks),
        .footer = about_end(&versus->about, footer, versus_axis(versus, dumbbell.has_negative)),
        .description = versus_description(versus, FIRE_WORD_CHART_DUMBBELL_ALT, dumbbell.row,
                                          dumbbell.mark, dumbbell.n_rows),
        .rows = rows,
    };
    return FIRE_OK;
}
