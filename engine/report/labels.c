/* labels.c - the words of a summary in the language asked for. */
#include "writer.h"

#include "firestat/phrase.h"

#include <math.h>
#include <stdarg.h>
#include <string.h>

const char *label_format(struct writer *writer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const char *text = fire_phrase_vprintf(writer->arena, format, arguments);
    va_end(arguments);
    if (text != NULL) return text;
    writer->failed = true;
    return "";
}

const char *label_inside(struct writer *writer, const char *text)
{
    struct fire_phrase phrase = { .arena = writer->arena,
                                  .language = writer->options->language };
    const char *inside = fire_phrase_inside(&phrase, text);
    writer->failed = writer->failed || phrase.failed;
    return inside;
}

const char *label_fill(struct writer *writer, fire_word word, const char *label)
{
    const char *format = fire_word_text(writer->options->language, word);
    const bool label_first = strncmp(format, "%s", 2) == 0;
    return label_format(writer, format, label_first ? label : label_inside(writer, label));
}

const char *label_dim(const struct writer *writer, int32_t dim)
{
    const struct fire_summary_dim *about = &writer->summary->dim[dim];
    return writer->options->language == FIRE_VIETNAMESE ? about->label_vi : about->label_en;
}

const char *label_field(const struct writer *writer, int32_t measure)
{
    const struct fire_summary_measure *about = &writer->summary->measure[measure];
    return writer->options->language == FIRE_VIETNAMESE ? about->field_label_vi
                                                        : about->field_label_en;
}

const char *label_measure(struct writer *writer, int32_t measure)
{
    static const fire_word word_of[] = {
        [FIRE_AGG_MEAN] = FIRE_WORD_AGG_MEAN,   [FIRE_AGG_MEDIAN] = FIRE_WORD_AGG_MEDIAN,
        [FIRE_AGG_MIN] = FIRE_WORD_AGG_MIN,     [FIRE_AGG_MAX] = FIRE_WORD_AGG_MAX,
        [FIRE_AGG_SHARE] = FIRE_WORD_AGG_SHARE, [FIRE_AGG_DISTINCT] = FIRE_WORD_AGG_DISTINCT,
    };
    const fire_agg agg = writer->summary->measure[measure].agg;
    const char *field = label_field(writer, measure);
    const bool is_worded = agg == FIRE_AGG_SUM || agg == FIRE_AGG_RATE || agg == FIRE_AGG_REAL;
    return is_worded ? field : label_fill(writer, word_of[agg], field);
}

const char *label_unit(const struct writer *writer, int32_t measure)
{
    const struct fire_summary_measure *about = &writer->summary->measure[measure];
    return writer->options->language == FIRE_VIETNAMESE ? about->unit_vi : about->unit_en;
}

bool label_has_unit(struct writer *writer, const char *label, const char *unit)
{
    struct fire_text_view label_key = { 0 };
    struct fire_text_view unit_key = { 0 };
    if (!fire_text_match_key(fire_text_of(label), writer->arena, &label_key) ||
        !fire_text_match_key(fire_text_of(unit), writer->arena, &unit_key)) {
        writer->failed = true;
        return false;
    }
    const size_t size = unit_key.size_bytes;
    for (size_t at = 0; size > 0 && at + size <= label_key.size_bytes; at++) {
        const size_t end = at + size;
        if ((at == 0 || label_key.bytes[at - 1] == ' ') &&
            (end == label_key.size_bytes || label_key.bytes[end] == ' ') &&
            memcmp(label_key.bytes + at, unit_key.bytes, size) == 0)
            return true;
    }
    return false;
}

const char *label_measure_unit(struct writer *writer, int32_t measure)
{
    const char *label = label_measure(writer, measure);
    const char *unit = label_unit(writer, measure);
    if (unit[0] == '\0' || label_has_unit(writer, label, unit)) return label;
    return label_format(writer, "%s (%s)", label, unit);
}

const char *label_key(struct writer *writer, const struct fire_key *key)
{
    const fire_language language = writer->options->language;
    if (key->is_null) return fire_word_text(language, FIRE_WORD_NOT_STATED);
    const struct fire_text_view label = language == FIRE_VIETNAMESE ? key->label_vi
                                                                    : key->label_en;
    const char *text = fire_arena_copy(writer->arena, label.bytes, label.size_bytes);
    if (text != NULL) return text;
    writer->failed = true;
    return "";
}

const char *label_value(struct writer *writer, struct fire_value value, int32_t scale)
{
    char text[FIRE_NUMBER_BYTES];
    if (value.is_null) return "–";
    fire_number_text(writer->options->language, value.number, scale, -1, text);
    return label_format(writer, "%s", text);
}

#define P_DECIMALS 4

const char *label_p(struct writer *writer, double p)
{
    const double grain = 1e-4;
    char text[FIRE_NUMBER_BYTES];
    if (p < grain) {
        fire_number_text(writer->options->language, 1, P_DECIMALS, P_DECIMALS, text);
        return label_format(writer, "< %s", text);
    }
    fire_number_text(writer->options->language, llround(p / grain), P_DECIMALS, P_DECIMALS,
                     text);
    return label_format(writer, "= %s", text);
}

const char *label_day(struct writer *writer, int32_t day)
{
    char text[FIRE_NUMBER_BYTES];
    fire_day_text(day, text);
    return label_format(writer, "%s", text);
}
