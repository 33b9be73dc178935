/* detect.h - the encoding of a file and how we know. */
#ifndef FIRE_READ_DETECT_H
#define FIRE_READ_DETECT_H
#include "encoding.h"

#include "firestat/error.h"

struct source;

struct detected {
    enum encoding encoding;
    int64_t begin;       /* offset of the first byte of text, behind a byte order mark */
    char reason[256];    /* why this encoding, in the words of err->say                */
    const char *warning; /* what is strange about the text all the same, or NULL       */
};

/* Find out, or check what was asked for. Reads the source beside its window.
 *   wanted   a name as in fire_encoding_names; NULL: find out
 *   errors   FIRE_EVALUE: no such name, or the byte order mark says otherwise; FIRE_ESYNTAX:
 *            not UTF-8 and not clearly another one (names line and byte, and what to type),
 *            or letters are lost for good; FIRE_EIO, FIRE_ENOMEM */
fire_status detect_encoding(const struct source *source, const char *wanted,
                            struct detected *out, struct fire_error *err) FIRE_MUST_CHECK;

#endif
