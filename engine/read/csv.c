/* csv.c - records with their place, cut by libcsv, and what happens when they are not CSV.
 *
 * libcsv knows cells but no places, and after its first error it is lost. So it is fed one
 * physical line at a time, each with LF for its end, and what it calls back about lies on a
 * line we know. It runs with CSV_STRICT, without which an open quote or text behind a closing
 * one makes it swallow the rest of the file as a success. csv_fini is never called: after an
 * error it would emit the half record and forget the error, and with a line end fed behind the
 * last line as well nothing is left for it to do.
 *
 * A fault on the line its record begins on costs that line. When the record has gone on to
 * further lines, the quote that led there is what we blame: the first line alone is set aside
 * as an unclosed quote and reading resumes on the second, so one slip of a clerk never takes
 * the rows below it.
 *
 * Why this looking ahead is linear in the size of the file, whatever the file: outside and
 * inside of quotes change at every quote, and a pair changes them twice. A line with an even
 * number of quotes that begins outside ends outside, and one with an odd number that begins
 * inside ends there too, or libcsv refuses it. So from a line that opens a quote we look at
 * most as far as the next line with an odd number of quotes, and every line is fed at most
 * twice: once looked at from above, once on its own. The limits of a cell and of a record
 * bound the memory on top of that. 200,000 lines that each open a quote: 0.02 s;
 * tests/test_read_limits.c reads them. */
#include "csv_letters.h"
#include "decode.h"
#include "detect.h"
#include "lines.h"
#include "reader_kind.h"
#include "sniff.h"

#include <csv.h>
#include <stdlib.h>
#include <string.h>

/* A cell with more line breaks than this has lost its closing quote, even if a quote further
 * down would close it: hundreds of short rows fit into a cell's 64 KiB. */
enum { CELL_BREAKS_LIMIT = 100 };

/* A place between records, and what was passed over up to it. */
struct mark {
    int64_t at; /* offset */
    int64_t n_lines;
    int64_t n_blank;
};

struct csv_reader {
    struct fire_arena *arena; /* owns the reader and its cells */
    struct source *source;
    struct detected found;
    struct csv_letters *letters; /* NULL: they are what they are */
    char delimiter;
    struct mark here;
    struct mark header;

    struct csv_parser parser;
    bool parser_fresh; /* stands between records                                      */
    bool record_ended; /* by the last line fed                                        */
    int32_t n_cells;   /* of this record so far, kept or not                          */
    int32_t long_cell; /* index of the first one over the limit; -1: none             */
    int32_t open_cell; /* index of the one that the last line left open; -1: none yet */
    int64_t open_line; /* where it was opened                                         */
    struct fire_text_view *cell; /* FIRE_LIMIT_COLUMNS */
    char *text; /* of the cells; has room for FIRE_LIMIT_RECORD_BYTES, and a record's cells are
                   never longer than the record, so that it need not move */
    size_t text_size_bytes;
};

struct fault {
    fire_fault kind;
    size_t byte; /* from 0, in its line */
};

static struct fire_location place(const struct csv_reader *reader, int64_t line)
{
    return (struct fire_location){ .file = reader->source->path, .line = line };
}

static void on_cell(void *bytes, size_t size, void *data)
{
    struct csv_reader *reader = data;
    const int32_t index = reader->n_cells++;
    if (size > FIRE_LIMIT_CELL_BYTES && reader->long_cell < 0) reader->long_cell = index;
    if (size > FIRE_LIMIT_CELL_BYTES || index >= FIRE_LIMIT_COLUMNS) return;

    char *copy = reader->text + reader->text_size_bytes; /* libcsv reuses its buffer */
    memcpy(copy, bytes, size);
    reader->text_size_bytes += size;
    reader->cell[index] = (struct fire_text_view){ copy, size };
}

static void on_record(int end, void *data)
{
    struct csv_reader *reader = data;
    (void)end;
    reader->record_ended = true;
}

/* Begin a record. After a fault libcsv stands in its middle; csv_init is the one way back
 * that calls nobody, and it would forget the buffer, which is worth keeping. */
static void begin_record(struct csv_reader *reader)
{
    if (!reader->parser_fresh) {
        unsigned char *buffer = reader->parser.entry_buf;
        const size_t buffer_bytes = reader->parser.entry_size;
        csv_init(&reader->parser, CSV_STRICT | CSV_STRICT_FINI);
        csv_set_delim(&reader->parser, (unsigned char)reader->delimiter);
        csv_set_blk_size(&reader->parser, FIRE_LIMIT_CELL_BYTES);
        reader->parser.entry_buf = buffer;
        reader->parser.entry_size = buffer_bytes;
    }
    reader->parser_fresh = false;
    reader->record_ended = false;
    reader->n_cells = 0;
    reader->long_cell = -1;
    reader->open_cell = -1;
    reader->text_size_bytes = 0;
}

/* Where a cell's text begins in a line that libcsv took up to there, its quote included. */
static size_t cell_begins(struct fire_text_view line, char delimiter, int32_t index)
{
    bool quoted = false;
    size_t i = 0;
    for (int32_t n_passed = 0; n_passed < index && i < line.size_bytes; i++) {
        if (line.bytes[i] == '"') quoted = !quoted;
        if (line.bytes[i] == delimiter && !quoted) n_passed++;
    }
    while (i < line.size_bytes && line.bytes[i] != delimiter &&
           (line.bytes[i] == ' ' || line.bytes[i] == '\t'))
        i++;
    return i;
}

/* Give libcsv one line and see what it says.
 *   fault    set when the line is not CSV */
static fire_status feed(struct csv_reader *reader, const struct line *line, struct fault *fault,
                        struct fire_error *err)
{
    const struct fire_text_view text = line_text(reader->source, line);
    const char *nul = memchr(text.bytes, '\0', text.size_bytes);
    if (nul != NULL) {
        *fault = (struct fault){ FIRE_FAULT_NUL, (size_t)(nul - text.bytes) };
        return FIRE_OK;
    }
    struct csv_parser *parser = &reader->parser;
    size_t used = csv_parse(parser, text.bytes, text.size_bytes, on_cell, on_record, reader);
    if (used == text.size_bytes) used += csv_parse(parser, "\n", 1, on_cell, on_record, reader);

    if (used != text.size_bytes + 1 || csv_error(parser) != CSV_SUCCESS) {
        if (csv_error(parser) != CSV_EPARSE) return fire_fail_memory(err);
        *fault = (struct fault){ FIRE_FAULT_STRAY_QUOTE, used };
    } else if (reader->long_cell >= 0) {
        *fault = (struct fault){ FIRE_FAULT_CELL_TOO_LONG,
                                 cell_begins(text, reader->delimiter, reader->long_cell) };
    }
    return FIRE_OK;
}

/* Set a line aside with its fault, and go on behind it. */
static fire_status give_fault(struct csv_reader *reader, const struct line *line,
                              struct fault fault, struct fire_record *record,
                              struct fire_error *err)
{
    if (fault.kind == FIRE_FAULT_RECORD_TOO_LONG && reader->here.at == reader->header.at)
        return fire_fail(err, FIRE_ERANGE, place(reader, line->number),
                         "the header row is longer than %d bytes", FIRE_LIMIT_RECORD_BYTES);

    int64_t next = line->next;
    struct fire_text_view raw;
    if (line->too_long) { /* the window cannot hold it: its beginning stands for it */
        memcpy(reader->text, source_at(reader->source, line->at), FIRE_LIMIT_RECORD_BYTES);
        FIRE_TRY(line_pass(reader->source, line->at, line->number, &next, err));
        raw = (struct fire_text_view){ reader->text, FIRE_LIMIT_RECORD_BYTES };
        raw.size_bytes = fire_text_valid_bytes(raw);
    } else {
        raw = line_text(reader->source, line);
    }
    reader->here.at = next;
    reader->here.n_lines++;
    *record = (struct fire_record){ .line = line->number,
                                    .n_lines = 1,
                                    .cell = reader->cell,
                                    .raw = raw,
                                    .fault = fault.kind,
                                    .fault_byte = (int32_t)fault.byte + 1,
                                    .fault_line = line->number };
    return FIRE_OK;
}

/* Hand over a record that is CSV, from its first line to its last. */
static fire_status give_record(struct csv_reader *reader, const struct line *first,
                               const struct line *last, struct fire_record *record,
                               struct fire_error *err)
{
    const bool too_wide = reader->n_cells > FIRE_LIMIT_COLUMNS;
    if (too_wide && reader->here.at == reader->header.at)
        return fire_fail(err, FIRE_ERANGE, place(reader, first->number),
                         "%d columns; at most %d can be read", (int)reader->n_cells,
                         FIRE_LIMIT_COLUMNS);

    const int64_t n_lines = last->number - first->number + 1;
    const size_t raw_bytes = (size_t)(last->at - first->at) + last->size_bytes;
    reader->here.at = last->next;
    reader->here.n_lines += n_lines;
    *record = (struct fire_record){ .line = first->number,
                                    .n_lines = n_lines,
                                    .n_cells = too_wide ? 0 : reader->n_cells,
                                    .cell = reader->cell,
                                    .raw = { source_at(reader->source, first->at),
                                             raw_bytes } };
    if (too_wide) {
        record->fault = FIRE_FAULT_RECORD_TOO_LONG;
        record->fault_line = first->number;
        record->fault_byte = 1;
    }
    return FIRE_OK;
}

/* The record goes on behind an open quote: find its next line.
 *   fault    set when there is none, or when the cell has gone on for too long to believe it */
static fire_status go_on(struct csv_reader *reader, const struct line *first, struct line *line,
                         struct fault *fault, struct fire_error *err)
{
    if (reader->open_cell != reader->n_cells) {
        reader->open_cell = reader->n_cells;
        reader->open_line = line->number;
    }
    const int64_t n_breaks = line->number - reader->open_line + 1;
    if (reader->parser.entry_pos > FIRE_LIMIT_CELL_BYTES || n_breaks > CELL_BREAKS_LIMIT) {
        fault->kind = FIRE_FAULT_UNCLOSED_QUOTE;
        return FIRE_OK;
    }
    FIRE_TRY(line_find(reader->source, line->next, line->number + 1, first->at, line, err));
    if (!line_exists(line)) fault->kind = FIRE_FAULT_UNCLOSED_QUOTE;
    return FIRE_OK;
}

static fire_status read_record(struct csv_reader *reader, const struct line *first,
                               struct fire_record *record, struct fire_error *err)
{
    struct line line = *first;
    struct fault fault = { FIRE_FAULT_NONE, 0 };
    int32_t first_open = 0; /* the cell that the end of the first line finds open */
    begin_record(reader);
    while (fault.kind == FIRE_FAULT_NONE) {
        if (line.too_long) {
            fault.kind = FIRE_FAULT_RECORD_TOO_LONG;
            break;
        }
        FIRE_TRY(feed(reader, &line, &fault, err));
        if (fault.kind != FIRE_FAULT_NONE) break;
        if (reader->record_ended) {
            reader->parser_fresh = true;
            return give_record(reader, first, &line, record, err);
        }
        if (line.at == first->at) first_open = reader->n_cells;
        FIRE_TRY(go_on(reader, first, &line, &fault, err));
    }
    const bool went_on = line.at != first->at;
    if (fault.kind == FIRE_FAULT_UNCLOSED_QUOTE ||
        (went_on && fault.kind != FIRE_FAULT_RECORD_TOO_LONG)) {
        fault.kind = FIRE_FAULT_UNCLOSED_QUOTE;
        fault.byte = cell_begins(line_text(reader->source, first), reader->delimiter,
                                 first_open);
    }
    return give_fault(reader, first, fault, record, err);
}

static bool is_blank(struct fire_text_view line, char delimiter)
{
    for (size_t i = 0; i < line.size_bytes; i++) {
        const char byte = line.bytes[i];
        if (byte == delimiter || (byte != ' ' && byte != '\t')) return false;
    }
    return true;
}

/* The next line that is not blank; lines before it are counted. */
static fire_status find_record(struct csv_reader *reader, struct line *line,
                               struct fire_error *err)
{
    struct mark *here = &reader->here;
    for (;;) {
        FIRE_TRY(line_find(reader->source, here->at, here->n_lines + 1, here->at, line, err));
        if (!line_exists(line) || line->too_long) return FIRE_OK;
        if (!is_blank(line_text(reader->source, line), reader->delimiter)) return FIRE_OK;
        here->at = line->next;
        here->n_lines++;
        here->n_blank++;
    }
}

static fire_status csv_next(void *self, struct fire_record *record, bool *more,
                            struct fire_error *err)
{
    struct csv_reader *reader = self;
    struct line line;
    FIRE_TRY(find_record(reader, &line, err));
    const bool exists = line_exists(&line);
    if (exists) FIRE_TRY(read_record(reader, &line, record, err));
    if (exists && reader->letters != NULL)
        FIRE_TRY(csv_letters_read(reader->letters, record, reader->cell, err));
    *more = exists;
    return FIRE_OK;
}

/* Pass over the lines before the header row, whatever they hold. */
static fire_status pass_lines(struct csv_reader *reader, int64_t n_lines,
                              struct fire_error *err)
{
    struct mark *here = &reader->here;
    while (here->n_lines < n_lines) {
        int64_t next = here->at;
        FIRE_TRY(line_pass(reader->source, here->at, here->n_lines + 1, &next, err));
        if (next == here->at) break;
        here->at = next;
        here->n_lines++;
    }
    return FIRE_OK;
}

static fire_status head(struct csv_reader *reader, struct fire_text_view *out,
                        struct fire_error *err)
{
    FIRE_TRY(source_need(reader->source, reader->here.at, SNIFF_BYTES, err));
    size_t size = source_ahead(reader->source, reader->here.at);
    if (size > SNIFF_BYTES) size = SNIFF_BYTES; /* the same whatever the block size */
    *out = (struct fire_text_view){ source_at(reader->source, reader->here.at), size };
    return FIRE_OK;
}

/* UTF-8 of letters that are old ones, found out or asked for; reader->letters stays NULL where
 * they are not. */
static fire_status find_letters(struct csv_reader *reader, enum letters_wish wish,
                                const struct detected *found, struct fire_error *err)
{
    FIRE_TRY(csv_letters_find(reader->arena, reader->source, found->begin, wish,
                              &reader->letters, err));
    if (reader->letters != NULL) reader->found = *found;
    return FIRE_OK;
}

/* Find the encoding, and from here on see UTF-8 only. */
static fire_status find_encoding(struct csv_reader *reader, const char *wanted,
                                 struct fire_error *err)
{
    struct source *source = reader->source;
    const enum letters_wish wish = letters_wish_of(wanted);
    struct detected found;
    if ((wish == LETTERS_TCVN3 || wish == LETTERS_VNI) &&
        detect_encoding(source, "utf-8", &found, NULL) == FIRE_OK)
        FIRE_TRY(find_letters(reader, wish, &found, err));
    if (reader->letters == NULL) FIRE_TRY(detect_encoding(source, wanted, &reader->found, err));
    if (reader->found.encoding != ENCODING_UTF8)
        return decoder_create(reader->arena, reader->found.encoding, reader->found.begin,
                              source->block_bytes, &source->decoder, err);
    found = reader->found;
    if (wish == LETTERS_FIND_OUT) FIRE_TRY(find_letters(reader, wish, &found, err));
    reader->here.at = reader->found.begin;
    return source_seek(source, reader->here.at, err);
}

/* Find delimiter and header row. */
static fire_status find_header(struct csv_reader *reader,
                               const struct fire_reader_options *options,
                               struct fire_error *err)
{
    struct fire_text_view text;
    FIRE_TRY(head(reader, &text, err));
    char said = '\0';
    int64_t n_before = sniff_sep_line(text, &said) ? 1 : 0;
    if (n_before < options->skip_lines) n_before = options->skip_lines;
    if (n_before < options->header_row - 1) n_before = options->header_row - 1;
    FIRE_TRY(pass_lines(reader, n_before, err));

    reader->delimiter = options->delimiter != '\0' ? options->delimiter : said;
    if (reader->delimiter == '\0') {
        FIRE_TRY(head(reader, &text, err));
        reader->delimiter = sniff_delimiter(text);
    }
    struct line line;
    FIRE_TRY(find_record(reader, &line, err));
    if (!line_exists(&line))
        return fire_fail(err, FIRE_ENODATA, place(reader, 0),
                         "no header row: the file ends after %lld lines",
                         (long long)reader->here.n_lines);
    reader->header = reader->here;
    return FIRE_OK;
}

static void csv_close(void *self)
{
    struct csv_reader *reader = self;
    csv_free(&reader->parser);
    csv_letters_free(reader->letters);
    free(reader->text);
}

static fire_status csv_open(struct fire_arena *arena, struct source *source,
                            const struct fire_reader_options *options, void **out_self,
                            struct fire_error *err)
{
    if (options->delimiter != '\0' && !sniff_is_delimiter(options->delimiter))
        return fire_fail(err, FIRE_EVALUE, (struct fire_location){ .file = source->path },
                         "byte 0x%02x cannot be the delimiter",
                         (unsigned)(unsigned char)options->delimiter);
    struct csv_reader *reader = FIRE_TAKE(arena, 1, struct csv_reader);
    if (reader == NULL) return fire_fail_memory(err);
    reader->arena = arena;
    reader->source = source;
    reader->cell = FIRE_TAKE(arena, FIRE_LIMIT_COLUMNS, struct fire_text_view);
    size_t text_capacity = 0;
    reader->text = fire_array_grow(NULL, &text_capacity, FIRE_LIMIT_RECORD_BYTES, 1);

    fire_status status = FIRE_OK;
    if (reader->cell == NULL || reader->text == NULL) status = fire_fail_memory(err);
    if (status == FIRE_OK) status = find_encoding(reader, options->encoding, err);
    if (status == FIRE_OK) status = find_header(reader, options, err);
    if (status == FIRE_OK)
        *out_self = reader;
    else
        csv_close(reader);
    return status;
}

static fire_status csv_rewind(void *self, struct fire_error *err)
{
    struct csv_reader *reader = self;
    FIRE_TRY(source_seek(reader->source, reader->header.at, err));
    reader->here = reader->header;
    return FIRE_OK;
}

static void csv_about(const void *self, struct reader_about *out)
{
    const struct csv_reader *reader = self;
    int32_t n_old_letters;
    const struct fire_old_letters *old_letters = csv_letters_found(reader->letters,
                                                                   &n_old_letters);
    *out = (struct reader_about){ .old_letters = old_letters,
                                  .n_old_letters = n_old_letters,
                                  .delimiter = reader->delimiter,
                                  .encoding = encoding_label(reader->found.encoding),
                                  .encoding_reason = reader->found.reason,
                                  .warning = reader->found.warning,
                                  .n_blank_lines = reader->here.n_blank,
                                  .n_lines = reader->here.n_lines };
}

static bool csv_is_plain(const void *self)
{
    const struct csv_reader *reader = self;
    return reader->source->decoder == NULL && reader->letters == NULL;
}

static int64_t csv_at(const void *self)
{
    const struct csv_reader *reader = self;
    return reader->here.at;
}

static fire_status csv_go_to(void *self, int64_t at, int64_t n_lines, struct fire_error *err)
{
    struct csv_reader *reader = self;
    struct source *source = reader->source;
    reader->here.at = at;
    reader->here.n_lines = n_lines;
    if (at >= source->begin && at <= source_end(source)) return FIRE_OK;
    return source_seek(source, at, err);
}

const struct reader_kind csv_reader_kind = {
    csv_open, csv_next, csv_rewind, csv_about, csv_close, csv_is_plain, csv_at, csv_go_to,
};
