/* crew.c - see crew.h.
 *
 * The file is cut at multiples of a piece's bytes, wherever that falls. Whoever fills a piece looks
 * for the first row in it: behind a line end, and with the header's number of cells. It is a guess,
 * for the line end may stand in a note; whoever takes the pieces in order knows better. The cuts
 * depend on the file alone, so that the same rows lie in the same piece with any number of
 * threads. */
#include "crew.h"

#include "firestat/split.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum piece_state { PIECE_FREE, PIECE_CLAIMED, PIECE_FILLED };

struct worker {
    struct crew *crew;
    struct hand hand;
    pthread_t thread;
    bool is_running;
};

struct crew {
    const struct plan *plan;
    struct fire_arena *arena;
    int64_t begin;
    int64_t end;
    int64_t n_pieces;
    struct worker *worker; /* [n_workers], the first the caller's, who has no thread */
    int32_t n_workers;
    struct piece **slot; /* [n_slots] piece k lies in slot k % n_slots */
    enum piece_state *state;
    int32_t n_slots;
    struct piece *own; /* of the caller */

    pthread_mutex_t lock; /* over the rest, and over who has which slot */
    pthread_cond_t changed;
    int64_t n_claimed;
    int64_t n_taken;
    bool is_stopped;
};

/* ---- one piece ------------------------------------------------------------------------- */

/* Bytes from `at` to behind `end`, as far as a row that begins before may go.
 *   is_end   the file ends with them */
static fire_status load(const struct crew *crew, struct piece *piece, int64_t at, int64_t end)
{
    const size_t wanted = (size_t)(end - at) + PIECE_TAIL_BYTES;
    size_t came = 0;
    FIRE_TRY(fire_reader_bytes(crew->plan->run->reader, at, piece->room, wanted, &came, NULL));
    if (came < wanted && came > 0 && piece->room[came - 1] != '\n')
        piece->room[came++] = '\n'; /* the last line of a file may have no end */
    memset(piece->room + came, 0, FIRE_SPLIT_PADDING);
    piece->at = at;
    piece->text = piece->room;
    piece->size = came;
    return FIRE_OK;
}

static void fill_from(const struct crew *crew, struct piece *piece, size_t skipped, int64_t end)
{
    piece->at += (int64_t)skipped;
    piece->text += skipped;
    piece->size -= skipped;
    if (!piece_fill(crew->plan, piece, (size_t)(end - piece->at))) piece->failed = FIRE_ENOMEM;
}

static void fill(const struct crew *crew, struct hand *hand, struct piece *piece, int64_t at,
                 int64_t end)
{
    piece->hand = hand;
    piece->failed = load(crew, piece, at, end);
    if (piece->failed == FIRE_OK) fill_from(crew, piece, 0, end);
}

/* The first row behind the text's first byte; false: none is seen. */
static bool find_row(const struct plan *plan, const struct piece *piece, size_t *out)
{
    const char *at = piece->text;
    const char *end = piece->text + piece->size;
    while ((at = memchr(at, '\n', (size_t)(end - at))) != NULL) {
        uint32_t start;
        uint32_t line;
        at++;
        const struct fire_text_view text = { at, (size_t)(end - at) };
        if (fire_split_rows(text, plan->delimiter, plan->n_columns, 1, piece->hand->end, &start,
                            &line)
                .n_rows == 1) {
            *out = (size_t)(at - piece->text);
            return true;
        }
    }
    return false;
}

static void fill_piece(const struct crew *crew, struct hand *hand, struct piece *piece,
                       int64_t number)
{
    const int64_t begin = crew->begin + number * (int64_t)crew->plan->piece_bytes;
    int64_t end = begin + (int64_t)crew->plan->piece_bytes;
    if (end > crew->end) end = crew->end;
    if (number == 0) {
        fill(crew, hand, piece, begin, end);
        return;
    }
    size_t skipped;
    piece->hand = hand;
    piece->failed = load(crew, piece, begin - 1, end);
    if (piece->failed != FIRE_OK) return;
    if (find_row(crew->plan, piece, &skipped) && begin - 1 + (int64_t)skipped < end)
        fill_from(crew, piece, skipped, end);
    else
        piece->at = -1;
}

/* ---- the threads ----------------------------------------------------------------------- */

/* Under the lock: may another piece be begun? */
static bool may_claim(const struct crew *crew)
{
    return crew->n_claimed < crew->n_pieces && crew->n_claimed < crew->n_taken + crew->n_slots;
}

/* Claim, fill and give back one piece; under the lock before and after. */
static void fill_next(struct crew *crew, struct hand *hand)
{
    const int64_t number = crew->n_claimed++;
    const int32_t slot = (int32_t)(number % crew->n_slots);
    crew->state[slot] = PIECE_CLAIMED;
    pthread_mutex_unlock(&crew->lock);
    fill_piece(crew, hand, crew->slot[slot], number);
    pthread_mutex_lock(&crew->lock);
    crew->state[slot] = PIECE_FILLED;
    pthread_cond_broadcast(&crew->changed);
}

static void *work(void *self)
{
    struct worker *worker = self;
    struct crew *crew = worker->crew;
    pthread_mutex_lock(&crew->lock);
    while (!crew->is_stopped && crew->n_claimed < crew->n_pieces) {
        if (may_claim(crew))
            fill_next(crew, &worker->hand);
        else
            pthread_cond_wait(&crew->changed, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    return NULL;
}

struct piece *crew_next(struct crew *crew, int64_t *out_end)
{
    pthread_mutex_lock(&crew->lock);
    const int64_t number = crew->n_taken; /* those before are done with */
    if (number == crew->n_pieces) {
        pthread_mutex_unlock(&crew->lock);
        return NULL;
    }
    const int32_t slot = (int32_t)(number % crew->n_slots);
    while (crew->n_claimed <= number || crew->state[slot] != PIECE_FILLED) {
        if (may_claim(crew))
            fill_next(crew, &crew->worker[0].hand);
        else
            pthread_cond_wait(&crew->changed, &crew->lock);
    }
    pthread_mutex_unlock(&crew->lock);
    const int64_t end = crew->begin + (number + 1) * (int64_t)crew->plan->piece_bytes;
    *out_end = end < crew->end ? end : crew->end;
    return crew->slot[slot];
}

void crew_done(struct crew *crew)
{
    pthread_mutex_lock(&crew->lock);
    crew->state[crew->n_taken % crew->n_slots] = PIECE_FREE;
    crew->n_taken++;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
}

struct piece *crew_fill(struct crew *crew, int64_t at, int64_t end)
{
    fill(crew, &crew->worker[0].hand, crew->own, at, end);
    return crew->own;
}

/* ---- made and ended -------------------------------------------------------------------- */

static bool hand_init(const struct plan *plan, struct hand *hand, struct fire_arena *arena)
{
    hand->n_tables = plan->n_tables;
    hand->table = spelling_tables_create(plan->n_tables);
    hand->mapped = FIRE_TAKE(arena, plan->n_tables + 1, uint32_t *);
    hand->mapped_capacity = FIRE_TAKE(arena, plan->n_tables + 1, size_t);
    hand->end = FIRE_TAKE(
        arena, (size_t)STRIP_ROWS * (size_t)plan->n_columns + FIRE_SPLIT_SLACK, uint32_t);
    hand->start = FIRE_TAKE(arena, STRIP_ROWS, uint32_t);
    return hand->table != NULL && hand->mapped != NULL && hand->mapped_capacity != NULL &&
           hand->end != NULL && hand->start != NULL;
}

static void hand_finish(struct hand *hand)
{
    spelling_tables_free(hand->table, hand->n_tables);
    for (int32_t i = 0; hand->mapped != NULL && i < hand->n_tables; i++)
        free(hand->mapped[i]);
}

static bool make_all(struct crew *crew)
{
    crew->worker = FIRE_TAKE(crew->arena, crew->n_workers, struct worker);
    crew->slot = FIRE_TAKE(crew->arena, crew->n_slots, struct piece *);
    crew->state = FIRE_TAKE(crew->arena, crew->n_slots, enum piece_state);
    crew->own = piece_create(crew->plan);
    if (crew->worker == NULL || crew->slot == NULL || crew->state == NULL || crew->own == NULL)
        return false;
    for (int32_t i = 0; i < crew->n_workers; i++) {
        crew->worker[i].crew = crew;
        if (!hand_init(crew->plan, &crew->worker[i].hand, crew->arena)) return false;
    }
    for (int32_t i = 0; i < crew->n_slots; i++) {
        crew->slot[i] = piece_create(crew->plan);
        if (crew->slot[i] == NULL) return false;
    }
    return true;
}

struct crew *crew_create(const struct plan *plan, int64_t begin, int jobs)
{
    struct fire_arena *arena = fire_arena_create();
    struct crew *crew = arena == NULL ? NULL : FIRE_TAKE(arena, 1, struct crew);
    if (crew == NULL) {
        fire_arena_free(arena);
        return NULL;
    }
    const int64_t bytes = (int64_t)plan->piece_bytes;
    *crew = (struct crew){
        .plan = plan, .arena = arena, .begin = begin, .end = fire_reader_size(plan->run->reader)
    };
    crew->n_pieces = crew->end <= begin ? 0 : (crew->end - begin + bytes - 1) / bytes;
    crew->n_workers = jobs;
    if (crew->n_workers > crew->n_pieces) crew->n_workers = (int32_t)crew->n_pieces;
    if (crew->n_workers < 1) crew->n_workers = 1;
    crew->n_slots = crew->n_workers == 1 ? 1 : 2 * crew->n_workers;
    pthread_mutex_init(&crew->lock, NULL);
    pthread_cond_init(&crew->changed, NULL);
    if (!make_all(crew)) {
        crew_free(crew);
        return NULL;
    }
    for (int32_t i = 1; i < crew->n_workers; i++) /* one that cannot start is not missed */
        crew->worker[i].is_running = pthread_create(&crew->worker[i].thread, NULL, work,
                                                    &crew->worker[i]) == 0;
    return crew;
}

void crew_free(struct crew *crew)
{
    if (crew == NULL) return;
    pthread_mutex_lock(&crew->lock);
    crew->is_stopped = true;
    pthread_cond_broadcast(&crew->changed);
    pthread_mutex_unlock(&crew->lock);
    for (int32_t i = 1; crew->worker != NULL && i < crew->n_workers; i++)
        if (crew->worker[i].is_running) pthread_join(crew->worker[i].thread, NULL);
    for (int32_t i = 0; crew->worker != NULL && i < crew->n_workers; i++)
        hand_finish(&crew->worker[i].hand);
    for (int32_t i = 0; crew->slot != NULL && i < crew->n_slots; i++)
        piece_free(crew->slot[i]);
    piece_free(crew->own);
    pthread_cond_destroy(&crew->changed);
    pthread_mutex_destroy(&crew->lock);
    fire_arena_free(crew->arena);
}

int32_t crew_n_hands(const struct crew *crew)
{
    return crew->n_workers;
}

struct hand *crew_hand(struct crew *crew, int32_t i)
{
    return &crew->worker[i].hand;
}
