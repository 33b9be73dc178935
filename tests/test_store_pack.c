/* test_store_pack.c - a column as bytes is the column again, or nothing. */
#include "check.h"

#include "firestat/bits.h"
#include "store/pack.h"

#include <stdlib.h>
#include <string.h>

#define ID 4711

static int64_t value[PACK_ROWS];
static uint64_t valid[PACK_ROWS / 64];
static uint64_t bytes[PACK_MOST_BYTES / 8];
static int64_t got[PACK_ROWS];
static int32_t got_low[PACK_ROWS];

static size_t write_rows(int64_t n_rows)
{
    const struct pack_column column = { value, valid, n_rows, fire_count_valid(valid, n_rows) };
    return pack_write((unsigned char *)bytes, ID, &column);
}

/* As it was, whatever slice of it is asked for. */
static void check_rows(int64_t n_rows, size_t size, const char *what)
{
    struct pack pack;
    CHECK_OR_RETURN(pack_open((unsigned char *)bytes, size, ID, &pack), "%s", what);
    CHECK(pack.n_rows == n_rows, "%s: %lld rows", what, (long long)pack.n_rows);
    for (int64_t first = 0; first < n_rows; first += 4096) {
        const int64_t n = n_rows - first < 4096 ? n_rows - first : 4096;
        pack_read_i64(&pack, first, n, got + first);
        pack_read_i32(&pack, first, n, got_low + first);
    }
    for (int64_t i = 0; i < n_rows; i++) {
        if (fire_is_valid(pack.valid, i) != fire_is_valid(valid, i)) {
            CHECK(false, "%s: row %lld", what, (long long)i);
            return;
        }
        if (!fire_is_valid(valid, i)) continue;
        if (got[i] != value[i] || got_low[i] != (int32_t)(uint32_t)(uint64_t)value[i]) {
            CHECK(false, "%s: row %lld: %lld, not %lld", what, (long long)i, (long long)got[i],
                  (long long)value[i]);
            return;
        }
    }
}

/* Numbers looked up are those of a table, and one that has none is told. */
static void test_look_up(void)
{
    static const struct {
        const char *what;
        int64_t base;
        int64_t factor;
        uint32_t n;       /* numbers below it, times factor, plus base */
        uint32_t nothing; /* a number of these that stands for nothing, or n: none does */
        uint32_t n_look;  /* more than that */
        bool ok;
    } cases[] = {
        { "a byte", 1, 1, 200, 200, 300, true },
        { "a byte, the last one behind the table", 1, 1, 200, 200, 200, false },
        { "a byte of nothing", 1, 1, 200, 17, 300, false },
        { "two bytes", 40, 1, 60000, 60000, 70000, true },
        { "two bytes, the last one behind the table", 40, 1, 60000, 60000, 60039, false },
        { "two bytes of nothing", 40, 1, 60000, 59999, 70000, false },
        { "thousands", 5, 100, 600, 600, 70000, true },
        { "thousands, one of nothing", 5, 100, 600, 0, 70000, false },
        { "always the same", 7, 1, 1, 1, 8, true },
        { "always the same, behind the table", 7, 1, 1, 1, 7, false },
        { "below zero", -1, 1, 200, 200, 300, false },
    };
    static uint32_t look[70000];
    static uint32_t out[PACK_ROWS];
    memset(valid, 0xff, sizeof valid);
    for (size_t c = 0; c < CHECK_N(cases); c++) {
        for (int64_t i = 0; i < PACK_ROWS; i++)
            value[i] = cases[c].base +
                       cases[c].factor * (int64_t)((uint64_t)i * 7 % cases[c].n);
        for (uint32_t i = 0; i < 70000; i++)
            look[i] = i * 3;
        const int64_t nothing = cases[c].base + cases[c].factor * (int64_t)cases[c].nothing;
        if (cases[c].nothing < cases[c].n) look[nothing] = PACK_NOTHING;
        struct pack pack;
        const size_t size = write_rows(PACK_ROWS);
        CHECK_OR_RETURN(pack_open((unsigned char *)bytes, size, ID, &pack), "%s",
                        cases[c].what);
        const bool ok = pack_look_up(&pack, 0, PACK_ROWS, look, cases[c].n_look, out);
        CHECK(ok == cases[c].ok, "%s", cases[c].what);
        int64_t n_wrong = 0;
        for (int64_t i = 0; ok && i < PACK_ROWS; i++)
            n_wrong += out[i] != (uint32_t)value[i] * 3;
        CHECK(n_wrong == 0, "%s: %lld rows", cases[c].what, (long long)n_wrong);
    }
}

/* What a head says of its values holds for all of them. */
static void test_lies_within(void)
{
    static const struct {
        int64_t base;
        int64_t step; /* of a sequence */
        int64_t n_rows;
        int64_t low;
        int64_t high;
        bool within;
    } cases[] = {
        { 10, 1, 91, 10, 100, true },        { 10, 1, 92, 10, 100, false },
        { 100, -1, 91, 10, 100, true },      { 100, -1, 92, 10, 100, false },
        { 9, 0, 5, 10, 100, false },         { INT64_MIN, INT64_MAX, 3, INT64_MIN, 0, false },
        { 0, INT64_MAX, 3, -10, 10, false },
    };
    memset(valid, 0xff, sizeof valid);
    for (size_t c = 0; c < CHECK_N(cases); c++) {
        struct pack pack;
        for (int64_t i = 0; i < cases[c].n_rows; i++)
            value[i] = (int64_t)((uint64_t)cases[c].base +
                                 (uint64_t)cases[c].step * (uint64_t)i);
        const size_t size = write_rows(cases[c].n_rows);
        CHECK_OR_RETURN(pack_open((unsigned char *)bytes, size, ID, &pack), "%zu", c);
        CHECK(pack_lies_within(&pack, cases[c].low, cases[c].high) == cases[c].within, "%zu",
              c);
    }
    for (int64_t i = 0; i < 1000; i++)
        value[i] = 13149 + i * i % 7000;
    struct pack pack;
    const size_t size = write_rows(1000);
    CHECK_OR_RETURN(pack_open((unsigned char *)bytes, size, ID, &pack), "days");
    CHECK(pack_lies_within(&pack, 13149, 13149 + 65535), "what two bytes can hold");
    CHECK(!pack_lies_within(&pack, 13149, 13149 + 65534), "one less");
    CHECK(!pack_lies_within(&pack, 13150, 100000), "above the least");
}

/* Values are base + factor * (a number below n). */
static const struct {
    const char *what;
    int64_t base;
    int64_t factor;
    uint64_t n;
    size_t bytes_a_row;
} kinds[] = {
    { "one value", 17, 1, 1, 0 },
    { "two values", 0, 1, 2, 1 },
    { "a byte", -100, 1, 256, 1 },
    { "a byte of thousands", 0, 1000, 256, 1 },
    { "two bytes", 13149, 1, 65536, 2 },
    { "two bytes of millions", -5000000, 1000000, 40000, 2 },
    { "four bytes", INT64_MIN, 1, UINT32_MAX, 4 },
    { "four bytes of many", INT64_MIN, INT64_C(4294967296), UINT32_MAX, 4 },
    { "eight bytes", -1, 3, UINT64_C(3000000000000000000), 8 },
};

static uint64_t random64(unsigned long long *seed)
{
    return (uint64_t)check_random(seed) << 40 ^ (uint64_t)check_random(seed) << 20 ^
           check_random(seed);
}

static void test_round_trip(void)
{
    static const int64_t sizes[] = { 1, 2, 63, 64, 65, 4096, 5000, PACK_ROWS };
    unsigned long long seed = 1;
    for (size_t k = 0; k < CHECK_N(kinds); k++) {
        for (size_t s = 0; s < CHECK_N(sizes); s++) {
            for (unsigned nulls = 0; nulls < 3; nulls++) {
                memset(valid, 0, sizeof valid);
                for (int64_t i = 0; i < sizes[s]; i++) {
                    const uint64_t u = i == 0   ? 0
                                       : i == 1 ? kinds[k].n - 1
                                                : random64(&seed) % kinds[k].n;
                    value[i] = (int64_t)((uint64_t)kinds[k].base +
                                         u * (uint64_t)kinds[k].factor);
                    if (i == 0 || check_random(&seed) % 3 >= nulls) fire_set_valid(valid, i);
                }
                const size_t size = write_rows(sizes[s]);
                check_rows(sizes[s], size, kinds[k].what);
                if (sizes[s] == PACK_ROWS && nulls == 0)
                    CHECK(size == PACK_HEAD_BYTES + PACK_ROWS * kinds[k].bytes_a_row,
                          "%s: %zu bytes", kinds[k].what, size);
            }
        }
    }
}

static void test_sequences(void)
{
    static const struct {
        int64_t first;
        int64_t step;
    } sequences[] = { { 1, 1 }, { -7, 3 }, { INT64_MAX - 5, -1000000007 }, { 9, 0 } };
    for (size_t k = 0; k < CHECK_N(sequences); k++) {
        memset(valid, 0xff, sizeof valid);
        for (int64_t i = 0; i < PACK_ROWS; i++)
            value[i] = sequences[k].first + i * sequences[k].step;
        const size_t size = write_rows(PACK_ROWS);
        CHECK(size == PACK_HEAD_BYTES, "%zu bytes", size);
        check_rows(PACK_ROWS, size, "a sequence");
        value[40000]++;
        check_rows(PACK_ROWS, write_rows(PACK_ROWS), "nearly a sequence");
    }
}

static void test_extremes(void)
{
    static const int64_t odd[] = { INT64_MIN, INT64_MAX, 0, -1, 1, INT64_MIN + 1 };
    memset(valid, 0, sizeof valid);
    for (int64_t i = 0; i < 600; i++) {
        value[i] = odd[i % 6];
        fire_set_valid(valid, i);
    }
    check_rows(600, write_rows(600), "extremes");
}

/* Every bit of the bytes counts, and so does their number and whose they are. */
static void test_damage(void)
{
    unsigned long long seed = 3;
    struct pack pack;
    memset(valid, 0, sizeof valid);
    for (int64_t i = 0; i < 500; i++) {
        value[i] = check_random(&seed) % 1000;
        if (i % 5 != 0) fire_set_valid(valid, i);
    }
    const size_t size = write_rows(500);
    unsigned char *byte = (unsigned char *)bytes;
    for (size_t at = 0; at < size; at++) {
        for (int bit = 0; bit < 8; bit++) {
            byte[at] ^= (unsigned char)(1u << bit);
            CHECK(!pack_open(byte, size, ID, &pack), "bit %d of byte %zu", bit, at);
            byte[at] ^= (unsigned char)(1u << bit);
        }
        CHECK(!pack_open(byte, at, ID, &pack), "%zu bytes", at);
    }
    CHECK(!pack_open(byte, size, ID + 1, &pack), "another id");
    CHECK(!pack_open(byte, size + 8, ID, &pack), "too long");
    CHECK(pack_open(byte, size, ID, &pack), "as it was");
}

/* Two changes do not make up for each other, wherever they are. */
static void test_checksum(void)
{
    unsigned char *byte = (unsigned char *)bytes;
    memset(bytes, 0, 256);
    const uint64_t plain = pack_checksum(byte, 256);
    for (size_t a = 0; a < 256; a++) {
        for (size_t b = a + 1; b < 256; b++) {
            byte[a] ^= 0x80;
            byte[b] ^= 0x80;
            CHECK(pack_checksum(byte, 256) != plain, "bytes %zu and %zu", a, b);
            byte[a] ^= 0x80;
            byte[b] ^= 0x80;
        }
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_round_trip),  CHECK_TEST(test_sequences), CHECK_TEST(test_extremes),
        CHECK_TEST(test_damage),      CHECK_TEST(test_checksum),  CHECK_TEST(test_look_up),
        CHECK_TEST(test_lies_within),
    };
    return CHECK_MAIN(tests);
}
