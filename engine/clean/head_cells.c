/* head_cells.c - what single cells and rows near the header look like. */
#include "header.h"

#include "unit.h"

#include <string.h>

enum { LONGEST_VALUE_BYTES = 40 };

struct fire_text_view head_cell(const struct head_row *row, int32_t column)
{
    return column < row->n_cells ? row->cell[column] : (struct fire_text_view){ "", 0 };
}

bool head_is_merged(const struct head_row *row, int32_t column)
{
    return row->kind != NULL && column < row->n_cells &&
           (row->kind[column] & FIRE_CELL_MERGED) != 0;
}

/* What stands between the digits of numbers, dates and times. */
static bool is_sign_of_value(char byte)
{
    switch (byte) {
    case ' ':
    case '.':
    case ',':
    case ':':
    case '/':
    case '-':
    case '+':
    case '(':
    case ')':
    case '%':
    case '\'':
    case 'h':
    case 'T':
    case 'Z':
        return true;
    default:
        return false;
    }
}

bool text_is_value(struct fire_text_view text)
{
    size_t n_digits = 0;
    if (text.size_bytes == 0 || text.size_bytes > LONGEST_VALUE_BYTES) return false;
    for (size_t i = 0; i < text.size_bytes; i++) {
        if (text.bytes[i] >= '0' && text.bytes[i] <= '9')
            n_digits++;
        else if (!is_sign_of_value(text.bytes[i]))
            return false;
    }
    return n_digits > 0;
}

bool row_is_units(const struct head_row *row, const char *currency, struct fire_arena *arena,
                  bool *out)
{
    int32_t n_units = 0;
    *out = false;
    for (int32_t c = 0; c < row->n_cells; c++) {
        struct fire_text_view text = row->cell[c];
        struct said said;
        size_t open;
        if (text.size_bytes == 0 || head_is_merged(row, c)) continue;
        const struct fire_text_view inside = unit_brackets(text, &open);
        if (open == 0) text = inside;
        if (!unit_read(text, currency, arena, &said)) return false;
        if (said.kind != SAID_UNIT) return true;
        n_units++;
    }
    *out = n_units > 0;
    return true;
}

/* "7", "(7)", "[7]", "7=5+6", "(7)=(5)+(6)" -> 7; "A", "(b)" -> -1, -2; 0: something else. */
static int32_t number_of(struct fire_text_view text)
{
    size_t at = 0;
    const size_t end = text.size_bytes;
    int32_t number = 0;
    const bool has_bracket = end > 2 && (text.bytes[0] == '(' || text.bytes[0] == '[');
    at += has_bracket;
    if (at + 1 + has_bracket == end && strchr("ABCDEabcde", text.bytes[at]) != NULL)
        return -1 - ((text.bytes[at] | 0x20) - 'a');
    for (; at < end && number < 1000 && text.bytes[at] >= '0' && text.bytes[at] <= '9'; at++)
        number = number * 10 + (text.bytes[at] - '0');
    if (has_bracket && at < end && (text.bytes[at] == ')' || text.bytes[at] == ']')) at++;
    while (at < end && text.bytes[at] == ' ')
        at++;
    if (at < end && text.bytes[at] != '=') return 0;
    return number;
}

bool row_is_numbering(const struct head_row *row, const struct head_row *next)
{
    int32_t n_letters = 0;
    int32_t n_numbers = 0;
    int32_t n_brackets = 0;
    for (int32_t c = 0; c < row->n_cells; c++) {
        const struct fire_text_view text = row->cell[c];
        if (text.size_bytes == 0 || head_is_merged(row, c)) continue;
        const int32_t number = number_of(text);
        n_brackets += text.bytes[0] == '(' || text.bytes[0] == '[';
        if (number < 0 && n_numbers == 0 && number == -1 - n_letters)
            n_letters++;
        else if (number == n_numbers + 1)
            n_numbers++;
        else
            return false;
    }
    const int32_t n = n_letters + n_numbers;
    if (n_numbers < 2 || n < 3) return false;
    if (n_brackets == n || n_letters == 0) return true;
    return next != NULL &&
           number_of(head_cell(next, 0)) >= 0; /* districts called A, B, C are no numbering */
}
