/* compare_csv.c - a comparison for programs: a row a group, comparison and measure, codes and plain
 * numbers, the same in every language. */
#include "compare.h"

#include "firestat/compared.h"

#include <math.h>

const char *compare_finding_code(fire_finding finding)
{
    static const char *const codes[] = { [FIRE_FINDING_NOT_TESTED] = "not tested",
                                         [FIRE_FINDING_UNCLEAR] = "no clear change",
                                         [FIRE_FINDING_HIGHER] = "higher",
                                         [FIRE_FINDING_LOWER] = "lower" };
    return codes[finding];
}

const char *compare_verdict_code(const struct fire_compare_verdict *verdict)
{
    static const char *const codes[] = { [FIRE_VERDICT_UNDECIDED] = "no verdict",
                                         [FIRE_VERDICT_ALL_FELL] = "all fell",
                                         [FIRE_VERDICT_ALL_ROSE] = "all rose",
                                         [FIRE_VERDICT_ALL_HELD] = "all held",
                                         [FIRE_VERDICT_MIXED] = "mixed" };
    return verdict->unlike != 0 ? codes[FIRE_VERDICT_UNDECIDED] : codes[verdict->verdict.kind];
}

static void add_code(struct fire_buffer *out, size_t start, const char *code)
{
    if (out->size_bytes > start) fire_buffer_add_text(out, "; ");
    fire_buffer_add_text(out, code);
}

void compare_add_note_codes(struct fire_buffer *out, const struct fire_compare_row *row)
{
    static const struct {
        uint32_t note;
        const char *code;
    } codes[] = {
        { FIRE_NOTE_FROM_ZERO, "from zero" },
        { FIRE_NOTE_NO_BASE, "no base data" },
        { FIRE_NOTE_NO_CURRENT, "no current data" },
        { FIRE_NOTE_BASE_GAP, "base incomplete" },
        { FIRE_NOTE_CURRENT_GAP, "current incomplete" },
        { FIRE_NOTE_SMALL_BASE, "small base" },
        { FIRE_NOTE_CLUSTERS, "clustering unknown" },
        { FIRE_NOTE_ESTIMATED, "estimated" },
        { FIRE_NOTE_SCOPES, "scopes differ" },
        { FIRE_NOTE_PER_YEAR, "per year" },
        { FIRE_NOTE_POINTS, "percentage points" },
        { FIRE_NOTE_ONE_FIRE, "one incident is half or more" },
        { FIRE_NOTE_TURNED, "other way without the largest" },
    };
    const size_t start = out->size_bytes;
    for (size_t i = 0; i < sizeof codes / sizeof codes[0]; i++)
        if ((row->notes & codes[i].note) != 0) add_code(out, start, codes[i].code);
    if ((row->notes & FIRE_NOTE_UNKNOWN) == 0) return;
    if (out->size_bytes > start) fire_buffer_add_text(out, "; ");
    fire_buffer_printf(out, "unknown %lld/%lld", (long long)row->current_unknown,
                       (long long)row->base_unknown);
}

static void add_named(const struct fire_comparison *comparison, uint32_t bits, const char *what,
                      size_t start, struct fire_buffer *out)
{
    if (bits == 0) return;
    add_code(out, start, what);
    for (int32_t i = 0; i < comparison->options->n_criteria; i++)
        if ((bits >> i & 1) != 0)
            fire_buffer_printf(
                out, " %s", comparison->about->measure[comparison->options->criterion[i]].name);
}

void compare_add_verdict_codes(const struct fire_comparison *comparison,
                               const struct fire_compare_verdict *verdict,
                               struct fire_buffer *out)
{
    static const char *const unlike[] = { "scope differs or is mixed", "days differ",
                                          "boundaries changed", "too many unknown",
                                          "a value is missing" };
    const size_t start = out->size_bytes;
    const uint32_t all = (UINT32_C(1) << comparison->options->n_criteria) - 1;
    const uint32_t fell = verdict->verdict.fell;
    const uint32_t rose = verdict->verdict.rose;
    for (size_t i = 0; i < sizeof unlike / sizeof unlike[0]; i++)
        if ((verdict->unlike >> i & 1) != 0) add_code(out, start, unlike[i]);
    if (verdict->unlike != 0) return;
    add_named(comparison, fell, "fell", start, out);
    add_named(comparison, all & ~(fell | rose), "held", start, out);
    add_named(comparison, rose, "rose", start, out);
}

/* All columns up to the numbers. */
static void add_start(const struct compare_writer *compare, int64_t group, int32_t against,
                      const char *measure, char separator)
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_compare_plan *plan = comparison->plan;
    const int32_t n_dims = comparison->options->n_dims;
    const struct fire_window base = fire_compared_base(plan, against);
    struct fire_buffer *out = compare->writer.out;
    for (int32_t d = 0; d < n_dims; d++)
        csv_text(out, comparison->key[group * n_dims + d].text, separator);
    fire_buffer_add_csv_cell(out, fire_text_of(measure), separator);
    fire_buffer_add_csv_cell(out, plan->against[against].text, separator);
    csv_day(out, plan->same[against].current.first_day, separator);
    csv_day(out, plan->same[against].current.last_day, separator);
    csv_day(out, base.first_day, separator);
    csv_day(out, base.last_day, separator);
}

#define P_DECIMALS 6
#define N_NUMBERS  5 /* current, base, delta, percent, p_value */

static void add_row(const struct compare_writer *compare, int64_t group, int32_t against,
                    int32_t measure, char separator)
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_summary_measure *about = &comparison->about->measure[measure];
    const struct fire_compare_row *row = fire_comparison_row(comparison, group, against,
                                                             measure);
    const int32_t scale = about->scale + row->extra_scale;
    struct fire_buffer *out = compare->writer.out;
    struct fire_buffer note = { 0 };
    add_start(compare, group, against, about->name, separator);
    csv_number(out, !row->current.is_null, row->current.number, scale, separator);
    csv_number(out, !row->base.is_null, row->base.number, scale, separator);
    csv_number(out, row->has_delta, row->delta, scale, separator);
    csv_number(out, row->has_percent, row->percent, comparison->options->percent_decimals,
               separator);
    csv_number(out, row->is_tested, llround(row->p_value * 1e6), P_DECIMALS, separator);
    fire_buffer_printf(out, "%s%c", compare_finding_code(row->finding), separator);
    compare_add_note_codes(&note, row);
    fire_buffer_add_csv_cell(out, (struct fire_text_view){ note.bytes, note.size_bytes }, '\n');
    if (note.failed) out->failed = true;
    fire_buffer_finish(&note);
}

static void add_criteria(const struct compare_writer *compare, int64_t group, int32_t against,
                         char separator)
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_compare_verdict *verdict =
        &comparison->verdict[group * comparison->plan->n + against];
    struct fire_buffer *out = compare->writer.out;
    struct fire_buffer note = { 0 };
    add_start(compare, group, against, "criteria", separator);
    fire_buffer_repeat(out, separator, N_NUMBERS);
    fire_buffer_printf(out, "%s%c", compare_verdict_code(verdict), separator);
    compare_add_verdict_codes(comparison, verdict, &note);
    fire_buffer_add_csv_cell(out, (struct fire_text_view){ note.bytes, note.size_bytes }, '\n');
    if (note.failed) out->failed = true;
    fire_buffer_finish(&note);
}

static void write_rows(struct compare_writer *compare, char separator)
{
    static const char *const names[] = { "measure",   "against", "current_from", "current_to",
                                         "base_from", "base_to", "current",      "base",
                                         "delta",     "percent", "p_value",      "verdict",
                                         "note" };
    const size_t n_names = sizeof names / sizeof names[0];
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_compare_options *options = comparison->options;
    struct fire_buffer *out = compare->writer.out;
    for (int32_t d = 0; d < options->n_dims; d++)
        fire_buffer_add_csv_cell(out, fire_text_of(comparison->about->dim[d].name), separator);
    for (size_t i = 0; i < n_names; i++)
        fire_buffer_printf(out, "%s%c", names[i], i + 1 < n_names ? separator : '\n');
    for (int64_t g = 0; g < comparison->n_groups; g++) {
        for (int32_t a = 0; a < comparison->plan->n; a++) {
            for (int32_t m = 0; m < options->n_asked; m++)
                add_row(compare, g, a, m, separator);
            if (options->n_criteria > 0) add_criteria(compare, g, a, separator);
        }
    }
}

void compare_write_csv(struct compare_writer *compare)
{
    write_rows(compare, ',');
}

void compare_write_tsv(struct compare_writer *compare)
{
    write_rows(compare, '\t');
}

void compare_write_excel(struct compare_writer *compare)
{
    fire_buffer_add_text(compare->writer.out, FIRE_BYTE_ORDER_MARK);
    write_rows(compare, CSV_EXCEL_SEPARATOR);
}
