/* invented.h - territories that never were: provinces, districts and communes over three eras, with
 * mergers, splits, renames and codes and names that are used again, and what becomes of each.
 *
 * The tables are made beside a record of their own, which is what a test holds the answers
 * against. Included by test programs; not a program itself. */
#ifndef FIRESTAT_TESTS_INVENTED_H
#define FIRESTAT_TESTS_INVENTED_H
#include "check.h"

#include "firestat/area_units.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INVENTED_ERAS    3
#define INVENTED_PLACES  256
#define INVENTED_CHANGES 512
#define INVENTED_NAMES   120 /* to choose from: they recur */

static const char *const invented_first[INVENTED_ERAS] = { "", "2025-01-01", "2025-07-01" };
static const char *const invented_last[INVENTED_ERAS] = { "2024-12-31", "2025-06-30", "" };

struct invented_place {
    fire_area_level level;
    int parent; /* place; -1: a province */
    int first_era;
    int last_era;
    int code;
    int name;
};

struct invented_change {
    int era; /* that begins with it */
    int from;
    int to;
    int weight; /* -1: not known */
    const char *basis;
};

struct invented {
    unsigned long long seed;
    struct invented_place place[INVENTED_PLACES];
    int n_places;
    struct invented_change change[INVENTED_CHANGES];
    int n_changes;
};

static int invented_below(struct invented *land, int n)
{
    return (int)(check_random(&land->seed) % (unsigned)n);
}

static bool invented_is_on(const struct invented *land, int place, int era)
{
    return land->place[place].first_era <= era && era <= land->place[place].last_era;
}

static int invented_at_level(const struct invented *land, int place, fire_area_level level)
{
    while (place >= 0 && land->place[place].level > level)
        place = land->place[place].parent;
    return place >= 0 && land->place[place].level == level ? place : -1;
}

/* A number that no place of the era has as its code, or as its name. */
static int invented_free(struct invented *land, int era, bool is_name, int wanted)
{
    for (int tries = 0;; tries++) {
        const int number = tries == 0 && wanted >= 0 ? wanted
                                                     : invented_below(land, INVENTED_NAMES);
        bool is_free = true;
        for (int i = 0; i < land->n_places; i++) {
            const struct invented_place *place = &land->place[i];
            if (invented_is_on(land, i, era) && (is_name ? place->name : place->code) == number)
                is_free = false;
        }
        if (is_free) return number;
    }
}

/* A new place, from an era on to the last one. */
static int invented_add(struct invented *land, fire_area_level level, int parent, int era,
                        int code, int name)
{
    const int number = land->n_places++;
    if (number == INVENTED_PLACES) abort();
    struct invented_place *place = &land->place[number];
    *place = (struct invented_place){ level, parent, INVENTED_ERAS, INVENTED_ERAS - 1, 0, 0 };
    place->code = invented_free(land, era, false, code);
    place->name = invented_free(land, era, true, name);
    place->first_era = era;
    return number;
}

static void invented_join(struct invented *land, int era, int from, int to, int weight,
                          const char *basis)
{
    if (land->n_changes == INVENTED_CHANGES) abort();
    land->change[land->n_changes++] = (struct invented_change){ era, from, to, weight, basis };
}

static void invented_begin(struct invented *land)
{
    const int n_provinces = 1 + invented_below(land, 2);
    for (int p = 0; p < n_provinces; p++) {
        const int province = invented_add(land, FIRE_LEVEL_PROVINCE, -1, 0, -1, -1);
        const int n_districts = 1 + invented_below(land, 3);
        for (int d = 0; d < n_districts; d++) {
            const int district = invented_add(land, FIRE_LEVEL_DISTRICT, province, 0, -1, -1);
            const int n_communes = 1 + invented_below(land, 4);
            for (int c = 0; c < n_communes; c++)
                invented_add(land, FIRE_LEVEL_COMMUNE, district, 0, -1, -1);
        }
    }
}

/* What the places above communes become: some go into another one, or all districts go. above[i]
 * is the place that takes the place of i, itself where it stays. */
static void invented_change_above(struct invented *land, int era, int above[])
{
    const int n = land->n_places;
    const bool districts_go = invented_below(land, 3) == 0;
    for (int i = 0; i < n; i++)
        above[i] = i;
    for (int level = FIRE_LEVEL_PROVINCE; level <= FIRE_LEVEL_DISTRICT; level++) {
        int other = -1; /* of that level, that stays */
        for (int i = 0; i < n; i++) {
            struct invented_place *place = &land->place[i];
            if ((int)place->level != level || !invented_is_on(land, i, era - 1)) continue;
            const int parent = place->parent < 0 ? -1 : above[place->parent];
            if (level == FIRE_LEVEL_DISTRICT && districts_go) {
                above[i] = parent;
            } else if (other >= 0 && land->place[other].parent == parent &&
                       invented_below(land, 3) == 0) {
                above[i] = other;
            } else if (parent != place->parent) {
                place->last_era = era - 1; /* its code and name are free */
                above[i] = invented_add(land, place->level, parent, era, place->code,
                                        place->name);
            }
            if (above[i] == i)
                other = i;
            else
                place->last_era = era - 1;
        }
    }
}

/* Communes of an era become those of the next: as they are, or by two, three or one. */
static void invented_change_communes(struct invented *land, int era, const int above[])
{
    int old[INVENTED_PLACES];
    int n = 0;
    const int n_before = land->n_places;
    for (int i = 0; i < n_before; i++) {
        struct invented_place *place = &land->place[i];
        if (place->level != FIRE_LEVEL_COMMUNE || !invented_is_on(land, i, era - 1)) continue;
        if (above[place->parent] == place->parent && invented_below(land, 2) == 0) continue;
        place->last_era = era - 1;
        const int at = invented_below(land, ++n);
        old[n - 1] = old[at];
        old[at] = i;
    }
    for (int i = 0; i < n;) {
        const struct invented_place *first = &land->place[old[i]];
        const int kind = invented_below(land, 4);
        const int parent = above[first->parent];
        const int kept = invented_below(land, 2) == 0 ? first->code : -1;
        const int name = invented_below(land, 2) == 0 ? first->name : -1;
        const int into = invented_add(land, FIRE_LEVEL_COMMUNE, parent, era, kept, name);
        if (kind < 3) { /* one becomes one, or two or three become one */
            for (int k = 0; k <= kind && i < n; k++)
                invented_join(land, era, old[i++], into, kind == 0 ? -1 : 1, "whole");
            continue;
        }
        const char *basis = invented_below(land, 2) == 0 ? "population" : "area";
        const bool is_weighed = invented_below(land, 8) > 0;
        const int beside = above[land->place[old[invented_below(land, n)]].parent];
        const int other = invented_add(land, FIRE_LEVEL_COMMUNE, beside, era, -1, -1);
        invented_join(land, era, old[i], into, is_weighed ? 1 + invented_below(land, 997) : -1,
                      basis);
        invented_join(land, era, old[i++], other,
                      is_weighed ? 1 + invented_below(land, 997) : -1, basis);
        if (i < n && invented_below(land, 2) == 0) /* and one more goes there whole */
            invented_join(land, era, old[i++], other, 1 + invented_below(land, 997), basis);
    }
}

static void invented_create(struct invented *land, unsigned long long seed)
{
    *land = (struct invented){ .seed = seed };
    invented_begin(land);
    for (int era = 1; era < INVENTED_ERAS; era++) {
        int above[INVENTED_PLACES];
        invented_change_above(land, era, above);
        invented_change_communes(land, era, above);
    }
}

/* ---- tables ------------------------------------------------------------------------------- */

static void invented_name(const struct invented *land, int place, char out[32])
{
    static const char *const types[] = { "", "Tỉnh", "Huyện", "Xã" };
    snprintf(out, 32, "%s N%d", types[land->place[place].level], land->place[place].name);
}

static void invented_names(const struct invented *land, int place, char out[3][32])
{
    out[0][0] = out[1][0] = out[2][0] = '\0';
    for (; place >= 0; place = land->place[place].parent)
        invented_name(land, place, out[land->place[place].level - 1]);
}

/* The tables of a territory, settled. */
static struct fire_area_units *invented_units(const struct invented *land)
{
    static const char *const levels[] = { "", "province", "district", "commune" };
    struct fire_area_units *units = NULL;
    struct fire_error err = { 0 };
    if (fire_area_units_create(&units, &err) != FIRE_OK) abort();
    fire_status status = FIRE_OK;
    for (int i = 0; status == FIRE_OK && i < land->n_places; i++) {
        const struct invented_place *place = &land->place[i];
        char text[3][32] = { { 0 } };
        snprintf(text[0], sizeof text[0], "%03d", place->code);
        if (place->parent >= 0)
            snprintf(text[1], sizeof text[1], "%03d", land->place[place->parent].code);
        invented_name(land, i, text[2]);
        const struct fire_text_view cell[] = { fire_text_of(text[0]),
                                               fire_text_of(invented_first[place->first_era]),
                                               fire_text_of(invented_last[place->last_era]),
                                               fire_text_of(levels[place->level]),
                                               fire_text_of(text[1]),
                                               fire_text_of(text[2]),
                                               fire_text_of("") };
        status = fire_area_units_add(units, FIRE_AREA_TABLE_UNITS, cell, FIRE_NOWHERE, &err);
    }
    for (int i = 0; status == FIRE_OK && i < land->n_changes; i++) {
        const struct invented_change *change = &land->change[i];
        char text[3][32] = { { 0 } };
        snprintf(text[0], sizeof text[0], "%03d", land->place[change->from].code);
        snprintf(text[1], sizeof text[1], "%03d", land->place[change->to].code);
        if (change->weight >= 0) snprintf(text[2], sizeof text[2], "%d", change->weight);
        const struct fire_text_view cell[] = { fire_text_of(invented_first[change->era]),
                                               fire_text_of(text[0]), fire_text_of(text[1]),
                                               fire_text_of(text[2]),
                                               fire_text_of(change->basis) };
        status = fire_area_units_add(units, FIRE_AREA_TABLE_CHANGES, cell, FIRE_NOWHERE, &err);
    }
    if (status == FIRE_OK) status = fire_area_units_settle(units, &err);
    CHECK(status == FIRE_OK, "%s", err.message);
    return units;
}

/* ---- what became of them -------------------------------------------------------------------- */

/* Where a commune lies in a later era: part[i] is the share of place i.
 *   returns   how many places have one; 0: its weights are not known */
static int invented_forward(const struct invented *land, int place, int era, double part[])
{
    bool is_known = true;
    int n = 0;
    for (int i = 0; i < land->n_places; i++)
        part[i] = i == place;
    for (int e = land->place[place].last_era + 1; e <= era; e++) {
        for (int from = 0; from < land->n_places; from++) {
            double total = 0;
            int n_into = 0;
            if (part[from] == 0 || land->place[from].last_era != e - 1) continue;
            for (int c = 0; c < land->n_changes; c++) {
                if (land->change[c].from != from) continue;
                total += land->change[c].weight;
                n_into++;
            }
            for (int c = 0; c < land->n_changes; c++) {
                if (land->change[c].from != from) continue;
                is_known = is_known && (n_into == 1 || land->change[c].weight >= 0);
                part[land->change[c].to] += n_into == 1
                                                ? part[from]
                                                : part[from] * land->change[c].weight / total;
            }
            part[from] = 0;
        }
    }
    for (int i = 0; i < land->n_places; i++)
        n += part[i] != 0;
    return is_known || n == 1 ? n : 0;
}

/* The district of a commune, or itself where there are none. */
static int invented_cell(const struct invented *land, int place)
{
    const int district = invented_at_level(land, place, FIRE_LEVEL_DISTRICT);
    return district >= 0 ? district : place;
}

/* root[i]: one number for all cells that changes join, whatever the number of steps. */
static void invented_components(const struct invented *land, int root[])
{
    bool is_changed = true;
    for (int i = 0; i < land->n_places; i++)
        root[i] = i;
    while (is_changed) {
        is_changed = false;
        for (int c = 0; c < land->n_changes; c++) {
            int *a = &root[invented_cell(land, land->change[c].from)];
            int *b = &root[invented_cell(land, land->change[c].to)];
            is_changed = is_changed || *a != *b;
            *a = *b = *a < *b ? *a : *b;
        }
    }
}

#endif
