/* test_calendar.c - every day has one period of each unit, and every label means its days. */
#include "calendar/rule.h"
#include "check.h"
#include "firestat/calendar.h"

#include <stdlib.h>
#include <string.h>

/* The civil year, and two years that begin elsewhere: 15 December and 16 September before. */
#define ALWAYS(shift, day)                                                                     \
    1, (const struct calendar_rule[])                                                          \
    {                                                                                          \
        {                                                                                      \
            FIRE_DAY_FIRST, shift, day                                                         \
        }                                                                                      \
    }
static const struct fire_calendar rules[] = {
    { "civil", "", "", ALWAYS(0, 1) },
    { "15-14", "", "", ALWAYS(-1, 15) },
    { "16-15", "", "", ALWAYS(-4, 16) },
};

static const struct fire_calendar *civil_calendar(void)
{
    const struct fire_calendar *calendar = NULL;
    CHECK(fire_calendar_find("calendar", &calendar, NULL) == FIRE_OK, "calendar");
    return calendar;
}

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

static const struct {
    int rule;
    const char *text;
    const char *first;
    const char *last;
} windows[] = {
    { 0, "2024", "2024-01-01", "2024-12-31" },
    { 0, "2024-H1", "2024-01-01", "2024-06-30" },
    { 0, "2023-H2", "2023-07-01", "2023-12-31" },
    { 0, "2024-Q1", "2024-01-01", "2024-03-31" },
    { 0, "2024-Q3", "2024-07-01", "2024-09-30" },
    { 0, "2023-Q4", "2023-10-01", "2023-12-31" },
    { 0, "2024-9M", "2024-01-01", "2024-09-30" },
    { 0, "2023-1M", "2023-01-01", "2023-01-31" },
    { 0, "2024-5M", "2024-01-01", "2024-05-31" },
    { 0, "2024-10M", "2024-01-01", "2024-10-31" },
    { 0, "2024-12M", "2024-01-01", "2024-12-31" },
    { 0, "2024-02", "2024-02-01", "2024-02-29" },
    { 0, "1900-02", "1900-02-01", "1900-02-28" },
    { 0, "2000-02", "2000-02-01", "2000-02-29" },
    { 0, "2024-07-31", "2024-07-31", "2024-07-31" },
    { 0, "2024-W05", "2024-01-29", "2024-02-04" },
    { 0, "2025-W01", "2024-12-30", "2025-01-05" },
    { 0, "2020-W53", "2020-12-28", "2021-01-03" },
    { 0, "2016..2020", "2016-01-01", "2020-12-31" },
    { 0, "2023-12-15..2024-06-14", "2023-12-15", "2024-06-14" },
    { 0, "2023-Q4..2024-02", "2023-10-01", "2024-02-29" },
    { 0, "2024-07-31..2024-07-31", "2024-07-31", "2024-07-31" },
    { 0, "2024..2024-01-01", "2024-01-01", "2024-01-01" },
    { 0, "1800", "1800-01-01", "1800-12-31" },
    { 0, "1800-W01", "1800-01-01", "1800-01-05" }, /* cut: it began in 1799 */
    { 0, "2299-W52", "2299-12-25", "2299-12-31" },
    { 1, "2024", "2023-12-15", "2024-12-14" },
    { 1, "2024-H1", "2023-12-15", "2024-06-14" },
    { 1, "2024-9M", "2023-12-15", "2024-09-14" },
    { 1, "2024-03", "2024-02-15", "2024-03-14" },
    { 1, "2300", "2299-12-15", "2299-12-31" },
    { 1, "2024-W05", "2024-01-29", "2024-02-04" },
    { 2, "2024", "2023-09-16", "2024-09-15" },
    { 2, "2024-Q1", "2023-09-16", "2023-12-15" },
};

static void test_parse(void)
{
    for (size_t i = 0; i < CHECK_N(windows); i++) {
        struct fire_window got = { 0, 0 };
        const char *text = windows[i].text;
        const fire_status status = fire_calendar_parse(&rules[windows[i].rule],
                                                       fire_text_of(text), &got, NULL);
        CHECK(status == FIRE_OK, "'%s'", text);
        CHECK(got.first_day == day_of(windows[i].first), "'%s' starts %d", text, got.first_day);
        CHECK(got.last_day == day_of(windows[i].last), "'%s' ends %d", text, got.last_day);
    }
}

static const char *const refused[] = {
    "",
    "24",
    "20240",
    "2024-",
    "2024-H",
    "2024-H0",
    "2024-H3",
    "2024-Q0",
    "2024-Q5",
    "2024-00",
    "2024-13",
    "2024-7",
    "2024-0M",
    "2024-13M",
    "2024-M",
    "2024-9m",
    "2024-W00",
    "2024-W53",
    "2020-W54",
    "2024-W5",
    "2024-02-30",
    "2023-02-29",
    "2024-07-3",
    "2024-07-311",
    "07-2024",
    "2024/07",
    "31/07/2024",
    " 2024",
    "2024 ",
    "1799",
    "2300",
    "1799-12-31",
    "2300-01-01",
    "0000",
    "9999-W01",
    "2024..",
    "..2024",
    "2016..2020..",
    "2016...2020",
    "2016.2020",
    "2016-2020",
    "2024-X1",
    "2020..2016",
    "2024..2023",
    "2024-02..2024-01",
    "2024-H2..2024-H1",
    "năm 2024",
};

static void test_parse_refuses(void)
{
    const struct fire_calendar *calendar = civil_calendar();
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct fire_window got = { -7, -7 };
        struct fire_error err = { 0 };
        CHECK(fire_calendar_parse(calendar, fire_text_of(refused[i]), &got, &err) ==
                  FIRE_EVALUE,
              "'%s'", refused[i]);
        CHECK(got.first_day == -7 && got.last_day == -7, "'%s' touched out", refused[i]);
        CHECK(strstr(err.message, refused[i]) != NULL, "'%s': %s", refused[i], err.message);
    }
    struct fire_window got;
    CHECK(fire_calendar_parse(calendar, (struct fire_text_view){ NULL, 0 }, &got, NULL) ==
              FIRE_EVALUE,
          "no text");
}

static const struct {
    const char *day;
    const char *week;
} weeks[] = {
    { "1976-12-31", "1976-W53" }, { "1977-01-01", "1976-W53" }, { "1977-01-03", "1977-W01" },
    { "1981-12-31", "1981-W53" }, { "1982-01-01", "1981-W53" }, { "2005-01-01", "2004-W53" },
    { "2005-01-02", "2004-W53" }, { "2005-12-31", "2005-W52" }, { "2007-01-01", "2007-W01" },
    { "2008-12-29", "2009-W01" }, { "2010-01-03", "2009-W53" }, { "2012-01-01", "2011-W52" },
    { "2016-01-01", "2015-W53" }, { "2018-12-31", "2019-W01" }, { "2020-12-31", "2020-W53" },
    { "2021-01-03", "2020-W53" }, { "2021-01-04", "2021-W01" }, { "2024-02-29", "2024-W09" },
    { "2024-12-29", "2024-W52" }, { "2024-12-30", "2025-W01" }, { "1970-01-01", "1970-W01" },
    { "1969-12-28", "1969-W52" }, { "1969-12-29", "1970-W01" }, { "2026-12-31", "2026-W53" },
};

static void test_iso_weeks(void)
{
    const struct fire_calendar *calendar = civil_calendar();
    for (size_t i = 0; i < CHECK_N(weeks); i++) {
        char label[FIRE_PERIOD_LABEL_BYTES];
        const int32_t week = fire_calendar_period(calendar, FIRE_UNIT_WEEK,
                                                  day_of(weeks[i].day));
        fire_calendar_label(calendar, FIRE_UNIT_WEEK, week, label);
        CHECK(strcmp(label, weeks[i].week) == 0, "%s gave %s", weeks[i].day, label);
    }
}

static const struct {
    fire_period_unit unit;
    const char *label;
} labels[] = {
    { FIRE_UNIT_YEAR, "2024" },       { FIRE_UNIT_HALF, "2024-H2" },
    { FIRE_UNIT_QUARTER, "2024-Q3" }, { FIRE_UNIT_MONTH, "2024-07" },
    { FIRE_UNIT_WEEK, "2024-W31" },   { FIRE_UNIT_DAY, "2024-07-31" },
};

static void test_labels(void)
{
    const struct fire_calendar *calendar = civil_calendar();
    const int32_t day = day_of("2024-07-31");
    for (size_t i = 0; i < CHECK_N(labels); i++) {
        char label[FIRE_PERIOD_LABEL_BYTES];
        const int32_t period = fire_calendar_period(calendar, labels[i].unit, day);
        fire_calendar_label(calendar, labels[i].unit, period, label);
        CHECK(strcmp(label, labels[i].label) == 0, "%s, not %s", label, labels[i].label);
    }
}

/* A period's label and window belong together, and its window starts on `day`. */
static void check_period_start(const struct fire_calendar *calendar, fire_period_unit unit,
                               int32_t period, int32_t day)
{
    char label[FIRE_PERIOD_LABEL_BYTES];
    struct fire_window parsed = { 0, 0 };
    const struct fire_window window = fire_calendar_window(calendar, unit, period);
    fire_calendar_label(calendar, unit, period, label);
    CHECK(window.first_day == day, "%s starts %d, not %d", label, window.first_day, day);
    CHECK(fire_calendar_parse(calendar, fire_text_of(label), &parsed, NULL) == FIRE_OK, "%s",
          label);
    CHECK(parsed.first_day == window.first_day && parsed.last_day == window.last_day, "%s",
          label);
}

/* Walk all days: periods follow each other without gap or overlap, windows agree with them. */
static void check_tiling(const struct fire_calendar *calendar, fire_period_unit unit,
                         const int32_t period[])
{
    for (int32_t day = FIRE_DAY_FIRST; day <= FIRE_DAY_LAST; day++) {
        const int32_t at = day - FIRE_DAY_FIRST;
        const int32_t here = fire_calendar_period(calendar, unit, day);
        CHECK_OR_RETURN(period[at] == here, "unit %d, day %d: table says %d", unit, day,
                        period[at]);
        if (at > 0 && period[at - 1] == here) continue;
        check_period_start(calendar, unit, here, day);
        if (at == 0) continue;
        CHECK_OR_RETURN(here == period[at - 1] + 1, "unit %d, day %d: ids jump", unit, day);
        CHECK(fire_calendar_window(calendar, unit, here - 1).last_day == day - 1,
              "unit %d, day %d: the window before ends elsewhere", unit, day);
    }
    const int32_t last = period[FIRE_N_DAYS - 1];
    CHECK(fire_calendar_window(calendar, unit, last).last_day == FIRE_DAY_LAST,
          "unit %d: last window", unit);
}

static void test_every_day(void)
{
    int32_t *period = malloc(FIRE_N_DAYS * sizeof *period);
    CHECK_OR_RETURN(period != NULL, "no memory");
    for (size_t rule = 0; rule < CHECK_N(rules); rule++) {
        for (int unit = 0; unit < FIRE_N_UNITS; unit++) {
            fire_calendar_table(&rules[rule], (fire_period_unit)unit, FIRE_DAY_FIRST,
                                FIRE_N_DAYS, period);
            check_tiling(&rules[rule], (fire_period_unit)unit, period);
        }
    }
    free(period);
}

/* A table may start and end in the middle of a period, and may be empty. */
static void test_table_in_the_middle(void)
{
    const struct fire_calendar *calendar = civil_calendar();
    const int32_t first = day_of("2023-12-30");
    int32_t period[5] = { -1, -1, -1, -1, -1 };
    fire_calendar_table(calendar, FIRE_UNIT_YEAR, first, 0, period);
    CHECK(period[0] == -1, "an empty table wrote %d", period[0]);
    fire_calendar_table(calendar, FIRE_UNIT_YEAR, first, 4, period);
    CHECK(period[0] == 2023 && period[1] == 2023, "%d %d", period[0], period[1]);
    CHECK(period[2] == 2024 && period[3] == 2024, "%d %d", period[2], period[3]);
    CHECK(period[4] == -1, "wrote past the end");
}

/* A base period before all days is empty, not an accident. */
static void test_windows_outside(void)
{
    for (int unit = 0; unit < FIRE_N_UNITS; unit++) {
        const struct fire_calendar *calendar = civil_calendar();
        const int32_t first = fire_calendar_period(calendar, (fire_period_unit)unit,
                                                   FIRE_DAY_FIRST);
        const int32_t last = fire_calendar_period(calendar, (fire_period_unit)unit,
                                                  FIRE_DAY_LAST);
        const struct fire_window before = fire_calendar_window(calendar, (fire_period_unit)unit,
                                                               first - 1);
        const struct fire_window after = fire_calendar_window(calendar, (fire_period_unit)unit,
                                                              last + 1);
        CHECK(before.first_day > before.last_day, "unit %d", unit);
        CHECK(after.first_day > after.last_day, "unit %d", unit);
    }
}

static void test_names(void)
{
    const struct fire_calendar *calendar = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_calendar_find("lunar", &calendar, &err) == FIRE_EVALUE, "lunar");
    CHECK(calendar == NULL, "out was touched");
    CHECK(strstr(err.message, "lunar") != NULL && strstr(err.message, "vn-report") != NULL,
          "%s", err.message);
    CHECK(strcmp(fire_calendar_name(civil_calendar()), "calendar") == 0, "name");

    static const char *const units[FIRE_N_UNITS] = { "year",  "half", "quarter",
                                                     "month", "week", "day" };
    fire_period_unit unit = FIRE_UNIT_DAY;
    for (int i = 0; i < FIRE_N_UNITS; i++) {
        CHECK(fire_period_unit_of(fire_text_of(units[i]), &unit), "%s", units[i]);
        CHECK((int)unit == i, "%s gave %d", units[i], (int)unit);
    }
    unit = FIRE_UNIT_WEEK;
    CHECK(!fire_period_unit_of(fire_text_of("weekday"), &unit), "weekday is no period");
    CHECK(!fire_period_unit_of(fire_text_of(""), &unit), "no name");
    CHECK(unit == FIRE_UNIT_WEEK, "out was touched");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_parse),           CHECK_TEST(test_parse_refuses),
        CHECK_TEST(test_iso_weeks),       CHECK_TEST(test_labels),
        CHECK_TEST(test_every_day),       CHECK_TEST(test_table_in_the_middle),
        CHECK_TEST(test_windows_outside), CHECK_TEST(test_names),
    };
    return CHECK_MAIN(tests);
}
