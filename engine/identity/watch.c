/* watch.c - is every row a record of its own? Asked of rows that nobody keeps.
 *
 * A register's ids are running numbers, so what has been seen of them is a set of bits: one for
 * each number behind each different beginning ("LD-2014-"; as many digits as there are belong to
 * it, so that 07 and 7 are two). Other keys are remembered by their hash. Two keys with one hash
 * look like a repeat, which costs a second reading and no error. */
#include "form.h"

#include "hash.h"

#include "firestat/dictionary.h"

#include <stdlib.h>
#include <string.h>

enum {
    PAGE_NUMBERS = 1 << 16,
    PAGE_WORDS = PAGE_NUMBERS / 64,
    DIGITS_MOST = 9,
    STEM_BYTES_MOST = 48,
    STEMS_MOST = 1024, /* more are no running numbers */
};

/* The numbers behind one beginning. */
struct stem {
    uint64_t **page; /* [n_pages] NULL: none of its numbers was seen */
    size_t n_pages;  /* that there is room for */
};

struct fire_watch {
    struct fire_sink next;
    const struct fire_areas *areas;
    struct form form;
    struct fire_arena *arena;
    struct fire_arena *scratch;
    struct fire_dictionary *stems;
    struct stem *stem; /* [STEMS_MOST] */
    int64_t n_pages;
    int64_t n_numbers;
    uint64_t *seen; /* [n_slots] hashes of other keys; 0: free */
    size_t n_slots; /* a power of two, or 0                    */
    size_t n_seen;
    bool saw_repeat;

    char last[STEM_BYTES_MOST + 1]; /* the stem of the row before */
    size_t last_bytes;
    uint32_t last_stem;
};

fire_status fire_watch_create(const struct fire_record_form *form,
                              const struct fire_schema *schema, const struct fire_areas *areas,
                              struct fire_sink next, struct fire_watch **out,
                              struct fire_error *err)
{
    struct fire_watch *watch = calloc(1, sizeof *watch);
    if (watch == NULL) return fire_fail_memory(err);
    watch->next = next;
    watch->areas = areas;
    watch->arena = fire_arena_create();
    watch->scratch = fire_arena_create();
    watch->stems = fire_dictionary_create();
    watch->stem = calloc(STEMS_MOST, sizeof *watch->stem);
    watch->last_bytes = SIZE_MAX;
    if (watch->arena == NULL || watch->scratch == NULL || watch->stems == NULL ||
        watch->stem == NULL || !form_make(&watch->form, form, schema, watch->arena)) {
        fire_watch_free(watch);
        return fire_fail_memory(err);
    }
    *out = watch;
    return FIRE_OK;
}

void fire_watch_free(struct fire_watch *watch)
{
    if (watch == NULL) return;
    for (size_t i = 0; watch->stem != NULL && i < STEMS_MOST; i++) {
        for (size_t k = 0; k < watch->stem[i].n_pages; k++)
            free(watch->stem[i].page[k]);
        free(watch->stem[i].page);
    }
    free(watch->stem);
    free(watch->seen);
    fire_dictionary_free(watch->stems);
    fire_arena_free(watch->scratch);
    fire_arena_free(watch->arena);
    free(watch);
}

/* An id, taken apart. */
struct run_id {
    bool has_number;
    uint32_t number;
    char stem[STEM_BYTES_MOST + 1];
    size_t stem_bytes;
    struct fire_text_view key; /* where there is no number */
};

/* ---- running numbers ------------------------------------------------------------------- */

/* The number at the end of an id, of at most nine digits.
 *   stem   what stands before it as small letters, and how many digits there are
 *   returns   false: it has none, or is no plain ASCII */
static inline bool cut_number(struct fire_text_view id, char stem[STEM_BYTES_MOST + 1],
                              size_t *stem_bytes, uint32_t *out)
{
    size_t at = id.size_bytes;
    uint32_t number = 0;
    uint32_t one = 1;
    while (at > 0 && id.size_bytes - at < DIGITS_MOST && id.bytes[at - 1] >= '0' &&
           id.bytes[at - 1] <= '9') {
        number += one * (uint32_t)(id.bytes[--at] - '0');
        one *= 10;
    }
    if (at == id.size_bytes || at > STEM_BYTES_MOST) return false;
    for (size_t i = 0; i < at; i++) {
        const unsigned char byte = (unsigned char)id.bytes[i];
        if (byte < 0x20 || byte >= 0x7f) return false;
        stem[i] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    }
    /* without zeros before it a number is the same whatever its digits */
    stem[at] = id.bytes[at] == '0' ? (char)(id.size_bytes - at) : '\0';
    *stem_bytes = at + 1;
    *out = number;
    return true;
}

/* The numbers of a stem; UINT32_MAX: no memory, or no more stems are kept. */
static uint32_t find_stem(struct fire_watch *watch, const char *stem, size_t stem_bytes)
{
    const struct fire_text_view text = { stem, stem_bytes };
    uint32_t number;
    if (stem_bytes == watch->last_bytes && stem[0] == watch->last[0] &&
        (stem_bytes == 1 || memcmp(stem, watch->last, stem_bytes) == 0))
        return watch->last_stem;
    if (!fire_dictionary_find(watch->stems, text, &number) &&
        (fire_dictionary_n(watch->stems) == STEMS_MOST ||
         !fire_dictionary_add(watch->stems, text, text, &number)))
        return UINT32_MAX;
    memcpy(watch->last, stem, stem_bytes);
    watch->last_bytes = stem_bytes;
    watch->last_stem = number;
    return number;
}

/* The page of a number; NULL: no memory. */
static uint64_t *page_of(struct fire_watch *watch, struct stem *stem, uint32_t number)
{
    const size_t place = number / PAGE_NUMBERS;
    if (place >= stem->n_pages) {
        const size_t before = stem->n_pages;
        void *grown = fire_array_grow(stem->page, &stem->n_pages, place + 1,
                                      sizeof *stem->page);
        if (grown == NULL) return NULL;
        stem->page = grown;
        memset(stem->page + before, 0, (stem->n_pages - before) * sizeof *stem->page);
    }
    if (stem->page[place] == NULL) {
        stem->page[place] = calloc(PAGE_WORDS, sizeof(uint64_t));
        watch->n_pages++;
    }
    return stem->page[place];
}

/* ---- other keys ------------------------------------------------------------------------ */

static bool reserve_slots(struct fire_watch *watch)
{
    if (watch->n_seen < watch->n_slots / 2) return true;
    const size_t n_slots = watch->n_slots == 0 ? 1024 : watch->n_slots * 2;
    uint64_t *seen = calloc(n_slots, sizeof *seen);
    if (seen == NULL) return false;
    for (size_t i = 0; i < watch->n_slots; i++) {
        if (watch->seen[i] == 0) continue;
        size_t at = watch->seen[i] & (n_slots - 1);
        while (seen[at] != 0)
            at = (at + 1) & (n_slots - 1);
        seen[at] = watch->seen[i];
    }
    free(watch->seen);
    watch->seen = seen;
    watch->n_slots = n_slots;
    return true;
}

static fire_status see_hash(struct fire_watch *watch, uint64_t hash, struct fire_error *err)
{
    if (!reserve_slots(watch)) return fire_fail_memory(err);
    size_t at = hash & (watch->n_slots - 1);
    for (; watch->seen[at] != 0; at = (at + 1) & (watch->n_slots - 1))
        if (watch->seen[at] == hash) return FIRE_EAGAIN;
    watch->seen[at] = hash;
    watch->n_seen++;
    return FIRE_OK;
}

/* ---- batches --------------------------------------------------------------------------- */

static fire_status see_keys(struct fire_watch *watch, const struct fire_batch *batch,
                            struct fire_error *err)
{
    uint64_t hash[FIRE_BATCH_ROWS];
    const int32_t n_fields = fire_schema_n_fields(batch->schema);
    fire_arena_reset(watch->scratch);
    if (!form_hash_keys(&watch->form, batch, n_fields, watch->areas, watch->scratch, hash))
        return fire_fail_memory(err);
    for (int64_t row = 0; row < batch->n_rows; row++) {
        if (hash[row] == 0) return FIRE_EAGAIN; /* to be compared with others like it */
        FIRE_TRY(see_hash(watch, hash[row], err));
    }
    return FIRE_OK;
}

/* The number of an id, or of its match key: letters from elsewhere may fold to ASCII.
 *   out_key   the match key, where the id itself has no number */
static fire_status read_id(struct fire_watch *watch, struct fire_text_view id,
                           struct run_id *out, struct fire_error *err)
{
    out->has_number = cut_number(id, out->stem, &out->stem_bytes, &out->number);
    if (out->has_number) return FIRE_OK;
    fire_arena_reset(watch->scratch);
    if (!fire_text_match_key(id, watch->scratch, &out->key)) return fire_fail_memory(err);
    out->has_number = cut_number(out->key, out->stem, &out->stem_bytes, &out->number);
    return FIRE_OK;
}

static fire_status see_id(struct fire_watch *watch, struct fire_text_view id,
                          struct fire_error *err)
{
    struct run_id at;
    FIRE_TRY(read_id(watch, id, &at, err));
    const uint32_t stem = at.has_number ? find_stem(watch, at.stem, at.stem_bytes) : UINT32_MAX;
    if (stem == UINT32_MAX) {
        const struct fire_text_view text = at.has_number
                                               ? (struct fire_text_view){ at.stem,
                                                                          at.stem_bytes }
                                               : at.key;
        uint64_t hash = hash_mix(at.has_number ? at.number + 1 : 0);
        for (size_t i = 0; i < text.size_bytes; i++)
            hash = hash_add(hash, (unsigned char)text.bytes[i]);
        return see_hash(watch, hash == 0 ? 1 : hash, err);
    }
    uint64_t *page = page_of(watch, &watch->stem[stem], at.number);
    if (page == NULL) return fire_fail_memory(err);
    uint64_t *word = &page[at.number % PAGE_NUMBERS / 64];
    const uint64_t bit = UINT64_C(1) << (at.number % 64);
    if ((*word & bit) != 0) return FIRE_EAGAIN;
    *word |= bit;
    watch->n_numbers++;
    /* numbers so far apart do not run; their bits would take more room than the rows */
    return watch->n_pages > 64 + watch->n_numbers / 256 ? FIRE_EAGAIN : FIRE_OK;
}

static fire_status see_ids(struct fire_watch *watch, const struct fire_batch *batch,
                           struct fire_error *err)
{
    const struct fire_vector *ids = &batch->vector[watch->form.key[0]];
    if (ids->text == NULL) return FIRE_EAGAIN;
    for (int64_t row = 0; row < batch->n_rows; row++) {
        if (!fire_is_valid(ids->valid, row)) return FIRE_EAGAIN;
        FIRE_TRY(see_id(watch, ids->text[row], err));
    }
    return FIRE_OK;
}

static fire_status watch_push(void *self, const struct fire_batch *batch,
                              struct fire_error *err)
{
    struct fire_watch *watch = self;
    const bool is_id = watch->form.n_keys == 1 &&
                       fire_schema_field(batch->schema, watch->form.key[0])->type ==
                           FIRE_TYPE_TEXT;
    const fire_status status = is_id ? see_ids(watch, batch, err) : see_keys(watch, batch, err);
    watch->saw_repeat = status == FIRE_EAGAIN;
    FIRE_TRY(status);
    return watch->next.push(watch->next.self, batch, err);
}

bool fire_watch_saw_repeat(const struct fire_watch *watch)
{
    return watch->saw_repeat;
}

struct fire_sink fire_watch_sink(struct fire_watch *watch)
{
    return (struct fire_sink){ .self = watch, .push = watch_push };
}
