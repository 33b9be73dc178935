/* rows.c - see rows.h. */
#include "rows.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { N_PROVINCES = 63, N_YEARS = 20, N_CAUSES = 10, MOST_DISTRICTS = 24, MOST_COMMUNES = 20 };

struct district {
    int32_t number;
    int32_t n_communes;
    int32_t commune[MOST_COMMUNES]; /* nodes */
};

struct province {
    int32_t n_districts;
    struct district district[MOST_DISTRICTS];
};

struct maker {
    uint64_t seed;
    struct province province[N_PROVINCES];
    uint8_t draw[4096]; /* a province, the first ones more often */
    int32_t first_day;
    int32_t n_days;
    FILE *csv;
};

static uint64_t next_random(struct maker *maker)
{
    uint64_t z = (maker->seed += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    return z ^ (z >> 31);
}

static uint32_t below(struct maker *maker, uint32_t n)
{
    return (uint32_t)(((next_random(maker) >> 32) * n) >> 32);
}

static double unit(struct maker *maker) /* above 0 */
{
    return (double)((next_random(maker) >> 11) + 1) * 0x1p-53;
}

static void stop(const char *why)
{
    fprintf(stderr, "%s\n", why);
    exit(EXIT_FAILURE);
}

/* ---- areas --------------------------------------------------------------------------- */

static int32_t add_area(struct fire_areas *areas, int p, int d, int c)
{
    char name[3][32];
    int32_t node = 0;
    snprintf(name[0], sizeof name[0], "Tỉnh %02d", p);
    snprintf(name[1], sizeof name[1], "Huyện %02d-%02d", p, d);
    snprintf(name[2], sizeof name[2], "Xã %02d-%02d-%02d", p, d, c);
    if (fire_areas_add(areas, fire_text_of(name[0]), fire_text_of(name[1]),
                       fire_text_of(name[2]), &node, NULL) != FIRE_OK)
        stop("no memory for areas");
    return node;
}

static void make_areas(struct maker *maker, struct fire_areas *areas)
{
    int32_t n_districts = 0;
    double weight = 0;
    for (int p = 0; p < N_PROVINCES; p++) {
        struct province *province = &maker->province[p];
        province->n_districts = p < 2 ? MOST_DISTRICTS : 8 + (int32_t)below(maker, 7);
        for (int d = 0; d < province->n_districts; d++) {
            struct district *district = &province->district[d];
            district->number = n_districts++;
            district->n_communes = 10 + (int32_t)below(maker, 11);
            for (int c = 0; c < district->n_communes; c++)
                district->commune[c] = add_area(areas, p, d, c);
        }
        weight += 1.0 / (p + 3);
    }
    double sum = 0;
    int filled = 0;
    for (int p = 0; p < N_PROVINCES; p++) {
        sum += 1.0 / (p + 3);
        const int end = p == N_PROVINCES - 1 ? 4096 : (int)(sum / weight * 4096);
        while (filled < end)
            maker->draw[filled++] = (uint8_t)p;
    }
}

/* ---- rows ---------------------------------------------------------------------------- */

struct columns {
    int32_t day[FIRE_BATCH_ROWS];
    int32_t area[FIRE_BATCH_ROWS];
    uint32_t cause[FIRE_BATCH_ROWS];
    int64_t deaths[FIRE_BATCH_ROWS];
    int64_t damage[FIRE_BATCH_ROWS];
    uint64_t damage_valid[FIRE_BITS_WORDS(FIRE_BATCH_ROWS)];
};

static void write_row(const struct maker *maker, const struct columns *columns, int64_t i,
                      int p, int32_t district)
{
    if (maker->csv == NULL) return;
    const struct fire_civil date = fire_civil_from_day(columns->day[i]);
    fprintf(maker->csv, "%d,%d,%d,%d,%d,%d,%u,%lld,", (int)date.year, (int)date.month,
            ((int)date.year - 2006) * 12 + (int)date.month - 1, p, (int)district,
            (int)columns->area[i], (unsigned)columns->cause[i], (long long)columns->deaths[i]);
    if (fire_is_valid(columns->damage_valid, i))
        fprintf(maker->csv, "%lld", (long long)(columns->damage[i] / 100));
    fputc('\n', maker->csv);
}

static void make_row(struct maker *maker, struct columns *columns, int64_t i, int32_t day)
{
    const uint64_t r = next_random(maker);
    if ((r & 15) == 0) day -= (int32_t)(-20.0 * log(unit(maker)));
    const int p = maker->draw[r >> 4 & 4095];
    const struct province *province = &maker->province[p];
    const uint32_t a = below(maker, (uint32_t)province->n_districts);
    const uint32_t b = below(maker, (uint32_t)province->n_districts);
    const struct district *district = &province->district[a < b ? a : b];
    const double normal = sqrt(-2 * log(unit(maker))) * cos(6.283185307179586 * unit(maker));
    const uint32_t c = (uint32_t)(r >> 16 & 255);
    columns->day[i] = day < 0 ? maker->first_day : maker->first_day + day;
    columns->area[i] = district->commune[below(maker, (uint32_t)district->n_communes)];
    columns->cause[i] = c < 120 ? 0 : 1 + c % (N_CAUSES - 1);
    columns->deaths[i] = (r >> 24 & 255) < 4 ? 1 + (int64_t)(r >> 32 & 3) : 0;
    columns->damage[i] = (int64_t)(exp(17.0 + 1.8 * normal) / 1000) * 100000;
    if ((r >> 40 & 255) >= 30) fire_set_valid(columns->damage_valid, i);
    write_row(maker, columns, i, p, district->number);
}

static void fill(struct maker *maker, const struct rows *rows)
{
    struct columns *columns = calloc(1, sizeof *columns);
    struct fire_vector vector[FIRE_N_BUILTIN_FIELDS] = { 0 };
    const struct fire_sink sink = fire_table_sink(rows->table);
    if (columns == NULL) stop("no memory for a batch");
    vector[FIRE_FIELD_OCCURRED_AT].day = columns->day;
    vector[FIRE_FIELD_CAUSE].code = columns->cause;
    vector[FIRE_FIELD_DEATHS].number = columns->deaths;
    vector[FIRE_FIELD_DAMAGE].number = columns->damage;
    vector[FIRE_FIELD_DAMAGE].valid = columns->damage_valid;
    for (int64_t row = 0; row < rows->n;) {
        const int64_t rest = rows->n - row;
        const int64_t n = rest < FIRE_BATCH_ROWS ? rest : FIRE_BATCH_ROWS;
        memset(columns->damage_valid, 0, sizeof columns->damage_valid);
        for (int64_t i = 0; i < n; i++, row++)
            make_row(maker, columns, i, (int32_t)(row * maker->n_days / rows->n));
        const struct fire_batch batch = {
            .schema = rows->schema, .n_rows = n, .vector = vector, .area = columns->area
        };
        if (sink.push(sink.self, &batch, NULL) != FIRE_OK) stop("no memory for the table");
    }
    free(columns);
}

struct rows rows_create(int64_t n, const char *csv_path)
{
    struct maker *maker = calloc(1, sizeof *maker);
    struct rows rows = {
        .schema = fire_schema_create(),
        .areas = fire_areas_create(),
        .table = fire_table_create(),
        .n = n,
    };
    if (maker == NULL || rows.schema == NULL || rows.areas == NULL || rows.table == NULL ||
        fire_calendar_find("calendar", &rows.calendar, NULL) != FIRE_OK ||
        !fire_day_from_iso("2006-01-01", 10, &maker->first_day))
        stop("no memory");
    maker->n_days = N_YEARS * 365 + 5;
    for (int i = 0; i < N_CAUSES; i++) {
        char name[16];
        uint32_t code;
        snprintf(name, sizeof name, "cause %d", i);
        if (!fire_dictionary_add(fire_schema_dictionary(rows.schema, FIRE_FIELD_CAUSE),
                                 fire_text_of(name), fire_text_of(name), &code))
            stop("no memory");
    }
    if (csv_path != NULL) {
        maker->csv = fopen(csv_path, "w");
        if (maker->csv == NULL) stop("the peer's file cannot be written");
        fputs("y,m,ym,province,district,commune,cause,deaths,damage_vnd\n", maker->csv);
    }
    make_areas(maker, rows.areas);
    fill(maker, &rows);
    if (maker->csv != NULL && fclose(maker->csv) != 0) stop("the peer's file was not written");
    free(maker);
    return rows;
}

void rows_free(struct rows *rows)
{
    fire_table_free(rows->table);
    fire_areas_free(rows->areas);
    fire_schema_free(rows->schema);
}

struct fire_query *rows_query(const struct rows *rows, struct fire_arena *arena, const char *by,
                              const char *measure, const char *where)
{
    struct fire_query *query = NULL;
    struct fire_error err = { 0 };
    if (fire_query_create(rows->schema, rows->areas, rows->calendar, arena, &query, &err) !=
            FIRE_OK ||
        (by != NULL && fire_query_by(query, by, &err) != FIRE_OK) ||
        fire_query_measure(query, measure, &err) != FIRE_OK ||
        (where != NULL && fire_query_where(query, where, &err) != FIRE_OK))
        stop(err.message);
    return query;
}
