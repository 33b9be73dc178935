/* test_read_limits.c - what a reader does with files that are large, hostile or random.
 *
 * Limits exactly at and one beyond; files made to cost time or memory; random cells written
 * and read back in every dialect; random bytes, where lines must add up whatever they are. */
#include "check.h"
#include "read/open.h"
#include "test_read_told.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* A file being written in memory. */
struct paper {
    char *bytes;
    size_t size;
    FILE *out;
};

static void paper_open(struct paper *paper)
{
    *paper = (struct paper){ 0 };
    paper->out = open_memstream(&paper->bytes, &paper->size);
    if (paper->out == NULL) abort();
}

static void paper_fill(struct paper *paper, char byte, size_t n)
{
    for (size_t i = 0; i < n; i++)
        fputc(byte, paper->out);
}

/* The paper as a file; the bytes stay until paper_free. */
static const char *paper_file(struct paper *paper, const char *name)
{
    fclose(paper->out);
    return check_file(name, paper->bytes, paper->size);
}

static void paper_free(struct paper *paper)
{
    free(paper->bytes);
}

static struct fire_reader *open_reader(const char *path, size_t block_bytes)
{
    const struct fire_reader_options options = { 0 };
    struct fire_reader *reader = NULL;
    struct fire_error err = { 0 };
    const fire_status status = reader_open_blocks(path, &options, block_bytes, &reader, &err);
    CHECK(status == FIRE_OK, "%s", err.message);
    return reader;
}

static const struct {
    const char *name;
    size_t n_bytes; /* of x in the one cell of line 2 */
    bool quoted;
    size_t break_at; /* a line break behind so many of them; 0: none */
    fire_fault fault;
    int64_t next_line;
} long_cells[] = {
    { "cell full", 65536, false, 0, FIRE_FAULT_NONE, 3 },
    { "cell over", 65537, false, 0, FIRE_FAULT_CELL_TOO_LONG, 3 },
    { "quoted full", 65536, true, 0, FIRE_FAULT_NONE, 3 },
    { "quoted over", 65537, true, 0, FIRE_FAULT_CELL_TOO_LONG, 3 },
    { "two lines full", 65535, true, 10, FIRE_FAULT_NONE, 4 },
    { "two lines over", 65536, true, 10, FIRE_FAULT_UNCLOSED_QUOTE, 3 },
    { "open line over", 80000, true, 79000, FIRE_FAULT_UNCLOSED_QUOTE, 3 },
    { "line full", 1048576 - 2, false, 0, FIRE_FAULT_CELL_TOO_LONG, 3 },
    { "line over", 1048577 - 2, false, 0, FIRE_FAULT_RECORD_TOO_LONG, 3 },
    { "line far over", 9000000, false, 0, FIRE_FAULT_RECORD_TOO_LONG, 3 },
    { "quoted line far over", 9000000, true, 0, FIRE_FAULT_RECORD_TOO_LONG, 3 },
};

static void test_long_cells(void)
{
    for (size_t i = 0; i < CHECK_N(long_cells); i++) {
        struct paper paper;
        paper_open(&paper);
        fputs("a,b\n1,", paper.out);
        if (long_cells[i].quoted) fputc('"', paper.out);
        for (size_t n = 0; n < long_cells[i].n_bytes; n++) {
            if (n > 0 && n == long_cells[i].break_at) fputc('\n', paper.out);
            fputc('x', paper.out);
        }
        fputs(long_cells[i].quoted ? "\"\nthe,end\n" : "\nthe,end\n", paper.out);
        const char *path = paper_file(&paper, "long.csv");

        struct fire_reader *reader = open_reader(path, 100000);
        struct fire_record record = { 0 };
        struct fire_error err = { 0 };
        bool more = false;
        for (int n = 0; n < 2; n++)
            CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s: %s",
                  long_cells[i].name, err.message);
        CHECK(record.fault == long_cells[i].fault, "%s: %d", long_cells[i].name, record.fault);
        CHECK(record.line == 2, "%s: %lld", long_cells[i].name, (long long)record.line);
        CHECK(record.raw.size_bytes <= FIRE_LIMIT_RECORD_BYTES, "%zu", record.raw.size_bytes);
        CHECK(memcmp(record.raw.bytes, "1,", 2) == 0, "%s: raw", long_cells[i].name);
        CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s: %s",
              long_cells[i].name, err.message);
        CHECK(record.line == long_cells[i].next_line, "%s: %lld", long_cells[i].name,
              (long long)record.line);
        fire_reader_close(reader);
        paper_free(&paper);
    }
}

static const struct {
    int n_breaks[2]; /* in the two cells of line 2 */
    fire_fault fault;
} breaks[] = {
    { { 100, 0 }, FIRE_FAULT_NONE },
    { { 100, 100 }, FIRE_FAULT_NONE },
    { { 101, 0 }, FIRE_FAULT_UNCLOSED_QUOTE },
    { { 1, 101 }, FIRE_FAULT_UNCLOSED_QUOTE },
};

static void test_many_breaks(void)
{
    for (size_t i = 0; i < CHECK_N(breaks); i++) {
        struct paper paper;
        paper_open(&paper);
        fputs("a,b\n\"x", paper.out);
        paper_fill(&paper, '\n', (size_t)breaks[i].n_breaks[0]);
        fputs("\",\"y", paper.out);
        paper_fill(&paper, '\n', (size_t)breaks[i].n_breaks[1]);
        fputs("\"\n", paper.out);
        const char *path = paper_file(&paper, "breaks.csv");
        struct fire_reader *reader = open_reader(path, 262144);
        struct fire_record record = { 0 };
        struct fire_error err = { 0 };
        bool more = false;
        for (int n = 0; n < 2; n++)
            CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s",
                  err.message);
        CHECK(record.fault == breaks[i].fault, "%zu: %d", i, record.fault);
        CHECK(record.line == 2, "%zu: %lld", i, (long long)record.line);
        fire_reader_close(reader);
        paper_free(&paper);
    }
}

/* A record of many short cells over many lines passes the record's limit, not a cell's. */
static void test_long_record(void)
{
    struct paper paper;
    paper_open(&paper);
    fputs("a\n\"x", paper.out);
    for (int i = 0; i < 30; i++) {
        paper_fill(&paper, 'x', 40000);
        fputs("\n\",\"", paper.out);
    }
    fputs("\"\nend\n", paper.out);
    const char *path = paper_file(&paper, "record.csv");
    struct fire_reader *reader = open_reader(path, 262144);
    struct fire_record record = { 0 };
    struct fire_error err = { 0 };
    bool more = false;
    for (int n = 0; n < 2; n++)
        CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s",
              err.message);
    CHECK(record.fault == FIRE_FAULT_RECORD_TOO_LONG && record.line == 2, "%d", record.fault);
    CHECK(record.raw.size_bytes == 40002, "%zu", record.raw.size_bytes);
    CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s", err.message);
    CHECK(record.line == 3, "%lld", (long long)record.line);
    fire_reader_close(reader);
    paper_free(&paper);
}

/* A line of 500,000 letters of three bytes; 1 + 3 n = 1048576 for no n. */
static const char *letters_file(struct paper *paper, const char *tail)
{
    paper_open(paper);
    fputs("a\n,", paper->out);
    for (int i = 0; i < 500000; i++)
        fputs("ạ", paper->out);
    fputs(tail, paper->out);
    return paper_file(paper, "letters.csv");
}

/* The letter that the limit cuts in two stays out of raw. */
static void test_long_line_utf8(void)
{
    struct paper paper;
    const char *path = letters_file(&paper, "\nend\n");
    for (size_t block = 65530; block < 65536; block++) {
        struct fire_reader *reader = open_reader(path, block);
        struct fire_record record = { 0 };
        struct fire_error err = { 0 };
        bool more = false;
        for (int n = 0; n < 2; n++)
            CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s",
                  err.message);
        CHECK(record.fault == FIRE_FAULT_RECORD_TOO_LONG, "%d", record.fault);
        CHECK(record.raw.size_bytes == 1 + (FIRE_LIMIT_RECORD_BYTES - 1) / 3 * 3, "%zu",
              record.raw.size_bytes);
        fire_reader_close(reader);
    }
    paper_free(&paper);
}

/* A bad byte far behind is found before the first row is given out. */
static void test_late_bad_byte(void)
{
    static const char *const tails[] = { "\xE1\xBA\nend\n", "\xE1\xBA", "\xFF\n" };
    for (size_t tail = 0; tail < CHECK_N(tails); tail++) {
        struct paper paper;
        const char *path = letters_file(&paper, tails[tail]);
        char want[200];
        snprintf(want, sizeof want,
                 "failed 3 letters.csv:2: not UTF-8: byte 0x%02x at byte 1500002 of the line; "
                 "save the file as CSV UTF-8\n",
                 (unsigned)(unsigned char)tails[tail][0]);
        for (size_t block = 65530; block < 65536; block++) {
            char *got = told(path, (struct fire_reader_options){ 0 }, block);
            CHECK(strcmp(got, want) == 0, "%s\nnot\n%s", got, want);
            free(got);
        }
        paper_free(&paper);
    }
}

static const struct {
    int32_t in_header;
    int32_t in_row;
    fire_status status; /* of the header row */
    fire_fault fault;   /* of the row        */
} wide[] = {
    { 4096, 4096, FIRE_OK, FIRE_FAULT_NONE },
    { 4096, 4097, FIRE_OK, FIRE_FAULT_RECORD_TOO_LONG },
    { 1, 300000, FIRE_OK, FIRE_FAULT_RECORD_TOO_LONG },
    { 4097, 1, FIRE_ERANGE, FIRE_FAULT_NONE },
    { 20000, 20000, FIRE_ERANGE, FIRE_FAULT_NONE },
    { 700000, 1, FIRE_ERANGE, FIRE_FAULT_NONE }, /* beyond the record's limit in bytes */
};

static void put_cells(struct paper *paper, int32_t n)
{
    for (int32_t i = 0; i < n; i++)
        fprintf(paper->out, "%s%d", i == 0 ? "" : ",", (int)(i % 7));
    fputc('\n', paper->out);
}

static void test_columns(void)
{
    for (size_t i = 0; i < CHECK_N(wide); i++) {
        struct paper paper;
        paper_open(&paper);
        put_cells(&paper, wide[i].in_header);
        put_cells(&paper, wide[i].in_row);
        const char *path = paper_file(&paper, "wide.csv");
        struct fire_reader *reader = open_reader(path, 262144);
        struct fire_record record = { 0 };
        struct fire_error err = { 0 };
        bool more = false;
        const fire_status status = fire_reader_next(reader, &record, &more, &err);
        CHECK(status == wide[i].status && (status == FIRE_OK || err.line == 1), "%zu: %s", i,
              err.message);
        if (status == FIRE_OK) {
            CHECK(record.n_cells == wide[i].in_header, "%zu: %d", i, (int)record.n_cells);
            CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s",
                  err.message);
            CHECK(record.fault == wide[i].fault, "%zu: %d", i, record.fault);
            CHECK(record.n_cells == (record.fault == FIRE_FAULT_NONE ? wide[i].in_row : 0),
                  "%zu: %d", i, (int)record.n_cells);
        }
        fire_reader_close(reader);
        paper_free(&paper);
    }
}

/* Files made so that a reader who looks for the closing quote again and again takes forever.
 * Each pattern is repeated over 200,000 lines. */
static const struct {
    const char *first; /* once, before the rest */
    const char *again;
    int n_again;
} hostile[] = {
    { "", "1,\"x\n", 200000 },             /* every line opens a quote            */
    { "", "\"\n", 200000 },                /* every second one closes it          */
    { "\"\n", "1,\"x\",\"y\"\n", 200000 }, /* one is never closed, the rest fine */
    { "\"\n", "1,2\n", 200000 },
    { "", "\"\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n1,2\n", 20000 },
    { "", "\"a\n\",\"b\n\",\"c\nx\"y\n", 50000 },
    { "", "\",\"\n\",\n", 100000 },
};

static void test_hostile_quotes(void)
{
    for (size_t i = 0; i < CHECK_N(hostile); i++) {
        struct paper paper;
        paper_open(&paper);
        fputs("a,b\n", paper.out);
        fputs(hostile[i].first, paper.out);
        for (int n = 0; n < hostile[i].n_again; n++)
            fputs(hostile[i].again, paper.out);
        const char *path = paper_file(&paper, "hostile.csv");
        struct fire_reader *reader = open_reader(path, 262144);
        struct fire_record record = { 0 };
        struct fire_error err = { 0 };
        const clock_t began = clock();
        int64_t n_lines = 0;
        bool more = true;
        for (;;) {
            CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK, "%s",
                            err.message);
            if (!more) break;
            n_lines += record.n_lines;
        }
        const double seconds = (double)(clock() - began) / CLOCKS_PER_SEC;
        CHECK(seconds < 1.5, "%zu took %.2f s", i, seconds);
        CHECK(n_lines == fire_reader_n_lines(reader), "%zu: %lld lines", i, (long long)n_lines);
        CHECK(n_lines >= 200000, "%zu: %lld lines", i, (long long)n_lines);
        fire_reader_close(reader);
        paper_free(&paper);
    }
}

static const char *const pieces[] = {
    "",  " ",  "a",    "cháy", "Đống Đa",  "\"", "\"\"", ",",  ";",  "\t",
    "|", "\n", "12,5", "0012", "\xC2\xA0", "🔥",  "=",    "x ", " x", "\n\n",
};

/* What a cell is written as and what it must be read as. */
static void put_cell(struct paper *file, struct paper *want, char delimiter,
                     const char *line_end, unsigned long long *seed)
{
    char text[64] = "";
    const unsigned n_pieces = check_random(seed) % 4;
    for (unsigned i = 0; i < n_pieces; i++)
        strcat(text, pieces[check_random(seed) % CHECK_N(pieces)]);
    fprintf(want->out, "[%s]", text);

    const size_t size = strlen(text);
    const bool bare = size > 0 && strpbrk(text, "\"\n") == NULL &&
                      strchr(text, delimiter) == NULL && strchr(" \t", text[0]) == NULL &&
                      strchr(" \t", text[size - 1]) == NULL;
    if (bare && check_random(seed) % 2 == 0) {
        fputs(text, file->out);
        return;
    }
    fputc('"', file->out);
    for (const char *byte = text; *byte != '\0'; byte++) {
        if (*byte == '"') fputc('"', file->out);
        if (*byte == '\n')
            fputs(line_end, file->out);
        else
            fputc(*byte, file->out);
    }
    fputc('"', file->out);
}

static int count(const char *text, char byte)
{
    int n = 0;
    for (; *text != '\0'; text++)
        n += *text == byte;
    return n;
}

static void put_table(struct paper *file, struct paper *want, char delimiter,
                      const char *line_end, unsigned long long *seed)
{
    long line = 1;
    for (int row = 0; row < 6; row++) {
        struct paper cells;
        paper_open(&cells);
        const unsigned n_cells = 1 + check_random(seed) % 4;
        for (unsigned i = 0; i < n_cells; i++) {
            if (i > 0) fputc(delimiter, file->out);
            put_cell(file, &cells, delimiter, line_end, seed);
        }
        fputs(line_end, file->out);
        fclose(cells.out);
        const int n_more = count(cells.bytes, '\n');
        fprintf(want->out, n_more > 0 ? "%ld-%ld:" : "%ld:", line, line + n_more);
        fprintf(want->out, "%s\n", cells.bytes);
        line += n_more + 1;
        paper_free(&cells);
    }
    fprintf(want->out, "end %ld 0\n", line - 1);
    fclose(want->out);
}

static void test_round_trip(void)
{
    static const char delimiters[] = { ',', ';', '\t', '|' };
    static const char *const line_ends[] = { "\n", "\r\n", "\r" };
    unsigned long long seed = 20240301;
    for (int n = 0; n < check_rounds(1200); n++) {
        const char delimiter = delimiters[n % 4];
        struct paper file;
        struct paper want;
        paper_open(&file);
        paper_open(&want);
        put_table(&file, &want, delimiter, line_ends[n / 4 % 3], &seed);
        const char *path = paper_file(&file, "random.csv");
        const struct fire_reader_options options = { .delimiter = delimiter };
        char *got = told(path, options, 1 + check_random(&seed) % 80);
        CHECK(strcmp(got, want.bytes) == 0, "file %d:\n%s\nread as\n%s\nnot\n%s", n, file.bytes,
              got, want.bytes);
        free(got);
        paper_free(&file);
        paper_free(&want);
    }
}

static int64_t count_lines(const char *bytes, size_t size)
{
    int64_t n = 0;
    for (size_t i = 0; i < size; i++) {
        const bool cr_of_crlf = bytes[i] == '\r' && i + 1 < size && bytes[i + 1] == '\n';
        n += (bytes[i] == '\n' || bytes[i] == '\r') && !cr_of_crlf;
    }
    if (size > 0 && bytes[size - 1] != '\n' && bytes[size - 1] != '\r') n++;
    return n;
}

/* Every line is in exactly one record or blank, in order, and raw is what stands there. */
static void check_adds_up(const char *path, const char *bytes, size_t size)
{
    struct fire_reader *reader = open_reader(path, 5);
    CHECK_OR_RETURN(reader != NULL, "%s", path);
    struct fire_record record = { 0 };
    struct fire_error err = { 0 };
    int64_t n_lines = 0;
    int64_t next_line = 1;
    const char *from = bytes;
    for (;;) {
        bool more = false;
        CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK, "%s",
                        err.message);
        if (!more) break;
        CHECK(record.line >= next_line, "line %lld again", (long long)record.line);
        next_line = record.line + record.n_lines;
        n_lines += record.n_lines;
        const size_t ahead = size - (size_t)(from - bytes);
        const size_t raw_size = record.raw.size_bytes;
        const char *end = bytes + size - raw_size;
        while (from <= end && memcmp(from, record.raw.bytes, raw_size) != 0)
            from++;
        CHECK(raw_size <= ahead && from <= end, "raw of line %lld", (long long)record.line);
        from += raw_size;
    }
    CHECK(n_lines + fire_reader_n_blank_lines(reader) == fire_reader_n_lines(reader),
          "%lld lines", (long long)n_lines);
    CHECK(fire_reader_n_lines(reader) == count_lines(bytes, size), "%lld of %lld lines",
          (long long)fire_reader_n_lines(reader), (long long)count_lines(bytes, size));
    fire_reader_close(reader);
}

static void test_random_bytes(void)
{
    static const char *const parts[] = {
        "\"", "\"", ",", "\n", "\r", "\r\n", " ", "a", "ạ", ""
    };
    unsigned long long seed = 7;
    for (int n = 0; n < check_rounds(1500); n++) {
        struct paper paper;
        paper_open(&paper);
        paper_fill(&paper, 'a', 150); /* enough text that some NULs do not make it UTF-16 */
        fputs(",b\n", paper.out);
        const unsigned n_parts = check_random(&seed) % 60;
        for (unsigned i = 0; i < n_parts; i++) {
            const unsigned part = check_random(&seed) % CHECK_N(parts);
            if (parts[part][0] != '\0')
                fputs(parts[part], paper.out);
            else if (n % 3 == 0)
                fputc('\0', paper.out);
        }
        const char *path = paper_file(&paper, "bytes.csv");
        const struct fire_reader_options options = { .delimiter = ',' };
        char *want = told(path, options, 262144);
        for (size_t block = 1; block < 8; block++) {
            char *got = told(path, options, block);
            CHECK(strcmp(got, want) == 0, "file %d, blocks of %zu:\n%s\nnot\n%s", n, block, got,
                  want);
            free(got);
        }
        free(want);
        check_adds_up(path, paper.bytes, paper.size);
        paper_free(&paper);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_long_cells),     CHECK_TEST(test_many_breaks),
        CHECK_TEST(test_long_record),    CHECK_TEST(test_long_line_utf8),
        CHECK_TEST(test_late_bad_byte),  CHECK_TEST(test_columns),
        CHECK_TEST(test_hostile_quotes), CHECK_TEST(test_round_trip),
        CHECK_TEST(test_random_bytes),
    };
    return CHECK_MAIN(tests);
}
