/* document_pdf.c - a document as PDF: laid out on pages here, drawn by charts/draw. */
#include "document_parts.h"
#include "pages.h"

fire_status fire_document_pdf(const struct fire_document *document, struct fire_ink *ink,
                              struct fire_buffer *out, struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    FIRE_TRY(fire_ink_load_serif(ink, err)); /* else only a width that cannot be told */
    struct fire_arena *arena = fire_arena_create();
    if (arena == NULL) return fire_fail_memory(err);
    struct fire_book book = { 0 };
    fire_status status = pages_make(document, fire_ink_meter(ink), arena, &book, err);
    if (status == FIRE_OK) status = fire_draw_book(ink, &book, out, err);
    fire_arena_free(arena);
    return status;
}
