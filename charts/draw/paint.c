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

static fire_status paint_label(struct fire_ink *ink, cairo_t *cairo,
                               const struct fire_label *label, struct fire_error *err)
{
    FIRE_TRY(ink_shape(ink, ink->draw_layout, label->text, label->bold, err));
    cairo_save(cairo);
    cairo_translate(cairo, fire_label_box(label).x_px, label->anchor.y_px);
    cairo_scale(cairo, label->size_px / INK_SIZE_PX, label->size_px / INK_SIZE_PX);
    cairo_move_to(cairo, 0, 0);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(ink->draw_layout, 0));
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

fire_status ink_paint(struct fire_ink *ink, const struct fire_picture *picture, cairo_t *cairo,
                      struct fire_error *err)
{
    pango_cairo_update_context(cairo, ink->draw_context);
    pango_layout_context_changed(ink->draw_layout);
    cairo_set_line_join(cairo, CAIRO_LINE_JOIN_ROUND);
    for (int32_t i = 0; i < picture->n_shapes; i++) {
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
    const cairo_status_t status = cairo_status(cairo);
    return status == CAIRO_STATUS_SUCCESS ? FIRE_OK : ink_cairo_failed(status, err);
}
