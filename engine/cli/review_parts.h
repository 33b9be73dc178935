/* review_parts.h - the sections of a review while they are asked: each row of the template with its
 * own options, its queries among those of all the others, and its charts.
 *
 * The source is read twice for all of them together: once for the days that there are and for which
 * conditions mean anything of this source, once for all figures. */
#ifndef FIRESTAT_ENGINE_CLI_REVIEW_PARTS_H
#define FIRESTAT_ENGINE_CLI_REVIEW_PARTS_H
#include "drawing.h"
#include "gallery.h"
#include "review_template.h"

#include "firestat/review.h"

#define PART_WINDOWS_MOST (FIRE_BASES_MOST + 1)

struct review_part {
    const struct review_row *row;
    struct session session; /* options of this section, and its error */
    struct fire_review_section section;
    fire_status status;
    bool has_known; /* it was asked for the days of its incidents, and there are some */
    struct fire_window known;
    int32_t silent_days;
    int32_t days_query; /* among those of the first pass */
    struct comparing comparing;
    int32_t first_query; /* among those of the second */
    int32_t n_queries;
    struct fire_window window[PART_WINDOWS_MOST]; /* of years; of levels the period */
    int32_t first_drawing;
    int32_t n_drawings;
};

/* A condition of the template, and whether the source has anything to say of its field. */
struct review_condition {
    const char *text;
    const char *field; /* of it */
    int32_t query;     /* rows without a value; the one behind it: all rows */
    bool is_idle;      /* no row has a value: the condition would leave nothing */
};

struct review_parts {
    struct fire_severity severity;
    int32_t n;
    struct review_part *part;
    int32_t n_conditions;
    struct review_condition *condition;
    int32_t n_drawings;
    struct drawing *drawing;
};

/* Make parts of the template's rows, and load the schemes of severity; memory of the arena.
 *   errors   FIRE_ENOMEM; FIRE_EVALUE: a number of the template; those of fire_severity_load */
fire_status review_parts_make(const struct session *session,
                              const struct review_template *template_of,
                              struct fire_arena *arena, struct review_parts *out,
                              struct fire_error *err);

/* Read the source twice and ask it everything; the source is to be unloaded in any case.
 *   errors   those of questions_answer; FIRE_ENODATA: no incident has a day */
fire_status review_parts_ask(struct review_parts *parts, struct session *session,
                             struct source *source, struct questions *questions, bool *asked);

/* Put the answers into the sections, and make the charts' models: chart [n_drawings], of the
 * source's arena; `is_made` false: there is none, and its drawing says why.
 *   errors   FIRE_ENOMEM */
fire_status review_parts_conclude(struct review_parts *parts, const struct source *source,
                                  const struct questions *questions, struct fire_chart chart[],
                                  bool is_made[], struct fire_error *err);

#endif
