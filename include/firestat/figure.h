/* figure.h - published figures out of cells and sentences, with the places they were printed at.
 *
 *     fire_figure_marks_add(&marks, cell, scratch);             over a whole column, then
 *     style = fire_figure_style(&marks, is_count);
 *     fire_figure_read(cell, style, power, scratch, &figure, &power);
 *
 * Thread use: pure but for the scratch arena. */
#ifndef FIRESTAT_FIGURE_H
#define FIRESTAT_FIGURE_H
#include "firestat/calendar.h"
#include "firestat/printed.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What cells show of which mark parts thousands. */
struct fire_figure_marks {
    int64_t n_vi;
    int64_t n_en;
    int64_t n_dot_unclear;   /* 1.234 */
    int64_t n_comma_unclear; /* 1,234 */
};
void fire_figure_marks_add(struct fire_figure_marks *marks, struct fire_text_view cell,
                           struct fire_arena *scratch);

/* The style that most clear cells show, else the Vietnamese one; but counts have no decimals, so
 * in them a lone mark parts thousands. */
fire_number_style fire_figure_style(const struct fire_figure_marks *marks, bool is_count);

/* "-9,37%", "hơn 500 tỷ", "khoảng 2.800 vụ", "02 người", "-" (nothing).
 *   style    of the column
 *   power    in: of ten, of the column's unit; out: of the one it was printed in. The figure is
 *            in plain units: 500 at minus nine places for 500 tỷ
 *   returns  false: there is something, and it is no figure; out untouched */
bool fire_figure_read(struct fire_text_view cell, fire_number_style style,
                      struct fire_arena *scratch, struct fire_printed *out, int32_t *power);

/* A change, whose sign may be a word: "giảm 20", "tăng hơn 76%", "không tăng, không giảm" (0).
 * Otherwise as fire_figure_read. */
bool fire_figure_read_change(struct fire_text_view cell, fire_number_style style,
                             struct fire_arena *scratch, struct fire_printed *out,
                             int32_t *power);

/* "2.222/1.861; 57/43; 127,9/199,89": the figures in the brackets of a comparison's text, each
 * with what stands before the slash, if anything; at most `max`. Their number style is found from
 * all of them together.
 *   returns  how many; 0: there are none, or something else stands among them */
struct fire_figure_ratio {
    struct fire_printed current; /* unknown: only the base is printed */
    struct fire_printed base;
};
int32_t fire_figure_ratios(struct fire_text_view text, struct fire_arena *scratch,
                           struct fire_figure_ratio out[], int32_t max);

/* The days that a period's name means in a calendar: "6 tháng đầu năm 2024", "năm 2020 (...)",
 * "năm 2023 - nổ". False: it names none. */
bool fire_figure_period(struct fire_text_view name, const struct fire_calendar *calendar,
                        struct fire_arena *scratch, struct fire_window *out);

/* The name without what is added to it: brackets, and a dash with words. `kind` is what stands behind
 * the dash: "nổ". Both look into the name. */
struct fire_text_view fire_figure_period_name(struct fire_text_view name,
                                              struct fire_text_view *kind);

/* "cùng kỳ", "cùng kỳ năm trước", "cùng kỳ năm 2020 (145/164)": the days of `own` in the year before,
 * or in that year; the last day of a month stays the last. False: it says something else. */
bool fire_figure_same_period(struct fire_text_view against, struct fire_window own,
                             struct fire_arena *scratch, struct fire_window *out);

/* A day in a cell of its own, day before month unless it begins with the year. */
bool fire_figure_day(struct fire_text_view cell, fire_date_order order, int32_t *out_day);

#ifdef __cplusplus
}
#endif
#endif
