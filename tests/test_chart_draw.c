/* test_chart_draw.c - the bytes of pictures: whole, the same every time, and nothing in them
 * that data could have smuggled in. */
#include "check.h"
#include "draw/fonts.h"
#include "draw/ink.h"
#include "draw/number.h"
#include "draw/pdf_chart.h"
#include "draw/truetype.h"
#include "firestat/chart_book.h"

#include <locale.h>
#include <math.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

/* ---- a small picture with every kind of shape ------------------------------------------ */

#define N_SHAPES 9

struct sample {
    struct fire_picture picture;
    struct fire_shape shape[N_SHAPES];
    struct fire_position position[3];
};

static struct fire_label label_at(const char *text, double x_px, double y_px,
                                  fire_anchor anchored, bool bold)
{
    return (struct fire_label){ text, { x_px, y_px }, anchored, 12.5, 60, bold };
}

static void fill_sample(struct sample *out)
{
    memset(out, 0, sizeof *out);
    const struct fire_position position[] = { { 20, 80 }, { 60.125, 33.3333 }, { 100, 50 } };
    memcpy(out->position, position, sizeof position);
    const struct fire_shape shape[N_SHAPES] = {
        { FIRE_SHAPE_RECT,
          FIRE_PART_PAGE,
          FIRE_COLOUR_PAPER,
          -1,
          { .bar = { { 0, 0, 160, 120 }, .tip = "" } } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_TITLE,
          FIRE_COLOUR_STRONG,
          -1,
          { .label = label_at("Cháy & nổ: <3 vụ \"lớn\"", 10, 16, FIRE_ANCHOR_START, true) } },
        { FIRE_SHAPE_POLYLINE,
          FIRE_PART_SERIES,
          FIRE_COLOUR_CURRENT,
          0,
          { .polyline = { out->position, 3, 2.2, 0, 0 } } },
        { FIRE_SHAPE_POLYLINE,
          FIRE_PART_GUIDE,
          FIRE_COLOUR_GUIDE,
          0,
          { .polyline = { out->position, 2, 1.2, 6, 4 } } },
        { FIRE_SHAPE_CIRCLE,
          FIRE_PART_MARKER,
          FIRE_COLOUR_CURRENT,
          0,
          { .circle = { { 60, 33 }, 3.2, 0, "2023: <143> vụ" } } },
        { FIRE_SHAPE_CIRCLE,
          FIRE_PART_MARKER,
          FIRE_COLOUR_CURRENT,
          0,
          { .circle = { { 100, 50 }, 4.5, 2, "" } } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_TICK,
          FIRE_COLOUR_PLAIN,
          0,
          { .label = label_at("−1.500", 90, 90, FIRE_ANCHOR_END, false) } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_SLOT,
          FIRE_COLOUR_PLAIN,
          1,
          { .label = label_at("2024", 100, 100, FIRE_ANCHOR_MIDDLE, false) } },
        { FIRE_SHAPE_TEXT,
          FIRE_PART_FOOTER,
          FIRE_COLOUR_QUIET,
          -1,
          { .label = label_at("Nguồn: sổ", 10, 115, FIRE_ANCHOR_START, false) } },
    };
    memcpy(out->shape, shape, sizeof shape);
    out->picture = (struct fire_picture){ .width_px = 160,
                                          .height_px = 120,
                                          .title = "Năm 2024 giảm <cả ba> & hơn",
                                          .description = "Biểu đồ \"đường\".",
                                          .language = "vi",
                                          .n_shapes = N_SHAPES,
                                          .shape = out->shape };
}

static struct fire_ink *create_ink(void)
{
    struct fire_ink *ink = NULL;
    struct fire_error err = { 0 };
    CHECK(fire_ink_create(&ink, &err) == FIRE_OK, "%s", err.message);
    return ink;
}

static bool contains(const struct fire_buffer *buffer, const char *text)
{
    const size_t n = strlen(text);
    for (size_t i = 0; i + n <= buffer->size_bytes; i++)
        if (memcmp(buffer->bytes + i, text, n) == 0) return true;
    return false;
}

static bool same_bytes(const struct fire_buffer *a, const struct fire_buffer *b)
{
    return a->size_bytes == b->size_bytes && memcmp(a->bytes, b->bytes, a->size_bytes) == 0;
}

typedef fire_status draw_function(struct fire_ink *ink, const struct fire_picture *picture,
                                  struct fire_buffer *out, struct fire_error *err);

static fire_status draw_svg(struct fire_ink *ink, const struct fire_picture *picture,
                            struct fire_buffer *out, struct fire_error *err)
{
    (void)ink;
    return fire_draw_svg(picture, "a", out, err);
}

static const struct {
    const char *name;
    draw_function *draw;
} backends[] = { { "png", fire_draw_png }, { "pdf", fire_draw_pdf }, { "svg", draw_svg } };

/* ---- PNG ------------------------------------------------------------------------------- */

static unsigned long big_endian(const char *at)
{
    const unsigned char *byte = (const unsigned char *)at;
    return (unsigned long)byte[0] << 24 | (unsigned long)byte[1] << 16 |
           (unsigned long)byte[2] << 8 | byte[3];
}

/* The first chunk of that type that holds `text`; NULL: none. Its data, the size beside it. */
static const char *find_chunk(const struct fire_buffer *png, const char *type, const char *text,
                              unsigned long *out_size)
{
    for (size_t at = 8; at + 12 <= png->size_bytes;) {
        const unsigned long size = big_endian(png->bytes + at);
        const struct fire_buffer data = { png->bytes + at + 8, size, size, false };
        if (at + 12 + size > png->size_bytes) return NULL;
        if (memcmp(png->bytes + at + 4, type, 4) == 0 && contains(&data, text)) {
            *out_size = size;
            return data.bytes;
        }
        at += 12 + size;
    }
    return NULL;
}

static void test_png(void)
{
    struct sample sample;
    fill_sample(&sample);
    struct fire_ink *ink = create_ink();
    struct fire_buffer png = { 0 };
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_draw_png(ink, &sample.picture, &png, &err) == FIRE_OK, "%s",
                    err.message);
    CHECK(memcmp(png.bytes, "\x89PNG\r\n\x1A\n", 8) == 0, "signature");
    unsigned long size = 0;
    const char *header = find_chunk(&png, "IHDR", "", &size);
    CHECK_OR_RETURN(header != NULL && size == 13, "IHDR");
    CHECK(big_endian(header) == 320 && big_endian(header + 4) == 240, "%lu x %lu",
          big_endian(header), big_endian(header + 4));
    CHECK(header[8] == 8 && header[9] == 2, "RGB of 8 bit, not %d %d", header[8], header[9]);
    const char *scale = find_chunk(&png, "pHYs", "", &size);
    CHECK_OR_RETURN(scale != NULL && size == 9, "pHYs");
    CHECK(big_endian(scale) == 7559 && big_endian(scale + 4) == 7559 && scale[8] == 1,
          "192 dpi, not %lu", big_endian(scale));
    CHECK(find_chunk(&png, "iTXt", "Năm 2024 giảm <cả ba> & hơn", &size) != NULL, "title");
    CHECK(find_chunk(&png, "iTXt", "Biểu đồ \"đường\".", &size) != NULL, "description");
    CHECK(find_chunk(&png, "IEND", "", &size) != NULL, "IEND");
    CHECK(find_chunk(&png, "tIME", "", &size) == NULL, "a clock");
    fire_buffer_finish(&png);
    fire_ink_free(ink);
}

/* ---- SVG ------------------------------------------------------------------------------- */

/* Every tag is closed in order and there is no '&' without an entity behind it. */
static bool is_well_formed(const char *svg)
{
    char open[64][16];
    int depth = 0;
    for (const char *at = svg; *at != '\0'; at++) {
        if (*at == '&' &&
            strspn(at + 1, "abcdefghijklmnopqrstuvwxyz#0123456789") == strcspn(at + 1, ";"))
            continue;
        if (*at == '&') return false;
        if (*at != '<') continue;
        const char *end = strchr(at, '>');
        if (end == NULL) return false;
        const bool closes = at[1] == '/';
        const char *name = at + 1 + closes;
        const size_t n_name = strcspn(name, " />\n");
        if (n_name == 0 || n_name >= sizeof open[0]) return false;
        if (closes && (depth == 0 || strncmp(open[--depth], name, n_name) != 0)) return false;
        if (!closes && end[-1] != '/') {
            if (depth == 64) return false;
            snprintf(open[depth++], sizeof open[0], "%.*s", (int)n_name, name);
        }
        at = end;
    }
    return depth == 0;
}

static void test_svg(void)
{
    struct sample sample;
    fill_sample(&sample);
    struct fire_buffer svg = { 0 };
    struct fire_error err = { 0 };
    CHECK_OR_RETURN(fire_draw_svg(&sample.picture, "q3-lam_dong", &svg, &err) == FIRE_OK, "%s",
                    err.message);
    static const char *const wanted[] = {
        "<svg xmlns=\"http://www.w3.org/2000/svg\" id=\"q3-lam_dong\" role=\"img\"",
        "aria-labelledby=\"q3-lam_dong-title q3-lam_dong-desc\" lang=\"vi\" xml:lang=\"vi\"",
        "width=\"160\" height=\"120\" viewBox=\"0 0 160 120\"",
        "font-family=\"Liberation Sans, Arial, Helvetica, sans-serif\"",
        "<title id=\"q3-lam_dong-title\">Năm 2024 giảm &lt;cả ba&gt; &amp; hơn</title>",
        "<desc id=\"q3-lam_dong-desc\">Biểu đồ &quot;đường&quot;.</desc>",
        ">Cháy &amp; nổ: &lt;3 vụ &quot;lớn&quot;</text>",
        "points=\"20,80 60.13,33.33 100,50\"",
        "stroke-dasharray=\"6 4\"",
        "<title>2023: &lt;143&gt; vụ</title></circle>",
        "fill=\"#FFFFFF\" stroke=\"#12436D\" stroke-width=\"2\"/>",
        "text-anchor=\"end\"",
        "<g id=\"q3-lam_dong-panel-0\">",
        "<g id=\"q3-lam_dong-panel-1\">",
    };
    for (size_t i = 0; i < CHECK_N(wanted); i++)
        CHECK(strstr(svg.bytes, wanted[i]) != NULL, "no %s in %s", wanted[i], svg.bytes);
    CHECK(is_well_formed(svg.bytes), "%s", svg.bytes);

    /* every id is the chart's own */
    for (const char *at = svg.bytes; (at = strstr(at, " id=\"")) != NULL; at++)
        CHECK(strncmp(at, " id=\"q3-lam_dong", 16) == 0, "%.40s", at);
    fire_buffer_finish(&svg);
}

static void test_svg_of_hostile_text(void)
{
    static const struct {
        const char *text;
        const char *written;
    } cases[] = {
        { "</text><script>alert(1)</script>",
          "&lt;/text&gt;&lt;script&gt;alert(1)&lt;/script&gt;" },
        { "a\x01\x0B\x1F"
          "b",
          "ab" },
        { "a\xEF\xBF\xBE"
          "b\xEF\xBF\xBF",
          "ab" },
        { "' onload='x", "&#39; onload=&#39;x" },
        { "]]>&amp;", "]]&gt;&amp;amp;" },
        { "\U0001F692 x", "\U0001F692 x" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct sample sample;
        fill_sample(&sample);
        sample.shape[8].label.text = cases[i].text;
        sample.picture.title = cases[i].text;
        struct fire_buffer svg = { 0 };
        CHECK_OR_RETURN(fire_draw_svg(&sample.picture, "a", &svg, NULL) == FIRE_OK, "row %zu",
                        i);
        char wanted[128];
        snprintf(wanted, sizeof wanted, ">%s</text>", cases[i].written);
        CHECK(strstr(svg.bytes, wanted) != NULL, "row %zu: no %s", i, wanted);
        CHECK(is_well_formed(svg.bytes), "row %zu: %s", i, svg.bytes);
        fire_buffer_finish(&svg);
    }
}

static void test_svg_ids(void)
{
    static const char *const refused[] = { "", "1a", "a b", "a\"", "é", "-a", "a<" };
    struct sample sample;
    fill_sample(&sample);
    for (size_t i = 0; i < CHECK_N(refused); i++) {
        struct fire_buffer svg = { 0 };
        CHECK(fire_draw_svg(&sample.picture, refused[i], &svg, NULL) == FIRE_EVALUE, "'%s'",
              refused[i]);
        CHECK(svg.size_bytes == 0, "'%s' wrote", refused[i]);
        fire_buffer_finish(&svg);
    }
}

/* ---- PDF ------------------------------------------------------------------------------- */

static void test_pdf_date(void)
{
    static const struct {
        const char *epoch; /* NULL: not set */
        const char *date;
    } cases[] = {
        { NULL, "(D:20000101000000Z" },
        { "1735606923", "(D:20241231010203Z" },
        { "0", "(D:19700101000000Z" },
        { "", "(D:20000101000000Z" },
        { "12x", "(D:20000101000000Z" },
        { "-5", "(D:20000101000000Z" },
        { "99999999999999", "(D:20000101000000Z" },
    };
    struct sample sample;
    fill_sample(&sample);
    struct fire_ink *ink = create_ink();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        unsetenv("SOURCE_DATE_EPOCH");
        if (cases[i].epoch != NULL) setenv("SOURCE_DATE_EPOCH", cases[i].epoch, 1);
        struct fire_buffer pdf = { 0 };
        struct fire_error err = { 0 };
        CHECK_OR_RETURN(fire_draw_pdf(ink, &sample.picture, &pdf, &err) == FIRE_OK, "%s",
                        err.message);
        CHECK(pdf.size_bytes > 8 && memcmp(pdf.bytes, "%PDF-1.", 7) == 0, "row %zu", i);
        CHECK(contains(&pdf, cases[i].date), "row %zu: no %s", i, cases[i].date);
        CHECK(contains(&pdf, "/MediaBox [ 0 0 120 90 ]"), "row %zu: 3/4 pt a px", i);
        fire_buffer_finish(&pdf);
    }
    unsetenv("SOURCE_DATE_EPOCH");
    fire_ink_free(ink);
}

/* ---- a page by hand ---------------------------------------------------------------------- */

/* Each entry of the index stands where its object begins, and the file says where the index is. */
static void check_index(const struct fire_buffer *pdf)
{
    const char *begin = strstr(pdf->bytes + pdf->size_bytes - 40, "startxref\n");
    CHECK_OR_RETURN(begin != NULL, "no startxref");
    const char *at = pdf->bytes + strtol(begin + 10, NULL, 10);
    int n = 0;
    CHECK_OR_RETURN(memcmp(at, "xref\n0 ", 7) == 0, "the index is elsewhere");
    n = (int)strtol(at + 7, (char **)&at, 10);
    at += 1 + 20;
    for (int i = 1; i < n; i++, at += 20) {
        char object[16];
        snprintf(object, sizeof object, "%d 0 obj\n", i);
        if (at[17] == 'n')
            CHECK(memcmp(pdf->bytes + strtol(at, NULL, 10), object, strlen(object)) == 0,
                  "object %d is elsewhere", i);
    }
}

/* Texts of the house's own letters are written by hand, others by cairo; both are one page. */
static void test_pdf_by_hand(void)
{
    static const struct {
        const char *text;
        bool by_hand;
    } cases[] = {
        { "Số vụ cháy năm 2024: 1.234 (−10,5 %)", true },
        { "AVATAR ffi 10\u00A0000 ₫ … “Đà Lạt” – ¹ ² ³ ⁴", true },
        { "", true },
        { "서울", false },
        { "Thie\u0323\u0302t", false }, /* marks of their own */
        { "Τροία", false },
    };
    struct sample sample;
    fill_sample(&sample);
    struct fire_ink *ink = create_ink();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer pdf = { 0 };
        struct fire_error err = { 0 };
        bool drawn = !cases[i].by_hand;
        sample.shape[1].label.text = cases[i].text;
        CHECK(pdf_chart_draw(ink, &sample.picture, &pdf, &drawn, &err) == FIRE_OK,
              "row %zu: %s", i, err.message);
        CHECK(drawn == cases[i].by_hand, "row %zu is%s written by hand", i,
              drawn ? "" : " not");
        CHECK(drawn == (pdf.size_bytes > 0), "row %zu: %zu bytes", i, pdf.size_bytes);
        if (drawn) check_index(&pdf);
        pdf.size_bytes = 0;
        CHECK(fire_draw_pdf(ink, &sample.picture, &pdf, &err) == FIRE_OK, "%s", err.message);
        CHECK(contains(&pdf, "/Count 1"), "row %zu: a page", i);
        CHECK(contains(&pdf, "cairo") != drawn, "row %zu: by the other", i);
        fire_buffer_finish(&pdf);
    }
    fire_ink_free(ink);
}

/* What is drawn can be searched and copied, letter by letter. */
static void test_pdf_text(void)
{
    static const char *const texts[] = {
        "Số vụ cháy năm 2024: 1.234 (−10,5 %)",
        "AVATAR ffi 10.000 ₫ … “Đà Lạt” – Thị xã Ayun Pa, Đắk Lắk",
        "Ỹ ỵ Ẵ ặ Ự ữ Ợ ở <&> /(\\)",
    };
    struct sample sample;
    fill_sample(&sample);
    sample.picture.width_px = 800; /* as wide as the texts: what is off the page is no text */
    struct fire_ink *ink = create_ink();
    for (size_t i = 0; i < CHECK_N(texts); i++) {
        struct fire_buffer pdf = { 0 };
        char command[4300];
        char drawn[1024];
        sample.shape[1].label.text = texts[i];
        CHECK(fire_draw_pdf(ink, &sample.picture, &pdf, NULL) == FIRE_OK, "row %zu", i);
        snprintf(command, sizeof command, "pdftotext -raw -enc UTF-8 '%s' - 2>&1",
                 check_file("drawn.pdf", pdf.bytes, pdf.size_bytes));
        FILE *pipe = popen(command, "r");
        const size_t size = pipe == NULL ? 0 : fread(drawn, 1, sizeof drawn - 1, pipe);
        drawn[size] = '\0';
        if (pipe == NULL || pclose(pipe) != 0)
            check_skip("no pdftotext here (package poppler-utils)");
        else
            CHECK(strstr(drawn, texts[i]) != NULL, "'%s' is read as '%s'", texts[i], drawn);
        fire_buffer_finish(&pdf);
    }
    fire_ink_free(ink);
}

static const fire_face all_faces[] = { FIRE_FACE_SANS, FIRE_FACE_SERIF,
                                       FIRE_FACE_SERIF_ITALIC };

/* The same glyphs at the same places as pango has them: what a PNG shows is as wide as it was laid
 * out, and as in a PDF. */
static void check_as_pango(struct fire_ink *ink, struct ink_text text)
{
    struct ink_glyphs line;
    PangoLayout *layout;
    bool is_plain = true;
    CHECK_OR_RETURN(ink_glyphs(ink, text, &line, &is_plain, NULL) == FIRE_OK && is_plain &&
                        ink_shape(ink, FAMILY_MEASURED, text, &layout, NULL) == FIRE_OK,
                    "'%s' is not shaped", text.text);
    unsigned n = 0;
    for (GSList *at = pango_layout_get_line_readonly(layout, 0)->runs; at != NULL;
         at = at->next) {
        const PangoGlyphItem *run = at->data;
        for (int i = 0; i < run->glyphs->num_glyphs && n < line.n; i++, n++) {
            const PangoGlyphInfo *glyph = &run->glyphs->glyphs[i];
            CHECK_OR_RETURN(glyph->glyph == line.glyph[n].codepoint &&
                                glyph->geometry.width == line.place[n].x_advance &&
                                glyph->geometry.x_offset == line.place[n].x_offset &&
                                line.place[n].y_offset == 0,
                            "glyph %u of '%s' is another or elsewhere", n, text.text);
        }
    }
    CHECK(n == line.n, "'%s': %u glyphs and %u", text.text, n, line.n);
}

static void test_glyphs_as_pango(void)
{
    static const char letters[] =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịfjklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứựwz"
        "vxyỳỷỹýỵAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊFJKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤ"
        "ƯỪỬỮỨỰVXYỲỶỸÝỴWZ0123456789012345678901234567890123456789      −–—%.,;:()…₫\u00A0\u00B1"
        "×·’“”≤≥²³¹⁴⁹ßłőșÆ'\"!#$&*+/<=>?@[]^_`{|}~\\";
    const size_t n_letters = (size_t)g_utf8_strlen(letters, -1);
    unsigned long long seed = 16;
    struct fire_ink *ink = create_ink();
    for (int i = 0; i < 3000; i++) {
        char text[256] = "";
        size_t size = 0;
        const size_t n = check_random(&seed) % 24;
        const bool is_number = i % 4 ==
                               0; /* of digits and signs, which have features of their own */
        for (size_t k = 0; k < n; k++) {
            const size_t first = is_number ? 146 + 22 : 0;
            const char *letter = g_utf8_offset_to_pointer(
                letters, (glong)(first + check_random(&seed) % (n_letters - first)));
            const size_t letter_bytes = (size_t)(g_utf8_next_char(letter) - letter);
            memcpy(text + size, letter, letter_bytes);
            size += letter_bytes;
        }
        check_as_pango(ink, (struct ink_text){ text, i % 2 == 1, all_faces[i / 2 % 3] });
    }
    fire_ink_free(ink);
}

/* A font of some glyphs has their outlines and widths, put together or not. */
static void test_truetype_part(void)
{
    static const char text[] = "aÁộĐ 9−";
    struct fire_ink *ink = create_ink();
    for (int i = 0; i < 6; i++) {
        struct ink_glyphs line;
        struct truetype font;
        struct fire_buffer part = { 0 };
        bool is_plain = true;
        uint16_t glyph[16] = { 0 };
        CHECK_OR_RETURN(ink_glyphs(ink, (struct ink_text){ text, i % 2 == 1, all_faces[i / 2] },
                                   &line, &is_plain, NULL) == FIRE_OK &&
                            is_plain && line.n < 16,
                        "not shaped");
        for (unsigned k = 0; k < line.n; k++)
            glyph[k + 1] = (uint16_t)line.glyph[k].codepoint;
        CHECK_OR_RETURN(truetype_open(&font, hb_font_get_face(line.font)), "face %d", i);
        CHECK(truetype_subset(&font, glyph, (int32_t)line.n + 1, &part), "face %d", i);
        hb_blob_t *blob = hb_blob_create(part.bytes, (unsigned)part.size_bytes,
                                         HB_MEMORY_MODE_READONLY, NULL, NULL);
        hb_face_t *face = hb_face_create(blob, 0);
        hb_font_t *shown = hb_font_create(face);
        hb_font_t *whole = hb_font_create(hb_font_get_face(line.font));
        CHECK(hb_face_get_glyph_count(face) > line.n + 1, "no parts of composite glyphs");
        for (unsigned k = 0; k <= line.n; k++) {
            hb_glyph_extents_t a = { 0 };
            hb_glyph_extents_t b = { 0 };
            hb_font_get_glyph_extents(whole, glyph[k], &a);
            hb_font_get_glyph_extents(shown, k, &b);
            CHECK(memcmp(&a, &b, sizeof a) == 0 &&
                      hb_font_get_glyph_h_advance(whole, glyph[k]) ==
                          hb_font_get_glyph_h_advance(shown, k),
                  "face %d: glyph %u", i, k);
        }
        hb_font_destroy(whole);
        hb_font_destroy(shown);
        hb_face_destroy(face);
        hb_blob_destroy(blob);
        truetype_close(&font);
        fire_buffer_finish(&part);
    }
    fire_ink_free(ink);
}

/* Fonts with bytes that are wrong: refused or not, nothing outside them is read. */
static void test_truetype_broken(void)
{
    size_t size = 0;
    char *bytes = check_read("/usr/share/fonts/truetype/liberation2/LiberationSans-Regular.ttf",
                             &size);
    if (bytes == NULL)
        bytes = check_read("/usr/share/fonts/truetype/liberation/LiberationSans-Regular.ttf",
                           &size);
    CHECK_OR_RETURN(bytes != NULL, "no font");
    unsigned long long seed = 17;
    int n_refused = 0;
    for (int i = 0; i < 2000; i++) {
        char *broken = malloc(size);
        CHECK_OR_RETURN(broken != NULL, "no memory");
        const size_t kept = i % 5 == 0 ? check_random(&seed) % size : size;
        memcpy(broken, bytes, kept);
        for (int k = 0; k < 300; k++)
            broken[check_random(&seed) % kept] = (char)check_random(&seed);
        hb_blob_t *blob = hb_blob_create(broken, (unsigned)kept, HB_MEMORY_MODE_READONLY,
                                         broken, free);
        hb_face_t *face = hb_face_create(blob, 0);
        struct truetype font;
        if (truetype_open(&font, face)) {
            struct fire_buffer part = { 0 };
            uint16_t glyph[64] = { 0 };
            for (int k = 1; k < 64; k++)
                glyph[k] = (uint16_t)(check_random(&seed) % 2620);
            n_refused += !truetype_subset(&font, glyph, 64, &part);
            fire_buffer_finish(&part);
            truetype_close(&font);
        }
        hb_face_destroy(face);
        hb_blob_destroy(blob);
    }
    CHECK(n_refused > 100, "%d of 2000 broken fonts are refused", n_refused);
    free(bytes);
}

static void test_numbers(void)
{
    static const struct {
        double number;
        int n_places;
        const char *text;
    } cases[] = {
        { 0.0, 2, "0" },         { -0.004, 2, "0" },    { 0.005, 2, "0.01" },
        { -0.5, 2, "-0.5" },     { 12.0, 2, "12" },     { 100.0, 4, "100" },
        { 7.05, 2, "7.05" },     { 1e6, 2, "1000000" }, { -123.456, 2, "-123.46" },
        { 0.0706, 4, "0.0706" }, { 0.99996, 4, "1" },   { 33.3333, 2, "33.33" },
    };
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        struct fire_buffer out = { 0 };
        number_add_places(&out, cases[i].number, cases[i].n_places);
        CHECK(strcmp(out.bytes, cases[i].text) == 0, "%g: '%s'", cases[i].number, out.bytes);
        fire_buffer_finish(&out);
    }
}

/* ---- the same bytes -------------------------------------------------------------------- */

static void test_same_bytes_anywhere(void)
{
    struct sample sample;
    fill_sample(&sample);
    static const char *const locales[] = { "C", "C.UTF-8", "vi_VN.UTF-8", "de_DE.UTF-8",
                                           "tr_TR.UTF-8" };
    for (size_t b = 0; b < CHECK_N(backends); b++) {
        struct fire_ink *first_ink = create_ink();
        struct fire_buffer first = { 0 };
        CHECK_OR_RETURN(backends[b].draw(first_ink, &sample.picture, &first, NULL) == FIRE_OK,
                        "%s", backends[b].name);
        for (size_t i = 0; i < CHECK_N(locales); i++) {
            if (setlocale(LC_ALL, locales[i]) == NULL) continue; /* not installed here */
            setenv("LANG", locales[i], 1);
            setenv("TZ", i % 2 == 0 ? "Asia/Ho_Chi_Minh" : "America/Lima", 1);
            tzset();
            struct fire_ink *ink = create_ink();
            struct fire_buffer other = { 0 };
            for (size_t k = 0; k < CHECK_N(backends); k++) { /* others before must not matter */
                other.size_bytes = 0;
                const size_t which = (b + 1 + k) % CHECK_N(backends);
                CHECK(backends[which].draw(ink, &sample.picture, &other, NULL) == FIRE_OK, "%s",
                      locales[i]);
            }
            CHECK(same_bytes(&first, &other), "%s under %s", backends[b].name, locales[i]);
            fire_buffer_finish(&other);
            fire_ink_free(ink);
        }
        setlocale(LC_ALL, "C");
        fire_buffer_finish(&first);
        fire_ink_free(first_ink);
    }
}

struct worker {
    pthread_t thread;
    struct fire_buffer png;
    fire_status status;
};

static void *work(void *self)
{
    struct worker *worker = self;
    struct sample sample;
    fill_sample(&sample);
    struct fire_ink *ink = NULL;
    worker->status = fire_ink_create(&ink, NULL);
    for (int i = 0; i < 20 && worker->status == FIRE_OK; i++) {
        worker->png.size_bytes = 0;
        worker->status = fire_draw_png(ink, &sample.picture, &worker->png, NULL);
    }
    fire_ink_free(ink);
    return NULL;
}

static void test_one_ink_a_thread(void)
{
    struct worker worker[4] = { 0 };
    for (int i = 0; i < 4; i++)
        CHECK_OR_RETURN(pthread_create(&worker[i].thread, NULL, work, &worker[i]) == 0,
                        "thread");
    for (int i = 0; i < 4; i++)
        pthread_join(worker[i].thread, NULL);
    for (int i = 0; i < 4; i++) {
        CHECK(worker[i].status == FIRE_OK, "worker %d: %d", i, (int)worker[i].status);
        CHECK(same_bytes(&worker[0].png, &worker[i].png), "worker %d drew another picture", i);
        if (i > 0) fire_buffer_finish(&worker[i].png);
    }
    fire_buffer_finish(&worker[0].png);
}

/* ---- text ------------------------------------------------------------------------------ */

static void test_meter(void)
{
    struct fire_ink *ink = create_ink();
    const struct fire_text_meter meter = fire_ink_meter(ink);
    /* Liberation Sans has the widths of Arial: a digit is 1139 of 2048 units */
    const double digit_px = 11 * 1139.0 / 2048;
    static const char *const numbers[] = { "1111", "8888", "2015" };
    for (size_t i = 0; i < CHECK_N(numbers); i++) {
        const double width_px = meter.width_px(meter.self, numbers[i], 11, false,
                                               FIRE_FACE_SANS);
        CHECK(fabs(width_px - 4 * digit_px) < 0.02, "'%s' is %g px", numbers[i], width_px);
    }
    const double plain = meter.width_px(meter.self, "Thiệt hại", 17, false, FIRE_FACE_SANS);
    CHECK(meter.width_px(meter.self, "Thiệt hại", 17, true, FIRE_FACE_SANS) > plain,
          "bold is wider");
    CHECK(fabs(meter.width_px(meter.self, "Thiệt hại", 34, false, FIRE_FACE_SANS) - 2 * plain) <
              0.02,
          "to scale");
    CHECK(meter.width_px(meter.self, "", 17, false, FIRE_FACE_SANS) == 0, "nothing is 0 wide");

    struct {
        const char *text, *drawn_as;
    } same[] = {
        { "Thie\u0323\u0302t", "Thi\u1EC7t" },    /* decomposed */
        { "\u0378\u200D\u0379", "\u25A1\u25A1" }, /* letters of no font: an open square each */
        { "a\U00010EAC"
          "b",
          "ab" },         /* a mark of no font: left out */
        { "<b>", "<b>" }, /* never markup */
    };
    for (size_t i = 0; i < CHECK_N(same); i++) {
        const double a = meter.width_px(meter.self, same[i].text, 12, false, FIRE_FACE_SANS);
        const double b = meter.width_px(meter.self, same[i].drawn_as, 12, false,
                                        FIRE_FACE_SANS);
        CHECK(fabs(a - b) < 0.01, "row %zu: %g and %g px", i, a, b);
    }
    CHECK(isnan(meter.width_px(meter.self, "\xC3(", 12, false, FIRE_FACE_SANS)),
          "bad UTF-8 has no width");
    fire_ink_free(ink);
}

/* Liberation Serif has the widths of Times New Roman: in units of 2048 a digit is 1024, a space
 * 512; and of "fire" in the four faces. */
static void test_serif(void)
{
    static const struct {
        const char *text;
        bool bold;
        fire_face face;
        int units;
    } cases[] = {
        { "2024", false, FIRE_FACE_SERIF, 4 * 1024 },
        { "2024", true, FIRE_FACE_SERIF, 4 * 1024 },
        { "2024", false, FIRE_FACE_SERIF_ITALIC, 4 * 1024 },
        { "a a", false, FIRE_FACE_SERIF, 909 + 512 + 909 },
        { "mm", false, FIRE_FACE_SERIF, 2 * 1593 },
        { "mm", true, FIRE_FACE_SERIF, 2 * 1706 },
        { "mm", false, FIRE_FACE_SERIF_ITALIC, 2 * 1479 },
        { "mm", true, FIRE_FACE_SERIF_ITALIC, 2 * 1593 },
    };
    struct fire_ink *ink = create_ink();
    const struct fire_text_meter meter = fire_ink_meter(ink);
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        const double width_px = meter.width_px(meter.self, cases[i].text, 20, cases[i].bold,
                                               cases[i].face);
        CHECK(fabs(width_px - cases[i].units * 20 / 2048.0) < 0.02, "row %zu: %g px", i,
              width_px);
    }
    fire_ink_free(ink);
}

/* A label in Serif alone loads the font by itself, and its widened spaces are drawn. */
static void test_widened_spaces(void)
{
    struct sample sample;
    fill_sample(&sample);
    sample.picture.n_shapes = 2;
    sample.shape[1].label = (struct fire_label){ .text = "a b c",
                                                 .anchor = { 10, 60 },
                                                 .size_px = 20,
                                                 .width_px = 35,
                                                 .face = FIRE_FACE_SERIF_ITALIC };
    struct fire_buffer out[3] = { 0 };
    for (int i = 0; i < 3; i++) {
        struct fire_ink *ink = create_ink();
        sample.shape[1].label.space_px = i == 1 ? 40 : 0;
        CHECK(fire_draw_png(ink, &sample.picture, &out[i], NULL) == FIRE_OK, "drawn");
        fire_ink_free(ink);
    }
    CHECK(same_bytes(&out[0], &out[2]), "without widening nothing changes");
    CHECK(!same_bytes(&out[0], &out[1]), "the spaces are as wide as before");
    struct fire_buffer svg = { 0 };
    sample.shape[1].label.space_px = 40;
    CHECK(fire_draw_svg(&sample.picture, "a", &svg, NULL) == FIRE_OK, "svg");
    CHECK(strstr(svg.bytes, " font-family=\"Liberation Serif, Times New Roman, Times, serif\" "
                            "font-style=\"italic\" word-spacing=\"40\"") != NULL,
          "%s", svg.bytes);
    fire_buffer_finish(&svg);
    for (int i = 0; i < 3; i++)
        fire_buffer_finish(&out[i]);
}

static void test_every_vietnamese_letter_has_a_glyph(void)
{
    static const char letters[] =
        "aàảãáạăằẳẵắặâầẩẫấậbcdđeèẻẽéẹêềểễếệghiìỉĩíịklmnoòỏõóọôồổỗốộơờởỡớợpqrstuùủũúụưừửữứự"
        "vxyỳỷỹýỵAÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬBCDĐEÈẺẼÉẸÊỀỂỄẾỆGHIÌỈĨÍỊKLMNOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢPQRSTUÙỦŨÚỤ"
        "ƯỪỬỮỨỰVXYỲỶỸÝỴ0123456789−–%.,;:()…₫\u00A0";
    struct fire_ink *ink = create_ink();
    CHECK_OR_RETURN(fire_ink_load_serif(ink, NULL) == FIRE_OK, "no Serif");
    PangoFont *const fonts[] = { ink->sans.font[0][0],  ink->sans.font[0][1],
                                 ink->serif.font[0][0], ink->serif.font[0][1],
                                 ink->serif.font[1][0], ink->serif.font[1][1] };
    for (size_t i = 0; i < CHECK_N(fonts); i++)
        for (const char *at = letters; *at != '\0'; at = g_utf8_next_char(at))
            CHECK(pango_font_has_char(fonts[i], g_utf8_get_char(at)), "font %zu: U+%04X", i,
                  g_utf8_get_char(at));
    fire_ink_free(ink);
}

/* ---- refusals -------------------------------------------------------------------------- */

static void test_bad_pictures(void)
{
    struct fire_ink *ink = create_ink();
    for (int i = 0; i < 12; i++) {
        struct sample sample;
        fill_sample(&sample);
        if (i == 0) sample.shape[0].bar.rect.height_px = NAN;
        if (i == 1) sample.position[1].y_px = INFINITY;
        if (i == 2) sample.shape[4].circle.centre.x_px = NAN;
        if (i == 3) sample.shape[1].label.anchor.x_px = -INFINITY;
        if (i == 4) sample.shape[1].label.size_px = NAN;
        if (i == 5) sample.shape[1].label.text = "\xFF";
        if (i == 6) sample.picture.title = "\xC0\x80";
        if (i == 7) sample.picture.width_px = 0;
        if (i == 8) sample.picture.height_px = NAN;
        if (i == 9) sample.shape[3].polyline.dash_px = NAN;
        if (i == 10) sample.shape[4].circle.tip = "\xED\xA0\x80";
        if (i == 11) sample.shape[2].polyline.line_px = 1e300;
        for (size_t b = 0; b < CHECK_N(backends); b++) {
            struct fire_buffer out = { 0 };
            fire_buffer_add_text(&out, "before");
            struct fire_error err = { 0 };
            const fire_status status = backends[b].draw(ink, &sample.picture, &out, &err);
            CHECK(status == FIRE_EVALUE, "case %d %s: %d %s", i, backends[b].name, (int)status,
                  err.message);
            CHECK(out.size_bytes == 6, "case %d %s left something", i, backends[b].name);
            fire_buffer_finish(&out);
        }
    }
    struct sample sample;
    fill_sample(&sample);
    sample.picture.height_px = 20000;
    struct fire_buffer out = { 0 };
    CHECK(fire_draw_png(ink, &sample.picture, &out, NULL) == FIRE_ERANGE, "40,000 pixels");
    CHECK(fire_draw_pdf(ink, &sample.picture, &out, NULL) == FIRE_ERANGE, "15,000 pt");
    fire_buffer_finish(&out);
    fire_ink_free(ink);
}

/* ---- books ----------------------------------------------------------------------------- */

/* Two pages with a heading, a link to it and an outline; each case breaks one thing. */
static void test_books(void)
{
    struct fire_ink *ink = create_ink();
    for (int i = 0; i < 13; i++) {
        struct sample sample;
        fill_sample(&sample);
        sample.shape[0].bar.rect.height_px = 100; /* not all of the page */
        struct fire_page_part part[] = {
            { .tag = FIRE_TAG_H1, .first = 0, .end = 4 },
            { .tag = FIRE_TAG_LINK, .first = 1, .end = 2, .destination = "a-1" },
            { .tag = FIRE_TAG_FIGURE,
              .first = 4,
              .end = 4,
              .figure = &sample.picture,
              .corner = { 5, 5 },
              .scale = 0.5 },
            { .tag = FIRE_TAG_P, .first = 5, .end = 9 },
        };
        struct fire_destination destination[] = { { "a-1", 10 }, { "b", 20 } };
        struct fire_page page[] = {
            { sample.picture, "1", CHECK_N(part), part, 2, destination },
            { .picture = sample.picture, .label = "2" },
        };
        struct fire_outline_entry entry[] = { { "Một", 0, "a-1" }, { "Hai\uFFFF", 2, "b" } };
        struct fire_book book = { .title = "Sách\x01",
                                  .subject = "",
                                  .creator = "firestat",
                                  .n_pages = 2,
                                  .page = page,
                                  .n_entries = 2,
                                  .entry = entry };
        if (i == 1) part[1].destination = "c";
        if (i == 2) part[1].end = 5; /* crosses the end of the heading */
        if (i == 3) part[3].end = 10;
        if (i == 4) part[3].first = 3;
        if (i == 5) destination[1].name = "a-1";
        if (i == 6) destination[1].name = "b' x";
        if (i == 7) destination[0].y_px = NAN;
        if (i == 8) part[2].scale = 0;
        if (i == 9) part[2].corner.x_px = INFINITY;
        if (i == 10) entry[0].destination = NULL;
        if (i == 11) entry[0].text = "\xFF";
        if (i == 12) book.author = "\xFF";
        struct fire_buffer pdf = { 0 };
        struct fire_error err = { 0 };
        const fire_status status = fire_draw_book(ink, &book, &pdf, &err);
        CHECK(status == (i == 0 ? FIRE_OK : FIRE_EVALUE), "case %d: %d %s", i, (int)status,
              err.message);
        CHECK((i == 0) == (pdf.size_bytes > 0), "case %d: %zu bytes", i, pdf.size_bytes);
        if (i == 0) {
            CHECK(contains(&pdf, "/MarkInfo << /Marked true >>"), "not tagged");
            CHECK(contains(&pdf, "/Count 2"), "two pages");
        }
        fire_buffer_finish(&pdf);
    }
    fire_ink_free(ink);
}

static void write_file(const char *folder, const char *name, const void *bytes, size_t size)
{
    char path[4200];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    struct fire_error err = { 0 };
    CHECK(fire_output_write(path, bytes, size, true, &err) == FIRE_OK, "%s", err.message);
}

static void test_fonts_that_are_none(void)
{
    static const char *const files[] = { "LiberationSans-Regular.ttf",
                                         "LiberationSans-Bold.ttf" };
    const char *const folders[] = { NULL, "/no/such/folder", check_directory() };
    struct fire_ink *ink = NULL;
    struct fire_error err = { 0 };
    CHECK(ink_create(folders, 3, &ink, &err) == FIRE_EIO, "nowhere");
    CHECK(strstr(err.message, "fonts-liberation2") != NULL, "'%s'", err.message);

    for (int i = 0; i < 2; i++)
        write_file(check_directory(), files[i], "no font", 7);
    err = (struct fire_error){ 0 };
    CHECK(ink_create(folders, 3, &ink, &err) == FIRE_EIO, "'%s'", err.message);

    size_t size = 0;
    char *mono = check_read("/usr/share/fonts/truetype/liberation2/LiberationMono-Regular.ttf",
                            &size);
    if (mono == NULL) {
        check_skip("no other font here");
        return;
    }
    for (int i = 0; i < 2; i++)
        write_file(check_directory(), files[i], mono, size);
    free(mono);
    err = (struct fire_error){ 0 };
    CHECK(ink_create(folders, 3, &ink, &err) == FIRE_EIO, "another family: '%s'", err.message);
    CHECK(ink == NULL, "out is set");
}

static void test_files(void)
{
    static const struct {
        const char *name;
        fire_status first;
        fire_status again;
        const char *begins;
    } cases[] = {
        { "trend.png", FIRE_OK, FIRE_EEXISTS, "\x89PNG" },
        { "Trend.PDF", FIRE_OK, FIRE_EEXISTS, "%PDF" },
        { "trend.svg", FIRE_OK, FIRE_EEXISTS, "<svg" },
        { "trend.gif", FIRE_EVALUE, FIRE_EVALUE, NULL },
        { ".png", FIRE_OK, FIRE_EEXISTS, "\x89PNG" },
        { "png", FIRE_EVALUE, FIRE_EVALUE, NULL },
        { "no/folder/a.png", FIRE_EIO, FIRE_EIO, NULL },
    };
    struct sample sample;
    fill_sample(&sample);
    struct fire_ink *ink = create_ink();
    for (size_t i = 0; i < CHECK_N(cases); i++) {
        char path[4200];
        snprintf(path, sizeof path, "%s/%s", check_directory(), cases[i].name);
        struct fire_error err = { 0 };
        fire_status status = fire_draw_file(ink, &sample.picture, path, false, &err);
        CHECK(status == cases[i].first, "%s: %d '%s'", cases[i].name, (int)status, err.message);
        status = fire_draw_file(ink, &sample.picture, path, false, NULL);
        CHECK(status == cases[i].again, "%s again: %d", cases[i].name, (int)status);
        if (cases[i].begins == NULL) continue;
        CHECK(fire_draw_file(ink, &sample.picture, path, true, NULL) == FIRE_OK, "overwritten");
        size_t size = 0;
        char *bytes = check_read(path, &size);
        CHECK(bytes != NULL && memcmp(bytes, cases[i].begins, 4) == 0, "%s", cases[i].name);
        free(bytes);
    }
    fire_ink_free(ink);
}

int main(void)
{
    unsetenv("SOURCE_DATE_EPOCH");
    const struct check_test tests[] = {
        CHECK_TEST(test_png),
        CHECK_TEST(test_svg),
        CHECK_TEST(test_svg_of_hostile_text),
        CHECK_TEST(test_svg_ids),
        CHECK_TEST(test_pdf_date),
        CHECK_TEST(test_pdf_by_hand),
        CHECK_TEST(test_pdf_text),
        CHECK_TEST(test_glyphs_as_pango),
        CHECK_TEST(test_truetype_part),
        CHECK_TEST(test_truetype_broken),
        CHECK_TEST(test_numbers),
        CHECK_TEST(test_same_bytes_anywhere),
        CHECK_TEST(test_one_ink_a_thread),
        CHECK_TEST(test_meter),
        CHECK_TEST(test_serif),
        CHECK_TEST(test_widened_spaces),
        CHECK_TEST(test_every_vietnamese_letter_has_a_glyph),
        CHECK_TEST(test_bad_pictures),
        CHECK_TEST(test_books),
        CHECK_TEST(test_fonts_that_are_none),
        CHECK_TEST(test_files),
    };
    return CHECK_MAIN(tests);
}
