/* option_table.h - every option once: name, argument, what it does, where it is kept. */
#ifndef FIRESTAT_ENGINE_CLI_OPTION_TABLE_H
#define FIRESTAT_ENGINE_CLI_OPTION_TABLE_H
#include "cli.h"

#include <stddef.h>

enum {
    GROUP_COMMON = 1,  /* every command      */
    GROUP_SOURCE = 2,  /* how files are read */
    GROUP_QUERY = 4,   /* what is asked      */
    GROUP_TABLE = 8,   /* how a table looks  */
    GROUP_CHART = 16,  /* how a chart looks  */
    GROUP_OUTPUT = 32, /* -o and --force    */
    GROUP_IMPORT = 64,
    GROUP_HELP = 128,
    GROUP_REJECTS = 256, /* what becomes of rows that are not taken */
    GROUP_CHECK = 512,
    GROUP_DOCTOR = 1024,
    GROUP_FIGURES = 2048, /* tables of published figures */
    GROUP_AREAS = 4096,   /* tables of official areas */
    GROUP_COMPARE = 8192, /* how a comparison is told */
    GROUP_TREND = 16384,
    GROUP_REVIEW = 32768,
    GROUP_PLACE = 65536,    /* of charts and reviews    */
    GROUP_BASE = 131072,    /* what is set against what */
    GROUP_PICTURE = 262144, /* of a single chart        */
    GROUP_EXPORT = 524288,  /* which rows, and as what  */
};

typedef enum {
    OPTION_FLAG, /* bool            */
    OPTION_TEXT, /* const char *    */
    OPTION_LIST, /* struct repeated */
} option_kind;

struct option_row {
    const char *name;
    char letter; /* '\0': none                         */
    unsigned group;
    option_kind kind;
    size_t at;         /* offset in struct options           */
    const char *value; /* name of the argument; NULL: a flag */
    const char *about; /* English                            */
};

extern const struct option_row option_rows[];
extern const int n_option_rows;

bool option_is_set(const struct option_row *row, const struct options *options);
void option_unset(const struct option_row *row, struct options *options);

#endif
