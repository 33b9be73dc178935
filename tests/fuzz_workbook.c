/* fuzz_workbook.c - sheets of any bytes inside a sound ZIP file, and any bytes as a workbook.
 *
 * A fuzzer rarely hits upon a whole archive, so the input is the parts: kind byte, then the
 * sheet, shared strings and styles (or content.xml), parted by a NUL byte; they are packed
 * here. With kind 2 the input is the file itself. What must hold: no crash; cells are valid
 * UTF-8; a rewind gives as many records. */
#include "fuzz.h"

#include "firestat/reader.h"

#include <string.h>
#include <zip.h>

#define REL  "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
#define MAIN "http://schemas.openxmlformats.org/spreadsheetml/2006/main"

static const char workbook[] = "<workbook xmlns='" MAIN "' xmlns:r='" REL
                               "'><sheets><sheet name='A' "
                               "sheetId='1' r:id='r1'/></sheets></workbook>";
static const char relations[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' Type='" REL "/worksheet' Target='worksheets/sheet1.xml'/>"
    "<Relationship Id='r2' Type='" REL "/sharedStrings' Target='sharedStrings.xml'/>"
    "<Relationship Id='r3' Type='" REL "/styles' Target='styles.xml'/></Relationships>";
static const char package[] =
    "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>"
    "<Relationship Id='r1' Type='" REL "/officeDocument' Target='xl/workbook.xml'/>"
    "</Relationships>";

static void add_part(zip_t *archive, const char *name, const void *bytes, size_t size)
{
    zip_source_t *source = zip_source_buffer(archive, bytes, size, 0);
    FUZZ_CHECK(source != NULL && zip_file_add(archive, name, source, 0) >= 0);
}

/* The bytes up to a NUL; *data moves behind it. */
static size_t take(const uint8_t **data, size_t *size, const uint8_t **out)
{
    const uint8_t *end = *size == 0 ? NULL : memchr(*data, 0, *size);
    const size_t n = end == NULL ? *size : (size_t)(end - *data);
    *out = *data;
    *size -= end == NULL ? n : n + 1;
    *data += end == NULL ? n : n + 1;
    return n;
}

/* Pack the parts and hand the archive's bytes on. */
static const char *pack(uint8_t kind, const uint8_t *data, size_t size)
{
    zip_error_t error;
    zip_error_init(&error);
    zip_source_t *file = zip_source_buffer_create(NULL, 0, 0, &error);
    zip_t *archive = zip_open_from_source(file, ZIP_TRUNCATE, &error);
    const uint8_t *part;
    FUZZ_CHECK(archive != NULL);
    zip_source_keep(file);
    if (kind == 0) {
        static const char *const names[] = { "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml",
                                             "xl/styles.xml" };
        add_part(archive, "_rels/.rels", package, sizeof package - 1);
        add_part(archive, "xl/workbook.xml", workbook, sizeof workbook - 1);
        add_part(archive, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
        for (int i = 0; i < 3; i++) {
            const size_t n = take(&data, &size, &part);
            add_part(archive, names[i], part, n);
        }
    } else {
        static const char type[] = "application/vnd.oasis.opendocument.spreadsheet";
        const size_t n = take(&data, &size, &part);
        add_part(archive, "mimetype", type, sizeof type - 1);
        add_part(archive, "content.xml", part, n);
    }
    FUZZ_CHECK(zip_close(archive) == 0);
    static uint8_t bytes[4 << 20];
    FUZZ_CHECK(zip_source_open(file) == 0);
    const zip_int64_t n = zip_source_read(file, bytes, sizeof bytes);
    FUZZ_CHECK(n > 0);
    zip_source_close(file);
    zip_source_free(file);
    return fuzz_file(bytes, (size_t)n);
}

static int64_t read_all(struct fire_reader *reader)
{
    int64_t n_records = 0;
    bool more = true;
    struct fire_record record;
    while (fire_reader_next(reader, &record, &more, NULL) == FIRE_OK && more) {
        for (int32_t i = 0; i < record.n_cells; i++)
            FUZZ_CHECK(fire_text_valid_bytes(record.cell[i]) == record.cell[i].size_bytes);
        n_records++;
    }
    return n_records;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 2 || size > 200000) return 0;
    const uint8_t kind = data[0] % 3;
    const char *path = kind == 2 ? fuzz_file(data + 1, size - 1)
                                 : pack(kind, data + 1, size - 1);
    const struct fire_reader_options options = { 0 };
    struct fire_reader *reader = NULL;
    if (fire_reader_open(path, &options, &reader, NULL) == FIRE_OK) {
        const int64_t n_records = read_all(reader);
        FUZZ_CHECK(fire_reader_rewind(reader, NULL) == FIRE_OK);
        FUZZ_CHECK(read_all(reader) == n_records);
    }
    fire_reader_close(reader);
    return 0;
}
