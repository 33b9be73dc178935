/* rejects.c - the rejected rows of a file, ready to be corrected and read again.
 *
 * The columns added behind a row have headers that no field has, so a corrected file is read
 * like its source and they are passed over. */
#include "rejects.h"

#include "firestat/report.h"

#include <string.h>

static void add_end(struct rejects_file *file, const char *line, const char *reason)
{
    const char delimiter = fire_reader_delimiter(file->reader);
    fire_buffer_add(&file->text, &delimiter, 1);
    fire_buffer_add_text(&file->text, line);
    fire_buffer_add(&file->text, &delimiter, 1);
    /* a reason may hold the delimiter, whichever it is: always quoted */
    fire_buffer_add_text(&file->text, "\"");
    for (const char *at = reason; *at != '\0'; at++) {
        if (*at == '"') fire_buffer_add_text(&file->text, "\"");
        fire_buffer_add(&file->text, at, 1);
    }
    fire_buffer_add_text(&file->text, "\"\n");
}

static fire_status push(void *self, const struct fire_record *record, fire_rejects_part part,
                        const struct fire_issue *why, struct fire_error *err)
{
    struct rejects_file *file = self;
    char line[FIRE_NUMBER_BYTES];
    char reason[512];
    fire_buffer_add_view(&file->text, record->raw);
    switch (part) {
    case FIRE_REJECTS_HEADER:
        add_end(file, "firestat_line", "firestat_reason");
        break;
    case FIRE_REJECTS_TITLE:
    case FIRE_REJECTS_NUMBERS:
        fire_buffer_add_text(&file->text, "\n");
        break;
    case FIRE_REJECTS_RECORD:
        fire_number_plain(record->line, 0, line);
        fire_issue_text(why, file->session->say, reason, sizeof reason);
        add_end(file, line, reason);
        file->n_rows++;
        break;
    }
    return file->text.failed ? fire_fail_memory(err) : FIRE_OK;
}

struct fire_rejects rejects_of(struct rejects_file *file)
{
    return (struct fire_rejects){ .self = file, .push = push };
}

fire_status rejects_write(struct session *session, const struct rejects_file *file)
{
    const char *path = session->options.rejects;
    if (path == NULL || file->n_rows == 0) return FIRE_OK;
    FIRE_TRY(fire_output_write(path, file->text.bytes, file->text.size_bytes,
                               session->options.force, &session->err));
    tell(session, "%s: %lld rejected rows, to be corrected and read again", path,
         (long long)file->n_rows);
    return FIRE_OK;
}
