/* rejects.c - see rejects.h.
 *
 * The columns added behind a row have headers that no field has, so a corrected file is read
 * like its source and they are passed over.
 *
 * Rows of a workbook are no text yet. They are parted by ';' and their numbers get the decimal mark
 * that the column's texts have, a comma where it has none: the way an office's Excel writes them,
 * and one style for the whole column, which the profile can name. */
#include "rejects.h"

#include "records.h"

#include "firestat/report.h"

#include <string.h>

#define LINE_HEADER   "firestat_line"
#define REASON_HEADER "firestat_reason"

static bool is_workbook(const struct file_run *run)
{
    return fire_reader_sheet(run->reader) != NULL;
}

static char delimiter_of(const struct file_run *run)
{
    return is_workbook(run) ? ';' : fire_reader_delimiter(run->reader);
}

static void add_end(struct rejects_file *file, const char *line, const char *reason)
{
    const char delimiter = delimiter_of(file->run);
    struct fire_buffer *text = &file->run->rejects;
    fire_buffer_add(text, &delimiter, 1);
    fire_buffer_add_text(text, line);
    fire_buffer_add(text, &delimiter, 1);
    /* a reason may hold the delimiter, whichever it is: always quoted */
    fire_buffer_add_text(text, "\"");
    for (const char *at = reason; *at != '\0'; at++) {
        if (*at == '"') fire_buffer_add_text(text, "\"");
        fire_buffer_add(text, at, 1);
    }
    fire_buffer_add_text(text, "\"\n");
}

static bool has_point(const struct rejects_file *file, int32_t column)
{
    return column < fire_binding_n_columns(file->binding) &&
           fire_binding_column(file->binding, column)->numbers == FIRE_NUMBERS_EN;
}

/* A cell without the delimiter behind it. */
static void add_cell(struct rejects_file *file, const struct fire_record *record, int32_t i)
{
    struct fire_buffer *text = &file->run->rejects;
    struct fire_text_view cell = record->cell[i];
    char number[64];
    const bool is_number = record->kind != NULL &&
                           (record->kind[i] & FIRE_CELL_KIND) == FIRE_CELL_NUMBER;
    if (is_number && !has_point(file, i) && cell.size_bytes < sizeof number) {
        for (size_t k = 0; k < cell.size_bytes; k++)
            number[k] = (char)(cell.bytes[k] == '.' ? ',' : cell.bytes[k]);
        cell.bytes = number;
    }
    fire_buffer_add_csv_cell(text, cell, ';');
    if (!text->failed) text->size_bytes--;
}

static void add_record(struct rejects_file *file, const struct fire_record *record)
{
    struct fire_buffer *text = &file->run->rejects;
    if (text->size_bytes == 0) fire_buffer_add_text(text, FIRE_BYTE_ORDER_MARK);
    if (!is_workbook(file->run) || record->n_cells == 0) {
        fire_buffer_add_view(text, record->raw);
        return;
    }
    for (int32_t i = 0; i < record->n_cells; i++) {
        if (i > 0) fire_buffer_add_text(text, ";");
        add_cell(file, record, i);
    }
}

static void add_rejected(struct rejects_file *file, const struct fire_record *record,
                         const char *reason)
{
    char line[FIRE_NUMBER_BYTES];
    fire_number_plain(record->line, 0, line);
    add_record(file, record);
    add_end(file, line, reason);
    file->run->n_rejects++;
}

static fire_status push(void *self, const struct fire_record *record, fire_rejects_part part,
                        const struct fire_issue *why, struct fire_error *err)
{
    struct rejects_file *file = self;
    struct fire_buffer *text = &file->run->rejects;
    char reason[512];
    switch (part) {
    case FIRE_REJECTS_HEADER:
        add_record(file, record);
        add_end(file, LINE_HEADER, REASON_HEADER);
        break;
    case FIRE_REJECTS_TITLE:
    case FIRE_REJECTS_NUMBERS:
        add_record(file, record);
        fire_buffer_add_text(text, "\n");
        break;
    case FIRE_REJECTS_RECORD:
        fire_issue_text(why, file->session->say, reason, sizeof reason);
        add_rejected(file, record, reason);
        break;
    }
    return text->failed ? fire_fail_memory(err) : FIRE_OK;
}

struct fire_rejects rejects_of(struct rejects_file *file)
{
    return (struct fire_rejects){ .self = file, .push = push };
}

/* Rows that contradict an earlier one are known only when all are read: read them once more. */
static fire_status add_conflicts(struct session *session, struct rejects_file *file,
                                 const struct fire_tally *tally)
{
    struct fire_reader *reader = file->run->reader;
    int64_t next = 0;
    if (tally == NULL || tally->n_conflicts_listed == 0) return FIRE_OK;
    FIRE_TRY(fire_reader_rewind(reader, &session->err));
    while (next < tally->n_conflicts_listed) {
        struct fire_record record;
        bool more = false;
        FIRE_TRY(fire_reader_next(reader, &record, &more, &session->err));
        if (!more) break;
        if (record.line != tally->conflict[next].line) continue;
        char reason[512];
        conflict_text(session, &tally->conflict[next], reason, sizeof reason);
        add_rejected(file, &record, reason);
        while (next < tally->n_conflicts_listed && tally->conflict[next].line <= record.line)
            next++; /* a record of several rows is one */
    }
    return file->run->rejects.failed ? fire_fail_memory(&session->err) : FIRE_OK;
}

static fire_status write_both(struct session *session, const struct file_run *run,
                              const struct fire_binding *binding,
                              const struct fire_schema *schema, const char *folder)
{
    const char *path = session->options.rejects;
    const struct fire_save_options options = { .folder = folder,
                                               .delimiter = delimiter_of(run),
                                               .overwrite = session->options.force,
                                               .for_rejects = true };
    FIRE_TRY(fire_output_write(path, run->rejects.bytes, run->rejects.size_bytes,
                               session->options.force, &session->err));
    FIRE_TRY(fire_binding_save(binding, schema, &options, &session->err));
    tell(session, "%s: %lld rejected rows, to be corrected and read again with --profile %s",
         path, (long long)run->n_rejects, folder);
    return FIRE_OK;
}

fire_status rejects_write(struct session *session, struct file_run *run,
                          const struct fire_binding *binding, const struct fire_schema *schema,
                          const struct fire_tally *tally)
{
    struct rejects_file file = { session, run, binding };
    struct fire_buffer folder = { 0 };
    if (session->options.rejects == NULL) return FIRE_OK;
    FIRE_TRY(add_conflicts(session, &file, tally));
    if (run->n_rejects == 0) return FIRE_OK;
    fire_buffer_printf(&folder, "%s.profile", session->options.rejects);
    const fire_status status = folder.failed
                                   ? fire_fail_memory(&session->err)
                                   : write_both(session, run, binding, schema, folder.bytes);
    fire_buffer_finish(&folder);
    return status;
}

fire_status rejects_check_readable(struct session *session, const struct file_run *run,
                                   const struct fire_binding *binding)
{
    const struct fire_location place = { .file = fire_reader_path(run->reader) };
    bool is_rejects = false;
    for (int32_t i = 0; i < fire_binding_n_columns(binding); i++)
        is_rejects = is_rejects ||
                     strcmp(fire_binding_column(binding, i)->header, REASON_HEADER) == 0;
    if (!is_rejects || fire_issues_n_of(run->issues, FIRE_ISSUE_NUMBERS_ASSUMED) == 0)
        return FIRE_OK;
    return fire_fail(
        &session->err, FIRE_ESCHEMA, place,
        "these are rejected rows of another file, and too few to show which mark "
        "parts thousands: give the profile that was written beside them, --profile "
        "FILE.profile");
}
