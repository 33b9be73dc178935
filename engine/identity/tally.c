/* tally.c - see tally.h. */
#include "tally.h"

#include <stdlib.h>
#include <string.h>

void tally_reset(struct tally *tally)
{
    tally->told = (struct fire_tally){ 0 };
    fire_arena_reset(tally->arena);
}

void tally_finish(struct tally *tally)
{
    free(tally->conflict);
    free(tally->twin);
    fire_arena_free(tally->arena);
    *tally = (struct tally){ 0 };
}

/* A copy of the buffer's text in the arena; the buffer is finished. NULL: no memory. */
static const char *keep_text(struct fire_arena *arena, struct fire_buffer *text)
{
    const char *bytes = text->bytes == NULL ? "" : text->bytes;
    const struct fire_text_view whole = { bytes, text->size_bytes };
    const char *copy = text->failed
                           ? NULL
                           : fire_arena_copy(arena, bytes, fire_text_cut(whole, 200));
    fire_buffer_finish(text);
    return copy;
}

static const char *key_text(struct tally *tally, const struct form *form,
                            const struct spot *spot, const struct fire_areas *areas)
{
    struct fire_buffer text = { 0 };
    for (int32_t k = 0; k < form->n_keys; k++) {
        const struct cell cell = cell_read(spot, areas, form->key[k]);
        if (k > 0) fire_buffer_add_text(&text, ", ");
        cell_print(&cell, spot->batch->schema, form->key[k], &text);
    }
    return keep_text(tally->arena, &text);
}

static const char *field_names(struct tally *tally, const struct fire_schema *schema,
                               const int32_t field[], int32_t n)
{
    struct fire_buffer text = { 0 };
    for (int32_t i = 0; i < n; i++) {
        if (i > 0) fire_buffer_add_text(&text, ", ");
        fire_buffer_add_text(&text, fire_schema_field(schema, field[i])->name);
    }
    return keep_text(tally->arena, &text);
}

bool tally_list_conflict(struct tally *tally, const struct form *form, const struct spot *spot,
                         const struct fire_areas *areas, int64_t first_line,
                         const int32_t differing[], int32_t n_differing)
{
    const size_t n = (size_t)tally->told.n_conflicts_listed;
    if (n == FIRE_LIMIT_LISTED) return true;
    if (n + 1 > tally->conflict_capacity) {
        void *grown = fire_array_grow(tally->conflict, &tally->conflict_capacity, n + 1,
                                      sizeof *tally->conflict);
        if (grown == NULL) return false;
        tally->conflict = grown;
    }
    const struct fire_batch *batch = spot->batch;
    const struct fire_conflict conflict = {
        .line = batch->line != NULL ? batch->line[spot->row] : 0,
        .first_line = first_line,
        .key = key_text(tally, form, spot, areas),
        .fields = field_names(tally, batch->schema, differing, n_differing),
    };
    if (conflict.key == NULL || conflict.fields == NULL) return false;
    tally->conflict[n] = conflict;
    tally->told.conflict = tally->conflict;
    tally->told.n_conflicts_listed++;
    return true;
}

bool tally_add_twin(struct tally *tally, struct fire_twin twin)
{
    tally->told.n_twins++;
    const size_t n = (size_t)tally->told.n_twins_listed;
    if (n == FIRE_LIMIT_LISTED) return true;
    if (n + 1 > tally->twin_capacity) {
        void *grown = fire_array_grow(tally->twin, &tally->twin_capacity, n + 1,
                                      sizeof *tally->twin);
        if (grown == NULL) return false;
        tally->twin = grown;
    }
    tally->twin[n] = twin;
    tally->told.twin = tally->twin;
    tally->told.n_twins_listed++;
    return true;
}

void fire_identity_settle(const struct fire_tally *tally, struct fire_import_counts *counts)
{
    counts->n_kept -= tally->n_duplicates + tally->n_conflicts;
    counts->n_duplicates = tally->n_duplicates;
    counts->n_rejected += tally->n_conflicts;
    counts->n_conflicts = tally->n_conflicts;
    counts->n_revised = tally->n_revised;
}
