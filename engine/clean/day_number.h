/* day_number.h - Excel's numbers for days and times, where they stand as plain numbers. */
#ifndef FIRESTAT_ENGINE_CLEAN_DAY_NUMBER_H
#define FIRESTAT_ENGINE_CLEAN_DAY_NUMBER_H
#include "moment.h"

/* "45351" is 2024-02-29, "45351.34375" (or with a comma) 08:15 of it. Not 60, which was no day,
 * nothing below 1, and no whole number from 1900 to 2100, which reads as a year. */
bool day_number_parse(struct fire_text_view text, struct moment *out);

/* "0.34375" is 08:15, "1" is 24:00; nothing beyond. */
bool day_fraction_parse(struct fire_text_view text, int16_t *out_minute);

/* Is a column of a CSV one of day numbers? Only its cells together can say. */
struct day_numbers {
    int64_t n_numbers;   /* days of five digits with or without a fraction; in a column of times
                            also fractions alone                                            */
    int64_t n_fractions; /* of them with so many decimals that a clerk wrote no "0.30"       */
    int64_t n_others;    /* other cells with a digit in them                                */
};

void day_number_gather(struct day_numbers *seen, struct fire_text_view cell, bool is_time);

/* True where nearly all are: a line of signatures or a slip, one in ten at most, is no date. */
bool day_numbers_decide(const struct day_numbers *seen, bool is_time);

#endif
