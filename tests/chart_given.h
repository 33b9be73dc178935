/* chart_given.h - summaries written as rows of text, for the tests of charts.
 *
 *     static const struct given_row rows[] = { { { "5", "18" }, { 12, 12 } }, ... };
 *     struct given *given = given_create("weekday,hour", "incidents", rows, N, arena);
 *     ... given->summary ...
 *
 * Included by the programs that test models; not a program itself. */
#ifndef FIRESTAT_TESTS_CHART_GIVEN_H
#define FIRESTAT_TESTS_CHART_GIVEN_H
#include "calendar/shipped.h"
#include "check.h"
#include "firestat/chart_model.h"

#include <stdlib.h>
#include <string.h>

#define GIVEN_NULL     INT64_MIN             /* no value */
#define GIVEN_BILLION  INT64_C(100000000000) /* đồng, at the scale of money */
#define GIVEN_MEASURES 3
#define GIVEN_DIMS     2

struct given_row {
    const char *key[GIVEN_DIMS]; /* as in CSV; NULL: null */
    int64_t value[GIVEN_MEASURES];
    int64_t unknown; /* of the first measure */
};

static const struct fire_summary_measure given_measures[] = {
    { "incidents", FIRE_AGG_SUM, FIRE_TYPE_INTEGER, 0, "Số vụ", "Incidents", "vụ", "" },
    { "damage", FIRE_AGG_SUM, FIRE_TYPE_MONEY, 2, "Thiệt hại tài sản", "Property damage",
      "đồng", "VND" },
    { "mean(damage)", FIRE_AGG_MEAN, FIRE_TYPE_MONEY, 2, "Thiệt hại tài sản", "Property damage",
      "đồng", "VND" },
    { "rate(incidents)", FIRE_AGG_RATE, FIRE_TYPE_INTEGER, 2,
      "Số vụ trên 100.000 dân mỗi năm (dân số thường trú 2023)",
      "Incidents per 100,000 inhabitants a year (resident population 2023)", "", "" },
    { "median(damage)", FIRE_AGG_MEDIAN, FIRE_TYPE_MONEY, 2, "Thiệt hại tài sản",
      "Property damage", "đồng", "VND" },
};

static const struct fire_summary_dim given_dims[] = {
    { "weekday", FIRE_DIM_WEEKDAY, FIRE_UNIT_DAY, "Thứ", "Weekday" },
    { "hour", FIRE_DIM_HOUR, FIRE_UNIT_DAY, "Giờ", "Hour" },
    { "month", FIRE_DIM_PERIOD, FIRE_UNIT_MONTH, "Tháng", "Month" },
    { "year", FIRE_DIM_PERIOD, FIRE_UNIT_YEAR, "Năm", "Year" },
    { "quarter", FIRE_DIM_PERIOD, FIRE_UNIT_QUARTER, "Quý", "Quarter" },
    { "cause", FIRE_DIM_FIELD, FIRE_UNIT_DAY, "Nguyên nhân", "Cause" },
    { "district", FIRE_DIM_AREA, FIRE_UNIT_DAY, "Huyện", "District" },
};

static inline int32_t given_day(const char *iso)
{
    int32_t day = 0;
    if (!fire_day_from_iso(iso, 10, &day)) abort();
    return day;
}

/* Names have their numbers in the order of their first bytes' coming. */
static inline int64_t given_number(const struct fire_summary_dim *dim, const char *key,
                                   const struct fire_key before[], int64_t n_before,
                                   int32_t n_dims)
{
    struct fire_window days;
    if (dim->kind == FIRE_DIM_WEEKDAY || dim->kind == FIRE_DIM_HOUR) return atoi(key);
    if (dim->kind == FIRE_DIM_PERIOD) {
        if (fire_calendar_parse(&shipped_calendars[0], fire_text_of(key), &days, NULL) !=
            FIRE_OK)
            abort();
        return fire_calendar_period(&shipped_calendars[0], dim->unit, days.first_day);
    }
    int64_t most = 0;
    for (int64_t i = 0; i < n_before; i++) {
        if (fire_text_equal(before[i * n_dims].text, fire_text_of(key)))
            return before[i * n_dims].number;
        if (before[i * n_dims].number > most) most = before[i * n_dims].number;
    }
    return most + 1;
}

/* A summary of these rows, in the arena.
 *   by, measures   names of the tables above, comma between */
static inline struct fire_summary *given_create(const char *by, const char *measures,
                                                const struct given_row rows[], int64_t n_rows,
                                                struct fire_arena *arena)
{
    struct fire_summary_dim *dim = FIRE_TAKE(arena, GIVEN_DIMS, struct fire_summary_dim);
    struct fire_summary_measure *measure = FIRE_TAKE(arena, GIVEN_MEASURES,
                                                     struct fire_summary_measure);
    struct fire_summary *summary = FIRE_TAKE(arena, 1, struct fire_summary);
    int32_t n_dims = 0;
    int32_t n_measures = 0;
    char text[256];
    snprintf(text, sizeof text, "%s,%s", by, measures);
    for (char *word = strtok(text, ","); word != NULL; word = strtok(NULL, ",")) {
        for (size_t i = 0; i < CHECK_N(given_dims); i++)
            if (strcmp(word, given_dims[i].name) == 0) dim[n_dims++] = given_dims[i];
        for (size_t i = 0; i < CHECK_N(given_measures); i++)
            if (strcmp(word, given_measures[i].name) == 0)
                measure[n_measures++] = given_measures[i];
    }
    struct fire_key *key = FIRE_TAKE(arena, n_rows * n_dims, struct fire_key);
    struct fire_value *value = FIRE_TAKE(arena, n_rows * n_measures, struct fire_value);
    int64_t *unknown = FIRE_TAKE(arena, n_rows * n_measures, int64_t);
    struct fire_value *total = FIRE_TAKE(arena, n_measures, struct fire_value);
    int64_t *total_unknown = FIRE_TAKE(arena, n_measures, int64_t);
    for (int64_t r = 0; r < n_rows; r++) {
        for (int32_t d = 0; d < n_dims; d++) {
            struct fire_key *at = &key[r * n_dims + d];
            at->is_null = rows[r].key[d] == NULL;
            if (at->is_null) continue;
            at->text = at->label_vi = at->label_en = fire_text_of(rows[r].key[d]);
            at->number = given_number(&dim[d], rows[r].key[d], key + d, r, n_dims);
        }
        for (int32_t m = 0; m < n_measures; m++) {
            const int64_t number = rows[r].value[m];
            const bool is_null = number == GIVEN_NULL;
            value[r * n_measures + m] = (struct fire_value){ is_null, is_null ? 0 : number };
            if (!is_null && __builtin_add_overflow(total[m].number, number, &total[m].number))
                total[m].number = INT64_MAX;
        }
        if (n_measures > 0) unknown[r * n_measures] = rows[r].unknown;
        if (n_measures > 0) total_unknown[0] += rows[r].unknown;
    }
    *summary = (struct fire_summary){
        .n_dims = n_dims,
        .n_measures = n_measures,
        .n_rows = n_rows,
        .dim = dim,
        .measure = measure,
        .key = key,
        .value = value,
        .unknown = unknown,
        .total = total,
        .total_unknown = total_unknown,
        .calendar = &shipped_calendars[0],
        .currency = "VND",
        .has_data = n_rows > 0,
        .window = { given_day("2023-01-01"), given_day("2024-12-31") },
        .data = { given_day("2023-01-01"), given_day("2024-12-30") },
        .n_scopes = 1,
    };
    return summary;
}

static const struct fire_chart_options given_vi = { .language = FIRE_VIETNAMESE,
                                                    .place = "Lâm Đồng" };
static const struct fire_chart_options given_en = { .language = FIRE_ENGLISH };

#endif
