/* svg.c - the picture as SVG with real text.
 *
 * cairo's SVG has no <text>: every letter is a glyph symbol, so nothing can be searched or
 * read aloud, the file is ten times larger, and the symbols' ids of two charts in one HTML
 * page garble each other. So this is written by hand. Ids begin with the caller's prefix,
 * classes with "firestat-", and looks are attributes, which any page's own style may override
 * but does not by accident. */
#include "check.h"
#include "firestat/chart_draw.h"
#include "number.h"

#include <math.h>
#include <string.h>

#define FONT_FAMILY  "Liberation Sans, Arial, Helvetica, sans-serif"
#define SERIF_FAMILY "Liberation Serif, Times New Roman, Times, serif"

/* Behind those, for letters that they lack: the fonts that the ink asks, and those of Windows and macOS. */
#define OTHER_FAMILIES                                                                         \
    "NanumGothic, Noto Sans CJK KR, WenQuanYi Micro Hei, Malgun Gothic, Apple SD Gothic Neo"

static void begin_attribute(struct fire_buffer *out, const char *name)
{
    fire_buffer_add(out, " ", 1);
    fire_buffer_add_text(out, name);
    fire_buffer_add(out, "=\"", 2);
}

static void add_attribute(struct fire_buffer *out, const char *name, double number)
{
    begin_attribute(out, name);
    number_add(out, number);
    fire_buffer_add(out, "\"", 1);
}

static void add_class(struct fire_buffer *out, const struct fire_shape *shape)
{
    fire_buffer_add_text(out, " class=\"firestat-");
    fire_buffer_add_text(out, fire_shape_part_name(shape->part));
    fire_buffer_add(out, "\"", 1);
}

static void add_paint(struct fire_buffer *out, const char *attribute, uint32_t rgb)
{
    char hexadecimal[6];
    for (int i = 0; i < 6; i++)
        hexadecimal[i] = "0123456789ABCDEF"[rgb >> (20 - 4 * i) & 0xF];
    begin_attribute(out, attribute);
    fire_buffer_add(out, "#", 1);
    fire_buffer_add(out, hexadecimal, sizeof hexadecimal);
    fire_buffer_add(out, "\"", 1);
}

/* The end of an element, with what it stands for as its title. */
static void add_tip(struct fire_buffer *out, const char *element, const char *tip)
{
    if (tip[0] == '\0') {
        fire_buffer_add_text(out, "/>\n");
        return;
    }
    fire_buffer_add_text(out, "><title>");
    fire_buffer_add_xml(out, fire_text_of(tip));
    fire_buffer_printf(out, "</title></%s>\n", element);
}

/* Filled, or hollow with a line of this width. */
static void add_fill(struct fire_buffer *out, fire_palette palette, fire_colour colour,
                     double line_px)
{
    const uint32_t rgb = fire_colour_rgb(palette, colour);
    add_paint(out, "fill", line_px > 0.0 ? fire_colour_rgb(palette, FIRE_COLOUR_PAPER) : rgb);
    if (line_px <= 0.0) return;
    add_paint(out, "stroke", rgb);
    add_attribute(out, "stroke-width", line_px);
}

static void add_bar(struct fire_buffer *out, fire_palette palette,
                    const struct fire_shape *shape)
{
    const struct fire_bar *bar = &shape->bar;
    const double half_px = bar->line_px / 2.0;
    fire_buffer_add_text(out, "<rect");
    add_class(out, shape);
    add_attribute(out, "x", bar->rect.x_px + half_px);
    add_attribute(out, "y", bar->rect.y_px + half_px);
    add_attribute(out, "width", fmax(bar->rect.width_px - bar->line_px, 0.0));
    add_attribute(out, "height", fmax(bar->rect.height_px - bar->line_px, 0.0));
    add_fill(out, palette, shape->colour, bar->line_px);
    add_tip(out, "rect", bar->tip);
}

static void add_polygon(struct fire_buffer *out, fire_palette palette,
                        const struct fire_shape *shape)
{
    const struct fire_polygon *polygon = &shape->polygon;
    fire_buffer_add_text(out, "<path");
    add_class(out, shape);
    fire_buffer_add_text(out, " d=\"");
    int32_t i = 0;
    for (int32_t ring = 0; ring < polygon->n_rings; ring++) {
        for (const int32_t first = i; i < polygon->ring_end[ring]; i++) {
            fire_buffer_add_text(out, i == first ? "M" : "L");
            number_add(out, polygon->position[i].x_px);
            fire_buffer_add_text(out, ",");
            number_add(out, polygon->position[i].y_px);
        }
        fire_buffer_add_text(out, "Z");
    }
    fire_buffer_add_text(out, "\" fill-rule=\"evenodd\"");
    add_paint(out, "fill", fire_colour_rgb(palette, shape->colour));
    if (polygon->line_px > 0.0) {
        add_paint(out, "stroke", fire_colour_rgb(palette, polygon->line_colour));
        add_attribute(out, "stroke-width", polygon->line_px);
        fire_buffer_add_text(out, " stroke-linejoin=\"round\"");
    }
    add_tip(out, "path", polygon->tip);
}

static void add_polyline(struct fire_buffer *out, fire_palette palette,
                         const struct fire_shape *shape)
{
    const struct fire_polyline *polyline = &shape->polyline;
    fire_buffer_add_text(out, "<polyline");
    add_class(out, shape);
    fire_buffer_add_text(out, " points=\"");
    for (int32_t i = 0; i < polyline->n_positions; i++) {
        if (i > 0) fire_buffer_add_text(out, " ");
        number_add(out, polyline->position[i].x_px);
        fire_buffer_add_text(out, ",");
        number_add(out, polyline->position[i].y_px);
    }
    fire_buffer_add_text(out, "\" fill=\"none\" stroke-linejoin=\"round\"");
    add_paint(out, "stroke", fire_colour_rgb(palette, shape->colour));
    add_attribute(out, "stroke-width", polyline->line_px);
    if (polyline->dash_px > 0.0) {
        fire_buffer_add_text(out, " stroke-dasharray=\"");
        number_add(out, polyline->dash_px);
        fire_buffer_add_text(out, " ");
        number_add(out, polyline->gap_px);
        fire_buffer_add_text(out, "\"");
    }
    fire_buffer_add_text(out, "/>\n");
}

static void add_circle(struct fire_buffer *out, fire_palette palette,
                       const struct fire_shape *shape)
{
    const struct fire_circle *circle = &shape->circle;
    fire_buffer_add_text(out, "<circle");
    add_class(out, shape);
    add_attribute(out, "cx", circle->centre.x_px);
    add_attribute(out, "cy", circle->centre.y_px);
    add_attribute(out, "r", circle->radius_px);
    add_fill(out, palette, shape->colour, circle->line_px);
    add_tip(out, "circle", circle->tip);
}

/* Hangul, Han and what lies behind them: letters that Liberation lacks. */
static bool has_wide_letter(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at != 0; at++)
        if (*at > 0xE2 || (*at == 0xE2 && at[1] >= 0xBA) ||
            (*at == 0xE1 && at[1] < 0x88 && at[1] >= 0x84))
            return true;
    return false;
}

/* Where it is not the family of the whole picture. */
static void add_family(struct fire_buffer *out, const struct fire_label *label)
{
    const char *family = label->face == FIRE_FACE_SANS ? FONT_FAMILY : SERIF_FAMILY;
    if (has_wide_letter(label->text)) /* before the family that any letter may come from */
        fire_buffer_printf(out, " font-family=\"%.*s%s%s\"",
                           (int)(strrchr(family, ' ') - family + 1), family, OTHER_FAMILIES ",",
                           strrchr(family, ' '));
    else if (label->face != FIRE_FACE_SANS)
        fire_buffer_printf(out, " font-family=\"%s\"", family);
}

static void add_label(struct fire_buffer *out, fire_palette palette,
                      const struct fire_shape *shape)
{
    static const char *const anchors[] = { [FIRE_ANCHOR_START] = "start",
                                           [FIRE_ANCHOR_MIDDLE] = "middle",
                                           [FIRE_ANCHOR_END] = "end" };
    const struct fire_label *label = &shape->label;
    fire_buffer_add_text(out, "<text");
    add_class(out, shape);
    add_attribute(out, "x", label->anchor.x_px);
    add_attribute(out, "y", label->anchor.y_px);
    add_attribute(out, "font-size", label->size_px);
    add_family(out, label);
    if (label->face == FIRE_FACE_SERIF_ITALIC)
        fire_buffer_add_text(out, " font-style=\"italic\"");
    if (label->space_px != 0.0) add_attribute(out, "word-spacing", label->space_px);
    if (label->bold) fire_buffer_add_text(out, " font-weight=\"bold\"");
    if (label->anchored != FIRE_ANCHOR_START)
        fire_buffer_printf(out, " text-anchor=\"%s\"", anchors[label->anchored]);
    add_paint(out, "fill", fire_colour_rgb(palette, shape->colour));
    fire_buffer_add_text(out, ">");
    fire_buffer_add_xml(out, fire_text_of(label->text));
    fire_buffer_add_text(out, "</text>\n");
}

static void add_shape(struct fire_buffer *out, fire_palette palette,
                      const struct fire_shape *shape)
{
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        add_bar(out, palette, shape);
        break;
    case FIRE_SHAPE_POLYLINE:
        add_polyline(out, palette, shape);
        break;
    case FIRE_SHAPE_CIRCLE:
        add_circle(out, palette, shape);
        break;
    case FIRE_SHAPE_POLYGON:
        add_polygon(out, palette, shape);
        break;
    case FIRE_SHAPE_TEXT:
        add_label(out, palette, shape);
        break;
    }
}

/* Do shapes of the panel stand before this one, with others between? */
static bool is_open_again(const struct fire_picture *picture, int32_t shape)
{
    for (int32_t i = 0; i < shape; i++)
        if (picture->shape[i].panel == picture->shape[shape].panel) return true;
    return false;
}

/* Shapes of one panel that follow each other stand together in one group; the first of its groups
 * has its id. */
static void add_shapes(struct fire_buffer *out, const struct fire_picture *picture,
                       const char *id)
{
    int32_t open_panel = -1;
    for (int32_t i = 0; i < picture->n_shapes; i++) {
        const int32_t panel = picture->shape[i].panel;
        if (panel != open_panel) {
            if (open_panel >= 0) fire_buffer_add_text(out, "</g>\n");
            if (panel >= 0 && is_open_again(picture, i))
                fire_buffer_add_text(out, "<g>\n");
            else if (panel >= 0)
                fire_buffer_printf(out, "<g id=\"%s-panel-%d\">\n", id, (int)panel);
            open_panel = panel;
        }
        add_shape(out, picture->palette, &picture->shape[i]);
    }
    if (open_panel >= 0) fire_buffer_add_text(out, "</g>\n");
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static bool is_id(const char *id)
{
    if (!is_letter(id[0])) return false;
    for (const char *at = id; *at != '\0'; at++)
        if (!is_letter(*at) && !(*at >= '0' && *at <= '9') && *at != '-' && *at != '_')
            return false;
    return true;
}

fire_status fire_draw_svg(const struct fire_picture *picture, const char *id,
                          struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(picture_check(picture, err));
    if (!is_id(id))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%s' cannot begin the ids of an SVG: a letter, then letters, digits, "
                         "'-' and '_'",
                         id);

    const size_t size_before = out->size_bytes;
    fire_buffer_printf(out,
                       "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"%s\" role=\"img\" "
                       "aria-labelledby=\"%s-title %s-desc\" lang=\"%s\" xml:lang=\"%s\"",
                       id, id, id, picture->language, picture->language);
    add_attribute(out, "width", picture->width_px);
    add_attribute(out, "height", picture->height_px);
    fire_buffer_add_text(out, " viewBox=\"0 0 ");
    number_add(out, picture->width_px);
    fire_buffer_add_text(out, " ");
    number_add(out, picture->height_px);
    fire_buffer_printf(out, "\" font-family=\"%s\">\n<title id=\"%s-title\">", FONT_FAMILY, id);
    fire_buffer_add_xml(out, fire_text_of(picture->title));
    fire_buffer_printf(out, "</title>\n<desc id=\"%s-desc\">", id);
    fire_buffer_add_xml(out, fire_text_of(picture->description));
    fire_buffer_add_text(out, "</desc>\n");
    add_shapes(out, picture, id);
    fire_buffer_add_text(out, "</svg>\n");

    if (!out->failed) return FIRE_OK;
    out->size_bytes = size_before;
    return fire_fail_memory(err);
}
