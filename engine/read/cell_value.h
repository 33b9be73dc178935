/* cell_value.h - the numbers, days and truths of a workbook as text with a kind. Pure. */
#ifndef FIRE_READ_CELL_VALUE_H
#define FIRE_READ_CELL_VALUE_H
#include "serial.h"

#include "firestat/reader.h"

struct cell_value {
    char bytes[DECIMAL_TEXT_BYTES];
    size_t size_bytes; /* 0: it is none of these; the text stays what it is */
    uint8_t kind;      /* a fire_cell_kind                                  */
};

/* A number as it is stored, under what its format shows (see styles.h): a number, a date, or
 * the number as an error where there is no such day. */
struct cell_value cell_value_of_number(struct fire_text_view text, uint8_t shown,
                                       bool from_1904);

struct cell_value cell_value_of_iso_date(struct fire_text_view text);
struct cell_value cell_value_of_duration(struct fire_text_view text);

/* "1", "0", "true", "false" as TRUE and FALSE, in English whatever the country. */
struct cell_value cell_value_of_boolean(struct fire_text_view text);

#endif
