/* how_read.c - see how_read.h. */
#include "how_read.h"

#define LISTED_SHEETS 12 /* names of them in one line */

void add_other_sheets(const struct session *session, const struct fire_reader *reader,
                      struct fire_buffer *out)
{
    const int32_t n = fire_reader_n_other_sheets(reader);
    for (int32_t i = 0; i < n && i < LISTED_SHEETS; i++) {
        const struct fire_sheet sheet = fire_reader_other_sheet(reader, i);
        fire_buffer_printf(out, i == 0 ? "'%s'" : ", '%s'", sheet.name);
        if (sheet.is_hidden) fire_buffer_printf(out, " (%s)", session->say("hidden"));
    }
    if (n <= LISTED_SHEETS) return;
    fire_buffer_add_text(out, " ");
    fire_buffer_printf(out, session->say("and %lld more"), (long long)(n - LISTED_SHEETS));
}

void tell_how_read(const struct session *session, const struct fire_profile *profile,
                   const struct fire_reader *reader)
{
    const char *path = fire_reader_path(reader);
    const char *warning = fire_reader_warning(reader);
    if (warning != NULL) tell(session, "%s: %s", path, session->say(warning));
    if (session->options.quiet || profile->reader.sheet != NULL ||
        fire_reader_n_other_sheets(reader) == 0)
        return;
    struct fire_buffer names = { 0 };
    add_other_sheets(session, reader, &names);
    if (!names.failed)
        tell(session, "%s: only the sheet '%s' is read; --sheet NAME reads another: %s", path,
             fire_reader_sheet(reader), names.bytes);
    fire_buffer_finish(&names);
}
