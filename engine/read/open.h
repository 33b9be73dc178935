/* open.h - opening a reader with the block size as an argument.
 *
 * What a file says must not depend on where its blocks end; tests read every input with
 * blocks of 1 to 64 bytes and compare. */
#ifndef FIRE_READ_OPEN_H
#define FIRE_READ_OPEN_H
#include "firestat/reader.h"

/* As fire_reader_open, which takes SOURCE_BLOCK_BYTES. */
fire_status reader_open_blocks(const char *path, const struct fire_reader_options *options,
                               size_t block_bytes, struct fire_reader **out,
                               struct fire_error *err) FIRE_MUST_CHECK;

#endif
