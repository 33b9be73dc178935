/* source.c - the SOURCE of a command becomes a table in memory. */
#include "declared.h"
#include "how_read.h"
#include "overlap.h"
#include "progress.h"
#include "records.h"
#include "rejects.h"
#include "restating.h"
#include "territory.h"

#include "firestat/store.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

/* Later days are slips of the finger: today and one day more, which covers every time zone.
 * SOURCE_DATE_EPOCH stands for the clock where the same bytes are wanted on another day. */
int32_t source_latest_day(void)
{
    long long second = (long long)time(NULL);
    const char *epoch = getenv("SOURCE_DATE_EPOCH");
    if (epoch != NULL && epoch[0] != '\0' && strspn(epoch, "0123456789") == strlen(epoch) &&
        strlen(epoch) < 12)
        second = strtoll(epoch, NULL, 10);
    return (int32_t)(second / 86400) + 1;
}

/* A calendar there is not is an option's fault, whoever meets it first. */
static fire_status apply_calendar(struct session *session, struct fire_profile *profile,
                                  struct fire_arena *arena)
{
    const struct fire_calendar *calendar;
    if (profile->calendar == NULL && session->options.calendar != NULL)
        FIRE_TRY(fire_profile_setting(profile, "calendar", session->options.calendar,
                                      &session->err));
    return fire_calendar_open(fire_profile_calendar(profile), arena, &calendar, &session->err);
}

static fire_status apply_settings(struct session *session, struct fire_profile *profile)
{
    const struct options *options = &session->options;
    const struct {
        const char *setting;
        const char *value;
    } settings[] = {
        { "encoding", options->encoding },   { "sheet", options->sheet },
        { "delimiter", options->delimiter }, { "header_row", options->header_row },
        { "dates", options->dates },         { "numbers", options->numbers },
    };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++)
        if (settings[i].value != NULL)
            FIRE_TRY(fire_profile_setting(profile, settings[i].setting, settings[i].value,
                                          &session->err));
    for (int i = 0; i < options->map.n; i++)
        FIRE_TRY(fire_profile_map(profile, options->map.value[i], &session->err));
    for (int i = 0; i < options->set.n; i++)
        FIRE_TRY(fire_profile_set(profile, options->set.value[i], &session->err));
    struct fire_buffer words = { 0 };
    for (int i = 0; i < options->null_words.n; i++) {
        if (i > 0) fire_buffer_add_text(&words, "|");
        fire_buffer_add_text(&words, options->null_words.value[i]);
    }
    fire_status status = FIRE_OK;
    if (words.failed)
        status = fire_fail_memory(&session->err);
    else if (words.size_bytes > 0)
        status = fire_profile_setting(profile, "null_words", words.bytes, &session->err);
    fire_buffer_finish(&words);
    return status;
}

fire_status source_profile(struct session *session, struct fire_arena *arena,
                           struct fire_profile **out)
{
    struct fire_profile *profile;
    FIRE_TRY(fire_profile_create(arena, &profile, &session->err));
    fire_status status = FIRE_OK;
    if (session->options.profile != NULL)
        status = fire_profile_load(profile, session->options.profile, &session->err);
    if (status == FIRE_OK) status = apply_settings(session, profile);
    if (status == FIRE_OK) status = apply_calendar(session, profile, arena);
    if (status == FIRE_OK) status = declarations_check(session, profile, arena);
    if (status != FIRE_OK) {
        fire_profile_finish(profile);
        return status;
    }
    *out = profile;
    return FIRE_OK;
}

bool source_is_one_where_needed(const struct session *session, int n_files)
{
    const struct options *options = &session->options;
    const char *name = options->rejects != NULL        ? "rejects"
                       : options->save_profile != NULL ? "save-profile"
                                                       : NULL;
    if (name == NULL || n_files == 1) return true;
    tell(session, "--%s is written for one file; give one file", name);
    return false;
}

static fire_status open_file(struct session *session, const struct fire_profile *profile,
                             const char *path, bool is_hasty, struct fire_schema *schema,
                             struct fire_arena *arena, struct file_run *run,
                             struct fire_binding **out_binding)
{
    struct fire_reader_options options = profile->reader;
    const struct fire_profile *own;
    options.is_hasty = is_hasty;
    *run = (struct file_run){ .issues = fire_issues_create() };
    if (run->issues == NULL) return fire_fail_memory(&session->err);
    FIRE_TRY(fire_profile_of_file(profile, path, arena, &own, &session->err));
    FIRE_TRY(fire_reader_open(path, &options, &run->reader, &session->err));
    const fire_status status = fire_bind(run->reader, own, schema, arena, run->issues,
                                         out_binding, &session->err);
    if (status != FIRE_OK && status != FIRE_EAGAIN)
        tell_how_read(session, profile, run->reader); /* may show why */
    return status;
}

fire_status file_open(struct session *session, const struct fire_profile *profile,
                      const char *path, struct fire_schema *schema, struct fire_arena *arena,
                      struct file_run *run, struct fire_binding **out_binding)
{
    FIRE_TRY(open_file(session, profile, path, false, schema, arena, run, out_binding));
    tell_how_read(session, profile, run->reader);
    return FIRE_OK;
}

fire_status file_open_hasty(struct session *session, const struct fire_profile *profile,
                            const char *path, struct fire_schema *schema,
                            struct fire_arena *arena, struct file_run *run,
                            struct fire_binding **out_binding)
{
    return open_file(session, profile, path, true, schema, arena, run, out_binding);
}

int session_n_jobs(const struct session *session)
{
    const char *said = session->options.jobs;
    if (said != NULL) return (int)strtol(said, NULL, 10);
    const long n = sysconf(_SC_NPROCESSORS_ONLN);
    return n < 1 ? 1 : n > JOBS_MOST ? JOBS_MOST : (int)n;
}

fire_status file_read(struct session *session, struct file_run *run,
                      const struct fire_binding *binding, struct fire_schema *schema,
                      struct fire_areas *areas, int32_t number, struct fire_sink sink)
{
    struct progress progress;
    struct rejects_file rejected = { session, run, binding };
    const struct fire_rejects rejects = rejects_of(&rejected);
    const struct fire_clean_options options = {
        .source = number,
        .last_day = source_latest_day(),
        .strict = session->options.strict,
        .interrupted = is_interrupted,
        .rejects = session->options.rejects == NULL ? NULL : &rejects,
        .jobs = session_n_jobs(session),
        .wants = run->wants,
    };
    fire_status status = fire_clean_run(
        run->reader, binding, schema, areas, &options,
        progress_sink(&progress, session, fire_reader_path(run->reader), sink), run->issues,
        &run->counts, &session->err);
    progress_end(&progress);
    return status == FIRE_OK ? rejects_check_readable(session, run, binding) : status;
}

fire_status file_check_usable(struct session *session, const struct file_run *run)
{
    const struct fire_location place = { .file = fire_reader_path(run->reader) };
    if (run->counts.n_records == 0 || run->counts.n_kept + run->counts.n_duplicates > 0)
        return FIRE_OK;
    tell_issues(session, run);
    return fire_fail(&session->err, FIRE_ENODATA, place, "none of %lld rows can be used",
                     (long long)run->counts.n_records);
}

void file_close(struct file_run *run)
{
    fire_reader_close(run->reader);
    fire_issues_free(run->issues);
    fire_buffer_finish(&run->rejects);
    *run = (struct file_run){ 0 };
}

/* A list in lines of a bearable length. */
struct told_list {
    const struct session *session;
    const char *format; /* "%s: columns taken: %s" */
    const char *path;
    struct fire_buffer text;
};

static void list_flush(struct told_list *list)
{
    if (list->text.size_bytes > 0)
        tell(list->session, list->format, list->path, list->text.bytes);
    fire_buffer_finish(&list->text);
}

static void list_add(struct told_list *list, const char *header, const char *field)
{
    if (list->text.size_bytes > 100) list_flush(list);
    if (list->text.size_bytes > 0) fire_buffer_add_text(&list->text, ", ");
    fire_buffer_add_text(&list->text, header);
    if (field != NULL) fire_buffer_printf(&list->text, " → %s", field);
}

void tell_binding(const struct session *session, const struct file_run *run,
                  const struct fire_binding *binding, const struct fire_schema *schema)
{
    if (session->options.quiet) return;
    const char *path = fire_reader_path(run->reader);
    struct told_list taken = { session, "%s: columns taken: %s", path, { 0 } };
    struct told_list passed = { session, "%s: columns passed over: %s", path, { 0 } };
    for (int32_t i = 0; i < fire_binding_n_columns(binding); i++) {
        const struct fire_bound_column *column = fire_binding_column(binding, i);
        if (column->is_beside)
            list_add(&taken, column->header, NULL);
        else if (column->field < 0)
            list_add(&passed, column->header, NULL);
        else
            list_add(&taken, column->header, fire_schema_field(schema, column->field)->name);
    }
    list_flush(&taken);
    list_flush(&passed);
    if (fire_binding_is_timeless(binding))
        tell(session, "%s: no column says when; the rows belong to no period", path);
}

/* So many issues are shown one by one where nobody asked for all. */
#define FEW_ISSUES 10

void tell_issues(const struct session *session, const struct file_run *run)
{
    if (session->options.quiet) return;
    const int64_t n = fire_issues_n(run->issues);
    const int64_t n_kept = fire_issues_n_kept(run->issues);
    int64_t n_shown = session->options.verbose || n_kept <= FEW_ISSUES ? n_kept : FEW_ISSUES;
    for (int64_t i = 0; i < n_shown; i++) {
        const struct fire_issue *issue = fire_issues_at(run->issues, i);
        struct fire_error line = { .say = session->say };
        char reason[256];
        fire_issue_text(issue, session->say, reason, sizeof reason);
        (void)fire_fail(&line, FIRE_EVALUE, issue->where, "%s", reason);
        fprintf(stderr, "%s\n", line.message);
    }
    if (n > n_shown)
        tell(session, "%lld more of this kind; -v shows them", (long long)(n - n_shown));
    if (run->counts.n_rejected > 0 || run->counts.n_set_aside > 0)
        tell(session, "%s: %lld rows read, %lld kept, %lld rejected; %lld cells set aside",
             fire_reader_path(run->reader), (long long)run->counts.n_records,
             (long long)run->counts.n_kept, (long long)run->counts.n_rejected,
             (long long)run->counts.n_set_aside);
}

/* Room for so many files. */
static fire_status take_names(struct session *session, struct source *source, int64_t n)
{
    source->names = FIRE_TAKE(source->arena, n, const char *);
    source->counts = FIRE_TAKE(source->arena, n, struct fire_import_counts);
    source->imports = FIRE_TAKE(source->arena, n, const struct fire_import *);
    const bool is_there = source->names != NULL && source->counts != NULL &&
                          source->imports != NULL;
    return is_there ? FIRE_OK : fire_fail_memory(&session->err);
}

static bool add_name(struct source *source, const char *name)
{
    const char *copy = fire_arena_copy(source->arena, name, strlen(name));
    source->names[source->n_names++] = copy;
    return copy != NULL;
}

static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash == NULL ? path : slash + 1;
}

/* Know a field that names records, once. */
static fire_status add_key(struct session *session, struct source *source, int32_t field)
{
    for (int32_t i = 0; i < source->n_keys; i++)
        if (source->key[i] == field) return FIRE_OK;
    int32_t *key = FIRE_TAKE(source->arena, source->n_keys + 1, int32_t);
    if (key == NULL) return fire_fail_memory(&session->err);
    if (source->n_keys > 0) memcpy(key, source->key, (size_t)source->n_keys * sizeof *key);
    key[source->n_keys++] = field;
    source->key = key;
    return FIRE_OK;
}

static fire_status add_keys(struct session *session, struct source *source,
                            const struct fire_record_form *form)
{
    for (int32_t i = 0; i < form->n_keys; i++)
        FIRE_TRY(add_key(session, source, form->key[i]));
    return FIRE_OK;
}

/* The same by their names in a store. */
static fire_status add_named_keys(struct session *session, struct source *source,
                                  const char *names)
{
    while (*names != '\0') {
        const struct fire_text_view name = { names, strcspn(names, ",") };
        const int32_t field = fire_schema_find(source->schema, name);
        if (field >= 0) FIRE_TRY(add_key(session, source, field));
        names += name.size_bytes;
        names += *names == ',';
    }
    return FIRE_OK;
}

/* Rows of one file into the table, and what came of them. */
static fire_status read_rows(struct session *session, struct source *source,
                             const struct fire_profile *profile,
                             const struct fire_binding *binding, struct file_run *run,
                             int number)
{
    struct fire_record_form form;
    const struct fire_tally *tally;
    const char *path = fire_reader_path(run->reader);
    FIRE_TRY(record_form(session, profile, binding, source->schema, source->arena, &form));
    FIRE_TRY(add_keys(session, source, &form));
    FIRE_TRY(fire_table_begin(source->table, source->schema, source->areas, &form, number,
                              &session->err));
    if (session->options.verbose) tell_binding(session, run, binding, source->schema);
    FIRE_TRY(file_read(session, run, binding, source->schema, source->areas, number,
                       fire_table_sink(source->table)));
    FIRE_TRY(fire_table_settle(source->table, &run->counts, &tally, &session->err));
    FIRE_TRY(rejects_write(session, run, binding, source->schema, tally));
    FIRE_TRY(refuse_conflicts(session, path, tally));
    FIRE_TRY(file_check_usable(session, run));
    tell_issues(session, run);
    source->counts[number] = run->counts;
    tell_tally(session, path, tally, (struct origins){ source->names, source->n_names });
    return FIRE_OK;
}

/* What each file is declared to have. */
static fire_status declare_files(struct session *session, struct source *source,
                                 const struct fire_profile *profile)
{
    const int n = session->n_arguments;
    struct declaration *declaration = FIRE_TAKE(source->arena, n, struct declaration);
    if (declaration == NULL) return fire_fail_memory(&session->err);
    for (int i = 0; i < n; i++)
        FIRE_TRY(declaration_read(session, profile, session->argument[i], source->arena,
                                  &declaration[i]));
    return declarations_give(session, source, declaration, n);
}

static fire_status read_files(struct session *session, struct source *source, bool is_hasty,
                              bool *asked)
{
    struct fire_profile *profile;
    *asked = true;
    FIRE_TRY(source_profile(session, source->arena, &profile));
    *asked = false;
    fire_status status = declare_files(session, source, profile);
    source->calendar = fire_profile_calendar(profile);
    if (status == FIRE_OK) status = take_names(session, source, session->n_arguments);
    for (int i = 0; status == FIRE_OK && i < session->n_arguments; i++) {
        struct file_run run;
        struct fire_binding *binding;
        status = (is_hasty ? file_open_hasty : file_open)(session, profile,
                                                          session->argument[i], source->schema,
                                                          source->arena, &run, &binding);
        if (status == FIRE_OK && !add_name(source, last_part(session->argument[i])))
            status = fire_fail_memory(&session->err);
        if (status == FIRE_OK) status = read_rows(session, source, profile, binding, &run, i);
        if (status == FIRE_OK && is_hasty) tell_how_read(session, profile, run.reader);
        file_close(&run);
    }
    fire_profile_finish(profile);
    return status;
}

/* Read only the columns that the taker looks at. */
static fire_status need_fields(struct session *session, struct fire_store *store,
                               const struct source *source, struct source_taker taker)
{
    const int32_t n_fields = fire_schema_n_fields(source->schema);
    int32_t *field = FIRE_TAKE(source->arena, n_fields, int32_t);
    int32_t n = 0;
    if (field == NULL) return fire_fail_memory(&session->err);
    if (taker.needs == NULL) return FIRE_OK;
    for (int32_t i = 0; i < n_fields; i++)
        if (taker.needs(taker.self, i)) field[n++] = i;
    return fire_store_need(store, field, n, &session->err);
}

/* The imports that are there, by their batches' number: names, and what they declared. */
static fire_status know_imports(struct session *session, struct source *source,
                                struct fire_store *store)
{
    const struct fire_import *imports;
    int64_t n = 0;
    FIRE_TRY(fire_store_imports(store, source->arena, &imports, &n, &session->err));
    FIRE_TRY(take_names(session, source, n));
    struct declaration *declaration = FIRE_TAKE(source->arena, n, struct declaration);
    if (declaration == NULL) return fire_fail_memory(&session->err);
    for (int64_t i = 0; i < n; i++) {
        if (!imports[i].is_there) continue;
        declaration[source->n_names] = (struct declaration){ imports[i].coverage,
                                                             imports[i].coverage_area };
        source->counts[source->n_names] = imports[i].counts;
        source->imports[source->n_names] = &imports[i];
        if (!add_name(source, imports[i].file)) return fire_fail_memory(&session->err);
        FIRE_TRY(add_named_keys(session, source, imports[i].key_fields));
    }
    return declarations_give(session, source, declaration, source->n_names);
}

/* The rows, where no cube has the answer. */
static fire_status push_store(struct session *session, struct source *source,
                              struct fire_store *store, struct source_taker taker, bool *asked)
{
    struct fire_sink sink;
    bool answered = false;
    const char *calendar;
    FIRE_TRY(fire_store_calendar(store, source->arena, &calendar, &session->err));
    if (calendar != NULL) source->calendar = calendar;
    FIRE_TRY(fire_store_schema(store, source->schema, source->areas, &session->err));
    FIRE_TRY(know_imports(session, source, store));
    FIRE_TRY(taker.begin(taker.self, source, &sink, asked));
    if (taker.cubes.ask != NULL)
        FIRE_TRY(cubes_ask(session, store, source->schema, source->areas, source->arena,
                           taker.cubes, &answered));
    if (answered) return FIRE_OK;
    FIRE_TRY(need_fields(session, store, source, taker));
    struct fire_sink sinks[JOBS_MOST] = { sink };
    int n = taker.split == NULL ? 1 : session_n_jobs(session);
    if (taker.split != NULL) FIRE_TRY(taker.split(taker.self, sinks, &n));
    return fire_store_push_side_by_side(store, source->schema, source->areas, sinks, n,
                                        &session->err);
}

/*   has_periods   set to whether rows stand for periods, which others may be in */
static fire_status read_store(struct session *session, struct source *source,
                              struct source_taker taker, bool *asked, bool *has_periods)
{
    struct fire_store *store;
    fire_status status = FIRE_OK;
    FIRE_TRY(fire_store_open(session->argument[0], FIRE_STORE_READ, &store, &session->err));
    if (session->options.as_of != NULL) {
        status = fire_store_as_of(store, session->options.as_of, &session->err);
        *asked = status != FIRE_OK;
    }
    if (status == FIRE_OK) status = push_store(session, source, store, taker, asked);
    if (status == FIRE_OK) status = fire_store_has_periods(store, has_periods, &session->err);
    fire_store_close(store);
    return status;
}

static fire_status source_init(struct session *session, struct source *source)
{
    *source = (struct source){ .arena = fire_arena_create(),
                               .schema = fire_schema_create(),
                               .areas = fire_areas_create(),
                               .table = fire_table_create(),
                               .territory = calloc(1, sizeof(struct territory)),
                               .calendar = "calendar" };
    if (source->arena == NULL || source->schema == NULL || source->areas == NULL ||
        source->table == NULL || source->territory == NULL)
        return fire_fail_memory(&session->err);
    return FIRE_OK;
}

static fire_status source_begin_anew(struct session *session, struct source *source)
{
    session->err = (struct fire_error){ .say = session->say };
    source_unload(source);
    return source_init(session, source);
}

/* What cannot be asked of a source of that kind. */
static fire_status check_source(struct session *session, bool is_store, bool *asked)
{
    *asked = true;
    if (!is_store && session->options.as_of != NULL)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "--as-of asks a store; files say only what they say now");
    if (is_store && session->n_arguments > 1)
        return fire_fail(&session->err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a store is read alone, without other files");
    *asked = false;
    return FIRE_OK;
}

static fire_status begin_keeping(void *self, struct source *source, struct fire_sink *out_sink,
                                 bool *asked)
{
    (void)self;
    (void)asked;
    *out_sink = fire_table_sink(source->table);
    return FIRE_OK;
}

fire_status source_load(struct session *session, struct source *source, bool *asked)
{
    static const struct source_taker keeping = { .begin = begin_keeping };
    const bool is_store = fire_store_is(session->argument[0]);
    *asked = false;
    FIRE_TRY(source_init(session, source));
    FIRE_TRY(check_source(session, is_store, asked));
    bool has_periods;
    fire_status status = is_store
                             ? read_store(session, source, keeping, asked, &has_periods)
                             : read_files(session, source, session->n_arguments == 1, asked);
    if (status == FIRE_EAGAIN) { /* one file that is not what it seemed to be */
        FIRE_TRY(source_begin_anew(session, source));
        status = read_files(session, source, false, asked);
    }
    FIRE_TRY(status);
    return overlap_tell_source(session, source);
}

/* Files that are kept have so many bytes together; in memory their rows take about as many. Of
 * 10 million rows, 1.7 GB, 500 questions took 27 s and 1.9 GiB when they were kept, and take 12 s and
 * 136 MiB as they pass by. A store is loaded faster than it is asked so often: of a million rows,
 * 97 MB, 2,500 questions take 3 s and 200 MiB, and 12 s as they pass by. */
#define KEPT_FILE_BYTES_MOST  (INT64_C(64) << 20)
#define KEPT_STORE_BYTES_MOST (INT64_C(256) << 20)

bool source_is_small(const struct session *session)
{
    int64_t n_bytes = 0;
    for (int i = 0; i < session->n_arguments; i++) {
        struct stat about;
        if (stat(session->argument[i], &about) == 0 && S_ISREG(about.st_mode))
            n_bytes += about.st_size;
    }
    if (n_bytes <= KEPT_FILE_BYTES_MOST) return true;
    return n_bytes <= KEPT_STORE_BYTES_MOST && fire_store_is(session->argument[0]);
}

/* ---- rows that pass by ------------------------------------------------------------------ */

/* What is looked at: by the taker, and by whoever compares keys. */
static fire_status set_wants(struct session *session, struct source *source,
                             const struct fire_record_form *form, struct source_taker taker,
                             struct file_run *run)
{
    const int32_t n_fields = fire_schema_n_fields(source->schema);
    bool *wants = FIRE_TAKE(source->arena, n_fields, bool);
    if (wants == NULL) return fire_fail_memory(&session->err);
    for (int32_t i = 0; i < n_fields; i++)
        wants[i] = taker.needs == NULL || taker.needs(taker.self, i);
    for (int32_t i = 0; i < form->n_keys; i++)
        wants[form->key[i]] = true;
    run->wants = wants;
    return FIRE_OK;
}

static fire_status pass_rows(struct session *session, struct source *source,
                             const struct fire_profile *profile,
                             const struct fire_binding *binding, struct file_run *run,
                             struct source_taker taker, bool *asked, bool *must_keep)
{
    struct fire_record_form form;
    struct fire_sink sink;
    struct fire_watch *watch;
    FIRE_TRY(record_form(session, profile, binding, source->schema, source->arena, &form));
    FIRE_TRY(add_keys(session, source, &form));
    *must_keep = form.n_keys == 0; /* rows that look alike are told */
    if (*must_keep) return FIRE_EAGAIN;
    FIRE_TRY(taker.begin(taker.self, source, &sink, asked));
    FIRE_TRY(set_wants(session, source, &form, taker, run));
    FIRE_TRY(
        fire_watch_create(&form, source->schema, source->areas, sink, &watch, &session->err));
    const fire_status status = file_read(session, run, binding, source->schema, source->areas,
                                         0, fire_watch_sink(watch));
    *must_keep = fire_watch_saw_repeat(watch);
    fire_watch_free(watch);
    FIRE_TRY(status);
    FIRE_TRY(file_check_usable(session, run));
    tell_how_read(session, profile, run->reader);
    if (session->options.verbose) tell_binding(session, run, binding, source->schema);
    tell_issues(session, run);
    source->counts[0] = run->counts;
    return FIRE_OK;
}

/*   must_keep   with FIRE_EAGAIN: not for haste */
static fire_status pass_file(struct session *session, struct source *source, bool is_hasty,
                             struct source_taker taker, bool *asked, bool *must_keep)
{
    struct fire_profile *profile;
    struct file_run run = { 0 };
    struct fire_binding *binding;
    const char *path = session->argument[0];
    *asked = true;
    FIRE_TRY(source_profile(session, source->arena, &profile));
    *asked = false;
    fire_status status = declare_files(session, source, profile);
    source->calendar = fire_profile_calendar(profile);
    if (status == FIRE_OK)
        status = open_file(session, profile, path, is_hasty, source->schema, source->arena,
                           &run, &binding);
    if (status == FIRE_OK) status = take_names(session, source, 1);
    if (status == FIRE_OK && !add_name(source, last_part(path)))
        status = fire_fail_memory(&session->err);
    if (status == FIRE_OK)
        status = pass_rows(session, source, profile, binding, &run, taker, asked, must_keep);
    file_close(&run);
    fire_profile_finish(profile);
    return status;
}

fire_status source_pass(struct session *session, struct source *source,
                        struct source_taker taker, bool *asked)
{
    const bool is_store = fire_store_is(session->argument[0]);
    *asked = false;
    FIRE_TRY(source_init(session, source));
    FIRE_TRY(check_source(session, is_store, asked));
    if (is_store) {
        bool has_periods = false;
        FIRE_TRY(read_store(session, source, taker, asked, &has_periods));
        return has_periods ? overlap_tell_store(session, session->argument[0], 0) : FIRE_OK;
    }
    if (session->n_arguments > 1) return FIRE_EAGAIN;
    bool must_keep = false;
    fire_status status = pass_file(session, source, true, taker, asked, &must_keep);
    if (status == FIRE_EAGAIN && !must_keep) {
        FIRE_TRY(source_begin_anew(session, source));
        status = pass_file(session, source, false, taker, asked, &must_keep);
    }
    return status;
}

fire_status source_push_kept(struct session *session, struct source *source,
                             struct fire_sink sink)
{
    struct fire_vector *vector = FIRE_TAKE(source->arena, fire_schema_n_fields(source->schema),
                                           struct fire_vector);
    if (vector == NULL) return fire_fail_memory(&session->err);
    for (int64_t i = 0; i < fire_table_n_batches(source->table); i++) {
        int32_t n_fields;
        struct fire_batch batch = *fire_table_batch(source->table, i, &n_fields);
        memcpy(vector, batch.vector, (size_t)n_fields * sizeof *vector);
        batch.vector = vector;
        FIRE_TRY(sink.push(sink.self, &batch, &session->err));
    }
    return FIRE_OK;
}

void source_unload(struct source *source)
{
    restating_end(&source->restating);
    territory_free(source->territory);
    fire_table_free(source->table);
    fire_areas_free(source->areas);
    fire_schema_free(source->schema);
    fire_arena_free(source->arena);
    *source = (struct source){ 0 };
}
