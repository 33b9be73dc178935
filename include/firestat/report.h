/* report.h - summaries as text that people and programs read.
 *
 * Thread use: pure but for the buffer. */
#ifndef FIRESTAT_REPORT_H
#define FIRESTAT_REPORT_H
#include "firestat/compare.h"
#include "firestat/output.h"
#include "firestat/summary.h"
#include "firestat/trends.h"
#include "firestat/verify.h"
#include "firestat/words.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_FORMAT_TABLE, /* for the terminal: aligned, labels and numbers of the language */
    FIRE_FORMAT_CSV,   /* for programs: names and plain numbers                          */
    FIRE_FORMAT_JSON,
    FIRE_FORMAT_TSV, /* as CSV, with tabs                                                     */
    FIRE_FORMAT_EXCEL, /* CSV for Excel in Viet Nam: byte order mark, ';', decimal commas, and no
                          text that would be computed                                           */
    FIRE_FORMAT_MARKDOWN, /* documents (document.h) of tables; not of checked figures              */
    FIRE_FORMAT_HTML,
    FIRE_FORMAT_XLSX,
} fire_format;

/* By name or by the ending of a file: "csv", "md"; false: no such format. */
bool fire_format_of(const char *name, fire_format *out);

/* Is it one of those that checked figures do not have? */
bool fire_format_is_document(fire_format format);

struct fire_report_options {
    fire_format format;
    fire_language language;
    bool unknown;      /* <measure>_unknown columns */
    bool sparklines;   /* of a table whose last dimension is time: its course in a row */
    bool contribution; /* of comparisons by one dimension: which groups made the change (table
                          and JSON)                                                            */
};

/* Append the summary to the buffer.
 *   errors   FIRE_ENOMEM; those of the document's writer */
fire_status fire_report_summary(const struct fire_summary *summary,
                                const struct fire_report_options *options,
                                struct fire_buffer *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Append what a reader must know of restated areas and of reports that did not come, a line each:
 * it stands under a table and in JSON, and goes beside CSV, which has no room for it.
 *   errors   FIRE_ENOMEM */
fire_status fire_report_area_notes(const struct fire_summary *summary,
                                   const struct fire_report_options *options,
                                   struct fire_buffer *out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* ---- checked figures of somebody's report (verify.h) ----------------------------------- */

typedef enum {
    FIRE_CHECKED_LEVEL, /* against the level that a comparison's text repeats */
    FIRE_CHECKED_DELTA,
    FIRE_CHECKED_PERCENT,
    FIRE_CHECKED_SHARE,
    FIRE_CHECKED_PARTS,    /* the total of all parts     */
    FIRE_CHECKED_PERCENTS, /* their percents against 100 */
    FIRE_CHECKED_DATES,
    FIRE_N_CHECKED_KINDS
} fire_checked_kind;

/* Texts are borrowed, NULL or "" where there are none. */
struct fire_checked_figure {
    const char *file;
    int64_t line;
    const char *label; /* area, report */
    const char *period;
    const char *against;
    const char *item;
    const char *measure;
    fire_checked_kind kind;
    struct fire_printed printed;
    int32_t power; /* of ten, of the unit it was printed in */
    struct fire_window days;
    struct fire_figure_check check;
    struct fire_window right_days; /* with FIRE_FIGURE_ONE_END */
};

/* Append what was found: for people what is not right and why, for programs a row a figure
 * (file,line,label,period,against,item,measure,figure,printed,right,verdict,low,high,note).
 *   errors   FIRE_ENOMEM */
fire_status fire_report_figures(const struct fire_checked_figure figure[], int64_t n,
                                const struct fire_report_options *options,
                                struct fire_buffer *out,
                                struct fire_error *err) FIRE_MUST_CHECK;

/* Append a comparison. In CSV a row a group, comparison and measure:
 * <dims>,measure,against,current_from,current_to,base_from,base_to,current,base,delta,percent,
 * p_value,verdict,note; where criteria are asked, one more of the measure "criteria".
 *   total    the same of all groups together; NULL: none
 *   errors   FIRE_ENOMEM */
fire_status fire_report_comparison(const struct fire_comparison *comparison,
                                   const struct fire_comparison *total,
                                   const struct fire_report_options *options,
                                   struct fire_buffer *out,
                                   struct fire_error *err) FIRE_MUST_CHECK;

/* Append trends. In CSV a row a group and measure: <dims>,measure,from,to,n_years,model,rate_ratio,
 * low,high,p_value,mk_p,sen_slope,change_year,change_p,forecast_low,forecast_high,verdict,note.
 *   total    the same of all groups together; NULL: none
 *   errors   FIRE_ENOMEM */
fire_status fire_report_trends(const struct fire_trends *trends,
                               const struct fire_trends *total,
                               const struct fire_report_options *options,
                               struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Append text that may come from anywhere, for a terminal: characters that steer a terminal or
 * turn the direction of writing come out as U+FFFD, and what is wider than max_columns is cut
 * and ends in an ellipsis. max_columns 0: no limit. */
void fire_report_terminal_text(struct fire_buffer *out, struct fire_text_view text,
                               int64_t max_columns);

#ifdef __cplusplus
}
#endif
#endif
