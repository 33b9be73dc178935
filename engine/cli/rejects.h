/* rejects.h - the rejected rows of a file, ready to be corrected and read again.
 *
 * A file of its own, in UTF-8 with a byte order mark: the lines above the data as they stand, then
 * the rejected rows unchanged, each with its line and the reason behind it. Beside it goes a
 * profile, FILE.profile: a few rows no longer show what was decided from all of them, whether
 * 1.234 is one or a thousand. */
#ifndef FIRESTAT_ENGINE_CLI_REJECTS_H
#define FIRESTAT_ENGINE_CLI_REJECTS_H
#include "source.h"

#include "firestat/identity.h"

/* One on its way into run->rejects. */
struct rejects_file {
    const struct session *session;
    struct file_run *run;
    const struct fire_binding *binding;
};

/* The receiver for fire_clean_options.rejects. */
struct fire_rejects rejects_of(struct rejects_file *file);

/* Write run->rejects to --rejects, if there is one, with the rows that contradict an earlier one
 * behind it; nothing when no row was rejected. Reads the file again for these.
 *   tally   NULL: nobody looked for them */
fire_status rejects_write(struct session *session, struct file_run *run,
                          const struct fire_binding *binding, const struct fire_schema *schema,
                          const struct fire_tally *tally);

/* Of a file that was read: refuse one of rejected rows in which a number could be one or a thousand, and no profile says
 * which. errors: FIRE_ESCHEMA */
fire_status rejects_check_readable(struct session *session, const struct file_run *run,
                                   const struct fire_binding *binding);

#endif
