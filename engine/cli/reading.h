/* reading.h - how the files of a command are read, as options say it. */
#ifndef FIRESTAT_ENGINE_CLI_READING_H
#define FIRESTAT_ENGINE_CLI_READING_H
#include "cli.h"

#include "firestat/arena.h"

/* "--profile won --dates dmy"; of folders and files the last name alone; "" where nothing was said
 * and headers are recognised. NULL: no memory. */
const char *reading_words(const struct session *session, struct fire_arena *arena);

#endif
