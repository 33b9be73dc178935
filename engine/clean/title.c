/* title.c - the unit, the period and the measure that stand once above a table.
 *
 * "BẢNG TỔNG HỢP SỐ VỤ CHÁY NĂM 2024 (Đơn vị: triệu đồng)": clerks write once what holds for the
 * whole sheet. A title counts only where it is clear: two periods or two measures in it, and it
 * says nothing. */
#include "title.h"

#include "moment.h"
#include "unit.h"

#include <string.h>

enum { MOST_TITLE_BYTES = 1000, MOST_PERIOD_WORDS = 7, MOST_NAME_WORDS = 8 };

static struct fire_text_view words_of(struct fire_text_view key, const size_t at[],
                                      int32_t first, int32_t n)
{
    return (struct fire_text_view){ key.bytes + at[first], at[first + n] - at[first] - 1 };
}

static bool is_word(struct fire_text_view word, const char *text)
{
    return fire_text_equal(word, fire_text_of(text));
}

static bool is_number(struct fire_text_view word)
{
    for (size_t i = 0; i < word.size_bytes; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9') return false;
    return word.size_bytes > 0 && word.size_bytes <= 9;
}

/* ---- the unit -------------------------------------------------------------------------- */

/* The unit of amounts, in the cell that announces it or in one behind it. */
static bool read_unit(const struct heading_context *context, const struct head_row *row,
                      int32_t column, struct title *title)
{
    const char *currency = context->profile->currency;
    struct said said;
    bool is_open;
    if (!unit_of_line(row->cell[column], currency, context->arena, &said, &is_open))
        return false;
    for (int32_t c = column + 1; c < row->n_cells && is_open && said.kind != SAID_UNIT; c++) {
        struct said next;
        if (!unit_of_money_among(row->cell[c], currency, context->arena, &next)) return false;
        if (next.kind == SAID_UNIT) said = next;
    }
    if (said.kind == SAID_STRANGE) title->strange_unit = (struct title_source){ row, column };
    if (said.kind != SAID_UNIT) return true;
    title->unit = (struct title_source){ row, column };
    title->money_factor = said.factor;
    return true;
}

/* ---- periods --------------------------------------------------------------------------- */

/* Can a period begin with this word? Bare numbers cannot: "12 2024" is the end of a date. */
static bool begins_period(struct fire_text_view key, const size_t at[], int32_t n, int32_t i)
{
    const struct fire_text_view word = words_of(key, at, i, 1);
    if (i >= 2 && is_number(words_of(key, at, i - 1, 1)) &&
        is_word(words_of(key, at, i - 2, 1), "ngay"))
        return false; /* "ngày 31 tháng 12 năm 2024" is a day */
    return is_word(word, "nam") || is_word(word, "thang") || is_word(word, "quy") ||
           (is_number(word) && i + 1 < n && is_word(words_of(key, at, i + 1, 1), "thang"));
}

/* The periods in a title, the longest at each place. *said: how many different ones so far. */
static bool read_periods(const struct heading_context *context, struct fire_text_view key,
                         const size_t at[], int32_t n, struct title_source from,
                         struct title *title, int *n_said)
{
    for (int32_t i = 0; i < n; i++) {
        if (!begins_period(key, at, n, i)) continue;
        for (int32_t size = MOST_PERIOD_WORDS; size > 0; size--) {
            struct heading_period period;
            if (i + size > n) continue;
            if (!heading_period_read(context, words_of(key, at, i, size), &period))
                return false;
            if (period.text == NULL || !period.has_year) continue;
            if (*n_said == 0 || strcmp(title->period_text, period.text) != 0) ++*n_said;
            title->period = from;
            title->period_text = period.text;
            i += size - 1;
            break;
        }
    }
    return true;
}

/* ---- the measure ----------------------------------------------------------------------- */

/* The longest names of measures among the words; single words are too common to count. */
static bool read_measures(const struct heading_context *context, struct fire_text_view key,
                          const size_t at[], int32_t n, struct title_source from,
                          struct title *title, int *n_said)
{
    for (int32_t i = 0; i < n; i++) {
        for (int32_t size = MOST_NAME_WORDS; size > 1; size--) {
            struct heading found = { .is_known = true, .factor = 1 };
            if (i + size > n || !fire_header_find(context->profile, words_of(key, at, i, size),
                                                  &found.field, &found.part))
                continue;
            if (!heading_is_measure(context, &found)) continue;
            if (*n_said == 0 || title->measure_is.field != found.field) ++*n_said;
            title->measure = from;
            title->measure_is = found;
            i += size - 1;
            break;
        }
    }
    return true;
}

/* "THIỆT HẠI TÀI SẢN (tỷ đồng)". */
static bool read_measure_unit(const struct heading_context *context, struct title *title)
{
    struct heading split = { 0 };
    const struct fire_text_view text = head_cell(title->measure.row, title->measure.column);
    if (!heading_split_unit(context, text, &split)) return false;
    title->measure_is.has_unit = split.has_unit;
    title->measure_is.unit = split.unit;
    title->measure_is.factor = split.factor;
    return true;
}

bool title_read(const struct heading_context *context, const struct head *head,
                struct title *out)
{
    int n_periods = 0;
    int n_measures = 0;
    int n_years = 0;
    *out = (struct title){ .money_factor = 1 };
    for (int32_t r = 0; r < head->first; r++) {
        const struct head_row *row = &head->row[r];
        for (int32_t c = 0; c < row->n_cells; c++) {
            const struct fire_text_view text = row->cell[c];
            const struct title_source from = { row, c };
            struct fire_text_view key;
            size_t at[HEADING_WORDS + 1];
            char year[5];
            if (text.size_bytes == 0 || text.size_bytes > MOST_TITLE_BYTES ||
                head_is_merged(row, c))
                continue;
            if (!read_unit(context, row, c, out) ||
                !fire_text_plain_key(text, context->arena, &key))
                return false;
            const int n_here = text_years(text, year);
            if (n_here > 0) {
                n_years += n_years == 0 || strcmp(out->year, year) != 0 ? n_here : n_here - 1;
                memcpy(out->year, year, sizeof year);
            }
            const int32_t n = heading_words(key, at);
            if (!read_periods(context, key, at, n, from, out, &n_periods) ||
                !read_measures(context, key, at, n, from, out, &n_measures))
                return false;
        }
    }
    if (n_periods != 1) out->period.row = NULL;
    if (n_years != 1) out->year[0] = '\0';
    if (n_measures != 1) out->measure.row = NULL;
    return out->measure.row == NULL || read_measure_unit(context, out);
}
