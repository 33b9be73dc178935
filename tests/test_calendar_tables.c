/* test_calendar_tables.c - calendars out of tables: the shipped ones, a user's, changes of rule;
 * and the days of Tết, computed here, written in the table and published elsewhere. */
#include "calendar/shipped.h"
#include "check.h"
#include "firestat/period.h"

#include <stdlib.h>
#include <string.h>

#define CALENDARS FIRESTAT_SOURCE_DIR "/datasets/calendars/calendars.csv"
#define TETS      FIRESTAT_SOURCE_DIR "/datasets/calendars/tet.csv"

static struct fire_arena *arena;

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

static const struct fire_calendar *open_calendar(const char *text)
{
    const struct fire_calendar *calendar = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_calendar_open(text, arena, &calendar, &err) == FIRE_OK, "%s: %s", text,
          err.message);
    return calendar;
}

/* What was built in is what the table says, read the way a user's table is read. */
static void test_shipped(void)
{
    for (int32_t i = 0; i < n_shipped_calendars; i++) {
        const struct fire_calendar *built = &shipped_calendars[i];
        const struct fire_calendar *loaded;
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fire_calendar_load(CALENDARS, built->name, arena, &loaded, &err) ==
                            FIRE_OK,
                        "%s", err.message);
        CHECK(fire_calendar_is_same(built, loaded), "%s", built->name);
        CHECK(strcmp(built->label_vi, loaded->label_vi) == 0 &&
                  strcmp(built->label_en, loaded->label_en) == 0,
              "%s", built->name);

        struct fire_buffer line = { 0 };
        fire_calendar_rules(built, &line);
        CHECK(!line.failed && fire_calendar_is_same(built, open_calendar(line.bytes)), "%s",
              line.bytes);
        fire_buffer_finish(&line);
    }
    CHECK(n_shipped_calendars == 3, "%d", n_shipped_calendars);
}

/* ---- where a day falls ------------------------------------------------------------------- */

static const struct {
    const char *calendar;
    const char *day;
    const char *year;
    const char *quarter;
    const char *month;
} places[] = {
    { "calendar", "2019-12-31", "2019", "2019-Q4", "2019-12" },
    { "vn-report", "2015-04-16", "2015", "2015-Q2", "2015-05" },
    { "vn-report", "2015-05-15", "2015", "2015-Q2", "2015-05" },
    { "vn-report", "2018-12-15", "2018", "2018-Q4", "2018-12" },
    { "vn-report", "2018-12-16", "2019", "2019-Q1", "2019-01" },
    { "vn-report", "2019-03-15", "2019", "2019-Q1", "2019-03" },
    { "vn-report", "2019-12-14", "2019", "2019-Q4", "2019-12" },
    { "vn-report", "2019-12-15", "2020", "2020-Q1", "2020-01" }, /* both rules' day */
    { "vn-report", "2020-12-14", "2020", "2020-Q4", "2020-12" },
    { "vn-report", "2020-12-15", "2021", "2021-Q1", "2021-01" },
    { "vn-report", "2021-06-14", "2021", "2021-Q2", "2021-06" },
    { "vn-report", "2021-06-15", "2021", "2021-Q3", "2021-07" },
    { "vn-government", "2023-09-15", "2023", "2023-Q4", "2023-12" },
    { "vn-government", "2023-09-16", "2024", "2024-Q1", "2024-01" },
    { "12-15", "2019-12-15", "2020", "2020-Q1", "2020-01" },
    { "07-01", "2024-06-30", "2024", "2024-Q4", "2024-12" },
    { "07-01", "2024-07-01", "2025", "2025-Q1", "2025-01" },
    { "04-01", "2024-03-31", "2023", "2023-Q4", "2023-12" },
    { "04-01", "2024-04-01", "2024", "2024-Q1", "2024-01" },
    { "12-31", "2024-02-28", "2024", "2024-Q1", "2024-02" },
    { "12-31", "2024-02-29", "2024", "2024-Q1", "2024-03" }, /* 31 is there the last day */
    { "02-29", "2023-02-28", "2023", "2023-Q1", "2023-01" },
    { "02-29", "2024-02-28", "2023", "2023-Q4", "2023-12" },
};

static void check_place(const struct fire_calendar *calendar, fire_period_unit unit,
                        const char *day, const char *wanted)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    const int32_t period = fire_calendar_period(calendar, unit, day_of(day));
    fire_calendar_label(calendar, unit, period, label);
    CHECK(strcmp(label, wanted) == 0, "%s, %s: %s, not %s", fire_calendar_name(calendar), day,
          label, wanted);
}

static void test_places(void)
{
    for (size_t i = 0; i < CHECK_N(places); i++) {
        const struct fire_calendar *calendar = open_calendar(places[i].calendar);
        check_place(calendar, FIRE_UNIT_YEAR, places[i].day, places[i].year);
        check_place(calendar, FIRE_UNIT_QUARTER, places[i].day, places[i].quarter);
        check_place(calendar, FIRE_UNIT_MONTH, places[i].day, places[i].month);
    }
}

static const struct {
    const char *calendar;
    const char *period;
    const char *first;
    const char *last;
} windows[] = {
    { "vn-report", "2015-05", "2015-04-16", "2015-05-15" },
    { "vn-report", "2018", "2017-12-16", "2018-12-15" },
    { "vn-report", "2018-9M", "2017-12-16", "2018-09-15" },
    { "vn-report", "2019", "2018-12-16", "2019-12-14" },
    { "vn-report", "2019-H2", "2019-06-16", "2019-12-14" },
    { "vn-report", "2020", "2019-12-15", "2020-12-14" },
    { "vn-report", "2020-11M", "2019-12-15", "2020-11-14" },
    { "vn-report", "2023-10M", "2022-12-15", "2023-10-14" },
    { "vn-report", "2023-H1", "2022-12-15", "2023-06-14" },
    { "vn-report", "2023-Q2", "2023-03-15", "2023-06-14" },
    { "vn-report", "2016..2020", "2015-12-16", "2020-12-14" },
    { "vn-report", "2019..2020-01-31", "2018-12-16", "2020-01-31" },
    { "vn-government", "2024", "2023-09-16", "2024-09-15" },
    { "calendar", "tet:2023", "2023-01-20", "2023-01-26" }, /* the ministry's seven days */
    { "calendar", "tet:2023:-1..5", "2023-01-21",
      "2023-01-26" }, /* Hồ Chí Minh City's six    */
    { "calendar", "tet:2023:30/12..5/1", "2023-01-21", "2023-01-26" },
    { "calendar", "tet:2025:-4..5", "2025-01-25",
      "2025-02-02" }, /* nine days                 */
    { "calendar", "tet:2025:29/12..5/1", "2025-01-28", "2025-02-02" },
    { "calendar", "tet:2025:30/12..1/1", "2025-01-28",
      "2025-01-29" }, /* Chạp had 29 days       */
    { "vn-report", "tet:2013:-1..8", "2013-02-09", "2013-02-17" },
    { "calendar", "tet:2024:23/12..15/1", "2024-02-02", "2024-02-24" },
    { "calendar", "tet:2024:1..1", "2024-02-10", "2024-02-10" },
};

static void test_windows(void)
{
    for (size_t i = 0; i < CHECK_N(windows); i++) {
        struct fire_window got = { 0, 0 };
        struct fire_error err = { 0 };
        CHECK(fire_calendar_parse(open_calendar(windows[i].calendar),
                                  fire_text_of(windows[i].period), &got, &err) == FIRE_OK,
              "%s", err.message);
        CHECK(got.first_day == day_of(windows[i].first) &&
                  got.last_day == day_of(windows[i].last),
              "%s %s: %d..%d", windows[i].calendar, windows[i].period, got.first_day,
              got.last_day);
    }
}

static const char *const no_tet[] = {
    "tet:",
    "tet:24",
    "tet:1967",
    "tet:2051",
    "tet:2024:",
    "tet:2024:5",
    "tet:2024:0..5",
    "tet:2024:5..1",
    "tet:2024:1..30",
    "tet:2024:-30..1",
    "tet:2024:31/12..1",
    "tet:2024:1..5/2",
    "tet:2024-2..5",
    "tet:2024:-2...5",
    "tet:2024:-2..",
    "tet:2024:/12..5",
    "tet:2024:-1/12..5",
    "tet:2023..tet:2024",
    "tet2024",
    "tet:2024:1..x",
};

static void test_no_tet(void)
{
    const struct fire_calendar *calendar = open_calendar("calendar");
    for (size_t i = 0; i < CHECK_N(no_tet); i++) {
        struct fire_window got = { -7, -7 };
        struct fire_error err = { 0 };
        CHECK(fire_calendar_parse(calendar, fire_text_of(no_tet[i]), &got, &err) ==
                      FIRE_EVALUE &&
                  err.message[0] != '\0',
              "%s", no_tet[i]);
        CHECK(got.first_day == -7, "%s touched out", no_tet[i]);
    }
}

/* ---- what a user writes ------------------------------------------------------------------ */

static const struct {
    const char *text; /* of --calendar; a table where it has a line end */
    fire_status status;
    const char *says; /* part of the message */
} opened[] = {
    { "calendar", FIRE_OK, "" },
    { "12-15", FIRE_OK, "" },
    { "02-29", FIRE_OK, "" },
    { "x=12-16,2019-12-15:12-15", FIRE_OK, "" },
    { "02-30", FIRE_EVALUE, "02-30" },
    { "13-01", FIRE_EVALUE, "13-01" },
    { "1-15", FIRE_EVALUE, "vn-report" },
    { "", FIRE_EVALUE, "vn-report" },
    { "Calendar", FIRE_EVALUE, "Calendar" },
    { "none.csv", FIRE_EIO, "none.csv" },
    { "=01-01", FIRE_EVALUE, "name" },
    { "x=", FIRE_EVALUE, "no day" },
    { "x=01-01,", FIRE_OK, "" },
    { "x=01-01,02-01", FIRE_EVALUE, "no day" },
    { "x=01-01,2019-12-15", FIRE_EVALUE, "no day" },
    { "calendar,valid_from,year_starts\nlich,,10-01\n", FIRE_OK, "" },
    { "valid_from,year_starts,note,calendar\n,10-01,x,lich\n2020-09-01,09-01,,lich\n", FIRE_OK,
      "" },
    { "calendar,valid_from\nlich,\n", FIRE_ESCHEMA, "year_starts" },
    { "calendar,valid_from,year_starts\n", FIRE_ENODATA, "no calendar" },
    { "calendar,valid_from,year_starts\nlich,,1/10\n", FIRE_EVALUE, ".csv:2" },
    { "calendar,valid_from,year_starts\nlich,2019-01-01,01-01\n", FIRE_EVALUE, "valid_from" },
    { "calendar,valid_from,year_starts\nlich,,01-01\nlich,,10-01\n", FIRE_EVALUE, ".csv:3" },
    { "calendar,valid_from,year_starts\nlich,,01-01\nlich,2019-10-02,10-01\n", FIRE_EVALUE,
      "no month" },
    { "calendar,valid_from,year_starts\nlich,,01-01\nother,2019-10-01,10-01\n", FIRE_EVALUE,
      "more than one" },
    { "calendar,valid_from,year_starts\nlich,,01-01\nlich,2020-10-01,10-01\nlich,2019-10-01,"
      "10-01\n",
      FIRE_EVALUE, "order" },
    { "calendar,valid_from,year_starts\nlich,,01-01\nlich,2019-02-30,10-01\n", FIRE_EVALUE,
      "2019-02-30" },
    { "calendar,valid_from,year_starts\n1ịch,,01-01\n", FIRE_EVALUE, "name" },
};

static void test_open(void)
{
    for (size_t i = 0; i < CHECK_N(opened); i++) {
        const struct fire_calendar *calendar = NULL;
        struct fire_error err = { 0 };
        const char *text = opened[i].text;
        if (strchr(text, '\n') != NULL) text = check_file("lich.csv", text, strlen(text));
        const fire_status status = fire_calendar_open(text, arena, &calendar, &err);
        CHECK(status == opened[i].status, "row %zu: %d %s", i, (int)status, err.message);
        CHECK((calendar != NULL) == (status == FIRE_OK), "row %zu", i);
        CHECK(strstr(err.message, opened[i].says) != NULL, "row %zu: %s", i, err.message);
    }
}

/* ---- changes of rule --------------------------------------------------------------------- */

/* An overlap of a day; a gap of a day; a year cut short to nine months; one drawn out to fifteen;
 * a change in the middle of a year; one that changes nothing; two changes. */
static const struct {
    const char *calendar;
    int32_t change;
    const char *first; /* of the new rule */
    bool is_gap;
    const char *days_first; /* NULL: clean */
    const char *days_last;
    const char *old_month;
    const char *new_month;
} changes[] = {
    { "vn-report", 0, "2019-12-15", false, "2019-12-15", "2019-12-15", "2019-12", "2020-01" },
    { "gap=12-15,2029-12-16:12-16", 0, "2029-12-16", true, "2029-12-15", "2029-12-15",
      "2029-12", "2030-01" },
    { "short=01-01,2019-10-01:10-01", 0, "2019-10-01", false, "2019-10-01", "2019-12-31",
      "2019-12", "2020-01" },
    { "clean=01-01,2019-01-01:01-01", 0, "2019-01-01", false, NULL, NULL, "2018-12",
      "2019-01" },
    { "long=07-01,1976-10-01:10-01", 0, "1976-10-01", true, "1976-07-01", "1976-09-30",
      "1976-12", "1977-01" },
    { "early=01-01,2019-12-15:12-15", 0, "2019-12-15", false, "2019-12-15", "2019-12-31",
      "2019-12", "2020-01" },
    { "middle=12-16,2019-06-15:12-15", 0, "2019-06-15", false, "2019-06-15", "2019-06-15",
      "2019-06", "2019-07" },
    { "two=12-15,2019-12-16:12-16,2024-12-15:12-15", 1, "2024-12-15", false, "2024-12-15",
      "2024-12-15", "2024-12", "2025-01" },
};

static void test_changes(void)
{
    for (size_t i = 0; i < CHECK_N(changes); i++) {
        const struct fire_calendar *calendar = open_calendar(changes[i].calendar);
        char old_month[FIRE_PERIOD_LABEL_BYTES];
        char new_month[FIRE_PERIOD_LABEL_BYTES];
        CHECK_OR_RETURN(changes[i].change < fire_calendar_n_changes(calendar), "row %zu", i);
        const struct fire_calendar_change got = fire_calendar_change_at(calendar,
                                                                        changes[i].change);
        fire_calendar_label(calendar, FIRE_UNIT_MONTH, got.old_month, old_month);
        fire_calendar_label(calendar, FIRE_UNIT_MONTH, got.new_month, new_month);
        CHECK(got.first_day == day_of(changes[i].first), "row %zu", i);
        CHECK(got.is_clean == (changes[i].days_first == NULL), "row %zu", i);
        CHECK(got.is_gap == changes[i].is_gap, "row %zu", i);
        CHECK(got.is_clean || (got.days.first_day == day_of(changes[i].days_first) &&
                               got.days.last_day == day_of(changes[i].days_last)),
              "row %zu: %d..%d", i, got.days.first_day, got.days.last_day);
        CHECK(strcmp(old_month, changes[i].old_month) == 0 &&
                  strcmp(new_month, changes[i].new_month) == 0,
              "row %zu: %s, %s", i, old_month, new_month);
    }
    CHECK(fire_calendar_n_changes(open_calendar("calendar")) == 0, "the civil year changed");
}

/* A month that a change leaves out has no days and no text that means it. */
static void test_left_out(void)
{
    const struct fire_calendar *calendar = open_calendar("short=01-01,2019-10-01:10-01");
    struct fire_window got = { -7, -7 };
    const struct fire_window none = fire_calendar_window(calendar, FIRE_UNIT_MONTH,
                                                         2019 * 12 + 10);
    const struct fire_window year = fire_calendar_window(calendar, FIRE_UNIT_YEAR, 2019);
    CHECK(none.first_day > none.last_day, "%d..%d", none.first_day, none.last_day);
    CHECK(year.first_day == day_of("2019-01-01") && year.last_day == day_of("2019-09-30"),
          "%d..%d", year.first_day, year.last_day);
    CHECK(fire_calendar_parse(calendar, fire_text_of("2019-11"), &got, NULL) == FIRE_EVALUE,
          "2019-11");
}

/* ---- forty years of days ------------------------------------------------------------------- */

static const char *const properties[] = {
    "calendar",
    "vn-report",
    "vn-government",
    "12-15",
    "12-31",
    "02-29",
    "07-01",
    "gap=12-15,2029-12-16:12-16",
    "early=01-01,2019-12-15:12-15",
    "long=07-01,2016-10-01:10-01",
    "two=12-15,2019-12-16:12-16,2024-12-15:12-15",
    "short=01-01,2019-10-01:10-01",
};

/* Is the day one that a change of rule says something about? */
static bool is_told(const struct fire_calendar *calendar, int32_t day)
{
    for (int32_t i = 0; i < fire_calendar_n_changes(calendar); i++) {
        const struct fire_calendar_change change = fire_calendar_change_at(calendar, i);
        if (!change.is_clean && day >= change.days.first_day && day <= change.days.last_day)
            return true;
    }
    return false;
}

/* How many months have a day, each rule taken alone within the months for which it holds: one,
 * but for the days of an overlap, two, and of a gap, none. */
static int n_claims(const struct fire_calendar *calendar, int32_t day)
{
    int n = 0;
    for (int32_t i = 0; i < calendar->n_rules; i++) {
        const struct calendar_rule *rule = &calendar->rule[i];
        const int32_t month = rule_month_of_day(rule, day);
        const bool is_begun = i == 0 || month >= rule_month_of_day(rule, rule->first_day);
        const bool is_over = i + 1 < calendar->n_rules &&
                             month >= rule_month_of_day(&rule[1], rule[1].first_day);
        n += is_begun && !is_over;
    }
    return n;
}

static void check_day(const struct fire_calendar *calendar, fire_period_unit unit, int32_t day,
                      int32_t n_days_of[])
{
    const int32_t period = fire_calendar_period(calendar, unit, day);
    const struct fire_window window = fire_calendar_window(calendar, unit, period);
    const struct fire_window before = fire_calendar_window(calendar, unit, period - 1);
    const struct fire_window after = fire_calendar_window(calendar, unit, period + 1);
    CHECK(window.first_day <= day && day <= window.last_day, "%s, unit %d, day %d",
          fire_calendar_name(calendar), unit, day);
    CHECK(before.last_day == window.first_day - 1 && after.first_day == window.last_day + 1,
          "%s, unit %d, day %d", fire_calendar_name(calendar), unit, day);
    n_days_of[unit] += day == window.first_day ? window.last_day - window.first_day + 1 : 0;
}

/* A month lies in one quarter, that in one half, that in one year: so sums agree. */
static void check_nesting(const struct fire_calendar *calendar, int32_t day)
{
    const int32_t month = fire_calendar_period(calendar, FIRE_UNIT_MONTH, day);
    CHECK(fire_calendar_period(calendar, FIRE_UNIT_QUARTER, day) == month / 3 &&
              fire_calendar_period(calendar, FIRE_UNIT_HALF, day) == month / 6 &&
              fire_calendar_period(calendar, FIRE_UNIT_YEAR, day) == month / 12,
          "%s, day %d", fire_calendar_name(calendar), day);
}

static void test_forty_years(void)
{
    const int32_t first = day_of("2004-01-01");
    const int32_t last = day_of("2044-12-31");
    for (size_t i = 0; i < CHECK_N(properties); i++) {
        const struct fire_calendar *calendar = open_calendar(properties[i]);
        int32_t n_days_of[FIRE_N_UNITS] = { 0 };
        for (int32_t day = first; day <= last; day++) {
            for (int unit = 0; unit < FIRE_N_UNITS; unit++)
                check_day(calendar, (fire_period_unit)unit, day, n_days_of);
            check_nesting(calendar, day);
            CHECK((n_claims(calendar, day) == 1) == !is_told(calendar, day),
                  "%s, day %d: %d periods", properties[i], day, n_claims(calendar, day));
        }
        /* windows counted by their first day tile the years, but for the cut ones at the end */
        for (int unit = 0; unit < FIRE_N_UNITS; unit++)
            CHECK(abs(n_days_of[unit] - (last - first + 1)) < 366, "%s, unit %d", properties[i],
                  unit);
    }
}

/* ---- the days of Tết ----------------------------------------------------------------------- */

/* The nth cell of a line that ends at `end`, from 0, NUL-ended. */
static void cell_of(const char *line, char separator, int n, char out[32])
{
    while (n-- > 0 && line != NULL) {
        line = strchr(line, separator);
        if (line != NULL) line++;
    }
    const char ends[] = { separator, '\n', '\0' };
    const size_t size = line == NULL ? 0 : strcspn(line, ends);
    snprintf(out, 32, "%.*s", (int)size, line == NULL ? "" : line);
}

static void test_tet_published(void)
{
    const char *path = check_shared("data/vietnam/tet_days.tsv");
    if (path == NULL) return;
    char *text = check_read(path, NULL);
    CHECK_OR_RETURN(text != NULL, "%s", path);
    int n = 0;
    for (const char *line = strchr(text, '\n'); line != NULL && line[1] != '\0';
         line = strchr(line + 1, '\n')) {
        char year[32];
        char first[32];
        char eve[32];
        cell_of(line + 1, '\t', 0, year);
        cell_of(line + 1, '\t', 2, first);
        cell_of(line + 1, '\t', 3, eve);
        const int32_t tet = fire_tet_day((int32_t)strtol(year, NULL, 10));
        CHECK(tet == day_of(first) && tet - 1 == day_of(eve), "%s", year);
        n++;
    }
    CHECK(n == 31, "%d years", n);
    free(text);
}

/* Days on which Viet Nam and its neighbours' calendar differ, and the far end. */
static const struct {
    int32_t year;
    const char *day;
} tets[] = {
    { 1968, "1968-01-29" }, { 1985, "1985-01-21" }, { 1998, "1998-01-28" },
    { 2007, "2007-02-17" }, { 2030, "2030-02-02" }, { 2036, "2036-01-28" },
    { 2044, "2044-01-30" }, { 2050, "2050-01-23" },
};

static void test_tet_known(void)
{
    for (size_t i = 0; i < CHECK_N(tets); i++)
        CHECK(fire_tet_day(tets[i].year) == day_of(tets[i].day), "%d", tets[i].year);
    for (int32_t year = FIRE_TET_FIRST + 1; year <= FIRE_TET_LAST; year++) {
        const int32_t n_days = fire_tet_day(year) - fire_tet_day(year - 1);
        CHECK(n_days == 354 || n_days == 355 || n_days == 383 || n_days == 384 ||
                  n_days == 385 || n_days == 353,
              "%d has %d days", year - 1, n_days);
    }
}

/* The table is what the program beside it computes. */
static void test_tet_computed(void)
{
    size_t size = 0;
    char *table = check_read(TETS, &size);
    char *computed = malloc(size + 2);
    FILE *program = popen(FIRESTAT_TET_PROGRAM, "r");
    CHECK_OR_RETURN(table != NULL && computed != NULL && program != NULL, "%s", TETS);
    const size_t n = fread(computed, 1, size + 1, program);
    CHECK(pclose(program) == 0, "%s failed", FIRESTAT_TET_PROGRAM);
    CHECK(n == size && memcmp(table, computed, size) == 0, "%s is not what is computed", TETS);
    free(computed);
    free(table);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_shipped),       CHECK_TEST(test_places),
        CHECK_TEST(test_windows),       CHECK_TEST(test_no_tet),
        CHECK_TEST(test_open),          CHECK_TEST(test_changes),
        CHECK_TEST(test_left_out),      CHECK_TEST(test_forty_years),
        CHECK_TEST(test_tet_published), CHECK_TEST(test_tet_known),
        CHECK_TEST(test_tet_computed),
    };
    arena = fire_arena_create();
    if (arena == NULL) return 1;
    const int code = CHECK_MAIN(tests);
    fire_arena_free(arena);
    return code;
}
