/* title.h - what the lines above a table say about all of it. */
#ifndef FIRESTAT_ENGINE_CLEAN_TITLE_H
#define FIRESTAT_ENGINE_CLEAN_TITLE_H
#include "header.h"

/* A fact and the cell that says it. */
struct title_source {
    const struct head_row *row; /* NULL: nothing says it */
    int32_t column;
};

struct title {
    struct title_source unit; /* "Đơn vị: triệu đồng" */
    int64_t money_factor;
    struct title_source strange_unit; /* announced, and none that is known */
    struct title_source period;       /* when the titles name one period and no other */
    const char *period_text;          /* for period_parse                              */
    char year[5];                     /* when the titles name one year and no other, else "" */
    struct title_source measure;      /* when the titles name one measure and no other */
    struct heading measure_is;
    bool is_measure_used; /* columns without one of their own count it */
};

/* Read the rows above the header. False: no memory. */
bool title_read(const struct heading_context *context, const struct head *head,
                struct title *out);

#endif
