/* overlap.c - see overlap.h. Most sources have no totals among their rows: these cost a look at
 * each batch, or one question to the store. */
#include "overlap.h"

#include "firestat/overlap.h"
#include "firestat/store.h"

#include <stdlib.h>

#define FEW 10 /* pairs shown where nobody asked for all */

/* "01/2024", "2024", else "15/12/2023–14/01/2024". */
static void add_days(struct fire_buffer *out, struct fire_window days)
{
    const struct fire_civil first = fire_civil_from_day(days.first_day);
    const struct fire_civil last = fire_civil_from_day(days.last_day);
    const bool whole = first.day == 1 && first.year == last.year &&
                       last.day == fire_days_in_month(last.year, last.month);
    if (whole && first.month == last.month) {
        fire_buffer_printf(out, "%02d/%d", first.month, first.year);
    } else if (whole && first.month == 1 && last.month == 12) {
        fire_buffer_printf(out, "%d", first.year);
    } else {
        char text[FIRE_NUMBER_BYTES];
        fire_day_text(days.first_day, text);
        fire_buffer_printf(out, "%s–", text);
        fire_day_text(days.last_day, text);
        fire_buffer_add_text(out, text);
    }
}

/* "Di Linh (Lâm Đồng)": a name, and what it lies in. */
static void add_area(const struct session *session, const struct fire_areas *areas,
                     int32_t area, struct fire_buffer *out)
{
    const struct fire_text_view name = fire_area_name(areas, area);
    const struct fire_text_view above = fire_area_name(areas, fire_area_parent(areas, area));
    if (name.size_bytes == 0) {
        fire_buffer_add_text(out, session->say("all areas"));
        return;
    }
    fire_buffer_add_view(out, name);
    if (above.size_bytes > 0)
        fire_buffer_printf(out, " (%.*s)", (int)above.size_bytes, above.bytes);
}

static fire_status tell_pair(struct session *session, const struct fire_areas *areas,
                             const struct fire_overlap_pair *pair, const char *const name[])
{
    struct fire_buffer list = { 0 };
    int64_t n_shown = 0;
    for (; n_shown < pair->n && n_shown < FIRE_OVERLAP_EXAMPLES; n_shown++) {
        if (n_shown > 0) fire_buffer_add_text(&list, ", ");
        add_area(session, areas, pair->example[n_shown].area, &list);
        fire_buffer_add_text(&list, " ");
        add_days(&list, pair->example[n_shown].days);
    }
    if (n_shown < pair->n) {
        fire_buffer_add_text(&list, " ");
        fire_buffer_printf(&list, session->say("and %lld more"),
                           (long long)(pair->n - n_shown));
    }
    const bool failed = list.failed;
    if (!failed)
        tell(session,
             "%s and %s both have rows for %s: they are added up, and what both count is "
             "counted twice",
             name[pair->source[0]], name[pair->source[1]], list.bytes);
    fire_buffer_finish(&list);
    return failed ? fire_fail_memory(&session->err) : FIRE_OK;
}

/*   is_new   [source] tell of pairs with one of these only; NULL: of all */
static fire_status tell_pairs(struct session *session, struct fire_overlaps *overlaps,
                              const struct fire_areas *areas, const char *const name[],
                              const bool is_new[])
{
    const struct fire_overlap_pair *pair;
    int64_t n = 0;
    int64_t n_told = 0;
    int64_t n_untold = 0;
    FIRE_TRY(fire_overlaps_find(overlaps, &pair, &n, &session->err));
    for (int64_t i = 0; i < n; i++) {
        if (is_new != NULL && !is_new[pair[i].source[0]] && !is_new[pair[i].source[1]])
            continue;
        if (n_told == FEW && !session->options.verbose) {
            n_untold++;
            continue;
        }
        FIRE_TRY(tell_pair(session, areas, &pair[i], name));
        n_told++;
    }
    if (n_untold > 0)
        tell(session, "%lld more of this kind; -v shows them", (long long)n_untold);
    return FIRE_OK;
}

fire_status overlap_tell_source(struct session *session, const struct source *source)
{
    const int64_t n = fire_table_n_batches(source->table);
    bool has_periods = false;
    int32_t n_fields;
    if (session->options.quiet || source->n_names < 2) return FIRE_OK;
    for (int64_t i = 0; !has_periods && i < n; i++)
        has_periods = fire_table_batch(source->table, i, &n_fields)->last_day != NULL;
    if (!has_periods) return FIRE_OK;
    struct fire_overlaps *overlaps;
    fire_status status = fire_overlaps_create(source->areas, &overlaps, &session->err);
    if (status != FIRE_OK) return status;
    for (int64_t i = 0; status == FIRE_OK && i < n; i++) {
        const struct fire_batch *batch = fire_table_batch(source->table, i, &n_fields);
        status = fire_overlaps_add(overlaps, batch, n_fields, &session->err);
    }
    if (status == FIRE_OK)
        status = tell_pairs(session, overlaps, source->areas, source->names, NULL);
    fire_overlaps_free(overlaps);
    return status;
}

/* The imports that are there, in the order in which the store numbers them. */
static fire_status list_sources(struct session *session, struct fire_store *store,
                                struct fire_arena *arena, int64_t last_id,
                                const char ***out_name, bool **out_is_new)
{
    const struct fire_import *imports;
    int64_t n = 0;
    FIRE_TRY(fire_store_imports(store, arena, &imports, &n, &session->err));
    const char **name = FIRE_TAKE(arena, n + 1, const char *);
    bool *is_new = FIRE_TAKE(arena, n + 1, bool);
    if (name == NULL || is_new == NULL) return fire_fail_memory(&session->err);
    int64_t n_there = 0;
    for (int64_t i = 0; i < n; i++) {
        if (!imports[i].is_there) continue;
        name[n_there] = imports[i].file;
        is_new[n_there++] = imports[i].id > last_id;
    }
    *out_name = name;
    *out_is_new = is_new;
    return FIRE_OK;
}

static fire_status search_store(struct session *session, struct fire_store *store,
                                struct fire_arena *arena, int64_t last_id)
{
    struct fire_schema *schema = fire_schema_create();
    struct fire_areas *areas = fire_areas_create();
    struct fire_overlaps *overlaps = NULL;
    const char **name = NULL;
    bool *is_new = NULL;
    fire_status status = schema == NULL || areas == NULL ? fire_fail_memory(&session->err)
                                                         : FIRE_OK;
    if (status == FIRE_OK)
        status = list_sources(session, store, arena, last_id, &name, &is_new);
    if (status == FIRE_OK) status = fire_store_schema(store, schema, areas, &session->err);
    if (status == FIRE_OK) status = fire_overlaps_create(areas, &overlaps, &session->err);
    if (status == FIRE_OK)
        status = fire_store_push(store, schema, areas, fire_overlaps_sink(overlaps),
                                 &session->err);
    if (status == FIRE_OK) status = tell_pairs(session, overlaps, areas, name, is_new);
    fire_overlaps_free(overlaps);
    fire_areas_free(areas);
    fire_schema_free(schema);
    return status;
}

fire_status overlap_tell_store(struct session *session, const char *path, int64_t last_id)
{
    struct fire_store *store;
    bool has_periods = false;
    if (session->options.quiet) return FIRE_OK;
    FIRE_TRY(fire_store_open(path, FIRE_STORE_READ, &store, &session->err));
    struct fire_arena *arena = fire_arena_create();
    fire_status status = arena == NULL ? fire_fail_memory(&session->err) : FIRE_OK;
    if (status == FIRE_OK) status = fire_store_has_periods(store, &has_periods, &session->err);
    if (status == FIRE_OK && has_periods) status = search_store(session, store, arena, last_id);
    fire_arena_free(arena);
    fire_store_close(store);
    return status;
}
