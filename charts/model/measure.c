/* measure.c - see measure.h. */
#include "measure.h"

#include <math.h>
#include <string.h>

/* Counts beyond this many are told in millions or billions: ticks stay narrow enough. */
static const struct {
    int64_t least;
    int32_t power;
    fire_word word;
} count_units[] = {
    { INT64_C(1000000000000), 9, FIRE_WORD_CHART_BILLION },
    { INT64_C(10000000), 6, FIRE_WORD_CHART_MILLION },
};

static const char *label_of(struct fire_phrase *phrase, const struct fire_summary_measure *of)
{
    static const struct {
        bool is_worded;
        fire_word word;
    } words[] = {
        [FIRE_AGG_SUM] = { false, FIRE_WORD_TOTAL },
        [FIRE_AGG_MEAN] = { true, FIRE_WORD_AGG_MEAN },
        [FIRE_AGG_MEDIAN] = { true, FIRE_WORD_AGG_MEDIAN },
        [FIRE_AGG_MIN] = { true, FIRE_WORD_AGG_MIN },
        [FIRE_AGG_MAX] = { true, FIRE_WORD_AGG_MAX },
        [FIRE_AGG_SHARE] = { true, FIRE_WORD_AGG_SHARE },
        [FIRE_AGG_DISTINCT] = { true, FIRE_WORD_AGG_DISTINCT },
        [FIRE_AGG_RATE] = { false, FIRE_WORD_TOTAL }, /* their labels say it all */
        [FIRE_AGG_REAL] = { false, FIRE_WORD_TOTAL },
    };
    const char *field = phrase->language == FIRE_VIETNAMESE ? of->field_label_vi
                                                            : of->field_label_en;
    if (!words[of->agg].is_worded) return field;

    const char *text = fire_word_text(phrase->language, words[of->agg].word);
    const bool inside = strncmp(text, "%s", 2) != 0;
    return fire_phrase_word(phrase, words[of->agg].word,
                            inside ? fire_phrase_inside(phrase, field) : field);
}

/* Nobody pays a tenth of a đồng; other money has cents. */
static int32_t money_decimals(const char *currency, int32_t places, int32_t power)
{
    if (power > 0) return 1;
    if (strcmp(currency, "VND") == 0) return 0;
    return places < 2 ? places : 2;
}

/* "triệu vụ", or "million" where what is counted has no unit. */
static const char *large_unit(struct fire_phrase *phrase, fire_word word, const char *unit)
{
    const char *text = fire_phrase_word(phrase, word, unit);
    const size_t n = strlen(text);
    if (n == 0 || text[n - 1] != ' ') return text;
    return fire_phrase_format(phrase, "%.*s", (int)(n - 1), text);
}

struct measure measure_of(struct fire_phrase *phrase, const struct fire_summary *summary,
                          int32_t index, int64_t max_abs)
{
    const struct fire_summary_measure *of = &summary->measure[index];
    struct measure measure = {
        .label = fire_phrase_format(phrase, "%s",
                                    label_of(phrase, of)), /* outlives the schema */
        .unit = fire_phrase_format(
            phrase, "%s", phrase->language == FIRE_VIETNAMESE ? of->unit_vi : of->unit_en),
        .places = of->scale,
        .decimals = of->scale < 1 ? of->scale : 1,
        .is_share = of->agg == FIRE_AGG_SHARE,
        .is_count = of->type == FIRE_TYPE_INTEGER && of->scale == 0 &&
                    of->agg != FIRE_AGG_SHARE,
        .is_damage = strcmp(of->name, "damage") == 0,
    };
    measure.name = fire_phrase_inside(phrase, measure.label);

    if (of->type == FIRE_TYPE_MONEY && !measure.is_share) {
        const struct fire_money_unit money = fire_money_unit_of(
            phrase->language, summary->currency, max_abs, of->scale);
        measure.unit = fire_phrase_format(phrase, "%s", money.name);
        measure.places += money.power;
        measure.decimals = money_decimals(summary->currency, measure.places, money.power);
    }
    for (size_t i = 0; measure.is_count && i < sizeof count_units / sizeof count_units[0];
         i++) {
        if (max_abs < count_units[i].least) continue;
        measure.unit = large_unit(phrase, count_units[i].word, measure.unit);
        measure.places = count_units[i].power;
        measure.decimals = 1;
        break;
    }
    return measure;
}

const char *measure_title(struct fire_phrase *phrase, const struct measure *measure)
{
    if (measure->unit[0] == '\0') return measure->label;
    return fire_phrase_format(phrase, "%s (%s)", measure->label, measure->unit);
}

/* As many decimals as the first digit that is not 0 needs, once it is rounded: 0,0995 is 0,1. */
static const char *number_text(struct fire_phrase *phrase, int64_t number, int32_t places,
                               int32_t decimals)
{
    const double shown = fabs((double)number) / pow(10.0, places);
    while (number != 0 && decimals < places && shown < 0.95 * pow(10.0, -decimals))
        decimals++;

    char text[FIRE_NUMBER_BYTES];
    fire_number_text(phrase->language, number, places, decimals, text);
    return fire_phrase_format(phrase, "%s", text);
}

const char *measure_number(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number)
{
    return number_text(phrase, number, measure->places, measure->decimals);
}

const char *measure_fixed(struct fire_phrase *phrase, const struct measure *measure,
                          int64_t number)
{
    char text[FIRE_NUMBER_BYTES];
    fire_number_text(phrase->language, number, measure->places, measure->decimals, text);
    return fire_phrase_format(phrase, "%s", text);
}

const char *measure_signed(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number)
{
    return fire_phrase_format(phrase, "%s%s", number > 0 ? "+" : "",
                              measure_number(phrase, measure, number));
}

const char *measure_amount(struct fire_phrase *phrase, const struct measure *measure,
                           int64_t number)
{
    const char *text = measure_number(phrase, measure, number);
    if (measure->unit[0] == '\0') return text;
    return fire_phrase_format(phrase, "%s %s", text, measure->unit);
}

const char *measure_mean(struct fire_phrase *phrase, const struct measure *measure,
                         struct fire_mean mean)
{
    return number_text(phrase, mean.mean_tenths, measure->places + 1, 1);
}

const char *measure_change(struct fire_phrase *phrase, const struct measure *measure,
                           struct fire_value current, struct fire_value base)
{
    const struct fire_change change = fire_change_of(current, base, measure->is_count, 1,
                                                     FIRE_ROUND_HALF_AWAY);
    if (change.kind == FIRE_PERCENT_NO_DATA) return "";
    if (current.number < 0 || base.number < 0) /* a correction: neither up nor down */
        return fire_word_text(phrase->language, FIRE_WORD_CHART_NOT_COMPARABLE);
    if (change.delta == 0) return fire_word_text(phrase->language, FIRE_WORD_CHART_UNCHANGED);

    const char *delta = measure_signed(phrase, measure, change.delta);
    if (measure->is_share)
        return fire_phrase_format(phrase, "(%s)",
                                  fire_phrase_word(phrase, FIRE_WORD_CHART_POINTS, delta));
    if (change.kind == FIRE_PERCENT_SMALL_BASE)
        return fire_phrase_format(phrase, "(%s)", delta);
    if (change.kind == FIRE_PERCENT_FROM_ZERO)
        return fire_word_text(phrase->language, FIRE_WORD_CHART_FROM_NONE);
    char percent[FIRE_NUMBER_BYTES];
    fire_percent_text(phrase->language, change.percent, change.decimals, percent);
    return fire_phrase_format(phrase, "(%s)", percent);
}

double measure_in_unit(const struct measure *measure, int64_t number)
{
    return (double)number / pow(10.0, measure->places);
}
