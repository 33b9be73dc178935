/* month.c - months by their names, in Vietnamese and English.
 *
 * "năm" is five and is year: behind "tháng" a number must come, so there it is five. The lunar
 * month Chạp is no December and is not taken. */
#include "moment.h"

/* By month; the longest first, since "mười" begins "mười một". */
static const struct {
    const char *word;
    int32_t month;
} numerals[] = {
    { "mười một", 11 }, { "mười hai", 12 }, { "mười", 10 }, { "giêng", 1 }, { "một", 1 },
    { "hai", 2 },       { "ba", 3 },        { "tư", 4 },    { "bốn", 4 },   { "năm", 5 },
    { "sáu", 6 },       { "bảy", 7 },       { "bẩy", 7 },   { "tám", 8 },   { "chín", 9 },
    { "muoi mot", 11 }, { "muoi hai", 12 }, { "muoi", 10 }, { "mot", 1 },   { "tu", 4 },
    { "bon", 4 },       { "nam", 5 },       { "sau", 6 },   { "bay", 7 },   { "tam", 8 },
    { "chin", 9 },
};

static const struct {
    const char *word;
    int32_t month;
} english[] = {
    { "january", 1 },   { "jan", 1 },   { "february", 2 },  { "feb", 2 },      { "march", 3 },
    { "mar", 3 },       { "april", 4 }, { "apr", 4 },       { "may", 5 },      { "june", 6 },
    { "jun", 6 },       { "july", 7 },  { "jul", 7 },       { "august", 8 },   { "aug", 8 },
    { "september", 9 }, { "sept", 9 },  { "sep", 9 },       { "october", 10 }, { "oct", 10 },
    { "november", 11 }, { "nov", 11 },  { "december", 12 }, { "dec", 12 },
};

static bool take_one(struct scan *scan, const char *word)
{
    const char *const one[] = { word, NULL };
    return scan_take_word(scan, one, NULL);
}

static bool take_numeral(struct scan *scan, int32_t *out_month)
{
    for (size_t i = 0; i < sizeof numerals / sizeof numerals[0]; i++) {
        if (!take_one(scan, numerals[i].word)) continue;
        *out_month = numerals[i].month;
        return true;
    }
    return false;
}

bool month_take(struct scan *scan, int32_t *out_month)
{
    static const char *const leads[] = { "tháng", "thang", "thg", "th", "t", NULL };
    const struct scan before = *scan;
    for (size_t i = 0; i < sizeof english / sizeof english[0]; i++) {
        if (!take_one(scan, english[i].word)) continue;
        *out_month = english[i].month;
        return true;
    }
    if (scan_take(scan, leads, NULL)) {
        scan_skip(scan, " .");
        const int n_digits = scan_take_digits(scan, 2, out_month);
        if (n_digits > 0 ? *out_month >= 1 && *out_month <= 12 : take_numeral(scan, out_month))
            return true;
    }
    *scan = before;
    return false;
}

bool month_parse(struct fire_text_view text, int32_t *out_month)
{
    char folded[SCAN_FOLDED_BYTES];
    struct scan scan;
    int32_t month;
    if (!scan_fold(text, folded, &scan)) return false;
    if (scan_take_digits(&scan, 2, &month) == 0 && !month_take(&scan, &month)) return false;
    scan_skip(&scan, " .");
    if (!scan_at_end(&scan) || month < 1 || month > 12) return false;
    *out_month = month;
    return true;
}
