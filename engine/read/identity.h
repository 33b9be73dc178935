/* identity.h - what makes a file this file: its bytes. */
#ifndef FIRE_READ_IDENTITY_H
#define FIRE_READ_IDENTITY_H
#include "source.h"

#include "firestat/reader.h"

/* Reads the whole source beside its window, which does not move.
 *   errors   FIRE_EIO */
fire_status source_identity(const struct source *source, struct fire_file_identity *out,
                            struct fire_error *err) FIRE_MUST_CHECK;

#endif
