/* scoreboard.c - groups by criteria: what fell, held and rose, and the comparison's verdict on each
 * group, or why it gives none. */
#include "days_name.h"
#include "ranks.h"
#include "row_kinds.h"

#include "firestat/compared.h"
#include "firestat/sentence.h"

#define REASONS_MOST 5 /* FIRE_UNLIKE_ bits */

struct board {
    struct versus versus;
    struct ranks ranks;
    int32_t n_rows;
    struct fire_chart_board_row *row;
    uint32_t unlike;  /* of all rows together          */
    int32_t n_judged; /* groups that have a verdict    */
    int32_t n_fell;   /* of them: all criteria fell    */
    int32_t n_rose;
};

/* "¹" is the first reason that occurs in this chart, and so on. */
static const char *mark_of(const struct board *board, uint32_t unlike)
{
    static const char *const marks[REASONS_MOST] = { "¹", "²", "³", "⁴", "⁵" };
    const char *text = "";
    int32_t number = 0;
    if (board->versus.comparison->options->n_criteria == 0) return text;
    for (int32_t bit = 0; bit < REASONS_MOST; bit++) {
        if ((board->unlike >> bit & 1u) == 0) continue;
        if ((unlike >> bit & 1u) != 0)
            text = fire_phrase_format(board->versus.phrase, "%s%s%s", text,
                                      text[0] == '\0' ? "" : "\u00A0", marks[number]);
        number++;
    }
    return text;
}

/* "giảm 2, tăng 1" */
static const char *mixed_text(struct fire_phrase *phrase, const struct fire_verdict *verdict)
{
    const struct {
        int32_t n;
        fire_word word;
    } parts[] = { { verdict->n_fell, FIRE_WORD_SAID_FELL },
                  { verdict->n_rose, FIRE_WORD_SAID_ROSE },
                  { verdict->n_held, FIRE_WORD_SAID_HELD } };
    const char *text = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        if (parts[i].n == 0) continue;
        const char *part = fire_phrase_word(phrase, parts[i].word,
                                            fire_phrase_count(phrase, parts[i].n));
        text = fire_phrase_format(phrase, "%s%s%s", text, text[0] == '\0' ? "" : ", ", part);
    }
    return text;
}

static const char *verdict_text(const struct board *board,
                                const struct fire_compare_verdict *verdict)
{
    struct fire_phrase *phrase = board->versus.phrase;
    const int32_t n = board->versus.comparison->options->n_criteria;
    if (n == 0) return "";
    if (verdict->unlike != 0)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_REFUSED,
                                mark_of(board, verdict->unlike));
    const fire_verdict_kind kind = verdict->verdict.kind;
    if (n == 1 || (kind != FIRE_VERDICT_ALL_FELL && kind != FIRE_VERDICT_ALL_ROSE))
        return mixed_text(phrase, &verdict->verdict);
    return fire_sentence_verdict(phrase, &verdict->verdict, NULL, n);
}

static fire_status put_row(struct board *board, const char *label, bool is_total,
                           const struct fire_comparison *of, int64_t group,
                           struct fire_error *err)
{
    const struct versus *versus = &board->versus;
    struct fire_phrase *phrase = versus->phrase;
    struct fire_chart_board_cell *cell = FIRE_TAKE(phrase->arena, versus->n_measures,
                                                   struct fire_chart_board_cell);
    if (cell == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < versus->n_measures; m++) {
        const struct fire_compare_row *row = fire_comparison_row(of, group, 0, m);
        cell[m] = (struct fire_chart_board_cell){
            .way = versus_way(row),
            .change = versus_change(versus, m, row),
            .sides = fire_phrase_format(phrase, "%s/%s", versus_current(versus, m, row),
                                        versus_base(versus, m, row)),
        };
    }
    board->row[board->n_rows++] = (struct fire_chart_board_row){
        label, is_total, cell, verdict_text(board, &of->verdict[group]),
        mark_of(board, of->verdict[group].unlike)
    };
    return FIRE_OK;
}

/* Reasons and verdicts of the rows that are shown. */
static void count_verdicts(struct board *board)
{
    const struct fire_comparison *comparison = board->versus.comparison;
    if (comparison->options->n_criteria == 0) return;
    board->unlike = board->versus.total->verdict[0].unlike;
    for (int64_t g = 0; g < comparison->n_groups; g++) {
        const struct fire_compare_verdict *verdict = &comparison->verdict[g];
        board->unlike |= verdict->unlike;
        if (verdict->unlike != 0 || versus_is_unsaid(&board->versus, g)) continue;
        board->n_judged++;
        board->n_fell += verdict->verdict.kind == FIRE_VERDICT_ALL_FELL;
        board->n_rose += verdict->verdict.kind == FIRE_VERDICT_ALL_ROSE;
    }
}

static fire_status put_rows(struct board *board, struct fire_error *err)
{
    const struct versus *versus = &board->versus;
    const struct ranks *ranks = &board->ranks;
    board->row = FIRE_TAKE(versus->phrase->arena, ranks->n_shown + 2,
                           struct fire_chart_board_row);
    if (board->row == NULL) return fire_fail_memory(err);
    FIRE_TRY(put_row(board, fire_word_text(versus->phrase->language, FIRE_WORD_TOTAL), true,
                     versus->total, 0, err));
    for (int64_t i = 0; i < ranks->n_shown; i++)
        FIRE_TRY(put_row(board, versus_key(versus, ranks->group[i]), false, versus->comparison,
                         ranks->group[i], err));
    if (ranks->unsaid < 0) return FIRE_OK;
    return put_row(board, versus_key(versus, ranks->unsaid), false, versus->comparison,
                   ranks->unsaid, err);
}

/* ---- texts -------------------------------------------------------------------------------- */

static const char *title_of(const struct board *board)
{
    const struct versus *versus = &board->versus;
    struct fire_phrase *phrase = versus->phrase;
    const struct fire_compare_options *options = versus->total->options;
    const struct fire_compare_verdict *verdict = &versus->total->verdict[0];
    const char *name[FIRE_CRITERIA_MOST];
    if (versus->about.options->title[0] != '\0') return versus->about.options->title;
    if (options->n_criteria == 0 || verdict->unlike != 0) return versus_compared_title(versus);
    for (int32_t i = 0; i < options->n_criteria; i++)
        name[i] = versus->measure[options->criterion[i]].name;
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_PERIOD_FINDING,
        days_start(phrase, versus->about.summary->calendar, versus->current),
        fire_sentence_verdict(phrase, &verdict->verdict, name, options->n_criteria),
        fire_compared_against(phrase, &versus->comparison->plan->against[0]));
}

/* "giảm cả 3 tiêu chí: 4, tăng cả 3 tiêu chí: 1, trong 12 huyện có kết luận" */
static const char *counts_text(const struct board *board)
{
    struct fire_phrase *phrase = board->versus.phrase;
    if (board->n_judged == 0) return "";
    return fire_phrase_word(
        phrase, FIRE_WORD_CHART_BOARD_COUNTS, fire_phrase_count(phrase, board->n_fell),
        fire_phrase_count(phrase, board->n_rose), fire_phrase_count(phrase, board->n_judged),
        versus_dim(&board->versus));
}

/* "¹ hai kỳ không cùng số ngày ...; ² thiếu số liệu của một kỳ." */
static const char *reasons_text(const struct board *board)
{
    struct fire_phrase *phrase = board->versus.phrase;
    const int64_t limit = board->versus.comparison->options->unknown_percent;
    const char *text = "";
    for (int32_t bit = 0; bit < REASONS_MOST; bit++) {
        const uint32_t unlike = board->unlike & UINT32_C(1) << bit;
        if (unlike == 0) continue;
        text = fire_phrase_format(phrase, "%s%s%s %s", text, text[0] == '\0' ? "" : "; ",
                                  mark_of(board, unlike),
                                  fire_compared_unlike(phrase, unlike, limit, false));
    }
    return text[0] == '\0' ? "" : fire_phrase_format(phrase, "%s.", text);
}

static const char *footer_of(const struct board *board)
{
    const struct versus *versus = &board->versus;
    struct fire_phrase *phrase = versus->phrase;
    const char *footer = versus_footer(versus);
    about_add(&versus->about, &footer, reasons_text(board));
    about_add(&versus->about, &footer, ranks_not_drawn(&board->ranks, versus, false));
    return about_end(&versus->about, footer,
                     fire_phrase_word(phrase, FIRE_WORD_CHART_SIDES, versus->current_name,
                                      versus->base_name));
}

static const char *description_of(const struct board *board)
{
    struct fire_phrase *phrase = board->versus.phrase;
    const struct versus *versus = &board->versus;
    const char *list = "";
    for (int32_t m = 0; m < versus->n_measures; m++)
        list = fire_phrase_format(phrase, "%s%s%s %s (%s)", list, m == 0 ? "" : "; ",
                                  versus->measure[m].name, board->row[0].cell[m].change,
                                  board->row[0].cell[m].sides);
    return fire_phrase_word(phrase, FIRE_WORD_CHART_BOARD_ALT,
                            about_place(&versus->about, versus_neutral_title(versus)), list);
}

fire_status scoreboard_make(const struct fire_chart_given *given,
                            const struct fire_chart_options *options,
                            struct fire_phrase *phrase, struct fire_chart *out,
                            struct fire_error *err)
{
    struct board board = { 0 };
    struct versus *versus = &board.versus;
    FIRE_TRY(versus_of(given, options, phrase, FIRE_CHART_BOARD_COLUMNS_MAX, versus, err));
    FIRE_TRY(versus_check_sides(versus, err));
    FIRE_TRY(ranks_of(versus, 0, RANK_BY_LARGER, RANK_BY_PLACE, FIRE_CHART_BOARD_ROWS_MAX - 3,
                      &board.ranks, err));
    count_verdicts(&board);
    FIRE_TRY(put_rows(&board, err));
    const char **column = FIRE_TAKE(phrase->arena, versus->n_measures, const char *);
    if (column == NULL) return fire_fail_memory(err);
    for (int32_t m = 0; m < versus->n_measures; m++)
        column[m] = measure_title(phrase, &versus->measure[m]);
    const bool has_verdict = versus->comparison->options->n_criteria > 0;
    *out = (struct fire_chart){
        .kind = FIRE_CHART_SCOREBOARD,
        .form = FIRE_FORM_BOARD,
        .language = phrase->language,
        .title = title_of(&board),
        .subtitle = versus_subtitle(versus, counts_text(&board)),
        .footer = footer_of(&board),
        .description = description_of(&board),
        .board = { .n_rows = board.n_rows,
                   .n_columns = versus->n_measures,
                   .column = column,
                   .verdict_title = has_verdict ? fire_word_text(phrase->language,
                                                                 FIRE_WORD_COMPARE_FINDING)
                                                : "",
                   .row = board.row },
    };
    return FIRE_OK;
}
