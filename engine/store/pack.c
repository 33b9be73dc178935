/* pack.c - see pack.h. */
#include "pack.h"

#include <assert.h>
#include <string.h>

struct head {
    uint32_t magic;
    uint32_t n_rows;
    uint32_t n_values;
    uint32_t width;
    uint64_t id;
    uint64_t base;
    uint64_t step;
    uint64_t factor;
    uint64_t unused;
    uint64_t checksum; /* of all before and behind it */
};

#define MAGIC UINT32_C(0x31706366) /* "fcp1" */

static_assert(sizeof(struct head) == PACK_HEAD_BYTES, "without holes");

bool pack_works_here(void)
{
    const uint32_t one = 1;
    unsigned char first;
    memcpy(&first, &one, 1);
    return first == 1;
}

/* ---- checksum ----------------------------------------------------------------------------- */

#define N_LANES 8

static uint64_t turn(uint64_t sum, uint64_t word)
{
    sum ^= word;
    return (sum << 29 | sum >> 35) * UINT64_C(0x9e3779b97f4a7c15);
}

/* Eight sums side by side, so that no step waits for the one before; 14 GB/s. */
uint64_t pack_checksum(const unsigned char *bytes, size_t size)
{
    uint64_t sum[N_LANES];
    uint64_t word[N_LANES];
    for (int i = 0; i < N_LANES; i++)
        sum[i] = (uint64_t)i + 1;
    uint64_t all = size;
    for (; size >= sizeof word; bytes += sizeof word, size -= sizeof word) {
        memcpy(word, bytes, sizeof word);
        for (int i = 0; i < N_LANES; i++)
            sum[i] = turn(sum[i], word[i]);
    }
    memset(word, 0, sizeof word);
    if (size > 0) memcpy(word, bytes, size);
    for (int i = 0; i < N_LANES; i++)
        all = turn(all, turn(sum[i], word[i]));
    return all ^ all >> 32;
}

static uint64_t checksum_of(const struct head *head, const unsigned char *bytes, size_t size)
{
    struct head blank = *head;
    blank.checksum = pack_checksum(bytes, size);
    return pack_checksum((const unsigned char *)&blank, sizeof blank);
}

/* ---- writing ------------------------------------------------------------------------------ */

static bool has_value(const struct pack_column *column, int64_t row)
{
    return (column->valid[row >> 6] >> (row & 63) & 1u) != 0;
}

static void find_range(const struct pack_column *column, int64_t *out_min, int64_t *out_max)
{
    int64_t min = INT64_MAX;
    int64_t max = INT64_MIN;
    const bool is_full = column->n_values == column->n_rows;
    for (int64_t i = 0; i < column->n_rows; i++) {
        if (!is_full && !has_value(column, i)) continue;
        min = column->value[i] < min ? column->value[i] : min;
        max = column->value[i] > max ? column->value[i] : max;
    }
    *out_min = min;
    *out_max = max;
}

/* Whether each value lies one step from the one before. */
static bool is_sequence(const struct pack_column *column, uint64_t *out_step)
{
    const int64_t *value = column->value;
    const uint64_t step = column->n_rows > 1 ? (uint64_t)value[1] - (uint64_t)value[0] : 0;
    if (column->n_values < column->n_rows) return false;
    for (int64_t i = 1; i < column->n_rows; i++)
        if ((uint64_t)value[i] - (uint64_t)value[i - 1] != step) return false;
    *out_step = step;
    return true;
}

/* The greatest number that all distances from the base are multiples of; none is more than
 * `range`. A range that takes one byte anyway is not worth the divisions. */
static uint64_t find_factor(const struct pack_column *column, uint64_t base, uint64_t range)
{
    uint64_t factor = 0;
    if (range <= UINT8_MAX) return 1;
    for (int64_t i = 0; i < column->n_rows && factor != 1; i++) {
        uint64_t rest = has_value(column, i) ? (uint64_t)column->value[i] - base : 0;
        if (factor != 0) rest %= factor;
        while (rest != 0) {
            const uint64_t next = factor == 0 ? 0 : factor % rest;
            factor = rest;
            rest = next;
        }
    }
    return factor == 0 ? 1 : factor;
}

static unsigned width_of(uint64_t most)
{
    return most <= UINT8_MAX ? 1 : most <= UINT16_MAX ? 2 : most <= UINT32_MAX ? 4 : 8;
}

static void put_low(unsigned char *bytes, unsigned width, uint64_t u)
{
    switch (width) { /* a memcpy of a size that is not known is a call */
    case 1:
        memcpy(bytes, &u, 1);
        break;
    case 2:
        memcpy(bytes, &u, 2);
        break;
    case 4:
        memcpy(bytes, &u, 4);
        break;
    default:
        memcpy(bytes, &u, 8);
        break;
    }
}

static void write_values(unsigned char *bytes, const struct pack_column *column,
                         const struct head *head)
{
    const bool is_full = column->n_values == column->n_rows;
    for (int64_t i = 0; i < column->n_rows; i++) {
        uint64_t u = is_full || has_value(column, i) ? (uint64_t)column->value[i] - head->base
                                                     : 0;
        if (head->factor != 1) u /= head->factor;
        put_low(bytes + (size_t)i * head->width, head->width, u);
    }
}

size_t pack_write(unsigned char *bytes, int64_t id, const struct pack_column *column)
{
    struct head head = { .magic = MAGIC,
                         .n_rows = (uint32_t)column->n_rows,
                         .n_values = (uint32_t)column->n_values,
                         .id = (uint64_t)id,
                         .factor = 1 };
    unsigned char *at = bytes + sizeof head;
    assert(column->n_values > 0 && column->n_rows <= PACK_ROWS);
    if (column->n_values < column->n_rows) {
        const size_t size = (size_t)(column->n_rows + 63) / 64 * 8;
        memcpy(at, column->valid, size);
        at += size;
    }
    if (is_sequence(column, &head.step)) {
        head.base = (uint64_t)column->value[0];
    } else {
        int64_t min = 0;
        int64_t max = 0;
        find_range(column, &min, &max);
        const uint64_t range = (uint64_t)max - (uint64_t)min;
        head.base = (uint64_t)min;
        head.factor = find_factor(column, head.base, range);
        head.width = range == 0 ? 0 : width_of(range / head.factor);
        write_values(at, column, &head);
        at += (size_t)column->n_rows * head.width;
    }
    head.checksum = checksum_of(&head, bytes + sizeof head, (size_t)(at - bytes) - sizeof head);
    memcpy(bytes, &head, sizeof head);
    return (size_t)(at - bytes);
}

/* ---- reading ------------------------------------------------------------------------------ */

bool pack_open(const unsigned char *bytes, size_t size, int64_t id, struct pack *out)
{
    struct head head;
    if (size < sizeof head) return false;
    memcpy(&head, bytes, sizeof head);
    const bool has_width = head.width == 0 || head.width == 1 || head.width == 2 ||
                           head.width == 4 || head.width == 8;
    if (head.magic != MAGIC || head.id != (uint64_t)id || !has_width || head.n_rows == 0 ||
        head.n_rows > PACK_ROWS || head.n_values == 0 || head.n_values > head.n_rows)
        return false;
    const size_t valid_bytes = head.n_values == head.n_rows
                                   ? 0
                                   : ((size_t)head.n_rows + 63) / 64 * 8;
    const size_t values_bytes = (size_t)head.n_rows * head.width;
    if (size != sizeof head + valid_bytes + values_bytes ||
        head.checksum != checksum_of(&head, bytes + sizeof head, valid_bytes + values_bytes))
        return false;
    const unsigned char *behind = bytes + sizeof head;
    *out = (struct pack){ .n_rows = head.n_rows,
                          .valid = valid_bytes == 0 ? NULL
                                                    : (const uint64_t *)(const void *)behind,
                          .value = behind + valid_bytes,
                          .width = (int)head.width,
                          .base = head.base,
                          .step = head.step,
                          .factor = head.factor };
    return true;
}

/* Rows of one width in a loop of its own, which the compiler can then widen: 16 rows a step. */
#define READ(unsigned_type, calculation_type, out_type)                                        \
    do {                                                                                       \
        const calculation_type base = (calculation_type)pack->base;                            \
        const calculation_type factor = (calculation_type)pack->factor;                        \
        const uint32_t low_factor = (uint32_t)pack->factor;                                    \
        const unsigned char *at = pack->value + (size_t)first * sizeof(unsigned_type);         \
        if (pack->factor == 1) {                                                               \
            for (int64_t i = 0; i < n; i++) {                                                  \
                unsigned_type u;                                                               \
                memcpy(&u, at + (size_t)i * sizeof u, sizeof u);                               \
                out[i] = (out_type)(base + (calculation_type)u);                               \
            }                                                                                  \
        } else if (sizeof(unsigned_type) <= 4 && pack->factor == low_factor) {                 \
            for (int64_t i = 0; i < n; i++) { /* SSE2 multiplies no more than 32 bits */       \
                unsigned_type u;                                                               \
                memcpy(&u, at + (size_t)i * sizeof u, sizeof u);                               \
                out[i] = (out_type)(base + (calculation_type)(uint32_t)u * low_factor);        \
            }                                                                                  \
        } else {                                                                               \
            for (int64_t i = 0; i < n; i++) {                                                  \
                unsigned_type u;                                                               \
                memcpy(&u, at + (size_t)i * sizeof u, sizeof u);                               \
                out[i] = (out_type)(base + (calculation_type)u * factor);                      \
            }                                                                                  \
        }                                                                                      \
    } while (0)

void pack_read_i64(const struct pack *pack, int64_t first, int64_t n, int64_t out[])
{
    assert(first >= 0 && n >= 0 && first + n <= pack->n_rows);
    switch (pack->width) {
    case 0:
        for (int64_t i = 0; i < n; i++)
            out[i] = (int64_t)(pack->base + pack->step * (uint64_t)(first + i));
        break;
    case 1:
        READ(uint8_t, uint64_t, int64_t);
        break;
    case 2:
        READ(uint16_t, uint64_t, int64_t);
        break;
    case 4:
        READ(uint32_t, uint64_t, int64_t);
        break;
    default:
        READ(uint64_t, uint64_t, int64_t);
        break;
    }
}

void pack_read_i32(const struct pack *pack, int64_t first, int64_t n, int32_t out[])
{
    assert(first >= 0 && n >= 0 && first + n <= pack->n_rows);
    switch (pack->width) {
    case 0:
        for (int64_t i = 0; i < n; i++)
            out[i] = (int32_t)(uint32_t)(pack->base + pack->step * (uint64_t)(first + i));
        break;
    case 1:
        READ(uint8_t, uint32_t, int32_t);
        break;
    case 2:
        READ(uint16_t, uint32_t, int32_t);
        break;
    case 4:
        READ(uint32_t, uint32_t, int32_t);
        break;
    default:
        READ(uint64_t, uint32_t, int32_t);
        break;
    }
}

/* A look for the largest number, 16 bytes a step, and then nothing is asked row by row: 7.5
 * instructions a row of one or two bytes, where unpacking, testing and looking up were 13. */
#define LOOK_UP(unsigned_type)                                                                 \
    do {                                                                                       \
        const unsigned char *at = pack->value + (size_t)first * sizeof(unsigned_type);         \
        unsigned_type most = 0;                                                                \
        for (int64_t i = 0; i < n; i++) {                                                      \
            unsigned_type u;                                                                   \
            memcpy(&u, at + (size_t)i * sizeof u, sizeof u);                                   \
            most = u > most ? u : most;                                                        \
        }                                                                                      \
        if (most >= n_look) return false;                                                      \
        for (int64_t i = 0; i < n; i++) {                                                      \
            unsigned_type u;                                                                   \
            memcpy(&u, at + (size_t)i * sizeof u, sizeof u);                                   \
            out[i] = look[u];                                                                  \
            bits |= out[i];                                                                    \
        }                                                                                      \
    } while (0)

/* The same of numbers that are unpacked into `out` already. */
static bool look_up_unpacked(int64_t n, const uint32_t look[], uint32_t n_look, uint32_t out[])
{
    uint32_t bits = 0;
    for (int64_t i = 0; i < n; i++) {
        if (out[i] >= n_look) return false;
        out[i] = look[out[i]];
        bits |= out[i];
    }
    return bits < UINT32_C(1) << 31;
}

bool pack_look_up(const struct pack *pack, int64_t first, int64_t n, const uint32_t look[],
                  uint32_t n_look, uint32_t out[])
{
    assert(first >= 0 && n >= 0 && first + n <= pack->n_rows);
    uint32_t bits = 0;
    if (pack->factor != 1 || pack->base >= n_look || pack->width == 0 || pack->width > 2) {
        pack_read_i32(pack, first, n, (int32_t *)out);
        return look_up_unpacked(n, look, n_look, out);
    }
    look += pack->base;
    n_look -= (uint32_t)pack->base;
    if (pack->width == 1)
        LOOK_UP(uint8_t);
    else
        LOOK_UP(uint16_t);
    return bits < UINT32_C(1) << 31;
}

bool pack_lies_within(const struct pack *pack, int64_t low, int64_t high)
{
    const int64_t base = (int64_t)pack->base;
    if (base < low || base > high) return false;
    if (pack->width == 0) {
        int64_t way;
        int64_t last;
        return !__builtin_mul_overflow((int64_t)pack->step, pack->n_rows - 1, &way) &&
               !__builtin_add_overflow(base, way, &last) && low <= last && last <= high;
    }
    const uint64_t most = UINT64_MAX >> (64 - 8 * pack->width);
    uint64_t way;
    return !__builtin_mul_overflow(most, pack->factor, &way) &&
           way <= (uint64_t)high - (uint64_t)base;
}
