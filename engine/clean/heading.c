/* heading.c - the words above a column, from one header row or from up to three.
 *
 * "Năm 2023 / Thiệt hại về người / Chết" holds a period, a group and a field. Parts that are a
 * period as a whole are taken out first, from wherever they stand. What is left is looked up as
 * one text, then without its highest parts; and where the lowest part only says "in all" or a
 * unit, or stands alone under its top, without that part too. A lower part that tells columns
 * of one top apart ("Chết / Nam") is never dropped: a part is not the whole. Words that compare
 * or select ("Cùng kỳ", "Trong đó nữ") make a column one that the shipped table does not know;
 * only a profile can name it. */
#include "heading.h"

#include "moment.h"
#include "unit.h"

#include <stdio.h>
#include <string.h>

enum {
    LONGEST_NAME_BYTES = 200, /* longer cells are notices, not names of columns */
};

bool heading_context_init(struct heading_context *context, const struct fire_profile *profile,
                          const struct fire_schema *schema,
                          const struct fire_calendar *calendar, struct fire_arena *arena)
{
    *context = (struct heading_context){ profile, schema, calendar, arena, NULL, false };
    context->row_key = FIRE_TAKE(arena, profile->n_columns, struct fire_text_view);
    if (context->row_key == NULL) return false;
    for (size_t i = 0; i < profile->n_columns; i++)
        if (!fire_text_match_key(fire_text_of(profile->column[i].header), arena,
                                 &context->row_key[i]))
            return false;
    return true;
}

static bool is_among(struct fire_text_view key, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (fire_text_equal(key, fire_text_of(words[i]))) return true;
    return false;
}

/* The key is one of the words, or begins with one and a space. */
static bool begins_with_word(struct fire_text_view key, const char *const words[], size_t n)
{
    for (size_t i = 0; i < n; i++) {
        const size_t size = strlen(words[i]);
        if (key.size_bytes >= size && memcmp(key.bytes, words[i], size) == 0 &&
            (key.size_bytes == size || key.bytes[size] == ' '))
            return true;
    }
    return false;
}

/* ---- units ----------------------------------------------------------------------------- */

static void trim_end(struct fire_text_view *text)
{
    while (text->size_bytes > 0 && text->bytes[text->size_bytes - 1] == ' ')
        text->size_bytes--;
}

/* Cut off brackets at the end that are understood, or all that stands there where it announces a
 * unit. What is not understood stays, and *out says so. */
static bool cut_brackets(const struct heading_context *context, struct fire_text_view *text,
                         struct said *out)
{
    size_t open;
    bool is_announced;
    const char *currency = context->profile->currency;
    const struct fire_text_view inside = unit_brackets(*text, &open);
    *out = (struct said){ .kind = SAID_NOTHING, .factor = 1 };
    if (inside.size_bytes == 0) {
        if (!unit_is_announced(*text, context->arena, &is_announced)) return false;
        if (!is_announced) return true;
        if (!unit_read(*text, currency, context->arena, out)) return false;
        if (out->kind == SAID_UNIT) text->size_bytes = 0;
        if (out->kind != SAID_UNIT) out->kind = SAID_NOTHING;
        return true;
    }
    if (!unit_read(inside, currency, context->arena, out)) return false;
    if (out->kind > SAID_UNIT) return true;
    text->size_bytes = open;
    trim_end(text);
    return true;
}

bool heading_split_unit(const struct heading_context *context, struct fire_text_view text,
                        struct heading *out)
{
    struct said said;
    if (!fire_text_clean(text, context->arena, &out->name) ||
        !cut_brackets(context, &out->name, &said))
        return false;
    out->has_unit = said.kind == SAID_UNIT;
    out->unit = said.unit;
    out->factor = said.factor;
    return true;
}

/* Does a unit of that kind go with the field? "Thiệt hại (người)" is no amount of money. */
static bool unit_fits(const struct heading_context *context, int32_t field, fire_unit_kind unit)
{
    if (field >= FIRE_N_BUILTIN_FIELDS) return true;
    switch (fire_schema_field(context->schema, field)->type) {
    case FIRE_TYPE_MONEY:
        return unit == FIRE_UNIT_OF_MONEY;
    case FIRE_TYPE_DECIMAL:
        return unit == FIRE_UNIT_OF_LAND;
    case FIRE_TYPE_INTEGER:
        return unit == FIRE_UNIT_OF_THINGS;
    default:
        return true;
    }
}

/* ---- a field and a period in one name ---------------------------------------------------- */

/* "so vu nam 2023" or "2023 so vu": a field and a period in one name. */
static bool split_period(const struct heading_context *context, struct fire_text_view key,
                         struct heading *out)
{
    size_t at[HEADING_WORDS + 1];
    const int32_t n_words = heading_words(key, at);
    for (int32_t cut = 1; cut < n_words; cut++) {
        const struct fire_text_view front = { key.bytes, at[cut] - 1 };
        const struct fire_text_view back = { key.bytes + at[cut], key.size_bytes - at[cut] };
        for (int turn = 0; turn < 2; turn++) {
            const struct fire_text_view name = turn == 0 ? front : back;
            struct heading_period period;
            int32_t field;
            fire_column_part part;
            if (!fire_header_find(context->profile, name, &field, &part)) continue;
            if (!heading_period_read(context, turn == 0 ? back : front, &period)) return false;
            if (period.text == NULL) continue;
            out->is_known = true;
            out->field = field;
            out->part = part;
            out->period = period;
            return true;
        }
    }
    return true;
}

/* ---- fields ---------------------------------------------------------------------------- */

/* A lower part that means all that its top means. */
static bool says_in_all(struct fire_text_view key)
{
    static const char *const words[] = { "",      "tong so",  "tong", "tong cong",
                                         "cong",  "so luong", "so",   "so nguoi",
                                         "total", "all",      "chung" };
    fire_unit_kind unit;
    int64_t factor;
    return is_among(key, words, sizeof words / sizeof words[0]) ||
           fire_unit_find(key, &unit, &factor);
}

/* A part that compares with something or takes only some of it. */
static bool says_other(struct fire_text_view key)
{
    static const char *const words[] = { "trong do",  "of which", "including",    "cung ky",
                                         "so sanh",   "so voi",   "tang",         "giam",
                                         "tang giam", "ty le",    "ti le",        "chenh lech",
                                         "luy ke",    "cong don", "compared",     "change",
                                         "percent",   "ke hoach", "chi tieu giao" };
    return begins_with_word(key, words, sizeof words / sizeof words[0]);
}

/* Words that only say that a figure is an estimate ("ước tính thiệt hại", "thiệt hại sơ bộ"), or
 * that its unit follows ("thiệt hại ĐVT: triệu đồng"). */
static struct fire_text_view without_estimate(struct fire_text_view key)
{
    static const char *const words[] = { "don vi tinh", "dvt",      "uoc tinh khoang",
                                         "uoc khoang",  "uoc tinh", "so bo",
                                         "tam tinh",    "khoang",   "uoc" };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        const size_t size = strlen(words[i]);
        if (key.size_bytes <= size + 1) continue;
        const char *end = key.bytes + key.size_bytes - size;
        if (memcmp(end, words[i], size) == 0 && end[-1] == ' ')
            return (struct fire_text_view){ key.bytes, key.size_bytes - size - 1 };
        if (memcmp(key.bytes, words[i], size) == 0 && key.bytes[size] == ' ')
            return (struct fire_text_view){ key.bytes + size + 1, key.size_bytes - size - 1 };
    }
    return key;
}

static bool find_in_table(const struct heading_context *context, struct fire_text_view key,
                          struct heading *out)
{
    if (fire_header_find(context->profile, key, &out->field, &out->part)) return true;
    key = without_estimate(key);
    return fire_header_find(context->profile, key, &out->field, &out->part);
}

/* The name in the shipped table, with the last words tried as a unit: "thiet hai trieu". */
static bool find_name(const struct heading_context *context, struct fire_text_view text,
                      struct heading *out)
{
    struct fire_text_view key;
    fire_unit_kind kind;
    int64_t factor;
    if (!fire_text_plain_key(text, context->arena, &key)) return false;
    if (key.size_bytes == 0) return true;
    if (context->is_marked && fire_text_equal(key, fire_text_of("nam")) &&
        text.size_bytes == strlen("nam"))
        return true; /* men */
    out->is_known = find_in_table(context, key, out);
    for (size_t cut = 1; cut + 1 < key.size_bytes && !out->is_known; cut++) {
        if (key.bytes[cut] != ' ') continue; /* the longest unit first */
        const struct fire_text_view name = { key.bytes, cut };
        const struct fire_text_view unit = { key.bytes + cut + 1, key.size_bytes - cut - 1 };
        if (!fire_unit_find(unit, &kind, &factor) || !find_in_table(context, name, out) ||
            !unit_fits(context, out->field, kind))
            continue;
        out->is_known = out->has_unit = true;
        out->unit = kind;
        out->factor = factor;
    }
    return out->is_known || out->period.text != NULL || split_period(context, key, out);
}

/* Parts first..n-1 as one text with spaces between. */
static bool join(const struct fire_text_view parts[], int32_t first, int32_t n,
                 struct fire_arena *arena, struct fire_text_view *out)
{
    size_t size = 0;
    for (int32_t i = first; i < n; i++)
        size += parts[i].size_bytes + 1;
    char *text = FIRE_TAKE(arena, size + 1, char);
    if (text == NULL) return false;
    *out = (struct fire_text_view){ text, 0 };
    for (int32_t i = first; i < n; i++) {
        if (parts[i].size_bytes == 0) continue;
        if (out->size_bytes > 0) text[out->size_bytes++] = ' ';
        memcpy(text + out->size_bytes, parts[i].bytes, parts[i].size_bytes);
        out->size_bytes += parts[i].size_bytes;
    }
    return true;
}

static bool find_field(const struct heading_context *context,
                       const struct fire_text_view parts[], const bool is_wide[], int32_t n,
                       struct heading *out)
{
    for (; n > 0 && !out->is_known; n--) {
        for (int32_t first = 0; first < n && !out->is_known; first++) {
            struct fire_text_view text;
            if (!join(parts, first, n, context->arena, &text) || !find_name(context, text, out))
                return false;
        }
        struct fire_text_view key;
        if (out->is_known || n < 2) return true;
        if (!fire_text_plain_key(parts[n - 1], context->arena, &key)) return false;
        if (is_wide[n - 2] && !says_in_all(key)) return true;
    }
    return true;
}

/* "Tháng" and "Quý" hold a part of a year; the year stands elsewhere. */
static void find_part_of_year(struct fire_text_view key, struct heading *out)
{
    static const struct {
        const char *word;
        const char *part;
    } words[] = {
        { "thang", "thang" }, { "month", "thang" }, { "quy", "quy" }, { "quarter", "quy" }
    };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!fire_text_equal(key, fire_text_of(words[i].word))) continue;
        out->is_known = true;
        out->field = FIRE_FIELD_PERIOD;
        out->part = FIRE_COLUMN_MONTH;
        out->part_of_year = words[i].part;
    }
}

/* The profile's row for the column: by all of its words before by the lowest part alone, and of
 * equal ones the last counts. Columns named by position are not looked for here. */
static bool find_row(const struct heading_context *context, struct heading *out)
{
    struct fire_text_view key[4];
    struct heading whole = { 0 };
    const struct fire_text_view text = fire_text_of(out->text);
    if (!heading_split_unit(context, text, &whole)) return false;
    const struct fire_text_view names[4] = { text, whole.name, out->name, out->last };
    for (int i = 0; i < 4; i++)
        if (!fire_text_match_key(names[i], context->arena, &key[i])) return false;
    for (int i = 0; i < 4; i++)
        for (size_t r = context->profile->n_columns; r-- > 0;) {
            if (context->profile->column[r].position > 0 || key[i].size_bytes == 0 ||
                !fire_text_equal(context->row_key[r], key[i]))
                continue;
            out->row = &context->profile->column[r];
            return true;
        }
    return true;
}

/* "Năm 2023" over "Quý I" is one period. */
static bool join_periods(const struct heading_context *context, struct heading_period year,
                         struct heading_period part, struct heading_period *out)
{
    char digits[5];
    char label[FIRE_PERIOD_LABEL_BYTES];
    struct fire_window window;
    *out = year;
    if (!year.has_year || part.has_year || text_years(fire_text_of(year.text), digits) != 1)
        return true;
    const int size = snprintf(label, sizeof label, "%s-%s", digits, part.text);
    if (fire_calendar_parse(context->calendar, fire_text_of(label), &window, NULL) != FIRE_OK)
        return true;
    out->text = fire_arena_copy(context->arena, label, (size_t)size);
    return out->text != NULL;
}

/* Take the parts apart: what is shown, and what is left to look up.
 *   out_left   [HEADING_PARTS] clean parts that are no period
 *   is_other   one of them only compares or selects */
static bool sort_parts(const struct heading_context *context,
                       const struct fire_text_view parts[], const bool is_wide[], int32_t n,
                       struct fire_text_view out_left[], bool out_wide[], int32_t *out_n,
                       bool *is_other, struct heading *out)
{
    struct fire_text_view shown[HEADING_PARTS];
    int32_t n_shown = 0;
    *out_n = 0;
    *is_other = false;
    for (int32_t i = 0; i < n; i++) {
        struct fire_text_view part;
        struct heading_period period = { NULL, false };
        struct fire_text_view key = { "", 0 };
        if (parts[i].size_bytes == 0) continue;
        if (!fire_text_clean(parts[i], context->arena, &part)) return false;
        if (n_shown > 0 && fire_text_equal(shown[n_shown - 1], part)) continue;
        shown[n_shown++] = part;
        if (part.size_bytes <= LONGEST_NAME_BYTES &&
            (!heading_period_read(context, part, &period) ||
             !fire_text_plain_key(part, context->arena, &key)))
            return false;
        if (period.text != NULL && out->period.text == NULL) {
            out->period = period;
            continue;
        }
        if (period.text != NULL && out->period.has_year != period.has_year) {
            const bool is_part = !period.has_year;
            if (!join_periods(context, is_part ? out->period : period,
                              is_part ? period : out->period, &out->period))
                return false;
            continue;
        }
        *is_other = *is_other || part.size_bytes > LONGEST_NAME_BYTES || says_other(key);
        out_left[*out_n] = part;
        out_wide[(*out_n)++] = is_wide[i];
    }
    size_t size = 1;
    for (int32_t i = 0; i < n_shown; i++)
        size += shown[i].size_bytes + 3;
    char *text = FIRE_TAKE(context->arena, size, char);
    if (text == NULL) return false;
    out->text = text;
    for (int32_t i = 0; i < n_shown; i++) {
        if (i > 0) {
            memcpy(text, " / ", 3);
            text += 3;
        }
        memcpy(text, shown[i].bytes, shown[i].size_bytes);
        text += shown[i].size_bytes;
    }
    out->last = n_shown > 0 ? shown[n_shown - 1] : (struct fire_text_view){ "", 0 };
    return join(shown, 0, n_shown, context->arena, &out->name);
}

bool heading_is_measure(const struct heading_context *context, const struct heading *heading)
{
    if (!heading->is_known || heading->field >= FIRE_N_BUILTIN_FIELDS) return false;
    const fire_type type = fire_schema_field(context->schema, heading->field)->type;
    return type == FIRE_TYPE_INTEGER || type == FIRE_TYPE_DECIMAL || type == FIRE_TYPE_MONEY;
}

/* The parts' brackets: those that are understood are cut off and told, lowest last. */
static bool cut_parts(const struct heading_context *context, struct fire_text_view parts[],
                      int32_t n, struct said said[], bool *is_other, struct heading *out)
{
    for (int32_t i = 0; i < n; i++) {
        if (!cut_brackets(context, &parts[i], &said[i])) return false;
        *is_other = *is_other || said[i].kind == SAID_OTHER;
        if (said[i].kind != SAID_UNIT) continue;
        out->has_unit = true;
        out->unit = said[i].unit;
        out->factor = said[i].factor;
    }
    return true;
}

/* Which of the parts' units is that of the field: the lowest part's must be, one above may
 * belong to other columns below it. */
static void settle_unit(const struct heading_context *context, const struct said said[],
                        int32_t n, struct heading *out)
{
    for (int32_t i = n; i-- > 0;) {
        if (said[i].kind != SAID_UNIT) continue;
        out->has_unit = unit_fits(context, out->field, said[i].unit);
        out->unit = said[i].unit;
        out->factor = said[i].factor;
        if (out->has_unit) return;
        out->factor = 1;
        if (i + 1 < n) continue;
        out->is_known = false;
        out->doubt = HEADING_NOT_UNDERSTOOD;
        return;
    }
}

/* A name that would be known but for the words in its brackets. Of a number they may say that
 * it is another one; elsewhere they are mostly hints for whoever fills the column in. */
static bool doubt_brackets(const struct heading_context *context, struct fire_text_view parts[],
                           const bool is_wide[], int32_t n, const struct said said[],
                           struct heading *out)
{
    struct heading trial = *out;
    bool has_strange = false;
    bool has_any = false;
    for (int32_t i = 0; i < n; i++) {
        if (said[i].kind <= SAID_UNIT) continue;
        size_t open;
        (void)unit_brackets(parts[i], &open);
        parts[i].size_bytes = open;
        trim_end(&parts[i]);
        has_any = true;
        has_strange = has_strange || said[i].kind >= SAID_STRANGE;
    }
    if (!has_any) return true;
    if (!find_field(context, parts, is_wide, n, &trial)) return false;
    if (heading_is_measure(context, &trial)) {
        out->doubt = HEADING_NOT_UNDERSTOOD;
    } else if (trial.is_known) {
        *out = trial;
        if (has_strange) out->doubt = HEADING_CLIPPED;
    }
    return true;
}

static bool look_up(const struct heading_context *context, struct fire_text_view parts[],
                    const bool is_wide[], int32_t n, bool compares, struct heading *out)
{
    struct said said[HEADING_PARTS];
    struct fire_text_view key;
    bool is_other = false;
    if (!cut_parts(context, parts, n, said, &is_other, out)) return false;
    if (compares) { /* unless the shipped table has just these words */
        if (n == 1 && !is_other && !find_name(context, parts[0], out)) return false;
    } else {
        if (!fire_text_plain_key(out->last, context->arena, &key)) return false;
        if (n == 1) find_part_of_year(key, out);
        if (!out->is_known && !is_other && !find_field(context, parts, is_wide, n, out))
            return false;
        if (!out->is_known && !doubt_brackets(context, parts, is_wide, n, said, out))
            return false;
    }
    if (out->is_known) settle_unit(context, said, n, out);
    return true;
}

bool heading_read(const struct heading_context *context, const struct fire_text_view parts[],
                  const bool is_wide[], int32_t n_parts, struct heading *out)
{
    struct fire_text_view left[HEADING_PARTS];
    bool left_wide[HEADING_PARTS];
    int32_t n_left;
    bool is_other;
    struct heading split = { 0 };
    *out = (struct heading){ .factor = 1, .field = -1 };
    if (!sort_parts(context, parts, is_wide, n_parts, left, left_wide, &n_left, &is_other, out))
        return false;
    if (!heading_split_unit(context, out->last, &split)) return false;
    out->last = split.name;
    if (!heading_split_unit(context, out->name, &split)) return false;
    out->name = split.name;
    out->has_unit = split.has_unit; /* for a column that only the profile knows */
    out->unit = split.unit;
    out->factor = split.factor;
    if (!find_row(context, out)) return false;
    out->is_bare = n_left == 0 && out->period.text != NULL;
    return n_left == 0 || look_up(context, left, left_wide, n_left, is_other, out);
}
