/* headers.c - what a column's header usually means, and the words for units. */
#include "firestat/profile.h"

#include "fields.h"

#include <string.h>

static fire_column_part part_of(const char *word)
{
    static const char *const words[FIRE_N_COLUMN_PARTS] = {
        [FIRE_COLUMN_WHOLE] = "",      [FIRE_COLUMN_DATE] = "date",
        [FIRE_COLUMN_TIME] = "time",   [FIRE_COLUMN_DAY] = "day",
        [FIRE_COLUMN_MONTH] = "month", [FIRE_COLUMN_YEAR] = "year",
        [FIRE_COLUMN_HOUR] = "hour",   [FIRE_COLUMN_MINUTE] = "minute",
    };
    int part = FIRE_N_COLUMN_PARTS - 1;
    while (part > 0 && strcmp(words[part], word) != 0)
        part--;
    return (fire_column_part)part;
}

/* The shipped table is kept as key -> "field/part". "ignore" is no field: the number behind
 * the last one. */
bool fire_header_find(const struct fire_profile *profile, struct fire_text_view plain_key,
                      int32_t *out_field, fire_column_part *out_part)
{
    uint32_t row;
    if (!fire_dictionary_find(profile->headers, plain_key, &row)) return false;
    const struct fire_text_view meaning = fire_dictionary_label(profile->headers, row);
    const char *slash = memchr(meaning.bytes, '/', meaning.size_bytes);
    const struct fire_text_view name = { meaning.bytes, (size_t)(slash - meaning.bytes) };
    int32_t field = 0;
    while (field < FIRE_N_BUILTIN_FIELDS &&
           !fire_text_equal(fire_text_of(builtin_fields[field].name), name))
        field++;
    *out_field = field;
    *out_part = part_of(slash + 1);
    return true;
}

/* Plain keys (text.h) of the words that stand behind a number or in a header's brackets. */
static const struct {
    const char *word;
    fire_unit_kind kind;
    int64_t factor;
} units[] = {
    { "d", FIRE_UNIT_OF_MONEY, 1 },
    { "dong", FIRE_UNIT_OF_MONEY, 1 },
    { "vnd", FIRE_UNIT_OF_MONEY, 1 },
    { "nghin", FIRE_UNIT_OF_MONEY, 1000 },
    { "ngan", FIRE_UNIT_OF_MONEY, 1000 },
    { "ngd", FIRE_UNIT_OF_MONEY, 1000 },
    { "thousand", FIRE_UNIT_OF_MONEY, 1000 },
    { "thousands", FIRE_UNIT_OF_MONEY, 1000 },
    { "trieu", FIRE_UNIT_OF_MONEY, 1000000 },
    { "tr", FIRE_UNIT_OF_MONEY, 1000000 },
    { "trd", FIRE_UNIT_OF_MONEY, 1000000 },
    { "trieud", FIRE_UNIT_OF_MONEY, 1000000 },
    { "trvnd", FIRE_UNIT_OF_MONEY, 1000000 },
    { "mil", FIRE_UNIT_OF_MONEY, 1000000 },
    { "mn", FIRE_UNIT_OF_MONEY, 1000000 },
    { "millions", FIRE_UNIT_OF_MONEY, 1000000 },
    { "million", FIRE_UNIT_OF_MONEY, 1000000 },
    { "ty", FIRE_UNIT_OF_MONEY, 1000000000 },
    { "ti", FIRE_UNIT_OF_MONEY, 1000000000 },
    { "tyd", FIRE_UNIT_OF_MONEY, 1000000000 },
    { "bn", FIRE_UNIT_OF_MONEY, 1000000000 },
    { "billion", FIRE_UNIT_OF_MONEY, 1000000000 },
    { "nghin ty", FIRE_UNIT_OF_MONEY, 1000000000000 },
    { "ngan ty", FIRE_UNIT_OF_MONEY, 1000000000000 },
    { "trillion", FIRE_UNIT_OF_MONEY, 1000000000000 },
    { "m2", FIRE_UNIT_OF_LAND, 1 },
    { "m²", FIRE_UNIT_OF_LAND, 1 },
    { "met vuong", FIRE_UNIT_OF_LAND, 1 },
    { "ha", FIRE_UNIT_OF_LAND, 10000 },
    { "hecta", FIRE_UNIT_OF_LAND, 10000 },
    { "hec ta", FIRE_UNIT_OF_LAND, 10000 },
    { "hectare", FIRE_UNIT_OF_LAND, 10000 },
    { "hectares", FIRE_UNIT_OF_LAND, 10000 },
    { "km2", FIRE_UNIT_OF_LAND, 1000000 },
    { "vu", FIRE_UNIT_OF_THINGS, 1 },
    { "nguoi", FIRE_UNIT_OF_THINGS, 1 },
    { "luot", FIRE_UNIT_OF_THINGS, 1 },
    { "xe", FIRE_UNIT_OF_THINGS, 1 },
    { "vu viec", FIRE_UNIT_OF_THINGS, 1 },
    { "vu chay", FIRE_UNIT_OF_THINGS, 1 },
    { "ca", FIRE_UNIT_OF_THINGS, 1 },
    { "lan", FIRE_UNIT_OF_THINGS, 1 },
    { "chiec", FIRE_UNIT_OF_THINGS, 1 },
    { "luot xe", FIRE_UNIT_OF_THINGS, 1 },
    { "luot nguoi", FIRE_UNIT_OF_THINGS, 1 },
    { "phuong tien", FIRE_UNIT_OF_THINGS, 1 },
    { "can bo", FIRE_UNIT_OF_THINGS, 1 },
    { "cbcs", FIRE_UNIT_OF_THINGS, 1 },
    { "dong chi", FIRE_UNIT_OF_THINGS, 1 },
};

bool fire_unit_find(struct fire_text_view plain_key, fire_unit_kind *out_kind,
                    int64_t *out_factor)
{
    static const char *const tails[] = { " dong", " vnd", " d" }; /* "triệu đồng" */
    for (size_t t = 0; t < sizeof tails / sizeof tails[0]; t++) {
        const size_t size = strlen(tails[t]);
        if (plain_key.size_bytes > size &&
            memcmp(plain_key.bytes + plain_key.size_bytes - size, tails[t], size) == 0) {
            plain_key.size_bytes -= size;
            break;
        }
    }
    for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
        if (!fire_text_equal(plain_key, fire_text_of(units[i].word))) continue;
        *out_kind = units[i].kind;
        *out_factor = units[i].factor;
        return true;
    }
    return false;
}
