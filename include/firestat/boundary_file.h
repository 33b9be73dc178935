/* boundary_file.h - boundaries out of a GeoJSON file (RFC 7946).
 *
 * Thread use: pure but for the arena. */
#ifndef FIRESTAT_BOUNDARY_FILE_H
#define FIRESTAT_BOUNDARY_FILE_H
#include "firestat/boundary.h"

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_BOUNDARY_FILE_BYTES 67108864 /* of a file, at most */
#define FIRE_BOUNDARY_FEATURES   20000
#define FIRE_BOUNDARY_POINTS     2000000

/* Read a FeatureCollection of Polygons and MultiPolygons in degrees of longitude and latitude.
 *   property   by which the features are known; NULL: the first of name, Name, NAME, ten, code, ma
 *              that the first feature has
 *   arena      owns what comes out
 *   errors     FIRE_EIO; FIRE_ESYNTAX: no JSON, or no UTF-8; FIRE_ESCHEMA: another kind of
 *              GeoJSON, a feature without the geometry, or none with the property (the
 *              message lists those there are); FIRE_EVALUE: a place that is none, or a ring
 *              of fewer than three points; FIRE_ERANGE: more than the limits; FIRE_ENOMEM */
fire_status fire_boundaries_read(const char *path, const char *property,
                                 struct fire_arena *arena, struct fire_boundaries *out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
