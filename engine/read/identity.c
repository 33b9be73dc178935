/* identity.c - SHA-256 of the bytes as they are on disk, before any decoding. */
#include "identity.h"

#include <nettle/sha2.h>
#include <string.h>

const char *source_name(const struct source *source)
{
    const char *slash = strrchr(source->path, '/');
    return slash == NULL ? source->path : slash + 1;
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
            return FIRE_EINTERRUPTED;
        sha256_update(&hash, came, (const uint8_t *)bytes);
        size_bytes += (int64_t)came;
    }
    uint8_t digest[SHA256_DIGEST_SIZE];
    sha256_digest(&hash, sizeof digest, digest);

    static const char digits[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest; i++) {
        out->sha256[2 * i] = digits[digest[i] >> 4];
        out->sha256[2 * i + 1] = digits[digest[i] & 15];
    }
    out->sha256[2 * sizeof digest] = '\0';
    out->size_bytes = size_bytes;
    out->name = source_name(source);
    return FIRE_OK;
}
