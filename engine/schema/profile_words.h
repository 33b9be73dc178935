/* profile_words.h - what the two ways to fill a profile share: options (profile.c) and tables
 * (profile_tables.c). */
#ifndef FIRESTAT_ENGINE_SCHEMA_PROFILE_WORDS_H
#define FIRESTAT_ENGINE_SCHEMA_PROFILE_WORDS_H
#include "firestat/profile.h"

fire_status profile_add_column(struct fire_profile *profile,
                               const struct fire_profile_column *column,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* An empty code means the source's own word. */
fire_status profile_add_code(struct fire_profile *profile, const char *field,
                             struct fire_text_view source, struct fire_text_view code,
                             struct fire_text_view label_vi, struct fire_text_view label_en,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Copies; a rule of the same name gives way. */
fire_status profile_add_rule(struct fire_profile *profile, const struct fire_profile_rule *rule,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Take away the rule of that name, if there is one. */
void profile_drop_rule(struct fire_profile *profile, struct fire_text_view name);

/* The rule that tells rows outside of what a source is declared to have. */
#define COVERAGE_RULE "coverage"
fire_status profile_add_coverage_rule(struct fire_profile *profile, const char *periods,
                                      struct fire_error *err) FIRE_MUST_CHECK;

/* What was said of single files by a setting is not said any more. */
void profile_forget_files(struct fire_profile *profile, const char *setting);

/* Options come as they were typed: FIRE_EVALUE when that is not UTF-8. */
fire_status profile_check_text(const char *text, struct fire_error *err) FIRE_MUST_CHECK;

fire_status profile_add_constant(struct fire_profile *profile, struct fire_text_view field,
                                 struct fire_text_view value,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* The words that the columns `type` of schema.csv and `op` of rules.csv can hold; NULL behind the
 * last. */
const char *profile_type_word(size_t index);
const char *profile_rule_word(size_t index);

/* Each of these says false and changes nothing when the text is not in form. */
bool profile_type_of(struct fire_text_view word, struct fire_profile_column *column);
bool profile_dates_of(struct fire_text_view word, fire_date_order *out);
bool profile_numbers_of(struct fire_text_view word, fire_number_style *out);
bool profile_whole_of(struct fire_text_view text, int32_t *out);
bool profile_rule_op_of(struct fire_text_view word, fire_rule_op *out);
bool profile_factor_of(struct fire_profile *profile, struct fire_text_view text,
                       int64_t *out_factor);

/* Fill header or position of a column. */
fire_status profile_column_named(struct fire_profile *profile, struct fire_text_view name,
                                 struct fire_profile_column *column,
                                 struct fire_error *err) FIRE_MUST_CHECK;

#endif
