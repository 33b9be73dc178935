/* style.c - see style.h. The names of colours, parts and sizes are here too: what one would
 * change to give the charts another face is in this file. */
#include "style.h"

#include <string.h>

static const struct style styles[FIRE_N_SIZES] = {
    [FIRE_SIZE_HALF] = {
        .name = "half",
        .width = 400,
        .margin = 14,
        .title = 14.5,
        .subtitle = 11,
        .panel_title = 11.5,
        .label = 10,
        .value = 11.5,
        .footer = 9,
        .plot_height = { 150, 105, 84, 72 },
        .tile_columns = 2,
        .tile_plot = 54,
        .inset = 10,
        .line = 1.8,
        .thin_line = 0.75,
        .radius = 2.5,
        .last_radius = 3.6,
    },
    [FIRE_SIZE_FULL] = {
        .name = "full",
        .width = 820,
        .margin = 24,
        .title = 17,
        .subtitle = 12.5,
        .panel_title = 12.5,
        .label = 11,
        .value = 13,
        .footer = 10,
        .plot_height = { 260, 165, 120, 96 },
        .tile_columns = 4,
        .tile_plot = 72,
        .inset = 20,
        .line = 2.2,
        .thin_line = 0.75,
        .radius = 3.2,
        .last_radius = 4.6,
    },
    [FIRE_SIZE_SLIDE] = {
        .name = "slide",
        .width = 1280,
        .least_height = 720,
        .margin = 40,
        .title = 28,
        .subtitle = 18,
        .panel_title = 18,
        .label = 16,
        .value = 20,
        .footer = 13,
        .plot_height = { 260, 150, 96, 72 },
        .tile_columns = 6,
        .tile_plot = 76,
        .inset = 30,
        .line = 3,
        .thin_line = 1,
        .radius = 4.4,
        .last_radius = 6.4,
    },
};

const struct style *style_of(fire_chart_size size)
{
    return &styles[size];
}

bool fire_chart_size_of(const char *name, fire_chart_size *out)
{
    for (int i = 0; i < FIRE_N_SIZES; i++) {
        if (strcmp(styles[i].name, name) != 0) continue;
        *out = (fire_chart_size)i;
        return true;
    }
    return false;
}

uint32_t fire_colour_rgb(fire_palette palette, fire_colour colour)
{
    static const uint32_t rgb[FIRE_N_COLOURS][FIRE_N_PALETTES] = {
        [FIRE_COLOUR_PAPER] = { 0xFFFFFF, 0xFFFFFF },
        [FIRE_COLOUR_BLACK] = { 0x000000, 0x000000 },
        [FIRE_COLOUR_STRONG] = { 0x222222, 0x222222 },
        [FIRE_COLOUR_PLAIN] = { 0x555555, 0x555555 },
        [FIRE_COLOUR_QUIET] = { 0x737373, 0x737373 },
        [FIRE_COLOUR_GRID] = { 0xE0E0E0, 0xE0E0E0 },
        [FIRE_COLOUR_GUIDE] = { 0x888888, 0x888888 },
        [FIRE_COLOUR_BAND] = { 0xD9E1E8, 0xE4E4E4 },
        [FIRE_COLOUR_CURRENT] = { 0x12436D, 0x1A1A1A },
        [FIRE_COLOUR_PREVIOUS] = { 0xF46A25, 0x8C8C8C },
        [FIRE_COLOUR_THIRD] = { 0x28A197, 0x5A5A5A },
        [FIRE_COLOUR_FOURTH] = { 0x801650, 0xB4B4B4 },
        [FIRE_COLOUR_OTHER] = { 0x9AA0A6, 0xC8C8C8 },
        [FIRE_COLOUR_FELL] = { 0x28A197, 0x9C9C9C },
        [FIRE_COLOUR_ROSE] = { 0xC6521A, 0x3C3C3C },
        [FIRE_COLOUR_STEP_0] = { 0xF2F5F8, 0xF7F7F7 },
        [FIRE_COLOUR_STEP_1] = { 0xD3DFEA, 0xDEDEDE },
        [FIRE_COLOUR_STEP_2] = { 0xA9C3DA, 0xC2C2C2 },
        [FIRE_COLOUR_STEP_3] = { 0x7BA3C6, 0xA0A0A0 },
        [FIRE_COLOUR_STEP_4] = { 0x4A7FAD, 0x7A7A7A },
        [FIRE_COLOUR_STEP_5] = { 0x1F5A8C, 0x525252 },
        [FIRE_COLOUR_STEP_6] = { 0x0B2E4C, 0x262626 },
    };
    return rgb[colour][palette];
}

const char *fire_shape_part_name(fire_shape_part part)
{
    static const char *const names[FIRE_N_PARTS] = {
        [FIRE_PART_PAGE] = "page",     [FIRE_PART_TITLE] = "title",
        [FIRE_PART_GRID] = "grid",     [FIRE_PART_SUBTITLE] = "subtitle",
        [FIRE_PART_ZERO] = "zero",     [FIRE_PART_PANEL_TITLE] = "panel-title",
        [FIRE_PART_TICK] = "tick",     [FIRE_PART_SLOT] = "slot",
        [FIRE_PART_GUIDE] = "guide",   [FIRE_PART_SERIES] = "series",
        [FIRE_PART_MARKER] = "marker", [FIRE_PART_LEADER] = "leader",
        [FIRE_PART_LABEL] = "label",   [FIRE_PART_FOOTER] = "footer",
    };
    return names[part];
}
