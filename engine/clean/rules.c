/* rules.c - what the fields of one row have to do with each other (profile.h, rules.csv).
 *
 * A rule is made ready once a run: names become fields, and a rule whose fields the source does
 * not have goes to sleep. Then every row is held against the few that are awake. What is not known
 * breaks no rule, and a broken rule costs nothing: the row is kept, for nobody here can tell which
 * of two fields is the wrong one. */
#include "run.h"

#include "issue.h"

#include "firestat/period.h"

#include <stdio.h>
#include <string.h>

__extension__ typedef __int128 int128;

#define MAX_OTHERS 8

struct row_rule {
    const struct fire_profile_rule *rule;
    int32_t field;
    int32_t form; /* the place of an issue           */
    int32_t n_others;
    int32_t other[MAX_OTHERS];  /* fields                          */
    struct fire_text_view code; /* ZERO_WHEN: match key            */
    struct fire_window *window; /* DURING: [n_windows] joined      */
    int32_t n_windows;
};

/* The first form of a field; -1: it has none. */
static int32_t form_of(const struct run *run, int32_t field)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++)
        if (run->binding->form[i].field == field) return i;
    return -1;
}

/* ---- values of the row ----------------------------------------------------------------- */

static bool is_known(const struct run *run, int32_t field)
{
    if (!fire_is_valid(run->build[field].valid, run->n)) return false;
    /* the first day of a period is no moment */
    return field != FIRE_FIELD_OCCURRED_AT ||
           run->last_day[run->n] == run->build[field].day[run->n];
}

/* The number at the most places that any field keeps, so that fields of all scales compare. */
static int128 number_of(const struct run *run, int32_t field)
{
    int128 value = run->build[field].number[run->n];
    for (int32_t s = fire_schema_field(run->schema, field)->scale; s < FIRE_DECIMAL_SCALE; s++)
        value *= 10;
    return value;
}

static bool has_minute(const struct run *run, int32_t field)
{
    return fire_is_valid(run->build[field].minute_valid, run->n);
}

static bool is_before(const struct run *run, int32_t field, int32_t other)
{
    const int32_t day = run->build[field].day[run->n];
    const int32_t other_day = run->build[other].day[run->n];
    if (day != other_day || !has_minute(run, field) || !has_minute(run, other))
        return day < other_day;
    return run->build[field].minute[run->n] < run->build[other].minute[run->n];
}

/* ---- values as text -------------------------------------------------------------------- */

/* A whole number of 10^-scale as a plain decimal without idle zeros. */
static int write_number(int64_t number, int32_t scale, char out[], size_t size)
{
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    uint64_t one = 1;
    for (; scale > 0 && rest % 10 == 0; scale--)
        rest /= 10;
    for (int32_t i = 0; i < scale; i++)
        one *= 10;
    const char *sign = number < 0 ? "-" : "";
    if (scale == 0) return snprintf(out, size, "%s%llu", sign, (unsigned long long)rest);
    return snprintf(out, size, "%s%llu.%0*llu", sign, (unsigned long long)(rest / one),
                    (int)scale, (unsigned long long)(rest % one));
}

static void write_value(const struct run *run, int32_t field, char out[], size_t size)
{
    const struct fire_field *about = fire_schema_field(run->schema, field);
    const struct column_build *build = &run->build[field];
    if (build->code != NULL) {
        const struct fire_text_view label = fire_schema_label(run->schema, field,
                                                              build->code[run->n], false);
        snprintf(out, size, "%.*s", (int)fire_text_cut(label, size - 1), label.bytes);
    } else if (build->number != NULL) {
        (void)write_number(build->number[run->n], about->scale, out, size);
    } else if (build->day != NULL) {
        char day[11];
        const int minute = build->minute[run->n];
        fire_day_to_iso(build->day[run->n], day);
        if (has_minute(run, field))
            snprintf(out, size, "%s %02d:%02d", day, minute / 60, minute % 60);
        else
            snprintf(out, size, "%s", day);
    }
}

/* Add " + " and a text where there is room. */
static void append(char out[], size_t size, const char *text)
{
    const size_t at = strlen(out);
    snprintf(out + at, size - at, "%s%s", at == 0 ? "" : " + ", text);
}

/* The field of a rule against something else. */
static void add_breach(struct run *run, const struct row_rule *rule, const char *other,
                       const char *other_value)
{
    char value[96] = "";
    write_value(run, rule->field, value, sizeof value);
    const struct fire_rule_breach breach = {
        .rule = rule->rule->name,
        .op = rule->rule->op,
        .field = fire_schema_field(run->schema, rule->field)->name,
        .value = value,
        .other = other,
        .other_value = other_value,
        .message = rule->rule->message
    };
    issues_add_breach(run->issues, run_place(run, rule->form), &breach);
}

/*   other_value   NULL: the value of `first`, and of the fields behind it in a sum */
static void tell(struct run *run, const struct row_rule *rule, int32_t first, int32_t n_others,
                 const char *other_value)
{
    char names[256] = "";
    char values[256] = "";
    for (int32_t i = first; i < first + n_others; i++) {
        char one[96] = "";
        append(names, sizeof names, fire_schema_field(run->schema, rule->other[i])->name);
        if (other_value == NULL) write_value(run, rule->other[i], one, sizeof one);
        append(values, sizeof values, other_value == NULL ? one : other_value);
    }
    add_breach(run, rule, names, values);
}

/* ---- rows ------------------------------------------------------------------------------ */

static void check_order(struct run *run, const struct row_rule *rule)
{
    for (int32_t i = 0; i < rule->n_others; i++) {
        if (!is_known(run, rule->other[i])) continue;
        if (is_before(run, rule->field, rule->other[i])) tell(run, rule, i, 1, NULL);
        return; /* the nearest one that is known decides */
    }
}

static void check_sum(struct run *run, const struct row_rule *rule)
{
    const int128 total = number_of(run, rule->field);
    int128 sum = 0;
    for (int32_t i = 0; i < rule->n_others; i++) {
        if (!is_known(run, rule->other[i])) return;
        sum += number_of(run, rule->other[i]);
    }
    if (rule->rule->op == FIRE_RULE_EQUALS ? total != sum : total < sum)
        tell(run, rule, 0, rule->n_others, NULL);
}

static void check_year(struct run *run, const struct row_rule *rule)
{
    if (!is_known(run, rule->other[0])) return;
    const int32_t day = run->build[rule->other[0]].day[run->n];
    const int32_t year = fire_calendar_period(run->binding->calendar, FIRE_UNIT_YEAR, day);
    int64_t said = run->build[rule->field].number[run->n];
    for (int32_t s = fire_schema_field(run->schema, rule->field)->scale; s > 0; s--)
        said /= 10;
    if (said != year) tell(run, rule, 0, 1, NULL);
}

/* False: no memory. */
static bool check_within(struct run *run, const struct row_rule *rule)
{
    const int32_t form = form_of(run, rule->other[0]);
    struct fire_text_view cell;
    struct fire_window window;
    if (form < 0) return true;
    if (!fire_text_clean(run_cell(run, form), run->scratch, &cell)) return false;
    if (cell.size_bytes == 0 ||
        !period_parse(cell, run->binding->calendar, run->scratch, &window))
        return true;
    const int32_t day = run->build[rule->field].day[run->n];
    if (day >= window.first_day && day <= window.last_day) return true;
    char period[64];
    snprintf(period, sizeof period, "%.*s", (int)fire_text_cut(cell, sizeof period - 1),
             cell.bytes);
    tell(run, rule, 0, 1, period);
    return true;
}

static void check_zero(struct run *run, const struct row_rule *rule)
{
    const int32_t category = rule->other[0];
    if (run->build[rule->field].number[run->n] == 0 || !is_known(run, category)) return;
    uint32_t code;
    if (fire_dictionary_find(fire_schema_words(run->schema, category), rule->code, &code) &&
        code == run->build[category].code[run->n])
        tell(run, rule, 0, 1, NULL);
}

/* Rows that stand for all time are of no day. */
static void check_during(struct run *run, const struct row_rule *rule)
{
    const int32_t first = run->build[rule->field].day[run->n];
    const int32_t last = rule->field == FIRE_FIELD_OCCURRED_AT ? run->last_day[run->n] : first;
    if (!fire_is_valid(run->build[rule->field].valid, run->n) ||
        (first == FIRE_DAY_FIRST && last == FIRE_DAY_LAST))
        return;
    for (int32_t i = 0; i < rule->n_windows; i++)
        if (rule->window[i].first_day <= first && last <= rule->window[i].last_day) return;
    add_breach(run, rule, rule->rule->name, rule->rule->other);
}

bool rule_needs_cells(const struct run *run, int32_t i)
{
    return run->rule[i].rule->op == FIRE_RULE_WITHIN;
}

bool rule_looks_at(const struct run *run, int32_t field)
{
    for (int32_t i = 0; i < run->n_rules; i++) {
        if (run->rule[i].field == field) return true;
        for (int32_t k = 0; k < run->rule[i].n_others; k++)
            if (run->rule[i].other[k] == field) return true;
    }
    return false;
}

const uint64_t *rule_rows(const struct run *run, int32_t i)
{
    return run->build[run->rule[i].field].valid;
}

bool check_rules(struct run *run)
{
    for (int32_t i = 0; i < run->n_rules; i++) {
        const struct row_rule *rule = &run->rule[i];
        if (rule->rule->op == FIRE_RULE_DURING) check_during(run, rule);
        if (rule->rule->op == FIRE_RULE_DURING || !is_known(run, rule->field)) continue;
        switch (rule->rule->op) {
        case FIRE_RULE_NOT_BEFORE:
            check_order(run, rule);
            break;
        case FIRE_RULE_EQUALS:
        case FIRE_RULE_AT_LEAST:
            check_sum(run, rule);
            break;
        case FIRE_RULE_YEAR_OF:
            check_year(run, rule);
            break;
        case FIRE_RULE_WITHIN:
            if (!check_within(run, rule)) return false;
            break;
        case FIRE_RULE_ZERO_WHEN:
            check_zero(run, rule);
            break;
        case FIRE_RULE_DURING:
            break;
        }
    }
    return true;
}

/* ---- made ready ------------------------------------------------------------------------ */

typedef enum {
    WANTS_NUMBER,
    WANTS_MOMENT,
    WANTS_PERIOD,
    WANTS_CATEGORY,
    WANTS_DAYS
} wanted_type;

static const struct {
    wanted_type field;
    wanted_type other;
    char between; /* '\0': there is one other */
} shapes[FIRE_N_RULE_OPS] = {
    [FIRE_RULE_NOT_BEFORE] = { WANTS_MOMENT, WANTS_MOMENT, '|' },
    [FIRE_RULE_EQUALS] = { WANTS_NUMBER, WANTS_NUMBER, '+' },
    [FIRE_RULE_AT_LEAST] = { WANTS_NUMBER, WANTS_NUMBER, '+' },
    [FIRE_RULE_YEAR_OF] = { WANTS_NUMBER, WANTS_MOMENT, '\0' },
    [FIRE_RULE_WITHIN] = { WANTS_MOMENT, WANTS_PERIOD, '\0' },
    [FIRE_RULE_ZERO_WHEN] = { WANTS_NUMBER, WANTS_CATEGORY, '\0' },
    [FIRE_RULE_DURING] = { WANTS_MOMENT, WANTS_DAYS, '|' },
};

static bool is_of_type(fire_type type, wanted_type wanted)
{
    switch (wanted) {
    case WANTS_NUMBER:
        return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL ||
               type == FIRE_TYPE_MONEY;
    case WANTS_MOMENT:
        return type == FIRE_TYPE_DATETIME;
    case WANTS_PERIOD:
        return type == FIRE_TYPE_PERIOD;
    case WANTS_CATEGORY:
        return type == FIRE_TYPE_CATEGORY;
    case WANTS_DAYS: /* no field */
        return false;
    }
    return false;
}

/* The field of a name. A shipped rule may speak of fields that are not there: then -1. */
static fire_status find_field(struct run *run, const struct fire_profile_rule *rule,
                              struct fire_text_view name, wanted_type wanted, int32_t *out)
{
    const int32_t field = fire_schema_find(run->schema, name);
    const bool is_right = field >= 0 &&
                          is_of_type(fire_schema_field(run->schema, field)->type, wanted);
    *out = is_right ? field : -1;
    if (is_right || rule->is_shipped) return FIRE_OK;
    const int shown = (int)fire_text_cut(name, 80);
    if (field < 0)
        return fire_fail(run->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "rule %s: there is no field '%.*s'", rule->name, shown, name.bytes);
    return fire_fail(run->err, FIRE_EVALUE, FIRE_NOWHERE,
                     "rule %s: it cannot compare a field of the type of '%.*s'", rule->name,
                     shown, name.bytes);
}

static bool is_bound(const struct run *run, int32_t field)
{
    if (field == FIRE_FIELD_PERIOD) return run->binding->has_period;
    if (field == FIRE_FIELD_OCCURRED_AT) return run->binding->has_moment;
    return field >= 0 && run->build[field].valid != NULL;
}

/* Fill the other fields; *awake false: one is missing, or of alternatives all are. */
static fire_status plan_others(struct run *run, struct row_rule *rule, bool *awake)
{
    const struct fire_profile_rule *said = rule->rule;
    const char between = shapes[said->op].between;
    *awake = true;
    for (const char *at = said->other; *at != '\0';) {
        const char stops[] = { said->op == FIRE_RULE_ZERO_WHEN ? '=' : between, '\0' };
        const struct fire_text_view name = { at, strcspn(at, stops) };
        int32_t field;
        FIRE_TRY(find_field(run, said, name, shapes[said->op].other, &field));
        if (is_bound(run, field) && rule->n_others < MAX_OTHERS)
            rule->other[rule->n_others++] = field;
        else if (between != '|')
            *awake = false;
        at += name.size_bytes;
        at += *at != '\0';
        if (said->op != FIRE_RULE_ZERO_WHEN) continue;
        if (!fire_text_match_key(fire_text_of(at), run->arena, &rule->code))
            return fire_fail_memory(run->err);
        break;
    }
    *awake = *awake && rule->n_others > 0;
    return FIRE_OK;
}

/* Days are looked up in the source's calendar; rows may stand for periods. */
static fire_status plan_during(struct run *run, struct row_rule *rule, bool *awake)
{
    const struct fire_binding *binding = run->binding;
    *awake = rule->field >= 0 &&
             (is_bound(run, rule->field) ||
              (rule->field == FIRE_FIELD_OCCURRED_AT && binding->has_period));
    return fire_periods_days(binding->calendar, fire_text_of(rule->rule->other), run->arena,
                             &rule->window, &rule->n_windows, run->err);
}

fire_status plan_rules(struct run *run)
{
    const struct fire_profile *profile = run->binding->profile;
    run->rule = FIRE_TAKE(run->arena, profile->n_rules, struct row_rule);
    if (run->rule == NULL) return fire_fail_memory(run->err);
    for (size_t i = 0; i < profile->n_rules; i++) {
        struct row_rule rule = { .rule = &profile->rule[i] };
        bool awake;
        FIRE_TRY(find_field(run, rule.rule, fire_text_of(rule.rule->field),
                            shapes[rule.rule->op].field, &rule.field));
        if (rule.rule->op == FIRE_RULE_DURING) {
            FIRE_TRY(plan_during(run, &rule, &awake));
        } else {
            FIRE_TRY(plan_others(run, &rule, &awake));
            awake = awake && is_bound(run, rule.field);
        }
        if (!awake) continue;
        rule.form = form_of(run, rule.field);
        run->rule[run->n_rules++] = rule;
    }
    return FIRE_OK;
}
