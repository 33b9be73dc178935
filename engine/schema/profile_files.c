/* profile_files.c - what a profile says of single files: of what each has every incident.
 *
 * A folder of monthly reports is read with one profile and one command, and every one of them is
 * of a district and of days of its own. All the rest they have in common, so there is no profile a
 * file, but a few lines that name one. */
#include "profile_words.h"

#include <stdlib.h>
#include <string.h>

/* The name of a file as it is compared. false: no memory */
static bool name_of(const char *path, struct fire_arena *arena, struct fire_text_view *out)
{
    const char *slash = strrchr(path, '/');
    struct fire_text_view name = fire_text_of(slash == NULL ? path : slash + 1);
    *out = name; /* a name that is no text goes by its bytes */
    return fire_text_valid_bytes(name) != name.size_bytes || fire_text_clean(name, arena, out);
}

static struct fire_profile_covered *find(const struct fire_profile *profile,
                                         struct fire_text_view name)
{
    for (size_t i = 0; i < profile->n_covered; i++)
        if (fire_text_equal(fire_text_of(profile->covered[i].file), name))
            return &profile->covered[i];
    return NULL;
}

/* The line of a file, made where there is none. NULL: no memory */
static struct fire_profile_covered *line_of(struct fire_profile *profile, const char *file)
{
    struct fire_text_view name;
    if (!name_of(file, profile->arena, &name)) return NULL;
    struct fire_profile_covered *known = find(profile, name);
    if (known != NULL) return known;
    if (profile->n_covered == profile->covered_capacity) {
        void *grown = fire_array_grow(profile->covered, &profile->covered_capacity,
                                      profile->n_covered + 1, sizeof *known);
        if (grown == NULL) return NULL;
        profile->covered = grown;
    }
    known = &profile->covered[profile->n_covered];
    *known = (struct fire_profile_covered){ .file = fire_arena_copy(profile->arena, name.bytes,
                                                                    name.size_bytes) };
    if (known->file == NULL) return NULL;
    profile->n_covered++;
    return known;
}

static struct fire_profile_rule *coverage_rule(const struct fire_profile *profile)
{
    for (size_t i = 0; i < profile->n_rules; i++)
        if (profile->rule[i].is_shipped && strcmp(profile->rule[i].name, COVERAGE_RULE) == 0)
            return &profile->rule[i];
    return NULL;
}

fire_status fire_profile_file_setting(struct fire_profile *profile, const char *file,
                                      const char *setting, const char *value,
                                      struct fire_error *err)
{
    const bool is_area = strcmp(setting, "coverage_area") == 0;
    if (!is_area && strcmp(setting, "coverage") != 0)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "the setting %s is of all files; of a single file are coverage and "
                         "coverage_area",
                         setting);
    if (value[0] == '\0')
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE, "'%s' is no value for the setting %s",
                         value, setting);
    FIRE_TRY(profile_check_text(value, err));
    struct fire_profile_covered *line = line_of(profile, file);
    const char *copy = fire_arena_copy(profile->arena, value, strlen(value));
    if (line == NULL || copy == NULL) return fire_fail_memory(err);
    if (is_area)
        line->area = copy;
    else
        line->coverage = copy;
    /* there for rules.csv to turn off; of_file says what it is of */
    if (is_area || coverage_rule(profile) != NULL) return FIRE_OK;
    return profile_add_coverage_rule(profile, copy, err);
}

void profile_forget_files(struct fire_profile *profile, const char *setting)
{
    for (size_t i = 0; i < profile->n_covered; i++) {
        if (strcmp(setting, "coverage") == 0)
            profile->covered[i].coverage = NULL;
        else
            profile->covered[i].area = NULL;
    }
}

fire_status fire_profile_coverage(const struct fire_profile *profile, const char *path,
                                  struct fire_arena *arena, struct fire_profile_covered *out,
                                  struct fire_error *err)
{
    struct fire_text_view name = { "", 0 };
    if (path != NULL && !name_of(path, arena, &name)) return fire_fail_memory(err);
    const struct fire_profile_covered *own = path == NULL ? NULL : find(profile, name);
    *out = (struct fire_profile_covered){ NULL, profile->coverage, profile->coverage_area };
    if (own != NULL && own->coverage != NULL) out->coverage = own->coverage;
    if (own != NULL && own->area != NULL) out->area = own->area;
    /* an area of all files is nothing by itself where only some of them say days */
    if (out->coverage == NULL && profile->n_covered > 0)
        out->area = own == NULL ? NULL : own->area;
    return FIRE_OK;
}

fire_status fire_profile_of_file(const struct fire_profile *profile, const char *path,
                                 struct fire_arena *arena, const struct fire_profile **out,
                                 struct fire_error *err)
{
    struct fire_profile_covered covered;
    const struct fire_profile_rule *told = coverage_rule(profile);
    *out = profile;
    if (profile->n_covered == 0) return FIRE_OK;
    FIRE_TRY(fire_profile_coverage(profile, path, arena, &covered, err));
    struct fire_profile *own = FIRE_TAKE(arena, 1, struct fire_profile);
    struct fire_profile_rule *rule = FIRE_TAKE(arena, profile->n_rules,
                                               struct fire_profile_rule);
    if (own == NULL || rule == NULL) return fire_fail_memory(err);
    *own = *profile;
    own->coverage = covered.coverage;
    own->coverage_area = covered.area;
    own->rule = rule;
    own->n_rules = 0;
    for (size_t i = 0; i < profile->n_rules; i++) {
        const bool is_told = &profile->rule[i] == told;
        if (is_told && covered.coverage == NULL) continue;
        rule[own->n_rules] = profile->rule[i];
        if (is_told) rule[own->n_rules].other = covered.coverage;
        own->n_rules++;
    }
    *out = own;
    return FIRE_OK;
}
