/* measure.h - a measure of a summary as people read it: its label, its unit, its numbers.
 *
 * The unit is chosen once for everything that stands on one axis, so 900 million and 30
 * billion are both told in billions. Numbers keep their exact integers until they are text;
 * only places on the page are doubles. */
#ifndef FIRESTAT_MODEL_MEASURE_H
#define FIRESTAT_MODEL_MEASURE_H
#include "firestat/phrase.h"
#include "firestat/summary.h"

struct measure {
    const char *label; /* "Số vụ"                                          */
    const char *name;  /* "số vụ", inside a sentence                       */
    const char *unit;  /* "tỷ đồng"; "" where there is none                */
    int32_t places;    /* a number n stands for n / 10^places of the unit  */
    int32_t decimals;  /* shown                                            */
    bool is_count;     /* small bases matter                               */
    bool is_share;
    bool is_damage; /* has its own words for what is unknown               */
};

/*   max_abs   largest absolute number that will be shown */
struct measure measure_of(struct fire_phrase *phrase, const struct fire_summary *summary,
                          int32_t index, int64_t max_abs);

/* "Số vụ (vụ)" */
const char *measure_title(struct fire_phrase *phrase, const struct measure *measure);

/* "28,6"; an amount that is not zero never reads "0,0". */
const char *measure_number(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number);

/* "28,6" and "0,0": with the same decimals whatever the number. */
const char *measure_fixed(struct fire_phrase *phrase, const struct measure *measure,
                          int64_t number);

/* "+6", "−1,2", "0": a change. */
const char *measure_signed(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number);

/* "28,6 tỷ đồng" */
const char *measure_amount(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number);

/* "111,4" */
const char *measure_mean(struct fire_phrase *phrase, const struct measure *measure,
                         struct fire_mean mean);

/* "(−10,5%)", "(−1)" from a small base, "(năm trước: 0)"; "" when a side is not known. */
const char *measure_change(struct fire_phrase *phrase, const struct measure *measure,
                           struct fire_value current, struct fire_value base);

/* The number in the unit, for its place on the page. */
double measure_in_unit(const struct measure *measure, int64_t number);

#endif
