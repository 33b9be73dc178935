/* severity.c - see firestat/severity.h: rows of a table become schemes, one behind the other. */
#include "firestat/severity.h"

#include "severity_shipped.h"

#include "firestat/columns.h"
#include "firestat/date.h"

#include <string.h>

static const char *const column_name[SEVERITY_N_COLUMNS] = {
    "scheme",  "valid_from", "valid_to", "level",    "criterion", "at_least", "unit",
    "text_vi", "text_en",    "label_vi", "label_en", "note_vi",   "note_en"
};

/* The table on its way to schemes. */
struct drafting {
    struct fire_arena *arena;
    struct fire_columns *table; /* NULL: the shipped one */
    struct fire_severity_scheme *scheme;
    const char **level;
    struct fire_severity_bound *bound;
    int32_t n;
    int32_t n_levels; /* of all schemes */
    int32_t n_bounds;
};

static fire_status refuse(const struct drafting *d, const struct severity_row *row, int column,
                          const char *wanted, struct fire_error *err)
{
    const struct fire_location at = d->table == NULL ? FIRE_NOWHERE
                                                     : fire_columns_place(d->table, column);
    return fire_columns_refuse(fire_text_of(row->cell[column]), at, wanted, err);
}

/* "2025-01-15"; "" is `open`. */
static fire_status read_day(const struct drafting *d, const struct severity_row *row,
                            int column, int32_t open, int32_t *out, struct fire_error *err)
{
    const char *text = row->cell[column];
    *out = open;
    if (text[0] == '\0' || fire_day_from_iso(text, (int64_t)strlen(text), out)) return FIRE_OK;
    return refuse(d, row, column, "2025-01-15", err);
}

static fire_status begin_scheme(struct drafting *d, const struct severity_row *row,
                                struct fire_error *err)
{
    struct fire_severity_scheme *scheme = &d->scheme[d->n];
    *scheme = (struct fire_severity_scheme){
        .name = row->cell[SEVERITY_SCHEME],
        .label_vi = row->cell[SEVERITY_LABEL_VI],
        .label_en = row->cell[SEVERITY_LABEL_EN],
        .note_vi = row->cell[SEVERITY_NOTE_VI],
        .note_en = row->cell[SEVERITY_NOTE_EN],
        .level = d->level + d->n_levels,
        .lightest_vi = "",
        .lightest_en = "",
        .bound = d->bound + d->n_bounds,
    };
    FIRE_TRY(read_day(d, row, SEVERITY_VALID_FROM, INT32_MIN, &scheme->first_day, err));
    FIRE_TRY(read_day(d, row, SEVERITY_VALID_TO, INT32_MAX, &scheme->last_day, err));
    if (scheme->name[0] == '\0') return refuse(d, row, SEVERITY_SCHEME, "tt88-2024", err);
    if (scheme->label_vi[0] == '\0')
        return refuse(d, row, SEVERITY_LABEL_VI, "Thông tư số 88/2024/TT-BCA", err);
    if (scheme->label_en[0] == '\0') scheme->label_en = scheme->label_vi;
    if (scheme->last_day < scheme->first_day ||
        (d->n > 0 && scheme->first_day <= d->scheme[d->n - 1].last_day))
        return refuse(d, row, SEVERITY_VALID_FROM, "a day behind those of the scheme above",
                      err);
    d->n++;
    return FIRE_OK;
}

/* "100000000", "0.5": digits and at most one dot between them. */
static bool is_plain_number(const char *text)
{
    const size_t whole = strspn(text, "0123456789");
    if (whole == 0 || text[whole] == '\0') return whole > 0;
    const size_t places = strspn(text + whole + 1, "0123456789");
    return text[whole] == '.' && places > 0 && text[whole + 1 + places] == '\0';
}

/* How many of its criteria are there before a bound, and is the bound's own among them? */
static int32_t n_criteria(const struct fire_severity_scheme *scheme, const char *own, bool *has)
{
    int32_t n = 0;
    *has = false;
    for (int32_t b = 0; b < scheme->n_bounds; b++) {
        bool is_first = true;
        for (int32_t before = 0; before < b; before++)
            is_first = is_first &&
                       strcmp(scheme->bound[before].criterion, scheme->bound[b].criterion) != 0;
        n += is_first;
        *has = *has || strcmp(scheme->bound[b].criterion, own) == 0;
    }
    return n;
}

static fire_status add_bound(struct drafting *d, const struct severity_row *row,
                             struct fire_error *err)
{
    struct fire_severity_scheme *scheme = &d->scheme[d->n - 1];
    const char *criterion = row->cell[SEVERITY_CRITERION];
    bool has = false;
    const int32_t n = n_criteria(scheme, criterion, &has);
    if (scheme->n_levels < 2)
        return refuse(d, row, SEVERITY_CRITERION, "nothing at the lightest level", err);
    if (scheme->n_bounds == FIRE_SEVERITY_BOUNDS_MOST ||
        (!has && n == FIRE_SEVERITY_CRITERIA_MOST))
        return refuse(d, row, SEVERITY_CRITERION, "at most 5 criteria and 64 bounds", err);
    if (!is_plain_number(row->cell[SEVERITY_AT_LEAST]))
        return refuse(d, row, SEVERITY_AT_LEAST, "100000000, 0.5", err);
    const char *condition = fire_arena_printf(d->arena, "%s>=%s", criterion,
                                              row->cell[SEVERITY_AT_LEAST]);
    if (condition == NULL) return fire_fail_memory(err);
    d->bound[d->n_bounds++] = (struct fire_severity_bound){
        .level = scheme->n_levels - 1,
        .criterion = criterion,
        .condition = condition,
        .unit = row->cell[SEVERITY_UNIT],
        .text_vi = row->cell[SEVERITY_TEXT_VI],
        .text_en = row->cell[SEVERITY_TEXT_EN],
    };
    scheme->n_bounds++;
    return FIRE_OK;
}

static fire_status add_row(struct drafting *d, const struct severity_row *row,
                           struct fire_error *err)
{
    const bool is_new = d->n == 0 ||
                        strcmp(d->scheme[d->n - 1].name, row->cell[SEVERITY_SCHEME]) != 0;
    if (is_new) FIRE_TRY(begin_scheme(d, row, err));
    struct fire_severity_scheme *scheme = &d->scheme[d->n - 1];
    const char *level = row->cell[SEVERITY_LEVEL];
    if (level[0] == '\0') {
        if (row->cell[SEVERITY_CRITERION][0] == '\0') return FIRE_OK;
        return refuse(d, row, SEVERITY_LEVEL, "mức II", err);
    }
    if (scheme->n_levels == 0 || strcmp(scheme->level[scheme->n_levels - 1], level) != 0) {
        d->level[d->n_levels++] = level;
        scheme->n_levels++;
    }
    if (row->cell[SEVERITY_CRITERION][0] != '\0') return add_bound(d, row, err);
    if (scheme->n_levels > 1) return refuse(d, row, SEVERITY_CRITERION, "deaths, damage", err);
    scheme->lightest_vi = row->cell[SEVERITY_TEXT_VI];
    scheme->lightest_en = row->cell[SEVERITY_TEXT_EN];
    return FIRE_OK;
}

/* ---- the rows -------------------------------------------------------------------------------- */

#define ROWS_MOST 200

static fire_status make_draft(struct drafting *d, struct fire_error *err)
{
    d->scheme = FIRE_TAKE(d->arena, ROWS_MOST, struct fire_severity_scheme);
    d->level = FIRE_TAKE(d->arena, ROWS_MOST, const char *);
    d->bound = FIRE_TAKE(d->arena, ROWS_MOST, struct fire_severity_bound);
    return d->scheme == NULL || d->level == NULL || d->bound == NULL ? fire_fail_memory(err)
                                                                     : FIRE_OK;
}

static fire_status keep_row(const struct drafting *d, struct severity_row *out,
                            struct fire_error *err)
{
    for (int c = 0; c < SEVERITY_N_COLUMNS; c++) {
        const struct fire_text_view cell = fire_columns_cell(d->table, c);
        out->cell[c] = fire_arena_copy(d->arena, cell.bytes, cell.size_bytes);
        if (out->cell[c] == NULL) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

static fire_status read_rows(struct drafting *d, struct fire_error *err)
{
    for (int32_t n = 0;; n++) {
        bool more = n < n_shipped_severity;
        struct severity_row row;
        if (d->table != NULL) FIRE_TRY(fire_columns_next(d->table, &more, err));
        if (!more) return FIRE_OK;
        if (n == ROWS_MOST)
            return fire_fail(err, FIRE_EVALUE, fire_columns_place(d->table, -1),
                             "at most %d rows", ROWS_MOST);
        if (d->table == NULL)
            row = shipped_severity[n];
        else
            FIRE_TRY(keep_row(d, &row, err));
        FIRE_TRY(add_row(d, &row, err));
    }
}

fire_status fire_severity_load(const char *path, struct fire_arena *arena,
                               struct fire_severity *out, struct fire_error *err)
{
    struct drafting d = { .arena = arena };
    FIRE_TRY(make_draft(&d, err));
    if (path != NULL)
        FIRE_TRY(fire_columns_open(path, column_name, SEVERITY_N_COLUMNS, SEVERITY_LABEL_VI + 1,
                                   &d.table, err));
    const fire_status status = read_rows(&d, err);
    fire_columns_close(d.table);
    if (status != FIRE_OK) return status;
    *out = (struct fire_severity){ d.n, d.scheme };
    return FIRE_OK;
}

/* "VND", and not "ha" */
static bool is_currency(const char *unit)
{
    return strlen(unit) == 3 && strspn(unit, "ABCDEFGHIJKLMNOPQRSTUVWXYZ") == 3;
}

bool fire_severity_is_in(const struct fire_severity *schemes, const char *currency)
{
    for (int32_t i = 0; i < schemes->n; i++)
        for (int32_t b = 0; b < schemes->scheme[i].n_bounds; b++) {
            const char *unit = schemes->scheme[i].bound[b].unit;
            if (is_currency(unit) && strcmp(unit, currency) != 0) return false;
        }
    return true;
}

int32_t fire_severity_at(const struct fire_severity *schemes, int32_t day)
{
    for (int32_t i = 0; i < schemes->n; i++)
        if (schemes->scheme[i].first_day <= day && day <= schemes->scheme[i].last_day) return i;
    return -1;
}
