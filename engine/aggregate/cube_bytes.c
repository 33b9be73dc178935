/* cube_bytes.c - a cube as bytes and back, see firestat/query.h.
 *
 *     "firecube" version calendar
 *     has_data first_day last_day n_rows has_weights  n (first_day last_day)   the coverage
 *     n (dimension)  n (measure type scale)
 *     n (parent name)                                areas that it is by, parents first, from 1 on
 *     of each category among the axes: n (key label)
 *     n (points cells)                               of the groups that have rows
 *
 * Numbers are zigzag LEB128, up to 128 bits, so no byte order is in them; texts are a size and
 * bytes. A point of time is a kind and a day, an area its number, a category a code, null
 * is 0. */
#include "cube.h"

#include "firestat/arena.h"

#include <assert.h>
#include <string.h>

#define MAGIC   "firecube"
#define VERSION 1

/* Kinds of points of time; a stretch is its unit behind TIME_STRETCH. */
#define TIME_NULL    0
#define TIME_RUN     1
#define TIME_STRETCH 2

__extension__ typedef unsigned __int128 unsigned_wide;

/* ---- writing ------------------------------------------------------------------------- */

static void put(struct fire_buffer *out, wide number)
{
    unsigned_wide rest = ((unsigned_wide)number << 1) ^ (number < 0 ? ~(unsigned_wide)0 : 0);
    char bytes[19];
    size_t n = 0;
    for (; rest >= 0x80; rest >>= 7)
        bytes[n++] = (char)(unsigned char)((rest & 0x7f) | 0x80);
    bytes[n++] = (char)(unsigned char)rest;
    fire_buffer_add(out, bytes, n);
}

static void put_text(struct fire_buffer *out, struct fire_text_view text)
{
    put(out, (wide)text.size_bytes);
    fire_buffer_add_view(out, text);
}

/* By its rules: one of the same name may have had others. */
static void put_calendar(struct fire_buffer *out, const struct fire_calendar *calendar)
{
    struct fire_buffer rules = { 0 };
    fire_calendar_rules(calendar, &rules);
    if (rules.failed) out->failed = true;
    put_text(out, (struct fire_text_view){ rules.bytes, rules.size_bytes });
    fire_buffer_finish(&rules);
}

static void put_head(struct fire_buffer *out, const struct fire_cube *cube)
{
    const struct fire_query *query = cube->query;
    fire_buffer_add(out, MAGIC, strlen(MAGIC));
    put(out, VERSION);
    put_calendar(out, query->calendar);
    put(out, cube->read.has_data);
    put(out, cube->read.days.first_day);
    put(out, cube->read.days.last_day);
    put(out, cube->expected.n_rows);
    put(out, cube->expected.has_weights);
    put(out, cube->read.n_coverage);
    for (int64_t i = 0; i < cube->read.n_coverage; i++) {
        put(out, cube->read.coverage[i].first_day);
        put(out, cube->read.coverage[i].last_day);
    }
    put(out, query->n_dims);
    for (int32_t d = 0; d < query->n_dims; d++)
        put_text(out, fire_text_of(query->dim[d].name));
    put(out, query->n_measures);
    for (int32_t m = 0; m < query->n_measures; m++) {
        const struct fire_field *field = fire_schema_field(cube->schema,
                                                           query->measure[m].field);
        put_text(out, fire_text_of(field->name));
        put(out, (int)field->type);
        put(out, field->scale);
    }
}

/* The areas that its groups may lie in: none below the finest level that it is by.
 *   number   [nodes] what they are called in the bytes, in the order of nodes; 0: country or none */
static int32_t number_areas(const struct fire_cube *cube, int32_t number[])
{
    const struct fire_query *query = cube->query;
    const int32_t n_nodes = fire_areas_n(cube->areas);
    int finest = 0;
    int32_t n = 0;
    for (int32_t d = 0; d < query->n_dims; d++)
        if (query->dim[d].kind == FIRE_DIM_AREA && (int)query->dim[d].level > finest)
            finest = (int)query->dim[d].level;
    for (int32_t node = 1; node < n_nodes; node++)
        number[node] = (int)fire_area_level_of(cube->areas, node) <= finest ? ++n : 0;
    return n;
}

static void put_names(struct fire_buffer *out, const struct fire_cube *cube,
                      const int32_t number[], int32_t n)
{
    const struct axes *axes = &cube->growing.scan->axes;
    const int32_t n_nodes = fire_areas_n(cube->areas);
    put(out, n);
    for (int32_t node = 1; node < n_nodes; node++) {
        if (number[node] == 0) continue;
        put(out, number[fire_area_parent(cube->areas, node)]);
        put_text(out, fire_area_name(cube->areas, node));
    }
    for (int32_t a = 0; a < axes->n; a++) {
        if (axes->axis[a].kind != FIRE_DIM_FIELD) continue;
        const struct fire_dictionary *words = fire_schema_words(cube->schema,
                                                                axes->axis[a].field);
        put(out, axes->axis[a].null_point);
        for (uint32_t code = 0; code < axes->axis[a].null_point; code++) {
            put_text(out, fire_dictionary_key(words, code));
            put_text(out, fire_dictionary_label(words, code));
        }
    }
}

/* Kind and day of every point of an axis of time. */
struct moment {
    int32_t kind;
    int32_t day;
};

static struct moment *list_moments(const struct axis *axis, struct fire_arena *scratch)
{
    struct moment *moment = FIRE_TAKE(scratch, axis->n_points, struct moment);
    for (uint32_t day = 0; moment != NULL && day < axis->n_table; day++) {
        for (int32_t s = 0; s < axis->n_stretches; s++)
            moment[axis->stretch[s].first_point + axis->stretch[s].slot[day]] = (struct moment){
                TIME_STRETCH + (int)axis->stretch[s].unit, axis->first_day + (int32_t)day
            };
    }
    for (uint32_t day = 0; moment != NULL && day < axis->n_table;
         day++) /* may be stretches too */
        moment[axis->table[day] / axis->step] = (struct moment){ TIME_RUN, axis->first_day +
                                                                               (int32_t)day };
    return moment;
}

/* The node of a point of areas, 0: null. */
static int32_t node_of(const struct axes *axes, const struct axis *axis, uint32_t point,
                       uint32_t slot[])
{
    int32_t node = 0;
    int finest = -1;
    axis_slots(axis, point, slot);
    for (int32_t i = 0; i < axis->n_dims; i++) {
        const struct dim *dim = &axes->dim[axis->dim[i]];
        if (slot[axis->dim[i]] == dim->n_slots || (int)dim->ask.level < finest) continue;
        finest = (int)dim->ask.level;
        node = dim->node[slot[axis->dim[i]]];
    }
    return node;
}

static void put_points(struct fire_buffer *out, const struct axes *axes, const int32_t number[],
                       const struct moment moment[], const uint32_t point[], uint32_t slot[])
{
    for (int32_t a = 0; a < axes->n; a++) {
        const struct axis *axis = &axes->axis[a];
        if (axis->kind == FIRE_DIM_PERIOD) {
            put(out, moment[point[a]].kind);
            if (moment[point[a]].kind != TIME_NULL) put(out, moment[point[a]].day);
        } else if (axis->kind == FIRE_DIM_AREA) {
            put(out, number[node_of(axes, axis, point[a], slot)]);
        } else {
            put(out, point[a] == axis->null_point ? 0 : (wide)point[a] + 1);
        }
    }
}

static bool put_groups(struct fire_buffer *out, const struct fire_cube *cube,
                       const int32_t number[], struct fire_arena *scratch)
{
    const struct scan *scan = cube->growing.scan;
    const struct axes *axes = &scan->axes;
    const struct moment *moment = NULL;
    uint32_t *slot = FIRE_TAKE(scratch, axes->n_dims, uint32_t);
    wide *cell = FIRE_TAKE(scratch, scan->accumulator.n_cells, wide);
    if (slot == NULL || cell == NULL) return false;
    if (axes->axis[0].kind == FIRE_DIM_PERIOD) {
        moment = list_moments(&axes->axis[0], scratch);
        if (moment == NULL) return false;
    }
    int64_t n = 0;
    for (uint32_t g = 0; g < scan->accumulator.n_groups; g++)
        n += accumulator_has_rows(&scan->accumulator, g);
    put(out, n);
    for (uint32_t g = 0; g < scan->accumulator.n_groups; g++) {
        if (!accumulator_has_rows(&scan->accumulator, g)) continue;
        groups_points(&scan->groups, g, scan->point);
        put_points(out, axes, number, moment, scan->point, slot);
        accumulator_read(&scan->accumulator, g, cell);
        for (int32_t c = 0; c < scan->accumulator.n_cells; c++)
            put(out, cell[c]);
    }
    return true;
}

fire_status fire_cube_write(const struct fire_cube *cube, struct fire_buffer *out,
                            struct fire_error *err)
{
    assert(cube->is_settled);
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    int32_t *number = FIRE_TAKE(scratch, fire_areas_n(cube->areas), int32_t);
    bool ok = number != NULL;
    if (ok) {
        const int32_t n = number_areas(cube, number);
        put_head(out, cube);
        put_names(out, cube, number, n);
        ok = put_groups(out, cube, number, scratch) && !out->failed;
    }
    fire_arena_free(scratch);
    return ok ? FIRE_OK : fire_fail_memory(err);
}

/* ---- reading ------------------------------------------------------------------------- */

/* Bytes that may be anything; `failed` once they were not what they should be. */
struct source {
    const unsigned char *at;
    const unsigned char *end;
    bool failed;
};

/* Most numbers take a few bytes, and 64 bits are much faster to put together than 128. */
static wide get(struct source *source)
{
    if (source->end - source->at >= 9) {
        uint64_t low = 0;
        for (unsigned i = 0; i < 9; i++) {
            const unsigned char byte = source->at[i];
            low |= (uint64_t)(byte & 0x7f) << (7 * i);
            if ((byte & 0x80) != 0) continue;
            source->at += i + 1;
            return (int64_t)(low >> 1) ^ -(int64_t)(low & 1);
        }
    }
    unsigned_wide number = 0;
    for (unsigned shift = 0; shift < 128 && source->at < source->end; shift += 7) {
        const unsigned char byte = *source->at++;
        number |= (unsigned_wide)(byte & 0x7f) << shift;
        if ((byte & 0x80) == 0) return (wide)(number >> 1) ^ -(wide)(number & 1);
    }
    source->failed = true;
    return 0;
}

/* A number from `low` to `high`; `low` where it is none. */
static int64_t get_within(struct source *source, int64_t low, int64_t high)
{
    const wide number = get(source);
    if (low <= number && number <= high) return (int64_t)number;
    source->failed = true;
    return low;
}

/* How many items of a byte at least follow. */
static int64_t get_count(struct source *source)
{
    return get_within(source, 0, source->end - source->at);
}

static struct fire_text_view get_text(struct source *source)
{
    const size_t size = (size_t)get_count(source);
    if (source->failed || size > (size_t)(source->end - source->at)) {
        source->failed = true;
        return fire_text_of("");
    }
    const struct fire_text_view text = { (const char *)source->at, size };
    source->at += size;
    if (fire_text_valid_bytes(text) != size || memchr(text.bytes, '\0', size) != NULL)
        source->failed = true;
    return text;
}

static struct fire_window get_window(struct source *source)
{
    struct fire_window days;
    days.first_day = (int32_t)get_within(source, FIRE_DAY_FIRST, FIRE_DAY_LAST);
    days.last_day = (int32_t)get_within(source, days.first_day, FIRE_DAY_LAST);
    return days;
}

static fire_status fail_bytes(struct fire_error *err)
{
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "a cube's bytes are damaged");
}

static bool get_calendar(struct source *source, const struct fire_calendar *wanted)
{
    struct fire_buffer rules = { 0 };
    const struct fire_text_view text = get_text(source);
    fire_calendar_rules(wanted, &rules);
    const bool is_same = !rules.failed &&
                         fire_text_equal(
                             text, (struct fire_text_view){ rules.bytes, rules.size_bytes });
    fire_buffer_finish(&rules);
    return is_same;
}

static fire_status get_head(struct source *source, struct fire_cube *cube,
                            struct fire_error *err)
{
    const size_t size = strlen(MAGIC);
    if ((size_t)(source->end - source->at) < size || memcmp(source->at, MAGIC, size) != 0)
        return fail_bytes(err);
    source->at += size;
    if (get(source) != VERSION || !get_calendar(source, cube->query->calendar))
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "a cube is of another version or another calendar");
    cube->read.has_data = get_within(source, 0, 1) == 1;
    if (cube->read.has_data) {
        cube->read.days = get_window(source);
        cube->expected.room.days = &cube->read.days;
    } else {
        (void)get(source);
        (void)get(source);
    }
    cube->expected.n_rows = get_within(source, 0, INT64_MAX);
    cube->expected.has_weights = get_within(source, 0, 1) == 1;
    cube->read.n_coverage = get_count(source);
    struct fire_window *coverage = FIRE_TAKE(cube->arena, cube->read.n_coverage,
                                             struct fire_window);
    if (coverage == NULL) return fire_fail_memory(err);
    for (int64_t i = 0; i < cube->read.n_coverage; i++)
        coverage[i] = get_window(source);
    cube->read.coverage = coverage;
    return source->failed ? fail_bytes(err) : FIRE_OK;
}

/* A text with a NUL behind it; NULL: no memory. */
static const char *copy_text(const struct fire_cube *cube, struct fire_text_view text)
{
    return fire_arena_copy(cube->arena, text.bytes, text.size_bytes);
}

static fire_status get_question(struct source *source, struct fire_cube *cube,
                                struct fire_error *err)
{
    for (int64_t n = get_count(source); n > 0 && !source->failed; n--) {
        const char *name = copy_text(cube, get_text(source));
        if (name == NULL) return fire_fail_memory(err);
        if (!source->failed) FIRE_TRY(fire_query_by(cube->query, name, err));
    }
    for (int64_t n = get_count(source); n > 0 && !source->failed; n--) {
        const char *name = copy_text(cube, get_text(source));
        const int64_t type = get_within(source, 0, FIRE_TYPE_PERIOD);
        const int64_t scale = get_within(source, 0, INT32_MAX);
        if (name == NULL) return fire_fail_memory(err);
        if (source->failed) break;
        FIRE_TRY(cube_measure(cube, name, err));
        const int32_t at = cube->query->measure[cube->query->n_measures - 1].field;
        const struct fire_field *field = fire_schema_field(cube->schema, at);
        if ((int64_t)field->type != type || field->scale != scale)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "field '%s' is not the one that a cube was made of", name);
    }
    return source->failed ? fail_bytes(err) : FIRE_OK;
}

/* What numbers in the bytes are called here. */
struct names {
    int64_t n_nodes;
    int32_t *node;    /* [n_nodes] */
    int32_t *n_codes; /* [n_dims] of category dimensions */
    uint32_t **code;  /* [n_dims][n_codes]               */
};

static fire_status get_areas(struct source *source, struct fire_cube *cube, struct names *names,
                             struct fire_arena *scratch, struct fire_error *err)
{
    const int64_t n = get_count(source) + 1;
    struct fire_text_view(*path)[3] = fire_arena_take(scratch, (size_t)n, sizeof *path);
    int *level = FIRE_TAKE(scratch, n, int);
    names->node = FIRE_TAKE(scratch, n, int32_t);
    names->n_nodes = n;
    if (path == NULL || level == NULL || names->node == NULL) return fire_fail_memory(err);
    for (int64_t i = 1; i < n && !source->failed; i++) {
        const int64_t parent = get_within(source, 0, i - 1);
        memcpy(path[i], path[parent], sizeof path[i]);
        level[i] = level[parent] + 1;
        if (level[i] > 3) return fail_bytes(err);
        path[i][level[i] - 1] = get_text(source);
        if (source->failed) break;
        FIRE_TRY(fire_areas_add(cube->areas, path[i][0], path[i][1], path[i][2],
                                &names->node[i], err));
    }
    return source->failed ? fail_bytes(err) : FIRE_OK;
}

/* Categories come in the order of the axes, and single dimensions lie on axes in their own. */
static fire_status get_categories(struct source *source, struct fire_cube *cube,
                                  struct names *names, struct fire_arena *scratch,
                                  struct fire_error *err)
{
    const struct fire_query *query = cube->query;
    names->n_codes = FIRE_TAKE(scratch, query->n_dims, int32_t);
    names->code = FIRE_TAKE(scratch, query->n_dims, uint32_t *);
    if (names->n_codes == NULL || names->code == NULL) return fire_fail_memory(err);
    for (int32_t d = 0; d < query->n_dims; d++) {
        if (query->dim[d].kind != FIRE_DIM_FIELD) continue;
        const int64_t n = get_count(source);
        struct fire_dictionary *words = fire_schema_dictionary(cube->schema,
                                                               query->dim[d].field);
        names->code[d] = FIRE_TAKE(scratch, n, uint32_t);
        names->n_codes[d] = (int32_t)n;
        if (names->code[d] == NULL) return fire_fail_memory(err);
        for (int64_t i = 0; i < n && !source->failed; i++) {
            const struct fire_text_view key = get_text(source);
            const struct fire_text_view label = get_text(source);
            if (!source->failed && !fire_dictionary_add(words, key, label, &names->code[d][i]))
                return fire_fail_memory(err);
        }
    }
    return source->failed ? fail_bytes(err) : FIRE_OK;
}

static uint32_t get_time(struct source *source, const struct axis *axis)
{
    const int64_t kind = get_within(source, TIME_NULL, TIME_STRETCH + FIRE_UNIT_DAY);
    if (kind == TIME_NULL) return axis->null_point;
    const int64_t last = (int64_t)axis->first_day + axis->n_table - 1;
    const int64_t day = get_within(source, axis->first_day, last) - axis->first_day;
    if (source->failed) return axis->null_point;
    if (kind == TIME_RUN) return axis->table[day] / axis->step;
    for (int32_t s = 0; s < axis->n_stretches; s++) {
        if ((int64_t)axis->stretch[s].unit == kind - TIME_STRETCH)
            return axis->stretch[s].first_point + axis->stretch[s].slot[day];
    }
    source->failed = true;
    return axis->null_point;
}

static void get_points(struct source *source, const struct axes *axes,
                       const struct names *names, uint32_t point[])
{
    for (int32_t a = 0; a < axes->n; a++) {
        const struct axis *axis = &axes->axis[a];
        if (axis->kind == FIRE_DIM_PERIOD) {
            point[a] = get_time(source, axis);
        } else if (axis->kind == FIRE_DIM_AREA) {
            const int32_t node = names->node[get_within(source, 0, names->n_nodes - 1)];
            point[a] = axis->table[node] / axis->step;
        } else {
            const int32_t d = axis->dim[0];
            const int64_t code = get_within(source, 0, names->n_codes[d]);
            point[a] = code == 0 ? axis->null_point : names->code[d][code - 1];
        }
    }
}

static fire_status get_groups(struct source *source, struct fire_cube *cube,
                              const struct names *names, struct fire_arena *scratch,
                              struct fire_error *err)
{
    struct scan *scan = cube->growing.scan;
    wide *cell = FIRE_TAKE(scratch, scan->accumulator.n_cells, wide);
    if (cell == NULL) return fire_fail_memory(err);
    for (int64_t n = get_count(source); n > 0 && !source->failed; n--) {
        uint32_t group = 0;
        get_points(source, &scan->axes, names, scan->point);
        for (int32_t c = 0; c < scan->accumulator.n_cells; c++)
            cell[c] = get(source);
        if (cell[0] < 1 || cell[0] > cube->expected.n_rows) source->failed = true;
        if (source->failed) break;
        FIRE_TRY(groups_add(&scan->groups, scan->point, &group, err));
        FIRE_TRY(accumulator_put(&scan->accumulator, group, cell, err));
    }
    return source->failed || source->at != source->end ? fail_bytes(err) : FIRE_OK;
}

static fire_status get_cube(struct source *source, struct fire_cube *cube,
                            struct fire_arena *scratch, struct fire_error *err)
{
    struct names names = { 0 };
    FIRE_TRY(get_head(source, cube, err));
    FIRE_TRY(get_question(source, cube, err));
    FIRE_TRY(get_areas(source, cube, &names, scratch, err));
    FIRE_TRY(get_categories(source, cube, &names, scratch, err));
    cube->growing.query = cube->query;
    FIRE_TRY(growing_settle(&cube->growing, &cube->expected, err));
    FIRE_TRY(get_groups(source, cube, &names, scratch, err));
    cube->is_settled = true;
    return FIRE_OK;
}

fire_status fire_cube_read(const char *bytes, size_t size, struct fire_schema *schema,
                           struct fire_areas *areas, const struct fire_calendar *calendar,
                           struct fire_cube **out, struct fire_error *err)
{
    struct source source = { (const unsigned char *)bytes, (const unsigned char *)bytes + size,
                             false };
    struct fire_cube *cube = NULL;
    struct fire_arena *scratch = fire_arena_create();
    if (scratch == NULL) return fire_fail_memory(err);
    fire_status status = cube_begin(schema, areas, calendar, &cube, err);
    if (status == FIRE_OK) status = get_cube(&source, cube, scratch, err);
    fire_arena_free(scratch);
    if (status != FIRE_OK) {
        fire_cube_free(cube);
        return status;
    }
    *out = cube;
    return FIRE_OK;
}
