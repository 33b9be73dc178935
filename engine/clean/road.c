/* road.c - the pieces of a file in their order: their rows are pushed, and what is odd is read by
 * record.c in its place.
 *
 * A piece without odd rows is pushed as it is, without a copy. The rows of another are put into
 * the run's batch up to each odd one, which then follows. Records that are not regular come from
 * the reader; while they do, more and more of them are taken from there at once, so that a file
 * that is irregular throughout costs little more than on the other road. */
#include "crew.h"
#include "record.h"
#include "shape.h"
#include "survey.h"

#include "firestat/split.h"

#include <stdlib.h>
#include <string.h>

enum { BURST_MOST = 1 << 20 }; /* records taken from the reader at once */

struct road {
    struct run *run;
    struct plan *plan;
    struct crew *crew;
    int64_t at;      /* where the next row begins */
    int64_t n_lines; /* before it            */
    int64_t burst;
    struct fire_text_view *cell; /* [n_columns] of one row     */
    char *room;                  /* [room_bytes] of its quotes */
    size_t room_bytes;
    struct fire_text_view section[3]; /* that the areas were mapped under */
    int32_t only_area; /* of all rows, where no column says one; -1: not yet known */
};

/* ---- one row as a record --------------------------------------------------------------- */

/* The record of a row of a piece. False: no memory. */
static bool open_row(struct road *road, const struct piece *piece, int32_t row,
                     struct fire_record *out)
{
    const struct plan *plan = road->plan;
    const uint32_t begin = piece->start[row];
    const bool is_last = row + 1 == piece->n_rows;
    const size_t next = is_last ? piece->next : piece->start[row + 1];
    uint32_t start;
    uint32_t line;
    if (next - begin > road->room_bytes) {
        void *grown = fire_array_grow(road->room, &road->room_bytes, next - begin, 1);
        if (grown == NULL) return false;
        road->room = grown;
    }
    const struct fire_text_view text = { piece->text + begin, piece->size - begin };
    uint32_t *end = crew_hand(road->crew, 0)->end;
    const struct fire_split split = fire_split_rows(text, plan->delimiter, plan->n_columns, 1,
                                                    end, &start, &line);
    char *room = road->room;
    for (int32_t i = 0; i < plan->n_columns; i++) {
        const uint32_t from = i == 0 ? 0 : end[i - 1] + 1;
        const struct fire_text_view cell = { text.bytes + from, end[i] - from };
        road->cell[i] = fire_split_cell(cell, plan->delimiter, room);
        room += cell.size_bytes;
    }
    *out = (struct fire_record){ .line = road->n_lines + piece->line[row] + 1,
                                 .n_lines = split.n_lines,
                                 .n_cells = plan->n_columns,
                                 .cell = road->cell,
                                 .raw = { text.bytes, end[plan->n_columns - 1] } };
    return true;
}

static fire_status read_odd_row(struct road *road, const struct piece *piece, int32_t row)
{
    struct run *run = road->run;
    struct fire_record record;
    if (!open_row(road, piece, row, &record)) return fire_fail_memory(run->err);
    run->record = &record;
    const fire_status status = record_read(run);
    fire_arena_reset(run->look);
    return status;
}

/* ---- spellings become codes ------------------------------------------------------------ */

/* What the road knows of a hand's spelling; NULL: no memory. */
static uint32_t *mapped_of(struct hand *hand, int32_t table, uint32_t number)
{
    size_t *capacity = &hand->mapped_capacity[table];
    if (number >= *capacity) {
        const size_t before = *capacity;
        void *grown = fire_array_grow(hand->mapped[table], capacity, (size_t)number + 1,
                                      sizeof *hand->mapped[table]);
        if (grown == NULL) return NULL;
        hand->mapped[table] = grown;
        memset(hand->mapped[table] + before, 0xff, (*capacity - before) * sizeof(uint32_t));
    }
    return &hand->mapped[table][number];
}

/* The first row with a spelling tells what it means, by the way all rows are read. */
static bool learn(struct road *road, const struct piece *piece, const struct lane *lane,
                  int32_t row, uint32_t *out)
{
    struct run *run = road->run;
    struct fire_record record;
    if (!open_row(road, piece, row, &record)) return false;
    run->record = &record;
    if (lane->kind == LANE_AREA) {
        const int64_t n = run->n;
        int32_t *area = run->area;
        int32_t node;
        run->area = &node;
        run->n = 0;
        run->n_area_levels = road->plan->n_area_levels;
        const bool ok = read_area(run);
        run->n_area_levels = 3;
        run->area = area;
        run->n = n;
        *out = (uint32_t)node;
        return ok;
    }
    const struct word_entry *entry;
    const struct fire_text_view cell = run_cell(run, lane->form);
    *out = SPELLING_NULL;
    if (cell.size_bytes == 0) return true;
    if (!word_entry_of(run, lane->form, cell, &entry)) return false;
    if (!entry->is_null) *out = entry->code;
    return true;
}

static bool map_words(struct road *road, struct piece *piece, const struct lane *lane,
                      int32_t from, int32_t to)
{
    const uint32_t *number = piece->spelling[lane->table];
    const bool is_area = lane->kind == LANE_AREA;
    struct column_build *build = is_area ? NULL : &piece->build[lane->field];
    for (int32_t row = from; row < to; row++) {
        if (number[row] == SPELLING_NULL) continue; /* nothing there, or odd */
        uint32_t *mapped = number[row] < piece->hand->mapped_capacity[lane->table]
                               ? &piece->hand->mapped[lane->table][number[row]]
                               : mapped_of(piece->hand, lane->table, number[row]);
        if (mapped == NULL) return false;
        if (*mapped == SPELLING_UNMAPPED && !fire_is_valid(piece->odd, row) &&
            !learn(road, piece, lane, row, mapped))
            return false;
        if (is_area) {
            piece->area[row] = (int32_t)*mapped;
        } else if (*mapped < SPELLING_NULL) {
            build->code[row] = *mapped;
            fire_set_valid(build->valid, row);
        }
    }
    return true;
}

static bool fill_constant(struct road *road, struct piece *piece, const struct lane *lane,
                          int32_t from, int32_t to)
{
    struct column_build *build = &piece->build[lane->field];
    const struct word_entry *entry;
    const struct fire_text_view word = run_cell(road->run, lane->form);
    if (word.size_bytes == 0) return true;
    if (!word_entry_of(road->run, lane->form, word, &entry)) return false;
    for (int32_t row = from; row < to && !entry->is_null; row++) {
        build->code[row] = entry->code;
        fire_set_valid(build->valid, row);
    }
    return true;
}

/* A title that named an area gives it to the rows below it: what was learnt of areas above is
 * forgotten. */
static void follow_sections(struct road *road)
{
    if (memcmp(road->section, road->run->section, sizeof road->section) == 0) return;
    memcpy(road->section, road->run->section, sizeof road->section);
    road->only_area = -1;
    for (int32_t i = 0; i < road->plan->n_lanes; i++) {
        if (road->plan->lane[i].kind != LANE_AREA) continue;
        const int32_t table = road->plan->lane[i].table;
        for (int32_t h = 0; h < crew_n_hands(road->crew); h++) {
            struct hand *hand = crew_hand(road->crew, h);
            if (hand->mapped[table] == NULL) continue;
            memset(hand->mapped[table], 0xff, hand->mapped_capacity[table] * sizeof(uint32_t));
        }
    }
}

/* The area of all rows, where only constants and titles say one. */
static bool fill_area(struct road *road, struct piece *piece, int32_t from, int32_t to)
{
    static const struct lane any = { .kind = LANE_AREA };
    uint32_t node;
    if (from == to) return true;
    if (road->only_area < 0) {
        if (!learn(road, piece, &any, from, &node)) return false;
        road->only_area = (int32_t)node;
    }
    for (int32_t row = from; row < to; row++)
        piece->area[row] = road->only_area;
    return true;
}

static bool map_all(struct road *road, struct piece *piece, int32_t from, int32_t to)
{
    bool has_area = false;
    for (int32_t i = 0; i < road->plan->n_lanes; i++) {
        const struct lane *lane = &road->plan->lane[i];
        bool ok = true;
        if (lane->kind == LANE_WORD || lane->kind == LANE_AREA)
            ok = map_words(road, piece, lane, from, to);
        else if (lane->kind == LANE_CONSTANT)
            ok = fill_constant(road, piece, lane, from, to);
        if (!ok) return false;
        has_area = has_area || lane->kind == LANE_AREA;
    }
    return has_area || fill_area(road, piece, from, to);
}

/* ---- rows ------------------------------------------------------------------------------ */

/* The run's batch becomes the piece's columns, and back: what reads a row of the one reads one of
 * the other. */
static void lend_columns(struct run *run, struct piece *piece, struct run *own)
{
    *own = *run;
    run->build = piece->build;
    run->area = piece->area;
    run->line = piece->file_line;
    run->last_day = piece->build[FIRE_FIELD_OCCURRED_AT].day;
    run->has_spans = false;
}

static void take_back(struct run *run, const struct run *own)
{
    run->build = own->build;
    run->area = own->area;
    run->line = own->line;
    run->last_day = own->last_day;
    run->has_spans = own->has_spans;
    run->n = own->n;
}

/* Of rows 64 * word to 64 * word + 63, as bits, those that a rule can say something of. */
static uint64_t asked_rows(const struct run *run, int32_t word)
{
    uint64_t asked = 0;
    for (int32_t i = 0; i < run->n_rules; i++) {
        const uint64_t *rows = rule_rows(run, i);
        asked |= rows == NULL ? UINT64_MAX : rows[word];
    }
    return asked;
}

/* Hold the rows against the rules, those at least that a rule can say something of. */
static bool check_rows(struct road *road, struct piece *piece, int32_t from, int32_t to)
{
    struct run *run = road->run;
    struct run own;
    bool ok = true;
    if (run->n_rules == 0) return true;
    lend_columns(run, piece, &own);
    for (int32_t word = from / 64; ok && word * 64 < to; word++) {
        for (uint64_t asked = asked_rows(run, word); ok && asked != 0; asked &= asked - 1) {
            const int32_t row = word * 64 + __builtin_ctzll(asked);
            if (row < from || row >= to) continue;
            const struct fire_record record = { .line = piece->file_line[row] };
            run->record = &record;
            run->n = row;
            ok = check_rules(run);
        }
    }
    take_back(run, &own);
    return ok;
}

static void count_rows(struct road *road, const struct piece *piece, int32_t from, int32_t to)
{
    struct fire_import_counts *counts = road->run->counts;
    const int64_t n_lines = (to == piece->n_rows ? piece->n_lines : piece->line[to]) -
                            piece->line[from];
    int64_t n_named = 0;
    for (int32_t row = from; row < to; row++)
        n_named += fire_is_valid(piece->named, row);
    counts->n_records += to - from;
    counts->n_kept += to - from;
    counts->n_record_lines += n_lines;
    totals_end_records(road->run, to - from, n_named);
    shape_rows_passed(road->run);
}

static void number_lines(struct road *road, struct piece *piece)
{
    for (int32_t row = 0; row < piece->n_rows; row++)
        piece->file_line[row] = road->n_lines + piece->line[row] + 1;
}

static fire_status push_whole(struct road *road, struct piece *piece)
{
    struct run *run = road->run;
    struct run own;
    FIRE_TRY(run_push_batch(run));
    if (!map_all(road, piece, 0, piece->n_rows) || !check_rows(road, piece, 0, piece->n_rows))
        return run_why(run);
    for (int32_t i = 0; i < road->plan->n_lanes; i++)
        if (road->plan->lane[i].kind == LANE_COUNT || road->plan->lane[i].kind == LANE_AMOUNT)
            totals_add_sum(run, road->plan->lane[i].form, piece->sum[i]);
    count_rows(road, piece, 0, piece->n_rows);
    lend_columns(run, piece, &own);
    run->n = piece->n_rows;
    own.n = 0;
    const fire_status status = run_push_batch(run);
    take_back(run, &own);
    return status;
}

static void copy_bits(uint64_t to[], int64_t to_row, const uint64_t from[], int32_t first,
                      int32_t last)
{
    for (int32_t row = first; row < last; row++, to_row++)
        if (fire_is_valid(from, row)) fire_set_valid(to, to_row);
}

/* Rows behind those of the run's batch, for which there is room. */
static bool copy_rows(struct run *run, const struct piece *piece, int32_t from, int32_t to)
{
    const size_t n = (size_t)(to - from);
#define COPY(array) memcpy(mine->array + run->n, its->array + from, n * sizeof *its->array)
    for (int32_t field = 0; field < run->n_fields; field++) {
        const struct column_build *its = &piece->build[field];
        const struct column_build *mine = &run->build[field];
        if (its->valid == NULL) continue;
        copy_bits(mine->valid, run->n, its->valid, from, to);
        if (its->code != NULL) COPY(code);
        if (its->number != NULL) COPY(number);
        if (its->day != NULL) COPY(day);
        if (its->minute != NULL) COPY(minute);
        if (its->minute_valid != NULL)
            copy_bits(mine->minute_valid, run->n, its->minute_valid, from, to);
        for (int32_t row = from; its->text != NULL && row < to; row++) {
            if (!fire_is_valid(its->valid, row)) continue;
            const struct fire_text_view text =
                its->text[row]; /* the piece goes, the batch stays */
            const char *copy = fire_arena_copy(run->scratch, text.bytes, text.size_bytes);
            if (copy == NULL) return false;
            mine->text[run->n + row - from] = (struct fire_text_view){ copy, text.size_bytes };
        }
    }
#undef COPY
    memcpy(run->area + run->n, piece->area + from, n * sizeof *piece->area);
    memcpy(run->line + run->n, piece->file_line + from, n * sizeof *piece->file_line);
    memcpy(run->last_day + run->n, piece->build[FIRE_FIELD_OCCURRED_AT].day + from,
           n * sizeof *run->last_day);
    run->n += to - from;
    return true;
}

static void add_sums(struct road *road, const struct piece *piece, int32_t from, int32_t to)
{
    for (int32_t i = 0; i < road->plan->n_lanes; i++) {
        const struct lane *lane = &road->plan->lane[i];
        if (lane->kind != LANE_COUNT && lane->kind != LANE_AMOUNT) continue;
        totals_sum sum = 0;
        for (int32_t row = from; row < to; row++)
            sum += piece->build[lane->field].number[row];
        totals_add_sum(road->run, lane->form, sum);
    }
}

/* Rows from..to-1, none of which is odd, into the run's batch. */
static fire_status append_rows(struct road *road, struct piece *piece, int32_t from, int32_t to)
{
    struct run *run = road->run;
    if (from == to) return FIRE_OK;
    follow_sections(road);
    if (!map_all(road, piece, from, to) || !check_rows(road, piece, from, to))
        return run_why(run);
    add_sums(road, piece, from, to);
    count_rows(road, piece, from, to);
    while (from < to) {
        int32_t end = to;
        if (end - from > FIRE_BATCH_ROWS - run->n)
            end = from + (int32_t)(FIRE_BATCH_ROWS - run->n);
        if (!copy_rows(run, piece, from, end)) return fire_fail_memory(run->err);
        if (run->n == FIRE_BATCH_ROWS) FIRE_TRY(run_push_batch(run));
        from = end;
    }
    return FIRE_OK;
}

static fire_status push_with_odd(struct road *road, struct piece *piece)
{
    int32_t from = 0;
    for (int32_t row = 0; row < piece->n_rows; row++) {
        if (!fire_is_valid(piece->odd, row)) continue;
        FIRE_TRY(append_rows(road, piece, from, row));
        FIRE_TRY(read_odd_row(road, piece, row));
        from = row + 1;
    }
    return append_rows(road, piece, from, piece->n_rows);
}

/* What is no news any more is no reason to look closely. */
static void forget_news(struct road *road)
{
    const struct run *run = road->run;
    if (run->order.where.line != 0) atomic_store(&road->plan->wants_order, false);
    for (int32_t i = 0; i < road->plan->n_columns; i++) {
        bool is_news = false;
        for (int32_t k = 0; k < run->n_nameless; k++)
            is_news = is_news || run->nameless[k] == i;
        atomic_store(&road->plan->is_news[i], is_news);
    }
}

/* What the rows that are not odd show of the styles of their columns. */
static void show_styles(struct road *road, const struct piece *piece)
{
    const struct fire_binding *binding = road->run->binding;
    const size_t n_words = FIRE_BITS_WORDS(piece->n_rows);
    for (int32_t i = 0; i < road->plan->n_lanes; i++) {
        const struct lane *lane = &road->plan->lane[i];
        int64_t n = 0;
        if (piece->shown[i] == NULL) continue;
        for (size_t w = 0; w < n_words; w++)
            n += __builtin_popcountll(piece->shown[i][w] & ~piece->odd[w]);
        if (lane->kind == LANE_AMOUNT)
            survey_add_decimals(binding, lane->form, n);
        else
            survey_add_dates(binding, lane->form, n);
    }
}

static fire_status take_rows(struct road *road, struct piece *piece)
{
    struct run *run = road->run;
    if (piece->n_rows > 0) {
        number_lines(road, piece);
        follow_sections(road);
        if (survey_is_open(run->binding)) show_styles(road, piece);
        run->order.is_proven = run->order.is_proven || piece->is_order_proven;
        if (piece->n_odd == 0) {
            FIRE_TRY(push_whole(road, piece));
        } else {
            FIRE_TRY(push_with_odd(road, piece));
            forget_news(road);
        }
    }
    road->at = piece->at + (int64_t)piece->next;
    road->n_lines += piece->n_lines;
    return FIRE_OK;
}

/* ---- records that are not regular ------------------------------------------------------ */

/* Some records by the reader, as long as they begin before `end`. */
static fire_status take_from_reader(struct road *road, int64_t end)
{
    struct run *run = road->run;
    FIRE_TRY(fire_reader_go_to(run->reader, road->at, road->n_lines, run->err));
    for (int64_t i = 0; i < road->burst && fire_reader_at(run->reader) < end; i++) {
        struct fire_record record = { 0 };
        bool more = false;
        FIRE_TRY(fire_reader_next(run->reader, &record, &more, run->err));
        if (!more) break;
        run->record = &record;
        FIRE_TRY(record_read(run));
        fire_arena_reset(run->look);
    }
    if (road->burst < BURST_MOST) road->burst *= 2;
    road->at = fire_reader_at(run->reader);
    road->n_lines = fire_reader_n_lines(run->reader);
    forget_news(road);
    return FIRE_OK;
}

/* ---- all of it ------------------------------------------------------------------------- */

static fire_status check_filled(const struct road *road, const struct piece *piece)
{
    if (piece->failed == FIRE_OK) return FIRE_OK;
    if (piece->failed == FIRE_ENOMEM) return fire_fail_memory(road->run->err);
    const struct fire_location place = { .file = fire_reader_path(road->run->reader) };
    return fire_fail(road->run->err, piece->failed, place, "the file could not be read on");
}

/* What is left up to `end`, beginning with a piece that was filled ahead if it begins where it
 * should. */
static fire_status take_piece(struct road *road, struct piece *piece, int64_t end)
{
    bool is_whole = false;
    if (piece->at == road->at && piece->failed == FIRE_OK) {
        FIRE_TRY(take_rows(road, piece));
        is_whole = piece->is_whole;
        if (is_whole && road->burst > 1) road->burst /= 2;
    }
    while (!is_whole && road->at < end) {
        struct piece *own = crew_fill(road->crew, road->at, end);
        FIRE_TRY(check_filled(road, own));
        const bool is_full = own->n_rows == PIECE_ROWS;
        FIRE_TRY(take_rows(road, own));
        is_whole = own->is_whole;
        if (!is_whole && !is_full) FIRE_TRY(take_from_reader(road, end));
    }
    return FIRE_OK;
}

static fire_status go(struct road *road)
{
    struct piece *piece;
    int64_t end;
    while ((piece = crew_next(road->crew, &end)) != NULL) {
        FIRE_TRY(take_piece(road, piece, end));
        crew_done(road->crew);
    }
    return fire_reader_go_to(road->run->reader, road->at, road->n_lines, road->run->err);
}

fire_status road_run(struct run *run)
{
    struct plan *plan = plan_create(run);
    if (plan == NULL) return FIRE_OK;
    struct road road = { .run = run,
                         .plan = plan,
                         .at = fire_reader_at(run->reader),
                         .n_lines = fire_reader_n_lines(run->reader),
                         .burst = 1,
                         .only_area = -1 };
    road.cell = FIRE_TAKE(run->arena, plan->n_columns, struct fire_text_view);
    road.crew = crew_create(plan, road.at, run->options->jobs);
    fire_status status = FIRE_OK;
    if (road.cell == NULL || road.crew == NULL)
        status = fire_fail_memory(run->err);
    else
        status = go(&road);
    crew_free(road.crew);
    free(road.room);
    return status;
}
