/* docx_package.h - parts in a ZIP file in memory. Room-private.
 *
 *     struct package *package = package_create();
 *     package_add(package, "word/styles.xml", styles, false);
 *     package_add_stream(package, "word/document.xml", next_piece, of);
 *     status = package_finish(package, out, err);
 *
 * Parts stand in the order they were added, without dates of their own: same parts, same bytes. */
#ifndef FIRESTAT_REPORT_DOCX_PACKAGE_H
#define FIRESTAT_REPORT_DOCX_PACKAGE_H
#include "firestat/output.h"

struct package;

struct package *package_create(void); /* NULL: no memory, which package_finish says */

/* A part that is there.
 *   bytes      borrowed until package_finish
 *   is_packed  compressed already, as pictures are: it is only stored */
void package_add(struct package *package, const char *name, struct fire_text_view bytes,
                 bool is_packed);

/* Appends the next piece of a part; false: there is none left. */
typedef bool (*package_next)(void *of, struct fire_buffer *piece);

/* A part that is made while it is packed, so that it is never whole in memory. */
void package_add_stream(struct package *package, const char *name, package_next next, void *of);

/* Appends the file to `out` and frees the package.
 *   errors   FIRE_ENOMEM; `out` is then as it was */
fire_status package_finish(struct package *package, struct fire_buffer *out,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
