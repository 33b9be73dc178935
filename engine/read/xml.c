/* xml.c - expat with a table of what is wanted, and limits on the rest.
 *
 * expat streams, but it does not bound itself. A tag is kept whole however long; and each name
 * it meets, of an element, an attribute or a prefix, is kept to the end, so a part full of
 * names that occur once costs memory without limit. So the bytes of the token that is not
 * finished are watched, and different names are counted: in a set of bits by hash, which may
 * take two names for one and never one for two.
 *
 * Entities are where XML reads more than it is given. They need a document type, which no
 * workbook has, so its first word ends the reading; numeric references and the five entities
 * that are built in need none.
 *
 * Prefixes mean nothing ("x:row" and "row" are the same element of the same namespace), so
 * expat resolves them and names come as "namespace|name". */
#include "xml.h"

#include "firestat/reader.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>

enum {
    CHUNK_BYTES = 64 * 1024,
    NAME_BITS = 1 << 16,
};

static const char separator = '|';

struct xml {
    const struct xml_vocabulary *vocabulary;
    void *data;
    const struct fire_location *where;
    struct zip_part *part;
    const char *part_name;
    XML_Parser parser;
    int64_t fed_bytes;
    bool at_end;   /* the last chunk was fed            */
    bool paused;   /* in the middle of a chunk          */
    bool finished; /* nothing is left                   */

    int element[FIRE_LIMIT_XML_DEPTH]; /* those open, from the root on */
    int depth;
    int passed_depth; /* open elements that are passed over; they are the innermost */

    int32_t n_names;
    uint64_t name_seen[NAME_BITS / 64];

    fire_status status; /* of a handler */
    struct fire_error *err;
};

static const struct {
    const char *uri;
    enum xml_ns ns;
} namespaces[] = {
    { "http://schemas.openxmlformats.org/spreadsheetml/2006/main", XML_NS_SHEET },
    { "http://purl.oclc.org/ooxml/spreadsheetml/main", XML_NS_SHEET },
    { "http://schemas.openxmlformats.org/package/2006/relationships", XML_NS_PACKAGE },
    { "http://schemas.openxmlformats.org/officeDocument/2006/relationships", XML_NS_LINK },
    { "http://purl.oclc.org/ooxml/officeDocument/relationships", XML_NS_LINK },
    { "urn:oasis:names:tc:opendocument:xmlns:office:1.0", XML_NS_OFFICE },
    { "urn:oasis:names:tc:opendocument:xmlns:table:1.0", XML_NS_TABLE },
    { "urn:oasis:names:tc:opendocument:xmlns:text:1.0", XML_NS_TEXT },
    { "urn:oasis:names:tc:opendocument:xmlns:style:1.0", XML_NS_STYLE },
    { "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0", XML_NS_CALC },
};

static enum xml_ns find_namespace(const char *uri, size_t size)
{
    for (size_t i = 0; i < sizeof namespaces / sizeof namespaces[0]; i++) {
        if (strncmp(namespaces[i].uri, uri, size) == 0 && namespaces[i].uri[size] == '\0')
            return namespaces[i].ns;
    }
    return XML_NS_OTHER;
}

/* Whether an expanded name is this one. The name itself is compared first: it differs most. */
static bool is_name(const char *expanded, enum xml_ns ns, const char *name)
{
    const char *bar = strrchr(expanded, separator);
    if (bar == NULL) return ns == XML_NS_NONE && strcmp(expanded, name) == 0;
    return strcmp(bar + 1, name) == 0 &&
           find_namespace(expanded, (size_t)(bar - expanded)) == ns;
}

const char *xml_attribute(struct xml_attributes attributes, enum xml_ns ns, const char *name)
{
    for (const char **pair = attributes.pair; pair[0] != NULL; pair += 2) {
        if (is_name(pair[0], ns, name)) return pair[1];
    }
    return NULL;
}

/* The first failure ends it; handlers that expat still calls after that do nothing. */
static void stop(struct xml *xml, fire_status status)
{
    if (xml->status != FIRE_OK || status == FIRE_OK) return;
    xml->status = status;
    (void)XML_StopParser(xml->parser, XML_FALSE);
}

static void note_name(struct xml *xml, const char *name)
{
    uint32_t hash = 2166136261u; /* FNV-1a */
    for (; *name != '\0'; name++)
        hash = (hash ^ (unsigned char)*name) * 16777619u;
    hash = (hash ^ hash >> 16) % NAME_BITS;
    const uint64_t bit = UINT64_C(1) << (hash % 64);
    if ((xml->name_seen[hash / 64] & bit) != 0) return;
    xml->name_seen[hash / 64] |= bit;
    if (++xml->n_names > FIRE_LIMIT_XML_NAMES)
        stop(xml, fire_fail(xml->err, FIRE_ERANGE, *xml->where,
                            "part '%s' has more than %d different names", xml->part_name,
                            FIRE_LIMIT_XML_NAMES));
}

/* What an element is called by the vocabulary; 0: nothing. */
static int find_step(const struct xml *xml, const char *expanded)
{
    const int in = xml->depth == 0 ? XML_DOCUMENT : xml->element[xml->depth - 1];
    for (const struct xml_step *step = xml->vocabulary->steps; step->name != NULL; step++) {
        if (step->in == in && is_name(expanded, step->ns, step->name)) return step->to;
    }
    return 0;
}

static void XMLCALL on_begin(void *data, const XML_Char *name, const XML_Char **attributes)
{
    struct xml *xml = data;
    if (xml->status != FIRE_OK) return;
    for (const char **pair = attributes; pair[0] != NULL; pair += 2)
        note_name(xml, pair[0]);
    if (xml->depth + xml->passed_depth == FIRE_LIMIT_XML_DEPTH) {
        stop(xml, fire_fail(xml->err, FIRE_ERANGE, *xml->where,
                            "part '%s' has elements more than %d deep", xml->part_name,
                            FIRE_LIMIT_XML_DEPTH));
        return;
    }
    const int element = xml->passed_depth > 0 ? 0 : find_step(xml, name);
    if (element == 0) {
        note_name(xml, name);
        xml->passed_depth++;
        if (xml->depth == 0 && xml->passed_depth == 1)
            stop(xml, fire_fail(xml->err, FIRE_ESYNTAX, *xml->where,
                                "part '%s' is not what its place in the workbook says",
                                xml->part_name));
        return;
    }
    xml->element[xml->depth++] = element;
    const struct xml_attributes given = { attributes };
    if (xml->vocabulary->begin != NULL && xml->status == FIRE_OK)
        stop(xml, xml->vocabulary->begin(xml->data, element, given, xml->err));
}

static void XMLCALL on_end(void *data, const XML_Char *name)
{
    struct xml *xml = data;
    (void)name;
    if (xml->status != FIRE_OK) return;
    if (xml->passed_depth > 0) {
        xml->passed_depth--;
        return;
    }
    const int element = xml->element[--xml->depth];
    if (xml->vocabulary->end != NULL)
        stop(xml, xml->vocabulary->end(xml->data, element, xml->err));
}

static void XMLCALL on_text(void *data, const XML_Char *bytes, int size)
{
    struct xml *xml = data;
    if (xml->status != FIRE_OK || xml->passed_depth > 0 || xml->vocabulary->text == NULL)
        return;
    const int element = xml->element[xml->depth - 1];
    stop(xml, xml->vocabulary->text(xml->data, element, bytes, (size_t)size, xml->err));
}

static void XMLCALL on_namespace(void *data, const XML_Char *prefix, const XML_Char *uri)
{
    struct xml *xml = data;
    (void)uri;
    if (xml->status == FIRE_OK && prefix != NULL) note_name(xml, prefix);
}

static void XMLCALL on_doctype(void *data, const XML_Char *name, const XML_Char *system_id,
                               const XML_Char *public_id, int has_internal_subset)
{
    struct xml *xml = data;
    (void)name, (void)system_id, (void)public_id, (void)has_internal_subset;
    if (xml->status != FIRE_OK) return;
    stop(xml, fire_fail(xml->err, FIRE_ESYNTAX, *xml->where,
                        "part '%s' declares a document type, which no workbook does",
                        xml->part_name));
}

fire_status xml_open(struct xml **out, const struct xml_vocabulary *vocabulary, void *data,
                     struct zip_parts *parts, int64_t index, const struct fire_location *where,
                     struct fire_error *err)
{
    size_t capacity = 0;
    struct xml *xml = fire_array_grow(NULL, &capacity, 1, sizeof *xml);
    if (xml == NULL) return fire_fail_memory(err);
    *xml = (struct xml){ .vocabulary = vocabulary,
                         .data = data,
                         .where = where,
                         .part_name = zip_parts_name(parts, index) };
    xml->parser = XML_ParserCreateNS(NULL, separator);
    fire_status status = FIRE_OK;
    if (xml->parser == NULL) status = fire_fail_memory(err);
    if (status == FIRE_OK) status = zip_part_open(parts, index, &xml->part, err);
    if (status != FIRE_OK) {
        xml_close(xml);
        return status;
    }
    XML_SetUserData(xml->parser, xml);
    XML_SetElementHandler(xml->parser, on_begin, on_end);
    XML_SetCharacterDataHandler(xml->parser, on_text);
    XML_SetStartNamespaceDeclHandler(xml->parser, on_namespace);
    XML_SetStartDoctypeDeclHandler(xml->parser, on_doctype);
    *out = xml;
    return FIRE_OK;
}

void xml_close(struct xml *xml)
{
    if (xml == NULL) return;
    if (xml->parser != NULL) XML_ParserFree(xml->parser);
    zip_part_close(xml->part);
    free(xml);
}

void xml_pause(struct xml *xml)
{
    if (xml->status == FIRE_OK) (void)XML_StopParser(xml->parser, XML_TRUE);
}

static fire_status xml_failed(struct xml *xml, struct fire_error *err)
{
    if (xml->status != FIRE_OK) return xml->status;
    const enum XML_Error error = XML_GetErrorCode(xml->parser);
    if (error == XML_ERROR_NO_MEMORY) return fire_fail_memory(err);
    return fire_fail(
        err, FIRE_ESYNTAX, *xml->where,
        "part '%s' is damaged: its XML is not well formed (%s); open the file in a "
        "spreadsheet program and save it again",
        xml->part_name, XML_ErrorString(error));
}

/* Unpack the next chunk straight into expat's buffer. */
static fire_status feed(struct xml *xml, enum XML_Status *out, struct fire_error *err)
{
    char *buffer = XML_GetBuffer(xml->parser, CHUNK_BYTES);
    if (buffer == NULL) return fire_fail_memory(err);
    size_t came = 0;
    FIRE_TRY(zip_part_read(xml->part, buffer, CHUNK_BYTES, &came, err));
    xml->fed_bytes += (int64_t)came;
    xml->at_end = came == 0;
    *out = XML_ParseBuffer(xml->parser, (int)came, xml->at_end);
    return FIRE_OK;
}

/* A token that has begun and does not end. */
static fire_status check_token(const struct xml *xml, struct fire_error *err)
{
    const int64_t begins = XML_GetCurrentByteIndex(xml->parser);
    if (begins < 0 || xml->fed_bytes - begins <= FIRE_LIMIT_XML_TOKEN_BYTES) return FIRE_OK;
    return fire_fail(err, FIRE_ERANGE, *xml->where, "part '%s' has a tag longer than %d bytes",
                     xml->part_name, FIRE_LIMIT_XML_TOKEN_BYTES);
}

fire_status xml_run(struct xml *xml, bool *more, struct fire_error *err)
{
    xml->err = err;
    while (!xml->finished) {
        enum XML_Status parsed = XML_STATUS_OK;
        if (xml->paused)
            parsed = XML_ResumeParser(xml->parser);
        else
            FIRE_TRY(feed(xml, &parsed, err));
        if (xml->status != FIRE_OK || parsed == XML_STATUS_ERROR) return xml_failed(xml, err);
        xml->paused = parsed == XML_STATUS_SUSPENDED;
        if (xml->paused) {
            *more = true;
            return FIRE_OK;
        }
        FIRE_TRY(check_token(xml, err));
        xml->finished = xml->at_end;
    }
    *more = false;
    return FIRE_OK;
}

fire_status xml_read_part(const struct xml_vocabulary *vocabulary, void *data,
                          struct zip_parts *parts, int64_t index,
                          const struct fire_location *where, struct fire_error *err)
{
    struct xml *xml = NULL;
    bool more = false;
    FIRE_TRY(xml_open(&xml, vocabulary, data, parts, index, where, err));
    const fire_status status = xml_run(xml, &more, err);
    xml_close(xml);
    return status;
}
