/* cmd_undo.c - firestat undo STORE BATCH: one import back out, whole. */
#include "cli.h"

#include "firestat/store.h"

#include <stdlib.h>
#include <string.h>

/* The number that log shows. */
static bool parse_import(const char *text, int64_t *out)
{
    const size_t size = strlen(text);
    if (size == 0 || size > 18 || strspn(text, "0123456789") != size) return false;
    *out = strtoll(text, NULL, 10);
    return true;
}

int cmd_undo(struct session *session)
{
    int64_t import_id = 0;
    struct fire_store *store = NULL;
    if (!parse_import(session->argument[1], &import_id)) {
        tell(session, "'%s' is not the number of an import; see firestat log",
             session->argument[1]);
        return EXIT_USAGE;
    }
    /* What is no store is refused as for reading: writing would make one. */
    const fire_store_mode mode = fire_store_is(session->argument[0]) ? FIRE_STORE_WRITE
                                                                     : FIRE_STORE_READ;
    fire_status status = fire_store_open(session->argument[0], mode, &store, &session->err);
    const bool asked = status == FIRE_OK;
    if (status == FIRE_OK) status = fire_store_undo(store, import_id, &session->err);
    fire_store_close(store);
    if (status != FIRE_OK)
        tell_error(session);
    else if (!session->options.quiet)
        tell(session, "%s: import %lld is taken back", session->argument[0],
             (long long)import_id);
    return exit_code_of(status, asked);
}
