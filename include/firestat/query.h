/* query.h - what is asked of a table.
 *
 *     fire_query_create(schema, areas, calendar, arena, &query, err);
 *     fire_query_by(query, "year,province", err);
 *     fire_query_measure(query, "incidents,deaths,damage", err);
 *     fire_query_where(query, "cause=Chập điện,Hàn cắt", err);
 *     fire_query_period(query, "2020..2024", err);
 *     fire_query_run(query, table, &summary, err);
 *
 * The words are those of the command line and of chart tables. A query lives in its arena.
 *
 * Rows that nobody wants to keep are asked while they pass by:
 *
 *     fire_query_stream(&query, 1, arena, &stream, err);
 *     status = fire_clean_run(..., fire_stream_sink(stream), ...);
 *     fire_stream_finish(stream, &summary, err);
 *     fire_stream_free(stream);
 *
 * Thread use: one thread per query; many queries may read one table; of a stream one thread per
 * lane. */
#ifndef FIRESTAT_QUERY_H
#define FIRESTAT_QUERY_H
#include "firestat/arena.h"
#include "firestat/output.h"
#include "firestat/population.h"
#include "firestat/prices.h"
#include "firestat/summary.h"
#include "firestat/table.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_query;

/* By nothing, no measure, everything: a query to be narrowed. Everything borrowed must
 * outlive it. errors: FIRE_ENOMEM */
fire_status fire_query_create(const struct fire_schema *schema, const struct fire_areas *areas,
                              const struct fire_calendar *calendar, struct fire_arena *arena,
                              struct fire_query **out, struct fire_error *err) FIRE_MUST_CHECK;

/* Add dimensions, in order: category fields, province district commune, year half quarter
 * month week day weekday hour. Comma between. Text is copied.
 *   errors   FIRE_ESCHEMA: no such dimension (the message lists those there are) or one
 *            asked twice */
fire_status fire_query_by(struct fire_query *query, const char *dims,
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Add measures, in order: a numeric field (its sum), or sum(F) mean(F) median(F) min(F)
 * max(F) share(F), or distinct(D): how many different values a dimension has, null not counted;
 * over all rows these are fewer than the sum. rate(F) and real(F), of an amount of money, are said
 * below.
 *
 * F may be a sum of fields of one type and unit, "deaths+injuries": for each row, and null where one
 * of the parts is, so such a row adds nothing and its incidents are among the unknown ones. The
 * sum over rows is that of the parts' sums where every row has all of them. Conditions know such
 * sums too.
 *   errors   FIRE_ESCHEMA: no such measure, the field has no numbers, or parts of unlike kinds;
 *            when it is run: FIRE_ERANGE: the sum of a row does not fit */
fire_status fire_query_measure(struct fire_query *query, const char *measures,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Add a condition: NAME op VALUE[,VALUE...], op one of = != >= <= > <. NAME is any field or
 * dimension; the value `null` means no value. Conditions are joined by AND, values by OR (for
 * !=: none of them). Names of categories and areas are compared by match key; numbers as
 * exact decimals (dot before the decimals); datetimes by day (2024-07-31); periods by label.
 * A row with no value meets only `=null` and `!=VALUE`.
 *   errors   FIRE_ESCHEMA: no such name; FIRE_EVALUE: no operator, or a value not in form */
fire_status fire_query_where(struct fire_query *query, const char *condition,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Only rows whose days lie inside the period (calendar.h says what its text may be).
 *   errors   FIRE_EVALUE */
fire_status fire_query_period(struct fire_query *query, const char *period,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* The same by days. */
void fire_query_days(struct fire_query *query, struct fire_window days);

/* Rows for groups without incidents too: every combination of the keys that occur, and every
 * period between the first and the last one (of the window, where one was asked) that lies
 * inside days from which reports came. Their sums are 0, their means are null. Where no report of
 * the area came for the period and by the scope, all is null and marked FIRE_MARK_NO_REPORT: a
 * source reports of the smallest area that holds all its incidents, from the day of the first to
 * that of the last, by the scopes that they have. The same mark is on the totals, and on the one
 * group of a question by nothing, where not one row meets a question with conditions or a window
 * and no report is of it. */
void fire_query_complete(struct fire_query *query);

/* rate(F): the sum of F for each 100,000 inhabitants and year, rounded half away from zero to two
 * digits behind the point.
 *
 *   sum / (population * days / days of the year) * 100,000
 *
 * The population is that of the row's area: of its finest area dimension, else of all areas there
 * are rows of, at the finest level of a condition on areas or by province. The time is the row's
 * periods within the days asked for; where none were, from the first day of the first year to
 * the last day of the month of the last row. So a month is told as a year of such months, and
 * ten years as one. Each year has its own population; a year of the calendar has that of the
 * civil year of its name. One definition is taken for all rows: residents where any row has a
 * figure, else registered ones. No incident is 0; nothing known, or no figure for an area and
 * year, is null, and counted. Source: person-years as in Breslow & Day (1987).
 *   population   borrowed; NULL: none */
void fire_query_population(struct fire_query *query, const struct fire_population *population);

/* real(F): the sum of F in the prices of one year; each year of the calendar by the index of the
 * civil year of its name (prices.h), rounded, then added up; the total is made of the years' sums,
 * so rows may differ from it by what was rounded. A year without an index makes the
 * row null, never nominal.
 *   base_year   0: the last year of the rows that has an index */
void fire_query_prices(struct fire_query *query, const struct fire_prices *prices,
                       int32_t base_year);

/* Where no year was said: the prices of the last year up to this one that has an index, so that several
 * questions are answered in the same prices. */
void fire_query_price_year_until(struct fire_query *query, int32_t year);

/* Whether any measure needs them. */
bool fire_query_asks_rate(const struct fire_query *query);
bool fire_query_asks_real(const struct fire_query *query);

/* Let the summary have the values behind its medians too. */
void fire_query_keep_samples(struct fire_query *query);

/* Whether its answer depends on the reports that came, at least where no row meets it. */
bool fire_query_asks_reports(const struct fire_query *query);

/* Let the summary know which reports came, so that of a group without a row it can be said whether
 * there was nothing or nothing is known (fire_summary_has_report). */
void fire_query_keep_reports(struct fire_query *query);

/* Let the summary name single incidents too: the n of those asked for that have the most of a
 * number field, with what some fields say of them (texts, as id and address, among them). Rows
 * without a value of it and rows that do not stand for one incident are not among them, nor are
 * those of which an area that was split cannot tell whether they are meant. Whatever the order of
 * rows and the threads they are the same: equal ones by day, time and fields.
 *   by       a number field: "damage"
 *   n        1..FIRE_LARGEST_MOST
 *   fields   comma between, any but `period`; "": none
 *   errors   FIRE_ESCHEMA: no such field, or no numbers in it; FIRE_ERANGE: n; FIRE_ENOMEM */
#define FIRE_LARGEST_MOST 1000
fire_status fire_query_keep_largest(struct fire_query *query, const char *by, int32_t n,
                                    const char *fields, struct fire_error *err) FIRE_MUST_CHECK;

/* Scan with up to `n_jobs` threads, at least one; at first it is one. The answer is the same
 * for any number. */
void fire_query_jobs(struct fire_query *query, int32_t n_jobs);

/* An area that stands for the parts of one that was split. */
struct fire_split {
    int32_t area;
    int32_t n_parts;
    const int32_t *part;   /* [n_parts] areas, each once, as they were given         */
    const int32_t *weight; /* [n_parts] >= 0; their sum is positive and below 2^31 */
};

/* A source without a row may count by any scope. */
#define FIRE_ANY_SCOPE (-1)

/* What a source reported of: days from its first to its last incident, areas with all that lies in
 * them, and the scopes that it counts by. */
struct fire_reported {
    struct fire_window days;
    bool is_declared; /* else found out from its rows */
    int32_t n_areas;
    const int32_t *area; /* [n_areas] */
    int32_t n_scopes;     /* or FIRE_ANY_SCOPE                        */
    const int32_t *scope; /* [n_scopes] codes; -1: rows do not say it */
};

/* Days for which rows stand that are no single incidents, and the scope of these. */
struct fire_told {
    struct fire_window days;
    int32_t scope; /* code; -1: rows do not say it */
};

/* What somebody declared of a source: it has every incident of these days and of this area. */
struct fire_declared {
    int32_t source; /* the batches' number; one may have declared several windows */
    struct fire_window days;
    struct fire_text_view area[3]; /* province, district, commune; none said: the smallest
                                      area that holds all its rows                          */
};

/* Say what was declared (borrowed). With fire_query_complete the groups of declared days are
 * there too, before the first and behind the last row: zero where they were declared of the area,
 * else not reported. The days of such a source's rows say nothing then. */
void fire_query_declared(struct fire_query *query, const struct fire_declared declared[],
                         int32_t n_declared);

/* Areas of the level that a question's groups are of. */
struct fire_listed {
    int32_t n; /* known when all rows have come */
    const struct fire_listed_area *area; /* [n] */
};

/* With fire_query_complete the groups of these areas are there too (borrowed), though no row names
 * them, where reports of them came; and none without a row on days on which they are not listed. */
void fire_query_listed(struct fire_query *query, const struct fire_listed *listed);

/* The days for which everything is there, where all of `n_sources` sources have declared; those
 * that every declared area has, with what lies in it and above it.
 *   scratch   for a while
 *   returns   false: some source has not declared, or they have no days in common */
bool fire_declared_known(const struct fire_declared declared[], int32_t n_declared,
                         int32_t n_sources, struct fire_arena *scratch,
                         struct fire_window *out);

/* The areas of the recorded ones, for the rows of some days. */
struct fire_restated_column {
    const int32_t *node; /* [n_recorded] recorded area -> area of the query           */
    int32_t same;        /* the first column that says the same: its own number, or less */
};

/* What was found out about rows that come restated. */
struct fire_restated {
    int32_t n_recorded; /* areas that the columns know; they grow as rows come */
    int32_t n_columns;
    const struct fire_restated_column *column; /* [n_columns] */
    const char *name;                          /* "2025-07-01", "comparable" */
    int32_t n_splits;
    const struct fire_split *split; /* [n_splits] */
    int64_t n_rows[FIRE_N_RESTATED];
    int32_t n_reported; /* sources; known when all rows have come */
    const struct fire_reported *reported;
};

/* Say that the rows come restated, and what is found out on their way (borrowed); it is read when
 * the query is answered. Parts of areas that were split get their shares of sums then, and what
 * cannot be shared out is null; the summary's marks say where. */
void fire_query_restated(struct fire_query *query, const struct fire_restated *restated);

/* Answer it. Rows are sorted: periods, weekdays and hours in time, other keys by code points,
 * null last.
 *   arena    owns the summary
 *   errors   FIRE_ERANGE: a sum does not fit in 64 bits, or more than FIRE_LIMIT_GROUPS groups;
 *            FIRE_ENOMEM */
#define FIRE_LIMIT_GROUPS 10000000
fire_status fire_query_run(struct fire_query *query, struct fire_table *table,
                           struct fire_arena *arena, const struct fire_summary **out,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Answer a list of queries in one pass: those that want the same rows share a scan as fine as
 * all of them, and are answered from its groups. The answers are those that each would get on
 * its own; n_jobs as above, whatever the queries say.
 *   query    [n]
 *   arena    owns the summaries
 *   out      [n] set on FIRE_OK only
 *   errors   as of fire_query_run, when any of the queries has one */
fire_status fire_queries_run(struct fire_query *const query[], int32_t n,
                             struct fire_table *table, int32_t n_jobs, struct fire_arena *arena,
                             const struct fire_summary *out[],
                             struct fire_error *err) FIRE_MUST_CHECK;

/* The days asked for with fire_query_period; false: none were. */
bool fire_query_window(const struct fire_query *query, struct fire_window *out);

/* ---- rows that pass by ------------------------------------------------------------------ */

/* Whether the answer depends on a field. Whoever makes the rows need not read others, but for the
 * day, which all answers depend on. */
bool fire_query_needs(const struct fire_query *query, int32_t field);

/* The finest level of areas that the answer's rows are of; FIRE_LEVEL_COUNTRY: of none. */
fire_area_level fire_query_level(const struct fire_query *query);

struct fire_stream;

/* Get ready to answer some queries from batches that are not kept: what the stream needs grows
 * with the groups and not with the rows, but for medians, which keep their values. The answers
 * are those of a table that took the same batches. Codes, areas, days may all be new in every
 * batch; the fields that a query names must be there before. Conditions know a category and an
 * area by the names they have when the first row with them comes.
 *   query    [n] the array too is borrowed, and not to be changed, until the stream is freed
 *   arena    owns the summaries
 *   errors   FIRE_ENOMEM */
fire_status fire_query_stream(struct fire_query *const query[], int32_t n,
                              struct fire_arena *arena, struct fire_stream **out,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* push borrows the batch and answers of it at once. errors of push: as of fire_query_run */
struct fire_sink fire_stream_sink(struct fire_stream *stream);

/* Let several threads push at once, each to a lane of its own, 0..n_lanes - 1; lane 0 is
 * fire_stream_sink. Then codes and areas must all be there before the first batch. The answers are
 * the same, whichever lane gets a batch.
 *   errors   FIRE_ENOMEM */
#define FIRE_STREAM_LANES 64
fire_status fire_stream_split(struct fire_stream *stream, int32_t n_lanes,
                              struct fire_error *err) FIRE_MUST_CHECK;
struct fire_sink fire_stream_lane(struct fire_stream *stream, int32_t lane);

/* Answer; afterwards nothing can be pushed any more.
 *   out      [n] one summary a query, set on FIRE_OK only
 *   errors   as of fire_query_run */
fire_status fire_stream_finish(struct fire_stream *stream, const struct fire_summary *out[],
                               struct fire_error *err) FIRE_MUST_CHECK;

void fire_stream_free(struct fire_stream *stream); /* NULL is fine */

/* ---- cubes ------------------------------------------------------------------------------ */

/* Sums of rows by time, area and categories, kept so that coarser questions need no rows:
 *
 *     fire_cube_create(schema, areas, calendar, "month,commune,cause", "deaths,damage", &cube, err);
 *     status = fire_clean_run(..., fire_cube_sink(cube), ...);
 *     fire_cube_settle(cube, err);
 *     fire_cube_answer(cube, query, arena, &summary, err);     summary NULL: ask the rows
 *     fire_cube_write(cube, &bytes, err);                      fire_cube_read gets it back
 *     fire_cube_free(cube);
 *
 * Rows that later ones take the place of must not be among those that are pushed. */
struct fire_cube;

/* Begin one; everything borrowed must outlive it.
 *   by        dimensions, comma between: periods, areas, categories. The coarser periods and
 *             areas come with the finer ones, and the scope comes always.
 *   measures  number fields, comma between
 *   errors    FIRE_ESCHEMA: no such dimension or field, hours or weekdays, or a measure that is
 *             not made of sums; FIRE_ENOMEM */
fire_status fire_cube_create(struct fire_schema *schema, struct fire_areas *areas,
                             const struct fire_calendar *calendar, const char *by,
                             const char *measures, struct fire_cube **out,
                             struct fire_error *err) FIRE_MUST_CHECK;
void fire_cube_free(struct fire_cube *cube); /* NULL is fine */

/* push borrows the batch. errors of push: FIRE_ENOMEM; FIRE_ERANGE: more than FIRE_LIMIT_GROUPS */
struct fire_sink fire_cube_sink(struct fire_cube *cube);

/* No more rows. errors: FIRE_ENOMEM */
fire_status fire_cube_settle(struct fire_cube *cube, struct fire_error *err) FIRE_MUST_CHECK;

/* Answer a query of the same schema, areas and calendar as a table of the same rows would.
 *   out      NULL where that takes the rows: other dimensions or measures than sums, means and
 *            shares of the cube's; conditions on anything but its dimensions; a window that cuts
 *            through a period in which there are rows
 *   errors   as of fire_query_run */
fire_status fire_cube_answer(struct fire_cube *cube, const struct fire_query *query,
                             struct fire_arena *arena, const struct fire_summary **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Append it as bytes, the same on every machine; names of areas and categories are among them.
 *   errors   FIRE_ENOMEM */
fire_status fire_cube_write(const struct fire_cube *cube, struct fire_buffer *out,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* The settled cube of some bytes. Areas and categories are found or added by their names.
 *   errors   FIRE_EVALUE: these bytes are none, or of another version or calendar; FIRE_ESCHEMA:
 *            a field is not the one it was; FIRE_ENOMEM */
fire_status fire_cube_read(const char *bytes, size_t size, struct fire_schema *schema,
                           struct fire_areas *areas, const struct fire_calendar *calendar,
                           struct fire_cube **out, struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
