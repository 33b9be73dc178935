/* xlsx.c - an Office archive: where its workbook is, and what the sheets have in common. */
#include "firestat/reader.h"

#include "grid.h"
#include "relations.h"
#include "sheet.h"
#include "xml.h"

#include <string.h>

struct xlsx {
    struct grid grid; /* first */
    struct sheet_about about;
    struct sheet *sheet;
};

enum element { WORKBOOK = 1, PROPERTIES, SHEETS, SHEET };

static const struct xml_step steps[] = {
    { XML_DOCUMENT, XML_NS_SHEET, "workbook", WORKBOOK },
    { WORKBOOK, XML_NS_SHEET, "workbookPr", PROPERTIES },
    { WORKBOOK, XML_NS_SHEET, "sheets", SHEETS },
    { SHEETS, XML_NS_SHEET, "sheet", SHEET },
    { 0 },
};

struct listing {
    struct xlsx *xlsx;
    struct relations relations; /* of the workbook */
    struct fire_location where;
};

static bool is_true(const char *text)
{
    return text != NULL &&
           (strcmp(text, "1") == 0 || strcmp(text, "true") == 0 || strcmp(text, "on") == 0);
}

static fire_status add_sheet(struct listing *listing, struct xml_attributes attributes,
                             struct fire_error *err)
{
    const char *name = xml_attribute(attributes, XML_NS_NONE, "name");
    const char *state = xml_attribute(attributes, XML_NS_NONE, "state");
    const char *id = xml_attribute(attributes, XML_NS_LINK, "id");
    const struct relation *relation = id == NULL ? NULL
                                                 : relations_by_id(&listing->relations, id);
    const struct grid_sheet sheet = {
        .name = name == NULL ? "" : name,
        .visible = state == NULL || strcmp(state, "visible") == 0,
        .has_rows = relation != NULL && strcmp(relation->type, "worksheet") == 0,
        .part = relation == NULL ? -1 : relation->part,
    };
    if (relation == NULL || (sheet.has_rows && sheet.part < 0)) {
        struct fire_location where = listing->where;
        where.sheet = sheet.name;
        return fire_fail(err, FIRE_ESYNTAX, where, "the workbook lists the sheet but lacks it");
    }
    return grid_add_sheet(&listing->xlsx->grid, sheet, err);
}

static fire_status begin(void *data, int element, struct xml_attributes attributes,
                         struct fire_error *err)
{
    struct listing *listing = data;
    if (element == PROPERTIES)
        listing->xlsx->about.from_1904 = is_true(
            xml_attribute(attributes, XML_NS_NONE, "date1904"));
    return element == SHEET ? add_sheet(listing, attributes, err) : FIRE_OK;
}

static bool ends_with(const char *name, const char *ending)
{
    const size_t size = strlen(ending);
    return strlen(name) >= size && strcmp(name + strlen(name) - size, ending) == 0;
}

/* The part that is the document; what other Office archives are instead is said by name. */
static fire_status find_document(struct zip_parts *parts, struct fire_arena *arena,
                                 int64_t *out, struct fire_error *err)
{
    const struct fire_location where = { .file = zip_parts_path(parts) };
    struct relations relations;
    FIRE_TRY(relations_read(parts, "", arena, &relations, err));
    const struct relation *document = relations_by_type(&relations, "officeDocument");
    const int64_t part = document != NULL ? document->part
                                          : zip_parts_find(parts, "xl/workbook.xml");
    if (part < 0)
        return fire_fail(err, FIRE_ESYNTAX, where,
                         "is an Office archive without a workbook in it");
    const char *name = zip_parts_name(parts, part);
    if (ends_with(name, ".bin"))
        return fire_fail(err, FIRE_ESYNTAX, where,
                         "is a binary workbook (.xlsb); save it as an Excel workbook (.xlsx)");
    if (ends_with(name, "document.xml") || ends_with(name, "presentation.xml"))
        return fire_fail(err, FIRE_ESYNTAX, where,
                         "is an Office document but no workbook; put the table into a sheet");
    *out = part;
    return FIRE_OK;
}

static int64_t part_of(const struct relations *relations, const char *type)
{
    const struct relation *relation = relations_by_type(relations, type);
    return relation == NULL ? -1 : relation->part;
}

static fire_status read_workbook(struct xlsx *xlsx, struct fire_error *err)
{
    static const struct xml_vocabulary vocabulary = { .steps = steps, .begin = begin };

    struct zip_parts *parts = xlsx->grid.parts;
    struct fire_arena *arena = xlsx->grid.arena;
    struct listing listing = { .xlsx = xlsx, .where.file = zip_parts_path(parts) };
    int64_t document = -1;
    FIRE_TRY(find_document(parts, arena, &document, err));
    FIRE_TRY(
        relations_read(parts, zip_parts_name(parts, document), arena, &listing.relations, err));
    FIRE_TRY(xml_read_part(&vocabulary, &listing, parts, document, &listing.where, err));

    struct sheet_about *about = &xlsx->about;
    about->parts = parts;
    FIRE_TRY(
        styles_read(parts, part_of(&listing.relations, "styles"), arena, &about->styles, err));
    FIRE_TRY(shared_strings_read(parts, part_of(&listing.relations, "sharedStrings"), arena,
                                 &about->strings, err));
    xlsx->sheet = sheet_create(about, arena);
    return xlsx->sheet != NULL ? FIRE_OK : fire_fail_memory(err);
}

static fire_status xlsx_begin(struct grid *grid, int32_t sheet, struct merges *merges,
                              struct fire_error *err)
{
    struct xlsx *xlsx = (struct xlsx *)grid;
    return sheet_begin(xlsx->sheet, grid->sheet[sheet].name, grid->sheet[sheet].part, merges,
                       err);
}

static fire_status xlsx_next(struct grid *grid, struct row *row, bool *more,
                             struct fire_error *err)
{
    struct xlsx *xlsx = (struct xlsx *)grid;
    return sheet_next(xlsx->sheet, row, more, err);
}

static void xlsx_close(struct grid *grid)
{
    struct xlsx *xlsx = (struct xlsx *)grid;
    sheet_end(xlsx->sheet);
    styles_free(xlsx->about.styles);
    shared_strings_free(xlsx->about.strings);
}

fire_status xlsx_open(struct zip_parts *parts, struct fire_arena *arena, struct grid **out,
                      struct fire_error *err)
{
    static const struct grid_kind kind = { "XLSX", xlsx_begin, xlsx_next, xlsx_close };

    struct xlsx *xlsx = FIRE_TAKE(arena, 1, struct xlsx);
    if (xlsx == NULL) return fire_fail_memory(err);
    xlsx->grid = (struct grid){ .kind = &kind, .parts = parts, .arena = arena };
    const fire_status status = read_workbook(xlsx, err);
    if (status == FIRE_OK)
        *out = &xlsx->grid;
    else
        xlsx_close(&xlsx->grid);
    return status;
}
