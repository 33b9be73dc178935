/* tell_unknown.c - what a chart could not write is said, with the cure. */
#include "cli.h"

#include "firestat/chart_draw.h"

void tell_unknown(const struct session *session, const struct fire_unknown_letters *letters)
{
    char list[FIRE_UNKNOWN_BYTES];
    if (letters->n == 0) return;
    fire_unknown_text(letters, list);
    tell(session,
         "no font here has these letters, a square stands for each: %s; install the package "
         "fonts-wqy-microhei, or another font that has them",
         list);
}
