/* test_read_workbook_limits.c - limits on both sides, bombs, and damage at random. */
#include "check.h"
#include "test_workbook_made.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* Text that grows; aborts without memory. */
struct writing {
    char *text;
    size_t size;
    FILE *out;
};

static void begin_writing(struct writing *writing)
{
    writing->out = open_memstream(&writing->text, &writing->size);
    if (writing->out == NULL) abort();
}

static void write_times(FILE *out, const char *text, int64_t n)
{
    for (int64_t i = 0; i < n; i++)
        fputs(text, out);
}

static void check_told(const char *what, const char *path, const char *wanted)
{
    char *got = made_told(path, NULL);
    CHECK(strcmp(got, wanted) == 0, "%s gave\n%.600s", what, got);
    free(got);
}

#define DATA "<sheetData>"
#define END  "</sheetData>"

/* Limits that a few lines reach: the last that is read, and the first that is not. */
static void test_both_sides(void)
{
    static const struct {
        const char *before;
        const char *unit; /* of which there are n or n + 1 */
        int64_t n;
        const char *behind;
        const char *reason;
    } cases[] = {
        { "<sheetData><row><c t='inlineStr'><is><t>", "ế", FIRE_LIMIT_CELL_LETTERS,
          "</t></is></c></row></sheetData>", "more than 32767 characters" },
        { "<sheetData><row><c t='str'><v>", "_x0061_", FIRE_LIMIT_CELL_LETTERS,
          "</v></c></row></sheetData>", "more than 32767 characters" },
        { "<sheetData><row><c><v>1</v></c></row></sheetData><extLst>", "<e>",
          FIRE_LIMIT_XML_DEPTH - 2, NULL, "elements more than 64 deep" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        for (int over = 0; over < 2; over++) {
            struct writing sheet;
            begin_writing(&sheet);
            const int64_t n = cases[i].n + over;
            fputs(cases[i].before, sheet.out);
            write_times(sheet.out, cases[i].unit, n);
            if (cases[i].behind != NULL) fputs(cases[i].behind, sheet.out);
            if (cases[i].behind == NULL) write_times(sheet.out, "</e>", n);
            if (cases[i].behind == NULL) fputs("</extLst>", sheet.out);
            fclose(sheet.out);
            const char *path = made_xlsx("a.xlsx", sheet.text);
            char *got = made_told(path, NULL);
            const bool failed = strncmp(got, "failed ", 7) == 0;
            CHECK(failed == (over == 1), "%zu, %lld: %.200s", i, (long long)n, got);
            if (failed) CHECK(strstr(got, cases[i].reason) != NULL, "%zu: %.200s", i, got);
            free(got);
            free(sheet.text);
        }
    }
}

static void test_number_of_merges(void)
{
    for (int over = 0; over < 2; over++) {
        struct writing sheet;
        begin_writing(&sheet);
        fputs("<sheetData><row><c><v>1</v></c></row></sheetData><mergeCells>", sheet.out);
        for (int i = 1; i <= FIRE_LIMIT_MERGES + over; i++)
            fprintf(sheet.out, "<mergeCell ref='B%d'/>", i);
        fputs("</mergeCells>", sheet.out);
        fclose(sheet.out);
        const char *path = made_xlsx("a.xlsx", sheet.text);
        if (over == 0) check_told("merges", path, "1:n[1]\nend 1 0\n");
        if (over == 1) CHECK(made_refused(path, "more than 1000000 merged ranges"), "one more");
        free(sheet.text);
    }
}

/* Cells and rows beyond the limits of a record are set aside alone. */
static void test_long_records(void)
{
    struct writing sheet;
    begin_writing(&sheet);
    fputs("<sheetData><row><c><v>1</v></c></row><row><c><v>2</v></c><c t='inlineStr'><is><t>",
          sheet.out);
    write_times(sheet.out, "ế", 21846); /* 65,538 bytes */
    fputs("</t></is></c></row><row><c><v>3</v></c>", sheet.out);
    for (int i = 0; i < 40; i++) {
        fputs("<c t='inlineStr'><is><t>", sheet.out);
        write_times(sheet.out, "x", 30000);
        fputs("</t></is></c>", sheet.out);
    }
    fputs("</row><row><c><v>4</v></c></row></sheetData>", sheet.out);
    fclose(sheet.out);
    const char *path = made_xlsx("a.xlsx", sheet.text);
    free(sheet.text);

    const struct fire_reader_options options = { 0 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK_OR_RETURN(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    static const fire_fault faults[] = { FIRE_FAULT_NONE, FIRE_FAULT_CELL_TOO_LONG,
                                         FIRE_FAULT_RECORD_TOO_LONG, FIRE_FAULT_NONE };
    for (size_t i = 0; i < CHECK_N(faults); i++) {
        struct fire_record record;
        bool more = false;
        CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more, "%s",
                        err.message);
        CHECK(record.fault == faults[i], "row %zu: fault %d", i + 1, (int)record.fault);
        CHECK(record.n_cells == (record.fault == FIRE_FAULT_NONE ? 41 : 0), "row %zu: %d cells",
              i + 1, (int)record.n_cells);
        CHECK(record.raw.size_bytes <= FIRE_LIMIT_RECORD_BYTES, "%zu", record.raw.size_bytes);
        CHECK(fire_text_valid_bytes(record.raw) == record.raw.size_bytes, "row %zu", i + 1);
        if (i == 1)
            CHECK(record.fault_byte == 3 && record.fault_line == 2, "byte %d",
                  (int)record.fault_byte);
    }
    fire_reader_close(reader);
}

static const char small_sheet[] = DATA
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
    "<row r='2'><c r='A2' s='2'><v>45351.34375</v></c><c r='B2'><v>1234.5599999999999</v></c>"
    "</row><row r='4'><c r='A4' t='inlineStr'><is><t>x</t></is></c></row>" END
    "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>";

/* Read a file to its end or its refusal; neither may crash, hang or take memory. */
static void read_through(const char *path)
{
    const struct fire_reader_options options = { 0 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    struct fire_record record;
    bool more = true;
    fire_status status = fire_reader_open(path, &options, &reader, &err);
    while (status == FIRE_OK && more)
        status = fire_reader_next(reader, &record, &more, &err);
    CHECK(status == err.status, "status %d, error %d", (int)status, (int)err.status);
    CHECK(status == FIRE_OK || strlen(err.message) > 0, "no message");
    fire_reader_close(reader);
}

static void damage(const char *path, unsigned long long seed)
{
    size_t size = 0;
    char *bytes = check_read(path, &size);
    CHECK_OR_RETURN(bytes != NULL, "%s", path);
    for (size_t cut = 0; cut < size; cut += 97)
        read_through(check_file("damaged.xlsx", bytes, cut));
    for (int round = 0; round < 500; round++) {
        char *copy = malloc(size);
        if (copy == NULL) abort();
        memcpy(copy, bytes, size);
        for (unsigned flips = 1 + check_random(&seed) % 4; flips > 0; flips--)
            copy[check_random(&seed) % size] ^= (char)(1u << check_random(&seed) % 8);
        read_through(check_file("damaged.xlsx", copy, size));
        free(copy);
    }
    free(bytes);
}

/* Flips in the XML before it is packed, where no checksum finds them. */
static void damage_xml(const char *text, bool ods, unsigned long long seed)
{
    const size_t size = strlen(text);
    for (int round = 0; round < 500; round++) {
        char *copy = malloc(size + 1);
        if (copy == NULL) abort();
        memcpy(copy, text, size + 1);
        for (unsigned flips = 1 + check_random(&seed) % 3; flips > 0; flips--) {
            char *byte = copy + check_random(&seed) % size;
            const char flipped = (char)(*byte ^ (char)(1u << check_random(&seed) % 7));
            if (flipped != '\0') *byte = flipped;
        }
        read_through(ods ? made_ods("damaged.ods", copy) : made_xlsx("damaged.xlsx", copy));
        free(copy);
    }
}

static void test_damage(void)
{
    static const char table[] =
        "<table:table table:name='S'><r><c across='2'><p>a <text:s/>b</p></c><x/></r>"
        "<r rows='2'><c is='float' value='5'/><c is='date' office:date-value='2024-02-29'/></r>"
        "</table:table>";
    damage(made_xlsx("a.xlsx", small_sheet), 1);
    damage(made_ods("a.ods", table), 2);
    damage_xml(small_sheet, false, 3);
    damage_xml(table, true, 4);
}

/* Refuse a file in a child: within two seconds and 256 MiB of the kernel's own counting. */
static void check_bounded(const char *what, const char *path, const char *reason)
{
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) {
        struct rusage before;
        struct rusage after;
        getrusage(RUSAGE_SELF, &before);
        const bool refused = made_refused(path, reason);
        getrusage(RUSAGE_SELF, &after);
        const double seconds = (double)(after.ru_utime.tv_sec - before.ru_utime.tv_sec) +
                               1e-6 *
                                   (double)(after.ru_utime.tv_usec - before.ru_utime.tv_usec);
        const long kib = after.ru_maxrss - before.ru_maxrss;
        _exit(!refused ? 1 : seconds > 2.0 ? 2 : kib > 256 * 1024 ? 3 : 0);
    }
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "%s: status %d", what, status);
}

static void test_cases(void)
{
    static const struct {
        const char *path;
        const char *reason;
    } cases[] = {
        { "cases/27-zip-bombs/deflate_bomb.xlsx", "more than 200 times its size" },
        { "cases/27-zip-bombs/shared_string_bomb.xlsx", "more than 32767 characters" },
        { "cases/27-zip-bombs/far_cell.xlsx", "only the first 4096 columns" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *path = check_shared(cases[i].path);
        if (path == NULL) return;
        check_bounded(cases[i].path, path, cases[i].reason);
    }
}

/* Bombs of our own: what expands in the parser and not in the archive. */
static void test_bombs(void)
{
    struct writing names;
    begin_writing(&names);
    for (int i = 0; i < 300000; i++)
        fprintf(names.out, "<x%x/>", (unsigned)i * 2654435761u);
    fclose(names.out);
    check_bounded("names", made_xlsx("a.xlsx", names.text), "more than 4096 different names");
    free(names.text);

    struct writing prefixes;
    begin_writing(&prefixes);
    for (int i = 0; i < 100000; i++)
        fprintf(prefixes.out, "<sheetPr xmlns:p%d='urn:x'/>", i);
    fclose(prefixes.out);
    check_bounded("prefixes", made_xlsx("a.xlsx", prefixes.text), "different names");
    free(prefixes.text);

    struct writing tag;
    begin_writing(&tag);
    unsigned long long seed = 5;
    fputs("<sheetPr x='", tag.out);
    for (int i = 0; i < 4000000; i++)
        fputc('a' + (int)(check_random(&seed) % 26), tag.out);
    fputs("'/>", tag.out);
    fclose(tag.out);
    check_bounded("tag", made_xlsx("a.xlsx", tag.text), "a tag longer than 1048576 bytes");
    free(tag.text);

    struct writing merges;
    begin_writing(&merges);
    fputs(
        "<sheetData><row r='1'><c r='FAN1'><v>1</v></c></row><row r='1048576'><c r='A1048576'>"
        "<v>1</v></c></row></sheetData><mergeCells>",
        merges.out);
    for (int i = 1; i < 100000; i++)
        fprintf(merges.out, "<mergeCell ref='A%d:XFD%d'/>", i, i);
    fputs("</mergeCells>", merges.out);
    fclose(merges.out);
    check_bounded("merges", made_xlsx("a.xlsx", merges.text),
                  "more than 20000000 merged cells");
    free(merges.text);
}

/* A sheet as sparse as it can be: two cells in each of many rows, at both ends. */
static void test_sparse(void)
{
    struct writing sheet;
    begin_writing(&sheet);
    fputs("<sheetData>", sheet.out);
    for (int i = 1; i <= 2000; i++)
        fprintf(sheet.out,
                "<row r='%d'><c r='A%d'><v>%d</v></c><c r='FAN%d'><v>1</v></c></row>", i * 500,
                i * 500, i, i * 500);
    fputs("</sheetData>", sheet.out);
    fclose(sheet.out);
    const char *path = made_xlsx("a.xlsx", sheet.text);
    free(sheet.text);
    const struct fire_reader_options options = { 0 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK_OR_RETURN(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s",
                    err.message);
    int64_t n_texts = 0;
    int64_t n = 0;
    for (bool more = true;; n++) {
        struct fire_record record;
        CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK, "%s",
                        err.message);
        if (!more) break;
        for (int32_t i = 0; i < record.n_cells; i++)
            n_texts += record.cell[i].size_bytes > 0;
    }
    CHECK(n == 2000 && n_texts == 4000, "%lld rows, %lld texts", (long long)n,
          (long long)n_texts);
    CHECK(fire_reader_n_lines(reader) == 1000000, "%lld",
          (long long)fire_reader_n_lines(reader));
    fire_reader_close(reader);
}

static void test_good_one(void)
{
    check_told("the workbook to be damaged", made_xlsx("a.xlsx", small_sheet),
               "1:[Huyện]+[Huyện]\n2:d[2024-02-29T08:15:00]n[1234.56]\n4:[x][]\nend 4 1\n");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_cases), /* first, while the program they fork is small */
        CHECK_TEST(test_bombs),        CHECK_TEST(test_good_one),
        CHECK_TEST(test_both_sides),   CHECK_TEST(test_number_of_merges),
        CHECK_TEST(test_long_records), CHECK_TEST(test_damage),
        CHECK_TEST(test_sparse),
    };
    return CHECK_MAIN(tests);
}
