/* review.c - the review of a province's year, with its tables and its documents in every format: how
 * many times does it take what its charts alone take?
 *
 *     bench_review FOLDER [PAIRS]
 *
 * Both sides read the same register of eleven years. The one makes the review of the last year with
 * the template review.csv beside this file, which is the shipped one with forty charts; the other draws
 * the same forty, each as PNG and as SVG, by the list review_charts.csv. FOLDER is where all of it is
 * kept. */
#include "pairs.h"
#include "province.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 1024 };

int main(int argc, char **argv)
{
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST) {
        fprintf(stderr, "usage: bench_review FOLDER [PAIRS]\n");
        return EXIT_FAILURE;
    }
    char province[PATH_BYTES];
    char reviewed[PATH_BYTES];
    char drawn[PATH_BYTES];
    snprintf(province, sizeof province, "%s/province.csv", argv[1]);
    snprintf(reviewed, sizeof reviewed, "%s/review", argv[1]);
    snprintf(drawn, sizeof drawn, "%s/review-charts", argv[1]);
    if (!province_make(province)) {
        fprintf(stderr, "nothing can be written in %s\n", argv[1]);
        return EXIT_FAILURE;
    }
    const char *const review[] = {
        FIRESTAT_PROGRAM,           "review", province, "--period", "2024", "--template",
        BENCH_TABLES "/review.csv", "-o",     reviewed, "--force",  "-q",   NULL
    };
    const char *const charts[] = { FIRESTAT_PROGRAM,
                                   "charts",
                                   province,
                                   BENCH_TABLES "/review_charts.csv",
                                   "-o",
                                   drawn,
                                   "--force",
                                   "--strict",
                                   "-q",
                                   NULL };
    const struct side a = { "firestat review", review, NULL };
    const struct side b = { "firestat charts", charts, NULL };
    const bool ok = print_pairs("a review in six formats, against its forty charts alone", &a,
                                &b, MEASURE_WALL, "aim: under 3 s", n_pairs);
    return print_pairs("the same", &a, &b, MEASURE_PEAK, NULL, 1) && ok ? EXIT_SUCCESS
                                                                        : EXIT_FAILURE;
}
