/* folder.h - a folder of files that appears whole or not at all.
 *
 *     FIRE_TRY(fire_folder_open("review-2024", force, &folder, err));
 *     status = fire_folder_add(folder, "charts/trend.png", bytes, size, err);      ...
 *     if (status == FIRE_OK) return fire_folder_commit(folder, err);
 *     fire_folder_abandon(folder);
 *
 * Files are written into a folder with a temporary name beside the final one; at the end the file
 * system is synced and the two names are exchanged in one step; only then is the old folder removed.
 * Until that step the old one is as it was, whatever happens.
 *
 * What a folder was made by is known by its manifest.csv. One without it, unless it is empty, is
 * somebody's own and never replaced.
 *
 * Thread use: fire_folder_add and fire_folder_append of different names may be called side by side; the rest by one. */
#ifndef FIRESTAT_FOLDER_H
#define FIRESTAT_FOLDER_H
#include "firestat/error.h"

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

#define FIRE_FOLDER_MANIFEST "manifest.csv"

struct fire_folder;

/*   path        of the folder; the folder it lies in must be there
 *   overwrite   false: FIRE_EEXISTS when there is anything of that name but an empty folder
 *   errors      FIRE_EEXISTS; FIRE_EIO: also where a folder without a manifest, or no folder, would
 *               have to be replaced; FIRE_ENOMEM */
fire_status fire_folder_open(const char *path, bool overwrite, struct fire_folder **out,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* Write one file.
 *   name     "a.csv" or "charts/a.png": parts of letters, digits, '.', '-', '_' and bytes from 0x80
 *            on, none beginning with '.'; folders are made where they are missing
 *   errors   FIRE_EVALUE: not such a name; FIRE_EEXISTS: there is a file of that name already;
 *            FIRE_EIO */
fire_status fire_folder_add(struct fire_folder *folder, const char *name, const void *bytes,
                            size_t size, struct fire_error *err) FIRE_MUST_CHECK;

/* Add to the end of a file that is written piece by piece; the first piece makes it.
 *   errors   FIRE_EVALUE: as above; FIRE_EIO */
fire_status fire_folder_append(struct fire_folder *folder, const char *name, const void *bytes,
                               size_t size, struct fire_error *err) FIRE_MUST_CHECK;

/* Sync everything, take the final name, remove what had it before; frees the folder in every case.
 * On failure nothing is left behind and an old folder is untouched. */
fire_status fire_folder_commit(struct fire_folder *folder,
                               struct fire_error *err) FIRE_MUST_CHECK;

/* Remove what was written and free; NULL is fine. */
void fire_folder_abandon(struct fire_folder *folder);

#ifdef __cplusplus
}
#endif
#endif
