/* xml.h - one part of a workbook as XML events, under limits, as far as they are asked for.
 *
 * A reader says in a table which elements it knows, and where; it hears of nothing else:
 *
 *     static const struct xml_step steps[] = {
 *         { XML_DOCUMENT, XML_NS_SHEET, "sst", SST },
 *         { SST, XML_NS_SHEET, "si", SI },
 *         { SI, XML_NS_SHEET, "t", T },
 *         { 0 },
 *     };
 *
 * An element that has no step from where it stands is passed over with all that is in it:
 * phonetic guides, extensions, pictures and notes fall out without a line of code.
 *
 *     xml_open(&xml, &vocabulary, data, parts, index, &where, err);
 *     xml_run(xml, &more, err);       until the end, or until a handler calls xml_pause()
 *     xml_close(xml);
 *
 * Thread use: one thread per part being read. */
#ifndef FIRE_READ_XML_H
#define FIRE_READ_XML_H
#include "zip_parts.h"

enum { XML_DOCUMENT = 0 }; /* where the root element stands */

enum xml_ns {
    XML_NS_NONE = 0, /* an attribute without a prefix                          */
    XML_NS_SHEET,    /* SpreadsheetML, transitional or strict                  */
    XML_NS_PACKAGE,  /* relationships of an Open Packaging archive             */
    XML_NS_LINK,     /* r:id, transitional or strict                           */
    XML_NS_OFFICE,   /* OpenDocument                                           */
    XML_NS_TABLE,
    XML_NS_TEXT,
    XML_NS_STYLE,
    XML_NS_CALC, /* LibreOffice's own: what ODF has no word for: an error  */
    XML_NS_OTHER,
};

struct xml_step {
    int in; /* element it stands in, or XML_DOCUMENT */
    enum xml_ns ns;
    const char *name; /* NULL ends the table */
    int to;           /* what the element is called from now on, > 0 */
};

/* What handlers are given of an element. */
struct xml_attributes {
    const char **pair; /* expanded name and value in turn; NULL ends them */
};

/* Value of an attribute, NUL-ended UTF-8 valid during the call, or NULL. */
const char *xml_attribute(struct xml_attributes attributes, enum xml_ns ns, const char *name);

/* A text handler may be called several times for one text. Any of them may be NULL. */
struct xml_vocabulary {
    const struct xml_step *steps;
    fire_status (*begin)(void *data, int element, struct xml_attributes attributes,
                         struct fire_error *err);
    fire_status (*text)(void *data, int element, const char *bytes, size_t size,
                        struct fire_error *err);
    fire_status (*end)(void *data, int element, struct fire_error *err);
};

struct xml;

/*   where    names the place of what goes wrong; borrowed, and may change on the way
 *   out      set on FIRE_OK only
 *   errors   FIRE_ENOMEM, and those of zip_part_open */
fire_status xml_open(struct xml **out, const struct xml_vocabulary *vocabulary, void *data,
                     struct zip_parts *parts, int64_t index, const struct fire_location *where,
                     struct fire_error *err) FIRE_MUST_CHECK;
void xml_close(struct xml *xml); /* NULL is fine */

/* Only from within an end handler: xml_run returns behind this element. */
void xml_pause(struct xml *xml);

/* Go on.
 *   more     whether it was paused; false: the document is at its end
 *   errors   those of the handlers and of zip_part_read; FIRE_ESYNTAX: not well formed, another
 *            root element, a document type; FIRE_ERANGE: FIRE_LIMIT_XML_...; FIRE_ENOMEM */
fire_status xml_run(struct xml *xml, bool *more, struct fire_error *err) FIRE_MUST_CHECK;

/* The whole of a part at once. */
fire_status xml_read_part(const struct xml_vocabulary *vocabulary, void *data,
                          struct zip_parts *parts, int64_t index,
                          const struct fire_location *where,
                          struct fire_error *err) FIRE_MUST_CHECK;

#endif
