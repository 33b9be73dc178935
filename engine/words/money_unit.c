/* money_unit.c - one unit for all amounts that stand side by side.
 *
 * A column in which one row says "tỷ" and the next "triệu" is misread; so the largest amount
 * chooses for all. Vietnamese reviews write amounts below a billion in triệu and the rest in
 * tỷ, and never in nghìn; other currencies go by thousands. */
#include "firestat/text.h"
#include "firestat/words.h"

#include <stdio.h>
#include <string.h>

struct step {
    int32_t power;
    fire_word name; /* with a %s for the currency */
};

/* Largest first. */
static const struct step dong[] = {
    { 9, FIRE_WORD_MONEY_BILLION },
    { 6, FIRE_WORD_MONEY_MILLION },
    { 0, FIRE_WORD_MONEY_ONE },
};

static const struct step other[] = {
    { 9, FIRE_WORD_MONEY_BILLION },
    { 6, FIRE_WORD_MONEY_MILLION },
    { 3, FIRE_WORD_MONEY_THOUSAND },
    { 0, FIRE_WORD_MONEY_ONE },
};

/* Does the amount reach one unit of 10^places? */
static bool reaches(int64_t amount, int32_t places)
{
    for (int32_t i = 0; i < places && amount > 0; i++)
        amount /= 10;
    return amount > 0;
}

struct fire_money_unit fire_money_unit_of(fire_language language, const char *currency,
                                          int64_t max_abs, int32_t scale)
{
    const bool is_dong = strcmp(currency, "VND") == 0;
    const struct step *step = is_dong ? dong : other;
    while (step->power > 0 && !reaches(max_abs, step->power + scale))
        step++;

    struct fire_money_unit unit = { .power = step->power };
    const char *name = is_dong ? fire_word_text(language, FIRE_WORD_DONG) : currency;
    char whole[256];
    snprintf(whole, sizeof whole, fire_word_text(language, step->name), name);
    const size_t size = fire_text_cut(fire_text_of(whole), sizeof unit.name - 1);
    memcpy(unit.name, whole, size);
    unit.name[size] = '\0';
    return unit;
}
