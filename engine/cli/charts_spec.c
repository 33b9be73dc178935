/* charts_spec.c - see charts_spec.h. */
#include "charts_spec.h"

#include "option_table.h"

#include "firestat/columns.h"

#include <string.h>

enum { OUTPUT, KIND, FOREACH, N_FIXED };
#define COLUMNS_MOST 128

/* ---- the table ------------------------------------------------------------------------------- */

/* Its columns: the fixed ones, then those of options. */
struct columns_of_spec {
    const char *name[COLUMNS_MOST];
    const struct option_row *option[COLUMNS_MOST];
    int n;
};

/* An option that a single chart of a batch may have for itself. */
static bool is_own_option(const struct option_row *row)
{
    const unsigned groups = GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_COMPARE |
                            GROUP_PLACE;
    static const char *const of_the_run[] = { "areas", "as-of" };
    for (size_t i = 0; i < sizeof of_the_run / sizeof of_the_run[0]; i++)
        if (strcmp(row->name, of_the_run[i]) == 0) return false;
    return (row->group & groups) != 0;
}

static struct columns_of_spec list_columns(void)
{
    struct columns_of_spec columns = { .name = { "output", "kind", "foreach" }, .n = N_FIXED };
    for (int i = 0; i < n_option_rows && columns.n < COLUMNS_MOST; i++) {
        if (!is_own_option(&option_rows[i])) continue;
        columns.option[columns.n] = &option_rows[i];
        columns.name[columns.n++] = option_rows[i].name;
    }
    return columns;
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

fire_status charts_spec_read(const char *path, struct fire_arena *arena,
                             struct charts_spec *out, struct fire_error *err)
{
    const struct columns_of_spec columns = list_columns();
    struct fire_columns *table = NULL;
    struct charts_spec spec = { .path = path, .arena = arena };
    struct fire_arena *scratch = fire_arena_create();
    fire_status status = scratch == NULL ? fire_fail_memory(err)
                                         : fire_columns_open(path, columns.name, columns.n,
                                                             KIND + 1, &table, err);
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
