/* test_read_encoders.h - UTF-8 text in the old encodings, as the programs of then wrote it.
 *
 * Written without a look at engine/read: by iconv where it can, by tables of its own for
 * TCVN3 (whose capitals with tones do not exist) and VNI. */
#ifndef FIRESTAT_TEST_READ_ENCODERS_H
#define FIRESTAT_TEST_READ_ENCODERS_H
#include <stddef.h>

/* Encode NFC text.
 *   encoding   as in fire_encoding_names; "utf-16le" and "utf-16be" come without a mark
 *   returns    bytes to be freed by the caller; aborts on a letter the encoding lacks */
char *encoded(const char *encoding, const char *text, size_t *out_size);

#endif
