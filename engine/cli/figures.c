/* figures.c - see figures.h. The file is read twice: which mark parts thousands is decided from
 * whole columns, as everywhere. */
#include "figures.h"

#include "how_read.h"

#include <string.h>

enum { HEADER_RECORDS = 40, FEWEST_KNOWN = 2 };

static bool is_figure(fire_figure_role role)
{
    return role >= FIRE_FIGURES_CURRENT && role <= FIRE_FIGURES_TOTAL;
}

/* --map says a column by its header or position: it is then called as the field is. */
static const struct fire_profile_column *mapped(const struct fire_profile *profile,
                                                struct fire_text_view header, int32_t position)
{
    for (size_t i = profile->n_columns; i-- > 0;) {
        const struct fire_profile_column *column = &profile->column[i];
        if (column->position == position ||
            (column->position == 0 && fire_text_equal(fire_text_of(column->header), header)))
            return column;
    }
    return NULL;
}

/* "current", "delta_deaths", "deaths": the names of roles count although they are no headers. */
static bool name_of_role(struct fire_text_view name, struct fire_figure_header *out)
{
    for (int role = FIRE_FIGURES_CURRENT; role < FIRE_N_FIGURE_ROLES; role++) {
        if (!fire_text_equal(fire_text_of(fire_figure_role_name((fire_figure_role)role)), name))
            continue;
        *out = (struct fire_figure_header){ .role = (fire_figure_role)role, .field = -1 };
        return true;
    }
    return false;
}

static fire_status read_header(struct session *session, struct figure_table *table,
                               const struct fire_record *record, int32_t *out_known)
{
    bool has_figure = false;
    *out_known = 0;
    table->n_columns = record->n_cells;
    table->column = FIRE_TAKE(table->arena, record->n_cells, struct figure_column);
    table->cell = FIRE_TAKE(table->arena, record->n_cells, struct fire_text_view);
    if (table->column == NULL || table->cell == NULL) return fire_fail_memory(&session->err);
    for (int32_t i = 0; i < record->n_cells; i++) {
        struct figure_column *column = &table->column[i];
        struct fire_text_view name = record->cell[i];
        const struct fire_profile_column *map = mapped(table->profile, name, i + 1);
        if (map != NULL) name = fire_text_of(map->field);
        column->header = fire_arena_copy(table->arena, record->cell[i].bytes,
                                         record->cell[i].size_bytes);
        if (column->header == NULL ||
            !fire_figure_header_of(table->profile, name, table->arena, &column->is))
            return fire_fail_memory(&session->err);
        if (map != NULL && column->is.role == FIRE_FIGURES_NONE &&
            !name_of_role(name, &column->is))
            return fire_fail(&session->err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "--map %s: a table of figures has no such field", map->field);
        for (int64_t factor = map == NULL ? 1 : map->factor; factor > 1; factor /= 10) {
            if (factor % 10 != 0)
                return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                                 "--map %s: the unit of a figure is 1, 10, 100, 1000, ...",
                                 map->field);
            column->is.power++;
        }
        *out_known += column->is.role != FIRE_FIGURES_NONE;
        has_figure = has_figure || is_figure(column->is.role);
    }
    if (!has_figure) *out_known = 0;
    return FIRE_OK;
}

/* A measure's level, base and delta are in one unit: a column that states none takes that of the
 * others. */
static void share_units(struct figure_table *table)
{
    for (int32_t i = 0; i < table->n_columns; i++) {
        struct fire_figure_header *is = &table->column[i].is;
        for (int32_t k = 0; k < table->n_columns && is->power == 0; k++)
            if (is_figure(is->role) && is_figure(table->column[k].is.role) &&
                table->column[k].is.field == is->field)
                is->power = table->column[k].is.power;
    }
}

/* The first record with two columns that we know, one of them of figures. */
static fire_status find_header(struct session *session, struct figure_table *table)
{
    for (int i = 0; i < HEADER_RECORDS; i++) {
        struct fire_record record;
        bool more = false;
        int32_t n_known;
        FIRE_TRY(fire_reader_next(table->reader, &record, &more, &session->err));
        if (!more) break;
        FIRE_TRY(read_header(session, table, &record, &n_known));
        table->header_line = record.line;
        if (n_known >= FEWEST_KNOWN) return FIRE_OK;
    }
    return fire_fail(&session->err, FIRE_ESCHEMA,
                     (struct fire_location){ .file = fire_reader_path(table->reader) },
                     "no header with published figures was found (see firestat help verify); "
                     "--map ROLE=COLUMN says what a column is");
}

static int32_t count_columns(const struct figure_table *table, fire_figure_role role)
{
    int32_t n = 0;
    for (int32_t i = 0; i < table->n_columns; i++)
        n += table->column[i].is.role == role;
    return n;
}

/* Parts and their shares: "Nguyên nhân; Số vụ; Tổng số vụ; Tỷ lệ", where the level is the part; without
 * a total only where nothing speaks of another period, so that the percents are no changes. */
static void find_shares(struct figure_table *table)
{
    const int32_t n_parts = count_columns(table, FIRE_FIGURES_PART);
    const int32_t n_totals = count_columns(table, FIRE_FIGURES_TOTAL);
    const int32_t n_levels = count_columns(table, FIRE_FIGURES_CURRENT);
    bool is_change = false;
    for (int32_t i = 0; i < table->n_columns; i++) {
        const struct fire_figure_header *is = &table->column[i].is;
        is_change = is_change || is->role == FIRE_FIGURES_BASE ||
                    is->role == FIRE_FIGURES_DELTA || is->role == FIRE_FIGURES_AGAINST ||
                    is->role == FIRE_FIGURES_MEASURE || is->role == FIRE_FIGURES_PERIOD ||
                    (is->role == FIRE_FIGURES_PERCENT && is->field >= 0);
    }
    const bool is_level_part = n_parts == 0 && n_levels == 1 && !is_change &&
                               figures_column(table, FIRE_FIGURES_PERCENT, -1, 0) >= 0 &&
                               figures_column(table, FIRE_FIGURES_CURRENT, -1, 0) < 0;
    table->has_shares = n_parts > 0 || n_totals > 0 || is_level_part;
    const bool label_is_item = table->has_shares && n_totals == 0 &&
                               count_columns(table, FIRE_FIGURES_ITEM) == 0 &&
                               count_columns(table, FIRE_FIGURES_LABEL) == 1;
    for (int32_t i = 0; i < table->n_columns && label_is_item; i++)
        if (table->column[i].is.role == FIRE_FIGURES_LABEL)
            table->column[i].is.role = FIRE_FIGURES_ITEM;
    for (int32_t i = 0; i < table->n_columns && is_level_part; i++) {
        struct fire_figure_header *is = &table->column[i].is;
        if (is->role == FIRE_FIGURES_CURRENT)
            *is = (struct fire_figure_header){ .role = FIRE_FIGURES_PART,
                                               .field = -1,
                                               .power = is->power };
    }
}

/* "Kỳ báo cáo" is this period's figure, or its name: the cells tell. */
static void look_for_periods(struct figure_column *column, struct fire_text_view cell,
                             const struct fire_calendar *calendar, struct fire_arena *scratch)
{
    struct fire_printed figure;
    struct fire_window days;
    int32_t power = 0;
    if (column->is.role != FIRE_FIGURES_CURRENT || column->is.field >= 0 ||
        cell.size_bytes == 0)
        return;
    if (fire_figure_read(cell, FIRE_NUMBERS_VI, scratch, &figure, &power))
        column->has_figures = column->has_figures || figure.is_known;
    else
        column->has_periods = column->has_periods ||
                              fire_figure_period(cell, calendar, scratch, &days);
}

/* Figures in cells of a workbook have a dot whatever the column's style. */
static bool is_plain_number(const struct fire_record *record, int32_t column)
{
    return record->kind != NULL && (record->kind[column] & FIRE_CELL_KIND) == FIRE_CELL_NUMBER;
}

/* A cell of several kinds of measures is no count's: only the column's own measure is asked. */
static bool is_count_column(const struct figure_table *table,
                            const struct figure_column *column)
{
    return column->is.role == FIRE_FIGURES_PART || column->is.role == FIRE_FIGURES_TOTAL ||
           (column->is.field >= 0 && column->is.role != FIRE_FIGURES_PERCENT &&
            fire_schema_field(table->schema, column->is.field)->type == FIRE_TYPE_INTEGER);
}

/* ---- rows -------------------------------------------------------------------------------- */

/* A line of tabs, cut at every one of them. */
static void cut_at_tabs(struct figure_table *table, struct fire_record *record)
{
    struct fire_text_view rest = record->raw;
    int32_t n = 0;
    while (n < table->n_columns) {
        const char *tab = rest.size_bytes == 0 ? NULL
                                               : memchr(rest.bytes, '\t', rest.size_bytes);
        const size_t size = tab == NULL ? rest.size_bytes : (size_t)(tab - rest.bytes);
        table->cell[n++] = (struct fire_text_view){ rest.bytes, size };
        if (tab == NULL) break;
        rest.bytes += size + 1;
        rest.size_bytes -= size + 1;
    }
    record->cell = table->cell;
    record->n_cells = n;
    record->fault = FIRE_FAULT_NONE;
}

/* Tell what is passed over; with --strict it ends the run. */
static fire_status tell_issue(struct session *session, struct figure_table *table,
                              struct fire_issue issue)
{
    struct fire_error line = { .say = session->say };
    char reason[512];
    issue.where.file = fire_reader_path(table->reader);
    issue.where.sheet = fire_reader_sheet(table->reader);
    fire_issue_text(&issue, session->say, reason, sizeof reason);
    (void)fire_fail(&line, FIRE_EVALUE, issue.where, "%s", reason);
    table->n_unreadable++;
    if (session->options.strict) {
        session->err = line;
        return FIRE_EVALUE;
    }
    if (!session->options.quiet) fprintf(stderr, "firestat: %s\n", line.message);
    return FIRE_OK;
}

static fire_issue_kind issue_of(fire_fault fault)
{
    switch (fault) {
    case FIRE_FAULT_UNCLOSED_QUOTE:
        return FIRE_ISSUE_UNCLOSED_QUOTE;
    case FIRE_FAULT_CELL_TOO_LONG:
        return FIRE_ISSUE_CELL_TOO_LONG;
    case FIRE_FAULT_RECORD_TOO_LONG:
        return FIRE_ISSUE_RECORD_TOO_LONG;
    case FIRE_FAULT_NUL:
        return FIRE_ISSUE_NUL_BYTE;
    case FIRE_FAULT_NONE:
    case FIRE_FAULT_STRAY_QUOTE:
        break;
    }
    return FIRE_ISSUE_STRAY_QUOTE;
}

fire_status figures_next(struct session *session, struct figure_table *table,
                         struct fire_record *record, bool *more)
{
    FIRE_TRY(fire_reader_next(table->reader, record, more, &session->err));
    if (*more && record->fault == FIRE_FAULT_STRAY_QUOTE &&
        fire_reader_delimiter(table->reader) == '\t')
        cut_at_tabs(table, record);
    return FIRE_OK;
}

static fire_status find_styles(struct session *session, struct figure_table *table)
{
    struct fire_arena *scratch = fire_arena_create();
    const struct fire_calendar *calendar;
    fire_status status = scratch == NULL
                             ? fire_fail_memory(&session->err)
                             : fire_calendar_find("calendar", &calendar, &session->err);
    bool more = true;
    while (status == FIRE_OK && more) {
        struct fire_record record;
        status = figures_next(session, table, &record, &more);
        for (int32_t i = 0; status == FIRE_OK && more && i < record.n_cells; i++) {
            if (i >= table->n_columns || !is_figure(table->column[i].is.role) ||
                is_plain_number(&record, i))
                continue;
            fire_figure_marks_add(&table->column[i].marks, record.cell[i], scratch);
            look_for_periods(&table->column[i], record.cell[i], calendar, scratch);
        }
        if (scratch != NULL) fire_arena_reset(scratch);
    }
    fire_arena_free(scratch);
    for (int32_t i = 0; i < table->n_columns; i++) {
        struct figure_column *column = &table->column[i];
        if (column->has_periods && !column->has_figures)
            column->is = (struct fire_figure_header){ .role = FIRE_FIGURES_PERIOD,
                                                      .field = -1 };
        column->style = table->profile->numbers != FIRE_NUMBERS_UNSAID
                            ? table->profile->numbers
                            : fire_figure_style(&column->marks, is_count_column(table, column));
    }
    return status;
}

fire_status figures_open(struct session *session, const struct fire_profile *profile,
                         const char *path, struct figure_table *table)
{
    *table = (struct figure_table){ .arena = fire_arena_create(),
                                    .schema = fire_schema_create(),
                                    .profile = profile };
    if (table->arena == NULL || table->schema == NULL) return fire_fail_memory(&session->err);
    FIRE_TRY(fire_reader_open(path, &profile->reader, &table->reader, &session->err));
    tell_how_read(session, profile, table->reader);
    FIRE_TRY(find_header(session, table));
    share_units(table);
    FIRE_TRY(find_styles(session, table));
    find_shares(table);
    FIRE_TRY(fire_reader_rewind(table->reader, &session->err));
    bool more = true;
    struct fire_record record = { 0 };
    while (more && record.line < table->header_line)
        FIRE_TRY(fire_reader_next(table->reader, &record, &more, &session->err));
    return FIRE_OK;
}

void figures_close(struct figure_table *table)
{
    fire_reader_close(table->reader);
    fire_schema_free(table->schema);
    fire_arena_free(table->arena);
}

fire_status figures_fault(struct session *session, struct figure_table *table,
                          const struct fire_record *record)
{
    const struct fire_location where = { .line = record->fault_line };
    return tell_issue(
        session, table,
        (struct fire_issue){ .kind = issue_of(record->fault), .where = where, .value = "" });
}

/* A cell that is not what its column is. */
static fire_status tell_cell(struct session *session, struct figure_table *table,
                             const struct fire_record *record, int32_t column,
                             fire_issue_kind kind)
{
    const char *value = fire_arena_copy(table->arena, record->cell[column].bytes,
                                        fire_text_cut(record->cell[column], 80));
    if (value == NULL) return fire_fail_memory(&session->err);
    const struct fire_location where = { .line = record->line,
                                         .field = column + 1,
                                         .column = table->column[column].header };
    return tell_issue(session, table,
                      (struct fire_issue){ .kind = kind, .where = where, .value = value });
}

fire_status figures_cell(struct session *session, struct figure_table *table,
                         const struct fire_record *record, int32_t column,
                         struct fire_printed *out, int32_t *power)
{
    *out = (struct fire_printed){ 0 };
    *power = 0;
    if (column < 0 || column >= record->n_cells) return FIRE_OK;
    const struct figure_column *about = &table->column[column];
    const fire_number_style style = is_plain_number(record, column) ? FIRE_NUMBERS_EN
                                                                    : about->style;
    *power = about->is.role == FIRE_FIGURES_PERCENT ? 0 : about->is.power;
    const bool is_change = about->is.role == FIRE_FIGURES_DELTA ||
                           about->is.role == FIRE_FIGURES_PERCENT;
    if (is_change
            ? fire_figure_read_change(record->cell[column], style, table->arena, out, power)
            : fire_figure_read(record->cell[column], style, table->arena, out, power))
        return FIRE_OK;
    return tell_cell(session, table, record, column, FIRE_ISSUE_NOT_A_NUMBER);
}

fire_status figures_day(struct session *session, struct figure_table *table,
                        const struct fire_record *record, fire_figure_role role,
                        int32_t *out_day, bool *out_has)
{
    struct fire_text_view text;
    const int32_t column = figures_column(table, role, -1, 0);
    *out_has = false;
    if (column < 0 || column >= record->n_cells) return FIRE_OK;
    if (!fire_text_clean(record->cell[column], table->arena, &text) || text.size_bytes == 0)
        return FIRE_OK;
    *out_has = fire_figure_day(text, table->profile->dates, out_day);
    if (*out_has) return FIRE_OK;
    return tell_cell(session, table, record, column, FIRE_ISSUE_NOT_A_DATE);
}

const char *figures_text(const struct figure_table *table, const struct fire_record *record,
                         fire_figure_role role)
{
    struct fire_buffer text = { 0 };
    for (int32_t i = 0; i < table->n_columns && i < record->n_cells; i++) {
        if (table->column[i].is.role != role || record->cell[i].size_bytes == 0) continue;
        if (text.size_bytes > 0) fire_buffer_add_text(&text, ", ");
        fire_buffer_add_view(&text, record->cell[i]);
    }
    const char *kept = text.failed
                           ? NULL
                           : fire_arena_copy(table->arena, text.bytes == NULL ? "" : text.bytes,
                                             text.size_bytes);
    fire_buffer_finish(&text);
    return kept;
}

int32_t figures_column(const struct figure_table *table, fire_figure_role role, int32_t field,
                       int32_t from)
{
    for (int32_t i = from; i < table->n_columns; i++)
        if (table->column[i].is.role == role && table->column[i].is.field == field) return i;
    return -1;
}
