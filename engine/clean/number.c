/* number.c - numbers as clerks write them: 1.234.567,8 and 1,234,567.8, 3,572 tỷ, (500.000).
 *
 * Which of dot and comma parts thousands cannot be seen in one cell ("1.234"), so the style
 * belongs to the column and is decided from all of it (survey.c). Here a style is given, and a
 * cell that does not keep to it is refused whole: groups of three or no groups, one decimal mark,
 * nothing behind but a unit. No strtod: its decimal mark hangs on the locale. */
#include "number.h"

#include <string.h>

__extension__ typedef __int128 int128;

#define MAX_DIGITS 30 /* more cannot fit in 64 bits whatever the scale; 128 hold 38 */

struct scan {
    const char *at;
    const char *end;
};

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool take(struct scan *scan, const char *word)
{
    const size_t size = strlen(word);
    if ((size_t)(scan->end - scan->at) < size || memcmp(scan->at, word, size) != 0)
        return false;
    scan->at += size;
    return true;
}

static void skip_space(struct scan *scan)
{
    while (scan->at < scan->end && *scan->at == ' ')
        scan->at++;
}

/* "-5", "−5", "+5", "(5)": the brackets and the sign are cut off. */
static bool take_sign(struct scan *scan, bool *negative)
{
    *negative = false;
    if (scan->end - scan->at > 2 && scan->at[0] == '(' && scan->end[-1] == ')') {
        *negative = true;
        scan->at++;
        scan->end--;
        skip_space(scan);
        return scan->at < scan->end && is_digit(*scan->at);
    }
    if (take(scan, "-") || take(scan, "\xE2\x88\x92")) /* U+2212, the typographic minus */
        *negative = true;
    else
        (void)take(scan, "+");
    skip_space(scan);
    return true;
}

/* The digits before the decimal mark. A group mark stands before exactly three digits, and all
 * groups of a number have the same mark. */
static bool take_whole(struct scan *scan, char group_mark, int128 *mantissa, int *n_digits)
{
    int in_group = 0;
    char mark = '\0';
    while (scan->at < scan->end) {
        const char byte = *scan->at;
        if (is_digit(byte)) {
            *mantissa = *mantissa * 10 + (byte - '0');
            *n_digits += *mantissa != 0;
            if (*n_digits > MAX_DIGITS) return false;
            in_group++;
            scan->at++;
            continue;
        }
        const bool splits = (byte == ' ' || (byte == group_mark && group_mark != '\0')) &&
                            scan->end - scan->at > 1 && is_digit(scan->at[1]);
        if (!splits) break;
        if (mark == '\0' ? in_group < 1 || in_group > 3 : byte != mark || in_group != 3)
            return false;
        mark = byte;
        in_group = 0;
        scan->at++;
    }
    return in_group > 0 && (mark == '\0' || in_group == 3);
}

static bool take_decimals(struct scan *scan, char decimal_mark, int128 *mantissa,
                          int *n_decimals)
{
    *n_decimals = 0;
    if (decimal_mark == '\0' || scan->at == scan->end || *scan->at != decimal_mark) return true;
    scan->at++;
    const char *first = scan->at;
    while (scan->at < scan->end && is_digit(*scan->at)) {
        /* the eighteenth decimal is far below every scale we keep */
        if (*n_decimals < 18 && *mantissa < (int128)1000000000000000000 * 1000000) {
            *mantissa = *mantissa * 10 + (*scan->at - '0');
            (*n_decimals)++;
        }
        scan->at++;
    }
    return scan->at > first;
}

/* What stands behind the number: nothing, or a unit.
 *   factor   changed only by a unit of money or land */
static bool take_unit(struct scan *scan, struct fire_arena *scratch, fire_unit_kind *kind,
                      int64_t *factor)
{
    skip_space(scan);
    const struct fire_text_view rest = { scan->at, (size_t)(scan->end - scan->at) };
    struct fire_text_view key;
    int64_t found;
    *kind = FIRE_UNIT_OF_THINGS;
    if (rest.size_bytes == 0) return true;
    if (fire_text_equal(rest, fire_text_of("₫"))) { /* a sign, so no word of a key */
        *kind = FIRE_UNIT_OF_MONEY;
        *factor = 1;
        return true;
    }
    if (rest.bytes[0] == '.' || rest.bytes[0] == ',' || is_digit(rest.bytes[0]) ||
        !fire_text_plain_key(rest, scratch, &key) || !fire_unit_find(key, kind, &found))
        return false;
    if (*kind != FIRE_UNIT_OF_THINGS) *factor = found;
    return true;
}

static int128 power_of_ten(int exponent)
{
    int128 power = 1;
    while (exponent-- > 0)
        power *= 10;
    return power;
}

/* A number in its parts: mantissa / 10^n_decimals, and what its unit says. */
struct number {
    bool negative;
    int128 mantissa;
    int n_decimals;
    fire_unit_kind unit;
    int64_t factor; /* of a unit of money or land, else as it was */
};

static number_result read_number(struct fire_text_view text, fire_number_style style,
                                 struct fire_arena *scratch, struct number *number)
{
    const char group_mark = style == FIRE_NUMBERS_VI   ? '.'
                            : style == FIRE_NUMBERS_EN ? ','
                                                       : '\0';
    const char decimal_mark = style == FIRE_NUMBERS_VI   ? ','
                              : style == FIRE_NUMBERS_EN ? '.'
                                                         : '\0';
    struct scan scan = { text.bytes, text.bytes + text.size_bytes };
    int n_digits = 0;
    if (!take_sign(&scan, &number->negative)) return NUMBER_NOT_IN_FORM;
    if (!take_whole(&scan, group_mark, &number->mantissa, &n_digits))
        return n_digits > MAX_DIGITS ? NUMBER_TOO_LARGE : NUMBER_NOT_IN_FORM;
    if (!take_decimals(&scan, decimal_mark, &number->mantissa, &number->n_decimals) ||
        !take_unit(&scan, scratch, &number->unit, &number->factor))
        return NUMBER_NOT_IN_FORM;
    return NUMBER_OK;
}

number_result number_printed(struct fire_text_view text, fire_number_style style,
                             struct fire_arena *scratch, int64_t *out, int32_t *out_decimals,
                             int32_t *power)
{
    struct number number = { .factor = 0 };
    const number_result result = read_number(text, style, scratch, &number);
    if (result != NUMBER_OK) return result;
    if (number.mantissa > INT64_MAX) return NUMBER_TOO_LARGE;
    if (number.factor > 0) *power = 0;
    for (int64_t rest = number.factor; rest >= 10; rest /= 10)
        *power += 1;
    *out = number.negative ? -(int64_t)number.mantissa : (int64_t)number.mantissa;
    *out_decimals = number.n_decimals;
    return NUMBER_OK;
}

number_result number_parse(struct fire_text_view text, const struct number_form *form,
                           struct fire_arena *scratch, int64_t *out)
{
    struct number number = { .factor = form->factor };
    const number_result result = read_number(text, form->style, scratch, &number);
    if (result != NUMBER_OK) return result;
    if (number.unit != FIRE_UNIT_OF_THINGS && number.unit != form->unit)
        return NUMBER_NOT_IN_FORM;

    const int128 mantissa = number.mantissa;
    const int n_decimals = number.n_decimals;
    if (form->whole && mantissa % power_of_ten(n_decimals) != 0) return NUMBER_NOT_WHOLE;
    /* as mantissa * multiplier / divisor */
    int128 multiplier = power_of_ten(form->scale);
    int128 scaled;
    if (__builtin_mul_overflow(multiplier, (int128)number.factor, &multiplier) ||
        __builtin_mul_overflow(mantissa, multiplier, &scaled))
        return NUMBER_TOO_LARGE;
    const int128 divisor = power_of_ten(n_decimals) * form->divisor;
    scaled = (scaled + divisor / 2) / divisor; /* not negative here: half goes away from zero */
    if (scaled > INT64_MAX) return NUMBER_TOO_LARGE;
    *out = number.negative ? -(int64_t)scaled : (int64_t)scaled;
    return NUMBER_OK;
}

/* A mark and what stands around it, first to last. */
struct marks {
    int n_dots;
    int n_commas;
    char last;        /* the last mark               */
    int before_first; /* digits before the first one */
    int after_last;   /* digits behind the last one  */
    bool starts_zero; /* "0.123"                     */
    bool has_unit;    /* "tỷ": an amount whose decimals matter */
};

static bool read_marks(struct fire_text_view text, struct fire_arena *scratch,
                       struct marks *marks)
{
    struct scan scan = { text.bytes, text.bytes + text.size_bytes };
    bool negative;
    if (!take_sign(&scan, &negative) || scan.at == scan.end || !is_digit(*scan.at))
        return false;
    *marks = (struct marks){ .starts_zero = *scan.at == '0' };
    for (; scan.at < scan.end; scan.at++) {
        const char byte = *scan.at;
        if (is_digit(byte)) {
            marks->after_last++;
        } else if (byte == '.' || byte == ',') {
            if (marks->last == '\0') marks->before_first = marks->after_last;
            marks->n_dots += byte == '.';
            marks->n_commas += byte == ',';
            marks->last = byte;
            marks->after_last = 0;
        } else if (byte != ' ') {
            break;
        }
    }
    int64_t factor = 1;
    fire_unit_kind kind;
    marks->has_unit = take_unit(&scan, scratch, &kind, &factor) && factor > 1;
    return marks->last != '\0' && marks->after_last > 0;
}

number_evidence number_evidence_of(struct fire_text_view text, struct fire_arena *scratch)
{
    struct marks marks;
    if (!read_marks(text, scratch, &marks)) return NUMBER_TELLS_NOTHING;
    if (marks.n_dots > 0 && marks.n_commas > 0) { /* the decimal mark is the last, and alone */
        if (marks.last == ',')
            return marks.n_commas == 1 ? NUMBER_TELLS_VI : NUMBER_TELLS_NOTHING;
        return marks.n_dots == 1 ? NUMBER_TELLS_EN : NUMBER_TELLS_NOTHING;
    }
    if (marks.n_dots > 1) return NUMBER_TELLS_VI;
    if (marks.n_commas > 1) return NUMBER_TELLS_EN;
    const bool is_decimal = marks.after_last != 3 || marks.before_first > 3 ||
                            marks.starts_zero;
    if (is_decimal) return marks.last == ',' ? NUMBER_TELLS_VI : NUMBER_TELLS_EN;
    if (marks.last == '.') return NUMBER_DOT_UNCLEAR;
    return marks.has_unit ? NUMBER_COMMA_UNIT : NUMBER_COMMA_UNCLEAR;
}
