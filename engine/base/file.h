/* file.h - what writing files and writing folders have in common. Room-private. */
#ifndef FIRESTAT_BASE_FILE_H
#define FIRESTAT_BASE_FILE_H
#include "firestat/error.h"

#include <stddef.h>

/* All the bytes, and on to the disk. 0, or the errno. Some file systems cannot sync and say so:
 * that is no accident. */
int file_write(int file, const char *bytes, size_t size);
int file_sync(int file);

/* "cannot be written: ...", "is there already ..." */
fire_status file_fail_io(const char *path, struct fire_error *err, int error);
fire_status file_fail_exists(const char *path, struct fire_error *err);

#endif
