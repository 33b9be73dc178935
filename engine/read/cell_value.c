/* cell_value.c - one way from stored values to text, for XLSX and ODS. */
#include "cell_value.h"

#include "styles.h"

#include <string.h>

struct cell_value cell_value_of_number(struct fire_text_view text, uint8_t shown,
                                       bool from_1904)
{
    struct cell_value value = { .size_bytes = 0 };
    struct decimal decimal;
    if (!decimal_read(text, &decimal)) return value;
    if (shown != 0) {
        value.kind = FIRE_CELL_DATE;
        value.size_bytes = (shown & STYLE_ELAPSED) != 0 && (shown & MOMENT_DAY) == 0
                               ? elapsed_write(decimal, value.bytes)
                               : serial_write(decimal, shown, from_1904, value.bytes);
        if (value.size_bytes > 0) return value;
    }
    value.kind = shown != 0 ? FIRE_CELL_ERROR : FIRE_CELL_NUMBER;
    value.size_bytes = decimal_write(decimal, value.bytes);
    return value;
}

struct cell_value cell_value_of_iso_date(struct fire_text_view text)
{
    struct cell_value value = { .kind = FIRE_CELL_DATE };
    value.size_bytes = iso_moment_write(text, value.bytes);
    return value;
}

struct cell_value cell_value_of_duration(struct fire_text_view text)
{
    struct cell_value value = { .kind = FIRE_CELL_DATE };
    value.size_bytes = duration_write(text, value.bytes);
    return value;
}

struct cell_value cell_value_of_boolean(struct fire_text_view text)
{
    static const struct {
        const char *stored;
        const char *shown;
    } words[] = { { "1", "TRUE" }, { "true", "TRUE" }, { "0", "FALSE" }, { "false", "FALSE" } };

    struct cell_value value = { .kind = FIRE_CELL_TEXT };
    for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
        if (!fire_text_equal(text, fire_text_of(words[i].stored))) continue;
        value.size_bytes = strlen(words[i].shown);
        memcpy(value.bytes, words[i].shown, value.size_bytes);
    }
    return value;
}
