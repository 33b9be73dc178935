/* compare_parts.c - which groups made the change, the largest first, adding up to it. */
#include "compare.h"

#include "grid.h"
#include "json_text.h"

#define N_FIGURES 5 /* current, base, change, points, share */

/* False: there are none. */
static bool parts_of(struct compare_writer *compare, int32_t against, int32_t measure,
                     struct fire_compare_parts *out)
{
    struct fire_error err = { 0 };
    if (fire_compare_parts_of(compare->comparison, against, measure, compare->writer.arena, out,
                              &err) == FIRE_OK)
        return !out->of.is_null;
    compare->writer.failed = true;
    return false;
}

/* ---- for people ---------------------------------------------------------------------------- */

/* "+1.204", "−3" */
static const char *signed_text(struct compare_writer *compare, int64_t value, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(compare->writer.options->language, value, scale, -1, text);
    return label_format(&compare->writer, "%s%s", value > 0 ? "+" : "", text);
}

/* Points are percents of one base, added up: no percent sign, which would say a percent of each. */
static const char *points(struct compare_writer *compare,
                          const struct fire_compare_parts *parts, int64_t value)
{
    char text[FIRE_NUMBER_BYTES];
    const int32_t decimals = compare->comparison->options->percent_decimals;
    if (!parts->has_points) return "–";
    fire_number_text(compare->writer.options->language, value, decimals, decimals, text);
    return label_format(&compare->writer, "%s%s", value > 0 ? "+" : "", text);
}

static const char *share(struct compare_writer *compare, const struct fire_compare_parts *parts,
                         int64_t value)
{
    char text[FIRE_NUMBER_BYTES];
    if (!parts->of.may_say_shares) return "–";
    fire_share_text(compare->writer.options->language, value,
                    compare->comparison->options->percent_decimals, text);
    return label_format(&compare->writer, "%s", text);
}

static void put_row(struct compare_writer *compare, const struct fire_compare_parts *parts,
                    int32_t against, int32_t measure, int64_t group, const char *cell[])
{
    const struct fire_comparison *comparison = compare->comparison;
    const struct fire_compare_row *row = fire_comparison_row(comparison, group, against,
                                                             measure);
    const int32_t scale = comparison->about->measure[measure].scale + parts->extra_scale;
    cell[0] = label_key(&compare->writer, &comparison->key[group]);
    cell[1] = label_value(&compare->writer, row->current, scale);
    cell[2] = label_value(&compare->writer, row->base, scale);
    cell[3] = signed_text(compare, parts->delta[group], scale);
    cell[4] = points(compare, parts, parts->point[group]);
    cell[5] = share(compare, parts, parts->share[group]);
}

static void put_total(struct compare_writer *compare, const struct fire_compare_parts *parts,
                      int32_t measure, const char *cell[])
{
    const int32_t scale = compare->comparison->about->measure[measure].scale +
                          parts->extra_scale;
    const struct fire_value current = { .number = parts->current };
    const struct fire_value base = { .number = parts->base };
    int64_t whole = 100;
    for (int32_t i = 0; i < compare->comparison->options->percent_decimals; i++)
        whole *= 10;
    cell[0] = fire_word_text(compare->writer.options->language, FIRE_WORD_TOTAL);
    cell[1] = label_value(&compare->writer, current, scale);
    cell[2] = label_value(&compare->writer, base, scale);
    cell[3] = signed_text(compare, parts->of.total.delta, scale);
    cell[4] = points(compare, parts, parts->of.total.percent);
    cell[5] = share(compare, parts, whole);
}

static void write_grid(struct compare_writer *compare, const struct fire_compare_parts *parts,
                       int32_t against, int32_t measure)
{
    static const bool is_number[] = { false, true, true, true, true, true };
    const fire_language language = compare->writer.options->language;
    const int64_t n = compare->comparison->n_groups;
    const int32_t n_columns = 1 + N_FIGURES;
    const char *const header[] = {
        label_dim(&compare->writer, 0),
        fire_word_text(language, FIRE_WORD_COMPARE_CURRENT),
        fire_word_text(language, FIRE_WORD_COMPARE_BASE),
        fire_word_text(language, FIRE_WORD_COMPARE_CHANGE),
        fire_word_text(language, FIRE_WORD_CONTRIBUTION_POINTS),
        fire_word_text(language, FIRE_WORD_CONTRIBUTION_SHARE),
    };
    const char **cell = FIRE_TAKE(compare->writer.arena, (n + 2) * n_columns, const char *);
    if (cell == NULL) {
        compare->writer.failed = true;
        return;
    }
    for (int64_t i = 0; i < n; i++)
        put_row(compare, parts, against, measure, parts->order[i], cell + i * n_columns);
    put_total(compare, parts, measure, cell + (n + 1) * n_columns);
    const struct grid grid = { n_columns, is_number, header, n + 2, cell };
    grid_write(&compare->writer, &grid);
}

static void write_line(struct compare_writer *compare, const char *text)
{
    fire_report_terminal_text(compare->writer.out, fire_text_of(text), 0);
    fire_buffer_add_text(compare->writer.out, "\n");
}

void compare_write_parts_table(struct compare_writer *compare, int32_t against)
{
    const struct fire_comparison *comparison = compare->comparison;
    bool has_some = false;
    for (int32_t m = 0; m < comparison->options->n_asked; m++) {
        struct fire_compare_parts parts;
        const bool is_told = parts_of(compare, against, m, &parts);
        const fire_word caption = is_told ? FIRE_WORD_CONTRIBUTION_CAPTION
                                          : FIRE_WORD_CONTRIBUTION_NONE;
        if (comparison->about->measure[m].agg != FIRE_AGG_SUM) continue;
        fire_buffer_add_text(compare->writer.out, "\n");
        write_line(compare, label_fill(&compare->writer, caption,
                                       label_measure_unit(&compare->writer, m)));
        if (!is_told) continue;
        fire_buffer_add_text(compare->writer.out, "\n");
        write_grid(compare, &parts, against, m);
        has_some = true;
    }
    if (!has_some) return;
    fire_buffer_add_text(compare->writer.out, "\n");
    write_line(compare,
               fire_word_text(compare->writer.options->language, FIRE_WORD_CONTRIBUTION_NOTE));
}

/* ---- for programs -------------------------------------------------------------------------- */

static void add_part(struct compare_writer *compare, const struct fire_compare_parts *parts,
                     int32_t against, int32_t measure, int64_t group)
{
    struct fire_buffer *out = compare->writer.out;
    const struct fire_comparison *of = compare->comparison;
    const int32_t scale = of->about->measure[measure].scale + parts->extra_scale;
    const int32_t decimals = of->options->percent_decimals;
    json_keys(out, of->about, of->options->n_dims, &of->key[group]);
    json_member(out, true, "measure", of->about->measure[measure].name);
    json_number(out, "against", true, against, 0);
    json_number(out, "delta", true, parts->delta[group], scale);
    json_number(out, "points", parts->has_points, parts->point[group], decimals);
    json_number(out, "share", parts->of.may_say_shares, parts->share[group], decimals);
    fire_buffer_add_text(out, "}");
}

void compare_write_parts_json(struct compare_writer *compare)
{
    struct fire_buffer *out = compare->writer.out;
    const struct fire_comparison *of = compare->comparison;
    bool is_first = true;
    fire_buffer_add_text(out, ",\n\"contributions\":[");
    for (int32_t a = 0; a < of->plan->n; a++) {
        for (int32_t m = 0; m < of->options->n_asked; m++) {
            struct fire_compare_parts parts;
            const int64_t n = parts_of(compare, a, m, &parts) ? of->n_groups : 0;
            for (int64_t i = 0; i < n; i++) {
                fire_buffer_add_text(out, is_first ? "\n{" : ",\n{");
                is_first = false;
                add_part(compare, &parts, a, m, parts.order[i]);
            }
        }
    }
    fire_buffer_add_text(out, "\n]");
}
