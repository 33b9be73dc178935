/* pdf_chart.c - see pdf_chart.h.
 *
 * A batch of charts is a file each, and cairo's PDF spends most of a file on fonts: it embeds four of
 * them with all their instructions for grids of pixels, and each text goes through pango twice. Here
 * a face is one font, without instructions, and a text is shaped once: 132 charts of columns are 1.7 MB
 * and not 4.2, and take a third of the time. Books, which have tags, links and an outline, stay
 * cairo's, and so does a chart with letters that the house's own fonts lack.
 *
 * Objects: 1 catalogue, 2 pages, 3 page, 4 its content, 5 what is told of the file, then five a font.
 * ISO 32000-1:2008. */
#include "pdf_chart.h"

#include "check.h"
#include "number.h"
#include "truetype.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

enum {
    CATALOGUE = 1,
    PAGES,
    PAGE,
    CONTENT,
    ABOUT,
    FIRST_FONT,
    OBJECTS_A_FONT = 5,
    N_FACES = 6, /* Sans, Serif and Serif Italic, each plain and bold */
    MOST_OBJECTS = FIRST_FONT + N_FACES * OBJECTS_A_FONT,
    MOST_LETTERS = 4, /* that one glyph stands for: ligatures */
    COMPRESSION = 1,  /* level 6 takes a third longer for 5 % fewer bytes */
};

/* A glyph by what it stands for: a space and one that does not break are two. */
struct shown {
    uint16_t glyph;
    uint16_t letter[MOST_LETTERS]; /* UTF-16; plain texts have no pairs */
    int32_t n_letters;
    int32_t next; /* the same glyph for other letters; 0: none */
};

/* One face, and what of it the page shows. shown[0] is the glyph of what is missing. */
struct face {
    struct truetype font; /* n_glyphs 0: not open */
    struct shown *shown;
    size_t n;
    size_t capacity;
    int32_t *first; /* [font.n_glyphs] the first of those that show a glyph; 0: none */
};

struct page {
    struct fire_ink *ink;
    const struct fire_picture *picture;
    struct fire_buffer content;
    struct face face[N_FACES];
    bool is_plain; /* until a text is not */
};

/* ---- what is shown of a face ------------------------------------------------------------------ */

static bool open_face(struct page *page, struct face *face, hb_font_t *font)
{
    const struct shown missing = { 0 };
    if (face->font.n_glyphs > 0) return true;
    if (!truetype_open(&face->font, hb_font_get_face(font))) {
        page->is_plain = false;
        return false;
    }
    face->first = calloc((size_t)face->font.n_glyphs, sizeof *face->first);
    face->shown = fire_array_grow(NULL, &face->capacity, 1, sizeof *face->shown);
    if (face->first == NULL || face->shown == NULL) {
        page->content.failed = true;
        return false;
    }
    face->shown[face->n++] = missing;
    return true;
}

static bool stands_for_same(const struct shown *a, const struct shown *b)
{
    return a->n_letters == b->n_letters && memcmp(a->letter, b->letter, sizeof a->letter) == 0;
}

/* The number of a glyph in the file's font; 0: no memory. */
static int32_t number_of(struct page *page, struct face *face, const struct shown *shown)
{
    int32_t *at = &face->first[shown->glyph];
    while (*at != 0 && !stands_for_same(&face->shown[*at], shown))
        at = &face->shown[*at].next;
    if (*at != 0) return *at;
    const int32_t number = (int32_t)face->n;
    *at = number; /* before what it lies in moves */
    struct shown *grown = fire_array_grow(face->shown, &face->capacity, face->n + 1,
                                          sizeof *grown);
    if (grown == NULL) {
        *at = 0;
        page->content.failed = true;
        return 0;
    }
    face->shown = grown;
    face->shown[face->n++] = *shown;
    return number;
}

/* ---- numbers and colours ----------------------------------------------------------------------- */

static void add_numbers(struct fire_buffer *out, const double number[], int n,
                        const char *behind)
{
    for (int i = 0; i < n; i++) {
        number_add(out, number[i]);
        fire_buffer_add(out, " ", 1);
    }
    fire_buffer_add_text(out, behind);
}

/* Four places, so that every step of a colour is another number. */
static void add_colour(struct page *page, fire_colour colour, const char *behind)
{
    const uint32_t rgb = fire_colour_rgb(page->picture->palette, colour);
    for (int shift = 16; shift >= 0; shift -= 8) {
        number_add_places(&page->content, (rgb >> shift & 0xFF) / 255.0, 4);
        fire_buffer_add(&page->content, " ", 1);
    }
    fire_buffer_add_text(&page->content, behind);
}

/* ---- texts ------------------------------------------------------------------------------------ */

static void add_hexadecimal(struct fire_buffer *out, uint32_t unit)
{
    char digit[4];
    for (int i = 0; i < 4; i++)
        digit[i] = "0123456789ABCDEF"[unit >> (12 - 4 * i) & 0xF];
    fire_buffer_add(out, digit, sizeof digit);
}

/* Thousandths of an em. */
static double thousandths(hb_position_t position)
{
    return position * 1000.0 / (FAMILY_SIZE_PX * PANGO_SCALE);
}

/* As it stands in the file, two places behind the point. */
static double width_of(const struct face *face, uint16_t glyph)
{
    return round(truetype_width(&face->font, glyph) * 1e5) / 100.0;
}

/* What the letters of a glyph are: those from its cluster on until the next one's. */
static struct shown shown_of(const struct ink_glyphs *line, unsigned i, const char *text)
{
    struct shown shown = { .glyph = (uint16_t)line->glyph[i].codepoint };
    const uint32_t begin = line->glyph[i].cluster;
    uint32_t end = (uint32_t)strlen(text);
    if (i + 1 < line->n) end = line->glyph[i + 1].cluster;
    for (const char *at = text + begin; at < text + end && shown.n_letters < MOST_LETTERS;
         at = g_utf8_next_char(at))
        shown.letter[shown.n_letters++] = (uint16_t)g_utf8_get_char(at);
    return shown;
}

/* The glyphs of a line, with steps between them where the next does not begin where the one before
 * ends: kerning and widened spaces. */
static void add_line(struct page *page, struct face *face, const struct ink_glyphs *line,
                     const struct fire_label *label)
{
    struct fire_buffer *out = &page->content;
    const double space = label->space_px * 1000.0 / label->size_px;
    double wanted = 0.0; /* where the next glyph belongs, in thousandths of an em */
    double reached = 0.0;
    fire_buffer_add_text(out, "[<");
    for (unsigned i = 0; i < line->n; i++) {
        const struct shown shown = shown_of(line, i, label->text);
        const double step = round(wanted + thousandths(line->place[i].x_offset) - reached);
        if (step != 0.0) {
            fire_buffer_add(out, ">", 1);
            number_add(out, -step);
            fire_buffer_add(out, "<", 1);
        }
        add_hexadecimal(out, (uint32_t)number_of(page, face, &shown));
        reached += step + width_of(face, shown.glyph);
        wanted += thousandths(line->place[i].x_advance);
        if (label->text[line->glyph[i].cluster] == ' ') wanted += space;
    }
    fire_buffer_add_text(out, ">]TJ\n");
}

static fire_status add_label(struct page *page, fire_colour colour,
                             const struct fire_label *label, struct fire_error *err)
{
    struct ink_glyphs line;
    const int32_t n = 2 * (int32_t)label->face + label->bold;
    struct face *face = &page->face[n];
    if (label->size_px <= 0.0) return FIRE_OK;
    FIRE_TRY(ink_glyphs(page->ink, (struct ink_text){ label->text, label->bold, label->face },
                        &line, &page->is_plain, err));
    if (!page->is_plain || !open_face(page, face, line.font)) return FIRE_OK;
    const double matrix[] = {
        label->size_px, 0, 0, -label->size_px, fire_label_box(label).x_px, label->anchor.y_px
    };
    add_colour(page, colour, "rg\n");
    fire_buffer_printf(&page->content, "BT /F%d 1 Tf\n", (int)n);
    add_numbers(&page->content, matrix, 6, "Tm\n");
    add_line(page, face, &line, label);
    fire_buffer_add_text(&page->content, "ET\n");
    return FIRE_OK;
}

/* ---- shapes ----------------------------------------------------------------------------------- */

/* ---- shapes ----------------------------------------------------------------------------------- */

static void begin_line(struct page *page, fire_colour colour, double line_px, double dash_px,
                       double gap_px)
{
    const double dashes[] = { dash_px, gap_px };
    add_colour(page, colour, "RG\n");
    add_numbers(&page->content, &line_px, 1, "w [");
    if (dash_px > 0.0) add_numbers(&page->content, dashes, 2, "");
    fire_buffer_add_text(&page->content, "] 0 d\n");
}

/* Before a path that is filled; or hollow, with a line of this width. */
static void begin_fill(struct page *page, fire_colour colour, double line_px)
{
    add_colour(page, line_px > 0.0 ? FIRE_COLOUR_PAPER : colour, "rg\n");
    if (line_px > 0.0) begin_line(page, colour, line_px, 0.0, 0.0);
}

static void end_fill(struct page *page, double line_px)
{
    fire_buffer_add_text(&page->content, line_px > 0.0 ? "B\n" : "f\n");
}

static void add_bar(struct page *page, fire_colour colour, const struct fire_bar *bar)
{
    const double half_px = bar->line_px / 2.0;
    const double rect[] = { bar->rect.x_px + half_px, bar->rect.y_px + half_px,
                            fmax(bar->rect.width_px - bar->line_px, 0.0),
                            fmax(bar->rect.height_px - bar->line_px, 0.0) };
    begin_fill(page, colour, bar->line_px);
    add_numbers(&page->content, rect, 4, "re\n");
    end_fill(page, bar->line_px);
}

static void add_places(struct page *page, const struct fire_position position[], int32_t n)
{
    for (int32_t i = 0; i < n; i++) {
        const double place[] = { position[i].x_px, position[i].y_px };
        add_numbers(&page->content, place, 2, i == 0 ? "m\n" : "l\n");
    }
}

static void add_polyline(struct page *page, fire_colour colour,
                         const struct fire_polyline *line)
{
    begin_line(page, colour, line->line_px, line->dash_px, line->gap_px);
    add_places(page, line->position, line->n_positions);
    fire_buffer_add_text(&page->content, "S\n");
}

/* Four curves; their handles are that far from the ends, in radii. */
static void add_circle(struct page *page, fire_colour colour, const struct fire_circle *circle)
{
    static const double handle = 0.5522847498;
    static const double turn[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 }, { 0, -1 } };
    const double x = circle->centre.x_px;
    const double y = circle->centre.y_px;
    const double r = circle->radius_px;
    const struct fire_position begin = { x + r, y };
    begin_fill(page, colour, circle->line_px);
    add_places(page, &begin, 1);
    for (int i = 0; i < 4; i++) {
        const double *from = turn[i];
        const double *to = turn[(i + 1) % 4];
        const double curve[] = { x + r * (from[0] + handle * to[0]),
                                 y + r * (from[1] + handle * to[1]),
                                 x + r * (to[0] + handle * from[0]),
                                 y + r * (to[1] + handle * from[1]),
                                 x + r * to[0],
                                 y + r * to[1] };
        add_numbers(&page->content, curve, 6, "c\n");
    }
    fire_buffer_add_text(&page->content, "h\n");
    end_fill(page, circle->line_px);
}

static void add_polygon(struct page *page, fire_colour colour,
                        const struct fire_polygon *polygon)
{
    const bool has_line = polygon->line_px > 0.0;
    add_colour(page, colour, "rg\n");
    if (has_line) begin_line(page, polygon->line_colour, polygon->line_px, 0.0, 0.0);
    int32_t first = 0;
    for (int32_t ring = 0; ring < polygon->n_rings; ring++) {
        add_places(page, polygon->position + first, polygon->ring_end[ring] - first);
        fire_buffer_add_text(&page->content, "h\n");
        first = polygon->ring_end[ring];
    }
    fire_buffer_add_text(&page->content, has_line ? "B*\n" : "f*\n");
}

static fire_status add_shape(struct page *page, const struct fire_shape *shape,
                             struct fire_error *err)
{
    switch (shape->kind) {
    case FIRE_SHAPE_RECT:
        add_bar(page, shape->colour, &shape->bar);
        break;
    case FIRE_SHAPE_POLYLINE:
        add_polyline(page, shape->colour, &shape->polyline);
        break;
    case FIRE_SHAPE_CIRCLE:
        add_circle(page, shape->colour, &shape->circle);
        break;
    case FIRE_SHAPE_POLYGON:
        add_polygon(page, shape->colour, &shape->polygon);
        break;
    case FIRE_SHAPE_TEXT:
        return add_label(page, shape->colour, &shape->label, err);
    }
    return FIRE_OK;
}

/* Round joins; a px is 3/4 pt, and y goes down. */
static fire_status fill_page(struct page *page, struct fire_error *err)
{
    const struct fire_picture *picture = page->picture;
    const double from_px[] = { PT_A_PX, 0, 0, -PT_A_PX, 0, picture->height_px * PT_A_PX };
    add_numbers(&page->content, from_px, 6, "cm 1 j\n");
    for (int32_t i = 0; i < picture->n_shapes && page->is_plain; i++)
        FIRE_TRY(add_shape(page, &picture->shape[i], err));
    return FIRE_OK;
}

/* ---- the file --------------------------------------------------------------------------------- */

struct file {
    struct fire_buffer *out;
    size_t begin;
    size_t at[MOST_OBJECTS]; /* of each object; 0: there is none of that number */
};

static void begin_object(struct file *file, int32_t number)
{
    file->at[number] = file->out->size_bytes - file->begin;
    fire_buffer_printf(file->out, "%d 0 obj\n", (int)number);
}

/*   more   entries of its dictionary */
static void add_stream(struct file *file, int32_t number, const struct fire_buffer *bytes,
                       const char *more)
{
    uLongf size = compressBound((uLong)bytes->size_bytes);
    Bytef *packed = bytes->failed ? NULL : malloc(size);
    if (packed == NULL || compress2(packed, &size, (const Bytef *)bytes->bytes,
                                    (uLong)bytes->size_bytes, COMPRESSION) != Z_OK) {
        file->out->failed = true;
    } else {
        begin_object(file, number);
        fire_buffer_printf(file->out, "<< /Length %lu /Filter /FlateDecode%s >>\nstream\n",
                           (unsigned long)size, more);
        fire_buffer_add(file->out, (const char *)packed, size);
        fire_buffer_add_text(file->out, "\nendstream\nendobj\n");
    }
    free(packed);
}

/* A text outside the page as UTF-16, without control characters. */
static void add_told(struct file *file, const char *key, const char *text)
{
    fire_buffer_printf(file->out, "/%s <FEFF", key);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        const gunichar character = g_utf8_get_char(at);
        if (character >= 0x10000) {
            add_hexadecimal(file->out, 0xD800 + ((character - 0x10000) >> 10));
            add_hexadecimal(file->out, 0xDC00 + (character & 0x3FF));
        } else {
            add_hexadecimal(file->out, g_unichar_iscntrl(character) ? ' ' : character);
        }
    }
    fire_buffer_add_text(file->out, ">\n");
}

/* "D:20241231010203Z" */
static void add_date(struct file *file, const char *key)
{
    char moment[FIRE_MOMENT_BYTES];
    fire_output_moment(moment);
    fire_buffer_printf(file->out, "/%s (D:", key);
    for (const char *at = moment; *at != '\0'; at++)
        if (strchr("-T:", *at) == NULL) fire_buffer_add(file->out, at, 1);
    fire_buffer_add_text(file->out, ")\n");
}

static void add_about(struct file *file, const struct fire_picture *picture)
{
    begin_object(file, ABOUT);
    fire_buffer_add_text(file->out, "<< ");
    add_told(file, "Title", picture->title);
    add_told(file, "Subject", picture->description);
    fire_buffer_add_text(file->out, "/Creator (firestat)\n/Producer (firestat)\n");
    add_date(file, "CreationDate");
    add_date(file, "ModDate");
    fire_buffer_add_text(file->out, ">>\nendobj\n");
}

/* What the numbers of a font's glyphs are as letters, for those who search and copy. */
static void add_letters(struct file *file, int32_t number, const struct face *face)
{
    enum { MOST_A_BLOCK = 100 };
    struct fire_buffer map = { 0 };
    fire_buffer_add_text(&map,
                         "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                         "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> "
                         "def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                         "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
    for (size_t i = 1; i < face->n; i++) {
        const struct shown *shown = &face->shown[i];
        const size_t n_left = face->n - i;
        if (i % MOST_A_BLOCK == 1)
            fire_buffer_printf(&map, "%d beginbfchar\n",
                               (int)(n_left < MOST_A_BLOCK ? n_left : MOST_A_BLOCK));
        fire_buffer_add(&map, "<", 1);
        add_hexadecimal(&map, (uint32_t)i);
        fire_buffer_add(&map, "> <", 3);
        for (int32_t letter = 0; letter < shown->n_letters; letter++)
            add_hexadecimal(&map, shown->letter[letter]);
        fire_buffer_add(&map, ">\n", 2);
        if (i % MOST_A_BLOCK == 0 || n_left == 1) fire_buffer_add_text(&map, "endbfchar\n");
    }
    fire_buffer_add_text(&map,
                         "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n");
    add_stream(file, number, &map, "");
    fire_buffer_finish(&map);
}

/* Names of parts of fonts begin with six letters that are another for another part. */
static void name_part(const struct face *face, char tag[7])
{
    uint64_t hash = 14695981039346656037U; /* FNV-1a */
    for (size_t i = 1; i < face->n; i++)
        hash = (hash ^ face->shown[i].glyph) * 1099511628211U;
    for (int i = 0; i < 6; i++, hash /= 26)
        tag[i] = (char)('A' + hash % 26);
    tag[6] = '\0';
}

static void add_widths(struct file *file, const struct face *face)
{
    fire_buffer_add_text(file->out, "/W [ 0 [ ");
    for (size_t i = 0; i < face->n; i++) {
        number_add(file->out, width_of(face, face->shown[i].glyph));
        fire_buffer_add(file->out, " ", 1);
    }
    fire_buffer_add_text(file->out, "] ]\n");
}

static bool add_program(struct file *file, int32_t number, const struct face *face)
{
    struct fire_buffer program = { 0 };
    char more[32];
    uint16_t *glyph = malloc(face->n * sizeof *glyph);
    bool is_right = glyph != NULL;
    if (glyph == NULL) file->out->failed = true;
    for (size_t i = 0; is_right && i < face->n; i++)
        glyph[i] = face->shown[i].glyph;
    if (is_right) is_right = truetype_subset(&face->font, glyph, (int32_t)face->n, &program);
    snprintf(more, sizeof more, " /Length1 %zu", program.size_bytes);
    if (is_right) add_stream(file, number, &program, more);
    if (program.failed) file->out->failed = true;
    fire_buffer_finish(&program);
    free(glyph);
    return is_right;
}

/* False: it cannot be part of a file. */
static bool add_font(struct file *file, int32_t n, const struct face *face)
{
    static const struct {
        const char *name;
        int slant;
    } faces[N_FACES] = {
        { "LiberationSans", 0 },           { "LiberationSans-Bold", 0 },
        { "LiberationSerif", 0 },          { "LiberationSerif-Bold", 0 },
        { "LiberationSerif-Italic", -16 }, { "LiberationSerif-BoldItalic", -16 },
    };
    const int32_t first = FIRST_FONT + n * OBJECTS_A_FONT;
    const struct truetype_box box = truetype_box(&face->font);
    char tag[7];
    name_part(face, tag);
    begin_object(file, first);
    fire_buffer_printf(file->out,
                       "<< /Type /Font /Subtype /Type0 /BaseFont /%s+%s /Encoding /Identity-H\n"
                       "/DescendantFonts [ %d 0 R ] /ToUnicode %d 0 R >>\nendobj\n",
                       tag, faces[n].name, (int)first + 1, (int)first + 4);
    begin_object(file, first + 1);
    fire_buffer_printf(
        file->out,
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /%s+%s\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >>\n"
        "/CIDToGIDMap /Identity /FontDescriptor %d 0 R\n",
        tag, faces[n].name, (int)first + 2);
    add_widths(file, face);
    fire_buffer_add_text(file->out, ">>\nendobj\n");
    begin_object(file, first + 2);
    fire_buffer_printf(file->out,
                       "<< /Type /FontDescriptor /FontName /%s+%s /Flags %d\n"
                       "/FontBBox [ %d %d %d %d ] /ItalicAngle %d\n"
                       "/Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R "
                       ">>\nendobj\n",
                       tag, faces[n].name, faces[n].slant == 0 ? 4 : 4 + 64, box.left,
                       box.bottom, box.right, box.top, faces[n].slant, box.ascent, box.descent,
                       box.ascent, n % 2 == 1 ? 140 : 80, (int)first + 3);
    add_letters(file, first + 4, face);
    return add_program(file, first + 3, face);
}

/* Where each object is, and which is the first. */
static void add_index(struct file *file)
{
    const size_t at = file->out->size_bytes - file->begin;
    fire_buffer_printf(file->out, "xref\n0 %d\n0000000000 65535 f \n", MOST_OBJECTS);
    for (int32_t i = 1; i < MOST_OBJECTS; i++)
        fire_buffer_printf(file->out, "%010zu %s \n", file->at[i],
                           file->at[i] > 0 ? "00000 n" : "65535 f");
    fire_buffer_printf(file->out,
                       "trailer\n<< /Size %d /Root %d 0 R /Info %d 0 R >>\nstartxref\n%zu\n"
                       "%%%%EOF\n",
                       MOST_OBJECTS, CATALOGUE, ABOUT, at);
}

static void add_page(struct file *file, const struct page *page)
{
    const double size[] = { page->picture->width_px * PT_A_PX,
                            page->picture->height_px * PT_A_PX };
    begin_object(file, PAGE);
    fire_buffer_printf(file->out, "<< /Type /Page /Parent %d 0 R /MediaBox [ 0 0 ", PAGES);
    add_numbers(file->out, size, 2, "]\n");
    fire_buffer_printf(file->out, "/Contents %d 0 R /Resources << /Font << ", CONTENT);
    for (int n = 0; n < N_FACES; n++)
        if (page->face[n].n > 0)
            fire_buffer_printf(file->out, "/F%d %d 0 R ", n, FIRST_FONT + n * OBJECTS_A_FONT);
    fire_buffer_add_text(file->out, ">> >> >>\nendobj\n");
}

/* False: a font cannot be part of a file. */
static bool write_file(const struct page *page, struct fire_buffer *out)
{
    struct file file = { .out = out, .begin = out->size_bytes };
    bool is_right = true;
    fire_buffer_add_text(out, "%PDF-1.5\n%\xB5\xED\xAE\xFB\n");
    begin_object(&file, CATALOGUE);
    fire_buffer_printf(out,
                       "<< /Type /Catalog /Pages %d 0 R /Lang (%s)\n"
                       "/ViewerPreferences << /DisplayDocTitle true >> >>\nendobj\n",
                       PAGES, page->picture->language);
    begin_object(&file, PAGES);
    fire_buffer_printf(out, "<< /Type /Pages /Kids [ %d 0 R ] /Count 1 >>\nendobj\n", PAGE);
    add_page(&file, page);
    add_stream(&file, CONTENT, &page->content, "");
    add_about(&file, page->picture);
    for (int n = 0; n < N_FACES && is_right; n++)
        if (page->face[n].n > 0) is_right = add_font(&file, n, &page->face[n]);
    add_index(&file);
    return is_right;
}

static void finish_page(struct page *page)
{
    for (int n = 0; n < N_FACES; n++) {
        truetype_close(&page->face[n].font);
        free(page->face[n].first);
        free(page->face[n].shown);
    }
    fire_buffer_finish(&page->content);
}

fire_status pdf_chart_draw(struct fire_ink *ink, const struct fire_picture *picture,
                           struct fire_buffer *out, bool *drawn, struct fire_error *err)
{
    struct page page = { .ink = ink, .picture = picture, .is_plain = true };
    const size_t size_before = out->size_bytes;
    fire_status status = fill_page(&page, err);
    *drawn = status == FIRE_OK && page.is_plain && write_file(&page, out);
    if (status == FIRE_OK && (page.content.failed || out->failed))
        status = fire_fail_memory(err);
    if (status != FIRE_OK || !*drawn) out->size_bytes = size_before;
    finish_page(&page);
    return status;
}
