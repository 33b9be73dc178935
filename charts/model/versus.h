/* versus.h - a comparison by one dimension as charts show it: its names, its texts, its finding.
 *
 * What may be said of a change is what the comparison lets be said (compare.h): no percent from a
 * small base, no verdict where the two sides are not alike. */
#ifndef FIRESTAT_MODEL_VERSUS_H
#define FIRESTAT_MODEL_VERSUS_H
#include "about.h"
#include "measure.h"

#include "firestat/compare.h"

struct versus {
    const struct fire_comparison *comparison;
    const struct fire_comparison *total; /* one group: all together */
    struct about about;
    struct fire_phrase *phrase;
    struct fire_window current;
    struct fire_window base; /* of several all of them */
    const char *base_name;   /* "2023", "BQ 5 năm", "Kỳ so sánh" */
    const char *current_name;
    bool has_base; /* of some group something is known of the base */
    int32_t n_measures;
    struct measure *measure; /* [n_measures] of what all groups show          */
    struct measure *whole;   /* [n_measures] without the digit more of a mean */
};

/*   most_measures   that the kind can show
 *   errors   FIRE_ESCHEMA: not one dimension, not one base, too many measures
 *            FIRE_ENODATA: no group
 *            FIRE_ENOMEM */
fire_status versus_of(const struct fire_chart_given *given,
                      const struct fire_chart_options *options, struct fire_phrase *phrase,
                      int32_t most_measures, struct versus *out, struct fire_error *err);

const struct fire_compare_row *versus_row(const struct versus *versus, int64_t group,
                                          int32_t measure);
const struct fire_compare_row *versus_total(const struct versus *versus, int32_t measure);

fire_chart_way versus_way(const struct fire_compare_row *row);

/* "Huyện Đức Trọng", "Không rõ" */
const char *versus_key(const struct versus *versus, int64_t group);

/* "huyện": the dimension, inside a sentence */
const char *versus_dim(const struct versus *versus);

bool versus_is_unsaid(const struct versus *versus, int64_t group);

/* "38", "111,4"; "–" where nothing is known */
const char *versus_current(const struct versus *versus, int32_t measure,
                           const struct fire_compare_row *row);
const char *versus_base(const struct versus *versus, int32_t measure,
                        const struct fire_compare_row *row);

/* "−6", of percents "+1,2" in points; "" where there is no change to say */
const char *versus_change(const struct versus *versus, int32_t measure,
                          const struct fire_compare_row *row);

/* "Tăng, giảm", "Tăng, giảm (điểm phần trăm)": over a column of changes. */
const char *versus_change_title(const struct versus *versus, int32_t measure);

/* "−6 (−13,6%)" */
const char *versus_change_percent(const struct versus *versus, int32_t measure,
                                  const struct fire_compare_row *row);

/* "Huyện Đức Trọng: 38 vụ; 2023: 44 vụ": for whoever points at it. */
const char *versus_tip(const struct versus *versus, const char *label, int32_t measure,
                       const struct fire_compare_row *row);

/* Do figures of groups add up to that of all of them, so that a rest may be added up? */
bool versus_adds_up(const struct versus *versus, int32_t measure);

/* The figures of several groups together: sums of what is known, percent by the rules of all. False,
 * and `out` untouched: a sum does not fit. Only where they add up. */
bool versus_sum(const struct versus *versus, const int64_t group[], int64_t n, int32_t measure,
                struct fire_compare_row *out);

/* ---- texts -------------------------------------------------------------------------------- */

/* "Số vụ theo huyện, năm 2024" */
const char *versus_neutral_title(const struct versus *versus);

/* "Số vụ theo huyện, năm 2024 so với cùng kỳ năm trước" */
const char *versus_compared_title(const struct versus *versus);

/* "năm 2024", "từ 01/01/2024 đến 31/08/2024": the current window inside a sentence. */
const char *versus_period(const struct versus *versus);

/* The title asked for; else the finding of the first measure and in how many groups it went which
 * way; else the neutral one. */
const char *versus_title(const struct versus *versus);

/* "Trục bắt đầu từ 0.": for about_end. */
const char *versus_axis(const struct versus *versus, bool has_negative);

#define VERSUS_DESCRIBED 3 /* groups that a description names */

/* A sentence with the first plain rows and what they have now.
 *   word   takes what is shown and the list */
const char *versus_description(const struct versus *versus, fire_word word,
                               const struct fire_chart_row row[],
                               const struct fire_chart_row_mark mark[], int32_t n_rows);

/* Place, exact days of the current window and, where anything is known of it, of the base; what the
 * marks mean ("" for nothing). */
const char *versus_subtitle(const struct versus *versus, const char *marks);

/* The footer up to the notes of all kinds: what must be known of windows, unknown values, chance; a
 * kind adds its own sentences and about_end. */
const char *versus_footer(const struct versus *versus);

/* Add why there is no verdict on all groups together; nothing where there is one. */
void versus_add_refusal(const struct versus *versus, const char **footer);

/* Is anything known on both sides? errors: FIRE_ENODATA: no figure of any group is */
fire_status versus_check_sides(const struct versus *versus, struct fire_error *err);

#endif
