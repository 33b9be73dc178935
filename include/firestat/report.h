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

#ifdef __cplusplus
}
#endif
#endif
