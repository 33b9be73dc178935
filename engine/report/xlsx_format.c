/* xlsx_format.c - formats of cells, each made once. */
#include "xlsx.h"

#include <stdio.h>
#include <string.h>

#define RULE_COLOUR  0x8A8A8A
#define HEAD_COLOUR  0xF1F4F7
#define LINK_COLOUR  0x12436D
#define QUIET_COLOUR 0x555555

static const struct {
    double size_pt;
    uint8_t align;
    bool is_bold;
    bool is_italic;
    bool is_wrapped;
    bool has_border;
} faces[] = {
    [XLSX_TITLE] = { 14, LXW_ALIGN_LEFT, true, false, false, false },
    [XLSX_SUBTITLE] = { 12, LXW_ALIGN_LEFT, false, true, false, false },
    [XLSX_CAPTION] = { 13, LXW_ALIGN_LEFT, true, false, true, false },
    [XLSX_CAPTION_WIDE] = { 13, LXW_ALIGN_CENTER, true, false, true, false },
    [XLSX_UNIT] = { 11, LXW_ALIGN_RIGHT, false, true, false, false },
    [XLSX_HEADER] = { 12, LXW_ALIGN_CENTER, true, false, true, true },
    [XLSX_TEXT] = { 12, LXW_ALIGN_LEFT, false, false, true, true },
    [XLSX_WORDS] = { 12, LXW_ALIGN_RIGHT, false, false, true, true },
    [XLSX_NUMBER] = { 12, LXW_ALIGN_RIGHT, false, false, false, true },
    [XLSX_DATE] = { 12, LXW_ALIGN_CENTER, false, false, false, true },
    [XLSX_NOTE] = { 11, LXW_ALIGN_LEFT, false, false, true, false },
    [XLSX_LINK] = { 12, LXW_ALIGN_LEFT, false, false, false, false },
};

/* A mark behind the digits: the cell stays a number. */
static void set_number(lxw_format *format, const struct xlsx_look *look)
{
    char code[80];
    char mark[NOTE_MARK_BYTES] = "";
    note_mark(look->note, mark);
    snprintf(code, sizeof code, "%s%s%s%.*s%s%s%s%s", look->is_estimate ? "\"≈\"" : "",
             look->face == XLSX_DATE ? "dd/mm/yyyy" : "#,##0",
             look->face == XLSX_NUMBER && look->decimals > 0 ? "." : "",
             look->face == XLSX_NUMBER ? (int)look->decimals : 0, "00000000000000000000",
             look->is_percent ? "\"%\"" : "", look->note > 0 ? "\" (" : "", mark,
             look->note > 0 ? ")\"" : "");
    format_set_num_format(format, code);
}

static void set_look(lxw_format *format, const struct xlsx_look *look)
{
    format_set_font_name(format, "Times New Roman");
    format_set_font_size(format, faces[look->face].size_pt);
    format_set_align(format, faces[look->face].align);
    format_set_align(format, faces[look->face].has_border ? LXW_ALIGN_VERTICAL_CENTER
                                                          : LXW_ALIGN_VERTICAL_TOP);
    if (look->is_bold || faces[look->face].is_bold) format_set_bold(format);
    if (faces[look->face].is_italic) format_set_italic(format);
    if (faces[look->face].is_wrapped) format_set_text_wrap(format);
    if (faces[look->face].has_border) {
        format_set_border(format, LXW_BORDER_THIN);
        format_set_border_color(format, RULE_COLOUR);
    }
    if (look->has_rule) {
        format_set_top(format, LXW_BORDER_MEDIUM);
        format_set_top_color(format, LXW_COLOR_BLACK);
    }
    if (look->face == XLSX_HEADER) format_set_bg_color(format, HEAD_COLOUR);
    if (look->face == XLSX_NOTE) format_set_font_color(format, QUIET_COLOUR);
    if (look->face == XLSX_NUMBER || look->face == XLSX_DATE) set_number(format, look);
    if (look->face != XLSX_LINK) return;
    format_set_font_color(format, LINK_COLOUR);
    format_set_underline(format, LXW_UNDERLINE_SINGLE);
}

lxw_format *xlsx_format(struct xlsx *xlsx, struct xlsx_look look)
{
    for (size_t i = 0; i < xlsx->n_formats; i++) {
        const struct xlsx_look *there = &xlsx->format[i].look;
        if (there->face == look.face && there->is_bold == look.is_bold &&
            there->has_rule == look.has_rule && there->decimals == look.decimals &&
            there->note == look.note && there->is_percent == look.is_percent &&
            there->is_estimate == look.is_estimate)
            return xlsx->format[i].format;
    }
    struct xlsx_format *grown = fire_array_grow(xlsx->format, &xlsx->capacity,
                                                xlsx->n_formats + 1, sizeof *grown);
    lxw_format *format = grown == NULL ? NULL : workbook_add_format(xlsx->workbook);
    if (grown != NULL) xlsx->format = grown;
    if (format == NULL) {
        xlsx->is_out_of_memory = true;
        return NULL;
    }
    set_look(format, &look);
    xlsx->format[xlsx->n_formats++] = (struct xlsx_format){ look, format };
    return format;
}
