/* how_read.h - what is told of how a file was opened, on the page and on standard error. */
#ifndef FIRESTAT_ENGINE_CLI_HOW_READ_H
#define FIRESTAT_ENGINE_CLI_HOW_READ_H
#include "source.h"

/* "'Tháng 2', 'Nháp' (hidden)": the sheets with cells that are not read. */
void add_other_sheets(const struct session *session, const struct fire_reader *reader,
                      struct fire_buffer *out);

/* Lines about letters from before Unicode, and what shows that they are. */
void add_old_letters(const struct session *session, const struct fire_old_letters *letters,
                     struct fire_buffer *out);

/* What nobody asked for, at the time a file is opened: its warning, letters that no font
 * declares, the sheets left out unless one was named. */
void tell_how_read(const struct session *session, const struct fire_profile *profile,
                   const struct fire_reader *reader);

#endif
