/* lanes.c - the usual case of every cell, a strip of rows and a column at a time.
 *
 * Each loop does one thing, and what it finds of 64 rows (is there a value, is the row odd) stays in
 * a register until it is written down. A loop never says what is wrong with a cell: it marks the
 * row as odd and goes on. Measured: bench/README.md. */
#include "strip.h"

#include "firestat/split.h"

#include <string.h>

enum { GROUP_ROWS = 64, STRIP_GROUPS = STRIP_ROWS / GROUP_ROWS };

/* The rows of group g of a strip. */
#define EACH_ROW(strip, g, r)                                                                  \
    for (int32_t r = (g)*GROUP_ROWS; r < (strip)->n_rows && r < ((g) + 1) * GROUP_ROWS; r++)

static inline uint64_t bit_of(int32_t row)
{
    return UINT64_C(1) << (row & (GROUP_ROWS - 1));
}

/* Bits of group g into a bitmap of the piece. */
static inline void put(const struct strip *strip, uint64_t bits[], int32_t g, uint64_t word)
{
    bits[strip->first / GROUP_ROWS + g] = word;
}

static inline void add_odd(const struct strip *strip, int32_t g, uint64_t odd)
{
    strip->piece->odd[strip->first / GROUP_ROWS + g] |= odd;
}

static inline struct fire_text_view cell_of(const struct strip *strip, int32_t row,
                                            int32_t column)
{
    const uint32_t *end = &strip->end[row * strip->plan->n_columns + column];
    const uint32_t begin = column == 0 ? strip->start[row] : end[-1] + 1;
    return (struct fire_text_view){ strip->text + begin, *end - begin };
}

#define PLAIN_BYTES 64

/* Has the cell no quotes and no spaces around it? It is not empty. */
static inline bool is_plain(struct fire_text_view cell)
{
    const char first = cell.bytes[0];
    const char last = cell.bytes[cell.size_bytes - 1];
    return first != '"' && first != ' ' && last != ' ' && first != '\t' && last != '\t';
}

/* The inside of a cell: without quotes and spaces around it.
 *   returns   false: a long one with quotes, for which there is no room */
static inline bool inside_of(const struct strip *strip, struct fire_text_view *cell,
                             char room[PLAIN_BYTES])
{
    if (cell->size_bytes == 0 || is_plain(*cell)) return true;
    if (cell->size_bytes > PLAIN_BYTES) return false;
    *cell = fire_split_cell(*cell, strip->plan->delimiter, room);
    return true;
}

/* ---- words ----------------------------------------------------------------------------- */

/* Look the spellings up that are not empty. */
static bool number_all(const struct strip *strip, const struct lane *lane,
                       const struct fire_text_view text[])
{
    struct spelling_table *table = spelling_table_at(strip->piece->hand->table, lane->table);
    uint32_t *number = strip->piece->spelling[lane->table] + strip->first;
    if (!spelling_numbers(table, text, strip->n_rows, number)) return false;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const bool is_unknown = number[r] == SPELLING_NULL && text[r].size_bytes > 0;
            odd |= is_unknown ? bit_of(r) : 0;
        }
        add_odd(strip, g, odd);
    }
    return true;
}

static bool take_words(const struct strip *strip, const struct lane *lane)
{
    struct fire_text_view text[STRIP_ROWS];
    for (int32_t r = 0; r < strip->n_rows; r++)
        text[r] = cell_of(strip, r, lane->column[0]);
    return number_all(strip, lane, text);
}

/* The cells of an area in one, with a byte between that no cell of a regular record has. */
static bool join_cells(const struct strip *strip, const struct lane *lane, int32_t row,
                       struct fire_text_view *out)
{
    size_t size = 0;
    for (int32_t i = 0; i < lane->n_columns; i++)
        size += cell_of(strip, row, lane->column[i]).size_bytes + 1;
    char *joined = fire_arena_take(strip->piece->texts, size + SPELLING_PADDING, 1);
    if (joined == NULL) return false;
    *out = (struct fire_text_view){ joined, size };
    for (int32_t i = 0; i < lane->n_columns; i++) {
        const struct fire_text_view cell = cell_of(strip, row, lane->column[i]);
        memcpy(joined, cell.bytes, cell.size_bytes);
        joined += cell.size_bytes;
        *joined++ = '\x1f';
    }
    return true;
}

static bool take_areas(const struct strip *strip, const struct lane *lane)
{
    static const char nowhere[1 + SPELLING_PADDING] = "\x1f"; /* is an area too */
    struct fire_text_view text[STRIP_ROWS];
    const int32_t last = lane->column[lane->n_columns - 1];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        if (!lane->is_adjacent) {
            if (!join_cells(strip, lane, r, &text[r])) return false;
            continue;
        }
        const struct fire_text_view end = cell_of(strip, r, last);
        text[r].bytes = cell_of(strip, r, lane->column[0]).bytes;
        text[r].size_bytes = (size_t)(end.bytes + end.size_bytes - text[r].bytes);
        if (text[r].size_bytes == 0) text[r] = (struct fire_text_view){ nowhere, 1 };
    }
    return number_all(strip, lane, text);
}

/* ---- numbers --------------------------------------------------------------------------- */

static inline bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') <= 9;
}

/* Digits only, at most 18 of them. */
static inline bool read_each_digit(struct fire_text_view cell, int64_t *out)
{
    int64_t value = 0;
    if (cell.size_bytes > 18) return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (!is_digit(cell.bytes[i])) return false;
        value = value * 10 + (cell.bytes[i] - '0');
    }
    *out = value;
    return true;
}

#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__

/* The number that eight digits say, the first in the lowest byte: neighbours become pairs, pairs
 * fours, fours the eight. */
static inline bool read_eight(uint64_t digits, int64_t *out)
{
    const uint64_t high = UINT64_C(0xf0f0f0f0f0f0f0f0);
    const uint64_t over_nine = digits + UINT64_C(0x0606060606060606);
    if (((digits & high) | (over_nine & high) >> 4) != UINT64_C(0x3333333333333333))
        return false;
    digits = (digits & UINT64_C(0x0f0f0f0f0f0f0f0f)) * 2561 >> 8;
    digits = (digits & UINT64_C(0x00ff00ff00ff00ff)) * 6553601 >> 16;
    *out = (int64_t)((digits & UINT64_C(0x0000ffff0000ffff)) * UINT64_C(42949672960001) >> 32);
    return true;
}

/* Up to eight digits, zeros put before them. What lies behind them may be read. */
static inline bool read_few(const char *bytes, size_t size, int64_t *out)
{
    uint64_t digits;
    memcpy(&digits, bytes, sizeof digits);
    if (size < 8)
        digits = digits << (8 * (8 - size)) | UINT64_C(0x3030303030303030) >> (8 * size);
    return read_eight(digits, out);
}

/* The same of a cell in the piece's text, without a loop. */
static inline bool read_digits(struct fire_text_view cell, int64_t *out)
{
    int64_t first = 0;
    int64_t rest = 0;
    const size_t size = cell.size_bytes;
    if (size == 0 || size > 16) return read_each_digit(cell, out);
    if (size <= 8) return read_few(cell.bytes, size, out);
    if (!read_few(cell.bytes, size - 8, &first) || !read_few(cell.bytes + size - 8, 8, &rest))
        return false;
    *out = first * 100000000 + rest;
    return true;
}

#else

static inline bool read_digits(struct fire_text_view cell, int64_t *out)
{
    return read_each_digit(cell, out);
}

#endif

static void take_counts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int64_t *number = build->number + strip->first;
    totals_sum sum = 0;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int64_t value = 0;
            number[r] = 0;
            if (cell.size_bytes == 1 && is_digit(cell.bytes[0])) {
                value = cell.bytes[0] - '0'; /* nearly always */
            } else {
                if (cell.size_bytes == 0) continue;
                if (!inside_of(strip, &cell, room) || !read_each_digit(cell, &value)) {
                    odd |= bit_of(r);
                    continue;
                }
                if (cell.size_bytes == 0) continue;
            }
            if (value > lane->largest_digits) {
                odd |= bit_of(r);
                continue;
            }
            number[r] = value * lane->multiplier;
            sum += number[r];
            valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        add_odd(strip, g, odd);
    }
    strip->piece->sum[lane - strip->plan->lane] += sum;
}

/* Digits with a decimal mark. Three digits behind it could be thousands, and places that would
 * have to be rounded are left to number.c. */
static inline bool read_decimal(const struct lane *lane, struct fire_text_view cell,
                                int64_t *out)
{
    int64_t digits = 0;
    int64_t one = 0; /* ten to the power of the places; 0: no mark yet */
    int n_places = 0;
    if (cell.size_bytes > 18 || lane->decimal_mark == '\0' ||
        cell.bytes[0] == lane->decimal_mark)
        return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] == lane->decimal_mark && one == 0) {
            one = 1;
            continue;
        }
        if (!is_digit(cell.bytes[i])) return false;
        digits = digits * 10 + (cell.bytes[i] - '0');
        if (one == 0) continue;
        one *= 10;
        n_places++;
    }
    if (n_places == 0 || n_places == 3 || lane->multiplier % one != 0) return false;
    const int64_t multiplier = lane->multiplier / one;
    if (digits > lane->largest / multiplier) return false;
    *out = digits * multiplier;
    return true;
}

static void take_amounts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int64_t *number = build->number + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    totals_sum sum = 0;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        uint64_t decimals = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int64_t value = 0;
            number[r] = 0;
            if (cell.size_bytes == 0) continue;
            const bool plain = is_plain(cell);
            if (!plain && !inside_of(strip, &cell, room)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if ((plain ? read_digits(cell, &value) : read_each_digit(cell, &value)) &&
                value <= lane->largest_digits) {
                number[r] = value * lane->multiplier;
            } else if (read_decimal(lane, cell, &value)) {
                number[r] = value;
                decimals |= bit_of(r);
            } else {
                odd |= bit_of(r);
                continue;
            }
            sum += number[r];
            valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        put(strip, shown, g, decimals);
        add_odd(strip, g, odd);
    }
    strip->piece->sum[lane - strip->plan->lane] += sum;
}

/* ---- days and times -------------------------------------------------------------------- */

static inline int32_t two_digits(const char *at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

/* "08:15", "8:15", "08:15:30", "08:15:30Z"; 24:00 is news. */
static inline bool read_clock(const char *at, size_t size, int16_t *out)
{
    if (size > 0 && at[size - 1] == 'Z') size--;
    const bool is_short = size == 4 || size == 7;
    const int32_t hour = is_short                 ? (is_digit(at[0]) ? at[0] - '0' : -1)
                         : size == 5 || size == 8 ? two_digits(at)
                                                  : -1;
    at += is_short ? 1 : 2;
    if (hour < 0 || hour > 23 || at[0] != ':') return false;
    const int32_t minute = two_digits(at + 1);
    if (minute < 0 || minute > 59) return false;
    if (size > 5) {
        const int32_t second = two_digits(at + 4);
        if (at[3] != ':' || second < 0 || second > 59) return false;
    }
    *out = (int16_t)(hour * 60 + minute);
    return true;
}

/* Ten bytes with a day: 2024-07-31, 31/07/2024.
 *   by_order   the plan's order of dates told which number is the month */
static bool read_day(const struct date_form *form, const char *at, int32_t *out, bool *by_order)
{
    struct fire_civil civil;
    *by_order = !is_digit(at[2]);
    if (!*by_order) {
        const int32_t century = two_digits(at);
        const int32_t rest = two_digits(at + 2);
        if (century < 0 || rest < 0 || (at[4] != '-' && at[4] != '/') || at[7] != at[4])
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + 5),
                                     two_digits(at + 8) };
    } else {
        const int32_t century = two_digits(at + 6);
        const int32_t rest = two_digits(at + 8);
        const bool day_first = form->order == FIRE_DATES_DMY;
        if (century < 0 || rest < 0 || (at[2] != '/' && at[2] != '-' && at[2] != '.') ||
            at[5] != at[2] || (!day_first && form->order != FIRE_DATES_MDY))
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + (day_first ? 3 : 0)),
                                     two_digits(at + (day_first ? 0 : 3)) };
    }
    return fire_day_from_civil(civil, out);
}

enum { DAY_BYTES = 10 };

/* The day before, which in a register is mostly the next row's as well. */
struct last_day {
    char bytes[DAY_BYTES];
    int32_t day;
};

static inline uint64_t eight_at(const char *bytes)
{
    uint64_t word;
    memcpy(&word, bytes, sizeof word);
    return word;
}

static inline bool is_last(const struct last_day *last, const char *at)
{
    return eight_at(last->bytes) == eight_at(at) &&
           eight_at(last->bytes + DAY_BYTES - 8) == eight_at(at + DAY_BYTES - 8);
}

static bool read_new_day(const struct strip *strip, const struct lane *lane, const char *at,
                         struct last_day *last)
{
    const struct plan *plan = strip->plan;
    const struct date_form *form = &plan->run->binding->form[lane->form].date;
    int32_t day;
    bool by_order;
    if (!read_day(form, at, &day, &by_order) || day < plan->first_day || day > plan->last_day)
        return false;
    if (by_order && !form->is_order_said) {
        const struct fire_civil civil = fire_civil_from_day(day);
        if (civil.day != civil.month &&
            atomic_load_explicit(&plan->wants_order, memory_order_relaxed))
            return false; /* the first of its kind is told */
        strip->piece->is_order_proven = strip->piece->is_order_proven || civil.day > 12;
    }
    memcpy(last->bytes, at, DAY_BYTES);
    last->day = day;
    return true;
}

/* The day at the start of a cell and the time behind it; -1: none. */
static inline bool read_moment_cell(const struct strip *strip, const struct lane *lane,
                                    struct fire_text_view cell, struct last_day *last,
                                    int16_t *out_minute)
{
    const size_t size = cell.size_bytes;
    const char *at = cell.bytes;
    *out_minute = -1;
    if (size < DAY_BYTES || (!is_last(last, at) && !read_new_day(strip, lane, at, last)))
        return false;
    return size == DAY_BYTES ||
           ((at[DAY_BYTES] == ' ' || at[DAY_BYTES] == 'T') &&
            read_clock(at + DAY_BYTES + 1, size - DAY_BYTES - 1, out_minute));
}

static void take_moments(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int32_t *day = build->day + strip->first;
    int16_t *minute = build->minute + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    const bool is_needed = lane->field == FIRE_FIELD_OCCURRED_AT;
    struct last_day last = { .bytes = "" };
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t minute_valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            if (!inside_of(strip, &cell, room) || (cell.size_bytes == 0 && is_needed)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if (!read_moment_cell(strip, lane, cell, &last, &minute[r])) {
                odd |= bit_of(r);
                continue;
            }
            day[r] = last.day;
            valid |= bit_of(r);
            if (minute[r] > 0 || (minute[r] == 0 && !lane->has_time)) minute_valid |= bit_of(r);
        }
        put(strip, build->valid, g, valid);
        put(strip, build->minute_valid, g, minute_valid);
        put(strip, shown, g, valid);
        add_odd(strip, g, odd);
    }
}

/* A time has a day where the lane before found one; without, it says nothing. */
static void take_times(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    int16_t *minute = build->minute + strip->first;
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        const size_t word = (size_t)(strip->first / GROUP_ROWS + g);
        uint64_t found = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            char room[PLAIN_BYTES];
            int16_t read;
            if (!inside_of(strip, &cell, room)) {
                odd |= bit_of(r);
                continue;
            }
            if (cell.size_bytes == 0) continue;
            if (!read_clock(cell.bytes, cell.size_bytes, &read)) {
                odd |= bit_of(r);
                continue;
            }
            minute[r] = read;
            found |= bit_of(r);
        }
        build->minute_valid[word] |= found & build->valid[word];
        put(strip, shown, g, found);
        add_odd(strip, g, odd);
    }
}

/* ---- texts ----------------------------------------------------------------------------- */

/* Is the text as fire_text_clean would make it? A look at each byte that knows ASCII and the
 * composed letters of Vietnamese; any other text is not looked at here. */
static bool is_clean(struct fire_text_view text)
{
    const unsigned char *byte = (const unsigned char *)text.bytes;
    const size_t size = text.size_bytes;
    if (size == 0 || byte[0] == ' ' || byte[size - 1] == ' ') return size == 0;
    for (size_t i = 0; i < size; i++) {
        if (byte[i] >= 0x20 && byte[i] < 0x7f) {
            if (byte[i] == ' ' && byte[i + 1] == ' ') return false; /* the last is none */
            continue;
        }
        const size_t left = size - i;
        if (byte[i] == 0xe1 && left > 2) {
            if ((byte[i + 1] != 0xba && byte[i + 1] != 0xbb) || (byte[i + 2] & 0xc0) != 0x80)
                return false;
            i += 2;
        } else if (byte[i] >= 0xc3 && byte[i] <= 0xc6 && left > 1) {
            const unsigned char next = byte[++i];
            if ((next & 0xc0) != 0x80) return false;
            if (byte[i - 1] == 0xc3 && (next == 0x90 || next == 0xb0)) return false; /* Ð, ð */
            if (byte[i - 1] == 0xc6 && next != 0xa0 && next != 0xa1 && next != 0xaf &&
                next != 0xb0)
                return false;
        } else {
            return false;
        }
    }
    return true;
}

static inline bool may_be_null(const struct lane *lane, struct fire_text_view text)
{
    return text.size_bytes <= lane->null_longest &&
           lane->null_first[(unsigned char)text.bytes[0]];
}

/* The text of a cell as it is kept. False: no memory; *odd: it has to be looked at closely. */
static bool read_text(const struct strip *strip, const struct lane *lane,
                      struct fire_text_view cell, struct fire_text_view *out, bool *odd)
{
    struct fire_arena *arena = strip->piece->texts;
    if (cell.bytes[0] == '"' && memchr(cell.bytes + 1, '"', cell.size_bytes - 2) != NULL) {
        char *room = fire_arena_take(arena, cell.size_bytes, 1);
        if (room == NULL) return false;
        cell = fire_split_cell(cell, strip->plan->delimiter, room);
    } else {
        cell = fire_split_cell(cell, strip->plan->delimiter, NULL);
    }
    *out = cell;
    *odd = false;
    if (cell.size_bytes == 0) return true;
    if (!is_clean(cell)) {
        *odd = fire_text_valid_bytes(cell) != cell.size_bytes;
        if (*odd) return true; /* for good reasons already */
        if (!fire_text_clean(cell, arena, out)) return false;
    }
    *odd = out->size_bytes == 0 || out->bytes[0] == '#' || may_be_null(lane, *out);
    return true;
}

static bool take_texts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    struct fire_text_view *text = build->text + strip->first;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            bool is_odd = false;
            if (cell.size_bytes == 0) continue;
            if (is_digit(cell.bytes[0]) && is_clean(cell) && !may_be_null(lane, cell))
                text[r] = cell; /* ids, house numbers */
            else if (!read_text(strip, lane, cell, &text[r], &is_odd))
                return false;
            odd |= is_odd ? bit_of(r) : 0;
            valid |= !is_odd && text[r].size_bytes > 0 ? bit_of(r) : 0;
        }
        put(strip, build->valid, g, valid);
        add_odd(strip, g, odd);
    }
    return true;
}

/* ---- what is not read ------------------------------------------------------------------ */

/* "#N/A" is told, also of a word or text that nobody wants. */
static void pass_cells(const struct strip *strip, const struct lane *lane)
{
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            if (cell.size_bytes == 0) continue;
            odd |= cell.bytes[0] == '#' || cell.bytes[1] == '#' ? bit_of(r) : 0;
        }
        add_odd(strip, g, odd);
    }
}

static void pass_nameless(const struct strip *strip, const struct lane *lane)
{
    if (!atomic_load_explicit(&strip->plan->is_news[lane->column[0]], memory_order_relaxed))
        return;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        odd |= cell_of(strip, r, lane->column[0]).size_bytes > 0 ? bit_of(r) : 0;
        add_odd(strip, g, odd);
    }
}

/* ---- whose rows they are --------------------------------------------------------------- */

/* An id that no title or label can be: digits, or letters, digits and dashes of some length. */
static bool is_plain_id(struct fire_text_view cell)
{
    bool has_digit = false;
    bool has_letter = false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        const char byte = cell.bytes[i];
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && !is_digit(byte) && byte != '-') return false;
        has_digit = has_digit || is_digit(byte);
        has_letter = has_letter || is_letter;
    }
    return has_digit && is_digit(cell.bytes[cell.size_bytes - 1]) &&
           (!has_letter || cell.size_bytes >= 6);
}

static inline bool is_identified(const struct strip *strip, int32_t row)
{
    const struct plan *plan = strip->plan;
    if (plan->commune_column >= 0) {
        const struct fire_text_view commune = cell_of(strip, row, plan->commune_column);
        if (commune.size_bytes > 0 && (unsigned char)commune.bytes[0] > '"') return true;
    }
    if (plan->id_column < 0) return false;
    const struct fire_text_view id = cell_of(strip, row, plan->id_column);
    return id.size_bytes > 0 && is_plain_id(id);
}

static inline bool is_named(const struct strip *strip, int32_t row)
{
    char room[PLAIN_BYTES];
    if (strip->plan->key_column < 0) return false;
    struct fire_text_view cell = cell_of(strip, row, strip->plan->key_column);
    return !inside_of(strip, &cell, room) || cell.size_bytes > 0;
}

/* A row with a date is an incident where it names its commune or has an id (shape.c). */
static void look_at_rows(const struct strip *strip)
{
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        uint64_t named = 0;
        EACH_ROW(strip, g, r)
        {
            odd |= is_identified(strip, r) ? 0 : bit_of(r);
            named |= is_named(strip, r) ? bit_of(r) : 0;
        }
        put(strip, strip->piece->named, g, named);
        add_odd(strip, g, odd);
    }
}

/* ---- all lanes ------------------------------------------------------------------------- */

static bool take_lane(const struct strip *strip, const struct lane *lane)
{
    switch (lane->kind) {
    case LANE_PASSED:
        return true;
    case LANE_UNREAD:
        pass_cells(strip, lane);
        return true;
    case LANE_NAMELESS:
        pass_nameless(strip, lane);
        return true;
    case LANE_WORD:
        return take_words(strip, lane);
    case LANE_AREA:
        return take_areas(strip, lane);
    case LANE_COUNT:
        take_counts(strip, lane);
        return true;
    case LANE_AMOUNT:
        take_amounts(strip, lane);
        return true;
    case LANE_MOMENT:
        take_moments(strip, lane);
        return true;
    case LANE_TIME:
        take_times(strip, lane);
        return true;
    case LANE_TEXT:
        return take_texts(strip, lane);
    case LANE_CONSTANT: /* the road fills it */
        return true;
    }
    return true;
}

/* Which rows are no UTF-8, where some are not. */
static void find_not_utf8(const struct strip *strip)
{
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const uint32_t end = strip->end[(r + 1) * strip->plan->n_columns - 1];
            const struct fire_text_view row = { strip->text + strip->start[r],
                                                end - strip->start[r] };
            odd |= fire_text_valid_bytes(row) != row.size_bytes ? bit_of(r) : 0;
        }
        add_odd(strip, g, odd);
    }
}

bool lanes_take(const struct strip *strip)
{
    const uint32_t end = strip->end[strip->n_rows * strip->plan->n_columns - 1];
    const struct fire_text_view all = { strip->text, end };
    if (fire_text_valid_bytes(all) != end) find_not_utf8(strip);
    look_at_rows(strip);
    const bool has_errors = memchr(strip->text, '#', end) != NULL; /* perhaps "#N/A" */
    for (int32_t i = 0; i < strip->plan->n_lanes; i++) {
        const struct lane *lane = &strip->plan->lane[i];
        if (lane->kind == LANE_UNREAD && !has_errors) continue;
        if (!take_lane(strip, lane)) return false;
    }
    return true;
}
