/* check_page.c - one file on a page: how it was read, what each column became, that every line
 * is somewhere, and what was not right, kind by kind. */
#include "check_page.h"

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
                       session->say(fire_reader_encoding_reason(reader)));
    if (fire_reader_sheet(reader) != NULL) {
        fire_buffer_add_text(out, "\n  ");
        fire_buffer_printf(out, session->say("sheet: %s"), fire_reader_sheet(reader));
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

static void add_place(const struct session *session, const struct fire_issue *issue,
                      struct fire_buffer *out)
{
    struct fire_error line = { 0 };
    char reason[512];
    struct fire_location place = issue->where;
    place.file = NULL; /* the page is about one file */
    fire_issue_text(issue, session->say, reason, sizeof reason);
    line.say = session->say;
    (void)fire_fail(&line, FIRE_EVALUE, place, "%s", reason);
    fire_buffer_printf(out, "    %s\n", line.message);
}

static void add_issues(const struct session *session, const struct fire_issues *issues,
                       struct fire_buffer *out)
{
    static const char *const effects[] = { [FIRE_EFFECT_NOTICE] = "notices",
                                           [FIRE_EFFECT_CELL] = "cells set aside",
                                           [FIRE_EFFECT_REJECTED] = "rows rejected",
                                           [FIRE_EFFECT_EXCLUDED] = "rows excluded" };
    const int64_t n_kept = fire_issues_n_kept(issues);
    for (int kind = 0; kind < FIRE_N_ISSUES; kind++) {
        const int64_t n = fire_issues_n_of(issues, (fire_issue_kind)kind);
        int64_t n_told = 0;
        if (n == 0) continue;
        fire_buffer_add_text(out, "\n");
        for (int64_t i = 0; i < n_kept; i++) {
            const struct fire_issue *issue = fire_issues_at(issues, i);
            if (issue->kind != (fire_issue_kind)kind) continue;
            if (n_told == 0) {
                add_term(session, out, "  ", n, effects[issue->effect]);
                fire_buffer_add_text(out, "\n");
            }
            if (n_told == PLACES_A_KIND && !session->options.verbose) break;
            add_place(session, issue, out);
            n_told++;
        }
        if (n > n_told) {
            fire_buffer_add_text(out, "    ");
            fire_buffer_printf(out, session->say("and %lld more; --format csv lists them"),
                               (long long)(n - n_told));
            fire_buffer_add_text(out, "\n");
        }
    }
}

void check_page(const struct session *session, const struct file_run *run,
                const struct fire_binding *binding, const struct fire_schema *schema,
                const struct samples *samples, struct fire_buffer *out)
{
    if (out->size_bytes > 0) fire_buffer_add_text(out, "\n");
    add_how_read(session, run, binding, out);
    add_columns(session, binding, schema, samples, out);
    add_counts(session, &run->counts, out);
    add_issues(session, run->issues, out);
}

/* ---- the list -------------------------------------------------------------------------- */

void check_csv(const struct session *session, const struct file_run *run, bool first,
               struct fire_buffer *out)
{
    static const char *const effects[] = { [FIRE_EFFECT_NOTICE] = "notice",
                                           [FIRE_EFFECT_CELL] = "cell",
                                           [FIRE_EFFECT_REJECTED] = "rejected",
                                           [FIRE_EFFECT_EXCLUDED] = "excluded" };
    if (first) fire_buffer_add_text(out, "file,sheet,line,field,column,effect,value,message\n");
    for (int64_t i = 0; i < fire_issues_n_kept(run->issues); i++) {
        const struct fire_issue *issue = fire_issues_at(run->issues, i);
        char reason[512];
        fire_issue_text(issue, session->say, reason, sizeof reason);
        fire_buffer_add_csv_cell(out, fire_text_of(issue->where.file), ',');
        fire_buffer_add_csv_cell(out, fire_text_of(issue->where.sheet), ',');
        fire_buffer_printf(out, "%lld,%d,", (long long)issue->where.line, issue->where.field);
        fire_buffer_add_csv_cell(out, fire_text_of(issue->where.column), ',');
        fire_buffer_printf(out, "%s,", effects[issue->effect]);
        fire_buffer_add_csv_cell(out, fire_text_of(issue->value), ',');
        fire_buffer_add_csv_cell(out, fire_text_of(reason), '\n');
    }
}
