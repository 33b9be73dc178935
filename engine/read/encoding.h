/* encoding.h - the encodings a CSV can come in, and what they are called. */
#ifndef FIRE_READ_ENCODING_H
#define FIRE_READ_ENCODING_H
#include <stdbool.h>

enum encoding {
    ENCODING_UTF8 = 0,
    ENCODING_UTF16, /* only as a wish: the mark or the NUL bytes say which of the next two */
    ENCODING_UTF16LE,
    ENCODING_UTF16BE,
    ENCODING_WINDOWS_1258,
    ENCODING_WINDOWS_1252,
    ENCODING_TCVN3,
    ENCODING_VNI,
    ENCODING_VISCII,
};

static inline bool encoding_is_utf16(enum encoding encoding)
{
    return encoding == ENCODING_UTF16LE || encoding == ENCODING_UTF16BE;
}

const char *encoding_label(enum encoding encoding);  /* as people write it: "TCVN3"    */
const char *encoding_option(enum encoding encoding); /* as it is typed: "tcvn3"        */

/* The encoding of a name or one of its aliases, capitals or not; false: there is none. */
bool encoding_find(const char *name, enum encoding *out);

#endif
