/* styles.c - number formats, fonts and cell formats of styles.xml.
 *
 * A date is a number like any other but for its number format: one of Excel's own, known by
 * id, or a code in which d, m, y, h or s stand outside of quotes, escapes and brackets. Ids
 * 27-36 and 50-58 are dates or times depending on the country of the Excel that wrote them;
 * whether such a cell has a day its value tells. */
#include "styles.h"

#include "firestat/reader.h"

#include "xml.h"

#include <stdlib.h>
#include <string.h>

enum { ID_NONE = -1 };

struct number_format {
    int32_t id;
    uint8_t shown;
};

struct cell_format {
    int32_t number_format; /* id    */
    int32_t font;          /* index */
};

struct styles {
    struct number_format *format; /* the workbook's own */
    size_t n_formats;
    size_t format_capacity;
    uint8_t *font; /* an enum cell_font */
    size_t n_fonts;
    size_t font_capacity;
    struct cell_format *cell;
    size_t n_cells;
    size_t cell_capacity;
    struct fire_location where;
};

static const struct {
    int32_t first;
    int32_t last;
    uint8_t shown;
} own_formats[] = {
    { 14, 17, MOMENT_DAY },  /* d/m/yyyy, d-mmm-yy, d-mmm, mmm-yy  */
    { 18, 21, MOMENT_TIME }, /* h:mm, h:mm:ss with and without AM  */
    { 22, 22, MOMENT_DAY | MOMENT_TIME },
    { 27, 31, MOMENT_DAY },
    { 32, 33, MOMENT_TIME },
    { 34, 36, MOMENT_DAY },
    { 45, 45, MOMENT_TIME },
    { 46, 46, MOMENT_TIME | STYLE_ELAPSED }, /* [h]:mm:ss */
    { 47, 47, MOMENT_TIME },
    { 50, 58, MOMENT_DAY },
};

static char lower(char letter)
{
    return (char)(letter >= 'A' && letter <= 'Z' ? letter - 'A' + 'a' : letter);
}

/* Pass a word of the code, capitals or not. */
static bool pass_word(const char **at, const char *word)
{
    const char *from = *at;
    for (; *word != '\0'; word++, from++)
        if (lower(*from) != *word) return false;
    *at = from;
    return true;
}

/* Pass "text", \x, _x, *x and [Red]; what is in brackets counts when it is a time: [hh]. */
static bool pass_literal(const char **at, uint8_t *shown)
{
    const char *from = *at;
    if (*from == '"') {
        const char *quote = strchr(from + 1, '"');
        *at = quote == NULL ? from + strlen(from) : quote + 1;
        return true;
    }
    if (*from == '\\' || *from == '_' || *from == '*') {
        *at = from[1] == '\0' ? from + 1 : from + 2;
        return true;
    }
    if (*from != '[') return false;
    const char unit = lower(from[1]);
    size_t n = 1;
    while (lower(from[n]) == unit && unit != '\0')
        n++;
    if (from[n] == ']' && (unit == 'h' || unit == 'm' || unit == 's'))
        *shown |= MOMENT_TIME | STYLE_ELAPSED;
    const char *bracket = strchr(from, ']');
    *at = bracket == NULL ? from + strlen(from) : bracket + 1;
    return true;
}

uint8_t styles_shown_by_code(const char *code)
{
    uint8_t shown = 0;
    bool month_or_minute = false;
    const char *at = code;
    while (*at != '\0' && *at != ';') { /* the first section is that of positive numbers */
        if (pass_literal(&at, &shown) || pass_word(&at, "general") || pass_word(&at, "am/pm") ||
            pass_word(&at, "a/p"))
            continue;
        const char letter = lower(*at++);
        if (letter == '#' || letter == '?') return 0; /* digits: never in a date */
        if (letter == 'd' || letter == 'y') shown |= MOMENT_DAY;
        if (letter == 'h' || letter == 's') shown |= MOMENT_TIME;
        month_or_minute = month_or_minute || letter == 'm';
    }
    if (month_or_minute && shown == 0) shown = MOMENT_DAY;
    return shown;
}

enum element {
    SHEET = 1,
    NUMBER_FORMATS,
    NUMBER_FORMAT,
    FONTS,
    FONT,
    FONT_NAME,
    CELL_FORMATS,
    CELL_FORMAT
};

static const struct xml_step steps[] = {
    { XML_DOCUMENT, XML_NS_SHEET, "styleSheet", SHEET },
    { SHEET, XML_NS_SHEET, "numFmts", NUMBER_FORMATS },
    { NUMBER_FORMATS, XML_NS_SHEET, "numFmt", NUMBER_FORMAT },
    { SHEET, XML_NS_SHEET, "fonts", FONTS },
    { FONTS, XML_NS_SHEET, "font", FONT },
    { FONT, XML_NS_SHEET, "name", FONT_NAME },
    { SHEET, XML_NS_SHEET, "cellXfs", CELL_FORMATS },
    { CELL_FORMATS, XML_NS_SHEET, "xf", CELL_FORMAT },
    { 0 },
};

static int32_t number_of(struct xml_attributes attributes, const char *name)
{
    const char *text = xml_attribute(attributes, XML_NS_NONE, name);
    if (text == NULL || *text == '\0') return ID_NONE;
    int32_t number = 0;
    for (; *text != '\0'; text++) {
        if (*text < '0' || *text > '9' || number > 1000000) return ID_NONE;
        number = number * 10 + (*text - '0');
    }
    return number;
}

/* Room for one more of `n` items, under the limit. */
static fire_status make_room(const struct styles *styles, void **items, size_t n,
                             size_t *capacity, size_t item_bytes, struct fire_error *err)
{
    if (n == FIRE_LIMIT_STYLES)
        return fire_fail(err, FIRE_ERANGE, styles->where, "more than %d formats or fonts",
                         FIRE_LIMIT_STYLES);
    if (n < *capacity) return FIRE_OK;
    void *grown = fire_array_grow(*items, capacity, n + 1, item_bytes);
    if (grown == NULL) return fire_fail_memory(err);
    *items = grown;
    return FIRE_OK;
}

static fire_status add_number_format(struct styles *styles, struct xml_attributes attributes,
                                     struct fire_error *err)
{
    const char *code = xml_attribute(attributes, XML_NS_NONE, "formatCode");
    void *items = styles->format;
    FIRE_TRY(make_room(styles, &items, styles->n_formats, &styles->format_capacity,
                       sizeof *styles->format, err));
    styles->format = items;
    styles->format[styles->n_formats++] = (struct number_format){
        .id = number_of(attributes, "numFmtId"),
        .shown = code == NULL ? (uint8_t)0 : styles_shown_by_code(code),
    };
    return FIRE_OK;
}

static fire_status add_font(struct styles *styles, struct fire_error *err)
{
    void *items = styles->font;
    FIRE_TRY(make_room(styles, &items, styles->n_fonts, &styles->font_capacity, 1, err));
    styles->font = items;
    styles->font[styles->n_fonts++] = FONT_UNICODE; /* until its name comes */
    return FIRE_OK;
}

static fire_status add_cell_format(struct styles *styles, struct xml_attributes attributes,
                                   struct fire_error *err)
{
    void *items = styles->cell;
    FIRE_TRY(make_room(styles, &items, styles->n_cells, &styles->cell_capacity,
                       sizeof *styles->cell, err));
    styles->cell = items;
    styles->cell[styles->n_cells++] = (struct cell_format){
        .number_format = number_of(attributes, "numFmtId"),
        .font = number_of(attributes, "fontId"),
    };
    return FIRE_OK;
}

static fire_status begin(void *data, int element, struct xml_attributes attributes,
                         struct fire_error *err)
{
    struct styles *styles = data;
    if (element == NUMBER_FORMAT) return add_number_format(styles, attributes, err);
    if (element == FONT) return add_font(styles, err);
    if (element == CELL_FORMAT) return add_cell_format(styles, attributes, err);
    if (element == FONT_NAME) {
        const char *name = xml_attribute(attributes, XML_NS_NONE, "val");
        if (name != NULL) styles->font[styles->n_fonts - 1] = (uint8_t)font_of_name(name);
    }
    return FIRE_OK;
}

static int compare_formats(const void *a, const void *b)
{
    const struct number_format *x = a;
    const struct number_format *y = b;
    return x->id < y->id ? -1 : x->id > y->id;
}

fire_status styles_read(struct zip_parts *parts, int64_t index, struct fire_arena *arena,
                        struct styles **out, struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { .steps = steps, .begin = begin };

    struct styles *styles = FIRE_TAKE(arena, 1, struct styles);
    if (styles == NULL) return fire_fail_memory(err);
    styles->where.file = zip_parts_path(parts);
    fire_status status = FIRE_OK;
    if (index >= 0)
        status = xml_read_part(&vocabulary, styles, parts, index, &styles->where, err);
    if (status != FIRE_OK) {
        styles_free(styles);
        return status;
    }
    if (styles->n_formats > 0)
        qsort(styles->format, styles->n_formats, sizeof *styles->format, compare_formats);
    *out = styles;
    return FIRE_OK;
}

void styles_free(struct styles *styles)
{
    if (styles == NULL) return;
    free(styles->format);
    free(styles->font);
    free(styles->cell);
}

/* The workbook's own formats go before Excel's: some programs give theirs low ids. */
static uint8_t shown_by_id(const struct styles *styles, int32_t id)
{
    const struct number_format key = { .id = id };
    if (styles->n_formats > 0) {
        const struct number_format *found = bsearch(&key, styles->format, styles->n_formats,
                                                    sizeof key, compare_formats);
        if (found != NULL) return found->shown;
    }
    for (size_t i = 0; i < sizeof own_formats / sizeof own_formats[0]; i++) {
        if (id >= own_formats[i].first && id <= own_formats[i].last)
            return own_formats[i].shown;
    }
    return 0;
}

struct cell_style styles_get(const struct styles *styles, int64_t number)
{
    struct cell_style style = { .font = FONT_UNICODE };
    if (number < 0 || number >= (int64_t)styles->n_cells) return style;
    const struct cell_format *cell = &styles->cell[number];
    style.shown = shown_by_id(styles, cell->number_format);
    if (cell->font >= 0 && (size_t)cell->font < styles->n_fonts)
        style.font = styles->font[cell->font];
    return style;
}
