/* mark.c - see mark.h. The places are those of sqlite.org/fileformat2.html, 1.3. */
#include "mark.h"

#include <string.h>

enum {
    HEADER_BYTES = 44,
    AT_WRITE_FORMAT = 18, /* and read format: 1 rollback journal, 2 WAL */
    AT_CHANGES = 24,
    AT_PAGES = 28,
    AT_FREE_PAGES = 36,
    AT_SCHEMA = 40,
};

enum { N_NUMBERS = 4 };

static uint32_t big_endian(const unsigned char *at)
{
    return (uint32_t)at[0] << 24 | (uint32_t)at[1] << 16 | (uint32_t)at[2] << 8 | at[3];
}

/* The header as it is in the file, past SQLite's cache. A file that is still empty has none:
 * all zero. */
static fire_status read_header(struct fire_store *store, unsigned char header[HEADER_BYTES],
                               struct fire_error *err)
{
    sqlite3_file *file = NULL;
    sqlite3_int64 size = 0;
    memset(header, 0, HEADER_BYTES);
    if (sqlite3_file_control(store->db, "main", SQLITE_FCNTL_FILE_POINTER, &file) !=
            SQLITE_OK ||
        file == NULL || file->pMethods == NULL)
        return store_damaged(store, "the file cannot be looked at", err);
    if (file->pMethods->xFileSize(file, &size) == SQLITE_OK && size == 0) return FIRE_OK;
    if (file->pMethods->xRead(file, header, HEADER_BYTES, 0) == SQLITE_OK) return FIRE_OK;
    return store_damaged(store, "the file's header cannot be read", err);
}

fire_status store_mark_count(struct fire_store *store, uint32_t *out, struct fire_error *err)
{
    unsigned char header[HEADER_BYTES];
    FIRE_TRY(read_header(store, header, err));
    *out = big_endian(header + AT_CHANGES);
    return FIRE_OK;
}

fire_status store_mark_holds(struct fire_store *store, bool *out, struct fire_error *err)
{
    static const int at[N_NUMBERS] = { AT_CHANGES, AT_PAGES, AT_FREE_PAGES, AT_SCHEMA };
    unsigned char header[HEADER_BYTES];
    sqlite3_stmt *query = NULL;
    bool has_row = false;
    *out = false;
    FIRE_TRY(store_prepare(store,
                           "SELECT n_changes, n_pages, n_free_pages, schema_version FROM mark",
                           &query, err));
    fire_status status = store_step(store, query, &has_row, err);
    if (status == FIRE_OK) status = read_header(store, header, err);
    if (status == FIRE_OK && has_row) {
        *out = header[AT_WRITE_FORMAT] == 1 && header[AT_WRITE_FORMAT + 1] == 1;
        for (int i = 0; i < N_NUMBERS; i++)
            if (sqlite3_column_int64(query, i) != (int64_t)big_endian(header + at[i]))
                *out = false;
    }
    sqlite3_finalize(query);
    return status;
}

/* The row is there before the pages are counted, and then only its numbers change. */
fire_status store_mark_write(struct fire_store *store, uint32_t count, struct fire_error *err)
{
    static const char *const pragmas[] = { "PRAGMA page_count", "PRAGMA freelist_count",
                                           "PRAGMA schema_version" };
    int64_t number[3];
    FIRE_TRY(store_exec(store, "INSERT OR REPLACE INTO mark VALUES (1, 0, 0, 0, 0)", err));
    for (int i = 0; i < 3; i++)
        FIRE_TRY(store_number(store, pragmas[i], &number[i], err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "UPDATE mark SET n_changes = %lld, n_pages = %lld, n_free_pages = %lld,"
                        " schema_version = %lld",
                        (long long)(uint32_t)(count + 1), (long long)number[0],
                        (long long)number[1], (long long)number[2]);
    return store_exec_built(store, sql, err);
}
