/* header.c - which of the first records are the header.
 *
 * Above the header there may be notices, titles and the line with the unit, and the header may
 * have up to three rows. Every run of one to three rows is read as if it were the header and
 * counts the different columns it makes known; the most wins, then more columns with a period,
 * then fewer rows, then the higher place. A row with more values than known columns is data
 * and never a header, and the search ends where data begins below a header that will do.
 *
 * The way not taken: styles and borders of a sheet. A CSV has none, and clerks colour rows for
 * reasons of their own. */
#include "header.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

enum {
    HEAD_CELLS = 20000, /* more are not kept                             */
    HEAD_BYTES = 4 * 1024 * 1024,
    PROFILE_WEIGHT = 4,    /* a column the profile names, against a guess  */
    LONGEST_TOP_WORDS = 4, /* of a top that stands alone in its row */
};

/* ---- the first records ----------------------------------------------------------------- */

static bool keep_row(struct fire_arena *arena, const struct fire_record *record,
                     struct head_row *out)
{
    const size_t n = (size_t)record->n_cells;
    *out = (struct head_row){ .line = record->line,
                              .n_lines = record->n_lines,
                              .n_cells = record->n_cells,
                              .cell = FIRE_TAKE(arena, n, struct fire_text_view),
                              .fault = record->fault };
    const char *raw = fire_arena_copy(arena, record->raw.bytes, record->raw.size_bytes);
    if (out->cell == NULL || raw == NULL) return false;
    out->raw = (struct fire_text_view){ raw, record->raw.size_bytes };
    for (size_t i = 0; i < n; i++) {
        const struct fire_text_view cell = record->cell[i];
        const char *copy = fire_arena_copy(arena, cell.bytes, cell.size_bytes);
        if (copy == NULL) return false;
        out->cell[i] = (struct fire_text_view){ copy, cell.size_bytes };
    }
    if (record->kind == NULL) return true;
    out->kind = FIRE_TAKE(arena, n + 1, uint8_t);
    if (out->kind == NULL) return false;
    memcpy(out->kind, record->kind, n);
    return true;
}

fire_status head_read(struct fire_reader *reader, struct fire_arena *arena, struct head *out,
                      struct fire_error *err)
{
    int32_t n_cells = 0;
    size_t n_bytes = 0;
    *out = (struct head){ .row = FIRE_TAKE(arena, HEAD_ROWS, struct head_row) };
    if (out->row == NULL) return fire_fail_memory(err);
    while (out->n_rows < HEAD_ROWS && n_cells < HEAD_CELLS && n_bytes < HEAD_BYTES) {
        struct fire_record record;
        bool more;
        FIRE_TRY(fire_reader_next(reader, &record, &more, err));
        if (!more) break;
        if (!keep_row(arena, &record, &out->row[out->n_rows++])) return fire_fail_memory(err);
        n_cells += record.n_cells;
        n_bytes += record.raw.size_bytes;
    }
    return FIRE_OK;
}

/* ---- cells ----------------------------------------------------------------------------- */

/* Does the cell repeat its left neighbour's? */
static bool continues_left(const struct head_row *row, int32_t column)
{
    return column > 0 && head_is_merged(row, column) &&
           fire_text_equal(head_cell(row, column), head_cell(row, column - 1));
}

static bool has_merges(const struct head *head, int32_t first, int32_t n)
{
    for (int32_t r = first; r < first + n; r++)
        for (int32_t c = 0; c < head->row[r].n_cells; c++)
            if (head_is_merged(&head->row[r], c)) return true;
    return false;
}

/* ---- one run of rows as the header ----------------------------------------------------- */

struct run_of_rows {
    const struct head *head;
    int32_t first;
    int32_t n;
    int32_t n_columns;
    bool has_merges; /* tops stretch by them and not over blanks */
    bool is_marked;  /* something in it is not ASCII               */
};

static struct run_of_rows run_of(const struct head *head, int32_t first, int32_t n)
{
    struct run_of_rows run = { head, first, n, 0, has_merges(head, first, n), false };
    for (int32_t r = first; r < first + n; r++) {
        const struct fire_text_view raw = head->row[r].raw;
        if (head->row[r].n_cells > run.n_columns) run.n_columns = head->row[r].n_cells;
        for (size_t i = 0; i < raw.size_bytes && !run.is_marked; i++)
            run.is_marked = (unsigned char)raw.bytes[i] >= 0x80;
    }
    return run;
}

/* The column whose cell of row r stands over this one; -1: none. */
static int32_t source_of(const struct run_of_rows *run, int32_t r, int32_t column)
{
    const struct head_row *row = &run->head->row[run->first + r];
    while (continues_left(row, column))
        column--;
    if (run->has_merges) return head_cell(row, column).size_bytes > 0 ? column : -1;
    while (column >= 0 && head_cell(row, column).size_bytes == 0)
        column--;
    return column;
}

/* What the lowest row says itself about a column. */
static struct fire_text_view bottom_of(const struct run_of_rows *run, int32_t column)
{
    const struct head_row *row = &run->head->row[run->first + run->n - 1];
    if (continues_left(row, column)) return (struct fire_text_view){ "", 0 };
    return head_cell(row, column);
}

static bool is_under_same(const struct run_of_rows *run, int32_t r, int32_t column,
                          int32_t other, int32_t source)
{
    return other >= 0 && other < run->n_columns && column != other &&
           source_of(run, r, other) == source && bottom_of(run, other).size_bytes > 0;
}

/* The words above a column, and which of them stand over its neighbours too. */
static void parts_of(const struct run_of_rows *run, int32_t column,
                     struct fire_text_view parts[], bool is_wide[])
{
    if (run->n == 0) return;
    const struct fire_text_view bottom = bottom_of(run, column);
    for (int32_t r = 0; r < run->n; r++) {
        parts[r] = (struct fire_text_view){ "", 0 };
        is_wide[r] = false;
        if (r == run->n - 1) {
            parts[r] = bottom;
            continue;
        }
        const int32_t source = source_of(run, r, column);
        /* with nothing below it a column has only its own words */
        if (source < 0 || (bottom.size_bytes == 0 && source != column)) continue;
        parts[r] = head_cell(&run->head->row[run->first + r], source);
        is_wide[r] = is_under_same(run, r, column, column - 1, source) ||
                     is_under_same(run, r, column, column + 1, source);
    }
}

static bool read_heading(const struct heading_context *context, const struct run_of_rows *run,
                         int32_t column, struct heading *out)
{
    struct fire_text_view parts[HEADING_PARTS];
    bool is_wide[HEADING_PARTS];
    struct heading_context own = *context;
    own.is_marked = run->is_marked;
    parts_of(run, column, parts, is_wide);
    return heading_read(&own, parts, is_wide, run->n, out);
}

/* How well a run of rows does as a header. */
struct score {
    int32_t n_known;   /* different columns, those of the profile with more weight */
    int32_t n_periods; /* of them with a period                                     */
    int32_t n_bare;    /* columns that are a period and nothing else                */
    int32_t n_values;
    int32_t n_rows;
};

static bool add_known(struct fire_dictionary *seen, const struct heading *heading,
                      struct score *score)
{
    char key[96];
    uint32_t code;
    const bool has_period = heading->period.text != NULL;
    const int size = snprintf(key, sizeof key, "%d/%d/%.60s", (int)heading->field,
                              (int)heading->part, has_period ? heading->period.text : "");
    const struct fire_text_view view = { key, (size_t)size };
    if (fire_dictionary_find(seen, view, &code)) return true;
    score->n_known++;
    score->n_periods += has_period;
    return fire_dictionary_add(seen, view, view, &code);
}

static bool score_run(const struct heading_context *context, const struct run_of_rows *run,
                      struct score *out)
{
    struct fire_dictionary *seen = fire_dictionary_create();
    int32_t n_words = 0;
    bool says_period = false; /* "Năm" is among the names */
    bool ok = seen != NULL;
    *out = (struct score){ .n_rows = run->n };
    for (int32_t c = 0; ok && c < run->n_columns; c++) {
        struct heading heading;
        ok = read_heading(context, run, c, &heading);
        if (!ok) break;
        const bool is_bare = heading.is_bare;
        const bool is_value = !is_bare && text_is_value(bottom_of(run, c));
        out->n_values += is_value;
        n_words += heading.text[0] != '\0' && !is_value && !is_bare;
        out->n_bare += is_bare;
        says_period = says_period || (heading.is_known && heading.field == FIRE_FIELD_PERIOD);
        if (heading.row != NULL)
            out->n_known += PROFILE_WEIGHT;
        else if (heading.is_known || is_bare)
            ok = add_known(seen, &heading, out);
    }
    fire_dictionary_free(seen);
    /* "2023" alone, and "Năm: 2023", are no table's header */
    if (out->n_bare == 1 && (n_words == 0 || says_period) && out->n_known > 0) out->n_known--;
    return ok;
}

static bool is_better(const struct score *score, const struct score *than)
{
    if (score->n_known != than->n_known) return score->n_known > than->n_known;
    if (score->n_periods != than->n_periods) return score->n_periods > than->n_periods;
    if (score->n_bare != than->n_bare) return score->n_bare < than->n_bare;
    return score->n_known > 0 && score->n_rows < than->n_rows;
}

/* ---- the choice ------------------------------------------------------------------------ */

static int32_t count_values(const struct head_row *row)
{
    int32_t n = 0;
    for (int32_t c = 0; c < row->n_cells; c++)
        n += text_is_value(row->cell[c]);
    return n;
}

static bool is_year(struct fire_text_view text)
{
    return text.size_bytes == 4 && text_is_value(text) &&
           (memcmp(text.bytes, "19", 2) == 0 || memcmp(text.bytes, "20", 2) == 0);
}

static int32_t count_words(struct fire_text_view text)
{
    int32_t n = text.size_bytes > 0;
    for (size_t i = 0; i < text.size_bytes; i++)
        n += text.bytes[i] == ' ';
    return n;
}

/* Rows of words can stand over one another, and rows of years. One lonely period in a lower row
 * is that of a data row; one lonely cell in a higher row is a title, unless it is short and
 * leaves the first column free.
 *   returns   false: no memory */
static bool may_join(const struct heading_context *context, const struct head_row *row,
                     bool is_lower, bool *out)
{
    int32_t n_periods = 0;
    int32_t n_cells = 0;
    int32_t last = 0;
    for (int32_t c = 0; c < row->n_cells; c++) {
        struct heading_period period;
        if (head_is_merged(row, c) || row->cell[c].size_bytes == 0) continue;
        if (!heading_period_read(context, row->cell[c], &period)) return false;
        n_periods += period.text != NULL;
        n_cells++;
        last = c;
        *out = !text_is_value(row->cell[c]) || is_year(row->cell[c]);
        if (!*out) return true;
    }
    if (is_lower)
        *out = n_cells > 0 && n_periods != 1;
    else
        *out = n_cells > 1 ||
               (n_cells == 1 && last > 0 &&
                (n_periods == 1 || count_words(row->cell[last]) <= LONGEST_TOP_WORDS));
    return true;
}

/* A row below the chosen ones that only tells columns of wide tops apart belongs to them,
 * though it makes no further column known: "Chết" over "Tổng số" and "Trong đó nữ". */
static bool continues_header(const struct head *head, const struct run_of_rows *run)
{
    const int32_t below = run->first + run->n;
    int32_t n_cells = 0;
    if (run->n == HEADING_PARTS || below >= head->n_rows ||
        head->row[below].fault != FIRE_FAULT_NONE || count_values(&head->row[below]) > 0)
        return false;
    const struct head_row *row = &head->row[below];
    for (int32_t c = 0; c < row->n_cells; c++) {
        const struct head_row *above = &head->row[below - 1];
        if (row->cell[c].size_bytes == 0) continue;
        if (head_is_merged(row, c) && fire_text_equal(row->cell[c], head_cell(above, c)))
            continue; /* merged from above */
        n_cells++;
        const bool has_own = head_cell(above, c).size_bytes > 0 && !continues_left(above, c);
        const bool next_is_free = c + 1 < run->n_columns &&
                                  (head_cell(above, c + 1).size_bytes == 0 ||
                                   continues_left(above, c + 1)) &&
                                  head_cell(row, c + 1).size_bytes > 0;
        if (has_own && !next_is_free) return false;
        if (!has_own && source_of(run, run->n - 1, c) < 0) return false;
    }
    return n_cells > 0;
}

/* A cell merged over both rows shows that the row above is of the header too. */
static bool begins_above(const struct head *head, const struct run_of_rows *run)
{
    if (run->n == HEADING_PARTS || run->first == 0) return false;
    const struct head_row *above = &head->row[run->first - 1];
    const struct head_row *row = &head->row[run->first];
    for (int32_t c = 0; c < row->n_cells && above->fault == FIRE_FAULT_NONE; c++)
        if (head_is_merged(row, c) && !continues_left(row, c) &&
            fire_text_equal(row->cell[c], head_cell(above, c)))
            return true;
    return false;
}

static bool settle(const struct heading_context *context, struct head *head,
                   struct run_of_rows run)
{
    while (begins_above(head, &run))
        run = run_of(head, run.first - 1, run.n + 1);
    while (continues_header(head, &run))
        run = run_of(head, run.first, run.n + 1);
    const int32_t below = run.first + run.n;
    bool are_units = false;
    if (run.n < HEADING_PARTS && below < head->n_rows &&
        !row_is_units(&head->row[below], context->profile->currency, context->arena,
                      &are_units))
        return false;
    if (are_units) run = run_of(head, run.first, run.n + 1);
    head->first = run.first;
    head->n_header = run.n;
    head->n_head = run.first + run.n;
    head->n_columns = run.n_columns;
    return true;
}

/* A profile that names columns by position needs no header: when what stands there is values,
 * the first record is data. */
static bool is_headless(const struct fire_profile *profile, const struct head_row *row)
{
    bool is_value = false;
    for (size_t i = 0; i < profile->n_columns; i++) {
        if (profile->column[i].position == 0) return false;
        is_value = is_value || text_is_value(head_cell(row, profile->column[i].position - 1));
    }
    return is_value && profile->reader.header_row == 0;
}

/* The first record that is CSV, for want of a better one. */
static void settle_first(const struct fire_profile *profile, struct head *head)
{
    int32_t first = 0;
    while (first + 1 < head->n_rows && head->row[first].fault != FIRE_FAULT_NONE)
        first++;
    head->first = first;
    head->n_header = 0;
    head->n_head = first + (is_headless(profile, &head->row[first]) ? 0 : 1);
    head->n_columns = head->row[first].n_cells;
}

/* The best header that begins at a row. */
static bool try_rows(const struct heading_context *context, const struct head *head,
                     int32_t first, struct score *best, struct run_of_rows *chosen)
{
    for (int32_t n = 1; n <= HEADING_PARTS && first + n <= head->n_rows; n++) {
        const struct head_row *row = &head->row[first + n - 1];
        bool joins = true;
        if (row->fault != FIRE_FAULT_NONE) break;
        if (n > 1 && !may_join(context, row, true, &joins)) return false;
        if (n == 2 && joins && !may_join(context, &head->row[first], false, &joins))
            return false;
        if (!joins) break;
        const struct run_of_rows run = run_of(head, first, n);
        struct score score;
        if (!score_run(context, &run, &score)) return false;
        if (score.n_values > 0 && score.n_known <= score.n_values) break; /* data */
        if (!is_better(&score, best)) continue;
        *best = score;
        *chosen = run;
    }
    return true;
}

static bool choose(const struct heading_context *context, struct head *head)
{
    const int32_t n_tried = context->profile->reader.header_row > 0 ? 1 : head->n_rows;
    struct score best = { 0 };
    struct run_of_rows chosen = { 0 };
    for (int32_t first = 0; first < n_tried; first++) {
        if (!try_rows(context, head, first, &best, &chosen)) return false;
        fire_arena_reset(context->arena);
        const bool is_below = chosen.n > 0 && first >= chosen.first + chosen.n;
        if (best.n_known >= 2 && best.n_values == 0 && is_below &&
            count_values(&head->row[first]) > 0)
            break;
    }
    if (chosen.n > 0) return settle(context, head, chosen);
    settle_first(context->profile, head);
    return true;
}

bool head_choose(const struct heading_context *context, struct head *head)
{
    assert(head->n_rows > 0);
    struct heading_context trial = *context; /* what is only tried is not kept */
    trial.arena = fire_arena_create();
    const bool ok = trial.arena != NULL && choose(&trial, head);
    fire_arena_free(trial.arena);
    return ok;
}

bool head_headings(const struct heading_context *context, const struct head *head,
                   struct heading out[])
{
    struct run_of_rows run = run_of(head, head->first, head->n_header > 0 ? head->n_header : 1);
    if (head->n_head == head->first) run.n = 0; /* there is none */
    for (int32_t c = 0; c < head->n_columns; c++)
        if (!read_heading(context, &run, c, &out[c])) return false;
    return true;
}
