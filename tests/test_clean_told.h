/* test_clean_told.h - a file through binding and cleaning, told as text: a line a row, a line an
 * issue. */
#ifndef FIRESTAT_TESTS_TEST_CLEAN_TOLD_H
#define FIRESTAT_TESTS_TEST_CLEAN_TOLD_H
#include "firestat/clean.h"
#include "firestat/output.h"

/* What one file came to. */
struct outcome {
    fire_status status;
    char message[512];
    struct fire_buffer rows; /* "2: 2024-07-31+495 [Xã A<Huyện B<] 0 1500": line, when, where,
                                  then the fields asked for; "-" is null                     */
    struct fire_buffer issues; /* "3:2 cell 'x' is not a number": line, field, effect, text  */
    struct fire_buffer
        columns; /* "Thiệt hại (tỷ đồng) = damage *1000000000 @2023": header, field,
                                   factor where it is not 1, period where the header has one */
    struct fire_import_counts counts; /* that they add up is checked by run_file            */
};

/* What is told of dates none of which shows the order. */
#define DATES_UNPROVEN(place, value)                                                           \
    place " notice '" value "': no date shows whether day or month comes first; "              \
          "read as day/month; say --dates\n"

/* What is told of a table of figures that does not count incidents. */
#define NO_INCIDENTS(place)                                                                    \
    place " notice no column says how many incidents there were; their number stays unknown\n"

/* What is told of codes that differ only by zeros in front. */
#define CODE_TWICE(place, codes)                                                               \
    place " notice '" codes                                                                    \
          "': codes that differ only by zeros in front are two codes; if they are one, write " \
          "it in one way\n"

/* Read a file.
 *   profile_lines  "map ...", "set ..." or "setting=value", "\n" between; or "load FOLDER"
 *   fields         "deaths,damage": shown behind day and area; numbers at their field's scale */
void run_file(const char *path, const char *profile_lines, const char *fields, bool strict,
              struct outcome *out);

/* Files are read by so many threads from now on. */
void run_files_with(int jobs);

void outcome_finish(struct outcome *out);

const char *text_of(const struct fire_buffer *buffer); /* "" where nothing came */

#endif
