/* pdf.c - pages with selectable text, written to memory: by file name cairo does not report a
 * full disk. A chart alone is written by pdf_chart.c where that can be. */
#include "check.h"
#include "ink.h"
#include "pdf_chart.h"

#include <cairo-pdf.h>
#include <math.h>
#include <stdio.h>

#define OUTLINE_DEPTH 8
#define NEST_DEPTH    8

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned size)
{
    struct fire_buffer *out = closure;
    fire_buffer_add(out, (const char *)bytes, size);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* A text outside the pages, without control characters and those that stand for none: cairo
 * refuses the latter. Valid until the next one. */
static const char *plain_text(struct fire_ink *ink, const char *text)
{
    ink->text.size_bytes = 0;
    fire_buffer_add(&ink->text, "", 0);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        const bool is_none = (character & 0xFFFE) == 0xFFFE ||
                             (character >= 0xFDD0 && character <= 0xFDEF);
        if (g_unichar_iscntrl(character))
            fire_buffer_add(&ink->text, " ", 1);
        else if (!is_none)
            fire_buffer_add(&ink->text, at, (size_t)(g_utf8_next_char(at) - at));
    }
    return ink->text.bytes == NULL ? "" : ink->text.bytes;
}

static void set_metadata(struct fire_ink *ink, cairo_surface_t *surface,
                         const struct fire_book *book)
{
    const struct {
        cairo_pdf_metadata_t which;
        const char *text;
    } told[] = {
        { CAIRO_PDF_METADATA_TITLE, book->title },
        { CAIRO_PDF_METADATA_SUBJECT, book->subject },
        { CAIRO_PDF_METADATA_AUTHOR, book->author },
        { CAIRO_PDF_METADATA_CREATOR, book->creator },
    };
    for (size_t i = 0; i < sizeof told / sizeof told[0]; i++)
        if (told[i].text != NULL)
            cairo_pdf_surface_set_metadata(surface, told[i].which,
                                           plain_text(ink, told[i].text));
    char date[FIRE_MOMENT_BYTES];
    fire_output_moment(date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);
}

/* An entry hangs below the nearest one before it that is of a lower level. */
static void add_outline(struct fire_ink *ink, cairo_surface_t *surface,
                        const struct fire_book *book)
{
    struct {
        int32_t level;
        int id;
    } above[OUTLINE_DEPTH];
    int depth = 0;
    for (int32_t i = 0; i < book->n_entries; i++) {
        const struct fire_outline_entry *entry = &book->entry[i];
        while (depth > 0 && (above[depth - 1].level >= entry->level || depth == OUTLINE_DEPTH))
            depth--;
        char place[256];
        snprintf(place, sizeof place, "dest='%s'", entry->destination);
        above[depth].id = cairo_pdf_surface_add_outline(
            surface, depth == 0 ? CAIRO_PDF_OUTLINE_ROOT : above[depth - 1].id,
            plain_text(ink, entry->text), place, CAIRO_PDF_OUTLINE_FLAG_OPEN);
        above[depth++].level = entry->level;
    }
}

static const char *const tag_names[FIRE_N_TAGS] = {
    [FIRE_TAG_H1] = "H1",
    [FIRE_TAG_H2] = "H2",
    [FIRE_TAG_H3] = "H3",
    [FIRE_TAG_H4] = "H4",
    [FIRE_TAG_P] = "P",
    [FIRE_TAG_LIST_ITEM] = "LI",
    [FIRE_TAG_CAPTION] = "Caption",
    [FIRE_TAG_NOTE] = "Note",
    [FIRE_TAG_TABLE] = "Table",
    [FIRE_TAG_ROW] = "TR",
    [FIRE_TAG_HEADER_CELL] = "TH",
    [FIRE_TAG_CELL] = "TD",
    [FIRE_TAG_FIGURE] = "Figure",
    [FIRE_TAG_LINK] = CAIRO_TAG_LINK,
};

static fire_status open_part(struct fire_ink *ink, const struct fire_page_part *part,
                             cairo_t *cairo, struct fire_error *err)
{
    char place[256] = "";
    if (part->tag == FIRE_TAG_LINK)
        snprintf(place, sizeof place, "dest='%s'", part->destination);
    cairo_tag_begin(cairo, tag_names[part->tag], place);
    if (part->figure == NULL) return FIRE_OK;
    cairo_save(cairo);
    cairo_translate(cairo, part->corner.x_px, part->corner.y_px);
    cairo_scale(cairo, part->scale, part->scale);
    const fire_status status = ink_paint(ink, part->figure, cairo, err);
    cairo_restore(cairo);
    ink_begin(ink, cairo);
    return status;
}

/* A page whose parts are being opened and closed between its shapes. */
struct progress {
    const struct fire_page_part *open[NEST_DEPTH];
    int n_open;
    int32_t painted; /* shapes up to here are on the page */
    bool is_tagged;  /* the book has parts                */
};

/* Shapes up to `end`. What belongs to no part of a tagged book, as the number of the page does,
 * is nothing to be read aloud. */
static fire_status paint_until(struct fire_ink *ink, const struct fire_page *page,
                               struct progress *progress, int32_t end, cairo_t *cairo,
                               struct fire_error *err)
{
    if (end <= progress->painted) return FIRE_OK;
    const bool is_private = progress->is_tagged && progress->n_open == 0;
    if (is_private) cairo_tag_begin(cairo, "Private", "");
    const fire_status status = ink_paint_shapes(ink, &page->picture, progress->painted, end,
                                                cairo, err);
    if (is_private) cairo_tag_end(cairo, "Private");
    progress->painted = end;
    return status;
}

/* Shapes in their order, the tags opened and closed between them. */
static fire_status paint_parts(struct fire_ink *ink, const struct fire_page *page,
                               bool is_tagged, cairo_t *cairo, struct fire_error *err)
{
    struct progress at = { .is_tagged = is_tagged };
    for (int32_t i = 0; i <= page->n_parts; i++) {
        const struct fire_page_part *part = i < page->n_parts ? &page->part[i] : NULL;
        const int32_t next = part == NULL ? page->picture.n_shapes : part->first;
        while (at.n_open > 0 && (part == NULL || at.open[at.n_open - 1]->end <= next)) {
            const struct fire_page_part *inner = at.open[at.n_open - 1];
            FIRE_TRY(paint_until(ink, page, &at, inner->end, cairo, err));
            cairo_tag_end(cairo, tag_names[inner->tag]);
            at.n_open--;
        }
        FIRE_TRY(paint_until(ink, page, &at, next, cairo, err));
        if (part == NULL) break;
        if (at.n_open == NEST_DEPTH)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "the parts of a page lie in each other too deep");
        FIRE_TRY(open_part(ink, part, cairo, err));
        at.open[at.n_open++] = part;
    }
    return FIRE_OK;
}

static bool has_any_part(const struct fire_book *book)
{
    for (int32_t i = 0; i < book->n_pages; i++)
        if (book->page[i].n_parts > 0) return true;
    return false;
}

static fire_status paint_page(struct fire_ink *ink, const struct fire_book *book,
                              const struct fire_page *page, cairo_surface_t *surface,
                              cairo_t *cairo, struct fire_error *err)
{
    cairo_pdf_surface_set_size(surface, page->picture.width_px * PT_A_PX,
                               page->picture.height_px * PT_A_PX);
    if (page->label != NULL)
        cairo_pdf_surface_set_page_label(surface, plain_text(ink, page->label));
    cairo_save(cairo);
    cairo_scale(cairo, PT_A_PX, PT_A_PX);
    for (int32_t i = 0; i < page->n_destinations; i++) {
        char place[256];
        snprintf(place, sizeof place, "name='%s' x=0 y=%ld", page->destination[i].name,
                 lround(page->destination[i].y_px));
        cairo_tag_begin(cairo, CAIRO_TAG_DEST, place);
        cairo_tag_end(cairo, CAIRO_TAG_DEST);
    }
    ink_begin(ink, cairo);
    /* Around all pages is one part, or readers do not take the file for a tagged one; before
     * the first page has its size cairo would forget that it began. */
    const bool has_parts = has_any_part(book);
    if (has_parts && page == book->page) cairo_tag_begin(cairo, "Document", "");
    const fire_status status = paint_parts(ink, page, has_parts, cairo, err);
    if (has_parts && page == book->page + book->n_pages - 1) cairo_tag_end(cairo, "Document");
    cairo_restore(cairo);
    cairo_show_page(cairo);
    return status;
}

static bool needs_serif(const struct fire_book *book)
{
    for (int32_t i = 0; i < book->n_pages; i++)
        if (ink_has_serif(&book->page[i].picture)) return true;
    return false;
}

fire_status fire_draw_book(struct fire_ink *ink, const struct fire_book *book,
                           struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(book_check(book, err));
    if (needs_serif(book)) FIRE_TRY(fire_ink_load_serif(ink, err));
    const struct fire_picture *first = &book->page[0].picture;
    const size_t size_before = out->size_bytes;
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(
        write_bytes, out, first->width_px * PT_A_PX, first->height_px * PT_A_PX);
    set_metadata(ink, surface, book);
    cairo_t *cairo = cairo_create(surface);
    fire_status status = FIRE_OK;
    for (int32_t i = 0; i < book->n_pages && status == FIRE_OK; i++)
        status = paint_page(ink, book, &book->page[i], surface, cairo, err);
    if (status == FIRE_OK && cairo_status(cairo) != CAIRO_STATUS_SUCCESS)
        status = ink_cairo_failed(cairo_status(cairo), err);
    if (status == FIRE_OK) add_outline(ink, surface, book);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == FIRE_OK && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        status = ink_cairo_failed(cairo_surface_status(surface), err);
    cairo_surface_destroy(surface);
    if (status == FIRE_OK && ink->text.failed) status = fire_fail_memory(err);
    if (status != FIRE_OK) out->size_bytes = size_before;
    return status;
}

fire_status fire_draw_pdf(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err)
{
    const struct fire_page page = { .picture = *picture };
    const struct fire_book book = { .title = picture->title,
                                    .subject = picture->description,
                                    .creator = "firestat",
                                    .n_pages = 1,
                                    .page = &page };
    bool drawn = false;
    FIRE_TRY(book_check(&book, err));
    FIRE_TRY(pdf_chart_draw(ink, picture, out, &drawn, err));
    return drawn ? FIRE_OK : fire_draw_book(ink, &book, out, err);
}
