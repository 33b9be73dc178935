/* source.c - files read in blocks by offset.
 *
 * An import reads its input more than once: to hash it, to check it, to read it. With pread
 * on a regular file going back costs nothing and two passes cannot disturb each other. A pipe
 * cannot go back, so it becomes such a file first: a temporary one, unlinked as soon as it is
 * open, so that nothing is left behind whatever kills the program. mmap was not taken: a file
 * cut short by another program while it is read would be a SIGBUS instead of an end. */
#include "source.h"

#include "decode.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static struct fire_location place(const struct source *source)
{
    return (struct fire_location){ .file = source->path };
}

static bool write_all(int fd, const char *bytes, size_t size)
{
    while (size > 0) {
        const ssize_t written = write(fd, bytes, size);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) return false;
        bytes += written;
        size -= (size_t)written;
    }
    return true;
}

/* A file without a name in $TMPDIR; -1: errno says why. */
static int open_nameless(void)
{
    const char *folder = getenv("TMPDIR");
    if (folder == NULL || folder[0] == '\0') folder = "/tmp";

    char path[1024];
    const int size = snprintf(path, sizeof path, "%s/firestat-XXXXXX", folder);
    if (size < 0 || (size_t)size >= sizeof path) {
        errno = ENAMETOOLONG;
        return -1;
    }
    const int fd = mkstemp(path);
    if (fd < 0) return -1;
    (void)unlink(path);
    (void)fcntl(fd, F_SETFD, FD_CLOEXEC);
    return fd;
}

/* Put a nameless copy in the place of a descriptor that cannot go back. */
static fire_status keep_copy(struct source *source, struct fire_error *err)
{
    const int copy = open_nameless();
    bool kept = copy >= 0;
    while (kept) { /* the window is not in use yet and serves as the buffer */
        const ssize_t came = read(source->fd, source->window, source->block_bytes);
        if (came < 0 && errno == EINTR) continue;
        if (came < 0) {
            const fire_status status = fire_fail(
                err, FIRE_EIO, place(source), "cannot be read: %s",
                fire_system_text(err == NULL ? NULL : err->say, errno));
            close(copy);
            return status;
        }
        if (came == 0) break;
        kept = write_all(copy, source->window, (size_t)came);
    }
    if (!kept) {
        const fire_status status = fire_fail(
            err, FIRE_EIO, place(source), "cannot be kept in a temporary file: %s",
            fire_system_text(err == NULL ? NULL : err->say, errno));
        if (copy >= 0) close(copy);
        return status;
    }
    close(source->fd);
    source->fd = copy;
    return FIRE_OK;
}

/* What one read may bring: a block, or the letter that a small block is a part of. */
static size_t room_bytes(const struct source *source)
{
    return source->block_bytes > DECODE_LETTER_BYTES ? source->block_bytes
                                                     : DECODE_LETTER_BYTES;
}

fire_status source_open(struct source *source, const char *path, size_t keep_bytes,
                        size_t block_bytes, struct fire_error *err)
{
    assert(block_bytes > 0);
    *source = (struct source){ .path = path, .fd = -1, .block_bytes = block_bytes };
    source->window = fire_array_grow(NULL, &source->capacity_bytes,
                                     keep_bytes + room_bytes(source), 1);
    if (source->window == NULL) return fire_fail_memory(err);

    const bool standard_input = strcmp(path, "-") == 0;
    source->fd = standard_input ? fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3)
                                : open(path, O_RDONLY | O_CLOEXEC);
    struct stat about;
    if (source->fd < 0 || fstat(source->fd, &about) != 0)
        return fire_fail(err, FIRE_EIO, place(source), "cannot be opened: %s",
                         fire_system_text(err == NULL ? NULL : err->say, errno));
    if (S_ISDIR(about.st_mode))
        return fire_fail(err, FIRE_EIO, place(source), "is a folder, not a file");
    if (!S_ISREG(about.st_mode)) return keep_copy(source, err);

    const off_t origin = lseek(source->fd, 0, SEEK_CUR);
    source->origin = origin > 0 ? (int64_t)origin : 0;
    return FIRE_OK;
}

void source_close(struct source *source)
{
    if (source->fd >= 0) close(source->fd);
    source->fd = -1;
    free(source->window);
    source->window = NULL;
}

fire_status source_read(const struct source *source, int64_t at, char bytes[], size_t size,
                        size_t *out_size, struct fire_error *err)
{
    ssize_t came;
    do
        came = pread(source->fd, bytes, size, (off_t)(source->origin + at));
    while (came < 0 && errno == EINTR);

    if (came < 0)
        return fire_fail(err, FIRE_EIO, place(source), "cannot be read: %s",
                         fire_system_text(err == NULL ? NULL : err->say, errno));
    *out_size = (size_t)came;
    return FIRE_OK;
}

fire_status source_read_full(const struct source *source, int64_t at, char bytes[], size_t size,
                             size_t *out_size, struct fire_error *err)
{
    size_t n_bytes = 0;
    size_t came = 1;
    while (came > 0 && n_bytes < size) {
        FIRE_TRY(source_read(source, at + (int64_t)n_bytes, bytes + n_bytes, size - n_bytes,
                             &came, err));
        n_bytes += came;
    }
    *out_size = n_bytes;
    return FIRE_OK;
}

int64_t source_disk_bytes(const struct source *source)
{
    struct stat about;
    return fstat(source->fd, &about) == 0 ? (int64_t)about.st_size - source->origin : 0;
}

/* Move what is kept to the front when that is cheap or when there is no room behind it. A
 * window that always starts at the front stays in the second-level cache. */
static void slide(struct source *source, int64_t keep)
{
    assert(keep >= source->begin && keep <= source_end(source));
    const size_t kept = source_ahead(source, keep);
    const bool full = source->capacity_bytes - source->size_bytes < room_bytes(source);
    if (!full && kept > source->block_bytes) return;

    memmove(source->window, source_at(source, keep), kept);
    source->begin = keep;
    source->size_bytes = kept;
}

fire_status source_more(struct source *source, int64_t keep, struct fire_error *err)
{
    if (source->at_end) return FIRE_OK;
    slide(source, keep);
    assert(source->capacity_bytes - source->size_bytes >= room_bytes(source));

    char *behind = source->window + source->size_bytes;
    size_t came = 0;
    if (source->decoder != NULL)
        FIRE_TRY(decoder_read(source->decoder, source, behind, room_bytes(source), &came, err));
    else
        FIRE_TRY(
            source_read(source, source_end(source), behind, source->block_bytes, &came, err));
    source->size_bytes += came;
    source->at_end = came == 0;
    return FIRE_OK;
}

fire_status source_need(struct source *source, int64_t at, size_t wanted,
                        struct fire_error *err)
{
    while (source_ahead(source, at) < wanted && !source->at_end)
        FIRE_TRY(source_more(source, at, err));
    return FIRE_OK;
}

fire_status source_seek(struct source *source, int64_t at, struct fire_error *err)
{
    source->begin = source->decoder != NULL ? 0 : at;
    source->size_bytes = 0;
    source->at_end = false;
    if (source->decoder == NULL) return FIRE_OK;

    decoder_restart(source->decoder);
    while (source_end(source) < at && !source->at_end)
        FIRE_TRY(source_more(source, source_end(source), err));
    if (source_end(source) < at) { /* cut short meanwhile */
        source->begin = at;
        source->size_bytes = 0;
    }
    return FIRE_OK;
}
