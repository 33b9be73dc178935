/* unit.h - what brackets behind a name, and lines above a table, say of a unit. */
#ifndef FIRESTAT_ENGINE_CLEAN_UNIT_H
#define FIRESTAT_ENGINE_CLEAN_UNIT_H
#include "firestat/arena.h"
#include "firestat/profile.h"
#include "firestat/text.h"

typedef enum {
    SAID_NOTHING = 0,
    SAID_HARMLESS, /* "ước tính", "1": the number is what the name says all the same    */
    SAID_UNIT,
    SAID_ASIDE, /* "dd/mm/yyyy", "thị xã, thành phố": no harm behind a name of no number */
    SAID_STRANGE, /* not understood: "nữ", "cùng kỳ"; of money: "thousand USD" beside VND  */
    SAID_OTHER,   /* "%", "nghìn $": of another kind whatever the words beside it say      */
} said_kind;

struct said {
    said_kind kind;
    fire_unit_kind unit;
    int64_t factor;
};

/* What stands between brackets: "ĐVT: triệu đồng, ước tính", "1.000 đồng", "VND million".
 *   currency   code of the source's amounts; a unit of another one is strange
 *   returns    false: no memory */
bool unit_read(struct fire_text_view text, const char *currency, struct fire_arena *arena,
               struct said *out);

/* The text in the brackets at the end of a clean text; size 0: there are none.
 *   out_open   where they open; the text's size: nowhere */
struct fire_text_view unit_brackets(struct fire_text_view text, size_t *out_open);

/* Is the text nothing but a unit and the words that announce one? "ĐVT: triệu đồng" is, and "triệu
 * đồng" is not announced. False: no memory. */
bool unit_is_announced(struct fire_text_view text, struct fire_arena *arena, bool *out);

/* The unit of amounts that a line announces somewhere ("Bảng 1. Thiệt hại (đơn vị: vụ, triệu
 * đồng)") or has alone in brackets.
 *   out->kind   SAID_UNIT, of money; SAID_STRANGE: "ĐVT" and nothing that is known; else
 *               SAID_NOTHING
 *   out_open    it is announced, and what it is may stand in the next cell
 *   returns     false: no memory */
bool unit_of_line(struct fire_text_view text, const char *currency, struct fire_arena *arena,
                  struct said *out, bool *out_open);

/* The first unit of amounts in a list: "vụ, người, triệu đồng". False: no memory. */
bool unit_of_money_among(struct fire_text_view text, const char *currency,
                         struct fire_arena *arena, struct said *out);

#endif
