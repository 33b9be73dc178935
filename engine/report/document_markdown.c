/* document_markdown.c - a document as GitHub's Markdown.
 *
 * Every sign that could mean something gets a backslash, for a commune's name is no markup. What
 * means something at the start of a line only ("1.", "-", "#") is looked for there. */
#include "document_parts.h"
#include "writer.h"

#include <string.h>

/* Text that stays what it is wherever it stands in a line; a break in it is a space. */
static void add_plain(struct fire_buffer *out, struct fire_text_view text)
{
    for (size_t at = 0, size = 0; at < text.size_bytes; at += size) {
        const uint32_t letter = terminal_letter(text, at, &size);
        const struct fire_text_view one = { text.bytes + at, size };
        if (letter == '\t' || letter == '\n' || letter == '\r') {
            fire_buffer_add_text(out, " ");
        } else if (terminal_is_control(letter)) {
            fire_report_terminal_text(out, one, 0);
        } else {
            if (letter < 0x80 && strchr("\\`*_[]<>|~&$", (int)letter) != NULL)
                fire_buffer_add_text(out, "\\");
            fire_buffer_add_view(out, one);
        }
    }
}

static void add_text(struct fire_buffer *out, const char *text)
{
    add_plain(out, fire_text_of(text));
}

/* What would make the line that starts with `text` a heading, an item or a rule gets a backslash
 * in front: a sign, or the one behind a number. */
static void add_line_start(struct fire_buffer *out, struct fire_text_view *text)
{
    size_t n_digits = 0;
    while (n_digits < text->size_bytes && text->bytes[n_digits] >= '0' &&
           text->bytes[n_digits] <= '9')
        n_digits++;
    if (n_digits == text->size_bytes) return;
    const char *signs = n_digits == 0 ? "#+-=:" : ".)";
    if (strchr(signs, text->bytes[n_digits]) == NULL) return;
    fire_buffer_add(out, text->bytes, n_digits);
    fire_buffer_add_text(out, "\\");
    fire_buffer_add(out, text->bytes + n_digits, 1);
    text->bytes += n_digits + 1;
    text->size_bytes -= n_digits + 1;
}

static void add_line(struct fire_buffer *out, const char *text)
{
    struct fire_text_view rest = fire_text_of(text);
    add_line_start(out, &rest);
    add_plain(out, rest);
}

/* Stars count as emphasis only where they touch a letter: blanks at the ends stay outside. */
static void add_run(struct fire_buffer *out, const struct fire_run *run, bool starts_line)
{
    const char *stars = run->is_bold && run->is_italic ? "***"
                        : run->is_bold                 ? "**"
                        : run->is_italic               ? "*"
                                                       : "";
    struct fire_text_view text = fire_text_of(run->text);
    while (text.size_bytes > 0 && text.bytes[0] == ' ') {
        text.bytes++;
        text.size_bytes--;
        if (!starts_line) fire_buffer_add_text(out, " ");
    }
    size_t n_blanks = 0;
    while (n_blanks < text.size_bytes && text.bytes[text.size_bytes - 1 - n_blanks] == ' ')
        n_blanks++;
    text.size_bytes -= n_blanks;
    if (text.size_bytes > 0) {
        if (run->link != NULL) fire_buffer_add_text(out, "[");
        fire_buffer_add_text(out, stars);
        if (starts_line && stars[0] == '\0') add_line_start(out, &text);
        add_plain(out, text);
        fire_buffer_add_text(out, stars);
        if (run->link != NULL) fire_buffer_printf(out, "](%s)", run->link);
    }
    fire_buffer_repeat(out, ' ', (int64_t)n_blanks);
}

static void add_paragraph(struct fire_buffer *out, const struct fire_paragraph *paragraph)
{
    if (paragraph->style == FIRE_PARAGRAPH_ITEM) fire_buffer_add_text(out, "- ");
    const size_t start = out->size_bytes;
    for (int32_t i = 0; i < paragraph->n_runs; i++)
        add_run(out, &paragraph->run[i], out->size_bytes == start);
    while (out->size_bytes > start && out->bytes[out->size_bytes - 1] == ' ')
        out->size_bytes--;
    fire_buffer_add_text(out, "\n");
}

/* A place that links lead to, whatever the page makes of headings. */
static void add_anchor(struct fire_buffer *out, const char *anchor)
{
    fire_buffer_printf(out, "<a id=\"%s\"></a>", anchor);
}

static void add_heading(struct fire_buffer *out, const struct fire_heading *heading)
{
    fire_buffer_repeat(out, '#', heading->level + 1);
    fire_buffer_add_text(out, " ");
    add_anchor(out, heading->anchor);
    add_text(out, heading->text);
    fire_buffer_add_text(out, "\n");
}

static void add_half(struct fire_buffer *out, const struct fire_paragraph_line line[],
                     int32_t n_lines)
{
    for (int32_t i = 0; i < n_lines; i++) {
        const struct fire_run run = { .text = line[i].text,
                                      .is_bold = line[i].is_bold,
                                      .is_italic = line[i].is_italic };
        if (i > 0) fire_buffer_add_text(out, "<br>");
        add_run(out, &run, false);
        if (line[i].is_underlined && line[i].text[0] != '\0')
            fire_buffer_add_text(out, "<br>―――――");
    }
    fire_buffer_add_text(out, " |");
}

static void add_two_columns(struct fire_buffer *out, const struct fire_two_columns *two)
{
    fire_buffer_add_text(out, "|  |  |\n| :---: | :---: |\n| ");
    add_half(out, two->left, two->n_left);
    fire_buffer_add_text(out, " ");
    add_half(out, two->right, two->n_right);
    fire_buffer_add_text(out, "\n");
}

/* ---- tables ---------------------------------------------------------------------------- */

static void add_header(struct fire_buffer *out, const struct fire_grid *grid)
{
    static const char *const rules[] = { [FIRE_GRID_TEXT] = " --- |",
                                         [FIRE_GRID_NUMBER] = " ---: |",
                                         [FIRE_GRID_PERCENT] = " ---: |",
                                         [FIRE_GRID_DATE] = " :---: |" };
    fire_buffer_add_text(out, "|");
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const struct fire_column *column = &grid->column[i];
        fire_buffer_add_text(out, " ");
        add_text(out, column->group);
        if (column->group[0] != '\0') fire_buffer_add_text(out, ": ");
        add_text(out, column->label);
        fire_buffer_add_text(out, " |");
    }
    fire_buffer_add_text(out, "\n|");
    for (int32_t i = 0; i < grid->n_columns; i++)
        fire_buffer_add_text(out, rules[grid->column[i].kind]);
    fire_buffer_add_text(out, "\n");
}

static void add_row(struct fire_buffer *out, const struct fire_grid *grid, int64_t row)
{
    fire_buffer_add_text(out, "|");
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const struct fire_cell *cell = &grid->cell[row * grid->n_columns + i];
        const bool is_shown = grid->row[row] != FIRE_ROW_SECTION || i == 0;
        const struct fire_run run = { .text = is_shown ? cell->text : "",
                                      .is_bold = grid->row[row] != FIRE_ROW_BODY };
        fire_buffer_add_text(out, " ");
        add_run(out, &run, false);
        if (is_shown && cell->note > 0) {
            char mark[NOTE_MARK_BYTES];
            note_mark(cell->note, mark);
            fire_buffer_printf(out, "<sup>%s</sup>", mark);
        }
        fire_buffer_add_text(out, " |");
    }
    fire_buffer_add_text(out, "\n");
}

/* Lines below the table; a backslash at an end breaks the line without ending the paragraph. */
static void add_notes(struct fire_buffer *out, const struct fire_grid *grid)
{
    const int32_t n_lines = grid->n_notes + grid->n_remarks;
    if (n_lines > 0) fire_buffer_add_text(out, "\n");
    for (int32_t i = 0; i < n_lines; i++) {
        char mark[NOTE_MARK_BYTES];
        note_mark(i + 1, mark);
        if (i < grid->n_notes) {
            fire_buffer_printf(out, "<sup>%s</sup> ", mark);
            add_text(out, grid->note[i]);
        } else {
            add_line(out, grid->remark[i - grid->n_notes]);
        }
        fire_buffer_add_text(out, i + 1 < n_lines ? "\\\n" : "\n");
    }
}

static void add_grid(struct fire_buffer *out, const struct fire_grid *grid)
{
    const struct fire_run caption = { .text = grid->caption, .is_bold = true };
    const struct fire_run unit = { .text = grid->unit, .is_italic = true };
    add_anchor(out, grid->anchor);
    add_run(out, &caption, true);
    if (grid->unit[0] != '\0') {
        fire_buffer_add_text(out, "\\\n");
        add_run(out, &unit, true);
    }
    fire_buffer_add_text(out, "\n\n");
    if (grid->n_columns > 0) {
        add_header(out, grid);
        for (int64_t row = 0; row < grid->n_rows; row++)
            add_row(out, grid, row);
    }
    add_notes(out, grid);
}

static void add_figure(struct fire_buffer *out, const struct fire_figure_block *figure)
{
    add_anchor(out, figure->anchor);
    fire_buffer_add_text(out, "![");
    add_text(out, figure->picture->description);
    fire_buffer_printf(out, "](charts/%s.svg)\n\n", figure->anchor);
    add_line(out, figure->caption);
    fire_buffer_add_text(out, "\n");
}

/* ---- the whole ------------------------------------------------------------------------- */

static void add_block(struct fire_buffer *out, const struct fire_block *block)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        add_heading(out, &block->heading);
        return;
    case FIRE_BLOCK_PARAGRAPH:
        add_paragraph(out, &block->paragraph);
        return;
    case FIRE_BLOCK_TWO_COLUMNS:
        add_two_columns(out, &block->two_columns);
        return;
    case FIRE_BLOCK_GRID:
        add_grid(out, &block->grid);
        return;
    case FIRE_BLOCK_FIGURE:
        add_figure(out, &block->figure);
        return;
    case FIRE_BLOCK_PAGE_BREAK:
        fire_buffer_add_text(out, "---\n");
        return;
    }
}

fire_status fire_document_markdown(const struct fire_document *document,
                                   struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    const size_t size_before = out->size_bytes;
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const struct fire_block *block = &document->block[i];
        const bool continues = i > 0 && document_is_item(block) && document_is_item(block - 1);
        if (i > 0 && !continues) fire_buffer_add_text(out, "\n");
        add_block(out, block);
    }
    if (!out->failed) return FIRE_OK;
    out->size_bytes = size_before;
    return fire_fail_memory(err);
}
