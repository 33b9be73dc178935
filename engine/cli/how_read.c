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

void add_old_letters(const struct session *session, const struct fire_old_letters *letters,
                     struct fire_buffer *out)
{
    if (letters->font == NULL)
        fire_buffer_printf(out,
                           session->say("letters of %s: of %lld words that are no Vietnamese "
                                        "syllables as they stand %lld are in it"),
                           letters->encoding, (long long)letters->n_words,
                           (long long)letters->n_syllables);
    else
        fire_buffer_printf(out,
                           session->say("letters of %s: %lld cells in a font %s; %lld cells in "
                                        "it are Unicode and stay as they are"),
                           letters->encoding, (long long)letters->n_cells, letters->font,
                           (long long)letters->n_kept);
    if (letters->before[0] == '\0') return;
    fire_buffer_add_text(out, ": ");
    fire_buffer_printf(out, session->say("'%s' is read as '%s'"), letters->before,
                       letters->after);
}

/* What only the words say may be wrong: it is told at every reading. */
static void tell_old_letters(const struct session *session, const struct fire_reader *reader)
{
    for (int32_t i = 0; i < fire_reader_n_old_letters(reader); i++) {
        const struct fire_old_letters letters = fire_reader_old_letters(reader, i);
        struct fire_buffer text = { 0 };
        if (letters.font != NULL && !session->options.verbose) continue;
        add_old_letters(session, &letters, &text);
        if (!text.failed) tell(session, "%s: %s", fire_reader_path(reader), text.bytes);
        fire_buffer_finish(&text);
    }
}

void tell_how_read(const struct session *session, const struct fire_profile *profile,
                   const struct fire_reader *reader)
{
    const char *path = fire_reader_path(reader);
    const char *warning = fire_reader_warning(reader);
    if (warning != NULL) tell(session, "%s: %s", path, session->say(warning));
    if (!session->options.quiet) tell_old_letters(session, reader);
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
