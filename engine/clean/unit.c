/* unit.c - what brackets behind a name, and lines above a table, say of a unit.
 *
 * A unit that is overlooked makes an amount wrong a million times, and a word in brackets can
 * make another thing of a column ("Số người chết (nữ)"). So every word in brackets has to be
 * known: as a unit, as one that announces a unit, or as one that changes nothing. What is left
 * is strange, and the column is not taken for what its name says. */
#include "unit.h"

#include <string.h>

enum { LONGEST_BYTES = 200 };

static bool is_word(struct fire_text_view key, const char *word)
{
    return fire_text_equal(key, fire_text_of(word));
}

static bool is_among(struct fire_text_view key, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (is_word(key, words[i])) return true;
    return false;
}

/* Words that announce a unit, the longest first. */
static const char *const announcing[] = {
    "don vi tinh la", "don vi tinh", "unit of measure", "don vi tien te", "tinh bang",
    "don vi",         "dvt",         "units",           "unit",           "in"
};

enum { N_ANNOUNCING = sizeof announcing / sizeof announcing[0] };

static bool begins_with(struct fire_text_view key, const char *word)
{
    const size_t size = strlen(word);
    return key.size_bytes >= size && memcmp(key.bytes, word, size) == 0 &&
           (key.size_bytes == size || key.bytes[size] == ' ');
}

static bool ends_with(struct fire_text_view key, const char *word)
{
    const size_t size = strlen(word);
    return key.size_bytes >= size &&
           memcmp(key.bytes + key.size_bytes - size, word, size) == 0 &&
           (key.size_bytes == size || key.bytes[key.size_bytes - size - 1] == ' ');
}

/* The first `size` bytes and the space behind them are cut off. */
static struct fire_text_view behind(struct fire_text_view key, size_t size)
{
    if (key.size_bytes <= size) return (struct fire_text_view){ "", 0 };
    return (struct fire_text_view){ key.bytes + size + 1, key.size_bytes - size - 1 };
}

static bool skip_announcing(struct fire_text_view *key)
{
    for (size_t i = 0; i < N_ANNOUNCING; i++) {
        if (!begins_with(*key, announcing[i])) continue;
        *key = behind(*key, strlen(announcing[i]));
        return true;
    }
    return false;
}

/* ---- words that are no unit ------------------------------------------------------------ */

/* They leave the number what it is. */
static const char *const harmless[] = {
    "uoc tinh",     "uoc",      "uoc khoang", "khoang",    "so bo",     "tam tinh",
    "neu co",       "so luong", "so",         "tong",      "tong so",   "tong cong",
    "tong gia tri", "gia tri",  "bang so",    "bang tien", "so tien",   "thanh tien",
    "estimated",    "estimate", "est",        "approx",    "number",    "count",
    "total",        "if any",   "people",     "persons",   "incidents", "fires",
};

/* They say how a day is written, or of which kinds a place may be. */
static const char *const asides[] = {
    "ngay",      "thang",    "nam",    "gio",     "phut",   "ngay thang", "ngay thang nam",
    "gio phut",  "ngay gio", "neu ro", "ghi ro",  "cu the", "ten",        "tinh",
    "thanh pho", "tp",       "quan",   "huyen",   "thi xa", "tx",         "xa",
    "phuong",    "thi tran", "tt",     "dac khu", "thon",   "to",         "to dan pho",
    "ap",        "ban",      "buon",   "khu pho", "so nha", "duong",      "duong pho",
    "ban dau",
};

/* "dd mm yyyy", "hh mm": letters of a format. */
static bool is_day_format(struct fire_text_view key)
{
    size_t n_letters = 0;
    for (size_t i = 0; i < key.size_bytes; i++) {
        if (key.bytes[i] == ' ') continue;
        if (strchr("dmyhsgpn", key.bytes[i]) == NULL) return false;
        n_letters++;
    }
    return n_letters >= 4;
}

/* "1", "12": a footnote, or the number of the column. */
static bool is_footnote(struct fire_text_view key)
{
    for (size_t i = 0; i < key.size_bytes; i++)
        if (key.bytes[i] < '0' || key.bytes[i] > '9') return false;
    return key.size_bytes <= 2;
}

/* ---- units of money -------------------------------------------------------------------- */

static const struct {
    const char *sign; /* in the text, or NULL */
    const char *word; /* in the plain key     */
    const char *code;
} currencies[] = {
    { "₫", "vnd", "VND" },    { NULL, "dong", "VND" },   { NULL, "d", "VND" },
    { "$", "usd", "USD" },    { NULL, "dollar", "USD" }, { NULL, "dollars", "USD" },
    { NULL, "do la", "USD" }, { "€", "eur", "EUR" },     { NULL, "euro", "EUR" },
    { "£", "gbp", "GBP" },    { NULL, "pounds", "GBP" }, { "₩", "krw", "KRW" },
    { NULL, "won", "KRW" },   { "¥", "jpy", "JPY" },     { NULL, "yen", "JPY" },
    { NULL, "cny", "CNY" },   { NULL, "cad", "CAD" },    { NULL, "aud", "AUD" },
    { NULL, "thb", "THB" },   { NULL, "baht", "THB" },   { NULL, "sgd", "SGD" },
};

static bool holds(struct fire_text_view text, const char *part)
{
    const size_t size = strlen(part);
    for (size_t i = 0; i + size <= text.size_bytes; i++)
        if (memcmp(text.bytes + i, part, size) == 0) return true;
    return false;
}

/* Cut the name of the currency off a key, in front or behind.
 *   returns   false: it is another currency than the source's */
static bool cut_currency(struct fire_text_view text, const char *currency,
                         struct fire_text_view *key, bool *has_currency)
{
    static const char *const of_vietnam[] = { " viet nam", " vn" };
    *has_currency = false;
    for (size_t i = 0; i < 2; i++)
        if (ends_with(*key, of_vietnam[i] + 1)) key->size_bytes -= strlen(of_vietnam[i]);
    for (size_t i = 0; i < sizeof currencies / sizeof currencies[0]; i++) {
        const char *word = currencies[i].word;
        const size_t size = strlen(word);
        const bool has_sign = currencies[i].sign != NULL && holds(text, currencies[i].sign);
        const bool in_front = begins_with(*key, word);
        const bool at_end = ends_with(*key, word);
        if (!has_sign && !in_front && !at_end) continue;
        if (strcmp(currencies[i].code, currency) != 0) return false;
        *has_currency = true;
        if (in_front)
            *key = behind(*key, size);
        else if (at_end)
            key->size_bytes -= size + 1;
    }
    return true;
}

/* "1 000" at the start of a key: a power of ten, with spaces between its zeros or without.
 *   returns   false: another number, of which nobody can say what it does there */
static bool take_times(struct fire_text_view *key, int64_t *times)
{
    size_t at = 1;
    *times = 1;
    if (key->size_bytes > 1 && key->bytes[0] == 'x') {
        const size_t skipped = key->bytes[1] == ' ' ? 2 : 1;
        *key = (struct fire_text_view){ key->bytes + skipped, key->size_bytes - skipped };
    }
    if (key->size_bytes == 0 || key->bytes[0] < '0' || key->bytes[0] > '9') return true;
    if (key->bytes[0] != '1') return false;
    for (; at < key->size_bytes && *times < 1000000000; at++) {
        const bool parts_zeros = key->bytes[at] == ' ' && at + 1 < key->size_bytes &&
                                 key->bytes[at + 1] == '0';
        if (key->bytes[at] == '0')
            *times *= 10;
        else if (!parts_zeros)
            break;
    }
    if (at < key->size_bytes && key->bytes[at] >= '0' && key->bytes[at] <= '9') return false;
    if (at < key->size_bytes && key->bytes[at] == ' ') at++;
    *key = (struct fire_text_view){ key->bytes + at, key->size_bytes - at };
    return true;
}

/* ---- pieces ---------------------------------------------------------------------------- */

static void read_unit(struct fire_text_view text, struct fire_text_view key,
                      const char *currency, struct said *out)
{
    bool has_currency;
    int64_t times;
    *out = (struct said){ .kind = SAID_STRANGE };
    if (!cut_currency(text, currency, &key, &has_currency)) {
        *out = (struct said){ .kind = SAID_OTHER, .unit = FIRE_UNIT_OF_MONEY };
        return;
    }
    if (!take_times(&key, &times)) return;
    if (key.size_bytes == 0 && has_currency) {
        *out = (struct said){ SAID_UNIT, FIRE_UNIT_OF_MONEY, times };
        return;
    }
    fire_unit_kind unit;
    int64_t factor;
    if (!fire_unit_find(key, &unit, &factor)) return;
    if (unit != FIRE_UNIT_OF_MONEY && (has_currency || times > 1)) return;
    if (__builtin_mul_overflow(factor, times, &factor)) return;
    *out = (struct said){ SAID_UNIT, unit, factor };
}

static bool read_piece(struct fire_text_view text, const char *currency,
                       struct fire_arena *arena, struct said *out)
{
    struct fire_text_view key;
    *out = (struct said){ .kind = holds(text, "%") ? SAID_OTHER : SAID_HARMLESS };
    if (out->kind == SAID_OTHER) return true;
    if (!fire_text_plain_key(text, arena, &key)) return false;
    (void)skip_announcing(&key);
    if (is_footnote(key) || is_among(key, harmless, sizeof harmless / sizeof harmless[0]))
        return true;
    read_unit(text, key, currency, out);
    if (out->kind == SAID_STRANGE &&
        (is_day_format(key) || is_among(key, asides, sizeof asides / sizeof asides[0])))
        out->kind = SAID_ASIDE;
    return true;
}

/* Where the piece that begins at `at` ends: at a sign between words, and not at one within a
 * number ("1,000"). */
static size_t end_of_piece(struct fire_text_view text, size_t at)
{
    size_t end = at;
    while (end < text.size_bytes) {
        const bool in_number = end > at && end + 1 < text.size_bytes &&
                               text.bytes[end - 1] >= '0' && text.bytes[end - 1] <= '9' &&
                               text.bytes[end + 1] >= '0' && text.bytes[end + 1] <= '9';
        if (strchr(":;,/", text.bytes[end]) != NULL && !in_number) break;
        end++;
    }
    return end;
}

static bool says_same(const struct said *a, const struct said *b)
{
    return a->unit == b->unit && a->factor == b->factor;
}

bool unit_read(struct fire_text_view text, const char *currency, struct fire_arena *arena,
               struct said *out)
{
    struct fire_text_view key;
    *out = (struct said){ .kind = SAID_HARMLESS, .factor = 1 };
    if (!fire_text_plain_key(text, arena, &key)) return false;
    if (is_day_format(key)) {
        out->kind = SAID_ASIDE;
        return true;
    }
    for (size_t at = 0; at < text.size_bytes;) {
        const size_t end = end_of_piece(text, at);
        struct said piece;
        if (!read_piece((struct fire_text_view){ text.bytes + at, end - at }, currency, arena,
                        &piece))
            return false;
        if (out->kind == SAID_UNIT && piece.kind == SAID_UNIT && !says_same(out, &piece))
            piece.kind = SAID_STRANGE;
        if (piece.kind > out->kind) *out = piece;
        at = end + 1;
    }
    return true;
}

bool unit_is_announced(struct fire_text_view text, struct fire_arena *arena, bool *out)
{
    struct fire_text_view key;
    *out = false;
    if (text.size_bytes > LONGEST_BYTES) return true;
    if (!fire_text_plain_key(text, arena, &key)) return false;
    *out = key.size_bytes > 0 && skip_announcing(&key) && key.size_bytes > 0;
    return true;
}

struct fire_text_view unit_brackets(struct fire_text_view text, size_t *out_open)
{
    const size_t size = text.size_bytes;
    *out_open = size;
    if (size < 3 || text.bytes[size - 1] != ')') return (struct fire_text_view){ "", 0 };
    size_t open = size - 1;
    while (open > 0 && text.bytes[open] != '(')
        open--;
    if (text.bytes[open] != '(') return (struct fire_text_view){ "", 0 };
    *out_open = open;
    return (struct fire_text_view){ text.bytes + open + 1, size - open - 2 };
}

/* ---- lines above a table --------------------------------------------------------------- */

bool unit_of_money_among(struct fire_text_view text, const char *currency,
                         struct fire_arena *arena, struct said *out)
{
    *out = (struct said){ .kind = SAID_NOTHING };
    for (size_t at = 0; at < text.size_bytes;) {
        const size_t end = end_of_piece(text, at);
        struct said piece;
        if (!read_piece((struct fire_text_view){ text.bytes + at, end - at }, currency, arena,
                        &piece))
            return false;
        if (piece.kind == SAID_UNIT && piece.unit == FIRE_UNIT_OF_MONEY) {
            *out = piece;
            return true;
        }
        if (piece.kind == SAID_UNIT && out->kind == SAID_NOTHING) out->kind = SAID_HARMLESS;
        at = end + 1;
    }
    return true;
}

/* Behind the words and a colon, up to the end of the brackets: the list of units. */
static bool read_announced(struct fire_text_view text, size_t colon, const char *currency,
                           struct fire_arena *arena, struct said *out, bool *out_open)
{
    /* "Đơn vị: Công an huyện" names an office, "ĐVT" never does */
    static const char *const sure[] = { "don vi tinh", "dvt", "unit of measure" };
    const struct fire_text_view front = { text.bytes, colon };
    struct fire_text_view key;
    bool is_announced = false;
    bool is_sure = false;
    if (!fire_text_plain_key(front, arena, &key)) return false;
    for (size_t i = 0; i + 1 < N_ANNOUNCING; i++) /* not "in" */
        is_announced = is_announced || ends_with(key, announcing[i]);
    for (size_t i = 0; i < sizeof sure / sizeof sure[0]; i++)
        is_sure = is_sure || ends_with(key, sure[i]);
    if (!is_announced) return true;
    size_t end = colon + 1;
    while (end < text.size_bytes && text.bytes[end] != ')')
        end++;
    const struct fire_text_view list = { text.bytes + colon + 1, end - colon - 1 };
    if (!fire_text_plain_key(list, arena, &key) ||
        !unit_of_money_among(list, currency, arena, out))
        return false;
    *out_open = out->kind != SAID_UNIT;
    if (out->kind == SAID_HARMLESS)
        out->kind = SAID_NOTHING;
    else if (out->kind == SAID_NOTHING && is_sure && key.size_bytes > 0)
        out->kind = SAID_STRANGE;
    return true;
}

bool unit_of_line(struct fire_text_view text, const char *currency, struct fire_arena *arena,
                  struct said *out, bool *out_open)
{
    struct fire_text_view key;
    *out = (struct said){ .kind = SAID_NOTHING };
    *out_open = false;
    for (size_t at = 0; at < text.size_bytes && out->kind != SAID_UNIT; at++) {
        struct said inside;
        if (text.bytes[at] == ':' && !read_announced(text, at, currency, arena, out, out_open))
            return false;
        if (text.bytes[at] != '(') continue;
        size_t end = at + 1;
        while (end < text.size_bytes && text.bytes[end] != ')')
            end++;
        if (!unit_read((struct fire_text_view){ text.bytes + at + 1, end - at - 1 }, currency,
                       arena, &inside))
            return false;
        if (inside.unit != FIRE_UNIT_OF_MONEY || inside.kind < SAID_UNIT) continue;
        *out = inside;
        if (inside.kind != SAID_UNIT) out->kind = SAID_STRANGE;
    }
    if (out->kind != SAID_NOTHING || *out_open) return true;
    if (!fire_text_plain_key(text, arena, &key)) return false;
    struct fire_text_view rest = key;
    if (!skip_announcing(&rest) || begins_with(key, "in")) return true;
    *out_open = true; /* "Đơn vị triệu đồng" without a colon, or in the next cell */
    return unit_of_money_among(rest, currency, arena, out);
}
