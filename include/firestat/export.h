/* export.h - rows as the engine holds them, for other programs.
 *
 *     fire_export_create(schema, areas, map, row_sink, &export, err);
 *     status = fire_store_push(..., fire_export_sink(export), err);
 *     fire_export_free(export);
 *
 * where row_sink appends fire_export_line() of every row to a file, behind fire_export_head().
 *
 * A column a field of the schema, in its order and by its name:
 *
 *     categories, texts   as they are kept; codes are texts
 *     numbers             a dot before the decimals, no thousands mark, no zeros behind; amounts of
 *                         money in units of the currency; never exactly three decimals ("1.2340"),
 *                         which could be a thousand elsewhere
 *     datetimes           2024-07-31, or 2024-07-31 08:15 where the minute is known; 24:00 stays
 *     areas               a column a level
 *     period              2023-01-01..2023-06-30 of a row that stands for a stretch of days, which
 *                         has no occurred_at; 1800-01-01..2299-12-31 where the source does not say
 *                         when
 *     incidents           1 where the source of a row of one day does not say
 *     null                nothing between the commas; null in NDJSON
 *
 * Read again by firestat the CSV has the same rows.
 *
 * Thread use: one thread. */
#ifndef FIRESTAT_EXPORT_H
#define FIRESTAT_EXPORT_H
#include "firestat/area_map.h"
#include "firestat/output.h"
#include "firestat/rows.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_export;

/* The fields there are now are the columns; everything borrowed must outlive it.
 *   areas    of the batches
 *   map      whose areas these are, where rows come restated (restate.h); NULL: they do not. A
 *            row of an area that was split has no name at its level and below
 *   errors   FIRE_ENOMEM */
fire_status fire_export_create(const struct fire_schema *schema, const struct fire_areas *areas,
                               const struct fire_area_map *map, struct fire_row_sink next,
                               struct fire_export **out,
                               struct fire_error *err) FIRE_MUST_CHECK;
void fire_export_free(struct fire_export *exporting); /* NULL is fine */

/* push gives the rows that count to next, in their order. errors of push: those of next */
struct fire_sink fire_export_sink(struct fire_export *exporting);

int64_t
fire_export_n_rows(const struct fire_export *exporting); /* that went to next           */
int64_t
fire_export_n_split(const struct fire_export *exporting); /* of them, in split areas     */

typedef enum {
    FIRE_EXPORT_CSV,    /* RFC 4180, UTF-8, LF; nothing is changed for a spreadsheet's sake */
    FIRE_EXPORT_NDJSON, /* an object a line                                                 */
} fire_export_format;

/* What stands above the rows of a file: the names of CSV. A lack of memory is the buffer's. */
void fire_export_head(fire_export_format format, const struct fire_schema *schema,
                      int32_t n_columns, struct fire_buffer *out);
void fire_export_line(fire_export_format format, const struct fire_schema *schema,
                      int32_t n_columns, const struct fire_row *row, struct fire_buffer *out);

#ifdef __cplusplus
}
#endif
#endif
