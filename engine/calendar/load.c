/* load.c - calendars that do not come with the program: any start day, a user's table, or the
 * rules as a store keeps them.
 *
 * The table has a row a rule, the rules of one calendar in the order of their days:
 *
 *     calendar,valid_from,year_starts,label_vi,label_en
 *     vn-report,,12-16,năm báo cáo,reporting year
 *     vn-report,2019-12-15,12-15,,
 *
 * The same as one line: "vn-report=12-16,2019-12-15:12-15". */
#include "firestat/calendar.h"
#include "firestat/reader.h"

#include "rule.h"

#include <stdio.h>
#include <string.h>

#define RULES_MOST      64
#define NAME_BYTES_MOST 40

/* A year that begins in July or later has most of its days in the next one, whose number it
 * bears. */
#define FIRST_MONTH_OF_NEXT_YEAR 7

struct draft {
    struct fire_arena *arena;
    struct fire_calendar calendar;
    struct calendar_rule rule[RULES_MOST];
    struct fire_location where;
};

static bool two_digits(const char *text, int32_t *out)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return false;
    *out = (text[0] - '0') * 10 + (text[1] - '0');
    return true;
}

/* "12-15"; 29 February is a day. */
static bool parse_start(struct fire_text_view text, struct calendar_rule *out)
{
    int32_t month = 0;
    int32_t day = 0;
    if (text.size_bytes != 5 || text.bytes[2] != '-' || !two_digits(text.bytes, &month) ||
        !two_digits(text.bytes + 3, &day))
        return false;
    if (month < 1 || month > 12 || day < 1 || day > fire_days_in_month(2000, month))
        return false;
    out->month_shift = month < FIRST_MONTH_OF_NEXT_YEAR ? month - 1 : month - 13;
    out->start_day = day;
    return true;
}

/* The month 1..12 in which years begin. */
static int32_t start_month(const struct calendar_rule *rule)
{
    return rule->month_shift < 0 ? rule->month_shift + 13 : rule->month_shift + 1;
}

static bool is_name(struct fire_text_view text)
{
    if (text.size_bytes == 0 || text.size_bytes > NAME_BYTES_MOST) return false;
    for (size_t i = 0; i < text.size_bytes; i++) {
        const char c = text.bytes[i];
        const bool is_letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        const bool is_inner = (c >= '0' && c <= '9') || c == '-' || c == '_';
        if (!is_letter && (i == 0 || !is_inner)) return false;
    }
    return true;
}

static const char *keep(const struct draft *draft, struct fire_text_view text)
{
    return fire_arena_copy(draft->arena, text.bytes, text.size_bytes);
}

/* One more rule; the first has no `from`. */
static fire_status add_rule(struct draft *draft, struct fire_text_view from,
                            struct fire_text_view start, struct fire_error *err)
{
    struct calendar_rule rule = { .first_day = FIRE_DAY_FIRST };
    const int32_t n = draft->calendar.n_rules;
    if (n == RULES_MOST)
        return fire_fail(err, FIRE_ERANGE, draft->where, "a calendar has at most %d rules",
                         RULES_MOST);
    if (!parse_start(start, &rule))
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "'%.*s' is no day on which years begin (as in 12-15)",
                         (int)fire_text_cut(start, 60), start.bytes);
    if (n == 0 && from.size_bytes > 0)
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "the first rule of a calendar holds from the beginning: valid_from "
                         "must be empty");
    if (n > 0 && !fire_day_from_iso(from.bytes, (int64_t)from.size_bytes, &rule.first_day))
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "'%.*s' is not a day (as in 2019-12-15) from which a rule holds",
                         (int)fire_text_cut(from, 60), from.bytes);
    if (n > 0 && rule.first_day <= draft->rule[n - 1].first_day)
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "the rules of a calendar stand in the order of their days");
    if (n > 0 &&
        rule_month_first_day(&rule, rule_month_of_day(&rule, rule.first_day)) != rule.first_day)
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "no month of the new rule begins on %.*s, so it cannot hold from then "
                         "on",
                         (int)from.size_bytes, from.bytes);
    if (n > 0 && rule_month_of_day(&rule, rule.first_day) <=
                     rule_month_of_day(&draft->rule[n - 1], draft->rule[n - 1].first_day))
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "the new rule would begin with a month that is over by the old one");
    draft->rule[n] = rule;
    draft->calendar.n_rules = n + 1;
    return FIRE_OK;
}

/* The draft as a calendar that stays. */
static fire_status settle(struct draft *draft, const struct fire_calendar **out,
                          struct fire_error *err)
{
    struct fire_calendar *calendar = FIRE_TAKE(draft->arena, 1, struct fire_calendar);
    struct calendar_rule *rule = FIRE_TAKE(draft->arena, draft->calendar.n_rules,
                                           struct calendar_rule);
    if (calendar == NULL || rule == NULL) return fire_fail_memory(err);
    memcpy(rule, draft->rule, (size_t)draft->calendar.n_rules * sizeof *rule);
    *calendar = draft->calendar;
    calendar->rule = rule;
    *out = calendar;
    return FIRE_OK;
}

/* ---- a start day, a line ----------------------------------------------------------------- */

static const char *start_label(const struct draft *draft, const char *format)
{
    char text[64];
    const struct calendar_rule *rule = &draft->rule[0];
    snprintf(text, sizeof text, format, rule->start_day, start_month(rule));
    return keep(draft, fire_text_of(text));
}

static fire_status open_start(struct draft *draft, struct fire_text_view start,
                              const struct fire_calendar **out, struct fire_error *err)
{
    FIRE_TRY(add_rule(draft, fire_text_of(""), start, err));
    draft->calendar.name = keep(draft, start);
    draft->calendar.label_vi = start_label(draft, "năm bắt đầu từ ngày %02d/%02d");
    draft->calendar.label_en = start_label(draft, "years from %02d/%02d on");
    if (draft->calendar.name == NULL || draft->calendar.label_vi == NULL ||
        draft->calendar.label_en == NULL)
        return fire_fail_memory(err);
    return settle(draft, out, err);
}

/* The text up to a byte, and `rest` behind it; without the byte all of it. */
static struct fire_text_view cut_at(struct fire_text_view *rest, char byte)
{
    const char *end = rest->size_bytes == 0 ? NULL
                                            : memchr(rest->bytes, byte, rest->size_bytes);
    const struct fire_text_view part = { rest->bytes, end == NULL
                                                          ? rest->size_bytes
                                                          : (size_t)(end - rest->bytes) };
    const size_t used = end == NULL ? part.size_bytes : part.size_bytes + 1;
    *rest = (struct fire_text_view){ rest->bytes + used, rest->size_bytes - used };
    return part;
}

static fire_status open_line(struct draft *draft, struct fire_text_view line,
                             const struct fire_calendar **out, struct fire_error *err)
{
    const struct fire_text_view name = cut_at(&line, '=');
    if (!is_name(name))
        return fire_fail(
            err, FIRE_EVALUE, draft->where,
            "'%.*s' is no calendar's name: letters, digits, - and _ , a letter first",
            (int)fire_text_cut(name, 60), name.bytes);
    do {
        struct fire_text_view start = cut_at(&line, ',');
        struct fire_text_view from = fire_text_of("");
        if (draft->calendar.n_rules > 0) from = cut_at(&start, ':');
        FIRE_TRY(add_rule(draft, from, start, err));
    } while (line.size_bytes > 0);
    draft->calendar.name = keep(draft, name);
    draft->calendar.label_vi = draft->calendar.label_en = draft->calendar.name;
    if (draft->calendar.name == NULL) return fire_fail_memory(err);
    return settle(draft, out, err);
}

/* ---- a table ----------------------------------------------------------------------------- */

enum { CALENDAR, VALID_FROM, YEAR_STARTS, LABEL_VI, LABEL_EN, N_COLUMNS };

static const char *const columns[N_COLUMNS] = {
    [CALENDAR] = "calendar", [VALID_FROM] = "valid_from", [YEAR_STARTS] = "year_starts",
    [LABEL_VI] = "label_vi", [LABEL_EN] = "label_en",
};

static fire_status find_columns(const struct draft *draft, const struct fire_record *header,
                                int32_t at[N_COLUMNS], struct fire_error *err)
{
    for (int c = 0; c < N_COLUMNS; c++) {
        at[c] = -1;
        for (int32_t i = 0; i < header->n_cells; i++)
            if (fire_text_equal(header->cell[i], fire_text_of(columns[c]))) at[c] = i;
        if (at[c] < 0 && c <= YEAR_STARTS)
            return fire_fail(err, FIRE_ESCHEMA, draft->where, "the table needs a column '%s'",
                             columns[c]);
    }
    return FIRE_OK;
}

static struct fire_text_view cell(const struct fire_record *record, int32_t at)
{
    if (at < 0 || at >= record->n_cells) return fire_text_of("");
    return record->cell[at];
}

static bool keep_label(const struct draft *draft, struct fire_text_view text,
                       const char **label)
{
    if (text.size_bytes > 0) *label = keep(draft, text);
    return *label != NULL;
}

/*   wanted   only rows of the calendar of that name; NULL: all of them are of one */
static fire_status add_row(struct draft *draft, const struct fire_record *record,
                           const int32_t at[N_COLUMNS], const char *wanted,
                           struct fire_error *err)
{
    struct fire_calendar *calendar = &draft->calendar;
    const struct fire_text_view name = cell(record, at[CALENDAR]);
    if (wanted != NULL && !fire_text_equal(name, fire_text_of(wanted))) return FIRE_OK;
    if (!is_name(name))
        return fire_fail(
            err, FIRE_EVALUE, draft->where,
            "'%.*s' is no calendar's name: letters, digits, - and _ , a letter first",
            (int)fire_text_cut(name, 60), name.bytes);
    if (calendar->n_rules > 0 && !fire_text_equal(name, fire_text_of(calendar->name)))
        return fire_fail(err, FIRE_EVALUE, draft->where,
                         "the table has more than one calendar: '%s' and '%.*s'",
                         calendar->name, (int)fire_text_cut(name, 60), name.bytes);
    FIRE_TRY(add_rule(draft, cell(record, at[VALID_FROM]), cell(record, at[YEAR_STARTS]), err));
    if (calendar->n_rules > 1) return FIRE_OK;
    calendar->name = calendar->label_vi = calendar->label_en = keep(draft, name);
    if (calendar->name == NULL ||
        !keep_label(draft, cell(record, at[LABEL_VI]), &calendar->label_vi) ||
        !keep_label(draft, cell(record, at[LABEL_EN]), &calendar->label_en))
        return fire_fail_memory(err);
    return FIRE_OK;
}

static fire_status read_table(struct draft *draft, struct fire_reader *reader,
                              const char *wanted, struct fire_error *err)
{
    int32_t at[N_COLUMNS];
    struct fire_record record = { 0 };
    bool more = false;
    FIRE_TRY(fire_reader_next(reader, &record, &more, err));
    FIRE_TRY(find_columns(draft, &record, at, err));
    for (;;) {
        FIRE_TRY(fire_reader_next(reader, &record, &more, err));
        if (!more) break;
        draft->where.line = record.line;
        if (record.fault != FIRE_FAULT_NONE)
            return fire_fail(err, FIRE_ESYNTAX, draft->where, "this line is not CSV");
        FIRE_TRY(add_row(draft, &record, at, wanted, err));
    }
    draft->where.line = 0;
    if (draft->calendar.n_rules == 0)
        return fire_fail(err, FIRE_ENODATA, draft->where, "the table has no calendar");
    return FIRE_OK;
}

fire_status fire_calendar_load(const char *path, const char *name, struct fire_arena *arena,
                               const struct fire_calendar **out, struct fire_error *err)
{
    struct draft draft = { .arena = arena, .where = { .file = path } };
    const struct fire_reader_options options = { 0 };
    struct fire_reader *reader;
    FIRE_TRY(fire_reader_open(path, &options, &reader, err));
    const fire_status status = read_table(&draft, reader, name, err);
    fire_reader_close(reader);
    FIRE_TRY(status);
    return settle(&draft, out, err);
}

/* ---- whichever --------------------------------------------------------------------------- */

fire_status fire_calendar_open(const char *text, struct fire_arena *arena,
                               const struct fire_calendar **out, struct fire_error *err)
{
    struct draft draft = { .arena = arena };
    struct calendar_rule unused;
    const struct fire_text_view view = fire_text_of(text);
    if (parse_start(view, &unused)) return open_start(&draft, view, out, err);
    if (view.size_bytes > 4 && strcmp(text + view.size_bytes - 4, ".csv") == 0)
        return fire_calendar_load(text, NULL, arena, out, err);
    if (strchr(text, '=') != NULL) return open_line(&draft, view, out, err);
    return fire_calendar_find(text, out, err);
}

void fire_calendar_rules(const struct fire_calendar *calendar, struct fire_buffer *out)
{
    fire_buffer_printf(out, "%s=", calendar->name);
    for (int32_t i = 0; i < calendar->n_rules; i++) {
        const struct calendar_rule *rule = &calendar->rule[i];
        if (i > 0) {
            char day[11];
            fire_day_to_iso(rule->first_day, day);
            fire_buffer_printf(out, ",%s:", day);
        }
        fire_buffer_printf(out, "%02d-%02d", start_month(rule), rule->start_day);
    }
}

bool fire_calendar_is_same(const struct fire_calendar *a, const struct fire_calendar *b)
{
    if (a == b) return true;
    if (a->n_rules != b->n_rules || strcmp(a->name, b->name) != 0) return false;
    for (int32_t i = 0; i < a->n_rules; i++)
        if (a->rule[i].first_day != b->rule[i].first_day ||
            a->rule[i].month_shift != b->rule[i].month_shift ||
            a->rule[i].start_day != b->rule[i].start_day)
            return false;
    return true;
}
