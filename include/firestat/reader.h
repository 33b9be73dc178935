/* reader.h - a CSV file as records of cells, each with its place.
 *
 *     fire_reader_open("vu_chay.csv", &options, &reader, err);
 *     while (fire_reader_next(reader, &record, &more, err) == FIRE_OK && more) ...
 *     fire_reader_close(reader);
 *
 * The first record is the header row; what it means is the caller's business. Bytes become
 * UTF-8 before they are cut into cells; a BOM is not part of the first cell. Lines end in LF,
 * CRLF or CR. A record that is not CSV (a stray quote, a quote never closed, a cell beyond the
 * limit) comes back with its fault and raw text, and the next one starts on the next line.
 *
 * Thread use: one thread per reader. */
#ifndef FIRESTAT_READER_H
#define FIRESTAT_READER_H
#include "firestat/arena.h"
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Limits with names; a file beyond them is refused or the record set aside, with the number. */
#define FIRE_LIMIT_CELL_BYTES   65536
#define FIRE_LIMIT_RECORD_BYTES 1048576
#define FIRE_LIMIT_COLUMNS      4096

struct fire_reader_options {
    char delimiter;     /* 0: found out from the first 64 KiB (, ; tab |), or a sep= line   */
    int32_t skip_lines; /* physical lines before the header that are passed over            */
    int32_t header_row; /* 1-based physical line of the header; 0: the first that is not blank */
};

typedef enum {
    FIRE_FAULT_NONE = 0,
    FIRE_FAULT_STRAY_QUOTE,    /* a quote inside an unquoted cell, or text after a closing one */
    FIRE_FAULT_UNCLOSED_QUOTE, /* opened here, never closed                                    */
    FIRE_FAULT_CELL_TOO_LONG,  /* over FIRE_LIMIT_CELL_BYTES                                   */
    FIRE_FAULT_RECORD_TOO_LONG, /* over FIRE_LIMIT_RECORD_BYTES or FIRE_LIMIT_COLUMNS; raw
                                   holds at most FIRE_LIMIT_RECORD_BYTES                       */
    FIRE_FAULT_NUL,            /* a NUL byte in a cell                                         */
} fire_fault;

/* Borrowed until the next call on the reader. */
struct fire_record {
    int64_t line;                      /* 1-based physical line it starts on              */
    int64_t n_lines;                   /* physical lines it takes                         */
    int32_t n_cells;                   /* 0 with a fault                                  */
    const struct fire_text_view *cell; /* valid UTF-8, spaces around unquoted text trimmed */
    struct fire_text_view raw;         /* its bytes in UTF-8, without the last line end   */
    fire_fault fault;
    int32_t fault_byte;                /* 1-based byte of the line where the fault shows  */
    int64_t fault_line;                /* physical line where the fault shows             */
};

struct fire_reader;

/* Open a file, or standard input for "-", and find out encoding and delimiter.
 *   path     borrowed for the reader's life; names every place
 *   errors   FIRE_EIO; FIRE_ESYNTAX: UTF-16 or other bytes that are not UTF-8 (names line and
 *            byte); FIRE_ENODATA: nothing but white space, or nothing from the header row on;
 *            FIRE_EVALUE: options->delimiter cannot be one; FIRE_ENOMEM */
fire_status fire_reader_open(const char *path, const struct fire_reader_options *options,
                             struct fire_reader **out, struct fire_error *err)
    FIRE_MUST_CHECK;

void fire_reader_close(struct fire_reader *reader); /* NULL is fine */

/* The next record; blank lines are passed over.
 *   more     false: the file is at its end and record is untouched
 *   errors   FIRE_EIO, FIRE_ESYNTAX (bytes that are not UTF-8), FIRE_ERANGE (a header
 *            row over FIRE_LIMIT_COLUMNS or FIRE_LIMIT_RECORD_BYTES), FIRE_ENOMEM */
fire_status fire_reader_next(struct fire_reader *reader, struct fire_record *record, bool *more,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Go back to the header row. Standard input can be rewound too: it was kept.
 *   errors   FIRE_EIO */
fire_status fire_reader_rewind(struct fire_reader *reader, struct fire_error *err)
    FIRE_MUST_CHECK;

const char *fire_reader_path(const struct fire_reader *reader);
char fire_reader_delimiter(const struct fire_reader *reader);
const char *fire_reader_encoding(const struct fire_reader *reader); /* "UTF-8", "UTF-8 BOM" */
int64_t fire_reader_n_blank_lines(const struct fire_reader *reader); /* passed over so far  */
int64_t fire_reader_n_lines(const struct fire_reader *reader);       /* read so far         */

/* Size and SHA-256 of the whole file as it is on disk (or came in), and the name people know
 * it by: the path's last part ("-" for standard input).
 *   errors   FIRE_EIO */
struct fire_file_identity {
    int64_t size_bytes;
    char sha256[65]; /* hexadecimal, NUL-ended */
    const char *name; /* borrowed from the reader's path */
};
fire_status fire_reader_identity(struct fire_reader *reader, struct fire_file_identity *out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
