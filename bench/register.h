/* register.h - a register as a CSV file, made up, of any number of rows. */
#ifndef FIRESTAT_BENCH_REGISTER_H
#define FIRESTAT_BENCH_REGISTER_H
#include <stdbool.h>
#include <stdint.h>

/* id, occurred_at, province, district, commune, kind, cause, facility, deaths, injuries, damage_vnd,
 * forest_ha, note: twenty years in the order of days, 63 provinces, 733 districts, 10,967 communes;
 * damage not known of one row in eight; a note in one of three, with commas, quotes and line ends.
 * The same number of rows is always the same file; one that is there already is left as it is.
 *   with_quotes   false: notes without anything that needs quotes, for tools that know none
 *   returns       false: it cannot be written */
bool register_make(const char *path, int64_t n_rows, bool with_quotes);

#endif
