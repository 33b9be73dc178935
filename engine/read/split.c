/* split.c - see firestat/split.h.
 *
 * Sixty-four bytes at a time become bit masks: where quotes, delimiters and line ends are. The
 * running parity of the quotes is the mask of what lies inside of them (a doubled quote changes it
 * twice), so what separates cells is one AND, and whether all quotes stand where they may is three
 * more. No byte is looked at alone but the separators themselves.
 *
 * What a branch costs is what it cannot foretell: whether a block has a quote (so all are asked
 * alike), how many cells end in it (so more are written than there are), whether a row does (so
 * rows are made of a stretch of blocks at once). A register's row of 13 cells and 168 bytes, one
 * thread, gcc 12 -O3, by what the processor has: SSE2 66 ns, AVX2 31 ns, AVX-512 20 ns; with those
 * branches 68, 37 and 29. */
#include "split_ways.h"

#include <assert.h>
#include <string.h>

#ifdef __SSE2__
#include <immintrin.h>
#endif

#define INLINE static inline __attribute__((always_inline))

/* One bit a byte of a block of 64, the first byte lowest. */
struct masks {
    uint64_t quote;
    uint64_t delimiter;
    uint64_t line_end;
    uint64_t control; /* below U+0020, line ends among them */
};

#ifdef __SSE2__

INLINE uint64_t bits_of(__m128i a, __m128i b, __m128i c, __m128i d)
{
    return (uint64_t)(uint32_t)_mm_movemask_epi8(a) |
           (uint64_t)(uint32_t)_mm_movemask_epi8(b) << 16 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(c) << 32 |
           (uint64_t)(uint32_t)_mm_movemask_epi8(d) << 48;
}

#define EACH(expression) bits_of(expression(v0), expression(v1), expression(v2), expression(v3))

INLINE struct masks look(const char *block, char delimiter)
{
    const __m128i *at = (const __m128i *)(const void *)block;
    const __m128i v0 = _mm_loadu_si128(at);
    const __m128i v1 = _mm_loadu_si128(at + 1);
    const __m128i v2 = _mm_loadu_si128(at + 2);
    const __m128i v3 = _mm_loadu_si128(at + 3);
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i delimiters = _mm_set1_epi8(delimiter);
    const __m128i line_ends = _mm_set1_epi8('\n');
    const __m128i last_control = _mm_set1_epi8(0x1f);
#define IS_QUOTE(v)     _mm_cmpeq_epi8(v, quotes)
#define IS_DELIMITER(v) _mm_cmpeq_epi8(v, delimiters)
#define IS_LINE_END(v)  _mm_cmpeq_epi8(v, line_ends)
#define IS_CONTROL(v)   _mm_cmpeq_epi8(_mm_min_epu8(v, last_control), v)
    return (struct masks){ EACH(IS_QUOTE), EACH(IS_DELIMITER), EACH(IS_LINE_END),
                           EACH(IS_CONTROL) };
#undef IS_QUOTE
#undef IS_DELIMITER
#undef IS_LINE_END
#undef IS_CONTROL
}

#undef EACH

/* Processors since 2013: twice the bytes at once, and bits that are counted by one instruction. */
#define WIDER __attribute__((target("avx2,bmi,bmi2,popcnt,pclmul")))

WIDER INLINE uint64_t bits_of_two(__m256i a, __m256i b)
{
    return (uint64_t)(uint32_t)_mm256_movemask_epi8(a) |
           (uint64_t)(uint32_t)_mm256_movemask_epi8(b) << 32;
}

WIDER INLINE struct masks look_wider(const char *block, char delimiter)
{
    const __m256i *at = (const __m256i *)(const void *)block;
    const __m256i v0 = _mm256_loadu_si256(at);
    const __m256i v1 = _mm256_loadu_si256(at + 1);
    const __m256i quotes = _mm256_set1_epi8('"');
    const __m256i delimiters = _mm256_set1_epi8(delimiter);
    const __m256i line_ends = _mm256_set1_epi8('\n');
    const __m256i last_control = _mm256_set1_epi8(0x1f);
#define EACH(of) bits_of_two(_mm256_cmpeq_epi8(v0, of), _mm256_cmpeq_epi8(v1, of))
    return (
        struct masks){ EACH(quotes), EACH(delimiters), EACH(line_ends),
                       bits_of_two(_mm256_cmpeq_epi8(_mm256_min_epu8(v0, last_control), v0),
                                   _mm256_cmpeq_epi8(_mm256_min_epu8(v1, last_control), v1)) };
#undef EACH
}

/* Processors with AVX-512: a comparison of 64 bytes is their mask. */
#define WIDEST                                                                                 \
    __attribute__((                                                                            \
        target("avx2,avx512f,avx512bw,avx512vbmi,avx512vbmi2,bmi,bmi2,popcnt,pclmul")))

WIDEST INLINE struct masks look_widest(const char *block, char delimiter)
{
    const __m512i bytes = _mm512_loadu_si512(block);
    return (struct masks){ _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"')),
                           _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8(delimiter)),
                           _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')),
                           _mm512_cmple_epu8_mask(bytes, _mm512_set1_epi8(0x1f)) };
}

/* Sixteen offsets are written in any case, more only where there are more. */
WIDEST INLINE void put_ends_widest(uint32_t end[], uint32_t base, uint64_t bits)
{
    const __m512i each = _mm512_set_epi8(
        63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46, 45, 44, 43, 42,
        41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, 24, 23, 22, 21, 20,
        19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0);
    const __m512i from = _mm512_set1_epi32((int)base);
    const __m512i set = _mm512_maskz_compress_epi8(bits, each);
#define PUT(quarter)                                                                           \
    _mm512_storeu_si512(end + 16 * (quarter),                                                  \
                        _mm512_add_epi32(from, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32( \
                                                   set, (quarter)))))
    PUT(0);
    if (_mm_popcnt_u64(bits) <= 16) return;
    PUT(1);
    PUT(2);
    PUT(3);
#undef PUT
}

/* A product without carries with all ones is the running parity. */
WIDER INLINE uint64_t parity_wider(uint64_t bits)
{
    const __m128i all = _mm_set1_epi8((char)0xff);
    return (uint64_t)_mm_cvtsi128_si64(
        _mm_clmulepi64_si128(_mm_cvtsi64_si128((long long)bits), all, 0));
}

/* Most blocks have four or five separators, and how many cannot be foretold: so eight are written
 * in any case, and what is too much is written over by the next block. */
WIDER INLINE void put_ends_wider(uint32_t end[], uint32_t base, uint64_t bits)
{
    const int n = (int)_mm_popcnt_u64(bits);
    for (int i = 0; i < n; i += 8) {
        for (int k = 0; k < 8; k++) {
            end[i + k] = base + (uint32_t)_tzcnt_u64(bits);
            bits = _blsr_u64(bits);
        }
    }
}

#else

INLINE struct masks look(const char *block, char delimiter)
{
    struct masks masks = { 0 };
    for (int i = 0; i < 64; i++) {
        const uint64_t bit = UINT64_C(1) << i;
        masks.quote |= block[i] == '"' ? bit : 0;
        masks.delimiter |= block[i] == delimiter ? bit : 0;
        masks.line_end |= block[i] == '\n' ? bit : 0;
        masks.control |= (unsigned char)block[i] < 0x20 ? bit : 0;
    }
    return masks;
}

#endif

/* The offsets of set bits, in their order.
 *   end   [64] */
INLINE void put_ends(uint32_t end[], uint32_t base, uint64_t bits)
{
    for (; bits != 0; bits &= bits - 1)
        *end++ = base + (uint32_t)__builtin_ctzll(bits);
}

/* Bit i of the result: an odd number of the bits 0..i is set. */
INLINE uint64_t running_parity(uint64_t bits)
{
    bits ^= bits << 1;
    bits ^= bits << 2;
    bits ^= bits << 4;
    bits ^= bits << 8;
    bits ^= bits << 16;
    return bits ^ bits << 32;
}

/* What a block leaves to the next one. */
struct carry {
    uint64_t inside;      /* all ones: the block ends inside of quotes     */
    uint64_t may_open;    /* bit 0: a quote may open as the next byte      */
    uint64_t after_close; /* bit 0: the block's last byte closed a cell    */
};

/* Bytes of a block that make their record irregular: quotes out of place, controls. */
INLINE uint64_t faults(const struct masks *masks, uint64_t inside, uint64_t separators,
                       struct fire_text_view block, char delimiter, struct carry *carry)
{
    const uint64_t opens = masks->quote & inside; /* the second of a doubled quote too */
    const uint64_t closes = masks->quote & ~inside;
    const uint64_t may_open = (separators | closes) << 1 | carry->may_open;
    const uint64_t after_close = closes << 1 | carry->after_close;
    uint64_t may_follow = separators | opens;
    uint64_t controls = masks->control & ~masks->line_end;
    if (controls != 0) { /* a tab is text, a CR before a LF ends the line with it */
        for (uint64_t rest = controls; rest != 0; rest &= rest - 1) {
            const int i = __builtin_ctzll(rest);
            const uint64_t bit = UINT64_C(1) << i;
            const char byte = block.bytes[i];
            /* the last byte of all may yet become one */
            const bool is_line_end = byte == '\r' && (inside & bit) == 0 &&
                                     ((size_t)i + 1 == block.size_bytes ||
                                      block.bytes[i + 1] == '\n');
            if (byte == '\t' || byte == delimiter || is_line_end) controls &= ~bit;
            if (is_line_end) may_follow |= bit;
        }
    }
    carry->may_open = (separators | closes) >> 63;
    carry->after_close = closes >> 63;
    return (opens & ~may_open) | (after_close & ~may_follow) | controls;
}

/* The rows as they are cut. */
struct cut {
    const char *text;
    size_t n_columns;
    size_t max_rows;
    uint32_t *end;
    uint32_t *start;
    uint32_t *line;
    size_t n_rows;
    size_t n_ends;         /* that were found                        */
    size_t n_line_ends;    /* of them are ends of lines              */
    uint32_t next;         /* where the row at hand begins           */
    uint32_t n_lines;      /* up to there                            */
    uint32_t n_open_lines; /* ended in quotes since, looked at so far */
};

/* So many bytes are looked at before their rows are: whether a row ends in a block of 64 nobody can
 * foretell, that some end in a stretch of these is sure. */
enum { STRETCH_BYTES = 4096 };

/* Line ends in quotes of a stretch, in their order. */
struct quoted_lines {
    uint32_t at[STRETCH_BYTES];
    uint32_t n;
};

/* Whether a line ends with the row's last cell and with no other. */
INLINE bool is_row(const struct cut *cut, size_t row)
{
    const uint32_t *end = cut->end + row * cut->n_columns;
    for (size_t i = 0; i + 1 < cut->n_columns; i++)
        if (cut->text[end[i]] == '\n') return false;
    return cut->text[end[cut->n_columns - 1]] == '\n';
}

/* Make rows of the ends that were found; false: one of them is not regular. */
INLINE bool end_rows(struct cut *cut, const struct quoted_lines *quoted)
{
    size_t n_whole = cut->n_ends / cut->n_columns;
    if (n_whole > cut->max_rows) n_whole = cut->max_rows;
    bool is_sure = cut->n_line_ends == n_whole; /* where each has its own */
    for (size_t row = cut->n_rows; row < n_whole; row++)
        is_sure &= cut->text[cut->end[(row + 1) * cut->n_columns - 1]] == '\n';
    uint32_t n_passed = 0;
    for (; cut->n_rows < n_whole; cut->n_rows++) {
        uint32_t *last = &cut->end[(cut->n_rows + 1) * cut->n_columns - 1];
        const uint32_t line_end = *last;
        if (!is_sure && !is_row(cut, cut->n_rows)) return false;
        if (line_end > cut->next && cut->text[line_end - 1] == '\r') *last = line_end - 1;
        cut->start[cut->n_rows] = cut->next;
        cut->line[cut->n_rows] = cut->n_lines;
        const uint32_t n_before = n_passed;
        while (n_passed < quoted->n && quoted->at[n_passed] < line_end)
            n_passed++;
        cut->n_lines += cut->n_open_lines + n_passed - n_before + 1;
        cut->n_open_lines = 0;
        cut->next = line_end + 1;
    }
    cut->n_open_lines += quoted->n - n_passed;
    return is_sure;
}

INLINE struct fire_split stopped(const struct cut *cut, fire_split_stop stop)
{
    return (struct fire_split){ (int32_t)cut->n_rows, cut->next, cut->n_lines, stop };
}

INLINE struct fire_split split_rows(struct fire_text_view text, char delimiter,
                                    int32_t n_columns, int32_t max_rows, uint32_t end[],
                                    uint32_t start[], uint32_t line[],
                                    struct masks (*look_at)(const char *, char),
                                    uint64_t (*parity)(uint64_t),
                                    void (*put)(uint32_t *, uint32_t, uint64_t))
{
    struct cut cut = { .text = text.bytes,
                       .n_columns = (size_t)n_columns,
                       .max_rows = (size_t)max_rows,
                       .end = end,
                       .start = start,
                       .line = line };
    const size_t most_ends = cut.n_columns * cut.max_rows;
    struct carry carry = { .may_open = 1 };
    struct quoted_lines quoted;
    for (size_t base = 0; base < text.size_bytes;) {
        size_t stop = base + STRETCH_BYTES;
        if (stop > text.size_bytes) stop = text.size_bytes;
        uint64_t bad = 0;
        quoted.n = 0;
        for (; base < stop && cut.n_ends < most_ends && bad == 0; base += 64) {
            const char *block = text.bytes + base;
            struct masks masks = look_at(block, delimiter);
            const size_t left = text.size_bytes - base;
            const uint64_t there = left < 64 ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);
            if (left < 64) { /* what lies behind the end is none of the text */
                masks.quote &= there;
                masks.delimiter &= there;
                masks.line_end &= there;
                masks.control &= there;
            }
            const uint64_t inside = parity(masks.quote) ^ carry.inside;
            carry.inside = (uint64_t)((int64_t)inside >> 63);
            uint64_t separators = (masks.delimiter | masks.line_end) & ~inside;
            const struct fire_text_view rest_of_text = { block, left };
            bad = faults(&masks, inside, separators, rest_of_text, delimiter, &carry) & there;
            if (bad != 0) separators &= (bad & -bad) - 1;
            put(end + cut.n_ends, (uint32_t)base, separators);
            cut.n_ends += (size_t)__builtin_popcountll(separators);
            cut.n_line_ends += (size_t)__builtin_popcountll(masks.line_end & separators);
            const uint64_t quoted_lines = masks.line_end & inside;
            if (quoted_lines != 0) {
                put_ends(quoted.at + quoted.n, (uint32_t)base, quoted_lines);
                quoted.n += (uint32_t)__builtin_popcountll(quoted_lines);
            }
        }
        const bool all_regular = end_rows(&cut, &quoted);
        if (cut.n_rows == cut.max_rows) return stopped(&cut, FIRE_SPLIT_FULL);
        if (!all_regular || bad != 0) return stopped(&cut, FIRE_SPLIT_IRREGULAR);
    }
    return stopped(&cut, FIRE_SPLIT_END);
}

#ifdef WIDER
WIDER static struct fire_split split_wider(struct fire_text_view text, char delimiter,
                                           int32_t n_columns, int32_t max_rows, uint32_t end[],
                                           uint32_t start[], uint32_t line[])
{
    return split_rows(text, delimiter, n_columns, max_rows, end, start, line, look_wider,
                      parity_wider, put_ends_wider);
}

WIDEST static struct fire_split split_widest(struct fire_text_view text, char delimiter,
                                             int32_t n_columns, int32_t max_rows,
                                             uint32_t end[], uint32_t start[], uint32_t line[])
{
    return split_rows(text, delimiter, n_columns, max_rows, end, start, line, look_widest,
                      parity_wider, put_ends_widest);
}
#endif

static struct fire_split split_plain(struct fire_text_view text, char delimiter,
                                     int32_t n_columns, int32_t max_rows, uint32_t end[],
                                     uint32_t start[], uint32_t line[])
{
    return split_rows(text, delimiter, n_columns, max_rows, end, start, line, look,
                      running_parity, put_ends);
}

bool split_way_works(enum split_way way)
{
#ifdef WIDER
    const bool is_wider = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
                          __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
                          __builtin_cpu_supports("pclmul");
    if (way == SPLIT_WIDEST)
        return is_wider && __builtin_cpu_supports("avx512bw") &&
               __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    if (way == SPLIT_WIDER) return is_wider;
#endif
    return way == SPLIT_PLAIN;
}

struct fire_split split_rows_by(enum split_way way, struct fire_text_view text, char delimiter,
                                int32_t n_columns, int32_t max_rows, uint32_t end[],
                                uint32_t start[], uint32_t line[])
{
    assert(n_columns >= 2 && text.size_bytes <= INT32_MAX && split_way_works(way));
#ifdef WIDER
    if (way == SPLIT_WIDEST)
        return split_widest(text, delimiter, n_columns, max_rows, end, start, line);
    if (way == SPLIT_WIDER)
        return split_wider(text, delimiter, n_columns, max_rows, end, start, line);
#endif
    return split_plain(text, delimiter, n_columns, max_rows, end, start, line);
}

struct fire_split fire_split_rows(struct fire_text_view text, char delimiter, int32_t n_columns,
                                  int32_t max_rows, uint32_t end[], uint32_t start[],
                                  uint32_t line[])
{
    const enum split_way way = split_way_works(SPLIT_WIDEST)  ? SPLIT_WIDEST
                               : split_way_works(SPLIT_WIDER) ? SPLIT_WIDER
                                                              : SPLIT_PLAIN;
    return split_rows_by(way, text, delimiter, n_columns, max_rows, end, start, line);
}

static inline bool is_space(char byte, char delimiter)
{
    return byte == ' ' || (byte == '\t' && delimiter != '\t');
}

struct fire_text_view fire_split_cell(struct fire_text_view cell, char delimiter, char room[])
{
    const char *at = cell.bytes;
    size_t size = cell.size_bytes;
    if (size == 0 || at[0] != '"') {
        while (size > 0 && is_space(at[0], delimiter)) {
            at++;
            size--;
        }
        while (size > 0 && is_space(at[size - 1], delimiter))
            size--;
        return (struct fire_text_view){ at, size };
    }
    at++;
    size -= 2;
    if (memchr(at, '"', size) == NULL) return (struct fire_text_view){ at, size };
    size_t n = 0;
    for (size_t i = 0; i < size; i++) {
        room[n++] = at[i];
        if (at[i] == '"') i++;
    }
    return (struct fire_text_view){ room, n };
}
