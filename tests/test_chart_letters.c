/* test_chart_letters.c - letters that Liberation lacks come from another font that is installed, and
 * change nothing of texts without them. The package is among those that the scripts install. */
#include "check.h"
#include "draw/ink.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static struct fire_ink *create_ink(void)
{
    struct fire_ink *ink = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_ink_create(&ink, &err) == FIRE_OK, "%s", err.message);
    return ink;
}

static double width_px(struct fire_ink *ink, const char *text, bool bold, fire_face face)
{
    const struct fire_text_meter meter = fire_ink_meter(ink);
    return meter.width_px(meter.self, text, 100, bold, face);
}

static struct fire_picture picture_of(struct fire_shape *shape, const char *text, bool bold,
                                      fire_face face)
{
    *shape = (struct fire_shape){ .kind = FIRE_SHAPE_TEXT,
                                  .part = FIRE_PART_TITLE,
                                  .colour = FIRE_COLOUR_STRONG,
                                  .panel = -1,
                                  .label = { .text = text,
                                             .anchor = { 10, 60 },
                                             .size_px = 40,
                                             .bold = bold,
                                             .face = face } };
    return (struct fire_picture){ .width_px = 400,
                                  .height_px = 100,
                                  .title = "t",
                                  .description = "d",
                                  .language = "vi",
                                  .n_shapes = 1,
                                  .shape = shape };
}

/* Nothing of it is a square: each letter has a width of its font, in every face. */
static void test_names_of_other_scripts(void)
{
    static const struct {
        const char *text;
        int unknown;
    } cases[] = {
        { "Đà Lạt", 0 },
        { "서울특별시", 0 },
        { "강원특별자치도 (2024)", 0 },
        { "北京市", 0 },
        { "東京都", 0 },
        { "Hà Nội 서울", 0 },
        { "\u0378", 1 },
        { "\u0378 \u0379 서\u0378", 2 },
        { "a\u200D\uFE0Fb", 0 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++)
        for (int face = 0; face <= FIRE_FACE_SERIF_ITALIC; face++)
            for (int bold = 0; bold <= 1; bold++) {
                struct fire_ink *ink = create_ink();
                const double px = width_px(ink, cases[i].text, bold == 1, (fire_face)face);
                CHECK(px > 0, "%s: %g px", cases[i].text, px);
                CHECK(fire_ink_unknown(ink)->n == cases[i].unknown, "%s: %d unknown letters",
                      cases[i].text, (int)fire_ink_unknown(ink)->n);
                fire_ink_free(ink);
            }
}

/* Measured is what is drawn: the layout of the ink is as wide as the meter said. */
static void test_width_is_that_of_the_ink(void)
{
    static const char *const texts[] = { "서울특별시", "Hà Nội 서울 12", "ab" };
    struct fire_ink *ink = create_ink();
    for (size_t i = 0; i < CHECK_N(texts); i++)
        for (int bold = 0; bold <= 1; bold++) {
            PangoLayout *layout = NULL;
            int units = 0;
            const struct ink_text text = { texts[i], bold == 1, FIRE_FACE_SANS };
            CHECK_OR_RETURN(ink_shape(ink, FAMILY_DRAWN, text, &layout, NULL) == FIRE_OK,
                            "shaped");
            pango_layout_get_size(layout, &units, NULL);
            CHECK(fabs((double)units / PANGO_SCALE * 100 / FAMILY_SIZE_PX -
                       width_px(ink, texts[i], bold == 1, FIRE_FACE_SANS)) < 0.05,
                  "%s", texts[i]);
        }
    fire_ink_free(ink);
}

/* A text without such letters is the same to the byte, before and behind one with them. */
static void test_other_texts_stay(void)
{
    struct fire_shape shape;
    struct fire_ink *ink = create_ink();
    for (int bold = 0; bold <= 1; bold++) {
        struct fire_buffer out[2] = { 0 };
        struct fire_picture picture = picture_of(&shape, "Thiệt hại 1.234,5 ₫ (−10%)",
                                                 bold == 1, FIRE_FACE_SANS);
        const double before_px = width_px(ink, shape.label.text, bold == 1, FIRE_FACE_SANS);
        CHECK(fire_draw_png(ink, &picture, &out[0], NULL) == FIRE_OK, "drawn");
        CHECK(width_px(ink, "서울", bold == 1, FIRE_FACE_SANS) > 0, "measured");
        CHECK(fire_draw_png(ink, &picture, &out[1], NULL) == FIRE_OK, "drawn");
        CHECK(out[0].size_bytes == out[1].size_bytes &&
                  memcmp(out[0].bytes, out[1].bytes, out[0].size_bytes) == 0,
              "another picture");
        struct fire_ink *fresh = create_ink();
        CHECK(width_px(fresh, "서울", false, FIRE_FACE_SANS) > 0, "measured");
        CHECK(fabs(width_px(fresh, shape.label.text, bold == 1, FIRE_FACE_SANS) - before_px) <
                  1e-9,
              "another width");
        fire_ink_free(fresh);
        for (int i = 0; i < 2; i++)
            fire_buffer_finish(&out[i]);
    }
    fire_ink_free(ink);
}

/* Every character of the planes of scripts is measured, with a glyph or with a square. */
static void test_any_character(void)
{
    struct fire_ink *ink = create_ink();
    for (uint32_t c = 0xA0; c < 0x30000; c += c < 0x600 ? 1 : 37) {
        char text[16] = "a";
        if (c >= 0xD800 && c < 0xE000) continue;
        text[1 + g_unichar_to_utf8(c, text + 1)] = '\0';
        CHECK(isfinite(width_px(ink, text, false, FIRE_FACE_SANS)), "U+%04X", c);
    }
    fire_ink_free(ink);
}

/* Letters are told once, rising, the lowest of many: whatever the order they were met in. */
static void test_unknown_letters(void)
{
    struct fire_unknown_letters up = { 0 };
    struct fire_unknown_letters down = { 0 };
    for (uint32_t i = 0; i < 3 * FIRE_UNKNOWN_MOST; i++) {
        fire_unknown_add(&up, 0xAC00 + i / 2);
        fire_unknown_add(&down, 0xAC00 + (3 * FIRE_UNKNOWN_MOST - 1 - i) / 2);
    }
    CHECK(up.n == FIRE_UNKNOWN_MOST && down.n == up.n, "%d, %d", (int)up.n, (int)down.n);
    CHECK(memcmp(up.letter, down.letter, sizeof up.letter) == 0, "the order matters");
    for (int32_t i = 0; i < up.n; i++)
        CHECK(up.letter[i] == 0xAC00 + (uint32_t)i, "%d: U+%04X", (int)i, up.letter[i]);
    char text[FIRE_UNKNOWN_BYTES];
    up.n = 2;
    fire_unknown_text(&up, text);
    CHECK(strcmp(text, "가 각") == 0, "'%s'", text);
}

/* An SVG names the fonts of such letters, and only where a text has them. */
static void test_families_of_svg(void)
{
    static const struct {
        const char *text;
        fire_face face;
        const char *family; /* of the text; NULL: that of the picture */
    } cases[] = {
        { "Đà Lạt ẽ – ₫", FIRE_FACE_SANS, NULL },
        { "\u10FF", FIRE_FACE_SANS, NULL },
        { "\u1100", FIRE_FACE_SANS,
          "Liberation Sans, Arial, Helvetica, NanumGothic, Noto Sans CJK KR, WenQuanYi Micro "
          "Hei, Malgun Gothic, Apple SD Gothic Neo, sans-serif" },
        { "서울", FIRE_FACE_SERIF,
          "Liberation Serif, Times New Roman, Times, NanumGothic, Noto Sans CJK KR, WenQuanYi "
          "Micro Hei, Malgun Gothic, Apple SD Gothic Neo, serif" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_shape shape;
        struct fire_buffer svg = { 0 };
        const struct fire_picture picture = picture_of(&shape, cases[i].text, false,
                                                       cases[i].face);
        CHECK(fire_draw_svg(&picture, "a", &svg, NULL) == FIRE_OK, "drawn");
        const char *text = strstr(svg.bytes, "<text");
        const char *family = strstr(text, "font-family=\"");
        CHECK((family != NULL) == (cases[i].family != NULL), "row %zu: %s", i, text);
        if (family != NULL && cases[i].family != NULL)
            CHECK(strncmp(family + 13, cases[i].family, strlen(cases[i].family)) == 0,
                  "row %zu: %s", i, family);
        fire_buffer_finish(&svg);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_names_of_other_scripts), CHECK_TEST(test_width_is_that_of_the_ink),
        CHECK_TEST(test_other_texts_stay),       CHECK_TEST(test_any_character),
        CHECK_TEST(test_unknown_letters),        CHECK_TEST(test_families_of_svg),
    };
    return CHECK_MAIN(tests);
}
