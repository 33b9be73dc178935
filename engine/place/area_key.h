/* area_key.h - what the room itself asks of a spelling beside its key (fire_area_key). */
#ifndef FIRESTAT_ENGINE_PLACE_AREA_KEY_H
#define FIRESTAT_ENGINE_PLACE_AREA_KEY_H
#include "firestat/place.h"

/* Of two spellings of one area: is `a` the one to show? The type in full before an abbreviation,
 * mixed letters before capitals only, then the lesser by bytes: whichever came first in the file
 * makes no difference. Both are clean text.
 *   returns  false as well when there is no memory */
bool area_spelling_is_better(struct fire_text_view a, struct fire_text_view b,
                             struct fire_arena *scratch);

/* Bytes of the type in full at the start of an area key, with the space behind it; 0: none. */
size_t area_key_type_bytes(struct fire_text_view key);

#endif
