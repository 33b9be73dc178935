/* test_read_told.h - a file as its reader tells it, in one string that a table can hold.
 *
 *     1:[ma][so nguoi chet]          a record on line 1
 *     2-3:[A1][hai<LF>dong]          a record on lines 2 to 3
 *     4:stray 4.9 A2,x"y             a fault on line 4, shown at its byte 9, and the raw bytes
 *     end 5 1                        5 lines, 1 of them blank
 *     failed 3 a.csv:2: not UTF-8    a status and its message instead of the end */
#ifndef FIRESTAT_TEST_READ_TOLD_H
#define FIRESTAT_TEST_READ_TOLD_H
#include "firestat/reader.h"

/* To be freed by the caller. The name of check_directory() is left out of the message. */
char *told(const char *path, struct fire_reader_options options, size_t block_bytes);

/* What is left of a reader that is open. */
char *told_from(struct fire_reader *reader);

#endif
