/* unit_flow.c - where a unit lies on another day, by one change after the other.
 *
 * Weights of a change are measured (people, land), so the same figure serves both ways: forwards
 * it is a part of the old unit, backwards a part of the new one. Each step shares a whole number
 * out by the largest remainder, so however many steps there are, the parts sum to the whole. */
#include "units.h"

#include <string.h>

struct step {
    int32_t unit;
    int64_t weight; /* as measured, -1: not known */
};

/* One step of one unit: what it became, or came from. */
struct steps {
    struct step *step;
    int32_t n;
    size_t capacity;
    const char *basis; /* of all of them; NULL: they have none in common */
};

struct walk {
    const struct fire_area_units *units;
    struct fire_arena *arena;
    bool is_forward;
};

static bool put_step(struct walk *walk, struct steps *steps, int32_t unit, int64_t weight)
{
    for (int32_t i = 0; i < steps->n; i++)
        if (steps->step[i].unit == unit) return true;
    if ((size_t)steps->n == steps->capacity) {
        const size_t capacity = 2 * steps->capacity + 8;
        struct step *step = FIRE_TAKE(walk->arena, capacity, struct step);
        if (step == NULL) return false;
        if (steps->n > 0) memcpy(step, steps->step, (size_t)steps->n * sizeof *step);
        steps->step = step;
        steps->capacity = capacity;
    }
    steps->step[steps->n++] = (struct step){ unit, weight };
    return true;
}

/* "whole" says only that all of a unit is meant, which measures nothing beside another one. */
static const char *measure(const char *basis)
{
    return strcmp(basis, "population") == 0 || strcmp(basis, "area") == 0 ? basis : "equal";
}

/* What changes say of a unit at its last day, or at its first one. */
static bool own_steps(struct walk *walk, int32_t unit, struct steps *steps)
{
    const struct fire_area_units *units = walk->units;
    const int32_t *first = walk->is_forward ? units->first_change : units->first_into;
    const struct fire_area_unit *shown = &units->unit[unit].shown;
    for (int32_t i = first[unit]; i < first[unit + 1]; i++) {
        const int32_t at = walk->is_forward ? i : units->change_into[i];
        const struct unit_change *change = &units->change[at];
        if (!walk->is_forward && change->day != shown->from_day) continue;
        const char *basis = measure(change->basis);
        const bool is_same = steps->n == 0 ||
                             (steps->basis != NULL && strcmp(steps->basis, basis) == 0);
        steps->basis = is_same ? basis : NULL;
        if (!put_step(walk, steps, walk->is_forward ? change->new_unit : change->old_unit,
                      change->weight))
            return false;
    }
    return true;
}

/* What became of the units that lie in a unit, with what lies in them. */
static bool steps_of_children(struct walk *walk, int32_t unit, struct steps *steps)
{
    const struct fire_area_units *units = walk->units;
    const struct fire_area_unit *shown = &units->unit[unit].shown;
    const int32_t last = walk->is_forward ? shown->to_day : shown->from_day;
    const int32_t next = walk->is_forward ? last + 1 : last - 1;
    for (int32_t child = unit + 1; child < units->n_units; child++) {
        if (!unit_is_on(units, child, last) ||
            !fire_text_equal(units->unit[child].parent, fire_text_of(shown->code)) ||
            fire_area_unit_parent(units, child, last) != unit)
            continue;
        const int32_t before = steps->n;
        if (unit_is_on(units, child, next)) {
            if (!put_step(walk, steps, child, -1)) return false;
            continue;
        }
        if (!own_steps(walk, child, steps)) return false;
        if (steps->n == before && !steps_of_children(walk, child, steps)) return false;
    }
    steps->basis = NULL;
    return true;
}

/* Share a weight out among the steps; what is left over goes to the largest remainders. */
static void share_out(int64_t whole, const struct steps *steps, int64_t share[])
{
    int64_t total = 0;
    int64_t left = whole;
    for (int32_t i = 0; i < steps->n; i++)
        total += steps->step[i].weight;
    for (int32_t i = 0; i < steps->n; i++) {
        share[i] = whole * steps->step[i].weight / total;
        left -= share[i];
    }
    for (; left > 0; left--) {
        int32_t largest = 0;
        int64_t most = -1;
        for (int32_t i = 0; i < steps->n; i++) {
            /* falls below 0 once the step has had its one */
            const int64_t remainder = whole * steps->step[i].weight - share[i] * total;
            if (remainder <= most) continue;
            most = remainder;
            largest = i;
        }
        share[largest]++;
    }
}

static bool put_part(struct unit_flow *flow, size_t *capacity, struct fire_arena *arena,
                     struct unit_part part)
{
    for (int32_t i = 0; i < flow->n; i++) {
        if (flow->part[i].unit != part.unit) continue;
        flow->part[i].weight += part.weight;
        return true;
    }
    if ((size_t)flow->n == *capacity) {
        const size_t wanted = 2 * *capacity + 8;
        struct unit_part *grown = FIRE_TAKE(arena, wanted, struct unit_part);
        if (grown == NULL) return false;
        if (flow->n > 0) memcpy(grown, flow->part, (size_t)flow->n * sizeof *grown);
        flow->part = grown;
        *capacity = wanted;
    }
    flow->part[flow->n++] = part;
    return true;
}

static bool are_measured(const struct steps *steps)
{
    int64_t total = 0;
    for (int32_t i = 0; i < steps->n; i++) {
        if (steps->step[i].weight < 0) return false;
        total += steps->step[i].weight;
    }
    return steps->basis != NULL && total > 0;
}

/* Replace a part by what it became. false: no memory; flow->n is 0 where nothing is known. */
static bool go_on(struct walk *walk, struct unit_flow *flow, size_t *capacity, int32_t at)
{
    const struct unit_part part = flow->part[at];
    struct steps steps = { 0 };
    if (!own_steps(walk, part.unit, &steps)) return false;
    if (steps.n == 0 && !steps_of_children(walk, part.unit, &steps)) return false;
    if (steps.n == 0) {
        flow->n = 0;
        return true;
    }
    int64_t *share = FIRE_TAKE(walk->arena, steps.n, int64_t);
    if (share == NULL) return false;
    if (steps.n == 1) {
        share[0] = part.weight;
    } else if (are_measured(&steps)) {
        share_out(part.weight, &steps, share);
        if (flow->basis == NULL || strcmp(steps.basis, "equal") == 0) flow->basis = steps.basis;
    } else {
        flow->has_weights = false;
    }
    flow->n--;
    memmove(&flow->part[at], &flow->part[at + 1],
            (size_t)(flow->n - at) * sizeof flow->part[0]);
    for (int32_t i = 0; i < steps.n; i++)
        if (!put_part(flow, capacity, walk->arena,
                      (struct unit_part){ steps.step[i].unit, share[i] }))
            return false;
    return true;
}

bool unit_flow_to(const struct fire_area_units *units, int32_t unit, int32_t day,
                  struct fire_arena *arena, struct unit_flow *out)
{
    struct unit_flow flow = { .has_weights = true };
    struct walk walk = { units, arena, day > units->unit[unit].shown.to_day };
    size_t capacity = 0;
    if (!put_part(&flow, &capacity, arena, (struct unit_part){ unit, FIRE_AREA_WHOLE }))
        return false;
    for (int32_t at = 0; at < flow.n;) {
        if (unit_is_on(units, flow.part[at].unit, day)) {
            at++;
        } else {
            if (!go_on(&walk, &flow, &capacity, at)) return false;
            at = 0;
        }
    }
    *out = flow;
    return true;
}
