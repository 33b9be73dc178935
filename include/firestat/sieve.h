/* sieve.h - the rows that a query is about, without an answer.
 *
 *     fire_query_where(query, "cause=Chập điện", err);
 *     fire_sieve_create(query, next, &sieve, err);
 *     status = fire_store_push(..., fire_sieve_sink(sieve), err);
 *     fire_sieve_free(sieve);
 *
 * Only the conditions and the days of the query count. The rows keep their order.
 *
 * Thread use: one thread. */
#ifndef FIRESTAT_SIEVE_H
#define FIRESTAT_SIEVE_H
#include "firestat/query.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_sieve;

/*   query    borrowed; no more conditions may come
 *   next     gets the batches in which any row is meant; `alive` says which
 *   errors   FIRE_ENOMEM */
fire_status fire_sieve_create(const struct fire_query *query, struct fire_sink next,
                              struct fire_sieve **out, struct fire_error *err) FIRE_MUST_CHECK;
void fire_sieve_free(struct fire_sieve *sieve); /* NULL is fine */

/* Codes, areas and days may be new in every batch. errors of push: FIRE_ENOMEM; FIRE_ERANGE: a sum
 * of fields that a condition asks for does not fit; and those of next */
struct fire_sink fire_sieve_sink(struct fire_sieve *sieve);

/* Rows that were left out because they stand for days inside and outside of the query's. */
int64_t fire_sieve_n_straddling(const struct fire_sieve *sieve);

#ifdef __cplusplus
}
#endif
#endif
