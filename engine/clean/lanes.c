/* lanes.c - the usual case of every cell, a strip of rows and a column at a time: words, areas,
 * texts, and what a row must have to be an incident. Numbers are in lane_numbers.c, days and times
 * in lane_moments.c. */
#include "strip.h"

#include <string.h>

/* ---- words ----------------------------------------------------------------------------- */

/* Look the spellings up that are not empty. */
static bool number_all(const struct strip *strip, const struct lane *lane,
                       const struct fire_text_view text[])
{
    struct spelling_table *table = spelling_table_at(strip->piece->hand->table, lane->table);
    uint32_t *number = strip->piece->spelling[lane->table] + strip->first;
    if (!spelling_numbers(table, text, strip->n_rows, number)) return false;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const bool is_unknown = number[r] == SPELLING_NULL && text[r].size_bytes > 0;
            odd |= is_unknown ? bit_of(r) : 0;
        }
        add_odd(strip, g, odd);
    }
    return true;
}

static bool take_words(const struct strip *strip, const struct lane *lane)
{
    struct fire_text_view text[STRIP_ROWS];
    for (int32_t r = 0; r < strip->n_rows; r++)
        text[r] = cell_of(strip, r, lane->column[0]);
    return number_all(strip, lane, text);
}

/* The cells of an area in one, with a byte between that no cell of a regular record has. */
static bool join_cells(const struct strip *strip, const struct lane *lane, int32_t row,
                       struct fire_text_view *out)
{
    size_t size = 0;
    for (int32_t i = 0; i < lane->n_columns; i++)
        size += cell_of(strip, row, lane->column[i]).size_bytes + 1;
    char *joined = fire_arena_take(strip->piece->texts, size + SPELLING_PADDING, 1);
    if (joined == NULL) return false;
    *out = (struct fire_text_view){ joined, size };
    for (int32_t i = 0; i < lane->n_columns; i++) {
        const struct fire_text_view cell = cell_of(strip, row, lane->column[i]);
        memcpy(joined, cell.bytes, cell.size_bytes);
        joined += cell.size_bytes;
        *joined++ = '\x1f';
    }
    return true;
}

static bool take_areas(const struct strip *strip, const struct lane *lane)
{
    static const char nowhere[1 + SPELLING_PADDING] = "\x1f"; /* is an area too */
    struct fire_text_view text[STRIP_ROWS];
    const int32_t last = lane->column[lane->n_columns - 1];
    for (int32_t r = 0; r < strip->n_rows; r++) {
        if (!lane->is_adjacent) {
            if (!join_cells(strip, lane, r, &text[r])) return false;
            continue;
        }
        const struct fire_text_view end = cell_of(strip, r, last);
        text[r].bytes = cell_of(strip, r, lane->column[0]).bytes;
        text[r].size_bytes = (size_t)(end.bytes + end.size_bytes - text[r].bytes);
        if (text[r].size_bytes == 0) text[r] = (struct fire_text_view){ nowhere, 1 };
    }
    return number_all(strip, lane, text);
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
        if (*odd) return true; /* for good reasons already */
        if (!fire_text_clean(cell, arena, out)) return false;
    }
    *odd = out->size_bytes == 0 || out->bytes[0] == '#' || may_be_null(lane, *out);
    return true;
}

static bool take_texts(const struct strip *strip, const struct lane *lane)
{
    struct column_build *build = &strip->piece->build[lane->field];
    struct fire_text_view *text = build->text + strip->first;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t valid = 0;
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            bool is_odd = false;
            if (cell.size_bytes == 0) continue;
            if (is_digit(cell.bytes[0]) && is_clean(cell) && !may_be_null(lane, cell))
                text[r] = cell; /* ids, house numbers */
            else if (!read_text(strip, lane, cell, &text[r], &is_odd))
                return false;
            odd |= is_odd ? bit_of(r) : 0;
            valid |= !is_odd && text[r].size_bytes > 0 ? bit_of(r) : 0;
        }
        put(strip, build->valid, g, valid);
        add_odd(strip, g, odd);
    }
    return true;
}

/* ---- what is not read ------------------------------------------------------------------ */

/* "#N/A" is told, also of a word or text that nobody wants. */
static void pass_cells(const struct strip *strip, const struct lane *lane)
{
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        {
            const struct fire_text_view cell = cell_of(strip, r, lane->column[0]);
            if (cell.size_bytes == 0) continue;
            odd |= cell.bytes[0] == '#' || cell.bytes[1] == '#' ? bit_of(r) : 0;
        }
        add_odd(strip, g, odd);
    }
}

static void pass_nameless(const struct strip *strip, const struct lane *lane)
{
    if (!atomic_load_explicit(&strip->plan->is_news[lane->column[0]], memory_order_relaxed))
        return;
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        EACH_ROW(strip, g, r)
        odd |= cell_of(strip, r, lane->column[0]).size_bytes > 0 ? bit_of(r) : 0;
        add_odd(strip, g, odd);
    }
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

static inline bool is_identified(const struct strip *strip, int32_t row)
{
    const struct plan *plan = strip->plan;
    if (plan->commune_column >= 0) {
        const struct fire_text_view commune = cell_of(strip, row, plan->commune_column);
        if (commune.size_bytes > 0 && (unsigned char)commune.bytes[0] > '"') return true;
    }
    if (plan->id_column < 0) return false;
    const struct fire_text_view id = cell_of(strip, row, plan->id_column);
    return id.size_bytes > 0 && is_plain_id(id);
}

static inline bool is_named(const struct strip *strip, int32_t row)
{
    char room[PLAIN_BYTES];
    if (strip->plan->key_column < 0) return false;
    struct fire_text_view cell = cell_of(strip, row, strip->plan->key_column);
    return !inside_of(strip, &cell, room) || cell.size_bytes > 0;
}

/* A row with a date is an incident where it names its commune or has an id (shape.c). */
static void look_at_rows(const struct strip *strip)
{
    for (int32_t g = 0; g < STRIP_GROUPS; g++) {
        uint64_t odd = 0;
        uint64_t named = 0;
        EACH_ROW(strip, g, r)
        {
            odd |= is_identified(strip, r) ? 0 : bit_of(r);
            named |= is_named(strip, r) ? bit_of(r) : 0;
        }
        put(strip, strip->piece->named, g, named);
        add_odd(strip, g, odd);
    }
}

/* ---- all lanes ------------------------------------------------------------------------- */

static bool take_lane(const struct strip *strip, const struct lane *lane)
{
    switch (lane->kind) {
    case LANE_PASSED:
        return true;
    case LANE_UNREAD:
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
        lane_counts(strip, lane);
        return true;
    case LANE_AMOUNT:
        lane_amounts(strip, lane);
        return true;
    case LANE_MOMENT:
        lane_moments(strip, lane);
        return true;
    case LANE_TIME:
        lane_times(strip, lane);
        return true;
    case LANE_TEXT:
        return take_texts(strip, lane);
    case LANE_CONSTANT: /* the road fills it */
        return true;
    }
    return true;
}

bool lanes_take(const struct strip *strip)
{
    const uint32_t end = strip->end[strip->n_rows * strip->plan->n_columns - 1];
    look_at_rows(strip);
    const bool has_errors = memchr(strip->text, '#', end) != NULL; /* perhaps "#N/A" */
    for (int32_t i = 0; i < strip->plan->n_lanes; i++) {
        const struct lane *lane = &strip->plan->lane[i];
        if (lane->kind == LANE_UNREAD && !has_errors) continue;
        if (!take_lane(strip, lane)) return false;
    }
    return true;
}
