/* report.h - summaries as text that people and programs read.
 *
 * Thread use: pure but for the buffer. */
#ifndef FIRESTAT_REPORT_H
#define FIRESTAT_REPORT_H
#include "firestat/output.h"
#include "firestat/summary.h"
#include "firestat/words.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_FORMAT_TABLE, /* for the terminal: aligned, labels and numbers of the language */
    FIRE_FORMAT_CSV,   /* for programs: names and plain numbers                          */
    FIRE_FORMAT_JSON,
} fire_format;

bool fire_format_of(const char *name, fire_format *out); /* false: no such format */

struct fire_report_options {
    fire_format format;
    fire_language language;
    bool unknown; /* <measure>_unknown columns */
};

/* Append the summary to the buffer.
 *   errors   FIRE_ENOMEM */
fire_status fire_report_summary(const struct fire_summary *summary,
                                const struct fire_report_options *options,
                                struct fire_buffer *out, struct fire_error *err)
    FIRE_MUST_CHECK;

/* Append text that may come from anywhere, for a terminal: characters that steer a terminal or
 * turn the direction of writing come out as U+FFFD, and what is wider than max_columns is cut
 * and ends in an ellipsis. max_columns 0: no limit. */
void fire_report_terminal_text(struct fire_buffer *out, struct fire_text_view text,
                               int64_t max_columns);

#ifdef __cplusplus
}
#endif
#endif
