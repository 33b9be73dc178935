/* export_profile.h - the profile with which an exported CSV is read again as what it was. */
#ifndef FIRESTAT_ENGINE_CLI_EXPORT_PROFILE_H
#define FIRESTAT_ENGINE_CLI_EXPORT_PROFILE_H
#include "source.h"

/* Write schema.csv and source.csv into the folder of --save-profile, which is made where it is
 * missing: types of all fields, what names a record, currency and calendar. Nothing without the
 * option.
 *   errors   FIRE_EEXISTS without --force, FIRE_EIO, FIRE_ENOMEM */
fire_status export_profile_save(struct session *session, const struct source *source);

#endif
