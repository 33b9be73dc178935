/* test_read.c - files as records, cells and faults.
 *
 * Each table row is a whole file and all that its reader says about it (test_read_told.h).
 * Every row is read again with blocks of 1 to 64 bytes and after a rewind. */
#include "check.h"
#include "read/open.h"
#include "test_read_told.h"

#include <stdlib.h>
#include <string.h>

#define BYTES(text) (text), sizeof(text) - 1
#define BOM         "\xEF\xBB\xBF"

static const struct {
    const char *bytes;
    size_t size;
    struct fire_reader_options options;
    const char *want;
} files[] = {
    /* the plain way */
    { BYTES("ma,chet\nA1,2\n"), { 0 }, "1:[ma][chet]\n2:[A1][2]\nend 2 0\n" },
    { BYTES("ma,chet\nA1,2"), { 0 }, "1:[ma][chet]\n2:[A1][2]\nend 2 0\n" },
    { BYTES("ma\n"), { 0 }, "1:[ma]\nend 1 0\n" },
    { BYTES("x"), { 0 }, "1:[x]\nend 1 0\n" },
    { BYTES("ma,ch\xE1\xBA\xBFt\nxã,Đống Đa\n"),
      { 0 },
      "1:[ma][chết]\n2:[xã][Đống Đa]\nend 2 0\n" },
    { BYTES("a,b\n1\n1,2,3\n1,2,\n"),
      { 0 },
      "1:[a][b]\n2:[1]\n3:[1][2][3]\n4:[1][2][]\nend 4 0\n" },

    /* byte order mark */
    { BYTES(BOM "ma,b\n1,2\n"), { 0 }, "1:[ma][b]\n2:[1][2]\nend 2 0\n" },
    { BYTES(BOM "\"ma\",\"b\"\n1,2\n"), { 0 }, "1:[ma][b]\n2:[1][2]\nend 2 0\n" },
    { BYTES("a,b\n" BOM "1,2\n"), { 0 }, "1:[a][b]\n2:[" BOM "1][2]\nend 2 0\n" },

    /* line ends, blank lines */
    { BYTES("a,b\r\n1,2\r\n"), { 0 }, "1:[a][b]\n2:[1][2]\nend 2 0\n" },
    { BYTES("a,b\r1,2\r"), { 0 }, "1:[a][b]\n2:[1][2]\nend 2 0\n" },
    { BYTES("a,b\r\r\r1,2"), { 0 }, "1:[a][b]\n4:[1][2]\nend 4 2\n" },
    { BYTES("a,b\r\n\r\n1,2\n\r3,4\n"), { 0 }, "1:[a][b]\n3:[1][2]\n5:[3][4]\nend 5 2\n" },
    { BYTES("\n \t\n\na,b\n\n1,2\n \n"), { 0 }, "4:[a][b]\n6:[1][2]\nend 7 5\n" },
    { BYTES("a,b,c\n,,\n"), { 0 }, "1:[a][b][c]\n2:[][][]\nend 2 0\n" },
    { BYTES("a\tb\n\t\n  \n"), { 0 }, "1:[a][b]\n2:[][]\nend 3 1\n" },

    /* spaces and quotes */
    { BYTES("a , b\n \t1\t , 2 3 \n"), { 0 }, "1:[a][b]\n2:[1][2 3]\nend 2 0\n" },
    { BYTES("a,b\n\" 1 \", \"2\" \n"), { 0 }, "1:[a][b]\n2:[ 1 ][2]\nend 2 0\n" },
    { BYTES("a,b\n\"\",\"\"\"\"\n"), { 0 }, "1:[a][b]\n2:[][\"]\nend 2 0\n" },
    { BYTES("a,b\n\"x\"\"y\",\"1,2\"\n"), { 0 }, "1:[a][b]\n2:[x\"y][1,2]\nend 2 0\n" },
    { BYTES("\"\"\n\"\"\n"), { 0 }, "1:[]\n2:[]\nend 2 0\n" },

    /* lines within cells */
    { BYTES("a,b\n1,\"x\ny\"\n2,z\n"), { 0 }, "1:[a][b]\n2-3:[1][x\ny]\n4:[2][z]\nend 4 0\n" },
    { BYTES("a,b\r\n1,\"x\r\n\r\ny\"\r\n2,z"),
      { 0 },
      "1:[a][b]\n2-4:[1][x\n\ny]\n5:[2][z]\nend 5 0\n" },
    { BYTES("a,b\r1,\"x\ry\"\r2,z\r"), { 0 }, "1:[a][b]\n2-3:[1][x\ny]\n4:[2][z]\nend 4 0\n" },
    { BYTES("\"a\nb\",c\n1,\"\n\"\n"), { 0 }, "1-2:[a\nb][c]\n3-4:[1][\n]\nend 4 0\n" },
    { BYTES("a,b\n\"1\n2\",\"3\n4\"\n5,6"),
      { 0 },
      "1:[a][b]\n2-4:[1\n2][3\n4]\n5:[5][6]\nend 5 0\n" },

    /* faults on one line */
    { BYTES("a,b\n1,x\"y\n2,z\n"), { 0 }, "1:[a][b]\n2:stray 2.4 1,x\"y\n3:[2][z]\nend 3 0\n" },
    { BYTES("a,b\n1,\"x\"y,\r\n2,z\n"),
      { 0 },
      "1:[a][b]\n2:stray 2.6 1,\"x\"y,\n3:[2][z]\nend 3 0\n" },
    { BYTES("a,b\n1,\"x\" \"y\"\n2,z\n"),
      { 0 },
      "1:[a][b]\n2:stray 2.7 1,\"x\" \"y\"\n3:[2][z]\nend 3 0\n" },
    { BYTES("a\"b\n1\n"), { 0 }, "1:stray 1.2 a\"b\n2:[1]\nend 2 0\n" },
    { BYTES("a\nb\0c\n\0\nd\n"), { 0 }, "1:[a]\n2:nul 2.2 b" },
    { BYTES("a,b\n1,x\"y"), { 0 }, "1:[a][b]\n2:stray 2.4 1,x\"y\nend 2 0\n" },

    /* quotes never closed, or closed where another one opens */
    { BYTES("a,b\n1,\"x\n2,y\n3,z\n"),
      { 0 },
      "1:[a][b]\n2:unclosed 2.3 1,\"x\n3:[2][y]\n4:[3][z]\nend 4 0\n" },
    { BYTES("a,b\n1,\"x\n2,\"y\"\n3,z\n"),
      { 0 },
      "1:[a][b]\n2:unclosed 2.3 1,\"x\n3:[2][y]\n4:[3][z]\nend 4 0\n" },
    { BYTES("a,b\n\"p,q\", \"x\n2,\"y\"\n"),
      { 0 },
      "1:[a][b]\n2:unclosed 2.8 \"p,q\", \"x\n3:[2][y]\nend 3 0\n" },
    { BYTES("a,b\n1,\"\"\"x\r\n2,y"),
      { 0 },
      "1:[a][b]\n2:unclosed 2.3 1,\"\"\"x\n3:[2][y]\nend 3 0\n" },
    { BYTES("a\n\""), { 0 }, "1:[a]\n2:unclosed 2.1 \"\nend 2 0\n" },
    { BYTES("a\n\"\n\n1\n"), { 0 }, "1:[a]\n2:unclosed 2.1 \"\n4:[1]\nend 4 1\n" },
    { BYTES("\"a\n1\n"), { 0 }, "1:unclosed 1.1 \"a\n2:[1]\nend 2 0\n" },
    { BYTES("a\n\"b\nc\0d\n1\n"), { 0 }, "1:[a]\n2:unclosed 2.1 \"b\n3:nul 3.2 c" },

    /* not UTF-8; other encodings have a test of their own */
    { BYTES("a\nb\n1,qu\xE2n\n"),
      { 0 },
      "failed 3 f.csv:3: not UTF-8: byte 0xe2 at byte 5 of the line; looks like windows-1258: "
      "--encoding windows-1258\n" },
    { BYTES("đ \xF0\x9F\x94\n"),
      { .encoding = "utf-8" },
      "failed 3 f.csv:1: not UTF-8: byte 0xf0 at byte 4 of the line; save the file as CSV UTF-8\n" },
    { BYTES("a\n\"b\n\xC0\x80\""),
      { .encoding = "utf-8" },
      "failed 3 f.csv:3: not UTF-8: byte 0xc0 at byte 1 of the line; save the file as CSV "
      "UTF-8\n" },
    { BYTES("tiêu đề \xFF\na\n"),
      { .skip_lines = 1 },
      "failed 3 f.csv:1: not UTF-8: byte 0xff at byte 13 of the line; save the file as CSV UTF-8\n" },

    /* nothing there */
    { BYTES(""), { 0 }, "failed 7 f.csv: no header row: the file ends after 0 lines\n" },
    { BYTES(BOM), { 0 }, "failed 7 f.csv: no header row: the file ends after 0 lines\n" },
    { BYTES("\r\n\n\r"),
      { 0 },
      "failed 7 f.csv: no header row: the file ends after 3 lines\n" },
    { BYTES("a\nb\n"),
      { .header_row = 3 },
      "failed 7 f.csv: no header row: the file ends after 2 lines\n" },

    /* where the header is, what stands between cells */
    { BYTES("BÁO CÁO \"6 tháng\na;b\n1;2,5\n"),
      { .skip_lines = 1 },
      "2:[a][b]\n3:[1][2,5]\nend 3 0\n" },
    { BYTES("x\r\n\r\na|b\r\n1|2\r\n"), { .header_row = 3 }, "3:[a][b]\n4:[1][2]\nend 4 0\n" },
    { BYTES("x\n\na,b\n"), { .skip_lines = 1 }, "3:[a][b]\nend 3 1\n" },
    { BYTES("sep=;\na,b;c\n"), { 0 }, "2:[a,b][c]\nend 2 0\n" },
    { BYTES(BOM "\"SEP=|\"\r\na,b|c\r\n"), { 0 }, "2:[a,b][c]\nend 2 0\n" },
    { BYTES("sep=\t\na,b\tc\n"), { .delimiter = ',' }, "2:[a][b\tc]\nend 2 0\n" },
    { BYTES("sep=;\nx\na,b;c\n"), { .header_row = 3 }, "3:[a,b][c]\nend 3 0\n" },
    { BYTES("sep=;;\na;b\n"), { 0 }, "1:[sep=][][]\n2:[a][b]\nend 2 0\n" },
    { BYTES("a b\n1 2\n"), { .delimiter = ' ' }, "1:[a][b]\n2:[1][2]\nend 2 0\n" },
    { BYTES("a\n"),
      { .delimiter = '"' },
      "failed 4 f.csv: byte 0x22 cannot be the delimiter\n" },
};

static void test_files(void)
{
    for (size_t i = 0; i < CHECK_N(files); i++) {
        const char *path = check_file("f.csv", files[i].bytes, files[i].size);
        for (size_t block = 0; block <= 64; block++) {
            char *got = told(path, files[i].options, block == 0 ? 262144 : block);
            /* a wanted text ends at a NUL that the raw bytes hold */
            CHECK(strcmp(got, files[i].want) == 0, "file %zu, blocks of %zu:\n%s\nnot\n%s", i,
                  block, got, files[i].want);
            free(got);
        }
    }
}

static void test_rewind(void)
{
    for (size_t i = 0; i < CHECK_N(files); i++) {
        const char *path = check_file("f.csv", files[i].bytes, files[i].size);
        struct fire_reader *reader = NULL;
        struct fire_error err = { 0 };
        if (reader_open_blocks(path, &files[i].options, 3, &reader, &err) != FIRE_OK) continue;
        for (int round = 0; round < 2; round++) {
            char *got = told_from(reader);
            CHECK(strcmp(got, files[i].want) == 0, "file %zu, round %d:\n%s\nnot\n%s", i, round,
                  got, files[i].want);
            free(got);
            CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
        }
        fire_reader_close(reader);
    }
}

/* A fault with a NUL is told up to the NUL above; here is the rest of it. */
static void test_nul(void)
{
    const char *path = check_file("nul.csv", BYTES("a\nb\0c\n\0\0\nd\n"));
    const struct fire_reader_options options = { 0 };
    struct fire_reader *reader = NULL;
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    static const struct {
        fire_fault fault;
        const char *raw;
        size_t size;
    } want[] = {
        { FIRE_FAULT_NONE, BYTES("a") },
        { FIRE_FAULT_NUL, BYTES("b\0c") },
        { FIRE_FAULT_NUL, BYTES("\0\0") },
        { FIRE_FAULT_NONE, BYTES("d") },
    };
    for (size_t i = 0; i < CHECK_N(want); i++) {
        struct fire_record record = { 0 };
        bool more = false;
        CHECK(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%zu", i);
        CHECK(record.fault == want[i].fault && record.line == (int64_t)i + 1, "%zu", i);
        CHECK(record.raw.size_bytes == want[i].size &&
                  memcmp(record.raw.bytes, want[i].raw, want[i].size) == 0,
              "%zu: %zu bytes", i, record.raw.size_bytes);
    }
    fire_reader_close(reader);
}

static const struct {
    const char *text;
    char delimiter;
} sniffed[] = {
    { "ma\n1,5\n", ',' },
    { "one column\n", ',' },
    { "a,b\n1,2\n", ',' },
    { "a;b\n1,5;2,5\n3,5;4,5\n", ';' },
    { "a\tb\n1,5\t2\n", '\t' },
    { "a|b\n", '|' },
    { "a;b;c\n", ';' },
    { "\"x,y,z,w\";b\n1;2\n", ';' },
    { "\"x\"\"y,\",b;\"z\n;;;;;;\"\n1,2;3\n", ',' },
    { "ngày;xã/phường, thị trấn;chết\n1;P. 1, Q. 2;3\n2;x;3\n", ';' },
    { "ngay,mo ta,gio|phut,chet\n1,gas, bep,7|5,0\n1,\"a,b\",7|5,0\n1,x,7|5,1\n", ',' },
    { "ma,ghi chu\n1,a;b\n2,a;b\n3,a;b\n", ',' },
    { "BAO CAO NAM\n\nma;chet\n1;2\n", ';' },
    { "a 5\" pipe,b\n1,2\n", ',' },
    /* notices that have a mark of their own */
    { "TINH A, PHONG PC07\nngay;huyen;chet\n13/02/2024;A;0\n14/02/2024;B;1\n", ';' },
    { "TINH A, PHONG PC07\nma;tien\n1;2,5\n2;3,5\n", ';' },
    { "TINH A, PHONG PC07\nBao cao quy 1, nam 2024\nma;tien\n1;2,5\n2;3,5\n", ';' },
    { "TINH A, PHONG PC07\nma;huyen;tien, dong\n1;A;2\n2;B;3\n3;B;3\n", ';' },
    { "A, B, C, D\n\nma;chet\n1;2\n", ';' },
    { "Nguon: a; b; c\nma,chet\n1,2\n3,4\n", ',' },
    { "TINH A, PC07;;\nma;huyen;tien\n1;A;2,5\n", ';' },
    { "TINH A, PC07\n;2023;2024\nA;1,5;2,5\nB;1,5;2,5\n", ';' },
    { "TINH A; PC07\nma\thuyen\n1\tA, B\n2\tC, D\n", '\t' },
    /* ragged rows do not give way to their decimal commas */
    { "ma;huyen;tien\n1;A\n2;A;1,5\n3;A\n4;A;2,5\n", ';' },
    { "huyen;tien\nA;1,234,567\nB;1,234,567\nC;1,234,567\n", ';' },
    { "ma;chet\n", ';' },
    { "TINH A, PHONG PC07\nma;huyen;chet\n", ';' },
};

static void test_delimiter(void)
{
    for (size_t i = 0; i < CHECK_N(sniffed); i++) {
        const char *path = check_file("s.csv", sniffed[i].text, strlen(sniffed[i].text));
        const struct fire_reader_options options = { 0 };
        struct fire_reader *reader = NULL;
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(fire_reader_delimiter(reader) == sniffed[i].delimiter, "%zu: '%c' for\n%s", i,
              fire_reader_delimiter(reader), sniffed[i].text);
        fire_reader_close(reader);
    }
}

#define HEAD "1:[ma_vu][ngay][gio][huyen][xa][nguyen_nhan][chet][thiet_hai]\n"

static const struct {
    const char *path;
    const char *want;
} shared[] = {
    { "cases/05-unclosed-quote/input.csv", HEAD
      "2:unclosed 2.56 A1,01/03/2024,07:00,Quận Sông Trà,Phường Đông,\"Chập điện,0,1000000\n"
      "3:[A2][02/03/2024][08:00][Quận Sông Trà][Phường Tây][Bất cẩn][1][2000000]\n"
      "4:[A3][03/03/2024][09:00][Huyện Núi Xanh][Xã Hạ][Sét][0][3000000]\nend 4 0\n" },
    { "cases/05-unclosed-quote/input_recovers.csv", HEAD
      "2:unclosed 2.56 A1,01/03/2024,07:00,Quận Sông Trà,Phường Đông,\"Chập điện,0,1000000\n"
      "3:[A2][02/03/2024][08:00][Quận Sông Trà][Phường Tây][Bất cẩn][1][2000000]\n"
      "4:[A3][03/03/2024][09:00][Huyện Núi Xanh][Xã Hạ][Sét][0][3000000]\nend 4 0\n" },
    { "cases/17-nul-bytes/utf16.csv",
      HEAD "2:[U1][01/02/2024][10:00][Quận Sông Trà][Phường Đông][x][0][1000000]\nend 2 0\n" },
    { "cases/17-nul-bytes/utf16_nobom.csv",
      HEAD "2:[U1][01/02/2024][10:00][Quận Sông Trà][Phường Đông][x][0][1000000]\nend 2 0\n" },
    { "cases/19-ragged-rows/input.csv",
      HEAD "2:[P1][01/02/2024][10:00][Quận Sông Trà][Phường Đông][Chập điện][0][1000000]\n"
           "3:[P2][02/02/2024][10:00][Quận Sông Trà][Phường Tây][Chập điện][1]\n"
           "4:[P3][03/02/2024][10:00][Quận Sông Trà][Phường Tây][Gas][rò rỉ][0][3000000]\n"
           "5:[P4][04/02/2024][10:00][Quận Sông Trà][Phường Tây][Sét][0][4000000][]\n"
           "6:[P5][05/02/2024]\nend 6 0\n" },
    { "cases/22-encodings/utf16be_bom.csv",
      HEAD "2:[Q1][01/02/2024][10:00][Quận Sông Trà][Phường Hoà Thuận][Chập điện][0][1000000]\n"
           "end 2 0\n" },
    { "cases/22-encodings/utf8_bom.csv", HEAD "2:[Q1]" },
    { "cases/22-encodings/utf8_bom_quoted_header.csv", HEAD "2:[Q1]" },
    { "cases/22-encodings/bad_utf8.csv", "failed 3 " },
    { "cases/22-encodings/cp1258.csv", "failed 3 " },
    { "cases/22-encodings/tcvn3.csv", "failed 3 " },
    { "cases/29-empty-and-headerless/bom_only.csv", "failed 7 " },
    { "cases/29-empty-and-headerless/empty.csv", "failed 7 " },
    { "cases/29-empty-and-headerless/newline_only.csv", "failed 7 " },
    { "cases/29-empty-and-headerless/header_only.csv", HEAD "end 1 0\n" },
    { "cases/29-empty-and-headerless/no_final_newline.csv", HEAD "2:[K1]" },
    { "cases/30-very-wide/dup_columns.csv",
      "1:[ma_vu][ngay][chet][chet][thiet_hai][Thiet_Hai][]\n"
      "2:[L1][01/02/2024][0][1][1000000][9][]\nend 2 0\n" },
};

static void test_shared_cases(void)
{
    for (size_t i = 0; i < CHECK_N(shared); i++) {
        const char *path = check_shared(shared[i].path);
        if (path == NULL) return;
        char *got = told(path, (struct fire_reader_options){ 0 }, 262144);
        CHECK(strncmp(got, shared[i].want, strlen(shared[i].want)) == 0, "%s:\n%s\nnot\n%s",
              shared[i].path, got, shared[i].want);
        free(got);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_files),     CHECK_TEST(test_rewind),       CHECK_TEST(test_nul),
        CHECK_TEST(test_delimiter), CHECK_TEST(test_shared_cases),
    };
    return CHECK_MAIN(tests);
}
