/* charts.c - charts of columns, this year by month beside last year, of every district and year of a
 * province: how far are gnuplot and matplotlib, when they draw the same ones?
 *
 *     bench_charts FOLDER [PAIRS]
 *
 * Our side reads the register, counts, draws, and writes each chart, its figures, its words and a
 * manifest. The other side is given the figures that we have written, and draws as many pixels with
 * the same columns, axes and texts. cairo's own writer of PNG is given our drawing (cairo_png.c).
 * FOLDER is where all of it is kept. */
#include "pairs.h"
#include "province.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH_BYTES = 1024, COMMAND_BYTES = 4096 };

static const char *folder;
static char province[PATH_BYTES];
static char figures[PATH_BYTES]; /* charts that are there when a peer begins */

static void in_folder(char out[PATH_BYTES], const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const int n = snprintf(out, PATH_BYTES, "%s/", folder);
    vsnprintf(out + n, PATH_BYTES - (size_t)n, format, arguments);
    va_end(arguments);
}

/* One row for each round: each draws the charts of all districts and years, some 130. */
static bool write_spec(const char *path, const char *format, const char *size, int n_rounds)
{
    static const char *const measures[] = { "incidents", "deaths", "injuries", "damage" };
    FILE *out = fopen(path, "w");
    if (out == NULL) return false;
    fputs("output,kind,measure,where,foreach,size\n", out);
    for (int i = 0; i < n_rounds; i++) {
        if (i > 0) fprintf(out, "%d/", i);
        fprintf(out, "{area}-{year}-yoy.%s,yoy,%s,kind=fire,\"district,year\",%s\n", format,
                measures[i % 4], size);
    }
    return fclose(out) == 0;
}

/* ---- one chart ------------------------------------------------------------------------------- */

/* A folder with the figures of one chart, so that peers draw but that. */
static bool ask_one(int n_pairs)
{
    char output[PATH_BYTES];
    char one[PATH_BYTES];
    char drawn[PATH_BYTES];
    char command[COMMAND_BYTES];
    in_folder(output, "one.png");
    in_folder(one, "one");
    in_folder(drawn, "one-drawn");
    snprintf(command, sizeof command, "mkdir -p '%s' && cp '%s'/*da-lat-2024-yoy.csv '%s'", one,
             figures, one);
    if (system(command) != 0) return false;
    const char *const chart[] = { FIRESTAT_PROGRAM,
                                  "chart",
                                  province,
                                  "yoy",
                                  "--period",
                                  "2024",
                                  "--measure",
                                  "incidents",
                                  "--where",
                                  "kind=fire",
                                  "--where",
                                  "district=Thành phố Đà Lạt",
                                  "-o",
                                  output,
                                  "-q",
                                  NULL };
    const char *const gnuplot[] = { "sh", BENCH_PEERS "/bars_gnuplot.sh", one, drawn, "png",
                                    NULL };
    const char *const python[] = { python_name(), BENCH_PEERS "/bars_matplotlib.py",
                                   one,           drawn,
                                   "png",         NULL };
    const struct side ours = { "firestat chart, from the register", chart, output };
    const struct side b = { "gnuplot, from the figures", gnuplot, NULL };
    const struct side c = { "matplotlib, from the figures", python, NULL };
    bool ok = print_pairs("one PNG, a new process", &ours, has_program("gnuplot") ? &b : NULL,
                          MEASURE_WALL, NULL, n_pairs);
    if (has_module("matplotlib"))
        ok &= print_pairs("the same", &ours, &c, MEASURE_WALL, NULL, n_pairs);
    return ok;
}

/* ---- all of them ----------------------------------------------------------------------------- */

static bool ask_batch(const char *question, const char *format, const char *jobs,
                      const char *peer, const char *goal, int n_pairs)
{
    char spec[PATH_BYTES];
    char output[PATH_BYTES];
    char drawn[PATH_BYTES];
    char command[COMMAND_BYTES];
    const bool is_python = strcmp(peer, "matplotlib") == 0;
    in_folder(spec, "spec-%s.csv", format);
    in_folder(output, "batch-%s", format);
    in_folder(drawn, "%s-%s", peer, format);
    if (!write_spec(spec, format, "full", 1)) return false;
    const char *const charts[] = { FIRESTAT_PROGRAM, "charts", province, spec, "-o", output,
                                   "--force",        "--jobs", jobs,     "-q", NULL };
    const char *const one[] = { "sh", BENCH_PEERS "/bars_gnuplot.sh", figures, drawn, format,
                                NULL };
    snprintf(command, sizeof command,
             "sh '%s' '%s' '%s' %s 1 2 & sh '%s' '%s' '%s' %s 2 2; wait",
             BENCH_PEERS "/bars_gnuplot.sh", figures, drawn, format,
             BENCH_PEERS "/bars_gnuplot.sh", figures, drawn, format);
    const char *const two[] = { "sh", "-c", command, NULL };
    const char *const python[] = { python_name(), BENCH_PEERS "/bars_matplotlib.py",
                                   figures,       drawn,
                                   format,        NULL };
    const bool is_alone = strcmp(jobs, "1") == 0;
    const struct side a = { is_alone ? "firestat charts, 1 thread"
                                     : "firestat charts, 2 threads",
                            charts, NULL };
    const struct side b = { is_python  ? "matplotlib"
                            : is_alone ? "gnuplot"
                                       : "gnuplot, 2 processes",
                            is_python  ? python
                            : is_alone ? one
                                       : two,
                            NULL };
    const bool has_peer = is_python ? has_module("matplotlib") : has_program("gnuplot");
    return print_pairs(question, &a, has_peer ? &b : NULL, MEASURE_WALL, goal, n_pairs);
}

/* How a picture becomes the bytes of a PNG: all else is the same on both sides. */
static bool ask_encoder(int n_pairs)
{
    char spec[PATH_BYTES];
    char output[PATH_BYTES];
    char other[PATH_BYTES];
    in_folder(spec, "spec-png.csv");
    in_folder(output, "batch-png");
    in_folder(other, "cairo-png");
    const char *const ours[] = { FIRESTAT_PROGRAM, "charts", province, spec, "-o", output,
                                 "--force",        "--jobs", "1",      "-q", NULL };
    const char *const cairo[] = { BENCH_CAIRO_PNG, "charts", province, spec, "-o", other,
                                  "--force",       "--jobs", "1",      "-q", NULL };
    const struct side a = { "firestat charts, 1 thread", ours, NULL };
    const struct side b = { "the same by cairo_surface_write_to_png", cairo, NULL };
    return print_pairs("the same, by the encoder", &a, &b, MEASURE_WALL, "must 0.36", n_pairs);
}

/* ---- more and more of them --------------------------------------------------------------------- */

static bool ask_growth(void)
{
    static const int rounds[] = { 1, 8, 32 };
    bool ok = true;
    for (size_t i = 0; i < sizeof rounds / sizeof rounds[0]; i++) {
        char spec[PATH_BYTES];
        char output[PATH_BYTES];
        char question[128];
        in_folder(spec, "spec-growth.csv");
        in_folder(output, "batch-growth");
        snprintf(question, sizeof question, "%d times all of them, as small SVG", rounds[i]);
        if (!write_spec(spec, "svg", "half", rounds[i])) return false;
        const char *const charts[] = { FIRESTAT_PROGRAM, "charts",  province, spec, "-o",
                                       output,           "--force", "-q",     NULL };
        const struct side a = { "firestat charts, 2 threads", charts, NULL };
        ok &= print_pairs(question, &a, NULL, MEASURE_PEAK, NULL, 1);
    }
    return ok;
}

/* The figures that peers are given. */
static bool make_figures(void)
{
    char spec[PATH_BYTES];
    in_folder(spec, "spec-png.csv");
    in_folder(figures, "figures");
    const char *const charts[] = { FIRESTAT_PROGRAM, "charts",  province, spec, "-o",
                                   figures,          "--force", "-q",     NULL };
    const struct side side = { "figures", charts, NULL };
    struct cost cost;
    return write_spec(spec, "png", "full", 1) && run_side(&side, &cost);
}

int main(int argc, char **argv)
{
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 3;
    if (argc < 2 || n_pairs < 1 || n_pairs > TIMING_MOST) {
        fprintf(stderr, "usage: bench_charts FOLDER [PAIRS]\n");
        return EXIT_FAILURE;
    }
    folder = argv[1];
    in_folder(province, "province.csv");
    if (!province_make(province) || !make_figures()) {
        fprintf(stderr, "nothing can be drawn in %s\n", folder);
        return EXIT_FAILURE;
    }
    bool ok = ask_one(n_pairs);
    ok = ask_batch("all as PNG, 1640 x 846", "png", "1", "gnuplot", "must 0.40", n_pairs) && ok;
    ok = ask_encoder(n_pairs) && ok;
    ok = ask_batch("the same", "png", "1", "matplotlib", "must 0.10", 1) && ok;
    ok = ask_batch("the same, two at a time", "png", "2", "gnuplot", "must 0.40", n_pairs) &&
         ok;
    ok = ask_batch("all as PDF", "pdf", "1", "gnuplot", "must 0.70", n_pairs) && ok;
    ok = ask_batch("all as SVG", "svg", "1", "gnuplot", "must 1.0", n_pairs) && ok;
    ok = ask_growth() && ok;
    return ok ? EXIT_SUCCESS : EXIT_FAILURE;
}
