/* identity.c - SHA-256 of the bytes as they are on disk, before any decoding. */
#include "identity.h"

#include <nettle/sha2.h>
#include <string.h>

const char *source_name(const struct source *source)
{
    const char *slash = strrchr(source->path, '/');
    return slash == NULL ? source->path : slash + 1;
}

static void write_digest(struct sha256_ctx *hash, char out[65])
{
    static const char digits[] = "0123456789abcdef";
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(hash, sizeof digest, digest);
    for (size_t i = 0; i < sizeof digest; i++) {
        out[2 * i] = digits[digest[i] >> 4];
        out[2 * i + 1] = digits[digest[i] & 15];
    }
    out[2 * sizeof digest] = '\0';
}

void fire_bytes_sha256(const void *bytes, size_t size, char out[65])
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    sha256_update(&hash, size, bytes);
    write_digest(&hash, out);
}

fire_status fire_file_identity_of(const char *path, struct fire_file_identity *out,
                                  struct fire_error *err)
{
    struct source source;
    fire_status status = source_open(&source, path, 0, SOURCE_BLOCK_BYTES, err);
    if (status == FIRE_OK) status = source_identity(&source, NULL, out, err);
    source_close(&source);
    return status;
}

fire_status source_identity(const struct source *source, const atomic_bool *is_unwanted,
                            struct fire_file_identity *out, struct fire_error *err)
{
    struct sha256_ctx hash;
    sha256_init(&hash);
    char bytes[SOURCE_BLOCK_BYTES / 4];
    int64_t size_bytes = 0;
    for (;;) {
        size_t came = 0;
        FIRE_TRY(source_read(source, size_bytes, bytes, sizeof bytes, &came, err));
        if (came == 0) break;
        if (is_unwanted != NULL && atomic_load_explicit(is_unwanted, memory_order_relaxed))
            return fire_fail(err, FIRE_EINTERRUPTED, FIRE_NOWHERE, "stopped");
        sha256_update(&hash, came, (const uint8_t *)bytes);
        size_bytes += (int64_t)came;
    }
    write_digest(&hash, out->sha256);
    out->size_bytes = size_bytes;
    out->name = source_name(source);
    return FIRE_OK;
}
