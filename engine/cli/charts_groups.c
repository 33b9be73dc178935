/* charts_groups.c - rows of a batch become charts: one for each group of `foreach`. */
#include "charts_spec.h"

#include "firestat/dictionary.h"

#include <stdlib.h>
#include <string.h>

#define NAME_BYTES_MOST 80 /* of a group in a path */

/* Rows whose groups are asked for together; what is asked of thousands would be memory. */
#define ROWS_A_ROUND 256

/* ---- words ------------------------------------------------------------------------------------ */

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

/* What stands for the value of a dimension in braces, beside the dimension's own name: {year} for a
 * period, {area} for the first one that is none. */
static const char *place_of(const struct spec_row *row, int32_t d)
{
    if (row->dim[d].kind == FIRE_DIM_PERIOD) return "year";
    for (int32_t before = 0; before < d; before++)
        if (row->dim[before].kind != FIRE_DIM_PERIOD) return row->dim[d].name;
    return "area";
}

/* `text` with the value in the places of its dimension. NULL: no memory. */
static const char *fill(struct fire_arena *arena, const char *text, const struct spec_row *row,
                        int32_t d, const char *value)
{
    text = replaced(arena, text, row->dim[d].name, value);
    return text == NULL ? NULL : replaced(arena, text, place_of(row, d), value);
}

/* ---- options of a chart ----------------------------------------------------------------------- */

/* A group's value is a condition or a period, and a word in the title. */
static fire_status take_value(const struct spec_row *row, int32_t d, const char *value,
                              struct fire_arena *arena, struct session *out)
{
    struct options *options = &out->options;
    if (options->title != NULL) {
        options->title = fill(arena, options->title, row, d, value);
        if (options->title == NULL) return fire_fail_memory(&out->err);
    }
    if (row->dim[d].kind == FIRE_DIM_PERIOD) {
        options->period = value;
        return FIRE_OK;
    }
    if (options->where.n == MAX_REPEATS)
        return fire_fail(&out->err, FIRE_ERANGE, FIRE_NOWHERE, "at most %d conditions",
                         MAX_REPEATS);
    const char *condition = condition_of(arena, row->dim[d].name, fire_text_of(value));
    if (condition == NULL) return fire_fail_memory(&out->err);
    options->where.value[options->where.n++] = condition;
    if (options->place == NULL && row->dim[d].kind == FIRE_DIM_AREA) options->place = value;
    return FIRE_OK;
}

fire_status charts_spec_session(const struct charts_spec *spec, const struct spec_chart *chart,
                                const struct session *session, struct fire_arena *arena,
                                struct session *out)
{
    const struct spec_row *row = &spec->row[chart->row];
    FIRE_TRY(charts_spec_options(spec, row, session, arena, out));
    for (int32_t d = 0; d < row->n_dims; d++)
        FIRE_TRY(take_value(row, d, chart->value[d], arena, out));
    return FIRE_OK;
}

/* ---- charts of a row -------------------------------------------------------------------------- */

struct expanding {
    struct charts_spec *spec;
    int32_t capacity;  /* of its charts */
    int32_t first_row; /* of a round */
    int32_t n_rows;
    struct fire_dictionary *taken; /* names of a row's charts */
    int32_t *n_alike;              /* [codes of taken] charts of its word */
    size_t n_alike_capacity;
};

static fire_status add_chart(struct expanding *expanding, int32_t row, const char *output,
                             const char *const value[], struct fire_error *err)
{
    struct charts_spec *spec = expanding->spec;
    if (spec->n_charts == SPEC_CHARTS_MOST)
        return fire_fail(err, FIRE_ERANGE, (struct fire_location){ .file = spec->path },
                         "asks for more than %d charts", SPEC_CHARTS_MOST);
    if (spec->n_charts == expanding->capacity) {
        expanding->capacity = expanding->capacity == 0 ? 64 : 2 * expanding->capacity;
        struct spec_chart *grown = FIRE_TAKE(spec->arena, expanding->capacity,
                                             struct spec_chart);
        if (grown == NULL) return fire_fail_memory(err);
        if (spec->n_charts > 0)
            memcpy(grown, spec->chart, (size_t)spec->n_charts * sizeof *grown);
        spec->chart = grown;
    }
    spec->chart[spec->n_charts++] = (struct spec_chart){ row, output, value };
    return FIRE_OK;
}

/* How many charts of the row have the word of a code; NULL: no memory. */
static int32_t *count_of(struct expanding *expanding, uint32_t code)
{
    int32_t *grown = fire_array_grow(expanding->n_alike, &expanding->n_alike_capacity,
                                     (size_t)code + 1, sizeof *grown);
    if (grown == NULL) return NULL;
    expanding->n_alike = grown;
    return &grown[code];
}

static bool take_name(struct expanding *expanding, const char *name)
{
    uint32_t code;
    if (!fire_dictionary_add(expanding->taken, fire_text_of(name), fire_text_of(""), &code))
        return false;
    int32_t *n_alike = count_of(expanding, code);
    if (n_alike != NULL) *n_alike = 1;
    return n_alike != NULL;
}

/* The name, with a number behind its stem where a group before has the same word. NULL: no memory. */
static const char *tell_apart(struct expanding *expanding, const char *output)
{
    const char *dot = strrchr(output, '.');
    const int n_stem = (int)(dot == NULL ? strlen(output) : (size_t)(dot - output));
    const char *name = output;
    uint32_t code;
    uint32_t first;
    if (!fire_dictionary_find(expanding->taken, fire_text_of(output), &first))
        return take_name(expanding, output) ? output : NULL;
    while (fire_dictionary_find(expanding->taken, fire_text_of(name), &code)) {
        name = fire_arena_printf(expanding->spec->arena, "%.*s-%d%s", n_stem, output,
                                 (int)++expanding->n_alike[first], output + n_stem);
        if (name == NULL) return NULL;
    }
    return take_name(expanding, name) ? name : NULL;
}

static fire_status add_group(struct expanding *expanding, int32_t number,
                             const struct fire_summary *summary, int64_t group,
                             struct fire_error *err)
{
    const struct spec_row *row = &expanding->spec->row[number];
    struct fire_arena *arena = expanding->spec->arena;
    const char **value = FIRE_TAKE(arena, row->n_dims, const char *);
    const char *output = row->output;
    if (value == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; output != NULL && d < row->n_dims; d++) {
        const struct fire_text_view text = fire_summary_key(summary, group, d)->text;
        const char *word = path_word(arena, text);
        value[d] = fire_arena_copy(arena, text.bytes, text.size_bytes);
        if (word == NULL || value[d] == NULL) return fire_fail_memory(err);
        output = fill(arena, output, row, d, word);
    }
    if (output != NULL) output = tell_apart(expanding, output);
    if (output == NULL) return fire_fail_memory(err);
    return add_chart(expanding, number, output, value, err);
}

/* Groups without a name are no place to look for. */
static bool is_named(const struct fire_summary *summary, int64_t group)
{
    for (int32_t d = 0; d < summary->n_dims; d++)
        if (fire_summary_key(summary, group, d)->is_null) return false;
    return true;
}

static fire_status add_groups(struct expanding *expanding, int32_t number,
                              const struct fire_summary *summary, struct fire_error *err)
{
    struct fire_arena *arena = expanding->spec->arena;
    struct spec_row *row = &expanding->spec->row[number];
    struct spec_dim *dim = FIRE_TAKE(arena, summary->n_dims, struct spec_dim);
    if (dim == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < summary->n_dims; d++) {
        const char *name = summary->dim[d].name;
        dim[d] = (struct spec_dim){ fire_arena_copy(arena, name, strlen(name)),
                                    summary->dim[d].kind };
        if (dim[d].name == NULL) return fire_fail_memory(err);
    }
    row->dim = dim;
    row->n_dims = summary->n_dims;
    expanding->taken = fire_dictionary_create();
    fire_status status = expanding->taken == NULL ? fire_fail_memory(err) : FIRE_OK;
    for (int64_t g = 0; status == FIRE_OK && g < summary->n_rows; g++)
        if (is_named(summary, g)) status = add_group(expanding, number, summary, g, err);
    fire_dictionary_free(expanding->taken);
    return status;
}

/* ---- rows ------------------------------------------------------------------------------------- */

/* The groups of the rows that have some; what is wrong with a row stays with it. */
static fire_status ask_groups(void *self, struct session *session, struct source *source,
                              struct questions *out)
{
    const struct expanding *expanding = self;
    const struct charts_spec *spec = expanding->spec;
    for (int32_t i = 0; i < expanding->n_rows; i++) {
        struct spec_row *row = &spec->row[expanding->first_row + i];
        struct session own;
        if (row->foreach[0] == '\0') continue;
        row->query = out->n;
        row->status = charts_spec_options(spec, row, session, source->arena, &own);
        own.options.by = row->foreach;
        own.options.measure = NULL;
        const struct question question = { row->foreach, "incidents", false, false, false };
        if (row->status == FIRE_OK) row->status = question_ask(&own, source, &question, out);
        if (row->status == FIRE_OK) continue;
        row->why = fire_arena_copy(spec->arena, own.err.message, strlen(own.err.message));
        if (row->status == FIRE_ENOMEM || row->why == NULL)
            return fire_fail_memory(&session->err);
    }
    return FIRE_OK;
}

static bool has_groups(const struct expanding *expanding)
{
    for (int32_t i = 0; i < expanding->n_rows; i++)
        if (expanding->spec->row[expanding->first_row + i].foreach[0] != '\0') return true;
    return false;
}

static fire_status add_rows(struct expanding *expanding, const struct questions *questions,
                            struct fire_error *err)
{
    for (int32_t i = 0; i < expanding->n_rows; i++) {
        const int32_t number = expanding->first_row + i;
        const struct spec_row *row = &expanding->spec->row[number];
        if (row->foreach[0] == '\0')
            FIRE_TRY(add_chart(expanding, number, row->output, NULL, err));
        else if (row->status == FIRE_OK)
            FIRE_TRY(add_groups(expanding, number, questions->summary[row->query], err));
    }
    return FIRE_OK;
}

fire_status charts_spec_expand(struct charts_spec *spec, struct session *session,
                               struct standing *standing, bool *asked)
{
    struct expanding expanding = { .spec = spec };
    const struct question_maker maker = { &expanding, ask_groups };
    fire_status status = FIRE_OK;
    for (int32_t at = 0; status == FIRE_OK && at < spec->n_rows; at += ROWS_A_ROUND) {
        struct source source = { 0 };
        struct questions questions = { 0 };
        expanding.first_row = at;
        expanding.n_rows = spec->n_rows - at < ROWS_A_ROUND ? spec->n_rows - at : ROWS_A_ROUND;
        if (has_groups(&expanding))
            status = standing_answer(standing, session, maker, &source, &questions, asked);
        if (status == FIRE_OK) status = add_rows(&expanding, &questions, &session->err);
        standing_release(standing, &source);
    }
    free(expanding.n_alike);
    return status;
}
