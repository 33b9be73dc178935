/* scan.c - see scan.h.
 *
 * Dates and times are read a cell a row, so their letters are folded here by arithmetic and not by
 * the tables of Unicode: the capitals that a Vietnamese or English date can hold lie at a fixed
 * distance from their small letters. */
#include "scan.h"

#include <string.h>

/* A capital of two bytes (U+0080 to U+07FF) as its small letter. */
static unsigned fold_point(unsigned point)
{
    if (point >= 0xc0 && point <= 0xde && point != 0xd7) return point + 0x20;
    switch (point) { /* Ă Đ Ĩ Ũ Ơ Ư */
    case 0x102:
    case 0x110:
    case 0x128:
    case 0x168:
    case 0x1a0:
    case 0x1af:
        return point + 1;
    default:
        return point;
    }
}

bool scan_fold(struct fire_text_view text, char folded[SCAN_FOLDED_BYTES], struct scan *out)
{
    if (text.size_bytes > SCAN_FOLDED_BYTES) return false;
    const unsigned char *byte = (const unsigned char *)text.bytes;
    size_t i = 0;
    while (i < text.size_bytes) {
        unsigned char lead = byte[i];
        if (lead >= 'A' && lead <= 'Z') lead = (unsigned char)(lead + ('a' - 'A'));
        folded[i] = (char)lead;
        i++;
        if (lead >= 0xc3 && lead <= 0xc6 && i < text.size_bytes) {
            const unsigned point = fold_point((lead & 0x1fu) << 6 | (byte[i] & 0x3fu));
            folded[i - 1] = (char)(0xc0u | point >> 6);
            folded[i++] = (char)(0x80u | (point & 0x3fu));
        } else if (lead == 0xe1 && i + 1 < text.size_bytes && byte[i] >= 0xba &&
                   byte[i] <= 0xbb) { /* U+1EA0 on: a small letter behind each capital */
            folded[i] = (char)byte[i];
            folded[i + 1] = (char)(byte[i] == 0xba && byte[i + 1] < 0xa0 ? byte[i + 1]
                                                                         : byte[i + 1] | 1u);
            i += 2;
        }
    }
    *out = (struct scan){ folded, folded + text.size_bytes };
    return true;
}

void scan_skip(struct scan *scan, const char *signs)
{
    while (!scan_at_end(scan) && *scan->at != '\0' && strchr(signs, *scan->at) != NULL)
        scan->at++;
}

bool scan_take(struct scan *scan, const char *const texts[], int *out_index)
{
    if (scan_at_end(scan)) return false;
    for (int i = 0; texts[i] != NULL; i++) {
        if (texts[i][0] != *scan->at) continue; /* so nearly all are passed over */
        const size_t size = strlen(texts[i]);
        if ((size_t)(scan->end - scan->at) < size || memcmp(scan->at, texts[i], size) != 0)
            continue;
        scan->at += size;
        if (out_index != NULL) *out_index = i;
        return true;
    }
    return false;
}

bool scan_take_word(struct scan *scan, const char *const words[], int *out_index)
{
    if (scan_at_end(scan)) return false;
    for (int i = 0; words[i] != NULL; i++) {
        if (words[i][0] != *scan->at) continue;
        const char *const one[] = { words[i], NULL };
        const char *before = scan->at;
        if (!scan_take(scan, one, NULL)) continue;
        const unsigned char next = scan_at_end(scan) ? ' ' : (unsigned char)*scan->at;
        if (!(next >= 'a' && next <= 'z') && next < 0x80) {
            if (out_index != NULL) *out_index = i;
            return true;
        }
        scan->at = before;
    }
    return false;
}

int scan_take_digits(struct scan *scan, int max_digits, int32_t *out)
{
    int n = 0;
    int32_t value = 0;
    while (n < max_digits && !scan_at_end(scan) && scan_is_digit(*scan->at)) {
        value = value * 10 + (*scan->at++ - '0');
        n++;
    }
    *out = value;
    return n;
}
