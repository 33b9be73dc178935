/* folder.c - see firestat/folder.h.
 *
 * Files are not synced one by one: each would wait for the disk, some 3 ms where it was measured, and
 * a review has a hundred of them. The file system is synced once, before the folder takes its name.
 *
 * An old folder's files are removed by several threads, which do nothing but wait: a file system that
 * is mounted with `discard` tells the disk of each file and waits for the answer. One by one 265 files
 * took 360 to 870 ms there, by eight threads 40. */
#define _GNU_SOURCE /* renameat2 */
#include "firestat/folder.h"

#include "file.h"
#include "firestat/arena.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define MOST_TRIES  100
#define DEPTH_MOST  8 /* of folders in it; what lies deeper was not made here */
#define RIGHTS_MADE 0777

enum {
    REMOVERS_MOST = 8,
    FILES_A_REMOVER = 16,
};

struct fire_folder {
    char *path;      /* the final one, without a slash at its end */
    char *temporary; /* beside it                                  */
    int at;          /* of the temporary folder, open; -1          */
    bool overwrite;
};

/* ---- removing ----------------------------------------------------------------------------- */

static void remove_name(int in, const char *name, int depth);

/* What lies in a folder. */
struct inside {
    int in;
    size_t n;
    size_t capacity;
    char **name;        /* [n] NULL: removed */
    atomic_size_t next; /* to be looked at   */
};

/* Only memory can be lacking; then the folder stays, as it does where rights are. */
static void list(DIR *listing, struct inside *inside)
{
    for (const struct dirent *entry; (entry = readdir(listing)) != NULL;) {
        if (strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0) continue;
        char **name = fire_array_grow(inside->name, &inside->capacity, inside->n + 1,
                                      sizeof *name);
        if (name == NULL) return;
        inside->name = name;
        name[inside->n] = strdup(entry->d_name);
        if (name[inside->n] == NULL) return;
        inside->n++;
    }
}

/* Remove what is no folder. */
static void *remove_files(void *self)
{
    struct inside *inside = self;
    for (size_t i; (i = atomic_fetch_add(&inside->next, 1)) < inside->n;) {
        if (unlinkat(inside->in, inside->name[i], 0) != 0) continue;
        free(inside->name[i]);
        inside->name[i] = NULL;
    }
    return NULL;
}

static void remove_files_together(struct inside *inside)
{
    pthread_t thread[REMOVERS_MOST];
    int n = 0;
    while (n < REMOVERS_MOST && (size_t)(n + 1) * FILES_A_REMOVER < inside->n &&
           pthread_create(&thread[n], NULL, remove_files, inside) == 0)
        n++;
    remove_files(inside);
    for (int i = 0; i < n; i++)
        pthread_join(thread[i], NULL);
}

/* Takes the open folder and closes it. */
static void remove_inside(int in, int depth)
{
    DIR *listing = fdopendir(in);
    if (listing == NULL) {
        close(in);
        return;
    }
    struct inside inside = { .in = dirfd(listing) };
    list(listing, &inside);
    remove_files_together(&inside);
    for (size_t i = 0; i < inside.n; i++) {
        if (inside.name[i] == NULL) continue;
        remove_name(inside.in, inside.name[i], depth);
        free(inside.name[i]);
    }
    free(inside.name);
    closedir(listing);
}

/* Links are removed, never followed. */
static void remove_name(int in, const char *name, int depth)
{
    if (unlinkat(in, name, 0) == 0 || depth >= DEPTH_MOST) return;
    const int inside = openat(in, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (inside < 0) return;
    remove_inside(inside, depth + 1);
    (void)unlinkat(in, name, AT_REMOVEDIR);
}

/* ---- opening ------------------------------------------------------------------------------ */

static bool is_empty(DIR *listing)
{
    for (const struct dirent *entry; (entry = readdir(listing)) != NULL;)
        if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) return false;
    return true;
}

/* Whether what has the final name now may be replaced. */
static fire_status check_target(const struct fire_folder *folder, struct fire_error *err)
{
    struct stat about;
    if (lstat(folder->path, &about) != 0)
        return errno == ENOENT ? FIRE_OK : file_fail_io(folder->path, err, errno);
    if (!S_ISDIR(about.st_mode))
        return folder->overwrite ? file_fail_io(folder->path, err, ENOTDIR)
                                 : file_fail_exists(folder->path, err);

    DIR *listing = opendir(folder->path);
    if (listing == NULL) return file_fail_io(folder->path, err, errno);
    const bool empty = is_empty(listing);
    const bool is_made = faccessat(dirfd(listing), FIRE_FOLDER_MANIFEST, F_OK,
                                   AT_SYMLINK_NOFOLLOW) == 0;
    closedir(listing);
    if (empty) return FIRE_OK;
    if (!folder->overwrite) return file_fail_exists(folder->path, err);
    if (is_made) return FIRE_OK;
    return fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder->path },
                     "is a folder of other files, without a %s, and is not replaced",
                     FIRE_FOLDER_MANIFEST);
}

/* A folder beside the final one: ".NAME.tmp-PID-N". */
static fire_status make_temporary(struct fire_folder *folder, struct fire_error *err)
{
    const char *slash = strrchr(folder->path, '/');
    const char *name = slash == NULL ? folder->path : slash + 1;
    const size_t size = strlen(folder->path) + 64;
    folder->temporary = malloc(size);
    if (folder->temporary == NULL) return fire_fail_memory(err);
    for (int i = 0; i < MOST_TRIES; i++) {
        snprintf(folder->temporary, size, "%.*s.%s.tmp-%ld-%d", (int)(name - folder->path),
                 folder->path, name, (long)getpid(), i);
        if (mkdir(folder->temporary, RIGHTS_MADE) == 0) {
            folder->at = open(folder->temporary, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
            return folder->at >= 0 ? FIRE_OK : file_fail_io(folder->path, err, errno);
        }
        if (errno != EEXIST) break;
    }
    const int error = errno;
    free(folder->temporary); /* not ours to remove */
    folder->temporary = NULL;
    return file_fail_io(folder->path, err, error);
}

fire_status fire_folder_open(const char *path, bool overwrite, struct fire_folder **out,
                             struct fire_error *err)
{
    struct fire_folder *folder = calloc(1, sizeof *folder);
    if (folder == NULL) return fire_fail_memory(err);
    folder->at = -1;
    folder->overwrite = overwrite;
    folder->path = strdup(path);
    fire_status status = folder->path == NULL ? fire_fail_memory(err) : FIRE_OK;
    if (status == FIRE_OK) {
        size_t n = strlen(folder->path);
        while (n > 1 && folder->path[n - 1] == '/')
            folder->path[--n] = '\0';
        const char *slash = strrchr(folder->path, '/');
        const char *name = slash == NULL ? folder->path : slash + 1;
        if (name[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0)
            status = fire_fail(err, FIRE_EIO, (struct fire_location){ .file = folder->path },
                               "is no name for a new folder");
    }
    if (status == FIRE_OK) status = check_target(folder, err);
    if (status == FIRE_OK) status = make_temporary(folder, err);
    if (status != FIRE_OK) {
        fire_folder_abandon(folder);
        return status;
    }
    *out = folder;
    return FIRE_OK;
}

/* ---- adding ------------------------------------------------------------------------------- */

static bool is_name_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') ||
           (byte >= '0' && byte <= '9') || byte == '.' || byte == '-' || byte == '_' ||
           (unsigned char)byte >= 0x80;
}

static bool is_name(const char *name)
{
    bool begins = true;
    for (const char *at = name; *at != '\0'; at++) {
        if (*at == '/' ? begins : !is_name_byte(*at) || (begins && *at == '.')) return false;
        begins = *at == '/';
    }
    return !begins;
}

/* The folders that a file's name goes through. 0, or the errno. */
static int make_parents(const struct fire_folder *folder, const char *name)
{
    char parent[4096];
    for (const char *slash = name; (slash = strchr(slash, '/')) != NULL; slash++) {
        const size_t n = (size_t)(slash - name);
        if (n >= sizeof parent) return ENAMETOOLONG;
        memcpy(parent, name, n);
        parent[n] = '\0';
        if (mkdirat(folder->at, parent, RIGHTS_MADE) != 0 && errno != EEXIST) return errno;
    }
    return 0;
}

/*   how   O_EXCL: into a new file; O_APPEND: to its end */
static fire_status write_inside(const struct fire_folder *folder, const char *name, int how,
                                const void *bytes, size_t size, struct fire_error *err)
{
    if (!is_name(name))
        return fire_fail(err, FIRE_EVALUE, (struct fire_location){ .file = folder->path },
                         "'%s' is no name for a file in a folder", name);
    int error = make_parents(folder, name);
    if (error != 0) return file_fail_io(folder->path, err, error);
    const int file = openat(folder->at, name, O_WRONLY | O_CREAT | O_CLOEXEC | how, 0666);
    if (file < 0 && errno == EEXIST)
        return fire_fail(err, FIRE_EEXISTS, (struct fire_location){ .file = folder->path },
                         "has two files named '%s'", name);
    if (file < 0) return file_fail_io(folder->path, err, errno);
    error = file_write(file, bytes, size);
    if (close(file) != 0 && errno != EINTR && error == 0) error = errno;
    return error == 0 ? FIRE_OK : file_fail_io(folder->path, err, error);
}

fire_status fire_folder_add(struct fire_folder *folder, const char *name, const void *bytes,
                            size_t size, struct fire_error *err)
{
    return write_inside(folder, name, O_EXCL, bytes, size, err);
}

fire_status fire_folder_append(struct fire_folder *folder, const char *name, const void *bytes,
                               size_t size, struct fire_error *err)
{
    return write_inside(folder, name, O_APPEND, bytes, size, err);
}

/* ---- taking the name ---------------------------------------------------------------------- */

/* The folder it lies in. */
static int sync_parent(const struct fire_folder *folder)
{
    char *parent = strdup(folder->path);
    if (parent == NULL) return ENOMEM;
    char *slash = strrchr(parent, '/');
    if (slash != NULL) slash[slash == parent ? 1 : 0] = '\0';
    const int at = open(slash == NULL ? "." : parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    free(parent);
    if (at < 0) return errno == EACCES ? 0 : errno;
    const int error = file_sync(at);
    close(at);
    return error;
}

/* A file system that cannot exchange two names. */
static bool cannot_exchange(int error)
{
    return error == EINVAL || error == ENOSYS || error == ENOTSUP;
}

/* The old folder ends up under the temporary name. Where names cannot be exchanged in one step the
 * old one steps aside first, and comes back when the new one cannot take its place. */
static fire_status take_name(struct fire_folder *folder, struct fire_error *err)
{
    if (renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->path, RENAME_NOREPLACE) == 0) {
        free(folder->temporary);
        folder->temporary = NULL;
        return FIRE_OK;
    }
    if (errno != EEXIST && !cannot_exchange(errno))
        return file_fail_io(folder->path, err, errno);
    FIRE_TRY(check_target(folder, err));
    if (renameat2(AT_FDCWD, folder->temporary, AT_FDCWD, folder->path, RENAME_EXCHANGE) == 0)
        return FIRE_OK;
    if (!cannot_exchange(errno) && errno != ENOENT)
        return file_fail_io(folder->path, err, errno);

    const size_t size = strlen(folder->temporary) + 8;
    char *aside = malloc(size);
    if (aside == NULL) return fire_fail_memory(err);
    snprintf(aside, size, "%s-old", folder->temporary);
    const bool had_old = rename(folder->path, aside) == 0;
    const bool is_there = rename(folder->temporary, folder->path) == 0;
    const int error = errno;
    if (had_old && !is_there) (void)rename(aside, folder->path);
    if (is_there) {
        free(folder->temporary);
        folder->temporary = had_old ? aside : NULL;
    }
    if (folder->temporary != aside) free(aside);
    return is_there ? FIRE_OK : file_fail_io(folder->path, err, error);
}

static fire_status finish(struct fire_folder *folder, struct fire_error *err)
{
    int error = file_sync_system(folder->at);
    if (error != 0) return file_fail_io(folder->path, err, error);
    FIRE_TRY(take_name(folder, err));
    error = sync_parent(folder);
    return error == 0 ? FIRE_OK : file_fail_io(folder->path, err, error);
}

fire_status fire_folder_commit(struct fire_folder *folder, struct fire_error *err)
{
    const fire_status status = finish(folder, err);
    fire_folder_abandon(folder);
    return status;
}

void fire_folder_abandon(struct fire_folder *folder)
{
    if (folder == NULL) return;
    if (folder->at >= 0) close(folder->at);
    if (folder->temporary != NULL) remove_name(AT_FDCWD, folder->temporary, 0);
    free(folder->temporary);
    free(folder->path);
    free(folder);
}
