/* store_views.c - what other programs read: words, dates and amounts instead of codes.
 *
 * The views are made of what SQLite has in every build, so R, Python, DuckDB or a viewer can
 * open them. Words come by a scalar sub-query and not by a join: a query that does not ask
 * for a column then pays nothing for it, and SQLite joins no more than 64 tables.
 *
 * A row that stands for a stretch of days has a `period` and no `occurred_at`; a time of
 * 24:00 keeps its date, as the clerk wrote it, so neither is left to SQLite's own functions. */
#include "store.h"

#include "firestat/date.h"

#include <string.h>

static const char from_incident[] = " FROM incident AS i LEFT JOIN area AS a ON a.id = i.area"
                                    " LEFT JOIN area AS p ON p.id = a.parent"
                                    " LEFT JOIN area AS g ON g.id = p.parent";
static const char that_count[] = " WHERE i.superseded_by IS NULL";

static const char province[] = "nullif(CASE a.level WHEN 1 THEN a.name WHEN 2 THEN p.name"
                               " WHEN 3 THEN g.name END, '')";
static const char district[] = "nullif(CASE a.level WHEN 2 THEN a.name WHEN 3 THEN p.name"
                               " END, '')";
static const char commune[] = "CASE a.level WHEN 3 THEN a.name END";

static void add_date(sqlite3_str *sql, const struct store_field *field)
{
    sqlite3_str_appendf(sql, "date(i.");
    store_add_column_name(sql, field, STORE_DAY);
    sqlite3_str_appendf(sql, " * 86400, 'unixepoch')");
}

static void add_datetime(sqlite3_str *sql, const struct store_field *field)
{
    add_date(sql, field);
    sqlite3_str_appendf(sql, " || CASE WHEN i.");
    store_add_column_name(sql, field, STORE_MINUTE);
    sqlite3_str_appendf(sql, " IS NULL THEN '' ELSE printf(' %%02d:%%02d', i.");
    store_add_column_name(sql, field, STORE_MINUTE);
    sqlite3_str_appendf(sql, " / 60, i.");
    store_add_column_name(sql, field, STORE_MINUTE);
    sqlite3_str_appendf(sql, " %% 60) END");
}

/* A column, or a sum of it: before and after are "i." and "", or "sum(i." and ")". */
struct number {
    const char *before;
    const struct store_field *field;
    const char *after;
};

static void add_number(sqlite3_str *sql, struct number number)
{
    sqlite3_str_appendf(sql, "%s", number.before);
    store_add_column_name(sql, number.field, STORE_NUMBER);
    sqlite3_str_appendf(sql, "%s", number.after);
}

static long long one_at_scale(const struct store_field *field)
{
    long long one = 1;
    for (int32_t i = 0; i < field->is.scale; i++)
        one *= 10;
    return one;
}

/* Whole amounts of money stay whole numbers, so that sums of them are exact. */
static void add_money(sqlite3_str *sql, struct number number)
{
    const long long one = one_at_scale(number.field);
    sqlite3_str_appendf(sql, "CASE WHEN ");
    add_number(sql, number);
    sqlite3_str_appendf(sql, " %% %lld = 0 THEN ", one);
    add_number(sql, number);
    sqlite3_str_appendf(sql, " / %lld ELSE ", one);
    add_number(sql, number);
    sqlite3_str_appendf(sql, " / %lld.0 END", one);
}

static void add_occurred_at(sqlite3_str *sql, const struct store_field *field)
{
    sqlite3_str_appendf(sql, "CASE WHEN i.last_day IS NULL THEN ");
    add_datetime(sql, field);
    sqlite3_str_appendf(sql, " END");
}

/* "2023-01-01..2023-06-30" as --period takes it; nothing where the source did not say when. */
static void add_period(sqlite3_str *sql, const struct store_field *occurred_at)
{
    sqlite3_str_appendf(sql, "CASE WHEN i.last_day IS NULL OR i.");
    store_add_column_name(sql, occurred_at, STORE_DAY);
    sqlite3_str_appendf(sql, " = %d AND i.last_day = %d THEN NULL ELSE ", FIRE_DAY_FIRST,
                        FIRE_DAY_LAST);
    add_date(sql, occurred_at);
    sqlite3_str_appendf(sql, " || '..' || date(i.last_day * 86400, 'unixepoch') END");
}

static void add_field(sqlite3_str *sql, const struct fire_store *store, int32_t at)
{
    const struct store_field *field = &store->field[at];
    const struct number number = { "i.", field, "" };
    switch (field->is.type) {
    case FIRE_TYPE_CATEGORY:
        sqlite3_str_appendf(sql, "(SELECT text FROM word WHERE id = i.");
        store_add_column_name(sql, field, STORE_CODE);
        sqlite3_str_appendf(sql, ")");
        break;
    case FIRE_TYPE_TEXT:
    case FIRE_TYPE_INTEGER:
        add_number(sql, number);
        break;
    case FIRE_TYPE_DECIMAL:
        add_number(sql, number);
        sqlite3_str_appendf(sql, " / %lld.0", one_at_scale(field));
        break;
    case FIRE_TYPE_MONEY:
        add_money(sql, number);
        break;
    case FIRE_TYPE_DATETIME:
        if (at == FIRE_FIELD_OCCURRED_AT)
            add_occurred_at(sql, field);
        else
            add_datetime(sql, field);
        break;
    case FIRE_TYPE_AREA:
        sqlite3_str_appendf(sql, "%s",
                            at == FIRE_FIELD_PROVINCE   ? province
                            : at == FIRE_FIELD_DISTRICT ? district
                                                        : commune);
        break;
    case FIRE_TYPE_PERIOD:
        add_period(sql, &store->field[FIRE_FIELD_OCCURRED_AT]);
        break;
    }
}

/* Columns of v_incident that are no fields; a field of such a name is shown as x_<name>. */
static bool is_own_column(const char *name)
{
    static const char *const own[] = { "incident_id", "import_id", "source_line", "known_from",
                                       "known_to" };
    for (size_t i = 0; i < sizeof own / sizeof own[0]; i++)
        if (strcmp(own[i], name) == 0) return true;
    return false;
}

static void add_fields(sqlite3_str *sql, const struct fire_store *store)
{
    for (int32_t at = 0; at < store->n_fields; at++) {
        const char *name = store->field[at].is.name;
        sqlite3_str_appendf(sql, ", ");
        add_field(sql, store, at);
        sqlite3_str_appendf(sql, " AS \"%s%w\"", is_own_column(name) ? "x_" : "", name);
    }
}

static fire_status make_incident_view(struct fire_store *store, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql, "DROP VIEW IF EXISTS v_incident; CREATE VIEW v_incident AS SELECT"
                             " i.incident_id, i.import_id, i.line AS source_line");
    add_fields(sql, store);
    sqlite3_str_appendf(sql, "%s%s", from_incident, that_count);
    return store_exec_built(store, sql, err);
}

/* Every version of every record, and from when to when it was the one that counted. */
static fire_status make_history_view(struct fire_store *store, struct fire_error *err)
{
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(
        sql, "DROP VIEW IF EXISTS v_incident_history; CREATE VIEW v_incident_history AS SELECT"
             " i.incident_id, i.import_id, i.line AS source_line,"
             " (SELECT imported_at FROM import_batch WHERE id = i.import_id) AS known_from,"
             " (SELECT imported_at FROM import_batch WHERE id = i.superseded_by) AS known_to");
    add_fields(sql, store);
    sqlite3_str_appendf(sql, "%s", from_incident);
    return store_exec_built(store, sql, err);
}

/* The three criteria. `incidents` says how many a row stands for; one that says nothing is one,
 * but where it stands for a stretch of days nobody knows.
 * year is null for rows whose period does not lie in one calendar year. */
static fire_status make_year_view(struct fire_store *store, struct fire_error *err)
{
    const struct store_field *occurred_at = &store->field[FIRE_FIELD_OCCURRED_AT];
    const struct store_field *damage = &store->field[FIRE_FIELD_DAMAGE];
    sqlite3_str *sql = sqlite3_str_new(store->db);
    sqlite3_str_appendf(sql,
                        "DROP VIEW IF EXISTS v_year_area; CREATE VIEW v_year_area AS SELECT"
                        " CASE WHEN i.last_day IS NULL OR"
                        " strftime('%%Y', i.last_day * 86400, 'unixepoch') = substr(");
    add_date(sql, occurred_at);
    sqlite3_str_appendf(sql, ", 1, 4) THEN CAST(substr(");
    add_date(sql, occurred_at);
    sqlite3_str_appendf(sql,
                        ", 1, 4) AS INTEGER) END AS year,"
                        " %s AS province, %s AS district,"
                        " sum(CASE WHEN i.incidents IS NULL AND i.last_day IS NULL THEN 1"
                        " ELSE i.incidents END) AS incidents,"
                        " sum(i.incidents IS NULL AND i.last_day IS NOT NULL)"
                        " AS incidents_unknown,"
                        " sum(i.deaths) AS deaths, sum(i.injuries) AS injuries, ",
                        province, district);
    add_money(sql, (struct number){ "sum(i.", damage, ")" });
    sqlite3_str_appendf(sql,
                        " AS damage, count(*) - count(i.damage) AS damage_unknown"
                        "%s%s GROUP BY 1, 2, 3",
                        from_incident, that_count);
    return store_exec_built(store, sql, err);
}

static const char fill_dictionary[] =
    "DELETE FROM data_dictionary;"
    "INSERT INTO data_dictionary VALUES"
    " ('v_incident', 'incident_id', 'Số dòng trong kho', 'Row of the store', '', '',"
    "  'one row an incident, or a published figure for a period; versions that a later import"
    " replaced are in v_incident_history'),"
    " ('v_incident', 'import_id', 'Lần nạp', 'Import', '', '', 'import_batch.id'),"
    " ('v_incident', 'source_line', 'Dòng trong tệp', 'Line in the file', '', '',"
    "  'physical line the record starts on, counted from 1'),"
    " ('v_year_area', 'year', 'Năm', 'Year', '', '',"
    "  'calendar year; null: the rows stand for a period that is not within one'),"
    " ('v_year_area', 'province', 'Tỉnh, thành phố', 'Province', '', '', 'as recorded'),"
    " ('v_year_area', 'district', 'Huyện', 'District', '', '', 'as recorded'),"
    " ('v_year_area', 'incidents_unknown', 'Số dòng chưa rõ số vụ',"
    "  'Rows that do not say how many incidents', '', '', 'not counted as zero'),"
    " ('v_year_area', 'damage_unknown', 'Số dòng chưa rõ thiệt hại',"
    "  'Rows without a damage figure', '', '', 'not counted as zero'),"
    " ('import_batch', 'imported_at', 'Thời điểm nạp', 'Imported at', '', '', 'UTC'),"
    " ('import_batch', 'sha256', 'Mã băm SHA-256', 'SHA-256 of the file', '', '', ''),"
    " ('import_batch', 'n_records', 'Số bản ghi', 'Records', '', '',"
    "  'n_kept + n_duplicates + n_rejected + n_excluded, as it was when imported'),"
    " ('import_batch', 'n_kept', 'Số dòng nhận', 'Rows kept', '', '', ''),"
    " ('import_batch', 'n_duplicates', 'Số dòng trùng', 'Duplicates', '', '',"
    "  'a row with the same key and the same values was there'),"
    " ('import_batch', 'n_revised', 'Số dòng sửa đổi', 'Revisions', '', '',"
    "  'of n_kept: took the place of an earlier row with the same key'),"
    " ('import_batch', 'n_rejected', 'Số dòng loại', 'Rows rejected', '', '', ''),"
    " ('import_batch', 'n_conflicts', 'Số dòng mâu thuẫn', 'Conflicts', '', '',"
    "  'of n_rejected: same key as an earlier row of the file, other values'),"
    " ('import_batch', 'n_excluded', 'Số dòng không phải vụ việc', 'Rows excluded', '', '',"
    "  'totals, titles, signatures'),"
    " ('import_batch', 'n_rows', 'Số dòng hiện có', 'Rows now', '', '',"
    "  'in table incident, those that were replaced too'),"
    " ('import_batch', 'key_fields', 'Các trường khóa', 'Key fields', '', '',"
    "  'fields that together name a record; empty: none'),"
    " ('import_batch', 'undone_at', 'Thời điểm hủy', 'Taken back at', '', '',"
    "  'UTC; null: its rows are there'),"
    " ('import_batch', 'merge_id', 'Lần gộp', 'Merge', '', '',"
    "  'null: its file was imported into this very store'),"
    " ('import_batch', 'merged_at', 'Thời điểm gộp', 'Merged at', '', '', 'UTC'),"
    " ('import_batch', 'merged_from', 'Gộp từ kho', 'Store it came out of', '', '', ''),"
    " ('import_batch', 'origin_store', 'Kho nạp tệp', 'Store its file was imported into', '',"
    "  '', 'another one than merged_from where that was itself merged from it'),"
    " ('import_batch', 'origin_import', 'Lần nạp ở kho đó', 'Import there', '', '', ''),"
    " ('import_batch', 'coverage', 'Các ngày có báo cáo đầy đủ', 'Declared coverage', '', '',"
    "  'days of which the file has every incident; null: nobody said'),"
    " ('import_batch', 'coverage_area', 'Địa bàn có báo cáo đầy đủ', 'Declared area', '', '',"
    "  'province/district/commune; null: that of its rows'),"
    " ('import_batch', 'reading', 'Cách đọc', 'How it was read', '', '',"
    "  'profile and other options of the import; null: none, headers were recognised'),"
    " ('import_batch', 'n_set_aside', 'Số ô để trống', 'Cells set aside', '', '',"
    "  'cells of kept rows that could not be read and are null'),"
    " ('word', 'text', 'Từ', 'Word', '', '', 'what v_incident shows for a category'),"
    " ('word', 'label_vi', 'Nhãn tiếng Việt', 'Vietnamese label', '', '', ''),"
    " ('word', 'label_en', 'Nhãn tiếng Anh', 'English label', '', '', '');";

static const char fill_fields[] =
    "INSERT INTO data_dictionary"
    " SELECT 'v_incident', CASE WHEN name IN ('incident_id', 'import_id', 'source_line',"
    "        'known_from', 'known_to') THEN 'x_' || name ELSE name END, label_vi, label_en,"
    "        CASE type WHEN 'money' THEN coalesce(currency, unit_vi) ELSE unit_vi END,"
    "        CASE type WHEN 'money' THEN coalesce(currency, unit_en) ELSE unit_en END,"
    "        CASE type WHEN 'category' THEN 'words and their labels: table word'"
    "        WHEN 'datetime' THEN 'local time; 24:00 is the end of the date before it'"
    "        WHEN 'period' THEN 'first and last day of a row that stands for a period'"
    "        WHEN 'area' THEN 'as recorded' WHEN 'text' THEN ''"
    "        ELSE 'null: not recorded, which is not zero' END"
    " FROM field LEFT JOIN (SELECT value AS currency FROM setting"
    "                       WHERE name = 'currency' AND value <> 'VND');"
    "INSERT INTO data_dictionary"
    " SELECT 'v_year_area', column_name, label_vi, label_en, unit_vi, unit_en, note"
    " FROM data_dictionary WHERE table_name = 'v_incident'"
    " AND column_name IN ('incidents', 'deaths', 'injuries', 'damage');"
    "INSERT INTO data_dictionary"
    " SELECT 'v_incident_history', column_name, label_vi, label_en, unit_vi, unit_en, note"
    " FROM data_dictionary WHERE table_name = 'v_incident';"
    "INSERT INTO data_dictionary VALUES"
    " ('v_incident_history', 'known_from', 'Có hiệu lực từ', 'Known from', '', '',"
    "  'UTC; when the file that says so was imported'),"
    " ('v_incident_history', 'known_to', 'Có hiệu lực đến', 'Known to', '', '',"
    "  'UTC; when a later file said otherwise; null: it counts now');";

fire_status store_views_make(struct fire_store *store, struct fire_error *err)
{
    FIRE_TRY(make_incident_view(store, err));
    FIRE_TRY(make_history_view(store, err));
    FIRE_TRY(make_year_view(store, err));
    FIRE_TRY(store_exec(store, fill_dictionary, err));
    return store_exec(store, fill_fields, err);
}
