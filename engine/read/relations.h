/* relations.h - which part of an Office archive refers to which. */
#ifndef FIRE_READ_RELATIONS_H
#define FIRE_READ_RELATIONS_H
#include "zip_parts.h"

struct relation {
    const char *id;
    const char *type; /* the last word of its type: "worksheet", "styles" */
    int64_t part;     /* that it leads to; -1: there is no such part      */
};

struct relations {
    struct relation *item;
    int32_t n;
};

/* What a part refers to.
 *   owner    a part's name; "" for the archive itself
 *   out      empty when the owner refers to nothing
 *   errors   those of xml_run; FIRE_ERANGE: more than FIRE_LIMIT_PARTS */
fire_status relations_read(struct zip_parts *parts, const char *owner, struct fire_arena *arena,
                           struct relations *out, struct fire_error *err) FIRE_MUST_CHECK;

/* By id or by type, or NULL. */
const struct relation *relations_by_id(const struct relations *relations, const char *id);
const struct relation *relations_by_type(const struct relations *relations, const char *type);

#endif
