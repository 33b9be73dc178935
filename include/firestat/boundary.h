/* boundary.h - where areas lie: outlines in degrees, and which area each of them is.
 *
 * Outlines are a user's own (boundary_file.h reads them); the program ships none.
 *
 * Thread use: read only once made. */
#ifndef FIRESTAT_BOUNDARY_H
#define FIRESTAT_BOUNDARY_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/place.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_degrees {
    double east;  /* longitude, -180..180 */
    double north; /* latitude, -90..90    */
};

/* One feature. A ring that lies in another is a hole; rings are not closed by a point that is
 * there twice. */
struct fire_boundary {
    const char *key;         /* by which it is known: a name or a code; "" where it says none */
    int32_t n_rings;         /* at least 1, of at least 3 points each */
    const int32_t *ring_end; /* [n_rings] behind the last point of each, rising */
    const struct fire_degrees *point;
};

struct fire_boundaries {
    int32_t n;
    const struct fire_boundary *boundary; /* [n] */
    const char *file;                     /* they came from, without its folder */
    double west;                          /* of all points */
    double east;
    double south;
    double north;
};

/* An area that may have a boundary. */
struct fire_bounded {
    struct fire_text_view name; /* with or without the word for its type */
    const char *code;           /* NULL: not known */
};

/* Which area each boundary is: the one of that code, else of that name (fire_area_key), else of
 * that name without the word for the type, where no other area and no other boundary is called
 * so. Several boundaries of one name are parts of one area; where several areas bear the name,
 * none of them is taken.
 *   area     [n_areas]
 *   out      [boundaries->n] number of the area; -1: none
 *   errors   FIRE_ENOMEM */
fire_status fire_boundaries_match(const struct fire_boundaries *boundaries,
                                  const struct fire_bounded area[], int32_t n_areas,
                                  int32_t out[], struct fire_error *err) FIRE_MUST_CHECK;

/* Whether these are the boundaries of Viet Nam as a whole and have nothing where the archipelagos
 * Hoàng Sa and Trường Sa are, which an official map must show. */
bool fire_boundaries_lack_islands(const struct fire_boundaries *boundaries);

#ifdef __cplusplus
}
#endif
#endif
