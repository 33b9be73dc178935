/* printed.h - a figure as somebody printed it: its digits, and how far they can be trusted.
 *
 * "-9,37" is -937 at two places, "500 tỷ" in đồng is 500 at minus nine. The last place is what
 * the figure was rounded to, so nothing beyond it is known, and nothing is ever made a double.
 *
 * Thread use: plain values. */
#ifndef FIRESTAT_PRINTED_H
#define FIRESTAT_PRINTED_H
#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What stands before the digits. */
typedef enum {
    FIRE_PRINTED_PLAIN = 0,
    FIRE_PRINTED_ABOUT, /* khoảng, ước, ~       */
    FIRE_PRINTED_OVER,  /* hơn, trên            */
    FIRE_PRINTED_UNDER, /* gần, dưới            */
} fire_printed_word;

#define FIRE_PRINTED_MAX      INT64_C(1000000000000000) /* |number|, of Excel's 15 digits */
#define FIRE_PRINTED_DECIMALS 9                         /* at most, either way           */

struct fire_printed {
    bool is_known; /* false: nothing is printed there; the rest is then 0 */
    int64_t number;
    int32_t decimals; /* value = number / 10^decimals; below zero: printed in a larger unit */
    fire_printed_word word;
};

#ifdef __cplusplus
}
#endif
#endif
