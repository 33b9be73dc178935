/* error.h - how a run says that it cannot go on.
 *
 * Two kinds of trouble are kept apart everywhere:
 *
 *   the run cannot go on   a fire_status comes back and a fire_error says why;
 *   a cell is bad          the run goes on and an issue is added (clean.h).
 *
 * Thread use: a fire_error belongs to one caller; nothing here is shared. */
#ifndef FIRESTAT_ERROR_H
#define FIRESTAT_ERROR_H
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#if defined(__GNUC__)
#define FIRE_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#define FIRE_MUST_CHECK                  __attribute__((warn_unused_result))
#else
#define FIRE_PRINTF(format_at, first_at)
#define FIRE_MUST_CHECK
#endif

typedef enum {
    FIRE_OK = 0,
    FIRE_ENOMEM,       /* no memory left                                              */
    FIRE_EIO,          /* the operating system refused; message has strerror          */
    FIRE_ESYNTAX,      /* the bytes are not what they should be: not UTF-8, not CSV   */
    FIRE_EVALUE,       /* a value is not in its form: a period, a filter, a setting   */
    FIRE_ESCHEMA,      /* a column or field is missing, doubled, or of another type   */
    FIRE_ERANGE,       /* a sum does not fit, or a named limit was passed             */
    FIRE_ENODATA,      /* nothing usable came in                                      */
    FIRE_EEXISTS,      /* the output is there already and may not be overwritten      */
    FIRE_ESTORE,       /* the store is not ours, is newer than this program, or broken */
    FIRE_EBUSY,        /* the store is locked by another program                      */
    FIRE_EINTERRUPTED, /* the user asked to stop                                  */
    FIRE_EAGAIN,       /* a short way turned out not to do: begin anew the long way   */
} fire_status;

/* A place in a source file, as a person would look it up. Borrows its names. */
struct fire_location {
    const char *file;   /* as the user typed it; NULL: no file is to blame        */
    const char *sheet;  /* NULL where the file has none                           */
    int64_t line;       /* 1-based physical line the record starts on; 0: none    */
    int32_t field;      /* 1-based position in the record; 0: whole record        */
    const char *column; /* header name, or NULL before the header is read         */
};

/* The caller's, on the stack, starts as {0}. `say` turns an English printf format
 * into the same format in the user's language (words.h has one); NULL: English. */
struct fire_error {
    fire_status status;
    int64_t line;
    int32_t field;
    const char *(*say)(const char *english_format);
    char message[512]; /* place and reason, ready to print; owns every byte of it */
};

/* Record an error and return its status, so callers can `return fire_fail(...)`.
 * The first error wins: a later one never overwrites it. `err` may be NULL.
 * The message is "file [sheet]:line: field N (column): reason" with the parts that are
 * known, cut at a UTF-8 border when it does not fit. */
fire_status fire_fail(struct fire_error *err, fire_status status, struct fire_location where,
                      const char *format, ...) FIRE_PRINTF(4, 5);

/* The same for memory: every room says it in the same words. */
fire_status fire_fail_memory(struct fire_error *err);

/* A text in the words of err->say; as it is without. `err` may be NULL. */
const char *fire_say(const struct fire_error *err, const char *english_format);

/* Why the operating system refused, by its errno: "No such file or directory".
 *   say   as in fire_error, may be NULL */
const char *fire_system_text(const char *(*say)(const char *), int error);

/* Write the place part of a message ("a.csv:12: field 3 (deaths): ") into out.
 *   out        at least 1 byte; always ended by NUL, cut at a UTF-8 border
 *   say        as in fire_error, may be NULL
 *   returns    bytes written without the NUL */
int fire_location_text(struct fire_location where, const char *(*say)(const char *), char out[],
                       int out_size);

#define FIRE_TRY(expr)                                                                         \
    do {                                                                                       \
        const fire_status try_ = (expr);                                                       \
        if (try_ != FIRE_OK) return try_;                                                      \
    } while (0)

#define FIRE_NOWHERE ((struct fire_location){ 0 })

#ifdef __cplusplus
}
#endif
#endif
