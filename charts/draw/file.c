/* file.c - which format a file's name asks for, and the file written whole or not at all. */
#include "ink.h"

#include <string.h>
#include <strings.h>

static fire_status draw_svg(struct fire_ink *ink, const struct fire_picture *picture,
                            struct fire_buffer *out, struct fire_error *err)
{
    (void)ink; /* SVG text is drawn by whoever shows it */
    return fire_draw_svg(picture, "chart", out, err);
}

struct format {
    const char *ending;
    fire_status (*draw)(struct fire_ink *ink, const struct fire_picture *picture,
                        struct fire_buffer *out, struct fire_error *err);
};

static const struct format formats[] = {
    { ".png", fire_draw_png },
    { ".pdf", fire_draw_pdf },
    { ".svg", draw_svg },
};

static const struct format *format_of(const char *path)
{
    const size_t n_bytes = strlen(path);
    for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
        const size_t n_ending = strlen(formats[i].ending);
        if (n_bytes > n_ending && strcasecmp(path + n_bytes - n_ending, formats[i].ending) == 0)
            return &formats[i];
    }
    return NULL;
}

fire_status fire_draw_check_path(const char *path, struct fire_error *err)
{
    if (format_of(path) != NULL) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, (struct fire_location){ .file = path },
                     "a chart file ends in .png, .pdf or .svg");
}

fire_status fire_draw_file(struct fire_ink *ink, const struct fire_picture *picture,
                           const char *path, bool overwrite, struct fire_error *err)
{
    struct fire_buffer bytes = { 0 };
    FIRE_TRY(fire_draw_check_path(path, err));
    fire_status status = format_of(path)->draw(ink, picture, &bytes, err);
    if (status == FIRE_OK)
        status = fire_output_write(path, bytes.bytes, bytes.size_bytes, overwrite, err);
    fire_buffer_finish(&bytes);
    return status;
}
