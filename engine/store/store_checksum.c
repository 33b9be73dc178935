/* store_checksum.c - a changed byte in the file gives an error and not another figure.
 *
 * SQLite notices damage to the structure of a file, not to the values in it. So every import
 * keeps a sum over its cells, and the small tables are sealed by a sum of their own; both are
 * compared on every reading. A figure that cannot be trusted is worse than none.
 *
 * The sum of the rows takes each cell apart, mixed with its row and field. It does not depend
 * on how the rows are cut into batches, loops run column by column without waiting for the
 * cell before, and a null adds nothing. Codes and areas enter as ids of the file, which the
 * sealed tables give a meaning. That a row is superseded is one more cell of it: it is added
 * when that happens and taken off when it is undone, without the rest being read again. It is
 * no signature: who wants to forge a store can. */
#include "store.h"

#include <stdio.h>
#include <string.h>

/* Finaliser of splitmix64 (Vigna, public domain): every bit of x moves half of the result. */
static uint64_t mix(uint64_t x)
{
    x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
    return x ^ (x >> 31);
}

/* The same on machines of either byte order. */
static uint64_t eight_bytes(const unsigned char *bytes, size_t n)
{
    uint64_t value = 0;
    for (size_t i = 0; i < n; i++)
        value |= (uint64_t)bytes[i] << (8 * i);
    return value;
}

static uint64_t hash_bytes(const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    uint64_t hash = mix((uint64_t)size + 1);
    for (; size >= 8; at += 8, size -= 8)
        hash = mix(hash ^ eight_bytes(at, 8));
    return size == 0 ? hash : mix(hash ^ eight_bytes(at, size));
}

/* What a cell of a row is mixed with. Slots of fields are even, those of their minutes odd. */
enum { SLOT_SUPERSEDED = 0, SLOT_LINE, SLOT_AREA, SLOT_LAST_DAY, SLOT_FIELDS };

static uint64_t cell_sum(uint64_t slot, int64_t place, uint64_t value)
{
    const uint64_t here = (slot << 40) + (uint64_t)place;
    return mix(value + mix(here * UINT64_C(0x9e3779b97f4a7c15)));
}

static uint64_t sum_codes(uint64_t slot, const int64_t place[], int64_t n_rows,
                          const struct fire_vector *vector, const struct store_ids *ids)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < n_rows; i++)
        if (fire_is_valid(vector->valid, i))
            sum += cell_sum(slot, place[i], (uint64_t)ids->id[vector->code[i]]);
    return sum;
}

static uint64_t sum_texts(uint64_t slot, const int64_t place[], int64_t n_rows,
                          const struct fire_vector *vector)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < n_rows; i++)
        if (fire_is_valid(vector->valid, i))
            sum += cell_sum(slot, place[i],
                            hash_bytes(vector->text[i].bytes, vector->text[i].size_bytes));
    return sum;
}

static uint64_t sum_numbers(uint64_t slot, const int64_t place[], int64_t n_rows,
                            const struct fire_vector *vector)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < n_rows; i++)
        if (fire_is_valid(vector->valid, i))
            sum += cell_sum(slot, place[i], (uint64_t)vector->number[i]);
    return sum;
}

static uint64_t sum_datetimes(uint64_t slot, const int64_t place[], int64_t n_rows,
                              const struct fire_vector *vector)
{
    uint64_t sum = 0;
    for (int64_t i = 0; i < n_rows; i++) {
        if (!fire_is_valid(vector->valid, i)) continue;
        sum += cell_sum(slot, place[i], (uint64_t)vector->day[i]);
        if (vector->minute != NULL && fire_is_valid(vector->minute_valid, i))
            sum += cell_sum(slot + 1, place[i], (uint64_t)vector->minute[i]);
    }
    return sum;
}

uint64_t store_checksum_superseded(int64_t place, int64_t superseded_by)
{
    return cell_sum(SLOT_SUPERSEDED, place, (uint64_t)superseded_by);
}

uint64_t store_checksum_repeat(int64_t incident_id, int64_t line)
{
    return cell_sum(SLOT_LINE, incident_id, (uint64_t)line);
}

/* Line, area, period and end of each row. */
static uint64_t sum_rows(const struct fire_batch *batch, const struct store_rows *rows)
{
    const int32_t *day = batch->vector[FIRE_FIELD_OCCURRED_AT].day;
    const int64_t *place = rows->place;
    uint64_t sum = 0;
    for (int64_t i = 0; i < batch->n_rows; i++) {
        sum += cell_sum(SLOT_AREA, place[i], (uint64_t)rows->area_id[i]);
        if (batch->line != NULL && batch->line[i] != 0)
            sum += cell_sum(SLOT_LINE, place[i], (uint64_t)batch->line[i]);
        if (batch->last_day != NULL && batch->last_day[i] != day[i])
            sum += cell_sum(SLOT_LAST_DAY, place[i], (uint64_t)batch->last_day[i]);
        if (rows->superseded_by != NULL && rows->superseded_by[i] != 0)
            sum += store_checksum_superseded(place[i], rows->superseded_by[i]);
    }
    return sum;
}

uint64_t store_checksum_rows(const struct fire_store *store, const struct fire_batch *batch,
                             const struct store_rows *rows)
{
    const int64_t n = batch->n_rows;
    const int64_t *place = rows->place;
    uint64_t sum = sum_rows(batch, rows);
    for (int32_t field = 0; field < store->n_matched; field++) {
        const struct fire_vector *vector = &batch->vector[field];
        const uint64_t slot = SLOT_FIELDS + 2 * (uint64_t)store->at[field];
        if (vector->code != NULL)
            sum += sum_codes(slot, place, n, vector, &store->words[field]);
        else if (vector->text != NULL)
            sum += sum_texts(slot, place, n, vector);
        else if (vector->number != NULL)
            sum += sum_numbers(slot, place, n, vector);
        else if (vector->day != NULL)
            sum += sum_datetimes(slot, place, n, vector);
    }
    return sum;
}

/* ---- the small tables ------------------------------------------------------------------ */

/* A seal is the sum over the rows of these, written as a setting. That of the areas is one of its
 * own, because they are many and mostly read another way (places.h). */
struct seal {
    const char *setting;
    const char *query[7]; /* to the first NULL */
};

static const struct seal small_seal = {
    "seal",
    { "SELECT * FROM field ORDER BY id", "SELECT * FROM word ORDER BY id",
      "SELECT * FROM import_batch ORDER BY id",
      "SELECT * FROM import_field ORDER BY import_id, field",
      "SELECT * FROM setting WHERE name <> 'seal' ORDER BY name" },
};

static const struct seal areas_seal = {
    "seal_of_areas",
    { "SELECT * FROM area ORDER BY id" },
};

/* Of versions 1 and 2. */
static const struct seal old_seal = {
    "seal",
    { "SELECT * FROM field ORDER BY id", "SELECT * FROM word ORDER BY id",
      "SELECT * FROM area ORDER BY id", "SELECT * FROM import_batch ORDER BY id",
      "SELECT * FROM import_field ORDER BY import_id, field",
      "SELECT * FROM setting WHERE name <> 'seal' ORDER BY name" },
};

static uint64_t hash_row(sqlite3_stmt *query, uint64_t hash)
{
    const int n_columns = sqlite3_column_count(query);
    for (int i = 0; i < n_columns; i++) {
        const int type = sqlite3_column_type(query, i);
        uint64_t value = 0;
        if (type == SQLITE_INTEGER) {
            value = (uint64_t)sqlite3_column_int64(query, i);
        } else if (type != SQLITE_NULL) {
            const void *bytes = sqlite3_column_blob(query, i);
            value = hash_bytes(bytes, (size_t)sqlite3_column_bytes(query, i));
        }
        hash = mix(hash + mix(value) + (uint64_t)type);
    }
    return hash;
}

static fire_status hash_sealed(struct fire_store *store, const struct seal *seal, int64_t *out,
                               struct fire_error *err)
{
    uint64_t hash = 0;
    fire_status status = FIRE_OK;
    for (size_t i = 0; status == FIRE_OK && seal->query[i] != NULL; i++) {
        sqlite3_stmt *query = NULL;
        bool has_row = false;
        status = store_prepare(store, seal->query[i], &query, err);
        if (status == FIRE_OK) status = store_step(store, query, &has_row, err);
        hash = mix(hash + i);
        while (status == FIRE_OK && has_row) {
            hash = hash_row(query, hash);
            status = store_step(store, query, &has_row, err);
        }
        sqlite3_finalize(query);
    }
    memcpy(out, &hash, sizeof *out);
    return status;
}

static fire_status write_number(struct fire_store *store, const char *setting, int64_t number,
                                struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "INSERT OR REPLACE INTO setting VALUES (%Q, '%lld')", setting,
                        (long long)number);
    return store_exec_built(store, sql, err);
}

static fire_status compare_number(struct fire_store *store, const char *setting, int64_t number,
                                  const char *what, struct fire_error *err)
{
    char sql[100];
    int64_t written = 0;
    snprintf(sql, sizeof sql, "SELECT CAST(value AS INTEGER) FROM setting WHERE name = '%s'",
             setting);
    FIRE_TRY(store_number(store, sql, &written, err));
    return number == written ? FIRE_OK : store_damaged(store, what, err);
}

static fire_status check(struct fire_store *store, const struct seal *seal,
                         struct fire_error *err)
{
    int64_t hash = 0;
    FIRE_TRY(hash_sealed(store, seal, &hash, err));
    return compare_number(store, seal->setting, hash,
                          "fields, words, areas or imports are not as they were written", err);
}

fire_status store_catalogue_seal(struct fire_store *store, struct fire_error *err)
{
    int64_t hash = 0;
    FIRE_TRY(hash_sealed(store, &areas_seal, &hash, err));
    FIRE_TRY(write_number(store, areas_seal.setting, hash, err));
    FIRE_TRY(hash_sealed(store, &small_seal, &hash, err));
    return write_number(store, small_seal.setting, hash, err);
}

fire_status store_catalogue_check(struct fire_store *store, struct fire_error *err)
{
    return check(store, &small_seal, err);
}

fire_status store_areas_check(struct fire_store *store, struct fire_error *err)
{
    return check(store, &areas_seal, err);
}

fire_status store_old_catalogue_check(struct fire_store *store, struct fire_error *err)
{
    return check(store, &old_seal, err);
}

/* ---- rows that count no more -------------------------------------------------------------- */

typedef fire_status (*visit_superseded)(void *self, int64_t incident_id, int64_t by,
                                        struct fire_error *err);

static fire_status sum_superseded(struct fire_store *store, visit_superseded visit, void *self,
                                  int64_t *out, struct fire_error *err)
{
    sqlite3_stmt *query = NULL;
    uint64_t sum = 0;
    fire_status status = store_prepare(store,
                                       "SELECT incident_id, superseded_by FROM incident"
                                       " WHERE superseded_by IS NOT NULL",
                                       &query, err);
    while (status == FIRE_OK) {
        bool has_row = false;
        status = store_step(store, query, &has_row, err);
        if (status != FIRE_OK || !has_row) break;
        const int64_t id = sqlite3_column_int64(query, 0);
        const int64_t by = sqlite3_column_int64(query, 1);
        sum += store_checksum_superseded(id, by);
        if (visit != NULL) status = visit(self, id, by, err);
    }
    sqlite3_finalize(query);
    memcpy(out, &sum, sizeof *out);
    return status;
}

fire_status store_superseded_seal(struct fire_store *store, struct fire_error *err)
{
    int64_t sum = 0;
    FIRE_TRY(sum_superseded(store, NULL, NULL, &sum, err));
    return write_number(store, "superseded", sum, err);
}

fire_status store_superseded_check(struct fire_store *store, visit_superseded visit, void *self,
                                   struct fire_error *err)
{
    int64_t sum = 0;
    FIRE_TRY(sum_superseded(store, visit, self, &sum, err));
    return compare_number(store, "superseded", sum, "which rows count is not as it was written",
                          err);
}
