/* reader.c - one reader for every kind of file: bytes decide which. */
#include "identity.h"
#include "magic.h"
#include "open.h"
#include "reader_kind.h"

#include <assert.h>
#include <pthread.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

/* The identity on its way; everything but the thread is the thread's until it is joined. */
struct ahead {
    pthread_t thread;
    bool is_running;
    bool is_done; /* and joined */
    atomic_bool is_unwanted;
    const struct source *source;
    fire_status status;
    struct fire_file_identity identity;
    struct fire_error err;
};

struct fire_reader {
    struct fire_arena *arena; /* owns everything here */
    struct source source;
    const struct reader_kind *kind;
    void *self; /* NULL: could not be opened */
    struct ahead ahead;
};

fire_status reader_open_blocks(const char *path, const struct fire_reader_options *options,
                               size_t block_bytes, struct fire_reader **out,
                               struct fire_error *err)
{
    /* A line is looked at with the byte behind its CR and the one that shows it too long. */
    const size_t keep_bytes = FIRE_LIMIT_RECORD_BYTES + 2;

    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(err);
    struct fire_reader *reader = FIRE_TAKE(arena, 1, struct fire_reader);
    if (reader == NULL) {
        fire_arena_free(arena);
        return fire_fail_memory(err);
    }
    reader->arena = arena;
    enum file_kind file = FILE_CSV;
    fire_status status = source_open(&reader->source, path, keep_bytes, block_bytes, err);
    if (status == FIRE_OK) status = magic_find(&reader->source, &file, err);
    if (status == FIRE_OK) {
        reader->source.is_hasty = options->is_hasty && file != FILE_ZIP;
        reader->kind = file == FILE_ZIP ? &workbook_reader_kind : &csv_reader_kind;
        status = reader->kind->open(arena, &reader->source, options, &reader->self, err);
    }
    if (status == FIRE_OK)
        *out = reader;
    else
        fire_reader_close(reader);
    return status;
}

fire_status fire_reader_open(const char *path, const struct fire_reader_options *options,
                             struct fire_reader **out, struct fire_error *err)
{
    return reader_open_blocks(path, options, SOURCE_BLOCK_BYTES, out, err);
}

static void join_ahead(struct ahead *ahead)
{
    if (!ahead->is_running) return;
    pthread_join(ahead->thread, NULL);
    ahead->is_running = false;
    ahead->is_done = true;
}

void fire_reader_close(struct fire_reader *reader)
{
    if (reader == NULL) return;
    atomic_store_explicit(&reader->ahead.is_unwanted, true, memory_order_relaxed);
    join_ahead(&reader->ahead);
    if (reader->self != NULL) reader->kind->close(reader->self);
    source_close(&reader->source);
    fire_arena_free(reader->arena);
}

fire_status fire_reader_next(struct fire_reader *reader, struct fire_record *record, bool *more,
                             struct fire_error *err)
{
    return reader->kind->next(reader->self, record, more, err);
}

fire_status fire_reader_rewind(struct fire_reader *reader, struct fire_error *err)
{
    return reader->kind->rewind(reader->self, err);
}

bool fire_reader_is_hasty(const struct fire_reader *reader)
{
    return reader->source.is_hasty && fire_reader_is_plain(reader);
}

bool fire_reader_is_plain(const struct fire_reader *reader)
{
    return reader->kind->is_plain != NULL && reader->kind->is_plain(reader->self);
}

int64_t fire_reader_at(const struct fire_reader *reader)
{
    return reader->kind->at(reader->self);
}

int64_t fire_reader_size(const struct fire_reader *reader)
{
    return source_disk_bytes(&reader->source);
}

fire_status fire_reader_bytes(const struct fire_reader *reader, int64_t at, char bytes[],
                              size_t size, size_t *out_size, struct fire_error *err)
{
    return source_read_full(&reader->source, at, bytes, size, out_size, err);
}

fire_status fire_reader_go_to(struct fire_reader *reader, int64_t at, int64_t n_lines,
                              struct fire_error *err)
{
    return reader->kind->go_to(reader->self, at, n_lines, err);
}

const char *fire_reader_path(const struct fire_reader *reader)
{
    return reader->source.path;
}

static struct reader_about about(const struct fire_reader *reader)
{
    struct reader_about out;
    reader->kind->about(reader->self, &out);
    return out;
}

const char *fire_reader_sheet(const struct fire_reader *reader)
{
    return about(reader).sheet;
}

int32_t fire_reader_n_other_sheets(const struct fire_reader *reader)
{
    return about(reader).n_other_sheets;
}

struct fire_sheet fire_reader_other_sheet(const struct fire_reader *reader, int32_t i)
{
    return about(reader).other_sheet[i];
}

char fire_reader_delimiter(const struct fire_reader *reader)
{
    return about(reader).delimiter;
}

const char *fire_reader_encoding(const struct fire_reader *reader)
{
    return about(reader).encoding;
}

const char *fire_reader_encoding_reason(const struct fire_reader *reader)
{
    return about(reader).encoding_reason;
}

int32_t fire_reader_n_old_letters(const struct fire_reader *reader)
{
    return about(reader).n_old_letters;
}

struct fire_old_letters fire_reader_old_letters(const struct fire_reader *reader, int32_t i)
{
    return about(reader).old_letters[i];
}

const char *fire_reader_warning(const struct fire_reader *reader)
{
    return about(reader).warning;
}

int64_t fire_reader_n_blank_lines(const struct fire_reader *reader)
{
    return about(reader).n_blank_lines;
}

int64_t fire_reader_n_lines(const struct fire_reader *reader)
{
    return about(reader).n_lines;
}

fire_status fire_reader_identity(struct fire_reader *reader, struct fire_file_identity *out,
                                 struct fire_error *err)
{
    struct ahead *ahead = &reader->ahead;
    join_ahead(ahead);
    if (!ahead->is_done) return source_identity(&reader->source, NULL, out, err);
    if (ahead->status == FIRE_OK)
        *out = ahead->identity;
    else if (err != NULL && err->status == FIRE_OK)
        *err = ahead->err;
    return ahead->status;
}

/* Nobody waits for the SHA-256 before the last row is read: whoever brings that nearer has the
 * processors first. On Linux a nice value is a thread's own. Not much nicer: where other programs
 * have the processors, the import waits for this at its end. */
static void step_back(void)
{
#ifdef __linux__
    (void)setpriority(PRIO_PROCESS, 0, getpriority(PRIO_PROCESS, 0) + 5);
#endif
}

static void *find_identity(void *self)
{
    struct ahead *ahead = self;
    step_back();
    ahead->status = source_identity(ahead->source, &ahead->is_unwanted, &ahead->identity,
                                    &ahead->err);
    return NULL;
}

bool fire_reader_identity_ahead(struct fire_reader *reader, struct fire_file_identity *out)
{
    enum { WORTH_A_THREAD_BYTES = 1 << 20 }; /* which takes a millisecond */
    struct ahead *ahead = &reader->ahead;
    const int64_t size_bytes = source_disk_bytes(&reader->source);
    assert(!ahead->is_running && !ahead->is_done);
    if (size_bytes < WORTH_A_THREAD_BYTES) return false;
    ahead->source = &reader->source;
    ahead->is_running = pthread_create(&ahead->thread, NULL, find_identity, ahead) == 0;
    if (!ahead->is_running) return false;
    *out = (struct fire_file_identity){ .size_bytes = size_bytes,
                                        .name = source_name(&reader->source) };
    return true;
}
