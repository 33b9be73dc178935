/* reading.c - see reading.h. */
#include "reading.h"

#include "option_table.h"

#include <string.h>

/* Of how files are read, and not only of how fast, or of what becomes of faults. */
static bool is_told(const struct option_row *row)
{
    return (row->group & GROUP_SOURCE) != 0 && row->kind != OPTION_FLAG &&
           strcmp(row->name, "jobs") != 0;
}

static const char *last_name(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL || slash[1] == '\0' ? path : slash + 1;
}

static const char *add(struct fire_arena *arena, const char *list, const char *name,
                       const char *value)
{
    if (list == NULL || value == NULL) return list;
    return fire_arena_printf(arena, "%s%s--%s %s", list, list[0] == '\0' ? "" : " ", name,
                             strcmp(name, "profile") == 0 ? last_name(value) : value);
}

const char *reading_words(const struct session *session, struct fire_arena *arena)
{
    const char *list = "";
    for (int i = 0; i < n_option_rows; i++) {
        const struct option_row *row = &option_rows[i];
        const char *at = (const char *)&session->options + row->at;
        if (!is_told(row)) continue;
        if (row->kind == OPTION_TEXT) {
            list = add(arena, list, row->name, *(const char *const *)(const void *)at);
            continue;
        }
        const struct repeated *repeated = (const struct repeated *)(const void *)at;
        for (int n = 0; n < repeated->n; n++)
            list = add(arena, list, row->name, repeated->value[n]);
    }
    return list;
}
