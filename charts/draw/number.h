/* number.h - numbers in files of vector graphics. */
#ifndef FIRESTAT_DRAW_NUMBER_H
#define FIRESTAT_DRAW_NUMBER_H
#include "firestat/output.h"

/* Two places behind the point, no trailing zeros, whatever the locale. printf takes five times as
 * long, and a chart has five hundred of them.
 *   number   finite, of at most 10^12 */
void number_add(struct fire_buffer *out, double number);

/*   n_places   behind the point, at most 4 */
void number_add_places(struct fire_buffer *out, double number, int n_places);

#endif
