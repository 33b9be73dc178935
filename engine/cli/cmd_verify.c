/* cmd_verify.c - firestat verify FIGURES...: is the arithmetic of published figures right? */
#include "claims.h"

#include <string.h>

/* One file's claims; its texts live as long as the table. */
static fire_status check_table(struct session *session, const struct fire_profile *profile,
                               const char *path, const struct fire_report_options *report,
                               struct fire_buffer *out)
{
    struct figure_table table;
    struct claims claims = { 0 };
    fire_status status = figures_open(session, profile, path, &table);
    if (status == FIRE_OK) status = claims_make(session, &table, &claims);
    if (table.n_unreadable > 0 && !session->options.quiet)
        tell(session, "%s: %lld cells or rows set aside", path, (long long)table.n_unreadable);
    if (status == FIRE_OK && claims.n == 0)
        status = fire_fail(&session->err, FIRE_ENODATA, (struct fire_location){ .file = path },
                           "there is no figure to check");
    if (status == FIRE_OK)
        status = fire_report_figures(claims.figure, claims.n, report, out, &session->err);
    claims_finish(&claims);
    figures_close(&table);
    return status;
}

int cmd_verify(struct session *session)
{
    struct fire_report_options report = { .language = session->language };
    if (!choose_format(session, false, &report.format)) return EXIT_USAGE;
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile = NULL;
    struct fire_buffer out = { 0 };
    bool asked = true;
    fire_status status = arena == NULL ? fire_fail_memory(&session->err)
                                       : source_profile(session, arena, &profile);
    if (status == FIRE_OK) {
        asked = false;
        status = check_table(session, profile, session->argument[0], &report, &out);
    }
    int code = exit_code_of(status, asked);
    if (status == FIRE_OK)
        code = deliver(session, &out);
    else
        tell_error(session);
    fire_buffer_finish(&out);
    fire_profile_finish(profile);
    fire_arena_free(arena);
    return code;
}
