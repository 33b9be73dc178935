/* damage.h - text whose letters were spoilt before it came to us. Pure functions. */
#ifndef FIRE_READ_DAMAGE_H
#define FIRE_READ_DAMAGE_H
#include "firestat/text.h"

/* Whether question marks stand where Vietnamese letters were ("ph??ng", "Qu?n"), beyond doubt.
 *   text     the beginning of a file in an encoding that holds ASCII
 *   example  set to the first such word; borrows from text */
bool damage_is_lost(struct fire_text_view text, struct fire_text_view *example);

/* Whether letters are in UTF-8 twice over ("SÃ´ng"): UTF-8 once taken for windows-1252 (or
 * 1258) and made UTF-8 again.
 *   text     valid UTF-8; a letter cut at its end does no harm */
bool damage_is_doubled(struct fire_text_view text);

#endif
