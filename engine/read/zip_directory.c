/* zip_directory.c - the claims of an archive's last record, before libzip believes them.
 *
 * libzip 1.7 takes memory for as many entries as the record says and for as many bytes of
 * names as the directory has. Both are bounded here: so many parts, so many bytes. Which of
 * several end records it will choose is its business, so each one that could be meant must
 * be in order. */
#include "zip_directory.h"

#include "firestat/reader.h"

#include <stdlib.h>
#include <string.h>

enum {
    END_BYTES = 22, /* end record without its comment */
    COMMENT_BYTES_MAX = 65535,
    LOCATOR_BYTES = 20, /* before it in a ZIP64 archive: where the larger record is */
    END64_BYTES = 56,
    TAIL_BYTES = END_BYTES + COMMENT_BYTES_MAX + LOCATOR_BYTES,
    DIRECTORY_BYTES_MAX = 4 << 20, /* FIRE_LIMIT_PARTS names of 2 KiB each */
};

static uint64_t number_at(const unsigned char *bytes, int n_bytes)
{
    uint64_t number = 0;
    for (int i = n_bytes - 1; i >= 0; i--)
        number = number << 8 | bytes[i];
    return number;
}

static struct fire_location place(const struct source *source)
{
    return (struct fire_location){ .file = source->path };
}

static fire_status cut_short(const struct source *source, struct fire_error *err)
{
    return fire_fail(err, FIRE_ESYNTAX, place(source), "is a ZIP archive that was cut short");
}

static fire_status check_claim(const struct source *source, uint64_t n_entries,
                               uint64_t size_bytes, struct fire_error *err)
{
    if (n_entries > FIRE_LIMIT_PARTS)
        return fire_fail(err, FIRE_ERANGE, place(source),
                         "is a ZIP archive of %llu files; at most %d are read",
                         (unsigned long long)n_entries, FIRE_LIMIT_PARTS);
    if (size_bytes > DIRECTORY_BYTES_MAX)
        return fire_fail(err, FIRE_ERANGE, place(source),
                         "is a ZIP archive whose directory has %llu bytes; at most %d are read",
                         (unsigned long long)size_bytes, DIRECTORY_BYTES_MAX);
    return FIRE_OK;
}

/* The larger record of ZIP64 that a locator points at. */
static fire_status check_end64(const struct source *source, const unsigned char locator[],
                               int64_t file_bytes, struct fire_error *err)
{
    const uint64_t at = number_at(locator + 8, 8);
    if (file_bytes < END64_BYTES || at > (uint64_t)(file_bytes - END64_BYTES)) return FIRE_OK;
    unsigned char end[END64_BYTES];
    size_t came = 0;
    FIRE_TRY(source_read_full(source, (int64_t)at, (char *)end, sizeof end, &came, err));
    if (came < sizeof end) return cut_short(source, err);
    FIRE_TRY(check_claim(source, number_at(end + 24, 8), number_at(end + 40, 8), err));
    return check_claim(source, number_at(end + 32, 8), 0, err);
}

static fire_status check_tail(const struct source *source, const unsigned char tail[],
                              size_t size, int64_t file_bytes, struct fire_error *err)
{
    bool found = false;
    for (size_t i = 0; i + END_BYTES <= size; i++) {
        if (memcmp(tail + i, "PK\x06\x07", 4) == 0)
            FIRE_TRY(check_end64(source, tail + i, file_bytes, err));
        if (memcmp(tail + i, "PK\x05\x06", 4) != 0) continue;
        found = true;
        const uint64_t n_entries = number_at(tail + i + 10, 2);
        const uint64_t size_bytes = number_at(tail + i + 12, 4);
        const bool larger = n_entries == UINT16_MAX || size_bytes == UINT32_MAX;
        const bool located = i >= LOCATOR_BYTES &&
                             memcmp(tail + i - LOCATOR_BYTES, "PK\x06\x07", 4) == 0;
        if (!larger || !located) FIRE_TRY(check_claim(source, n_entries, size_bytes, err));
    }
    return found ? FIRE_OK : cut_short(source, err);
}

fire_status zip_directory_check(const struct source *source, int64_t *out_size_bytes,
                                struct fire_error *err)
{
    const int64_t file_bytes = source_disk_bytes(source);
    if (file_bytes < END_BYTES) return cut_short(source, err);

    const size_t size = file_bytes < TAIL_BYTES ? (size_t)file_bytes : TAIL_BYTES;
    size_t capacity = 0;
    size_t came = 0;
    unsigned char *tail = fire_array_grow(NULL, &capacity, size, 1);
    if (tail == NULL) return fire_fail_memory(err);
    fire_status status = source_read_full(source, file_bytes - (int64_t)size, (char *)tail,
                                          size, &came, err);
    if (status == FIRE_OK) status = check_tail(source, tail, came, file_bytes, err);
    free(tail);
    if (status == FIRE_OK) *out_size_bytes = file_bytes;
    return status;
}
