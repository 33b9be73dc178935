/* pdf.c - one page with selectable text, written to memory: by file name cairo does not
 * report a full disk. */
#include "check.h"
#include "firestat/date.h"
#include "ink.h"

#include <cairo-pdf.h>
#include <stdio.h>
#include <stdlib.h>

#define PT_A_PX     0.75
#define SIDE_MOST   14400 /* pt; what PDF readers take */
#define DATE_BYTES  32
#define DAY_SECONDS 86400

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned size)
{
    struct fire_buffer *out = closure;
    fire_buffer_add(out, (const char *)bytes, size);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

/* $SOURCE_DATE_EPOCH as cairo reads it, or a date that never changes: the clock would make
 * every file another one. */
static void page_date(char out[DATE_BYTES])
{
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    char *end = NULL;
    const long long seconds = epoch == NULL ? -1 : strtoll(epoch, &end, 10);
    const long long day = seconds / DAY_SECONDS;
    if (seconds < 0 || end == epoch || *end != '\0' || day > FIRE_DAY_LAST) {
        snprintf(out, DATE_BYTES, "2000-01-01T00:00:00Z");
        return;
    }
    const int second = (int)(seconds % DAY_SECONDS);
    char iso[11];
    fire_day_to_iso((int32_t)day, iso);
    snprintf(out, DATE_BYTES, "%sT%02d:%02d:%02dZ", iso, second / 3600, second / 60 % 60,
             second % 60);
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
    char date[DATE_BYTES];
    page_date(date);
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
