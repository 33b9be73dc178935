/* cmd_undo.c - firestat undo STORE BATCH: one import back out, or one merge, whole. */
#include "cli.h"

#include "firestat/store.h"

#include <stdlib.h>
#include <string.h>

/* The number that log shows: of an import, or behind "merge:" of a merge. */
static bool parse_number(const char *text, bool *out_is_merge, int64_t *out)
{
    static const char of_merge[] = "merge:";
    *out_is_merge = strncmp(text, of_merge, sizeof of_merge - 1) == 0;
    if (*out_is_merge) text += sizeof of_merge - 1;
    const size_t size = strlen(text);
    if (size == 0 || size > 18 || strspn(text, "0123456789") != size) return false;
    *out = strtoll(text, NULL, 10);
    return true;
}

int cmd_undo(struct session *session)
{
    int64_t number = 0;
    bool is_merge = false;
    struct fire_store *store = NULL;
    if (!parse_number(session->argument[1], &is_merge, &number)) {
        tell(session,
             "'%s' is not the number of an import, nor merge: and one of a merge; see firestat "
             "log",
             session->argument[1]);
        return EXIT_USAGE;
    }
    /* What is no store is refused as for reading: writing would make one. */
    const fire_store_mode mode = fire_store_is(session->argument[0]) ? FIRE_STORE_WRITE
                                                                     : FIRE_STORE_READ;
    fire_status status = fire_store_open(session->argument[0], mode, &store, &session->err);
    const bool asked = status == FIRE_OK;
    if (status == FIRE_OK)
        status = (is_merge ? fire_store_undo_merge : fire_store_undo)(store, number,
                                                                      &session->err);
    fire_store_close(store);
    if (status != FIRE_OK)
        tell_error(session);
    else if (!session->options.quiet)
        tell(session,
             is_merge ? "%s: merge %lld is taken back" : "%s: import %lld is taken back",
             session->argument[0], (long long)number);
    return exit_code_of(status, asked);
}
