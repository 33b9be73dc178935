/* place.h - areas as whole numbers.
 *
 * An area is a node of a tree: the country (node 0), its provinces, their districts, their
 * communes. A name alone is no identity: the two communes Tân Lập of two districts are two
 * nodes, and a commune whose district is not said is a third one. A level that is not said
 * but has something below it is a node without a name.
 *
 *     struct fire_areas *areas = fire_areas_create();
 *     fire_areas_add(areas, province, district, commune, &area);
 *     fire_areas_at_level(areas, FIRE_LEVEL_DISTRICT)[area] -> the node of its district
 *     fire_areas_free(areas);
 *
 * Thread use: one writer, or any number of readers. */
#ifndef FIRESTAT_PLACE_H
#define FIRESTAT_PLACE_H
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_LEVEL_COUNTRY = 0,
    FIRE_LEVEL_PROVINCE,
    FIRE_LEVEL_DISTRICT,
    FIRE_LEVEL_COMMUNE,
} fire_area_level;

#define FIRE_N_LEVELS     4
#define FIRE_AREA_COUNTRY 0 /* the node of a row that says no area at all */

struct fire_areas;

struct fire_areas *fire_areas_create(void); /* with node 0; NULL: no memory */
void fire_areas_free(struct fire_areas *areas);

int32_t fire_areas_n(const struct fire_areas *areas); /* nodes are 0..n-1, parents first */

/* The key under which two spellings of an area's name are equal. Beside case and the way of
 * typing (fire_text_match_key) it takes no notice of
 *
 *     an abbreviated type    P. 1, P1, Phường 01;  TP Đà Lạt, T.P. Đà Lạt, Thành phố Đà Lạt
 *     the tone's place       Hòa, Hoà;  Thủy, Thuỷ
 *     apostrophes, hyphens   B'Lao, B’Lao, Blao;  Xuân Hương - Đà Lạt, Xuân Hương – Đà Lạt
 *     Đăk, Đắk, Đak; Đắk Lắk, Đăk Lăk, Đak Lak
 *
 * Names that differ by other marks or letters, or by having no type, have other keys. A key is
 * its own key. errors: false: no memory */
bool fire_area_key(struct fire_text_view name, struct fire_arena *arena,
                   struct fire_text_view *out);

/* The node of a place, added when it is new. An empty name means "not said". Equal names are
 * those with equal area keys; whatever the order of rows, the same spelling is shown of them.
 *   errors   FIRE_ENOMEM */
fire_status fire_areas_add(struct fire_areas *areas, struct fire_text_view province,
                           struct fire_text_view district, struct fire_text_view commune,
                           int32_t *out_area, struct fire_error *err) FIRE_MUST_CHECK;

/* Look-up table: node -> its ancestor (or itself) at `level`. Nodes that have none there
 * (the node lies above that level) are their own. Length fire_areas_n, borrowed until the
 * next add. */
const int32_t *fire_areas_at_level(const struct fire_areas *areas, fire_area_level level);

fire_area_level fire_area_level_of(const struct fire_areas *areas, int32_t area);
int32_t fire_area_parent(const struct fire_areas *areas, int32_t area); /* of 0: 0 */

/* The node's own name, NUL-ended, borrowed; size 0: not said. Of several spellings the one with
 * the type in full and with small letters; a better one may come with a later add. */
struct fire_text_view fire_area_name(const struct fire_areas *areas, int32_t area);

/* fire_area_key of the name, whichever spelling is shown: kept, so it costs a look. Borrowed. */
struct fire_text_view fire_area_name_key(const struct fire_areas *areas, int32_t area);

/* An area that an official list has, and the first and the last day on which it has it. */
struct fire_listed_area {
    int32_t area;
    int32_t from_day;
    int32_t to_day;
};

/* The place of a node among its kin in official lists, lesser first; INT32_MAX: in none, then it
 * stands behind them by its name. Set by whoever knows a table (area_units.h). */
int32_t fire_area_order(const struct fire_areas *areas, int32_t area);
void fire_area_set_order(struct fire_areas *areas, int32_t area, int32_t order);

#ifdef __cplusplus
}
#endif
#endif
