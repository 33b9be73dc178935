/* serial.h - days and times of a workbook as ISO text. Pure functions. */
#ifndef FIRE_READ_SERIAL_H
#define FIRE_READ_SERIAL_H
#include "decimal.h"

enum { MOMENT_TEXT_BYTES = 48 };

/* What a number format shows of a number; 0: not a date. */
enum moment_parts {
    MOMENT_DAY = 1,  /* d, y, or m for a month                                             */
    MOMENT_TIME = 2, /* h, s, or m for minutes                                             */
};

/* An Excel day number ("serial") as text. In short, Excel's 1900 and 1904 systems with their
 * oddities, rounded to the second:
 *
 *     45351           "2024-02-29"            0.34375  "T08:15:00"   no day: below 1
 *     45351.34375     "2024-02-29T08:15:00"   1 as time "T24:00:00"  how 24:00 is stored
 *
 *   shown        what the cell's format shows, not 0: with MOMENT_TIME midnight is written as
 *                well; without MOMENT_DAY a number below 1 is a time, and so is 1 itself
 *   from_1904    the workbook counts from 1904-01-01 as day 0
 *   returns      bytes written, or 0: there is no such day. Negative, 0 of the 1900 system,
 *                its 1900-02-29 that never was (60), and after 9999-12-31 */
size_t serial_write(struct decimal serial, unsigned shown, bool from_1904,
                    char out[MOMENT_TEXT_BYTES]);

/* A time that may pass 24 hours, as the format [h]:mm shows it: "T36:00:00".
 *   returns      bytes written, or 0: negative, or not below 10^6 days */
size_t elapsed_write(struct decimal days, char out[MOMENT_TEXT_BYTES]);

/* ISO text as workbooks store it, in the form serial_write has: "2024-07-31",
 * "2024-07-31T08:15", "2024-07-31T08:15:59.9999999Z", "08:15:00" and "T08:15:00".
 *   returns      bytes written, or 0: it is not such text, or names an offset from UTC */
size_t iso_moment_write(struct fire_text_view text, char out[MOMENT_TEXT_BYTES]);

/* An XML Schema duration as an ODS time: "PT08H15M00S", "PT1H". "T08:15:00".
 *   returns      bytes written, or 0: it is not such text */
size_t duration_write(struct fire_text_view text, char out[MOMENT_TEXT_BYTES]);

#endif
