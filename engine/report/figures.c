/* figures.c - checked figures of somebody's report, for people and for programs.
 *
 * People are shown what is not right, with the figure that would be and why; what is right is
 * counted. Programs get every figure, a row each. */
#include "json_text.h"
#include "writer.h"

#include <stdio.h>
#include <string.h>

/* Machine names: a contract (help verify). */
static const struct {
    const char *name;
    fire_word word;
} verdicts[FIRE_N_FIGURE_VERDICTS] = {
    [FIRE_FIGURE_RIGHT] = { "right", FIRE_WORD_FIGURE_RIGHT },
    [FIRE_FIGURE_RIGHT_TRUNCATED] = { "right_truncated", FIRE_WORD_FIGURE_TRUNCATED },
    [FIRE_FIGURE_SLIGHTLY_OFF] = { "slightly_off", FIRE_WORD_FIGURE_SLIGHTLY_OFF },
    [FIRE_FIGURE_WRONG_BASE] = { "wrong_base", FIRE_WORD_FIGURE_WRONG_BASE },
    [FIRE_FIGURE_OTHER_TOTAL] = { "other_denominator", FIRE_WORD_FIGURE_OTHER_TOTAL },
    [FIRE_FIGURE_IMPOSSIBLE_BASE] = { "impossible_base", FIRE_WORD_FIGURE_IMPOSSIBLE },
    [FIRE_FIGURE_DIGIT_SLIP] = { "digit_slip", FIRE_WORD_FIGURE_SLIP },
    [FIRE_FIGURE_PARTS_DIFFER] = { "parts_do_not_add_up", FIRE_WORD_FIGURE_PARTS },
    [FIRE_FIGURE_DATE_TYPO] = { "date_typo", FIRE_WORD_FIGURE_DATE_TYPO },
    [FIRE_FIGURE_WRONG] = { "wrong", FIRE_WORD_FIGURE_WRONG },
    [FIRE_FIGURE_UNDECIDABLE] = { "undecidable", FIRE_WORD_FIGURE_UNDECIDABLE },
};

static const struct {
    const char *name;
    fire_word word;
} kinds[FIRE_N_CHECKED_KINDS] = {
    [FIRE_CHECKED_LEVEL] = { "level", FIRE_WORD_CHECKED_LEVEL },
    [FIRE_CHECKED_DELTA] = { "delta", FIRE_WORD_CHECKED_DELTA },
    [FIRE_CHECKED_PERCENT] = { "percent", FIRE_WORD_CHECKED_PERCENT },
    [FIRE_CHECKED_SHARE] = { "share", FIRE_WORD_CHECKED_SHARE },
    [FIRE_CHECKED_PARTS] = { "parts", FIRE_WORD_CHECKED_PARTS },
    [FIRE_CHECKED_PERCENTS] = { "percents", FIRE_WORD_CHECKED_PERCENTS },
    [FIRE_CHECKED_DATES] = { "dates", FIRE_WORD_CHECKED_DATES },
};

/* A sentence a note, with %s for low and high in this order. */
static const struct {
    fire_word word; /* 0, which is no note's: none */
    int n_figures;
} notes[FIRE_N_FIGURE_NOTES] = {
    [FIRE_FIGURE_LEVEL_ROUNDED] = { FIRE_WORD_FIGURE_NOTE_ROUNDED, 2 },
    [FIRE_FIGURE_NO_BASE] = { FIRE_WORD_FIGURE_NOTE_NO_BASE, 2 },
    [FIRE_FIGURE_NO_WHOLE_BASE] = { FIRE_WORD_FIGURE_NOTE_NO_WHOLE_BASE, 1 },
    [FIRE_FIGURE_BELOW_ZERO] = { FIRE_WORD_FIGURE_NOTE_BELOW_ZERO, 1 },
    [FIRE_FIGURE_FROM_ZERO] = { FIRE_WORD_FIGURE_NOTE_FROM_ZERO, 0 },
    [FIRE_FIGURE_WRONG_SIGN] = { FIRE_WORD_FIGURE_NOTE_SIGN, 0 },
    [FIRE_FIGURE_ROUNDED_TWICE] = { FIRE_WORD_FIGURE_NOTE_TWICE, 0 },
    [FIRE_FIGURE_COPIED_LEVEL] = { FIRE_WORD_FIGURE_NOTE_COPIED, 0 },
    [FIRE_FIGURE_COUNT_SLIP] = { FIRE_WORD_FIGURE_NOTE_COUNT, 1 },
    [FIRE_FIGURE_BEYOND_TOTAL] = { FIRE_WORD_FIGURE_NOTE_BEYOND, 0 },
    [FIRE_FIGURE_TOTAL_FITS] = { FIRE_WORD_FIGURE_NOTE_FITS, 2 },
    [FIRE_FIGURE_TOTAL_COMMON] = { FIRE_WORD_FIGURE_NOTE_COMMON, 1 },
    [FIRE_FIGURE_SLIP_OF_COMMON] = { FIRE_WORD_FIGURE_NOTE_SLIP_OF, 1 },
    [FIRE_FIGURE_BALANCED] = { FIRE_WORD_FIGURE_NOTE_BALANCED, 0 },
    [FIRE_FIGURE_ONE_END] = { FIRE_WORD_FIGURE_NOTE_ONE_END, 0 },
    [FIRE_FIGURE_ENDS_FIRST] = { FIRE_WORD_FIGURE_NOTE_ENDS_FIRST, 0 },
    [FIRE_FIGURE_OTHER_DAYS] = { FIRE_WORD_FIGURE_NOTE_OTHER_DAYS, 0 },
    [FIRE_FIGURE_OWN_BASE] = { FIRE_WORD_FIGURE_NOTE_OWN_BASE, 1 },
    [FIRE_FIGURE_OTHER_LEVEL] = { FIRE_WORD_FIGURE_NOTE_OTHER_LEVEL, 1 },
};

struct figures {
    const struct fire_report_options *options;
    struct fire_buffer *out;
};

/* ---- one figure as text ------------------------------------------------------------------ */

/* In the unit it was printed in: 500 at minus nine places is 500 again where that was tỷ. */
static void figure_text(const struct fire_report_options *options, struct fire_printed figure,
                        int32_t power, bool is_plain, char out[FIRE_NUMBER_BYTES])
{
    int32_t places = figure.decimals + power;
    int64_t number = figure.number;
    out[0] = '\0';
    if (!figure.is_known) return;
    for (; places < 0; places++)
        if (__builtin_mul_overflow(number, 10, &number)) return;
    if (is_plain)
        fire_number_plain(number, places, out);
    else
        fire_number_text(options->language, number, places, places, out);
}

static bool has_percent(fire_checked_kind kind)
{
    return kind == FIRE_CHECKED_PERCENT || kind == FIRE_CHECKED_SHARE ||
           kind == FIRE_CHECKED_PERCENTS;
}

static void add_days(struct fire_buffer *out, const struct fire_report_options *options,
                     struct fire_window days, bool is_plain)
{
    char first[FIRE_NUMBER_BYTES];
    char last[FIRE_NUMBER_BYTES];
    if (is_plain) {
        fire_day_to_iso(days.first_day, first);
        fire_day_to_iso(days.last_day, last);
        fire_buffer_printf(out, "%s..%s", first, last);
    } else {
        fire_day_text(days.first_day, first);
        fire_day_text(days.last_day, last);
        fire_buffer_printf(out, fire_word_text(options->language, FIRE_WORD_FIGURE_DAYS), first,
                           last);
    }
}

/* The printed figure, or the one that would be right; "" where there is none. */
static void add_figure(struct fire_buffer *out, const struct fire_report_options *options,
                       const struct fire_checked_figure *figure, bool is_right, bool is_plain)
{
    char text[FIRE_NUMBER_BYTES];
    if (figure->kind == FIRE_CHECKED_DATES) {
        if (!is_right)
            add_days(out, options, figure->days, is_plain);
        else if (figure->check.note == FIRE_FIGURE_ONE_END)
            add_days(out, options, figure->right_days, is_plain);
        return;
    }
    const struct fire_printed shown = is_right ? figure->check.right : figure->printed;
    figure_text(options, shown, figure->power, is_plain, text);
    fire_buffer_add_text(out, text);
    if (text[0] != '\0' && !is_plain && has_percent(figure->kind))
        fire_buffer_add_text(out, "%");
}

static void add_note(struct fire_buffer *out, const struct fire_report_options *options,
                     const struct fire_checked_figure *figure)
{
    const fire_figure_note note = figure->check.note;
    char low[FIRE_NUMBER_BYTES];
    char high[FIRE_NUMBER_BYTES];
    if (notes[note].word == 0) return;
    figure_text(options, figure->check.low, figure->power, false, low);
    figure_text(options, figure->check.high, figure->power, false, high);
    const char *format = fire_word_text(options->language, notes[note].word);
    if (notes[note].n_figures == 2 && low[0] == '\0') return;
    if (notes[note].n_figures == 2) {
        char range[2 * FIRE_NUMBER_BYTES + 8];
        snprintf(range, sizeof range, strcmp(low, high) == 0 ? "%s" : "%s–%s", low,
                 high[0] == '\0' ? "…" : high);
        fire_buffer_printf(out, format, range);
    } else if (notes[note].n_figures == 1) {
        fire_buffer_printf(out, format, low);
    } else {
        fire_buffer_add_text(out, format);
    }
}

/* ---- for programs ------------------------------------------------------------------------ */

static const char *const columns[] = { "file",    "line",    "label",  "period",  "against",
                                       "item",    "measure", "figure", "printed", "right",
                                       "verdict", "low",     "high",   "note" };
enum { N_COLUMNS = sizeof columns / sizeof columns[0] };

/* Column `i` of a row into an empty buffer; true: a number. */
static bool write_cell(const struct figures *figures, const struct fire_checked_figure *figure,
                       int i, struct fire_buffer *out)
{
    char text[FIRE_NUMBER_BYTES];
    const char *const words[] = { figure->file,    NULL,
                                  figure->label,   figure->period,
                                  figure->against, figure->item,
                                  figure->measure, kinds[figure->kind].name };
    out->size_bytes = 0;
    switch (i) {
    case 1:
        fire_buffer_printf(out, "%lld", (long long)figure->line);
        return true;
    case 8:
    case 9:
        add_figure(out, figures->options, figure, i == 9, true);
        return figure->kind != FIRE_CHECKED_DATES;
    case 10:
        fire_buffer_add_text(out, verdicts[figure->check.verdict].name);
        return false;
    case 11:
    case 12:
        figure_text(figures->options, i == 11 ? figure->check.low : figure->check.high,
                    figure->power, true, text);
        fire_buffer_add_text(out, text);
        return true;
    case 13:
        add_note(out, figures->options, figure);
        return false;
    default:
        if (words[i] != NULL) fire_buffer_add_text(out, words[i]);
        return false;
    }
}

static struct fire_text_view view_of(const struct fire_buffer *buffer)
{
    return (struct fire_text_view){ buffer->bytes == NULL ? "" : buffer->bytes,
                                    buffer->size_bytes };
}

static void write_separated(const struct figures *figures,
                            const struct fire_checked_figure figure[], int64_t n,
                            char separator)
{
    struct fire_buffer cell = { 0 };
    for (int i = 0; i < N_COLUMNS; i++)
        fire_buffer_add_csv_cell(figures->out, fire_text_of(columns[i]),
                                 i == N_COLUMNS - 1 ? '\n' : separator);
    for (int64_t row = 0; row < n; row++)
        for (int i = 0; i < N_COLUMNS; i++) {
            (void)write_cell(figures, &figure[row], i, &cell);
            fire_buffer_add_csv_cell(figures->out, view_of(&cell),
                                     i == N_COLUMNS - 1 ? '\n' : separator);
        }
    figures->out->failed = figures->out->failed || cell.failed;
    fire_buffer_finish(&cell);
}

static void write_objects(const struct figures *figures,
                          const struct fire_checked_figure figure[], int64_t n)
{
    struct fire_buffer *out = figures->out;
    struct fire_buffer cell = { 0 };
    fire_buffer_add_text(out, "{\n\"schema\":\"firestat.verify/1\",\n\"figures\":[");
    for (int64_t row = 0; row < n; row++) {
        fire_buffer_add_text(out, row == 0 ? "\n{" : ",\n{");
        for (int i = 0; i < N_COLUMNS; i++) {
            const bool is_number = write_cell(figures, &figure[row], i, &cell);
            fire_buffer_printf(out, "%s\"%s\":", i == 0 ? "" : ",", columns[i]);
            if (cell.size_bytes == 0)
                fire_buffer_add_text(out, "null");
            else if (is_number)
                fire_buffer_add_view(out, view_of(&cell));
            else
                json_string(out, view_of(&cell));
        }
        fire_buffer_add_text(out, "}");
    }
    fire_buffer_add_text(out, "\n]\n}\n");
    out->failed = out->failed || cell.failed;
    fire_buffer_finish(&cell);
}

/* ---- for people -------------------------------------------------------------------------- */

static bool is_right(const struct fire_checked_figure *figure)
{
    return figure->check.verdict <= FIRE_FIGURE_RIGHT_TRUNCATED;
}

/* The verdict in words: of a wrong base, which one was taken. */
static fire_word verdict_word(const struct fire_figure_check *check)
{
    const bool is_own = check->note == FIRE_FIGURE_OWN_BASE;
    if (check->verdict == FIRE_FIGURE_WRONG_BASE)
        return is_own ? FIRE_WORD_FIGURE_OTHER_BASE : FIRE_WORD_FIGURE_BY_CURRENT;
    return is_own ? FIRE_WORD_FIGURE_RIGHT_BUT : verdicts[check->verdict].word;
}

/* What the figure is about: "Toàn quốc, tháng 10/2021 / tháng 9/2021, nhà dân". */
static void add_subject(const struct figures *figures, const struct fire_checked_figure *figure)
{
    struct fire_buffer *out = figures->out;
    const struct {
        const char *text;
        const char *before;
    } pieces[] = { { figure->label, ", " },
                   { figure->period, ", " },
                   { figure->against, " / " } };
    bool is_first = true;
    for (size_t i = 0; i < sizeof pieces / sizeof pieces[0]; i++) {
        if (pieces[i].text == NULL || pieces[i].text[0] == '\0') continue;
        if (!is_first) fire_buffer_add_text(out, pieces[i].before);
        fire_report_terminal_text(out, fire_text_of(pieces[i].text), 0);
        is_first = false;
    }
}

static bool same_text(const char *a, const char *b)
{
    return strcmp(a == NULL ? "" : a, b == NULL ? "" : b) == 0;
}

/* "  dòng 4  nhà dân, tỷ trọng: 33,6%: chia cho tổng khác; đúng là 36,3%. <note>" */
static void add_finding(const struct figures *figures, const struct fire_checked_figure *figure)
{
    const fire_language language = figures->options->language;
    struct fire_buffer *out = figures->out;
    char line[FIRE_NUMBER_BYTES];
    fire_number_text(language, figure->line, 0, 0, line);
    fire_buffer_add_text(out, "  ");
    fire_buffer_printf(out, fire_word_text(language, FIRE_WORD_FIGURE_LINE), line);
    const char *const names[] = { figure->item, figure->measure };
    for (size_t i = 0; i < 2; i++) {
        if (names[i] == NULL || names[i][0] == '\0') continue;
        fire_report_terminal_text(out, fire_text_of(names[i]), 0);
        fire_buffer_add_text(out, ", ");
    }
    fire_buffer_printf(out, "%s ", fire_word_text(language, kinds[figure->kind].word));
    add_figure(out, figures->options, figure, false, false);
    fire_buffer_printf(out, ": %s", fire_word_text(language, verdict_word(&figure->check)));
    struct fire_buffer right = { 0 };
    if (!is_right(figure)) add_figure(&right, figures->options, figure, true, false);
    if (right.size_bytes > 0)
        fire_buffer_printf(out, fire_word_text(language, FIRE_WORD_FIGURE_SHOULD_BE),
                           right.bytes);
    fire_buffer_finish(&right);
    struct fire_buffer note = { 0 };
    add_note(&note, figures->options, figure);
    if (note.size_bytes > 0) fire_buffer_printf(out, " (%s)", note.bytes);
    fire_buffer_finish(&note);
    fire_buffer_add_text(out, "\n");
}

/* What a reader is shown, one kind after the other; what is simply right is only counted. */
enum finding { FINDING_NONE, FINDING_WRONG, FINDING_RIGHT_BUT, FINDING_OPEN };

static enum finding finding_of(const struct fire_checked_figure *figure)
{
    if (figure->check.verdict == FIRE_FIGURE_UNDECIDABLE) return FINDING_OPEN;
    if (!is_right(figure)) return FINDING_WRONG;
    return figure->check.note == FIRE_FIGURE_OWN_BASE ? FINDING_RIGHT_BUT : FINDING_NONE;
}

/* All findings of a kind under their title, if there are any. */
static void add_findings(const struct figures *figures,
                         const struct fire_checked_figure figure[], int64_t n,
                         enum finding kind, const char *title)
{
    const struct fire_checked_figure *before = NULL;
    for (int64_t i = 0; i < n; i++) {
        if (finding_of(&figure[i]) != kind) continue;
        if (before == NULL && title != NULL) fire_buffer_printf(figures->out, "%s\n", title);
        if (before == NULL || !same_text(before->label, figure[i].label) ||
            !same_text(before->period, figure[i].period) ||
            !same_text(before->against, figure[i].against)) {
            add_subject(figures, &figure[i]);
            fire_buffer_add_text(figures->out, "\n");
        }
        add_finding(figures, &figure[i]);
        before = &figure[i];
    }
    if (before != NULL) fire_buffer_add_text(figures->out, "\n");
}

static void write_page(const struct figures *figures, const struct fire_checked_figure figure[],
                       int64_t n)
{
    const fire_language language = figures->options->language;
    int64_t count[FIRE_N_FIGURE_VERDICTS] = { 0 };
    char number[FIRE_NUMBER_BYTES];
    for (int64_t i = 0; i < n; i++)
        count[figure[i].check.verdict]++;

    add_findings(figures, figure, n, FINDING_WRONG, NULL);
    add_findings(figures, figure, n, FINDING_RIGHT_BUT,
                 fire_word_text(language, FIRE_WORD_FIGURE_RIGHT_BUT_TITLE));
    add_findings(figures, figure, n, FINDING_OPEN,
                 fire_word_text(language, FIRE_WORD_FIGURE_OPEN_TITLE));
    fire_number_text(language, n, 0, 0, number);
    fire_buffer_printf(figures->out, fire_word_text(language, FIRE_WORD_FIGURE_CHECKED),
                       number);
    for (int verdict = 0; verdict < FIRE_N_FIGURE_VERDICTS; verdict++) {
        if (count[verdict] == 0) continue;
        fire_number_text(language, count[verdict], 0, 0, number);
        fire_buffer_printf(figures->out, "\n  %s: %s",
                           fire_word_text(language, verdicts[verdict].word), number);
    }
    fire_buffer_add_text(figures->out, "\n");
}

fire_status fire_report_figures(const struct fire_checked_figure figure[], int64_t n,
                                const struct fire_report_options *options,
                                struct fire_buffer *out, struct fire_error *err)
{
    const struct figures figures = { options, out };
    switch (options->format) {
    case FIRE_FORMAT_TABLE:
        write_page(&figures, figure, n);
        break;
    case FIRE_FORMAT_CSV:
        write_separated(&figures, figure, n, ',');
        break;
    case FIRE_FORMAT_TSV:
        write_separated(&figures, figure, n, '\t');
        break;
    case FIRE_FORMAT_JSON:
        write_objects(&figures, figure, n);
        break;
    case FIRE_FORMAT_EXCEL:
    case FIRE_FORMAT_MARKDOWN:
    case FIRE_FORMAT_HTML:
    case FIRE_FORMAT_XLSX:
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "checked figures have no such format");
    }
    return out->failed ? fire_fail_memory(err) : FIRE_OK;
}
