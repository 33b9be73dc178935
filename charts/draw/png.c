/* png.c - a cairo image, encoded by libpng itself.
 *
 * cairo's own writer takes most of the time of a chart: it tries filters that gain nothing on
 * flat colours. No filter and the fastest level are four times faster and hardly larger, and
 * only so can the file say its resolution and its texts. */
#include "check.h"
#include "ink.h"

#include <math.h>
#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

#define DEVICE_SCALE   2    /* device pixels a px */
#define PIXELS_A_METRE 7559 /* 192 dpi */
#define SIDE_MOST      32767
#define COMPRESSION    1

struct encoder {
    png_structp png;
    png_infop info;
    png_bytep row; /* three bytes a pixel, and one more */
    cairo_surface_t *surface;
    const struct fire_picture *picture;
};

static void write_bytes(png_structp png, png_bytep bytes, size_t size)
{
    struct fire_buffer *out = png_get_io_ptr(png);
    fire_buffer_add(out, (const char *)bytes, size);
    if (out->failed) png_error(png, "no memory");
}

static void flush_bytes(png_structp png)
{
    (void)png; /* memory needs no flush */
}

static void on_error(png_structp png, png_const_charp message)
{
    (void)message;
    png_longjmp(png, 1);
}

static void on_warning(png_structp png, png_const_charp message)
{
    (void)png;
    (void)message;
}

static void set_text(struct encoder *encoder, const char *key, const char *text)
{
    png_text chunk = {
        .compression = PNG_ITXT_COMPRESSION_NONE,
        .key = (png_charp)key, /* copied by libpng, never written to */
        .text = (png_charp)text,
        .lang = (png_charp)encoder->picture->language,
        .lang_key = (png_charp)key,
    };
    png_set_text(encoder->png, encoder->info, &chunk, 1);
}

/* Words of 0xRRGGBB as three bytes each. Four are written, and the next pixel takes the last. */
static void pack_row(const uint32_t line[], int width, png_bytep row)
{
    for (int x = 0; x < width; x++) {
        const png_byte rgb[4] = { (png_byte)(line[x] >> 16), (png_byte)(line[x] >> 8),
                                  (png_byte)line[x], 0 };
        memcpy(row + 3 * (ptrdiff_t)x, rgb, sizeof rgb);
    }
}

/* False when libpng failed, which for writing to memory means no memory. All that the jump
 * back could spoil lives in the encoder. */
static bool encode(struct encoder *encoder)
{
    if (setjmp(png_jmpbuf(encoder->png)) != 0) return false;

    const int width = cairo_image_surface_get_width(encoder->surface);
    const int height = cairo_image_surface_get_height(encoder->surface);
    png_set_IHDR(encoder->png, encoder->info, (png_uint_32)width, (png_uint_32)height, 8,
                 PNG_COLOR_TYPE_RGB, PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
                 PNG_FILTER_TYPE_DEFAULT);
    png_set_pHYs(encoder->png, encoder->info, PIXELS_A_METRE, PIXELS_A_METRE,
                 PNG_RESOLUTION_METER);
    png_set_compression_level(encoder->png, COMPRESSION);
    png_set_filter(encoder->png, PNG_FILTER_TYPE_BASE, PNG_FILTER_NONE);
    set_text(encoder, "Title", encoder->picture->title);
    set_text(encoder, "Description", encoder->picture->description);
    png_write_info(encoder->png, encoder->info);

    const unsigned char *pixels = cairo_image_surface_get_data(encoder->surface);
    const int stride = cairo_image_surface_get_stride(encoder->surface);
    for (int y = 0; y < height; y++) {
        const unsigned char *line = pixels + (ptrdiff_t)y * stride;
        if (y == 0 ||
            memcmp(line, line - stride, 4 * (size_t)width) != 0) /* a third is alike */
            pack_row((const uint32_t *)(const void *)line, width, encoder->row);
        png_write_row(encoder->png, encoder->row);
    }
    png_write_end(encoder->png, encoder->info);
    return true;
}

static fire_status write_png(cairo_surface_t *surface, const struct fire_picture *picture,
                             struct fire_buffer *out, struct fire_error *err)
{
    struct encoder encoder = { .surface = surface, .picture = picture };
    encoder.png = png_create_write_struct(PNG_LIBPNG_VER_STRING, NULL, on_error, on_warning);
    if (encoder.png == NULL) return fire_fail_memory(err);
    encoder.info = png_create_info_struct(encoder.png);
    encoder.row = malloc(3 * (size_t)cairo_image_surface_get_width(surface) + 1);
    png_set_write_fn(encoder.png, out, write_bytes, flush_bytes);

    const size_t size_before = out->size_bytes;
    const bool done = encoder.info != NULL && encoder.row != NULL && encode(&encoder);
    png_destroy_write_struct(&encoder.png, &encoder.info);
    free(encoder.row);
    if (done) return FIRE_OK;
    out->size_bytes = size_before;
    return fire_fail_memory(err);
}

fire_status fire_draw_png(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(picture_check(picture, err));
    const double width = ceil(picture->width_px * DEVICE_SCALE);
    const double height = ceil(picture->height_px * DEVICE_SCALE);
    if (width > SIDE_MOST || height > SIDE_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "a PNG of %.0f x %.0f pixels is too large (at most %d a side)", width,
                         height, SIDE_MOST);

    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width,
                                                          (int)height);
    cairo_surface_set_device_scale(surface, DEVICE_SCALE, DEVICE_SCALE);
    cairo_t *cairo = cairo_create(surface);
    fire_status status = ink_paint(ink, picture, cairo, err);
    cairo_destroy(cairo);
    cairo_surface_flush(surface);
    if (status == FIRE_OK && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
        status = ink_cairo_failed(cairo_surface_status(surface), err);
    if (status == FIRE_OK) status = write_png(surface, picture, out, err);
    cairo_surface_destroy(surface);
    return status;
}
