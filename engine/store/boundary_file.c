/* boundary_file.c - see firestat/boundary_file.h.
 *
 * SQLite is here anyway and reads JSON with limits of its own on nesting, so there is no parser to
 * write: json_each gives the features, and json_tree walks the numbers of one of them in the
 * order of the text. What they mean is told from how deep they stand. */
#include "firestat/boundary_file.h"

#include "firestat/text.h"

#include <errno.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Arrays inside of each other, from the coordinates down to a point of a MultiPolygon. */
#define DEEPEST 4

struct reading {
    const char *path;
    sqlite3 *db;
    char *text; /* of the file */
    size_t size;
    struct fire_arena *arena;
    struct fire_error *err;
    const char *property; /* NULL: not found yet */

    struct fire_boundary *boundary; /* from fire_array_grow, as what follows */
    size_t n_boundaries;
    size_t boundary_capacity;
    struct fire_degrees *point; /* of the feature at hand */
    size_t n_points;
    size_t point_capacity;
    int32_t *ring_end;
    size_t n_rings;
    size_t ring_capacity;
    int64_t n_all_points;
};

static struct fire_location place(const struct reading *reading)
{
    return (struct fire_location){ .file = reading->path };
}

static fire_status fail_sql(struct reading *reading)
{
    if (sqlite3_errcode(reading->db) == SQLITE_NOMEM) return fire_fail_memory(reading->err);
    return fire_fail(reading->err, FIRE_ESYNTAX, place(reading),
                     "this is no JSON that can be read (%s)", sqlite3_errmsg(reading->db));
}

static const char *text_at(sqlite3_stmt *query, int column)
{
    const char *text = (const char *)sqlite3_column_text(query, column);
    return text == NULL ? "" : text;
}

/* ---- the file -------------------------------------------------------------------------------- */

static fire_status load(struct reading *reading)
{
    FILE *file = fopen(reading->path, "rb");
    if (file == NULL)
        return fire_fail(reading->err, FIRE_EIO, place(reading), "%s",
                         fire_say(reading->err, strerror(errno)));
    size_t capacity = 0;
    fire_status status = FIRE_OK;
    for (size_t n_read = 1; status == FIRE_OK && n_read > 0; reading->size += n_read) {
        void *grown = fire_array_grow(reading->text, &capacity, reading->size + 65536, 1);
        if (grown == NULL) {
            status = fire_fail_memory(reading->err);
            break;
        }
        reading->text = grown;
        n_read = fread(reading->text + reading->size, 1, 65536, file);
        if (reading->size + n_read > FIRE_BOUNDARY_FILE_BYTES)
            status = fire_fail(reading->err, FIRE_ERANGE, place(reading),
                               "the file is larger than %d MB", FIRE_BOUNDARY_FILE_BYTES >> 20);
    }
    if (status == FIRE_OK && ferror(file))
        status = fire_fail(reading->err, FIRE_EIO, place(reading), "%s",
                           fire_say(reading->err, strerror(errno)));
    fclose(file);
    return status;
}

static void skip_mark(struct reading *reading)
{
    static const char mark[] = "\xEF\xBB\xBF";
    if (reading->size < 3 || memcmp(reading->text, mark, 3) != 0) return;
    memmove(reading->text, reading->text + 3, reading->size - 3);
    reading->size -= 3;
}

static fire_status prepare(struct reading *reading, const char *sql, const char *text,
                           size_t size, sqlite3_stmt **out)
{
    if (sqlite3_prepare_v2(reading->db, sql, -1, out, NULL) != SQLITE_OK ||
        sqlite3_bind_text64(*out, 1, text, size, SQLITE_STATIC, SQLITE_UTF8) != SQLITE_OK)
        return fail_sql(reading);
    return FIRE_OK;
}

static fire_status check_kind(struct reading *reading)
{
    sqlite3_stmt *query = NULL;
    const struct fire_text_view all = { reading->text, reading->size };
    if (fire_text_valid_bytes(all) != all.size_bytes ||
        memchr(all.bytes, '\0', all.size_bytes) != NULL)
        return fire_fail(reading->err, FIRE_ESYNTAX, place(reading),
                         "the file is not UTF-8 text");
    fire_status status = prepare(
        reading, "SELECT json_extract(?1, '$.type'), json_type(?1, '$.features')",
        reading->text, reading->size, &query);
    if (status == FIRE_OK && sqlite3_step(query) != SQLITE_ROW) status = fail_sql(reading);
    if (status == FIRE_OK && (strcmp(text_at(query, 0), "FeatureCollection") != 0 ||
                              strcmp(text_at(query, 1), "array") != 0))
        status = fire_fail(reading->err, FIRE_ESCHEMA, place(reading),
                           "boundaries are a GeoJSON FeatureCollection, which this is not");
    sqlite3_finalize(query);
    return status;
}

/* ---- what a feature is called ---------------------------------------------------------------- */

/* The value of a property in the arena; NULL: the feature has none. */
static fire_status find_property(struct reading *reading, const char *feature, size_t size,
                                 const char *name, const char **out)
{
    sqlite3_stmt *query = NULL;
    *out = NULL;
    FIRE_TRY(prepare(reading,
                     "SELECT atom FROM json_each(?1, '$.properties') "
                     "WHERE key = ?2 AND atom IS NOT NULL",
                     feature, size, &query));
    fire_status status = FIRE_OK;
    if (sqlite3_bind_text(query, 2, name, -1, SQLITE_STATIC) != SQLITE_OK)
        status = fail_sql(reading);
    const int step = status == FIRE_OK ? sqlite3_step(query) : SQLITE_DONE;
    if (step == SQLITE_ROW) {
        const char *text = text_at(query, 0);
        *out = fire_arena_copy(reading->arena, text, strlen(text));
        if (*out == NULL) status = fire_fail_memory(reading->err);
    } else if (step != SQLITE_DONE) {
        status = fail_sql(reading);
    }
    sqlite3_finalize(query);
    return status;
}

static fire_status fail_property(struct reading *reading, const char *wanted,
                                 const char *feature, size_t size)
{
    char names[300] = "";
    sqlite3_stmt *query = NULL;
    FIRE_TRY(prepare(reading, "SELECT key FROM json_each(?1, '$.properties')", feature, size,
                     &query));
    while (sqlite3_step(query) == SQLITE_ROW) {
        const size_t used = strlen(names);
        const char *name = text_at(query, 0);
        if (used + strlen(name) + 3 > sizeof names) break;
        snprintf(names + used, sizeof names - used, "%s%s", used > 0 ? ", " : "", name);
    }
    sqlite3_finalize(query);
    return fire_fail(reading->err, FIRE_ESCHEMA, place(reading),
                     "feature 1 has no property '%s' (it has: %s); choose by --boundary-key",
                     wanted, names);
}

/* By what all of them are known. */
static fire_status choose_property(struct reading *reading, const char *asked,
                                   const char *feature, size_t size)
{
    static const char *const usual[] = { "name", "Name", "NAME", "ten", "code", "ma" };
    const char *value = NULL;
    if (asked != NULL) {
        FIRE_TRY(find_property(reading, feature, size, asked, &value));
        if (value == NULL) return fail_property(reading, asked, feature, size);
        reading->property = asked;
        return FIRE_OK;
    }
    for (size_t i = 0; i < sizeof usual / sizeof usual[0] && value == NULL; i++) {
        FIRE_TRY(find_property(reading, feature, size, usual[i], &value));
        reading->property = usual[i];
    }
    return value != NULL ? FIRE_OK : fail_property(reading, usual[0], feature, size);
}

/* ---- where it lies --------------------------------------------------------------------------- */

/* The feature at hand: its number from 1 and its key. */
struct feature {
    struct reading *reading;
    int32_t number;
    const char *key;
    int32_t point_depth; /* how deep a point's array stands */
    int32_t n_numbers;   /* of the point at hand            */
};

/* `what` is one of ours, with a row in messages.c. */
static fire_status fail_feature(const struct feature *feature, fire_status status,
                                const char *what)
{
    struct fire_error *err = feature->reading->err;
    return fire_fail(err, status, place(feature->reading), "feature %d ('%.60s'): %s",
                     (int)feature->number, feature->key, fire_say(err, what));
}

static fire_status begin_ring(struct reading *reading)
{
    void *grown = fire_array_grow(reading->ring_end, &reading->ring_capacity,
                                  reading->n_rings + 1, sizeof *reading->ring_end);
    if (grown == NULL) return fire_fail_memory(reading->err);
    reading->ring_end = grown;
    reading->ring_end[reading->n_rings++] = (int32_t)reading->n_points;
    return FIRE_OK;
}

static fire_status end_ring(const struct feature *feature)
{
    struct reading *reading = feature->reading;
    if (reading->n_rings == 0) return FIRE_OK;
    const size_t from = reading->n_rings > 1 ? (size_t)reading->ring_end[reading->n_rings - 2]
                                             : 0;
    const struct fire_degrees *point = reading->point;
    if (feature->n_numbers == 1)
        return fail_feature(feature, FIRE_EVALUE, "a point has one number only");
    if (reading->n_points > from + 1 && point[from].east == point[reading->n_points - 1].east &&
        point[from].north == point[reading->n_points - 1].north)
        reading->n_points--; /* a ring is closed by itself */
    if (reading->n_points < from + 3)
        return fail_feature(feature, FIRE_EVALUE, "a ring has fewer than three points");
    reading->ring_end[reading->n_rings - 1] = (int32_t)reading->n_points;
    return FIRE_OK;
}

static fire_status begin_point(struct feature *feature)
{
    struct reading *reading = feature->reading;
    if (feature->n_numbers == 1)
        return fail_feature(feature, FIRE_EVALUE, "a point has one number only");
    if (++reading->n_all_points > FIRE_BOUNDARY_POINTS)
        return fail_feature(feature, FIRE_ERANGE, "the file has more points than can be drawn");
    void *grown = fire_array_grow(reading->point, &reading->point_capacity,
                                  reading->n_points + 1, sizeof *reading->point);
    if (grown == NULL) return fire_fail_memory(reading->err);
    reading->point = grown;
    feature->n_numbers = 0;
    return FIRE_OK;
}

static fire_status add_number(struct feature *feature, double number)
{
    struct reading *reading = feature->reading;
    const double most = feature->n_numbers == 0 ? 180.0 : 90.0;
    if (feature->n_numbers < 2 && !(number >= -most && number <= most))
        return fail_feature(feature, FIRE_EVALUE,
                            "a place is not in degrees of longitude and latitude");
    if (feature->n_numbers == 0) reading->point[reading->n_points].east = number;
    if (feature->n_numbers == 1) reading->point[reading->n_points++].north = number;
    feature->n_numbers++; /* a third one is a height */
    return FIRE_OK;
}

static fire_status take_array(struct feature *feature, int32_t depth)
{
    if (depth == feature->point_depth) return begin_point(feature);
    if (depth != feature->point_depth - 1) return FIRE_OK;
    FIRE_TRY(end_ring(feature));
    feature->n_numbers = 0;
    return begin_ring(feature->reading);
}

/* One row of the tree after the other, in the order of the text. */
static fire_status take_tree(struct feature *feature, sqlite3_stmt *query)
{
    sqlite3_int64 above[DEEPEST + 1];
    int32_t depth = 0;
    int step;
    while ((step = sqlite3_step(query)) == SQLITE_ROW) {
        const char *type = text_at(query, 0);
        while (depth > 0 && above[depth - 1] != sqlite3_column_int64(query, 3))
            depth--;
        const bool is_array = strcmp(type, "array") == 0;
        const bool is_number = strcmp(type, "integer") == 0 || strcmp(type, "real") == 0;
        if ((is_array && depth > feature->point_depth) ||
            (is_number && depth != feature->point_depth + 1) || (!is_array && !is_number))
            return fail_feature(feature, FIRE_EVALUE,
                                "its coordinates are not in the form of its type");
        if (is_number) {
            FIRE_TRY(add_number(feature, sqlite3_column_double(query, 1)));
            continue;
        }
        FIRE_TRY(take_array(feature, depth));
        above[depth++] = sqlite3_column_int64(query, 2);
    }
    if (step != SQLITE_DONE) return fail_sql(feature->reading);
    if (feature->reading->n_rings == 0)
        return fail_feature(feature, FIRE_EVALUE, "a ring has fewer than three points");
    return end_ring(feature);
}

/* Copy what was found of the feature at hand. */
static fire_status keep(const struct feature *feature)
{
    struct reading *reading = feature->reading;
    void *grown = fire_array_grow(reading->boundary, &reading->boundary_capacity,
                                  reading->n_boundaries + 1, sizeof *reading->boundary);
    if (grown == NULL) return fire_fail_memory(reading->err);
    reading->boundary = grown;
    int32_t *ring_end = FIRE_TAKE(reading->arena, reading->n_rings, int32_t);
    struct fire_degrees *point = FIRE_TAKE(reading->arena, reading->n_points,
                                           struct fire_degrees);
    if (ring_end == NULL || point == NULL) return fire_fail_memory(reading->err);
    memcpy(ring_end, reading->ring_end, reading->n_rings * sizeof *ring_end);
    memcpy(point, reading->point, reading->n_points * sizeof *point);
    reading->boundary[reading->n_boundaries++] = (struct fire_boundary){
        feature->key, (int32_t)reading->n_rings, ring_end, point
    };
    return FIRE_OK;
}

static fire_status read_geometry(struct feature *feature, const char *type, const char *text,
                                 size_t size)
{
    struct reading *reading = feature->reading;
    sqlite3_stmt *query = NULL;
    const bool is_multi = strcmp(type, "MultiPolygon") == 0;
    if (!is_multi && strcmp(type, "Polygon") != 0)
        return fail_feature(feature, FIRE_ESCHEMA,
                            "its geometry is no Polygon or MultiPolygon");
    reading->n_points = reading->n_rings = 0;
    feature->point_depth = is_multi ? 3 : 2;
    fire_status status = prepare(reading,
                                 "SELECT type, atom, id, parent "
                                 "FROM json_tree(?1, '$.geometry.coordinates')",
                                 text, size, &query);
    if (status == FIRE_OK) status = take_tree(feature, query);
    sqlite3_finalize(query);
    return status == FIRE_OK ? keep(feature) : status;
}

static fire_status read_feature(struct reading *reading, sqlite3_stmt *query, int32_t number,
                                const char *asked)
{
    const char *text = text_at(query, 0);
    const size_t size = (size_t)sqlite3_column_bytes(query, 0);
    const char *type = text_at(query, 1);
    struct feature feature = { .reading = reading, .number = number, .key = "" };
    if (number > FIRE_BOUNDARY_FEATURES)
        return fail_feature(&feature, FIRE_ERANGE,
                            "the file has more features than can be drawn");
    if (number == 1) FIRE_TRY(choose_property(reading, asked, text, size));
    FIRE_TRY(find_property(reading, text, size, reading->property, &feature.key));
    if (feature.key == NULL) feature.key = "";
    return read_geometry(&feature, type, text, size);
}

static fire_status read_features(struct reading *reading, const char *asked)
{
    sqlite3_stmt *query = NULL;
    int32_t number = 0;
    fire_status status = prepare(reading,
                                 "SELECT value, CASE type WHEN 'object' "
                                 "THEN json_extract(value, '$.geometry.type') END "
                                 "FROM json_each(?1, '$.features')",
                                 reading->text, reading->size, &query);
    while (status == FIRE_OK) {
        const int step = sqlite3_step(query);
        if (step == SQLITE_DONE) break;
        status = step == SQLITE_ROW ? read_feature(reading, query, ++number, asked)
                                    : fail_sql(reading);
    }
    sqlite3_finalize(query);
    if (status != FIRE_OK || number > 0) return status;
    return fire_fail(reading->err, FIRE_ESCHEMA, place(reading), "the file has no feature");
}

/* ---- all of it ------------------------------------------------------------------------------- */

static fire_status finish(struct reading *reading, struct fire_boundaries *out)
{
    struct fire_boundaries all = { .n = (int32_t)reading->n_boundaries,
                                   .west = 180.0,
                                   .east = -180.0,
                                   .south = 90.0,
                                   .north = -90.0 };
    struct fire_boundary *kept = FIRE_TAKE(reading->arena, all.n, struct fire_boundary);
    const char *slash = strrchr(reading->path, '/');
    const char *file = slash == NULL ? reading->path : slash + 1;
    all.file = fire_arena_copy(reading->arena, file, strlen(file));
    if (kept == NULL || all.file == NULL) return fire_fail_memory(reading->err);
    memcpy(kept, reading->boundary, (size_t)all.n * sizeof *kept);
    all.boundary = kept;
    for (int32_t b = 0; b < all.n; b++)
        for (int32_t i = 0; i < kept[b].ring_end[kept[b].n_rings - 1]; i++) {
            const struct fire_degrees at = kept[b].point[i];
            if (at.east < all.west) all.west = at.east;
            if (at.east > all.east) all.east = at.east;
            if (at.north < all.south) all.south = at.north;
            if (at.north > all.north) all.north = at.north;
        }
    *out = all;
    return FIRE_OK;
}

fire_status fire_boundaries_read(const char *path, const char *property,
                                 struct fire_arena *arena, struct fire_boundaries *out,
                                 struct fire_error *err)
{
    struct reading reading = { .path = path, .arena = arena, .err = err };
    fire_status status = load(&reading);
    if (status == FIRE_OK) skip_mark(&reading);
    if (status == FIRE_OK && sqlite3_open(":memory:", &reading.db) != SQLITE_OK)
        status = fire_fail_memory(err);
    if (status == FIRE_OK) status = check_kind(&reading);
    if (status == FIRE_OK) status = read_features(&reading, property);
    if (status == FIRE_OK) status = finish(&reading, out);
    sqlite3_close(reading.db);
    free(reading.text);
    free(reading.boundary);
    free(reading.point);
    free(reading.ring_end);
    return status;
}
