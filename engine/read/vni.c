/* vni.c - the letters of the VNI-Windows fonts.
 *
 * A letter with marks is its base letter and one byte behind it for all its marks: a and the
 * byte of windows-1252's u-acute are a-acute. A dozen letters have a byte of their own, as o
 * with horn, which then takes marks like a base. Marks go before the byte alone, or the
 * circumflexes that double as letters would tear letters apart.
 *
 * Only small letters are written down: a capital is 0x20 lower in windows-1252, mark bytes
 * included, and one code point lower in Unicode beyond Latin-1. Clerks mix the marks of
 * capitals and of small letters, so both are taken behind both. */
#include "vni.h"

#include <stddef.h>

enum { N_MARKS = 6 };

static const struct {
    uint8_t base;
    uint8_t mark[N_MARKS]; /* plain, acute, grave, hook, tilde, dot; 0: there is none */
    uint16_t letter[N_MARKS];
} pairs[] = {
    { 'a', { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, { 0, 0xE1, 0xE0, 0x1EA3, 0xE3, 0x1EA1 } },
    { 'a',
      { 0xEA, 0xE9, 0xE8, 0xFA, 0xFC, 0xEB },
      { 0x103, 0x1EAF, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EB7 } }, /* breve */
    { 'a',
      { 0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4 },
      { 0xE2, 0x1EA5, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EAD } }, /* circumflex */
    { 'e', { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, { 0, 0xE9, 0xE8, 0x1EBB, 0x1EBD, 0x1EB9 } },
    { 'e',
      { 0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4 },
      { 0xEA, 0x1EBF, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EC7 } },
    { 'o', { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, { 0, 0xF3, 0xF2, 0x1ECF, 0xF5, 0x1ECD } },
    { 'o',
      { 0xE2, 0xE1, 0xE0, 0xE5, 0xE3, 0xE4 },
      { 0xF4, 0x1ED1, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED9 } },
    { 0xF4,
      { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, /* o with horn */
      { 0, 0x1EDB, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EE3 } },
    { 'u', { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, { 0, 0xFA, 0xF9, 0x1EE7, 0x169, 0x1EE5 } },
    { 0xF6,
      { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0xEF }, /* u with horn */
      { 0, 0x1EE9, 0x1EEB, 0x1EED, 0x1EEF, 0x1EF1 } },
    { 'y', { 0, 0xF9, 0xF8, 0xFB, 0xF5, 0 }, { 0, 0xFD, 0x1EF3, 0x1EF7, 0x1EF9, 0 } },
};

static const struct {
    uint8_t byte;
    uint16_t letter;
} singles[] = {
    { 0xF1, 0x111 }, /* d with stroke */
    { 0xF4, 0x1A1 }, /* o with horn   */
    { 0xF6, 0x1B0 }, /* u with horn   */
    { 0xED, 0xED },   { 0xEC, 0xEC },   { 0xE6, 0x1EC9 },
    { 0xF3, 0x129 },  { 0xF2, 0x1ECB }, /* i */
    { 0xEE, 0x1EF5 },                   /* y with dot   */
};

static uint8_t capital_byte(uint8_t byte)
{
    return (uint8_t)(byte - 0x20);
}

static uint16_t capital(uint16_t letter)
{
    return (uint16_t)(letter < 0x100 ? letter - 0x20 : letter - 1);
}

static void fill_pair(struct code_page *page, uint8_t base, uint8_t mark, uint16_t letter)
{
    code_page_set_pair(page, base, mark, letter);
    code_page_set_pair(page, base, capital_byte(mark), letter);
    code_page_set_pair(page, capital_byte(base), mark, capital(letter));
    code_page_set_pair(page, capital_byte(base), capital_byte(mark), capital(letter));
}

void vni_fill(struct code_page *page)
{
    for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
        for (int m = 0; m < N_MARKS; m++) {
            if (pairs[i].mark[m] != 0)
                fill_pair(page, pairs[i].base, pairs[i].mark[m], pairs[i].letter[m]);
        }
    }
    for (size_t i = 0; i < sizeof singles / sizeof singles[0]; i++) {
        page->single[singles[i].byte] = singles[i].letter;
        page->single[capital_byte(singles[i].byte)] = capital(singles[i].letter);
    }
}
