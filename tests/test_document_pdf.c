/* test_document_pdf.c - documents on pages: everything inside, nothing over another, nothing
 * lost, headers again on every page; and the file that comes of it. */
#include "check.h"
#include "document_sample.h"
#include "report/pages.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the documents themselves ---------------------------------------------------------- */

static void test_samples_have_every_kind_of_block(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    int seen[FIRE_BLOCK_PAGE_BREAK + 1] = { 0 };
    for (int64_t i = 0; i < document->n_blocks; i++)
        seen[document->block[i].kind]++;
    for (size_t kind = 0; kind < CHECK_N(seen); kind++)
        CHECK(seen[kind] > 0, "no block of kind %zu", kind);

    unsigned long long seed = 1;
    for (int i = 0; i < 100; i++) {
        unsigned long long again = seed;
        const struct fire_document *first = document_random(arena, &seed);
        const struct fire_document *second = document_random(arena, &again);
        CHECK_OR_RETURN(first != NULL && second != NULL, "no random document");
        CHECK(seed == again && first->n_blocks == second->n_blocks &&
                  strcmp(first->title, second->title) == 0,
              "document %d is another one the second time", i);
        fire_arena_reset(arena);
    }
    document = document_hostile(arena);
    CHECK(document != NULL && document->n_blocks > DOCUMENT_N_HOSTILE, "hostile");
    fire_arena_free(arena);
}

/* ---- what is on the pages -------------------------------------------------------------- */

static double simple_width_px(void *self, const char *text, double size_px, bool bold,
                              fire_face face)
{
    (void)self;
    return (double)fire_text_columns(fire_text_of(text)) * size_px *
           (face == FIRE_FACE_SERIF_ITALIC ? 0.44 : 0.46 + 0.04 * bold);
}

static const struct fire_text_meter simple = { NULL, simple_width_px };

/* Between margins of 20 mm at the left and 15 mm at the right, that is; only a head in two
 * columns reaches so far, and check_margins looks at the rest. */
static bool is_inside(const struct fire_page *page, struct fire_rect box)
{
    return box.x_px >= 20 * PX_A_MM - 0.01 && box.x_px + box.width_px <= 195 * PX_A_MM + 0.5 &&
           box.y_px >= 0 && box.y_px + box.height_px <= page->picture.height_px;
}

static bool overlap(struct fire_rect a, struct fire_rect b)
{
    const double hair_px = 0.05;
    return a.x_px + a.width_px > b.x_px + hair_px && b.x_px + b.width_px > a.x_px + hair_px &&
           a.y_px + a.height_px > b.y_px + hair_px && b.y_px + b.height_px > a.y_px + hair_px;
}

static void check_figures(const struct fire_page *page, int64_t round, int32_t number)
{
    for (int32_t i = 0; i < page->n_parts; i++) {
        const struct fire_page_part *part = &page->part[i];
        if (part->figure == NULL) continue;
        const struct fire_rect box = { part->corner.x_px, part->corner.y_px,
                                       part->figure->width_px * part->scale,
                                       part->figure->height_px * part->scale };
        CHECK(is_inside(page, box) && part->scale <= 1.1 && part->scale > 0,
              "document %lld page %d: a figure sticks out", (long long)round, number);
        for (int32_t k = 0; k < page->picture.n_shapes; k++) {
            const struct fire_shape *shape = &page->picture.shape[k];
            CHECK(shape->kind != FIRE_SHAPE_TEXT ||
                      !overlap(box, fire_label_box(&shape->label)),
                  "document %lld page %d: '%s' lies on a figure", (long long)round, number,
                  shape->label.text);
        }
    }
}

/* Texts in the order of their upper edges: only near ones can overlap. */
static int by_top(const void *a, const void *b)
{
    const struct fire_rect *left = a;
    const struct fire_rect *right = b;
    return (left->y_px > right->y_px) - (left->y_px < right->y_px);
}

static void check_page(const struct fire_page *page, int64_t round, int32_t number)
{
    const struct fire_picture *picture = &page->picture;
    struct fire_rect *box = calloc((size_t)picture->n_shapes + 1, sizeof *box);
    int32_t n = 0;
    double top_px = 0;
    for (int32_t i = 0; i < picture->n_shapes; i++) {
        const struct fire_shape *shape = &picture->shape[i];
        if (shape->kind == FIRE_SHAPE_TEXT) {
            const struct fire_rect at = fire_label_box(&shape->label);
            const bool is_number = shape->part == FIRE_PART_FOOTER;
            CHECK(is_inside(page, at) &&
                      (is_number || (at.y_px >= SHEET_TOP_PX - 0.01 &&
                                     at.y_px + at.height_px <= SHEET_BOTTOM_PX + 0.01)),
                  "document %lld page %d: '%.60s' at %g %g, %g wide", (long long)round, number,
                  shape->label.text, at.x_px, at.y_px, at.width_px);
            box[n++] = at;
            top_px = fmax(top_px, at.height_px);
        }
        for (int32_t k = 0;
             shape->kind == FIRE_SHAPE_POLYLINE && k < shape->polyline.n_positions; k++) {
            const struct fire_position at = shape->polyline.position[k];
            CHECK(is_inside(page, (struct fire_rect){ at.x_px, at.y_px, 0, 0 }) &&
                      at.y_px <= SHEET_BOTTOM_PX + 0.01,
                  "document %lld page %d: a rule sticks out at %g %g", (long long)round, number,
                  at.x_px, at.y_px);
        }
    }
    qsort(box, (size_t)n, sizeof *box, by_top);
    for (int32_t i = 0; i < n; i++)
        for (int32_t k = i + 1; k < n && box[k].y_px < box[i].y_px + top_px; k++)
            CHECK(!overlap(box[i], box[k]),
                  "document %lld page %d: two texts at %g %g and %g %g", (long long)round,
                  number, box[i].x_px, box[i].y_px, box[k].x_px, box[k].y_px);
    free(box);
    check_figures(page, round, number);
}

/* Is every text but those of the first row of parts, the head, within 30 mm and 20 mm? */
static void check_margins(const struct fire_page *page, bool has_head)
{
    for (int32_t i = 0; i < page->picture.n_shapes; i++) {
        const struct fire_shape *shape = &page->picture.shape[i];
        if (shape->kind != FIRE_SHAPE_TEXT) continue;
        if (has_head && page->n_parts > 2 && i < page->part[2].first) continue;
        const struct fire_rect box = fire_label_box(&shape->label);
        CHECK(box.x_px >= SHEET_LEFT_PX - 0.01 &&
                  box.x_px + box.width_px <= SHEET_LEFT_PX + SHEET_TEXT_PX + 0.5,
              "'%s' stands in a margin", shape->label.text);
    }
}

/* The letters of a text without what is no letter of it when drawn: spaces, controls. */
static void add_letters(struct fire_buffer *out, const char *text, struct fire_arena *arena)
{
    const char *clean = fire_letters_clean(text, INT64_MAX, arena);
    for (const char *at = clean; *at != '\0'; at++)
        if (*at != ' ') fire_buffer_add(out, at, 1);
}

/* The innermost part that a shape belongs to but for links; -1: none. */
static int32_t part_of(const struct fire_page *page, int32_t shape)
{
    int32_t found = -1;
    for (int32_t i = 0; i < page->n_parts; i++)
        if (page->part[i].tag != FIRE_TAG_LINK && page->part[i].first <= shape &&
            shape < page->part[i].end)
            found = i;
    return found;
}

/* All letters on the pages in their order but for page numbers and headers of tables. */
static void letters_of_book(const struct fire_book *book, struct fire_buffer *out,
                            struct fire_arena *arena)
{
    for (int32_t i = 0; i < book->n_pages; i++) {
        const struct fire_page *page = &book->page[i];
        for (int32_t k = 0; k < page->picture.n_shapes; k++) {
            const struct fire_shape *shape = &page->picture.shape[k];
            if (shape->kind != FIRE_SHAPE_TEXT) continue;
            const int32_t part = part_of(page, k);
            if (part < 0 || page->part[part].tag == FIRE_TAG_HEADER_CELL) continue;
            add_letters(out, shape->label.text, arena);
        }
    }
}

static void mark_letters(struct fire_buffer *out, int32_t note)
{
    for (char mark[2] = { (char)('a' + note - 1), '\0' }; note > 0; note = 0)
        fire_buffer_add_text(out, mark); /* documents here have fewer than 26 notes */
}

static void letters_of_grid(const struct fire_grid *grid, struct fire_buffer *out,
                            struct fire_arena *arena)
{
    add_letters(out, grid->caption, arena);
    add_letters(out, grid->unit, arena);
    for (int64_t row = 0; row < grid->n_rows; row++)
        for (int32_t k = 0; k < grid->n_columns; k++) {
            if (grid->row[row] == FIRE_ROW_SECTION && k > 0) break;
            add_letters(out, grid->cell[row * grid->n_columns + k].text, arena);
            mark_letters(out, grid->cell[row * grid->n_columns + k].note);
        }
    for (int32_t i = 0; i < grid->n_notes; i++) {
        mark_letters(out, i + 1);
        add_letters(out, grid->note[i], arena);
    }
    for (int32_t i = 0; i < grid->n_remarks; i++)
        add_letters(out, grid->remark[i], arena);
}

/* The same of the document, in the order it is read. */
static void letters_of_document(const struct fire_document *document, struct fire_buffer *out,
                                struct fire_arena *arena)
{
    for (int64_t i = 0; i < document->n_blocks; i++) {
        const struct fire_block *block = &document->block[i];
        const struct fire_two_columns *two = &block->two_columns;
        switch (block->kind) {
        case FIRE_BLOCK_HEADING:
            add_letters(out, block->heading.text, arena);
            break;
        case FIRE_BLOCK_PARAGRAPH:
            if (block->paragraph.style == FIRE_PARAGRAPH_ITEM) fire_buffer_add_text(out, "-");
            for (int32_t k = 0; k < block->paragraph.n_runs; k++)
                add_letters(out, block->paragraph.run[k].text, arena);
            break;
        case FIRE_BLOCK_TWO_COLUMNS:
            for (int32_t k = 0; k < two->n_left; k++)
                add_letters(out, two->left[k].text, arena);
            for (int32_t k = 0; k < two->n_right; k++)
                add_letters(out, two->right[k].text, arena);
            break;
        case FIRE_BLOCK_GRID:
            letters_of_grid(&block->grid, out, arena);
            break;
        case FIRE_BLOCK_FIGURE:
            add_letters(out, block->figure.caption, arena);
            break;
        case FIRE_BLOCK_PAGE_BREAK:
            break;
        }
    }
}

static int by_byte(const void *a, const void *b)
{
    return *(const unsigned char *)a - *(const unsigned char *)b;
}

/* Every letter of the document is on the pages as often as there; `in_order` also in its order,
 * which rows that were split between two pages are not. */
static void check_letters(const struct fire_document *document, const struct fire_book *book,
                          bool in_order, int64_t round)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_buffer wanted = { 0 };
    struct fire_buffer got = { 0 };
    letters_of_document(document, &wanted, arena);
    letters_of_book(book, &got, arena);
    if (!in_order && wanted.size_bytes > 0 && got.size_bytes > 0) {
        qsort(wanted.bytes, wanted.size_bytes, 1, by_byte);
        qsort(got.bytes, got.size_bytes, 1, by_byte);
    }
    size_t same = 0;
    while (same < wanted.size_bytes && same < got.size_bytes &&
           wanted.bytes[same] == got.bytes[same])
        same++;
    CHECK(
        same == wanted.size_bytes && same == got.size_bytes,
        "document %lld: %zu bytes of letters are %zu; another one at %zu: '%.40s' not '%.40s'",
        (long long)round, wanted.size_bytes, got.size_bytes, same,
        got.bytes == NULL ? "" : got.bytes + same,
        wanted.bytes == NULL ? "" : wanted.bytes + same);
    fire_buffer_finish(&wanted);
    fire_buffer_finish(&got);
    fire_arena_free(arena);
}

static bool make(const struct fire_document *document, struct fire_text_meter meter,
                 struct fire_arena *arena, struct fire_book *book)
{
    struct fire_error err = { 0 };
    const fire_status status = document == NULL
                                   ? FIRE_ENOMEM
                                   : pages_make(document, meter, arena, book, &err);
    CHECK(status == FIRE_OK, "%d %s", (int)status, err.message);
    return status == FIRE_OK;
}

static void check_book(const struct fire_document *document, const struct fire_book *book,
                       bool in_order, int64_t round)
{
    CHECK(book->n_pages >= 1, "document %lld has no page", (long long)round);
    for (int32_t i = 0; i < book->n_pages; i++)
        check_page(&book->page[i], round, i + 1);
    for (int64_t i = 0; i < document->n_blocks; i++)
        if (document->block[i].kind == FIRE_BLOCK_GRID &&
            document->block[i].grid.n_columns > 20)
            return; /* set in bands, the first column several times */
    check_letters(document, book, in_order, round);
}

/* ---- the sample ------------------------------------------------------------------------ */

static int count_text(const struct fire_page *page, const char *text)
{
    int n = 0;
    for (int32_t i = 0; i < page->picture.n_shapes; i++)
        n += page->picture.shape[i].kind == FIRE_SHAPE_TEXT &&
             strcmp(page->picture.shape[i].label.text, text) == 0;
    return n;
}

static bool begins_text(const struct fire_page *page, const char *text)
{
    for (int32_t i = 0; i < page->picture.n_shapes; i++)
        if (page->picture.shape[i].kind == FIRE_SHAPE_TEXT &&
            strncmp(page->picture.shape[i].label.text, text, strlen(text)) == 0)
            return true;
    return false;
}

static void test_sample(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_ink *ink = NULL;
    CHECK_OR_RETURN(fire_ink_create(&ink, NULL) == FIRE_OK, "no ink");
    const struct fire_document *document = document_sample(arena);
    struct fire_book book;
    if (make(document, fire_ink_meter(ink), arena, &book)) {
        check_book(document, &book, true, -1);
        int n_long = 0;
        for (int32_t i = 0; i < book.n_pages; i++) {
            const struct fire_page *page = &book.page[i];
            check_margins(page, i == 0);
            char number[16];
            snprintf(number, sizeof number, "%d", i + 1);
            CHECK(page->label != NULL && strcmp(page->label, number) == 0, "label of %d", i);
            int n_numbers = 0;
            for (int32_t k = 0; k < page->picture.n_shapes; k++)
                n_numbers += page->picture.shape[k].part == FIRE_PART_FOOTER;
            CHECK(n_numbers == (i > 0), "page %d has %d numbers", i + 1, n_numbers);
            if (!begins_text(page, "Xã thứ ")) continue;
            n_long++;
            CHECK(count_text(page, "Thiệt hại về người") == 1 && count_text(page, "Chết") == 1,
                  "page %d has no header of the long table", i + 1);
        }
        CHECK(n_long >= 3, "a table of 120 rows on %d pages", n_long);

        int32_t n_headings = 0;
        for (int64_t i = 0; i < document->n_blocks; i++) {
            if (document->block[i].kind != FIRE_BLOCK_HEADING) continue;
            const struct fire_heading *heading = &document->block[i].heading;
            CHECK_OR_RETURN(n_headings < book.n_entries, "heading %d", n_headings);
            const struct fire_outline_entry *entry = &book.entry[n_headings++];
            CHECK(strcmp(entry->text, heading->text) == 0 && entry->level == heading->level &&
                      strcmp(entry->destination, heading->anchor) == 0,
                  "'%s' stands for '%s'", entry->text, heading->text);
        }
        CHECK(n_headings == book.n_entries, "%d headings", n_headings);
    }
    fire_ink_free(ink);
    fire_arena_free(arena);
}

/* A heading, a caption or a section of a table is never the last thing of a page. */
static void test_headings_are_kept_with_what_follows(void)
{
    static const struct fire_run run = {
        "Một đoạn văn dài hơn một dòng: số vụ cháy giảm, thiệt "
        "hại tăng, nguyên nhân chủ yếu do sự cố điện.",
        false, false, NULL
    };
    for (int n = 30; n < 60; n++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_block block[62];
        for (int i = 0; i < n; i++)
            block[i] = (struct fire_block){
                .kind = FIRE_BLOCK_PARAGRAPH,
                .paragraph = { i % 2 == 0 ? FIRE_PARAGRAPH_BODY : FIRE_PARAGRAPH_NOTE, 1, &run }
            };
        block[n] = (struct fire_block){ .kind = FIRE_BLOCK_HEADING,
                                        .heading = { 1, "II. ĐỀ MỤC", "a" } };
        block[n + 1] = block[0];
        const struct fire_document document = { .title = "",
                                                .subject = "",
                                                .author = "",
                                                .program = "",
                                                .n_blocks = n + 2,
                                                .block = block };
        struct fire_book book;
        if (make(&document, simple, arena, &book)) {
            const struct fire_page *last = &book.page[book.n_pages - 1];
            CHECK(last->n_destinations == 1 || count_text(last, "II. ĐỀ MỤC") == 0, "%d", n);
            for (int32_t i = 0; i < book.n_pages; i++) {
                const struct fire_picture *picture = &book.page[i].picture;
                const struct fire_shape *shape = &picture->shape[picture->n_shapes - 1];
                CHECK(picture->n_shapes > 0 && strcmp(shape->label.text, "II. ĐỀ MỤC") != 0,
                      "%d paragraphs: the heading ends page %d", n, i + 1);
            }
        }
        fire_arena_free(arena);
    }
}

static void test_hostile(void)
{
    struct fire_arena *arena = fire_arena_create();
    struct fire_ink *ink = NULL;
    CHECK_OR_RETURN(fire_ink_create(&ink, NULL) == FIRE_OK, "no ink");
    const struct fire_document *document = document_hostile(arena);
    struct fire_book book;
    if (make(document, simple, arena, &book)) check_book(document, &book, false, -2);
    if (make(document, fire_ink_meter(ink), arena, &book)) {
        check_book(document, &book, false, -3);
        struct fire_buffer pdf = { 0 };
        struct fire_error err = { 0 };
        CHECK(fire_draw_book(ink, &book, &pdf, &err) == FIRE_OK, "%s", err.message);
        fire_buffer_finish(&pdf);
    }
    fire_ink_free(ink);
    fire_arena_free(arena);
}

static void test_random(void)
{
    struct fire_arena *arena = fire_arena_create();
    unsigned long long seed = 30;
    const int n_rounds = check_rounds(300);
    for (int i = 0; i < n_rounds; i++) {
        const struct fire_document *document = document_random(arena, &seed);
        struct fire_book book;
        if (make(document, simple, arena, &book)) check_book(document, &book, false, i);
        fire_arena_reset(arena);
    }
    fire_arena_free(arena);
}

/* Columns fill the width at 12 pt where their longest words fit, at a smaller size where only
 * that fits, and at 8 pt else; a word is broken in that last case only. */
static void test_widths_of_columns(void)
{
    static const struct {
        double word[4]; /* at size 1: 16 px are 12 pt */
        double whole[4];
        double weight[4];
        double size_pt;
        double width_px[4]; /* 0: not looked at */
    } cases[] = {
        { { 2, 2, 2, 2 }, { 2, 2, 2, 2 }, { 1, 1, 1, 1 }, 12, { 100, 100, 100, 100 } },
        { { 2, 2, 2, 2 }, { 2, 2, 2, 2 }, { 2, 1, 1, 1 }, 12, { 160, 80, 80, 80 } },
        { { 2, 2, 2, 2 }, { 90, 2, 2, 2 }, { 1, 1, 1, 1 }, 12, { 280, 40, 40, 40 } },
        { { 9, 2, 2, 2 }, { 9, 90, 2, 2 }, { 1, 1, 1, 1 }, 12, { 152, 168, 40, 40 } },
        { { 5.9, 5.9, 5.9, 5.9 },
          { 6, 6, 6, 6 },
          { 1, 1, 1, 1 },
          11.5,
          { 100, 100, 100, 100 } },
        { { 8, 8, 8, 8 }, { 9, 9, 9, 9 }, { 1, 1, 1, 1 }, 8.5, { 100, 100, 100, 100 } },
        { { 90, 1, 1, 1 }, { 90, 1, 1, 1 }, { 1, 1, 1, 1 }, 8, { 0, 0, 0, 0 } },
        { { 900, 900, 900, 900 },
          { 900, 900, 900, 900 },
          { 1, 9, 1, 9 },
          8,
          { 100, 100, 100, 100 } },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct line_extent extent[4];
        double width_px[4];
        double sum_px = 0;
        for (int k = 0; k < 4; k++)
            extent[k] = (struct line_extent){ .whole = cases[i].whole[k],
                                              .word = cases[i].word[k] };
        const double size_px = columns_fit(extent, cases[i].weight, 4, 4, 400, width_px);
        CHECK(fabs(size_px - cases[i].size_pt * PX_A_PT) < 0.01, "row %zu: %g pt", i,
              size_px / PX_A_PT);
        for (int k = 0; k < 4; k++) {
            sum_px += width_px[k];
            CHECK(cases[i].width_px[k] == 0 || fabs(width_px[k] - cases[i].width_px[k]) < 0.5,
                  "row %zu: column %d is %g px", i, k, width_px[k]);
        }
        CHECK(fabs(sum_px - 400) < 0.01, "row %zu: %g px in all", i, sum_px);
    }
}

/* More columns than a page has room for: bands, each with the first column. */
static void test_two_hundred_columns(void)
{
    enum { N_COLUMNS = 200 };
    struct fire_arena *arena = fire_arena_create();
    struct fire_column column[N_COLUMNS];
    struct fire_cell cell[N_COLUMNS];
    for (int k = 0; k < N_COLUMNS; k++) {
        const char *text = fire_arena_printf(arena, "%d", 1000 + k);
        column[k] = (struct fire_column){ text, text, "", FIRE_GRID_NUMBER, 1 };
        cell[k] = (struct fire_cell){ text, true, k, 0, 0 };
    }
    const fire_row_kind row = FIRE_ROW_BODY;
    const struct fire_block block = { .kind = FIRE_BLOCK_GRID,
                                      .grid = { .anchor = "rong",
                                                .caption = "Bảng rộng",
                                                .unit = "",
                                                .n_columns = N_COLUMNS,
                                                .n_rows = 1,
                                                .column = column,
                                                .row = &row,
                                                .cell = cell,
                                                .chart = { .title = "" } } };
    const struct fire_document document = {
        .title = "", .subject = "", .author = "", .program = "", .n_blocks = 1, .block = &block
    };
    struct fire_book book;
    if (make(&document, simple, arena, &book)) {
        int n_first = 0;
        for (int32_t i = 0; i < book.n_pages; i++) {
            check_page(&book.page[i], -4, i + 1);
            n_first += count_text(&book.page[i], "1000");
        }
        CHECK(n_first >= 2 * 8, "the first column stands %d times, header and row", n_first);
        const struct fire_page *last = &book.page[book.n_pages - 1];
        CHECK(count_text(last, "1199") == 2, "the last column");
    }
    fire_arena_free(arena);
}

/* ---- the file -------------------------------------------------------------------------- */

static char *output_of(const char *command)
{
    FILE *pipe = popen(command, "r");
    struct fire_buffer out = { 0 };
    char bytes[4096];
    fire_buffer_add(&out, "", 0);
    for (size_t n; pipe != NULL && (n = fread(bytes, 1, sizeof bytes, pipe)) > 0;)
        fire_buffer_add(&out, bytes, n);
    const bool ran = pipe != NULL && pclose(pipe) == 0;
    if (ran && !out.failed && out.size_bytes > 0) return out.bytes;
    fire_buffer_finish(&out);
    return NULL;
}

static void check_with_poppler(const struct fire_buffer *pdf)
{
    const char *path = check_file("report.pdf", pdf->bytes, pdf->size_bytes);
    char command[4300];
    snprintf(command, sizeof command, "pdfinfo -enc UTF-8 '%s' 2>&1", path);
    char *info = output_of(command);
    snprintf(command, sizeof command, "pdftotext -l 2 -layout -enc UTF-8 '%s' - 2>&1", path);
    char *text = output_of(command);
    snprintf(command, sizeof command, "pdfinfo -struct '%s' 2>&1", path);
    char *structure = output_of(command);
    if (info == NULL || text == NULL || structure == NULL) {
        check_skip("no pdfinfo or pdftotext here (package poppler-utils)");
    } else {
        static const char *const in_info[] = {
            "Title:           Báo cáo tình hình cháy, nổ năm 2024\n",
            "Subject:         Năm 2024 (15/12/2023–14/12/2024)\n",
            "Author:          Phòng Cảnh sát PCCC và CNCH, Công an tỉnh Lâm Đồng\n",
            "Creator:         firestat 0.1.0\n",
            "Tagged:          yes\n",
            "(A4)",
        };
        for (size_t i = 0; i < CHECK_N(in_info); i++)
            CHECK(strstr(info, in_info[i]) != NULL, "no %s in %s", in_info[i], info);
        static const char *const in_text[] = {
            "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
            "Độc lập - Tự do - Hạnh phúc",
            "I. TÌNH HÌNH CHÁY, NỔ, SỰ CỐ, TAI NẠN",
            "31 vụ cháy",
            "Thành phố Đà Lạt",
            "Hình 1. Số vụ cháy theo năm, 2021–2024",
            "Năm 2024: 31 vụ cháy, giảm 4 vụ", /* inside the figure */
        };
        for (size_t i = 0; i < CHECK_N(in_text); i++)
            CHECK(strstr(text, in_text[i]) != NULL, "no %s", in_text[i]);
        static const char *const in_structure[] = { "H1",      "H2",   "H3",   "Table",
                                                    "TR",      "TH",   "TD",   "Figure",
                                                    "Caption", "Link", "Note", "LI" };
        for (size_t i = 0; i < CHECK_N(in_structure); i++)
            CHECK(strstr(structure, in_structure[i]) != NULL, "no %s", in_structure[i]);
        CHECK(strstr(info, "Error") == NULL && strstr(text, "Syntax") == NULL, "%s", info);
    }
    free(info);
    free(text);
    free(structure);
}

static void test_file(void)
{
    struct fire_arena *arena = fire_arena_create();
    const struct fire_document *document = document_sample(arena);
    CHECK_OR_RETURN(document != NULL, "no sample");
    struct fire_buffer pdf[2] = { 0 };
    for (int i = 0; i < 2; i++) {
        struct fire_ink *ink = NULL;
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fire_ink_create(&ink, NULL) == FIRE_OK, "no ink");
        fire_buffer_add_text(&pdf[i], "before");
        pdf[i].size_bytes = 0;
        CHECK(fire_document_pdf(document, ink, &pdf[i], &err) == FIRE_OK, "%s", err.message);
        fire_ink_free(ink);
    }
    CHECK(pdf[0].size_bytes == pdf[1].size_bytes &&
              memcmp(pdf[0].bytes, pdf[1].bytes, pdf[0].size_bytes) == 0,
          "other bytes the second time");
    CHECK(pdf[0].size_bytes > 7 && memcmp(pdf[0].bytes, "%PDF-1.", 7) == 0, "no PDF");
    check_with_poppler(&pdf[0]);
    for (int i = 0; i < 2; i++)
        fire_buffer_finish(&pdf[i]);
    fire_arena_free(arena);
}

/* A page break before or behind everything, or twice, makes no blank page. */
static void test_page_breaks(void)
{
    static const struct {
        const char *blocks; /* h: a heading, -: a break */
        int32_t n_pages;
    } cases[] = {
        { "", 1 },   { "-", 1 },   { "h", 1 },     { "-h", 1 },
        { "h-", 1 }, { "h-h", 2 }, { "h--h-", 2 }, { "h-h-h", 3 },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_arena *arena = fire_arena_create();
        struct fire_block block[8];
        int64_t n = 0;
        for (const char *at = cases[i].blocks; *at != '\0'; at++, n++) {
            block[n] = (struct fire_block){ .kind = FIRE_BLOCK_PAGE_BREAK };
            const char *anchor = fire_arena_printf(arena, "a%d", (int)n);
            if (*at == 'h')
                block[n] = (struct fire_block){ .kind = FIRE_BLOCK_HEADING,
                                                .heading = { 1, "I. CHUNG", anchor } };
        }
        const struct fire_document document = { .title = "",
                                                .subject = "",
                                                .author = "",
                                                .program = "",
                                                .n_blocks = n,
                                                .block = block };
        struct fire_book book;
        if (make(&document, simple, arena, &book))
            CHECK(book.n_pages == cases[i].n_pages, "'%s': %d pages", cases[i].blocks,
                  book.n_pages);
        fire_arena_free(arena);
    }
}

/* No block at all is one blank page; a text that is not UTF-8 is refused, and nothing stays. */
static void test_nothing_and_bad_text(void)
{
    struct fire_ink *ink = NULL;
    CHECK_OR_RETURN(fire_ink_create(&ink, NULL) == FIRE_OK, "no ink");
    struct fire_document document = { .title = "", .subject = "", .author = "", .program = "" };
    struct fire_buffer pdf = { 0 };
    CHECK(fire_document_pdf(&document, ink, &pdf, NULL) == FIRE_OK && pdf.size_bytes > 0,
          "nothing");
    const struct fire_block bad = { .kind = FIRE_BLOCK_HEADING, .heading = { 1, "\xFF", "a" } };
    const size_t before = pdf.size_bytes;
    document.block = &bad;
    document.n_blocks = 1;
    CHECK(fire_document_pdf(&document, ink, &pdf, NULL) == FIRE_EVALUE, "not UTF-8");
    CHECK(pdf.size_bytes == before, "something stayed");
    fire_buffer_finish(&pdf);
    fire_ink_free(ink);
}

int main(void)
{
    unsetenv("SOURCE_DATE_EPOCH");
    const struct check_test tests[] = {
        CHECK_TEST(test_samples_have_every_kind_of_block),
        CHECK_TEST(test_sample),
        CHECK_TEST(test_headings_are_kept_with_what_follows),
        CHECK_TEST(test_hostile),
        CHECK_TEST(test_random),
        CHECK_TEST(test_widths_of_columns),
        CHECK_TEST(test_two_hundred_columns),
        CHECK_TEST(test_page_breaks),
        CHECK_TEST(test_file),
        CHECK_TEST(test_nothing_and_bad_text),
    };
    return CHECK_MAIN(tests);
}
