/* charts_spec.c - see charts_spec.h. */
#include "charts_spec.h"

#include "names.h"
#include "option_table.h"

#include "firestat/columns.h"

#include <string.h>

#define NAME_BYTES_MOST 80 /* of a group in a path */

enum { OUTPUT, KIND, FOREACH, N_FIXED };
#define COLUMNS_MOST 128

/* ---- the table ------------------------------------------------------------------------------- */

/* Its columns: the fixed ones, then those of options. */
struct columns_of_spec {
    const char *name[COLUMNS_MOST];
    const struct option_row *option[COLUMNS_MOST];
    int n;
};

/* An option that a single chart of a batch may have for itself. */
static bool is_own_option(const struct option_row *row)
{
    const unsigned groups = GROUP_QUERY | GROUP_BASE | GROUP_CHART | GROUP_COMPARE |
                            GROUP_PLACE;
    static const char *const of_the_run[] = { "areas", "as-of" };
    for (size_t i = 0; i < sizeof of_the_run / sizeof of_the_run[0]; i++)
        if (strcmp(row->name, of_the_run[i]) == 0) return false;
    return (row->group & groups) != 0;
}

static struct columns_of_spec list_columns(void)
{
    struct columns_of_spec columns = { .name = { "output", "kind", "foreach" }, .n = N_FIXED };
    for (int i = 0; i < n_option_rows && columns.n < COLUMNS_MOST; i++) {
        if (!is_own_option(&option_rows[i])) continue;
        columns.option[columns.n] = &option_rows[i];
        columns.name[columns.n++] = option_rows[i].name;
    }
    return columns;
}

/* "a=b;c=d": each a condition of the list. */
static fire_status add_all(struct repeated *list, char *text, struct fire_location where,
                           struct fire_error *err)
{
    for (char *at = text; at != NULL && *at != '\0';) {
        char *end = at + strcspn(at, ";\n");
        char *next = *end == '\0' ? NULL : end + 1;
        *end = '\0';
        at += strspn(at, " ");
        if (list->n == MAX_REPEATS)
            return fire_fail(err, FIRE_ERANGE, where, "at most %d conditions", MAX_REPEATS);
        if (*at != '\0') list->value[list->n++] = at;
        at = next;
    }
    return FIRE_OK;
}

/* A cell takes the place of the option of its column. */
static fire_status set_option(struct options *options, const struct option_row *option,
                              char *text, struct fire_location where, struct fire_error *err)
{
    char *at = (char *)options + option->at;
    if (option->kind == OPTION_LIST) return add_all((struct repeated *)at, text, where, err);
    if (option->kind == OPTION_TEXT) {
        *(const char **)at = text;
        return FIRE_OK;
    }
    if (strcmp(text, "1") != 0 && strcmp(text, "0") != 0)
        return fire_columns_refuse(fire_text_of(text), where, "1, 0", err);
    *(bool *)at = text[0] == '1';
    return FIRE_OK;
}

static char *keep(const struct fire_columns *table, int column, struct fire_arena *arena)
{
    const struct fire_text_view cell = fire_columns_cell(table, column);
    return fire_arena_copy(arena, cell.bytes, cell.size_bytes);
}

static fire_status read_row(const struct fire_columns *table,
                            const struct columns_of_spec *columns, struct fire_arena *arena,
                            struct spec_row *row, struct fire_error *err)
{
    row->line = fire_columns_place(table, -1).line;
    row->output = keep(table, OUTPUT, arena);
    row->kind = keep(table, KIND, arena);
    row->foreach = keep(table, FOREACH, arena);
    if (row->output == NULL || row->kind == NULL || row->foreach == NULL)
        return fire_fail_memory(err);
    for (int c = 0; c < KIND + 1; c++)
        if (fire_columns_cell(table, c).size_bytes == 0)
            return fire_fail(err, FIRE_EVALUE, fire_columns_place(table, c),
                             "the cell must not be empty");
    for (int c = N_FIXED; c < columns->n; c++) {
        if (fire_columns_cell(table, c).size_bytes == 0) continue;
        char *text = keep(table, c, arena);
        if (text == NULL) return fire_fail_memory(err);
        FIRE_TRY(set_option(&row->session.options, columns->option[c], text,
                            fire_columns_place(table, c), err));
    }
    return FIRE_OK;
}

static fire_status read_rows(const struct session *session, struct fire_columns *table,
                             const struct columns_of_spec *columns, struct fire_arena *arena,
                             struct charts_spec *spec, struct fire_error *err)
{
    int32_t capacity = 0;
    for (;;) {
        bool more;
        FIRE_TRY(fire_columns_next(table, &more, err));
        if (!more) return FIRE_OK;
        if (spec->n_rows == capacity) {
            capacity = capacity == 0 ? 64 : 2 * capacity;
            struct spec_row *grown = FIRE_TAKE(arena, capacity, struct spec_row);
            if (grown == NULL) return fire_fail_memory(err);
            if (spec->n_rows > 0)
                memcpy(grown, spec->row, (size_t)spec->n_rows * sizeof *grown);
            spec->row = grown;
        }
        struct spec_row *row = &spec->row[spec->n_rows++];
        *row = (struct spec_row){ .session = *session };
        FIRE_TRY(read_row(table, columns, arena, row, err));
    }
}

fire_status charts_spec_read(const struct session *session, const char *path,
                             struct fire_arena *arena, struct charts_spec *out,
                             struct fire_error *err)
{
    const struct columns_of_spec columns = list_columns();
    struct fire_columns *table;
    struct charts_spec spec = { .path = path };
    FIRE_TRY(fire_columns_open(path, columns.name, columns.n, KIND + 1, &table, err));
    fire_status status = read_rows(session, table, &columns, arena, &spec, err);
    fire_columns_close(table);
    if (status == FIRE_OK && spec.n_rows == 0)
        status = fire_fail(err, FIRE_ENODATA, (struct fire_location){ .file = path },
                           "has no chart");
    *out = spec;
    return status;
}

/* ---- groups ---------------------------------------------------------------------------------- */

struct expanding {
    struct charts_spec *spec;
    struct fire_arena *arena;
    int32_t capacity;
};

/* The groups of every row that has some; a row without one is drawn as it is. */
static fire_status ask_groups(void *self, struct session *session, struct source *source,
                              struct questions *out)
{
    struct charts_spec *spec = ((struct expanding *)self)->spec;
    for (int32_t i = 0; i < spec->n_rows; i++) {
        struct spec_row *row = &spec->row[i];
        if (row->foreach[0] == '\0') continue;
        struct session own = row->session;
        own.err = (struct fire_error){ .say = session->say };
        own.options.by = row->foreach;
        own.options.measure = NULL;
        const struct question question = { row->foreach, "incidents", false };
        row->query = out->n;
        row->status = question_ask(&own, source, &question, out);
        row->session.err = own.err;
        if (row->status == FIRE_ENOMEM) return fire_fail_memory(&session->err);
    }
    if (out->n > 0) return FIRE_OK;
    session->err = spec->row[0].session.err;
    return spec->row[0].status;
}

/* One small ASCII word for a path: "thanh-pho-da-lat". Letters of other scripts stay. */
static const char *path_word(struct fire_arena *arena, struct fire_text_view name)
{
    static const char *const reserved[] = { "con", "prn", "aux", "nul" };
    struct fire_text_view key;
    if (!fire_text_plain_key(name, arena, &key)) return NULL;
    const size_t size = fire_text_cut(key, NAME_BYTES_MOST);
    char *word = fire_arena_copy(arena, key.bytes, size);
    if (word == NULL) return NULL;
    for (char *at = word; *at != '\0'; at++)
        if (*at == ' ') *at = '-';
    bool is_reserved = word[0] == '\0';
    for (size_t i = 0; i < sizeof reserved / sizeof reserved[0]; i++)
        is_reserved = is_reserved || strcmp(word, reserved[i]) == 0;
    is_reserved = is_reserved ||
                  ((strncmp(word, "com", 3) == 0 || strncmp(word, "lpt", 3) == 0) &&
                   strlen(word) == 4); /* com1 is no file on Windows */
    return is_reserved ? fire_arena_printf(arena, "%s_", word) : word;
}

/* `text` with a name in braces replaced everywhere. NULL: no memory. */
static const char *replaced(struct fire_arena *arena, const char *text, const char *name,
                            const char *value)
{
    const size_t n = strlen(name);
    struct fire_buffer out = { 0 };
    for (const char *at = text; *at != '\0';) {
        if (at[0] == '{' && strncmp(at + 1, name, n) == 0 && at[n + 1] == '}') {
            fire_buffer_add_text(&out, value);
            at += n + 2;
        } else {
            fire_buffer_add(&out, at++, 1);
        }
    }
    fire_buffer_add(&out, "", 0);
    const char *kept = out.failed ? NULL
                                  : fire_arena_copy(arena, out.size_bytes == 0 ? "" : out.bytes,
                                                    out.size_bytes);
    fire_buffer_finish(&out);
    return kept;
}

/* "district=Huyện Di Linh", with commas of the name marked as its own. NULL: no memory. */
static const char *condition_of(struct fire_arena *arena, const char *dim,
                                struct fire_text_view value)
{
    struct fire_buffer out = { 0 };
    fire_buffer_printf(&out, "%s=", dim);
    for (size_t i = 0; i < value.size_bytes; i++) {
        if (value.bytes[i] == ',') fire_buffer_add(&out, "\\", 1);
        fire_buffer_add(&out, &value.bytes[i], 1);
    }
    const char *kept = out.failed ? NULL : fire_arena_copy(arena, out.bytes, out.size_bytes);
    fire_buffer_finish(&out);
    return kept;
}

/* What a group's value does to a chart: a condition or a period, and words in its path and title. */
static bool take_value(struct fire_arena *arena, const struct fire_summary_dim *dim,
                       const struct fire_key *key, const char **area_word,
                       struct session *session, const char **output)
{
    struct options *options = &session->options;
    const bool is_period = dim->kind == FIRE_DIM_PERIOD;
    const char *word = path_word(arena, key->text);
    const char *name = fire_arena_copy(arena, key->text.bytes, key->text.size_bytes);
    if (word == NULL || name == NULL) return false;
    const char *const places[] = { dim->name, is_period            ? "year"
                                              : *area_word == NULL ? "area"
                                                                   : dim->name };
    for (size_t i = 0; i < sizeof places / sizeof places[0]; i++) {
        *output = replaced(arena, *output, places[i], word);
        if (options->title != NULL)
            options->title = replaced(arena, options->title, places[i], name);
        if (*output == NULL) return false;
    }
    if (is_period) {
        options->period = name;
        return true;
    }
    *area_word = word;
    if (options->where.n == MAX_REPEATS) return false;
    const char *condition = condition_of(arena, dim->name, key->text);
    options->where.value[options->where.n++] = condition;
    if (options->place == NULL && dim->kind == FIRE_DIM_AREA) options->place = name;
    return condition != NULL;
}

/* Room for as many charts again. */
static fire_status grow(struct expanding *expanding, struct fire_error *err)
{
    struct charts_spec *spec = expanding->spec;
    const size_t n = (size_t)spec->n_charts;
    const int32_t capacity = n == 0 ? 64 : 2 * expanding->capacity;
    struct spec_chart *chart = FIRE_TAKE(expanding->arena, capacity, struct spec_chart);
    struct drawing *drawing = FIRE_TAKE(expanding->arena, capacity, struct drawing);
    if (chart == NULL || drawing == NULL) return fire_fail_memory(err);
    if (n > 0) memcpy(chart, spec->chart, n * sizeof *chart);
    if (n > 0) memcpy(drawing, spec->drawing, n * sizeof *drawing);
    spec->chart = chart;
    spec->drawing = drawing;
    expanding->capacity = capacity;
    return FIRE_OK;
}

static fire_status add_chart(struct expanding *expanding, const struct spec_row *row,
                             const struct session *session, const char *output,
                             struct fire_error *err)
{
    struct charts_spec *spec = expanding->spec;
    if (spec->n_charts == SPEC_CHARTS_MOST)
        return fire_fail(err, FIRE_ERANGE, (struct fire_location){ .file = spec->path },
                         "asks for more than %d charts", SPEC_CHARTS_MOST);
    if (spec->n_charts == expanding->capacity) FIRE_TRY(grow(expanding, err));
    const int32_t i = spec->n_charts++;
    spec->chart[i] = (struct spec_chart){ row->line, output };
    spec->drawing[i].status = drawing_begin(&spec->drawing[i], session, row->kind);
    return FIRE_OK;
}

/* One chart a group; groups without a name are no place to look for. */
static fire_status add_groups(struct expanding *expanding, const struct spec_row *row,
                              const struct fire_summary *summary, struct fire_error *err)
{
    for (int64_t g = 0; g < summary->n_rows; g++) {
        struct session session = row->session;
        const char *output = row->output;
        const char *area_word = NULL;
        bool is_named = true;
        for (int32_t d = 0; d < summary->n_dims; d++)
            is_named = is_named && !fire_summary_key(summary, g, d)->is_null;
        if (!is_named) continue;
        for (int32_t d = 0; d < summary->n_dims; d++)
            if (!take_value(expanding->arena, &summary->dim[d], fire_summary_key(summary, g, d),
                            &area_word, &session, &output))
                return fire_fail_memory(err);
        FIRE_TRY(add_chart(expanding, row, &session, output, err));
    }
    return FIRE_OK;
}

/* Two groups whose words are the same: the later one gets a number. */
static fire_status tell_apart(struct charts_spec *spec, struct fire_arena *arena,
                              struct fire_error *err)
{
    for (int32_t i = 0; i < spec->n_charts; i++) {
        int32_t n_same = 1;
        for (int32_t j = 0; j < i; j++)
            n_same += spec->chart[j].line == spec->chart[i].line &&
                      strcmp(spec->chart[j].output, spec->chart[i].output) == 0;
        if (n_same == 1) continue;
        const char *output = spec->chart[i].output;
        const char *dot = strrchr(output, '.');
        const size_t n_stem = dot == NULL ? strlen(output) : (size_t)(dot - output);
        spec->chart[i].output = fire_arena_printf(arena, "%.*s-%d%s", (int)n_stem, output,
                                                  (int)n_same, output + n_stem);
        if (spec->chart[i].output == NULL) return fire_fail_memory(err);
    }
    return FIRE_OK;
}

static fire_status expand(struct expanding *expanding, const struct questions *questions,
                          struct fire_error *err)
{
    struct charts_spec *spec = expanding->spec;
    for (int32_t i = 0; i < spec->n_rows; i++) {
        struct spec_row *row = &spec->row[i];
        if (row->foreach[0] == '\0')
            FIRE_TRY(add_chart(expanding, row, &row->session, row->output, err));
        else if (row->status == FIRE_OK)
            FIRE_TRY(add_groups(expanding, row, questions->summary[row->query], err));
    }
    return tell_apart(spec, expanding->arena, err);
}

fire_status charts_spec_expand(struct charts_spec *spec, struct session *session,
                               struct fire_arena *arena, bool *asked)
{
    struct expanding expanding = { spec, arena, 0 };
    struct source source = { 0 };
    struct questions questions = { 0 };
    const struct question_maker maker = { &expanding, ask_groups };
    bool has_groups = false;
    for (int32_t i = 0; i < spec->n_rows; i++)
        has_groups = has_groups || spec->row[i].foreach[0] != '\0';
    fire_status status = FIRE_OK;
    if (has_groups) {
        status = questions_answer(session, &source, maker, &questions, asked);
        session->options.quiet = true; /* what is wrong with the rows was told */
    }
    if (status == FIRE_OK) status = expand(&expanding, &questions, &session->err);
    source_unload(&source);
    return status;
}
