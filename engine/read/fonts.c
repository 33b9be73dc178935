/* fonts.c - text behind .Vn and VNI fonts.
 *
 * A sheet typed in TCVN3 or VNI stores bytes, and Excel has long made characters of them as if
 * they were windows-1252: "Hµ Néi" is Hà Nội in the font .VnTime and nonsense in any other. So
 * the way back is: characters to the bytes of windows-1252, bytes through the decoder of the
 * encoding. Whether a text was typed that way is for letters.c to judge.
 *
 * Fonts whose name ends in H have the same letters in the form of capitals. */
#include "fonts.h"

#include "code_page.h"
#include "decode.h"

#include "firestat/reader.h"

#include <string.h>

enum {
    LETTERS_MAX = FIRE_LIMIT_CELL_LETTERS,
    BOTTOM_HALF = 0x80, /* the same in all encodings */
};

struct fonts {
    struct fire_arena *arena;
    struct code_page *latin; /* NULL: not asked for yet */
    struct code_page *tcvn3;
    struct code_page *vni;
    uint8_t *raw; /* [LETTERS_MAX] */
    char *text;   /* room for as many letters */
};

static char lower(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

static bool begins_with(const char *name, const char *start)
{
    while (*start != '\0' && lower(*name) == *start) {
        name++;
        start++;
    }
    return *start == '\0';
}

enum cell_font font_of_name(const char *name)
{
    if (begins_with(name, "vni-")) return FONT_VNI;
    if (!begins_with(name, ".vn")) return FONT_UNICODE;
    return name[strlen(name) - 1] == 'H' ? FONT_TCVN3_CAPITALS : FONT_TCVN3;
}

struct fonts *fonts_create(struct fire_arena *arena)
{
    struct fonts *fonts = FIRE_TAKE(arena, 1, struct fonts);
    if (fonts != NULL) fonts->arena = arena;
    return fonts;
}

static fire_status need_page(struct fonts *fonts, struct code_page **page,
                             enum encoding encoding, struct fire_error *err)
{
    if (*page != NULL) return FIRE_OK;
    struct code_page *made = FIRE_TAKE(fonts->arena, 1, struct code_page);
    if (made == NULL) return fire_fail_memory(err);
    FIRE_TRY(code_page_fill(made, encoding, err));
    *page = made;
    return FIRE_OK;
}

static fire_status need_pages(struct fonts *fonts, enum cell_font font,
                              const struct code_page **out, struct fire_error *err)
{
    struct code_page **page = font == FONT_VNI ? &fonts->vni : &fonts->tcvn3;
    FIRE_TRY(need_page(fonts, &fonts->latin, ENCODING_WINDOWS_1252, err));
    FIRE_TRY(need_page(fonts, page, font == FONT_VNI ? ENCODING_VNI : ENCODING_TCVN3, err));
    if (fonts->raw == NULL) {
        fonts->raw = FIRE_TAKE(fonts->arena, LETTERS_MAX, uint8_t);
        fonts->text = FIRE_TAKE(fonts->arena, (LETTERS_MAX + 1) * DECODE_LETTER_BYTES, char);
        if (fonts->raw == NULL || fonts->text == NULL) return fire_fail_memory(err);
    }
    *out = *page;
    return FIRE_OK;
}

/* The code point at the front of valid UTF-8. */
static uint32_t letter_at(const char *bytes, size_t *out_size)
{
    const unsigned char *u = (const unsigned char *)bytes;
    *out_size = u[0] < 0x80 ? 1 : u[0] < 0xE0 ? 2 : u[0] < 0xF0 ? 3 : 4;
    switch (*out_size) {
    case 1:
        return u[0];
    case 2:
        return (uint32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3Fu);
    case 3:
        return (uint32_t)(u[0] & 0x0F) << 12 | (uint32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3Fu);
    default: /* no encoding here has it */
        return UINT32_MAX;
    }
}

/* The byte of windows-1252 that is this letter; -1: none. */
static int byte_of(const struct code_page *latin, uint32_t letter)
{
    if (letter < 0x100) return (int)letter; /* 0x80..0x9F: what it leaves undefined */
    for (int byte = BOTTOM_HALF; byte < 0xA0; byte++) {
        if (latin->single[byte] == letter) return byte;
    }
    return -1;
}

static bool to_bytes(struct fonts *fonts, struct fire_text_view text, size_t *out_size)
{
    size_t n_bytes = 0;
    size_t letter_bytes = 0;
    for (size_t i = 0; i < text.size_bytes; i += letter_bytes) {
        const int byte = byte_of(fonts->latin, letter_at(text.bytes + i, &letter_bytes));
        if (byte < 0 || n_bytes == LETTERS_MAX) return false;
        fonts->raw[n_bytes++] = (uint8_t)byte;
    }
    *out_size = n_bytes;
    return true;
}

/* The capital of a Vietnamese letter. Beyond Latin-1 it is the one before the small letter,
 * which is odd there but for the o and the u with horn. */
static uint32_t capital(uint32_t letter)
{
    if (letter >= 0xE0 && letter <= 0xFE && letter != 0xF7) return letter - 0x20;
    const bool odd = letter == 0x103 || letter == 0x111 || letter == 0x129 || letter == 0x169 ||
                     letter == 0x1A1 || (letter >= 0x1EA1 && letter <= 0x1EF9);
    if (odd && letter % 2 == 1) return letter - 1;
    return letter == 0x1B0 ? letter - 1 : letter;
}

/* Small letters to capitals in place: both take the same number of bytes. */
static void to_capitals(char *bytes, size_t size)
{
    size_t letter_bytes = 0;
    for (size_t i = 0; i < size; i += letter_bytes) {
        const uint32_t letter = capital(letter_at(bytes + i, &letter_bytes));
        if (letter_bytes == 1) {
            if (bytes[i] >= 'a' && bytes[i] <= 'z') bytes[i] = (char)(bytes[i] - 'a' + 'A');
        } else if (letter_bytes == 2) {
            bytes[i] = (char)(0xC0 | letter >> 6);
            bytes[i + 1] = (char)(0x80 | (letter & 0x3F));
        } else if (letter_bytes == 3) {
            bytes[i + 1] = (char)(0x80 | (letter >> 6 & 0x3F));
            bytes[i + 2] = (char)(0x80 | (letter & 0x3F));
        }
    }
}

fire_status fonts_decode(struct fonts *fonts, enum cell_font font, struct fire_text_view text,
                         struct fire_text_view *out, struct fire_error *err)
{
    *out = text;
    if (font == FONT_UNICODE || font == FONT_UNSAID || text.size_bytes == 0) return FIRE_OK;
    if (font != FONT_TCVN3_CAPITALS && fire_text_is_ascii(text)) return FIRE_OK;

    const struct code_page *page = NULL;
    FIRE_TRY(need_pages(fonts, font, &page, err));
    size_t n_bytes = 0;
    if (!to_bytes(fonts, text, &n_bytes)) return FIRE_OK;
    const struct decoded done = decode_page(page, fonts->raw, n_bytes, true, fonts->text,
                                            (LETTERS_MAX + 1) * DECODE_LETTER_BYTES);
    if (done.bad) return FIRE_OK;
    if (font == FONT_TCVN3_CAPITALS) to_capitals(fonts->text, done.n_made);
    *out = (struct fire_text_view){ fonts->text, done.n_made };
    return FIRE_OK;
}
