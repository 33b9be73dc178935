/* test_base_text.c - names that look equal, names that do not, and bytes that are no text. */
#include "check.h"
#include "firestat/text.h"

#include <stdlib.h>
#include <string.h>

typedef bool make_text(struct fire_text_view text, struct fire_arena *arena,
                       struct fire_text_view *out);

static struct fire_text_view view(const char *bytes, size_t size)
{
    return (struct fire_text_view){ bytes, size };
}

/* Bytes written for a code point, surrogates too. */
static size_t encode(uint32_t point, char out[4])
{
    if (point < 0x80) {
        out[0] = (char)point;
        return 1;
    }
    const size_t n_behind = point < 0x800 ? 1 : point < 0x10000 ? 2 : 3;
    static const unsigned char leads[] = { 0, 0xc0, 0xe0, 0xf0 };
    out[0] = (char)(leads[n_behind] | point >> (6 * n_behind));
    for (size_t i = 1; i <= n_behind; i++)
        out[i] = (char)(0x80u | (point >> (6 * (n_behind - i)) & 0x3fu));
    return n_behind + 1;
}

static void check_makes(make_text *make, const char *from, const char *expected)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_text_view made = { NULL, 0 };
    CHECK(make(fire_text_of(from), arena, &made), "no memory");
    CHECK(fire_text_equal(made, fire_text_of(expected)), "'%s' gave '%.*s', not '%s'", from,
          (int)made.size_bytes, made.bytes, expected);
    fire_arena_free(arena);
}

static const struct {
    const char *from;
    const char *clean;
} clean_cases[] = {
    { "", "" },
    { "a", "a" },
    { " ", "" },
    { "Quận 1", "Quận 1" },
    { "  hai  khoảng   trống ", "hai khoảng trống" },
    { "a\tb\r\nc\v\fd", "a b c d" },
    { "\n\n", "" },
    { "Phường Đống Đa\u00a0", "Phường Đống Đa" },
    { "\u200bPhường Đống Đa", "Phường Đống Đa" },
    { "\ufeffngay", "ngay" },
    { "Phường \u00a0 Đống\u2003Đa\u3000", "Phường Đống Đa" },
    { "a\xc2\x85"
      "b\u1680c\u2028d\u2029e\u202ff\u205fg",
      "a b c d e f g" },
    { "chữa\u00ad cháy\u200c\u200d\u2060\ufeff", "chữa cháy" },
    { "\u200e12\u202c/\u202a05", "12/05" }, /* copied out of a Windows dialogue */
    { " \u200b ", "" },
    { "a \u200b b", "a b" },
    { "\u00d0ống \u00f0a", "Đống đa" }, /* Icelandic eth */
    { "e\u0323\u0302", "ệ" },           /* NFD            */
    { "e\u0302\u0323", "ệ" },           /* any order      */
    { "\u00ea\u0323", "ệ" },            /* UniKey's mixed */
    { "\u1eb9\u0302", "ệ" },            /* halfway        */
    { "Phu\u0301 Quo\u0302\u0301c", "Phú Quốc" },
    { "o\u0301\u031b", "ớ" },
    { "a\u200b\u0302", "â" },   /* nothing seen between a letter and its mark */
    { "a \u0302", "a \u0302" }, /* a space is something                       */
    { "\u212b", "Å" },
    { "\u2126", "Ω" },
    { "\u2000", "" }, /* canonically another space */
    { "\u1112\u1161\u11ab", "한" },
    { "\x01\x1b[2J", "\x01\x1b[2J" }, /* controls are kept: the reader reports them */
    { "🔥 cháy", "🔥 cháy" },
};

static void test_clean(void)
{
    for (size_t i = 0; i < CHECK_N(clean_cases); i++)
        check_makes(fire_text_clean, clean_cases[i].from, clean_cases[i].clean);
}

static void test_clean_without_copy(void)
{
    static const char *const as_they_are[] = { "", "x", "01/05/2024", "Co xac nhan (P. 3)",
                                               "Phường Đống Đa" };
    struct fire_arena *arena = fire_arena_create();
    const size_t before = fire_arena_size_bytes(arena);
    for (size_t i = 0; i < CHECK_N(as_they_are); i++) {
        struct fire_text_view out = { NULL, 0 };
        CHECK(fire_text_clean(fire_text_of(as_they_are[i]), arena, &out), "no memory");
        CHECK(out.bytes == as_they_are[i], "'%s' was copied", as_they_are[i]);
    }
    CHECK(fire_arena_size_bytes(arena) == before, "took memory");

    struct fire_text_view out = view("x", 1);
    CHECK(fire_text_clean(view(NULL, 0), arena, &out) && out.size_bytes == 0, "no text");
    CHECK(fire_text_match_key(view(NULL, 0), arena, &out) && out.size_bytes == 0, "no text");
    CHECK(fire_text_plain_key(view(NULL, 0), arena, &out) && out.size_bytes == 0, "no text");
    fire_arena_free(arena);
}

static const struct {
    const char *from;
    const char *key;
} match_cases[] = {
    { "", "" },
    { "PHƯỜNG ĐỐNG ĐA", "phường đống đa" },
    { "Phường\u00a0Ðống  Ða ", "phường đống đa" },
    { "Phu\u031bo\u031b\u0300ng", "phường" },
    { "HOÀ", "hoà" },
    { "H\u00d2A", "hòa" },
    { "P.3, Q.1 - TP.HCM", "p.3, q.1 - tp.hcm" },
    { "Straße", "strasse" },
    { "STRA\u1e9eE", "strasse" },
    { "\u0130stanbul", "i\u0307stanbul" },
    { "ΣΊΣΥΦΟΣ", "σίσυφοσ" },
    { "σίσυφος", "σίσυφοσ" },
    { "\u01f0", "\u01f0" }, /* folds to two, composes again */
    { "\u1e9b", "\u1e61" }, /* long s with a dot            */
    { "\u212a", "k" },      /* Kelvin                       */
    { "\uff21", "\uff41" }, /* wide letters stay wide       */
};

static void test_match_key(void)
{
    for (size_t i = 0; i < CHECK_N(match_cases); i++)
        check_makes(fire_text_match_key, match_cases[i].from, match_cases[i].key);
}

static const struct {
    const char *from;
    const char *key;
} plain_cases[] = {
    { "Ngày_xảy ra ", "ngay xay ra" },
    { "", "" },
    { "---", "" },
    { "Đường Đặng Thuỳ Trâm", "duong dang thuy tram" },
    { "\u00d0a", "da" },
    { "d\u0323a", "da" },
    { "(1.000.000 đồng)", "1 000 000 dong" },
    { "Thiệt hại\n(triệu đồng)", "thiet hai trieu dong" },
    { "SỐ NGƯỜI CHẾT", "so nguoi chet" },
    { "số_người__chết", "so nguoi chet" },
    { "\ufeffma_vu", "ma vu" },
    { "ma vu", "ma vu" },
    { "MA VU", "ma vu" },
    { "a\u0301\u0323\u20dd!", "a" },
    { "a \u0301 b", "a b" }, /* a mark on nothing leaves two spaces */
    { "\u1fb3", "αι" },
    { "한국", "한국" },
};

static void test_plain_key(void)
{
    for (size_t i = 0; i < CHECK_N(plain_cases); i++)
        check_makes(fire_text_plain_key, plain_cases[i].from, plain_cases[i].key);
}

static bool same_key(const char *a, const char *b)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_text_view key_a = { NULL, 0 };
    struct fire_text_view key_b = { NULL, 0 };
    const bool ok = fire_text_match_key(fire_text_of(a), arena, &key_a) &&
                    fire_text_match_key(fire_text_of(b), arena, &key_b);
    CHECK(ok, "no memory");
    const bool same = fire_text_equal(key_a, key_b);
    fire_arena_free(arena);
    return same;
}

/* The names of cases/15-names-look-equal, but for the prefix (a table's work, not ours). */
static void test_names_look_equal(void)
{
    static const char *const equal[] = {
        "Phường Đống Đa",           "Phươ\u0300ng Đô\u0301ng Đa",
        "Phường Đống Đa\u00a0",     "\u200bPhường Đống Đa",
        "Phường  Đống  Đa",         "PHƯỜNG ĐỐNG ĐA",
        "Phường \u00d0ống \u00d0a", "phu\u031bo\u031b\u0300ng đo\u0302\u0301ng đa",
    };
    for (size_t i = 1; i < CHECK_N(equal); i++)
        CHECK(same_key(equal[0], equal[i]), "'%s'", equal[i]);

    static const char *const different[] = { "Hoà", "Hoa", "Hòa", "Hoá", "Hóa", "Hoạ", "Hoả" };
    for (size_t i = 0; i < CHECK_N(different); i++) {
        for (size_t j = 0; j < i; j++)
            CHECK(!same_key(different[i], different[j]), "'%s' = '%s'", different[i],
                  different[j]);
    }
}

/* Every vowel with every tone, typed in the four ways there are, and both capitals. */
static void test_vietnamese_letters(void)
{
    static const struct {
        const char *whole, *base, *shape, *upper;
    } vowels[] = {
        { "a", "a", "", "A" }, { "ă", "a", "\u0306", "Ă" }, { "â", "a", "\u0302", "Â" },
        { "e", "e", "", "E" }, { "ê", "e", "\u0302", "Ê" }, { "i", "i", "", "I" },
        { "o", "o", "", "O" }, { "ô", "o", "\u0302", "Ô" }, { "ơ", "o", "\u031b", "Ơ" },
        { "u", "u", "", "U" }, { "ư", "u", "\u031b", "Ư" }, { "y", "y", "", "Y" },
    };
    static const char *const tones[] = { "", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323" };
    for (size_t i = 0; i < CHECK_N(vowels); i++) {
        for (size_t j = 0; j < CHECK_N(tones); j++) {
            char mixed[16], decomposed[16], upper[16];
            snprintf(mixed, sizeof mixed, "%s%s", vowels[i].whole, tones[j]);
            snprintf(decomposed, sizeof decomposed, "%s%s%s", vowels[i].base, vowels[i].shape,
                     tones[j]);
            snprintf(upper, sizeof upper, "%s%s", vowels[i].upper, tones[j]);
            CHECK(same_key(mixed, decomposed), "'%s' '%s'", mixed, decomposed);
            CHECK(same_key(mixed, upper), "'%s' '%s'", mixed, upper);
            check_makes(fire_text_plain_key, upper, vowels[i].base);

            struct fire_arena *arena = fire_arena_create();
            struct fire_text_view out = { NULL, 0 };
            CHECK(fire_text_clean(fire_text_of(decomposed), arena, &out), "no memory");
            CHECK(fire_text_columns(out) == 1 && out.size_bytes <= 3, "'%s' is not one letter",
                  decomposed);
            fire_arena_free(arena);
        }
    }
}

/* Texts longer than the scratch on the stack, and one just as long. */
/* Latin letters are folded in a short way where nothing else stands among them: the same as in
 * the long one, which U+017F, a long s, makes any text take. */
static void test_short_way_of_folding(void)
{
    struct fire_arena *arena = fire_arena_create();
    for (int32_t point = 0x20; point < 0x1f00; point = point == 0x2ff ? 0x1e00 : point + 1) {
        char text[16];
        struct fire_text_view both;
        struct fire_text_view one;
        size_t size = 0;
        text[size++] = 'A';
        if (point < 0x80) {
            text[size++] = (char)point;
        } else if (point < 0x800) {
            text[size++] = (char)(0xc0 | point >> 6);
            text[size++] = (char)(0x80 | (point & 0x3f));
        } else {
            text[size++] = (char)(0xe0 | point >> 12);
            text[size++] = (char)(0x80 | (point >> 6 & 0x3f));
            text[size++] = (char)(0x80 | (point & 0x3f));
        }
        memcpy(text + size, "Z\xC5\xBF", 3); /* and U+017F, of which an s is made */
        CHECK_OR_RETURN(
            fire_text_match_key((struct fire_text_view){ text, size + 1 }, arena, &one) &&
                fire_text_match_key((struct fire_text_view){ text, size + 3 }, arena, &both),
            "memory");
        CHECK(both.size_bytes == one.size_bytes + 1 &&
                  memcmp(both.bytes, one.bytes, one.size_bytes) == 0 &&
                  both.bytes[one.size_bytes] == 's',
              "U+%04X gave '%.*s' and '%.*s'", (unsigned)point, (int)one.size_bytes, one.bytes,
              (int)both.size_bytes, both.bytes);
    }
    fire_arena_free(arena);
}

static void test_long_texts(void)
{
    for (size_t n_letters = 80; n_letters < 900; n_letters += n_letters < 270 ? 1 : 300) {
        char from[5000];
        char expected[3000];
        size_t from_size = 0;
        size_t expected_size = 0;
        for (size_t i = 0; i < n_letters; i++) {
            memcpy(from + from_size, "E\u0323\u0302", 5);
            from_size += 5;
            memcpy(expected + expected_size, "ệ", 3);
            expected_size += 3;
        }
        from[from_size] = '\0';
        expected[expected_size] = '\0';
        check_makes(fire_text_match_key, from, expected);
    }
}

/* make(make(x)) = make(x), and what is made is valid UTF-8 without odd spaces. */
static void check_stable(make_text *make, struct fire_text_view text, struct fire_arena *arena)
{
    struct fire_text_view once = { NULL, 0 };
    struct fire_text_view twice = { NULL, 0 };
    CHECK(make(text, arena, &once) && make(once, arena, &twice), "no memory");
    CHECK(fire_text_equal(once, twice), "'%.*s' -> '%.*s' -> '%.*s'", (int)text.size_bytes,
          text.bytes, (int)once.size_bytes, once.bytes, (int)twice.size_bytes, twice.bytes);
    CHECK(fire_text_valid_bytes(once) == once.size_bytes, "'%.*s'", (int)once.size_bytes,
          once.bytes);
    if (once.size_bytes == 0) return;
    CHECK(once.bytes[0] != ' ' && once.bytes[once.size_bytes - 1] != ' ', "'%.*s'",
          (int)once.size_bytes, once.bytes);
}

static void check_all_stable(struct fire_text_view text, struct fire_arena *arena)
{
    check_stable(fire_text_clean, text, arena);
    check_stable(fire_text_match_key, text, arena);
    check_stable(fire_text_plain_key, text, arena);

    struct fire_text_view clean = { NULL, 0 };
    struct fire_text_view key = { NULL, 0 };
    struct fire_text_view key_of_clean = { NULL, 0 };
    CHECK(fire_text_clean(text, arena, &clean) && fire_text_match_key(text, arena, &key) &&
              fire_text_match_key(clean, arena, &key_of_clean),
          "no memory");
    CHECK(fire_text_equal(key, key_of_clean), "'%.*s'", (int)text.size_bytes, text.bytes);
    CHECK(fire_text_plain_key(text, arena, &clean) &&
              fire_text_plain_key(key, arena, &key_of_clean) &&
              fire_text_equal(clean, key_of_clean),
          "plain key of '%.*s'", (int)text.size_bytes, text.bytes);
}

/* Each code point alone, between letters and under a mark; and the quick way past texts
 * that are clean already must come out where the long way does. */
static void test_every_code_point(void)
{
    struct fire_arena *arena = fire_arena_create();
    for (uint32_t point = 1; point <= 0x10ffff; point++) {
        if (point >= 0xd800 && point < 0xe000) continue;
        if (point == 0x20000) point = 0xe0000; /* ideographs that nothing happens to */
        if (point == 0xe1000) point = 0x10ff00;

        char text[16];
        const size_t size = encode(point, text);
        memcpy(text + size, "a\u0301\u0345", 5);
        check_all_stable(view(text, size), arena);
        check_all_stable(view(text, size + 5), arena);
        check_all_stable(view(text, size + 3), arena);

        char slow[16];
        struct fire_text_view by_quick = { NULL, 0 };
        struct fire_text_view by_slow = { NULL, 0 };
        memcpy(slow, text, size);
        memcpy(slow + size, "\u200b", 3);
        CHECK(fire_text_clean(view(text, size), arena, &by_quick) &&
                  fire_text_clean(view(slow, size + 3), arena, &by_slow) &&
                  fire_text_equal(by_quick, by_slow),
              "U+%04X", point);
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

static const uint32_t awkward_points[] = {
    ' ',      ' ',    'a',    'E',    'D',     'i',     'I',     's',     '-',     '_',
    '7',      0x00,   0x09,   0x0a,   0x1b,    0x85,    0xa0,    0xad,    0xc2,    0xd0,
    0xdf,     0xea,   0xf0,   0x110,  0x111,   0x130,   0x131,   0x149,   0x17f,   0x1a0,
    0x1b0,    0x1c5,  0x1f0,  0x300,  0x301,   0x302,   0x303,   0x304,   0x306,   0x307,
    0x308,    0x309,  0x313,  0x315,  0x31b,   0x323,   0x327,   0x331,   0x338,   0x340,
    0x341,    0x343,  0x344,  0x345,  0x34f,   0x390,   0x3a3,   0x3b1,   0x3b9,   0x3c2,
    0x3c3,    0x3c9,  0x587,  0x5d0,  0x5bc,   0x5c1,   0x915,   0x93c,   0x958,   0x9be,
    0x9c7,    0xb92,  0xbd7,  0xe33,  0xfb2,   0xfb3,   0xfb4,   0xf73,   0xf71,   0xf72,
    0x1100,   0x1161, 0x11a8, 0x115f, 0x1160,  0x13a0,  0xab70,  0x180e,  0x1e9b,  0x1e9e,
    0x1ea4,   0x1ec7, 0x1f80, 0x1fb3, 0x1fb4,  0x1fbc,  0x1fc7,  0x1fef,  0x1ffc,  0x2000,
    0x2003,   0x200b, 0x200c, 0x200d, 0x202e,  0x2060,  0x2126,  0x212a,  0x212b,  0x2028,
    0x24b6,   0x2adc, 0x3000, 0x304b, 0x3099,  0xac00,  0xf900,  0xfb01,  0xfb1d,  0xfe0f,
    0xfeff,   0xff21, 0xfffd, 0xffff, 0x1d15e, 0x1d165, 0x1d16e, 0x1f525, 0x10400, 0xe0001,
    0x10ffff,
};

static void test_stable_on_random_texts(void)
{
    unsigned long long seed = 20240731;
    struct fire_arena *arena = fire_arena_create();
    for (int i = 0; i < 60000; i++) {
        char text[64];
        size_t size = 0;
        const unsigned n_points = check_random(&seed) % 12;
        for (unsigned j = 0; j < n_points; j++)
            size += encode(awkward_points[check_random(&seed) % CHECK_N(awkward_points)],
                           text + size);
        check_all_stable(view(text, size), arena);
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

static const struct {
    const char *bytes;
    size_t size;
    size_t n_valid;
} utf8_cases[] = {
    { "", 0, 0 },
    { NULL, 0, 0 },
    { "abc", 3, 3 },
    { "a\0b", 3, 3 },
    { "Đống Đa", 10, 10 },
    { "\x80", 1, 0 },
    { "a\xbf", 2, 1 },
    { "\xc0\x80", 2, 0 },         /* overlong NUL              */
    { "\xc1\xbf", 2, 0 },         /* overlong DEL              */
    { "\xe0\x9f\xbf", 3, 0 },     /* overlong                  */
    { "\xf0\x8f\xbf\xbf", 4, 0 }, /* overlong                  */
    { "\xed\x9f\xbf", 3, 3 },     /* U+D7FF                    */
    { "\xed\xa0\x80", 3, 0 },     /* U+D800                    */
    { "\xed\xbf\xbf", 3, 0 },     /* U+DFFF                    */
    { "\xef\xbf\xbf", 3, 3 },     /* U+FFFF is no character, but may be written */
    { "\xf4\x8f\xbf\xbf", 4, 4 }, /* U+10FFFF                  */
    { "\xf4\x90\x80\x80", 4, 0 }, /* U+110000                  */
    { "\xf5\x80\x80\x80", 4, 0 },
    { "\xff\xfe", 2, 0 },
    { "abc\xe1\xbb", 5, 3 }, /* cut inside a letter       */
    { "abc\xe1\xbb\x87", 6, 6 },
    { "abcdefgh\xe1"
      "abcdefgh",
      17, 8 }, /* at the border of a word   */
    { "abcdefg\xe1"
      "abcdefgh",
      16, 7 },
    { "abcdefgh", 8, 8 },
    { "Th\xf4n 1", 6, 2 }, /* Latin-1                   */
};

static void test_valid_bytes(void)
{
    for (size_t i = 0; i < CHECK_N(utf8_cases); i++) {
        const size_t n = fire_text_valid_bytes(view(utf8_cases[i].bytes, utf8_cases[i].size));
        CHECK(n == utf8_cases[i].n_valid, "row %zu gave %zu", i, n);
    }
    for (uint32_t point = 0; point <= 0x110fff; point++) {
        char bytes[4];
        const size_t size = encode(point, bytes);
        const bool valid = point <= 0x10ffff && (point < 0xd800 || point > 0xdfff);
        CHECK(fire_text_valid_bytes(view(bytes, size)) == (valid ? size : 0), "U+%04X", point);
        CHECK(fire_text_is_ascii(view(bytes, size)) == (point < 0x80), "U+%04X", point);
    }
}

/* Bytes of whole letters from the start, asked letter by letter. */
static size_t valid_letters(const char *text, size_t size)
{
    size_t at = 0;
    for (size_t n = 1; n <= 4 && at + n <= size;) {
        const bool letter = fire_text_valid_bytes(view(text + at, n)) == n;
        at += letter ? n : 0;
        n = letter ? 1 : n + 1;
    }
    return at;
}

/* Long texts are looked at in strides, which may end anywhere in a letter. */
static void test_valid_bytes_in_strides(void)
{
    static const char *const parts[] = {
        "a", "đ", "ạ", "🔥", "abcdefgh", "Đà Lạt, ", "\xE1", "\xBA", "\xED\xA0\x80", "\xC3"
    };
    unsigned long long seed = 11;
    for (int i = 0; i < 100000; i++) {
        char text[200] = "";
        const unsigned n_parts = check_random(&seed) % 24;
        for (unsigned part = 0; part < n_parts; part++) {
            const bool bad = check_random(&seed) % 24 == 0;
            strcat(text, parts[bad ? 6 + check_random(&seed) % 4 : check_random(&seed) % 6]);
        }
        const size_t size = strlen(text);
        const size_t n_valid = fire_text_valid_bytes(view(text, size));
        CHECK(n_valid == valid_letters(text, size), "%zu of '%s'", n_valid, text);
    }
}

/* Random bytes, on the heap to the last one so that ASan sees a step too far. */
static void test_random_bytes(void)
{
    static const unsigned char bytes[] = { 'a',  'b',  ' ',  0x00, 0x80, 0xbf, 0xc2, 0xc3,
                                           0xe0, 0xa0, 0xe1, 0xbb, 0x87, 0xed, 0xef, 0xf0,
                                           0xf4, 0x90, 0x8f, 0xff, 0xcc, 0x81, 0xc0, 0xf8 };
    unsigned long long seed = 7;
    for (int i = 0; i < 100000; i++) {
        const size_t size = check_random(&seed) % 24;
        char *text = malloc(size > 0 ? size : 1);
        for (size_t j = 0; j < size; j++)
            text[j] = (char)bytes[check_random(&seed) % CHECK_N(bytes)];

        const size_t n_valid = fire_text_valid_bytes(view(text, size));
        CHECK(n_valid <= size, "%zu of %zu", n_valid, size);
        CHECK(fire_text_valid_bytes(view(text, n_valid)) == n_valid, "not valid up to itself");
        const int64_t n_columns = fire_text_columns(view(text, size));
        CHECK(n_columns >= 0 && n_columns <= (int64_t)size, "%lld columns",
              (long long)n_columns);
        for (size_t max = 0; max <= n_valid + 1; max++) {
            const size_t cut = fire_text_cut(view(text, n_valid), max);
            CHECK(cut <= max && max - cut < 4 && fire_text_valid_bytes(view(text, cut)) == cut,
                  "cut of %zu at %zu", n_valid, max);
            CHECK(fire_text_cut(view(text, size), max) <= max, "cut of no text at %zu", max);
        }
        free(text);
    }
}

static const struct {
    const char *text;
    int64_t n_columns;
} columns_cases[] = {
    { "", 0 },    { "abc", 3 },    { "Đống Đa", 7 }, { "e\u0323\u0302", 1 }, { "漢字", 4 },
    { "█ │", 3 }, { "\u200b", 0 }, { "\xff", 1 },    { "a\xe1\xbb", 3 },     { "🔥", 2 },
};

static void test_columns(void)
{
    for (size_t i = 0; i < CHECK_N(columns_cases); i++) {
        const int64_t n = fire_text_columns(fire_text_of(columns_cases[i].text));
        CHECK(n == columns_cases[i].n_columns, "'%s' gave %lld", columns_cases[i].text,
              (long long)n);
    }
}

static const struct {
    const char *text;
    size_t max_bytes;
    size_t cut;
} cut_cases[] = {
    { "", 0, 0 },    { "abc", 3, 3 }, { "abc", 9, 3 },
    { "abc", 2, 2 }, { "Đa", 1, 0 },  { "Đa", 2, 2 },
    { "aệb", 1, 1 }, { "aệb", 2, 1 }, { "aệb", 3, 1 },
    { "aệb", 4, 4 }, { "🔥", 3, 0 },   { "x🔥", 4, 1 },
    { "x🔥", 5, 5 },  { "abc", 0, 0 }, { "\x80\x80\x80\x80\x80\x80", 5, 5 },
};

static void test_cut(void)
{
    for (size_t i = 0; i < CHECK_N(cut_cases); i++) {
        const size_t cut = fire_text_cut(fire_text_of(cut_cases[i].text),
                                         cut_cases[i].max_bytes);
        CHECK(cut == cut_cases[i].cut, "'%s' at %zu gave %zu", cut_cases[i].text,
              cut_cases[i].max_bytes, cut);
    }
}

static const struct {
    const char *a, *b;
    int order;
} order_cases[] = {
    { "", "", 0 },         { NULL, "", 0 },  { NULL, NULL, 0 }, { "", "a", -1 },
    { "a", "ab", -1 },     { "b", "ab", 1 }, { "a", "a", 0 },   { "z", "đ", -1 },
    { "\uffff", "🔥", -1 }, /* by code point; as UTF-16 it would be the other way round */
};

static void test_compare(void)
{
    for (size_t i = 0; i < CHECK_N(order_cases); i++) {
        const struct fire_text_view a = fire_text_of(order_cases[i].a);
        const struct fire_text_view b = fire_text_of(order_cases[i].b);
        const int order = fire_text_compare(a, b);
        CHECK((order > 0) - (order < 0) == order_cases[i].order, "row %zu gave %d", i, order);
        CHECK((fire_text_compare(b, a) > 0) == (order < 0), "row %zu the other way", i);
        CHECK(fire_text_equal(a, b) == (order == 0), "row %zu", i);
    }
    CHECK(fire_text_of(NULL).bytes == NULL, "no text");
    CHECK(!fire_text_equal(view("a\0b", 3), view("a\0c", 3)), "NUL is a byte");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_clean),
        CHECK_TEST(test_clean_without_copy),
        CHECK_TEST(test_match_key),
        CHECK_TEST(test_plain_key),
        CHECK_TEST(test_names_look_equal),
        CHECK_TEST(test_vietnamese_letters),
        CHECK_TEST(test_short_way_of_folding),
        CHECK_TEST(test_long_texts),
        CHECK_TEST(test_every_code_point),
        CHECK_TEST(test_stable_on_random_texts),
        CHECK_TEST(test_valid_bytes),
        CHECK_TEST(test_valid_bytes_in_strides),
        CHECK_TEST(test_random_bytes),
        CHECK_TEST(test_columns),
        CHECK_TEST(test_cut),
        CHECK_TEST(test_compare),
    };
    return CHECK_MAIN(tests);
}
