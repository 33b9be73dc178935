/* test_workbook_made.h - workbooks made of XML that a table can hold, and what a reader tells
 * of them in one string.
 *
 *     1:[Huyen][So vu]               a record on row 1
 *     2:[Ha]n[5]d[2024-02-29]e[#N/A] text, a number, a date and an error
 *     3:+[Ha][]                      a merged cell and an empty one
 *     4:fault 3 12 text              a fault of kind 3, shown at byte 12, and the raw line
 *     end 4 1                        rows and blank ones
 *     failed 3 a.xlsx [S]:2: ...     a status and its message instead of the end */
#ifndef FIRESTAT_TEST_WORKBOOK_MADE_H
#define FIRESTAT_TEST_WORKBOOK_MADE_H
#include "firestat/reader.h"

struct made_part {
    const char *name;
    const char *text;
};

/* A ZIP archive of these parts in check_directory(), and its path. */
const char *made_zip(const char *name, const struct made_part parts[], size_t n_parts);

/* An XLSX with one sheet "S" of this content, with the styles and shared texts described in
 * the .c file; `worksheet` begins behind the tag <worksheet>. */
const char *made_xlsx(const char *name, const char *worksheet);

/* An ODS whose <office:spreadsheet> has this content, in which <r> is a row, <c> a cell, <x> a
 * covered cell, <p> a paragraph; n= and rows= repeat, across= and down= span, is= is the type
 * of a value and value= the value. */
const char *made_ods(const char *name, const char *tables);

/* Whether the file is refused with a message that has `reason` in it; if not, what was told
 * instead is printed. */
bool made_refused(const char *path, const char *reason);

/* To be freed by the caller. The name of check_directory() is left out of messages. */
char *made_told(const char *path, const char *sheet);

#endif
