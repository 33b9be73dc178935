/* document_check.c - see document_parts.h.
 *
 * One bad byte makes a workbook or a page that no program opens, and the program that wrote it
 * would not have noticed. */
#include "document_parts.h"

#include <string.h>

static bool is_text(const char *text)
{
    const struct fire_text_view view = fire_text_of(text);
    return fire_text_valid_bytes(view) == view.size_bytes;
}

static bool is_anchor(const char *text)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                  "0123456789-";
    return text[0] != '\0' && text[strspn(text, letters)] == '\0';
}

static bool are_runs(const struct fire_paragraph *paragraph)
{
    for (int32_t i = 0; i < paragraph->n_runs; i++)
        if (!is_text(paragraph->run[i].text) || !is_text(paragraph->run[i].link)) return false;
    return true;
}

static bool are_lines(const struct fire_paragraph_line line[], int32_t n_lines)
{
    for (int32_t i = 0; i < n_lines; i++)
        if (!is_text(line[i].text)) return false;
    return true;
}

static bool are_texts(const char *const text[], int64_t n_texts)
{
    for (int64_t i = 0; i < n_texts; i++)
        if (!is_text(text[i])) return false;
    return true;
}

static bool is_grid(const struct fire_grid *grid)
{
    for (int32_t i = 0; i < grid->n_columns; i++) {
        const struct fire_column *column = &grid->column[i];
        if (!is_text(column->name) || !is_text(column->label) || !is_text(column->group))
            return false;
    }
    for (int64_t i = 0; i < grid->n_rows * grid->n_columns; i++)
        if (!is_text(grid->cell[i].text)) return false;
    return is_text(grid->caption) && is_text(grid->unit) && is_text(grid->chart.title) &&
           are_texts(grid->note, grid->n_notes) && are_texts(grid->remark, grid->n_remarks);
}

static bool is_block(const struct fire_block *block)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        return is_text(block->heading.text);
    case FIRE_BLOCK_PARAGRAPH:
        return are_runs(&block->paragraph);
    case FIRE_BLOCK_TWO_COLUMNS:
        return are_lines(block->two_columns.left, block->two_columns.n_left) &&
               are_lines(block->two_columns.right, block->two_columns.n_right);
    case FIRE_BLOCK_GRID:
        return is_grid(&block->grid);
    case FIRE_BLOCK_FIGURE:
        return is_text(block->figure.caption) && is_text(block->figure.picture->title) &&
               is_text(block->figure.picture->description);
    case FIRE_BLOCK_PAGE_BREAK:
        return true;
    }
    return false;
}

const char *document_anchor(const struct fire_block *block)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        return block->heading.anchor;
    case FIRE_BLOCK_GRID:
        return block->grid.anchor;
    case FIRE_BLOCK_FIGURE:
        return block->figure.anchor;
    case FIRE_BLOCK_PARAGRAPH:
    case FIRE_BLOCK_TWO_COLUMNS:
    case FIRE_BLOCK_PAGE_BREAK:
        break;
    }
    return NULL;
}

fire_status document_check(const struct fire_document *document, struct fire_error *err)
{
    if (!is_text(document->title) || !is_text(document->subject) ||
        !is_text(document->author) || !is_text(document->program))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the document is not UTF-8");
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const char *anchor = document_anchor(&document->block[i]);
        if (anchor != NULL && !is_anchor(anchor))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "'%.60s' cannot be the anchor of a part of a document", anchor);
        if (!is_block(&document->block[i]))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "a text of the document is not UTF-8");
    }
    return FIRE_OK;
}

bool document_is_item(const struct fire_block *block)
{
    return block->kind == FIRE_BLOCK_PARAGRAPH && block->paragraph.style == FIRE_PARAGRAPH_ITEM;
}

bool document_is_foot(const struct fire_two_columns *two)
{
    for (int32_t i = 0; i < two->n_left; i++)
        if (strncmp(two->left[i].text, "- ", 2) == 0) return true;
    return false;
}
