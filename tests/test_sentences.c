/* test_sentences.c - what is said of figures, beside how published reviews said it. */
#include "check.h"
#include "firestat/sentence.h"

#include <string.h>

#define GAP INT64_MIN /* not known */

static struct fire_value value(int64_t number)
{
    return number == GAP ? (struct fire_value){ .is_null = true }
                         : (struct fire_value){ .number = number };
}

/* As C07 writes it; others differ from it in what is named. */
static const struct fire_sentence_style c07 = {
    .decimals = 2, .rounding = FIRE_ROUND_TRUNCATE, .amount_decimals = 3, .has_ratio = true
};
static const struct fire_sentence_style half_year = { .decimals = 1,
                                                      .amount_decimals = 2,
                                                      .has_ratio = true,
                                                      .has_ratio_unit = true,
                                                      .has_semicolon = true };
static const struct fire_sentence_style prose = { .decimals = 1,
                                                  .amount_decimals = 2,
                                                  .has_ratio = true,
                                                  .has_ratio_unit = true,
                                                  .has_ratio_zeros = true };
static const struct fire_sentence_style older = { .decimals = 2,
                                                  .amount_decimals = 2,
                                                  .is_unsigned = true };
static const struct fire_sentence_style bare = { .amount_decimals = 2 };
static const struct fire_sentence_style small = {
    .decimals = 2, .has_ratio = true, .has_ratio_zeros = true, .has_small_percents = true
};

static const struct fire_sentence_style about = { .decimals = 1,
                                                  .amount_decimals = 1,
                                                  .has_ratio = true,
                                                  .has_equal_word = true,
                                                  .has_about_words = true };

static const struct {
    const struct fire_sentence_style *style;
    fire_said_kind kind;
    int32_t scale;
    const char *subject_vi;
    const char *unit_vi;
    const char *subject_en;
    const char *unit_en;
    int64_t current;
    int64_t base;
    const char *vietnamese;
    const char *english;
} changes[] = {
    /* published: DOMAIN.md 3.2 */
    { &c07, FIRE_SAID_COUNT, 0, "số vụ cháy", "vụ", "fires", "", 145, 160,
      "số vụ cháy giảm 15 vụ (-9,37%, 145/160)", "fires fell by 15 (-9.37%, 145/160)" },
    { &half_year, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 2222, 1861,
      "tăng 361 vụ (+19,4%; 2.222/1.861 vụ)", "rose by 361 fires (+19.4%; 2,222/1,861 fires)" },
    { &c07, FIRE_SAID_COUNT, 0, "", "người", "", "people", 2, 2, "không tăng, không giảm (2/2)",
      "did not change (2/2)" },
    { &prose, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 0, 2, "giảm 02 vụ (0/02 vụ)",
      "fell by 2 fires (0/2 fires)" },
    { &bare, FIRE_SAID_COUNT, 0, "", "vụ cháy", "", "fires", 171, 190, "giảm 19 vụ cháy (-10%)",
      "fell by 19 fires (-10%)" },
    { &older, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 298, 237, "tăng 61 vụ (25,74%)",
      "rose by 61 fires (25.74%)" },
    { &older, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 238, 303, "giảm 65 vụ (21,45%)",
      "fell by 65 fires (21.45%)" },
    { &small, FIRE_SAID_COUNT, 0, "", "người", "", "people", 2, 6,
      "giảm 04 người (-66,67%, 02/06)", "fell by 4 people (-66.67%, 2/6)" },
    { &about, FIRE_SAID_COUNT, 0, "", "người", "", "people", 2, 2, "tương đương (2/2)",
      "was the same (2/2)" },
    { &about, FIRE_SAID_MONEY, 0, "thiệt hại", "", "damage", "", 11570000000, 8960000000,
      "thiệt hại tăng hơn 2,6 tỷ đồng (+29,1%, 11,6/9)",
      "damage rose by over 2.6 billion dong (+29.1%, 11.6/9)" },
    { &about, FIRE_SAID_MONEY, 0, "thiệt hại", "", "damage", "", 127900000000, 199890000000,
      "thiệt hại giảm gần 72 tỷ đồng (-36,0%, 127,9/199,9)",
      "damage fell by nearly 72 billion dong (-36.0%, 127.9/199.9)" },
    { &about, FIRE_SAID_MONEY, 0, "", "", "", "", 1500000000, 1000000000,
      "tăng 0,5 tỷ đồng (+50,0%, 1,5/1)", "rose by 0.5 billion dong (+50.0%, 1.5/1)" },
    { &about, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 2222, 1861,
      "tăng 361 vụ (+19,4%, 2.222/1.861)", "rose by 361 fires (+19.4%, 2,222/1,861)" },
    { &about, FIRE_SAID_LAND, 4, "", "", "", "", 381900, 100000,
      "tăng gần 28,2 ha (+281,9%, 38,2/10)", "rose by nearly 28.2 ha (+281.9%, 38.2/10)" },
    /* against a mean: tenths, of which 20 are two */
    { &half_year, FIRE_SAID_COUNT, 1, "", "người", "", "people", 10, 20,
      "giảm 01 người (1/2 người)", "fell by 1 people (1/2 people)" },
    { &half_year, FIRE_SAID_COUNT, 1, "", "vụ", "", "fires", 380, 384,
      "giảm 0,4 vụ (-1,0%; 38/38,4 vụ)", "fell by 0.4 fires (-1.0%; 38/38.4 fires)" },
    /* money by size, at the places it has */
    { &c07, FIRE_SAID_MONEY, 0, "thiệt hại", "", "damage", "", 932023000000, 1126750000000,
      "thiệt hại giảm 194,727 tỷ đồng (-17,28%, 932,023/1.126,75)",
      "damage fell by 194.727 billion dong (-17.28%, 932.023/1,126.75)" },
    { &half_year, FIRE_SAID_MONEY, 0, "", "", "", "", 306000000, 250500000,
      "tăng 55,5 triệu đồng (+22,2%; 306/250,5 triệu đồng)",
      "rose by 55.5 million dong (+22.2%; 306/250.5 million dong)" },
    { &half_year, FIRE_SAID_MONEY, 0, "", "", "", "", 500000, 0,
      "tăng 500.000 đồng (500.000/0 đồng)", "rose by 500,000 dong (500,000/0 dong)" },
    /* m² below a hectare */
    { &prose, FIRE_SAID_LAND, 4, "", "", "", "", 381900, 0, "tăng 38,19 ha (38,19/0 ha)",
      "rose by 38.19 ha (38.19/0 ha)" },
    { &prose, FIRE_SAID_LAND, 4, "", "", "", "", 1500, 3000,
      "giảm 1.500 m² (-50,0%, 1.500/3.000 m²)", "fell by 1,500 m² (-50.0%, 1,500/3,000 m²)" },
    { &prose, FIRE_SAID_LAND, 2, "", "", "", "", 50, 99,
      "giảm 4.900 m² (-49,5%, 5.000/9.900 m²)", "fell by 4,900 m² (-49.5%, 5,000/9,900 m²)" },
    /* small counts, nothing before, nothing known */
    { &prose, FIRE_SAID_COUNT, 0, "số người chết", "người", "deaths", "", 11, 9,
      "số người chết tăng 02 người (11/09 người)", "deaths rose by 2 (11/9)" },
    { &prose, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 5, 0, "tăng 05 vụ (05/0 vụ)",
      "rose by 5 fires (5/0 fires)" },
    { &prose, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 0, 0,
      "không tăng, không giảm (0/0 vụ)", "did not change (0/0 fires)" },
    { &prose, FIRE_SAID_COUNT, 0, "số vụ", "vụ", "fires", "", 0, 25,
      "số vụ giảm 25 vụ (0/25 vụ)", "fires fell by 25 (0/25)" },
    { &bare, FIRE_SAID_COUNT, 0, "", "vụ", "", "fires", 12, 12, "không tăng, không giảm",
      "did not change" },
    { &prose, FIRE_SAID_COUNT, 0, "số vụ", "vụ", "fires", "", GAP, 25,
      "số vụ (không so sánh được)", "fires (not comparable)" },
    { &prose, FIRE_SAID_COUNT, 0, "số vụ", "vụ", "fires", "", 7, GAP,
      "số vụ (không so sánh được)", "fires (not comparable)" },
};

static void check_change(size_t i, fire_language language, const char *wanted)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_phrase phrase = { arena, language, false };
    const bool is_vietnamese = language == FIRE_VIETNAMESE;
    const struct fire_said_change said = {
        .subject = is_vietnamese ? changes[i].subject_vi : changes[i].subject_en,
        .kind = changes[i].kind,
        .unit = is_vietnamese ? changes[i].unit_vi : changes[i].unit_en,
        .currency = "VND",
        .scale = changes[i].scale,
        .current = value(changes[i].current),
        .base = value(changes[i].base),
    };
    const char *got = fire_sentence_change(&phrase, &said, changes[i].style);
    CHECK(!phrase.failed && strcmp(got, wanted) == 0, "row %zu: '%s', not '%s'", i, got,
          wanted);
    fire_arena_free(arena);
}

static void test_changes(void)
{
    for (size_t i = 0; i < CHECK_N(changes); i++) {
        check_change(i, FIRE_VIETNAMESE, changes[i].vietnamese);
        check_change(i, FIRE_ENGLISH, changes[i].english);
    }
}

static void test_shares(void)
{
    static const struct {
        int64_t part;
        int64_t whole;
        int32_t decimals;
        fire_rounding rounding;
        const char *vietnamese;
        const char *english;
    } rows[] = {
        { 77, 145, 1, FIRE_ROUND_HALF_AWAY, "chiếm 53,1%", "53.1%" },
        { 39, 145, 1, FIRE_ROUND_TRUNCATE, "chiếm 26,8%", "26.8%" },
        { 323, 497, 2, FIRE_ROUND_HALF_AWAY, "chiếm 64,99%", "64.99%" },
        { 195, 375, 0, FIRE_ROUND_HALF_AWAY, "chiếm 52%", "52%" },
        { 3, 0, 1, FIRE_ROUND_HALF_AWAY, "", "" },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_phrase vi = { arena, FIRE_VIETNAMESE, false };
    struct fire_phrase en = { arena, FIRE_ENGLISH, false };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const char *got = fire_sentence_share(&vi, rows[i].part, rows[i].whole,
                                              rows[i].decimals, rows[i].rounding);
        CHECK(strcmp(got, rows[i].vietnamese) == 0, "'%s'", got);
        got = fire_sentence_share(&en, rows[i].part, rows[i].whole, rows[i].decimals,
                                  rows[i].rounding);
        CHECK(strcmp(got, rows[i].english) == 0, "'%s'", got);
    }
    CHECK(!vi.failed && !en.failed, "memory");
    fire_arena_free(arena);
}

static void test_counts(void)
{
    static const struct {
        int64_t number;
        const char *unit;
        const char *vietnamese;
        const char *not_estimated; /* the same number of incidents */
    } rows[] = {
        { 0, "vụ", "0 vụ", "" },
        { 2, "người", "02 người", "còn 02 vụ chưa ước tính được thiệt hại" },
        { 6, "vụ", "06 vụ", "còn 06 vụ chưa ước tính được thiệt hại" },
        { 10, "vụ", "10 vụ", "còn 10 vụ chưa ước tính được thiệt hại" },
        { 1204, "", "1.204", "còn 1.204 vụ chưa ước tính được thiệt hại" },
    };
    struct fire_arena *arena = fire_arena_create();
    struct fire_phrase vi = { arena, FIRE_VIETNAMESE, false };
    struct fire_phrase en = { arena, FIRE_ENGLISH, false };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        const char *got = fire_sentence_count(&vi, rows[i].number, rows[i].unit);
        CHECK(strcmp(got, rows[i].vietnamese) == 0, "'%s'", got);
        got = fire_sentence_not_estimated(&vi, rows[i].number);
        CHECK(strcmp(got, rows[i].not_estimated) == 0, "'%s'", got);
    }
    const char *got = fire_sentence_not_estimated(&en, 6);
    CHECK(strcmp(got, "incidents whose damage has not been estimated yet: 6") == 0, "'%s'",
          got);
    fire_arena_free(arena);
}

/* "{one|many}" by the argument before it, and by no other. */
static void test_choices(void)
{
    static const struct {
        const char *format;
        const char *first;
        const char *second;
        const char *expected;
    } cases[] = {
        { "%s {vehicle|vehicles}, %s", "1", "2", "1 vehicle, 2" },
        { "%s {vehicle|vehicles}, %s", "2", "1", "2 vehicles, 1" },
        { "%s {vehicle|vehicles}, %s", "0", "1", "0 vehicles, 1" },
        { "%s {vehicle|vehicles}, %s", "1.0", "1", "1.0 vehicles, 1" },
        { "%s {vehicle|vehicles}, %s", "01", "1", "01 vehicles, 1" },
        { "%s and %s {row is|rows are} left", "5", "1", "5 and 1 row is left" },
        { "%s%% {a|b} %s", "1", "{c|d}", "1% a {c|d}" }, /* of arguments nothing is chosen */
        { "{a|b} %s {c|} %s", "1", "x", "b 1 c x" },
        { "%s {} {|} {a} {a|b %s", "1", "x", "1 {}  {a} {a|b x" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_phrase phrase = { .arena = fire_arena_create(), .language = FIRE_ENGLISH };
        const char *got = fire_phrase_format(&phrase, cases[i].format, cases[i].first,
                                             cases[i].second);
        CHECK(!phrase.failed && strcmp(got, cases[i].expected) == 0, "'%s', not '%s'", got,
              cases[i].expected);
        fire_arena_free(phrase.arena);
    }
}

static void test_verdicts(void)
{
    static const struct {
        int64_t current[4];
        int64_t base[4];
        int32_t n;
        const char *vietnamese;
        const char *english;
    } rows[] = {
        { { 1, 2, 3 }, { 2, 3, 4 }, 3, "giảm cả 3 tiêu chí", "all 3 criteria fell" },
        { { 3, 4, 5 }, { 2, 3, 4 }, 3, "tăng cả 3 tiêu chí", "all 3 criteria rose" },
        { { 2, 3, 4 },
          { 2, 3, 4 },
          3,
          "kiềm chế cả 3 tiêu chí, không tăng, không giảm",
          "all 3 criteria did not change" },
        { { 1, 5, 3 },
          { 2, 3, 4 },
          3,
          "giảm số vụ và thiệt hại, tăng số người chết",
          "fires and damage fell, deaths rose" },
        { { 1, 3, 5 },
          { 2, 3, 4 },
          3,
          "giảm số vụ, tăng thiệt hại, kiềm chế số người chết",
          "fires fell, damage rose, deaths did not change" },
        { { 1, GAP, 3 },
          { 2, 3, 4 },
          3,
          "chưa đủ số liệu để kết luận về cả 3 tiêu chí",
          "figures are missing to judge all 3 criteria" },
        { { 1, 2 }, { 2, 3 }, 2, "giảm cả 2 tiêu chí", "both criteria fell" },
        { { 1 }, { 2 }, 1, "giảm số vụ", "fires fell" },
        { { 1, 2, 3, 4 }, { 2, 3, 4, 5 }, 4, "giảm cả 4 tiêu chí", "all 4 criteria fell" },
    };
    static const char *const names_vi[] = { "số vụ", "số người chết", "thiệt hại",
                                            "số người bị thương" };
    static const char *const names_en[] = { "fires", "deaths", "damage", "injuries" };
    struct fire_arena *arena = fire_arena_create();
    struct fire_phrase vi = { arena, FIRE_VIETNAMESE, false };
    struct fire_phrase en = { arena, FIRE_ENGLISH, false };
    for (size_t i = 0; i < CHECK_N(rows); i++) {
        struct fire_value current[4];
        struct fire_value base[4];
        for (int32_t k = 0; k < rows[i].n; k++) {
            current[k] = value(rows[i].current[k]);
            base[k] = value(rows[i].base[k]);
        }
        const struct fire_verdict verdict = fire_verdict_of(current, base, rows[i].n);
        const char *got = fire_sentence_verdict(&vi, &verdict, names_vi, rows[i].n);
        CHECK(strcmp(got, rows[i].vietnamese) == 0, "row %zu: '%s'", i, got);
        got = fire_sentence_verdict(&en, &verdict, names_en, rows[i].n);
        CHECK(strcmp(got, rows[i].english) == 0, "row %zu: '%s'", i, got);
    }
    fire_arena_free(arena);
}

/* Whatever the numbers, something is said and nothing overflows. */
static void test_extremes(void)
{
    static const int64_t numbers[] = { INT64_MIN + 1, -1, 0, 1, 9, 10, INT64_MAX };
    static const int32_t scales[] = { 0, 2, 4 };
    for (size_t i = 0; i < CHECK_N(numbers) * CHECK_N(numbers) * CHECK_N(scales) * 3; i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_phrase phrase = { arena, i % 2 == 0 ? FIRE_VIETNAMESE : FIRE_ENGLISH,
                                      false };
        const struct fire_said_change said = {
            .subject = "x",
            .kind = (fire_said_kind)(i % 3),
            .unit = "vụ",
            .currency = "VND",
            .scale = i % 3 == FIRE_SAID_COUNT ? 0 : scales[i / 3 % 3],
            .current = { .number = numbers[i / 9 % 7] },
            .base = { .number = numbers[i / 63 % 7] },
        };
        const char *got = fire_sentence_change(&phrase, &said, &prose);
        CHECK(!phrase.failed && strlen(got) > 2, "row %zu: '%s'", i, got);
        fire_arena_free(arena);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_changes), CHECK_TEST(test_shares),   CHECK_TEST(test_counts),
        CHECK_TEST(test_choices), CHECK_TEST(test_verdicts), CHECK_TEST(test_extremes),
    };
    return CHECK_MAIN(tests);
}
