/* document_text.c - a document for a terminal or a mail.
 *
 * Paragraphs are broken at 100 columns as a terminal counts them; tables are as wide as they are,
 * for a table that is broken cannot be read. A figure is its description: that is what it says to
 * who cannot see it. */
#include "document_parts.h"
#include "grid.h"
#include "wrap.h"

#include <string.h>

#define LINE_COLUMNS   100
#define HALF_COLUMNS   48 /* one of two columns */
#define HEADER_COLUMNS 16 /* a longer header of a table is broken between words */
#define RULE_COLUMNS   12 /* below a line of the national header */

struct text_writer {
    struct writer writer;
    struct fire_buffer words; /* the paragraph being put together */
};

static void add_words(struct text_writer *text, const char *words)
{
    fire_report_terminal_text(&text->words, fire_text_of(words), 0);
}

static struct fire_text_view words_of(const struct text_writer *text)
{
    return (struct fire_text_view){ text->words.bytes, text->words.size_bytes };
}

static void add_rule(struct fire_buffer *out, const char *piece, int64_t n_columns)
{
    for (int64_t i = 0; i < n_columns; i++)
        fire_buffer_add_text(out, piece);
}

/* Blanks at the end of a line are none of the text. */
static void end_line(struct fire_buffer *out, size_t start)
{
    while (out->size_bytes > start && out->bytes[out->size_bytes - 1] == ' ')
        out->size_bytes--;
    fire_buffer_add_text(out, "\n");
}

/* The words in lines with `first` in front and blanks below it; the words are then gone. */
static void write_words(struct text_writer *text, const char *first, bool is_centred)
{
    struct fire_buffer *out = text->writer.out;
    const int64_t indent = fire_text_columns(fire_text_of(first));
    struct fire_text_view rest = words_of(text);
    for (bool is_first = true; rest.size_bytes > 0; is_first = false) {
        const struct fire_text_view line = wrap_next(&rest, LINE_COLUMNS - indent, true);
        const size_t start = out->size_bytes;
        if (is_centred)
            fire_buffer_repeat(out, ' ', (LINE_COLUMNS - fire_text_columns(line)) / 2);
        if (is_first) fire_buffer_add_text(out, first);
        if (!is_first) fire_buffer_repeat(out, ' ', indent);
        fire_buffer_add_view(out, line);
        end_line(out, start);
    }
    text->words.size_bytes = 0;
}

static void write_text(struct text_writer *text, const char *words)
{
    add_words(text, words);
    write_words(text, "", false);
}

static void write_heading(struct text_writer *text, const struct fire_heading *heading)
{
    struct fire_buffer *out = text->writer.out;
    add_words(text, heading->text);
    int64_t n_columns = fire_text_columns(words_of(text));
    if (n_columns > LINE_COLUMNS) n_columns = LINE_COLUMNS;
    write_words(text, "", heading->level == 0);
    if (heading->level > 1) return;
    const size_t start = out->size_bytes;
    if (heading->level == 0) fire_buffer_repeat(out, ' ', (LINE_COLUMNS - n_columns) / 2);
    add_rule(out, heading->level == 0 ? "═" : "─", n_columns);
    end_line(out, start);
}

static void write_paragraph(struct text_writer *text, const struct fire_paragraph *paragraph)
{
    for (int32_t i = 0; i < paragraph->n_runs; i++)
        add_words(text, paragraph->run[i].text);
    write_words(text, paragraph->style == FIRE_PARAGRAPH_ITEM ? "- " : "",
                paragraph->style == FIRE_PARAGRAPH_CENTRE);
}

/* ---- two columns ----------------------------------------------------------------------- */

/* One of the two as it goes down: words of the line being written, then its rule. */
struct side {
    const struct fire_paragraph_line *line;
    int32_t n_lines;
    struct fire_buffer words; /* whole line, cleaned */
    struct fire_text_view rest;
    bool owes_rule;
};

static void put_half(struct fire_buffer *out, struct fire_text_view words)
{
    const int64_t padding = HALF_COLUMNS - fire_text_columns(words);
    fire_buffer_repeat(out, ' ', padding / 2);
    fire_buffer_add_view(out, words);
    fire_buffer_repeat(out, ' ', padding - padding / 2);
}

/* Writes the next half line; false: nothing is left of this side. */
static bool put_side(struct fire_buffer *out, struct side *side)
{
    if (side->rest.size_bytes > 0) {
        put_half(out, wrap_next(&side->rest, HALF_COLUMNS, true));
        return true;
    }
    if (side->owes_rule) {
        side->owes_rule = false;
        fire_buffer_repeat(out, ' ', (HALF_COLUMNS - RULE_COLUMNS) / 2);
        add_rule(out, "─", RULE_COLUMNS);
        fire_buffer_repeat(out, ' ', (HALF_COLUMNS - RULE_COLUMNS) / 2);
        return true;
    }
    if (side->n_lines == 0) {
        put_half(out, (struct fire_text_view){ NULL, 0 });
        return false;
    }
    side->words.size_bytes = 0;
    fire_report_terminal_text(&side->words, fire_text_of(side->line->text), 0);
    side->rest = (struct fire_text_view){ side->words.bytes, side->words.size_bytes };
    side->owes_rule = side->line->is_underlined && side->line->text[0] != '\0';
    side->line++;
    side->n_lines--;
    put_half(out, wrap_next(&side->rest, HALF_COLUMNS, true)); /* an empty line is one */
    return true;
}

static void write_two_columns(struct text_writer *text, const struct fire_two_columns *two)
{
    struct fire_buffer *out = text->writer.out;
    struct side left = { .line = two->left, .n_lines = two->n_left };
    struct side right = { .line = two->right, .n_lines = two->n_right };
    for (;;) {
        const size_t start = out->size_bytes;
        const bool has_left = put_side(out, &left);
        fire_buffer_repeat(out, ' ', LINE_COLUMNS - 2 * HALF_COLUMNS);
        const bool has_right = put_side(out, &right);
        if (out->failed) break;
        if (!has_left && !has_right) {
            out->size_bytes = start;
            fire_buffer_add_text(out, ""); /* the NUL */
            break;
        }
        end_line(out, start);
    }
    if (left.words.failed || right.words.failed) text->writer.failed = true;
    fire_buffer_finish(&left.words);
    fire_buffer_finish(&right.words);
}

/* ---- tables ---------------------------------------------------------------------------- */

/* " (a)"; "" of no note. */
static const char *mark_of(struct writer *writer, int32_t note)
{
    char mark[NOTE_MARK_BYTES];
    if (note == 0) return "";
    note_mark(note, mark);
    return label_format(writer, " (%s)", mark);
}

/* Marks stand behind the numbers, whose last digits stay under each other. */
static int32_t mark_columns(struct writer *writer, const struct fire_grid *grid, int32_t column)
{
    size_t most = 0;
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const size_t size = strlen(
            mark_of(writer, grid->cell[row * grid->n_columns + column].note));
        if (size > most) most = size;
    }
    return (int32_t)most;
}

static const char *cell_of(struct writer *writer, const struct fire_cell *cell, int32_t n_marks)
{
    if (n_marks == 0) return cell->text;
    return label_format(writer, "%s%-*s", cell->text, (int)n_marks,
                        mark_of(writer, cell->note));
}

struct grid_arrays {
    bool *is_number;
    const char **header;
    const char **group;
    const char **cell;
    bool *is_section;
    int32_t *n_marks;
};

static bool take_arrays(struct writer *writer, const struct fire_grid *grid,
                        struct grid_arrays *arrays)
{
    struct fire_arena *arena = writer->arena;
    const int64_t most_rows = 2 * grid->n_rows; /* a rule above a total */
    arrays->is_number = FIRE_TAKE(arena, grid->n_columns, bool);
    arrays->header = FIRE_TAKE(arena, grid->n_columns, const char *);
    arrays->group = FIRE_TAKE(arena, grid->n_columns, const char *);
    arrays->cell = FIRE_TAKE(arena, most_rows * grid->n_columns, const char *);
    arrays->is_section = FIRE_TAKE(arena, most_rows, bool);
    arrays->n_marks = FIRE_TAKE(arena, grid->n_columns, int32_t);
    return arrays->is_number != NULL && arrays->header != NULL && arrays->group != NULL &&
           arrays->cell != NULL && arrays->is_section != NULL && arrays->n_marks != NULL;
}

static void write_cells(struct writer *writer, const struct fire_grid *grid)
{
    struct grid_arrays arrays;
    if (!take_arrays(writer, grid, &arrays)) {
        writer->failed = true;
        return;
    }
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const struct fire_column *column = &grid->column[i];
        arrays.is_number[i] = column->kind == FIRE_GRID_NUMBER ||
                              column->kind == FIRE_GRID_PERCENT;
        arrays.header[i] = column->label;
        arrays.group[i] = column->group;
        arrays.n_marks[i] = mark_columns(writer, grid, i);
    }
    int64_t n_rows = 0;
    for (int64_t row = 0; row < grid->n_rows; row++) {
        if (grid->row[row] == FIRE_ROW_TOTAL) n_rows++; /* its cells are NULL: a rule */
        arrays.is_section[n_rows] = grid->row[row] == FIRE_ROW_SECTION;
        for (int32_t i = 0; i < grid->n_columns; i++)
            arrays.cell[n_rows * grid->n_columns + i] = cell_of(
                writer, &grid->cell[row * grid->n_columns + i], arrays.n_marks[i]);
        n_rows++;
    }
    const struct grid shown = { .n_columns = grid->n_columns,
                                .is_number = arrays.is_number,
                                .header = arrays.header,
                                .n_rows = n_rows,
                                .cell = arrays.cell,
                                .header_columns = HEADER_COLUMNS,
                                .group = arrays.group,
                                .is_section = arrays.is_section };
    grid_write(writer, &shown);
}

static void write_grid(struct text_writer *text, const struct fire_grid *grid)
{
    struct fire_buffer *out = text->writer.out;
    write_text(text, grid->caption);
    write_text(text, grid->unit);
    fire_buffer_add_text(out, "\n");
    if (grid->n_columns > 0) write_cells(&text->writer, grid);
    if (grid->n_notes + grid->n_remarks > 0) fire_buffer_add_text(out, "\n");
    for (int32_t i = 0; i < grid->n_notes; i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(i + 1, mark);
        add_words(text, grid->note[i]);
        write_words(text, label_format(&text->writer, "(%s) ", mark), false);
    }
    for (int32_t i = 0; i < grid->n_remarks; i++)
        write_text(text, grid->remark[i]);
}

/* ---- the whole ------------------------------------------------------------------------- */

static void write_block(struct text_writer *text, const struct fire_block *block)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        write_heading(text, &block->heading);
        return;
    case FIRE_BLOCK_PARAGRAPH:
        write_paragraph(text, &block->paragraph);
        return;
    case FIRE_BLOCK_TWO_COLUMNS:
        write_two_columns(text, &block->two_columns);
        return;
    case FIRE_BLOCK_GRID:
        write_grid(text, &block->grid);
        return;
    case FIRE_BLOCK_FIGURE:
        write_text(text, block->figure.caption);
        write_text(text, block->figure.picture->description);
        return;
    case FIRE_BLOCK_PAGE_BREAK:
        return;
    }
}

fire_status fire_document_text(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    const size_t size_before = out->size_bytes;
    struct text_writer text = { .writer = { .out = out, .arena = fire_arena_create() } };
    if (text.writer.arena == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const struct fire_block *block = &document->block[i];
        if (block->kind == FIRE_BLOCK_PAGE_BREAK) continue;
        if (out->size_bytes > size_before &&
            !(document_is_item(block) && document_is_item(block - 1)))
            fire_buffer_add_text(out, "\n");
        write_block(&text, block);
    }
    const bool failed = text.writer.failed || text.words.failed || out->failed;
    if (failed) out->size_bytes = size_before;
    fire_buffer_finish(&text.words);
    fire_arena_free(text.writer.arena);
    return failed ? fire_fail_memory(err) : FIRE_OK;
}
