/* claims.c - what each row of a table of published figures claims.
 *
 * A row has changes (one for each measure, in columns of its own or named in the row), or a share
 * of a total; and a period that is named may have its days stated. Rows of one report and one
 * total that follow each other are one breakdown and are looked at together. */
#include "claims.h"

#include "own_bases.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_RATIOS = 16 };

/* One breakdown while its rows come in. */
struct breakdown {
    struct fire_printed_share *share;
    int64_t *claim; /* where each share's check is kept; -1: no percent was printed */
    const char **group;
    struct fire_text_view *item;
    int64_t n;
    size_t share_capacity;
    size_t claim_capacity;
    size_t group_capacity;
    size_t item_capacity;
    const char *label;
    int64_t first_line;
};

/* What all figures of a row have in common. */
struct row {
    const struct fire_record *record;
    struct fire_checked_figure is;
};

/* What the rows are checked with. */
struct checker {
    struct figure_calendars calendars;
    struct breakdown breakdown;
    struct own_bases own;
};

static fire_status add_claim(struct session *session, struct claims *claims,
                             const struct fire_checked_figure *figure)
{
    void *grown = fire_array_grow(claims->figure, &claims->capacity, (size_t)claims->n + 1,
                                  sizeof *claims->figure);
    if (grown == NULL) return fire_fail_memory(&session->err);
    claims->figure = grown;
    claims->figure[claims->n++] = *figure;
    return FIRE_OK;
}

void claims_finish(struct claims *claims)
{
    free(claims->figure);
    *claims = (struct claims){ 0 };
}

/* ---- changes --------------------------------------------------------------------------- */

/* One measure of a row. */
struct change {
    int32_t field; /* -1: named in the row, or not at all */
    const char *name;
    struct fire_printed_change printed;
    int32_t power;                  /* of the unit of its levels and delta */
    struct fire_printed said_level; /* the ratio's current value, where it is another one */
};

static bool is_whole(struct fire_printed figure)
{
    return !figure.is_known || figure.decimals == 0;
}

/* Things and people are counted; where nobody says what is counted, whole figures are taken for
 * counts. */
static bool is_count(const struct figure_table *table, int32_t field,
                     const struct fire_printed_change *change)
{
    if (field >= 0) return fire_schema_field(table->schema, field)->type == FIRE_TYPE_INTEGER;
    return is_whole(change->current) && is_whole(change->base) && is_whole(change->delta);
}

/* The measure's field: the column's, else the one the row names. */
static fire_status name_measure(struct session *session, const struct figure_table *table,
                                const struct row *row, struct change *change)
{
    struct fire_figure_header header = { .field = change->field };
    if (change->field >= 0) {
        const struct fire_field *field = fire_schema_field(table->schema, change->field);
        change->name = session->language == FIRE_VIETNAMESE ? field->label_vi : field->label_en;
        return FIRE_OK;
    }
    change->name = figures_text(table, row->record, FIRE_FIGURES_MEASURE);
    if (change->name == NULL ||
        !fire_figure_header_of(table->profile, fire_text_of(change->name), table->arena,
                               &header))
        return fire_fail_memory(&session->err);
    if (header.role == FIRE_FIGURES_CURRENT) change->field = header.field;
    return FIRE_OK;
}

static fire_status read_change(struct session *session, struct figure_table *table,
                               const struct row *row, int32_t field, struct change *change)
{
    const struct {
        fire_figure_role role;
        struct fire_printed *to;
    } roles[] = { { FIRE_FIGURES_CURRENT, &change->printed.current },
                  { FIRE_FIGURES_BASE, &change->printed.base },
                  { FIRE_FIGURES_DELTA, &change->printed.delta },
                  { FIRE_FIGURES_PERCENT, &change->printed.percent } };
    *change = (struct change){ .field = field };
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++) {
        const int32_t column = figures_column(table, roles[i].role, field, 0);
        int32_t power;
        FIRE_TRY(figures_cell(session, table, row->record, column, roles[i].to, &power));
        if (roles[i].to->is_known && roles[i].role != FIRE_FIGURES_PERCENT)
            change->power = power;
    }
    FIRE_TRY(name_measure(session, table, row, change));
    change->printed.is_count = is_count(table, change->field, &change->printed);
    return FIRE_OK;
}

/* The same value, in whatever unit: 127,9 tỷ in a column of tỷ is 127,9 in a text. */
static bool same_figure(struct fire_printed figure, int32_t power, struct fire_printed said)
{
    if (!figure.is_known || !said.is_known) return false;
    int64_t a = figure.number;
    int64_t b = said.number;
    int32_t places_a = figure.decimals + power;
    int32_t places_b = said.decimals;
    for (; places_a < places_b; places_a++)
        if (__builtin_mul_overflow(a, 10, &a)) return false;
    for (; places_b < places_a; places_b++)
        if (__builtin_mul_overflow(b, 10, &b)) return false;
    return a == b;
}

/* Does the ratio belong to the change? By its current value, else by the base that follows. */
static bool fits(const struct change *change, const struct fire_figure_ratio *ratio)
{
    if (ratio->current.is_known)
        return same_figure(change->printed.current, change->power, ratio->current);
    struct fire_printed_change implied = change->printed;
    implied.base = ratio->base;
    implied.base.decimals -= change->power;
    return implied.current.is_known && implied.delta.is_known &&
           fire_verify_delta(&implied).verdict <= FIRE_FIGURE_RIGHT_TRUNCATED;
}

static void take_ratio(struct change *change, const struct fire_figure_ratio *ratio)
{
    change->printed.base = ratio->base;
    change->printed.base.decimals -= change->power;
    if (ratio->current.is_known && !fits(change, ratio)) {
        change->said_level = ratio->current;
        change->said_level.decimals -= change->power;
    }
}

/* The ratios in the text go to the measures in their order: each to the next one that it fits;
 * where there are as many as measures with a level, one that fits none goes to its own place. */
static void take_ratios(struct change changes[], int32_t n,
                        const struct fire_figure_ratio ratio[], int32_t n_ratios)
{
    int32_t order[MOST_RATIOS];
    int32_t n_levels = 0;
    for (int32_t i = 0; i < n && n_levels < MOST_RATIOS; i++)
        if (changes[i].printed.current.is_known) order[n_levels++] = i;
    if (n == 1) { /* a long table: all ratios of the text, one measure */
        for (int32_t k = 0; k < n_ratios; k++)
            if (fits(&changes[0], &ratio[k]) && !changes[0].printed.base.is_known)
                take_ratio(&changes[0], &ratio[k]);
        return;
    }
    for (int32_t k = 0, next = 0; k < n_ratios; k++) {
        int32_t at = next;
        while (at < n_levels && !fits(&changes[order[at]], &ratio[k]))
            at++;
        if (at == n_levels && n_ratios == n_levels && ratio[k].current.is_known) at = k;
        if (at >= n_levels || changes[order[at]].printed.base.is_known) continue;
        take_ratio(&changes[order[at]], &ratio[k]);
        next = at + 1;
    }
}

static fire_status claim_change(struct session *session, struct claims *claims,
                                const struct row *row, const struct change *change)
{
    const struct fire_printed_change *printed = &change->printed;
    struct fire_checked_figure figure = row->is;
    figure.measure = change->name;
    figure.power = change->power;
    if (change->said_level.is_known) {
        figure.kind = FIRE_CHECKED_LEVEL;
        figure.printed = printed->current;
        figure.check = (struct fire_figure_check){ .verdict = FIRE_FIGURE_WRONG,
                                                   .note = FIRE_FIGURE_OTHER_LEVEL,
                                                   .low = change->said_level };
        FIRE_TRY(add_claim(session, claims, &figure));
    }
    if (printed->delta.is_known && (printed->base.is_known || !printed->percent.is_known)) {
        figure.kind = FIRE_CHECKED_DELTA;
        figure.printed = printed->delta;
        figure.check = fire_verify_delta(printed);
        FIRE_TRY(add_claim(session, claims, &figure));
    }
    if (printed->percent.is_known) {
        figure.kind = FIRE_CHECKED_PERCENT;
        figure.printed = printed->percent;
        figure.power = 0;
        figure.check = fire_verify_percent(printed);
        if (figure.check.note == FIRE_FIGURE_BELOW_ZERO)
            figure.check.low.decimals += change->power;
        FIRE_TRY(add_claim(session, claims, &figure));
    }
    return FIRE_OK;
}

/* The measures of the table: each field with a column of figures, in the columns' order. */
static fire_status claim_changes(struct session *session, struct figure_table *table,
                                 struct claims *claims, struct checker *checker,
                                 const struct row *row)
{
    struct change changes[FIRE_N_BUILTIN_FIELDS + 1];
    struct fire_figure_ratio ratio[MOST_RATIOS];
    int32_t n = 0;
    for (int32_t i = 0; i < table->n_columns; i++) {
        const struct fire_figure_header *is = &table->column[i].is;
        bool is_first = is->role >= FIRE_FIGURES_CURRENT && is->role <= FIRE_FIGURES_PERCENT;
        for (int32_t k = 0; k < i && is_first; k++)
            is_first = table->column[k].is.role < FIRE_FIGURES_CURRENT ||
                       table->column[k].is.role > FIRE_FIGURES_PERCENT ||
                       table->column[k].is.field != is->field;
        if (is_first) FIRE_TRY(read_change(session, table, row, is->field, &changes[n++]));
    }
    const int32_t n_ratios = fire_figure_ratios(fire_text_of(row->is.against), table->arena,
                                                ratio, MOST_RATIOS);
    take_ratios(changes, n, ratio, n_ratios);
    for (int32_t i = 0; i < n; i++) {
        const int64_t first = claims->n;
        FIRE_TRY(claim_change(session, claims, row, &changes[i]));
        const struct own_row kept = { .about = row->is,
                                      .measure = changes[i].name,
                                      .printed = changes[i].printed,
                                      .power = changes[i].power,
                                      .first_figure = first,
                                      .n_figures = claims->n - first };
        FIRE_TRY(
            own_bases_add(session, &checker->calendars, table->arena, &kept, &checker->own));
    }
    return FIRE_OK;
}

/* ---- shares ------------------------------------------------------------------------------ */

static void breakdown_finish(struct breakdown *breakdown)
{
    free(breakdown->share);
    free(breakdown->claim);
    free(breakdown->group);
    free(breakdown->item);
}

/* Room for one more in an array of the breakdown. */
#define ROOM_FOR_ONE(breakdown, array, session)                                                \
    do {                                                                                       \
        void *grown_ = fire_array_grow((breakdown)->array, &(breakdown)->array##_capacity,     \
                                       (size_t)(breakdown)->n + 1,                             \
                                       sizeof *(breakdown)->array);                            \
        if (grown_ == NULL) return fire_fail_memory(&(session)->err);                          \
        (breakdown)->array = grown_;                                                           \
    } while (0)

/* Parts that are all of a whole, the members' rows given: their counts against the total, and
 * then their percents against 100. */
static fire_status claim_parts(struct session *session, struct claims *claims,
                               const struct breakdown *breakdown, const int64_t member[],
                               int64_t n, const char *item)
{
    struct fire_printed *part = calloc((size_t)n, 2 * sizeof *part);
    if (part == NULL) return fire_fail_memory(&session->err);
    struct fire_printed *percent = part + n;
    bool has_parts = true;
    bool has_percents = true;
    bool all_whole = true;
    for (int64_t i = 0; i < n; i++) {
        part[i] = breakdown->share[member[i]].part;
        percent[i] = breakdown->share[member[i]].percent;
        has_parts = has_parts && part[i].is_known;
        has_percents = has_percents && percent[i].is_known;
        all_whole = all_whole && is_whole(part[i]);
    }
    const struct fire_printed total = breakdown->share[member[0]].total;
    const int64_t at = breakdown->claim[member[0]];
    struct fire_checked_figure figure = { .label = breakdown->label, .item = item };
    figure.line = at >= 0 ? claims->figure[at].line : breakdown->first_line;
    if (at >= 0) figure.file = claims->figure[at].file;
    fire_status status = FIRE_OK;
    if (has_parts && total.is_known) {
        figure.kind = FIRE_CHECKED_PARTS;
        figure.printed = total;
        figure.check = fire_verify_parts(part, n, total, all_whole && is_whole(total));
        status = add_claim(session, claims, &figure);
    }
    if (status == FIRE_OK && has_percents) {
        figure.kind = FIRE_CHECKED_PERCENTS;
        figure.printed = (struct fire_printed){ .is_known = true, .number = 100 };
        figure.check = fire_verify_percents(percent, n);
        for (int64_t i = 0; i < n; i++) { /* exactly 100, and one of them is a little off */
            struct fire_figure_check *check =
                &claims->figure[breakdown->claim[member[i]]].check;
            const struct fire_printed sum = figure.check.right;
            if (check->verdict == FIRE_FIGURE_SLIGHTLY_OFF &&
                check->note == FIRE_FIGURE_NO_NOTE && same_figure(sum, 0, figure.printed))
                check->note = FIRE_FIGURE_BALANCED;
        }
        status = add_claim(session, claims, &figure);
    }
    free(part);
    return status;
}

/* Sets of labels of which all parts are there, and groups that the table names. */
static fire_status claim_wholes(struct session *session, struct figure_table *table,
                                struct claims *claims, const struct breakdown *breakdown)
{
    const int64_t n = breakdown->n;
    int64_t *member = FIRE_TAKE(table->arena, n, int64_t);
    int32_t *whole = FIRE_TAKE(table->arena, n, int32_t);
    int32_t *n_parts = FIRE_TAKE(table->arena, n, int32_t);
    if (member == NULL || whole == NULL || n_parts == NULL)
        return fire_fail_memory(&session->err);
    for (int64_t i = 0; i < n; i++)
        if (!fire_figure_part_of(breakdown->item[i], table->arena, &whole[i], &n_parts[i]))
            return fire_fail_memory(&session->err);
    for (int64_t first = 0; first < n; first++) {
        const bool named = breakdown->group[first][0] != '\0';
        int64_t n_members = 0;
        bool is_first = named || whole[first] >= 0;
        for (int64_t i = 0; i < n && is_first; i++) {
            const bool same = named
                                  ? strcmp(breakdown->group[i], breakdown->group[first]) == 0
                                  : breakdown->group[i][0] == '\0' && whole[i] == whole[first];
            if (same && i < first) is_first = false;
            if (same) member[n_members++] = i;
            if (same && named && i >= first + n_members) break; /* groups follow each other */
        }
        if (!is_first || n_members < 2 || (!named && n_members != n_parts[first])) continue;
        const char *item = named ? breakdown->group[first] : "";
        FIRE_TRY(claim_parts(session, claims, breakdown, member, n_members, item));
    }
    return FIRE_OK;
}

/* Does the row have the total of the others ("Tổng cộng")? */
static bool is_total_row(struct figure_table *table, const struct breakdown *breakdown,
                         int64_t i)
{
    struct fire_figure_header header = { .role = FIRE_FIGURES_NONE };
    return fire_figure_header_of(table->profile, breakdown->item[i], table->arena, &header) &&
           header.role == FIRE_FIGURES_TOTAL;
}

/* Where no column has the total: that of a row of the table, which all others are parts of. */
static fire_status take_total_row(struct session *session, struct figure_table *table,
                                  struct claims *claims, struct breakdown *breakdown)
{
    const int64_t n = breakdown->n;
    int64_t at = n - 1;
    while (at >= 0 &&
           !(breakdown->share[at].part.is_known && is_total_row(table, breakdown, at)))
        at--;
    if (at < 0 || breakdown->share[at].total.is_known) return FIRE_OK;
    int64_t *member = FIRE_TAKE(table->arena, n, int64_t);
    if (member == NULL) return fire_fail_memory(&session->err);
    int64_t n_members = 0;
    for (int64_t i = 0; i < n; i++) {
        breakdown->share[i].total = breakdown->share[at].part;
        if (breakdown->claim[i] >= 0)
            claims->figure[breakdown->claim[i]].check = fire_verify_share(&breakdown->share[i]);
        if (i != at) member[n_members++] = i;
    }
    return n_members < 2 ? FIRE_OK
                         : claim_parts(session, claims, breakdown, member, n_members, "");
}

/* The rows of a breakdown are all there: what they say together. */
static fire_status breakdown_end(struct session *session, struct figure_table *table,
                                 struct claims *claims, struct breakdown *breakdown)
{
    if (breakdown->n == 0) return FIRE_OK;
    FIRE_TRY(take_total_row(session, table, claims, breakdown));
    struct fire_figure_check *check = FIRE_TAKE(table->arena, breakdown->n,
                                                struct fire_figure_check);
    if (check == NULL) return fire_fail_memory(&session->err);
    for (int64_t i = 0; i < breakdown->n; i++) {
        if (breakdown->claim[i] >= 0)
            check[i] = claims->figure[breakdown->claim[i]].check;
        else
            check[i].verdict = FIRE_FIGURE_UNDECIDABLE;
    }
    FIRE_TRY(fire_verify_common_total(breakdown->share, check, breakdown->n, &session->err));
    for (int64_t i = 0; i < breakdown->n; i++)
        if (breakdown->claim[i] >= 0) claims->figure[breakdown->claim[i]].check = check[i];
    FIRE_TRY(claim_wholes(session, table, claims, breakdown));
    breakdown->n = 0;
    return FIRE_OK;
}

static bool is_same_total(const struct breakdown *breakdown, const char *label,
                          struct fire_printed total)
{
    const struct fire_printed before = breakdown->share[breakdown->n - 1].total;
    return strcmp(breakdown->label, label) == 0 && before.is_known == total.is_known &&
           before.number == total.number && before.decimals == total.decimals;
}

static fire_status claim_share(struct session *session, struct figure_table *table,
                               struct claims *claims, struct breakdown *breakdown,
                               const struct row *row)
{
    const struct {
        fire_figure_role role;
        size_t at;
    } roles[] = { { FIRE_FIGURES_PART, offsetof(struct fire_printed_share, part) },
                  { FIRE_FIGURES_TOTAL, offsetof(struct fire_printed_share, total) },
                  { FIRE_FIGURES_PERCENT, offsetof(struct fire_printed_share, percent) } };
    struct fire_printed_share share = { { 0 }, { 0 }, { 0 } };
    struct fire_checked_figure figure = row->is;
    int32_t power;
    for (size_t i = 0; i < sizeof roles / sizeof roles[0]; i++)
        FIRE_TRY(figures_cell(session, table, row->record,
                              figures_column(table, roles[i].role, -1, 0),
                              (struct fire_printed *)((char *)&share + roles[i].at), &power));
    if (!share.part.is_known && !share.percent.is_known) return FIRE_OK;
    if (breakdown->n > 0 && !is_same_total(breakdown, figure.label, share.total))
        FIRE_TRY(breakdown_end(session, table, claims, breakdown));
    ROOM_FOR_ONE(breakdown, share, session);
    ROOM_FOR_ONE(breakdown, claim, session);
    ROOM_FOR_ONE(breakdown, group, session);
    ROOM_FOR_ONE(breakdown, item, session);
    const int64_t at = breakdown->n;
    breakdown->share[at] = share;
    breakdown->claim[at] = share.percent.is_known ? claims->n : -1;
    breakdown->group[at] = figures_text(table, row->record, FIRE_FIGURES_GROUP);
    breakdown->item[at] = fire_text_of(figure.item);
    if (breakdown->group[at] == NULL) return fire_fail_memory(&session->err);
    breakdown->label = figure.label;
    if (at == 0) breakdown->first_line = figure.line;
    breakdown->n++;
    if (!share.percent.is_known) return FIRE_OK;
    figure.kind = FIRE_CHECKED_SHARE;
    figure.printed = share.percent;
    figure.check = fire_verify_share(&share);
    return add_claim(session, claims, &figure);
}

/* ---- dates ------------------------------------------------------------------------------- */

static fire_status find_calendars(struct session *session, struct figure_calendars *calendars)
{
    static const char *const names[FIGURE_CALENDARS_MAX] = { "calendar", "vn-report",
                                                             "vn-government" };
    for (; calendars->n < FIGURE_CALENDARS_MAX; calendars->n++)
        FIRE_TRY(fire_calendar_find(names[calendars->n], &calendars->calendar[calendars->n],
                                    &session->err));
    return FIRE_OK;
}

static fire_status claim_dates(struct session *session, struct figure_table *table,
                               struct claims *claims, const struct figure_calendars *calendars,
                               const struct row *row)
{
    struct fire_checked_figure figure = row->is;
    struct fire_window meant[FIGURE_CALENDARS_MAX];
    int32_t n = 0;
    bool has_first;
    bool has_last;
    FIRE_TRY(figures_day(session, table, row->record, FIRE_FIGURES_FROM, &figure.days.first_day,
                         &has_first));
    FIRE_TRY(figures_day(session, table, row->record, FIRE_FIGURES_TO, &figure.days.last_day,
                         &has_last));
    if (!has_first || !has_last) return FIRE_OK;
    for (int32_t i = 0; i < calendars->n; i++)
        n += fire_figure_period(fire_text_of(figure.period), calendars->calendar[i],
                                table->arena, &meant[n]);
    if (n == 0 && figure.days.first_day <= figure.days.last_day) return FIRE_OK; /* no name */
    figure.kind = FIRE_CHECKED_DATES;
    figure.check = fire_verify_window(figure.days, meant, n, &figure.right_days);
    return add_claim(session, claims, &figure);
}

/* ---- all rows ---------------------------------------------------------------------------- */

static fire_status read_row(struct session *session, const struct figure_table *table,
                            const struct fire_record *record, struct row *row)
{
    *row = (struct row){
        .record = record,
        .is = { .file = fire_reader_path(table->reader),
                .line = record->line,
                .label = figures_text(table, record, FIRE_FIGURES_LABEL),
                .period = figures_text(table, record, FIRE_FIGURES_PERIOD),
                .against = figures_text(table, record, FIRE_FIGURES_AGAINST),
                .item = figures_text(table, record, FIRE_FIGURES_ITEM) },
    };
    if (row->is.label == NULL || row->is.period == NULL || row->is.against == NULL ||
        row->is.item == NULL)
        return fire_fail_memory(&session->err);
    return FIRE_OK;
}

static fire_status claim_row(struct session *session, struct figure_table *table,
                             struct claims *claims, struct checker *checker,
                             const struct fire_record *record)
{
    struct row row;
    if (record->fault != FIRE_FAULT_NONE) return figures_fault(session, table, record);
    FIRE_TRY(read_row(session, table, record, &row));
    FIRE_TRY(claim_dates(session, table, claims, &checker->calendars, &row));
    return table->has_shares ? claim_share(session, table, claims, &checker->breakdown, &row)
                             : claim_changes(session, table, claims, checker, &row);
}

static fire_status claim_rows(struct session *session, struct figure_table *table,
                              struct claims *claims, struct checker *checker)
{
    bool more = true;
    while (more) {
        struct fire_record record;
        if (is_interrupted())
            return fire_fail(&session->err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "stopped");
        FIRE_TRY(figures_next(session, table, &record, &more));
        if (more) FIRE_TRY(claim_row(session, table, claims, checker, &record));
    }
    FIRE_TRY(breakdown_end(session, table, claims, &checker->breakdown));
    return own_bases_judge(session, &checker->calendars, table->arena, &checker->own,
                           claims->figure);
}

fire_status claims_make(struct session *session, struct figure_table *table,
                        struct claims *claims)
{
    struct checker checker = { 0 };
    fire_status status = find_calendars(session, &checker.calendars);
    if (status == FIRE_OK) status = claim_rows(session, table, claims, &checker);
    breakdown_finish(&checker.breakdown);
    own_bases_finish(&checker.own);
    return status;
}
