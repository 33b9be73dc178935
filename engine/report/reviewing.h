/* reviewing.h - a review on its way to blocks: what its parts share. Room-private. */
#ifndef FIRESTAT_REPORT_REVIEWING_H
#define FIRESTAT_REPORT_REVIEWING_H
#include "compare.h"

#include "firestat/phrase.h"
#include "firestat/review.h"
#include "firestat/sentence.h"

#define REVIEW_LEVELS 3

struct reviewing {
    const struct fire_review *review;
    const struct fire_review_section *section; /* the one at work */
    struct fire_report_options options;
    struct compare_writer compare; /* words of the section's comparison or summary */
    struct fire_phrase phrase;     /* of the same arena */
    struct fire_block *block;      /* of the arena, grown by halves */
    int64_t n_blocks;
    int64_t capacity;
    int32_t number[REVIEW_LEVELS + 1];         /* of headings: the last one of each level */
    const struct fire_review_section *pending; /* a heading that waits for something below it */
    int32_t n_tables;
    int32_t n_figures;
    bool is_annex; /* behind the signature: its first headings have no number */
    bool failed;   /* no memory */
};

/* ---- blocks (reviewing.c) ----------------------------------------------------------------- */

void *reviewing_take(struct reviewing *r, int64_t count, size_t item_bytes);
#define REVIEW_TAKE(r, count, type) ((type *)reviewing_take((r), (count), sizeof(type)))

/* The words are those of this comparison, or of this summary. */
void reviewing_of_comparison(struct reviewing *r, const struct fire_comparison *comparison,
                             const struct fire_comparison *total);
void reviewing_of_summary(struct reviewing *r, const struct fire_summary *summary);

void reviewing_heading(struct reviewing *r);
void reviewing_paragraph(struct reviewing *r, fire_paragraph_style style, const char *text);
/* The same with a first part in bold; "" of it for none. */
void reviewing_lead(struct reviewing *r, fire_paragraph_style style, const char *lead,
                    const char *text);
/* A paragraph a line. */
void reviewing_lines(struct reviewing *r, const char *text);
/* The grid's caption gets its number. */
void reviewing_grid(struct reviewing *r, struct fire_grid grid);
void reviewing_figures(struct reviewing *r);

const char *reviewing_word(const struct reviewing *r, fire_word word);
/* "a", then "a; b". */
const char *reviewing_join(struct reviewing *r, const char *list, const char *between,
                           const char *more);
/* With a full stop; "" stays. */
const char *reviewing_sentence(struct reviewing *r, const char *text);

/* ---- cells (review_cells.c) --------------------------------------------------------------- */

/* What a column of figures is shown in. */
struct review_unit {
    int32_t power;    /* shown unit = 10^power of the field's */
    int32_t decimals; /* -1: as many as there are */
    const char *name; /* "triệu đồng"; "" */
};

/* How far the figures of a column go. {0} before the first. */
struct review_extent {
    int64_t most;
    int64_t least; /* of those that are not 0; 0: none */
};

void review_extent_add(struct review_extent *extent, struct fire_value value);

/*   extent   of the figures, at `scale` */
struct review_unit review_unit_of(struct reviewing *r,
                                  const struct fire_summary_measure *measure,
                                  struct review_extent extent, int32_t scale);

struct fire_cell review_text_cell(const char *text);
struct fire_cell review_number_cell(struct reviewing *r, struct fire_value value, int32_t scale,
                                    struct review_unit unit);
/* With its sign; `has` false: "–". */
struct fire_cell review_change_cell(struct reviewing *r, bool has, int64_t delta, int32_t scale,
                                    struct review_unit unit);
struct fire_cell review_percent_cell(struct reviewing *r, bool has, int64_t percent,
                                     int32_t decimals);

/* "Thiệt hại tài sản (triệu đồng)" */
const char *review_measure_label(struct reviewing *r, int32_t measure, struct review_unit unit);

/* The notes of one table, each once. */
struct review_notes {
    const char **note;
    int32_t n;
    int32_t capacity;
};

/* Its number from 1; 0 for "". */
int32_t review_note(struct reviewing *r, struct review_notes *notes, const char *text);

/* ---- sentences about a comparison (review_words.c) ------------------------------------------ */

bool review_is_money(const struct fire_comparison *of, int32_t measure);

/* Whether a measure has a figure in any row of a comparison. */
bool review_has_figures(const struct fire_comparison *of, int32_t measure);

/* In the place of changes: which of the two sides lacks figures, by the first measure. */
const char *review_no_change_words(struct reviewing *r, const struct fire_comparison *of,
                                   int32_t against);

/* What a sentence calls a measure: "số vụ cháy", "số người chết". */
const char *review_measure_words(struct reviewing *r, const struct fire_comparison *of,
                                 int32_t measure);

/* "145 vụ cháy, làm chết 02 người, bị thương 05 người, thiệt hại về tài sản ước tính 11,57 tỷ đồng
 * (còn 06 vụ chưa ước tính được thiệt hại)": a group in the current window. */
const char *review_level_words(struct reviewing *r, const struct fire_comparison *of,
                               int64_t group);

/* "số vụ cháy giảm 15 vụ (-9,37%, 145/160); số người chết không tăng, không giảm (2/2)" */
const char *review_change_words(struct reviewing *r, const struct fire_comparison *of,
                                int64_t group, int32_t against);

/* "cùng kỳ năm trước"; "giai đoạn trước" of stages */
const char *review_base_words(struct reviewing *r, int32_t against);

/* "So với cùng kỳ năm trước" */
const char *review_against_words(struct reviewing *r, int32_t against);

/* The year that a day is in: "2024". */
const char *review_year(struct reviewing *r, int32_t day);

/* A group by name: "tháng 04/2024", "11–12 giờ", "Huyện Di Linh". */
const char *review_key_words(struct reviewing *r, const struct fire_key *key);

/* The same inside a sentence: what is no name begins small, "chợ". */
const char *review_key_inside(struct reviewing *r, const struct fire_key *key);

/* What is counted; English drops the plural's s for a single one. */
const char *review_noun_of(struct reviewing *r, bool is_single);

/* ---- the groups of a breakdown (review_groups.c) ------------------------------------------------- */

#define REVIEW_MOST_TOLD 5 /* groups in a sentence, unless the template says */

struct review_group {
    int64_t index; /* of the comparison */
    int64_t current;
    bool is_unknown; /* says nothing */
};

struct review_groups {
    struct review_group *group; /* [n] in the order of the comparison */
    int64_t n;
    int64_t n_known; /* incidents in groups that say something */
    int64_t n_unknown;
};

struct review_groups review_groups_of(struct reviewing *r, const struct fire_comparison *of);

/* A copy, the largest first, those that say nothing last; NULL without memory. */
struct review_group *review_groups_by_size(struct reviewing *r,
                                           const struct review_groups *groups);

/* Whether any group says something. */
bool review_groups_say_anything(const struct review_groups *groups);

/* "Huyện Di Linh tăng 02 vụ (5/3)" */
const char *review_group_change(struct reviewing *r, const struct fire_comparison *of,
                                int64_t group);

/* "tăng nhiều nhất: ...; giảm nhiều nhất: ..." against the first base; "" where none stands out. */
const char *review_most_changed(struct reviewing *r, const struct fire_comparison *of,
                                const struct review_groups *groups);

/* ---- the sections ---------------------------------------------------------------------------- */

void review_totals(struct reviewing *r);
void review_stages(struct reviewing *r);
void review_years(struct reviewing *r);
void review_breakdown(struct reviewing *r);
void review_levels(struct reviewing *r);
void review_kinds(struct reviewing *r);
void review_contribution(struct reviewing *r);
void review_notable(struct reviewing *r);
void review_forces(struct reviewing *r);
void review_assessment(struct reviewing *r);
void review_methods(struct reviewing *r);
void review_files(struct reviewing *r);
void review_parameters(struct reviewing *r);

/* "So với cùng kỳ năm trước: số vụ cháy giảm ...; ...", a paragraph for each comparison. */
void review_changes(struct reviewing *r, const struct fire_comparison *of);

/* The current figure of a measure, in another unit than its own. */
const char *review_figure_words(struct reviewing *r, const struct fire_comparison *of,
                                int32_t measure, const char *unit);

/* A table of a comparison without dimensions: a row a measure, columns a comparison. */
void review_comparison_grid(struct reviewing *r, const struct fire_comparison *of,
                            const char *caption);

#endif
