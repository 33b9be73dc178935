/* review_template.c - see review_template.h. */
#include "review_template.h"

#include "shipped_review.h"

#include "firestat/columns.h"

#include <stdlib.h>
#include <string.h>

#define LEVEL_MOST  3
#define GROUPS_MOST 1000

enum {
    SECTION,
    NAME,
    LEVEL,
    TITLE_VI,
    TITLE_EN,
    TEXT_VI,
    TEXT_EN,
    BY,
    MEASURE,
    WHERE,
    AGAINST,
    NOUN_VI,
    NOUN_EN,
    UNKNOWN,
    MOST,
    CHARTS,
    N_COLUMNS
};

static const char *const columns[N_COLUMNS] = { "section",  "name",    "level",   "title_vi",
                                                "title_en", "text_vi", "text_en", "by",
                                                "measure",  "where",   "against", "noun_vi",
                                                "noun_en",  "unknown", "most",    "charts" };

/* ---- an office's own table -------------------------------------------------------------------- */

static const char *keep(const struct fire_columns *table, int column, struct fire_arena *arena)
{
    const struct fire_text_view cell = fire_columns_cell(table, column);
    return fire_arena_copy(arena, cell.bytes, cell.size_bytes);
}

static bool read_row(const struct fire_columns *table, struct fire_arena *arena,
                     struct review_row *out)
{
    const char *cell[N_COLUMNS];
    for (int c = 0; c < N_COLUMNS; c++) {
        cell[c] = keep(table, c, arena);
        if (cell[c] == NULL) return false;
    }
    *out = (struct review_row){ cell[SECTION],
                                cell[NAME],
                                cell[LEVEL],
                                { cell[TITLE_VI], cell[TITLE_EN] },
                                { cell[TEXT_VI], cell[TEXT_EN] },
                                cell[BY],
                                cell[MEASURE],
                                cell[WHERE],
                                cell[AGAINST],
                                { cell[NOUN_VI], cell[NOUN_EN] },
                                cell[UNKNOWN],
                                cell[MOST],
                                cell[CHARTS] };
    return true;
}

/* ---- what the rows mean -------------------------------------------------------------------------- */

/* 0 for "", else a whole number up to `most`; -1: not one. */
static int32_t whole_number(const char *text, long most)
{
    char *end;
    if (text[0] == '\0') return 0;
    const long number = strtol(text, &end, 10);
    return *end != '\0' || end == text || number < 1 || number > most ? -1 : (int32_t)number;
}

static bool is_name(const char *name)
{
    const size_t n = strlen(name);
    return n > 0 && n <= 40 && strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-") == n &&
           name[0] != '-';
}

static bool is_taken(const struct review_row row[], int32_t n, const char *name)
{
    for (int32_t i = 0; i < n; i++)
        if (strcmp(row[i].name, name) == 0) return true;
    return false;
}

struct reading {
    struct review_row *row;
    fire_section_kind *kind;
    int32_t *level;
    int32_t *most;
};

/* Check row n, which was just put behind the others.
 *   table   for places; NULL: the shipped one */
static fire_status check_row(struct reading *reading, int32_t n,
                             const struct fire_columns *table, struct fire_error *err)
{
    const struct review_row *row = &reading->row[n];
    struct fire_location at[N_COLUMNS];
    for (int c = 0; c < N_COLUMNS; c++)
        at[c] = table == NULL ? FIRE_NOWHERE : fire_columns_place(table, c);
    if (!fire_section_kind_of(row->section, &reading->kind[n]))
        return fire_columns_refuse(
            fire_text_of(row->section), at[SECTION],
            "letterhead, title, heading, text, totals, years, stages, "
            "breakdown, levels, kinds, contribution, notable, forces, assessment, "
            "methods, files, "
            "parameters, signature, page-break",
            err);
    if (!is_name(row->name))
        return fire_columns_refuse(fire_text_of(row->name), at[NAME], "a-z, 0-9, -", err);
    if (is_taken(reading->row, n, row->name))
        return fire_fail(err, FIRE_EVALUE, at[NAME], "the name '%s' is there twice", row->name);
    reading->level[n] = whole_number(row->level, LEVEL_MOST);
    if (reading->level[n] < 0)
        return fire_columns_refuse(fire_text_of(row->level), at[LEVEL], "1, 2, 3", err);
    reading->most[n] = whole_number(row->most, GROUPS_MOST);
    if (reading->most[n] < 0)
        return fire_columns_refuse(fire_text_of(row->most), at[MOST], "1..1000", err);
    return FIRE_OK;
}

static fire_status make_room(struct reading *reading, int32_t n, int32_t *capacity,
                             struct fire_arena *arena, struct fire_error *err)
{
    if (n < *capacity) return FIRE_OK;
    const int32_t larger = *capacity == 0 ? 64 : 2 * *capacity;
    struct reading grown = { FIRE_TAKE(arena, larger, struct review_row),
                             FIRE_TAKE(arena, larger, fire_section_kind),
                             FIRE_TAKE(arena, larger, int32_t),
                             FIRE_TAKE(arena, larger, int32_t) };
    if (grown.row == NULL || grown.kind == NULL || grown.level == NULL || grown.most == NULL)
        return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++) {
        grown.row[i] = reading->row[i];
        grown.kind[i] = reading->kind[i];
        grown.level[i] = reading->level[i];
        grown.most[i] = reading->most[i];
    }
    *reading = grown;
    *capacity = larger;
    return FIRE_OK;
}

static fire_status read_rows(struct fire_columns *table, struct fire_arena *arena,
                             struct reading *reading, int32_t *out_n, struct fire_error *err)
{
    int32_t capacity = 0;
    int32_t n = 0;
    for (;;) {
        bool more = n < n_shipped_review;
        if (table != NULL) FIRE_TRY(fire_columns_next(table, &more, err));
        if (!more) break;
        FIRE_TRY(make_room(reading, n, &capacity, arena, err));
        if (table == NULL)
            reading->row[n] = shipped_review[n];
        else if (!read_row(table, arena, &reading->row[n]))
            return fire_fail_memory(err);
        FIRE_TRY(check_row(reading, n, table, err));
        n++;
    }
    *out_n = n;
    return FIRE_OK;
}

fire_status review_template_load(const char *path, struct fire_arena *arena,
                                 struct review_template *out, struct fire_error *err)
{
    struct fire_columns *table = NULL;
    struct reading reading = { 0 };
    int32_t n = 0;
    if (path != NULL) FIRE_TRY(fire_columns_open(path, columns, N_COLUMNS, 2, &table, err));
    const fire_status status = read_rows(table, arena, &reading, &n, err);
    fire_columns_close(table);
    if (status != FIRE_OK) return status;
    *out = (struct review_template){ n, reading.row, reading.kind, reading.level,
                                     reading.most };
    return FIRE_OK;
}

/* ---- texts --------------------------------------------------------------------------------------- */

const char *review_template_fill(struct fire_arena *arena, const char *text,
                                 const char *const name[], const char *const value[], int32_t n)
{
    struct fire_buffer filled = { 0 };
    for (const char *at = text; *at != '\0';) {
        int32_t i = 0;
        while (i < n && strncmp(at, name[i], strlen(name[i])) != 0)
            i++;
        fire_buffer_add(&filled, i < n ? value[i] : at, i < n ? strlen(value[i]) : 1);
        at += i < n ? strlen(name[i]) : 1;
    }
    const char *kept = filled.failed ? NULL
                                     : fire_arena_copy(arena, filled.bytes, filled.size_bytes);
    fire_buffer_finish(&filled);
    return kept;
}
