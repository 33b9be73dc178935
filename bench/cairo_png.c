/* cairo_png.c - firestat-draw with cairo's own writer of PNG in the place of charts/draw/png.c: all
 * else is the same, so that the two differ by how a picture becomes bytes. */
#include "draw/check.h"
#include "draw/ink.h"

static cairo_status_t write_bytes(void *closure, const unsigned char *bytes, unsigned size)
{
    struct fire_buffer *out = closure;
    fire_buffer_add(out, (const char *)bytes, size);
    return out->failed ? CAIRO_STATUS_WRITE_ERROR : CAIRO_STATUS_SUCCESS;
}

fire_status fire_draw_png(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(picture_check(picture, err));
    cairo_surface_t *surface = cairo_image_surface_create(
        CAIRO_FORMAT_RGB24, (int)(2 * picture->width_px), (int)(2 * picture->height_px));
    cairo_surface_set_device_scale(surface, 2, 2);
    cairo_t *cairo = cairo_create(surface);
    fire_status status = ink_paint(ink, picture, cairo, err);
    cairo_destroy(cairo);
    if (status == FIRE_OK) {
        const cairo_status_t written = cairo_surface_write_to_png_stream(surface, write_bytes,
                                                                         out);
        if (written != CAIRO_STATUS_SUCCESS) status = ink_cairo_failed(written, err);
    }
    cairo_surface_destroy(surface);
    return status;
}
