/* test_read_told.c - see test_read_told.h. */
#include "test_read_told.h"

#include "check.h"
#include "read/open.h"

#include <stdlib.h>
#include <string.h>

static const char *const fault_words[] = {
    [FIRE_FAULT_STRAY_QUOTE] = "stray",
    [FIRE_FAULT_UNCLOSED_QUOTE] = "unclosed",
    [FIRE_FAULT_CELL_TOO_LONG] = "long cell",
    [FIRE_FAULT_RECORD_TOO_LONG] = "long record",
    [FIRE_FAULT_NUL] = "nul",
};

static void tell_record(const struct fire_record *record, FILE *out)
{
    fprintf(out, "%lld", (long long)record->line);
    if (record->n_lines > 1)
        fprintf(out, "-%lld", (long long)(record->line + record->n_lines - 1));
    fputc(':', out);
    for (int32_t i = 0; i < record->n_cells; i++) {
        fputc('[', out);
        fwrite(record->cell[i].bytes, 1, record->cell[i].size_bytes, out);
        fputc(']', out);
    }
    if (record->fault != FIRE_FAULT_NONE) {
        fprintf(out, "%s %lld.%d ", fault_words[record->fault], (long long)record->fault_line,
                (int)record->fault_byte);
        fwrite(record->raw.bytes, 1, record->raw.size_bytes, out);
        CHECK(record->n_cells == 0, "line %lld: %d cells", (long long)record->line,
              (int)record->n_cells);
    }
    fputc('\n', out);
}

static void tell_failure(fire_status status, const struct fire_error *err, FILE *out)
{
    const char *message = err->message;
    const size_t folder_size = strlen(check_directory());
    if (strncmp(message, check_directory(), folder_size) == 0) message += folder_size + 1;
    fprintf(out, "failed %d %s\n", (int)status, message);
    CHECK(err->status == status, "status %d, error %d", (int)status, (int)err->status);
}

static void tell(struct fire_reader *reader, FILE *out)
{
    struct fire_error err = { 0 };
    struct fire_record record;
    for (;;) {
        bool more = false;
        const fire_status status = fire_reader_next(reader, &record, &more, &err);
        if (status != FIRE_OK) {
            tell_failure(status, &err, out);
            return;
        }
        if (!more) break;
        tell_record(&record, out);
    }
    fprintf(out, "end %lld %lld\n", (long long)fire_reader_n_lines(reader),
            (long long)fire_reader_n_blank_lines(reader));
}

char *told_from(struct fire_reader *reader)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) abort();
    tell(reader, out);
    fclose(out);
    return text;
}

char *told(const char *path, struct fire_reader_options options, size_t block_bytes)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) abort();
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    const fire_status status = reader_open_blocks(path, &options, block_bytes, &reader, &err);
    if (status == FIRE_OK)
        tell(reader, out);
    else
        tell_failure(status, &err, out);
    fire_reader_close(reader);
    fclose(out);
    return text;
}
