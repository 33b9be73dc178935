/* lane.h - the main road through a CSV file: many rows at a time, column by column.
 *
 *     plan    what is done with each column, made once a run (plan.c)
 *     piece   a stretch of the file on its way: its text, its rows, their columns (piece.c)
 *     hand    a thread's own tables, in which a spelling that came before is one look (spelling.c)
 *     crew    the threads that fill pieces ahead of the one that takes them (crew.c)
 *     road    takes the pieces in the order of the file and pushes their rows (road.c)
 *
 * The main road knows the usual case of each cell and nothing else: digits, a date in digits, a
 * word that came before. A row with any other cell is odd and goes through record.c like the rows
 * of every other file, in its turn. So there is one meaning of a file, in one place, and what
 * comes out does not depend on the number of threads or on where the file was cut. */
#ifndef FIRESTAT_ENGINE_CLEAN_LANE_H
#define FIRESTAT_ENGINE_CLEAN_LANE_H
#include "totals.h"

#include <stdatomic.h>

enum {
    PIECE_BYTES_MOST = 256 * 1024,
    PIECE_BYTES_LEAST = 16 * 1024,
    PIECE_ROWS = FIRE_BATCH_ROWS,
    STRIP_ROWS = 128, /* rows whose cells' places are kept in the near cache at once */
};

typedef enum {
    LANE_PASSED,   /* bound to nothing                    */
    LANE_NAMELESS, /* has no header: odd while a value would be news         */
    LANE_WORD,
    LANE_AREA, /* the columns of one to three levels */
    LANE_COUNT,
    LANE_AMOUNT, /* decimals and money */
    LANE_MOMENT, /* a day, with or without a time behind it */
    LANE_TIME,   /* a time of the day in the lane before    */
    LANE_TEXT,
    LANE_UNREAD,   /* a word or text that nobody wants    */
    LANE_CONSTANT, /* a word that is in no column      */
} lane_kind;

struct lane {
    lane_kind kind;
    int32_t form;
    int32_t field;
    int32_t column[3]; /* AREA: of province, district, commune that have one */
    int32_t n_columns;
    bool is_adjacent; /* AREA: its columns stand side by side, in that order */
    int32_t table;    /* WORD, AREA: which of a hand's spelling tables       */
    bool is_whole;    /* MOMENT: a time in it is the field's                 */
    bool has_time;    /* MOMENT: a lane of times follows                     */

    /* COUNT, AMOUNT: what the digits say, times multiplier, is at most largest */
    int64_t multiplier;
    int64_t largest;
    int64_t largest_digits; /* largest / multiplier */
    char decimal_mark;      /* '\0': none is taken  */

    bool null_first[256]; /* TEXT: first bytes of words that mean nothing */
    size_t null_longest;
};

struct plan {
    const struct run *run; /* only what does not change is read from it by other threads */
    char delimiter;
    int32_t n_columns;
    struct lane *lane;
    int32_t n_lanes;
    int32_t n_tables;
    int n_area_levels;      /* that are read          */
    int32_t key_column;     /* counted as named; -1 */
    int32_t commune_column; /* -1                    */
    int32_t id_column;      /* -1                    */
    int32_t first_day;
    int32_t last_day;
    size_t piece_bytes;
    atomic_bool wants_order; /* a date that could be read both ways is news */
    atomic_bool *is_news;    /* [n_columns] NAMELESS: a value is            */
};

/* A spelling's number in a hand's table, and what the road knows of it: mapped[number]. */
#define SPELLING_PADDING  8
#define SPELLING_UNMAPPED UINT32_MAX
#define SPELLING_NULL     (UINT32_MAX - 1)

struct spelling_table;

struct hand {
    struct spelling_table *table; /* [plan->n_tables] */
    uint32_t **mapped;            /* [n_tables][mapped_capacity] the road's alone */
    size_t *mapped_capacity;
    int32_t n_tables;
    uint32_t *end;   /* [STRIP_ROWS * n_columns + FIRE_SPLIT_SLACK] of the strip at hand */
    uint32_t *start; /* [STRIP_ROWS]                                       */
};

/* A piece of the file: the rows that begin in it. */
struct piece {
    int64_t at;       /* offset of its first row */
    char *room;       /* [piece_bytes + PIECE_TAIL_BYTES + 1 + FIRE_SPLIT_PADDING] */
    const char *text; /* in it, from the first row on */
    size_t size;
    struct hand *hand; /* of the thread that filled it */
    fire_status failed;

    int32_t n_rows;
    size_t next;     /* offset in the text of what follows its rows             */
    int64_t n_lines; /* up to there                                             */
    bool is_whole;   /* all rows that begin in it were taken                    */
    uint32_t *start; /* [PIECE_ROWS] offset in the text                         */
    uint32_t *line;  /* [PIECE_ROWS] lines before the row, from the piece's first */
    uint64_t *odd;   /* [PIECE_ROWS] bits                                       */
    int64_t n_odd;

    struct column_build *build; /* [n_fields] as the run's, numbers 0 at nulls   */
    uint32_t **spelling;        /* [n_tables][PIECE_ROWS] the hand's numbers     */
    totals_sum *sum;            /* [n_lanes] of numbers, odd rows among them     */
    uint64_t **shown;           /* [n_lanes] bits: decimal marks, dates and times; NULL: none */
    uint64_t *named;            /* [PIECE_ROWS] bits: says what it is about */
    bool is_order_proven;
    int32_t *area;            /* [PIECE_ROWS] filled by the road */
    int64_t *file_line;       /* [PIECE_ROWS] the same           */
    struct fire_arena *texts; /* whose quotes were doubled      */
    struct fire_arena *arena; /* owns the arrays                */
};

enum { PIECE_TAIL_BYTES = 8 * 1024 }; /* a row that begins in a piece may end behind it */

/* ---- spelling.c ---- */

struct spelling_table *spelling_tables_create(int32_t n);
void spelling_tables_free(struct spelling_table *table, int32_t n);

/* The numbers of some spellings, given where they are new. Bytes that are no UTF-8, or hold a '#',
 * get none: SPELLING_NULL.
 *   text      [n] with SPELLING_PADDING bytes behind each that may be read
 *   n         at most STRIP_ROWS
 *   returns   false: no memory */
bool spelling_numbers(struct spelling_table *table, const struct fire_text_view text[],
                      int32_t n, uint32_t number[]);

struct spelling_table *spelling_table_at(struct spelling_table *table, int32_t i);

/* ---- plan.c ---- */

/* What is done with each column.
 *   piece_bytes   of the pieces
 *   returns       NULL: the file is none for this road, or there is no memory */
struct plan *plan_create(const struct run *run);

/* ---- piece.c ---- */

/*   returns   NULL: no memory. To be ended by piece_finish */
struct piece *piece_create(const struct plan *plan);
void piece_free(struct piece *piece);

/* Fill the columns from the text, which begins with a row.
 *   stop      offset in the text: rows that begin there or later are not of this piece
 *   returns   false: no memory */
bool piece_fill(const struct plan *plan, struct piece *piece, size_t stop);

#endif
