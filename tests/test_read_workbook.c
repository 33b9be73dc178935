/* test_read_workbook.c - sheets of XLSX and ODS as records. */
#include "check.h"
#include "test_workbook_made.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#define DATA "<sheetData>"
#define END  "</sheetData>"

static const struct {
    const char *worksheet;
    const char *told;
} sheets[] = {
    /* Where cells stand: with references, without, and gaps of both kinds. */
    { DATA "<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>3</v></c></row>"
           "<row r='4'><c r='B4'><v>2</v></c></row>" END,
      "1:n[1][]n[3]\n4:[]n[2][]\nend 4 2\n" },
    { DATA "<row><c><v>1</v></c><c/><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>" END,
      "1:n[1][]n[3]\n3:n[4][][]\nend 3 1\n" },
    { DATA
      "<row r='2'><c r='B2'><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>" END,
      "2:[]n[1]n[2]\n3:n[3][][]\nend 3 1\n" },
    { "<dimension ref='A1'/>" DATA "<row r='1' spans='1:1'><c r='A1'><v>1</v></c>"
      "<c r='B1'><v>2</v></c></row>" END,
      "1:n[1]n[2]\nend 1 0\n" },
    /* Empty and styled cells behind the table are not columns, nor rows. */
    { DATA "<row r='1'><c r='A1'><v>1</v></c><c r='XFD1' s='1'/></row>"
           "<row r='1048576'><c r='A1048576' s='1'/></row>" END,
      "1:n[1]\nend 1 0\n" },
    /* Hidden rows are data. */
    { DATA "<row r='1' hidden='1'><c r='A1'><v>1</v></c></row>" END, "1:n[1]\nend 1 0\n" },

    /* Texts. */
    { DATA "<row><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c></row>"
           "<row><c t='s'><v>3</v></c><c t='s'><v>6</v></c><c t='s'><v>7</v></c></row>" END,
      "1:[Huyện][Xã Hạ][a\rb _x0041_ _x0000_ _xD83D_ ế _x00_]\n2:[hai  đầu][][]\nend 2 0\n" },
    { DATA
      "<row><c t='inlineStr'><is><t>a</t></is></c><c t='inlineStr'/>"
      "<c t='inlineStr'><is><r><t>b</t></r><r><rPr/><t>c</t></r><rPh><t>no</t></rPh></is></c>"
      "<c t='inlineStr'><is><t>&lt;&#x1EBF;&amp;</t></is></c></row>" END,
      "1:[a][][bc][<ế&]\nend 1 0\n" },
    { DATA "<row><c t='str'><f>A1&amp;B1</f><v>x_x000A_y</v></c><c t='str'><f>A9</f><v></v></c>"
           "<c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='e'><v>#N/A</v></c></row>" END,
      "1:[x\ny][][TRUE][FALSE]e[#N/A]\nend 1 0\n" },
    { DATA
      "<row><c t='s' s='7'><v>4</v></c><c t='s' s='8'><v>4</v></c><c t='s' s='9'><v>5</v></c>"
      "<c t='s'><v>4</v></c><c t='s'><v>5</v></c></row>"
      "<row><c t='inlineStr' s='9'><is><t>chaùy</t></is></c>"
      "<c t='inlineStr'><is><r><rPr><rFont val='.VnArial'/></rPr><t>ch¸y</t></r></is></c>"
      "<c t='str' s='7'><v>Xã</v></c><c s='7'><v>5</v></c></row>" END,
      "1:[Hà Nội][HÀ NỘI][Hà Nội][Hµ Néi][Hà Nội]\n2:[cháy][cháy][Xó]n[5][]\nend 2 0\n" },

    /* Formulas: the value beside them, or an error that shows them. */
    { DATA "<row><c><f>1+1</f><v>2</v></c><c><f>1+1</f></c><c><f>SUM(A1:A2)</f><v></v></c>"
           "<c t='str'><f>A1</f></c><c><v>3</v><f>1+2</f></c><c><f t='shared' si='0'/></c>"
           "</row>" END,
      "1:n[2]e[=1+1]e[=SUM(A1:A2)]e[=A1]n[3]e[=]\nend 1 0\n" },

    /* Numbers, and numbers that are days. */
    { DATA
      "<row><c><v>1234.5599999999999</v></c><c t='n'><v>1.5E-3</v></c><c s='5'><v>7000</v></c>"
      "<c><v>1234,5</v></c><c s='1'><v>1,5</v></c><c><v>NaN</v></c></row>" END,
      "1:n[1234.56]n[0.0015]n[7000][1234,5][1,5][NaN]\nend 1 0\n" },
    { DATA
      "<row><c s='1'><v>45351</v></c><c s='2'><v>45351.34375</v></c><c s='3'><v>0.34375</v></c>"
      "<c s='4'><v>1.5</v></c><c s='6'><v>45351</v></c><c s='1'><v>60</v></c>"
      "<c s='99'><v>45351</v></c></row>" END,
      "1:d[2024-02-29]d[2024-02-29T08:15:00]d[T08:15:00]d[T36:00:00]d[2024-02-29]e[60]n"
      "[45351]\nend 1 0\n" },
    { DATA "<row><c t='d'><v>2024-02-29T08:15:00</v></c><c t='d'><v>hôm qua</v></c></row>" END,
      "1:d[2024-02-29T08:15:00][hôm qua]\nend 1 0\n" },

    /* Merged ranges. */
    { DATA "<row r='1'><c r='A1'><v>1</v></c><c r='C1'><v>3</v></c></row>"
           "<row r='2'><c r='B2'><v>9</v></c><c r='C2'><v>4</v></c></row>"
           "<row r='4'><c r='A4' s='1'><v>61</v></c><c r='C4'><v>5</v></c></row>"
           "<row r='5'><c r='C5'><v>6</v></c></row>"
           "<row r='6'><c r='C6'><v>7</v></c></row>" END
           "<mergeCells><mergeCell ref='A4:A5'/><mergeCell ref='A1:B2'/>"
           "<mergeCell ref='C6:XFD1048576'/>"
           "<mergeCell ref='A6:B6'/><mergeCell ref='B4'/></mergeCells>",
      "1:n[1]+n[1]n[3]\n2:+n[1]+n[1]n[4]\n4:d[1900-03-01][]n[5]\n5:+d[1900-03-01][]n[6]\n"
      "6:[][]n[7]\nend 6 1\n" },
    /* A range that begins on a row without cells hides what it covers. */
    { DATA
      "<row r='1'><c r='A1'><v>1</v></c></row><row r='3'><c r='A3'><v>2</v></c><c><v>3</v></c>"
      "</row>" END "<mergeCells><mergeCell ref='A2:A3'/></mergeCells>",
      "1:n[1][]\n3:[]n[3]\nend 3 1\n" },

    /* Elements of strangers are passed over. */
    { "<sheetPr><x xmlns='urn:x'><row/></x></sheetPr>" DATA
      "<x:row xmlns:x='urn:x'><x:c/></x:row><row><c><v>1</v><extLst><ext><v>9</v></ext>"
      "</extLst>"
      "</c></row>" END "<extLst><ext><sheetData><row/></sheetData></ext></extLst>",
      "1:n[1]\nend 1 0\n" },
};

static void test_sheets(void)
{
    for (size_t i = 0; i < CHECK_N(sheets); i++) {
        char *got = made_told(made_xlsx("a.xlsx", sheets[i].worksheet), NULL);
        CHECK(strcmp(got, sheets[i].told) == 0, "sheet %zu gave\n%sand not\n%s", i, got,
              sheets[i].told);
        free(got);
    }
}

#define SHEET "<table:table table:name='S'>"
#define BACK  "</table:table>"

static const struct {
    const char *tables;
    const char *told;
} tables[] = {
    { SHEET "<r><c><p>Huyện</p></c><c><p>Số vụ</p></c></r>"
            "<r><c><p>Hạ</p></c><c is='float' value='5.0'><p>5 vụ</p></c></r>" BACK,
      "1:[Huyện][Số vụ]\n2:[Hạ]n[5]\nend 2 0\n" },
    { SHEET "<r><c is='date' office:date-value='2024-02-29'><p>29/2</p></c>"
            "<c is='date' office:date-value='2024-02-29T08:15:00'/>"
            "<c is='time' office:time-value='PT08H15M00S'/></r>" BACK,
      "1:d[2024-02-29]d[2024-02-29T08:15:00]d[T08:15:00]\nend 1 0\n" },
    { SHEET "<r><c is='percentage' value='0.5'><p>50%</p></c>"
            "<c is='currency' office:currency='VND' value='1E6'/>"
            "<c is='boolean' office:boolean-value='true'><p>ĐÚNG</p></c>"
            "<c is='string' office:string-value='a  b'><p>no</p></c></r>" BACK,
      "1:n[0.5]n[1000000][TRUE][a  b]\nend 1 0\n" },
    { SHEET "<r><c is='string' calcext:value-type='error' table:formula='of:=1/0'>"
            "<p>#DIV/0!</p></c><c table:formula='of:=1+1'/>"
            "<c is='date' office:date-value='mai'><p>mai</p></c>"
            "<c is='date'><p>hôm qua</p></c></r>" BACK,
      "1:e[#DIV/0!]e[of:=1+1][mai][hôm qua]\nend 1 0\n" },
    /* White space, and what is not the cell's own text. */
    { SHEET "<r><c><p>  a \n b<text:s text:c='2'/>c<text:tab/>d</p>"
            "<p>e<text:line-break/><text:span>f<text:a>g</text:a></text:span> </p></c>"
            "<c><office:annotation><p>note</p></office:annotation>"
            "<draw:frame><p>no</p></draw:frame><p>x</p></c></r>" BACK,
      "1:[a b  c\td\ne\nfg][x]\nend 1 0\n" },
    /* Repetition. */
    { SHEET "<table:table-column/><table:table-header-rows><r><c><p>h</p></c><c n='16383'/></r>"
            "</table:table-header-rows><r rows='2'><c n='2' is='float' value='7'/></r>"
            "<r rows='3'><c/></r>"
            "<table:table-row-group><r><c n='2'/><c><p>z</p></c></r></table:table-row-group>"
            "<r rows='1048569'><c n='16384'/></r>" BACK,
      "1:[h][][]\n2:n[7]n[7][]\n3:n[7]n[7][]\n7:[][][z]\nend 7 3\n" },
    /* Merged cells. */
    { SHEET "<r><c across='2' down='2'><p>m</p></c><x><p>no</p></x><c><p>1</p></c></r>"
            "<r><x n='2'/><c><p>2</p></c></r><r><c><p>a</p></c><c><p>b</p></c></r>" BACK,
      "1:[m]+[m][1]\n2:+[m]+[m][2]\n3:[a][b][]\nend 3 0\n" },
    /* A merged range that ends within a row that is repeated. */
    { SHEET "<r><c down='3'><p>m</p></c><c><p>1</p></c></r>"
            "<r rows='4'><c><p>own</p></c><c><p>2</p></c></r>" BACK,
      "1:[m][1]\n2:+[m][2]\n3:+[m][2]\n4:[own][2]\n5:[own][2]\nend 5 0\n" },
    /* Tables in records of changes, hidden and empty ones in front. */
    { "<table:tracked-changes><table:table><r/></table:table></table:tracked-changes>"
      "<table:table table:name='H' table:style-name='ta2'><r><c><p>hidden</p></c></r>"
      "</table:table><table:table table:name='E' table:style-name='ta1'><r><c><p></p></c></r>"
      "</table:table>" SHEET "<r><c><p>a</p></c></r>" BACK,
      "1:[a]\nend 1 0\n" },
};

static void test_tables(void)
{
    for (size_t i = 0; i < CHECK_N(tables); i++) {
        char *got = made_told(made_ods("a.ods", tables[i].tables), NULL);
        CHECK(strcmp(got, tables[i].told) == 0, "table %zu gave\n%sand not\n%s", i, got,
              tables[i].told);
        free(got);
    }
}

#define MAIN  "http://purl.oclc.org/ooxml/spreadsheetml/main"
#define LINKS "http://purl.oclc.org/ooxml/officeDocument/relationships"
#define PARTS "http://schemas.openxmlformats.org/package/2006/relationships"

#define STRICT_SHEET(value)                                                                    \
    "<x:worksheet xmlns:x='" MAIN "'><x:sheetData><x:row><x:c s='1'><x:v>" value               \
    "</x:v></x:c></x:row></x:sheetData></x:worksheet>"

/* Strict namespaces, prefixes, other part names, 1904, sheets of all states. */
static const struct made_part several[] = {
    { "_rels/.rels", "<p:Relationships xmlns:p='" PARTS "'><p:Relationship Id='a' Type='" LINKS
                     "/officeDocument' Target='/Book/main.xml'/></p:Relationships>" },
    { "Book/main.xml",
      "<x:workbook xmlns:x='" MAIN "' xmlns:q='" LINKS
      "'><x:workbookPr date1904='true'/><x:sheets>"
      "<x:sheet name='Ẩn' state='veryHidden' q:id='h'/><x:sheet name='Biểu đồ' q:id='c'/>"
      "<x:sheet name='Trống' q:id='e'/><x:sheet name='Thang 1' q:id='d'/>"
      "<x:sheet name='3' q:id='n'/></x:sheets></x:workbook>" },
    { "Book/_rels/main.xml.rels",
      "<Relationships xmlns='" PARTS "'><Relationship Id='h' Type='" LINKS
      "/worksheet' Target='hidden.xml'/><Relationship Id='c' Type='" LINKS
      "/chartsheet' Target='chart.xml'/><Relationship Id='e' Type='" LINKS
      "/worksheet' Target='../Book/./empty.xml'/><Relationship Id='d' Type='" LINKS
      "/worksheet' Target='data.xml'/><Relationship Id='n' Type='" LINKS
      "/worksheet' Target='three.xml'/><Relationship Id='s' Type='" LINKS
      "/styles' Target='styles.xml'/><Relationship Id='o' Type='" LINKS
      "/hyperlink' Target='../../../etc/passwd' TargetMode='External'/></Relationships>" },
    { "Book/styles.xml",
      "<styleSheet xmlns='" MAIN "'><cellXfs><xf/><xf numFmtId='14'/></cellXfs>"
      "</styleSheet>" },
    { "Book/hidden.xml", STRICT_SHEET("1") },
    { "Book/chart.xml", "<chartsheet xmlns='" MAIN "'/>" },
    { "Book/empty.xml", "<worksheet xmlns='" MAIN "'><sheetData/></worksheet>" },
    { "book/DATA.xml", STRICT_SHEET("2") },
    { "Book/three.xml", STRICT_SHEET("3") },
};

static const struct {
    const char *asked;
    const char *told;
} choices[] = {
    { NULL, "1:d[1904-01-03]\nend 1 0\n" },
    { "Thang 1", "1:d[1904-01-03]\nend 1 0\n" },
    { "THANG 1", "1:d[1904-01-03]\nend 1 0\n" },
    { "Ẩn", "1:d[1904-01-02]\nend 1 0\n" },
    { "3", "1:d[1904-01-04]\nend 1 0\n" }, /* by name before by number */
    { "4", "1:d[1904-01-04]\nend 1 0\n" }, /* its tab is the fourth that is seen */
    { "2", "failed 7 several.xlsx [Trống]: the sheet has no cells\n" },
    { "1", "failed 4 several.xlsx: sheet 'Biểu đồ' is a chart\n" },
    { "5", "failed 4 several.xlsx: has no sheet '5'; its sheets are 'Ẩn', 'Biểu đồ', 'Trống', "
           "'Thang 1', '3'\n" },
    { "", "failed 4 several.xlsx: has no sheet ''; its sheets are 'Ẩn', 'Biểu đồ', 'Trống', "
          "'Thang 1', '3'\n" },
};

static void test_choice_of_sheet(void)
{
    const char *path = made_zip("several.xlsx", several, CHECK_N(several));
    for (size_t i = 0; i < CHECK_N(choices); i++) {
        char *got = made_told(path, choices[i].asked);
        CHECK(strcmp(got, choices[i].told) == 0, "sheet '%s' gave\n%s",
              choices[i].asked == NULL ? "(none)" : choices[i].asked, got);
        free(got);
    }
}

/* Rows in front of the header, going back, and what the reader says of itself. */
static void test_reader(void)
{
    const char *path = made_xlsx("b.xlsx", DATA
                                 "<row r='1'><c r='A1'><v>1</v></c><c r='F1'><v>6</v></c></row>"
                                 "<row r='3'><c r='B3' t='s'><v>0</v></c></row>"
                                 "<row r='5'><c r='A5'><v>8</v></c></row>" END
                                 "<mergeCells><mergeCell ref='A1:A3'/></mergeCells>");
    static const struct {
        int32_t skip_lines;
        int32_t header_row;
        int32_t width;
        int64_t first;
    } cases[] = {
        { 0, 0, 6, 1 }, { 1, 0, 2, 3 }, { 0, 3, 2, 3 }, { 2, 1, 2, 3 }, { 4, 0, 1, 5 }
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_reader_options options = { .skip_lines = cases[i].skip_lines,
                                                     .header_row = cases[i].header_row };
        struct fire_error err = { 0 };
        struct fire_reader *reader = NULL;
        CHECK_OR_RETURN(fire_reader_open(path, &options, &reader, &err) == FIRE_OK, "%s",
                        err.message);
        for (int round = 0; round < 2; round++) {
            struct fire_record record;
            bool more = false;
            CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more,
                            "%s", err.message);
            CHECK(record.line == cases[i].first && record.n_cells == cases[i].width,
                  "%zu: row %lld of %d cells", i, (long long)record.line, (int)record.n_cells);
            if (record.line == 3) {
                CHECK(record.kind[0] == (FIRE_CELL_NUMBER | FIRE_CELL_MERGED), "%d",
                      record.kind[0]);
                CHECK(fire_text_equal(record.raw, fire_text_of("1,Huyện")), "%.*s",
                      (int)record.raw.size_bytes, record.raw.bytes);
            }
            while (more)
                CHECK_OR_RETURN(fire_reader_next(reader, &record, &more, &err) == FIRE_OK, "%s",
                                err.message);
            CHECK(fire_reader_n_lines(reader) == 5, "%lld",
                  (long long)fire_reader_n_lines(reader));
            CHECK(fire_reader_rewind(reader, &err) == FIRE_OK, "%s", err.message);
        }
        CHECK(strcmp(fire_reader_sheet(reader), "S") == 0, "%s", fire_reader_sheet(reader));
        CHECK(strcmp(fire_reader_encoding(reader), "XLSX") == 0, "%s",
              fire_reader_encoding(reader));
        CHECK(fire_reader_encoding_reason(reader) != NULL, "no reason");
        CHECK(fire_reader_delimiter(reader) == ',', "%c", fire_reader_delimiter(reader));
        struct fire_file_identity identity;
        CHECK(fire_reader_identity(reader, &identity, &err) == FIRE_OK, "%s", err.message);
        CHECK(strcmp(identity.name, "b.xlsx") == 0 && identity.size_bytes > 500, "%s of %lld",
              identity.name, (long long)identity.size_bytes);
        fire_reader_close(reader);
    }
    const struct fire_reader_options beyond = { .header_row = 6 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    CHECK(fire_reader_open(path, &beyond, &reader, &err) == FIRE_ENODATA, "%s", err.message);
}

static void test_standard_input(void)
{
    const char *path = made_xlsx("c.xlsx", DATA "<row><c><v>1</v></c></row>" END);
    size_t size = 0;
    char *bytes = check_read(path, &size);
    int ends[2];
    CHECK_OR_RETURN(bytes != NULL && pipe(ends) == 0, "%s", path);
    CHECK_OR_RETURN(write(ends[1], bytes, size) == (ssize_t)size, "%zu bytes", size);
    close(ends[1]);
    const int old = dup(STDIN_FILENO);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    char *got = made_told("-", NULL);
    dup2(old, STDIN_FILENO);
    close(old);
    CHECK(strcmp(got, "1:n[1]\nend 1 0\n") == 0, "%s", got);
    free(got);
    free(bytes);
}

static const struct {
    const char *path;
    const char *told;
} cases[] = {
    { "cases/07-excel-dates-1900-1904/d1900.xlsx",
      "1:[ma_vu][ngay][chet]\n2:[X1]d[1900-01-01]n[0]\n3:[X2]d[1900-02-28]n[0]\n"
      "4:[X3]e[60]n[0]\n5:[X4]d[1900-03-01]n[0]\n6:[X5]d[2024-02-29]n[1]\n"
      "7:[X6]d[2024-02-29T23:59:59]n[0]\nend 7 0\n" },
    { "cases/07-excel-dates-1900-1904/d1904.xlsx",
      "1:[ma_vu][ngay][chet]\n2:[X1]d[1904-01-01]n[0]\n3:[X2]d[2024-02-29]n[1]\nend 3 0\n" },
    { "cases/21-merged-header-xlsx/input.xlsx",
      "1:[BÁO CÁO CHÁY NĂM 2024]+[BÁO CÁO CHÁY NĂM 2024]+[BÁO CÁO CHÁY NĂM 2024]"
      "+[BÁO CÁO CHÁY NĂM 2024]+[BÁO CÁO CHÁY NĂM 2024]+[BÁO CÁO CHÁY NĂM 2024]\n"
      "2:[Địa bàn]+[Địa bàn][Năm 2023]+[Năm 2023][Năm 2024]+[Năm 2024]\n"
      "3:[Huyện][Xã][Số vụ][Chết][Số vụ][Chết]\n"
      "4:[Huyện Núi Xanh][Xã Thượng]n[3]n[0]n[4]n[1]\n"
      "5:+[Huyện Núi Xanh][Xã Hạ]n[2]n[1]n[1]n[0]\n"
      "6:[Tổng cộng][]n[5]n[1]n[5]n[1]\nend 6 0\n" },
};

static void test_cases(void)
{
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const char *path = check_shared(cases[i].path);
        if (path == NULL) return;
        char *got = made_told(path, NULL);
        CHECK(strcmp(got, cases[i].told) == 0, "%s gave\n%s", cases[i].path, got);
        free(got);
    }
}

/* Read the file of the Korean fire agency: 23.6 MB of XML. Exit status 0: all is well. */
static int read_korea(const char *path)
{
    static const char *const first[] = { "2024-01-01T00:04:00",
                                         "경상북도",
                                         "구미시",
                                         "자동차,철도차량",
                                         "방화의심",
                                         "방화의심",
                                         "0",
                                         "0",
                                         "0",
                                         "330",
                                         "0",
                                         "330",
                                         "자동차,철도차량",
                                         "자동차",
                                         "승용자동차" };
    const struct fire_reader_options options = { 0 };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    struct fire_record record;
    bool more = true;
    int64_t n = 0;
    int64_t n_dates = 0;
    if (fire_reader_open(path, &options, &reader, &err) != FIRE_OK) return 1;
    while (fire_reader_next(reader, &record, &more, &err) == FIRE_OK && more) {
        if (record.n_cells != 15) return 2;
        if (++n == 2) {
            for (size_t i = 0; i < CHECK_N(first); i++)
                if (!fire_text_equal(record.cell[i], fire_text_of(first[i]))) return 3;
        }
        n_dates += record.kind[0] == FIRE_CELL_DATE;
    }
    fire_reader_close(reader);
    if (err.status != FIRE_OK || n != 37615 || n_dates != 37614) return 4;

    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return used.ru_maxrss > 64 * 1024 ? 5 : 0; /* 8 MiB, and room for the sanitizers */
}

static void test_korea(void)
{
    const char *path = check_shared("data/korea-2024/2024_fire.xlsx");
    if (path == NULL) return;
    fflush(NULL);
    const pid_t child = fork();
    if (child == 0) _exit(read_korea(path));
    int status = 0;
    waitpid(child, &status, 0);
    CHECK(WIFEXITED(status) && WEXITSTATUS(status) == 0, "status %d", status);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_korea), /* first, while the program it forks is small */
        CHECK_TEST(test_sheets),          CHECK_TEST(test_tables),
        CHECK_TEST(test_choice_of_sheet), CHECK_TEST(test_reader),
        CHECK_TEST(test_standard_input),  CHECK_TEST(test_cases),
    };
    return CHECK_MAIN(tests);
}
