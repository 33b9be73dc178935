/* test_store_rows.h - rows at random, in and out of a store, as text.
 *
 * Rows are compared as text: every batch that is pushed in, and every one that comes back, is
 * written out with names and words in place of numbers, so that two runs that count their
 * words in another order must still say the same. */
#ifndef FIRESTAT_TESTS_TEST_STORE_ROWS_H
#define FIRESTAT_TESTS_TEST_STORE_ROWS_H
#include "check.h"

#include "firestat/arena.h"
#include "firestat/output.h"
#include "firestat/store.h"

/* A run: its schema, its areas, room for one batch, and what it said so far. */
struct run {
    struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_arena *arena; /* of the batch */
    unsigned long long seed;
    const struct fire_record_form *form; /* NULL: every row is kept */
    bool extreme;                        /* numbers of all sizes, which no sum survives */
    int64_t next_line;
    int32_t source;
    int64_t n_rows;
    struct fire_buffer said;
};

struct run run_create(unsigned long long seed);
void run_finish(struct run *run);

/* Fields beyond the built-in ones; added to a run in an order of its own. */
#define N_FURTHER 10
extern const struct fire_field further[N_FURTHER];
void add_further(struct run *run, size_t from);

/* Lives until the next one. */
struct fire_batch random_batch(struct run *run, int64_t n_rows);

void say_batch(struct fire_buffer *out, const struct fire_batch *batch,
               const struct fire_areas *areas);

/* ---- stores ---- */

const char *new_path(void); /* in a static buffer */
const char *copy_path(char out[300]);

/* What the cleaning room would have counted, some rejected rows among it. */
struct fire_import_counts counts_of(const struct run *run);

/* Push batches of these sizes into the open import. The run remembers what it said. */
fire_status push_batches(struct run *run, struct fire_sink sink, const int64_t sizes[],
                         size_t n, struct fire_error *err);

/* One whole import. The SHA-256 is made of the seed. */
fire_status import(const char *path, struct run *run, const int64_t sizes[], size_t n,
                   struct fire_error *err);

/* Three rows by hand: an incident at 24:00, a published half-year, a row without any date. */
fire_status push_three_rows(struct run *run, struct fire_sink sink, struct fire_error *err);
void import_three_rows(const char *path, struct run *run);

struct listener {
    struct fire_buffer said;
    const struct fire_areas *areas;
    int64_t n_rows;
};

/* A sink for a listener. */
fire_status listener_push(void *self, const struct fire_batch *batch, struct fire_error *err);

/* All rows of a store as text, to be finished by the caller; with all that is not a text itself,
 * which comes another road, or with all. */
fire_status read_all(const char *path, struct fire_buffer *out, struct fire_error *err);
fire_status read_needed(const char *path, struct fire_buffer *out, fire_store_road *out_road,
                        struct fire_error *err);

/* What read_needed says of rows of which read_all says this. */
struct fire_buffer without_texts(const struct fire_buffer *said);

bool same_text(const struct fire_buffer *a, const struct fire_buffer *b);
void check_same(const char *path, const struct fire_buffer *expected, const char *when);

/* The one value of a query on the file, as any other program would ask; in a static buffer. */
const char *ask(const char *path, const char *sql);

/* Run statements on the file as another program. */
void alter(const char *path, const char *sql);

/* SQLite's allocator, with a hole in it that can be opened: before any other call. */
bool install_failing_memory(void);
extern long allocations_left; /* before one fails; negative: none will */

#endif
