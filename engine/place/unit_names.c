/* unit_names.c - which unit a place as it is written means on a day.
 *
 * The lowest level that is said gives the candidates: all units of that level with that code or
 * name on the day. Each must lie in units that the levels above are called by; so two communes of
 * one name are told apart by their district, and a name that is left with two units is left
 * alone. What is nowhere on the day itself is looked for in the eras before, then in those after.
 * No other era decides what is ambiguous on the day.
 *
 * Since 7/2025 people mix what is old and what is new: the new commune below the city that is
 * gone, the old district below the new province. So when all eras fail, a level above counts also
 * when it names a unit of another day with which the candidate shares land. */
#include "units.h"

#include "area_key.h"

#include "firestat/date.h"

#include <string.h>

struct asked {
    struct fire_text_view text;
    struct fire_text_view key;
    int32_t first_name; /* of unit->name with that key; -1: none */
};

/* A place that is asked for. */
struct asking {
    const struct fire_area_units *units;
    struct fire_arena *scratch;
    struct asked level[FIRE_N_LEVELS]; /* from 1; a key without text: not said */
};

static bool is_said(const struct asking *asking, int32_t level)
{
    return asking->level[level].key.size_bytes > 0;
}

static bool begin(struct asking *asking, const struct fire_text_view name[N_NAMES])
{
    for (int32_t level = 1; level < FIRE_N_LEVELS; level++) {
        struct asked *asked = &asking->level[level];
        if (!fire_text_clean(name[level - 1], asking->scratch, &asked->text) ||
            !fire_area_key(asked->text, asking->scratch, &asked->key))
            return false;
        asked->first_name = asked->key.size_bytes > 0
                                ? units_first_name(asking->units, asked->key)
                                : -1;
    }
    return true;
}

/* How a unit is met by what was said at its level; FIRE_MATCH_UNKNOWN: it is not. */
static fire_area_match_how called(const struct asking *asking, int32_t unit)
{
    const struct fire_area_unit *shown = &asking->units->unit[unit].shown;
    const struct asked *asked = &asking->level[shown->level];
    if (fire_text_equal(asked->text, fire_text_of(shown->code))) return FIRE_MATCH_CODE;
    for (int32_t i = asked->first_name; i >= 0; i = asking->units->name[i].next)
        if (asking->units->name[i].unit == unit) return asking->units->name[i].how;
    return FIRE_MATCH_UNKNOWN;
}

/* Does some unit that is called as was said at a level share land with the candidate? */
static bool is_kin(const struct asking *asking, int32_t candidate, fire_area_level level)
{
    const struct fire_area_units *units = asking->units;
    for (int32_t i = asking->level[level].first_name; i >= 0; i = units->name[i].next) {
        const int32_t unit = units->name[i].unit;
        if (units->unit[unit].shown.level == level && units_share_land(units, candidate, unit))
            return true;
    }
    return false;
}

/* How to look: at which day, down to which level, with what taken for agreement. */
struct look {
    int32_t day;
    fire_area_level level; /* the lowest that is said */
    bool takes_kin;        /* levels above may name units of other days          */
    bool needs_type;       /* the unit may not be met by its name without a type */
};

static bool agrees(const struct asking *asking, const struct look *look, int32_t candidate)
{
    for (int32_t level = 1; level < (int32_t)look->level; level++) {
        if (!is_said(asking, level)) continue;
        const int32_t above = unit_at_level(asking->units, candidate, (fire_area_level)level,
                                            look->day);
        if (above >= 0 && called(asking, above) != FIRE_MATCH_UNKNOWN) continue;
        if (!look->takes_kin || !is_kin(asking, candidate, (fire_area_level)level))
            return false;
    }
    return true;
}

struct found {
    int32_t unit;
    fire_area_match_how how; /* the best there is */
    int32_t n;               /* units met so      */
    int32_t other[FIRE_N_SUGGESTIONS];
};

static void take(const struct asking *asking, const struct look *look, int32_t unit,
                 struct found *found)
{
    const struct fire_area_unit *shown = &asking->units->unit[unit].shown;
    if (shown->level != look->level || !unit_is_on(asking->units, unit, look->day)) return;
    const fire_area_match_how how = called(asking, unit);
    if (how == FIRE_MATCH_UNKNOWN || (look->needs_type && how == FIRE_MATCH_BARE)) return;
    if (found->n > 0 && how > found->how) return;
    if (!agrees(asking, look, unit)) return;
    if (found->n == 0 || how < found->how) *found = (struct found){ .unit = unit, .how = how };
    if (found->n < FIRE_N_SUGGESTIONS) found->other[found->n] = unit;
    found->n++;
}

static struct found look_for(const struct asking *asking, const struct look *look)
{
    const struct fire_area_units *units = asking->units;
    const struct asked *asked = &asking->level[look->level];
    struct found found = { .unit = -1 };
    const int32_t coded = fire_area_units_by_code(units, asked->text, look->level, look->day);
    if (coded >= 0) take(asking, look, coded, &found);
    for (int32_t i = asked->first_name; i >= 0; i = units->name[i].next)
        if (units->name[i].unit != coded) take(asking, look, units->name[i].unit, &found);
    return found;
}

/* Look on the day, then in the eras before it, the nearest first. */
static struct found look_back(const struct asking *asking, struct look *look)
{
    const struct fire_area_units *units = asking->units;
    struct found found = look_for(asking, look);
    for (int32_t e = fire_area_units_era(units, look->day); found.n == 0 && e > 0; e--) {
        look->day = units->era_first[e] - 1;
        found = look_for(asking, look);
    }
    return found;
}

/* Look in the eras after the day, the nearest first. */
static struct found look_ahead(const struct asking *asking, struct look *look)
{
    const struct fire_area_units *units = asking->units;
    struct found found = { .unit = -1 };
    for (int32_t e = fire_area_units_era(units, look->day) + 1;
         found.n == 0 && e < units->n_eras; e++) {
        look->day = units->era_first[e];
        found = look_for(asking, look);
    }
    return found;
}

/* All units of two finds, as one that nothing is chosen from. */
static struct found both(const struct found *a, const struct found *b)
{
    struct found all = *a;
    for (int32_t i = 0; i < b->n && i < FIRE_N_SUGGESTIONS; i++) {
        if (all.n < FIRE_N_SUGGESTIONS) all.other[all.n] = b->other[i];
        all.n++;
    }
    return all;
}

/* What was found by `kin`, and what a later day knows in earnest by any name. The same land is
 * taken as it was on the day. Otherwise the unit that all levels lead to counts; where the one
 * above is not said nothing is chosen, so that the old commune below the name of the province to
 * come is not taken for the new commune that bears its name. *look becomes that of what counts. */
static struct found with_rivals(const struct asking *asking, struct look ahead,
                                const struct found *kin, struct look *look)
{
    const struct found later = look_ahead(asking, &ahead);
    if (later.n == 0 ||
        (later.n == 1 && kin->n == 1 && units_are_one(asking->units, kin->unit, later.unit)))
        return *kin;
    if (!is_said(asking, (int32_t)ahead.level - 1)) return both(kin, &later);
    *look = ahead;
    return later;
}

/* Look on the day, in the eras before it, then in those after it: in earnest, then with kin. What
 * is ambiguous on the day or could be a unit that was there by then is not decided by a later
 * era. *day is where it was found. */
static struct found look_around(const struct asking *asking, fire_area_level level,
                                int32_t *day)
{
    const struct look first = { *day, level, false, false };
    struct look look = first;
    struct found found = look_back(asking, &look);
    if (found.n == 0) {
        look = first;
        look.takes_kin = true;
        found = look_back(asking, &look);
        if (found.n > 0) found = with_rivals(asking, first, &found, &look);
    }
    for (int takes_kin = 0; found.n == 0 && takes_kin < 2; takes_kin++) {
        look = first;
        look.takes_kin = takes_kin != 0;
        look.needs_type = true;
        found = look_ahead(asking, &look);
    }
    if (found.n > 0) *day = look.day;
    return found;
}

/* What an analyst decided of the place down to a level: as it is written, or with fewer of the
 * levels above. -1: nothing.   returns  false: no memory */
static bool decided(const struct asking *asking, int32_t lowest, int32_t day, int32_t *out_unit,
                    int32_t *out_day)
{
    const struct fire_area_units *units = asking->units;
    *out_unit = -1;
    if (fire_dictionary_n(units->places) == 0) return true;
    for (int32_t first = 1; first <= lowest; first++) {
        struct fire_text_view key[N_NAMES] = { { "", 0 }, { "", 0 }, { "", 0 } };
        struct fire_text_view place;
        uint32_t at = 0;
        for (int32_t level = first; level <= lowest; level++)
            key[level - 1] = asking->level[level].key;
        if (!units_join_keys(key, asking->scratch, &place)) return false;
        if (!fire_dictionary_find(units->places, place, &at)) continue;
        const struct unit_decision *decision = &units->decision[at];
        *out_day = decision->has_day ? decision->day : day;
        *out_unit = units_nearest(units, decision->code, *out_day);
        const struct fire_area_unit *shown = &units->unit[*out_unit].shown;
        if (*out_day < shown->from_day) *out_day = shown->from_day;
        if (*out_day > shown->to_day) *out_day = shown->to_day;
        return true;
    }
    return true;
}

/* Do the tables know the communes of all provinces of a day? Only then can the name of one, said
 * alone, be told from those of all others.   returns  false as well when there is no memory */
static bool knows_all_communes(const struct asking *asking, int32_t day)
{
    const struct fire_area_units *units = asking->units;
    uint8_t *has_commune = FIRE_TAKE(asking->scratch, units->n_units, uint8_t);
    if (has_commune == NULL) return false;
    for (int32_t unit = 0; unit < units->n_units; unit++) {
        if (units->unit[unit].shown.level != FIRE_LEVEL_COMMUNE ||
            !unit_is_on(units, unit, day))
            continue;
        const int32_t province = unit_at_level(units, unit, FIRE_LEVEL_PROVINCE, day);
        if (province >= 0) has_commune[province] = 1;
    }
    for (int32_t unit = 0; unit < units->n_units; unit++)
        if (units->unit[unit].shown.level == FIRE_LEVEL_PROVINCE &&
            unit_is_on(units, unit, day) && !has_commune[unit])
            return false;
    return true;
}

/* Is a commune said by its name alone, that may be one the tables do not know? */
static bool may_be_elsewhere(const struct asking *asking, int32_t lowest,
                             fire_area_match_how how, int32_t day)
{
    return lowest == FIRE_LEVEL_COMMUNE && how != FIRE_MATCH_CODE &&
           !is_said(asking, FIRE_LEVEL_PROVINCE) && !is_said(asking, FIRE_LEVEL_DISTRICT) &&
           !knows_all_communes(asking, day);
}

static bool resolve_down_to(const struct asking *asking, int32_t lowest, int32_t day,
                            struct fire_area_match *out)
{
    int32_t unit = -1;
    int32_t unit_day = day;
    if (!decided(asking, lowest, day, &unit, &unit_day)) return false;
    if (unit >= 0) {
        *out = (struct fire_area_match){ FIRE_MATCH_DECIDED, unit, unit_day, unit_day != day };
        return true;
    }
    unit_day = day;
    const struct found found = look_around(asking, (fire_area_level)lowest, &unit_day);
    *out = (struct fire_area_match){ found.how, found.unit, unit_day, unit_day != day };
    if (found.n == 1 && !may_be_elsewhere(asking, lowest, found.how, unit_day)) return true;
    out->how = found.n == 0 ? FIRE_MATCH_UNKNOWN : FIRE_MATCH_AMBIGUOUS;
    out->unit = -1;
    return true;
}

/* What is unknown at its own level lies where the levels above it say. */
static bool resolve(const struct asking *asking, int32_t day, struct fire_area_match *out)
{
    int32_t lowest = FIRE_LEVEL_COMMUNE;
    while (lowest > 0 && !is_said(asking, lowest))
        lowest--;
    *out = (struct fire_area_match){ FIRE_MATCH_NOTHING, -1, day, false };
    if (lowest == 0) return true;
    if (!resolve_down_to(asking, lowest, day, out)) return false;
    for (int32_t level = lowest - 1; out->unit < 0 && level > 0; level--) {
        struct fire_area_match above;
        if (!is_said(asking, level)) continue;
        if (!resolve_down_to(asking, level, day, &above)) return false;
        if (!fire_area_match_is_whole(&above)) continue;
        out->unit = above.unit;
        out->unit_day = above.unit_day;
        out->is_other_day = above.is_other_day;
    }
    return true;
}

bool units_resolve(const struct fire_area_units *units,
                   const struct fire_text_view name[N_NAMES], int32_t day,
                   struct fire_arena *scratch, struct fire_area_match *out)
{
    struct asking asking = { .units = units, .scratch = scratch };
    return begin(&asking, name) && resolve(&asking, day, out);
}

fire_status fire_area_units_resolve(const struct fire_area_units *units,
                                    const struct fire_text_view name[N_NAMES], int32_t day,
                                    struct fire_area_match *out, struct fire_error *err)
{
    struct fire_arena *scratch = fire_arena_create();
    const bool is_done = scratch != NULL && units_resolve(units, name, day, scratch, out);
    fire_arena_free(scratch);
    return is_done ? FIRE_OK : fire_fail_memory(err);
}

void units_names_of(const struct fire_areas *areas, int32_t node,
                    struct fire_text_view name[N_NAMES])
{
    for (int i = 0; i < N_NAMES; i++) {
        const fire_area_level level = (fire_area_level)(i + 1);
        const bool is_above = level <= fire_area_level_of(areas, node);
        name[i] = is_above ? fire_area_name(areas, fire_areas_at_level(areas, level)[node])
                           : fire_text_of("");
    }
}

/* ---- suggestions --------------------------------------------------------------------------- */

#define MOST_LETTERS 64

/* Letters to change, put in or leave out to come from one text to the other; more than `most`
 * is most + 1. Both are ASCII, as plain keys of Vietnamese are. */
static int32_t distance(struct fire_text_view a, struct fire_text_view b, int32_t most)
{
    int32_t row[MOST_LETTERS + 1];
    if (a.size_bytes > MOST_LETTERS || b.size_bytes > MOST_LETTERS) return most + 1;
    for (size_t j = 0; j <= b.size_bytes; j++)
        row[j] = (int32_t)j;
    for (size_t i = 1; i <= a.size_bytes; i++) {
        int32_t corner = row[0];
        int32_t least = row[0] = (int32_t)i;
        for (size_t j = 1; j <= b.size_bytes; j++) {
            const int32_t above = row[j];
            int32_t here = corner + (a.bytes[i - 1] != b.bytes[j - 1]);
            if (here > above + 1) here = above + 1;
            if (here > row[j - 1] + 1) here = row[j - 1] + 1;
            row[j] = here;
            corner = above;
            if (here < least) least = here;
        }
        if (least > most) return most + 1;
    }
    return row[b.size_bytes] > most ? most + 1 : row[b.size_bytes];
}

/* The bare name without marks, blanks and zeros in front. false: no memory */
static bool plain_name(struct fire_text_view name, struct fire_arena *arena,
                       struct fire_text_view *out)
{
    struct fire_text_view key;
    if (!fire_area_key(name, arena, &key)) return false;
    const size_t type = area_key_type_bytes(key);
    key = (struct fire_text_view){ key.bytes + type, key.size_bytes - type };
    if (!fire_text_plain_key(key, arena, &key)) return false;
    char *text = FIRE_TAKE(arena, key.size_bytes + 1, char);
    size_t size = 0;
    for (size_t i = 0; text != NULL && i < key.size_bytes; i++)
        if (key.bytes[i] != ' ' && !(key.bytes[i] == '0' && size == 0))
            text[size++] = key.bytes[i];
    *out = (struct fire_text_view){ text, size };
    return text != NULL;
}

struct ranking {
    int32_t n;
    int32_t unit[FIRE_N_SUGGESTIONS];
    int32_t rank[FIRE_N_SUGGESTIONS];
};

/* Put a unit among the best; of the same code the better or earlier one stays. */
static void rank_in(const struct fire_area_units *units, int32_t unit, int32_t rank,
                    struct ranking *ranking)
{
    for (int32_t i = 0; i < ranking->n; i++) {
        if (strcmp(units->unit[ranking->unit[i]].shown.name, units->unit[unit].shown.name) !=
                0 ||
            strcmp(units->unit[ranking->unit[i]].shown.code, units->unit[unit].shown.code) != 0)
            continue;
        if (ranking->rank[i] <= rank) return;
        ranking->n--;
        memmove(&ranking->unit[i], &ranking->unit[i + 1],
                (size_t)(ranking->n - i) * sizeof ranking->unit[0]);
        memmove(&ranking->rank[i], &ranking->rank[i + 1],
                (size_t)(ranking->n - i) * sizeof ranking->rank[0]);
        break;
    }
    int32_t at = ranking->n;
    while (at > 0 && ranking->rank[at - 1] > rank)
        at--;
    if (at == FIRE_N_SUGGESTIONS) return;
    for (int32_t i = FIRE_N_SUGGESTIONS - 1; i > at; i--) {
        ranking->unit[i] = ranking->unit[i - 1];
        ranking->rank[i] = ranking->rank[i - 1];
    }
    ranking->unit[at] = unit;
    ranking->rank[at] = rank;
    if (ranking->n < FIRE_N_SUGGESTIONS) ranking->n++;
}

/* Units of the lowest level said that are called nearly so: as far as a letter in four may
 * differ; those in the area that is known first, and those of the day before others. */
static bool rank_near(const struct asking *asking, int32_t lowest, int32_t day,
                      const struct fire_area_match *match, struct ranking *ranking)
{
    const struct fire_area_units *units = asking->units;
    struct fire_arena *scratch = fire_arena_create();
    struct fire_text_view said;
    bool is_done = scratch != NULL &&
                   plain_name(asking->level[lowest].text, asking->scratch, &said);
    for (int32_t unit = 0; is_done && unit < units->n_units; unit++) {
        const struct fire_area_unit *shown = &units->unit[unit].shown;
        struct fire_text_view plain;
        if (shown->level != (fire_area_level)lowest) continue;
        fire_arena_reset(scratch);
        is_done = plain_name(fire_text_of(shown->name), scratch, &plain);
        if (!is_done) break;
        const int32_t most = (int32_t)(said.size_bytes / 4);
        int32_t rank = distance(said, plain, most);
        if (rank > most) {
            struct fire_text_view code;
            is_done = plain_name(fire_text_of(shown->code), scratch, &code);
            if (!is_done || said.size_bytes == 0 || !fire_text_equal(code, said)) continue;
            rank = 0;
        }
        const bool is_there = match->unit >= 0 &&
                              unit_at_level(units, unit, units->unit[match->unit].shown.level,
                                            shown->from_day > match->unit_day ? shown->from_day
                                            : shown->to_day < match->unit_day
                                                ? shown->to_day
                                                : match->unit_day) == match->unit;
        rank_in(units, unit, 4 * rank + 2 * !is_there + !unit_is_on(units, unit, day), ranking);
    }
    fire_arena_free(scratch);
    return is_done;
}

int32_t fire_area_units_suggest(const struct fire_area_units *units,
                                const struct fire_text_view name[N_NAMES], int32_t day,
                                const struct fire_area_match *match,
                                int32_t out[FIRE_N_SUGGESTIONS])
{
    struct asking asking = { .units = units, .scratch = fire_arena_create() };
    struct ranking ranking = { 0 };
    int32_t lowest = FIRE_LEVEL_COMMUNE;
    bool is_done = asking.scratch != NULL && begin(&asking, name);
    while (is_done && lowest > 0 && !is_said(&asking, lowest))
        lowest--;
    if (is_done && lowest > 0 && match->how == FIRE_MATCH_AMBIGUOUS) {
        int32_t at = day;
        const struct found found = look_around(&asking, (fire_area_level)lowest, &at);
        for (int32_t i = 0; i < found.n && i < FIRE_N_SUGGESTIONS; i++)
            rank_in(units, found.other[i], 0, &ranking);
    } else if (is_done && lowest > 0 && match->how == FIRE_MATCH_UNKNOWN) {
        is_done = rank_near(&asking, lowest, day, match, &ranking);
    }
    fire_arena_free(asking.scratch);
    memcpy(out, ranking.unit, sizeof ranking.unit);
    return is_done ? ranking.n : -1;
}

/* ---- order --------------------------------------------------------------------------------- */

/* May some unit be called so, whatever its day and what it lies in? true as well when there is no
 * memory to know. */
static bool may_be_unit(const struct fire_area_units *units, struct fire_text_view name,
                        struct fire_arena *scratch)
{
    struct fire_text_view key;
    uint32_t at;
    fire_arena_reset(scratch);
    if (fire_dictionary_n(units->places) > 0 || !fire_area_key(name, scratch, &key))
        return true;
    return fire_dictionary_find(units->names, key, &at) ||
           fire_dictionary_find(units->codes, name, &at);
}

fire_status fire_area_units_order(const struct fire_area_units *units, struct fire_areas *areas,
                                  fire_area_level level, int32_t day, struct fire_error *err)
{
    const int32_t n = fire_areas_n(areas);
    fire_status status = FIRE_OK;
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    for (int32_t node = 1; status == FIRE_OK && node < n; node++) {
        struct fire_text_view name[N_NAMES];
        struct fire_area_match match;
        const struct fire_text_view own = fire_area_name(areas, node);
        if (fire_area_level_of(areas, node) > level || own.size_bytes == 0) continue;
        if (!may_be_unit(units, own, scratch)) continue;
        units_names_of(areas, node, name);
        status = fire_area_units_resolve(units, name, day, &match, err);
        if (status == FIRE_OK && fire_area_match_is_whole(&match))
            fire_area_set_order(areas, node, match.unit);
    }
    fire_arena_free(scratch);
    return status;
}
