/* sentence.h - what a review says of a figure, in the words of the trade.
 *
 *     số vụ cháy giảm 15 vụ (-9,37%, 145/160)
 *     tăng 361 vụ (+19,4%; 2.222/1.861 vụ)
 *     không tăng, không giảm (2/2)
 *     giảm cả 3 tiêu chí
 *
 * Sentences stand in running text, so they begin small and end without a stop. In Vietnamese
 * whole numbers of one digit have a zero before them ("02 người", but "0 vụ"), and a minus is
 * the one of the keyboard, as offices type it and search for it.
 *
 * Texts live in the phrase's arena and are "" without memory (phrase.h).
 * Thread use: one thread per phrase. */
#ifndef FIRESTAT_SENTENCE_H
#define FIRESTAT_SENTENCE_H
#include "firestat/period.h"
#include "firestat/phrase.h"

#ifdef __cplusplus
extern "C" {
#endif

/* How an office writes; {0} is percents without decimals and no ratio. */
struct fire_sentence_style {
    int32_t decimals; /* of a percent, 0..FIRE_DECIMALS_MAX */
    fire_rounding rounding;
    int32_t amount_decimals; /* of money and land, at most; zeros at the end are not shown */
    bool has_ratio;          /* 145/160: current/base                                      */
    bool has_ratio_unit;     /* 145/160 vụ                                                 */
    bool has_ratio_zeros;    /* 02/06                                                      */
    bool has_semicolon;      /* between percent and ratio, in place of the comma           */
    bool is_unsigned;        /* tăng 61 vụ (25,74%): the word says which way               */
    bool has_small_percents; /* percents of counts below FIRE_PERCENT_BASE_MIN too         */
    bool has_equal_word; /* no change is "tương đương", not "không tăng, không giảm"   */
    bool has_about_words; /* money and land say how they were rounded: "gần 12 tỷ đồng",
                                "hơn 11,5 tỷ đồng"; in ratios never                         */
};

typedef enum {
    FIRE_SAID_COUNT, /* of `unit`                                               */
    FIRE_SAID_MONEY, /* of `currency`; shown in đồng, triệu or tỷ, by size      */
    FIRE_SAID_LAND,  /* hectares; shown in m² where all of them are below 1 ha  */
} fire_said_kind;

struct fire_said_change {
    const char *subject; /* "số vụ cháy"; "": the sentence begins with the verb */
    fire_said_kind kind;
    const char *unit;     /* of a count: "vụ", "người" */
    const char *currency; /* of money: "VND"           */
    int32_t scale;        /* digits behind the point in the values */
    struct fire_value current;
    struct fire_value base;
};

/* How a figure changed. No percent from a base of 0 or to 0 ("giảm 02 vụ (0/02 vụ)"), none of a
 * small count unless asked for, none of no change. Where one side is not known it says that the
 * two cannot be compared. */
const char *fire_sentence_change(struct fire_phrase *phrase,
                                 const struct fire_said_change *said,
                                 const struct fire_sentence_style *style);

/* The current figure alone: "145 vụ", "11,57 tỷ đồng", "38,19 ha"; "" of nothing. The base and the
 * subject are not looked at. */
const char *fire_sentence_level(struct fire_phrase *phrase, const struct fire_said_change *said,
                                const struct fire_sentence_style *style);

/* "02 người", "1.204 vụ" */
const char *fire_sentence_count(struct fire_phrase *phrase, int64_t number, const char *unit);

/* "chiếm 53,1%"; "" where the whole is 0 or less: nothing is a share of it. */
const char *fire_sentence_share(struct fire_phrase *phrase, int64_t part, int64_t whole,
                                int32_t decimals, fire_rounding rounding);

/* "còn 06 vụ chưa ước tính được thiệt hại"; "" for 0. */
const char *fire_sentence_not_estimated(struct fire_phrase *phrase, int64_t n_incidents);

/* "năm 2024", "9 tháng năm 2024", "quý III năm 2024", "tháng 07 năm 2024", "giai đoạn 2016–2020", "dịp Tết Nguyên đán năm 2024 (từ ngày ... đến ngày ...)"; of
 * other days "từ ngày 15/12/2023 đến ngày 14/06/2024".
 *   period   of the calendar */
const char *fire_sentence_period(struct fire_phrase *phrase,
                                 const struct fire_calendar *calendar,
                                 const struct fire_period *period);

/* "2024", "2024-Q3": the calendar's own label. */
const char *fire_sentence_label(struct fire_phrase *phrase,
                                const struct fire_calendar *calendar, fire_period_unit unit,
                                int32_t period);

/* "giảm cả 3 tiêu chí"; else what fell, rose and was held: "giảm số vụ và thiệt hại, tăng số người
 * chết, kiềm chế số người bị thương". Of one criterion always the latter.
 *   name   [n] as inside a sentence; the criteria of fire_verdict_of, in its order */
const char *fire_sentence_verdict(struct fire_phrase *phrase,
                                  const struct fire_verdict *verdict, const char *const name[],
                                  int32_t n);

#ifdef __cplusplus
}
#endif
#endif
