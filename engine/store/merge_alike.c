/* merge_alike.c - see merge.h: what must be the same in stores that become one. */
#include "merge.h"

#include <string.h>

/* ---- settings -------------------------------------------------------------------------------- */

/* Those that a store does not work out of its own rows. */
#define SETTINGS                                                                               \
    "SELECT name, value FROM setting"                                                          \
    " WHERE name NOT IN ('seal', 'seal_of_areas', 'superseded')"

/* What a store with imports means that does not say it. */
static const char *meant(const char *name)
{
    return strcmp(name, "calendar") == 0 ? "calendar" : NULL;
}

/* NULL: it does not say. */
static fire_status find_setting(const struct merge *merge, struct fire_store *store,
                                const char *name, const char **out, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "%s AND name = %Q", SETTINGS, name);
    fire_status status = store_prepare_built(store, sql, &query, err);
    if (status == FIRE_OK) status = store_step(store, query, &has_row, err);
    *out = store->n_batches > 0 ? meant(name) : NULL;
    if (status == FIRE_OK && has_row) {
        const struct fire_text_view text = store_text(query, 1);
        *out = fire_arena_copy(merge->arena, text.bytes, text.size_bytes);
        if (*out == NULL) status = store_memory(store, err);
    }
    sqlite3_finalize(query);
    return status;
}

/* One setting in all stores. */
static fire_status check_setting(const struct merge *merge, const char *name,
                                 struct fire_error *err)
{
    const char *said = NULL;
    const char *by = NULL;
    for (int32_t i = 0; i < merge->n_sources; i++) {
        const struct merge_source *source = &merge->source[i];
        const char *value = NULL;
        FIRE_TRY(find_setting(merge, source->store, name, &value, err));
        if (value == NULL) continue;
        if (said != NULL && strcmp(said, value) != 0)
            return fire_fail(err, FIRE_ESCHEMA, store_place(source->store),
                             "its setting %s is '%s' and that of %s is '%s'; they cannot be one store",
                             name, value, by, said);
        said = value;
        by = source->name;
    }
    return FIRE_OK;
}

/* Give every setting of a store to a visitor. */
static fire_status each_setting(struct merge *merge, struct fire_store *store,
                                fire_status (*visit)(struct merge *merge, const char *name,
                                                     const char *value, struct fire_error *err),
                                struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(store, SETTINGS " ORDER BY name", &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = visit(merge, store_text(query, 0).bytes, store_text(query, 1).bytes, err);
    }
    sqlite3_finalize(query);
    return status;
}

static fire_status check_named(struct merge *merge, const char *name, const char *value,
                               struct fire_error *err)
{
    (void)value;
    return check_setting(merge, name, err);
}

static fire_status take_setting(struct merge *merge, const char *name, const char *value,
                                struct fire_error *err)
{
    struct fire_store *store = merge->store;
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT OR IGNORE INTO setting VALUES (%Q, %Q)", name, value);
    FIRE_TRY(store_exec_built(store, sql, err));
    if (sqlite3_changes(store->db) > 0) store->import.fields_changed = true;
    return FIRE_OK;
}

fire_status merge_settings(struct merge *merge, struct fire_error *err)
{
    for (int32_t i = 1; i < merge->n_sources; i++)
        FIRE_TRY(each_setting(merge, merge->source[i].store, take_setting, err));
    return FIRE_OK;
}

/* ---- fields ---------------------------------------------------------------------------------- */

/* In the store's own currency: that is a setting. */
static const char *unit_of(const struct fire_field *field)
{
    return field->type == FIRE_TYPE_MONEY ? "" : field->unit_en;
}

static fire_status check_field(const struct merge *merge, const struct merge_source *source,
                               const struct fire_field *field, struct fire_error *err)
{
    for (const struct merge_source *other = merge->source; other < source; other++) {
        for (int32_t at = 0; at < other->store->n_fields; at++) {
            const struct fire_field *there = &other->store->field[at].is;
            if (strcmp(there->name, field->name) != 0) continue;
            if (there->type != field->type || there->scale != field->scale)
                return fire_fail(err, FIRE_ESCHEMA, store_place(source->store),
                                 "the field '%s' is %s, and in %s it is %s; they cannot be one "
                                 "store",
                                 field->name, store_type_name(field->type), other->name,
                                 store_type_name(there->type));
            if (strcmp(unit_of(there), unit_of(field)) != 0)
                return fire_fail(err, FIRE_ESCHEMA, store_place(source->store),
                                 "the field '%s' is in '%s', and in %s it is in '%s'; they "
                                 "cannot be one store",
                                 field->name, unit_of(field), other->name, unit_of(there));
        }
    }
    return FIRE_OK;
}

fire_status merge_check_alike(struct merge *merge, struct fire_error *err)
{
    for (int32_t i = 0; i < merge->n_sources; i++)
        FIRE_TRY(each_setting(merge, merge->source[i].store, check_named, err));
    for (int32_t i = 1; i < merge->n_sources; i++) {
        const struct merge_source *source = &merge->source[i];
        for (int32_t at = 0; at < source->store->n_fields; at++)
            FIRE_TRY(check_field(merge, source, &source->store->field[at].is, err));
    }
    return FIRE_OK;
}
