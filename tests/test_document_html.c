/* test_document_html.c - pages are read back by an XML parser, which forgives nothing: every text
 * and number of the document is there and nothing else, ids are unique, links lead somewhere,
 * and nothing comes from outside. */
#include "check.h"
#include "document_sample.h"
#include "report/page.h"

#include <expat.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#define MAX_NAMES 4096

/* A page as it is read. */
struct page {
    const struct fire_document *document;
    char *id[MAX_NAMES];
    char *link[MAX_NAMES];
    int n_ids;
    int n_links;
    int depth;
    int mark_depth; /* of the <sup> that is open; 0: none */
    bool is_in_rows;
    bool is_in_script;
    struct fire_buffer text; /* of the cell or script that is open */
    int64_t block;           /* grid whose cells come next         */
    int64_t row;
    int32_t column;
    int n_cells;
    int n_scripts;
};

/* ---- what may be in a page --------------------------------------------------------------- */

static bool is_one_of(const char *name, const char *const list[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(name, list[i]) == 0) return true;
    return false;
}

static void check_element(const char *name)
{
    static const char *const known[] = {
        "html",    "head",     "meta",   "title",      "style",  "body",  "main",   "nav",
        "details", "summary",  "ul",     "li",         "a",      "p",     "div",    "label",
        "input",   "output",   "h1",     "h2",         "h3",     "h4",    "strong", "em",
        "table",   "caption",  "span",   "thead",      "tbody",  "tfoot", "tr",     "th",
        "td",      "sup",      "figure", "figcaption", "script", "svg",   "desc",   "g",
        "rect",    "polyline", "circle", "text",       "line",   "path",  "tspan",  "polygon"
    };
    CHECK(is_one_of(name, known, CHECK_N(known)), "<%s>", name);
}

static void check_attribute(const char *element, const char *name, const char *value)
{
    static const char *const banned[] = { "src",        "style",      "srcset",
                                          "action",     "xlink:href", "formaction",
                                          "background", "data",       "poster" };
    CHECK(!is_one_of(name, banned, CHECK_N(banned)) && strncmp(name, "on", 2) != 0,
          "<%s %s=%s>", element, name, value);
    if (strcmp(name, "href") == 0) CHECK(value[0] == '#', "a link to %s", value);
    if (strncmp(name, "xmlns", 5) == 0 || strcmp(element, "meta") == 0) return;
    CHECK(strstr(value, "http:") == NULL && strstr(value, "https:") == NULL, "<%s %s=%s>",
          element, name, value);
}

static const char *value_of(const char **attributes, const char *name)
{
    for (; *attributes != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0) return attributes[1];
    return NULL;
}

/* ---- cells against the document ----------------------------------------------------------- */

static const struct fire_grid *grid_of(const struct page *page)
{
    return page->block < page->document->n_blocks ? &page->document->block[page->block].grid
                                                  : NULL;
}

static void find_grid(struct page *page, int64_t from)
{
    const struct fire_document *document = page->document;
    for (page->block = from; page->block < document->n_blocks; page->block++)
        if (document->block[page->block].kind == FIRE_BLOCK_GRID &&
            grid_of(page)->n_columns > 0)
            return;
}

/* Both texts as they are written into XML: what may not stand there is left out of both. */
static void check_text(const char *got, const char *wanted)
{
    struct fire_buffer a = { 0 };
    struct fire_buffer b = { 0 };
    fire_buffer_add_xml(&a, fire_text_of(got));
    fire_buffer_add_xml(&b, fire_text_of(wanted));
    size_t n = 0;
    for (size_t i = 0; i < b.size_bytes; i++)
        if (b.bytes[i] != '\r') b.bytes[n++] = b.bytes[i];
    CHECK(a.size_bytes == n && (n == 0 || memcmp(a.bytes, b.bytes, n) == 0),
          "'%.80s', not '%.80s'", got, wanted);
    fire_buffer_finish(&a);
    fire_buffer_finish(&b);
}

static void on_cell_start(struct page *page, const char **attributes)
{
    const struct fire_grid *grid = grid_of(page);
    page->text.size_bytes = 0;
    if (grid == NULL || page->row >= grid->n_rows) return;
    const struct fire_cell *cell = &grid->cell[page->row * grid->n_columns + page->column];
    const bool is_number = grid->row[page->row] != FIRE_ROW_SECTION && cell->has_number &&
                           grid->column[page->column].kind != FIRE_GRID_TEXT;
    char number[FIRE_NUMBER_BYTES] = "";
    if (is_number) fire_number_plain(cell->number, cell->scale, number);
    const char *got = value_of(attributes, "data-value");
    CHECK(is_number ? got != NULL && strcmp(got, number) == 0 : got == NULL,
          "row %lld column %d: data-value %s, not '%s'", (long long)page->row,
          (int)page->column, got == NULL ? "(none)" : got, number);
}

static void on_cell_end(struct page *page)
{
    const struct fire_grid *grid = grid_of(page);
    CHECK_OR_RETURN(grid != NULL && page->row < grid->n_rows, "a cell too many");
    fire_buffer_add(&page->text, "", 1);
    check_text(page->text.bytes, grid->cell[page->row * grid->n_columns + page->column].text);
    page->n_cells++;
    page->column++;
    if (grid->row[page->row] != FIRE_ROW_SECTION && page->column < grid->n_columns) return;
    page->column = 0;
    page->row++;
}

static void on_table_end(struct page *page)
{
    const struct fire_grid *grid = grid_of(page);
    CHECK_OR_RETURN(grid != NULL, "a table too many");
    CHECK(page->row == grid->n_rows, "%lld rows of %lld", (long long)page->row,
          (long long)grid->n_rows);
    page->row = 0;
    find_grid(page, page->block + 1);
}

/* ---- the parser ---------------------------------------------------------------------------- */

static bool is_cell(const char *name)
{
    return strcmp(name, "td") == 0 || strcmp(name, "th") == 0;
}

static void XMLCALL on_start(void *self, const char *name, const char **attributes)
{
    struct page *page = self;
    page->depth++;
    check_element(name);
    for (const char **at = attributes; *at != NULL; at += 2)
        check_attribute(name, at[0], at[1]);
    const char *id = value_of(attributes, "id");
    const char *link = value_of(attributes, "href");
    if (id != NULL && page->n_ids < MAX_NAMES) page->id[page->n_ids++] = strdup(id);
    if (link != NULL && page->n_links < MAX_NAMES)
        page->link[page->n_links++] = strdup(link + 1);
    if (strcmp(name, "sup") == 0) page->mark_depth = page->depth;
    if (strcmp(name, "tbody") == 0 || strcmp(name, "tfoot") == 0) page->is_in_rows = true;
    if (page->is_in_rows && is_cell(name)) on_cell_start(page, attributes);
    if (strcmp(name, "script") != 0) return;
    page->is_in_script = true;
    page->text.size_bytes = 0;
}

static void XMLCALL on_end(void *self, const char *name)
{
    struct page *page = self;
    if (page->mark_depth == page->depth) page->mark_depth = 0;
    if (page->is_in_rows && is_cell(name)) on_cell_end(page);
    if (strcmp(name, "tbody") == 0 || strcmp(name, "tfoot") == 0) page->is_in_rows = false;
    if (strcmp(name, "table") == 0) on_table_end(page);
    page->depth--;
    if (strcmp(name, "script") != 0) return;
    page->is_in_script = false;
    page->n_scripts++;
    size_t at = 0;
    for (const char *const *line = page_script; *line != NULL; at += strlen(*line++))
        CHECK(at + strlen(*line) <= page->text.size_bytes &&
                  memcmp(page->text.bytes + at, *line, strlen(*line)) == 0,
              "another script");
    CHECK(at == page->text.size_bytes, "a longer script");
}

static void XMLCALL on_text(void *self, const char *bytes, int size)
{
    struct page *page = self;
    if (page->mark_depth == 0 && (page->is_in_rows || page->is_in_script))
        fire_buffer_add(&page->text, bytes, (size_t)size);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static void check_names(struct page *page)
{
    CHECK(page->n_ids < MAX_NAMES && page->n_links < MAX_NAMES, "more names than looked at");
    qsort(page->id, (size_t)page->n_ids, sizeof page->id[0], compare_names);
    for (int i = 1; i < page->n_ids; i++)
        CHECK(strcmp(page->id[i - 1], page->id[i]) != 0, "two ids '%s'", page->id[i]);
    for (int i = 0; i < page->n_links; i++) {
        CHECK(bsearch(&page->link[i], page->id, (size_t)page->n_ids, sizeof page->id[0],
                      compare_names) != NULL,
              "a link to '#%s', which is not there", page->link[i]);
        free(page->link[i]);
    }
    for (int i = 0; i < page->n_ids; i++)
        free(page->id[i]);
}

/* Write, read back, compare. Returns the number of cells seen. */
static int check_page(const struct fire_document *document, struct fire_buffer *out)
{
    static struct page page;
    struct fire_error err = { 0 };
    page = (struct page){ .document = document };
    CHECK(fire_document_html(document, out, &err) == FIRE_OK, "%s", err.message);
    find_grid(&page, 0);
    XML_Parser parser = XML_ParserCreate("UTF-8");
    XML_SetUserData(parser, &page);
    XML_SetElementHandler(parser, on_start, on_end);
    XML_SetCharacterDataHandler(parser, on_text);
    CHECK(XML_Parse(parser, out->bytes, (int)out->size_bytes, 1) == XML_STATUS_OK,
          "line %lu: %s", XML_GetCurrentLineNumber(parser),
          XML_ErrorString(XML_GetErrorCode(parser)));
    XML_ParserFree(parser);
    CHECK(page.block == document->n_blocks, "a table is not there");
    CHECK(page.n_scripts == 1, "%d scripts", page.n_scripts);
    check_names(&page);
    fire_buffer_finish(&page.text);
    return page.n_cells;
}

/* ---- tests --------------------------------------------------------------------------------- */

static void test_sample(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer out = { 0 };
    struct fire_buffer again = { 0 };
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    const int n_cells = check_page(document, &out);
    CHECK(n_cells > 600, "%d cells", n_cells);
    CHECK(fire_document_html(document, &again, NULL) == FIRE_OK &&
              again.size_bytes == out.size_bytes &&
              memcmp(again.bytes, out.bytes, out.size_bytes) == 0,
          "other bytes the second time");
    static const char *const wanted[] = {
        "<html lang=\"vi\">",
        "<h1 id=\"bao-cao\">",
        "<a href=\"#bang-1-dia-ban\">Bảng 1</a>",
        "<th scope=\"colgroup\" colspan=\"3\">So với năm 2023</th>",
        "<td class=\"n\" data-value=\"-18.1\">−18,1%</td>",
        "<td class=\"d\" data-value=\"20032\">05/11/2024</td>",
        "<tr class=\"section\"><th colspan=\"7\" scope=\"rowgroup\">I. Thành phố</th></tr>",
        "<li id=\"bang-1-dia-ban_note_1\"><a class=\"mark\" href=\"#bang-1-dia-ban_mark_1\">a</a>",
        "<tfoot>\n<tr class=\"total\"><th scope=\"row\">Toàn tỉnh</th>",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"chart_hinh-1-nam_\"",
    };
    for (size_t i = 0; i < CHECK_N(wanted); i++)
        CHECK(strstr(out.bytes, wanted[i]) != NULL, "no %s", wanted[i]);
    CHECK(strstr(out.bytes, "content=\"default-src 'none'; img-src data:; ") != NULL,
          "no policy");
    fire_buffer_finish(&again);
    fire_buffer_finish(&out);
    fire_arena_free(arena);
}

/* Sorting would tear sections apart, and needs something to sort. */
static void test_which_are_sorted(void)
{
    static const struct {
        fire_row_kind row[5];
        int64_t n_rows;
        bool sortable;
    } cases[] = {
        { { FIRE_ROW_BODY, FIRE_ROW_BODY, FIRE_ROW_TOTAL }, 3, true },
        { { FIRE_ROW_TOTAL, FIRE_ROW_BODY, FIRE_ROW_BODY }, 3, true },
        { { FIRE_ROW_BODY, FIRE_ROW_TOTAL, FIRE_ROW_BODY, FIRE_ROW_BODY }, 4, false },
        { { FIRE_ROW_SECTION, FIRE_ROW_BODY, FIRE_ROW_BODY }, 3, false },
        { { FIRE_ROW_BODY, FIRE_ROW_BODY, FIRE_ROW_SECTION }, 3, false },
        { { FIRE_ROW_BODY, FIRE_ROW_TOTAL }, 2, false },
        { { FIRE_ROW_TOTAL, FIRE_ROW_TOTAL }, 2, false },
        { { FIRE_ROW_BODY }, 0, false },
    };
    const struct fire_column column = { "a", "A", "", FIRE_GRID_TEXT, 1 };
    const struct fire_cell cell[5] = { { "1" }, { "2" }, { "3" }, { "4" }, { "5" } };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const struct fire_block block = { .kind = FIRE_BLOCK_GRID,
                                          .grid = { .anchor = "t",
                                                    .caption = "",
                                                    .unit = "",
                                                    .n_columns = 1,
                                                    .n_rows = cases[i].n_rows,
                                                    .column = &column,
                                                    .row = cases[i].row,
                                                    .cell = cell,
                                                    .filter_column = -1,
                                                    .chart = { .title = "" } } };
        const struct fire_document document = { "t", "", "", "", FIRE_ENGLISH, 1, &block };
        struct fire_buffer out = { 0 };
        check_page(&document, &out);
        CHECK((strstr(out.bytes, "<table class=\"sortable\"") != NULL) == cases[i].sortable,
              "case %zu", i);
        CHECK(strstr(out.bytes, "<nav") == NULL && strstr(out.bytes, "<input") == NULL,
              "contents of one table");
        fire_buffer_finish(&out);
    }
}

static void test_hostile(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer out = { 0 };
    const struct fire_document *document = document_hostile(arena);
    CHECK_OR_RETURN(document != NULL, "no document");
    check_page(document, &out);
    CHECK(strstr(out.bytes, "<script>alert") == NULL, "a script of the data");
    fire_buffer_finish(&out);
    fire_arena_free(arena);
}

static void test_random(void)
{
    unsigned long long seed = 25;
    int n_cells = 0;
    struct fire_buffer out = { 0 };
    for (int round = check_rounds(400); round > 0; round--) {
        struct fire_arena *arena = fire_arena_create();
        const struct fire_document *document = document_random(arena, &seed);
        CHECK_OR_RETURN(document != NULL, "no document");
        out.size_bytes = 0;
        n_cells += check_page(document, &out);
        fire_arena_free(arena);
    }
    CHECK(n_cells > check_rounds(400), "only %d cells", n_cells);
    fire_buffer_finish(&out);
}

static void test_refused(void)
{
    const struct fire_block heading = { .kind = FIRE_BLOCK_HEADING,
                                        .heading = { 1, "a\xFF", "a" } };
    const struct fire_block anchor = { .kind = FIRE_BLOCK_HEADING,
                                       .heading = { 1, "a", "a\" onload=\"" } };
    const struct fire_block *const blocks[] = { &heading, &anchor };
    for (size_t i = 0; i < CHECK_N(blocks); i++) {
        const struct fire_document document = { "t", "", "", "", FIRE_ENGLISH, 1, blocks[i] };
        struct fire_buffer out = { 0 };
        CHECK(fire_document_html(&document, &out, NULL) == FIRE_EVALUE, "case %zu", i);
        CHECK(out.size_bytes == 0, "bytes of a page that failed");
        fire_buffer_finish(&out);
    }
}

/* What the script does is seen in a browser, where there is one. */
static void test_in_browser(void)
{
    if (check_rounds(100) < 100) {
        check_skip("the browser is not what the sanitizers look at");
        return;
    }
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer out = { 0 };
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    CHECK(fire_document_html(document, &out, NULL) == FIRE_OK, "no page");
    char command[1024];
    snprintf(command, sizeof command, "python3 '%s/tests/browser.py' '%s' >&2",
             FIRESTAT_SOURCE_DIR, check_file("page.html", out.bytes, out.size_bytes));
    const int status = system(command);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77)
        check_skip("no Chromium here");
    else
        CHECK(status == 0, "%s says what failed", command);
    fire_buffer_finish(&out);
    fire_arena_free(arena);
}

int main(void)
{
    const struct check_test tests[] = {
        CHECK_TEST(test_sample), CHECK_TEST(test_which_are_sorted), CHECK_TEST(test_hostile),
        CHECK_TEST(test_random), CHECK_TEST(test_refused),          CHECK_TEST(test_in_browser)
    };
    return CHECK_MAIN(tests);
}
