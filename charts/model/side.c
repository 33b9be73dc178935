/* side.c - see side.h. */
#include "side.h"

#include "names.h"

#include "firestat/sentence.h"
#include <stdlib.h>
#include <string.h>

#define NAMES_MOST 4096 /* before they are reduced */

static const struct {
    fire_word word;
    int32_t n; /* of a year (days: of a month) */
} parts[FIRE_N_UNITS] = {
    [FIRE_UNIT_HALF] = { FIRE_WORD_CHART_NTH_HALF, 2 },
    [FIRE_UNIT_QUARTER] = { FIRE_WORD_CHART_NTH_QUARTER, 4 },
    [FIRE_UNIT_MONTH] = { FIRE_WORD_CHART_NTH_MONTH, 12 },
    [FIRE_UNIT_WEEK] = { FIRE_WORD_CHART_NTH_WEEK, 53 },
    [FIRE_UNIT_DAY] = { FIRE_WORD_CHART_NTH_DAY, 31 },
};

static bool take(struct side *side, int32_t n, struct fire_phrase *phrase)
{
    side->n = n;
    side->label = FIRE_TAKE(phrase->arena, n, const char *);
    side->phrase = FIRE_TAKE(phrase->arena, n, const char *);
    return side->label != NULL && side->phrase != NULL;
}

static const struct fire_key *key_at(const struct side *side,
                                     const struct fire_summary *summary, int64_t row)
{
    return fire_summary_key(summary, row, side->dim);
}

/* ---- time ---------------------------------------------------------------------------- */

/* Which part of its year a period is: the number at the end of "2024-Q3". */
static int32_t part_of(const struct fire_key *key)
{
    size_t at = key->text.size_bytes;
    int32_t number = 0;
    int32_t scale = 1;
    while (at > 0 && key->text.bytes[at - 1] >= '0' && key->text.bytes[at - 1] <= '9' &&
           scale < 1000) {
        number += (key->text.bytes[--at] - '0') * scale;
        scale *= 10;
    }
    return number;
}

static void name_hours(struct side *side, struct fire_phrase *phrase)
{
    for (int32_t i = 0; i < side->n; i++) {
        side->label[i] = fire_phrase_format(phrase, "%d", (int)i);
        side->phrase[i] = fire_phrase_word(phrase, FIRE_WORD_CHART_HOURS, side->label[i],
                                           fire_phrase_format(phrase, "%d", (int)i + 1));
    }
}

static void name_parts(struct side *side, fire_period_unit unit, struct fire_phrase *phrase)
{
    for (int32_t i = 0; i < side->n; i++) {
        side->label[i] = fire_phrase_format(phrase, "%d", (int)i + 1);
        side->phrase[i] = fire_phrase_word(phrase, parts[unit].word, side->label[i]);
    }
}

static void name_weekdays(struct side *side, struct fire_phrase *phrase)
{
    static const fire_word word[7] = {
        FIRE_WORD_CHART_MONDAY,   FIRE_WORD_CHART_TUESDAY, FIRE_WORD_CHART_WEDNESDAY,
        FIRE_WORD_CHART_THURSDAY, FIRE_WORD_CHART_FRIDAY,  FIRE_WORD_CHART_SATURDAY,
        FIRE_WORD_CHART_SUNDAY,
    };
    for (int32_t i = 0; i < side->n; i++)
        side->label[i] = side->phrase[i] = fire_word_text(phrase->language, word[i]);
}

static fire_status years_of(struct side *side, const struct fire_summary *summary,
                            struct fire_phrase *phrase, struct fire_error *err)
{
    int64_t first = INT64_MAX;
    int64_t last = INT64_MIN;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *key = key_at(side, summary, row);
        if (key->is_null) continue;
        if (key->number < first) first = key->number;
        if (key->number > last) last = key->number;
    }
    if (first > last)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no year has a figure to draw");
    if (first < INT32_MIN || last > INT32_MAX || last - first >= FIRE_CHART_GRID_MOST)
        return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                         "a heat map has at most %d years, weeks or days in a row",
                         FIRE_CHART_GRID_MOST);
    if (!take(side, (int32_t)(last - first + 1), phrase)) return fire_fail_memory(err);
    side->first = first;
    for (int32_t i = 0; i < side->n; i++) {
        side->label[i] = fire_sentence_label(phrase, summary->calendar, FIRE_UNIT_YEAR,
                                             (int32_t)first + i);
        side->phrase[i] = fire_phrase_word(phrase, FIRE_WORD_CHART_ONE_YEAR, side->label[i]);
    }
    return FIRE_OK;
}

/* ---- names --------------------------------------------------------------------------- */

static int32_t find(const struct side *side, const struct fire_key *key)
{
    for (int32_t i = 0; i < side->n; i++)
        if (side->key[i]->number == key->number) return i;
    return -1;
}

/* Rows of one group of the dimensions before come in the order of names, and groups have some of
 * them each: what is new in a group belongs behind what it came behind there. */
static fire_status names_of(struct side *side, const struct fire_summary *summary,
                            struct fire_phrase *phrase, struct fire_error *err)
{
    side->key = FIRE_TAKE(phrase->arena, NAMES_MOST, const struct fire_key *);
    if (side->key == NULL) return fire_fail_memory(err);
    int32_t before = -1;
    for (int64_t row = 0; row < summary->n_rows; row++) {
        const struct fire_key *key = key_at(side, summary, row);
        const bool is_new_group = row == 0 ||
                                  (side->dim > 0 &&
                                   fire_summary_key(summary, row, 0)->number !=
                                       fire_summary_key(summary, row - 1, 0)->number);
        if (is_new_group) before = -1;
        if (key->is_null) continue;
        int32_t at = find(side, key);
        if (at < 0) {
            if (side->n == NAMES_MOST)
                return fire_fail(err, FIRE_ERANGE, FIRE_NOWHERE,
                                 "a heat map is made of at most %d names", NAMES_MOST);
            at = side->dim == 0 ? side->n : before + 1;
            memmove(side->key + at + 1, side->key + at,
                    (size_t)(side->n - at) * sizeof side->key[0]);
            side->key[at] = key;
            side->n++;
        }
        before = at;
    }
    if (side->n == 0)
        return fire_fail(err, FIRE_ENODATA, FIRE_NOWHERE, "no incident says its %s",
                         summary->dim[side->dim].name);
    const int32_t n = side->n;
    if (!take(side, n, phrase)) return fire_fail_memory(err);
    for (int32_t i = 0; i < n; i++)
        side->label[i] = side->phrase[i] = names_key(phrase, side->key[i]);
    return FIRE_OK;
}

/* ---- a side -------------------------------------------------------------------------- */

fire_status side_of(const struct fire_summary *summary, int32_t dim, struct fire_phrase *phrase,
                    struct side *out, struct fire_error *err)
{
    const struct fire_summary_dim *of = &summary->dim[dim];
    struct side side = { .dim = dim };
    side.title = fire_phrase_format(
        phrase, "%s", phrase->language == FIRE_VIETNAMESE ? of->label_vi : of->label_en);
    side.is_named = of->kind == FIRE_DIM_FIELD || of->kind == FIRE_DIM_AREA;
    side.has_gaps = of->kind == FIRE_DIM_PERIOD;
    side.is_folded = of->kind == FIRE_DIM_PERIOD && of->unit != FIRE_UNIT_YEAR;
    fire_status status = FIRE_OK;
    if (side.is_named) {
        status = names_of(&side, summary, phrase, err);
    } else if (of->kind == FIRE_DIM_PERIOD && !side.is_folded) {
        status = years_of(&side, summary, phrase, err);
    } else {
        const int32_t n = of->kind == FIRE_DIM_HOUR      ? 24
                          : of->kind == FIRE_DIM_WEEKDAY ? 7
                                                         : parts[of->unit].n;
        if (!take(&side, n, phrase)) return fire_fail_memory(err);
        if (of->kind == FIRE_DIM_HOUR)
            name_hours(&side, phrase);
        else if (of->kind == FIRE_DIM_WEEKDAY)
            name_weekdays(&side, phrase);
        else
            name_parts(&side, of->unit, phrase);
    }
    if (status == FIRE_OK) *out = side;
    return status;
}

int32_t side_place(const struct side *side, const struct fire_summary *summary, int64_t row)
{
    const struct fire_key *key = key_at(side, summary, row);
    if (key->is_null) return -1;
    if (side->is_named) return find(side, key);
    int64_t place = key->number;
    if (summary->dim[side->dim].kind == FIRE_DIM_WEEKDAY)
        place = key->number - 1;
    else if (side->is_folded)
        place = part_of(key) - 1;
    else if (side->has_gaps)
        place = key->number - side->first;
    return place < 0 || place >= side->n ? -1 : (int32_t)place;
}

fire_status side_reduce(struct side *side, const int64_t sum[], int32_t most,
                        struct fire_phrase *phrase, int32_t place[], struct fire_error *err)
{
    const int32_t n_all = side->n;
    bool *is_kept = FIRE_TAKE(phrase->arena, n_all, bool);
    if (is_kept == NULL) return fire_fail_memory(err);
    for (int32_t k = 0; k < most - 1; k++) {
        int32_t best = -1;
        for (int32_t i = 0; i < n_all; i++)
            if (!is_kept[i] && (best < 0 || sum[i] > sum[best])) best = i;
        is_kept[best] = true;
    }
    int32_t n = 0;
    for (int32_t i = 0; i < n_all; i++) {
        place[i] = most - 1;
        if (!is_kept[i]) continue;
        side->label[n] = side->label[i];
        side->phrase[n] = side->phrase[i];
        place[i] = n++;
    }
    side->label[n] = side->phrase[n] = fire_phrase_word(
        phrase, FIRE_WORD_CHART_OTHERS, fire_phrase_count(phrase, n_all - most + 1));
    side->n = most;
    return FIRE_OK;
}
