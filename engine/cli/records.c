/* records.c - see records.h. */
#include "records.h"

#include <string.h>

/* ---- the form of a file's rows --------------------------------------------------------- */

static void add_field(struct fire_record_form *form, int32_t *field, int32_t number)
{
    if (number >= 0) field[form->n_fields++] = number;
}

fire_status record_form(struct session *session, const struct fire_profile *profile,
                        const struct fire_binding *binding, const struct fire_schema *schema,
                        struct fire_arena *arena, struct fire_record_form *out)
{
    const int32_t n_columns = fire_binding_n_columns(binding);
    const int32_t n_measures = fire_binding_n_measures(binding);
    const int32_t n_fields = fire_schema_n_fields(schema);
    int32_t *key = FIRE_TAKE(arena, n_fields, int32_t);
    int32_t *field = FIRE_TAKE(
        arena, (size_t)n_columns + (size_t)n_measures + profile->n_constants + 2, int32_t);
    if (key == NULL || field == NULL) return fire_fail_memory(&session->err);
    *out = (struct fire_record_form){ .key = key, .field = field };
    out->n_keys = fire_binding_keys(binding, key, n_fields);
    for (int32_t i = 0; i < n_columns; i++)
        add_field(out, field, fire_binding_column(binding, i)->field);
    for (int32_t i = 0; i < n_measures; i++)
        add_field(out, field, fire_binding_measure(binding, i)->field);
    for (size_t i = 0; i < profile->n_constants; i++)
        add_field(out, field,
                  fire_schema_find(schema, fire_text_of(profile->constant[i].field)));
    if (!fire_binding_is_timeless(binding)) add_field(out, field, FIRE_FIELD_PERIOD);
    if (fire_binding_writes_ones(binding)) add_field(out, field, FIRE_FIELD_INCIDENTS);
    return FIRE_OK;
}

/* ---- what is told ---------------------------------------------------------------------- */

void conflict_text(const struct session *session, const struct fire_conflict *conflict,
                   char out[], size_t size)
{
    snprintf(out, size,
             session->say("'%s' is on line %lld already, with other values of %s; the first "
                          "one counts"),
             conflict->key, (long long)conflict->first_line, conflict->fields);
}

void twin_text(const struct session *session, const char *path, const struct fire_twin *twin,
               struct origins origins, char out[], size_t size)
{
    const bool is_known = twin->first_origin >= 0 && twin->first_origin < origins.n &&
                          origins.name[twin->first_origin] != NULL;
    snprintf(out, size,
             session->say("looks like line %lld of %s: same day, place, facility, casualties "
                          "and damage; both are kept"),
             (long long)twin->first_line, is_known ? origins.name[twin->first_origin] : path);
}

fire_status origins_of_store(struct session *session, struct fire_store *store,
                             struct fire_arena *arena, struct origins *out)
{
    const struct fire_import *imports;
    int64_t n = 0;
    FIRE_TRY(fire_store_imports(store, arena, &imports, &n, &session->err));
    const int64_t last_id = n == 0 ? 0 : imports[n - 1].id;
    const char **name = FIRE_TAKE(arena, last_id + 1, const char *);
    if (name == NULL) return fire_fail_memory(&session->err);
    for (int64_t i = 0; i < n; i++)
        name[imports[i].id] = imports[i].file;
    *out = (struct origins){ name, last_id + 1 };
    return FIRE_OK;
}

fire_status refuse_conflicts(struct session *session, const char *path,
                             const struct fire_tally *tally)
{
    char reason[512];
    if (!session->options.strict || tally->n_conflicts_listed == 0) return FIRE_OK;
    conflict_text(session, &tally->conflict[0], reason, sizeof reason);
    return fire_fail(&session->err, FIRE_EVALUE,
                     (struct fire_location){ .file = path, .line = tally->conflict[0].line },
                     "%s", reason);
}

static void tell_line(const char *path, int64_t number, const char *reason)
{
    struct fire_error line = { 0 };
    const struct fire_location place = { .file = path, .line = number };
    (void)fire_fail(&line, FIRE_EVALUE, place, "%s", reason);
    fprintf(stderr, "%s\n", line.message);
}

static void tell_conflict(const struct session *session, const char *path,
                          const struct fire_conflict *conflict)
{
    char reason[512];
    conflict_text(session, conflict, reason, sizeof reason);
    tell_line(path, conflict->line, reason);
}

static void tell_twin(const struct session *session, const char *path,
                      const struct fire_twin *twin, struct origins origins)
{
    char reason[512];
    twin_text(session, path, twin, origins, reason, sizeof reason);
    tell_line(path, twin->line, reason);
}

#define FEW 10 /* shown where nobody asked for all */

void tell_tally(const struct session *session, const char *path, const struct fire_tally *tally,
                struct origins origins)
{
    if (session->options.quiet) return;
    const int64_t most = session->options.verbose ? FIRE_LIMIT_LISTED : FEW;
    int64_t n_untold = tally->n_conflicts + tally->n_twins;
    for (int64_t i = 0; i < tally->n_conflicts_listed && i < most; i++, n_untold--)
        tell_conflict(session, path, &tally->conflict[i]);
    for (int64_t i = 0; i < tally->n_twins_listed && i < most; i++, n_untold--)
        tell_twin(session, path, &tally->twin[i], origins);
    if (n_untold > 0)
        tell(session, "%lld more of this kind; -v shows them", (long long)n_untold);
    if (tally->n_duplicates > 0)
        tell(session, "%s: %lld rows were there already with the same values; counted once",
             path, (long long)tally->n_duplicates);
    if (tally->n_revised > 0)
        tell(session, "%s: %lld rows revise an earlier version, which is kept aside", path,
             (long long)tally->n_revised);
    if (tally->n_conflicts > 0)
        tell(session, "%s: %lld rows contradict an earlier row of the file and are rejected",
             path, (long long)tally->n_conflicts);
    if (tally->n_twins > 0)
        tell(session, "%s: %lld rows without a key look like others; all are counted", path,
             (long long)tally->n_twins);
}
