/* columns.c - see firestat/columns.h. */
#include "firestat/columns.h"

#include "firestat/reader.h"

#include <stdlib.h>
#include <string.h>

struct fire_columns {
    char *path;
    struct fire_reader *reader;
    const char *const *name; /* [n] the caller's, who has them for good */
    int n;
    int32_t *at; /* [n] place of each, -1: not there */
    struct fire_record record;
};

struct fire_text_view fire_columns_cell(const struct fire_columns *columns, int column)
{
    const int32_t at = columns->at[column];
    if (at < 0 || at >= columns->record.n_cells) return (struct fire_text_view){ "", 0 };
    return columns->record.cell[at];
}

bool fire_columns_has(const struct fire_columns *columns, int column)
{
    return columns->at[column] >= 0;
}

struct fire_text_view fire_columns_header(const struct fire_columns *columns, int32_t place)
{
    if (place >= columns->record.n_cells) return (struct fire_text_view){ NULL, 0 };
    return columns->record.cell[place];
}

struct fire_location fire_columns_place(const struct fire_columns *columns, int column)
{
    return (struct fire_location){ .file = columns->path,
                                   .line = columns->record.line,
                                   .field = column < 0 ? 0 : columns->at[column] + 1,
                                   .column = column < 0 ? NULL : columns->name[column] };
}

fire_status fire_columns_next(struct fire_columns *columns, bool *more, struct fire_error *err)
{
    FIRE_TRY(fire_reader_next(columns->reader, &columns->record, more, err));
    if (*more && columns->record.fault != FIRE_FAULT_NONE)
        return fire_fail(err, FIRE_ESYNTAX, fire_columns_place(columns, -1),
                         "this line is not CSV");
    return FIRE_OK;
}

fire_status fire_columns_refuse(struct fire_text_view cell, struct fire_location where,
                                const char *wanted, struct fire_error *err)
{
    return fire_fail(err, FIRE_EVALUE, where, "'%.*s' is not in form; it can be: %s",
                     (int)fire_text_cut(cell, 80), cell.bytes, wanted);
}

static fire_status find_columns(struct fire_columns *columns, int n_needed,
                                struct fire_error *err)
{
    const struct fire_reader_options options = { 0 };
    bool more = false;
    FIRE_TRY(fire_reader_open(columns->path, &options, &columns->reader, err));
    FIRE_TRY(fire_columns_next(columns, &more, err));
    for (int c = 0; c < columns->n; c++) {
        columns->at[c] = -1;
        for (int32_t i = 0; more && i < columns->record.n_cells; i++)
            if (fire_text_equal(columns->record.cell[i], fire_text_of(columns->name[c])))
                columns->at[c] = i;
        if (columns->at[c] < 0 && c < n_needed)
            return fire_fail(err, FIRE_ESCHEMA, fire_columns_place(columns, -1),
                             "the table needs a column '%s'", columns->name[c]);
    }
    return FIRE_OK;
}

fire_status fire_columns_open(const char *path, const char *const name[], int n, int n_needed,
                              struct fire_columns **out, struct fire_error *err)
{
    struct fire_columns *columns = calloc(1, sizeof *columns);
    if (columns == NULL) return fire_fail_memory(err);
    columns->path = strdup(path);
    columns->at = calloc((size_t)n, sizeof *columns->at);
    columns->name = name;
    columns->n = n;
    const fire_status status = columns->path == NULL || columns->at == NULL
                                   ? fire_fail_memory(err)
                                   : find_columns(columns, n_needed, err);
    if (status != FIRE_OK) {
        fire_columns_close(columns);
        return status;
    }
    *out = columns;
    return FIRE_OK;
}

void fire_columns_close(struct fire_columns *columns)
{
    if (columns == NULL) return;
    fire_reader_close(columns->reader);
    free(columns->path);
    free(columns->at);
    free(columns);
}
