/* output.h - text that grows, and files that appear whole or not at all.
 *
 * A buffer remembers the first failure, so a writer of a long text checks once, at the end.
 *
 *     struct fire_buffer text = { 0 };
 *     fire_buffer_printf(&text, "%d incidents\n", n);
 *     if (text.failed) ...
 *     status = fire_output_write("out.csv", text.bytes, text.size_bytes, false, err);
 *     fire_buffer_finish(&text);
 *
 * Thread use: one thread per buffer or output. */
#ifndef FIRESTAT_OUTPUT_H
#define FIRESTAT_OUTPUT_H
#include "firestat/error.h"
#include "firestat/text.h"

#ifdef __cplusplus
extern "C" {
#endif

/* In front of text that people open in Excel, which takes it for another encoding else. */
#define FIRE_BYTE_ORDER_MARK "\xEF\xBB\xBF"

struct fire_buffer {
    char *bytes; /* NULL or size_bytes bytes with a NUL behind them */
    size_t size_bytes;
    size_t capacity;
    bool failed; /* no memory at some point: the text is not whole */
};

void fire_buffer_add(struct fire_buffer *buffer, const char *bytes, size_t size);
void fire_buffer_add_text(struct fire_buffer *buffer, const char *nul_ended);
void fire_buffer_add_view(struct fire_buffer *buffer, struct fire_text_view text);
/* A cell of a CSV file with `end` behind it; quoted where a reader would otherwise see another
 * text (RFC 4180): comma, semicolon, tab, quote, line break, a blank at either end. */
void fire_buffer_add_csv_cell(struct fire_buffer *buffer, struct fire_text_view text, char end);
/* The same for who opens the file in a spreadsheet: text that a spreadsheet would compute, which begins
 * with = + - @ | a tab, a line break or the wide U+FF1D, has an apostrophe in front. */
void fire_buffer_add_safe_cell(struct fire_buffer *buffer, struct fire_text_view text,
                               char end);
/* Text of XML or HTML, or of an attribute in quotes of either kind. Left out are characters that
 * XML cannot hold, other control characters, and marks that turn the direction of text.
 *   text   valid UTF-8 */
void fire_buffer_add_xml(struct fire_buffer *buffer, struct fire_text_view text);
/* The same, not escaped: for libraries that do that themselves. */
void fire_buffer_add_fit(struct fire_buffer *buffer, struct fire_text_view text);
void fire_buffer_repeat(struct fire_buffer *buffer, char byte, int64_t times);
void fire_buffer_printf(struct fire_buffer *buffer, const char *format, ...) FIRE_PRINTF(2, 3);
void fire_buffer_finish(struct fire_buffer *buffer);

/* A file under construction: written beside its final name under a temporary one, synced,
 * and renamed by fire_output_commit. */
struct fire_output;

/*   path      final name; "-" is not special here
 *   overwrite false: FIRE_EEXISTS when the file is there (checked now and at commit)
 *   errors    FIRE_EIO, FIRE_EEXISTS, FIRE_ENOMEM */
fire_status fire_output_open(const char *path, bool overwrite, struct fire_output **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* FIRE_EIO names the path and the reason; the output can then only be abandoned. */
fire_status fire_output_append(struct fire_output *output, const void *bytes, size_t size,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* The name that the file has until it is committed, for a library that opens files by name and
 * writes this one in place of fire_output_append; NULL: there is none (a terminal, a pipe). Borrowed. */
const char *fire_output_temporary(const struct fire_output *output);

/* Flush, sync, rename, sync the folder; frees the output in every case. On failure nothing
 * is left behind and an old file is untouched. */
fire_status fire_output_commit(struct fire_output *output,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Remove the temporary file and free; NULL is fine. */
void fire_output_abandon(struct fire_output *output);

/* The three steps in one, for what is in memory already. */
fire_status fire_output_write(const char *path, const void *bytes, size_t size, bool overwrite,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* The date and time to write inside a file that is made: $SOURCE_DATE_EPOCH (seconds since 1970)
 * where it is one, else 2000-01-01T00:00:00Z, so that the same content is the same bytes. */
#define FIRE_MOMENT_BYTES 24
void fire_output_moment(char out[FIRE_MOMENT_BYTES]); /* "2024-12-31T01:02:03Z" */

#ifdef __cplusplus
}
#endif
#endif
