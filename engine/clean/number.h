/* number.h - numbers as clerks write them. */
#ifndef FIRESTAT_ENGINE_CLEAN_NUMBER_H
#define FIRESTAT_ENGINE_CLEAN_NUMBER_H
#include "firestat/profile.h"

typedef enum {
    NUMBER_OK,
    NUMBER_NOT_IN_FORM,
    NUMBER_NOT_WHOLE, /* decimals where there can be none */
    NUMBER_TOO_LARGE,
} number_result;

/* How a number is to be read: value * factor / divisor, kept at scale places. A unit word in the
 * cell itself, of the kind allowed, takes the place of factor. */
struct number_form {
    fire_number_style style; /* UNSAID: neither mark may occur                     */
    int64_t factor;          /* of the column's unit, > 0                          */
    int64_t divisor;         /* land: square metres of the field's own unit; else 1 */
    fire_unit_kind unit;     /* words that may stand behind the number             */
    int32_t scale;
    bool whole; /* decimals that are not zero are NUMBER_NOT_WHOLE    */
};

/* Read clean text (text.h): sign or brackets for negatives, groups of three by the style's mark
 * or by spaces, the style's decimal mark, then a unit. Places beyond `scale` are rounded half
 * away from zero. The plain digits 0-9 only. */
number_result number_parse(struct fire_text_view text, const struct number_form *form,
                           struct fire_arena *scratch, int64_t *out);

/* The digits as they stand, in the style: "3,572 tỷ" is 3572 at 3 places, in units of 10^9; the
 * power of a unit in the cell, else `power` as it is. Decimals beyond 18 are dropped. */
number_result number_printed(struct fire_text_view text, fire_number_style style,
                             struct fire_arena *scratch, int64_t *out, int32_t *out_decimals,
                             int32_t *power);

/* What one cell tells about the marks of its column. */
typedef enum {
    NUMBER_TELLS_NOTHING,
    NUMBER_TELLS_VI,      /* 1.234,5   1.234.567   0,5                 */
    NUMBER_TELLS_EN,      /* 1,234.5   1,234,567   0.5                 */
    NUMBER_DOT_UNCLEAR,   /* 1.234: twelve hundred or one point two */
    NUMBER_COMMA_UNCLEAR, /* 1,234 */
    NUMBER_COMMA_UNIT,    /* 3,572 tỷ: unclear, but an amount with a unit word has decimals */
} number_evidence;

number_evidence number_evidence_of(struct fire_text_view text, struct fire_arena *scratch);

#endif
