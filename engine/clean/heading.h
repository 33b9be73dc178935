/* heading.h - what the words above a column say: a field, a unit, a period. */
#ifndef FIRESTAT_ENGINE_CLEAN_HEADING_H
#define FIRESTAT_ENGINE_CLEAN_HEADING_H
#include "firestat/calendar.h"
#include "firestat/profile.h"
#include "firestat/schema.h"

/* What headings are read with. */
struct heading_context {
    const struct fire_profile *profile;
    const struct fire_schema *schema;
    const struct fire_calendar *calendar;
    struct fire_arena *arena;
    struct fire_text_view *row_key; /* [profile->n_columns] match keys of its headers */
    bool is_marked; /* the header is written with marks: "Nam" in it is no "Năm"    */
};

/* A period in words; NULL text: none. */
struct heading_period {
    const char *text; /* has_year: for period_parse; else what follows the year: "07", "Q1" */
    bool has_year;
};

/* What brackets that are not understood have done. */
typedef enum {
    HEADING_CLEAR = 0,
    HEADING_NOT_UNDERSTOOD, /* without them the name would be known: it is not taken for it */
    HEADING_CLIPPED,        /* the name is taken for what it says without them             */
} heading_doubt;

#define HEADING_PARTS 3 /* header rows at most, one above the other */

struct heading {
    const char *text;           /* as people are shown it: "Năm 2023 / Số vụ" */
    struct fire_text_view name; /* clean, all parts, without its unit         */
    struct fire_text_view last; /* clean, the lowest part without its unit    */
    bool has_unit;
    fire_unit_kind unit;
    int64_t factor;
    bool is_known; /* by the shipped table                                     */
    heading_doubt doubt;
    int32_t field; /* FIRE_N_BUILTIN_FIELDS: to be passed over                 */
    fire_column_part part;
    struct heading_period period;
    bool is_bare;             /* the period is all it says                           */
    const char *part_of_year; /* "thang", "quy": cells say only that of a period; NULL */
    const struct fire_profile_column *row; /* the profile's, by name; NULL         */
};

bool heading_context_init(struct heading_context *context, const struct fire_profile *profile,
                          const struct fire_schema *schema,
                          const struct fire_calendar *calendar, struct fire_arena *arena);

/* Read the words above one column, the highest first; empty ones do no harm.
 *   is_wide[p]   part p stands over other columns too, so that it alone does not say which
 *                of them this is
 *   returns      false: no memory */
bool heading_read(const struct heading_context *context, const struct fire_text_view parts[],
                  const bool is_wide[], int32_t n_parts, struct heading *out);

/* The period that a text is as a whole: "Năm 2023", "2022", "Quý I/2024", "Tháng 1". */
bool heading_period_read(const struct heading_context *context, struct fire_text_view text,
                         struct heading_period *out);

/* The measure (a field of numbers) that words mean: "Thiệt hại (tỷ đồng)", "- Số người chết". */
bool heading_is_measure(const struct heading_context *context, const struct heading *heading);

/* The unit behind a name in brackets ("Thiệt hại (triệu đồng)") is cut off and told; brackets
 * that are not understood stay part of the name. */
bool heading_split_unit(const struct heading_context *context, struct fire_text_view text,
                        struct heading *out);

/* How many different years of four digits a text names; the last of them in out. */
int text_years(struct fire_text_view text, char out[5]);

#define HEADING_WORDS 40

/* Where the words of a plain key begin: word i is [at[i], at[i + 1] - 1).
 *   at        [HEADING_WORDS + 1]
 *   returns   how many there are; 0: none, or more than HEADING_WORDS */
int32_t heading_words(struct fire_text_view key, size_t at[]);

/* Text behind the mark of a list: "1. ", "II) ", "- ", "a) ".
 *   out_kind   '1', 'I' or 'A' by the mark; 0: there is none */
struct fire_text_view heading_skip_mark(struct fire_text_view text, char *out_kind);

#endif
