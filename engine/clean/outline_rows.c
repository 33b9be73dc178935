/* outline_rows.c - the rows of a table of figures, kept to be compared. */
#include "outline_rows.h"

#include "header.h"
#include "labels.h"
#include "shape.h"

#include <string.h>

static struct fire_text_view cell_at(const struct run *run, int32_t column)
{
    if (column < 0 || column >= run->record->n_cells) return (struct fire_text_view){ "", 0 };
    return run->record->cell[column];
}

/* ---- levels ---------------------------------------------------------------------------- */

static bool is_of(struct fire_text_view text, const char *letters)
{
    for (size_t i = 0; i < text.size_bytes; i++)
        if (strchr(letters, text.bytes[i]) == NULL) return false;
    return text.size_bytes > 0;
}

/* "A" over "I" over "1" over "1.1" over "a": the mark in front of a row; 0: none. */
static int mark_level(struct fire_text_view mark)
{
    int n_dots = 0;
    while (mark.size_bytes > 0 && strchr(".) ", mark.bytes[mark.size_bytes - 1]) != NULL)
        mark.size_bytes--;
    if (mark.size_bytes == 0 || mark.size_bytes > 8) return 0;
    if (is_of(mark, "IVX")) return 2;
    if (mark.size_bytes == 1 && is_of(mark, "ABCDEFGH")) return 1;
    if (mark.size_bytes == 1 && is_of(mark, "abcdefgh-+*")) return 7;
    if (!is_of(mark, "0123456789.")) return 0;
    for (size_t i = 0; i < mark.size_bytes; i++)
        n_dots += mark.bytes[i] == '.';
    return 3 + (n_dots > 3 ? 3 : n_dots);
}

/* The areas that the row names, and the level of the finest. */
static bool read_areas(struct run *run, struct outline_row *row)
{
    int n_columns = 0;
    int32_t only = -1;
    for (int level = 0; level < 3; level++) {
        const int32_t form = run->area_form[level];
        if (form < 0 || !form_has_column(&run->binding->form[form])) continue;
        n_columns++;
        only = run->binding->form[form].column;
        const struct fire_text_view cell = cell_at(run, only);
        const char *copy = fire_arena_copy(run->arena, cell.bytes, cell.size_bytes);
        if (copy == NULL) return false;
        row->area[level] = (struct fire_text_view){ copy, cell.size_bytes };
        if (cell.size_bytes > 0) row->area_level = level + 1;
    }
    row->has_own_columns = n_columns > 1;
    if (n_columns != 1) return true;
    struct fire_text_view name;
    struct fire_text_view text = cell_at(run, only);
    const char *copy = fire_arena_copy(run->arena, text.bytes, text.size_bytes);
    int32_t field;
    char mark;
    if (copy == NULL) return false;
    text.bytes = copy;
    text = heading_skip_mark(text, &mark);
    if (!label_area(text, run->look, &field, &name)) return false;
    row->area_level = field < 0 ? 0 : field - FIRE_FIELD_PROVINCE + 1;
    memset(row->area, 0, sizeof row->area);
    if (field < 0) row->name = text;
    if (field >= 0) row->area[field - FIRE_FIELD_PROVINCE] = name;
    return true;
}

/* ---- one row --------------------------------------------------------------------------- */

static bool read_numbers(struct run *run, int32_t n_forms, struct outline_row *row,
                         bool *has_any)
{
    row->value = FIRE_TAKE(run->arena, n_forms, int64_t);
    row->has = FIRE_TAKE(run->arena, n_forms, bool);
    if (row->value == NULL || row->has == NULL) return false;
    *has_any = false;
    for (int32_t f = 0; f < n_forms; f++) {
        if (!totals_read(run, f, &row->value[f], &row->has[f])) return false;
        *has_any = *has_any || row->has[f];
    }
    return true;
}

static bool read_window(struct run *run, struct outline_row *row)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++) {
        const struct cell_form *form = &run->binding->form[i];
        struct fire_text_view text;
        if (form->field != FIRE_FIELD_PERIOD || !form_has_column(form)) continue;
        if (!fire_text_clean(run_cell(run, i), run->look, &text)) return false;
        row->has_window = period_parse(text, run->binding->calendar, run->look, &row->window);
    }
    return true;
}

/* Texts of the record that say what it is about. */
static bool read_key(struct run *run, struct fire_dictionary *keys, struct outline_row *row)
{
    const struct fire_binding *binding = run->binding;
    size_t size = 0;
    for (int32_t i = 0; i < run->record->n_cells; i++)
        size += run->record->cell[i].size_bytes + 1;
    char *key = FIRE_TAKE(run->look, size + 1, char);
    if (key == NULL) return false;
    size = 0;
    for (int32_t i = 0; i < binding->n_columns && i < run->record->n_cells; i++) {
        const int32_t field = binding->form[i].field;
        const struct fire_text_view cell = cell_at(run, i);
        const bool is_about = field >= 0 ? !run->is_number[i] && field != FIRE_FIELD_PERIOD &&
                                               field != FIRE_FIELD_NOTE
                                         : !text_is_value(cell);
        if (is_about && i != binding->ordinal_column && i != binding->year_form) {
            memcpy(key + size, cell.bytes, cell.size_bytes);
            size += cell.size_bytes;
        }
        key[size++] = '\x1f';
    }
    const struct fire_text_view text = { key, size };
    return fire_dictionary_add(keys, text, text, &row->key);
}

/* Does a label stand in the row, and is it that of a whole? */
static bool read_label(struct run *run, bool *is_total, bool *is_of_whole)
{
    int32_t key_column;
    int32_t commune;
    int32_t id;
    int32_t first = 0;
    *is_total = *is_of_whole = false;
    shape_columns(run, &key_column, &commune, &id);
    while (first + 1 < run->record->n_cells && run->record->cell[first].size_bytes == 0)
        first++;
    const int32_t columns[2] = { key_column, first };
    for (int k = 0; k < 2; k++) {
        label_kind label;
        char mark;
        const struct fire_text_view text = heading_skip_mark(cell_at(run, columns[k]), &mark);
        if (!label_read(text, run->look, &label)) return false;
        *is_total = *is_total || label != LABEL_NONE;
        *is_of_whole = *is_of_whole || (label == LABEL_ALL && columns[k] == key_column);
    }
    return true;
}

static bool add_row(struct run *run, struct fire_dictionary *keys, struct outline_rows *rows)
{
    struct outline_row *row = &rows->row[rows->n++];
    bool is_total;
    *row = (struct outline_row){ .line = run->record->line, .above = -1 };
    if (!read_numbers(run, rows->n_forms, row, &row->has_numbers) ||
        !read_label(run, &is_total, &row->is_of_whole))
        return false;
    row->is_break = is_total || !row->has_numbers;
    row->mark_level = mark_level(cell_at(run, run->binding->ordinal_column));
    return read_areas(run, row) && read_window(run, row) && read_key(run, keys, row);
}

/* A series of the whole country has its label in every row: those are no totals. */
static void settle_whole(struct outline_rows *rows)
{
    int64_t n_numbers = 0;
    int64_t n_of_whole = 0;
    for (int64_t i = 0; i < rows->n; i++) {
        n_numbers += rows->row[i].has_numbers;
        n_of_whole += rows->row[i].has_numbers && rows->row[i].is_of_whole;
    }
    rows->is_of_whole = n_numbers > 0 && n_of_whole == n_numbers;
    for (int64_t i = 0; i < rows->n && rows->is_of_whole; i++)
        rows->row[i].is_break = !rows->row[i].has_numbers;
}

/* ---- all of them ----------------------------------------------------------------------- */

/* By areas where they differ in level, else by the marks. A row without a level goes on where the
 * one above it is the lowest there is; where all others are on one level, it may stand above it. */
static void settle_levels(struct outline_rows *rows)
{
    int least = 100;
    int most = 0;
    int n_marks = 0;
    for (int64_t i = 0; i < rows->n; i++) {
        const int level = rows->row[i].area_level;
        if (level > 0 && level < least) least = level;
        if (level > most) most = level;
        n_marks |= 1 << rows->row[i].mark_level;
    }
    const bool by_area = least < most;
    const bool by_mark = (n_marks & ~1 & (n_marks - 2)) != 0; /* two kinds of marks */
    for (int64_t i = 0; i < rows->n; i++) {
        struct outline_row *row = &rows->row[i];
        row->level = by_area || !by_mark ? row->area_level : row->mark_level;
        if (row->level > 0 || row->is_break) continue;
        if (by_area && i > 0 && rows->row[i - 1].level == most)
            row->level = most;
        else if (!by_area && !by_mark && most > 1) {
            row->level = 1;
            row->by_sum = true;
            row->area[most - 2] = row->name;
        }
    }
}

static fire_status read_all(struct run *run, struct fire_dictionary *keys,
                            struct outline_rows *rows, bool *is_whole)
{
    struct fire_record record = { 0 };
    run->record = &record;
    *is_whole = true;
    for (bool more = true; *is_whole;) {
        FIRE_TRY(fire_reader_next(run->reader, &record, &more, run->err));
        if (!more) break;
        bool is_blank = true;
        for (int32_t i = 0; i < record.n_cells && is_blank; i++)
            is_blank = record.cell[i].size_bytes == 0;
        if (is_blank || record.fault != FIRE_FAULT_NONE) continue;
        *is_whole = rows->n < OUTLINE_MOST_ROWS;
        if (*is_whole && !add_row(run, keys, rows)) return fire_fail_memory(run->err);
        fire_arena_reset(run->look);
        fire_arena_reset(run->scratch);
    }
    FIRE_TRY(fire_reader_rewind(run->reader, run->err));
    for (int32_t i = 0; i < run->binding->head->n_head; i++) {
        bool more;
        FIRE_TRY(fire_reader_next(run->reader, &record, &more, run->err));
    }
    run->record = NULL;
    return FIRE_OK;
}

fire_status outline_rows_read(struct run *run, struct outline_rows *out, bool *is_whole)
{
    struct fire_dictionary *keys = fire_dictionary_create();
    *out = (struct outline_rows){ .n_forms = totals_n(run), .period_column = -1 };
    out->row = FIRE_TAKE(run->arena, OUTLINE_MOST_ROWS, struct outline_row);
    fire_status status = keys == NULL || out->row == NULL ? fire_fail_memory(run->err)
                                                          : FIRE_OK;
    if (status == FIRE_OK) status = read_all(run, keys, out, is_whole);
    if (status == FIRE_OK) out->n_keys = (uint32_t)fire_dictionary_n(keys);
    fire_dictionary_free(keys);
    for (int32_t i = 0; i < run->binding->n_columns; i++)
        if (run->binding->form[i].field == FIRE_FIELD_PERIOD) out->period_column = i;
    settle_whole(out);
    settle_levels(out);
    return status;
}
