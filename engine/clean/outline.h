/* outline.h - the rows of a table of figures before they are read: which hold others.
 *
 * A register needs no outline, a row there is an incident. */
#ifndef FIRESTAT_ENGINE_CLEAN_OUTLINE_H
#define FIRESTAT_ENGINE_CLEAN_OUTLINE_H
#include "run.h"

struct outline;

/* Read the table to its end and stand the reader behind the head again; run->outline stays NULL
 * where there is nothing to look for, or where the table is too long for a clerk's. */
fire_status outline_read(struct run *run) FIRE_MUST_CHECK;

/* Is the current record one that holds others, or is held by them? Then it is excluded with its
 * issue, and with another for every number that is not their sum. Gives the areas that the rows
 * above name to the ones below them.
 *   returns   false: the run ends */
bool outline_look(struct run *run, bool *is_row);

/* Do all rows say that they are about the whole? Then its label is no total's. */
bool outline_is_of_whole(const struct run *run);

#endif
