/* bad_byte.h - where a byte that cannot be read stands, as a person would look it up. */
#ifndef FIRE_READ_BAD_BYTE_H
#define FIRE_READ_BAD_BYTE_H
#include "encoding.h"

#include "firestat/error.h"

struct source;

struct bad_byte {
    int64_t line;  /* 1-based, physical                                      */
    int64_t place; /* 1-based byte of the line, counted as it is in the file */
    unsigned byte;
};

/* Count lines up to a byte: only for a message, so the file is simply read again.
 *   begin    where line 1 starts
 *   at       offset of the byte
 *   errors   FIRE_EIO */
fire_status bad_byte_find(const struct source *source, enum encoding encoding, int64_t begin,
                          int64_t at, struct bad_byte *out,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
