/* issue.h - how the rest of the room adds an issue. */
#ifndef FIRESTAT_ENGINE_CLEAN_ISSUE_H
#define FIRESTAT_ENGINE_CLEAN_ISSUE_H
#include "firestat/clean.h"

/* Texts are copied. Without memory the issue is counted and not kept. */
void issues_add(struct fire_issues *issues, fire_issue_kind kind, fire_effect effect,
                struct fire_location where, struct fire_text_view value);

/* The same for a broken rule: a notice. `where` is the place of breach->field. */
void issues_add_breach(struct fire_issues *issues, struct fire_location where,
                       const struct fire_rule_breach *breach);

#endif
