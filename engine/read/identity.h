/* identity.h - what makes a file this file: its bytes. */
#ifndef FIRE_READ_IDENTITY_H
#define FIRE_READ_IDENTITY_H
#include "source.h"

#include "firestat/reader.h"

#include <stdatomic.h>

/* Reads the whole source beside its window, which does not move.
 *   is_unwanted   becomes true when nobody waits for it any more; NULL: never
 *   errors        FIRE_EIO; FIRE_EINTERRUPTED, without a message: it became unwanted */
fire_status source_identity(const struct source *source, const atomic_bool *is_unwanted,
                            struct fire_file_identity *out,
                            struct fire_error *err) FIRE_MUST_CHECK;

/* The last part of its path. */
const char *source_name(const struct source *source);

#endif
