/* text_valid.c - whether bytes are UTF-8, at the speed of memory.
 *
 * Every line of every file is asked this and each file once more as a whole, so it must cost
 * next to nothing. A decoder that branches on the length of a letter guesses wrong at every
 * second letter of Vietnamese text: 0.7 GB/s. Here a byte is a row of a table that says for
 * each state which one follows, six bits a state in one word, so that a step is one shift and
 * nothing is guessed: 2.6 GB/s on the same incidents. (The idea is Per Vognsen's.)
 *
 * The automaton says only that something is wrong within sixteen bytes; where exactly is left
 * to utf8proc, once a file.
 *
 * Long texts on processors with AVX2 are asked 32 bytes at a time by Keiser and Lemire's three
 * tables ("Validating UTF-8 in less than one instruction per byte", 2021), which say of each
 * pair of neighbours by their half bytes what can be wrong with it: 13 GB/s on the same. */
#include "firestat/text.h"

#include <utf8proc.h>

#ifdef __SSE2__
#include <immintrin.h>
#include <string.h>
#endif

/* States, as the place of their six bits in a row. */
#define WHOLE        0 /* between letters                                    */
#define BAD          6
#define ONE_MORE     12
#define TWO_MORE     18
#define AFTER_E0     24 /* first A0..BF, else the form is overlong             */
#define AFTER_ED     30 /* first 80..9F, else it is a surrogate                */
#define AFTER_F0     36 /* first 90..BF, else the form is overlong             */
#define AFTER_4      42 /* three more                                        */
#define AFTER_F4     48 /* first 80..8F, else it is beyond U+10FFFF            */

#define GO(from, to) ((uint64_t)(to) << (from))
#define ALL_BAD                                                                                \
    (GO(BAD, BAD) | GO(ONE_MORE, BAD) | GO(TWO_MORE, BAD) | GO(AFTER_E0, BAD) |                \
     GO(AFTER_ED, BAD) | GO(AFTER_F0, BAD) | GO(AFTER_4, BAD) | GO(AFTER_F4, BAD))
#define FIRST(to) (GO(WHOLE, to) | ALL_BAD) /* a byte that begins a letter */
#define INNER(e0, ed, f0, f4)                                                                  \
    (GO(WHOLE, BAD) | GO(BAD, BAD) | GO(ONE_MORE, WHOLE) | GO(TWO_MORE, ONE_MORE) |            \
     GO(AFTER_4, TWO_MORE) | GO(AFTER_E0, e0) | GO(AFTER_ED, ed) | GO(AFTER_F0, f0) |          \
     GO(AFTER_F4, f4))

#define X2(row)  row, row
#define X4(row)  X2(row), X2(row)
#define X8(row)  X4(row), X4(row)
#define X16(row) X8(row), X8(row)
#define X32(row) X16(row), X16(row)

static const uint64_t rows[256] = {
    /* 00..7F */
    X32(FIRST(WHOLE)), X32(FIRST(WHOLE)), X32(FIRST(WHOLE)), X32(FIRST(WHOLE)),
    /* 80..8F, 90..9F, A0..BF */
    X16(INNER(BAD, ONE_MORE, BAD, TWO_MORE)), X16(INNER(BAD, ONE_MORE, TWO_MORE, BAD)),
    X32(INNER(ONE_MORE, BAD, TWO_MORE, BAD)),
    /* C0 and C1, C2..DF */
    X2(FIRST(BAD)), X2(FIRST(ONE_MORE)), X4(FIRST(ONE_MORE)), X8(FIRST(ONE_MORE)),
    X16(FIRST(ONE_MORE)),
    /* E0, E1..EC, ED, EE and EF */
    FIRST(AFTER_E0), X4(FIRST(TWO_MORE)), X8(FIRST(TWO_MORE)), FIRST(AFTER_ED),
    X2(FIRST(TWO_MORE)),
    /* F0, F1..F3, F4, F5..FF */
    FIRST(AFTER_F0), X2(FIRST(AFTER_4)), FIRST(AFTER_4), FIRST(AFTER_F4), X2(FIRST(BAD)),
    X8(FIRST(BAD)), FIRST(BAD)
};

enum { STATE_BITS = 63, STRIDE = 16 };

static uint64_t step(uint64_t state, char byte)
{
    return rows[(unsigned char)byte] >> (state & STATE_BITS);
}

/* Bytes before the first letter that is none. */
static size_t valid_bytes_slowly(struct fire_text_view text)
{
    size_t at = 0;
    while (at < text.size_bytes) {
        int32_t point;
        const utf8proc_ssize_t n = utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + at,
                                                    (utf8proc_ssize_t)(text.size_bytes - at),
                                                    &point);
        if (n <= 0) break;
        at += (size_t)n;
    }
    return at;
}

#ifdef __SSE2__

#define WIDER        __attribute__((target("avx2")))
#define WIDER_INLINE WIDER static inline __attribute__((always_inline))

/* What can be wrong with two neighbours, a bit each; a bit in all three tables is an error. */
enum {
    TOO_SHORT = 1 << 0,  /* a first byte, and no inner one behind it  */
    TOO_LONG = 1 << 1,   /* ASCII, and an inner one behind it         */
    OVERLONG_3 = 1 << 2, /* E0 80..9F                                 */
    TOO_LARGE = 1 << 3,  /* F4 90.., F5..                             */
    SURROGATE = 1 << 4,  /* ED A0..                                   */
    OVERLONG_2 = 1 << 5, /* C0, C1                                    */
    OVERLONG_4 = 1 << 6, /* F0 80..8F, and F5.. 80..8F                */
    TWO_INNER = 1 << 7,  /* right where a letter of three or four is  */
    ANY_LOW = TOO_SHORT | TOO_LONG | TWO_INNER,
};

struct wide {
    __m256i error;
    __m256i last;       /* the 32 bytes before                              */
    __m256i incomplete; /* not 0: a letter of them goes on in what follows */
};

/* The bytes shifted by n towards the end, those before coming in. */
#define BEHIND(bytes, last, n)                                                                 \
    _mm256_alignr_epi8(bytes, _mm256_permute2x128_si256(last, bytes, 0x21), 16 - (n))

/* By the high half of a first byte, its low half, the high half of the second. */
#define E     ((char)(TOO_LONG | OVERLONG_2 | TWO_INNER))
#define LOW   ((char)(ANY_LOW))
#define LOW_5 ((char)(ANY_LOW | TOO_LARGE | OVERLONG_4))
static const char first_high[16] = { TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     TOO_LONG,
                                     (char)TWO_INNER,
                                     (char)TWO_INNER,
                                     (char)TWO_INNER,
                                     (char)TWO_INNER,
                                     TOO_SHORT | OVERLONG_2,
                                     TOO_SHORT,
                                     TOO_SHORT | OVERLONG_3 | SURROGATE,
                                     TOO_SHORT | TOO_LARGE | OVERLONG_4 };
static const char first_low[16] = { (char)(LOW | OVERLONG_3 | OVERLONG_2 | OVERLONG_4),
                                    (char)(LOW | OVERLONG_2),
                                    LOW,
                                    LOW,
                                    (char)(LOW | TOO_LARGE),
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    LOW_5,
                                    (char)(LOW_5 | SURROGATE),
                                    LOW_5,
                                    LOW_5 };
static const char second_high[16] = { TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      (char)(E | OVERLONG_3 | OVERLONG_4),
                                      (char)(E | OVERLONG_3 | TOO_LARGE),
                                      (char)(E | SURROGATE | TOO_LARGE),
                                      (char)(E | SURROGATE | TOO_LARGE),
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT,
                                      TOO_SHORT };
#undef E
#undef LOW
#undef LOW_5

#define TABLE(bytes) _mm_loadu_si128((const __m128i *)(const void *)(bytes))
#define TWICE(table) _mm256_broadcastsi128_si256(TABLE(table))

WIDER_INLINE __m256i pair_errors(__m256i bytes, __m256i before)
{
    const __m256i low_half = _mm256_set1_epi8(0x0f);
    const __m256i before_high = _mm256_and_si256(_mm256_srli_epi16(before, 4), low_half);
    const __m256i bytes_high = _mm256_and_si256(_mm256_srli_epi16(bytes, 4), low_half);
    return _mm256_and_si256(
        _mm256_and_si256(
            _mm256_shuffle_epi8(TWICE(first_high), before_high),
            _mm256_shuffle_epi8(TWICE(first_low), _mm256_and_si256(before, low_half))),
        _mm256_shuffle_epi8(TWICE(second_high), bytes_high));
}

WIDER_INLINE void look_at(struct wide *wide, __m256i bytes)
{
    if (_mm256_movemask_epi8(bytes) == 0) { /* ASCII */
        wide->error = _mm256_or_si256(wide->error, wide->incomplete);
        wide->incomplete = _mm256_setzero_si256();
        wide->last = bytes;
        return;
    }
    const __m256i pairs = pair_errors(bytes, BEHIND(bytes, wide->last, 1));
    /* the third and fourth byte of a letter are the ones that may be two inner ones in a row */
    const __m256i third = _mm256_subs_epu8(BEHIND(bytes, wide->last, 2),
                                           _mm256_set1_epi8((char)(0xe0 - 0x80)));
    const __m256i fourth = _mm256_subs_epu8(BEHIND(bytes, wide->last, 3),
                                            _mm256_set1_epi8((char)(0xf0 - 0x80)));
    const __m256i must_be_inner = _mm256_and_si256(_mm256_or_si256(third, fourth),
                                                   _mm256_set1_epi8((char)0x80));
    wide->error = _mm256_or_si256(wide->error, _mm256_xor_si256(must_be_inner, pairs));
    const __m256i most = _mm256_setr_epi8(
        -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1, -1,
        -1, -1, -1, -1, -1, -1, -1, (char)(0xf0 - 1), (char)(0xe0 - 1), (char)(0xc0 - 1));
    wide->incomplete = _mm256_subs_epu8(bytes, most);
    wide->last = bytes;
}

WIDER static bool is_valid_wide(struct fire_text_view text)
{
    struct wide wide = { _mm256_setzero_si256(), _mm256_setzero_si256(),
                         _mm256_setzero_si256() };
    size_t at = 0;
    for (; text.size_bytes - at >= 32; at += 32)
        look_at(&wide, _mm256_loadu_si256((const __m256i *)(const void *)(text.bytes + at)));
    char rest[32] = { 0 }; /* ASCII behind the end: a letter that is cut is an error */
    memcpy(rest, text.bytes + at, text.size_bytes - at);
    look_at(&wide, _mm256_loadu_si256((const __m256i *)(const void *)rest));
    wide.error = _mm256_or_si256(wide.error, wide.incomplete);
    return _mm256_testz_si256(wide.error, wide.error) != 0;
}

#undef BEHIND

/* The same with AVX-512, 64 bytes at a time: a quarter faster. */
#define WIDEST        __attribute__((target("avx512f,avx512bw")))
#define WIDEST_INLINE WIDEST static inline __attribute__((always_inline))

struct widest {
    __m512i error;
    __m512i last;
};

#define BEHIND(bytes, last, n)                                                                 \
    _mm512_alignr_epi8(bytes, _mm512_alignr_epi32(bytes, last, 12), 16 - (n))
#define FOUR_TIMES(table) _mm512_broadcast_i32x4(TABLE(table))

WIDEST_INLINE __m512i pair_errors_widest(__m512i bytes, __m512i before)
{
    const __m512i low_half = _mm512_set1_epi8(0x0f);
    const __m512i before_high = _mm512_and_si512(_mm512_srli_epi16(before, 4), low_half);
    const __m512i bytes_high = _mm512_and_si512(_mm512_srli_epi16(bytes, 4), low_half);
    return _mm512_and_si512(
        _mm512_and_si512(
            _mm512_shuffle_epi8(FOUR_TIMES(first_high), before_high),
            _mm512_shuffle_epi8(FOUR_TIMES(first_low), _mm512_and_si512(before, low_half))),
        _mm512_shuffle_epi8(FOUR_TIMES(second_high), bytes_high));
}

WIDEST_INLINE void look_at_widest(struct widest *wide, __m512i bytes)
{
    const __m512i pairs = pair_errors_widest(bytes, BEHIND(bytes, wide->last, 1));
    const __m512i third = _mm512_subs_epu8(BEHIND(bytes, wide->last, 2),
                                           _mm512_set1_epi8((char)(0xe0 - 0x80)));
    const __m512i fourth = _mm512_subs_epu8(BEHIND(bytes, wide->last, 3),
                                            _mm512_set1_epi8((char)(0xf0 - 0x80)));
    const __m512i must_be_inner = _mm512_and_si512(_mm512_or_si512(third, fourth),
                                                   _mm512_set1_epi8((char)0x80));
    wide->error = _mm512_or_si512(wide->error, _mm512_xor_si512(must_be_inner, pairs));
    wide->last = bytes;
}

static bool has_widest(void)
{
    return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw");
}

WIDEST static bool is_valid_widest(struct fire_text_view text)
{
    struct widest wide = { _mm512_setzero_si512(), _mm512_setzero_si512() };
    size_t at = 0;
    for (; text.size_bytes - at >= 64; at += 64)
        look_at_widest(&wide, _mm512_loadu_si512(text.bytes + at));
    /* ASCII behind the end, a byte of it at least: a letter that is cut is an error */
    const __mmask64 there = (UINT64_C(1) << (text.size_bytes - at)) - 1;
    look_at_widest(&wide, _mm512_maskz_loadu_epi8(there, text.bytes + at));
    return _mm512_test_epi8_mask(wide.error, wide.error) == 0;
}

#undef BEHIND

#endif

bool fire_text_is_ascii(struct fire_text_view text)
{
    unsigned char all = 0; /* without a way out: the compiler takes many bytes at once */
    for (size_t i = 0; i < text.size_bytes; i++)
        all |= (unsigned char)text.bytes[i];
    return all < 0x80;
}

size_t fire_text_valid_bytes(struct fire_text_view text)
{
#ifdef __SSE2__
    enum { LONG_BYTES = 64 };
    if (text.size_bytes >= LONG_BYTES &&
        (has_widest() ? is_valid_widest(text)
                      : __builtin_cpu_supports("avx2") && is_valid_wide(text)))
        return text.size_bytes;
#endif
    uint64_t state = WHOLE;
    size_t at = 0;
    size_t whole = 0; /* up to here all is well */
    while (text.size_bytes - at >= STRIDE) {
        for (size_t i = 0; i < STRIDE; i++)
            state = step(state, text.bytes[at + i]);
        at += STRIDE;
        if ((state & STATE_BITS) == BAD) break;
        if ((state & STATE_BITS) == WHOLE) whole = at;
    }
    while (at < text.size_bytes && (state & STATE_BITS) != BAD)
        state = step(state, text.bytes[at++]);
    if ((state & STATE_BITS) == WHOLE) return text.size_bytes;

    const struct fire_text_view rest = { text.bytes + whole, text.size_bytes - whole };
    return whole + valid_bytes_slowly(rest);
}
