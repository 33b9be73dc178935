/* magic.c - files that are not what their name says.
 *
 * What is called .xls is often a web page or an XML file that Excel opens all the same, and
 * what is called .xlsx may be an old workbook or an encrypted one: both live in the same OLE
 * container, told apart by a stream's name. Read as CSV each of them would give rows of
 * nonsense, so each is refused by name, with the one thing to do about it. */
#include "magic.h"

#include "firestat/text.h"

#include <string.h>

enum {
    HEAD_BYTES = 4096,
    OLE_SECTOR_AT = 30,    /* in its header: size of a sector as a power of two */
    OLE_DIRECTORY_AT = 48, /* ... and the sector where the directory begins     */
};

static struct fire_location place(const struct source *source)
{
    return (struct fire_location){ .file = source->path };
}

static bool contains(struct fire_text_view text, const char *word, size_t word_bytes)
{
    for (size_t i = 0; i + word_bytes <= text.size_bytes; i++)
        if (memcmp(text.bytes + i, word, word_bytes) == 0) return true;
    return false;
}

static bool begins(struct fire_text_view text, const char *word)
{
    const size_t size = strlen(word);
    return text.size_bytes >= size && memcmp(text.bytes, word, size) == 0;
}

static uint32_t number_at(const char *bytes, int n_bytes)
{
    uint32_t number = 0;
    for (int i = n_bytes - 1; i >= 0; i--)
        number = number << 8 | (unsigned char)bytes[i];
    return number;
}

/* Whether the directory of an OLE container has the stream of an encrypted workbook. */
static fire_status is_encrypted(const struct source *source, struct fire_text_view head,
                                bool *out, struct fire_error *err)
{
    static const char stream[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";

    *out = false;
    if (head.size_bytes < OLE_DIRECTORY_AT + 4) return FIRE_OK;
    const uint32_t shift = number_at(head.bytes + OLE_SECTOR_AT, 2);
    const uint32_t sector = number_at(head.bytes + OLE_DIRECTORY_AT, 4);
    if (shift > 16) return FIRE_OK;
    char directory[HEAD_BYTES];
    size_t came = 0;
    FIRE_TRY(source_read_full(source, ((int64_t)sector + 1) << shift, directory,
                              sizeof directory, &came, err));
    *out = contains((struct fire_text_view){ directory, came }, stream, sizeof stream);
    return FIRE_OK;
}

static fire_status refuse_ole(const struct source *source, struct fire_text_view head,
                              struct fire_error *err)
{
    bool encrypted = false;
    FIRE_TRY(is_encrypted(source, head, &encrypted, err));
    if (encrypted)
        return fire_fail(err, FIRE_ESYNTAX, place(source),
                         "is a workbook with a password; remove it and save the file again");
    return fire_fail(err, FIRE_ESYNTAX, place(source),
                     "is a file of Office 97-2003 (.xls); save it as an Excel workbook (.xlsx) "
                     "or as CSV UTF-8");
}

/* The beginning of a text as ASCII small letters: without a byte order mark, the NULs of
 * UTF-16 and leading white space. */
static struct fire_text_view folded(struct fire_text_view head, char out[HEAD_BYTES])
{
    size_t from = begins(head, "\xEF\xBB\xBF") ? 3 : 0;
    if (begins(head, "\xFF\xFE") || begins(head, "\xFE\xFF")) from = 2;
    size_t size = 0;
    for (; from < head.size_bytes; from++) {
        const char byte = head.bytes[from];
        const bool space = byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
        if (byte == '\0' || (space && size == 0)) continue;
        out[size++] = (char)(byte >= 'A' && byte <= 'Z' ? byte - 'A' + 'a' : byte);
    }
    return (struct fire_text_view){ out, size };
}

static fire_status refuse_markup(const struct source *source, struct fire_text_view head,
                                 struct fire_error *err)
{
    static const char excel_2003[] = "urn:schemas-microsoft-com:office:spreadsheet";
    static const char flat_ods[] = "urn:oasis:names:tc:opendocument";

    char bytes[HEAD_BYTES];
    const struct fire_text_view text = folded(head, bytes);
    if (begins(text, "<html") || begins(text, "<!doctype html") || begins(text, "<table"))
        return fire_fail(err, FIRE_ESYNTAX, place(source),
                         "is a web page, whatever its name says; open it in Excel and save it "
                         "as an Excel workbook (.xlsx)");
    if (!begins(text, "<?xml")) return FIRE_OK;
    if (contains(text, excel_2003, sizeof excel_2003 - 1) ||
        contains(text, flat_ods, sizeof flat_ods - 1))
        return fire_fail(err, FIRE_ESYNTAX, place(source),
                         "is a workbook in one XML file; save it as an Excel workbook (.xlsx)");
    return fire_fail(err, FIRE_ESYNTAX, place(source), "is an XML file, not a table");
}

fire_status magic_find(const struct source *source, enum file_kind *out, struct fire_error *err)
{
    char bytes[HEAD_BYTES];
    size_t size = 0;
    FIRE_TRY(source_read_full(source, 0, bytes, sizeof bytes, &size, err));
    const struct fire_text_view head = { bytes, size };
    if (begins(head, "PK\x03\x04") || begins(head, "PK\x05\x06") ||
        begins(head, "PK\x07\x08")) {
        *out = FILE_ZIP;
        return FIRE_OK;
    }
    if (begins(head, "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")) return refuse_ole(source, head, err);
    if (begins(head, "%PDF-"))
        return fire_fail(err, FIRE_ESYNTAX, place(source),
                         "is a PDF, from which tables cannot be read");
    if (begins(head, "Rar!\x1A\x07") || begins(head, "7z\xBC\xAF\x27\x1C") ||
        begins(head, "\x1F\x8B\x08"))
        return fire_fail(err, FIRE_ESYNTAX, place(source),
                         "is a packed file; unpack it and give the files in it");
    FIRE_TRY(refuse_markup(source, head, err));
    *out = FILE_CSV;
    return FIRE_OK;
}
