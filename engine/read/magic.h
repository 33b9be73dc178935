/* magic.h - what kind of file this is, by its first bytes and never by its name. */
#ifndef FIRE_READ_MAGIC_H
#define FIRE_READ_MAGIC_H
#include "source.h"

enum file_kind {
    FILE_CSV, /* or anything else that is text */
    FILE_ZIP,
};

/*   source   borrowed; read beside its window
 *   errors   FIRE_ESYNTAX: a kind of file that cannot be read, with advice; FIRE_EIO */
fire_status magic_find(const struct source *source, enum file_kind *out,
                       struct fire_error *err) FIRE_MUST_CHECK;

#endif
