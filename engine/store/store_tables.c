/* store_tables.c - the tables of a store and the steps from one version to the next.
 *
 * Tables are ordinary ones with CHECK(typeof(...)), not STRICT: the common viewers refuse
 * STRICT, and without a check SQLite keeps '1,234' as text and counts it as 1. Whole numbers
 * that may be large are BIGINT, which other engines read as 64 bits. The ids that SQLite
 * itself gives out must be called INTEGER PRIMARY KEY: anything else makes a second index.
 *
 * `incident` has no columns for fields here: store_fields.c adds one for every field the
 * program or a profile knows, so a field that comes later takes the same way.
 *
 * References from incident to word and area are kept by the import and proved by the
 * checksum on reading; as foreign keys they would cost a look-up a cell. */
#include "store.h"

#include "mark.h"
#include "places.h"

static const char first_tables[] =
    "CREATE TABLE setting ("
    "  name TEXT PRIMARY KEY NOT NULL CHECK (typeof(name) = 'text'),"
    "  value TEXT NOT NULL CHECK (typeof(value) = 'text'));"

    "CREATE TABLE field ("
    "  id INTEGER PRIMARY KEY,"
    "  name TEXT NOT NULL UNIQUE CHECK (typeof(name) = 'text'),"
    "  type TEXT NOT NULL CHECK (type IN ('category', 'text', 'integer', 'decimal', 'money',"
    "                                     'datetime', 'area', 'period')),"
    "  scale BIGINT NOT NULL CHECK (typeof(scale) = 'integer' AND scale BETWEEN 0 AND 18),"
    "  label_vi TEXT NOT NULL CHECK (typeof(label_vi) = 'text'),"
    "  label_en TEXT NOT NULL CHECK (typeof(label_en) = 'text'),"
    "  unit_vi TEXT NOT NULL CHECK (typeof(unit_vi) = 'text'),"
    "  unit_en TEXT NOT NULL CHECK (typeof(unit_en) = 'text'));"

    "CREATE TABLE word ("
    "  id INTEGER PRIMARY KEY,"
    "  field BIGINT NOT NULL REFERENCES field (id),"
    "  key TEXT NOT NULL CHECK (typeof(key) = 'text'),"
    "  text TEXT NOT NULL CHECK (typeof(text) = 'text'),"
    "  label_vi TEXT NOT NULL CHECK (typeof(label_vi) = 'text'),"
    "  label_en TEXT NOT NULL CHECK (typeof(label_en) = 'text'),"
    "  UNIQUE (field, key));"

    "CREATE TABLE area ("
    "  id INTEGER PRIMARY KEY,"
    "  parent BIGINT REFERENCES area (id)"
    "    CHECK (level = 0 OR typeof(parent) = 'integer' AND parent < id),"
    "  level BIGINT NOT NULL CHECK (typeof(level) = 'integer' AND level BETWEEN 0 AND 3),"
    "  name TEXT NOT NULL CHECK (typeof(name) = 'text'),"
    "  key TEXT NOT NULL CHECK (typeof(key) = 'text'),"
    "  UNIQUE (parent, key));"
    "INSERT INTO area VALUES (1, NULL, 0, '', '');"

    "CREATE TABLE import_batch ("
    "  id INTEGER PRIMARY KEY,"
    "  imported_at TEXT NOT NULL CHECK (typeof(imported_at) = 'text'),"
    "  file TEXT NOT NULL CHECK (typeof(file) = 'text'),"
    "  sha256 TEXT NOT NULL UNIQUE CHECK (typeof(sha256) = 'text'),"
    "  size_bytes BIGINT NOT NULL CHECK (typeof(size_bytes) = 'integer'),"
    "  n_lines BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_lines) = 'integer'),"
    "  n_records BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_records) = 'integer'),"
    "  n_kept BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_kept) = 'integer'),"
    "  n_rejected BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_rejected) = 'integer'),"
    "  n_set_aside BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_set_aside) = 'integer'),"
    "  program TEXT NOT NULL CHECK (typeof(program) = 'text'),"
    "  first_incident BIGINT NOT NULL CHECK (typeof(first_incident) = 'integer'),"
    "  checksum BIGINT NOT NULL DEFAULT 0 CHECK (typeof(checksum) = 'integer'),"
    "  CHECK (n_records = n_kept + n_rejected));"

    "CREATE TABLE import_field ("
    "  import_id BIGINT NOT NULL REFERENCES import_batch (id),"
    "  field BIGINT NOT NULL REFERENCES field (id),"
    "  PRIMARY KEY (import_id, field)) WITHOUT ROWID;"

    "CREATE TABLE incident ("
    "  incident_id INTEGER PRIMARY KEY,"
    "  import_id BIGINT NOT NULL CHECK (typeof(import_id) = 'integer'),"
    "  line BIGINT CHECK (line IS NULL OR typeof(line) = 'integer'),"
    "  area BIGINT NOT NULL CHECK (typeof(area) = 'integer'),"
    "  last_day BIGINT CHECK (last_day IS NULL OR typeof(last_day) = 'integer'"
    "    AND last_day BETWEEN -62091 AND 120529));"

    "CREATE TABLE data_dictionary ("
    "  table_name TEXT NOT NULL, column_name TEXT NOT NULL,"
    "  label_vi TEXT NOT NULL, label_en TEXT NOT NULL,"
    "  unit_vi TEXT NOT NULL, unit_en TEXT NOT NULL, note TEXT NOT NULL,"
    "  PRIMARY KEY (table_name, column_name));";

/* Version 2: one record, one row that counts. import_batch is made anew because its check says
 * how records add up, and its SHA-256 may come again after an import was taken back. Rows of
 * version 1 have the key of that time, their `id`, where they have one. */
static const char second_tables[] =
    "CREATE TABLE import_batch_2 ("
    "  id INTEGER PRIMARY KEY,"
    "  imported_at TEXT NOT NULL CHECK (typeof(imported_at) = 'text'),"
    "  file TEXT NOT NULL CHECK (typeof(file) = 'text'),"
    "  sha256 TEXT NOT NULL CHECK (typeof(sha256) = 'text'),"
    "  size_bytes BIGINT NOT NULL CHECK (typeof(size_bytes) = 'integer'),"
    "  n_lines BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_lines) = 'integer'),"
    "  n_head_lines BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_head_lines) = 'integer'),"
    "  n_blank_lines BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_blank_lines) = 'integer'),"
    "  n_record_lines BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_record_lines) = 'integer'),"
    "  n_records BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_records) = 'integer'),"
    "  n_kept BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_kept) = 'integer'),"
    "  n_duplicates BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_duplicates) = 'integer'),"
    "  n_revised BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_revised) = 'integer'),"
    "  n_rejected BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_rejected) = 'integer'),"
    "  n_conflicts BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_conflicts) = 'integer'),"
    "  n_excluded BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_excluded) = 'integer'),"
    "  n_set_aside BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_set_aside) = 'integer'),"
    "  program TEXT NOT NULL CHECK (typeof(program) = 'text'),"
    "  key_fields TEXT NOT NULL DEFAULT '' CHECK (typeof(key_fields) = 'text'),"
    "  first_incident BIGINT NOT NULL CHECK (typeof(first_incident) = 'integer'),"
    "  n_rows BIGINT NOT NULL DEFAULT 0 CHECK (typeof(n_rows) = 'integer'),"
    "  checksum BIGINT NOT NULL DEFAULT 0 CHECK (typeof(checksum) = 'integer'),"
    "  repeat_checksum BIGINT NOT NULL DEFAULT 0 CHECK (typeof(repeat_checksum) = 'integer'),"
    "  undone_at TEXT CHECK (undone_at IS NULL OR typeof(undone_at) = 'text'),"
    "  CHECK (n_records = n_kept + n_duplicates + n_rejected + n_excluded));"
    "INSERT INTO import_batch_2 (id, imported_at, file, sha256, size_bytes, n_lines, n_records,"
    "                            n_kept, n_rejected, n_set_aside, program, key_fields,"
    "                            first_incident, n_rows, checksum)"
    " SELECT id, imported_at, file, sha256, size_bytes, n_lines, n_records, n_kept, n_rejected,"
    "        n_set_aside, program,"
    "        CASE WHEN EXISTS (SELECT 1 FROM import_field AS f JOIN field ON field.id = f.field"
    "                          WHERE f.import_id = import_batch.id AND field.name = 'id')"
    "        THEN 'id' ELSE '' END,"
    "        first_incident, n_kept, checksum FROM import_batch;"

    "CREATE TABLE import_field_2 ("
    "  import_id BIGINT NOT NULL REFERENCES import_batch_2 (id),"
    "  field BIGINT NOT NULL REFERENCES field (id),"
    "  has_values BIGINT NOT NULL CHECK (has_values IN (0, 1)),"
    "  is_said BIGINT NOT NULL CHECK (is_said IN (0, 1)),"
    "  PRIMARY KEY (import_id, field)) WITHOUT ROWID;"
    "INSERT INTO import_field_2 SELECT import_id, field, 1, 1 FROM import_field;"
    "DROP TABLE import_field;"
    "DROP TABLE import_batch;"
    "ALTER TABLE import_batch_2 RENAME TO import_batch;"
    "ALTER TABLE import_field_2 RENAME TO import_field;"
    "CREATE UNIQUE INDEX import_batch_sha256 ON import_batch (sha256) WHERE undone_at IS NULL;"

    "ALTER TABLE incident ADD COLUMN superseded_by BIGINT CHECK (superseded_by IS NULL"
    "  OR typeof(superseded_by) = 'integer');"

    "CREATE TABLE repeat ("
    "  import_id BIGINT NOT NULL REFERENCES import_batch (id),"
    "  incident_id BIGINT NOT NULL CHECK (typeof(incident_id) = 'integer'),"
    "  line BIGINT NOT NULL CHECK (typeof(line) = 'integer'),"
    "  PRIMARY KEY (import_id, incident_id, line)) WITHOUT ROWID;";

/* Version 3: the columns of the rows beside them (blocks.h), what stands beside them all
 * (standing.h), and the mark that says whether these are still right (mark.h). A store that is
 * brought up to date has none of it until it is rebuilt: its rows are read as before. */
static const char third_tables[] =
    "CREATE TABLE block ("
    "  id INTEGER PRIMARY KEY,"
    "  import_id BIGINT NOT NULL CHECK (typeof(import_id) = 'integer'),"
    "  n_rows BIGINT NOT NULL CHECK (typeof(n_rows) = 'integer'),"
    "  first_id BIGINT NOT NULL CHECK (typeof(first_id) = 'integer'),"
    "  last_id BIGINT NOT NULL CHECK (typeof(last_id) = 'integer'),"
    "  pieces BLOB NOT NULL CHECK (typeof(pieces) = 'blob'),"
    "  checksum BIGINT NOT NULL CHECK (typeof(checksum) = 'integer'));"

    "CREATE TABLE block_column ("
    "  id INTEGER PRIMARY KEY,"
    "  data BLOB NOT NULL CHECK (typeof(data) = 'blob'));"

    "CREATE TABLE standing ("
    "  name TEXT PRIMARY KEY NOT NULL CHECK (typeof(name) = 'text'),"
    "  checksum BIGINT NOT NULL CHECK (typeof(checksum) = 'integer'),"
    "  data BLOB NOT NULL CHECK (typeof(data) = 'blob')) WITHOUT ROWID;"

    "CREATE TABLE mark ("
    "  id INTEGER PRIMARY KEY CHECK (id = 1),"
    "  n_changes BIGINT NOT NULL CHECK (typeof(n_changes) = 'integer'),"
    "  n_pages BIGINT NOT NULL CHECK (typeof(n_pages) = 'integer'),"
    "  n_free_pages BIGINT NOT NULL CHECK (typeof(n_free_pages) = 'integer'),"
    "  schema_version BIGINT NOT NULL CHECK (typeof(schema_version) = 'integer'));"

    "CREATE INDEX incident_superseded ON incident (superseded_by)"
    "  WHERE superseded_by IS NOT NULL;"
    "CREATE INDEX incident_period ON incident (last_day) WHERE last_day IS NOT NULL;";

/* Version 4: imports that came out of other stores (merge.h) say from where. */
static const char fourth_tables[] =
    "ALTER TABLE import_batch ADD COLUMN merge_id BIGINT"
    "  CHECK (merge_id IS NULL OR typeof(merge_id) = 'integer');"
    "ALTER TABLE import_batch ADD COLUMN merged_at TEXT"
    "  CHECK (merged_at IS NULL OR typeof(merged_at) = 'text');"
    "ALTER TABLE import_batch ADD COLUMN merged_from TEXT"
    "  CHECK (merged_from IS NULL OR typeof(merged_from) = 'text');"
    "ALTER TABLE import_batch ADD COLUMN origin_store TEXT"
    "  CHECK (origin_store IS NULL OR typeof(origin_store) = 'text');"
    "ALTER TABLE import_batch ADD COLUMN origin_import BIGINT"
    "  CHECK (origin_import IS NULL OR typeof(origin_import) = 'integer');";

/* Version 5: tables of areas that an office keeps with its incidents, in the form of those in
 * datasets/areas-vn (area_tables.c). */
static const char fifth_tables[] =
    "CREATE TABLE area_units (code TEXT NOT NULL, valid_from TEXT NOT NULL, valid_to TEXT NOT NULL,"
    "  level TEXT NOT NULL CHECK (level IN ('province', 'district', 'commune')),"
    "  parent TEXT NOT NULL, name TEXT NOT NULL, aliases TEXT NOT NULL,"
    "  CHECK (typeof(code) = 'text' AND typeof(valid_from) = 'text' AND typeof(valid_to) = 'text'"
    "    AND typeof(parent) = 'text' AND typeof(name) = 'text' AND typeof(aliases) = 'text'));"
    "CREATE TABLE area_changes (date TEXT NOT NULL, old_code TEXT NOT NULL,"
    "  new_code TEXT NOT NULL, weight TEXT NOT NULL, basis TEXT NOT NULL,"
    "  CHECK (typeof(date) = 'text' AND typeof(old_code) = 'text' AND typeof(new_code) = 'text'"
    "    AND typeof(weight) = 'text' AND typeof(basis) = 'text'));"
    "CREATE TABLE area_aliases (province TEXT NOT NULL, district TEXT NOT NULL,"
    "  commune TEXT NOT NULL, code TEXT NOT NULL, \"on\" TEXT NOT NULL,"
    "  CHECK (typeof(province) = 'text' AND typeof(district) = 'text' AND"
    "    typeof(commune) = 'text' AND typeof(code) = 'text' AND typeof(\"on\") = 'text'));";

/* Version 6: what an import declares to be all there is (fire_store_declare). */
static const char sixth_tables[] =
    "ALTER TABLE import_batch ADD COLUMN coverage TEXT"
    "  CHECK (coverage IS NULL OR typeof(coverage) = 'text');"
    "ALTER TABLE import_batch ADD COLUMN coverage_area TEXT"
    "  CHECK (coverage_area IS NULL OR typeof(coverage_area) = 'text');";

/* Version 7: how a file was read (fire_store_remember_reading). */
static const char seventh_tables[] = "ALTER TABLE import_batch ADD COLUMN reading TEXT"
                                     "  CHECK (reading IS NULL OR typeof(reading) = 'text');";

/* steps[n] takes the tables of version n to n + 1. Only ever added to. */
static const char *const steps[STORE_VERSION] = { first_tables,  second_tables, third_tables,
                                                  fourth_tables, fifth_tables,  sixth_tables,
                                                  seventh_tables };

/* Version 1 knew areas by the match key of their name. Two that are one by the key of today
 * keep theirs apart: their rows have their ids, and both names lead to one place. */
static fire_status renew_area_keys(struct fire_store *store, struct fire_error *err)
{
    int64_t n = 0;
    FIRE_TRY(store_number(store, "SELECT coalesce(max(id), 0) FROM area", &n, err));
    for (int64_t id = 1; id <= n; id++) {
        sqlite3_stmt *query = NULL;
        bool has_row = false;
        struct fire_text_view key = { NULL, 0 };
        FIRE_TRY(store_prepare(store, "SELECT name FROM area WHERE id = ?", &query, err));
        sqlite3_bind_int64(query, 1, id);
        fire_status status = store_step(store, query, &has_row, err);
        if (status == FIRE_OK && has_row &&
            !fire_area_key(store_text(query, 0), store->import.scratch, &key))
            status = store_memory(store, err);
        sqlite3_finalize(query);
        if (status != FIRE_OK) return status;
        sqlite3_str *sql = sqlite3_str_new(store->db);
        sqlite3_str_appendf(sql, "UPDATE OR IGNORE area SET key = '%.*q' WHERE id = %lld",
                            (int)key.size_bytes, key.bytes == NULL ? "" : key.bytes,
                            (long long)id);
        FIRE_TRY(store_exec_built(store, sql, err));
    }
    return FIRE_OK;
}

/* The fields this program knows, their views, and the seal over all of it. */
static fire_status make_ready(struct fire_store *store, struct fire_error *err)
{
    struct fire_schema *builtin = fire_schema_create();
    if (builtin == NULL) return store_memory(store, err);
    fire_status status = store_fields_load(store, err);
    if (status == FIRE_OK) status = store_fields_match(store, builtin, err);
    if (status == FIRE_OK) status = store_views_make(store, err);
    if (status == FIRE_OK) status = store_places_write(store, err);
    if (status == FIRE_OK) status = store_superseded_seal(store, err);
    if (status == FIRE_OK) status = store_catalogue_seal(store, err);
    fire_schema_free(builtin);
    return status;
}

struct identity {
    int64_t application_id;
    int64_t version;
    int64_t n_tables;
};

static fire_status look(struct fire_store *store, struct identity *out, struct fire_error *err)
{
    FIRE_TRY(store_number(store, "PRAGMA application_id", &out->application_id, err));
    FIRE_TRY(store_number(store, "PRAGMA user_version", &out->version, err));
    return store_number(store, "SELECT count(*) FROM sqlite_schema", &out->n_tables, err);
}

static bool is_new(const struct identity *identity)
{
    return identity->application_id == 0 && identity->version == 0 && identity->n_tables == 0;
}

static fire_status refuse_foreign(struct fire_store *store, const struct identity *found,
                                  struct fire_error *err)
{
    const struct fire_location here = store_place(store);
    if (is_new(found) && store->mode == FIRE_STORE_WRITE) return FIRE_OK;
    if (is_new(found)) return fire_fail(err, FIRE_ESTORE, here, "the store is empty");
    if (found->application_id != STORE_APPLICATION_ID)
        return fire_fail(err, FIRE_ESTORE, here,
                         "a database of another program, not a store of firestat");
    if (found->version > STORE_VERSION)
        return fire_fail(err, FIRE_ESTORE, here,
                         "written by a newer firestat (store version %lld, this program "
                         "knows %d): use the newer one",
                         (long long)found->version, STORE_VERSION);
    if (found->version < 1) return store_damaged(store, "it has no version", err);
    return FIRE_OK;
}

/* What an older store has must be right before it is sealed anew. Since version 3 columns stand
 * beside the rows, which no later step has changed: they stay right where they were. */
static fire_status check_before(struct fire_store *store, int64_t version, bool *out_is_marked,
                                struct fire_error *err)
{
    if (version < 3) return store_old_catalogue_check(store, err);
    FIRE_TRY(store_catalogue_check(store, err));
    FIRE_TRY(store_areas_check(store, err));
    return store_mark_holds(store, out_is_marked, err);
}

/* Another process may have done it between the look and the lock: look again. */
static fire_status upgrade(struct fire_store *store, struct fire_error *err)
{
    struct identity found = { 0 };
    FIRE_TRY(look(store, &found, err));
    FIRE_TRY(refuse_foreign(store, &found, err));
    if (found.version == STORE_VERSION) return FIRE_OK;
    uint32_t n_changes = 0;
    bool is_marked = found.version == 0;
    FIRE_TRY(store_mark_count(store, &n_changes, err));
    if (found.version > 0) FIRE_TRY(check_before(store, found.version, &is_marked, err));
    for (int64_t version = found.version; version < STORE_VERSION; version++)
        FIRE_TRY(store_exec(store, steps[version], err));
    if (found.version == 1) FIRE_TRY(renew_area_keys(store, err));
    FIRE_TRY(make_ready(store, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                        STORE_APPLICATION_ID, STORE_VERSION);
    FIRE_TRY(store_exec_built(store, sql, err));
    return is_marked ? store_mark_write(store, n_changes, err) : FIRE_OK;
}

/* Half as many pages as by SQLite's default are half as many writes: 5 % of an import's processor
 * time; 16 KiB gained no more. A file that has pages keeps its size. */
static const char new_file[] = "PRAGMA page_size = 8192";

fire_status store_identify(struct fire_store *store, struct fire_error *err)
{
    struct identity found = { 0 };
    FIRE_TRY(look(store, &found, err));
    FIRE_TRY(refuse_foreign(store, &found, err));
    if (found.version == STORE_VERSION) return FIRE_OK;
    if (store->mode == FIRE_STORE_READ)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "written by an older firestat: the next import brings it up to date");

    FIRE_TRY(store_exec(store, new_file, err));
    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));
    fire_status status = upgrade(store, err);
    if (status == FIRE_OK) status = store_exec(store, "COMMIT", err);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
