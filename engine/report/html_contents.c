/* html_contents.c - what stands above the text of a page: contents and the search for an area. */
#include "html.h"

/* One line of the contents; NULL text: the block is none of this kind. */
struct entry {
    const char *anchor;
    const char *text;
    int32_t level;
};

static struct entry entry_of(const struct fire_block *block, fire_block_kind kind)
{
    if (block->kind != kind) return (struct entry){ 0 };
    switch (kind) {
    case FIRE_BLOCK_HEADING:
        if (block->heading.level == 0) break;
        return (struct entry){ block->heading.anchor, block->heading.text,
                               block->heading.level };
    case FIRE_BLOCK_GRID:
        return (struct entry){ block->grid.anchor, block->grid.caption, 1 };
    case FIRE_BLOCK_FIGURE:
        return (struct entry){ block->figure.anchor, block->figure.caption, 1 };
    case FIRE_BLOCK_PARAGRAPH:
    case FIRE_BLOCK_TWO_COLUMNS:
    case FIRE_BLOCK_PAGE_BREAK:
        break;
    }
    return (struct entry){ 0 };
}

static int64_t count_entries(const struct html *html, fire_block_kind kind)
{
    int64_t n = 0;
    for (int64_t i = 0; i < html->document->n_blocks; i++)
        n += entry_of(&html->document->block[i], kind).text != NULL;
    return n;
}

static void add_list(struct html *html, fire_block_kind kind)
{
    fire_buffer_add_text(html->out, "<ul>\n");
    for (int64_t i = 0; i < html->document->n_blocks; i++) {
        const struct entry entry = entry_of(&html->document->block[i], kind);
        if (entry.text == NULL) continue;
        fire_buffer_printf(html->out, "<li class=\"level-%d\"><a href=\"#%s\">",
                           (int)entry.level, entry.anchor);
        html_text(html, entry.text);
        fire_buffer_add_text(html->out, "</a></li>\n");
    }
    fire_buffer_add_text(html->out, "</ul>\n");
}

static void add_titled_list(struct html *html, fire_word title, fire_block_kind kind)
{
    if (count_entries(html, kind) == 0) return;
    fire_buffer_add_text(html->out, "<p>");
    html_text(html, html_word(html, title));
    fire_buffer_add_text(html->out, "</p>\n");
    add_list(html, kind);
}

void html_contents(struct html *html)
{
    const int64_t n_headings = count_entries(html, FIRE_BLOCK_HEADING);
    if (n_headings + count_entries(html, FIRE_BLOCK_GRID) +
            count_entries(html, FIRE_BLOCK_FIGURE) <
        2)
        return;
    fire_buffer_add_text(html->out, "<nav aria-labelledby=\"_contents\">\n<details open=\"\">\n"
                                    "<summary id=\"_contents\">");
    html_text(html, html_word(html, FIRE_WORD_CONTENTS));
    fire_buffer_add_text(html->out, "</summary>\n");
    if (n_headings > 0) add_list(html, FIRE_BLOCK_HEADING);
    add_titled_list(html, FIRE_WORD_CONTENTS_TABLES, FIRE_BLOCK_GRID);
    add_titled_list(html, FIRE_WORD_CONTENTS_FIGURES, FIRE_BLOCK_FIGURE);
    fire_buffer_add_text(html->out, "</details>\n</nav>\n");
}

void html_filter(struct html *html)
{
    bool has_areas = false;
    for (int64_t i = 0; i < html->document->n_blocks; i++) {
        const struct fire_block *block = &html->document->block[i];
        has_areas = has_areas ||
                    (block->kind == FIRE_BLOCK_GRID && block->grid.filter_column >= 0);
    }
    if (!has_areas) return;
    fire_buffer_add_text(html->out, "<div class=\"filter\" role=\"search\" hidden=\"\" "
                                    "data-rows=\"");
    html_text(html, html_word(html, FIRE_WORD_PAGE_ROWS));
    fire_buffer_add_text(html->out, "\">\n<label for=\"_filter\">");
    html_text(html, html_word(html, FIRE_WORD_PAGE_FIND));
    fire_buffer_add_text(html->out,
                         "</label>\n<input id=\"_filter\" type=\"search\" autocomplete=\"off\" "
                         "spellcheck=\"false\"/>\n<output for=\"_filter\"></output>\n</div>\n");
}
