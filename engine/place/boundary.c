/* boundary.c - see firestat/boundary.h. */
#include "firestat/boundary.h"

#include "area_key.h"

#include "firestat/dictionary.h"

#include <string.h>

/* ---- which area ------------------------------------------------------------------------------ */

#define AMBIGUOUS (-2)

/* Texts and the area that each of them means. */
struct lookup {
    struct fire_dictionary *texts;
    int32_t *area; /* [n_areas] by code of the dictionary */
};

/* One way to tell an area; false: no memory. */
static bool lookup_begin(struct lookup *lookup, int32_t n_areas, struct fire_arena *arena)
{
    lookup->texts = fire_dictionary_create();
    lookup->area = FIRE_TAKE(arena, n_areas, int32_t);
    return lookup->texts != NULL && lookup->area != NULL;
}

static bool lookup_add(struct lookup *lookup, struct fire_text_view text, int32_t area)
{
    const uint32_t n = fire_dictionary_n(lookup->texts);
    uint32_t code;
    if (text.size_bytes == 0) return true;
    if (!fire_dictionary_add(lookup->texts, text, text, &code)) return false;
    lookup->area[code] = code < n ? AMBIGUOUS : area;
    return true;
}

static int32_t lookup_find(const struct lookup *lookup, struct fire_text_view text)
{
    uint32_t code;
    if (text.size_bytes == 0 || !fire_dictionary_find(lookup->texts, text, &code)) return -1;
    return lookup->area[code];
}

/* "thành phố đà lạt" -> "đà lạt" */
static struct fire_text_view without_type(struct fire_text_view key)
{
    const size_t n = area_key_type_bytes(key);
    return (struct fire_text_view){ key.bytes + n, key.size_bytes - n };
}

struct matching {
    const struct fire_boundaries *boundaries;
    struct lookup code;
    struct lookup key;
    struct lookup bare;
    struct fire_text_view *of; /* [boundaries->n] their area keys */
    struct lookup called; /* bare keys of boundaries, and the first whole key that has it */
    struct fire_arena *arena;
};

static bool add_areas(struct matching *matching, const struct fire_bounded area[], int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        struct fire_text_view key;
        if (!fire_area_key(area[i].name, matching->arena, &key) ||
            !lookup_add(&matching->code, fire_text_of(area[i].code), i) ||
            !lookup_add(&matching->key, key, i) ||
            !lookup_add(&matching->bare, without_type(key), i))
            return false;
    }
    return true;
}

/* Boundaries of one bare name are those of several areas when their whole names differ. */
static bool add_boundaries(struct matching *matching)
{
    for (int32_t i = 0; i < matching->boundaries->n; i++) {
        const struct fire_text_view name = fire_text_of(matching->boundaries->boundary[i].key);
        const uint32_t n = fire_dictionary_n(matching->called.texts);
        uint32_t code;
        if (!fire_area_key(name, matching->arena, &matching->of[i])) return false;
        const struct fire_text_view bare = without_type(matching->of[i]);
        if (bare.size_bytes == 0) continue;
        if (!fire_dictionary_add(matching->called.texts, bare, bare, &code)) return false;
        int32_t *first = &matching->called.area[code];
        if (code >= n)
            *first = i;
        else if (*first >= 0 && !fire_text_equal(matching->of[*first], matching->of[i]))
            *first = AMBIGUOUS;
    }
    return true;
}

static int32_t area_of(const struct matching *matching, int32_t boundary)
{
    const struct fire_text_view text = fire_text_of(
        matching->boundaries->boundary[boundary].key);
    const struct fire_text_view key = matching->of[boundary];
    int32_t area = lookup_find(&matching->code, text);
    if (area == -1) area = lookup_find(&matching->key, key);
    if (area == -1 && lookup_find(&matching->called, without_type(key)) != AMBIGUOUS)
        area = lookup_find(&matching->bare, without_type(key));
    return area >= 0 ? area : -1;
}

static bool match(struct matching *matching, const struct fire_bounded area[], int32_t n_areas,
                  int32_t out[])
{
    const int32_t n = matching->boundaries->n;
    matching->of = FIRE_TAKE(matching->arena, n, struct fire_text_view);
    if (matching->of == NULL || !lookup_begin(&matching->code, n_areas, matching->arena) ||
        !lookup_begin(&matching->key, n_areas, matching->arena) ||
        !lookup_begin(&matching->bare, n_areas, matching->arena) ||
        !lookup_begin(&matching->called, n, matching->arena) ||
        !add_areas(matching, area, n_areas) || !add_boundaries(matching))
        return false;
    for (int32_t i = 0; i < n; i++)
        out[i] = area_of(matching, i);
    return true;
}

fire_status fire_boundaries_match(const struct fire_boundaries *boundaries,
                                  const struct fire_bounded area[], int32_t n_areas,
                                  int32_t out[], struct fire_error *err)
{
    struct matching matching = { .boundaries = boundaries, .arena = fire_arena_create() };
    if (matching.arena == NULL) return fire_fail_memory(err);
    const bool ok = match(&matching, area, n_areas, out);
    fire_dictionary_free(matching.code.texts);
    fire_dictionary_free(matching.key.texts);
    fire_dictionary_free(matching.bare.texts);
    fire_dictionary_free(matching.called.texts);
    fire_arena_free(matching.arena);
    return ok ? FIRE_OK : fire_fail_memory(err);
}

/* ---- the islands ----------------------------------------------------------------------------- */

struct frame {
    double west;
    double east;
    double south;
    double north;
};

static bool has_point_in(const struct fire_boundaries *boundaries, struct frame frame)
{
    for (int32_t b = 0; b < boundaries->n; b++) {
        const struct fire_boundary *boundary = &boundaries->boundary[b];
        for (int32_t i = 0; i < boundary->ring_end[boundary->n_rings - 1]; i++) {
            const struct fire_degrees at = boundary->point[i];
            if (at.east >= frame.west && at.east <= frame.east && at.north >= frame.south &&
                at.north <= frame.north)
                return true;
        }
    }
    return false;
}

bool fire_boundaries_lack_islands(const struct fire_boundaries *boundaries)
{
    static const struct frame hoang_sa = { 111.0, 113.0, 15.5, 17.3 };
    static const struct frame truong_sa = { 111.3, 117.5, 6.5, 12.0 };
    const bool is_national = boundaries->n > 0 && boundaries->west > 101.5 &&
                             boundaries->west < 103.5 && boundaries->south < 9.5 &&
                             boundaries->north > 22.5 && boundaries->north < 24.0;
    return is_national &&
           !(has_point_in(boundaries, hoang_sa) && has_point_in(boundaries, truong_sa));
}
