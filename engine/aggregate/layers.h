/* layers.h - rates and real amounts, made of sums that anybody could have asked for.
 *
 * Kernels know neither people nor prices. A question with rate(F) or real(F) is answered by up to
 * three plain ones: the same with sum(F) in their place; the same by year too, so that amounts are
 * deflated year by year; and the areas that there are rows of, which live on where nothing
 * burned. Their summaries become one. */
#ifndef FIRESTAT_AGGREGATE_LAYERS_H
#define FIRESTAT_AGGREGATE_LAYERS_H
#include "ask.h"

/* Some questions as plain ones. */
struct layers {
    int32_t n;
    struct fire_query *const *asked; /* [n] */
    struct fire_query **plain;       /* [n_plain] those of each behind those before it */
    int32_t n_plain;
    struct layered *of; /* [n] */
};

/*   query    [n] borrowed
 *   arena    owns the rest
 *   errors   FIRE_ENOMEM */
fire_status layers_make(struct fire_query *const query[], int32_t n, struct fire_arena *arena,
                        struct layers *out, struct fire_error *err) FIRE_MUST_CHECK;

/* The answers of what was asked.
 *   plain    [n_plain] answers of the plain ones
 *   out      [n] set on FIRE_OK only
 *   errors   FIRE_ERANGE: a number does not fit; FIRE_ENOMEM */
fire_status layers_answer(const struct layers *layers, const struct fire_summary *const plain[],
                          struct fire_arena *arena, const struct fire_summary *out[],
                          struct fire_error *err) FIRE_MUST_CHECK;

/* Whether a plain question would do. */
bool layers_are_none(const struct fire_query *query);

#endif
