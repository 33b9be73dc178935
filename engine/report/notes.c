/* notes.c - the sentences without which a figure is misread: which days, what is missing, what
 * was left out. They go with the table and with the JSON in the same words. */
#include "severity_words.h"
#include "writer.h"

#include <string.h>

static const char *number_of(struct writer *writer, int64_t number)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(writer->options->language, number, 0, 0, text);
    return label_format(writer, "%s", text);
}

static const char *window_of(struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    const fire_language language = writer->options->language;
    char from[FIRE_NUMBER_BYTES];
    char to[FIRE_NUMBER_BYTES];
    fire_day_text(summary->window.first_day, from);
    fire_day_text(summary->window.last_day, to);
    const int64_t n_days = (int64_t)summary->window.last_day - summary->window.first_day + 1;
    return label_format(
        writer, fire_word_text(language, FIRE_WORD_WINDOW), from, to, number_of(writer, n_days),
        language == FIRE_VIETNAMESE ? fire_calendar_label_vi(summary->calendar)
                                    : fire_calendar_label_en(summary->calendar));
}

/* Which areas the figures are of, where they are not the recorded ones. */
static const char *areas_of(struct writer *writer)
{
    const char *name = writer->summary->areas.name;
    const fire_language language = writer->options->language;
    int32_t day;
    if (name == NULL || strcmp(name, "recorded") == 0) return NULL;
    if (!fire_day_from_iso(name, (int64_t)strlen(name), &day))
        return fire_word_text(language, FIRE_WORD_AREAS_COMPARABLE);
    char text[FIRE_NUMBER_BYTES];
    fire_day_text(day, text);
    return label_format(writer, fire_word_text(language, FIRE_WORD_AREAS_AT), text);
}

const char *note_caption(struct writer *writer)
{
    const struct fire_summary *summary = writer->summary;
    const char *measures = "";
    for (int32_t i = 0; i < summary->n_measures; i++) {
        const char *label = label_measure(writer, i);
        measures = i == 0
                       ? label
                       : label_format(writer, "%s, %s", measures, label_inside(writer, label));
    }
    const char *dims = "";
    for (int32_t i = 0; i < summary->n_dims; i++) {
        const char *label = label_inside(writer, label_dim(writer, i));
        dims = i == 0 ? label : label_format(writer, "%s × %s", dims, label);
    }
    const char *what = measures;
    if (summary->n_dims > 0) {
        const char *format = fire_word_text(writer->options->language, FIRE_WORD_CAPTION_BY);
        what = label_format(writer, format, measures, dims);
    }
    const char *areas = areas_of(writer);
    if (areas != NULL) what = label_format(writer, "%s. %s", what, areas);
    if (!summary->has_window && !summary->has_data) return label_format(writer, "%s.", what);
    return label_format(writer, "%s. %s.", what, window_of(writer));
}

/* The field of a measure: "damage" of "damage" and of "mean(damage)". */
static struct fire_text_view field_of(const struct fire_summary_measure *measure)
{
    struct fire_text_view field = fire_text_of(measure->name);
    const char *open = strchr(measure->name, '(');
    const char *close = strrchr(measure->name, ')');
    if (open == NULL || close == NULL || close <= open) return field;
    field.bytes = open + 1;
    field.size_bytes = (size_t)(close - open - 1);
    return field;
}

/* Is an earlier measure of the same field? Its note has been written then. */
static bool is_repeated(const struct fire_summary *summary, int32_t measure)
{
    for (int32_t i = 0; i < measure; i++)
        if (fire_text_equal(field_of(&summary->measure[i]),
                            field_of(&summary->measure[measure])))
            return true;
    return false;
}

/* The labels of this field and of all later ones with as many unknown incidents; NULL when an
 * earlier measure has said it. Damage and incidents are told in words of their own. */
static const char *fields_of_same_gap(struct writer *writer, int32_t measure)
{
    const struct fire_summary *summary = writer->summary;
    const struct fire_text_view damage = fire_text_of("damage");
    const struct fire_text_view incidents = fire_text_of("incidents");
    const char *list = NULL;
    for (int32_t i = 0; i < summary->n_measures; i++) {
        if (summary->total_unknown[i] != summary->total_unknown[measure]) continue;
        if (fire_text_equal(field_of(&summary->measure[i]), damage)) continue;
        if (fire_text_equal(field_of(&summary->measure[i]), incidents)) continue;
        if (is_repeated(summary, i)) continue;
        if (list == NULL && i != measure) return NULL;
        const char *label = label_inside(writer, label_field(writer, i));
        list = list == NULL ? label : label_format(writer, "%s, %s", list, label);
    }
    return list;
}

static const char *unknown_note(struct writer *writer, int32_t measure)
{
    const struct fire_summary *summary = writer->summary;
    const int64_t n_unknown = summary->total_unknown[measure];
    if (n_unknown == 0 || is_repeated(summary, measure)) return NULL;

    const fire_language language = writer->options->language;
    if (fire_text_equal(field_of(&summary->measure[measure]), fire_text_of("damage")))
        return label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_UNKNOWN_DAMAGE),
                            number_of(writer, n_unknown));
    if (fire_text_equal(field_of(&summary->measure[measure]), fire_text_of("incidents")))
        return label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_UNKNOWN_INCIDENTS),
                            number_of(writer, n_unknown));
    const char *fields = fields_of_same_gap(writer, measure);
    if (fields == NULL) return NULL;
    return label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_UNKNOWN),
                        number_of(writer, n_unknown), fields);
}

/* ---- rates and real amounts --------------------------------------------------------------- */

static const char *year_text(struct writer *writer, int32_t year)
{
    return label_format(writer, "%d", (int)year);
}

static int32_t rate_notes(struct writer *writer, const char *note[])
{
    const struct fire_summary_rate *rate = writer->summary->rate;
    const fire_language language = writer->options->language;
    char day[FIRE_NUMBER_BYTES];
    int32_t n = 0;
    if (rate == NULL) return 0;
    if (rate->is_part) {
        fire_day_text(rate->last_day, day);
        note[n++] = label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_RATE_PART),
                                 day);
    }
    if (rate->is_sum)
        note[n++] = fire_word_text(language,
                                   strcmp(writer->summary->areas.name, "comparable") == 0
                                       ? FIRE_WORD_NOTE_RATE_MEMBERS
                                       : FIRE_WORD_NOTE_RATE_OLD_UNITS);
    if (rate->break_year != 0)
        note[n++] = label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_RATE_BREAK),
                                 year_text(writer, rate->break_year));
    if (rate->n_missing > 0)
        note[n++] = label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_RATE_MISSING),
                                 number_of(writer, rate->n_missing));
    return n;
}

/* "2025", "2025–2026", or a dash for rows of no one year. */
static const char *missing_years(struct writer *writer, const struct fire_summary_real *real)
{
    if (real->first_missing == 0) return "–";
    if (real->first_missing == real->last_missing)
        return year_text(writer, real->first_missing);
    return label_format(writer, "%d–%d", (int)real->first_missing, (int)real->last_missing);
}

static int32_t real_notes(struct writer *writer, const char *note[])
{
    const struct fire_summary_real *real = writer->summary->real;
    const fire_language language = writer->options->language;
    int32_t n = 0;
    if (real == NULL) return 0;
    if (real->base_year != 0)
        note[n++] = label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_REAL_SOURCE),
                                 year_text(writer, real->base_year), real->source);
    if (real->n_missing > 0)
        note[n++] = label_format(writer, fire_word_text(language, FIRE_WORD_NOTE_REAL_MISSING),
                                 number_of(writer, real->n_missing),
                                 missing_years(writer, real));
    return n;
}

#define MOST_LAYER_NOTES 6

/* ---- areas and reports ------------------------------------------------------------------ */

/* How many rows have a figure with a mark. */
static int64_t count_marked(const struct fire_summary *summary, uint8_t mark)
{
    int64_t n = 0;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        bool is_marked = false;
        for (int32_t m = 0; m < summary->n_measures; m++)
            is_marked = is_marked || (fire_summary_mark(summary, row, m) & mark) != 0;
        n += is_marked;
    }
    return n;
}

/* Something counted that is worth a note. */
struct counted {
    fire_word word;
    int64_t number;
    int64_t from; /* from which number on */
};

static int32_t add_counted(struct writer *writer, const struct counted counted[], size_t n,
                           const char *note[])
{
    int32_t n_notes = 0;
    for (size_t i = 0; i < n; i++) {
        if (counted[i].number < counted[i].from) continue;
        const char *format = fire_word_text(writer->options->language, counted[i].word);
        note[n_notes++] = label_format(writer, format, number_of(writer, counted[i].number));
    }
    return n_notes;
}

#define N_AREA_NOTES 8

/* What is to be said of restated areas and of reports that did not come. */
static int32_t add_area_notes(struct writer *writer, const char *note[])
{
    const struct fire_summary *summary = writer->summary;
    const int64_t *n_rows = summary->areas.n_rows;
    const struct counted counted[N_AREA_NOTES] = {
        { FIRE_WORD_NOTE_ESTIMATED, count_marked(summary, FIRE_MARK_ESTIMATED), 1 },
        { FIRE_WORD_NOTE_UNSHARED, count_marked(summary, FIRE_MARK_UNSHARED), 1 },
        { FIRE_WORD_NOTE_NO_REPORT, count_marked(summary, FIRE_MARK_NO_REPORT), 1 },
        { FIRE_WORD_NOTE_AREA_MISDATED, n_rows[FIRE_RESTATED_MISDATED], 1 },
        { FIRE_WORD_NOTE_AREA_ABOVE, n_rows[FIRE_RESTATED_ABOVE], 1 },
        { FIRE_WORD_NOTE_AREA_UNSAID, n_rows[FIRE_RESTATED_UNSAID], 1 },
        { FIRE_WORD_NOTE_AREA_UNKNOWN, n_rows[FIRE_RESTATED_UNKNOWN], 1 },
        { FIRE_WORD_NOTE_AREA_ACROSS, n_rows[FIRE_RESTATED_ACROSS], 1 },
    };
    return add_counted(writer, counted, N_AREA_NOTES, note);
}

void write_area_notes(struct writer *writer)
{
    const char *note[N_AREA_NOTES];
    const int32_t n = add_area_notes(writer, note);
    for (int32_t i = 0; i < n; i++) {
        fire_report_terminal_text(writer->out, fire_text_of(note[i]), 0);
        fire_buffer_add_text(writer->out, "\n");
    }
}

const char *const *note_list(struct writer *writer, int32_t *out_n)
{
    const struct fire_summary *summary = writer->summary;
    const struct counted counted[] = {
        { FIRE_WORD_NOTE_COARSE, summary->n_coarse, 1 },
        { FIRE_WORD_NOTE_STRADDLING, summary->n_straddling, 1 },
        { FIRE_WORD_NOTE_SCOPES, summary->n_scopes, 2 },
    };
    const size_t n_counted = sizeof counted / sizeof counted[0];
    const int32_t n_changes = fire_calendar_n_changes(summary->calendar);
    const char **note = FIRE_TAKE(writer->arena,
                                  (size_t)summary->n_measures + n_counted + (size_t)n_changes +
                                      MOST_LAYER_NOTES + N_AREA_NOTES + 1,
                                  const char *);
    int32_t n = 0;
    *out_n = 0;
    if (note == NULL) {
        writer->failed = true;
        return NULL;
    }
    for (int32_t i = 0; i < summary->n_measures; i++) {
        const char *text = unknown_note(writer, i);
        if (text != NULL) note[n++] = text;
    }
    n += add_counted(writer, counted, n_counted, note + n);
    for (int32_t i = 0; i < n_changes; i++) {
        char text[FIRE_CHANGE_BYTES];
        if ((summary->has_window || summary->has_data) &&
            fire_calendar_change_text(writer->options->language, summary->calendar, i,
                                      summary->window, text))
            note[n++] = label_format(writer, "%s", text);
    }
    const char *severity = severity_note(writer->arena, writer->options->language, summary,
                                         summary->window);
    if (severity[0] != '\0' && (summary->has_window || summary->has_data)) note[n++] = severity;
    n += rate_notes(writer, note + n);
    n += real_notes(writer, note + n);
    n += add_area_notes(writer, note + n);
    *out_n = n;
    return note;
}
