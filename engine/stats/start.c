/* start.c - what GSL needs once a program. */
#include "firestat/stats.h"

#include <gsl/gsl_errno.h>

void fire_stats_start(void)
{
    (void)gsl_set_error_handler_off();
}
