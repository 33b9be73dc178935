/* file.c - see file.h. */
#define _GNU_SOURCE /* syncfs */
#include "file.h"

#include <errno.h>
#include <unistd.h>

int file_write(int file, const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t n = write(file, bytes, size);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return n < 0 ? errno : ENOSPC;
        bytes += n;
        size -= (size_t)n;
    }
    return 0;
}

int file_sync(int file)
{
    while (fsync(file) != 0) {
        if (errno == EINVAL || errno == ENOTSUP) return 0;
        if (errno != EINTR) return errno;
    }
    return 0;
}

int file_sync_system(int file)
{
    while (syncfs(file) != 0)
        if (errno != EINTR) return errno;
    return 0;
}

fire_status file_fail_io(const char *path, struct fire_error *err, int error)
{
    return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = path },
                     "cannot be written: %s",
                     fire_system_text(err == NULL ? NULL : err->say, error));
}

fire_status file_fail_exists(const char *path, struct fire_error *err)
{
    return fire_fail(err, FIRE_EEXISTS, (struct fire_location){ .file = path },
                     "is there already and is not overwritten");
}
