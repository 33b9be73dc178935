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
    [FIRE_ISSUE_NEGATIVE_AMOUNT] = { true, "'%s': an amount cannot be negative" },
    [FIRE_ISSUE_TOO_LARGE] = { true, "'%s' is too large to be true" },
    [FIRE_ISSUE_NOT_A_DATE] = { true, "'%s' is not a date (dd/mm/yyyy)" },
    [FIRE_ISSUE_DATE_OUT_OF_RANGE] = { true, "'%s' lies in the future or before 1900" },
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

void issues_add(struct fire_issues *issues, fire_issue_kind kind, fire_effect effect,
                struct fire_location where, struct fire_text_view value)
{
    issues->n_of[kind]++;
    if (issues->n_kept == FIRE_LIMIT_ISSUES || issues->failed) return;
    if ((size_t)issues->n_kept == issues->capacity) {
        void *grown = fire_array_grow(issues->issue, &issues->capacity,
                                      (size_t)issues->n_kept + 1, sizeof *issues->issue);
        issues->failed = grown == NULL;
        if (issues->failed) return;
        issues->issue = grown;
    }
    where.file = keep(issues, where.file);
    where.sheet = keep(issues, where.sheet);
    where.column = keep(issues, where.column);
    const size_t size = fire_text_cut(value, 80);
    const char *cut = size == 0 ? "" : fire_arena_copy(issues->arena, value.bytes, size);
    issues->failed = issues->failed || cut == NULL;
    if (!issues->failed)
        issues->issue[issues->n_kept++] = (struct fire_issue){ kind, effect, where, cut };
}

void fire_issue_text(const struct fire_issue *issue, const char *(*say)(const char *),
                     char out[], int out_size)
{
    const char *wanted = kinds[issue->kind].wanted;
    if (say != NULL) wanted = say(wanted);
    if (kinds[issue->kind].with_value)
        snprintf(out, (size_t)out_size, wanted, issue->value);
    else
        snprintf(out, (size_t)out_size, "%s", wanted);
}
