/* check.c - see check.h. */
#include "check.h"

#include "firestat/text.h"

#include <math.h>

#define FARTHEST_PX 1e6 /* cairo's fixed point numbers end at 2^23 */

static bool is_place(double px)
{
    return fabs(px) <= FARTHEST_PX; /* false for NaN */
}

static bool is_text(const char *text)
{
    const struct fire_text_view view = fire_text_of(text);
    return fire_text_valid_bytes(view) == view.size_bytes;
}

/* Rings of at least three places, one behind the other. */
static bool has_rings(const struct fire_polygon *polygon)
{
    int32_t i = 0;
    for (int32_t ring = 0; ring < polygon->n_rings; ring++) {
        if (polygon->ring_end[ring] - i < 3) return false;
        for (; i < polygon->ring_end[ring]; i++)
            if (!is_place(polygon->position[i].x_px) || !is_place(polygon->position[i].y_px))
                return false;
    }
    return polygon->n_rings > 0;
}

static bool is_right(const struct fire_shape *shape)
{
    const struct fire_rect *rect = &shape->bar.rect;
    const struct fire_polygon *polygon = &shape->polygon;
    const struct fire_polyline *polyline = &shape->polyline;
    const struct fire_circle *circle = &shape->circle;
    const struct fire_label *label = &shape->label;
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        return is_place(rect->x_px) && is_place(rect->y_px) && is_place(rect->width_px) &&
               is_place(rect->height_px) && is_place(shape->bar.line_px) &&
               is_text(shape->bar.tip);
    case FIRE_SHAPE_POLYLINE:
        for (int32_t i = 0; i < polyline->n_positions; i++)
            if (!is_place(polyline->position[i].x_px) || !is_place(polyline->position[i].y_px))
                return false;
        return is_place(polyline->line_px) && is_place(polyline->dash_px) &&
               is_place(polyline->gap_px);
    case FIRE_SHAPE_CIRCLE:
        return is_place(circle->centre.x_px) && is_place(circle->centre.y_px) &&
               is_place(circle->radius_px) && is_place(circle->line_px) && is_text(circle->tip);
    case FIRE_SHAPE_POLYGON:
        return has_rings(polygon) && is_place(polygon->line_px) && is_text(polygon->tip);
    case FIRE_SHAPE_TEXT:
        return is_place(label->anchor.x_px) && is_place(label->anchor.y_px) &&
               is_place(label->size_px) && is_place(label->width_px) &&
               is_place(label->space_px) && is_text(label->text);
    }
    return false;
}

fire_status picture_check(const struct fire_picture *picture, struct fire_error *err)
{
    const bool sized = picture->width_px >= 1.0 && is_place(picture->width_px) &&
                       picture->height_px >= 1.0 && is_place(picture->height_px);
    if (!sized) return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the chart has no size");
    if (!is_text(picture->title) || !is_text(picture->description))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the chart is not UTF-8");
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (!is_right(&picture->shape[i]))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "shape %d of the chart (%s) has no right place or text", (int)i,
                             fire_shape_part_name(picture->shape[i].part));
    return FIRE_OK;
}
