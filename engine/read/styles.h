/* styles.h - what the format of an XLSX cell says about its value. */
#ifndef FIRE_READ_STYLES_H
#define FIRE_READ_STYLES_H
#include "fonts.h"
#include "serial.h"
#include "zip_parts.h"

enum { STYLE_ELAPSED = 4 }; /* beside MOMENT_DAY and MOMENT_TIME: [h]:mm */

struct cell_style {
    uint8_t shown; /* MOMENT_DAY, MOMENT_TIME, STYLE_ELAPSED; 0: a number is a number */
    uint8_t font;  /* an enum cell_font */
};

/* What a number format's code shows of a number. Pure. */
uint8_t styles_shown_by_code(const char *code);

struct styles;

/*   index    of the part; -1: the workbook has none
 *   out      set on FIRE_OK only; to be freed
 *   errors   those of xml_run; FIRE_ERANGE: FIRE_LIMIT_STYLES */
fire_status styles_read(struct zip_parts *parts, int64_t index, struct fire_arena *arena,
                        struct styles **out, struct fire_error *err) FIRE_MUST_CHECK;
void styles_free(struct styles *styles); /* NULL is fine */

/* The plain style for a number that is none. */
struct cell_style styles_get(const struct styles *styles, int64_t number);

#endif
