/* check_page.h - what `firestat check` says of one file. */
#ifndef FIRESTAT_ENGINE_CLI_CHECK_PAGE_H
#define FIRESTAT_ENGINE_CLI_CHECK_PAGE_H
#include "source.h"

#include "firestat/identity.h"

/* Up to three different cells of each column, as they stand in the file. */
#define N_SAMPLES 3

struct samples {
    int32_t n_columns;
    const char *(*cell)[N_SAMPLES]; /* [n_columns]; NULL where there are fewer */
};

/* Look through the first records below the header, with a reader of its own. Standard input
 * cannot be read twice: it has no samples. */
fire_status samples_take(struct session *session, const struct fire_profile *profile,
                         const char *path, const struct fire_binding *binding,
                         struct fire_arena *arena, struct samples *out);

/* The page that an analyst reads. */
void check_page(const struct session *session, const struct file_run *run,
                const struct fire_tally *tally, const struct fire_binding *binding,
                const struct fire_schema *schema, const struct samples *samples,
                struct fire_buffer *out);

/* All that is on the page and not right, a CSV row each; the header row where `first`. */
void check_csv(const struct session *session, const struct file_run *run,
               const struct fire_tally *tally, bool first, struct fire_buffer *out);

#endif
