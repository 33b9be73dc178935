/* profile.c - a profile put together piece by piece: shipped tables and options. Settings are in
 * profile_settings.c, rules in profile_rules.c.
 *
 * Later statements win over earlier ones, so that an option given on the command line corrects
 * a folder of tables, and a folder corrects what is shipped. */
#include "firestat/profile.h"

#include "profile_words.h"
#include "shipped.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool is_text(struct fire_text_view text, const char *word)
{
    return fire_text_equal(text, fire_text_of(word));
}

/* "" where there is nothing to keep; NULL: no memory. */
static const char *keep(struct fire_profile *profile, struct fire_text_view text)
{
    if (text.size_bytes == 0) return "";
    return fire_arena_copy(profile->arena, text.bytes, text.size_bytes);
}

static fire_status add_shipped(struct fire_profile *profile, struct fire_error *err)
{
    for (size_t i = 0; i < n_shipped_codes; i++) {
        const struct shipped_code *row = &shipped_codes[i];
        FIRE_TRY(profile_add_code(profile, row->field, fire_text_of(row->source),
                                  fire_text_of(row->code), fire_text_of(row->label_vi),
                                  fire_text_of(row->label_en), err));
    }
    for (size_t i = 0; i < n_shipped_rules; i++) {
        const struct shipped_rule *row = &shipped_rules[i];
        struct fire_profile_rule rule = { .name = row->name,
                                          .field = row->field,
                                          .other = row->other,
                                          .message = row->message,
                                          .is_shipped = true };
        const bool known = profile_rule_op_of(fire_text_of(row->op), &rule.op);
        assert(known);
        (void)known;
        FIRE_TRY(profile_add_rule(profile, &rule, err));
    }
    for (size_t i = 0; i < n_shipped_headers; i++) {
        struct fire_text_view key;
        uint32_t code;
        char meaning[64];
        snprintf(meaning, sizeof meaning, "%s/%s", shipped_headers[i].field,
                 shipped_headers[i].part);
        if (!fire_text_plain_key(fire_text_of(shipped_headers[i].header), profile->arena, &key))
            return fire_fail_memory(err);
        if (!fire_dictionary_add(profile->headers, key, fire_text_of(meaning), &code))
            return fire_fail_memory(err);
    }
    return FIRE_OK;
}

fire_status fire_profile_create(struct fire_arena *arena, struct fire_profile **out,
                                struct fire_error *err)
{
    struct fire_profile *profile = FIRE_TAKE(arena, 1, struct fire_profile);
    if (profile == NULL) return fire_fail_memory(err);
    profile->arena = arena;
    profile->currency = "VND";
    profile->null_words = "";
    profile->zero_words = "";
    profile->first_year = 1900;
    profile->largest_damage = INT64_C(10000000000000000);
    profile->largest_deaths = 10000;
    profile->headers = fire_dictionary_create();
    const fire_status status = profile->headers == NULL ? fire_fail_memory(err)
                                                        : add_shipped(profile, err);
    if (status != FIRE_OK) {
        fire_profile_finish(profile);
        return status;
    }
    *out = profile;
    return FIRE_OK;
}

void fire_profile_finish(struct fire_profile *profile)
{
    if (profile == NULL) return;
    free(profile->column);
    free(profile->constant);
    free(profile->code);
    free(profile->rule);
    free(profile->covered);
    fire_dictionary_free(profile->headers);
    *profile = (struct fire_profile){ 0 };
}

fire_status profile_add_column(struct fire_profile *profile,
                               const struct fire_profile_column *column, struct fire_error *err)
{
    if (profile->n_columns == profile->column_capacity) {
        void *grown = fire_array_grow(profile->column, &profile->column_capacity,
                                      profile->n_columns + 1, sizeof *column);
        if (grown == NULL) return fire_fail_memory(err);
        profile->column = grown;
    }
    profile->column[profile->n_columns++] = *column;
    return FIRE_OK;
}

fire_status profile_add_code(struct fire_profile *profile, const char *field,
                             struct fire_text_view source, struct fire_text_view code,
                             struct fire_text_view label_vi, struct fire_text_view label_en,
                             struct fire_error *err)
{
    struct fire_profile_code row = { .field = keep(profile, fire_text_of(field)) };
    const char *source_copy = keep(profile, source); /* keys may borrow from it */
    if (source_copy == NULL ||
        !fire_text_match_key(fire_text_of(source_copy), profile->arena, &row.source_key) ||
        !fire_text_plain_key(fire_text_of(source_copy), profile->arena, &row.source_plain))
        return fire_fail_memory(err);
    row.code = keep(profile, code.size_bytes > 0 ? code : source);
    row.label_vi = keep(profile, label_vi);
    row.label_en = keep(profile, label_en);
    if (row.field == NULL || row.code == NULL || row.label_vi == NULL || row.label_en == NULL)
        return fire_fail_memory(err);
    if (profile->n_codes == profile->code_capacity) {
        void *grown = fire_array_grow(profile->code, &profile->code_capacity,
                                      profile->n_codes + 1, sizeof row);
        if (grown == NULL) return fire_fail_memory(err);
        profile->code = grown;
    }
    profile->code[profile->n_codes++] = row;
    return FIRE_OK;
}

/* What may stand behind the colon of --map and in the column `type` of schema.csv. */
static const struct {
    const char *word;
    fire_type type;
    fire_column_part part;
    bool has_type; /* false: the word only says which part of a datetime it is, or nothing */
} type_words[] = {
    { "category", FIRE_TYPE_CATEGORY, FIRE_COLUMN_WHOLE, true },
    { "text", FIRE_TYPE_TEXT, FIRE_COLUMN_WHOLE, true },
    { "integer", FIRE_TYPE_INTEGER, FIRE_COLUMN_WHOLE, true },
    { "decimal", FIRE_TYPE_DECIMAL, FIRE_COLUMN_WHOLE, true },
    { "money", FIRE_TYPE_MONEY, FIRE_COLUMN_WHOLE, true },
    { "datetime", FIRE_TYPE_DATETIME, FIRE_COLUMN_WHOLE, true },
    { "date", FIRE_TYPE_DATETIME, FIRE_COLUMN_DATE, true },
    { "time", FIRE_TYPE_DATETIME, FIRE_COLUMN_TIME, true },
    { "day", FIRE_TYPE_DATETIME, FIRE_COLUMN_DAY, true },
    { "month", FIRE_TYPE_DATETIME, FIRE_COLUMN_MONTH, true },
    { "year", FIRE_TYPE_DATETIME, FIRE_COLUMN_YEAR, true },
    { "hour", FIRE_TYPE_DATETIME, FIRE_COLUMN_HOUR, true },
    { "minute", FIRE_TYPE_DATETIME, FIRE_COLUMN_MINUTE, true },
    { "period", FIRE_TYPE_PERIOD, FIRE_COLUMN_WHOLE, false },
    { "area", FIRE_TYPE_AREA, FIRE_COLUMN_WHOLE, false },
};

const char *profile_type_word(size_t index)
{
    return index < sizeof type_words / sizeof type_words[0] ? type_words[index].word : NULL;
}

bool profile_type_of(struct fire_text_view word, struct fire_profile_column *column)
{
    for (size_t i = 0; i < sizeof type_words / sizeof type_words[0]; i++) {
        if (!is_text(word, type_words[i].word)) continue;
        column->type = type_words[i].type;
        column->part = type_words[i].part;
        column->has_type = type_words[i].has_type;
        return true;
    }
    return false;
}

bool profile_dates_of(struct fire_text_view word, fire_date_order *out)
{
    static const char *const words[] = {
        [FIRE_DATES_DMY] = "dmy", [FIRE_DATES_MDY] = "mdy", [FIRE_DATES_YMD] = "ymd"
    };
    for (int i = 0; i < 3; i++) {
        if (!is_text(word, words[i])) continue;
        *out = (fire_date_order)i;
        return true;
    }
    return false;
}

bool profile_numbers_of(struct fire_text_view word, fire_number_style *out)
{
    if (is_text(word, "1.234,5") || is_text(word, "vi"))
        *out = FIRE_NUMBERS_VI;
    else if (is_text(word, "1,234.5") || is_text(word, "en"))
        *out = FIRE_NUMBERS_EN;
    else
        return false;
    return true;
}

/* A whole number of at most nine digits, nothing around it. */
bool profile_whole_of(struct fire_text_view text, int32_t *out)
{
    if (text.size_bytes == 0 || text.size_bytes > 9) return false;
    int32_t value = 0;
    for (size_t i = 0; i < text.size_bytes; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') return false;
        value = value * 10 + (text.bytes[i] - '0');
    }
    *out = value;
    return true;
}

bool profile_factor_of(struct fire_profile *profile, struct fire_text_view text,
                       int64_t *out_factor)
{
    if (text.size_bytes == 0) return false;
    if (text.bytes[0] >= '0' && text.bytes[0] <= '9') {
        int64_t value = 0;
        for (size_t i = 0; i < text.size_bytes; i++) {
            const char digit = text.bytes[i];
            if (digit < '0' || digit > '9' || text.size_bytes > 15) return false;
            value = value * 10 + (digit - '0');
        }
        *out_factor = value;
        return value > 0;
    }
    struct fire_text_view key;
    fire_unit_kind kind;
    return fire_text_plain_key(text, profile->arena, &key) &&
           fire_unit_find(key, &kind, out_factor);
}

/* "#3" says a column by its position. */
fire_status profile_column_named(struct fire_profile *profile, struct fire_text_view name,
                                 struct fire_profile_column *column, struct fire_error *err)
{
    column->header = "";
    if (name.size_bytes > 1 && name.bytes[0] == '#' &&
        profile_whole_of((struct fire_text_view){ name.bytes + 1, name.size_bytes - 1 },
                         &column->position) &&
        column->position > 0)
        return FIRE_OK;
    column->position = 0;
    column->header = keep(profile, name);
    return column->header == NULL ? fire_fail_memory(err) : FIRE_OK;
}

fire_status profile_check_text(const char *text, struct fire_error *err)
{
    const struct fire_text_view view = fire_text_of(text);
    if (fire_text_valid_bytes(view) == view.size_bytes) return FIRE_OK;
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "an option or a setting is not UTF-8");
}

fire_status fire_profile_map(struct fire_profile *profile, const char *mapping,
                             struct fire_error *err)
{
    FIRE_TRY(profile_check_text(mapping, err));
    const char *equals = strchr(mapping, '=');
    if (equals == NULL || equals == mapping || equals[1] == '\0')
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "'%s' is not FIELD=COLUMN, FIELD:TYPE=COLUMN or FIELD=COLUMN*FACTOR",
                         mapping);
    struct fire_profile_column column = { .factor = 1, .null_words = "" };
    struct fire_text_view field = { mapping, (size_t)(equals - mapping) };
    const char *colon = memchr(mapping, ':', field.size_bytes);
    if (colon != NULL) {
        const struct fire_text_view type = { colon + 1, (size_t)(equals - colon - 1) };
        if (!profile_type_of(type, &column))
            return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%.*s' is no type of a column",
                             (int)type.size_bytes, type.bytes);
        field.size_bytes = (size_t)(colon - mapping);
    }
    struct fire_text_view name = fire_text_of(equals + 1);
    const char *star = strrchr(equals + 1, '*');
    column.has_unit = star != NULL &&
                      profile_factor_of(profile, fire_text_of(star + 1), &column.factor);
    if (column.has_unit) name.size_bytes = (size_t)(star - equals - 1);
    column.field = keep(profile, field);
    if (column.field == NULL) return fire_fail_memory(err);
    FIRE_TRY(profile_column_named(profile, name, &column, err));
    return profile_add_column(profile, &column, err);
}

fire_status profile_add_constant(struct fire_profile *profile, struct fire_text_view field,
                                 struct fire_text_view value, struct fire_error *err)
{
    if (profile->n_constants == profile->constant_capacity) {
        void *grown = fire_array_grow(profile->constant, &profile->constant_capacity,
                                      profile->n_constants + 1, sizeof *profile->constant);
        if (grown == NULL) return fire_fail_memory(err);
        profile->constant = grown;
    }
    const struct fire_profile_constant row = { keep(profile, field), keep(profile, value) };
    if (row.field == NULL || row.value == NULL) return fire_fail_memory(err);
    profile->constant[profile->n_constants++] = row;
    return FIRE_OK;
}

fire_status fire_profile_set(struct fire_profile *profile, const char *constant,
                             struct fire_error *err)
{
    FIRE_TRY(profile_check_text(constant, err));
    const char *equals = strchr(constant, '=');
    if (equals == NULL || equals == constant)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%s' is not FIELD=VALUE", constant);
    const struct fire_text_view field = { constant, (size_t)(equals - constant) };
    static const char *const settings[] = { "coverage", "coverage_area" };
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (!fire_text_equal(field, fire_text_of(settings[i]))) continue;
        profile_forget_files(profile, settings[i]);
        return fire_profile_setting(profile, settings[i], equals + 1, err);
    }
    return profile_add_constant(profile, field, fire_text_of(equals + 1), err);
}
