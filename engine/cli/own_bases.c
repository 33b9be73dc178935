/* own_bases.c - see own_bases.h. A period has a key for each calendar that knows its name, with
 * its days there, and one for the name itself; rows with the same key are chained. */
#include "own_bases.h"

#include <stdlib.h>
#include <string.h>

struct kept_row {
    struct own_row is;
    struct fire_text_view kind; /* "nổ" of "năm 2023 - nổ" */
    bool is_known[FIGURE_CALENDARS_MAX];
    struct fire_window days[FIGURE_CALENDARS_MAX];
};

struct kept_level {
    int64_t row;
    int64_t before; /* the level before with the same key; -1: none */
};

/* A period that stands in a table more often than this is looked at so many times only. */
enum { MOST_LEVELS = 16 };

/* The key of a period of this row's label, measure and kind; NULL: no memory. `calendar` -1: by
 * name. A length goes before each text, so that no two keys run into each other. */
static const char *key_of(const struct kept_row *row, int32_t calendar, struct fire_window days,
                          struct fire_text_view name, struct fire_arena *arena)
{
    const char *label = row->is.about.label;
    const char *measure = row->is.measure;
    return fire_arena_printf(
        arena, "%d %d %d %zu:%.*s %zu:%s %zu:%s %.*s", (int)calendar, (int)days.first_day,
        (int)days.last_day, name.size_bytes, (int)name.size_bytes, name.bytes, strlen(label),
        label, strlen(measure), measure, (int)row->kind.size_bytes, row->kind.bytes);
}

static fire_status add_level(struct session *session, struct own_bases *bases, int64_t row,
                             const char *key)
{
    uint32_t code;
    const uint32_t n_keys = fire_dictionary_n(bases->key);
    if (key == NULL ||
        !fire_dictionary_add(bases->key, fire_text_of(key), fire_text_of(""), &code))
        return fire_fail_memory(&session->err);
    void *last = fire_array_grow(bases->last_level, &bases->last_capacity, (size_t)code + 1,
                                 sizeof *bases->last_level);
    if (last == NULL) return fire_fail_memory(&session->err);
    bases->last_level = last;
    if (code == n_keys) bases->last_level[code] = -1;
    void *level = fire_array_grow(bases->level, &bases->level_capacity,
                                  (size_t)bases->n_levels + 1, sizeof *bases->level);
    if (level == NULL) return fire_fail_memory(&session->err);
    bases->level = level;
    bases->level[bases->n_levels] = (struct kept_level){ row, bases->last_level[code] };
    bases->last_level[code] = bases->n_levels++;
    return FIRE_OK;
}

/* The name of a period as a key: marks and spelling do not count. */
static fire_status name_of(struct session *session, const char *period,
                           struct fire_arena *arena, struct fire_text_view *out)
{
    struct fire_text_view kind;
    const struct fire_text_view name = fire_figure_period_name(fire_text_of(period), &kind);
    return fire_text_match_key(name, arena, out) ? FIRE_OK : fire_fail_memory(&session->err);
}

fire_status own_bases_add(struct session *session, const struct figure_calendars *calendars,
                          struct fire_arena *arena, const struct own_row *row,
                          struct own_bases *bases)
{
    if (row->about.period[0] == '\0') return FIRE_OK;
    if (bases->key == NULL) bases->key = fire_dictionary_create();
    void *grown = fire_array_grow(bases->row, &bases->row_capacity, (size_t)bases->n + 1,
                                  sizeof *bases->row);
    if (bases->key == NULL || grown == NULL) return fire_fail_memory(&session->err);
    bases->row = grown;
    struct kept_row *kept = &bases->row[bases->n];
    *kept = (struct kept_row){ .is = *row };
    (void)fire_figure_period_name(fire_text_of(row->about.period), &kept->kind);
    for (int32_t c = 0; c < calendars->n; c++)
        kept->is_known[c] = fire_figure_period(fire_text_of(row->about.period),
                                               calendars->calendar[c], arena, &kept->days[c]);
    bases->n++;
    if (!row->printed.current.is_known) return FIRE_OK;

    const struct fire_text_view no_name = { "", 0 };
    const struct fire_window no_days = { 0, 0 };
    struct fire_text_view name;
    FIRE_TRY(name_of(session, row->about.period, arena, &name));
    FIRE_TRY(add_level(session, bases, bases->n - 1, key_of(kept, -1, no_days, name, arena)));
    for (int32_t c = 0; c < calendars->n; c++)
        if (kept->is_known[c])
            FIRE_TRY(add_level(session, bases, bases->n - 1,
                               key_of(kept, c, kept->days[c], no_name, arena)));
    return FIRE_OK;
}

/* The latest level of a key; -1: none. */
static int64_t find_level(const struct own_bases *bases, const char *key)
{
    uint32_t code;
    return fire_dictionary_find(bases->key, fire_text_of(key), &code) ? bases->last_level[code]
                                                                      : -1;
}

/* The levels of the period that this row compares with; *out -1: none. */
static fire_status find_previous(struct session *session,
                                 const struct figure_calendars *calendars,
                                 struct fire_arena *arena, const struct own_bases *bases,
                                 const struct kept_row *row, int64_t *out)
{
    const struct fire_text_view against = fire_text_of(row->is.about.against);
    const struct fire_text_view no_name = { "", 0 };
    const struct fire_window no_days = { 0, 0 };
    *out = -1;
    for (int32_t c = 0; c < calendars->n && *out < 0; c++) {
        struct fire_window days;
        if (!fire_figure_period(against, calendars->calendar[c], arena, &days) &&
            !(row->is_known[c] && fire_figure_same_period(against, row->days[c], arena, &days)))
            continue;
        const char *key = key_of(row, c, days, no_name, arena);
        if (key == NULL) return fire_fail_memory(&session->err);
        *out = find_level(bases, key);
    }
    if (*out >= 0) return FIRE_OK;
    struct fire_text_view name;
    FIRE_TRY(name_of(session, row->is.about.against, arena, &name));
    const char *key = key_of(row, -1, no_days, name, arena);
    if (key == NULL) return fire_fail_memory(&session->err);
    *out = find_level(bases, key);
    return FIRE_OK;
}

static void judge_figure(const struct kept_row *row, struct fire_printed own,
                         struct fire_checked_figure *figure)
{
    const fire_figure_of of = figure->kind == FIRE_CHECKED_PERCENT ? FIRE_OF_PERCENT
                                                                   : FIRE_OF_DELTA;
    if (figure->kind != FIRE_CHECKED_PERCENT && figure->kind != FIRE_CHECKED_DELTA) return;
    const fire_figure_note before = figure->check.note;
    figure->check = fire_verify_own_base(&row->is.printed, of, own, figure->check);
    if (figure->check.note == FIRE_FIGURE_OWN_BASE && before != FIRE_FIGURE_OWN_BASE)
        figure->check.low.decimals += row->is.power - figure->power;
}

/* A table may have the period several times; the row contradicts it only when it contradicts all
 * of them. */
static struct fire_printed best_level(const struct own_bases *bases, int64_t level,
                                      const struct kept_row *row)
{
    const struct fire_printed first = bases->row[bases->level[level].row].is.printed.current;
    const fire_figure_of of = row->is.printed.percent.is_known ? FIRE_OF_PERCENT
                                                               : FIRE_OF_DELTA;
    const struct fire_figure_check open = { .verdict = FIRE_FIGURE_UNDECIDABLE };
    for (int n = 0; level >= 0 && n < MOST_LEVELS; level = bases->level[level].before, n++) {
        const struct fire_printed own = bases->row[bases->level[level].row].is.printed.current;
        if (fire_verify_own_base(&row->is.printed, of, own, open).note != FIRE_FIGURE_OWN_BASE)
            return own;
    }
    return first;
}

fire_status own_bases_judge(struct session *session, const struct figure_calendars *calendars,
                            struct fire_arena *arena, const struct own_bases *bases,
                            struct fire_checked_figure figure[])
{
    for (int64_t i = 0; i < bases->n; i++) {
        const struct kept_row *row = &bases->row[i];
        int64_t level;
        if (row->is.about.against[0] == '\0' || row->is.n_figures == 0) continue;
        FIRE_TRY(find_previous(session, calendars, arena, bases, row, &level));
        if (level < 0 || bases->level[level].row == i) continue;
        const struct fire_printed own = best_level(bases, level, row);
        for (int64_t f = 0; f < row->is.n_figures; f++)
            judge_figure(row, own, &figure[row->is.first_figure + f]);
    }
    return FIRE_OK;
}

void own_bases_finish(struct own_bases *bases)
{
    fire_dictionary_free(bases->key);
    free(bases->row);
    free(bases->level);
    free(bases->last_level);
    *bases = (struct own_bases){ 0 };
}
