/* document_html.c - a document as one page that needs nothing else.
 *
 * The page says itself what a browser may do with it: show its pictures, use its style, run its
 * script, known by their hashes, and reach nothing else. Whatever text comes from files goes
 * through one function that escapes it. */
#include "html.h"
#include "page.h"

#include <stdlib.h>
#include <string.h>

void html_text(struct html *html, const char *text)
{
    fire_buffer_add_xml(html->out, fire_text_of(text));
}

const char *html_word(const struct html *html, fire_word word)
{
    return fire_word_text(html->document->language, word);
}

static void add(struct html *html, const char *markup)
{
    fire_buffer_add_text(html->out, markup);
}

/* ---- links ----------------------------------------------------------------------------- */

static int compare_anchors(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool list_anchors(struct html *html)
{
    const struct fire_document *document = html->document;
    html->anchor = FIRE_TAKE(html->arena, document->n_blocks, const char *);
    if (html->anchor == NULL) return false;
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const char *anchor = document_anchor(&document->block[i]);
        if (anchor != NULL) html->anchor[html->n_anchors++] = anchor;
    }
    qsort(html->anchor, html->n_anchors, sizeof html->anchor[0], compare_anchors);
    return true;
}

/* A link that leads nowhere is text. */
static bool leads_somewhere(const struct html *html, const char *link)
{
    if (link == NULL || link[0] != '#') return false;
    const char *anchor = link + 1;
    return bsearch(&anchor, html->anchor, html->n_anchors, sizeof html->anchor[0],
                   compare_anchors) != NULL;
}

/* ---- text ------------------------------------------------------------------------------ */

static void add_run(struct html *html, const struct fire_run *run)
{
    const bool is_link = leads_somewhere(html, run->link);
    if (is_link) fire_buffer_printf(html->out, "<a href=\"%s\">", run->link);
    if (run->is_bold) add(html, "<strong>");
    if (run->is_italic) add(html, "<em>");
    html_text(html, run->text);
    if (run->is_italic) add(html, "</em>");
    if (run->is_bold) add(html, "</strong>");
    if (is_link) add(html, "</a>");
}

static void add_paragraph(struct html *html, const struct fire_paragraph *paragraph)
{
    static const char *const starts[] = { [FIRE_PARAGRAPH_BODY] = "<p class=\"body\">",
                                          [FIRE_PARAGRAPH_ITEM] = "<li>",
                                          [FIRE_PARAGRAPH_NOTE] = "<p class=\"note\">",
                                          [FIRE_PARAGRAPH_CENTRE] = "<p class=\"centre\">" };
    add(html, starts[paragraph->style]);
    for (int32_t i = 0; i < paragraph->n_runs; i++)
        add_run(html, &paragraph->run[i]);
    add(html, paragraph->style == FIRE_PARAGRAPH_ITEM ? "</li>\n" : "</p>\n");
}

static void add_heading(struct html *html, const struct fire_heading *heading)
{
    const int element = heading->level + 1;
    fire_buffer_printf(html->out, "<h%d id=\"%s\">", element, heading->anchor);
    html_text(html, heading->text);
    fire_buffer_printf(html->out, "</h%d>\n", element);
}

static void add_column(struct html *html, const struct fire_paragraph_line line[],
                       int32_t n_lines)
{
    add(html, "<div>\n");
    for (int32_t i = 0; i < n_lines; i++) {
        const struct fire_run run = { .text = line[i].text[0] == '\0' ? "\u00A0" : line[i].text,
                                      .is_bold = line[i].is_bold,
                                      .is_italic = line[i].is_italic };
        add(html, line[i].is_underlined ? "<p class=\"ruled\">" : "<p>");
        add_run(html, &run);
        add(html, "</p>\n");
    }
    add(html, "</div>\n");
}

static void add_two_columns(struct html *html, const struct fire_two_columns *two)
{
    add(html, "<div class=\"two\">\n");
    add_column(html, two->left, two->n_left);
    add_column(html, two->right, two->n_right);
    add(html, "</div>\n");
}

static fire_status add_figure(struct html *html, const struct fire_figure_block *figure,
                              struct fire_error *err)
{
    const char *id = fire_arena_printf(html->arena, "chart_%s_", figure->anchor);
    if (id == NULL) return fire_fail_memory(err);
    fire_buffer_printf(html->out, "<figure id=\"%s\">\n<div class=\"scroll\">\n",
                       figure->anchor);
    FIRE_TRY(fire_draw_svg(figure->picture, id, html->out, err));
    add(html, "</div>\n<figcaption>");
    html_text(html, figure->caption);
    add(html, "</figcaption>\n</figure>\n");
    return FIRE_OK;
}

/* ---- the whole ------------------------------------------------------------------------- */

static fire_status add_block(struct html *html, const struct fire_block *block,
                             struct fire_error *err)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        add_heading(html, &block->heading);
        break;
    case FIRE_BLOCK_PARAGRAPH:
        add_paragraph(html, &block->paragraph);
        break;
    case FIRE_BLOCK_TWO_COLUMNS:
        add_two_columns(html, &block->two_columns);
        break;
    case FIRE_BLOCK_GRID:
        html_grid(html, &block->grid);
        break;
    case FIRE_BLOCK_FIGURE:
        return add_figure(html, &block->figure, err);
    case FIRE_BLOCK_PAGE_BREAK:
        add(html, "<div class=\"page-break\"></div>\n");
        break;
    }
    return FIRE_OK;
}

static void add_lines(struct html *html, const char *const line[])
{
    for (; *line != NULL; line++)
        add(html, *line);
}

static void add_meta(struct html *html, const char *name, const char *content)
{
    fire_buffer_printf(html->out, "<meta name=\"%s\" content=\"", name);
    html_text(html, content);
    add(html, "\"/>\n");
}

static void add_head(struct html *html)
{
    const struct fire_document *document = html->document;
    const char *language = document->language == FIRE_VIETNAMESE ? "vi" : "en";
    fire_buffer_printf(html->out,
                       "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n"
                       "<meta charset=\"utf-8\"/>\n"
                       "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src "
                       "'none'; img-src data:; style-src 'sha256-%s'; script-src 'sha256-%s'; "
                       "base-uri 'none'; form-action 'none'\"/>\n",
                       language, page_style_sha256, page_script_sha256);
    add_meta(html, "viewport", "width=device-width, initial-scale=1");
    add_meta(html, "author", document->author);
    add_meta(html, "description", document->subject);
    add_meta(html, "generator", document->program);
    add(html, "<title>");
    html_text(html, document->title);
    add(html, "</title>\n<style>");
    add_lines(html, page_style);
    add(html, "</style>\n</head>\n<body data-sort=\"");
    html_text(html, html_word(html, FIRE_WORD_PAGE_SORT));
    add(html, "\">\n<main>\n");
}

static void add_end(struct html *html)
{
    add(html, "</main>\n<script>");
    add_lines(html, page_script);
    add(html, "</script>\n</body>\n</html>\n");
}

/* Contents stand behind the title and what belongs to it. */
static bool begins_text(const struct fire_block *block)
{
    return block->kind == FIRE_BLOCK_GRID || block->kind == FIRE_BLOCK_FIGURE ||
           (block->kind == FIRE_BLOCK_HEADING && block->heading.level > 0);
}

static fire_status add_document(struct html *html, struct fire_error *err)
{
    const struct fire_document *document = html->document;
    bool has_begun = false;
    add_head(html);
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const struct fire_block *block = &document->block[i];
        if (!has_begun && begins_text(block)) {
            html_contents(html);
            html_filter(html);
            has_begun = true;
        }
        const bool is_item = document_is_item(block);
        if (is_item && (i == 0 || !document_is_item(block - 1)))
            add(html, "<ul class=\"dash\">\n");
        FIRE_TRY(add_block(html, block, err));
        if (is_item && (i + 1 == document->n_blocks || !document_is_item(block + 1)))
            add(html, "</ul>\n");
    }
    add_end(html);
    return FIRE_OK;
}

fire_status fire_document_html(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    const size_t size_before = out->size_bytes;
    struct html html = { .document = document, .out = out, .arena = fire_arena_create() };
    html.failed = html.arena == NULL || !list_anchors(&html);
    fire_status status = html.failed ? FIRE_ENOMEM : add_document(&html, err);
    fire_arena_free(html.arena);
    if (status == FIRE_OK && !html.failed && !out->failed) return FIRE_OK;
    out->size_bytes = size_before;
    return status == FIRE_OK || status == FIRE_ENOMEM ? fire_fail_memory(err) : status;
}
