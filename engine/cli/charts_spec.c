/* charts_spec.c - see charts_spec.h. */
#include "charts_spec.h"

#include "drawing_options.h"

#include "firestat/columns.h"

#include <string.h>

enum { OUTPUT, KIND, FOREACH, N_FIXED };
#define COLUMNS_MOST 128

/* ---- the table ------------------------------------------------------------------------------- */

/* Its columns: the fixed ones, then those with the names of options. */
struct columns_of_spec {
    const char *name[COLUMNS_MOST];
    const struct option_row *option[COLUMNS_MOST];
    int n;
};

/* An option that a single chart of a batch may have for itself. */
static bool is_own_option(const struct option_row *row)
{
    const unsigned groups = GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_PLACE;
    static const char *const of_the_run[] = { "areas", "as-of" };
    for (size_t i = 0; i < sizeof of_the_run / sizeof of_the_run[0]; i++)
        if (strcmp(row->name, of_the_run[i]) == 0) return false;
    return (row->group & groups) != 0;
}

static struct columns_of_spec list_columns(void)
{
    struct columns_of_spec columns = { .name = { "output", "kind", "foreach" }, .n = N_FIXED };
    for (int i = 0; i < n_option_rows && columns.n < COLUMNS_MOST; i++) {
        if (strcmp(option_rows[i].name, columns.name[OUTPUT]) == 0) continue; /* -o is another */
        columns.option[columns.n] = &option_rows[i];
        columns.name[columns.n++] = option_rows[i].name;
    }
    return columns;
}

/* A column of an option that no chart has for itself would be passed over in silence. */
static fire_status refuse_columns(const struct fire_columns *table,
                                  const struct columns_of_spec *columns, struct fire_error *err)
{
    const struct fire_location where = fire_columns_place(table, -1);
    const struct command *charts = command_named("charts");
    for (int c = N_FIXED; c < columns->n; c++) {
        const struct option_row *option = columns->option[c];
        if (!fire_columns_has(table, c) || is_own_option(option)) continue;
        if ((option->group & (charts->options | GROUP_COMMON)) != 0)
            return fire_fail(err, FIRE_ESCHEMA, where,
                             "the column '%s' is an option of the whole batch; give it as --%s",
                             option->name, option->name);
        return fire_fail(err, FIRE_ESCHEMA, where, "the column '%s' is no option of a chart",
                         option->name);
    }
    return FIRE_OK;
}

/* Columns for people, or with a slip in their names. */
static void tell_passed_over(const struct session *session, const char *path,
                             const struct fire_columns *table,
                             const struct columns_of_spec *columns)
{
    struct fire_buffer names = { 0 };
    for (int32_t i = 0; fire_columns_header(table, i).bytes != NULL; i++) {
        const struct fire_text_view header = fire_columns_header(table, i);
        bool is_known = header.size_bytes == 0;
        for (int c = 0; c < columns->n; c++)
            is_known = is_known || fire_text_equal(header, fire_text_of(columns->name[c]));
        if (is_known) continue;
        if (names.size_bytes > 0) fire_buffer_add_text(&names, ", ");
        fire_buffer_add_view(&names, header);
    }
    if (names.size_bytes > 0 && !names.failed && !session->options.quiet)
        tell(session, "%s: column passed over, as it is no option of a chart: %s", path,
             names.bytes);
    fire_buffer_finish(&names);
}

/* "a=b;c=d": each a condition of the list. */
static fire_status add_all(struct repeated *list, char *text, struct fire_location where,
                           struct fire_error *err)
{
    for (char *at = text; at != NULL && *at != '\0';) {
        char *end = at + strcspn(at, ";\n");
        char *next = *end == '\0' ? NULL : end + 1;
        *end = '\0';
        at += strspn(at, " ");
        if (list->n == MAX_REPEATS)
            return fire_fail(err, FIRE_ERANGE, where, "at most %d conditions", MAX_REPEATS);
        if (*at != '\0') list->value[list->n++] = at;
        at = next;
    }
    return FIRE_OK;
}

/* A cell takes the place of the option of its column. */
static fire_status set_option(struct options *options, const struct option_row *option,
                              char *text, struct fire_location where, struct fire_error *err)
{
    char *at = (char *)options + option->at;
    if (option->kind == OPTION_LIST) return add_all((struct repeated *)at, text, where, err);
    if (option->kind == OPTION_TEXT) {
        *(const char **)at = text;
        return FIRE_OK;
    }
    if (strcmp(text, "1") != 0 && strcmp(text, "0") != 0)
        return fire_columns_refuse(fire_text_of(text), where, "1, 0", err);
    *(bool *)at = text[0] == '1';
    return FIRE_OK;
}

static char *keep(const struct fire_columns *table, int column, struct fire_arena *arena)
{
    const struct fire_text_view cell = fire_columns_cell(table, column);
    return fire_arena_copy(arena, cell.bytes, cell.size_bytes);
}

/* What a row says, held against the options' forms.
 *   scratch   for a while */
static fire_status read_cells(const struct fire_columns *table,
                              const struct columns_of_spec *columns, struct fire_arena *arena,
                              struct fire_arena *scratch, struct spec_row *row,
                              struct fire_error *err)
{
    struct spec_cell *cell = FIRE_TAKE(scratch, columns->n, struct spec_cell);
    struct options *options = FIRE_TAKE(scratch, 1, struct options);
    if (cell == NULL || options == NULL) return fire_fail_memory(err);
    for (int c = N_FIXED; c < columns->n; c++) {
        if (fire_columns_cell(table, c).size_bytes == 0) continue;
        char *copy = keep(table, c, scratch);
        char *text = keep(table, c, arena);
        if (text == NULL || copy == NULL) return fire_fail_memory(err);
        FIRE_TRY(
            set_option(options, columns->option[c], copy, fire_columns_place(table, c), err));
        cell[row->n_cells++] = (struct spec_cell){ columns->option[c], text };
    }
    struct spec_cell *kept = FIRE_TAKE(arena, row->n_cells, struct spec_cell);
    if (kept == NULL) return fire_fail_memory(err);
    if (row->n_cells > 0) memcpy(kept, cell, (size_t)row->n_cells * sizeof *kept);
    row->cell = kept;
    return FIRE_OK;
}

static fire_status read_row(const struct fire_columns *table,
                            const struct columns_of_spec *columns, struct fire_arena *arena,
                            struct fire_arena *scratch, struct spec_row *row,
                            struct fire_error *err)
{
    *row = (struct spec_row){ .line = fire_columns_place(table, -1).line,
                              .output = keep(table, OUTPUT, arena),
                              .kind = keep(table, KIND, arena),
                              .foreach = keep(table, FOREACH, arena) };
    if (row->output == NULL || row->kind == NULL || row->foreach == NULL)
        return fire_fail_memory(err);
    for (int c = 0; c < KIND + 1; c++)
        if (fire_columns_cell(table, c).size_bytes == 0)
            return fire_fail(err, FIRE_EVALUE, fire_columns_place(table, c),
                             "the cell must not be empty");
    return read_cells(table, columns, arena, scratch, row, err);
}

static fire_status read_rows(struct fire_columns *table, const struct columns_of_spec *columns,
                             struct fire_arena *arena, struct fire_arena *scratch,
                             struct charts_spec *spec, struct fire_error *err)
{
    int32_t capacity = 0;
    for (;;) {
        bool more;
        FIRE_TRY(fire_columns_next(table, &more, err));
        if (!more) return FIRE_OK;
        if (spec->n_rows == capacity) {
            capacity = capacity == 0 ? 64 : 2 * capacity;
            struct spec_row *grown = FIRE_TAKE(arena, capacity, struct spec_row);
            if (grown == NULL) return fire_fail_memory(err);
            if (spec->n_rows > 0)
                memcpy(grown, spec->row, (size_t)spec->n_rows * sizeof *grown);
            spec->row = grown;
        }
        FIRE_TRY(read_row(table, columns, arena, scratch, &spec->row[spec->n_rows++], err));
        fire_arena_reset(scratch);
    }
}

fire_status charts_spec_read(const struct session *session, const char *path,
                             struct fire_arena *arena, struct charts_spec *out,
                             struct fire_error *err)
{
    const struct columns_of_spec columns = list_columns();
    struct fire_columns *table = NULL;
    struct charts_spec spec = { .path = path, .arena = arena };
    struct fire_arena *scratch = fire_arena_create();
    fire_status status = scratch == NULL ? fire_fail_memory(err)
                                         : fire_columns_open(path, columns.name, columns.n,
                                                             KIND + 1, &table, err);
    if (status == FIRE_OK) status = refuse_columns(table, &columns, err);
    if (status == FIRE_OK) tell_passed_over(session, path, table, &columns);
    if (status == FIRE_OK) status = read_rows(table, &columns, arena, scratch, &spec, err);
    fire_columns_close(table);
    fire_arena_free(scratch);
    if (status == FIRE_OK && spec.n_rows == 0)
        status = fire_fail(err, FIRE_ENODATA, (struct fire_location){ .file = path },
                           "has no chart");
    *out = spec;
    return status;
}

fire_status charts_spec_options(const struct charts_spec *spec, const struct spec_row *row,
                                const struct session *session, struct fire_arena *arena,
                                struct session *out)
{
    const struct fire_location where = { .file = spec->path, .line = row->line };
    *out = *session;
    out->err = (struct fire_error){ .say = session->say };
    for (int32_t c = 0; c < row->n_cells; c++) {
        const struct spec_cell *cell = &row->cell[c];
        char *text = fire_arena_copy(arena, cell->text, strlen(cell->text)); /* to be cut */
        if (text == NULL) return fire_fail_memory(&out->err);
        FIRE_TRY(set_option(&out->options, cell->option, text, where, &out->err));
    }
    return FIRE_OK;
}

/* ---- what the command line gives all charts ----------------------------------------------------- */

/* Rows whose charts do not use an option of the command line; one that is of no use at all is refused. */
static fire_status count_unused(const struct charts_spec *spec, const struct session *session,
                                const struct option_row *option, int32_t *out,
                                struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    fire_status status = scratch == NULL ? fire_fail_memory(err) : FIRE_OK;
    int32_t n_used = 0;
    *out = 0;
    for (int32_t i = 0; status == FIRE_OK && i < spec->n_rows; i++) {
        struct session own;
        fire_chart_kind kind;
        const char *why;
        if (!fire_chart_kind_of(spec->row[i].kind, &kind)) continue;
        if (charts_spec_options(spec, &spec->row[i], session, scratch, &own) == FIRE_ENOMEM)
            status = fire_fail_memory(err);
        const bool is_used = drawing_uses(kind, &own.options, option, &why);
        fire_arena_reset(scratch);
        n_used += is_used;
        *out += !is_used;
    }
    fire_arena_free(scratch);
    if (status == FIRE_OK && n_used == 0 && *out > 0)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "%s: no row has a chart that uses --%s", spec->path, option->name);
    return status;
}

fire_status charts_spec_check(const struct charts_spec *spec, const struct session *session,
                              struct fire_error *err)
{
    for (int i = 0; i < n_option_rows; i++) {
        const struct option_row *option = &option_rows[i];
        int32_t n_unused;
        if (!is_own_option(option) || !option_is_set(option, &session->options)) continue;
        FIRE_TRY(count_unused(spec, session, option, &n_unused, err));
        if (n_unused > 0 && !session->options.quiet)
            tell(session, "%s: --%s is dropped for %d of %d rows, whose charts do not use it",
                 spec->path, option->name, (int)n_unused, (int)spec->n_rows);
    }
    return FIRE_OK;
}

fire_status charts_spec_use(const struct spec_row *row, fire_chart_kind kind,
                            struct session *own)
{
    for (int32_t c = 0; c < row->n_cells; c++) {
        const char *why;
        if (!drawing_uses(kind, &own->options, row->cell[c].option, &why))
            return drawing_refuse(kind, row->cell[c].option, why, &own->err);
    }
    drawing_drop_options(kind, &own->options);
    return FIRE_OK;
}
