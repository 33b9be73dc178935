/* profile_settings.c - what source.csv and the options of the command say of a whole source.
 *
 * A setting is a row of the table below: its name, how its text is read, and where it goes. */
#include "profile_words.h"

#include <stddef.h>
#include <string.h>

static bool is_text(struct fire_text_view text, const char *word)
{
    return fire_text_equal(text, fire_text_of(word));
}

static bool read_text(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    const char **text = to;
    *text = value.bytes; /* kept already */
    (void)profile;
    return true;
}

static bool read_whole(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    (void)profile;
    return profile_whole_of(value, to);
}

/* A calendar year that can be kept. */
static bool read_year(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    int32_t year;
    (void)profile;
    if (!profile_whole_of(value, &year) || year < 1800 || year > 2299) return false;
    *(int32_t *)to = year;
    return true;
}

/* A whole number above zero, of at most eighteen digits. */
static bool read_limit(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    int64_t limit = 0;
    (void)profile;
    if (value.size_bytes == 0 || value.size_bytes > 18) return false;
    for (size_t i = 0; i < value.size_bytes; i++) {
        if (value.bytes[i] < '0' || value.bytes[i] > '9') return false;
        limit = limit * 10 + (value.bytes[i] - '0');
    }
    if (limit == 0) return false;
    *(int64_t *)to = limit;
    return true;
}

static bool read_dates(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    if (!profile_dates_of(value, to)) return false;
    profile->is_order_said = true;
    return true;
}

static bool read_numbers(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    (void)profile;
    return profile_numbers_of(value, to);
}

static bool read_allowed(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    const bool is_allowed = is_text(value, "allowed");
    (void)profile;
    if (!is_allowed && !is_text(value, "refused")) return false;
    *(bool *)to = is_allowed;
    return true;
}

static bool read_delimiter(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    char *delimiter = to;
    (void)profile;
    if (is_text(value, "tab") || is_text(value, "\\t"))
        *delimiter = '\t';
    else if (value.size_bytes == 1 && value.bytes[0] != '"' &&
             (unsigned char)value.bytes[0] >= 9)
        *delimiter = value.bytes[0];
    else
        return false;
    return true;
}

fire_status profile_add_coverage_rule(struct fire_profile *profile, const char *periods,
                                      struct fire_error *err)
{
    const struct fire_profile_rule rule = { .name = COVERAGE_RULE,
                                            .field = "occurred_at",
                                            .op = FIRE_RULE_DURING,
                                            .other = periods,
                                            .message = "",
                                            .is_shipped = true };
    return profile_add_rule(profile, &rule, err);
}

/* Rows outside are told by a rule. */
static bool read_coverage(struct fire_profile *profile, struct fire_text_view value, void *to)
{
    return value.size_bytes > 0 &&
           profile_add_coverage_rule(profile, value.bytes, NULL) == FIRE_OK &&
           read_text(profile, value, to);
}

#define AT(member) offsetof(struct fire_profile, member)

/* Alphabetical. */
static const struct {
    const char *name;
    bool (*read)(struct fire_profile *profile, struct fire_text_view value, void *to);
    size_t at;
} settings[] = {
    { "calendar", read_text, AT(calendar) },
    { "corrections", read_allowed, AT(corrections) },
    { "coverage", read_coverage, AT(coverage) },
    { "coverage_area", read_text, AT(coverage_area) },
    { "currency", read_text, AT(currency) },
    { "dates", read_dates, AT(dates) },
    { "delimiter", read_delimiter, AT(reader.delimiter) },
    { "encoding", read_text, AT(reader.encoding) },
    { "first_year", read_year, AT(first_year) },
    { "header_row", read_whole, AT(reader.header_row) },
    { "largest_damage", read_limit, AT(largest_damage) },
    { "largest_deaths", read_limit, AT(largest_deaths) },
    { "null_words", read_text, AT(null_words) },
    { "numbers", read_numbers, AT(numbers) },
    { "sheet", read_text, AT(reader.sheet) },
    { "skip_lines", read_whole, AT(reader.skip_lines) },
    { "two_digit_years", read_year, AT(first_two_digit_year) },
    { "zero_words", read_text, AT(zero_words) },
};

fire_status fire_profile_setting(struct fire_profile *profile, const char *setting,
                                 const char *value, struct fire_error *err)
{
    FIRE_TRY(profile_check_text(setting, err));
    FIRE_TRY(profile_check_text(value, err));
    const char *copy = fire_arena_copy(profile->arena, value, strlen(value));
    if (copy == NULL) return fire_fail_memory(err);
    if (strncmp(setting, "set:", 4) == 0)
        return profile_add_constant(profile, fire_text_of(setting + 4), fire_text_of(copy),
                                    err);
    for (size_t i = 0; i < sizeof settings / sizeof settings[0]; i++) {
        if (strcmp(setting, settings[i].name) != 0) continue;
        if (settings[i].read(profile, fire_text_of(copy), (char *)profile + settings[i].at))
            return FIRE_OK;
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%s' is no value for the setting %s",
                         value, setting);
    }
    return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "there is no setting '%s'", setting);
}
