/* compare.h - what the writers of a comparison share. Room-private. */
#ifndef FIRESTAT_REPORT_COMPARE_H
#define FIRESTAT_REPORT_COMPARE_H
#include "writer.h"

struct compare_writer {
    struct writer writer; /* its summary has the words of dimensions and measures */
    const struct fire_comparison *comparison;
    const struct fire_comparison *total; /* NULL: none */
};

void compare_write_table(struct compare_writer *compare);
void compare_write_csv(struct compare_writer *compare);
void compare_write_tsv(struct compare_writer *compare);
void compare_write_excel(struct compare_writer *compare);
void compare_write_markdown(struct compare_writer *compare);
void compare_write_html(struct compare_writer *compare);
void compare_write_xlsx(struct compare_writer *compare);
void compare_write_json(struct compare_writer *compare);

/* ---- lines of a table (compare_table.c) ----------------------------------------------------- */

#define COMPARE_N_FIGURES                                                                      \
    6 /* behind the keys: measure, current, base, change, percent, finding */

/* Of one group: the measures, and the verdict where criteria were asked. */
int32_t compare_n_lines(const struct compare_writer *compare);

/*   has_keys   else the columns of dimensions are empty
 *   cell       [n_dims + COMPARE_N_FIGURES] */
void compare_put_line(struct compare_writer *compare, const struct fire_comparison *of,
                      int64_t group, int32_t against, int32_t line, bool has_keys,
                      const char *cell[]);

const char *compare_header(struct compare_writer *compare, int32_t column);
bool compare_has_total(const struct compare_writer *compare);

/* ---- contributions (compare_parts.c), where the options ask for them ------------------------ */

void compare_write_parts_table(struct compare_writer *compare, int32_t against);
void compare_write_parts_json(struct compare_writer *compare);

/* ---- words (compare_words.c); of the writer's arena, never NULL ---------------------------- */

const char *compare_caption(struct compare_writer *compare, int32_t against);
const char *compare_against(struct compare_writer *compare, int32_t against);

/* "chưa đủ cơ sở kết luận tăng hay giảm (p = 0,61); ..." and what else is to be said of a row. */
const char *compare_finding(struct compare_writer *compare, const struct fire_compare_row *row,
                            int32_t measure);
const char *compare_verdict(struct compare_writer *compare,
                            const struct fire_compare_verdict *verdict);

/* What is particular about the windows and the money of one comparison; NULL-ended. */
const char *const *compare_remarks(struct compare_writer *compare, int32_t against);

/* Sentences below the table of one comparison; NULL-ended. */
const char *const *compare_notes(struct compare_writer *compare, int32_t against);

/* ---- codes of CSV and JSON (compare_csv.c), the same in every language -------------------- */

const char *compare_finding_code(fire_finding finding);
const char *compare_verdict_code(const struct fire_compare_verdict *verdict);
void compare_add_note_codes(struct fire_buffer *out, const struct fire_compare_row *row);
void compare_add_verdict_codes(const struct fire_comparison *comparison,
                               const struct fire_compare_verdict *verdict,
                               struct fire_buffer *out);

#endif
