/* shape.c - rows that are not incidents: the header once more, totals, titles, signatures.
 *
 * A row with a date and a commune, or with an id, is an incident whatever its cells say; that is
 * nearly every row of a register and costs one look. Others are compared with the rows above the
 * data, then with the labels of totals, then looked at as a whole. What no label shows may still
 * be a total by arithmetic: a row without a date of its own that says the sum of the rows above
 * it. Where such a row has a name like the rows it could be the sum of, that is a coincidence of
 * small numbers (a district with two fires below two districts with one each), and it stays. */
#include "shape.h"

#include "header.h"
#include "labels.h"
#include "outline.h"

#include <string.h>

enum {
    SHORTEST_DATE_BYTES = 5, /* "45351", "1/1/24" */
    MOST_SIGNERS = 4,
    FEWEST_COLUMNS = 3, /* of a table in which one cell alone is a title */
};

struct shapes {
    const struct cell_form *date; /* NULL: none */
    int32_t commune_column;
    int32_t id_column;
    int32_t key_column; /* the finest that says what a row is about */
    int32_t n_named;    /* columns with a name                      */
    bool has_incidents;
    bool in_foot;
    bool below_total;     /* no row of the table came since                         */
    bool in_total;        /* measures below a total's label are its own             */
    char section_mark[3]; /* of the title that set a level; see heading_skip_mark */
};

static void note_form(struct shapes *shapes, const struct cell_form *form, fire_type type,
                      int *rank)
{
    int own = 0;
    shapes->has_incidents = shapes->has_incidents || form->field == FIRE_FIELD_INCIDENTS;
    if (!form_has_column(form)) return;
    if (form->field == FIRE_FIELD_ID) shapes->id_column = form->column;
    if (form->field == FIRE_FIELD_COMMUNE) shapes->commune_column = form->column;
    if (form->field == FIRE_FIELD_OCCURRED_AT && part_has_day(form->part)) shapes->date = form;
    if (type == FIRE_TYPE_AREA) own = 2 + form->field - FIRE_FIELD_PROVINCE;
    if (type == FIRE_TYPE_CATEGORY && *rank == 0) own = 1;
    if (own <= *rank) return;
    *rank = own;
    shapes->key_column = form->column;
}

/* Where no field says what a row is about: the first column with words in the first row. */
static int32_t find_key_column(const struct fire_binding *binding)
{
    const struct head *head = binding->head;
    for (int32_t i = 0; i < binding->n_columns && head->n_head < head->n_rows; i++) {
        const struct fire_text_view cell = head_cell(&head->row[head->n_head], i);
        if (binding->form[i].field < 0 && cell.size_bytes > 0 && !text_is_value(cell)) return i;
    }
    return 0;
}

struct shapes *shapes_create(const struct run *run)
{
    const struct fire_binding *binding = run->binding;
    struct shapes *shapes = FIRE_TAKE(run->arena, 1, struct shapes);
    int rank = 0;
    if (shapes == NULL) return NULL;
    *shapes = (struct shapes){ .commune_column = -1, .id_column = -1 };
    for (int32_t i = 0; i < binding->n_columns; i++)
        shapes->n_named += binding->column[i].header[0] != '\0';
    for (int32_t i = 0; i < binding->n_forms; i++) {
        const struct cell_form *form = &binding->form[i];
        if (form->field >= 0)
            note_form(shapes, form, fire_schema_field(run->schema, form->field)->type, &rank);
    }
    if (rank == 0) shapes->key_column = find_key_column(binding);
    return shapes;
}

void shape_rows_passed(struct run *run)
{
    run->shapes->in_foot = false;
    run->shapes->below_total = false;
}

void shape_columns(const struct run *run, int32_t *out_key, int32_t *out_commune,
                   int32_t *out_id)
{
    *out_key = run->shapes->key_column;
    *out_commune = run->shapes->commune_column;
    *out_id = run->shapes->id_column;
}

static struct fire_text_view cell_at(const struct run *run, int32_t column)
{
    if (column < 0 || column >= run->record->n_cells) return (struct fire_text_view){ "", 0 };
    return run->record->cell[column];
}

bool shape_name(struct run *run, name_kind *out)
{
    const struct fire_text_view cell = cell_at(run, run->shapes->key_column);
    struct fire_text_view name;
    int32_t field = -1;
    *out = NAME_NONE;
    if (cell.size_bytes == 0) return true;
    /* only tables of figures need to tell names apart */
    const bool is_table = run->shapes->has_incidents || run->binding->n_slots > 0;
    if (is_table && !label_area(cell, run->look, &field, &name)) return false;
    *out = field < 0 ? NAME_PLAIN : NAME_AREA;
    return true;
}

/* ---- rows that are rows ---------------------------------------------------------------- */

/* A look at the cell is enough for dates in digits; others are read. */
static bool is_dated(const struct run *run)
{
    const struct cell_form *date = run->shapes->date;
    struct moment moment;
    if (date == NULL) return false;
    const struct fire_text_view cell = cell_at(run, date->column);
    if (cell.size_bytes == 0 || cell.bytes[0] < '0' || cell.bytes[0] > '9') return false;
    if (date->part != FIRE_COLUMN_WHOLE && date->part != FIRE_COLUMN_DATE) return true;
    return text_is_value(cell) ? cell.size_bytes >= SHORTEST_DATE_BYTES
                               : moment_parse(cell, &date->date, &moment) == MOMENT_OK;
}

/* An id is one word, or two with a digit; titles and signatures in its column are neither. */
static bool has_id(struct run *run, bool *out)
{
    const struct fire_text_view cell = cell_at(run, run->shapes->id_column);
    struct fire_text_view name;
    label_kind label;
    int32_t field;
    char mark;
    bool has_digit = false;
    int n_spaces = 0;
    *out = false;
    for (size_t i = 0; i < cell.size_bytes; i++) {
        has_digit = has_digit || (cell.bytes[i] >= '0' && cell.bytes[i] <= '9');
        n_spaces += cell.bytes[i] == ' ';
    }
    if (cell.size_bytes == 0 || n_spaces > 1 || (n_spaces == 1 && !has_digit)) return true;
    (void)heading_skip_mark(cell, &mark);
    if (!label_read(cell, run->look, &label) || !label_area(cell, run->look, &field, &name))
        return false;
    *out = label == LABEL_NONE && field < 0 && (n_spaces == 0 || mark == '\0') &&
           (cell.size_bytes > 1 || has_digit);
    return true;
}

/* ---- cells of the record's own --------------------------------------------------------- */

struct own_cells {
    int32_t n; /* that are not empty and repeat no other */
    int32_t n_values;
    int32_t first; /* column of the first one           */
    bool is_below; /* something reaches in from above   */
};

static struct own_cells count_own(const struct run *run)
{
    const struct fire_record *record = run->record;
    struct own_cells own = { 0, 0, -1, false };
    for (int32_t i = 0; i < record->n_cells; i++) {
        if (record->cell[i].size_bytes == 0) continue;
        const bool repeats = record->kind != NULL && (record->kind[i] & FIRE_CELL_MERGED) != 0;
        if (repeats) {
            own.is_below = own.is_below || own.n == 0 ||
                           !fire_text_equal(record->cell[i], record->cell[own.first]);
            continue;
        }
        if (own.n++ == 0) own.first = i;
        own.n_values += text_is_value(record->cell[i]);
    }
    return own;
}

/* An issue about a cell of the record by its column, bound or not. */
static bool exclude(struct run *run, fire_issue_kind kind, int32_t column, bool *is_row)
{
    *is_row = false;
    return run_issue_at(run, kind, FIRE_EFFECT_EXCLUDED, column, cell_at(run, column));
}

/* ---- the header again ------------------------------------------------------------------ */

static bool is_same_text(struct fire_text_view a, struct fire_text_view b,
                         struct fire_arena *scratch)
{
    struct fire_text_view key_a;
    struct fire_text_view key_b;
    if (fire_text_equal(a, b)) return true;
    return a.size_bytes > 0 && b.size_bytes > 0 && fire_text_match_key(a, scratch, &key_a) &&
           fire_text_match_key(b, scratch, &key_b) && fire_text_equal(key_a, key_b);
}

/* Is the record the same as one above the data, cell by cell? One cell alone would prove little. */
static bool repeats_row(const struct run *run, const struct head_row *row, int32_t first_own)
{
    const struct fire_record *record = run->record;
    const int32_t n = record->n_cells > row->n_cells ? record->n_cells : row->n_cells;
    int32_t n_same = 0;
    if (!is_same_text(head_cell(row, first_own), cell_at(run, first_own), run->look))
        return false;
    for (int32_t i = 0; i < n; i++) {
        const struct fire_text_view cell = cell_at(run, i);
        if (!is_same_text(head_cell(row, i), cell, run->look)) return false;
        n_same += cell.size_bytes > 0;
    }
    return n_same >= 2 || run->shapes->n_named < 2;
}

static bool is_header_again(const struct run *run, int32_t first_own)
{
    const struct head *head = run->binding->head;
    for (int32_t r = 0; r < head->n_head; r++)
        if (repeats_row(run, &head->row[r], first_own)) return true;
    return false;
}

/* ---- totals by their label ------------------------------------------------------------- */

/* Where a label of a total may stand: what says whom a row is about, and the first cell. */
static bool may_hold_label(const struct run *run, int32_t column, int32_t first_own)
{
    const struct fire_binding *binding = run->binding;
    if (column == 0 || column == first_own) return true;
    if (column >= binding->n_columns || binding->form[column].field < 0) return false;
    const int32_t field = binding->form[column].field;
    const fire_type type = fire_schema_field(run->schema, field)->type;
    return field == FIRE_FIELD_ID || type == FIRE_TYPE_AREA || type == FIRE_TYPE_CATEGORY ||
           type == FIRE_TYPE_PERIOD || type == FIRE_TYPE_DATETIME;
}

static bool look_for_label(struct run *run, int32_t first_own, bool *is_row)
{
    for (int32_t i = 0; i < run->record->n_cells; i++) {
        label_kind label;
        if (!may_hold_label(run, i, first_own)) continue;
        char mark;
        const struct fire_text_view text = heading_skip_mark(run->record->cell[i], &mark);
        if (!label_read(text, run->look, &label)) return false;
        if (label == LABEL_NONE) continue;
        if (label == LABEL_ALL && outline_is_of_whole(run)) continue;
        if (!exclude(run, FIRE_ISSUE_TOTAL_ROW, i, is_row)) return false;
        const bool ok = totals_check(run, label == LABEL_ALL, label == LABEL_RISING);
        totals_begin_part(run);
        run->shapes->below_total = true;
        return ok;
    }
    return true;
}

/* Rows of a table that compare it with another year. In a register nothing stands for the whole. */
static bool look_for_comparison(struct run *run, int32_t first_own, bool *is_row)
{
    const struct fire_binding *binding = run->binding;
    const int32_t columns[2] = { first_own, run->shapes->key_column };
    if (binding->has_moment || binding->rows_count == ROWS_ARE_INCIDENTS) return true;
    for (int i = 0; i < 2 && *is_row; i++) {
        char mark;
        bool compares;
        const bool is_period = columns[i] >= 0 && columns[i] < binding->n_columns &&
                               binding->form[columns[i]].field == FIRE_FIELD_PERIOD;
        const struct fire_text_view text = heading_skip_mark(cell_at(run, columns[i]), &mark);
        if (!label_compares(text, run->look, run->shapes->below_total && !is_period, &compares))
            return false;
        if (compares && !exclude(run, FIRE_ISSUE_COMPARISON, columns[i], is_row)) return false;
    }
    return true;
}

/* In a table of measures the label stands beside the first measure of the total. */
static bool look_for_total_group(struct run *run, bool *is_row)
{
    const struct fire_binding *binding = run->binding;
    bool is_total = run->shapes->in_total;
    for (int32_t i = 0; i < binding->n_columns; i++) {
        const struct fire_text_view cell = cell_at(run, i);
        label_kind label;
        if (binding->form[i].field < 0 || cell.size_bytes == 0) continue;
        if (!label_read(cell, run->look, &label)) return false;
        is_total = label != LABEL_NONE;
        if (is_total) break;
    }
    run->shapes->in_total = is_total;
    return !is_total || exclude(run, FIRE_ISSUE_TOTAL_ROW, binding->measure_column, is_row);
}

/* ---- the foot and titles --------------------------------------------------------------- */

static bool look_for_foot(struct run *run, const struct own_cells *own, bool *is_row)
{
    bool is_signed = run->shapes->in_foot; /* names below "Người lập biểu" */
    int32_t column = own->first;
    if (own->n == 0 || own->n > MOST_SIGNERS || own->n_values > 0) return true;
    for (int32_t i = 0; i < run->record->n_cells && !is_signed; i++) {
        if (!label_is_signature(run->record->cell[i], run->look, &is_signed)) return false;
        if (is_signed) column = i;
    }
    if (!is_signed) return true;
    run->shapes->in_foot = true;
    return exclude(run, FIRE_ISSUE_FOOTER, column, is_row);
}

/* Do titles give areas of that level, or has it a column? */
static bool takes_titles(const struct run *run, int32_t field)
{
    for (int32_t i = run->binding->n_columns; i < run->binding->n_forms; i++)
        if (run->binding->form[i].source == FORM_SECTION &&
            run->binding->form[i].field == field)
            return true;
    return false;
}

/* The rows below lie in another part of the table. What a title of the same kind said, and
 * everything below its level, holds no longer.
 *   field   of the area it names; -1: none */
static bool begin_section(struct run *run, int32_t field, struct fire_text_view name, char mark)
{
    struct shapes *shapes = run->shapes;
    int32_t from = field < 0 ? 3 : field - FIRE_FIELD_PROVINCE;
    for (int32_t level = 0; level < 3 && field < 0; level++)
        if (run->section[level].size_bytes > 0 && shapes->section_mark[level] == mark) {
            from = level;
            break;
        }
    for (int32_t level = from; level < 3; level++)
        run->section[level] = (struct fire_text_view){ "", 0 };
    totals_begin_part(run);
    if (field < 0) return true;
    const char *copy = fire_arena_copy(run->arena, name.bytes, name.size_bytes);
    if (copy == NULL) return false;
    run->section[from] = (struct fire_text_view){ copy, name.size_bytes };
    shapes->section_mark[from] = mark;
    return true;
}

/* Can rows below say less than the title, be it in a column of theirs that they leave empty? */
static bool may_give(const struct run *run, int32_t field)
{
    if (takes_titles(run, field)) return true;
    if (run->binding->has_moment || run->area_form[field - FIRE_FIELD_PROVINCE] < 0)
        return false;
    for (int level = field - FIRE_FIELD_PROVINCE + 1; level < 3; level++)
        if (run->area_form[level] >= 0 &&
            form_has_column(&run->binding->form[run->area_form[level]]))
            return true;
    return false;
}

/* The only cell of words in the record, with its numbering in front or in a cell of its own; -1:
 * there are others. */
static int32_t title_column(const struct run *run, const struct own_cells *own, char *out_mark)
{
    *out_mark = '\0';
    if (own->is_below) return -1;
    if (own->n == 1) return own->n_values == 0 ? own->first : -1;
    if (own->n != 2 || own->first != run->binding->ordinal_column) return -1;
    const struct fire_text_view mark = cell_at(run, own->first);
    int32_t column = own->first + 1;
    while (column < run->record->n_cells && run->record->cell[column].size_bytes == 0)
        column++;
    const bool is_numbered = text_is_value(mark);
    if (own->n_values > is_numbered || mark.size_bytes > 5) return -1;
    *out_mark = is_numbered ? '1' : strchr("IVXivx", mark.bytes[0]) != NULL ? 'I' : 'A';
    return column;
}

/* One cell of words alone. In a list of incidents without any date it could be an incident of
 * which only one thing is known, unless it is marked as a title or names an area. */
static bool look_for_title(struct run *run, const struct own_cells *own, bool *is_row)
{
    const struct fire_binding *binding = run->binding;
    struct fire_text_view text;
    struct fire_text_view name;
    int32_t field;
    char own_mark;
    char mark;
    const int32_t column = title_column(run, own, &own_mark);
    if (column < 0) return true;
    if (!fire_text_clean(cell_at(run, column), run->look, &text)) return false;
    text = heading_skip_mark(text, &mark);
    if (mark == '\0') mark = own_mark;
    if (!label_area(text, run->look, &field, &name)) return false;
    if (field >= 0 && !may_give(run, field)) field = -1;
    if (own_mark == '1' && field < 0) return true; /* the rows are numbered too */
    const struct cell_form *form = column < binding->n_columns ? &binding->form[column] : NULL;
    if (own_mark == '1' && form != NULL && form->field == field) return true;
    const bool says_when = form != NULL && (form->field == FIRE_FIELD_OCCURRED_AT ||
                                            form->field == FIRE_FIELD_PERIOD);
    const bool is_tabular = run->shapes->has_incidents || binding->n_slots > 0 ||
                            binding->has_moment;
    const bool stands_out = run->shapes->n_named >= FEWEST_COLUMNS ||
                            (run->shapes->has_incidents && !says_when);
    if (mark == '\0' && field < 0 && !(is_tabular && stands_out)) return true;
    return exclude(run, field < 0 ? FIRE_ISSUE_SECTION_TITLE : FIRE_ISSUE_SECTION_AREA, column,
                   is_row) &&
           begin_section(run, field, name, mark);
}

/* ---- totals by arithmetic -------------------------------------------------------------- */

static bool look_for_sum(struct run *run, const struct own_cells *own, bool *is_row)
{
    const struct fire_binding *binding = run->binding;
    const bool has_period = binding->has_period && binding->n_slots == 0;
    const bool is_table = run->shapes->has_incidents || binding->n_slots > 0;
    name_kind name;
    struct totals_match match;
    if (own->n == 0 || own->n_values == 0) return true;
    if (!totals_match(run, &match)) return false;
    if (!match.is_sum) return true;
    if (!shape_name(run, &name)) return false;
    const int32_t column = name == NAME_NONE ? own->first : run->shapes->key_column;
    /* without a date it is no incident of a register, whatever it is called; in a table a row
     * with a name like those of the others stays, but where they are numbered and it is not */
    const struct fire_text_view ordinal = cell_at(run, binding->ordinal_column);
    const bool is_unlike = match.are_areas ||
                           (binding->ordinal_column >= 0 && ordinal.size_bytes == 0);
    const bool is_numbered = text_is_value(ordinal);
    bool is_total = binding->has_moment || (name == NAME_NONE && match.are_named);
    if (name == NAME_PLAIN && !has_period && is_table && !is_numbered)
        is_total = is_total || is_unlike;
    if (is_total) {
        totals_begin_part(run);
        return exclude(run, FIRE_ISSUE_TOTAL_BY_SUM, column, is_row);
    }
    if (has_period || (name == NAME_AREA && !match.is_telling)) return true;
    return run_issue_at(run, FIRE_ISSUE_TOTAL_PERHAPS, FIRE_EFFECT_NOTICE, column,
                        cell_at(run, column));
}

/* ---- all of it ------------------------------------------------------------------------- */

/* What has no date: in the order in which the marks can be trusted. */
static bool look_closely(struct run *run, bool identified, bool *is_row)
{
    const bool has_measures = run->binding->n_measures > 0;
    const struct own_cells own = count_own(run);
    if (is_header_again(run, own.first))
        return exclude(run, FIRE_ISSUE_HEADER_AGAIN, own.first, is_row);
    if (identified) return true;
    if (!outline_look(run, is_row)) return false;
    if (!*is_row) return true;
    if (!(has_measures ? look_for_total_group(run, is_row)
                       : look_for_label(run, own.first, is_row)))
        return false;
    if (*is_row && !has_measures && !look_for_comparison(run, own.first, is_row)) return false;
    if (*is_row && !look_for_foot(run, &own, is_row)) return false;
    const bool is_measure = has_measures &&
                            binding_measure_of(run->binding, run->record, run->look) > 0;
    if (*is_row && !is_measure && !look_for_title(run, &own, is_row)) return false;
    return !*is_row || has_measures || look_for_sum(run, &own, is_row);
}

static int32_t first_cell(const struct fire_record *record)
{
    int32_t i = 0;
    while (i + 1 < record->n_cells && record->cell[i].size_bytes == 0)
        i++;
    return i;
}

bool shape_look(struct run *run, bool *is_row)
{
    struct shapes *shapes = run->shapes;
    const bool dated = is_dated(run);
    bool identified = false;
    bool ok = true;
    *is_row = true;
    if (!dated || cell_at(run, shapes->commune_column).size_bytes == 0) {
        if (shapes->id_column >= 0 && !has_id(run, &identified)) return false;
        if (!dated)
            ok = look_closely(run, identified, is_row);
        else if (!identified)
            ok = look_for_label(run, first_cell(run->record), is_row);
    }
    if (*is_row) shape_rows_passed(run);
    return ok;
}
