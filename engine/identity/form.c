/* form.c - the key of a row: its fields, their values as one number.
 *
 * A key is compared by what its values mean and not by how they were written: texts by their
 * match key, names of areas by their area key, categories by code, numbers and days as such. So the same file
 * in another encoding or format has the same keys. The number only finds candidates; two rows
 * are one record when their cells say so. */
#include "form.h"

#include "hash.h"

/* ---- getting ready --------------------------------------------------------------------- */

static void add_key(struct form *form, int32_t field)
{
    if (form_is_key(form, field)) return;
    int32_t at = form->n_keys++;
    for (; at > 0 && form->key[at - 1] > field; at--)
        form->key[at] = form->key[at - 1];
    form->key[at] = field;
}

bool form_make(struct form *form, const struct fire_record_form *said,
               const struct fire_schema *schema, struct fire_arena *arena)
{
    const int32_t n_fields = fire_schema_n_fields(schema);
    *form = (struct form){ .has_all = said->field == NULL, .n_fields = n_fields };
    form->key = FIRE_TAKE(arena, said->n_keys, int32_t);
    form->has_field = FIRE_TAKE(arena, n_fields, bool);
    if (form->key == NULL || form->has_field == NULL) return false;
    for (int32_t i = 0; i < said->n_keys; i++)
        add_key(form, cell_field(said->key[i]));
    for (int32_t i = 0; !form->has_all && i < said->n_fields; i++)
        form->has_field[cell_field(said->field[i])] = true;
    return true;
}

/* ---- keys as numbers ------------------------------------------------------------------- */

/* The rows on the way to their keys. A null adds a word too: (1, null) is not (null, 1). */
struct keys {
    const struct fire_batch *batch;
    int32_t n_fields;
    const struct fire_areas *areas;
    struct fire_arena *scratch;
    uint64_t *hash;
    bool *is_keyed; /* some field is not null */
};

#define NULL_WORD UINT64_C(0x6e756c6c)

static void add_word(struct keys *keys, int64_t row, bool is_known, uint64_t word)
{
    keys->hash[row] = hash_add(keys->hash[row], is_known ? word : NULL_WORD);
    keys->is_keyed[row] |= is_known;
}

/* Eight bytes a step; capitals of ASCII as small letters. */
static uint64_t hash_folded(const char *bytes, size_t size)
{
    uint64_t hash = size;
    uint64_t word = 0;
    for (size_t i = 0; i < size; i++) {
        const unsigned char byte = (unsigned char)bytes[i];
        const unsigned char small = byte >= 'A' && byte <= 'Z' ? (unsigned char)(byte + 32)
                                                               : byte;
        word = word << 8 | small;
        if (i % 8 != 7) continue;
        hash = hash_add(hash, word);
        word = 0;
    }
    return hash_add(hash, word);
}

/* Clean text of ASCII has itself in small letters as its match key: nothing to be made. */
static bool hash_text(struct fire_text_view text, struct fire_arena *scratch, uint64_t *out)
{
    if (!fire_text_is_ascii(text) && !fire_text_match_key(text, scratch, &text)) return false;
    *out = hash_folded(text.bytes, text.size_bytes);
    return true;
}

static bool add_texts(struct keys *keys, const struct fire_vector *vector)
{
    for (int64_t i = 0; i < keys->batch->n_rows; i++) {
        uint64_t word = 0;
        const bool is_known = fire_is_valid(vector->valid, i);
        if (is_known && !hash_text(vector->text[i], keys->scratch, &word)) return false;
        add_word(keys, i, is_known, word);
    }
    return true;
}

/* One look at the name of a node, not one a row: districts come in runs. */
static bool add_areas(struct keys *keys, int32_t field)
{
    const int32_t *area = keys->batch->area;
    uint64_t word = 0;
    bool is_known = false;
    for (int64_t i = 0; i < keys->batch->n_rows; i++) {
        if (i == 0 || area[i] != area[i - 1]) {
            const struct fire_text_view name = cell_area_name(keys->areas, area[i], field);
            struct fire_text_view key;
            is_known = name.size_bytes > 0;
            if (is_known && !fire_area_key(name, keys->scratch, &key)) return false;
            if (is_known) word = hash_folded(key.bytes, key.size_bytes);
        }
        add_word(keys, i, is_known, word);
    }
    return true;
}

static uint64_t word_of(const struct cell *cell)
{
    if (cell->type == FIRE_TYPE_CATEGORY) return cell->code;
    if (cell->type != FIRE_TYPE_DATETIME) return (uint64_t)cell->number;
    const uint64_t minute = cell->has_minute ? (uint64_t)cell->minute + 1 : 0;
    return hash_add(hash_add((uint64_t)cell->day, (uint64_t)cell->last_day), minute);
}

static void add_cells(struct keys *keys, int32_t field)
{
    struct spot spot = { keys->batch, keys->n_fields, 0 };
    for (; spot.row < keys->batch->n_rows; spot.row++) {
        const struct cell cell = cell_read(&spot, keys->areas, field);
        add_word(keys, spot.row, cell.is_known, word_of(&cell));
    }
}

bool form_hash_keys(const struct form *form, const struct fire_batch *batch, int32_t n_fields,
                    const struct fire_areas *areas, struct fire_arena *scratch, uint64_t hash[])
{
    bool is_keyed[FIRE_BATCH_ROWS] = { false };
    struct keys keys = { batch, n_fields, areas, scratch, hash, is_keyed };
    for (int64_t i = 0; i < batch->n_rows; i++)
        hash[i] = 0;
    for (int32_t k = 0; k < form->n_keys; k++) {
        const int32_t field = form->key[k];
        const fire_type type = fire_schema_field(batch->schema, field)->type;
        const bool has_texts = field < n_fields && batch->vector[field].text != NULL;
        if (type == FIRE_TYPE_AREA) {
            if (!add_areas(&keys, field)) return false;
        } else if (has_texts) {
            if (!add_texts(&keys, &batch->vector[field])) return false;
        } else {
            add_cells(&keys, field);
        }
    }
    for (int64_t i = 0; i < batch->n_rows; i++)
        hash[i] = !is_keyed[i] ? 0 : hash[i] == 0 ? 1 : hash[i];
    return true;
}

bool form_same_key(const struct form *form, const struct spot *a, const struct spot *b,
                   const struct fire_areas *areas, struct fire_arena *scratch, bool *out_same)
{
    *out_same = true;
    for (int32_t k = 0; *out_same && k < form->n_keys; k++) {
        const struct cell of_a = cell_read(a, areas, form->key[k]);
        const struct cell of_b = cell_read(b, areas, form->key[k]);
        if (!cell_compare(&of_a, &of_b, true, scratch, out_same)) return false;
    }
    return true;
}
