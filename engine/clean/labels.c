/* labels.c - words that show a row to be no incident.
 *
 * A total's label has to be the whole cell: the commune Cộng Hòa begins like one and is none.
 * Behind the label only a number ("Tổng cộng: 05 vụ") or what the total is of ("Cộng huyện Di
 * Linh") may stand. Words are compared without marks and case. */
#include "labels.h"

#include <string.h>

enum { LONGEST_LABEL_BYTES = 120, LONGEST_AREA_WORDS = 6 };

/* With marks and without: "Công" is no "Cộng", but who writes no marks writes "Cong". */
static const struct {
    const char *word;
    const char *plain;
    label_kind kind;
} totals[] = {
    { "cả nước", "ca nuoc", LABEL_ALL },
    { "cả tỉnh", "ca tinh", LABEL_ALL },
    { "cộng", "cong", LABEL_PART },
    { "cộng dồn", "cong don", LABEL_RISING },
    { "cộng toàn quốc", "cong toan quoc", LABEL_ALL },
    { "cộng toàn tỉnh", "cong toan tinh", LABEL_ALL },
    { "grand total", "grand total", LABEL_ALL },
    { "lũy kế", "luy ke", LABEL_RISING },
    { "luỹ kế", "luy ke", LABEL_RISING },
    { "sub total", "sub total", LABEL_PART },
    { "subtotal", "subtotal", LABEL_PART },
    { "sum", "sum", LABEL_PART },
    { "toàn huyện", "toan huyen", LABEL_PART },
    { "toàn ngành", "toan nganh", LABEL_ALL },
    { "toàn quận", "toan quan", LABEL_PART },
    { "toàn quốc", "toan quoc", LABEL_ALL },
    { "toàn thành phố", "toan thanh pho", LABEL_ALL },
    { "toàn thị xã", "toan thi xa", LABEL_PART },
    { "toàn tỉnh", "toan tinh", LABEL_ALL },
    { "toàn tp", "toan tp", LABEL_ALL },
    { "toàn vùng", "toan vung", LABEL_PART },
    { "toàn xã", "toan xa", LABEL_PART },
    { "tổng", "tong", LABEL_PART },
    { "tổng chung", "tong chung", LABEL_ALL },
    { "tổng cộng", "tong cong", LABEL_ALL },
    { "tổng cộng toàn quốc", "tong cong toan quoc", LABEL_ALL },
    { "tổng cộng toàn tỉnh", "tong cong toan tinh", LABEL_ALL },
    { "tổng số", "tong so", LABEL_ALL },
    { "tổng số toàn quốc", "tong so toan quoc", LABEL_ALL },
    { "tổng số toàn tỉnh", "tong so toan tinh", LABEL_ALL },
    { "tổng toàn quốc", "tong toan quoc", LABEL_ALL },
    { "tổng toàn tỉnh", "tong toan tinh", LABEL_ALL },
    { "total", "total", LABEL_PART },
    { "totals", "totals", LABEL_PART },
};

/* May stand behind a label: what it is the total of. Plain keys. */
static const char *const wholes[] = {
    "huyen", "quan", "thi xa", "thanh pho", "tp",    "tx",  "xa",  "phuong",
    "tinh",  "muc",  "phan",   "khu vuc",   "thang", "quy", "nam", "khoi",
    "vung",  "nhom", "i",      "ii",        "iii",   "iv",  "v",
};

static bool begins_with(struct fire_text_view key, const char *word)
{
    const size_t size = strlen(word);
    return key.size_bytes >= size && memcmp(key.bytes, word, size) == 0 &&
           (key.size_bytes == size || key.bytes[size] == ' ');
}

/* Only numbers, or numbers and one word: "05", "05 vu". */
static bool is_count(struct fire_text_view key)
{
    size_t n_words = 0;
    if (key.size_bytes == 0 || key.bytes[0] < '0' || key.bytes[0] > '9') return false;
    for (size_t i = 0; i < key.size_bytes; i++) {
        const bool begins = i == 0 || key.bytes[i - 1] == ' ';
        n_words += begins && (key.bytes[i] < '0' || key.bytes[i] > '9');
    }
    return n_words <= 1;
}

/* Cheap, for most cells are no label: T, C, L, G or S and a letter that may follow it, behind
 * what is no letter. */
static bool may_be_total(struct fire_text_view cell)
{
    size_t at = 0;
    if (cell.size_bytes > LONGEST_LABEL_BYTES) return false;
    while (at + 1 < cell.size_bytes && (unsigned char)cell.bytes[at] < 'A')
        at++;
    if (at + 2 >= cell.size_bytes || strchr("tTcClLgGsS", cell.bytes[at]) == NULL) return false;
    const unsigned char second = (unsigned char)cell.bytes[at + 1];
    return second >= 0x80 || strchr("oOuUrRaA", second) != NULL;
}

/* The words of a text without case, with their marks; signs of ASCII become spaces. */
static bool marked_key(struct fire_text_view text, struct fire_arena *scratch,
                       struct fire_text_view *out)
{
    struct fire_text_view key;
    if (!fire_text_match_key(text, scratch, &key)) return false;
    char *words = fire_arena_copy(scratch, key.bytes, key.size_bytes);
    if (words == NULL) return false;
    size_t size = 0;
    for (size_t i = 0; i < key.size_bytes; i++) {
        const char byte = key.bytes[i];
        const bool is_sign = (unsigned char)byte < 0x80 && (byte < '0' || byte > '9') &&
                             (byte < 'a' || byte > 'z');
        if (!is_sign)
            words[size++] = byte;
        else if (size > 0 && words[size - 1] != ' ')
            words[size++] = ' ';
    }
    if (size > 0 && words[size - 1] == ' ') size--;
    *out = (struct fire_text_view){ words, size };
    return true;
}

/* What stands behind a word at the start of a key. */
static struct fire_text_view behind(struct fire_text_view key, const char *word)
{
    const size_t size = strlen(word);
    if (key.size_bytes <= size) return (struct fire_text_view){ "", 0 };
    return (struct fire_text_view){ key.bytes + size + 1, key.size_bytes - size - 1 };
}

bool label_read(struct fire_text_view cell, struct fire_arena *scratch, label_kind *out)
{
    struct fire_text_view key;
    struct fire_text_view plain;
    *out = LABEL_NONE;
    if (!may_be_total(cell)) return true;
    const bool ascii = fire_text_is_ascii(cell);
    if (!marked_key(cell, scratch, &key)) return false;
    size_t longest = 0;
    for (size_t i = 0; i < sizeof totals / sizeof totals[0]; i++) {
        const char *word = ascii ? totals[i].plain : totals[i].word;
        const size_t size = strlen(word);
        if (size <= longest || !begins_with(key, word)) continue;
        if (!fire_text_plain_key(behind(key, word), scratch, &plain)) return false;
        const bool is_whole = plain.size_bytes == 0 || is_count(plain);
        bool fits = is_whole;
        for (size_t k = 0; k < sizeof wholes / sizeof wholes[0] && !fits; k++)
            fits = begins_with(plain, wholes[k]);
        if (!fits) continue;
        *out = is_whole ? totals[i].kind : LABEL_PART;
        longest = size;
    }
    return true;
}

/* ---- comparisons ------------------------------------------------------------------------ */

/* Plain keys that a label begins with. */
static const char *const comparing[] = {
    "cung ky",     "so cung ky",  "so lieu cung ky", "so voi",   "so sanh",   "tang giam",
    "tang so voi", "giam so voi", "ty le",           "ti le",    "dat ty le", "dat ti le",
    "muc tang",    "muc giam",    "chenh lech",      "trong do", "ky truoc",  "nam truoc",
    "thang truoc", "quy truoc",   "same period",     "change",   "of which",  "difference",
    "compared",    "percent",     "so tang giam",    "ty trong",
};

/* The same, but only below a total: they could be names elsewhere. */
static const char *const comparing_at_foot[] = {
    "binh quan", "trung binh", "ke hoach", "chi tieu", "nam",      "thang", "quy",
    "tang",      "giam",       "dat",      "average",  "mean",     "plan",  "uoc thuc hien",
    "thuc hien", "previous",   "last",     "increase", "decrease",
};

bool label_compares(struct fire_text_view cell, struct fire_arena *scratch, bool at_foot,
                    bool *out)
{
    struct fire_text_view key;
    *out = false;
    if (cell.size_bytes == 0 || cell.size_bytes > LONGEST_LABEL_BYTES) return true;
    if (!fire_text_plain_key(cell, scratch, &key)) return false;
    for (size_t i = 0; i < sizeof comparing / sizeof comparing[0] && !*out; i++)
        *out = begins_with(key, comparing[i]);
    for (size_t i = 0; at_foot && i < sizeof comparing_at_foot / sizeof comparing_at_foot[0];
         i++)
        *out = *out || begins_with(key, comparing_at_foot[i]);
    return true;
}

/* ---- the foot -------------------------------------------------------------------------- */

static const char *const signers[] = {
    "can bo lap bieu", "can bo thong ke", "can bo tong hop", "chi huy",
    "chu tich",        "da ky",           "doi truong",      "giam doc",
    "ky ghi ro",       "ky ten",          "ky va ghi ro",    "kt doi truong",
    "kt giam doc",     "kt thu truong",   "kt truong",       "k t truong",
    "k t giam doc",    "k t thu truong",  "lanh dao",        "lap bieu",
    "nguoi bao cao",   "nguoi duyet",     "nguoi ghi so",    "nguoi kiem soat",
    "nguoi kiem tra",  "nguoi lap",       "nguoi thong ke",  "nguoi tong hop",
    "noi nhan",        "pho doi truong",  "pho giam doc",    "pho truong",
    "t l giam doc",    "thu truong",      "tl giam doc",     "tm uy ban",
    "truong ban",      "truong cong an",  "truong phong",    "xac nhan cua",
    "prepared by",     "approved by",     "signature",
};

/* "ngay 15 thang 1 nam 2025", "ngay thang nam" with dots that are gone, somewhere in the text. */
static bool has_date_line(struct fire_text_view key)
{
    static const char *const words[] = { "ngay", "thang", "nam" };
    size_t n = 0;
    for (size_t i = 0; i < key.size_bytes && n < 3; i++) {
        const struct fire_text_view rest = { key.bytes + i, key.size_bytes - i };
        if ((i == 0 || key.bytes[i - 1] == ' ') && begins_with(rest, words[n])) n++;
    }
    return n == 3;
}

bool label_is_signature(struct fire_text_view cell, struct fire_arena *scratch, bool *out)
{
    struct fire_text_view key;
    *out = false;
    if (cell.size_bytes == 0 || cell.size_bytes > LONGEST_LABEL_BYTES) return true;
    if (!fire_text_plain_key(cell, scratch, &key)) return false;
    *out = has_date_line(key);
    for (size_t i = 0; i < sizeof signers / sizeof signers[0] && !*out; i++)
        *out = begins_with(key, signers[i]);
    return true;
}

/* ---- areas ----------------------------------------------------------------------------- */

static const struct {
    const char *word;
    const char *plain;
    int32_t field;
    bool is_city;
} area_words[] = {
    { "tỉnh", "tinh", FIRE_FIELD_PROVINCE, false },
    { "province", "province", FIRE_FIELD_PROVINCE, false },
    { "huyện", "huyen", FIRE_FIELD_DISTRICT, false },
    { "quận", "quan", FIRE_FIELD_DISTRICT, false },
    { "thị xã", "thi xa", FIRE_FIELD_DISTRICT, false },
    { "thành phố", "thanh pho", FIRE_FIELD_DISTRICT, true },
    { "tp", "tp", FIRE_FIELD_DISTRICT, true },
    { "t p", "t p", FIRE_FIELD_DISTRICT, true },
    { "tx", "tx", FIRE_FIELD_DISTRICT, false },
    { "t x", "t x", FIRE_FIELD_DISTRICT, false },
    { "district", "district", FIRE_FIELD_DISTRICT, false },
    { "xã", "xa", FIRE_FIELD_COMMUNE, false },
    { "phường", "phuong", FIRE_FIELD_COMMUNE, false },
    { "thị trấn", "thi tran", FIRE_FIELD_COMMUNE, false },
    { "đặc khu", "dac khu", FIRE_FIELD_COMMUNE, false },
    { "tt", "tt", FIRE_FIELD_COMMUNE, false },
};

/* Cities that are provinces; the others are districts. */
static const char *const central_cities[] = { "ha noi",  "ho chi minh", "hcm", "hai phong",
                                              "da nang", "can tho",     "hue" };

/* What a title says behind the name: "Huyện Di Linh: 5 vụ", "Huyện Di Linh (5 vụ)". */
static struct fire_text_view name_in(struct fire_text_view title)
{
    size_t size = 0;
    while (size < title.size_bytes && strchr(":(;,", title.bytes[size]) == NULL)
        size++;
    while (size > 0 && (title.bytes[size - 1] == ' ' || title.bytes[size - 1] == '.'))
        size--;
    return (struct fire_text_view){ title.bytes, size };
}

bool label_area(struct fire_text_view title, struct fire_arena *scratch, int32_t *out_field,
                struct fire_text_view *out_name)
{
    struct fire_text_view key;
    struct fire_text_view rest;
    *out_field = -1;
    *out_name = name_in(title);
    if (out_name->size_bytes == 0 || out_name->size_bytes > LONGEST_LABEL_BYTES) return true;
    const bool ascii = fire_text_is_ascii(*out_name);
    if (!marked_key(*out_name, scratch, &key)) return false;
    int n_words = 1;
    for (size_t i = 0; i < key.size_bytes; i++)
        n_words += key.bytes[i] == ' ';
    if (n_words > LONGEST_AREA_WORDS || begins_with(key, "xã hội")) return true;
    for (size_t i = 0; i < sizeof area_words / sizeof area_words[0]; i++) {
        const char *word = ascii ? area_words[i].plain : area_words[i].word;
        if (!begins_with(key, word) || behind(key, word).size_bytes == 0) continue;
        if (!fire_text_plain_key(behind(key, word), scratch, &rest)) return false;
        *out_field = area_words[i].field;
        for (size_t k = 0; k < sizeof central_cities / sizeof central_cities[0]; k++)
            if (area_words[i].is_city && fire_text_equal(rest, fire_text_of(central_cities[k])))
                *out_field = FIRE_FIELD_PROVINCE;
        return true;
    }
    return true;
}
