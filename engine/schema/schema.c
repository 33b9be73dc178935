/* schema.c - the fields of a run and the words of their categories.
 *
 * Fields lie in an array that only grows, so a number once given stays good. A category field
 * has a dictionary from its first use on, and beside it the labels that a code list gave. */
#include "firestat/schema.h"

#include "fields.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

struct label {
    struct fire_text_view vi; /* {NULL, 0}: the dictionary's own word */
    struct fire_text_view en;
};

struct words {
    struct fire_dictionary *dictionary; /* NULL: not a category */
    struct label *label;                /* [capacity], by code  */
    size_t label_capacity;
};

struct fire_schema {
    struct fire_arena *arena;
    struct fire_field *field; /* [capacity] */
    struct words *words;      /* [capacity] */
    size_t field_capacity;
    size_t words_capacity;
    int32_t n_fields;
    const char *currency;
    bool currency_said; /* by a source; until then VND is only what we suppose */
};

static bool append_field(struct fire_schema *schema, struct fire_field field)
{
    const size_t wanted = (size_t)schema->n_fields + 1;
    if (wanted > schema->field_capacity) {
        void *grown = fire_array_grow(schema->field, &schema->field_capacity, wanted,
                                      sizeof *schema->field);
        if (grown == NULL) return false;
        schema->field = grown;
    }
    if (wanted > schema->words_capacity) {
        void *grown = fire_array_grow(schema->words, &schema->words_capacity, wanted,
                                      sizeof *schema->words);
        if (grown == NULL) return false;
        schema->words = grown;
    }
    struct words words = { 0 };
    if (field.type == FIRE_TYPE_CATEGORY) {
        words.dictionary = fire_dictionary_create();
        if (words.dictionary == NULL) return false;
    }
    schema->field[schema->n_fields] = field;
    schema->words[schema->n_fields] = words;
    schema->n_fields++;
    return true;
}

struct fire_schema *fire_schema_create(void)
{
    struct fire_schema *schema = calloc(1, sizeof *schema);
    if (schema == NULL) return NULL;
    schema->currency = "VND";
    schema->arena = fire_arena_create();
    bool ok = schema->arena != NULL;
    for (int32_t i = 0; ok && i < FIRE_N_BUILTIN_FIELDS; i++)
        ok = append_field(schema, builtin_fields[i]);
    if (ok) return schema;
    fire_schema_free(schema);
    return NULL;
}

void fire_schema_free(struct fire_schema *schema)
{
    if (schema == NULL) return;
    for (int32_t i = 0; i < schema->n_fields; i++) {
        fire_dictionary_free(schema->words[i].dictionary);
        free(schema->words[i].label);
    }
    free(schema->field);
    free(schema->words);
    fire_arena_free(schema->arena);
    free(schema);
}

int32_t fire_schema_n_fields(const struct fire_schema *schema)
{
    return schema->n_fields;
}

const struct fire_field *fire_schema_field(const struct fire_schema *schema, int32_t field)
{
    assert(field >= 0 && field < schema->n_fields);
    return &schema->field[field];
}

int32_t fire_schema_find(const struct fire_schema *schema, struct fire_text_view name)
{
    for (int32_t i = 0; i < schema->n_fields; i++)
        if (fire_text_equal(fire_text_of(schema->field[i].name), name)) return i;
    return -1;
}

/* snake_case ASCII, so that it can be a column of SQLite and a key of JSON as it is. */
static bool is_field_name(const char *name)
{
    const size_t size = strlen(name);
    if (size == 0 || size > 64 || !(name[0] >= 'a' && name[0] <= 'z')) return false;
    return strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789_") == size;
}

static const char *keep(struct fire_schema *schema, const char *text, const char *otherwise)
{
    if (text == NULL || text[0] == '\0') text = otherwise;
    return fire_arena_copy(schema->arena, text, strlen(text));
}

fire_status fire_schema_add(struct fire_schema *schema, const struct fire_field *field,
                            int32_t *out_field, struct fire_error *err)
{
    const int32_t known = fire_schema_find(schema, fire_text_of(field->name));
    if (known >= 0) {
        const struct fire_field *there = &schema->field[known];
        if (there->type != field->type || there->scale != field->scale)
            return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                             "the field '%s' is there already with another type", field->name);
        *out_field = known;
        return FIRE_OK;
    }
    if (!is_field_name(field->name))
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "'%s' is no field name: small letters, digits and _ , a letter first",
                         field->name);
    if (field->type == FIRE_TYPE_AREA || field->type == FIRE_TYPE_PERIOD)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "the field '%s' cannot be of that type", field->name);

    struct fire_field copy = { .type = field->type, .scale = field->scale };
    copy.name = keep(schema, field->name, "");
    copy.label_vi = keep(schema, field->label_vi, field->name);
    copy.label_en = keep(schema, field->label_en, field->name);
    copy.unit_vi = keep(schema, field->unit_vi, "");
    copy.unit_en = keep(schema, field->unit_en, "");
    if (copy.name == NULL || copy.label_vi == NULL || copy.label_en == NULL ||
        copy.unit_vi == NULL || copy.unit_en == NULL || !append_field(schema, copy))
        return fire_fail_memory(err);
    *out_field = schema->n_fields - 1;
    return FIRE_OK;
}

fire_status fire_schema_set_currency(struct fire_schema *schema, const char *code,
                                     struct fire_error *err)
{
    if (strcmp(schema->currency, code) == 0) {
        schema->currency_said = true;
        return FIRE_OK;
    }
    if (schema->currency_said)
        return fire_fail(err, FIRE_ESCHEMA, FIRE_NOWHERE,
                         "amounts in %s and in %s cannot be added up", schema->currency, code);
    const char *copy = keep(schema, code, "");
    if (copy == NULL) return fire_fail_memory(err);
    schema->currency = copy;
    schema->currency_said = true;
    for (int32_t i = 0; i < schema->n_fields; i++) {
        if (schema->field[i].type != FIRE_TYPE_MONEY) continue;
        schema->field[i].unit_vi = copy;
        schema->field[i].unit_en = copy;
    }
    return FIRE_OK;
}

const char *fire_schema_currency(const struct fire_schema *schema)
{
    return schema->currency;
}

struct fire_dictionary *fire_schema_dictionary(struct fire_schema *schema, int32_t field)
{
    assert(field >= 0 && field < schema->n_fields);
    return schema->words[field].dictionary;
}

const struct fire_dictionary *fire_schema_words(const struct fire_schema *schema, int32_t field)
{
    assert(field >= 0 && field < schema->n_fields);
    return schema->words[field].dictionary;
}

struct fire_text_view fire_schema_label(const struct fire_schema *schema, int32_t field,
                                        uint32_t code, bool vietnamese)
{
    const struct words *words = &schema->words[field];
    if (code < words->label_capacity) {
        const struct label *label = &words->label[code];
        const struct fire_text_view text = vietnamese ? label->vi : label->en;
        if (text.bytes != NULL) return text;
    }
    return fire_dictionary_label(words->dictionary, code);
}

fire_status fire_schema_set_label(struct fire_schema *schema, int32_t field, uint32_t code,
                                  struct fire_text_view label_vi,
                                  struct fire_text_view label_en, struct fire_error *err)
{
    struct words *words = &schema->words[field];
    assert(words->dictionary != NULL && code < fire_dictionary_n(words->dictionary));
    if (code >= words->label_capacity) {
        const size_t before = words->label_capacity;
        struct label *grown = fire_array_grow(words->label, &words->label_capacity,
                                              (size_t)code + 1, sizeof *grown);
        if (grown == NULL) return fire_fail_memory(err);
        memset(grown + before, 0, (words->label_capacity - before) * sizeof *grown);
        words->label = grown;
    }
    const struct fire_text_view from[2] = { label_vi, label_en };
    struct fire_text_view *to[2] = { &words->label[code].vi, &words->label[code].en };
    for (int i = 0; i < 2; i++) {
        if (from[i].size_bytes == 0) continue;
        const char *copy = fire_arena_copy(schema->arena, from[i].bytes, from[i].size_bytes);
        if (copy == NULL) return fire_fail_memory(err);
        *to[i] = (struct fire_text_view){ copy, from[i].size_bytes };
    }
    return FIRE_OK;
}
