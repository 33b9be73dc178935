/* profile_rules.c - the rules of a profile: what two fields of one row have to do with each other.
 *
 * They are data, so that an office can turn one off that does not hold for its books (where
 * neighbours put the fire out before the engine comes) and write its own. Whether a rule's fields
 * are there is known only when a source is bound; engine/clean looks at that. */
#include "profile_words.h"

#include <string.h>

static const char *const op_words[FIRE_N_RULE_OPS] = {
    [FIRE_RULE_NOT_BEFORE] = "not_before", [FIRE_RULE_EQUALS] = "equals",
    [FIRE_RULE_AT_LEAST] = "at_least",     [FIRE_RULE_YEAR_OF] = "year_of",
    [FIRE_RULE_WITHIN] = "within",         [FIRE_RULE_ZERO_WHEN] = "zero_when",
    [FIRE_RULE_DURING] = "during",
};

const char *profile_rule_word(size_t index)
{
    return index < FIRE_N_RULE_OPS ? op_words[index] : index == FIRE_N_RULE_OPS ? "off" : NULL;
}

bool profile_rule_op_of(struct fire_text_view word, fire_rule_op *out)
{
    for (int i = 0; i < FIRE_N_RULE_OPS; i++) {
        if (!fire_text_equal(word, fire_text_of(op_words[i]))) continue;
        *out = (fire_rule_op)i;
        return true;
    }
    return false;
}

void profile_drop_rule(struct fire_profile *profile, struct fire_text_view name)
{
    size_t kept = 0;
    for (size_t i = 0; i < profile->n_rules; i++)
        if (!fire_text_equal(fire_text_of(profile->rule[i].name), name))
            profile->rule[kept++] = profile->rule[i];
    profile->n_rules = kept;
}

static const char *keep(struct fire_profile *profile, const char *text)
{
    return fire_arena_copy(profile->arena, text, strlen(text));
}

fire_status profile_add_rule(struct fire_profile *profile, const struct fire_profile_rule *rule,
                             struct fire_error *err)
{
    struct fire_profile_rule copy = *rule;
    copy.name = keep(profile, rule->name);
    copy.field = keep(profile, rule->field);
    copy.other = keep(profile, rule->other);
    copy.message = keep(profile, rule->message);
    if (copy.name == NULL || copy.field == NULL || copy.other == NULL || copy.message == NULL)
        return fire_fail_memory(err);
    profile_drop_rule(profile, fire_text_of(copy.name));
    if (profile->n_rules == profile->rule_capacity) {
        void *grown = fire_array_grow(profile->rule, &profile->rule_capacity,
                                      profile->n_rules + 1, sizeof copy);
        if (grown == NULL) return fire_fail_memory(err);
        profile->rule = grown;
    }
    profile->rule[profile->n_rules++] = copy;
    return FIRE_OK;
}
