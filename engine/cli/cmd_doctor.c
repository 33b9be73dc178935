/* cmd_doctor.c - firestat doctor STORE: is everything in it as it was written? */
#include "cubes.h"

#include "firestat/store.h"

static const char *state_text(fire_columns_state state)
{
    switch (state) {
    case FIRE_COLUMNS_UNUSED:
        return "%s: another program has written to the file, or an older firestat made it: every "
               "question reads all rows until firestat doctor --rebuild";
    case FIRE_COLUMNS_WRONG:
        return "%s: the columns kept beside them say something else: firestat doctor --rebuild "
               "makes them anew";
    case FIRE_COLUMNS_RIGHT:
        break;
    }
    return "%s: the columns kept beside them say the same";
}

static int report(struct session *session, const char *path,
                  const struct fire_store_health *health)
{
    struct fire_buffer text = { 0 };
    fire_buffer_printf(&text,
                       session->say("%s: %lld rows of %lld imports are as they were written"),
                       path, (long long)health->n_rows, (long long)health->n_imports);
    fire_buffer_add_text(&text, "\n");
    fire_buffer_printf(&text, session->say(state_text(health->columns)), path);
    fire_buffer_add_text(&text, "\n");
    const int code = deliver(session, &text);
    fire_buffer_finish(&text);
    return code != EXIT_DONE || health->columns != FIRE_COLUMNS_WRONG ? code : EXIT_SYSTEM;
}

int cmd_doctor(struct session *session)
{
    const char *path = session->argument[0];
    struct fire_store *store = NULL;
    struct fire_store_health health;
    /* What is no store is refused as for reading: writing would make one. */
    const fire_store_mode mode = session->options.rebuild && fire_store_is(path)
                                     ? FIRE_STORE_WRITE
                                     : FIRE_STORE_READ;
    fire_status status = fire_store_open(path, mode, &store, &session->err);
    if (status == FIRE_OK && mode == FIRE_STORE_WRITE)
        status = fire_store_rebuild(store, &session->err);
    if (status == FIRE_OK && mode == FIRE_STORE_WRITE) status = cubes_make(session, store);
    if (status == FIRE_OK) status = fire_store_check(store, &health, &session->err);
    fire_store_close(store);
    if (status == FIRE_OK) return report(session, path, &health);
    tell_error(session);
    return exit_code_of(status, false);
}
