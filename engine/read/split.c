/* split.c - see firestat/split.h.
 *
 * Sixty-four bytes at a time become bit masks: where quotes, delimiters and line ends are. The
 * running parity of the quotes is the mask of what lies inside of them (a doubled quote changes it
 * twice), so what separates cells is one AND, and whether all quotes stand where they may is three
 * more. No byte is looked at alone but the separators themselves.
 *
 * Measured on the register of the benchmarks (13 columns, 174 bytes a row, notes with quotes and
 * line breaks; one thread of a Xeon of the Sapphire Rapids class, gcc 12 -O3, SSE2): see
 * bench/README.md. */
#include "split_plain.h"

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
    int32_t n_columns;
    uint32_t *end;
    uint32_t *start;
    uint32_t *line;
    int32_t n_rows;
    size_t n_ends;    /* up to the block at hand     */
    uint32_t next;    /* where the row at hand begins */
    uint32_t n_lines; /* up to there                  */
};

/*   n_quoted_lines   line ends in its cells */
INLINE void end_row(struct cut *cut, uint32_t line_end, uint32_t n_quoted_lines)
{
    const size_t n_ends = (size_t)(cut->n_rows + 1) * (size_t)cut->n_columns;
    if (line_end > cut->next && cut->text[line_end - 1] == '\r')
        cut->end[n_ends - 1] = line_end - 1;
    cut->start[cut->n_rows] = cut->next;
    cut->line[cut->n_rows] = cut->n_lines;
    cut->n_lines += n_quoted_lines + 1;
    cut->n_rows++;
    cut->next = line_end + 1;
}

INLINE struct fire_split stopped(const struct cut *cut, fire_split_stop stop)
{
    return (struct fire_split){ cut->n_rows, cut->next, cut->n_lines, stop };
}

INLINE struct fire_split split_rows(struct fire_text_view text, char delimiter,
                                    int32_t n_columns, int32_t max_rows, uint32_t end[],
                                    uint32_t start[], uint32_t line[],
                                    struct masks (*look_at)(const char *, char),
                                    uint64_t (*parity)(uint64_t),
                                    void (*put)(uint32_t *, uint32_t, uint64_t))
{
    struct cut cut = {
        .text = text.bytes, .n_columns = n_columns, .end = end, .start = start, .line = line
    };
    struct carry carry = { .may_open = 1 };
    uint32_t n_quoted_lines = 0; /* line ends inside of quotes since the row's start */
    for (size_t base = 0; base < text.size_bytes; base += 64) {
        const char *block = text.bytes + base;
        struct masks masks = look_at(block, delimiter);
        const size_t left = text.size_bytes - base;
        const uint64_t there = left < 64 ? (UINT64_C(1) << left) - 1 : ~UINT64_C(0);
        masks.quote &= there;
        masks.delimiter &= there;
        masks.line_end &= there;
        masks.control &= there;
        const uint64_t inside = parity(masks.quote) ^ carry.inside;
        carry.inside = (uint64_t)((int64_t)inside >> 63);
        uint64_t separators = (masks.delimiter | masks.line_end) & ~inside;
        const struct fire_text_view rest_of_text = { block, left };
        const uint64_t bad = faults(&masks, inside, separators, rest_of_text, delimiter,
                                    &carry) &
                             there;
        if (bad != 0) separators &= (bad & -bad) - 1;
        uint64_t quoted_lines = masks.line_end & inside;
        put(end + cut.n_ends, (uint32_t)base, separators);
        for (uint64_t rest = masks.line_end & separators; rest != 0; rest &= rest - 1) {
            const uint64_t before = (rest & -rest) - 1;
            const size_t n_ends = cut.n_ends +
                                  (size_t)__builtin_popcountll(separators & before);
            if (n_ends + 1 != (size_t)(cut.n_rows + 1) * (size_t)n_columns)
                return stopped(&cut, FIRE_SPLIT_IRREGULAR);
            n_quoted_lines += (uint32_t)__builtin_popcountll(quoted_lines & before);
            quoted_lines &= ~before;
            end_row(&cut, (uint32_t)base + (uint32_t)__builtin_ctzll(rest), n_quoted_lines);
            n_quoted_lines = 0;
            if (cut.n_rows == max_rows) return stopped(&cut, FIRE_SPLIT_FULL);
        }
        if (bad != 0) return stopped(&cut, FIRE_SPLIT_IRREGULAR);
        n_quoted_lines += (uint32_t)__builtin_popcountll(quoted_lines);
        cut.n_ends += (size_t)__builtin_popcountll(separators);
        if (cut.n_ends > (size_t)(cut.n_rows + 1) * (size_t)n_columns)
            return stopped(&cut, FIRE_SPLIT_IRREGULAR);
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
#endif

struct fire_split split_rows_plain(struct fire_text_view text, char delimiter,
                                   int32_t n_columns, int32_t max_rows, uint32_t end[],
                                   uint32_t start[], uint32_t line[])
{
    return split_rows(text, delimiter, n_columns, max_rows, end, start, line, look,
                      running_parity, put_ends);
}

struct fire_split fire_split_rows(struct fire_text_view text, char delimiter, int32_t n_columns,
                                  int32_t max_rows, uint32_t end[], uint32_t start[],
                                  uint32_t line[])
{
    assert(n_columns >= 2 && text.size_bytes <= INT32_MAX);
#ifdef WIDER
    if (__builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") &&
        __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt") &&
        __builtin_cpu_supports("pclmul"))
        return split_wider(text, delimiter, n_columns, max_rows, end, start, line);
#endif
    return split_rows_plain(text, delimiter, n_columns, max_rows, end, start, line);
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
