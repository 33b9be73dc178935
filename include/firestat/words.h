/* words.h - the one Vietnamese/English table, and the only place where a number becomes text.
 *
 * Thread use: pure functions over constant tables. */
#ifndef FIRESTAT_WORDS_H
#define FIRESTAT_WORDS_H
#include "firestat/calendar.h"
#include "firestat/date.h"
#include "firestat/stats.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum {
    FIRE_VIETNAMESE = 0,
    FIRE_ENGLISH = 1,
} fire_language;

/* "vi" or "en"; false for anything else. */
bool fire_language_of(const char *name, fire_language *out);

/* The words of tables, charts and notes. Texts with a %s say so beside their row in words.def,
 * which is the order here too. */
typedef enum {
#define FIRE_WORD(id, vietnamese, english) FIRE_WORD_##id,
#include "firestat/words.def"
#undef FIRE_WORD
    FIRE_N_WORDS
} fire_word;

const char *fire_word_text(fire_language language, fire_word word);

/* For fire_error.say: the Vietnamese format of an English one, or the English one itself
 * where the table has none (a test keeps that from happening). */
const char *fire_words_vietnamese(const char *english_format);

#define FIRE_NUMBER_BYTES 64

/* "1.234,5" or "1,234.5": a number as people read it, NUL-ended, into out.
 *   number     at `scale` places
 *   decimals   places shown, rounded half away from zero; -1: as many as it has, without
 *              trailing zeros
 * The minus is U+2212. */
void fire_number_text(fire_language language, int64_t number, int32_t scale, int32_t decimals,
                      char out[FIRE_NUMBER_BYTES]);

/* "1234.5": for machines. ASCII minus, no thousands mark, no trailing zeros. */
void fire_number_plain(int64_t number, int32_t scale, char out[FIRE_NUMBER_BYTES]);

/* How sure intervals are, in the sentences about them. */
#define FIRE_LEVEL_TEXT "95%"

/* "53,1%": a part of something, without a sign of growth. percent is scaled by 10^decimals. */
void fire_share_text(fire_language language, int64_t percent, int32_t decimals,
                     char out[FIRE_NUMBER_BYTES]);

/* "−10,5%", "+3.0%": always with a sign but for zero. percent is scaled by 10^decimals. */
void fire_percent_text(fire_language language, int64_t percent, int32_t decimals,
                       char out[FIRE_NUMBER_BYTES]);

/* "31/12/2024" in both languages. */
void fire_day_text(int32_t day, char out[FIRE_NUMBER_BYTES]);

#define FIRE_CHANGE_BYTES 320

/* "Lịch đổi quy định: ngày 15/12/2019 thuộc cả kỳ 2019-12 và kỳ 2020-01, chỉ tính một lần vào kỳ
 * 2020-01.": which days two periods claim or none, and which one counts them.
 *   returns   false, out untouched: the change leaves no such days, or none of them lies in the
 *             window or beside it */
bool fire_calendar_change_text(fire_language language, const struct fire_calendar *calendar,
                               int32_t change, struct fire_window window,
                               char out[FIRE_CHANGE_BYTES]);

/* The unit money is shown in, chosen once for everything that stands side by side: đồng,
 * triệu đồng or tỷ đồng (dong, million dong, billion dong; other currencies: units, thousand,
 * million, billion): the largest of them that leaves the largest amount a digit before the point.
 *   max_abs    largest absolute amount, in smallest units
 *   scale      places of the currency
 * An amount in smallest units is shown by fire_number_text with scale + power places. */
struct fire_money_unit {
    int32_t power; /* 0, 3, 6 or 9: one shown unit is 10^power units */
    char name[48]; /* "tỷ đồng" */
};
struct fire_money_unit fire_money_unit_of(fire_language language, const char *currency,
                                          int64_t max_abs, int32_t scale);

#ifdef __cplusplus
}
#endif
#endif
