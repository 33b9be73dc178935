/* identity.c - see firestat/identity.h.
 *
 * One table leads from the number of a key to the version that counts now; who says the rows
 * of that version are compared cell by cell, so two keys with one number are no mistake. A row
 * whose key is new, as nearly all are, costs its number and one look into the table.
 *
 * What a source has no column for it says nothing about. So these fields are not compared, and
 * a revision takes them over from the version before: a list of amounts that comes later does
 * not take the deaths out of the figures. */
#include "firestat/identity.h"

#include "index.h"
#include "pick.h"
#include "tally.h"

#include <stdlib.h>
#include <string.h>

/* A record of the source, which may have given several rows, all with its line. It is kept when
 * any of them is. */
struct record {
    int64_t line; /* 0: of one row */
    bool is_open;
    bool is_kept;
    bool is_revision;
    bool is_conflict;
};

struct fire_identity {
    const struct fire_schema *schema;
    struct fire_areas *areas;
    struct fire_versions versions;

    struct fire_arena *source; /* the form                       */
    struct fire_arena *batch;  /* what is given out of a sift    */
    struct form form;
    int32_t origin;
    struct tally tally;
    struct record record;
    struct index keys;
    struct index twins;

    /* of the batch at hand */
    uint64_t hash[FIRE_BATCH_ROWS];
    uint64_t twin[FIRE_BATCH_ROWS];
    int64_t at[FIRE_BATCH_ROWS]; /* [n_kept] its rows that are kept */
    int64_t n_kept;
    struct fire_repeat repeat[FIRE_BATCH_ROWS];
    int64_t n_repeats;
    int64_t superseded[FIRE_BATCH_ROWS];
    int64_t n_superseded;
    struct patch *patch;
    size_t n_patches;
    size_t patch_capacity;
};

fire_status fire_identity_create(const struct fire_schema *schema, struct fire_areas *areas,
                                 struct fire_versions versions, struct fire_identity **out,
                                 struct fire_error *err)
{
    struct fire_identity *identity = calloc(1, sizeof *identity);
    if (identity == NULL) return fire_fail_memory(err);
    identity->schema = schema;
    identity->areas = areas;
    identity->versions = versions;
    identity->source = fire_arena_create();
    identity->batch = fire_arena_create();
    identity->tally.arena = fire_arena_create();
    if (identity->source == NULL || identity->batch == NULL || identity->tally.arena == NULL) {
        fire_identity_free(identity);
        return fire_fail_memory(err);
    }
    *out = identity;
    return FIRE_OK;
}

void fire_identity_free(struct fire_identity *identity)
{
    if (identity == NULL) return;
    index_finish(&identity->keys);
    index_finish(&identity->twins);
    tally_finish(&identity->tally);
    free(identity->patch);
    fire_arena_free(identity->batch);
    fire_arena_free(identity->source);
    free(identity);
}

fire_status fire_identity_source(struct fire_identity *identity,
                                 const struct fire_record_form *form, int32_t origin,
                                 struct fire_error *err)
{
    tally_reset(&identity->tally);
    identity->record = (struct record){ 0 };
    fire_arena_reset(identity->source);
    identity->origin = origin;
    if (form_make(&identity->form, form, identity->schema, identity->source)) return FIRE_OK;
    return fire_fail_memory(err);
}

static void close_record(struct fire_identity *identity)
{
    const struct record *record = &identity->record;
    struct fire_tally *told = &identity->tally.told;
    if (record->is_open && record->is_kept)
        told->n_revised += record->is_revision;
    else if (record->is_open && record->is_conflict)
        told->n_conflicts++;
    else if (record->is_open)
        told->n_duplicates++;
    identity->record.is_open = false;
}

/* The record of a row, which is the one before where the line is the same. */
static void open_record(struct fire_identity *identity, int64_t line)
{
    const struct record *record = &identity->record;
    if (record->is_open && line != 0 && record->line == line) return;
    close_record(identity);
    identity->record = (struct record){ .line = line, .is_open = true };
}

const struct fire_tally *fire_identity_tally(struct fire_identity *identity)
{
    close_record(identity);
    return &identity->tally.told;
}

/* ---- rows that are there already ------------------------------------------------------- */

static uint32_t line_of(const struct fire_batch *batch, int64_t row)
{
    if (batch->line == NULL || batch->line[row] > (int64_t)UINT32_MAX) return 0;
    return (uint32_t)batch->line[row];
}

/* The numbers of keys and of twins of a batch, and room for all of them.
 *   n_unkeyed   rows without a key */
static fire_status prepare(struct fire_identity *identity, const struct fire_batch *batch,
                           bool is_keyed, int64_t *n_unkeyed, struct fire_error *err)
{
    const int32_t n_fields = fire_schema_n_fields(batch->schema);
    fire_arena_reset(identity->batch);
    *n_unkeyed = batch->n_rows;
    if (is_keyed && identity->form.n_keys > 0) {
        if (!form_hash_keys(&identity->form, batch, n_fields, identity->areas, identity->batch,
                            identity->hash) ||
            !index_reserve(&identity->keys, (size_t)batch->n_rows))
            return fire_fail_memory(err);
        *n_unkeyed = 0;
        for (int64_t i = 0; i < batch->n_rows; i++)
            *n_unkeyed += identity->hash[i] == 0;
    } else {
        memset(identity->hash, 0, (size_t)batch->n_rows * sizeof identity->hash[0]);
    }
    if (*n_unkeyed == 0) return FIRE_OK;
    twin_hash(batch, n_fields, identity->twin);
    return index_reserve(&identity->twins, (size_t)batch->n_rows) ? FIRE_OK
                                                                  : fire_fail_memory(err);
}

/* The first row that looks like row i, which becomes it where there is none: NULL then. */
static const struct entry *see_twin(struct fire_identity *identity,
                                    const struct fire_batch *batch, int64_t i, int32_t origin)
{
    const uint64_t hash = identity->twin[i];
    size_t bucket = index_start(&identity->twins, hash);
    const struct entry *first = index_next(&identity->twins, hash, &bucket);
    if (first == NULL)
        index_add(&identity->twins, (struct entry){ hash, 0, line_of(batch, i), origin },
                  bucket);
    return first;
}

fire_status fire_identity_know(struct fire_identity *identity, const struct fire_batch *batch,
                               const int64_t version[], int32_t origin, bool is_keyed,
                               struct fire_error *err)
{
    int64_t n_unkeyed = 0;
    FIRE_TRY(prepare(identity, batch, is_keyed, &n_unkeyed, err));
    for (int64_t i = 0; i < batch->n_rows; i++) {
        const uint64_t hash = identity->hash[i];
        if (hash == 0) {
            (void)see_twin(identity, batch, i, origin);
            continue;
        }
        size_t bucket = index_start(&identity->keys, hash);
        while (index_next(&identity->keys, hash, &bucket) != NULL) { /* to the end */
        }
        index_add(&identity->keys, (struct entry){ hash, version[i], line_of(batch, i), origin },
                  bucket);
    }
    return FIRE_OK;
}

bool fire_identity_needs(const struct fire_identity *identity, int32_t field)
{
    return form_is_key(&identity->form, cell_field(field)) ||
           twin_needs(identity->schema, field);
}

/* ---- the version with a row's key ------------------------------------------------------ */

/* A batch on its way through a sift. */
struct sift {
    struct fire_identity *identity;
    const struct fire_batch *batch;
    int32_t n_fields;
    int64_t first; /* version of the first row that is kept */
    struct fire_error *err;
};

static fire_status spot_of(const struct sift *sift, int64_t version, struct spot *out)
{
    const struct fire_identity *identity = sift->identity;
    if (version >= sift->first) { /* kept of this very batch */
        *out = (struct spot){ sift->batch, sift->n_fields, identity->at[version - sift->first] };
        return FIRE_OK;
    }
    return identity->versions.find(identity->versions.self, version, &out->batch, &out->row,
                                   &out->n_fields, sift->err);
}

/* The entry of the row's key and where its version stands; NULL: the key is new.
 *   bucket   where a new one is to be put */
static fire_status find_entry(const struct sift *sift, int64_t row, struct entry **out,
                              struct spot *out_spot, size_t *bucket)
{
    struct fire_identity *identity = sift->identity;
    const uint64_t hash = identity->hash[row];
    const struct spot here = { sift->batch, sift->n_fields, row };
    *bucket = index_start(&identity->keys, hash);
    while ((*out = index_next(&identity->keys, hash, bucket)) != NULL) {
        bool is_same = false;
        FIRE_TRY(spot_of(sift, (*out)->version, out_spot));
        if (!form_same_key(&identity->form, &here, out_spot, identity->areas, identity->batch,
                           &is_same))
            return fire_fail_memory(sift->err);
        if (is_same) return FIRE_OK;
    }
    return FIRE_OK;
}

fire_status fire_identity_has(struct fire_identity *identity, const struct fire_batch *batch,
                              bool has[], struct fire_error *err)
{
    int64_t n_unkeyed = 0;
    FIRE_TRY(prepare(identity, batch, true, &n_unkeyed, err));
    const struct sift sift = { identity, batch, fire_schema_n_fields(batch->schema), INT64_MAX,
                               err };
    for (int64_t i = 0; i < batch->n_rows; i++) {
        struct entry *entry = NULL;
        struct spot spot;
        size_t bucket;
        if (identity->hash[i] != 0) FIRE_TRY(find_entry(&sift, i, &entry, &spot, &bucket));
        has[i] = entry != NULL;
    }
    return FIRE_OK;
}

/* ---- what is another ------------------------------------------------------------------- */

/* Whether the source says anything about a field; one that came on the way it does. */
static bool is_said(const struct sift *sift, int32_t field)
{
    const struct form *form = &sift->identity->form;
    if (form_has(form, field) || form_is_key(form, field)) return true;
    const struct fire_vector *vector = &sift->batch->vector[field];
    return field >= form->n_fields && (vector->code != NULL || vector->text != NULL ||
                                       vector->number != NULL || vector->day != NULL);
}

/* Fields that both rows have and that differ.
 *   differing   [n_fields] */
static fire_status compare(const struct sift *sift, int64_t row, const struct spot *old,
                           int32_t differing[], int32_t *out_n)
{
    const struct fire_identity *identity = sift->identity;
    const struct spot here = { sift->batch, sift->n_fields, row };
    *out_n = 0;
    for (int32_t field = 0; field < sift->n_fields; field++) {
        if (cell_field(field) != field || form_is_key(&identity->form, field) ||
            !is_said(sift, field))
            continue;
        bool is_same = true;
        const struct cell of_new = cell_read(&here, identity->areas, field);
        const struct cell of_old = cell_read(old, identity->areas, field);
        if (!cell_compare(&of_new, &of_old, false, identity->batch, &is_same))
            return fire_fail_memory(sift->err);
        if (!is_same) differing[(*out_n)++] = field;
    }
    return FIRE_OK;
}

/* ---- what is taken over ---------------------------------------------------------------- */

static fire_status add_patch(const struct sift *sift, int32_t field, struct cell cell)
{
    struct fire_identity *identity = sift->identity;
    if (identity->n_patches + 1 > identity->patch_capacity) {
        void *grown = fire_array_grow(identity->patch, &identity->patch_capacity,
                                      identity->n_patches + 1, sizeof *identity->patch);
        if (grown == NULL) return fire_fail_memory(sift->err);
        identity->patch = grown;
    }
    if (cell.text.size_bytes > 0) { /* the other version's bytes are soon gone */
        cell.text.bytes = fire_arena_copy(identity->batch, cell.text.bytes,
                                          cell.text.size_bytes);
        if (cell.text.bytes == NULL) return fire_fail_memory(sift->err);
    }
    identity->patch[identity->n_patches++] = (struct patch){ identity->n_kept, field, cell };
    return FIRE_OK;
}

/* The levels the source says from its row, the others from the old one. */
static fire_status take_over_area(const struct sift *sift, int64_t row, const struct spot *old)
{
    static const int32_t level[] = { FIRE_FIELD_PROVINCE, FIRE_FIELD_DISTRICT,
                                     FIRE_FIELD_COMMUNE };
    struct fire_identity *identity = sift->identity;
    const int32_t of_new = sift->batch->area[row];
    const int32_t of_old = old->batch->area[old->row];
    if (of_new == of_old) return FIRE_OK;
    struct fire_text_view name[3];
    for (int i = 0; i < 3; i++)
        name[i] = cell_area_name(identity->areas, is_said(sift, level[i]) ? of_new : of_old,
                                 level[i]);
    int32_t node = of_new;
    FIRE_TRY(fire_areas_add(identity->areas, name[0], name[1], name[2], &node, sift->err));
    if (node == of_new) return FIRE_OK;
    return add_patch(sift, FIRE_FIELD_COMMUNE, (struct cell){ .code = (uint32_t)node });
}

static fire_status take_over(const struct sift *sift, int64_t row, const struct spot *old)
{
    const struct fire_identity *identity = sift->identity;
    if (identity->form.has_all) return FIRE_OK;
    for (int32_t field = 0; field < sift->n_fields; field++) {
        const fire_type type = fire_schema_field(sift->batch->schema, field)->type;
        if (type == FIRE_TYPE_PERIOD || type == FIRE_TYPE_AREA || is_said(sift, field)) continue;
        const struct cell cell = cell_read(old, identity->areas, field);
        if (cell.is_known) FIRE_TRY(add_patch(sift, field, cell));
    }
    return take_over_area(sift, row, old);
}

/* ---- a batch --------------------------------------------------------------------------- */

static void keep(struct fire_identity *identity, int64_t row)
{
    identity->at[identity->n_kept++] = row;
    identity->record.is_kept = true;
}

static fire_status keep_unkeyed(const struct sift *sift, int64_t row)
{
    struct fire_identity *identity = sift->identity;
    const struct entry *first = see_twin(identity, sift->batch, row, identity->origin);
    keep(identity, row);
    if (first == NULL) return FIRE_OK;
    const struct fire_twin twin = { line_of(sift->batch, row), first->line, first->origin };
    return tally_add_twin(&identity->tally, twin) ? FIRE_OK : fire_fail_memory(sift->err);
}

static fire_status keep_revision(const struct sift *sift, int64_t row, struct entry *entry,
                                 const struct spot *old)
{
    struct fire_identity *identity = sift->identity;
    FIRE_TRY(take_over(sift, row, old));
    identity->superseded[identity->n_superseded++] = entry->version;
    identity->record.is_revision = true;
    *entry = (struct entry){ entry->hash, sift->first + identity->n_kept,
                             line_of(sift->batch, row), identity->origin };
    keep(identity, row);
    return FIRE_OK;
}

/* The key is known: duplicate, conflict or revision. */
static fire_status meet(const struct sift *sift, int64_t row, struct entry *entry,
                        const struct spot *old)
{
    struct fire_identity *identity = sift->identity;
    int32_t n_differing = 0;
    int32_t *differing = FIRE_TAKE(identity->batch, sift->n_fields, int32_t);
    if (differing == NULL) return fire_fail_memory(sift->err);
    FIRE_TRY(compare(sift, row, old, differing, &n_differing));
    const bool is_own = entry->origin == identity->origin;
    if (n_differing > 0 && !is_own) return keep_revision(sift, row, entry, old);
    if (n_differing > 0) {
        const struct spot here = { sift->batch, sift->n_fields, row };
        identity->record.is_conflict = true;
        return tally_list_conflict(&identity->tally, &identity->form, &here, identity->areas,
                                  entry->line, differing, n_differing)
                   ? FIRE_OK
                   : fire_fail_memory(sift->err);
    }
    identity->repeat[identity->n_repeats++] = (struct fire_repeat){
        entry->version, line_of(sift->batch, row)
    };
    if (!is_own) { /* what this source says from here on is held against this row */
        entry->origin = identity->origin;
        entry->line = line_of(sift->batch, row);
    }
    return FIRE_OK;
}

static fire_status sift_row(const struct sift *sift, int64_t row)
{
    struct fire_identity *identity = sift->identity;
    const uint64_t hash = identity->hash[row];
    open_record(identity, line_of(sift->batch, row));
    if (hash == 0) return keep_unkeyed(sift, row);
    struct entry *entry = NULL;
    struct spot old;
    size_t bucket;
    FIRE_TRY(find_entry(sift, row, &entry, &old, &bucket));
    if (entry != NULL) return meet(sift, row, entry, &old);
    index_add(&identity->keys,
              (struct entry){ hash, sift->first + identity->n_kept, line_of(sift->batch, row),
                              identity->origin },
              bucket);
    keep(identity, row);
    return FIRE_OK;
}

#define ROWS_AHEAD 16 /* far enough for a look into memory that is in no cache */

static void look_ahead(const struct fire_identity *identity, int64_t row, int64_t n_rows)
{
    if (row + ROWS_AHEAD >= n_rows) return;
    if (identity->hash[row + ROWS_AHEAD] != 0)
        index_prefetch(&identity->keys, identity->hash[row + ROWS_AHEAD]);
    else
        index_prefetch(&identity->twins, identity->twin[row + ROWS_AHEAD]);
}

fire_status fire_identity_sift(struct fire_identity *identity, const struct fire_batch *batch,
                               int64_t first, struct fire_sifted *out, struct fire_error *err)
{
    const struct sift sift = { identity, batch, fire_schema_n_fields(batch->schema), first,
                               err };
    int64_t n_unkeyed = 0;
    identity->n_kept = identity->n_repeats = identity->n_superseded = 0;
    identity->n_patches = 0;
    FIRE_TRY(prepare(identity, batch, true, &n_unkeyed, err));
    for (int64_t row = 0; row < batch->n_rows; row++) {
        look_ahead(identity, row, batch->n_rows);
        FIRE_TRY(sift_row(&sift, row));
    }
    const struct fire_batch *kept = batch;
    if (identity->n_kept < batch->n_rows || identity->n_patches > 0)
        kept = pick_rows(batch, sift.n_fields, identity->at, identity->n_kept, identity->patch,
                         identity->n_patches, identity->batch);
    if (kept == NULL) return fire_fail_memory(err);
    *out = (struct fire_sifted){ kept,
                                 identity->superseded,
                                 identity->n_superseded,
                                 identity->repeat,
                                 identity->n_repeats };
    return FIRE_OK;
}
