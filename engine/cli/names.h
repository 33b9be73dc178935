/* names.h - lists of names on the command line. */
#ifndef FIRESTAT_ENGINE_CLI_NAMES_H
#define FIRESTAT_ENGINE_CLI_NAMES_H
#include "firestat/arena.h"
#include "firestat/text.h"

#include <stdint.h>

/* The items of "a,b(c,d),e". Borrowed from the text. NULL: no memory. */
struct fire_text_view *names_split(const char *text, struct fire_arena *arena, int32_t *out_n);

#endif
