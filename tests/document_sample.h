/* document_sample.h - documents for the tests of all writers.
 *
 *     struct fire_arena *arena = fire_arena_create();
 *     const struct fire_document *document = document_sample(arena);
 *     CHECK_OR_RETURN(document != NULL, "no sample");
 *     ... a writer ...
 *     fire_arena_free(arena);
 *
 * Thread use: one thread per arena. */
#ifndef FIRESTAT_TESTS_DOCUMENT_SAMPLE_H
#define FIRESTAT_TESTS_DOCUMENT_SAMPLE_H
#include "firestat/arena.h"
#include "firestat/document.h"

/* A review as a division writes it, with every kind of block, paragraph, column and row: a
 * head in two columns, headings of all levels, links, a table with groups of columns, sections,
 * totals, notes and remarks, a figure, a table of 120 rows, one of 16 columns, one without
 * rows, those it goes to and who signs.
 *   returns  NULL: no memory, or no ink */
const struct fire_document *document_sample(struct fire_arena *arena);

/* The same frame around texts that break writers: document_hostile_text in headings,
 * paragraphs, captions, cells, notes, titles.
 *   returns  NULL: no memory */
const struct fire_document *document_hostile(struct fire_arena *arena);

/* Markup, formulas, control characters, directions, letters without a glyph, 10,000 letters
 * without a space, nothing at all. */
#define DOCUMENT_N_HOSTILE 24
extern const char *const document_hostile_text[DOCUMENT_N_HOSTILE];
/* Stands in the list for the text of 10,000 letters that documents have in its place. */
const char *document_long_text(struct fire_arena *arena);

/* Any document: blocks of any kind in any order, words and hostile texts mixed, tables of any
 * shape. Same seed, same document.
 *   returns  NULL: no memory */
const struct fire_document *document_random(struct fire_arena *arena, unsigned long long *seed);

#endif
