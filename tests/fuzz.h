/* fuzz.h - what the fuzzers share: bytes as a file without a file, and a check that stops. */
#ifndef FIRESTAT_TESTS_FUZZ_H
#define FIRESTAT_TESTS_FUZZ_H
#include <stddef.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A path that opens as a file of these bytes, until the next call. */
const char *fuzz_file(const uint8_t *data, size_t size);

/* Stop with the place, so that the fuzzer keeps the input. */
#define FUZZ_CHECK(condition)                                                                  \
    do {                                                                                       \
        if (!(condition)) fuzz_failed(__FILE__, __LINE__, #condition);                         \
    } while (0)

void fuzz_failed(const char *file, int line, const char *condition);

#endif
