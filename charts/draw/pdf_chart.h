/* pdf_chart.h - a chart as a PDF of one page, written by hand. */
#ifndef FIRESTAT_DRAW_PDF_CHART_H
#define FIRESTAT_DRAW_PDF_CHART_H
#include "ink.h"

/* A page that was checked, whose texts are all plain (ink_glyphs).
 *   drawn    false: one of them is not, or a font is none that can be part of a file; nothing was
 *            appended, and cairo has to draw it
 *   errors   FIRE_EIO: a font is not there; FIRE_ENOMEM */
fire_status pdf_chart_draw(struct fire_ink *ink, const struct fire_picture *picture,
                           struct fire_buffer *out, bool *drawn,
                           struct fire_error *err) FIRE_MUST_CHECK;

#endif
