/* rejects.h - the rejected rows of a file, ready to be corrected and read again. */
#ifndef FIRESTAT_ENGINE_CLI_REJECTS_H
#define FIRESTAT_ENGINE_CLI_REJECTS_H
#include "source.h"

/* A CSV file in the making: the lines above the data as they stand, then the rejected rows
 * unchanged, each with its line and the reason behind it. */
struct rejects_file {
    const struct session *session;
    const struct fire_reader *reader; /* whose delimiter is used */
    struct fire_buffer text;
    int64_t n_rows;
};

/* The receiver for fire_clean_options.rejects. */
struct fire_rejects rejects_of(struct rejects_file *file);

/* Write it to --rejects, if there is one; nothing when no row was rejected. */
fire_status rejects_write(struct session *session, const struct rejects_file *file);

#endif
