/* manifest.h - the list of what lies in a folder that was made here. */
#ifndef FIRESTAT_ENGINE_CLI_MANIFEST_H
#define FIRESTAT_ENGINE_CLI_MANIFEST_H
#include "firestat/folder.h"
#include "firestat/output.h"

#include <stdint.h>

/* Texts are borrowed and never NULL; an entry without a name is left out. */
struct manifest_entry {
    const char *name;
    const char *title;
    const char *alt_text;
    const char *data; /* the file with its figures; "" */
    char sha256[65];
};

/* Put a file into the folder, and its SHA-256 into the entry of its name. */
fire_status manifest_put(struct fire_folder *folder, struct manifest_entry *entry,
                         const struct fire_buffer *bytes, struct fire_error *err);

/* manifest.csv: file,sha256,title,alt_text,data_file. Its header, then entries in their order, a few
 * at a time. */
fire_status manifest_begin(struct fire_folder *folder, struct fire_error *err);
fire_status manifest_add(struct fire_folder *folder, const struct manifest_entry entry[],
                         int64_t n, struct fire_error *err);

#endif
