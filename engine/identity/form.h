/* form.h - what the current source says of its records, made ready. */
#ifndef FIRESTAT_ENGINE_IDENTITY_FORM_H
#define FIRESTAT_ENGINE_IDENTITY_FORM_H
#include "cell.h"

#include "firestat/identity.h"

/* Starts as {0}; all of it lies in the arena it was made with. */
struct form {
    int32_t *key; /* [n_keys] cell fields, ascending, each once            */
    int32_t n_keys;
    bool has_all;    /* of any field                              */
    bool *has_field; /* [n_fields] by cell field; later ones: not */
    int32_t n_fields;
};

/* false: no memory */
bool form_make(struct form *form, const struct fire_record_form *said,
               const struct fire_schema *schema, struct fire_arena *arena);

static inline bool form_has(const struct form *form, int32_t field)
{
    return form->has_all || (field < form->n_fields && form->has_field[field]);
}

static inline bool form_is_key(const struct form *form, int32_t field)
{
    for (int32_t i = 0; i < form->n_keys; i++)
        if (form->key[i] == field) return true;
    return false;
}

/* The key of every row as a number; 0 where all of its fields are null, so that it has none.
 *   hash   [batch->n_rows]
 *   returns  false: no memory */
bool form_hash_keys(const struct form *form, const struct fire_batch *batch, int32_t n_fields,
                    const struct fire_areas *areas, struct fire_arena *scratch,
                    uint64_t hash[]);

/* Whether two rows have the same key; returns false: no memory. */
bool form_same_key(const struct form *form, const struct spot *a, const struct spot *b,
                   const struct fire_areas *areas, struct fire_arena *scratch, bool *out_same);

/* What a row without a key is likely known by, as a number.
 *   hash   [batch->n_rows] */
void twin_hash(const struct fire_batch *batch, int32_t n_fields, uint64_t hash[]);

/* Whether twin_hash looks at a field. */
bool twin_needs(const struct fire_schema *schema, int32_t field);

#endif
