/* fuzz_profile.c - any bytes as the tables of a profile: schema.csv, source.csv, codes_cause.csv
 * and rules.csv, parted in the input by a NUL byte. What must hold: no crash, no leak. */
#include "fuzz.h"

#include "firestat/profile.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *folder(void)
{
    static char path[64] = "/tmp/firestat-fuzz-XXXXXX";
    static const char *made;
    if (made == NULL) made = mkdtemp(path);
    FUZZ_CHECK(made != NULL);
    return made;
}

static size_t write_table(const char *name, const uint8_t *data, size_t size)
{
    char path[128];
    const uint8_t *end = size == 0 ? NULL : memchr(data, 0, size);
    const size_t n = end == NULL ? size : (size_t)(end - data);
    snprintf(path, sizeof path, "%s/%s", folder(), name);
    FILE *file = fopen(path, "wb");
    FUZZ_CHECK(file != NULL && fwrite(data, 1, n, file) == n && fclose(file) == 0);
    return end == NULL ? n : n + 1;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const names[] = { "schema.csv", "source.csv", "codes_cause.csv",
                                         "rules.csv" };
    if (size > 20000) return 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        const size_t n = write_table(names[i], data, size);
        data += n;
        size -= n;
    }
    struct fire_arena *arena = fire_arena_create();
    struct fire_profile *profile = NULL;
    FUZZ_CHECK(fire_profile_create(arena, &profile, NULL) == FIRE_OK);
    struct fire_error err = { 0 };
    const fire_status status = fire_profile_load(profile, folder(), &err);
    FUZZ_CHECK(status == FIRE_OK || err.message[0] != '\0');
    fire_profile_finish(profile);
    fire_arena_free(arena);
    return 0;
}
