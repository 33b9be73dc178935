/* issue.c - what was not right, with its place, in the words of the user's language. */
#include "firestat/arena.h"
#include "firestat/clean.h"

#include "issue.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct fire_issues {
    struct fire_arena *arena;
    struct fire_issue *issue;
    size_t capacity;
    int64_t n_kept;
    int64_t n_of[FIRE_N_ISSUES];
    bool failed; /* no memory: issues are counted on, but not kept */
};

/* What was wanted; the value stands before it where `with_value`. */
static const struct {
    bool with_value;
    const char *wanted; /* English printf format; engine/words has the Vietnamese one */
} kinds[FIRE_N_ISSUES] = {
    [FIRE_ISSUE_NOT_A_NUMBER] = { true, "'%s' is not a number" },
    [FIRE_ISSUE_NOT_A_COUNT] = { true, "'%s' is not a count (0, 1, 2 ...)" },
    [FIRE_ISSUE_NEGATIVE_AMOUNT] = { true,
                                     "'%s': an amount cannot be negative; mark corrections in a "
                                     "column 'Điều chỉnh'" },
    [FIRE_ISSUE_TOO_LARGE] = { true, "'%s' is too large to be true" },
    [FIRE_ISSUE_NOT_A_DATE] = { true, "'%s' is not a date (dd/mm/yyyy)" },
    [FIRE_ISSUE_DATE_OUT_OF_RANGE] = { true, "'%s' lies in the future" },
    [FIRE_ISSUE_NOT_A_TIME] = { true, "'%s' is not a time of day (HH:MM)" },
    [FIRE_ISSUE_PAST_MIDNIGHT] = { true,
                                   "'%s' is past the end of the day, so the day is in doubt" },
    [FIRE_ISSUE_NOT_A_PERIOD] = { true, "'%s' is not a period (2024, 2024-07, 2024-Q3)" },
    [FIRE_ISSUE_NO_DATE] = { false, "the row does not say when it was" },
    [FIRE_ISSUE_TOO_FEW_CELLS] = { false, "the row has fewer cells than the header" },
    [FIRE_ISSUE_TOO_MANY_CELLS] = { false, "the row has more cells than the header" },
    [FIRE_ISSUE_EMPTY_CELLS_BEYOND] = { false,
                                        "empty cells beyond the header are passed over" },
    [FIRE_ISSUE_STRAY_QUOTE] = { false, "a quotation mark stands where none may be" },
    [FIRE_ISSUE_UNCLOSED_QUOTE] = { false, "a quotation mark opens here and is never closed" },
    [FIRE_ISSUE_CELL_TOO_LONG] = { false, "a cell is longer than 64 KiB" },
    [FIRE_ISSUE_RECORD_TOO_LONG] = { false,
                                     "the row is longer than 1 MiB or has over 4096 cells" },
    [FIRE_ISSUE_NUL_BYTE] = { false, "the line holds a NUL byte" },
    [FIRE_ISSUE_NUMBERS_ASSUMED] = { true,
                                     "'%s': no cell of the column shows whether dot or comma "
                                     "parts thousands; say --numbers" },
    [FIRE_ISSUE_CELL_ERROR] = { true, "'%s' is an Excel error" },
    [FIRE_ISSUE_DATE_TOO_EARLY] = { true, "'%s' lies before the first year that is believed; "
                                          "say first_year in the profile" },
    [FIRE_ISSUE_DATE_ORDER_UNPROVEN] = { true, "'%s': no date shows whether day or month comes "
                                               "first; read as day/month; say --dates" },
    [FIRE_ISSUE_DAY_NUMBER] = { true, "'%s' is read as Excel's day number" },
    [FIRE_ISSUE_MIDNIGHT] = { true, "'%s' is kept as the end of its day" },
    [FIRE_ISSUE_BROKEN_RULE] = { false, NULL }, /* see rule_texts */
    [FIRE_ISSUE_HEADER_AGAIN] = { true, "'%s': a line above the data is repeated" },
    [FIRE_ISSUE_TOTAL_ROW] = { true, "'%s': a total, not counted" },
    [FIRE_ISSUE_TOTAL_BY_SUM] = { true, "'%s': the row is the sum of the rows above it: a "
                                        "total, not counted" },
    [FIRE_ISSUE_TOTAL_PERHAPS] = { true,
                                   "'%s': the row is the sum of the rows above it, but is "
                                   "counted; delete it if it is a total" },
    [FIRE_ISSUE_TOTAL_DIFFERS] = { true, "the total is not the sum of its rows: %s" },
    [FIRE_ISSUE_SECTION_TITLE] = { true, "'%s': the title of a section" },
    [FIRE_ISSUE_SECTION_AREA] = { true, "'%s': the title of a section; the rows below are "
                                        "taken to lie in this area" },
    [FIRE_ISSUE_FOOTER] = { true, "'%s': signatures at the foot" },
    [FIRE_ISSUE_NO_FIGURES] = { false, "the row has no figures for any period" },
    [FIRE_ISSUE_UNKNOWN_MEASURE] = { true,
                                     "'%s' is no measure that is known; the row is passed "
                                     "over" },
    [FIRE_ISSUE_MERGED_NUMBER] = { true, "'%s' stands in a merged cell and counts only once" },
    [FIRE_ISSUE_NO_HEADER] = { true, "'%s': the column has no name and is passed over" },
    [FIRE_ISSUE_UNIT_OF_TABLE] = { true, "'%s': the unit of all amounts that state none" },
    [FIRE_ISSUE_PERIOD_OF_TABLE] = { true, "'%s': the period of all rows" },
    [FIRE_ISSUE_MEASURE_OF_TABLE] = { true, "'%s': what the columns count" },
    [FIRE_ISSUE_NO_INCIDENTS] = { false, "no column says how many incidents there were; "
                                         "their number stays unknown" },
    [FIRE_ISSUE_INCIDENTS_UNSAID] = { false, "the row does not say how many incidents there "
                                             "were; it counts as none" },
    [FIRE_ISSUE_ZONE] = { true, "'%s': the time zone is not applied; the clock counts as it is "
                                "written" },
    [FIRE_ISSUE_DATE_ORDER_OTHER] = { true, "'%s': the file looks like month/day; say --dates "
                                            "mdy" },
    [FIRE_ISSUE_GROUP_TOTAL] = { true, "'%s': the rows below are its parts: a total, not "
                                       "counted" },
    [FIRE_ISSUE_PERIOD_OF_ROWS] = { true, "'%s': the period holds or is part of those of other "
                                          "rows; the row is not counted" },
    [FIRE_ISSUE_COMPARISON] = { true, "'%s': figures to compare with, not counted" },
    [FIRE_ISSUE_UNIT_NOT_UNDERSTOOD] = { true, "'%s': the unit is not understood; amounts that "
                                               "state none are read as single units" },
    [FIRE_ISSUE_BRACKETS_NOT_UNDERSTOOD] = { true, "'%s': the brackets are not understood; the "
                                                   "column is passed over; say --map" },
    [FIRE_ISSUE_BRACKETS_PASSED_OVER] = { true,
                                          "'%s': what stands in brackets is passed over" },
    [FIRE_ISSUE_PERIOD_OF_OTHERS] = { true,
                                      "'%s': the period holds or is part of those of other "
                                      "columns; the column is passed over" },
    [FIRE_ISSUE_CODE_TWICE] = { true, "'%s': codes that differ only by zeros in front are two "
                                      "codes; if they are one, write it in one way" },
};

/* Of a broken rule: its name, then field and value, twice. */
static const char *const rule_texts[FIRE_N_RULE_OPS] = {
    [FIRE_RULE_NOT_BEFORE] = "rule %s: %s (%s) is before %s (%s)",
    [FIRE_RULE_EQUALS] = "rule %s: %s (%s) is not the same as %s (%s)",
    [FIRE_RULE_AT_LEAST] = "rule %s: %s (%s) is less than %s (%s)",
    [FIRE_RULE_YEAR_OF] = "rule %s: %s (%s) is not the year of %s (%s)",
    [FIRE_RULE_WITHIN] = "rule %s: %s (%s) lies outside %s (%s)",
    [FIRE_RULE_ZERO_WHEN] = "rule %s: %s (%s) does not go with %s (%s)",
    [FIRE_RULE_DURING] = "rule %s: %s (%s) lies outside %s (%s)",
};

struct fire_issues *fire_issues_create(void)
{
    struct fire_issues *issues = calloc(1, sizeof *issues);
    if (issues == NULL) return NULL;
    issues->arena = fire_arena_create();
    if (issues->arena != NULL) return issues;
    free(issues);
    return NULL;
}

void fire_issues_free(struct fire_issues *issues)
{
    if (issues == NULL) return;
    free(issues->issue);
    fire_arena_free(issues->arena);
    free(issues);
}

int64_t fire_issues_n(const struct fire_issues *issues)
{
    int64_t n = 0;
    for (int i = 0; i < FIRE_N_ISSUES; i++)
        n += issues->n_of[i];
    return n;
}

int64_t fire_issues_n_kept(const struct fire_issues *issues)
{
    return issues->n_kept;
}

const struct fire_issue *fire_issues_at(const struct fire_issues *issues, int64_t i)
{
    assert(i >= 0 && i < issues->n_kept);
    return &issues->issue[i];
}

int64_t fire_issues_n_of(const struct fire_issues *issues, fire_issue_kind kind)
{
    return issues->n_of[kind];
}

static const char *keep(struct fire_issues *issues, const char *text)
{
    if (text == NULL) return NULL;
    const char *copy = fire_arena_copy(issues->arena, text, strlen(text));
    issues->failed = issues->failed || copy == NULL;
    return copy;
}

/* Room for one more; false: it is counted and not kept. */
static bool reserve(struct fire_issues *issues)
{
    if (issues->n_kept == FIRE_LIMIT_ISSUES || issues->failed) return false;
    if ((size_t)issues->n_kept == issues->capacity) {
        void *grown = fire_array_grow(issues->issue, &issues->capacity,
                                      (size_t)issues->n_kept + 1, sizeof *issues->issue);
        issues->failed = grown == NULL;
        if (issues->failed) return false;
        issues->issue = grown;
    }
    return true;
}

static void keep_issue(struct fire_issues *issues, struct fire_issue issue,
                       struct fire_text_view value)
{
    struct fire_location where = issue.where;
    where.file = keep(issues, where.file);
    where.sheet = keep(issues, where.sheet);
    where.column = keep(issues, where.column);
    const size_t size = fire_text_cut(value, 80);
    const char *cut = size == 0 ? "" : fire_arena_copy(issues->arena, value.bytes, size);
    issues->failed = issues->failed || cut == NULL;
    issue.where = where;
    issue.value = cut;
    if (!issues->failed) issues->issue[issues->n_kept++] = issue;
}

void issues_add(struct fire_issues *issues, fire_issue_kind kind, fire_effect effect,
                struct fire_location where, struct fire_text_view value)
{
    issues->n_of[kind]++;
    if (!reserve(issues)) return;
    keep_issue(issues, (struct fire_issue){ .kind = kind, .effect = effect, .where = where },
               value);
}

void issues_add_breach(struct fire_issues *issues, struct fire_location where,
                       const struct fire_rule_breach *breach)
{
    issues->n_of[FIRE_ISSUE_BROKEN_RULE]++;
    if (!reserve(issues)) return;
    struct fire_rule_breach *kept = FIRE_TAKE(issues->arena, 1, struct fire_rule_breach);
    if (kept == NULL) {
        issues->failed = true;
        return;
    }
    *kept = (struct fire_rule_breach){ .rule = keep(issues, breach->rule),
                                       .op = breach->op,
                                       .field = keep(issues, breach->field),
                                       .value = keep(issues, breach->value),
                                       .other = keep(issues, breach->other),
                                       .other_value = keep(issues, breach->other_value),
                                       .message = keep(issues, breach->message) };
    keep_issue(issues,
               (struct fire_issue){ .kind = FIRE_ISSUE_BROKEN_RULE,
                                    .effect = FIRE_EFFECT_NOTICE,
                                    .where = where,
                                    .breach = kept },
               fire_text_of(breach->value));
}

static void breach_text(const struct fire_rule_breach *breach, const char *(*say)(const char *),
                        char out[], int out_size)
{
    const char *format = rule_texts[breach->op];
    if (say != NULL) format = say(format);
    const int size = snprintf(out, (size_t)out_size, format, breach->rule, breach->field,
                              breach->value, breach->other, breach->other_value);
    if (breach->message[0] != '\0' && size >= 0 && size < out_size)
        snprintf(out + size, (size_t)(out_size - size), "; %s", breach->message);
}

void fire_issue_text(const struct fire_issue *issue, const char *(*say)(const char *),
                     char out[], int out_size)
{
    if (issue->breach != NULL) {
        breach_text(issue->breach, say, out, out_size);
        return;
    }
    const char *wanted = kinds[issue->kind].wanted;
    if (say != NULL) wanted = say(wanted);
    char numbers[96];
    const char *value = issue->value;
    if (issue->kind == FIRE_ISSUE_TOTAL_DIFFERS && wanted != kinds[issue->kind].wanted) {
        snprintf(numbers, sizeof numbers, "%s", value); /* in the translation's decimal mark */
        for (char *at = numbers; (at = strchr(at, '.')) != NULL;)
            *at = ',';
        value = numbers;
    }
    if (kinds[issue->kind].with_value)
        snprintf(out, (size_t)out_size, wanted, value);
    else
        snprintf(out, (size_t)out_size, "%s", wanted);
}
