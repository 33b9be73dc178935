/* cmd_charts.c - firestat charts SOURCE SPEC.csv -o DIR: one chart a row. */
#include "charts_batch.h"

static void tell_rows(const struct session *session, const struct charts_spec *spec)
{
    for (int32_t i = 0; i < spec->n_rows; i++) {
        const struct spec_row *row = &spec->row[i];
        if (row->status != FIRE_OK)
            tell(session, "%s:%lld: %s is not drawn: %s", spec->path, (long long)row->line,
                 row->output, row->why);
    }
}

static fire_status draw(struct session *session, const char *path, struct fire_arena *arena,
                        struct standing *standing, bool *asked)
{
    struct charts_spec spec = { 0 };
    *asked = true;
    FIRE_TRY(charts_spec_read(session, path, arena, &spec, &session->err));
    FIRE_TRY(charts_spec_check(&spec, session, &session->err));
    *asked = false;
    FIRE_TRY(charts_spec_expand(&spec, session, standing, asked));
    tell_rows(session, &spec);
    *asked = true;
    if (spec.n_charts == 0)
        return fire_fail(&session->err, FIRE_ENODATA, (struct fire_location){ .file = path },
                         "has no chart");
    return charts_batch_draw(&spec, session, standing, asked);
}

int cmd_charts(struct session *session)
{
    const char *path = session->argument[--session->n_arguments]; /* behind the files */
    struct standing standing = { 0 };
    bool asked = true;
    if (session->options.output == NULL) {
        tell(session, "charts needs -o DIR");
        return EXIT_USAGE;
    }
    struct fire_arena *arena = fire_arena_create();
    const fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                             : draw(session, path, arena, &standing, &asked);
    if (status != FIRE_OK) tell_error(session);
    standing_end(&standing);
    fire_arena_free(arena);
    return exit_code_of(status, asked);
}
