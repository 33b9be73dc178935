/* fuzz_values.c - numbers, dates, periods and text keys from any bytes.
 *
 * What must hold: no crash; a value comes out only within its bounds; a key's key is itself; the
 * same text read twice gives the same. */
#include "fuzz.h"

#include "clean/day_number.h"
#include "clean/moment.h"
#include "clean/number.h"

#include "firestat/place.h"

#include <string.h>

static void check_number(struct fire_text_view text, uint8_t choice, struct fire_arena *arena)
{
    static const int32_t scales[] = { 0, 2, 9 };
    const struct number_form form = { .style = (fire_number_style)(choice % 3),
                                      .factor = choice & 8 ? 1000000 : 1,
                                      .divisor = choice & 16 ? 10000 : 1,
                                      .unit = (fire_unit_kind)(choice / 32 % 3),
                                      .scale = scales[choice / 4 % 3],
                                      .whole = choice % 2 == 1 };
    int64_t value = 1;
    int64_t again = 2;
    const number_result result = number_parse(text, &form, arena, &value);
    FUZZ_CHECK(number_parse(text, &form, arena, &again) == result);
    if (result == NUMBER_OK) FUZZ_CHECK(value == again && value != INT64_MIN);
    (void)number_evidence_of(text, arena);
}

static void check_moment(struct fire_text_view text, uint8_t choice)
{
    const struct date_form form = { (fire_date_order)(choice % 3), choice & 4 ? 1960 : 0 };
    struct moment moment = { 0 };
    int16_t minute = 0;
    if (moment_parse(text, &form, &moment) == MOMENT_OK) {
        const struct fire_civil civil = fire_civil_from_day(moment.day);
        int32_t day;
        FUZZ_CHECK(fire_day_from_civil(civil, &day) && day == moment.day);
        if (moment.has_minute)
            FUZZ_CHECK(moment.minute >= 0 && moment.minute <= FIRE_MINUTES_A_DAY);
    }
    if (time_parse(text, &minute) == MOMENT_OK)
        FUZZ_CHECK(minute >= 0 && minute <= FIRE_MINUTES_A_DAY);
    if (day_fraction_parse(text, &minute))
        FUZZ_CHECK(minute >= 0 && minute <= FIRE_MINUTES_A_DAY);
    if (day_number_parse(text, &moment))
        FUZZ_CHECK(moment.day >= FIRE_DAY_FIRST && moment.day <= FIRE_DAY_LAST &&
                   moment.minute >= 0 && moment.minute < FIRE_MINUTES_A_DAY);
    int32_t number = 1;
    if (month_parse(text, &number)) FUZZ_CHECK(number >= 1 && number <= 12);
    if (year_parse(text, &form, &number)) FUZZ_CHECK(number >= 0 && number <= 9999);
}

static void check_period(struct fire_text_view text, struct fire_arena *arena)
{
    const struct fire_calendar *calendar;
    struct fire_window window;
    FUZZ_CHECK(fire_calendar_find("calendar", &calendar, NULL) == FIRE_OK);
    if (period_parse(text, calendar, arena, &window))
        FUZZ_CHECK(window.first_day <= window.last_day && window.first_day >= FIRE_DAY_FIRST &&
                   window.last_day <= FIRE_DAY_LAST);
}

static void check_keys(struct fire_text_view text, struct fire_arena *arena)
{
    struct fire_text_view clean;
    struct fire_text_view key;
    struct fire_text_view again = { 0 };
    FUZZ_CHECK(fire_text_clean(text, arena, &clean) && fire_text_clean(clean, arena, &again));
    FUZZ_CHECK(fire_text_equal(clean, again));
    FUZZ_CHECK(fire_text_match_key(text, arena, &key) &&
               fire_text_match_key(key, arena, &again));
    FUZZ_CHECK(fire_text_equal(key, again));
    FUZZ_CHECK(fire_text_match_key(clean, arena, &again) && fire_text_equal(key, again));
    FUZZ_CHECK(fire_text_plain_key(text, arena, &key) &&
               fire_text_plain_key(key, arena, &again));
    FUZZ_CHECK(fire_text_equal(key, again));
    FUZZ_CHECK(fire_area_key(text, arena, &key) && fire_area_key(key, arena, &again));
    FUZZ_CHECK(fire_text_equal(key, again));
    FUZZ_CHECK(fire_area_key(clean, arena, &again) && fire_text_equal(key, again));
    FUZZ_CHECK(fire_text_columns(text) >= 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static struct fire_arena *arena;
    if (arena == NULL) arena = fire_arena_create();
    if (size < 1) return 0;
    struct fire_text_view text = { (const char *)data + 1, size - 1 };
    text.size_bytes = fire_text_valid_bytes(text);
    check_keys(text, arena);
    struct fire_text_view clean;
    FUZZ_CHECK(fire_text_clean(text, arena, &clean)); /* what the rest is given */
    check_number(clean, data[0], arena);
    check_moment(clean, data[0]);
    check_period(clean, arena);
    fire_arena_reset(arena);
    return 0;
}
