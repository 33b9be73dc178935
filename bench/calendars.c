/* calendars.c - does a calendar cost anything?
 *
 * A kernel sees a table by day and not a calendar, so year × month × district is to take as long by
 * the reporting year, by rules that changed, by the year from 16 September, and by years that begin
 * on any day, as by the civil year. Each against the civil year, in turn, one thread; the median of
 * the pairs' ratios.
 *
 *     bench_calendars [ROWS [PAIRS]] */
#include "rows.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>

static const char *const calendars[] = {
    "calendar", /* itself: what chance does */
    "vn-report", "vn-government",
    "07-31",     "often=12-16,2012-12-15:12-15,2016-12-16:12-16,2020-12-15:12-15",
};

static double time_by(struct rows *rows, const struct fire_calendar *calendar)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_summary *summary = NULL;
    rows->calendar = calendar;
    const double start = timing_now();
    struct fire_query *query = rows_query(rows, arena, "year,month,district",
                                          "incidents,deaths,damage", NULL);
    if (fire_query_run(query, rows->table, arena, &summary, NULL) != FIRE_OK)
        exit(EXIT_FAILURE);
    const double seconds = timing_now() - start;
    fire_arena_free(arena);
    return seconds;
}

int main(int argc, char **argv)
{
    const int64_t n_rows = argc > 1 ? strtoll(argv[1], NULL, 10) : 2000000;
    const int n_pairs = argc > 2 ? (int)strtol(argv[2], NULL, 10) : 9;
    double seconds[TIMING_MOST];
    double ratio[TIMING_MOST];
    struct fire_arena *arena = fire_arena_create();
    if (n_rows < 1 || n_pairs < 1 || n_pairs > TIMING_MOST || arena == NULL)
        return EXIT_FAILURE;
    struct rows rows = rows_create(n_rows, NULL);
    const struct fire_calendar *civil = rows.calendar;
    printf("year × month × district of %lld rows, one thread, medians of %d\n",
           (long long)n_rows, n_pairs);
    for (size_t c = 0; c < sizeof calendars / sizeof calendars[0]; c++) {
        const struct fire_calendar *calendar;
        if (fire_calendar_open(calendars[c], arena, &calendar, NULL) != FIRE_OK)
            return EXIT_FAILURE;
        for (int i = -1; i < n_pairs; i++) { /* the first one only warms up */
            const int at = i < 0 ? 0 : i;
            const double by_civil = time_by(&rows, civil);
            seconds[at] = time_by(&rows, calendar);
            ratio[at] = seconds[at] / by_civil;
        }
        printf("%-14s %6.2f ns/row   ÷ civil year %.3f\n", fire_calendar_name(calendar),
               timing_median(seconds, n_pairs) * 1e9 / (double)n_rows,
               timing_median(ratio, n_pairs));
    }
    rows_free(&rows);
    fire_arena_free(arena);
    return EXIT_SUCCESS;
}
