/* file.h - what writing files and writing folders have in common. Room-private. */
#ifndef FIRESTAT_BASE_FILE_H
#define FIRESTAT_BASE_FILE_H
#include "firestat/error.h"

#include <stddef.h>

/* All the bytes, and on to the disk. 0, or the errno. Some file systems cannot sync and say so:
 * that is no accident. */
int file_write(int file, const char *bytes, size_t size);
int file_sync(int file);

/* Everything on the file system that an open file or folder lies on, contents and names. A write that
 * failed since it was opened is an error here too (Linux 5.8). */
int file_sync_system(int file);

/* "cannot be written: ...", "is there already ..." */
fire_status file_fail_io(const char *path, struct fire_error *err, int error);
fire_status file_fail_exists(const char *path, struct fire_error *err);

#endif
