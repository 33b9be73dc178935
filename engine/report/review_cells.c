/* review_cells.c - see reviewing.h: figures as cells, exact and as people read them. */
#include "reviewing.h"

#include <string.h>

struct fire_cell review_text_cell(const char *text)
{
    return (struct fire_cell){ .text = text };
}

void review_extent_add(struct review_extent *extent, struct fire_value value)
{
    const int64_t size = value.number == INT64_MIN ? INT64_MAX
                         : value.number < 0        ? -value.number
                                                   : value.number;
    if (value.is_null || size == 0) return;
    if (size > extent->most) extent->most = size;
    if (extent->least == 0 || size < extent->least) extent->least = size;
}

/* 10^places, as far as 63 bits go. */
static int64_t power_of_ten(int32_t places)
{
    int64_t power = 1;
    for (; places > 0 && power <= INT64_MAX / 10; places--)
        power *= 10;
    return power;
}

#define WHOLE_DIGITS_LEAST 100 /* of the largest amount, in the unit it is shown in */

/* The unit of the largest amount is too large for a column whose largest has but a digit or two in
 * it ("0,012 tỷ" beside "9,139 tỷ"), and where the smallest would be a 0,0. */
static bool is_too_large(struct fire_money_unit money, struct review_extent extent,
                         int32_t scale)
{
    const int64_t unit = power_of_ten(money.power + scale);
    return extent.most / unit < WHOLE_DIGITS_LEAST || extent.least < unit / 20;
}

/* The next unit below that the currency is told in; itself where that is the single unit. */
static struct fire_money_unit smaller_unit(struct reviewing *r, struct fire_money_unit money,
                                           int32_t scale)
{
    const struct fire_money_unit below = fire_money_unit_of(
        r->phrase.language, r->compare.writer.summary->currency,
        power_of_ten(money.power + scale) - 1, scale);
    return below.power == 0 ? money : below;
}

struct review_unit review_unit_of(struct reviewing *r,
                                  const struct fire_summary_measure *measure,
                                  struct review_extent extent, int32_t scale)
{
    struct review_unit unit = { .decimals = -1 };
    const bool is_vietnamese = r->phrase.language == FIRE_VIETNAMESE;
    unit.name = is_vietnamese ? measure->unit_vi : measure->unit_en;
    if (measure->type != FIRE_TYPE_MONEY) return unit;
    struct fire_money_unit money = fire_money_unit_of(
        r->phrase.language, r->compare.writer.summary->currency, extent.most, scale);
    if (money.power > 0 && is_too_large(money, extent, scale))
        money = smaller_unit(r, money, scale);
    unit.power = money.power;
    unit.decimals = money.power == 0 ? -1 : 1;
    unit.name = fire_phrase_format(&r->phrase, "%s", money.name);
    return unit;
}

/* Places of an exact figure that its unit does not show. */
static int32_t hidden_of(int32_t scale, struct review_unit unit)
{
    const int32_t places = scale + unit.power;
    return unit.decimals < 0 || unit.decimals > places ? 0 : places - unit.decimals;
}

static const char *number_text(struct reviewing *r, int64_t number, int32_t scale,
                               struct review_unit unit)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(r->phrase.language, number, scale + unit.power, unit.decimals, text);
    return fire_phrase_format(&r->phrase, "%s", text);
}

struct fire_cell review_number_cell(struct reviewing *r, struct fire_value value, int32_t scale,
                                    struct review_unit unit)
{
    if (value.is_null) return review_text_cell("–");
    return (struct fire_cell){ .text = number_text(r, value.number, scale, unit),
                               .has_number = true,
                               .number = value.number,
                               .scale = scale + unit.power,
                               .hidden = hidden_of(scale, unit) };
}

struct fire_cell review_change_cell(struct reviewing *r, bool has, int64_t delta, int32_t scale,
                                    struct review_unit unit)
{
    if (!has) return review_text_cell("–");
    const char *text = number_text(r, delta, scale, unit);
    return (struct fire_cell){ .text = fire_phrase_format(&r->phrase, "%s%s",
                                                          delta > 0 ? "+" : "", text),
                               .has_number = true,
                               .number = delta,
                               .scale = scale + unit.power,
                               .hidden = hidden_of(scale, unit) };
}

struct fire_cell review_percent_cell(struct reviewing *r, bool has, int64_t percent,
                                     int32_t decimals)
{
    char text[FIRE_NUMBER_BYTES];
    if (!has) return review_text_cell("–");
    fire_percent_text(r->phrase.language, percent, decimals, text);
    return (struct fire_cell){ .text = fire_phrase_format(&r->phrase, "%s", text),
                               .has_number = true,
                               .number = percent,
                               .scale = decimals };
}

const char *review_measure_label(struct reviewing *r, int32_t measure, struct review_unit unit)
{
    struct writer *writer = &r->compare.writer;
    const char *label = label_measure(writer, measure);
    if (unit.name[0] == '\0' || label_has_unit(writer, label, unit.name)) return label;
    return fire_phrase_format(&r->phrase, "%s (%s)", label, unit.name);
}

int32_t review_note(struct reviewing *r, struct review_notes *notes, const char *text)
{
    if (text[0] == '\0') return 0;
    for (int32_t i = 0; i < notes->n; i++)
        if (strcmp(notes->note[i], text) == 0) return i + 1;
    if (notes->n == notes->capacity) {
        const int32_t capacity = notes->capacity == 0 ? 8 : 2 * notes->capacity;
        const char **grown = REVIEW_TAKE(r, capacity, const char *);
        if (grown == NULL) return 0;
        if (notes->n > 0) memcpy(grown, notes->note, (size_t)notes->n * sizeof *grown);
        notes->note = grown;
        notes->capacity = capacity;
    }
    notes->note[notes->n++] = text;
    return notes->n;
}
