/* test_read_encoders.c - see test_read_encoders.h. */
#include "test_read_encoders.h"

#include <iconv.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* One letter, from its bytes in one encoding to those in another; 0: it is not there. */
static size_t convert(iconv_t converter, const char *letter, size_t size, char out[],
                      size_t room)
{
    char in[8];
    memcpy(in, letter, size);
    char *from = in;
    char *to = out;
    size_t left = room;
    iconv(converter, NULL, NULL, NULL, NULL);
    if (iconv(converter, &from, &size, &to, &left) == (size_t)-1) return 0;
    if (iconv(converter, NULL, NULL, &to, &left) == (size_t)-1) return 0;
    return room - left;
}

static size_t letter_bytes(const char *letter)
{
    const unsigned char lead = (unsigned char)letter[0];
    return lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

static iconv_t converter_to(const char *encoding)
{
    static const struct {
        const char *ours;
        const char *iconvs;
    } names[] = {
        { "utf-8", "UTF-8" },         { "utf-16le", "UTF-16LE" },   { "utf-16be", "UTF-16BE" },
        { "windows-1258", "CP1258" }, { "windows-1252", "CP1252" }, { "viscii", "VISCII" },
        { "tcvn3", "TCVN5712-1" },    { "vni", "CP1252" },
    };
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        if (strcmp(encoding, names[i].ours) == 0) return iconv_open(names[i].iconvs, "UTF-8");
    }
    abort();
}

/* The VNI fonts' keys, as they look in windows-1252: what is shown, then what is stored. */
static const char *const vni[][2] = {
    { "á", "aù" }, { "à", "aø" }, { "ả", "aû" }, { "ã", "aõ" }, { "ạ", "aï" }, { "ă", "aê" },
    { "ắ", "aé" }, { "ằ", "aè" }, { "ẳ", "aú" }, { "ẵ", "aü" }, { "ặ", "aë" }, { "â", "aâ" },
    { "ấ", "aá" }, { "ầ", "aà" }, { "ẩ", "aå" }, { "ẫ", "aã" }, { "ậ", "aä" }, { "é", "eù" },
    { "è", "eø" }, { "ẻ", "eû" }, { "ẽ", "eõ" }, { "ẹ", "eï" }, { "ê", "eâ" }, { "ế", "eá" },
    { "ề", "eà" }, { "ể", "eå" }, { "ễ", "eã" }, { "ệ", "eä" }, { "í", "í" },  { "ì", "ì" },
    { "ỉ", "æ" },  { "ĩ", "ó" },  { "ị", "ò" },  { "ó", "où" }, { "ò", "oø" }, { "ỏ", "oû" },
    { "õ", "oõ" }, { "ọ", "oï" }, { "ô", "oâ" }, { "ố", "oá" }, { "ồ", "oà" }, { "ổ", "oå" },
    { "ỗ", "oã" }, { "ộ", "oä" }, { "ơ", "ô" },  { "ớ", "ôù" }, { "ờ", "ôø" }, { "ở", "ôû" },
    { "ỡ", "ôõ" }, { "ợ", "ôï" }, { "ú", "uù" }, { "ù", "uø" }, { "ủ", "uû" }, { "ũ", "uõ" },
    { "ụ", "uï" }, { "ư", "ö" },  { "ứ", "öù" }, { "ừ", "öø" }, { "ử", "öû" }, { "ữ", "öõ" },
    { "ự", "öï" }, { "ý", "yù" }, { "ỳ", "yø" }, { "ỷ", "yû" }, { "ỹ", "yõ" }, { "ỵ", "î" },
    { "đ", "ñ" },  { "Á", "AÙ" }, { "À", "AØ" }, { "Ả", "AÛ" }, { "Ã", "AÕ" }, { "Ạ", "AÏ" },
    { "Ă", "AÊ" }, { "Ắ", "AÉ" }, { "Ằ", "AÈ" }, { "Ẳ", "AÚ" }, { "Ẵ", "AÜ" }, { "Ặ", "AË" },
    { "Â", "AÂ" }, { "Ấ", "AÁ" }, { "Ầ", "AÀ" }, { "Ẩ", "AÅ" }, { "Ẫ", "AÃ" }, { "Ậ", "AÄ" },
    { "É", "EÙ" }, { "È", "EØ" }, { "Ẻ", "EÛ" }, { "Ẽ", "EÕ" }, { "Ẹ", "EÏ" }, { "Ê", "EÂ" },
    { "Ế", "EÁ" }, { "Ề", "EÀ" }, { "Ể", "EÅ" }, { "Ễ", "EÃ" }, { "Ệ", "EÄ" }, { "Í", "Í" },
    { "Ì", "Ì" },  { "Ỉ", "Æ" },  { "Ĩ", "Ó" },  { "Ị", "Ò" },  { "Ó", "OÙ" }, { "Ò", "OØ" },
    { "Ỏ", "OÛ" }, { "Õ", "OÕ" }, { "Ọ", "OÏ" }, { "Ô", "OÂ" }, { "Ố", "OÁ" }, { "Ồ", "OÀ" },
    { "Ổ", "OÅ" }, { "Ỗ", "OÃ" }, { "Ộ", "OÄ" }, { "Ơ", "Ô" },  { "Ớ", "ÔÙ" }, { "Ờ", "ÔØ" },
    { "Ở", "ÔÛ" }, { "Ỡ", "ÔÕ" }, { "Ợ", "ÔÏ" }, { "Ú", "UÙ" }, { "Ù", "UØ" }, { "Ủ", "UÛ" },
    { "Ũ", "UÕ" }, { "Ụ", "UÏ" }, { "Ư", "Ö" },  { "Ứ", "ÖÙ" }, { "Ừ", "ÖØ" }, { "Ử", "ÖÛ" },
    { "Ữ", "ÖÕ" }, { "Ự", "ÖÏ" }, { "Ý", "YÙ" }, { "Ỳ", "YØ" }, { "Ỷ", "YÛ" }, { "Ỹ", "YÕ" },
    { "Ỵ", "Î" },  { "Đ", "Ñ" },
};

enum { N_VNI = sizeof vni / sizeof vni[0] };

static int vni_index(const char *letter, size_t size)
{
    for (int i = 0; i < N_VNI; i++) {
        if (strlen(vni[i][0]) == size && memcmp(vni[i][0], letter, size) == 0) return i;
    }
    return -1;
}

static size_t to_vni(iconv_t to_1252, const char *letter, size_t size, char out[], size_t room)
{
    const int index = size == 1 ? -1 : vni_index(letter, size);
    if (index < 0) return convert(to_1252, letter, size, out, room);
    const char *keys = vni[index][1];
    size_t made = 0;
    while (*keys != '\0') {
        made += convert(to_1252, keys, letter_bytes(keys), out + made, room - made);
        keys += letter_bytes(keys);
    }
    return made;
}

/* VN1 has its capitals with tones where TCVN3 has nothing: there, the small letter, which the
 * fonts of capitals (.VnTimeH) show as one. */
static size_t to_tcvn3(iconv_t to_vn1, const char *letter, size_t size, char out[], size_t room)
{
    const size_t made = convert(to_vn1, letter, size, out, room);
    if (size == 1 || (made == 1 && (unsigned char)out[0] >= 0xA0)) return made;
    const int capital = vni_index(letter, size);
    if (capital < N_VNI / 2) return 0;
    const char *small = vni[capital - N_VNI / 2][0];
    return convert(to_vn1, small, strlen(small), out, room);
}

static size_t letter_to(const char *encoding, iconv_t converter, const char *letter,
                        size_t size, char out[], size_t room)
{
    if (strcmp(encoding, "vni") == 0) return to_vni(converter, letter, size, out, room);
    if (strcmp(encoding, "tcvn3") == 0) return to_tcvn3(converter, letter, size, out, room);
    return convert(converter, letter, size, out, room);
}

char *encoded(const char *encoding, const char *text, size_t *out_size)
{
    char *result = malloc(strlen(text) * 4 + 8);
    const iconv_t converter = converter_to(encoding);
    if (result == NULL || converter == (iconv_t)-1) abort();
    size_t n = 0;
    while (*text != '\0') {
        const size_t size = letter_bytes(text);
        const size_t made = letter_to(encoding, converter, text, size, result + n, 8);
        if (made == 0) {
            fprintf(stderr, "%s has no '%.*s'\n", encoding, (int)size, text);
            abort();
        }
        n += made;
        text += size;
    }
    iconv_close(converter);
    *out_size = n;
    return result;
}
