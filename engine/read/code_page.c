/* code_page.c - iconv asked once for every byte, so that reading is looking up.
 *
 * glibc's decoders of Vietnamese hold a letter back until they have seen whether a mark
 * follows, and lose it when nobody flushes them. Asked byte by byte, with a flush after each,
 * they have nothing to hold, a block may end anywhere, and decoding runs at the speed of a
 * table. What they compose (letter and mark of windows-1258) is asked in the same way.
 *
 * TCVN3 is what the .VnTime fonts show (the VN3 form of TCVN 5712): letters from 0xA1 on, and
 * below them the quotes and dashes of windows-1252. glibc knows the VN1 form, which puts
 * capitals there and on control bytes; of it only the upper half is taken, and the control
 * bytes are refused, since a file that holds them is something else. */
#include "code_page.h"

#include "vni.h"

#include <iconv.h>
#include <string.h>

/* The one code point that these bytes are, or CODE_PAGE_NONE. */
static uint16_t ask(iconv_t converter, const char *bytes, size_t size)
{
    unsigned char out[16];
    char in[2];
    memcpy(in, bytes, size);
    char *from = in;
    char *to = (char *)out;
    size_t from_left = size;
    size_t to_left = sizeof out;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &from_left, &to, &to_left) == (size_t)-1) return CODE_PAGE_NONE;
    if (iconv(converter, NULL, NULL, &to, &to_left) == (size_t)-1) return CODE_PAGE_NONE;
    if (sizeof out - to_left != 2) return CODE_PAGE_NONE;
    return (uint16_t)(out[0] | out[1] << 8);
}

static bool is_mark(uint16_t point)
{
    return point >= 0x300 && point < 0x370;
}

/* The letters that iconv makes of a letter and a mark. */
static void fill_pairs(struct code_page *page, iconv_t converter)
{
    for (int second = 0; second < 256; second++) {
        if (!is_mark(page->single[second])) continue;
        for (int first = 0; first < 256; first++) {
            const char bytes[] = { (char)first, (char)second };
            const uint16_t point = ask(converter, bytes, sizeof bytes);
            if (point != CODE_PAGE_NONE)
                code_page_set_pair(page, (uint8_t)first, (uint8_t)second, point);
        }
    }
}

/* Take bytes first..255 and their pairs from an encoding that iconv knows. */
static fire_status fill_from(struct code_page *page, const char *name, int first,
                             struct fire_error *err)
{
    const iconv_t converter = iconv_open("UTF-16LE", name);
    if (converter == (iconv_t)-1)
        return fire_fail(err, FIRE_EVALUE, FIRE_NOWHERE,
                         "this system has no table of the encoding %s", name);
    for (int byte = first; byte < 256; byte++) {
        const char bytes[] = { (char)byte };
        page->single[byte] = ask(converter, bytes, sizeof bytes);
    }
    fill_pairs(page, converter);
    iconv_close(converter);
    return FIRE_OK;
}

static fire_status fill_tcvn3(struct code_page *page, struct fire_error *err)
{
    static const uint8_t capitals[] = { 0x01, 0x02, 0x04, 0x05, 0x06, 0x11,
                                        0x12, 0x13, 0x14, 0x15, 0x16, 0x17 }; /* in VN1 */
    FIRE_TRY(fill_from(page, "CP1252", 0, err));
    FIRE_TRY(fill_from(page, "TCVN5712-1", 0xA0, err));
    for (size_t i = 0; i < sizeof capitals; i++)
        page->single[capitals[i]] = CODE_PAGE_NONE;
    return FIRE_OK;
}

fire_status code_page_fill(struct code_page *page, enum encoding encoding,
                           struct fire_error *err)
{
    memset(page, 0, sizeof *page);
    switch (encoding) {
    case ENCODING_WINDOWS_1258:
        return fill_from(page, "CP1258", 0, err);
    case ENCODING_VISCII:
        return fill_from(page, "VISCII", 0, err);
    case ENCODING_TCVN3:
        return fill_tcvn3(page, err);
    case ENCODING_VNI:
        FIRE_TRY(fill_from(page, "CP1252", 0, err));
        vni_fill(page);
        return FIRE_OK;
    default:
        return fill_from(page, "CP1252", 0, err);
    }
}
