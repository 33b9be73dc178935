/* compared_sample.h - a comparison of two years by hand, for the tests of charts of groups. */
#ifndef FIRESTAT_TESTS_COMPARED_SAMPLE_H
#define FIRESTAT_TESTS_COMPARED_SAMPLE_H
#include "firestat/chart_model.h"

#define SAMPLE_GROUPS   720
#define SAMPLE_MEASURES 3
#define SAMPLE_GAP      INT64_MIN /* nothing known */

/* All its parts are here; groups are added one by one, the last of them may be the one without a
 * name. */
struct compared_sample {
    struct fire_summary about;
    struct fire_compare_plan plan;
    struct fire_compare_options options;
    struct fire_compare_options total_options;
    int32_t criterion[SAMPLE_MEASURES];
    struct fire_key key[SAMPLE_GROUPS];
    char name[SAMPLE_GROUPS][240];
    struct fire_compare_row row[SAMPLE_GROUPS * SAMPLE_MEASURES];
    struct fire_compare_verdict verdict[SAMPLE_GROUPS];
    struct fire_compare_row total_row[SAMPLE_MEASURES];
    struct fire_compare_verdict total_verdict;
    struct fire_comparison comparison;
    struct fire_comparison total;
    struct fire_chart_given given;
};

/* 2024 against 2023 by district, of incidents, deaths and damage, or the first of them; all are
 * criteria. */
void sample_begin(struct compared_sample *sample, int32_t n_measures);

/*   name          cut to 239 bytes; NULL: the group without one
 *   current, base [n_measures] SAMPLE_GAP: nothing known */
void sample_add(struct compared_sample *sample, const char *name, const int64_t current[],
                const int64_t base[]);

/* Sum up all groups; verdicts of all rows by their figures, unless something is unlike.
 *   unlike   of all together */
void sample_end(struct compared_sample *sample, uint32_t unlike);

#endif
