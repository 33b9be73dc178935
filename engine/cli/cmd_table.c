/* cmd_table.c - firestat table SOURCE: figures by group. */
#include "question.h"

#include "firestat/report.h"

#include <string.h>

/* By --format, else by the ending of -o, else for people. */
static bool choose_format(const struct session *session, fire_format *out)
{
    const struct options *options = &session->options;
    *out = FIRE_FORMAT_TABLE;
    if (options->format != NULL) return fire_format_of(options->format, out);
    const char *dot = options->output == NULL ? NULL : strrchr(options->output, '.');
    if (dot != NULL) (void)fire_format_of(dot + 1, out);
    return true;
}

int cmd_table(struct session *session)
{
    struct fire_report_options report = { .language = session->language,
                                          .unknown = session->options.unknown };
    if (!choose_format(session, &report.format)) {
        tell(session, "there is no format '%s': table, csv or json", session->options.format);
        return EXIT_USAGE;
    }
    struct source source;
    struct fire_buffer text = { 0 };
    const struct fire_summary *summary;
    bool asked;
    int code = EXIT_DONE;
    const struct question question = { DEFAULT_BY, DEFAULT_MEASURES,
                                       session->options.complete };
    fire_status status = question_answer(session, &source, &question, &summary, &asked);
    if (status == FIRE_OK) status = fire_report_summary(summary, &report, &text, &session->err);
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
