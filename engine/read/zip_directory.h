/* zip_directory.h - what the end of a ZIP archive claims about its directory. */
#ifndef FIRE_READ_ZIP_DIRECTORY_H
#define FIRE_READ_ZIP_DIRECTORY_H
#include "source.h"

/* Refuse a directory that is missing, or larger than a workbook's can be.
 *   out_size_bytes   of the whole source
 *   errors           FIRE_ESYNTAX: no end of a directory: cut short, or not a ZIP archive;
 *                    FIRE_ERANGE: FIRE_LIMIT_PARTS; FIRE_EIO, FIRE_ENOMEM */
fire_status zip_directory_check(const struct source *source, int64_t *out_size_bytes,
                                struct fire_error *err) FIRE_MUST_CHECK;

#endif
