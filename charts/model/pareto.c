/* pareto.c - which few make most of it: bars, the largest on top, and cumulative percents in a panel
 * of their own.
 *
 * Percents are of what is known. Groups without a name, and those whose name says that it is not
 * known yet ("Đang điều tra"), stand apart below: a cause that nobody has found is not one of the
 * causes. Cumulative sums are whole numbers, so the last one is 100 exactly. */
#include "about.h"
#include "days_name.h"
#include "measure.h"
#include "names.h"
#include "open_words.h"
#include "ranks.h"
#include "row_kinds.h"

#define BARS_MOST 12
#define MOST_OF   80 /* percent that a finding's first groups reach */

struct pareto {
    const struct fire_summary *summary;
    struct about about;
    struct fire_phrase *phrase;
    struct measure measure;
    struct rank *rank; /* [n] rows of the summary with a known name, the largest first */
    int64_t n;
    int64_t n_shown;
    int64_t *apart; /* [n_apart] rows of the summary */
    int64_t n_apart;
    int64_t known; /* sum of those with a known name */
    int32_t n_rows;
    struct fire_chart_row *row;
    struct fire_chart_row_mark *bar;
    struct fire_chart_row_mark *point;
};

static fire_status check(const struct fire_summary *summary, struct fire_error *err)
{
    if (summary->n_dims != 1 || summary->n_measures != 1 ||
        summary->measure[0].agg != FIRE_AGG_SUM)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the pareto chart shows one sum by one dimension");
    return FIRE_OK;
}

/* ---- the groups --------------------------------------------------------------------------- */

static fire_status find_groups(struct pareto *pareto, struct fire_error *err)
{
    const struct fire_summary *summary = pareto->summary;
    struct fire_arena *arena = pareto->phrase->arena;
    pareto->rank = FIRE_TAKE(arena, summary->n_rows + 1, struct rank);
    pareto->apart = FIRE_TAKE(arena, summary->n_rows + 1, int64_t);
    if (pareto->rank == NULL || pareto->apart == NULL) return fire_fail_memory(err);
    for (int64_t r = 0; r < summary->n_rows; r++) {
        const struct fire_value value = fire_summary_value(summary, r, 0);
        if (value.number < 0)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "an amount below zero has no place in a pareto chart");
        if (open_words_have(pareto->phrase, fire_summary_key(summary, r, 0))) {
            pareto->apart[pareto->n_apart++] = r;
            continue;
        }
        pareto->rank[pareto->n++] = (struct rank){ r, value.is_null, value.number };
        if (__builtin_add_overflow(pareto->known, value.number, &pareto->known))
            return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                             "the sum of all groups is too large");
    }
    rank_sort(pareto->rank, pareto->n);
    pareto->n_shown = pareto->n <= BARS_MOST + 1 ? pareto->n : BARS_MOST;
    if (pareto->known > 0) return FIRE_OK;
    return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE,
                     "no group with a known name has any amount");
}

/* ---- rows --------------------------------------------------------------------------------- */

static const char *key_text(const struct pareto *pareto, int64_t r)
{
    return names_key(pareto->phrase, fire_summary_key(pareto->summary, r, 0));
}

static int64_t tenths_of_known(const struct pareto *pareto, int64_t part)
{
    int64_t tenths = 0;
    if (!fire_percent_of(part, pareto->known, 1, FIRE_ROUND_HALF_AWAY, &tenths)) return 0;
    return tenths;
}

static const char *percent_text(const struct pareto *pareto, int64_t part)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(pareto->phrase->language, tenths_of_known(pareto, part), 1, 1, text);
    return fire_phrase_format(pareto->phrase, "%s%%", text);
}

/*   upto   the sum of this row and all above; of rows apart without meaning */
static void put_row(struct pareto *pareto, const char *label, fire_chart_row_kind kind,
                    struct fire_value value, int64_t upto)
{
    struct fire_phrase *phrase = pareto->phrase;
    const struct measure *measure = &pareto->measure;
    const int32_t at = pareto->n_rows++;
    const bool is_part = kind != FIRE_CHART_ROW_APART && !value.is_null;
    const char *number = value.is_null
                             ? fire_word_text(phrase->language, FIRE_WORD_CHART_UNKNOWN)
                             : measure_number(phrase, measure, value.number);
    if (is_part)
        number = fire_phrase_format(phrase, "%s (%s)", number,
                                    percent_text(pareto, value.number));
    pareto->row[at] = (struct fire_chart_row){ label, kind };
    pareto->bar[at] = (struct fire_chart_row_mark){
        .is_known = !value.is_null,
        .value = measure_in_unit(measure, value.number),
        .label = number,
        .tip = fire_phrase_format(phrase, "%s: %s", label, number),
    };
    pareto->point[at] = (struct fire_chart_row_mark){ .label = "", .tip = "" };
    if (!is_part) return;
    pareto->point[at] = (struct fire_chart_row_mark){
        .is_known = true,
        .value = (double)tenths_of_known(pareto, upto) / 10.0,
        .label = percent_text(pareto, upto),
        .tip = fire_phrase_format(phrase, "%s: %s", label, percent_text(pareto, upto)),
    };
}

static fire_status put_rows(struct pareto *pareto, struct fire_error *err)
{
    struct fire_phrase *phrase = pareto->phrase;
    const int64_t n_most = pareto->n_shown + 1 + pareto->n_apart;
    if (n_most > FIRE_CHART_ROWS_MAX)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE, "a chart shows at most %d rows",
                         FIRE_CHART_ROWS_MAX);
    pareto->row = FIRE_TAKE(phrase->arena, n_most, struct fire_chart_row);
    pareto->bar = FIRE_TAKE(phrase->arena, n_most, struct fire_chart_row_mark);
    pareto->point = FIRE_TAKE(phrase->arena, n_most, struct fire_chart_row_mark);
    if (pareto->row == NULL || pareto->bar == NULL || pareto->point == NULL)
        return fire_fail_memory(err);
    int64_t upto = 0;
    for (int64_t i = 0; i < pareto->n_shown; i++) {
        const struct rank *rank = &pareto->rank[i];
        upto += rank->number;
        put_row(pareto, key_text(pareto, rank->at), FIRE_CHART_ROW_PLAIN,
                (struct fire_value){ rank->is_last, rank->number }, upto);
    }
    if (pareto->n_shown < pareto->n)
        put_row(pareto,
                fire_phrase_word(phrase, FIRE_WORD_CHART_REST,
                                 fire_phrase_count(phrase, pareto->n - pareto->n_shown),
                                 names_dim(phrase, &pareto->summary->dim[0])),
                FIRE_CHART_ROW_REST, (struct fire_value){ false, pareto->known - upto },
                pareto->known);
    for (int64_t i = 0; i < pareto->n_apart; i++)
        put_row(pareto, key_text(pareto, pareto->apart[i]), FIRE_CHART_ROW_APART,
                fire_summary_value(pareto->summary, pareto->apart[i], 0), 0);
    marks_keep_scale(phrase, pareto->row, pareto->bar, pareto->n_rows);
    return FIRE_OK;
}

/* ---- texts -------------------------------------------------------------------------------- */

static const char *neutral_title(const struct pareto *pareto)
{
    struct fire_phrase *phrase = pareto->phrase;
    const struct fire_summary *summary = pareto->summary;
    return fire_phrase_word(phrase, FIRE_WORD_CHART_NEUTRAL,
                            fire_phrase_word(phrase, FIRE_WORD_CAPTION_BY,
                                             pareto->measure.label,
                                             names_dim(phrase, &pareto->summary->dim[0])),
                            days_inside(phrase, summary->calendar, summary->window));
}

/* "3/9 nguyên nhân chiếm 82,4% số vụ, năm 2024; nhiều nhất là ... (53,1%)". Nothing is found where
 * half of the groups or more are needed, or the first place is shared. */
static const char *title_of(const struct pareto *pareto)
{
    struct fire_phrase *phrase = pareto->phrase;
    const struct fire_summary *summary = pareto->summary;
    if (pareto->about.options->title[0] != '\0') return pareto->about.options->title;
    int64_t n_first = 0;
    int64_t upto = 0;
    while (n_first < pareto->n_shown && tenths_of_known(pareto, upto) < MOST_OF * 10)
        upto += pareto->rank[n_first++].number;
    const bool is_shared = pareto->n > 1 && pareto->rank[0].number == pareto->rank[1].number;
    if (tenths_of_known(pareto, upto) < MOST_OF * 10 || 2 * n_first > pareto->n || is_shared)
        return neutral_title(pareto);
    const char *few = fire_phrase_format(phrase, "%s/%s", fire_phrase_count(phrase, n_first),
                                         fire_phrase_count(phrase, pareto->n));
    return fire_phrase_word(phrase, FIRE_WORD_CHART_FEW, few,
                            names_dim(phrase, &pareto->summary->dim[0]),
                            percent_text(pareto, upto), pareto->measure.name,
                            days_inside(phrase, summary->calendar, summary->window),
                            fire_phrase_inside(phrase, key_text(pareto, pareto->rank[0].at)),
                            percent_text(pareto, pareto->rank[0].number));
}

static const char *footer_of(const struct pareto *pareto)
{
    struct fire_phrase *phrase = pareto->phrase;
    const struct about *about = &pareto->about;
    const char *text = about_begin(about);
    if (pareto->n_apart > 0)
        about_add(about, &text,
                  fire_phrase_word(phrase, FIRE_WORD_CHART_OF_KNOWN,
                                   measure_amount(phrase, &pareto->measure, pareto->known),
                                   names_dim(phrase, &pareto->summary->dim[0])));
    about_add(about, &text,
              about_unknown(about, pareto->summary->total_unknown[0], pareto->measure.name,
                            pareto->measure.is_damage));
    return about_end(about, text,
                     fire_word_text(phrase->language, FIRE_WORD_CHART_SCALE_FROM_ZERO));
}

static const char *description_of(const struct pareto *pareto)
{
    struct fire_phrase *phrase = pareto->phrase;
    const char *list = "";
    for (int32_t i = 0; i < pareto->n_rows && i < VERSUS_DESCRIBED; i++)
        list = fire_phrase_format(phrase, "%s%s%s", list, i == 0 ? "" : "; ",
                                  pareto->bar[i].tip);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_PARETO_ALT,
                            about_place(&pareto->about, neutral_title(pareto)), list);
}

static fire_status put_panels(const struct pareto *pareto, struct fire_chart_rows *out,
                              struct fire_error *err)
{
    struct fire_phrase *phrase = pareto->phrase;
    struct fire_chart_rows_panel *panel = FIRE_TAKE(phrase->arena, 2,
                                                    struct fire_chart_rows_panel);
    if (panel == NULL) return fire_fail_memory(err);
    panel[0] = (struct fire_chart_rows_panel){ .title = measure_title(phrase, &pareto->measure),
                                               .drawn = FIRE_ROWS_BARS,
                                               .is_whole = pareto->measure.places == 0,
                                               .mark = pareto->bar };
    panel[1] = (struct fire_chart_rows_panel){
        .title = fire_phrase_format(
            phrase, "%s (%%)", fire_word_text(phrase->language, FIRE_WORD_CHART_CUMULATIVE)),
        .drawn = FIRE_ROWS_LINE,
        .full = 100.0,
        .mark = pareto->point
    };
    *out = (struct fire_chart_rows){
        .n_rows = pareto->n_rows, .n_panels = 2, .row = pareto->row, .panel = panel
    };
    return FIRE_OK;
}

fire_status pareto_make(const struct fire_chart_given *given,
                        const struct fire_chart_options *options, struct fire_phrase *phrase,
                        struct fire_chart *out, struct fire_error *err)
{
    const struct fire_summary *summary = given->summary[0];
    struct fire_chart_rows rows;
    struct pareto pareto = { .summary = summary,
                             .about = { summary, options, phrase },
                             .phrase = phrase };
    FIRE_TRY(check(summary, err));
    FIRE_TRY(find_groups(&pareto, err));
    pareto.measure = measure_of(phrase, summary, 0, pareto.rank[0].number);
    FIRE_TRY(put_rows(&pareto, err));
    FIRE_TRY(put_panels(&pareto, &rows, err));
    *out = (struct fire_chart){
        .kind = FIRE_CHART_PARETO,
        .form = FIRE_FORM_ROWS,
        .language = phrase->language,
        .title = title_of(&pareto),
        .subtitle = about_place(&pareto.about, about_days(&pareto.about, summary->window)),
        .footer = footer_of(&pareto),
        .description = description_of(&pareto),
        .rows = rows,
    };
    return FIRE_OK;
}
