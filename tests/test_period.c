/* test_period.c - what a period's text means, and the same period at other times. */
#include "check.h"
#include "firestat/period.h"

#include <string.h>

static const struct fire_calendar *calendar_named(const char *name)
{
    const struct fire_calendar *calendar = NULL;
    CHECK(fire_calendar_find(name, &calendar, NULL) == FIRE_OK, "%s", name);
    return calendar;
}

static int32_t day_of(const char *iso)
{
    int32_t day = 0;
    CHECK(fire_day_from_iso(iso, (int64_t)strlen(iso), &day), "'%s'", iso);
    return day;
}

/* "2023-01-01..2023-12-31" */
static const char *days_text(struct fire_window window, char out[32])
{
    fire_day_to_iso(window.first_day, out);
    memcpy(out + 10, "..", 2);
    fire_day_to_iso(window.last_day, out + 12);
    return out;
}

#define CIVIL  "calendar"
#define REPORT "vn-report"

/* What is complete ends with that day; everything before it is. */
static const struct {
    const char *calendar;
    const char *period;
    const char *against;
    const char *known;
    int32_t silent_days;
    const char *current;
    const char *base; /* the nearest */
    uint32_t flags;
} same[] = {
    /* a year, a half, a quarter, months: those of the year before */
    { CIVIL, "2023", "previous", "2024-12-31", 0, "2023-01-01..2023-12-31",
      "2022-01-01..2022-12-31", 0 },
    { CIVIL, "2024-H2", "previous", "2024-12-31", 0, "2024-07-01..2024-12-31",
      "2023-07-01..2023-12-31", 0 },
    { CIVIL, "2024-Q3", "previous", "2024-12-31", 0, "2024-07-01..2024-09-30",
      "2023-07-01..2023-09-30", 0 },
    { CIVIL, "2023-9M", "previous", "2024-12-31", 0, "2023-01-01..2023-09-30",
      "2022-01-01..2022-09-30", 0 },
    /* 29 February, wherever it stands */
    { CIVIL, "2024", "previous", "2024-12-31", 0, "2024-01-01..2024-12-31",
      "2023-01-01..2023-12-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2024-02", "previous", "2024-12-31", 0, "2024-02-01..2024-02-29",
      "2023-02-01..2023-02-28", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2025-02", "previous", "2025-12-31", 0, "2025-02-01..2025-02-28",
      "2024-02-01..2024-02-29", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-02-29", "previous", "2024-12-31", 0, "2024-02-29..2024-02-29",
      "2023-02-28..2023-02-28", FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-02-10..2024-02-29", "previous", "2024-12-31", 0, "2024-02-10..2024-02-29",
      "2023-02-10..2023-02-28", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-02-29..2024-03-10", "previous", "2024-12-31", 0, "2024-02-29..2024-03-10",
      "2023-03-01..2023-03-10", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2025-02-10..2025-02-28", "previous", "2025-12-31", 0, "2025-02-10..2025-02-28",
      "2024-02-10..2024-02-28", 0 },
    /* any days; as many years back as it takes to be clear of the window */
    { CIVIL, "2023-12-15..2024-06-14", "previous", "2024-12-31", 0, "2023-12-15..2024-06-14",
      "2022-12-15..2023-06-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2022-12-15..2024-06-14", "previous", "2024-12-31", 0, "2022-12-15..2024-06-14",
      "2020-12-15..2022-06-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2021..2025", "previous", "2025-12-31", 0, "2021-01-01..2025-12-31",
      "2016-01-01..2020-12-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    /* weeks by their number; the 53rd has no fellow in a year of 52 */
    { CIVIL, "2024-W05", "previous", "2024-12-31", 0, "2024-01-29..2024-02-04",
      "2023-01-30..2023-02-05", 0 },
    { CIVIL, "2020-W53", "previous", "2024-12-31", 0, "2020-12-28..2021-01-03",
      "2019-12-23..2019-12-29", FIRE_SAME_NO_WEEK },
    { CIVIL, "2024-W50..2025-W02", "previous", "2025-12-31", 0, "2024-12-09..2025-01-12",
      "2023-12-11..2024-01-14", 0 },
    /* Tết: the same lunar days */
    { CIVIL, "tet:2024", "previous", "2024-12-31", 0, "2024-02-08..2024-02-14",
      "2023-01-20..2023-01-26", 0 },
    { CIVIL, "tet:2025:29/12..5/1", "previous", "2025-12-31", 0, "2025-01-28..2025-02-02",
      "2024-02-08..2024-02-14", FIRE_SAME_LENGTHS },
    { CIVIL, "tet:2024", "adjacent", "2024-12-31", 0, "2024-02-08..2024-02-14",
      "2024-02-01..2024-02-07", 0 },
    { CIVIL, "tet:2024", "before", "2024-12-31", 0, "2024-02-08..2024-02-14",
      "2023-01-20..2023-01-26", 0 },
    { CIVIL, "tet:2024", "tet:2022", "2024-12-31", 0, "2024-02-08..2024-02-14",
      "2022-01-30..2022-02-05", 0 },
    { CIVIL, "tet:2024", "previous", "2024-02-11", 0, "2024-02-08..2024-02-11",
      "2023-01-20..2023-01-23", FIRE_SAME_CUT },
    /* the period before */
    { CIVIL, "2024-H1", "before", "2024-12-31", 0, "2024-01-01..2024-06-30",
      "2023-07-01..2023-12-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2024-03", "before", "2024-12-31", 0, "2024-03-01..2024-03-31",
      "2024-02-01..2024-02-29", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-03", "before", "2024-03-30", 0, "2024-03-01..2024-03-30",
      "2024-02-01..2024-02-29",
      FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-W02", "before", "2024-12-31", 0, "2024-01-08..2024-01-14",
      "2024-01-01..2024-01-07", 0 },
    { CIVIL, "2024-03-05..2024-03-09", "before", "2024-12-31", 0, "2024-03-05..2024-03-09",
      "2024-02-29..2024-03-04", FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2024-03", "adjacent", "2024-12-31", 0, "2024-03-01..2024-03-31",
      "2024-01-30..2024-02-29", FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    /* a part is compared with the same part */
    { CIVIL, "2024", "previous", "2024-09-15", 0, "2024-01-01..2024-09-15",
      "2023-01-01..2023-09-15", FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2024", "previous", "2024-02-29", 0, "2024-01-01..2024-02-29",
      "2023-01-01..2023-02-28",
      FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2025", "previous", "2025-02-28", 0, "2025-01-01..2025-02-28",
      "2024-01-01..2024-02-29",
      FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    { CIVIL, "2021..2025", "previous", "2025-06-30", 0, "2021-01-01..2025-06-30",
      "2016-01-01..2020-06-30", FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2023", "2024", "2024-09-30", 0, "2023-01-01..2023-09-30",
      "2024-01-01..2024-09-30", FIRE_SAME_CUT | FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2024-03", "adjacent", "2024-03-10", 0, "2024-03-01..2024-03-10",
      "2024-02-20..2024-02-29", FIRE_SAME_CUT | FIRE_SAME_LEAP_DAY | FIRE_SAME_LEAP_END },
    /* the days without a fire at the end are no missing reports */
    { CIVIL, "2023", "previous", "2023-12-28", 7, "2023-01-01..2023-12-31",
      "2022-01-01..2022-12-31", 0 },
    { CIVIL, "2023", "previous", "2023-12-23", 7, "2023-01-01..2023-12-23",
      "2022-01-01..2022-12-23", FIRE_SAME_CUT },
    /* given periods of other length and place */
    { CIVIL, "2021..2025", "2011..2020", "2025-12-31", 0, "2021-01-01..2025-12-31",
      "2011-01-01..2020-12-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2023", "2019-04-01..2020-03-31", "2024-12-31", 0, "2023-01-01..2023-12-31",
      "2019-04-01..2020-03-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { CIVIL, "2023", "2023-H2..2024", "2024-12-31", 0, "2023-01-01..2023-12-31",
      "2023-07-01..2024-12-31", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_OVERLAP },
    /* the rule of the window asked holds for its base; the dated rule's days are told apart */
    { REPORT, "2024", "previous", "2024-12-14", 0, "2023-12-15..2024-12-14",
      "2022-12-15..2023-12-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { REPORT, "2018", "previous", "2024-12-14", 0, "2017-12-16..2018-12-15",
      "2016-12-16..2017-12-15", 0 },
    { REPORT, "2020", "previous", "2024-12-14", 0, "2019-12-15..2020-12-14",
      "2018-12-15..2019-12-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_RULE },
    { REPORT, "2020-03", "previous", "2024-12-14", 0, "2020-02-15..2020-03-14",
      "2019-02-15..2019-03-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY | FIRE_SAME_RULE },
    { REPORT, "2019", "previous", "2024-12-14", 0, "2018-12-16..2019-12-14",
      "2017-12-16..2018-12-14", FIRE_SAME_RULE },
    { REPORT, "2020", "2019", "2024-12-14", 0, "2019-12-15..2020-12-14",
      "2018-12-16..2019-12-14", FIRE_SAME_LENGTHS | FIRE_SAME_LEAP_DAY },
    { REPORT, "2020-01", "before", "2024-12-14", 0, "2019-12-15..2020-01-14",
      "2019-11-16..2019-12-14", FIRE_SAME_LENGTHS },
};

static void test_same_period(void)
{
    for (size_t i = 0; i < CHECK_N(same); i++) {
        const struct fire_calendar *calendar = calendar_named(same[i].calendar);
        const struct fire_window known = { day_of("2000-01-01"), day_of(same[i].known) };
        struct fire_period period;
        struct fire_against against;
        struct fire_same_period got;
        struct fire_error err = { 0 };
        char text[32];
        if (fire_period_parse(calendar, fire_text_of(same[i].period), &period, &err) !=
                FIRE_OK ||
            fire_against_parse(calendar, fire_text_of(same[i].against), &against, &err) !=
                FIRE_OK ||
            fire_same_period(calendar, &period, &against, known, same[i].silent_days, &got,
                             &err) != FIRE_OK) {
            CHECK(false, "row %zu: %s", i, err.message);
            continue;
        }
        CHECK(strcmp(days_text(got.current, text), same[i].current) == 0, "row %zu: %s", i,
              text);
        CHECK(got.n_bases == 1, "row %zu", i);
        CHECK(strcmp(days_text(got.base[0], text), same[i].base) == 0, "row %zu: %s", i, text);
        CHECK(got.flags == same[i].flags && got.base_flags[0] == got.flags,
              "row %zu: flags %x, not %x", i, got.flags, same[i].flags);
    }
}

static const struct {
    const char *period;
    const char *base[FIRE_BASES_MOST];
    uint32_t flags;
} means[] = {
    { "2024-H2",
      { "2023-07-01..2023-12-31", "2022-07-01..2022-12-31", "2021-07-01..2021-12-31",
        "2020-07-01..2020-12-31", "2019-07-01..2019-12-31" },
      FIRE_SAME_EARLIER },
    { "tet:2024",
      { "2023-01-20..2023-01-26", "2022-01-30..2022-02-05", "2021-02-10..2021-02-16",
        "2020-01-23..2020-01-29", "2019-02-03..2019-02-09" },
      FIRE_SAME_EARLIER },
};

static void test_mean_of_five(void)
{
    const struct fire_calendar *calendar = calendar_named(CIVIL);
    const struct fire_window known = { day_of("2020-02-01"), day_of("2024-12-31") };
    const struct fire_against mean = { .kind = FIRE_AGAINST_MEAN5,
                                       .text = fire_text_of("mean5") };
    for (size_t i = 0; i < CHECK_N(means); i++) {
        struct fire_period period;
        struct fire_same_period got;
        char text[32];
        CHECK_OR_RETURN(
            fire_period_parse(calendar, fire_text_of(means[i].period), &period, NULL) ==
                    FIRE_OK &&
                fire_same_period(calendar, &period, &mean, known, 0, &got, NULL) == FIRE_OK,
            "%s", means[i].period);
        CHECK_OR_RETURN(got.n_bases == FIRE_BASES_MOST, "%d", got.n_bases);
        for (int k = 0; k < FIRE_BASES_MOST; k++)
            CHECK(strcmp(days_text(got.base[k], text), means[i].base[k]) == 0, "%s, %d: %s",
                  means[i].period, k, text);
        CHECK(got.flags == means[i].flags, "%s: %x", means[i].period, got.flags);
        CHECK((got.base_flags[0] & FIRE_SAME_EARLIER) == 0 &&
                  (got.base_flags[4] & FIRE_SAME_EARLIER) != 0,
              "%s", means[i].period);
    }
}

/* By the dated rules the base of 2020 is other days, and they are told. */
static void test_dated(void)
{
    const struct fire_calendar *calendar = calendar_named(REPORT);
    const struct fire_window known = { day_of("2010-01-01"), day_of("2024-12-31") };
    const struct fire_against previous = { .kind = FIRE_AGAINST_PREVIOUS };
    struct fire_period period;
    struct fire_same_period got;
    char text[32];
    CHECK_OR_RETURN(
        fire_period_parse(calendar, fire_text_of("2020"), &period, NULL) == FIRE_OK &&
            fire_same_period(calendar, &period, &previous, known, 0, &got, NULL) == FIRE_OK,
        "2020");
    CHECK(strcmp(days_text(got.dated[0], text), "2018-12-16..2019-12-14") == 0, "%s", text);
}

static const struct {
    const char *period;
    const char *against;
    const char *known;
} refused[] = {
    { "2024", "previous", "2023-12-31" },     /* no data yet                 */
    { "2023", "2025", "2023-12-31" },         /* none of the base yet        */
    { "1800", "previous", "2023-12-31" },     /* before the days that are kept */
    { "1803", "mean5", "2023-12-31" },        /* the fifth is                */
    { "tet:1968", "previous", "2023-12-31" }, /* before the table            */
    { "1800-01-01..1800-03-31", "adjacent", "2023-12-31" },
    { "1800-01", "before", "2023-12-31" },
};

static void test_refuses(void)
{
    const struct fire_calendar *calendar = calendar_named(CIVIL);
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        const struct fire_window known = { FIRE_DAY_FIRST, day_of(refused[i].known) };
        struct fire_period period;
        struct fire_against against;
        struct fire_same_period got = { .n_bases = -7 };
        struct fire_error err = { 0 };
        CHECK(fire_period_parse(calendar, fire_text_of(refused[i].period), &period, NULL) ==
                      FIRE_OK &&
                  fire_against_parse(calendar, fire_text_of(refused[i].against), &against,
                                     NULL) == FIRE_OK,
              "row %zu", i);
        CHECK(fire_same_period(calendar, &period, &against, known, 0, &got, &err) ==
                  FIRE_EVALUE,
              "row %zu", i);
        CHECK(got.n_bases == -7 && err.message[0] != '\0', "row %zu", i);
    }
}

static const struct {
    const char *texts;
    int32_t n; /* -1: refused */
} lists[] = {
    { "previous", 1 },
    { "previous,mean5,2016..2020", 3 },
    { "before,adjacent,tet:2023,2024-02-29", 4 },
    { "", -1 },
    { "previous,", -1 },
    { ",", -1 },
    { "last", -1 },
    { "Previous", -1 },
    { "mean", -1 },
    { "2024-13", -1 },
    { "1,1,1", -1 },
    { "2001,2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014,2015,2016", 16 },
    { "2001,2002,2003,2004,2005,2006,2007,2008,2009,2010,2011,2012,2013,2014,2015,2016,2017",
      -1 },
};

static void test_against(void)
{
    const struct fire_calendar *calendar = calendar_named(CIVIL);
    for (size_t i = 0; i < CHECK_N(lists); i++) {
        struct fire_against against[FIRE_AGAINST_MOST];
        struct fire_error err = { 0 };
        int32_t n = -1;
        const fire_status status = fire_against_list(calendar, fire_text_of(lists[i].texts),
                                                     against, &n, &err);
        CHECK(n == lists[i].n, "'%s' gave %d", lists[i].texts, n);
        CHECK((status == FIRE_OK) == (lists[i].n >= 0), "'%s'", lists[i].texts);
        CHECK(status == FIRE_OK || err.message[0] != '\0', "'%s'", lists[i].texts);
    }
}

static const struct {
    const char *calendar;
    const char *window;
    int32_t n_months;
} lengths[] = {
    { CIVIL, "2024", 12 },
    { CIVIL, "2021..2025", 60 },
    { CIVIL, "2024-9M", 9 },
    { CIVIL, "2024-01-01..2024-03-31", 3 },
    { CIVIL, "2024-01-02..2024-03-31", 0 },
    { CIVIL, "2024-01-01..2024-03-30", 0 },
    { CIVIL, "2023-12-15..2024-12-14", 0 },
    { REPORT, "2023-12-15..2024-12-14", 12 },
    { REPORT, "2019", 12 }, /* a day short, and a year all the same */
    { REPORT, "2019..2020", 24 },
};

static void test_lengths(void)
{
    for (size_t i = 0; i < CHECK_N(lengths); i++) {
        const struct fire_calendar *calendar = calendar_named(lengths[i].calendar);
        struct fire_window window = { 0, 0 };
        CHECK(fire_calendar_parse(calendar, fire_text_of(lengths[i].window), &window, NULL) ==
                  FIRE_OK,
              "%s", lengths[i].window);
        CHECK(fire_window_months(calendar, window) == lengths[i].n_months, "%s: %d",
              lengths[i].window, fire_window_months(calendar, window));
    }
}

/* Moving a window back a year leaves neighbours neighbours: what tiles a year tiles its base. */
static void test_bases_tile(void)
{
    static const char *const names[] = { CIVIL, REPORT, "vn-government" };
    static const struct fire_against previous = { .kind = FIRE_AGAINST_PREVIOUS };
    const struct fire_window known = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    for (size_t c = 0; c < CHECK_N(names); c++) {
        const struct fire_calendar *calendar = calendar_named(names[c]);
        int32_t expected = 0;
        for (int32_t month = 2021 * 12; month < 2061 * 12; month++) {
            struct fire_period period = { .kind = FIRE_PERIOD_UNITS,
                                          .unit = FIRE_UNIT_MONTH,
                                          .first = month,
                                          .last = month };
            struct fire_same_period got;
            period.window = fire_calendar_window(calendar, FIRE_UNIT_MONTH, month);
            CHECK_OR_RETURN(
                fire_same_period(calendar, &period, &previous, known, 0, &got, NULL) == FIRE_OK,
                "%d", month);
            CHECK(expected == 0 || got.base[0].first_day == expected, "%s, month %d", names[c],
                  month);
            const struct fire_window before = fire_calendar_window(calendar, FIRE_UNIT_MONTH,
                                                                   month - 12);
            CHECK(got.base[0].first_day == before.first_day &&
                      got.base[0].last_day == before.last_day,
                  "%s, month %d", names[c], month);
            expected = got.base[0].last_day + 1;
        }
    }
}

/* Any period against anything: what comes back keeps its promises. */
static void check_promises(const char *period_text, const char *against_text,
                           const struct fire_period *period, const struct fire_against *against,
                           struct fire_window known, int32_t silent_days,
                           const struct fire_same_period *got)
{
    const struct fire_window current = got->current;
    const bool is_given = against->kind == FIRE_AGAINST_PERIOD;
    CHECK(got->asked.first_day == period->window.first_day &&
              got->asked.last_day == period->window.last_day &&
              current.first_day == got->asked.first_day &&
              current.last_day <= got->asked.last_day,
          "%s, %s", period_text, against_text);
    CHECK(current.first_day <= current.last_day &&
              current.last_day <= known.last_day + silent_days,
          "%s, %s", period_text, against_text);
    for (int32_t i = 0; i < got->n_bases; i++) {
        const struct fire_window base = got->base[i];
        const int32_t before = i == 0 ? current.first_day : got->base[i - 1].first_day;
        CHECK(base.first_day <= base.last_day && base.first_day >= FIRE_DAY_FIRST &&
                  base.last_day <= known.last_day + silent_days,
              "%s, %s, base %d: %d..%d", period_text, against_text, i, base.first_day,
              base.last_day);
        CHECK(is_given || base.last_day < before, "%s, %s, base %d overlaps", period_text,
              against_text, i);
        /* a part with the same part: months differ by three days, their sums by a few */
        const int32_t more = (current.last_day - current.first_day) -
                             (base.last_day - base.first_day);
        CHECK(is_given || (more >= -5 && more <= 5), "%s, %s, base %d: %d days more",
              period_text, against_text, i, more);
        CHECK(!is_given || ((got->flags & FIRE_SAME_OVERLAP) != 0) ==
                               (base.first_day <= current.last_day &&
                                current.first_day <= base.last_day),
              "%s, %s", period_text, against_text);
    }
    const bool is_cut = current.last_day != got->asked.last_day;
    CHECK(!is_cut || (got->flags & FIRE_SAME_CUT) != 0, "%s, %s", period_text, against_text);
}

static void random_period(unsigned long long *seed, char out[40])
{
    const int year = 1990 + (int)(check_random(seed) % 60);
    const int part = 1 + (int)(check_random(seed) % 12);
    const int day = 1 + (int)(check_random(seed) % 28);
    const int more = (int)(check_random(seed) % 3);
    switch (check_random(seed) % 9) {
    case 0:
        snprintf(out, 40, "%d", year);
        break;
    case 1:
        snprintf(out, 40, "%d-H%d", year, part % 2 + 1);
        break;
    case 2:
        snprintf(out, 40, "%d-Q%d", year, part % 4 + 1);
        break;
    case 3:
        snprintf(out, 40, "%d-%02d", year, part);
        break;
    case 4:
        snprintf(out, 40, "%d-%dM", year, part);
        break;
    case 5:
        snprintf(out, 40, "%d-W%02d", year, part * 4);
        break;
    case 6:
        snprintf(out, 40, "%d..%d-%02d", year, year + more, part);
        break;
    case 7:
        snprintf(out, 40, "%d-%02d-%02d..%d-12-31", year, part, day, year + more);
        break;
    default:
        snprintf(out, 40, "tet:%d:%d/12..%d/1", year, day + 1, day);
    }
}

static void test_anything(void)
{
    static const char *const names[] = { CIVIL, REPORT, "vn-government" };
    static const char *const words[] = { "previous", "mean5", "before", "adjacent" };
    unsigned long long seed = 20260101;
    int n_answered = 0;
    for (int i = 0; i < 30000; i++) {
        const struct fire_calendar *calendar = calendar_named(names[i % 3]);
        const int32_t last = 9000 + (int32_t)(check_random(&seed) % 22000);
        const struct fire_window known = { last - 8000, last };
        const int32_t silent_days = (int32_t)(check_random(&seed) % 10);
        char period_text[40];
        char against_text[40];
        struct fire_period period;
        struct fire_against against;
        struct fire_same_period got;
        random_period(&seed, period_text);
        random_period(&seed, against_text);
        if (i % 2 == 0) snprintf(against_text, sizeof against_text, "%s", words[i / 2 % 4]);
        CHECK_OR_RETURN(
            fire_period_parse(calendar, fire_text_of(period_text), &period, NULL) == FIRE_OK &&
                fire_against_parse(calendar, fire_text_of(against_text), &against, NULL) ==
                    FIRE_OK,
            "%s, %s", period_text, against_text);
        if (fire_same_period(calendar, &period, &against, known, silent_days, &got, NULL) !=
            FIRE_OK)
            continue;
        check_promises(period_text, against_text, &period, &against, known, silent_days, &got);
        n_answered++;
    }
    CHECK(n_answered > 10000, "only %d answered", n_answered);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_same_period), CHECK_TEST(test_mean_of_five), CHECK_TEST(test_dated),
        CHECK_TEST(test_refuses),     CHECK_TEST(test_against),      CHECK_TEST(test_lengths),
        CHECK_TEST(test_bases_tile),  CHECK_TEST(test_anything),
    };
    return CHECK_MAIN(tests);
}
