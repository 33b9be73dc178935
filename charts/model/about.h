/* about.h - what is said around the figures of every kind of chart: days, source, and what a careful
 * reader must know. */
#ifndef FIRESTAT_MODEL_ABOUT_H
#define FIRESTAT_MODEL_ABOUT_H
#include "firestat/chart_model.h"
#include "firestat/phrase.h"

struct about {
    const struct fire_summary *summary;
    const struct fire_chart_options *options; /* texts cleaned, none NULL */
    struct fire_phrase *phrase;
};

/* Put a sentence behind others; "" adds nothing. */
void about_add(const struct about *about, const char **text, const char *sentence);

/* "Tỉnh Lâm Đồng, 2014–2024": the place, where there is one, before what is shown. */
const char *about_place(const struct about *about, const char *shown);

/* What a measure is called behind the place, or at the beginning where there is none. */
const char *about_subject(const struct about *about, const char *label, const char *name);

/* The incidents that say nothing of a dimension, where the summary has incidents among its measures;
 * else 0. */
int64_t about_placeless(const struct about *about, int32_t dim);

/* "từ 01/01/2014 đến 31/12/2024 (4.018 ngày), lịch dương" */
const char *about_days(const struct about *about, struct fire_window window);

/* How many incidents have no known value of the measure: a sentence; "" for none.
 *   name        "số người chết", inside a sentence
 *   is_damage   it has its own words */
const char *about_unknown(const struct about *about, int64_t n_unknown, const char *name,
                          bool is_damage);

/* Add why a comparison of all groups together gives no verdict; nothing where it gives one. */
void about_add_refusal(const struct about *about, const struct fire_comparison *comparison,
                       const char **text);

/* A footer begins with the source and the day of the data, then come the kind's own sentences ... */
const char *about_begin(const struct about *about);

/* ... and the notes that all kinds share end it: rows left out, scopes that are mixed, calendars that
 * changed, `axis` (where it begins; "" where there is none), the program's version. */
const char *about_end(const struct about *about, const char *text, const char *axis);

#endif
