/* output.c - files that appear whole or not at all.
 *
 * Bytes go to a temporary file in the folder of the final one, because a rename is atomic
 * only inside one file system. Only when all of them are on the disk does the file get its
 * name. Where there is no file to protect (a terminal, /dev/null, a pipe with a name), the
 * bytes go straight there; disks and folders are refused.
 *
 * A link at the target stays a link: the file it points to is the one replaced. Otherwise
 * -o /dev/stdout, run by root with its output in a file, would replace /dev/stdout. */
#include "firestat/output.h"

#include "file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    WAITING_BYTES = 1 << 16,
    LONGEST_STEM_BYTES = 200, /* of the name inside the temporary one: 255 is the limit */
    MOST_TRIES = 1000,
};

struct fire_output {
    struct fire_arena *arena; /* owns the paths                                          */
    const char *shown_path;   /* as the user typed it, for messages                      */
    const char *path;         /* the file itself, behind any link                        */
    const char *folder;       /* with its slash; "./" when the path has none             */
    char *temporary;          /* NULL: not there (straight, or has its final name)       */
    int file;                 /* -1: closed                                              */
    bool overwrite;
    bool straight; /* no temporary file                                       */
    bool broken;   /* a write failed: no name for this one                    */
    size_t n_waiting;
    char waiting[WAITING_BYTES];
};

static bool takes_bytes_straight(const struct stat *about)
{
    return S_ISCHR(about->st_mode) || S_ISFIFO(about->st_mode);
}

static fire_status open_straight(struct fire_output *output, struct fire_error *err)
{
    output->straight = true;
    output->file = open(output->path, O_WRONLY | O_NOCTTY | O_CLOEXEC);
    if (output->file < 0) return file_fail_io(output->shown_path, err, errno);

    struct stat about; /* what was looked at by name may have become a file meanwhile */
    if (fstat(output->file, &about) != 0) return file_fail_io(output->shown_path, err, errno);
    if (!takes_bytes_straight(&about)) return file_fail_io(output->shown_path, err, EEXIST);
    return FIRE_OK;
}

/* Split path into folder and temporary name, the number at its end left open. */
static fire_status name_temporary(struct fire_output *output, struct fire_text_view *out_stem,
                                  struct fire_error *err)
{
    const char *slash = strrchr(output->path, '/');
    const char *name = slash == NULL ? output->path : slash + 1;
    if (name[0] == '\0')
        return file_fail_io(output->shown_path, err, output->path[0] == '\0' ? ENOENT : EISDIR);

    output->folder = slash == NULL ? "./"
                                   : fire_arena_copy(output->arena, output->path,
                                                     (size_t)(name - output->path));
    if (output->folder == NULL) return fire_fail_memory(err);

    *out_stem = fire_text_of(name);
    out_stem->size_bytes = fire_text_cut(*out_stem, LONGEST_STEM_BYTES);
    return FIRE_OK;
}

/* Give the new file what the old one allowed, so that a private report stays private.
 * In another group than the old one's, that group's rights would reach other people. Where
 * the file system will not have it, the file stays as it was created: its owner's alone. */
static void copy_rights(int file, const struct stat *old)
{
    mode_t mode = old->st_mode & 0777;
    if (fchown(file, (uid_t)-1, old->st_gid) != 0) mode &= ~(mode_t)S_IRWXG;
    (void)fchmod(file, mode);
}

/* `old` is the file to be replaced, or NULL. A new file is created with 0666 at once: the
 * kernel takes off the umask, which a process can only read by changing it for a moment,
 * for all its threads. */
static fire_status open_temporary(struct fire_output *output, const struct stat *old,
                                  struct fire_error *err)
{
    struct fire_text_view stem;
    FIRE_TRY(name_temporary(output, &stem, err));
    const size_t size = strlen(output->folder) + stem.size_bytes + 64;
    char *temporary = fire_arena_take(output->arena, size, 1);
    if (temporary == NULL) return fire_fail_memory(err);

    const mode_t mode = old != NULL ? 0600 : 0666;
    for (int i = 0; i < MOST_TRIES && output->file < 0; i++) {
        snprintf(temporary, size, "%s.%.*s.tmp-%ld-%d", output->folder, (int)stem.size_bytes,
                 stem.bytes, (long)getpid(), i);
        output->file = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                            mode);
        if (output->file < 0 && errno != EEXIST) break;
    }
    if (output->file < 0) return file_fail_io(output->shown_path, err, errno);

    output->temporary = temporary;
    if (old != NULL) copy_rights(output->file, old);
    return FIRE_OK;
}

/* Decide by what is at the target now. */
static fire_status open_target(struct fire_output *output, struct fire_error *err)
{
    struct stat about;
    if (stat(output->path, &about) != 0) {
        if (errno != ENOENT) return file_fail_io(output->shown_path, err, errno);
        if (!output->overwrite && lstat(output->path, &about) == 0) /* a link to nowhere */
            return file_fail_exists(output->shown_path, err);
        return open_temporary(output, NULL, err);
    }
    if (takes_bytes_straight(&about)) return open_straight(output, err);
    if (S_ISDIR(about.st_mode)) return file_fail_io(output->shown_path, err, EISDIR);
    if (!S_ISREG(about.st_mode))
        return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = output->shown_path },
                         "is not a file");
    if (!output->overwrite) return file_fail_exists(output->shown_path, err);

    /* A rename would not ask: somebody closed this file. */
    if (access(output->path, W_OK) != 0) return file_fail_io(output->shown_path, err, errno);

    char *real_path = realpath(output->path, NULL);
    if (real_path == NULL) return file_fail_io(output->shown_path, err, errno);
    output->path = fire_arena_copy(output->arena, real_path, strlen(real_path));
    free(real_path);
    if (output->path == NULL) return fire_fail_memory(err);
    return open_temporary(output, &about, err);
}

fire_status fire_output_open(const char *path, bool overwrite, struct fire_output **out,
                             struct fire_error *err)
{
    struct fire_output *output = calloc(1, sizeof *output);
    if (output == NULL) return fire_fail_memory(err);
    output->file = -1;
    output->overwrite = overwrite;

    fire_status status = FIRE_OK;
    output->arena = fire_arena_create();
    if (output->arena != NULL)
        output->shown_path = fire_arena_copy(output->arena, path, strlen(path));
    output->path = output->shown_path;
    if (output->path == NULL)
        status = fire_fail_memory(err);
    else
        status = open_target(output, err);

    if (status != FIRE_OK) {
        fire_output_abandon(output);
        return status;
    }
    *out = output;
    return FIRE_OK;
}

static fire_status write_bytes(struct fire_output *output, const char *bytes, size_t size,
                               struct fire_error *err)
{
    const int error = file_write(output->file, bytes, size);
    if (error == 0) return FIRE_OK;
    output->broken = true;
    return file_fail_io(output->shown_path, err, error);
}

static fire_status write_waiting(struct fire_output *output, struct fire_error *err)
{
    const size_t size = output->n_waiting;
    output->n_waiting = 0;
    return write_bytes(output, output->waiting, size, err);
}

fire_status fire_output_append(struct fire_output *output, const void *bytes, size_t size,
                               struct fire_error *err)
{
    if (size > WAITING_BYTES - output->n_waiting) FIRE_TRY(write_waiting(output, err));
    if (size > WAITING_BYTES) return write_bytes(output, bytes, size, err);
    if (size > 0) memcpy(output->waiting + output->n_waiting, bytes, size);
    output->n_waiting += size;
    return FIRE_OK;
}

const char *fire_output_temporary(const struct fire_output *output)
{
    return output->temporary;
}

static int close_file(struct fire_output *output)
{
    const int file = output->file;
    output->file = -1;
    return close(file) == 0 || errno == EINTR ? 0 : errno; /* EINTR: Linux has closed it */
}

static bool is_without_links(int error)
{
    return error == EPERM || error == ENOTSUP || error == ENOSYS || error == EMLINK;
}

/* Give the file its name. link() refuses a name that is taken, in one step; rename() does
 * not ask. FAT on a memory stick has no links: there we look first, and a file that comes
 * in the moment between is lost. */
static fire_status take_name(struct fire_output *output, struct fire_error *err)
{
    if (!output->overwrite) {
        if (link(output->temporary, output->path) == 0) {
            unlink(output->temporary);
            output->temporary = NULL;
            return FIRE_OK;
        }
        if (errno == EEXIST) return file_fail_exists(output->shown_path, err);
        if (!is_without_links(errno)) return file_fail_io(output->shown_path, err, errno);
        struct stat about;
        if (lstat(output->path, &about) == 0) return file_fail_exists(output->shown_path, err);
    }
    if (rename(output->temporary, output->path) != 0)
        return file_fail_io(output->shown_path, err, errno);
    output->temporary = NULL;
    return FIRE_OK;
}

/* Without this the new name may be gone after a power cut. A folder one may write to but
 * not read cannot be opened, and so not synced. */
static fire_status sync_folder(const struct fire_output *output, struct fire_error *err)
{
    const int folder = open(output->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return errno == EACCES ? FIRE_OK : file_fail_io(output->shown_path, err, errno);
    const int error = file_sync(folder);
    close(folder);
    return error == 0 ? FIRE_OK : file_fail_io(output->shown_path, err, error);
}

static fire_status finish_file(struct fire_output *output, struct fire_error *err)
{
    if (output->broken) return file_fail_io(output->shown_path, err, EIO);
    FIRE_TRY(write_waiting(output, err));
    int error = output->straight ? 0 : file_sync(output->file);
    if (error != 0) return file_fail_io(output->shown_path, err, error);
    error = close_file(output);
    if (error != 0) return file_fail_io(output->shown_path, err, error);
    if (output->straight) return FIRE_OK;

    FIRE_TRY(take_name(output, err));
    return sync_folder(output, err);
}

fire_status fire_output_commit(struct fire_output *output, struct fire_error *err)
{
    const fire_status status = finish_file(output, err);
    fire_output_abandon(output);
    return status;
}

void fire_output_abandon(struct fire_output *output)
{
    if (output == NULL) return;
    if (output->file >= 0) close(output->file);
    if (output->temporary != NULL) unlink(output->temporary);
    fire_arena_free(output->arena);
    free(output);
}

fire_status fire_output_write(const char *path, const void *bytes, size_t size, bool overwrite,
                              struct fire_error *err)
{
    struct fire_output *output;
    FIRE_TRY(fire_output_open(path, overwrite, &output, err));
    const fire_status status = fire_output_append(output, bytes, size, err);
    if (status != FIRE_OK) {
        fire_output_abandon(output);
        return status;
    }
    return fire_output_commit(output, err);
}
