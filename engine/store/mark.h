/* mark.h - was the file written by anybody since we wrote it last?
 *
 * Blocks and standing bytes are right as long as the rows they stand for are as we left them.
 * SQLite counts in the header of the file every transaction that changed it, whichever program
 * it was of. So the last thing a transaction of ours writes is what that count will be when it
 * is done, with the number of pages, of free pages and of changes to the schema, which the
 * header has too: the mark. Whoever finds the header to say the same knows that nobody came
 * after us, without having looked at one row. Any write of another program, be it only an index
 * or a view, makes the mark not hold; then rows are read one by one and proved by their
 * checksums, until `firestat doctor --rebuild`.
 *
 * In WAL mode the count stands still, so there no mark holds. One who sets the header back by
 * hand can deceive it, as he can forge the checksums. */
#ifndef FIRESTAT_ENGINE_STORE_MARK_H
#define FIRESTAT_ENGINE_STORE_MARK_H
#include "store.h"

/* Whether the mark holds. A transaction is open and has read something, so that the file stays
 * as it is. */
fire_status store_mark_holds(struct fire_store *store, bool *out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* The file's count of changes. At the start of a transaction, before anything is written. */
fire_status store_mark_count(struct fire_store *store, uint32_t *out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Make it hold after the COMMIT of this transaction, which comes next.
 *   count   that of the transaction's start */
fire_status store_mark_write(struct fire_store *store, uint32_t count,
                             struct fire_error *err) FIRE_MUST_CHECK;

#endif
