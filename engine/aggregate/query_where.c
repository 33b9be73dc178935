/* query_where.c - fire_query_where: "deaths>=3", "cause=Chập điện,null".
 *
 * Every condition becomes one set: words that are compared by match key, or closed ranges of
 * whole numbers, and whether null is in it. An order (>=) is a range with one open end, != is
 * = turned round. Numbers are read exactly: one with more decimals than its field keeps lies
 * between two values, equals neither, and has all of them on its right side. */
#include "firestat/query.h"

#include "made.h"
#include "wide.h"

#include <string.h>

enum relation { OP_EQUAL, OP_AT_LEAST, OP_AT_MOST, OP_MORE, OP_LESS };

/* A place on the number line: at `floor`, or behind it and before the next whole number. */
struct point {
    wide floor;
    bool exact;
};

static fire_status fail(struct fire_error *err, fire_status status, const char *condition,
                        const char *value, const char *reason)
{
    return fire_fail(err, status, FIRE_NOWHERE, "condition '%s': '%s' %s", condition, value,
                     reason);
}

/* ---- values -------------------------------------------------------------------------- */

/* Far outside of int64_t, and far enough from the ends of `wide` to be stepped from. */
#define FAR_AWAY ((wide)INT64_MAX * 1000)

/* "-12.50" at a scale: sign, digits, one dot. */
static bool parse_number(const char *text, int32_t scale, struct point *out)
{
    const bool negative = *text == '-';
    if (*text == '-' || *text == '+') text++;

    wide whole = 0;
    int32_t n_digits = 0;
    int32_t n_decimals = -1; /* -1: before the dot */
    bool more = false;       /* a digit behind the scale that is not 0 */
    for (; *text != '\0'; text++) {
        if (*text == '.' && n_decimals < 0) {
            n_decimals = 0;
            continue;
        }
        if (*text < '0' || *text > '9') return false;
        n_digits++;
        if (n_decimals >= scale) {
            more = more || *text != '0';
            continue;
        }
        if (n_decimals >= 0) n_decimals++;
        whole = whole > FAR_AWAY ? whole : whole * 10 + (*text - '0');
    }
    if (n_digits == 0) return false;
    for (int32_t i = n_decimals < 0 ? 0 : n_decimals; i < scale; i++)
        whole = whole > FAR_AWAY ? whole : whole * 10;
    *out = (struct point){ negative ? -whole - more : whole, !more };
    return true;
}

/* A whole number from `low` to `high`, for weekdays and hours. */
static bool parse_small(const char *text, int32_t low, int32_t high, struct point *out)
{
    return parse_number(text, 0, out) && out->exact && low <= out->floor && out->floor <= high;
}

/* A label of exactly one period of the unit: "2024-07" is a month and no year. */
static bool parse_period(const struct fire_query *query, fire_period_unit unit,
                         const char *text, struct point *out)
{
    struct fire_window asked;
    if (fire_calendar_parse(query->calendar, fire_text_of(text), &asked, NULL) != FIRE_OK)
        return false;
    const int32_t period = fire_calendar_period(query->calendar, unit, asked.first_day);
    const struct fire_window days = fire_calendar_window(query->calendar, unit, period);
    *out = (struct point){ period, true };
    return days.first_day == asked.first_day && days.last_day == asked.last_day;
}

static bool parse_day(const char *text, struct point *out)
{
    int32_t day;
    if (!fire_day_from_iso(text, (int64_t)strlen(text), &day)) return false;
    *out = (struct point){ day, true };
    return true;
}

/* Read a value that has an order. Returns NULL, or why it cannot be read. */
static const char *parse_point(const struct fire_query *query,
                               const struct condition *condition, const char *text,
                               struct point *out)
{
    if (condition->subject == SUBJECT_NUMBER) {
        const int32_t scale = ask_field(query, condition->field)->scale;
        return parse_number(text, scale, out) ? NULL : "is not a number (as in -12.5)";
    }
    if (condition->subject == SUBJECT_DAY)
        return parse_day(text, out) ? NULL : "is not a day (as in 2024-07-31)";
    if (condition->dim.kind == FIRE_DIM_WEEKDAY)
        return parse_small(text, 1, 7, out) ? NULL : "is not a weekday (1 Monday to 7 Sunday)";
    if (condition->dim.kind == FIRE_DIM_HOUR)
        return parse_small(text, 0, 23, out) ? NULL : "is not an hour (0 to 23)";
    return parse_period(query, condition->dim.unit, text, out)
               ? NULL
               : "is not one period of that unit (as in 2024, 2024-H1, 2024-Q3, 2024-07, "
                 "2024-W05, 2024-07-31)";
}

/* What lies on the asked side of a point, as far as values can lie there. Empty: false. */
static bool range_of(enum relation op, struct point point, struct range *out)
{
    wide low = INT64_MIN;
    wide high = INT64_MAX;
    switch (op) {
    case OP_EQUAL:
        if (!point.exact) return false;
        low = high = point.floor;
        break;
    case OP_AT_LEAST:
        low = point.exact ? point.floor : point.floor + 1;
        break;
    case OP_MORE:
        low = point.floor + 1;
        break;
    case OP_AT_MOST:
        high = point.floor;
        break;
    case OP_LESS:
        high = point.exact ? point.floor - 1 : point.floor;
        break;
    }
    if (low > INT64_MAX || high < INT64_MIN) return false;
    *out = (struct range){
        low < INT64_MIN ? INT64_MIN : (int64_t)low,
        high > INT64_MAX ? INT64_MAX : (int64_t)high,
    };
    return out->low <= out->high;
}

/* ---- the condition ------------------------------------------------------------------- */

static bool has_order(const struct condition *condition)
{
    switch (condition->subject) {
    case SUBJECT_NUMBER:
    case SUBJECT_DAY:
        return true;
    case SUBJECT_DIM:
        return condition->dim.kind != FIRE_DIM_FIELD && condition->dim.kind != FIRE_DIM_AREA;
    default:
        return false;
    }
}

static fire_status add_value(const struct fire_query *query, enum relation op,
                             const char *value, struct condition *condition,
                             struct fire_error *err)
{
    if (value[0] == '\0')
        return fail(err, FIRE_EVALUE, condition->text, value,
                    "is empty; no value is written as null");
    if (strcmp(value, "null") == 0) {
        condition->has_null = true;
        return op == OP_EQUAL ? FIRE_OK
                              : fail(err, FIRE_EVALUE, condition->text, value,
                                     "has no order; only = and != can be asked");
    }
    if (has_order(condition)) {
        struct point point;
        const char *reason = parse_point(query, condition, value, &point);
        if (reason != NULL) return fail(err, FIRE_EVALUE, condition->text, value, reason);
        if (range_of(op, point, &condition->range[condition->n_ranges])) condition->n_ranges++;
        return FIRE_OK;
    }
    if (condition->subject == SUBJECT_STRETCH) {
        struct fire_window days;
        FIRE_TRY(fire_calendar_parse(query->calendar, fire_text_of(value), &days, err));
        condition->range[condition->n_ranges++] = (struct range){ days.first_day,
                                                                  days.last_day };
        return FIRE_OK;
    }
    struct fire_text_view *word = &condition->word[condition->n_words];
    const bool is_area = condition->subject == SUBJECT_DIM &&
                         condition->dim.kind == FIRE_DIM_AREA;
    if (is_area ? !fire_area_key(fire_text_of(value), query->arena, word)
                : !fire_text_match_key(fire_text_of(value), query->arena, word))
        return fire_fail_memory(err);
    condition->n_words++;
    return FIRE_OK;
}

/* Values between commas; "\," is a comma. `values` is cut up in place. */
static fire_status add_values(const struct fire_query *query, enum relation op, char *values,
                              struct condition *condition, struct fire_error *err)
{
    size_t n_most = 1;
    for (const char *at = values; *at != '\0'; at++)
        n_most += *at == ',';
    condition->word = FIRE_TAKE(query->arena, n_most, struct fire_text_view);
    condition->range = FIRE_TAKE(query->arena, n_most, struct range);
    if (condition->word == NULL || condition->range == NULL) return fire_fail_memory(err);

    for (char *from = values; from != NULL;) {
        while (*from == ' ' || *from == '\t')
            from++;
        char *to = from;
        char *at = from;
        for (; *at != '\0' && *at != ','; at++) {
            if (at[0] == '\\' && at[1] == ',') at++;
            *to++ = *at;
        }
        char *next = *at == ',' ? at + 1 : NULL;
        while (to > from && (to[-1] == ' ' || to[-1] == '\t'))
            to--;
        *to = '\0';
        FIRE_TRY(add_value(query, op, from, condition, err));
        from = next;
    }
    return FIRE_OK;
}

/* The operator at `text`, which is at its first character. Returns its length; 0: none. */
static size_t parse_operator(const char *text, enum relation *op, bool *negate)
{
    static const struct {
        const char *text;
        enum relation op;
        bool negate;
    } operators[] = {
        { "!=", OP_EQUAL, true }, { ">=", OP_AT_LEAST, false }, { "<=", OP_AT_MOST, false },
        { "=", OP_EQUAL, false }, { ">", OP_MORE, false },      { "<", OP_LESS, false },
    };
    for (size_t i = 0; i < sizeof operators / sizeof operators[0]; i++) {
        const size_t size = strlen(operators[i].text);
        if (strncmp(text, operators[i].text, size) != 0) continue;
        *op = operators[i].op;
        *negate = operators[i].negate;
        return size;
    }
    return 0;
}

static fire_status fail_subject(const struct fire_query *query, struct fire_text_view name,
                                struct fire_error *err)
{
    char known[ASK_LIST_BYTES];
    ask_list_dims(query, known);
    for (int32_t i = 0; i < fire_schema_n_fields(query->schema); i++) {
        const struct fire_field *field = fire_schema_field(query->schema, i);
        if (field->type != FIRE_TYPE_AREA && field->type != FIRE_TYPE_CATEGORY)
            ask_list_add(known, field->name);
    }
    return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                     "there is no field or dimension '%.*s' (there are: %s)",
                     (int)name.size_bytes, name.bytes, known);
}

/* What the name in front of the operator is. */
static fire_status find_subject(struct fire_query *query, struct fire_text_view name,
                                struct condition *out, struct fire_error *err)
{
    if (ask_dim_find(query, name, &out->dim)) {
        out->subject = SUBJECT_DIM;
        return FIRE_OK;
    }
    FIRE_TRY(made_find(query, name, &out->field, err));
    if (out->field < 0) return fail_subject(query, name, err);
    const struct fire_field *field = ask_field(query, out->field);
    out->subject = ask_is_number(field)                ? SUBJECT_NUMBER
                   : field->type == FIRE_TYPE_DATETIME ? SUBJECT_DAY
                   : field->type == FIRE_TYPE_PERIOD   ? SUBJECT_STRETCH
                                                       : SUBJECT_TEXT;
    return FIRE_OK;
}

fire_status fire_query_where(struct fire_query *query, const char *text, struct fire_error *err)
{
    const struct fire_text_view all = fire_text_of(text);
    if (fire_text_valid_bytes(all) != all.size_bytes)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a condition is not UTF-8");

    /* one copy stays for messages, the other is cut up into name and values */
    struct condition condition = { .text = fire_arena_copy(query->arena, text, strlen(text)) };
    char *name = fire_arena_copy(query->arena, text, strlen(text));
    if (condition.text == NULL || name == NULL) return fire_fail_memory(err);

    char *sign = name + strcspn(name, "=!<>");
    enum relation op = OP_EQUAL;
    const size_t sign_size = parse_operator(sign, &op, &condition.negate);
    if (sign_size == 0)
        return fail(err, FIRE_EVALUE, condition.text, text,
                    "has no operator (=, !=, >=, <=, >, <)");
    char *values = sign + sign_size;
    *sign = '\0';

    const char *rest = name;
    const struct fire_text_view trimmed = ask_next_item(&rest);
    if (rest != NULL) return fail_subject(query, fire_text_of(name), err);
    FIRE_TRY(find_subject(query, trimmed, &condition, err));
    if (op != OP_EQUAL && !has_order(&condition))
        return fail(err, FIRE_EVALUE, condition.text, name,
                    "has no order; only = and != can be asked");
    FIRE_TRY(add_values(query, op, values, &condition, err));

    struct condition *grown = FIRE_TAKE(query->arena, query->n_conditions + 1,
                                        struct condition);
    if (grown == NULL) return fire_fail_memory(err);
    if (query->n_conditions > 0)
        memcpy(grown, query->condition, (size_t)query->n_conditions * sizeof *grown);
    grown[query->n_conditions++] = condition;
    query->condition = grown;
    return FIRE_OK;
}
