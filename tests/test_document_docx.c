/* test_document_docx.c - a Word file that every program opens: whole parts, no loose ends, and
 * whatever stands in a document stands in it as text. */
#include "check.h"
#include "document_sample.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <zip.h>

/* ---- the file as it is read back ------------------------------------------------------- */

#define PARTS_MOST 64
#define NAMES_MOST 4000
#define DEPTH_MOST 64

struct part {
    const char *name;
    char *bytes;
    size_t size;
};

/* Names in the order they came. */
struct names {
    const char *name[NAMES_MOST];
    int n;
};

/* What is looked at in all parts together. */
struct file {
    struct fire_arena *arena;
    struct part part[PARTS_MOST];
    int n_parts;
    struct names relations; /* "part id"  */
    struct names targets;   /* "word/styles.xml" */
    struct names wanted_relations;
    struct names types; /* "/word/styles.xml", "png" */
    struct names styles, wanted_styles;
    struct names marks, mark_ids, mark_ends, links;
    struct names picture_ids;
    struct fire_buffer text; /* of word/document.xml; a line a paragraph */
    int n_headers, n_rows, n_tables, n_pictures;
    bool is_first_page_other;
};

static bool has(const struct names *names, const char *name)
{
    for (int i = 0; i < names->n; i++)
        if (strcmp(names->name[i], name) == 0) return true;
    return false;
}

/* Each name only once; `what` names the kind in a failure. */
static void check_unique(const struct names *names, const char *what)
{
    for (int i = 0; i < names->n; i++)
        for (int k = 0; k < i; k++)
            CHECK(strcmp(names->name[i], names->name[k]) != 0, "%s twice: %s", what,
                  names->name[i]);
}

static void check_all_in(const struct names *wanted, const struct names *there,
                         const char *what)
{
    for (int i = 0; i < wanted->n; i++)
        CHECK(has(there, wanted->name[i]), "no %s %s", what, wanted->name[i]);
}

/* ---- one part -------------------------------------------------------------------------- */

struct reading {
    struct file *file;
    const struct part *part;
    XML_Parser parser;
    char path[DEPTH_MOST][32];
    int depth;
    int n_grid_columns;       /* of the table being read */
    int n_cells;              /* of the row, those that span counted as often */
    bool ends_with_paragraph; /* the cell, or the body */
    bool ends_with_table;
};

static void add_name(struct reading *reading, struct names *names, const char *name)
{
    CHECK(name != NULL, "%s: an attribute is not there", reading->part->name);
    if (name == NULL || names->n == NAMES_MOST) return;
    if (names == &reading->file->wanted_styles && has(names, name)) return;
    names->name[names->n++] = fire_arena_copy(reading->file->arena, name, strlen(name));
}

static const char *attribute(const char **attributes, const char *name)
{
    for (; attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return attributes[1];
    return NULL;
}

/* "word/document.xml" of "word/_rels/document.xml.rels". */
static const char *owner_of(const struct reading *reading)
{
    const char *name = reading->part->name;
    const char *rels = strstr(name, "_rels/");
    return fire_arena_printf(reading->file->arena, "%.*s%.*s", (int)(rels - name), name,
                             (int)(strlen(rels + 6) - 5), rels + 6);
}

static void on_package(struct reading *reading, const char *name, const char **attributes)
{
    struct file *file = reading->file;
    if (strcmp(name, "Relationship") == 0) {
        const char *owner = owner_of(reading);
        const char *id = attribute(attributes, "Id");
        const char *target = attribute(attributes, "Target");
        add_name(reading, &file->relations, fire_arena_printf(file->arena, "%s %s", owner, id));
        add_name(
            reading, &file->targets,
            fire_arena_printf(file->arena, "%s%s", strchr(owner, '/') ? "word/" : "", target));
    }
    if (strcmp(name, "Default") == 0)
        add_name(reading, &file->types, attribute(attributes, "Extension"));
    if (strcmp(name, "Override") == 0)
        add_name(reading, &file->types, attribute(attributes, "PartName"));
}

static void on_reference(struct reading *reading, const char *name, const char **attributes)
{
    static const char *const referring[] = { "w:pStyle", "w:rStyle", "w:tblStyle",
                                             "w:basedOn" };
    struct file *file = reading->file;
    const char *value = attribute(attributes, "w:val");
    for (size_t i = 0; i < CHECK_N(referring); i++)
        if (strcmp(name, referring[i]) == 0) add_name(reading, &file->wanted_styles, value);
    if (strcmp(name, "w:style") == 0)
        add_name(reading, &file->styles, attribute(attributes, "w:styleId"));
    const char *relation = attribute(attributes, "r:id");
    if (relation == NULL) relation = attribute(attributes, "r:embed");
    if (relation != NULL)
        add_name(reading, &file->wanted_relations,
                 fire_arena_printf(file->arena, "%s %s", reading->part->name, relation));
    if (strcmp(name, "w:bookmarkStart") == 0) {
        add_name(reading, &file->mark_ids, attribute(attributes, "w:id"));
        add_name(reading, &file->marks, attribute(attributes, "w:name"));
    }
    if (strcmp(name, "w:bookmarkEnd") == 0)
        add_name(reading, &file->mark_ends, attribute(attributes, "w:id"));
    if (strcmp(name, "w:hyperlink") == 0)
        add_name(reading, &file->links, attribute(attributes, "w:anchor"));
    if (strcmp(name, "wp:docPr") == 0) {
        file->n_pictures++;
        add_name(reading, &file->picture_ids, attribute(attributes, "id"));
        CHECK(attribute(attributes, "descr") != NULL, "a picture without words");
    }
}

static void on_table(struct reading *reading, const char *name, const char **attributes)
{
    struct file *file = reading->file;
    if (strcmp(name, "w:tbl") == 0) {
        CHECK(!reading->ends_with_table, "two tables that Word makes one");
        file->n_tables++;
        reading->n_grid_columns = 0;
    }
    if (strcmp(name, "w:gridCol") == 0) {
        reading->n_grid_columns++;
        CHECK(atoi(attribute(attributes, "w:w")) > 0, "a column without width");
    }
    if (strcmp(name, "w:tr") == 0) {
        file->n_rows++;
        reading->n_cells = 0;
    }
    if (strcmp(name, "w:tc") == 0) reading->n_cells++;
    if (strcmp(name, "w:gridSpan") == 0)
        reading->n_cells += atoi(attribute(attributes, "w:val")) - 1;
    file->n_headers += strcmp(name, "w:tblHeader") == 0;
    file->is_first_page_other = file->is_first_page_other || strcmp(name, "w:titlePg") == 0;
}

static void on_start(void *of, const char *name, const char **attributes)
{
    struct reading *reading = of;
    CHECK(reading->depth < DEPTH_MOST, "too deep");
    snprintf(reading->path[reading->depth++ % DEPTH_MOST], 32, "%s", name);
    on_package(reading, name, attributes);
    on_reference(reading, name, attributes);
    on_table(reading, name, attributes);
    if (strcmp(name, "w:tc") == 0) reading->ends_with_paragraph = false;
    if (strcmp(name, "w:p") == 0) reading->ends_with_table = false;
}

static void on_end(void *of, const char *name)
{
    struct reading *reading = of;
    reading->depth--;
    if (strcmp(name, "w:tr") == 0)
        CHECK(reading->n_cells == reading->n_grid_columns, "a row of %d cells, not %d",
              reading->n_cells, reading->n_grid_columns);
    if (strcmp(name, "w:tc") == 0)
        CHECK(reading->ends_with_paragraph, "a cell that does not end with a paragraph");
    if (strcmp(name, "w:tbl") == 0) {
        reading->ends_with_paragraph = false;
        reading->ends_with_table = true;
        CHECK(reading->n_grid_columns > 0 && reading->n_grid_columns <= 63, "%d columns",
              reading->n_grid_columns);
    }
    if (strcmp(name, "w:body") == 0)
        CHECK(!reading->ends_with_table, "a table at the end, which Word cannot open");
    if (strcmp(name, "w:p") == 0) {
        reading->ends_with_paragraph = true;
        fire_buffer_add_text(&reading->file->text, "\n");
    }
}

static void on_text(void *of, const char *text, int size)
{
    const struct reading *reading = of;
    if (strcmp(reading->path[reading->depth - 1], "w:t") == 0)
        fire_buffer_add(&reading->file->text, text, (size_t)size);
}

static void read_part(struct file *file, const struct part *part)
{
    struct reading reading = { .file = file,
                               .part = part,
                               .parser = XML_ParserCreate("UTF-8") };
    file->text.size_bytes = 0;
    fire_buffer_add_text(&file->text, "");
    XML_SetUserData(reading.parser, &reading);
    XML_SetElementHandler(reading.parser, on_start, on_end);
    XML_SetCharacterDataHandler(reading.parser, on_text);
    const enum XML_Status status = XML_Parse(reading.parser, part->bytes, (int)part->size, 1);
    CHECK(status == XML_STATUS_OK, "%s:%lu: %s", part->name,
          XML_GetCurrentLineNumber(reading.parser),
          XML_ErrorString(XML_GetErrorCode(reading.parser)));
    XML_ParserFree(reading.parser);
}

/* ---- the whole file -------------------------------------------------------------------- */

static bool ends_with(const char *text, const char *end)
{
    const size_t size = strlen(text);
    return size >= strlen(end) && strcmp(text + size - strlen(end), end) == 0;
}

static void unpack(struct file *file, const struct fire_buffer *docx)
{
    zip_source_t *source = zip_source_buffer_create(docx->bytes, docx->size_bytes, 0, NULL);
    zip_t *archive = zip_open_from_source(source, ZIP_RDONLY | ZIP_CHECKCONS, NULL);
    CHECK_OR_RETURN(archive != NULL, "no ZIP file");
    const zip_int64_t n = zip_get_num_entries(archive, 0);
    CHECK(n <= PARTS_MOST, "%d parts", (int)n);
    for (zip_int64_t i = 0; i < n && i < PARTS_MOST; i++) {
        zip_stat_t about;
        struct part *part = &file->part[file->n_parts++];
        CHECK_OR_RETURN(zip_stat_index(archive, (zip_uint64_t)i, 0, &about) == 0, "%d", (int)i);
        part->name = fire_arena_copy(file->arena, about.name, strlen(about.name));
        part->size = (size_t)about.size;
        part->bytes = fire_arena_take(file->arena, part->size + 1, 1);
        zip_file_t *entry = zip_fopen_index(archive, (zip_uint64_t)i, 0);
        CHECK(zip_fread(entry, part->bytes, about.size) == (zip_int64_t)about.size, "%s",
              about.name);
        zip_fclose(entry);
    }
    zip_discard(archive);
}

static const struct part *part_named(const struct file *file, const char *name)
{
    for (int i = 0; i < file->n_parts; i++)
        if (strcmp(file->part[i].name, name) == 0) return &file->part[i];
    return NULL;
}

/* Every part has a type, and every part but the list of types is led to. */
static void check_parts(const struct file *file)
{
    for (int i = 0; i < file->n_parts; i++) {
        const char *name = file->part[i].name;
        const char *extension = strrchr(name, '.') + 1;
        const bool is_leading = strcmp(name, "[Content_Types].xml") == 0 ||
                                ends_with(name, ".rels");
        CHECK(is_leading || has(&file->targets, name), "nothing leads to %s", name);
        if (strcmp(extension, "xml") == 0 && !is_leading)
            CHECK(has(&file->types, fire_arena_printf(file->arena, "/%s", name)),
                  "no type of %s", name);
        else
            CHECK(has(&file->types, extension), "no type of .%s", extension);
        CHECK(part_named(file, name) == &file->part[i], "%s twice", name);
    }
    for (int i = 0; i < file->targets.n; i++)
        CHECK(part_named(file, file->targets.name[i]) != NULL, "no part %s",
              file->targets.name[i]);
    for (int i = 0; i < file->types.n; i++)
        if (file->types.name[i][0] == '/')
            CHECK(part_named(file, file->types.name[i] + 1) != NULL,
                  "a type without a part: %s", file->types.name[i]);
}

/* Reads everything and checks what holds for every document. The text is that of the document. */
static void read_file(struct file *file, struct fire_arena *arena,
                      const struct fire_buffer *docx)
{
    memset(file, 0, sizeof *file);
    file->arena = arena;
    unpack(file, docx);
    CHECK_OR_RETURN(file->n_parts > 0, "no parts");
    CHECK(strcmp(file->part[0].name, "[Content_Types].xml") == 0, "%s", file->part[0].name);
    const struct part *document = part_named(file, "word/document.xml");
    CHECK_OR_RETURN(document != NULL, "no text");
    for (int i = 0; i < file->n_parts; i++)
        if (!ends_with(file->part[i].name, ".png") && &file->part[i] != document)
            read_part(file, &file->part[i]);
    file->n_headers = file->n_rows = file->n_tables = 0;
    read_part(file, document);
    check_parts(file);
    check_unique(&file->relations, "relation");
    check_unique(&file->styles, "style");
    check_unique(&file->marks, "mark");
    check_unique(&file->mark_ids, "number of a mark");
    check_unique(&file->mark_ends, "end of a mark");
    check_unique(&file->picture_ids, "number of a picture");
    check_all_in(&file->wanted_relations, &file->relations, "relation");
    check_all_in(&file->wanted_styles, &file->styles, "style");
    check_all_in(&file->links, &file->marks, "mark");
    check_all_in(&file->mark_ends, &file->mark_ids, "mark");
    CHECK(file->marks.n == file->mark_ends.n, "%d marks, %d ends", file->marks.n,
          file->mark_ends.n);
    for (int i = 0; i < file->marks.n; i++)
        CHECK(strlen(file->marks.name[i]) <= 40, "%s", file->marks.name[i]);
    CHECK(file->is_first_page_other, "a number on the first page");
}

static void finish_file(struct file *file)
{
    fire_buffer_finish(&file->text);
}

/* ---- what was said stands there, in order ---------------------------------------------- */

/* The text as it may stand in a file. */
static const char *fit(struct fire_arena *arena, const char *text)
{
    struct fire_buffer out = { 0 };
    fire_buffer_add_xml(&out, fire_text_of(text));
    static const char *const entity[][2] = {
        { "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" }, { "&quot;", "\"" }, { "&#39;", "'" }
    };
    struct fire_buffer plain = { 0 };
    fire_buffer_add_text(&plain, "");
    for (size_t at = 0; at < out.size_bytes;) {
        size_t size = 1;
        const char *letter = out.bytes + at;
        for (size_t i = 0; i < CHECK_N(entity); i++)
            if (strncmp(out.bytes + at, entity[i][0], strlen(entity[i][0])) == 0) {
                size = strlen(entity[i][0]);
                letter = entity[i][1];
            }
        if (*letter != '\r') fire_buffer_add(&plain, letter, 1); /* XML makes "\r\n" a "\n" */
        at += size;
    }
    const char *kept = fire_arena_copy(arena, plain.bytes, plain.size_bytes);
    fire_buffer_finish(&out);
    fire_buffer_finish(&plain);
    return kept;
}

/* Goes past the text; stays where it is when that is not there. */
static void go_past(const struct file *file, const char **at, const char *text)
{
    const char *wanted = fit(file->arena, text);
    const char *found = strstr(*at, wanted);
    CHECK(found != NULL, "not there, or not in its place: '%.60s'", wanted);
    if (found != NULL) *at = found + strlen(wanted);
}

/* Cells go row by row, but for a table in pieces. */
static void go_past_cells(const struct file *file, const char **at,
                          const struct fire_grid *grid, bool is_whole)
{
    for (int64_t row = 0; row < grid->n_rows; row++) {
        const bool is_section = grid->row[row] == FIRE_ROW_SECTION;
        for (int32_t i = 0; i < (is_section ? 1 : grid->n_columns); i++) {
            const char *anywhere = *at;
            go_past(file, is_whole ? at : &anywhere,
                    grid->cell[row * grid->n_columns + i].text);
        }
    }
}

static void go_past_grid(const struct file *file, const char **at, const struct fire_grid *grid,
                         bool is_whole)
{
    go_past(file, at, grid->caption);
    go_past(file, at, grid->unit);
    go_past_cells(file, at, grid, is_whole);
    for (int32_t i = 0; i < grid->n_notes; i++)
        go_past(file, at, grid->note[i]);
    for (int32_t i = 0; i < grid->n_remarks; i++)
        go_past(file, at, grid->remark[i]);
}

static void go_past_block(const struct file *file, const char **at,
                          const struct fire_block *block, bool is_whole)
{
    switch (block->kind) {
    case FIRE_BLOCK_HEADING:
        go_past(file, at, block->heading.text);
        return;
    case FIRE_BLOCK_PARAGRAPH:
        for (int32_t i = 0; i < block->paragraph.n_runs; i++)
            go_past(file, at, block->paragraph.run[i].text);
        return;
    case FIRE_BLOCK_TWO_COLUMNS:
        for (int32_t i = 0; i < block->two_columns.n_left; i++)
            go_past(file, at, block->two_columns.left[i].text);
        for (int32_t i = 0; i < block->two_columns.n_right; i++)
            go_past(file, at, block->two_columns.right[i].text);
        return;
    case FIRE_BLOCK_GRID:
        go_past_grid(file, at, &block->grid, is_whole);
        return;
    case FIRE_BLOCK_FIGURE:
        go_past(file, at, block->figure.caption);
        return;
    case FIRE_BLOCK_PAGE_BREAK:
        return;
    }
}

/* Is no table in pieces? */
static bool are_tables_whole(const struct file *file, const struct fire_document *document)
{
    int n_tables = 0;
    for (int64_t i = 0; i < document->n_blocks; i++)
        n_tables += document->block[i].kind == FIRE_BLOCK_GRID ||
                    document->block[i].kind == FIRE_BLOCK_TWO_COLUMNS;
    return file->n_tables == n_tables;
}

static void check_texts(const struct file *file, const struct fire_document *document)
{
    const bool is_whole = are_tables_whole(file, document);
    const char *at = file->text.bytes;
    for (int64_t i = 0; i < document->n_blocks; i++)
        go_past_block(file, &at, &document->block[i], is_whole);
}

static void check_document(const struct fire_document *document, struct fire_arena *arena)
{
    static struct file file;
    struct fire_buffer docx = { 0 };
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_document_docx(document, &docx, &err) == FIRE_OK, "%s", err.message);
    read_file(&file, arena, &docx);
    check_texts(&file, document);
    finish_file(&file);
    fire_buffer_finish(&docx);
}

static void test_anything(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *hostile = document_hostile(arena);
    CHECK_OR_RETURN(hostile != NULL, "no document");
    check_document(hostile, arena);
    unsigned long long seed = 23;
    const int n_rounds = check_rounds(120);
    for (int i = 0; i < n_rounds; i++) {
        fire_arena_reset(arena);
        const struct fire_document *document = document_random(arena, &seed);
        CHECK_OR_RETURN(document != NULL, "no document");
        check_document(document, arena);
    }
    fire_arena_free(arena);
}

/* ---- the sample ------------------------------------------------------------------------ */

static int count(const char *text, const char *what)
{
    int n = 0;
    for (const char *at = text; (at = strstr(at, what)) != NULL; at += strlen(what))
        n++;
    return n;
}

static void test_sample(void)
{
    static const struct {
        const char *part;
        const char *text;
        int times;
    } cases[] = {
        { "word/document.xml", "<w:pgSz w:w=\"11906\" w:h=\"16838\"/>", 1 },
        { "word/document.xml",
          "<w:pgMar w:top=\"1134\" w:right=\"1134\" w:bottom=\"1134\" w:left=\"1701\"", 1 },
        { "word/document.xml", "<w:pgNumType w:start=\"1\"/><w:titlePg/>", 1 },
        { "word/document.xml", "<w:pStyle w:val=\"Heading1\"/>", 2 },
        { "word/document.xml", "<w:pStyle w:val=\"Heading1\"/><w:pageBreakBefore/>", 1 },
        { "word/document.xml", "<w:pageBreakBefore/>", 1 },
        { "word/document.xml", "<w:pStyle w:val=\"Title\"/>", 1 },
        { "word/document.xml", "<w:pStyle w:val=\"ListDash\"/>", 2 },
        { "word/document.xml", "<w:pStyle w:val=\"Caption\"/>", 5 },
        { "word/document.xml", "<w:hyperlink ", 2 },
        { "word/document.xml", "<w:t xml:space=\"preserve\">a</w:t>", 2 },
        { "word/document.xml", "descr=\"Biểu đồ đường: số vụ cháy theo năm, 2021 đến 2024.\"",
          1 },
        /* 160 mm by 160 mm x 320 / 820, in EMU */
        { "word/document.xml", "<wp:extent cx=\"5760085\" cy=\"2247838\"/>", 1 },
        { "word/document.xml", "<w:gridSpan w:val=\"3\"/>", 1 },
        { "word/document.xml", "<w:gridSpan w:val=\"7\"/>", 2 },
        { "word/document.xml", "<w:vMerge w:val=\"restart\"/>", 4 + 3 + 1 },
        { "word/styles.xml", "<w:lang w:val=\"vi-VN\"", 1 },
        { "word/styles.xml", "w:ascii=\"Times New Roman\"", 1 },
        { "word/styles.xml", "<w:outlineLvl w:val=", 3 },
        { "word/settings.xml", "w:name=\"compatibilityMode\"", 1 },
        { "word/header1.xml", " PAGE ", 1 },
        { "word/header2.xml", "PAGE", 0 },
        { "docProps/core.xml", "<dc:title>Báo cáo tình hình cháy, nổ năm 2024</dc:title>", 1 },
        { "docProps/core.xml", "2000-01-01T00:00:00Z", 2 },
        { "docProps/app.xml", "<Application>firestat 0.1.0</Application>", 1 },
    };
    static struct file file;
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    struct fire_buffer docx = { 0 };
    CHECK_OR_RETURN(document != NULL, "no sample");
    unsetenv("SOURCE_DATE_EPOCH");
    CHECK_OR_RETURN(fire_document_docx(document, &docx, NULL) == FIRE_OK, "status");
    read_file(&file, arena, &docx);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct part *part = part_named(&file, cases[i].part);
        CHECK_OR_RETURN(part != NULL, "%s", cases[i].part);
        const int n = count(part->bytes, cases[i].text);
        CHECK(n == cases[i].times, "row %zu: %d times %s", i, n, cases[i].text);
    }
    CHECK(are_tables_whole(&file, document), "tables in pieces");
    check_texts(&file, document);
    CHECK(file.n_tables == 6, "%d tables", file.n_tables);
    CHECK(file.n_headers == 7, "%d rows are repeated", file.n_headers);
    CHECK(file.n_rows == 2 + 9 + 7 + 1 + 122, "%d rows", file.n_rows);
    CHECK(file.n_pictures == 1, "%d pictures", file.n_pictures);
    finish_file(&file);
    fire_buffer_finish(&docx);
    fire_arena_free(arena);
}

/* Dates come from SOURCE_DATE_EPOCH, nothing else from anywhere. */
static void test_same_bytes(void)
{
    static const struct {
        const char *zone;
        const char *epoch;
        bool is_same;
    } cases[] = {
        { "UTC", NULL, true },
        { "Asia/Ho_Chi_Minh", NULL, true },
        { "America/Los_Angeles", "946684800", true }, /* 2000-01-01 */
        { "UTC", "1735606923", false },
    };
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_hostile(arena);
    struct fire_buffer first = { 0 };
    CHECK_OR_RETURN(document != NULL, "no document");
    CHECK(fire_document_docx(document, &first, NULL) == FIRE_OK, "status");
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer again = { 0 };
        setenv("TZ", cases[i].zone, 1);
        tzset();
        unsetenv("SOURCE_DATE_EPOCH");
        if (cases[i].epoch != NULL) setenv("SOURCE_DATE_EPOCH", cases[i].epoch, 1);
        CHECK(fire_document_docx(document, &again, NULL) == FIRE_OK, "row %zu", i);
        const bool is_same = again.size_bytes == first.size_bytes &&
                             memcmp(again.bytes, first.bytes, first.size_bytes) == 0;
        CHECK(is_same == cases[i].is_same, "row %zu: %s", i, is_same ? "same" : "other bytes");
        fire_buffer_finish(&again);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    unsetenv("TZ");
    tzset();
    fire_buffer_finish(&first);
    fire_arena_free(arena);
}

/* ---- tables wider than a page ---------------------------------------------------------- */

static void test_wide_tables(void)
{
    static const struct {
        int32_t n_columns;
        const char *text;
        int n_tables;
        const char *style; /* of the cells' letters */
    } cases[] = {
        { 1, "1.234", 1, "TableNumber24" },
        { 7, "1.234.567", 1, "TableNumber24" },
        { 8, "123.456.789", 1, "TableNumber18" },
        { 7, "123 456 789", 1, "TableNumber22" }, /* smaller, so that names stay on a line */
        { 9, "123 456 789", 1, "TableNumber24" }, /* they would be too small: broken       */
        { 14, "123.456", 1, "TableNumber14" }, /* 3.34 em of 7 pt and the padding: 617 twips */
        { 15, "123.456", 2, "TableNumber14" },
        { 63, "1", 2, "TableNumber14" },
        { 200, "", 4, "TableNumber14" }, /* more than Word takes beside each other */
        { 40, "1.234.567.890", 5, "TableNumber14" },
    };
    static struct file file;
    struct fire_arena *arena = fire_arena_create();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_column column[200];
        struct fire_cell cell[200];
        static const fire_row_kind body = FIRE_ROW_BODY;
        for (int32_t k = 0; k < cases[i].n_columns; k++) {
            column[k] = (struct fire_column){ "c", "", k % 5 > 2 ? "nhóm" : "",
                                              FIRE_GRID_NUMBER, 1 + k % 3 };
            cell[k] = (struct fire_cell){ .text = cases[i].text };
        }
        const struct fire_block block = { .kind = FIRE_BLOCK_GRID,
                                          .grid = { .anchor = "a",
                                                    .caption = "",
                                                    .unit = "",
                                                    .n_columns = cases[i].n_columns,
                                                    .n_rows = 1,
                                                    .column = column,
                                                    .row = &body,
                                                    .cell = cell } };
        const struct fire_document document = { "", "", "", "", FIRE_ENGLISH, 1, &block };
        struct fire_buffer docx = { 0 };
        CHECK(fire_document_docx(&document, &docx, NULL) == FIRE_OK, "row %zu", i);
        read_file(&file, arena, &docx);
        CHECK(file.n_tables == cases[i].n_tables, "row %zu: %d tables", i, file.n_tables);
        const char *text = part_named(&file, "word/document.xml")->bytes;
        CHECK(strstr(text, cases[i].style) != NULL, "row %zu: not %s", i, cases[i].style);
        const int n_cells = count(text, "<w:pStyle w:val=\"TableNumber");
        CHECK(n_cells == cases[i].n_columns + cases[i].n_tables - 1, "row %zu: %d cells", i,
              n_cells);
        finish_file(&file);
        fire_buffer_finish(&docx);
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

/* ---- as an office opens it ------------------------------------------------------------- */

/* LibreOffice takes seconds, so it is asked only where somebody wants to know. */
static void test_office(void)
{
    if (getenv("FIRESTAT_OFFICE") == NULL) {
        check_skip("FIRESTAT_OFFICE is not set");
        return;
    }
    if (system("command -v soffice >/dev/null && command -v pdftotext >/dev/null") != 0) {
        check_skip("soffice or pdftotext is not here");
        return;
    }
    static const char *const wanted[] = { "Độc lập - Tự do - Hạnh phúc", "Toàn tỉnh",
                                          "Xã thứ 119 của tỉnh Lâm Đồng",
                                          "Đại tá Nguyễn Văn A" };
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    struct fire_buffer docx = { 0 };
    CHECK_OR_RETURN(document != NULL, "no sample");
    CHECK_OR_RETURN(fire_document_docx(document, &docx, NULL) == FIRE_OK, "status");
    const char *path = check_file("sample.docx", docx.bytes, docx.size_bytes);
    const char *line = fire_arena_printf(
        arena,
        "cd %s && soffice -env:UserInstallation=file://%s/office --headless --convert-to pdf "
        "%s >office.log 2>&1 && pdftotext -layout sample.pdf sample.txt",
        check_directory(), check_directory(), path);
    CHECK_OR_RETURN(system(line) == 0, "%s", line);
    size_t size = 0;
    char *text = check_read(fire_arena_printf(arena, "%s/sample.txt", check_directory()),
                            &size);
    CHECK_OR_RETURN(text != NULL, "no text");
    for (size_t i = 0; i < CHECK_N(wanted); i++)
        CHECK(strstr(text, wanted[i]) != NULL, "not on a page: %s", wanted[i]);
    const int n_pages = count(text, "\f");
    CHECK(n_pages >= 5 && n_pages <= 8, "%d pages", n_pages);
    CHECK(count(text, "Thiệt hại về người") >= 3, "the header is not repeated");
    free(text);
    fire_buffer_finish(&docx);
    fire_arena_free(arena);
}

static void test_refused(void)
{
    static const struct fire_run run = { "ch\xE1y", false, false, NULL };
    static const struct fire_block block = { .kind = FIRE_BLOCK_PARAGRAPH,
                                             .paragraph = { FIRE_PARAGRAPH_BODY, 1, &run } };
    const struct fire_document document = { "", "", "", "", FIRE_VIETNAMESE, 1, &block };
    struct fire_buffer docx = { 0 };
    struct fire_error err = { 0 };
    CHECK(fire_document_docx(&document, &docx, &err) == FIRE_EVALUE, "status");
    CHECK(err.message[0] != '\0' && docx.size_bytes == 0, "'%s'", err.message);
    fire_buffer_finish(&docx);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_sample),      CHECK_TEST(test_anything), CHECK_TEST(test_same_bytes),
        CHECK_TEST(test_wide_tables), CHECK_TEST(test_refused),  CHECK_TEST(test_office),
    };
    return CHECK_MAIN(tests);
}
