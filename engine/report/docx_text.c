/* docx_text.c - word/document.xml, piece by piece. */
#include "docx.h"

#include <stdio.h>
#include <string.h>

/* ---- paragraphs ------------------------------------------------------------------------ */

void docx_open_paragraph(struct docx *docx, const char *style, bool keeps, const char *more)
{
    fire_buffer_printf(docx->out, "<w:p><w:pPr><w:pStyle w:val=\"%s\"/>%s%s%s</w:pPr>", style,
                       keeps ? "<w:keepNext/>" : "",
                       docx->breaks_page ? "<w:pageBreakBefore/>" : "", more);
    docx->breaks_page = false;
}

void docx_close_paragraph(struct docx *docx)
{
    fire_buffer_add_text(docx->out, "</w:p>\n");
}

void docx_add_run(struct docx *docx, const char *properties, const char *text)
{
    if (text[0] == '\0') return;
    fire_buffer_add_text(docx->out, "<w:r>");
    if (properties[0] != '\0') fire_buffer_printf(docx->out, "<w:rPr>%s</w:rPr>", properties);
    fire_buffer_add_text(docx->out, "<w:t xml:space=\"preserve\">");
    fire_buffer_add_xml(docx->out, fire_text_of(text));
    fire_buffer_add_text(docx->out, "</w:t></w:r>");
}

void docx_add_line(struct docx *docx, const char *style, bool keeps, const char *text)
{
    docx_open_paragraph(docx, style, keeps, "");
    docx_add_run(docx, "", text);
    docx_close_paragraph(docx);
}

const char *docx_face(bool is_bold, bool is_italic)
{
    if (is_bold) return is_italic ? "<w:b/><w:bCs/><w:i/><w:iCs/>" : "<w:b/><w:bCs/>";
    return is_italic ? "<w:i/><w:iCs/>" : "";
}

/* ---- links ----------------------------------------------------------------------------- */

/* Word takes 40 letters, digits and '_' as the name of a mark; the number makes it unique. */
#define MARK_BYTES 41

static void mark_name(int64_t block, const char *anchor, char out[MARK_BYTES])
{
    snprintf(out, MARK_BYTES, "p%lld_%.20s", (long long)block, anchor);
    for (char *at = out; *at != '\0'; at++)
        if (*at == '-') *at = '_';
}

void docx_open_mark(struct docx *docx, const char *anchor)
{
    char name[MARK_BYTES];
    mark_name(docx->block, anchor, name);
    fire_buffer_printf(docx->out, "<w:bookmarkStart w:id=\"%lld\" w:name=\"%s\"/>",
                       (long long)docx->block, name);
}

void docx_close_mark(struct docx *docx)
{
    fire_buffer_printf(docx->out, "<w:bookmarkEnd w:id=\"%lld\"/>", (long long)docx->block);
}

/* The block that a link leads to; -1: none. */
static int64_t block_of(const struct fire_document *document, const char *link)
{
    for (int64_t i = 0; i < document->n_blocks && link != NULL && link[0] == '#'; i++) {
        const char *anchor = document_anchor(&document->block[i]);
        if (anchor != NULL && strcmp(anchor, link + 1) == 0) return i;
    }
    return -1;
}

static void add_linked_run(struct docx *docx, const struct fire_run *run)
{
    const char *face = docx_face(run->is_bold, run->is_italic);
    const int64_t block = block_of(docx->document, run->link);
    if (block < 0) {
        docx_add_run(docx, face, run->text);
        return;
    }
    char name[MARK_BYTES];
    char properties[128];
    mark_name(block, run->link + 1, name);
    snprintf(properties, sizeof properties, "<w:rStyle w:val=\"Hyperlink\"/>%s", face);
    fire_buffer_printf(docx->out, "<w:hyperlink w:anchor=\"%s\" w:history=\"1\">", name);
    docx_add_run(docx, properties, run->text);
    fire_buffer_add_text(docx->out, "</w:hyperlink>");
}

/* ---- blocks ---------------------------------------------------------------------------- */

static void write_heading(struct docx *docx, const struct fire_heading *heading)
{
    static const char *const style[] = { "Title", "Heading1", "Heading2", "Heading3" };
    const int32_t level = heading->level < 0 ? 0 : heading->level > 3 ? 3 : heading->level;
    docx_open_paragraph(docx, style[level], false, "");
    docx_open_mark(docx, heading->anchor);
    docx_add_run(docx, "", heading->text);
    docx_close_mark(docx);
    docx_close_paragraph(docx);
}

/* Who signs does not stand on a page alone. */
static bool precedes_two_columns(const struct docx *docx)
{
    return docx->block + 1 < docx->document->n_blocks &&
           docx->document->block[docx->block + 1].kind == FIRE_BLOCK_TWO_COLUMNS;
}

static void write_paragraph(struct docx *docx, const struct fire_paragraph *paragraph)
{
    static const char *const style[] = { [FIRE_PARAGRAPH_BODY] = "BodyText",
                                         [FIRE_PARAGRAPH_ITEM] = "ListDash",
                                         [FIRE_PARAGRAPH_NOTE] = "Note",
                                         [FIRE_PARAGRAPH_CENTRE] = "Centred" };
    docx_open_paragraph(docx, style[paragraph->style], precedes_two_columns(docx), "");
    for (int32_t i = 0; i < paragraph->n_runs; i++)
        add_linked_run(docx, &paragraph->run[i]);
    docx_close_paragraph(docx);
}

/* Writes the block or a part of it; false: there is nothing left of it. */
static bool write_block(struct docx *docx, const struct fire_block *block)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        write_heading(docx, &block->heading);
        return false;
    case FIRE_BLOCK_PARAGRAPH:
        write_paragraph(docx, &block->paragraph);
        return false;
    case FIRE_BLOCK_TWO_COLUMNS:
        docx_write_two_columns(docx, &block->two_columns);
        return false;
    case FIRE_BLOCK_GRID:
        return docx_table_next(docx, &block->grid);
    case FIRE_BLOCK_FIGURE:
        docx_write_figure(docx, &block->figure);
        return false;
    case FIRE_BLOCK_PAGE_BREAK:
        docx->breaks_page = true;
        return false;
    }
    return false;
}

/* ---- the whole ------------------------------------------------------------------------- */

static const char opening[] =
    "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    "<w:document "
    "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" "
    "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" "
    "xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" "
    "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" "
    "xmlns:pic=\"http://schemas.openxmlformats.org/drawingml/2006/picture\"><w:body>\n";

/* One section: the paper, and the page number above all pages but the first. */
static void write_end(struct fire_buffer *out)
{
    fire_buffer_printf(
        out,
        "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"head\"/>"
        "<w:headerReference w:type=\"first\" r:id=\"firstHead\"/>"
        "<w:pgSz w:w=\"%d\" w:h=\"%d\"/>"
        "<w:pgMar w:top=\"%d\" w:right=\"%d\" w:bottom=\"%d\" w:left=\"%d\" w:header=\"%d\" "
        "w:footer=\"%d\" w:gutter=\"0\"/><w:pgNumType w:start=\"1\"/><w:titlePg/></w:sectPr>\n"
        "</w:body></w:document>\n",
        PAGE_WIDTH_TWIPS, PAGE_HEIGHT_TWIPS, MARGIN_TWIPS, MARGIN_TWIPS, MARGIN_TWIPS,
        MARGIN_LEFT_TWIPS, MARGIN_HEAD_TWIPS, MARGIN_HEAD_TWIPS);
}

bool docx_next(void *of, struct fire_buffer *piece)
{
    struct docx *docx = of;
    docx->out = piece;
    if (!docx->is_begun) {
        docx->is_begun = true;
        fire_buffer_add_text(piece, opening);
        return true;
    }
    if (docx->block > docx->document->n_blocks) return false;
    if (docx->block == docx->document->n_blocks) {
        write_end(piece);
        docx->block++;
    } else if (!write_block(docx, &docx->document->block[docx->block])) {
        fire_arena_reset(docx->arena);
        docx->block++;
    }
    return true;
}
