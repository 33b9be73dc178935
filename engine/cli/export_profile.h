/* export_profile.h - the profile with which an exported CSV is read again as what it was. */
#ifndef FIRESTAT_ENGINE_CLI_EXPORT_PROFILE_H
#define FIRESTAT_ENGINE_CLI_EXPORT_PROFILE_H
#include "source.h"

#include "firestat/query.h"

/* Write schema.csv, source.csv and codes_<field>.csv into the folder of --save-profile, which is made
 * where it is missing: types of all fields, what names a record, currency, calendar, what people are
 * shown for codes, and what the source is declared to have every incident of. That is of one file in
 * one area: where sources differ in it, or rows are left out by more than a period, it is told that it
 * is missing. Nothing without the option.
 *   query    which rows went out
 *   errors   FIRE_EEXISTS without --force, FIRE_EIO, FIRE_ENOMEM */
fire_status export_profile_save(struct session *session, const struct source *source,
                                const struct fire_query *query);

#endif
