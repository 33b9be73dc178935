/* test_base_memory.c - arena, bitmaps, dictionary and the text that grows. */
#include "check.h"
#include "firestat/arena.h"
#include "firestat/bits.h"
#include "firestat/dictionary.h"
#include "firestat/output.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

/* ---- arena ---- */

static const size_t item_sizes[] = { 0, 1, 15, 16, 17, 100, 4000, 4096, 4097, 70000, 3000000 };

static void test_arena_items(void)
{
    struct fire_arena *arena = fire_arena_create();
    unsigned char *items[200];
    size_t sizes[200];
    unsigned long long seed = 1;
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < 200; i++) {
            sizes[i] =
                item_sizes[check_random(&seed) % (i % 20 == 0 ? CHECK_N(item_sizes) : 7)];
            items[i] = fire_arena_take(arena, sizes[i], 1);
            CHECK_OR_RETURN(items[i] != NULL, "no memory for %zu", sizes[i]);
            CHECK((uintptr_t)items[i] % 16 == 0, "item of %zu is at %p", sizes[i],
                  (void *)items[i]);
            for (size_t j = 0; j < sizes[i]; j++)
                CHECK_OR_RETURN(items[i][j] == 0, "byte %zu of %zu is not 0", j, sizes[i]);
            if (sizes[i] > 0) memset(items[i], (int)(i + 1), sizes[i]);
        }
        for (size_t i = 0; i < 200; i++) { /* no item wrote into another */
            for (size_t j = 0; j < sizes[i]; j++)
                CHECK_OR_RETURN(items[i][j] == (unsigned char)(i + 1), "item %zu, byte %zu", i,
                                j);
        }
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
    fire_arena_free(NULL);
}

/* Rounds of the same work must not need ever more memory. */
static void test_arena_reset_keeps_memory(void)
{
    struct fire_arena *arena = fire_arena_create();
    size_t size_after_two = 0;
    for (int round = 0; round < 50; round++) {
        unsigned long long seed = 99;
        for (int i = 0; i < 300; i++) {
            const size_t size = item_sizes[check_random(&seed) % CHECK_N(item_sizes)];
            CHECK(fire_arena_take(arena, size, 1) != NULL, "no memory");
        }
        fire_arena_reset(arena);
        if (round == 1) size_after_two = fire_arena_size_bytes(arena);
    }
    CHECK(fire_arena_size_bytes(arena) == size_after_two, "%zu grew to %zu", size_after_two,
          fire_arena_size_bytes(arena));
    fire_arena_free(arena);
}

static void test_arena_is_thrifty(void)
{
    struct fire_arena *arena = fire_arena_create();
    for (int i = 0; i < 100000; i++) {
        CHECK(fire_arena_take(arena, 4, 4) != NULL, "no memory");
        if (i % 1000 == 0) CHECK(fire_arena_take(arena, 300000, 1) != NULL, "no memory");
    }
    const size_t wanted = 100000u * 16 + 100 * 300000;
    CHECK(fire_arena_size_bytes(arena) < wanted + wanted / 4 + (1 << 20), "%zu for %zu",
          fire_arena_size_bytes(arena), wanted);
    fire_arena_free(arena);
}

static const struct {
    size_t count, item_bytes;
} too_much[] = {
    { SIZE_MAX, 2 }, { 2, SIZE_MAX },      { SIZE_MAX / 2 + 1, 2 }, { SIZE_MAX, SIZE_MAX },
    { SIZE_MAX, 1 }, { SIZE_MAX - 15, 1 }, { SIZE_MAX - 64, 1 },
};

static void test_arena_refuses(void)
{
    struct fire_arena *arena = fire_arena_create();
    for (size_t i = 0; i < CHECK_N(too_much); i++)
        CHECK(fire_arena_take(arena, too_much[i].count, too_much[i].item_bytes) == NULL,
              "%zu * %zu", too_much[i].count, too_much[i].item_bytes);
    CHECK(fire_arena_copy(arena, "x", SIZE_MAX) == NULL, "SIZE_MAX bytes");
    CHECK(fire_arena_take(arena, 0, 8) != NULL, "nothing is something");
    CHECK(fire_arena_take(arena, 8, 0) != NULL, "nothing is something");
    CHECK(fire_arena_take(arena, 0, 1) != fire_arena_take(arena, 0, 1), "items of no size");

    const char *copy = fire_arena_copy(arena, "a\0b", 3);
    CHECK(copy != NULL && memcmp(copy, "a\0b", 4) == 0, "not copied");
    copy = fire_arena_copy(arena, NULL, 0);
    CHECK(copy != NULL && copy[0] == '\0', "not copied");
    fire_arena_free(arena);
}

static void test_array_grow(void)
{
    int *numbers = NULL;
    size_t capacity = 0;
    for (int i = 0; i < 10000; i++) {
        int *grown = fire_array_grow(numbers, &capacity, (size_t)i + 1, sizeof *numbers);
        CHECK_OR_RETURN(grown != NULL && capacity > (size_t)i, "no memory");
        numbers = grown;
        numbers[i] = i;
    }
    for (int i = 0; i < 10000; i++)
        CHECK(numbers[i] == i, "%d is %d", i, numbers[i]);
    CHECK(capacity < 20000, "%zu is too many", capacity);

    const size_t before = capacity;
    CHECK(fire_array_grow(numbers, &capacity, SIZE_MAX / 2, sizeof *numbers) == NULL,
          "overflow");
    CHECK(fire_array_grow(numbers, &capacity, 1, sizeof *numbers) == numbers, "shrank");
    CHECK(capacity == before, "capacity touched");
    free(numbers);

    capacity = 0;
    void *nothing = fire_array_grow(NULL, &capacity, 0, 1);
    CHECK(nothing != NULL, "NULL is for no memory");
    free(nothing);
}

/* Longer than any small buffer, and the empty text. */
static const char *format_text(struct fire_arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = fire_arena_vprintf(arena, format, arguments);
    va_end(arguments);
    return text;
}

static void test_arena_printf(void)
{
    struct fire_arena *arena = fire_arena_create();
    const char *text = format_text(arena, "%s|%5000d|%s", "đ", 7, "ngã");
    CHECK_OR_RETURN(text != NULL && strlen(text) == 2 + 1 + 5000 + 1 + 4, "wrong length");
    CHECK(strncmp(text, "đ| ", 4) == 0 && strcmp(text + 5002, "7|ngã") == 0, "%.10s", text);
    CHECK(strcmp(format_text(arena, "%s", ""), "") == 0, "not empty");
    fire_arena_free(arena);
}

/* ---- bitmaps ---- */

static void test_bits(void)
{
    CHECK(fire_count_valid(NULL, 1000) == 1000, "NULL: no row is null");
    CHECK(FIRE_BITS_WORDS(0) == 0 && FIRE_BITS_WORDS(1) == 1 && FIRE_BITS_WORDS(64) == 1 &&
              FIRE_BITS_WORDS(65) == 2,
          "words");

    unsigned long long seed = 5;
    for (int64_t n_rows = 0; n_rows < 300; n_rows++) {
        uint64_t valid[6] = { 0 };
        int64_t n_valid = 0;
        for (int64_t row = 0; row < n_rows; row++) {
            if (check_random(&seed) % 3 == 0) continue;
            fire_set_valid(valid, row);
            n_valid++;
        }
        for (int64_t row = n_rows; row < 384; row++)
            fire_set_valid(valid, row); /* what lies behind must not count */
        CHECK(fire_count_valid(valid, n_rows) == n_valid, "%lld rows", (long long)n_rows);
    }
    const uint64_t all[2] = { UINT64_MAX, UINT64_MAX };
    CHECK(fire_count_valid(all, 128) == 128, "all");
    CHECK(fire_is_valid(NULL, 7) && fire_is_valid(all, 127), "valid");
}

/* ---- dictionary ---- */

static void test_dictionary(void)
{
    struct fire_dictionary *dictionary = fire_dictionary_create();
    enum { N = 50000 };
    char key[32];
    char label[32];
    uint32_t code = 0;
    for (int round = 0; round < 2; round++) { /* the second time all are known */
        for (uint32_t i = 0; i < N; i++) {
            const size_t size = (size_t)snprintf(key, sizeof key, "key %x", i * 2654435761u);
            snprintf(label, sizeof label, round == 0 ? "Label %u" : "other %u", i);
            const struct fire_text_view view = { key, size };
            CHECK_OR_RETURN(fire_dictionary_find(dictionary, view, &code) == (round == 1), "%u",
                            i);
            CHECK_OR_RETURN(fire_dictionary_add(dictionary, view, fire_text_of(label), &code) &&
                                code == i,
                            "%u got %u", i, code);
        }
    }
    CHECK(fire_dictionary_n(dictionary) == N, "%u", fire_dictionary_n(dictionary));
    for (uint32_t i = 0; i < N; i++) {
        const struct fire_text_view got_key = fire_dictionary_key(dictionary, i);
        const struct fire_text_view got_label = fire_dictionary_label(dictionary, i);
        snprintf(key, sizeof key, "key %x", i * 2654435761u);
        snprintf(label, sizeof label, "Label %u", i);
        CHECK_OR_RETURN(strcmp(got_key.bytes, key) == 0 && strlen(key) == got_key.size_bytes,
                        "%u", i);
        CHECK_OR_RETURN(strcmp(got_label.bytes, label) == 0, "%u", i);
        CHECK_OR_RETURN(strlen(label) == got_label.size_bytes, "%u", i);
    }
    fire_dictionary_free(dictionary);
    fire_dictionary_free(NULL);
}

/* Keys that a careless hash or a careless compare takes for one. */
static void test_dictionary_keys(void)
{
    static const struct fire_text_view keys[] = {
        { NULL, 0 },
        { "\0", 1 },
        { "\0\0", 2 },
        { "a", 1 },
        { "a\0", 2 },
        { "a\0b", 3 },
        { "a\0c", 3 },
        { "\0a", 2 },
        { "12345678", 8 },
        { "12345678\0", 9 },
        { "1234567", 7 },
        { "123456781234567", 15 },
        { "1234567812345678", 16 },
        { "8765432187654321", 16 },
        { "Hoà", 4 },
        { "Hoa", 3 },
    };
    struct fire_dictionary *dictionary = fire_dictionary_create();
    uint32_t code = 4711;
    for (uint32_t i = 0; i < CHECK_N(keys); i++) {
        CHECK(!fire_dictionary_find(dictionary, keys[i], &code), "row %u is new", i);
        CHECK(fire_dictionary_add(dictionary, keys[i], keys[i], &code) && code == i, "row %u",
              i);
    }
    for (uint32_t i = 0; i < CHECK_N(keys); i++) {
        CHECK(fire_dictionary_find(dictionary, keys[i], &code) && code == i, "row %u", i);
        CHECK(fire_text_equal(fire_dictionary_key(dictionary, i), keys[i]), "row %u", i);
        CHECK(fire_text_equal(fire_dictionary_label(dictionary, i), keys[i]), "row %u", i);
        CHECK(fire_dictionary_key(dictionary, i).bytes[keys[i].size_bytes] == '\0', "row %u",
              i);
    }
    code = 4711;
    CHECK(!fire_dictionary_find(dictionary, fire_text_of("b"), &code) && code == 4711,
          "touched");
    fire_dictionary_free(dictionary);
}

/* ---- buffer ---- */

static void test_buffer(void)
{
    struct fire_buffer buffer = { 0 };
    char expected[64];
    fire_buffer_printf(&buffer, "%s", "");
    CHECK(buffer.bytes != NULL && buffer.size_bytes == 0 && buffer.bytes[0] == '\0', "empty");
    size_t size = 0;
    for (int i = 0; i < 20000; i++) {
        fire_buffer_printf(&buffer, "%d;", i);
        size += (size_t)snprintf(expected, sizeof expected, "%d;", i);
        CHECK_OR_RETURN(!buffer.failed && buffer.size_bytes == size, "%d", i);
    }
    CHECK(strlen(buffer.bytes) == size, "NUL");
    CHECK(strncmp(buffer.bytes, "0;1;2;3;", 8) == 0, "'%.8s'", buffer.bytes);
    CHECK(strcmp(buffer.bytes + size - 12, "19998;19999;") == 0, "'%s'",
          buffer.bytes + size - 12);
    fire_buffer_finish(&buffer);
    CHECK(buffer.bytes == NULL && buffer.size_bytes == 0, "finished");

    fire_buffer_add_text(&buffer, "Đống");
    fire_buffer_add_text(&buffer, NULL);
    fire_buffer_repeat(&buffer, '.', 3);
    fire_buffer_repeat(&buffer, '.', 0);
    fire_buffer_repeat(&buffer, '.', -7);
    fire_buffer_add_view(&buffer, fire_text_of("Đa"));
    fire_buffer_add(&buffer, "\0x", 2);
    fire_buffer_add(&buffer, NULL, 0);
    CHECK(buffer.size_bytes == 15 && memcmp(buffer.bytes, "Đống...Đa\0x", 16) == 0, "'%s' %zu",
          buffer.bytes, buffer.size_bytes);

    fire_buffer_repeat(&buffer, ' ', INT64_MAX); /* more than there is */
    CHECK(buffer.failed && buffer.size_bytes == 15, "failed");
    fire_buffer_add_text(&buffer, "x");
    fire_buffer_printf(&buffer, "%d", 1);
    CHECK(buffer.failed && buffer.size_bytes == 15, "stays failed");
    CHECK(memcmp(buffer.bytes, "Đống...Đa\0x", 16) == 0, "what was there is there");
    fire_buffer_finish(&buffer);
}

static void test_xml(void)
{
    static const struct {
        const char *text;
        const char *written;
    } cases[] = {
        { "", "" },
        { "Cháy & nổ", "Cháy &amp; nổ" },
        { "<b a=\"1\" c='2'>", "&lt;b a=&quot;1&quot; c=&#39;2&#39;&gt;" },
        { "]]>&amp;", "]]&gt;&amp;amp;" },
        { "a\tb\nc\rd", "a\tb\nc\rd" },
        { "\x01\x02x\x1F\x7Fy\x0B", "xy" },
        { "a\xC2\x85"
          "b\xC2\x9F"
          "c\u00A0d",
          "abc\u00A0d" },
        { "a\xEF\xBF\xBE"
          "b\xEF\xBF\xBF"
          "c\uFFFD",
          "abc\uFFFD" },
        { "a\u202Eb\u202Ac\u2066d\u2069e", "abcde" },
        { "\u2029\u202F\u2065\u206A\uFFBE", "\u2029\u202F\u2065\u206A\uFFBE" },
        { "\U0001F692 \U0010FFFD", "\U0001F692 \U0010FFFD" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer buffer = { 0 };
        fire_buffer_add_text(&buffer, ">");
        fire_buffer_add_xml(&buffer, fire_text_of(cases[i].text));
        CHECK(strcmp(buffer.bytes + 1, cases[i].written) == 0, "row %zu: '%s'", i,
              buffer.bytes);
        fire_buffer_finish(&buffer);
    }
    struct fire_buffer buffer = { 0 };
    fire_buffer_add_xml(&buffer, (struct fire_text_view){ "a\0b", 3 });
    CHECK(strcmp(buffer.bytes, "ab") == 0, "a NUL: '%s'", buffer.bytes);
    fire_buffer_finish(&buffer);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_arena_items),
        CHECK_TEST(test_arena_reset_keeps_memory),
        CHECK_TEST(test_arena_printf),
        CHECK_TEST(test_arena_is_thrifty),
        CHECK_TEST(test_arena_refuses),
        CHECK_TEST(test_array_grow),
        CHECK_TEST(test_bits),
        CHECK_TEST(test_dictionary),
        CHECK_TEST(test_dictionary_keys),
        CHECK_TEST(test_buffer),
        CHECK_TEST(test_xml),
    };
    return CHECK_MAIN(tests);
}
