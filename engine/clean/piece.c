/* piece.c - a stretch of a file becomes columns: the usual case of every cell, and which rows have
 * another.
 *
 * The rows' cells are found a strip at a time (split.h) and taken column by column, so that each
 * loop does one thing and its places lie in the near cache. A loop never says what is wrong with
 * a cell: it marks the row as odd and goes on. */
#include "lane.h"

#include "firestat/split.h"

#include <string.h>

/* Some rows whose cells are found. */
struct strip {
    const struct plan *plan;
    struct piece *piece;
    const char *text;
    const uint32_t *end;   /* [n_rows * n_columns] offsets in the text */
    const uint32_t *start; /* [n_rows]                                 */
    int32_t first;         /* row of the piece                         */
    int32_t n_rows;
};

static inline struct fire_text_view cell_of(const struct strip *strip, int32_t row,
                                            int32_t column)
{
    const uint32_t *end = &strip->end[row * strip->plan->n_columns + column];
    const uint32_t begin = column == 0 ? strip->start[row] : end[-1] + 1;
    return (struct fire_text_view){ strip->text + begin, *end - begin };
}

static inline void mark_odd(const struct strip *strip, int32_t row)
{
    fire_set_valid(strip->piece->odd, strip->first + row);
}

#define PLAIN_BYTES 64

/* The inside of a cell: without quotes and spaces around it.
 *   returns   false: a long one with quotes, for which there is no room */
static inline bool inside_of(const struct strip *strip, struct fire_text_view *cell,
                             char room[PLAIN_BYTES])
{
    if (cell->size_bytes == 0) return true;
    const char first = cell->bytes[0];
    const char last = cell->bytes[cell->size_bytes - 1];
    if (first != '"' && first != ' ' && last != ' ' && first != '\t' && last != '\t')
        return true;
    if (cell->size_bytes > PLAIN_BYTES) return false;
    *cell = fire_split_cell(*cell, strip->plan->delimiter, room);
    return true;
}

/* ---- words ----------------------------------------------------------------------------- */

static bool take_words(const struct strip *strip, const struct lane *lane)
{
    struct piece *piece = strip->piece;
    struct spelling_table *table = spelling_table_at(piece->hand->table, lane->table);
    uint32_t *number = piece->spelling[lane->table] + strip->first;
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        number[r] = SPELLING_NULL;
        if (cell.size_bytes == 0) continue;
        number[r] = spelling_number(table, cell.bytes, cell.size_bytes);
        if (number[r] == SPELLING_UNMAPPED) return false;
        if (number[r] == SPELLING_NULL) mark_odd(strip, r);
    }
    return true;
}

#define AREA_BYTES 512

/* The cells of an area in one: as they stand side by side, or with a byte between that no cell of
 * a regular record has. */
static inline bool area_cells(const struct strip *strip, const struct lane *lane, int32_t row,
                              char room[AREA_BYTES], struct fire_text_view *out)
{
    *out = cell_of(strip, row, lane->column[0]);
    if (lane->is_adjacent) {
        const struct fire_text_view last = cell_of(strip, row,
                                                   lane->column[lane->n_columns - 1]);
        out->size_bytes = (size_t)(last.bytes + last.size_bytes - out->bytes);
        return true;
    }
    size_t size = 0;
    for (int32_t i = 0; i < lane->n_columns; i++) {
        const struct fire_text_view cell = cell_of(strip, row, lane->column[i]);
        if (cell.size_bytes + 1 > AREA_BYTES - size) return false;
        memcpy(room + size, cell.bytes, cell.size_bytes);
        size += cell.size_bytes;
        room[size++] = '\x1f';
    }
    *out = (struct fire_text_view){ room, size };
    return true;
}

static bool take_areas(const struct strip *strip, const struct lane *lane)
{
    struct piece *piece = strip->piece;
    struct spelling_table *table = spelling_table_at(piece->hand->table, lane->table);
    uint32_t *number = piece->spelling[lane->table] + strip->first;
    char room[AREA_BYTES];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        struct fire_text_view cells;
        number[r] = SPELLING_NULL;
        if (area_cells(strip, lane, r, room, &cells))
            number[r] = spelling_number(table, cells.bytes, cells.size_bytes);
        if (number[r] == SPELLING_UNMAPPED) return false;
        if (number[r] == SPELLING_NULL) mark_odd(strip, r);
    }
    return true;
}

/* ---- numbers --------------------------------------------------------------------------- */

static inline bool is_digit(char byte)
{
    return (unsigned char)(byte - '0') <= 9;
}

/* Digits only, at most 18 of them. */
static inline bool read_digits(struct fire_text_view cell, int64_t *out)
{
    int64_t value = 0;
    if (cell.size_bytes > 18) return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (!is_digit(cell.bytes[i])) return false;
        value = value * 10 + (cell.bytes[i] - '0');
    }
    *out = value;
    return true;
}

static void take_counts(const struct strip *strip, const struct lane *lane)
{
    struct piece *piece = strip->piece;
    struct column_build *build = &piece->build[lane->field];
    totals_sum *sum = &piece->sum[lane - strip->plan->lane];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const int32_t row = strip->first + r;
        struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        char room[PLAIN_BYTES];
        int64_t value = 0;
        build->number[row] = 0;
        if (!inside_of(strip, &cell, room) || !read_digits(cell, &value) ||
            value > lane->largest_digits) {
            mark_odd(strip, r);
            continue;
        }
        if (cell.size_bytes == 0) continue;
        build->number[row] = value * lane->multiplier;
        *sum += build->number[row];
        fire_set_valid(build->valid, row);
    }
}

/* Digits with a decimal mark. Three digits behind it could be thousands, and places that would
 * have to be rounded are left to number.c. */
static inline bool read_decimal(const struct lane *lane, struct fire_text_view cell,
                                int64_t *out)
{
    int64_t digits = 0;
    int64_t one = 0; /* ten to the power of the places; 0: no mark yet */
    int n_places = 0;
    if (cell.size_bytes > 18 || lane->decimal_mark == '\0' ||
        cell.bytes[0] == lane->decimal_mark)
        return false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        if (cell.bytes[i] == lane->decimal_mark && one == 0) {
            one = 1;
            continue;
        }
        if (!is_digit(cell.bytes[i])) return false;
        digits = digits * 10 + (cell.bytes[i] - '0');
        if (one == 0) continue;
        one *= 10;
        n_places++;
    }
    if (n_places == 0 || n_places == 3 || lane->multiplier % one != 0) return false;
    const int64_t multiplier = lane->multiplier / one;
    if (digits > lane->largest / multiplier) return false;
    *out = digits * multiplier;
    return true;
}

static void take_amounts(const struct strip *strip, const struct lane *lane)
{
    struct piece *piece = strip->piece;
    struct column_build *build = &piece->build[lane->field];
    totals_sum *sum = &piece->sum[lane - strip->plan->lane];
    uint64_t *shown = piece->shown[lane - strip->plan->lane];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const int32_t row = strip->first + r;
        struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        char room[PLAIN_BYTES];
        int64_t value = 0;
        build->number[row] = 0;
        if (cell.size_bytes == 0) continue;
        if (!inside_of(strip, &cell, room)) {
            mark_odd(strip, r);
        } else if (read_digits(cell, &value) && value <= lane->largest_digits) {
            if (cell.size_bytes == 0) continue;
            build->number[row] = value * lane->multiplier;
        } else if (read_decimal(lane, cell, &value)) {
            build->number[row] = value;
            fire_set_valid(shown, row);
        } else {
            mark_odd(strip, r);
            continue;
        }
        *sum += build->number[row];
        fire_set_valid(build->valid, row);
    }
}

/* ---- days and times -------------------------------------------------------------------- */

static inline int32_t two_digits(const char *at)
{
    return is_digit(at[0]) && is_digit(at[1]) ? (at[0] - '0') * 10 + (at[1] - '0') : -1;
}

/* "08:15", "8:15", "08:15:30", "08:15:30Z"; 24:00 is news. */
static inline bool read_clock(const char *at, size_t size, int16_t *out)
{
    if (size > 0 && at[size - 1] == 'Z') size--;
    const bool is_short = size == 4 || size == 7;
    const int32_t hour = is_short                 ? (is_digit(at[0]) ? at[0] - '0' : -1)
                         : size == 5 || size == 8 ? two_digits(at)
                                                  : -1;
    at += is_short ? 1 : 2;
    if (hour < 0 || hour > 23 || at[0] != ':') return false;
    const int32_t minute = two_digits(at + 1);
    if (minute < 0 || minute > 59) return false;
    if (size > 5) {
        const int32_t second = two_digits(at + 4);
        if (at[3] != ':' || second < 0 || second > 59) return false;
    }
    *out = (int16_t)(hour * 60 + minute);
    return true;
}

/* Ten bytes with a day: 2024-07-31, 31/07/2024.
 *   by_order   the plan's order of dates told which number is the month */
static bool read_day(const struct date_form *form, const char *at, int32_t *out, bool *by_order)
{
    struct fire_civil civil;
    *by_order = !is_digit(at[2]);
    if (!*by_order) {
        const int32_t century = two_digits(at);
        const int32_t rest = two_digits(at + 2);
        if (century < 0 || rest < 0 || (at[4] != '-' && at[4] != '/') || at[7] != at[4])
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + 5),
                                     two_digits(at + 8) };
    } else {
        const int32_t century = two_digits(at + 6);
        const int32_t rest = two_digits(at + 8);
        const bool day_first = form->order == FIRE_DATES_DMY;
        if (century < 0 || rest < 0 || (at[2] != '/' && at[2] != '-' && at[2] != '.') ||
            at[5] != at[2] || (!day_first && form->order != FIRE_DATES_MDY))
            return false;
        civil = (struct fire_civil){ century * 100 + rest, two_digits(at + (day_first ? 3 : 0)),
                                     two_digits(at + (day_first ? 0 : 3)) };
    }
    return fire_day_from_civil(civil, out);
}

/* The day before, which in a register is mostly the next row's as well. */
struct last_day {
    char bytes[10];
    int32_t day;
    bool by_order;
};

enum { DAY_BYTES = 10 };

static inline bool day_of(const struct strip *strip, const struct lane *lane, const char *at,
                          struct last_day *last)
{
    const struct plan *plan = strip->plan;
    if (memcmp(last->bytes, at, DAY_BYTES) == 0) return true;
    const struct date_form *form = &plan->run->binding->form[lane->form].date;
    int32_t day;
    bool by_order;
    if (!read_day(form, at, &day, &by_order) || day < plan->first_day || day > plan->last_day)
        return false;
    if (by_order && !form->is_order_said) {
        const struct fire_civil civil = fire_civil_from_day(day);
        if (civil.day != civil.month &&
            atomic_load_explicit(&strip->plan->wants_order, memory_order_relaxed))
            return false; /* the first of its kind is told */
        strip->piece->is_order_proven = strip->piece->is_order_proven || civil.day > 12;
    }
    memcpy(last->bytes, at, DAY_BYTES);
    *last = (struct last_day){ .day = day, .by_order = by_order };
    memcpy(last->bytes, at, DAY_BYTES);
    return true;
}

static void take_moments(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    const bool is_needed = lane->field == FIRE_FIELD_OCCURRED_AT;
    struct last_day last = { .bytes = "" };
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const int32_t row = strip->first + r;
        struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        char room[PLAIN_BYTES];
        int16_t minute = -1;
        if (!inside_of(strip, &cell, room) || (cell.size_bytes == 0 && is_needed)) {
            mark_odd(strip, r);
            continue;
        }
        if (cell.size_bytes == 0) continue;
        const size_t size = cell.size_bytes;
        if (size < DAY_BYTES || !day_of(strip, lane, cell.bytes, &last) ||
            (size > DAY_BYTES &&
             ((cell.bytes[DAY_BYTES] != ' ' && cell.bytes[DAY_BYTES] != 'T') ||
              !read_clock(cell.bytes + DAY_BYTES + 1, size - DAY_BYTES - 1, &minute)))) {
            mark_odd(strip, r);
            continue;
        }
        fire_set_valid(shown, row);
        build->day[row] = last.day;
        fire_set_valid(build->valid, row);
        if (minute < 0 || (lane->has_time && minute == 0)) continue;
        build->minute[row] = minute;
        fire_set_valid(build->minute_valid, row);
    }
}

static void take_times(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    uint64_t *shown = strip->piece->shown[lane - strip->plan->lane];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const int32_t row = strip->first + r;
        struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        char room[PLAIN_BYTES];
        int16_t minute;
        if (!inside_of(strip, &cell, room)) {
            mark_odd(strip, r);
            continue;
        }
        if (cell.size_bytes == 0) continue;
        if (!read_clock(cell.bytes, cell.size_bytes, &minute)) {
            mark_odd(strip, r);
            continue;
        }
        fire_set_valid(shown, row);
        if (fire_is_valid(build->valid, row)) {
            build->minute[row] = minute;
            fire_set_valid(build->minute_valid, row);
        }
    }
}

/* ---- texts ----------------------------------------------------------------------------- */

/* Is the text as fire_text_clean would make it? A look at each byte that knows ASCII and the
 * composed letters of Vietnamese; any other text is not looked at here. */
static bool is_clean(struct fire_text_view text)
{
    const unsigned char *byte = (const unsigned char *)text.bytes;
    const size_t size = text.size_bytes;
    if (size == 0 || byte[0] == ' ' || byte[size - 1] == ' ') return size == 0;
    for (size_t i = 0; i < size; i++) {
        if (byte[i] >= 0x20 && byte[i] < 0x7f) {
            if (byte[i] == ' ' && byte[i + 1] == ' ') return false; /* the last is none */
            continue;
        }
        const size_t left = size - i;
        if (byte[i] == 0xe1 && left > 2) {
            if ((byte[i + 1] != 0xba && byte[i + 1] != 0xbb) || (byte[i + 2] & 0xc0) != 0x80)
                return false;
            i += 2;
        } else if (byte[i] >= 0xc3 && byte[i] <= 0xc6 && left > 1) {
            const unsigned char next = byte[++i];
            if ((next & 0xc0) != 0x80) return false;
            if (byte[i - 1] == 0xc3 && (next == 0x90 || next == 0xb0)) return false; /* Ð, ð */
            if (byte[i - 1] == 0xc6 && next != 0xa0 && next != 0xa1 && next != 0xaf &&
                next != 0xb0)
                return false;
        } else {
            return false;
        }
    }
    return true;
}

static inline bool may_be_null(const struct lane *lane, struct fire_text_view text)
{
    return text.size_bytes <= lane->null_longest &&
           lane->null_first[(unsigned char)text.bytes[0]];
}

/* The text of a cell as it is kept. False: no memory; *odd: it has to be looked at closely. */
static bool read_text(const struct strip *strip, const struct lane *lane,
                      struct fire_text_view cell, struct fire_text_view *out, bool *odd)
{
    struct fire_arena *arena = strip->piece->texts;
    if (cell.bytes[0] == '"' && memchr(cell.bytes + 1, '"', cell.size_bytes - 2) != NULL) {
        char *room = fire_arena_take(arena, cell.size_bytes, 1);
        if (room == NULL) return false;
        cell = fire_split_cell(cell, strip->plan->delimiter, room);
    } else {
        cell = fire_split_cell(cell, strip->plan->delimiter, NULL);
    }
    *out = cell;
    *odd = false;
    if (cell.size_bytes == 0) return true;
    if (!is_clean(cell)) {
        *odd = fire_text_valid_bytes(cell) != cell.size_bytes;
        if (*odd) return true;
        if (!fire_text_clean(cell, arena, out)) return false;
    }
    *odd = out->size_bytes == 0 || out->bytes[0] == '#' || may_be_null(lane, *out);
    return true;
}

static bool take_texts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const int32_t row = strip->first + r;
        const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        bool odd;
        if (cell.size_bytes == 0) continue;
        if (!read_text(strip, lane, cell, &build->text[row], &odd)) return false;
        if (odd)
            mark_odd(strip, r);
        else if (build->text[row].size_bytes > 0)
            fire_set_valid(build->valid, row);
    }
    return true;
}

/* ---- what is not read ------------------------------------------------------------------ */

static void pass_cells(const struct strip *strip, const struct lane *lane)
{
    const bool is_text = lane->kind == LANE_TEXT_UNREAD; /* "#N/A" in it is told */
    for (int32_t r = 0; r < strip->n_rows; r++) {
        const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
        if (cell.size_bytes == 0) continue;
        const bool is_told = is_text && (cell.bytes[0] == '#' || cell.bytes[1] == '#');
        if (is_told || fire_text_valid_bytes(cell) != cell.size_bytes) mark_odd(strip, r);
    }
}

static void pass_nameless(const struct strip *strip, const struct lane *lane)
{
    if (!atomic_load_explicit(&strip->plan->is_news[lane->column[0]], memory_order_relaxed)) {
        pass_cells(strip, lane);
        return;
    }
    for (int32_t r = 0; r < strip->n_rows; r++)
        if (cell_of(strip, r, lane->column[0]).size_bytes > 0) mark_odd(strip, r);
}

/* ---- whose rows they are --------------------------------------------------------------- */

/* An id that no title or label can be: digits, or letters, digits and dashes of some length. */
static bool is_plain_id(struct fire_text_view cell)
{
    bool has_digit = false;
    bool has_letter = false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        const char byte = cell.bytes[i];
        const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
        if (!is_letter && !is_digit(byte) && byte != '-') return false;
        has_digit = has_digit || is_digit(byte);
        has_letter = has_letter || is_letter;
    }
    return has_digit && is_digit(cell.bytes[cell.size_bytes - 1]) &&
           (!has_letter || cell.size_bytes >= 6);
}

/* A row with a date is an incident where it names its commune or has an id (shape.c). */
static void check_identified(const struct strip *strip)
{
    const struct plan *plan = strip->plan;
    for (int32_t r = 0; r < strip->n_rows; r++) {
        if (plan->commune_column >= 0) {
            const struct fire_text_view commune = cell_of(strip, r, plan->commune_column);
            if (commune.size_bytes > 0 && (unsigned char)commune.bytes[0] > '"') continue;
        }
        if (plan->id_column >= 0) {
            const struct fire_text_view id = cell_of(strip, r, plan->id_column);
            if (id.size_bytes > 0 && is_plain_id(id)) continue;
        }
        mark_odd(strip, r);
    }
}

static void mark_named(const struct strip *strip)
{
    const int32_t column = strip->plan->key_column;
    for (int32_t r = 0; r < strip->n_rows && column >= 0; r++) {
        struct fire_text_view cell = cell_of(strip, r, column);
        char room[PLAIN_BYTES];
        if (!inside_of(strip, &cell, room) || cell.size_bytes > 0)
            fire_set_valid(strip->piece->named, strip->first + r);
    }
}

/* ---- the piece ------------------------------------------------------------------------- */

static bool take_lane(const struct strip *strip, const struct lane *lane)
{
    switch (lane->kind) {
    case LANE_PASSED:
    case LANE_TEXT_UNREAD:
        pass_cells(strip, lane);
        return true;
    case LANE_NAMELESS:
        pass_nameless(strip, lane);
        return true;
    case LANE_WORD:
        return take_words(strip, lane);
    case LANE_AREA:
        return take_areas(strip, lane);
    case LANE_COUNT:
        take_counts(strip, lane);
        return true;
    case LANE_AMOUNT:
        take_amounts(strip, lane);
        return true;
    case LANE_MOMENT:
        take_moments(strip, lane);
        return true;
    case LANE_TIME:
        take_times(strip, lane);
        return true;
    case LANE_TEXT:
        return take_texts(strip, lane);
    case LANE_CONSTANT: /* the road fills it */
        return true;
    }
    return true;
}

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

bool piece_fill(const struct plan *plan, struct piece *piece, size_t stop)
{
    size_t at = 0;
    clear_columns(plan, piece);
    while (at < stop && piece->n_rows < PIECE_ROWS) {
        const struct fire_split split = cut_strip(plan, piece, at, stop);
        if (split.n_rows == 0) break;
        const struct strip strip = {
            plan,          piece,       piece->text + at, piece->hand->end, piece->hand->start,
            piece->n_rows, split.n_rows
        };
        for (int32_t i = 0; i < plan->n_lanes; i++)
            if (!take_lane(&strip, &plan->lane[i])) return false;
        check_identified(&strip);
        mark_named(&strip);
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
