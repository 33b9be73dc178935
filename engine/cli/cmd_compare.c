/* cmd_compare.c - firestat compare SOURCE --period P: a period against others.
 *
 * The source is asked twice. The first answer is which days it has, for that says where windows
 * must stop; with them the windows are known, and all of them are asked in one pass. */
#include "comparing.h"

#include "days.h"

#include "firestat/report.h"

#include <string.h>

/* Contributions are of one dimension, and CSV has no columns for them. */
static bool check_contribution(struct session *session, fire_format format)
{
    const char *by = session->options.by;
    const bool has_room = format == FIRE_FORMAT_TABLE || format == FIRE_FORMAT_JSON;
    if (!session->options.contribution) return true;
    if (has_room && by != NULL && by[0] != '\0' && strchr(by, ',') == NULL) return true;
    tell(session, "--contribution needs one dimension in --by, and the format table or json");
    return false;
}

static fire_status ask(void *self, struct session *session, struct source *source,
                       struct questions *out)
{
    return comparing_ask(self, session, source, out);
}

int cmd_compare(struct session *session)
{
    struct comparing c = { 0 };
    struct fire_report_options report = { .language = session->language,
                                          .contribution = session->options.contribution };
    if (comparing_check(session, &c) != FIRE_OK) {
        tell_error(session);
        return EXIT_USAGE;
    }
    if (!choose_format(session, true, &report.format) || !check_contribution(session, report.format))
        return EXIT_USAGE;
    bool asked = false;
    fire_status status = days_find(session, &c.known, &c.silent_days, &asked);
    if (status != FIRE_OK) {
        tell_error(session);
        return exit_code_of(status, asked);
    }
    session->options.quiet = true; /* what is wrong with the rows was told */
    struct source source;
    struct questions questions;
    struct fire_buffer text = { 0 };
    const struct fire_comparison *comparison;
    const struct fire_comparison *total;
    const struct question_maker maker = { &c, ask };
    int code = EXIT_DONE;
    status = questions_answer(session, &source, maker, &questions, &asked);
    if (status == FIRE_OK)
        status = comparing_conclude(&c, session, &source, &questions, &comparison, &total);
    if (status == FIRE_OK)
        status = fire_report_comparison(comparison, total, &report, &text, &session->err);
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
