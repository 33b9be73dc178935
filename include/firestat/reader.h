/* reader.h - a CSV file or a sheet of a workbook as records of cells, each with its place.
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
 * Of a workbook (XLSX, ODS; what it is its bytes say, not its name) one sheet is read, and its
 * rows count as lines. All records have as many cells as the widest row from the header on.
 * Rows without text of their own are blank; those behind the last record are not there. A
 * sheet is checked to its end when it is opened.
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

/* Of workbooks. What a few KiB can unpack to has no natural end, so each has one by name. A
 * file beyond one of them is refused when it is opened, whatever it claims about itself. */
#define FIRE_LIMIT_PARTS             2000 /* files in the archive                         */
#define FIRE_LIMIT_PART_BYTES        268435456 /* one of them unpacked                         */
#define FIRE_LIMIT_UNPACKED_BYTES    536870912 /* all that is read of them                     */
#define FIRE_LIMIT_PACKED_RATIO      200     /* unpacked to packed, of one part, ...         */
#define FIRE_LIMIT_PACKED_FREE_BYTES 1048576 /* ... not counting its first bytes             */
#define FIRE_LIMIT_XML_DEPTH         64
#define FIRE_LIMIT_XML_TOKEN_BYTES   1048576 /* one tag with its attributes                  */
#define FIRE_LIMIT_XML_NAMES         4096    /* different names of elements and attributes   */
#define FIRE_LIMIT_SHEET_ROWS        1048576 /* of Excel                                     */
#define FIRE_LIMIT_SHEET_COLUMNS     16384   /* of Excel; used ones: FIRE_LIMIT_COLUMNS      */
#define FIRE_LIMIT_SHEET_CELLS       20000000
#define FIRE_LIMIT_CELL_LETTERS      32767   /* of Excel, in one cell                        */
#define FIRE_LIMIT_SHARED_STRINGS    5000000 /* texts that many cells can share, ...         */
#define FIRE_LIMIT_SHARED_BYTES      134217728 /* ... and all of them together                 */
#define FIRE_LIMIT_STYLES            65536    /* fonts, number formats, cell formats, each    */
#define FIRE_LIMIT_MERGES            1000000  /* merged ranges, ...                           */
#define FIRE_LIMIT_MERGED_BYTES      16777216 /* ... and the text kept for those still open   */

struct fire_reader_options {
    const char *encoding; /* NULL: found out; else a name as in fire_encoding_names, which
                             also takes text with lost letters as it is                      */
    const char *sheet;    /* of a workbook: its name, or its number from 1 among the tabs that
                             are not hidden; NULL: the first visible one that has cells      */
    char delimiter;       /* 0: found out from the first 64 KiB (, ; tab |), or a sep= line   */
    bool is_hasty;      /* a CSV without a byte order mark that begins in UTF-8 is taken as that
                             without a look at all of it; a line that is not UTF-8 then ends
                             the reading with FIRE_EAGAIN                                    */
    int32_t skip_lines; /* physical lines before the header that are passed over            */
    int32_t
        header_row; /* 1-based physical line of the header; 0: the first that is not blank */
};

typedef enum {
    FIRE_FAULT_NONE = 0,
    FIRE_FAULT_STRAY_QUOTE, /* a quote inside an unquoted cell, or text after a closing one */
    FIRE_FAULT_UNCLOSED_QUOTE, /* opened here, never closed                                    */
    FIRE_FAULT_CELL_TOO_LONG, /* over FIRE_LIMIT_CELL_BYTES                                   */
    FIRE_FAULT_RECORD_TOO_LONG, /* over FIRE_LIMIT_RECORD_BYTES or FIRE_LIMIT_COLUMNS; raw
                                   holds at most FIRE_LIMIT_RECORD_BYTES                       */
    FIRE_FAULT_NUL, /* a NUL byte in a cell                                         */
} fire_fault;

/* What a cell is by itself. A CSV knows only text; a workbook tells numbers from text, and a
 * number shown as a date from other numbers. Numbers are rounded to the 15 digits that Excel
 * shows (1234.5599999999999 is 1234.56), times to the second. A day that does not exist is an
 * error with the number's text. TRUE and FALSE are text. */
typedef enum {
    FIRE_CELL_TEXT = 0,
    FIRE_CELL_NUMBER, /* "1234.5": dot before the decimals, nothing between thousands          */
    FIRE_CELL_DATE,   /* "2024-07-31", "2024-07-31T08:15:00", or "T08:15:00" without a day,
                         to "T24:00:00" and, where the format shows hours passed, beyond       */
    FIRE_CELL_ERROR,  /* "#N/A", "#REF!", "60" for 1900-02-29, or "=A1+B1": a formula that was
                         never calculated                                                      */
} fire_cell_kind;

#define FIRE_CELL_KIND 0x0F /* these bits are a fire_cell_kind                        */
#define FIRE_CELL_MERGED                                                                       \
    0x80 /* repeats the first cell of the merged range it lies in;
                                 the first itself has no flag                            */

/* Borrowed until the next call on the reader. */
struct fire_record {
    int64_t line;                      /* 1-based physical line it starts on              */
    int64_t n_lines;                   /* physical lines it takes                         */
    int32_t n_cells;                   /* 0 with a fault                                  */
    const struct fire_text_view *cell; /* valid UTF-8, spaces around unquoted text trimmed */
    const uint8_t *kind;               /* [n_cells] kind and flags; NULL: all plain text  */
    struct fire_text_view raw;         /* its bytes in UTF-8, without the last line end; of
                                          a sheet its cells as a line of CSV with commas  */
    fire_fault fault;
    int32_t fault_byte; /* 1-based byte of the line where the fault shows  */
    int64_t fault_line; /* physical line where the fault shows             */
};

struct fire_reader;

/* Open a file, or standard input for "-", and find out encoding and delimiter.
 *   path     borrowed for the reader's life; names every place
 *   errors   FIRE_EIO; FIRE_ESYNTAX: bytes that are not UTF-8 and not clearly another encoding
 *            (names line, byte and the likely encoding), or letters lost as '?';
 *            FIRE_ENODATA: nothing but white space, or nothing from the header row on;
 *            FIRE_EVALUE: options->delimiter cannot be one, there is no such encoding, or the
 *            byte order mark says otherwise; FIRE_ENOMEM
 *            of a workbook also FIRE_ESYNTAX: damaged, with a password, or another kind of
 *            file (.xls, .xlsb, PDF, a web page: the message says what to do); FIRE_ERANGE: a
 *            limit was passed; FIRE_EVALUE: no such sheet; FIRE_ENODATA: no cells in it
 * A file is read once as a whole to see that it is UTF-8, before a row of it is given out. */
fire_status fire_reader_open(const char *path, const struct fire_reader_options *options,
                             struct fire_reader **out, struct fire_error *err) FIRE_MUST_CHECK;

void fire_reader_close(struct fire_reader *reader); /* NULL is fine */

/* The next record; blank lines are passed over.
 *   more     false: the file is at its end and record is untouched
 *   errors   FIRE_EIO, FIRE_ESYNTAX (bytes that are not of the encoding), FIRE_ERANGE (a
 *            header row over FIRE_LIMIT_COLUMNS or FIRE_LIMIT_RECORD_BYTES), FIRE_ENOMEM */
fire_status fire_reader_next(struct fire_reader *reader, struct fire_record *record, bool *more,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* True where the file was opened in haste and so far is what it seemed to be. */
bool fire_reader_is_hasty(const struct fire_reader *reader);

/* ---- for whoever cuts records on his own (split.h) ---- */

/* True where the bytes of the file are what is cut into records: CSV in UTF-8. */
bool fire_reader_is_plain(const struct fire_reader *reader);

int64_t fire_reader_at(const struct fire_reader *reader); /* offset of the next record */
int64_t
fire_reader_size(const struct fire_reader *reader); /* of the file, as far as is known now */

/* Bytes of a plain file, fewer only where it ends. Any number of threads at once.
 *   errors   FIRE_EIO */
fire_status fire_reader_bytes(const struct fire_reader *reader, int64_t at, char bytes[],
                              size_t size, size_t *out_size,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Go on at an offset of a plain file where a record begins.
 *   n_lines   physical lines before it
 *   errors    FIRE_EIO */
fire_status fire_reader_go_to(struct fire_reader *reader, int64_t at, int64_t n_lines,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* Go back to the header row. Standard input can be rewound too: it was kept.
 *   errors   FIRE_EIO */
fire_status fire_reader_rewind(struct fire_reader *reader,
                               struct fire_error *err) FIRE_MUST_CHECK;

const char *fire_reader_path(const struct fire_reader *reader);
const char *fire_reader_sheet(const struct fire_reader *reader); /* NULL: not a workbook */

/* The other sheets of the workbook that have cells, in the order of their tabs. */
struct fire_sheet {
    const char *name; /* borrowed from the reader */
    bool is_hidden;
};
int32_t fire_reader_n_other_sheets(const struct fire_reader *reader);
struct fire_sheet fire_reader_other_sheet(const struct fire_reader *reader, int32_t i);

char fire_reader_delimiter(const struct fire_reader *reader);

/* The encoding the bytes were read in ("UTF-8", "windows-1258", "TCVN3", "VNI", "UTF-16LE";
 * of a workbook "XLSX", "ODS") and, in the words of err->say at opening, why ("byte order mark",
 * "all bytes are valid UTF-8", "98 % of 412 different words are Vietnamese syllables; as VISCII
 * it would be 31 %", "the parts in the archive"). Borrowed. */
const char *fire_reader_encoding(const struct fire_reader *reader);
const char *fire_reader_encoding_reason(const struct fire_reader *reader);

/* Vietnamese from before Unicode, found as letters of another alphabet: "Hµ Néi" is Hà Nội in
 * TCVN3. The font of a workbook's cell says so (.VnTime, VNI-Times), else the words do, when they
 * are syllables in that encoding and none as they are; options.encoding (tcvn3, vni) says so of
 * all cells. A cell that makes better Vietnamese as it is stays. */
struct fire_old_letters {
    const char *encoding; /* "TCVN3", "VNI"                                              */
    const char *font;     /* ".Vn*", ".Vn*H", "VNI-*"; NULL: the words say so            */
    int64_t n_cells;      /* read that way; of a CSV 0: not counted                      */
    int64_t n_kept;       /* in that font, and Unicode already                           */
    int64_t n_words;      /* different words that are no syllables as they are, ...      */
    int64_t n_syllables;  /* ... and are in this encoding; both 0 where a font says so   */
    const char *before;   /* one of them as it stands, "" where n_cells is 0             */
    const char *after;    /* and as it is read                                           */
};
int32_t fire_reader_n_old_letters(const struct fire_reader *reader);
struct fire_old_letters fire_reader_old_letters(const struct fire_reader *reader, int32_t i);

/* What is strange about the text although it can be read (letters in UTF-8 twice over), as a
 * plain English sentence; NULL: nothing. Borrowed. */
const char *fire_reader_warning(const struct fire_reader *reader);

/* The names that options.encoding takes, for messages and help: "utf-8, utf-16, ...". */
const char *fire_encoding_names(void);

int64_t fire_reader_n_blank_lines(const struct fire_reader *reader); /* passed over so far  */
int64_t fire_reader_n_lines(const struct fire_reader *reader);       /* read so far         */

/* Size and SHA-256 of the whole file as it is on disk (or came in), and the name people know
 * it by: the path's last part ("-" for standard input).
 *   errors   FIRE_EIO */
struct fire_file_identity {
    int64_t size_bytes;
    char sha256[65];  /* hexadecimal, NUL-ended */
    const char *name; /* borrowed from the reader's path */
};
fire_status fire_reader_identity(struct fire_reader *reader, struct fire_file_identity *out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* The same of any file by its path, which is not read as anything.
 *   errors   FIRE_EIO, FIRE_ENOMEM */
fire_status fire_file_identity_of(const char *path, struct fire_file_identity *out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* The SHA-256 of bytes in memory, as above. */
void fire_bytes_sha256(const void *bytes, size_t size, char out[65]);

/* Have a thread find the SHA-256 out while the file is read; fire_reader_identity then waits for
 * it. False: the file is not worth one, or there is none; *out is untouched.
 *   out   all but the SHA-256 */
bool fire_reader_identity_ahead(struct fire_reader *reader, struct fire_file_identity *out);

#ifdef __cplusplus
}
#endif
#endif
