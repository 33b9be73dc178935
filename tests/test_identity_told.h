/* test_identity_told.h - files on their way to figures, as the commands take them.
 *
 *     figures_of_files(files, 2, NULL, &text);     table A.csv B.csv
 *     store_file("s.db", "a.csv", NULL, &counts);  import s.db a.csv
 *     figures_of_store("s.db", NULL, &text);       table s.db
 *
 * Figures are the text of several questions, so that two ways to the same rows give the same
 * bytes. Failures are reported as failed checks. */
#ifndef FIRESTAT_TESTS_TEST_IDENTITY_TOLD_H
#define FIRESTAT_TESTS_TEST_IDENTITY_TOLD_H
#include "check.h"

#include "firestat/output.h"
#include "firestat/profile.h"
#include "firestat/schema.h"

/* How files are read: what --map takes, and the names of the key's fields. */
struct reading {
    const char *const *mapping; /* [n_mappings] */
    int n_mappings;
    const char *const *key; /* [n_keys]; 0: id, where a column is bound to it */
    int n_keys;
};

/* A file in check_directory(); its path lives as long as the program's other 255 do. */
const char *file_of(const char *name, const char *csv);

/* A file of columns and records of its own, about records that all such files are about, and mostly
 * with what all others say. */
const char *random_file(const char *name, unsigned long long *seed);

/* The clock of what is imported from now on: noon of 2024-08-01 and so many days. */
void set_day(int64_t day);

/*   reading   NULL: as files are read when nobody says anything
 *   counts    [n_files] settled; NULL: nobody asks
 *   out       to be finished by the caller */
void figures_of_files(const char *const files[], int n_files, const struct reading *reading,
                      struct fire_import_counts counts[], struct fire_buffer *out);

/* One import; counts are zero where the file was there before. */
fire_status store_file(const char *store, const char *file, const struct reading *reading,
                       struct fire_import_counts *counts, struct fire_error *err);

/*   as_of   NULL: now */
void figures_of_store(const char *store, const char *as_of, struct fire_buffer *out);

/* Compares and finishes both. */
void check_same_figures(struct fire_buffer *got, struct fire_buffer *expected,
                        const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Incidents, deaths and damage (in the currency's unit) of all rows. */
struct totals {
    long long incidents;
    long long deaths;
    long long damage;
};
struct totals totals_of(const struct fire_buffer *figures);

#endif
