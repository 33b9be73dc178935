/* shipped.h - the tables of datasets/ that are part of the program (made by embed.py). */
#ifndef FIRESTAT_ENGINE_SCHEMA_SHIPPED_H
#define FIRESTAT_ENGINE_SCHEMA_SHIPPED_H
#include <stddef.h>

/* datasets/headers.csv: a header in the wild and the field it means. */
struct shipped_header {
    const char *field;
    const char *part;
    const char *header;
};

/* datasets/codes_<field>.csv */
struct shipped_code {
    const char *field;
    const char *source;
    const char *code;
    const char *label_vi;
    const char *label_en;
};

/* datasets/rules.csv */
struct shipped_rule {
    const char *name;
    const char *field;
    const char *op;
    const char *other;
    const char *message;
};

extern const struct shipped_rule shipped_rules[];
extern const size_t n_shipped_rules;
extern const struct shipped_header shipped_headers[];
extern const size_t n_shipped_headers;
extern const struct shipped_code shipped_codes[];
extern const size_t n_shipped_codes;

#endif
