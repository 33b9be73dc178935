/* profile.h - how one source writes the record: which column is which field, in which units
 * and words.
 *
 * A profile is a folder of tables an analyst edits in Excel, or is put together from options:
 *
 *     fire_profile_create(arena, &profile, err);
 *     fire_profile_load(profile, "profiles/bao-loc", err);        schema.csv, source.csv, rules.csv,
 *                                                                codes_*
 *     fire_profile_map(profile, "damage=Thiệt hại*1000000", err);  --map
 *     fire_profile_set(profile, "province=Tỉnh Lâm Đồng", err);    --set
 *
 * What a profile does not say is recognised by the shipped table of headers (fire_header_find)
 * when the source's header row is bound to the fields (clean.h).
 *
 * Thread use: one thread per profile while it is filled; then read only. */
#ifndef FIRESTAT_PROFILE_H
#define FIRESTAT_PROFILE_H
#include "firestat/arena.h"
#include "firestat/reader.h"
#include "firestat/schema.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_COLUMN_WHOLE = 0,
    FIRE_COLUMN_DATE, /* the day of a datetime, the time stands elsewhere */
    FIRE_COLUMN_TIME,
    FIRE_COLUMN_DAY, /* a day of the month, and so on */
    FIRE_COLUMN_MONTH,
    FIRE_COLUMN_YEAR,
    FIRE_COLUMN_HOUR, /* 0..24 */
    FIRE_COLUMN_MINUTE,
} fire_column_part;

#define FIRE_N_COLUMN_PARTS 8

typedef enum {
    FIRE_DATES_DMY = 0,
    FIRE_DATES_MDY,
    FIRE_DATES_YMD,
} fire_date_order;

typedef enum {
    FIRE_NUMBERS_UNSAID = 0, /* decided from the whole column */
    FIRE_NUMBERS_VI,         /* 1.234,5 */
    FIRE_NUMBERS_EN,         /* 1,234.5 */
} fire_number_style;

/* One row of schema.csv, or one --map. Texts live in the profile's arena. */
struct fire_profile_column {
    int32_t position;   /* 1-based ("#3"); 0: found by its header                           */
    const char *header; /* as in the source's header row; "" by position                     */
    const char *field;  /* canonical or new name; "" : the column is ignored                 */
    fire_column_part part;
    bool has_type;
    fire_type type; /* of a new field                                                    */
    bool has_unit; /* else a unit in the header counts: "Thiệt hại (triệu đồng)"          */
    int64_t factor; /* a number is multiplied by it                                      */
    const char *null_words; /* "|" between, beside the usual ones; ""                        */
    bool has_dates;
    fire_date_order dates;
    fire_number_style numbers;
    bool is_key; /* part of the record's key: the same key is the same record */
};

/* field = value in every row. */
struct fire_profile_constant {
    const char *field;
    const char *value;
};

/* One row of codes_<field>.csv: what the source says and what is kept and shown. */
struct fire_profile_code {
    const char *field;
    struct fire_text_view source_key;   /* match key of the source's word        */
    struct fire_text_view source_plain; /* its plain key: "thanh thi" is met too */
    const char *code;
    const char *label_vi; /* "" : the code */
    const char *label_en;
};

/* What a rule says of two fields. A rule is silent where one of them is not known. */
typedef enum {
    FIRE_RULE_NOT_BEFORE = 0, /* a datetime, against the first known one of `a|b|c`; by the
                                 minute where both have one                              */
    FIRE_RULE_EQUALS,         /* a number, against the sum `a+b+c`                       */
    FIRE_RULE_AT_LEAST,       /* the same, and it may be more                            */
    FIRE_RULE_YEAR_OF,        /* a number, against a datetime's year in the calendar     */
    FIRE_RULE_WITHIN,         /* a datetime, against the days of `period`                */
    FIRE_RULE_ZERO_WHEN,      /* a number is 0 or unknown where `category=code`          */
    FIRE_RULE_DURING,         /* a datetime, against the days of `2023|2024-H1`; a row that
                                 stands for a period, all its days                       */
} fire_rule_op;

#define FIRE_N_RULE_OPS 7

/* One row of rules.csv. A row that breaks a rule is kept, with an issue. */
struct fire_profile_rule {
    const char *name;
    const char *field;
    fire_rule_op op;
    const char *other; /* fields of the record; a rule whose fields are not all bound sleeps */
    const char
        *message;    /* shown behind what was compared; ""                                 */
    bool is_shipped; /* may name fields that no profile has added                          */
};

/* What a file has every incident of. */
struct fire_profile_covered {
    const char *file;     /* its name without folders, NFC; NULL: any           */
    const char *coverage; /* NULL: not said                                     */
    const char *area;     /* NULL: not said                                     */
};

/* Read only for others; filled by the functions below. The arrays are freed by finish. */
struct fire_profile {
    struct fire_arena *arena;
    struct fire_reader_options reader;
    const char *currency; /* "VND" */
    const char *calendar; /* of the source's own periods; NULL: not said, the civil year */
    fire_date_order dates;
    bool is_order_said; /* somebody said it: no date has to prove it */
    fire_number_style numbers;
    int32_t first_two_digit_year; /* 0: two-digit years are refused; 1960: 60..99, 00..59 */
    int32_t first_year;           /* earlier dates are slips                              */
    const char *null_words;
    const char *zero_words;    /* "|" between: of numbers, in any column                     */
    const char *coverage;      /* periods of which the source is all there is; NULL: not said */
    const char *coverage_area; /* and of which area, "province/district/commune"; NULL     */
    struct fire_profile_covered *covered; /* of single files, each once */
    size_t n_covered;
    size_t covered_capacity;
    int64_t largest_damage; /* a larger amount of money is a slip, in the currency's unit */
    int64_t largest_deaths; /* the same in one row                                        */
    bool corrections;       /* amounts below zero are taken                               */

    struct fire_profile_column *column;
    size_t n_columns;
    size_t column_capacity;
    struct fire_profile_constant *constant;
    size_t n_constants;
    size_t constant_capacity;
    struct fire_profile_code *code; /* the shipped lists first, later rows win */
    size_t n_codes;
    size_t code_capacity;
    struct fire_profile_rule *rule; /* names are unique */
    size_t n_rules;
    size_t rule_capacity;
    struct fire_dictionary *headers; /* plain key of a shipped header -> "field/part" */
};

static inline const char *fire_profile_calendar(const struct fire_profile *profile)
{
    return profile->calendar == NULL ? "calendar" : profile->calendar;
}

/* The profile of a source about which nothing was said: shipped code lists and headers,
 * dd/mm/yyyy. Must be ended by fire_profile_finish. errors: FIRE_ENOMEM */
fire_status fire_profile_create(struct fire_arena *arena, struct fire_profile **out,
                                struct fire_error *err) FIRE_MUST_CHECK;

void fire_profile_finish(struct fire_profile *profile); /* NULL is fine; the arena stays */

/* Add what a folder's tables say. schema.csv must be there; source.csv, rules.csv and
 * codes_<field>.csv may be. A rule takes the place of the one with its name, "off" in the column
 * `op` takes that one away.
 *   errors   FIRE_EIO, FIRE_ESYNTAX; FIRE_ESCHEMA: a table lacks its columns;
 *            FIRE_EVALUE: a cell is not in form (names table, line and value) */
fire_status fire_profile_load(struct fire_profile *profile, const char *folder,
                              struct fire_error *err) FIRE_MUST_CHECK;

/* "FIELD[:TYPE]=COLUMN[*FACTOR]"; TYPE is integer, decimal, money, category, text, datetime, or
 * for a part of one date, time, day, month, year, hour, minute; COLUMN is a
 * header or #N. FACTOR is a whole number or a unit word (triệu).
 *   errors   FIRE_EVALUE */
fire_status fire_profile_map(struct fire_profile *profile, const char *mapping,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* "FIELD=VALUE" in every row; coverage and coverage_area are the settings, in place of what was
 * said of single files. errors: FIRE_EVALUE */
fire_status fire_profile_set(struct fire_profile *profile, const char *constant,
                             struct fire_error *err) FIRE_MUST_CHECK;

/* One row of source.csv without a `file`:
 *
 *     encoding, sheet, delimiter, header_row, skip_lines   as in fire_reader_options
 *     currency          code of all amounts: VND
 *     calendar          of the source's own periods and of what is asked of it: calendar,
 *                       vn-report, vn-government, a day as in 12-15, or a table (calendar.h) in
 *                       the profile's folder, as in lich.csv
 *     dates             dmy, mdy, ymd; where it is not said dmy is taken, and a file in which no
 *                       day is beyond the twelfth is told
 *     numbers           1.234,5 or 1,234.5 (also vi, en); where it is not said every column is
 *                       decided from all its cells
 *     two_digit_years   first year of the hundred that they mean: 1960; else they are refused
 *     first_year        earlier dates are slips: 1900
 *     null_words        "|" between: no value, beside the usual ones, in any column
 *     zero_words        "|" between: zero, in columns of numbers: -
 *     largest_damage    a larger amount in one cell is a slip: 10000000000000000 (10^16)
 *     largest_deaths    a larger number of dead in one row is a slip: 10000
 *     corrections       allowed: amounts and areas below zero are corrections, in any row;
 *                       refused, as usual: only in rows that are marked, by a field `correction`
 *                       (or a column that is called so, or "điều chỉnh") that says anything but
 *                       0, không, no or false, or by `kind` with the code "correction"
 *     coverage          periods of the source's calendar, "|" between, of which it has every
 *                       incident: a month among them without a row is a zero, one outside is not
 *                       known; a rule `coverage` tells rows that lie outside
 *     coverage_area     the area it has them of, province/district/commune as far as it goes;
 *                       not said: that of the constants, else the smallest that holds all rows
 *     set:FIELD         a constant for every row
 *
 *   errors   FIRE_EVALUE: no such setting, or the value is not in form */
fire_status fire_profile_setting(struct fire_profile *profile, const char *setting,
                                 const char *value, struct fire_error *err) FIRE_MUST_CHECK;

/* One row of source.csv with a `file`, the name of a file without its folders: coverage or
 * coverage_area of that file, in place of what is said of all.
 *   errors   FIRE_EVALUE: another setting, or the value is not in form */
fire_status fire_profile_file_setting(struct fire_profile *profile, const char *file,
                                      const char *setting, const char *value,
                                      struct fire_error *err) FIRE_MUST_CHECK;

/* What is said of a file.
 *   path    NULL: of any file that is not named
 *   arena   for names on the way
 *   errors  FIRE_ENOMEM */
fire_status fire_profile_coverage(const struct fire_profile *profile, const char *path,
                                  struct fire_arena *arena, struct fire_profile_covered *out,
                                  struct fire_error *err) FIRE_MUST_CHECK;

/* The profile as it is of one file, whose rule `coverage` is of that file: the very same where no
 * file is named in it. In the arena, never finished, and no longer there than `profile`.
 *   errors  FIRE_ENOMEM */
fire_status fire_profile_of_file(const struct fire_profile *profile, const char *path,
                                 struct fire_arena *arena, const struct fire_profile **out,
                                 struct fire_error *err) FIRE_MUST_CHECK;

/* The field and part that a header usually means, by its plain key (text.h).
 *   field    FIRE_N_BUILTIN_FIELDS: a column to be passed over (running numbers)
 *   returns  false: not a header we know */
bool fire_header_find(const struct fire_profile *profile, struct fire_text_view plain_key,
                      int32_t *out_field, fire_column_part *out_part);

/* What a unit word behind a number or in a header's brackets counts. */
typedef enum {
    FIRE_UNIT_OF_THINGS, /* vụ, người, lượt: changes nothing                */
    FIRE_UNIT_OF_MONEY,  /* đồng, nghìn, triệu, tỷ đồng: factor in đồng     */
    FIRE_UNIT_OF_LAND,   /* m2, ha, km2: factor in square metres            */
} fire_unit_kind;

/* By the plain key ("trieu dong" -> money, 1000000); false: no unit. */
bool fire_unit_find(struct fire_text_view plain_key, fire_unit_kind *out_kind,
                    int64_t *out_factor);

#ifdef __cplusplus
}
#endif
#endif
