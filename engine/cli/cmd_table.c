/* cmd_table.c - firestat table SOURCE: figures by group. */
#include "question.h"

#include "firestat/report.h"

/* CSV has no room for what is to be said of the figures: it goes beside. */
static bool is_bare(fire_format format)
{
    return format == FIRE_FORMAT_CSV || format == FIRE_FORMAT_EXCEL;
}

static fire_status tell_notes(struct session *session, const struct fire_summary *summary,
                              const struct fire_report_options *report)
{
    struct fire_buffer notes = { 0 };
    if (session->options.quiet || !is_bare(report->format)) return FIRE_OK;
    const fire_status status = fire_report_area_notes(summary, report, &notes, &session->err);
    if (status == FIRE_OK && notes.size_bytes > 0) fputs(notes.bytes, stderr);
    fire_buffer_finish(&notes);
    return status;
}

int cmd_table(struct session *session)
{
    struct fire_report_options report = { .language = session->language,
                                          .unknown = session->options.unknown,
                                          .sparklines = session->options.sparklines };
    if (!choose_format(session, true, &report.format)) return EXIT_USAGE;
    struct source source;
    struct fire_buffer text = { 0 };
    const struct fire_summary *summary;
    bool asked;
    int code = EXIT_DONE;
    const struct question question = { DEFAULT_BY, DEFAULT_MEASURES, session->options.complete, true, false };
    fire_status status = question_answer(session, &source, &question, &summary, &asked);
    if (status == FIRE_OK) status = fire_report_summary(summary, &report, &text, &session->err);
    if (status == FIRE_OK) status = tell_notes(session, summary, &report);
    if (status == FIRE_OK) {
        code = deliver(session, &text);
    } else {
        tell_error(session);
        code = exit_code_of(status, asked);
    }
    fire_buffer_finish(&text);
    source_unload(&source);
    return code;
}
