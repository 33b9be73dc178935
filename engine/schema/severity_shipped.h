/* severity_shipped.h - datasets/severity.csv as embed_severity.py wrote it. Room-private. */
#ifndef FIRESTAT_SCHEMA_SEVERITY_SHIPPED_H
#define FIRESTAT_SCHEMA_SEVERITY_SHIPPED_H
#include <stdint.h>

enum {
    SEVERITY_SCHEME,
    SEVERITY_VALID_FROM,
    SEVERITY_VALID_TO,
    SEVERITY_LEVEL,
    SEVERITY_CRITERION,
    SEVERITY_AT_LEAST,
    SEVERITY_UNIT,
    SEVERITY_TEXT_VI,
    SEVERITY_TEXT_EN,
    SEVERITY_LABEL_VI,
    SEVERITY_LABEL_EN,
    SEVERITY_NOTE_VI,
    SEVERITY_NOTE_EN,
    SEVERITY_N_COLUMNS
};

/* The cells of a row, none of them NULL. */
struct severity_row {
    const char *cell[SEVERITY_N_COLUMNS];
};

extern const struct severity_row shipped_severity[];
extern const int32_t n_shipped_severity;

#endif
