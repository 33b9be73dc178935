/* pdf.c - one page with selectable text, written to memory: by file name cairo does not
 * report a full disk. */
#include "check.h"
#include "ink.h"

#include <cairo-pdf.h>

#define PT_A_PX   0.75
#define SIDE_MOST 14400 /* pt; what PDF readers take */

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned size)
{
    struct fire_buffer *out = closure;
    fire_buffer_add(out, (const char *)bytes, size);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

fire_status fire_draw_pdf(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(picture_check(picture, err));
    const double width_pt = picture->width_px * PT_A_PX;
    const double height_pt = picture->height_px * PT_A_PX;
    if (width_pt > SIDE_MOST || height_pt > SIDE_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "a PDF page of %.0f x %.0f pt is too large (at most %d a side)",
                         width_pt, height_pt, SIDE_MOST);

    const size_t size_before = out->size_bytes;
    char date[FIRE_MOMENT_BYTES];
    fire_output_moment(date);
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(write_bytes, out, width_pt,
                                                                   height_pt);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, picture->title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_SUBJECT, picture->description);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "firestat");
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_MOD_DATE, date);

    cairo_t *cairo = cairo_create(surface);
    cairo_scale(cairo, PT_A_PX, PT_A_PX);
    fire_status status = ink_paint(ink, picture, cairo, err);
    cairo_show_page(cairo);
    cairo_destroy(cairo);
    cairo_surface_finish(surface);
    if (status == FIRE_OK && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        status = ink_cairo_failed(cairo_surface_status(surface), err);
    cairo_surface_destroy(surface);
    if (status != FIRE_OK) out->size_bytes = size_before;
    return status;
}
