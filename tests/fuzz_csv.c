/* fuzz_csv.c - any bytes as a CSV file, in any encoding asked for.
 *
 * What must hold: no crash; every line is in a record, blank or above the header; cells are
 * valid UTF-8 without NUL; blocks of another size and a rewind give the same records. */
#include "fuzz.h"

#include "firestat/reader.h"
#include "read/open.h"

#include <stdbool.h>
#include <string.h>

struct digest {
    fire_status status;
    uint64_t sum;
    int64_t n_records;
    int64_t n_lines;
};

static void add(struct digest *digest, const void *bytes, size_t size)
{
    const unsigned char *at = bytes;
    for (size_t i = 0; i < size; i++)
        digest->sum = (digest->sum ^ at[i]) * UINT64_C(1099511628211);
    digest->sum = (digest->sum ^ size) * UINT64_C(1099511628211);
}

static void add_record(struct digest *digest, const struct fire_record *record)
{
    FUZZ_CHECK(record->line >= 1 && record->n_lines >= 1);
    FUZZ_CHECK((record->fault == FIRE_FAULT_NONE) == (record->n_cells > 0));
    add(digest, &record->line, sizeof record->line);
    add(digest, &record->n_lines, sizeof record->n_lines);
    add(digest, &record->fault, sizeof record->fault);
    add(digest, record->raw.bytes, record->raw.size_bytes);
    for (int32_t i = 0; i < record->n_cells; i++) {
        const struct fire_text_view cell = record->cell[i];
        FUZZ_CHECK(fire_text_valid_bytes(cell) == cell.size_bytes);
        FUZZ_CHECK(cell.size_bytes == 0 || memchr(cell.bytes, 0, cell.size_bytes) == NULL);
        add(digest, cell.bytes, cell.size_bytes);
    }
    digest->n_records++;
}

static void read_all(struct fire_reader *reader, struct digest *digest)
{
    int64_t n_record_lines = 0;
    int64_t first_line = 0;
    bool more = true;
    while (digest->status == FIRE_OK) {
        struct fire_record record;
        digest->status = fire_reader_next(reader, &record, &more, NULL);
        if (digest->status != FIRE_OK || !more) break;
        if (digest->n_records == 0) first_line = record.line;
        n_record_lines += record.n_lines;
        add_record(digest, &record);
    }
    digest->n_lines = fire_reader_n_lines(reader);
    if (digest->status == FIRE_OK)
        FUZZ_CHECK(digest->n_lines >= n_record_lines && digest->n_lines >= first_line);
}

static struct digest read_file(const char *path, const struct fire_reader_options *options,
                               size_t block_bytes, bool twice)
{
    struct digest digest = { 0 };
    struct fire_reader *reader = NULL;
    digest.status = reader_open_blocks(path, options, block_bytes, &reader, NULL);
    if (digest.status == FIRE_OK) {
        read_all(reader, &digest);
        if (twice && digest.status == FIRE_OK) {
            struct digest again = { 0 };
            FUZZ_CHECK(fire_reader_rewind(reader, NULL) == FIRE_OK);
            read_all(reader, &again);
            FUZZ_CHECK(again.status == FIRE_OK && again.sum == digest.sum);
        }
    }
    fire_reader_close(reader);
    return digest;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const encodings[] = { NULL,    NULL,  NULL,           "windows-1258",
                                             "tcvn3", "vni", "windows-1252", "utf-16le" };
    static const char delimiters[] = { 0, 0, ',', ';', '\t', '|' };
    if (size < 3 || size > 200000) return 0;
    const struct fire_reader_options options = {
        .encoding = encodings[data[0] % 8],
        .delimiter = delimiters[data[0] / 8 % 6],
    };
    const size_t block_bytes = 1 + data[1] % 64;
    const char *path = fuzz_file(data + 2, size - 2);
    const struct digest whole = read_file(path, &options, 65536, true);
    const struct digest parts = read_file(path, &options, block_bytes, false);
    FUZZ_CHECK(whole.status == parts.status);
    FUZZ_CHECK(whole.status != FIRE_OK ||
               (whole.sum == parts.sum && whole.n_lines == parts.n_lines));
    return 0;
}
