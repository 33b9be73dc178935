/* piece.c - a stretch of a file becomes columns.
 *
 * The rows' cells are found a strip at a time (split.h) and taken column by column (lanes.c), so
 * that their places lie in the near cache. */
#include "strip.h"

#include "firestat/split.h"

#include <assert.h>
#include <string.h>

static void clear_columns(const struct plan *plan, struct piece *piece)
{
    const size_t bitmap = FIRE_BITS_WORDS(PIECE_ROWS) * sizeof(uint64_t);
    memset(piece->odd, 0, bitmap);
    memset(piece->named, 0, bitmap);
    for (int32_t i = 0; i < plan->n_lanes; i++) {
        piece->sum[i] = 0;
        if (piece->shown[i] != NULL) memset(piece->shown[i], 0, bitmap);
        if (plan->lane[i].field < 0) continue;
        struct column_build *build = &piece->build[plan->lane[i].field];
        if (build->valid != NULL) memset(build->valid, 0, bitmap);
        if (build->minute_valid != NULL) memset(build->minute_valid, 0, bitmap);
    }
    piece->n_rows = 0;
    piece->n_odd = piece->n_lines = 0;
    piece->is_order_proven = piece->is_whole = false;
    fire_arena_reset(piece->texts);
}

/* Cut the next rows. Those that begin at `stop` or behind it are left to the next piece. */
static struct fire_split cut_strip(const struct plan *plan, const struct piece *piece,
                                   size_t at, size_t stop)
{
    const struct fire_text_view text = { piece->text + at, piece->size - at };
    const int32_t room = PIECE_ROWS - piece->n_rows;
    uint32_t *start = piece->hand->start;
    uint32_t *line = piece->line + piece->n_rows;
    struct fire_split split = fire_split_rows(text, plan->delimiter, plan->n_columns,
                                              room < STRIP_ROWS ? room : STRIP_ROWS,
                                              piece->hand->end, start, line);
    while (split.n_rows > 0 && at + start[split.n_rows - 1] >= stop) {
        split.n_rows--;
        split.next = start[split.n_rows];
        split.n_lines = line[split.n_rows];
    }
    return split;
}

/* Rows of UTF-8; what is none is left to the reader, who says where. */
static void keep_utf8(const struct piece *piece, size_t at, struct fire_split *split)
{
    const uint32_t *start = piece->hand->start;
    const struct fire_text_view text = { piece->text + at, split->next };
    const size_t valid = fire_text_valid_bytes(text);
    if (valid == split->next) return;
    while (split->n_rows > 0 && split->next > valid) {
        split->n_rows--;
        split->next = start[split->n_rows];
        split->n_lines = piece->line[piece->n_rows + split->n_rows];
    }
}

bool piece_fill(const struct plan *plan, struct piece *piece, size_t stop)
{
    size_t at = 0;
    clear_columns(plan, piece);
    while (at < stop && piece->n_rows < PIECE_ROWS) {
        struct fire_split split = cut_strip(plan, piece, at, stop);
        keep_utf8(piece, at, &split);
        if (split.n_rows == 0) break;
        const struct strip strip = {
            plan,          piece,       piece->text + at, piece->hand->end, piece->hand->start,
            piece->n_rows, split.n_rows
        };
        assert(strip.first % STRIP_ROWS == 0);
        if (!lanes_take(&strip)) return false;
        for (int32_t r = 0; r < split.n_rows; r++) {
            piece->start[strip.first + r] = (uint32_t)at + strip.start[r];
            piece->line[strip.first + r] += (uint32_t)piece->n_lines;
        }
        piece->n_rows += split.n_rows;
        piece->n_lines += split.n_lines;
        at += split.next;
    }
    piece->next = at;
    piece->is_whole = at >= stop;
    piece->n_odd = fire_count_valid(piece->odd, piece->n_rows);
    return true;
}

/* ---- made and ended -------------------------------------------------------------------- */

static bool make_column(const struct run *run, int32_t field, struct fire_arena *arena,
                        struct column_build *build)
{
    const struct column_build *of_run = &run->build[field];
    const size_t n_words = FIRE_BITS_WORDS(PIECE_ROWS);
    bool ok = true;
    if (build->valid != NULL || of_run->valid == NULL) return true;
#define MAKE_LIKE(array, n, type)                                                              \
    if (of_run->array != NULL) {                                                               \
        build->array = FIRE_TAKE(arena, n, type);                                              \
        ok = ok && build->array != NULL;                                                       \
    }
    MAKE_LIKE(valid, n_words, uint64_t)
    MAKE_LIKE(code, PIECE_ROWS, uint32_t)
    MAKE_LIKE(text, PIECE_ROWS, struct fire_text_view)
    MAKE_LIKE(number, PIECE_ROWS, int64_t)
    MAKE_LIKE(day, PIECE_ROWS, int32_t)
    MAKE_LIKE(minute, PIECE_ROWS, int16_t)
    MAKE_LIKE(minute_valid, n_words, uint64_t)
#undef MAKE_LIKE
    return ok;
}

static bool make_columns(const struct plan *plan, struct piece *piece)
{
    struct fire_arena *arena = piece->arena;
    bool ok = true;
    piece->build = FIRE_TAKE(arena, plan->run->n_fields, struct column_build);
    piece->spelling = FIRE_TAKE(arena, plan->n_tables + 1, uint32_t *);
    piece->shown = FIRE_TAKE(arena, plan->n_lanes + 1, uint64_t *);
    if (piece->build == NULL || piece->spelling == NULL || piece->shown == NULL) return false;
    for (int32_t i = 0; ok && i < plan->n_lanes; i++) {
        const lane_kind kind = plan->lane[i].kind;
        if (kind != LANE_AMOUNT && kind != LANE_MOMENT && kind != LANE_TIME) continue;
        piece->shown[i] = FIRE_TAKE(arena, FIRE_BITS_WORDS(PIECE_ROWS), uint64_t);
        ok = piece->shown[i] != NULL;
    }
    for (int32_t i = 0; ok && i < plan->n_lanes; i++)
        if (plan->lane[i].field >= 0)
            ok = make_column(plan->run, plan->lane[i].field, arena,
                             &piece->build[plan->lane[i].field]);
    for (int32_t i = 0; ok && i < plan->n_tables; i++) {
        piece->spelling[i] = FIRE_TAKE(arena, PIECE_ROWS, uint32_t);
        ok = piece->spelling[i] != NULL;
    }
    return ok;
}

struct piece *piece_create(const struct plan *plan)
{
    struct fire_arena *arena = fire_arena_create();
    struct piece *piece = arena == NULL ? NULL : FIRE_TAKE(arena, 1, struct piece);
    if (piece == NULL) {
        fire_arena_free(arena);
        return NULL;
    }
    piece->arena = arena;
    piece->texts = fire_arena_create();
    piece->room = FIRE_TAKE(
        arena, plan->piece_bytes + PIECE_TAIL_BYTES + 2 + FIRE_SPLIT_PADDING, char);
    piece->start = FIRE_TAKE(arena, PIECE_ROWS, uint32_t);
    piece->line = FIRE_TAKE(arena, PIECE_ROWS + STRIP_ROWS, uint32_t);
    piece->odd = FIRE_TAKE(arena, FIRE_BITS_WORDS(PIECE_ROWS), uint64_t);
    piece->named = FIRE_TAKE(arena, FIRE_BITS_WORDS(PIECE_ROWS), uint64_t);
    piece->sum = fire_arena_take(arena, (size_t)plan->n_lanes + 1, sizeof *piece->sum);
    piece->area = FIRE_TAKE(arena, PIECE_ROWS, int32_t);
    piece->file_line = FIRE_TAKE(arena, PIECE_ROWS, int64_t);
    if (piece->texts != NULL && piece->room != NULL && piece->start != NULL &&
        piece->line != NULL && piece->odd != NULL && piece->named != NULL &&
        piece->sum != NULL && piece->area != NULL && piece->file_line != NULL &&
        make_columns(plan, piece))
        return piece;
    piece_free(piece);
    return NULL;
}

void piece_free(struct piece *piece)
{
    if (piece == NULL) return;
    fire_arena_free(piece->texts);
    fire_arena_free(piece->arena);
}
