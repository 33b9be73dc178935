/* place.c - see firestat/place.h.
 *
 * A node is known by its parent and the area key of its name, so a dictionary of
 * (parent, key) numbers the nodes: code + 1 is the node, node 0 the country. Area keys cost
 * a pass through Unicode tables, so others remember the key of every name and every triple as
 * it was spelt; a triple that comes again is one look-up of its bytes. */
#include "area_key.h"

#include "firestat/arena.h"
#include "firestat/dictionary.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#define N_NAMES (FIRE_N_LEVELS - 1) /* province, district, commune */

struct int32_array {
    int32_t *item;
    size_t capacity;
};

struct fire_areas {
    struct fire_dictionary *nodes;              /* (parent, area key) -> node - 1          */
    struct fire_dictionary *spellings;          /* triple as it was spelt -> place in spelt */
    struct fire_dictionary *keys;               /* name -> label: its area key             */
    struct int32_array spelt;                   /* node of each spelt triple               */
    struct int32_array level;                   /* node -> its level                       */
    struct int32_array at_level[FIRE_N_LEVELS]; /* node -> its ancestor there, or itself   */
    struct int32_array order;                   /* node -> fire_area_order                 */
    struct fire_text_view *name;                /* node -> the best of its spellings       */
    size_t name_capacity;
    struct fire_arena *names;   /* what they lie in                        */
    struct fire_arena *scratch; /* keys of one add                         */
    char *joined;               /* the triple that is looked up            */
    size_t joined_capacity;
};

static bool reserve(struct int32_array *array, size_t wanted)
{
    if (wanted <= array->capacity) return true;
    int32_t *item = fire_array_grow(array->item, &array->capacity, wanted, sizeof *item);
    if (item == NULL) return false;
    array->item = item;
    return true;
}

static bool reserve_nodes(struct fire_areas *areas, size_t wanted)
{
    for (int level = 0; level < FIRE_N_LEVELS; level++) {
        if (!reserve(&areas->at_level[level], wanted)) return false;
    }
    if (wanted > areas->name_capacity) {
        void *name = fire_array_grow(areas->name, &areas->name_capacity, wanted,
                                     sizeof *areas->name);
        if (name == NULL) return false;
        areas->name = name;
    }
    return reserve(&areas->order, wanted) && reserve(&areas->level, wanted);
}

/* Write what the tables say of a node; its parent is there already. */
static void set_node(struct fire_areas *areas, int32_t node, int32_t parent, int32_t level)
{
    areas->level.item[node] = level;
    areas->order.item[node] = INT32_MAX;
    for (int at = 0; at < FIRE_N_LEVELS; at++)
        areas->at_level[at].item[node] = at < level ? areas->at_level[at].item[parent] : node;
    areas->name[node] = fire_text_of("");
}

struct fire_areas *fire_areas_create(void)
{
    struct fire_areas *areas = calloc(1, sizeof *areas);
    if (areas == NULL) return NULL;
    areas->nodes = fire_dictionary_create();
    areas->spellings = fire_dictionary_create();
    areas->keys = fire_dictionary_create();
    areas->names = fire_arena_create();
    areas->scratch = fire_arena_create();
    if (areas->nodes == NULL || areas->spellings == NULL || areas->keys == NULL ||
        areas->names == NULL || areas->scratch == NULL || !reserve_nodes(areas, 1)) {
        fire_areas_free(areas);
        return NULL;
    }
    set_node(areas, FIRE_AREA_COUNTRY, FIRE_AREA_COUNTRY, FIRE_LEVEL_COUNTRY);
    return areas;
}

void fire_areas_free(struct fire_areas *areas)
{
    if (areas == NULL) return;
    fire_dictionary_free(areas->nodes);
    fire_dictionary_free(areas->spellings);
    fire_dictionary_free(areas->keys);
    fire_arena_free(areas->names);
    fire_arena_free(areas->scratch);
    free(areas->name);
    free(areas->spelt.item);
    free(areas->order.item);
    free(areas->level.item);
    for (int level = 0; level < FIRE_N_LEVELS; level++)
        free(areas->at_level[level].item);
    free(areas->joined);
    free(areas);
}

int32_t fire_areas_n(const struct fire_areas *areas)
{
    return (int32_t)fire_dictionary_n(areas->nodes) + 1;
}

/* Keep the better spelling of a node. */
static bool offer_name(struct fire_areas *areas, int32_t node, struct fire_text_view name)
{
    const struct fire_text_view kept = areas->name[node];
    if (name.size_bytes == 0 || fire_text_equal(name, kept) ||
        (kept.size_bytes > 0 && !area_spelling_is_better(name, kept, areas->scratch)))
        return true;
    const char *copy = fire_arena_copy(areas->names, name.bytes, name.size_bytes);
    if (copy == NULL) return false;
    areas->name[node] = (struct fire_text_view){ copy, name.size_bytes };
    return true;
}

/* The child of a node by the area key of its name, added when it is new. */
static bool add_child(struct fire_areas *areas, int32_t parent, int32_t level,
                      struct fire_text_view area_key, struct fire_text_view name,
                      int32_t *out_node)
{
    const int32_t n_nodes = fire_areas_n(areas);
    const size_t key_bytes = sizeof parent + area_key.size_bytes;
    char *key = FIRE_TAKE(areas->scratch, key_bytes, char);
    if (key == NULL || n_nodes == INT32_MAX || !reserve_nodes(areas, (size_t)n_nodes + 1))
        return false;
    memcpy(key, &parent, sizeof parent);
    if (area_key.size_bytes > 0)
        memcpy(key + sizeof parent, area_key.bytes, area_key.size_bytes);

    uint32_t code = 0;
    if (!fire_dictionary_add(areas->nodes, (struct fire_text_view){ key, key_bytes },
                             fire_text_of(""), &code))
        return false;
    const int32_t node = (int32_t)code + 1;
    if (node == n_nodes) set_node(areas, node, parent, level);
    *out_node = node;
    return offer_name(areas, node, name);
}

static bool key_of(struct fire_areas *areas, struct fire_text_view name,
                   struct fire_text_view *out)
{
    uint32_t code;
    struct fire_text_view key;
    if (!fire_dictionary_find(areas->keys, name, &code) &&
        (!fire_area_key(name, areas->scratch, &key) ||
         !fire_dictionary_add(areas->keys, name, key, &code)))
        return false;
    *out = fire_dictionary_label(areas->keys, code);
    return true;
}

static bool add_nodes(struct fire_areas *areas, const struct fire_text_view name[N_NAMES],
                      int32_t *out_area)
{
    struct fire_text_view clean[N_NAMES];
    struct fire_text_view key[N_NAMES];
    int32_t deepest = FIRE_LEVEL_COUNTRY;
    fire_arena_reset(areas->scratch);
    for (int32_t i = 0; i < N_NAMES; i++) {
        if (!fire_text_clean(name[i], areas->scratch, &clean[i]) ||
            !key_of(areas, clean[i], &key[i]))
            return false;
        if (key[i].size_bytes > 0) deepest = i + 1;
    }
    int32_t node = FIRE_AREA_COUNTRY;
    for (int32_t level = 1; level <= deepest; level++) {
        if (!add_child(areas, node, level, key[level - 1], clean[level - 1], &node))
            return false;
    }
    *out_area = node;
    return true;
}

/* The three names as one key: two sizes say where they meet. */
static bool join_names(struct fire_areas *areas, const struct fire_text_view name[N_NAMES],
                       struct fire_text_view *out)
{
    const size_t sizes[N_NAMES - 1] = { name[0].size_bytes, name[1].size_bytes };
    const size_t size = sizeof sizes + sizes[0] + sizes[1] + name[2].size_bytes;
    if (size > areas->joined_capacity) {
        char *joined = fire_array_grow(areas->joined, &areas->joined_capacity, size, 1);
        if (joined == NULL) return false;
        areas->joined = joined;
    }
    char *at = areas->joined;
    memcpy(at, sizes, sizeof sizes);
    at += sizeof sizes;
    for (int i = 0; i < N_NAMES; i++) {
        if (name[i].size_bytes == 0) continue; /* its bytes may be NULL */
        memcpy(at, name[i].bytes, name[i].size_bytes);
        at += name[i].size_bytes;
    }
    *out = (struct fire_text_view){ areas->joined, size };
    return true;
}

fire_status fire_areas_add(struct fire_areas *areas, struct fire_text_view province,
                           struct fire_text_view district, struct fire_text_view commune,
                           int32_t *out_area, struct fire_error *err)
{
    const struct fire_text_view name[N_NAMES] = { province, district, commune };
    struct fire_text_view spelling;
    uint32_t at = 0;
    if (!join_names(areas, name, &spelling)) return fire_fail_memory(err);
    if (fire_dictionary_find(areas->spellings, spelling, &at)) {
        *out_area = areas->spelt.item[at];
        return FIRE_OK;
    }
    int32_t area = 0;
    if (!reserve(&areas->spelt, (size_t)fire_dictionary_n(areas->spellings) + 1) ||
        !add_nodes(areas, name, &area) ||
        !fire_dictionary_add(areas->spellings, spelling, fire_text_of(""), &at))
        return fire_fail_memory(err);
    areas->spelt.item[at] = area;
    *out_area = area;
    return FIRE_OK;
}

const int32_t *fire_areas_at_level(const struct fire_areas *areas, fire_area_level level)
{
    return areas->at_level[level].item;
}

fire_area_level fire_area_level_of(const struct fire_areas *areas, int32_t area)
{
    assert(area >= 0 && area < fire_areas_n(areas));
    return (fire_area_level)areas->level.item[area];
}

int32_t fire_area_parent(const struct fire_areas *areas, int32_t area)
{
    const fire_area_level level = fire_area_level_of(areas, area);
    if (level == FIRE_LEVEL_COUNTRY) return FIRE_AREA_COUNTRY;
    return areas->at_level[level - 1].item[area];
}

struct fire_text_view fire_area_name(const struct fire_areas *areas, int32_t area)
{
    assert(area >= 0 && area < fire_areas_n(areas));
    return areas->name[area];
}

struct fire_text_view fire_area_name_key(const struct fire_areas *areas, int32_t area)
{
    assert(area >= 0 && area < fire_areas_n(areas));
    if (area == FIRE_AREA_COUNTRY) return fire_text_of("");
    struct fire_text_view key = fire_dictionary_key(areas->nodes, (uint32_t)area - 1);
    key.bytes += sizeof(int32_t); /* behind the parent's number */
    key.size_bytes -= sizeof(int32_t);
    return key;
}

int32_t fire_area_order(const struct fire_areas *areas, int32_t area)
{
    assert(area >= 0 && area < fire_areas_n(areas));
    return areas->order.item[area];
}

void fire_area_set_order(struct fire_areas *areas, int32_t area, int32_t order)
{
    assert(area >= 0 && area < fire_areas_n(areas));
    areas->order.item[area] = order;
}
