/* test_read_encoding.c - files in other encodings: told from each other, decoded, refused.
 *
 * Small files are whole in the tables, read with blocks of 1 to 64 bytes; the register of
 * datasets/ is encoded in every encoding (test_read_encoders.h), found out without being told
 * and compared with its UTF-8 cell by cell. */
#include "check.h"
#include "read/open.h"
#include "test_read_encoders.h"
#include "test_read_told.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BYTES(text) (text), sizeof(text) - 1
#define REGISTER                                                                               \
    FIRESTAT_SOURCE_DIR "/datasets/lam-dong-synthetic/vu_chay_lam_dong_2014_2024.csv"

static const struct {
    const char *bytes;
    size_t size;
    struct fire_reader_options options;
    const char *want;
} files[] = {
    /* UTF-16: marks, no marks, lines, letters of four bytes */
    { BYTES("\xFF\xFE"
            "a\0,\0b\0\r\0\n\0\xA1\x1E,\0\"\0x\0\n\0\"\0"),
      { 0 },
      "1:[a][b]\n2-3:[ạ][x\n]\nend 3 0\n" },
    { BYTES("\xFE\xFF\0a\0,\0b\0\r\x1E\xA1\0,\0x"), { 0 }, "1:[a][b]\n2:[ạ][x]\nend 2 0\n" },
    { BYTES("\0a\0,\0b\x1E\xA1"), { 0 }, "1:[a][bạ]\nend 1 0\n" },
    { BYTES("a\0\n\0\x3D\xD8\x25\xDD\n\0"), { 0 }, "1:[a]\n2:[🔥]\nend 2 0\n" },
    { BYTES("a\0;\0b\0"), { .encoding = "utf-16" }, "1:[a][b]\nend 1 0\n" },
    { BYTES("\0a\0;\0b"), { .encoding = "UTF-16" }, "1:[a][b]\nend 1 0\n" },
    { BYTES("\0a\0;\0b"), { .encoding = "utf-16be" }, "1:[a][b]\nend 1 0\n" },
    { BYTES("\xFE\xFF\0a"), { .encoding = "utf-16" }, "1:[a]\nend 1 0\n" },
    { BYTES("a\0\r\0\n\0b\0c"),
      { 0 },
      "failed 3 f.csv:2: not UTF-16LE: byte 0x63 at byte 3 of the line\n" },
    { BYTES("\xFF\xFE"
            "a\0\r\0b\0\n\0c\0\x00\xDC"),
      { 0 },
      "failed 3 f.csv:3: not UTF-16LE: byte 0x00 at byte 3 of the line\n" },
    { BYTES("\0a\0\n\xD8\x41\0b"),
      { 0 },
      "failed 3 f.csv:2: not UTF-16BE: byte 0xd8 at byte 1 of the line\n" },
    { BYTES("\xFF\xFE"),
      { 0 },
      "failed 7 f.csv: no header row: the file ends after 0 lines\n" },

    /* 8-bit, as asked for */
    { BYTES("x\xE3,Ph\xFD\xF5\xCCng\r\nQu\xE2\xF2n,\xF0\xEA\xEC\n"),
      { .encoding = "cp1258" },
      "1:[xă][Phường]\n2:[Quận][đế]\nend 2 0\n" },
    { BYTES("a\xD2\n\xEC"), { .encoding = "windows-1258" }, "1:[ả]\n2:[\xCC\x81]\nend 2 0\n" },
    { BYTES("caf\xE9 \x93x\x94\n"), { .encoding = "latin1" }, "1:[café “x”]\nend 1 0\n" },
    { BYTES("a\nb\x81\n"),
      { .encoding = "windows-1252" },
      "failed 3 f.csv:2: not windows-1252: byte 0x81 at byte 2 of the line\n" },
    { BYTES("Ph\xAD\xEA"
            "ng,2014\x96"
            "2024\n\xA7\xB5 L\xB9t,C\xE9NG\n"),
      { .encoding = "ABC" },
      "1:[Phường][2014–2024]\n2:[Đà Lạt][CộNG]\nend 2 0\n" },
    { BYTES("a\r\rb\x01\n"),
      { .encoding = "tcvn3" },
      "failed 3 f.csv:3: not TCVN3: byte 0x01 at byte 2 of the line\n" },
    { BYTES("\xD1"
            "a\xF8 La\xEFt,\xD1\xC0\n\"AO\xCA,a\xC2\",aa\xE2\xF9\n"),
      { .encoding = "vni" },
      "1:[Đà Lạt][ĐÀ]\n2:[AOÊ,â][aâù]\nend 2 0\n" },
    { BYTES("\xF4\xF9\xF6\xD4\xD9\xD6,\xE6\xF3\xF2\xEE\xC6\xD3\xD2\xCE,30\xB0\n"),
      { .encoding = "VNI-Windows" },
      "1:[ớưỚƯ][ỉĩịỵỈĨỊỴ][30°]\nend 1 0\n" },
    { BYTES("Ph\xDF\xB6ng \x14\n"), { .encoding = "viscii" }, "1:[Phường Ỷ]\nend 1 0\n" },

    /* too little to be sure: named and refused */
    { BYTES("xa\nPh\xAD\xEAng T\xA9y\nQu\xCBn\n"),
      { 0 },
      "failed 3 f.csv:2: not UTF-8: byte 0xad at byte 3 of the line; looks like TCVN3: "
      "--encoding tcvn3\n" },
    { BYTES("Ph\xF6\xF4\xF8ng\n"),
      { 0 },
      "failed 3 f.csv:1: not UTF-8: byte 0xf6 at byte 3 of the line; looks like VNI: "
      "--encoding vni\n" },
    { BYTES("a\r\n\r\nPh\xFD\xF5\xCCng\n"),
      { 0 },
      "failed 3 f.csv:3: not UTF-8: byte 0xfd at byte 3 of the line; looks like windows-1258: "
      "--encoding windows-1258\n" },
    { BYTES("a\nstra\xDF"
            "e\n"),
      { 0 },
      "failed 3 f.csv:2: not UTF-8: byte 0xdf at byte 5 of the line; say which encoding it is "
      "with --encoding (utf-8, utf-16, utf-16le, utf-16be, windows-1258, windows-1252, tcvn3, "
      "vni, viscii), or save the file as CSV UTF-8\n" },

    /* English: dashes, quotes and signs, and a few letters */
    { BYTES("note\nCars \x96 3\nthe car park at Queen Square caught fire\n"),
      { 0 },
      "1:[note]\n2:[Cars – 3]\n3:[the car park at Queen Square caught fire]\nend 3 0\n" },
    { BYTES("note,loss\ndon\x92t,\xA3 500\n\x93smoke\x94,\xA3"
            "50\x85\n"),
      { 0 },
      "1:[note][loss]\n2:[don’t][£ 500]\n3:[“smoke”][£50…]\nend 3 0\n" },
    { BYTES("note\nCaf\xE9 \x96 owner\x92s flat\n"),
      { 0 },
      "failed 3 f.csv:2: not UTF-8: byte 0xe9 at byte 4 of the line; looks like windows-1252: "
      "--encoding windows-1252\n" },

    /* UTF-8 with bytes that are not */
    { BYTES("xã,chết\nQuận S\xC3ng\n"),
      { 0 },
      "failed 3 f.csv:2: not UTF-8: byte 0xc3 at byte 9 of the line; save the file as CSV "
      "UTF-8\n" },
    { BYTES("\xEF\xBB\xBFxã\xE2\n"),
      { 0 },
      "failed 3 f.csv:1: not UTF-8: byte 0xe2 at byte 4 of the line; save the file as CSV "
      "UTF-8\n" },
    { BYTES("\xE2,a\n"),
      { .encoding = "utf8" },
      "failed 3 f.csv:1: not UTF-8: byte 0xe2 at byte 1 of the line; save the file as CSV "
      "UTF-8\n" },

    /* letters lost */
    { BYTES("huyen,xa\nQu?n T?n,Ph??ng 1\nTh?nh ph?,ph??ng 2\nHo?i,x?m\n"),
      { 0 },
      "failed 3 f.csv:2: 'Qu?n': letters are lost, with '?' in their place; save the original "
      "again as CSV UTF-8 or as .xlsx\n" },
    { BYTES("Qu\xEF\xBF\xBDn,T\xEF\xBF\xBDn,ph\xEF\xBF\xBD\xEF\xBF\xBDng,th?nh,l?m\n"),
      { 0 },
      "failed 3 f.csv:1: 'Qu\xEF\xBF\xBDn': letters are lost, with '?' in their place; save the "
      "original again as CSV UTF-8 or as .xlsx\n" },
    { BYTES("Qu?n,T?n,ph??ng,th?nh,l?m\n"),
      { .encoding = "utf-8" },
      "1:[Qu?n][T?n][ph??ng][th?nh][l?m]\nend 1 0\n" },
    { BYTES("a?b,http://x?id=1,nh?n,t?n,sao?,c?\n"),
      { 0 },
      "1:[a?b][http://x?id=1][nh?n][t?n][sao?][c?]\nend 1 0\n" },

    /* what cannot be asked for */
    { BYTES("a\n"),
      { .encoding = "tcvn4" },
      "failed 4 there is no encoding 'tcvn4' (there is: utf-8, utf-16, utf-16le, utf-16be, "
      "windows-1258, windows-1252, tcvn3, vni, viscii)\n" },
    { BYTES("\xEF\xBB\xBF"
            "a\n"),
      { .encoding = "tcvn3" },
      "failed 4 f.csv: the byte order mark says UTF-8, not TCVN3\n" },
    { BYTES("\xFF\xFE"
            "a\0"),
      { .encoding = "utf-16be" },
      "failed 4 f.csv: the byte order mark says UTF-16LE, not UTF-16BE\n" },
};

static void test_files(void)
{
    for (size_t i = 0; i < CHECK_N(files); i++) {
        const char *path = check_file("f.csv", files[i].bytes, files[i].size);
        for (size_t block = 0; block <= 64; block++) {
            char *got = told(path, files[i].options, block == 0 ? 262144 : block);
            CHECK(strcmp(got, files[i].want) == 0, "file %zu, blocks of %zu:\n%s\nnot\n%s", i,
                  block, got, files[i].want);
            free(got);
        }
    }
}

/* Every name in the list is taken, and the list is all there is to tell. */
static void test_names(void)
{
    const char *path = check_file("n.csv", "a,b\n", 4);
    char list[256];
    snprintf(list, sizeof list, "%s", fire_encoding_names());
    int n = 0;
    for (char *name = strtok(list, ", "); name != NULL; name = strtok(NULL, ", "), n++) {
        const struct fire_reader_options options = { .encoding = name };
        struct fire_reader *reader = NULL;
        struct fire_error err = { 0 };
        CHECK(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s: %s", name,
              err.message);
        CHECK(strcmp(fire_reader_encoding_reason(reader), "as asked for") == 0, "%s", name);
        fire_reader_close(reader);
    }
    CHECK(n == 9, "%d names", n);
}

/* How one file is told. */
struct found {
    const char *encoding;
    char reason[160];
    bool warned;
};

static bool find(const char *path, const char *wanted, struct found *found)
{
    const struct fire_reader_options options = { .encoding = wanted };
    struct fire_reader *reader = NULL;
    struct fire_error err = { 0 };
    const fire_status status = fire_reader_open(path, &options, &reader, &err);
    CHECK(status == FIRE_OK, "%s", err.message);
    if (status != FIRE_OK) return false;
    found->encoding = fire_reader_encoding(reader); /* of the program, not of the reader */
    snprintf(found->reason, sizeof found->reason, "%s", fire_reader_encoding_reason(reader));
    found->warned = fire_reader_warning(reader) != NULL;
    fire_reader_close(reader);
    return true;
}

static const struct {
    const char *bytes;
    const char *wanted;
    const char *encoding;
    const char *reason;
    bool warned;
} known[] = {
    { "a\n", NULL, "UTF-8", "all bytes are valid UTF-8", false },
    { "\xEF\xBB\xBFxã\n", NULL, "UTF-8", "byte order mark", false },
    { "xã Đống Đa, Ã Â ô ê\n", NULL, "UTF-8", "all bytes are valid UTF-8", false },
    { "SÃ´ng ngÃ ,XÃ\n", NULL, "UTF-8", "all bytes are valid UTF-8", false },
    { "SÃ´ng,ngÃ²i,xÃ£\n", NULL, "UTF-8", "all bytes are valid UTF-8", true },
    { "Ă´ Ă³ á»\u2018 Ä\u2018\n", NULL, "UTF-8", "all bytes are valid UTF-8", true },
    { "SÃ´ng,ngÃ²i,xÃ£,đống đa, phường\n", NULL, "UTF-8", "all bytes are valid UTF-8", false },
    { "SÃ´ng,ngÃ²i,xÃ£\n", "utf-8", "UTF-8", "as asked for", true },
    { "xã\n", "vni", "VNI", "as asked for", true },
    { "xa\n", "vni", "VNI", "as asked for", false },
};

static void test_reasons(void)
{
    for (size_t i = 0; i < CHECK_N(known); i++) {
        const char *path = check_file("k.csv", known[i].bytes, strlen(known[i].bytes));
        struct found found;
        if (!find(path, known[i].wanted, &found)) continue;
        CHECK(strcmp(found.encoding, known[i].encoding) == 0, "%zu: %s", i, found.encoding);
        CHECK(strcmp(found.reason, known[i].reason) == 0, "%zu: %s", i, found.reason);
        CHECK(found.warned == known[i].warned, "%zu: %s", i, known[i].bytes);
    }
}

static const struct {
    const char *encoding;
    const char *mark;
    const char *label;
    bool loses_capitals; /* with tones: TCVN3 shows them by a font of its own */
} encodings[] = {
    { "utf-16le", "\xFF\xFE", "UTF-16LE", false },
    { "utf-16be", "\xFE\xFF", "UTF-16BE", false },
    { "utf-16le", "", "UTF-16LE", false },
    { "utf-16be", "", "UTF-16BE", false },
    { "windows-1258", "", "windows-1258", false },
    { "tcvn3", "", "TCVN3", true },
    { "vni", "", "VNI", false },
    { "viscii", "", "VISCII", false },
};

/* The text in an encoding, as a file. */
static const char *encoded_file(size_t index, const char *text)
{
    const size_t mark_size = strlen(encodings[index].mark);
    size_t size;
    char *body = encoded(encodings[index].encoding, text, &size);
    char *whole = malloc(mark_size + size);
    if (whole == NULL) abort();
    memcpy(whole, encodings[index].mark, mark_size);
    memcpy(whole + mark_size, body, size);
    const char *path = check_file("e.csv", whole, mark_size + size);
    free(body);
    free(whole);
    return path;
}

static void compare_cells(const struct fire_record *a, const struct fire_record *b, bool fold,
                          struct fire_arena *arena)
{
    CHECK(a->line == b->line && a->n_lines == b->n_lines && a->n_cells == b->n_cells &&
              a->fault == b->fault,
          "line %lld is not line %lld", (long long)a->line, (long long)b->line);
    for (int32_t i = 0; i < a->n_cells && i < b->n_cells; i++) {
        struct fire_text_view text[2];
        bool (*key)(struct fire_text_view, struct fire_arena *,
                    struct fire_text_view *) = fold ? fire_text_match_key : fire_text_clean;
        CHECK(key(a->cell[i], arena, &text[0]) && key(b->cell[i], arena, &text[1]), "memory");
        CHECK(fire_text_equal(text[0], text[1]), "line %lld: '%.*s' is not '%.*s'",
              (long long)a->line, (int)text[0].size_bytes, text[0].bytes,
              (int)text[1].size_bytes, text[1].bytes);
    }
}

/* Two files with the same cells. Capitals with tones come back small from TCVN3, so there the
 * match key has to do. */
static void compare_files(const char *path, const char *like, bool fold, size_t block_bytes,
                          const char *wanted)
{
    const char *paths[2] = { path, like };
    const struct fire_reader_options options[2] = { { .encoding = wanted }, { 0 } };
    struct fire_reader *readers[2] = { NULL, NULL };
    struct fire_arena *arena = fire_arena_create();
    struct fire_error err = { 0 };
    bool ok = arena != NULL;
    for (int i = 0; i < 2 && ok; i++)
        ok = reader_open_blocks(paths[i], &options[i], block_bytes, &readers[i], &err) ==
             FIRE_OK;
    CHECK(ok, "blocks of %zu: %s", block_bytes, err.message);
    for (int round = 0; round < 2 && ok; round++) {
        bool more[2] = { true, true };
        while (ok && more[0] && more[1]) {
            struct fire_record records[2];
            for (int i = 0; i < 2 && ok; i++)
                ok = fire_reader_next(readers[i], &records[i], &more[i], &err) == FIRE_OK;
            if (ok && more[0] && more[1]) compare_cells(&records[0], &records[1], fold, arena);
            fire_arena_reset(arena);
        }
        CHECK(ok && !more[0] && !more[1], "blocks of %zu: %s", block_bytes, err.message);
        for (int i = 0; i < 2 && ok; i++)
            ok = fire_reader_rewind(readers[i], &err) == FIRE_OK;
    }
    fire_reader_close(readers[0]);
    fire_reader_close(readers[1]);
    fire_arena_free(arena);
}

static void test_register(void)
{
    char *text = check_read(REGISTER, NULL);
    CHECK_OR_RETURN(text != NULL, "%s", REGISTER);
    const char *like = check_file("like.csv", text, strlen(text));
    for (size_t i = 0; i < CHECK_N(encodings); i++) {
        const char *path = encoded_file(i, text);
        struct found found;
        if (!find(path, NULL, &found)) continue;
        CHECK(strcmp(found.encoding, encodings[i].label) == 0, "%s: %s", encodings[i].encoding,
              found.encoding);
        compare_files(path, like, encodings[i].loses_capitals, 262144, NULL);

        int percent = 0; /* "98 % of 260 different words ...; as VISCII it would be 50 %" */
        int n_words = 0;
        int next = 0;
        if (sscanf(found.reason, "%d %% of %d%*[^;]; as %*s it would be %d", &percent, &n_words,
                   &next) == 3)
            CHECK(percent >= 98 && n_words >= 200 && next <= 50, "%s", found.reason);
        else
            CHECK(i < 4, "%s", found.reason);
    }
    free(text);
}

/* The first lines of the register, and letters of all kinds cut by blocks of every size. */
static void test_blocks(void)
{
    char *text = check_read(REGISTER, NULL);
    CHECK_OR_RETURN(text != NULL, "%s", REGISTER);
    size_t size = 1500;
    while (text[size - 1] != '\n')
        size++;
    text[size] = '\0';
    const char *like = check_file("like.csv", text, size);
    for (size_t i = 0; i < CHECK_N(encodings); i++) {
        const char *path = encoded_file(i, text);
        for (size_t block = 1; block <= 64; block++)
            compare_files(path, like, encodings[i].loses_capitals, block,
                          encodings[i].encoding);
    }
    free(text);
}

/* Two encodings in one file are none. */
static void test_glued(void)
{
    char *text = check_read(REGISTER, NULL);
    CHECK_OR_RETURN(text != NULL, "%s", REGISTER);
    size_t size[2];
    char *half[2] = { encoded("vni", text, &size[0]), encoded("tcvn3", text, &size[1]) };
    char *both = malloc(size[0] + size[1]);
    if (both == NULL) abort();
    memcpy(both, half[0], size[0]);
    memcpy(both + size[0], half[1], size[1]);
    char *got = told(check_file("g.csv", both, size[0] + size[1]),
                     (struct fire_reader_options){ 0 }, 262144);
    CHECK(strncmp(got, "failed 3 g.csv:1: not UTF-8", 27) == 0, "%.200s", got);
    free(got);
    free(both);
    free(half[0]);
    free(half[1]);
    free(text);
}

#define HEAD "1:[ma_vu][ngay][gio][huyen][xa][nguyen_nhan][chet][thiet_hai]\n"
#define Q1   "2:[Q1][01/02/2024][10:00][Quận Sông Trà][Phường "

static const struct {
    const char *path;
    const char *encoding;
    const char *want;
} shared[] = {
    { "cases/22-encodings/cp1258.csv", "cp1258",
      HEAD Q1 "Hoà Thuận][Chập điện][0][1000000]\nend 2 0\n" },
    { "cases/22-encodings/tcvn3.csv", "tcvn3", HEAD Q1 "Tây][x][0][1000000]\nend 2 0\n" },
    { "cases/22-encodings/utf16be_bom.csv", "utf-16",
      HEAD Q1 "Hoà Thuận][Chập điện][0][1000000]\nend 2 0\n" },
    { "cases/17-nul-bytes/utf16_nobom.csv", "utf-16le",
      HEAD "2:[U1][01/02/2024][10:00][Quận Sông Trà][Phường Đông][x][0][1000000]\nend 2 0\n" },
};

static void test_shared_cases(void)
{
    for (size_t i = 0; i < CHECK_N(shared); i++) {
        const char *path = check_shared(shared[i].path);
        if (path == NULL) return;
        char *got = told(path, (struct fire_reader_options){ .encoding = shared[i].encoding },
                         262144);
        CHECK(strcmp(got, shared[i].want) == 0, "%s:\n%s\nnot\n%s", path, got, shared[i].want);
        free(got);
    }
    const char *path = check_shared("cases/22-encodings/mojibake.csv");
    struct found found;
    if (path != NULL && find(path, NULL, &found)) CHECK(found.warned, "%s: no warning", path);
}

/* Bytes of all kinds in every encoding: no crash, and the same whatever the blocks. */
static void test_random_bytes(void)
{
    static const char *const wanted[] = { NULL,           NULL,    "utf-16le",
                                          "utf-16be",     "vni",   "windows-1258",
                                          "windows-1252", "tcvn3", "viscii" };
    static const char often[] = "aeouy,\n\r\"?\xF9\xEA\xCC\xEC\xF4\0\xD8\xDC";
    unsigned long long seed = 3;
    for (int n = 0; n < 1000; n++) {
        char bytes[96];
        const size_t size = check_random(&seed) % sizeof bytes;
        for (size_t i = 0; i < size; i++) {
            const unsigned random = check_random(&seed);
            bytes[i] = random % 4 == 0 ? (char)(random >> 8)
                                       : often[(random >> 8) % (sizeof often - 1)];
        }
        const char *path = check_file("r.csv", bytes, size);
        const struct fire_reader_options options = {
            .encoding = wanted[check_random(&seed) % CHECK_N(wanted)],
        };
        char *want = told(path, options, 262144);
        for (size_t block = 1; block < 6; block++) {
            char *got = told(path, options, block);
            CHECK(strcmp(got, want) == 0, "file %d, blocks of %zu:\n%s\nnot\n%s", n, block, got,
                  want);
            free(got);
        }
        free(want);
    }
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_files),        CHECK_TEST(test_names),        CHECK_TEST(test_reasons),
        CHECK_TEST(test_register),     CHECK_TEST(test_blocks),       CHECK_TEST(test_glued),
        CHECK_TEST(test_shared_cases), CHECK_TEST(test_random_bytes),
    };
    return CHECK_MAIN(tests);
}
