/* paint.c - shapes to cairo, whatever the surface is. */
#include "ink.h"

#include <math.h>

static void set_colour(cairo_t *cairo, uint32_t rgb)
{
    cairo_set_source_rgb(cairo, (rgb >> 16 & 0xFF) / 255.0, (rgb >> 8 & 0xFF) / 255.0,
                         (rgb & 0xFF) / 255.0);
}

static void paint_polyline(cairo_t *cairo, const struct fire_polyline *polyline)
{
    const double dashes[] = { polyline->dash_px, polyline->gap_px };
    cairo_set_dash(cairo, dashes, polyline->dash_px > 0.0 ? 2 : 0, 0.0);
    cairo_set_line_width(cairo, polyline->line_px);
    for (int32_t i = 0; i < polyline->n_positions; i++)
        cairo_line_to(cairo, polyline->position[i].x_px, polyline->position[i].y_px);
    cairo_stroke(cairo);
}

/* The path, filled; or hollow with a line of this width. */
static void fill(cairo_t *cairo, fire_palette palette, fire_colour colour, double line_px)
{
    const uint32_t rgb = fire_colour_rgb(palette, colour);
    if (line_px <= 0.0) {
        cairo_fill(cairo);
        return;
    }
    set_colour(cairo, fire_colour_rgb(palette, FIRE_COLOUR_PAPER));
    cairo_fill_preserve(cairo);
    set_colour(cairo, rgb);
    cairo_set_dash(cairo, NULL, 0, 0.0);
    cairo_set_line_width(cairo, line_px);
    cairo_stroke(cairo);
}

static void paint_bar(cairo_t *cairo, fire_palette palette, const struct fire_bar *bar,
                      fire_colour colour)
{
    const double half_px = bar->line_px / 2.0;
    cairo_rectangle(cairo, bar->rect.x_px + half_px, bar->rect.y_px + half_px,
                    fmax(bar->rect.width_px - bar->line_px, 0.0),
                    fmax(bar->rect.height_px - bar->line_px, 0.0));
    fill(cairo, palette, colour, bar->line_px);
}

static void paint_circle(cairo_t *cairo, fire_palette palette, const struct fire_circle *circle,
                         fire_colour colour)
{
    const double full_turn = 6.283185307179586;
    cairo_new_sub_path(cairo);
    cairo_arc(cairo, circle->centre.x_px, circle->centre.y_px, circle->radius_px, 0, full_turn);
    fill(cairo, palette, colour, circle->line_px);
}

static void paint_polygon(cairo_t *cairo, fire_palette palette,
                          const struct fire_polygon *polygon)
{
    int32_t i = 0;
    for (int32_t ring = 0; ring < polygon->n_rings; ring++) {
        cairo_new_sub_path(cairo);
        for (; i < polygon->ring_end[ring]; i++)
            cairo_line_to(cairo, polygon->position[i].x_px, polygon->position[i].y_px);
        cairo_close_path(cairo);
    }
    cairo_set_fill_rule(cairo, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_fill_preserve(cairo);
    if (polygon->line_px > 0.0) {
        set_colour(cairo, fire_colour_rgb(palette, polygon->line_colour));
        cairo_set_dash(cairo, NULL, 0, 0.0);
        cairo_set_line_width(cairo, polygon->line_px);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

/* Widen every space of a shaped line, in units of pango. */
static void widen_spaces(PangoLayoutLine *line, const char *text, int space)
{
    for (GSList *at = line->runs; at != NULL; at = at->next) {
        PangoGlyphItem *run = at->data;
        PangoGlyphItemIter cluster;
        for (gboolean has = pango_glyph_item_iter_init_start(&cluster, run, text); has;
             has = pango_glyph_item_iter_next_cluster(&cluster))
            if (text[cluster.start_index] == ' ')
                run->glyphs->glyphs[cluster.start_glyph].geometry.width += space;
    }
}

static fire_status paint_label(struct fire_ink *ink, cairo_t *cairo,
                               const struct fire_label *label, struct fire_error *err)
{
    const double scale = label->size_px / FAMILY_SIZE_PX;
    if (scale <= 0.0) return FIRE_OK;
    PangoLayout *layout = NULL;
    FIRE_TRY(ink_shape(ink, FAMILY_DRAWN,
                       (struct ink_text){ label->text, label->bold, label->face }, &layout,
                       err));
    PangoLayoutLine *line = pango_layout_get_line(layout, 0);
    if (label->space_px != 0.0)
        widen_spaces(line, pango_layout_get_text(layout),
                     (int)lround(label->space_px / scale * PANGO_SCALE));
    cairo_save(cairo);
    cairo_translate(cairo, fire_label_box(label).x_px, label->anchor.y_px);
    cairo_scale(cairo, scale, scale);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout_line(cairo, line);
    cairo_restore(cairo);
    cairo_new_path(cairo);
    return FIRE_OK;
}

fire_status ink_cairo_failed(cairo_status_t status, struct fire_error *err)
{
    if (status == CAIRO_STATUS_NO_MEMORY || status == CAIRO_STATUS_WRITE_ERROR)
        return fire_fail_memory(err); /* all our writing is to memory */
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the chart cannot be drawn: %s",
                     cairo_status_to_string(status));
}

static void begin_family(const struct family *family, cairo_t *cairo)
{
    if (family->fonts == NULL) return;
    pango_cairo_update_context(cairo, family->context[FAMILY_DRAWN]);
    pango_layout_context_changed(family->layout[FAMILY_DRAWN]);
}

void ink_begin(struct fire_ink *ink, cairo_t *cairo)
{
    begin_family(&ink->sans, cairo);
    begin_family(&ink->serif, cairo);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
}

fire_status ink_paint_shapes(struct fire_ink *ink, const struct fire_picture *picture,
                             int32_t first, int32_t end, cairo_t *cairo, struct fire_error *err)
{
    for (int32_t i = first; i < end; i++) {
        const struct fire_shape *shape = &picture->shape[i];
        set_colour(cairo, fire_colour_rgb(picture->palette, shape->colour));
        switch (shape->kind) {
        case FIRE_SHAPE_RECT:
            paint_bar(cairo, picture->palette, &shape->bar, shape->colour);
            break;
        case FIRE_SHAPE_POLYLINE:
            paint_polyline(cairo, &shape->polyline);
            break;
        case FIRE_SHAPE_CIRCLE:
            paint_circle(cairo, picture->palette, &shape->circle, shape->colour);
            break;
        case FIRE_SHAPE_POLYGON:
            paint_polygon(cairo, picture->palette, &shape->polygon);
            break;
        case FIRE_SHAPE_TEXT:
            FIRE_TRY(paint_label(ink, cairo, &shape->label, err));
            break;
        }
    }
    return FIRE_OK;
}

bool ink_has_serif(const struct fire_picture *picture)
{
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (picture->shape[i].kind == FIRE_SHAPE_TEXT &&
            picture->shape[i].label.face != FIRE_FACE_SANS)
            return true;
    return false;
}

fire_status ink_paint(struct fire_ink *ink, const struct fire_picture *picture, cairo_t *cairo,
                      struct fire_error *err)
{
    if (ink_has_serif(picture)) FIRE_TRY(fire_ink_load_serif(ink, err));
    ink_begin(ink, cairo);
    FIRE_TRY(ink_paint_shapes(ink, picture, 0, picture->n_shapes, cairo, err));
    const cairo_status_t status = cairo_status(cairo);
    return status == CAIRO_STATUS_SUCCESS ? FIRE_OK : ink_cairo_failed(status, err);
}
