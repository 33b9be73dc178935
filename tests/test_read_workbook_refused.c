/* test_read_workbook_refused.c - workbooks that contradict themselves, archives that are no
 * workbooks, and files that are something else: refused, with the reason. */
#include "check.h"
#include "test_workbook_made.h"

#include <stdlib.h>
#include <string.h>

#define DATA "<sheetData>"
#define END  "</sheetData>"

static const struct {
    const char *worksheet;
    const char *reason;
} refused_sheets[] = {
    { DATA "<row r='2'/><row r='2'/>" END, "[S]:2: row 2 stands behind row 2" },
    { DATA "<row r='3'/><row r='1'/>" END, "row 1 stands behind row 3" },
    { DATA "<row r='0'/>" END, "row 0: a sheet has rows 1 to 1048576" },
    { DATA "<row r='1048577'/>" END, "row 1048577" },
    { DATA "<row r='4294967297'/>" END, "row 4294967297" },
    { DATA "<row r='99999999999999999999'/>" END, "no number of a row" },
    { DATA "<row r='-1'/>" END, "'-1' is no number of a row" },
    { DATA "<row r='1048576'/><row/>" END, "row 1048577" },
    { DATA "<row r='1'><c r='B1'/><c r='A1'/></row>" END, "cell A1 is out of order" },
    { DATA "<row r='1'><c r='A1'/><c r='A1'/></row>" END, "cell A1 is out of order" },
    { DATA "<row r='1'><c r='A2'/></row>" END, "cell A2 is out of order" },
    { DATA "<row r='1'><c r='XFE1'/></row>" END, "outside of the 16384 columns" },
    { DATA "<row r='1'><c r='ZZZZZZZZZZZZZZZZZZ1'/></row>" END,
      "outside of the 16384 columns" },
    { DATA "<row r='1'><c r='XFD1'/><c/></row>" END, "outside of the 16384 columns" },
    { DATA "<row r='1'><c r='1A'/></row>" END, "'1A' is no reference" },
    { DATA "<row r='1'><c r='a1'/></row>" END, "'a1' is no reference" },
    { DATA "<row r='1'><c r='A1:B2'/></row>" END, "'A1:B2' is no reference" },
    { DATA "<row r='1'><c r=''/></row>" END, "'' is no reference" },
    { DATA "<row r='1'><c t='x'/></row>" END, "'x' is no type of a cell" },
    { DATA "<row r='1'><c t='s'><v>8</v></c></row>" END, "refers to a shared text" },
    { DATA "<row r='1'><c t='s'><v>-1</v></c></row>" END, "refers to a shared text" },
    { DATA "<row r='1'><c t='s'><v>99999999999999999999</v></c></row>" END, "shared text" },
    { DATA "<row r='1'><c r='FAN1'><v>1</v></c><c><v>1</v></c></row>" END,
      "field 4097: only the first 4096 columns" },
    { DATA "<row><c r='A1'><v>1</v></c><c r='C1'><v>1</v></c></row><row/>"
           "<row><c r='A3'><v>1</v></c></row>" END "<mergeCells><mergeCell ref='A1:B2'/>"
           "<mergeCell ref='B2:C3'/></mergeCells>",
      "[S]:2: field 2: two merged ranges overlap" },
    { DATA "<row><c><v>1</v></c></row>" END "<mergeCells><mergeCell ref='B2:A1'/></mergeCells>",
      "'B2:A1' is no range" },
    { "<mergeCells><mergeCell ref='A1:XFE1'/></mergeCells>", "'A1:XFE1' is no range" },
    { "<mergeCells><mergeCell ref='A1:A1048577'/></mergeCells>", "is no range" },
    { "<mergeCells><mergeCell/></mergeCells>", "'' is no range" },
    { DATA "<row><c><v>1</v></c></row><row><c></row>" END,
      "[S]:2: part 'xl/worksheets/sheet1.xml' is "
      "damaged: its XML is not well formed" },
    { DATA "<row><c><v>\x80</v></c></row>" END, "not well formed" },
    { DATA "<row><c><v>\xC3(</v></c></row>" END, "not well formed" },
    { DATA "<row><c><v>&undefined;</v></c></row>" END, "not well formed" },
    { DATA "<row><c><v>&#0;</v></c></row>" END, "not well formed" },
    { DATA "<y:row/>" END, "not well formed (unbound prefix)" },
    { DATA "" END, "no visible sheet has any cells" },
};

static void test_refused_sheets(void)
{
    for (size_t i = 0; i < CHECK_N(refused_sheets); i++)
        CHECK(made_refused(made_xlsx("a.xlsx", refused_sheets[i].worksheet),
                           refused_sheets[i].reason),
              "sheet %zu: %s", i, refused_sheets[i].reason);
}

#define SHEET "<table:table table:name='S'>"
#define BACK  "</table:table>"
#define FIVE  " is='float' value='5'/>"

static const struct {
    const char *tables;
    const char *reason;
} refused_tables[] = {
    { SHEET "<r rows='1048576'><c" FIVE "</r>" BACK,
      "the row is repeated 1048576 times; at most 16384 are read" },
    { SHEET "<r rows='16385'><c" FIVE "</r>" BACK, "16385 times" },
    { SHEET "<r rows='1048576'/><r><c" FIVE "</r>" BACK, "[S]:1048577" },
    { SHEET "<r><c n='4097'" FIVE "</r>" BACK, "only the first 4096 columns" },
    { SHEET "<r><c n='2147483647'/><c" FIVE "</r>" BACK, "only the first 4096 columns" },
    { SHEET "<r rows='16384'><c n='4096'" FIVE "</r>" BACK, "more than 20000000 cells" },
    { SHEET "<r rows='0'/>" BACK, "number-rows-repeated='0' is no number" },
    { SHEET "<r rows='x'/>" BACK, "='x' is no number" },
    { SHEET "<r rows='-1'/>" BACK, "='-1' is no number" },
    { SHEET "<r rows='99999999999999999999'/>" BACK, "is no number" },
    { SHEET "<r><c down='1048577'" FIVE "</r>" BACK, "outside of the 16384 columns" },
    { SHEET "<r><c across='16385'" FIVE "</r>" BACK, "outside of the 16384 columns" },
    { SHEET "<r><c><p><text:s text:c='2000000000'/></p></c></r>" BACK,
      "more than 32767 characters" },
    { "", "no visible sheet has any cells" },
};

static void test_refused_tables(void)
{
    for (size_t i = 0; i < CHECK_N(refused_tables); i++)
        CHECK(
            made_refused(made_ods("a.ods", refused_tables[i].tables), refused_tables[i].reason),
            "table %zu: %s", i, refused_tables[i].reason);
}

static const struct {
    const char *bytes;
    size_t size;
    const char *reason;
} strangers[] = {
    { "%PDF-1.7", 8, "is a PDF" },
    { "Rar!\x1A\x07\x01", 7, "is a packed file" },
    { "7z\xBC\xAF\x27\x1C", 6, "is a packed file" },
    { "\x1F\x8B\x08", 3, "is a packed file" },
    { "<html><table>", 13, "is a web page" },
    { "\xEF\xBB\xBF\r\n <!DOCTYPE HTML>", 20, "is a web page" },
    { "<TABLE border=1>", 16, "is a web page" },
    { "\xFF\xFE<\0h\0t\0m\0l\0>\0", 14, "is a web page" },
    { "<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'/>",
      84, "is a workbook in one XML file" },
    { "<?xml version='1.0'?><a/>", 25, "is an XML file" },
    { "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", 8, "is a file of Office 97-2003 (.xls)" },
    { "PK\x03\x04 not a zip", 14, "was cut short" },
    { "PK\x05\x06\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "ZIP archive without a workbook" },
};

static void test_strangers(void)
{
    for (size_t i = 0; i < CHECK_N(strangers); i++)
        CHECK(made_refused(check_file("a.xls", strangers[i].bytes, strangers[i].size),
                           strangers[i].reason),
              "file %zu: %s", i, strangers[i].reason);
    static const char csv[] = "PK;ten\n1;a\n"; /* as a column may well be called */
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    const struct fire_reader_options options = { 0 };
    CHECK(fire_reader_open(check_file("a.csv", csv, sizeof csv - 1), &options, &reader, &err) ==
              FIRE_OK,
          "%s", err.message);
    if (reader != NULL) CHECK(fire_reader_sheet(reader) == NULL, "a CSV with a sheet");
    fire_reader_close(reader);
}

/* An OLE container whose directory, in its third sector, names the stream of an encrypted
 * workbook. */
static void test_encrypted_office(void)
{
    char bytes[4 * 512] = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    bytes[30] = 9;
    bytes[48] = 2;
    static const char stream[] = "EncryptedPackage";
    for (size_t i = 0; i < sizeof stream - 1; i++)
        bytes[3 * 512 + 128 + 2 * i] = stream[i];
    CHECK(made_refused(check_file("a.xlsx", bytes, sizeof bytes),
                       "is a workbook with a password"),
          "the stream's name was not seen");
    bytes[48] = 1;
    CHECK(made_refused(check_file("a.xlsx", bytes, sizeof bytes - 2), "with a password"),
          "the next sector");
    bytes[30] = (char)255;
    CHECK(made_refused(check_file("a.xlsx", bytes, sizeof bytes), "Office 97-2003"),
          "no sector");
}

#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define RELS(target)                                                                           \
    {                                                                                          \
        "_rels/.rels",                                                                         \
            "<Relationships xmlns='" RELATIONS "'><Relationship Id='r' Type='" OFFICE          \
            "/officeDocument' Target='" target "'/></Relationships>"                           \
    }
#define N_PARTS 3

static const struct {
    struct made_part parts[N_PARTS];
    const char *reason;
} archives[] = {
    { { { "readme.txt", "x" } }, "is a ZIP archive without a workbook" },
    { { { "../x", "x" } }, "leads out of the archive" },
    { { { "a/../../x", "x" } }, "leads out of the archive" },
    { { { "a/..", "x" } }, "leads out of the archive" },
    { { { "/etc/passwd", "x" } }, "leads out of the archive" },
    { { { "C:\\x", "x" } }, "leads out of the archive" },
    { { { "A.txt", "x" }, { "a.TXT", "y" } }, "two parts are named" },
    { { RELS("word/document.xml"), { "word/document.xml", "<d/>" } }, "but no workbook" },
    { { RELS("xl/workbook.bin"), { "xl/workbook.bin", "" } }, "is a binary workbook (.xlsb)" },
    { { RELS("../../x/workbook.xml") }, "without a workbook in it" },
    { { RELS("gone.xml") }, "without a workbook in it" },
    { { { "_rels/.rels", "<Relationships/>" } }, "is not what its place in the workbook says" },
    { { { "_rels/.rels", "" } }, "not well formed" },
    { { { "_rels/.rels", "<!DOCTYPE r [<!ENTITY a 'aaaa'>]><r/>" } },
      "declares a document type" },
    { { RELS("w.xml"),
        { "w.xml",
          "<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' "
          "xmlns:r='" OFFICE "'><sheets><sheet name='S' r:id='x'/></sheets></workbook>" } },
      "a.xlsx [S]: the workbook lists the sheet but lacks it" },
    { { { "mimetype", "application/vnd.oasis.opendocument.text" } },
      "OpenDocument file but no" },
    { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" } }, "without content" },
    { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
        { "META-INF/manifest.xml", "<m:file-entry><m:encryption-data/>" },
        { "content.xml", "\x01\x02" } },
      "is a workbook with a password" },
    { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
        { "content.xml", "<!DOCTYPE x><x/>" } },
      "declares a document type" },
    { { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
        { "content.xml", "<x/>" } },
      "is not what its place in the workbook says" },
};

static void test_archives(void)
{
    for (size_t i = 0; i < CHECK_N(archives); i++) {
        size_t n = 0;
        while (n < N_PARTS && archives[i].parts[n].name != NULL)
            n++;
        CHECK(made_refused(made_zip("a.xlsx", archives[i].parts, n), archives[i].reason),
              "archive %zu: %s", i, archives[i].reason);
    }
}

static const char small_sheet[] = DATA
    "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s'><v>1</v></c></row>"
    "<row r='2'><c r='A2' s='2'><v>45351.34375</v></c><c r='B2'><v>1234.5599999999999</v></c>"
    "</row><row r='4'><c r='A4' t='inlineStr'><is><t>x</t></is></c></row>" END
    "<mergeCells><mergeCell ref='A1:B1'/></mergeCells>";

/* A copy of the bytes with some of them replaced by others. */
static const char *patched(const char *bytes, size_t size, const char *from, const char *to)
{
    const size_t length = strlen(from);
    char *copy = malloc(size);
    if (copy == NULL) abort();
    memcpy(copy, bytes, size);
    for (size_t i = 0; i + length <= size; i++)
        if (memcmp(copy + i, from, length) == 0) memcpy(copy + i, to, length);
    const char *path = check_file("patched.xlsx", copy, size);
    free(copy);
    return path;
}

static char *end_record(char *bytes, size_t size)
{
    for (size_t i = size - 22; i > 0; i--)
        if (memcmp(bytes + i, "PK\x05\x06", 4) == 0) return bytes + i;
    abort();
}

/* What libzip would not write. */
static void test_directories(void)
{
    size_t size = 0;
    char *bytes = check_read(made_xlsx("a.xlsx", small_sheet), &size);
    CHECK_OR_RETURN(bytes != NULL, "a.xlsx");
    CHECK(made_refused(patched(bytes, size, "xl/styles.xml", "xl/shared.xml"),
                       "two parts are named 'xl/shared.xml'"),
          "a name twice");

    char *end = end_record(bytes, size);
    char saved[22];
    memcpy(saved, end, sizeof saved);
    memcpy(end + 8, "\xF0\xFF\xF0\xFF", 4);
    CHECK(made_refused(check_file("b.xlsx", bytes, size), "of 65520 files; at most 2000"),
          "many entries");
    memcpy(end, saved, sizeof saved);
    memcpy(end + 12, "\xFF\xFF\xFF\x7F", 4);
    CHECK(
        made_refused(check_file("b.xlsx", bytes, size), "whose directory has 2147483647 bytes"),
        "a large directory");
    memcpy(end, saved, sizeof saved);

    /* Bit 0 of the flags in the central directory: encrypted. */
    for (size_t i = 0; i + 46 < size; i++)
        if (memcmp(bytes + i, "PK\x01\x02", 4) == 0) bytes[i + 8] = (char)(bytes[i + 8] | 1);
    CHECK(made_refused(check_file("b.xlsx", bytes, size), "with a password"), "encrypted");
    for (size_t i = 0; i + 46 < size; i++)
        if (memcmp(bytes + i, "PK\x01\x02", 4) == 0) bytes[i + 8] = (char)(bytes[i + 8] & ~1);

    /* Packed sizes that together have no room in the file. */
    for (size_t i = 0; i + 46 < size; i++)
        if (memcmp(bytes + i, "PK\x01\x02", 4) == 0)
            memcpy(bytes + i + 20, "\x00\x08\x00\x00", 4);
    CHECK(made_refused(check_file("b.xlsx", bytes, size), "its parts overlap"), "overlap");
    free(bytes);
}

/* A ZIP64 record that claims 2^40 entries, which libzip alone would make room for. */
static void test_zip64_claim(void)
{
    static const char archive[] =
        "PK\x03\x04"
        "PK\x06\x06\x2C\0\0\0\0\0\0\0\x2D\0\x2D\0\0\0\0\0\0\0\0\0"
        "\0\0\0\0\0\x01\0\0\0\0\0\0\0\x01\0\0"
        "\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0"
        "PK\x06\x07\0\0\0\0\x04\0\0\0\0\0\0\0\x01\0\0\0"
        "PK\x05\x06\0\0\0\0\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\0";
    CHECK(made_refused(check_file("a.xlsx", archive, sizeof archive), "at most 2000 are read"),
          "2^40 entries");
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_refused_sheets), CHECK_TEST(test_refused_tables),
        CHECK_TEST(test_strangers),      CHECK_TEST(test_encrypted_office),
        CHECK_TEST(test_archives),       CHECK_TEST(test_directories),
        CHECK_TEST(test_zip64_claim),
    };
    return CHECK_MAIN(tests);
}
