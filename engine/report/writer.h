/* writer.h - what the writers of all formats share. Room-private.
 *
 * One report is written from start to end; its words live in an arena until it is done. A lack
 * of memory is remembered and looked at once, at the end (fire_report_summary). */
#ifndef FIRESTAT_REPORT_WRITER_H
#define FIRESTAT_REPORT_WRITER_H
#include "firestat/document.h"
#include "firestat/report.h"

struct writer {
    const struct fire_summary *summary;
    const struct fire_report_options *options;
    struct fire_buffer *out;
    struct fire_arena *arena;
    bool failed;            /* no memory for a word; out->failed tells of the text */
    fire_status status;     /* what else went wrong, ... */
    struct fire_error *err; /* ... and its words         */
};

/* The writers, one a format. */
void write_table(struct writer *writer);
void write_csv(struct writer *writer);
void write_tsv(struct writer *writer);
void write_excel(struct writer *writer);
void write_json(struct writer *writer);
void write_markdown(struct writer *writer);
void write_html(struct writer *writer);
void write_xlsx(struct writer *writer);

/* One table after the other as a document of the writer's language, given out by one of the
 * functions of document.h; what it says is wrong is the writer's status. */
typedef fire_status document_writer(const struct fire_document *document,
                                    struct fire_buffer *out, struct fire_error *err);
void write_grids(struct writer *writer, const struct fire_grid grid[], int32_t n_grids,
                 document_writer *give_out); /* in summary_document.c */

void write_area_notes(struct writer *writer); /* in notes.c */

/* The rows of a table as courses over its last dimension (sparkline.c), where that is time. */
bool sparkline_is_possible(const struct fire_summary *summary);
void write_sparklines(struct writer *writer);

/* ---- words of a summary (labels.c): never NULL, "" without memory -------------------- */

/* printf into the arena. */
const char *label_format(struct writer *writer, const char *format, ...) FIRE_PRINTF(2, 3);

/* The text with its first letter small, as inside a sentence; "CNCH" stays as it is. */
const char *label_inside(struct writer *writer, const char *text);

/* A word with a %s, filled with a label: small-lettered unless the label comes first. */
const char *label_fill(struct writer *writer, fire_word word, const char *label);

const char *label_dim(const struct writer *writer, int32_t dim);

const char *label_field(const struct writer *writer, int32_t measure); /* "Thiệt hại" */
const char *label_measure(struct writer *writer, int32_t measure); /* "Thiệt hại bình quân" */
const char *label_unit(const struct writer *writer, int32_t measure);

/* Does the label say its unit already: "Số người chết" of "người"? */
bool label_has_unit(struct writer *writer, const char *label, const char *unit);

/* "Thiệt hại (đồng)"; without the unit where the label says it. */
const char *label_measure_unit(struct writer *writer, int32_t measure);

/* As people read it; a group without a name is "Không rõ". */
const char *label_key(struct writer *writer, const struct fire_key *key);

/* "1.204", "–" of nothing. */
const char *label_value(struct writer *writer, struct fire_value value, int32_t scale);

/* What stands behind a p: "= 0,0312", or "< 0,0001". */
const char *label_p(struct writer *writer, double p);

const char *label_day(struct writer *writer, int32_t day); /* "31/12/2024" */

/* ---- cells of CSV (csv.c), each with its separator ------------------------------------- */

/* What stands between the cells of a CSV for Excel in Viet Nam, and in no other: there numbers
 * have a decimal comma, and a text that Excel would compute gets an apostrophe in front. */
#define CSV_EXCEL_SEPARATOR ';'

void csv_text(struct fire_buffer *out, struct fire_text_view text, char separator);
void csv_number(struct fire_buffer *out, bool is_there, int64_t number, int32_t scale,
                char separator);
void csv_day(struct fire_buffer *out, int32_t day, char separator);
/* What was computed, to six places; a figure too large for them as a whole number. */
void csv_double(struct fire_buffer *out, bool is_there, double value, char separator);

/* Every cell was ended with a separator: the last one ends the row, which began at `start`. A row
 * of one empty cell would be a blank line, so it is quoted. */
void csv_end_row(struct fire_buffer *out, size_t start);

/* ---- sentences around a table (notes.c) ---------------------------------------------- */

/* "Số vụ, thiệt hại theo năm. Từ 01/01/2014 đến 31/12/2024 (4.018 ngày), lịch dương." */
const char *note_caption(struct writer *writer);

/* What the reader must know of the figures, most important first. Borrowed from the arena;
 * out_n is 0 where there is nothing to say. */
const char *const *note_list(struct writer *writer, int32_t *out_n);

/* ---- text for a terminal (terminal.c) ------------------------------------------------ */

/* Is this a character that fire_report_terminal_text replaces? */
bool terminal_is_control(uint32_t letter);

/* The code point that starts at `at`, and the bytes it takes. Text is valid UTF-8. */
uint32_t terminal_letter(struct fire_text_view text, size_t at, size_t *out_size);

#endif
