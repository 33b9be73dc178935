/* docx_figure.c - a picture in the text, as wide as the text. */
#include "docx.h"

#define EMU_A_TWIP  635
#define TALLEST_EMU ((int64_t)TEXT_HEIGHT_TWIPS * EMU_A_TWIP * 85 / 100) /* and its caption */
#define WIDEST_EMU  ((int64_t)TEXT_WIDTH_TWIPS * EMU_A_TWIP)

bool docx_has_picture(const struct fire_block *block)
{
    return block->kind == FIRE_BLOCK_FIGURE && block->figure.png.size_bytes > 0;
}

static void write_picture(struct docx *docx, const struct fire_picture *picture)
{
    struct fire_buffer *out = docx->out;
    const double shape = picture->height_px / picture->width_px;
    const bool is_tall = shape * (double)WIDEST_EMU > (double)TALLEST_EMU;
    const long long width = is_tall ? (long long)((double)TALLEST_EMU / shape) : WIDEST_EMU;
    const long long height = is_tall ? TALLEST_EMU : (long long)((double)WIDEST_EMU * shape);
    const long long id = (long long)docx->block + 1;
    fire_buffer_printf(out,
                       "<w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" "
                       "distR=\"0\"><wp:extent cx=\"%lld\" cy=\"%lld\"/>"
                       "<wp:docPr id=\"%lld\" name=\"figure%lld\" descr=\"",
                       width, height, id, id - 1);
    fire_buffer_add_xml(out, fire_text_of(picture->description));
    fire_buffer_printf(out,
                       "\"/><wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect=\"1\"/>"
                       "</wp:cNvGraphicFramePr><a:graphic><a:graphicData uri=\"http://"
                       "schemas.openxmlformats.org/drawingml/2006/picture\"><pic:pic>"
                       "<pic:nvPicPr><pic:cNvPr id=\"%lld\" name=\"figure%lld.png\"/>"
                       "<pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>"
                       "<a:blip r:embed=\"figure%lld\"/><a:stretch><a:fillRect/></a:stretch>"
                       "</pic:blipFill><pic:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/>"
                       "<a:ext cx=\"%lld\" cy=\"%lld\"/></a:xfrm><a:prstGeom prst=\"rect\">"
                       "<a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>"
                       "</a:graphic></wp:inline></w:drawing></w:r>",
                       id, id - 1, id - 1, width, height);
}

void docx_write_figure(struct docx *docx, const struct fire_figure_block *figure)
{
    docx_open_paragraph(docx, "Figure", true, "");
    docx_open_mark(docx, figure->anchor);
    if (figure->png.size_bytes > 0)
        write_picture(docx, figure->picture);
    else
        docx_add_run(docx, "", figure->picture->description);
    docx_close_mark(docx);
    docx_close_paragraph(docx);
    docx_add_line(docx, "Caption", false, figure->caption);
}
