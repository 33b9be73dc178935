/* check.c - see check.h. */
#include "check.h"

#include "firestat/text.h"

#include <math.h>

#define FARTHEST_PX 1e6 /* cairo's fixed point numbers end at 2^23 */

bool place_is_right(double px)
{
    return fabs(px) <= FARTHEST_PX; /* false for NaN */
}

bool text_is_right(const char *text)
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
            if (!place_is_right(polygon->position[i].x_px) ||
                !place_is_right(polygon->position[i].y_px))
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
        return place_is_right(rect->x_px) && place_is_right(rect->y_px) &&
               place_is_right(rect->width_px) && place_is_right(rect->height_px) &&
               place_is_right(shape->bar.line_px) && text_is_right(shape->bar.tip);
    case FIRE_SHAPE_POLYLINE:
        for (int32_t i = 0; i < polyline->n_positions; i++)
            if (!place_is_right(polyline->position[i].x_px) ||
                !place_is_right(polyline->position[i].y_px))
                return false;
        return place_is_right(polyline->line_px) && place_is_right(polyline->dash_px) &&
               place_is_right(polyline->gap_px);
    case FIRE_SHAPE_CIRCLE:
        return place_is_right(circle->centre.x_px) && place_is_right(circle->centre.y_px) &&
               place_is_right(circle->radius_px) && place_is_right(circle->line_px) &&
               text_is_right(circle->tip);
    case FIRE_SHAPE_POLYGON:
        return has_rings(polygon) && place_is_right(polygon->line_px) &&
               text_is_right(polygon->tip);
    case FIRE_SHAPE_TEXT:
        return place_is_right(label->anchor.x_px) && place_is_right(label->anchor.y_px) &&
               place_is_right(label->size_px) && place_is_right(label->width_px) &&
               place_is_right(label->space_px) && text_is_right(label->text);
    }
    return false;
}

fire_status picture_check(const struct fire_picture *picture, struct fire_error *err)
{
    const bool sized = picture->width_px >= 1.0 && place_is_right(picture->width_px) &&
                       picture->height_px >= 1.0 && place_is_right(picture->height_px);
    if (!sized) return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "the chart has no size");
    if (!text_is_right(picture->title) || !text_is_right(picture->description))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a text of the chart is not UTF-8");
    for (int32_t i = 0; i < picture->n_shapes; i++)
        if (!is_right(&picture->shape[i]))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "shape %d of the chart (%s) has no right place or text", (int)i,
                             fire_shape_part_name(picture->shape[i].part));
    return FIRE_OK;
}
