/* docx_parts.c - the parts of a Word file around its text. */
#include "docx.h"

#include <stdio.h>

#define XML           "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
#define WORD          "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define RELATIONS     "http://schemas.openxmlformats.org/package/2006/relationships"
#define KIND          "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define METADATA_KIND "http://schemas.openxmlformats.org/package/2006/relationships/metadata/"
#define WORD_TYPE     "application/vnd.openxmlformats-officedocument.wordprocessingml."

/* What word/document.xml is related to, besides its pictures. */
static const struct {
    const char *id;
    const char *kind;
    const char *target; /* in word/ */
    const char *type;
} related[] = {
    { "styles", "styles", "styles.xml", "styles+xml" },
    { "settings", "settings", "settings.xml", "settings+xml" },
    { "fonts", "fontTable", "fontTable.xml", "fontTable+xml" },
    { "numbering", "numbering", "numbering.xml", "numbering+xml" },
    { "head", "header", "header1.xml", "header+xml" },
    { "firstHead", "header", "header2.xml", "header+xml" },
};
#define N_RELATED (sizeof related / sizeof related[0])

static void write_types(struct fire_buffer *out, const struct fire_document *document)
{
    (void)document;
    fire_buffer_add_text(
        out,
        XML "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\n"
            "<Default Extension=\"rels\" "
            "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\n"
            "<Default Extension=\"xml\" ContentType=\"application/xml\"/>\n"
            "<Default Extension=\"png\" ContentType=\"image/png\"/>\n"
            "<Override PartName=\"/docProps/core.xml\" "
            "ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\n"
            "<Override PartName=\"/docProps/app.xml\" ContentType=\"application/"
            "vnd.openxmlformats-officedocument.extended-properties+xml\"/>\n"
            "<Override PartName=\"/word/document.xml\" ContentType=\"" WORD_TYPE
            "document.main+xml\"/>\n");
    for (size_t i = 0; i < N_RELATED; i++)
        fire_buffer_printf(
            out, "<Override PartName=\"/word/%s\" ContentType=\"" WORD_TYPE "%s\"/>\n",
            related[i].target, related[i].type);
    fire_buffer_add_text(out, "</Types>\n");
}

static void write_root_relations(struct fire_buffer *out, const struct fire_document *document)
{
    (void)document;
    fire_buffer_add_text(out, XML
                         "<Relationships xmlns=\"" RELATIONS "\">\n"
                         "<Relationship Id=\"text\" Type=\"" KIND "officeDocument\" "
                         "Target=\"word/document.xml\"/>\n"
                         "<Relationship Id=\"core\" Type=\"" METADATA_KIND "core-properties\" "
                         "Target=\"docProps/core.xml\"/>\n"
                         "<Relationship Id=\"app\" Type=\"" KIND "extended-properties\" "
                         "Target=\"docProps/app.xml\"/>\n"
                         "</Relationships>\n");
}

/* Pictures are named for the block they stand in. */
static void write_relations(struct fire_buffer *out, const struct fire_document *document)
{
    fire_buffer_add_text(out, XML "<Relationships xmlns=\"" RELATIONS "\">\n");
    for (size_t i = 0; i < N_RELATED; i++)
        fire_buffer_printf(out, "<Relationship Id=\"%s\" Type=\"" KIND "%s\" Target=\"%s\"/>\n",
                           related[i].id, related[i].kind, related[i].target);
    for (int64_t i = 0; i < document->n_blocks; i++)
        if (docx_has_picture(&document->block[i]))
            fire_buffer_printf(out,
                               "<Relationship Id=\"figure%lld\" Type=\"" KIND
                               "image\" Target=\"media/figure%lld.png\"/>\n",
                               (long long)i, (long long)i);
    fire_buffer_add_text(out, "</Relationships>\n");
}

static void add_element(struct fire_buffer *out, const char *name, const char *attributes,
                        const char *text)
{
    fire_buffer_printf(out, "<%s%s>", name, attributes);
    fire_buffer_add_xml(out, fire_text_of(text));
    fire_buffer_printf(out, "</%s>\n", name);
}

static void write_core(struct fire_buffer *out, const struct fire_document *document)
{
    static const char w3c[] = " xsi:type=\"dcterms:W3CDTF\"";
    char moment[FIRE_MOMENT_BYTES];
    fire_output_moment(moment);
    fire_buffer_add_text(
        out, XML "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/"
                 "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "
                 "xmlns:dcterms=\"http://purl.org/dc/terms/\" "
                 "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\">\n");
    add_element(out, "dc:title", "", document->title);
    add_element(out, "dc:subject", "", document->subject);
    add_element(out, "dc:creator", "", document->author);
    add_element(out, "cp:lastModifiedBy", "", document->author);
    add_element(out, "dcterms:created", w3c, moment);
    add_element(out, "dcterms:modified", w3c, moment);
    add_element(out, "dc:language", "",
                document->language == FIRE_VIETNAMESE ? "vi-VN" : "en-GB");
    fire_buffer_add_text(out, "</cp:coreProperties>\n");
}

static void write_app(struct fire_buffer *out, const struct fire_document *document)
{
    fire_buffer_add_text(out, XML "<Properties xmlns=\"http://schemas.openxmlformats.org/"
                                  "officeDocument/2006/extended-properties\">\n");
    add_element(out, "Application", "", document->program);
    add_element(out, "Company", "", document->author);
    fire_buffer_add_text(out, "</Properties>\n");
}

static void write_settings(struct fire_buffer *out, const struct fire_document *document)
{
    fire_buffer_printf(
        out,
        XML "<w:settings " WORD "><w:zoom w:percent=\"100\"/>"
            "<w:defaultTabStop w:val=\"567\"/>"
            "<w:characterSpacingControl w:val=\"doNotCompress\"/>"
            "<w:compat><w:compatSetting w:name=\"compatibilityMode\" "
            "w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat>"
            "<w:themeFontLang w:val=\"%s\"/>"
            "<w:decimalSymbol w:val=\"%s\"/><w:listSeparator w:val=\"%s\"/></w:settings>\n",
        document->language == FIRE_VIETNAMESE ? "vi-VN" : "en-GB",
        document->language == FIRE_VIETNAMESE ? "," : ".",
        document->language == FIRE_VIETNAMESE ? ";" : ",");
}

static void write_styles(struct fire_buffer *out, const struct fire_document *document)
{
    fire_buffer_add_text(out, XML "<w:styles " WORD ">\n");
    docx_write_styles(out, document->language);
    fire_buffer_add_text(out, "</w:styles>\n");
}

static const char fonts[] = XML
    "<w:fonts " WORD "><w:font w:name=\"Times New Roman\">"
    "<w:panose1 w:val=\"02020603050405020304\"/><w:charset w:val=\"00\"/>"
    "<w:family w:val=\"roman\"/><w:pitch w:val=\"variable\"/></w:font></w:fonts>\n";

/* Items of a list begin with a dash where a paragraph would begin. */
static const char numbering[] = XML
    "<w:numbering " WORD "><w:abstractNum w:abstractNumId=\"0\">"
    "<w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/>"
    "<w:numFmt w:val=\"bullet\"/><w:pStyle w:val=\"ListDash\"/><w:suff w:val=\"space\"/>"
    "<w:lvlText w:val=\"-\"/><w:lvlJc w:val=\"left\"/>"
    "<w:pPr><w:ind w:left=\"0\" w:firstLine=\"567\"/></w:pPr></w:lvl></w:abstractNum>"
    "<w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>\n";

static const char page_number[] = XML
    "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr>"
    "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r>"
    "<w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
    "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>\n";

static const char no_page_number[] = XML
    "<w:hdr " WORD "><w:p><w:pPr><w:pStyle w:val=\"Header\"/></w:pPr></w:p></w:hdr>\n";

static const struct {
    const char *name;
    void (*write)(struct fire_buffer *out, const struct fire_document *document);
} made[DOCX_N_PARTS] = {
    { "[Content_Types].xml", write_types }, /* first, for who looks at the first only */
    { "_rels/.rels", write_root_relations },
    { "docProps/core.xml", write_core },
    { "docProps/app.xml", write_app },
    { "word/_rels/document.xml.rels", write_relations },
    { "word/styles.xml", write_styles },
    { "word/settings.xml", write_settings },
};

static const struct {
    const char *name;
    const char *text;
} fixed[] = {
    { "word/fontTable.xml", fonts },
    { "word/numbering.xml", numbering },
    { "word/header1.xml", page_number },
    { "word/header2.xml", no_page_number },
};

bool docx_add_parts(struct package *package, const struct fire_document *document,
                    struct docx_parts *parts)
{
    for (size_t i = 0; i < DOCX_N_PARTS; i++) {
        struct fire_buffer *text = &parts->text[i];
        made[i].write(text, document);
        if (text->failed) return false;
        package_add(package, made[i].name,
                    (struct fire_text_view){ text->bytes, text->size_bytes }, false);
    }
    for (size_t i = 0; i < sizeof fixed / sizeof fixed[0]; i++)
        package_add(package, fixed[i].name, fire_text_of(fixed[i].text), false);
    for (int64_t i = 0; i < document->n_blocks; i++) {
        char name[64];
        if (!docx_has_picture(&document->block[i])) continue;
        snprintf(name, sizeof name, "word/media/figure%lld.png", (long long)i);
        package_add(package, name, document->block[i].figure.png, true);
    }
    return true;
}

void docx_parts_finish(struct docx_parts *parts)
{
    for (size_t i = 0; i < DOCX_N_PARTS; i++)
        fire_buffer_finish(&parts->text[i]);
}
