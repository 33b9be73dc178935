/* row.c - cells of a row, sparse to fill and sparse to empty.
 *
 * A sheet may have one cell in column 4,096 of each of a million rows. Emptying every column
 * for every row would be the most expensive thing the reader does, so a row remembers which
 * ones were filled. Texts that many cells share are pointed at and not copied: their sum is
 * bounded by the longest record, and nothing is moved to find that out. */
#include "row.h"

#include "cell_text.h"

#include <assert.h>
#include <string.h>

/* A cell's letters can be kept twice, as they are and as they are read (letters.h). */
enum { TEXT_BYTES = 3 * FIRE_LIMIT_RECORD_BYTES + CELL_TEXT_BYTES };

bool row_init(struct row *row, struct fire_arena *arena)
{
    *row = (struct row){ .cell = FIRE_TAKE(arena, FIRE_LIMIT_COLUMNS, struct fire_text_view),
                         .kind = FIRE_TAKE(arena, FIRE_LIMIT_COLUMNS, uint8_t),
                         .text = FIRE_TAKE(arena, TEXT_BYTES, char) };
    if (row->cell == NULL || row->kind == NULL || row->text == NULL) return false;
    for (int32_t i = 0; i < FIRE_LIMIT_COLUMNS; i++)
        row->cell[i].bytes = "";
    return true;
}

int32_t row_next_filled(const struct row *row, int32_t column)
{
    while (column < FIRE_LIMIT_COLUMNS) {
        uint64_t left = row->filled[column / 64] >> column % 64;
        if (left != 0) {
            for (; (left & 1) == 0; left >>= 1)
                column++;
            return column;
        }
        column += 64 - column % 64;
    }
    return FIRE_LIMIT_COLUMNS;
}

void row_begin(struct row *row, int64_t number)
{
    for (int32_t i = row_next_filled(row, 0); i < FIRE_LIMIT_COLUMNS;
         i = row_next_filled(row, i + 1)) {
        row->cell[i] = (struct fire_text_view){ "", 0 };
        row->kind[i] = FIRE_CELL_TEXT;
    }
    memset(row->filled, 0, sizeof row->filled);
    row->number = number;
    row->n_used = 0;
    row->n_filled = 0;
    row->text_bytes = 0;
    row->cell_bytes = 0;
    row->fault = FIRE_FAULT_NONE;
    row->fault_column = 0;
}

struct fire_text_view row_keep(struct row *row, struct fire_text_view text)
{
    if (text.size_bytes > TEXT_BYTES - row->text_bytes) return (struct fire_text_view){ "", 0 };
    char *copy = row->text + row->text_bytes;
    memcpy(copy, text.bytes, text.size_bytes);
    row->text_bytes += text.size_bytes;
    return (struct fire_text_view){ copy, text.size_bytes };
}

static void set_fault(struct row *row, fire_fault fault, int32_t column)
{
    if (row->fault != FIRE_FAULT_NONE) return;
    row->fault = fault;
    row->fault_column = column;
}

void row_put(struct row *row, int32_t column, struct fire_text_view text, uint8_t kind)
{
    assert(column >= 0 && column < FIRE_LIMIT_COLUMNS);
    const size_t before = row->cell[column].size_bytes;
    if (before == 0 && text.size_bytes == 0) return;
    const uint64_t bit = UINT64_C(1) << column % 64;
    row->n_filled += (row->filled[column / 64] & bit) == 0;
    row->filled[column / 64] |= bit;
    row->cell[column] = text.size_bytes > 0 ? text : (struct fire_text_view){ "", 0 };
    row->kind[column] = text.size_bytes > 0 ? kind : FIRE_CELL_TEXT;
    row->cell_bytes = row->cell_bytes - before + text.size_bytes;

    if (column >= row->n_used && text.size_bytes > 0) row->n_used = column + 1;
    if (text.size_bytes > FIRE_LIMIT_CELL_BYTES)
        set_fault(row, FIRE_FAULT_CELL_TOO_LONG, column);
    else if (row->cell_bytes > FIRE_LIMIT_RECORD_BYTES)
        set_fault(row, FIRE_FAULT_RECORD_TOO_LONG, column);
}

void row_copy(struct row *row, const struct row *from, int64_t number)
{
    row_begin(row, number);
    for (int32_t i = row_next_filled(from, 0); i < FIRE_LIMIT_COLUMNS;
         i = row_next_filled(from, i + 1))
        row_put(row, i, from->cell[i], from->kind[i]);
}

/* A line being written; what does not fit is left out, and everything behind it. */
struct line {
    char *out;
    size_t size_bytes;
    bool full;
};

static void line_add(struct line *line, const char *bytes, size_t size)
{
    const size_t room = FIRE_LIMIT_RECORD_BYTES - line->size_bytes;
    if (line->full) return;
    line->full = size > room;
    const size_t fits = line->full ? room : size;
    memcpy(line->out + line->size_bytes, bytes, fits);
    line->size_bytes += fits;
}

static void line_add_commas(struct line *line, int32_t n)
{
    static const char commas[] =
        ",,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,,";
    const int32_t most = (int32_t)sizeof commas - 1;
    for (; n > most; n -= most)
        line_add(line, commas, (size_t)most);
    line_add(line, commas, (size_t)n);
}

static void line_add_cell(struct line *line, struct fire_text_view text)
{
    bool quoted = text.size_bytes > 0 &&
                  (text.bytes[0] == ' ' || text.bytes[text.size_bytes - 1] == ' ');
    for (size_t i = 0; i < text.size_bytes && !quoted; i++)
        quoted = text.bytes[i] == ',' || text.bytes[i] == '"' || text.bytes[i] == '\n' ||
                 text.bytes[i] == '\r';
    if (!quoted) {
        line_add(line, text.bytes, text.size_bytes);
        return;
    }
    line_add(line, "\"", 1);
    for (size_t from = 0; from < text.size_bytes && !line->full;) {
        const char *quote = memchr(text.bytes + from, '"', text.size_bytes - from);
        const size_t to = quote == NULL ? text.size_bytes : (size_t)(quote - text.bytes) + 1;
        line_add(line, text.bytes + from, to - from);
        if (quote != NULL) line_add(line, "\"", 1);
        from = to;
    }
    line_add(line, "\"", 1);
}

struct fire_text_view row_line(const struct row *row, int32_t n_cells, char out[],
                               int32_t *fault_byte)
{
    struct line line = { .out = out };
    *fault_byte = 1;
    int32_t n_commas = 0;
    for (int32_t i = 0; i < n_cells && !line.full; i++) {
        i = row_next_filled(row, i);
        const int32_t wanted = i < n_cells ? i : n_cells - 1;
        line_add_commas(&line, wanted - n_commas);
        n_commas = wanted;
        if (i >= n_cells) break;
        if (i == row->fault_column) *fault_byte = (int32_t)line.size_bytes + 1;
        line_add_cell(&line, row->cell[i]);
    }
    struct fire_text_view view = { out, line.size_bytes };
    if (line.full) view.size_bytes = fire_text_valid_bytes(view);
    return view;
}
