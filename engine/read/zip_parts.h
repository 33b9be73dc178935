/* zip_parts.h - the parts of a workbook: the files inside a ZIP archive, unpacked as a stream
 * under limits. Nothing is ever written to disk.
 *
 *     zip_parts_open(source, arena, &parts, err);
 *     index = zip_parts_find(parts, "xl/workbook.xml");
 *     zip_part_open(parts, index, &part, err);
 *     while (zip_part_read(part, bytes, sizeof bytes, &came, err) == FIRE_OK && came > 0) ...
 *     zip_part_close(part);
 *     zip_parts_close(parts);
 *
 * Thread use: one thread per archive. */
#ifndef FIRE_READ_ZIP_PARTS_H
#define FIRE_READ_ZIP_PARTS_H
#include "source.h"

#include "firestat/text.h"

struct zip_parts;
struct zip_part;

/* Read the archive's directory and refuse what no spreadsheet program writes.
 *   source   borrowed; read beside its window
 *   out      set on FIRE_OK only; lives in the arena, to be closed all the same
 *   errors   FIRE_ESYNTAX: damaged, encrypted, two parts of one name or in one place, a name
 *            that leads out of the archive; FIRE_ERANGE: FIRE_LIMIT_PARTS; FIRE_EIO,
 *            FIRE_ENOMEM */
fire_status zip_parts_open(struct source *source, struct fire_arena *arena,
                           struct zip_parts **out, struct fire_error *err) FIRE_MUST_CHECK;
void zip_parts_close(struct zip_parts *parts); /* NULL is fine */

/* The part of that name, letters of either case being the same, or -1. */
int64_t zip_parts_find(const struct zip_parts *parts, const char *name);

const char *zip_parts_name(const struct zip_parts *parts, int64_t index);
const char *zip_parts_path(const struct zip_parts *parts); /* the file's, for messages */

/* Bytes that were unpacked so far, as often as that happened: the work that was done. */
int64_t zip_parts_n_read(const struct zip_parts *parts);

/*   out      set on FIRE_OK only
 *   errors   FIRE_ESYNTAX, FIRE_EIO, FIRE_ENOMEM */
fire_status zip_part_open(struct zip_parts *parts, int64_t index, struct zip_part **out,
                          struct fire_error *err) FIRE_MUST_CHECK;
void zip_part_close(struct zip_part *part); /* NULL is fine */

/* The next bytes; 0 at the end, where the checksum has been compared.
 *   errors   FIRE_ESYNTAX: damaged; FIRE_ERANGE: FIRE_LIMIT_PART_BYTES,
 *            FIRE_LIMIT_UNPACKED_BYTES (a part read again counts once) or
 *            FIRE_LIMIT_PACKED_RATIO was passed; FIRE_EIO, FIRE_ENOMEM */
fire_status zip_part_read(struct zip_part *part, char bytes[], size_t size, size_t *out_size,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
