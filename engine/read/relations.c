/* relations.c - .rels parts.
 *
 * No part of an Office archive has a name that is promised: "xl/workbook.xml" is a habit. The
 * relations say where things are, by paths relative to the part that owns them or from the
 * root of the archive. */
#include "relations.h"

#include "firestat/reader.h"

#include "xml.h"

#include <string.h>

enum element { RELATIONS = 1, RELATION };

static const struct xml_step steps[] = {
    { XML_DOCUMENT, XML_NS_PACKAGE, "Relationships", RELATIONS },
    { RELATIONS, XML_NS_PACKAGE, "Relationship", RELATION },
    { 0 },
};

struct listing {
    struct zip_parts *parts;
    struct fire_arena *arena;
    struct relations relations;
    struct fire_text_view folder; /* of the owner, with its slash */
    struct fire_location where;
};

/* Take out "./" and "x/.." from a path in place; false: it leads out of the archive. */
static bool resolve(char *path)
{
    char *to = path;
    for (const char *from = path; *from != '\0';) {
        const char *slash = strchr(from, '/');
        const size_t size = slash == NULL ? strlen(from) : (size_t)(slash - from) + 1;
        const size_t word = slash == NULL ? size : size - 1;
        if (word == 2 && from[0] == '.' && from[1] == '.') {
            if (to == path) return false;
            to--;
            while (to > path && to[-1] != '/')
                to--;
        } else if (word > 0 && !(word == 1 && from[0] == '.')) {
            memmove(to, from, size);
            to += size;
        }
        from += size;
    }
    *to = '\0';
    return true;
}

/* The part that a target names, or -1. */
static fire_status find_target(const struct listing *listing, const char *target,
                               int64_t *out_part, struct fire_error *err)
{
    const size_t folder_bytes = target[0] == '/' ? 0 : listing->folder.size_bytes;
    const size_t size = strlen(target);
    char *path = FIRE_TAKE(listing->arena, folder_bytes + size + 1, char);
    if (path == NULL) return fire_fail_memory(err);
    if (folder_bytes > 0) memcpy(path, listing->folder.bytes, folder_bytes);
    memcpy(path + folder_bytes, target, size);
    *out_part = resolve(path) ? zip_parts_find(listing->parts, path) : -1;
    return FIRE_OK;
}

static fire_status begin(void *data, int element, struct xml_attributes attributes,
                         struct fire_error *err)
{
    struct listing *listing = data;
    if (element != RELATION) return FIRE_OK;
    const char *id = xml_attribute(attributes, XML_NS_NONE, "Id");
    const char *type = xml_attribute(attributes, XML_NS_NONE, "Type");
    const char *target = xml_attribute(attributes, XML_NS_NONE, "Target");
    const char *mode = xml_attribute(attributes, XML_NS_NONE, "TargetMode");
    const bool outside = mode != NULL && strcmp(mode, "External") == 0;
    if (id == NULL || type == NULL || target == NULL || outside) return FIRE_OK;
    if (listing->relations.n == FIRE_LIMIT_PARTS)
        return fire_fail(err, FIRE_ERANGE, listing->where, "more than %d relations of parts",
                         FIRE_LIMIT_PARTS);

    const char *slash = strrchr(type, '/');
    const char *word = slash == NULL ? type : slash + 1;
    struct relation *relation = &listing->relations.item[listing->relations.n];
    FIRE_TRY(find_target(listing, target, &relation->part, err));
    relation->id = fire_arena_copy(listing->arena, id, strlen(id));
    relation->type = fire_arena_copy(listing->arena, word, strlen(word));
    if (relation->id == NULL || relation->type == NULL) return fire_fail_memory(err);
    listing->relations.n++;
    return FIRE_OK;
}

fire_status relations_read(struct zip_parts *parts, const char *owner, struct fire_arena *arena,
                           struct relations *out, struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { .steps = steps, .begin = begin };
    static const char inner[] = "_rels/";
    static const char ending[] = ".rels";

    const char *slash = strrchr(owner, '/');
    const size_t folder_bytes = slash == NULL ? 0 : (size_t)(slash - owner) + 1;
    const size_t name_bytes = strlen(owner) - folder_bytes;
    char *name = FIRE_TAKE(arena, strlen(owner) + sizeof inner + sizeof ending, char);
    struct listing listing = {
        .parts = parts,
        .arena = arena,
        .relations.item = FIRE_TAKE(arena, FIRE_LIMIT_PARTS, struct relation),
        .folder = { owner, folder_bytes },
        .where.file = zip_parts_path(parts),
    };
    if (name == NULL || listing.relations.item == NULL) return fire_fail_memory(err);
    memcpy(name, owner, folder_bytes);
    memcpy(name + folder_bytes, inner, sizeof inner - 1);
    memcpy(name + folder_bytes + sizeof inner - 1, owner + folder_bytes, name_bytes);
    memcpy(name + folder_bytes + sizeof inner - 1 + name_bytes, ending, sizeof ending);

    const int64_t index = zip_parts_find(parts, name);
    if (index >= 0)
        FIRE_TRY(xml_read_part(&vocabulary, &listing, parts, index, &listing.where, err));
    *out = listing.relations;
    return FIRE_OK;
}

const struct relation *relations_by_id(const struct relations *relations, const char *id)
{
    for (int32_t i = 0; i < relations->n; i++)
        if (strcmp(relations->item[i].id, id) == 0) return &relations->item[i];
    return NULL;
}

const struct relation *relations_by_type(const struct relations *relations, const char *type)
{
    for (int32_t i = 0; i < relations->n; i++)
        if (strcmp(relations->item[i].type, type) == 0) return &relations->item[i];
    return NULL;
}
