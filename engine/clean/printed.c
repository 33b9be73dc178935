/* printed.c - figures as they were published: the digits, their places, and the word before them.
 *
 * The places are what a figure claims to be exact to, so "10,0" is kept apart from "10". Beyond
 * that the rules are those of incident files: one style for a column, units as words. */
#include "firestat/figure.h"

#include "moment.h"
#include "number.h"

#include <string.h>

static struct fire_text_view trimmed(struct fire_text_view text)
{
    for (; text.size_bytes > 0 && *text.bytes == ' '; text.size_bytes--)
        text.bytes++;
    while (text.size_bytes > 0 && text.bytes[text.size_bytes - 1] == ' ')
        text.size_bytes--;
    return text;
}

/* Cut off a leading word of direction: 1, -1, or 0 where there is none. */
static int take_direction(struct fire_text_view *text, struct fire_arena *scratch)
{
    static const struct {
        const char *word;
        int sign;
    } words[] = { { "tăng", 1 },    { "tăng lên", 1 }, { "giảm", -1 },    { "giảm xuống", -1 },
                  { "up", 1 },      { "down", -1 },    { "rose", 1 },     { "fell", -1 },
                  { "rose by", 1 }, { "fell by", -1 }, { "increase", 1 }, { "decrease", -1 },
                  { "↑", 1 },       { "↓", -1 },       { "▲", 1 },        { "▼", -1 } };
    size_t end[2]; /* of the first word, and of the second */
    size_t at = 0;
    for (int k = 0; k < 2; k++) {
        while (at < text->size_bytes && text->bytes[at] == ' ')
            at++;
        while (at < text->size_bytes && strchr(" 0123456789+-(", text->bytes[at]) == NULL)
            at++;
        end[k] = at;
    }
    for (int k = 2; k-- > 0;) {
        struct fire_text_view key;
        if (end[k] == 0 || end[k] == text->size_bytes ||
            !fire_text_match_key((struct fire_text_view){ text->bytes, end[k] }, scratch, &key))
            continue;
        for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
            if (!fire_text_equal(trimmed(key), fire_text_of(words[i].word))) continue;
            *text = trimmed(
                (struct fire_text_view){ text->bytes + end[k], text->size_bytes - end[k] });
            return words[i].sign;
        }
    }
    return 0;
}

void fire_figure_marks_add(struct fire_figure_marks *marks, struct fire_text_view cell,
                           struct fire_arena *scratch)
{
    cell = trimmed(cell);
    (void)take_direction(&cell, scratch);
    while (cell.size_bytes > 0 &&
           (cell.bytes[cell.size_bytes - 1] == '%' || cell.bytes[cell.size_bytes - 1] == ' '))
        cell.size_bytes--;
    switch (number_evidence_of(cell, scratch)) {
    case NUMBER_TELLS_NOTHING:
        break;
    case NUMBER_TELLS_VI:
        marks->n_vi++;
        break;
    case NUMBER_TELLS_EN:
        marks->n_en++;
        break;
    case NUMBER_DOT_UNCLEAR:
        marks->n_dot_unclear++;
        break;
    case NUMBER_COMMA_UNCLEAR:
        marks->n_comma_unclear++;
        break;
    case NUMBER_COMMA_UNIT: /* 3,572 tỷ: with decimals, whatever the others are */
        marks->n_vi++;
        break;
    }
}

fire_number_style fire_figure_style(const struct fire_figure_marks *marks, bool is_count)
{
    if (marks->n_vi != marks->n_en)
        return marks->n_vi > marks->n_en ? FIRE_NUMBERS_VI : FIRE_NUMBERS_EN;
    return is_count && marks->n_comma_unclear > 0 && marks->n_dot_unclear == 0
               ? FIRE_NUMBERS_EN
               : FIRE_NUMBERS_VI;
}

/* ---- one figure ------------------------------------------------------------------------ */

/* Cut off a leading word of approximation; spellings as match keys, since case does not count. */
static bool take_word(struct fire_text_view *text, struct fire_arena *scratch,
                      fire_printed_word *out)
{
    static const struct {
        const char *word;
        fire_printed_word meaning;
    } words[] = {
        { "khoảng", FIRE_PRINTED_ABOUT },   { "ước", FIRE_PRINTED_ABOUT },
        { "ước tính", FIRE_PRINTED_ABOUT }, { "xấp xỉ", FIRE_PRINTED_ABOUT },
        { "about", FIRE_PRINTED_ABOUT },    { "around", FIRE_PRINTED_ABOUT },
        { "~", FIRE_PRINTED_ABOUT },        { "≈", FIRE_PRINTED_ABOUT },
        { "hơn", FIRE_PRINTED_OVER },       { "trên", FIRE_PRINTED_OVER },
        { "over", FIRE_PRINTED_OVER },      { "more than", FIRE_PRINTED_OVER },
        { ">", FIRE_PRINTED_OVER },         { "gần", FIRE_PRINTED_UNDER },
        { "dưới", FIRE_PRINTED_UNDER },     { "nearly", FIRE_PRINTED_UNDER },
        { "almost", FIRE_PRINTED_UNDER },   { "less than", FIRE_PRINTED_UNDER },
        { "<", FIRE_PRINTED_UNDER },
    };
    size_t n = 0;
    struct fire_text_view key;
    while (n < text->size_bytes && !(text->bytes[n] >= '0' && text->bytes[n] <= '9') &&
           text->bytes[n] != '-' && text->bytes[n] != '+' && text->bytes[n] != '(' &&
           strncmp(text->bytes + n, "\xE2\x88\x92", 3) != 0)
        n++;
    *out = FIRE_PRINTED_PLAIN;
    if (n == 0 || n == text->size_bytes) return true;
    if (!fire_text_match_key((struct fire_text_view){ text->bytes, n }, scratch, &key))
        return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!fire_text_equal(key, fire_text_of(words[i].word))) continue;
        *out = words[i].meaning;
        text->bytes += n;
        text->size_bytes -= n;
        return true;
    }
    return false;
}

static bool is_nothing(struct fire_text_view text)
{
    static const char *const words[] = {
        "", "-", "–", "—", "...", "…", "x", "X", "N/A", "n/a"
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (fire_text_equal(text, fire_text_of(words[i]))) return true;
    return false;
}

/* A workbook keeps more places than anybody printed; they are brought to the most there can be. */
static void fit_places(int64_t *number, int32_t *decimals)
{
    for (; *decimals > FIRE_PRINTED_DECIMALS; *decimals -= 1) {
        const int64_t last = *number % 10;
        *number = *number / 10 + (last >= 5) - (last <= -5);
    }
}

bool fire_figure_read(struct fire_text_view cell, fire_number_style style,
                      struct fire_arena *scratch, struct fire_printed *out, int32_t *power)
{
    struct fire_printed figure = { 0 };
    struct fire_text_view text;
    if (!fire_text_clean(cell, scratch, &text)) return false;
    if (is_nothing(text)) {
        *out = figure;
        return true;
    }
    int32_t found = *power;
    if (!take_word(&text, scratch, &figure.word)) return false;
    while (text.size_bytes > 0 &&
           (text.bytes[text.size_bytes - 1] == '%' || text.bytes[text.size_bytes - 1] == ' '))
        text.size_bytes--;
    if (number_printed(text, style, scratch, &figure.number, &figure.decimals, &found) !=
            NUMBER_OK ||
        found > FIRE_PRINTED_POWER)
        return false;
    fit_places(&figure.number, &figure.decimals);
    if (figure.number > FIRE_PRINTED_MAX || figure.number < -FIRE_PRINTED_MAX) return false;
    figure.is_known = true;
    figure.decimals -= found;
    *out = figure;
    *power = found;
    return true;
}

/* "không tăng, không giảm", "không đổi": no change at all. */
static bool says_no_change(struct fire_text_view text, struct fire_arena *scratch)
{
    static const char *const words[] = { "không tăng, không giảm",
                                         "không tăng không giảm",
                                         "không thay đổi",
                                         "không đổi",
                                         "tương đương",
                                         "bằng cùng kỳ",
                                         "no change",
                                         "unchanged" };
    struct fire_text_view key;
    if (!fire_text_match_key(text, scratch, &key)) return false;
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
        if (fire_text_equal(key, fire_text_of(words[i]))) return true;
    return false;
}

bool fire_figure_read_change(struct fire_text_view cell, fire_number_style style,
                             struct fire_arena *scratch, struct fire_printed *out,
                             int32_t *power)
{
    struct fire_text_view text;
    if (!fire_text_clean(cell, scratch, &text)) return false;
    text = trimmed(text);
    if (says_no_change(text, scratch)) {
        *out = (struct fire_printed){ .is_known = true, .decimals = -*power };
        return true;
    }
    const int sign = take_direction(&text, scratch);
    struct fire_printed figure;
    if (!fire_figure_read(text, style, scratch, &figure, power)) return false;
    if (sign != 0 && !figure.is_known) return false; /* "tăng -" */
    if (sign < 0 && figure.number > 0) figure.number = -figure.number;
    *out = figure;
    return true;
}

/* ---- figures in a text --------------------------------------------------------------------- */

/* What stands in the last brackets; nothing where there are none. */
static struct fire_text_view inside_brackets(struct fire_text_view text)
{
    size_t open = text.size_bytes;
    size_t close = text.size_bytes;
    for (size_t i = 0; i < text.size_bytes; i++) {
        if (text.bytes[i] == '(') open = i;
        if (text.bytes[i] == ')') close = i;
    }
    if (open >= close || close == text.size_bytes) return (struct fire_text_view){ NULL, 0 };
    return (struct fire_text_view){ text.bytes + open + 1, close - open - 1 };
}

/* Up to the next sign, which is passed over; ends trimmed of blanks and quotes. */
static struct fire_text_view take_piece(struct fire_text_view *rest, char sign)
{
    struct fire_text_view piece = *rest;
    const char *at = rest->size_bytes == 0 ? NULL : memchr(rest->bytes, sign, rest->size_bytes);
    if (at != NULL) piece.size_bytes = (size_t)(at - rest->bytes);
    const size_t used = piece.size_bytes + (at != NULL);
    rest->bytes += used;
    rest->size_bytes -= used;
    while (piece.size_bytes > 0 && strchr(" \"'", piece.bytes[0]) != NULL) {
        piece.bytes++;
        piece.size_bytes--;
    }
    while (piece.size_bytes > 0 && strchr(" \"'", piece.bytes[piece.size_bytes - 1]) != NULL)
        piece.size_bytes--;
    return piece;
}

/* "2.222/1.861" in a style; "4.490,6" is a base alone. */
static bool read_ratio(struct fire_text_view piece, fire_number_style style,
                       struct fire_arena *scratch, struct fire_figure_ratio *out)
{
    struct fire_text_view rest = piece;
    int32_t power = 0;
    const struct fire_text_view first = take_piece(&rest, '/');
    *out = (struct fire_figure_ratio){ 0 };
    if (rest.size_bytes == 0)
        return fire_figure_read(first, style, scratch, &out->base, &power) &&
               out->base.is_known;
    const struct fire_text_view second = take_piece(&rest, '/');
    return rest.size_bytes == 0 &&
           fire_figure_read(first, style, scratch, &out->current, &power) &&
           fire_figure_read(second, style, scratch, &out->base, &power) && out->base.is_known;
}

int32_t fire_figure_ratios(struct fire_text_view text, struct fire_arena *scratch,
                           struct fire_figure_ratio out[], int32_t max)
{
    const struct fire_text_view inside = inside_brackets(text);
    struct fire_figure_marks marks = { 0 };
    for (struct fire_text_view rest = inside; rest.size_bytes > 0;) {
        struct fire_text_view piece = take_piece(&rest, ';');
        while (piece.size_bytes > 0)
            fire_figure_marks_add(&marks, take_piece(&piece, '/'), scratch);
    }
    const fire_number_style style = fire_figure_style(&marks, true);
    int32_t n = 0;
    for (struct fire_text_view rest = inside; rest.size_bytes > 0 && n < max; n++)
        if (!read_ratio(take_piece(&rest, ';'), style, scratch, &out[n])) return 0;
    return n;
}

/* ---- periods and days ---------------------------------------------------------------------- */

struct fire_text_view fire_figure_period_name(struct fire_text_view name,
                                              struct fire_text_view *kind)
{
    *kind = (struct fire_text_view){ "", 0 };
    if (name.size_bytes == 0) return name;
    const char *open = memchr(name.bytes, '(', name.size_bytes);
    if (open != NULL) name.size_bytes = (size_t)(open - name.bytes);
    for (size_t i = 0; i + 3 <= name.size_bytes; i++) {
        if (memcmp(name.bytes + i, " - ", 3) != 0) continue;
        bool has_digit = false; /* "tháng 7/2014 - tháng 7/2018" is a longer name */
        for (size_t k = i; k < name.size_bytes; k++)
            has_digit = has_digit || (name.bytes[k] >= '0' && name.bytes[k] <= '9');
        if (has_digit) continue;
        *kind = trimmed((struct fire_text_view){ name.bytes + i + 3, name.size_bytes - i - 3 });
        name.size_bytes = i;
    }
    return trimmed(name);
}

/* The same month and day of another year; of a month's last day its last. */
static bool move_to_year(int32_t day, int32_t n_years, int32_t *out)
{
    struct fire_civil civil = fire_civil_from_day(day);
    const bool is_last = civil.day == fire_days_in_month(civil.year, civil.month);
    civil.year += n_years;
    const int32_t last = fire_days_in_month(civil.year, civil.month);
    if (is_last || civil.day > last) civil.day = last;
    return fire_day_from_civil(civil, out);
}

bool fire_figure_same_period(struct fire_text_view against, struct fire_window own,
                             struct fire_arena *scratch, struct fire_window *out)
{
    static const char *const phrases[] = { "cung ky nam truoc",     "cung ky nam ngoai",
                                           "cung ky nam",           "cung ky",
                                           "the same period of",    "same period of",
                                           "same period last year", "same period" };
    struct fire_text_view kind;
    struct fire_text_view key;
    if (!fire_text_plain_key(fire_figure_period_name(against, &kind), scratch, &key))
        return false;
    const char *text = fire_arena_copy(scratch, key.bytes, key.size_bytes);
    if (text == NULL) return false;
    for (size_t i = 0; i < sizeof phrases / sizeof phrases[0]; i++) {
        const size_t size = strlen(phrases[i]);
        if (strncmp(text, phrases[i], size) != 0) continue;
        const char *rest = text + size + (text[size] == ' ');
        int32_t year = fire_civil_from_day(own.last_day).year - 1;
        if (*rest != '\0') {
            if (strlen(rest) != 4 || strspn(rest, "0123456789") != 4) return false;
            year = 0;
            for (int k = 0; k < 4; k++)
                year = 10 * year + (rest[k] - '0');
        }
        const int32_t n_years = year - fire_civil_from_day(own.last_day).year;
        struct fire_window moved;
        if (!move_to_year(own.first_day, n_years, &moved.first_day) ||
            !move_to_year(own.last_day, n_years, &moved.last_day))
            return false;
        *out = moved;
        return true;
    }
    return false;
}

bool fire_figure_period(struct fire_text_view name, const struct fire_calendar *calendar,
                        struct fire_arena *scratch, struct fire_window *out)
{
    struct fire_text_view kind;
    name = fire_figure_period_name(name, &kind);
    return name.size_bytes > 0 && period_parse(name, calendar, scratch, out);
}

bool fire_figure_day(struct fire_text_view cell, fire_date_order order, int32_t *out_day)
{
    const struct date_form form = { .order = order };
    struct moment moment;
    if (moment_parse(cell, &form, &moment) != MOMENT_OK) return false;
    *out_day = moment.day;
    return true;
}
