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

static fire_status make_first_tables(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(store_exec(store, first_tables, err));
    struct fire_schema *builtin = fire_schema_create();
    if (builtin == NULL) return store_memory(store, err);
    fire_status status = store_fields_load(store, err);
    if (status == FIRE_OK) status = store_fields_match(store, builtin, err);
    if (status == FIRE_OK) status = store_views_make(store, err);
    if (status == FIRE_OK) status = store_catalogue_seal(store, err);
    fire_schema_free(builtin);
    return status;
}

/* steps[n] takes a store of version n to n + 1. Only ever added to. */
static fire_status (*const steps[STORE_VERSION])(struct fire_store *, struct fire_error *) = {
    make_first_tables,
};

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

/* Another process may have done it between the look and the lock: look again. */
static fire_status upgrade(struct fire_store *store, struct fire_error *err)
{
    struct identity found = { 0 };
    FIRE_TRY(look(store, &found, err));
    FIRE_TRY(refuse_foreign(store, &found, err));
    for (int64_t version = found.version; version < STORE_VERSION; version++)
        FIRE_TRY(steps[version](store, err));
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "PRAGMA application_id = %d; PRAGMA user_version = %d",
                        STORE_APPLICATION_ID, STORE_VERSION);
    return store_exec_built(store, sql, err);
}

fire_status store_identify(struct fire_store *store, struct fire_error *err)
{
    struct identity found = { 0 };
    FIRE_TRY(look(store, &found, err));
    FIRE_TRY(refuse_foreign(store, &found, err));
    if (found.version == STORE_VERSION) return FIRE_OK;
    if (store->mode == FIRE_STORE_READ)
        return fire_fail(err, FIRE_ESTORE, store_place(store),
                         "written by an older firestat: the next import brings it up to date");

    FIRE_TRY(store_exec(store, "BEGIN IMMEDIATE", err));
    fire_status status = upgrade(store, err);
    if (status == FIRE_OK) status = store_exec(store, "COMMIT", err);
    if (!sqlite3_get_autocommit(store->db))
        sqlite3_exec(store->db, "ROLLBACK", NULL, NULL, NULL);
    return status;
}
