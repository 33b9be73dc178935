/* test_read_letters.c - texts in old letters, by their font and by their words. */
#include "check.h"
#include "read/letters.h"

#include <string.h>

enum { MAX_TEXTS = 6 };

#define U FONT_UNICODE
#define T FONT_TCVN3
#define H FONT_TCVN3_CAPITALS
#define V FONT_VNI

static const struct {
    const char *about;
    enum letters_wish wish;
    struct {
        enum cell_font font;
        const char *stored;
        const char *shown; /* NULL: as it is stored */
    } text[MAX_TEXTS];
    const char *found; /* "encoding font cells kept words syllables;" */
} cases[] = {
    { "a font",
      LETTERS_FIND_OUT,
      { { T, "Hµ Néi", "Hà Nội" }, { U, "Hà Nội", NULL }, { T, "ascii", NULL } },
      "TCVN3 .Vn* 1 0 0 0;" },
    { "Unicode in an old font",
      LETTERS_FIND_OUT,
      { { T, "Nguyên nhân", NULL },
        { T, "Sù cè hÖ thèng ®iÖn", "Sự cố hệ thống điện" },
        { T, "§øc Träng", "Đức Trọng" },
        { T, "Đơn vị", NULL } },
      "TCVN3 .Vn* 2 2 0 0;" },
    { "all of it Unicode: what could be either is too",
      LETTERS_FIND_OUT,
      { { T, "Nguyên nhân", NULL }, { T, "Quảng Nam", NULL }, { T, "Hà", NULL } },
      "TCVN3 .Vn* 0 2 0 0;" },
    { "capitals and VNI",
      LETTERS_FIND_OUT,
      { { H, "Hµ Néi", "HÀ NỘI" }, { V, "Ñaø Laït", "Đà Lạt" }, { H, "chay", "CHAY" } },
      "TCVN3 .Vn*H 1 0 0 0;VNI VNI-* 1 0 0 0;" },
    { "words without a font",
      LETTERS_FIND_OUT,
      { { U, "Sù cè hÖ thèng ®iÖn", "Sự cố hệ thống điện" },
        { U, "HuyÖn §øc Träng, L©m §ång", "Huyện Đức Trọng, Lâm Đồng" },
        { U, "Café", NULL },
        { U, "H§ND", "HĐND" } },
      "TCVN3 - 3 0 10 8;" },
    { "a column of them beside Unicode",
      LETTERS_FIND_OUT,
      { { U, "Đức Trọng", NULL },
        { U, "Sù cè hÖ thèng ®iÖn", "Sự cố hệ thống điện" },
        { U, "Nguyên nhân", NULL },
        { U, "Lâm Đồng", NULL } },
      "TCVN3 - 1 0 3 3;" },
    { "VNI without a font",
      LETTERS_FIND_OUT,
      { { U, "Ñaø Laït", "Đà Lạt" },
        { U, "Ñöùc Troïng", "Đức Trọng" },
        { U, "chaùy röøng", "cháy rừng" } },
      "VNI - 3 0 6 6;" },
    { "too little", LETTERS_FIND_OUT, { { U, "hÖ", NULL }, { U, "§µ", NULL } }, "" },
    { "other languages",
      LETTERS_FIND_OUT,
      { { U, "São Paulo", NULL },
        { U, "Incêndio em habitação, não é", NULL },
        { U, "Köln, Straße, für", NULL },
        { U, "Café, déjà vu, forêt brûlée", NULL },
        { U, "서울 화재", NULL } },
      "" },
    { "Unicode all the way",
      LETTERS_FIND_OUT,
      { { U, "Sự cố hệ thống điện", NULL }, { U, "Hà", NULL }, { U, "tám xã", NULL } },
      "" },
    { "asked for",
      LETTERS_TCVN3,
      { { U, "hÖ", "hệ" }, { U, "Nguyên nhân", NULL }, { U, "ascii", NULL } },
      "TCVN3 - 1 0 1 1;" },
    { "asked not to",
      LETTERS_UNICODE,
      { { U, "Sù cè hÖ thèng ®iÖn", NULL }, { U, "HuyÖn", NULL } },
      "" },
};

static void tell_found(const struct letters *letters, char *out, size_t size)
{
    int32_t n;
    const struct fire_old_letters *found = letters_found(letters, &n);
    out[0] = '\0';
    for (int32_t i = 0; i < n; i++) {
        const size_t used = strlen(out);
        snprintf(out + used, size - used, "%s %s %lld %lld %lld %lld;", found[i].encoding,
                 found[i].font == NULL ? "-" : found[i].font, (long long)found[i].n_cells,
                 (long long)found[i].n_kept, (long long)found[i].n_words,
                 (long long)found[i].n_syllables);
    }
}

static void test_letters(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct letters *letters = NULL;
        struct fire_error err = { 0 };
        char found[256];
        CHECK_OR_RETURN(letters_create(arena, cases[i].wish, &letters, &err) == FIRE_OK, "%s",
                        err.message);
        for (int k = 0; k < MAX_TEXTS && cases[i].text[k].stored != NULL; k++)
            CHECK(letters_note(letters, cases[i].text[k].font,
                               fire_text_of(cases[i].text[k].stored), &err) == FIRE_OK,
                  "%s", err.message);
        CHECK(letters_decide(letters, &err) == FIRE_OK, "%s", err.message);
        tell_found(letters, found, sizeof found);
        CHECK(strcmp(found, cases[i].found) == 0, "%s: '%s'", cases[i].about, found);
        for (int k = 0; k < MAX_TEXTS && cases[i].text[k].stored != NULL; k++) {
            const char *stored = cases[i].text[k].stored;
            const char *wanted = cases[i].text[k].shown == NULL ? stored
                                                                : cases[i].text[k].shown;
            struct fire_text_view shown;
            CHECK(letters_read(letters, cases[i].text[k].font, fire_text_of(stored), &shown,
                               &err) == FIRE_OK,
                  "%s", err.message);
            CHECK(fire_text_equal(shown, fire_text_of(wanted)), "%s: '%s' gave '%.*s'",
                  cases[i].about, stored, (int)shown.size_bytes, shown.bytes);
        }
        letters_free(letters);
        fire_arena_free(arena);
    }
}

static void test_wishes(void)
{
    CHECK(letters_wish_of(NULL) == LETTERS_FIND_OUT, "NULL");
    CHECK(letters_wish_of("ABC") == LETTERS_TCVN3, "ABC");
    CHECK(letters_wish_of("vni") == LETTERS_VNI, "vni");
    CHECK(letters_wish_of("UTF-8") == LETTERS_UNICODE, "UTF-8");
    CHECK(letters_wish_of("utf-16") == LETTERS_FIND_OUT, "utf-16");
}

int main(void)
{
    const struct check_test tests[] = { CHECK_TEST(test_letters), CHECK_TEST(test_wishes) };
    return CHECK_MAIN(tests);
}
