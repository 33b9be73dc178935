/* test_verify.c - printed figures against each other: every verdict, and the audited ones of the
 * Vietnamese reviews (../shared/data/vietnam), from the printed digits alone. */
#include "check.h"
#include "firestat/verify.h"
#include "stats/slip.h"

#include <stdlib.h>
#include <string.h>

/* "-9.37", "~500", ">500", "<500"; "" is nothing; "500e9" is printed in billions. */
static struct fire_printed figure(const char *text)
{
    struct fire_printed out = { 0 };
    if (*text == '\0') return out;
    out.is_known = true;
    out.word = *text == '~'   ? FIRE_PRINTED_ABOUT
               : *text == '>' ? FIRE_PRINTED_OVER
               : *text == '<' ? FIRE_PRINTED_UNDER
                              : FIRE_PRINTED_PLAIN;
    if (out.word != FIRE_PRINTED_PLAIN) text++;
    const bool negative = *text == '-';
    bool behind_point = false;
    for (text += negative; *text != '\0' && *text != 'e'; text++) {
        if (*text == '.') {
            behind_point = true;
            continue;
        }
        out.number = out.number * 10 + (*text - '0');
        out.decimals += behind_point;
    }
    if (*text == 'e') out.decimals -= atoi(text + 1);
    if (negative) out.number = -out.number;
    return out;
}

static const char *text_of(struct fire_printed figure, char out[64])
{
    if (!figure.is_known) return "";
    const long long number = figure.number;
    long long power = 1;
    for (int32_t i = 0; i < figure.decimals; i++)
        power *= 10;
    if (figure.decimals <= 0)
        snprintf(out, 64, "%lld", number);
    else
        snprintf(out, 64, "%s%lld.%0*lld", number < 0 ? "-" : "", llabs(number) / power,
                 figure.decimals, llabs(number) % power);
    return out;
}

static bool is_text(struct fire_printed figure, const char *text)
{
    char out[64];
    return strcmp(text_of(figure, out), text) == 0;
}

/* short, for the tables */
#define RIGHT      FIRE_FIGURE_RIGHT
#define TRUNCATED  FIRE_FIGURE_RIGHT_TRUNCATED
#define SLIGHTLY   FIRE_FIGURE_SLIGHTLY_OFF
#define BASE       FIRE_FIGURE_WRONG_BASE
#define TOTAL      FIRE_FIGURE_OTHER_TOTAL
#define IMPOSSIBLE FIRE_FIGURE_IMPOSSIBLE_BASE
#define SLIP       FIRE_FIGURE_DIGIT_SLIP
#define PARTS      FIRE_FIGURE_PARTS_DIFFER
#define TYPO       FIRE_FIGURE_DATE_TYPO
#define WRONG      FIRE_FIGURE_WRONG
#define OPEN       FIRE_FIGURE_UNDECIDABLE

static void test_percent(void)
{
    static const struct {
        const char *current;
        const char *base;
        const char *delta;
        const char *percent;
        bool is_count;
        fire_figure_verdict verdict;
        fire_figure_note note;
        const char *right;
    } rows[] = {
        { "145", "", "-15", "-9.37", true, TRUNCATED, 0, "-9.38" }, /* a tie, cut off */
        { "145", "", "-15", "-9.38", true, RIGHT, 0, "-9.38" },
        { "145", "160", "", "-9.37", true, TRUNCATED, 0, "-9.38" },
        { "145", "160", "", "9.37", true, TRUNCATED, 0, "-9.38" }, /* "giảm ... 9,37%" */
        { "", "160", "-15", "-9.4", true, RIGHT, 0, "-9.4" },
        { "160", "145", "15", "-10.3", true, WRONG, FIRE_FIGURE_WRONG_SIGN, "10.3" },
        { "298", "", "61", "25.74", true, RIGHT, 0, "25.74" },
        { "171", "", "-19", "-10", true, RIGHT, 0, "-10" },
        { "11", "", "9", "81.8", true, BASE, 0, "450.0" },
        { "12", "11", "", "8.33", true, BASE, 0, "9.09" },
        { "290", "", "-52", "-5.2", true, SLIP, 0, "-15.2" },
        { "33", "", "5", "17.81", true, SLIGHTLY, 0, "17.86" },
        { "1112", "798", "", "39.4", true, SLIGHTLY, FIRE_FIGURE_ROUNDED_TWICE, "39.3" },
        { "179", "", "-92", "-35", true, WRONG, 0, "-34" },
        { "11", "", "15", "55.56", true, IMPOSSIBLE, FIRE_FIGURE_BELOW_ZERO, "" },
        { "5", "0", "", "100", true, IMPOSSIBLE, FIRE_FIGURE_FROM_ZERO, "" },
        { "5", "", "5", "100", true, IMPOSSIBLE, FIRE_FIGURE_FROM_ZERO, "" },
        { "0", "2", "", "-100", true, RIGHT, 0, "-100" },
        { "2", "2", "", "0", true, RIGHT, 0, "0" },
        { "25", "", "-4.98", "-16.3", false, OPEN, FIRE_FIGURE_LEVEL_ROUNDED, "-16.6" },
        { "25", "", "-4.98", "-16.3", true, WRONG, 0, "-16.6" },
        { "127.9", "", "-71.9", "-36.1", false, SLIGHTLY, 0, "-36.0" },
        { "127.9", "199.89", "-71.9", "-36.1", false, SLIGHTLY, 0, "-36.0" },
        { "500e9", "400e9", "", "25.4", false, OPEN, FIRE_FIGURE_LEVEL_ROUNDED, "25.0" },
        { "500e9", "400e9", "", "27", false, WRONG, 0, "25" },
        { ">500e9", "400000e6", "", "49", false, OPEN, FIRE_FIGURE_LEVEL_ROUNDED, "25" },
        { "<500e9", "400000e6", "", "49", false, WRONG, 0, "25" },
        { "~2800", "2383", "", "20", true, OPEN, FIRE_FIGURE_LEVEL_ROUNDED, "17" },
        { "7.2", "10.3", "-3.1", "-30.1", false, RIGHT, 0, "-30.1" },
        { "932.023", "1126.75", "", "-17.28", false, RIGHT, 0, "-17.28" },
        { "1293", "", "", "37.7", true, OPEN, FIRE_FIGURE_NO_BASE, "" },
        { "29", "", "", "11.15", true, IMPOSSIBLE, FIRE_FIGURE_NO_WHOLE_BASE, "11.54" },
        { "29", "", "", "11.5", true, OPEN, FIRE_FIGURE_NO_BASE, "" },
        { "16", "", "", "-101", true, IMPOSSIBLE, FIRE_FIGURE_NO_WHOLE_BASE, "" },
        { "16", "", "", "-100", true, OPEN, FIRE_FIGURE_NO_BASE, "" }, /* 3.200 and more */
        { "10", "", "", "82.14", false, OPEN, FIRE_FIGURE_NO_BASE, "" },
        { "", "", "", "5", true, OPEN, FIRE_FIGURE_NO_BASE, "" },
        { "999999999999999", "0.000000001", "", "5", false, OPEN, 0, "" }, /* beyond 128 bits */
        { "999999999999999e9", "999999999999998e9", "", "0.000", false, RIGHT, 0, "0.000" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_printed_change change = { figure(rows[i].current),
                                                    figure(rows[i].base), figure(rows[i].delta),
                                                    figure(rows[i].percent), rows[i].is_count };
        const struct fire_figure_check got = fire_verify_percent(&change);
        char right[64];
        CHECK(got.verdict == rows[i].verdict && got.note == rows[i].note &&
                  is_text(got.right, rows[i].right),
              "row %zu (%s): verdict %d, note %d, right '%s'", i, rows[i].percent,
              (int)got.verdict, (int)got.note, text_of(got.right, right));
    }
}

static void test_delta(void)
{
    static const struct {
        const char *current;
        const char *base;
        const char *delta;
        bool is_count;
        fire_figure_verdict verdict;
        fire_figure_note note;
        const char *right;
        const char *low;
    } rows[] = {
        { "145", "160", "-15", true, RIGHT, 0, "-15", "" },
        { "145", "160", "15", true, WRONG, FIRE_FIGURE_WRONG_SIGN, "-15", "" },
        { "19", "21", "-5", true, WRONG, 0, "-2", "" },
        { "127.9", "199.89", "-71.9", false, TRUNCATED, 0, "-72.0", "" },
        { "127.9", "199.89", "-72.0", false, RIGHT, 0, "-72.0", "" },
        { "25", "30", "-4.98", false, OPEN, FIRE_FIGURE_LEVEL_ROUNDED, "-5.00", "-6.50" },
        { "25", "30", "-6.98", false, WRONG, 0, "-5.00", "" },
        { "4", "", "11", true, IMPOSSIBLE, FIRE_FIGURE_BELOW_ZERO, "", "-7" },
        { "5.74", "", "-5.74", false, OPEN, FIRE_FIGURE_COPIED_LEVEL, "", "11.48" },
        { "5.74", "6.10", "-5.74", false, WRONG, FIRE_FIGURE_COPIED_LEVEL, "-0.36", "" },
        { "211", "", "4", true, OPEN, FIRE_FIGURE_NO_BASE, "", "207" },
        { "4", "", "4", true, OPEN, FIRE_FIGURE_NO_BASE, "", "0" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_printed_change change = { .current = figure(rows[i].current),
                                                    .base = figure(rows[i].base),
                                                    .delta = figure(rows[i].delta),
                                                    .is_count = rows[i].is_count };
        const struct fire_figure_check got = fire_verify_delta(&change);
        char right[64];
        char low[64];
        CHECK(got.verdict == rows[i].verdict && got.note == rows[i].note &&
                  is_text(got.right, rows[i].right) && is_text(got.low, rows[i].low),
              "row %zu (%s): verdict %d, note %d, right '%s', low '%s'", i, rows[i].delta,
              (int)got.verdict, (int)got.note, text_of(got.right, right),
              text_of(got.low, low));
    }
}

static void test_share(void)
{
    static const struct {
        const char *part;
        const char *total;
        const char *percent;
        fire_figure_verdict verdict;
        fire_figure_note note;
        const char *right;
        const char *low;
        const char *high;
    } rows[] = {
        { "77", "145", "53.1", RIGHT, 0, "53.1", "", "" },
        { "10", "145", "6.8", TRUNCATED, 0, "6.9", "", "" },
        { "106", "145", "73.2", SLIGHTLY, 0, "73.1", "", "" },
        { "118", "305", "48.7", SLIP, 0, "38.7", "", "" },
        { "8", "344", "31.4", SLIP, FIRE_FIGURE_COUNT_SLIP, "2.3", "108", "" },
        { "124", "881", "13.4", TOTAL, FIRE_FIGURE_TOTAL_FITS, "14.1", "922", "928" },
        { "948", "2222", "72.9", TOTAL, FIRE_FIGURE_TOTAL_FITS, "42.7", "1300", "1301" },
        { "948", "", "72.9", OPEN, FIRE_FIGURE_TOTAL_FITS, "", "1300", "1301" },
        { "3", "0", "30", IMPOSSIBLE, FIRE_FIGURE_FROM_ZERO, "", "", "" },
        { "30", "20", "150", WRONG, FIRE_FIGURE_BEYOND_TOTAL, "150", "", "" },
        { "7", "10", "90", WRONG, 0, "70", "", "" }, /* 7 are 90% of no whole number */
        { "0", "10", "0", RIGHT, 0, "0", "", "" },
        { "0", "10", "30", WRONG, 0, "0", "", "" },
        { "", "10", "30", OPEN, 0, "", "", "" },
        { "4490.6", "21661.3", "20.7", RIGHT, 0, "20.7", "", "" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_printed_share share = { figure(rows[i].part), figure(rows[i].total),
                                                  figure(rows[i].percent) };
        const struct fire_figure_check got = fire_verify_share(&share);
        char right[64];
        char low[64];
        CHECK(got.verdict == rows[i].verdict && got.note == rows[i].note &&
                  is_text(got.right, rows[i].right) && is_text(got.low, rows[i].low) &&
                  (rows[i].high[0] == '\0' || is_text(got.high, rows[i].high)),
              "row %zu (%s of %s): verdict %d, note %d, right '%s', low '%s'", i,
              rows[i].percent, rows[i].total, (int)got.verdict, (int)got.note,
              text_of(got.right, right), text_of(got.low, low));
    }
}

static void test_slip(void)
{
    static const struct {
        int64_t printed;
        int64_t meant;
        bool is_slip;
    } rows[] = {
        { 52, 152, true },    { 8, 108, true },      { 487, 387, true },
        { 1768, 1786, true }, { 1781, 1786, false }, { 35, 34, false },
        { 25, 34, false },    { 21, 12, true },      { 1522, 152, true },
        { 152, 152, false },  { 786, 375, false },   { 0, 0, false },
        { 0, 10, false },     { 1, 1000, false },    { -52, -152, true },
        { 1200, 1020, true }, { 10, 1000, true },    { INT64_MIN, INT64_MAX, false },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++)
        CHECK(slip_of(rows[i].printed, rows[i].meant) == rows[i].is_slip, "%lld for %lld",
              (long long)rows[i].printed, (long long)rows[i].meant);
}

static void test_parts(void)
{
    static const struct {
        const char *part[5];
        const char *total; /* "" : percents, of 100 */
        bool is_count;
        fire_figure_verdict verdict;
        const char *right;
    } rows[] = {
        { { "820", "280" }, "1100", true, RIGHT, "1100" },
        { { "31", "7", "187", "846", "3" }, "1100", true, PARTS, "1074" },
        { { "1428", "2016" }, "2825", true, PARTS, "3444" },
        { { "61.3", "48.7" }, "", false, PARTS, "110.0" },
        { { "26.8", "73.2" }, "", false, RIGHT, "100.0" },
        { { "33.3", "33.3", "33.3" }, "", false, RIGHT, "99.9" }, /* rounding */
        { { "33.3", "33.3", "33.0" }, "", false, PARTS, "99.6" },
        { { "33", "33", "35" }, "", false, RIGHT, "101" },
        { { "1.2", "3.45" }, "4.6", false, RIGHT, "4.65" },
        { { "1.2", "3.45" }, "4.9", false, PARTS, "4.65" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct fire_printed part[5];
        int64_t n = 0;
        for (; n < 5 && rows[i].part[n] != NULL; n++)
            part[n] = figure(rows[i].part[n]);
        const struct fire_figure_check got = rows[i].total[0] == '\0'
                                                 ? fire_verify_percents(part, n)
                                                 : fire_verify_parts(part, n,
                                                                     figure(rows[i].total),
                                                                     rows[i].is_count);
        char right[64];
        CHECK(got.verdict == rows[i].verdict && is_text(got.right, rows[i].right),
              "row %zu: verdict %d, right '%s'", i, (int)got.verdict,
              text_of(got.right, right));
    }
}

static int32_t day(const char *iso)
{
    int32_t out = 0;
    CHECK(fire_day_from_iso(iso, 10, &out), "%s", iso);
    return out;
}

static void test_window(void)
{
    static const char *const meant[][2] = { { "2023-01-01", "2023-06-30" },
                                            { "2022-12-15", "2023-06-14" } };
    static const struct {
        const char *from;
        const char *to;
        fire_figure_verdict verdict;
        fire_figure_note note;
        int right; /* row of meant; -1: none */
    } rows[] = {
        { "2023-01-01", "2023-06-30", RIGHT, 0, -1 },
        { "2022-12-15", "2023-06-14", RIGHT, 0, -1 },
        { "2023-01-15", "2023-06-14", TYPO, FIRE_FIGURE_ONE_END, 1 }, /* T6 */
        { "2022-12-15", "2022-06-14", TYPO, FIRE_FIGURE_ONE_END, 1 },
        { "2023-03-03", "2023-02-02", TYPO, FIRE_FIGURE_ENDS_FIRST, -1 },
        { "2022-12-16", "2023-06-15", OPEN, FIRE_FIGURE_OTHER_DAYS, -1 },
    };
    const struct fire_window windows[] = { { day(meant[0][0]), day(meant[0][1]) },
                                           { day(meant[1][0]), day(meant[1][1]) } };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_window stated = { day(rows[i].from), day(rows[i].to) };
        struct fire_window right = { 0 };
        const struct fire_figure_check got = fire_verify_window(stated, windows, 2, &right);
        CHECK(got.verdict == rows[i].verdict && got.note == rows[i].note, "row %zu: %d, %d", i,
              (int)got.verdict, (int)got.note);
        if (rows[i].right >= 0)
            CHECK(right.first_day == windows[rows[i].right].first_day &&
                      right.last_day == windows[rows[i].right].last_day,
                  "row %zu", i);
    }
}

/* ---- the table's own previous period ------------------------------------------------------ */

static void test_own_base(void)
{
    static const struct {
        const char *about;
        const char *current, *base, *delta, *percent;
        bool is_count;
        fire_figure_of of;
        const char *own;
        fire_figure_verdict verdict;
        fire_figure_note note;
        const char *right;
    } rows[] = {
        { "November 2025, +4 against 209", "211", "", "4", "", true, FIRE_OF_DELTA, "209", BASE,
          FIRE_FIGURE_OWN_BASE, "2" },
        { "against what it has", "211", "", "4", "", true, FIRE_OF_DELTA, "207", RIGHT,
          FIRE_FIGURE_NO_NOTE, "4" },
        { "a printed base", "211", "207", "4", "1.9", true, FIRE_OF_PERCENT, "209", BASE,
          FIRE_FIGURE_OWN_BASE, "1.0" },
        { "the same printed base", "211", "207", "4", "1.9", true, FIRE_OF_PERCENT, "207",
          RIGHT, FIRE_FIGURE_NO_NOTE, "1.9" },
        { "delta and percent agree: 2023 of 3234", "3440", "", "206", "6.3", true,
          FIRE_OF_PERCENT, "1741", TRUNCATED, FIRE_FIGURE_OWN_BASE, "6.4" },
        { "forest fires, H1 2020", "109", "", "", "-35", true, FIRE_OF_PERCENT, "156", BASE,
          FIRE_FIGURE_OWN_BASE, "-30" },
        { "a little off of it", "1000", "", "", "-30.2", true, FIRE_OF_PERCENT, "1430",
          SLIGHTLY, FIRE_FIGURE_NO_NOTE, "-30.1" },
        { "rounded money", "30.3", "", "-19.3", "", false, FIRE_OF_DELTA, "49.56", RIGHT,
          FIRE_FIGURE_NO_NOTE, "-19.3" },
        { "wrong by itself", "11", "", "9", "81.8", true, FIRE_OF_PERCENT, "2", BASE,
          FIRE_FIGURE_NO_NOTE, "450.0" },
        { "nothing to hold against", "211", "", "4", "", true, FIRE_OF_DELTA, "", OPEN,
          FIRE_FIGURE_NO_BASE, "" },
        { "from zero", "5", "", "3", "", true, FIRE_OF_DELTA, "0", BASE, FIRE_FIGURE_OWN_BASE,
          "5" },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const struct fire_printed_change change = { figure(rows[i].current),
                                                    figure(rows[i].base), figure(rows[i].delta),
                                                    figure(rows[i].percent), rows[i].is_count };
        const struct fire_figure_check alone = rows[i].of == FIRE_OF_PERCENT
                                                   ? fire_verify_percent(&change)
                                                   : fire_verify_delta(&change);
        const struct fire_figure_check got = fire_verify_own_base(&change, rows[i].of,
                                                                  figure(rows[i].own), alone);
        char text[64];
        CHECK(got.verdict == rows[i].verdict && got.note == rows[i].note &&
                  is_text(got.right, rows[i].right),
              "%s: %d, %d, %s", rows[i].about, (int)got.verdict, (int)got.note,
              text_of(got.right, text));
        if (got.note == FIRE_FIGURE_OWN_BASE)
            CHECK(is_text(got.low, rows[i].own), "%s", rows[i].about);
    }
}

/* Made changes against the base they were made of, and against another one. */
static void test_own_base_laws(void)
{
    unsigned long long seed = 20251101;
    for (int i = 0; i < 3000; i++) {
        const int64_t base = 1 + check_random(&seed) % 500;
        const int64_t current = check_random(&seed) % 500;
        const int64_t off = 1 + check_random(&seed) % 40;
        struct fire_printed_change change = { .is_count = true };
        change.current = (struct fire_printed){ true, current, 0, FIRE_PRINTED_PLAIN };
        change.delta = (struct fire_printed){ true, current - base, 0, FIRE_PRINTED_PLAIN };
        const struct fire_figure_check alone = fire_verify_delta(&change);
        struct fire_printed own = { true, base, 0, FIRE_PRINTED_PLAIN };
        CHECK(fire_verify_own_base(&change, FIRE_OF_DELTA, own, alone).verdict == RIGHT,
              "%d of %d", (int)current, (int)base);
        own.number = base + off;
        const struct fire_figure_check got = fire_verify_own_base(&change, FIRE_OF_DELTA, own,
                                                                  alone);
        CHECK(got.verdict == BASE && got.right.number == current - own.number, "%d of %d: %d",
              (int)current, (int)base, (int)got.verdict);
    }
}

/* ---- the audited figures ------------------------------------------------------------------ */

/* Cut a line of a TSV file into its cells; returns the next line. */
static char *cut(char *line, char *cell[], int n)
{
    char *next = strchr(line, '\n');
    if (next != NULL) *next = '\0';
    for (int i = 0; i < n; i++) {
        cell[i] = line == NULL ? (char[]){ "" } : line;
        char *tab = line == NULL ? NULL : strchr(line, '\t');
        if (tab != NULL) *tab++ = '\0';
        line = tab;
    }
    return next == NULL ? NULL : next + 1;
}

/* Several of our verdicts are one of the audit's: it does not tell why a figure is wrong. */
static bool agrees(fire_figure_verdict verdict, const char *audited)
{
    static const struct {
        const char *audited;
        fire_figure_verdict verdict[4];
        int n;
    } rows[] = {
        { "OK_half_up", { RIGHT }, 1 },
        { "OK_truncated", { TRUNCATED }, 1 },
        { "WRONG_denominator_is_current", { BASE }, 1 },
        { "IMPOSSIBLE_BASE", { IMPOSSIBLE }, 1 },
        { "UNDECIDABLE_level_rounded", { OPEN }, 1 },
        { "WRONG_small", { SLIGHTLY }, 1 },
        { "WRONG_small(balanced to 100?)", { SLIGHTLY }, 1 },
        { "WRONG", { WRONG, SLIP, TOTAL }, 3 },
    };
    for (size_t i = 0; i < CHECK_N(rows); i++)
        for (int k = 0; k < rows[i].n; k++)
            if (strcmp(rows[i].audited, audited) == 0 && rows[i].verdict[k] == verdict)
                return true;
    return false;
}

static char *shared_table(const char *name)
{
    const char *path = check_shared(name);
    if (path == NULL) return NULL;
    char *text = check_read(path, NULL);
    CHECK(text != NULL, "%s", name);
    return text;
}

static void test_audited_changes(void)
{
    char *text = shared_table("data/vietnam/figure-audit.tsv");
    if (text == NULL) return;
    char *cell[12];
    int n = 0;
    for (char *line = strchr(text, '\n') + 1; line != NULL && *line != '\0'; n++) {
        line = cut(line, cell, 12);
        const struct fire_printed_change change = {
            .current = figure(cell[5]),
            .delta = figure(cell[6]),
            .percent = figure(cell[7]),
            .is_count = strncmp(cell[4], "damage", 6) != 0,
        };
        const struct fire_figure_check got = change.percent.is_known
                                                 ? fire_verify_percent(&change)
                                                 : fire_verify_delta(&change);
        CHECK(agrees(got.verdict, cell[10]), "row %d, %s %s: %d, not %s", n + 1, cell[2],
              cell[4], (int)got.verdict, cell[10]);
    }
    CHECK(n == 57, "%d figures", n);
    free(text);
}

enum { MOST_SHARES = 100 };

struct shares {
    struct fire_printed_share share[MOST_SHARES];
    struct fire_figure_check check[MOST_SHARES];
    const char *audited[MOST_SHARES];
    const char *item[MOST_SHARES];
    int64_t n;
};

static void judge_report(struct shares *shares, const char *report)
{
    struct fire_error err = { 0 };
    CHECK(fire_verify_common_total(shares->share, shares->check, shares->n, &err) == FIRE_OK,
          "%s", err.message);
    for (int64_t i = 0; i < shares->n; i++) {
        const struct fire_figure_check *check = &shares->check[i];
        CHECK(agrees(check->verdict, shares->audited[i]), "%s, %s: %d, not %s", report,
              shares->item[i], (int)check->verdict, shares->audited[i]);
        if (check->note != FIRE_FIGURE_TOTAL_COMMON &&
            check->note != FIRE_FIGURE_SLIP_OF_COMMON)
            continue;
        const int64_t total = strncmp(report, "6T/2023", 7) == 0 ? 924 : 11277;
        CHECK(check->low.number == total, "%s: %lld", report, (long long)check->low.number);
    }
    shares->n = 0;
}

static void test_audited_shares(void)
{
    char *text = shared_table("data/vietnam/share-audit.tsv");
    if (text == NULL) return;
    static struct shares shares;
    char *cell[9];
    char before[200] = "";
    int n = 0;
    int n_common = 0;
    for (char *line = strchr(text, '\n') + 1; line != NULL && *line != '\0'; n++) {
        line = cut(line, cell, 9);
        if (shares.n > 0 && strcmp(before, cell[0]) != 0) judge_report(&shares, before);
        snprintf(before, sizeof before, "%s", cell[0]);
        CHECK_OR_RETURN(shares.n < MOST_SHARES, "too many");
        const int64_t at = shares.n++;
        shares.share[at] = (struct fire_printed_share){ figure(cell[2]), figure(cell[3]),
                                                        figure(cell[4]) };
        shares.check[at] = fire_verify_share(&shares.share[at]);
        shares.audited[at] = cell[6];
        shares.item[at] = cell[1];
        n_common += shares.check[at].verdict == FIRE_FIGURE_OTHER_TOTAL;
    }
    judge_report(&shares, before);
    CHECK(n == 79 && n_common >= 9, "%d shares, %d of other totals", n, n_common);
    free(text);
}

/* Whatever is printed by the rules is right, and stays so for every way to cut it off. */
static void test_printed_right(void)
{
    unsigned long long seed = 7;
    for (int i = 0; i < 20000; i++) {
        const int64_t base = 1 + check_random(&seed) % 5000;
        const int64_t current = check_random(&seed) % 5000;
        const int32_t decimals = (int32_t)(check_random(&seed) % 4);
        int64_t power = 100;
        for (int32_t k = 0; k < decimals; k++)
            power *= 10;
        const int64_t top = power * (current - base);
        const bool cut_off = check_random(&seed) % 2 == 0;
        const int64_t number = cut_off    ? top / base
                               : top >= 0 ? (2 * top + base) / (2 * base)
                                          : -((-2 * top + base) / (2 * base));
        const struct fire_printed_change change = {
            .current = { .is_known = true, .number = current },
            .base = { .is_known = true, .number = base },
            .percent = { .is_known = true, .number = number, .decimals = decimals },
            .is_count = true,
        };
        const struct fire_figure_check got = fire_verify_percent(&change);
        CHECK(got.verdict == FIRE_FIGURE_RIGHT ||
                  (cut_off && got.verdict == FIRE_FIGURE_RIGHT_TRUNCATED),
              "%lld against %lld: %lld at %d", (long long)current, (long long)base,
              (long long)number, decimals);
        struct fire_printed_change alone = change; /* without the base one must be found */
        alone.base = (struct fire_printed){ 0 };
        if (current > 0)
            CHECK(fire_verify_percent(&alone).verdict == FIRE_FIGURE_UNDECIDABLE,
                  "%lld, %lld at %d", (long long)current, (long long)number, decimals);
    }
}

/* Nothing that can be printed overflows. */
static void test_extremes(void)
{
    static const int64_t numbers[] = {
        0, 1, -1, 9, 100, FIRE_PRINTED_MAX, -FIRE_PRINTED_MAX, FIRE_PRINTED_MAX - 1
    };
    static const int32_t places[] = { -FIRE_PRINTED_POWER, 0, 1, FIRE_PRINTED_DECIMALS };
    unsigned long long seed = 11;
    for (int i = 0; i < 20000; i++) {
        struct fire_printed any[4];
        for (int k = 0; k < 4; k++) {
            const int64_t number = numbers[check_random(&seed) % CHECK_N(numbers)];
            any[k] = (struct fire_printed){
                .is_known = check_random(&seed) % 4 != 0,
                .number = number,
                .decimals = places[check_random(&seed) % CHECK_N(places)],
                .word = (fire_printed_word)(check_random(&seed) % 4),
            };
            if (!any[k].is_known) any[k] = (struct fire_printed){ 0 };
        }
        const struct fire_printed_change change = { any[0], any[1], any[2], any[3],
                                                    i % 2 == 0 };
        struct fire_printed_share share = { any[0], any[1], any[3] };
        struct fire_error err = { 0 };
        struct fire_figure_check check = fire_verify_percent(&change);
        CHECK(check.verdict < FIRE_N_FIGURE_VERDICTS, "%d", (int)check.verdict);
        check = fire_verify_delta(&change);
        CHECK(check.verdict < FIRE_N_FIGURE_VERDICTS, "%d", (int)check.verdict);
        check = fire_verify_share(&share);
        CHECK(check.verdict < FIRE_N_FIGURE_VERDICTS, "%d", (int)check.verdict);
        CHECK(fire_verify_common_total(&share, &check, 1, &err) == FIRE_OK, "memory");
        (void)fire_verify_parts(any, 3, any[3], i % 2 == 0);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_percent),         CHECK_TEST(test_delta),
        CHECK_TEST(test_share),           CHECK_TEST(test_slip),
        CHECK_TEST(test_parts),           CHECK_TEST(test_window),
        CHECK_TEST(test_own_base),        CHECK_TEST(test_own_base_laws),
        CHECK_TEST(test_audited_changes), CHECK_TEST(test_audited_shares),
        CHECK_TEST(test_printed_right),   CHECK_TEST(test_extremes),
    };
    return CHECK_MAIN(tests);
}
