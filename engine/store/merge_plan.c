/* merge_plan.c - see merge.h: which imports there will be, and in which order. */
#include "merge.h"

#include <stdlib.h>
#include <string.h>

/* ---- the imports of one store ------------------------------------------------------------- */

/* Text of a column that may be null, which *out then is. */
static bool keep_text(struct merge *merge, sqlite3_stmt *query, int column, const char **out)
{
    const struct fire_text_view text = store_text(query, column);
    *out = text.bytes == NULL ? NULL
                              : fire_arena_copy(merge->arena, text.bytes, text.size_bytes);
    return text.bytes == NULL || *out != NULL;
}

static fire_status read_import(struct merge *merge, int32_t source, sqlite3_stmt *query,
                               struct fire_error *err)
{
    struct fire_store *store = merge->source[source].store;
    struct merge_import *import = &merge->import[merge->n_imports++];
    const char **const texts[] = { &import->imported_at, &import->sha256,
                                   &import->file,        &import->key_fields,
                                   &import->merged_at,   &import->merged_from,
                                   &import->origin_store };
    *import = (struct merge_import){ .source = source };
    for (int i = 0; i < 7; i++) {
        if (!keep_text(merge, query, i, texts[i])) return store_memory(store, err);
        if (*texts[i] == NULL && i < 4)
            return store_damaged(store, "an import is not as it was written", err);
    }
    import->there = sqlite3_column_int64(query, 7);
    import->n_rows = sqlite3_column_int64(query, 8);
    import->merge_id = sqlite3_column_int64(query, 9);
    import->origin_import = sqlite3_column_int64(query, 10);
    return FIRE_OK;
}

/* A later import was known not before an earlier one, whatever the clock said. */
static void settle_moments(struct merge_import import[], int64_t n)
{
    for (int64_t i = n - 1; i >= 0; i--) {
        const bool is_late = i + 1 < n &&
                             strcmp(import[i + 1].moment, import[i].imported_at) < 0;
        import[i].moment = is_late ? import[i + 1].moment : import[i].imported_at;
    }
}

static fire_status read_source(struct merge *merge, int32_t source, struct fire_error *err)
{
    struct fire_store *store = merge->source[source].store;
    const int64_t first = merge->n_imports;
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(store,
                                       "SELECT imported_at, sha256, file, key_fields,"
                                       " merged_at, merged_from, origin_store,"
                                       " id, n_rows, merge_id, origin_import"
                                       " FROM import_batch WHERE undone_at IS NULL ORDER BY id",
                                       &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status == FIRE_OK && !has_row) break;
        if (status == FIRE_OK) status = read_import(merge, source, query, err);
    }
    sqlite3_finalize(query);
    settle_moments(merge->import + first, merge->n_imports - first);
    return status;
}

/* ---- files that several stores have ------------------------------------------------------- */

static int compare_numbers(int64_t a, int64_t b)
{
    return (a > b) - (a < b);
}

static int by_place(const struct merge_import *a, const struct merge_import *b)
{
    const int by_source = compare_numbers(a->source, b->source);
    return by_source != 0 ? by_source : compare_numbers(a->there, b->there);
}

/* Those of one file beside each other, the store's own first, then by when it was imported. */
static int by_file(const void *a, const void *b)
{
    const struct merge_import *one = *(struct merge_import *const *)a;
    const struct merge_import *other = *(struct merge_import *const *)b;
    const int by_bytes = strcmp(one->sha256, other->sha256);
    if (by_bytes != 0) return by_bytes;
    if ((one->source == 0) != (other->source == 0)) return one->source == 0 ? -1 : 1;
    const int by_time = strcmp(one->imported_at, other->imported_at);
    return by_time != 0 ? by_time : by_place(one, other);
}

/*   counts   of this file, the import that stays
 *   later    another one of it */
static void know(struct merge_import *counts, struct merge_import *later)
{
    later->is_known = true;
    if (counts->source != 0 || strcmp(later->imported_at, counts->imported_at) >= 0) return;
    counts->is_moved = true;
    counts->imported_at = later->imported_at;
    if (strcmp(later->moment, counts->moment) < 0) counts->moment = later->moment;
}

static void find_known(struct merge *merge, int64_t n_known[])
{
    struct merge_import **by = merge->plan;
    qsort(by, (size_t)merge->n_imports, sizeof(struct merge_import *), by_file);
    for (int64_t i = 0, first = 0; i < merge->n_imports; i++) {
        if (strcmp(by[i]->sha256, by[first]->sha256) != 0) first = i;
        if (i == first) continue;
        know(by[first], by[i]);
        n_known[by[i]->source - 1]++;
    }
}

/* ---- their order --------------------------------------------------------------------------- */

static int by_moment(const void *a, const void *b)
{
    const struct merge_import *one = *(struct merge_import *const *)a;
    const struct merge_import *other = *(struct merge_import *const *)b;
    const int by_time = strcmp(one->moment, other->moment);
    return by_time != 0 ? by_time : by_place(one, other);
}

static void put_in_order(struct merge *merge)
{
    merge->n_planned = 0;
    for (int64_t i = 0; i < merge->n_imports; i++)
        if (!merge->import[i].is_known) merge->plan[merge->n_planned++] = &merge->import[i];
    qsort(merge->plan, (size_t)merge->n_planned, sizeof(struct merge_import *), by_moment);
    /* The imports of the store itself are the first ones of the list. */
    merge->n_staying = 0;
    while (merge->n_staying < merge->n_planned &&
           merge->plan[merge->n_staying] == &merge->import[merge->n_staying] &&
           merge->plan[merge->n_staying]->source == 0 &&
           !merge->plan[merge->n_staying]->is_moved)
        merge->n_staying++;
}

/* ---- what others took back ------------------------------------------------------------------ */

static bool has_file(const struct merge *merge, int32_t source, const char *sha256)
{
    for (int64_t i = 0; i < merge->n_imports; i++)
        if (merge->import[i].source == source && strcmp(merge->import[i].sha256, sha256) == 0)
            return true;
    return false;
}

static void leave_over(struct merge *merge, struct fire_left_over out[], int32_t source,
                       sqlite3_stmt *query)
{
    const int64_t there = sqlite3_column_int64(query, 0);
    const struct fire_text_view sha256 = store_text(query, 1);
    for (int64_t i = 0; i < merge->n_imports; i++) {
        const struct merge_import *import = &merge->import[i];
        if (import->source != 0 || import->merge_id == 0) continue;
        if (!fire_text_equal(sha256, fire_text_of(import->sha256)) ||
            has_file(merge, source, import->sha256))
            continue;
        out[merge->out->n_left_over++] = (struct fire_left_over){ import->there, source - 1,
                                                                  there };
    }
}

static fire_status find_left_over(struct merge *merge, int32_t source,
                                  struct fire_left_over out[], struct fire_error *err)
{
    struct fire_store *store = merge->source[source].store;
    sqlite3_stmt *query = NULL;
    fire_status status = store_prepare(
        store, "SELECT id, sha256 FROM import_batch WHERE undone_at IS NOT NULL ORDER BY id",
        &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        leave_over(merge, out, source, query);
    }
    sqlite3_finalize(query);
    return status;
}

/* ---- all of it ------------------------------------------------------------------------------ */

fire_status merge_plan(struct merge *merge, struct fire_error *err)
{
    int64_t most = 0;
    for (int32_t i = 0; i < merge->n_sources; i++)
        most += merge->source[i].store->n_batches;
    int64_t *n_known = FIRE_TAKE(merge->arena, merge->n_sources, int64_t);
    struct fire_left_over *left_over = FIRE_TAKE(merge->arena, most + 1, struct fire_left_over);
    merge->import = FIRE_TAKE(merge->arena, most + 1, struct merge_import);
    merge->plan = FIRE_TAKE(merge->arena, most + 1, struct merge_import *);
    if (n_known == NULL || left_over == NULL || merge->import == NULL || merge->plan == NULL)
        return store_memory(merge->store, err);
    for (int32_t i = 0; i < merge->n_sources; i++)
        FIRE_TRY(read_source(merge, i, err));
    for (int32_t i = 1; i < merge->n_sources; i++)
        FIRE_TRY(find_left_over(merge, i, left_over, err));
    for (int64_t i = 0; i < merge->n_imports; i++)
        merge->plan[i] = &merge->import[i];
    find_known(merge, n_known);
    put_in_order(merge);
    merge->out->n_known = n_known;
    merge->out->left_over = left_over;
    return FIRE_OK;
}
