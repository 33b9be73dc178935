/* codes.c - codes that are the same but for zeros in front.
 *
 * "00501" and "501" are two codes, and stay two. But where one column has both, some program has
 * most likely taken the one for a number, so it is said. Only words that begin with a zero are
 * looked up, of which most columns have none. */
#include "issue.h"
#include "run.h"

#include <stdio.h>

struct coded {
    struct run *run;
    struct fire_dictionary *codes; /* all words of digits of the column, without their zeros */
    int32_t form;
};

/* The digits of a code without the zeros in front; false: it is no code, or has none. */
static bool drop_zeros(struct fire_text_view word, struct fire_text_view *out)
{
    size_t zeros = 0;
    for (size_t i = 0; i < word.size_bytes; i++)
        if (word.bytes[i] < '0' || word.bytes[i] > '9') return false;
    while (zeros + 1 < word.size_bytes && word.bytes[zeros] == '0')
        zeros++;
    *out = (struct fire_text_view){ word.bytes + zeros, word.size_bytes - zeros };
    return zeros > 0;
}

static void tell_twins(const struct coded *coded, struct fire_text_view padded,
                       struct fire_text_view plain)
{
    const struct run *run = coded->run;
    const int32_t column = run->binding->form[coded->form].column;
    const struct fire_location place = { .file = fire_reader_path(run->reader),
                                         .sheet = fire_reader_sheet(run->reader),
                                         .field = column + 1,
                                         .column = run->binding->column[column].header };
    char both[80];
    const int size = snprintf(both, sizeof both, "%.*s, %.*s", (int)padded.size_bytes,
                              padded.bytes, (int)plain.size_bytes, plain.bytes);
    if (size < 0 || (size_t)size >= sizeof both) return; /* no code is that long */
    issues_add(run->issues, FIRE_ISSUE_CODE_TWICE, FIRE_EFFECT_NOTICE, place,
               fire_text_of(both));
}

/* One word with zeros in front; the one that has the fewest of them is told with it.
 *   returns  false: no memory */
static bool look_at(const struct coded *coded, struct fire_text_view word)
{
    struct fire_text_view plain;
    uint32_t n = fire_dictionary_n(coded->codes);
    uint32_t code = 0;
    if (!drop_zeros(word, &plain)) return true;
    if (!fire_dictionary_add(coded->codes, plain, word, &code)) return false;
    if (code == n) return true;
    const struct fire_text_view other = fire_dictionary_label(coded->codes, code);
    if (!fire_text_equal(other, word)) tell_twins(coded, word, other);
    return true;
}

/* Words without zeros in front come first, so that all others meet them. */
static bool look_at_plain(const struct coded *coded, struct fire_text_view word)
{
    struct fire_text_view plain;
    uint32_t code;
    if (word.size_bytes == 0 || word.bytes[0] < '0' || word.bytes[0] > '9') return true;
    if (drop_zeros(word, &plain)) return true;
    return fire_dictionary_add(coded->codes, word, word, &code);
}

typedef bool look(const struct coded *coded, struct fire_text_view word);

static bool each_area(const struct coded *coded, look *at)
{
    const struct fire_areas *areas = coded->run->areas;
    const fire_area_level level =
        (fire_area_level)(FIRE_LEVEL_PROVINCE + coded->run->binding->form[coded->form].field -
                          FIRE_FIELD_PROVINCE);
    for (int32_t node = 1; node < fire_areas_n(areas); node++)
        if (fire_area_level_of(areas, node) == level && !at(coded, fire_area_name(areas, node)))
            return false;
    return true;
}

static bool each_word(const struct coded *coded, look *at)
{
    const struct fire_dictionary *words = fire_schema_words(
        coded->run->schema, coded->run->binding->form[coded->form].field);
    for (uint32_t code = 0; code < fire_dictionary_n(words); code++)
        if (!at(coded, fire_dictionary_label(words, code))) return false;
    return true;
}

static bool say_codes_of(struct run *run, int32_t form)
{
    const struct cell_form *own = &run->binding->form[form];
    const bool is_area = own->field >= FIRE_FIELD_PROVINCE && own->field <= FIRE_FIELD_COMMUNE;
    if (own->field < 0 || !form_has_column(own)) return true;
    if (!is_area && fire_schema_field(run->schema, own->field)->type != FIRE_TYPE_CATEGORY)
        return true;
    struct coded coded = { run, fire_dictionary_create(), form };
    bool (*const each)(const struct coded *, look *) = is_area ? each_area : each_word;
    const bool is_done = coded.codes != NULL && each(&coded, look_at_plain) &&
                         each(&coded, look_at);
    fire_dictionary_free(coded.codes);
    return is_done;
}

fire_status say_codes(struct run *run)
{
    for (int32_t i = 0; i < run->binding->n_forms; i++)
        if (!say_codes_of(run, i)) return fire_fail_memory(run->err);
    return FIRE_OK;
}
