/* shared_strings.c - all texts end to end, with the places where they begin.
 *
 * Two growing arrays and nothing else: five million texts of one letter cost four bytes each
 * on top of their letter. The count that the part itself claims is not read.
 *
 * A text may be made of runs with fonts of their own. They are put together; of fonts, the
 * first one named stands for all, as a text half in one encoding and half in another is not
 * typed by anybody. */
#include "shared_strings.h"

#include "cell_text.h"
#include "xml.h"

#include <stdlib.h>
#include <string.h>

struct shared_strings {
    char *text;
    size_t text_bytes;
    size_t text_capacity;
    uint32_t *end; /* offset behind each text */
    size_t end_capacity;
    uint8_t *font; /* an enum cell_font */
    size_t font_capacity;
    size_t n;
};

struct filling {
    struct shared_strings *strings;
    struct cell_text text;
    enum cell_font font;
    struct fire_location where;
};

enum element { TABLE = 1, ITEM, TEXT, RUN, RUN_PROPERTIES, RUN_FONT };

static const struct xml_step steps[] = {
    { XML_DOCUMENT, XML_NS_SHEET, "sst", TABLE },
    { TABLE, XML_NS_SHEET, "si", ITEM },
    { ITEM, XML_NS_SHEET, "t", TEXT },
    { ITEM, XML_NS_SHEET, "r", RUN },
    { RUN, XML_NS_SHEET, "t", TEXT },
    { RUN, XML_NS_SHEET, "rPr", RUN_PROPERTIES },
    { RUN_PROPERTIES, XML_NS_SHEET, "rFont", RUN_FONT },
    { 0 },
};

static fire_status begin(void *data, int element, struct xml_attributes attributes,
                         struct fire_error *err)
{
    struct filling *filling = data;
    (void)err;
    if (element == ITEM) {
        filling->text.size_bytes = 0;
        filling->font = FONT_UNSAID;
    } else if (element == RUN_FONT && filling->font == FONT_UNSAID) {
        const char *name = xml_attribute(attributes, XML_NS_NONE, "val");
        if (name != NULL) filling->font = font_of_name(name);
    }
    return FIRE_OK;
}

static fire_status text(void *data, int element, const char *bytes, size_t size,
                        struct fire_error *err)
{
    struct filling *filling = data;
    if (element != TEXT) return FIRE_OK;
    return cell_text_add(&filling->text, bytes, size, filling->where, err);
}

static bool make_room(struct shared_strings *strings, size_t text_bytes)
{
    if (strings->text_bytes + text_bytes > strings->text_capacity) {
        char *grown = fire_array_grow(strings->text, &strings->text_capacity,
                                      strings->text_bytes + text_bytes, 1);
        if (grown == NULL) return false;
        strings->text = grown;
    }
    if (strings->n == strings->end_capacity) {
        uint32_t *grown = fire_array_grow(strings->end, &strings->end_capacity, strings->n + 1,
                                          sizeof *grown);
        if (grown == NULL) return false;
        strings->end = grown;
    }
    if (strings->n == strings->font_capacity) {
        uint8_t *grown = fire_array_grow(strings->font, &strings->font_capacity, strings->n + 1,
                                         1);
        if (grown == NULL) return false;
        strings->font = grown;
    }
    return true;
}

static fire_status end(void *data, int element, struct fire_error *err)
{
    struct filling *filling = data;
    struct shared_strings *strings = filling->strings;
    if (element != ITEM) return FIRE_OK;
    struct fire_text_view view;
    cell_text_unescape(&filling->text);
    FIRE_TRY(cell_text_view(&filling->text, &view, filling->where, err));
    if (strings->n == FIRE_LIMIT_SHARED_STRINGS)
        return fire_fail(err, FIRE_ERANGE, filling->where, "more than %d shared texts",
                         FIRE_LIMIT_SHARED_STRINGS);
    if (view.size_bytes > FIRE_LIMIT_SHARED_BYTES - strings->text_bytes)
        return fire_fail(err, FIRE_ERANGE, filling->where,
                         "shared texts of more than %d MiB together",
                         FIRE_LIMIT_SHARED_BYTES / (1 << 20));
    if (!make_room(strings, view.size_bytes)) return fire_fail_memory(err);
    if (view.size_bytes > 0)
        memcpy(strings->text + strings->text_bytes, view.bytes, view.size_bytes);
    strings->text_bytes += view.size_bytes;
    strings->end[strings->n] = (uint32_t)strings->text_bytes;
    strings->font[strings->n] = (uint8_t)filling->font;
    strings->n++;
    return FIRE_OK;
}

fire_status shared_strings_read(struct zip_parts *parts, int64_t index,
                                struct fire_arena *arena, struct shared_strings **out,
                                struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { steps, begin, text, end };

    struct shared_strings *strings = FIRE_TAKE(arena, 1, struct shared_strings);
    struct filling filling = { .strings = strings, .where = { .file = zip_parts_path(parts) } };
    if (strings == NULL || !cell_text_init(&filling.text, arena)) return fire_fail_memory(err);
    fire_status status = FIRE_OK;
    if (index >= 0)
        status = xml_read_part(&vocabulary, &filling, parts, index, &filling.where, err);
    if (status == FIRE_OK)
        *out = strings;
    else
        shared_strings_free(strings);
    return status;
}

void shared_strings_free(struct shared_strings *strings)
{
    if (strings == NULL) return;
    free(strings->text);
    free(strings->end);
    free(strings->font);
}

bool shared_strings_get(const struct shared_strings *strings, int64_t number,
                        struct shared_string *out)
{
    if (number < 0 || number >= (int64_t)strings->n) return false;
    const uint32_t begins = number == 0 ? 0 : strings->end[number - 1];
    const uint32_t size = strings->end[number] - begins;
    out->text = (struct fire_text_view){ size > 0 ? strings->text + begins : "", size };
    out->font = (enum cell_font)strings->font[number];
    return true;
}
