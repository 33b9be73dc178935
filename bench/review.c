/* review.c - the review of a province's year, with its tables and its documents in every format: how
 * many times does it take what its charts alone take?
 *
 *     bench_review FOLDER [PAIRS]
 *
 * Both sides read the same register and draw the same eleven charts, each as PNG and as SVG. FOLDER is
 * where all of it is kept. */
#include "pairs.h"
#include "province.h"

#include <stdio.h>
#include <stdlib.h>

enum { PATH_BYTES = 1024 };

/* The charts of the shipped template. */
static const char *const chart[] = {
    "totals-cumulative,cumulative,,incidents,2024",
    "years-trend,trend,,,2015..2024",
    "month-yoy,yoy,,incidents,2024",
    "month-control,control,,incidents,2020..2024",
    "hour-heatmap,heatmap,\"weekday,hour\",incidents,2024",
    "area-dumbbell,dumbbell,district,incidents,2024",
    "area-scoreboard,scoreboard,district,,2024",
    "cause-pareto,pareto,cause,incidents,2024",
    "facility-pareto,pareto,facility,incidents,2024",
    "setting-share,share,\"year,setting\",incidents,2020..2024",
    "severity-severity,severity,,,2024",
};

static bool write_spec(const char *path)
{
    static const char *const format[] = { "png", "svg" };
    FILE *out = fopen(path, "w");
    if (out == NULL) return false;
    fputs("output,kind,by,measure,period\n", out);
    for (size_t i = 0; i < sizeof chart / sizeof chart[0]; i++) {
        for (size_t f = 0; f < sizeof format / sizeof format[0]; f++) {
            int name = 0;
            while (chart[i][name] != ',')
                name++;
            fprintf(out, "%.*s.%s%s\n", name, chart[i], format[f], chart[i] + name);
        }
    }
    return fclose(out) == 0;
}

int main(int argc, char **argv)
{
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 5;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST) {
        fprintf(stderr, "usage: bench_review FOLDER [PAIRS]\n");
        return EXIT_FAILURE;
    }
    char province[PATH_BYTES];
    char spec[PATH_BYTES];
    char reviewed[PATH_BYTES];
    char drawn[PATH_BYTES];
    snprintf(province, sizeof province, "%s/province.csv", argv[1]);
    snprintf(spec, sizeof spec, "%s/spec-review.csv", argv[1]);
    snprintf(reviewed, sizeof reviewed, "%s/review", argv[1]);
    snprintf(drawn, sizeof drawn, "%s/review-charts", argv[1]);
    if (!province_make(province) || !write_spec(spec)) {
        fprintf(stderr, "nothing can be written in %s\n", argv[1]);
        return EXIT_FAILURE;
    }
    const char *const review[] = {
        FIRESTAT_PROGRAM, "review",  province, "--period", "2024", "-o",
        reviewed,         "--force", "-q",     NULL
    };
    const char *const charts[] = { FIRESTAT_PROGRAM, "charts",   province, spec, "-o", drawn,
                                   "--force",        "--strict", "-q",     NULL };
    const struct side a = { "firestat review", review, NULL };
    const struct side b = { "firestat charts", charts, NULL };
    const bool ok = print_pairs("a review in six formats, against its charts alone", &a, &b,
                                MEASURE_WALL, NULL, n_pairs);
    return print_pairs("the same", &a, &b, MEASURE_PEAK, NULL, 1) && ok ? EXIT_SUCCESS
                                                                        : EXIT_FAILURE;
}
