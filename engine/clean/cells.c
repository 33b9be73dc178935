/* cells.c - one cell to one value, for words, texts and areas; and what cells of all kinds share:
 * whether there is a value at all. Numbers are in number_cells.c, days and times in when.c. */
#include "run.h"

#include <string.h>

/* Nothing at all, or a sign that stands for it, in any column. Match keys. */
static const char *const blank_words[] = {
    "-", "–", "—", "−", "...", "…", "null", "n/a",
};

/* What clerks write for an amount or a number that is not known yet. */
static const char *const unknown_words[] = {
    "?",
    "na",
    "chưa có",
    "chưa có số liệu",
    "chưa rõ",
    "chưa thống kê",
    "chưa thống kê được",
    "chưa tính được",
    "chưa xác định",
    "chưa xác định được",
    "chưa ước tính",
    "chưa ước tính được",
    "chưa ước tính được thiệt hại",
    "không có số liệu",
    "không rõ",
    "không xác định",
    "đang thống kê",
    "đang xác minh",
    "not yet estimated",
    "unknown",
};

static bool is_among(struct fire_text_view key, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fire_text_equal(key, fire_text_of(words[i]))) return true;
    return false;
}

bool cell_is_null(struct fire_text_view cell, const struct cell_form *form, fire_type type,
                  struct fire_arena *scratch)
{
    struct fire_text_view key;
    if (cell.size_bytes == 0) return true;
    if (!fire_text_match_key(cell, scratch, &key)) return false;
    for (int32_t i = 0; i < form->n_null_words; i++)
        if (fire_text_equal(key, form->null_word[i])) return true;
    if (is_among(key, blank_words, sizeof blank_words / sizeof blank_words[0])) return true;
    const bool is_number = type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL ||
                           type == FIRE_TYPE_MONEY;
    const bool is_moment = type == FIRE_TYPE_DATETIME || type == FIRE_TYPE_PERIOD;
    if (!is_number && !is_moment) return false;
    if (is_among(key, unknown_words, sizeof unknown_words / sizeof unknown_words[0]))
        return true;
    /* "không" answers "how many" with none, and "how much" with nothing said */
    return type != FIRE_TYPE_INTEGER && fire_text_equal(key, fire_text_of("không"));
}

static void note_start(struct fire_text_view word, bool first[256], size_t *longest)
{
    if (word.size_bytes == 0) return;
    first[(unsigned char)word.bytes[0]] = true;
    if (word.bytes[0] >= 'a' && word.bytes[0] <= 'z')
        first[(unsigned char)(word.bytes[0] - 'a' + 'A')] = true;
    if (word.size_bytes > *longest) *longest = word.size_bytes;
}

void cell_null_starts(const struct cell_form *form, bool first[256], size_t *longest)
{
    enum { FOLDED_MOST = 3 }; /* a letter of so many bytes may fold into one of one byte */
    for (int i = 0x80; i < 0x100; i++)
        first[i] = true;
    for (size_t i = 0; i < sizeof blank_words / sizeof blank_words[0]; i++)
        note_start(fire_text_of(blank_words[i]), first, longest);
    for (int32_t i = 0; i < form->n_null_words; i++)
        note_start(form->null_word[i], first, longest);
    *longest *= FOLDED_MOST;
}

/* What Excel shows where a formula came to nothing; a CSV has the same words. */
static const char *const excel_errors[] = {
    "#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NUM!", "#NULL!", "#SPILL!", "#CALC!",
};

bool cell_is_error(struct fire_text_view cell, fire_cell_kind kind,
                   const struct cell_form *form, struct fire_arena *scratch)
{
    if (kind != FIRE_CELL_ERROR &&
        (cell.size_bytes == 0 || cell.bytes[0] != '#' ||
         !is_among(cell, excel_errors, sizeof excel_errors / sizeof excel_errors[0])))
        return false;
    struct fire_text_view key;
    if (!fire_text_match_key(cell, scratch, &key)) return true;
    for (int32_t i = 0; i < form->n_null_words; i++)
        if (fire_text_equal(key, form->null_word[i])) return false;
    return true;
}

/* The cell of a column that is not read as a number: digits stay as they are, but a workbook's
 * "1234.0" is 1234. An error of Excel's becomes an issue, and no text.
 *   returns   false: the run ends */
static bool text_of_cell(struct run *run, int32_t form_index, struct fire_text_view *out)
{
    const fire_cell_kind kind = run_kind(run, form_index);
    *out = run_cell(run, form_index);
    if (kind == FIRE_CELL_NUMBER) {
        size_t size = out->size_bytes;
        while (size > 0 && out->bytes[size - 1] == '0')
            size--;
        if (size > 1 && out->bytes[size - 1] == '.') out->size_bytes = size - 1;
    } else if (cell_is_error(*out, kind, &run->binding->form[form_index], run->scratch)) {
        if (!run_issue(run, FIRE_ISSUE_CELL_ERROR, FIRE_EFFECT_CELL, form_index)) return false;
        out->size_bytes = 0;
    }
    return true;
}

/* The entry of a raw spelling in the column's cache.
 *   is_new   true: the entry is still to be filled */
static struct word_entry *cache_find(struct word_cache *cache, struct fire_text_view raw,
                                     uint32_t *out_number, bool *is_new)
{
    *is_new = false;
    if (cache->raw == NULL) cache->raw = fire_dictionary_create();
    if (cache->raw == NULL) return NULL;
    if (fire_dictionary_find(cache->raw, raw, out_number)) return &cache->entry[*out_number];
    *is_new = true;
    const size_t wanted = (size_t)fire_dictionary_n(cache->raw) + 1;
    if (wanted > cache->capacity) {
        void *grown = fire_array_grow(cache->entry, &cache->capacity, wanted,
                                      sizeof *cache->entry);
        if (grown == NULL) return NULL;
        cache->entry = grown;
    }
    if (!fire_dictionary_add(cache->raw, raw, raw, out_number)) return NULL;
    cache->entry[*out_number] = (struct word_entry){ 0 };
    return &cache->entry[*out_number];
}

/* The row of a code list that a word means: by its very spelling, else without its marks
 * ("thanh thi"). Later rows win. */
static const struct fire_profile_code *code_of(const struct fire_profile *profile,
                                               const char *field, struct fire_text_view key,
                                               struct fire_text_view plain_key)
{
    const struct fire_profile_code *nearest = NULL;
    for (size_t i = profile->n_codes; i-- > 0;) {
        const struct fire_profile_code *row = &profile->code[i];
        if (strcmp(row->field, field) != 0) continue;
        if (fire_text_equal(row->source_key, key)) return row;
        if (nearest == NULL && plain_key.size_bytes > 0 &&
            fire_text_equal(row->source_plain, plain_key))
            nearest = row;
    }
    return nearest;
}

/* A spelling seen for the first time: through the code list into the field's dictionary. */
static bool learn_word(struct run *run, const struct cell_form *form, struct fire_text_view raw,
                       struct word_entry *entry)
{
    const char *field = fire_schema_field(run->schema, form->field)->name;
    struct fire_text_view label;
    struct fire_text_view key;
    struct fire_text_view plain_key;
    if (!fire_text_clean(raw, run->scratch, &label)) return false;
    entry->is_null = cell_is_null(label, form, FIRE_TYPE_CATEGORY, run->scratch);
    if (entry->is_null) return true;
    if (!fire_text_match_key(label, run->scratch, &key) ||
        !fire_text_plain_key(label, run->scratch, &plain_key))
        return false;
    const struct fire_profile_code *listed = code_of(run->binding->profile, field, key,
                                                     plain_key);
    if (listed != NULL) {
        label = fire_text_of(listed->code);
        if (!fire_text_match_key(label, run->scratch, &key)) return false;
    }
    struct fire_dictionary *words = fire_schema_dictionary(run->schema, form->field);
    if (!fire_dictionary_add(words, key, label, &entry->code)) return false;
    return listed == NULL ||
           fire_schema_set_label(run->schema, form->field, entry->code,
                                 fire_text_of(listed->label_vi), fire_text_of(listed->label_en),
                                 run->err) == FIRE_OK;
}

bool word_entry_of(struct run *run, int32_t form_index, struct fire_text_view raw,
                   const struct word_entry **out)
{
    uint32_t number;
    bool is_new;
    struct word_entry *entry = cache_find(&run->cache[form_index], raw, &number, &is_new);
    *out = entry;
    return entry != NULL &&
           (!is_new || learn_word(run, &run->binding->form[form_index], raw, entry));
}

bool read_word_cell(struct run *run, int32_t form_index)
{
    struct column_build *build = &run->build[run->binding->form[form_index].field];
    const struct word_entry *entry;
    struct fire_text_view raw;
    if (!text_of_cell(run, form_index, &raw)) return false;
    if (raw.size_bytes == 0) return true;
    if (!word_entry_of(run, form_index, raw, &entry)) return false;
    if (entry->is_null) return true;
    build->code[run->n] = entry->code;
    fire_set_valid(build->valid, run->n);
    return true;
}

bool read_text_cell(struct run *run, int32_t form_index)
{
    const struct cell_form *form = &run->binding->form[form_index];
    struct column_build *build = &run->build[form->field];
    struct fire_text_view text;
    if (!text_of_cell(run, form_index, &text) || !fire_text_clean(text, run->scratch, &text))
        return false;
    if (cell_is_null(text, form, FIRE_TYPE_TEXT, run->scratch)) return true;
    /* the record's bytes are gone with the next record, the batch's text is not */
    const char *copy = fire_arena_copy(run->scratch, text.bytes, text.size_bytes);
    if (copy == NULL) return false;
    build->text[run->n] = (struct fire_text_view){ copy, text.size_bytes };
    fire_set_valid(build->valid, run->n);
    return true;
}

/* The clean name of an area cell; empty where nothing is said.
 *   out_number   of the raw spelling, UINT32_MAX for none */
static bool area_name(struct run *run, int32_t form_index, uint32_t *out_number,
                      struct fire_text_view *out)
{
    *out = (struct fire_text_view){ "", 0 };
    *out_number = UINT32_MAX;
    if (form_index < 0) return true;
    struct fire_text_view raw;
    if (!text_of_cell(run, form_index, &raw)) return false;
    if (raw.size_bytes == 0) return true;
    bool is_new;
    struct word_entry *entry = cache_find(&run->cache[form_index], raw, out_number, &is_new);
    if (entry == NULL) return false;
    if (is_new) {
        const struct cell_form *form = &run->binding->form[form_index];
        struct fire_text_view name;
        if (!fire_text_clean(raw, run->scratch, &name)) return false;
        if (cell_is_null(name, form, FIRE_TYPE_AREA, run->scratch)) name.size_bytes = 0;
        const char *copy = fire_arena_copy(run->arena, name.bytes, name.size_bytes);
        if (copy == NULL) return false;
        entry->clean = (struct fire_text_view){ copy, name.size_bytes };
    }
    *out = entry->clean;
    return true;
}

bool read_area(struct run *run)
{
    uint32_t raw[3];
    struct fire_text_view name[3];
    for (int level = 0; level < 3; level++)
        if (!area_name(run, level < run->n_area_levels ? run->area_form[level] : -1,
                       &raw[level], &name[level]))
            return false;
    const struct fire_text_view key = { (const char *)raw, sizeof raw };
    uint32_t number;
    if (!fire_dictionary_find(run->area_key, key, &number)) {
        int32_t area;
        if (fire_areas_add(run->areas, name[0], name[1], name[2], &area, run->err) != FIRE_OK)
            return false;
        const size_t wanted = (size_t)fire_dictionary_n(run->area_key) + 1;
        if (wanted > run->area_capacity) {
            void *grown = fire_array_grow(run->area_of, &run->area_capacity, wanted,
                                          sizeof *run->area_of);
            if (grown == NULL) return false;
            run->area_of = grown;
        }
        if (!fire_dictionary_add(run->area_key, key, key, &number)) return false;
        run->area_of[number] = area;
    }
    run->area[run->n] = run->area_of[number];
    return true;
}
