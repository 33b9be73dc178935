/* labels.h - words that show a row to be no incident. */
#ifndef FIRESTAT_ENGINE_CLEAN_LABELS_H
#define FIRESTAT_ENGINE_CLEAN_LABELS_H
#include "firestat/arena.h"
#include "firestat/schema.h"
#include "firestat/text.h"

typedef enum {
    LABEL_NONE = 0,
    LABEL_PART,   /* Cộng, Tổng, Total: of what stands above it */
    LABEL_ALL,    /* Tổng cộng, Toàn tỉnh, Grand total          */
    LABEL_RISING, /* Lũy kế, Cộng dồn: may count more than the table has */
} label_kind;

/* Is the whole cell the label of a total? False: no memory. */
bool label_read(struct fire_text_view cell, struct fire_arena *scratch, label_kind *out);

/* Is it what figures are compared with, or how they do: "Cùng kỳ", "Tăng, giảm", "Tỷ lệ (%)"?
 *   at_foot   below a total, where "Năm 2023" and "Trung bình" are such too
 *   returns   false: no memory */
bool label_compares(struct fire_text_view cell, struct fire_arena *scratch, bool at_foot,
                    bool *out);

/* Is it a line that people sign, or the place and date above it? False: no memory. */
bool label_is_signature(struct fire_text_view cell, struct fire_arena *scratch, bool *out);

/* The level of the area that a title names: FIRE_FIELD_PROVINCE, _DISTRICT or _COMMUNE by its first
 * word; -1: it names none.
 *   out_name   the part of the title that is the name */
bool label_area(struct fire_text_view title, struct fire_arena *scratch, int32_t *out_field,
                struct fire_text_view *out_name);

#endif
