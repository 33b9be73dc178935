/* test_read_split.c - rows cut at once: which records are regular, and that their cells are those of
 * libcsv wherever the text is cut. */
#include "check.h"
#include "split_oracle.h"

#include <stdlib.h>
#include <string.h>

#define LONG "một ghi chú dài hơn sáu mươi tư byte, có dấu phẩy và ngắt dòng"

/* A copy with padding that no row may depend on. */
static struct fire_text_view padded(const char *text, size_t size)
{
    static char room[1 << 16];
    memcpy(room, text, size);
    memset(room + size, '"', FIRE_SPLIT_PADDING);
    return (struct fire_text_view){ room, size };
}

static void test_regular(void)
{
    static const struct {
        const char *text;
        int32_t n_columns;
        int32_t n_rows; /* cut before the first that is not regular */
        fire_split_stop stop;
    } cases[] = {
        { "a,b\nc,d\n", 2, 2, FIRE_SPLIT_END },
        { "a,b\r\nc,d\r\n", 2, 2, FIRE_SPLIT_END },
        { "a,b\nc,d", 2, 1, FIRE_SPLIT_END },
        { "a,\"b,\"\"c\"\"\nd\"\ne,f\n", 2, 2, FIRE_SPLIT_END },
        { "\"\",\"\"\n", 2, 1, FIRE_SPLIT_END },
        { " a , b\t\n", 2, 1, FIRE_SPLIT_END },
        { "a,\"" LONG "\"\"" LONG "\"\nb,c\n", 2, 2, FIRE_SPLIT_END },
        { "a,b\nc\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,d,e\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\n\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,d\"e\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,\"d\"e\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc, \"d\"\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,\"d\" \n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,d\re,f\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,\"d\r\ne\"\n", 2, 1, FIRE_SPLIT_IRREGULAR },
        { "a,b\nc,\"d\n", 2, 1, FIRE_SPLIT_END },
        { "a,b\nc,\x01\n", 2, 1, FIRE_SPLIT_IRREGULAR },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        uint32_t end[32 + FIRE_SPLIT_SLACK];
        uint32_t start[8];
        uint32_t line[8];
        const struct fire_text_view text = padded(cases[i].text, strlen(cases[i].text));
        const struct fire_split split = fire_split_rows(text, ',', cases[i].n_columns, 8, end,
                                                        start, line);
        CHECK(split.n_rows == cases[i].n_rows && split.stop == cases[i].stop,
              "case %zu: %d rows, stop %d", i, (int)split.n_rows, (int)split.stop);
        const char *wrong = split_differs(text, ',', cases[i].n_columns, NULL);
        CHECK(wrong == NULL, "case %zu: %s", i, wrong);
    }
}

/* Cut at every byte: the rows before it are the same, and what is left has the others. */
static void test_every_cut(void)
{
    static const char text[] = "1,Di Linh,\"" LONG
                               "\nhai dòng\",5\r\n2,\"Đức \"\"Trọng\"\"\",,\r\n"
                               "3,Bảo Lộc,\"\",1.5\r\n\"4\", Đà Lạt ,\"a\n\n\nb\",7\r\n"
                               "5,x,y,z\n6,\"" LONG LONG "\",\"" LONG "\",0\n";
    enum { COLUMNS = 4 };
    int64_t n_rows = 0;
    CHECK(split_differs(padded(text, sizeof text - 1), ',', COLUMNS, &n_rows) == NULL &&
              n_rows == 6,
          "%lld rows", (long long)n_rows);
    for (size_t cut = 0; cut < sizeof text; cut++) {
        uint32_t end[8 * COLUMNS + FIRE_SPLIT_SLACK];
        uint32_t start[8];
        uint32_t line[8];
        int64_t n_behind = 0;
        const struct fire_text_view before = padded(text, cut);
        const struct fire_split split = fire_split_rows(before, ',', COLUMNS, 8, end, start,
                                                        line);
        CHECK(split.stop == FIRE_SPLIT_END && split.next <= cut, "cut %zu: stop %d: '%.*s'",
              cut, (int)split.stop, (int)cut, text);
        const char *wrong = split_differs(
            padded(text + split.next, sizeof text - 1 - split.next), ',', COLUMNS, &n_behind);
        CHECK(wrong == NULL && split.n_rows + n_behind == 6, "cut %zu: %s, %d + %lld rows", cut,
              wrong == NULL ? "" : wrong, (int)split.n_rows, (long long)n_behind);
    }
}

/* Random texts of the bytes that matter. */
static void test_random(void)
{
    static const char *const pieces[] = { "a",    "bc", ",",    ",",  ",", "\n",
                                          "\n",   "\"", "\"\"", "\"", " ", "\t",
                                          "\r\n", "\r", ";",    "Đ",  LONG };
    unsigned long long seed = 4;
    int64_t n_rows = 0;
    for (int i = 0; i < 200000; i++) {
        char text[8192];
        size_t size = i % 8 != 0 ? 0 : 3900 + check_random(&seed) % 200; /* a long first cell */
        memset(text, 'x', size);
        if (size > 0 && i % 16 == 0) text[0] = '"';
        const unsigned n = check_random(&seed) % 40;
        for (unsigned k = 0; k < n; k++) {
            const char *piece = pieces[check_random(&seed) % CHECK_N(pieces)];
            memcpy(text + size, piece, strlen(piece));
            size += strlen(piece);
        }
        const int32_t n_columns = 2 + (int32_t)(check_random(&seed) % 3);
        const char delimiter = check_random(&seed) % 4 == 0 ? ';' : ',';
        const char *wrong = split_differs(padded(text, size), delimiter, n_columns, &n_rows);
        CHECK_OR_RETURN(wrong == NULL, "%s: '%.*s'", wrong, (int)size, text);
    }
    CHECK(n_rows > 20000, "only %lld rows were regular", (long long)n_rows);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_regular),
        CHECK_TEST(test_every_cut),
        CHECK_TEST(test_random),
    };
    return CHECK_MAIN(tests);
}
