/* docx_package.c - see docx_package.h.
 *
 * libzip writes a file that lies in memory and asks for a part's bytes when it packs it. Of the
 * times it could write only that in DOS's form is free of the time zone. */
#include "docx_package.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define DOS_DATE 0x0021 /* 1980-01-01, the first there is */
#define LEVEL    6

/* A part that is being made; libzip frees it. */
struct stream {
    package_next next;
    void *of;
    struct fire_buffer piece;
    size_t given_bytes; /* of the piece */
    zip_error_t error;
};

struct package {
    zip_source_t *file;
    zip_t *archive;
    bool failed;
};

struct package *package_create(void)
{
    struct package *package = calloc(1, sizeof *package);
    if (package == NULL) return NULL;
    package->file = zip_source_buffer_create(NULL, 0, 0, NULL);
    if (package->file != NULL) {
        zip_source_keep(package->file); /* beyond zip_close, which would free it */
        package->archive = zip_open_from_source(package->file, ZIP_TRUNCATE, NULL);
        if (package->archive == NULL) zip_source_free(package->file);
    }
    package->failed = package->archive == NULL;
    return package;
}

static void add_source(struct package *package, const char *name, zip_source_t *source,
                       bool is_packed)
{
    const zip_int64_t at = source == NULL
                               ? -1
                               : zip_file_add(package->archive, name, source, ZIP_FL_ENC_UTF_8);
    if (at < 0) {
        zip_source_free(source);
        package->failed = true;
        return;
    }
    const zip_uint64_t index = (zip_uint64_t)at;
    package->failed = zip_file_set_dostime(package->archive, index, 0, DOS_DATE, 0) != 0 ||
                      zip_set_file_compression(package->archive, index,
                                               is_packed ? ZIP_CM_STORE : ZIP_CM_DEFLATE,
                                               is_packed ? 0 : LEVEL) != 0;
}

void package_add(struct package *package, const char *name, struct fire_text_view bytes,
                 bool is_packed)
{
    if (package == NULL || package->failed) return;
    add_source(package, name,
               zip_source_buffer(package->archive, bytes.bytes, bytes.size_bytes, 0),
               is_packed);
}

/* ---- a part as it is made -------------------------------------------------------------- */

/* Bytes into `data`, at most `size`; 0: the part has ended. */
static zip_int64_t stream_read(struct stream *stream, char *data, zip_uint64_t size)
{
    while (stream->given_bytes == stream->piece.size_bytes) {
        stream->piece.size_bytes = 0;
        stream->given_bytes = 0;
        if (!stream->next(stream->of, &stream->piece)) break;
        if (stream->piece.failed) {
            zip_error_set(&stream->error, ZIP_ER_MEMORY, 0);
            return -1;
        }
    }
    size_t n_bytes = stream->piece.size_bytes - stream->given_bytes;
    if (n_bytes > size) n_bytes = (size_t)size;
    if (n_bytes > 0) memcpy(data, stream->piece.bytes + stream->given_bytes, n_bytes);
    stream->given_bytes += n_bytes;
    return (zip_int64_t)n_bytes;
}

static zip_int64_t stream_answer(void *of, void *data, zip_uint64_t size,
                                 zip_source_cmd_t command)
{
    struct stream *stream = of;
    switch (command) {
    case ZIP_SOURCE_SUPPORTS:
        return zip_source_make_command_bitmap(ZIP_SOURCE_OPEN, ZIP_SOURCE_READ,
                                              ZIP_SOURCE_CLOSE, ZIP_SOURCE_STAT,
                                              ZIP_SOURCE_ERROR, ZIP_SOURCE_FREE, -1);
    case ZIP_SOURCE_OPEN:
    case ZIP_SOURCE_CLOSE:
        return 0;
    case ZIP_SOURCE_READ:
        return stream_read(stream, data, size);
    case ZIP_SOURCE_STAT:
        zip_stat_init(data);
        return sizeof(zip_stat_t);
    case ZIP_SOURCE_ERROR:
        return zip_error_to_data(&stream->error, data, size);
    case ZIP_SOURCE_FREE:
        fire_buffer_finish(&stream->piece);
        zip_error_fini(&stream->error);
        free(stream);
        return 0;
    default:
        zip_error_set(&stream->error, ZIP_ER_OPNOTSUPP, 0);
        return -1;
    }
}

void package_add_stream(struct package *package, const char *name, package_next next, void *of)
{
    if (package == NULL || package->failed) return;
    struct stream *stream = calloc(1, sizeof *stream);
    zip_source_t *source = NULL;
    if (stream != NULL) {
        *stream = (struct stream){ .next = next, .of = of };
        zip_error_init(&stream->error);
        source = zip_source_function(package->archive, stream_answer, stream);
        if (source == NULL) free(stream);
    }
    add_source(package, name, source, false);
}

/* ---- the whole ------------------------------------------------------------------------- */

/* The bytes that libzip has put together, appended to `out`. */
static bool take_bytes(zip_source_t *file, struct fire_buffer *out)
{
    enum { CHUNK_BYTES = 1 << 16 };
    char *chunk = malloc(CHUNK_BYTES);
    if (chunk == NULL || zip_source_open(file) != 0) {
        free(chunk);
        return false;
    }
    zip_int64_t n_bytes;
    while ((n_bytes = zip_source_read(file, chunk, CHUNK_BYTES)) > 0)
        fire_buffer_add(out, chunk, (size_t)n_bytes);
    zip_source_close(file);
    free(chunk);
    return n_bytes == 0 && !out->failed;
}

fire_status package_finish(struct package *package, struct fire_buffer *out,
                           struct fire_error *err)
{
    if (package == NULL) return fire_fail_memory(err);
    bool is_done = !package->failed && zip_close(package->archive) == 0;
    if (!is_done && package->archive != NULL) zip_discard(package->archive);
    const size_t size_before = out->size_bytes;
    if (is_done && !take_bytes(package->file, out)) {
        out->size_bytes = size_before;
        is_done = false;
    }
    zip_source_free(package->file);
    free(package);
    return is_done ? FIRE_OK : fire_fail_memory(err);
}
