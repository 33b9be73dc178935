/* prices.c - see firestat/prices.h.
 *
 * An index is a whole number of 10^-12: 100 is 10^14, so a product with any amount of 64 bits
 * stays below 2^127 as long as prices rise less than 10^4 times. */
#include "firestat/prices.h"

#include "prices_shipped.h"

#include "firestat/columns.h"
#include "firestat/text.h"

#include <string.h>

#define PLACES     12
#define HUNDRED    INT64_C(100000000000000) /* at PLACES */
#define MOST_YEARS 400
#define MOST_INDEX (HUNDRED * 10000)

__extension__ typedef __int128 product;

struct fire_prices {
    const char *source;
    int32_t n;
    int32_t year[MOST_YEARS]; /* ascending */
    int64_t index[MOST_YEARS];
};

/* ---- a row ------------------------------------------------------------------------------- */

/* What a row says; the texts are those of the table. */
enum { YEAR, INDEX, CHANGE, PREVIOUS_100, SOURCE, N_COLUMNS };
static const char *const column_name[N_COLUMNS] = { "year", "index", "change_percent",
                                                    "previous_year_100", "source" };

static bool is_digit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/* "189.7027", "3,62", "-0.43": at PLACES; no mark between thousands. */
static bool parse_decimal(struct fire_text_view text, int64_t *out)
{
    size_t at = 0;
    int32_t places = -1; /* behind the point; -1: none yet */
    int64_t number = 0;
    const bool is_negative = text.size_bytes > 0 && text.bytes[0] == '-';
    for (at = is_negative ? 1 : 0; at < text.size_bytes; at++) {
        const char letter = text.bytes[at];
        if ((letter == '.' || letter == ',') && places < 0 && at > 0 &&
            is_digit(text.bytes[at - 1]) && at + 1 < text.size_bytes) {
            places = 0;
            continue;
        }
        if (!is_digit(letter) || places >= PLACES || number > MOST_INDEX / 10) return false;
        number = number * 10 + (letter - '0');
        if (places >= 0) places++;
    }
    if (at == (is_negative ? 1 : 0)) return false;
    for (int32_t i = places < 0 ? 0 : places; i < PLACES; i++) {
        if (number > MOST_INDEX / 10) return false;
        number *= 10;
    }
    *out = is_negative ? -number : number;
    return true;
}

static bool parse_year(struct fire_text_view text, int32_t *out)
{
    if (text.size_bytes != 4) return false;
    *out = 0;
    for (size_t i = 0; i < 4; i++) {
        if (!is_digit(text.bytes[i])) return false;
        *out = *out * 10 + (text.bytes[i] - '0');
    }
    return true;
}

static int64_t quotient(product dividend, int64_t divisor)
{
    const product half = divisor / 2;
    return (int64_t)((dividend < 0 ? dividend - half : dividend + half) / divisor);
}

/* The year's factor against the year before, at PLACES of 100; empty cells of the first year are
 * its 100. false: not in form */
static bool factor_of(const struct fire_text_view cell[], int form, int64_t *out)
{
    if (!parse_decimal(cell[form], out)) return false;
    if (form == CHANGE) *out += HUNDRED;
    return *out > 0;
}

static fire_status add_year(struct fire_prices *prices, const struct fire_text_view cell[],
                            int form, const struct fire_location where[],
                            struct fire_error *err)
{
    const int32_t n = prices->n;
    int32_t year = 0;
    int64_t number = 0;
    if (!parse_year(cell[YEAR], &year))
        return fire_columns_refuse(cell[YEAR], where[YEAR], "2024", err);
    if (n == MOST_YEARS || (n > 0 && year <= prices->year[n - 1]))
        return fire_fail(err, FIRE_EVALUE, where[YEAR],
                         "the years of a table of prices go upward, one row each");
    if (!factor_of(cell, form, &number))
        return fire_columns_refuse(cell[form], where[form], "189.7027, 3.62, 103.62", err);
    if (form != INDEX && n > 0) {
        if (year != prices->year[n - 1] + 1)
            return fire_fail(err, FIRE_EVALUE, where[YEAR],
                             "the change of %d is missing: prices cannot be linked over it",
                             prices->year[n - 1] + 1);
        number = quotient((product)prices->index[n - 1] * number, HUNDRED);
    } else if (form != INDEX) {
        number = HUNDRED;
    }
    if (number <= 0 || number > MOST_INDEX)
        return fire_columns_refuse(cell[form], where[form], "189.7027, 3.62, 103.62", err);
    prices->year[n] = year;
    prices->index[n] = number;
    prices->n = n + 1;
    return FIRE_OK;
}

/* ---- tables ------------------------------------------------------------------------------ */

fire_status fire_prices_ship(struct fire_arena *arena, const struct fire_prices **out,
                             struct fire_error *err)
{
    static const struct fire_location nowhere[N_COLUMNS] = { { 0 } };
    struct fire_prices *prices = FIRE_TAKE(arena, 1, struct fire_prices);
    if (prices == NULL) return fire_fail_memory(err);
    for (int32_t i = 0; i < n_shipped_prices; i++) {
        const struct fire_text_view cell[N_COLUMNS] = {
            [YEAR] = fire_text_of(shipped_prices[i].year),
            [INDEX] = fire_text_of(shipped_prices[i].index)
        };
        FIRE_TRY(add_year(prices, cell, INDEX, nowhere, err));
    }
    prices->source = shipped_prices_source;
    *out = prices;
    return FIRE_OK;
}

static fire_status load_row(struct fire_prices *prices, const struct fire_columns *columns,
                            int form, struct fire_arena *arena, struct fire_error *err)
{
    struct fire_text_view cell[N_COLUMNS];
    struct fire_location where[N_COLUMNS];
    for (int i = 0; i < N_COLUMNS; i++) {
        cell[i] = fire_columns_cell(columns, i);
        where[i] = fire_columns_place(columns, i);
    }
    if (prices->n == 0 && cell[SOURCE].size_bytes > 0) {
        prices->source = fire_arena_copy(arena, cell[SOURCE].bytes, cell[SOURCE].size_bytes);
        if (prices->source == NULL) return fire_fail_memory(err);
    }
    return add_year(prices, cell, form, where, err);
}

fire_status fire_prices_load(const char *path, struct fire_arena *arena,
                             const struct fire_prices **out, struct fire_error *err)
{
    struct fire_columns *columns;
    bool more = true;
    struct fire_prices *prices = FIRE_TAKE(arena, 1, struct fire_prices);
    if (prices == NULL) return fire_fail_memory(err);
    prices->source = fire_arena_copy(arena, path, strlen(path));
    if (prices->source == NULL) return fire_fail_memory(err);
    FIRE_TRY(fire_columns_open(path, column_name, N_COLUMNS, 1, &columns, err));
    int form = INDEX;
    while (form < SOURCE && !fire_columns_has(columns, form))
        form++;
    fire_status status = FIRE_OK;
    if (form == SOURCE)
        status = fire_fail(err, FIRE_ESCHEMA, fire_columns_place(columns, -1),
                           "a table of prices needs a column index, change_percent or "
                           "previous_year_100");
    while (status == FIRE_OK) {
        status = fire_columns_next(columns, &more, err);
        if (status != FIRE_OK || !more) break;
        status = load_row(prices, columns, form, arena, err);
    }
    fire_columns_close(columns);
    if (status == FIRE_OK) *out = prices;
    return status;
}

/* ---- asked ------------------------------------------------------------------------------- */

const char *fire_prices_source(const struct fire_prices *prices)
{
    return prices->source;
}

/* 0: none */
static int64_t index_of(const struct fire_prices *prices, int32_t year)
{
    for (int32_t i = 0; i < prices->n; i++)
        if (prices->year[i] == year) return prices->index[i];
    return 0;
}

bool fire_prices_has(const struct fire_prices *prices, int32_t year)
{
    return index_of(prices, year) != 0;
}

bool fire_prices_deflate(const struct fire_prices *prices, int64_t amount, int32_t year,
                         int32_t base_year, int64_t *out)
{
    const int64_t then = index_of(prices, year);
    const int64_t base = index_of(prices, base_year);
    if (then == 0 || base == 0) return false;
    const product dividend = (product)amount * base;
    const product half = then / 2;
    const product result = (dividend < 0 ? dividend - half : dividend + half) / then;
    if (result < INT64_MIN || result > INT64_MAX) return false;
    *out = (int64_t)result;
    return true;
}
