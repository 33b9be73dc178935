/* split_oracle.c - see split_oracle.h. */
#include "split_oracle.h"

#include "read/split_ways.h"

#include <csv.h>
#include <string.h>

enum { MOST_ROWS = 8, MOST_COLUMNS = 64, ROOM = MOST_ROWS * MOST_COLUMNS + FIRE_SPLIT_SLACK };

struct cut {
    struct fire_split split;
    uint32_t end[ROOM];
    uint32_t start[MOST_ROWS];
    uint32_t line[MOST_ROWS];
};

/* The cells that libcsv hands over, held against those of a row. */
struct oracle {
    struct fire_text_view text;
    char delimiter;
    const uint32_t *end;
    uint32_t start;
    int32_t n_columns;
    int32_t n_cells;
    int n_records;
    const char *wrong;
};

static void on_cell(void *bytes, size_t size, void *data)
{
    struct oracle *oracle = data;
    static char room[1 << 16];
    const int32_t i = oracle->n_cells++;
    if (i >= oracle->n_columns) {
        oracle->wrong = "more cells";
        return;
    }
    const uint32_t begin = i == 0 ? oracle->start : oracle->end[i - 1] + 1;
    const struct fire_text_view cell = fire_split_cell(
        (struct fire_text_view){ oracle->text.bytes + begin, oracle->end[i] - begin },
        oracle->delimiter, room);
    if (cell.size_bytes != size || memcmp(cell.bytes, bytes, size) != 0)
        oracle->wrong = "another cell";
}

static void on_record(int byte, void *data)
{
    struct oracle *oracle = data;
    (void)byte;
    oracle->n_records++;
}

static const char *check_row(struct oracle *oracle)
{
    static struct csv_parser parser;
    static bool is_made;
    if (!is_made) csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    is_made = true;
    csv_set_delim(&parser, (unsigned char)oracle->delimiter);
    const uint32_t size = oracle->end[oracle->n_columns - 1] - oracle->start;
    size_t used = csv_parse(&parser, oracle->text.bytes + oracle->start, size, on_cell,
                            on_record, oracle);
    used += csv_parse(&parser, "\n", 1, on_cell, on_record, oracle);
    if (used != size + 1 || csv_error(&parser) != CSV_SUCCESS || oracle->n_records != 1) {
        is_made = false; /* it is lost now */
        csv_free(&parser);
        return "no record to libcsv";
    }
    return oracle->n_cells != oracle->n_columns ? "fewer cells" : oracle->wrong;
}

static uint32_t count_lines(const char *bytes, size_t size)
{
    uint32_t n = 0;
    for (size_t i = 0; i < size; i++)
        n += bytes[i] == '\n';
    return n;
}

static const char *check_cut(const struct cut *cut, struct fire_text_view text, char delimiter,
                             int32_t n_columns)
{
    uint32_t next = 0;
    for (int32_t r = 0; r < cut->split.n_rows; r++) {
        struct oracle oracle = { .text = text,
                                 .delimiter = delimiter,
                                 .end = cut->end + r * n_columns,
                                 .start = cut->start[r],
                                 .n_columns = n_columns };
        if (cut->start[r] != next) return "a gap between rows";
        next = oracle.end[n_columns - 1] + 1;
        next += text.bytes[next - 1] == '\r';
        if (cut->line[r] != count_lines(text.bytes, cut->start[r])) return "another line";
        const char *wrong = check_row(&oracle);
        if (wrong != NULL) return wrong;
    }
    if (cut->split.next != next) return "another end";
    return cut->split.n_lines == count_lines(text.bytes, next) ? NULL : "other lines in all";
}

static bool is_same(const struct cut *a, const struct cut *b, int32_t n_columns)
{
    const size_t n = (size_t)a->split.n_rows;
    return a->split.n_rows == b->split.n_rows && a->split.next == b->split.next &&
           a->split.n_lines == b->split.n_lines && a->split.stop == b->split.stop &&
           memcmp(a->end, b->end, n * (size_t)n_columns * sizeof a->end[0]) == 0 &&
           memcmp(a->start, b->start, n * sizeof a->start[0]) == 0 &&
           memcmp(a->line, b->line, n * sizeof a->line[0]) == 0;
}

const char *split_differs(struct fire_text_view text, char delimiter, int32_t n_columns,
                          int64_t *n_rows)
{
    static struct cut wide;
    static struct cut other;
    while (text.size_bytes > 0) {
        wide.split = fire_split_rows(text, delimiter, n_columns, MOST_ROWS, wide.end,
                                     wide.start, wide.line);
        for (int way = 0; way < SPLIT_N_WAYS; way++) {
            if (!split_way_works((enum split_way)way)) continue;
            other.split = split_rows_by((enum split_way)way, text, delimiter, n_columns,
                                        MOST_ROWS, other.end, other.start, other.line);
            if (!is_same(&wide, &other, n_columns)) return "two ways differ";
        }
        const char *wrong = check_cut(&wide, text, delimiter, n_columns);
        if (wrong != NULL) return wrong;
        if (n_rows != NULL) *n_rows += wide.split.n_rows;
        size_t passed = wide.split.next;
        if (wide.split.stop == FIRE_SPLIT_IRREGULAR) {
            const char *line_end = memchr(text.bytes + passed, '\n', text.size_bytes - passed);
            if (line_end == NULL) return NULL;
            passed = (size_t)(line_end - text.bytes) + 1;
        } else if (wide.split.stop == FIRE_SPLIT_END) {
            return NULL;
        }
        text.bytes += passed;
        text.size_bytes -= passed;
    }
    return NULL;
}
