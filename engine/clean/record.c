/* record.c - from one record to the rows it stands for.
 *
 * A record is a row, or one for each period above its columns, or one measure of a row (measure_row.c).
 * Whatever it is, it is counted once: kept, rejected or excluded. */
#include "record.h"

#include "header.h"
#include "shape.h"
#include "survey.h"

static fire_issue_kind kind_of_fault(fire_fault fault)
{
    static const fire_issue_kind kinds[] = {
        [FIRE_FAULT_STRAY_QUOTE] = FIRE_ISSUE_STRAY_QUOTE,
        [FIRE_FAULT_UNCLOSED_QUOTE] = FIRE_ISSUE_UNCLOSED_QUOTE,
        [FIRE_FAULT_CELL_TOO_LONG] = FIRE_ISSUE_CELL_TOO_LONG,
        [FIRE_FAULT_RECORD_TOO_LONG] = FIRE_ISSUE_RECORD_TOO_LONG,
        [FIRE_FAULT_NUL] = FIRE_ISSUE_NUL_BYTE,
    };
    return kinds[fault];
}

/* ---- cells ----------------------------------------------------------------------------- */

/* Has the record the header's number of cells? */
static bool check_cells(struct run *run, bool *kept)
{
    const struct fire_record *record = run->record;
    *kept = false;
    if (record->n_cells < run->binding->n_columns)
        return run_issue(run, FIRE_ISSUE_TOO_FEW_CELLS, FIRE_EFFECT_REJECTED, -1);
    for (int32_t i = run->binding->n_columns; i < record->n_cells; i++)
        if (record->cell[i].size_bytes > 0)
            return run_issue(run, FIRE_ISSUE_TOO_MANY_CELLS, FIRE_EFFECT_REJECTED, -1);
    *kept = true;
    return record->n_cells == run->binding->n_columns ||
           run_issue(run, FIRE_ISSUE_EMPTY_CELLS_BEYOND, FIRE_EFFECT_NOTICE, -1);
}

/* Values in a column without a name are passed over, and that is said once a column. */
static bool check_nameless(struct run *run)
{
    for (int32_t k = run->n_nameless; k-- > 0;) {
        const int32_t column = run->nameless[k];
        const struct fire_text_view cell = run->record->cell[column];
        if (cell.size_bytes == 0) continue;
        run->nameless[k] = run->nameless[--run->n_nameless];
        if (!run_issue_at(run, FIRE_ISSUE_NO_HEADER, FIRE_EFFECT_NOTICE, column, cell))
            return false;
    }
    return true;
}

/* A number merged over several rows or columns is not that number in each of them: run_cell
 * gives it to its first cell only. */
static bool check_merged(struct run *run)
{
    const struct fire_record *record = run->record;
    if (record->kind == NULL) return true;
    for (int32_t i = 0; i < run->binding->n_forms; i++) {
        const struct cell_form *form = &run->binding->form[i];
        if (!run->is_number[i] || form->measure > 0 ||
            (record->kind[form->column] & FIRE_CELL_MERGED) == 0)
            continue;
        if (!run_issue_at(run, FIRE_ISSUE_MERGED_NUMBER, FIRE_EFFECT_NOTICE, form->column,
                          record->cell[form->column]))
            return false;
    }
    return true;
}

/* ---- rows ------------------------------------------------------------------------------ */

/* How many incidents the row stands for. Where it does not say and stands for a stretch of days,
 * that stays open; a row with a day of its own would be taken for one incident, so it is told. */
static bool settle_incidents(struct run *run)
{
    struct column_build *build = &run->build[FIRE_FIELD_INCIDENTS];
    const int32_t day = run->build[FIRE_FIELD_OCCURRED_AT].day[run->n];
    const bool is_silent = run->binding->rows_count == ROWS_SAY_INCIDENTS &&
                           !fire_is_valid(build->valid, run->n) && run->last_day[run->n] == day;
    if (!run->writes_ones && !is_silent) return true;
    build->number[run->n] = run->writes_ones ? 1 : 0;
    fire_set_valid(build->valid, run->n);
    return !is_silent || run_issue(run, FIRE_ISSUE_INCIDENTS_UNSAID, FIRE_EFFECT_NOTICE, -1);
}

static fire_status read_row(struct run *run, bool *kept)
{
    if (!read_when(run, kept)) return run_why(run);
    if (!*kept) {
        run_clear_row(run);
        return FIRE_OK;
    }
    if (!read_area(run) || !run_read_values(run) || !check_rules(run)) return run_why(run);
    totals_add(run);
    if (!settle_incidents(run)) return run_why(run);
    run->line[run->n] = run->record->line;
    run->n++;
    run->counts->n_rows += run->binding->n_slots > 0;
    return run->n == FIRE_BATCH_ROWS ? run_push_batch(run) : FIRE_OK;
}

/* Does any number of the slot have a cell with something in it? */
static bool has_slot(const struct run *run, int32_t slot)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++)
        if (run->binding->form[i].slot == slot && run->is_number[i] &&
            run_cell(run, i).size_bytes > 0)
            return true;
    return false;
}

fire_status record_read_rows(struct run *run, bool *out_kept)
{
    *out_kept = false;
    if (run->binding->n_slots == 0) return read_row(run, out_kept);
    for (int32_t slot = 1; slot <= run->binding->n_slots; slot++) {
        bool kept;
        if (!has_slot(run, slot)) continue;
        run->slot = slot;
        FIRE_TRY(read_row(run, &kept));
        *out_kept = *out_kept || kept;
    }
    return FIRE_OK;
}

/* An unpivoted record whose cells are empty for every period says nothing. */
static bool is_without_figures(const struct run *run)
{
    for (int32_t slot = 1; slot <= run->binding->n_slots; slot++)
        if (has_slot(run, slot)) return false;
    return run->binding->n_slots > 0;
}

static fire_status read_kept(struct run *run)
{
    bool kept;
    if (!check_nameless(run)) return run_why(run);
    if (run->binding->n_measures > 0) return measure_row_add(run);
    if (is_without_figures(run)) {
        run->counts->n_excluded++;
        return run_issue(run, FIRE_ISSUE_NO_FIGURES, FIRE_EFFECT_EXCLUDED, -1) ? FIRE_OK
                                                                               : run_why(run);
    }
    if (!check_merged(run)) return run_why(run);
    name_kind name;
    if (!shape_name(run, &name)) return run_why(run);
    FIRE_TRY(record_read_rows(run, &kept));
    if (!kept) return record_reject(run);
    totals_end_record(run, name);
    run->counts->n_kept++;
    return FIRE_OK;
}

/* Delimiters alone: Excel leaves such lines where cells were emptied. */
static bool is_blank(const struct fire_record *record)
{
    for (int32_t i = 0; i < record->n_cells; i++)
        if (record->cell[i].size_bytes > 0) return false;
    return record->fault == FIRE_FAULT_NONE;
}

fire_status record_read(struct run *run)
{
    bool kept = false;
    bool is_row = true;
    if (survey_is_open(run->binding) && !survey_see(run->binding, run->record, run->look))
        return fire_fail_memory(run->err);
    if (is_blank(run->record)) {
        run->counts->n_blank_lines += run->record->n_lines;
        return FIRE_OK;
    }
    run->counts->n_records++;
    run->counts->n_record_lines += run->record->n_lines;
    if (run->record->fault != FIRE_FAULT_NONE) {
        if (!run_issue(run, kind_of_fault(run->record->fault), FIRE_EFFECT_REJECTED, -1))
            return run_why(run);
        return record_reject(run);
    }
    if (!shape_look(run, &is_row)) return run_why(run);
    if (!is_row) {
        run->counts->n_excluded++;
        return FIRE_OK;
    }
    if (!check_cells(run, &kept)) return run_why(run);
    return kept ? read_kept(run) : record_reject(run);
}

/* ---- rejects --------------------------------------------------------------------------- */

fire_status record_reject(struct run *run)
{
    const struct fire_rejects *rejects = run->options->rejects;
    run->counts->n_rejected++;
    if (rejects == NULL) return FIRE_OK;
    return rejects->push(rejects->self, run->record, FIRE_REJECTS_RECORD, &run->reject,
                         run->err);
}

fire_status record_push_head(struct run *run)
{
    const struct fire_rejects *rejects = run->options->rejects;
    const struct head *head = run->binding->head;
    const int32_t n_header = head->n_header > 0 ? head->n_header : 1;
    for (int32_t r = 0; r < head->n_head && rejects != NULL; r++) {
        const struct head_row *row = &head->row[r];
        const struct fire_record record = { .line = row->line,
                                            .n_lines = row->n_lines,
                                            .n_cells = row->n_cells,
                                            .cell = row->cell,
                                            .kind = row->kind,
                                            .raw = row->raw,
                                            .fault = row->fault };
        const fire_rejects_part part = r < head->first              ? FIRE_REJECTS_TITLE
                                       : r < head->first + n_header ? FIRE_REJECTS_HEADER
                                                                    : FIRE_REJECTS_NUMBERS;
        FIRE_TRY(rejects->push(rejects->self, &record, part, NULL, run->err));
    }
    return FIRE_OK;
}
