/* lines.h - physical lines of a source, checked to be UTF-8. */
#ifndef FIRE_READ_LINES_H
#define FIRE_READ_LINES_H
#include "source.h"

#include "firestat/text.h"

/* A line end is LF, CRLF or CR, wherever it stands. Bytes of a line may be looked at through
 * source_at() until the source is asked for more with a later `keep`. */
struct line {
    int64_t at;        /* offset of its first byte                                  */
    int64_t number;    /* 1-based                                                   */
    size_t size_bytes; /* without the line end                                      */
    int64_t next;      /* offset of the line after it; equal to `at`: no line here  */
    bool too_long;     /* ends beyond the limit: neither size nor next is known     */
};

static inline bool line_exists(const struct line *line)
{
    return line->too_long || line->next > line->at;
}

static inline struct fire_text_view line_text(const struct source *source,
                                              const struct line *line)
{
    return (struct fire_text_view){ source_at(source, line->at), line->size_bytes };
}

/* The line at `at`, whole in the window together with everything from `keep` on.
 *   number   what it is called in a message
 *   keep     <= at; a line that ends more than FIRE_LIMIT_RECORD_BYTES behind it is too long
 *   errors   FIRE_EIO; FIRE_ESYNTAX: not UTF-8 any more, or not the source's encoding */
fire_status line_find(struct source *source, int64_t at, int64_t number, int64_t keep,
                      struct line *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Pass over the line at `at`, however long; the window keeps none of it.
 *   next     offset of the line after it; equal to `at`: no line here
 *   errors   as line_find */
fire_status line_pass(struct source *source, int64_t at, int64_t number, int64_t *next,
                      struct fire_error *err) FIRE_MUST_CHECK;

#endif
