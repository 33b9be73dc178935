/* chart_draw.h - ink: a picture becomes PNG, PDF or SVG bytes.
 *
 *     struct fire_ink *ink;
 *     FIRE_TRY(fire_ink_create(&ink, err));                      once a thread
 *     status = fire_layout_make(&chart, size, fire_ink_meter(ink), arena, &picture, err);
 *     status = fire_draw_file(ink, &picture, "trend.png", false, err);
 *     fire_ink_free(ink);
 *
 * Same picture, same bytes: letters come from Liberation Sans and Serif in a font configuration
 * of our own, so nothing else that is installed, no locale, time zone or clock can change them.
 * Only a letter that these lack (Hangul, Han) comes from the first font of the machine that has it.
 *
 * Thread use: one thread per ink; different inks in parallel. */
#ifndef FIRESTAT_CHART_DRAW_H
#define FIRESTAT_CHART_DRAW_H
#include "firestat/chart_layout.h"
#include "firestat/error.h"
#include "firestat/output.h"

#ifdef __cplusplus
extern "C" {
#endif

struct fire_ink;

/* Load the fonts and make what is needed to measure and draw text. Takes some milliseconds;
 * an ink serves any number of charts.
 *
 * LiberationSans-Regular.ttf and LiberationSans-Bold.ttf are looked for in $FIRESTAT_FONT_DIR,
 * then where Debian's fonts-liberation2 and fonts-liberation put them.
 *
 *   errors   FIRE_EIO: the fonts are not there, or are no Liberation Sans
 *            FIRE_ENOMEM */
fire_status fire_ink_create(struct fire_ink **out, struct fire_error *err) FIRE_MUST_CHECK;
void fire_ink_free(struct fire_ink *ink); /* NULL is fine */

/* Load Liberation Serif now, from the same folder, and not when the first text in it comes: an
 * error then says more than that a width is not known.
 *   errors   as above */
fire_status fire_ink_load_serif(struct fire_ink *ink, struct fire_error *err) FIRE_MUST_CHECK;

/* Letters that no font here has: each once, rising. Of more the lowest are kept, so that what is
 * told does not depend on which ink met them first. */
#define FIRE_UNKNOWN_MOST 40
struct fire_unknown_letters {
    int32_t n;
    uint32_t letter[FIRE_UNKNOWN_MOST]; /* code points */
};
void fire_unknown_add(struct fire_unknown_letters *letters, uint32_t letter);
void fire_unknown_add_all(struct fire_unknown_letters *letters,
                          const struct fire_unknown_letters *others);

/* "강 원": the letters themselves, for a message. */
#define FIRE_UNKNOWN_BYTES (FIRE_UNKNOWN_MOST * 5)
void fire_unknown_text(const struct fire_unknown_letters *letters,
                       char out[FIRE_UNKNOWN_BYTES]);

/* Those that this ink was to measure or draw. Valid as long as the ink. */
const struct fire_unknown_letters *fire_ink_unknown(const struct fire_ink *ink);

/* The meter for the layout: the widths this ink draws. Valid as long as the ink. */
struct fire_text_meter fire_ink_meter(struct fire_ink *ink);

/* The three backends append to `out`; on failure what they appended is taken back.
 * A character that no font has a glyph for is drawn as U+25A1 in PNG and PDF (fire_ink_unknown).
 *
 *   errors   FIRE_EVALUE: a coordinate is not finite, a text is not UTF-8, an id is no id
 *            FIRE_ERANGE: the page is too large for the format
 *            FIRE_ENOMEM */

/* RGB, 8 bit, two device pixels a px (192 dpi); title and description as text chunks. */
fire_status fire_draw_png(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* One page, 3/4 pt a px, whose text can be searched and copied; the fonts' parts that it shows are in
 * it. Its date is $SOURCE_DATE_EPOCH, else 2000-01-01. */
fire_status fire_draw_pdf(struct fire_ink *ink, const struct fire_picture *picture,
                          struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* SVG 1.1 with real text, fit to stand alone or inside HTML.
 *   id   begins every id of the chart, so that several share a page: an ASCII letter, then
 *        letters, digits, '-' and '_' */
fire_status fire_draw_svg(const struct fire_picture *picture, const char *id,
                          struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* For a quick look in a terminal, where every letter takes a cell whatever its size: a meter for the
 * layout, and the picture that was laid out with it as lines of text. Lines and points are dots of
 * braille letters, areas are blocks; texts stand where the layout put them, or a line above or below
 * where two meet. Without colours.
 *   columns   of the terminal, 40..300; for both the same; the meter only reads it
 *   errors    as of the others */
#define FIRE_CELLS_LEAST 40
#define FIRE_CELLS_MOST  300
struct fire_text_meter fire_cells_meter(int32_t *columns);
fire_status fire_draw_cells(const struct fire_picture *picture, int32_t columns,
                            struct fire_buffer *out, struct fire_error *err) FIRE_MUST_CHECK;

/* Can a chart be written there: does the path end in .png, .pdf or .svg (capitals too)?
 *   errors   FIRE_EVALUE: another ending */
fire_status fire_draw_check_path(const char *path, struct fire_error *err) FIRE_MUST_CHECK;

/* Draw in the format that the path's ending names (.png, .pdf, .svg; capitals too) and write
 * the file whole or not at all.
 *   overwrite   false: FIRE_EEXISTS when the file is there
 *   errors      FIRE_EVALUE: another ending; those of the backends and fire_output_write */
fire_status fire_draw_file(struct fire_ink *ink, const struct fire_picture *picture,
                           const char *path, bool overwrite,
                           struct fire_error *err) FIRE_MUST_CHECK;

#ifdef __cplusplus
}
#endif
#endif
