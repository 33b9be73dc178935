/* store_batches.c - what rows each import has, and at which moment it was there.
 *
 * Imports are known in memory while rows are read or written: a row that is superseded changes
 * the checksum of an import that was closed long ago, so sums are kept here and written at the
 * commit. */
#include "store.h"

#include "firestat/date.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

bool store_batch_add(struct fire_store *store, const struct store_batch *batch)
{
    const size_t wanted = (size_t)store->n_batches + 1;
    if (wanted > store->batch_capacity) {
        void *grown = fire_array_grow(store->batch, &store->batch_capacity, wanted,
                                      sizeof *store->batch);
        if (grown == NULL) return false;
        store->batch = grown;
    }
    store->batch[store->n_batches++] = *batch;
    return true;
}

struct store_batch *store_batch_of(const struct fire_store *store, int64_t id)
{
    int64_t low = 0;
    int64_t high = store->n_batches;
    while (low < high) {
        const int64_t middle = low + (high - low) / 2;
        if (store->batch[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low < store->n_batches && store->batch[low].id == id ? &store->batch[low] : NULL;
}

bool store_batch_is_there(const struct fire_store *store, const struct store_batch *batch)
{
    return !batch->is_undone && batch->id <= store->last_id;
}

/* ---- reading and writing --------------------------------------------------------------- */

static fire_status load_batch(struct fire_store *store, sqlite3_stmt *query,
                              struct fire_error *err)
{
    const struct fire_text_view key_fields = store_text(query, 5);
    struct store_batch batch = {
        .id = sqlite3_column_int64(query, 0),
        .first = sqlite3_column_int64(query, 1),
        .n_rows = sqlite3_column_int64(query, 2),
        .checksum = (uint64_t)sqlite3_column_int64(query, 3),
        .repeat_checksum = (uint64_t)sqlite3_column_int64(query, 4),
        .is_undone = sqlite3_column_type(query, 6) != SQLITE_NULL,
    };
    if (key_fields.bytes == NULL || batch.first < 1 || batch.n_rows < 0)
        return store_damaged(store, "an import is not as it was written", err);
    batch.key_fields = fire_arena_copy(store->batch_arena, key_fields.bytes,
                                       key_fields.size_bytes);
    if (batch.key_fields == NULL || !store_batch_add(store, &batch))
        return store_memory(store, err);
    return FIRE_OK;
}

/* The last import that is there, and the numbers of those that are, in their order. */
static fire_status number_batches(struct fire_store *store, struct fire_error *err)
{
    int32_t source = 0;
    store->last_id = INT64_MAX;
    if (store->as_of != NULL) {
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_stmt *query = NULL;
        bool has_row = false;
        sqlite3_str_appendf(sql,
                            "SELECT coalesce(max(id), 0) FROM import_batch"
                            " WHERE imported_at <= %Q",
                            store->as_of);
        FIRE_TRY(store_prepare_built(store, sql, &query, err));
        const fire_status status = store_step(store, query, &has_row, err);
        store->last_id = sqlite3_column_int64(query, 0);
        sqlite3_finalize(query);
        if (status != FIRE_OK) return status;
    }
    for (int64_t i = 0; i < store->n_batches; i++)
        if (store_batch_is_there(store, &store->batch[i])) store->batch[i].source = source++;
    return FIRE_OK;
}

fire_status store_batches_load(struct fire_store *store, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    store->n_batches = 0;
    fire_arena_reset(store->batch_arena);
    fire_status status = store_prepare(store,
                                       "SELECT id, first_incident, n_rows, checksum,"
                                       " repeat_checksum, key_fields, undone_at"
                                       " FROM import_batch ORDER BY id",
                                       &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        status = load_batch(store, query, err);
    }
    sqlite3_finalize(query);
    return status == FIRE_OK ? number_batches(store, err) : status;
}

fire_status store_batches_write(struct fire_store *store, struct fire_error *err)
{
    for (int64_t i = 0; i < store->n_batches; i++) {
        struct store_batch *batch = &store->batch[i];
        if (!batch->is_changed) continue;
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_str_appendf(sql,
                            "UPDATE import_batch SET n_rows = %lld, checksum = %lld,"
                            " repeat_checksum = %lld WHERE id = %lld",
                            (long long)batch->n_rows, (long long)batch->checksum,
                            (long long)batch->repeat_checksum, (long long)batch->id);
        FIRE_TRY(store_exec_built(store, sql, err));
        batch->is_changed = false;
    }
    return FIRE_OK;
}

/* ---- moments --------------------------------------------------------------------------- */

/* "T08:15:00Z" of a second of the day. */
static void write_time(int second, char out[11])
{
    const int part[3] = { second / 3600, second / 60 % 60, second % 60 };
    for (int i = 0; i < 3; i++) {
        out[3 * i] = i == 0 ? 'T' : ':';
        out[3 * i + 1] = (char)('0' + part[i] / 10);
        out[3 * i + 2] = (char)('0' + part[i] % 10);
    }
    out[9] = 'Z';
    out[10] = '\0';
}

fire_status store_now(char out[STORE_TIME_BYTES], struct fire_error *err)
{
    long long seconds = (long long)time(NULL);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch != NULL && epoch[0] != '\0') {
        char *end = NULL;
        errno = 0;
        seconds = strtoll(epoch, &end, 10);
        if (errno != 0 || *end != '\0' || seconds < 0 ||
            seconds / 86400 > (long long)FIRE_DAY_LAST)
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                             "SOURCE_DATE_EPOCH: '%s' is not a number of seconds", epoch);
    }
    fire_day_to_iso((int32_t)(seconds / 86400), out);
    write_time((int)(seconds % 86400), out + 10);
    return FIRE_OK;
}

static bool two_digits(const char *text, int most, int *out)
{
    if (text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9') return false;
    *out = (text[0] - '0') * 10 + (text[1] - '0');
    return *out <= most;
}

/* "08:15", "08:15:00" and "08:15:00Z"; a minute lasts to its last second. */
static bool parse_time(const char *text, int *out_second)
{
    int part[3] = { 0, 0, 59 };
    if (!two_digits(text, 23, &part[0]) || text[2] != ':' ||
        !two_digits(text + 3, 59, &part[1]))
        return false;
    text += 5;
    if (*text == ':') {
        if (!two_digits(text + 1, 59, &part[2])) return false;
        text += 3;
    }
    if (*text == 'Z') text++;
    *out_second = part[0] * 3600 + part[1] * 60 + part[2];
    return *text == '\0';
}

fire_status fire_store_as_of(struct fire_store *store, const char *moment,
                             struct fire_error *err)
{
    int32_t day = 0;
    int second = 86399;
    const bool is_day = strlen(moment) >= 10 && fire_day_from_iso(moment, 10, &day);
    const bool has_time = is_day && (moment[10] == 'T' || moment[10] == ' ');
    if (!is_day || (has_time ? !parse_time(moment + 11, &second) : moment[10] != '\0'))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%s' is not a day or a moment: 2024-07-31 or 2024-07-31T08:15",
                         moment);
    char text[STORE_TIME_BYTES];
    fire_day_to_iso(day, text);
    write_time(second, text + 10);
    store->as_of = fire_arena_copy(store->arena, text, strlen(text));
    return store->as_of != NULL ? FIRE_OK : fire_fail_memory(err);
}
