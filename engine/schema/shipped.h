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

/* datasets/figure_headers.csv: a header of a table of published figures. */
struct shipped_figure {
    const char *role;
    const char *place; /* "whole", or "part": a measure stands before or behind it */
    const char *header;
};

/* datasets/figure_parts.csv: labels that together are all of something. */
struct shipped_part {
    const char *whole;
    const char *label;
};

extern const struct shipped_figure shipped_figures[];
extern const size_t n_shipped_figures;
extern const struct shipped_part shipped_parts[];
extern const size_t n_shipped_parts;
extern const struct shipped_rule shipped_rules[];
extern const size_t n_shipped_rules;
extern const struct shipped_header shipped_headers[];
extern const size_t n_shipped_headers;
extern const struct shipped_code shipped_codes[];
extern const size_t n_shipped_codes;

#endif
