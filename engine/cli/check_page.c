/* check_page.c - one file on a page: how it was read, what each column became, that every line
 * is somewhere, and what was not right, kind by kind. */
#include "check_page.h"

#include "how_read.h"
#include "records.h"

#include "firestat/report.h"

#include <string.h>

#define SAMPLE_COLUMNS 24  /* widest sample on the page            */
#define HEADER_COLUMNS 34  /* widest header                        */
#define SAMPLE_RECORDS 400 /* records looked through for samples   */
#define PLACES_A_KIND  5   /* places told of each kind, unless -v  */

/* ---- samples --------------------------------------------------------------------------- */

static bool keep_sample(struct samples *samples, int32_t column, struct fire_text_view cell,
                        struct fire_arena *arena)
{
    if (cell.size_bytes == 0) return true;
    for (int k = 0; k < N_SAMPLES; k++) {
        const char **kept = &samples->cell[column][k];
        if (*kept == NULL) {
            *kept = fire_arena_copy(arena, cell.bytes, cell.size_bytes);
            return *kept != NULL;
        }
        if (fire_text_equal(fire_text_of(*kept), cell)) return true;
    }
    return true;
}

static fire_status look_through(struct session *session, struct fire_reader *reader,
                                int64_t last_header_line, struct fire_arena *arena,
                                struct samples *samples)
{
    for (int n = 0; n < SAMPLE_RECORDS;) {
        struct fire_record record;
        bool more = false;
        FIRE_TRY(fire_reader_next(reader, &record, &more, &session->err));
        if (!more) break;
        if (record.line <= last_header_line) continue;
        n++;
        for (int32_t i = 0; i < record.n_cells && i < samples->n_columns; i++)
            if (!keep_sample(samples, i, record.cell[i], arena))
                return fire_fail_memory(&session->err);
    }
    return FIRE_OK;
}

fire_status samples_take(struct session *session, const struct fire_profile *profile,
                         const char *path, const struct fire_binding *binding,
                         struct fire_arena *arena, struct samples *out)
{
    struct fire_reader *reader;
    int64_t first_line = 0;
    int64_t last_line = 0;
    out->n_columns = fire_binding_n_columns(binding);
    out->cell = fire_arena_take(arena, (size_t)out->n_columns, sizeof *out->cell);
    if (out->cell == NULL) return fire_fail_memory(&session->err);
    if (strcmp(path, "-") == 0) return FIRE_OK;
    (void)fire_binding_header_lines(binding, &first_line, &last_line);
    FIRE_TRY(fire_reader_open(path, &profile->reader, &reader, &session->err));
    const fire_status status = look_through(session, reader, last_line, arena, out);
    fire_reader_close(reader);
    return status;
}

/* ---- the page -------------------------------------------------------------------------- */

static void add_padded(struct fire_buffer *out, const char *text, int64_t columns)
{
    const size_t before = out->size_bytes;
    fire_report_terminal_text(out, fire_text_of(text), columns);
    const struct fire_text_view written = { out->bytes + before, out->size_bytes - before };
    fire_buffer_repeat(out, ' ', columns - fire_text_columns(written));
}

static void add_count(const struct session *session, struct fire_buffer *out, int64_t number)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(session->language, number, 0, 0, text);
    fire_buffer_add_text(out, text);
}

static void add_how_read(const struct session *session, const struct file_run *run,
                         const struct fire_binding *binding, struct fire_buffer *out)
{
    const struct fire_reader *reader = run->reader;
    int64_t first_line = 0;
    int64_t last_line = 0;
    fire_report_terminal_text(out, fire_text_of(fire_reader_path(reader)), 0);
    fire_buffer_add_text(out, "\n  ");
    fire_buffer_printf(out, session->say("encoding: %s (%s)"), fire_reader_encoding(reader),
                       fire_reader_encoding_reason(reader));
    if (fire_reader_warning(reader) != NULL) {
        fire_buffer_add_text(out, "\n  ");
        fire_buffer_printf(out, session->say("warning: %s"),
                           session->say(fire_reader_warning(reader)));
    }
    for (int32_t i = 0; i < fire_reader_n_old_letters(reader); i++) {
        const struct fire_old_letters letters = fire_reader_old_letters(reader, i);
        fire_buffer_add_text(out, "\n  ");
        add_old_letters(session, &letters, out);
    }
    if (fire_reader_sheet(reader) != NULL) {
        fire_buffer_add_text(out, "\n  ");
        fire_buffer_printf(out, session->say("sheet: %s"), fire_reader_sheet(reader));
        if (fire_reader_n_other_sheets(reader) > 0) {
            fire_buffer_add_text(out, "\n  ");
            fire_buffer_add_text(out, session->say("sheets that are not read: "));
            add_other_sheets(session, reader, out);
        }
    } else {
        const char delimiter[2] = { fire_reader_delimiter(reader), '\0' };
        fire_buffer_add_text(out, "\n  ");
        fire_buffer_printf(out, session->say("cells are parted by: %s"),
                           delimiter[0] == '\t' ? "tab" : delimiter);
    }
    if (fire_binding_header_lines(binding, &first_line, &last_line)) {
        fire_buffer_add_text(out, "\n  ");
        fire_buffer_printf(out,
                           first_line == last_line
                               ? session->say("header row: line %lld")
                               : session->say("header rows: lines %lld to %lld"),
                           (long long)first_line, (long long)last_line);
    }
    fire_buffer_add_text(out, "\n\n");
}

/* "damage × 1.000.000, 1.234,5" */
static void add_meaning(const struct session *session, const struct fire_schema *schema,
                        const struct fire_bound_column *column, struct fire_buffer *out)
{
    static const char *const parts[FIRE_N_COLUMN_PARTS] = {
        [FIRE_COLUMN_WHOLE] = "",         [FIRE_COLUMN_DATE] = " (date)",
        [FIRE_COLUMN_TIME] = " (time)",   [FIRE_COLUMN_DAY] = " (day)",
        [FIRE_COLUMN_MONTH] = " (month)", [FIRE_COLUMN_YEAR] = " (year)",
        [FIRE_COLUMN_HOUR] = " (hour)",   [FIRE_COLUMN_MINUTE] = " (minute)",
    };
    struct fire_buffer text = { 0 };
    if (column->field < 0) {
        fire_buffer_add_text(
            &text, session->say(column->is_beside ? "read with the measures" : "passed over"));
    } else {
        fire_buffer_add_text(&text, fire_schema_field(schema, column->field)->name);
        fire_buffer_add_text(&text, parts[column->part]);
        if (column->factor > 1) {
            fire_buffer_add_text(&text, " × ");
            add_count(session, &text, column->factor);
        }
        if (column->numbers != FIRE_NUMBERS_UNSAID)
            fire_buffer_add_text(&text, column->numbers == FIRE_NUMBERS_VI ? ", 1.234,5"
                                                                           : ", 1,234.5");
    }
    add_padded(out, text.bytes == NULL ? "" : text.bytes, HEADER_COLUMNS);
    fire_buffer_finish(&text);
}

static void add_columns(const struct session *session, const struct fire_binding *binding,
                        const struct fire_schema *schema, const struct samples *samples,
                        struct fire_buffer *out)
{
    for (int32_t i = 0; i < fire_binding_n_columns(binding); i++) {
        const struct fire_bound_column *column = fire_binding_column(binding, i);
        fire_buffer_printf(out, "  %3d  ", i + 1);
        add_padded(out, column->header, HEADER_COLUMNS);
        fire_buffer_add_text(out, "  ");
        add_meaning(session, schema, column, out);
        for (int k = 0; k < N_SAMPLES && samples->cell[i][k] != NULL; k++) {
            fire_buffer_add_text(out, k == 0 ? "  " : " | ");
            fire_report_terminal_text(out, fire_text_of(samples->cell[i][k]), SAMPLE_COLUMNS);
        }
        while (out->size_bytes > 0 && out->bytes[out->size_bytes - 1] == ' ')
            out->size_bytes--;
        fire_buffer_add_text(out, "\n");
    }
    fire_buffer_add_text(out, "\n");
}

/* One term of a sum: "409 kept". */
static void add_term(const struct session *session, struct fire_buffer *out, const char *sign,
                     int64_t number, const char *english)
{
    fire_buffer_add_text(out, sign);
    add_count(session, out, number);
    fire_buffer_add_text(out, " ");
    fire_buffer_add_text(out, session->say(english));
}

static void add_counts(const struct session *session, const struct fire_import_counts *counts,
                       struct fire_buffer *out)
{
    add_term(session, out, "  ", counts->n_lines, "lines");
    add_term(session, out, " = ", counts->n_head_lines, "above the data");
    add_term(session, out, " + ", counts->n_blank_lines, "blank");
    add_term(session, out, " + ", counts->n_record_lines, "of data");
    fire_buffer_add_text(out, "\n");
    add_term(session, out, "  ", counts->n_records, "rows");
    add_term(session, out, " = ", counts->n_kept, "kept");
    add_term(session, out, " + ", counts->n_duplicates, "duplicate");
    add_term(session, out, " + ", counts->n_excluded, "excluded");
    add_term(session, out, " + ", counts->n_rejected, "rejected");
    fire_buffer_add_text(out, "\n");
    add_term(session, out, "  ", counts->n_set_aside, "cells set aside");
    fire_buffer_add_text(out, "\n");
}

static void add_place(const struct session *session, struct fire_location place,
                      const char *reason, struct fire_buffer *out)
{
    struct fire_error line = { .say = session->say };
    place.file = NULL; /* the page is about one file */
    (void)fire_fail(&line, FIRE_EVALUE, place, "%s", reason);
    fire_buffer_printf(out, "    %s\n", line.message);
}

static bool is_enough(const struct session *session, int64_t n_told)
{
    return n_told == PLACES_A_KIND && !session->options.verbose;
}

static void add_heading(const struct session *session, int64_t n, fire_effect effect,
                        struct fire_buffer *out)
{
    static const char *const effects[] = { [FIRE_EFFECT_NOTICE] = "notices",
                                           [FIRE_EFFECT_CELL] = "cells set aside",
                                           [FIRE_EFFECT_REJECTED] = "rows rejected",
                                           [FIRE_EFFECT_EXCLUDED] = "rows excluded" };
    fire_buffer_add_text(out, "\n");
    add_term(session, out, "  ", n, effects[effect]);
    fire_buffer_add_text(out, "\n");
}

static void add_more(const struct session *session, int64_t n_more, struct fire_buffer *out)
{
    if (n_more <= 0) return;
    fire_buffer_add_text(out, "    ");
    fire_buffer_printf(out, session->say("and %lld more; --format csv lists them"),
                       (long long)n_more);
    fire_buffer_add_text(out, "\n");
}

static void add_issues(const struct session *session, const struct fire_issues *issues,
                       struct fire_buffer *out)
{
    const int64_t n_kept = fire_issues_n_kept(issues);
    for (int kind = 0; kind < FIRE_N_ISSUES; kind++) {
        const int64_t n = fire_issues_n_of(issues, (fire_issue_kind)kind);
        int64_t n_told = 0;
        for (int64_t i = 0; n > 0 && i < n_kept && !is_enough(session, n_told); i++) {
            const struct fire_issue *issue = fire_issues_at(issues, i);
            char reason[512];
            if (issue->kind != (fire_issue_kind)kind) continue;
            if (n_told++ == 0) add_heading(session, n, issue->effect, out);
            fire_issue_text(issue, session->say, reason, sizeof reason);
            add_place(session, issue->where, reason, out);
        }
        add_more(session, n - n_told, out);
    }
}

/* Where a row of the tally stands. */
static struct fire_location row_place(const struct file_run *run, int64_t line)
{
    return (struct fire_location){ .file = fire_reader_path(run->reader),
                                   .sheet = fire_reader_sheet(run->reader),
                                   .line = line };
}

static void row_reason(const struct session *session, const struct file_run *run,
                       const struct fire_tally *tally, bool of_twins, int64_t i, char out[],
                       size_t size)
{
    const char *path = fire_reader_path(run->reader);
    if (of_twins)
        twin_text(session, path, &tally->twin[i], (struct origins){ &path, 1 }, out, size);
    else
        conflict_text(session, &tally->conflict[i], out, size);
}

/* Rows that are about one record, and rows that look as if they were. */
static void add_tally(const struct session *session, const struct file_run *run,
                      const struct fire_tally *tally, struct fire_buffer *out)
{
    for (int of_twins = 0; of_twins < 2; of_twins++) {
        const int64_t n = of_twins ? tally->n_twins : tally->n_conflicts;
        const int64_t n_listed = of_twins ? tally->n_twins_listed : tally->n_conflicts_listed;
        int64_t i = 0;
        if (n == 0) continue;
        add_heading(session, n, of_twins ? FIRE_EFFECT_NOTICE : FIRE_EFFECT_REJECTED, out);
        for (; i < n_listed && !is_enough(session, i); i++) {
            const int64_t line = of_twins ? tally->twin[i].line : tally->conflict[i].line;
            char reason[512];
            row_reason(session, run, tally, of_twins, i, reason, sizeof reason);
            add_place(session, row_place(run, line), reason, out);
        }
        add_more(session, n - i, out);
    }
}

void check_page(const struct session *session, const struct file_run *run,
                const struct fire_tally *tally, const struct fire_binding *binding,
                const struct fire_schema *schema, const struct samples *samples,
                struct fire_buffer *out)
{
    if (out->size_bytes > 0) fire_buffer_add_text(out, "\n");
    add_how_read(session, run, binding, out);
    add_columns(session, binding, schema, samples, out);
    add_counts(session, &run->counts, out);
    add_issues(session, run->issues, out);
    add_tally(session, run, tally, out);
}

/* ---- the list -------------------------------------------------------------------------- */

static void add_csv_row(struct fire_buffer *out, struct fire_location where, fire_effect effect,
                        const char *value, const char *reason)
{
    static const char *const effects[] = { [FIRE_EFFECT_NOTICE] = "notice",
                                           [FIRE_EFFECT_CELL] = "cell",
                                           [FIRE_EFFECT_REJECTED] = "rejected",
                                           [FIRE_EFFECT_EXCLUDED] = "excluded" };
    fire_buffer_add_csv_cell(out, fire_text_of(where.file), ',');
    fire_buffer_add_csv_cell(out, fire_text_of(where.sheet), ',');
    fire_buffer_printf(out, "%lld,%d,", (long long)where.line, where.field);
    fire_buffer_add_csv_cell(out, fire_text_of(where.column), ',');
    fire_buffer_printf(out, "%s,", effects[effect]);
    fire_buffer_add_csv_cell(out, fire_text_of(value), ',');
    fire_buffer_add_csv_cell(out, fire_text_of(reason), '\n');
}

void check_csv(const struct session *session, const struct file_run *run,
               const struct fire_tally *tally, bool first, struct fire_buffer *out)
{
    const char *warning = fire_reader_warning(run->reader);
    char reason[512];
    if (first) fire_buffer_add_text(out, "file,sheet,line,field,column,effect,value,message\n");
    if (warning != NULL)
        add_csv_row(out, row_place(run, 0), FIRE_EFFECT_NOTICE, "", session->say(warning));
    for (int64_t i = 0; i < fire_issues_n_kept(run->issues); i++) {
        const struct fire_issue *issue = fire_issues_at(run->issues, i);
        fire_issue_text(issue, session->say, reason, sizeof reason);
        add_csv_row(out, issue->where, issue->effect, issue->value, reason);
    }
    for (int64_t i = 0; i < tally->n_conflicts_listed; i++) {
        row_reason(session, run, tally, false, i, reason, sizeof reason);
        add_csv_row(out, row_place(run, tally->conflict[i].line), FIRE_EFFECT_REJECTED,
                    tally->conflict[i].key, reason);
    }
    for (int64_t i = 0; i < tally->n_twins_listed; i++) {
        row_reason(session, run, tally, true, i, reason, sizeof reason);
        add_csv_row(out, row_place(run, tally->twin[i].line), FIRE_EFFECT_NOTICE, "", reason);
    }
}
