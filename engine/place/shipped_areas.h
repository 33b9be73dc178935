/* shipped_areas.h - datasets/areas-vn as part of the program (made by engine/embed.py). */
#ifndef FIRESTAT_ENGINE_PLACE_SHIPPED_AREAS_H
#define FIRESTAT_ENGINE_PLACE_SHIPPED_AREAS_H
#include <stddef.h>

struct shipped_area_unit {
    const char *code;
    const char *valid_from;
    const char *valid_to;
    const char *level;
    const char *parent;
    const char *name;
    const char *aliases;
};

struct shipped_area_change {
    const char *date;
    const char *old_code;
    const char *new_code;
    const char *weight;
    const char *basis;
};

extern const struct shipped_area_unit shipped_area_units[];
extern const size_t n_shipped_area_units;
extern const struct shipped_area_change shipped_area_changes[];
extern const size_t n_shipped_area_changes;

#endif
