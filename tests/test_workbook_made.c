/* test_workbook_made.c - see test_workbook_made.h. */
#include "test_workbook_made.h"

#include "check.h"

#include <stdlib.h>
#include <string.h>
#include <zip.h>

#define MAIN      "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
#define OFFICE    "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define RELATIONS "http://schemas.openxmlformats.org/package/2006/relationships"
#define ODF       "urn:oasis:names:tc:opendocument:xmlns:"

static const char package_relations[] =
    "<Relationships xmlns='" RELATIONS "'><Relationship Id='r1' Type='" OFFICE
    "/officeDocument' Target='xl/workbook.xml'/></Relationships>";

static const char workbook_relations[] = "<Relationships xmlns='" RELATIONS "'>"
                                         "<Relationship Id='r1' Type='" OFFICE
                                         "/worksheet' Target='worksheets/sheet1.xml'/>"
                                         "<Relationship Id='r2' Type='" OFFICE
                                         "/styles' Target='/xl/styles.xml'/>"
                                         "<Relationship Id='r3' Type='" OFFICE
                                         "/sharedStrings' Target='./../xl/shared.xml'/>"
                                         "</Relationships>";

static const char workbook[] = "<workbook xmlns='" MAIN "' xmlns:r='" OFFICE
                               "'><sheets><sheet name='S' sheetId='1' r:id='r1'/></sheets>"
                               "</workbook>";

/* s=  1 date, 2 date and time, 3 hh:mm, 4 [h]:mm, 5 #,##0 "đồng/m2", 6 dd\/mm\/yyyy,
 *     7 .VnTime, 8 .VnTimeH, 9 VNI-Times */
static const char styles[] =
    "<styleSheet xmlns='" MAIN "'><numFmts>"
    "<numFmt numFmtId='164' formatCode='hh:mm'/><numFmt numFmtId='165' formatCode='[h]:mm'/>"
    "<numFmt numFmtId='166' formatCode='#,##0 \"đồng/m2\"'/>"
    "<numFmt numFmtId='167' formatCode='dd\\/mm\\/yyyy;@'/></numFmts>"
    "<fonts><font><name val='Arial'/></font><font><name val='.VnTime'/></font>"
    "<font><name val='.VnTimeH'/></font><font><sz val='11'/><name val='VNI-Times'/></font>"
    "</fonts>"
    "<cellStyleXfs><xf numFmtId='22'/></cellStyleXfs><cellXfs>"
    "<xf numFmtId='0'/><xf numFmtId='14'/><xf numFmtId='22'/><xf numFmtId='164'/>"
    "<xf numFmtId='165'/><xf numFmtId='166'/><xf numFmtId='167'/><xf fontId='1'/>"
    "<xf fontId='2'/><xf fontId='3'/></cellXfs></styleSheet>";

static const char shared[] =
    "<sst xmlns='" MAIN "' count='9' uniqueCount='1'>"
    /* 0 */ "<si><t>Huyện</t></si>"
    /* 1 */
    "<si><r><t>Xã </t></r><r><rPr><b/></rPr><t>Hạ</t></r><rPh sb='0' eb='1'><t>no</t></rPh>"
    "<phoneticPr fontId='1'/></si>"
    /* 2 */ "<si><t>a_x000D_b _x005F_x0041_ _x0000_ _xD83D_ _x1EBF_ _x00_</t></si>"
    /* 3 */ "<si><t xml:space='preserve'>  hai  đầu \t</t></si>"
    /* 4 */ "<si><t>Hµ Néi</t></si>"
    /* 5 */ "<si><r><t>Haø </t></r><r><rPr><rFont val='VNI-Times'/></rPr><t>Noäi</t></r></si>"
    /* 6 */ "<si/>"
    /* 7 */ "<si><t></t></si>"
    "</sst>";

/* Tables of the style ta2 are hidden. */
static const char content_begins[] =
    "<?xml version='1.0' encoding='UTF-8'?><office:document-content"
    " xmlns:office='" ODF "office:1.0' xmlns:table='" ODF "table:1.0'"
    " xmlns:text='" ODF "text:1.0' xmlns:style='" ODF "style:1.0' xmlns:draw='" ODF
    "drawing:1.0'"
    " xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0'>"
    "<office:automatic-styles>"
    "<style:style style:name='ta1' style:family='table'>"
    "<style:table-properties table:display='true'/></style:style>"
    "<style:style style:name='ta2' style:family='table'>"
    "<style:table-properties table:display='false'/></style:style>"
    "</office:automatic-styles><office:body><office:spreadsheet>";

static const char content_ends[] =
    "</office:spreadsheet></office:body></office:document-content>";

const char *made_zip(const char *name, const struct made_part parts[], size_t n_parts)
{
    const char *path = check_file(name, "", 0);
    zip_t *zip = zip_open(path, ZIP_CREATE | ZIP_TRUNCATE, NULL);
    if (zip == NULL) abort();
    for (size_t i = 0; i < n_parts; i++) {
        zip_source_t *source = zip_source_buffer(zip, parts[i].text, strlen(parts[i].text), 0);
        if (source == NULL || zip_file_add(zip, parts[i].name, source, 0) < 0) abort();
    }
    if (zip_close(zip) != 0) abort();
    return path;
}

/* before, text and behind in one; to be freed. */
static char *joined(const char *before, const char *text, const char *behind)
{
    const size_t size = strlen(before) + strlen(text) + strlen(behind) + 1;
    char *out = malloc(size);
    if (out == NULL) abort();
    snprintf(out, size, "%s%s%s", before, text, behind);
    return out;
}

const char *made_xlsx(const char *name, const char *worksheet)
{
    char *sheet = joined("<?xml version='1.0' encoding='UTF-8'?><worksheet xmlns='" MAIN "'>",
                         worksheet, "</worksheet>");
    const struct made_part parts[] = {
        { "[Content_Types].xml", "<Types/>" },
        { "_rels/.rels", package_relations },
        { "xl/workbook.xml", workbook },
        { "xl/_rels/workbook.xml.rels", workbook_relations },
        { "xl/styles.xml", styles },
        { "xl/shared.xml", shared },
        { "xl/worksheets/sheet1.xml", sheet },
    };
    const char *path = made_zip(name, parts, CHECK_N(parts));
    free(sheet);
    return path;
}

/* What the short words of made_ods() stand for. */
static const struct {
    const char *word;
    const char *text;
} words[] = {
    { "<r", "<table:table-row" },
    { "</r>", "</table:table-row>" },
    { "<c", "<table:table-cell" },
    { "</c>", "</table:table-cell>" },
    { "<x", "<table:covered-table-cell" },
    { "</x>", "</table:covered-table-cell>" },
    { "<p>", "<text:p>" },
    { "</p>", "</text:p>" },
    { " n=", " table:number-columns-repeated=" },
    { " rows=", " table:number-rows-repeated=" },
    { " across=", " table:number-columns-spanned=" },
    { " down=", " table:number-rows-spanned=" },
    { " is=", " office:value-type=" },
    { " value=", " office:value=" },
};

static char *expanded(const char *tables)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) abort();
    while (*tables != '\0') {
        size_t i = 0;
        while (i < CHECK_N(words) && strncmp(tables, words[i].word, strlen(words[i].word)) != 0)
            i++;
        if (i == CHECK_N(words))
            fputc(*tables++, out);
        else
            fputs(words[i].text, out);
        if (i < CHECK_N(words)) tables += strlen(words[i].word);
    }
    fclose(out);
    return text;
}

const char *made_ods(const char *name, const char *tables)
{
    char *long_tables = expanded(tables);
    char *content = joined(content_begins, long_tables, content_ends);
    const struct made_part parts[] = {
        { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" },
        { "content.xml", content },
        { "META-INF/manifest.xml", "<manifest/>" },
    };
    const char *path = made_zip(name, parts, CHECK_N(parts));
    free(content);
    free(long_tables);
    return path;
}

static void tell_record(const struct fire_record *record, FILE *out)
{
    fprintf(out, "%lld:", (long long)record->line);
    for (int32_t i = 0; i < record->n_cells; i++) {
        const char *merged = (record->kind[i] & FIRE_CELL_MERGED) != 0 ? "+" : "";
        const char *kind = (const char *[]){ "", "n", "d",
                                             "e" }[record->kind[i] & FIRE_CELL_KIND];
        fprintf(out, "%s%s[%.*s]", merged, kind, (int)record->cell[i].size_bytes,
                record->cell[i].bytes);
        CHECK(fire_text_valid_bytes(record->cell[i]) == record->cell[i].size_bytes,
              "row %lld: not UTF-8", (long long)record->line);
    }
    if (record->fault != FIRE_FAULT_NONE)
        fprintf(out, "fault %d %d %.*s", (int)record->fault, (int)record->fault_byte,
                (int)record->raw.size_bytes, record->raw.bytes);
    fputc('\n', out);
}

static void tell_failure(const struct fire_error *err, FILE *out)
{
    const char *message = err->message;
    const size_t folder_size = strlen(check_directory());
    if (strncmp(message, check_directory(), folder_size) == 0) message += folder_size + 1;
    fprintf(out, "failed %d %s\n", (int)err->status, message);
}

char *made_told(const char *path, const char *sheet)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    if (out == NULL) abort();
    const struct fire_reader_options options = { .sheet = sheet };
    struct fire_error err = { 0 };
    struct fire_reader *reader = NULL;
    struct fire_record record;
    bool more = true;
    fire_status status = fire_reader_open(path, &options, &reader, &err);
    while (status == FIRE_OK && more) {
        status = fire_reader_next(reader, &record, &more, &err);
        if (status == FIRE_OK && more) tell_record(&record, out);
    }
    if (status == FIRE_OK)
        fprintf(out, "end %lld %lld\n", (long long)fire_reader_n_lines(reader),
                (long long)fire_reader_n_blank_lines(reader));
    else
        tell_failure(&err, out);
    CHECK(err.status == status, "status %d, error %d", (int)status, (int)err.status);
    fire_reader_close(reader);
    fclose(out);
    return text;
}

bool made_refused(const char *path, const char *reason)
{
    char *got = made_told(path, NULL);
    const bool refused = strncmp(got, "failed ", 7) == 0 && strstr(got, reason) != NULL;
    if (!refused) fprintf(stderr, "told\n%.600s", got);
    free(got);
    return refused;
}
