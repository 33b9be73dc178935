/* province.h - the register of one province over ten years, as large as a real one. */
#ifndef FIRESTAT_BENCH_PROVINCE_H
#define FIRESTAT_BENCH_PROVINCE_H
#include <stdbool.h>

/* The list of datasets/lam-dong-synthetic with twelve times its incidents: 4,908 of 2014 to 2024 in
 * twelve districts. One that is there already is left as it is.
 *   returns   false: it cannot be written */
bool province_make(const char *path);

#endif
