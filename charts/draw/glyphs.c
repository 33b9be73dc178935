/* glyphs.c - see glyphs.h. */
#include "glyphs.h"

#include <stdint.h>

/* Letters of the Latin script that are whole in one character. */
static bool is_latin(uint32_t character)
{
    return (character >= 'A' && character <= 'Z') || (character >= 'a' && character <= 'z') ||
           (character >= 0xC0 && character <= 0x24F && character != 0xD7 &&
            character != 0xF7) ||
           (character >= 0x1E00 && character <= 0x1EFF);
}

/* Signs of no script of their own, which take part in that of the letters around them. */
static bool is_common(uint32_t character)
{
    switch (character) {
    case 0xA0:   /* no-break space */
    case 0xB1:   /* ± */
    case 0xB2:   /* ² */
    case 0xB3:   /* ³ */
    case 0xB7:   /* · */
    case 0xB9:   /* ¹ */
    case 0xD7:   /* × */
    case 0x2013: /* – */
    case 0x2014: /* — */
    case 0x2019: /* ’ */
    case 0x201C: /* “ */
    case 0x201D: /* ” */
    case 0x2026: /* … */
    case 0x20AB: /* ₫ */
    case 0x2212: /* − */
    case 0x2264: /* ≤ */
    case 0x2265: /* ≥ */
        return true;
    default:
        return (character >= ' ' && character <= '~') ||
               (character >= 0x2074 && character <= 0x2079); /* ⁴ to ⁹ */
    }
}

bool glyphs_shape(hb_buffer_t *buffer, hb_font_t *font, const char *text, bool is_number)
{
    static const hb_feature_t numbers[] = {
        { HB_TAG('k', 'e', 'r', 'n'), 0, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
        { HB_TAG('t', 'n', 'u', 'm'), 1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END },
    };
    hb_script_t script = HB_SCRIPT_COMMON;
    hb_buffer_clear_contents(buffer);
    hb_buffer_add_utf8(buffer, text, -1, 0, -1);
    unsigned n = 0;
    const hb_glyph_info_t *character = hb_buffer_get_glyph_infos(buffer, &n);
    for (unsigned i = 0; i < n; i++) {
        hb_codepoint_t glyph;
        if (is_latin(character[i].codepoint))
            script = HB_SCRIPT_LATIN;
        else if (!is_common(character[i].codepoint))
            return false;
        if (!hb_font_get_nominal_glyph(font, character[i].codepoint, &glyph)) return false;
    }
    hb_buffer_set_direction(buffer, HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, script);
    hb_buffer_set_language(buffer, hb_language_from_string("vi", -1));
    hb_buffer_set_flags(buffer, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
    hb_shape(font, buffer, numbers, is_number ? 2 : 0);
    return hb_buffer_allocation_successful(buffer);
}
