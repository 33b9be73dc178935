/* review.h - the periodic review as a document: sections of answers become blocks.
 *
 *     struct fire_review review = { .n_sections = n, .section = section, ... };
 *     status = fire_review_document(&review, arena, &document, err);
 *     status = fire_document_docx(&document, &bytes, err);
 *
 * What is asked, and in which order it stands, is the caller's (a table that the analyst edits);
 * here answers become sentences, tables and captions. Every number in a sentence comes from the
 * same summary as the one in the table below it.
 *
 * A section whose answers have nothing to show is left out, with its heading; one that cannot be
 * told says what is missing.
 *
 * Thread use: pure but for the arena. */
#ifndef FIRESTAT_REVIEW_H
#define FIRESTAT_REVIEW_H
#include "firestat/compare.h"
#include "firestat/document.h"
#include "firestat/severity.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_SECTION_LETTERHEAD, /* issuing body, national title, number, place and date         */
    FIRE_SECTION_TITLE,      /* the title of the whole                                       */
    FIRE_SECTION_HEADING,    /* a heading for the sections below it                          */
    FIRE_SECTION_TEXT,       /* what the template says                                       */
    FIRE_SECTION_TOTALS,    /* comparison without dimensions: sentences, the verdict, a table */
    FIRE_SECTION_YEARS,     /* one summary a window, the newest first: a row each           */
    FIRE_SECTION_STAGES,    /* comparison of several years with as many before               */
    FIRE_SECTION_BREAKDOWN, /* comparison by one dimension: shares, changes, a table         */
    FIRE_SECTION_LEVELS,    /* incidents by the levels of severity schemes                    */
    FIRE_SECTION_KINDS,     /* the same, each group told as in the totals                    */
    FIRE_SECTION_CONTRIBUTION, /* the same: what each group had in the change                */
    FIRE_SECTION_NOTABLE, /* a summary with its largest incidents                         */
    FIRE_SECTION_FORCES,  /* comparison without dimensions: what was sent out, saved        */
    FIRE_SECTION_ASSESSMENT, /* a draft of it, from the totals and the contributions of the
                                  sections before; then its text                            */
    FIRE_SECTION_METHODS,    /* what the figures mean, in plain words                        */
    FIRE_SECTION_FILES,      /* data files and what was read of them                         */
    FIRE_SECTION_PARAMETERS, /* everything that was asked for                                */
    FIRE_SECTION_SIGNATURE,  /* to whom it goes, who signs                                   */
    FIRE_SECTION_PAGE_BREAK,
    FIRE_N_SECTIONS,
} fire_section_kind;

/* "totals" -> FIRE_SECTION_TOTALS; false: no such section. */
bool fire_section_kind_of(const char *name, fire_section_kind *out);

/* A chart that belongs to a section. */
struct fire_review_figure {
    const char *name;  /* ASCII letters, digits and '-'; unique: "years-trend" */
    const char *title; /* for the caption; NULL: the picture's own title       */
    const struct fire_picture *picture;
    struct fire_text_view png;
};

/* The incidents of the days of one scheme, by its levels. */
struct fire_review_levels {
    const struct fire_severity_scheme *scheme;
    struct fire_window window;
    bool is_grouped; /* some rows stand for several incidents: nothing is counted */
    int64_t n_incidents;
    int64_t n_open;   /* of them: damage is not known, so the level may be a higher one */
    const int64_t *n; /* [scheme->n_levels]; NULL where it has no bounds, or is_grouped */
};

struct fire_review_section {
    fire_section_kind kind;
    int32_t level;     /* of its heading, 1..3; 0: none                                   */
    const char *name;  /* ASCII letters, digits and '-'; unique: stem of its table         */
    const char *title; /* of its heading, without a number; "": no heading                 */
    const char *text;  /* of TEXT, and behind BREAKDOWN and ASSESSMENT, a paragraph a line; of
                            LETTERHEAD and SIGNATURE lines, left and right columns
                            parted by '|'; "*" in front of a line: bold, "_": ruled below    */
    const char *noun;  /* of what is counted: "vụ cháy", "fires"                           */
    const char *unknown; /* labels of groups that say nothing, '|' between; "": none         */
    int32_t most;        /* groups told in sentences; 0: all                                  */
    bool is_area;        /* its dimension is an area: readers look for their own              */
    const struct fire_comparison *comparison; /* NULL: not asked                             */
    const struct fire_comparison *total;      /* of all groups; NULL without dimensions       */
    int32_t n_summaries;
    const struct fire_summary *const *summary;
    const struct fire_window *window; /* [n_summaries] of YEARS */
    int32_t n_levels;                 /* of LEVELS: in the order of days */
    const struct fire_review_levels *levels;
    int32_t n_figures;
    const struct fire_review_figure *figure;
    const char *fault; /* why it cannot be told, a sentence; NULL: it can */
};

/* A file that the figures came from. Numbers are -1 where they are not known. */
struct fire_review_file {
    const char *name;
    const char *sha256;
    const char *imported_at; /* "": not out of a store */
    const char *reading;     /* profile and other options it was read with; "": none */
    int64_t n_read;
    int64_t n_kept;
    int64_t n_duplicates;
    int64_t n_revised;
    int64_t n_excluded;
    int64_t n_rejected;
    int64_t n_set_aside; /* cells that could not be read */
};

struct fire_review_parameter {
    const char *name;
    const char *value;
};

struct fire_review {
    fire_language language;
    const char *place;  /* "tỉnh Lâm Đồng"; "": not known                    */
    const char *period; /* "năm 2024", "9 tháng năm 2024"                     */
    struct fire_window window;
    const struct fire_calendar *calendar;
    struct fire_window known; /* days of the data */
    const char *issuer;       /* "CÔNG AN TỈNH LÂM ĐỒNG"; ""                         */
    const char *version;      /* "0.1.0" */
    fire_rounding rounding;
    const struct fire_severity *severity; /* the schemes; NULL: none are of this country */
    int32_t n_sections;
    const struct fire_review_section *section;
    int32_t n_files;
    const struct fire_review_file *file;
    int32_t n_parameters;
    const struct fire_review_parameter *parameter;
};

/*   arena    owns the document; what the review points to must live as long
 *   errors   FIRE_ENOMEM */
fire_status fire_review_document(const struct fire_review *review, struct fire_arena *arena,
                                 struct fire_document *out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
