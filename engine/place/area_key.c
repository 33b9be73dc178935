/* area_key.c - the spellings of one area's name.
 *
 * Two good lists of the communes of 2025 write 201 of 3,321 names differently, and clerks write
 * them in yet more ways, all of one kind: the type is cut short (P. 1, TX. La Gi), the tone
 * stands on another vowel (Hòa, Hoà), an apostrophe is bent or left out (B'Lao, B’Lao), a hyphen
 * is long or short. The key takes just these away, step after step:
 *
 *     match key ─ signs ─▶ no apostrophes, no hyphens ─ type ─▶ phường 1 ─ words ─▶ key
 *
 * What it leaves alone is what makes another name: other marks (Hoà and Hoa), other letters (Quí
 * and Quý), a missing type (Đà Lạt and Thành phố Đà Lạt). The last could be told only from all
 * rows together, since the first row cannot know whether the second will name one city or two;
 * so it is left to the tables of areas. */
#include "area_key.h"

#include <string.h>

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Bytes of the letter that starts here, by its first byte. */
static size_t letter_bytes(const char *at)
{
    const unsigned char byte = (unsigned char)*at;
    return byte < 0x80 ? 1 : byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
}

static bool begins(const char *at, const char *end, const char *word)
{
    while (*word != '\0' && at < end && *at == *word) { /* mostly none: no call is worth it */
        at++;
        word++;
    }
    return *word == '\0';
}

/* No sign begins with these. */
static bool is_word_byte(char byte)
{
    return (byte >= 'a' && byte <= 'z') || byte == ' ' || is_digit(byte);
}

/* The size of the one of the words that stands here, or 0. */
static size_t sign_at(const char *at, const char *end, const char *const words[])
{
    if (is_word_byte(*at)) return 0; /* mostly */
    for (; *words != NULL; words++)
        if (begins(at, end, *words)) return strlen(*words);
    return 0;
}

/* ---- signs ----------------------------------------------------------------------------- */

static const char *const apostrophes[] = { "'", "\xE2\x80\x98", "\xE2\x80\x99", "\xE2\x80\xB2",
                                           "`", "\xCA\xBC",     "\xC2\xB4",     "\xCA\xB9",
                                           NULL };
static const char *const hyphens[] = { "-",
                                       "\xE2\x80\x90",
                                       "\xE2\x80\x91",
                                       "\xE2\x80\x92",
                                       "\xE2\x80\x93",
                                       "\xE2\x80\x94",
                                       "\xE2\x88\x92",
                                       NULL };

/* "b'lao" -> "blao", "n' thôn hạ" -> "nthôn hạ", "xuân hương - đà lạt" -> "xuân hương đà lạt".
 * The result is a match key again. */
static bool drop_signs(struct fire_text_view key, struct fire_arena *arena,
                       struct fire_text_view *out)
{
    char *text = FIRE_TAKE(arena, key.size_bytes + 1, char);
    if (text == NULL) return false;
    size_t size = 0;
    size_t in_word = 0; /* letters since the last space */
    const char *end = key.bytes + key.size_bytes;
    for (const char *at = key.bytes; at < end;) {
        size_t sign = sign_at(at, end, apostrophes);
        if (sign > 0) {
            at += sign;
            if (in_word == 1 && at < end && *at == ' ') at++;
            continue;
        }
        sign = sign_at(at, end, hyphens);
        if (sign > 0) {
            text[size++] = ' ';
            in_word = 0;
            at += sign;
            continue;
        }
        in_word = *at == ' ' ? 0 : in_word + 1;
        const size_t bytes = letter_bytes(at);
        memcpy(text + size, at, bytes);
        size += bytes;
        at += bytes;
    }
    while (size > 0 && strchr(" .,;:", text[size - 1]) != NULL)
        size--;
    return fire_text_match_key((struct fire_text_view){ text, size }, arena, out);
}

/* ---- type ------------------------------------------------------------------------------ */

static const struct {
    const char *brief;
    const char *type;
    bool takes_number; /* "P1", "Q4" */
} types[] = {
    { "đ.k", "đặc khu", false },  { "đk", "đặc khu", false },  { "t.p", "thành phố", false },
    { "tp", "thành phố", false }, { "t.x", "thị xã", false },  { "tx", "thị xã", false },
    { "t.t", "thị trấn", false }, { "tt", "thị trấn", false }, { "ph", "phường", true },
    { "p", "phường", true },      { "q", "quận", true },       { "h", "huyện", false },
    { "x", "xã", false },         { "t", "tỉnh", false },
};

/* Bytes of an abbreviated type with the dot and the spaces behind it; 0: none stands there. */
static size_t brief_type_bytes(struct fire_text_view key, const char **out_type)
{
    const char *end = key.bytes + key.size_bytes;
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        if (!begins(key.bytes, end, types[i].brief)) continue;
        const char *at = key.bytes + strlen(types[i].brief);
        const char *behind = at;
        if (at < end && *at == '.') at++;
        while (at < end && *at == ' ')
            at++;
        if (at == end || (at == behind && !(types[i].takes_number && is_digit(*at)))) continue;
        *out_type = types[i].type;
        return (size_t)(at - key.bytes);
    }
    return 0;
}

size_t area_key_type_bytes(struct fire_text_view key)
{
    for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
        const size_t size = strlen(types[i].type);
        if (begins(key.bytes, key.bytes + key.size_bytes, types[i].type) &&
            key.size_bytes > size && key.bytes[size] == ' ')
            return size + 1;
    }
    return 0;
}

/* ---- words ----------------------------------------------------------------------------- */

/* The vowels with their tones; the first column has none. All are single letters. */
static const char *const vowels[12][6] = {
    { "a", "à", "á", "ả", "ã", "ạ" }, { "ă", "ằ", "ắ", "ẳ", "ẵ", "ặ" },
    { "â", "ầ", "ấ", "ẩ", "ẫ", "ậ" }, { "e", "è", "é", "ẻ", "ẽ", "ẹ" },
    { "ê", "ề", "ế", "ể", "ễ", "ệ" }, { "i", "ì", "í", "ỉ", "ĩ", "ị" },
    { "o", "ò", "ó", "ỏ", "õ", "ọ" }, { "ô", "ồ", "ố", "ổ", "ỗ", "ộ" },
    { "ơ", "ờ", "ớ", "ở", "ỡ", "ợ" }, { "u", "ù", "ú", "ủ", "ũ", "ụ" },
    { "ư", "ừ", "ứ", "ử", "ữ", "ự" }, { "y", "ỳ", "ý", "ỷ", "ỹ", "ỵ" },
};

struct vowel {
    int base;
    int tone;
};

static bool vowel_at(const char *at, const char *end, struct vowel *out)
{
    if (at < end && (unsigned char)*at < 0x80 && strchr("aeiouy", *at) == NULL) return false;
    for (int base = 0; base < 12; base++) {
        for (int tone = 0; tone < 6; tone++) {
            if (!begins(at, end, vowels[base][tone])) continue;
            *out = (struct vowel){ base, tone };
            return true;
        }
    }
    return false;
}

/* U+0300 to U+036F: a mark of its own, which no single letter could take in. */
static bool is_mark(const char *at, const char *end)
{
    const unsigned char *byte = (const unsigned char *)at;
    return at < end && (byte[0] == 0xcc || (byte[0] == 0xcd && byte[1] < 0xb0));
}

static size_t put(char out[], const char *word)
{
    const size_t size = strlen(word);
    memcpy(out, word, size);
    return size;
}

/* Neighbouring vowels, of which one at most has a tone: it moves to the last of them, so that
 * hòa and hoà, lũy and luỹ meet. What cannot be a syllable stays as it is.
 *   at        moved behind the vowels
 *   returns   bytes written */
static size_t put_vowels(const char **at, const char *end, char out[])
{
    enum { MOST = 4 }; /* no syllable has more than three */
    struct vowel found[MOST];
    const char *from = *at;
    int n = 0;
    int n_tones = 0;
    int tone = 0;
    while (n < MOST && vowel_at(*at, end, &found[n])) {
        if (found[n].tone != 0) {
            tone = found[n].tone;
            n_tones++;
        }
        *at += letter_bytes(*at);
        n++;
    }
    size_t size = 0;
    if (n == MOST || n_tones != 1 || is_mark(*at, end)) {
        size = (size_t)(*at - from);
        memcpy(out, from, size);
        return size;
    }
    for (int i = 0; i < n; i++)
        size += put(out + size, vowels[found[i].base][i == n - 1 ? tone : 0]);
    return size;
}

/* Names of the Central Highlands that are written with and without their marks. */
static const struct {
    const char *word;
    const char *meant;
    bool behind_dak; /* "lak" alone may be another name */
} highland_words[] = {
    { "đăk", "đắk", false },
    { "đak", "đắk", false },
    { "lăk", "lắk", false },
    { "lak", "lắk", true },
};

/* One word, without the space behind it. Returns bytes written. */
static size_t put_word(const char *at, const char *end, bool behind_dak, char out[])
{
    for (size_t i = 0; i < sizeof highland_words / sizeof highland_words[0]; i++) {
        const char *word = highland_words[i].word;
        if (begins(at, end, word) && at + strlen(word) == end &&
            (behind_dak || !highland_words[i].behind_dak))
            return put(out, highland_words[i].meant);
    }
    size_t size = 0;
    struct vowel vowel;
    while (at < end) {
        if (vowel_at(at, end, &vowel)) {
            size += put_vowels(&at, end, out + size);
            continue;
        }
        const size_t bytes = letter_bytes(at);
        memcpy(out + size, at, bytes);
        size += bytes;
        at += bytes;
    }
    return size;
}

/* All words of a key whose type is written in full. "phường 01" is "phường 1", but 01 without a
 * type is a code, and codes keep their zeros. */
static size_t put_words(struct fire_text_view key, char out[])
{
    const char *at = key.bytes;
    const char *end = key.bytes + key.size_bytes;
    const char *number = at + area_key_type_bytes(key);
    size_t size = 0;
    bool behind_dak = false;
    while (at < end) {
        const char *stop = memchr(at, ' ', (size_t)(end - at));
        if (stop == NULL) stop = end;
        while (at == number && at > key.bytes && at[0] == '0' && stop - at > 1 &&
               is_digit(at[1]))
            number = ++at;
        const size_t start = size;
        size += put_word(at, stop, behind_dak, out + size);
        behind_dak = size - start == strlen("đắk") &&
                     memcmp(out + start, "đắk", size - start) == 0;
        if (stop < end) out[size++] = ' ';
        at = stop + (stop < end);
    }
    return size;
}

bool fire_area_key(struct fire_text_view name, struct fire_arena *arena,
                   struct fire_text_view *out)
{
    struct fire_text_view key;
    if (!fire_text_match_key(name, arena, &key)) return false;
    if (key.size_bytes == 0) {
        *out = fire_text_of("");
        return true;
    }
    if (!drop_signs(key, arena, &key)) return false;
    const char *type = "";
    const size_t brief = brief_type_bytes(key, &type);
    const size_t full_bytes = strlen(type) + 1 + key.size_bytes;
    char *full = FIRE_TAKE(arena, full_bytes, char);
    char *text = FIRE_TAKE(arena, 3 * full_bytes,
                           char); /* a vowel can grow from one byte to 3 */
    if (full == NULL || text == NULL) return false;
    size_t size = put(full, type);
    if (brief > 0) full[size++] = ' ';
    if (key.size_bytes > brief) memcpy(full + size, key.bytes + brief, key.size_bytes - brief);
    size += key.size_bytes - brief;
    *out = (struct fire_text_view){ text,
                                    put_words((struct fire_text_view){ full, size }, text) };
    return true;
}

/* 0 best. */
static int roughness(struct fire_text_view name, struct fire_arena *scratch)
{
    struct fire_text_view key;
    const char *type;
    bool has_lower = false;
    bool has_upper = false;
    for (size_t i = 0; i < name.size_bytes; i++) {
        has_lower = has_lower || (name.bytes[i] >= 'a' && name.bytes[i] <= 'z');
        has_upper = has_upper || (name.bytes[i] >= 'A' && name.bytes[i] <= 'Z');
    }
    const bool is_brief = fire_text_match_key(name, scratch, &key) &&
                          brief_type_bytes(key, &type) > 0;
    return 2 * is_brief + !(has_lower && has_upper);
}

bool area_spelling_is_better(struct fire_text_view a, struct fire_text_view b,
                             struct fire_arena *scratch)
{
    const int of_a = roughness(a, scratch);
    const int of_b = roughness(b, scratch);
    return of_a != of_b ? of_a < of_b : fire_text_compare(a, b) < 0;
}
