/* zip_parts.c - libzip behind limits of our own.
 *
 * libzip unpacks whatever a file claims; a workbook of 40 KiB may come out as gigabytes. So
 * bytes are counted as they come out, against three limits, and no size from a header is ever
 * believed or allocated. The ratio is taken against the packed size in the directory. That is
 * a claim too, but claims are held together by the file: the packed sizes of all parts must
 * find room in it side by side, which is also how archives are refused whose parts overlap.
 *
 * The directory itself is read by libzip in one go, with memory for as many entries as its
 * last record claims, 2^64 if it says so. zip_directory.c looks at the claim before libzip
 * does.
 *
 * ZIP_CHECKCONS was not taken: it compares each local header with the directory, times and
 * all, and refuses files that every spreadsheet program opens. */
#include "zip_parts.h"

#include "zip_directory.h"

#include "firestat/reader.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <zip.h>

/* What libzip reads: the source, by offset. */
struct input {
    const struct source *source;
    int64_t size_bytes;
    int64_t at;
    zip_error_t error;
};

struct zip_parts {
    const char *path;
    struct input input;
    zip_t *archive;
    int64_t n_parts;
    const char **name;       /* [n_parts]                                       */
    int64_t *packed_bytes;   /* [n_parts], as claimed                           */
    int64_t *unpacked_bytes; /* [n_parts], the most that came out so far        */
    int64_t total_bytes;     /* of unpacked_bytes                               */
    int64_t n_read;          /* however often                                   */
};

struct zip_part {
    struct zip_parts *parts;
    int64_t index;
    zip_file_t *file;
    int64_t n_bytes; /* that came out in this reading */
};

static struct fire_location place(const struct zip_parts *parts)
{
    return (struct fire_location){ .file = parts->path };
}

static zip_int64_t input_read(struct input *input, char bytes[], zip_uint64_t size)
{
    size_t came = 0;
    if (source_read(input->source, input->at, bytes, (size_t)size, &came, NULL) != FIRE_OK) {
        zip_error_set(&input->error, ZIP_ER_READ, errno);
        return -1;
    }
    input->at += (int64_t)came;
    return (zip_int64_t)came;
}

static zip_int64_t input_stat(const struct input *input, struct zip_stat *out)
{
    zip_stat_init(out);
    out->size = (zip_uint64_t)input->size_bytes;
    out->valid = ZIP_STAT_SIZE;
    return sizeof *out;
}

static zip_int64_t input_command(void *state, void *data, zip_uint64_t size,
                                 zip_source_cmd_t command)
{
    struct input *input = state;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return ZIP_SOURCE_SUPPORTS_SEEKABLE;
    case ZIP_SOURCE_OPEN:
        input->at = 0;
        return 0;
    case ZIP_SOURCE_READ:
        return input_read(input, data, size);
    case ZIP_SOURCE_SEEK: {
        const zip_int64_t at = zip_source_seek_compute_offset((zip_uint64_t)input->at,
                                                              (zip_uint64_t)input->size_bytes,
                                                              data, size, &input->error);
        if (at < 0) return -1;
        input->at = at;
        return 0;
    }
    case ZIP_SOURCE_TELL:
        return input->at;
    case ZIP_SOURCE_STAT:
        return input_stat(input, data);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&input->error, data, size);
    case ZIP_SOURCE_CLOSE:
    case ZIP_SOURCE_FREE:
        return 0;
    default:
        zip_error_set(&input->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

/* Say what libzip says, in the program's statuses. */
static fire_status zip_failed(const struct zip_parts *parts, zip_error_t *error,
                              struct fire_error *err)
{
    switch (zip_error_code_zip(error)) {
    case ZIP_ER_MEMORY:
        return fire_fail_memory(err);
    case ZIP_ER_READ:
    case ZIP_ER_SEEK:
        return fire_fail(err, FIRE_EIO, place(parts), "cannot be read: %s",
                         zip_error_strerror(error));
    default:
        return fire_fail(err, FIRE_ESYNTAX, place(parts),
                         "is a damaged ZIP archive or workbook: %s; open it in a spreadsheet "
                         "program and save it again",
                         zip_error_strerror(error));
    }
}

/* ".." in a name, or a name that begins at the root, on this system or another. */
static bool leads_out(const char *name)
{
    if (name[0] == '/' || strchr(name, '\\') != NULL || strchr(name, ':') != NULL) return true;
    for (const char *part = name; part != NULL; part = strchr(part, '/')) {
        if (*part == '/') part++;
        if (part[0] == '.' && part[1] == '.' && (part[2] == '/' || part[2] == '\0'))
            return true;
    }
    return false;
}

static char lower(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

static int compare_names(const char *a, const char *b)
{
    for (; *a != '\0' && lower(*a) == lower(*b); a++, b++)
        continue;
    return (unsigned char)lower(*a) - (unsigned char)lower(*b);
}

static int compare_name_items(const void *a, const void *b)
{
    return compare_names(*(const char *const *)a, *(const char *const *)b);
}

static fire_status check_part(struct zip_parts *parts, int64_t index, struct fire_arena *arena,
                              struct fire_error *err)
{
    zip_stat_t about;
    const zip_uint64_t wanted = ZIP_STAT_NAME | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD |
                                ZIP_STAT_ENCRYPTION_METHOD;
    if (zip_stat_index(parts->archive, (zip_uint64_t)index, 0, &about) != 0)
        return zip_failed(parts, zip_get_error(parts->archive), err);
    if ((about.valid & wanted) != wanted || about.comp_size > (zip_uint64_t)INT64_MAX)
        return fire_fail(err, FIRE_ESYNTAX, place(parts), "is a damaged ZIP archive");
    if (about.encryption_method != ZIP_EM_NONE)
        return fire_fail(err, FIRE_ESYNTAX, place(parts),
                         "is a ZIP archive with a password; remove it and save the file again");
    if (leads_out(about.name))
        return fire_fail(err, FIRE_ESYNTAX, place(parts),
                         "holds a part whose name leads out of the archive: '%s'", about.name);
    if (about.comp_method != ZIP_CM_STORE && about.comp_method != ZIP_CM_DEFLATE)
        return fire_fail(err, FIRE_ESYNTAX, place(parts),
                         "part '%s' is packed in a way that no workbook is", about.name);
    parts->name[index] = fire_arena_copy(arena, about.name, strlen(about.name));
    if (parts->name[index] == NULL) return fire_fail_memory(err);
    parts->packed_bytes[index] = (int64_t)about.comp_size;
    return FIRE_OK;
}

/* Every part has its own name and its own room in the file. */
static fire_status check_parts(struct zip_parts *parts, struct fire_arena *arena,
                               struct fire_error *err)
{
    enum { LOCAL_HEADER_BYTES = 30 };

    int64_t room = parts->input.size_bytes;
    for (int64_t i = 0; i < parts->n_parts; i++) {
        FIRE_TRY(check_part(parts, i, arena, err));
        room -= LOCAL_HEADER_BYTES + (int64_t)strlen(parts->name[i]);
        if (room < parts->packed_bytes[i])
            return fire_fail(err, FIRE_ESYNTAX, place(parts),
                             "is a damaged ZIP archive: its parts overlap");
        room -= parts->packed_bytes[i];
    }
    const char **sorted = FIRE_TAKE(arena, parts->n_parts, const char *);
    if (sorted == NULL) return fire_fail_memory(err);
    memcpy(sorted, parts->name, (size_t)parts->n_parts * sizeof *sorted);
    qsort(sorted, (size_t)parts->n_parts, sizeof *sorted, compare_name_items);
    for (int64_t i = 1; i < parts->n_parts; i++) {
        if (compare_names(sorted[i - 1], sorted[i]) == 0)
            return fire_fail(err, FIRE_ESYNTAX, place(parts),
                             "is a damaged ZIP archive: two parts are named '%s'", sorted[i]);
    }
    return FIRE_OK;
}

static fire_status open_archive(struct zip_parts *parts, struct fire_error *err)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *source = zip_source_function_create(input_command, &parts->input, &error);
    if (source != NULL) {
        parts->archive = zip_open_from_source(source, ZIP_RDONLY, &error);
        if (parts->archive == NULL) zip_source_free(source);
    }
    fire_status status = FIRE_OK;
    if (parts->archive == NULL) status = zip_failed(parts, &error, err);
    zip_error_fini(&error);
    return status;
}

fire_status zip_parts_open(struct source *source, struct fire_arena *arena,
                           struct zip_parts **out, struct fire_error *err)
{
    struct zip_parts *parts = FIRE_TAKE(arena, 1, struct zip_parts);
    if (parts == NULL) return fire_fail_memory(err);
    parts->path = source->path;
    parts->input.source = source;
    zip_error_init(&parts->input.error);
    FIRE_TRY(zip_directory_check(source, &parts->input.size_bytes, err));
    FIRE_TRY(open_archive(parts, err));

    fire_status status = FIRE_OK;
    parts->n_parts = zip_get_num_entries(parts->archive, 0);
    if (parts->n_parts > FIRE_LIMIT_PARTS)
        status = fire_fail(err, FIRE_ERANGE, place(parts),
                           "is a ZIP archive of %llu files; at most %d are read",
                           (unsigned long long)parts->n_parts, FIRE_LIMIT_PARTS);
    if (status == FIRE_OK) {
        parts->name = FIRE_TAKE(arena, parts->n_parts, const char *);
        parts->packed_bytes = FIRE_TAKE(arena, parts->n_parts, int64_t);
        parts->unpacked_bytes = FIRE_TAKE(arena, parts->n_parts, int64_t);
        const bool taken = parts->name != NULL && parts->packed_bytes != NULL &&
                           parts->unpacked_bytes != NULL;
        status = taken ? check_parts(parts, arena, err) : fire_fail_memory(err);
    }
    if (status == FIRE_OK)
        *out = parts;
    else
        zip_parts_close(parts);
    return status;
}

void zip_parts_close(struct zip_parts *parts)
{
    if (parts == NULL) return;
    zip_discard(parts->archive);
    zip_error_fini(&parts->input.error);
}

int64_t zip_parts_find(const struct zip_parts *parts, const char *name)
{
    for (int64_t i = 0; i < parts->n_parts; i++) {
        if (compare_names(parts->name[i], name) == 0) return i;
    }
    return -1;
}

const char *zip_parts_name(const struct zip_parts *parts, int64_t index)
{
    assert(index >= 0 && index < parts->n_parts);
    return parts->name[index];
}

const char *zip_parts_path(const struct zip_parts *parts)
{
    return parts->path;
}

int64_t zip_parts_n_read(const struct zip_parts *parts)
{
    return parts->n_read;
}

fire_status zip_part_open(struct zip_parts *parts, int64_t index, struct zip_part **out,
                          struct fire_error *err)
{
    assert(index >= 0 && index < parts->n_parts);
    size_t capacity = 0;
    struct zip_part *part = fire_array_grow(NULL, &capacity, 1, sizeof *part);
    if (part == NULL) return fire_fail_memory(err);
    *part = (struct zip_part){ .parts = parts, .index = index };
    part->file = zip_fopen_index(parts->archive, (zip_uint64_t)index, 0);
    if (part->file == NULL) {
        free(part);
        return zip_failed(parts, zip_get_error(parts->archive), err);
    }
    *out = part;
    return FIRE_OK;
}

void zip_part_close(struct zip_part *part)
{
    if (part == NULL) return;
    (void)zip_fclose(part->file); /* what it could say, zip_part_read has said */
    free(part);
}

/* Count what came out, and stop where no workbook would have gone on. */
static fire_status count_bytes(struct zip_part *part, struct fire_error *err)
{
    struct zip_parts *parts = part->parts;
    int64_t *seen = &parts->unpacked_bytes[part->index];
    if (part->n_bytes > *seen) {
        parts->total_bytes += part->n_bytes - *seen;
        *seen = part->n_bytes;
    }
    const char *name = parts->name[part->index];
    if (part->n_bytes > FIRE_LIMIT_PART_BYTES)
        return fire_fail(err, FIRE_ERANGE, place(parts),
                         "part '%s' unpacks to more than %d MiB", name,
                         FIRE_LIMIT_PART_BYTES / (1 << 20));
    if (parts->total_bytes > FIRE_LIMIT_UNPACKED_BYTES)
        return fire_fail(err, FIRE_ERANGE, place(parts), "unpacks to more than %d MiB",
                         FIRE_LIMIT_UNPACKED_BYTES / (1 << 20));
    const int64_t beyond = part->n_bytes - FIRE_LIMIT_PACKED_FREE_BYTES;
    if (beyond > 0 && beyond / FIRE_LIMIT_PACKED_RATIO > parts->packed_bytes[part->index])
        return fire_fail(err, FIRE_ERANGE, place(parts),
                         "part '%s' unpacks to more than %d times its size: this is no "
                         "ordinary workbook",
                         name, FIRE_LIMIT_PACKED_RATIO);
    return FIRE_OK;
}

fire_status zip_part_read(struct zip_part *part, char bytes[], size_t size, size_t *out_size,
                          struct fire_error *err)
{
    const zip_int64_t came = zip_fread(part->file, bytes, size);
    if (came < 0) return zip_failed(part->parts, zip_file_get_error(part->file), err);
    part->n_bytes += came;
    part->parts->n_read += came;
    FIRE_TRY(count_bytes(part, err));
    *out_size = (size_t)came;
    return FIRE_OK;
}
