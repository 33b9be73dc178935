/* document_parts.h - what the writers of documents share. Room-private. */
#ifndef FIRESTAT_REPORT_DOCUMENT_PARTS_H
#define FIRESTAT_REPORT_DOCUMENT_PARTS_H
#include "firestat/document.h"

/* Is all text UTF-8, and are anchors fit for names of files and ids? Before a byte is written.
 *   errors   FIRE_EVALUE */
fire_status document_check(const struct fire_document *document,
                           struct fire_error *err) FIRE_MUST_CHECK;

/* Is it one of a list? */
bool document_is_item(const struct fire_block *block);

/* The mark of a table's note, from 1: a, b, ... z, aa, ab, ... as columns of a sheet go. */
#define NOTE_MARK_BYTES 8
void note_mark(int32_t note, char out[NOTE_MARK_BYTES]);

#endif
