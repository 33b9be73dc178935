/* cmd_areas.c - firestat areas SOURCE import|list|match: official units, and what recorded
 * areas mean. */
#include "units.h"

#include "firestat/store.h"

#include <string.h>

/* What an office brings goes beside its incidents when it fits what is known already. */
static fire_status import(struct session *session, bool *asked)
{
    struct fire_error *err = &session->err;
    struct fire_area_units *own = NULL;
    struct fire_area_units *all = NULL;
    struct fire_store *store = NULL;
    int32_t n[FIRE_N_AREA_TABLES];
    *asked = true;
    fire_status status = fire_store_open(session->argument[0], FIRE_STORE_WRITE, &store, err);
    if (status == FIRE_OK) status = fire_area_units_create(&own, err);
    if (status == FIRE_OK) status = fire_area_units_create(&all, err);
    if (status == FIRE_OK) status = fire_store_add_areas(store, own, err);
    if (status == FIRE_OK) status = fire_area_units_load(own, session->argument[2], err);
    if (status == FIRE_OK) status = fire_area_units_ship(all, err);
    if (status == FIRE_OK) status = fire_store_add_areas(store, all, err);
    if (status == FIRE_OK) status = fire_area_units_load(all, session->argument[2], err);
    if (status == FIRE_OK) status = fire_area_units_settle(all, err);
    if (status == FIRE_OK) status = fire_store_put_areas(store, own, err);
    for (int table = 0; status == FIRE_OK && table < FIRE_N_AREA_TABLES; table++)
        n[table] = fire_area_units_n_lines(own, (fire_area_table)table);
    if (status == FIRE_OK && !session->options.quiet)
        tell(session, "%s: %d units, %d changes and %d aliases of its own",
             session->argument[0], n[0], n[1], n[2]);
    fire_area_units_free(all);
    fire_area_units_free(own);
    fire_store_close(store);
    return status;
}

static fire_status list(struct session *session, bool as_csv, struct fire_buffer *out)
{
    struct fire_area_units *units = NULL;
    fire_status status = units_of_source(session, session->argument[0], &units);
    if (status == FIRE_OK) units_list(session, units, as_csv, out);
    fire_area_units_free(units);
    return status;
}

static fire_status match(struct session *session, bool as_csv, struct fire_buffer *out,
                         bool *asked)
{
    struct fire_area_units *units = NULL;
    struct source source = { 0 };
    char *data = session->argument[session->n_arguments == 3 ? 2 : 0];
    fire_status status = units_of_source(session, session->argument[0], &units);
    session->argument = &data; /* what source_load reads */
    session->n_arguments = 1;
    if (status == FIRE_OK) status = source_load(session, &source, asked);
    if (status == FIRE_OK) status = units_match(session, units, &source, as_csv, out);
    source_unload(&source);
    fire_area_units_free(units);
    return status;
}

int cmd_areas(struct session *session)
{
    const char *verb = session->argument[1];
    const char *format = session->options.format;
    const bool as_csv = format != NULL && strcmp(format, "csv") == 0;
    const bool is_import = strcmp(verb, "import") == 0;
    const bool is_list = strcmp(verb, "list") == 0;
    struct fire_buffer text = { 0 };
    bool asked = false;
    fire_status status = FIRE_OK;
    if (format != NULL && !as_csv && strcmp(format, "table") != 0) {
        tell(session, "there is no format '%s': table or csv", format);
        return EXIT_USAGE;
    }
    if ((!is_import && !is_list && strcmp(verb, "match") != 0) ||
        (is_import && session->n_arguments < 3) || (is_list && session->n_arguments > 2)) {
        tell(session, "areas SOURCE is followed by: import FILE, list, or match [FILE]");
        return EXIT_USAGE;
    }
    if (is_import)
        status = import(session, &asked);
    else if (is_list)
        status = list(session, as_csv, &text);
    else
        status = match(session, as_csv, &text, &asked);
    if (status == FIRE_OK && text.failed) status = fire_fail_memory(&session->err);
    int code = exit_code_of(status, asked);
    if (status != FIRE_OK)
        tell_error(session);
    else if (!is_import)
        code = deliver(session, &text);
    fire_buffer_finish(&text);
    return code;
}
