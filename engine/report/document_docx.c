/* document_docx.c - a document as a Word file. */
#include "docx.h"

fire_status fire_document_docx(const struct fire_document *document, struct fire_buffer *out,
                               struct fire_error *err)
{
    FIRE_TRY(document_check(document, err));
    struct docx docx = { .document = document, .arena = fire_arena_create() };
    struct docx_parts parts = { 0 };
    struct package *package = package_create();
    const size_t size_before = out->size_bytes;
    bool failed = docx.arena == NULL || !docx_add_parts(package, document, &parts);
    package_add_stream(package, "word/document.xml", docx_next, &docx);
    const fire_status status = package_finish(package, out, err);
    docx_parts_finish(&parts);
    fire_arena_free(docx.arena);
    failed = failed || docx.failed;
    if (failed) out->size_bytes = size_before;
    return failed ? fire_fail_memory(err) : status;
}
