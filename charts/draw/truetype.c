/* truetype.c - see truetype.h. Tables are those of the OpenType specification 1.9. */
#include "truetype.h"

#include "firestat/arena.h"

#include <stdlib.h>
#include <string.h>

enum {
    HEAD_BYTES = 54,
    HHEA_BYTES = 36,
    MAXP_BYTES = 32,
    GLYPH_HEADER_BYTES = 10,
    N_TABLES = 6,
};

/* Flags of a part of a composite glyph. */
enum {
    ARGUMENTS_ARE_WORDS = 0x0001,
    HAS_SCALE = 0x0008,
    MORE_PARTS = 0x0020,
    HAS_TWO_SCALES = 0x0040,
    HAS_MATRIX = 0x0080,
    HAS_INSTRUCTIONS = 0x0100,
};

static uint32_t u16(const uint8_t *at)
{
    return (uint32_t)at[0] << 8 | at[1];
}

static int i16(const uint8_t *at)
{
    return (int16_t)u16(at);
}

static uint32_t u32(const uint8_t *at)
{
    return u16(at) << 16 | u16(at + 2);
}

static void put_u16(uint8_t *at, uint32_t value)
{
    at[0] = (uint8_t)(value >> 8);
    at[1] = (uint8_t)value;
}

static void put_u32(uint8_t *at, uint32_t value)
{
    put_u16(at, value >> 16);
    put_u16(at + 2, value);
}

static void add_bytes(struct fire_buffer *out, const uint8_t *bytes, size_t size)
{
    fire_buffer_add(out, (const char *)bytes, size);
}

static void add_u16(struct fire_buffer *out, uint32_t value)
{
    uint8_t bytes[2];
    put_u16(bytes, value);
    add_bytes(out, bytes, sizeof bytes);
}

static void add_u32(struct fire_buffer *out, uint32_t value)
{
    uint8_t bytes[4];
    put_u32(bytes, value);
    add_bytes(out, bytes, sizeof bytes);
}

static void pad(struct fire_buffer *out)
{
    fire_buffer_add(out, "\0\0\0", -out->size_bytes % 4);
}

/* ---- the font ------------------------------------------------------------------------------- */

static struct truetype_table table_of(hb_face_t *face, const char name[4])
{
    unsigned size = 0;
    struct truetype_table table = { .blob = hb_face_reference_table(
                                        face, HB_TAG(name[0], name[1], name[2], name[3])) };
    table.bytes = (const uint8_t *)hb_blob_get_data(table.blob, &size);
    table.size = size;
    return table;
}

bool truetype_open(struct truetype *font, hb_face_t *face)
{
    *font = (struct truetype){ table_of(face, "head"), table_of(face, "hhea"),
                               table_of(face, "maxp"), table_of(face, "hmtx"),
                               table_of(face, "loca"), table_of(face, "glyf") };
    bool is_right = font->head.size >= HEAD_BYTES && font->hhea.size >= HHEA_BYTES &&
                    font->maxp.size >= MAXP_BYTES && font->glyf.size > 0;
    if (is_right) {
        font->n_glyphs = (int32_t)u16(font->maxp.bytes + 4);
        font->n_widths = (int32_t)u16(font->hhea.bytes + 34);
        font->units = u16(font->head.bytes + 18);
        const size_t n_offsets = (size_t)font->n_glyphs + 1;
        const size_t offset_bytes = u16(font->head.bytes + 50) == 0 ? 2 : 4;
        is_right = font->units >= 16 && font->n_widths > 0 &&
                   font->n_widths <= font->n_glyphs &&
                   font->hmtx.size >= 2 * (size_t)(font->n_widths + font->n_glyphs) &&
                   font->loca.size >= n_offsets * offset_bytes;
    }
    if (!is_right) truetype_close(font);
    return is_right;
}

void truetype_close(struct truetype *font)
{
    const struct truetype_table table[N_TABLES] = { font->head, font->hhea, font->maxp,
                                                    font->hmtx, font->loca, font->glyf };
    for (int i = 0; i < N_TABLES; i++)
        hb_blob_destroy(table[i].blob);
    *font = (struct truetype){ 0 };
}

/* Of a glyph that the font has. */
static uint32_t width_units(const struct truetype *font, int32_t glyph)
{
    const int32_t at = glyph < font->n_widths ? glyph : font->n_widths - 1;
    return u16(font->hmtx.bytes + 4 * (size_t)at);
}

static uint32_t left_bearing(const struct truetype *font, int32_t glyph)
{
    const int32_t n = font->n_widths;
    return u16(font->hmtx.bytes +
               (glyph < n ? 4 * (size_t)glyph + 2 : 4 * (size_t)n + 2 * (size_t)(glyph - n)));
}

double truetype_width(const struct truetype *font, uint16_t glyph)
{
    return glyph < font->n_glyphs ? width_units(font, glyph) / font->units : 0.0;
}

struct truetype_box truetype_box(const struct truetype *font)
{
    const double scale = 1000.0 / font->units;
    const uint8_t *box = font->head.bytes + 36;
    const uint8_t *line = font->hhea.bytes + 4;
    return (struct truetype_box){
        (int)(i16(box) * scale),     (int)(i16(box + 2) * scale), (int)(i16(box + 4) * scale),
        (int)(i16(box + 6) * scale), (int)(i16(line) * scale),    (int)(i16(line + 2) * scale),
    };
}

/* The outline of a glyph; size 0: it has none. False: outside the table. */
static bool outline_of(const struct truetype *font, int32_t glyph, struct truetype_table *out)
{
    const uint8_t *loca = font->loca.bytes;
    const size_t i = (size_t)glyph;
    const bool is_short = u16(font->head.bytes + 50) == 0;
    const size_t from = is_short ? 2 * (size_t)u16(loca + 2 * i) : u32(loca + 4 * i);
    const size_t to = is_short ? 2 * (size_t)u16(loca + 2 * i + 2) : u32(loca + 4 * i + 4);
    if (from > to || to > font->glyf.size) return false;
    *out = (struct truetype_table){ NULL, font->glyf.bytes + from, to - from };
    return to == from || to - from >= GLYPH_HEADER_BYTES;
}

/* ---- the part of it ------------------------------------------------------------------------- */

struct subset {
    const struct truetype *font;
    uint16_t *glyph; /* [n] numbers in the font */
    int32_t n;
    uint16_t *part_at; /* [font->n_glyphs] where a part stands; 0: nowhere yet */
    struct fire_buffer outlines;
    struct fire_buffer offsets;
    struct fire_buffer widths;
};

/* A simple glyph without its instructions. */
static bool add_simple(struct subset *subset, struct truetype_table outline, int n_contours)
{
    const size_t ends = GLYPH_HEADER_BYTES + 2 * (size_t)n_contours;
    if (outline.size < ends + 2) return false;
    const size_t points = ends + 2 + u16(outline.bytes + ends);
    if (points > outline.size) return false;
    add_bytes(&subset->outlines, outline.bytes, ends);
    add_u16(&subset->outlines, 0);
    add_bytes(&subset->outlines, outline.bytes + points, outline.size - points);
    return true;
}

/* The number that a part has in the subset: a glyph of the caller's or one behind them. */
static uint32_t part_of(struct subset *subset, uint32_t glyph)
{
    if (subset->part_at[glyph] == 0) {
        subset->part_at[glyph] = (uint16_t)subset->n;
        subset->glyph[subset->n++] = (uint16_t)glyph;
    }
    return subset->part_at[glyph];
}

static size_t part_bytes(uint32_t flags)
{
    const int scale = (flags & HAS_SCALE) != 0        ? 2
                      : (flags & HAS_TWO_SCALES) != 0 ? 4
                      : (flags & HAS_MATRIX) != 0     ? 8
                                                      : 0;
    return (size_t)(4 + ((flags & ARGUMENTS_ARE_WORDS) != 0 ? 4 : 2) + scale);
}

/* A glyph that is put together of others. */
static bool add_composite(struct subset *subset, struct truetype_table outline)
{
    add_bytes(&subset->outlines, outline.bytes, GLYPH_HEADER_BYTES);
    uint32_t flags = MORE_PARTS;
    for (size_t at = GLYPH_HEADER_BYTES; (flags & MORE_PARTS) != 0;) {
        if (at + 4 > outline.size) return false;
        flags = u16(outline.bytes + at);
        const uint32_t glyph = u16(outline.bytes + at + 2);
        const size_t size = part_bytes(flags);
        if (at + size > outline.size || (int32_t)glyph >= subset->font->n_glyphs) return false;
        add_u16(&subset->outlines, flags & ~(uint32_t)HAS_INSTRUCTIONS);
        add_u16(&subset->outlines, part_of(subset, glyph));
        add_bytes(&subset->outlines, outline.bytes + at + 4, size - 4);
        at += size;
    }
    return true;
}

static bool add_glyph(struct subset *subset, int32_t glyph)
{
    struct truetype_table outline;
    add_u16(&subset->widths, width_units(subset->font, glyph));
    add_u16(&subset->widths, left_bearing(subset->font, glyph));
    add_u32(&subset->offsets, (uint32_t)subset->outlines.size_bytes);
    if (!outline_of(subset->font, glyph, &outline)) return false;
    if (outline.size == 0) return true;
    const int n_contours = i16(outline.bytes);
    const bool is_right = n_contours >= 0 ? add_simple(subset, outline, n_contours)
                                          : add_composite(subset, outline);
    pad(&subset->outlines);
    return is_right;
}

static uint32_t checksum(const uint8_t *bytes, size_t size)
{
    uint32_t sum = 0;
    for (size_t i = 0; i + 4 <= size; i += 4) /* padded */
        sum += u32(bytes + i);
    return sum;
}

/* Tables by name, each at a multiple of four bytes. */
static void add_tables(const struct subset *subset, struct fire_buffer *out)
{
    const struct truetype *font = subset->font;
    uint8_t head[HEAD_BYTES];
    uint8_t hhea[HHEA_BYTES];
    uint8_t maxp[MAXP_BYTES];
    memcpy(head, font->head.bytes, sizeof head);
    memcpy(hhea, font->hhea.bytes, sizeof hhea);
    memcpy(maxp, font->maxp.bytes, sizeof maxp);
    put_u32(head + 8, 0);                    /* the checksum of all, in the end */
    put_u16(head + 50, 1);                   /* offsets of four bytes           */
    put_u16(hhea + 34, (uint32_t)subset->n); /* all have widths                 */
    put_u16(maxp + 4, (uint32_t)subset->n);
    put_u16(maxp + 26, 0); /* bytes of instructions           */
    const struct {
        const char *name;
        const void *bytes;
        size_t size;
    } table[N_TABLES] = {
        { "glyf", subset->outlines.bytes, subset->outlines.size_bytes },
        { "head", head, sizeof head },
        { "hhea", hhea, sizeof hhea },
        { "hmtx", subset->widths.bytes, subset->widths.size_bytes },
        { "loca", subset->offsets.bytes, subset->offsets.size_bytes },
        { "maxp", maxp, sizeof maxp },
    };
    static const uint8_t begin[] = { 0, 1, 0, 0, 0, N_TABLES, 0, 64, 0, 2, 0, 32 };
    add_bytes(out, begin, sizeof begin);
    for (int i = 0; i < 16 * N_TABLES; i++)
        fire_buffer_add(out, "", 1);
    size_t head_at = 0;
    for (size_t i = 0; i < N_TABLES; i++) {
        const size_t at = out->size_bytes;
        if (i == 1) head_at = at;
        fire_buffer_add(out, table[i].bytes, table[i].size);
        pad(out);
        if (out->failed) return;
        uint8_t *entry = (uint8_t *)out->bytes + sizeof begin + 16 * i;
        memcpy(entry, table[i].name, 4);
        put_u32(entry + 4, checksum((const uint8_t *)out->bytes + at, out->size_bytes - at));
        put_u32(entry + 8, (uint32_t)at);
        put_u32(entry + 12, (uint32_t)table[i].size);
    }
    uint8_t *all = (uint8_t *)out->bytes;
    put_u32(all + head_at + 8, 0xB1B0AFBA - checksum(all, out->size_bytes));
}

static bool make(struct subset *subset, const uint16_t glyph[], int32_t n)
{
    memcpy(subset->glyph, glyph, (size_t)n * sizeof *glyph);
    subset->n = n;
    for (int32_t i = n - 1; i >= 0; i--)
        if (glyph[i] < subset->font->n_glyphs) subset->part_at[glyph[i]] = (uint16_t)i;
    for (int32_t i = 0; i < subset->n; i++) /* parts come behind while it goes on */
        if (subset->glyph[i] >= subset->font->n_glyphs || !add_glyph(subset, subset->glyph[i]))
            return false;
    add_u32(&subset->offsets, (uint32_t)subset->outlines.size_bytes);
    return true;
}

bool truetype_subset(const struct truetype *font, const uint16_t glyph[], int32_t n,
                     struct fire_buffer *out)
{
    struct subset subset = { .font = font };
    const size_t n_glyphs = (size_t)font->n_glyphs;
    subset.glyph = calloc((size_t)n + n_glyphs, sizeof *subset.glyph);
    subset.part_at = calloc(n_glyphs, sizeof *subset.part_at);
    bool is_made = false;
    if (subset.glyph == NULL || subset.part_at == NULL)
        out->failed = true;
    else if (n > 0 && (size_t)n + n_glyphs <= UINT16_MAX && make(&subset, glyph, n)) {
        if (subset.outlines.failed || subset.offsets.failed || subset.widths.failed)
            out->failed = true;
        else
            add_tables(&subset, out);
        is_made = !out->failed;
    }
    free(subset.glyph);
    free(subset.part_at);
    fire_buffer_finish(&subset.outlines);
    fire_buffer_finish(&subset.offsets);
    fire_buffer_finish(&subset.widths);
    return is_made;
}
