/* sentence.c - see sentence.h.
 *
 * The order of the parts is the same in both languages, so that words.def holds what differs. */
#include "firestat/sentence.h"

#include <stdio.h>
#include <string.h>

enum { CRITERIA_MAX = 32 };

/* ---- numbers in prose ------------------------------------------------------------------ */

/* "-9,37%": U+2212 of tables and charts becomes the minus of the keyboard. */
static const char *typed(struct fire_phrase *phrase, const char *number)
{
    static const char minus[] = "\xE2\x88\x92";
    const bool is_negative = strncmp(number, minus, 3) == 0;
    return fire_phrase_format(phrase, "%s%s", is_negative ? "-" : "",
                              number + (is_negative ? 3 : 0));
}

static const char *counted(struct fire_phrase *phrase, int64_t number, bool has_zero)
{
    const bool is_one_digit = number > 0 && number < 10;
    return fire_phrase_format(
        phrase, "%s%s",
        has_zero && is_one_digit && phrase->language == FIRE_VIETNAMESE ? "0" : "",
        typed(phrase, fire_phrase_count(phrase, number)));
}

const char *fire_sentence_count(struct fire_phrase *phrase, int64_t number, const char *unit)
{
    return fire_phrase_format(phrase, "%s%s%s", counted(phrase, number, true),
                              unit[0] == '\0' ? "" : " ", unit);
}

/* At most so many decimals, none of them a zero at the end. */
static const char *amount(struct fire_phrase *phrase, int64_t number, int32_t places,
                          int32_t decimals)
{
    char text[FIRE_NUMBER_BYTES];
    const int32_t shown = decimals < places ? decimals : places;
    fire_number_text(phrase->language, number, places, shown, text);
    for (size_t n = strlen(text); shown > 0 && n > 1; n--) {
        const char last = text[n - 1];
        if (last != '0' && last != ',' && last != '.') break;
        text[n - 1] = '\0';
        if (last != '0') break;
    }
    return typed(phrase, text);
}

/* The unit that all figures of a sentence are shown in. */
struct shown {
    int32_t places; /* of the values, in the unit           */
    int64_t count;  /* one of what is counted; 0: no count  */
    int64_t factor; /* brings hectares to square metres     */
    char unit[48];
};

static uint64_t magnitude(int64_t number)
{
    return number < 0 ? UINT64_C(0) - (uint64_t)number : (uint64_t)number;
}

/* The larger of the two values, as far as they are known, within 63 bits. */
static int64_t largest(const struct fire_said_change *said)
{
    const uint64_t a = magnitude(said->current.number);
    const uint64_t b = magnitude(said->base.number);
    const uint64_t most = a > b ? a : b;
    return most > INT64_MAX ? INT64_MAX : (int64_t)most;
}

/* One of what is counted, in a mean or a rate with digits behind the point. */
static int64_t one_of(const struct fire_said_change *said)
{
    int64_t one = 1;
    for (int32_t i = 0; i < said->scale && one <= INT64_MAX / 10; i++)
        one *= 10;
    return one;
}

static struct shown shown_in(const struct fire_phrase *phrase,
                             const struct fire_said_change *said)
{
    struct shown shown = { .places = said->scale, .factor = 1 };
    const int64_t most = largest(said);
    if (said->kind == FIRE_SAID_MONEY) {
        const struct fire_money_unit unit = fire_money_unit_of(phrase->language, said->currency,
                                                               most, said->scale);
        shown.places += unit.power;
        snprintf(shown.unit, sizeof shown.unit, "%s", unit.name);
    } else if (said->kind == FIRE_SAID_LAND) {
        int64_t hectare = 1;
        for (int32_t i = 0; i < said->scale && hectare <= most; i++)
            hectare *= 10;
        const bool is_small = most < hectare;
        int32_t places = is_small ? said->scale - 4 : said->scale;
        for (; places < 0; places++) /* below 10^scale: there is room */
            shown.factor *= 10;
        shown.places = places;
        snprintf(shown.unit, sizeof shown.unit, "%s", is_small ? "m²" : "ha");
    } else {
        shown.count = one_of(said);
        snprintf(shown.unit, sizeof shown.unit, "%s", said->unit);
    }
    return shown;
}

static const char *figure(struct fire_phrase *phrase, const struct shown *shown,
                          const struct fire_sentence_style *style, int64_t number,
                          bool has_zero)
{
    if (shown->count > 0 && number % shown->count == 0)
        return counted(phrase, number / shown->count, has_zero);
    return amount(phrase, number * shown->factor, shown->places, style->amount_decimals);
}

/* The same with "hơn" or "gần" before it, where digits that count were left out. */
static const char *about_figure(struct fire_phrase *phrase, const struct shown *shown,
                                const struct fire_sentence_style *style, int64_t number)
{
    const char *text = figure(phrase, shown, style, number, true);
    uint64_t step = 1;
    for (int32_t i = style->amount_decimals; i < shown->places && step < UINT64_MAX / 10; i++)
        step *= 10;
    const uint64_t rest = magnitude(number * shown->factor) % step;
    if (!style->has_about_words || shown->count > 0 || rest == 0) return text;
    return fire_phrase_word(
        phrase, rest >= step - rest ? FIRE_WORD_SAID_NEARLY : FIRE_WORD_SAID_OVER, text);
}

static const char *with_unit(struct fire_phrase *phrase, const char *number, const char *unit)
{
    return fire_phrase_format(phrase, "%s%s%s", number, unit[0] == '\0' ? "" : " ", unit);
}

const char *fire_sentence_level(struct fire_phrase *phrase, const struct fire_said_change *said,
                                const struct fire_sentence_style *style)
{
    struct fire_said_change alone = *said;
    alone.base = (struct fire_value){ .is_null = true };
    if (said->current.is_null) return "";
    const struct shown shown = shown_in(phrase, &alone);
    return with_unit(phrase, about_figure(phrase, &shown, style, said->current.number),
                     shown.unit);
}

/* ---- a change -------------------------------------------------------------------------- */

static const char *percent_of(struct fire_phrase *phrase, const struct fire_said_change *said,
                              const struct fire_change *change,
                              const struct fire_sentence_style *style)
{
    const bool is_large = change->kind == FIRE_PERCENT_SHOWN ||
                          (change->kind == FIRE_PERCENT_SMALL_BASE &&
                           style->has_small_percents);
    char text[FIRE_NUMBER_BYTES];
    if (!is_large || change->delta == 0 || said->current.number == 0) return "";
    if (style->is_unsigned) {
        const int64_t percent = change->percent < 0 && change->percent > INT64_MIN
                                    ? -change->percent
                                    : change->percent;
        fire_share_text(phrase->language, percent, change->decimals, text);
    } else {
        fire_percent_text(phrase->language, change->percent, change->decimals, text);
    }
    return typed(phrase, text);
}

/* "145/160", "02/06 vụ", "127,9/199,89" */
static const char *ratio_of(struct fire_phrase *phrase, const struct fire_said_change *said,
                            const struct shown *shown, const struct fire_sentence_style *style)
{
    const bool zeros = style->has_ratio_zeros;
    const char *ratio = fire_phrase_format(
        phrase, "%s/%s", figure(phrase, shown, style, said->current.number, zeros),
        figure(phrase, shown, style, said->base.number, zeros));
    return style->has_ratio_unit ? with_unit(phrase, ratio, shown->unit) : ratio;
}

static const char *verb_of(struct fire_phrase *phrase, const struct fire_change *change,
                           const struct shown *shown, const struct fire_sentence_style *style)
{
    if (change->kind == FIRE_PERCENT_NO_DATA)
        return fire_phrase_word(phrase, FIRE_WORD_CHART_NOT_COMPARABLE);
    if (change->delta == 0)
        return fire_phrase_word(phrase, style->has_equal_word ? FIRE_WORD_SAID_EQUAL
                                                              : FIRE_WORD_SAID_SAME);
    const int64_t size = change->delta > INT64_MIN && change->delta < 0 ? -change->delta
                                                                        : change->delta;
    return fire_phrase_word(
        phrase, change->delta < 0 ? FIRE_WORD_SAID_FELL_BY : FIRE_WORD_SAID_ROSE_BY,
        with_unit(phrase, about_figure(phrase, shown, style, size), shown->unit));
}

/* A base of 38,4 a year is 384 tenths, but no 20 of what is counted make it large. */
static struct fire_change change_of(const struct fire_said_change *said,
                                    const struct fire_sentence_style *style)
{
    struct fire_change change = fire_change_of(said->current, said->base,
                                               said->kind == FIRE_SAID_COUNT, style->decimals,
                                               style->rounding);
    if (said->kind == FIRE_SAID_COUNT && change.kind == FIRE_PERCENT_SHOWN &&
        said->base.number / one_of(said) < FIRE_PERCENT_BASE_MIN)
        change.kind = FIRE_PERCENT_SMALL_BASE;
    return change;
}

const char *fire_sentence_change(struct fire_phrase *phrase,
                                 const struct fire_said_change *said,
                                 const struct fire_sentence_style *style)
{
    const struct fire_change change = change_of(said, style);
    const bool is_known = change.kind != FIRE_PERCENT_NO_DATA;
    const struct shown shown = shown_in(phrase, said);
    const char *percent = is_known ? percent_of(phrase, said, &change, style) : "";
    const char *ratio = is_known && style->has_ratio ? ratio_of(phrase, said, &shown, style)
                                                     : "";
    const bool has_both = percent[0] != '\0' && ratio[0] != '\0';
    const bool has_none = percent[0] == '\0' && ratio[0] == '\0';
    return fire_phrase_format(
        phrase, "%s%s%s%s%s%s%s%s", said->subject, said->subject[0] == '\0' ? "" : " ",
        verb_of(phrase, &change, &shown, style), has_none ? "" : " (", percent,
        !has_both              ? ""
        : style->has_semicolon ? "; "
                               : ", ",
        ratio, has_none ? "" : ")");
}

/* ---- the others ------------------------------------------------------------------------ */

const char *fire_sentence_share(struct fire_phrase *phrase, int64_t part, int64_t whole,
                                int32_t decimals, fire_rounding rounding)
{
    int64_t percent;
    char text[FIRE_NUMBER_BYTES];
    if (!fire_percent_of(part, whole, decimals, rounding, &percent)) return "";
    fire_share_text(phrase->language, percent, decimals, text);
    return fire_phrase_word(phrase, FIRE_WORD_SAID_SHARE, typed(phrase, text));
}

/* The note that stands alone elsewhere, as a part of a sentence. */
const char *fire_sentence_not_estimated(struct fire_phrase *phrase, int64_t n_incidents)
{
    if (n_incidents == 0) return "";
    const char *note = fire_phrase_inside(
        phrase, fire_phrase_word(phrase, FIRE_WORD_NOTE_UNKNOWN_DAMAGE,
                                 counted(phrase, n_incidents, true)));
    size_t size = strlen(note);
    if (size > 0 && note[size - 1] == '.') size--;
    return fire_phrase_format(phrase, "%.*s", (int)size, note);
}

/* "giảm số vụ và thiệt hại"; "" for none. */
static const char *clause_of(struct fire_phrase *phrase, fire_word word, uint32_t chosen,
                             const char *const name[], int32_t n)
{
    const char *said[CRITERIA_MAX];
    int32_t n_said = 0;
    for (int32_t i = 0; i < n; i++)
        if ((chosen >> i & 1u) != 0) said[n_said++] = name[i];
    return n_said == 0 ? ""
                       : fire_phrase_word(phrase, word, fire_phrase_list(phrase, said, n_said));
}

static const char *clauses_of(struct fire_phrase *phrase, const struct fire_verdict *verdict,
                              const char *const name[], int32_t n)
{
    const struct {
        uint32_t chosen;
        fire_word word;
    } parts[] = {
        { verdict->fell, FIRE_WORD_SAID_FELL },
        { verdict->rose, FIRE_WORD_SAID_ROSE },
        { ~(verdict->fell | verdict->rose), FIRE_WORD_SAID_HELD },
    };
    const char *clauses = "";
    for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
        const char *clause = clause_of(phrase, parts[i].word, parts[i].chosen, name, n);
        if (clause[0] == '\0') continue;
        clauses = fire_phrase_format(phrase, "%s%s%s", clauses, clauses[0] == '\0' ? "" : ", ",
                                     clause);
    }
    return clauses;
}

const char *fire_sentence_verdict(struct fire_phrase *phrase,
                                  const struct fire_verdict *verdict, const char *const name[],
                                  int32_t n)
{
    static const fire_word words[] = {
        [FIRE_VERDICT_UNDECIDED] = FIRE_WORD_SAID_UNDECIDED,
        [FIRE_VERDICT_ALL_FELL] = FIRE_WORD_SAID_ALL_FELL,
        [FIRE_VERDICT_ALL_ROSE] = FIRE_WORD_SAID_ALL_ROSE,
        [FIRE_VERDICT_ALL_HELD] = FIRE_WORD_SAID_ALL_HELD,
    };
    if (n > CRITERIA_MAX) n = CRITERIA_MAX;
    if (verdict->kind == FIRE_VERDICT_MIXED ||
        (n == 1 && verdict->kind != FIRE_VERDICT_UNDECIDED))
        return clauses_of(phrase, verdict, name, n);
    const char *all = n == 2 ? fire_phrase_word(phrase, FIRE_WORD_SAID_BOTH)
                             : fire_phrase_word(phrase, FIRE_WORD_SAID_ALL,
                                                fire_phrase_count(phrase, n));
    return fire_phrase_word(phrase, words[verdict->kind], all);
}
