/* drawing_options.h - which kind of chart uses which option.
 *
 * Nothing that was asked is passed over in silence: what a chart alone was given and does not use is
 * refused, what a whole batch was given is dropped where it is of no use, and told. */
#ifndef FIRESTAT_ENGINE_CLI_DRAWING_OPTIONS_H
#define FIRESTAT_ENGINE_CLI_DRAWING_OPTIONS_H
#include "drawing.h"
#include "option_table.h"

/* Whether a chart of this kind, with all these options, uses one of them that charts take.
 *   out_why   why not; English */
bool drawing_uses(fire_chart_kind kind, const struct options *options,
                  const struct option_row *option, const char **out_why);

/* Refuse an option that is not used: "the chart 'trend' takes no --against: ...".
 *   returns   FIRE_EVALUE */
fire_status drawing_refuse(fire_chart_kind kind, const struct option_row *option,
                           const char *why, struct fire_error *err);

/* Refuse the first of all options that are set and not used.
 *   errors    FIRE_EVALUE */
fire_status drawing_check_options(fire_chart_kind kind, const struct options *options,
                                  struct fire_error *err);

/* Unset those of them that are not used. */
void drawing_drop_options(fire_chart_kind kind, struct options *options);

#endif
