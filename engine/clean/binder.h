/* binder.h - what the steps of binding share. */
#ifndef FIRESTAT_ENGINE_CLEAN_BINDER_H
#define FIRESTAT_ENGINE_CLEAN_BINDER_H
#include "binding.h"
#include "title.h"

#include "firestat/output.h"

struct binder {
    struct heading_context context;
    struct fire_reader *reader;
    const struct fire_profile *profile;
    struct fire_schema *schema;
    struct fire_arena *arena;
    struct fire_issues *issues;
    struct fire_binding *binding;
    struct title title;
    struct heading *heading;    /* [n_columns]                                             */
    int32_t *slot_of;           /* [n_columns] slot of the period above the column; 0: none */
    struct fire_buffer doubles; /* "'Chết' (3, 4)": columns that say what an earlier one says */
};

/* Where a column's header stands; column -1: the header row. */
struct fire_location binder_place(const struct binder *binder, int32_t column);

/* How the cells of a field are read.
 *   unit   of the header; NULL: says nothing, or the profile says the factor itself */
void binder_fill(const struct binder *binder, int32_t field, fire_column_part part,
                 int64_t factor, const struct heading *unit, struct cell_form *form);

/* Is the field bound already? Two columns may be of one field where their slots differ.
 *   but   a form that is not asked; -1 */
bool binder_is_taken(const struct fire_binding *binding, int32_t field, fire_column_part part,
                     int32_t slot, int32_t but, int32_t *out_by);

/* Add null words, "|" between, to a form's. */
fire_status binder_null_words(const struct binder *binder, const char *words,
                              struct cell_form *form, struct fire_error *err) FIRE_MUST_CHECK;

/* A form that belongs to no column; there is room for it. Its null words are the profile's. */
struct cell_form *binder_add_form(struct binder *binder, form_source source);

/* The type of the field a form is bound to. */
fire_type binder_type(const struct binder *binder, const struct cell_form *form);

static inline bool type_is_number(fire_type type)
{
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* Is the column's header a period and nothing else, of which the profile says nothing? */
bool binder_is_bare(const struct binder *binder, int32_t column);

/* Say what a title's cell was taken for. */
void binder_notice(const struct binder *binder, fire_issue_kind kind, struct title_source from);

/* ---- areas.c --------------------------------------------------------------------------- */

/* Bind "Địa bàn" and its kind by what their cells are. False: no memory. */
bool areas_bind(struct binder *binder);

/* For each level that no column has, a form for what titles of sections say. */
fire_status areas_bind_sections(struct binder *binder, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- periods.c ------------------------------------------------------------------------- */

/* Before columns are bound: do their headings say when? Day, month and year that stand apart
 * are put together; periods above columns become slots, unless the rows have dates.
 *   returns   false: no memory */
bool periods_prepare(struct binder *binder);

/* After columns and constants are bound: what is read for which slot, and where its year is.
 *   errors   FIRE_ESCHEMA: nothing says the year, or what the columns count */
fire_status periods_settle(struct binder *binder, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- figures.c ------------------------------------------------------------------------- */

/* When all is bound: are the rows incidents, or figures?
 *   errors   FIRE_ESCHEMA: figures, and nothing says of what */
fire_status figures_settle(struct binder *binder, struct fire_error *err) FIRE_MUST_CHECK;

/* ---- measures.c ------------------------------------------------------------------------ */

/* Are the measures in the rows, below columns that are periods? Then measure_column is set. */
bool measures_look(struct binder *binder, bool *out_found);

/* Read all of the file for its measures and make their forms; the reader stands behind the head
 * before and anywhere after. errors: those of the reader */
fire_status measures_bind(struct binder *binder, struct fire_error *err) FIRE_MUST_CHECK;

#endif
