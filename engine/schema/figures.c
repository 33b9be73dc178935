/* figures.c - what the columns of a table of published figures are called.
 *
 * A header is a role ("cùng kỳ"), a measure ("số vụ"), or both in either order ("số vụ cùng kỳ",
 * "delta_deaths"). Roles come from one table, measures from the one that incident files are read
 * by, so a measure that is known there is known here. */
#include "firestat/printed.h"

#include "fields.h"
#include "shipped.h"

#include "firestat/output.h"

#include <string.h>

static const char *const role_names[FIRE_N_FIGURE_ROLES] = {
    [FIRE_FIGURES_NONE] = "",           [FIRE_FIGURES_CURRENT] = "current",
    [FIRE_FIGURES_BASE] = "base",       [FIRE_FIGURES_DELTA] = "delta",
    [FIRE_FIGURES_PERCENT] = "percent", [FIRE_FIGURES_PART] = "part",
    [FIRE_FIGURES_TOTAL] = "total",     [FIRE_FIGURES_MEASURE] = "measure",
    [FIRE_FIGURES_GROUP] = "group",     [FIRE_FIGURES_LABEL] = "label",
    [FIRE_FIGURES_ITEM] = "item",       [FIRE_FIGURES_PERIOD] = "period",
    [FIRE_FIGURES_AGAINST] = "against", [FIRE_FIGURES_FROM] = "from",
    [FIRE_FIGURES_TO] = "to",           [FIRE_FIGURES_IGNORE] = "ignore",
};

const char *fire_figure_role_name(fire_figure_role role)
{
    return role_names[role];
}

static fire_figure_role role_of(const char *name)
{
    int role = FIRE_N_FIGURE_ROLES - 1;
    while (role > 0 && strcmp(role_names[role], name) != 0)
        role--;
    return (fire_figure_role)role;
}

/* The plain key drops signs that mean something here: "%" becomes a word, "+/-" another. */
static bool key_of(struct fire_text_view text, struct fire_arena *scratch,
                   struct fire_text_view *out)
{
    static const struct {
        const char *sign;
        const char *word;
    } signs[] = {
        { "+/-", " delta " }, { "+,-", " delta " }, { "±", " delta " }, { "%", " pct " }
    };
    struct fire_buffer spelt = { 0 };
    for (size_t at = 0; at < text.size_bytes;) {
        size_t size = 1;
        const char *word = NULL;
        for (size_t i = 0; i < sizeof signs / sizeof signs[0] && word == NULL; i++) {
            size = strlen(signs[i].sign);
            if (text.size_bytes - at >= size &&
                memcmp(text.bytes + at, signs[i].sign, size) == 0)
                word = signs[i].word;
        }
        if (word != NULL) {
            fire_buffer_add_text(&spelt, word);
        } else {
            size = 1;
            fire_buffer_add(&spelt, text.bytes + at, 1);
        }
        at += size;
    }
    const struct fire_text_view whole = { spelt.bytes, spelt.size_bytes };
    const bool done = !spelt.failed && fire_text_plain_key(whole, scratch, out);
    const char *kept = done ? fire_arena_copy(scratch, out->bytes, out->size_bytes) : NULL;
    fire_buffer_finish(&spelt);
    if (kept == NULL) return false;
    out->bytes = kept;
    return true;
}

static int32_t power_of(int64_t factor)
{
    int32_t power = 0;
    for (; factor >= 10; factor /= 10)
        power++;
    return power;
}

/* "thiet hai ty dong": a measure, and perhaps a unit behind it, the longest first. */
static bool find_measure(const struct fire_profile *profile, struct fire_text_view key,
                         struct fire_figure_header *out)
{
    fire_column_part part;
    if (key.size_bytes == 0) return false;
    if (fire_header_find(profile, key, &out->field, &part))
        return out->field < FIRE_N_BUILTIN_FIELDS;
    for (size_t cut = 1; cut + 1 < key.size_bytes; cut++) {
        fire_unit_kind kind;
        int64_t factor;
        if (key.bytes[cut] != ' ' ||
            !fire_unit_find(
                (struct fire_text_view){ key.bytes + cut + 1, key.size_bytes - cut - 1 }, &kind,
                &factor) ||
            !fire_header_find(profile, (struct fire_text_view){ key.bytes, cut }, &out->field,
                              &part))
            continue;
        out->power = power_of(factor);
        return out->field < FIRE_N_BUILTIN_FIELDS;
    }
    return false;
}

/* Is the field something that can be counted or measured? */
static bool is_measure(int32_t field)
{
    const fire_type type = builtin_fields[field].type;
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* What is left of the key when the words stand at its start or end; size 0: they do not. */
static struct fire_text_view without(struct fire_text_view key, struct fire_text_view words)
{
    const struct fire_text_view none = { NULL, 0 };
    if (key.size_bytes <= words.size_bytes + 1) return none;
    const size_t rest = key.size_bytes - words.size_bytes - 1;
    if (memcmp(key.bytes, words.bytes, words.size_bytes) == 0 &&
        key.bytes[words.size_bytes] == ' ')
        return (struct fire_text_view){ key.bytes + words.size_bytes + 1, rest };
    if (memcmp(key.bytes + rest + 1, words.bytes, words.size_bytes) == 0 &&
        key.bytes[rest] == ' ')
        return (struct fire_text_view){ key.bytes, rest };
    return none;
}

bool fire_figure_header_of(const struct fire_profile *profile, struct fire_text_view text,
                           struct fire_arena *scratch, struct fire_figure_header *out)
{
    struct fire_text_view key;
    size_t longest = 0;
    *out = (struct fire_figure_header){ .role = FIRE_FIGURES_NONE, .field = -1 };
    if (!key_of(text, scratch, &key)) return false;
    for (size_t i = 0; i < n_shipped_figures; i++) {
        const struct shipped_figure *row = &shipped_figures[i];
        struct fire_text_view words;
        if (!fire_text_plain_key(fire_text_of(row->header), scratch, &words)) return false;
        if (strcmp(row->place, "whole") == 0) {
            if (!fire_text_equal(words, key)) continue;
            *out = (struct fire_figure_header){ .role = role_of(row->role), .field = -1 };
            return true;
        }
        struct fire_figure_header found = { .role = role_of(row->role) };
        if (words.size_bytes <= longest ||
            !find_measure(profile, without(key, words), &found) || !is_measure(found.field))
            continue;
        longest = words.size_bytes;
        *out = found;
    }
    struct fire_figure_header level = { .role = FIRE_FIGURES_CURRENT };
    if (longest == 0 && find_measure(profile, key, &level) && is_measure(level.field))
        *out = level;
    return true;
}

bool fire_figure_part_of(struct fire_text_view label, struct fire_arena *scratch,
                         int32_t *out_whole, int32_t *out_n_parts)
{
    struct fire_text_view key;
    const char *whole = NULL;
    *out_whole = -1;
    *out_n_parts = 0;
    if (!fire_text_plain_key(label, scratch, &key)) return false;
    for (size_t i = 0; i < n_shipped_parts && whole == NULL; i++) {
        struct fire_text_view words;
        if (!fire_text_plain_key(fire_text_of(shipped_parts[i].label), scratch, &words))
            return false;
        if (fire_text_equal(words, key)) whole = shipped_parts[i].whole;
    }
    for (size_t i = 0; whole != NULL && i < n_shipped_parts; i++) {
        if (strcmp(shipped_parts[i].whole, whole) != 0) continue;
        if (*out_n_parts == 0) *out_whole = (int32_t)i; /* the first row stands for the set */
        *out_n_parts += 1;
    }
    return true;
}
