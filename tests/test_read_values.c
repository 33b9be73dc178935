/* test_read_values.c - numbers and days of workbooks: pure functions against tables. */
#include "check.h"
#include "firestat/date.h"
#include "read/cell_value.h"
#include "read/styles.h"

#include <string.h>

static const struct {
    const char *stored;
    const char *shown; /* NULL: no number */
} numbers[] = {
    { "0", "0" },
    { "-0", "0" },
    { "7", "7" },
    { " 7\n", "7" },
    { "+7", "7" },
    { "-7.50", "-7.5" },
    { "007", "7" },
    { ".5", "0.5" },
    { "5.", "5" },
    { "1.5E-3", "0.0015" },
    { "1.5e3", "1500" },
    { "1E5", "100000" },
    { "1E+2", "100" },
    { "-2.385E-7", "-0.0000002385" },
    { "1234.5599999999999", "1234.56" },
    { "0.30000000000000004", "0.3" },
    { "2.3849999999999998", "2.385" },
    { "1.0049999999999999", "1.005" },
    { "999999999999999.5", "1000000000000000" },
    { "9999999999999994", "9999999999999990" },
    { "9999999999999996", "10000000000000000" },
    { "123456789012345", "123456789012345" },
    { "1234567890123456789", "1234567890123460000" },
    { "0.00012345678901234567", "0.000123456789012346" },
    { "0.0000000000000000000012345678901234567", "0.00000000000000000000123456789012346" },
    { "", NULL },
    { "-", NULL },
    { ".", NULL },
    { "E5", NULL },
    { "1E", NULL },
    { "1E+", NULL },
    { "1E400", NULL },
    { "1E-400", NULL },
    { "1E99999999999999999999", NULL },
    { "0E99999999999999999999", "0" },
    { "1,5", NULL }, /* a locale's comma, written by mistake */
    { "1.2.3", NULL },
    { "NaN", NULL },
    { "INF", NULL },
    { "0x10", NULL },
    { "1 2", NULL },
};

static void test_numbers(void)
{
    for (size_t i = 0; i < CHECK_N(numbers); i++) {
        const struct cell_value value = cell_value_of_number(fire_text_of(numbers[i].stored), 0,
                                                             false);
        const struct fire_text_view shown = { value.bytes, value.size_bytes };
        CHECK(fire_text_equal(shown,
                              fire_text_of(numbers[i].shown == NULL ? "" : numbers[i].shown)),
              "'%s' gave '%.*s'", numbers[i].stored, (int)shown.size_bytes, shown.bytes);
        if (numbers[i].shown != NULL)
            CHECK(value.kind == FIRE_CELL_NUMBER, "'%s'", numbers[i].stored);
    }
}

/* The longest texts that a number can become. */
static void test_long_numbers(void)
{
    static const struct {
        const char *stored;
        size_t size_bytes;
        const char *end;
    } cases[] = {
        { "1E308", 309, "000" },
        { "-1.23456789012345E-308", 325, "12345" },
        { "123456789012345E-322", 324, "12345" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct cell_value value = cell_value_of_number(fire_text_of(cases[i].stored), 0,
                                                             false);
        CHECK_OR_RETURN(value.size_bytes == cases[i].size_bytes, "'%s': %zu bytes",
                        cases[i].stored, value.size_bytes);
        const size_t end = strlen(cases[i].end);
        CHECK(memcmp(value.bytes + value.size_bytes - end, cases[i].end, end) == 0, "'%s'",
              cases[i].stored);
    }
}

enum { DAY = MOMENT_DAY, TIME = MOMENT_TIME, BOTH = MOMENT_DAY | MOMENT_TIME };

static const struct {
    const char *stored;
    unsigned shown;
    bool from_1904;
    const char *text;
    uint8_t kind;
} serials[] = {
    { "1", DAY, false, "1900-01-01", FIRE_CELL_DATE },
    { "59", DAY, false, "1900-02-28", FIRE_CELL_DATE },
    { "60", DAY, false, "60", FIRE_CELL_ERROR }, /* 1900-02-29 */
    { "60.5", BOTH, false, "60.5", FIRE_CELL_ERROR },
    { "61", DAY, false, "1900-03-01", FIRE_CELL_DATE },
    { "0", DAY, false, "0", FIRE_CELL_ERROR },
    { "-1", DAY, false, "-1", FIRE_CELL_ERROR },
    { "45351", DAY, false, "2024-02-29", FIRE_CELL_DATE },
    { "45351", BOTH, false, "2024-02-29T00:00:00", FIRE_CELL_DATE },
    { "45351.34375", DAY, false, "2024-02-29T08:15:00", FIRE_CELL_DATE },
    { "45351.99998842592", BOTH, false, "2024-02-29T23:59:59", FIRE_CELL_DATE },
    { "45351.999999", BOTH, false, "2024-03-01T00:00:00", FIRE_CELL_DATE },
    { "45292.011111111111", BOTH, false, "2024-01-01T00:16:00", FIRE_CELL_DATE },
    { "2958465", DAY, false, "9999-12-31", FIRE_CELL_DATE },
    { "2958466", DAY, false, "2958466", FIRE_CELL_ERROR },
    { "1E10", DAY, false, "10000000000", FIRE_CELL_ERROR },
    { "0", DAY, true, "1904-01-01", FIRE_CELL_DATE },
    { "60", DAY, true, "1904-03-01", FIRE_CELL_DATE },
    { "43889", DAY, true, "2024-02-29", FIRE_CELL_DATE },
    { "2957003", DAY, true, "9999-12-31", FIRE_CELL_DATE },
    { "2957004", DAY, true, "2957004", FIRE_CELL_ERROR },
    { "0", TIME, false, "T00:00:00", FIRE_CELL_DATE },
    { "0.34375", TIME, false, "T08:15:00", FIRE_CELL_DATE },
    { "0.33333333333333331", TIME, false, "T08:00:00", FIRE_CELL_DATE },
    { "0.34375", DAY, false, "T08:15:00", FIRE_CELL_DATE },
    { "1", TIME, false, "T24:00:00", FIRE_CELL_DATE },
    { "1E-20", TIME, false, "T00:00:00", FIRE_CELL_DATE },
    { "45351.34375", TIME, false, "2024-02-29T08:15:00", FIRE_CELL_DATE },
    { "1", TIME | STYLE_ELAPSED, false, "T24:00:00", FIRE_CELL_DATE },
    { "1.5", TIME | STYLE_ELAPSED, false, "T36:00:00", FIRE_CELL_DATE },
    { "45351.25", TIME | STYLE_ELAPSED, false, "T1088430:00:00", FIRE_CELL_DATE },
    { "-0.5", TIME | STYLE_ELAPSED, false, "-0.5", FIRE_CELL_ERROR },
    { "1000000", TIME | STYLE_ELAPSED, false, "1000000", FIRE_CELL_ERROR },
    { "9999999", TIME | STYLE_ELAPSED, false, "9999999", FIRE_CELL_ERROR },
};

static void test_serials(void)
{
    for (size_t i = 0; i < CHECK_N(serials); i++) {
        const struct cell_value value = cell_value_of_number(
            fire_text_of(serials[i].stored), (uint8_t)serials[i].shown, serials[i].from_1904);
        const struct fire_text_view text = { value.bytes, value.size_bytes };
        CHECK(fire_text_equal(text, fire_text_of(serials[i].text)), "row %zu, %s gave '%.*s'",
              i, serials[i].stored, (int)text.size_bytes, text.bytes);
        CHECK(value.kind == serials[i].kind, "row %zu, %s: kind %d", i, serials[i].stored,
              value.kind);
    }
}

/* Every day of two centuries has the text that base/date.c gives it. */
static void test_all_days(void)
{
    for (int32_t serial = 61; serial < 61 + 200 * 366; serial++) {
        char stored[16];
        char wanted[11];
        snprintf(stored, sizeof stored, "%d", (int)serial);
        fire_day_to_iso(serial - 25569, wanted);
        const struct cell_value value = cell_value_of_number(fire_text_of(stored), DAY, false);
        CHECK_OR_RETURN(value.size_bytes == 10 && memcmp(value.bytes, wanted, 10) == 0,
                        "%s: '%.*s', wanted %s", stored, (int)value.size_bytes, value.bytes,
                        wanted);
    }
}

/* Every second of a day comes back from the double that Excel stores for it. */
static void test_all_seconds(void)
{
    for (int second = 0; second < 86400; second++) {
        char stored[40];
        char wanted[24];
        snprintf(stored, sizeof stored, "%.17g", 45351.0 + second / 86400.0);
        snprintf(wanted, sizeof wanted, "2024-02-29T%02d:%02d:%02d", second / 3600,
                 second / 60 % 60, second % 60);
        const struct cell_value value = cell_value_of_number(fire_text_of(stored), BOTH, false);
        CHECK_OR_RETURN(value.size_bytes == 19 && memcmp(value.bytes, wanted, 19) == 0,
                        "%s: '%.*s', wanted %s", stored, (int)value.size_bytes, value.bytes,
                        wanted);
    }
}

static const struct {
    const char *stored;
    const char *text; /* NULL: it is none */
} iso_dates[] = {
    { "2024-02-29", "2024-02-29" },
    { "2024-02-29T08:15", "2024-02-29T08:15:00" },
    { "2024-02-29T08:15:07", "2024-02-29T08:15:07" },
    { "2024-02-29T08:15:07Z", "2024-02-29T08:15:07" },
    { "2024-02-29T08:15:07.4999", "2024-02-29T08:15:07" },
    { "2024-02-29T23:59:59.999999999", "2024-03-01T00:00:00" },
    { "2024-12-31T24:00:00", "2025-01-01T00:00:00" },
    { "1900-02-28", "1900-02-28" },
    { "T08:15:00", "T08:15:00" },
    { "08:15:00", "T08:15:00" },
    { "24:00:00", "T24:00:00" },
    { "0001-01-01", "0001-01-01" },
    { "9999-12-31", "9999-12-31" },
    { "9999-12-31T23:59:59.9", NULL },
    { "1900-02-29", NULL },
    { "2023-02-29", NULL },
    { "2024-13-01", NULL },
    { "2024-2-9", NULL },
    { "2024-02-29T25:00:00", NULL },
    { "2024-02-29T08:60:00", NULL },
    { "2024-02-29T08:15:00+07:00", NULL },
    { "2024-02-29 ", NULL },
    { "2024-02-29T", NULL },
    { "24:00:01", NULL },
    { "", NULL },
};

static void test_iso_dates(void)
{
    for (size_t i = 0; i < CHECK_N(iso_dates); i++) {
        const struct cell_value value = cell_value_of_iso_date(
            fire_text_of(iso_dates[i].stored));
        const char *wanted = iso_dates[i].text == NULL ? "" : iso_dates[i].text;
        CHECK(value.size_bytes == strlen(wanted) &&
                  memcmp(value.bytes, wanted, value.size_bytes) == 0,
              "'%s' gave '%.*s'", iso_dates[i].stored, (int)value.size_bytes, value.bytes);
    }
}

static const struct {
    const char *stored;
    const char *text; /* NULL: it is none */
} durations[] = {
    { "PT08H15M00S", "T08:15:00" },
    { "PT1H", "T01:00:00" },
    { "PT90M", "T01:30:00" },
    { "PT5S", "T00:00:05" },
    { "PT36H00M00S", "T36:00:00" },
    { "PT07H59M59.999999S", "T08:00:00" },
    { "PT", NULL },
    { "P1D", NULL },
    { "-PT1H", NULL },
    { "PT1", NULL },
    { "PT1S1H", NULL },
    { "PT99999999H", NULL },
    { "", NULL },
};

static void test_durations(void)
{
    for (size_t i = 0; i < CHECK_N(durations); i++) {
        const struct cell_value value = cell_value_of_duration(
            fire_text_of(durations[i].stored));
        const char *wanted = durations[i].text == NULL ? "" : durations[i].text;
        CHECK(value.size_bytes == strlen(wanted) &&
                  memcmp(value.bytes, wanted, value.size_bytes) == 0,
              "'%s' gave '%.*s'", durations[i].stored, (int)value.size_bytes, value.bytes);
    }
}

static const struct {
    const char *code;
    unsigned shown;
} codes[] = {
    { "General", 0 },
    { "0.00", 0 },
    { "0.00E+00", 0 },
    { "#,##0\\ \"đồng\"", 0 },
    { "#,##0 [$₫-42A]", 0 },
    { "[Red]-#,##0;[Blue]#,##0", 0 },
    { "0\" days\"", 0 },
    { "0_d", 0 },
    { "*d0", 0 },
    { "@", 0 },
    { "", 0 },
    { "\"h", 0 },
    { "\\", 0 },
    { "[", 0 },
    { "dd/mm/yyyy", DAY },
    { "DD/MM/YYYY", DAY },
    { "[$-42A]dd\\/mm\\/yyyy;@", DAY },
    { "mmm", DAY },
    { "\"Năm\" yyyy", DAY },
    { "yyyy\"년\" m\"월\"", DAY },
    { "d/m/yyyy h:mm", BOTH },
    { "h:mm AM/PM", TIME },
    { "mm:ss", TIME },
    { "mm:ss.0", TIME },
    { "[h]:mm", TIME | STYLE_ELAPSED },
    { "[mm]:ss", TIME | STYLE_ELAPSED },
    { "[Red]0;d/m", 0 }, /* a section for negative numbers */
    { "h\"giờ\"mm", TIME },
    { "# ?/?", 0 },
};

static void test_format_codes(void)
{
    for (size_t i = 0; i < CHECK_N(codes); i++) {
        const unsigned shown = styles_shown_by_code(codes[i].code);
        CHECK(shown == codes[i].shown, "'%s' gave %u", codes[i].code, shown);
    }
}

static void test_font_names(void)
{
    CHECK(font_of_name("Times New Roman") == FONT_UNICODE, "Times");
    CHECK(font_of_name("") == FONT_UNICODE, "no name");
    CHECK(font_of_name(".Vn") == FONT_TCVN3, ".Vn");
    CHECK(font_of_name(".VnTime") == FONT_TCVN3, ".VnTime");
    CHECK(font_of_name(".vnarial narrow") == FONT_TCVN3, ".vnarial narrow");
    CHECK(font_of_name(".VnTimeH") == FONT_TCVN3_CAPITALS, ".VnTimeH");
    CHECK(font_of_name("VNI-Times") == FONT_VNI, "VNI-Times");
    CHECK(font_of_name("VNIxTimes") == FONT_UNICODE, "VNIxTimes");
}

static const struct {
    enum cell_font font;
    const char *stored;
    const char *shown;
} texts[] = {
    { FONT_UNICODE, "Hµ Néi", "Hµ Néi" },
    { FONT_UNSAID, "Hµ Néi", "Hµ Néi" },
    { FONT_TCVN3, "Hµ Néi", "Hà Nội" },
    { FONT_TCVN3, "§¾k L¾k", "Đắk Lắk" },
    { FONT_TCVN3, "Ch\xC2\xADng M\xC3\xBC", "Chưng Mỹ" },
    { FONT_TCVN3, "ascii 12", "ascii 12" },
    { FONT_TCVN3, "Hà Nội", "Hà Nội" }, /* was typed in Unicode */
    { FONT_TCVN3, "", "" },
    { FONT_TCVN3_CAPITALS, "Hµ Néi", "HÀ NỘI" },
    { FONT_TCVN3_CAPITALS, "d\xC2\xADu \xC2\xAE\xC3\xAA", "DƯU ĐỜ" },
    { FONT_TCVN3_CAPITALS, "chay", "CHAY" },
    { FONT_VNI, "Haø Noäi", "Hà Nội" },
    { FONT_VNI, "Ñaék Laék", "Đắk Lắk" },
    { FONT_VNI, "日本", "日本" },
    { FONT_VNI, "\xF0\x9F\x94\xA5 aù", "\xF0\x9F\x94\xA5 aù" },
};

static void test_texts(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fonts *fonts = fonts_create(arena);
    for (size_t i = 0; i < CHECK_N(texts); i++) {
        struct fire_text_view shown = { NULL, 0 };
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fonts_decode(fonts, texts[i].font, fire_text_of(texts[i].stored),
                                     &shown, &err) == FIRE_OK,
                        "%s", err.message);
        CHECK(fire_text_equal(shown, fire_text_of(texts[i].shown)), "'%s' in font %d: '%.*s'",
              texts[i].stored, (int)texts[i].font, (int)shown.size_bytes, shown.bytes);
    }
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_numbers),   CHECK_TEST(test_long_numbers), CHECK_TEST(test_serials),
        CHECK_TEST(test_all_days),  CHECK_TEST(test_all_seconds),  CHECK_TEST(test_iso_dates),
        CHECK_TEST(test_durations), CHECK_TEST(test_format_codes), CHECK_TEST(test_font_names),
        CHECK_TEST(test_texts),
    };
    return CHECK_MAIN(tests);
}
