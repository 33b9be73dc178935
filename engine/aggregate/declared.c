/* declared.c - what sources declared to have reported of. */
#include "reports.h"

#include "firestat/arena.h"

#include <string.h>

void fire_query_declared(struct fire_query *query, const struct fire_declared declared[],
                         int32_t n_declared)
{
    query->declared = declared;
    query->n_declared = n_declared;
}

static struct fire_window hull(struct fire_window a, struct fire_window b)
{
    if (b.first_day < a.first_day) a.first_day = b.first_day;
    if (b.last_day > a.last_day) a.last_day = b.last_day;
    return a;
}

struct fire_window query_days(const struct fire_query *query, struct fire_window days)
{
    for (int32_t i = 0; query->complete && i < query->n_declared; i++)
        days = hull(days, query->declared[i].days);
    return days;
}

bool declared_by(const struct fire_query *query, int32_t source)
{
    for (int32_t i = 0; i < query->n_declared; i++)
        if (query->declared[i].source == source) return true;
    return false;
}

bool declared_says_area(const struct fire_declared *declared)
{
    return declared->area[0].size_bytes + declared->area[1].size_bytes +
               declared->area[2].size_bytes >
           0;
}

/* ---- areas ------------------------------------------------------------------------------- */

/* Whether `typed` is `name` with a word for a province before it. */
static bool is_typed(struct fire_text_view typed, struct fire_text_view name)
{
    static const char *const types[] = { "tỉnh ", "thành phố " };
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const size_t size = strlen(types[i]);
        if (typed.size_bytes == size + name.size_bytes &&
            memcmp(typed.bytes, types[i], size) == 0 &&
            memcmp(typed.bytes + size, name.bytes, name.size_bytes) == 0)
            return true;
    }
    return false;
}

/* Provinces go with their type and without it: no two of them differ in it alone. */
static bool are_equal(struct fire_text_view a, struct fire_text_view b, fire_area_level level,
                      struct fire_arena *scratch)
{
    struct fire_text_view a_key;
    struct fire_text_view b_key;
    if (!fire_area_key(a, scratch, &a_key) || !fire_area_key(b, scratch, &b_key)) return false;
    return fire_text_equal(a_key, b_key) ||
           (level == FIRE_LEVEL_PROVINCE && (is_typed(a_key, b_key) || is_typed(b_key, a_key)));
}

/* The area of that name right below another one, or -1; *has_level: there are areas of its level
 * at all. */
static int32_t find_below(const struct fire_areas *areas, int32_t above, fire_area_level level,
                          struct fire_text_view name, struct fire_arena *scratch,
                          bool *has_level)
{
    for (int32_t area = 1; area < fire_areas_n(areas); area++) {
        if (fire_area_level_of(areas, area) != level) continue;
        *has_level = true;
        if (fire_area_parent(areas, area) == above &&
            are_equal(name, fire_area_name(areas, area), level, scratch))
            return area;
    }
    return -1;
}

int32_t declared_area(const struct fire_declared *declared, const struct fire_areas *areas,
                      struct fire_arena *scratch)
{
    int32_t area = -1;
    for (int level = 0; level < 3; level++) {
        bool has_level = false;
        if (declared->area[level].size_bytes == 0) continue;
        const int32_t above = area < 0 ? FIRE_AREA_COUNTRY : area;
        const int32_t below = find_below(areas, above, (fire_area_level)(level + 1),
                                         declared->area[level], scratch, &has_level);
        if (below < 0 && has_level) return -1;
        if (below < 0) return above; /* nobody asked for areas as small as that */
        area = below;
    }
    return area;
}

/* ---- known days -------------------------------------------------------------------------- */

/* Whether one may lie in the other: what one of them leaves out is the same as anything. */
static bool may_be_nested(const struct fire_declared *a, const struct fire_declared *b,
                          struct fire_arena *scratch)
{
    for (int level = 0; level < 3; level++) {
        if (a->area[level].size_bytes == 0 || b->area[level].size_bytes == 0) continue;
        if (!are_equal(a->area[level], b->area[level], (fire_area_level)(level + 1), scratch))
            return false;
    }
    return true;
}

bool fire_declared_known(const struct fire_declared declared[], int32_t n_declared,
                         int32_t n_sources, struct fire_arena *scratch, struct fire_window *out)
{
    const struct fire_query query = { .declared = declared, .n_declared = n_declared };
    struct fire_window common = { FIRE_DAY_FIRST, FIRE_DAY_LAST };
    if (n_declared == 0) return false;
    for (int32_t source = 0; source < n_sources; source++)
        if (!declared_by(&query, source)) return false;
    for (int32_t i = 0; i < n_declared; i++) {
        struct fire_window own = declared[i].days;
        for (int32_t k = 0; k < n_declared; k++)
            if (!declared_says_area(&declared[i]) ||
                may_be_nested(&declared[i], &declared[k], scratch))
                own = hull(own, declared[k].days);
        if (own.first_day > common.first_day) common.first_day = own.first_day;
        if (own.last_day < common.last_day) common.last_day = own.last_day;
    }
    if (common.last_day < common.first_day) return false;
    *out = common;
    return true;
}
