/* docx_styles.c - how a report looks, in the form of Decree 30/2020/NĐ-CP.
 *
 * Looks are in styles, so that an office changes one style and not a thousand paragraphs. */
#include "docx.h"

const int32_t docx_table_half_points[DOCX_N_SIZES] = { 24, 22, 20, 18, 16, 14 };

/* Spacing between body paragraphs at least 6 pt, lines single to 1.5: annex I of the decree. */
static const char paragraph_styles[] =
    "<w:style w:type=\"paragraph\" w:default=\"1\" w:styleId=\"Normal\">"
    "<w:name w:val=\"Normal\"/><w:qFormat/></w:style>\n"
    "<w:style w:type=\"character\" w:default=\"1\" w:styleId=\"DefaultParagraphFont\">"
    "<w:name w:val=\"Default Paragraph Font\"/><w:uiPriority w:val=\"1\"/>"
    "<w:semiHidden/></w:style>\n"
    "<w:style w:type=\"table\" w:default=\"1\" w:styleId=\"TableNormal\">"
    "<w:name w:val=\"Normal Table\"/><w:uiPriority w:val=\"99\"/><w:semiHidden/>"
    "<w:tblPr><w:tblInd w:w=\"0\" w:type=\"dxa\"/><w:tblCellMar>"
    "<w:top w:w=\"0\" w:type=\"dxa\"/><w:left w:w=\"0\" w:type=\"dxa\"/>"
    "<w:bottom w:w=\"0\" w:type=\"dxa\"/><w:right w:w=\"0\" w:type=\"dxa\"/>"
    "</w:tblCellMar></w:tblPr></w:style>\n"
    "<w:style w:type=\"numbering\" w:default=\"1\" w:styleId=\"NoList\">"
    "<w:name w:val=\"No List\"/><w:semiHidden/></w:style>\n"
    "<w:style w:type=\"character\" w:styleId=\"Strong\"><w:name w:val=\"Strong\"/><w:qFormat/>"
    "<w:rPr><w:b/><w:bCs/></w:rPr></w:style>\n"
    "<w:style w:type=\"character\" w:styleId=\"NoteMark\"><w:name w:val=\"Note Mark\"/>"
    "<w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr></w:style>\n"
    "<w:style w:type=\"character\" w:styleId=\"Hyperlink\"><w:name w:val=\"Hyperlink\"/>"
    "<w:rPr><w:color w:val=\"000000\"/></w:rPr></w:style>\n";

/* One paragraph style a row. */
static const struct {
    const char *id;
    const char *name;      /* small where Word knows it */
    const char *paragraph; /* as in <w:pPr> */
    const char *letters;   /* as in <w:rPr> */
} styles[] = {
    { "BodyText", "Body Text",
      "<w:widowControl/><w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/>"
      "<w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
      "" },
    { "ListDash", "List Dash",
      "<w:widowControl/><w:numPr><w:numId w:val=\"1\"/></w:numPr>"
      "<w:spacing w:after=\"120\" w:line=\"276\" w:lineRule=\"auto\"/>"
      "<w:ind w:left=\"0\" w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
      "" },
    { "Note", "Note", "<w:spacing w:after=\"60\"/><w:jc w:val=\"both\"/>",
      "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>" },
    { "Centred", "Centred", "<w:spacing w:after=\"120\"/><w:jc w:val=\"center\"/>",
      "<w:i/><w:iCs/>" },
    { "Title", "Title",
      "<w:keepNext/><w:keepLines/><w:spacing w:before=\"360\" w:after=\"120\"/>"
      "<w:jc w:val=\"center\"/>",
      "<w:b/><w:bCs/>" },
    { "Heading1", "heading 1",
      "<w:keepNext/><w:keepLines/><w:spacing w:before=\"180\" w:after=\"120\"/>"
      "<w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"0\"/>",
      "<w:b/><w:bCs/>" },
    { "Heading2", "heading 2",
      "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"120\"/>"
      "<w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"1\"/>",
      "<w:b/><w:bCs/>" },
    { "Heading3", "heading 3",
      "<w:keepNext/><w:keepLines/><w:spacing w:before=\"120\" w:after=\"120\"/>"
      "<w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/><w:outlineLvl w:val=\"2\"/>",
      "<w:b/><w:bCs/><w:i/><w:iCs/>" },
    { "Caption", "caption",
      "<w:keepLines/><w:spacing w:before=\"120\" w:after=\"60\"/><w:jc w:val=\"center\"/>",
      "<w:b/><w:bCs/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>" },
    { "Figure", "Figure", "<w:keepNext/><w:spacing w:before=\"120\"/><w:jc w:val=\"center\"/>",
      "" },
    { "Unit", "Unit", "<w:keepNext/><w:spacing w:after=\"40\"/><w:jc w:val=\"right\"/>",
      "<w:i/><w:iCs/><w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>" },
    { "TableNote", "Table Note", "<w:spacing w:before=\"20\"/><w:jc w:val=\"both\"/>",
      "<w:sz w:val=\"20\"/><w:szCs w:val=\"20\"/>" },
    { "TableEnd", "Table End", "<w:spacing w:line=\"160\" w:lineRule=\"exact\"/>",
      "<w:sz w:val=\"8\"/><w:szCs w:val=\"8\"/>" },
    { "Header", "header", "<w:jc w:val=\"center\"/>",
      "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>" },
    { "HeadSmall", "Head Small", "<w:jc w:val=\"center\"/>",
      "<w:sz w:val=\"24\"/><w:szCs w:val=\"24\"/>" },
    { "Head", "Head", "<w:jc w:val=\"center\"/>",
      "<w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/>" },
    { "HeadRule", "Head Rule",
      "<w:spacing w:before=\"40\" w:line=\"120\" w:lineRule=\"exact\"/>",
      "<w:sz w:val=\"8\"/><w:szCs w:val=\"8\"/>" },
    { "Signer", "Signer", "<w:jc w:val=\"center\"/>", "" },
    { "Recipients", "Recipients", "", "<w:sz w:val=\"22\"/><w:szCs w:val=\"22\"/>" },
};

/* The kinds of a cell's paragraph, each in every size. */
static const struct {
    const char *kind;
    const char *align;
    const char *letters;
} cells[] = {
    { "Text", "left", "" },
    { "Number", "right", "" },
    { "Date", "center", "" },
    { "Head", "center", "<w:b/><w:bCs/>" },
};

/* Lines around every cell, as offices draw them; a frame without lines for what only stands
 * beside each other. */
static const char table_styles[] =
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"FigureTable\">"
    "<w:name w:val=\"Figure Table\"/><w:basedOn w:val=\"TableNormal\"/><w:tblPr><w:tblBorders>"
    "<w:top w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:left w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:bottom w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:right w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideH w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>"
    "<w:insideV w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/></w:tblBorders>"
    "<w:tblCellMar><w:left w:w=\"70\" w:type=\"dxa\"/><w:right w:w=\"70\" w:type=\"dxa\"/>"
    "</w:tblCellMar></w:tblPr></w:style>\n"
    "<w:style w:type=\"table\" w:customStyle=\"1\" w:styleId=\"TwoColumns\">"
    "<w:name w:val=\"Two Columns\"/><w:basedOn w:val=\"TableNormal\"/></w:style>\n";

void docx_write_styles(struct fire_buffer *out, fire_language language)
{
    fire_buffer_printf(
        out,
        "<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii=\"Times New Roman\" "
        "w:hAnsi=\"Times New Roman\" w:eastAsia=\"Times New Roman\" w:cs=\"Times New Roman\"/>"
        "<w:color w:val=\"000000\"/><w:sz w:val=\"28\"/><w:szCs w:val=\"28\"/>"
        "<w:lang w:val=\"%s\" w:eastAsia=\"%s\" w:bidi=\"ar-SA\"/></w:rPr></w:rPrDefault>"
        "<w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"240\" "
        "w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>\n",
        language == FIRE_VIETNAMESE ? "vi-VN" : "en-GB",
        language == FIRE_VIETNAMESE ? "vi-VN" : "en-GB");
    fire_buffer_add_text(out, paragraph_styles);
    for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
        fire_buffer_printf(
            out,
            "<w:style w:type=\"paragraph\" w:styleId=\"%s\"><w:name w:val=\"%s\"/>"
            "<w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>%s</w:pPr>"
            "<w:rPr>%s</w:rPr></w:style>\n",
            styles[i].id, styles[i].name, styles[i].paragraph, styles[i].letters);
    for (size_t i = 0; i < sizeof cells / sizeof cells[0]; i++)
        for (int size = 0; size < DOCX_N_SIZES; size++) {
            const int half_points = (int)docx_table_half_points[size];
            fire_buffer_printf(
                out,
                "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"Table%s%d\">"
                "<w:name w:val=\"Table %s %d\"/><w:basedOn w:val=\"Normal\"/>"
                "<w:pPr><w:spacing w:before=\"20\" w:after=\"20\"/><w:jc w:val=\"%s\"/></w:pPr>"
                "<w:rPr>%s<w:sz w:val=\"%d\"/><w:szCs w:val=\"%d\"/></w:rPr></w:style>\n",
                cells[i].kind, half_points, cells[i].kind, half_points, cells[i].align,
                cells[i].letters, half_points, half_points);
        }
    fire_buffer_add_text(out, table_styles);
}
