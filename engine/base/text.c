/* text.c - looking at text: compare, measure, cut. Checking it is in text_valid.c, making it in
 * text_key.c. */
#include "firestat/text.h"

#include <string.h>
#include <utf8proc.h>

struct fire_text_view fire_text_of(const char *nul_ended)
{
    if (nul_ended == NULL) return (struct fire_text_view){ NULL, 0 };
    return (struct fire_text_view){ nul_ended, strlen(nul_ended) };
}

bool fire_text_equal(struct fire_text_view a, struct fire_text_view b)
{
    if (a.size_bytes != b.size_bytes) return false;
    return a.size_bytes == 0 || memcmp(a.bytes, b.bytes, a.size_bytes) == 0;
}

int fire_text_compare(struct fire_text_view a, struct fire_text_view b)
{
    const size_t common = a.size_bytes < b.size_bytes ? a.size_bytes : b.size_bytes;
    const int order = common == 0 ? 0 : memcmp(a.bytes, b.bytes, common); /* NULL: not even 0 */
    if (order != 0) return order;
    return (a.size_bytes > b.size_bytes) - (a.size_bytes < b.size_bytes);
}

int64_t fire_text_columns(struct fire_text_view text)
{
    int64_t n_columns = 0;
    size_t at = 0;
    while (at < text.size_bytes) {
        int32_t point;
        const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                                                    (utf8proc_ssize_t)(text.size_bytes - at),
                                                    &point);
        if (n <= 0) { /* a terminal shows one sign for a stray byte */
            n_columns += 1;
            at += 1;
        } else {
            n_columns += utf8proc_charwidth(point);
            at += (size_t)n;
        }
    }
    return n_columns;
}

size_t fire_text_cut(struct fire_text_view text, size_t max_bytes)
{
    if (text.size_bytes <= max_bytes) return text.size_bytes;

    size_t cut = max_bytes;
    while (cut > 0 && max_bytes - cut < 4) {
        if (((unsigned char)text.bytes[cut] & 0xc0u) != 0x80u) return cut;
        cut--;
    }
    return cut == 0 ? 0
                    : max_bytes; /* no letter has four such bytes: not UTF-8, cut anywhere */
}
